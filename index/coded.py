"""Rows of a table that begin with a functional code, their names put together where cells wrapped.

A narrow column prints 机关事业单位 | 2080505 基本养老保险 9.00 9.00 | 缴费支出 on three lines. The lines
between two rows are shared out among them so that every name is an official one of its code's
level; where there is more than one way to do so, or none, the rows keep the names that they print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from index.items import is_official
from index.normalise import fold

_ROW = re.compile(
    r"(?<!\S)(?P<code>2\d{2}(?:\d{2}){0,2})\s*(?P<name>[^\d\s.,][^\d]{0,40}?)(?=\s-?\d)"
)
# The row of a name that wraps: with the middle of it, or with nothing.
_MIDDLE = re.compile(
    r"[ \t]*(?P<code>2\d{2}(?:\d{2}){0,2})(?:[ \t]+(?P<name>[^\d\s-][^\d]{0,40}?))?(?=[ \t]+-?\d)"
)
_BARE = re.compile(r"[ \t]*(?P<part>[\u4e00-\u9fff()、]{1,20})[ \t]*")
_MOST = 2  # lines of a name above its row, and below


@dataclass(frozen=True, slots=True)
class Coded:
    """A row: its code and name, where it begins, and where its cells do."""

    code: str
    name: str
    start: int
    at: int


@dataclass(slots=True)
class _Row:
    """A row as printed, with the bare lines between the row before and this one."""

    code: str
    printed: str
    start: int
    at: int
    above: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return self.fits(self.printed)

    def fits(self, name: str) -> bool:
        return is_official(fold(name), self.code)


def coded_rows(text: str, begin: int = 0) -> Iterator[Coded]:
    """Yield the rows of folded text that begin with a code and have a name, in order."""
    rows = {
        match.start(): Coded(match["code"], _packed(match["name"]), match.start(), _end(match))
        for match in _ROW.finditer(text, begin)
    }
    rows |= {row.start: row for row in _wrapped(text, begin)}
    yield from (rows[start] for start in sorted(rows))


def _wrapped(text: str, begin: int) -> Iterator[Coded]:
    """Yield the rows whose names are official only with the lines above and below them."""
    rows, behind = _rows(text, begin)
    for whole, run in groupby(enumerate(rows), key=lambda one: one[1].whole):
        numbers = [number for number, _ in run]
        if whole:
            continue
        last = numbers[-1] + 1
        between = [rows[n].above for n in numbers] + [
            rows[last].above if last < len(rows) else behind
        ]
        edges = numbers[0] == 0, last == len(rows)
        ways = list(_shared([rows[n] for n in numbers], between, edges))
        for number, name in zip(numbers, ways[0], strict=True) if len(ways) == 1 else ():
            row = rows[number]
            yield Coded(row.code, name, row.start, row.at)


def _rows(text: str, begin: int) -> tuple[list[_Row], list[str]]:
    """Return the rows in order, and the bare lines behind the last of them."""
    rows: list[_Row] = []
    bare: list[str] = []
    for line in re.finditer(r"[^\n]+", text[begin:]):
        start = begin + line.start()
        if match := _MIDDLE.match(line.group()):
            at = _end(match) if match["name"] else match.end("code")
            printed = _packed(match["name"] or "")
            rows.append(_Row(match["code"], printed, start + match.start("code"), start + at, bare))
            bare = []
        elif part := _BARE.fullmatch(line.group()):
            bare.append(part["part"])
        else:
            bare = []
    return rows, bare


def _shared(
    rows: Sequence[_Row],
    between: Sequence[Sequence[str]],
    edges: tuple[bool, bool],
    used: int = 0,
) -> Iterator[tuple[str, ...]]:
    """Yield the names of the rows for each way to share out the lines between them.

    `used` lines of the first gap belong to the row before; `edges` tell whether lines above the
    first row and below the last may be of no row.
    """
    if not rows:
        if edges[1] or used == len(between[0]):
            yield ()
        return
    free = between[0][used:]
    for up in range(min(_MOST, len(free)) + 1) if edges[0] else (len(free),):
        for down in range(min(_MOST, len(between[1])) + 1) if up <= _MOST else ():
            above = free[len(free) - up :]
            name = "".join([*above, rows[0].printed, *between[1][:down]])
            if rows[0].fits(name):
                for names in _shared(rows[1:], between[1:], (False, edges[1]), down):
                    yield (name, *names)


def _packed(name: str) -> str:
    return re.sub(r"\s", "", name)


def _end(row: re.Match[str]) -> int:
    return row.start("name") + len(row["name"].rstrip())
