"""Totals and their parts: what adds up to what is data (`data/articulations.json`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, reduce
from importlib.resources import files

from index.amounts import MONEY
from index.checks.figures import Figures, same_measure, same_scope
from index.checks.intervals import Interval, of, unit_of
from index.checks.slips import is_slip
from index.checks.verdict import Reading, broken, held, judge, label, near, show, unknown
from index.model import Amount, Check, Fact, Section
from index.normalise import fold
from index.terms import economic_classes, is_on_basic, parts_of, parts_of_class

_STOCKS = ("决算数", "数量", "年初预算数", "全年预算数", "预算数")
_CHANGE = "比上年增减额"
_PAIRS = (
    ("收入总计", "支出总计"),
    ("财政拨款收入总计", "财政拨款支出总计"),
    ("政府性基金预算财政拨款收入总计", "政府性基金预算财政拨款支出总计"),
    ("国有资本经营预算财政拨款收入总计", "国有资本经营预算财政拨款支出总计"),
)
_FUND_TOTALS = {
    "一般公共预算": ("一般公共预算财政拨款支出",),
    "财政拨款": ("财政拨款支出", "一般公共预算财政拨款支出"),
    "政府性基金": ("政府性基金预算财政拨款支出", "政府性基金预算财政拨款支出总计"),
    "国有资本经营": ("国有资本经营预算财政拨款支出", "国有资本经营预算财政拨款支出总计"),
    "全部": ("本年支出",),
}
_FOR_OFFICES = ("商品和服务支出", "资本性支出")
_CODE = {"类": 2, "款": 4, "项": 6}
_CHOSEN = re.compile(r"主要(?:支出)?(?:科目|项目|功能|款项|项级)|重点(?:科目|项目)")
_NUMBERED_LINE = re.compile(
    r"^\s*(?:\d{1,2}\s*[.、．]\s*(?=[\u4e00-\u9fff“])|[（(]\d{1,2}[）)])", re.M
)
_VEHICLES = re.compile(r"用车$")
# …用车1辆,没有别的类别: the kinds that are told are all.
_NO_OTHERS = re.compile(r",(?:没有|无)(?:别的|其他|其它|另外的?)(?:类别|类型|种类|车辆|用途|用车)")


# 其中:在职9人,增加1人;退休3人: a semicolon behind a change ends no sentence.
_CHANGED = re.compile(r",(?:较|比)?(?:上年)?(?:增加|减少)\d+人;")
_PARTS_FOLLOW = re.compile(r"[,:(]*(?:按[^,:]{1,8}分)?(?:其中|包括|分为|分别为|:)")


@dataclass(frozen=True, slots=True)
class _Sum:
    code: str
    total: str
    parts: tuple[str, ...]


@cache
def _sums() -> Sequence[_Sum]:
    data = json.loads(files("index").joinpath("data/articulations.json").read_text("utf-8"))
    return [_Sum(row["code"], row["total"], tuple(row["parts"])) for row in data]


def fund_totals(fund: str) -> Sequence[str]:
    """Return the metrics of all that was spent of a fund."""
    return _FUND_TOTALS[fund]


def parents(part: Fact) -> list[str]:
    """Return the metrics that a part may be a share of, the nearest first."""
    if part.metric.endswith(("(类)", "(款)", "(项)")):
        return list(_FUND_TOTALS[part.fund])
    return list(dict.fromkeys(rule.total for rule in _sums() if part.metric in rule.parts))


def totals(figures: Figures, code: str) -> Iterator[Check]:
    """各分项之和 = 总额（决算数、预算数、数量）."""
    rules = [entry for entry in _sums() if entry.code == code]
    for total in dict.fromkeys(rule.total for rule in rules):
        for aspect in _STOCKS:
            for whole in figures.named(total, aspect):
                ways = [rule.parts for rule in rules if rule.total == total]
                told = [(parts, [*_add_up(figures, code, parts, whole)]) for parts in ways]
                held_by = [
                    set(parts) for parts, own in told if any(one.outcome == "holds" for one in own)
                ]
                # a way that leaves a part out which another one needs is none
                told = [way for way in told if not any(set(way[0]) < full for full in held_by)]
                checks = [one for _, own in told for one in own]
                run = [one for one in checks if one.outcome != "not_evaluable"]
                failed = [one for one in run if one.outcome == "fails"]
                run = [
                    one for one in run if one not in failed or not _of_other(figures, whole, one)
                ]
                failed = [one for one in failed if one in run]
                failed.sort(key=lambda one: one.finding is None or one.finding.severity != "error")
                # one way of adding up is enough
                kept = [one for one in run if one not in failed[1:]]
                yield from kept or [one for one in checks[:1] if one.outcome != "fails"]


def _of_other(figures: Figures, whole: Fact, check: Check) -> bool:
    """Whether parts add up to another total that the section tells: 基本 + 项目 of all spending."""
    if whole.metric not in _OF_ONE_FUND:
        return False
    parts = [fact for fact in check.facts if fact.metric != whole.metric]
    names = {part.metric for part in parts}
    others = {rule.total for rule in _sums() if names <= set(rule.parts)} - {whole.metric}
    told = (fact for metric in others for fact in figures.named(metric, whole.aspect))
    summed = sum(part.amount.value for part in parts)
    return any(f.section == whole.section and f.amount.value == summed for f in told)


_OF_ONE_FUND = frozenset(
    {"财政拨款支出", *(metric for metrics in _FUND_TOTALS.values() for metric in metrics)}
)


def change_sum(figures: Figures) -> Iterator[Check]:
    """各分项增减额之和 = 总额的增减额."""
    for rule in _sums():
        for whole in figures.named(rule.total, _CHANGE):
            yield from _add_up(figures, "change-sum", rule.parts, whole)
    for items in _item_lists(figures, _CHANGE):
        item_total = _total_of(figures, items[0], _CHANGE)
        if item_total is None:
            continue
        summed = _sum([of(item.amount) for item in items])
        rest = of(item_total.amount) - summed
        judged = judge_sum("change-sum", "warning", item_total, items)
        # Items that ended last year are often not printed: they make the listed ones add up to more.
        ended = rest.high < 0 and not _told_slip(judged, item_total, items)
        short = judged.outcome == "fails" and _unchanged(figures, items)
        if _with_balance(figures, item_total, items):
            continue  # 收支总计 holds what is left at the year's end, the items do not
        if ended or short or not _complete(figures, items) or _partial(figures, items):
            yield unknown("change-sum", item_total, *items)
        else:
            yield judged


def _with_balance(figures: Figures, total: Fact, items: Sequence[Fact]) -> bool:
    """Whether a total, unlike its items, is of what is spent and what is left together."""
    names = {item.metric for item in items}
    beside = figures.section(items[0].section)
    spent = [fact for fact in beside if fact.metric in names and fact.aspect == "决算数"]
    whole = figures.one(total.metric, total, "决算数")
    if not total.metric.endswith("总计") or whole is None or not spent:
        return False
    return judge_sum("change-sum", "warning", whole, spent).outcome == "fails"


def balance(figures: Figures) -> Iterator[Check]:
    """收入总计 = 支出总计（财政拨款、政府性基金、国有资本经营同）."""
    for income, spending in _PAIRS:
        for aspect in ("决算数", "年初预算数", _CHANGE):
            for left in figures.named(income, aspect):
                right = figures.one(spending, left, aspect)
                if right is None:
                    yield unknown("balance", left)
                elif left.place != right.place:  # one figure for both says nothing
                    yield judge(
                        "balance",
                        "error" if aspect == "决算数" else "warning",
                        left,
                        [right],
                        lambda read, right=right: read(right.amount),  # type: ignore[misc]
                        lambda stated, _told, left=left, right=right: (  # type: ignore[misc]
                            f"{label(left)} {stated} 与{label(right)} {show(right.amount)} 不相等。"
                        ),
                        lambda left=left, right=right: [  # type: ignore[misc]
                            (left, of(right.amount)),
                            (right, of(left.amount)),
                        ],
                    )


def function_sum(figures: Figures) -> Iterator[Check]:
    """一般公共预算财政拨款支出 = 各类支出之和 = 各项支出之和（其他资金同）."""
    for items in _item_lists(figures, "决算数"):
        whole = _total_of(figures, items[0], "决算数")
        if whole is None:
            continue
        items = _of_all_funds(figures, whole, items)
        judged = _judge_list(figures, "function-sum", whole, items)
        parted = judged.outcome == "fails" and _parted(figures, items)
        yield unknown("function-sum", whole, *items) if parted else judged
        if judged.outcome == "holds":
            yield from _budgets_of(figures, items)


def _budgets_of(figures: Figures, items: Sequence[Fact]) -> Iterator[Check]:
    """Hold the budgets of items that are all of their list against the budget of the whole."""
    for aspect in ("年初预算数", "全年预算数"):
        planned = {
            fact.metric: fact
            for fact in figures.section(items[0].section)
            if fact.aspect == aspect
            and (fact.fund, fact.entity) == (items[0].fund, items[0].entity)
        }
        own = [planned[item.metric] for item in items if item.metric in planned]
        whole = _total_of(figures, own[0], aspect) if len(own) == len(items) else None
        if whole is not None and same_measure(whole, own[0]):
            yield judge_sum("function-sum", "warning", whole, own)


def _of_all_funds(figures: Figures, whole: Fact, items: list[Fact]) -> list[Fact]:
    """Return a list of all appropriations with what it says to be of one fund."""
    if whole.metric != "财政拨款支出":
        return items
    like, names = items[0], {item.metric for item in items}
    narrow = [
        fact
        for fact in figures.section(like.section)
        if fact.aspect == like.aspect
        and fact.metric.endswith(like.metric[-3:])
        and fact.entity == like.entity
        and fact.fund in ("政府性基金", "国有资本经营")
        and fact.metric not in names
    ]
    return [*items, *narrow]


def function_rollup(figures: Figures) -> Iterator[Check]:
    """类级支出 = 该类下各项支出之和."""
    items = [f for f in figures.prose if f.metric.endswith("(项)") and f.aspect == "决算数"]
    by_class: dict[tuple[str, str, str], list[Fact]] = {}
    for item in items:
        name, mark, _ = item.metric.partition("(类)")
        if mark:
            by_class.setdefault((name + mark, item.fund, item.section), []).append(item)
    for (name, _, section), own in by_class.items():
        whole = figures.one(name, own[0], "决算数")
        if whole is None:
            continue
        loose = [item for item in items if item.section == section and "(类)" not in item.metric]
        if loose and judge_sum("function-rollup", "error", whole, own).outcome == "fails":
            yield unknown("function-rollup", whole, *own)  # an item that names no class may be its
            continue
        yield _judge_list(figures, "function-rollup", whole, own)


def vehicle_kinds(figures: Figures) -> Iterator[Check]:
    """车辆合计 = 各类用车之和."""
    for whole in figures.named("车辆", "数量"):
        kinds: dict[str, Fact] = {}
        for fact in figures.section(whole.section):
            after = fact.place.start > whole.place.start
            if after and fact.aspect == "数量" and same_scope(fact, whole):
                if fact.metric == "车辆":
                    break
                named = _VEHICLES.search(fact.metric) or fact.metric == "其他车辆"
                if named and not _within_kind(figures.text, whole, fact):
                    kinds.setdefault(fact.metric, fact)
        if not kinds:
            continue
        summed = sum(fact.amount.value for fact in kinds.values())
        last = max(fact.place.end for fact in kinds.values())
        listed = any(name.startswith("其他") for name in kinds) or _told_all(figures.text, last)
        listed = listed and not _tells_others(figures.text[whole.place.end : last], len(kinds))
        if summed > whole.amount.value or listed:
            yield judge_sum("vehicle-kinds", "error", whole, list(kinds.values()))
        else:
            yield unknown("vehicle-kinds", whole, *kinds.values())


def _within_kind(text: str, whole: Fact, fact: Fact) -> bool:
    """Whether cars are a part of another kind: 其他用车3辆,主要是教练车2辆、送考用车1辆."""
    before = fold(text[whole.place.end : fact.place.start])
    return fact.metric not in parts_of()["车辆"] and _MOSTLY.search(before) is not None


_MOSTLY = re.compile(r"用车\s*\d+\s*辆[,(]?\s*(?:主要|全部|均|都|分别)(?:是|为|系|包括|有)[^。;]*$")


def _tells_others(text: str, known: int) -> bool:
    """Whether a list of cars counts some that bear no official name: 含救护车13辆、其他用车4辆."""
    return len(_CARS_COUNTED.findall(_BRACKETS.sub("", fold(text)))) > known


_BRACKETS, _CARS_COUNTED = re.compile(r"\([^()]*\)"), re.compile(r"\d\s*辆")


def _told_all(text: str, at: int) -> bool:
    """Whether the words behind a list say that it is all: 没有别的类别."""
    return _NO_OTHERS.match(re.sub(r"\s", "", fold(text[at : at + 40]))) is not None


def running_cost(figures: Figures) -> Iterator[Check]:
    """机关运行经费 + 事业单位公用经费 = 一般公共预算公用经费（口径一致时）.

    Scopes often differ, so that a gap alone says nothing: only one that a slip explains is told.
    """
    for whole in figures.named("公用经费", "决算数"):
        if whole.fund != "一般公共预算":
            continue
        parts = [
            fact
            for metric in ("机关运行经费", "公用经费")
            for fact in figures.named(metric, "决算数")
            if fact.fund == "全部" and fact.entity == whole.entity
        ]
        if not parts or len({p.metric for p in parts}) < len(parts):
            continue
        if {p.amount.measure for p in parts} != {whole.amount.measure}:
            continue
        yield _judge_slip("running-cost", whole, parts)
    if any(fact.fund == "一般公共预算" for fact in figures.named("公用经费", "决算数")):
        return
    for whole in figures.named("机关运行经费", "决算数"):
        found = (_of_basic(figures, name, whole) for name in _FOR_OFFICES)
        parts = [fact for fact in found if fact is not None]
        if parts and whole.fund == "全部":  # 公用经费 is not told, but what it is made of
            yield _judge_slip("running-cost", whole, parts)


def _judge_slip(code: str, whole: Fact, parts: Sequence[Fact]) -> Check:
    """Hold a sum against its parts, where only a gap that a slip explains is told."""
    judged = judge_sum(code, "warning", whole, parts)
    gap = judged.outcome == "fails" and not _told_slip(judged, whole, parts)
    return unknown(code, whole, *parts) if gap else judged


def _of_basic(figures: Figures, metric: str, like: Fact) -> Fact | None:
    """Return what basic expenditure of the general public budget paid for an economic class."""
    own = [
        fact
        for fact in figures.named(metric, "决算数")
        if fact.fund == "一般公共预算" and fact.entity == like.entity and is_on_basic(fact.section)
    ]
    return own[0] if own and own[0].amount.measure == like.amount.measure else None


def economic_parts(figures: Figures) -> Iterator[Check]:
    """经济分类：各款之和不大于其类（商品和服务支出 ≥ 办公费、水费等之和）."""
    for code, name in economic_classes().items():
        for whole in figures.named(name, "决算数"):
            if not is_on_basic(whole.section):
                continue
            names = parts_of_class(code)
            beside = (f for f in figures.section(whole.section) if f.metric in names)
            parts = {
                f.metric: f for f in beside if f.aspect == whole.aspect and same_scope(f, whole)
            }
            if len(parts) < 2:
                continue
            told = list(parts.values())
            summed = _sum([of(fact.amount) for fact in told])
            over = summed.low > of(whole.amount).high
            judged = judge_sum("economic-parts", "error", whole, told) if over else None
            yield judged or held("economic-parts", whole, *told)


def _add_up(figures: Figures, code: str, names: Sequence[str], whole: Fact) -> Iterator[Check]:
    found = [figures.part(name, whole) for name in names]
    parts = [fact for fact in found if fact is not None]
    if whole.aspect == _CHANGE or whole.aspect == "数量":
        parts = [part for part in parts if part.section == whole.section]
    if code == "people-kinds":  # 实有9人,其中…: not 实有9人;退休3人
        parts = [part for part in parts if _beside(figures.text, whole, part)]
    if not parts:
        return
    if len(parts) == len(names):
        severity = "error" if all(p.section == whole.section for p in parts) else "warning"
        yield judge_sum(code, severity, whole, parts)
        return
    summed = _sum([of(part.amount) for part in parts])
    if whole.aspect == _CHANGE or summed.low <= of(whole.amount).high or _nested(whole, parts):
        yield unknown(code, whole, *parts)  # a part that is not stated is missing, not 0
        return
    told = near(summed, min((whole.amount, *(p.amount for p in parts)), key=_quantum))
    stated = show(whole.amount)
    message = f"{label(whole)} {stated} 小于其中已列明分项之和 {told}。"
    yield broken(code, "error", message, [whole, *parts], stated, told)


def _nested(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether one part is told twice under two names: 财政专户管理教育收费(事业收入)9万元."""
    values = [part.amount for part in parts if part.amount.value]
    for amount in values:
        rest = [of(other) for other in values if other is not amount]
        again = sum(other.value == amount.value for other in values) > 1
        if again and rest and _sum(rest).meets(of(whole.amount)):
            return True
    return False


def _beside(text: str, whole: Fact, part: Fact) -> bool:
    """Whether a part follows its whole in one sentence; figures without a text are made by hand."""
    if not text:
        return True
    between = re.sub(r"\s", "", fold(text[whole.place.end : part.place.start]))
    opens = _PARTS_FOLLOW.match(between) is not None and part.place.start > whole.place.start
    ends = re.search("[。;]", _CHANGED.sub(",", between)) is not None
    return opens and not ends and between.count(")") <= between.count("(")


def _quantum(amount: Amount) -> Decimal:
    return amount.quantum * unit_of(amount.measure)


def judge_sum(code: str, severity: str, whole: Fact, parts: Sequence[Fact]) -> Check:
    def compute(read: Reading) -> Interval:
        return _sum([read(part.amount) for part in parts])

    def say(stated: str, told: str) -> str:
        return f"{label(whole)}与分项对不上：各分项合计为 {told}，原文总数为 {stated}。"

    def implied() -> Iterator[tuple[Fact, Interval]]:
        total, summed = of(whole.amount), compute(of)
        yield whole, summed
        for part in parts:
            rest = summed.middle - of(part.amount).middle
            yield part, total - Interval(rest, rest)

    return judge(code, severity, whole, parts, compute, say, implied)


def _told_slip(judged: Check, whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether one slip of the pen in one of the figures would explain why a sum fails."""
    if judged.outcome != "fails":
        return False
    summed = _sum([of(part.amount) for part in parts])
    needed = [(whole, summed)]
    needed += [(part, of(part.amount) + of(whole.amount) - summed) for part in parts]
    return any(is_slip(fact.amount, interval) for fact, interval in needed)


def _sum(parts: Sequence[Interval]) -> Interval:
    return reduce(lambda left, right: left + right, parts)


def _item_lists(figures: Figures, aspect: str) -> Iterator[list[Fact]]:
    """Yield the functional classes, or items, that one section lists for one fund."""
    lists: dict[tuple[str, str, str, str], list[Fact]] = {}
    for fact in figures.prose:
        if fact.aspect != aspect or not fact.metric.endswith(("(类)", "(项)")):
            continue
        key = (fact.section, fact.fund, fact.entity, fact.metric[-3:])
        lists.setdefault(key, []).append(fact)
    for found in lists.values():
        if len({fact.metric for fact in found}) == len(found):  # listed once, not told twice
            yield found


def _parted(figures: Figures, items: Sequence[Fact]) -> bool:
    """Whether the list goes on in another section, with items that this one does not have."""
    like, names = items[0], {item.metric for item in items}
    return any(
        fact.section != like.section
        and fact.aspect == like.aspect
        and fact.metric.endswith(like.metric[-3:])
        and (fact.fund, fact.entity) == (like.fund, like.entity)
        and fact.metric not in names
        for fact in figures.prose
    )


def _total_of(figures: Figures, item: Fact, aspect: str) -> Fact | None:
    for metric in _FUND_TOTALS[item.fund]:
        whole = figures.whole(metric, item, aspect)
        if whole is not None:
            return whole
    return None


def _judge_list(figures: Figures, code: str, whole: Fact, items: Sequence[Fact]) -> Check:
    """Hold a list of items against its total, where all of the list was read."""
    judged = judge_sum(code, "error", whole, items)
    if judged.outcome == "fails" and (
        _partial(figures, items) or _leaves_out(figures, whole, items)
    ):
        return unknown(code, whole, *items)
    short = judged.outcome == "fails" and _cut_off(figures, items, whole)
    return judged if _complete(figures, items) and not short else unknown(code, whole, *items)


def _partial(figures: Figures, items: Sequence[Fact]) -> bool:
    """Whether a list of items is a choice of them (主要科目情况), not all.

    It is where its heading says so; or where the classes add up to the total and the items, which
    do not tell their class, fall short of it by what no slip explains; or where a class has none.
    """
    section = figures.by_label.get(items[0].section)
    if section is not None and _CHOSEN.search(section.title):
        return True
    if any(not item.metric.endswith("(项)") for item in items):
        return False
    if _without_items(figures, items):
        return True
    if any("(类)" in item.metric for item in items):
        return False
    names = {item.metric for item in items}
    spent = [f for f in figures.section(items[0].section) if f.metric in names]
    spent = [f for f in spent if f.aspect == "决算数"]
    whole = _total_of(figures, spent[0], "决算数") if spent else None
    if whole is None or len(spent) != len({f.metric for f in spent}):
        return False
    if _sum([of(fact.amount) for fact in spent]).high >= of(whole.amount).low:
        return False
    classes = [
        found
        for found in _item_lists(figures, "决算数")
        if found[0].metric.endswith("(类)")
        and (found[0].fund, found[0].entity) == (whole.fund, whole.entity)
        and judge_sum("function-sum", "error", whole, found).outcome == "holds"
    ]
    judged = judge_sum("function-sum", "error", whole, spent)
    return bool(classes) and not _told_slip(judged, whole, spent)


def _without_items(figures: Figures, items: Sequence[Fact]) -> bool:
    """Whether the section of items tells a class, or a group, of which none of them is."""
    return any(
        fact.metric.endswith(("(类)", "(款)"))
        and fact.aspect == "决算数"
        and fact.amount.value
        and not any(item.metric.startswith(fact.metric) for item in items)
        for fact in figures.section(items[0].section)
        if (fact.fund, fact.entity) == (items[0].fund, items[0].entity)
    )


def _leaves_out(figures: Figures, whole: Fact, items: Sequence[Fact]) -> bool:
    """Whether a list is short by just what other places tell of the classes that it leaves out."""
    if not all("(类)" in item.metric for item in items):
        return False
    listed = {item.metric.partition("(类)")[0] for item in items}
    others: dict[str, Fact] = {}
    for fact in figures.prose:
        name, mark, below = fact.metric.partition("(类)")
        told = mark and not below and fact.aspect == items[0].aspect and fact.amount.value
        if told and name not in listed and same_measure(fact, whole):
            others.setdefault(name, fact)
    parts = [of(fact.amount) for fact in (*items, *others.values())]
    return bool(others) and _sum(parts).meets(of(whole.amount))


def _unchanged(figures: Figures, changes: Sequence[Fact]) -> bool:
    """Whether some item of a list of changes has spending but tells no change of its own."""
    told = {fact.metric for fact in changes}
    like = changes[0]
    return any(
        fact.aspect == "决算数"
        and fact.metric.endswith(like.metric[-3:])
        and (fact.fund, fact.entity) == (like.fund, like.entity)
        and fact.metric not in told
        and fact.amount.value
        for fact in figures.section(like.section)
    )


def unit_slipped(figures: Figures, whole: Fact, part: Fact) -> bool:
    """Whether a total's own parts say that it is in the measure of another part (元 for 万元).

    What else contradicts the total then only repeats it.
    """
    measure = part.amount.measure
    if whole.amount.measure == measure or not {whole.amount.measure, measure} <= MONEY.keys():
        return False
    right = of(replace(whole.amount, measure=measure))
    for rule in _sums():
        found = [figures.part(name, whole) for name in rule.parts if rule.total == whole.metric]
        parts = [of(fact.amount) for fact in found if fact is not None]
        if parts and len(parts) == len(rule.parts) and _sum(parts).meets(right):
            return not _sum(parts).meets(of(whole.amount))
    return False


def _cut_off(figures: Figures, items: Sequence[Fact], whole: Fact) -> bool:
    """Whether a list that falls short may go on behind the end of the text."""
    section = figures.by_label.get(items[0].section)
    last = section is not None and section.body.end >= len(figures.text)
    return last and _sum([of(item.amount) for item in items]).high < of(whole.amount).low


def _complete(figures: Figures, items: Sequence[Fact]) -> bool:
    """Whether every class or item that the section's text names was read with its figure."""
    section = figures.by_label.get(items[0].section)
    if section is None:
        return False
    level = items[0].metric[-2]
    if level == "项" and _unmarked(figures, section, items):
        return _each_head(figures, section, f"({level})")
    text = re.sub(r"\s", "", figures.text[section.body.start : section.body.end])
    coded = all(item.code for item in items)
    mark = (
        rf"(?<![\d.])2\d{{{_CODE[level]}}}(?=[\u4e00-\u9fff])" if coded else rf"[（(]{level}[）)]"
    )
    named = len(re.findall(mark, text))
    read = sum(
        1
        for fact in figures.section(section.label)
        if fact.aspect == "决算数" and fact.metric.endswith(f"({level})")
    )
    return named == read


def _unmarked(figures: Figures, section: Section, items: Sequence[Fact]) -> bool:
    """Whether a section prints the names of its items without their level and code."""
    marked = re.search(r"[（(]项[）)]", figures.text[section.body.start : section.body.end])
    return not marked and not any(item.code for item in items)


def _each_head(figures: Figures, section: Section, mark: str) -> bool:
    """Whether each numbered line of a section was read, as a class or an item of this level."""
    text = figures.text[section.body.start : section.body.end]
    heads = [section.body.start + match.start() for match in _NUMBERED_LINE.finditer(text)]
    spent = [
        fact.place.start
        for fact in figures.section(section.label)
        if fact.aspect == "决算数" and fact.metric.endswith(("(类)", mark))
    ]
    ends = [*heads[1:], section.body.end]
    pairs = zip(heads, ends, strict=True)
    return bool(heads) and all(any(a <= at < b for at in spent) for a, b in pairs)
