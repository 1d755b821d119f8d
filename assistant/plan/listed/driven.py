"""What is behind a change or a gap to the budget: the items that drive a whole's, and that nothing was planned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.calculate import difference
from assistant.compose.draft import Draft, subject
from assistant.compose.items import Among, say_item_changes, say_item_gaps
from assistant.compose.quotes import say_around
from assistant.compose.statements import BUDGETS, NO_REASON, name, say_change, say_reasons
from assistant.plan.listed.ordering import WHOLES
from assistant.plan.split.pieces import pieces_of
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_MOST_REPORTS, _FEW = 2, 3
_FALLS = re.compile(r"减|降|少|省|砍|缩|跌")
_WHOLES = ("一般公共预算财政拨款支出", "财政拨款支出", "财政拨款支出总计")
_CLASS, _HOSPITALITY = "(类)", "“三公”经费"
# 多出来的主要是哪一项, 省在哪些科目上, 是哪块拉低的
_WHICH = re.compile(
    r"(?:多|超|少|省|剩|差|没花完)(?:出|了|下|花|用|支)*(?:来)?的?(?:钱|部分)?(?:主要|大头|又|都)*(?:省|花|超|多|少)?(?:是|在)(?:哪|什么|啥)"
    r"|哪(?:一?[项笔块]|些|几项|个科目)[^,。?]{0,8}(?:超|多出|多花|少花|拉|拖|带)"
    r"|(?:主要|大头)(?:是|在)?(?:哪|什么|啥)(?:一?[项笔块]|些|个)?(?:科目|支出)?[^,。?]{0,4}(?:超|多|少|省|$)"
)
_UNDER = re.compile(r"少|低|没(?:有)?(?:花|用)完|省|剩")
_TELLS_WHY = re.compile(r"原因[:：]|原因为|原因是")


def answer_driven(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """减在哪几项: answer how a whole moved, and which items moved it most; False where none is asked."""
    intent = question.intent
    if not intent.drivers or intent.budget or intent.rank or not set(question.metrics) <= WHOLES:
        return False
    if question.projects or not 1 <= len(reports) <= _MOST_REPORTS:
        return False
    return said(_say_moved(question, evidence, draft, info) for info in reports)


def _say_moved(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add how the spending of a report moved, and its items that moved the same way."""
    if not any(evidence.one(info, item, "比上年增减额") for item in evidence.items(info)):
        return False
    wholes = (*question.metrics, "本年支出", "支出总计", "一般公共预算财政拨款支出")
    metric = next((m for m in wholes if evidence.one(info, m, "比上年增减额")), "")
    change = evidence.one(info, metric, "比上年增减额")
    falls = change.amount.value < 0 if change else _FALLS.search(question.words) is not None
    if change is not None:
        draft.add(say_change(draft, evidence, info, metric))
        draft.add(say_reasons(draft, evidence, info, evidence.reasons(info, metric, "上年")))
    say_item_changes(draft, evidence, info, question.intent.top or _FEW, falls=falls)
    return True


def say_driven(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the items behind a whole's gap to its budget, where they are asked for or it has no reason."""
    if draft.status != "answered" or question.intent.rank or not question.intent.budget:
        return
    which = _WHICH.search(question.words) is not None
    why = any(p.intent.why for p in pieces_of(question)) and not _TELLS_WHY.search(draft.text)
    told = dict.fromkeys((r.report, r.fact.metric) for r in draft.references)
    reports = [i for i in question.reports if any(report == i.id for report, _ in told)]
    for info in reports if (which or why) and len(reports) <= _MOST_REPORTS else ():
        wholes = [
            m
            for report, m in told
            if report == info.id and (m in (*_WHOLES, _HOSPITALITY) or m.endswith(_CLASS))
        ]
        for metric in wholes[:1]:
            if which or not evidence.reasons(info, metric, "预算"):
                _say_behind(question, evidence, draft, info, metric)


def _say_behind(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> None:
    """Add the item of a whole with the largest gap of the same sign, and why."""
    planned, spent = evidence.one(info, metric, *BUDGETS), evidence.one(info, metric, "决算数")
    gap = difference(spent, planned) if spent and planned else None
    over = gap.value > 0 if gap is not None else not _UNDER.search(question.words)
    among = Among(within="" if metric in _WHOLES else metric)
    count = len(draft.paragraphs)
    said = say_item_gaps(draft, evidence, info, 1, over=over, why=True, among=among)
    if said and len(draft.paragraphs) > count:  # else that is told already
        lead = "多出最多" if over else "少得最多"
        draft.paragraphs[count] = f"其中比预算{lead}的一项：{draft.paragraphs[count]}"
        draft.paragraphs[:] = [p for p in draft.paragraphs if p != NO_REASON]


_UNPLANNED = re.compile(r"年初[^,。;]{0,4}(?:未|没有|无)[^,。;]{0,6}预算|(?:未|没有)列入年初预算")


def say_unplanned(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Quote what a figure's sentence says of its budget, or that it had none; False for neither."""
    for told in (_UNPLANNED, _BUDGET_SAID):
        for fact in evidence.facts(info, metric):
            sentence = evidence.sentences(info).around(fact.place)
            if sentence is not None and told.search(fold(sentence.text)):
                say_around(draft, evidence, info, fact)
                return True
    return False


# 与年初采购预算5万元相比,超1万元: a budget that no figure of the ledger is.
_BUDGET_SAID = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算[^,。;\d]{0,6}\d[\d,.]*(?:万元|元|亿元)")


def say_between_budgets(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metrics: Sequence[str]
) -> bool:
    """全年预算和年初预算差多少: add two budgets of one figure and their difference; False for fewer."""
    named = {m.aspect for m in question.mentions} & {*_TWO_BUDGETS}
    for one in metrics if len(named) == len(_TWO_BUDGETS) else ():
        planned, adjusted = (evidence.one(info, one, aspect) for aspect in _TWO_BUDGETS)
        result = difference(adjusted, planned) if planned and adjusted else None
        if planned is None or adjusted is None or result is None:
            continue
        gap = draft.derived(
            abs(result.value), result.measure, result.formula, [(info, adjusted), (info, planned)]
        )
        draft.add(
            f"{subject(info)}{name(one, planned)}年初预算数 "
            f"{draft.figure(info, planned)}{draft.cite(info, planned)}，全年预算数 "
            f"{draft.figure(info, adjusted)}{draft.cite(info, adjusted)}，"
            f"全年预算数{'多' if result.value >= 0 else '少'} {gap}。"
        )
        return True
    return False


_TWO_BUDGETS = ("年初预算数", "全年预算数")
