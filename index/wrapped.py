"""Indicator rows in hard-wrapped PDF text, where a piece is a word: lines of one cell are parted by
a blank line, a single line break ends a cell, and a line that leaves its column unfilled is the
last line of its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.alignment import (
    BARE1,
    COLUMN,
    GRADE,
    HEADING,
    LABELS,
    LEVEL2,
    NEVER,
    NUMBER,
    SIGN,
    TEXTS,
    Piece,
    TableRow,
    align,
    joint,
    next_levels,
    unspaced,
    wide,
)
from index.normalise import fold

# These may also be names: they are second levels only at the end of a cell.
_BARE2 = frozenset({"经济效益", "社会效益", "生态效益"})
_UNIT = re.compile("[年月日个人次件家万亿元台套部批场处名条%]")
_QUANTITY = re.compile(r"\d\D{0,3}$")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年|$)")
_DATE = re.compile(r"(?:\d{4}年|\d月) \d{1,2}(?:[月日]|$)")
_STOPS = tuple("。;!?.")
_VERDICT = re.compile("(?:完全|基本|部分|未)(?:$|[达到完])|达成")
# Where the words between two pairs of scores may go: to the row above (its deviation, the rest of
# its cells after a page break, the rest of its deviation), then to the row itself.
_STATES = ("deviation", *TEXTS, "deviation", *TEXTS)
_REST, _NAME, _RESULT = 5, 6, 9
_CLEAR = 1.5  # a reading that is not cheaper by as much than the next best is told as a doubt


@dataclass(frozen=True, slots=True)
class _Segment:
    """The words up to one pair of scores: what is left over, labels, the row, and the pair.

    Where no label stands between, all words are in `words`. A row may lack its scores.
    """

    tail: Sequence[Piece]
    labels: Sequence[str]
    words: Sequence[Piece]
    scores: Sequence[Piece]


def read_wrapped(header: str, body: str, offset: int) -> Iterator[TableRow]:
    """Yield the rows of a table; `offset` is where its body begins. Some may lack a name."""
    widths, order = {"name": 8}, []
    exact = set()  # columns whose width is known, for a line wrapped there
    for match in re.finditer(HEADING, header):
        order.append(COLUMN[unspaced(match.group())])
        lines = [_width(unspaced(line)) for line in match.group().split("\n")]
        widths[order[-1]] = max(lines)
        exact |= {order[-1]} if len(lines) > 1 else set()
    if not {"name", "target"} <= set(order) or ("weight", "score") not in pairwise(order):
        return
    segments = list(_segments(_words(body, offset)))
    for segment in segments:
        name = _surely_name(segment) if segment.labels else []
        widths["name"] = max(widths["name"], *(word.width for word in name), 0)
        exact |= {"name"} if any(word.gap == "wrap" for word in name[1:]) else set()
    levels, row = ("", ""), TableRow()
    for segment in segments:
        fit = _Fit(row, order, widths, exact)
        if segment.labels:
            left = fit.lay(segment.tail, 0, _NAME, TableRow())
            # A first level that no list knows, where there is no deviation to be.
            levels = next_levels((left, "") if 0 < len(left) < 13 else levels, segment.labels)
        new = TableRow(*levels)
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


def _surely_name(segment: _Segment) -> list[Piece]:
    """Return the words between a label and a target with a sign."""
    name: list[Piece] = []
    for word in segment.words:
        if SIGN.match(word.text):
            return name
        apart = word.gap == "space" and name and not joint(name[-1].text, word.text)
        if apart or (name and word.gap == "cell") or _YEAR.match(word.text):
            break
        name.append(word)
    return []


def _words(body: str, offset: int) -> list[Piece]:
    folded = fold(body)
    spread = re.search(r"\n[ \t\r]*\n", body.strip())  # else any line break may be a wrap
    lines = [line for line in re.finditer(r"[^\n]+", folded) if line.group().strip()]
    margin = min((len(line.group()) - len(line.group().lstrip()) for line in lines), default=0)
    words: list[Piece] = []
    last_end = 0
    for line in lines:
        found = list(re.finditer(r"\S+", line.group()))
        breaks = folded.count("\n", last_end, line.start())
        indented = found[0].start() > margin  # the first line of a page
        gap = "cell" if breaks == 1 and spread else "wrap"
        gap = "page" if breaks > 2 or (breaks and indented) else gap
        numbers = [NUMBER.fullmatch(match.group()) is not None for match in found]
        mixed = any(map(all, pairwise(numbers))) or any(SIGN.match(m.group()) for m in found[1:])
        for number, match in enumerate(found):
            glued = number > 0 and joint(words[-1].text, match.group())
            width = _width(match.group()) + (words[-1].width if glued else 0)
            start, end = line.start() + match.start(), line.start() + match.end()
            text, shown, gap = match.group(), body[start:end], "space" if number else gap
            words.append(Piece(text, shown, offset + start, offset + end, gap, width, mixed))
        last_end = line.end()
    return words


def _width(text: str) -> int:
    """Return the width in half characters; punctuation may be squeezed, so it counts as one."""
    return sum(2 if wide(char) else 1 for char in text)


def _pairs(words: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of weight and score: the last numbers side by side on a line."""
    first = 0
    while first < len(words):
        last = first + 1
        while last < len(words) and words[last].gap == "space":
            last += 1
        pair, run = (0, 0), 0
        for at in range(first, last + 1):
            if at < last and NUMBER.fullmatch(words[at].text):
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


def _segments(words: Sequence[Piece]) -> Iterator[_Segment]:
    at = 0
    for low, high in [*_pairs(words), (len(words), len(words))]:
        tail: Sequence[Piece] = ()
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


def _label(words: Sequence[Piece], at: int, stop: int) -> tuple[str, int]:
    """Return the level label that begins at a word, and of how many words it is (0: none)."""
    text, best = "", ("", 0)
    for end in range(at + 1, min(at + 9, stop + 1)):
        text += words[end - 1].text
        bare = text in _BARE2 and end < stop and words[end].gap == "cell"
        if text in BARE1:
            follower = ""
            for word in words[end : min(end + 8, stop)]:
                follower += word.text
                bare = bare or follower in LEVEL2
        if bare or text in LABELS:
            best = text, end - at
    return best


class _Fit:
    """Costs of laying the words between two pairs of scores out over the columns."""

    def __init__(
        self, above: TableRow, order: Sequence[str], widths: dict[str, int], exact: set[str]
    ) -> None:
        self.above = above
        self.order = order
        self.widths = widths
        self.exact = exact
        self.words: Sequence[Piece] = ()
        self.low, self.high, self.first = 0, len(_STATES), 0
        weight, score = above.number("weight"), above.number("score")
        self.short = weight is not None and score is not None and score < weight
        self.torn = {column: self._torn(column) for column in TEXTS}

    def lay(self, words: Sequence[Piece], low: int, high: int, new: TableRow) -> str:
        """Give the words to the row above and to the new one; return what fits neither."""
        self.words, self.low, self.high = words, low, high
        breaks = (at for at in range(1, len(words)) if words[at].gap != "space")
        self.first = next(breaks, len(words))  # the end of the first line
        path, slack = align(len(words), len(_STATES), self._move, self._stay, self._finish)
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
            return NEVER
        inside = any(text.count(a) > text.count(b) for a, b in ("《》", "“”", "（）"))
        if not inside and not self._fills(cell[-1], column):
            return NEVER
        lines = any(piece.gap != "space" for piece in cell[1:])
        value = text[0].isdigit() or SIGN.match(text)
        return (0 if inside else 1) + (0 if lines else 1) + (4 if value else 0)

    def _fills(self, word: Piece, column: str) -> bool:
        """Tell whether a line that ends with this word leaves no room in its column."""
        return word.width > 0.75 * self.widths.get(column, 8)

    def _bursts(self, word: Piece, column: str) -> bool:
        """Tell whether a line is too wide for its column."""
        return column in self.exact and not word.mixed and word.width > 1.35 * self.widths[column]

    def _date(self, at: int) -> bool:
        """Tell whether a date goes on at a word: 2022 年⏎12 月⏎31 日."""
        before = "".join(word.text for word in self.words[max(at - 2, 0) : at])
        return _DATE.search(f"{before} {self.words[at].text}") is not None

    def _move(self, at: int, before: int, state: int) -> float:
        word, column, left = self.words[at], _STATES[state], _STATES[before]
        if not self.low <= state < self.high or (column == "basis" and column not in self.order):
            return NEVER
        if before < 0:
            return self._first(word, state)
        if state < _NAME:
            return self._back(word, before, state) + self._leave(at, left)
        if before < _NAME:
            if state > _NAME:
                return NEVER
            # A deviation of one line would stand beside the score.
            short = left == "deviation" and at == self.first and self.words[0].gap == "wrap"
            return (4 if short else 0) + self._leave(at, left) + self._shape(word, column)
        skipped = state - before - 1
        if skipped and "basis" not in self.order and state == _RESULT:
            skipped -= 1
        return 4 * skipped + self._leave(at, left) + self._shape(word, column)

    def _first(self, word: Piece, state: int) -> float:
        """Return the cost of the first word after a label or a pair of scores."""
        if self.low == _NAME:
            return 0 if state == _NAME else NEVER
        if state == 0:
            page, wrap = word.gap == "page", word.gap == "wrap" and self.high > _NAME
            unlike = 0 if self.short else 4 if page else 3 if wrap else 0
            return unlike + (0 if "deviation" in self.order else 30)
        if state < _NAME:
            return self._back(word, -1, state)
        expected = 4 if self.short and "deviation" in self.order else 0
        follows = {"space": 8, "cell": 3}.get(word.gap, 0)
        return expected + follows + self._shape(word, "name") if state == _NAME else NEVER

    def _back(self, word: Piece, before: int, state: int) -> float:
        """Return the cost of going on, after a page break, with a cell of the row above."""
        if state == _REST:
            begun = self.words[0].gap != "page"
            return (0 if begun else 4) if before > 0 else NEVER
        if state == 0 or (word.gap != "page" and before < 1):
            return NEVER
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
            if SIGN.match(word.text) or not joint(last.text, word.text):
                return cost
            return cost + (3 if wide(word.text[0]) else 1)  # 3 个 is one cell, 每周 3 may be two
        return cost + (1 if word.gap != "cell" and self._fills(last, column) else 0)

    def _shape(self, word: Piece, column: str) -> float:
        """Return how unlike the first word of such a cell this word is."""
        sign, digit = SIGN.match(word.text), word.text[0].isdigit()
        cost = 4 if self._bursts(word, column) else 0
        if column == "target":
            return cost + (0 if sign or GRADE.match(word.text) else 1 if digit else 2)
        if column == "result" and sign:
            return cost + (1 if sign.group() == "=" else 6)
        if column == "result":
            return cost + (0 if digit or GRADE.match(word.text) else 2)
        return cost + (8 if sign else 2 if digit and column == "basis" else 0)

    def _stay(self, at: int, state: int) -> float:
        """Return the cost of two words in one cell."""
        last, word, column = self.words[at - 1], self.words[at], _STATES[state]
        prose = column == "deviation"
        cost = 0 if column in ("deviation", "basis") else self._break_off(at, column)
        if word.gap == "space":
            cost += 0 if prose or joint(last.text, word.text) else 3
        else:
            # After a line break or a line with room left, the cell has ended.
            cost += 6 if word.gap == "cell" or not self._fills(last, column) else 0
            cost += 4 if word.mixed and not prose else 0
            cost += 4 if self._bursts(word, column) else 0
        if SIGN.match(word.text):
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
