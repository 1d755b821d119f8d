"""Performance tables: the head figures of all fifty of the corpus, and how cells may break."""

from __future__ import annotations

import re

import pytest

from index.model import Fact, Report, Sheet
from index.normalise import fold, noise
from index.performance import read_performance

# name, initial budget, adjusted budget, spent, execution rate, its score, total score: read by eye
HEADS: dict[str, list[tuple[str, ...]]] = {
    "2021": [
        (
            *("“最多跑一次”改革领导小组办公室专项经费", "100.55", "86.90", "86.90", "100.00"),
            *("10.00", "100.00"),
        ),
        ("优化政务服务保障经费", "52.10", "20.50", "20.50", "100.00", "10.00", "99.43"),
        ("政务服务运行维护费", "203.00", "244.64", "244.64", "100.00", "10.00", "93.80"),
        (
            *("全国文明城市创建复验及市级精神文明示范窗口创建项目", "29.00", "37.62", "37.62"),
            *("100.00", "10.00", "93.15"),
        ),
        ("公共资源交易中心运行维护费", "305.85", "264.44", "264.44", "100.00", "10.00", "90.00"),
        ("专家评审工作经费", "136.53", "135.32", "135.32", "100.00", "10.00", "94.87"),
    ],
    "2022": [
        (
            *("12345云呼叫中心平台技术服务运维费", "220.00", "228.00", "228.00", "100.00"),
            *("10.00", "100.00"),
        ),
        ("“一件事”统一受理系统", "170.00", "170.00", "170.00", "100.00", "10.00", "88.00"),
        ("“访惠聚”工作队经费（区级）", "7.49", "7.49", "4.16", "55.54", "5.55", "91.11"),
        ("“访惠聚”工作队经费（州级）", "8.62", "8.62", "7.12", "82.60", "8.26", "96.90"),
        (
            *("事项“最小颗粒度”梳理及平台配套改造", "100.00", "100.00", "100.00", "100.00"),
            *("10.00", "88.00"),
        ),
        ("公共资源与政采云平台整合运维费", "8.00", "8.00", "8.00", "100.00", "10.00", "100.00"),
        ("公告费", "10.00", "10.00", "3.57", "35.70", "3.57", "88.77"),
        ("“放管服”改革优化营商环境运维费", "16.00", "16.00", "8.05", "50.31", "5.03", "77.08"),
        (
            *("昌吉州公共资源电子档案系统建设", "200.00", "200.00", "200.00", "100.00"),
            *("10.00", "95.41"),
        ),
    ],
    "2023": [
        ("整体支出", "16733.52", "26707.15", "26707.15", "100", "10", "100"),
        ("暖气费", "16.64", "16.64", "16.64", "100.00", "10.00", "90.00"),
        (
            "生态环境部西北督察局调研及第二轮中央生态环境保护督察进驻期间办公经费",
            *("117.26", "117.26", "117.26", "100.00", "10.00", "100.00"),
        ),
        (
            *("市委市政府机关及联办楼区域小型维修费", "80.00", "80.00", "22.99", "28.74"),
            *("2.87", "79.87"),
        ),
        ("物业及餐饮服务费", "5713.99", "5630.19", "5518.23", "98.01", "9.80", "89.56"),
        (
            *("益民大厦A座购置资金和B座租赁资金", "8363.20", "8363.20", "1000.00", "11.96"),
            *("1.20", "64.29"),
        ),
        ("原一中门面商业用房加固施工项目", "30.00", "30.00", "30.00", "100.00", "10.00", "100.00"),
        ("援疆干部楼运行经费", "60.00", "60.00", "34.01", "56.68", "5.67", "80.21"),
        ("援疆干部生活用品保障资金", "35.15", "35.15", "18.82", "53.54", "5.35", "95.35"),
        ("经费补助", "33.85", "33.85", "33.85", "100.00", "10.00", "100.00"),
        ("行政事业单位国有资产统一管理费用", "73.80", "73.80", "36.09", "48.90", "4.89", "72.43"),
        ("运行经费", "600.00", "728.72", "728.72", "100.00", "10.00", "75.19"),
        (
            "升旗仪式及烈士纪念日纪念活动经费",
            "165.50",
            "165.50",
            "127.00",
            "76.74",
            "7.67",
            "88.21",
        ),
        (
            *("乌鲁木齐市人民政府网保障和市政府中心机房运行维护经费", "106.40", "106.40", "47.50"),
            *("44.64", "4.46", "78.43"),
        ),
        ("政府工作报告起草小组经费", "6.00", "6.00", "4.00", "66.67", "6.67", "86.39"),
        ("业务费", "73.72", "73.72", "73.71", "99.99", "10.00", "82.02"),
        ("互联网专线业务费", "9.65", "9.65", "9.64", "99.90", "9.99", "99.99"),
        ("律师服务经费", "6.00", "6.00", "6.00", "100.00", "10.00", "90.00"),
        ("信访工作人员经费", "3.00", "3.00", "3.00", "100.00", "10.00", "93.89"),
        ("信访工作专项经费", "8.00", "8.00", "5.97", "74.63", "7.46", "77.43"),
    ],
    "高新": [
        ("整体支出", "212.65", "187.84", "183.99", "97.95", "9.8", "99.02"),
        ("雇员经费", "60.00", "66.09", "66.09", "100.00", "10.00", "98.18"),
        ("工作队补助及工作经费", "16.95", "16.47", "2.40", "14.57", "1.46", "72.92"),
    ],
    "2024": [
        ("整体支出", "4151.88", "8091.17", "7443.76", "92", "9.2", ""),
        (
            *("2024年全国文明城市创建复验及市级精神文明示范窗口建设项目", "20.15", "4.68", "4.68"),
            *("100.00", "10.00", "99.80"),
        ),
        ("2024年信息化运维项目", "396.45", "6.78", "6.78", "100.00", "10.00", "100.00"),
        ("公共资源交易中心运行维护费", "272.50", "236.81", "236.80", "100.00", "10.00", "100.00"),
        (
            *("“最多跑一次”改革领导小组办公室专项经费", "65.57", "33.37", "33.37", "100.00"),
            *("10.00", "100.00"),
        ),
        ("2024年政务服务运行维护费", "249.17", "249.17", "249.17", "100.00", "10.00", "100.00"),
        (
            *("2024年度乌鲁木齐市政务云服务项目", "12797.00", "800.00", "800.00", "100.00"),
            *("10.00", "84.28"),
        ),
        (
            *("乌鲁木齐市12345政务服务便民热线服务项目采购", "985.00", "432.20", "432.20"),
            *("100.00", "10.00", "100.00"),
        ),
        ("专家评审专项经费", "82.75", "54.56", "54.21", "99.36", "9.94", "99.94"),
        ("2024年优化政务服务保障经费", "46.45", "29.83", "29.83", "100.00", "10.00", "100.00"),
        ("乌鲁木齐市政务云服务项目", "500.00", "1050.00", "1050.00", "100.00", "10.00", "94.00"),
        ("乌鲁木齐市政务云服务项目", "500.00", "1050.00", "1050.00", "100.00", "10.00", "94.00"),
    ],
}
BUDGETS = ("年初预算数", "全年预算数", "全年执行数")


def head(facts: list[Fact], metric: str) -> tuple[str, ...]:
    """The head figures of a table; two of one key would be a second value that nobody printed."""

    def one(name: str, aspect: str, measure: str) -> str:
        values = [f.amount for f in facts if f.metric == name and f.aspect == aspect]
        assert len(values) <= 1
        assert all(amount.measure == measure for amount in values)
        return str(values[0].value) if values else ""

    done = f"{metric}/预算执行"
    assert one(done, "执行率", "%") == one(metric, "执行率", "%")
    return (
        *(one(metric, aspect, "万元") for aspect in BUDGETS),
        one(metric, "执行率", "%"),
        one(done, "得分", "分"),
        one(metric, "得分", "分"),
    )


@pytest.mark.parametrize("key", HEADS)
def test_the_head_of_every_table(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    names = ["整体支出" if s.metric == "整体支出" else s.metric[3:] for s in report.sheets]
    assert names == [row[0] for row in HEADS[key]]
    for sheet, row in zip(report.sheets, HEADS[key], strict=True):
        inside = [
            fact
            for fact in report.facts
            if sheet.place.start <= fact.place.start and fact.place.end <= sheet.place.end
        ]
        assert {f.metric.split("/")[0] for f in inside} == {sheet.metric}
        assert head(inside, sheet.metric) == row[1:]


@pytest.mark.parametrize(
    ("key", "metric", "values"),
    [
        (
            "2021",
            "“最多跑一次”改革领导小组办公室专项经费/当年财政拨款",
            ("100.55", "63.17", "63.17"),
        ),
        ("2021", "“最多跑一次”改革领导小组办公室专项经费/上年结转资金", ("0", "23.73", "23.73")),
        ("2021", "公共资源交易中心运行维护费/上年结转资金", ("83.98", "83.98", "83.98")),
        ("2021", "专家评审工作经费/其他资金", ("0", "0", "0")),
        ("2022", "12345云呼叫中心平台技术服务运维费/当年财政拨款", ("210.00", "228.00", "228.00")),
        ("2022", "12345云呼叫中心平台技术服务运维费/其他资金", ("10.00", "0.00", "0.00")),
        ("2023", "物业及餐饮服务费/当年财政拨款", ("5713.99", "5630.19", "5518.23")),
        ("高新", "雇员经费/当年财政拨款", ("60", "66.09", "66.09")),
        ("2024", "专家评审专项经费/其他资金", ("82.75", "54.56", "54.21")),
    ],
)
def test_funding_rows(
    examined: dict[str, Report], key: str, metric: str, values: tuple[str, ...]
) -> None:
    found = {
        fact.aspect: str(fact.amount.value)
        for fact in examined[key].facts
        if fact.metric == f"项目:{metric}"
    }
    assert found == dict(zip(BUDGETS, values, strict=True))


@pytest.mark.parametrize(
    ("key", "number", "department", "implementer"),
    [
        ("2021", 4, "乌鲁木齐市公共资源交易中心", "乌鲁木齐市公共资源交易中心"),
        (
            "2022",
            0,
            "昌吉回族自治州政务服务和公共资源交易管理局",
            "昌吉回族自治州政务服务和公共资源交易管理局",
        ),
        ("2023", 9, "乌鲁木齐市人民政府办公室", "乌鲁木齐市人民政府驻北京联络处"),
        ("高新", 1, "政务服务管理局", "政务服务管理局"),
        ("2024", 1, "市数字化发展局", "乌鲁木齐市政务服务中心"),
        ("2024", 7, "乌鲁木齐市数字化发展局", "乌鲁木齐市12345政务服务热线中心"),
    ],
)
def test_who_is_in_charge(
    examined: dict[str, Report], key: str, number: int, department: str, implementer: str
) -> None:
    sheet = examined[key].sheets[number]
    assert (sheet.department, sheet.implementer) == (department, implementer)


@pytest.mark.parametrize("key", HEADS)
def test_tables_stand_apart(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    for sheet, following in zip(report.sheets, report.sheets[1:], strict=False):
        assert sheet.place.end <= following.place.start
    for sheet in report.sheets:
        quote = re.sub(r"\s", "", report.quote(sheet.place))
        assert fold(sheet.title) in fold(quote)
        assert quote.count("项目名称") == (0 if sheet.metric == "整体支出" else 1)


@pytest.mark.parametrize("key", HEADS)
def test_a_table_ends_where_it_ends(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    for sheet in report.sheets:
        quote = re.sub(r"\s", "", fold(report.quote(sheet.place)))
        assert not re.search(r"自评表\(20\d\d年度\)$", quote)


@pytest.mark.parametrize("key", HEADS)
def test_a_table_lies_in_its_own_section(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    for sheet in report.sheets:
        if sheet.metric != "整体支出":
            assert "项目支出绩效自评表" in sheet.section
            assert "整体支出" not in sheet.section


# -- synthetic tables ------------------------------------------------------------------------------

TABBED = (
    "项目支出绩效自评表\n(2023 年度)\n\n"
    "项目名称\t\t{name}\n主管部门\t\t某某市财政局\t实施单位\t\t某某中心\n"
    "项目资金 (万元)\t\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    "\t\t{total}\n{rows}"
    "年度总体目标\t预期目标\t\t实际完成情况\n\t发放补助 28 人，共 181 万元。\t\t发放 28 人。\n"
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t数量指标\t补助人数\t>=28 人\t28 人\t5\t5\n{score}"
)
TOTAL = "年度资金总额\t1,220.00\t1,228.00\t614.00\t10\t50.00%\t5.00 分"
FULL = ("1220.00", "1228.00", "614.00", "50.00", "5.00", "95.00")


def read(source: str) -> list[tuple[Sheet, list[Fact]]]:
    found = read_performance(source, 0, len(source), "十一、绩效", noise(source))
    for _, facts in found:
        for fact in facts:
            quote = fold(re.sub(r"\s", "", source[fact.place.start : fact.place.end]))
            assert quote.removesuffix("%") == fact.amount.text
            assert fact.context.start <= fact.place.start < fact.place.end <= fact.context.end
    return [(sheet, list(facts)) for sheet, facts in found]


def table(total: str = TOTAL, name: str = "公告费", rows: str = "", score: str = "") -> str:
    return TABBED.format(
        total=total, name=name, rows=rows, score=score or "总分\t\t100\t95.00 分\n"
    )


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (TOTAL, FULL),
        (TOTAL.replace("年度资金总额", "年度总资金"), FULL),
        (TOTAL.replace("年度资金总额", "年度资金合计"), FULL),
        (TOTAL.replace("年度资金总额", "年度资\n\n金总额"), FULL),
        (TOTAL.replace("\t", " "), FULL),
        (TOTAL.replace("\t", "\n"), FULL),
        (TOTAL.replace("5.00 分", "5.00分"), FULL),
        (TOTAL.replace("5.00 分", "5.0\n\n0 分"), FULL),
        (TOTAL.replace("50.00%", "50.0\n\n0%"), FULL),
        (TOTAL.replace("50.00%", "５０.００％"), FULL),
        (TOTAL.replace("\t614.00", "\n\n\n22\n\n\n614.00"), FULL),  # a page number
        # a missing cell: what cannot be told apart is left out
        (TOTAL.replace("\t1,228.00", "\t"), ("", "", "", "", "", "95.00")),
        (TOTAL.replace("5.00 分", "—"), (*FULL[:4], "", "95.00")),
        (TOTAL.replace("50.00%\t5.00 分", "—\t—"), (*FULL[:3], "", "", "95.00")),
    ],
)
def test_the_total_row(total: str, expected: tuple[str, ...]) -> None:
    ((sheet, facts),) = read(table(total))
    assert sheet.metric == "项目:公告费"
    assert head(facts, sheet.metric) == expected


@pytest.mark.parametrize("wrapped", ["1,22\n0.00", "1,220\n.00", "1,220.\n00", "122\n0.00"])
def test_a_wrapped_amount_shifts_no_other(wrapped: str) -> None:
    ((sheet, facts),) = read(table(TOTAL.replace("1,220.00", wrapped)))
    for value, right in zip(head(facts, sheet.metric), FULL, strict=True):
        assert value in ("", right)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "\t\t其中：当年财政拨款\t210.00\t228.00\t228.00\t—\t—\t—\n",
            {"当年财政拨款": ["210.00", "228.00", "228.00"]},
        ),
        (
            "其中：当年财政\n\n拨款\n210.00 228.00 228.00 — — —\n上年结转\n\n资金\n0 0 0 — — —\n",
            {"当年财政拨款": ["210.00", "228.00", "228.00"], "上年结转资金": ["0", "0", "0"]},
        ),
        (
            "其中:中央安排\n（万元）\n0 0 0 - - -\n自治区安排（万\n\n元） 1.5 2.5 2.5\n",
            {"中央安排": ["0", "0", "0"], "自治区安排": ["1.5", "2.5", "2.5"]},
        ),
        ("其他资金 0 — — —\n", {}),  # one cell of three: whose is it?
        ("其他资金\t\t\t\t—\t—\t—\n", {}),
    ],
)
def test_rows_of_funding(rows: str, expected: dict[str, list[str]]) -> None:
    ((sheet, facts),) = read(table(rows=rows))
    found: dict[str, list[str]] = {}
    for fact in facts:
        name = fact.metric.removeprefix(f"{sheet.metric}/")
        if "/" in fact.metric and name != "预算执行" and not name.startswith("指标"):
            assert fact.amount.measure == "万元"
            found.setdefault(name, []).append(str(fact.amount.value))
    assert found == expected


@pytest.mark.parametrize(
    ("score", "value"),
    [
        ("总分\t\t100\t95.00 分\n", "95.00"),
        ("总分 100\n95.00\n\n分\n", "95.00"),
        ("总 分 100 95.0\n\n0 分\n", "95.00"),
        ("总分 100 95\n", "95"),
        ("合计 100 95.00 分\n", "95.00"),
        ("合计 50 45.00 分\n", ""),
    ],
)
def test_the_total_score(score: str, value: str) -> None:
    ((sheet, facts),) = read(table(score=score))
    assert head(facts, sheet.metric)[-1] == value


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("公告费", "公告费"),
        ("2024 年信息化运维项目", "2024年信息化运维项目"),
        ("“访惠聚”工作队\n\n经费（区级）", "“访惠聚”工作队经费（区级）"),
    ],
)
def test_the_name(printed: str, name: str) -> None:
    ((sheet, _),) = read(table(name=printed))
    assert (sheet.metric, sheet.title) == (f"项目:{name}", name)
    assert (sheet.department, sheet.implementer) == ("某某市财政局", "某某中心")


LINED = (
    "项目名称 石桥修缮 主管部门 甲县文化局\n"
    "资金（万元） 年初预算 调整后预算数 预算执行数 执行率 权重 得分\n{total}\n"
    "其中：财政拨款 20.00 25.00 24.00\n"
    "产出 修缮单体建筑 >=6幢 4幢 20 13.3 方案复审，2幢顺延\n总分 100 85.80\n"
)


@pytest.mark.parametrize(
    "total",
    [
        "年度资金总额 20.00 25.00 24.00 96.00% 10 9.60",  # the rate before its weight
        "年度资金总额 20.00 25.00 24.00 10 96.00% 9.60",
        "年度资金总额（万元） 20.00 25.00 24.00 10 96.00% 9.60",
    ],
)
def test_a_head_in_one_line(total: str) -> None:
    ((sheet, facts),) = read(LINED.format(total=total) + "附表2　2023年度项目支出绩效自评表\n")
    assert (sheet.title, sheet.department, sheet.implementer) == ("石桥修缮", "甲县文化局", "")
    assert head(facts, sheet.metric) == ("20.00", "25.00", "24.00", "96.00", "9.60", "85.80")
    funding = [str(f.amount.value) for f in facts if f.metric == f"{sheet.metric}/财政拨款"]
    assert funding == ["20.00", "25.00", "24.00"]
    assert not any("单体" in fact.metric for fact in facts)
    assert sheet.place.end == LINED.format(total=total).rindex("85.80") + len("85.80")


def test_tables_that_run_together() -> None:
    source = table() + table(
        TOTAL.replace("614.00", "307.00").replace("50.00%", "25.00%"), "印刷费"
    )
    found = read(source)
    assert [sheet.metric for sheet, _ in found] == ["项目:公告费", "项目:印刷费"]
    assert head(found[0][1], "项目:公告费") == FULL
    assert head(found[1][1], "项目:印刷费")[2:4] == ("307.00", "25.00")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "具体项目自评情况附项目支出绩效自评表。",
        "项目名称 公告费\n主管部门 某某局 实施单位 某某局\n",
        "项目名称由各部门自定，主管部门汇总。",
    ],
)
def test_no_table(source: str) -> None:
    assert read(source) == []
