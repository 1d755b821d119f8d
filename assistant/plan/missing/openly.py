"""Open questions that no figure answers: quoted from the stretch of a report that tells what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.lexicon import CITED
from assistant.plan.missing.unanswered import kind_missing, what_is_missing
from assistant.plan.missing.unheard import unspoken
from assistant.plan.prose.asked_for import (
    Asked,
    asked_of,
    asks_which,
    counts,
    find,
    speaks_of,
    units_of,
)
from assistant.plan.prose.heard import Heard, share_of, stretches
from assistant.plan.prose.passages import WHETHER_SAID
from assistant.plan.prose.wanted import add_wanted
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.parts import clauses_asked
from index.normalise import fold
from index.store import ReportInfo

_MOST_REPORTS = 2
_CLEARLY = 0.25  # what a stretch must say more of a clause than the answer does
_NEARLY_ALL = 0.9  # … that a bare number must stand among
_LEAST_OPEN = 2  # characters of a thing's name that no term explains
_MARKS = re.compile(r"\*\*[^*]*\*\*|\[\d+\]")
# What is told of a thing whatever figure its name may stand for.
_NO_AMOUNT = (
    "时间",
    "年龄",
    "人",
    "承担者",
    "机构",
    "电话",
    "依据",
    "去向",
    "地点",
    "意思",
    "级别",
    "算在内",
    "归哪类",
    "来源",
)
_NARROW = (*_NO_AMOUNT, "数量", "哪项最多", "原因", "打算", "用途", "其他")
_OF_ANY = ("来源", "算在内", "归哪类", "承担者", "去向")  # … and no figure of its name does
_Best = tuple[ReportInfo, Heard]


# Just what is asked is known not to be told.
_DENIED = re.compile(
    r"没有单独披露编制|没有写各科目|没有逐项|无法排序|没有哪个科目|自评表没有写到所问的内容|报告没有写“[^”]+”[^。“]{0,16}。与此有关"
)


def say_heard(question: Question, evidence: Evidence, draft: Draft, notes: int) -> None:
    """Quote what tells the clauses of a question that nothing was found for, behind so many notes."""
    if draft.status not in ("not_found", "refused") or not _is_alone(question):
        return
    clauses = clauses_asked(question.words)
    kinds = {asked_of(clause).name for clause in clauses}
    denied = any(_DENIED.search(paragraph) for paragraph in draft.paragraphs[notes:])
    if denied and not kinds <= set(_OF_ANY):
        return
    named = question.metrics or question.undisclosed
    if named and not kinds <= set(_NO_AMOUNT):
        return  # that a term has no figure is told
    found: dict[str, _Best | None] = {}
    for clause in clauses:
        hangs = any(one is None and asks_which(before) for before, one in found.items())
        best = None if hangs else _best(question, evidence, clause, alone=len(clauses) == 1)
        found[clause] = best
    told = [one for one in found.values() if one is not None]
    if not told:
        _say_without_reason(question, evidence, draft, clauses, notes)
        return
    draft.paragraphs[notes:] = []
    draft.status = "answered"
    for info, heard in told:
        say_quote(draft, evidence, info, heard.stretch.sentence)
    beside = add_wanted(question, evidence, draft, question.reports)
    for clause, one in found.items():
        if one is None and not (beside and asked_of(clause).name == "打算"):
            draft.add(f"报告没有写到“{clause.strip(' ,')}”。")


def _say_without_reason(
    question: Question, evidence: Evidence, draft: Draft, clauses: Sequence[str], notes: int
) -> None:
    """保育员为什么留不住: quote what speaks of the thing, where a report does not say why."""
    if len(clauses) > 1 or asked_of(clauses[0]).name != "原因":
        return
    if any(CITED.search(paragraph) for paragraph in draft.paragraphs[notes:]):
        return  # what stands beside the reason that is missing is told already
    for info in question.reports:
        heard = speaks_of(question, evidence, info, clauses[0])
        if heard is not None:
            draft.paragraphs[notes:] = ["报告没有说明原因。与此有关的内容只有："]
            draft.status = "not_found"
            say_quote(draft, evidence, info, heard.stretch.sentence)
            return


def say_better(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Quote what tells a clause of an answered question clearly better than its answer does."""
    if draft.status != "answered" or not _is_alone(question):
        return
    of_figures = _is_of_figures(question)
    clauses = clauses_asked(question.words)
    narrow = _NARROW if len(clauses) == 1 else _NO_AMOUNT
    for clause in clauses:
        kind = asked_of(clause)
        if kind.name not in narrow:
            continue
        if of_figures and kind.name not in _OF_ANY and not _is_untold(kind, draft):
            continue
        best = _best(question, evidence, clause, alone=len(clauses) == 1)
        if best is not None and _is_better(best, kind, clause, question, evidence, draft):
            info, heard = best
            say_quote(draft, evidence, info, heard.stretch.sentence)


def _is_untold(kind: Asked, draft: Draft) -> bool:
    """Whether a reason or a plan is asked for and no paragraph of an answer has any."""
    return kind.name in ("原因", "打算") and kind.told.search(fold(draft.text)) is None


def _is_better(
    best: _Best, kind: Asked, clause: str, question: Question, evidence: Evidence, draft: Draft
) -> bool:
    """Whether a stretch says clearly more of a thing that no term explains than any told paragraph."""
    info, heard = best
    if kind.is_any_number and heard.share < _NEARLY_ALL:
        return False
    by_rule = heard.stretch.sentence.kind == "名词解释" and kind.name not in ("算在内", "归哪类")
    if kind.name in _OF_ANY and by_rule:
        return False  # what a term means by rule is not what became of this money
    units = units_of(question, stretches(evidence, info), clause)
    open_ = "".join(u.said for u in units if u.names and u.said in question.unexplained)
    told = [p for p in fold(_MARKS.sub("", draft.text)).split("\n") if kind.told.search(p)]
    free = kind.name in _OF_ANY or (kind.name == "打算" and not told)
    if len(open_) < _LEAST_OPEN and not free:
        return False
    said = max((share_of(units, paragraph) for paragraph in told), default=0.0)
    return said + _CLEARLY <= heard.share


def _is_of_figures(question: Question) -> bool:
    """Whether a question is on figures or projects, whose own steps tell what belongs to them."""
    intent = question.intent
    weighed = intent.truth or intent.compare or intent.total or intent.share or intent.budget
    return bool(weighed or (question.projects and not question.by_rows))


def _is_alone(question: Question) -> bool:
    return question.before is None and 1 <= len(question.reports) <= _MOST_REPORTS


def _best(question: Question, evidence: Evidence, clause: str, *, alone: bool) -> _Best | None:
    """Return the stretch that tells what a clause asks, of the report that says most of it, or None."""
    if read_intent(clause).unit_cost or WHETHER_SAID.search(clause):
        return None
    found = [
        (info, heard)
        for info in question.reports
        if (heard := find(question, evidence, info, clause)) is not None
        and not _lacks(heard, info, question, evidence, clause, alone=alone)
    ]
    return max(found, key=lambda pair: pair[1].share, default=None)


def _lacks(
    heard: Heard,
    info: ReportInfo,
    question: Question,
    evidence: Evidence,
    clause: str,
    *,
    alone: bool,
) -> bool:
    """Whether a stretch tells no such thing as a clause asks, be it said in the question's own words."""
    text = heard.stretch.text
    units = units_of(question, stretches(evidence, info), clause)
    if any(counts(unit, text) for unit in units):
        return bool(kind_missing(clause, question, evidence, fold(text), alone=alone))
    put = (unit.said for unit in units if unit.degree(text) == 1.0)
    told = fold("。".join((text, *put)))
    if unspoken(clause, question, told):
        return True
    return bool(what_is_missing(clause, question, evidence, told, alone))
