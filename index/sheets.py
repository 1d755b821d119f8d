"""The performance tables of a range, each read as it is printed and with its torn lines mended.

Of several readings of one table the one counts whose figures agree with each other: the rate with
the amounts, the points with the total.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from index.alignment import BARE1, BARE_LEVELS, LABELS, as_number, wide
from index.indicators import Indicator, column_line, missed, read_indicators
from index.model import Fact, Place, Reason, Sheet
from index.ordered import names_columns
from index.performance import blank, read_performance
from index.remarks import explain

_ROUNDED = Decimal("0.02")
_SEVERAL = 3  # lines of one width tell that the text was cut there
_LATIN = 0x2FFF
_FULL = Decimal(100)
# A line that begins like this is no rest of the one before.
_OPENS = re.compile(
    rf"\s*(?:{'|'.join(sorted(map(re.escape, LABELS | BARE1)))}|产出|效益|满意度|成本|其中|[一二三]级指标"
    r"|(?:年度)?(?:资金)?总额|年度资金|总\s*分|合\s*计|总\s*计|自评总分|(?:年度)?总体目标|预期目标|偏差)(?:\s|[:：(（]|$)"
)
_PLACES = [field.name for field in fields(Indicator) if field.name.endswith("place")]


@dataclass(frozen=True, slots=True)
class Reading:
    """A table with its head figures, its rows, and why they lost points as a whole."""

    sheet: Sheet
    facts: tuple[Fact, ...]
    rows: tuple[Indicator, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _View:
    """A text in which some line breaks are left out, and where each character stood."""

    text: str
    at: Sequence[int]

    def place(self, place: Place) -> Place:
        start = self.at[place.start] if place.start < len(self.at) else self.at[-1] + 1
        end = self.at[place.end - 1] + 1 if place.end > place.start else start
        return Place(start, max(start, end))

    def fact(self, fact: Fact) -> Fact:
        return replace(fact, place=self.place(fact.place), context=self.place(fact.context))

    def row(self, row: Indicator) -> Indicator:
        places: dict[str, Place | None] = {name: getattr(row, name) for name in _PLACES}
        moved: dict[str, Any] = {name: own and self.place(own) for name, own in places.items()}
        return replace(row, **moved)


def read_sheets(
    source: str,
    start: int,
    end: int,
    noise: Sequence[tuple[int, int]] = (),
    units: Sequence[str] = (),
) -> Iterator[Reading]:
    """Yield the performance tables in a source range, in order."""
    columns = heads = ""
    for sheet, facts in read_performance(source, start, end, "", noise, units):
        low, high = sheet.place.start, sheet.place.end
        columns = column_line(source, low, high) or columns
        heads = names_columns(source[low:high]) or heads
        rows = read_indicators(source, low, high, noise, columns, heads)
        best = _best(source, Reading(sheet, facts, tuple(rows)), noise, units)
        explained, reasons = explain(blank(source, 0, noise), sheet, best.rows)
        yield replace(best, rows=tuple(_weighed(source, row) for row in explained), reasons=reasons)


_WEIGHT_BEHIND = re.compile(r"\s*[(（]\s*(?P<weight>\d{1,2}(?:\.\d+)?)\s*分\s*[)）]\s*$")


def _weighed(source: str, row: Indicator) -> Indicator:
    """Return a row whose name ends in its weight (持证上岗率（15分）) with the two apart."""
    place = row.name_place
    told = _WEIGHT_BEHIND.search(source[place.start : place.end])
    printed = _WEIGHT_BEHIND.search(row.name)
    if row.weight or told is None or printed is None or not printed.start():
        return row
    low, high = (place.start + at for at in told.span("weight"))
    return replace(
        row,
        name=row.name[: printed.start()],
        name_place=Place(place.start, place.start + told.start()),
        weight=printed["weight"],
        weight_place=Place(low, high),
    )


def _best(
    source: str, plain: Reading, noise: Sequence[tuple[int, int]], units: Sequence[str]
) -> Reading:
    """Return a table by the best reading of its figures and the best of its rows."""
    best = plain
    for view in _views(source, plain.sheet.place, noise):
        found = read_performance(view.text, 0, len(view.text), "", (), units)
        if [sheet.metric for sheet, _ in found] != [plain.sheet.metric]:
            continue
        facts = tuple(replace(view.fact(f), section=plain.sheet.section) for f in found[0][1])
        if _sound(facts) > _sound(best.facts):
            best = replace(best, facts=facts)
        rows = tuple(map(view.row, read_indicators(view.text, 0, len(view.text))))
        if _whole(rows, best.facts) > _whole(best.rows, best.facts):
            best = replace(best, rows=rows)
        best = replace(best, rows=_continued(best.rows, rows))
    return best


def _views(source: str, place: Place, noise: Sequence[tuple[int, int]]) -> Iterator[_View]:
    """Yield the text of a table without the line breaks that only its width made.

    Lines are cut at a number of characters or at a width, which the whole report tells or the table.
    """
    dropped = {at for a, b in noise for at in range(max(a, place.start), min(b, place.end))}
    lines: list[list[int]] = []
    begin = place.start
    for line in source[place.start : place.end].split("\n"):
        kept = [at for at in range(begin, begin + len(line)) if at not in dropped]
        begin += len(line) + 1
        if any(not source[at].isspace() for at in kept):
            lines.append(kept)
    texts = ["".join(source[at] for at in line) for line in lines]
    seen: set[tuple[bool, ...]] = set()
    yield _cell_a_line(source, lines)
    for of in (source.split("\n"), texts):
        for size, slack in ((len, 0), (_width, 1)):
            widest = _cut_at(list(map(size, of))) - slack
            full = tuple(size(text) >= widest for text in texts)
            if any(full[:-1]) and full not in seen and widest > 0:
                seen.add(full)
                yield _view(source, lines, full)


def _view(source: str, lines: Sequence[Sequence[int]], full: Sequence[bool]) -> _View:
    text, at = "", []
    for number, (line, torn) in enumerate(zip(lines, full, strict=True)):
        following = lines[number + 1] if number + 1 < len(lines) else line
        torn = torn and not _OPENS.match("".join(source[n] for n in following))
        text += "".join(source[n] for n in line) + ("" if torn else "\n")
        at += [*line, *([] if torn else [line[-1]])]
    return _View(text, at)


def _cell_a_line(source: str, lines: Sequence[Sequence[int]]) -> _View:
    """Return a text with each cell on a line of its own: a table may be printed on a single line."""
    cells: list[list[int]] = []
    for line in lines:
        apart = True
        for at in line:
            if source[at].isspace():
                apart = True
                continue
            if apart:
                cells.append([])
            apart = False
            cells[-1].append(at)
    text = "".join("".join(source[at] for at in cell) + "\n" for cell in cells)
    return _View(text, [at for cell in cells for at in (*cell, cell[-1])])


def _cut_at(sizes: Sequence[int]) -> int:
    """Return the largest size that several lines have, 0 where none is as frequent."""
    return max((size for size, n in Counter(sizes).items() if n >= _SEVERAL), default=0)


def _width(text: str) -> int:
    return sum(2 if wide(char) or ord(char) > _LATIN else 1 for char in text)


def _head(facts: Sequence[Fact], aspect: str, *, executed: bool = False) -> Decimal | None:
    """Return a figure of a table's head, or of its row of the funds."""
    own = [f for f in facts if f.metric.endswith("/预算执行") == executed and f.aspect == aspect]
    plain = [f for f in own if executed or "/" not in f.metric]
    return plain[0].amount.value if plain else None


def _sound(facts: Sequence[Fact]) -> tuple[int, int]:
    """Return how many figures of the head follow from others, and how many there are."""
    budget, spent = _head(facts, "全年预算数"), _head(facts, "全年执行数")
    rate, weight = _head(facts, "执行率"), _head(facts, "分值", executed=True)
    score, total = _head(facts, "得分", executed=True), _head(facts, "得分")
    agree = 0
    if budget and spent is not None and rate is not None:
        agree += abs(spent / budget * 100 - rate) <= _ROUNDED
    if rate is not None and score is not None and weight is not None:
        agree += abs(weight * rate / 100 - score) <= _ROUNDED
    return agree, len(facts) + (total is not None)


def _whole(rows: Sequence[Indicator], facts: Sequence[Fact]) -> tuple[int, int, int]:
    """Return how far rows give the total of their table, how many are complete, and how few are not."""
    weights = [as_number(row.weight) for row in rows]
    scores = [as_number(row.score) for row in rows]
    sums = 0
    for column, aspect in ((weights, "分值"), (scores, "得分")):
        total = _head(facts, aspect) or (_FULL if aspect == "分值" else None)
        told = sum(
            (one for one in column if one is not None),
            _head(facts, aspect, executed=True) or Decimal(0),
        )
        sums += total is not None and abs(total - told) <= _ROUNDED
    complete = sum(bool(row.target and row.result and row.weight and row.score) for row in rows)
    return sums, complete, -sum(bool(row.doubt) for row in rows)


def _continued(rows: Sequence[Indicator], others: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Return rows, each as another reading has it where only its reason goes on there."""
    longer = {_cells(row): row for row in others}
    names = [row.name for row in rows]

    def better(row: Indicator) -> Indicator:
        other = longer.get(_cells(row), row)
        rest = other.deviation.removeprefix(row.deviation)
        if rest in BARE_LEVELS:
            return row
        begun = len(rest) < len(other.deviation) or not row.deviation
        goes_on = missed(row) and begun and not any(word in rest for word in (*names, *LABELS))
        return other if goes_on and rest else row

    return tuple(map(better, rows))


def _cells(row: Indicator) -> tuple[str, ...]:
    return row.level1, row.level2, row.name, row.target, row.result, row.weight, row.score
