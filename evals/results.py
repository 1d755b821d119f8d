"""Runs → Markdown: us beside the baselines, then every miss of ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals import measures
from evals.cases import GROUPS, group
from evals.retrieval import CUTOFFS, hit_rate
from evals.run import Run, together
from evals.score import OUTCOMES, Score

_HEAD = """\
# Results

Made by `make evals`, no LLM. `tuned` questions were looked at while the code was written, `unseen`
ones were not; both were written by another hand from the reports. What is measured and how:
[README.md](README.md).
"""
_ANSWERS = """
## Answers

A question counts as right only where every required figure and fragment is said, nothing forbidden
is, every listed place is cited and a due warning is given. The baselines answer with their best
passage: they never refuse, warn or compute.
"""
_CHECKED = """
## Citations, figures, refusals, time

*Places cited*: of the places listed for the questions that we answered. *Citations relevant*: the
mark is used, the quote is what the source says there, and it holds every figure that cites it (of
a computed one, an operand). *Withheld*: of the questions without an answer. *Wrongly withheld*: of
those with one.
"""
_PLACES = """
## Retrieval

Share of the listed places that one of the first k passages touches; questions that need their
history are left out. All use the same embedding model. *Characters*: mean length of a passage; a
longer one touches more.
"""


def report(runs: Sequence[Run]) -> str:
    """Return RESULTS.md."""
    rows = [*runs, *_sums(runs)]
    tables = (_HEAD, _ANSWERS, answers(rows), _CHECKED, checked(rows), _PLACES, places(rows))
    return "\n".join([*tables, *map(misses, runs)])


def _sums(runs: Sequence[Run]) -> list[Run]:
    """Return the files of each group together, where there is more than one."""
    groups = {name: [run for run in runs if group(run.name) == name] for name in GROUPS}
    return [together(f"all {name}", kept) for name, kept in groups.items() if len(kept) > 1]


def answers(runs: Sequence[Run]) -> str:
    """Return the outcomes of every system, side by side."""
    rows = [
        [run.name, system, len(scores), *measures.outcomes(scores).values()]
        for run in runs
        for system, scores in run.answers.items()
    ]
    return _table(["set", "system", "questions", *OUTCOMES], rows)


def checked(runs: Sequence[Run]) -> str:
    """Return what else is measured of our answers."""
    head = ["set", "places cited", "citations relevant", "supported", "derived", "contradicted"]
    head += ["unfounded", "withheld", "wrongly withheld", "p50 ms", "p95 ms"]
    return _table(head, [_checked(run.name, run.ours) for run in runs])


def _checked(name: str, scores: Sequence[Score]) -> list[object]:
    return [
        name,
        _share(measures.completeness(scores)),
        _share(measures.precision(scores)),
        *measures.figures(scores).values(),
        "{}/{}".format(*measures.withheld(scores)),
        "{}/{}".format(*measures.wrongly_withheld(scores)),
        *(f"{time:.0f}" for time in measures.latency(scores)),
    ]


def places(runs: Sequence[Run]) -> str:
    """Return the hit rates of every retriever, side by side."""
    rows = [
        [
            *(run.name, system, len(found)),
            *(f"{hit_rate(found, cutoff):.0%}" for cutoff in CUTOFFS),
            f"{sum(run.lengths[system]) / max(len(run.lengths[system]), 1):.0f}",
        ]
        for run in runs
        for system, found in run.found.items()
    ]
    head = ["set", "retriever", "places", *(f"hit@{cutoff}" for cutoff in CUTOFFS), "characters"]
    return _table(head, rows)


def misses(run: Run) -> str:
    """Return our answers that are not right, and the citations that are not relevant."""
    lines = [
        f"- **{s.case.id}** ({s.case.kind}, {s.outcome}) {s.case.question} — {s.why}"
        for s in run.ours
        if s.outcome != "right"
    ]
    faults = [f"- **{s.case.id}** citation {fault}" for s in run.ours for fault in s.faults]
    return "\n".join([f"\n## Misses: {run.name}\n", *(lines + faults or ["none"])]) + "\n"


def _share(counts: tuple[int, int]) -> str:
    part, whole = counts
    return f"{part}/{whole} ({part / whole:.1%})" if whole else "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
