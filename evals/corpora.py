"""The corpora that questions are asked over, each indexed once when it is first needed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant, Settings
from index import Home, update

HERE = Path(__file__).parent
_WARM_UP = "2023年三公经费多少？"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Indexed reports: the assistant over them, and their texts by file name."""

    assistant: Assistant
    sources: Mapping[str, str]

    @classmethod
    def of(cls, assistant: Assistant) -> Corpus:
        """Take the texts from the ledger: of a text file that is the file, else what was read."""
        ledger = assistant.evidence.ledger
        return cls(assistant, {Path(r.file).name: ledger.text(r.id) for r in assistant.reports()})


class Corpora:
    """Corpora by name: `five` is the corpus, any other name a folder in evals/reports."""

    def __init__(self, directory: Path, opened: Mapping[str, Corpus] | None = None) -> None:
        """Indexes are made in `directory`; `opened` are corpora that exist already."""
        self._directory = directory
        self._own: list[Corpus] = []
        self._opened = dict(opened or {})

    def __getitem__(self, name: str) -> Corpus:
        """Return a corpus, indexing it where it is asked for the first time."""
        if name not in self._opened:
            self._opened[name] = self._index(name)
            self._own.append(self._opened[name])
        return self._opened[name]

    def close(self) -> None:
        """Release the files of what was indexed here."""
        for corpus in self._own:
            corpus.assistant.evidence.close()

    def _index(self, name: str) -> Corpus:
        home = self._directory / name
        for outcome in update(Home(home), [folder(name)], None):
            if outcome.status != "indexed":
                print(f"{outcome.file}: {outcome.status} {outcome.message}", file=sys.stderr)
        assistant = Assistant(Settings(home))
        assistant.ask(_WARM_UP)
        assistant.evidence.search(_WARM_UP, 1, assistant.reports())  # loads the embedding model
        return Corpus.of(assistant)


def folder(name: str) -> Path:
    """Return where the files of a corpus are."""
    return HERE.parent / "corpus" if name == "five" else HERE / "reports" / name
