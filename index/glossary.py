"""名词解释: each entry as a Definition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.model import Definition, Section
from index.normalise import Clean

_NUMBER = (
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\(?\d{1,2}\)?[、.)]|\([一二三四五六七八九十]{1,3}\))?"
)
_ENTRY = re.compile(
    rf"(?:^|(?<=[。;])){_NUMBER}"
    r"(?:(?P<term>[“\"]?[^。;:,]{2,40}?)(?P<colon>[:]|,?(?=是指|指的是)|[-—]{1,2}(?=是?指)|(?<=[入出费余金配)”])(?=指))"
    r"|\[(?P<boxed>[^\]]{2,40})\]:?)"
)


_ALONE = re.compile(
    rf"(?:^|(?<=。)){_NUMBER}(?P<term>[“\"]?[^。;:,\[\]]{{2,20}}?)(?P<boxed>)(?=是?指|反映)"
)


def read_definitions(clean: Clean, section: Section) -> Iterator[Definition]:
    """Yield the entries of a glossary section; an entry runs to where the next one begins."""
    found = [*_ENTRY.finditer(clean.text), *_alone(clean)]
    entries = [m for m in found if not _term(m).startswith(("其中", "具体"))]
    entries.sort(key=lambda entry: entry.start())
    for number, entry in enumerate(entries):
        end = entries[number + 1].start() if number + 1 < len(entries) else len(clean.text)
        if end - entry.end() < 4:
            continue
        start, stop = entry.span("term" if entry["term"] else "boxed")
        yield Definition(
            section.label,
            clean.shown[start:stop],
            clean.shown[entry.end() : end],
            clean.place(start, end),
        )


def _alone(clean: Clean) -> Iterator[re.Match[str]]:
    """Yield the terms that stand apart from the words that explain them: on a line of their own."""
    for match in _ALONE.finditer(clean.text):
        start, end = match.start(), match.end()
        first = start == 0 or clean.at[start] - clean.at[start - 1] > 1
        gap = first and clean.at[end] - clean.at[end - 1] > 1
        if gap and not _ENTRY.match(clean.text, match.start()):
            yield match


def _term(entry: re.Match[str]) -> str:
    return entry["term"] or entry["boxed"] or ""
