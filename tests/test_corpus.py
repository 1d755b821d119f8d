"""The five reports: every place is true, and figures and reasons as read by eye from the text."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import InputError
from index.extract import examine, examine_text
from index.model import ASPECTS, FUNDS, Place, Report
from index.normalise import fold, noise

CORPUS = Path(__file__).parents[1] / "corpus"
MANIFEST = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
KEYS = ["2021", "2022", "2023", "高新", "2024"]

NOW, BEFORE, DELTA, RATE = "决算数", "上年数", "比上年增减额", "比上年增减率"
SHARE, COUNT, DONE, GAP = "占比", "数量", "完成率", "预决算差异率"
INITIAL, ADJUSTED, BUDGET, SPENT = "年初预算数", "全年预算数", "预算数", "全年执行数"
WEIGHT, SCORE, EXECUTED = "分值", "得分", "执行率"

ALL, FISCAL, GENERAL, GOVERNMENT = "全部", "财政拨款", "一般公共预算", "政府性基金"
WAN, YUAN, PERCENT, PEOPLE, CARS, PIECES, POINTS = "万元", "元", "%", "人", "辆", "个", "分"

ABROAD, VEHICLES, HOSTING = "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费"
THREE, RUNNING, KEPT = "“三公”经费", "公务用车运行维护费", "公务用车保有量"
OFFICE = "一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)"
PENSION = "社会保障和就业支出(类)行政事业单位养老支出(款)"
SCIENCE = "科学技术支出(类)"
EQUIPMENT = "单价100万元（含）以上设备（不含车辆）"
SMALL, MICRO = "授予中小企业合同金额", "授予小微企业合同金额"
PROJECTS = "预算绩效评价项目"


def wrong(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


# -- manifest --------------------------------------------------------------------------------------


def test_the_manifest_names_every_file() -> None:
    assert [entry["file"] for entry in MANIFEST] == sorted(p.name for p in CORPUS.glob("*.txt"))


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: str(entry["year"]))
def test_the_manifest_is_true(entry: dict[str, str]) -> None:
    original = CORPUS / entry["file"]
    data = original.read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert re.sub(r"\s", "", entry["unit"]) in re.sub(r"[\s*]", "", data.decode("utf-8"))
    report = examine(original)
    assert (report.unit, report.year) == (entry["unit"], entry["year"])
    assert report.text.encode("utf-8") == data
    assert report.sha256 == entry["sha256"]


@pytest.mark.parametrize("name", ["x.txt", "1999-某某市财政局.md"])
@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: str(entry["year"]))
def test_unit_and_year_come_from_the_text(entry: dict[str, str], name: str, tmp_path: Path) -> None:
    copied = tmp_path / name
    shutil.copyfile(CORPUS / entry["file"], copied)
    report = examine(copied)
    assert (report.unit, report.year) == (entry["unit"], entry["year"])
    assert report.id == examine(CORPUS / entry["file"]).id


@pytest.mark.parametrize(
    ("key", "former", "members"),
    [
        (
            "2021",
            (),
            ("乌鲁木齐市政务服务中心", "乌鲁木齐市公共资源交易中心（乌鲁木齐市政府采购中心）"),
        ),
        ("2022", (), ()),
        (
            "2023",
            (),
            (
                "乌鲁木齐市人民政府办公室",
                "乌鲁木齐市人民政府驻北京联络处",
                "乌鲁木齐市信访局",
                "乌鲁木齐市机关事务管理局",
                "乌鲁木齐市委市人民政府合作交流中心",
                "乌鲁木齐市市级行政事业单位国有资产经营管理服务中心",
                "乌鲁木齐市市级机关物业管理中心",
                "乌鲁木齐市红山接待中心",
            ),
        ),
        ("高新", (), ()),
        (
            "2024",
            ("乌鲁木齐市政务服务管理局",),
            (
                "乌鲁木齐市数字化发展局",
                "乌鲁木齐市政务服务中心",
                "乌鲁木齐市公共资源交易中心（乌鲁木齐市政府采购中心）",
                "乌鲁木齐市12345政务服务热线中心",
            ),
        ),
    ],
)
def test_former_names_and_members(
    examined: dict[str, Report], key: str, former: tuple[str, ...], members: tuple[str, ...]
) -> None:
    assert examined[key].former == former
    assert examined[key].members == members


# -- places ----------------------------------------------------------------------------------------


layout = cache(noise)


def squeezed(report: Report, place: Place) -> str:
    """The words at a place: white space and residue gone, page numbers and dropped-in lists too."""
    assert 0 <= place.start < place.end <= len(report.text)
    assert place.page is None
    dropped = [r for r in layout(report.text) if r[1] > place.start and r[0] < place.end]
    text = report.text
    for start, end in reversed(dropped):
        text = text[:start] + " " * (end - start) + text[end:]
    return re.sub(r"\s|\*\*", "", fold(text[place.start : place.end]))


@pytest.mark.parametrize("key", KEYS)
def test_every_figure_stands_at_its_place(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    labels = {section.label: section for section in report.sections}
    assert len(report.facts) >= 206
    for fact in report.facts:
        amount = fact.amount
        printed = re.escape(fold(re.sub(r"\s", "", amount.text)))
        quote = squeezed(report, fact.place)
        # The whole number, not the end of a longer one; a wrap leaves no gap in a squeezed quote.
        whole = rf"(?<![\d.]){printed}(?![\d]|\.\d)" if amount.text[-1:].isdigit() else printed
        assert re.search(whole, quote), (fact.metric, amount, quote)
        assert fact.context.start <= fact.place.start < fact.place.end <= fact.context.end
        assert squeezed(report, fact.context)
        assert fact.aspect in ASPECTS
        assert fact.fund in FUNDS
        if (
            amount.measure in (WAN, YUAN, PERCENT, PEOPLE, CARS, PIECES)
            and "项目:" not in (fact.metric[:3])
        ):
            assert abs(amount.value) == abs(Decimal(amount.text.replace(",", "")))
        if fact.section in labels and labels[fact.section].kind != "自评表":
            body = labels[fact.section].body
            assert body.start <= fact.place.start
            assert fact.context.end <= body.end


@pytest.mark.parametrize("key", KEYS)
def test_figures_of_prose_end_in_their_measure(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    signs = {"台": r"台\(套\)|台", "平方米": r"平方米|\(平方米\)", "分": "分"}
    for fact in report.facts:
        if not fact.metric.startswith(("项目:", "整体支出")):
            sign = signs.get(fact.amount.measure, re.escape(fact.amount.measure))
            number = re.escape(fact.amount.text)
            assert re.search(rf"{number}(?:{sign})$", squeezed(report, fact.place))


@pytest.mark.parametrize("key", KEYS)
def test_no_figure_is_read_twice(examined: dict[str, Report], key: str) -> None:
    seen = [
        (f.metric, f.aspect, f.fund, f.entity, f.place.start, f.place.end)
        for f in examined[key].facts
    ]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("key", KEYS)
def test_the_whole_ledger_of_a_report_is_in_order(examined: dict[str, Report], key: str) -> None:
    """A fall is negative: the words at its place say so."""
    report = examined[key]
    for fact in report.facts:
        if fact.aspect in (DELTA, RATE) and fact.amount.value:
            falls = re.search("减少|下降|降低", squeezed(report, fact.place))
            assert (fact.amount.value < 0) == bool(falls)


@pytest.mark.parametrize("key", KEYS)
def test_reasons_definitions_and_tables_stand_at_their_places(
    examined: dict[str, Report], key: str
) -> None:
    report = examined[key]
    assert report.reasons
    assert report.definitions
    assert report.sheets
    for reason in report.reasons:
        assert squeezed(report, reason.place) == fold(reason.text)
        assert reason.context.start <= reason.place.start < reason.place.end <= reason.context.end
        assert reason.basis in ("上年", "预算", "差异", "说明")
    for definition in report.definitions:
        quote = squeezed(report, definition.place)
        assert quote == fold(f"{definition.term}：{definition.text}")
    for sheet in report.sheets:
        quote = squeezed(report, sheet.place)
        assert fold(sheet.title) in quote
        assert fold(sheet.department) in quote
        assert fold(sheet.implementer) in quote


@pytest.mark.parametrize("key", KEYS)
def test_passages_of_prose_hold_the_words_at_their_places(
    examined: dict[str, Report], key: str
) -> None:
    report = examined[key]
    for chunk in report.chunks:
        if chunk.kind != "自评表":
            words = re.sub(r"\s", "", fold(chunk.text))
            assert words == re.sub(r"\s", "", squeezed(report, chunk.place))


@pytest.mark.parametrize("key", KEYS)
def test_passages_of_tables_hold_the_words_at_their_places(
    examined: dict[str, Report], key: str
) -> None:
    report = examined[key]
    tables = [chunk for chunk in report.chunks if chunk.kind == "自评表"]
    assert len(tables) == len(report.sheets)
    for chunk in tables:
        words = re.sub(r"\s", "", fold(chunk.text))
        assert words == re.sub(r"\s", "", squeezed(report, chunk.place))


def test_a_reason_leaves_out_what_the_layout_dropped_into_it(examined: dict[str, Report]) -> None:
    report = examined["2021"]
    reason = next(r for r in report.reasons if r.metric == "本年收入")
    assert "主要减少原因为中心申报2020年预算时" in reason.text
    assert "序号" in report.quote(reason.place)
    assert "序号" not in reason.text


# -- golden figures: metric, aspect, every value that the report gives it, measure, fund, entity ----

Golden = tuple[str, str, str, str, str, str]


def rows(fund: str, entity: str, *entries: tuple[str, str, str, str]) -> list[Golden]:
    return [(*entry, fund, entity) for entry in entries]


GOLDEN: dict[str, list[Golden]] = {
    "2021": [
        *rows(
            *(ALL, "汇总"),
            ("实有人数", COUNT, "70", PEOPLE),
            ("在职人员", COUNT, "62", PEOPLE),
            ("退休人员", COUNT, "8", PEOPLE),
            ("本年收入", NOW, "1675.95 2165.1", WAN),
            ("本年收入", BEFORE, "2186.52", WAN),
            ("本年收入", DELTA, "-510.57", WAN),
            ("本年收入", RATE, "-23.35", PERCENT),
            ("本年支出", NOW, "2116.48", WAN),
            ("本年支出", RATE, "-17.75", PERCENT),
            ("基本支出", NOW, "1261.28", WAN),
            ("项目支出", SHARE, "40.41", PERCENT),
            ("财政拨款收入", NOW, "1675.95", WAN),
            ("财政拨款收入", SHARE, "99.99", PERCENT),
            ("其他收入", NOW, "2.67", WAN),
            ("其他收入", SHARE, "0.016", PERCENT),
            ("政府采购预算", BUDGET, "47.19", WAN),
            ("政府采购服务预算", BUDGET, "26.7", WAN),
            ("面向小微企业预留政府采购项目预算金额", BUDGET, "47.19", WAN),
            ("车辆", COUNT, "2", CARS),
            ("车辆价值", NOW, "39.24", WAN),
            ("办公家具价值", NOW, "10.53", WAN),
            ("其他资产价值", NOW, "538.17", WAN),
            (PROJECTS, COUNT, "6", PIECES),
            (PROJECTS, BUDGET, "789.42", WAN),
            ("项目:政务服务运行维护费", INITIAL, "203.00", WAN),
            ("项目:政务服务运行维护费", SCORE, "93.80", POINTS),
            ("项目:专家评审工作经费/预算执行", SCORE, "10.00", POINTS),
        ),
        *rows(ALL, "本级", ("处室", COUNT, "5", PIECES)),
        *rows(
            *(ALL, "本级"),
            ("机关运行经费", NOW, "127.89", YUAN),  # as printed; 万元 is meant
            ("机关运行经费", DELTA, "34.55", WAN),
            ("机关运行经费", RATE, "37.02", PERCENT),
        ),
        *rows(
            *(ALL, "乌鲁木齐市公共资源交易中心"),
            ("车辆", COUNT, "2", CARS),
            ("车辆价值", NOW, "56.18", WAN),
            ("其他用车", COUNT, "2", CARS),
        ),
        *rows(
            *(FISCAL, "汇总"),
            ("财政拨款收入", NOW, "2155.93", WAN),
            ("财政拨款收入", DELTA, "-512.64", WAN),
            ("财政拨款收入", INITIAL, "2039.11", WAN),
            ("财政拨款收入", DONE, "100", PERCENT),
            ("财政拨款支出", SPENT, "2155.93", WAN),
            ("财政拨款支出", RATE, "-20.6", PERCENT),
        ),
        *rows(
            *(GENERAL, "汇总"),
            ("一般公共预算财政拨款支出", NOW, "2114.6", WAN),
            ("行政运行(项)", NOW, "314.73", WAN),
            ("其他政府办公厅(室)及相关机构事务支出(项)", NOW, "682.47", WAN),
            ("其他支出(项)", NOW, "2.08", WAN),
            ("人员经费", NOW, "1131.51", WAN),
            ("公用经费", NOW, "127.89", WAN),
            (THREE, NOW, "8.15", WAN),
            (THREE, DELTA, "-1.76", WAN),
            (THREE, INITIAL, "9.22", WAN),
            (THREE, GAP, "11.61", PERCENT),
            (VEHICLES, RATE, "-17.77", PERCENT),
            (RUNNING, INITIAL, "8.93", WAN),
            (HOSTING, NOW, "0 0.06", WAN),  # stated twice, and not alike
            (HOSTING, SHARE, "1.44", PERCENT),
            (HOSTING, GAP, "0.79", PERCENT),
            (KEPT, COUNT, "4", CARS),
            ("国内公务接待人次", COUNT, "0", "人次"),
            ("因公出国（境）团组数", COUNT, "0", PIECES),
        ),
    ],
    "2022": [
        *rows(
            *(ALL, "汇总"),
            ("实有人数", COUNT, "38", PEOPLE),
            ("离休人员", COUNT, "0", PEOPLE),
            ("处室", COUNT, "9", PIECES),
            ("收入总计", NOW, "1488.29", WAN),
            ("收入总计", DELTA, "-312.94", WAN),
            ("支出总计", RATE, "-17.37", PERCENT),
            ("使用非财政拨款结余", NOW, "115.50", WAN),
            ("本年收入", NOW, "1372.79", WAN),
            ("本年支出", NOW, "1488.29", WAN),
            ("项目支出", NOW, "718.22", WAN),
            ("项目支出", SHARE, "48.26", PERCENT),
            ("政府采购支出总额", NOW, "55.51", WAN),
            ("政府采购工程支出", NOW, "1.86", WAN),
            (SMALL, NOW, "55.51", WAN),
            (MICRO, SHARE, "100.00", PERCENT),
            ("固定资产原值", NOW, "532.65", WAN),
            ("房屋", COUNT, "0.00", "平方米"),
            ("车辆", COUNT, "3", CARS),
            ("主要领导干部用车", COUNT, "2", CARS),
            ("其他用车", COUNT, "1", CARS),
            (EQUIPMENT, COUNT, "0", "台"),
            (PROJECTS, COUNT, "9", PIECES),
            (PROJECTS, ADJUSTED, "748.11", WAN),
            (PROJECTS, SPENT, "728.90", WAN),
            ("项目:公告费", EXECUTED, "35.70", PERCENT),
            ("项目:公告费", SCORE, "88.77", POINTS),
            ("项目:公告费", WEIGHT, "100", POINTS),
        ),
        *rows(
            *(ALL, "汇总"),
            ("公用经费", NOW, "67.39", WAN),
            ("公用经费", DELTA, "-25.56", WAN),
            ("公用经费", RATE, "-27.50", PERCENT),
        ),
        *rows(
            *(FISCAL, "汇总"),
            ("财政拨款收入总计", NOW, "1363.45", WAN),
            ("财政拨款收入总计", RATE, "93.98", PERCENT),
            ("财政拨款支出总计", INITIAL, "1206.34", WAN),
            ("财政拨款支出总计", GAP, "13.02", PERCENT),
            (THREE, NOW, "4.99", WAN),
            (THREE, RATE, "-0.40", PERCENT),
            (THREE, ADJUSTED, "5.00", WAN),
            (THREE, GAP, "-0.20", PERCENT),
            (VEHICLES, DELTA, "0.04", WAN),
            (HOSTING, DELTA, "-0.06", WAN),
            (KEPT, COUNT, "3", CARS),
            ("国内公务接待批次", COUNT, "3", "批次"),
            ("国内公务接待人次", COUNT, "18", "人次"),
        ),
        *rows(
            *(GENERAL, "汇总"),
            ("一般公共预算财政拨款支出", SHARE, "91.61", PERCENT),
            ("一般公共服务支出(类)", NOW, "1225.73", WAN),
            ("其他支出(类)", SHARE, "1.35", PERCENT),
            (f"{OFFICE}行政运行(项)", RATE, "-44.70", PERCENT),
            (f"{OFFICE}一般行政管理事务(项)", RATE, "956.21", PERCENT),
            ("住房保障支出(类)住房改革支出(款)住房公积金(项)", DELTA, "37.84", WAN),
            ("一般公共服务支出(类)统战事务(款)其他统战事务支出(项)", DELTA, "-0.20", WAN),
            ("人员经费", NOW, "577.84", WAN),
            ("公用经费", NOW, "67.39", WAN),
        ),
    ],
    "2023": [
        *rows(
            *(ALL, "汇总"),
            ("实有人数", COUNT, "655", PEOPLE),
            ("退休人员", COUNT, "379", PEOPLE),
            ("收入总计", NOW, "26707.16", WAN),
            ("收入总计", DELTA, "-13604.76", WAN),
            ("支出总计", RATE, "-33.75", PERCENT),
            ("年初结转和结余", NOW, "2492.68", WAN),
            ("结余分配", NOW, "267.68", WAN),
            ("年末结转和结余", NOW, "2290.69", WAN),
            ("事业收入", NOW, "649.82", WAN),
            ("其他收入", SHARE, "8.44", PERCENT),
            ("基本支出", NOW, "8384.64", WAN),
            ("机关运行经费", NOW, "2041.67", WAN),
            ("机关运行经费", RATE, "-37.53", PERCENT),
            ("政府采购服务支出", NOW, "121.15", WAN),
            (SMALL, SHARE, "25.07", PERCENT),
            ("固定资产原值", NOW, "98078.06", WAN),
            ("房屋", COUNT, "169591.37", "平方米"),
            ("房屋价值", NOW, "72624.65", WAN),
            ("车辆", COUNT, "229", CARS),
            ("其他用车", COUNT, "229", CARS),
            (EQUIPMENT, COUNT, "13", "台"),
            (PROJECTS, COUNT, "19", PIECES),
            (PROJECTS, SPENT, "7833.43", WAN),
            ("整体支出", INITIAL, "16733.52", WAN),
            ("整体支出", ADJUSTED, "26707.15", WAN),
            ("整体支出/预算执行", SCORE, "10", POINTS),
            ("涉密项目", COUNT, "17", PIECES),
            ("项目:益民大厦A座购置资金和B座租赁资金", EXECUTED, "11.96", PERCENT),
            ("项目:信访工作专项经费", SCORE, "77.43", POINTS),
        ),
        *rows(ALL, "本级", ("处室", COUNT, "16", PIECES)),
        *rows(
            *(ALL, "汇总"),
            ("公用经费", NOW, "104.00", WAN),
            ("公用经费", RATE, "-76.77", PERCENT),
        ),
        *rows(
            *(FISCAL, "汇总"),
            ("财政拨款收入总计", NOW, "22899.09", WAN),
            ("财政拨款支出总计", DELTA, "-12445.39", WAN),
            ("财政拨款收入总计", GAP, "36.85", PERCENT),
            ("年末财政拨款结转和结余", NOW, "1378.91", WAN),
            (THREE, NOW, "221.04", WAN),
            (THREE, DELTA, "-95.91", WAN),
            (VEHICLES, DELTA, "-156.48", WAN),
            (HOSTING, DELTA, "60.57", WAN),
            (HOSTING, RATE, "460.96", PERCENT),
            (ABROAD, DELTA, "0.00", WAN),
            (RUNNING, ADJUSTED, "147.33", WAN),
            (KEPT, COUNT, "77", CARS),
            ("国内公务接待批次", COUNT, "304", "批次"),
            ("国内公务接待人次", COUNT, "3752", "人次"),
        ),
        *rows(
            *(GENERAL, "汇总"),
            ("一般公共预算财政拨款支出", NOW, "21327.71", WAN),
            ("一般公共预算财政拨款支出", INITIAL, "16733.52", WAN),
            (SCIENCE, SHARE, "4.69", PERCENT),
            (f"{OFFICE}信访事务(项)", DELTA, "18.94", WAN),
            (f"{PENSION}机关事业单位基本养老保险缴费支出(项)", DELTA, "-1310.31", WAN),
            ("社会保障和就业支出(类)抚恤(款)死亡抚恤(项)", RATE, "-50.82", PERCENT),
            ("公用经费", NOW, "2145.67", WAN),
        ),
        *rows(
            *(GOVERNMENT, "汇总"),
            ("政府性基金预算财政拨款收入总计", NOW, "192.47", WAN),
            ("政府性基金预算财政拨款支出总计", INITIAL, "0.00", WAN),
            ("政府性基金预算财政拨款收入总计", RATE, "100.00", PERCENT),
            ("本年收入", NOW, "192.47", WAN),
            (
                "城乡社区支出(类)国有土地使用权出让收入安排的支出(款)征地和拆迁补偿支出(项)",
                *(NOW, "192.47", WAN),
            ),
        ),
    ],
    "高新": [
        *rows(
            *(ALL, "汇总"),
            ("实有人数", COUNT, "10", PEOPLE),
            ("在职人员", COUNT, "10", PEOPLE),
            ("退休人员", COUNT, "0", PEOPLE),
            ("科室", COUNT, "0", PIECES),
            ("事业单位", COUNT, "1", PIECES),
            ("收入总计", NOW, "185.29", WAN),
            ("支出总计", DELTA, "-69.21", WAN),
            ("收入总计", RATE, "-27.19", PERCENT),
            ("本年支出", NOW, "183.99", WAN),
            ("年末结转和结余", NOW, "1.30", WAN),
            ("基本支出", SHARE, "98.70", PERCENT),
            ("财政拨款收入", SHARE, "100.00", PERCENT),
            ("项目支出", NOW, "2.40", WAN),
            ("机关运行经费", NOW, "3.77", WAN),
            ("机关运行经费", RATE, "71.36", PERCENT),
            ("政府采购支出总额", NOW, "0.00", WAN),
            ("固定资产原值", NOW, "25.34", WAN),
            ("车辆", COUNT, "0", CARS),
            ("离退休干部用车", COUNT, "0", CARS),
            ("整体支出绩效自评表", COUNT, "1", PIECES),
            ("整体支出", ADJUSTED, "187.84", WAN),
            ("整体支出", SPENT, "183.99", WAN),
            ("整体支出", SCORE, "99.02", POINTS),
            (PROJECTS, COUNT, "2", PIECES),
            (PROJECTS, ADJUSTED, "82.56", WAN),
            ("项目:工作队补助及工作经费", EXECUTED, "14.57", PERCENT),
            ("项目:雇员经费", INITIAL, "60.00", WAN),
        ),
        *rows(
            *(FISCAL, "汇总"),
            ("财政拨款支出", NOW, "183.99", WAN),
            ("财政拨款支出总计", INITIAL, "212.65", WAN),
            ("财政拨款收入总计", GAP, "-12.87", PERCENT),
            (THREE, NOW, "0.00", WAN),
            (THREE, RATE, "0.00", PERCENT),
            (HOSTING, ADJUSTED, "0.00", WAN),
            (KEPT, COUNT, "0", CARS),
            ("因公出国（境）人次", COUNT, "0", "人次"),
        ),
        *rows(
            *(GENERAL, "汇总"),
            ("一般公共预算财政拨款支出", GAP, "-13.48", PERCENT),
            ("一般公共预算财政拨款支出", DELTA, "-51.89", WAN),
            ("一般公共服务支出(类)", SHARE, "90.22", PERCENT),
            (f"{OFFICE}行政运行(项)", DELTA, "-67.21", WAN),
            (f"{OFFICE}其他政府办公厅(室)及相关机构事务支出(项)", NOW, "2.40", WAN),
            (f"{PENSION}机关事业单位基本养老保险缴费支出(项)", RATE, "804.52", PERCENT),
            ("其他支出(类)其他支出(款)其他支出(项)", RATE, "-100", PERCENT),
            ("人员经费", NOW, "177.82", WAN),
        ),
    ],
    "2024": [
        *rows(
            *(ALL, "汇总"),
            ("实有人数", COUNT, "131", PEOPLE),
            ("在职人员", DELTA, "46", PEOPLE),
            ("退休人员", COUNT, "16", PEOPLE),
            ("退休人员", DELTA, "5", PEOPLE),
            ("收入总计", NOW, "8091.17", WAN),
            ("支出总计", DELTA, "5955.92", WAN),
            ("使用非财政拨款结余", NOW, "0.00", WAN),
            ("年末结转和结余", NOW, "647.40", WAN),
            ("事业收入", NOW, "935.85", WAN),
            ("其他收入", SHARE, "0.010", PERCENT),
            ("项目支出", SHARE, "71.51", PERCENT),
            ("机关运行经费", NOW, "31.25", WAN),
            ("机关运行经费", DELTA, "-0.49", WAN),
            ("政府采购服务支出", NOW, "4.56", WAN),
            (MICRO, SHARE, "99.26", PERCENT),
            ("车辆", COUNT, "6", CARS),
            ("车辆价值", NOW, "122.84", WAN),
            (EQUIPMENT, COUNT, "1", "台"),
            ("整体支出", ADJUSTED, "8091.17", WAN),
            ("整体支出", SPENT, "7443.76", WAN),
            ("整体支出/预算执行", SCORE, "9.2", POINTS),
            ("整体支出/本级资金", INITIAL, "4151.88", WAN),
            (PROJECTS, COUNT, "11", PIECES),
            (PROJECTS, SPENT, "3947.04", WAN),
            ("项目:2024年度乌鲁木齐市政务云服务项目", INITIAL, "12797.00", WAN),
            ("项目:乌鲁木齐市政务云服务项目", SCORE, "94.00", POINTS),
        ),
        *rows(ALL, "本级", ("科室", COUNT, "10", PIECES)),
        *rows(
            *(ALL, "汇总"),
            ("公用经费", NOW, "92.64", WAN),
            ("公用经费", DELTA, "31.00", WAN),
        ),
        *rows(
            *(FISCAL, "汇总"),
            ("财政拨款收入总计", NOW, "7152.78", WAN),
            ("财政拨款支出总计", RATE, "236.60", PERCENT),
            ("财政拨款收入总计", GAP, "88.40", PERCENT),
            ("年初财政拨款结转和结余", NOW, "61.80", WAN),
            (THREE, NOW, "11.92", WAN),
            (THREE, RATE, "52.43", PERCENT),
            (VEHICLES, SHARE, "99.41", PERCENT),
            (HOSTING, RATE, "-30.00", PERCENT),
            (RUNNING, ADJUSTED, "11.85", WAN),
            (KEPT, COUNT, "6", CARS),
            ("国内公务接待批次", COUNT, "1", "批次"),
            ("国内公务接待人次", COUNT, "20", "人次"),
        ),
        *rows(
            *(GENERAL, "汇总"),
            ("一般公共预算财政拨款支出", SHARE, "95.26", PERCENT),
            (SCIENCE, NOW, "1702.83", WAN),
            (f"{OFFICE}一般行政管理事务(项)", RATE, "2231.56", PERCENT),
            (f"{OFFICE}其他政府办公厅(室)及相关机构事务支出(项)", DELTA, "729.22", WAN),
            (f"{PENSION}机关事业单位职业年金缴费支出(项)", DELTA, "-10.59", WAN),
            ("城乡社区支出(类)其他城乡社区支出(款)其他城乡社区支出(项)", DELTA, "-100.00", WAN),
            ("公用经费", NOW, "123.89", WAN),
        ),
        *rows(
            *(GOVERNMENT, "汇总"),
            ("政府性基金预算财政拨款收入总计", NOW, "54.20", WAN),
            ("年末结转和结余", NOW, "54.20", WAN),
            ("本年支出", NOW, "0.00", WAN),
            ("政府性基金预算财政拨款支出总计", GAP, "100.00", PERCENT),
        ),
    ],
}


@pytest.mark.parametrize(
    ("key", "golden"),
    [(key, row) for key, listed in GOLDEN.items() for row in listed],
    ids=lambda value: value if isinstance(value, str) else "/".join(value[:3]),
)
def test_golden_figures(examined: dict[str, Report], key: str, golden: Golden) -> None:
    metric, aspect, values, measure, fund, entity = golden
    found = {
        str(fact.amount.value)
        for fact in examined[key].facts
        if (fact.metric, fact.aspect, fact.fund, fact.entity) == (metric, aspect, fund, entity)
    }
    measures = {
        fact.amount.measure
        for fact in examined[key].facts
        if (fact.metric, fact.aspect, fact.fund, fact.entity) == (metric, aspect, fund, entity)
    }
    assert found == set(values.split())
    assert measures == {measure}


@pytest.mark.parametrize("key", KEYS)
def test_enough_golden_figures(key: str) -> None:
    assert len(GOLDEN[key]) >= 25
    assert {row[1] for row in GOLDEN[key]} >= {NOW, DELTA, RATE, SHARE, COUNT, SCORE, GAP}


@pytest.mark.parametrize("metric", [SMALL, MICRO])
def test_one_number_for_two_metrics(examined: dict[str, Report], metric: str) -> None:
    """授予中小企业合同金额、授予小微企业合同金额为 0 万元."""
    section = "第二部分 部门决算情况说明 › 十二、其他需说明的事项"
    values = [
        fact.amount.text
        for fact in examined["高新"].facts
        if fact.metric == metric and fact.section == section
    ]
    assert values == ["0"]


# -- what is no figure: the number and its measure stand in no fact ---------------------------------


@pytest.mark.parametrize(
    ("key", "text", "measure"),
    [
        ("2021", "37", PEOPLE),  # 申报 2020 年预算时实有人数 37 人: inside a reason
        ("2021", "36", PEOPLE),
        ("2021", "1", PEOPLE),
        ("2021", "47", "号"),  # 乌财预【2021】47 号
        ("2021", "47", PIECES),
        ("2021", "50", WAN),  # 50 万元以上大型设备
        ("2021", "100", WAN),
        ("2021", "2021", "年"),
        ("2022", "1", PEOPLE),  # 本年退休 1 人，调出 2 人
        ("2022", "2", PEOPLE),
        ("2022", "8", PEOPLE),  # 本年聘用人员增加 8 人
        ("2022", "3", PEOPLE),  # 本年人员减少 3 人
        ("2022", "100", WAN),  # 单价 100 万元（含）以上
        ("2022", "12345", ""),
        ("2022", "12345", PIECES),
        ("2023", "100", WAN),
        ("2023", "71.81", WAN),  # 住宿费 71.81 万元: an expected result told in prose
        ("2023", "27.45", WAN),
        ("2023", "963.2", WAN),
        ("2023", "4.32", WAN),
        ("2023", "23", "年"),  # 截止 23 年年度未完成资产划拨
        ("2023", "2430", PEOPLE),
        ("高新", "8", PIECES),  # 发放补助 8 个月
        ("高新", "1.1", WAN),  # 1.1 万元/月
        ("高新", "100", WAN),
        ("高新", "40", "万件"),
        ("高新", "88", PERCENT),
        ("高新", "73", PERCENT),
        ("2024", "100", WAN),
        ("2024", "2", WAN),  # 需经费 2 万元
        ("2024", "8.48", WAN),  # 购买日常办公用品 8.48 万元: an expected result told in prose
        ("2024", "1.04", WAN),
        ("2024", "1300", YUAN),
        ("2024", "24", "小时"),
        ("2024", "12345", ""),
    ],
)
def test_no_figures(examined: dict[str, Report], key: str, text: str, measure: str) -> None:
    found = [
        (fact.metric, fact.aspect)
        for fact in examined[key].facts
        if fact.amount.text == text
        and fact.amount.measure == measure
        and "/指标:" not in fact.metric  # the cells of the tables are figures of their own
    ]
    assert found == []


@pytest.mark.parametrize("key", KEYS)
def test_figures_inside_reasons_are_no_figures(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    for reason in report.reasons:
        for fact in report.facts:
            assert not reason.place.start <= fact.place.start < reason.place.end


# -- whole sections: these figures and no others, in order -----------------------------------------


@pytest.mark.parametrize(
    ("key", "section", "figures"),
    [
        (
            "2021",
            "第二部分部门决算情况说明 › 六、一般公共预算财政拨款基本支出决算情况说明",
            "一般公共预算财政拨款基本支出 1259.4 万元；人员经费 1131.51 万元；公用经费 127.89 万元",
        ),
        (
            "2021",
            "第二部分部门决算情况说明 › 十一、预算绩效的情况说明",
            "预算绩效评价项目 6 个；预算绩效评价项目 789.42 万元",
        ),
        (
            "2022",
            "第二部分 部门决算情况说明 › 六、一般公共预算财政拨款基本支出决算情况说明",
            "一般公共预算财政拨款基本支出 645.23 万元；人员经费 577.84 万元；公用经费 67.39 万元",
        ),
        (
            "2023",
            "第二部分 部门决算情况说明 › 十、其他重要事项的情况说明 › （一）机关运行经费支出情况",
            "机关运行经费 2,041.67 万元；机关运行经费 1,226.73 万元；机关运行经费 37.53 %；"
            "公用经费 104.00 万元；公用经费 343.62 万元；公用经费 76.77 %",
        ),
        (
            "高新",
            "第二部分 部门决算情况说明 › 一、收入支出决算总体情况说明",
            "收入总计 185.29 万元；本年收入 185.29 万元；使用非财政拨款结余 0.00 万元；"
            "年初结转和结余 0.00 万元；支出总计 185.29 万元；本年支出 183.99 万元；"
            "结余分配 0.00 万元；年末结转和结余 1.30 万元；收入总计 69.21 万元；支出总计 69.21 万元；"
            "收入总计 27.19 %；支出总计 27.19 %",
        ),
        (
            "2024",
            "第一部分 部门概况 › 二、机构设置及人员情况",
            "实有人数 131 人；在职人员 115 人；在职人员 46 人；离休人员 0 人；离休人员 0 人；"
            "退休人员 16 人；退休人员 5 人；科室 10 个",
        ),
        (
            "2024",
            "第二部分 部门决算情况说明 › 十一、预算绩效的情况说明",
            "整体支出绩效自评表 1 个；整体支出 8,091.17 万元；整体支出 7,443.76 万元；"
            "预算绩效评价项目 11 个；预算绩效评价项目 3,947.40 万元；预算绩效评价项目 3,947.04 万元",
        ),
        ("2024", "第二部分 部门决算情况说明 › 十二、其他需说明的事项", ""),
        ("2022", "第一部分 单位概况 › 一、主要职能", ""),
        ("2022", "第二部分 部门决算情况说明 › 八、政府性基金预算财政拨款收入支出决算情况说明", ""),
    ],
)
def test_whole_sections(examined: dict[str, Report], key: str, section: str, figures: str) -> None:
    assert section in {s.label for s in examined[key].sections}
    found = [
        f"{fact.metric} {fact.amount.text} {fact.amount.measure}"
        for fact in examined[key].facts
        if fact.section == section
    ]
    assert "；".join(found) == figures


# -- golden reasons --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "metric", "basis", "starts", "ends"),
    [
        ("2021", "本年收入", "上年", "根据《乌鲁木齐市本级部门结转", "存储设备购置经费项目"),
        ("2021", "本年支出", "上年", "本年度使用了上年接转结余资金", "还支付了2020年结转资金"),
        ("2021", "财政拨款收入", "上年", "本年度使用了上年接转结余资金", "财政拨款结余"),
        ("2021", "财政拨款支出", "上年", "我单位2020年部分项目支出", "支付了2020年结转资金"),
        ("2021", THREE, "上年", "我单位秉持节约三公经费的原则", "逐年递减三公经费支出"),
        ("2021", RUNNING, "预算", "我局秉持勤俭节约原则", "杜绝超额开支"),
        ("2021", "机关运行经费", "上年", "根据财政要求，2021年我中心", "支出数同比增加"),
        ("2022", "收入总计", "上年", "本年退休1人，调出2人", "全部上缴财政国库，经费减少"),
        ("2022", "财政拨款收入总计", "预算", "本年聘用人员增加8人", "基数调增部分资金"),
        ("2022", f"{OFFICE}事业运行(项)", "上年", "本年科目调整", "经费增加"),
        ("2022", VEHICLES, "上年", "本年我单位业务量增加", "车辆燃油费增加"),
        ("2022", HOSTING, "上年", "本年我单位减少接待次数", "接待费减少"),
        ("2022", HOSTING, "预算", "严格按照全年预算数执行", "无差异"),
        ("2022", "公用经费", "上年", "本年人员减少3人", "减少劳务费支出"),
        ("2023", "收入总计", "上年", "上年度收入支出为市委", "收入支出总体较上年减少"),
        ("2023", "财政拨款支出总计", "预算", "一、本年度追加在职人员", "中小企业建设项目等经费"),
        ("2023", f"{OFFICE}信访事务(项)", "上年", "本年度市信访局", "追加信访工作专项支出"),
        ("2023", HOSTING, "上年", "本年度根据市委市政府", "本年公务接待费支出增加"),
        ("2023", KEPT, "差异", "国有资产占用情况中固定资产车辆", "未完成资产划拨工作"),
        ("2023", "车辆", "差异", "国有资产占用情况中固定资产车辆", "未完成资产划拨工作"),
        ("2023", "政府性基金预算财政拨款收入总计", "预算", "本年度乌鲁木齐市机关", "追加预算项目"),
        ("高新", "收入总计", "上年", "本年度人员减少", "调整非在编人员经费"),
        ("高新", "一般公共预算财政拨款支出", "预算", "本年度人员减少", "调整非在编人员经费"),
        ("高新", f"{PENSION}机关事业单位基本养老保险缴费支出(项)", "上年", "年度基数", "费用增加"),
        ("高新", "其他支出(类)其他支出(款)其他支出(项)", "上年", "本年无", "此项支出"),
        ("高新", SMALL, "说明", "本年无", "政府采购"),
        ("高新", MICRO, "说明", "本年无", "政府采购"),
        ("高新", "机关运行经费", "上年", "因政务大厅搬迁", "办公经费支出增加"),
        ("2024", "支出总计", "上年", "我部门于2024年机构改革", "故收入支出增加"),
        ("2024", "财政拨款收入总计", "预算", "我部门于2024年机构改革", "导致预决算存在差异"),
        ("2024", f"{OFFICE}事业运行(项)", "上年", "我部门乌鲁木齐市12345", "导致经费较上年增加"),
        ("2024", ABROAD, "上年", "2023年与2024年均未安排", "因公出国（境）费支出"),
        ("2024", "政府性基金预算财政拨款支出总计", "上年", "本年因机构调整", "为年初结转资金"),
        ("2024", THREE, "预算", "严格按照预算执行", "预决算无差异"),
        ("2024", "机关运行经费", "上年", "严控经费支出", "减少经费支出"),
    ],
)
def test_golden_reasons(
    examined: dict[str, Report], key: str, metric: str, basis: str, starts: str, ends: str
) -> None:
    (reason,) = [r for r in examined[key].reasons if (r.metric, r.basis) == (metric, basis)]
    assert reason.text.startswith(starts)
    assert reason.text.endswith(ends)


@pytest.mark.parametrize("key", KEYS)
def test_a_reason_has_the_key_of_a_change(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    keys = {(f.metric, f.fund, f.entity, f.section) for f in report.facts}
    for reason in report.reasons:
        assert (reason.metric, reason.fund, reason.entity, reason.section) in keys


# -- mutilated reports -----------------------------------------------------------------------------

TEXTS = [path.read_bytes().decode("utf-8") for path in sorted(CORPUS.glob("*.txt"))]


def survives(source: str) -> Report | None:
    """Whatever the text: a report whose places hold, or a refusal."""
    try:
        report = examine_text(source, Path("x.txt"))
    except InputError:
        return None
    for place in [f.place for f in report.facts] + [c.place for c in report.chunks]:
        assert 0 <= place.start < place.end <= len(source)
    return report


@settings(max_examples=60, deadline=None, database=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_any_text_is_read_or_refused(source: str) -> None:
    survives(source)


WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "第二部分 部门决算情况说明\n",
                "一、收入支出决算总体情况说明\n",
                "三、支出决算情况说明\n",
            ),
            *(
                "某某局2023年度",
                "决算",
                "收入总计",
                "支出",
                "“三公”经费",
                "（项）",
                "(类)",
                "（款）",
            ),
            *("1.00", "12", "万元", "%", "，", "。", "；", "：", "占", "比上年", "减少", "持平"),
            *("主要原因是", "\n\n", "项目名称 甲\n", "主管部门 乙 实施单位 丙\n", "总分 100 90 分"),
            *("项目支出绩效自评表\n", "年度资金总额 1 2 3 10 50% 5 分\n", "三级指标", "- 3 -\n"),
            *("第三部分 名词解释\n", "甲：指乙。", "其中", "与年初预算相比", "12345", "\t"),
        ]
    ),
    max_size=60,
)


@settings(max_examples=100, deadline=None, database=None)
@given(WORDS)
def test_words_of_reports_in_any_order_are_read(parts: list[str]) -> None:
    head = (
        "某某市财政局2023年度部门决算公开说明\n第二部分 部门决算情况说明\n"
        "一、收入决算情况说明\n无。\n二、支出决算情况说明\n"
    )
    report = survives(head + "".join(parts))
    assert report is not None
    assert report.year == 2023


@settings(max_examples=40, deadline=None, database=None)
@given(st.sampled_from(TEXTS), st.data())
def test_mutilated_reports_are_read_or_refused(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : start + data.draw(st.integers(0, 5000))]
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(piece)))
        cut = data.draw(st.integers(0, 40))
        extra = data.draw(
            st.sampled_from(["", "\n", "\n\n7\n\n", "（", "）", "%", "，", "\t", "。"])
        )
        piece = piece[:at] + extra + piece[at + cut :]
    survives(piece)
