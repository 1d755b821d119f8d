"""What passes between the stages of an answer, and the answer itself (the outside contract)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

STATUSES = ("answered", "clarify", "not_found", "refused")
OUTCOMES = ("supported", "derived", "contradicted", "unfounded")


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered place in a source: `source[start:end] == quote` holds for text files."""

    mark: int
    report: str
    unit: str
    year: int
    section: str
    quote: str
    file: str
    start: int
    end: int
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with a measure in the answer, and how it was checked."""

    text: str
    value: Decimal
    measure: str
    outcome: str
    citation: int | None
    formula: str | None = None
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something about the source that the reader must know beside the answer."""

    code: str
    message: str
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to show under an answer: `columns` are Chinese headings, cells are printed text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the text carries marks `[n]` that point to `citations`."""

    question: str
    status: str
    answer: str
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    warnings: tuple[Warning, ...] = ()
    options: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    next: tuple[str, ...] = ()
    model: str | None = None
    elapsed_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited quote in its surroundings, for the reader to open."""

    title: str
    before: str
    quote: str
    after: str
