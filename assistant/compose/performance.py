"""Sentences about one performance table: money, execution rate and score, and whose money it was."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.draft import Draft, subject
from assistant.compose.places import cited
from assistant.retrieve import Evidence
from index.model import Fact, Place, Sheet
from index.normalise import fold
from index.store import ReportInfo
from index.terms import BY_OTHERS

HEAD = ("年初预算数", "全年预算数", "全年执行数", "执行率")


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
    stated = evidence.facts(info, sheet.metric)
    own = [fact for fact in stated if fact.section == sheet.section]
    # A review in words may tell its score under another heading.
    for fact in [*own, *(stated if sheet.metric == "整体支出" or not own else ())]:
        facts.setdefault(fact.aspect, fact)
    rate = () if "执行率" in facts else ("完成率",)  # 完成预算的76.5%, of a review in words
    plan = () if {"年初预算数", "全年预算数"} & facts.keys() else ("预算数",)
    head = [facts[a] for a in (*plan, *HEAD, *rate) if a in facts]
    words = [f"{fact.aspect} {draft.figure(info, fact)}" for fact in head]
    executed = evidence.one(info, f"{sheet.metric}/预算执行", "得分")
    if executed is not None and head and executed.context == head[-1].context:
        words.append(f"预算执行得 {draft.figure(info, executed)}")
    cells = "，".join(words) + (cells_cited(draft, evidence, info, head) if head else "")
    score, weight = facts.get("得分"), facts.get("分值")
    if score is not None:
        total = f"自评总分 {draft.figure(info, score)}"
        if weight is not None:
            total += f"（满分 {draft.figure(info, weight)}）"
        total += cited(draft, evidence, info, score)
        other = _score_in_words(evidence, info, sheet, score)
        if other is not None:
            total += f"；正文写的自评得分是 {draft.figure(info, other)}{draft.cite(info, other)}，与表不一致"
    else:
        total = "表中没有自评总分"
    told = f"{subject(info)}{named}：" + "；".join(filter(None, (cells, total)))
    draft.add(told + "。" + title_mark(draft, evidence, info, sheet))


def _score_in_words(evidence: Evidence, info: ReportInfo, sheet: Sheet, score: Fact) -> Fact | None:
    """Return the score of the unit's own review that the text tells otherwise than its table."""
    sentences = evidence.sentences(info)
    for fact in evidence.facts(info, sheet.metric):
        if fact.aspect != "得分" or sheet.place.opens(fact.place):
            continue
        told = sentences.around(fact.place)
        own = told is not None and not BY_OTHERS.search(fold(told.text))
        if own and fact.amount.value != score.amount.value and sheet.place.opens(score.place):
            return fact
    return None


def cells_cited(draft: Draft, evidence: Evidence, info: ReportInfo, head: Sequence[Fact]) -> str:
    """Return the marks of a table's row of money, and of where its words say what was spent."""
    spent = next((f for f in head if f.aspect == "全年执行数"), None)
    again = (spent,) if spent is not None else ()
    return cited(draft, evidence, info, head[0], *again)


def say_otherwise(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add what the text states of a table's money where that is another amount than the table's."""
    stated = evidence.facts(info, sheet.metric)
    for aspect in HEAD[:3]:
        own = [f for f in stated if f.aspect == aspect and sheet.place.opens(f.place)]
        other = [f for f in stated if f.aspect == aspect and f.section != sheet.section]
        for fact in other[:1] if own else ():
            alike = fact.amount.measure == own[0].amount.measure
            if alike and fact.amount.value != own[0].amount.value:
                draft.add(
                    f"⚠ 正文写的「{sheet.title}」项目{aspect}是 {draft.figure(info, fact)}"
                    f"{draft.cite(info, fact)}，与自评表不一致。"
                )


def title_mark(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> str:
    """Return the mark of the head of a table, where its project is named."""
    facts = [f for f in evidence.facts(info, sheet.metric) if f.section == sheet.section]
    end = min((f.context.start for f in facts), default=sheet.place.start)
    if not sheet.place.start < end <= sheet.place.start + _LONGEST_HEAD:
        return ""
    return f"[{draft.mark(info, sheet.section, Place(sheet.place.start, end))}]"


_LONGEST_HEAD = 600
