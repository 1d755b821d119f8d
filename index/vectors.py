"""Passage vectors in Chroma: written through llama-index, searched without importing it.

llama-index takes more than a second to import, so that a question must not pay for it. Both sides
use one collection, so that `llama_index_store` can be composed into other pipelines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexUnavailableError
from index.model import Chunk

if TYPE_CHECKING:
    from llama_index.vector_stores.chroma import ChromaVectorStore

COLLECTION = "chunks"
# Chroma's default (100) loses neighbours once a filter leaves few candidates.
EF_SEARCH = 400


class VectorStore:
    """The passage vectors of one index directory, by cosine.

    One process may write to a directory; a client that was open meanwhile elsewhere goes stale.
    """

    def __init__(self, directory: Path) -> None:
        """Open the collection in `directory`, creating both where there is none.

        Raises IndexUnavailableError where the directory cannot be opened.
        """
        import chromadb
        from chromadb.config import Settings

        # Chroma keeps one system per path *string* and process: one spelling for each directory.
        self.directory = directory.resolve()
        self.directory.mkdir(parents=True, exist_ok=True)
        try:
            self._client = chromadb.PersistentClient(
                path=str(self.directory), settings=Settings(anonymized_telemetry=False)
            )
            # No embedding function: with one, Chroma would download a model.
            self._collection = self._client.get_or_create_collection(
                COLLECTION,
                configuration={"hnsw": {"space": "cosine", "ef_search": EF_SEARCH}},
                embedding_function=None,
            )
        except Exception as error:
            raise IndexUnavailableError(f"x {error}") from error

    def count(self) -> int:
        return int(self._collection.count())

    def remove(self, report: str) -> None:
        self._collection.delete(where={"report": report})

    def replace(self, report, year, unit, chunks, vectors) -> None:
        from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode
        self.remove(report)
        store = self.llama_index_store()
        nodes = [TextNode(id_=c.id, text=f"{c.header}\n{c.text}", embedding=v.tolist(),
            metadata={"report": report, "unit": unit, "year": year, "section": c.section, "kind": c.kind},
            relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=report)}) for c, v in zip(chunks, vectors, strict=True)]
        b = self._client.get_max_batch_size()
        for i in range(0, len(nodes), b):
            store.add(nodes[i:i+b])

    def search(self, vector, limit, reports=None):
        where = None if reports is None else {"report": {"$in": list(reports)}}
        f = self._collection.query(query_embeddings=[vector.tolist()], n_results=limit, where=where, include=["distances"])
        return [(i, 1 - d) for i, d in zip(f["ids"][0], f["distances"][0])]

    def llama_index_store(self):
        from llama_index.vector_stores.chroma import ChromaVectorStore
        return ChromaVectorStore(chroma_collection=self._collection)

    def close(self):
        self._client.close()
