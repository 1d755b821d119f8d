"""差的那一块是什么: the figure of a report that is just what two others differ by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from assistant.calculate import Result, difference, in_yuan
from assistant.compose.draft import Draft, subject
from assistant.compose.places import cited
from assistant.compose.rows import COMMON_PAIRS
from assistant.compose.statements import name, say_makeup
from assistant.lexicon import CENT
from assistant.plan.doubts.numbers import Said, fact_said, is_said, numbers_said
from assistant.retrieve import Evidence
from assistant.sentences import terms
from assistant.understand import Question
from assistant.vocabulary import item_name
from index.amounts import MONEY
from index.model import Fact
from index.store import ReportInfo

_APART = re.compile(
    r"多(?:出|的|花|收)|差(?:额|的|了|出|价|多少|(?=\d))|少(?:的|掉)|剩(?:下|的)|其余|余下|另外|还有"
    r"|没(?:执行|花|用|列|算)[^,。?]{0,3}的|对不上|不一[样致]|怎么对"
)
_WHAT_IS_IT = re.compile(r"什么|啥|哪|谁|咋|怎么|为何|解释|说明|呢[?。]*$")
_EXPLAINED = re.compile(r"(?<!偏差)原因：")
_NOT_EXPLAINED = re.compile(r"没有说明|未说明")
_AMOUNTS = ("决算数", "全年执行数", "预算数", "全年预算数", "年初预算数")
_LEAST_DIGITS = 4  # fewer may be the same by chance
_MOST_SAID = 4
_SIDE = 2  # characters


def _asks(question: Question) -> bool:
    """Whether it is asked what makes up, or explains, the difference of two figures."""
    text = question.folded
    return bool(_APART.search(text) and _WHAT_IS_IT.search(text))


def answer_gap(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Say which figure is what two amounts that a question says differ by; False where none is."""
    if len(reports) != 1 or question.projects or not _asks(question):
        return False
    info = reports[0]
    named = [f for metric in question.metrics for f in evidence.facts(info, metric)]
    found = (
        next((f for f in named if _is_amount(f) and is_said(f, said)), None)
        or fact_said(evidence, info, said)
        for said in _said(question)
    )
    facts = [fact for fact in found if fact is not None and _is_amount(fact)]
    return _say_same(evidence, draft, info, _pairs(facts))


def say_what_differs(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add what two figures of an answer differ by, where that is asked and not told."""
    if len(reports) != 1 or not _asks(question):
        return
    info = reports[0]
    facts = _held(question, evidence, draft, info)
    held = _pairs(facts)
    if not held or _say_same(evidence, draft, info, held):
        return
    for larger, smaller in held:
        if smaller.metric in evidence.parts(info, larger.metric):
            draft.add_each(say_makeup(draft, evidence, info, larger.metric))
            return
    if len(facts) == len(("one", "other")):
        _say_unexplained(draft, info, *held[0])


def _say_same(
    evidence: Evidence, draft: Draft, info: ReportInfo, held: Sequence[tuple[Fact, Fact]]
) -> bool:
    """Add the figure that is just the difference of one of these pairs; False where none is."""
    for larger, smaller in held:
        apart = difference(larger, smaller)
        found = _same(evidence, info, apart, (larger, smaller)) if apart is not None else None
        if apart is not None and found is not None:
            pair = [(info, larger), (info, smaller)]
            text = draft.derived(apart.value, apart.measure, apart.formula, pair)
            exact = in_yuan(found.amount) == _yuan(apart)
            draft.add(
                f"{subject(info)}{_told(evidence, draft, info, larger)}，"
                f"{_told(evidence, draft, info, smaller)}，两者相差 {text}；"
                f"{_what(found)}{'正是' if exact else '与此几乎相同，为'} "
                f"{draft.figure(info, found)}。{cited(draft, evidence, info, found)}"
            )
            return True
    return False


def _told(evidence: Evidence, draft: Draft, info: ReportInfo, fact: Fact) -> str:
    return f"{_what(fact)} {draft.figure(info, fact)}{cited(draft, evidence, info, fact)}"


def _what(fact: Fact) -> str:
    return name(fact.metric, fact) + ("" if fact.aspect == "决算数" else f"的{fact.aspect}")


def _said(question: Question) -> list[Said]:
    return list(numbers_said(question.folded))[:_MOST_SAID]


def _held(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> list[Fact]:
    """Return the amounts that a question says, as it means them."""
    named = [f for metric in question.metrics for f in evidence.facts(info, metric)]
    told = [r.fact for r in draft.references if r.report == info.id]
    known = [fact for fact in (*named, *told) if _is_amount(fact)]
    return [f for s in _said(question) if (f := next((x for x in known if is_said(x, s)), None))]


def _pairs(facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """Return the pairs of amounts that differ, the larger one first."""
    pairs = [sorted(pair, key=lambda f: -in_yuan(f.amount)) for pair in combinations(facts, 2)]
    return [(a, b) for a, b in pairs if in_yuan(a.amount) > in_yuan(b.amount)]


def _say_unexplained(draft: Draft, info: ReportInfo, larger: Fact, smaller: Fact) -> None:
    """Add by how much two amounts differ, and that the report does not say why, unless it does."""
    apart = difference(larger, smaller)
    if apart is None or _EXPLAINED.search(draft.text):
        return
    if all(abs(derived.value) != apart.value for derived in draft.derivations):
        pair = [(info, larger), (info, smaller)]
        text = draft.derived(apart.value, apart.measure, apart.formula, pair)
        draft.add(
            f"{_what(larger)} {draft.figure(info, larger)}{draft.cite(info, larger)}与"
            f"{_what(smaller)} {draft.figure(info, smaller)}{draft.cite(info, smaller)}相差 {text}。"
        )
    if smaller.metric != larger.metric and smaller.metric.endswith(larger.metric):
        draft.add(
            f"两者口径不同：{name(larger.metric)}包括各种资金来源，"
            f"{name(smaller.metric)}只是其中{smaller.metric.removesuffix(larger.metric)}的部分。"
        )
    if not _NOT_EXPLAINED.search(draft.text):
        draft.add("报告没有说明这一差额由什么构成。")


def _is_amount(fact: Fact) -> bool:
    return fact.aspect in _AMOUNTS and fact.amount.measure in MONEY


def _yuan(result: Result) -> Decimal:
    return result.value * MONEY[result.measure]


def _pairs_of_name(fact: Fact) -> set[str]:
    """Return the telling pairs of characters of a figure's name: 医疗救助 of one fund and of another."""
    return set(terms(item_name(fact.metric))) - COMMON_PAIRS - _OF_ANY


_OF_ANY = frozenset({"支出", "收入", "总计", "财政", "拨款", "预算", "公共", "一般", "其他"})
_LIKE = 2  # pairs of a name


def _same(evidence: Evidence, info: ReportInfo, apart: Result, held: Sequence[Fact]) -> Fact | None:
    """Return the amount of a report that is a difference, exactly or but for rounding."""
    digits = re.sub(r"\D", "", str(apart.value)).strip("0")
    if apart.measure not in MONEY:
        return None
    named = set().union(*(_pairs_of_name(fact) for fact in held))
    near = CENT * MONEY[apart.measure] if len(digits) > _LEAST_DIGITS else Decimal(0)
    taken = {fact.metric for fact in held}
    fits = [
        fact
        for metric in evidence.metrics(info)
        if "/" not in metric and metric not in taken
        for fact in evidence.facts(info, metric)
        if _is_amount(fact)
        and abs(in_yuan(fact.amount) - _yuan(apart)) <= near
        and (len(digits) >= _LEAST_DIGITS or len(named & _pairs_of_name(fact)) >= _LIKE)
    ]
    return min(
        fits,
        key=lambda f: (
            abs(in_yuan(f.amount) - _yuan(apart)),
            not f.metric.endswith(held[0].metric[-_SIDE:]),  # of the same side: 收入, 支出
            _AMOUNTS.index(f.aspect),
        ),
        default=None,
    )
