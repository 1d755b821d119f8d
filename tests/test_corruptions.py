"""A sample of the corruptions that `python -m evals.corruptions` makes, each found."""

from __future__ import annotations

import random

import pytest

from assistant import Assistant
from evals.corruptions import (
    WAYS,
    Corruption,
    Written,
    alarms,
    corruptions,
    found,
    questions,
    written,
)

pytest_plugins = ("built",)

_SAMPLE = 40


@pytest.fixture(scope="module")
def answers(desk: Assistant) -> list[Written]:
    return written(desk, questions()[::6])


@pytest.fixture(scope="module")
def sample(answers: list[Written]) -> list[Corruption]:
    """A few of every kind."""
    rng = random.Random(7)
    made = corruptions(answers)
    by_kind = [[c for c in made if c.kind == kind] for kind in WAYS]
    return [c for own in by_kind for c in rng.sample(own, min(len(own), -(-_SAMPLE // len(WAYS))))]


def test_untouched_answers_raise_no_alarm(answers: list[Written]) -> None:
    assert alarms(answers, references=False) == []
    assert alarms(answers, references=True) == []


@pytest.mark.parametrize("references", [False, True])
def test_corruptions_are_found(sample: list[Corruption], *, references: bool) -> None:
    assert len(sample) >= _SAMPLE
    missed = [(c.kind, c.before, c.after) for c in sample if not found(c, references=references)]
    assert missed == []


def test_the_same_seed_makes_the_same_corruptions(answers: list[Written]) -> None:
    assert [c.text for c in corruptions(answers[:5])] == [c.text for c in corruptions(answers[:5])]
