"""A cross-encoder named in the settings puts the passages in order: a real one, made here."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from index import Home, Outcome
from index.embedding import load_reranker
from index.errors import InputError


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small cross-encoder with random weights."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("reranker")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *map(chr, range(0x4E00, 0x5200))]
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(str(vocabulary)).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_passages_stand_in_the_order_of_the_cross_encoder(
    indexed: tuple[Home, list[Outcome]], model: Path
) -> None:
    assistant = Assistant(Settings(indexed[0].path, rerank_model=str(model)))
    evidence = assistant.evidence
    found = evidence.search("三公经费为什么下降", 5, evidence.reports)
    texts = [f"{p.chunk.header}\n{p.chunk.text}" for p in found]
    scores = load_reranker(str(model))("三公经费为什么下降", texts)
    assert len(found) == 5
    assert [p.score for p in found] == pytest.approx(scores, abs=1e-5)
    assert scores == sorted(scores, reverse=True)
    evidence.close()


def test_a_missing_model_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="找不到"):
        load_reranker(str(tmp_path / "nothing"))
