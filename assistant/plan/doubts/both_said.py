"""A处写X，B处写Y: two numbers of one kind that a question holds against each other, and their gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.calculate import Result, difference, plain
from assistant.compose.doubts import say_confirmed, what
from assistant.compose.draft import Draft, Pair, Printed
from assistant.compose.pairs import across, derived
from assistant.plan.doubts.disagreement import HELD, holds_as_one, kind_of
from assistant.plan.doubts.numbers import Said, counts_said, holds, is_said, numbers_said, told
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY, NUMBER, parse_number
from index.model import Fact
from index.normalise import fold

_MOVES = ("比上年增减额", "比上年增减率", "占比")
_RATES = ("执行率", "完成率", "预决算差异率")


def say_both_apart(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add by how much two told numbers differ that a doubt says, and what each rate is of."""
    if draft.status != "answered" or not HELD.search(question.folded):
        return
    pair = _pair(list(numbers_said(question.folded)), draft)
    if pair is None:
        _warn_of_few(question, draft)
        return
    facts = [_fact(evidence, draft, number) for number in pair]
    known = [fact for fact in facts if fact is not None]
    if len(known) == len(pair):
        _say_of_figures(evidence, draft, known)
    elif kind_of(pair[0]) != "%" and holds_as_one(draft, *pair):
        _say_of_words(draft, pair)


def _pair(said: Sequence[Said], draft: Draft) -> tuple[Said, Said] | None:
    """Return the only two different numbers of one kind that a question says, where both are told."""
    kinds: dict[str, dict[tuple[object, str], Said]] = {}
    for number in said:
        kind = number.measure if kind_of(number) == "count" else kind_of(number)
        kinds.setdefault(kind, {}).setdefault((number.value, number.measure), number)
    for numbers in kinds.values():
        if len(numbers) == len(("one", "other")):
            one, other = numbers.values()
            if told(draft, one) and told(draft, other):
                return one, other
    return None


def _fact(evidence: Evidence, draft: Draft, said: Said) -> Pair | None:
    """Return the figure told that is the number said."""
    found = [r for r in draft.references if is_said(r.fact, said)]
    kind = next((kind for kind in _KINDS if kind in said.before), "")
    found.sort(key=lambda r: kind not in r.fact.aspect)
    if found:
        return evidence.by_id[found[0].report], found[0].fact
    return next(_in_cited(evidence, draft, said), None)


def _in_cited(evidence: Evidence, draft: Draft, said: Said) -> Iterator[Pair]:
    """Yield the figures of rows that are cited which are the number said."""
    for citation in draft.citations:
        info = evidence.by_id[citation.report]
        for fact in evidence.all_facts(info):
            inside = citation.start <= fact.place.start and fact.place.end <= citation.end
            if inside and "/指标:" in fact.metric and is_said(fact, said):
                yield info, fact


_KINDS = ("执行", "预算")


def _say_of_figures(evidence: Evidence, draft: Draft, pair: Sequence[Pair]) -> None:
    """Add by how much one figure is above another, and of what rates are taken."""
    (info, one), (other_info, other) = pair
    if info.id != other_info.id or _moves_apart(one, other):
        return
    if one.aspect in _RATES and other.aspect in _RATES:
        for fact in (one, other):
            say_confirmed(draft, evidence, info, fact)
    result = difference(one, other) or across(one, other)
    if result is None or not result.value or _is_told(draft, result):
        return
    if result.measure == "%":
        result = Result(result.value, "个百分点", result.formula)
    text = derived(draft, result, pair).lstrip("-")
    words = (f"{what(fact)}{draft.cite(info, fact)}" for info, fact in pair)
    draft.add(f"{'与'.join(words)}相差 {text}。")


def _is_told(draft: Draft, result: Result) -> bool:
    """Whether an answer tells the difference of two figures already."""
    return any(
        abs(d.value) == abs(result.value) and d.measure == result.measure for d in draft.derivations
    )


def _moves_apart(one: Fact, other: Fact) -> bool:
    """Whether only one of two figures tells a change or a share: they differ by nothing that means."""
    return (one.aspect in _MOVES) != (other.aspect in _MOVES) or (
        one.aspect in _MOVES and one.aspect != other.aspect
    )


def _say_of_words(draft: Draft, pair: Sequence[Said]) -> None:
    """Add by how much two numbers differ that stand in cited words."""
    printed = [_printed(draft, said) for said in pair]
    known = [one for one in printed if one is not None]
    if len(known) != len(pair) or known[0].measure != known[1].measure:
        return
    values = [parse_number(one.number) for one in known]
    terms = [f"{plain(value)} {one.measure}" for value, one in zip(values, known, strict=True)]
    apart = values[0] - values[1]
    measure = known[0].measure
    result = Result(apart, measure, f"{' − '.join(terms)} = {plain(apart)} {measure}")
    if _is_told(draft, result):
        return
    text = draft.derived(apart, measure, result.formula, [], known).lstrip("-")
    marks = "".join(dict.fromkeys(f"[{one.mark}]" for one in known))
    draft.add(f"问题中所说的这两个数相差 {text}。{marks}")


def _printed(draft: Draft, said: Said) -> Printed | None:
    """Return a number said as a cited place prints it."""
    measure = re.escape(said.measure)
    for citation in draft.citations:
        for match in re.finditer(rf"(?<![\d.,])({NUMBER})\s?({measure})", fold(citation.quote)):
            if f"[{citation.mark}]" in draft.text and parse_number(match[1]) == said.value:
                return Printed(match[1], match[2], citation.mark)
    return None


def _warn_of_few(question: Question, draft: Draft) -> None:
    """Warn where two small counts of one measure are held against each other: 项目1个, 项目2个."""
    counts = [s for s in counts_said(question.folded) if holds(draft.text, s)]
    for one, other in combinations(counts, 2):
        if one.measure == other.measure and one.value != other.value and one.measure not in MONEY:
            words = (
                f"一处写{one.text}，另一处写{other.text}，报告没有说明两者为何不同，请核对原文。"
            )
            draft.warn("differs", words, draft.citations[-1].mark if draft.citations else None)
            return
