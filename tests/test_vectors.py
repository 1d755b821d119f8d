"""The vector store: real Chroma on disk, written through llama-index, searched without it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.embedding import load_embedder
from index.errors import IndexMismatchError, IndexUnavailableError
from index.model import Chunk, Place
from index.vectors import VectorStore

ROOT = Path(__file__).parents[1]
AXES = np.eye(4, dtype=np.float32)


def chunk(identifier: str, text: str = "正文") -> Chunk:
    return Chunk(
        identifier, section="三公", kind="prose", header="某局·2023", text=text, place=Place(3, 9)
    )


def ids(hits: list[tuple[str, float]]) -> list[str]:
    return [identifier for identifier, _ in hits]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    opened = VectorStore(tmp_path / "vectors")
    yield opened
    opened.close()


@pytest.fixture
def filled(store: VectorStore) -> VectorStore:
    store.replace("r1", 2022, "甲局", [chunk("a"), chunk("b")], AXES[:2])
    store.replace("r2", 2023, "乙局", [chunk("c"), chunk("d")], AXES[[0, 2]] + AXES[3] * 0.5)
    return store


def test_search_ranks_by_cosine(filled: VectorStore) -> None:
    hits = filled.search(AXES[0] * 7, 2)
    assert ids(hits) == ["a", "c"]
    assert [score for _, score in hits] == pytest.approx([1, 1 / 1.25**0.5], abs=1e-6)


@pytest.mark.parametrize(
    ("reports", "wanted"),
    [
        (None, ["a", "c", "b", "d"]),
        (["r2"], ["c", "d"]),
        (["r1", "r2"], ["a", "c", "b", "d"]),
        (["unknown"], []),
        ([], []),
    ],
)
def test_search_within_reports(
    filled: VectorStore, reports: list[str] | None, wanted: list[str]
) -> None:
    assert ids(filled.search(AXES[0], 10, reports)) == wanted


@pytest.mark.parametrize(("vector", "limit"), [(AXES[0] * 0, 5), (AXES[0], 0)])
def test_search_for_nothing(filled: VectorStore, vector: np.ndarray, limit: int) -> None:
    assert filled.search(vector, limit) == []


def test_search_in_an_empty_store(store: VectorStore) -> None:
    assert store.count() == 0
    assert store.search(AXES[0], 5) == []
    store.remove("r1")


def test_a_chunk_without_known_words_is_stored(store: VectorStore) -> None:
    store.replace(
        "r1", 2023, "甲局", [chunk("zero"), chunk("a")], np.vstack([AXES[0] * 0, AXES[0]])
    )
    assert store.search(AXES[0], 5) == [("a", pytest.approx(1)), ("zero", pytest.approx(0))]


def test_replace_keeps_neither_old_text_nor_old_chunks(filled: VectorStore) -> None:
    filled.replace("r1", 2022, "甲局", [chunk("a", "新的正文")], AXES[[1]])
    assert filled.count() == 3
    assert ids(filled.search(AXES[1], 5, ["r1"])) == ["a"]
    (node,) = filled.llama_index_store().get_nodes(["a"])
    assert node.get_content() == "某局·2023\n新的正文"


def test_replace_by_nothing_and_remove(filled: VectorStore) -> None:
    filled.replace("r1", 2022, "甲局", [], AXES[:0])
    assert filled.count() == 2
    filled.remove("r2")
    assert filled.count() == 0


def test_nodes_carry_what_a_citation_needs(filled: VectorStore) -> None:
    (node,) = filled.llama_index_store().get_nodes(["c"])
    assert node.metadata == {
        "report": "r2",
        "unit": "乙局",
        "year": 2023,
        "section": "三公",
        "kind": "prose",
    }
    assert node.ref_doc_id == "r2"
    assert (node.start_char_idx, node.end_char_idx) == (3, 9)


@pytest.mark.parametrize("names", [["x", "x"], ["a", "x"]])
def test_chunk_ids_must_be_unique(filled: VectorStore, names: list[str]) -> None:
    with pytest.raises(ValueError, match="not unique"):
        filled.replace("r3", 2023, "丙局", [chunk(name) for name in names], AXES[:2])


def test_as_many_vectors_as_chunks(store: VectorStore) -> None:
    with pytest.raises(ValueError, match="1 chunks, but 2 vectors"):
        store.replace("r1", 2023, "甲局", [chunk("a")], AXES[:2])


def test_another_model_is_noticed(filled: VectorStore) -> None:
    other = np.ones((1, 5), dtype=np.float32)
    with pytest.raises(IndexMismatchError, match="juesuan index"):
        filled.search(other[0], 5)
    with pytest.raises(IndexMismatchError, match="juesuan index"):
        filled.replace("r3", 2023, "丙局", [chunk("x")], other)


def test_more_chunks_than_one_batch(store: VectorStore, monkeypatch: pytest.MonkeyPatch) -> None:
    # The real limit is 5,461 chunks, which take five seconds to write.
    monkeypatch.setattr(store._client, "get_max_batch_size", lambda: 3)
    vectors = np.random.default_rng(1).normal(size=(10, 4)).astype(np.float32)
    store.replace("r1", 2023, "甲局", [chunk(f"c{at}") for at in range(10)], vectors)
    assert store.count() == 10
    assert [ids(store.search(vector, 1)) for vector in vectors] == [[f"c{at}"] for at in range(10)]


def test_reopen_copy_and_recreate(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    store = VectorStore(first)
    store.replace("r1", 2023, "甲局", [chunk("a")], AXES[[0]])
    store.close()
    shutil.copytree(first, second)

    copy = VectorStore(second)
    copy.replace("r2", 2023, "乙局", [chunk("b")], AXES[[0]])
    original = VectorStore(first)
    assert (original.count(), copy.count()) == (1, 2)
    assert ids(copy.search(AXES[0], 5)) == ["a", "b"]
    original.close()
    copy.close()

    shutil.rmtree(first)
    second.rename(first)
    moved = VectorStore(first)
    assert moved.count() == 2
    moved.close()
    shutil.rmtree(first)
    fresh = VectorStore(first)
    assert fresh.count() == 0
    fresh.close()
    fresh.close()


def test_two_handles_on_one_directory(filled: VectorStore) -> None:
    other = VectorStore(filled.directory)
    other.replace("r3", 2024, "丙局", [chunk("e")], AXES[[3]])
    other.close()
    assert ids(filled.search(AXES[3], 1)) == ["e"]


@pytest.mark.parametrize("broken", ["database", "file"])
def test_unreadable_directory(tmp_path: Path, broken: str) -> None:
    directory = tmp_path / "vectors"
    if broken == "file":
        directory.write_text("no folder", encoding="utf-8")
    else:
        directory.mkdir()
        (directory / "chroma.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(IndexUnavailableError, match="juesuan index"):
        VectorStore(directory)


def test_search_with_the_default_model_imports_no_llama_index(tmp_path: Path) -> None:
    texts = ["公务接待费支出0.30万元。", "政府采购支出总额1560.00万元。", "实有人数52人。"]
    embedder = load_embedder(None)
    store = VectorStore(tmp_path)
    chunks = [chunk(f"c{at}", text) for at, text in enumerate(texts)]
    store.replace("r1", 2023, "甲局", chunks, embedder.encode(texts))
    store.close()
    code = f"""
import sys
from pathlib import Path
from index.embedding import load_embedder
from index.vectors import VectorStore
store = VectorStore(Path({str(tmp_path)!r}))
[(best, _)] = store.search(load_embedder(None).encode(["请客吃饭花了多少"])[0], 1)
store.close()
assert best == "c0", best
heavy = {{"torch", "llama_index", "sentence_transformers", "onnxruntime"}} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
