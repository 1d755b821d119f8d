"""Indicator rows (三级指标) of one performance table → Indicator, in both layouts.

Both layouts are one problem: pieces in reading order go to columns in their order, at the least
cost. In tab-separated tables a piece is a cell, and cells may stand a column too far left or right.
In hard-wrapped PDF text it is a word: lines of one cell are parted by a blank line, a single line
break ends a cell, and a line that leaves its column unfilled is the last line of its cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from operator import add

from index.model import Place
from index.normalise import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _spaced(word: str) -> str:
    """Return a pattern for a word that may wrap anywhere."""
    return r"\s*".join(map(re.escape, word))


_HEADINGS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "target": "年度指标值 预期指标值 全年指标值 年初指标值 计划指标值 指标值 年度目标值 预期目标值 "
    "年初目标值 目标值",
    "basis": "指标值设定依据 设定依据",
    "result": "实际完成指标值 实际完成值 全年实际完成值 年度实际完成值 全年完成值 完成指标值 "
    "完成值 实际值",
    "weight": "分值权重 分值(权重) 权重(分值) 指标分值 分值 权重",
    "score": "自评得分 得分",
    "deviation": "偏差原因分析及改进措施 偏差原因分析和改进措施 偏差原因及改进措施 偏差原因分析 "
    "偏差分析及改进措施 未完成原因分析及改进措施 未完成原因和改进措施 未完成原因及改进措施 "
    "未完成原因分析 备注",
}
_COLUMN = {word: column for column, words in _HEADINGS.items() for word in words.split()}
_SIDE = _set("年度绩效指标完成情况 年度绩效指标 绩效指标完成情况 绩效指标")
_LEVEL1 = _set("产出指标 效益指标 满意度指标 成本指标 投入指标 过程指标 管理指标 效果指标")
_LEVEL2 = _set(
    "数量指标 质量指标 时效指标 成本指标 经济成本指标 社会成本指标 生态成本指标 生态环境成本指标 "
    "经济效益指标 社会效益指标 生态效益指标 环境效益指标 可持续影响指标 可持续发展指标 满意度指标 "
    "服务对象满意度指标 受益对象满意度指标 社会公众满意度指标 社会公众或服务对象满意度指标"
)
_LABELS = _SIDE | _LEVEL1 | _LEVEL2
# These may also be names: first level only before a label, second only at the end of a cell.
_BARE1 = _set("运行成本 管理效率 履职效能 履职效果 社会效应 可持续发展能力 服务对象满意度")
_BARE2 = _set("经济效益 社会效益 生态效益")

_HEADING = "|".join(map(_spaced, sorted(_COLUMN, key=len, reverse=True)))
_HEADER = re.compile(rf"(?:(?>{_HEADING})\s*+){{3,}}+")
_WHOLE = rf"{_spaced('部门')}\s*(?:{_spaced('(单位)')}\s*)?{_spaced('整体')}"
_TITLE = re.compile(
    rf"^[ \t]*(?:{_spaced('项目')}|{_WHOLE})\s*{_spaced('支出绩效')}\s*(?:{_spaced('目标')}\s*)?"
    rf"{_spaced('自评表')}[ \t]*$(?:\s*\(\s*\d{{4}}\s*年\s*度?\s*\))?",
    re.M,
)
_TOTAL = re.compile(r"^[ \t]*(?:总\s*分|合\s*计|总\s*计)\s+\d+(?:\.\d+)?\s+\d", re.M)
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d+)?)分?")
_SIGN = re.compile("[<>=≥≤≧≦]")
_UNIT = re.compile("[年月日个人次件家万亿元台套部批场处名条%]")
_QUANTITY = re.compile(r"\d\D{0,3}$")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年|$)")
_DATE = re.compile(r"(?:\d{4}年|\d月) \d{1,2}(?:[月日]|$)")
_STOPS = tuple("。;!?.")
# How targets and results in words begin.
_GRADE = re.compile(
    "有效|显著|明显|持续|长期|高效|不断|逐步|稳步|稳定|大幅|切实|充分|全面|进一步|有所|得到|良好|优秀"
    "|合格|正常|提升|提高|改善|增强|加强|增加|减少|降低|保障|保持|保证|促进|推动|推进|满足|规范|及时"
    "|按时|按期|完全|基本|部分|达到|达成|完成|未达|未完"
)
_VERDICT = re.compile("(?:完全|基本|部分|未)(?:$|[达到完])|达成")
_TEXTS = ("name", "target", "basis", "result")
# Where the words between two pairs of scores may go: to the row above (its deviation, the rest of
# its cells after a page break, the rest of its deviation), then to the row itself.
_STATES = ("deviation", *_TEXTS, "deviation", *_TEXTS)
_REST, _NAME, _RESULT = 5, 6, 9
# Costs: 1 is a hint, 3 or 4 speak against, 6 and more rule out unless nothing else is left.
_NEVER = 10_000
_CLEAR = 1.5  # a reading that is not cheaper by as much than the next best is told as a doubt
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


def read_indicators(
    source: str, start: int, end: int, noise: Sequence[tuple[int, int]] = ()
) -> list[Indicator]:
    """Return the rows of the one table in [start, end), in order; `noise` is read as blank.

    A table without a header that names its columns has no rows.
    """
    text = list(source[start:end])
    for low, high in noise:
        low, high = max(low - start, 0), min(high - start, len(text))
        if low < high:
            text[low:high] = " " * (high - low)
    folded = fold("".join(text))
    headers = [match for match in _HEADER.finditer(folded) if "三级指标" in _bare(match.group())]
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
    rows = (_tabbed if tabbed else _wrapped)(header, body, start + begin)
    return [row.finish() for row in rows if "name" in row.cells]


def missed(indicator: Indicator) -> bool | None:
    """Return whether the score is below the weight; None where either is no number."""
    weight, score = _number(indicator.weight), _number(indicator.score)
    return None if weight is None or score is None else score < weight


def _number(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(fold(text))
    return Decimal(match[1]) if match else None


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _wide(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _width(text: str) -> int:
    """Return the width in half characters; punctuation may be squeezed, so it counts as one."""
    return sum(2 if _wide(char) else 1 for char in text)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or a cell: folded and printed text, source range, and how it follows the last one.

    `gap` is `space`, `cell` (one line break), `wrap` (a blank line) or `page`; `width` that of its
    line up to its end, within what may be one cell; `mixed`: its line holds several cells; `at`:
    its column in a tab-separated line.
    """

    text: str
    shown: str
    start: int
    end: int
    gap: str = "cell"
    width: int = 0
    mixed: bool = False
    at: int = 0


@dataclass(slots=True)
class _Row:
    level1: str = ""
    level2: str = ""
    cells: dict[str, list[_Piece]] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, column: str, *pieces: _Piece) -> None:
        self.cells.setdefault(column, []).extend(pieces)

    def text(self, column: str) -> str:
        return "".join(piece.shown for piece in self.cells.get(column, ()))

    def number(self, column: str) -> Decimal | None:
        return _number(self.text(column))

    def finish(self) -> Indicator:
        for column in ("weight", "score"):
            if self.number(column) is not None and self.text(column).endswith("分"):
                last = self.cells[column][-1]
                self.cells[column][-1] = replace(last, shown=last.shown[:-1], end=last.end - 1)
        end = max(cell[-1].end for cell in self.cells.values())
        places = {column: Place(cell[0].start, cell[-1].end) for column, cell in self.cells.items()}
        missing = Place(end, end)
        return Indicator(
            *(self.text("name"), self.level1, self.level2, self.text("target")),
            *(self.text("result"), self.text("weight"), self.text("score")),
            *(self.text("basis"), self.text("deviation")),
            place=Place(places["name"].start, end),
            name_place=places["name"],
            target_place=places.get("target", missing),
            result_place=places.get("result", missing),
            weight_place=places.get("weight", missing),
            score_place=places.get("score", missing),
            deviation_place=places.get("deviation"),
            doubt=self.doubt(),
        )

    def doubt(self) -> str:
        notes = list(self.notes)
        lacking = [title for column, title in _TITLES.items() if column not in self.cells]
        if lacking:
            notes.append("缺" + "、".join(lacking))
        weight, score = self.number("weight"), self.number("score")
        for column, value in (("weight", weight), ("score", score)):
            if column in self.cells and value is None:
                notes.append(f"{_TITLES[column]}栏为“{self.text(column)}”，疑与别栏错位")
        if weight is not None and score is not None and score > weight:
            notes.append("得分高于分值")
        return "；".join(notes)


def _levels(levels: tuple[str, str], labels: Sequence[str]) -> tuple[str, str]:
    """Return the levels after these labels; what they do not name stays."""
    for above, word, after in zip(["", *labels], labels, [*labels[1:], ""], strict=False):
        first = word in _LEVEL1 or word in _BARE1
        if word in _LEVEL1 and word in _LEVEL2:  # 成本指标 and 满意度指标 name both levels
            alone = above not in _LEVEL1 and above not in _BARE1 and word != levels[0]
            first = after.endswith(word) or (alone and word == "满意度指标")
        if first:
            levels = word, ""
        elif word not in _SIDE:
            levels = levels[0], word
    return levels


def _align(
    count: int,
    states: int,
    move: Callable[[int, int, int], float],
    stay: Callable[[int, int], float],
    finish: Callable[[int], float],
) -> tuple[list[int], list[float]]:
    """Return the cheapest state for each of `count` pieces, and what the next best would add.

    States never go back. `move(i, r, s)` is the cost of piece i opening state s after state r (-1
    at the beginning).
    """
    if not count:
        return [], []
    steps = [[[move(0, -1, state)] for state in range(states)]]  # steps[i][s][r]
    ahead = [[step[0] for step in steps[0]]]
    for piece in range(1, count):
        steps.append(
            [
                [*(move(piece, other, state) for other in range(state)), stay(piece, state)]
                for state in range(states)
            ]
        )
        ahead.append([min(map(add, ahead[-1], step)) for step in steps[-1]])
    rest = [finish(state) for state in range(states)]
    state = min(range(states), key=lambda last: ahead[-1][last] + rest[last])
    least = ahead[-1][state] + rest[state]
    path, slack = [], []
    for piece in range(count - 1, -1, -1):
        others = (ahead[piece][s] + rest[s] for s in range(states) if s != state)
        path.append(state)
        slack.append(min(others, default=_NEVER) - least)
        if piece:
            step = steps[piece]
            state = min(range(state, -1, -1), key=lambda r: ahead[piece - 1][r] + step[state][r])
            rest = [min(step[s][r] + rest[s] for s in range(r, states)) for r in range(states)]
    return path[::-1], slack[::-1]


# --- tab-separated rows ---

_SKIP = {"level1": 0, "level2": 0, "deviation": 0, "basis": 1, "": 1, "name": 6}  # else 3


def _tabbed(header: str, body: str, offset: int) -> Iterator[_Row]:
    columns = [_COLUMN.get(_bare(cell), "") for cell in header.rstrip().split("\t")[:40]]
    levels, row = ("", ""), _Row()
    for line in body.split("\n"):
        cells, offset = _cells(line, offset), offset + len(line) + 1
        if any(_COLUMN.get(cell.text) == "name" for cell in cells):
            continue
        size = next((n for n in range(len(cells)) if not _is_label(cells, n)), len(cells))
        levels = _levels(levels, [cell.text for cell in cells[:size]])
        if _continues(cells, columns, row):
            for cell in cells:
                row.add(columns[cell.at], cell)
            row.notes["单元格断成两行"] = None
        elif len(cells) > size + 1 and any(char.isalnum() for char in line):
            yield row
            row = _tab_row(cells[size:], columns, levels)
            levels = row.level1, row.level2
    yield row


def _cells(line: str, offset: int) -> list[_Piece]:
    cells = []
    for number, cell in enumerate(line.split("\t")):
        if shown := cell.strip():
            start, bare = offset + cell.index(shown), _bare(shown)
            cells.append(_Piece(fold(bare), bare, start, start + len(shown), at=number))
        offset += len(cell) + 1
    return cells


def _is_label(cells: Sequence[_Piece], at: int) -> bool:
    if cells[at].text in _BARE1:
        return at + 1 < len(cells) and cells[at + 1].text in _LEVEL2
    return cells[at].text in _LABELS


def _continues(cells: Sequence[_Piece], columns: Sequence[str], row: _Row) -> bool:
    """Tell whether a line only goes on with text cells of the row above."""
    return 0 < len(cells) < 3 and all(
        cell.at < len(columns)
        and columns[cell.at] in row.cells
        and columns[cell.at] in (*_TEXTS, "deviation")
        and cell.text not in _LABELS
        and not cell.text[0].isdigit()
        and not _SIGN.match(cell.text)
        for cell in cells
    )


def _tab_row(cells: Sequence[_Piece], columns: Sequence[str], levels: tuple[str, str]) -> _Row:
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

    row = _Row(*levels)
    path, _ = _align(len(cells), len(columns), move, stay, finish)
    for cell, column in zip(cells, path, strict=True):
        row.add(columns[column], cell)
    if "level1" in row.cells:  # a label that no list knows
        row.level1, row.level2 = row.text("level1"), ""
    row.level2 = row.text("level2") or row.level2
    return row


def _tab_cost(text: str, column: str) -> float:
    number, sign = _NUMBER.fullmatch(text), _SIGN.match(text)
    if column in ("weight", "score"):
        return 0 if number else 4
    if column in ("name", "level1", "level2"):
        return (4 if number or sign else 0) + (1 if column != "name" else 0)
    if column in ("basis", "deviation"):
        return 3 if number else 0
    return 1 if column == "" or (column == "result" and sign and text[0] != "=") else 0


# --- hard-wrapped text ---


@dataclass(frozen=True, slots=True)
class _Segment:
    """The words up to one pair of scores: what is left over, labels, the row, and the pair.

    Where no label stands between, all words are in `words`. A row may lack its scores.
    """

    tail: Sequence[_Piece]
    labels: Sequence[str]
    words: Sequence[_Piece]
    scores: Sequence[_Piece]


def _wrapped(header: str, body: str, offset: int) -> Iterator[_Row]:
    widths, order = {"name": 8}, []
    exact = set()  # columns whose width is known, for a line wrapped there
    for match in re.finditer(_HEADING, header):
        order.append(_COLUMN[_bare(match.group())])
        lines = [_width(_bare(line)) for line in match.group().split("\n")]
        widths[order[-1]] = max(lines)
        exact |= {order[-1]} if len(lines) > 1 else set()
    if not {"name", "target"} <= set(order) or ("weight", "score") not in pairwise(order):
        return
    segments = list(_segments(_words(body, offset)))
    for segment in segments:
        name = _surely_name(segment) if segment.labels else []
        widths["name"] = max(widths["name"], *(word.width for word in name), 0)
        exact |= {"name"} if any(word.gap == "wrap" for word in name[1:]) else set()
    levels, row = ("", ""), _Row()
    for segment in segments:
        fit = _Fit(row, order, widths, exact)
        if segment.labels:
            left = fit.lay(segment.tail, 0, _NAME, _Row())
            # A first level that no list knows, where there is no deviation to be.
            levels = _levels((left, "") if 0 < len(left) < 13 else levels, segment.labels)
        new = _Row(*levels)
        low = _NAME if segment.labels or "name" not in row.cells else 0
        high = len(_STATES) if segment.labels or segment.scores else _NAME
        fit.lay(segment.words, low, high, new)
        if segment.scores:
            new.add("weight", segment.scores[0])
            new.add("score", *segment.scores[1:])
        if "name" in new.cells and (segment.scores or "target" in new.cells):
            yield row
            row = new
    yield row


def _surely_name(segment: _Segment) -> list[_Piece]:
    """Return the words between a label and a target with a sign."""
    name: list[_Piece] = []
    for word in segment.words:
        if _SIGN.match(word.text):
            return name
        apart = word.gap == "space" and name and not _joint(name[-1].text, word.text)
        if apart or (name and word.gap == "cell") or _YEAR.match(word.text):
            break
        name.append(word)
    return []


def _words(body: str, offset: int) -> list[_Piece]:
    folded = fold(body)
    spread = re.search(r"\n[ \t\r]*\n", body.strip())  # else any line break may be a wrap
    lines = [line for line in re.finditer(r"[^\n]+", folded) if line.group().strip()]
    margin = min((len(line.group()) - len(line.group().lstrip()) for line in lines), default=0)
    words: list[_Piece] = []
    last_end = 0
    for line in lines:
        found = list(re.finditer(r"\S+", line.group()))
        breaks = folded.count("\n", last_end, line.start())
        indented = found[0].start() > margin  # the first line of a page
        gap = "cell" if breaks == 1 and spread else "wrap"
        gap = "page" if breaks > 2 or (breaks and indented) else gap
        numbers = [_NUMBER.fullmatch(match.group()) is not None for match in found]
        mixed = any(map(all, pairwise(numbers))) or any(_SIGN.match(m.group()) for m in found[1:])
        for number, match in enumerate(found):
            joint = number > 0 and _joint(words[-1].text, match.group())
            width = _width(match.group()) + (words[-1].width if joint else 0)
            start, end = line.start() + match.start(), line.start() + match.end()
            text, shown, gap = match.group(), body[start:end], "space" if number else gap
            words.append(_Piece(text, shown, offset + start, offset + end, gap, width, mixed))
        last_end = line.end()
    return words


def _joint(before: str, after: str) -> bool:
    """Tell whether a space only parts a number or a Latin word from Chinese."""
    a, b = before[-1], after[0]
    return (_wide(a) and b.isascii() and b.isalnum()) or (a.isascii() and a.isalnum() and _wide(b))


def _pairs(words: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of weight and score: the last numbers side by side on a line."""
    first = 0
    while first < len(words):
        last = first + 1
        while last < len(words) and words[last].gap == "space":
            last += 1
        pair, run = (0, 0), 0
        for at in range(first, last + 1):
            if at < last and _NUMBER.fullmatch(words[at].text):
                run += 1
                continue
            if run > 1:  # 100 10 10 2024 年: the last number may belong to what follows
                end = at - 1 if run > 2 and at < last and _UNIT.match(words[at].text) else at
                pair = end - 2, end
            run = 0
        if pair[1] == last < len(words) and "." in words[last - 1].text:
            alone = last + 1 == len(words) or words[last + 1].gap != "space"
            if alone and re.fullmatch(r"\d\d?", words[last].text):  # 14.8⏎7: the score wrapped
                last += 1
                pair = pair[0], last
        if pair[1]:
            yield pair
        first = last


def _segments(words: Sequence[_Piece]) -> Iterator[_Segment]:
    at = 0
    for low, high in [*_pairs(words), (len(words), len(words))]:
        tail: Sequence[_Piece] = ()
        labels: list[str] = []
        begin = at
        while at < low:
            label, size = _label(words, at, low)
            if size:
                if labels and at > begin:  # a row without scores
                    yield _Segment(tail, labels, words[begin:at], ())
                    tail, labels = (), []
                elif not labels:
                    tail = words[begin:at]
                labels.append(label)
                begin = at + size
            at += size or 1
        yield _Segment(tail, labels, words[begin:low], words[low:high])
        at = high


def _label(words: Sequence[_Piece], at: int, stop: int) -> tuple[str, int]:
    """Return the level label that begins at a word, and of how many words it is (0: none)."""
    text, best = "", ("", 0)
    for end in range(at + 1, min(at + 9, stop + 1)):
        text += words[end - 1].text
        bare = text in _BARE2 and end < stop and words[end].gap == "cell"
        if text in _BARE1:
            follower = ""
            for word in words[end : min(end + 8, stop)]:
                follower += word.text
                bare = bare or follower in _LEVEL2
        if bare or text in _LABELS:
            best = text, end - at
    return best


class _Fit:
    """Costs of laying the words between two pairs of scores out over the columns."""

    def __init__(
        self, above: _Row, order: Sequence[str], widths: dict[str, int], exact: set[str]
    ) -> None:
        self.above = above
        self.order = order
        self.widths = widths
        self.exact = exact
        self.words: Sequence[_Piece] = ()
        self.low, self.high, self.first = 0, len(_STATES), 0
        weight, score = above.number("weight"), above.number("score")
        self.short = weight is not None and score is not None and score < weight
        self.torn = {column: self._torn(column) for column in _TEXTS}

    def lay(self, words: Sequence[_Piece], low: int, high: int, new: _Row) -> str:
        """Give the words to the row above and to the new one; return what fits neither."""
        self.words, self.low, self.high = words, low, high
        breaks = (at for at in range(1, len(words)) if words[at].gap != "space")
        self.first = next(breaks, len(words))  # the end of the first line
        path, slack = _align(len(words), len(_STATES), self._move, self._stay, self._finish)
        left = ""
        for word, state, margin in zip(words, path, slack, strict=True):
            column, row = _STATES[state], new if state >= _NAME else self.above
            if column == "deviation" and column not in self.order:
                left += word.shown
            elif "name" in row.cells or column == "name":
                if 0 < state < _REST:
                    row.notes["单元格跨页断开"] = None
                if margin < _CLEAR:
                    for unclear in (row, self.above) if low < _NAME else (row,):
                        unclear.notes["单元格界限不明"] = None
                row.add(column, word)
        return left

    def _torn(self, column: str) -> float:
        """Return the cost of a page break inside this cell of the row above."""
        cell, text = self.above.cells.get(column), self.above.text(column)
        if not cell:
            return _NEVER
        inside = any(text.count(a) > text.count(b) for a, b in ("《》", "“”", "（）"))
        if not inside and not self._fills(cell[-1], column):
            return _NEVER
        lines = any(piece.gap != "space" for piece in cell[1:])
        value = text[0].isdigit() or _SIGN.match(text)
        return (0 if inside else 1) + (0 if lines else 1) + (4 if value else 0)

    def _fills(self, word: _Piece, column: str) -> bool:
        """Tell whether a line that ends with this word leaves no room in its column."""
        return word.width > 0.75 * self.widths.get(column, 8)

    def _bursts(self, word: _Piece, column: str) -> bool:
        """Tell whether a line is too wide for its column."""
        return column in self.exact and not word.mixed and word.width > 1.35 * self.widths[column]

    def _date(self, at: int) -> bool:
        """Tell whether a date goes on at a word: 2022 年⏎12 月⏎31 日."""
        before = "".join(word.text for word in self.words[max(at - 2, 0) : at])
        return _DATE.search(f"{before} {self.words[at].text}") is not None

    def _move(self, at: int, before: int, state: int) -> float:
        word, column, left = self.words[at], _STATES[state], _STATES[before]
        if not self.low <= state < self.high or (column == "basis" and column not in self.order):
            return _NEVER
        if before < 0:
            return self._first(word, state)
        if state < _NAME:
            return self._back(word, before, state) + self._leave(at, left)
        if before < _NAME:
            if state > _NAME:
                return _NEVER
            # A deviation of one line would stand beside the score.
            short = left == "deviation" and at == self.first and self.words[0].gap == "wrap"
            return (4 if short else 0) + self._leave(at, left) + self._shape(word, column)
        skipped = state - before - 1
        if skipped and "basis" not in self.order and state == _RESULT:
            skipped -= 1
        return 4 * skipped + self._leave(at, left) + self._shape(word, column)

    def _first(self, word: _Piece, state: int) -> float:
        """Return the cost of the first word after a label or a pair of scores."""
        if self.low == _NAME:
            return 0 if state == _NAME else _NEVER
        if state == 0:
            page, wrap = word.gap == "page", word.gap == "wrap" and self.high > _NAME
            unlike = 0 if self.short else 4 if page else 3 if wrap else 0
            return unlike + (0 if "deviation" in self.order else 30)
        if state < _NAME:
            return self._back(word, -1, state)
        expected = 4 if self.short and "deviation" in self.order else 0
        follows = {"space": 8, "cell": 3}.get(word.gap, 0)
        return expected + follows + self._shape(word, "name") if state == _NAME else _NEVER

    def _back(self, word: _Piece, before: int, state: int) -> float:
        """Return the cost of going on, after a page break, with a cell of the row above."""
        if state == _REST:
            begun = self.words[0].gap != "page"
            return (0 if begun else 4) if before > 0 else _NEVER
        if state == 0 or (word.gap != "page" and before < 1):
            return _NEVER
        return self.torn[_STATES[state]] + (4 if word.mixed else 0)

    def _leave(self, at: int, column: str) -> float:
        """Return the cost of ending a cell before a word."""
        last, word = self.words[at - 1], self.words[at]
        cost = 4 if last.text[-1] in ",、(《“" or self._date(at) else 0
        if column == "deviation" and last.text.endswith(_STOPS):
            return cost
        if column == "deviation":
            return cost + (8 if word.gap == "space" else 3 if self._fills(last, column) else 1)
        if word.gap == "space":
            if _SIGN.match(word.text) or not _joint(last.text, word.text):
                return cost
            return cost + (3 if _wide(word.text[0]) else 1)  # 3 个 is one cell, 每周 3 may be two
        return cost + (1 if word.gap != "cell" and self._fills(last, column) else 0)

    def _shape(self, word: _Piece, column: str) -> float:
        """Return how unlike the first word of such a cell this word is."""
        sign, digit = _SIGN.match(word.text), word.text[0].isdigit()
        cost = 4 if self._bursts(word, column) else 0
        if column == "target":
            return cost + (0 if sign or _GRADE.match(word.text) else 1 if digit else 2)
        if column == "result" and sign:
            return cost + (1 if sign.group() == "=" else 6)
        if column == "result":
            return cost + (0 if digit or _GRADE.match(word.text) else 2)
        return cost + (8 if sign else 2 if digit and column == "basis" else 0)

    def _stay(self, at: int, state: int) -> float:
        """Return the cost of two words in one cell."""
        last, word, column = self.words[at - 1], self.words[at], _STATES[state]
        prose = column == "deviation"
        cost = 0 if column in ("deviation", "basis") else self._break_off(at, column)
        if word.gap == "space":
            cost += 0 if prose or _joint(last.text, word.text) else 3
        else:
            # After a line break or a line with room left, the cell has ended.
            cost += 6 if word.gap == "cell" or not self._fills(last, column) else 0
            cost += 4 if word.mixed and not prose else 0
            cost += 4 if self._bursts(word, column) else 0
        if _SIGN.match(word.text):
            cost += 2 if prose else 8
        return cost

    def _break_off(self, at: int, column: str) -> float:
        """Return how much the words themselves speak for a new cell."""
        word, end, name = self.words[at], self.words[at - 1].text[-1], column == "name"
        if end in "。;":
            return 6 if name else 4
        if _YEAR.match(word.text):
            return 3 if name else 4
        if name:
            return 0
        if word.text[0].isdigit() and not self._date(at):
            return 0 if end.isascii() and end != "%" else 4  # a number after a unit
        before = "".join(piece.text for piece in self.words[max(at - 2, 0) : at])
        if word.gap == "space":
            return 0
        done = _QUANTITY.search(before) and len(word.text) > 2 and not _UNIT.match(word.text)
        return 3 if done or _VERDICT.match(word.text) else 0

    def _finish(self, state: int) -> float:
        if self.high == _NAME or state == _RESULT:
            return 0
        return 40 if state < _NAME else 12 if state == _NAME else 5
