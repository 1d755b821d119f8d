"""Formulas as they are shown: evaluated afresh, so that a result is believed only where it follows."""

from __future__ import annotations

import re
from decimal import Decimal

from index.amounts import MONEY

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<measure>[^\s\d+−\-×÷=()]*)|(?P<sign>[+−\-×÷()]))"
)


def evaluate(text: str) -> Decimal | None:
    """Return the value of `12.35 ÷ (213.58 − 12.35)`, or None where it is no formula.

    Money counts in 元 where its measure is written beside it; × and ÷ go before + and −.

    >>> evaluate("1 + 2 × (3 − 1)")
    Decimal('5')
    """
    tokens: list[Decimal | str] = []
    at = 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            return None
        if match["number"]:
            value = Decimal(match["number"].replace(",", ""))
            tokens.append(value * MONEY.get(match["measure"], Decimal(1)))
        else:
            tokens.append(match["sign"].replace("-", "−"))
        at = match.end()
    parser = _Parser(tokens)
    try:
        value = parser.sum()
    except (ValueError, ZeroDivisionError):
        return None
    return value if parser.done() else None


class _Parser:
    """Recursive descent over numbers and signs; raises ValueError where the formula is torn."""

    def __init__(self, tokens: list[Decimal | str]) -> None:
        self._tokens = tokens
        self._at = 0

    def done(self) -> bool:
        return self._at == len(self._tokens)

    def sum(self) -> Decimal:
        value = self._product()
        while sign := self._take("+−"):
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> Decimal:
        value = self._factor()
        while sign := self._take("×÷"):
            other = self._factor()
            if sign == "÷" and other == 0:
                raise ZeroDivisionError
            value = value * other if sign == "×" else value / other
        return value

    def _factor(self) -> Decimal:
        if self._take("−"):
            return -self._factor()
        if self._take("("):
            value = self.sum()
            if not self._take(")"):
                raise ValueError("unclosed bracket")
            return value
        if self.done() or not isinstance(self._tokens[self._at], Decimal):
            raise ValueError("number expected")
        number = self._tokens[self._at]
        self._at += 1
        assert isinstance(number, Decimal)
        return number

    def _take(self, signs: str) -> str:
        if not self.done():
            token = self._tokens[self._at]
            if isinstance(token, str) and token in signs:
                self._at += 1
                return token
        return ""
