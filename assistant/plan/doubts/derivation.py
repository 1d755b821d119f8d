"""这个率怎么算的: how a rate that is told, or the points for it, follow from what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import per_unit, plain
from assistant.compose.doubts import say_confirmed
from assistant.compose.draft import Draft, Pair
from assistant.compose.rows import counted_cell, facts_of, lost_points, rows_in, value_of
from assistant.plan.doubts.numbers import Said, is_said, numbers_said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY, quantum
from index.model import Fact, Row
from index.store import ReportInfo

_HOW = re.compile(
    r"(?:怎么|咋|如何|怎样|咋个)(?:个)?(?:[计测]?算(?!数)|来|得(?:出|来)|得(?=\d|的))"
    r"|(?:拿|用|按)(?:的?什么|的?啥|谁|哪)[^,。?]{0,8}(?:除|比|算)|(?:什么|谁|啥|哪个)(?:除以|比)"
    r"|哪(?:儿)?来的|哪[两二几]个(?:数|金额)|相除|分母|分子|基数是|算法|算式|公式"
)
_OF_RATE = re.compile(r"率|占比|比例|比重|百分|%")
_OF_POINTS = re.compile(r"\d分(?!钟)|得分|[几这那]分")
_BASE = re.compile(r"分母|基数|总数|总额|占的?(?:是)?(?:谁|什么|啥)")
_CENT = Decimal("0.01")
_RATES = frozenset({"执行率", "完成率", "占比", "预决算差异率", "比上年增减率"})
_PART = "/预算执行"
_TABLES = ("项目:", "整体支出")


def say_derivation(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add how the rates and points that a question wonders at follow from the report's own figures."""
    text = question.folded
    if draft.status != "answered" or not _HOW.search(text):
        return
    said = list(numbers_said(text))
    if _OF_RATE.search(text):
        for info, fact in _rates(draft, evidence, said):
            if not say_confirmed(draft, evidence, info, fact) and _BASE.search(text):
                _say_base(draft, evidence, info, fact)
    if _OF_POINTS.search(text):
        for info, sheet in _sheets_told(draft, evidence):
            _say_points(draft, evidence, info, sheet)
            _say_points_of_rows(draft, evidence, info, sheet)
    for info, sheet in _sheets_told(draft, evidence):
        _say_cost_of_one(draft, evidence, info, sheet, said)


def asks_how(text: str) -> bool:
    """Whether a folded question asks how a number came about."""
    return _HOW.search(text) is not None


def _rates(draft: Draft, evidence: Evidence, said: list[Said]) -> Iterator[Pair]:
    """Yield the rates told that a question says, or all where it says none."""
    percent = [number for number in said if number.measure == "%"]
    seen: list[tuple[str, str, str]] = []
    for reference in tuple(draft.references):
        fact = reference.fact
        key = (reference.report, fact.metric, fact.aspect)
        if fact.aspect not in _RATES or "/" in fact.metric or key in seen:
            continue
        if not percent or any(is_said(fact, number) for number in percent):
            seen.append(key)
            yield evidence.by_id[reference.report], fact


def _say_base(draft: Draft, evidence: Evidence, info: ReportInfo, rate: Fact) -> None:
    """Add what a share must be of, where the report does not tell its whole."""
    beside = (f for f in evidence.facts(info, rate.metric) if f.context == rate.context)
    part = next((f for f in beside if f.amount.measure in MONEY), None)
    if part is None or rate.aspect != "占比" or not rate.amount.value:
        return
    value = (part.amount.value / rate.amount.value * 100).quantize(_CENT, ROUND_HALF_UP)
    formula = f"{plain(part.amount.value)} ÷ {plain(rate.amount.value)} × 100 = {plain(value)}"
    text = draft.derived(value, part.amount.measure, formula, [(info, part), (info, rate)])
    draft.add(
        f"报告没有写明这个占比的分母；按所写的数推算，分母应为约 {text}。{draft.cite(info, rate)}"
    )


def _sheets_told(draft: Draft, evidence: Evidence) -> Iterator[tuple[ReportInfo, str]]:
    """Yield the tables of which something is told, each once."""
    told = ((r.report, r.fact.metric.partition("/")[0]) for r in draft.references)
    for report, metric in dict.fromkeys(told):
        if metric.startswith(_TABLES):
            yield evidence.by_id[report], metric


def _say_points(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: str) -> None:
    """Add that the points for a budget's execution are their weight times the rate, where they are."""
    weight = evidence.one(info, sheet + _PART, "分值")
    score = evidence.one(info, sheet + _PART, "得分")
    rate = evidence.one(info, sheet, "执行率")
    if weight is None or score is None or rate is None:
        return
    value = weight.amount.value * rate.amount.value / 100
    if not _is_rounded(value, score):
        return
    shown = value.quantize(_CENT, ROUND_HALF_UP)
    formula = f"{plain(weight.amount.value)} × {plain(rate.amount.value)} ÷ 100 = {plain(shown)}"
    text = draft.derived(shown, "分", formula, [(info, weight), (info, rate)])
    draft.add(
        f"预算执行的得分：分值 {draft.figure(info, weight)}，乘以执行率应为 {text}，"
        f"{'' if shown == score.amount.value else '四舍五入后'}与原文一致。{draft.cite(info, weight)}"
    )


def _say_points_of_rows(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: str) -> None:
    """Add of the indicators told with points lost that these are the weight times what was reached."""
    for row in rows_in(evidence, info):
        if row.metric != sheet or f"「{row.name}」：" not in draft.text or not lost_points(row):
            continue
        target, result = value_of(row.target), value_of(counted_cell(row))
        scored = {f.aspect: f for f in facts_of(evidence, info, row) if f.context == row.place}
        if not target or not result or not {"分值", "得分"} <= set(scored):
            continue
        aimed, done = Decimal(target["number"]), Decimal(result["number"])
        if not aimed or not done or target["measure"] not in ("", result["measure"]):
            continue
        for over, under in ((done, aimed), (aimed, done)):
            value = scored["分值"].amount.value * over / under
            if over < under and _is_rounded(value, scored["得分"]):
                _say_row_points(draft, info, row, scored, (over, under))


def _say_row_points(
    draft: Draft,
    info: ReportInfo,
    row: Row,
    scored: Mapping[str, Fact],
    reached: tuple[Decimal, Decimal],
) -> None:
    weight = scored["分值"].amount.value
    value = (weight * reached[0] / reached[1]).quantize(_CENT, ROUND_HALF_UP)
    left = f"{plain(weight)} × {plain(reached[0])} ÷ {plain(reached[1])}"
    text = draft.derived(value, "分", f"{left} = {plain(value)}", [(info, scored["分值"])])
    draft.add(
        f"「{row.name}」的得分：分值乘以实际完成值与目标值之比，应为 {text}，"
        f"{'' if value == scored['得分'].amount.value else '四舍五入后'}与原文一致。"
        f"[{draft.mark(info, row.section, row.place)}]"
    )


def _say_cost_of_one(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: str, said: Sequence[Said]
) -> None:
    """Add that what one came to (户均5034.62元) is what was spent by a count of the same table."""
    spent = evidence.one(info, sheet, "全年执行数")
    rows = [row for row in rows_in(evidence, info) if row.metric == sheet]
    facts = [(r, f) for r in rows for f in facts_of(evidence, info, r) if f.aspect == "完成值"]
    costs = [f for _, f in facts if f.amount.measure in MONEY and any(is_said(f, s) for s in said)]
    counts = [(r, f) for r, f in facts if f.amount.measure not in (*MONEY, "%", "文本", "日期")]
    for cost in costs if spent is not None else ():
        for row, count in counts:
            result = per_unit(spent, count) if spent is not None else None
            if spent is None or result is None or cost.amount.measure != "元":
                continue
            if _is_rounded(result.value, cost):
                text = draft.derived(
                    result.value, result.measure, result.formula, [(info, spent), (info, count)]
                )
                draft.add(
                    f"全年执行数除以「{row.name}」的完成值，应为 {text}，与原文一致。"
                    f"{draft.cite(info, spent)}{draft.cite(info, count)}"
                )
                return


def _is_rounded(value: Decimal, score: Fact) -> bool:
    """Whether points are a value but for rounding."""
    own = score.amount
    return value.quantize(quantum(own.text), ROUND_HALF_UP) == own.value
