"""All the places of a report that state one figure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.calculate import share
from assistant.compose.draft import Draft, shown
from assistant.lexicon import OTHER_FUNDS
from assistant.model import Citation
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, terms
from assistant.vocabulary import item_name
from index.model import Fact, Place, Reason
from index.normalise import fold
from index.store import ReportInfo
from index.terms import fund_of, parts_of

_MOST_ALSO = 3
_GENERAL = ("全部", "财政拨款", "一般公共预算")  # reports use one for the other
# What is said of the larger says it of the smaller too, where both are the same amount.
_WITHIN = {"授予小微企业合同金额": "授予中小企业合同金额"}
# What the share of a contract may be stated of: all purchases, or for 小微 those of 中小.
PURCHASES = {
    "授予中小企业合同金额": ("政府采购支出总额",),
    "授予小微企业合同金额": ("政府采购支出总额", "授予中小企业合同金额"),
}
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
            if same and _same_fund(other, fact, metric) and other.context != fact.context:
                found.setdefault(place, other)
    return list(found.values())[:_MOST_ALSO]


def share_in(draft: Draft, info: ReportInfo, fact: Fact, whole: Fact | None) -> str:
    """Return what part of a whole a figure comes to; nothing where it is above it."""
    result = share(fact, whole) if whole is not None else None
    if whole is None or result is None or fact.amount.value > whole.amount.value:
        return ""
    facts = [(info, fact), (info, whole)]
    text = draft.derived(result.value, result.measure, result.formula, facts)
    return f"，相当于{whole.metric}的 {text}{draft.cite(info, whole)}"


def cite_again(draft: Draft, evidence: Evidence) -> None:
    """Cite beside each figure of a draft also the sentences that say it again."""
    reports = evidence.by_id
    seen: set[tuple[str, str, int]] = set()
    for reference in draft.references:
        fact, info = reference.fact, reports[reference.report]
        printed = _bare(fact)
        if len(printed.replace(".", "").strip("0")) < _LEAST_DIGITS:
            continue
        for number, paragraph in enumerate(draft.paragraphs):
            told = (info.id, printed, number)
            behind = _marks_of(paragraph, reference.mark)
            if told in seen or behind is None or shown(fact).lstrip("-") not in paragraph:
                continue
            seen.add(told)
            room = _MOST_MARKS - behind[0].count("[")
            if len(_MARKS.findall(paragraph)) > _MANY:
                room = min(room, _MOST_OF_MANY)
            found = _saying_again(draft, evidence, info, fact, paragraph)[: max(room, 0)]
            marks = "".join(f"[{draft.mark(info, s.section, s.place)}]" for s in found)
            at = behind.end()
            draft.paragraphs[number] = paragraph[:at] + marks + paragraph[at:]


def _marks_of(paragraph: str, mark: int) -> re.Match[str] | None:
    """Return the run of marks that holds one, where it stands first in a paragraph."""
    return next((run for run in _MARKS.finditer(paragraph) if f"[{mark}]" in run[0]), None)


def _saying_again(
    draft: Draft, evidence: Evidence, info: ReportInfo, fact: Fact, paragraph: str
) -> list[Sentence]:
    """Return the sentences not yet cited that say a figure with its name, or with others told.

    Of a project's figure its own table need not say the name.
    """
    said = re.compile(rf"(?<![\d.]){re.escape(_bare(fact))}(?![\d.]*\d)")
    named = set(terms(item_name(fact.metric.removeprefix("项目:")) + fact.aspect))
    others = _long_numbers(paragraph) - {_bare(fact)}
    found: list[tuple[int, Sentence]] = []
    for sentence in evidence.sentences(info).saying(fact.amount.text):
        text = _plain(sentence.text)
        times = list(said.finditer(text))
        cited = (c for c in draft.citations if c.report == info.id and _overlap(sentence.place, c))
        known = sum(len(said.findall(_plain(citation.quote))) for citation in cited)
        in_table = sentence.kind == "自评表"
        if sentence.kind == "名词解释" or len(times) <= known or (known and in_table):
            continue
        before = terms(text[max(0, times[0].start() - _NAME_BEFORE) : times[0].start()])
        held, near = len(named & sentence.words), len(named & set(before))
        beside = len(others & _long_numbers(text))
        own = in_table and sentence.section == fact.section
        if own or held >= min(_ENOUGH, max(1, len(named) / 2)) or beside >= _OTHERS:
            found.append((near + held + beside, sentence))
    found.sort(key=lambda one: -one[0])
    return [sentence for _, sentence in found[:_MOST_AGAIN]]


@lru_cache(1 << 12)
def _plain(text: str) -> str:
    return fold(text).replace(",", "")


def _bare(fact: Fact) -> str:
    """Return a figure as it stands in a text without commas."""
    return fact.amount.text.replace(",", "").lstrip("-")


def _long_numbers(text: str) -> set[str]:
    """Return the numbers of a text that do not stand in two sentences by chance."""
    return {one for one in _NUMBER.findall(text.replace(",", "")) if one.strip("0.") not in _ROUND}


def _overlap(one: Place, other: Citation) -> bool:
    return one.start < other.end and other.start < one.end


_MARKS = re.compile(r"(?:\[\d+\])+")
_NUMBER = re.compile(r"(?<![\d.\[])(?!20\d\d年?(?!\d))\d{2,}(?:\.\d+|(?<=\d{4}))")
_ROUND = ("", "1")
_NAME_BEFORE, _LEAST_DIGITS, _ENOUGH, _OTHERS = 36, 4, 3, 2
_MOST_AGAIN, _MOST_MARKS = 2, 5
_MANY, _MOST_OF_MANY = 5, 1


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
    if one.metric == other.metric and fund_of(metric) in OTHER_FUNDS:
        return True
    return one.fund == other.fund or {one.fund, other.fund} <= set(_GENERAL)
