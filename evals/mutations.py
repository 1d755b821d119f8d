"""Mutations: change one printed figure of a report at a time and see which rule catches it.

A figure is covered where a rule that was run takes part in it. A mutation is caught where a finding
appears that was not there before and names the mutated figure among its places.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.checks import Figures, audit, check
from index.extract import examine_text
from index.model import Check, Fact, Finding, Place, Report

KINDS = ("digit", "unit", "sign", "swap")
_UNITS = {"万元": "元", "元": "万元", "亿元": "万元"}
_SIGNS = (
    ("增加", "减少"), ("减少", "增加"), ("增长", "下降"), ("下降", "增长"),
    ("上升", "下降"), ("降低", "提高"),
)  # fmt: skip
# Rules that bound a figure from one side, or look at its form alone, do not pin it down.
_LOOSE = frozenset(
    {
        "part-within-whole", "small-firms", "contracts", "spent-within-budget",
        "score-within-weight", "project-within-whole", "row-score", "unit-slip", "change-direction", "zero-base",
        "budget-words", "shifted-cells", "same-reason", "table-score",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutation:
    """A changed report: `places` are the changed figures' ranges in the new text."""

    kind: str
    fact: Fact
    text: str
    places: tuple[Place, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one mutation: the rules that cover its figure, those that caught it, strays."""

    mutation: Mutation
    covered: tuple[str, ...]
    caught: tuple[str, ...]
    strays: tuple[Finding, ...]


def mutations(report: Report, count: int, seed: int) -> list[Mutation]:
    """Return up to `count` mutations of a report's figures, chosen by `seed`, each kind in turn."""
    chance = random.Random(seed)
    facts = list({fact.place: fact for fact in report.facts}.values())
    chance.shuffle(facts)
    found: list[Mutation] = []
    for number, fact in enumerate(facts):
        if len(found) == count:
            break
        for kind in [*KINDS[number % 4 :], *KINDS[: number % 4]]:
            made = _mutate(report, fact, kind, chance)
            if made is not None:
                found.append(made)
                break
    return found


def _mutate(report: Report, fact: Fact, kind: str, chance: random.Random) -> Mutation | None:
    spot = _number(report.text, fact)
    if spot is None:
        return None
    low, high = spot
    text, printed = report.text, report.text[low:high]
    if kind == "digit":
        places = [i for i, char in enumerate(printed) if char.isdigit()]
        at = chance.choice(places)
        choices = [d for d in "0123456789" if d != printed[at] and not (at == 0 and d == "0")]
        new = printed[:at] + chance.choice(choices) + printed[at + 1 :]
        return _replaced(kind, fact, text, low, high, new)
    if kind == "unit":
        unit = re.compile(r"\s*(万元|亿元|元)").match(text, high)
        if unit is None or fact.amount.value == 0 or unit.end() > fact.place.end:
            return None
        new = _UNITS[unit[1]]
        return _replaced(kind, fact, text, unit.start(1), unit.end(1), new)
    if kind == "sign":
        return _sign(fact, text, low)
    return _swap(report, fact, text, low, high)


def _sign(fact: Fact, text: str, low: int) -> Mutation | None:
    if fact.amount.value == 0 or not fact.aspect.startswith(("比上年", "预决算")):
        return None
    if low and text[low - 1] == "-":
        return _replaced("sign", fact, text, low - 1, low, "")
    if fact.aspect == "预决算差异率":
        return _replaced("sign", fact, text, low, low, "-")
    label = text[fact.place.start : low]
    for old, new in _SIGNS:
        at = label.rfind(old)
        if at >= 0:
            start = fact.place.start + at
            return _replaced("sign", fact, text, start, start + len(old), new)
    return None


def _swap(report: Report, fact: Fact, text: str, low: int, high: int) -> Mutation | None:
    """Swap a figure with the next one of its measure in the same statement."""
    for other in report.facts:
        same = other.context == fact.context and other.place.start > fact.place.end
        if not same or other.amount.measure != fact.amount.measure:
            continue
        spot = _number(text, other)
        if spot is None or other.amount.value == fact.amount.value:
            continue
        mine, its = text[low:high], text[spot[0] : spot[1]]
        new = text[:low] + its + text[high : spot[0]] + mine + text[spot[1] :]
        moved = spot[0] + len(its) - len(mine)
        places = (Place(low, low + len(its)), Place(moved, moved + len(mine)))
        return Mutation("swap", fact, new, places, f"{mine} ↔ {its}")
    return None


def _replaced(kind: str, fact: Fact, text: str, low: int, high: int, new: str) -> Mutation:
    moved = len(new) - (high - low)
    place = Place(min(low, fact.place.start), max(low + len(new), fact.place.end + moved))
    changed = text[:low] + new + text[high:]
    return Mutation(kind, fact, changed, (place,), f"{text[low:high]} → {new}")


def _number(text: str, fact: Fact) -> tuple[int, int] | None:
    """Return where a figure's digits stand, or None where they are wrapped."""
    printed = fact.amount.text.lstrip("+-")
    low = text.rfind(printed, fact.place.start, fact.place.end)
    return None if low < 0 or not printed[0].isdigit() else (low, low + len(printed))


def run(report: Report, count: int, seed: int) -> Iterator[Trial]:
    """Yield the trials of a report's mutations; figures already in a finding are left alone."""
    checks = check(Figures.of_report(report))
    doubted = {
        p for one in checks if one.outcome == "fails" and one.finding for p in one.finding.places
    }
    before = _said(audit(report)[0])
    by_place: dict[Place, set[str]] = {}
    for one in checks:
        if one.outcome != "not_evaluable":
            for fact in one.facts:
                by_place.setdefault(fact.place, set()).add(one.rule)
    sound = replace(report, facts=tuple(f for f in report.facts if f.place not in doubted))
    for mutation in mutations(sound, count, seed):
        changed = examine_text(mutation.text, report.file)
        fresh = [f for f in audit(changed)[0] if _key(f) not in before]
        hits = [f for f in fresh if any(_touches(p, q) for p in f.places for q in mutation.places)]
        yield Trial(
            mutation,
            tuple(sorted(by_place.get(mutation.fact.place, ()))),
            tuple(sorted({f.rule for f in hits})),
            tuple(f for f in fresh if f not in hits),
        )


def covered(trial: Trial) -> bool:
    """Whether some rule pins the figure down: an equation that was run."""
    return any(rule not in _LOOSE for rule in trial.covered)


def _said(findings: Sequence[Finding]) -> set[tuple[str, str, str]]:
    return {_key(finding) for finding in findings}


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.section, finding.message


def _touches(left: Place, right: Place) -> bool:
    return left.start < right.end and right.start < left.end


def summary(trials: Sequence[Trial]) -> dict[str, Counter[str]]:
    """Return, by rule, how many mutated figures it covers and how many it caught."""
    rules: dict[str, Counter[str]] = {}
    for trial in trials:
        for rule in trial.covered:
            rules.setdefault(rule, Counter())["covered"] += 1
        for rule in trial.caught:
            rules.setdefault(rule, Counter())["caught"] += 1
    return rules


__all__ = ["Check", "Mutation", "Path", "Trial", "covered", "mutations", "run", "summary"]
