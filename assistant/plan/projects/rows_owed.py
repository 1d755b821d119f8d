"""Indicators that a piece of a question asks for and its answer leaves untold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import reckoned
from assistant.compose.draft import Draft, subject
from assistant.compose.indicators import say_rows
from assistant.compose.performance import say_sheet
from assistant.compose.rows import COMMON_PAIRS, everyday, rows_in, title_of
from assistant.plan.doubts.numbers import is_said, numbers_said
from assistant.plan.projects.asked_rows import (
    IN_MONEY,
    OF_HEAD,
    asks_in_measure,
    is_asked,
    may_mean,
    scored,
    shares,
)
from assistant.plan.projects.reviewed import add_outlook
from assistant.plan.prose.words import NOT_IN_TABLE
from assistant.plan.split.pieces import Piece, pieces_of, things_of
from assistant.retrieve import Evidence
from assistant.sentences import terms
from assistant.understand import Question
from index.amounts import MONEY
from index.model import Row, Sheet
from index.store import ReportInfo

_Spoken = tuple[ReportInfo, Sheet]
_MOST_SPOKEN = 2
_OF_ROW = re.compile(r"扣|丢|指标|每|各|一[人次场件个]")
# 钱都花哪儿了: of which costs the money was made up.
_SPENT_ON = re.compile(
    r"(?:花|用|投|支)(?:在|到|去)?了?(?:哪|什么|啥)|哪些(?:开销|开支|费用|支出|方面|地方)|明细|构成"
)
_MOST_COSTS = 6


def say_rows_owed(question: Question, evidence: Evidence, draft: Draft) -> list[Piece]:
    """Add what the pieces of a question ask of the projects spoken of; return those that rows answer."""
    spoken = _spoken_of(question, evidence, draft)
    asked = pieces_of(question)
    served: list[Piece] = []
    if not spoken:
        return served
    rest: list[Piece] = []
    row: Row | None = None
    for piece in asked:
        things = things_of(piece, question)
        each = [_asked_by(thing, question, evidence, spoken) for thing in things]
        each = each if any(each) else [_asked_by(piece, question, evidence, spoken)]
        if all(each):
            served.append(piece)
        for found in filter(None, each):
            info, row = found
            alone = len(asked) == 1 == len(things)
            missed = NOT_IN_TABLE in draft.paragraphs and asks_in_measure(piece.words)
            missed = missed and (not alone or shares(piece, row))
            if alone and not missed and not shares(piece, row):
                continue  # 组织了多少场活动: no 专栏2次
            told = [p for p in draft.paragraphs if p.startswith("「")]
            if missed or not alone or not told or _adds(piece, row, told):
                _say_row(draft, evidence, info, row)
                if reckoned.asks_apart(piece.words):
                    reckoned.say_against_target(draft, evidence, info, row, piece.words)
                if missed:
                    draft.paragraphs.remove(NOT_IN_TABLE)
                    draft.status = "answered"
        if not any(each) and not _goes_on(piece, row, draft):
            rest.append(piece)
    if len(spoken) == 1:
        add_outlook(question, evidence, draft, spoken)
    quoted = _quoted_of(evidence, draft) - _told(draft)
    for info, sheet in spoken:
        if (info.id, sheet.metric) in quoted:
            continue  # its words are told, and no amount of it is asked for
        if any(_asks_head(piece, question) for piece in rest):
            _say_head(draft, evidence, info, sheet)
        if any(_SPENT_ON.search(p.words) for p in rest) and _is_named(
            question, evidence, info, sheet
        ):
            _say_costs(draft, evidence, info, sheet)
    return served


def _spoken_of(question: Question, evidence: Evidence, draft: Draft) -> list[_Spoken]:
    """Return the one or two tables that a draft speaks of; none where it speaks of more."""
    told = _told(draft) | _quoted_of(evidence, draft)
    reports = evidence.by_id
    found = {
        (report, sheet.metric): (reports[report], sheet)
        for report, sheet in evidence.tables
        if (report, sheet.metric) in told
    }
    if draft.status != "answered" and NOT_IN_TABLE not in draft.paragraphs:
        return []
    named = [pair for pair in found.values() if pair[1].title in question.projects]
    spoken = named or list(found.values())
    return spoken if len(spoken) <= _MOST_SPOKEN else []


def _told(draft: Draft) -> set[tuple[str, str]]:
    """Return the (report, metric) pairs of the tables of which a draft tells a figure."""
    return {(r.report, r.fact.metric.split("/")[0]) for r in draft.references}


def _quoted_of(evidence: Evidence, draft: Draft) -> set[tuple[str, str]]:
    """Return the (report, metric) pairs of the tables whose goals or results a draft quotes."""
    places = [(c.report, c.start) for c in draft.citations]
    return {
        (report, sheet.metric)
        for report, sheet in evidence.tables
        for cited, start in places
        if cited == report and sheet.place.start <= start < sheet.place.end
    }


def _asked_by(
    piece: Piece, question: Question, evidence: Evidence, spoken: Sequence[_Spoken]
) -> tuple[ReportInfo, Row] | None:
    """Return the one indicator that a piece asks for, or None."""
    found: list[tuple[float, ReportInfo, Row]] = []
    for info, sheet in spoken:
        each = scored(piece, sheet, rows_in(evidence, info, sheet))
        each = [(score, r) for score, r in each if is_asked(piece, r)]
        found += [(score, info, r) for score, r in each if may_mean(piece, question, r)]
    most = max((score for score, *_ in found), default=0.0)
    best = [(info, row) for score, info, row in found if score == most]
    return best[0] if len({row.name for _, row in best}) == 1 else None


def _adds(piece: Piece, row: Row, told: Sequence[str]) -> bool:
    """Whether a piece says words of an indicator's name that no indicator told so far has."""
    names = (_NAME.match(paragraph) for paragraph in told)
    known = {pair for name in names if name for pair in terms(name[1])}
    said = set(terms(piece.words)) | everyday(piece.words)
    said &= set(terms(row.name)) - set(terms(title_of(row.metric))) - COMMON_PAIRS
    return bool(said - known)


_NAME = re.compile(r"「([^」]+)」：")


def _goes_on(piece: Piece, row: Row | None, draft: Draft) -> bool:
    """Whether a piece asks more of the indicator before it: 实际花了多少, 得几分."""
    if _MORE_OF_ROW.search(piece.words):
        return row is not None or (piece.start > 0 and "\n「" in draft.text)
    in_money = row is not None and IN_MONEY.search(row.result) is not None
    return in_money and not _WHOLE.search(piece.words)


_MORE_OF_ROW = re.compile(r"实际|目标|计划|标准|得了?(?:多少|几)分?|扣")
_WHOLE = re.compile(r"项目|一共|总|批|预算|执行率")


def _asks_head(piece: Piece, question: Question) -> bool:
    """Whether a piece asks for a project's money or score as a whole."""
    if not OF_HEAD.search(piece.words) or _OF_ROW.search(piece.words):
        return False
    return not piece.named(question)


def _is_named(question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> bool:
    """Whether a question names a project, or says an amount of its money: 33.85万都用在哪."""
    said = list(numbers_said(question.folded))
    money = [f for f in evidence.facts(info, sheet.metric) if f.amount.measure in MONEY]
    return sheet.title in question.projects or any(is_said(f, n) for f in money for n in said)


def _say_row(draft: Draft, evidence: Evidence, info: ReportInfo, row: Row) -> None:
    if f"「{row.name}」：" not in draft.text:
        say_rows(draft, evidence, info, [row])


def _say_head(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Put the head of a table before its indicators, where it is not told."""
    aspects = ("全年执行数", "执行率", "得分")
    if any(r.fact.metric == sheet.metric and r.fact.aspect in aspects for r in draft.references):
        return
    lead = f"{subject(info)}「{sheet.title}」的绩效自评："
    draft.paragraphs[:] = [p for p in draft.paragraphs if not p.startswith(lead)]
    told = len(draft.paragraphs), len(draft.references)
    say_sheet(draft, evidence, info, sheet)
    draft.put_first(*told)


def _say_costs(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add the indicators that tell what the money of a table was spent on."""
    rows = [
        row
        for row in rows_in(evidence, info, sheet)
        if "成本" in row.level and IN_MONEY.search(row.result)
    ]
    for row in rows if len(rows) <= _MOST_COSTS else ():
        _say_row(draft, evidence, info, row)
