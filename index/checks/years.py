"""Between the reports of two years of one unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.checks.changes import value_of
from index.checks.figures import Figures, same_measure
from index.checks.intervals import of
from index.checks.verdict import near, show
from index.model import Fact, Finding, Reason

_VALUE, _LAST, _CHANGE = "决算数", "上年数", "比上年增减额"
_SCOPE = re.compile(r"口径|合并|划转|划入|划出|分离|机构改革|预算级次|调整预算单位|重新|追溯")


def prior_year(
    now: list[Fact], before: list[Fact], reasons: list[Reason], year: int
) -> Iterator[Finding]:
    """本年报告推算的上年数 = 上年报告的决算数.

    `now` and `before` are the facts of two reports of one unit, of `year` and the year before;
    `reasons` those of the later report. Findings belong to the later report.
    """
    printed: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in before:
        if fact.aspect == _VALUE:
            printed.setdefault((fact.metric, fact.fund, fact.entity), []).append(fact)
    figures = Figures(now)
    for stated in figures.statements():
        last, change = stated.get(_LAST), stated.get(_CHANGE)
        head = last or change
        if head is None:
            continue
        old = printed.get((head.metric, head.fund, head.entity), [])
        value = value_of(figures, stated, head)
        if last is not None:
            base, facts = of(last.amount), [last]
        elif value is not None and change is not None and same_measure(value, change):
            base, facts = of(value.amount) - of(change.amount), [value, change]
        else:
            continue
        if not old or any(base.meets(of(fact.amount)) for fact in old):
            continue
        told = any(_SCOPE.search(r.text) for r in reasons if r.metric == head.metric)
        message = (
            f"「{head.metric}」本报告推算的上年数为 {near(base, old[0].amount)}，"
            f"{year - 1} 年度报告的决算数为 {show(old[0].amount)}，两份报告不一致"
            + ("（报告说明了口径变化）。" if told else "；口径如有调整应予说明。")
        )
        yield Finding(
            "prior-year", "info" if told else "warning", head.section, head.metric, message,
            near(base, old[0].amount), show(old[0].amount), tuple(fact.place for fact in facts),
        )  # fmt: skip
