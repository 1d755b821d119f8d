"""Whether a text says a number or a fragment, however it is spaced, marked or punctuated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from index.normalise import fold

_NUMBER = re.compile(r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d|\.\d)")
_PLAIN = re.compile(r"[-+]?(\d+(?:\.\d+)?)")
_MARK = re.compile(r"\[\d+\]")
# A number that a hard wrap cuts in two: only quotes and raw passages hold such.
_WRAP = re.compile(r"(?<=[\d.,])\s*\n\s*(?=[\d.,])")


@dataclass(frozen=True, slots=True)
class Said:
    """A text made ready: its words without blanks and commas, and the numbers that it names."""

    words: str
    numbers: frozenset[Decimal]

    @classmethod
    def of(cls, text: str) -> Said:
        """Read a text."""
        return cls(_flat(text), numbers(text))

    def says(self, wanted: str) -> bool:
        """Tell whether any of the alternatives `a|b` is said."""
        return any(self._says(_flat(one)) for one in wanted.split("|"))

    def _says(self, wanted: str) -> bool:
        number = _PLAIN.fullmatch(wanted)
        if number is None:
            # 30.26% is not said by 130.26%
            start = r"(?<![\d.])" if wanted[:1].isdigit() else ""
            return re.search(start + re.escape(wanted), self.words) is not None
        value = Decimal(number[1])
        if re.fullmatch(r"\d{3,}", number[1]):  # 196 is right where 196.46 is said
            return any(int(known) == value for known in self.numbers)
        return value in self.numbers


def numbers(text: str) -> frozenset[Decimal]:
    """Return the numbers of a text without their signs; the marks of citations are none."""
    plain = fold(_MARK.sub(" ", text).replace("，", " "))
    found = [*_NUMBER.findall(plain), *_NUMBER.findall(_WRAP.sub("", plain))]
    return frozenset(Decimal(number.replace(",", "")) for number in found)


def _flat(text: str) -> str:
    return re.sub(r"[\s,，]|\*\*", "", fold(text))
