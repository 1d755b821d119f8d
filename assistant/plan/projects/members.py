"""The projects that a member unit carried out: all of them, the first of them, those with money left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import performance, projects
from assistant.compose.draft import Draft
from assistant.compose.unspent import aspects_asked
from assistant.plan.missing.withheld import OF_WHOLE
from assistant.plan.projects.project import say_project
from assistant.plan.projects.sheets import is_member
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.model import Sheet
from index.store import ReportInfo

_PROJECTS = re.compile(r"项目(?!支出)")
_ASKS = re.compile(r"哪|几个|多少个|所有|全部|都有|清单|一共|总共|合计|加起来|最[高低多少]")
_OF_PROJECTS = ("项目支出", "年末结转和结余", "本年支出合计")  # as a question on projects says it
_UNFINISHED = re.compile(r"(?:没|未)(?:有)?(?:用|花|执行|支)(?:得)?[完光满]|剩|结余")
_ASPECTS = (("执行率", r"执行率|进度|最[快慢]"), ("全年执行数", r"花|金额|贵|钱|大"))
_WHOLLY = 100  # % of a budget


def answer_of_member(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on all projects of a member unit; False where none is named or a term is asked for."""
    strong = [m for m in question.mentions if m.metrics and not m.weak]
    strong = [m for m in strong if m.official not in _OF_PROJECTS]
    if question.projects or strong or not _ASKS.search(question.folded):
        return False
    return say_of_member(question, evidence, draft, reports)


def say_of_member(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the projects that a member unit carried out, with what they come to; False for none."""
    text = question.folded
    if not question.units.members or not _PROJECTS.search(text):
        return False
    found = {
        (info.id, sheet.metric): (info, sheet)
        for info in reports
        for report, sheet in evidence.sheets
        if report == info.id and any(is_member(name, sheet) for name in question.units.members)
    }
    named = list(found.values())
    if not named:
        return False
    # It is the unit's own, not the whole department's.
    draft.paragraphs[:] = [p for p in draft.paragraphs if not p.endswith(OF_WHOLE)]
    if len(named) == 1:
        say_project(question, evidence, draft, *named[0])
        return True
    return _say_some(question, evidence, draft, named) or _say_each(text, evidence, draft, named)


def _say_some(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    named: Sequence[tuple[ReportInfo, Sheet]],
) -> bool:
    """Add the first of a member's projects, or those with money left, where these are asked for."""
    text, told = question.folded, False
    among = {sheet.metric for _, sheet in named}
    for info in dict.fromkeys(info for info, _ in named):
        if question.intent.rank:
            aspect = next((a for a, words in _ASPECTS if re.search(words, text)), "得分")
            aspect = "得分" if re.search(r"得分|分数|几分", text) else aspect
            low = question.intent.rank == "低"
            count = question.intent.top or 1
            told |= projects.say_ranked(
                draft, evidence, info, aspect, count, lowest=low, among=among
            )
        elif _UNFINISHED.search(text) and re.search(r"哪|几个|有没有", text):
            told |= projects.say_within(
                draft, evidence, info, "执行率", lambda rate: rate < _WHOLLY, among
            )
    return told


def _say_each(
    text: str, evidence: Evidence, draft: Draft, named: Sequence[tuple[ReportInfo, Sheet]]
) -> bool:
    """Add each of a member's projects, and what they come to."""
    for info, sheet in named:
        performance.say_sheet(draft, evidence, info, sheet)
    projects.say_together(draft, evidence, named, aspects_asked(text))
    return True
