"""Numbers as printed, with their units of measure: text → Amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from index.model import Amount

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
# Longest first: 人次 before 人, 个百分点 before 个.
_UNITS = (
    ("个百分点", "个百分点"),
    ("万平方米", "万平方米"),
    ("平方米", "平方米"),
    ("万人次", "万人次"),
    ("万元", "万元"),
    ("亿元", "亿元"),
    ("人次", "人次"),
    ("批次", "批次"),
    ("台(套)", "台"),
    ("㎡", "平方米"),
    ("元", "元"),
    ("%", "%"),
    ("人", "人"),
    ("名", "人"),
    ("辆", "辆"),
    ("台", "台"),
    ("套", "套"),
    ("批", "批次"),
    ("个", "个"),
    ("家", "家"),
    ("次", "次"),
    ("件", "件"),
    ("户", "户"),
    ("分", "分"),
)
_MEASURE = {**dict(_UNITS), "万": "万元", "": "万元"}  # 0.00万，: the unit cut short
MONEY = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
COUNTS = frozenset({"人", "人次", "个", "批次", "辆", "台", "套", "家", "次", "件", "户"})
_LONGEST = 24  # digits run together are no figure
_QUANTITY = re.compile(
    rf"(?<![\d.A-Za-z—–~-])(?<!\d,)(?<!第)(?<!第 )(?P<sign>[-+]?)(?P<number>{NUMBER})\s?\(?(?P<unit>"
    + "|".join(re.escape(unit) for unit, _ in _UNITS)
    + r"|万(?=[,;。、)]|\((?:含|其中)|$)"
    # 年初预算为0,支出决算为…: nothing has no need of a unit
    + r"|(?<=[^\d]0)(?=[,;。]|$)(?:(?<=预算为0)|(?<=决算为0)|(?<=预算数为0)"
    r"|(?<=决算数为0)|(?<=预算0)|(?<=决算0)|(?<=支出0))"
    + r"|(?P<blank>(?<=\.\d\d)(?=[,;。]|$)))\)?"
)
# 公用经费78.92,包括…: an amount whose unit was left out is in 万元, as all around it.
_OF_MONEY = re.compile(
    r"(?:支出|收入|经费|(?<!收)费|[合总]计|金额|总额|[预决]算数?为?)(?:支出)?(?:决算)?[为:]?$"
)
# 50万元以上, 5个月, 3个工作日, 100元/天: thresholds, spans and prices are not figures of a report.
_NOT_A_FIGURE = re.compile(r"\(?含?\)?(?:及|含)?以[上下内]|\(含\)|月|工作日|年|/")


# 由于年初预算为0,无法计算完成比例: no figure, but why there is none.
_SAYS_WHY = re.compile(r"由于|因为?|鉴于")
_NOT_A_SCORE = re.compile(r"[钟别之析配行级类成期散组批为]")


_NOT_PEOPLE = re.compile(r"[大力民口防事才工]")  # 20101 人大事务 is a code and a name


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount found in compact text at the half-open range `start`, `end`."""

    amount: Amount
    start: int
    end: int


def quantum(number: str) -> Decimal:
    """Return one unit of the last printed digit.

    >>> quantum("1,488.29")
    Decimal('0.01')
    """
    fraction = number.partition(".")[2]
    return Decimal(1).scaleb(-len(fraction))


def parse_number(number: str) -> Decimal:
    """Return the value of a printed number with or without thousands commas."""
    return Decimal(number.replace(",", ""))


def quantities(text: str) -> Iterator[Quantity]:
    """Yield the figures of folded, compact text, in order; thresholds and dates are left out."""
    for match in _QUANTITY.finditer(text):
        if _NOT_A_FIGURE.match(text, match.end()) or len(match["number"]) > _LONGEST:
            continue
        unit = match["unit"]
        if not unit and match.end() == len(text) and _SAYS_WHY.match(text):
            continue
        if match["blank"] is not None and not _OF_MONEY.search(text, 0, match.start()):
            continue
        if unit == "分" and _NOT_A_SCORE.match(text, match.end()):
            continue
        if unit == "人" and _NOT_PEOPLE.match(text, match.end()):
            continue
        end = match.end()
        # 0(平方米) keeps its bracket; 5(个 without one does not own it.
        opened = text[match.start("unit") - 1] == "(" or unit.endswith(")")
        if text[end - 1] == ")" and not opened:
            end -= 1
        value = parse_number(match["number"])
        signed = -value if match["sign"] == "-" else value
        amount = Amount(
            signed, quantum(match["number"]), _MEASURE[unit], match["sign"] + match["number"]
        )
        yield Quantity(amount, match.start(), end)


def in_yuan(amount: Amount) -> Decimal:
    """Return a money amount in 元; raises KeyError where the measure is no money."""
    return amount.value * MONEY[amount.measure]
