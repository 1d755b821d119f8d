"""An assistant over any reports, for the fixtures of tests that bring their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant import Assistant, Settings, open_assistant
from index import Home, update


@contextmanager
def opened(folder: Path, *reports: str | Path) -> Iterator[Assistant]:
    """Open an assistant over reports, texts or paths, with its index in an empty folder."""
    paths = [report for report in reports if isinstance(report, Path)]
    for text in (report for report in reports if isinstance(report, str)):
        paths.append(folder / f"{len(paths)}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    outcomes = update(Home(folder / "index"), paths, None)
    assert {outcome.status for outcome in outcomes} == {"indexed"}
    assistant = open_assistant(Settings(folder / "index"))
    yield assistant
    assistant.evidence.close()
