"""Run the question files and write evals/RESULTS.md: `python -m evals [--only NAME | --quick]`.

`--only` runs one file and prints; `--quick` runs a fixed sample without the baselines. Exit 1
while any answer of ours is wrong or, with `--quick`, a floor is not reached.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.cases import discover, load
from evals.corpora import Corpora
from evals.measures import outcomes
from evals.quick import sample, shortfalls
from evals.results import report
from evals.run import Retrievers, Run, ask, compare
from index.embedding import load_embedder

RESULTS = Path(__file__).parent / "RESULTS.md"


def quick(corpora: Corpora) -> int:
    """Run the sample and print what fails."""
    scores = ask(sample(), corpora)
    print(
        len(scores), "questions:", *(f"{count} {name}" for name, count in outcomes(scores).items())
    )
    failed = shortfalls(scores)
    print(*failed, sep="\n", end="\n" if failed else "")
    return 1 if failed else 0


def full(names: Sequence[str], corpora: Corpora) -> list[Run]:
    """Run these question files."""
    retrievers = Retrievers(corpora, load_embedder(None))
    files = discover()
    return [compare(name, load(files[name]), corpora, retrievers) for name in names]


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--only", choices=list(discover()), help="run one file and print it")
    parser.add_argument("--quick", action="store_true", help="run a sample against floors")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        corpora = Corpora(Path(directory))
        try:
            if chosen.quick:
                return quick(corpora)
            runs = full([chosen.only] if chosen.only else list(discover()), corpora)
        finally:
            corpora.close()
    text = report(runs)
    if chosen.only:
        print(text)
    else:
        RESULTS.write_text(text, encoding="utf-8")
        print(text.partition("\n## Misses")[0])
    return 1 if any(score.outcome == "wrong" for run in runs for score in run.ours) else 0


if __name__ == "__main__":
    sys.exit(main())
