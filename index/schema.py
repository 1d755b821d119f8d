"""The tables of the ledger and the way of each object into its row and back.

Documented in docs/architecture.md so that anyone can open the file with ordinary tools.
"""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal
from typing import Any, TypeVar

import sqlalchemy as sa

from index.model import Amount, Chunk, Fact, Finding, Place, Report, Section

T = TypeVar("T")

SCHEMA = sa.MetaData()
META = sa.Table(
    "meta", SCHEMA, sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text)
)
REPORTS = sa.Table(
    "reports",
    SCHEMA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("former", sa.Text, nullable=False),
    sa.Column("members", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
FILES = sa.Table(
    "files",
    SCHEMA,
    sa.Column("path", sa.Text, primary_key=True),
    sa.Column("root", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
)


def _owned(name: str, *columns: sa.Column[Any]) -> sa.Table:
    return sa.Table(
        name,
        SCHEMA,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report", sa.Text, nullable=False, index=True),
        sa.Column("section", sa.Text, nullable=False),
        *columns,
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=name == "code") for name in names]


def _numbers(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


SECTIONS = _owned(
    "sections", *_text("path", "kind"), *_numbers("level", "heading_start", "heading_end")
)
FACTS = _owned(
    "facts",
    *_text("fund", "entity", "metric", "aspect", "value", "quantum", "measure", "printed", "code"),
    *_numbers("context_start", "context_end"),
)
REASONS = _owned(
    "reasons",
    *_text("fund", "entity", "metric", "basis", "text"),
    *_numbers("context_start", "context_end"),
)
DEFINITIONS = _owned("definitions", *_text("term", "text"))
SHEETS = _owned("sheets", *_text("metric", "title", "department", "implementer"))
ROWS = _owned(
    "indicators",
    *_text("metric", "name", "level", "target", "result", "weight", "score", "deviation", "doubt"),
)
FINDINGS = _owned(
    "findings",
    *_text("rule", "severity", "metric", "message", "stated", "computed", "places"),
)
COVERAGE = sa.Table(
    "checks",
    SCHEMA,
    sa.Column("report", sa.Text, primary_key=True),
    sa.Column("rule", sa.Text, primary_key=True),
    *_numbers("holds", "truncated", "fails", "not_evaluable"),
)
CHUNKS = _owned("chunks", *_text("key", "kind", "header", "text"))
sa.Index("chunks_key", CHUNKS.c.key)
OWNED = (SECTIONS, FACTS, REASONS, DEFINITIONS, SHEETS, ROWS, FINDINGS, COVERAGE, CHUNKS)


def rows_of(report: Report) -> list[tuple[sa.Table, list[dict[str, object]]]]:
    """Return the rows that a report fills, table by table; passages are written apart."""
    own = report.id
    return [
        (SECTIONS, [_section_row(own, item) for item in report.sections]),
        (FACTS, [_fact_row(own, item) for item in report.facts]),
        (REASONS, [_placed(own, item) for item in report.reasons]),
        (DEFINITIONS, [_placed(own, item) for item in report.definitions]),
        (SHEETS, [_placed(own, item) for item in report.sheets]),
        (ROWS, [_placed(own, item) for item in report.rows]),
        (FINDINGS, [finding_row(own, item) for item in report.findings]),
        (COVERAGE, [{"report": own, **_values(item)} for item in report.coverage]),
    ]


def chunk_row(report: str, chunk: Chunk) -> dict[str, object]:
    row = _placed(report, chunk)
    key = row.pop("id")
    return {**row, "key": key}


def finding_row(report: str, finding: Finding) -> dict[str, object]:
    row = {"report": report, **_values(finding)}
    row["places"] = json.dumps([[place.start, place.end] for place in finding.places])
    return {**row, "start": finding.places[0].start, "end": finding.places[0].end}


def _fact_row(report: str, fact: Fact) -> dict[str, object]:
    row = _placed(report, fact)
    del row["amount"]
    amount = fact.amount
    numbers = {"value": str(amount.value), "quantum": str(amount.quantum)}
    return {**row, **numbers, "measure": amount.measure, "printed": amount.text}


def _section_row(report: str, section: Section) -> dict[str, object]:
    return {
        "report": report,
        "section": section.label,
        "path": json.dumps(section.path, ensure_ascii=False),
        "kind": section.kind,
        "level": section.level,
        "heading_start": section.heading.start,
        "heading_end": section.heading.end,
        "start": section.body.start,
        "end": section.body.end,
    }


def _placed(report: str, item: Any) -> dict[str, object]:
    """Return an object's fields as columns: its place as start and end, its context likewise."""
    row = {"report": report, **_values(item)}
    for name, prefix in (("place", ""), ("context", "context_")):
        place = row.pop(name, None)
        if isinstance(place, Place):
            row |= {f"{prefix}start": place.start, f"{prefix}end": place.end}
    return row


def _values(item: Any) -> dict[str, object]:
    return {field.name: getattr(item, field.name) for field in fields(item)}


def read_as(kind: type[T], row: Any, **special: object) -> T:
    """Return a row as an object of the model; `special` are fields that are no plain columns."""
    values: dict[str, Any] = dict(special)
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name == "place":
            values.setdefault("place", Place(row.start, row.end))
        elif field.name == "context":
            values["context"] = Place(row.context_start, row.context_end)
        elif field.name not in values:
            values[field.name] = getattr(row, field.name)
    return kind(**values)


def fact_of(row: Any) -> Fact:
    """Return a row as a fact; amounts come back as Decimal."""
    return Fact(
        row.section,
        row.fund,
        row.entity,
        row.metric,
        row.aspect,
        Amount(Decimal(row.value), Decimal(row.quantum), row.measure, row.printed),
        Place(row.start, row.end),
        Place(row.context_start, row.context_end),
        row.code,
    )


def finding_of(row: Any) -> Finding:
    places = tuple(Place(start, end) for start, end in json.loads(row.places))
    return read_as(Finding, row, places=places)


def chunk_of(row: Any) -> Chunk:
    return read_as(Chunk, row, id=row.key)
