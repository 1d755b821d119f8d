"""What a year's amount comes to by month or by day, where an average is asked for."""

from __future__ import annotations

import re
from calendar import isleap
from decimal import Decimal

from assistant.compose.draft import Draft
from assistant.compose.quotient import each, of_fact
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY
from index.store import ReportInfo

_AVERAGE = re.compile(
    r"(?:月|日|天)均|(?:平均|均摊|摊|折合|合).{0,8}?(?:每|一|到)个?(?:月|天|日(?!常))"
    r"|(?:每|一)[^,。?]{1,8}(?:每|一)个?(?:月|天)|(?:每|一)个?(?:月|天|日(?!常))[^,。?]{0,8}?(?:多少|几)"
)
_BY_DAY = re.compile(r"日均|天均|[每一到]个?(?:天|日(?!常))")
_OF_EACH = re.compile(
    r"(?:每|一)(?:个|名|位)?(?:人|辆|台|批|户|在职|在编|职工|干部|员工|学生|老人)|[人车户生]均"
)
_STATED = re.compile(r"/\s?(?:月|天|日)|[月日]均|每[月日天]")
_OF_YEAR = ("决算数", "全年执行数")
_MONTHS = 12


def asks_average(text: str) -> bool:
    """Whether a folded question wants a year's amount spread over its months or days.

    >>> asks_average("三公经费平均每个月花多少"), asks_average("3月份花了多少")
    (True, False)
    """
    return _AVERAGE.search(text) is not None


def asks_of_period_alone(text: str) -> bool:
    """Whether a folded question wants an average by month or day, and of no count beside it."""
    return asks_average(text) and not _OF_EACH.search(text)


def say_by_period(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the average by month or day of what the draft tells of the year, or of one of a count."""
    if draft.status != "answered" or not asks_average(question.words):
        return
    if "标准" in question.words or _STATED.search(draft.text):
        return  # the report tells what a month or a day costs
    for info in question.reports:
        _say_of_report(question, evidence, draft, info)


def _say_of_report(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    by_id = evidence.by_id
    amounts = [
        r.fact
        for r in draft.references
        if r.report == info.id and r.fact.aspect in _OF_YEAR and r.fact.amount.measure in MONEY
    ]
    costs = [
        d
        for d in draft.derivations
        if d.measure == "元"
        and " ÷ " in d.formula
        and d.operands
        and d.operands[0].report == info.id
    ]
    if not amounts:
        return
    left, value = of_fact(amounts[0]).term, of_fact(amounts[0]).value
    used = [(info, amounts[0])]
    if costs and _OF_EACH.search(question.words):
        left, value = costs[-1].formula.partition(" = ")[0], costs[-1].value
        used = [(by_id[o.report], o.fact) for o in costs[-1].operands]
    days = 366 if isleap(info.year) else 365
    count, name = (days, "天") if _BY_DAY.search(question.words) else (_MONTHS, "月")
    text = each(draft, value / Decimal(count), f"{left} ÷ {count}", used)
    marks = draft.cite_each(used)
    draft.add(f"按全年数除以 {count}，平均每{name}约 {text}。{marks}报告本身没有按月或按天的数。")
