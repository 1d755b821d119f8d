"""Seconds and MB of what a user waits for: `python -m evals.bench` (writes evals/BENCH.md).

Whole processes are timed by the operating system's own accounting; absolute times drift from
machine to machine, so each is also given as a ratio to starting Python with SQLAlchemy alone.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
COMMAND = str(Path(sys.executable).with_name("juesuan"))
LEDGER_QUESTION = "昌吉政务局2022年接待费多少？"
PASSAGE_QUESTION = "高新区政务局的一件事一次办改革持续拓展了什么？"
RUNS = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds and peak MB of one process."""

    seconds: float
    megabytes: float


def measure(arguments: Sequence[str], home: Path) -> Cost:
    """Run a command to its end and return what it cost; raises where it fails."""
    environment = {**os.environ, "JUESUAN_HOME": str(home)}
    started = time.perf_counter()
    process = subprocess.Popen(
        arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} exited with {process.returncode}")
    return Cost(time.perf_counter() - started, usage.ru_maxrss / 1024)


def median(arguments: Sequence[str], home: Path, runs: int = RUNS) -> Cost:
    """Return the median cost of several runs after one warm-up."""
    measure(arguments, home)
    costs = [measure(arguments, home) for _ in range(runs)]
    return Cost(
        statistics.median(c.seconds for c in costs), statistics.median(c.megabytes for c in costs)
    )


def index_cost(directory: Path) -> Cost:
    """Return the median cost of indexing the corpus into an empty directory."""
    costs = [measure([COMMAND, "index"], directory / f"fresh{i}") for i in range(3)]
    return Cost(
        statistics.median(c.seconds for c in costs), statistics.median(c.megabytes for c in costs)
    )


def page_seconds(home: Path, port: int = 7891) -> float:
    """Return seconds from starting `juesuan chat` to the first page served."""
    environment = {**os.environ, "JUESUAN_HOME": str(home), "NO_PROXY": "127.0.0.1,localhost"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [COMMAND, "chat", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        while time.perf_counter() - started < 60:
            try:
                with opener.open(f"http://127.0.0.1:{port}/", timeout=5) as reply:
                    if reply.status == 200:
                        return time.perf_counter() - started
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError("the page did not answer within 60 s")
    finally:
        process.terminate()
        process.wait()


def warm(home: Path) -> tuple[float, float]:
    """Return p50 and p95 of warm answers in milliseconds over the question sets."""
    from assistant import Assistant, Settings
    from evals.cases import discover, load

    assistant = Assistant(Settings(home))
    cases = [case for path in discover().values() for case in load(path)]
    questions = [case.question for case in cases if case.corpus == "five"][::10]
    for question in questions:
        assistant.ask(question)
    times = sorted(assistant.ask(question).elapsed_ms for question in questions)
    return statistics.median(times), times[int(len(times) * 0.95)]


def main() -> int:
    """Measure all and write the table."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        home = directory / "home"
        indexing = index_cost(directory)
        measure([COMMAND, "index"], home)
        base = median([sys.executable, "-c", "import sqlalchemy"], home)
        ledger = median([COMMAND, "ask", LEDGER_QUESTION], home)
        passage = median([COMMAND, "ask", PASSAGE_QUESTION], home)
        p50, p95 = warm(home)
        page = statistics.median(page_seconds(home) for _ in range(3))
    rows = [
        ("index the five reports", indexing.seconds, indexing.megabytes, "≤ 10 s"),
        ("cold `juesuan ask`, ledger", ledger.seconds, ledger.megabytes, "≤ 1 s, ≤ 150 MB"),
        ("cold `juesuan ask`, passages", passage.seconds, passage.megabytes, "≤ 2.5 s, ≤ 300 MB"),
        ("page: start to first answer", page, None, "≤ 5 s"),
    ]
    lines = ["# Benchmark", "", "Made by `make bench` (medians; two cores).", ""]
    lines += ["| what | seconds | MB | × baseline | aim |", "|---|---|---|---|---|"]
    lines.append(
        f"| baseline: python, import sqlalchemy | {base.seconds:.2f} | {base.megabytes:.0f} | 1.0 | |"
    )
    for what, seconds, megabytes, aim in rows:
        memory = f"{megabytes:.0f}" if megabytes else ""
        lines.append(
            f"| {what} | {seconds:.2f} | {memory} | {seconds / base.seconds:.1f} | {aim} |"
        )
    lines.append(f"| warm answer, p50 / p95 | {p50:.0f} / {p95:.0f} ms | | | p50 ≤ 30 ms |")
    text = "\n".join(lines) + "\n"
    (HERE / "BENCH.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
