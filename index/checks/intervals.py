"""A printed figure is an interval: v ± ½ of its last digit; counts and a bare 0 are exact."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from index.amounts import COUNTS, MONEY
from index.model import Amount


@dataclass(frozen=True, slots=True)
class Interval:
    """All values that a printed figure may stand for, ends included; money is in 元."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [x * y for x in (self.low, self.high) for y in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    @property
    def middle(self) -> Decimal:
        return (self.low + self.high) / 2

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.low <= other.high and other.low <= self.high

    def over(self, base: Interval) -> Interval | None:
        """Return this ÷ base, or None where the base may be 0."""
        if base.low <= 0 <= base.high:
            return None
        ends = [x / y for x in (self.low, self.high) for y in (base.low, base.high)]
        return Interval(min(ends), max(ends))

    def scaled(self, factor: int | Decimal) -> Interval:
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))


def unit_of(measure: str) -> Decimal:
    """Return what one of a measure is worth: money in 元, anything else 1."""
    return MONEY.get(measure, Decimal(1))


def of(amount: Amount) -> Interval:
    """Return the interval that a printed amount stands for."""
    half = Decimal(0) if _exact(amount) else amount.quantum / 2
    unit = unit_of(amount.measure)
    return Interval((amount.value - half) * unit, (amount.value + half) * unit)


def loose(amount: Amount) -> Interval:
    """Return what a printed amount may stand for if its last digits were cut off, not rounded."""
    if _exact(amount):
        return of(amount)
    unit, half, cut = unit_of(amount.measure), amount.quantum / 2, amount.quantum
    if amount.value < 0:
        return Interval((amount.value - cut) * unit, (amount.value + half) * unit)
    return Interval((amount.value - half) * unit, (amount.value + cut) * unit)


def _exact(amount: Amount) -> bool:
    points = amount.measure == "分" and amount.quantum == 1  # set, not measured
    return points or amount.measure in COUNTS or amount.text.lstrip("+-") == "0"
