"""Question files: each line is a question with what its answer must and must not say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUESTIONS = Path(__file__).parent / "questions"
GROUPS = ("tuned", "unseen")


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its expectations (see evals/README.md for the fields)."""

    id: str
    question: str
    kind: str
    status: str
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    cite: tuple[tuple[str, str], ...] = ()
    warning: bool = False
    history: tuple[str, ...] = ()
    corpus: str = "five"


def load(path: Path) -> list[Case]:
    """Return the cases of a JSONL file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines if line.strip()]


def _case(entry: dict[str, Any]) -> Case:
    return Case(
        id=entry["id"],
        question=entry["question"],
        kind=entry["kind"],
        status=entry["status"],
        must=tuple(entry["must"]),
        must_not=tuple(entry["must_not"]),
        cite=tuple((cite["file"], cite["text"]) for cite in entry["cite"]),
        warning=bool(entry["warning"]),
        history=tuple(entry.get("history", ())),
        corpus=entry.get("corpus", "five"),
    )


def discover(folder: Path = QUESTIONS) -> dict[str, Path]:
    """Return the question files by name, tuned ones first; ValueError where one is neither kind."""
    found = {path.stem: path for path in folder.glob("*.jsonl")}
    return {name: found[name] for name in sorted(found, key=_order)}


def group(name: str) -> str:
    """Return `tuned` or `unseen`: what the name of a question file begins with."""
    for prefix in GROUPS:
        if name.startswith(prefix):
            return prefix
    raise ValueError(f"{name}.jsonl: the name must begin with {' or '.join(GROUPS)}")


def _order(name: str) -> tuple[int, list[tuple[int, str]]]:
    pieces = re.findall(r"\d+|\D+", name)  # tuned2 before tuned10
    numbered = [(int(p), "") if p.isdigit() else (-1, p) for p in pieces]
    return GROUPS.index(group(name)), numbered


def ranges(source: str, text: str) -> list[tuple[int, int]]:
    """Return every place where a text stands in a source, as half-open ranges."""
    found = []
    start = source.find(text)
    while start >= 0:
        found.append((start, start + len(text)))
        start = source.find(text, start + 1)
    return found
