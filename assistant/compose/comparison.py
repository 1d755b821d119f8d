"""Sentences over several figures: rank, difference, unit cost, trend."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import in_yuan, per_unit, plain
from assistant.compose.before import say_before
from assistant.compose.doubts import is_misprinted
from assistant.compose.draft import Draft, Ranking, subject, subjects
from assistant.compose.places import cited
from assistant.compose.quotient import each
from assistant.compose.statements import changes, main_fact, name, say_change, say_value
from assistant.lexicon import CENT
from assistant.model import Table
from assistant.retrieve import Evidence
from index.model import Fact
from index.store import ReportInfo

UNIT_COUNTS: dict[str, tuple[tuple[str, ...], str]] = {
    "公务接待费": (("国内公务接待人次", "国内公务接待批次"), ""),
    "公务用车购置及运行维护费": (("公务用车保有量", "车辆"), "每辆"),
    "公务用车运行维护费": (("公务用车保有量", "车辆"), "每辆"),
    "公务用车购置费": (("公务用车购置数",), "每辆"),
    "人员经费": (("在职人员",), "每人"),
    "公用经费": (("在职人员",), "每人"),
    "房屋价值": (("房屋",), "每平方米"),
    "车辆价值": (("车辆",), "每辆"),
    "因公出国（境）费": (("因公出国（境）人次",), "每人次"),
}
HEADS = ("在职人员", "实有人数")  # among whom any money may be divided, where that is asked
_SPENT_ON = {f"国内公务接待{count}": "国内公务接待费" for count in ("批次", "人次")}
# What is spent on each of what is counted.
COUNTED = {count: money for money, (counts, _) in UNIT_COUNTS.items() for count in counts}


def say_rank(
    draft: Draft,
    evidence: Evidence,
    reports: Sequence[ReportInfo],
    metric: str,
    *,
    lowest: bool,
    aspects: Sequence[str] = (),
    both: bool = False,
) -> bool:
    """Add which report states the highest (or lowest) value of a metric, and all of them in order.

    With `aspects` they are put in order by the first of these that each states; with `both` the
    last ones are named, too. A figure whose measure must be a slip has no rank.
    """
    found = (
        (i, evidence.one(i, metric, *aspects) if aspects else main_fact(evidence, i, metric))
        for i in reports
    )
    stated = [(info, fact) for info, fact in found if fact is not None]
    known = [pair for pair in stated if not is_misprinted(evidence, *pair)]
    if not known:
        return False
    known.sort(key=lambda pair: in_yuan(pair[1].amount), reverse=not lowest)
    draft.ranked = [report for report, _ in known]
    first, last = (in_yuan(known[at][1].amount) for at in (0, -1))
    ahead = [pair for pair in known if in_yuan(pair[1].amount) == first][:_MOST_AHEAD]
    behind = [info for info, fact in known if in_yuan(fact.amount) == last]
    most, least = ("最低", "最高") if lowest else ("最高", "最低")
    what = name(metric, known[0][1]) + ("得分" if "得分" in aspects else "")
    labels = [f"{_of(info)}的{what}" for info, _ in known]
    draft.rankings.append(Ranking(known, labels, len(known)))
    told = f"已收录的报告中，{what}{most}的是 {subjects(info for info, _ in ahead)}："
    if len(ahead) == 1:
        draft.add(f"{told}{draft.figure(*known[0])}。{cited(draft, evidence, *known[0])}")
    else:
        draft.add(told + "；".join(_figure(draft, evidence, *pair) for pair in ahead) + "。")
    rest = [
        _of(info) + _figure(draft, evidence, info, fact)
        for info, fact in known[len(ahead) : _MOST_RANKED]
    ]
    if rest:
        draft.add("其余依次为：" + "；".join(rest) + "。各单位年度、规模和统计范围不同，仅供参考。")
    if both and last != first:
        draft.add(f"{least}的是 {subjects(behind)}。")
    for info, fact in stated:
        if (info, fact) not in known:
            printed = _figure(draft, evidence, info, fact)
            draft.add(f"{_of(info)}原文为 {printed}，计量单位疑误，没有排进去。")
    return True


_MOST_AHEAD = 3  # that share the first place
_MOST_RANKED = 6


def _of(info: ReportInfo) -> str:
    return f"{info.unit}（{info.year} 年度）"


def _figure(draft: Draft, evidence: Evidence, info: ReportInfo, fact: Fact) -> str:
    return f"{draft.figure(info, fact)}{cited(draft, evidence, info, fact)}"


def say_rank_of_changes(
    draft: Draft,
    evidence: Evidence,
    metrics: Sequence[tuple[ReportInfo, str]],
    metric: str,
    *,
    by_rate: bool,
    falls: bool | None,
) -> bool:
    """Add in whose report a metric fell or rose most against the year before, and all in order.

    `metrics` are the reports, each with the metric whose change it states for that of `metric`;
    `falls` wants the falls first (True), the rises (False) or the largest change of either kind.
    False where fewer than two reports state a change.
    """
    stated = [(info, changes(evidence, info, own)[by_rate]) for info, own in metrics]
    known = [(info, fact) for info, fact in stated if fact is not None]
    if len(known) < len(("one", "other")):
        return False

    def order(pair: tuple[ReportInfo, Fact]) -> Decimal:
        value = pair[1].amount.value if by_rate else in_yuan(pair[1].amount)
        return abs(value) if falls is None else -value if falls else value

    known.sort(key=order, reverse=True)
    draft.ranked = [info for info, _ in known]
    mixed = any(fact.metric != metric for _, fact in known)
    what = "变化" if falls is None else "减少" if falls else "增加"

    def moved(pair: tuple[ReportInfo, Fact]) -> str:
        return (name(pair[1].metric) if mixed else "") + _moved(draft, evidence, *pair)

    told = [moved(pair) for pair in known]
    listed = [_of(info) + words for (info, _), words in zip(known, told, strict=True)]
    if order(known[0]) > 0:
        most = "幅度最大" if by_rate else "最多"
        first = subjects([known[0][0]])
        draft.add(f"已收录的报告中，{name(metric)}比上年{what}{most}的是 {first}：{told[0]}。")
        rest = "；".join(listed[1:])
        draft.add(f"其余依次为：{rest}。各单位年度、规模和统计范围不同，仅供参考。")
    else:
        draft.add(f"已收录的报告中，{name(metric)}都没有比上年{what}：{'；'.join(listed)}。")
    silent = [_of(info) for info, fact in stated if fact is None]
    if silent:
        draft.add(f"没有写明{name(metric)}变化的：" + "、".join(silent) + "。")
    return True


def _moved(draft: Draft, evidence: Evidence, info: ReportInfo, fact: Fact) -> str:
    """Return a change in words with its figure and places."""
    if not fact.amount.value:
        return f"没有变化（{draft.figure(info, fact)}）{cited(draft, evidence, info, fact)}"
    verb = "减少" if fact.amount.value < 0 else "增加"
    return f"{verb} {draft.unsigned(info, fact)}{cited(draft, evidence, info, fact)}"


def say_unit_cost(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, wanted: Sequence[str] = ()
) -> Decimal | None:
    """Add money per car, guest or employee with the formula; return it in 元, None where none fits.

    `wanted` are the counts to divide by, where a question says more than one or not the usual one.
    """
    heads = wanted if set(wanted) <= set(HEADS) else ()
    counts, each_of = UNIT_COUNTS.get(metric, (heads, "每人"))
    money = main_fact(evidence, info, metric)
    cost = None
    for count_metric in [count for count in wanted if count in counts] or counts:
        count = main_fact(evidence, info, count_metric)
        if money is None or count is None:
            continue
        near = _nearest(evidence, info, money, count)
        spent = _spent_on(evidence, info, near, count_metric)
        result = per_unit(spent, count)
        if result is None:
            continue
        told = f"{subject(info)}{name(metric, near)} {draft.figure(info, near)}"
        told += cited(draft, evidence, info, near)
        if spent is not near:  # guests from abroad are counted apart
            told += f"（其中{spent.metric} {draft.figure(info, spent)}{draft.cite(info, spent)}）"
        told += "，"
        told += f"{name(count_metric, count)} {draft.figure(info, count)}{cited(draft, evidence, info, count)}，"
        facts = [(info, spent), (info, count)]
        left = result.formula.partition(" = ")[0]
        value = in_yuan(spent.amount) / count.amount.value
        text = each(draft, value, left, facts)
        told += f"平均{each_of or '每' + count.amount.measure}约 {text}。{draft.cite(info, spent)}"
        draft.add(told)
        cost = result.value
        if not wanted:
            break
    stated = _stated_average(evidence, info, cost) if cost is not None else ""
    if stated:
        draft.add(say_value(draft, evidence, info, stated))
    elif cost is not None:
        draft.add("这是简单相除的平均数，报告本身没有给出这个数，不代表每次或每辆的实际花费。")
    return cost


def _spent_on(evidence: Evidence, info: ReportInfo, whole: Fact, count_metric: str) -> Fact:
    """Return what was spent on what is counted: on guests at home where the rest went to those from abroad."""
    own = main_fact(evidence, info, _SPENT_ON.get(count_metric, ""))
    if own is None or own.amount.value == 0:
        return whole
    abroad = main_fact(evidence, info, "外事接待费")
    rest = in_yuan(whole.amount) - in_yuan(own.amount)
    rest -= in_yuan(abroad.amount) if abroad is not None else 0
    return own if rest <= _ROUNDING else whole


_ROUNDING = 200  # 元: two amounts in 万元 with two decimals
_AVERAGE = re.compile(r"(?:人均|车均|辆均|平均每).*[费出]")


def _stated_average(evidence: Evidence, info: ReportInfo, cost: Decimal) -> str:
    """Return the metric under which the report itself prints what was reckoned (车均维护费)."""
    for metric in evidence.metrics(info):
        fact = main_fact(evidence, info, metric) if _AVERAGE.fullmatch(metric) else None
        if fact is not None and abs(in_yuan(fact.amount) - cost) <= cost * CENT:
            return metric
    return ""


def say_count_of_each(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    many: tuple[str, str],
    few: tuple[str, str],
) -> bool:
    """Add how many of one count fall to each of another (guests to a visit); False where not stated.

    `many` is a metric with its measure, `few` a metric with the words for each of it.
    """
    people = main_fact(evidence, info, many[0])
    things = main_fact(evidence, info, few[0])
    if people is None or things is None or not things.amount.value:
        return False
    value = (people.amount.value / things.amount.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    formula = f"{plain(people.amount.value)} ÷ {plain(things.amount.value)} = {plain(value)}"
    text = draft.derived(value, many[1], formula, [(info, people), (info, things)])
    draft.add(
        f"{subject(info)}{few[0]} {draft.figure(info, things)}{draft.cite(info, things)}，"
        f"{many[0]} {draft.figure(info, people)}{draft.cite(info, people)}，"
        f"平均{few[1]}约 {text}。{draft.cite(info, people)}"
    )
    return True


def _nearest(evidence: Evidence, info: ReportInfo, money: Fact, count: Fact) -> Fact:
    """Return the same amount as stated nearest before a count: it is the one counted with it."""
    same = [
        f
        for f in evidence.facts(info, money.metric)
        if (f.aspect, f.amount.value) == (money.aspect, money.amount.value)
        and f.place.start < count.place.start
    ]
    return max(same, key=lambda f: f.place.start, default=money)


def say_trend(draft: Draft, evidence: Evidence, reports: Sequence[ReportInfo], metric: str) -> bool:
    """Add a metric over the years of the reports, with the table beside it."""
    known = [(info, fact) for info in reports if (fact := main_fact(evidence, info, metric))]
    known.sort(key=lambda pair: pair[0].year)
    units = {info.unit for info, _ in known}
    first = known[0][0] if known else None
    back = first is not None and len(units) == 1 and say_before(draft, evidence, first, metric)
    if len(known) + back < 2:
        return False
    words = [
        f"{info.year} 年度（{info.unit}）{draft.figure(info, fact)}{cited(draft, evidence, info, fact)}"
        for info, fact in known
    ]
    rows = [(str(i.year), i.unit, f.amount.text, f.amount.measure) for i, f in known]
    if len(known) == 1:
        draft.add(say_change(draft, evidence, known[0][0], metric))
        return True
    draft.add(f"{name(metric)}：" + "；".join(words) + "。" + _direction(known))
    draft.tables.append(Table(name(metric), ("年度", "单位", "数值", "计量单位"), tuple(rows)))
    if len({info.unit for info, _ in known}) > 1:
        draft.add("这些报告的单位或统计范围不同，不能当作同一单位的连续变化。")
    return True


def _direction(known: Sequence[tuple[ReportInfo, Fact]]) -> str:
    """Return whether the figures of one unit rise or fall all the way, or nothing."""
    values = [in_yuan(fact.amount) for _, fact in known]
    if len({info.unit for info, _ in known}) > 1 or len(values) < 2:
        return ""
    if all(a < b for a, b in itertools.pairwise(values)):
        return "逐年上升。"
    if all(a > b for a, b in itertools.pairwise(values)):
        return "逐年下降。"
    return "有升有降。"
