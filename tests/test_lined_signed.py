"""Indicator rows with columns for the comparison and the measure, and heads of such tables."""

from __future__ import annotations

import pytest

from index.indicators import read_indicators
from index.model import Fact
from index.performance import read_performance

BEFORE = """2023年度项目绩效自评表
项目名称 甲专项 自评总分（分） 95.50
主管部门 甲市乙局 实施单位 甲市乙局
项目资金（万元） 年初预算数 全年（调整）预算数 全年执行数 执行率（%） 执行率权重 执行率得分
总量 400.00 520.00 468.00 90.00 10 9.00
其中：财政资金 400.00 500.00 450.00
绩效目标 办好甲类案件。
绩效指标
指标名称 计量单位 指标性质 年度指标值 全年完成值 指标权重 得分系数（%） 指标得分
审理案件数 件 ≥ 12000 12319 30 100 30
发回率 % ≤ 1.5 1.86 30 76 22.8
公信力 定性 提升 提升 30 100 30
说明 发回率未达标，系鉴定意见反复；总体较好。
"""
BEHIND = """项目名称 乙专项
主管部门 甲市乙局 实施单位 甲市乙局
项目资金 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 80.00 80.00 72.64 10 90.80% 9.08
一级指标 二级指标 三级指标 指标性质 指标值 度量单位 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 清运垃圾量 >= 5000 吨 4860吨 30 29.16 垃圾减少
产出指标 数量指标 保洁员人数 = 42 人 42 20 20.00
效益指标 社会效益指标 村容村貌 = 明显改善 明显改善 40 40.00
总分 100 98.24 自评等级 优
"""


def cells(text: str) -> list[tuple[str, ...]]:
    return [
        (row.name, row.level1, row.target, row.result, row.weight, row.score, row.deviation)
        for row in read_indicators(text, 0, len(text))
    ]


def heads(text: str) -> dict[tuple[str, str], str]:
    ((_, facts),) = read_performance(text, 0, len(text), "")
    told: tuple[Fact, ...] = facts
    return {(f.metric, f.aspect): f.amount.text + f.amount.measure for f in told}


def test_the_measure_before_the_comparison() -> None:
    assert cells(BEFORE) == [
        ("审理案件数", "", "≥12000件", "12319件", "30", "30", ""),
        ("发回率", "", "≤1.5%", "1.86%", "30", "22.8", "发回率未达标，系鉴定意见反复"),
        ("公信力", "", "提升", "提升", "30", "30", ""),
    ]


def test_the_measure_behind_the_target() -> None:
    assert cells(BEHIND) == [
        ("清运垃圾量", "产出指标", ">=5000吨", "4860吨", "30", "29.16", "垃圾减少"),
        ("保洁员人数", "产出指标", "=42人", "42人", "20", "20.00", ""),
        ("村容村貌", "效益指标", "=明显改善", "明显改善", "40", "40.00", ""),
    ]


def test_places_hold_the_cells() -> None:
    for row in read_indicators(BEFORE, 0, len(BEFORE)):
        target = BEFORE[row.target_place.start : row.target_place.end]
        assert row.target.startswith(target.replace(" ", "").removeprefix("定性"))
        assert "\n" not in BEFORE[row.place.start : row.place.end]


def test_a_rate_without_its_sign_before_its_weight() -> None:
    assert heads(BEFORE) == {
        ("项目:甲专项", "年初预算数"): "400.00万元",
        ("项目:甲专项", "全年预算数"): "520.00万元",
        ("项目:甲专项", "全年执行数"): "468.00万元",
        ("项目:甲专项", "执行率"): "90.00%",
        ("项目:甲专项/预算执行", "分值"): "10分",
        ("项目:甲专项/预算执行", "执行率"): "90.00%",
        ("项目:甲专项/预算执行", "得分"): "9.00分",
        ("项目:甲专项/财政资金", "年初预算数"): "400.00万元",
        ("项目:甲专项/财政资金", "全年预算数"): "500.00万元",
        ("项目:甲专项/财政资金", "全年执行数"): "450.00万元",
        ("项目:甲专项", "得分"): "95.50分",
    }
    shifted = heads(BEFORE.replace("468.00 90.00", "468.00 10 90.00"))
    assert ("项目:甲专项/预算执行", "得分") not in shifted


def test_a_comparison_left_out() -> None:
    told = cells(BEFORE.replace("件 ≥ 12000", "件 12000"))
    assert told[0] == ("审理案件数", "", "12000件", "12319件", "30", "30", "")
    assert told[1][:6] == ("发回率", "", "≤1.5%", "1.86%", "30", "22.8")


MERGED = """部门预算项目支出绩效自评表（2023年度）
项目名称 丙服务
主管部门 甲市乙局 实施单位
（盖章） 甲市丙中心
项目基本情况 1.目标完成情况
预算执行情况
（万元） 年初预算 调整后预算数 预算执行数 预算执行率 权重 得分
总额 50.00 60.00 54.00 90.0% 10 9.00
其中：财政资金 50.00 60.00 54.00 90.0% / /
一级指标 二级指标 三级指标 指标性质 指标值 度量单位 完成值 权重 得分 未完成原因
产出指标 数量指标 服务人数 ≥ 120 人 138 30 30
数量指标 配发器具数量 ≥ 260 件 231 30 26.65 部分器具供货
周期长，年底前未到货
质量指标 合格率 ＝ 100 % 100 20 20
效益指标 可持续影响指标 服务体系 定性 完善 完善 10 10
合计 100 95.65
"""


def test_levels_of_merged_cells_and_a_deviation_over_two_lines() -> None:
    rows = read_indicators(MERGED, 0, len(MERGED))
    assert [(r.name, r.level1, r.level2, r.target, r.score, r.deviation) for r in rows] == [
        ("服务人数", "产出指标", "数量指标", "≥120人", "30", ""),
        (
            *("配发器具数量", "产出指标", "数量指标", "≥260件", "26.65"),
            "部分器具供货周期长，年底前未到货",
        ),
        ("合格率", "产出指标", "质量指标", "＝100%", "20", ""),
        ("服务体系", "效益指标", "可持续影响指标", "完善", "10", ""),
    ]


def test_the_head_with_a_total_of_one_word() -> None:
    told = heads(MERGED)
    assert told["项目:丙服务", "全年执行数"] == "54.00万元"
    assert told["项目:丙服务/预算执行", "得分"] == "9.00分"
    assert told["项目:丙服务", "得分"] == "95.65分"
    ((sheet, _),) = read_performance(MERGED, 0, len(MERGED), "")
    assert sheet.implementer == "甲市丙中心"


FACTOR_FIRST = """项目名称：丁服务 自评总分（分）：97.00
项目资金（万元） 年初预算数 全年（调整）预算数 全年执行数 执行率（%） 执行率权重 执行率得分
总量 80.00 90.00 90.00 100.00 10 10.00
指标名称 计量单位 指标性质 指标值 全年完成值 得分系数（%） 指标权重（分） 指标得分（分） 是否核心指标
清扫面积 平方公里 ≥ 2.8 2.8 100.00 75 75.00 是
到岗率 % ≥ 98 95 80.00 15 12.00 否
说明：到岗率未达标，系人员调离。
2.绩效自评报告
无。
"""
WITH_NATURE = """项目名称 戊建设
一级指标 二级指标 三级指标 指标性质 指标值 度量单位 指标属性 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 建设隔离带 >= 40 公里 定量指标 36 60 54 征地滞后
质量指标 验收合格率 = 100 % 定量指标 100 40 40 无
总分 100 94
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            FACTOR_FIRST,
            [
                ("清扫面积", "≥2.8平方公里", "2.8平方公里", "75", "75.00", ""),
                ("到岗率", "≥98%", "95%", "15", "12.00", "到岗率未达标，系人员调离"),
            ],
        ),
        (
            WITH_NATURE,
            [
                ("建设隔离带", ">=40公里", "36公里", "60", "54", "征地滞后"),
                ("验收合格率", "=100%", "100%", "40", "40", "无"),
            ],
        ),
    ],
)
def test_columns_between_comparison_and_points(text: str, expected: list[tuple[str, ...]]) -> None:
    rows = read_indicators(text, 0, len(text))
    assert [(r.name, r.target, r.result, r.weight, r.score, r.deviation) for r in rows] == expected
