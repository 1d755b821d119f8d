"""火化、守灵、冷藏各收了多少: things by names of a report's own that one of its sentences lists with amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.plan.split.pieces import Piece, pieces_of, things_of
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence
from assistant.understand import Question
from assistant.understand.question import without
from index.normalise import fold
from index.store import ReportInfo

_MOST_REPORTS, _LEAST_THINGS, _LEAST_NAME = 2, 2, 2
_LONGEST = 300
_LEAD = re.compile(r"^(?:其中|里[头面]?|[今去上]年|全年|20\d\d年?度?|那个?|还有|他们|的|在|光|是)+")
_TAIL = re.compile(
    r"(?:这|那)?(?:一|几)?(?:块|笔|项|样|部分|方面)?(?:儿)?(?:上)?的?(?:钱|收入|支出)?$"
)
_BESIDE = r"[\u4e00-\u9fff()“”]{0,6}"  # between a thing's name and its amount: 冷藏(存放)
_MONEY = r"\d[\d,.]*\s*[万亿]?元"
_OF_MONEY = re.compile(r"钱|收|花|支|挣|赚|元|费")


def answer_listed_together(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote the sentence that lists all things of a piece with amounts; False where terms name them."""
    if question.projects or len(reports) > _MOST_REPORTS:
        return False
    told = False
    pieces = pieces_of(question)
    for piece in pieces:
        names = _names(piece, question)
        if len(names) < _LEAST_THINGS or not _OF_MONEY.search(piece.words):
            continue
        for info in reports if not _are_terms(names, question, evidence, reports) else ():
            sentence = _listing(names, evidence, info)
            if sentence is not None:
                say_quote(draft, evidence, info, sentence)
                told = True
    draft.complete = told and len(pieces) == 1
    return told


def _names(piece: Piece, question: Question) -> list[str]:
    """Return the names of the things that a piece lists, without the unit's and what leads to them."""
    text = without(question.folded, question.units.spans)
    parts = things_of(piece, question)
    names = [_TAIL.sub("", _LEAD.sub("", text[p.start : p.end].strip())) for p in parts]
    return names if len(names) > 1 and all(len(n) >= _LEAST_NAME for n in names) else []


def _are_terms(
    names: Sequence[str],
    question: Question,
    evidence: Evidence,
    reports: Sequence[ReportInfo],
) -> bool:
    """Whether each of some names is a term that a report states by the very word that is said."""
    stated = [
        fold(metric)
        for mention in question.mentions
        for metric in (mention.official, *mention.metrics)
        if any(evidence.facts(info, m) for info in reports for m in mention.metrics)
    ]
    return all(any(name in metric for metric in stated) for name in names)


def _said(name: str) -> str:
    """Return the pattern of a name, where one of two characters may be short for three: 门(急)诊."""
    return f"{name[0]}.?{name[1]}" if len(name) == _LEAST_NAME else re.escape(name)


def _listing(names: Sequence[str], evidence: Evidence, info: ReportInfo) -> Sentence | None:
    """Return the shortest part of a sentence of the prose that tells an amount behind each name."""
    told = [re.compile(_said(name) + _BESIDE + _MONEY) for name in names]
    sentences = evidence.sentences(info)
    found = [
        part
        for sentence in sentences.all
        if sentence.kind not in ("自评表", "名词解释") and told[0].search(fold(sentence.text))
        for part in sentences.parts(sentence, PART)
        if len(part.text) <= _LONGEST and all(way.search(fold(part.text)) for way in told)
    ]
    return min(found, key=lambda part: len(part.text), default=None)
