"""The questions that the code was written with: none may be answered wrongly again."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from evals.__main__ import run
from evals.score import load, summary

# What was reached when this was last raised; a drop fails, a rise asks for a higher number here.
REACHED = {"tuned": 74, "tuned2": 96}
QUESTIONS = Path(__file__).parent.parent / "evals" / "questions"


@pytest.mark.parametrize("name", REACHED)
def test_no_answer_is_wrong_and_none_is_lost(name: str, desk: Assistant) -> None:
    scores = run(name, desk)
    wrong = [(s.case.id, s.why) for s in scores if s.outcome == "wrong"]
    assert wrong == []
    assert summary(scores)["right"] >= REACHED[name]


@pytest.mark.parametrize("name", ["tuned", "tuned2", "unseen"])
def test_every_expected_place_is_in_the_corpus(name: str) -> None:
    corpus = Path(__file__).parent.parent / "corpus"
    for case in load(QUESTIONS / f"{name}.jsonl"):
        for file, text in case.cite:
            assert text in (corpus / file).read_bytes().decode("utf-8"), case.id
