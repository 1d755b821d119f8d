"""Units that are asked about beside others: each with its own year, none left out that has no report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understand.question import Question
from assistant.understand.unit_names import PLACE, bare_name
from index.store import ReportInfo

_YEAR = re.compile(r"(?:20)?\d\d年度?")
_YEAR_BEFORE = re.compile(r"((?:20)?\d\d)年度?的?$")
_YEAR_BEHIND = re.compile(r"(?:在|的)?((?:20)?\d\d)年")
_CLAUSE = re.compile(r"[,，;；。?？]")
_PAIR = 2


def with_own_years(
    question: Question, chosen: tuple[ReportInfo, ...]
) -> tuple[Question, tuple[ReportInfo, ...]]:
    """Return the reports of each unit's own year, where each is said beside one: 甲局23年比21年乙局."""
    named = _by_start(question)
    if len(named) < _PAIR or len(question.years.years) < _PAIR:
        return question, chosen
    kept: list[ReportInfo] = []
    for start, units in sorted(named.items()):
        year = _year_beside(question, start)
        own = [info for info in chosen if info.unit in units and info.year % 100 == year]
        if not own:
            return question, chosen
        kept += [info for info in own if info not in kept]
    return replace(question, years=replace(question.years, several=False)), tuple(kept)


def _year_beside(question: Question, start: int) -> int | None:
    """Return the last two digits of the year right before or behind where a unit is named."""
    end = dict(question.units.spans)[start]
    before = _YEAR_BEFORE.search(question.folded[:start])
    said = before or _YEAR_BEHIND.match(question.folded, end)
    return int(said[1]) % 100 if said else None


def with_units_lacking(
    question: Question, chosen: tuple[ReportInfo, ...], reports: Sequence[ReportInfo]
) -> tuple[Question, tuple[ReportInfo, ...]]:
    """Return a question that says which units have no report of its year, and the reports chosen.

    A year that an earlier clause says of another unit (甲局2022年花了多少,和乙局比呢) leaves the unit
    its newest report.
    """
    if not chosen or len(question.years.years) != 1 or question.projects:
        return question, chosen
    year = question.years.years[0]
    notes = [question.years.relative] if question.years.relative else []
    later = question.later
    for start, unit in _lacking(question, chosen):
        note = f"没有收录{unit} {year} 年度的决算报告"
        later += tuple(r for r in reports if r.unit == unit and r.year == year + 1)
        own = max((r for r in reports if r.unit == unit), key=lambda r: r.year, default=None)
        if own is not None and _year_is_of_another(question.folded, start):
            chosen = (*chosen, own)
            note += f"，以下取它 {own.year} 年度的"
        notes.append(f"{note}。")
    years = replace(question.years, relative="\n".join(notes) or None)
    return replace(question, years=years, later=later), chosen


def _year_is_of_another(text: str, start: int) -> bool:
    """Whether a clause before a unit says the year, and none behind it."""
    said = _YEAR.search(text)
    before = said is not None and _CLAUSE.search(text[said.end() : start]) is not None
    return before and _YEAR.search(text, start) is None


def _lacking(question: Question, chosen: Sequence[ReportInfo]) -> list[tuple[int, str]]:
    """Return where the units are named of which nothing is chosen, where the words mean one alone.

    A unit that was renamed is spoken for by the other name; 新疆 alone names no bureau in it.
    """
    there = {info.unit for info in chosen} | set(question.units.related)
    there |= {name for pair in question.units.renamed if there & set(pair) for name in pair}
    named = _by_start(question)
    alone = ((start, units) for start, units in sorted(named.items()) if len(units) == 1)
    return [(start, unit) for start, units in alone for unit in units - there]


def _by_start(question: Question) -> dict[int, set[str]]:
    """Return the units that each mention may mean, by where it starts."""
    ends = dict(question.units.spans)
    named: dict[int, set[str]] = {}
    for start, unit in question.units.order:
        if start in ends and not _is_wider(question.folded[start : ends[start]], unit):
            named.setdefault(start, set()).add(unit)
    return named


def _is_wider(said: str, unit: str) -> bool:
    """Whether what is said is a place that the unit's own place lies in: 新疆 of 新疆昌吉州."""
    name = bare_name(unit)
    return bool(said) and name.startswith(said) and PLACE.match(name, len(said)) is not None
