"""From a question to a checked answer: the one place where the parts are put together."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.answer import answer
from assistant.llm import OpenAIModel, Usage
from assistant.model import Answer, Citation, Passage
from assistant.retrieve import Evidence, Reranker
from assistant.settings import Settings
from assistant.understand import Question, understand
from index import Home, open_ledger
from index.store import ReportInfo

_AROUND = 400


class Assistant:
    """Answers questions over one index; notices when the index changes."""

    def __init__(self, settings: Settings) -> None:
        """Open the index; raises IndexUnavailableError or IndexMismatchError."""
        self._settings = settings
        self._home = Home(settings.home)
        self._lock = threading.Lock()
        self._model = OpenAIModel(settings.llm) if settings.llm is not None else None
        self._directory, self._evidence = self._open()

    def _open(self) -> tuple[Path, Evidence]:
        def load() -> object:
            from index.embedding import load_embedder

            return load_embedder(self._settings.embed_model)

        directory, ledger = open_ledger(self._home, self._settings.embed_model)
        name = self._settings.rerank_model
        reranker = None if name is None else lambda: _reranker(name)
        return directory, Evidence(ledger, directory, load, reranker)  # type: ignore[arg-type]

    @property
    def evidence(self) -> Evidence:
        """What the current generation knows; reopened where an update switched it."""
        with self._lock:
            current = self._home.current()
            if current is not None and current != self._directory:
                self._directory, self._evidence = self._open()
            return self._evidence

    def ask(self, text: str, history: Sequence[str] = ()) -> Answer:
        """Return the answer to a question; `history` holds the earlier questions of its thread."""
        return answer(text, self.evidence, history, self._model)

    def stream(self, text: str, history: Sequence[str] = ()) -> Iterator[str | Answer]:
        """Yield the sentences of an answer as they stand, where a model writes, then the answer."""
        if self._model is None:
            yield self.ask(text, history)
            return
        said: queue.SimpleQueue[str | Answer | BaseException] = queue.SimpleQueue()

        def work() -> None:
            try:
                said.put(answer(text, self.evidence, history, self._model, said.put))
            except BaseException as error:  # handed to the reader, who raises it
                said.put(error)

        threading.Thread(target=work, daemon=True).start()
        while True:
            item = said.get()
            if isinstance(item, BaseException):
                raise item
            yield item
            if isinstance(item, Answer):
                return

    @property
    def usage(self) -> Usage:
        """What the language model was used for so far."""
        return self._model.usage if self._model is not None else Usage()

    def understand(self, text: str) -> Question:
        """Return what a question is taken to ask, without answering it."""
        evidence = self.evidence
        return understand(text, evidence.known_units, evidence.vocabulary, evidence.projects)

    def reports(self) -> Sequence[ReportInfo]:
        """Return what is indexed."""
        return self.evidence.reports

    def passage(self, citation: Citation) -> Passage:
        """Return a citation's quote with the text around it."""
        text = self.evidence.ledger.text(citation.report)
        before = text[max(0, citation.start - _AROUND) : citation.start]
        after = text[citation.end : citation.end + _AROUND]
        title = f"{citation.unit} {citation.year} 年度 · {citation.section}"
        return Passage(title, _dense(before), _dense(citation.quote), _dense(after))


def _reranker(name: str) -> Reranker:
    from index.embedding import load_reranker

    return load_reranker(name)


def _dense(text: str) -> str:
    """Drop the blank lines between the lines of a page."""
    return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n", text)


def open_assistant(settings: Settings | None = None) -> Assistant:
    """Open the assistant over the index that the settings name."""
    return Assistant(settings or Settings.from_environment())
