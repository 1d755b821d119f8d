"""The rules: one function each, with the rule's wording in its docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce

from index.amounts import MONEY
from index.checks.figures import Figures
from index.checks.intervals import Interval, of
from index.model import Fact, Finding
from index.terms import parts_of

_VALUE = ("决算数", "数量")


def change_rate(figures: Figures) -> Iterator[Finding]:
    """增减率 = 增减额 ÷（本年数 − 增减额）."""
    for stated in figures.statements():
        value = stated.get("决算数") or _elsewhere(figures, stated.get("比上年增减额"))
        amount, rate = stated.get("比上年增减额"), stated.get("比上年增减率")
        if value is None or amount is None or rate is None or not _same_money(value, amount):
            continue
        computed = of(amount.amount).over(of(value.amount) - of(amount.amount))
        if computed is None or computed.scaled(100).meets(of(rate.amount)):
            continue
        yield _rate_finding(
            "change-rate",
            f"「{value.metric}」的增减率与增减额对不上：按本年数和增减额推算约为 "
            f"{_percent(computed)}，原文为 {rate.amount.value}%。",
            computed, rate, value, amount, rate,
        )  # fmt: skip


def change_sum(figures: Figures) -> Iterator[Finding]:
    """分项增减额之和 = 总额的增减额."""
    yield from _sums(figures, "change-sum", "比上年增减额", "各分项的增减额合计")


def parts_sum(figures: Figures) -> Iterator[Finding]:
    """分项之和 = 总额."""
    for aspect in _VALUE:
        yield from _sums(figures, "parts-sum", aspect, "各分项合计")


def _sums(figures: Figures, code: str, aspect: str, what: str) -> Iterator[Finding]:
    for whole, parts in _wholes(figures, aspect):
        if len(parts) < len(parts_of()[whole.metric]):
            continue  # a part that is not stated is missing, not 0
        summed = reduce(lambda a, b: a + b, (of(fact.amount) for fact in parts))
        if summed.meets(of(whole.amount)):
            continue
        computed = sum(fact.amount.value for fact in parts)
        measure = whole.amount.measure
        yield _finding(
            code,
            f"「{whole.metric}」与分项对不上：{what}为 {computed} {measure}，"
            f"原文总数为 {whole.amount.value} {measure}。",
            whole, *parts,
        )  # fmt: skip


def _wholes(figures: Figures, aspect: str) -> Iterator[tuple[Fact, list[Fact]]]:
    """Yield each total with its parts as stated in the same section, in the same measure."""
    for metric, parts in parts_of().items():
        if metric == "车辆":  # its kinds are printed by two naming schemes: no one list is complete
            continue
        seen: set[str] = set()
        for whole in figures.all:
            if whole.metric != metric or whole.aspect != aspect or whole.section in seen:
                continue
            seen.add(whole.section)
            stated = [figures.near(part, whole, aspect) for part in parts]
            yield whole, [fact for fact in stated if fact is not None and _alike(whole, fact)]


def share(figures: Figures) -> Iterator[Finding]:
    """占比 = 分项 ÷ 总额."""
    for whole, parts in _wholes(figures, "决算数"):
        for part in parts:
            rate = figures.near(part.metric, whole, "占比")
            computed = of(part.amount).over(of(whole.amount))
            if rate is None or computed is None or computed.scaled(100).meets(of(rate.amount)):
                continue
            if any(_is_share(part, other, rate) for other in figures.beside(whole)):
                continue  # 占收入总计的…: a share of another total of the section
            yield _rate_finding(
                "share",
                f"「{part.metric}」的占比对不上：按金额推算约为 {_percent(computed)}，原文为 {rate.amount.value}%。",
                computed, rate, part, rate, whole,
            )  # fmt: skip


def _is_share(part: Fact, whole: Fact, rate: Fact) -> bool:
    if whole.amount.measure != part.amount.measure:
        return False
    computed = of(part.amount).over(of(whole.amount))
    return computed is not None and computed.scaled(100).meets(of(rate.amount))


def budget_rate(figures: Figures) -> Iterator[Finding]:
    """预决算差异率 =（决算数 − 预算数）÷ 预算数."""
    yield from _against_budget(
        figures, "budget-rate", "预决算差异率", lambda spent, budget: (spent - budget).over(budget)
    )


def completion_rate(figures: Figures) -> Iterator[Finding]:
    """完成率 = 决算数 ÷ 预算数."""
    yield from _against_budget(
        figures, "completion-rate", "完成率", lambda spent, budget: spent.over(budget)
    )


def _against_budget(
    figures: Figures, code: str, aspect: str, rule: Callable[[Interval, Interval], Interval | None]
) -> Iterator[Finding]:
    """A rate holds where it holds against any budget that the statement gives."""
    for stated in figures.statements():
        spent, rate = stated.get("决算数") or stated.get("全年执行数"), stated.get(aspect)
        if spent is None or rate is None:
            continue
        budgets = [stated[a] for a in ("年初预算数", "全年预算数", "预算数") if a in stated]
        pairs = [
            (budget, computed)
            for budget in budgets
            if _same_money(spent, budget)
            and (computed := rule(of(spent.amount), of(budget.amount))) is not None
        ]
        if not pairs or any(computed.scaled(100).meets(of(rate.amount)) for _, computed in pairs):
            continue
        budget, computed = pairs[0]
        message = (
            f"「{spent.metric}」的{aspect}对不上：按预算数和决算数推算约为 {_percent(computed)}，"
            f"原文为 {rate.amount.value}%。"
        )
        yield _rate_finding(code, message, computed, rate, budget, spent, rate)


def small_firms(figures: Figures) -> Iterator[Finding]:
    """小微企业是中小企业的一部分：小微 ≤ 中小."""
    for fact in figures.all:
        if "中小企业" not in fact.metric or fact.aspect == "占比":
            continue
        small = figures.one(fact.metric.replace("中小企业", "小微企业"), fact, fact.aspect)
        if small is None or small.amount.measure != fact.amount.measure:
            continue
        if of(small.amount).low > of(fact.amount).high:
            message = (
                f"「{small.metric}」{small.amount.text} {small.amount.measure}大于"
                f"「{fact.metric}」{fact.amount.text} {fact.amount.measure}：小微企业是中小企业的一部分。"
            )
            yield _finding("small-firms", message, small, fact)


def unit_slip(figures: Figures) -> Iterator[Finding]:
    """本年数与增减额的计量单位应当一致（元、万元）."""
    for stated in figures.statements():
        value, amount = stated.get("决算数"), stated.get("比上年增减额")
        if value is None or amount is None or value.amount.measure == amount.amount.measure:
            continue
        if value.amount.measure not in MONEY or amount.amount.measure not in MONEY:
            continue
        message = (
            f"「{value.metric}」单位疑误：原文为 {value.amount.text} {value.amount.measure}，"
            f"而同一句中的增减额以{amount.amount.measure}计。"
        )
        twin = figures.same_number(value, amount.amount.measure)
        if twin is not None:
            message += f"同一报告的「{twin.metric}」为 {twin.amount.text} {twin.amount.measure}。"
        facts = (value, amount) if twin is None else (value, amount, twin)
        yield _finding("unit-slip", message, *facts)


def _elsewhere(figures: Figures, amount: Fact | None) -> Fact | None:
    return figures.one(amount.metric, amount, "决算数") if amount is not None else None


def _same_money(left: Fact, right: Fact) -> bool:
    return left.amount.measure == right.amount.measure


def _alike(whole: Fact, part: Fact) -> bool:
    """Whether a part may be held against a whole: same measure, same entity, no other fund."""
    return (
        whole.amount.measure == part.amount.measure
        and whole.entity == part.entity
        and part.fund not in ({"政府性基金", "国有资本经营"} - {whole.fund})
    )


def _percent(computed: Interval) -> str:
    return f"{(computed.low + computed.high) / 2 * 100:.2f}%"


def _rate_finding(code: str, message: str, computed: Interval, rate: Fact, *facts: Fact) -> Finding:
    """Return a finding on a rate: information only, where cutting off its digits explains it."""
    middle = (computed.low + computed.high) / 2 * 100
    cut = (abs(middle) // rate.amount.quantum) * rate.amount.quantum
    explained = cut == abs(rate.amount.value) and middle * rate.amount.value >= 0
    return Finding(code, "info" if explained else "warning", message, facts)


def _finding(code: str, message: str, *facts: Fact) -> Finding:
    return Finding(code, "warning", message, facts)
