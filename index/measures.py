"""The unit of money that a text leaves out: as it declares it, or as it mostly uses it."""

from __future__ import annotations

import re
from functools import lru_cache

from index.normalise import Clean, fold

_IN_YUAN, _IN_WAN = re.compile(r"\d元"), re.compile(r"\d\s?万元")
_DECLARED = re.compile(
    r"(?:金额|计量|货币)?单位(?:均|一律)?(?:为|是|系)?\s*[:：]?\s*(?:人民币)?(?P<unit>万?元)(?:[/／、](?:人|分|%))*(?=[。；;,，\s）)]|$)"
)
_BARE_AMOUNT = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})*\.\d\d(?![\d%％]|\s*[(（]?[万亿]?元|\s*[%％])"
)
_MEASURED_AMOUNT = re.compile(r"\d\s*[万亿]?元")


@lru_cache(maxsize=4)
def declared_unit(source: str) -> str:
    """Return the unit of money that a text declares for its sentences, where they leave it out."""
    told = _DECLARED.search(source)
    prose = "".join(line for line in source.splitlines(keepends=True) if "。" in line)
    bare = len(_BARE_AMOUNT.findall(prose))
    return told["unit"] if told and bare > len(_MEASURED_AMOUNT.findall(prose)) else ""


def with_units(clean: Clean, unit: str) -> Clean:
    """Return a text with the unit behind each amount that has none; no offset moves."""
    text: list[str] = []
    shown: list[str] = []
    at: list[int] = []
    last = 0
    for bare in _BARE_AMOUNT.finditer(clean.text) if unit else ():
        for part, whole in ((text, clean.text), (shown, clean.shown)):
            part.extend((whole[last : bare.end()], unit))
        at.extend([*clean.at[last : bare.end()], *([clean.at[bare.end() - 1]] * len(unit))])
        last = bare.end()
    if not last:
        return clean
    return Clean(
        "".join(text) + clean.text[last:],
        "".join(shown) + clean.shown[last:],
        [*at, *clean.at[last:]],
    )


def usual_measure(source: str) -> str:
    """Return the measure of money that a report uses where it says none: 元 or 万元.

    >>> usual_measure("收入1,200.00元，支出1,100.00元")
    '元'
    """
    text = fold(source)
    return "元" if len(_IN_YUAN.findall(text)) > len(_IN_WAN.findall(text)) else "万元"
