"""The ledger: one SQLite file through SQLAlchemy, with the passages' BM25 index beside the facts.

Amounts are stored as text and come back as Decimal: no float touches money. The tables stand in
`index.schema`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from index import schema
from index.errors import IndexUnavailableError
from index.model import Chunk, Coverage, Definition, Fact, Finding, Reason, Report, Row, Sheet
from index.normalise import fold

_MOST_TEXTS = 16  # kept in memory: what a question is about is read many times
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
        # A report's id is the digest of its text: one that was read stays true.
        self.text = lru_cache(_MOST_TEXTS)(self._read_text)
        self._engine = sa.create_engine(
            f"sqlite:///{path}", poolclass=sa.pool.NullPool if create else None
        )
        try:
            if create:
                schema.SCHEMA.create_all(self._engine)
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
            return {row.key: row.value for row in connection.execute(sa.select(schema.META))}

    @property
    def meta(self) -> dict[str, str]:
        """Key and value of what the index says of itself (schema, embedding model)."""
        return dict(self._meta)

    def set_meta(self, values: dict[str, str]) -> None:
        with self._engine.begin() as connection:
            for key, value in values.items():
                connection.execute(sa.delete(schema.META).where(schema.META.c.key == key))
                connection.execute(sa.insert(schema.META).values(key=key, value=value))
        self._meta = self._read_meta()

    # -- writing ------------------------------------------------------------------------------

    def put(self, report: Report) -> None:
        """Store a report, replacing what was stored under its id."""
        with self._engine.begin() as connection:
            _drop(connection, report.id)
            connection.execute(
                sa.insert(schema.REPORTS).values(
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
            for table, rows in schema.rows_of(report):
                if rows:
                    connection.execute(sa.insert(table), rows)
            for chunk in report.chunks:
                result = connection.execute(
                    sa.insert(schema.CHUNKS).values(**schema.chunk_row(report.id, chunk))
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
            connection.execute(sa.delete(schema.FILES))
            rows = [
                {"path": f.path, "root": f.root, "sha256": f.sha256, "report": f.report}
                for f in files
            ]
            if rows:
                connection.execute(sa.insert(schema.FILES), rows)
            # A report that is carried over bears the name of a file that is there.
            for row in reversed(rows):
                named = sa.update(schema.REPORTS).where(schema.REPORTS.c.id == row["report"])
                connection.execute(named.values(file=row["path"]))

    # -- reading ------------------------------------------------------------------------------

    def files(self) -> list[IndexedFile]:
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(schema.FILES).order_by(schema.FILES.c.path))
            return [IndexedFile(r.path, r.root, r.sha256, r.report) for r in rows]

    def reports(self) -> list[ReportInfo]:
        """Return what is indexed, by unit and year."""
        count = (
            sa.select(sa.func.count())
            .where(schema.FACTS.c.report == schema.REPORTS.c.id)
            .scalar_subquery()
        )
        columns = [c for c in schema.REPORTS.c if c.name != "text"]
        query = sa.select(*columns, count.label("facts")).order_by(
            schema.REPORTS.c.year, schema.REPORTS.c.unit
        )
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

    def _read_text(self, report: str) -> str:
        """Return a report's source text."""
        with self._engine.connect() as connection:
            query = sa.select(schema.REPORTS.c.text).where(schema.REPORTS.c.id == report)
            return str(connection.execute(query).scalar_one())

    def facts(
        self,
        reports: Sequence[str] | None = None,
        metrics: Sequence[str] | None = None,
        prefix: str | None = None,
    ) -> list[tuple[str, Fact]]:
        """Return (report, fact) pairs in the order of the source; `prefix` filters metric names."""
        query = sa.select(schema.FACTS).order_by(schema.FACTS.c.report, schema.FACTS.c.id)
        if reports is not None:
            query = query.where(schema.FACTS.c.report.in_(reports))
        if metrics is not None:
            query = query.where(schema.FACTS.c.metric.in_(metrics))
        if prefix is not None:
            query = query.where(schema.FACTS.c.metric.startswith(prefix, autoescape=True))
        with self._engine.connect() as connection:
            return [(row.report, schema.fact_of(row)) for row in connection.execute(query)]

    def reasons(
        self, reports: Sequence[str], metrics: Sequence[str] | None = None
    ) -> list[tuple[str, Reason]]:
        """Return (report, reason) pairs in the order of the source."""
        query = (
            sa.select(schema.REASONS)
            .where(schema.REASONS.c.report.in_(reports))
            .order_by(schema.REASONS.c.id)
        )
        if metrics is not None:
            query = query.where(schema.REASONS.c.metric.in_(metrics))
        with self._engine.connect() as connection:
            return [(r.report, schema.read_as(Reason, r)) for r in connection.execute(query)]

    def definitions(self, reports: Sequence[str] | None = None) -> list[tuple[str, Definition]]:
        """Return (report, definition) pairs."""
        return [
            (r.report, schema.read_as(Definition, r)) for r in self._of(schema.DEFINITIONS, reports)
        ]

    def sheets(self, reports: Sequence[str] | None = None) -> list[tuple[str, Sheet]]:
        """Return (report, performance table) pairs."""
        return [(r.report, schema.read_as(Sheet, r)) for r in self._of(schema.SHEETS, reports)]

    def rows(self, reports: Sequence[str] | None = None) -> list[tuple[str, Row]]:
        """Return (report, indicator row) pairs in the order of the source."""
        return [(r.report, schema.read_as(Row, r)) for r in self._of(schema.ROWS, reports)]

    def findings(self, reports: Sequence[str] | None = None) -> list[tuple[str, Finding]]:
        """Return (report, finding) pairs in the order of the source."""
        found = self._of(schema.FINDINGS, reports)
        return [(r.report, schema.finding_of(r)) for r in sorted(found, key=_by_place)]

    def coverage(self, report: str) -> list[Coverage]:
        """Return how often each rule was owed in a report, by outcome."""
        query = sa.select(schema.COVERAGE).where(schema.COVERAGE.c.report == report)
        with self._engine.connect() as connection:
            return [schema.read_as(Coverage, row) for row in connection.execute(query)]

    def replace_findings(self, rule: str, found: Iterable[tuple[str, Finding]]) -> None:
        """Replace what one rule found in all reports; `found` gives (report, finding) pairs."""
        rows = [schema.finding_row(report, finding) for report, finding in found]
        with self._engine.begin() as connection:
            connection.execute(sa.delete(schema.FINDINGS).where(schema.FINDINGS.c.rule == rule))
            if rows:
                connection.execute(sa.insert(schema.FINDINGS), rows)

    def _of(self, table: sa.Table, reports: Sequence[str] | None) -> Sequence[Any]:
        """Return the rows of these reports (None: of all) in the order they were written."""
        query = sa.select(table).order_by(table.c.id)
        if reports is not None:
            query = query.where(table.c.report.in_(reports))
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def metrics(self) -> list[tuple[str, str]]:
        """Return the distinct (report, metric) pairs."""
        query = sa.select(schema.FACTS.c.report, schema.FACTS.c.metric).distinct()
        with self._engine.connect() as connection:
            return [(row.report, row.metric) for row in connection.execute(query)]

    def codes(self) -> list[tuple[str, str]]:
        """Return the distinct (code, metric) pairs of what is printed with a code."""
        columns = schema.FACTS.c.code, schema.FACTS.c.metric
        query = sa.select(*columns).where(schema.FACTS.c.code.is_not(None)).distinct()
        with self._engine.connect() as connection:
            return [(row.code, row.metric) for row in connection.execute(query)]

    def chunks(self, keys: Sequence[str]) -> dict[str, tuple[str, Chunk]]:
        """Return (report, chunk) by chunk id."""
        query = sa.select(schema.CHUNKS).where(schema.CHUNKS.c.key.in_(keys))
        with self._engine.connect() as connection:
            return {r.key: (r.report, schema.chunk_of(r)) for r in connection.execute(query)}

    def all_chunks(self, report: str) -> list[Chunk]:
        """Return the passages of one report in order."""
        return [schema.chunk_of(row) for row in self._of(schema.CHUNKS, [report])]

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
    for table in schema.OWNED:
        connection.execute(sa.delete(table).where(table.c.report == report))
    connection.execute(sa.delete(schema.REPORTS).where(schema.REPORTS.c.id == report))


def _by_place(row: Any) -> tuple[str, int]:
    return row.report, row.start
