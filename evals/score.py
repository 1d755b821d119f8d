"""Scorers: an answer against what must and must not be said, cited and warned of."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.model import Answer
from index.normalise import fold

# A question outside the field may be refused, answered "not found" or asked back: all are safe.
_SAFE = {"refused": {"refused", "not_found", "clarify"}, "not_found": {"not_found", "refused"}}


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its expectations (see evals/README.md for the fields)."""

    id: str
    question: str
    kind: str
    status: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    cite: tuple[tuple[str, str], ...]
    warning: bool


@dataclass(frozen=True, slots=True)
class Score:
    """`outcome` is right, incomplete, wrong or refused; `why` says what was missing or wrong."""

    case: Case
    outcome: str
    why: str
    cited: bool
    answer: str
    elapsed_ms: float


def load(path: Path) -> list[Case]:
    """Return the cases of a JSONL file."""
    cases = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            entry: dict[str, Any] = json.loads(line)
            cites = tuple((cite["file"], cite["text"]) for cite in entry["cite"])
            cases.append(
                Case(
                    id=entry["id"],
                    question=entry["question"],
                    kind=entry["kind"],
                    status=entry["status"],
                    must=tuple(entry["must"]),
                    must_not=tuple(entry["must_not"]),
                    cite=cites,
                    warning=bool(entry["warning"]),
                )
            )
    return cases


def score(case: Case, answer: Answer, sources: dict[str, str]) -> Score:
    """Score one answer; `sources` are the corpus texts by file name."""
    said = _flat(answer.answer)
    missing = [m for m in case.must if not _says(said, m)]
    forbidden = [m for m in case.must_not if _says(said, m)]
    unsafe = [f.text for f in answer.figures if f.outcome not in ("supported", "derived")]
    cites_missing = [text for file, text in case.cite if not _cited(answer, file, text, sources)]
    cited = not cites_missing
    if answer.status not in _SAFE.get(case.status, {case.status}):
        kind = "refused" if answer.status in ("not_found", "refused", "clarify") else "wrong"
        return _result(case, answer, kind, f"status {answer.status}", cited)
    if forbidden or unsafe:
        return _result(case, answer, "wrong", f"said {forbidden or unsafe}", cited)
    if missing:
        return _result(case, answer, "incomplete", f"missing {missing}", cited)
    if case.warning and not answer.warnings:
        return _result(case, answer, "incomplete", "no warning", cited)
    if not cited:
        return _result(case, answer, "incomplete", f"not cited {cites_missing}", cited)
    return _result(case, answer, "right", "", cited)


def _result(case: Case, answer: Answer, outcome: str, why: str, cited: bool) -> Score:
    return Score(case, outcome, why, cited, answer.answer, answer.elapsed_ms)


def _flat(text: str) -> str:
    return re.sub(r"[\s,，]|\*\*", "", fold(text))


def _says(said: str, wanted: str) -> bool:
    wanted = _flat(wanted).lstrip("-")
    if re.fullmatch(r"\d{3,}", wanted):  # 196 is right where 196.46 is said
        return re.search(rf"(?<![\d.]){wanted}(?!\d)", said) is not None
    if re.fullmatch(r"\d+", wanted):  # 35 where 35.00 is
        return re.search(rf"(?<![\d.]){wanted}(?:\.0+)?(?![\d]|\.\d)", said) is not None
    if re.fullmatch(r"[\d.]+", wanted):
        return re.search(rf"(?<![\d.]){re.escape(wanted)}(?![\d]|\.\d)", said) is not None
    return wanted in said


def _cited(answer: Answer, file: str, text: str, sources: dict[str, str]) -> bool:
    source = sources[file]
    start = source.find(text)
    while start >= 0:
        end = start + len(text)
        if any(
            Path(c.file).name == file and c.start < end and c.end > start for c in answer.citations
        ):
            return True
        start = source.find(text, start + 1)
    return False


def summary(scores: Sequence[Score]) -> dict[str, int]:
    """Return how many scores there are of each outcome."""
    counts = dict.fromkeys(("right", "incomplete", "wrong", "refused"), 0)
    for item in scores:
        counts[item.outcome] += 1
    return counts
