"""What a report means by its words before a rule is held against them."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import FAILS, HEAD, HOLDS, NOT_OWED, UNKNOWN, Case, check_case, listed

from index.extract import examine_text

UNIVERSITY = """三、决算报表说明
（一）收支决算总表说明
学校2023年度收入总计500.00万元，与2022年度相比，增加40.00万元，增长8.70%。
学校2023年度支出总计520.00万元，与2022年度相比，增加60.00万元，增长13.04%。
（二）收入决算表说明
学校2023年度收入总计500.00万元，其中：财政拨款收入300.00万元，占总收入的60.00%；事业收入150.00万元，占总收入的30.00%；其他收入50.00万元，占总收入的10.00%。
（三）支出决算表说明
学校2023年度各项支出总计520.00万元，其中：基本支出400.00万元，占总支出的76.92%；项目支出120.00万元，占总支出的23.08%。
（四）财政拨款支出决算表说明
学校2023年度财政拨款支出总计为290.00万元，其中：基本支出{basic}万元，占总支出的79.31%；项目支出60.00万元，占总支出的20.69%。具体包括：
1.高等教育（2050205），2023年度决算数为210.00万元，比2022年度决算数增长10.00%。
2.高等教育（2059802），2023年度决算数为70.00万元，比2022年度决算数降低5.00%。
3.用于教育事业的彩票公益金支出（2296004），2023年度决算数为10.00万元，与2022年度决算数一致。
"""


def rules(text: str) -> list[str]:
    report = examine_text(HEAD + text, Path("x.txt"))
    return [f.rule for f in report.findings if f.rule != "missing-content"]


def test_totals_of_the_year_and_shares_of_a_fund_are_no_contradictions() -> None:
    assert rules(UNIVERSITY.format(basic="230.00")) == []


def test_a_share_of_a_fund_that_does_not_fit_is_one() -> None:
    assert "share" in rules(UNIVERSITY.format(basic="250.00"))


def test_totals_that_differ_and_are_made_of_no_sources_are_one() -> None:
    text = "一、收支总体情况说明\n2023年度收入总计500.00万元、支出总计520.00万元。\n"
    assert rules(text) == ["balance"]


def test_the_same_as_in_the_year_before() -> None:
    report = examine_text(HEAD + UNIVERSITY.format(basic="230.00"), Path("x.txt"))
    changes = [f for f in report.facts if f.code == "2296004" and f.aspect == "比上年增减额"]
    assert [f.amount.value for f in changes] == [0]


BASIC = (
    "六、一般公共预算财政拨款基本支出决算情况说明\n"
    "一般公共预算财政拨款基本支出828.68万元，其中：工资福利支出658.42万元；"
    "商品和服务支出138.26万元，其中：办公费{office}万元、差旅费30.00万元；"
    "对个人和家庭的补助27.00万元；资本性支出5.00万元。\n"
    "十、其他重要事项的情况说明\n（一）机关运行经费支出情况\n"
    "2023年度机关运行经费支出{running}万元。\n"
)


CARS = (
    "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出决算{guests}万元。公务用车保有量{kept}辆。\n"
    "六、一般公共预算财政拨款基本支出决算情况说明\n公用经费9.00万元，主要包括：办公费8.00万元、公务接待费0.80万元。\n"
    "十、国有资产占用情况说明\n本部门共有车辆2辆。\n"
)


CENTRE = "某某市公共资源交易中心截至2023年12月31日，单位共有车辆2辆，价值56.18万元。\n"


FUND = (
    "三、支出决算情况说明\n本年支出90.00万元，其中：基本支出60.00万元；项目支出30.00万元。\n"
    "五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出80.00万元。\n"
    "六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出{basic}万元。\n"
)
RATE = (
    "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出决算为1.32万元，完成预算的{rate}%。\n"
    "九、财政拨款“三公”经费支出决算表\n单位：万元\n合计\t因公出国（境）费\t公务用车购置费\t公务用车运行维护费\t公务接待费\n"
    "预算数\t9.50\t\t\t6.50\t3.00\n决算数\t6.95\t\t\t5.63\t1.32\n"
)
STAFF = "二、机构设置及人员情况\n年末实有在职人员{all}人，其中：行政人员9人，事业人员{rest}人。\n"


def fund(basic: str) -> str:
    return FUND.format(basic=basic)


def staff(everyone: int, rest: str) -> str:
    return STAFF.format(all=everyone, rest=rest)


def basic(office: str, running: str) -> str:
    return BASIC.format(office=office, running=running)


def cars(guests: str, kept: int) -> str:
    return CARS.format(guests=guests, kept=kept)


MEANT: list[Case] = [
    ("running-cost", "goods and capital", basic("60.00", "143.26"), HOLDS),
    ("running-cost", "one digit", basic("60.00", "148.26"), FAILS),
    ("running-cost", "another scope", basic("60.00", "96.40"), UNKNOWN),
    ("economic-parts", "within the class", basic("60.00", "143.26"), HOLDS),
    ("economic-parts", "more than the class", basic("120.00", "143.26"), FAILS),
    ("within-three", "all of it", cars("0.80", 2), HOLDS),
    ("within-three", "a part of it", cars("1.20", 1), NOT_OWED),
    ("within-three", "more than it", cars("0.30", 2), FAILS),
    ("fund-projects", "within all projects", fund("52.00"), HOLDS),
    ("fund-projects", "more than all projects", fund("48.00"), FAILS),
    ("staff-kinds", "all of them", staff(28, "19"), HOLDS),
    ("staff-kinds", "one too many", staff(29, "19"), FAILS),
    ("completion-rate", "of the budget that the table prints", RATE.format(rate="44.00"), HOLDS),
    ("completion-rate", "of none that is printed", RATE.format(rate="52.80"), FAILS),
    ("kept-within-owned", "as many", cars("0.80", 2), HOLDS),
    ("kept-within-owned", "more", cars("0.80", 3), FAILS),
    ("kept-within-owned", "with those of a unit under it", cars("0.80", 4) + CENTRE, UNKNOWN),
    ("kept-within-owned", "more than all of them", cars("0.80", 5) + CENTRE, FAILS),
]


@pytest.mark.parametrize(("rule", "name", "given", "wanted"), listed(MEANT))
def test_outcomes(rule: str, name: str, given: str, wanted: str) -> None:
    check_case(rule, name, given, wanted)


ITEMS = (
    "五、一般公共预算财政拨款支出决算情况说明\n（三）具体情况\n"
    "一般公共预算财政拨款支出年初预算为{plan}万元，支出决算为9.00万元。其中：\n"
    "1.教育支出（类）普通教育（款）小学教育（项）。年初预算为4.00万元，支出决算为5.00万元。\n"
    "2.教育支出（类）普通教育（款）初中教育（项）。年初预算为3.00万元，支出决算为4.00万元。\n"
)


@pytest.mark.parametrize(("plan", "wanted"), [("7.00", []), ("8.40", ["function-sum"])])
def test_budgets_of_all_items_make_up_the_whole(plan: str, wanted: list[str]) -> None:
    assert rules(ITEMS.format(plan=plan)) == wanted


def test_table_of_assets() -> None:
    table = "国有资产占用情况表\n公开10表\n项目\t数量\n一、车辆数合计（辆）\t2\n应急保障用车\t1\n其他用车\t1\n"
    text = HEAD.replace("第二部分", f"第二部分 决算表\n{table}第三部分")
    found = {f.metric: f.amount.text for f in examine_text(text, Path("x.txt")).facts}
    assert found == {"车辆": "2", "应急保障用车": "1", "其他用车": "1"}


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("教育支出8.00万元，占财政拨款支出的40.00%", []),  # of all funds, which are not told
        ("教育支出8.00万元，占一般公共预算财政拨款支出的40.00%", ["share"]),
        ("1.行政运行（司法）6.00万元。2.行政运行（强制隔离戒毒）4.00万元", []),
    ],
)
def test_of_another_base_or_name_is_no_contradiction(told: str, wanted: list[str]) -> None:
    head = "五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出10.00万元。"
    assert rules(f"{head}{told}。\n") == wanted


def test_a_budget_behind_a_list_is_of_what_was_listed() -> None:
    text = (
        "五、一般公共预算财政拨款支出决算情况说明\n8.教育（类）支出9.00万元。其中：2050201学前教育4.00万元；"
        "2050202小学教育5.00万元。年初预算为10.00万元，完成年初预算的90.00%。\n"
    )
    facts = examine_text(HEAD + text, Path("x.txt")).facts
    assert [f.metric for f in facts if f.aspect == "年初预算数"] == ["教育(类)"]


HUNAN = (
    "七、财政拨款三公经费支出决算情况说明\n（一）总体情况\n"
    "“三公”经费财政拨款支出预算为8.00万元，支出决算为5.60万元，完成预算的70.00%，其中：\n"
    "因公出国（境）费支出预算为0万元，支出决算为0万元，决算数与预算数持平。\n"
    "公务接待费支出预算为8.00万元，支出决算为5.60万元，完成预算的70.00%{words}。\n"
)


@pytest.mark.parametrize(("words", "wanted"), [("", []), ("，决算数大于预算数", ["budget-words"])])
def test_words_are_of_the_figures_beside_them(words: str, wanted: list[str]) -> None:
    assert rules(HUNAN.format(words=words)) == wanted


@pytest.mark.parametrize(("rate", "wanted"), [("99.47", []), ("91.47", ["share"])])
def test_a_share_of_what_came_in_within_the_year(rate: str, wanted: list[str]) -> None:
    text = (
        "一、收入支出决算总体情况说明\n2023年度收入总计9,820.66万元，支出总计9,820.66万元。\n"
        "二、收入决算情况说明\n2023年度收入合计9,500.00万元。其中：财政拨款收入9,450.00万元，"
        f"占收入总计{rate}%；其他收入50.00万元，占0.53%。\n"
    )
    assert rules(text) == wanted
