"""Indicators that a question names without naming their project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import indicators, reckoned, standards
from assistant.compose.draft import Draft, subject
from assistant.compose.performance import title_mark
from assistant.compose.rows import (
    COMMON_PAIRS,
    rows_in,
    rows_missed,
    rows_near,
    rows_with_rare,
    scored_short,
    sheet_of,
    title_of,
)
from assistant.plan.projects.project import OF_ANY_TABLE, say_prose
from assistant.plan.projects.reviewed import add_remedy, add_review
from assistant.plan.projects.rows_meant import LOST, MOST_NAMED, asks_change
from assistant.plan.prose.words import asks_money
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.parts import asking_clauses
from index.model import Place, Row
from index.store import ReportInfo

_SHARE_BESIDE = 0.3
_OF_MONEY = re.compile(r"元")
# 卖苗木收了多少
_TOOK = re.compile(r"(?:收|卖|挣|赚)[^,。?]{0,4}了多少(?=$|[,。?])|收入(?:是|有)?多少(?=$|[,。?])")


def answer_indicators(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on indicators where nothing else of a question was understood; False where none is near."""
    if question.metrics or (question.undisclosed and not question.intent.performance):
        return False
    return say_indicators(question, evidence, draft, reports)


def _late(
    question: Question, evidence: Evidence, found: Sequence[tuple[ReportInfo, Row]]
) -> list[tuple[ReportInfo, Row]]:
    """大厅改造怎么拖期了: return the rows on time that were missed in the tables of those found."""
    if not _LATE.search(question.words) or any(scored_short(row) for _, row in found):
        return []
    metrics = {row.metric for _, row in found}
    return [
        (info, row)
        for info in dict.fromkeys(info for info, _ in found)
        for row in rows_in(evidence, info)
        if row.metric in metrics and scored_short(row)
        if _ON_TIME.search(row.name) or "时效" in row.level
    ]


_LATE = re.compile(
    r"拖(?:期|延|到|了|这么|那么)|延期|延误|误期|超期|晚了|没(?:有)?(?:按时|按期|如期)"
)
_ON_TIME = re.compile(r"时间|时限|工期|及时|按[时期]|进度|期限")


def say_indicators_beside(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add the indicators on what a question asks of a figure (采购为零, 采购执行率却满分)."""
    words = telling(question.folded, question.units.spans)
    for info in reports[:2]:
        rows = rows_near(evidence, info, words, least=_SHARE_BESIDE)
        rows = rows or _rows_of_clause(question, evidence, info, words)
        if re.search(r"[没未](?:有)?(?:完成|达)", question.folded):
            missed = [
                row
                for report, sheet in evidence.sheets
                if report == info.id
                for row in rows_missed(evidence, info, sheet)
                if words & set(terms(row.name)) - COMMON_PAIRS
            ]
            rows = list(dict.fromkeys([*missed, *rows]))
        if rows:
            _say_found(draft, evidence, [(info, row) for row in rows[:MOST_NAMED]])
            for row in rows[:1] if reckoned.asks_apart(question.folded) else ():
                reckoned.say_against_target(draft, evidence, info, row, question.folded)


def _rows_of_clause(
    question: Question, evidence: Evidence, info: ReportInfo, words: set[str]
) -> list[Row]:
    """Return the indicator that the clause on a performance table means: 跟绩效表里定的人均标准比呢."""
    clauses = [c for c in _STOP.split(question.words) if _TABLE.search(c)]
    own = telling(",".join(clauses)) - OF_ANY_TABLE
    scored = [
        (len(words & set(terms(row.name))), row)
        for row in rows_in(evidence, info)
        if len(own & set(terms(row.name))) >= _ALIKE
    ]
    most = max((score for score, _ in scored), default=0)
    found = [row for score, row in scored if score == most]
    return found if len(found) == 1 else []


_STOP = re.compile(r"[,，。;；?？!！]")
_TABLE = re.compile(r"绩效|自评|指标")


def say_indicators(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the indicators that a question names without naming their project; False where none."""
    words = telling(question.folded, question.units.spans) - OF_ANY_TABLE
    found = [
        (info, row) for info in reports for row in rows_near(evidence, info, words)[:MOST_NAMED]
    ]
    found = found or _by_rare_word(evidence, reports, words)
    took = _TOOK.search(question.folded)
    if took or (asks_money(question) and re.search(r"多少钱|[收花]了?多少", question.folded)):
        found = [(info, row) for info, row in found if _OF_MONEY.search(row.target + row.result)]
    if found and LOST.search(question.folded) and not any(scored_short(row) for _, row in found):
        found = [*_missed(evidence, found, words), *found]  # 垃圾清运量为啥没达标
    found = _all_missed(question, evidence, found) or found
    found = _late(question, evidence, found) or found
    if not found or len({info.id for info, _ in found}) > 2:
        return False
    _say_found(draft, evidence, found)
    for info, row in found[:MOST_NAMED]:
        indicators.say_otherwise_told(draft, evidence, info, [row])
        reckoned.say_deduction(draft, evidence, info, row, question.folded)
        if asks_change(question):
            indicators.say_change_told(draft, evidence, info, row)
    add_remedy(question, evidence, draft, found[0][0], [row for _, row in found[:MOST_NAMED]])
    sheets = {row.metric: sheet_of(evidence, info, row) for info, row in found}
    one = next(iter(sheets.values())) if len(sheets) == 1 else None
    if one is not None:
        add_review(question, evidence, draft, [(found[0][0], one)])
    if standards.asks_products(question.folded) and len(sheets) == 1:
        info, sheet = found[0][0], next(iter(sheets.values()))
        if sheet is not None:
            standards.say_products(draft, evidence, info, sheet, [row for _, row in found])
    if reckoned.asks_apart(question.folded):
        for info, row in found[:MOST_NAMED]:
            reckoned.say_against_target(draft, evidence, info, row, question.folded)
    if question.intent.truth:
        for info, row in found:
            for sheet in {s.metric: s for r, s in evidence.sheets if r == info.id}.values():
                if sheet.metric == row.metric:
                    say_prose(draft, evidence, info, sheet, words)
    return True


def say_indicators_apart(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the indicators that the clauses of a question each mean; False where under two mean one."""
    clauses = asking_clauses(question.words)
    found: list[tuple[ReportInfo, Row]] = []
    for info in reports if len(reports) == 1 else ():
        sentences = evidence.sentences(info)
        for clause in clauses:
            words = {w for w in telling(clause) - OF_ANY_TABLE if sentences.holds(w)}
            near = rows_near(evidence, info, words - COMMON_PAIRS)[:1]
            found += [(info, row) for row in near if (info, row) not in found]
    if len(found) < len(("one", "other")):
        return False
    _say_found(draft, evidence, found)
    add_remedy(question, evidence, draft, found[0][0], [row for _, row in found])
    if reckoned.asks_apart(question.folded):
        for info, row in found:
            reckoned.say_against_target(draft, evidence, info, row, question.folded)
    return True


def _all_missed(
    question: Question, evidence: Evidence, found: Sequence[tuple[ReportInfo, Row]]
) -> list[tuple[ReportInfo, Row]]:
    """Return what lost points in the one table whose indicators a question calls: 改造哪些指标扣分."""
    if len({row.metric for _, row in found}) != 1 or not _WHICH_LOST.search(question.folded):
        return []
    info, row = found[0]
    sheet = sheet_of(evidence, info, row)
    return [(info, one) for one in rows_missed(evidence, info, sheet)] if sheet else []


_WHICH_LOST = re.compile(r"(?:哪些|哪几个?|什么)(?:项|个)?指标[^,。?？]{0,6}(?:扣|没|未|丢|失)")


def _missed(
    evidence: Evidence, found: Sequence[tuple[ReportInfo, Row]], words: set[str]
) -> list[tuple[ReportInfo, Row]]:
    """Return the indicators that lost points, in the tables of those found, with most of their words."""
    missed: dict[Place, tuple[int, ReportInfo, Row]] = {}
    for info, near in found:
        sheet = sheet_of(evidence, info, near)
        for row in rows_missed(evidence, info, sheet) if sheet is not None else ():
            shared = len(words & set(terms(row.name)) - COMMON_PAIRS)
            if shared >= _ALIKE:
                missed[row.place] = (shared, info, row)
    most = max((shared for shared, *_ in missed.values()), default=0)
    return [(info, row) for shared, info, row in missed.values() if shared == most]


_ALIKE = 2


def _by_rare_word(
    evidence: Evidence, reports: Sequence[ReportInfo], words: set[str]
) -> list[tuple[ReportInfo, Row]]:
    """Return the one indicator whose name has a word of the question that few sentences have."""
    found = [(info, row) for info in reports[:2] for row in rows_with_rare(evidence, info, words)]
    return found if len(found) == 1 else []


def _say_found(draft: Draft, evidence: Evidence, found: Sequence[tuple[ReportInfo, Row]]) -> None:
    """Add indicators under the names of their tables."""
    for metric in dict.fromkeys((info.id, row.metric) for info, row in found):
        rows = [(info, row) for info, row in found if (info.id, row.metric) == metric]
        info = rows[0][0]
        title = title_of(rows[0][1].metric)
        sheet = sheet_of(evidence, info, rows[0][1])
        mark = title_mark(draft, evidence, info, sheet) if sheet is not None else ""
        draft.add(f"{subject(info)}「{title}」的绩效自评：{mark}")
        indicators.say_rows(draft, evidence, info, [row for _, row in rows])
