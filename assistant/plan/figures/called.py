"""辅警有几个人: a term that no figure bears, told in the words that the report itself uses for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import quote_first
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, report_words, telling, terms
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_MOST_REPORTS, _LEAST = 2, 2


def say_called(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    term: str,
) -> bool:
    """Quote where the words for a term have a number right behind them; False where none has."""
    said = {
        question.folded[m.start : m.end]
        for m in question.mentions
        if m.official == term and m.end - m.start >= _LEAST
    }
    words = {fold(term), *said, *(w for word in said for w in report_words(word))}
    told = re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?:支出|为|共)?\d")
    found = False
    for info in reports if len(reports) <= _MOST_REPORTS else ():
        prose = (
            s
            for s in evidence.sentences(info).all
            if s.kind not in ("名词解释", "自评表") and speaks_of(question, s)
        )
        found |= quote_first(draft, evidence, info, prose, told)
    return found


def speaks_of(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence has some of what a question says beside its terms, if it says anything.

    办公楼装修花了多少: of no other thing that a sentence on the building tells.
    """
    spans = [*question.units.spans, *((m.start, m.end) for m in question.mentions)]
    beside = telling(question.folded, spans)
    return not beside or not beside.isdisjoint(terms(sentence.text))
