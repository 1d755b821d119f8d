"""What all projects of a report come to, and which of them have money left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import projects, statements
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft
from assistant.compose.funding import say_source_of_all, source_of_all
from assistant.compose.indicators import say_lost_points
from assistant.compose.unspent import aspects_asked, say_unspent
from assistant.lexicon import OF_UNITS
from assistant.plan.listed.ranking import rank_projects
from assistant.plan.projects.bounds import Bound, bounds_said, label_of
from assistant.plan.projects.explained import say_fell_short
from assistant.plan.projects.performance import say_mean_asked
from assistant.plan.projects.told_alone import say_grades, say_kept, say_left
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo

_REVIEWED = "预算绩效评价项目"
_OF_REPORTS = ("项目支出", _REVIEWED, "本年支出")
# 6个项目一共花了多少
_OF_SEVERAL = re.compile(
    r"(?P<count>[两三四五六七八九十]+|\d+)[个张](?!.{0,4}指标).{0,8}(?:项目(?!支出)|自评表)"
)
# 这些项目加起来花了多少
_OF_EVERY = re.compile(r"(?:[这那]些|所有|全部|各个?|每个)(?:的)?(?:自评|绩效)?项目(?!支出)")
# 9个项目没花完剩多少, 执行率多少
_AGAINST_BUDGET = re.compile(
    r"(?:剩|没花|没用|未用|结余|余)[^,。?]{0,6}(?:多少|几)|执行率|几成|百分之|批了多少"
)
# 哪些项目没花完, 项目里有没有没执行完的
_UNSPENT = r"(?:没|未)(?:有)?(?:把钱)?(?:用|花|执行|支)(?:得)?[完光满]"
_UNFINISHED = re.compile(
    rf"(?:哪些|哪几?个|有没有|几个).{{0,8}}项目.{{0,6}}{_UNSPENT}"
    rf"|项目.{{0,8}}(?:哪些|哪几?个|有没有|几个).{{0,4}}{_UNSPENT}"
    rf"|(?:哪些|哪几个)项目.{{0,6}}(?:剩|结余)|{_UNSPENT}钱?的项目.{{0,4}}(?:哪|几|有)"
)
# 主要是哪个项目卡着没花, 剩得最多的是哪个项目
_LEFT = rf"(?:剩|{_UNSPENT}|没花|没用|未用|结余|省(?:下|了)?|节[约省])"
_MOST_LEFT = re.compile(
    r"哪(?:一|几)?个?项目[^,，。?最]{0,4}(?:卡|压|拖|没花|没用|没执行|没支)(?!.{0,2}[完光满])"
    rf"|{_LEFT}(?:得|的|下的?)?(?:钱)?最多.{{0,6}}项目|项目.{{0,6}}{_LEFT}(?:得|下的?)?(?:钱)?最多"
    r"|^(?=.*项目).*(?:预算|批)[^,。?]{0,10}(?:执行|花|决算|支)[^,。?]{0,8}差[^,。?]{0,3}最[大多]"
)
_MOST_OF_THEM = re.compile(rf"哪(?:一?个|项){_LEFT}得?最多|{_LEFT}得?最多的?是?哪")
_BALANCE = {"年末结转和结余", "年末结转"}
_OF_YEAR_END = re.compile(r"年末|年底|结转|结余")
_EACH_REST = re.compile(
    r"各(?:自|个|项目)?(?:还)?(?:剩|结余|差|没)|分别(?:还)?(?:剩|结余|差|没)|剩(?:了|下)?多少"
)
_OF_PROJECTS = re.compile(r"项目(?!支出)|自评|绩效|得分|评分|打分|\d分|满分")
_ASKS = re.compile(r"哪|几|多少")
_WHY = re.compile(r"为(?:什么|啥|何)|怎么|咋|原因|[扣丢失](?:了|的)?[\d几多]*分|(?:扣|丢|失)在")
_MOST_REPORTS = 2
_FEW, _MOST_ROWS = 4, 16  # projects whose rows are told, and their rows
_WHOLLY = 100  # % of a budget


def answer_together(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on what projects come to, or on those not used up; False where neither is asked for."""
    text = question.folded
    if question.projects:
        return False
    told_alone = (say_grades, say_kept, say_left)
    if any(say(question, evidence, draft, reports) for say in told_alone):
        return True
    source = source_of_all(text) if _OF_PROJECTS.search(text) and _ASKS.search(text) else ""
    if source:
        aspect = "全年预算数" if "预算" in text else "全年执行数"
        if said(say_source_of_all(draft, evidence, i, source, aspect) for i in reports):
            return True
    bounds = bounds_said(text) if _OF_PROJECTS.search(text) else []
    if bounds:
        return _within(question, evidence, draft, reports, bounds)
    if len(reports) > _MOST_REPORTS:
        return False
    if not question.intent.rank and say_mean_asked(question, evidence, draft, reports):
        return True
    unfinished, most = _UNFINISHED.search(text), _MOST_LEFT.search(text)
    if unfinished or most:
        if _AGAINST_BUDGET.search(text):
            for info in reports:
                draft.add_each(_stated(evidence, draft, info, text))
        if most and not unfinished:
            count = question.intent.top or 1
            return said(projects.say_most_left(draft, evidence, i, count) for i in reports)
        each = _EACH_REST.search(text) is not None
        bound = Bound("执行率", lambda rate: rate < _WHOLLY, "未满（没有花完）")
        told = False
        for info in reports:
            told |= projects.say_within(
                draft, evidence, info, bound.aspect, bound.fits, rest=each, label=bound.label
            )
            if _WHY.search(text):
                _say_why(draft, evidence, info, bound)
        if told and (most or _MOST_OF_THEM.search(text)):
            for info in reports:
                projects.say_most_left(draft, evidence, info, 1)
        return told
    several = _OF_SEVERAL.search(text) or (question.intent.total and _OF_EVERY.search(text))
    if not several or question.units.members or question.intent.rank:
        return False
    known = {m for mention in question.mentions if not mention.weak for m in mention.metrics}
    if not _OF_YEAR_END.search(text):
        known -= _BALANCE  # 9个项目剩了多少钱: of their budgets
    if not known <= set(_OF_REPORTS):
        return False
    summed = question.intent.total or _IN_ALL.search(text)
    if not summed and not _AGAINST_BUDGET.search(text):
        return False
    lines = [] if summed else [line for i in reports for line in _stated(evidence, draft, i, text)]
    draft.add_each(lines)
    told = any(lines) or said(_all_together(question, evidence, draft, i) for i in reports)
    draft.complete = told and bool(_IN_ALL.search(text)) and not question.intent.why
    return told


_IN_ALL = re.compile(r"一共|总共|合计|总计|加起来|拢共")


def _within(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    bounds: Sequence[Bound],
) -> bool:
    """Add the projects within each bound, and the first or last of all where that is asked as well."""
    told = False
    for info in reports:
        for bound in bounds:
            label = label_of(bound, bounds)
            told |= projects.say_within(
                draft, evidence, info, bound.aspect, bound.fits, label=label
            )
            if _WHY.search(question.folded):
                _say_why(draft, evidence, info, bound)
    if told and question.intent.rank and not OF_UNITS.search(question.folded):
        rank_projects(question, evidence, draft, reports)
    return told


def _say_why(draft: Draft, evidence: Evidence, info: ReportInfo, bound: Bound) -> None:
    """Add for the few projects within a bound which of their indicators lost points, or what is remarked."""
    ranked = projects.ranked_projects(evidence, info, bound.aspect, told=True)
    sheets = [sheet for sheet, fact in ranked if bound.fits(fact.amount.value)]
    if len(sheets) <= _FEW:
        say_lost_points(draft, evidence, info, sheets, _MOST_ROWS)
    for sheet in sheets[:_FEW]:
        say_fell_short(draft, evidence, info, sheet)


def _stated(evidence: Evidence, draft: Draft, info: ReportInfo, text: str) -> Sequence[str]:
    """Return what the text states of all reviewed projects: budget, spending, difference, rate."""
    stated = evidence.one(info, _REVIEWED, "全年执行数")
    if stated is None:
        return ()
    rate = re.search(r"执行率|几成|百分", text) is not None
    told = statements.say_budget(draft, evidence, info, _REVIEWED, rate=rate)
    return told[:1]


def _all_together(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add a report's projects with what they come to, and what is left; False where it has none."""
    text = question.folded
    sheets = [sheet for sheet, _ in projects.ranked_projects(evidence, info, "全年执行数")]
    if not projects.say_projects(draft, evidence, info):
        return False
    rate = "执行率" in text
    asked = ("全年预算数", "全年执行数") if rate else aspects_asked(text)
    projects.say_all_together(draft, evidence, info, asked, rate=rate)
    say_unspent(draft, evidence, [(info, sheet) for sheet in sheets], text)
    if "项目支出" in question.metrics:
        draft.add(statements.say_value(draft, evidence, info, "项目支出"))
    say_doubts(draft, evidence, info, _REVIEWED)
    return True
