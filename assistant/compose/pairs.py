"""What two figures come to: by how much one is above the other, how many times it is, what share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import Result, difference, in_yuan, plain, share, times, total
from assistant.compose.draft import Draft, Pair, subject
from assistant.compose.statements import name
from assistant.recompute import converted
from index.amounts import MONEY
from index.model import Fact


def say_difference(
    draft: Draft, left: Pair, right: Pair, *, asks_rate: bool = False, turned: bool = False
) -> None:
    """Add by how much the first of two figures is above or below the second.

    With `turned` it is the same figure of a later year: whether it rose is said.
    """
    result = difference(left[1], right[1]) or across(left[1], right[1])
    if result is None:
        return
    known = any(d.formula == result.formula for d in draft.derivations)
    if known or (turned and draft.tells(result.value, result.measure)):
        # the later report states the rest
        rate = _rate(draft, left, right, asks_rate).removeprefix("，")
        draft.add(f"{name(left[1].metric, left[1])}{rate}。{draft.cite(*left)}" if rate else "")
        return
    if left[0].unit != right[0].unit:
        draft.ranked = [i for i, _ in ((left, right) if result.value > 0 else (right, left))]
    if result.value == 0:
        draft.add(f"两者相等。{draft.cite(*left)}")
        return
    points = result.measure == "%"
    if points:
        result = Result(result.value, "个百分点", result.formula)
    verb = ("高" if points else "多") if result.value > 0 else ("低" if points else "少")
    text = derived(draft, result, [left, right]).lstrip("-")
    draft.add(
        f"前者{_which(left, right)}比后者{verb} {text}{_rate(draft, left, right, asks_rate)}"
        f"{('，是上升的' if result.value > 0 else '，是下降的') if turned else ''}。"
        f"{draft.cite(*left)}"
    )
    years_apart = left[0].year != right[0].year and not turned
    if left[0].unit != right[0].unit or years_apart:
        draft.add("两者的年度、单位或统计范围不同，比较时请留意。")


# 多了多少,涨了多少: by how much, and by how many percent
RATE = re.compile(
    r"[增降涨]幅|增长率|百分之|百分比|几成|%|[多少][了出]?(?:多少|几)[^。]{0,8}[涨增降跌](?:长|了)*(?:多少|几)"
)


def _rate(draft: Draft, left: Pair, right: Pair, wanted: bool) -> str:
    """Return by how many percent the later of two figures differs from the earlier one."""
    first, last = sorted((left, right), key=lambda pair: pair[0].year)
    base, value = first[1].amount.value, last[1].amount.value
    if not wanted or not base or first[1].amount.measure != last[1].amount.measure:
        return ""
    rate = ((value - base) / base * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    formula = f"({plain(value)} − {plain(base)}) ÷ {plain(base)} = {plain(rate)}%"
    text = draft.derived(rate, "%", formula, [last, first])
    return f"，相差 {text.lstrip('-')}（以 {first[0].year} 年度为基数）"


def _which(left: Pair, right: Pair) -> str:
    """Return what tells the first of two figures from the second, in brackets."""
    if left[0].unit != right[0].unit:
        return f"（{left[0].unit} {left[0].year} 年度）"
    if left[0].year != right[0].year:
        return f"（{left[0].year} 年度）"
    if left[1].metric == right[1].metric and left[1].entity != right[1].entity:
        return f"（{left[1].entity}）"
    return f"（{name(left[1].metric)}）" if left[1].metric != right[1].metric else ""


def across(left: Fact, right: Fact) -> Result | None:
    """Return left − right where one is in 元 and the other in 万元, in the larger measure."""
    measures = [left.amount.measure, right.amount.measure]
    if not all(measure in MONEY for measure in measures):
        return None
    measure = max(measures, key=lambda m: MONEY[m])
    value = (in_yuan(left.amount) - in_yuan(right.amount)) / MONEY[measure]
    value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    parts = [f"{plain(f.amount.value)} {f.amount.measure}" for f in (left, right)]
    return Result(value, measure, f"{' − '.join(parts)} = {plain(value)} {measure}")


def say_ratio(draft: Draft, left: Pair, right: Pair) -> None:
    """Add how many times one of two figures is the other: the smaller goes into the larger."""
    larger, smaller = sorted((left, right), key=lambda pair: -abs(in_yuan(pair[1].amount)))
    result = times(larger[1], smaller[1])
    if result is None:
        say_part(draft, left, right)
        return
    text = derived(draft, result, [larger, smaller])
    which = ("前者", "后者") if larger is left else ("后者", "前者")
    told = f"{which[0]}{_which(larger, smaller)}是{which[1]}的 {text}"
    part = share(left[1], right[1]) if larger is right else None
    if part is not None:  # 甲是乙的几倍, where it is less than once
        told += f"，即前者相当于后者的 {derived(draft, part, [left, right])}"
    draft.add(f"{told}。{draft.cite(*left)}{draft.cite(*right)}")


def say_part(draft: Draft, left: Pair, right: Pair) -> None:
    """Add the share of the smaller of two amounts in the larger."""
    part, whole = sorted((left, right), key=lambda pair: abs(in_yuan(pair[1].amount)))
    say_share_of(draft, part, whole)


def say_share_of(draft: Draft, part: Pair, whole: Pair) -> None:
    """Add how much of the second of two amounts the first one is, in percent."""
    result = share(part[1], whole[1])
    if result is None or draft.tells(result.value, "%"):
        return
    text = derived(draft, result, [part, whole])
    names = [name(fact.metric, fact) for _, fact in (part, whole)]
    if names[0] == names[1]:
        names = [
            f"{name_}{_which(*pair)}"
            for name_, pair in zip(names, ((part, whole), (whole, part)), strict=True)
        ]
    for (info, fact), told in zip((part, whole), names, strict=True):
        if not draft.tells(fact.amount.value, fact.amount.measure):
            draft.add(f"{subject(info)}{told} {draft.figure(info, fact)}。{draft.cite(info, fact)}")
    draft.add(f"{names[0]}相当于{names[1]}的 {text}。{draft.cite(*part)}")


def say_total(draft: Draft, told: Sequence[Pair]) -> None:
    """Add what figures told one after the other come to."""
    result = total([fact for _, fact in told])
    if result is not None:
        draft.add(f"合计 {derived(draft, result, told)}。{draft.cite_each(told)}")


def derived(draft: Draft, result: Result, used: Sequence[Pair]) -> str:
    """Return a computed figure and remember what it was computed from."""
    return draft.derived(result.value, result.measure, result.formula, list(used))


def also_in(draft: Draft, result: Result, used: Sequence[Pair], measure: str) -> str:
    """Return a computed amount in the measure that is asked for as well."""
    if not measure or result.measure not in MONEY or result.measure == measure:
        return ""
    other = converted(result.value, result.measure, measure)
    left = result.formula.partition(" = ")[0]
    sign, factor = other.formula.partition(" = ")[0].split(" ", 1)[1].split(" ", 1)
    right = other.formula.partition(" = ")[2]
    chain = Result(other.value, measure, f"({left}) {sign} {factor} = {right}")
    return f"，折合 {derived(draft, chain, used)}"
