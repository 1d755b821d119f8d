"""没超过200万吧, 不到一成: a figure held against the limit that a question says.

The limit itself is not said again: it is no figure of a report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.calculate import share
from assistant.compose.draft import Draft
from assistant.compose.statements import main_fact, name
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY, NUMBER, parse_number
from index.model import Amount, Fact
from index.store import ReportInfo
from index.terms import parts_of

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "百": 100, "千": 1000}
_NUMBER = rf"(?P<number>{NUMBER}|[一二两三四五六七八九十百千](?=[十百千]?[成万亿]))"
_MEASURE = r"\s?(?P<measure>[十百千]?[万亿]元?|元|%|成|人次|批次|[人辆个批名台])"
_LIMIT = re.compile(
    rf"(?:(?P<over>超过?(?:没超过?)?|多于|高于|大于|突破|破|过)|(?P<under>低于|少于|不足|不到|没到|未到|没有到|小于))"
    rf"(?:了|出|有|到)?{_NUMBER}{_MEASURE}(?P<off>的)?"
    rf"|(?<![\d.]){_NUMBER.replace('number', 'number2')}{_MEASURE.replace('measure', 'measure2')}"
    r"(?:(?P<above>以上)|(?P<below>以下|以内|之内))"
    rf"|有(?:没有)?{_NUMBER.replace('number', 'number3')}{_MEASURE.replace('measure', 'measure3')}多?[吗么没]"
)
# 超预算5万, 比上年多20万: a difference, no figure of its own.
_OF_DIFFERENCE = re.compile(r"预算|比.{1,12}[多少高低]|[涨降增减]")
_SHARES = re.compile(r"占|比重|比例")
_MOVED = re.compile(r"[涨降增减升跌]")
_FULL = re.compile(r"完成|执行")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that a question says: its value (money in 元), its measure, and from which side."""

    value: Decimal
    measure: str
    over: bool

    def fits(self, amount: Amount) -> bool:
        """Whether an amount lies on the side of the limit that is asked for."""
        value = abs(amount.value) * MONEY.get(amount.measure, Decimal(1))
        return value > self.value if self.over else value < self.value


def say_limit(
    question: Question, evidence: Evidence, draft: Draft, named: Sequence[tuple[ReportInfo, str]]
) -> None:
    """Add for each named metric whether its figure is above the limit that a question says."""
    limit = limit_said(question.folded)
    if limit is None or len({metric for _, metric in named}) > _MOST:
        return
    if limit.measure == "%" and len(named) == _MOST and named[0][0] == named[1][0]:
        ratio = _ratio(evidence, named)
        if ratio is not None:  # of two amounts: no other whole's share counts
            draft.add(f"这一比重{_verdict(ratio, limit)}。")
            return
    for info, metric in named:
        fact = _held(question, evidence, draft, info, metric, limit)
        if fact is None:
            continue
        value = abs(fact.amount.value) * MONEY.get(fact.amount.measure, Decimal(1))
        what = name(metric, fact) + (f"的{fact.aspect}" if limit.measure == "%" else "")
        draft.add(f"{what}{_verdict(value, limit)}。{draft.cite(info, fact)}")


_MOST = 2


def _ratio(evidence: Evidence, named: Sequence[tuple[ReportInfo, str]]) -> Decimal | None:
    """Return the share of the smaller of two amounts in the larger, where that one is no usual whole."""
    facts = [main_fact(evidence, info, metric) for info, metric in named]
    known = sorted((f for f in facts if f is not None), key=lambda f: abs(f.amount.value))
    usual = len(known) == _MOST and known[0].metric in parts_of().get(known[1].metric, ())
    if len(known) < _MOST or usual or known[1].metric.endswith("总计"):
        return None
    result = share(known[0], known[1])
    return result.value if result is not None else None


def limit_said(text: str, *, of_things: bool = False) -> Limit | None:
    """Return the limit that a folded question says, or None.

    超过50万元的 limits which things are meant, where `of_things` wants that, and no figure else.
    """
    match = _LIMIT.search(text)
    if match is None or (match["off"] and not of_things):
        return None
    number = match["number"] or match["number2"] or match["number3"]
    if match["number3"] and "." in number:
        return None  # 有12.34万元吗 claims just that
    measure = match["measure"] or match["measure2"] or match["measure3"]
    value = parse_number(number) if number[0].isdigit() else Decimal(_DIGITS[number])
    if measure[0] in "十百千":
        value, measure = value * {"十": 10, "百": 100, "千": 1000}[measure[0]], measure[1:]
    over = not (match["under"] or match["below"])
    if measure == "成":
        return Limit(value * 10, "%", over)
    money = measure if measure in MONEY else f"{measure}元"
    if money in MONEY:
        return Limit(value * MONEY[money], "元", over)
    return Limit(value, measure, over)


def _held(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    metric: str,
    limit: Limit,
) -> Fact | None:
    """Return the figure that is to be held against a limit: the value, or the rate that is meant."""
    text = question.folded
    if limit.measure == "%":
        aspects = (
            (_SHARES, ("占比",)),
            (_MOVED, ("比上年增减率",)),
            (_FULL, ("完成率", "执行率")),
        )
        wanted = next((found for asked, found in aspects if asked.search(text)), ())
        told = {reference.fact for reference in draft.references}
        return next(
            (f for f in evidence.facts(info, metric) if f.aspect in wanted and f in told), None
        )
    fact = main_fact(evidence, info, metric)
    if fact is None or _OF_DIFFERENCE.search(text):
        return None
    own = "元" if fact.amount.measure in MONEY else fact.amount.measure
    alike = own == limit.measure or {own, limit.measure} <= {"人", "名", "人次", "个"}
    return fact if alike else None


def _verdict(value: Decimal, limit: Limit) -> str:
    if value == limit.value:
        return "与问题中所说的数相同"
    if limit.over:
        return "超过了问题中所说的数" if value > limit.value else "没有超过问题中所说的数"
    return "低于问题中所说的数" if value < limit.value else "不低于问题中所说的数，而是超过了它"
