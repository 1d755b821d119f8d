"""Numbers that a question itself says: what they are in the report, where the answer does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.compose.draft import Draft, subject
from assistant.compose.statements import name
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY, NUMBER, parse_number, quantum
from index.model import Fact
from index.store import ReportInfo

_LIMIT = (
    r"(?<!低于)(?<!高于)(?<!不到)(?<!没到)(?<!超过)(?<!大于)(?<!小于)(?<!达到)(?<!不足)(?<![\d.,])"
)
_SAID = re.compile(
    rf"{_LIMIT}(?P<number>{NUMBER})\s?(?P<measure>万元?|亿元?|元|%|辆|台|人次|批次|人)"
)
_MOST = 2


def say_numbers(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add what a number said in a question is in the reports (4.79万 is no 购置费); False for none."""
    if len(reports) > 2:
        return False
    told = 0
    for match in _SAID.finditer(question.folded):
        number, measure = match["number"], match["measure"]
        if measure in ("万", "亿"):
            measure += "元"
        if len(re.sub(r"\D", "", number)) < 2 or _told(draft, number, measure):
            continue
        found = [(i, f) for i in reports if (f := _stated(evidence, i, number, measure))]
        for info, fact in found[:1]:
            if told < _MOST:
                draft.add(
                    f"{subject(info)}原文中，{name(fact.metric, fact)}的{fact.aspect}为 "
                    f"{draft.figure(info, fact)}。{draft.cite(info, fact)}"
                )
                told += 1
    return told > 0


def _told(draft: Draft, number: str, measure: str) -> bool:
    """Whether a figure of the answer so far is the number said."""
    return any(_is(reference.fact, number, measure) for reference in draft.references)


def _stated(evidence: Evidence, info: ReportInfo, number: str, measure: str) -> Fact | None:
    """Return the figure of a report that is the number said, the plainest one first."""
    fits = [
        fact
        for metric in evidence.metrics(info)
        for fact in evidence.facts(info, metric)
        if _is(fact, number, measure) and "/" not in metric
    ]
    return min(fits, key=lambda fact: (fact.aspect != "决算数", len(fact.metric)), default=None)


def _is(fact: Fact, number: str, measure: str) -> bool:
    """Whether a figure, rounded or cut as a question says it, is the number said."""
    own = fact.amount.measure
    value = abs(fact.amount.value)
    if own != measure:
        if own not in MONEY or measure not in MONEY:
            return False
        value = value * MONEY[own] / MONEY[measure]
    return abs(value - parse_number(number)) < max(quantum(number), Decimal(0))
