"""Indicator rows in text that was wrapped at a fixed width, with spaces between the cells.

A line break may stand inside a cell, between two cells, or in the place of a space. Rows are told
by their signs: the target opens with a comparison, the result with `=`, weight and score follow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.alignment import COLUMN, HEADING, LABELS, NUMBER, SIGN, Piece, TableRow, as_number, wide
from index.alignment import unspaced as bare
from index.normalise import fold

_COLUMNS = ["name", "target", "result", "weight", "score"]
_NEARLY = 0.8  # of the widest line: a line that ends before has ended its cell
_FEWEST = 2
_FULL = 100


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the text, and whether its line goes on from a line that left no room."""

    piece: Piece
    opens_line: bool
    goes_on: bool


def read_flowing(header: str, body: str, offset: int) -> list[TableRow]:
    """Return the rows of a table in order; `offset` is where its body begins.

    Nothing where a row does not tell its target and its result by signs, where lines are parted
    by blank ones, or where levels are named: those are other layouts.
    """
    order = [COLUMN[bare(match.group())] for match in re.finditer(HEADING, header)]
    if [column for column in order if column != "deviation"] != _COLUMNS or re.search(
        r"\n[ \t\r]*\n", body.strip()
    ):
        return []
    words = _words(body, offset)
    signs = [at for at, word in enumerate(words) if SIGN.match(word.piece.text)]
    if len(signs) < 2 * _FEWEST or len(signs) % 2 or any(w.piece.text in LABELS for w in words):
        return []
    rows: list[TableRow] = []
    begin = 0  # what stands behind the score of the row before
    for target, result in zip(signs[::2], signs[1::2], strict=True):
        following = next((at for at in signs if at > result), len(words))
        weight = _weight(words, result + 1, following)
        cut = _name(words, begin, target, rows)
        if weight is None or cut is None or not words[result].piece.text.startswith("="):
            return []
        if words[begin:cut]:
            rows[-1].add("deviation", *(word.piece for word in words[begin:cut]))
        row = TableRow()
        for column, low, high in (
            ("name", cut, target),
            ("target", target, result),
            ("result", result, weight),
            ("weight", weight, weight + 1),
            ("score", weight + 1, weight + 2),
        ):
            row.add(column, *(word.piece for word in words[low:high]))
        rows.append(row)
        begin = weight + 2
    if words[begin:]:
        rows[-1].add("deviation", *(word.piece for word in words[begin:]))
    return rows


def _words(body: str, offset: int) -> list[_Word]:
    lines = [line for line in re.finditer(r"[^\n]+", body) if line.group().strip()]
    widest = max((_width(line.group().strip()) for line in lines), default=0)
    words: list[_Word] = []
    room = True
    for line in lines:
        for number, match in enumerate(re.finditer(r"\S+", line.group())):
            start, end = line.start() + match.start(), line.start() + match.end()
            shown = match.group()
            piece = Piece(fold(shown), shown, offset + start, offset + end)
            words.append(_Word(piece, number == 0, number == 0 and not room))
        room = _width(line.group().strip()) < _NEARLY * widest
    return words


def _width(text: str) -> int:
    return sum(2 if wide(char) or ord(char) > 0x2FFF else 1 for char in text)


def _weight(words: Sequence[_Word], low: int, high: int) -> int | None:
    """Return where the first two numbers stand side by side that can be weight and score."""
    for at in range(low, high - 1):
        most, got = (as_number(word.piece.text) for word in words[at : at + 2])
        if most is not None and got is not None:
            return at if max(most, got) <= _FULL else None
    return None


def _name(words: Sequence[_Word], low: int, high: int, rows: Sequence[TableRow]) -> int | None:
    """Return where the name before a target begins; before it stands the deviation of a row."""
    if low == high or any(NUMBER.fullmatch(word.piece.text) for word in words[low:high]):
        return None
    full = not rows or rows[-1].number("weight") == rows[-1].number("score")
    if full:
        return low
    opens = [at for at in range(low, high) if words[at].opens_line]
    fresh = [at for at in opens if not words[at].goes_on]
    if not opens:
        return low if high - low == 1 else None
    return (fresh or opens)[-1]
