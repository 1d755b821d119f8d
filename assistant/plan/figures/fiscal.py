"""The part of a total that is no fiscal appropriation."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import difference, plain, total
from assistant.compose import statements
from assistant.compose.draft import Draft
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo

# Totals, and the part of each that is fiscal appropriation.
WITH_FISCAL = {
    "本年收入": "财政拨款收入",
    "本年支出": "财政拨款支出",
    "年末结转和结余": "年末财政拨款结转和结余",
    "年初结转和结余": "年初财政拨款结转和结余",
}
_NOT_FISCAL = re.compile(
    r"非财政(?!(?:拨款)?的?结[余转])|不是(?:靠)?(?:财政|拨款)|财政(?:拨款)?(?:以外|之外)|除(?:了|去|开)?财政"
)


def asks_not_fiscal(question: Question) -> bool:
    """Whether the part of a total is asked for that is no fiscal appropriation."""
    return _NOT_FISCAL.search(question.folded) is not None


def say_not_fiscal(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> bool:
    """Add the part of a total that is no fiscal appropriation, with its share; False where not told."""
    inner = WITH_FISCAL.get(metric, "")
    whole = statements.main_fact(evidence, info, metric)
    part = statements.main_fact(evidence, info, inner) if inner else None
    result = difference(whole, part) if whole and part else None
    if whole is None or part is None or result is None or not asks_not_fiscal(question):
        return False
    draft.add(statements.say_value(draft, evidence, info, metric))
    draft.add(statements.say_value(draft, evidence, info, part.metric))
    facts = [(info, whole), (info, part)]
    parts = evidence.parts(info, metric)  # its sources; of expenditure these are none
    rest = [statements.main_fact(evidence, info, p) for p in parts if part.metric in parts]
    others = [f for f in rest if f is not None and f.metric != part.metric and f.amount.value]
    summed = total(others) if len(others) > 1 else None
    if summed is not None:  # its parts are stated: their sum is nearer than a difference of sums
        result = summed
        facts = [*((info, fact) for fact in others), (info, part)]
    text = draft.derived(result.value, result.measure, result.formula, facts)
    told = f"{statements.name(metric)}扣除{statements.name(part.metric)}后为 {text}"
    if whole.amount.value:
        rate = (result.value / whole.amount.value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        left = f"({result.formula.partition(' = ')[0]}) ÷ {plain(whole.amount.value)}"
        shown = draft.derived(rate, "%", f"{left} = {plain(rate)}%", [(info, whole), *facts])
        told += f"，相当于{statements.name(metric)}的 {shown}"
    draft.add(f"{told}。{draft.cite(info, whole)}")
    for other in others:
        draft.add(statements.say_share(draft, evidence, info, other.metric))
    if part.metric not in parts and _FROM.search(question.folded):
        for source in _SOURCES:
            fact = statements.main_fact(evidence, info, source)
            if fact is not None and fact.amount.value:
                draft.add(statements.say_value(draft, evidence, info, source))
    return True


_FROM = re.compile(r"哪(?:儿|里)?来|从哪|来源|来自")
_SOURCES = (
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
    "使用非财政拨款结余",
)
