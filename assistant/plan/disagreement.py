"""What a report says in two ways, where a question doubts it: both are shown, with a warning."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.calculate import difference
from assistant.compose.draft import Draft
from assistant.compose.statements import say_value
from assistant.plan.numbers import numbers_said, told
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo

_DOUBTS = re.compile(
    r"哪个(?:才)?(?:是)?(?:对|真|准)|(?:到底|究竟).{1,24}还是|[对合](?:得|不)上|打架|矛盾|不一[样致]|对吗|对么|说不通|靠得住|核"
)
_MOVES = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,8}?)(?:比|较)?(?:上年|去年)?(?P<way>增加|减少)")
_LEAST_NOUN = 3
_MOST_HELD = 3


def say_held_against(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the figures that a doubt names and that the answer so far leaves out."""
    if not question.intent.truth or len(question.reports) > 2:
        return
    told_of = {reference.fact.metric for reference in draft.references}
    for info in question.reports:
        if "整体支出" in told_of | set(question.metrics):
            _say_apart_from_accounts(draft, evidence, info)
        for metric in question.metrics[:_MOST_HELD]:
            if metric not in told_of:
                draft.add(say_value(draft, evidence, info, metric))


def say_disagreement(question: Question, draft: Draft) -> bool:
    """Warn where the two numbers that a question holds against each other both stand in the report.

    A report that gives the reason of the difference itself needs no warning.
    """
    if not _DOUBTS.search(question.folded) or not draft.citations:
        return False
    found = [said.text for said in numbers_said(question.folded) if told(draft, said)]
    mark = draft.citations[-1].mark
    if len(set(found)) > 1 and "差异原因" not in draft.text:
        draft.warn(
            "differs",
            f"{'、'.join(dict.fromkeys(found))}都见于所引的原文，报告没有说明两者为何不同，引用前请核对。",
            mark,
        )
        return True
    noun = _opposed(draft)
    if noun:
        words = f"所引的几处原文说法相反：一处说{noun}增加，另一处说{noun}减少，报告没有解释。"
        draft.warn("differs", words, mark)
        draft.add(f"⚠ {words}[{mark}]")
    return bool(noun)


def _opposed(draft: Draft) -> str:
    """Return what one quotation says has grown and another says has shrunk, or nothing."""
    ways: dict[str, set[str]] = {}
    for quote in draft.quotes:
        for match in _MOVES.finditer(quote):
            for length in range(_LEAST_NOUN, len(match["noun"]) + 1):
                ways.setdefault(match["noun"][-length:], set()).add(match["way"])
    both = [noun for noun, seen in ways.items() if len(seen) > 1]
    return max(both, key=len, default="")


def _say_apart_from_accounts(draft: Draft, evidence: Evidence, info: ReportInfo) -> None:
    """Warn where the whole report's table does not execute what the accounts say was spent."""
    executed = evidence.one(info, "整体支出", "全年执行数")
    spent = evidence.one(info, "本年支出", "决算数")
    apart = difference(executed, spent) if executed and spent else None
    if executed is None or spent is None or apart is None or abs(apart.value) <= _TAIL:
        return
    text = draft.derived(
        apart.value, apart.measure, apart.formula, [(info, executed), (info, spent)]
    )
    draft.add(
        f"⚠ 核对：整体支出全年执行数 {draft.figure(info, executed)}{draft.cite(info, executed)}，"
        f"本年支出 {draft.figure(info, spent)}{draft.cite(info, spent)}，"
        f"相差 {text.lstrip('-')}，报告没有说明两者为何不同。"
    )
    words = "整体支出绩效自评表的全年执行数与决算的本年支出不一致，报告没有说明原因，请核对原文。"
    draft.warn("differs", words, draft.mark(info, executed.section, executed.context))


_TAIL = Decimal("0.05")  # 万元: both are rounded sums
