"""搞部门评价了吗: what a report says outright that there was not, of what a question asks about."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.plan.split.pieces import Piece, pieces_of
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, Sentences, telling
from assistant.understand import Question
from index.normalise import fold, longest_run
from index.store import ReportInfo

_LEAST_RUN = 4  # characters that a denial has in common with what is asked
_ENOUGH = 0.6  # of the words of a piece, that a denial must hold
_MOST_REPORTS = 2


# Words that many sentences say, and that name nothing which there may be or not.
_GENERIC = re.compile(
    r"\d+|年度?|一般公共|财政|拨款|预算|决算|支出|收入|全年|本年|单位|上年|差异|增加|减少|原因|情况|多少|本部门"
)
_ASKS = re.compile(r"[吗没]|(?<![什怎那这要])么|有没有|是否|搞|开展|组织|多少|几")


def say_absent(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the sentence that denies what a piece of a question asks about, where the answer lacks it."""
    if draft.status not in ("answered", "not_found") or question.intent.rank:
        return
    for info in question.reports if len(question.reports) <= _MOST_REPORTS else ():
        for piece in pieces_of(question):
            if _say_elsewhere(question, piece, evidence, draft, info):
                continue
            sentence = _denial(question, piece, evidence, draft, info)
            if sentence is None or sentence.text in draft.text:
                continue
            if draft.status == "not_found":
                draft.status = "answered"
                draft.paragraphs.clear()
            say_quote(draft, evidence, info, sentence)


def _say_elsewhere(
    question: Question, piece: Piece, evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """两项补贴发了多少: quote that others pay it; False where no report says so of what is asked."""
    if not _ASKS.search(piece.words) or piece.intent.define:
        return False
    sentences = evidence.sentences(info)
    unstated = [fold(term) for term in _unstated(question, piece)]
    words = _named(question, piece)
    asked = {w for w in telling(words) if sentences.holds(w)}
    spoken = [question.folded[m.start : m.end] for m in piece.named(question)]
    for sentence in sentences.of_others:
        text = fold(sentence.text)
        run = next((term for term in unstated if term in text), "")
        untold = draft.status == "not_found"
        alone = untold and any(sentences.is_only_in(word, sentence.place) for word in asked)
        if not run and (alone or _is_of(words, asked, sentence, sentences)):
            run = longest_run(words, text)
        if not run or any(run in word for word in spoken):
            continue  # 残疾人就业, which is spent on, and 残疾人就业保障金
        if all(word in run or word in _ANY_AMOUNT for word in spoken):
            draft.paragraphs.clear()  # of a part of these words alone
        draft.status = "answered"
        say_quote(draft, evidence, info, sentence)
        return True
    return False


_ANY_AMOUNT = ("收了多少", "花了多少")


def _unstated(question: Question, piece: Piece) -> list[str]:
    """Return the official terms that a piece says and no report has figures of: 残保金."""
    inside = (m for m in question.mentions if piece.start <= m.start < m.end <= piece.end)
    return [m.official for m in inside if m.official and not (m.metrics or m.topic or m.aspect)]


def _denial(
    question: Question, piece: Piece, evidence: Evidence, draft: Draft, info: ReportInfo
) -> Sentence | None:
    """Return the shortest denial of what a piece asks about beside the figures that are told."""
    if not _ASKS.search(piece.words) or piece.intent.why or piece.intent.define:
        return None
    told = {r.fact.metric for r in draft.references if r.report == info.id}
    if any(told & set(mention.metrics) for mention in piece.named(question)):
        return None
    sentences = evidence.sentences(info)
    words = _named(question, piece)
    asked = {w for w in telling(words) if sentences.holds(w)}
    found = [s for s in sentences.denials if _is_of(words, asked, s, sentences)]
    return min(found, key=lambda s: len(s.text), default=None)


def _named(question: Question, piece: Piece) -> str:
    """Return the words of a piece without the unit's name and without what names nothing."""
    bare = "".join(
        "," if any(s <= piece.start + n < e for s, e in question.units.spans) else char
        for n, char in enumerate(piece.words)
    )
    return _GENERIC.sub(",", bare)


def _is_of(words: str, asked: set[str], denial: Sentence, sentences: Sentences) -> bool:
    run = longest_run(words, _GENERIC.sub(";", fold(denial.text)))
    return len(run) >= _LEAST_RUN and sentences.share(asked, set(denial.words)) >= _ENOUGH
