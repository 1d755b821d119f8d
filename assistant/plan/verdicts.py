"""What a question wants judged of what was told: whether a goal was met, whether a rate means anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.compose.draft import Draft, Reference
from assistant.compose.rows import VALUE, counted_cell, lost_points, rows_in
from assistant.compose.statements import name
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.model import Fact, Row
from index.store import ReportInfo

_MET = re.compile(
    r"达标|达成|达到(?!\d)|(?:完成|实现)(?:了|好)?(?:年度|全年|年初)?(?:的)?(?:目标|任务|指标|计划|要求|没|吗|了没)"
    r"|(?:目标|任务|指标|计划)[^,。?]{0,6}(?:完成|实现|达到?|做到)(?:了)?(?:吗|没|么|[?？]|$)|算不?算(?:完成|达到?)|及格|过关|够不够"
)
_MOST_ROWS = 4
_MEANS = re.compile(
    r"意义|意思|说明|怎么(?:算|来|会|得|可能|写|是)|咋(?:算|来|会|得|写|是)|说得通|合理|靠谱|可信|算得|翻(?:了)?[一倍番]|凭(?:什么|啥)"
    r"|为(?:什么|啥|何)|对[吗么]|对不对|真的?(?:吗|假|是)|能(?:不能)?(?:算|比)|有没有(?:错|问题)"
)
_BASES = {
    "预决算差异率": ("年初预算数", "预算数", "全年预算数"),
    "完成率": ("年初预算数", "预算数", "全年预算数"),
    "执行率": ("全年预算数", "年初预算数", "预算数"),
}


def say_verdicts(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add whether goals were met, and which rates have nothing to be reckoned from, where asked."""
    if draft.status != "answered":
        return
    if _MET.search(question.folded):
        for info in reports:
            _say_met(evidence, draft, info)
    if _MEANS.search(question.folded) and "%" in draft.text:
        for reference in tuple(draft.references):
            _say_baseless(evidence, draft, reference)


def _say_met(evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """Add of each indicator told whether its result reaches its goal."""
    told = [row for row in rows_in(evidence, info) if f"「{row.name}」：目标" in draft.text]
    for row in told if len(told) <= _MOST_ROWS else ():
        met = is_met(row)
        if met is not None:
            verdict = "达到了目标" if met else "未达到目标"
            draft.add(f"「{row.name}」{verdict}。[{draft.mark(info, row.section, row.place)}]")


def is_met(row: Row) -> bool | None:
    """Whether an indicator's result reaches its goal, None where its cells do not tell."""
    target, result = VALUE.match(row.target), VALUE.match(counted_cell(row))
    if target is None or result is None or row.doubt or target["measure"] != result["measure"]:
        return None
    aimed, done = Decimal(target["number"]), Decimal(result["number"])
    if target["sign"][:1] in ("<", "≤", "≦"):
        return done <= aimed
    if target["sign"][:1] in (">", "≥", "≧"):
        return done >= aimed
    if done == aimed:
        return True
    return False if done < aimed and lost_points(row) else None


def _say_baseless(evidence: Evidence, draft: Draft, reference: Reference) -> None:
    """Add that a rate told has no base: the budget, or the year before, was nothing."""
    rate, info = reference.fact, evidence.by_id[reference.report]
    if rate.amount.measure != "%" or f"{rate.aspect} {rate.amount.text}%" not in draft.text:
        if rate.aspect != "比上年增减率":
            return
    if rate.aspect == "比上年增减率":
        value = evidence.one(info, rate.metric, "决算数")
        change = evidence.one(info, rate.metric, "比上年增减额")
        fresh = value is not None and change is not None and bool(change.amount.value)
        if fresh and value is not None and change is not None and value.amount == change.amount:
            draft.add(
                f"{name(rate.metric, rate)}的增加额与本年数同为 {draft.figure(info, change)}，"
                f"上年为 0，{_NO_BASE}。{draft.cite(info, change)}"
            )
        return
    base = _base_of(evidence, info, rate)
    if base is not None and not base.amount.value and rate.amount.value:
        draft.add(
            f"{name(base.metric, base)}的{base.aspect}为 {draft.figure(info, base)}，{_NO_BASE}。"
            f"{draft.cite(info, base)}"
        )


_NO_BASE = "基数为 0，无法计算百分比，报告所写的这个百分比没有计算意义"


def _base_of(evidence: Evidence, info: ReportInfo, rate: Fact) -> Fact | None:
    """Return the budget that a rate stands beside, in its own statement."""
    bases = _BASES.get(rate.aspect, ())
    beside = [f for f in evidence.facts(info, rate.metric) if f.aspect in bases]
    return next((f for f in beside if f.context == rate.context), next(iter(beside), None))
