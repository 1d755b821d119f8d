"""A question file asked of us and of the baselines, over the same corpora in the same run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evals.baselines import LLAMA_INDEX, extractive, llama_index
from evals.cases import Case
from evals.corpora import Corpora
from evals.retrieval import BM25, DEPTH, Dense, Ranker, rankers, ranks
from evals.score import Score, score
from index.embedding import Embedder

OURS = "ours"
# Whose best passage is taken for an answer.
EXTRACTIVE = (LLAMA_INDEX, BM25)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """What a question file gave.

    `answers`: scores by system, ours first. `found`: by retriever, the rank at which each listed
    place is first touched. `lengths`: by retriever, the characters of each passage found.
    """

    name: str
    answers: Mapping[str, Sequence[Score]]
    found: Mapping[str, Sequence[int | None]]
    lengths: Mapping[str, Sequence[int]]

    @property
    def ours(self) -> Sequence[Score]:
        """Our scores."""
        return self.answers[OURS]


class Retrievers:
    """All retrievers over each corpus, made when it is first searched."""

    def __init__(self, corpora: Corpora, embedder: Embedder) -> None:
        """Every retriever that needs vectors uses this one embedder."""
        self._corpora = corpora
        self._embedder = embedder
        self._made: dict[str, dict[str, Ranker]] = {}

    def __getitem__(self, name: str) -> Mapping[str, Ranker]:
        """Return the retrievers over a corpus by name."""
        if name not in self._made:
            corpus = self._corpora[name]
            ours = rankers(corpus, Dense(corpus.assistant.evidence, self._embedder))
            self._made[name] = {**ours, LLAMA_INDEX: llama_index(corpus, self._embedder)}
        return self._made[name]


def ask(cases: Sequence[Case], corpora: Corpora) -> list[Score]:
    """Return the scores of our answers."""
    found = []
    for case in cases:
        corpus = corpora[case.corpus]
        answer = corpus.assistant.ask(case.question, case.history)
        found.append(score(case, answer, corpus.sources))
    return found


def compare(name: str, cases: Sequence[Case], corpora: Corpora, retrievers: Retrievers) -> Run:
    """Ask us and every baseline; a question that needs its history is not searched for places."""
    answers: dict[str, list[Score]] = {OURS: ask(cases, corpora)}
    found: dict[str, list[int | None]] = defaultdict(list)
    lengths: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        sources = corpora[case.corpus].sources
        for system, search in retrievers[case.corpus].items():
            spans = search(case.question, DEPTH)
            lengths[system] += [span.end - span.start for span in spans]
            if not case.history:
                found[system] += ranks(case, spans, sources)
            if system in EXTRACTIVE:
                extract = score(case, extractive(case.question, spans), sources)
                answers.setdefault(f"{system}: top passage", []).append(extract)
    return Run(name, answers, dict(found), dict(lengths))


def together(name: str, runs: Sequence[Run]) -> Run:
    """Return several files as one."""
    return Run(
        name,
        _joined([run.answers for run in runs]),
        _joined([run.found for run in runs]),
        _joined([run.lengths for run in runs]),
    )


def _joined(parts: Sequence[Mapping[str, Sequence[T]]]) -> dict[str, list[T]]:
    return {key: [x for part in parts for x in part.get(key, ())] for key in parts[0]}
