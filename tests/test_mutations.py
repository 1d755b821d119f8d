"""Mutations: what they change, what the rules catch of it, and that nothing else is accused."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from checked import each

from evals.mutations import KINDS, Mutation, Trial, covered, mutations, run, summary
from index.extract import examine_text
from index.model import Report

KEY = "高新"  # the shortest report: a trial reads it anew


@pytest.fixture(scope="module")
def report(examined: dict[str, Report]) -> Report:
    return examined[KEY]


@pytest.fixture(scope="module")
def made(report: Report) -> list[Mutation]:
    return mutations(report, 60, 7)


@pytest.fixture(scope="module")
def trials(report: Report) -> list[Trial]:
    return list(run(report, 24, 7))


def rounding(trial: Trial) -> bool:
    """Whether only a last digit was changed, by no more than rounding may explain."""
    if trial.mutation.kind != "digit":
        return False
    old, new = map(Decimal, trial.mutation.shown.split(" → "))
    return abs(new - old) <= 2 * trial.mutation.fact.amount.quantum


def test_what_is_covered_is_caught(trials: list[Trial]) -> None:
    pinned = [trial for trial in trials if covered(trial)]
    assert len(pinned) >= len(trials) / 2
    assert [t.mutation.shown for t in pinned if not t.caught and not rounding(t)] == []
    assert {trial.mutation.kind for trial in pinned if trial.caught} >= {"digit", "unit"}


def test_nothing_else_is_accused(trials: list[Trial]) -> None:
    assert [(t.mutation.shown, s.message) for t in trials for s in t.strays] == []


def test_a_trial_names_what_is_new_at_the_changed_figure(
    report: Report, trials: list[Trial]
) -> None:
    trial = next(trial for trial in trials if trial.caught)
    changed = examine_text(trial.mutation.text, report.file)
    known = {found.message for found in report.findings}
    fresh = [found for found in changed.findings if found.message not in known]
    assert {found.rule for found in fresh} == set(trial.caught)
    (first, *_) = trial.mutation.places
    for found in fresh:
        assert any(p.start < q.end and q.start < p.end for p in found.places for q in [first])


def test_the_seed_decides(report: Report, made: list[Mutation]) -> None:
    assert mutations(report, 60, 7) == made
    assert [m.text for m in mutations(report, 60, 8)] != [m.text for m in made]
    assert mutations(report, 5, 7) == made[:5]
    assert mutations(report, 0, 7) == []


def test_every_figure_is_changed_once_at_most(report: Report, made: list[Mutation]) -> None:
    assert len(made) == 60
    assert {m.kind for m in made} == set(KINDS)
    assert len({m.fact.place for m in made}) == len(made)
    few = replace(report, facts=report.facts[:3])
    assert len(mutations(few, 60, 7)) <= 3


def test_a_mutation_changes_what_it_says_and_nothing_else(
    report: Report, made: list[Mutation]
) -> None:
    for one in made:
        low, high = one.places[0].start, one.places[-1].end
        rest = len(one.text) - high
        assert one.text != report.text
        assert one.text[:low] == report.text[:low]
        assert one.text[high:] == report.text[len(report.text) - rest :]
        assert all(0 <= place.start < place.end <= len(one.text) for place in one.places)


def test_the_places_are_those_of_the_changed_figures(report: Report, made: list[Mutation]) -> None:
    for one in (m for m in made if m.kind != "swap"):
        (place,) = one.places
        longer = len(one.text) - len(report.text)
        assert (place.start, place.end) == (one.fact.place.start, one.fact.place.end + longer)


def changed(report: Report, one: Mutation) -> tuple[str, str]:
    """The changed range before and after."""
    place, old = one.places[0], one.fact.place
    return report.quote(old), one.text[place.start : place.end]


def test_digits(report: Report, made: list[Mutation]) -> None:
    for one in (m for m in made if m.kind == "digit"):
        before, after = changed(report, one)
        differ = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        assert len(differ) == 1
        assert all(a.isdigit() and b.isdigit() for a, b in differ)
        assert one.shown.count("→") == 1


def test_units(report: Report, made: list[Mutation]) -> None:
    units = [m for m in made if m.kind == "unit"]
    assert units
    for one in units:
        before, after = changed(report, one)
        assert before.replace("万元", "元").rstrip() == after[: len(before) - 1].rstrip()


def test_signs(report: Report, made: list[Mutation]) -> None:
    signs = [m for m in made if m.kind == "sign"]
    assert signs
    for one in signs:
        assert one.fact.aspect.startswith(("比上年", "预决算"))
        key = (one.fact.metric, one.fact.aspect, -one.fact.amount.value)
        facts = examine_text(one.text, report.file).facts
        assert key in {(f.metric, f.aspect, f.amount.value) for f in facts}


def test_swaps(report: Report, made: list[Mutation]) -> None:
    swaps = [m for m in made if m.kind == "swap"]
    assert swaps
    for one in swaps:
        assert len(one.text) == len(report.text)
        assert Counter(one.text) == Counter(report.text)
        mine, its = one.shown.split(" ↔ ")
        assert [one.text[p.start : p.end] for p in one.places] == [its, mine]
        assert mine != its


# -- the sums over trials --------------------------------------------------------------------------


def trial(covers: tuple[str, ...], caught: tuple[str, ...] = ()) -> Trial:
    (fact,) = each("决算数", {"公务接待费": "1.00"})
    return Trial(Mutation("digit", fact, "", (fact.place,), "1.00 → 2.00"), covers, caught, ())


@pytest.mark.parametrize(
    ("rules", "pinned"),
    [
        ((), False),
        (("share",), True),
        (("part-within-whole",), False),
        (("part-within-whole", "unit-slip", "change-direction"), False),
        (("part-within-whole", "change-rate"), True),
    ],
)
def test_only_an_equation_pins_a_figure_down(rules: tuple[str, ...], pinned: bool) -> None:
    assert covered(trial(rules)) is pinned


def test_summary() -> None:
    found = summary([trial(("share", "balance"), ("share",)), trial(("share",)), trial(())])
    assert found == {"share": Counter(covered=2, caught=1), "balance": Counter(covered=1)}
