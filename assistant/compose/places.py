"""All the places of a report that state one figure."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft
from assistant.retrieve import Evidence
from index.model import Fact, Reason
from index.store import ReportInfo
from index.terms import parts_of

_MOST_ALSO = 3
_GENERAL = ("全部", "财政拨款", "一般公共预算")  # reports use one for the other
# What is said of the larger says it of the smaller too, where both are the same amount.
_WITHIN = {"授予小微企业合同金额": "授予中小企业合同金额"}
# The budget of one is that of the other, and the word 财政拨款 alone may mean any of them.
_TWINS = {
    "财政拨款收入总计": ("财政拨款支出总计", "一般公共预算财政拨款支出"),
    "财政拨款支出总计": ("一般公共预算财政拨款支出",),
    "一般公共预算财政拨款支出": ("财政拨款支出总计",),
}
_OF_FUND = re.compile(r"(?:政府性基金|国有资本经营)预算财政拨款(收入|支出)")
_TOTAL_OF_FUND = re.compile(r"((?:政府性基金|国有资本经营)预算财政拨款)(收入|支出)总计")
_OF_TWINS = ("年初预算数", "全年预算数", "预算数", "比上年增减额", "比上年增减率")


def cited(draft: Draft, evidence: Evidence, info: ReportInfo, *facts: Fact) -> str:
    """Return the marks of the statements of these figures, and of all others that state the same."""
    marks = [draft.mark(info, fact.section, fact.context) for fact in facts]
    for fact in facts:
        for other in alike(evidence, info, fact):
            marks.append(draft.mark(info, other.section, other.context))
    return "".join(f"[{mark}]" for mark in dict.fromkeys(marks))


def alike(evidence: Evidence, info: ReportInfo, fact: Fact) -> list[Fact]:
    """Return the figures that state the same elsewhere: of the metric, and of the whole it fills."""
    found: dict[tuple[int, int], Fact] = {}
    for metric in (fact.metric, *_same_money(fact)):
        for other in evidence.facts(info, metric):
            same = (other.aspect, other.amount.value, other.amount.measure, other.entity) == (
                fact.aspect,
                fact.amount.value,
                fact.amount.measure,
                fact.entity,
            )
            place = other.context.start, other.context.end
            if same and _same_fund(other, fact) and other.context != fact.context:
                found.setdefault(place, other)
    return list(found.values())[:_MOST_ALSO]


def cited_reason(draft: Draft, evidence: Evidence, info: ReportInfo, reason: Reason) -> str:
    """Return the marks of a reason, also where a whole or a part of its metric is given the same."""
    parts = parts_of()
    marks = [draft.mark(info, reason.section, reason.context)]
    for other in evidence.all_reasons(info):
        akin = other.metric == reason.metric or any(
            one in parts.get(two, ())
            for one, two in ((other.metric, reason.metric), (reason.metric, other.metric))
        )
        if akin and other.text == reason.text and other.basis == reason.basis:
            marks.append(draft.mark(info, other.section, other.context))
    return "".join(f"[{mark}]" for mark in list(dict.fromkeys(marks))[: 1 + _MOST_ALSO])


def _same_money(fact: Fact) -> list[str]:
    """Return the other metrics whose figure, where it is the same amount, is the same money."""
    total = _TOTAL_OF_FUND.fullmatch(fact.metric)
    if total:  # both sides of a fund's account come to the same
        side = "支出" if total[2] == "收入" else "收入"
        return [f"{total[1]}{side}总计"]
    if fact.aspect in _OF_TWINS and fact.metric in _TWINS:
        return list(_TWINS[fact.metric])
    of_fund = _OF_FUND.fullmatch(fact.metric)
    if of_fund:  # what the section on that fund calls 本年支出
        return [f"本年{of_fund[1]}"]
    if not fact.amount.value or fact.aspect not in ("决算数", "数量", "占比"):
        return []
    wholes = [whole for whole, parts in parts_of().items() if fact.metric in parts]
    wholes = [w for w in wholes if not w.endswith("总计") and not w.startswith("本年")]
    return [*wholes, *filter(None, (_WITHIN.get(fact.metric),))]


def _same_fund(one: Fact, other: Fact) -> bool:
    return one.fund == other.fund or {one.fund, other.fund} <= set(_GENERAL)
