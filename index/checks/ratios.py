"""Shares and rates against a budget."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce

from index.checks.figures import OF_THE_YEAR, Figures, same_measure, same_scope
from index.checks.intervals import Interval, loose, of
from index.checks.sums import fund_totals, parents, unit_slipped
from index.checks.verdict import Reading, broken, held, judge, near, show, unknown
from index.model import Check, Fact
from index.normalise import fold
from index.terms import Term, find_term, fund_of

_BASE = re.compile(
    r"占(?P<base>[^占\d]*?)的?(?:比重|比例|比)?(?:约?[为是])?$"
    r"|(?:^|为|是|相当于)(?P<part_of>[^占\d]*(?:收入|支出)[^占\d]*?)的$"
)
_HUNDRED = Interval(Decimal(100), Decimal(100))
_BUDGETS = ("年初预算数", "全年预算数", "预算数")
_OWN_TOTALS = {
    "一般公共预算": ["一般公共预算财政拨款支出"],
    "政府性基金": ["政府性基金预算财政拨款支出", "政府性基金预算财政拨款支出总计", "本年支出"],
    "国有资本经营": [
        "国有资本经营预算财政拨款支出",
        "国有资本经营预算财政拨款支出总计",
        "本年支出",
    ],
}
_SPENT_ON = re.compile(r"总?(?:支出)?(?:总额|决算)?$")
_WHOLE = r"(?:全|本)?(?:部门|单位|局|年度)*"
_TAIL = 40  # the words may close the sentence behind the last figure
_WORDS = re.compile(
    r"决算数?(?:支出)?(?P<how>大于|高于|超过|小于|低于|等于|与)(?:年初|全年|调整后?)?预算数?(?P<same>持平|一致)?"
)


def share(figures: Figures) -> Iterator[Check]:
    """占比 = 分项 ÷ 总额（各按自己的基数）."""
    full = _adding_to_hundred(figures)
    last: dict[tuple[str, str], list[Fact]] = {}  # 占本年收入的…；…，占…: the base goes on
    for rate in figures.prose:
        if rate.aspect != "占比":
            continue
        part = figures.statement_of(rate).get("决算数") or figures.one(rate.metric, rate, "决算数")
        if part is None:
            yield unknown("share", rate)
            continue
        words = _base_words(figures, rate)
        if words:
            bases = last[(rate.section, rate.entity)] = _bases_named(figures, words, part)
            # 占财政拨款支出的…, where only one fund's is told: the others may count, too
            certain = fund_of(words) != "财政拨款" or any(
                fund_of(b.metric) == "财政拨款" for b in bases
            )
        else:
            bases = _parents(figures, part)
            certain = bool(bases)
            bases = bases or _larger(figures, part)
            bases = [*bases, *last.get((rate.section, rate.entity), ())]
        adjusted = (rate.section, rate.entity, _level(rate)) in full
        judged = _share(part, rate, bases, certain, adjusted)
        slipped = [base for base in bases if unit_slipped(figures, base, part)]
        if judged.outcome == "fails" and slipped:  # told where its parts are added up
            judged = unknown("share", rate, part, *slipped)
        yield judged


def _adding_to_hundred(figures: Figures) -> set[tuple[str, str, str]]:
    """Return the lists of shares that add up to 100 % to the last digit."""
    sums: dict[tuple[str, str, str], Decimal] = {}
    for rate in figures.prose:
        if rate.aspect == "占比" and rate.metric.endswith((")", "支出", "收入")):
            key = (rate.section, rate.entity, _level(rate))
            sums[key] = sums.get(key, Decimal(0)) + rate.amount.value
    return {key for key, value in sums.items() if value == 100}


def _level(rate: Fact) -> str:
    return rate.metric[-3:] if rate.metric.endswith(")") else ""


def _share(part: Fact, rate: Fact, bases: Sequence[Fact], certain: bool, adjusted: bool) -> Check:
    usable = [
        b for b in bases if same_measure(b, part) and of(part.amount).over(of(b.amount)) is not None
    ]
    if not usable:
        return unknown("share", rate, part, *bases)
    for base in usable:
        made = of(part.amount).over(of(base.amount))
        if made is not None and made.scaled(100).meets(of(rate.amount)):
            return held("share", rate, part, base)
    if not certain:
        return unknown("share", rate, part)
    base = usable[0]

    def compute(read: Reading) -> Interval | None:
        made = read(part.amount).over(read(base.amount))
        return None if made is None else made.scaled(100)

    def say(stated: str, told: str) -> str:
        return (
            f"「{part.metric}」的占比对不上：按金额推算占「{base.metric}」（{show(base.amount)}）"
            f"约 {told}，原文为 {stated}。"
        )

    def implied() -> Iterator[tuple[Fact, Interval | None]]:
        yield rate, compute(of)

    judged = judge("share", "error", rate, [part, *usable], compute, say, implied)
    made = compute(of)
    if judged.outcome != "fails" or not adjusted or made is None:
        return judged
    last = Interval(-rate.amount.quantum, rate.amount.quantum)
    if not made.meets(of(rate.amount) + last):
        return judged
    printed, told = show(rate.amount), near(made, rate.amount)
    message = f"{say(printed, told)}差异为尾差：各分项占比合计调整为 100%。"
    facts = [rate, part, *usable]
    return broken("share", "info", message, facts, printed, told, outcome="truncated")


def _base_words(figures: Figures, rate: Fact) -> str:
    quote = figures.text[rate.place.start : rate.place.end]
    printed = rate.amount.text.lstrip("-")
    words = re.sub(r"\s", "", fold(quote)).rpartition(printed)[0].strip("(,:为约 ")
    match = _BASE.search(words)
    return (match["base"] or match["part_of"] or "") if match else ""


def _bases_named(figures: Figures, words: str, part: Fact) -> list[Fact]:
    """Return the figures that 占…的 may name: 本年支出合计, 政府性基金支出, 政府采购支出总额."""
    fund = fund_of(words)
    term = _term_of(words)
    names = [term.metric] if term else []
    of_part = parents(part)
    # 占收入总计的…, of what came in within the year: the one word for the other, not stated beside it
    for total, (year, _) in OF_THE_YEAR.items():
        here = any(f.section == part.section for f in figures.named(total, "决算数"))
        if names == [total] and year in of_part and not here:
            names = [total, year]
    if fund in _OWN_TOTALS and re.search(r"支出(?:总额|合计|总计|决算)?$", words):
        names += _OWN_TOTALS[fund]
    elif re.fullmatch(_WHOLE + r"(?:总支出(?:决算)?|支出总额|支出决算|支出)", words):
        of_fund = [] if part.fund == "全部" else fund_totals(part.fund)
        names = [*of_part, *of_fund, "本年支出", "支出总计"]  # everyday words for two things each
    elif re.fullmatch(_WHOLE + r"(?:总收入|收入总额|收入决算|收入)", words):
        names = ["本年收入", "收入总计"]
    found = []
    for name in dict.fromkeys(names):
        if name == part.metric and part.entity == "汇总":
            continue
        own = [f for f in figures.named(name, "决算数") if f.entity in (part.entity, "汇总")]
        # 占基本支出的… in a section on one fund means that section's 基本支出.
        own += [
            f
            for f in figures.section(part.section)
            if f.aspect == "决算数" and f.metric.endswith(name) and f not in own
            if name != "财政拨款支出" or _spends_alone(figures, f.fund)
        ]
        own = [f for f in own if f.place != part.place]
        narrow = [f for f in own if fund is None or f.fund == fund] or own
        beside = [f for f in narrow if f.section == part.section]
        found += [*narrow[:2], *beside[:2]]
    return found


def _spends_alone(figures: Figures, fund: str) -> bool:
    """Whether no other fund spent anything: 占本年财政拨款支出的… is of all of them."""
    others = (name for own, (name, *_) in _OWN_TOTALS.items() if own != fund)
    return not any(f.amount.value for name in others for f in figures.named(name, "决算数"))


def _term_of(words: str) -> Term | None:
    """Return the term that 占…的 names: 财政拨款“三公”经费总支出决算 is 三公, not 总支出."""
    term = find_term(words, "万元")
    plain = _SPENT_ON.sub("", words)
    inner = find_term(plain, "万元") if term and term.lead and plain != words else None
    return inner or term


def _parents(figures: Figures, part: Fact) -> list[Fact]:
    found = [figures.whole(name, part, "决算数") for name in parents(part)]
    return [f for f in found if f is not None and f.amount.value >= part.amount.value]


def _larger(figures: Figures, part: Fact) -> list[Fact]:
    return [
        f
        for f in figures.section(part.section)
        if f.aspect == "决算数" and f.metric != part.metric and f.amount.value >= part.amount.value
    ]


def share_sum(figures: Figures) -> Iterator[Check]:
    """同一总额下各分项占比之和 = 100%."""
    groups: dict[Fact, dict[str, Fact]] = {}
    for rate in figures.prose:
        part = figures.statement_of(rate).get("决算数") if rate.aspect == "占比" else None
        if part is None or _base_words(figures, rate):
            continue
        for name in parents(part):
            whole = figures.whole(name, part, "决算数")
            if whole is not None and of(whole.amount).low > 0:
                groups.setdefault(whole, {}).setdefault(rate.metric, rate)
    for whole, rates in groups.items():
        told = list(rates.values())
        parts = [figures.statement_of(rate)["决算数"] for rate in told]
        summed = reduce(lambda left, right: left + right, (of(part.amount) for part in parts))
        pairs = [(p, r) for p, r in zip(parts, told, strict=True) if p.amount.value]
        apart = 2 * sum(_fits(part, rate, whole) for part, rate in pairs) < len(pairs)
        if len(told) < 2 or apart or not summed.meets(of(whole.amount)):
            continue  # some part has no share of its own, or they are shares of something else
        total = reduce(lambda left, right: left + right, (of(rate.amount) for rate in told))
        if total.meets(_HUNDRED):
            yield held("share-sum", whole, *told)
            continue
        stated = f"{sum(rate.amount.value for rate in told)}%"
        message = f"「{whole.metric}」各分项的占比合计为 {stated}，不是 100%。"
        cut = reduce(lambda left, right: left + right, (loose(rate.amount) for rate in told))
        severity, outcome = ("info", "truncated") if cut.meets(_HUNDRED) else ("error", "fails")
        message += "差异可由截尾（未四舍五入）解释。" if outcome == "truncated" else ""
        facts = [whole, *told]
        yield broken("share-sum", severity, message, facts, stated, "100%", outcome=outcome)


def _fits(part: Fact, rate: Fact, whole: Fact) -> bool:
    made = of(part.amount).over(of(whole.amount))
    return made is not None and made.scaled(100).meets(of(rate.amount))


def budget_rate(figures: Figures) -> Iterator[Check]:
    """预决算差异率 =（决算数 − 预算数）÷ 预算数."""
    yield from _against_budget(
        figures, "budget-rate", "预决算差异率", lambda spent, budget: (spent - budget).over(budget)
    )


def completion_rate(figures: Figures) -> Iterator[Check]:
    """完成率 = 决算数 ÷ 预算数."""
    yield from _against_budget(
        figures, "completion-rate", "完成率", lambda spent, budget: spent.over(budget)
    )


def _against_budget(
    figures: Figures, code: str, aspect: str, rule: Callable[[Interval, Interval], Interval | None]
) -> Iterator[Check]:
    """A rate holds where it holds against any budget that the statement gives."""
    for stated in figures.statements():
        rate = stated.get(aspect)
        if rate is None or rate.metric.startswith(("项目:", "整体支出/")):
            continue
        spent = stated.get("决算数") or stated.get("全年执行数")
        spent = spent or figures.before(rate.metric, rate, "决算数")
        budgets = [stated[a] for a in _BUDGETS if a in stated]
        if spent is not None and not budgets:
            budgets = _budgets_elsewhere(figures, rate)
        if spent is None or not budgets:
            yield unknown(code, rate, *([spent] if spent else budgets))
            continue
        usable = [b for b in budgets if same_measure(b, spent)]
        values = {b: rule(of(spent.amount), of(b.amount)) for b in usable}
        known = {b: value for b, value in values.items() if value is not None}
        if any(value.scaled(100).meets(of(rate.amount)) for value in known.values()):
            yield held(code, rate, spent, *known)
            yield from _of_no_plan(figures, rate, spent, stated)
        elif not known:
            yield unknown(code, rate, spent, *usable)
            yield from _no_budget(rate, spent, usable)
        else:
            yield _budget_rate(code, aspect, rate, spent, list(known), rule)


def _budgets_elsewhere(figures: Figures, rate: Fact) -> list[Fact]:
    """Return the budgets of a rate's metric that other places of the report print (its table)."""
    return [
        fact
        for aspect in _BUDGETS
        for fact in figures.named(rate.metric, aspect)
        if same_scope(fact, rate)
    ]


def _no_budget(rate: Fact, spent: Fact, budgets: Sequence[Fact]) -> Iterator[Check]:
    """Nothing was planned: any rate but 0 stands on no base."""
    if not budgets or rate.amount.value == 0 or of(spent.amount).low <= 0:
        return
    message = (
        f"「{spent.metric}」的预算为 {show(budgets[0].amount)}，没有可比基数，"
        f"原文写{rate.aspect} {show(rate.amount)}。"
    )
    facts = [rate, spent, *budgets]
    yield broken("zero-base", "info", message, facts, show(rate.amount), "无可比性")


# 年初预算为0,全年预算321.02,完成年初预算的95.89%: what is divided by is not what is named.
_OF_PLAN = re.compile(r"年初预算数?的?(?:比例为|比重为)?[\d.]+%$")


def _of_no_plan(
    figures: Figures, rate: Fact, spent: Fact, stated: Mapping[str, Fact]
) -> Iterator[Check]:
    """A rate that fits another budget is said to be of an opening budget of nothing."""
    plan = stated.get("年初预算数")
    words = re.sub(r"\s", "", fold(figures.text[rate.place.start : rate.place.end]))
    if plan is None or plan.amount.value != 0 or not _OF_PLAN.search(words):
        return
    message = (
        f"「{spent.metric}」的年初预算为 {show(plan.amount)}，原文却写完成年初预算的 "
        f"{show(rate.amount)}；这个比例是对全年预算数的。"
    )
    yield broken(
        "zero-base", "warning", message, [rate, plan, spent], show(rate.amount), "无可比性"
    )


def _budget_rate(
    code: str,
    aspect: str,
    rate: Fact,
    spent: Fact,
    budgets: Sequence[Fact],
    rule: Callable[[Interval, Interval], Interval | None],
) -> Check:
    budget = budgets[0]

    def compute(read: Reading) -> Interval | None:
        made = rule(read(spent.amount), read(budget.amount))
        return None if made is None else made.scaled(100)

    def say(stated: str, told: str) -> str:
        other = _other_base(spent, budget, rate)
        return (
            f"「{spent.metric}」的{aspect}对不上：按{budget.aspect}和决算数推算约为 {told}，"
            f"原文为 {stated}。{other}"
        )

    def implied() -> Iterator[tuple[Fact, Interval | None]]:
        yield rate, compute(of)
        share = of(rate.amount) + _HUNDRED if aspect == "预决算差异率" else of(rate.amount)
        yield spent, (of(budget.amount) * share).over(_HUNDRED)
        yield budget, of(spent.amount).scaled(100).over(share)

    return judge(code, "error", rate, [spent, *budgets], compute, say, implied)


def _other_base(spent: Fact, budget: Fact, rate: Fact) -> str:
    gap = (of(spent.amount) - of(budget.amount)).over(of(spent.amount))
    if gap is not None and gap.scaled(100).meets(of(rate.amount)):
        return "疑以决算数为基数计算。"
    return ""


def budget_words(figures: Figures) -> Iterator[Check]:
    """“决算数大于/小于预算数”的文字与金额一致（年初、全年预算之一即可）."""
    for stated in figures.statements():
        spent = stated.get("决算数")
        budgets = [stated[a] for a in _BUDGETS if a in stated]
        if spent is None or not budgets or not all(same_measure(spent, b) for b in budgets):
            continue
        end = min(spent.context.end + _TAIL, figures.next_other(spent))
        context = figures.text[spent.context.start : end].partition("。")[0]
        words = _WORDS.search(re.sub(r"\s", "", fold(context)))
        if words is None or (words["how"] == "与" and not words["same"]):
            continue
        if any(_agrees(words["how"], of(spent.amount), of(b.amount)) for b in budgets):
            yield held("budget-words", spent, *budgets)
            continue
        budget = budgets[0]
        message = (
            f"「{spent.metric}」的文字与金额不符：原文写“{words.group()}”，"
            f"而决算数为 {show(spent.amount)}，{budget.aspect}为 {show(budget.amount)}。"
        )
        yield broken("budget-words", "error", message, [spent, *budgets], show(spent.amount))


def _agrees(how: str, spent: Interval, budget: Interval) -> bool:
    if how in ("大于", "高于", "超过"):
        return spent.high > budget.low
    if how in ("小于", "低于"):
        return spent.low < budget.high
    return spent.meets(budget)
