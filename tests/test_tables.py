"""The nine tables in plain text: rows that are certain, and everything that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.extract import examine_text
from index.model import Fact
from index.normalise import noise
from index.table_titles import find_tables
from index.tables import read_table

HEAD = "甲市乙局2023年度部门决算\n第二部分 部门决算表\n"
TOTALS = """收入支出决算总表
公开01表
部门：甲市乙局 单位：万元
收入 支出
项目 行次 决算数 项目 行次 决算数
一、一般公共预算财政拨款收入 1 90.00 一、一般公共服务支出 32 85.00
五、事业收入 5 五、教育支出 36 4.00
本年收入合计 27 90.00 本年支出合计 58 89.00
年初结转和结余 29 1,003.50 年末结转和结余 60
总计 31 1,093.50 总计 62 1,093.50
"""
ITEMS = """一般公共预算财政拨款支出决算表
公开05表
部门：甲市乙局 单位：元
功能分类科目编码 科目名称 小计 基本支出 项目支出
合计 1,000.00 600.00 400.00
205 教育支出 1,000.00 600.00 400.00
20502 普通教育 1,000.00 600.00 400.00
— 3 —
2050204 高中教
育 900.00 600.00 300.00
2050299 其他普通教育支出 100.00 90.00
20507 特殊教育
2060701 机构运行 7.00 7.00
"""
THREE = """财政拨款“三公”经费支出决算表
公开07表
部门：甲市乙局 单位：万元
预算数 决算数
合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费 合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费
小计 公务用车购置费 公务用车运行维护费 小计 公务用车购置费 公务用车运行维护费
1 2 3 4 5 6 7 8 9 10 11 12
9.00 1.00 6.00 2.00 4.00 2.00 8.00 1.00 5.00 2.00 3.00 2.00
"""
RUNNING = """机构运行信息表
公开09表
公开部门：甲市乙局 单位：万元
项目 年初预算数 全年支出统计数 项目 统计数
（一）支出合计 9.00 8.00 （一）行政单位 77.00
1.因公出国（境）费 （二）参照公务员法管理事业单位
（2）公务用车运行维护费 4.00 三、别的 1.00
3.公务接待费 2.00 1.50 （一）车辆数合计（辆） 12
3.公务用车购置数（辆） — 2 8.其他用车
二、会议费 — 0.40 四、机关运行经费 77.00
"""


def facts(table: str, head: str = HEAD) -> list[Fact]:
    text = head + table
    return [
        fact
        for found in find_tables(text, ())
        for fact in read_table(text, found, found.title, noise(text))
    ]


def told(table: str) -> dict[tuple[str, str], str]:
    return {
        (f.metric, f.aspect): f"{f.amount.text}{f.amount.measure}·{f.fund}" for f in facts(table)
    }


def test_totals_side_by_side_with_the_numbers_of_their_lines() -> None:
    assert told(TOTALS) == {
        ("一般公共预算财政拨款收入", "决算数"): "90.00万元·全部",
        ("一般公共服务支出(类)", "决算数"): "85.00万元·全部",
        ("教育支出(类)", "决算数"): "4.00万元·全部",
        ("本年收入", "决算数"): "90.00万元·全部",
        ("本年支出", "决算数"): "89.00万元·全部",
        ("年初结转和结余", "决算数"): "1,003.50万元·全部",
        ("收入总计", "决算数"): "1,093.50万元·全部",
        ("支出总计", "决算数"): "1,093.50万元·全部",
    }


def test_totals_without_the_numbers_of_their_lines() -> None:
    bare = TOTALS.replace(" 行次", "").replace(" 27 ", " ").replace(" 58 ", " ")
    found = told(bare)
    assert found["本年收入", "决算数"] == "90.00万元·全部"
    assert found["本年支出", "决算数"] == "89.00万元·全部"
    assert ("年初结转和结余", "决算数") not in found  # 29 1,003.50: one cell too many


def test_items_by_their_codes_under_the_levels_above() -> None:
    found = facts(ITEMS)
    assert [(f.metric, str(f.amount.value), f.code) for f in found if f.code] == [
        ("教育支出(类)", "1000.00", "205"),
        ("教育支出(类)普通教育(款)高中教育(项)", "900.00", "2050204"),
    ]
    assert [(f.metric, str(f.amount.value)) for f in found if not f.code] == [
        ("一般公共预算财政拨款支出", "1000.00"),
        ("一般公共预算财政拨款基本支出", "600.00"),
        ("一般公共预算财政拨款项目支出", "400.00"),
    ]
    assert {f.amount.measure for f in found} == {"元"}
    assert {f.fund for f in found} == {"一般公共预算"}


WRAPPED = """一般公共预算财政拨款支出决算表
单位：万元
合计 基本支出 项目支出
科目编码
社会保障和就
208 90.00 90.00 0.00
业支出
行政事业单位
20805 90.00 90.00 0.00
养老支出
行政单位离退休
2080501 20.00 20.00 0.00
事业单位离退休
2080502 30.00 30.00 0.00
机关事业单位
2080505 基本养老保险 40.00 40.00 0.00
缴费支出
210 卫生健康支出 10.00 10.00 0.00
210 11 行政事业单位医疗 10.00 10.00 0.00
210 11 01 行政单位医疗 10.00 10.00 0.00
合计 100.00 100.00 0.00
"""


def test_names_that_wrap_around_their_codes_and_codes_in_columns() -> None:
    old = "社会保障和就业支出(类)行政事业单位养老支出(款)"
    assert [(f.metric, str(f.amount.value)) for f in facts(WRAPPED) if f.code] == [
        ("社会保障和就业支出(类)", "90.00"),
        (f"{old}行政单位离退休(项)", "20.00"),
        (f"{old}事业单位离退休(项)", "30.00"),
        (f"{old}机关事业单位基本养老保险缴费支出(项)", "40.00"),
        ("卫生健康支出(类)", "10.00"),
        ("卫生健康支出(类)行政事业单位医疗(款)行政单位医疗(项)", "10.00"),
    ]


def test_a_name_that_lines_make_in_two_ways_is_not_told() -> None:
    head = "一般公共预算财政拨款支出决算表\n单位：万元\n合计 基本支出 项目支出\n"
    row = "2101101 4.00 4.00 0.00\n"
    assert not facts(f"{head}行政单位医疗\n{row}事业单位医疗\n")
    assert [f.metric for f in facts(f"{head}{row}行政单位医疗\n")] == ["行政单位医疗(项)"]


def test_a_table_whose_figures_stand_a_row_off_is_not_read() -> None:
    names = ["205 教育支出", "20502 普通教育", "2050202 小学教育", "208 社会保障和就业支出"]
    names += [
        "20808 抚恤",
        "2080801 死亡抚恤",
        "210 卫生健康支出",
        "21011 行政事业单位医疗",
        "2101101 行政单位医疗",
    ]
    amounts = ["50.00", "50.00", "50.00", "30.00", "30.00", "30.00", "20.00", "20.00", "20.00"]
    head = "一般公共预算财政拨款支出决算表\n单位：万元\n合计 基本支出 项目支出\n"

    def codes(figures: list[str]) -> list[str | None]:
        rows = (f"{n} {a} {a} 0.00\n" for n, a in zip(names, figures, strict=True))
        return [f.code for f in facts(head + "".join(rows)) if f.code]

    assert codes(amounts) == ["205", "2050202", "208", "2080801", "210", "2101101"]
    assert codes([*amounts[2:], "70.00", "10.00"]) == []


def test_three_public_row_has_twelve_cells_whose_sums_hold() -> None:
    found = told(THREE)
    assert found["公务用车运行维护费", "预算数"] == "4.00万元·财政拨款"
    assert found["公务用车运行维护费", "决算数"] == "3.00万元·财政拨款"
    assert found["公务接待费", "决算数"] == "2.00万元·财政拨款"
    assert len(found) == 12
    assert len(told(THREE.replace("8.00 1.00 5.00", "8.00 1.00 5.50"))) == 6  # the budget alone
    assert told(THREE.replace(" 3.00 2.00", " 3.00")) == {}  # a blank cell


def test_running_costs_in_two_halves() -> None:
    assert told(RUNNING) == {
        ("“三公”经费", "年初预算数"): "9.00万元·财政拨款",
        ("“三公”经费", "决算数"): "8.00万元·财政拨款",
        ("公务接待费", "年初预算数"): "2.00万元·财政拨款",
        ("公务接待费", "决算数"): "1.50万元·财政拨款",
        ("车辆", "数量"): "12辆·全部",
        ("公务用车购置数", "数量"): "2辆·财政拨款",
        ("会议费", "决算数"): "0.40万元·全部",
        ("机关运行经费", "决算数"): "77.00万元·全部",
    }


@pytest.mark.parametrize(
    "table",
    [
        TOTALS.replace("单位：万元", ""),
        TOTALS.replace("公开01表\n部门：甲市乙局 单位：万元", "部门：甲市乙局"),
        TOTALS.replace("项目 行次 决算数 项目 行次 决算数", "项目 行次 决算数 项目 决算数"),
        RUNNING.replace("年初预算数 全年支出统计数", "上年数 本年数"),
        ITEMS.replace("小计 基本支出 项目支出", "基本支出 项目支出 小计"),
    ],
)
def test_nothing_where_title_measure_or_columns_are_not_sure(table: str) -> None:
    assert facts(table) == []


def test_economic_items_of_basic_expenditure() -> None:
    table = """一般公共预算财政拨款基本支出决算明细表
公开06表
单位：万元
科目编码 科目名称 决算数 科目编码 科目名称 决算数
30101 基本工资 30217 公务接待费 0.62
30102 津贴
补贴 12.35 30239 其他交通费用 5.40
人员经费合计 70.00 公用经费合计
"""
    assert told(table) == {
        ("津贴补贴", "决算数"): "12.35万元·一般公共预算",
        ("公务接待费", "决算数"): "0.62万元·一般公共预算",
        ("其他交通费用", "决算数"): "5.40万元·一般公共预算",
        ("人员经费", "决算数"): "70.00万元·一般公共预算",
    }


def test_a_row_for_each_of_three_public_below_a_numbered_title() -> None:
    table = """（一）“三公”经费支出决算表
单位：万元
项目 年初预算数 决算数
合计 9.00 7.00
1.因公出国（境）费 1.00 1.00
2.公务用车购置及运行维护费 6.00 5.00
（1）公务用车购置费 2.00
（2）公务用车运行维护费 4.00 3.50
3.公务接待费 2.00 2.00
"""
    assert told(table) == {
        ("“三公”经费", "年初预算数"): "9.00万元·财政拨款",
        ("“三公”经费", "决算数"): "7.00万元·财政拨款",
        ("因公出国（境）费", "年初预算数"): "1.00万元·财政拨款",
        ("因公出国（境）费", "决算数"): "1.00万元·财政拨款",
        ("公务用车购置及运行维护费", "年初预算数"): "6.00万元·财政拨款",
        ("公务用车购置及运行维护费", "决算数"): "5.00万元·财政拨款",
        ("公务用车运行维护费", "年初预算数"): "4.00万元·财政拨款",
        ("公务用车运行维护费", "决算数"): "3.50万元·财政拨款",
        ("公务接待费", "年初预算数"): "2.00万元·财政拨款",
        ("公务接待费", "决算数"): "2.00万元·财政拨款",
    }


def test_one_row_without_a_name_is_the_whole() -> None:
    table = """三、支出决算表
公开03表
编制单位：甲市乙局 单位：万元
本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
9.00|5.00|4.00|0.00|0.00|0.00
"""
    found = told(table)
    assert found["本年支出", "决算数"] == "9.00万元·全部"
    assert found["项目支出", "决算数"] == "4.00万元·全部"


REPORT = """甲市乙局2023年度部门决算
第一部分
甲市乙局概况
一、部门职责
负责全市的乙类工作。
第二部分
部门决算表
{tables}第三部分
2023年度部门决算情况说明
一、收入支出决算总体情况说明
2023年度收、支总计1,093.50万元。
七、财政拨款“三公”经费支出决算情况说明
2023年度公务接待费支出决算为{hosting}万元。
第四部分
名词解释
一、基本支出：指为保障机构正常运转而发生的支出。
"""


def test_every_figure_has_its_place_and_its_row() -> None:
    text = REPORT.format(tables=TOTALS + THREE, hosting="2.00")
    report = examine_text(text, Path("x.txt"))
    tabled = [fact for fact in report.facts if "：" in fact.section]
    assert len(tabled) == 20
    for fact in tabled:
        assert report.quote(fact.place) == fact.amount.text
        assert report.quote(fact.place) in report.quote(fact.context)
    assert [f.rule for f in report.findings if f.rule == "repeats"] == []
    assert [d.term for d in report.definitions] == ["基本支出"]


def test_text_against_table_is_a_finding() -> None:
    report = examine_text(REPORT.format(tables=THREE, hosting="2.30"), Path("x.txt"))
    found = [f for f in report.findings if f.rule == "repeats"]
    assert [(f.metric, f.severity) for f in found] == [("公务接待费", "error")]
    assert len(found[0].places) == 2


def test_tables_at_the_end_are_no_part_of_the_terms_before_them() -> None:
    text = REPORT.format(tables="", hosting="2.00") + RUNNING
    report = examine_text(text, Path("x.txt"))
    assert [d.term for d in report.definitions] == ["基本支出"]
    assert any(f.metric == "车辆" and f.amount.value == 12 for f in report.facts)


def test_bars_part_cells_and_a_measure_is_enough_of_a_head() -> None:
    table = """表一 收入支出决算总表
编制部门：甲市乙局　　金额单位：万元
收入 | 决算数 | 支出 | 决算数
二、事业收入 |  | 二、教育支出 | 12.00
三、其他收入 | 3.00 | 三、农林水支出 |
本年收入合计 | 13.00 | 本年支出合计 | 12.00
总计 | 13.00 | 总计 | 13.00
"""
    assert told(table) == {
        ("教育支出(类)", "决算数"): "12.00万元·全部",
        ("其他收入", "决算数"): "3.00万元·全部",
        ("本年收入", "决算数"): "13.00万元·全部",
        ("本年支出", "决算数"): "12.00万元·全部",
        ("收入总计", "决算数"): "13.00万元·全部",
        ("支出总计", "决算数"): "13.00万元·全部",
    }


def test_blanks_between_single_spaces_keep_their_columns() -> None:
    table = """收入决算表
公开02表 单位：万元
科目编码 科目名称 行次 本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入
合计 1 20.50 18.00     2.50
"""
    assert told(table) == {
        ("本年收入", "决算数"): "20.50万元·全部",
        ("财政拨款收入", "决算数"): "18.00万元·全部",
        ("其他收入", "决算数"): "2.50万元·全部",
    }
    assert told(table.replace("     2.50", " 2.50")) == {}  # the blanks are lost


def test_columns_for_each_fund() -> None:
    table = """财政拨款收入支出决算总表
公开04表
部门：甲市乙局 单位：元
项目 合计 一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款
年末财政拨款结转和结余 700.00 500.00 200.00 0.00
总计 900.00 600.00 200.00 0.00
"""
    assert told(table) == {("年末财政拨款结转和结余", "决算数"): "700.00元·财政拨款"}


@pytest.mark.parametrize(
    "rows",
    [
        "项目 合计 因公出国（境）费 公务用车购置及运行费小计 公务用车购置费 公务用车运行维护费 公务接待费\n"
        "预算数 9.00 1.00 6.00 2.00 4.00 2.00\n决算数 8.00 1.00 5.00 2.00 3.00 2.00\n",
        "合计 因公出国（境）费 公务用车购置及运行维护费小计 公务用车购置费 公务用车运行维护费 公务接待费\n"
        + "预算数 决算数 " * 5
        + "预算数 决算数\n9.00 8.00 1.00 1.00 6.00 5.00 2.00 2.00 4.00 3.00 2.00 2.00\n",
    ],
)
def test_three_public_by_rows_or_in_pairs(rows: str) -> None:
    read = told("财政拨款“三公”经费支出决算表\n公开07表\n部门：甲市乙局 单位：万元\n" + rows)
    assert len(read) == 12
    assert read["公务用车运行维护费", "预算数"] == "4.00万元·财政拨款"
    assert read["公务用车运行维护费", "决算数"] == "3.00万元·财政拨款"
    assert read["“三公”经费", "预算数"] == "9.00万元·财政拨款"


def test_items_of_government_funds_that_balance() -> None:
    table = """政府性基金预算财政拨款收入支出决算表
公开08表
部门：甲市乙局 单位：元
科目编码 科目名称 年初结转和结余 本年收入 本年支出 年末结转和结余
2120803 城市建设支出 10.00 50.00 45.00 15.00
2120804 农村基础设施建设支出 0.00 50.00 45.00 0.00
"""
    assert told(table) == {("城市建设支出(项)", "决算数"): "45.00元·政府性基金"}


WHOLE = """甲市乙局2023年度部门决算
第二部分 2023年度部门决算表
一般公共预算财政拨款支出决算表
公开05表
部门：甲市乙局 单位：万元
科目编码 科目名称 小计 基本支出 项目支出
2050802 干部教育 31.50 0.00 31.50
一般公共预算财政拨款基本支出决算表
公开06表
部门：甲市乙局 单位：万元
科目编码 科目名称 决算数 科目编码 科目名称 决算数
30113 住房公积金 8.00 30217 公务接待费 1.20
30304 抚恤金 31.50 30206 电费 6.40
第三部分 2023年度部门决算情况说明
五、一般公共预算财政拨款支出决算情况说明
1.教育支出（类）进修及培训（款）干部教育（项）。年初预算为30.00万元，支出决算为35.10万元。
2.住房保障支出（类）住房改革支出（款）住房公积金（项）。支出决算为9.00万元。
七、财政拨款“三公”经费支出决算情况说明
公务接待费支出决算为2.70万元。
"""


def test_one_name_for_an_item_in_table_and_text() -> None:
    report = examine_text(WHOLE, Path("x.txt"))
    item = "教育支出(类)进修及培训(款)干部教育(项)"
    spent = {f.amount.text for f in report.facts if f.metric == item and f.aspect == "决算数"}
    assert spent == {"31.50", "35.10"}
    assert [f.rule for f in report.findings if f.metric == item] == ["repeats"]


def test_what_basic_expenditure_pays_is_a_part_of_the_whole() -> None:
    report = examine_text(WHOLE, Path("x.txt"))
    told = {(f.metric, f.amount.text) for f in report.facts if "项)" not in f.metric}
    assert ("公务接待费", "2.70") in told
    assert ("基本支出中的公务接待费", "1.20") in told
    assert ("电费", "6.40") in told
    assert not {"抚恤金", "住房公积金"} & {metric for metric, _ in told}  # items state them
    assert not [f for f in report.findings if "公务接待费" in f.metric]
