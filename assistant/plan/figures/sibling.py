"""农村低保多少 || 城市的呢: the figure whose name differs from the one spoken of by a word that is said."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.vocabulary import Mention

_LEAST_ALIKE = 3  # characters that two names share
_BARE = re.compile(
    r"(?:那么?|还有|再说说?)?(?P<word>[\u4e00-\u9fff]{2,4}?)(?:的|那块|方面|这块)?(?:呢|多少|是多少|又是多少|花了多少)[?？]?"
)


def of_sibling(question: Question, evidence: Evidence) -> Question:
    """Return a question on the sibling of what was spoken of that its one bare word tells."""
    said = _BARE.fullmatch(question.folded)
    earlier = question.before
    if said is None or earlier is None or question.projects or question.units.spans:
        return question
    word = said["word"]
    own = any(m.end > m.start for m in question.mentions)
    spoken = [m for m in question.metrics if word not in m]
    if own or word not in question.unexplained or len(spoken) != 1:
        return question
    found: dict[str, int] = {}
    for info in question.reports:
        for metric in evidence.metrics(info):
            at = metric.find(word)
            if at >= 0 and not metric.startswith("项目:"):
                found[metric] = max(found.get(metric, 0), _alike(metric, at, word, spoken[0]))
    ranked = sorted(found.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < _LEAST_ALIKE:
        return question
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return question
    metric = ranked[0][0]
    kept = tuple(m for m in question.mentions if not m.metrics)
    return replace(question, mentions=(Mention(0, 0, metric, (metric,)), *kept))


def _alike(metric: str, at: int, word: str, spoken: str) -> int:
    """Return how many characters beside the word a name shares with the one spoken of."""
    before = _shared(metric[:at], spoken)
    after = _shared(metric[at + len(word) :][::-1], spoken[::-1])
    whole = before == at or metric[at - 1] in ")）"
    return before + after if whole and after else 0


def _shared(left: str, right: str) -> int:
    """Return how many characters two names share from their start."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    return sum(1 for _ in alike)
