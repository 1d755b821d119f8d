"""Indicator rows whose columns stand in an order that only the header tells, in many layouts."""

from __future__ import annotations

import pytest

from index.indicators import read_indicators
from index.normalise import tabbed
from index.performance import read_performance

# What every layout prints, in its own way: name, target, result, weight, score, deviation.
ROADS = [
    ("新修村道里程", "≥12公里", "10.5公里", "30", "26.25", "征地受阻"),
    ("路面验收合格率", "100%", "100%", "20", "20", ""),
    ("完工时间", "10月底前", "11月20日", "20", "14", "雨季停工"),
    ("村民满意度", "≥90%", "92%", "20", "20", ""),
]

LAYOUTS = {
    "weight before the target": """指标 分值 目标 完成 得分 偏差
新修村道里程 30 ≥12公里 10.5公里 26.25 征地受阻
路面验收合格率 20 100% 100% 20
完工时间 20 10月底前 11月20日 14 雨季停工
村民满意度 20 ≥90% 92% 20
总分 100 90.0
""",
    "bars between the cells": """序号 | 指标名称 | 年度目标 | 全年完成情况 | 权重 | 自评得分 | 偏差原因
1 | 新修村道里程 | ≥12公里 | 10.5公里 | 30 | 26.25 | 征地受阻
2 | 路面验收合格率 | 100% | 100% | 20 | 20 |
3 | 完工时间 | 10月底前 | 11月20日 | 20 | 14 | 雨季停工
4 | 村民满意度 | ≥90% | 92% | 20 | 20 |
合计 | | | | 100 | 90.0 |
""",
    "a Markdown table with the score before the weight": """| 考核指标 | 计划值 | 实际值 | 得分 | 分值 | 备注 |
| --- | --- | --- | --- | --- | --- |
| 新修村道里程 | ≥12公里 | 10.5公里 | 26.25 | 30 | 征地受阻 |
| 路面验收合格率 | 100% | 100% | 20 | 20 | |
| 完工时间 | 10月底前 | 11月20日 | 14 | 20 | 雨季停工 |
| 村民满意度 | ≥90% | 92% | 20 | 20 | |
| 合计 | | | 90.0 | 100 | |
""",
    "tabs": """评价指标\t指标权重\t预期目标值\t实际完成值\t偏差说明\t得分
新修村道里程\t30\t≥12公里\t10.5公里\t征地受阻\t26.25
路面验收合格率\t20\t100%\t100%\t\t20
完工时间\t20\t10月底前\t11月20日\t雨季停工\t14
村民满意度\t20\t≥90%\t92%\t\t20
总分\t100\t\t\t\t90.0
""",
    "wide gaps": """绩效指标      满分（分）   目标值      完成值      自评分    扣分原因
新修村道里程    30      ≥12 公里   10.5 公里   26.25    征地受阻
路面验收合格率   20      100%     100%     20
完工时间      20      10 月底前   11 月 20 日   14    雨季停工
村民满意度     20      ≥90%     92%      20
总分   100   90.0
""",
    "levels that no list knows": """一级指标 二级指标 三级指标 权重（分） 指标值 完成值 得分（分） 原因
决策 立项 新修村道里程 30 ≥12公里 10.5公里 26.25 征地受阻
过程 管理 路面验收合格率 20 100% 100% 20
产出 进度 完工时间 20 10月底前 11月20日 14 雨季停工
效果 评价 村民满意度 20 ≥90% 92% 20
合计 100 90.0
""",
    "levels of merged cells are left out": """一级指标 二级指标 三级指标 分值 年度指标值 实际完成值 得分 偏差原因分析
产出指标 数量指标 新修村道里程 30 ≥12公里 10.5公里 26.25 征地受阻
质量指标 路面验收合格率 20 100% 100% 20
时效指标 完工时间 20 10月底前 11月20日 14 雨季停工
满意度指标 服务对象满意度指标 村民满意度 20 ≥90% 92% 20
总分 100 90.0
""",
    "a reason that runs over the line, and a measure of its own": """指标 计量单位 目标值 实际值 分值 得分 原因
新修村道里程 公里 ≥12 10.5 30 26.25 征地
受阻
路面验收合格率 % 100 100 20 20
完工时间 无 10月底前 11月20日 20 14 雨季停工
村民满意度 % ≥90 92 20 20
总分 100 90.0
""",
    "two columns in one cell": """一级指标 | 二级指标及三级指标 | 年度指标值 / 实际完成值 | 分值 | 得分 | 偏差原因分析
产出指标 | 数量指标 新修村道里程 | ≥12公里 / 10.5公里 | 30 | 26.25 | 征地受阻
产出指标 | 质量指标 路面验收合格率 | 100% / 100% | 20 | 20 |
产出指标 | 时效指标 完工时间 | 10月底前 / 11月20日 | 20 | 14 | 雨季停工
满意度指标 | 服务对象满意度 村民满意度 | ≥90% / 92% | 20 | 20 |
总分 | 100 | 90.0
""",
    "a row over two lines": """指标名称 设定依据 目标值 完成值 分值 得分 偏差原因
新修村道里程 年度计划 ≥12公里
10.5公里 30 26.25 征地受阻
路面验收合格率 规范 100% 100% 20 20
完工时间 合同 10月底前 11月20日 20 14 雨季停工
村民满意度 问卷 ≥90% 92% 20 20
自评总分 100 90.0
""",
}


def cells(text: str, heads: str = "") -> list[tuple[str, ...]]:
    text = tabbed(text)
    return [
        (row.name, row.target, row.result, row.weight, row.score, row.deviation)
        for row in read_indicators(text, 0, len(text), heads=heads)
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_by_the_order_that_the_header_tells(layout: str) -> None:
    assert cells(LAYOUTS[layout]) == ROADS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_places_hold_the_cells(layout: str) -> None:
    text = LAYOUTS[layout]
    for row in read_indicators(tabbed(text), 0, len(text)):
        for told, place in ((row.name, row.name_place), (row.score, row.score_place)):
            assert "".join(text[place.start : place.end].split()) == told


@pytest.mark.parametrize("width", range(22, 34))
@pytest.mark.parametrize("layout", ["weight before the target", "levels that no list knows"])
def test_lines_torn_at_a_fixed_width(layout: str, width: int) -> None:
    lines = ["项目概况 全年新修村道并完成路面验收，带动沿线村庄发展，村民反映良好，达到年初目标。"]
    lines += LAYOUTS[layout].splitlines()
    pieces = (line[at : at + width] for line in lines for at in range(0, len(line), width))
    assert cells("\n".join(pieces) + "\n") == ROADS


def test_columns_of_the_table_before() -> None:
    header, _, rows = LAYOUTS["weight before the target"].partition("\n")
    assert cells(rows) == []
    assert cells(rows, header) == ROADS


def test_parts_of_a_whole_without_targets() -> None:
    text = """评价内容 满分 得分 扣分说明
资金到位 20 20
预算编制 30 27.5 细化不够扣2.5分
履职成效 50 46 2 项任务跨年扣4分
合计 100 93.5
"""
    assert cells(text) == [
        ("资金到位", "", "", "20", "20", ""),
        ("预算编制", "", "", "30", "27.5", "细化不够扣2.5分"),
        ("履职成效", "", "", "50", "46", "2项任务跨年扣4分"),
    ]
    assert {row.doubt for row in read_indicators(text, 0, len(text))} == {""}


def test_prose_and_other_tables_give_no_rows() -> None:
    assert cells("年初预算数 全年预算数 执行数\n合计 80 90 85\n项目 10 20 30\n") == []
    assert cells("本年完成目标 20 项，得分 90 分。\n问题 较多，扣 5 分 10 分。\n") == []


INLINE = """项目支出绩效自评表
项目名称：乡村道路
项目资金（万元） 年初预算数420.00 全年预算数500.00 执行数486.32 执行率97.
26% 分值10 得分9.73
新修村道里程 30 ≥12公里 10.5公里 26.25 征地受阻
合计 100 95
"""
NAMELESS = """部门整体支出绩效自评表
年初预算 全年预算 全年执行 分值 执行率 得分
1,420.00 1,500.00 1,486.32 10 99.09% 9.91
一级指标 二级指标 分值 得分
"""
BARS = """项目支出绩效自评表
项目名称 | 乡村道路
项目资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
金额合计 | 500.00 | 486.32 | 10 | 97.26% | 9.73
其中：财政拨款 | 480.00 | 470.00 | — | 97.92% | —
总分 |  |  |  |  | 100 | 95.95 |
2.另一项目
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            INLINE,
            {"全年预算数": "500.00", "全年执行数": "486.32", "执行率": "97.26", "得分": "95"},
        ),
        (
            NAMELESS,
            {"年初预算数": "1,420.00", "全年预算数": "1,500.00", "全年执行数": "1,486.32"},
        ),
        (BARS, {"全年预算数": "500.00", "全年执行数": "486.32", "得分": "95.95"}),
    ],
)
def test_the_row_of_the_funds(text: str, wanted: dict[str, str]) -> None:
    text = tabbed(text)
    ((sheet, facts),) = read_performance(text, 0, len(text), "")
    told = {fact.aspect: fact.amount.text for fact in facts if fact.metric == sheet.metric}
    assert wanted.items() <= told.items()
    for fact in facts:
        printed = "".join(text[fact.place.start : fact.place.end].split())
        assert printed.rstrip("%") == fact.amount.text


def test_an_operator_in_a_column_of_its_own() -> None:
    text = """一级指标 二级指标 三级指标 运算符号 指标值 度量单位 实际完成值 权重 得分 原因
产出指标 数量指标 新修村道里程 >= 12 公里 10.5 60 52.50 征地受阻
产出指标 质量指标 路面验收合格率 = 100 % 100 40 40.00 无
总分 100 92.50
"""
    assert [row[:4] for row in cells(text)] == [
        ("新修村道里程", ">=12公里", "10.5公里", "60"),
        ("路面验收合格率", "=100%", "100%", "40"),
    ]
