"""The retrievers that we are measured against: same texts, same model, true places."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant, retrieve
from evals import fusion
from evals.baselines import LLAMA_INDEX, extractive
from evals.cases import Case
from evals.corpora import Corpora, Corpus
from evals.results import report
from evals.retrieval import (
    BM25,
    CUTOFFS,
    DENSE,
    HYBRID,
    OURS,
    Dense,
    Ranker,
    Span,
    hit_rate,
    ranks,
    spans,
)
from evals.run import Retrievers, ask, compare, together
from index.embedding import Embedder, load_embedder

pytest_plugins = ("built",)

QUESTION = "昌吉政务局2022年公务接待费的开支内容是什么？"


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder(None)


@pytest.fixture(scope="module")
def corpora(desk: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Corpora:
    return Corpora(tmp_path_factory.mktemp("corpora"), {"five": Corpus.of(desk)})


@pytest.fixture(scope="module")
def retrievers(corpora: Corpora, embedder: Embedder) -> Retrievers:
    return Retrievers(corpora, embedder)


@pytest.fixture(scope="module")
def searches(retrievers: Retrievers) -> Mapping[str, Ranker]:
    return retrievers["five"]


def test_the_texts_are_the_files(corpora: Corpora) -> None:
    for info in corpora["five"].assistant.reports():
        with open(info.file, encoding="utf-8", newline="") as file:
            assert file.read() in corpora["five"].sources.values()


@pytest.mark.parametrize("system", [OURS, HYBRID, BM25, DENSE, LLAMA_INDEX])
def test_every_retriever_returns_places_of_the_files(
    system: str, searches: Mapping[str, Ranker], corpora: Corpora
) -> None:
    found = searches[system](QUESTION, 10)
    assert len(found) == 10
    for span in found:
        assert 0 <= span.start < span.end <= len(corpora["five"].sources[span.file])


def test_the_nodes_of_llama_index_stand_where_they_say(
    searches: Mapping[str, Ranker], corpora: Corpora
) -> None:
    for span in searches[LLAMA_INDEX](QUESTION, 500):
        assert corpora["five"].sources[span.file][span.start : span.end] == span.text


def test_llama_index_is_left_as_it_comes(searches: Mapping[str, Ranker]) -> None:
    from llama_index.core import Settings

    assert searches[LLAMA_INDEX](QUESTION, 1)
    assert Settings._embed_model is None


def test_another_corpus_is_a_folder_of_its_own(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reports" / "one").mkdir(parents=True)
    (file,) = corpus.glob("2022-*.txt")
    shutil.copy(file, tmp_path / "reports" / "one")
    monkeypatch.setattr("evals.corpora.HERE", tmp_path)
    corpora = Corpora(tmp_path / "home")
    place = (file.name, "公务接待费")
    asked = Case("a", "为什么？", "reason", "answered", cite=(place,), corpus="one")
    (alone,) = ask([asked], corpora)
    (after,) = ask([replace(asked, history=("昌吉政务局2022年公务接待费多少？",))], corpora)
    assert list(corpora["one"].sources) == [file.name]
    assert after.answer.answer != alone.answer.answer
    corpora.close()


def test_ours_keeps_to_the_report_of_the_question(searches: Mapping[str, Ranker]) -> None:
    assert len({span.file for span in searches[OURS](QUESTION, 10)}) == 1


def test_exact_cosine_ranks_as_the_index_does(corpora: Corpora, embedder: Embedder) -> None:
    evidence = corpora["five"].assistant.evidence
    reports = [evidence.reports[0].id]
    dense = Dense(evidence, embedder)
    for chosen in (None, reports):
        ours = evidence._vectors.search(embedder.encode([QUESTION])[0], 10, chosen)
        assert [k for k, _ in dense.search(QUESTION, 10, chosen)] == [k for k, _ in ours]
    assert dense.search("", 10) == []


def test_fusion_fuses_as_the_assistant_does(corpora: Corpora, embedder: Embedder) -> None:
    evidence = corpora["five"].assistant.evidence
    used = fusion.Setting(retrieve._DENSE_WEIGHT / retrieve._SPARSE_WEIGHT, retrieve._RRF)
    sparse = evidence.ledger.search(QUESTION, 20)
    dense = Dense(evidence, embedder).search(QUESTION, 20)
    ours = [p.chunk.id for p in evidence.search(QUESTION, 5, evidence.reports)]
    assert fusion.fused(sparse, dense, used)[:5] == ours


def test_a_weight_of_zero_is_bm25_alone() -> None:
    found = fusion.fused([("a", 2.0), ("b", 1.0)], [("c", 1.0)], fusion.Setting(0.0, 60))
    assert found[:2] == ["a", "b"]
    found = fusion.fused([("a", 2.0), ("b", 1.0)], [("c", 1.0)], fusion.Setting(1.5, 60))
    assert found[0] == "c"


def test_weights_are_chosen_on_the_other_reports() -> None:
    first, second = fusion.GRID[0], fusion.GRID[5]

    def trial(file: str, best: fusion.Setting) -> fusion.Trial:
        return fusion.Trial((file,), {s: [0 if s == best else None] for s in fusion.GRID})

    trials = [trial("a", first), trial("b", second)]
    assert fusion.chosen(trials, "a") == second
    assert fusion.chosen(trials, "b") == first
    assert fusion.hits(trials, first) == 0.5
    assert fusion.hits(trials, first, "a") == 1.0
    assert "| all | 2 | | | 0.0% | 50.0% |" in fusion.report(trials)


def test_ranks_and_hit_rates() -> None:
    sources = {"a.txt": "0123456789 x 0123456789"}
    found = [Span("b.txt", 0, 99, ""), Span("a.txt", 13, 20, ""), Span("a.txt", 10, 12, "")]
    expected = Case("i", "q", "k", "answered", cite=(("a.txt", "345"), ("a.txt", "y")))
    assert ranks(expected, found, sources) == [1, None]
    assert [hit_rate([0, 1, 4, None], k) for k in CUTOFFS] == [0.25, 0.5, 0.75, 0.75]
    assert hit_rate([], 1) == 0.0


def test_spans_keep_the_order_of_their_ids(corpora: Corpora) -> None:
    evidence = corpora["five"].assistant.evidence
    chunks = evidence.ledger.all_chunks(evidence.reports[0].id)[:3]
    found = spans(evidence, [chunk.id for chunk in reversed(chunks)])
    assert [span.start for span in found] == [c.place.start for c in reversed(chunks)]


def test_the_best_passage_is_an_answer_that_cites_itself() -> None:
    given = extractive("问？", [Span("a.txt", 2, 5, "三公经费"), Span("a.txt", 0, 1, "x")])
    assert (given.status, given.answer) == ("answered", "三公经费[1]")
    assert [(c.start, c.end) for c in given.citations] == [(2, 5)]
    assert extractive("问？", []).status == "not_found"


def test_all_systems_stand_side_by_side(corpora: Corpora, retrievers: Retrievers) -> None:
    place = (next(f for f in corpora["five"].sources if f.startswith("2022")), "公务接待费")
    cases = [
        Case("a", QUESTION, "value", "answered", must=("接待费",), cite=(place,)),
        Case("b", "那上一年呢？", "value", "answered", cite=(place,), history=(QUESTION,)),
        Case("c", "今天天气怎么样？", "refuse", "refused"),
    ]
    run = compare("tuned", cases, corpora, retrievers)
    assert {len(scores) for scores in run.answers.values()} == {3}
    assert {len(found) for found in run.found.values()} == {1}
    outcomes = {system: scores[2].outcome for system, scores in run.answers.items()}
    assert outcomes == {"ours": "right", **dict.fromkeys(list(run.answers)[1:], "wrong")}
    text = report([run, compare("tuned2", cases[:1], corpora, retrievers)])
    assert "| all tuned | ours | 4 |" in text
    assert text.index("## Retrieval") < text.index("## Misses: tuned\n")
    assert len(together("both", [run, run]).ours) == 6
