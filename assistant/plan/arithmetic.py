"""What a question wants computed from the figures that it names: sum, difference, ratio, share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import Result, difference, plain, share, total
from assistant.compose.draft import Draft, number
from assistant.compose.statements import main_fact, name
from assistant.recompute import converted
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY
from index.model import Fact
from index.store import ReportInfo
from index.terms import parts_of

Pair = tuple[ReportInfo, Fact]

_DIFFERS = re.compile(
    r"差(?:了)?(?:多少|几|额|距)|相差|(?:多|少|高|低|贵|便宜|大|小)(?:出|了)?(?:多少|几)|差多|谁.{0,12}[高低多少大小]|哪(?:个|家|边|方|年).{0,14}[高低多少大小]|"
    r"比.{1,24}[多少高低大小]|对比|比较|相比|和.{1,20}比|跟.{1,20}比|与.{1,20}比"
)
_TIMES = re.compile(r"(?:多少|几)倍|倍数")
_PART = re.compile(r"占.{0,20}(?:多少|几|比|百分|成)|几成|比例|比重|百分之")


def say_arithmetic(
    question: Question, evidence: Evidence, draft: Draft, named: Sequence[tuple[ReportInfo, str]]
) -> None:
    """Add what is to be computed from the main figures of these (report, metric) pairs."""
    intent = question.intent
    aspect = "占比" if intent.share and len(named) == 2 and named[0][1] == named[1][1] else ""
    pairs = [(i, f) for i, m in named if (f := _fact(evidence, i, m, aspect)) is not None]
    if len(pairs) < 2:
        return
    text = question.folded
    if _PART.search(text):  # 房子多大、值多少，占固定资产多少: of the amounts alone
        pairs = [pair for pair in pairs if pair[1].amount.measure in MONEY] or pairs
    if len(pairs) < 2:
        return
    alike = len({fact.metric for _, fact in pairs}) == 1
    if intent.minus and not alike:
        _say_rest(draft, pairs, intent.convert)
    elif intent.total or (intent.truth and not alike and _whole_of(pairs)):
        _say_sum(draft, evidence, pairs, intent.convert)
    elif len(pairs) != 2:
        return
    elif _TIMES.search(text):
        _say_ratio(draft, pairs[0], pairs[1])
    elif not alike and pairs[0][0] == pairs[1][0] and _PART.search(text):
        if any(evidence.one(info, fact.metric, "占比") for info, fact in pairs):
            return  # the report states the share itself
        _say_part(draft, pairs[0], pairs[1])
    elif _DIFFERS.search(text) or intent.compare or (alike and intent.truth):
        _say_difference(draft, pairs[0], pairs[1])


def _fact(evidence: Evidence, info: ReportInfo, metric: str, aspect: str) -> Fact | None:
    stated = evidence.one(info, metric, aspect) if aspect else None
    return stated or main_fact(evidence, info, metric)


def _whole_of(pairs: Sequence[Pair]) -> str:
    """Return the metric that these figures of one report are all the parts of, or nothing."""
    metrics = {fact.metric for _, fact in pairs}
    for whole, parts in parts_of().items():
        if len({info.id for info, _ in pairs}) == 1 and metrics - {whole} == set(parts):
            return whole
    return ""


def _say_sum(draft: Draft, evidence: Evidence, pairs: Sequence[Pair], measure: str) -> None:
    """Add the sum of figures, without a total that stands among its own parts."""
    info = pairs[0][0]
    whole = _whole_of(pairs)
    parts = [(i, f) for i, f in pairs if f.metric != whole]
    within = {part for _, f in parts for part in parts_of().get(f.metric, ())}
    parts = [(i, f) for i, f in parts if f.metric not in within] if not whole else parts
    result = total([fact for _, fact in parts])
    if result is None or len(parts) < 2:
        return
    marks = draft.cite(*parts[0])
    draft.add(
        f"合计 {_derived(draft, result, parts)}{marks}{_also(draft, result, parts, measure)}。"
    )
    stated = main_fact(evidence, info, whole) if whole else None
    if stated is not None and stated.amount.measure == result.measure:
        same = stated.amount.value == result.value
        told = "与原文一致" if same else "⚠ 与原文对不上"
        figure = f"{draft.figure(info, stated)}{draft.cite(info, stated)}"
        draft.add(f"原文的{name(whole, stated)}为 {figure}，{told}。")


def _say_rest(draft: Draft, pairs: Sequence[Pair], measure: str) -> None:
    """Add what is left of the largest figure when the others are taken off."""
    ordered = sorted(pairs, key=lambda pair: -abs(_yuan(pair[1])))
    within = parts_of().get(ordered[0][1].metric, ())
    taken = [pair for pair in ordered[1:] if not within or pair[1].metric in within]
    measures = {fact.amount.measure for _, fact in [ordered[0], *taken]}
    if not taken or len(measures) != 1:
        return
    value = ordered[0][1].amount.value - sum(f.amount.value for _, f in taken)
    formula = " − ".join(plain(f.amount.value) for _, f in [ordered[0], *taken])
    result = Result(value, measures.pop(), f"{formula} = {plain(value)}")
    used = [ordered[0], *taken]
    names = "、".join(name(f.metric, f) for _, f in taken)
    text = _derived(draft, result, used)
    draft.add(
        f"{name(ordered[0][1].metric, ordered[0][1])}扣除{names}后为 {text}"
        f"{draft.cite(*ordered[0])}{_also(draft, result, used, measure)}。"
    )


def _say_difference(draft: Draft, left: Pair, right: Pair) -> None:
    """Add by how much the first of two figures is above or below the second."""
    result = difference(left[1], right[1]) or _across(left[1], right[1])
    if result is None:
        return
    if result.value == 0:
        draft.add(f"两者相等。{draft.cite(*left)}")
        return
    points = result.measure == "%"
    if points:
        result = Result(result.value, "个百分点", result.formula)
    verb = ("高" if points else "多") if result.value > 0 else ("低" if points else "少")
    text = _derived(draft, result, [left, right]).lstrip("-")
    draft.add(f"前者比后者{verb} {text}。{draft.cite(*left)}")
    if left[0].unit != right[0].unit or left[0].year != right[0].year:
        draft.add("两者的年度、单位或统计范围不同，比较时请留意。")


def _across(left: Fact, right: Fact) -> Result | None:
    """Return left − right where one is in 元 and the other in 万元, in the larger measure."""
    measures = [left.amount.measure, right.amount.measure]
    if not all(measure in MONEY for measure in measures):
        return None
    measure = max(measures, key=lambda m: MONEY[m])
    value = (_yuan(left) - _yuan(right)) / MONEY[measure]
    value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    parts = [f"{plain(f.amount.value)} {f.amount.measure}" for f in (left, right)]
    return Result(value, measure, f"{' − '.join(parts)} = {plain(value)} {measure}")


def _say_ratio(draft: Draft, left: Pair, right: Pair) -> None:
    """Add how many times the second of two figures the first one is."""
    if right[1].amount.value == 0 or left[1].amount.measure != right[1].amount.measure:
        return
    value = (left[1].amount.value / right[1].amount.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    draft.add(f"前者是后者的 {number(value)} 倍。{draft.cite(*left)}")


def _say_part(draft: Draft, left: Pair, right: Pair) -> None:
    """Add the share of the smaller of two amounts in the larger."""
    part, whole = sorted((left, right), key=lambda pair: abs(_yuan(pair[1])))
    result = share(part[1], whole[1])
    if result is None:
        return
    text = _derived(draft, result, [part, whole])
    draft.add(
        f"{name(part[1].metric, part[1])}相当于{name(whole[1].metric, whole[1])}的 {text}。"
        f"{draft.cite(*part)}"
    )


def _derived(draft: Draft, result: Result, used: Sequence[Pair]) -> str:
    return draft.derived(result.value, result.measure, result.formula, list(used))


def _also(draft: Draft, result: Result, used: Sequence[Pair], measure: str) -> str:
    """Return a computed amount in the measure that is asked for as well."""
    if not measure or result.measure not in MONEY or result.measure == measure:
        return ""
    other = converted(result.value, result.measure, measure)
    left = result.formula.partition(" = ")[0]
    sign, factor = other.formula.partition(" = ")[0].split(" ", 1)[1].split(" ", 1)
    right = other.formula.partition(" = ")[2]
    chain = Result(other.value, measure, f"({left}) {sign} {factor} = {right}")
    return f"，折合 {_derived(draft, chain, used)}"


def _yuan(fact: Fact) -> Decimal:
    return fact.amount.value * MONEY.get(fact.amount.measure, Decimal(1))
