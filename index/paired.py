"""Lines of a final-account table in which each amount stands beside its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from index.amounts import parse_number
from index.normalise import fold

Span = tuple[int, int]

_AMOUNT = r"(?P<cell>\d[\d,]*\.\d+)"
_PAIR = re.compile(rf"(?P<name>[^\d\s,:;、][^\d,:;、]{{0,28}}?)\s*{_AMOUNT}(?=[,、;\s]|$)")
_BASIC = re.compile(rf"\s*(?P<name>人员经费|公用经费)合计\s*{_AMOUNT}\s*[:(](?:其中:?)?")


def basic_list(line: str, items: Iterable[str]) -> Mapping[str, Span]:
    """公用经费合计 9.00:办公费 4.00,水费 5.00 → metric → where its amount stands in the line.

    Nothing where the parts do not add up to the whole; `items` are the economic items.
    """
    head = _BASIC.match(line)
    parts = _pairs(line, head.end()) if head else {}
    if head is None or not _adds_up(line, head.span("cell"), parts.values()):
        return {}
    printed = {fold(item): item for item in items}
    named = {printed.get(name, name): span for name, span in parts.items()}
    return {head["name"]: head.span("cell")} | named


def three_named(line: str, at: int, columns: Sequence[str]) -> Mapping[str, Span]:
    """合计 5.00 因公出国(境)费 0.00 …: the amounts of “三公” from `at` on, by metric.

    `columns` are the metrics, the whole first. Nothing where a name is another's, or the parts do
    not add up.
    """
    total, _, cars, bought, running, _ = columns
    parts = _pairs(line, at)
    printed = {fold(name): name for name in columns} | {"合计": total}
    told = {printed[name]: span for name, span in parts.items() if name in printed}
    if total not in told or len(told) < len(parts):
        return {}
    inside = {total, bought, running} if cars in told else {total}
    outer = [span for name, span in told.items() if name not in inside]
    return told if _adds_up(line, told[total], outer) else {}


def _pairs(line: str, at: int) -> dict[str, Span]:
    found = _PAIR.finditer(line, at)
    return {re.sub(r"\s", "", pair["name"]): pair.span("cell") for pair in found}


def _adds_up(line: str, whole: Span, parts: Collection[Span]) -> bool:
    amounts = [parse_number(line[start:end]) for start, end in parts]
    return bool(amounts) and sum(amounts, Decimal(0)) == parse_number(line[slice(*whole)])
