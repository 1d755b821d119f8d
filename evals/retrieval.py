"""Passages found for a question, and at which rank each listed place is first touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve import Evidence
from evals.cases import Case, ranges
from evals.corpora import Corpus
from index.embedding import Embedder
from index.model import Chunk
from index.store import ReportInfo

CUTOFFS = (1, 3, 5, 10)
DEPTH = max(CUTOFFS)
HYBRID, BM25, DENSE = "hybrid in all reports", "BM25 alone", "dense alone"
OURS = "ours: hybrid in the understood reports"


@dataclass(frozen=True, slots=True)
class Span:
    """A passage: its text, and the range of its file that it was taken from."""

    file: str
    start: int
    end: int
    text: str


# Returns the best passages for a question, best first.
Ranker = Callable[[str, int], Sequence[Span]]


def ranks(case: Case, found: Sequence[Span], sources: Mapping[str, str]) -> list[int | None]:
    """Return the rank (from 0) at which each listed place is first touched, None where never."""
    return [_rank(file, ranges(sources.get(file, ""), text), found) for file, text in case.cite]


def _rank(file: str, places: Sequence[tuple[int, int]], found: Sequence[Span]) -> int | None:
    for rank, span in enumerate(found):
        if span.file == file and any(span.start < e and span.end > s for s, e in places):
            return rank
    return None


def hit_rate(found: Sequence[int | None], cutoff: int) -> float:
    """Return the share of places that are touched by the first `cutoff` passages."""
    return sum(rank is not None and rank < cutoff for rank in found) / max(len(found), 1)


class Dense:
    """Passages by cosine, computed exactly over the vectors that the index holds."""

    def __init__(self, evidence: Evidence, embedder: Embedder) -> None:
        """Embed the passages as the index does: heading and text."""
        kept = [(r.id, c) for r in evidence.reports for c in evidence.ledger.all_chunks(r.id)]
        self._embedder = embedder
        self._ids = [chunk.id for _, chunk in kept]
        self._reports = np.array([report for report, _ in kept])
        self._vectors: NDArray[np.float32] = embedder.encode(
            [f"{chunk.header}\n{chunk.text}" for _, chunk in kept]
        )

    def search(
        self, text: str, limit: int, reports: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return (chunk id, similarity) best first, from these reports only where given."""
        vector = self._embedder.encode([text])[0]
        if not vector.any():
            return []
        near = self._vectors @ vector
        kept = np.isin(self._reports, list(reports or ())) | (reports is None)
        best = sorted(np.flatnonzero(kept), key=lambda i: (-near[i], self._ids[i]))[:limit]
        return [(self._ids[i], float(near[i])) for i in best]


def routed(corpus: Corpus, text: str) -> Sequence[ReportInfo]:
    """Return the reports that a question is understood to ask about, or all."""
    return corpus.assistant.understand(text).reports or corpus.assistant.evidence.reports


def rankers(corpus: Corpus, dense: Dense) -> dict[str, Ranker]:
    """Return our search as it is used, and each of its parts over all reports."""
    evidence = corpus.assistant.evidence

    def ours(text: str, limit: int) -> list[Span]:
        return _found(evidence, text, limit, routed(corpus, text))

    def hybrid(text: str, limit: int) -> list[Span]:
        return _found(evidence, text, limit, evidence.reports)

    def sparse(text: str, limit: int) -> list[Span]:
        return _spans(evidence, evidence.ledger.search(text, limit))

    def by_vector(text: str, limit: int) -> list[Span]:
        return _spans(evidence, dense.search(text, limit))

    return {OURS: ours, HYBRID: hybrid, BM25: sparse, DENSE: by_vector}


def spans(evidence: Evidence, keys: Sequence[str]) -> list[Span]:
    """Return passages by their ids, in this order."""
    files = {report.id: report.file for report in evidence.reports}
    chunks = evidence.ledger.chunks(keys)
    return [_span(files[chunks[key][0]], chunks[key][1]) for key in keys]


def _spans(evidence: Evidence, ranking: Sequence[tuple[str, float]]) -> list[Span]:
    return spans(evidence, [key for key, _ in ranking])


def _found(evidence: Evidence, text: str, limit: int, reports: Sequence[ReportInfo]) -> list[Span]:
    return [_span(p.report.file, p.chunk) for p in evidence.search(text, limit, reports)]


def _span(file: str, chunk: Chunk) -> Span:
    return Span(Path(file).name, chunk.place.start, chunk.place.end, chunk.text)
