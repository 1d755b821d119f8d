"""Questions on performance tables: a project, an indicator, what lost points, or an overview."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.compose import performance
from assistant.compose.draft import Draft, subject
from assistant.plan.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.model import Sheet
from index.normalise import fold
from index.store import ReportInfo

_MOST_ROWS = 8


def answer_performance(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    if question.projects:
        told = False
        for info in reports:
            for sheet in performance.sheets_named(evidence, info, question.projects):
                _say_project(question, evidence, draft, info, sheet)
                told = True
        return told
    asks = question.intent.performance or question.topics & {"绩效", "偏差"}
    whole = "整体支出" in question.metrics or "整体" in question.folded
    others = [m for m in question.metrics if m not in ("整体支出", "预算绩效评价项目")]
    counted = "预算绩效评价项目" in question.metrics and _COUNTS.search(question.folded)
    if not asks or others or counted:
        return False
    limit = _LIMIT.search(question.folded)
    if limit:
        aspect = "执行率" if limit["aspect"] == "执行率" else "得分"
        fits = _fits(limit["side"], Decimal(limit["value"]))
        return said(performance.say_within(draft, evidence, i, aspect, fits) for i in reports)
    if len(reports) > 1 and not whole:
        exact = [
            info
            for info in reports
            for report, sheet in evidence.sheets
            if report == info.id
            and performance.names_exactly(
                performance.rows_named(evidence, info, sheet, question.folded), question.folded
            )
        ]
        reports = list(dict.fromkeys(exact)) or reports
    return said(_say_performance(question, evidence, draft, info, whole) for info in reports)


# 执行率没到100%的项目, 得分低于90分的有哪些
_LIMIT = re.compile(
    r"(?P<aspect>执行率|得分|分数|评分|打分)[^\d]{0,3}?"
    r"(?P<side>低于|不到|没到|未到|没有到|未达到?|没达到?|不足|小于|少于|高于|超过|大于|达到)了?"
    r"(?P<value>\d+(?:\.\d+)?)"
)


def _fits(side: str, limit: Decimal) -> Callable[[Decimal], bool]:
    """Return whether a value is on the side of a limit that a question's word names."""
    if side in ("高于", "超过", "大于"):
        return lambda value: value > limit
    if side == "达到":
        return lambda value: value >= limit
    return lambda value: value < limit


_COUNTS = re.compile(r"几个|多少个|数量|预算数|执行数|涉及")

_LISTS = re.compile(r"哪些|有哪|列|清单|几个|最[高低]|多少个|项目")

_LOST = re.compile(r"扣分|没完成|未完成|没达|未达|失分|偏差|不达标")


def _say_performance(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, whole: bool
) -> bool:
    """Add what is asked of a report's performance tables: one indicator, losses, or an overview."""
    # A table printed twice counts once.
    sheets = list({s.metric: s for r, s in evidence.sheets if r == info.id}.values())
    named = [
        (sheet, rows)
        for sheet in sheets
        if (rows := performance.rows_named(evidence, info, sheet, question.folded))
    ]
    if whole:
        return _whole(question, evidence, draft, info)
    if named and len(named) <= 2:
        for sheet, rows in named:
            draft.add(f"{subject(info)}「{sheet.title}」的绩效自评：")
            performance.say_rows(draft, evidence, info, rows[:_MOST_ROWS])
        return True
    lost = _LOST.search(question.folded)
    ranked = [sheet for sheet, _ in performance.ranked_projects(evidence, info)]
    if lost and not question.intent.rank:
        whole_first = [s for s in sheets if s.metric == "整体支出"] + ranked
        if performance.say_lost_points(draft, evidence, info, whole_first, _MOST_ROWS):
            return True
    if not _LISTS.search(question.folded):
        _whole(question, evidence, draft, info)
    told = performance.say_projects(draft, evidence, info)
    if told and (lost or question.intent.why):
        performance.say_lost_points(draft, evidence, info, ranked[:1], _MOST_ROWS)
    return told or bool(sheets)


_DETAIL = re.compile(
    r"扣分|偏差|没完成|未完成|没达|未达|指标|效果|成效|咋样|怎么样|为什么|为啥|原因|没花|失分|完成情况"
)


def _say_project(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet
) -> None:
    """Add a table's head, then the indicators that the question names, or those that lost points."""
    performance.say_sheet(draft, evidence, info, sheet)
    text = question.folded.replace(fold(sheet.title), " ")
    performance.say_funding(draft, evidence, info, sheet, text)
    rows = performance.rows_named(evidence, info, sheet, text)
    if not rows and re.search(r"效果|成效|效益|满意", text):
        rows = performance.rows_on_effect(evidence, info, sheet)
    if not rows and (question.intent.why or _DETAIL.search(question.folded)):
        rows = performance.rows_missed(evidence, info, sheet)
        if not rows:
            draft.add("自评表中没有扣分的指标。")
    performance.say_rows(draft, evidence, info, rows[:_MOST_ROWS])
    if len(rows) > _MOST_ROWS:
        draft.add(f"另有 **{len(rows) - _MOST_ROWS}** 项未列出，见原表。")


def _whole(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    sheets = performance.sheets_named(evidence, info, ("整体支出",))
    for sheet in sheets:
        _say_project(question, evidence, draft, info, sheet)
    return bool(sheets)
