"""Sentences about one metric of one report: value, change, reason, budget, make-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import difference, in_yuan, plain, share
from assistant.compose.draft import Draft, subject
from assistant.compose.places import PURCHASES, cited, cited_reason, share_in
from assistant.compose.texts import find_none
from assistant.lexicon import LEVELS
from assistant.recompute import converted
from assistant.retrieve import Evidence
from assistant.vocabulary import meanings
from index.amounts import MONEY
from index.model import Amount, Fact, Place, Reason
from index.normalise import fold
from index.store import ReportInfo
from index.terms import fund_of, parts_of

VALUES = ("决算数", "数量", "全年执行数", "预算数", "年初预算数")
BUDGETS = ("年初预算数", "全年预算数", "预算数")
RATES = ("预决算差异率", "完成率", "执行率")
_SCOPE_CHANGED = re.compile(
    r"汇总数据|口径|机构改革|隶属关系|划转|划入|分离|改组|合并(?!举办|召开|开展|发放|采购|支付|进行|为一)|科目调整|级次调整"
)
_FEWEST_TO_FOLD = 3
_FEW_PARTS = 3  # of which every place is cited


NO_REASON = "报告未说明原因。"
NO_REASON_OF_CHANGE = "报告未说明比上年变化的原因。"
NO_REASON_OF_BUDGET = "的报告未说明预决算差异的原因。"  # behind the subject


def name(metric: str, fact: Fact | None = None) -> str:
    """Return a metric for reading, with the scope that its fact has beyond the whole report."""
    own = metric.startswith(("项目:", "整体支出"))
    shown = metric.removeprefix("项目:") if own else metric.rpartition("/")[2]
    if fact is None:
        return shown
    if fact.fund in ("政府性基金", "国有资本经营") and fact.fund not in shown:
        shown = f"{fact.fund}预算{shown}"
    if metric == "公用经费" and "机关运行" in fact.section:  # of the institutions alone
        shown = f"{shown}（机关运行经费情况所列）"
    if fact.entity not in ("汇总", ""):
        shown = f"{shown}（{fact.entity}）"
    return shown


def main_fact(evidence: Evidence, info: ReportInfo, metric: str) -> Fact | None:
    """Return the figure that answers 多少 for a metric, or None.

    Where a figure is stated several times alike, the section on that metric is the one to cite.
    """
    first = _in_own_section(evidence, info, metric, evidence.one(info, metric, *VALUES))
    home = meanings()["home"].get(metric)
    if first is None or home is None:
        return first
    for fact in evidence.facts(info, metric):
        alike = (fact.aspect, fact.amount.value, fact.fund) == (
            first.aspect,
            first.amount.value,
            first.fund,
        )
        if alike and str(home) in fact.section:
            return fact
    return first


def _in_own_section(
    evidence: Evidence, info: ReportInfo, metric: str, first: Fact | None
) -> Fact | None:
    """Return the value in the section on “三公” where the first is only what basic expenditure paid."""
    if first is None or "基本支出" not in first.section or "三公" in first.section:
        return first
    own = (f for f in evidence.facts(info, metric) if f.aspect == first.aspect)
    return next((f for f in own if "三公" in f.section), first)


def changes(evidence: Evidence, info: ReportInfo, metric: str) -> tuple[Fact | None, Fact | None]:
    """Return the stated change of a metric as amount and rate, from one statement."""
    own = [f for f in evidence.facts(info, metric) if not evidence.is_of_part(info, metric, f)]
    amount = next((f for f in own if f.aspect == "比上年增减额"), None)
    rates = [f for f in own if f.aspect == "比上年增减率"]
    if amount is None:
        return None, rates[0] if rates else None
    same = [f for f in rates if f.context == amount.context]
    return amount, same[0] if same else None


def say_value(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return one sentence with a metric's value, and what else the report states for it."""
    fact = main_fact(evidence, info, metric)
    if fact is None:
        return ""
    told = f"{_head(info, metric, fact)} {draft.figure(info, fact)}"
    if fact.aspect == "数量":
        told += _beside(draft, evidence, info, metric, fact)
    told += f"。{cited(draft, evidence, info, fact)}"
    if not fact.amount.value and _OF_OTHER_FUND.match(metric):
        denied = find_none(evidence, info, metric)
        if denied is not None:
            told += f"[{draft.mark(info, denied[0], denied[1])}]"
    return told + say_others(draft, evidence, info, metric, fact)


_OF_OTHER_FUND = re.compile(r"政府性基金|国有资本经营")


def _beside(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, count: Fact) -> str:
    """Return the money and the mean score stated with a count (评价项目 9 个，全年预算数…)."""
    beside = [f for f in evidence.facts(info, metric) if f.context == count.context]
    told = [f for f in beside if f.aspect in ("预算数", "全年预算数", "全年执行数", "得分")]
    return "".join(
        f"，{fact.aspect} {draft.figure(info, fact)}{'（各项目的均值）' * (fact.aspect == '得分')}"
        for fact in told
    )


def _head(info: ReportInfo, metric: str, fact: Fact) -> str:
    told = f"{subject(info)}{name(metric, fact)}"
    plain = fact.aspect in ("决算数", "数量") or metric.endswith(("预算", "预算金额"))
    return told if plain else f"{told}（{fact.aspect}）"


def say_others(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, first: Fact) -> str:
    """Return the other values that a report states for a metric: other scopes, or contradictions."""
    told = ""
    own = fund_of(metric)  # 财政拨款收入 among all funds is that of its own section

    def scope(fact: Fact) -> tuple[str, str, str]:
        return name(metric, fact), own or fact.fund, fact.entity

    many = _many_units(evidence, info, metric, first)
    known = any(f.rule == "repeats" and f.metric == metric for f in evidence.findings(info))
    seen = {(scope(first), first.amount.value, first.amount.measure)}
    for fact in evidence.facts(info, metric):
        key = (scope(fact), fact.amount.value, fact.amount.measure)
        if fact.aspect != first.aspect or key in seen or (many and fact.entity not in _ALL_OR_OWN):
            continue
        if scope(fact) == scope(first) and _rounds_to(fact, first):
            continue  # 3,120,000.00元 in the table is 312.00万元 in the text
        seen.add(key)
        # a count of one fund's people that is more than that of all is no part of it
        more = fact.aspect == "数量" and fact.amount.value > first.amount.value
        if scope(fact) == scope(first) or (more and name(metric, fact) == name(metric, first)):
            told += f"⚠ 同一报告的另一处写为 {draft.figure(info, fact)}。{draft.cite(info, fact)}"
            if known:
                continue  # the finding itself is the warning
            draft.warn(
                "repeat",
                f"{info.unit} {info.year} 年度报告对“{name(metric)}”的{first.aspect}前后写法不一致，请核对原文。",
                draft.mark(info, fact.section, fact.context),
            )
        elif name(metric, fact) != name(metric, first):
            within = fact.amount.value < first.amount.value  # what is no less is no part of it
            within &= fact.entity in (first.entity, "本级")
            lead = "其中" if within else "另列"
            told += (
                f"{lead}{name(metric, fact)} {draft.figure(info, fact)}。{draft.cite(info, fact)}"
            )
        elif not _same_money(fact, first):
            whose = _FUNDS.get(fact.fund, fact.fund)
            told += f"其中{whose} {draft.figure(info, fact)}。{draft.cite(info, fact)}"
    return told


def _many_units(evidence: Evidence, info: ReportInfo, metric: str, first: Fact) -> bool:
    """Whether a table tells a metric of each of many units: too many to name beside the whole."""
    return first.entity == "汇总" and len(evidence.by_unit(info, metric, first.aspect)) > _FEW_UNITS


_ALL_OR_OWN = frozenset({"汇总", ""})
_FEW_UNITS = 6
# What a figure of the same name is paid from, where it is not of all funds.
_FUNDS = {
    "全部": "全部资金",
    "财政拨款": "财政拨款",
    "一般公共预算": "一般公共预算财政拨款",
}


def _same_money(left: Fact, right: Fact) -> bool:
    return in_yuan(left.amount) == in_yuan(right.amount)


def _rounds_to(left: Fact, right: Fact) -> bool:
    """Whether two figures in different measures of money are the same one, rounded as printed."""
    one, other = left.amount, right.amount
    if one.measure == other.measure or not {one.measure, other.measure} <= set(MONEY):
        return False
    slack = one.quantum * MONEY[one.measure] + other.quantum * MONEY[other.measure]
    return abs(in_yuan(one) - in_yuan(other)) * 2 <= slack


def _change_words(draft: Draft, info: ReportInfo, amount: Fact | None, rate: Fact | None) -> str:
    told = ""
    if amount is not None:
        verb = "减少" if amount.amount.value < 0 else "增加"
        if amount.amount.text == "持平":
            return "，与上年持平"
        told += f"，比上年{verb} {draft.unsigned(info, amount)}"
    if rate is not None:
        verb = "下降" if rate.amount.value < 0 else "增长"
        told += f"，{verb} {draft.unsigned(info, rate)}"
    return told


def _since_before(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return how a figure moved where a report only gives that of the year before beside it."""
    now, before = main_fact(evidence, info, metric), evidence.one(info, metric, "上年数")
    if now is None or before is None or now.aspect != "决算数" or now.fund != before.fund:
        return ""
    result = difference(now, before)
    if result is None or now.context != before.context:
        return ""
    earlier = f"上年为 {draft.figure(info, before)}"
    if not result.value:
        return f"{earlier}，与上年持平。{cited(draft, evidence, info, before)}"
    operands = [(info, now), (info, before)]
    text = draft.derived(result.value, result.measure, result.formula, operands)
    verb = "减少" if result.value < 0 else "增加"
    return f"{earlier}，比上年{verb} {text.lstrip('-')}。{cited(draft, evidence, info, before)}"


def _since_last_report(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return how a figure moved since the same unit's report of the year before, where that is indexed."""
    last = next(
        (r for r in evidence.reports if (r.unit, r.year) == (info.unit, info.year - 1)), None
    )
    now = main_fact(evidence, info, metric)
    before = main_fact(evidence, last, metric) if last is not None else None
    if last is None or now is None or before is None or now.fund != before.fund:
        return ""
    result = difference(now, before)
    if result is None:
        return ""
    told = f"{subject(last)}报告中为 {draft.figure(last, before)}{cited(draft, evidence, last, before)}，"
    if not result.value:
        return f"{told}没有变化。"
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, now), (last, before)]
    )
    return f"{told}{'减少' if result.value < 0 else '增加'} {text.lstrip('-')}。{draft.cite(info, now)}"


def say_change(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return value and stated change; where no change is stated, say so."""
    amount, rate = changes(evidence, info, metric)
    stated = amount or rate
    if stated is None:
        value = say_value(draft, evidence, info, metric)
        reckoned = _since_before(draft, evidence, info, metric)
        reckoned = reckoned or _since_last_report(draft, evidence, info, metric)
        return value and value + (reckoned or f"报告没有写{name(metric)}与上年相比的总变化。")
    beside = [f for f in evidence.facts(info, metric) if f.context == stated.context]
    valued = (f for aspect in VALUES for f in beside if f.aspect == aspect)
    fact = next(valued, None) or main_fact(evidence, info, metric)
    if fact is not None and fact.aspect not in ("决算数", "数量"):
        fact = main_fact(evidence, info, metric)
    if fact is None:
        words = _change_words(draft, info, amount, rate).lstrip("，")
        return (
            f"{subject(info)}{name(metric, stated)}{words}。{cited(draft, evidence, info, stated)}"
        )
    told = f"{_head(info, metric, fact)} {draft.figure(info, fact)}"
    if fact.context != stated.context:
        told += cited(draft, evidence, info, fact)
    told += f"{_change_words(draft, info, amount, rate)}。"
    same = (stated,) if fact.context != stated.context else (stated, fact)
    told += cited(draft, evidence, info, *same)
    return told + say_others(draft, evidence, info, metric, fact)


def say_reasons(
    draft: Draft, evidence: Evidence, info: ReportInfo, reasons: Sequence[Reason], what: str = ""
) -> str:
    """Return the stated reasons, each once, or that the report gives none."""
    if not reasons:
        return f"报告未说明{what}原因。" if what else NO_REASON
    told = ""
    reasons = [_spelled_out(evidence, info, reason) for reason in reasons]
    seen = {reason.text: reason for reason in reversed(reasons)}
    for text in dict.fromkeys(reason.text for reason in reasons):
        told += f"报告说明的{what}原因：{draft.quoted(text)}。{cited_reason(draft, evidence, info, seen[text])}"
    if not what and any(_SCOPE_CHANGED.search(text) for text in seen):
        told += "统计范围或科目口径有变化，两年不完全可比。"
    return told


def _spelled_out(evidence: Evidence, info: ReportInfo, reason: Reason) -> Reason:
    """Return the reason stated before one that only says 同上."""
    if not _AS_ABOVE.fullmatch(reason.text):
        return reason
    before = [
        other
        for other in evidence.all_reasons(info)
        if other.place.end <= reason.place.start and not _AS_ABOVE.fullmatch(other.text)
    ]
    return max(before, key=lambda other: other.place.start, default=reason)


_AS_ABOVE = re.compile(r"(?:原因)?(?:同上|与上述相同|同前)。?")


def say_gap(draft: Draft, evidence: Evidence, info: ReportInfo, metrics: Sequence[str]) -> bool:
    """Add two figures that differ and the stated reason why; return False where none is stated."""
    reasons = evidence.gaps(info, metrics)
    if not reasons:
        return False
    told = ""
    for metric in dict.fromkeys(reason.metric for reason in reasons):
        told += say_value(draft, evidence, info, metric)
    draft.add(told)
    draft.add(say_reasons(draft, evidence, info, reasons, "差异"))
    for part in dict.fromkeys(p for r in reasons for p in evidence.parts(info, r.metric)):
        if any(fold(part) in fold(reason.text) for reason in reasons):
            draft.add(say_value(draft, evidence, info, part))  # how many they are
    return True


def say_budget(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    metric: str,
    wanted: str = "",
    *,
    rate: bool = False,
) -> tuple[str, ...]:
    """Return budget, final account, their difference and the stated reason; empty where none.

    `wanted` is the kind of budget that is asked for, where a report states several. With `rate`
    also how much of the budget was spent, where the report does not state it.
    """
    kinds = [k for k in BUDGETS if k == wanted] + [k for k in BUDGETS if k != wanted]
    budget = evidence.one(info, metric, *kinds)
    if budget is None:
        return _say_rate_alone(draft, evidence, info, metric)
    together = [f for f in evidence.facts(info, metric) if f.context == budget.context]
    spent = next(
        (f for f in together if f.aspect in ("决算数", "全年执行数")), None
    ) or evidence.one(info, metric, "决算数", "全年执行数")
    what = "" if metric.endswith(("预算", "预算金额")) else budget.aspect
    told = f"{subject(info)}{name(metric, budget)}{what} {draft.figure(info, budget)}"
    why = _why_not_budget(draft, evidence, info, metric)
    if spent is None:
        told = f"{told}。{cited(draft, evidence, info, budget)}"
        return f"{told}报告没有写对应的决算数。", why
    second = [f for f in together if f.aspect in BUDGETS and f.aspect != budget.aspect]
    told += "".join(f"，{f.aspect} {draft.figure(info, f)}" for f in second[:1])
    told += f"，{spent.aspect} {draft.figure(info, spent)}"
    told += _rates(draft, info, together)
    told += f"。{cited(draft, evidence, info, budget, spent)}"
    stated = [f for f in together if f.aspect in RATES]
    apart = evidence.one(info, metric, *RATES) if not stated else None
    if apart is not None:  # stated in another place
        stated.append(apart)
        told += f"{_rates(draft, info, stated)[1:]}。{cited(draft, evidence, info, apart)}"
    spent_of = share(spent, budget) if rate else None
    if spent_of is not None and all(f.aspect == "预决算差异率" for f in stated):
        facts = [(info, spent), (info, budget)]
        text = draft.derived(spent_of.value, "%", spent_of.formula, facts)
        told += f"{spent.aspect}相当于{budget.aspect}的 {text}。{draft.cite(info, budget)}"
    result = difference(spent, budget)
    if result is not None and result.value != 0:
        verb = "多" if result.value > 0 else "少"
        text = draft.derived(
            result.value, result.measure, result.formula, [(info, spent), (info, budget)]
        )
        told += (
            f"{spent.aspect}比{budget.aspect}{verb} {text.lstrip('-')}。{draft.cite(info, spent)}"
        )
    return told, why


def _rates(draft: Draft, info: ReportInfo, facts: Sequence[Fact]) -> str:
    """Return the rates among facts that hold a final account against its budget."""
    told = ""
    for aspect in RATES:
        rate = next((f for f in facts if f.aspect == aspect), None)
        if rate is not None:
            below = rate.amount.value < 0 and not rate.amount.text.startswith("-")
            told += f"，{aspect} {'-' if below else ''}{draft.figure(info, rate)}"  # 下降1.7%
    return told


def _why_not_budget(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    reasons = evidence.reasons(info, metric, "预算")
    return say_reasons(draft, evidence, info, reasons, "预决算差异") if reasons else ""


def _say_rate_alone(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str
) -> tuple[str, ...]:
    """Return how far a budget was spent where the report states the rate and not the budget."""
    rate = evidence.one(info, metric, *RATES)
    if rate is None:
        return ()
    together = [f for f in evidence.facts(info, metric) if f.context == rate.context]
    spent = next((f for f in together if f.aspect == "决算数"), None)
    told = f"{subject(info)}{name(metric, rate)}"
    told += f" {draft.figure(info, spent)}" if spent is not None else ""
    told += _rates(draft, info, together) if spent else _rates(draft, info, together)[1:]
    facts = (rate,) if spent is None else (rate, spent)
    told += f"。{cited(draft, evidence, info, *facts)}"
    return told, _why_not_budget(draft, evidence, info, metric)


def say_budget_by_rate(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return the budget that a final account and its stated rate come to; nothing without both."""
    rate, spent = evidence.one(info, metric, "完成率", "执行率"), main_fact(evidence, info, metric)
    if rate is None or spent is None or rate.amount.value <= 0 or not spent.amount.value:
        return ""
    value = _sure_digits(spent.amount.value, rate.amount)
    left = f"{plain(spent.amount.value)} ÷ {plain(rate.amount.value)} × 100"
    pairs = [(info, spent), (info, rate)]
    told = draft.derived(value, spent.amount.measure, f"{left} = {plain(value)}", pairs)
    return f"报告没有写预算数；按{rate.aspect}倒推，预算数约为 {told}。{draft.cite_each(pairs)}"


def _sure_digits(spent: Decimal, rate: Amount) -> Decimal:
    """Return what was spent over a rounded rate, to the last digit that the rounding leaves sure."""
    ends = [spent * 100 / (rate.value + half) for half in (-rate.quantum / 2, rate.quantum / 2)]
    for quantum in _DIGITS:
        low, high = (end.quantize(quantum, ROUND_HALF_UP) for end in ends)
        if low == high:
            return low
    return (spent * 100 / rate.value).quantize(_DIGITS[-1], ROUND_HALF_UP)


_DIGITS = tuple(map(Decimal, ("0.01", "0.1", "1")))


def _of_whole(evidence: Evidence, info: ReportInfo, part: str, whole: Fact | None) -> Fact | None:
    """Return the figure of a part that the funds of the whole paid: a class may be told of all."""
    main = main_fact(evidence, info, part)
    if main is None or whole is None or main.fund != "全部" or whole.fund != "一般公共预算":
        return main
    alike = (f for f in evidence.facts(info, part) if f.aspect == main.aspect)
    return next((fact for fact in alike if fact.fund == whole.fund), None)


def say_makeup(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, *, by_size: bool = False
) -> tuple[str, ...]:
    """Return what a metric is made of, with values and shares; empty where nothing is stated."""
    whole = main_fact(evidence, info, metric)
    named = evidence.parts(info, metric)
    parts = [(p, f) for p in named if (f := _of_whole(evidence, info, p, whole))]
    if by_size:
        parts.sort(key=lambda pair: -pair[1].amount.value)
    if not parts:
        return say_contents(draft, evidence, info, metric)
    told = subject(info)
    if whole is not None:
        told += f"{name(metric, whole)} {draft.figure(info, whole)}{cited(draft, evidence, info, whole)}，"
    told += "其中："
    zeros = [(p, f) for p, f in parts if f.amount.value == 0]
    folded = zeros if len(zeros) >= _FEWEST_TO_FOLD else []
    words = []
    for part, fact in parts:
        if (part, fact) in folded:
            continue
        few = len(parts) - len(folded) <= _FEW_PARTS
        words.append(_part_words(draft, evidence, info, part, fact, whole, every=few))
    told += "，".join(words)
    if folded:
        names = "、".join(name(p, f) for p, f in folded)
        told += f"{'；' if words else ''}{names}均为 {draft.figure(info, folded[0][1])}{draft.cite(info, folded[0][1])}"
    if metric.endswith("(类)"):
        reasons = [r for p, f in parts for r in evidence.reasons(info, p, "上年") if f.amount.value]
        return told + "。", say_reasons(draft, evidence, info, reasons[:3]) if reasons else ""
    return (told + "。",)


def _part_words(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    part: str,
    fact: Fact,
    whole: Fact | None,
    *,
    every: bool = False,
) -> str:
    """Return a part with its share; with `every` place that states them, not the first alone."""
    told = f"{name(part, fact)} {draft.figure(info, fact)}"
    alike = whole is not None and fact.entity == whole.entity and fact.amount.measure != "辆"
    computed = share(fact, whole) if alike and whole is not None else None
    own = (f for f in evidence.facts(info, part) if f.entity == fact.entity)
    stated = [f for f in own if f.aspect == "占比"]
    of_whole = [f for f in stated if computed is None or abs(f.amount.value - computed.value) < 1]
    rate = next((f for f in stated if f.context == fact.context), next(iter(of_whole), None))
    if rate is not None:
        told += f"，占 {draft.figure(info, rate)}"
        if every:
            return f"{told} {cited(draft, evidence, info, fact, rate)}"
        also = draft.cite(info, rate) if rate.context != fact.context else ""
        return f"{told} {draft.cite(info, fact)}{also}"
    # A part above its whole tells of a slip in the source; the warning says so.
    if computed is not None and whole is not None and computed.value <= _WHOLE:
        text = draft.derived(
            computed.value, computed.measure, computed.formula, [(info, fact), (info, whole)]
        )
        # What the report states is the share in another whole.
        told += f"，相当于{name(whole.metric, whole)}的 {text}" if stated else f"，占 {text}"
    marks = cited(draft, evidence, info, fact) if every else draft.cite(info, fact)
    return f"{told} {marks}"


# A list that lacks its stop ends where the next heading stands.
_CONTENTS = re.compile(
    r"(?:，|,|。|：|:|\s)*(?:主要)?(?:开支内容)?(?:主要)?(?:包括|用于)"
    r"(?:(?!\n\s*[一二三四五六七八九十]{1,3}、|[；;][^。；;，,]{0,16}\d)[^。])*。?"
)


def say_contents(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str
) -> tuple[str, ...]:
    """Return what the text after a figure says that it covers (包括：办公费、水费…)."""
    source = evidence.ledger.text(info.id)
    for fact in evidence.facts(info, metric):
        if fact.aspect not in VALUES:
            continue
        match = _CONTENTS.match(source, fact.place.end)
        if match is None:
            continue
        place = Place(fact.place.start, match.end())
        mark = draft.mark(info, fact.section, place)
        words = draft.quoted(match.group().lstrip("，,：:。 \n"))
        value = f"{draft.figure(info, fact)}{cited(draft, evidence, info, fact)}"
        return (f"{subject(info)}{name(metric, fact)} {value}，{words}。[{mark}]",)
    return ()


def say_share(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, asked: str = ""
) -> str:
    """Return a metric's value with its share, stated or computed against what it is part of.

    `asked` is the whole that a stated share is asked of.
    """
    fact = main_fact(evidence, info, metric)
    if fact is None:
        return ""
    whole = None
    for total_metric, parts in parts_of().items():
        if metric in parts:
            whole = evidence.near(info, total_metric, fact)
            if whole is None and metric.endswith("收入"):  # told in the section on appropriations
                whole = main_fact(evidence, info, total_metric)
            break
    if whole is None and not asked:
        whole = spent_from_fund(evidence, info, fact)
    told = subject(info) + _part_words(draft, evidence, info, metric, fact, whole, every=True)
    for base in (asked, *PURCHASES.get(metric, ())):
        whole = whole or (base_of(evidence, info, metric, base) if base else None)
    if whole is not None and tells_share(told):
        told += (
            f"（{name(whole.metric, whole)} {draft.figure(info, whole)}"
            f"{cited(draft, evidence, info, whole)}）"
        )
    if whole is not None and whole.metric in PURCHASES:  # 占授予中小企业合同金额的7.89%
        told += share_in(draft, info, fact, main_fact(evidence, info, "政府采购支出总额"))
    all_of_it = whole is not None and fact.amount.value and fact.amount == whole.amount
    if whole is not None and all_of_it and any(whole.metric in p for p in parts_of().values()):
        return f"{told}。{say_share(draft, evidence, info, whole.metric)}"  # what it is all of
    return told + _share_in_fund(draft, evidence, info, fact) * ("相当于" in told) + "。"


def _share_in_fund(draft: Draft, evidence: Evidence, info: ReportInfo, fact: Fact) -> str:
    """Return what a fund paid of a figure with the share that is stated of that; nothing elsewhere."""
    own = evidence.facts(info, fact.metric)
    for rate in (f for f in own if f.aspect == "占比"):
        paid = next((f for f in own if f.aspect == fact.aspect and f.context == rate.context), None)
        if paid is not None and paid.fund != fact.fund:
            told = f"；其中{paid.fund}{name(fact.metric, paid)} {draft.figure(info, paid)}"
            return f"{told}，占 {draft.figure(info, rate)}{draft.cite(info, rate)}"
    return ""


def tells_share(told: str) -> bool:
    """Whether a sentence on a figure tells its share."""
    return "占" in told or "相当于" in told


def spent_from_fund(evidence: Evidence, info: ReportInfo, item: Fact) -> Fact | None:
    """Return all that was spent from the fund of a functional class or item, None for other figures."""
    whole = _SPENT_FROM.get(item.fund, "") if item.metric.endswith(LEVELS) else ""
    return evidence.one(info, whole, "决算数") if whole else None


_SPENT_FROM = {
    "全部": "本年支出",
    "一般公共预算": "一般公共预算财政拨款支出",
    "政府性基金": "政府性基金预算财政拨款支出",
}


def base_of(evidence: Evidence, info: ReportInfo, metric: str, whole: str) -> Fact | None:
    """Return the figure of a whole that a metric's stated share is of, or None where none gives it."""
    part = main_fact(evidence, info, metric)
    rate = evidence.one(info, metric, "占比")
    for fact in evidence.facts(info, whole) if rate is not None and metric != whole else ():
        computed = share(part, fact) if part is not None and fact.aspect in VALUES else None
        if computed and rate and abs(computed.value - rate.amount.value) <= _ROUNDED:
            return fact
    return None


_WHOLE = Decimal("100.1")  # %, with what rounding adds
_ROUNDED = Decimal("0.1")  # %: one report rounds shares to a tenth


def instead_of(metric: str) -> str | None:
    """Return the metric that older reports state in another one's place, or None."""
    table = meanings()["instead"]
    found = table.get(metric)
    return str(found) if found else None


def companion(metric: str) -> str | None:
    """Return the other figure that an everyday word (总支出) may mean, or None."""
    found = meanings()["companions"].get(metric)
    return str(found) if found else None


def say_converted(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, measure: str
) -> str:
    """Return a metric's money in another measure (元, 亿元), with the conversion as its formula."""
    fact = main_fact(evidence, info, metric)
    if fact is None or fact.amount.measure not in MONEY or fact.amount.measure == measure:
        return ""
    result = converted(fact.amount.value, fact.amount.measure, measure)
    text = draft.derived(result.value, result.measure, result.formula, [(info, fact)])
    exact = in_yuan(fact.amount) / MONEY[measure]
    short = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if short and short != result.value:
        left = result.formula.partition(" = ")[0]
        formula = f"{left} = {plain(short)} {result.measure}"
        text += f"（约 {draft.derived(short, result.measure, formula, [(info, fact)])}）"
    return f"{name(metric, fact)}折合 {text}。{draft.cite(info, fact)}"
