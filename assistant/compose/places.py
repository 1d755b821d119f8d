"""All the places of a report that state one figure."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft
from assistant.retrieve import Evidence
from assistant.sentences import terms
from assistant.vocabulary import item_name
from index.model import Fact, Place, Reason
from index.normalise import fold
from index.store import ReportInfo
from index.terms import fund_of, parts_of

_MOST_ALSO = 3
_GENERAL = ("全部", "财政拨款", "一般公共预算")  # reports use one for the other
_SMALL = ("政府性基金", "国有资本经营")
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
        many = len(set(marks)) >= _MOST_ALSO
        marks += in_words(draft, evidence, info, fact)[: 1 if many else _MOST_IN_WORDS]
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
            if same and _same_fund(other, fact, metric) and other.context != fact.context:
                found.setdefault(place, other)
    return list(found.values())[:_MOST_ALSO]


def in_words(draft: Draft, evidence: Evidence, info: ReportInfo, fact: Fact) -> list[int]:
    """Return the marks of sentences that say a figure again, right behind most of its name.

    Of a project's figure its own table need not say the name.
    """
    printed = fact.amount.text.replace(",", "").lstrip("-")
    if len(printed.replace(".", "").strip("0")) < _LEAST_DIGITS:
        return []
    said = re.compile(rf"(?<![\d.]){re.escape(printed)}(?![\d.]*\d)")
    project = fact.metric.startswith("项目:")
    named = set(terms(item_name(fact.metric.removeprefix("项目:"))))
    sentences = evidence.sentences(info)
    known = [f.context for f in evidence.facts(info, fact.metric)]
    count = len(draft.citations)
    found = []
    for sentence in sentences.saying(fact.amount.text):
        if sentence.kind == "名词解释" or any(_overlap(sentence.place, k) for k in known):
            continue
        text = fold(sentence.text).replace(",", "")
        match = said.search(text)
        before = text[max(0, match.start() - _NAME_BEFORE) : match.start()] if match else ""
        held = len(named & set(terms(before)))
        own = project and sentence.section == fact.section and sentence.kind == "自评表"
        if match and (own or held >= max(1, len(named) / 2)):
            found.append(draft.mark(info, sentence.section, sentence.place))
    draft.again.update(mark for mark in found if mark > count)
    return found[:_MOST_IN_WORDS]


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


_LEAST_DIGITS, _NAME_BEFORE, _MOST_IN_WORDS = 4, 36, 2


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


def _same_fund(one: Fact, other: Fact, metric: str) -> bool:
    """Whether two figures of a metric are of one fund: what names its fund itself is of no other."""
    if one.metric == other.metric and fund_of(metric) in _SMALL:
        return True
    return one.fund == other.fund or {one.fund, other.fund} <= set(_GENERAL)
