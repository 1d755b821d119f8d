"""Sentences over the functional items of a report: all of them, or the largest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.calculate import Result, difference, plain
from assistant.compose.draft import Draft, Ranking, subject
from assistant.compose.statements import BUDGETS, main_fact, say_reasons
from assistant.model import Table
from assistant.retrieve import Evidence
from assistant.vocabulary import item_name
from index.model import Amount, Fact
from index.store import ReportInfo
from index.terms import parts_of


@dataclass(frozen=True, slots=True)
class Among:
    """Which functional items: those that a fund paid, or within a class or section; `spent`: without zeros."""

    fund: str = ""
    within: str = ""
    spent: bool = False

    def items(self, evidence: Evidence, info: ReportInfo) -> list[str]:
        """Return these items of a report; of all funds where neither is named."""
        items = self._named(evidence, info)
        if not self.spent:
            return items
        facts = ((item, main_fact(evidence, info, item)) for item in items)
        return [item for item, fact in facts if fact is not None and fact.amount.value]

    def _named(self, evidence: Evidence, info: ReportInfo) -> list[str]:
        if self.within in parts_of():
            return _budgeted_parts(evidence, info, self.within)
        if self.within:
            return evidence.within(info, self.within)
        if self.fund:
            return evidence.items(info, self.fund)
        items = [*evidence.items(info), *evidence.items(info, "政府性基金")]
        # classes, where no item is told
        return items or evidence.parts(info, "一般公共预算财政拨款支出")


def _budgeted_parts(evidence: Evidence, info: ReportInfo, whole: str) -> list[str]:
    """Return the parts of a total, for each of which a report states a budget or its own parts do."""
    found: list[str] = []
    for part in evidence.parts(info, whole):
        inner = [p for p in parts_of().get(part, ()) if evidence.one(info, p, *BUDGETS)]
        found += inner or [part]
    return found


_ALL = Among()
_GENERAL = Among("一般公共预算")


def say_items(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    count: int,
    *,
    lowest: bool,
    fits: Callable[[Amount], bool] | None = None,
    among: Among = _GENERAL,
) -> bool:
    """Add the items of the general public budget by amount, with their table; False where none.

    `fits` keeps those with such an amount alone.
    """
    items = among.items(evidence, info) if among.within else evidence.items(info)
    known = _distinct([(m, f) for m in items if (f := main_fact(evidence, info, m))])
    whole = among.within or (f"{known[0][1].fund}支出" if known else "")
    stated = (
        main_fact(evidence, info, among.within or _SPENT_OF.get(known[0][1].fund, ""))
        if known
        else None
    )
    return _say_in_order(
        draft, info, known, count, whole, "项", lowest=lowest, fits=fits, stated=stated
    )


def say_spent_on(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> None:
    """Add the items that the money of a class was booked under, each with the reason it has."""
    inside = [(m, f) for m in evidence.within(info, metric) if (f := main_fact(evidence, info, m))]
    known = [pair for pair in _distinct(inside) if pair[1].amount.value]
    known.sort(key=lambda pair: -pair[1].amount.value)
    for item, fact in known[:_MOST_REASONS]:
        reasons = evidence.reasons(info, item)
        if any(reason.text in draft.text for reason in reasons):
            continue
        told = f"其中{item_name(item)} {draft.figure(info, fact)}。{draft.cite(info, fact)}"
        draft.add(told + (say_reasons(draft, evidence, info, reasons) if reasons else ""))


def say_classes(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    count: int,
    *,
    lowest: bool,
    fund: str = "一般公共预算",
) -> bool:
    """Add the classes that a fund paid, or all funds, by amount; False where none is stated."""
    known = _classes(evidence, info, fund)
    whole = "本年支出" if fund == "全部" else f"{fund}支出"
    stated = main_fact(evidence, info, _SPENT_OF.get(fund, ""))
    own = fund == "一般公共预算"
    rates = {m: rate for m, _ in known if own and (rate := evidence.one(info, m, "占比"))}
    return _say_in_order(
        draft, info, known, count, whole, "类", lowest=lowest, stated=stated, rates=rates
    )


def _share(draft: Draft, info: ReportInfo, rate: Fact | None) -> str:
    return f"，占 {draft.figure(info, rate)}{draft.cite(info, rate)}" if rate is not None else ""


# What all items that a fund paid come to.
_SPENT_OF = {
    "全部": "本年支出",
    "一般公共预算": "一般公共预算财政拨款支出",
    "政府性基金": "政府性基金预算财政拨款支出",
}


def _say_in_order(
    draft: Draft,
    info: ReportInfo,
    known: list[tuple[str, Fact]],
    count: int,
    whole: str,
    level: str,
    *,
    lowest: bool,
    fits: Callable[[Amount], bool] | None = None,
    stated: Fact | None = None,
    rates: Mapping[str, Fact] | None = None,
) -> bool:
    """Add the first of some items or classes; what nothing was spent on is not the least of them.

    `stated` is what the report says that they come to, `rates` which share each of them is.
    """
    if not known:
        return False
    known.sort(key=lambda pair: pair[1].amount.value, reverse=not lowest)
    told = known if fits is None else [pair for pair in known if fits(pair[1].amount)]
    empty = [pair for pair in known if not pair[1].amount.value] if lowest else []
    told = [pair for pair in told if pair not in empty] or told
    words = [
        f"{_named(info, metric, known)} {draft.figure(info, fact)}{draft.cite(info, fact)}"
        + _share(draft, info, (rates or {}).get(metric))
        for metric, fact in told[:count]
    ]
    order = "由小到大" if lowest else "由大到小"
    every = "为：" if count >= len(told) else f"前 **{count}** 项为："
    if fits is not None:
        every = f"，其中符合条件的有 **{len(told)}** 个" + ("：" if told else "")
    draft.add(
        f"{subject(info)}{whole}有 **{len(known)}** 个{level}级科目"
        + (every if fits is not None else f"，{order}{every}")
        + "；".join(words)
        + "。"
        + ("另有科目没有支出：" + _names_of(draft, info, empty, known) if empty else "")
    )
    draft.rankings.append(
        Ranking(
            [(info, fact) for _, fact in told],
            [_named(info, metric, known) for metric, _ in told],
            len(words),
            (info, stated) if stated is not None else None,
        )
    )
    rows = tuple((metric, fact.amount.text, fact.amount.measure) for metric, fact in known)
    title = f"{info.unit} {info.year} 年度{whole}功能科目"
    draft.tables.append(Table(title, ("功能科目", "决算数", "计量单位"), rows))
    return True


def _names_of(
    draft: Draft,
    info: ReportInfo,
    pairs: Sequence[tuple[str, Fact]],
    known: Sequence[tuple[str, Fact]],
) -> str:
    return "、".join(f"{_named(info, m, known)}{draft.cite(info, f)}" for m, f in pairs) + "。"


def _classes(evidence: Evidence, info: ReportInfo, fund: str) -> list[tuple[str, Fact]]:
    """Return the classes that a fund paid, or all funds, with what each came to."""
    spent = [
        (metric, next((f for f in facts if f.fund == fund), None))
        for metric in evidence.metrics(info)
        if metric.endswith("(类)") and metric.count("(") == 1
        for facts in [[f for f in evidence.facts(info, metric) if f.aspect == "决算数"]]
    ]
    return [(metric, fact) for metric, fact in spent if fact is not None]


def say_item_changes(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    count: int,
    *,
    falls: bool | None = None,
    among: Among = _GENERAL,
    why: bool = False,
) -> bool:
    """Add the items that rose and fell most against the year before; False where none states it.

    `falls` wants the falls alone (True) or the rises alone (False); `why` adds the reasons stated.
    """
    items = among.items(evidence, info) if among.within else evidence.items(info)
    known = [(m, f) for m in items if (f := evidence.one(info, m, "比上年增减额"))]
    if not known and not among.within:  # only of classes is told how they moved
        items = [metric for metric, _ in _classes(evidence, info, "一般公共预算")]
        known = [(m, f) for m in items if (f := evidence.one(info, m, "比上年增减额"))]
    known = sorted(_distinct(known), key=lambda pair: pair[1].amount.value)
    partly = "写明增减额的科目中，" if len(known) < len(items) * _MOST_OF else ""
    fell = [pair for pair in known if pair[1].amount.value < 0][:count]
    rose = [pair for pair in known[::-1] if pair[1].amount.value > 0][:count]
    for verb, pairs in (("增加", rose), ("减少", fell)):
        if (falls is True and verb == "增加") or (falls is False and verb == "减少"):
            continue
        words = [
            f"{_named(info, metric, pairs)}{verb} {draft.unsigned(info, fact)}{draft.cite(info, fact)}"
            for metric, fact in pairs
        ]
        if words:
            all_told = falls is not None and len(pairs) < count
            many = f"有 **{len(pairs)}** 个" if all_told and not partly else ""
            which = f"{verb}的科目{many}" if all_told else f"{verb}最多的科目"
            draft.add(f"{subject(info)}{partly}比上年{which}：" + "；".join(words) + "。")
            if why:
                _say_why_each(draft, evidence, info, pairs)
    return bool(rose or fell)


def say_items_begun(
    draft: Draft, evidence: Evidence, info: ReportInfo, *, ended: bool, why: bool
) -> bool:
    """Add the items on which nothing was spent the year before, or this year; False where none is.

    What rose by all that was spent was nothing before.
    """
    known = []
    for metric in evidence.items(info):
        spent, change = main_fact(evidence, info, metric), None
        if spent is not None:
            change = evidence.one(info, metric, "比上年增减额")
        if spent is None or change is None or not change.amount.value:
            continue
        rest = spent.amount.value if ended else spent.amount.value - change.amount.value
        if not rest:
            known.append((metric, change if ended else spent))
    known = _distinct(known)
    known.sort(key=lambda pair: abs(pair[1].amount.value), reverse=True)
    words = [
        f"{_named(info, metric, known)}{'减少 ' if ended else ' '}{draft.unsigned(info, fact)}{draft.cite(info, fact)}"
        for metric, fact in known
    ]
    if words:
        which = "上年有支出、本年没有支出" if ended else "上年没有支出、本年有支出"
        draft.add(f"{subject(info)}{which}的科目有 **{len(words)}** 个：" + "；".join(words) + "。")
        if why:
            _say_why_each(draft, evidence, info, known)
    return bool(words)


def _say_why_each(
    draft: Draft, evidence: Evidence, info: ReportInfo, pairs: Sequence[tuple[str, Fact]]
) -> None:
    """Add the reason that is stated for each of the first items, under its name."""
    for metric, _ in pairs[:_MOST_REASONS]:
        reasons = evidence.reasons(info, metric, "上年")
        draft.add(f"{_named(info, metric, pairs)}：{say_reasons(draft, evidence, info, reasons)}")


def say_item_rates(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    aspect: str,
    count: int,
    *,
    lowest: bool,
    falls: bool | None = None,
    among: Among = _ALL,
    why: bool = False,
) -> bool:
    """Add the items with the largest (or lowest) rate of a kind; False where fewer than two have it.

    `falls` keeps the falls alone (True) or the rises alone (False); `why` adds the reasons stated.
    """
    items = among.items(evidence, info)
    known = [(m, f) for m in items if (f := evidence.one(info, m, aspect))]
    known = _distinct(known)
    if len(known) < _FEWEST_RATES:
        return False
    if falls is not None:
        known = [pair for pair in known if (pair[1].amount.value < 0) == falls]
    if not known:
        return False
    known.sort(key=lambda pair: abs(pair[1].amount.value), reverse=not lowest)
    partly = f"写明{aspect}的科目中，" if len(known) < len(items) else ""
    limit = abs(known[min(count, len(known)) - 1][1].amount.value)
    known = [
        pair
        for pair in known
        if (abs(pair[1].amount.value) <= limit if lowest else abs(pair[1].amount.value) >= limit)
    ]
    words = []
    for metric, fact in known[:_MOST_TIED]:
        told = f"{_named(info, metric, known)}{_rate(draft, info, fact)}"
        change = evidence.one(info, metric, "比上年增减额") if aspect.startswith("比上年") else None
        if change is not None and len(known) <= _FEW:
            verb = "增加" if change.amount.value > 0 else "减少"
            told += f"，比上年{verb} {draft.unsigned(info, change)}"
        marks = [draft.cite(info, fact)]
        if aspect == "完成率" and len(known) <= _FEW:
            for beside in (evidence.one(info, metric, *BUDGETS), main_fact(evidence, info, metric)):
                if beside is not None:
                    told += f"，{beside.aspect} {draft.figure(info, beside)}"
                    marks.append(draft.cite(info, beside))
        words.append(told + "".join(dict.fromkeys(marks)))
    of_year = aspect.startswith("比上年")
    what = aspect if falls is None or not of_year else "降幅" if falls else "增幅"
    most = "最小" if lowest else "最大"
    draft.add(f"{subject(info)}{partly}{what}{most}的科目：" + "；".join(words) + "。")
    basis = "上年" if of_year else "预算"
    for metric, _ in known[:_FEW] if why else ():
        draft.add(say_reasons(draft, evidence, info, evidence.reasons(info, metric, basis)))
    return True


def _rate(draft: Draft, info: ReportInfo, fact: Fact) -> str:
    """Return a rate with its name, one against the year before with the way it went."""
    if fact.aspect != "比上年增减率":
        return f"{fact.aspect} {draft.figure(info, fact)}"
    return f"比上年{'下降' if fact.amount.value < 0 else '增长'} {draft.unsigned(info, fact)}"


def say_completions(
    draft: Draft, evidence: Evidence, info: ReportInfo, count: int, *, over: bool
) -> bool:
    """Add the items that a report says to be above or below their budgets; False where it says none.

    Of many it tells the rate alone, and no budget.
    """
    rates = [(m, f) for m in evidence.items(info) if (f := evidence.one(info, m, "完成率"))]
    rates = _distinct([(m, f) for m, f in rates if (f.amount.value > _WHOLLY) == over])
    rates = [pair for pair in rates if pair[1].amount.value != _WHOLLY]
    rates.sort(key=lambda pair: pair[1].amount.value, reverse=over)
    words = [
        f"{_named(info, metric, rates)}完成率 {draft.figure(info, fact)}{draft.cite(info, fact)}"
        for metric, fact in rates[:count]
    ]
    which = "高于" if over else "低于"
    if words:
        many = f"有 **{len(words)}** 个" if len(words) == len(rates) else ""
        draft.add(f"{subject(info)}决算数{which}预算数的科目{many}：{'；'.join(words)}。")
    return bool(words)


_WHOLLY = 100
_MOST_OF = 0.8  # of the items: where fewer tell how they moved, that is said
_FEWEST_RATES, _MOST_TIED, _FEW, _MOST_REASONS = 2, 8, 2, 6
_LEAST_NAME = 3  # 抗旱 alone may be any word


def _named(info: ReportInfo, metric: str, known: Sequence[tuple[str, Fact]]) -> str:
    """Return an item's own name, with its section where it is short or another bears it too.

    What one of the units is called (图书馆) is told as an item.
    """
    own = item_name(metric)
    alike = sum(item_name(other) == own for other, _ in known)
    unit = any(own in name for name in (info.unit, *info.members))
    return metric if alike > 1 or unit or len(own) < _LEAST_NAME else own


def say_item_gaps(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    count: int,
    *,
    over: bool,
    unplanned: bool = False,
    why: bool = False,
    summed: bool = False,
    among: Among = _ALL,
) -> bool:
    """Add the items that differ most from their initial budget, or those that had none at all.

    `why` adds the reasons that are stated for the first few, `summed` what all of them differ by.
    """
    found = []
    begun: list[tuple[str, Fact]] = []
    for metric in among.items(evidence, info):
        planned = evidence.one(info, metric, *(("年初预算数",) if unplanned else BUDGETS))
        spent = evidence.one(info, metric, "决算数")
        result = difference(spent, planned) if spent and planned else None
        bare = planned is None and over and not unplanned and spent is not None
        if bare and spent and spent.amount.value and _is_unplanned(evidence, info, spent):
            begun.append((metric, spent))
        if planned is None or spent is None or result is None:
            continue
        fits = not planned.amount.value and result.value > 0 if unplanned else True
        if fits and (result.value > 0) == over and result.value:
            found.append((metric, planned, spent, result))
    found.sort(key=lambda entry: -abs(entry[3].value))
    named = [(metric, spent) for metric, _, spent, _ in found]
    words = []
    for metric, planned, spent, result in found[: None if unplanned else count]:
        facts = [(info, spent), (info, planned)]
        text = draft.derived(result.value, result.measure, result.formula, facts)
        words.append(
            f"{_named(info, metric, named)}{planned.aspect} {draft.figure(info, planned)}{draft.cite(info, planned)}，"
            f"决算数 {draft.figure(info, spent)}{draft.cite(info, spent)}，"
            f"决算数比{planned.aspect}{'多' if over else '少'} {text.lstrip('-')}"
            + _completed(draft, evidence, info, metric)
        )
    explained = why and len(words) <= _MOST_REASONS
    if 1 < len(words) == len(found) < count:
        which = (
            "没有年初预算、年中才有支出"
            if unplanned
            else f"决算数{'高于' if over else '低于'}预算数"
        )
        draft.add(f"{subject(info)}{which}的科目有 **{len(words)}** 个：")
    for entry, (metric, *_) in zip(words, found, strict=False):
        draft.add(f"{subject(info)}{entry}。")
        if explained:
            draft.add(say_reasons(draft, evidence, info, evidence.reasons(info, metric, "预算")))
    if summed and 1 < len(words) == len(found):
        _say_sum_of_gaps(draft, info, found)
    told = [f"{item_name(m)} {draft.figure(info, f)}{draft.cite(info, f)}" for m, f in begun]
    if told and words:
        draft.add(f"{subject(info)}另有年初没有预算、当年有支出的科目：{'；'.join(told)}。")
    return bool(words)


def _say_sum_of_gaps(
    draft: Draft, info: ReportInfo, gaps: Sequence[tuple[str, Fact, Fact, Result]]
) -> None:
    """Add what the differences of several items from their budgets come to."""
    if len({result.measure for *_, result in gaps}) > 1:
        return
    facts = [(info, fact) for _, planned, spent, _ in gaps for fact in (spent, planned)]
    value = sum((result.value for *_, result in gaps), Decimal(0))
    left = " + ".join(f"({result.formula.partition(' = ')[0]})" for *_, result in gaps)
    text = draft.derived(value, gaps[0][3].measure, f"{left} = {plain(value)}", facts)
    draft.add(
        f"以上 **{len(gaps)}** 个科目合计{'超出' if value > 0 else '少于'}预算 {text.lstrip('-')}。"
        f"{draft.cite_each(facts)}"
    )


_NO_BUDGET = re.compile(r"年初(?:没有?|无|未)(?:安排|列|编制)?(?:预算|安排)")
_BEHIND = 40  # characters behind a figure that may tell that it had no budget


def _is_unplanned(evidence: Evidence, info: ReportInfo, spent: Fact) -> bool:
    """Whether the words around a figure say that it had no budget at the year's beginning."""
    text = evidence.ledger.text(info.id)
    around = text[spent.context.start : spent.context.end + _BEHIND]
    head, _, rest = around.partition("\n")
    return (
        _NO_BUDGET.search(re.sub(r"\s", "", head if len(head) > _BEHIND else head + rest))
        is not None
    )


def _completed(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return how far an item's budget was spent, where the report states it."""
    rate = evidence.one(info, metric, "完成率")
    if rate is None:
        return ""
    return f"，完成率 {draft.figure(info, rate)}{draft.cite(info, rate)}"


def _distinct(known: list[tuple[str, Fact]]) -> list[tuple[str, Fact]]:
    """Drop an item that is printed once with and once without its class.

    Items of one name in two sections (行政运行 of 组织事务 and of 统战事务) are two, even where both are 0.
    """
    kept: list[tuple[str, Fact]] = []
    sections: dict[tuple[str, str], set[str]] = {}
    for metric, fact in sorted(known, key=lambda pair: -len(pair[0])):
        section = _SECTION.search(metric)
        own = section["name"] if section else ""
        told = sections.setdefault((item_name(metric), fact.amount.text), set())
        if not told or (own and own not in told and "" not in told):
            kept.append((metric, fact))
        told.add(own)
    return kept


_SECTION = re.compile(r"(?P<name>[^()]+(?:\([^()类款项]+\)[^()]*)*)\(款\)")
