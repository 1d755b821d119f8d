"""Gold tables: figures written down by hand from a source, against what the reading gives.

One fact a line: `line fund entity metric aspect value measure`, tab-separated; `line` is the
1-based line of the source on which the figure's first digit stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.model import Fact, Report, Row

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Gold:
    """One figure of a gold table; `sure` is False where its reader was not."""

    line: int
    fund: str
    entity: str
    metric: str
    aspect: str
    value: str
    measure: str
    sure: bool

    def __str__(self) -> str:
        scope = f"{self.fund}/{self.entity}"
        return (
            f"{self.metric} | {self.aspect} | {self.value} {self.measure} | {scope} ({self.line})"
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """A gold table beside the facts that were read: what was missed, what is too much."""

    gold: int
    facts: int
    missed: tuple[Gold, ...]
    extra: tuple[Fact, ...]
    scope: tuple[Gold, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.gold

    @property
    def precision(self) -> float:
        return 1 - len(self.extra) / self.facts


def load(path: Path) -> list[Gold]:
    """Return the figures of a gold table."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        cells = [*line.split("\t"), "", ""][:8]
        found.append(Gold(int(cells[0]), *cells[1:6], cells[6].strip(), cells[7] != "?"))
    return found


def compare(report: Report, gold: Sequence[Gold]) -> Compared:
    """Pair every gold figure with one fact of its metric, aspect, value, measure and place.

    A figure is also in scope where its fund and entity agree; `scope` lists those that do not.
    """
    line_of = _lines(report.text)
    facts: dict[_Key, list[Fact]] = defaultdict(list)
    for fact in report.facts:
        key = (fact.metric, fact.aspect, str(fact.amount.value), fact.amount.measure)
        facts[key].append(fact)
    used: set[int] = set()
    missed, scope = [], []
    for figure in gold:
        fits = [
            fact
            for fact in facts.get((figure.metric, figure.aspect, figure.value, figure.measure), ())
            if id(fact) not in used
            and line_of(fact.place.start) <= figure.line <= line_of(fact.place.end)
        ]
        if not fits:
            missed.append(figure)
            continue
        best = min(fits, key=lambda f: (f.fund != figure.fund) + (f.entity != figure.entity))
        used.add(id(best))
        if (best.fund, best.entity) != (figure.fund, figure.entity):
            scope.append(figure)
    extra = tuple(fact for fact in report.facts if id(fact) not in used)
    return Compared(len(gold), len(report.facts), tuple(missed), extra, tuple(scope))


def rows_missed(report: Report, path: Path) -> tuple[int, list[str]]:
    """Return the number of gold indicator rows, and those that were not read cell for cell."""
    read = [_cells(row) for row in report.rows]
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    missed = []
    for line in lines:
        cells = tuple([*line.split("\t"), *[""] * 8][1:8])
        if cells in read:
            read.remove(cells)
        else:
            missed.append(" | ".join(cells))
    return len(lines), missed


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.metric, row.name, row.target, row.result, row.weight.removesuffix("分"),
        row.score.removesuffix("分"), row.deviation,
    )  # fmt: skip


class _lines:  # noqa: N801 - reads as a function
    """Offset → 1-based line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]

    def __call__(self, offset: int) -> int:
        return bisect_right(self._starts, offset)
