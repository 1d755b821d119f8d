"""One answer against its case: the outcome, the places that it cites, what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.model import Answer, Citation, Figure
from evals.cases import Case, load, ranges
from evals.said import Said, numbers

__all__ = ["OUTCOMES", "Case", "Score", "load", "score"]

OUTCOMES = ("right", "incomplete", "wrong", "refused")
# A question outside the field may be refused, answered "not found" or asked back: all are safe.
_SAFE = {"refused": {"refused", "not_found", "clarify"}, "not_found": {"not_found", "refused"}}


@dataclass(frozen=True, slots=True)
class Score:
    """What one answer is worth: `why` says what was missing or wrong.

    `missed` are the listed places that no citation touches; `faults` has one entry for each
    citation that is not relevant.
    """

    case: Case
    answer: Answer
    outcome: str
    why: str
    missed: tuple[str, ...]
    faults: tuple[str, ...]


def score(case: Case, answer: Answer, sources: Mapping[str, str]) -> Score:
    """Score one answer; `sources` are the texts of its corpus by file name."""
    missed = tuple(text for file, text in case.cite if not _cited(answer, file, text, sources))
    outcome, why = _judge(case, answer, missed)
    found = (_fault(citation, answer, sources) for citation in answer.citations)
    return Score(case, answer, outcome, why, missed, tuple(fault for fault in found if fault))


def _judge(case: Case, answer: Answer, missed: tuple[str, ...]) -> tuple[str, str]:
    """Return the outcome and why it is not right."""
    said = Said.of(answer.answer)
    missing = [wanted for wanted in case.must if not said.says(wanted)]
    bad = [unwanted for unwanted in case.must_not if said.says(unwanted)]
    bad += [f.text for f in answer.figures if f.outcome not in ("supported", "derived")]
    if case.status == "clarify":
        return _judge_open(case, answer, bad, missing)
    if answer.status not in _SAFE.get(case.status, {case.status}):
        return ("wrong" if answer.status == "answered" else "refused"), f"status {answer.status}"
    if bad:
        return "wrong", f"said {bad}"
    if missing:
        return "incomplete", f"missing {missing}"
    if case.warning and not answer.warnings:
        return "incomplete", "no warning"
    if missed:
        return "incomplete", f"not cited {list(missed)}"
    return "right", ""


def _judge_open(case: Case, answer: Answer, bad: list[str], missing: list[str]) -> tuple[str, str]:
    """Judge a question that is to be asked back, or answered for each reading that `must` names."""
    if answer.status not in ("clarify", "answered"):
        return "refused", f"status {answer.status}"
    if bad:
        return "wrong", f"said {bad}"
    if answer.status == "clarify" or (case.must and not missing):
        return "right", ""
    return "wrong", f"status answered, missing {missing}" if case.must else "status answered"


def _cited(answer: Answer, file: str, text: str, sources: Mapping[str, str]) -> bool:
    places = ranges(sources.get(file, ""), text)
    own = [c for c in answer.citations if Path(c.file).name == file]
    return any(c.start < end and c.end > start for c in own for start, end in places)


def _fault(citation: Citation, answer: Answer, sources: Mapping[str, str]) -> str:
    """Return why a citation is not relevant, or an empty string.

    It is where its mark stands in the text, its quote is what the source says at its place, and
    the quote holds every figure that cites it.
    """
    mark = f"[{citation.mark}]"
    if mark not in answer.answer:
        return f"{mark} unused"
    source = sources.get(Path(citation.file).name, "")
    if source[citation.start : citation.end] != citation.quote:
        return f"{mark} quote differs"
    own = [figure for figure in answer.figures if figure.citation == citation.mark]
    absent = [figure.text for figure in own if not _holds(citation, figure)]
    return f"{mark} does not hold {absent}" if absent else ""


def _holds(citation: Citation, figure: Figure) -> bool:
    """Tell whether a quote holds a figure, or one operand of a computed one."""
    known = numbers(citation.quote)
    if figure.formula is not None:
        return bool(known & numbers(figure.formula))
    return abs(figure.value) in known
