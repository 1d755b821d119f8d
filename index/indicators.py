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
from itertools import pairwise

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
    ["产出指标", "效益指标", "满意度指标", "成本指标", "投入指标", "过程指标", "管理指标", "效果指标"]
)
# Words that may also be names: first level only where a label of the second level follows.
_BARE1 = frozenset(
    ["运行成本", "管理效率", "履职效能", "履职效果", "社会效应", "可持续发展能力", "服务对象满意度"]
)
_BARE2 = frozenset({"社会效益", "经济效益", "生态效益"})
_LEVEL2 = frozenset(
    ["数量指标", "质量指标", "时效指标", "成本指标", "经济成本指标", "社会成本指标", "生态成本指标", "生态环境成本指标", "经济效益指标", "社会效益指标", "生态效益指标", "环境效益指标", "可持续影响指标", "可持续发展指标", "满意度指标", "服务对象满意度指标", "受益对象满意度指标", "社会公众满意度指标", "社会公众或服务对象满意度指标"]
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
_WORD = re.compile(r"\w")
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
    folded = fold("".join(text))
    headers = [match for match in _HEADER.finditer(folded) if "三级指标" in _bare(match.group())]
    if not headers:
        return []
    begin = headers[0].start()
    line = folded[folded.rfind("\n", 0, begin) + 1 :].partition("\n")[0]
    tabbed = "\t" in line
    for blank in [*_TITLE.finditer(folded), *(() if tabbed else headers[1:])]:
        text[blank.start() : blank.end()] = re.sub(r"[^\n]", " ", blank.group())
    total = _TOTAL.search(folded, headers[0].end())
    begin = folded.rfind("\n", 0, begin) + 1 + len(line) if tabbed else headers[0].end()
    body = "".join(text[begin : total.start() if total else None])
    header = line if tabbed else headers[0].group()
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
    level1: str = ""
    level2: str = ""
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


def _levels(levels: tuple[str, str], labels: Sequence[str]) -> tuple[str, str]:
    """Return the levels after these labels; what they do not name stays."""
    for number, word in enumerate(labels):
        first = word in _LEVEL1 or word in _BARE1
        if word in _LEVEL1 and word in _LEVEL2:  # 成本指标 and 满意度指标 name both levels
            above = labels[number - 1] if number else ""
            alone = word == "满意度指标" and above not in _LEVEL1 | _BARE1
            first = alone or any(after.endswith(word) for after in labels[number + 1 : number + 2])
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
    levels = "", ""
    row = _Row()
    for line in body.split("\n"):
        cells, offset = _cells(line, offset), offset + len(line) + 1
        labels: list[str] = []
        while cells and _is_label(cells):
            labels.append(cells.pop(0).text)
        levels = _levels(levels, labels)
        if not labels and _continues(cells, columns, row):
            for cell in cells:
                row.add(columns[cell.at], cell)
            row.note("单元格断成两行")
        elif len(cells) > 1 and _WORD.search(line) and "三级指标" not in labels:
            yield row
            row = _tab_row(cells, columns, levels)
            levels = row.level1, row.level2
    yield row


def _is_label(cells: Sequence[_Piece]) -> bool:
    word = cells[0].text
    if word in _BARE1:
        return len(cells) > 1 and cells[1].text in _LEVEL2
    return word in _SIDE | _LEVEL1 | _LEVEL2


def _continues(cells: Sequence[_Piece], columns: Sequence[str], row: _Row) -> bool:
    """Tell whether a line without labels only goes on with text cells of the row above."""
    return 0 < len(cells) < 3 and all(
        cell.at < len(columns)
        and columns[cell.at] in row.cells
        and columns[cell.at] in (*_TEXTS, "deviation")
        and not cell.text[0].isdigit()
        and not _SIGN.match(cell.text)
        for cell in cells
    )


def _tab_row(cells: Sequence[_Piece], columns: Sequence[str], levels: tuple[str, str]) -> _Row:
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

    row = _Row(*levels)
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


@dataclass(frozen=True, slots=True)
class _Segment:
    """The words up to one pair of scores: left over, labels, those of the row, and the pair.

    Where no label stands between, all words are in `words`. `scores` is empty at the end.
    """

    tail: Sequence[_Piece]
    labels: Sequence[str]
    words: Sequence[_Piece]
    scores: Sequence[_Piece]


def _wrapped(header: str, body: str, offset: int) -> Iterator[_Row]:
    widths, order = {"name": 8}, []
    for match in re.finditer(_HEADING, header):
        order.append(_COLUMN[_bare(match.group())])
        widths[order[-1]] = max(_width(_bare(line)) for line in match.group().split("\n"))
    if not {"name", "target"} <= set(order) or ("weight", "score") not in pairwise(order):
        return
    segments = list(_segments(_words(body, offset)))
    for segment in segments:
        target = next((i for i, word in enumerate(segment.words) if _SIGN.match(word.text)), 0)
        if segment.labels:  # all that stands before the target is name
            wide = (word.width for word in segment.words[:target])
            widths["name"] = max(widths["name"], *wide, 0)
    levels, row = ("", ""), _Row()
    for segment in segments:
        fit = _Fit(row, order, widths)
        if segment.labels:
            left = fit.tail(segment.tail)
            levels = _levels((left, "") if left else levels, segment.labels)
        elif not segment.scores:
            fit.tail(segment.words)
            continue
        new = _Row(*levels)
        fit.row(segment.words, new, bool(segment.labels) or "name" not in row.cells)
        if segment.scores:
            new.add("weight", segment.scores[0])
            new.add("score", *segment.scores[1:])
        elif "target" not in new.cells:
            new.cells.clear()
        if "name" in new.cells:
            yield row
            row = new
    yield row


def _words(body: str, offset: int) -> list[_Piece]:
    folded = fold(body)
    spread = "\n\n" in body.strip()  # else single line breaks are all there is
    words: list[_Piece] = []
    last_end = 0
    for line in re.finditer(r"[^\n]*\S[^\n]*", folded):
        found = list(re.finditer(r"\S+", line.group()))
        begin = line.start() + found[0].start()
        breaks = folded.count("\n", last_end, begin)
        indented = folded[begin - 1 : begin].isspace() and folded[begin - 1] != "\n"
        gap = "page" if breaks > 2 or (breaks and indented) else "wrap"
        if breaks == 1 and not indented and spread:
            gap = "cell"
        numbers = [_NUMBER.fullmatch(match.group()) is not None for match in found]
        mixed = any(map(all, pairwise(numbers))) or any(_SIGN.match(m.group()) for m in found[1:])
        width = 0
        for number, match in enumerate(found):
            start, end = line.start() + match.start(), line.start() + match.end()
            joint = number > 0 and _joint(words[-1].text, match.group())
            width = _width(match.group()) + (width if joint else 0)
            gap = "space" if number else gap
            place = (offset + start, offset + end)
            words.append(_Piece(match.group(), body[start:end], *place, gap, width, mixed))
        last_end = line.end()
    return words


def _joint(before: str, after: str) -> bool:
    """Tell whether a space only parts a number or a Latin word from Chinese."""
    a, b = before[-1], after[0]
    return (_wide(a) and b.isascii() and b.isalnum()) or (a.isascii() and a.isalnum() and _wide(b))


def _scores(words: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of weight and score: the last numbers side by side on a line."""
    first = 0
    while first < len(words):
        last = first + 1
        while last < len(words) and words[last].gap == "space":
            last += 1
        at = first
        pair: tuple[int, int] | None = None
        while at < last:
            run = at
            while run < last and _NUMBER.fullmatch(words[run].text):
                run += 1
            unit = run < last and run - at > 2 and _UNIT.match(words[run].text)
            if run - at > 1:
                pair = (run - 3, run - 1) if unit else (run - 2, run)
            at = run + 1
        if pair and pair[1] == last and _goes_on(words, last):
            pair = (pair[0], last + 1)
            last += 1
        if pair:
            yield pair
        first = last


def _goes_on(words: Sequence[_Piece], at: int) -> bool:
    """Tell whether the score that ends before `at` wrapped inside its fraction: 14.8⏎7."""
    alone = at + 1 == len(words) or (at + 1 < len(words) and words[at + 1].gap != "space")
    return (
        alone and "." in words[at - 1].text and re.fullmatch(r"\d\d?", words[at].text) is not None
    )


def _segments(words: Sequence[_Piece]) -> Iterator[_Segment]:
    at = 0
    for low, high in [*_scores(words), (len(words), len(words))]:
        tail: Sequence[_Piece] = ()
        labels: list[str] = []
        begin = at
        while at < low:
            label, size = _label(words, at, low)
            if size:
                if labels and at - begin > 1:  # a row without scores
                    yield _Segment(tail, labels, words[begin:at], ())
                    tail, labels = (), []
                elif not labels:
                    tail = words[begin:at]
                labels.append(label)
                begin = at + size
            at += size or 1
        if labels or begin < low or low < high:
            yield _Segment(tail, labels, words[begin:low], words[low:high])
        at = high


def _label(words: Sequence[_Piece], at: int, stop: int) -> tuple[str, int]:
    """Return the level label that begins at a word, and of how many words it is (0: none)."""
    text, best = "", ("", 0)
    for end in range(at, min(at + 10, stop)):
        text += words[end].text
        if len(text) > 16:
            break
        if text in _SIDE | _LEVEL1 | _LEVEL2 or (text in _BARE1 and end + 1 < stop and _label(words, end + 1, stop)[0] in _LEVEL2) or (text in _BARE2 and end + 1 < stop and words[end + 1].gap == "cell"):
            best = text, end + 1 - at
    return best


class _Fit:
    """Costs of laying the words between two score pairs out over the columns."""

    def __init__(self, row: _Row, order: Sequence[str], widths: dict[str, int]) -> None:
        self.above = row
        self.order = order
        self.widths = widths
        self.words: Sequence[_Piece] = ()
        self.low, self.high = 0, len(_STATES)
        weight, score = _number(row.text("weight")), _number(row.text("score"))
        self.short = weight is not None and score is not None and score < weight

    def tail(self, words: Sequence[_Piece]) -> str:
        """Give words to the row above; return what cannot be its deviation."""
        self.words, self.low, self.high = words, 0, _NAME
        return self._lay(_Row())

    def row(self, words: Sequence[_Piece], new: _Row, whole: bool) -> None:
        """Give words to a new row, and the first ones to the row above unless `whole`."""
        self.words, self.low, self.high = words, _NAME if whole else 0, len(_STATES)
        self._lay(new)

    def _lay(self, new: _Row) -> str:
        path = _align(len(self.words), len(_STATES), self._move, self._stay, self._finish)
        left = ""
        for number, (word, state) in enumerate(zip(self.words, path, strict=True)):
            column = _STATES[state]
            row = new if state >= _NAME else self.above
            if "name" not in row.cells and column != "name":
                continue
            if column == "deviation" and column not in self.order:
                left += word.shown
                continue
            before = path[number - 1] if number else -1
            if 0 < state < _NAME and column in row.cells and column != "deviation":
                row.note("单元格跨页断开")
            elif -1 < before < state and self._move(number, before, state) >= _UNCLEAR:
                row.note("单元格界限不明")
            row.add(column, word)
        return left

    def _fills(self, word: _Piece, column: str) -> bool:
        """Tell whether a line that ends with this word leaves no room in its column."""
        return word.width > 0.75 * self.widths.get(column, 8)

    def _move(self, at: int, before: int, state: int) -> float:
        word, column = self.words[at], _STATES[state]
        if not self.low <= state < self.high:
            return _NEVER
        if before < 0:
            return self._first(word, state)
        last = self.words[at - 1]
        if state < _NAME:
            return self._back(word, before, state) + self._leave(last, word, _STATES[before])
        if before < _NAME and state > _NAME or column == "basis" and column not in self.order:
            return _NEVER
        if state == _NAME and _STATES[before] == "deviation":
            return self._end_reason(last, word)
        cost = self._leave(last, word, _STATES[before]) + self._shape(word, column)
        if state == _RESULT and before < _RESULT - 1 and "basis" in self.order:
            cost += 3
        return cost + (6 if state > _NAME + 1 and before == _NAME else 0)

    def _first(self, word: _Piece, state: int) -> float:
        """Return the cost of the first word after a pair of scores, or after a label."""
        if state == self.low == _NAME:
            return 0
        if state == 0:
            even = self.high > _NAME and not self.short and word.gap == "wrap"
            late = word.gap == "page" and not self.short
            return (3 if even else 4 if late else 0) + (0 if "deviation" in self.order else 30)
        if state < _NAME:
            return self._back(word, -1, state)
        if state > _NAME:
            return _NEVER
        expected = 4 if self.short and "deviation" in self.order else 0
        return {"space": 8, "cell": 3}.get(word.gap, 0) + expected + self._shape(word, "name")

    def _back(self, word: _Piece, before: int, state: int) -> float:
        """Return the cost of going on after a page break with a cell that was left unfinished."""
        column = _STATES[state]
        if state == 5:
            begun = self.words[0].gap != "page"
            return (0 if begun else 4) if 0 < before < 5 else _NEVER
        cell = self.above.cells.get(column)
        if state == 0 or cell is None or (word.gap != "page" and before < 1):
            return _NEVER
        text = self.above.text(column)
        inside = any(text.count(a) > text.count(b) for a, b in ("《》", "“”", "（）"))
        if not inside and not self._fills(cell[-1], column):
            return _NEVER
        lines = any(piece.gap != "space" for piece in cell[1:])
        cost = (0 if inside else 1) + (0 if lines else 1) + (4 if word.mixed else 0)
        return cost + (4 if text[0].isdigit() or _SIGN.match(text) else 0)

    def _leave(self, last: _Piece, word: _Piece, column: str) -> float:
        """Return the cost of ending a cell between two words."""
        if word.gap == "space":
            if _SIGN.match(word.text) or not _joint(last.text, word.text):
                return 0
            return 3 if _wide(word.text[0]) else 1  # 3 个 is one cell; 每周 3 may be two
        return 1 if word.gap in ("wrap", "page") and self._fills(last, column) else 0

    def _end_reason(self, last: _Piece, word: _Piece) -> float:
        if word.gap == "space":
            return 8
        if last.text.endswith(_STOP):
            return 0
        return 3 if self._fills(last, "deviation") else 1

    def _shape(self, word: _Piece, column: str) -> float:
        """Return how unlike the first word of such a cell this word is."""
        sign, digit = _SIGN.match(word.text), word.text[0].isdigit()
        if column == "target":
            return 0 if sign or _GRADE.match(word.text) else 1 if digit else 2
        if column == "result" and sign:
            return 1 if sign.group() == "=" else 6
        if column == "result":
            return 0 if digit or _GRADE.match(word.text) else 2
        return 8 if sign else 2 if digit and column == "basis" else 0

    def _stay(self, at: int, state: int) -> float:
        """Return the cost of two words in one cell."""
        last, word, column = self.words[at - 1], self.words[at], _STATES[state]
        prose = column == "deviation"
        cost = 0
        if word.gap == "space":
            cost += 0 if prose or _joint(last.text, word.text) else 3
        elif word.gap == "cell" or not self._fills(last, column):
            cost += 6  # a line break, or room left: the cell has ended
        if word.mixed and word.gap != "space" and not prose:
            cost += 4
        if _SIGN.match(word.text):
            cost += 2 if prose else 8
        end = last.text[-1]
        if column in ("target", "result") and word.text[0].isdigit() and not end.isascii():
            cost += 0 if end in "年月" and len(word.text) < 7 else 4  # after a unit: a new number
        if column in ("target", "result") and end == "%":
            cost += 4
        return cost + (4 if end in "。;" and column in ("name", "target", "result") else 0)

    def _finish(self, state: int) -> float:
        if self.high == _NAME or state == _RESULT:
            return 0
        return 40 if state < _NAME else 12 if state == _NAME else 5
