"""What the words before a figure say of it: aspect, sign, and what it is compared with."""

from __future__ import annotations

import pytest

from index.amounts import quantities
from index.phrases import (
    COMPARED,
    OTHER_YEAR,
    SAME,
    Context,
    Phrase,
    budget_kind,
    compared_with,
    read_phrase,
)

NOW, BEFORE, DELTA, RATE = "决算数", "上年数", "比上年增减额", "比上年增减率"
SHARE, COUNT, DONE, GAP = "占比", "数量", "完成率", "预决算差异率"
INITIAL, ADJUSTED, BUDGET, SPENT = "年初预算数", "全年预算数", "预算数", "全年执行数"
NONE, YEAR, PLAN = Context(), Context("上年"), Context("预算", INITIAL)


def phrase(text: str, context: Context = NONE) -> Phrase:
    """Read words, a figure between bars, and what follows."""
    words, figure, following = text.split("|")
    (quantity,) = quantities(figure)
    return read_phrase(words, quantity.amount, context, following)


@pytest.mark.parametrize(
    ("text", "aspect", "rest", "value"),
    [
        # the figure itself
        ("公务接待费支出决算为|3.20万元|", NOW, "公务接待费支出", "3.20"),
        ("收入合计|3万元|", NOW, "收入合计", "3"),
        ("共计|3万元|", NOW, "", "3"),
        ("在职人员|3人|", COUNT, "在职人员", "3"),
        ("政府采购预算|3万元|", NOW, "政府采购预算", "3"),  # a metric of its own
        ("上年结转|3万元|", NOW, "上年结转", "3"),
        ("公务接待费上年决算数为|3万元|", BEFORE, "公务接待费", "3"),
        ("去年|3万元|", BEFORE, "", "3"),
        # changes
        ("公务接待费比上年增加|3万元|", DELTA, "公务接待费", "3"),
        ("与2022年度决算数相比增加|3万元|", DELTA, "", "3"),
        ("比上年少支|3.04万元|", DELTA, "", "-3.04"),
        ("多收|3万元|", DELTA, "", "3"),
        ("在职人员净增|3人|", DELTA, "在职人员", "3"),
        ("较上年下降|3%|", RATE, "", "-3"),
        ("增幅为|3%|", RATE, "", "3"),
        ("减少率|3%|", RATE, "", "-3"),
        # where a change starts and ends
        ("公务接待费由|0万元|增至12.5万元", BEFORE, "公务接待费", "0"),
        ("从上年|9万元|增加到12万元", BEFORE, "", "9"),
        ("增至|12.5万元|", NOW, "", "12.5"),
        ("比上年减少到|8万元|", NOW, "", "8"),
        ("减少至|8人|", COUNT, "", "8"),
        ("比上年|9.91万元|减少1.76万元", BEFORE, "", "9.91"),
        ("比上年(|101.32万元|)少支3.04万元", BEFORE, "", "101.32"),
        ("较年初预算(|8.14万元|)减少3.04万元", INITIAL, "", "8.14"),
        # budgets
        ("年初预算为|3万元|", INITIAL, "", "3"),
        ("公务接待费预算|3万元|", BUDGET, "公务接待费", "3"),
        ("项目支出预算安排|3万元|", BUDGET, "项目支出", "3"),
        ("完成调整预算|215万元|的97.91%", ADJUSTED, "", "215"),
        ("为全年预算|15万元|的82%", ADJUSTED, "", "15"),
        ("执行数为|3万元|", SPENT, "", "3"),
        ("全年执行数|3万元|", SPENT, "", "3"),
        # rates
        ("基本支出完成年初预算的|98.5%|", DONE, "基本支出", "98.5"),
        ("为全年预算的|82%|", DONE, "", "82"),
        ("占年初预算的|82%|", DONE, "", "82"),
        ("完成率|82%|", DONE, "", "82"),
        ("预算执行率|82%|", "执行率", "", "82"),
        ("支出进度|82%|", "执行率", "", "82"),
        ("占基本支出的|3%|", SHARE, "", "3"),
        ("项目支出占本年支出的比重为|3%|", SHARE, "项目支出", "3"),
        ("占|3%|", SHARE, "", "3"),
        ("预决算差异率|-13.48%|", GAP, "", "-13.48"),
        ("超出年初预算|3%|", GAP, "", "3"),
        ("低于预算|3%|", GAP, "", "-3"),
        ("比年初预算减少|3%|", GAP, "", "-3"),
    ],
)
def test_aspect(text: str, aspect: str, rest: str, value: str) -> None:
    found = phrase(text)
    assert (found.aspect, found.rest, str(found.amount.value)) == (aspect, rest, value)


@pytest.mark.parametrize(
    "text",
    [
        "占比提高|3个百分点|",
        "比上年增加(减少)|3万元|",  # the template's choice was never made
        "比年初预算减少|3万元|",
        "超出年初预算|3万元|",
        "差额|3万元|",
        "办结率|3%|",
    ],
)
def test_what_the_ledger_does_not_keep(text: str) -> None:
    assert phrase(text).aspect is None


@pytest.mark.parametrize(
    ("text", "context", "aspect", "left"),
    [
        ("增长|3%|", NONE, RATE, YEAR),
        ("增长|3%|", YEAR, RATE, YEAR),
        ("增长|3%|", PLAN, GAP, PLAN),  # 与年初预算相比, 增长…
        ("增加|3万元|", PLAN, None, PLAN),
        ("比上年增长|3%|", PLAN, RATE, Context("上年", INITIAL)),
        ("比年初预算增长|3%|", YEAR, GAP, PLAN),
        ("完成预算的|3%|", NONE, DONE, Context("预算")),
        ("预算数|3万元|", PLAN, INITIAL, PLAN),  # the kind goes on
        ("减少|3万元|", Context(OTHER_YEAR), None, Context(OTHER_YEAR)),
    ],
)
def test_context_goes_on(text: str, context: Context, aspect: str | None, left: Context) -> None:
    found = phrase(text, context)
    assert (found.aspect, found.context) == (aspect, left)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("年初预算", INITIAL),
        ("全年预算", ADJUSTED),
        ("调整后预算", ADJUSTED),
        ("追加后预算", ADJUSTED),
        ("预算", BUDGET),
    ],
)
def test_budget_kind(words: str, kind: str) -> None:
    assert budget_kind(words, BUDGET) == kind
    assert compared_with(words, YEAR) == Context("预算", kind)


def test_a_comparison_with_a_year_keeps_the_kind_of_budget() -> None:
    assert compared_with("上年决算数", Context("", INITIAL)) == Context("上年", INITIAL)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("与上年持平", "上年"),
        ("与2022年度决算数持平", "2022年度决算"),
        ("较上年无变化", "上年"),
        ("比上年零增长", "上年"),
        ("与年初预算持平", "年初预算"),
        ("持平", None),
    ],
)
def test_same(text: str, of: str | None) -> None:
    match = SAME.search(text)
    assert match is not None
    assert match["of"] == of


@pytest.mark.parametrize("text", ["与上年基本持平", "大体持平", "持平后又增加"])
def test_not_the_same(text: str) -> None:
    assert SAME.search(text) is None


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("与上年相比", "上年"),
        ("公务接待费与2022年度相比", "2022年度"),
        ("较年初预算数相比", "年初预算数"),
    ],
)
def test_compared(text: str, of: str) -> None:
    match = COMPARED.search(text)
    assert match is not None
    assert match["of"] == of
