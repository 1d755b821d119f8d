"""The llama-index face over a real index."""

from __future__ import annotations

from pathlib import Path

import pytest
from llama_index.core.schema import QueryBundle

from assistant import Assistant, Settings
from assistant.llamaindex import JuesuanQueryEngine, JuesuanRetriever
from index import Home, update

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    home = tmp_path_factory.mktemp("home")
    update(Home(home), [CORPUS], None)
    return Assistant(Settings(home))


def test_the_retriever_keeps_to_the_unit_and_year_of_the_question(assistant: Assistant) -> None:
    nodes = JuesuanRetriever(assistant, limit=4).retrieve("昌吉政务局2022年公务接待费的开支内容")
    assert len(nodes) == 4
    assert {(n.node.metadata["unit"][:4], n.node.metadata["year"]) for n in nodes} == {
        ("新疆昌吉", 2022)
    }
    assert any("就餐费" in n.node.get_content() for n in nodes)


def test_the_query_engine_answers_with_checked_numbers_and_places(assistant: Assistant) -> None:
    response = JuesuanQueryEngine(assistant).query(QueryBundle("昌吉政务局2022年公务接待费多少？"))
    assert "0.20 万元" in str(response)
    source = response.source_nodes[0].node
    text = Path(source.metadata["file"]).read_bytes().decode("utf-8")
    assert text[source.metadata["start"] : source.metadata["end"]] == source.get_content()
    assert response.metadata is not None
    assert response.metadata["answer"]["figures"][0]["outcome"] == "supported"
