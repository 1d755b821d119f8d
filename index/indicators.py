"""Indicator rows (三级指标) of one performance table → Indicator; the tab-separated layout, where a
piece is a cell and cells may stand a column too far left or right, is read here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from index.alignment import (
    BARE1,
    COLUMN,
    HEADING,
    LABELS,
    LEVEL2,
    NUMBER,
    SIGN,
    TEXTS,
    Piece,
    TableRow,
    align,
    as_number,
    level_of,
    next_levels,
    spaced,
    unspaced,
)
from index.celled import MARK, SUMS, read_exact, read_upright
from index.flowing import read_flowing
from index.lined import first_row, header_of, read_lined
from index.model import Place
from index.normalise import fold
from index.ordered import adds_up, fits_total, names_columns, read_ordered
from index.wrapped import read_wrapped

_HEADER = re.compile(rf"(?:(?>{HEADING})\s*+){{3,}}+")
_WHOLE = rf"{spaced('部门')}\s*(?:{spaced('(单位)')}\s*)?{spaced('整体')}"
_TITLE = re.compile(
    rf"^[ \t]*(?:{spaced('项目')}|{_WHOLE})\s*{spaced('支出绩效')}\s*(?:{spaced('目标')}\s*)?"
    rf"{spaced('自评表')}[ \t]*$(?:\s*\(\s*\d{{4}}\s*年\s*度?\s*\))?",
    re.M,
)
_TOTAL = re.compile(
    r"^[ \t]*(?:(?:合\s*计\s+)?(?:自\s*评|评\s*价)?\s*总\s*(?:得\s*)?分|合\s*计|总\s*计)\s+\d+(?:\.\d+)?\s+\d",
    re.M,
)
_TITLES = {"target": "指标值", "result": "完成值", "weight": "分值", "score": "得分"}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row as printed, white space removed; `doubt` says where its cells are not sure.

    A place holds its cell; where a page break tore the cell it also holds what lies between.
    """

    name: str
    level1: str
    level2: str
    target: str
    result: str
    weight: str
    score: str
    basis: str
    deviation: str
    place: Place
    name_place: Place
    target_place: Place
    result_place: Place
    weight_place: Place
    score_place: Place
    deviation_place: Place | None
    doubt: str


def column_line(source: str, start: int, end: int) -> str:
    """Return the line that names the columns of the table in [start, end), or nothing.

    Only where each line of that table is a row: a table behind it may leave the line out.
    """
    folded = fold(source[start:end])
    header = header_of(folded)
    return header[0] if header and _lined(folded, header[1], header[0]) else ""


def _lined(text: str, begin: int, header: str, offset: int = 0) -> list[TableRow]:
    total = _TOTAL.search(fold(text), begin)
    return read_lined(header, text[begin : total.start() if total else None], offset + begin)


def read_indicators(
    source: str,
    start: int,
    end: int,
    noise: Sequence[tuple[int, int]] = (),
    columns: str = "",
    heads: str = "",
) -> list[Indicator]:
    """Return the rows of the one table in [start, end), in order; `noise` is read as blank.

    A table without a header that names its columns has no rows, unless a line of a table before it
    names them: `columns` where each of its lines was a row, `heads` in any layout.
    """
    text = list(source[start:end])
    for low, high in noise:
        low, high = max(low - start, 0), min(high - start, len(text))
        if low < high:
            text[low:high] = " " * (high - low)
    below = _prose_below(fold("".join(text)))
    text[below:] = " " * (len(text) - below)
    rows = [row for row in _by_layout(text, start, columns) if "name" in row.cells]
    printed = "".join(text)
    if not adds_up(rows, printed) or any(map(_unexplained, rows)):
        ordered = read_ordered(printed, start, heads)
        more = len(ordered) > len(rows) and (
            adds_up(ordered, printed) or fits_total(ordered, printed)
        )
        if ordered and (not rows or more or _explains(ordered, rows)):
            rows = ordered
    named = names_columns(printed) or _NAMES_LEVELS.search(fold(printed))
    if heads and not named and _USUAL_LEVELS.search(fold(printed)):
        usual = read_ordered(printed, start, _USUAL)
        if len(usual) > len(rows) or (usual and not adds_up(rows, printed)):
            rows = usual
    told = {column for row in rows for column in row.cells}
    return [_finish(row, told) for row in rows]


_WEIGHED = re.compile(
    r"[ \t\u3000]\d[\d.]*分?[ \t\u3000]+\d[\d.]*分?(?=\s|$)"
)  # a weight and a score


def _prose_below(text: str) -> int:
    """Return where sentences follow a table whose lines are rows: a line wider than all of its own."""
    begin = (header_of(text) or ("", len(text)))[1]
    widest = 0
    for line in re.compile(r"[^\n]*\S").finditer(text, begin):
        told = re.fullmatch(r"\S.*。", line.group()) is not None
        if 0 < widest < len(line.group()) and told and not _WEIGHED.search(text, line.end()):
            return line.start()
        widest = max(widest, len(line.group()))
    return len(text)


# Rows of the usual form, in a table that names no column where one before it names others.
_USUAL = "一级指标 二级指标 三级指标 指标值 完成值 分值 得分 偏差原因"
_NAMES_LEVELS = re.compile(r"[一二三]\s*级\s*指\s*标|指标名称")
_USUAL_LEVELS = re.compile(r"产出指标[ \t]+(?:数量|质量)指标[ \t]+\S")


def _by_layout(source: Sequence[str], start: int, columns: str) -> list[TableRow]:
    """Return the rows by the reader of the layout that the table is told to have."""
    text = [*source]
    folded = fold("".join(text))
    named = header_of(folded)
    own = [] if named else read_exact("".join(text), start, _TOTAL)
    if own:
        return own
    if named or columns:
        line, at = named or (columns, first_row(folded))
        lined = _lined("".join(text), at, line, start)
        if lined:
            return lined
    celled = read_upright("".join(text), start, _TOTAL)
    if celled:
        return celled
    headers = [match for match in _HEADER.finditer(folded) if "三级指标" in unspaced(match.group())]
    if not headers:
        return []
    line_start = folded.rfind("\n", 0, headers[0].start()) + 1
    header = folded[line_start:].partition("\n")[0]
    begin, tabbed = line_start + len(header), "\t" in header
    if not tabbed:
        header, begin = headers[0].group(), headers[0].end()
    # A table that runs over a page may print its title and its header again.
    for again in [*_TITLE.finditer(folded), *(() if tabbed else headers[1:])]:
        text[again.start() : again.end()] = re.sub(r"[^\n]", " ", again.group())
    total = _TOTAL.search(folded, begin)
    body = "".join(text[begin : total.start() if total else None])
    flowing = [] if tabbed else read_flowing(header, body, start + begin)
    return flowing or [*(_tabbed if tabbed else read_wrapped)(header, body, start + begin)]


def _unexplained(row: TableRow) -> bool:
    """Whether a row lost points and gives no reason."""
    weight, score = row.number("weight"), row.number("score")
    lost = weight is not None and score is not None and score < weight
    return lost and "deviation" not in row.cells


def _explains(ordered: Sequence[TableRow], rows: Sequence[TableRow]) -> bool:
    """Whether rows are the same as others, but give reasons to some that have none."""
    same = [[[*map(row.text, _BESIDES)] for row in told] for told in (ordered, rows)]
    if any(piece.text in LABELS for row in ordered for piece in row.cells.get("deviation", ())):
        return False
    return same[0] == same[1] and sum(map(_unexplained, ordered)) < sum(map(_unexplained, rows))


_BESIDES = ("name", "target", "result", "weight", "score")


def missed(indicator: Indicator) -> bool | None:
    """Return whether the score is below the weight; None where either is no number."""
    weight, score = as_number(indicator.weight), as_number(indicator.score)
    return None if weight is None or score is None else score < weight


def _finish(row: TableRow, told: Collection[str]) -> Indicator:
    """Return a row as printed; `told` are the columns that the table has."""
    for column in ("weight", "score"):
        if row.number(column) is not None and row.text(column).endswith("分"):
            last = row.cells[column][-1]
            row.cells[column][-1] = replace(last, shown=last.shown[:-1], end=last.end - 1)
    end = max(cell[-1].end for cell in row.cells.values() if cell[0].gap != "apart")
    places = {column: Place(cell[0].start, cell[-1].end) for column, cell in row.cells.items()}
    missing = Place(end, end)
    return Indicator(
        *(row.text("name"), row.level1, row.level2, row.text("target")),
        *(row.text("result"), row.text("weight"), row.text("score")),
        *(row.text("basis"), row.text("deviation")),
        place=Place(places["name"].start, end),
        name_place=places["name"],
        target_place=places.get("target", missing),
        result_place=places.get("result", missing),
        weight_place=places.get("weight", missing),
        score_place=places.get("score", missing),
        deviation_place=places.get("deviation"),
        doubt=_doubt(row, told),
    )


def _doubt(row: TableRow, told: Collection[str]) -> str:
    notes = list(row.notes)
    lacking = [t for column, t in _TITLES.items() if column in told and column not in row.cells]
    if lacking:
        notes.append("缺" + "、".join(lacking))
    weight, score = row.number("weight"), row.number("score")
    for column, value in (("weight", weight), ("score", score)):
        if column in row.cells and value is None:
            notes.append(f"{_TITLES[column]}栏为“{row.text(column)}”，疑与别栏错位")
    if weight is not None and score is not None and score > weight:
        notes.append("得分高于分值")
    return "；".join(notes)


# --- tab-separated rows ---

# 指标性质 ≥, 指标值 95, 度量单位 %: a target in three cells.
_AROUND_TARGET = {"指标性质": "sign", "度量单位": "unit", "计量单位": "unit"}
_SKIP = {
    **dict.fromkeys(("level1", "level2", "deviation"), 0),
    **dict.fromkeys(("basis", "sign", "unit", ""), 1),
    "name": 6,
}  # else 3


def _tabbed(header: str, body: str, offset: int) -> Iterator[TableRow]:
    heads = {**COLUMN, **_AROUND_TARGET}
    named = [MARK.sub("", unspaced(cell)) for cell in header.rstrip().split("\t")[:40]]
    columns = [heads.get(name, "") for name in named]
    levels, row = ("", ""), TableRow()
    for line in body.split("\n"):
        cells, offset = _cells(line, offset), offset + len(line) + 1
        if cells and cells[0].text in SUMS:
            break
        if any(COLUMN.get(cell.text) == "name" for cell in cells):
            continue
        size = next((n for n in range(len(cells)) if not _is_label(cells, n)), len(cells))
        levels = next_levels(levels, [cell.text for cell in cells[:size]])
        if _continues(cells, columns, row):
            for cell in cells:
                row.add(columns[cell.at], cell)
            row.notes["单元格断成两行"] = None
        elif len(cells) > size + 1 and any(char.isalnum() for char in line):
            yield row
            row = _tab_row(cells[size:], columns, levels)
            levels = row.level1, row.level2
    yield row


def _cells(line: str, offset: int) -> list[Piece]:
    cells = []
    for number, cell in enumerate(line.split("\t")):
        if shown := cell.strip():
            start, bare = offset + cell.index(shown), level_of(unspaced(shown))
            cells.append(Piece(fold(bare), bare, start, start + len(shown), at=number))
        offset += len(cell) + 1
    return cells


def _is_label(cells: Sequence[Piece], at: int) -> bool:
    if cells[at].text in BARE1:
        return at + 1 < len(cells) and cells[at + 1].text in LEVEL2
    return cells[at].text in LABELS


def _continues(cells: Sequence[Piece], columns: Sequence[str], row: TableRow) -> bool:
    """Tell whether a line only goes on with text cells of the row above."""
    return 0 < len(cells) < 3 and all(
        cell.at < len(columns)
        and columns[cell.at] in row.cells
        and columns[cell.at] in (*TEXTS, "deviation")
        and cell.text not in LABELS
        and not cell.text[0].isdigit()
        and not SIGN.match(cell.text)
        for cell in cells
    )


def _tab_row(cells: Sequence[Piece], columns: Sequence[str], levels: tuple[str, str]) -> TableRow:
    skipped = [0]
    for kind in columns:
        skipped.append(skipped[-1] + _SKIP.get(kind, 3))

    def move(piece: int, before: int, column: int) -> float:
        shift = abs(cells[piece].at - column) / 100  # only tells equal costs apart
        cost = _tab_cost(cells[piece].text, columns[column])
        return skipped[column] - skipped[before + 1] + cost + shift

    def stay(_: int, column: int) -> float:
        return 0.5 if columns[column] == "deviation" else 8

    def finish(column: int) -> float:
        return skipped[-1] - skipped[column + 1]

    row = TableRow(*levels)
    path, _ = align(len(cells), len(columns), move, stay, finish)
    for cell, column in zip(cells, path, strict=True):
        kind = columns[column]
        if kind == "sign" or (kind == "unit" and not any(map(str.isdigit, row.text("target")))):
            kind = "target" if SIGN.fullmatch(cell.text) else ""  # 定性 is no part of it
        row.add("target" if kind == "unit" else kind, cell)
    if "level1" in row.cells:  # a label that no list knows
        row.level1, row.level2 = row.text("level1"), ""
    row.level2 = row.text("level2") or row.level2
    return row


def _tab_cost(text: str, column: str) -> float:
    number, sign = NUMBER.fullmatch(text), SIGN.match(text)
    if column in ("weight", "score"):
        return 0 if number else 4
    if column in ("name", "level1", "level2"):
        return (4 if number or sign else 0) + (1 if column != "name" else 0)
    if column == "sign":
        return 4 if number else 0
    if column in ("basis", "deviation", "unit"):
        return 3 if number else 0
    return 1 if column == "" or (column == "result" and sign and text[0] != "=") else 0
