"""Shared by the tests of `index`: the corpus, examined once and indexed once."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Home, Outcome, update
from index.extract import examine
from index.model import Report

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the five reports as published."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def examined(corpus: Path) -> dict[str, Report]:
    """What examining gives, by the short name of a report: 2021, 2022, 2023, 高新, 2024."""
    reports = {}
    for path in sorted(corpus.glob("*.txt")):
        reports["高新" if "高新" in path.name else path.name[:4]] = examine(path)
    return reports


@pytest.fixture(scope="session")
def indexed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, list[Outcome]]:
    """An index of the corpus, and what became of each file; tests only read it."""
    home = Home(tmp_path_factory.mktemp("home"))
    return home, update(home, [corpus], None)
