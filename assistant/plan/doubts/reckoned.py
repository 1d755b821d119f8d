"""What the figures of a given text come to: its rates by their own bases, its totals by their parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP

from assistant.calculate import share
from assistant.compose.doubts import say_confirmed, what
from assistant.compose.draft import Draft, Pair
from assistant.compose.drivers import say_drivers
from assistant.compose.pairs import derived
from assistant.plan.doubts.spoken import ACTUAL
from assistant.plan.sums.arithmetic import say_sum_of_parts
from assistant.retrieve import Evidence
from index.amounts import MONEY, parse_number, quantum

# 算得对吗, 比例对不对: the rates are to be reckoned afresh.
_RECKONED = re.compile(r"算|比例|占比|比重|比率|百分比")
_ADDS = re.compile(
    r"(?<!增)(?<!追)加(?:得|不)?(?:起来|总|在?一[起块])|相加|合起来|[对合](?:得|不)上"
)
_OF = re.compile(r"的(?:比例|比重)?(?:约|为|是)?\s*")
_RATES = frozenset({"占比", "完成率", "执行率", "预决算差异率", "比上年增减率"})


@dataclass(frozen=True, slots=True)
class Held:
    """A number of a text, the figure of a report that it was held against, and the one spoken of."""

    text: str
    start: int
    pair: Pair | None
    spoken: Pair | None


def say_reckoned(
    asked: str, words: str, evidence: Evidence, draft: Draft, held: Sequence[Held]
) -> None:
    """Add the rates of a text reckoned from their bases, and totals from their parts where `asked`."""
    for at, one in enumerate(held):
        if not one.text.endswith("%"):
            continue
        base = held[at - 1] if at and _is_base(held[at - 1], one, words) else None
        part = _part_of(evidence, one)
        if base and base.pair and part and part[1].metric != base.pair[1].metric:
            _say_share(draft, one, part, base.pair)
        elif one.pair and one.pair[1].aspect in _RATES and (base or _RECKONED.search(asked)):
            say_confirmed(draft, evidence, *one.pair)
    known = dict.fromkeys((one.pair[0].id, one.pair[1].metric) for one in held if one.pair)
    for info, fact in (one.pair for one in held if one.pair and _ADDS.search(asked)):
        parts = [part for part in evidence.parts(info, fact.metric) if (info.id, part) in known]
        if parts and fact.aspect == "比上年增减额":
            draft.add(say_drivers(draft, evidence, info, fact.metric))
        elif parts and fact.aspect in ("决算数", "数量"):
            say_sum_of_parts(draft, evidence, info, fact.metric)


def is_base_of(one: Held, start: int, words: str) -> bool:
    """Whether a number is said to be what a rate is of that starts there, with the part before it."""
    between = words[one.start + len(one.text) : start]
    shares = _SHARES.search(words[: one.start]) is not None
    return shares and _is_money(one) and _OF.fullmatch(between) is not None


def part_before(evidence: Evidence, held: Sequence[Held], base: Pair) -> Pair | None:
    """Return what was spent on the last thing of another name that a text speaks of before a whole."""
    for one in reversed(held[:-1]):
        part = _part_of(evidence, one)
        if part is not None and part[1].metric != base[1].metric:
            return part
    return None


_SHARES = re.compile(r"占[^,，。;；]*$")


def _is_base(one: Held, rate: Held, words: str) -> bool:
    """Whether a number is what the rate right behind it is taken of: 占总额45.85万元的99.26%."""
    between = words[one.start + len(one.text) : rate.start]
    return _is_money(one) and _OF.fullmatch(between) is not None


def _part_of(evidence: Evidence, rate: Held) -> Pair | None:
    """Return what was spent or received on the thing that a rate is of."""
    known = rate.pair or rate.spoken
    fact = evidence.one(known[0], known[1].metric, *ACTUAL) if known else None
    return (known[0], fact) if known and fact else None


def _is_money(one: Held) -> bool:
    return any(one.text.endswith(measure) for measure in MONEY)


def _say_share(draft: Draft, rate: Held, part: Pair, base: Pair) -> None:
    """Add what share one figure of a report is of another, and whether a text says the same."""
    result = share(part[1], base[1])
    if result is None:
        return
    printed = rate.text.removesuffix("%").strip()
    rounded = result.value.quantize(quantum(printed), ROUND_HALF_UP)
    told = (
        f"{what(fact)} {draft.figure(info, fact)}{draft.cite(info, fact)}"
        for info, fact in (part, base)
    )
    agrees = "与这段话一致" if rounded == abs(parse_number(printed)) else "与这段话不一致"
    draft.add(f"重算：{' ÷ '.join(told)} = {derived(draft, result, [part, base])}，{agrees}。")
