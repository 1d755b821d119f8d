"""The learned ranking of sentences: what it holds, what it finds, what it leaves alone."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant import Assistant, Settings, relevance
from assistant.answer import read
from assistant.relevance import features, model, rank, tokens
from evals.cases import discover, group, load
from evals.make_relevance import Example, Learner, Text, examples_of, learn, texts_of
from index import Home


@pytest.fixture(scope="module")
def assistant(indexed: tuple[Home, object]) -> Assistant:
    return Assistant(Settings(indexed[0].path))


def test_no_number_is_a_word_of_its_own() -> None:
    """What was learned cannot hold a figure of a report."""
    assert tokens("2023年花3.5万元买12台") == tokens("2021年花8.25万元买7台")
    learned = model()
    assert not any(re.search(r"\d", word) for word in (*learned.asked, *learned.told))


def test_everyday_words_find_the_sentence_of_other_words(assistant: Assistant) -> None:
    question = read("昌吉政务局2022年保有几辆公车", assistant.evidence)
    (info,) = question.reports
    best = rank(question, assistant.evidence, info)[0]
    assert "公务用车保有量" in best.sentence.text
    assert best.probability > 0.3


def test_probabilities_leave_room_for_none(assistant: Assistant) -> None:
    told = read("昌吉政务局2022年三公经费为什么下降", assistant.evidence)
    untold = read("昌吉政务局2022年局长的手机号是多少", assistant.evidence)
    shares = [
        sum(one.probability for one in rank(q, assistant.evidence, q.reports[0]))
        for q in (told, untold)
    ]
    assert all(0 <= share <= 1.0001 for share in shares)
    assert shares[1] < 0.5 < shares[0]


def test_numpy_ranks_as_torch_learned(
    indexed: tuple[Home, object],
    assistant: Assistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The two sides of the model, learning and answering, are one model: saved, read, the same."""
    path = next(path for name, path in discover().items() if group(name) == "tuned")
    cases = [case for case in load(path) if case.corpus == "five"][:60]
    examples = list(examples_of("five", assistant, cases))
    texts = texts_of("five", assistant)
    learner = learn(examples, texts, epochs=1).eval()
    data = tmp_path / "data"
    data.mkdir()
    learner.save(data)
    monkeypatch.setattr(relevance, "files", lambda _: tmp_path)
    model.cache_clear()
    fresh = Assistant(Settings(indexed[0].path))
    try:
        example = next(e for e in examples if e.answers)
        case = next(case for case in cases if case.id == example.case)
        question = read(case.question, fresh.evidence, case.history)
        info = next(info for info in question.reports if info.id == example.report)
        ranked = rank(question, fresh.evidence, info)
    finally:
        model.cache_clear()
    text = learner.packed(texts["five", example.report])
    with torch.no_grad():
        scores = learner(learner.rows(example.asked), text, torch.from_numpy(example.counted))
    wanted = torch.softmax(scores, 0)[:-1].numpy()
    assert [one.probability for one in ranked] == pytest.approx(sorted(wanted)[::-1], abs=0.01)


def test_learning_twice_gives_the_same() -> None:
    text = Text([["甲", "乙"], ["丙", "丁"]] * 5, ["收入"] * 10)
    counted = np.zeros((10, relevance.FEATURES), dtype=np.float32)
    examples = [Example("c", str(n), "r", ["甲", "几"], counted, [0]) for n in range(6)]
    first, second = (learn(examples, {("c", "r"): text}) for _ in range(2))
    assert isinstance(first, Learner)
    for one, other in zip(first.parameters(), second.parameters(), strict=True):
        assert torch.equal(one, other)


def test_features_have_a_row_for_each_sentence(assistant: Assistant) -> None:
    question = read("数字化局2024年花了多少钱", assistant.evidence)
    (info,) = question.reports
    counted = features(question, assistant.evidence, info)
    assert counted.shape == (len(assistant.evidence.sentences(info).all), relevance.FEATURES)
    assert np.isfinite(counted).all()


def test_an_answer_quotes_what_it_did_not_cite(assistant: Assistant) -> None:
    """保安少了几个人 names neither the indicator nor its unit of measure; the row is found all the same."""
    answer = assistant.ask("市政府机关大院2023年保安少了几个人？怎么招不够")
    assert answer.status == "answered"
    assert "保安人员流动性较大" in answer.answer


def test_a_denial_of_what_is_asked_stays(assistant: Assistant) -> None:
    answer = assistant.ask("乌市政务局2021年局长一年到手多少工资？")
    assert answer.status == "not_found"
