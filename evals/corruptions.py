"""Corrupt right answers, one number at a time, and count what the check finds.

`python -m evals.corruptions` writes evals/CORRUPTIONS.md. Every answer to the tuned question files
whose figures all hold is corrupted in each way that its numbers allow; the corrupted text is
verified with the same citations, once without the writer's references and once with them.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from assistant import Assistant, Settings
from assistant.compose.draft import Draft
from assistant.model import Figure
from assistant.plan import plan
from assistant.verify import verify
from index import Home, update
from index.amounts import COUNTS, MONEY, in_yuan
from index.model import Amount, Fact
from index.store import ReportInfo

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
SETS = ("tuned", "tuned2")
SEED = 20240607
GOOD = ("supported", "derived")
_LONG = 16


@dataclass(frozen=True)
class Written:
    """A draft as it was handed to the check, its figures with their places, and the ledger."""

    question: str
    draft: Draft
    text: str
    figures: tuple[Figure, ...]
    starts: tuple[int, ...]
    facts: Mapping[str, Sequence[Fact]]
    reports: Sequence[ReportInfo]

    def verify(self, text: str, *, references: bool) -> list[Figure]:
        """Return the figures of a text that stands in this one's place."""
        used = self.draft.references if references else ()
        return verify(
            text,
            self.draft.citations,
            used,
            self.draft.derivations,
            self.facts,
            self.draft.quotes,
            self.reports,
        )


@dataclass(frozen=True, slots=True)
class Corruption:
    """One changed number: `before` and `after` as printed, at `index` among the numbers."""

    kind: str
    written: Written
    index: int
    before: str
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A corruption and whether the check found it, without the writer's references and with."""

    corruption: Corruption
    alone: bool
    referred: bool


# -- answers ----------------------------------------------------------------------------------


def questions() -> list[str]:
    """Return the questions of the tuned files."""
    return [
        str(json.loads(line)["question"])
        for name in SETS
        for line in (HERE / f"questions/{name}.jsonl").read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def written(assistant: Assistant, asked: Sequence[str]) -> list[Written]:
    """Return the answers that hold figures, as they were written."""
    evidence = assistant.evidence
    facts: dict[str, list[Fact]] = {}
    for report, fact in evidence.ledger.facts():
        facts.setdefault(report, []).append(fact)
    found = []
    for question in asked:
        asks = assistant.understand(question)
        draft = Draft(evidence.ledger)
        if asks.reports:
            plan(asks, evidence, draft)
        made = Written(question, draft, draft.text, (), (), facts, evidence.reports)
        figures = tuple(made.verify(draft.text, references=True))
        if figures:
            starts = tuple(_starts(draft.text, figures))
            found.append(replace(made, figures=figures, starts=starts))
    return found


def _starts(text: str, figures: Sequence[Figure]) -> Iterator[int]:
    at = 0
    for figure in figures:
        at = text.index(figure.text, at)
        yield at
        at += len(figure.text)


# -- ways to corrupt --------------------------------------------------------------------------

_Way = Callable[[Written, int, random.Random], Iterator[tuple[str, str]]]


def _digits(text: str) -> list[int]:
    return [i for i, char in enumerate(text) if char.isdigit()]


def _digit(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """One digit changed."""
    words = w.figures[index].text
    place = rng.choice(_digits(words))
    other = rng.choice([d for d in "0123456789" if d != words[place]])
    yield "", words[:place] + other + words[place + 1 :]


def _swapped(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Two neighbouring digits swapped."""
    words = w.figures[index].text
    pairs = [
        (i, i + 1)
        for i in _digits(words)[:-1]
        if words[i + 1].isdigit() and words[i] != words[i + 1]
    ]
    if pairs:
        left, right = rng.choice(pairs)
        yield "", words[:left] + words[right] + words[left] + words[right + 1 :]


def _point(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The decimal point moved one place."""
    match = re.fullmatch(r"(-?)([\d,]+)\.(\d+)(.*)", w.figures[index].text)
    if match is None:
        return
    whole, rest = match[2].replace(",", ""), match[3]
    right = f"{int(whole + rest[0])}" + (f".{rest[1:]}" if rest[1:] else "")
    left = f"{whole[:-1] or '0'}.{whole[-1]}{rest}"
    yield "", match[1] + rng.choice([left, right]) + match[4]


_OTHER_MEASURES = {
    "万元": ("元", "亿元"),
    "元": ("万元",),
    "%": ("万元",),
    "人": ("人次",),
    "辆": ("台",),
    "分": ("%",),
}


def _measure(w: Written, index: int, _rng: random.Random) -> Iterator[tuple[str, str]]:
    """Another measure."""
    figure = w.figures[index]
    if figure.text.endswith(figure.measure):
        for other in _OTHER_MEASURES.get(figure.measure, ()):
            yield "", figure.text.removesuffix(figure.measure) + other


_UP = ("增加", "增长", "上升", "多")
_DOWN = ("减少", "下降", "降低", "少")
_VERB = re.compile(rf"({'|'.join((*_UP, *_DOWN))})\s?$")


def _verb(w: Written, index: int, _rng: random.Random) -> Iterator[tuple[str, str]]:
    """The verb before the number turned round."""
    figure, start = w.figures[index], w.starts[index]
    match = _VERB.search(w.text[:start])
    if match is None or figure.value == 0:
        return
    other = dict(zip((*_UP, *_DOWN), (*_DOWN, *_UP), strict=True))[match[1]]
    yield w.text[match.start() : start], other + w.text[match.end(1) : start] + figure.text


def _fact_of(w: Written, index: int) -> tuple[str, Fact] | None:
    """Return the (report, fact) that supports a figure, as the writer referred to it."""
    figure = w.figures[index]
    cited = next((c for c in w.draft.citations if c.mark == figure.citation), None)
    if cited is None or figure.outcome != "supported":
        return None
    for reference in w.draft.references:
        amount = reference.fact.amount
        inside = cited.start <= reference.fact.place.start and reference.fact.place.end <= cited.end
        alike = (amount.value, amount.measure) == (figure.value, figure.measure)
        if reference.report == cited.report and inside and alike:
            return cited.report, reference.fact
    return None


def _put(amount: Amount) -> str:
    text = amount.text.lstrip("-")
    return f"{text}%" if amount.measure == "%" else f"{text} {amount.measure}"


def _others(
    w: Written, index: int, rng: random.Random, fits: Callable[[str, Fact, str, Fact], bool]
) -> Iterator[tuple[str, str]]:
    """Yield the number of another fact that fits in the place of a figure's own."""
    known = _fact_of(w, index)
    if known is None:
        return
    report, fact = known
    pool = [
        other
        for other_report, facts in w.facts.items()
        for other in facts
        if other.amount.measure in {fact.amount.measure, "%"}
        and re.search(r"\d", other.amount.text)
        and fits(report, fact, other_report, other)
    ]
    if pool:
        yield "", _put(rng.choice(pool).amount)


def _unit(w: Written, report: str) -> tuple[str, int]:
    info = next(r for r in w.reports if r.id == report)
    return info.unit, info.year


def _year(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The figure of the same metric in another year: 上年数, recomputed or another report's."""
    yield from _others(
        w,
        index,
        rng,
        lambda r, f, s, g: (
            f.metric == g.metric
            and f.amount.measure == g.amount.measure
            and (r == s and g.aspect == "上年数" != f.aspect)
        ),
    )
    yield from _others(
        w,
        index,
        rng,
        lambda r, f, s, g: (
            (f.metric, f.aspect, f.amount.measure) == (g.metric, g.aspect, g.amount.measure)
            and _unit(w, r)[1] != _unit(w, s)[1]
        ),
    )
    known = _fact_of(w, index)
    if known is None or known[1].aspect != "决算数":
        return
    for fact in w.facts[known[0]]:
        alike = (fact.metric, fact.aspect) == (known[1].metric, "比上年增减额")
        if alike and fact.amount.measure == known[1].amount.measure:
            last = known[1].amount.value - fact.amount.value
            yield "", f"{last:,} {fact.amount.measure}"
            return


def _other_unit(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Another unit's figure for the same metric."""
    yield from _others(
        w,
        index,
        rng,
        lambda r, f, s, g: (
            (f.metric, f.aspect, f.amount.measure) == (g.metric, g.aspect, g.amount.measure)
            and _unit(w, r)[0] != _unit(w, s)[0]
        ),
    )


_BUDGETS = ("年初预算数", "全年预算数", "预算数", "指标值")
_ACTUALS = ("决算数", "全年执行数", "完成值")


def _budget(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """The budget for the actual figure, and the other way round."""
    yield from _others(
        w,
        index,
        rng,
        lambda r, f, s, g: (
            r == s
            and f.metric == g.metric
            and f.amount.measure == g.amount.measure
            and (
                (f.aspect in _BUDGETS and g.aspect in _ACTUALS)
                or (f.aspect in _ACTUALS and g.aspect in _BUDGETS)
            )
        ),
    )


def _metric(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Another metric's figure of the same report, and one from the same answer where there is one."""
    yield from _others(
        w,
        index,
        rng,
        lambda r, f, s, g: (
            r == s
            and f.metric != g.metric
            and f.aspect == g.aspect
            and f.amount.measure == g.amount.measure
        ),
    )
    used = {reference.fact for reference in w.draft.references}
    yield from _others(
        w,
        index,
        rng,
        lambda r, f, s, g: (
            r == s and f.metric != g.metric and g in used and f.amount.measure == g.amount.measure
        ),
    )


def _rate(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """A share for a rate of change, a rate for a share, and other rates of the same report."""
    yield from _others(
        w,
        index,
        rng,
        lambda r, f, s, g: (
            r == s and f.aspect != g.aspect and f.amount.measure == g.amount.measure == "%"
        ),
    )


def _named_unit(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Another unit named at the head of the sentence."""
    known = _fact_of(w, index)
    if known is None or known[1].entity not in ("汇总", ""):
        return  # a part of the unit, named at the number, tells whose it is
    unit = _unit(w, known[0])[0]
    at = _outside(w, unit, w.starts[index])
    if at >= 0:
        other = rng.choice(sorted({info.unit for info in w.reports} - {unit}))
        yield _lead(w, index, at, at + len(unit), other)


def _named_year(w: Written, index: int, _rng: random.Random) -> Iterator[tuple[str, str]]:
    """Another year named at the head of the sentence."""
    heads = list(re.finditer(r"(20\d\d) 年度", w.text[: w.starts[index]]))
    if _fact_of(w, index) and heads:
        yield _lead(w, index, heads[-1].start(1), heads[-1].end(1), str(int(heads[-1][1]) - 1))


def _named_metric(w: Written, index: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Another metric named before the number, one that states another amount."""
    known = _fact_of(w, index)
    if known is None or known[1].metric.startswith(("项目:", "整体支出")):
        return
    report, fact = known
    at = -1 if _quoted(w, w.starts[index]) else _outside(w, fact.metric, w.starts[index])
    others = {
        other.metric
        for other in w.facts[report]
        if other.aspect == fact.aspect
        and other.amount.measure == fact.amount.measure
        and not other.metric.startswith(("项目:", "整体支出"))
    }
    alike = {
        other.metric
        for other in w.facts[report]
        if abs(other.amount.value) == abs(fact.amount.value)
    }
    pool = sorted(others - alike)
    if at >= 0 and pool:
        yield _lead(w, index, at, at + len(fact.metric), rng.choice(pool))


def _outside(w: Written, words: str, before: int) -> int:
    """Return where words stand last before a place, in no quotation; -1 where they do not."""
    at = w.text.rfind(words, 0, before)
    while at >= 0 and _quoted(w, at):
        at = w.text.rfind(words, 0, at)
    return at


def _quoted(w: Written, at: int) -> bool:
    """Whether a place lies in a quotation long enough to name things."""
    for quote in w.draft.quotes:
        start = w.text.find(quote) if len(quote) > _LONG else -1
        while start >= 0:
            if start <= at < start + len(quote):
                return True
            start = w.text.find(quote, start + 1)
    return False


def _lead(w: Written, index: int, start: int, end: int, words: str) -> tuple[str, str]:
    """Return the words from `start` to a number, and the same with `start`–`end` replaced."""
    number = w.starts[index]
    after = words + w.text[end:number] + w.figures[index].text
    return w.text[start:number], after


WAYS: Mapping[str, _Way] = {
    "digit": _digit,
    "digits swapped": _swapped,
    "point moved": _point,
    "measure": _measure,
    "verb": _verb,
    "another year": _year,
    "another unit": _other_unit,
    "budget/actual": _budget,
    "another metric": _metric,
    "another rate": _rate,
    "unit named": _named_unit,
    "year named": _named_year,
    "metric named": _named_metric,
}


def corruptions(answers: Sequence[Written], seed: int = SEED) -> list[Corruption]:
    """Return every corruption of these answers that changes a value, in a fixed order."""
    rng = random.Random(seed)
    found: list[Corruption] = []
    for w in answers:
        seen: set[str] = set()
        if any(f.outcome not in GOOD for f in w.figures):
            continue
        for index in range(len(w.figures)):
            for kind, way in WAYS.items():
                for lead, after in way(w, index, rng):
                    made = _made(kind, w, index, lead, after)
                    if made is not None and made.text not in seen:
                        seen.add(made.text)
                        found.append(made)
    return found


def _made(kind: str, w: Written, index: int, lead: str, after: str) -> Corruption | None:
    """Return a corrupted text; None where it says the same. `lead` is what goes with the number."""
    figure, start = w.figures[index], w.starts[index]
    end = start + len(figure.text)
    if not lead and _same(figure.text, after):
        return None
    text = w.text[: start - len(lead)] + after + w.text[end:]
    return Corruption(kind, w, index, lead + figure.text, after, text)


def _same(before: str, after: str) -> bool:
    """Whether two printed figures have the same value (0.00 and 0, 1 万元 and 10,000 元)."""
    left, right = (_amount(words) for words in (before, after))
    if left.measure in MONEY and right.measure in MONEY:
        return abs(in_yuan(left)) == abs(in_yuan(right))
    counted = left.measure == right.measure or {left.measure, right.measure} <= COUNTS
    return abs(left.value) == abs(right.value) and (counted or left.value == 0)


def _amount(words: str) -> Amount:
    match = re.fullmatch(r"(?P<number>[-\d.,]+)\s?(?P<measure>.*)", words)
    assert match is not None, words
    return Amount(
        Decimal(match["number"].replace(",", "")),
        Decimal(1),
        match["measure"].strip("()（）"),
        words,
    )


# -- the check --------------------------------------------------------------------------------


def found(corruption: Corruption, *, references: bool) -> bool:
    """Whether the check rejects the corrupted number, or does not read it as the figure it was."""
    w = corruption.written
    figures = w.verify(corruption.text, references=references)
    if len(figures) != len(w.figures):
        return any(f.outcome not in GOOD for f in figures)
    return figures[corruption.index].outcome not in GOOD


def run(corrupted: Sequence[Corruption]) -> list[Trial]:
    """Return what the check made of each corruption."""
    return [Trial(c, found(c, references=False), found(c, references=True)) for c in corrupted]


def alarms(answers: Sequence[Written], *, references: bool) -> list[tuple[str, str]]:
    """Return the (question, figure) pairs that the check rejects in untouched answers."""
    return [
        (w.question, figure.text)
        for w in answers
        for figure in w.verify(w.text, references=references)
        if figure.outcome not in GOOD
    ]


def report(answers: Sequence[Written], trials: Sequence[Trial]) -> str:
    """Return the results as Markdown."""
    total = sum(len(w.figures) for w in answers)
    false = alarms(answers, references=False)
    referred_false = alarms(answers, references=True)
    lines = [
        "# Corruptions",
        "",
        "Made by `python -m evals.corruptions`: answers to the tuned question files with one number",
        "corrupted, verified with the same citations. *Alone* is the check without the writer's",
        "references, *referred* with them; derivations and quotations stay as written. A corruption",
        "that leaves the value equal is not counted.",
        "",
        f"{len(answers)} answers with {total} figures, {len(trials)} corruptions (seed {SEED}).",
        "False alarms on the untouched texts: "
        f"{len(false)} ({_percent(len(false), total)}) alone, "
        f"{len(referred_false)} ({_percent(len(referred_false), total)}) referred.",
        "",
        "| kind | corruptions | found alone | found referred |",
        "|---|---|---|---|",
    ]
    for kind in (*WAYS, "all"):
        own = [t for t in trials if kind in ("all", t.corruption.kind)]
        alone, referred = sum(t.alone for t in own), sum(t.referred for t in own)
        lines.append(
            f"| {kind} | {len(own)} | {alone} ({_percent(alone, len(own))}) | "
            f"{referred} ({_percent(referred, len(own))}) |"
        )
    lines += ["", "## Missed", ""]
    lines += [
        f"- {t.corruption.kind} ({'' if t.alone else 'alone'}{'' if t.referred else ' referred'}): "
        f"{t.corruption.before} → {t.corruption.after}: {t.corruption.written.question}"
        for t in trials
        if not (t.alone and t.referred)
    ] or ["none"]
    lines += ["", "## False alarms", ""]
    both = dict.fromkeys([*false, *referred_false])
    lines += [f"- {text}: {question}" for question, text in both] or ["none"]
    return "\n".join(lines) + "\n"


def _percent(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.2f}%" if whole else "—"


def main() -> int:
    """Run and write evals/CORRUPTIONS.md."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory)
        update(Home(home), [CORPUS], None)
        assistant = Assistant(Settings(home))
        answers = written(assistant, questions())
        text = report(answers, run(corruptions(answers)))
    (HERE / "CORRUPTIONS.md").write_text(text, encoding="utf-8")
    print(text.partition("\n## ")[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
