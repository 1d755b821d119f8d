"""Questions on performance tables: a project, what lost points, a limit or mean, or an overview."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.compose import indicators, performance, projects
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.compose.rows import COMMON_PAIRS
from assistant.compose.statements import say_value
from assistant.compose.unspent import aspects_asked
from assistant.plan.indicators import say_indicators
from assistant.plan.project import LOST, MOST_NAMED, MOST_ROWS, answer_projects, say_project
from assistant.plan.several import said
from assistant.plan.sheets import is_member, sheets_near
from assistant.retrieve import Evidence
from assistant.sentences import terms
from assistant.understand import Question
from index.store import ReportInfo

_TABLES = re.compile(r"项目|绩效|自评|指标|得分|打分|整体|目标|扣分")
_MEAN = re.compile(r"平均(?:得|自评)?分|平均(?P<rate>执行率)|平均.{0,4}(?:得|自评)分")
_AVERAGE = re.compile(r"平均|几个优|评级|等级")
_OF_WHOLE = frozenset({"整体支出", "整体支出绩效自评表"})
_OF_TABLES = _OF_WHOLE | {"预算绩效评价项目", "项目支出"}
_COUNTS = re.compile(r"几个|多少个|数量|预算数|执行数|涉及")
# What a report says of its performance management stands under heads of its own.
_HEADS = (
    (
        re.compile(r"短板|不足|存在.{0,4}问题|有(?:什么|哪些)问题|改进|整改|下一步|打算|怎么改"),
        "发现的问题及原因 存在问题 下一步改进措施",
    ),
    (re.compile(r"成效|取得.{0,6}(?:成绩|效果|进展)"), "预算绩效管理取得的成效"),
)
_LEAST_HEAD = 0.2
# 执行率没到100%的项目, 得分低于90分的有哪些
_LIMIT = re.compile(
    r"(?P<aspect>执行率|得分|分数|评分|打分|总分)[^\d]{0,3}?"
    r"(?P<side>低于|不到|没到|未到|没有到|未达到?|没达到?|不足|小于|少于|高于|超过|大于|达到)了?"
    r"(?P<value>\d+(?:\.\d+)?)"
)
_NAMED_PROJECT = re.compile(
    r"(?P<name>(?![^,。?]*(?:哪|几|多少|什么|啥|最|所有|全部|每|各|这|那|有|的|和|与|年|个|里|中|张|类|自评|绩效|评价))[\u4e00-\u9fff]{3,12})项目(?!支出)"
)
_LISTS = re.compile(r"哪些|有哪|列|清单|几个|多少个|每个|各|全部|所有|都有|项目")
_SEVERAL = re.compile(r"(?:[几两三四五六七八九十]|\d+)个.{0,6}项目")


def answer_performance(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the projects or indicators that a question names, or on all of a report's."""
    if question.projects:
        several = question.units.members and _SEVERAL.search(question.folded)
        if several and _say_of_member(question, evidence, draft, reports):
            return True
        return answer_projects(question, evidence, draft, reports)
    if not _asks_of_tables(question):
        return False
    mean = _MEAN.search(question.folded)
    if mean:
        aspect = "执行率" if mean["rate"] else "得分"
        return said(projects.say_mean(draft, evidence, i, aspect) for i in reports)
    if _AVERAGE.search(question.folded):
        return False
    others = [m for m in question.metrics if m not in _OF_TABLES]
    if others:
        return _say_of_items(question, evidence, draft, reports, others)
    if "预算绩效评价项目" in question.metrics and _COUNTS.search(question.folded):
        return False
    whole = "整体" in question.folded or bool(_OF_WHOLE & set(question.metrics))
    heads = next((heads for asked, heads in _HEADS if asked.search(question.folded)), "")
    if heads and not whole:
        return _say_under(evidence, draft, reports, heads)
    limit = _LIMIT.search(question.folded)
    if limit:
        aspect = "执行率" if limit["aspect"] == "执行率" else "得分"
        fits = _fits(limit["side"], Decimal(limit["value"]))
        return said(projects.say_within(draft, evidence, i, aspect, fits) for i in reports)
    if whole:
        return said(_whole(question, evidence, draft, info) for info in reports)
    return _say_nearest(question, evidence, draft, reports) or _say_all(
        question, evidence, draft, reports
    )


def _asks_of_tables(question: Question) -> bool:
    """Whether a question is on performance tables at all."""
    of_member = question.units.members and "项目" in question.folded
    rate_alone = "执行率" in question.folded and "预算" in question.folded
    if rate_alone and not _TABLES.search(question.folded):
        return False  # 年初预算多少, 执行率多少: of the report as a whole
    return bool(question.intent.performance or question.topics & {"绩效", "偏差"} or of_member)


def _say_of_items(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    items: Sequence[str],
) -> bool:
    """公交准不准点: add the indicators on what functional items pay for; False where none is near."""
    if not all(item.endswith(("(类)", "(款)", "(项)")) for item in items):
        return False
    if say_indicators(question, evidence, draft, reports):
        return True
    return _say_sheet_near(question, evidence, draft, reports)


def _say_nearest(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the indicators, the project or the member's projects that words mean; False for none."""
    near = sheets_near(question, evidence, reports)
    lost = LOST.search(question.folded) is not None  # 10分丢哪儿了: of the table as a whole
    if not (lost and near) and say_indicators(question, evidence, draft, reports):
        return True
    for info, sheet in near:
        say_project(question, evidence, draft, info, sheet)
    return bool(near) or _say_of_member(question, evidence, draft, reports)


def _say_all(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add an overview of each report's projects, after a word on one that is named and not there."""
    match = _NAMED_PROJECT.search(_unnamed(question))
    if match and not _held(evidence, reports, match["name"]):
        draft.status = "not_found"
        draft.add(f"没有找到“{match['name']}”项目的自评表，公开的项目如下：")
    return said(_say_overview(question, evidence, draft, info) for info in reports)


def answer_sheet(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the one project whose table holds most of a question's words; False where none does."""
    if question.metrics or not (question.units.units or question.years.years):
        return False
    return _say_sheet_near(question, evidence, draft, reports)


def _say_sheet_near(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the one project whose table holds most of a question's words; False where none does."""
    near = sheets_near(question, evidence, reports)
    for info, sheet in near:
        say_project(question, evidence, draft, info, sheet)
    return bool(near)


def _unnamed(question: Question) -> str:
    """Return a question with its units blanked."""
    chars = list(question.folded)
    for start, end in question.units.spans:
        chars[start:end] = "," * (end - start)
    return "".join(chars)


def _held(evidence: Evidence, reports: Sequence[ReportInfo], name: str) -> bool:
    """Whether the telling pairs of a name stand in some report."""
    pairs = set(terms(name)) - COMMON_PAIRS
    return any(all(evidence.sentences(info).holds(p) for p in pairs) for info in reports)


def _say_under(evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo], heads: str) -> bool:
    """Quote what a report says of its performance management under some heads (problems, results)."""
    words = set(terms(heads))
    told = False
    for info in reports[:2]:
        found = evidence.sentences(info).find(words, 8, without=("自评表", "职能", "名词解释"))
        for match in [m for m in found if m.coverage >= _LEAST_HEAD][:MOST_NAMED]:
            say_quote(draft, evidence, info, match.sentence)
            told = True
    return told


def _fits(side: str, limit: Decimal) -> Callable[[Decimal], bool]:
    """Return whether a value is on the side of a limit that a question's word names."""
    if side in ("高于", "超过", "大于"):
        return lambda value: value > limit
    if side == "达到":
        return lambda value: value >= limit
    return lambda value: value < limit


def _whole(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add the table on the whole of a report's expenditure; False where there is none."""
    sheets = performance.sheets_named(evidence, info, ("整体支出",))
    for sheet in sheets:
        say_project(question, evidence, draft, info, sheet)
    if sheets and question.intent.truth:  # what it is held against stands in the accounts
        for metric in ("本年支出", "年末结转和结余"):
            draft.add(say_value(draft, evidence, info, metric))
    return bool(sheets)


def _say_of_member(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the projects that a member unit carried out, with what they come to; False for none."""
    members = question.units.members
    if not members or "项目" not in question.folded:
        return False
    found = [
        (info, sheet)
        for info in reports
        for report, sheet in evidence.sheets
        if report == info.id and any(is_member(name, sheet) for name in members)
    ]
    found = list({sheet.metric: (info, sheet) for info, sheet in found}.values())
    for info, sheet in found:
        performance.say_sheet(draft, evidence, info, sheet)
    if len(found) > 1:
        projects.say_together(draft, evidence, found, aspects_asked(question.folded))
    return bool(found)


def _say_overview(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add an overview of a report's projects, and what lost points where that is asked for."""
    # A table printed twice counts once.
    sheets = list({s.metric: s for r, s in evidence.sheets if r == info.id}.values())
    lost = LOST.search(question.folded)
    ranked = [sheet for sheet, _ in projects.ranked_projects(evidence, info)]
    if lost and not question.intent.rank:
        whole_first = [s for s in sheets if s.metric == "整体支出"] + ranked
        if indicators.say_lost_points(draft, evidence, info, whole_first, MOST_ROWS):
            return True
    if not _LISTS.search(question.folded):
        _whole(question, evidence, draft, info)
    if re.search(r"几个|多少个|\d+个", question.folded):
        draft.add(say_value(draft, evidence, info, "预算绩效评价项目"))
        say_doubts(draft, evidence, info, "预算绩效评价项目")
    told = projects.say_projects(draft, evidence, info)
    if told and (question.intent.total or question.intent.truth):
        projects.say_all_together(draft, evidence, info)
    return told or bool(sheets)
