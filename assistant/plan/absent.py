"""搞部门评价了吗: what a report says outright that there was not, of what a question asks about."""

from __future__ import annotations

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.plan.pieces import Piece, pieces_of
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, Sentences, telling, terms
from assistant.understand import Question
from index.normalise import fold, longest_run
from index.store import ReportInfo

_LEAST_RUN = 4  # characters that a denial has in common with what is asked
_ENOUGH = 0.6  # of the words of a piece, that a denial must hold
_MOST_REPORTS = 2


def say_absent(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the sentence that denies what a piece of a question asks about, where the answer lacks it."""
    if draft.status not in ("answered", "not_found") or question.intent.rank:
        return
    reports = question.reports if len(question.reports) <= _MOST_REPORTS else ()
    for info in reports:
        told = {fold(r.fact.metric) for r in draft.references if r.report == info.id}
        for piece in pieces_of(question):
            sentence = _denial(question, piece, evidence, info, told)
            if sentence is None or sentence.text in draft.text:
                continue
            if draft.status == "not_found":
                draft.status = "answered"
                draft.paragraphs.clear()
            say_quote(draft, evidence, info, sentence)


def _denial(
    question: Question, piece: Piece, evidence: Evidence, info: ReportInfo, told: set[str]
) -> Sentence | None:
    """Return the shortest denial of what a piece says, which is no name of a figure that is told."""
    sentences = evidence.sentences(info)
    words = _bare(question, piece)
    asked = {w for w in telling(words) if sentences.holds(w)}
    found = [
        s
        for s in sentences.denials
        if _is_of(words, asked, s, sentences) and not _names_told(words, s, told)
    ]
    return min(found, key=lambda s: len(s.text), default=None)


def _bare(question: Question, piece: Piece) -> str:
    spans = question.units.spans
    return "".join(
        "," if any(s <= piece.start + n < e for s, e in spans) else char
        for n, char in enumerate(piece.words)
    )


def _is_of(words: str, asked: set[str], denial: Sentence, sentences: Sentences) -> bool:
    text = fold(denial.text)
    long = len(longest_run(words, text)) >= _LEAST_RUN
    return long and sentences.share(asked, set(terms(text))) >= _ENOUGH


def _names_told(words: str, denial: Sentence, told: set[str]) -> bool:
    run = longest_run(words, fold(denial.text))
    return any(run in metric or metric in run for metric in told)
