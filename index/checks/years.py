"""Between the reports of two years of one unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    printed: dict[tuple[str, str, str], Fact] = {}
    for fact in before:
        if fact.aspect == _VALUE:
            printed.setdefault((fact.metric, fact.fund, fact.entity), fact)
    statements: dict[tuple[str, int], dict[str, Fact]] = {}
    for fact in now:
        statements.setdefault((fact.metric, fact.context.start), {}).setdefault(fact.aspect, fact)
    for (metric, _), stated in statements.items():
        value, last, change = stated.get(_VALUE), stated.get(_LAST), stated.get(_CHANGE)
        head = last or change
        if head is None or (last is None and value is None):
            continue
        old = printed.get((metric, head.fund, head.entity))
        if old is None:
            continue
        if last is not None:
            base, facts = of(last.amount), [last]
        elif value is not None and change is not None:
            base, facts = of(value.amount) - of(change.amount), [value, change]
        else:
            continue
        if base.meets(of(old.amount)):
            continue
        told = any(_SCOPE.search(reason.text) for reason in reasons if reason.metric == metric)
        message = (
            f"「{metric}」本报告推算的上年数为 {near(base, old.amount)}，"
            f"{year - 1} 年度报告的决算数为 {show(old.amount)}，两份报告不一致"
            + ("（报告说明了口径变化）。" if told else "；口径如有调整应予说明。")
        )
        yield Finding(
            "prior-year", "info" if told else "warning", head.section, metric, message,
            near(base, old.amount), show(old.amount), tuple(fact.place for fact in facts),
        )  # fmt: skip
