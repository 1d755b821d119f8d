"""How a recomputed value follows from other figures, and money in another measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import Result, plain
from assistant.expressions import evaluate
from index.amounts import MONEY, quantum
from index.model import Fact

_VALUE = re.compile(r"(?P<number>[−-]?\d[\d,]*(?:\.\d+)?)\s?(?P<measure>\S+)")


def explain(computed: str, others: Sequence[Fact]) -> Result | None:
    """Return a computed value (`6.14%`) with the formula by which it follows from other figures.

    None where it follows by none of: a sum, a difference, a share, a rate of change.
    """
    match = _VALUE.fullmatch(computed.strip())
    if match is None:
        return None
    printed = match["number"].replace(",", "").replace("−", "-")
    wanted = Decimal(printed)
    measure = match["measure"]
    other = _in_other_measure(wanted, measure, others)
    if other is not None:
        return other
    for formula in _formulas(others, measure):
        value = evaluate(formula)
        if value is None:
            continue
        value = value * 100 if measure == "%" else value
        if value.quantize(quantum(printed.lstrip("-")), ROUND_HALF_UP) == wanted:
            shown = f"{plain(wanted)}%" if measure == "%" else plain(wanted)
            return Result(wanted, measure, f"{formula} = {shown}")
    return None


def _in_other_measure(wanted: Decimal, measure: str, others: Sequence[Fact]) -> Result | None:
    """Return a sum of parts in their own measure where that is not the total's (元 for 万元)."""
    measures = {fact.amount.measure for fact in others}
    own = next(iter(measures), "")
    if len(measures) != 1 or own == measure or own not in MONEY or measure not in MONEY:
        return None
    value = sum((fact.amount.value for fact in others), Decimal(0))
    if value * MONEY[own] != wanted * MONEY[measure]:
        return None
    terms = " + ".join(plain(fact.amount.value) for fact in others).replace("+ −", "− ")
    return Result(value, own, f"{terms} = {plain(value)}")


def _formulas(others: Sequence[Fact], measure: str) -> Iterator[str]:
    values = [_operand(fact, measure) for fact in others]
    if measure != "%":
        alike = [v for f, v in zip(others, values, strict=True) if f.amount.measure == measure]
        for terms in (alike, alike[1:], alike[:-1]):
            if terms:
                yield " + ".join(terms).replace("+ −", "− ")
        for left in alike:
            for right in alike:
                if left != right:
                    yield f"{left} − {right}".replace("− −", "+ ")
        return
    money = [v for f, v in zip(others, values, strict=True) if f.amount.measure != "%"]
    rates = [v for f, v in zip(others, values, strict=True) if f.amount.measure == "%"]
    if len(rates) > 1:
        yield f"({' + '.join(rates)}) ÷ 100".replace("+ −", "− ")
    for part in money:
        for whole in money:
            if part != whole:
                yield f"{part} ÷ {whole}"
                yield f"{part} ÷ ({whole} − {part})".replace("− −", "+ ")
                yield f"({part} − {whole}) ÷ {whole}"


def _operand(fact: Fact, measure: str) -> str:
    text = plain(fact.amount.value)
    if measure == "%" and fact.amount.measure in ("元", "亿元"):
        return f"{text} {fact.amount.measure}"
    return text


def converted(value: Decimal, own: str, measure: str) -> Result:
    """Return money in 元 or 亿元 instead of its own measure; raises KeyError where it is no money."""
    scale = MONEY[own] / MONEY[measure]
    if scale >= 1:
        product = value * scale
        if product == product.to_integral():
            product = product.quantize(Decimal(1))
        return Result(product, measure, f"{plain(value)} × {scale:,f} = {plain(product)} {measure}")
    divisor = (1 / scale).quantize(Decimal(1))
    digits = Decimal("0.01") if abs(value) >= divisor else Decimal("0.0001")
    quotient = (value / divisor).quantize(digits, ROUND_HALF_UP)
    return Result(quotient, measure, f"{plain(value)} ÷ {divisor:,f} = {plain(quotient)} {measure}")
