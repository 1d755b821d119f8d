"""What a figure is called once a whole report is read: items without levels, parts of wider terms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from index.amounts import MONEY
from index.model import Fact
from index.terms import WITHIN_BASIC, economic_items, is_on_basic

_ITEM, _SECTION, _CLASS = "(项)", "(款)", "(类)"
_RETIRED, _KINDS_OF_RETIRED = "离退休人员", ("离休人员", "退休人员")
_BRACKETED, _APART = 20, 2  # characters behind a total, totals that count the same kinds
# What 总收入 and 总支出 are where these are all of them.
_PARTS_OF_YEAR = {
    "收入": (
        ("财政拨款收入",),
        ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入"),
        ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    ),
    "支出": (("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),),
}
_GENERAL, _SPENDING = "一般公共预算", "一般公共预算财政拨款支出"
_LEVELS = re.compile(r".*\([类款项]\)")
_KINDS_OF_SPENDING, _WITHIN_KINDS = ("基本支出", "项目支出"), ("人员经费", "公用经费")
_CODED = re.compile(r"(.+)[（(]3\d{4}[)）]")  # 取暖费（30208）: the code of an economic item


def settle(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts under the names that hold for the whole report.

    An item that a table names alone takes the name that the text gives it with its levels. What
    basic expenditure pays for (公务接待费 among 公用经费) is a part of what the report says elsewhere
    for all of it: where the two differ, the part is named as such.
    """
    return _by_payer(_at_posts(_parts_of_basic(_once(_of_one_fund(_with_levels(facts))))))


def with_levels(facts: Sequence[Fact]) -> Mapping[str, str]:
    """Return other names of items and classes → the one that holds for the report, where it is one."""
    names = {fact.metric for fact in facts if fact.metric.endswith(_ITEM)}
    full = [name for name in names if "类)" in name]
    found = {name: [one for one in full if one.endswith(")" + name)] for name in names}
    levels = {name: named[0] for name, named in found.items() if len(named) == 1}
    coded = {f.metric: match[1] for f in facts if (match := _CODED.fullmatch(f.metric))}
    return {
        **levels,
        **_sections(facts),
        **_bare(facts),
        **_classes(facts),
        **coded,
        **_of_the_year(facts),
    }


def _sections(facts: Sequence[Fact]) -> Mapping[str, str]:
    """Return the sections named alone that are an item of the same name, whose figures none contradicts."""
    told: dict[str, dict[str, set[Decimal]]] = {}
    for fact in facts:
        told.setdefault(fact.metric, {}).setdefault(fact.aspect, set()).add(fact.amount.value)
    found = {}
    for name in told:
        item = name.removesuffix(_SECTION) + _ITEM
        if not name.endswith(_SECTION) or "类)" in name or item not in told:
            continue
        if all(told[item].get(aspect, values) == values for aspect, values in told[name].items()):
            found[name] = item
    return found


def _bare(facts: Sequence[Fact]) -> Mapping[str, str]:
    """Return what the text names like an item of a table (职业年金缴费), with the same amount → the item."""
    spent: dict[str, set[Decimal]] = {}
    for fact in facts:
        if _spent(fact):
            spent.setdefault(fact.metric, set()).add(_money(fact))
    economic = {f.metric for f in facts if is_on_basic(f.section)} & set(economic_items())
    return {
        name: name + _ITEM
        for name in spent
        if name not in economic and spent[name] == spent.get(name + _ITEM)
    }


def _of_the_year(facts: Sequence[Fact]) -> Mapping[str, str]:
    """总支出5万元:基本支出3万元,项目支出2万元, beside 总收入6万元: the year's, not the table's total."""
    told: dict[str, Decimal] = {}
    for fact in facts:
        if (fact.fund, fact.entity) == ("全部", "汇总") and _spent(fact):
            told.setdefault(fact.metric, _money(fact))
    if told.get("收入总计") == told.get("支出总计"):
        return {}
    return {
        f"{side}总计": f"本年{side}"
        for side, parts in _PARTS_OF_YEAR.items()
        if f"本年{side}" not in told and told.get(f"{side}总计") in _sums(told, parts)
    }


def _sums(told: Mapping[str, Decimal], parts: Sequence[Sequence[str]]) -> list[Decimal]:
    """Return what the parts come to, with the appropriation as one figure or fund by fund."""
    *ways, rest = parts
    others = sum((told.get(name, Decimal(0)) for name in rest), Decimal(0))
    own = [sum((told.get(name, Decimal(0)) for name in way), Decimal(0)) for way in ways]
    return [amount + others for amount in own or [Decimal(0)]]


def _of_one_fund(facts: Sequence[Fact]) -> list[Fact]:
    """Give items told in a section on all appropriations to the fund whose spending they add up to."""
    general = {_money(f) for f in facts if f.metric == _SPENDING and _spent(f)}
    moved: set[tuple[str, str]] = set()
    for section in {fact.section for fact in facts if fact.fund == "财政拨款"}:
        own = [f for f in facts if (f.section, f.fund, f.entity) == (section, "财政拨款", "汇总")]
        classes = [_money(f) for f in own if f.metric.endswith(_CLASS) and _spent(f)]
        kinds = [_money(f) for f in own if f.metric in _KINDS_OF_SPENDING and _spent(f)]
        if classes and sum(classes) in general:
            moved |= {(section, f.metric) for f in own if _LEVELS.fullmatch(f.metric)}
        if len(kinds) == len(_KINDS_OF_SPENDING) and sum(kinds) in general:
            parts = (*_KINDS_OF_SPENDING, *_WITHIN_KINDS)
            moved |= {(section, f.metric) for f in own if f.metric in parts}
    apart = {_money(f) for f in facts if f.metric == "财政拨款支出" and _spent(f)} - general
    return [
        replace(f, fund=_GENERAL)
        if apart and f.fund == "财政拨款" and (f.section, f.metric) in moved
        else f
        for f in facts
    ]


def _classes(facts: Sequence[Fact]) -> Mapping[str, str]:
    """Return the classes that are also named bare (教育支出增加) → their names, where amounts agree."""
    spent: dict[str, set[Decimal]] = {}
    for fact in facts:
        spent.setdefault(fact.metric, set()).update([_money(fact)] if _spent(fact) else [])
    classes = {name.removesuffix(_CLASS): name for name in spent if name.endswith(_CLASS)}
    return {
        bare: name
        for bare, name in classes.items()
        if bare in spent and spent[bare] <= spent[name] and spent[name]
    }


def _with_levels(facts: Sequence[Fact]) -> list[Fact]:
    one, settled = with_levels(facts), []
    full = {fact.metric for fact in facts if fact.metric.endswith(_ITEM) and "类)" in fact.metric}
    for fact in facts:
        if fact.metric in one:
            fact = replace(fact, metric=one[fact.metric])
        elif fact.code and fact.metric.endswith(_ITEM) and ")" not in fact.metric[: -len(_ITEM)]:
            named = [metric for metric in full if metric.endswith(")" + fact.metric)]
            fact = replace(fact, metric=_by_class(fact, named, facts)) if named else fact
        settled.append(fact)
    return settled


def _by_class(fact: Fact, named: Sequence[str], facts: Sequence[Fact]) -> str:
    """Of items of one name the one that prints the same amount; else the name alone."""
    same = {
        other.metric
        for other in facts
        if other.metric in named and other.aspect == fact.aspect and _money(other) == _money(fact)
    }
    return same.pop() if len(same) == 1 else fact.metric


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """Leave out of the table of economic items what a functional item states: 抚恤金, 死亡抚恤."""
    items = [fact for fact in facts if fact.metric.endswith(_ITEM) and _spent(fact)]
    names = {re.split(r"[()]", fact.metric.removesuffix(_ITEM))[-1] for fact in items}
    amounts = {_money(fact) for fact in items}
    return [
        fact
        for fact in facts
        if not (_of_table(fact) and (fact.metric in names or _money(fact) in amounts))
    ]


def _parts_of_basic(facts: Sequence[Fact]) -> list[Fact]:
    elsewhere: dict[str, Fact] = {}
    for fact in facts:
        if fact.metric in economic_items() and _spent(fact) and not is_on_basic(fact.section):
            elsewhere.setdefault(fact.metric, fact)
    parts = {
        fact.metric
        for fact in facts
        if is_on_basic(fact.section)
        and _spent(fact)
        and fact.metric in elsewhere
        and _money(fact) < _money(elsewhere[fact.metric])
    }
    return [
        replace(fact, metric=WITHIN_BASIC + fact.metric)
        if fact.metric in parts and is_on_basic(fact.section)
        else fact
        for fact in facts
    ]


def _by_payer(facts: Sequence[Fact]) -> list[Fact]:
    """Name the retired after who pays them, where a report counts them apart and twice.

    尚未移交…发放养老金的离退休人员2人(离休2人,退休0人)。由养老保险基金发放养老金的离退休人员9人(…,退休9人)
    """
    behind: list[tuple[int, str]] = []  # place of a kind, by whom its people are paid
    payer, end = "", 0
    for at, fact in enumerate(facts):
        if fact.metric.endswith(_RETIRED):
            payer, end = fact.metric.removesuffix(_RETIRED), fact.place.end
        elif payer and fact.metric in _KINDS_OF_RETIRED and fact.place.start - end <= _BRACKETED:
            behind.append((at, payer))
    if len({payer for _, payer in behind}) < _APART:
        return list(facts)
    named = {at: payer + facts[at].metric for at, payer in behind}
    return [replace(f, metric=named[at]) if at in named else f for at, f in enumerate(facts)]


def _at_posts(facts: Sequence[Fact]) -> list[Fact]:
    """车辆编制9辆,在编实有车辆8辆, and 共有车辆12辆 elsewhere: those that fill posts are not all."""
    cars = [fact for fact in facts if fact.metric == "车辆" and fact.aspect == "数量"]
    behind = {fact.place for posts, fact in pairwise(facts) if posts.metric == "车辆编制"}
    others = {fact.amount.value for fact in cars if fact.place not in behind}
    return [
        replace(fact, metric="在编实有车辆")
        if fact in cars and fact.place in behind and others and fact.amount.value not in others
        else fact
        for fact in facts
    ]


def _spent(fact: Fact) -> bool:
    return fact.aspect == "决算数" and fact.amount.measure in MONEY


def _of_table(fact: Fact) -> bool:
    title = fact.section.rpartition("：")[2]
    return title.endswith("表") and is_on_basic(fact.section) and fact.metric in economic_items()


def _money(fact: Fact) -> Decimal:
    return fact.amount.value * MONEY.get(fact.amount.measure, 1)
