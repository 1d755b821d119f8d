"""The project that the clauses of a question mean together, where its name is said in part at most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose.rows import COMMON_PAIRS, rows_in
from assistant.plan.projects.asked_rows import may_mean, scored, tells
from assistant.plan.split.pieces import Piece, things_of
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from index.model import Sheet
from index.normalise import fold
from index.store import ReportInfo

_CLAUSE = re.compile(r"[^,，。;；?？!！\n]+")
_MOST_REPORTS = 2
_LEAST_CLAUSES = 2
_AHEAD = 1.5  # times the votes of the next one
_GENERIC_TITLE = 4  # characters of a name that may stand in any sentence: 运行经费
_MOST_OF_TITLE = 0.5
_MOST_RARE = 3.0


@dataclass(frozen=True, slots=True)
class Votes:
    """What speaks for a table: how many clauses its indicators answer, and how well in all."""

    info: ReportInfo
    sheet: Sheet
    clauses: int
    score: float


def elected(question: Question, evidence: Evidence) -> tuple[ReportInfo, Sheet] | None:
    """Return the one project whose indicators answer most of a question's clauses, well ahead of all.

    A project that is named by more than a few characters is not put to the vote.
    """
    if question.before is not None or any(says_title(question, t) for t in question.projects):
        return None
    if not 1 <= len(question.reports) <= _MOST_REPORTS:
        return None
    clauses = _clauses(question)
    if len(clauses) < _LEAST_CLAUSES:
        return None
    votes = sorted(_votes(question, clauses, evidence), key=lambda v: -v.score)
    best = votes[0] if votes else None
    if best is None or best.clauses < _LEAST_CLAUSES or best.sheet.title in question.projects:
        return None
    others = [v for v in votes if v.sheet.metric != best.sheet.metric]
    if others and best.score < _AHEAD * others[0].score:
        return None
    named = [v.clauses for v in others if v.sheet.title in question.projects]
    return (best.info, best.sheet) if best.clauses > max(named, default=0) else None


def says_title(question: Question, title: str) -> bool:
    """Whether a question says most of a project's name, which is no name for any."""
    pairs = set(terms(title))
    said = len(pairs & set(terms(question.folded)))
    return len(fold(title)) > _GENERIC_TITLE and said >= _MOST_OF_TITLE * len(pairs)


def _clauses(question: Question) -> list[Piece]:
    pieces = (Piece(m.group(), m.start(), m.end()) for m in _CLAUSE.finditer(question.folded))
    return [thing for piece in pieces for thing in things_of(piece, question)]


def _votes(question: Question, clauses: Sequence[Piece], evidence: Evidence) -> Iterator[Votes]:
    for info in question.reports:
        tables = [(info, s) for report, s in evidence.tables if report == info.id]
        backed = support(question, evidence, tables)
        for (_, sheet), beside in zip(tables, backed, strict=True):
            rows = rows_in(evidence, info, sheet)
            each = [
                max(
                    (
                        s
                        for s, row in scored(c, sheet, rows)
                        if tells(c, row) and may_mean(c, question, row)
                    ),
                    default=0.0,
                )
                for c in clauses
            ]
            yield Votes(info, sheet, sum(map(bool, each)), sum(each) + beside)


def support(
    question: Question, evidence: Evidence, tables: Sequence[tuple[ReportInfo, Sheet]]
) -> list[float]:
    """Return what speaks for each table beside its indicators: its title, words that it alone has."""
    words = telling(question.folded, question.units.spans) - COMMON_PAIRS
    texts = [
        set(terms(fold(evidence.ledger.text(info.id)[sheet.place.start : sheet.place.end])))
        for info, sheet in tables
    ]
    found = []
    for at, (_, sheet) in enumerate(tables):
        others = [t for i, t in enumerate(texts) if tables[i][1].metric != sheet.metric]
        rare = [w for w in words & texts[at] if not any(w in text for text in others)]
        found.append(min(len(rare), _MOST_RARE) + len(words & set(terms(sheet.title))))
    return found
