"""Our retriever and query engine as llama-index objects, for others to compose with.

Off the hot path: the command line and the page do not import llama-index to answer.
"""

from __future__ import annotations

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import RESPONSE_TYPE, Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.assistant import Assistant
from assistant.model import Answer
from assistant.render import as_dict


class JuesuanRetriever(BaseRetriever):  # type: ignore[misc]  # llama-index is untyped here
    """Returns passages by BM25 and vectors, fused; each node knows its unit, year and place."""

    def __init__(self, assistant: Assistant, limit: int = 5) -> None:
        self._assistant = assistant
        self._limit = limit
        super().__init__(callback_manager=CallbackManager())

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        evidence = self._assistant.evidence
        question = self._assistant.understand(query_bundle.query_str)
        found = evidence.search(
            query_bundle.query_str, self._limit, question.reports or evidence.reports
        )
        return [
            NodeWithScore(
                node=TextNode(
                    id_=passage.chunk.id,
                    text=passage.chunk.text,
                    metadata={
                        "report": passage.report.id,
                        "unit": passage.report.unit,
                        "year": passage.report.year,
                        "section": passage.chunk.section,
                        "start": passage.chunk.place.start,
                        "end": passage.chunk.place.end,
                    },
                ),
                score=passage.score,
            )
            for passage in found
        ]


class JuesuanQueryEngine(BaseQueryEngine):  # type: ignore[misc]
    """Answers with checked numbers; the whole answer is in the response's metadata."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        super().__init__(callback_manager=CallbackManager())

    def _query(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        answer = self._assistant.ask(query_bundle.query_str)
        return Response(
            response=answer.answer,
            source_nodes=_sources(answer),
            metadata={"answer": as_dict(answer)},
        )

    async def _aquery(self, query_bundle: QueryBundle) -> RESPONSE_TYPE:
        return self._query(query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def _sources(answer: Answer) -> list[NodeWithScore]:
    return [
        NodeWithScore(
            node=TextNode(
                id_=f"{c.report}:{c.start}:{c.end}",
                text=c.quote,
                metadata={
                    "mark": c.mark,
                    "report": c.report,
                    "unit": c.unit,
                    "year": c.year,
                    "section": c.section,
                    "file": c.file,
                    "start": c.start,
                    "end": c.end,
                },
            ),
            score=None,
        )
        for c in answer.citations
    ]
