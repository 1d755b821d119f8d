"""Articulation rules: what must hold between the figures of one report.

Each rule is one function from the figures of a report to findings, named by its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from index.checks import rules
from index.checks.figures import Figures
from index.model import Fact, Finding

Rule = Callable[[Figures], Iterator[Finding]]

RULES: Mapping[str, Rule] = {
    "change-rate": rules.change_rate,
    "change-sum": rules.change_sum,
    "parts-sum": rules.parts_sum,
    "share": rules.share,
    "budget-rate": rules.budget_rate,
    "completion-rate": rules.completion_rate,
    "small-firms": rules.small_firms,
    "unit-slip": rules.unit_slip,
}


def check(facts: Iterable[Fact], codes: Sequence[str] = tuple(RULES)) -> list[Finding]:
    """Return the findings of these rules over the figures of one report."""
    figures = Figures(facts)
    return [finding for code in codes for finding in RULES[code](figures)]
