"""What others do on the same corpus: llama-index as it comes, and a passage as the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter

from assistant.model import Answer, Citation
from evals.corpora import Corpus
from evals.retrieval import Ranker, Span
from index.embedding import Embedder

LLAMA_INDEX = "plain llama-index"


class SameEmbedding(BaseEmbedding):  # type: ignore[misc]  # llama-index is untyped here
    """Our embedding model as llama-index calls one, so that only the rest differs."""

    embedder: Any

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in row] for row in self.embedder.encode(texts)]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def llama_index(corpus: Corpus, embedder: Embedder) -> Ranker:
    """Return the retriever of a VectorStoreIndex over SentenceSplitter's nodes, all defaults.

    The file's name goes into each node's embedded metadata, as SimpleDirectoryReader has it.
    """
    documents = [
        Document(text=text, metadata={"file_path": file}) for file, text in corpus.sources.items()
    ]
    nodes = SentenceSplitter().get_nodes_from_documents(documents)
    index = VectorStoreIndex(nodes, embed_model=SameEmbedding(embedder=embedder))

    def search(text: str, limit: int) -> list[Span]:
        found = index.as_retriever(similarity_top_k=limit).retrieve(text)
        return [_span(scored.node) for scored in found]

    return search


def _span(node: Any) -> Span:
    return Span(node.metadata["file_path"], node.start_char_idx, node.end_char_idx, node.text)


def extractive(question: str, found: Sequence[Span]) -> Answer:
    """Return the best passage as the answer, citing itself: what a reader gets without a model."""
    if not found:
        return Answer(question, "not_found", "")
    best = found[0]
    citation = Citation(
        mark=1,
        report="",
        unit="",
        year=0,
        section="",
        quote=best.text,
        file=best.file,
        start=best.start,
        end=best.end,
    )
    return Answer(question, "answered", f"{best.text}[1]", (citation,))
