"""Figures to hold the articulation rules against: made by hand, or read from a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from index.checks import RULES, Figures, check
from index.extract import examine_text
from index.model import OUTCOMES, Amount, Check, Fact, Finding, Place, Report

NOW, LAST, DELTA, RATE = "决算数", "上年数", "比上年增减额", "比上年增减率"
SHARE, COUNT, GAP, DONE = "占比", "数量", "预决算差异率", "完成率"
INITIAL, ADJUSTED, BUDGET, SPENT = "年初预算数", "全年预算数", "预算数", "全年执行数"
THREE, ABROAD, HOSTING = "“三公”经费", "因公出国（境）费", "公务接待费"
CARS = "公务用车购置及运行维护费"

HEAD = (
    "甲县财政局2023年度部门决算公开说明\n一、机构设置\n甲县财政局2023年度部门决算不含下属单位。\n"
    "第二部分 部门决算情况说明\n十、其他重要事项的情况说明\n（一）机关运行经费支出情况\n"
)


def amount(printed: str) -> Amount:
    """A printed figure with its measure behind it; 万元 where there is none."""
    match = re.fullmatch(r"(?P<number>[-+]?[\d,]+(?:\.(?P<fraction>\d+))?)(?P<unit>.*)", printed)
    assert match is not None, printed
    number = match["number"]
    quantum = Decimal(1).scaleb(-len(match["fraction"] or ""))
    return Amount(Decimal(number.replace(",", "")), quantum, match["unit"] or "万元", number)


def said(
    metric: str,
    figures: Mapping[str, str],
    *,
    at: int = 0,
    section: str = "七",
    fund: str = "财政拨款",
    entity: str = "汇总",
) -> list[Fact]:
    """One statement: what it gives for a metric, by aspect; `at` is its number in the text."""
    start = at * 100
    return [
        Fact(
            *(section, fund, entity, metric, aspect, amount(printed)),
            Place(start + 10 * number, start + 10 * number + 9),
            Place(start, start + 99),
        )
        for number, (aspect, printed) in enumerate(figures.items())
    ]


def each(
    aspect: str,
    figures: Mapping[str, str],
    *,
    at: int = 0,
    section: str = "七",
    fund: str = "财政拨款",
    entity: str = "汇总",
) -> list[Fact]:
    """One statement a metric, each with one figure, in order."""
    return [
        fact
        for number, (metric, printed) in enumerate(figures.items())
        for fact in said(
            metric, {aspect: printed}, at=at + number, section=section, fund=fund, entity=entity
        )
    ]


def read(text: str) -> Report:
    """What a report for 2023 with these sections gives."""
    return examine_text(HEAD + text, Path("甲.txt"))


def checks(given: Iterable[Fact] | str, rule: str) -> list[Check]:
    """What a rule says of facts, or of a report's text."""
    figures = Figures.of_report(read(given)) if isinstance(given, str) else Figures(given)
    return check(figures, [rule])


def outcome(found: Iterable[Check]) -> str:
    """The outcomes of some checks, each once; not evaluable ones only where no other was run."""
    outcomes = {one.outcome for one in found}
    return " ".join(sorted(outcomes - {"not_evaluable"} or outcomes))


def finding(given: Iterable[Fact] | str, rule: str) -> Finding:
    """The one finding of a rule."""
    (found,) = [one.finding for one in checks(given, rule) if one.finding is not None]
    return found


def sound(one: Check) -> None:
    """Assert what holds for every check: its outcome, and what a finding must say and show."""
    found = one.finding
    assert one.outcome in OUTCOMES
    if one.outcome in ("holds", "not_evaluable"):
        assert found is None
        return
    assert found is not None
    assert found.severity == "info" or one.outcome == "fails"
    assert one.rule == found.rule in RULES
    assert "\n" not in found.message
    assert found.places
    assert len(set(found.places)) == len(found.places)
    assert {fact.place for fact in one.facts} <= set(found.places)
    # The message says what the report says, so that a person can judge.
    assert not found.stated or found.stated in found.message
    if one.facts:
        assert one.facts[0].place == found.places[0]
        names = {fact.metric.partition("/")[0] for fact in one.facts}
        assert one.rule == "projects" or any(name in found.message for name in names)
    if one.outcome == "truncated":
        assert "截尾" in found.message or "尾差" in found.message
