"""哪几家没有接待费, 谁超了预算: of several reports those for which something holds, named first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.calculate import difference
from assistant.compose import statements
from assistant.compose.comparison import COUNTED
from assistant.compose.draft import Draft, subjects
from assistant.compose.statements import BUDGETS, main_fact, name
from assistant.compose.texts import find_none, say_none
from assistant.plan.doubts.limits import limit_said
from assistant.plan.figures.aspects import say_metric
from assistant.plan.figures.meant import CHANGED
from assistant.plan.listed.ordering import OF_PROJECTS, names_items
from assistant.plan.split.pieces import pieces_of
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY
from index.store import ReportInfo

_UNIT = r"(?:家|个?(?:单位|部门|局|地方|机构)|份?报告|年(?!度?[初末底]))"
_WHICH = re.compile(
    rf"(?<![给请是向找由归被了])谁(?=的|家|没|有|超|买|花|比|还|都|一|20\d\d年|[今去本上]年)|哪(?:几|些|一)?(?:个)?{_UNIT}|有没有(?:哪|谁|一家|{_UNIT})|(?:(?<![这那近前后])|(?!几年))(?:几|多少){_UNIT}"
    r"|有没有[^,，。?]{1,8}的[?？]?$"
)
_CLAUSE = re.compile(r"[^,，。?？;；!！、\n]+")
_THEIR_NAMES = re.compile(r"(?:都|分别|各自?)?(?:是|有)?(?:谁|哪(?:几|些)?(?:家|个)?(?:单位)?)")
_REASON = re.compile(
    r"(?:没|未|没有)(?:有)?(?:写|说明?|交代|解释|讲|给出|披露)[^,。?]{0,10}(?:原因|理由|为什么|为啥|缘由)"
)
_BUDGET = re.compile(
    r"(?P<under>(?:没|未|没有)(?:有)?(?:超|花完|用完|执行完)|预算[^,。?]{0,4}(?:没|未)(?:有)?(?:花|用|执行)完|比[^,。?]{0,6}预算(?:少|低|省)|(?:低|少|小)于[^,。?]{0,6}预算)"
    r"|超(?:了|出|过)?[^,。?\d]{0,6}预算|预算[^,。?]{0,4}超|超支|花超|超标|比[^,。?]{0,6}预算(?:多|高)|(?:高|大|多)于[^,。?]{0,6}预算|突破[^,。?]{0,4}预算"
)
_MOVED = re.compile(
    r"(?P<up>涨|增(?!值)|升|多(?=了|$))|(?P<down>降|减(?!去)|跌|缩|下滑|少(?=了|$))"
)
_NONE = re.compile(
    r"没(?:有)?(?!写|说|完|超|花完|达|到|收录)|(?<!有)无(?!关)|(?:是|为)(?:零|0)(?![.\d])|零(?=$|[,，?？的])|一(?:分|辆|个|次|批|人|毛)[^,。?]{0,3}(?:都|也)?没"
)
_SOME = re.compile(
    rf"(?:谁|有?哪?{_UNIT})[^,，。?]{{0,12}}?(?:有(?!多少|几|最)|发生|安排|购置|买|(?:花|用|出)(?:过|了)(?!多少|几))"
)
_WHOLE_BUDGETS = (
    "一般公共预算财政拨款支出",
    "财政拨款支出",
    "财政拨款支出总计",
    "财政拨款收入总计",
    "财政拨款收入",
)
_WHOLES = {"本年支出", "支出总计", "一般公共预算财政拨款支出"}


@dataclass(frozen=True, slots=True)
class _Test:
    """What may hold of a report's figure: how those are called of which it holds, and the others."""

    holds: Callable[[Evidence, ReportInfo, str], bool | None]
    yes: str
    no: str
    line: Callable[[Draft, Evidence, ReportInfo, str], str]


def answer_which(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer which of several reports something holds of; False where no such thing is asked."""
    intent = question.intent
    open_end = not question.units.units and len(evidence.reports) > 1  # 哪家2024年买了车
    if (
        len(reports) < (1 if open_end else 2)
        or question.projects
        or intent.rank
        or intent.unit_cost
        or intent.share
    ):
        return False
    words = next((c for c in _CLAUSE.findall(question.words) if _WHICH.search(c)), "")
    if not words or OF_PROJECTS.search(question.words) or names_items(question.words):
        return False
    test = _test(question, words)
    if test is None:
        return False
    metrics = {info.id: _metric(question, evidence, info, test) for info in reports}
    standing = {info.id: test.holds(evidence, info, metrics[info.id]) for info in reports}
    if all(holds is None for holds in standing.values()) or not any(metrics.values()):
        return False
    sides = [[i for i in reports if standing[i.id] is side] for side in (True, False)]
    metric = next(m for m in metrics.values() if m)
    labels = [label.format(name(metric)) for label in (test.yes, test.no)]
    none = "" if sides[0] else "已收录的报告中没有这样的。"
    draft.add(none, *(_named(side, label) for side, label in zip(sides, labels, strict=True)))
    for info in (*sides[0], *sides[1]):
        own = metrics[info.id]
        if intent.why and standing[info.id]:
            say_metric(question, evidence, draft, info, own)
        elif not say_line(test, draft, evidence, info, own):
            say_none(draft, evidence, info, own)
        for other in _also_named(question, own) if test is _WITH else ():
            if _size(evidence, info, other) > 0:
                draft.add(statements.say_value(draft, evidence, info, other))
    for info in (i for i in reports if standing[i.id] is None):
        what = name(metrics[info.id] or metric)
        draft.add(
            f"**{info.unit}** {info.year} 年度的报告没有写{what}{_BESIDE.get(test.yes, '')}。"
        )
    asked = [p for p in pieces_of(question) if not _THEIR_NAMES.fullmatch(p.words)]
    draft.complete = len(asked) <= 1
    return True


def say_without(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo], metric: str
) -> None:
    """谁最高,谁没有: add which reports have none of what was ranked, where that is asked too."""
    if not _asks_none(question.words):
        return
    none = [info for info in reports if _has_none(evidence, info, metric)]
    label = _WITHOUT.yes.format(name(metric))
    draft.add(_named(none, label) or f"{label}：没有。")


def say_line(test: _Test, draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Add the figure that a verdict rests on; False where the report states none."""
    line = test.line(draft, evidence, info, metric) if metric else ""
    draft.add(line)
    return bool(line)


def _named(reports: Sequence[ReportInfo], label: str) -> str:
    """Return a sentence that names reports under what holds of them; nothing for none."""
    return f"{label}：{subjects(reports)}。" if reports else ""


def _asks_none(words: str) -> bool:
    """Whether words ask who has none: 谁没有, but not 有没有."""
    return _NONE.search(words.replace("有没有", "有")) is not None


def _test(question: Question, words: str) -> _Test | None:
    """Return what the clause that asks which one wants to hold of each report, or None."""
    if _REASON.search(words):
        return _NO_REASON
    budget = _BUDGET.search(words)
    if budget:
        return _UNDER if budget["under"] else _OVER
    limit = limit_said(words, of_things=True)
    if limit is not None and limit.measure != "%":

        def beyond(evidence: Evidence, info: ReportInfo, metric: str) -> bool | None:
            fact = main_fact(evidence, info, metric)
            return limit.fits(fact.amount) if fact is not None else None

        side = "超过" if limit.over else "低于"
        return _Test(beyond, f"{{}}{side}问题中所说的数的", "其余的", statements.say_value)
    moved = _MOVED.search(words)
    if moved and not question.intent.compare:
        return _ROSE if moved["up"] else _FELL
    if _asks_none(words):
        return _WITHOUT
    return _WITH if _SOME.search(words.replace("有没有", "有")) else None


def _metric(question: Question, evidence: Evidence, info: ReportInfo, test: _Test) -> str:
    """Return the metric that a report is held to; nothing where several or none are named."""
    named = {m.official: m for m in question.mentions if m.metrics}
    strong = [m for m in named.values() if not m.weak]
    mentions = strong or list(named.values())
    if test in (_OVER, _UNDER) and {x for m in mentions for x in m.metrics} <= _WHOLES:
        return next((m for m in _WHOLE_BUDGETS if evidence.one(info, m, *BUDGETS)), "")
    if len(mentions) != 1:
        return ""
    metrics = mentions[0].metrics
    ways = [m for m in metrics if evidence.facts(info, m)]
    ways += [COUNTED[m] for m in metrics if not ways and m in COUNTED]
    ways = sorted(ways, key=lambda m: _size(evidence, info, m), reverse=True)
    found = next(iter(ways), metrics[0])
    return _changed(evidence, info, found) if test in (_ROSE, _FELL) else found


def _also_named(question: Question, metric: str) -> list[str]:
    """Return what the term names beside a metric: 政府性基金收入总计 beside 政府性基金收入."""
    alike = (m.metrics for m in question.mentions if metric in m.metrics)
    return [other for metrics in alike for other in metrics if other != metric]


def _size(evidence: Evidence, info: ReportInfo, metric: str) -> Decimal:
    fact = main_fact(evidence, info, metric)
    return (
        abs(fact.amount.value) * MONEY.get(fact.amount.measure, Decimal(1)) if fact else Decimal(-1)
    )


def _has_none(evidence: Evidence, info: ReportInfo, metric: str) -> bool | None:
    fact = main_fact(evidence, info, metric)
    if fact is not None:
        return not fact.amount.value
    return True if find_none(evidence, info, metric) else None


def _has_some(evidence: Evidence, info: ReportInfo, metric: str) -> bool | None:
    none = _has_none(evidence, info, metric)
    return None if none is None else not none


def _gap(evidence: Evidence, info: ReportInfo, metric: str) -> Decimal | None:
    """Return by how much what was spent is above its budget, or None."""
    budget = evidence.one(info, metric, *BUDGETS)
    beside = [f for f in evidence.facts(info, metric) if budget and f.context == budget.context]
    spent = next((f for f in beside if f.aspect in ("决算数", "全年执行数")), None)
    spent = spent or main_fact(evidence, info, metric)
    result = difference(spent, budget) if spent is not None and budget is not None else None
    return result.value if result is not None else None


def _is_over(evidence: Evidence, info: ReportInfo, metric: str) -> bool | None:
    gap = _gap(evidence, info, metric)
    return None if gap is None else gap > 0


def _is_under(evidence: Evidence, info: ReportInfo, metric: str) -> bool | None:
    gap = _gap(evidence, info, metric)
    return None if gap is None else gap <= 0


def _move(evidence: Evidence, info: ReportInfo, metric: str) -> Decimal | None:
    amount, rate = statements.changes(evidence, info, metric)
    stated = amount or rate
    return stated.amount.value if stated is not None else None


def _changed(evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return the metric under which a report tells how a figure moved: 本年支出 as 支出总计."""
    ways = (metric, *CHANGED.get(metric, ()))
    return next((m for m in ways if _move(evidence, info, m) is not None), metric)


def _rises(evidence: Evidence, info: ReportInfo, metric: str) -> bool | None:
    move = _move(evidence, info, metric)
    return None if move is None else move > 0


def _falls(evidence: Evidence, info: ReportInfo, metric: str) -> bool | None:
    move = _move(evidence, info, metric)
    return None if move is None else move < 0


def _is_unexplained(evidence: Evidence, info: ReportInfo, metric: str) -> bool | None:
    if _move(evidence, info, metric) is None:
        return None
    return not evidence.reasons(info, metric, "上年")


def _budget_line(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    return "".join(statements.say_budget(draft, evidence, info, metric)[:1])


def _reason_line(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    reasons = evidence.reasons(info, metric, "上年")
    told = statements.say_change(draft, evidence, info, metric)
    return told + statements.say_reasons(draft, evidence, info, reasons)


_WITH = _Test(_has_some, "有{}的", "为零的", statements.say_value)
_WITHOUT = _Test(_has_none, "{}为零的", "不为零的", statements.say_value)
_OVER = _Test(_is_over, "决算超过预算的", "没有超过预算的", _budget_line)
_UNDER = _Test(_is_under, "决算没有超过预算的", "超过预算的", _budget_line)
_ROSE = _Test(_rises, "{}比上年增加的", "没有增加的", statements.say_change)
_FELL = _Test(_falls, "{}比上年减少的", "没有减少的", statements.say_change)
_NO_REASON = _Test(_is_unexplained, "没有写{}变化原因的", "写了原因的", _reason_line)
_BESIDE = {
    _OVER.yes: "的预算数",
    _UNDER.yes: "的预算数",
    _ROSE.yes: "与上年相比的变化",
    _FELL.yes: "与上年相比的变化",
}
