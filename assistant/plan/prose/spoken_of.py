"""Which report a question means that names no unit: the only one that speaks of what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.retrieve import Evidence
from assistant.sentences import telling
from assistant.understand import Question
from assistant.understand.intent import without_intent
from assistant.understand.years import YearMatch
from index.store import ReportInfo

_MOST_REPORTS = 12
_LEAST_PAIRS = 2
_CLEARLY = 1.4  # times the words that the second best report has for itself
_QUOTED = re.compile(r"[“\"「]([^”\"」]{2,12})[”\"」]")
_AGAINST = re.compile("[比和跟与同]")  # 差多少 alone compares no units
_OF_ALL = re.compile(
    r"哪(?:家|个单位|个局|几家|些单位)|[几各]家|各个?单位|这[几些五三两]|分别|都(?![用花投去](?:在|到)?了?[哪什啥])"
)


def of_one_report(question: Question, evidence: Evidence) -> Question:
    """Return a question whose unit is open with the one report that has its rare words, if one has.

    环保督察组进驻那阵子: of five reports a single one speaks of it.
    """
    years = question.years
    units = question.units.units
    one_name = len(units) > 1 and len(question.units.spans) == 1  # 乌鲁木齐, of four units
    settled = (units and not one_name) or question.units.unknown
    if settled or question.projects or question.before is not None:
        return question
    if (
        (question.intent.compare and _AGAINST.search(question.folded))
        or question.intent.rank
        or question.intent.define
        or _OF_ALL.search(question.folded)
    ):
        return question
    dated = years.years and not years.relative
    pool = question.reports if dated or units else tuple(evidence.reports)
    if not 2 <= len(pool) <= _MOST_REPORTS:
        return question
    found = _by_quoted(question, evidence, pool) or _by_words(question, evidence, pool)
    if found is None:
        return question
    kept = replace(years, relative=None) if years.years else YearMatch()
    kept = kept if found.year in kept.years else YearMatch()
    return replace(question, reports=(found,), years=kept)


def _by_quoted(
    question: Question, evidence: Evidence, pool: Sequence[ReportInfo]
) -> ReportInfo | None:
    """Return the only report that holds a term which a question puts in quotes."""
    for match in _QUOTED.finditer(question.folded):
        holding = [i for i in pool if any(match[1] in s.text for s in evidence.sentences(i).all)]
        if len(holding) == 1:
            return holding[0]
    return None


def _by_words(
    question: Question, evidence: Evidence, pool: Sequence[ReportInfo]
) -> ReportInfo | None:
    """Return the report with a sentence of several words of a question that no other report has."""
    spans = [(m.start, m.end) for m in question.mentions]
    words = telling(without_intent(question.folded), spans)
    heard = {word: [i for i in pool if evidence.sentences(i).holds(word)] for word in words}
    scored: list[tuple[float, ReportInfo]] = []
    for info in pool:
        rare = {word for word, holding in heard.items() if holding == [info]}
        best = evidence.sentences(info).find(rare, 1, without=("名词解释",)) if rare else []
        held = best[0].sentence.words & rare if best else set()
        if len(held) >= _LEAST_PAIRS:
            scored.append((evidence.sentences(info).weigh(held), info))
    scored.sort(key=lambda pair: -pair[0])
    if not scored or (len(scored) > 1 and scored[0][0] < _CLEARLY * scored[1][0]):
        return None
    return scored[0][1]
