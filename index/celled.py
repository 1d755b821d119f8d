"""Indicator rows whose cells the layout tells apart: each cell on a line of its own, or a line a row
with exactly as many words as the header names columns, in whatever order it names them.

Nothing is read unless the whole table fits: a table of another layout is left to its own reader.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise, product, takewhile

from index.alignment import (
    BARE_LEVELS,
    COLUMN,
    HEADING,
    LABELS,
    NUMBER,
    SIGN,
    Piece,
    TableRow,
    as_number,
    level_of,
    next_levels,
    unspaced,
)
from index.normalise import fold

# 指标性质 ≥, 指标值 95, 度量单位 %: a target in three cells.
_AROUND = {"指标性质": "sign", "度量单位": "unit", "计量单位": "unit"}
_NAMES = {"指标名称": "name", "指标内容": "name", "绩效指标": "name", "指标": "name"}
_WHY = dict.fromkeys(("偏差说明", "扣分原因", "扣分说明", "情况说明", "说明"), "deviation")
_HEAD = rf"{HEADING}|{'|'.join((*_AROUND, *_NAMES, *_WHY))}"
_UPRIGHT = re.compile(rf"(?m)(?:^[ \t]*(?:{_HEAD})[ \t]*\n){{5,}}")
_WORDS = {
    **COLUMN,
    "指标名称": "name",
    "指标": "name",
    "扣分原因": "deviation",
    "原因": "deviation",
}
_WORD = "|".join(
    r"\n?".join(map(re.escape, word)) for word in sorted({*_WORDS, *COLUMN}, key=len, reverse=True)
)
MARK = re.compile(r"\([A-Z]\)$")  # 目标值(A)
_NAME = rf"(?:{_WORD})(?:\([A-Z]\))?"
_ROW_OF_NAMES = re.compile(rf"(?m)^[ \t]*(?P<header>(?:{_NAME}[ \u3000]+){{3,}}{_NAME})[ \t]*$")
_LEVELS = ("level1", "level2")
SUMS = frozenset({"总分", "总得分", "自评总分", "合计", "总计"})
_BARE = re.compile(r"[<>=≥≤]*-?[\d.,]+")
_FIRST = frozenset({"决策", "过程", "产出", "效益", "效果", "成本", "满意度", "投入", "管理"})
_MOST_BREAKS = 6
_FULL = 100
_MOST_REMARKS = 4  # lines of a deviation
_FEWEST = 2


def names_cells(text: str) -> bool:
    """Whether a text names the columns of indicator rows with each name on a line of its own."""
    header = _UPRIGHT.search(fold(text))
    return header is not None and "得分" in header.group()


def read_upright(text: str, offset: int, total: re.Pattern[str]) -> list[TableRow]:
    """Return the rows of a table with each cell on a line of its own; empty where it is none."""
    header = _UPRIGHT.search(fold(text))
    if header is None:
        return []
    heads = {**COLUMN, **_AROUND, **_NAMES, **_WHY}
    columns = [heads[unspaced(word.group())] for word in re.finditer(_HEAD, header.group())]
    if columns.count("name") > 1:  # 绩效指标 stands beside all of the table
        columns.remove("name")
    inner = [column for column in columns if column not in _LEVELS]
    if "name" not in inner or ("weight", "score") not in pairwise(inner):
        return []
    end = total.search(fold(text), header.end())
    cells = _lines(text, header.end(), end.start() if end else len(text), offset)
    cells = list(takewhile(lambda cell: cell.text not in SUMS, cells))
    before = inner[: inner.index("weight")]
    rows: list[TableRow] = []
    levels, at = ("", ""), 0
    while at < len(cells):
        size = _labels(cells, at)
        levels = next_levels(levels, [cell.text for cell in cells[at : at + size]])
        at += size
        if not _fits(cells, at, len(before)):
            return []
        row = TableRow(*levels)
        told = dict(zip((*before, "weight", "score"), cells[at:], strict=False))
        at += len(told)
        _fill(row, told)
        remarks = next((n for n in range(_MOST_REMARKS + 1) if _row_at(cells, at + n, before)), -1)
        if remarks < 0:
            return []
        torn = "".join(cell.text for cell in cells[at : at + remarks])
        if torn in LABELS:  # 满意度 and 指标 below it
            levels = next_levels(levels, [torn])
        elif remarks:
            row.add("deviation", *cells[at : at + remarks])
        at += remarks
        rows.append(row)
    return rows if len(rows) >= _FEWEST else []


def _fill(row: TableRow, told: Mapping[str, Piece]) -> None:
    """Put the cells into a row; the comparison and the measure belong to the target."""
    sign, unit = told.get("sign"), told.get("unit")
    for column, cell in told.items():
        if column in ("sign", "unit"):
            continue
        if column == "target" and sign is not None and SIGN.match(sign.text):
            row.add(column, sign)
        row.add(column, cell)
        bare = column in ("target", "result") and _BARE.fullmatch(cell.text)
        if unit is not None and bare and unit.text.strip("-—/"):
            row.add(column, Piece(unit.text, unit.shown, cell.end, cell.end))


def read_exact(text: str, offset: int, total: re.Pattern[str]) -> list[TableRow]:
    """Return the rows of a table that has a word for each of its columns; empty where it is none."""
    header = next(_ROW_OF_NAMES.finditer(fold(text)), None)
    if header is None:
        return []
    named = re.finditer(_NAME, header["header"])
    columns = [_WORDS[MARK.sub("", unspaced(word.group()))] for word in named]
    if "name" not in columns and "level2" in columns:  # 一级指标 二级指标 分值 得分
        columns[columns.index("level2")] = "name"
    if not {"name", "score"} <= {*columns} or len({*columns}) < len(columns):
        return []
    end = total.search(fold(text), header.end())
    body = text[header.end() : end.start() if end else len(text)]
    rows: list[TableRow] = []
    lines = 0
    levels = ("", "")
    for line in re.finditer(r"[^\n]*\S[^\n]*", body):
        words = [
            Piece(fold(shown), shown, begin + word.start(), begin + word.end())
            for begin in (offset + header.end() + line.start(),)
            for word in re.finditer(r"\S+", line.group())
            for shown in (level_of(word.group()),)
        ]
        size = _labels(words, 0)
        levels = next_levels(levels, [word.text for word in words[:size]])
        if size == len(words) or words[0].text in SUMS:
            continue
        lines += 1
        inner = [column for column in columns if column not in _LEVELS]
        if not size and len(words) == len(columns) > len(inner):  # a level that no list knows
            size = len(columns) - len(inner)
            levels = words[0].shown, words[size - 1].shown if size > 1 else ""
        row = _exact(words[size:], inner, levels)
        if row is not None:
            rows.append(row)
    if len(rows) >= _FEWEST and 4 * len(rows) >= 3 * lines:
        return rows
    return _unwrapped(body, offset + header.end(), columns)


def _unwrapped(body: str, offset: int, columns: Sequence[str]) -> list[TableRow]:
    """Return the rows of a table whose lines were cut at a fixed width; empty where unsure.

    A row begins with the word of its first level; a line break stands inside a word or between two.
    """
    inner = [column for column in columns if column not in _LEVELS]
    begins = [m.start() for m in re.finditer(r"(?m)^[ \t]*\S+", body) if _opens(m.group().strip())]
    rows = []
    for start, end in pairwise([*begins, len(body)]):
        part = body[start:end].rstrip()
        total = re.search(r"\n[ \t]*(?:总分|合计|总计)", part)
        row = _rejoined(part[: total.start()] if total else part, offset + start, columns, inner)
        if row is None:
            return []
        rows.append(row)
    return rows if len(rows) >= _FEWEST and len(columns) > len(inner) else []


def _opens(word: str) -> bool:
    return word in _FIRST or f"{word}指标" in LABELS or word in LABELS


def _rejoined(
    part: str, offset: int, columns: Sequence[str], inner: Sequence[str]
) -> TableRow | None:
    """Return the row of a part in which some way to mend its line breaks gives all cells."""
    breaks = [match.start() for match in re.finditer("\n", part)]
    told = len(columns) - (columns[-1] == "deviation")
    for torn in product((True, False), repeat=min(len(breaks), _MOST_BREAKS)):
        joints = {at for at, tears in zip(breaks, torn, strict=False) if tears}
        words = _mended(part, offset, joints)
        if len(words) < told or (len(words) > told and columns[-1] != "deviation"):
            continue
        levels = [word.shown for word in words[: len(columns) - len(inner)]]
        cells = words[len(levels) : told]
        row = _exact(cells, inner[: len(cells)], (levels[0], levels[1] if levels[1:] else ""))
        if row is not None:
            if words[told:]:
                row.add("deviation", *words[told:])
            return row
    return None


def _mended(part: str, offset: int, joints: Collection[int]) -> list[Piece]:
    """Return the words of a text in which the line breaks at `joints` tear a word."""
    words: list[Piece] = []
    for word in re.finditer(r"\S+", part):
        start, end = offset + word.start(), offset + word.end()
        if words and word.start() - 1 in joints and words[-1].end == start - 1:
            last = words.pop()
            shown = last.shown + word.group()
            words.append(Piece(fold(shown), shown, last.start, end))
        else:
            words.append(Piece(fold(word.group()), word.group(), start, end))
    return words


def _exact(
    words: Sequence[Piece], columns: Sequence[str], levels: tuple[str, str]
) -> TableRow | None:
    if columns[-1] == "deviation" and len(words) == len(columns) - 1:
        columns = columns[:-1]
    if len(words) != len(columns):
        return None
    row = TableRow(*levels)
    for column, word in zip(columns, words, strict=True):
        if column in ("weight", "score") and not NUMBER.fullmatch(word.text):
            return None
        row.add(column, word)
    most, got = row.number("weight"), row.number("score")
    return None if most is not None and got is not None and got > most else row


def _lines(text: str, start: int, end: int, offset: int) -> list[Piece]:
    cells = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
        shown = line.group().strip()
        at = offset + start + line.start() + line.group().index(shown)
        bare = level_of(unspaced(shown))
        cells.append(Piece(fold(bare), bare, at, at + len(shown)))
    return cells


def _labels(cells: Sequence[Piece], at: int) -> int:
    size = 0
    while at + size < len(cells) and cells[at + size].text in LABELS | BARE_LEVELS:
        size += 1
    return size


def _fits(cells: Sequence[Piece], at: int, before: int) -> bool:
    """Whether a row's cells up to the weight begin here: behind them stand weight and score."""
    pair = cells[at + before : at + before + 2]
    if len(pair) < len(("weight", "score")) or any(
        c.text in LABELS for c in cells[at : at + before]
    ):
        return False
    most, got = (as_number(cell.text) for cell in pair)
    return most is not None and got is not None and got <= most <= _FULL


def _row_at(cells: Sequence[Piece], at: int, before: Sequence[str]) -> bool:
    """Whether the next row begins at a cell, or the table ends there."""
    at += _labels(cells, at) if at < len(cells) else 0
    return at == len(cells) or (at < len(cells) and _fits(cells, at, len(before)))
