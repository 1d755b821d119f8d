"""Passage vectors in Chroma: written through llama-index, searched without importing it.

llama-index takes more than a second to import, and a question must not pay for that. Both sides
use one collection, so `llama_index_store` can be composed into other pipelines.
"""

from __future__ import annotations

from collections.abc import Sequence
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
        self._directory = directory.resolve()
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            self._client = chromadb.PersistentClient(
                path=str(self._directory), settings=Settings(anonymized_telemetry=False)
            )
            # Vectors are always given; left to itself, Chroma would download a model.
            self._collection = self._client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
            )
        except Exception as error:  # sqlite, the file system and Chroma each raise their own
            raise IndexUnavailableError(
                f"无法打开向量库 {self._directory}（{error}）。请运行 juesuan index 重新建立索引。"
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
        # Adding an id that exists is silently ignored and would keep the old text.
        self.remove(report)
        nodes = [
            text_node(report, year, unit, chunk, vector)
            for chunk, vector in zip(chunks, vectors, strict=True)
        ]
        store = self.llama_index_store()
        size = self._client.get_max_batch_size()
        for start in range(0, len(nodes), size):
            batch = nodes[start : start + size]
            self._check_free([node.node_id for node in batch])
            with_dimension_checked(store.add, batch)

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
