"""Questions over years: a trend, and a year that no report is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import comparison, statements
from assistant.compose.before import say_before
from assistant.compose.draft import Draft
from assistant.compose.pairs import say_difference
from assistant.compose.statements import main_fact
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo


def answer_trend(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on one metric over the years of the reports; False where no trend is asked for."""
    if not (question.intent.trend or question.years.several) or len(question.metrics) != 1:
        return False
    wide = question.intent.trend or len(question.years.years) > len(reports)
    if len(reports) <= 2 and not wide:
        return False  # two figures are said beside each other and compared
    told = comparison.say_trend(draft, evidence, reports, question.metrics[0])
    there = {info.year for info in reports} | {info.year - 1 for info in reports}
    if told and question.intent.why:
        _say_why(evidence, draft, reports, question.metrics[0])
    for year in question.years.years if told else ():
        after = [info for info in reports if info.year == year + 1]
        if all(info.year != year for info in reports) and len(after) == 1:
            say_before(draft, evidence, after[0], question.metrics[0])
    if told and _HOW_MUCH.search(question.folded):
        _say_first_to_last(evidence, draft, reports, question.metrics[0])
    absent = "、".join(str(year) for year in question.years.years if year not in there)
    if told and absent:
        draft.add(f"没有收录 {absent} 年度的报告，缺这一段。")
    return told


def _say_why(evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo], metric: str) -> None:
    """Add the reasons that the reports give for a metric's changes, or that none gives any."""
    count = len(draft.paragraphs)
    for info in reports:
        reasons = evidence.reasons(info, metric, "上年") or evidence.reasons(info, metric, "说明")
        draft.add(statements.say_reasons(draft, evidence, info, reasons) if reasons else "")
    if len(draft.paragraphs) == count:
        draft.add(statements.NO_REASON)


# 少了几个, 涨了多少: by how much the last year differs from the first
_HOW_MUCH = re.compile(
    r"(?:涨|增|升|降|减|跌|多|少)(?:加|长|少)?(?:出|了|掉)?(?:多少|几)|差(?:了)?(?:多少|几)"
)


def _say_first_to_last(
    evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo], metric: str
) -> None:
    """Add by how much a unit's last year differs from its first one."""
    ordered = sorted(reports, key=lambda info: info.year)
    known = [(info, fact) for info in ordered if (fact := main_fact(evidence, info, metric))]
    if len(known) > 1 and len({info.unit for info, _ in known}) == 1:
        say_difference(draft, known[-1], known[0], turned=True)


def say_later(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say of a year that no report is of what the next year's report tells; False where nothing."""
    wanted = "、".join(str(year) for year in question.years.years)
    absent = f"没有收录{'、'.join(question.units.units)} {wanted} 年度的决算报告。"
    absent = "" if question.reports else absent  # of some units alone: said already
    pairs = [(info, metric) for info in question.later for metric in question.metrics[:3]]
    if not pairs:
        return False
    draft.add(absent)
    told = said(
        say_before(draft, evidence, info, metric, question.intent.convert) for info, metric in pairs
    )
    if absent and not told:
        draft.paragraphs.pop()
    return told
