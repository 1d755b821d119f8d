"""One question file asked of us and of the baselines, over the same corpora in the same run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.model import Answer
from evals.cases import Case
from evals.corpora import Corpora, Corpus
from evals.retrieval import DEPTH, Dense, Ranker, rankers, ranks
from evals.score import Score, score

OURS = "ours"
_PASSAGE = ", top passage"


@dataclass(frozen=True, slots=True)
class Run:
    """What one question file (or several together) gave.

    `answers`: scores by system, ours first; `found`: by retriever, the rank at which each listed
    place was first touched; `length`: by retriever, the mean characters of a passage.
    """

    name: str
    answers: Mapping[str, Sequence[Score]]
    found: Mapping[str, Sequence[int | None]]
    length: Mapping[str, float]


def ask(cases: Sequence[Case], corpora: Corpora) -> list[Score]:
    """Return the scores of our answers."""
    return [_scored(case, corpora, lambda c, x: x.assistant.ask(c.question, c.history)) for case in cases]
