"""Sentences over several figures: rank, difference, unit cost, trend."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.calculate import Result, difference, per_unit
from assistant.compose.draft import Draft, subject
from assistant.compose.statements import main_fact, name
from assistant.model import Table
from assistant.retrieve import Evidence
from index.amounts import MONEY
from index.model import Fact
from index.store import ReportInfo

_UNIT_COUNTS: dict[str, tuple[tuple[str, ...], str]] = {
    "公务接待费": (("国内公务接待人次", "国内公务接待批次"), "接待"),
    "公务用车购置及运行维护费": (("公务用车保有量",), "每辆公务用车"),
    "公务用车运行维护费": (("公务用车保有量",), "每辆公务用车"),
    "人员经费": (("在职人员",), "每名在职人员"),
    "公用经费": (("在职人员",), "每名在职人员"),
    "因公出国（境）费": (("因公出国（境）人次",), "每人次"),
}


def comparable(fact: Fact) -> Decimal:
    """Return a fact's value in 元 where it is money, else as it is."""
    return fact.amount.value * MONEY.get(fact.amount.measure, Decimal(1))


def say_rank(
    draft: Draft, evidence: Evidence, reports: Sequence[ReportInfo], metric: str, *, lowest: bool
) -> bool:
    """Add which report states the highest (or lowest) value of a metric, and all of them in order."""
    known = [(info, fact) for info in reports if (fact := main_fact(evidence, info, metric))]
    if not known:
        return False
    known.sort(key=lambda pair: comparable(pair[1]), reverse=not lowest)
    info, fact = known[0]
    most = "最低" if lowest else "最高"
    told = f"已收录的报告中，{name(metric)}{most}的是 **{info.unit}**（{info.year} 年度）："
    draft.add(told + f"{draft.figure(info, fact)}。{draft.cite(info, fact)}")
    rest = [
        f"{other.unit}（{other.year} 年度）{draft.figure(other, found)}{draft.cite(other, found)}"
        for other, found in known[1:6]
    ]
    if rest:
        draft.add("其余依次为：" + "；".join(rest) + "。各单位年度、规模和统计范围不同，仅供参考。")
    return True


def say_difference(
    draft: Draft, left: tuple[ReportInfo, str, Fact], right: tuple[ReportInfo, str, Fact]
) -> bool:
    """Add two figures and their difference; return False where they cannot be compared."""
    (info, metric, fact), (other, other_metric, other_fact) = left, right
    result = difference(fact, other_fact)
    if result is None:
        return False
    told = (
        f"{subject(info)}{name(metric, fact)} {draft.figure(info, fact)}{draft.cite(info, fact)}，"
    )
    head = "" if info.id == other.id else subject(other)
    told += f"{head}{name(other_metric, other_fact)} {draft.figure(other, other_fact)}"
    told += draft.cite(other, other_fact)
    if result.value == 0:
        draft.add(told + "，两者相等。")
        return True
    verb = "多" if result.value > 0 else "少"
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, fact), (other, other_fact)]
    )
    draft.add(f"{told}，前者比后者{verb} {text.lstrip('-')}。{draft.cite(info, fact)}")
    if info.unit != other.unit or info.year != other.year:
        draft.add("两者的年度、单位或统计范围不同，比较时请留意。")
    return True


def say_unit_cost(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, text: str
) -> bool:
    """Add money per car, guest or employee with the formula; return False where nothing fits."""
    counts, each = _UNIT_COUNTS.get(metric, ((), ""))
    money = main_fact(evidence, info, metric)
    if money is None:
        return False
    if "批" in text and not re.search(r"人均|每人|一个人|人次", text):
        counts = counts[::-1]
    for count_metric in counts:
        count = main_fact(evidence, info, count_metric)
        result = per_unit(money, count) if count is not None else None
        if count is None or result is None:
            continue
        money = _nearest(evidence, info, money, count)
        told = f"{subject(info)}{name(metric, money)} {draft.figure(info, money)}{draft.cite(info, money)}，"
        told += (
            f"{name(count_metric, count)} {draft.figure(info, count)}{draft.cite(info, count)}，"
        )
        told += _quotient(draft, info, result, money, count, each)
        draft.add(told)
        draft.add("这是简单相除的平均数，报告本身没有给出这个数，不代表每次或每辆的实际花费。")
        return True
    return False


def _nearest(evidence: Evidence, info: ReportInfo, money: Fact, count: Fact) -> Fact:
    """Return the same amount as stated nearest before a count: it is the one counted with it."""
    same = [
        f
        for f in evidence.facts(info, money.metric)
        if (f.aspect, f.amount.value) == (money.aspect, money.amount.value)
        and f.place.start < count.place.start
    ]
    return max(same, key=lambda f: f.place.start, default=money)


def _quotient(
    draft: Draft, info: ReportInfo, result: Result, money: Fact, count: Fact, each: str
) -> str:
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, money), (info, count)]
    )
    per = f"{each}平均" if each != "接待" else f"平均每{count.amount.measure}"
    return f"{per}约 {text}。{draft.cite(info, money)}"


def say_trend(draft: Draft, evidence: Evidence, reports: Sequence[ReportInfo], metric: str) -> bool:
    """Add a metric over the years of the reports, with the table beside it."""
    known = [(info, fact) for info in reports if (fact := main_fact(evidence, info, metric))]
    if len(known) < 2:
        return False
    known.sort(key=lambda pair: pair[0].year)
    words = [
        f"{info.year} 年度（{info.unit}）{draft.figure(info, fact)}{draft.cite(info, fact)}"
        for info, fact in known
    ]
    draft.add(f"{name(metric)}：" + "；".join(words) + "。")
    rows = tuple((str(i.year), i.unit, f.amount.text, f.amount.measure) for i, f in known)
    draft.tables.append(Table(name(metric), ("年度", "单位", "数值", "计量单位"), rows))
    if len({info.unit for info, _ in known}) > 1:
        draft.add("这些报告的单位或统计范围不同，不能当作同一单位的连续变化。")
    return True
