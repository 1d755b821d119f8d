"""Indicator rows (三级指标) of one performance table → Indicator, in both layouts.

Both layouts are one problem: pieces in reading order go to columns in their order, at the least
cost. In tab-separated tables a piece is a cell, and cells may stand a column too far left or right.
In hard-wrapped PDF text it is a word: lines of one cell are parted by a blank line, a single line
break ends a cell, and a line that leaves its column unfilled is the last line of its cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from index.model import Place
from index.normalise import fold

_HEADINGS = {
    "level1": ("一级指标",),
    "level2": ("二级指标",),
    "name": ("三级指标",),
    "target": (
        *("年度指标值", "预期指标值", "全年指标值", "年初指标值", "计划指标值", "指标值"),
        *("年度目标值", "预期目标值", "年初目标值", "目标值"),
    ),
    "basis": ("指标值设定依据", "设定依据"),
    "result": (
        *("实际完成指标值", "实际完成值", "全年实际完成值", "年度实际完成值", "全年完成值"),
        *("完成指标值", "完成值", "实际值"),
    ),
    "weight": ("分值权重", "分值(权重)", "权重(分值)", "指标分值", "分值", "权重"),
    "score": ("自评得分", "得分"),
    "deviation": (
        *("偏差原因分析及改进措施", "偏差原因分析和改进措施", "偏差原因及改进措施"),
        *("偏差原因分析", "偏差分析及改进措施", "未完成原因分析及改进措施"),
        *("未完成原因和改进措施", "未完成原因及改进措施", "未完成原因分析", "备注"),
    ),
}
_COLUMN = {word: column for column, words in _HEADINGS.items() for word in words}
_SIDE = frozenset({"年度绩效指标完成情况", "年度绩效指标", "绩效指标完成情况", "绩效指标"})
_LEVEL1 = frozenset(
    "产出指标 效益指标 满意度指标 成本指标 投入指标 过程指标 管理指标 效果指标".split()
)
# Words that may also be names: first level only where a label of the second level follows.
_BARE1 = frozenset(
    "运行成本 管理效率 履职效能 履职效果 社会效应 可持续发展能力 服务对象满意度".split()
)
_BARE2 = frozenset({"社会效益", "经济效益", "生态效益"})
_LEVEL2 = frozenset(
    "数量指标 质量指标 时效指标 成本指标 经济成本指标 社会成本指标 生态成本指标 生态环境成本指标 "
    "经济效益指标 社会效益指标 生态效益指标 环境效益指标 可持续影响指标 可持续发展指标 满意度指标 "
    "服务对象满意度指标 受益对象满意度指标 社会公众满意度指标 社会公众或服务对象满意度指标".split()
)
_LABELS = _SIDE | _LEVEL1 | _LEVEL2 | _BARE1 | _BARE2


def _spaced(word: str) -> str:
    return r"\s*".join(map(re.escape, word))


_HEADING = "|".join(map(_spaced, sorted(_COLUMN, key=len, reverse=True)))
_HEADER = re.compile(rf"(?:(?>{_HEADING})\s*+){{3,}}+")
_TITLE = re.compile(
    rf"(?:{_spaced('项目')}|{_spaced('整体')})\s*{_spaced('支出绩效')}\s*(?:{_spaced('目标')}\s*)?"
    rf"{_spaced('自评表')}(?:\s*\(\s*\d{{4}}\s*年\s*度?\s*\))?"
)
_TOTAL = re.compile(r"^[ \t]*(?:总\s*分|合\s*计|总\s*计)\s+\d", re.M)
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d+)?)分?")
_SIGN = re.compile("[<>=≥≤≧≦]")
_UNIT = re.compile("[年月日个人次件家万亿元台套部批场处名条%]")
_STOP = tuple("。;!?.")
# How targets and results in words begin.
_GRADE = re.compile(
    "有效|显著|明显|持续|长期|高效|不断|逐步|稳步|稳定|大幅|切实|充分|全面|进一步|有所|得到|良好|优秀"
    "|合格|正常|提升|提高|改善|增强|加强|增加|减少|降低|保障|保持|保证|促进|推动|推进|满足|规范|及时"
    "|按时|按期|完全|基本|部分|达到|达成|完成|未达|未完"
)
_NEVER = 10_000
_UNCLEAR = 3  # a boundary that costs as much is told as a doubt
_TEXTS = ("name", "target", "basis", "result")
# The words between two scores: what is left of the row above, then the row itself.
_STATES = ("deviation", *_TEXTS, "deviation", *_TEXTS)
_NAME, _RESULT = 6, 9


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row as printed, white space removed; `doubt` says where its cells are not sure."""

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
    """Return the indicator rows of the one table in [start, end), in order; `noise` is blank.

    Raises nothing: a table without a header that names its columns has no rows.
    """
    text = list(source[start:end])
    for low, high in noise:
        low, high = max(low - start, 0), min(high - start, len(text))
        text[low:high] = " " * max(high - low, 0)
    plain = "".join(text)
    folded = fold(plain)
    headers = [m for m in _HEADER.finditer(folded) if "三级指标" in _bare(m.group())]
    if not headers:
        return []
    blanks = [*headers[1:], *_TITLE.finditer(folded)]
    total = _TOTAL.search(folded, headers[0].end())
    stop = total.start() if total else len(folded)
    for blank in blanks:
        gone = re.sub(r"[^\n]", " ", blank.group())
        text[blank.start() : blank.end()] = gone
    plain = "".join(text)
    first = folded.rfind("\n", 0, headers[0].start()) + 1
    line_end = folded.find("\n", first)
    line = plain[first : line_end if line_end >= 0 else len(plain)]
    if "\t" in line:
        rows = _tabbed(line, plain[first + len(line) : stop], start + first + len(line))
    else:
        begin = headers[0].end()
        rows = _wrapped(headers[0].group(), plain[begin:stop], start + begin)
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
    line up to its end, within what may be one cell; `mixed`: it opens a line of several cells;
    `at`: its column in a tab-separated line.
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
    level1: str
    level2: str
    cells: dict[str, list[_Piece]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, column: str, *pieces: _Piece) -> None:
        self.cells.setdefault(column, []).extend(pieces)

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def text(self, column: str) -> str:
        return "".join(piece.shown for piece in self.cells.get(column, ()))

    def score(self, column: str) -> str:
        text = self.text(column)
        return text.removesuffix("分") if _number(text) is not None else text

    def place(self, column: str) -> Place:
        pieces = self.cells.get(column)
        if pieces is None:  # nothing printed: an empty range at the end of the row
            end = max(cell[-1].end for cell in self.cells.values())
            return Place(end, end)
        end = pieces[-1].end
        if column in ("weight", "score") and self.text(column) != self.score(column):
            end -= 1
        return Place(pieces[0].start, end)

    def finish(self) -> Indicator:
        names = ("name", "target", "result", "weight", "score")
        places = {f"{name}_place": self.place(name) for name in names}
        end = max(cell[-1].end for cell in self.cells.values())
        return Indicator(
            name=self.text("name"),
            level1=self.level1,
            level2=self.level2,
            target=self.text("target"),
            result=self.text("result"),
            weight=self.score("weight"),
            score=self.score("score"),
            basis=self.text("basis"),
            deviation=self.text("deviation"),
            place=Place(places["name_place"].start, end),
            deviation_place=self.place("deviation") if "deviation" in self.cells else None,
            doubt=self.doubt(),
            **places,
        )

    def doubt(self) -> str:
        notes = list(self.notes)
        titles = {"target": "指标值", "result": "完成值", "weight": "分值", "score": "得分"}
        lacking = [title for column, title in titles.items() if column not in self.cells]
        if lacking:
            notes.append("缺" + "、".join(lacking))
        for column in ("weight", "score"):
            if column in self.cells and _number(self.text(column)) is None:
                notes.append(f"{titles[column]}栏为“{self.text(column)}”，疑与别栏错位")
        weight, score = _number(self.text("weight")), _number(self.text("score"))
        if weight is not None and score is not None and score > weight:
            notes.append("得分高于分值")
        return "；".join(notes)


def _levels(row: _Row, labels: Sequence[str]) -> tuple[str, str]:
    """Return the levels after these labels; what they do not name stays as in `row`."""
    level1, level2 = row.level1, row.level2
    for number, word in enumerate(labels):
        follower = labels[number + 1] if number + 1 < len(labels) else ""
        first = word in _LEVEL1 or word in _BARE1
        if word in _LEVEL1 and word in _LEVEL2:  # 成本指标 and 满意度指标 name both levels
            above = labels[number - 1] if number else ""
            alone = word == "满意度指标" and above not in _LEVEL1 | _BARE1
            first = follower.endswith(word) or alone
        if first:
            level1, level2 = word, ""
        elif word not in _SIDE:
            level2 = word
    return level1, level2


def _align(
    count: int,
    states: int,
    move: Callable[[int, int, int], float],
    stay: Callable[[int, int], float],
    finish: Callable[[int], float],
) -> list[int]:
    """Return the cheapest state for each of `count` pieces; states never go back.

    `move(i, r, s)` is the cost of piece i opening state s after state r (-1 at the beginning).
    """
    if not count:
        return []
    best = [move(0, -1, state) for state in range(states)]
    trail: list[list[int]] = []
    for piece in range(1, count):
        costs, back = [], []
        for state in range(states):
            cost, origin = best[state] + stay(piece, state), state
            for other in range(state):
                if best[other] < cost and (new := best[other] + move(piece, other, state)) < cost:
                    cost, origin = new, other
            costs.append(cost)
            back.append(origin)
        best = costs
        trail.append(back)
    state = min(range(states), key=lambda last: best[last] + finish(last))
    path = [state]
    for back in reversed(trail):
        path.append(back[path[-1]])
    return path[::-1]


# --- tab-separated rows ---

_SKIPPED = {"level1": 0, "level2": 0, "deviation": 0, "basis": 1, "": 1, "name": 6}


def _cells(line: str, offset: int) -> list[_Piece]:
    cells = []
    for number, match in enumerate(re.finditer(r"[^\t]*", line)):
        shown = match.group().strip()
        if shown:
            start = offset + match.start() + match.group().index(shown)
            bare = _bare(shown)
            cells.append(_Piece(fold(bare), bare, start, start + len(shown), at=number))
    return cells


def _tabbed(header: str, body: str, offset: int) -> Iterator[_Row]:
    columns = [_COLUMN.get(fold(_bare(cell)), "") for cell in header.rstrip().split("\t")]
    row = _Row("", "")
    position = offset
    for line in body.split("\n"):
        cells, position = _cells(line, position), position + len(line) + 1
        labels: list[str] = []
        while cells and _is_label(cells):
            labels.append(cells.pop(0).text)
        row.level1, row.level2, before = *_levels(row, labels), row
        if _continues(cells, columns):
            for cell in cells:
                if "name" in row.cells:
                    row.add(columns[cell.at], cell)
                    row.note("单元格断成两行")
        elif len(cells) > 1 and any(char.isalnum() for char in line):
            if "name" in before.cells:
                yield before
            row = _tab_row(cells, columns, row)
    yield row


def _is_label(cells: Sequence[_Piece]) -> bool:
    word = cells[0].text
    if word in _BARE1:
        return len(cells) > 1 and cells[1].text in _LEVEL2
    return word in _SIDE | _LEVEL1 | _LEVEL2


def _continues(cells: Sequence[_Piece], columns: Sequence[str]) -> bool:
    """Tell whether a line only goes on with text cells of the row above."""
    return bool(cells) and all(
        cell.at < len(columns)
        and columns[cell.at] in (*_TEXTS, "deviation")
        and not cell.text[0].isdigit()
        and not _SIGN.match(cell.text)
        for cell in cells
    )


def _tab_row(cells: Sequence[_Piece], columns: Sequence[str], above: _Row) -> _Row:
    skipped = [0]
    for column in columns:
        skipped.append(skipped[-1] + _SKIPPED.get(column, 3))

    def move(piece: int, before: int, column: int) -> float:
        cost = _tab_cost(cells[piece].text, columns[column])
        shift = abs(cells[piece].at - column) / 100  # only tells equal costs apart
        return skipped[column] - skipped[before + 1] + cost + shift

    def stay(_: int, column: int) -> float:
        return 0.5 if columns[column] == "deviation" else 8

    def finish(column: int) -> float:
        return skipped[-1] - skipped[column + 1]

    row = _Row(above.level1, above.level2)
    for cell, column in zip(
        cells, _align(len(cells), len(columns), move, stay, finish), strict=True
    ):
        row.add(columns[column], cell)
    if "level1" in row.cells:
        row.level1, row.level2 = row.text("level1"), ""
    row.level2 = row.text("level2") or row.level2
    return row


def _tab_cost(text: str, column: str) -> float:
    number = _NUMBER.fullmatch(text) is not None
    if column in ("weight", "score"):
        return 0 if number else 4
    if column == "name":
        return 4 if number or _SIGN.match(text) else 0
    if column in ("level1", "level2"):
        return 6 if number or _SIGN.match(text) else 1
    if column in ("basis", "deviation"):
        return 3 if number else 0
    return 1 if column == "" or (column == "result" and text[0] in "<>≥≤") else 0


# --- hard-wrapped text ---


def _wrapped(header: str, body: str, offset: int) -> Iterator[_Row]:
    widths = {"name": 8}
    order = []
    for match in re.finditer(_HEADING, header):
        column = _COLUMN[_bare(match.group())]
        order.append(column)
        widths[column] = max(_width(_bare(line)) for line in match.group().split("\n"))
    if not {"name", "target", "weight"} <= set(order) or order[order.index("weight") + 1 :][:1] != ["score"]:
        return
    pieces = _words(body, offset)
    segments = list(_segments(pieces))
    for _, labels, words, _ in segments:
        plain = [i for i, word in enumerate(words) if _SIGN.match(word.text)]
        if labels and plain:
            widths["name"] = max([widths["name"], *(word.width for word in words[: plain[0]])])
    row = _Row("", "")
    for tail, labels, words, scores in segments:
        fit = _Fit(row, order, widths, tail, bool(labels) or not scores)
        ...
