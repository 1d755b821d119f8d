"""Indicators that a piece of a question asks for and its answer leaves untold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.draft import Draft, subject
from assistant.compose.indicators import say_rows
from assistant.compose.performance import say_sheet
from assistant.compose.rows import COMMON_PAIRS, counted_cell, everyday, rows_in
from assistant.plan.counted import Counted
from assistant.plan.numbers import is_said, numbers_said
from assistant.plan.pieces import Piece, pieces_of
from assistant.plan.project import NOT_IN_TABLE
from assistant.retrieve import Evidence
from assistant.sentences import terms
from assistant.understand import Question
from index.amounts import MONEY
from index.model import Row, Sheet
from index.normalise import fold
from index.store import ReportInfo

_Spoken = tuple[ReportInfo, Sheet]
_MOST_SPOKEN = 2
_LEAST = 2.0  # a pair that tells, or two common ones
_OF_ANYTHING = ("人名位", "件条份起通个项宗本张册")
# What asks for money, or for a rate, and the sign that such a row prints.
_SIGNS = (
    (re.compile(r"钱|花了|费用?(?:是|有)?(?:多少|几)"), "元"),
    (re.compile(r"率|百分|比例|满意度"), "%"),
)
_MOST_OF_NAME = 0.5
# 花了多少, 执行率多少, 得几分: what stands at the head of a table.
_OF_HEAD = re.compile(
    r"(?:花|用|支|批|拨|执行)(?:了|出去|掉)*(?:多少|几)|预算(?:是|有)?(?:多少|几)|执行率|总分|(?<!各)得了?(?:多少|几)分?|(?:打|评|自评)了?(?:多少|几)分"
)
_OF_ROW = re.compile(r"扣|丢|指标|每|各|一[人次场件个]")
# 钱都花哪儿了: of which costs the money was made up.
_SPENT_ON = re.compile(
    r"(?:花|用|投|支)(?:在|到|去)?了?(?:哪|什么|啥)|哪些(?:开销|开支|费用|支出|方面|地方)|明细|构成"
)
_IN_MONEY = re.compile(r"\d\s*万?元$")
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
        found = _asked_by(piece, question, evidence, spoken)
        if found is not None:
            info, row = found
            served.append(piece)
            if len(asked) > 1:
                _say_row(draft, evidence, info, row)
                if Counted.asked(piece.words) and NOT_IN_TABLE in draft.paragraphs:
                    draft.paragraphs.remove(NOT_IN_TABLE)
                    draft.status = "answered"
        elif not _goes_on(piece, row, draft):
            rest.append(piece)
    for info, sheet in spoken:
        if any(_asks_head(piece, question) for piece in rest):
            _say_head(draft, evidence, info, sheet)
        if any(_SPENT_ON.search(p.words) for p in rest) and _is_named(
            question, evidence, info, sheet
        ):
            _say_costs(draft, evidence, info, sheet)
    return served


def _spoken_of(question: Question, evidence: Evidence, draft: Draft) -> list[_Spoken]:
    """Return the one or two tables that a draft speaks of; none where it speaks of more."""
    told = {(r.report, r.fact.metric.split("/")[0]) for r in draft.references}
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


def _asked_by(
    piece: Piece, question: Question, evidence: Evidence, spoken: Sequence[_Spoken]
) -> tuple[ReportInfo, Row] | None:
    """Return the one indicator that a piece asks for, or None."""
    scored: list[tuple[float, ReportInfo, Row]] = []
    for info, sheet in spoken:
        rows = rows_in(evidence, info, sheet)
        scored += [(_score(piece, row, sheet, rows), info, row) for row in rows]
    scored = [
        entry for entry in scored if entry[0] >= _LEAST and _may_mean(piece, question, entry[2])
    ]
    most = max((score for score, *_ in scored), default=0.0)
    best = [(info, row) for score, info, row in scored if score == most]
    return best[0] if len({row.name for _, row in best}) == 1 else None


def _score(piece: Piece, row: Row, sheet: Sheet, rows: Sequence[Row]) -> float:
    """Return how well a piece names an indicator, by its words and by the measure that it asks for."""
    name = _name_of(row)
    said = set(terms(piece.words)) | everyday(piece.words)
    shared = said & name
    whose = set(terms(sheet.implementer))
    plain = shared & (COMMON_PAIRS | whose | set(terms(sheet.title)))
    most = len(shared - whose) >= _MOST_OF_NAME * len(name)
    if _OF_HEAD.search(piece.words) and shared <= plain:  # 升旗仪式花了多少: a cost of its own
        own = most and _IN_MONEY.search(row.result)
        return _LEAST + len(shared) / (len(name) + 1) if own else 0.0
    counted = Counted.asked(piece.words)
    if not (shared - plain or counted or most):
        return 0.0
    score = sum(
        (1 if pair in plain else 2) / sum(pair in _name_of(other) for other in rows)
        for pair in shared
    )
    if counted is not None:
        counted = replace(counted, noun="" if not counted.of_report else counted.noun)
        same = [r for r in rows if counted.told(counted_cell(r)) or counted.told(r.target)]
        if row not in same:
            return 0.0
        alone = len(same) == 1 and counted.measures not in _OF_ANYTHING
        score += 2.0 if shared or alone else 0.0
    elif any(p.search(piece.words) and sign not in row.target + row.result for p, sign in _SIGNS):
        return 0.0
    score += 2.0 if _counts_alone(piece, row, rows) else 0.0
    return score + len(shared) / (len(name) + 1)


# 配了多少保安: the number of them, of all that is told of them
_NUMBER_OF = re.compile(r"(?:多少|几)(?!钱|元|分)[个名套台条家所辆]?(?P<noun>[\u4e00-\u9fff]{2,6})")
_COUNTING = re.compile(r"(?:数量?|人次)$")


def _counts_alone(piece: Piece, row: Row, rows: Sequence[Row]) -> bool:
    """Whether an indicator alone counts the thing whose number a piece asks for."""
    asked = _NUMBER_OF.search(piece.words)
    nouns = terms(asked["noun"]) if asked else ()
    counting = [r for r in rows if _COUNTING.search(r.name) and any(n in r.name for n in nouns)]
    return counting == [row]


def _name_of(row: Row) -> set[str]:
    """Return the pairs of an indicator's name: 水电 of 水、电费 too."""
    return {*terms(row.name), *terms(row.name.replace("、", ""))}


def _may_mean(piece: Piece, question: Question, row: Row) -> bool:
    """Whether a piece names no figure of the accounts, or only one in the indicator's own words."""
    for mention in piece.named(question):
        said = question.folded[mention.start : mention.end]
        if "人数" not in mention.official and not any(
            word in fold(row.name) for word in (said, fold(mention.official))
        ):
            return False
    return True


def _goes_on(piece: Piece, row: Row | None, draft: Draft) -> bool:
    """Whether a piece asks more of the indicator before it: 实际花了多少, 得几分."""
    if _MORE_OF_ROW.search(piece.words):
        return row is not None or (piece.start > 0 and "\n「" in draft.text)
    in_money = row is not None and _IN_MONEY.search(row.result) is not None
    return in_money and not _WHOLE.search(piece.words)


_MORE_OF_ROW = re.compile(r"实际|目标|计划|标准|得了?(?:多少|几)分?|扣")
_WHOLE = re.compile(r"项目|一共|总|批|预算|执行率")


def _asks_head(piece: Piece, question: Question) -> bool:
    """Whether a piece asks for a project's money or score as a whole."""
    if not _OF_HEAD.search(piece.words) or _OF_ROW.search(piece.words):
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
        if "成本" in row.level and _IN_MONEY.search(row.result)
    ]
    for row in rows if len(rows) <= _MOST_COSTS else ():
        _say_row(draft, evidence, info, row)
