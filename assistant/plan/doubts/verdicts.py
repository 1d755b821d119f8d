"""What a question wants judged of what was told: whether a goal was met, whether a rate means anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.compose.draft import Draft, Reference
from assistant.compose.rows import counted_cell, rows_in, scored_short, value_of
from assistant.compose.statements import name
from assistant.plan.doubts.derivation import say_derivation
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.model import Fact, Row
from index.normalise import join
from index.store import ReportInfo

_MET = re.compile(
    r"达标(?!率)|达成(?!率)|达到(?!\d)|(?:完成|实现)(?:了|好)?(?:年度|全年|年初)?(?:的)?(?:目标|任务|指标|计划|要求|没(?!有?完)|吗)"
    r"|(?:目标|任务|指标|计划)[^,。?]{0,6}(?:完成|实现|做到)(?:了)?(?:吗|没|么|[?？]|$)|算不?算(?:完成|达到?)|及格|够不够"
)
# 哪些没达标, 为什么没完成: what was missed is known to who asks.
_KNOWN_MISSED = re.compile(
    r"哪[些个几项条][^,。?]{0,12}[没未不]|(?:为(?:什么|啥|何)|怎么|咋)[^,。?]{0,8}[没未]"
    r"|[没未](?:有)?(?:达|完成)(?![^,。?]{0,6}[吗吧没?])"
)
_OF_RATE = re.compile(r"%|百分|翻(?:了)?[一1]?[倍番]|[增降]幅|倍|率")
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
    """Add whether goals were met, which rates have nothing to be reckoned from, and how others follow."""
    if draft.status != "answered":
        return
    if _MET.search(question.folded) and not _KNOWN_MISSED.search(question.folded):
        for info in reports:
            _say_met(evidence, draft, info)
    if _MEANS.search(question.folded) and _OF_RATE.search(question.folded):
        for reference in tuple(draft.references):
            _say_baseless(evidence, draft, reference)
    say_derivation(question, evidence, draft)


def _say_met(evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """Add of each indicator told whether its result reaches its goal."""
    told = [
        row
        for row in rows_in(evidence, info)
        if f"「{row.name}」：目标 {join(row.target)}，实际完成 {join(row.result)}" in draft.text
    ]
    verdicts: dict[str, set[bool | None]] = {}
    for row in told:
        verdicts.setdefault(row.name, set()).add(is_met(row))
    for row in told if len(verdicts) <= _MOST_ROWS else ():
        met = is_met(row)
        if met is not None and len(verdicts.pop(row.name, ())) == 1:  # once, of tables that agree
            verdict = "达到了目标" if met else "未达到目标"
            draft.add(f"「{row.name}」{verdict}。[{draft.mark(info, row.section, row.place)}]")


def is_met(row: Row) -> bool | None:
    """Whether an indicator's result reaches its goal, None where its cells do not tell."""
    target, result = value_of(row.target), value_of(counted_cell(row))
    if target is None or result is None or row.doubt or target["measure"] != result["measure"]:
        return None
    aimed, done = Decimal(target["number"]), Decimal(result["number"])
    if target["sign"][:1] in ("<", "≤", "≦"):
        return done <= aimed
    if target["sign"][:1] in (">", "≥", "≧"):
        return done >= aimed
    if done == aimed:
        return True
    return False if done < aimed and scored_short(row) else None


def _say_baseless(evidence: Evidence, draft: Draft, reference: Reference) -> None:
    """Add that a rate has nothing to be reckoned from: the budget, or the year before, was nothing."""
    told, info = reference.fact, evidence.by_id[reference.report]
    if told.aspect.startswith("比上年"):
        value = evidence.one(info, told.metric, "决算数")
        change = evidence.one(info, told.metric, "比上年增减额")
        if value and change and value.amount.value and value.amount == change.amount:
            draft.add(
                f"{name(change.metric, change)}的增加额与本年数同为 {draft.figure(info, change)}，"
                f"上年为 0，{_NO_BASE}。{draft.cite(info, change)}"
            )
        return
    base = _base_of(evidence, info, told)
    if base is not None and not base.amount.value and told.amount.value:
        draft.add(
            f"{name(base.metric, base)}的{base.aspect}为 {draft.figure(info, base)}，{_NO_BASE}。"
            f"{draft.cite(info, base)}"
        )


_NO_BASE = "基数为 0，无法计算百分比；写成百分比也没有计算意义"


def _base_of(evidence: Evidence, info: ReportInfo, rate: Fact) -> Fact | None:
    """Return the budget that a rate stands beside, in its own statement."""
    bases = _BASES.get(rate.aspect, ())
    beside = [f for f in evidence.facts(info, rate.metric) if f.aspect in bases]
    return next((f for f in beside if f.context == rate.context), next(iter(beside), None))
