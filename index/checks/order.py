"""What must not be larger than what, and what must agree where it is said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from index.amounts import COUNTS, MONEY
from index.checks.figures import Figures
from index.checks.intervals import of
from index.checks.sums import unit_slipped
from index.checks.verdict import broken, held, judge, label, near, show, unknown
from index.model import Check, Fact
from index.normalise import compact, fold
from index.terms import BY_OTHERS, fund_of, is_on_basic, metrics

_WITHIN = (
    ("财政拨款收入", "本年收入"),
    ("财政拨款支出", "本年支出"),
    ("一般公共预算财政拨款支出", "本年支出"),
    ("一般公共预算财政拨款基本支出", "基本支出"),
    ("“三公”经费", "本年支出"),
)
_OF_THREE = ("因公出国（境）费", "公务用车运行维护费", "公务接待费")
_OF_PROJECTS = ("年初预算数", "全年预算数", "全年执行数", "得分")
_NEAR = 40  # characters before a score that say whose it is
_ENOUGH = 50  # a figure repeated more often is told by its first places
_REPEATED = frozenset(
    {"决算数", "年初预算数", "全年预算数", "全年执行数", "比上年增减额", "比上年增减率", "数量"}
)


def part_within_whole(figures: Figures) -> Iterator[Check]:
    """财政拨款支出 ≤ 本年支出，财政拨款收入 ≤ 本年收入，“三公”经费 ≤ 本年支出."""
    for small, large in _WITHIN:
        wholes = [f for f in figures.named(large, "决算数") if f.fund == "全部"]
        said: set[tuple[str, str]] = set()
        for part in figures.named(small, "决算数"):
            # Where the whole is stated twice, the part is held against the larger one.
            own = [w for w in wholes if w.entity == part.entity]
            whole = max(own, key=lambda w: of(w.amount).high, default=None)
            again = (part.entity, part.amount.text) in said
            said.add((part.entity, part.amount.text))
            if whole is not None and part.amount.measure in MONEY and not again:
                message = (
                    f"{label(part)} {show(part.amount)} 大于{label(whole)} {show(whole.amount)}。"
                )
                yield _within("part-within-whole", "error", part, whole, message)


def fund_projects(figures: Figures) -> Iterator[Check]:
    """一般公共预算财政拨款支出 − 其基本支出（即其项目支出）≤ 项目支出."""
    for all_projects in figures.named("项目支出", "决算数")[:1]:
        of_fund = [
            figures.one(metric, all_projects, "决算数", _of_general_budget)
            for metric in ("一般公共预算财政拨款支出", "一般公共预算财政拨款基本支出")
        ]
        whole, basic = of_fund
        if whole is None or basic is None or all_projects.fund != "全部":
            continue
        rest = of(whole.amount) - of(basic.amount)
        facts = [all_projects, whole, basic]
        if rest.low <= of(all_projects.amount).high:
            yield held("fund-projects", *facts)
            continue
        told = near(rest, all_projects.amount)
        message = (
            f"一般公共预算财政拨款支出 {show(whole.amount)} 减去其基本支出 {show(basic.amount)} 为 {told}，"
            f"大于全部项目支出 {show(all_projects.amount)}。"
        )
        yield broken(
            "fund-projects", "error", message, facts, show(all_projects.amount), f"≥ {told}"
        )


def _of_general_budget(fact: Fact, like: Fact) -> bool:
    return fact.entity == like.entity and fact.fund in ("一般公共预算", "全部")


def within_three(figures: Figures) -> Iterator[Check]:
    """基本支出中列支的因公出国（境）费、公务用车运行维护费、公务接待费 ≤ “三公”经费中的同项."""
    for metric in _OF_THREE:
        told = figures.named(metric, "决算数")
        wholes = [f for f in told if f.fund == "财政拨款" and f.amount.measure in MONEY]
        for part in told:
            inside = part.fund == "一般公共预算" and is_on_basic(part.section)
            own = [w for w in wholes if w.entity == part.entity] if inside else []
            if not own:
                continue
            whole = max(own, key=lambda w: of(w.amount).high)
            message = (
                f"基本支出中的「{metric}」{show(part.amount)} 大于"
                f"“三公”经费中的「{metric}」{show(whole.amount)}。"
            )
            yield _within("within-three", "error", part, whole, message)


def kept_within_owned(figures: Figures) -> Iterator[Check]:
    """开支财政拨款的公务用车保有量一般不大于车辆合计（口径不同需说明）."""
    stocks = figures.named("车辆", "数量")
    for owned in stocks:
        told = figures.named("公务用车保有量", "数量")
        # a unit under it may tell its own beside the head office's: 2 辆 and 2 辆 are the 4 kept
        apart = [s for s in stocks if s.entity not in (owned.entity, "本级")]
        bound = of(owned.amount).high + sum(of(s.amount).high for s in apart)
        for kept in [f for f in told if f.entity == owned.entity][:1]:
            if of(owned.amount).high < of(kept.amount).low <= bound:
                yield unknown("kept-within-owned", kept, owned, *apart)
                continue
            message = f"公务用车保有量 {show(kept.amount)} 大于车辆合计 {show(owned.amount)}，请核实口径。"
            yield _within("kept-within-owned", "warning", kept, owned, message)


def small_firms(figures: Figures) -> Iterator[Check]:
    """小微企业是中小企业的一部分：小微 ≤ 中小."""
    for large in figures.all:
        if "中小企业" not in large.metric or large.aspect == "占比":
            continue
        small = figures.one(large.metric.replace("中小企业", "小微企业"), large, large.aspect)
        if small is None or small.metric == large.metric:
            continue
        message = (
            f"「{small.metric}」{show(small.amount)} 大于「{large.metric}」{show(large.amount)}："
            "小微企业是中小企业的一部分。"
        )
        yield _within("small-firms", "error", small, large, message)


def contracts(figures: Figures) -> Iterator[Check]:
    """授予中小企业合同金额一般不超过政府采购支出总额（合同不等于支出，超过需说明）."""
    for total in figures.named("政府采购支出总额", "决算数"):
        small = figures.one("授予中小企业合同金额", total, "决算数")
        if small is not None:
            message = (
                f"授予中小企业合同金额 {show(small.amount)} 大于政府采购支出总额 {show(total.amount)}；"
                "合同金额不等于当年支出，请核实口径。"
            )
            judged = _within("contracts", "warning", small, total, message)
            slipped = judged.outcome == "fails" and unit_slipped(figures, total, small)
            yield unknown("contracts", total, small) if slipped else judged


def repeats(figures: Figures) -> Iterator[Check]:
    """同一口径的同一指标，前后文、文字与自评表所写一致."""
    official = metrics()
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in figures.prose:
        known = fact.metric in official or fact.metric.endswith(")") or fact.metric == "整体支出"
        if known and fact.aspect in _REPEATED:
            kind = "money" if fact.amount.measure in MONEY else fact.amount.measure
            fund = fund_of(fact.metric) or fact.fund  # told among all funds, or in its own section
            key = (fact.metric, fund, fact.entity, fact.aspect, kind)
            groups.setdefault(key, []).append(fact)
    yield from _against_tables(figures)
    apart = chain.from_iterable(map(_by_code, groups.values()))
    for group in chain.from_iterable(_by_qualifier(figures.text, group) for group in apart):
        places = {fact.place for fact in group}
        if len(places) < 2:
            continue
        common = _most_said(group)
        for fact in group:
            if fact is common:
                continue
            yield judge(
                "repeats",
                _severity(common, fact),
                fact,
                [common],
                lambda read, common=common: read(common.amount),  # type: ignore[misc]
                lambda stated, _told, fact=fact, common=common: (  # type: ignore[misc]
                    f"{label(fact)}前后不一致：此处为 {stated}，"
                    f"另一处（{common.section.rpartition(' › ')[2]}）为 {show(common.amount)}。"
                ),
                lambda fact=fact, common=common: [  # type: ignore[misc]
                    (fact, of(common.amount)),
                    (common, of(fact.amount)),
                ],
            )


def _by_code(group: list[Fact]) -> Iterator[list[Fact]]:
    """Yield the facts of each code apart where items of more than one code have the same name."""
    codes = dict.fromkeys(fact.code for fact in group if fact.code)
    if len(codes) < 2:
        yield group
    else:
        yield from ([fact for fact in group if fact.code == code] for code in codes)


def _by_qualifier(text: str, group: list[Fact]) -> Iterator[list[Fact]]:
    """Yield apart the items of one name that brackets tell from each other: 行政运行(司法)."""
    qualified: dict[str, list[Fact]] = {}
    for fact in group:
        told = _QUALIFIED.search(fold(text[fact.place.start : fact.place.end]))
        qualified.setdefault(told[1] if told else "", []).append(fact)
    yield from qualified.values() if group[0].metric.endswith("(项)") else [group]


_QUALIFIED = re.compile(r"[\u4e00-\u9fff]\((?![类款项]\))([\u4e00-\u9fff]{2,10})\)[^()]*$")


def _against_tables(figures: Figures) -> Iterator[Check]:
    """Hold what the text says of a project against the head of its only table; of a whole its score."""
    counts = Counter(sheet.metric for sheet in figures.sheets)
    for sheet in figures.sheets:
        if counts[sheet.metric] > 1:
            continue
        for aspect in ("得分",) if sheet.metric == "整体支出" else _OF_PROJECTS:
            named = figures.named(sheet.metric, aspect)
            inside = [f for f in named if sheet.place.opens(f.place)]
            for fact in named:
                if not inside or fact in inside or fact.amount.measure == "%":
                    continue
                if aspect == "得分" and not _own_score(figures.text, fact):
                    continue
                table = inside[0]
                yield judge(
                    "repeats",
                    "error",
                    fact,
                    [table],
                    lambda read, table=table: read(table.amount),  # type: ignore[misc]
                    lambda stated, _told, fact=fact, table=table: (  # type: ignore[misc]
                        f"{label(fact)}的文字与自评表不一致：正文为 {stated}，"
                        f"自评表为 {show(table.amount)}。"
                    ),
                    lambda fact=fact, table=table: [  # type: ignore[misc]
                        (fact, of(table.amount)),
                        (table, of(fact.amount)),
                    ],
                )


def _own_score(text: str, fact: Fact) -> bool:
    """Whether a score in the text is the unit's own: others who judge the work give others."""
    begin = max(text.rfind("。", 0, fact.place.start) + 1, fact.place.start - _NEAR)
    return BY_OTHERS.search(compact(text, begin, fact.place.end).text) is None


def _most_said(group: list[Fact]) -> Fact:
    """Return the figure that most of the others agree with; the first of equals."""
    values = {(fact.amount.value, fact.amount.measure): fact for fact in reversed(group)}
    if len(values) == 1:
        return group[0]
    spans = [of(fact.amount) for fact in group[:_ENOUGH]]
    return max(group[:_ENOUGH], key=lambda f: sum(of(f.amount).meets(span) for span in spans))


def _severity(left: Fact, right: Fact) -> str:
    exact = left.amount.measure in COUNTS
    return "warning" if exact and left.section != right.section else "error"


def _within(code: str, severity: str, small: Fact, large: Fact, message: str) -> Check:
    if of(small.amount).low > of(large.amount).high:
        return broken(
            code, severity, message, [small, large], show(small.amount), f"≤ {show(large.amount)}"
        )
    return held(code, small, large)
