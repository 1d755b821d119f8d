"""English questions that give a Chinese name in brackets: the name stands for the English words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.normalise import fold

_IN_BRACKETS = re.compile(r"\s*[(（](?P<name>[\u3400-\u9fff]{2,30})[)）]")
# Words that no name of a unit goes on over.
_ENDS_NAME = re.compile(
    r"did|does|do|is|are|was|were|has|have|had|by|at|in|from|with|how|much|many|what|which|about|to|within|under|reports?|against"
)
_WORD, _ARTICLE, _MARKS = re.compile(r"[\w'’.]+"), re.compile(r"\b[Tt]he\s+$"), tuple(",;?!:")


def named_in_brackets(text: str, units: Sequence[str]) -> str:
    """Return a question with the Chinese names that it gives in brackets in place of the English ones.

    >>> named_in_brackets("did the Qiyuan county police (岐原县公安局) have", ["岐原县公安局"])
    'did 岐原县公安局 have'
    """
    while (match := _IN_BRACKETS.search(text)) is not None:
        name, before = match["name"], text[: match.start()]
        if any(name in fold(unit) for unit in units):
            before = _ARTICLE.sub("", before[: _start_of_name(before)])
        text = f"{before}{name} {text[match.end() :].lstrip()}"
    return text


def _start_of_name(text: str) -> int:
    """Return where the English name begins that a text ends with: at its first capital."""
    start = len(text)
    for word in reversed(list(_WORD.finditer(text))):
        if _ENDS_NAME.fullmatch(word.group().lower()) or text[word.end() :][:1] in _MARKS:
            break
        start = word.start() if word.group()[0].isupper() else start
    return start
