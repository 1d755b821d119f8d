"""The telling words of a question, as a report uses them."""

from __future__ import annotations

from assistant.sentences import Sentences, telling, terms
from assistant.understand import Question


def asked_words(question: Question, sentences: Sentences | None = None) -> set[str]:
    """Return the telling words of a question, with the official names of its everyday words.

    Given the sentences of a report, pairs across the ends of its words are left out.
    """
    heard = sentences.holds if sentences is not None else None
    words = telling(question.folded, question.units.spans, heard)
    for mention in question.mentions:
        words |= set(terms(mention.official))
    return words
