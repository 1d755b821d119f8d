"""Passage vectors in Chroma: written through llama-index, searched without importing it.

llama-index takes more than a second to import, and a question must not pay for that. Both sides
use one collection, so `llama_index_store` can be composed into other pipelines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexMismatchError, IndexUnavailableError
from index.model import Chunk

if TYPE_CHECKING:
    from llama_index.core.schema import TextNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

COLLECTION = "chunks"


class VectorStore:
    """The passage vectors of one index directory, by cosine.

    One process writes to a directory; a client that is open meanwhile elsewhere goes stale.
    """

    def __init__(self, directory: Path) -> None:
        """Open the collection in `directory`, creating both where there is none.

        Raises IndexUnavailableError where it cannot be opened.
        """
        import chromadb
        from chromadb.config import Settings

        # Chroma keeps one system per process and path *string*: one spelling for each directory.
        self.directory = directory.resolve()
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            self._client = chromadb.PersistentClient(
                path=str(self.directory), settings=Settings(anonymized_telemetry=False)
            )
            # Vectors are always given; left to itself, Chroma would download a model.
            self._collection = self._client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
            )
        except Exception as error:  # sqlite, the file system and Chroma each raise their own
            raise IndexUnavailableError(
                f"无法打开向量库 {self.directory}（{error}）。请运行 juesuan index 重新建立索引。"
            ) from error

    def replace(
        self,
        report: str,
        year: int,
        unit: str,
        chunks: Sequence[Chunk],
        vectors: NDArray[np.float32],
    ) -> None:
        """Store the chunks of a report, one row of `vectors` each, in place of those it had.

        Raises ValueError where the two differ in length or a chunk's id is already taken, and
        IndexMismatchError where the vectors' length is not that of the stored ones.
        """
        if len(chunks) != len(vectors):
            raise ValueError(f"{len(chunks)} chunks, but {len(vectors)} vectors")
        if len({chunk.id for chunk in chunks}) != len(chunks):
            raise ValueError(f"chunk ids of report {report} are not unique")
        # Adding an id that exists is silently ignored and would keep the old text.
        self.remove(report)
        store = self.llama_index_store()
        size = self._client.get_max_batch_size()
        for start in range(0, len(chunks), size):
            batch = chunks[start : start + size]
            self._check_free([chunk.id for chunk in batch])
            nodes = [
                text_node(report, year, unit, chunk, vector)
                for chunk, vector in zip(batch, vectors[start : start + size], strict=True)
            ]
            with same_dimension():
                store.add(nodes)

    def remove(self, report: str) -> None:
        """Remove all chunks of a report; nothing happens where there are none."""
        self._collection.delete(where={"report": report})

    def count(self) -> int:
        """Return the number of chunks stored."""
        return int(self._collection.count())

    def search(
        self, vector: NDArray[np.float32], limit: int, reports: Sequence[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return up to `limit` chunk ids with their cosine similarity, best first.

        `reports` narrows the search to these reports; None means all. A zero vector is near
        nothing. Raises IndexMismatchError where the vector's length is not that of the index.
        """
        if limit < 1 or not vector.any() or (reports is not None and not reports):
            return []
        with same_dimension():
            found = self._collection.query(
                query_embeddings=[vector],
                n_results=limit,
                where=None if reports is None else {"report": {"$in": list(reports)}},
                include=["distances"],
            )
        hits = zip(found["ids"][0], found["distances"][0], strict=True)
        # Equal passages come in any order; the id settles it.
        return sorted(((id_, 1.0 - far) for id_, far in hits), key=lambda hit: (-hit[1], hit[0]))

    def llama_index_store(self) -> ChromaVectorStore:
        """Return the same collection as a llama-index vector store."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        return ChromaVectorStore(chroma_collection=self._collection)

    def close(self) -> None:
        """Release the files, so that the directory may be copied or moved."""
        self._client.close()

    def _check_free(self, ids: Sequence[str]) -> None:
        taken = self._collection.get(ids=list(ids), include=[])["ids"]
        if taken:
            raise ValueError(f"chunk ids of another report are not unique: {', '.join(taken[:5])}")


def text_node(
    report: str, year: int, unit: str, chunk: Chunk, vector: NDArray[np.float32]
) -> TextNode:
    """Return a chunk as llama-index has it; its source document is the report."""
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

    return TextNode(
        id_=chunk.id,
        text=f"{chunk.header}\n{chunk.text}",
        embedding=vector.tolist(),
        metadata={
            "report": report,
            "unit": unit,
            "year": year,
            "section": chunk.section,
            "kind": chunk.kind,
        },
        start_char_idx=chunk.place.start,
        end_char_idx=chunk.place.end,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=report)},
    )


@contextmanager
def same_dimension() -> Iterator[None]:
    """Turn Chroma's complaint about a vector's length into IndexMismatchError."""
    from chromadb.errors import InvalidArgumentError

    try:
        yield
    except InvalidArgumentError as error:
        raise IndexMismatchError(
            f"向量与索引不符，索引是用另一个向量模型建立的（{error}）。"
            "请换回原来的模型，或运行 juesuan index 重新建立索引。"
        ) from error
