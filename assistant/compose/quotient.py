"""What one of something costs: two numbers, each with its place, and their quotient."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import plain
from assistant.compose.draft import Draft, Printed, shown, subject
from assistant.compose.statements import name
from assistant.lexicon import CENT
from index.amounts import MONEY, parse_number
from index.model import Fact, Place
from index.normalise import join
from index.store import ReportInfo

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
    def bare(self) -> str:
        """The number as it stands in a formula in its own measure."""
        shown = f"{parse_number(self.number):,f}"
        return f"{shown} {self.measure}" if self.is_money else shown

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
    if not count.value or not money.is_money or _is_aside(money, count):
        return False
    pairs = [(info, money), (info, count)]
    before = draft.text
    told = _Told.of(draft, pairs)
    text = each(draft, money.value / count.value, f"{money.term} ÷ {count.term}", *told.used)
    untold = [
        (operand, words)
        for operand, (words, _) in zip((money, count), told.words, strict=True)
        if not _is_told(operand, before)
    ]
    for operand, _ in untold:
        _refer(draft, info, operand)
    if money.quote and money.quote == count.quote:
        untold = untold[-1:]
    if untold:
        draft.add(f"{subject(info)}{'，'.join(words for _, words in untold)}。")
    both = f"按{_label(money)}和{_label(count)}" if money.fact and count.fact else "两者"
    draft.add(
        f"{both}相除，平均每{count.measure.lstrip('万')}约 {text}。{told.marks}"
        "这是简单相除的平均数，报告本身没有给出这个数。"
    )
    return True


# One of several things that a project paid for, unless the project is named for it.
BOUGHT = re.compile(r"购[买置]|(?<!政府)采购")
_COMMON = frozenset("购买置采数量项目费用人次年度工作经中心")


def _is_aside(money: Operand, count: Operand) -> bool:
    """Whether a project's whole amount would be divided by what it only bought among other things."""
    if money.fact is None or count.fact is None:
        return False
    title, _, row = count.fact.metric.partition("/指标:")
    named = set(title.partition(":")[2]) & set(row) - _COMMON
    return money.fact.metric == title and BOUGHT.search(row) is not None and not named


def _labels(pairs: Sequence[tuple[ReportInfo, Operand]]) -> tuple[str, str] | None:
    """Return what two figures of the ledger are of; None where one of them stands in words alone."""
    found = [_label(operand) for _, operand in pairs if operand.fact is not None]
    return (found[0], found[1]) if len(found) == len(("one", "other")) else None


def _label(operand: Operand) -> str:
    """Return what a figure of the ledger is of, as a sentence names it."""
    fact = operand.fact
    assert fact is not None
    row = fact.metric.partition("/指标:")[2]
    aspect = fact.aspect if fact.aspect == "全年执行数" else ""
    return f"「{row}」的实际完成值" if row else f"{name(fact.metric, fact)}{aspect}"


@dataclass(frozen=True, slots=True)
class _Told:
    """Numbers in the words of their reports, each with its mark, and what a formula of them cites."""

    words: Sequence[tuple[str, str]]
    used: tuple[Sequence[tuple[ReportInfo, Fact]], Sequence[Printed]]

    @classmethod
    def of(cls, draft: Draft, pairs: Sequence[tuple[ReportInfo, Operand]]) -> _Told:
        """Cite these numbers."""
        words = [_said(draft, info, operand) for info, operand in pairs]
        facts = [(info, o.fact) for info, o in pairs if o.fact is not None]
        printed = [
            Printed(o.number, o.measure, int(mark.strip("[]")))
            for (_, o), (_, mark) in zip(pairs, words, strict=True)
            if o.fact is None
        ]
        return cls(words, (facts, printed))

    @property
    def marks(self) -> str:
        return "".join(dict.fromkeys(mark for _, mark in self.words))

    def add(self, draft: Draft, pairs: Sequence[tuple[ReportInfo, Operand]], before: str) -> None:
        """Add the numbers that a draft (its text `before` these were cited) does not tell yet."""
        known = {id(reference.fact) for reference in draft.references}
        for (info, operand), (words, _) in zip(pairs, self.words, strict=True):
            if not (id(operand.fact) in known or _is_told(operand, before)):
                _refer(draft, info, operand)
                draft.add(f"{subject(info)}{words}。")


def _refer(draft: Draft, info: ReportInfo, operand: Operand) -> None:
    """Remember where a figure of the ledger is from that is told."""
    if operand.fact is not None:
        draft.figure(info, operand.fact)


def _is_told(operand: Operand, text: str) -> bool:
    """Whether a text has a number as it is printed, or the indicator whose result it is."""
    row = operand.fact.metric.partition("/指标:")[2] if operand.fact is not None else ""
    if f"「{row}」" in text:
        return True
    if operand.quote and join(operand.quote).rstrip("。；;，,") in text:
        return True
    alone = rf"(?<![\d.,]){re.escape(operand.number)}(?![.,]?\d)"
    return len(operand.number) >= _RARE_DIGITS and re.search(alone, text) is not None


_RARE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of two numbers, by their `labels`: how far they are apart, their ratio.

    `over` takes the ratio of what they differ by instead, `times` tells it in multiples; `of` is the
    report that they are of where an answer tells of several.
    """

    labels: tuple[str, str] = ("前者", "后者")
    apart: bool = True
    rate: bool = False
    over: bool = False
    times: bool = False
    of: ReportInfo | None = None


def say_reckoned(
    draft: Draft,
    pairs: Sequence[tuple[ReportInfo, Operand]],
    sign: str,
    asked: Asked,
) -> bool:
    """Add what numbers come to by a sign (+, −, ÷), after each in its words; False where it is told."""
    found = _Reckoning.of(pairs, sign)
    asks = asked.apart or (found is not None and bool(found.values[1]))
    if found is None or not asks or (asked.apart and draft.tells(found.value, found.measure)):
        return False
    if asked.rate and not asked.apart and draft.tells(found.rate(over=asked.over)[0], "%"):
        return False
    before = draft.text
    told = _Told.of(draft, pairs)
    told.add(draft, pairs, before)
    parts = []
    if asked.apart:
        shown = draft.derived(found.value, found.measure, found.formula, *told.used)
        each_ = f"平均每{pairs[1][1].measure}约 " if sign == "÷" else ""
        words = _LEFT if sign == "−" and len(pairs) > len(asked.labels) else _WORDS[sign]
        parts.append(f"{words}{each_}{shown.lstrip('-')}")
    if asked.rate and found.values[1]:
        rate, formula = found.rate(over=asked.over)
        percent = draft.derived(rate, "%", formula, *told.used).lstrip("-")
        first, second = _labels(pairs) or asked.labels
        over = f"相差 {percent}（以{second}为基数）"
        parts.append(over if asked.over else f"{first}相当于{second}的 {percent}")
    if asked.times:
        many, formula = found.times
        first, second = (
            said if operand.fact is None else _label(operand)
            for said, (_, operand) in zip(asked.labels, pairs, strict=True)
        )
        parts.append(f"{first}是{second}的 {draft.derived(many, '倍', formula, *told.used)}")
    mean = sign == "÷" and asked.apart
    note = "这是简单相除的平均数，报告本身没有给出这个数。" if mean else ""
    head = subject(asked.of) if asked.of is not None else ""
    draft.add(f"{head}{'，'.join(parts)}。{told.marks}{note}")
    return True


def say_by_rate(
    draft: Draft, info: ReportInfo, count: Operand, rate: Operand, *, whole: bool
) -> bool:
    """Add how many a rate of a count are, or (`whole`) of how many a count is that rate."""
    percent, own = parse_number(rate.number), parse_number(count.number)
    if not percent:
        return False
    sign, other = ("÷", "×") if whole else ("×", "÷")
    value = own * 100 / percent if whole else own * percent / 100
    left = f"{count.bare} {sign} {plain(percent)} {other} 100"
    result = _One(value, count.measure, left, _BY_RATE[whole])
    return result.say(draft, info, (count, rate))


_BY_RATE = ("按比例折算", "按比例倒推，总数")


def say_before(
    draft: Draft, info: ReportInfo, now: Operand, change: Operand, *, rose: bool
) -> bool:
    """Add what a number was before it rose or fell by another, or by a rate."""
    own, by = parse_number(now.number), parse_number(change.number)
    if change.measure == "%":
        base = 100 + by if rose else 100 - by
        value = own * 100 / base if base else None
        left = f"{now.bare} ÷ (100 {'+' if rose else '−'} {plain(by)}) × 100"
    else:
        value = own - by if rose else own + by
        left = f"{now.bare} {'−' if rose else '+'} {change.bare}"
    if value is None or change.measure not in ("%", now.measure):
        return False
    return _One(value, now.measure, left, "倒推上年").say(draft, info, (now, change))


def say_over_time(
    draft: Draft, info: ReportInfo, number: Operand, by: int, name: str, *, times: bool
) -> bool:
    """Add what a year's number comes to by month or day, or (`times`) a month's over the year."""
    value = number.value * by if times else number.value / by
    measure = number.measure if number.is_money else number.measure.removeprefix("万")
    left = f"{number.term} {'×' if times else '÷'} {by}"
    words = f"按 {by} 个{name}算，全年" if times else f"按全年数除以 {by}，平均每{name}"
    note = _RECKONED if times else f"报告本身没有按{name}的数。"
    result = _One(value / MONEY.get(measure, Decimal(1)), measure, left, words, note)
    return result.say(draft, info, (number,))


_RECKONED = "这是推算的数，报告本身没有写明。"


@dataclass(frozen=True, slots=True)
class _One:
    """One number reckoned of others: the left side of its formula, and the words before it."""

    value: Decimal
    measure: str
    left: str
    words: str
    note: str = _RECKONED

    def say(self, draft: Draft, info: ReportInfo, operands: Sequence[Operand]) -> bool:
        """Add it after those numbers that are not told yet; False where it is told itself."""
        of_people = self.measure in _WHOLE and self.value >= 1 and "平均" not in self.words
        unit = Decimal(1) if of_people else CENT
        value = self.value.quantize(unit, ROUND_HALF_UP)
        if draft.tells(value, self.measure):
            return False
        before = draft.text
        pairs = [(info, operand) for operand in operands]
        told = _Told.of(draft, pairs)
        told.add(draft, pairs, before)
        formula = f"{self.left} = {plain(value)} {self.measure}"
        shown = draft.derived(value, self.measure, formula, *told.used)
        of = f"{_label(operands[0])}，" if operands[0].fact is not None else ""
        draft.add(f"{of}{self.words}约 {shown}。{told.marks}{self.note}")
        return True


_WHOLE = frozenset("人名位个件起户家次场条批辆台套") | {"人次", "批次"}  # what has no halves


_LEFT = "扣除后还有 "
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
            value = (values[0] / values[1]).quantize(CENT, ROUND_HALF_UP)
        else:
            rest = sum(values[1:], Decimal(0))
            value = values[0] + rest if sign == "+" else values[0] - rest
        measure = own if alike else own.removeprefix("万")
        return cls(values, terms, sign, value, "个百分点" if measure == "%" else measure)

    @property
    def formula(self) -> str:
        return f"{f' {self.sign} '.join(self.terms)} = {plain(self.value)} {self.measure}"

    @property
    def times(self) -> tuple[Decimal, str]:
        """How many times the second number the first is, with the formula."""
        many = (self.values[0] / self.values[1]).quantize(CENT, ROUND_HALF_UP)
        return many, f"{self.terms[0]} ÷ {self.terms[1]} = {plain(many)} 倍"

    def rate(self, *, over: bool) -> tuple[Decimal, str]:
        """Return the first number in percent of the second, or what it is over it, with the formula."""
        top = self.values[0] - self.values[1] if over else self.values[0]
        rate = (top / self.values[1] * 100).quantize(CENT, ROUND_HALF_UP)
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
    yuan = value.quantize(CENT, ROUND_HALF_UP)
    text = draft.derived(yuan, "元", f"{left} = {plain(yuan)} 元", facts, printed)
    if yuan >= _THOUSAND:
        ten = (value / _TEN_THOUSAND).quantize(CENT, ROUND_HALF_UP)
        formula = f"{left} = {plain(ten)} 万元"
        text += f"（{draft.derived(ten, '万元', formula, facts, printed)}）"
    return text


def _said(draft: Draft, info: ReportInfo, operand: Operand) -> tuple[str, str]:
    """Return a number in the words of its report, with its mark."""
    if operand.fact is not None:
        fact = operand.fact
        mark = draft.cite(info, fact)
        return f"{_label(operand)} {shown(fact)}{mark}", mark
    mark = f"[{draft.mark(info, operand.section, operand.place)}]"
    return f"报告原文写“{draft.quoted(operand.quote)}”{mark}", mark
