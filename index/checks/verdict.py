"""What a rule says of the figures that it was held against: Check, and Finding where it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, localcontext

from index.amounts import COUNTS
from index.checks.intervals import Interval, loose, of, unit_of
from index.checks.slips import likely_slip
from index.model import Amount, Check, Fact, Finding, Place

_DIGITS = 60  # no printed figure has as many
Reading = Callable[[Amount], Interval]
Compute = Callable[[Reading], Interval | None]
Implied = Iterable[tuple[Fact, Interval | None]]


def held(rule: str, *facts: Fact) -> Check:
    """Return that a rule holds."""
    return Check(rule, "holds", facts)


def unknown(rule: str, *facts: Fact) -> Check:
    """Return that a rule is owed, but a figure that it needs is not stated."""
    return Check(rule, "not_evaluable", facts)


def broken(
    rule: str,
    severity: str,
    message: str,
    facts: Sequence[Fact],
    stated: str = "",
    computed: str = "",
    *,
    outcome: str = "fails",
    beside: Sequence[Place] = (),
) -> Check:
    """Return that a rule fails; the first fact is what the finding is about.

    `beside` are places in the text that are no facts.
    """
    places = tuple(dict.fromkeys([*(fact.place for fact in facts), *beside]))
    head = facts[0]
    finding = Finding(rule, severity, head.section, head.metric, message, stated, computed, places)
    return Check(rule, outcome, tuple(facts), finding)


def remark(
    rule: str,
    severity: str,
    section: str,
    metric: str,
    message: str,
    *places: Place,
    stated: str = "",
) -> Check:
    """Return a finding on the wording, which has places but no figures."""
    return Check(
        rule, "fails", (), Finding(rule, severity, section, metric, message, stated, "", places)
    )


def judge(
    rule: str,
    severity: str,
    stated: Fact,
    facts: Sequence[Fact],
    compute: Compute,
    say: Callable[[str, str], str],
    implied: Callable[[], Implied] = tuple,
) -> Check:
    """Hold a printed figure against what other figures make of it.

    `compute` gives the figure under a reading of the printed digits, or None where it cannot be
    told; `say` words the contradiction from the stated and the computed value; `implied` gives what
    each figure would have to be if the others are right, for the likely slip.
    """
    computed = compute(of)
    if computed is None:
        return unknown(rule, stated, *facts)
    if computed.meets(of(stated.amount)):
        return held(rule, stated, *facts)
    printed = show(stated.amount)
    told = near(compute(_point) or computed, _finest([stated, *facts]))
    generous = compute(loose)
    if generous is not None and generous.meets(loose(stated.amount)):
        message = f"{say(printed, told)}差异可由截尾（未四舍五入）解释。"
        return broken(rule, "info", message, [stated, *facts], printed, told, outcome="truncated")
    message = say(printed, told) + likely_slip(implied())
    return broken(rule, severity, message, [stated, *facts], printed, told)


def _finest(facts: Sequence[Fact]) -> Amount:
    """Return the first figure's amount with the most digits that any of its measure is printed with."""
    like = facts[0].amount
    quanta = [f.amount.quantum for f in facts if f.amount.measure == like.measure]
    return Amount(like.value, min(quanta), like.measure, like.text)


def show(amount: Amount) -> str:
    """Return a value with its measure, for reading."""
    gap = "" if amount.measure == "%" else " "
    return f"{amount.value}{gap}{amount.measure}".strip()


def _point(amount: Amount) -> Interval:
    """Read a printed figure as just that value: what a person would compute from it."""
    value = amount.value * unit_of(amount.measure)
    return Interval(value, value)


def near(computed: Interval, like: Amount) -> str:
    """Return the middle of an interval in the measure and with the digits of a printed amount."""
    middle = computed.middle / unit_of(like.measure)
    finest = Decimal("0.01") if like.measure == "%" else like.quantum
    quantum = Decimal(1) if like.measure in COUNTS else min(like.quantum, finest)
    with localcontext(prec=_DIGITS):
        return show(Amount(middle.quantize(quantum), quantum, like.measure, ""))


def label(fact: Fact) -> str:
    """Return what a figure is, for a message: 「公务接待费」的比上年增减率."""
    return f"「{fact.metric}」的{fact.aspect}"
