"""All functional items or all projects of a report, or those of them that a question limits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import projects, statements
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft, subject
from assistant.compose.items import (
    say_classes,
    say_item_changes,
    say_item_gaps,
    say_items,
    say_items_begun,
)
from assistant.compose.quotes import quote_first, say_statement
from assistant.compose.unspent import aspects_asked
from assistant.plan.doubts.limits import limit_said
from assistant.plan.listed.items import say_no_gap
from assistant.plan.listed.ordering import (
    ADJUSTED,
    GAP,
    MOST_ITEMS,
    OF_CLASSES,
    OF_REPORTS,
    WHOLES,
    names_items,
    overspent,
)
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo

_LISTS = re.compile(
    r"哪些|列|全部|所有|每个|各(?:项|个|花|是)?|都有|清单|一个不落|明细|按科目|几个|多少个?(?:科目|[类款项]级)|(?:[三四五六七八九十]|\d+)个.{0,4}项目"
)
_NOT_A_LIST = re.compile(
    r"\d[分%]*(?:以下|以上)|[^\d]{0,3}(?:低于|不到|没到|未到|没有到|未达|没达|不足|小于|少于|高于|超过|大于|达到)了?\d|指标|扣|超(?:了|出|支|标|没超|过预算)|没完成|未完成|没达|平均|评级|为什么|为啥"
)
_UNPLANNED = re.compile(
    r"年初.{0,8}(?:没|未|没有)(?:列|安排|编|批|报)?.{0,3}(?:预算|钱)|年初[^,。?]{0,8}预算[^,。?]{0,3}(?:都|也)?(?:没有|没|为零|为0|是零|是0)[^,。?]{0,4}(?:科目|项(?!目)|支出)|(?:没|未)列(?:入)?(?:年初)?预算"
    r"|预算(?:是|为)(?:零|0).{0,10}(?:花|支出)"
    r"|年初(?:没有?|没列|未列)[,、]?(?:后来|后面|年中|中途)|哪.{0,10}年初预算(?:数)?(?:里|中)?都?(?:是|为)?(?:没有?|未列|零|0(?![\d.,]))"
)
_WHICH = re.compile(r"哪(?:些|几|一?[项个笔])|有没有")
_A_PROJECT = re.compile(r"项目(?!支出|资金)")
_GRADES = re.compile(r"优|良|合格|等[级次]|评级|90分以上")

_BUDGETS = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算")
# 哪几项比上年少了
_ITEMS_MOVED = re.compile(
    r"(?:哪(?:几|些)个?(?:(?:支出|功能){0,2}(?:分类)?(?:科目|项(?!目))(?:支出)?|支出|开支)(?:[^最,]{0,8}?(?:比|较|同比|上年|去年))?[^最,]{0,4}?|列[^,。?]{0,24}?(?:比|较)(?:上|去|前)一?年(?:度)?)"
    r"(?:(?P<down>(?<!多)少|减|降|跌)|(?P<up>多(?!少)|增|涨|升))"
    r"|(?:比|较|同比)[^,。?]{0,6}?(?:(?P<fewer>减|降|少|跌)|(?P<more>增|涨|升|多))(?:加|少|长|了|花|支)?的(?:支出)?(?:科目|项(?!目))"
)

_BEFORE, _NOW = r"(?:(?:上|去|前)一?年|以前|原来|往年)", r"(?:今|本|当|这一?)年"
_NONE = r"(?:是|都|还)?(?:没有|没花|没|为零|为?0|零|无)"
# 上年没有、今年新冒出来的科目; 去年有今年没了的科目
_BEGUN = re.compile(
    rf"{_BEFORE}[^,。?、]{{0,4}}{_NONE}[^。?]{{0,6}}{_NOW}|{_NOW}[^。?]{{0,8}}{_BEFORE}[^,。?、]{{0,4}}{_NONE}"
    r"|新(?:增(?!加)|出现|冒出来?|设|开|列)[^,。?]{0,4}(?:科目|项(?!目))|从无到有|从零(?:开始|到)"
    rf"|(?:科目|项(?!目))[^,。?]{{0,6}}(?:{_NOW}|是)新(?:增|出现|冒|有|设|的)"
)
_ENDED = re.compile(
    rf"{_BEFORE}[^,。?、]{{0,4}}有[^。?]{{0,8}}{_NOW}[^,。?、]{{0,4}}(?:{_NONE}|取消|不再)"
    rf"|{_NOW}[^,。?、]{{0,6}}(?:{_NONE}|取消|不再)[^。?]{{0,8}}{_BEFORE}[^,。?、]{{0,4}}有|(?:科目|项(?!目))[^,。?]{{0,8}}(?:归零|清零|没了|取消了|一分没花)"
    r"|(?:没花钱|没有?支出|没花过?|没用钱|取消|停掉|归零)了?的(?:支出|功能){0,2}(?:科目|项(?!目))"
)


def _say_none_unplanned(draft: Draft, evidence: Evidence, info: ReportInfo) -> bool:
    """Add that no item was spent on without a budget, or that items have none; what was added later."""
    budgets = any(evidence.one(info, item, "年初预算数") for item in evidence.items(info))
    none = "没有哪个科目年初预算为零而有支出" if budgets else "没有逐项写出各科目的年初预算"
    draft.add(f"{subject(info)}的报告{none}。")
    prose = (s for s in evidence.sentences(info).all if s.kind not in ("自评表", "名词解释"))
    return quote_first(draft, evidence, info, prose, _ADDED_LATER) or True


_ADDED_LATER = re.compile(r"(?:年中|中途|年内|当年|本年度?)[^。;]{0,4}追加")
_MOST_REPORTS = 5


def _say_begun(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the items that began or ended with the year, where that is asked; False elsewhere."""
    text = question.folded
    ended = _ENDED.search(text) is not None
    if not names_items(question.words) or not (ended or _BEGUN.search(text)):
        return False
    why = question.intent.why
    return said(say_items_begun(draft, evidence, i, ended=ended, why=why) for i in reports)


# 超预算的三个科目一共超了多少
_TOGETHER = re.compile(r"(?:[两二三四五六七八九十]|\d+)个?科目|一共|总共|合计|加起来|合起来")


def _say_gaps(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    *,
    over: bool,
) -> bool:
    """Add the items above or below their budgets, or that a report gives items no budget."""
    why, summed = question.intent.why, question.intent.total or _TOGETHER.search(question.words)
    for info in reports:
        told = say_item_gaps(
            draft, evidence, info, MOST_ITEMS, over=over, why=why, summed=bool(summed)
        )
        if not told:
            say_no_gap(evidence, draft, info, over=over)
    return bool(reports)


def _say_beyond(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """支出超过100万的科目: add the items on that side of the amount said; False where none is said."""
    limit = limit_said(question.words, of_things=True)
    if limit is None or limit.measure != "元" or not names_items(question.words):
        return False
    return said(
        say_items(draft, evidence, info, MOST_ITEMS, lowest=False, fits=limit.fits)
        for info in reports
    )


def answer_list(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with all functional items, or all projects, of a report; False where neither is meant."""
    text = question.folded
    totals = WHOLES | {"本年收入"}  # 钱从哪来: why it was spent all the same
    if _UNPLANNED.search(text) and not question.projects and set(question.metrics) <= totals:
        which = _WHICH.search(text) is not None
        why = question.intent.why or "哪来" in text
        return said(
            say_item_gaps(draft, evidence, info, MOST_ITEMS, over=True, unplanned=True, why=why)
            or (which and _say_none_unplanned(draft, evidence, info))
            for info in reports[: _MOST_REPORTS if which else 2]
        )
    if question.projects or len(reports) > 2:
        return False
    listed = set(question.metrics) <= WHOLES and not question.intent.rank
    if listed and _say_beyond(question, evidence, draft, reports):
        return True
    plain = set(question.metrics) <= WHOLES | {"年末结转和结余"}  # 没花钱的 is no rest
    if plain and _say_begun(question, evidence, draft, reports):
        return True
    moved = _ITEMS_MOVED.search(text) if listed and not _BUDGETS.search(text) else None
    if moved and said(
        say_item_changes(
            draft,
            evidence,
            info,
            MOST_ITEMS,
            falls=bool(moved["down"] or moved["fewer"]),
            why=question.intent.why,
        )
        for info in reports
    ):
        return True
    gap = GAP.search(text) if names_items(question.words) else None
    of_all = _LISTS.search(text) or re.search(r"有没有|是否有|哪几", text)
    together = _TOGETHER.search(text) or question.intent.total
    over = gap is not None and gap["under"] is None
    if gap and (of_all or together) and _say_gaps(question, evidence, draft, reports, over=over):
        return True
    own = set(question.metrics) <= WHOLES | set(OF_REPORTS) and not question.units.members
    of_all = of_all or _WHICH.search(text)
    if of_all and own and _A_PROJECT.search(text) and not question.intent.rank:
        budget = overspent(text)
        if budget and said(projects.say_overspent(draft, evidence, i, budget) for i in reports):
            return True
    if not _LISTS.search(text):
        return False
    if (
        question.intent.share
        or question.intent.compare
        or _NOT_A_LIST.search(text.replace("一半", "50%"))
    ):
        return False
    # 公用经费都开支在哪些科目: of the economy, no functions
    of_whole = set(question.metrics) <= WHOLES | {"财政拨款支出总计"}
    by_class = OF_CLASSES.search(text) if "支出" in text else None
    items = (
        question.topics & {"功能科目"} or re.search(r"科目|[类款项]级|按?功能", text) or by_class
    )
    if not (of_whole or any(m.endswith(("(类)", "(款)")) for m in question.metrics)):
        items = None
    if items and not re.search(r"[款项]级|科目|项", text) and len(reports) == 1:
        lines = statements.say_makeup(draft, evidence, reports[0], "一般公共预算财政拨款支出")
        draft.add_each(lines)
        return bool(lines)
    classes = items and OF_CLASSES.search(text) and not re.search(r"[款项]级", text)
    if classes and said(say_classes(draft, evidence, i, MOST_ITEMS, lowest=False) for i in reports):
        return True
    if items and not any(m.endswith(("(类)", "(款)", "(项)")) for m in question.metrics):
        return said(say_items(draft, evidence, info, MOST_ITEMS, lowest=False) for info in reports)
    of_projects = re.search(r"项目(?!支出)", text) and not question.intent.why
    of_projects = of_projects and set(question.metrics) <= set(OF_REPORTS)
    of_projects = of_projects and not question.units.members
    adjusted = ADJUSTED.search(text) if of_projects else None
    if adjusted:  # 哪些项目的预算被砍了
        raised = adjusted["raised"] is not None
        if said(
            projects.say_adjusted(draft, evidence, i, MOST_ITEMS, raised=raised) for i in reports
        ):
            return True
    if of_projects:
        for info in reports:
            draft.add(statements.say_value(draft, evidence, info, "预算绩效评价项目"))
            say_doubts(draft, evidence, info, "预算绩效评价项目")
            if _GRADES.search(text):
                say_statement(draft, evidence, info, "预算绩效评价项目")
            if "项目支出" in question.metrics:
                draft.add(statements.say_value(draft, evidence, info, "项目支出"))
            if question.intent.total or question.intent.truth:
                projects.say_all_together(draft, evidence, info, aspects_asked(text))
        told = said(projects.say_projects(draft, evidence, info) for info in reports)
        of_these = {info.id for info in reports}
        tables = any(report in of_these for report, _ in evidence.sheets)
        return told or (bool(draft.paragraphs) and not tables)  # the text alone tells of them
    return False
