"""Figures to hold the articulation rules against: made by hand, or read from a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from index.checks import RULES, Figures, check
from index.extract import examine_text
from index.model import OUTCOMES, Amount, Check, Fact, Finding, Place, Report

NOW, LAST, DELTA, RATE = "决算数", "上年数", "比上年增减额", "比上年增减率"
SHARE, COUNT, GAP, DONE = "占比", "数量", "预决算差异率", "完成率"
INITIAL, ADJUSTED, BUDGET, SPENT = "年初预算数", "全年预算数", "预算数", "全年执行数"
THREE, ABROAD, HOSTING = "“三公”经费", "因公出国（境）费", "公务接待费"
CARS = "公务用车购置及运行维护费"
SMALL, MICRO = "授予中小企业合同金额", "授予小微企业合同金额"
GENERAL = "一般公共预算财政拨款"

HOLDS, FAILS, CUT, UNKNOWN, NOT_OWED = "holds", "fails", "truncated", "not_evaluable", ""
Case = tuple[str, str, "list[Fact] | str", str]  # rule, what it is about, what is given, outcome

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
    assert "\n" not in found.message, f"broken over lines: {found.message!r}"
    assert found.places
    assert len(set(found.places)) == len(found.places)
    assert {fact.place for fact in one.facts} <= set(found.places)
    # The message says what the report says, so that a person can judge.
    assert found.stated in found.message, f"{found.stated} is not told: {found.message}"
    if one.facts:
        assert one.facts[0].place == found.places[0]
        names = {fact.metric.partition("/")[0] for fact in one.facts}
        told = one.rule == "projects" or any(name in found.message for name in names)
        assert told, f"what is it about? {found.message}"
    if one.outcome == "truncated":
        assert "截尾" in found.message or "尾差" in found.message, found.message


def check_case(rule: str, name: str, given: list[Fact] | str, wanted: str) -> None:
    """Assert the outcome of a case, and what holds for every check."""
    found = checks(given, rule)
    outcomes = set(outcome(found).split())
    # Where one of several checks fails, the others may hold.
    right = outcomes == set(wanted.split()) or outcomes - {HOLDS} == {wanted}
    said = [one.finding.message for one in found if one.finding is not None]
    assert right, f"{rule}, {name}: {outcomes or 'not owed'} is not {wanted or 'not owed'} {said}"
    for one in found:
        sound(one)
        assert isinstance(given, str) or set(one.facts) <= set(given)


def listed(cases: Sequence[Case]) -> list[ParameterSet]:
    """Cases as parameters, named by rule and what they are about."""
    return [pytest.param(*case, id=f"{case[0]}: {case[1]}") for case in cases]


# -- usual statements ------------------------------------------------------------------------------


def three(total: str, *printed: str, aspect: str = NOW) -> list[Fact]:
    """三公 and its three parts."""
    return each(aspect, dict(zip((THREE, ABROAD, CARS, HOSTING), (total, *printed), strict=False)))


def change(now: str, delta: str, rate: str) -> list[Fact]:
    return said(HOSTING, {NOW: now, DELTA: delta, RATE: rate})


def budget(aspect: str, planned: str, now: str, rate: str) -> list[Fact]:
    return said(HOSTING, {aspect: planned, NOW: now, GAP: rate})


def done(aspect: str, planned: str, how: str, now: str, rate: str) -> list[Fact]:
    return said(HOSTING, {aspect: planned, how: now, DONE: rate})


def total(*printed: str, aspect: str = NOW) -> list[Fact]:
    names = ("收入总计", "本年收入", "使用非财政拨款结余", "年初结转和结余")
    return each(aspect, dict(zip(names, printed, strict=False)), fund="全部")


def spent(*printed: str) -> list[Fact]:
    names = ("支出总计", "本年支出", "结余分配", "年末结转和结余")
    return each(NOW, dict(zip(names, printed, strict=False)), fund="全部")


def parts(whole: str, names: str, *printed: str, aspect: str = NOW) -> list[Fact]:
    return each(aspect, dict(zip((whole, *names.split()), printed, strict=False)), fund="全部")


INCOME = "财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入"
SPENDING = "基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出"


def basic(*printed: str) -> list[Fact]:
    names = (f"{GENERAL}基本支出", "人员经费", "公用经费")
    return each(NOW, dict(zip(names, printed, strict=False)), fund="一般公共预算")


def purchases(*printed: str) -> list[Fact]:
    return parts("政府采购支出总额", "政府采购货物支出 政府采购工程支出 政府采购服务支出", *printed)


def people(*printed: str) -> list[Fact]:
    return parts("实有人数", "在职人员 离休人员 退休人员", *printed, aspect=COUNT)


def graded(*printed: str) -> list[Fact]:
    names = " ".join(f"评为“{grade}”的项目" for grade in "优良中差"[: len(printed) - 1])
    return parts("预算绩效评价项目", names, *printed, aspect=COUNT)


def cars(printed: Mapping[str, str]) -> list[Fact]:
    return each(COUNT, printed, fund="全部")


def share(part: str, rate: str, whole: str = "8.15") -> list[Fact]:
    return [*each(NOW, {THREE: whole}), *said(HOSTING, {NOW: part, SHARE: rate}, at=5)]


def shares(whole: str, *given: tuple[str, str]) -> list[Fact]:
    """An income and its sources, each with its share."""
    names = ("财政拨款收入", "事业收入", "其他收入")
    listed = [
        fact
        for at, (name, (part, rate)) in enumerate(zip(names, given, strict=False), 1)
        for fact in said(name, {NOW: part, SHARE: rate}, at=at, fund="全部")
    ]
    return [*each(NOW, {"本年收入": whole}, fund="全部"), *listed]


THIRD = ("10.00", "33.33%")


def running(own: str, other: str, whole: str) -> list[Fact]:
    return [
        *each(NOW, {"机关运行经费": own, "公用经费": other}, fund="全部", section="十"),
        *each(NOW, {"公用经费": whole}, at=5, fund="一般公共预算", section="六"),
    ]


def twice(metric: str, first: str, second: str, aspect: str = NOW) -> list[Fact]:
    one, two = ({metric: printed} for printed in (first, second))
    return [*each(aspect, one), *each(aspect, two, at=5, section="十")]
