"""The budget of a figure, its own or that of what stands in its place, held against what was spent."""

from __future__ import annotations

import re

from assistant.calculate import difference
from assistant.compose import pairs, statements
from assistant.compose.draft import Draft, subject
from assistant.compose.drivers import reasons_of_parts
from assistant.compose.quotes import find_reason, say_around, say_quote
from assistant.compose.statements import BUDGETS
from assistant.plan.figures.default import OF_BUDGETS
from assistant.plan.figures.meant import CHANGED
from assistant.plan.listed.driven import say_between_budgets
from assistant.retrieve import Evidence
from assistant.sentences import telling
from assistant.understand import Question
from index.store import ReportInfo

# Where a metric states no budget itself, the figures whose budget the report does state.
BUDGETED = {
    "本年支出": (
        "一般公共预算财政拨款支出",
        "财政拨款支出总计",
        "财政拨款支出",
        "整体支出",
        "财政拨款收入总计",
        "财政拨款收入",
    ),
    "支出总计": ("财政拨款支出总计", "整体支出"),
    "本年收入": ("财政拨款收入总计", "财政拨款收入", "整体支出"),
    "收入总计": ("财政拨款收入总计",),
    "财政拨款支出": ("财政拨款支出总计", "一般公共预算财政拨款支出"),
    "财政拨款收入": ("财政拨款收入总计", "财政拨款支出", "一般公共预算财政拨款支出"),
    "公务用车购置及运行维护费": ("公务用车购置费", "公务用车运行维护费"),
    "整体支出绩效自评表": ("整体支出",),
}


def say_budget_of(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    metric: str,
    *,
    rate: bool = False,
) -> bool:
    """Add a metric's budget, or that of what stands in its place; False where none is stated."""
    wanted = next((m.aspect for m in question.mentions if m.aspect.endswith("预算数")), "")
    lines = statements.say_budget(draft, evidence, info, metric, wanted, rate=rate)
    told = bool(lines)
    premise = _say_premise(question, evidence, info, metric) if lines else ""
    draft.add_each((lines[0] + premise, *lines[1:]) if premise else lines)
    if told and question.intent.why and not any(lines[1:]):
        _say_why(evidence, draft, info, metric)
    if lines and not evidence.one(info, metric, *BUDGETS):
        stated = evidence.one(info, metric, *statements.RATES)
        if stated is not None:  # the gap may stand beside the rate, in 万元
            say_around(draft, evidence, info, stated)
    if not told:
        others = BUDGETED.get(metric, ()) or CHANGED.get(metric, ())
        if _ADJUSTED.search(question.folded):  # 年初批了多少, 后来调成多少
            others = tuple(sorted(others, key=lambda m: not evidence.one(info, m, "全年预算数")))
        for other in others:
            more = statements.say_budget(draft, evidence, info, other, wanted, rate=rate)
            draft.add_each(more)
            told = told or bool(more)
            if more and metric != "公务用车购置及运行维护费":
                break
    told = told or _say_planned_apart(evidence, draft, info, metric)
    if not told:  # of a fund, its items may each have one
        parts = [p for p in evidence.parts(info, metric) if evidence.one(info, p, *BUDGETS)]
        for part in parts if len(parts) <= _FEW_BUDGETS else ():
            draft.add_each(statements.say_budget(draft, evidence, info, part, wanted, rate=rate))
            told = True
    ones = (metric, *BUDGETED.get(metric, ()))
    return say_between_budgets(question, evidence, draft, info, ones) or told


def _say_planned_apart(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> bool:
    """Hold what was procured against what was planned under a name of its own; False where none is told."""
    plan = evidence.one(info, statements.instead_of(metric) or "", "预算数")
    spent = statements.main_fact(evidence, info, metric)
    if not metric.startswith("政府采购") or plan is None or spent is None:
        return False
    for fact in (spent, plan):
        told = f"{statements.name(fact.metric, fact)} {draft.figure(info, fact)}"
        draft.add(f"{subject(info)}{told}。{draft.cite(info, fact)}")
    pairs.say_difference(draft, (info, spent), (info, plan))
    say_around(draft, evidence, info, plan)
    return True


def _say_why(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> None:
    """Add why a budget was missed that has no reason of its own: of its parts, or in other words."""
    reasons = evidence.reasons(info, metric, "说明")
    told = reasons_of_parts(draft, evidence, info, metric, "预算")
    if told or reasons:
        draft.add(told or statements.say_reasons(draft, evidence, info, reasons))
    elif quoted := find_reason(evidence, info, metric):
        say_quote(draft, evidence, info, quoted)
    else:
        draft.add(f"{subject(info)}{statements.NO_REASON_OF_BUDGET}")


def _say_premise(question: Question, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return a correction where a question takes what was spent for more, or less, than its budget."""
    planned, spent = evidence.one(info, metric, *BUDGETS), evidence.one(info, metric, "决算数")
    gap = difference(spent, planned) if spent and planned else None
    over = _OVERSPENT.search(question.words) is not None
    under = _UNDERSPENT.search(question.words) is not None
    several = sum(bool(m.metrics) and m.end > m.start for m in question.mentions) > 1
    if gap is None or over == under or several:
        return ""
    if over and gap.value <= 0:
        return f"（没有超出预算，{'与预算相同' if not gap.value else '而是比预算少'}。）"
    if under and gap.value >= 0:
        return f"（预算没有剩余，{'与预算相同' if not gap.value else '而是超出了预算'}。）"
    return ""


_OVERSPENT = re.compile(
    r"超(?:了|出|过)?(?:年初|全年)?的?预算|超支|超标|预算[^,。?]{0,4}超了|突破预算"
)
_UNDERSPENT = re.compile(
    r"预算[^,。?]{0,8}没(?:有)?(?:花|用|支|执行)完|没(?:有)?(?:花|用|执行)完(?:年初|全年)?预算"
)
_FEW_BUDGETS = 4
_ADJUSTED = re.compile(r"调(?:整|成|到|增|减|为|了)|追加[后到成]|全年预算")


def of_budget_alone(question: Question) -> bool:
    """Whether a question has no words but those of a budget and its changes: 年中追加了多少."""
    spans = [*question.units.spans, *((m.start, m.end) for m in question.mentions)]
    spoken = re.search(r"预算|追加|调整|调增|调减", question.folded)
    return spoken is not None and not telling(question.folded, spans) - OF_BUDGETS
