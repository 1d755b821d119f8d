"""The ledger: one SQLite file through SQLAlchemy, with the passages' BM25 index beside the facts.

Amounts are stored as text and come back as Decimal: no float touches money. The schema is
documented in docs/architecture.md so that anyone can open the file with ordinary tools.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from index.errors import IndexUnavailableError
from index.model import Amount, Chunk, Definition, Fact, Place, Reason, Report, Row, Section, Sheet
from index.normalise import fold

_SCHEMA = sa.MetaData()
_META = sa.Table(
    "meta", _SCHEMA, sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text)
)
_REPORTS = sa.Table(
    "reports",
    _SCHEMA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("former", sa.Text, nullable=False),
    sa.Column("members", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
_FILES = sa.Table(
    "files",
    _SCHEMA,
    sa.Column("path", sa.Text, primary_key=True),
    sa.Column("root", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
)


def _owned(name: str, *columns: sa.Column[Any]) -> sa.Table:
    return sa.Table(
        name,
        _SCHEMA,
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


_SECTIONS = _owned(
    "sections", *_text("path", "kind"), *_numbers("level", "heading_start", "heading_end")
)
_FACTS = _owned(
    "facts",
    *_text("fund", "entity", "metric", "aspect", "value", "quantum", "measure", "printed", "code"),
    *_numbers("context_start", "context_end"),
)
_REASONS = _owned(
    "reasons",
    *_text("fund", "entity", "metric", "basis", "text"),
    *_numbers("context_start", "context_end"),
)
_DEFINITIONS = _owned("definitions", *_text("term", "text"))
_SHEETS = _owned("sheets", *_text("metric", "title", "department", "implementer"))
_ROWS = _owned(
    "indicators",
    *_text("metric", "name", "level", "target", "result", "weight", "score", "deviation", "doubt"),
)
_CHUNKS = _owned("chunks", *_text("key", "kind", "header", "text"))
sa.Index("chunks_key", _CHUNKS.c.key)
_OWNED = (_SECTIONS, _FACTS, _REASONS, _DEFINITIONS, _SHEETS, _ROWS, _CHUNKS)
_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What is indexed of one report, without its text."""

    id: str
    unit: str
    year: int
    file: str
    sha256: str
    former: tuple[str, ...]
    members: tuple[str, ...]
    facts: int


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """A file that was indexed, the folder that was named for it, and the report that it gave."""

    path: str
    root: str
    sha256: str
    report: str


def tokens(text: str) -> list[str]:
    """Return the BM25 terms of a text: Han characters, their bigrams, and ASCII words.

    >>> tokens("公车12辆")
    ['公', '车', '公车', '12', '辆']
    """
    found: list[str] = []
    for word in _WORD.findall(fold(text).lower()):
        if word[0].isascii():
            found.append(word)
        else:
            found.extend(word)
            found.extend(word[i : i + 2] for i in range(len(word) - 1))
    return found


class Ledger:
    """Reads and writes one ledger file."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open `path`; raises IndexUnavailableError where it is missing or no ledger."""
        if not create and not path.exists():
            raise IndexUnavailableError(f"索引文件不存在：{path}。请先运行 juesuan index。")
        self._engine = sa.create_engine(
            f"sqlite:///{path}", poolclass=sa.pool.NullPool if create else None
        )
        try:
            if create:
                _SCHEMA.create_all(self._engine)
                with self._engine.begin() as connection:
                    connection.exec_driver_sql(
                        "CREATE VIRTUAL TABLE IF NOT EXISTS passages USING fts5(terms, detail=none)"
                    )
            self._meta = self._read_meta()
        except sa.exc.DatabaseError as error:
            raise IndexUnavailableError(
                f"索引文件无法读取：{path}。请删除该目录后重新运行 juesuan index。"
            ) from error

    def close(self) -> None:
        self._engine.dispose()

    # -- meta ---------------------------------------------------------------------------------

    def _read_meta(self) -> dict[str, str]:
        with self._engine.connect() as connection:
            return {row.key: row.value for row in connection.execute(sa.select(_META))}

    @property
    def meta(self) -> dict[str, str]:
        """Key and value of what the index says of itself (schema, embedding model)."""
        return dict(self._meta)

    def set_meta(self, values: dict[str, str]) -> None:
        with self._engine.begin() as connection:
            for key, value in values.items():
                connection.execute(sa.delete(_META).where(_META.c.key == key))
                connection.execute(sa.insert(_META).values(key=key, value=value))
        self._meta = self._read_meta()

    # -- writing ------------------------------------------------------------------------------

    def put(self, report: Report) -> None:
        """Store a report, replacing what was stored under its id."""
        with self._engine.begin() as connection:
            _drop(connection, report.id)
            connection.execute(
                sa.insert(_REPORTS).values(
                    id=report.id,
                    unit=report.unit,
                    year=report.year,
                    file=str(report.file),
                    sha256=report.sha256,
                    former=json.dumps(report.former, ensure_ascii=False),
                    members=json.dumps(report.members, ensure_ascii=False),
                    text=report.text,
                )
            )
            for table, rows in (
                (_SECTIONS, [_section_row(report.id, item) for item in report.sections]),
                (_FACTS, [_fact_row(report.id, item) for item in report.facts]),
                (_REASONS, [_reason_row(report.id, item) for item in report.reasons]),
                (
                    _DEFINITIONS,
                    [_row(report.id, d, term=d.term, text=d.text) for d in report.definitions],
                ),
                (
                    _SHEETS,
                    [
                        _row(
                            report.id,
                            s,
                            metric=s.metric,
                            title=s.title,
                            department=s.department,
                            implementer=s.implementer,
                        )
                        for s in report.sheets
                    ],
                ),
                (_ROWS, [_indicator_row(report.id, row) for row in report.rows]),
            ):
                if rows:
                    connection.execute(sa.insert(table), rows)
            for chunk in report.chunks:
                result = connection.execute(
                    sa.insert(_CHUNKS).values(
                        **_row(
                            report.id,
                            chunk,
                            key=chunk.id,
                            kind=chunk.kind,
                            header=chunk.header,
                            text=chunk.text,
                        )
                    )
                )
                terms = " ".join(
                    [_report_term(report.id), *tokens(chunk.header), *tokens(chunk.text)]
                )
                key = result.inserted_primary_key
                assert key is not None  # an INSERT of one row has one
                connection.exec_driver_sql(
                    "INSERT INTO passages(rowid, terms) VALUES (?, ?)", (key[0], terms)
                )

    def remove(self, report: str) -> None:
        """Remove a report and all that hangs on it."""
        with self._engine.begin() as connection:
            _drop(connection, report)

    def set_files(self, files: Iterable[IndexedFile]) -> None:
        """Replace the register of indexed files."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_FILES))
            rows = [
                {"path": f.path, "root": f.root, "sha256": f.sha256, "report": f.report}
                for f in files
            ]
            if rows:
                connection.execute(sa.insert(_FILES), rows)
            # A report that is carried over bears the name of a file that is there.
            for row in reversed(rows):
                named = sa.update(_REPORTS).where(_REPORTS.c.id == row["report"])
                connection.execute(named.values(file=row["path"]))

    # -- reading ------------------------------------------------------------------------------

    def files(self) -> list[IndexedFile]:
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(_FILES).order_by(_FILES.c.path))
            return [IndexedFile(r.path, r.root, r.sha256, r.report) for r in rows]

    def reports(self) -> list[ReportInfo]:
        """Return what is indexed, by unit and year."""
        count = sa.select(sa.func.count()).where(_FACTS.c.report == _REPORTS.c.id).scalar_subquery()
        columns = [c for c in _REPORTS.c if c.name != "text"]
        query = sa.select(*columns, count.label("facts")).order_by(_REPORTS.c.year, _REPORTS.c.unit)
        with self._engine.connect() as connection:
            return [
                ReportInfo(
                    r.id,
                    r.unit,
                    r.year,
                    r.file,
                    r.sha256,
                    tuple(json.loads(r.former)),
                    tuple(json.loads(r.members)),
                    r.facts,
                )
                for r in connection.execute(query)
            ]

    def text(self, report: str) -> str:
        """Return a report's source text."""
        with self._engine.connect() as connection:
            query = sa.select(_REPORTS.c.text).where(_REPORTS.c.id == report)
            return str(connection.execute(query).scalar_one())

    def facts(
        self,
        reports: Sequence[str] | None = None,
        metrics: Sequence[str] | None = None,
        prefix: str | None = None,
    ) -> list[tuple[str, Fact]]:
        """Return (report, fact) pairs in the order of the source; `prefix` filters metric names."""
        query = sa.select(_FACTS).order_by(_FACTS.c.report, _FACTS.c.id)
        if reports is not None:
            query = query.where(_FACTS.c.report.in_(reports))
        if metrics is not None:
            query = query.where(_FACTS.c.metric.in_(metrics))
        if prefix is not None:
            query = query.where(_FACTS.c.metric.startswith(prefix, autoescape=True))
        with self._engine.connect() as connection:
            return [(row.report, _fact(row)) for row in connection.execute(query)]

    def reasons(
        self, reports: Sequence[str], metrics: Sequence[str] | None = None
    ) -> list[tuple[str, Reason]]:
        """Return (report, reason) pairs in the order of the source."""
        query = sa.select(_REASONS).where(_REASONS.c.report.in_(reports)).order_by(_REASONS.c.id)
        if metrics is not None:
            query = query.where(_REASONS.c.metric.in_(metrics))
        with self._engine.connect() as connection:
            return [
                (
                    r.report,
                    Reason(
                        r.section,
                        r.fund,
                        r.entity,
                        r.metric,
                        r.basis,
                        r.text,
                        Place(r.start, r.end),
                        Place(r.context_start, r.context_end),
                    ),
                )
                for r in connection.execute(query)
            ]

    def definitions(self, reports: Sequence[str] | None = None) -> list[tuple[str, Definition]]:
        """Return (report, definition) pairs."""
        return [
            (r.report, Definition(r.section, r.term, r.text, Place(r.start, r.end)))
            for r in self._of(_DEFINITIONS, reports)
        ]

    def sheets(self, reports: Sequence[str] | None = None) -> list[tuple[str, Sheet]]:
        """Return (report, performance table) pairs."""
        return [
            (
                r.report,
                Sheet(
                    r.metric,
                    r.title,
                    r.department,
                    r.implementer,
                    r.section,
                    Place(r.start, r.end),
                ),
            )
            for r in self._of(_SHEETS, reports)
        ]

    def rows(self, reports: Sequence[str] | None = None) -> list[tuple[str, Row]]:
        """Return (report, indicator row) pairs in the order of the source."""
        return [
            (
                r.report,
                Row(
                    r.metric,
                    r.section,
                    r.name,
                    r.level,
                    r.target,
                    r.result,
                    r.weight,
                    r.score,
                    r.deviation,
                    r.doubt,
                    Place(r.start, r.end),
                ),
            )
            for r in self._of(_ROWS, reports)
        ]

    def _of(self, table: sa.Table, reports: Sequence[str] | None) -> Sequence[Any]:
        """Return the rows of these reports (None: of all) in the order they were written."""
        query = sa.select(table).order_by(table.c.id)
        if reports is not None:
            query = query.where(table.c.report.in_(reports))
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def metrics(self) -> list[tuple[str, str]]:
        """Return the distinct (report, metric) pairs."""
        query = sa.select(_FACTS.c.report, _FACTS.c.metric).distinct()
        with self._engine.connect() as connection:
            return [(row.report, row.metric) for row in connection.execute(query)]

    def chunks(self, keys: Sequence[str]) -> dict[str, tuple[str, Chunk]]:
        """Return (report, chunk) by chunk id."""
        query = sa.select(_CHUNKS).where(_CHUNKS.c.key.in_(keys))
        with self._engine.connect() as connection:
            return {r.key: (r.report, _chunk(r)) for r in connection.execute(query)}

    def all_chunks(self, report: str) -> list[Chunk]:
        """Return the passages of one report in order."""
        return [_chunk(row) for row in self._of(_CHUNKS, [report])]

    def search(
        self, text: str, limit: int, reports: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return (chunk id, BM25 score) best first: characters and bigrams of the query, any of them."""
        words = list(dict.fromkeys(tokens(text)))
        if not words or (reports is not None and not reports):
            return []
        match = " OR ".join(f'"{word}"' for word in words)
        if reports is not None:
            match = f"({' OR '.join(_report_term(r) for r in reports)}) AND ({match})"
        query = (
            "SELECT chunks.key AS key, -bm25(passages) AS score FROM passages "
            "JOIN chunks ON chunks.id = passages.rowid WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ?"
        )
        with self._engine.connect() as connection:
            rows = connection.exec_driver_sql(query, (match, limit))
            return [(row.key, row.score) for row in rows]


def _report_term(report: str) -> str:
    return f"r{report}"


def _drop(connection: sa.Connection, report: str) -> None:
    connection.exec_driver_sql(
        "DELETE FROM passages WHERE rowid IN (SELECT id FROM chunks WHERE report = ?)", (report,)
    )
    for table in _OWNED:
        connection.execute(sa.delete(table).where(table.c.report == report))
    connection.execute(sa.delete(_REPORTS).where(_REPORTS.c.id == report))


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


def _chunk(row: Any) -> Chunk:
    place = Place(row.start, row.end)
    return Chunk(row.key, row.section, row.kind, row.header, row.text, place)


def _fact(row: sa.Row[Any]) -> Fact:
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
