"""Compact text → clauses: the runs between stops and commas that hold at most a few figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A comma inside 1,488.29 does not cut; 、 cuts after a figure: 4,938.96万元、项目支出….
_DELIMITER = re.compile(
    r"(?<!\d),|,(?!\d{3}(?!\d))|[;。:]|(?<=%)、|(?<=[元人辆个台次批米])、|(?<=元\))、"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of compact text between two delimiters; `opens` and `closes` are those around it."""

    start: int
    end: int
    text: str
    opens: str
    closes: str


def clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of folded, compact text in order."""
    start, opens = 0, "。"
    for match in [*_DELIMITER.finditer(text), None]:
        end = match.start() if match else len(text)
        closes = match.group() if match else "。"
        if end > start:
            yield Clause(start, end, text[start:end], opens, closes)
            opens = closes
        elif opens != "。":
            opens = closes if closes in "。;" else opens
        start = match.end() if match else len(text)
