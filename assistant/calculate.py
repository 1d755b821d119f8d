"""Arithmetic over facts, in Decimal, with the formula kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.expressions import evaluate
from index.amounts import MONEY, quantum
from index.model import Amount, Fact


@dataclass(frozen=True, slots=True)
class Result:
    """A computed value with its measure and the formula with the figures put in."""

    value: Decimal
    measure: str
    formula: str


def plain(value: Decimal) -> str:
    """Return a number for a formula: commas, and a real minus sign."""
    return f"{value:,f}".replace("-", "−")


def in_yuan(amount: Amount) -> Decimal:
    """Return an amount of money in 元, or its plain value where it is no money."""
    return amount.value * MONEY.get(amount.measure, Decimal(1))


def total(facts: Sequence[Fact]) -> Result | None:
    """Return the sum of facts of one measure, or None where measures differ."""
    if not facts or len({fact.amount.measure for fact in facts}) != 1:
        return None
    value = sum((fact.amount.value for fact in facts), Decimal(0))
    terms = plain(facts[0].amount.value)
    for fact in facts[1:]:
        sign = " − " if fact.amount.value < 0 else " + "
        terms += sign + plain(abs(fact.amount.value))
    return Result(value, facts[0].amount.measure, f"{terms} = {plain(value)}")


_PERSONS = {"人", "人次", "名"}


def difference(left: Fact, right: Fact) -> Result | None:
    """Return left − right, or None where the measures differ; guests count as 人 or 人次."""
    measures = {left.amount.measure, right.amount.measure}
    guests = left.metric == right.metric and "人次" in left.metric and measures <= _PERSONS
    if len(measures) > 1 and not guests:
        return None
    value = left.amount.value - right.amount.value
    formula = f"{plain(left.amount.value)} − {plain(right.amount.value)} = {plain(value)}"
    return Result(value, left.amount.measure, formula)


def share(part: Fact, whole: Fact) -> Result | None:
    """Return part ÷ whole in percent to two decimals, or None where that means nothing."""
    ratio = _ratio(part, whole)
    if ratio is None:
        return None
    value = (ratio * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Result(value, "%", f"{_quotient(part, whole)} = {value}%")


def times(left: Fact, right: Fact) -> Result | None:
    """Return left ÷ right to two decimals in 倍, or None where that means nothing."""
    ratio = _ratio(left, right)
    if ratio is None:
        return None
    value = ratio.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Result(value, "倍", f"{_quotient(left, right)} = {plain(value)} 倍")


def per_unit(money: Fact, count: Fact) -> Result | None:
    """Return money ÷ count in 元 to two decimals, or None where the count is 0."""
    if count.amount.value == 0 or money.amount.measure not in MONEY:
        return None
    yuan = in_yuan(money.amount)
    value = (yuan / count.amount.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    formula = (
        f"{plain(money.amount.value)} {money.amount.measure} ÷ "
        f"{plain(count.amount.value)} {count.amount.measure} = {plain(value)} 元"
    )
    return Result(value, "元", formula)


def _quotient(left: Fact, right: Fact) -> str:
    """Return the left side of a formula; measures stand in it where they differ."""
    alike = left.amount.measure == right.amount.measure
    measures = ("", "") if alike else (f" {left.amount.measure}", f" {right.amount.measure}")
    one, other = plain(left.amount.value), plain(right.amount.value)
    return f"{one}{measures[0]} ÷ {other}{measures[1]}"


def _ratio(part: Fact, whole: Fact) -> Decimal | None:
    if whole.amount.value == 0:
        return None
    if part.amount.measure == whole.amount.measure:
        return part.amount.value / whole.amount.value
    if part.amount.measure in MONEY and whole.amount.measure in MONEY:
        return in_yuan(part.amount) / in_yuan(whole.amount)
    return None


def reckon(terms: str) -> Decimal | None:
    """Return what the left side of a formula comes to, money in 元, or None where it is torn."""
    return evaluate(terms)


_SHOWN = re.compile(r"(?P<sign>[−-]?)(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<measure>[^\s\d+−÷=]*)")


def holds(formula: str) -> bool:
    """Whether a formula's right side follows from its left side, to the digits that it shows.

    >>> holds("−156.48 + 60.57 + 0.00 = −95.91")
    True
    """
    left, _, right = formula.partition(" = ")
    shown = _SHOWN.fullmatch(right.strip())
    result = evaluate(left)
    if shown is None or result is None:
        return False
    if shown["measure"] == "%":
        result *= 100
    elif any(measure in left for measure in MONEY):  # it was reckoned in 元
        result /= MONEY.get(shown["measure"], Decimal(1))
    printed = shown["number"].replace(",", "")
    expected = Decimal(shown["sign"].replace("−", "-") + printed)
    return result.quantize(quantum(printed), ROUND_HALF_UP) == expected
