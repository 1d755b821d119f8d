"""Performance tables of other layouts: cells on lines of their own, other columns, torn heads."""

from __future__ import annotations

import pytest

from index.indicators import read_indicators
from index.performance import read_performance
from index.sections import read_sections

UPRIGHT = (
    "项目名称 渠道清淤 主管部门 某县水务站 实施单位 某县灌区所 项目资金（万元） "
    "年初预算数 全年预算数 全年执行数 分值 执行率 得分 年度资金总额 50 40 30 10 75% 7.5 "
    "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施 "
    "产出指标 数量指标 清淤长度 ≥8公里 6公里 30 22.5 雨季停工 时效指标 完工及时率 ≥90% 92% 30 30 "
    "满意度指标 满意度指标 灌区农户满意度 ≥90% 95 30 30 总分 100 90"
).replace(" ", "\n")
TWO_LINES = """项目名称 营养餐补助
主管部门 某县教育局 实施单位 某县教育局
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 90.00 96.00 93.12 10 97.00% 9.70
绩效指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
一级指标 二级指标 三级指标 指标性质 指标值 度量单位
产出指标 数量指标 受益学生 ≥ 900 人 911 40 40
效益指标 社会效益指标 体检达标率 ≥ 90 % 88 50 45 两所学校未测
总分 100 94.70
"""
OTHER_ORDER = """项目名称 场馆开放
主管部门 某市体育局 实施单位 某市体育中心
预算执行情况（万元） 预算数（A） 执行数（B） 执行率（B/A） 得分
年度资金总额： 60.00 57.00 95% 9.5
其中：财政拨款 60.00 57.00 95%
指标名称 分值 目标值 完成值 得分 偏差原因
开放天数 40 ≥330天 345天 40
健身人次 50 ≥12万人次 9.6万人次 40 闭馆维修
合计 100 89.5
"""
LABELLED = """项目支出绩效自评表
一、基本情况
项目名称 献血宣传项目 项目级次 本级
实施单位 某市血站 主管部门 某市卫生健康委
二、预算执行情况（万元）
预算安排情况（调整后） 资金到位情况 资金执行情况 预算执行进度 分值 得分
预算数 20.00 到位数 20.00 执行数 18.00 90.00% 10 9.00
其中：财政资金 20.00 其中：财政资金 20.00 其中：财政资金 18.00
三、目标完成情况
年度预期目标 具体完成情况 总体完成率
宣传8场。 宣传7场。 90.00%
四、年度绩效指标完成情况
一级指标 二级指标 三级指标 预期指标值 实际完成值 分值 自评得分
产出指标 数量指标 宣传场次 ≥8场 7场 40 35
效益指标 社会效益指标 街头献血率 ≥9‰ 9.2‰ 50 50
自评总分 100 94.00
五、存在问题、原因及下一步整改措施
宣传场次未达标，主要是1场因暴雨取消。下一步提前安排室内场地。
"""


def rows(text: str) -> list[tuple[str, ...]]:
    return [
        (row.level1, row.name, row.target, row.result, row.weight, row.score, row.deviation)
        for row in read_indicators(text, 0, len(text))
    ]


def heads(text: str) -> dict[tuple[str, str], str]:
    ((_, facts),) = read_performance(text, 0, len(text), "")
    return {(f.metric, f.aspect): f.amount.text + f.amount.measure for f in facts}


def test_each_cell_on_a_line_of_its_own() -> None:
    assert rows(UPRIGHT) == [
        ("产出指标", "清淤长度", "≥8公里", "6公里", "30", "22.5", "雨季停工"),
        ("产出指标", "完工及时率", "≥90%", "92%", "30", "30", ""),
        ("满意度指标", "灌区农户满意度", "≥90%", "95", "30", "30", ""),
    ]


def test_column_names_on_two_lines() -> None:
    assert rows(TWO_LINES) == [
        ("产出指标", "受益学生", "≥900人", "911", "40", "40", ""),
        ("效益指标", "体检达标率", "≥90%", "88", "50", "45", "两所学校未测"),
    ]


def test_columns_in_another_order() -> None:
    assert rows(OTHER_ORDER) == [
        ("", "开放天数", "≥330天", "345天", "40", "40", ""),
        ("", "健身人次", "≥12万人次", "9.6万人次", "50", "40", "闭馆维修"),
    ]
    assert heads(OTHER_ORDER) == {
        ("项目:场馆开放", "全年预算数"): "60.00万元",
        ("项目:场馆开放", "全年执行数"): "57.00万元",
        ("项目:场馆开放", "执行率"): "95%",
        ("项目:场馆开放/预算执行", "执行率"): "95%",
        ("项目:场馆开放/预算执行", "得分"): "9.5分",
        ("项目:场馆开放/财政拨款", "全年预算数"): "60.00万元",
        ("项目:场馆开放/财政拨款", "全年执行数"): "57.00万元",
        ("项目:场馆开放", "分值"): "100分",
        ("项目:场馆开放", "得分"): "89.5分",
    }


def test_amounts_behind_their_names_and_reasons_below() -> None:
    assert rows(LABELLED) == [
        (
            *("产出指标", "宣传场次", "≥8场", "7场", "40", "35"),
            "宣传场次未达标，主要是1场因暴雨取消",
        ),
        ("效益指标", "街头献血率", "≥9‰", "9.2‰", "50", "50", ""),
    ]
    told = heads(LABELLED)
    assert told["项目:献血宣传项目", "全年预算数"] == "20.00万元"
    assert told["项目:献血宣传项目", "全年执行数"] == "18.00万元"
    assert told["项目:献血宣传项目/预算执行", "得分"] == "9.00分"
    assert told["项目:献血宣传项目/财政资金", "全年执行数"] == "18.00万元"


def test_headings_inside_a_table_do_not_cut_it() -> None:
    kinds = [section.kind for section in read_sections(LABELLED + "二、名词解释\n略。\n")]
    assert kinds == ["自评表", "名词解释"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("51000023T000012345-乡村道路养护", "项目:乡村道路养护"),
        ("2023年乡村道路养护", "项目:2023年乡村道路养护"),
    ],
)
def test_a_code_before_the_name_is_left_out(printed: str, name: str) -> None:
    text = TWO_LINES.replace("营养餐补助", printed).replace("项目名称", "项目支出名称")
    ((sheet, _),) = read_performance(text, 0, len(text), "")
    assert sheet.metric == name


def test_a_remark_on_the_total_is_no_row_of_the_funds() -> None:
    text = (
        "项目名称 结算审核 主管部门 某市审计局\n实施单位 某市审计中心\n"
        "预算执行情况（10分） 年度预算数（万元） 年初预算 调整后预算数 预算执行数 预算执行率 权重 得分 原因\n"
        "总额 30.00 28.00 25.20 90.00% 10 9 部分项目跨年\n其中：财政资金 30.00 28.00 25.20 90.00% / /\n"
        "绩效指标（90分） 一级指标 二级指标 三级指标 指标性质 指标值 度量单位 完成值 权重 得分 未完成原因分析\n"
        "产出指标 数量指标 审核项目数 ≥ 40 个 38 90 85.5 2个退回\n质量指标 合格率 ＝ 100 % 100 0 0\n合计 100 94.5\n"
    )
    told = heads(text)
    assert told["项目:结算审核", "全年执行数"] == "25.20万元"
    assert told["项目:结算审核/预算执行", "得分"] == "9分"
    assert told["项目:结算审核/财政资金", "年初预算数"] == "30.00万元"
    assert [row[1] for row in rows(text)] == ["审核项目数", "合格率"]
