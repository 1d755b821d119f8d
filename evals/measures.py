"""Scores of many questions → counts and shares; a share of nothing is None."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.model import OUTCOMES as FIGURE_OUTCOMES
from evals.score import OUTCOMES, Score


def outcomes(scores: Sequence[Score]) -> dict[str, int]:
    """Return how many scores there are of each outcome."""
    counts = Counter(score.outcome for score in scores)
    return {outcome: counts[outcome] for outcome in OUTCOMES}


def completeness(scores: Sequence[Score]) -> tuple[int, int]:
    """Return how many listed places the answers cite, of how many; withheld answers are left out."""
    given = [s for s in scores if s.case.status == s.answer.status == "answered"]
    listed = sum(len(s.case.cite) for s in given)
    return listed - sum(len(s.missed) for s in given), listed


def precision(scores: Sequence[Score]) -> tuple[int, int]:
    """Return how many citations are relevant, of how many."""
    cited = sum(len(s.answer.citations) for s in scores)
    return cited - sum(len(s.faults) for s in scores), cited


def figures(scores: Sequence[Score]) -> dict[str, int]:
    """Return how many figures of the answers have each outcome."""
    counts = Counter(figure.outcome for s in scores for figure in s.answer.figures)
    return {outcome: counts[outcome] for outcome in FIGURE_OUTCOMES}


def withheld(scores: Sequence[Score]) -> tuple[int, int]:
    """Return how many questions without an answer are not answered, of how many.

    One that may be asked back or answered for each candidate (it has a `must`) is none of them.
    """
    closed = [s for s in scores if s.case.status != "answered" and not s.case.must]
    return sum(s.answer.status != "answered" for s in closed), len(closed)


def wrongly_withheld(scores: Sequence[Score]) -> tuple[int, int]:
    """Return how many questions with an answer are not answered, of how many."""
    open_ = [s for s in scores if s.case.status == "answered"]
    return sum(s.answer.status != "answered" for s in open_), len(open_)


def latency(scores: Sequence[Score]) -> tuple[float, float]:
    """Return p50 and p95 in milliseconds."""
    times = sorted(s.answer.elapsed_ms for s in scores)
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def share(counts: tuple[int, int]) -> float | None:
    """Return part / whole."""
    part, whole = counts
    return part / whole if whole else None
