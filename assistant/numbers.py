"""The numbers with a measure that an answer shows, each with the mark that speaks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.amounts import NUMBER, Quantity, parse_number, quantities, quantum
from index.model import Amount
from index.normalise import fold

MARK = re.compile(r"\[(\d{1,3})\]")
# Digits and points before a measure that make no number (12.5.3 万元): shown, so to be judged.
_ILL_FORMED = re.compile(r"(?<![\d.,A-Za-z])\d[\d.,]*\s?(?P<measure>万元|亿元|元|%)")
_MULTIPLE = re.compile(rf"(?<![\d.,])({NUMBER})\s?倍")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a measure in an answer, and the mark that speaks for it."""

    start: int
    text: str
    amount: Amount
    mark: int | None


def numbers(text: str) -> list[Number]:
    """Return the numbers with a measure in an answer, each with the mark that follows it."""
    folded = MARK.sub(lambda m: "]" * len(m.group()), fold(text))
    marks = [(m.start(), int(m[1])) for m in MARK.finditer(text)]
    found = list(quantities(folded))
    covered = [(q.start, q.end) for q in found]
    for match in _ILL_FORMED.finditer(folded):
        if not any(match.start() < e and match.end() > s for s, e in covered):
            printed = match.group().removesuffix(match["measure"]).strip()
            if re.fullmatch(NUMBER, printed) is None:
                amount = Amount(quantum("0"), quantum("0"), match["measure"], printed)
                found.append(Quantity(amount, match.start(), match.end()))
    for match in _MULTIPLE.finditer(folded):
        amount = Amount(parse_number(match[1]), quantum(match[1]), "倍", match[1])
        found.append(Quantity(amount, match.start(), match.end()))
    found.sort(key=lambda q: q.start)
    return [
        Number(q.start, text[q.start : q.end], q.amount, _mark_for(text, q, marks)) for q in found
    ]


def _mark_for(text: str, quantity: Quantity, marks: Sequence[tuple[int, int]]) -> int | None:
    """Return the next mark on the line, else the last one before."""
    line_end = text.find("\n", quantity.end)
    after = [n for at, n in marks if at >= quantity.end and (line_end < 0 or at < line_end)]
    before = [
        n for at, n in marks if at < quantity.start and text.rfind("\n", at, quantity.start) < 0
    ]
    return after[0] if after else before[-1] if before else None
