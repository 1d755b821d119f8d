"""辅警有几个人: a term that no figure bears, told in the words that the report itself uses for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.retrieve import Evidence
from assistant.sentences import report_words
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
        for sentence in evidence.sentences(info).all:
            if sentence.kind not in ("名词解释", "自评表") and told.search(fold(sentence.text)):
                say_quote(draft, evidence, info, sentence)
                found = True
                break
    return found
