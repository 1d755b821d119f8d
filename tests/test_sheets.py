"""Performance tables whole: titles that name the project, torn lines, columns of many names."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from index.extract import examine_text
from index.model import Report, Row

NAME = "农村饮水安全巩固提升工程"
REASON = "部分村水压不足，计划2024年加压改造"
ROWS = [
    ("产出指标", "数量指标", "新建改造管网长度", "≥86公里", "91.4公里", "20", "20", ""),
    ("产出指标", "数量指标", "维修养护供水站", "≥24处", "22处", "15", "13.75", "2处因征地推迟"),
    (
        "产出指标",
        "时效指标",
        "完工时间",
        "2023年11月底前",
        "2023年12月15日",
        "25",
        "23",
        "汛期停工",
    ),
    ("效益指标", "社会效益指标", "受益人口", "≥3.2万人", "3.36万人", "20", "20", ""),
    ("满意度指标", "服务对象满意度指标", "用水户满意度", "≥90%", "88.5%", "10", "9.2", REASON),
]
AT = dict(zip("12ntrwsd", range(8), strict=True))


def rows(order: str, gap: str = " ") -> str:
    """The rows of the table with their cells in this order."""
    lines = ([row[AT[column]] for column in order] for row in ROWS)
    return "\n".join(gap.join(cell for cell in line if cell) for line in lines)


LAYOUTS = {
    "the weight of the budget in its header, reasons below": f"""2023年度{NAME}项目自评表
单位名称：甲县水利局 填报日期：2024年3月
预算执行情况（万元）（10分） 预算数（A） 执行数（B） 执行率（B/A） 得分（10分×执行率）
年度财政资金总额 720.00 694.80 96.50% 9.65
年度绩效目标1（90分） 一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 分值 得分
{rows("12ntrws")}
总分 95.60
偏差大或目标未完成原因分析：2处供水站因征地推迟；部分村水压不足。
改进措施：加快征地。
""",
    "full-width spaces": f"""附件2　{NAME}专项绩效自评表
主管部门：甲县水利局　实施单位：甲县供水中心　单位：万元
项目资金　年初预算数　全年预算数　全年执行数　分值　执行率　得分
年度资金总额　600.00　720.00　694.80　10　96.50%　9.65
一级指标　二级指标　三级指标　年度指标值　实际完成值　分值　得分　偏差原因分析及改进措施
{rows("12ntrwsd", "　")}
总分　100　95.60
""",
    "a number before each row, a label that no list knows": f"""（三）{NAME}绩效自评表（2023年度）
预算安排及执行 年初预算数 全年预算数 全年执行数 执行率 分值 得分
全部投入 600.00 720.00 694.80 96.50% 10 9.65
序号 绩效指标 指标值 完成值 分值 自评得分 原因说明
{chr(10).join(f"{number} {line}" for number, line in enumerate(rows("ntrwsd").split(chr(10)), 1))}
合计 100 95.60
""",
    "each amount behind its name, the weight before the target": f"""2023年项目绩效目标完成情况表
项目名称：{NAME}　　主管部门：甲县水利局
资金：年初预算600.00万元，全年预算数720.00万元，全年执行数694.80万元，执行率96.50%，分值10分，得分9.65分
一级指标　二级指标　三级指标　权重　目标值　实际值　得分　未完成原因
{rows("12nwtrsd", "　")}
自评总分　100　95.60
""",
    "a rated table": f"""{NAME}项目支出绩效评价评分表
项目 预算数 执行数 执行率 分值 得分
资金总额 720.00 694.80 96.50% 10 9.65
一级指标 二级指标 三级指标 标准分值 指标值 实际值 自评得分 备注
{rows("12nwtrsd")}
合计 总分 100 95.60
""",
    "amounts without a label": f"""附件3　{NAME}绩效自评表
预算执行情况 年度预算数 执行数 执行率 分值 得分
720.00 694.80 96.50% 10 9.65
指标名称 目标值 完成值 分值 得分 扣分原因
{rows("ntrwsd")}
合计 100 95.60
""",
}
PROSE = "本部门按要求开展绩效自评，自评结果作为以后年度预算安排的依据。" * 12


def read(table: str, width: int) -> Report:
    """A report that ends with a table, all of it cut at a width."""
    head = f"甲县水利局2023年度部门决算公开说明\n第一部分 部门概况\n{PROSE}\n第五部分 附件\n"
    lines = (head + table).splitlines()
    pieces = (line[at : at + width] for line in lines for at in range(0, len(line), width))
    return examine_text("\n".join(pieces) + "\n", Path("甲县水利局2023年度部门决算.txt"))


def cells(row: Row) -> tuple[str, ...]:
    return row.name, row.target, row.result, row.weight, row.score, row.deviation


@pytest.mark.parametrize("width", [200, 33, 35, 38, 41])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_in_any_layout(layout: str, width: int) -> None:
    report = read(LAYOUTS[layout], width)
    (sheet,) = report.sheets
    assert sheet.metric.removesuffix("项目").removesuffix("专项") == f"项目:{NAME}"
    told = {(f.metric.removeprefix(sheet.metric), f.aspect): f.amount.value for f in report.facts}
    assert told["", "全年预算数"] == Decimal("720.00")
    assert told["", "全年执行数"] == Decimal("694.80")
    assert told["/预算执行", "分值"] == Decimal(10)
    assert told["/预算执行", "得分"] == Decimal("9.65")
    assert told["", "得分"] == Decimal("95.60")
    below = "below" in layout
    assert [*map(cells, report.rows)] == [(*row[2:7], "" if below else row[7]) for row in ROWS]
    for row in report.rows:
        assert "".join(report.quote(row.place).split()).startswith(row.name)


@pytest.mark.parametrize("width", [200, 35])
def test_reasons_below_are_of_the_whole_table(width: int) -> None:
    report = read(LAYOUTS["the weight of the budget in its header, reasons below"], width)
    (reason,) = (one for one in report.reasons if one.basis == "自评")
    assert reason.text == "2处供水站因征地推迟；部分村水压不足"
    assert "".join(report.quote(reason.place).split()) == reason.text


def test_a_reason_below_that_names_one_row_is_its_own() -> None:
    table = LAYOUTS["the weight of the budget in its header, reasons below"]
    table = table.replace("部分村水压不足", "用水户满意度受水压不足影响")
    rows = {row.name: row.deviation for row in read(table, 200).rows}
    assert rows["用水户满意度"] == "用水户满意度受水压不足影响"
    assert rows["完工时间"] == ""


REPORTS = Path(__file__).parent.parent / "evals" / "reports" / "held4"
GOLD = {
    "项目:养老服务体系建设项目": [
        ("新增养老护理床位", "≥300张", "230张", "15", "11", ""),
        ("居家适老化改造户数", "≥180户", "186户", "10", "10", ""),
        ("老年幸福食堂", "≥15个", "12个", "10", "8", ""),
        ("项目按期开工率", "100%", "60%", "10", "6", ""),
        ("养老机构护理型床位占比", "≥55%", "56.2%", "20", "20", ""),
        ("老年人满意度", "≥90%", "92.5%", "15", "15", ""),
    ],
    "项目:智慧交通平台二期建设项目": [
        ("接入监测点位", "≥420个", "315个", "20", "15", "海岛点位供电未解决，改用太阳能供电"),
        ("建设业务系统", "5个", "5个", "10", "10", "无"),
        ("系统验收合格率", "100%", "80%", "10", "6", "执法办案系统未通过初验"),
        ("按期完工", "11月底前", "未完成", "10", "2", "设备招标流标一次，工期顺延"),
        ("智慧平台接入率", "≥85%", "63.75%", "25", "18", "点位未全部接入"),
        ("使用单位满意度", "≥85%", "86%", "15", "15", "无"),
    ],
}


def test_every_row_of_two_tables() -> None:
    """Read by eye: one torn inside numbers with its reasons below, one with full-width spaces."""
    reports = [examine_text(path.read_text(), path) for path in sorted(REPORTS.glob("*.txt"))]
    found = [(row.metric, cells(row)) for report in reports for row in report.rows]
    for metric, gold in GOLD.items():
        assert [row for name, row in found if name == metric] == gold
    reasons = {one.metric: one.text for r in reports for one in r.reasons if one.basis == "自评"}
    assert reasons["项目:养老服务体系建设项目"] == "3个社区食堂场地租赁未谈妥；4个照料中心招标推迟"
