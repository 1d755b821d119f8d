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
    formal = [
        (fact, slip)
        for fact, needed in pairs
        # next to nothing: any slip of form would explain it
        if not needed.low <= 0 <= needed.high and (slip := _form(fact.amount, needed))
    ]
    if len(formal) == 1:
        fact, slip = formal[0]
        return f"疑为「{fact.metric}」的{fact.aspect}{slip}。"
    digits = [
        (fact, value, needed)
        for fact, needed in pairs
        if (value := _wrong_digit(fact.amount, needed)) is not None
    ]
    if not formal and len(digits) == 1 and _tells(*digits[0]):
        fact, value, _ = digits[0]
        gap = "" if fact.amount.measure == "%" else " "
        return f"疑为「{fact.metric}」的{fact.aspect}有一位数字有误，似应为 {value}{gap}{fact.amount.measure}。"
    return ""


def _tells(fact: Fact, value: Decimal, needed: Interval) -> bool:
    """Whether a wrong digit is more than the noise that rounding leaves."""
    far = abs(value - fact.amount.value) >= fact.amount.quantum * 10
    wide = needed.high - needed.low > fact.amount.quantum * unit_of(fact.amount.measure) * 20
    return far and not wide and len(_digits(fact.amount)) >= _TELLING


def is_slip(amount: Amount, needed: Interval) -> bool:
    """Whether one slip of the pen turns what is needed into the printed amount."""
    formal = not needed.low <= 0 <= needed.high
    if formal and _form(amount, needed):
        return True
    return len(_digits(amount)) >= _TELLING and _wrong_digit(amount, needed) is not None


def _form(amount: Amount, needed: Interval) -> str:
    return next((slip for slip, v in _of_form(amount) if _fits(v, amount, needed)), "")


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
    if needed.middle * amount.value <= 0:
        return None
    fitting = [
        value
        for at, char in enumerate(text)
        for digit in ("0123456789" if char.isdigit() else "")
        if digit != char
        and _fits(
            value := Decimal(text[:at] + digit + text[at + 1 :]).copy_sign(amount.value),
            amount,
            needed,
        )
    ]
    middle = needed.middle / unit_of(amount.measure)
    return min(fitting, key=lambda value: abs(value - middle), default=None)


def _fits(value: Decimal, amount: Amount, needed: Interval) -> bool:
    unit, half = unit_of(amount.measure), amount.quantum / 2
    return Interval((value - half) * unit, (value + half) * unit).meets(needed)


def _digits(amount: Amount) -> str:
    return str(abs(amount.value))
