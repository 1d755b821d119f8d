"""Sentences about performance tables: money, rate, score, and the rows that lost points."""

from __future__ import annotations

from assistant.compose.draft import Draft, subject
from assistant.compose.statements import say_reasons
from assistant.retrieve import Evidence
from index.model import Fact, Sheet
from index.store import ReportInfo

_HEAD = ("年初预算数", "全年预算数", "全年执行数", "执行率")


def sheets_named(evidence: Evidence, info: ReportInfo, titles: tuple[str, ...]) -> list[Sheet]:
    """Return a report's performance tables with these titles; a table printed twice counts once."""
    found: dict[str, Sheet] = {}
    for report, sheet in evidence.sheets:
        if report == info.id and sheet.title in titles:
            found.setdefault(sheet.metric, sheet)
    return list(found.values())


def say_sheet(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add money, execution rate and score of one performance table."""
    named = "整体支出绩效" if sheet.metric == "整体支出" else f"「{sheet.title}」项目"
    facts: dict[str, Fact] = {}
    for fact in evidence.facts(info, sheet.metric):
        if fact.section == sheet.section:
            facts.setdefault(fact.aspect, fact)
    head = [facts[a] for a in _HEAD if a in facts]
    words = [f"{fact.aspect} {draft.figure(info, fact)}" for fact in head]
    told = f"{subject(info)}{named}：" + "，".join(words)
    if head:
        told += f"{draft.cite(info, head[0])}"
    score, weight = facts.get("得分"), facts.get("分值")
    if score is not None:
        told += f"；自评总分 {draft.figure(info, score)}"
        if weight is not None:
            told += f"（满分 {draft.figure(info, weight)}）"
        told += draft.cite(info, score)
    draft.add(told + "。")


def say_all_sheets(draft: Draft, evidence: Evidence, info: ReportInfo) -> bool:
    """Add the report's whole-department score and its projects from the lowest score up."""
    whole = sheets_named(evidence, info, ("整体支出",))
    for sheet in whole:
        say_sheet(draft, evidence, info, sheet)
    scored = ranked_projects(evidence, info)
    if not scored:
        return bool(whole)
    lowest = [
        f"「{sheet.title}」{draft.figure(info, fact)}{draft.cite(info, fact)}"
        for sheet, fact in scored[:5]
    ]
    draft.add(
        f"{subject(info)}公开了 **{len(scored)}** 张项目支出绩效自评表，得分由低到高："
        + "，".join(lowest)
        + ("……" if len(scored) > 5 else "")
        + "。"
    )
    return True


def ranked_projects(evidence: Evidence, info: ReportInfo) -> list[tuple[Sheet, Fact]]:
    """Return (table, total score) of a report's projects, lowest score first."""
    pairs: dict[str, tuple[Sheet, Fact]] = {}
    for report, sheet in evidence.sheets:
        score = evidence.one(info, sheet.metric, "得分") if report == info.id else None
        if score is not None and sheet.metric.startswith("项目:"):
            pairs.setdefault(sheet.metric, (sheet, score))
    return sorted(pairs.values(), key=lambda pair: pair[1].amount.value)


def say_no_reason(draft: Draft, info: ReportInfo) -> str:
    """Return that a table gives no reason for a deviation."""
    return say_reasons(draft, info, [])
