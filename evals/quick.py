"""The quick check: a fixed sample of the tuned questions, held to floors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evals import measures
from evals.cases import QUESTIONS, Case, discover, group, load
from evals.score import Score

EVERY = 5
# The least share of each; raise one when more is reached for good.
FLOORS = {
    "right": 0.93,
    "places cited": 0.93,
    "citations relevant": 0.95,
    "withheld": 1.0,
}


def sample(folder: Path = QUESTIONS) -> list[Case]:
    """Return every fifth question of each tuned file."""
    files = [path for name, path in discover(folder).items() if group(name) == "tuned"]
    return [case for path in files for case in load(path)[::EVERY]]


def shortfalls(scores: Sequence[Score]) -> list[str]:
    """Return what fails: each wrong answer, and each share below its floor."""
    wrong = [f"{s.case.id} is wrong: {s.why}" for s in scores if s.outcome == "wrong"]
    reached = {
        "right": measures.share((measures.outcomes(scores)["right"], len(scores))),
        "places cited": measures.share(measures.completeness(scores)),
        "citations relevant": measures.share(measures.precision(scores)),
        "withheld": measures.share(measures.withheld(scores)),
    }
    low = [
        f"{name}: {value:.3f} is below {FLOORS[name]}"
        for name, value in reached.items()
        if value is not None and value < FLOORS[name]
    ]
    return wrong + low
