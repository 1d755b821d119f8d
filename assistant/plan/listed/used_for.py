"""社区矫正花了多少: what has no figure of its own, by the item whose use names it (主要用于：…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.compose.statements import say_value
from assistant.plan.prose.words import asks_money
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, telling, terms
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_USE = re.compile(r"用于:?(?P<what>[^。;]+)")
_HELD, _LEAST_WORDS = 0.6, 3  # of a question's telling words, that a use must hold
_MOST_REPORTS = 2


def answer_used_for(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with the item whose use holds most of a question's words; False where none alone does."""
    if question.projects or question.intent.why or not asks_money(question):
        return False
    told = False
    for info in reports if 1 <= len(reports) <= _MOST_REPORTS else ():
        if any(evidence.facts(info, metric) for metric in question.metrics):
            continue
        sentences = evidence.sentences(info)
        words = telling(question.folded, question.units.spans, sentences.holds)
        words = {word for word in words if sentences.holds(word)} - set(terms(info.unit))
        held = {
            metric: (len(words & set(terms(what))), sentence)
            for metric, what, sentence in _uses(evidence, info)
        }
        best = max((count for count, _ in held.values()), default=0)
        alone = [metric for metric, (count, _) in held.items() if count == best]
        if best < max(_LEAST_WORDS, _HELD * len(words)) or len(alone) != 1:
            continue
        draft.add("报告没有单列这笔钱，它写在下面这项支出的用途里：")
        draft.add(say_value(draft, evidence, info, alone[0]))
        say_quote(draft, evidence, info, held[alone[0]][1])
        told = True
    return told


def _uses(evidence: Evidence, info: ReportInfo) -> Iterator[tuple[str, str, Sentence]]:
    """Yield the items of a report with what each was used for, and the sentence that says so."""
    spoken = [s for s in evidence.sentences(info).all if _USE.search(fold(s.text))]
    for metric in evidence.all_items(info):
        fact = evidence.one(info, metric, "决算数")
        for sentence in spoken if fact is not None else ():
            use = _USE.search(fold(sentence.text))
            if use and fact is not None and fact.context.opens(sentence.place):
                yield metric, use["what"], sentence
                break
