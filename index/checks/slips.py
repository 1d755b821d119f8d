"""The likely slip of the pen behind a contradiction: sign, unit, point, swapped or wrong digit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from index.amounts import MONEY
from index.checks.intervals import Interval, unit_of
from index.model import Amount, Fact

_UNIT = Decimal(10_000)
_SHIFTS = (10, 100, 1000)
_TELLING = 4  # a figure of fewer characters is always near another one


def likely_slip(implied: Iterable[tuple[Fact, Interval | None]]) -> str:
    """Return the one slip that would explain a contradiction, as a sentence; empty where unsure.

    `implied` pairs each figure with what it would have to be if the others are right. A slip of
    form (sign, unit, point, order of digits) goes before a wrong digit, which counts only where
    one figure alone allows it.
    """
    pairs = [(fact, needed) for fact, needed in implied if needed is not None]
    for fact, needed in pairs:
        if needed.low <= 0 <= needed.high:
            continue  # next to nothing: any slip of form would explain it
        for slip, form in _of_form(fact.amount):
            if _fits(form, fact.amount, needed):
                return f"疑为「{fact.metric}」的{fact.aspect}{slip}。"
    digits = [
        (fact, value)
        for fact, needed in pairs
        if (value := _wrong_digit(fact.amount, needed)) is not None
    ]
    if len(digits) == 1:
        fact, value = digits[0]
        gap = "" if fact.amount.measure == "%" else " "
        return f"疑为「{fact.metric}」的{fact.aspect}有一位数字有误，似应为 {value}{gap}{fact.amount.measure}。"
    return ""


def is_slip(amount: Amount, needed: Interval) -> bool:
    """Whether one slip of the pen turns what is needed into the printed amount."""
    formal = not needed.low <= 0 <= needed.high
    if formal and any(_fits(value, amount, needed) for _, value in _of_form(amount)):
        return True
    return _wrong_digit(amount, needed) is not None


def _of_form(amount: Amount) -> Iterator[tuple[str, Decimal]]:
    value = amount.value
    if value == 0:
        return
    yield "符号相反", -value
    if amount.measure in MONEY:
        for other in (value * _UNIT, value / _UNIT):
            yield "计量单位有误（元、万元混用）", other
    for shift in _SHIFTS:
        yield "小数点错位", value * shift
        yield "小数点错位", value / shift
    text = _digits(amount)
    for at in range(len(text) - 1):
        left, right = text[at], text[at + 1]
        if left != right and left.isdigit() and right.isdigit():
            swapped = text[:at] + right + left + text[at + 2 :]
            yield "相邻两位数字颠倒", Decimal(swapped).copy_sign(value)


def _wrong_digit(amount: Amount, needed: Interval) -> Decimal | None:
    """Return the value within `needed` that differs from the printed one in one digit, or None."""
    text = _digits(amount)
    if needed.middle * amount.value <= 0 or len(text) < _TELLING:
        return None
    for at, char in enumerate(text):
        for digit in "0123456789" if char.isdigit() else "":
            value = Decimal(text[:at] + digit + text[at + 1 :]).copy_sign(amount.value)
            if digit != char and _fits(value, amount, needed):
                return value
    return None


def _fits(value: Decimal, amount: Amount, needed: Interval) -> bool:
    unit, half = unit_of(amount.measure), amount.quantum / 2
    return Interval((value - half) * unit, (value + half) * unit).meets(needed)


def _digits(amount: Amount) -> str:
    return str(abs(amount.value))
