"""The tables of the ledger and the way of each object into its row and back.

Documented in docs/architecture.md so that anyone can open the file with ordinary tools.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from index.model import (
    Amount,
    Chunk,
    Coverage,
    Definition,
    Fact,
    Finding,
    Place,
    Reason,
    Report,
    Row,
    Section,
    Sheet,
)

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
        (REASONS, [_reason_row(own, item) for item in report.reasons]),
        (DEFINITIONS, [_row(own, d, term=d.term, text=d.text) for d in report.definitions]),
        (SHEETS, [_sheet_row(own, item) for item in report.sheets]),
        (ROWS, [_indicator_row(own, item) for item in report.rows]),
        (FINDINGS, [finding_row(own, item) for item in report.findings]),
        (COVERAGE, [_coverage_row(own, item) for item in report.coverage]),
    ]


def chunk_row(report: str, chunk: Chunk) -> dict[str, object]:
    return _row(report, chunk, key=chunk.id, kind=chunk.kind, header=chunk.header, text=chunk.text)


def finding_row(report: str, finding: Finding) -> dict[str, object]:
    return {
        "report": report,
        "section": finding.section,
        "rule": finding.rule,
        "severity": finding.severity,
        "metric": finding.metric,
        "message": finding.message,
        "stated": finding.stated,
        "computed": finding.computed,
        "places": json.dumps([[place.start, place.end] for place in finding.places]),
        "start": finding.places[0].start,
        "end": finding.places[0].end,
    }


def _coverage_row(report: str, item: Coverage) -> dict[str, object]:
    return {
        "report": report,
        "rule": item.rule,
        "holds": item.holds,
        "truncated": item.truncated,
        "fails": item.fails,
        "not_evaluable": item.not_evaluable,
    }


def _sheet_row(report: str, sheet: Sheet) -> dict[str, object]:
    return _row(
        report,
        sheet,
        metric=sheet.metric,
        title=sheet.title,
        department=sheet.department,
        implementer=sheet.implementer,
    )


def _row(report: str, item: Any, **values: object) -> dict[str, object]:
    return {
        "report": report,
        "section": item.section,
        "start": item.place.start,
        "end": item.place.end,
        **values,
    }


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


def _fact_row(report: str, fact: Fact) -> dict[str, object]:
    return _row(
        report,
        fact,
        fund=fact.fund,
        entity=fact.entity,
        metric=fact.metric,
        aspect=fact.aspect,
        value=str(fact.amount.value),
        quantum=str(fact.amount.quantum),
        measure=fact.amount.measure,
        printed=fact.amount.text,
        code=fact.code,
        context_start=fact.context.start,
        context_end=fact.context.end,
    )


def _reason_row(report: str, reason: Reason) -> dict[str, object]:
    return _row(
        report,
        reason,
        fund=reason.fund,
        entity=reason.entity,
        metric=reason.metric,
        basis=reason.basis,
        text=reason.text,
        context_start=reason.context.start,
        context_end=reason.context.end,
    )


def _indicator_row(report: str, row: Row) -> dict[str, object]:
    return _row(
        report,
        row,
        metric=row.metric,
        name=row.name,
        level=row.level,
        target=row.target,
        result=row.result,
        weight=row.weight,
        score=row.score,
        deviation=row.deviation,
        doubt=row.doubt,
    )


def chunk_of(row: Any) -> Chunk:
    place = Place(row.start, row.end)
    return Chunk(row.key, row.section, row.kind, row.header, row.text, place)


def fact_of(row: sa.Row[Any]) -> Fact:
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


def reason_of(row: Any) -> Reason:
    return Reason(
        row.section,
        row.fund,
        row.entity,
        row.metric,
        row.basis,
        row.text,
        Place(row.start, row.end),
        Place(row.context_start, row.context_end),
    )


def definition_of(row: Any) -> Definition:
    return Definition(row.section, row.term, row.text, Place(row.start, row.end))


def sheet_of(row: Any) -> Sheet:
    return Sheet(
        row.metric,
        row.title,
        row.department,
        row.implementer,
        row.section,
        Place(row.start, row.end),
    )


def indicator_of(row: Any) -> Row:
    return Row(
        row.metric,
        row.section,
        row.name,
        row.level,
        row.target,
        row.result,
        row.weight,
        row.score,
        row.deviation,
        row.doubt,
        Place(row.start, row.end),
    )


def finding_of(row: Any) -> Finding:
    places = tuple(Place(start, end) for start, end in json.loads(row.places))
    return Finding(
        row.rule,
        row.severity,
        row.section,
        row.metric,
        row.message,
        row.stated,
        row.computed,
        places,
    )


def coverage_of(row: Any) -> Coverage:
    return Coverage(row.rule, row.holds, row.truncated, row.fails, row.not_evaluable)
