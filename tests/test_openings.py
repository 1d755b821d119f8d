"""Lists, brackets, uses and reasons of parts and wholes, in invented sentences."""

from __future__ import annotations

from index.model import Fact, Place, Reason, Section
from index.narrative import read_narrative
from index.normalise import compact, noise
from index.sections import kind_of

INCOME = "二、收入决算情况说明"
SPENDING = "三、支出决算情况说明"
THREE = "七、财政拨款“三公”经费支出决算情况说明"
AGENCY = "（一）机关运行经费支出情况"
RESULTS = "十一、预算绩效的情况说明"
STAFF = "二、机构设置及人员情况"


def read(title: str, text: str) -> tuple[list[Fact], list[Reason]]:
    section = Section((title,), kind_of(title), 2, Place(0, 0), Place(0, len(text)))
    clean = compact(text, 0, len(text), noise(text), stops=True)
    return read_narrative(clean, section, 2023, ("某某市某某局",), ())


def rows(title: str, text: str) -> list[tuple[str, str, str]]:
    facts, _ = read(title, text)
    return [(f.metric, f.aspect, f"{f.amount.value}{f.amount.measure}") for f in facts]


def why(title: str, text: str) -> list[tuple[str, str, str]]:
    _, reasons = read(title, text)
    return [(r.metric, r.basis, r.text) for r in reasons]


def test_a_reason_behind_a_list_is_of_the_whole_and_what_moved_with_it() -> None:
    text = (
        "与上年相比，收入合计减少30.00元，下降3%。其中：财政拨款收入减少50.00元，下降5%；"
        "其他收入增加20.00元，增长40%。主要原因系甲工程已完工；其他收入增加系乙单位拨入经费。"
    )
    assert why(INCOME, text) == [
        ("本年收入", "上年", "甲工程已完工"),
        ("财政拨款收入", "上年", "甲工程已完工"),
        ("其他收入", "上年", "乙单位拨入经费"),
    ]


def test_a_change_and_its_cause_in_one_clause() -> None:
    text = "基本支出90万元，占基本支出的92%。基本支出增加主要系补贴标准提高和人员晋级。"
    assert why(SPENDING, text) == [("基本支出", "上年", "补贴标准提高和人员晋级")]


def test_what_follows_besides_is_no_part_of_the_reason() -> None:
    text = "本年收入合计50万元，比上年增加5万元，主要原因是追加资金。此外，年初结转和结余8万元。"
    assert why(INCOME, text) == [("本年收入", "上年", "追加资金")]
    assert ("年初结转和结余", "决算数", "8万元") in rows(INCOME, text)


def test_vehicles_that_money_was_used_for_leave_it_the_subject() -> None:
    text = (
        "公务车购置费35.96万元，主要用于更新购置执法执勤用车2辆。费用支出较年初预算数减少0.04万元，"
        "下降0.1%，主要原因是成交价低于预算。较上年支出数增加35.96万元，上年度未购置车辆。"
    )
    assert rows(THREE, text) == [
        ("公务用车购置费", "决算数", "35.96万元"),
        ("公务用车购置数", "数量", "2辆"),
        ("公务用车购置费", "预决算差异率", "-0.1%"),
        ("公务用车购置费", "比上年增减额", "35.96万元"),
    ]


def test_guests_and_groups() -> None:
    text = "公务接待费支出决算为9.37万元，全年共接待来访团组86个、来宾742人次，主要是调研。"
    assert rows(THREE, text)[1:] == [
        ("国内公务接待批次", "数量", "86个"),
        ("国内公务接待人次", "数量", "742人次"),
    ]


def test_behind_brackets_the_outer_metric_goes_on() -> None:
    text = "共安排国内公务接待112批次（其中：外事接待0批次），接待人次1,248人（其中：外事接待人次0人）。"
    assert rows(THREE, text) == [
        ("国内公务接待批次", "数量", "112批次"),
        ("外事接待批次", "数量", "0批次"),
        ("国内公务接待人次", "数量", "1248人"),
        ("外事接待人次", "数量", "0人"),
    ]


def test_a_sum_behind_a_list_is_not_of_its_last_part() -> None:
    text = "在职行政人员36人，工勤人员2人，事业人员47人，合计85人。"
    assert ("事业人员", "数量", "85人") not in rows(STAFF, text)


def test_a_kind_of_project_expenditure_is_not_all_of_it() -> None:
    text = "项目支出80.00元。其中：基本建设类项目支出0.00元。"
    assert rows(SPENDING, text) == [
        ("项目支出", "决算数", "80.00元"),
        ("基本建设类项目支出", "决算数", "0.00元"),
    ]


def test_listed_projects_of_an_expenditure() -> None:
    text = (
        "项目支出80.00元。主要项目及开支情况：1.甲村道路项目50.00元，用于3个村；"
        "2.乙镇保洁20.00元；3.其他项目10.00元。"
    )
    assert rows(SPENDING, text)[1:] == [
        ("项目:甲村道路", "全年执行数", "50.00元"),
        ("项目:乙镇保洁", "全年执行数", "20.00元"),
    ]


def test_costs_within_the_running_cost() -> None:
    text = (
        "机关运行经费支出90.00元。机关运行经费主要用于办公费30.00元、印刷费20.00元、培训费10.00元。"
    )
    assert rows(AGENCY, text)[1:] == [
        ("机关运行经费/办公费", "决算数", "30.00元"),
        ("机关运行经费/印刷费", "决算数", "20.00元"),
        ("机关运行经费/培训费", "决算数", "10.00元"),
    ]


def test_projects_that_are_listed_with_what_they_spent_and_their_score() -> None:
    text = (
        "自评得分依次为：\n1.办案业务费项目，全年预算数812.57万元，执行数810.00万元，自评得分96.32分；\n"
        "2.“两庭”建设项目，全年预算数520.00万元，执行数468.00万元，自评得分88.50分。\n"
        "“两庭”建设项目得分较低，主要原因是工程停工，52万元尾款未能支付。"
    )
    assert rows(RESULTS, text) == [
        ("项目:办案业务费", "全年预算数", "812.57万元"),
        ("项目:办案业务费", "全年执行数", "810.00万元"),
        ("项目:办案业务费", "得分", "96.32分"),
        ("项目:“两庭”建设", "全年预算数", "520.00万元"),
        ("项目:“两庭”建设", "全年执行数", "468.00万元"),
        ("项目:“两庭”建设", "得分", "88.50分"),
    ]
    assert why(RESULTS, text) == [("项目:“两庭”建设", "说明", "工程停工，52万元尾款未能支付")]


def test_projects_without_the_word() -> None:
    text = (
        "其中：村级运转执行60.00万元，自评100.00分；疫情防控执行36.89万元，自评98.00分。"
        "“校园安全专项”自评得分96.19分，全年预算数420.00万元；“学校改造”自评得分93.75分。"
    )
    assert rows(RESULTS, text) == [
        ("项目:村级运转", "全年执行数", "60.00万元"),
        ("项目:村级运转", "得分", "100.00分"),
        ("项目:疫情防控", "全年执行数", "36.89万元"),
        ("项目:疫情防控", "得分", "98.00分"),
        ("项目:校园安全专项", "得分", "96.19分"),
        ("项目:校园安全专项", "全年预算数", "420.00万元"),
        ("项目:学校改造", "得分", "93.75分"),
    ]
