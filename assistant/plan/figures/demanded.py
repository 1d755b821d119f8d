"""What a question wants of each figure and its answer leaves untold: added in the question's order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.calculate import Result, difference, share, total
from assistant.compose import drivers, statements, texts
from assistant.compose.before import before_of, say_before
from assistant.compose.draft import Draft, Pair
from assistant.compose.pairs import across, say_difference, say_share_of
from assistant.compose.statements import NO_REASON
from assistant.plan.figures.changes import changed_metric, say_change
from assistant.plan.figures.meant import (
    as_meant,
    between_units,
    of_what_is_left,
    with_beside,
)
from assistant.plan.missing.withheld import asks_more
from assistant.plan.sums.arithmetic import amount_of, direct_parts, of_one_fund, say_sum
from assistant.plan.sums.summed import without_base, without_container
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.demands import Demand, demands_of
from assistant.vocabulary import Mention
from index.amounts import MONEY
from index.model import Fact, Reason
from index.normalise import join
from index.store import ReportInfo
from index.terms import parts_of

_MOST_REPORTS = 2
_MOST_ALIKE = 3  # metrics that one term may mean
_OF_BUDGET = ("budget", "gap", "completion", "unplanned")
_YEAR_BEFORE = re.compile(r"[上去前]一?年")
_OF_CHANGE = ("change", "rate", "why")


def say_demanded(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo] = ()
) -> None:
    """Add what a question asks of the figures that it names and a draft does not tell.

    Given `reports` of the year after the one that is asked of, only what they tell of both years.
    """
    intent = question.intent
    later = bool(reports)
    if later and not _YEAR_BEFORE.search(question.folded):
        return  # 2021年为什么少了: not why 2022 has less than 2021
    ranks = intent.rank and len(question.units.units) != 1
    personal = intent.personal and not asks_more(question, evidence)
    other = ranks or intent.trend or personal or question.projects
    years = {info.year for info in question.reports} & set(question.years.years)
    if draft.status != "answered" or other or len(years) > 1 or between_units(question):
        return
    cited = {citation.report for citation in draft.citations}
    reports = reports or [info for info in question.reports if info.id in cited]
    if not 1 <= len(reports) <= _MOST_REPORTS:
        return
    before = len(draft.paragraphs)
    question = _as_meant(question, evidence)
    for demand in demands_of(question):
        for info in reports if not (later and demand.kind == "value") else ():
            _say(demand, question, evidence, draft, info)
    _drop_repeated(draft, before)


def _as_meant(question: Question, evidence: Evidence) -> Question:
    """Return a question with its terms as they are meant, and none beside them."""
    places = {(m.start, m.end) for m in question.mentions}
    meant = without_container(as_meant(of_what_is_left(without_base(question)), evidence))
    meant = with_beside(meant)
    kept = tuple(m for m in meant.mentions if (m.start, m.end) in places)
    return replace(question, mentions=kept)


def _say(
    demand: Demand, question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> None:
    if demand.kind in ("sum", "ratio", "share") and question.intent.top and question.intent.rank:
        return  # 前三位加起来占几成: of those that are ranked
    if demand.kind in ("sum", "apart", "ratio"):
        _say_of_both(demand, evidence, draft, info)
        return
    if demand.kind == "meaning":
        _say_meaning(demand.terms[0], question, evidence, draft, info)
        return
    term = demand.terms[0]
    if demand.kind == "why" and not _is_explained(evidence, info, term):
        term = next((t for t in demand.before if _is_explained(evidence, info, t)), term)
    for metric in _metrics(evidence, draft, info, term):
        if demand.kind == "value" and (term.weak or _of_projects(draft, metric)):
            continue  # 有哪几个项目,合计花了多少: of what the answer is on
        if demand.kind == "value":
            values = [f for f in evidence.facts(info, metric) if f.aspect in statements.VALUES]
            if not _tells(draft, info, *values):
                draft.add(statements.say_value(draft, evidence, info, metric))
        elif demand.kind == "prior":
            known = before_of(evidence, info, metric)
            if known is not None and not draft.tells(*known):
                say_before(draft, evidence, info, metric)
        elif demand.kind in _OF_CHANGE:
            _say_moved(demand.kind, question, evidence, draft, info, metric)
        elif demand.kind in _OF_BUDGET:
            _say_planned(demand.kind, evidence, draft, info, metric)
        else:
            _say_share(demand, evidence, draft, info, metric)


def _of_projects(draft: Draft, metric: str) -> bool:
    """Whether a draft tells of projects alone, and a figure is the whole year's."""
    told = {r.fact.metric.partition(":")[0] for r in draft.references}
    return metric in ("本年支出", "本年收入") and told == {"项目"}


def _metrics(evidence: Evidence, draft: Draft, info: ReportInfo, term: Mention) -> Sequence[str]:
    """Return what a term means in a report: what the draft tells of it, else what is stated."""
    stated = [m for m in term.metrics if statements.main_fact(evidence, info, m) is not None]
    told = {r.fact.metric for r in draft.references if r.report == info.id}
    own = [m for m in stated if m in told] or stated
    return own if len(own) <= _MOST_ALIKE else ()


def _tells(draft: Draft, info: ReportInfo, *facts: Fact | None) -> bool:
    """Whether a draft tells one of these figures of a report."""
    known = {(f.metric, f.aspect, f.amount.value) for f in facts if f is not None}
    return any(
        r.report == info.id and (r.fact.metric, r.fact.aspect, r.fact.amount.value) in known
        for r in draft.references
    )


def _quotes(draft: Draft, reasons: Sequence[Reason]) -> bool:
    """Whether a draft tells one of these reasons."""
    text = draft.text
    return any(join(reason.text).rstrip("。；;，,") in text for reason in reasons)


def _is_explained(evidence: Evidence, info: ReportInfo, term: Mention) -> bool:
    """Whether a report says why a figure moved since the year before."""
    return any(
        evidence.reasons(info, changed_metric(evidence, info, metric), "上年")
        for metric in term.metrics
    )


def _say_moved(
    kind: str,
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    metric: str,
) -> None:
    """Add how, or why, a figure moved since the year before, where a report tells it."""
    changed = changed_metric(evidence, info, metric)
    amount, rate = statements.changes(evidence, info, changed)
    if kind == "why":
        reasons = evidence.reasons(info, changed, "上年") or evidence.reasons(info, changed, "说明")
        if not reasons and "原因" not in draft.text:  # why its parts moved
            draft.add(drivers.reasons_of_parts(draft, evidence, info, changed))
        if not reasons or _quotes(draft, reasons):
            return
    else:
        wanted = (rate or amount) if kind == "rate" else (amount or rate)
        if wanted is None or _tells(draft, info, wanted):
            return
    draft.paragraphs[:] = [p for p in draft.paragraphs if p != NO_REASON]
    say_change(question, evidence, draft, info, metric, why=kind == "why")


def _say_planned(
    kind: str, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> None:
    """Add a figure's budget, how far it was spent, or why it was missed, where a report tells it."""
    budget = evidence.one(info, metric, *statements.BUDGETS)
    spent = statements.main_fact(evidence, info, metric)
    if kind == "unplanned":
        reasons = evidence.reasons(info, metric, "预算")
        told = not reasons or _quotes(draft, reasons)
    elif kind == "completion":
        rates = [f for f in evidence.facts(info, metric) if f.aspect in statements.RATES]
        part = share(spent, budget) if spent and budget else None
        told = _tells(draft, info, *rates) or (part is not None and draft.tells(part.value, "%"))
    elif kind == "gap":
        apart = difference(spent, budget) if spent and budget else None
        told = apart is None or draft.tells(apart.value, apart.measure)
    else:
        told = _tells(draft, info, budget)
    if not told:
        rate = kind == "completion"
        draft.add_each(statements.say_budget(draft, evidence, info, metric, rate=rate))


def _say_share(
    demand: Demand, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> None:
    """Add the share of a figure in its whole, or in what the question names."""
    fact = amount_of(evidence, info, metric)
    if fact is None or fact.amount.measure not in MONEY:
        return
    base = demand.base.metrics if demand.base is not None else ()
    whole = next((m for m in base if metric in direct_parts(m)), "")
    stated = any(statements.base_of(evidence, info, metric, m) for m in base)
    if base and not whole and not stated:
        _say_of_both(demand, evidence, draft, info)
        return
    if _has_share(draft, info, fact):
        return
    told = statements.say_share(draft, evidence, info, metric, whole)
    draft.add(told if statements.tells_share(told) else "")


def _say_meaning(
    term: Mention, question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> None:
    """Add what a report's glossary says of a term."""
    words = [term.official, question.folded[term.start : term.end], *term.metrics]
    entries = texts.find_definition(evidence, [word for word in words if word], [info])
    if entries and not any(f"「{entry.term}」" in draft.text for _, entry in entries):
        texts.say_definition(draft, entries)


def _say_of_both(demand: Demand, evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """Add the sum, the difference or the ratio of the figures that a demand is of."""
    terms = [*demand.terms, *([demand.base] if demand.base is not None else [])]
    found = [m for term in terms for m in _metrics(evidence, draft, info, term)[:1]]
    main = statements.main_fact if demand.kind in ("sum", "apart") else amount_of
    facts = [main(evidence, info, metric) for metric in dict.fromkeys(found)]
    pairs = [(info, fact) for fact in facts if fact is not None]
    if len(pairs) < len(terms) or len(pairs) < len(("one", "other")):
        return
    if demand.kind == "sum":
        summed = total([fact for _, fact in pairs])
        told = summed is None or draft.tells(summed.value, summed.measure)
        if summed is not None and not (told or _is_summed(draft, pairs)):
            before = len(draft.paragraphs)
            say_sum(draft, evidence, pairs)
            if len(draft.paragraphs) == before and len(pairs) == len(("one", "other")):
                _say_plain_sum(draft, summed, pairs)
        return
    pairs = of_one_fund(evidence, pairs)
    left, right = pairs[0], pairs[-1]
    if demand.kind == "apart":
        apart = difference(left[1], right[1]) or across(left[1], right[1])
        if (
            len(pairs) == len(("one", "other"))
            and apart
            and not draft.tells(apart.value, apart.measure)
        ):
            say_difference(draft, left, right)
    elif right[1].amount.value and not _has_ratio(draft, left[1].metric, right[1].metric):
        say_share_of(draft, left, right)


def _is_summed(draft: Draft, pairs: Sequence[Pair]) -> bool:
    """Whether a draft has added up these figures already, with others of their whole."""
    whole = {m for _, f in pairs for m in parts_of().get(f.metric, ())}
    parts = [f for _, f in pairs if not whole or f.metric in whole]
    alone = total(parts)
    return any(
        all(fact in [o.fact for o in d.operands] for fact in parts)
        for d in draft.derivations
        if " + " in d.formula and alone is not None and d.value != alone.value
    )


def _say_plain_sum(draft: Draft, summed: Result, pairs: Sequence[Pair]) -> None:
    """Add what figures come to of which one is within another, and that it is."""
    text = draft.derived(summed.value, summed.measure, summed.formula, pairs)
    draft.add(f"合计 {text}{draft.cite_each(pairs)}，但其中一项已包含在另一项里，有重复。")


def _has_ratio(draft: Draft, part: str, whole: str) -> bool:
    """Whether a draft tells how much of one figure another is."""
    ratios = (d.operands for d in draft.derivations if d.measure == "%" and d.operands)
    return any(
        own[0].fact.metric == part and whole in {o.fact.metric for o in own[1:]} for own in ratios
    )


_VALUE_ALONE = re.compile(r"(?P<head>\*\*.+?\*\* \d{4} 年度.+ [\d,.-]+ \S+?)。(?:\[\d+\])+$")


def _drop_repeated(draft: Draft, before: int) -> None:
    """Drop a bare value among the first paragraphs that one added after them opens with."""
    added = draft.paragraphs[before:]
    draft.paragraphs[:before] = [
        p
        for p in draft.paragraphs[:before]
        if not (m := _VALUE_ALONE.match(p))
        or not any(a.startswith(m["head"] + "，") for a in added)
    ]


def _has_share(draft: Draft, info: ReportInfo, part: Fact) -> bool:
    """Whether a draft tells a share of a figure, or of one of its parts in it."""
    stated = any(
        r.report == info.id and r.fact.metric == part.metric and r.fact.aspect == "占比"
        for r in draft.references
    )
    return stated or any(
        d.measure == "%" and d.operands and d.operands[0].fact.metric == part.metric
        for d in draft.derivations
    )
