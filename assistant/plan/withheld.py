"""What no report tells: persons, firms and secrets, single months, a member unit's own figures."""

from __future__ import annotations

import re

from assistant.compose import statements
from assistant.compose.comparison import COUNTED
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo


def _asks_secret(question: Question) -> bool:
    """Whether names or contents of secret projects are asked for, here or going on from before."""
    names = re.search(r"叫(?:啥|什么)|名[字称]|啥名|内容|干(?:啥|什么)", question.folded)
    return "涉密项目" in question.metrics and names is not None


def answer_personal(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that a report names no persons, firms and secrets; False where none is asked for.

    Where nothing was spent at all, and where a report says who travelled, that is told beside it.
    """
    if not question.intent.personal and not _asks_secret(question):
        return False
    told = False
    for info in question.reports if len(question.reports) <= 2 else ():
        for metric in question.metrics[:2]:
            fact = statements.main_fact(evidence, info, metric)
            if fact is not None and fact.amount.value == 0:
                draft.add(statements.say_value(draft, evidence, info, metric))
                told = True
    for info in question.reports if len(question.reports) <= 2 else ():
        for metric in question.metrics[:2]:
            told |= _say_journey(evidence, draft, info, metric)
    draft.status = "answered" if told else "not_found"
    marks = "" if told else _said_instead(question, evidence, draft)
    draft.add(
        "决算报告没有披露这类细节（具体人员、地点、商家等），只披露金额、人次和总体说明"
        f"{marks}，因此无法回答。"
    )
    return True


def _said_instead(question: Question, evidence: Evidence, draft: Draft) -> str:
    """Return the marks of what a report does say of the metrics that are asked about."""
    reports = question.reports if len(question.reports) <= 2 else ()
    spoken = question.metrics
    counted = [count for count, money in COUNTED.items() if money in spoken]
    metrics = dict.fromkeys([*question.metrics, *(COUNTED.get(m, m) for m in spoken), *counted])
    facts = [
        (info, fact)
        for info in reports
        for metric in metrics
        if (fact := statements.main_fact(evidence, info, metric)) is not None
    ]
    marks = dict.fromkeys(draft.cite(info, fact) for info, fact in facts)
    return "".join(list(marks)[:_MOST_MARKS])


_MOST_MARKS = 3


_JOURNEY = re.compile(r"赴|前往|出访|考察|研修|参加.{1,20}(?:会议|培训|活动)")


def _say_journey(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> bool:
    """Quote who travelled where, as far as a report says it beside the cost; False where not."""
    if not metric.startswith("因公出国"):
        return False
    fact = statements.main_fact(evidence, info, metric)
    sentence = evidence.sentences(info).around(fact.place) if fact is not None else None
    if sentence is None or not _JOURNEY.search(sentence.text):
        return False
    draft.add(statements.say_value(draft, evidence, info, metric))
    say_quote(draft, evidence, info, sentence)
    return True


# 12月单月的油费: reports are of a whole year; 截至12月31日 is a date.
_FINER = re.compile(
    r"\d{1,2}月份?(?![\d底末日])(?!\d{1,2}日)|单月|每个?月|按月|季度|上半年|下半年|哪个月"
)


def answer_finer(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that a report has no figures of single months; False where none is asked for."""
    if not _FINER.search(question.folded) or not question.metrics or question.projects:
        return False
    draft.status = "not_found"
    marks = _said_instead(question, evidence, draft)
    draft.add(f"决算报告只披露全年数{marks}，没有按月、按季度或按天的数，因此无法回答。")
    return True


_ALONE = re.compile(r"自己的?|单独|本身|独自|自身")


def answer_own_of_member(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that a member unit's own figure is not told; False where it is, or is not asked for."""
    members = question.units.members
    if not members or "下属单位" in question.topics or not question.metrics:
        return False
    if not _ALONE.search(question.folded):
        return False
    for info in question.reports:
        for metric in question.metrics:
            for fact in evidence.facts(info, metric):
                if any(member in fact.entity or fact.entity in member for member in members):
                    return False
    names = "、".join(members)
    draft.status = "not_found"
    draft.add(
        f"报告没有单独披露“{names}”自己的{statements.name(question.metrics[0])}，只有部门汇总数。"
    )
    return True
