"""What pieces of a question ask of figures and its answer leaves untold: why one moved, its share."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.compose import statements
from assistant.compose.draft import Draft
from assistant.compose.statements import NO_REASON
from assistant.plan.aspects import changed_metric, say_change
from assistant.plan.pieces import Piece, pieces_of
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY
from index.model import Fact
from index.store import ReportInfo
from index.terms import parts_of

_Told = tuple[ReportInfo, str]
_MOST_REPORTS = 2
# 为什么 of two figures that differ is told by what they differ by.
_OF_TWO = re.compile(r"对不上|不一样|不一致|不同|矛盾|差(?:了|的|那|这|多少)|怎么会")
_EACH = re.compile(r"每|各|分别")
_LIKEWISE = re.compile(r"(?:呢|嘞)$")
_HAS_REASON = re.compile(r"原因[:：是为]|主要是|因为|由于|的说明：|原因：")
_UNMOVED = re.compile(r"报告没有写[^。]*与上年相比的总变化。")


def say_owed(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the reasons and shares that pieces of a question ask for and a draft does not tell."""
    asked = pieces_of(question)
    if draft.status != "answered" or len({c.report for c in draft.citations}) > _MOST_REPORTS:
        return
    if question.intent.compare:
        return
    if not question.intent.rank:
        _say_reason(question, evidence, draft, asked)
    if not question.intent.define:
        _say_shares(question, evidence, draft, asked)


def _say_reason(question: Question, evidence: Evidence, draft: Draft, asked: list[Piece]) -> None:
    """Add why the figure nearest before moved, where a piece asks why and no reason is told."""
    why = [p for p in asked if p.intent.why and not _OF_TWO.search(p.words)]
    told = [p for p in draft.paragraphs if p != NO_REASON]
    if not why or len(asked) < 2 or _HAS_REASON.search("\n".join(told)):
        return
    for info, metric in _told_before(question, evidence, draft, why[0]):
        changed = changed_metric(evidence, info, metric)
        if not evidence.reasons(info, changed, "上年"):
            continue
        intent = replace(why[0].intent, why=True)
        draft.paragraphs[:] = [_UNMOVED.sub("", p) for p in draft.paragraphs if p != NO_REASON]
        say_change(replace(question, intent=intent), evidence, draft, info, metric, why=True)
        return


def _told_before(question: Question, evidence: Evidence, draft: Draft, piece: Piece) -> list[_Told]:
    """Return the figures that a draft tells, those first that are named in a piece or last before it."""
    named = [m for m in question.mentions if m.metrics and m.end > m.start and m.end <= piece.end]
    order = [metric for m in sorted(named, key=lambda m: -m.start) for metric in m.metrics]
    reports = evidence.by_id
    told = dict.fromkeys(
        (reports[r.report], r.fact.metric)
        for r in (*draft.references, *(o for d in draft.derivations for o in d.operands))
        if ":" not in r.fact.metric
    )
    return sorted(told, key=lambda pair: order.index(pair[1]) if pair[1] in order else len(order))


def _say_shares(question: Question, evidence: Evidence, draft: Draft, asked: list[Piece]) -> None:
    """Add the share of each figure of which a piece asks it, or asks likewise: 社保支出呢."""
    shares = False
    for piece in asked:
        if piece.intent.makeup or _EACH.search(piece.words):
            return  # 分成几块,各占多少: of the parts
        if piece.intent.rank:
            continue
        likewise = shares and _LIKEWISE.search(piece.words) is not None
        shares = piece.intent.share or likewise
        if not shares or piece.intent.change or piece.intent.budget:
            continue
        named = [metric for m in piece.named(question) for metric in m.metrics]
        for info, metric in _told_before(question, evidence, draft, piece)[:1]:
            if named and metric not in named:
                continue
            whole = next((m for m in named if metric in parts_of().get(m, ())), "")
            fact = statements.main_fact(evidence, info, metric)
            if fact is None or fact.amount.measure not in MONEY or _has_share(draft, info, fact):
                continue
            told = statements.say_share(draft, evidence, info, metric, whole)
            draft.add(told if "占" in told else "")


def _has_share(draft: Draft, info: ReportInfo, part: Fact) -> bool:
    """Whether a draft tells a share of a figure, or of one of its parts in it."""
    stated = any(
        r.report == info.id and r.fact.metric == part.metric and r.fact.aspect == "占比"
        for r in draft.references
    )
    return stated or any(
        d.measure == "%" and d.operands and d.operands[0].fact.metric == part.metric
        for d in draft.derivations
    )
