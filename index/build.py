"""The path a report takes into the index: examine → embed → ledger + vectors → switch."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.checks.years import prior_year
from index.embedding import Embedder, load_embedder
from index.errors import IndexUnavailableError, InputError, JuesuanError
from index.extract import examine
from index.home import LEDGER, SCHEMA, VECTORS, Home
from index.model import Finding, Report
from index.readers import READERS
from index.store import IndexedFile, Ledger
from index.vectors import VectorStore

_NOT_YET = frozenset({".pdf", ".docx", ".doc", ".xlsx", ".xls", ".html", ".htm"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    `status` is `indexed`, `unchanged`, `duplicate`, `removed`, `skipped` (a format that is not
    read yet) or `failed`.
    """

    file: str
    status: str
    unit: str = ""
    year: int | None = None
    facts: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    root: Path


def collect(paths: Sequence[Path]) -> list[_Source]:
    """Return the readable files under these files and folders, in order.

    Raises InputError where a path does not exist or nothing under them can be read.
    """
    found: dict[Path, _Source] = {}
    for path in paths:
        resolved = path.resolve()
        if not path.exists():
            raise InputError(f"没有这个文件或目录：{path}。")
        if path.is_dir():
            files = sorted(
                p for p in resolved.rglob("*") if p.is_file() and p.suffix.lower() in READERS
            )
            for file in files:
                if not any(part.startswith(".") for part in file.relative_to(resolved).parts):
                    found.setdefault(file, _Source(file, resolved))
        else:
            found[resolved] = _Source(resolved, resolved)
    return list(found.values())


def _skipped(paths: Sequence[Path]) -> list[Outcome]:
    """Return the files in these folders that may be reports in a format that is not read yet."""
    return [
        Outcome(str(file), "skipped", message=f"还不支持 {file.suffix} 格式")
        for folder in paths
        if folder.is_dir()
        for file in sorted(folder.resolve().rglob("*"))
        if file.suffix.lower() in _NOT_YET and file.is_file()
    ]


def update(
    home: Home,
    paths: Sequence[Path],
    embed_model: str | None,
    progress: Callable[[str], object] = str,
) -> list[Outcome]:
    """Add or update the files under `paths`; files that vanished from a named folder are removed.

    Unchanged reports are carried over. Returns what became of each file; raises InputError where
    there is nothing to index, and leaves the old index untouched on any error.
    """
    sources = collect(paths)
    roots = {path.resolve() for path in paths if path.is_dir()}
    with home.writing():
        current = home.current()
        embedder = load_embedder(embed_model)
        old = _open_old(current, embed_model, embedder, progress)
        registered = {f.path: f for f in old.files()} if old else {}
        if old is None and current is not None:
            sources += _indexed_elsewhere(current, sources)
        gone = [
            f
            for f in registered.values()
            if Path(f.root) in roots and Path(f.path) not in {s.path for s in sources}
        ]
        if not sources and not gone:
            named = "、".join(str(path) for path in paths)
            raise InputError(
                f"没有可以索引的报告：{named} 中没有 {'、'.join(sorted(READERS))} 文件。"
            )
        outcomes, fresh, files = _examine_all(sources, registered, progress)
        outcomes += _skipped(paths)
        for file in gone:
            files.pop(file.path, None)
            outcomes.append(Outcome(file.path, "removed", message="文件已不在目录中"))
        if not files and not gone:
            return outcomes
        changed = bool(fresh) or set(files.values()) != set(registered.values())
        if changed or old is None:
            _write(home, current if old else None, files, fresh, embedder, embed_model, progress)
        if old:
            old.close()
    return outcomes


def _open_old(
    current: Path | None,
    embed_model: str | None,
    embedder: Embedder,
    progress: Callable[[str], object],
) -> Ledger | None:
    """Return the current ledger where an update can build on it."""
    if current is None:
        return None
    try:
        ledger = Ledger(current / LEDGER)
    except IndexUnavailableError:
        progress("原有索引无法读取，重新建立。")
        return None
    meta = ledger.meta
    made_by = (meta.get("schema"), meta.get("embed_model"), meta.get("embedding"))
    if made_by != (SCHEMA, embed_model or "", embedder.identity):
        progress("索引由另一版本或另一嵌入模型建立，重新建立。")
        ledger.close()
        return None
    return ledger


def _indexed_elsewhere(current: Path, sources: Sequence[_Source]) -> list[_Source]:
    """Return the files of an index that must be made anew which this update does not name."""
    try:
        with contextlib.closing(Ledger(current / LEDGER)) as ledger:
            files = ledger.files()
    except IndexUnavailableError:
        return []
    named = {source.path for source in sources}
    return [
        _Source(Path(f.path), Path(f.root))
        for f in files
        if Path(f.path) not in named and Path(f.path).is_file()
    ]


def _examine_all(
    sources: Sequence[_Source],
    registered: dict[str, IndexedFile],
    progress: Callable[[str], object],
) -> tuple[list[Outcome], dict[str, Report], dict[str, IndexedFile]]:
    outcomes: list[Outcome] = []
    fresh: dict[str, Report] = {}
    files = dict(registered)
    owner = {file.report: path for path, file in registered.items()}
    for number, source in enumerate(sources, 1):
        path = str(source.path)
        progress(f"[{number}/{len(sources)}] {source.path.name}")
        known = registered.get(path)
        try:
            digest = hashlib.sha256(source.path.read_bytes()).hexdigest()
            if known and known.sha256 == digest:
                files[path] = IndexedFile(path, str(source.root), digest, known.report)
                outcomes.append(Outcome(path, "unchanged"))
                continue
            report = examine(source.path)
        except (JuesuanError, OSError) as error:
            files.pop(path, None)
            outcomes.append(Outcome(path, "failed", message=str(error)))
            continue
        files[path] = IndexedFile(path, str(source.root), digest, report.id)
        first = owner.setdefault(report.id, path)
        if first != path and first in files:
            message = f"与 {Path(first).name} 内容相同，只保留一份"
            outcomes.append(
                Outcome(path, "duplicate", report.unit, report.year, len(report.facts), message)
            )
            continue
        fresh[report.id] = report
        missing = (f.message for f in report.findings if f.rule == "missing-content")
        message = next(missing, "") if report.facts else "没有读到数字"
        outcomes.append(
            Outcome(path, "indexed", report.unit, report.year, len(report.facts), message)
        )
    return outcomes, fresh, files


def _between_years(ledger: Ledger) -> list[tuple[str, Finding]]:
    """Return where a unit's report contradicts its report of the year before."""
    by_year = {(info.unit, info.year): info for info in ledger.reports()}
    found: list[tuple[str, Finding]] = []
    for (unit, year), info in by_year.items():
        before = by_year.get((unit, year - 1))
        if before is None:
            continue
        facts = ledger.facts([info.id, before.id])
        now = [fact for report, fact in facts if report == info.id]
        then = [fact for report, fact in facts if report == before.id]
        reasons = [reason for _, reason in ledger.reasons([info.id])]
        found += [(info.id, finding) for finding in prior_year(now, then, reasons, year)]
    return found


def _write(
    home: Home,
    base: Path | None,
    files: dict[str, IndexedFile],
    fresh: dict[str, Report],
    embedder: Embedder,
    embed_model: str | None,
    progress: Callable[[str], object],
) -> None:
    """Write the next generation: the base's reports that stay, and the fresh ones."""
    directory = home.begin()
    try:
        if base is not None:
            shutil.copyfile(base / LEDGER, directory / LEDGER)
            shutil.copytree(base / VECTORS, directory / VECTORS)
        with (
            contextlib.closing(Ledger(directory / LEDGER, create=True)) as ledger,
            contextlib.closing(VectorStore(directory / VECTORS)) as vectors,
        ):
            kept = {file.report for file in files.values()}
            for info in ledger.reports():
                if info.id not in kept:
                    ledger.remove(info.id)
                    vectors.remove(info.id)
            for report in fresh.values():
                ledger.put(report)
                texts = [f"{chunk.header}\n{chunk.text}" for chunk in report.chunks]
                encoded = embedder.encode(texts)
                vectors.replace(report.id, report.year, report.unit, report.chunks, encoded)
            ledger.replace_findings("prior-year", _between_years(ledger))
            ledger.set_files(files.values())
            ledger.set_meta(
                {"schema": SCHEMA, "embed_model": embed_model or "", "embedding": embedder.identity}
            )
        home.switch(directory)
    except BaseException:
        shutil.rmtree(directory, ignore_errors=True)
        raise
    progress("索引已更新。")
