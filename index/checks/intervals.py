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

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.low <= other.high and other.low <= self.high

    def over(self, base: Interval) -> Interval | None:
        """Return this ÷ base, or None where the base may be 0."""
        if base.low <= 0 <= base.high:
            return None
        ends = [x / y for x in (self.low, self.high) for y in (base.low, base.high)]
        return Interval(min(ends), max(ends))

    def scaled(self, factor: int) -> Interval:
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))


def of(amount: Amount) -> Interval:
    """Return the interval that a printed amount stands for."""
    unit = MONEY.get(amount.measure, Decimal(1))
    exact = amount.measure in COUNTS or amount.text.lstrip("-") == "0"
    half = Decimal(0) if exact else amount.quantum / 2
    return Interval((amount.value - half) * unit, (amount.value + half) * unit)
