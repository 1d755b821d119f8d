"""First, last and all: over units, over a report's projects, over its functional items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import comparison, indicators, performance, projects, statements
from assistant.compose.draft import Draft
from assistant.compose.pairs import say_share_of
from assistant.compose.shares import say_rank_of_shares
from assistant.compose.unspent import say_unspent
from assistant.lexicon import OF_UNITS
from assistant.plan.across.which import say_without
from assistant.plan.figures.aspects import say_extreme
from assistant.plan.figures.changes import changed_metric
from assistant.plan.listed.items import RATE, rank_items
from assistant.plan.listed.ordering import (
    ADJUSTED,
    BOTH,
    MOST_ITEMS,
    OF_INCOME,
    OF_PROJECTS,
    WHOLES,
    by_change,
    is_low,
    names_items,
    overspent,
    ranked_words,
)
from assistant.plan.projects.explained import say_fell_short, say_why_low
from assistant.plan.projects.performance import say_mean_asked
from assistant.plan.projects.rows_meant import LOST
from assistant.plan.projects.told_alone import lowest_told, say_lowest_told
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.understand import Question
from assistant.understand.parts import asking_clauses
from assistant.vocabulary import class_name
from index.store import ReportInfo

_BY_RATE = re.compile(
    r"执行率|执行(?!数)[^,。?]{0,4}最[差好慢快低高]|花(?:钱|得).{0,4}[快慢]|进度|[快慢]"
)
_BY_MONEY = re.compile(
    r"[花费烧耗]钱|花(?:得|了|费)|金额|预算|执行数|用(?:钱|得|的钱)|最(?:贵|大)|多少钱|支出|钱最"
)
_INDICATOR = re.compile(r"(?P<name>满意度|合格率|及时率|覆盖率|完成率|达标率|知晓率|投诉率|使用率)")
_A_ROW = re.compile(r"指标[^,。?]{0,8}最|最[^,。?]{1,4}的?(?:[一几两三]?(?:个|项))?指标")
_SHARES = re.compile(r"占比|比重|比例|份额|占.{1,12}最|几成")
_POINTS = re.compile(r"百分点|[高低多少大小](?:出|了)?(?:多少|几)|差")
# 谁的三公占本年支出的比重大
_LARGER_SHARE = re.compile(
    r"(?:谁|哪(?:个|家|边|年)).{0,24}(?:占比|比重|比例|份额)[^最]{0,3}(?:高|大|多|(?P<low>低|小|少))"
)

_PART_AND_WHOLE = 2  # the names of a share
_INCOME = {"本年收入", "收入总计"}


def answer_rank(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the highest or lowest of units, projects or functional items; False for none."""
    larger = _LARGER_SHARE.search(question.folded)
    apart = _POINTS.search(question.folded)  # 高几个百分点: said beside each other
    asks = larger and not apart and not question.intent.rank
    if larger and asks and len(reports) > 1 and _of_share(question):
        lowest = larger["low"] is not None
        return say_rank_of_shares(draft, evidence, reports, _of_share(question), lowest=lowest)
    things = ranked_words(question)
    goes_on = question.intent.top and things != question.words  # 那垫底第二的呢
    of_two = _OF_TWO_PROJECTS.search(question.words)
    ranks = question.intent.rank or is_low(question.folded) or goes_on or of_two
    if not ranks or question.projects:
        return False
    if question.intent.unit_cost and not OF_PROJECTS.search(question.folded):
        return False  # 养一辆车哪家贵: of the quotients
    reports = _among(question, evidence, reports)
    whose = len(reports) > 1 and _WHOSE_PROJECTS.search(things)  # 哪家项目支出最多
    passed_over = {"预算绩效评价项目", "整体支出", *(() if whose else ("项目支出",))}
    metrics = [m for m in question.metrics if m not in passed_over]
    if _OF_FUND.search(question.folded):  # 一般公共预算项目: the fund only tells which projects
        metrics = [m for m in metrics if m not in _FUNDS.values() and m not in _FUNDS]
    spoken = {m for mention in question.mentions if not mention.weak for m in mention.metrics}
    of_units = len(reports) > 1 and OF_UNITS.search(things) and not OF_PROJECTS.search(things)
    unspent = set(metrics) == {"年末结转和结余"} and not of_units  # 哪个项目剩得最多
    left = unspent and not re.search(r"年末|年底|结转", question.folded)
    if left or not (spoken & set(metrics) or of_units):  # 哪个项目最贵, 花了多少
        metrics = []
    if (OF_PROJECTS.search(things) or _A_ROW.search(things)) and not metrics:
        told = [_projects(question, evidence, draft, info, things) for info in reports]
        if _SHARE_OF_PROJECTS.search(question.folded):
            for info in reports:
                _say_share_of_projects(draft, evidence, info)
        return say_mean_asked(question, evidence, draft, reports) or said(told)
    income = OF_INCOME.search(things) and not re.search(r"支出|花|开支", things)
    if income and names_items(things) and set(metrics) <= _INCOME:
        return said(say_extreme(question, evidence, draft, info, "本年收入") for info in reports)
    if _SHARES.search(question.folded) and len(reports) > 1 and _of_share(question):
        return say_rank_of_shares(
            draft, evidence, reports, _of_share(question), lowest=question.intent.rank == "低"
        )
    if len(reports) == 2 and len(metrics) == 1 and re.search(r"[高低多少]多少|差", question.folded):
        return False  # two figures are said beside each other, with their difference
    if _BY_CLASS.search(question.folded) and set(metrics) <= WHOLES:
        return said(_by_class(evidence, draft, info) for info in reports)
    if len(reports) > 1 and len(metrics) == 1:
        moved = by_change(question.folded)
        if moved is not None:
            stated = [(info, changed_metric(evidence, info, metrics[0])) for info in reports]
            return comparison.say_rank_of_changes(
                draft, evidence, stated, metrics[0], by_rate=moved[0], falls=moved[1]
            )
        both = BOTH.search(question.folded) is not None
        low = question.intent.rank == "低" and not both
        if not comparison.say_rank(draft, evidence, reports, metrics[0], lowest=low, both=both):
            return False
        say_without(question, evidence, draft, reports, metrics[0])
        return True
    if len(reports) > len(("one", "other")) and _ranks_each(question, metrics):
        lows = {m: is_low(clause) for clause, m in _ranked_in(question, metrics)}
        return said(
            comparison.say_rank(draft, evidence, reports, metric, lowest=low)
            for metric, low in lows.items()
        )
    fund = _FUNDS.get(metrics[0], "") if len(metrics) == 1 else ""
    inside = (
        metrics and not question.intent.share and all(m.endswith(("(类)", "(款)")) for m in metrics)
    )
    inside = inside and len({class_name(m) or m for m in metrics}) == 1
    spends = metrics == ["财政拨款收入"] and _SPENT.search(things)  # 财政拨款花在哪几类上
    if spends or (names_items(things) and (inside or set(metrics) <= WHOLES)):
        return rank_items(question, evidence, draft, reports, fund)
    if fund and names_items(things) and RATE.search(question.folded):
        return rank_items(question, evidence, draft, reports, fund)
    return False


_SPENT = re.compile(r"支出|花|用[在到于]")
# 两个项目谁得分高,高多少
_OF_TWO_PROJECTS = re.compile(
    r"(?:[两2]个|这些|几个|\d个)项目.{0,6}(?:谁|哪(?:一)?个)的?[^,，。?？]{0,5}(?:更|比较)?[高低多少快慢]"
)
# 项目支出里最大的占项目支出多少
_SHARE_OF_PROJECTS = re.compile(r"占(?:了|到)?(?:全部|整个|所有|总的?)*项目(?:总?支出|经费)")


def _say_share_of_projects(draft: Draft, evidence: Evidence, info: ReportInfo) -> None:
    """Add how much of all project expenditure the project is that was told first."""
    whole = statements.main_fact(evidence, info, "项目支出")
    first = next(
        (
            r.fact
            for r in draft.references
            if r.report == info.id
            and r.fact.metric.startswith("项目:")
            and "/" not in r.fact.metric
            and r.fact.aspect == "全年执行数"
        ),
        None,
    )
    if whole is not None and first is not None:
        say_share_of(draft, (info, first), (info, whole))


_WHOSE_PROJECTS = re.compile(rf"(?:{OF_UNITS.pattern}).{{0,8}}项目支出(?!里|中|内|当中)")
_OF_FUND = re.compile(r"(?:一般公共预算|政府性基金(?:预算)?)项目(?!支出)")
_FUNDS = {
    "政府性基金预算财政拨款支出": "政府性基金",
    "一般公共预算财政拨款支出": "一般公共预算",
}


def _ranked_in(question: Question, metrics: Sequence[str]) -> list[tuple[str, str]]:
    """Return the clauses of a question that rank, each with the one metric that it names."""
    found = []
    for clause in asking_clauses(question.folded):
        at = question.folded.find(clause)
        inside = [m for m in question.mentions if at <= m.start < at + len(clause)]
        own = [metric for m in inside for metric in m.metrics if metric in metrics]
        if len(own) == 1 and re.search(r"最", clause):
            found.append((clause, own[0]))
    return found


def _ranks_each(question: Question, metrics: Sequence[str]) -> bool:
    """Whether each of several metrics is ranked in a clause of its own: 谁的三公最高,谁的人最多."""
    ranked = {metric for _, metric in _ranked_in(question, metrics)}
    return len(ranked) > 1 and ranked == set(metrics)


_WHICH_UNIT = re.compile(r"(?:哪(?:一?家|个(?:单位|局|部门|地方))|谁)[^,。?]{0,16}最")


def _among(
    question: Question, evidence: Evidence, reports: Sequence[ReportInfo]
) -> Sequence[ReportInfo]:
    """哪家最高, 是甲局的几倍: return all reports where the clause that ranks names none of them."""
    ranks = _WHICH_UNIT.search(question.folded)
    if ranks is None or not question.units.order:
        return reports
    named = any(at < ranks.end() for at, _ in question.units.order)
    return reports if named else evidence.reports


_BY_CLASS = re.compile(r"(?:按|各|哪一?|每)(?:个|大|功能)?类(?!型)")


def _by_class(evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add the classes of the general public budget, the largest first; False where none is stated."""
    whole = "一般公共预算财政拨款支出"
    lines = statements.say_makeup(draft, evidence, info, whole, by_size=True)
    draft.add_each(lines)
    return bool(lines)


def _of_share(question: Question) -> tuple[str, ...]:
    """Return the part and the whole that a question names, or the part alone."""
    named = question.metrics
    return named if 1 <= len(named) <= _PART_AND_WHOLE else ()


def rank_projects(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the first or last projects of each report; False where none has any."""
    return said(
        _projects(question, evidence, draft, info, question.words, reasons=question.intent.why)
        for info in reports
    )


# 按得分排一下: all of them.
_IN_ORDER = re.compile(r"排(?:名|序|一?[下个排]|列|出)|[由从](?:高到低|低到高)")


# 四个项目分别多少分, 哪个最差: all of them, in order.
_EACH_FIRST = re.compile(r"项目[^最]{0,6}(?:分别|各)[^,，最]{0,4}(?:多少|几)[^最]*最")


def _projects(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    things: str,
    *,
    reasons: bool = True,
) -> bool:
    text = question.folded
    adjusted = ADJUSTED.search(text)
    if adjusted:
        raised = adjusted["raised"] is not None
        count = question.intent.top or 1
        if projects.say_adjusted(draft, evidence, info, count, raised=raised):
            return True
    budget = overspent(text)
    count = question.intent.top or 1
    if budget and projects.say_overspent(draft, evidence, info, budget, count):
        return True
    indicator = _INDICATOR.search(text)
    if indicator and not _BY_RATE.search(text):
        low = is_low(text)
        if indicators.say_ranked_rows(draft, evidence, info, indicator["name"], lowest=low):
            return True
    if _A_ROW.search(text) and is_low(text):
        return bool(indicators.say_most_lost(draft, evidence, info, count))
    clauses = [c for c in _RANKED.findall(text) if is_low(c) or "最" in c]
    each = {aspect: is_low(clause) for clause in clauses if (aspect := _ranked_by(clause))}
    if len(each) > 1:  # 执行最慢的和总分最低的
        return said(
            projects.say_ranked(draft, evidence, info, aspect, 1, lowest=low)
            for aspect, low in each.items()
        )
    # 哪几个执行率是百分百, 哪个分最低; 最少的呢: by what was asked before
    aspect = next(iter(each), "") or _ranked_by(text) or _ranked_by(things) or "得分"
    apart = re.search(r"[高低多少快慢](?:了|出)?(?:多少|几)|差(?:了)?(?:多少|几)|相差", text)
    each_of_two = re.search(r"各|分别", text) and re.search(r"[两2]个", text)
    every = _IN_ORDER.search(text) or _EACH_FIRST.search(text)
    low = is_low(text) or question.intent.rank == "低"
    sides = (False, True) if BOTH.search(text) else (low,)
    both = bool(apart or each_of_two) and len(sides) == 1
    count = question.intent.top or (MOST_ITEMS if every else 2 if both else 1)
    asks_why = question.intent.why or LOST.search(_LOWEST.sub("", text)) or _TROUBLE.search(text)
    if (aspect, count, sides) == ("得分", 1, (True,)):
        lowest = _lowest_in_text(evidence, info)
        if lowest is not None:
            say_lowest_told(draft, evidence, info, lowest, why=bool(asks_why))
            return True
    told = said(
        projects.say_ranked(draft, evidence, info, aspect, count, lowest=low) for low in sides
    )
    beside = _BESIDE.search(text) if aspect == "得分" and len(sides) == 1 and count == 1 else None
    if told and beside:  # 最低的是哪一个, 执行率是多少
        ranked = projects.ranked_projects(evidence, info, aspect, told=True)
        performance.say_sheet(draft, evidence, info, ranked[0 if low else -1][0])
    if told and apart and count == len(sides[-1:]) + both:  # the two that are set apart
        ranked = projects.ranked_projects(evidence, info, aspect, told=True)
        two = ranked[-1:] + ranked[:1] if len(sides) > 1 else (ranked if low else ranked[::-1])[:2]
        projects.say_apart(draft, evidence, [(info, sheet) for sheet, _ in two], aspect)
    if told and count == 1 and len(sides) == 1 and re.search(r"剩|没花|没用|结余", text):
        ranked = projects.ranked_projects(evidence, info, aspect, told=True)
        say_unspent(draft, evidence, [(info, (ranked if low else ranked[::-1])[0][0])], text)
    if told and asks_why and reasons:
        ranked = projects.ranked_projects(evidence, info, aspect, told=True)
        for sheet, _ in (ranked if sides[-1] else ranked[::-1])[: min(count, _MOST_WHY)]:
            indicators.say_lost_points(draft, evidence, info, [sheet], 8)
            say_why_low(draft, evidence, info, sheet)
            say_fell_short(draft, evidence, info, sheet)
    return told


def _lowest_in_text(evidence: Evidence, info: ReportInfo) -> Sentence | None:
    """Return what the text says of the project with the lowest score, where no table has one as low."""
    lowest = lowest_told(evidence, info)
    ranked = projects.ranked_projects(evidence, info, "得分", told=True)
    if lowest is None or (ranked and ranked[0][1].amount.value <= lowest[0]):
        return None
    return lowest[1]


_LOWEST = re.compile(r"分数?最低")  # names the rank; it does not ask what was lost
_TROUBLE = re.compile(r"卡|问题|不足|(?:差|栽|输)在|毛病")
# 执行最慢的和总分最低的, each to where what it is ranked by ends
_RANKED = re.compile(r"[^,，。;；?？、]*?(?:最[\u4e00-\u9fff]|垫底|倒数)")


def _ranked_by(text: str) -> str:
    """Return by which head figure of their tables a text ranks projects; nothing where it names none."""
    if _BY_RATE.search(text):
        return "执行率"
    if _OF_SCORE.search(text):
        return "得分"
    if not _BY_MONEY.search(text):
        return ""
    spent = re.search(r"花|执行|用[钱得了]|支出", text)
    planned = "年初预算数" if "年初" in text else "全年预算数"
    return planned if "预算" in text and not spent else "全年执行数"


_BESIDE = re.compile(r"(?:执行率|进度|预算)[^,，。?？]{0,4}(?:多少|几)")
_OF_SCORE = re.compile(r"得分|几分|评分|打分|自评分|分(?:数)?(?:最|垫底|倒数)")
_MOST_WHY = 3  # projects of a rank that are told why
