"""Rules that read the text itself: lists of items, named bases, words, old years, residue."""

from __future__ import annotations

import pytest
from checked import (
    CUT,
    FAILS,
    HOLDS,
    NOT_OWED,
    UNKNOWN,
    Case,
    check_case,
    checks,
    finding,
    listed,
    outcome,
    read,
)

from index.model import Report

TOTAL = "一、收入支出决算总体情况说明\n"
INCOME = "二、收入决算情况说明\n"
SPENDING = "三、支出决算情况说明\n"
GENERAL = "五、一般公共预算财政拨款支出决算情况说明\n"
BASIC = (
    "六、一般公共预算财政拨款基本支出决算情况说明\n2023年度一般公共预算财政拨款基本支出15.00万元，"
    "其中：人员经费10.00万元，公用经费{}，包括：办公费、差旅费。\n"
)
STAFF = (
    "二、机构设置及人员情况\n甲县财政局2023年度，实有人数87人，其中：在职人员74人，增加9人；"
    "离休人员0人，增加0人；退休人员{}人,减少1人。\n"
)
FUND = (
    "八、政府性基金预算财政拨款收入支出决算情况说明\n政府性基金预算财政拨款收入总计55.00万元，其中：年初结转和结余0.00万元，"
    "本年收入55.00万元。政府性基金预算财政拨款支出总计55.00万元，其中：年末结转和结余{0}.00万元，本年支出{1}.00万元。\n"
    "政府性基金预算财政拨款收入支出总体与上年相比，增加55.00万元，增长100.00%，主要原因是：新增项目。\n"
    "1.其他支出(类)彩票公益金安排的支出(款)用于教育事业的彩票公益金支出(项):支出决算数为{1}.00万元，"
    "比上年决算增加{2}.00万元，主要原因是：新增项目。\n"
)
THREE = "七、一般公共预算财政拨款“三公”经费支出决算情况说明\n"


def classes(first: str, second: str, *, share: str = "20.00%", more: str = "") -> str:
    return (
        f"{GENERAL}2023年度一般公共预算财政拨款支出1000.00万元。按功能分类科目分，其中："
        f"1.一般公共服务支出（类）{first}万元，占80.00%。"
        f"2.教育支出（类）{second}万元，占{share}。{more}"
    )


def items(first: str, second: str, grown: str = "10.00", fallen: str = "10.00") -> str:
    """One class of 1,000.00 and its two items, which grew and fell; together nothing changed."""
    name = "一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）"
    return (
        f"{GENERAL}2023年度一般公共预算财政拨款支出1000.00万元，比上年增加0.00万元，增长0.00%。"
        "按功能分类科目分，其中：1.一般公共服务支出（类）1000.00万元，占100.00%。具体为："
        f"1.{name}行政运行（项）：支出决算为{first}万元，比上年决算增加{grown}万元。"
        f"2.{name}机关服务（项）：支出决算为{second}万元，比上年决算减少{fallen}万元。"
    )


LEVELS = (
    f"{GENERAL}2023年度一般公共预算财政拨款支出1000.00万元。\n"
    "1.{}支出决算500.00万元。\n2.殡葬支出决算300.00万元。\n六、政府性基金预算支出情况说明\n无。\n"
)
PARTED = (
    f"{GENERAL}（一）总体情况\n2023年度一般公共预算财政拨款支出1000.00万元。\n（二）具体情况\n"
    "1.教育支出（类）普通教育（款）小学教育（项）700.00万元。\n（三）其他情况\n"
    "2.教育支出（类）普通教育（款）初中教育（项）200.00万元。\n六、政府性基金预算支出情况说明\n无。\n"
)


def based(words: str, rate: str) -> str:
    return (
        f"{INCOME}收入总计1,488.29万元，本年收入1,372.79万元，"
        f"其中：财政拨款收入1,363.45万元，占{words}{rate}。"
    )


def worded(words: str, spent: str = "4.00", *, adjusted: str = "") -> str:
    return (
        f"{THREE}2023年度公务接待费年初预算为5.00万元，{adjusted}支出决算为{spent}万元，"
        f"{words}的主要原因是接待任务变化。"
    )


def reasons(first: str, second: str, verbs: str = "减少 下降") -> str:
    less, fell = verbs.split()
    return (
        f"{THREE}公务接待费8.15万元，比上年增加1.00万元，增长13.99%，主要原因是{first}。"
        f"因公出国（境）费5.00万元，比上年{less}1.00万元，{fell}16.67%，主要原因是{second}。"
    )


WHY = "本年新增人员十五名，业务量相应变化"
WHOLE = (
    f"{TOTAL}无。\n{THREE}无。\n十、其他重要事项\n（一）机关运行经费支出情况\n无。\n"
    "（二）政府采购情况\n无。\n（三）国有资产占用情况说明\n无。\n十一、预算绩效的情况说明\n无。\n"
)
NO_ASSETS = WHOLE.replace("（三）国有资产占用情况说明\n无。\n", "")
TOTALS_ELSEWHERE = f"{INCOME}2023年度收入总计9.00万元，支出总计9.00万元。\n" + WHOLE.removeprefix(
    f"{TOTAL}无。\n"
)
MORE = "3.其他支出（类）按规定列支。"

TEXTS: list[Case] = [
    ("function-sum", "classes", classes("800.00", "200.00"), HOLDS),
    ("function-sum", "items", items("700.00", "300.00"), HOLDS),
    ("function-sum", "wrong", classes("800.00", "300.00"), FAILS),
    ("function-sum", "cut", classes("800.00", "199.98"), CUT),
    ("function-sum", "one without a figure", classes("800.00", "100.00", more=MORE), UNKNOWN),
    ("function-rollup", "exact", items("700.00", "300.00"), HOLDS),
    ("function-rollup", "wrong", items("700.00", "350.00"), FAILS),
    ("function-rollup", "cut", items("700.00", "299.98"), CUT),
    (
        "function-rollup",
        "an item without a figure",
        items("700.00", "200.00") + "3.其他支出（类）其他支出（款）其他支出（项）按规定列支。",
        UNKNOWN,
    ),
    (
        "function-rollup",
        "an item that names no class",
        items("700.00", "200.00") + "3.其他支出（项）：支出决算为100.00万元。",
        UNKNOWN,
    ),
    ("function-sum", "items of two levels", LEVELS.format("社会福利"), UNKNOWN),
    ("function-sum", "items of one level", LEVELS.format("养老服务"), FAILS),
    ("function-sum", "goes on elsewhere", PARTED, UNKNOWN),
    ("change-sum", "items", items("700.00", "300.00"), HOLDS),
    ("change-sum", "items", items("700.00", "300.00", "12.50"), UNKNOWN),  # one may have ended
    ("change-sum", "items", items("700.00", "300.00", "10.00", "12.50"), FAILS),
    ("change-sum", "items", items("700.00", "300.00", "10.00", "100.00"), FAILS),
    ("share", "of the base it names", based("收入总计的", "91.61%"), HOLDS),
    ("share", "of the base it names", based("本年收入的", "99.32%"), HOLDS),
    ("share", "of all income, in everyday words", based("总收入的", "99.32%"), HOLDS),
    ("share", "of no named base", based("", "99.32%"), HOLDS),
    ("share", "of no base at all", based("本年收入的", "99.92%"), FAILS),
    ("share", "of another base than it names", based("本年收入的", "91.61%"), FAILS),
    ("share", "of another base than it names", based("收入总计的", "99.32%"), FAILS),
    ("share", "of what is not stated", based("政府采购支出的", "50.00%"), UNKNOWN),
    ("share-sum", "classes", classes("800.00", "200.00"), HOLDS),
    ("share-sum", "classes", classes("800.00", "200.00", share="23.00%"), FAILS),
    ("budget-words", "smaller", worded("决算数小于预算数"), HOLDS),
    ("budget-words", "smaller", worded("决算数大于预算数"), FAILS),
    ("budget-words", "larger", worded("决算数大于年初预算数", "6.00"), HOLDS),
    ("budget-words", "equal", worded("决算数与预算数持平", "5.00"), HOLDS),
    ("budget-words", "equal", worded("决算数与预算数一致"), FAILS),
    ("budget-words", "different", worded("决算数与预算数差异"), NOT_OWED),
    ("budget-words", "of two budgets, one", worded("决算数大于预算数", adjusted="全年预算为3.00万元，"), HOLDS),
    ("stale-year", "this year", f"{SPENDING}2023年度本年支出8.15万元。", NOT_OWED),
    ("stale-year", "last year", f"{SPENDING}2022年度本年支出8.15万元。", FAILS),
    ("stale-year", "compared with", f"{SPENDING}较2022年度本年支出增加，与2022年度收入总计持平。", NOT_OWED),
    ("stale-year", "compared with", f"{SPENDING}相较于2022年度本年支出增加5.00万元。", NOT_OWED),
    ("stale-year", "a span", f"{SPENDING}2022年度至2023年度、2021—2022年度本年支出平稳。", NOT_OWED),
    ("stale-year", "another matter", f"{SPENDING}2022年度考核优秀。", NOT_OWED),
    ("residue", "none", f"{SPENDING}占10%，增长5%，增加1万元，购置XXL工装，占地3平方米。", NOT_OWED),
    ("residue", "a choice", f"{SPENDING}比上年增加（减少）1.00万元。", FAILS),
    ("residue", "a gap", f"{SPENDING}公务接待费占  %。", FAILS),
    ("residue", "a gap over a line", f"{SPENDING}公务接待费比上年增长\n %。", FAILS),
    ("residue", "letters", f"{SPENDING}公务接待费XX万元。", FAILS),
    ("residue", "a choice over a line", f"{SPENDING}比上年增长（下\n\n降）5%。", FAILS),
    ("residue", "bold print", f"{SPENDING}**人员经费5.00万元**", NOT_OWED),
    ("blank-unit", "all have one", BASIC.format("5.00万元"), HOLDS),
    ("blank-unit", "one has none", BASIC.format("5.00"), FAILS),
    ("people-kinds", "changes between", STAFF.format(13), HOLDS),
    ("people-kinds", "changes between, one too many", STAFF.format(14), FAILS),
    ("change-sum", "a total with what is left", FUND.format(20, 35, 35), NOT_OWED),
    ("change-sum", "a total of what is spent", FUND.format(0, 55, 35), FAILS),
    ("same-reason", "two reasons", reasons(WHY, "压缩出国团组，严格审批"), NOT_OWED),
    ("same-reason", "both grew", reasons(WHY, WHY, "增加 增长"), HOLDS),
    ("same-reason", "grew and fell", reasons(WHY, WHY), FAILS),
    ("same-reason", "said of many things", reasons("厉行节约", "厉行节约"), NOT_OWED),
    ("missing-content", "all", WHOLE, HOLDS),
    ("missing-content", "no assets", NO_ASSETS, FAILS),
    ("missing-content", "totals in another section", TOTALS_ELSEWHERE, HOLDS),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "name", "given", "wanted"), listed(TEXTS))
def test_outcomes(rule: str, name: str, given: str, wanted: str) -> None:
    check_case(rule, name, given, wanted)


def quoted(text: str, rule: str) -> list[str]:
    report: Report = read(text)
    return [
        report.quote(place)
        for found in report.findings
        if found.rule == rule
        for place in found.places
    ]


@pytest.mark.parametrize(
    ("text", "severity", "rule", "quotes"),
    [
        (f"{SPENDING}2022年度“三公”经费支出8.15万元。", "warning", "stale-year", ["2022年度"]),
        (f"{SPENDING}比上年增加（减少）1.00万元。", "warning", "residue", ["增加（减少）"]),
        (f"{SPENDING}公务接待费占  %。", "warning", "residue", ["占  %"]),
        (reasons(WHY, WHY), "warning", "same-reason", [WHY, WHY, "比上年增加1.00万元"]),
        (worded("决算数大于预算数"), "error", "budget-words", ["支出决算为4.00万元"]),
    ],
)
def test_places(text: str, severity: str, rule: str, quotes: list[str]) -> None:
    assert finding(text, rule).severity == severity
    shown = quoted(text, rule)
    for quote, wanted in zip(shown, quotes, strict=False):
        assert quote.startswith(wanted)
    assert len(shown) >= len(quotes)


@pytest.mark.parametrize("printed", ["1,488.29", "1488.29", "12", "0.5"])
def test_no_number_is_torn(printed: str) -> None:
    text = f"{TOTAL}2022年度收入总计{printed}万元，支出总计9.00万元。"
    (quote,) = quoted(text, "stale-year")
    assert printed in quote or not set(quote.partition("收入总计")[2]) & set("0123456789")
    assert quote in finding(text, "stale-year").message


def test_what_is_missing_is_named() -> None:
    found = finding(NO_ASSETS, "missing-content")
    assert (found.severity, found.section) == ("info", "")
    assert "国有资产" in found.message
    assert "政府采购" not in found.message


@pytest.mark.parametrize("title", ["职能", "名词解释", "决算报表"])
def test_some_sections_may_speak_of_other_years(title: str) -> None:
    text = f"{WHOLE}十二、{title}\n2022年度本年支出是指增加（减少）的支出。\n"
    assert outcome(checks(text, "stale-year")) == outcome(checks(text, "residue")) == NOT_OWED


@pytest.mark.parametrize("digits", [12, 20])
def test_a_run_of_digits_does_not_end_the_reading(digits: int) -> None:
    text = (
        f"{THREE}2023年度“三公”经费支出决算1.00万元，其中：因公出国（境）费支出0.00万元；"
        f"公务用车购置及运行维护费支出{'9' * digits}.00万元；公务接待费支出0.00万元。"
    )
    assert finding(text, "three-public-parts").stated == "1.00 万元"
