"""Fixtures as a plugin: an index of the whole corpus, built once, and the assistant over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant, Settings, open_assistant
from index import Home, update

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def built_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index directory of the five reports."""
    home = tmp_path_factory.mktemp("built") / "index"
    outcomes = update(Home(home), [CORPUS], None)
    assert [o.status for o in outcomes] == ["indexed"] * 5
    return home


@pytest.fixture(scope="session")
def desk(built_home: Path) -> Iterator[Assistant]:
    """The assistant over the five reports."""
    assistant = open_assistant(Settings(built_home))
    yield assistant
    assistant.evidence.close()
