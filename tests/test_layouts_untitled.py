"""Tables without a title of their own, and figures that a list or a table tells in turn."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from test_narrative import read, rows

from index.extract import examine_text
from index.model import Report

REPORT = """乙沂县血防站2023年度单位决算
第一部分 单位概况
一、人员情况
人员类别 编制数 年末实有数 比上年增减
管理人员 6 5 -1
合计 20 18 -2
第二部分 单位决算情况说明
一、收入支出决算总体情况
2023年度收入总计900.00万元，支出总计900.00万元。
二、国有资产
资产名称 数量 原值（万元） 净值（万元）
业务用房（平方米） 1,200 300.00 210.00
车辆（辆） 4 80.00 12.00
三、绩效自评情况
（一）总体情况。对2个项目开展自评。
（二）查螺灭螺项目
资金情况（万元） 年初预算 全年预算 全年执行 执行率 分值 得分
资金总额 50.00 50.00 40.00 80.00% 10 8.00
序号 指标内容 分值 指标值 完成值 得分 未完成原因
1 灭螺面积 50 ≥300亩 240亩 40 雨季积水
2 / 9
田间
2 灭螺合格率 40 ≥90% 95% 40
合计 100 88
说明：该项目执行率偏低，系药品按实结算。改进措施：提前勘查。
（三）血检项目
项目资金（万元）
全年预算数
30.00
全年执行数
27.00
执行率
90.00%
指标
指标值
完成值
分值
得分
扣分说明
血检人数
≥900人
860人
60
54
外出务工
结果反馈率
=100%
100%
30
30
总得分
93
四、名词解释
血防：血吸虫病防治。
"""


@pytest.fixture(scope="module")
def station() -> Report:
    return examine_text(REPORT, Path("乙.txt"))


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("管理人员", {"数量": "5", "比上年增减额": "-1"}),
        ("管理人员编制", {"数量": "6"}),
        ("实有人数", {"数量": "18", "比上年增减额": "-2"}),
        ("编制人数", {"数量": "20"}),
        ("业务用房原值", {"决算数": "300.00"}),
        ("车辆", {"数量": "4"}),
        ("车辆价值", {"决算数": "80.00"}),
        ("项目:查螺灭螺项目", {"全年预算数": "50.00", "全年执行数": "40.00", "得分": "88"}),
        ("项目:血检项目", {"全年预算数": "30.00", "全年执行数": "27.00", "得分": "93"}),
    ],
)
def test_figures(station: Report, metric: str, told: Mapping[str, str]) -> None:
    own = {fact.aspect: str(fact.amount.value) for fact in station.facts if fact.metric == metric}
    assert {aspect: own.get(aspect) for aspect in told} == told


def test_rows_and_the_notes_below_them(station: Report) -> None:
    assert [(r.name, r.target, r.result, r.weight, r.score, r.deviation) for r in station.rows] == [
        ("灭螺面积", "≥300亩", "240亩", "50", "40", "雨季积水田间"),
        ("灭螺合格率", "≥90%", "95%", "40", "40", ""),
        ("血检人数", "≥900人", "860人", "60", "54", "外出务工"),
        ("结果反馈率", "=100%", "100%", "30", "30", ""),
    ]
    below = [(r.metric, r.text) for r in station.reasons if r.basis == "自评"]
    assert below == [("项目:查螺灭螺项目", "该项目执行率偏低，系药品按实结算")]


MIXED, ITEMS, PAID = "三、“三公”经费", "四、一般公共预算财政拨款支出", "六、其他重要事项"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            MIXED,
            "公务接待费年初预算/调整预算/决算数分别为3.00/2.00/1.50万元。",
            [
                ("公务接待费", "全年预算数", "2.00", "万元"),
                ("公务接待费", "决算数", "1.50", "万元"),
                ("公务接待费", "年初预算数", "3.00", "万元"),
            ],
        ),
        (  # named once for all of the lines
            MIXED,
            "预算数/决算数/上年决算数：合计3.00/1.50/2.00万元；公务接待费3.00/1.50/2.00万元。",
            [
                (metric, aspect, value, "万元")
                for metric in ("“三公”经费", "公务接待费")
                for aspect, value in (("上年数", "2.00"), ("决算数", "1.50"), ("预算数", "3.00"))
            ],
        ),
        (  # what stands in the brackets is of the one cost
            MIXED,
            "“三公”经费支出0.86万元，全部为公务接待费（预算1.50万元，上年1.12万元）。",
            [
                ("“三公”经费", "决算数", "0.86", "万元"),
                ("公务接待费", "决算数", "0.86", "万元"),
                ("公务接待费", "上年数", "1.12", "万元"),
                ("公务接待费", "预算数", "1.50", "万元"),
            ],
        ),
        (  # not the year's expenditure: that of what the heading names
            PAID,
            "2、政府采购：支出总额17.00万元，其中货物7.00万元，服务10.00万元。",
            [
                ("政府采购服务支出", "决算数", "10.00", "万元"),
                ("政府采购货物支出", "决算数", "7.00", "万元"),
                ("政府采购支出总额", "决算数", "17.00", "万元"),
            ],
        ),
        (  # what was spent of a section's budget is the section's
            "三、支出决算情况说明",
            "3．卫生健康支出（类）行政事业单位医疗（款）。年初预算5.00万元，支出决算4.00万元。",
            [
                ("卫生健康支出(类)行政事业单位医疗(款)", "决算数", "4.00", "万元"),
                ("卫生健康支出(类)行政事业单位医疗(款)", "年初预算数", "5.00", "万元"),
            ],
        ),
        (
            "五、机关运行经费",
            "机关运行经费9.00万元，其中：行政单位6.00万元，参公单位3.00万元。",
            [
                ("参公单位机关运行经费", "决算数", "3.00", "万元"),
                ("机关运行经费", "决算数", "9.00", "万元"),
                ("行政单位机关运行经费", "决算数", "6.00", "万元"),
            ],
        ),
        (  # the staff behind the posts are all of them, the kinds in brackets are people
            "二、机构编制及人员情况",
            "编制9名（参公6名、工勤3名），年底实有8人（参公5人、工勤3人）。",
            [
                ("参公人员", "数量", "5", "人"),
                ("参公编制", "数量", "6", "人"),
                ("实有人数", "数量", "8", "人"),
                ("工勤人员", "数量", "3", "人"),
                ("工勤编制", "数量", "3", "人"),
                ("编制人数", "数量", "9", "人"),
            ],
        ),
        (
            "八、国有资产占用情况",
            "车辆9辆（其中2辆消防水车未纳入编制）。",
            [("车辆", "数量", "9", "辆")],
        ),
    ],
)
def test_told_in_turn(title: str, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    facts, _ = read(title, text)
    assert rows(facts) == sorted(expected)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "三、支出决算情况说明",
            "项目支出8.00万元，比上年减少2.00万元，下降20.00%，为防控专项支出大幅减少。",
            ("项目支出", "上年", "防控专项支出大幅减少"),
        ),
        (
            "二、财政拨款收支情况",
            "年末财政拨款结转和结余2.00万元，为移民村饮水设施项目尚未办理结算。",
            ("年末财政拨款结转和结余", "说明", "移民村饮水设施项目尚未办理结算"),
        ),
        (
            ITEMS,
            "◇住房公积金：年初预算5.00万元，支出4.00万元，差异主要是退休3人。",
            ("住房公积金(项)", "预算", "退休3人"),
        ),
    ],
)
def test_reasons(title: str, text: str, expected: tuple[str, str, str]) -> None:
    _, reasons = read(title, text)
    assert [(r.metric, r.basis, r.text) for r in reasons] == [expected]
