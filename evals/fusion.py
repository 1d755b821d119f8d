"""How much the dense ranking should weigh: `python -m evals.fusion` (writes evals/FUSION.md).

For each report the weights are chosen on the tuned questions that cite other reports only, and
measured on the places in that report: hit@5 within the reports that a question is understood to
ask about, as the assistant searches.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from evals.cases import Case, discover, group, load
from evals.corpora import Corpora, Corpus
from evals.retrieval import Dense, hit_rate, ranks, routed, spans
from index.embedding import load_embedder

FUSION = Path(__file__).parent / "FUSION.md"
WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
CONSTANTS = (20, 60)
CUTOFF = 5
_DEPTH = 20  # of each ranking, as the assistant takes for five passages
_HEAD = f"""\
# Fusion

Made by `python -m evals.fusion` from the tuned questions: BM25 weighs 1, the dense ranking as
given, a passage's score is the sum of weight / (k + rank). hit@{CUTOFF} is the share of listed
places among the first {CUTOFF} passages. Differences of two or three places are noise.

## All reports

"""
_HELD_OUT = """
## Each report held out

The weights are those best on the questions that do not cite the report; of equals, the least.

"""


@dataclass(frozen=True, slots=True)
class Setting:
    """The dense weight against 1 for BM25, and k of reciprocal rank fusion."""

    weight: float
    k: int


# By setting, the rank of each listed place of one question.
Found = Mapping[Setting, Sequence[int | None]]
GRID = tuple(Setting(weight, k) for weight, k in product(WEIGHTS, CONSTANTS))


@dataclass(frozen=True, slots=True)
class Trial:
    """One question under every setting; `files` has the report of each listed place."""

    files: tuple[str, ...]
    found: Found


def fused(
    sparse: Sequence[tuple[str, float]], dense: Sequence[tuple[str, float]], setting: Setting
) -> list[str]:
    """Return chunk ids by reciprocal rank, best first."""
    scores: dict[str, float] = {}
    for weight, ranking in ((1.0, sparse), (setting.weight, dense)):
        for rank, (key, _) in enumerate(ranking):
            scores[key] = scores.get(key, 0.0) + weight / (setting.k + rank)
    return sorted(scores, key=lambda key: scores[key], reverse=True)


def trial(case: Case, corpus: Corpus, dense: Dense) -> Trial:
    """Search once by each ranking and fuse under every setting."""
    evidence = corpus.assistant.evidence
    reports = [report.id for report in routed(corpus, case.question)]
    sparse = evidence.ledger.search(case.question, _DEPTH, reports)
    near = dense.search(case.question, _DEPTH, reports)
    best = {s: spans(evidence, fused(sparse, near, s)[:CUTOFF]) for s in GRID}
    found = {s: ranks(case, best[s], corpus.sources) for s in GRID}
    return Trial(tuple(f"{case.corpus}/{file}" for file, _ in case.cite), found)


def hits(trials: Sequence[Trial], setting: Setting, file: str | None = None) -> float:
    """Return hit@5 over the places of one report, or of all."""
    return hit_rate(_ranks(trials, setting, file), CUTOFF)


def _ranks(trials: Sequence[Trial], setting: Setting, file: str | None) -> list[int | None]:
    return [
        rank
        for t in trials
        for name, rank in zip(t.files, t.found[setting], strict=True)
        if file in (None, name)
    ]


def chosen(trials: Sequence[Trial], held_out: str) -> Setting:
    """Return the setting that is best on the questions that do not cite a report."""
    others = [t for t in trials if held_out not in t.files]
    return max(GRID, key=lambda setting: hits(others, setting))


def report(trials: Sequence[Trial]) -> str:
    """Return FUSION.md."""
    lines = [_HEAD + "| dense weight |" + "".join(f" k = {k} |" for k in CONSTANTS)]
    lines.append("|---|" + "---|" * len(CONSTANTS))
    for weight in WEIGHTS:
        cells = [f"{hits(trials, Setting(weight, k)):.1%}" for k in CONSTANTS]
        lines.append(f"| {weight} | {' | '.join(cells)} |")
    lines.append(_HELD_OUT + "| held out | places | weight | k | hit@5 | BM25 alone |")
    lines.append("|---|---|---|---|---|---|")
    for file in sorted({file for t in trials for file in t.files}):
        best = chosen(trials, file)
        count = sum(name == file for t in trials for name in t.files)
        lines.append(
            f"| {Path(file).stem} | {count} | {best.weight} | {best.k} | "
            f"{hits(trials, best, file):.1%} | {hits(trials, GRID[0], file):.1%} |"
        )
    lines.append(_sum(trials))
    return "\n".join(lines) + "\n"


def _sum(trials: Sequence[Trial]) -> str:
    """Return the last row: every report by the setting that was chosen without it."""
    held_out: list[int | None] = []
    for file in {file for t in trials for file in t.files}:
        held_out += _ranks(trials, chosen(trials, file), file)
    plain = hits(trials, GRID[0])
    return f"| all | {len(held_out)} | | | {hit_rate(held_out, CUTOFF):.1%} | {plain:.1%} |"


def tuned() -> list[Case]:
    """Return the tuned questions that can be searched: no history, places listed."""
    paths = [path for name, path in discover().items() if group(name) == "tuned"]
    return [case for path in paths for case in load(path) if case.cite and not case.history]


def main() -> None:
    """Measure, print and write the tables."""
    embedder = load_embedder(None)
    with tempfile.TemporaryDirectory() as directory:
        corpora = Corpora(Path(directory))
        cases = tuned()
        dense = {
            c: Dense(corpora[c].assistant.evidence, embedder) for c in {c.corpus for c in cases}
        }
        trials = [trial(case, corpora[case.corpus], dense[case.corpus]) for case in cases]
        corpora.close()
    text = report(trials)
    FUSION.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
