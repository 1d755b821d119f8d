"""The pieces of a question: its shortest stretches that each ask something of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understand import Question
from assistant.understand.intent import Intent, read_intent
from assistant.understand.parts import ASKS
from assistant.vocabulary import Mention

_PIECE = re.compile(r"[^,，。;；?？!！、\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a folded question that asks something: its words, and where they stand."""

    words: str
    start: int
    end: int

    @property
    def intent(self) -> Intent:
        """What the piece alone wants done."""
        return read_intent(self.words)

    def named(self, question: Question) -> list[Mention]:
        """Return the terms with figures that the piece names itself."""
        inside = (m for m in question.mentions if self.start <= m.start < m.end <= self.end)
        return [m for m in inside if m.metrics and not m.weak]


def pieces_of(question: Question) -> list[Piece]:
    """Return the pieces of a question that ask something, in order: A多少、B多少,为什么 is three."""
    found = (Piece(m.group(), m.start(), m.end()) for m in _PIECE.finditer(question.folded))
    return [piece for piece in found if ASKS.search(piece.words)]


def is_served(part: str, served: Sequence[Piece]) -> bool:
    """Whether all that a part of a question asks is among the pieces that are answered."""
    asked = [words for words in _PIECE.findall(part) if ASKS.search(words)]
    return bool(asked) and all(any(words == piece.words for piece in served) for words in asked)
