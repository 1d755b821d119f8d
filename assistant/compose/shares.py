"""Shares over units: which report has the largest or smallest part in its own whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.calculate import share
from assistant.compose.draft import Draft, subject
from assistant.compose.statements import main_fact, name
from assistant.retrieve import Evidence
from index.model import Fact
from index.store import ReportInfo
from index.terms import parts_of


def say_rank_of_shares(
    draft: Draft,
    evidence: Evidence,
    reports: Sequence[ReportInfo],
    metrics: Sequence[str],
    *,
    lowest: bool,
) -> bool:
    """Add in which report a part is the largest (or smallest) share of its whole, all in order.

    `metrics` are a part and its whole, in any order, or a part alone, whose whole is the usual one.
    """
    part, whole = _part_and_whole(evidence, reports, metrics)
    known = [found for info in reports if (found := _share(evidence, info, part, whole))]
    if len(known) < 2:
        return False
    known.sort(key=lambda entry: entry[1], reverse=not lowest)
    most = "最低" if lowest else "最高"
    info = known[0][0]
    draft.ranked = [entry[0] for entry in known]
    draft.add(f"已收录的报告中，{name(part)}的占比{most}的是 **{info.unit}**（{info.year} 年度）：")
    for entry in known[:_MOST]:
        draft.add(_said(draft, entry))
    draft.add("各单位年度、规模和统计范围不同，仅供参考。")
    return True


_MOST = 6

# A report, a share in percent, the part or its stated share, and the whole where it was computed.
_Share = tuple[ReportInfo, Decimal, Fact, Fact | None]


def _part_and_whole(
    evidence: Evidence, reports: Sequence[ReportInfo], metrics: Sequence[str]
) -> tuple[str, str]:
    """Return the part and its whole: the whole is that which holds the other, or the larger one."""
    if len(metrics) == 1:
        part = metrics[0]
        return part, next((whole for whole, parts in parts_of().items() if part in parts), "")
    first, second = metrics[0], metrics[1]
    if second in parts_of().get(first, ()):
        return second, first
    if first in parts_of().get(second, ()):
        return first, second
    for info in reports:
        one, other = main_fact(evidence, info, first), main_fact(evidence, info, second)
        if one is not None and other is not None and one.amount.value > other.amount.value:
            return second, first
    return first, second


def _share(evidence: Evidence, info: ReportInfo, part: str, whole: str) -> _Share | None:
    """Return a part's share of its whole: as it is stated, else computed."""
    inside = not whole or part in parts_of().get(whole, ())
    stated = evidence.one(info, part, "占比") if inside else None
    if stated is not None:
        return info, stated.amount.value, stated, None
    own, total = main_fact(evidence, info, part), main_fact(evidence, info, whole)
    result = share(own, total) if own is not None and total is not None else None
    if own is None or total is None or result is None:
        return None
    return info, result.value, own, total


def _said(draft: Draft, entry: _Share) -> str:
    info, _, fact, whole = entry
    told = f"{subject(info)}{name(fact.metric, fact)}"
    result = share(fact, whole) if whole is not None else None
    if whole is None or result is None:
        return f"{told}占 {draft.figure(info, fact)}。{draft.cite(info, fact)}"
    told += f" {draft.figure(info, fact)}{draft.cite(info, fact)}，"
    told += f"{name(whole.metric, whole)} {draft.figure(info, whole)}{draft.cite(info, whole)}，"
    text = draft.derived(result.value, "%", result.formula, [(info, fact), (info, whole)])
    # 占 would claim the stated share of another whole.
    return f"{told}{name(fact.metric, fact)}相当于{name(whole.metric, whole)}的 {text}。{draft.cite(info, fact)}"
