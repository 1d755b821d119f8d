"""Sections, tables and glossary entries → passages for retrieval, each headed unit·year·section."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from index.model import Chunk, Definition, Place, Section, Sheet
from index.normalise import compact, join

_LONGEST = 500
_TABLE_KINDS = frozenset({"自评表"})


def make_chunks(
    source: str,
    report: str,
    head: str,
    sections: Sequence[Section],
    sheets: Sequence[Sheet],
    definitions: Sequence[Definition],
    noise: Sequence[tuple[int, int]],
) -> tuple[Chunk, ...]:
    """Return the passages of a report; `head` is its unit and year.

    Prose is cut at sentence ends at about 500 characters; a table stays whole with its title.
    """
    found: list[Chunk] = []

    def add(section: str, kind: str, text: str, place: Place) -> None:
        key = hashlib.sha256(f"{report}:{place.start}:{place.end}".encode()).hexdigest()[:16]
        found.append(Chunk(key, section, kind, f"{head} · {section}", text, place))

    glossed = {definition.section for definition in definitions}
    for section in sections:
        if section.kind in _TABLE_KINDS or section.label in glossed:
            continue
        for text, place in _passages(source, section, noise):
            add(section.label, section.kind, text, place)
    for sheet in sheets:
        kept = _without(source, sheet.place, noise)
        text = re.sub(r"\s*\n\s*|\t+", " ", kept)
        add(sheet.section, "自评表", join(text), sheet.place)
    for definition in definitions:
        add(
            definition.section,
            "名词解释",
            f"{definition.term}：{definition.text}",
            definition.place,
        )
    return tuple(found)


def _without(source: str, place: Place, noise: Sequence[tuple[int, int]]) -> str:
    """Return the text at a place without page numbers."""
    parts, at = [], place.start
    for start, end in noise:
        if at <= start and end <= place.end:
            parts.append(source[at:start])
            at = end
    return "".join([*parts, source[at : place.end]])


def _passages(
    source: str, section: Section, noise: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, Place]]:
    clean = compact(source, section.body.start, section.body.end, noise)
    start = 0
    while start < len(clean.text):
        end = len(clean.text)
        if end - start > _LONGEST:
            stop = max(clean.text.rfind(mark, start, start + _LONGEST) for mark in "。;")
            end = stop + 1 if stop > start else start + _LONGEST
        yield clean.shown[start:end], clean.place(start, end)
        start = end
