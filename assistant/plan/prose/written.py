"""去年的三公说明怎么写的: the words of a report on a figure, to be gone by."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.compose.statements import main_fact
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, Sentences
from assistant.understand import Question
from index.normalise import fold

_WRITTEN = re.compile(
    r"原话|原文(?:怎么|咋|是|里|贴)|(?:说明|段|口径|报告|决算|文字)[^,，。?？]{0,6}(?:怎么|咋|如何)(?:写|说|表述)"
    r"|照[着抄]|(?:怎么|咋|如何)(?:写|表述)的?(?=[,，。?？]|$)"
)
_OF_OTHER = re.compile(r"原因|理由|为什么|为啥|职责|差异|预算(?!支出)|矛盾|前后|完成率|资产里")
_COST = re.compile(r"(?P<stem>[^()“”]{3,})费")
_LONGEST, _MOST = 600, 5  # characters, and sentences, of a passage that is quoted


def say_written(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Quote what a report writes on the one figure that a question asks the wording of."""
    text = question.folded
    if not _WRITTEN.search(text) or _OF_OTHER.search(text) or draft.status != "answered":
        return
    if len(question.reports) != 1 or len(question.metrics) != 1:
        return
    info = question.reports[0]
    fact = main_fact(evidence, info, question.metrics[0])
    sentences = evidence.sentences(info)
    first = sentences.around(fact.place) if fact is not None else None
    for sentence in _on_it(sentences, first, question.metrics[0]) or _passage(sentences, first):
        say_quote(draft, evidence, info, sentence)


def _on_it(sentences: Sentences, first: Sentence | None, metric: str) -> list[Sentence]:
    """Return the sentences of a section that speak of one cost, where others stand between them."""
    cost = _COST.fullmatch(fold(metric))
    if first is None or cost is None:
        return []
    own = (s for s in sentences.in_order if s.section == first.section and s.kind == first.kind)
    found = [s for s in own if cost["stem"] in fold(s.text) and len(s.text) <= _LONGEST]
    return found[:_MOST] if len(found) > 1 else []


def _passage(sentences: Sentences, first: Sentence | None) -> list[Sentence]:
    """Return a sentence with those that follow it in its section, as far as these are read at a glance."""
    found: list[Sentence] = []
    following = first
    while following is not None and len(found) < _MOST:
        if sum(len(one.text) for one in [*found, following]) > _LONGEST and found:
            break
        found.append(following)
        following = sentences.after(following)
    return found
