"""Performance tables of other layouts: cells on lines of their own, other columns, torn heads."""

from __future__ import annotations

import pytest

from index.indicators import read_indicators
from index.normalise import tabbed
from index.performance import read_performance
from index.sections import read_sections
from index.sheets import read_sheets

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


@pytest.mark.parametrize(
    "text",
    [UPRIGHT.replace("\n", " "), UPRIGHT.replace("\n", "\n\n \n"), UPRIGHT.replace("\n", " | ")],
    ids=["on one line", "with blank lines", "between bars"],
)
def test_cells_without_lines_of_their_own(text: str) -> None:
    ((reading,),) = [tuple(read_sheets(tabbed(text), 0, len(text)))]
    assert [(row.name, row.target, row.result, row.score) for row in reading.rows] == [
        ("清淤长度", "≥8公里", "6公里", "22.5"),
        ("完工及时率", "≥90%", "92%", "30"),
        ("灌区农户满意度", "≥90%", "95", "30"),
    ]
    assert reading.rows[0].deviation == "雨季停工"


def test_a_level_torn_in_two_lines() -> None:
    torn = UPRIGHT.replace("满意度指标\n满意度指标", "满意度\n指标\n满意度指标")
    assert rows(torn) == rows(UPRIGHT)


def test_a_target_in_three_cells() -> None:
    table = (
        "一级指标 二级指标 三级指标 指标性质 指标值 度量单位 完成值 权重 得分 未完成原因分析\n"
        "产出指标 数量指标 受益学生 ≥ 900 人 911 40 40 \n"
        "效益指标 社会效益指标 家长口碑 定性 良好 无 良好 50 45 两所学校未测\n"
    ).replace(" ", "\t")
    assert rows(table) == [
        ("产出指标", "受益学生", "≥900人", "911", "40", "40", ""),
        ("效益指标", "家长口碑", "良好", "良好", "50", "45", "两所学校未测"),
    ]


def test_column_names_on_two_lines() -> None:
    assert rows(TWO_LINES) == [
        ("产出指标", "受益学生", "≥900人", "911人", "40", "40", ""),
        ("效益指标", "体检达标率", "≥90%", "88%", "50", "45", "两所学校未测"),
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
        ("产出指标", "宣传场次", "≥8场", "7场", "40", "35", ""),
        ("效益指标", "街头献血率", "≥9‰", "9.2‰", "50", "50", ""),
    ]
    (sheet,) = read_sheets(LABELLED, 0, len(LABELLED))
    assert sheet.rows[0].deviation == "宣传场次未达标，主要是1场因暴雨取消"
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


PLAIN = """项目名称：还林补助
主管部门：某县林业局
实施单位：某县林业站
资金情况（万元）
年初预算数：56.00 全年预算数：56.00 全年执行数：49.28 执行率：88%
自评得分：93.6分
"""
UNWEIGHTED = """项目名称 古树保护
主管部门 某县林业局 项目实施单位 某县林业局
预算执行情况（万元）（20分） 预算数（A） 执行数（B） 执行率（B/A） 得分（20分×执行率）
年度财政资金总额 48.00 36.00 75% 15
一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 得分
产出指标 数量指标 挂牌株数 120株 120株 40
产出指标 质量指标 成活率 95% 90% 18.9
总分 73.9
"""
POINTS = """项目名称 防火专项
主管部门 某县林业局 实施单位 某县防火中心
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 20.00 21.00 20.37 10 97% 9.7
绩效指标 一级指标 二级指标 三级指标 年度指标值（A） 实际完成值（B） 分值 得分 偏差原因分析及改进措施
产出指标（60分） 数量指标 隔离带 ≥60公里 58公里 40 38.5 冻雨停工
质量指标 合格率 100% 100% 20 20
效益指标（30分） 生态效益指标 受害率 ≤0.9‰ 0.2‰ 30 30
总分 100 98.2
"""


def test_each_value_behind_its_name() -> None:
    assert heads(PLAIN) == {
        ("项目:还林补助", "年初预算数"): "56.00万元",
        ("项目:还林补助", "全年预算数"): "56.00万元",
        ("项目:还林补助", "全年执行数"): "49.28万元",
        ("项目:还林补助", "执行率"): "88%",
        ("项目:还林补助/预算执行", "执行率"): "88%",
        ("项目:还林补助", "得分"): "93.6分",
    }


def test_rows_without_weights() -> None:
    told = read_indicators(UNWEIGHTED, 0, len(UNWEIGHTED))
    assert [(row.name, row.target, row.result, row.score, row.doubt) for row in told] == [
        ("挂牌株数", "120株", "120株", "40", ""),
        ("成活率", "95%", "90%", "18.9", ""),
    ]
    assert heads(UNWEIGHTED)["项目:古树保护/预算执行", "得分"] == "15分"
    assert heads(UNWEIGHTED)["项目:古树保护", "得分"] == "73.9分"


def test_points_in_the_cells_of_the_levels() -> None:
    assert rows(POINTS) == [
        ("产出指标", "隔离带", "≥60公里", "58公里", "40", "38.5", "冻雨停工"),
        ("产出指标", "合格率", "100%", "100%", "20", "20", ""),
        ("效益指标", "受害率", "≤0.9‰", "0.2‰", "30", "30", ""),
    ]


CUT = """项目名称 平台运维
主管部门 某市市场局 实施单位 某市市场局
项目资金（万元） 年初预算 全年预算 全年执行 分值 执行率 得分
年度资金总额 26.00 26.00 24.18 10 93.00% 9.3
一级指标 二级指标 三级指标 分值 目标值 实际完成值 得分 偏差原
因
产出 产出质量 故障时间 45 ≤8小时 13.5小时 27\x20
设备老化
产出 产出成本 运维成本 20 ≤26万元 24.18万元 2
0
效益 社会效益 使用率 25 ≥90% 81% 22.
5 部分模块未用
合计 100 78.8
"""
BARLESS = """项目名称 | 反诈专项
主管部门 | 某县公安局 | 实施单位 | 某县公安局
项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 68.00 | 76.00 | 74.10 | 10 | 97.50% | 9.75
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 分值 | 得分 | 未完成原因及改进措施
产出指标 | 数量指标 | 宣传场次 | ≥20场 | 23场 | 40 | 40 |
 | 质量指标 | 退查率 | ≤10% | 12% | 50 | 45 | 人手不足
总分 |  |  |  |  | 100 | 94.75 |
"""


def test_rows_cut_at_a_fixed_width() -> None:
    assert rows(CUT) == [
        ("产出", "故障时间", "≤8小时", "13.5小时", "45", "27", "设备老化"),
        ("产出", "运维成本", "≤26万元", "24.18万元", "20", "20", ""),
        ("效益", "使用率", "≥90%", "81%", "25", "22.5", "部分模块未用"),
    ]


def test_cells_between_bars_without_bars_outside() -> None:
    text = tabbed(BARLESS)
    assert len(text) == len(BARLESS)
    assert rows(text) == [
        ("产出指标", "宣传场次", "≥20场", "23场", "40", "40", ""),
        ("产出指标", "退查率", "≤10%", "12%", "50", "45", "人手不足"),
    ]
    assert heads(text)["项目:反诈专项", "全年执行数"] == "74.10万元"


UPRIGHT_SIGNED = """项目名称
己建设
预算单位
某县医院
年初预算
预算调整数
全年预算数
全年执行数
预算执行率
权重
得分
原因
总额
0.00
300.00
300.00
298.35
99.45%
10
9.9
质保金未到期
其中：财政资金
0.00
300.00
300.00
298.35
99.45%
/
/
一级指标
二级指标
三级指标
指标性质
指标值
度量单位
完成值
权重
得分
未完成原因分析
产出指标
数量指标
建筑面积
≥
6800
平方米
6812
50
50

时效指标
装修进度
≥
60
%
45
40
27
雨季施工受限
合计
100
86.9
"""


def test_a_cell_a_line_with_adjustments_comparisons_and_measures() -> None:
    assert rows(UPRIGHT_SIGNED) == [
        ("产出指标", "建筑面积", "≥6800平方米", "6812平方米", "50", "50", ""),
        ("产出指标", "装修进度", "≥60%", "45%", "40", "27", "雨季施工受限"),
    ]
    told = heads(UPRIGHT_SIGNED)
    assert told["项目:己建设", "年初预算数"] == "0.00万元"
    assert told["项目:己建设", "全年执行数"] == "298.35万元"
    assert told["项目:己建设/财政资金", "全年预算数"] == "300.00万元"
    assert told["项目:己建设/财政资金", "全年执行数"] == "298.35万元"
