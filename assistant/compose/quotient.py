"""What one of something costs: two numbers, each with its place, and their quotient."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import plain
from assistant.compose.draft import Draft, Printed, shown, subject
from assistant.compose.statements import name
from index.amounts import MONEY, parse_number
from index.model import Fact, Place
from index.store import ReportInfo

_CENT = Decimal("0.01")
_THOUSAND, _TEN_THOUSAND = Decimal(1000), Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Operand:
    """A number with what it is printed as and where: a figure of the ledger, or words of a sentence."""

    number: str
    measure: str
    section: str
    place: Place
    clause: str = ""
    quote: str = ""
    fact: Fact | None = None

    @property
    def value(self) -> Decimal:
        """The number in 元, or as a plain count (1.92万人 is 19200)."""
        many = _TEN_THOUSAND if self.measure.startswith("万") and not self.is_money else Decimal(1)
        return parse_number(self.number) * MONEY.get(self.measure, many)

    @property
    def is_money(self) -> bool:
        return self.measure in MONEY

    @property
    def term(self) -> str:
        """The number as it stands in a formula."""
        shown = parse_number(self.number)
        if self.measure.startswith("万") and not self.is_money:
            return f"({shown:,f} × 10,000)"
        return f"{shown:,f} {self.measure}"


def of_fact(fact: Fact) -> Operand:
    """Return a figure of the ledger as a number to reckon with."""
    number = fact.amount.text.lstrip("+-")
    return Operand(number, fact.amount.measure, fact.section, fact.context, fact=fact)


def say_quotient(draft: Draft, info: ReportInfo, money: Operand, count: Operand) -> bool:
    """Add what each of a count comes to, after both numbers; False where the count is nothing."""
    if not count.value or not money.is_money:
        return False
    told = [_said(draft, info, operand) for operand in (money, count)]
    marks = "".join(dict.fromkeys(mark for _, mark in told))
    facts = [(info, o.fact) for o in (money, count) if o.fact is not None]
    printed = [
        Printed(o.number, o.measure, int(mark.strip("[]")))
        for o, (_, mark) in zip((money, count), told, strict=True)
        if o.fact is None
    ]
    value = money.value / count.value
    left = f"{money.term} ÷ {count.term}"
    text = each(draft, value, left, facts, printed)
    measure = count.measure.lstrip("万")
    same = told[0][1] == told[1][1] and money.quote in count.quote
    draft.add(f"{subject(info)}{'' if same else f'{told[0][0]}，'}{told[1][0]}。")
    draft.add(
        f"两者相除，平均每{measure}约 {text}。{marks}这是简单相除的平均数，报告本身没有给出这个数。"
    )
    return True


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of two numbers, by their `labels`: how far they are apart, their ratio.

    `over` takes the ratio of what they differ by instead.
    """

    labels: tuple[str, str] = ("前者", "后者")
    apart: bool = True
    rate: bool = False
    over: bool = False


def say_reckoned(
    draft: Draft,
    pairs: Sequence[tuple[ReportInfo, Operand]],
    sign: str,
    asked: Asked,
) -> bool:
    """Add what numbers come to by a sign (+, −, ÷), after each in its words; False where it is told."""
    found = _Reckoning.of(pairs, sign)
    asks = asked.apart or (found is not None and bool(found.values[1]))
    if found is None or not asks or draft.tells(found.value, found.measure):
        return False
    before = draft.text
    told = [_said(draft, info, operand) for info, operand in pairs]
    draft.add_each(
        f"{subject(info)}{words}。"
        for (info, operand), (words, _) in zip(pairs, told, strict=True)
        if not re.search(rf"(?<![\d.]){re.escape(operand.number)}(?!\.?\d)", before)
    )
    marks = "".join(dict.fromkeys(mark for _, mark in told))
    used = (
        [(info, o.fact) for info, o in pairs if o.fact is not None],
        [
            Printed(o.number, o.measure, int(mark.strip("[]")))
            for (_, o), (_, mark) in zip(pairs, told, strict=True)
            if o.fact is None
        ],
    )
    parts = []
    if asked.apart:
        shown = draft.derived(found.value, found.measure, found.formula, *used)
        each_ = f"平均每{pairs[1][1].measure}约 " if sign == "÷" else ""
        parts.append(f"{_WORDS[sign]}{each_}{shown.lstrip('-')}")
    if asked.rate and found.values[1]:
        rate, formula = found.rate(over=asked.over)
        percent = draft.derived(rate, "%", formula, *used).lstrip("-")
        first, second = asked.labels
        over = f"相差 {percent}（以{second}为基数）"
        parts.append(over if asked.over else f"{first}相当于{second}的 {percent}")
    note = "这是简单相除的平均数，报告本身没有给出这个数。" if sign == "÷" else ""
    draft.add(f"{'，'.join(parts)}。{marks}{note}")
    return True


_WORDS = {"+": "合计 ", "−": "两者相差 ", "÷": "两者相除，"}


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """Numbers joined by a sign: in their own measure where it is one, else as plain counts."""

    values: tuple[Decimal, ...]
    terms: tuple[str, ...]
    sign: str
    value: Decimal
    measure: str

    @classmethod
    def of(cls, pairs: Sequence[tuple[ReportInfo, Operand]], sign: str) -> _Reckoning | None:
        """Return what numbers come to, or None where that means nothing."""
        operands = [operand for _, operand in pairs]
        own = operands[0].measure
        alike = sign != "÷" and len({operand.measure for operand in operands}) == 1
        values = tuple(parse_number(o.number) if alike else o.value for o in operands)
        terms = tuple(
            plain(value) if alike else o.term for value, o in zip(values, operands, strict=True)
        )
        if ("%" in own and sign != "−") or (sign == "÷" and not values[1]):
            return None
        if sign == "÷":
            value = (values[0] / values[1]).quantize(_CENT, ROUND_HALF_UP)
        else:
            rest = sum(values[1:], Decimal(0))
            value = values[0] + rest if sign == "+" else values[0] - rest
        measure = own if alike else own.removeprefix("万")
        return cls(values, terms, sign, value, "个百分点" if measure == "%" else measure)

    @property
    def formula(self) -> str:
        return f"{f' {self.sign} '.join(self.terms)} = {plain(self.value)} {self.measure}"

    def rate(self, *, over: bool) -> tuple[Decimal, str]:
        """Return the first number in percent of the second, or what it is over it, with the formula."""
        top = self.values[0] - self.values[1] if over else self.values[0]
        rate = (top / self.values[1] * 100).quantize(_CENT, ROUND_HALF_UP)
        left = f"({self.terms[0]} − {self.terms[1]})" if over else self.terms[0]
        return rate, f"{left} ÷ {self.terms[1]} = {plain(rate)}%"


def each(
    draft: Draft,
    value: Decimal,
    left: str,
    facts: Sequence[tuple[ReportInfo, Fact]],
    printed: Sequence[Printed] = (),
) -> str:
    """Return an average in 元, and where it is large in 万元 too (177,820 元 is read as 17.78 万元)."""
    yuan = value.quantize(_CENT, ROUND_HALF_UP)
    text = draft.derived(yuan, "元", f"{left} = {plain(yuan)} 元", facts, printed)
    if yuan >= _THOUSAND:
        ten = (value / _TEN_THOUSAND).quantize(_CENT, ROUND_HALF_UP)
        formula = f"{left} = {plain(ten)} 万元"
        text += f"（{draft.derived(ten, '万元', formula, facts, printed)}）"
    return text


def _said(draft: Draft, info: ReportInfo, operand: Operand) -> tuple[str, str]:
    """Return a number in the words of its report, with its mark."""
    if operand.fact is not None:
        fact = operand.fact
        draft.figure(info, fact)
        mark = draft.cite(info, fact)
        return f"{name(fact.metric, fact)} {shown(fact)}{mark}", mark
    mark = f"[{draft.mark(info, operand.section, operand.place)}]"
    return f"报告原文写“{draft.quoted(operand.quote)}”{mark}", mark
