"""Indicator rows of any layout: the line that names the columns says what stands where.

Cells stand between tabs, wide gaps or single spaces; a line may be torn at a fixed width. A row is
what gives weight and score where the columns say so; the words between are laid out over the other
columns at least cost. Levels may be left out, or not be named at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise

from index.alignment import (
    BARE_LEVELS1,
    GRADE,
    LABELS,
    NEVER,
    SIGN,
    Piece,
    TableRow,
    align,
    as_number,
    joint,
    level_of,
    unspaced,
    wide,
)
from index.normalise import fold

# What a column's name says it holds; the first that fits counts.
_KINDS = (
    ("index", "序号|编号"),
    ("level1", "一级(?:指标)?|指标(?:类型|类别|分类)|类别"),
    ("level2", "二级(?:指标)?|指标子类|子类"),
    (
        "name",
        "[三四]级(?:指标)?(?:名称)?|(?:绩效|评价|考核|具体|自评|评分|年度绩效)?(?:指标|项目)(?:名称|内容)?"
        "|评[价分]内容|考核内容",
    ),
    ("sign", "指标(?:性质|符号|方向)|(?:运算|比较)?(?:性质|符号)"),
    ("unit", "(?:计量|度量|指标)?单位"),
    ("factor", "得分系数|得分率|(?:指标|目标)?(?:完成|达成|实现)(?:率|比例|程度)"),
    ("weight", "(?:指标|标准|分值)?(?:分值|权重|权值|满分|标准分|分数|总分|基准分)(?:权重)?"),
    ("score", "(?:自评|评价|指标|实际|最终|单项|考核)?(?:得分|评分|自评分|自评)(?:情况)?"),
    ("deviation", ".*(?:偏差|原因|备注|说明|扣分|改进|问题|措施).*"),
    ("basis", ".*(?:依据|标准|解释|来源|口径).*"),
    (
        "result",
        "(?:年度|全年|年末|本年)?实际.{0,6}|.{0,6}(?:完成|实现|达成)(?:值|情况|数|结果|指标值)?",
    ),
    (
        "target",
        "(?:年初|年度|全年|预期|预定|计划|绩效|本年|设定)*(?:目标|指标|计划|预期|绩效)(?:数|.{0,3}值)?",
    ),
)
_KIND = [(kind, re.compile(pattern)) for kind, pattern in _KINDS]
_BRACKETS = re.compile(r"\([^()]*\)?$")
_LEVELS = ("level1", "level2")
_DIGIT = re.compile(r"\d")
_FEWEST_COLUMNS = 3
_MOST_BESIDE = 2
_FEWEST_ROWS = 2
_FULL = 100
_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?")
_END = re.compile(
    r"\s*(?:(?:合\s*计\s+)?(?:自\s*评|评\s*价|综\s*合)?\s*总?\s*(?:得\s*)?分|合\s*计|总\s*计|小\s*计|(?:评价|自评)(?:结论|等级)"
    r"|存在(?:的)?问题|项目负责人|填[表报]|联系人|第[一二三四五六]部分)"
    r"(?:\s*[\d:,(—/-]|\s*$|\s{2,}|\t)"
)
_TOTAL = re.compile(
    r"(?m)^[ \t]*(?:(?:合\s*计\s+)?(?:自\s*评|评\s*价)?\s*总\s*(?:得\s*)?分|合\s*计|总\s*计)"
    r"\s+(?P<weight>\d+(?:\.\d+)?)分?\s+(?P<score>\d+(?:\.\d+)?)"
)
_TOTAL_SCORE = re.compile(
    r"(?m)^[ \t]*(?:总\s*(?:得\s*)?分|合\s*计|总\s*计)\s+(?P<score>\d+(?:\.\d+)?)分?[ \t]*$"
)
_MOST_FUNDS = 30  # the weight of the row of the funds
_WORDS_IN_ROW = 45
_LINES_IN_ROW = 4
_APART = 3.0
_DEAREST = 8.0  # a row that lacks target and result, or worse, is none
_BARE = re.compile(r"[\d.,]+")
_QUANTITY = re.compile(r"\d[\d.,]*\D{0,3}")


@dataclass(frozen=True, slots=True)
class _Line:
    """The characters of a line, where each stands, and whether it left no room for another."""

    text: str
    at: Sequence[int]
    full: bool = False

    def then(self, other: _Line) -> _Line:
        """Return this line with the next: a line that left no room may be torn inside a word."""
        between = "" if self.full else " "
        at = [*self.at, *[self.at[-1]] * len(between), *other.at]
        return _Line(self.text + between + other.text, at, other.full)


def read_ordered(text: str, offset: int, heads: str = "") -> list[TableRow]:
    """Return the rows of a table in order, by the columns that it names (or else `heads`).

    Of the ways to see which lines are torn the one whose rows give the printed total counts, else
    the one that gives most rows.
    """
    plain = list(_lines(text, offset))
    best: list[TableRow] = []
    for lines in (_torn(plain, len, 0), _torn(plain, _width, 1), plain):
        rows = _read(lines, heads)
        if adds_up(rows, text) > adds_up(best, text) or (
            adds_up(rows, text) == adds_up(best, text) and len(rows) > len(best)
        ):
            best = rows
    return best


def names_columns(text: str) -> str:
    """Return the line that names the columns of a table, or nothing."""
    plain = list(_lines(text, 0))
    found = _header(_torn(plain, len, 0)) or _header(plain)
    return found[2] if found else ""


def adds_up(rows: Sequence[TableRow], text: str) -> bool:
    """Whether weights and scores of rows give the printed total, but for the row of the funds."""
    totals = list(_TOTAL.finditer(fold(text)))
    weights = [row.number("weight") for row in rows]
    scores = [row.number("score") for row in rows]
    if not totals or not rows or None in weights or None in scores:
        return False
    short = Decimal(totals[-1]["weight"]) - sum(one for one in weights if one is not None)
    lost = Decimal(totals[-1]["score"]) - sum(one for one in scores if one is not None)
    return 0 <= short <= _MOST_FUNDS and 0 <= lost <= short


def fits_total(rows: Sequence[TableRow], text: str) -> bool:
    """Whether the scores of a table that tells no weights give its total, but for its funds."""
    totals = list(_TOTAL_SCORE.finditer(fold(text)))
    scores = [row.number("score") for row in rows]
    if not totals or None in scores or any("weight" in row.cells for row in rows):
        return False
    told = sum(one for one in scores if one is not None)
    return 0 <= Decimal(totals[-1]["score"]) - told <= _MOST_FUNDS


# 二级指标及三级指标 | 年度指标值 / 实际完成值: two columns share a cell in every row.
_SHARED = re.compile(r"([二三]级指标)[及和](?=[三四]级指标)")
_LABEL = re.compile(
    r"((?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|满意度)(?:指标)?|服务对象满意度(?:指标)?) (?=\S)"
)


def _apart(text: str) -> str:
    """Return a table's text with a mark between two columns that share a cell, all else in its place."""
    if not _SHARED.search(text):
        return text
    marked = re.sub(r"(?<= )/(?= )", "|", _SHARED.sub(r"\1|", text))
    return "\n".join(
        _LABEL.sub(r"\1|", line) if "|" in line else line for line in marked.split("\n")
    )


def _lines(text: str, offset: int) -> Iterator[_Line]:
    text = _apart(text)
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        shown = line.group().replace("\r", " ")
        yield _Line(shown, range(offset + line.start(), offset + line.end()))


def _width(text: str) -> int:
    return sum(2 if wide(char) or ord(char) > 0x2FFF else 1 for char in text)


def _torn(lines: Sequence[_Line], size: Callable[[str], int], slack: int) -> list[_Line]:
    """Return the lines with those marked that are as wide as any, where there are several."""
    widest = max((size(line.text) for line in lines), default=0) - slack
    several = sum(size(line.text) >= widest for line in lines) > 1
    return [replace(line, full=several and size(line.text) >= widest) for line in lines]


def _kind(word: str) -> str | None:
    bare = fold(unspaced(word)).strip("*:、")
    while (shorter := _BRACKETS.sub("", bare)) and shorter != bare:
        bare = shorter
    return next((kind for kind, pattern in _KIND if pattern.fullmatch(bare)), None)


def _columns(line: str) -> list[str]:
    """Return what each column holds by the line that names them; empty where it names none.

    Its first cells may stand beside all of the table: 年度绩效目标1(80分) 一级指标 ….
    """
    cells = _split(line)
    ways = (_held(cells[beside:]) for beside in range(_MOST_BESIDE + 1))
    return next((way for way in ways if way), [])


def _held(cells: Sequence[str]) -> list[str]:
    kinds = [_kind(cell) for cell in cells]
    if len(kinds) < _FEWEST_COLUMNS or None in kinds or any(_DIGIT.search(c) for c in cells):
        return []
    named = [kind for kind in kinds if kind]
    third = any("三级" in fold(cell) for cell in cells)
    if third:  # 绩效指标 stands beside all of the table
        named = [
            "" if kind == "name" and "三级" not in fold(cell) else kind
            for kind, cell in zip(named, cells, strict=True)
        ]
        while named and not named[0]:
            named = named[1:]
    if "name" not in named:
        last = max((at for at, kind in enumerate(named) if kind in _LEVELS), default=-1)
        if last < 0:
            return []
        named[last] = "name"
    single = [kind for kind in named if kind]
    if len(set(single)) < len(single) or not {"name", "score"} <= set(named):
        return []
    return named if {"weight", "target", "result"} & set(named) else []


def _split(line: str) -> list[str]:
    return [cell for cell in re.split(r"[\t|｜]+|\s+", line.strip()) if cell]


def _header(lines: Sequence[_Line]) -> tuple[int, list[str], str] | None:
    """Return where the rows begin, what the columns hold, and the words that name them."""
    for number, line in enumerate(lines):
        if line.full and number + 1 < len(lines):
            whole = line.then(lines[number + 1]).text
            if columns := _columns(whole):
                return number + 2, columns, whole
        if columns := _columns(line.text):
            return number + 1, columns, line.text
    return None


def _read(lines: Sequence[_Line], heads: str) -> list[TableRow]:
    found = _header(lines)
    order = found[1] if found else _columns(heads)
    if not order:
        return []
    body = [line for line in lines[found[0] if found else 0 :] if not _columns(line.text)]
    rows: list[TableRow] = []
    levels = ["", ""]
    number = 0
    while number < len(body):
        if _END.match(fold(body[number].text)):
            if rows:
                break
            number += 1
            continue
        row, taken = _next(body[number:], order, levels)
        if row is not None:
            rows.append(row)
        elif _is_level(body[number]):
            pass
        elif rows and "deviation" in order:
            rows[-1].add("deviation", *_words(body[number]))  # a long one runs over the line
        elif rows:
            rows[-1].notes["单元格界限不明"] = None
        number += taken
    unclear = any(len(row.cells.get("deviation", ())) > _WORDS_IN_ROW for row in rows)
    return rows if len(rows) >= _FEWEST_ROWS and not unclear else []


def _is_level(line: _Line) -> bool:
    """Whether a line only says of what level the rows below are: 效益."""
    return fold(line.text).strip() in BARE_LEVELS1


def _next(
    lines: Sequence[_Line], order: Sequence[str], levels: list[str]
) -> tuple[TableRow | None, int]:
    """Return the row that begins with a line, or nothing, and how many lines it takes.

    A line that left no room goes on, unless the next one is a row by itself.
    """
    joined = lines[0]
    for size in range(1, min(_LINES_IN_ROW, len(lines)) + 1):
        if size > 1:
            joined = joined.then(lines[size - 1])
        following = lines[size : size + _LINES_IN_ROW]
        goes_on = joined.full and following and not _begins(following, order, levels)
        if not goes_on and (row := _row(joined, order, levels)) is not None:
            return row, size
        if not goes_on and following and _begins(following, order, levels):
            break
    words = _words(lines[0])
    if words and all(word.text in LABELS for word in words):
        _follow(levels, words, order)
        return None, 1
    if len(words) == 1 and words[0].text in BARE_LEVELS1:
        levels[:] = [words[0].shown, ""]
    return None, 1


def _begins(lines: Sequence[_Line], order: Sequence[str], levels: Sequence[str]) -> bool:
    """Whether a row or the end of the table begins with a line."""
    if _END.match(fold(lines[0].text)):
        return True
    alone = _row(lines[0], order, [*levels]) is not None
    whole = lines[0].full and len(lines) > 1
    return alone or (whole and _row(lines[0].then(lines[1]), order, [*levels]) is not None)


def _words(line: _Line) -> list[Piece]:
    folded, words = fold(line.text), []
    for word in re.finditer(r"[^\s|｜]+", folded):
        start, end = line.at[word.start()], line.at[word.end() - 1] + 1
        bare, shown = level_of(word.group()), line.text[word.start() : word.end()]
        words.append(Piece(bare, shown if bare == word.group() else bare, start, end))
    return words


def _row(line: _Line, order: Sequence[str], levels: list[str]) -> TableRow | None:
    """Return the row that a line is, or None; `levels` are followed."""
    if re.search(r"[\t|｜]", line.text):
        return _parted(line, order, levels, r"[\t|｜]")
    wide_gaps = len(re.findall(r"\S(?: {2,}|\u3000+)(?=\S)", line.text))
    if wide_gaps >= len(order) - 2 and len(order) > _FEWEST_COLUMNS:
        row = _parted(line, order, levels, r" {2,}|\u3000+")
        if row is not None:
            return row
    words = _words(line)
    if not 2 <= len(words) <= _WORDS_IN_ROW:
        return None
    laid = _lay(words, order)
    return None if laid is None else _made(laid, levels, order)


def _parted(line: _Line, order: Sequence[str], levels: list[str], gap: str) -> TableRow | None:
    """Return the row whose cells stand between marks, each in the place of its column."""
    cells: list[list[Piece]] = []
    begin = 0
    text = line.text.strip("|｜ ") if gap != r" {2,}|\u3000+" else line.text.strip()
    lead = line.text.index(text) if text else 0
    if "\t" in line.text and gap == r"[\t|｜]":
        text, lead = line.text, 0
    for mark in [*re.finditer(gap, text), None]:
        end = mark.start() if mark else len(text)
        part = _Line(text[begin:end], line.at[lead + begin : lead + end])
        cells.append(_words(part))
        begin = mark.end() if mark else end
    lacking = len(order) - len(cells)
    if lacking > 0:
        merged = sum(column in _LEVELS for column in order)
        tail = [*order[::-1]].index(next(c for c in order[::-1] if c != "deviation"))
        if lacking <= tail:
            cells = [*cells, *([[]] * lacking)]
        elif lacking <= merged:
            cells = [*([[]] * lacking), *cells]
    if len(cells) < len(order) or any(cells[len(order) :]):
        return None
    laid = {column: cell for column, cell in zip(order, cells, strict=False) if column and cell}
    return _made(laid, levels, order) if _scored(laid, order) else None


def _scored(laid: dict[str, list[Piece]], order: Sequence[str]) -> bool:
    if "name" not in laid or not all(c in laid for c in ("weight", "score") if c in order):
        return False
    texts = ["".join(p.text for p in laid[c]) for c in ("weight", "score") if c in order]
    values = [as_number(text) for text in texts if _POINTS.fullmatch(text)]
    return len(values) == len(texts) and all(v is not None and v <= _FULL for v in values)


def _lay(words: Sequence[Piece], order: Sequence[str]) -> dict[str, list[Piece]] | None:
    """Return the cells of a row whose words stand in a row: the cheapest of all ways to part them."""
    points = [at for at, w in enumerate(words) if _POINTS.fullmatch(w.text) and _value(w) <= _FULL]
    anchors = [column for column in order if column in ("weight", "score")]
    single = len(anchors) == 1
    ways = [(at,) for at in points] if single else combinations(points, 2)
    best: tuple[float, dict[str, list[Piece]]] | None = None
    for way in ways:
        at = dict(zip(anchors, way, strict=True))
        if len(at) > 1 and _value(words[at["score"]]) > _value(words[at["weight"]]):
            continue
        laid: dict[str, list[Piece]] = {}
        cost, begin, first = 0.0, 0, 0
        for column in anchors:
            stop = order.index(column)
            part, cells = _part(words[begin : at[column]], order[first:stop])
            cost, laid = cost + part, {**laid, **cells, column: [words[at[column]]]}
            begin, first = at[column] + 1, stop + 1
        part, cells = _part(words[begin:], order[first:])
        cost, laid = cost + part, {**laid, **cells}
        if best is None or cost < best[0]:
            best = cost, laid
    return best[1] if best and best[0] < _DEAREST and "name" in best[1] else None


def _value(word: Piece) -> Decimal:
    number = as_number(word.text)
    return Decimal(NEVER) if number is None else number


_SKIPPED = {"level1": 0.5, "level2": 0.6, "deviation": 0.0, "basis": 1.0, "": 0.5, "index": 1.0,
            "factor": 4.0, "unit": 2.0, "sign": 3.0, "name": 20.0}  # fmt: skip
_ELSE = 4.0


def _part(words: Sequence[Piece], columns: Sequence[str]) -> tuple[float, dict[str, list[Piece]]]:
    """Lay words out over columns in order; return the cost and the cells."""
    skipped = [0.0]
    for column in columns:
        skipped.append(skipped[-1] + _SKIPPED.get(column, _ELSE))
    if not words or not columns:
        return skipped[-1] + NEVER * bool(words), {}

    def move(piece: int, before: int, column: int) -> float:
        loose = 0.0
        if piece:  # ≥ 5 is one cell, and so is 3 个
            last, word = words[piece - 1].text, words[piece].text
            loose = 5 if re.fullmatch("[<>=≥≤]{1,2}", last) and columns[before] != "sign" else 0
            loose += 0.7 if joint(last, word) and columns[before] not in ("sign", "unit") else 0
        return (
            skipped[column] - skipped[before + 1] + loose + _unlike(words[piece], columns[column])
        )

    def stay(piece: int, column: int) -> float:
        last, word = words[piece - 1].text, words[piece].text
        if columns[column] in ("deviation", ""):
            return 0.1
        if re.fullmatch("[<>=≥≤]{1,2}", last):
            return 0.0
        number = columns[column] == "name" and _BARE.fullmatch(word)
        apart = 4 if number else 0.5 if joint(last, word) else _APART
        return apart + (6 if SIGN.match(word) else 0)

    def finish(column: int) -> float:
        return skipped[-1] - skipped[column + 1]

    path, _ = align(len(words), len(columns), move, stay, finish)
    cells: dict[str, list[Piece]] = {}
    cost = move(0, -1, path[0]) + finish(path[-1])
    for piece, (before, state) in enumerate(pairwise(path), 1):
        cost += stay(piece, state) if before == state else move(piece, before, state)
    for word, state in zip(words, path, strict=True):
        cells.setdefault(columns[state], []).append(word)
    cells.pop("", None)
    return cost, cells


def _unlike(word: Piece, column: str) -> float:
    """Return how unlike the first word of a cell of this column a word is."""
    text = word.text
    sign, digit, label = SIGN.match(text), text[0].isdigit(), text in LABELS
    bare = _BARE.fullmatch(text) is not None
    if column in _LEVELS:
        return 10 if sign or bare else 0 if label else 0.8
    if column == "name":
        return 8 if sign or bare else 3 if label or _QUANTITY.fullmatch(text) else 0
    if column == "target":
        return 0 if sign or digit or GRADE.match(text) else 1
    if column == "result":
        return 4 if sign and sign.group() != "=" else 0 if digit or sign or GRADE.match(text) else 1
    if column in ("index", "factor"):
        return 0 if bare or re.fullmatch(r"[\d.]+%", text) else 10
    if column == "unit":
        return 6 if digit or sign else 0
    if column == "sign":
        return (
            0
            if re.fullmatch("[<>=≥≤]{1,2}|定[性量].{0,2}|[正反]向.{0,2}|等于|[大小]于等于", text)
            else 9
        )
    return (1.5 if bare else 0) if column == "deviation" else 0.3


def _follow(levels: list[str], labels: Sequence[Piece], order: Sequence[str]) -> None:
    columns = [column for column in order if column in _LEVELS]
    for column, word in zip(columns[len(columns) - len(labels) :], labels, strict=False):
        levels[_LEVELS.index(column)] = word.shown


def _made(laid: dict[str, list[Piece]], levels: list[str], order: Sequence[str]) -> TableRow:
    """Return the row of cells; a level that is not printed goes on from the row above."""
    first, second = ("".join(p.shown for p in laid.get(c, ())) for c in _LEVELS)
    if first:
        levels[:] = [first, second]
    elif second:
        levels[1] = second
    row = TableRow(levels[0], levels[1])
    for column in order:
        if column in laid and column not in (*_LEVELS, "index", "factor", "sign", "unit"):
            signs = laid.get("sign", []) if column == "target" else []
            compared = [word for word in signs if SIGN.match(word.text)]
            row.add(column, *compared, *laid[column])
    for column in ("target", "result"):
        cell = laid.get(column, ())
        if "unit" in laid and len(cell) == 1 and re.fullmatch(r"[<>=≥≤]*[\d.,]+", cell[0].text):
            unit = laid["unit"][0]  # printed apart from the number that it measures
            end = row.cells[column][-1].end
            row.add(column, Piece(unit.text, unit.shown, end, end))
    return row
