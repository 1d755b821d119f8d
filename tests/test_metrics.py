"""Which metric a label names."""

from __future__ import annotations

import pytest

from index.metrics import Named, Namer, by_measure, is_money
from index.normalise import compact, fold

TOTALS = ("收入总计", "支出总计")
GENERAL = "一般公共预算支出"
SMART = "项目:智慧政务"


def namer(kind: str, source: str = "") -> Namer:
    return Namer(kind, lambda label: label, compact(source, 0, len(source)))


def name(kind: str, label: str, measure: str | None = "万元", **more: object) -> Named:
    one = namer(kind, label)
    bare = one.strip(fold(label))
    return one.name(bare, measure, len(label) - len(bare), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "label", "measure", "metrics"),
    [
        # official terms
        ("收支总体", "2023年度收入总计", "万元", ("收入总计",)),
        ("三公", "其中：公务接待费支出", "万元", ("公务接待费",)),
        ("三公", "我单位公务接待费", "万元", ("公务接待费",)),
        ("三公", "国内公务接待", "批次", ("国内公务接待批次",)),
        ("三公", "国内公务接待", "人次", ("国内公务接待人次",)),
        ("三公", "截至2023年12月31日公务用车保有量", "辆", ("公务用车保有量",)),
        ("政府采购", "政府采购预算", "万元", ("政府采购预算",)),
        ("收入", "事业收入（含教育收费）", "万元", ("事业收入",)),
        (GENERAL, "人员经费（以合同签订为准）", "万元", ("人员经费",)),
        # one label, two metrics
        ("收支总体", "收、支总计", "万元", TOTALS),
        ("收支总体", "收入支出总体", "万元", TOTALS),
        ("财政拨款总体", "财政拨款收支总计", "万元", ("财政拨款收入总计", "财政拨款支出总计")),
        ("收入", "收、支总计", "万元", TOTALS),  # the word 总计 names both, in whatever section
        ("三公", "公务用车购置费、公务接待费", "万元", ("公务用车购置费", "公务接待费")),
        ("三公", "公务用车购置费、杂项费", "万元", ()),  # one of them is not known
        # a bare word is what its section is about
        ("收入", "收入合计", "万元", ("本年收入",)),
        ("支出", "支出", "万元", ("本年支出",)),
        ("财政拨款总体", "收入", "万元", ("财政拨款收入",)),
        (GENERAL, "支出", "万元", ()),
        # functional items
        (GENERAL, "教育支出（类）普通教育（款）", "万元", ("教育支出(类)普通教育(款)",)),
        (GENERAL, "2010301行政运行", "万元", ("行政运行(项)",)),
        (GENERAL, "行政运行（2010301）", "万元", ("行政运行(项)",)),
        # projects
        ("绩效", "“智慧政务”项目", "万元", (SMART,)),
        ("其他", "“智慧政务”项目", "万元", (SMART,)),
        ("三公", "“智慧政务”项目", "万元", ()),
        ("绩效", "“智慧政务”项目自评得分", "分", (SMART,)),
        ("绩效", "“智慧政务”项目满意度", "分", ()),
        ("绩效", "整体支出绩效自评得分", "分", ("整体支出",)),
        ("绩效", "部门整体支出绩效自评综述", None, ("整体支出",)),
        # no metric
        ("绩效", "缩短时限", "%", ()),
        ("三公", "完成任务经费", "万元", ()),
        ("机构", "办公楼经费", "万元", ()),
        (GENERAL, "资金", "万元", ()),
        ("三公", "", "万元", ()),
    ],
)
def test_metrics(kind: str, label: str, measure: str | None, metrics: tuple[str, ...]) -> None:
    assert name(kind, label, measure).metrics == metrics


@pytest.mark.parametrize(
    ("kind", "label", "measure", "metric", "aspect"),
    [
        (GENERAL, "开支办公费", "万元", "办公费", ""),
        ("国有资产", "专用设备", "台", "专用设备", ""),
        ("国有资产", "本年新增固定资产", "万元", "固定资产", "比上年增减额"),
        ("三公", "会议次数", "次", "会议次数", ""),
    ],
)
def test_a_plain_noun(kind: str, label: str, measure: str, metric: str, aspect: str) -> None:
    assert name(kind, label, measure) == Named((metric,), generic=True, aspect=aspect)


@pytest.mark.parametrize(
    ("kind", "label", "measure", "goes_on"),
    [
        (GENERAL, "支出决算为", "万元", "是"),
        (GENERAL, "支出", "万元", "是"),
        (GENERAL, "用于差旅的支出", "万元", "支出"),
        ("绩效", "共涉及资金", "万元", "资金"),
        ("绩效", "自评得分", "分", "得分"),
        ("绩效", "该项目绩效自评得分", "分", "得分"),
        ("绩效", "满意度得分", "分", ""),
    ],
)
def test_the_subject_goes_on(kind: str, label: str, measure: str, goes_on: str) -> None:
    found = name(kind, label, measure)
    assert (found.metrics, found.goes_on) == ((), goes_on)


def test_a_count_is_named_by_the_noun_behind_it() -> None:
    assert name("机构", "设", "个", following="内设机构").metrics == ("内设机构",)
    assert name("绩效", "开展", "个", following="绩效自评项目", noun=True).metrics == (
        "预算绩效评价项目",
    )


def test_levels_that_only_spaces_part() -> None:
    source = "教育支出 进修及培训 培训支出"
    found = namer(GENERAL, source).name("教育支出进修及培训培训支出", "万元", 0)
    assert found.metrics == ("教育支出(类)进修及培训(款)培训支出(项)",)


@pytest.mark.parametrize(
    "label", ["行政运行（2010301）", "2010301行政运行", "2010301行政运行（项）"]
)
def test_a_code_is_kept_apart(label: str) -> None:
    found = name(GENERAL, label)
    assert (found.metrics, found.code) == (("行政运行(项)",), "2010301")


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("2023年度收入", "收入"),
        ("1.收入", "收入"),
        ("10、收入", "收入"),
        ("(一)收入", "收入"),
        ("其中:收入", "收入"),
        ("本年度车辆", "车辆"),
        ("共车辆", "车辆"),
        # words that only look like fillers
        ("本年收入", "本年收入"),
        ("累计折旧", "累计折旧"),
        ("共享平台", "共享平台"),
        ("与上年", "与上年"),
        ("1.5万元", "1.5万元"),
    ],
)
def test_strip(label: str, words: str) -> None:
    assert namer("收入").strip(label) == words


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("合同金额(以合同签订为准)", "合同金额"),
        ("因公出国(境)", "因公出国(境)"),
        ("教育支出(类)", "教育支出(类)"),
    ],
)
def test_bare(label: str, bare: str) -> None:
    assert namer("收入").bare(label) == bare


@pytest.mark.parametrize(
    ("metric", "measure", "other"),
    [
        ("国内公务接待批次", "人次", "国内公务接待人次"),
        ("公务接待费", "批次", "国内公务接待批次"),
        ("国内公务接待人次", "元", "国内公务接待费"),
        ("因公出国（境）团组数", "人次", "因公出国（境）人次"),
        ("收入总计", "人", "收入总计"),
    ],
)
def test_by_measure(metric: str, measure: str, other: str) -> None:
    assert by_measure(metric, measure) == other


def test_is_money() -> None:
    assert is_money("公务接待费", "")
    assert is_money("财政事务(款)", "")
    assert not is_money("公务接待费", "接待")
    assert not is_money("车辆", "")
