"""What a question wants computed from the figures that it names: sum, difference, ratio, share."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import Result, in_yuan, plain, total
from assistant.compose.draft import Draft, Pair
from assistant.compose.pairs import (
    RATE,
    also_in,
    derived,
    say_difference,
    say_part,
    say_ratio,
    say_share_of,
)
from assistant.compose.statements import main_fact, name
from assistant.plan.doubts.numbers import fact_said, numbers_said
from assistant.plan.figures.meant import WHICH_WAY, shares_apart
from assistant.plan.sums.summed import EQUALS, added_alone, added_by_number, held_against
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.demands import demands_of
from index.amounts import MONEY
from index.model import Fact
from index.store import ReportInfo
from index.terms import economic, parts_of

_DIFFERS = re.compile(
    r"(?:多|少)了(?:几|多少)|之差|差额|差(?:了)?(?:多少|几|额|距)|相差|(?:多|少|高|低|贵|便宜|大|小)(?:出|了)?(?:多少|几)|差多|谁.{0,12}[高低多少大小]|哪(?:个|家|边|方|年).{0,14}[高低多少大小]|"
    r"比.{1,24}[多少高低大小]|放(?:在)?一(?:起|块)|对照|对比|比较|相比|和.{1,20}比|跟.{1,20}比|与.{1,20}比"
)
# 比上年涨多少 holds nothing against the other figures that a question names.
LAST_YEAR = re.compile(
    r"[比较](?:年|期)初(?!预|结|批|安|计)|(?:比|较|跟|和|与|同)(?:上|去|前)一?年(?:度)?(?:的|决算)?(?:相比|比)?"
)
# 比预算少多少: each against its own budget
_OWN_BUDGET = re.compile(r"[比较跟和与同](?:[年期]初|全年|调整后?的?|批的?|当初|原来)*的?预算")
_AGREES = re.compile(r"[对合](?:得|不)(?:得|不)?上")
_CLAUSE = re.compile(r"[,;?。!]")
_TIMES = re.compile(r"[顶抵].{1,30}(?:多少|几)个|(?:多少|几)倍|倍数")
_MUCH = re.compile(r"差(?:了|额)?(?:多少|几|是)|[多少高低](?:出|了)?(?:多少|几)(?!倍)|相差")
_PART = re.compile(r"占.{0,20}(?:多少|几|比|百分|成)|几成|比例|比重|百分之")


def say_arithmetic(
    question: Question, evidence: Evidence, draft: Draft, named: Sequence[tuple[ReportInfo, str]]
) -> None:
    """Add what is to be computed from the main figures of these (report, metric) pairs."""
    intent = question.intent
    aspect = "占比" if intent.share and len(named) == 2 and named[0][1] == named[1][1] else ""
    public = _OF_INSTITUTIONS.search(question.folded) is not None
    pairs = [(i, f) for i, m in named if (f := _fact(evidence, i, m, aspect, public)) is not None]
    if intent.total and intent.top and intent.rank:
        return  # 前三位加起来多少: of those that are ranked
    if intent.total and (alone := {*added_alone(question)}):
        pairs = [p for p in pairs if alone & {p[1].metric, *parts_of().get(p[1].metric, ())}]
    if intent.minus and _OTHERS.search(question.words):  # no item that is called 其他支出
        pairs = [pair for pair in pairs if not pair[1].metric.startswith("其他支出")]
    if len(pairs) < 2:
        return
    pairs = _in_money(question, evidence, pairs)
    own_budgets = _OWN_BUDGET.search(question.folded) and len(question.units.units) < len(pairs)
    if own_budgets and len({info.id for info, _ in pairs}) == len(pairs):
        return
    text = ",".join(c for c in _CLAUSE.split(question.folded) if not LAST_YEAR.search(c))
    if intent.total and _say_against_whole(question, evidence, draft, pairs):
        return
    if _PART.search(text):  # 房子多大、值多少，占固定资产多少: of the amounts alone
        pairs = [pair for pair in pairs if pair[1].amount.measure in MONEY] or pairs
        pairs = of_one_fund(evidence, pairs)
    if len(pairs) < 2:
        return
    agreed = _whole_of(pairs) if _AGREES.search(text) else ""
    if any(fact.metric == agreed for _, fact in pairs):  # 采购多少,货物多少,服务多少,合得上吗
        say_sum(draft, evidence, pairs, intent.convert)
        return
    pairs = _without_whole(pairs) if _DIFFERS.search(text) and not intent.total else pairs
    alike = len({fact.metric for _, fact in pairs}) == 1
    flows = not alike and _are_flows(pairs)
    if flows and (intent.minus or (intent.total and _DIFFERS.search(text))):
        say_difference(draft, pairs[0], pairs[1])  # 收入减去支出
    elif intent.minus and not alike:
        _say_rest(draft, evidence, pairs, intent.convert)
    elif intent.total and _are_sides(pairs) and not _ADDED.search(text):
        return  # 总共收了多少, 花了多少, 剩多少: no one adds what came in to what went out
    elif (intent.total and not flows) or (intent.truth and not alike and _whole_of(pairs)):
        base = _base_named(question, pairs)
        if base and len(pairs) == len(("part", "whole")):  # 那两项合计占本年支出几成
            say_share_of(draft, *sorted(pairs, key=lambda pair: pair[1].metric == base))
            return
        asks_share = _PART.search(text) is not None
        say_sum(draft, evidence, pairs, intent.convert, base, asks_share=asks_share)
        if intent.change or intent.fell or intent.rose:
            _say_sum_of_changes(draft, evidence, pairs)
    elif not alike and _MOVED_MORE.search(text):
        _say_moves(draft, evidence, pairs)
    elif len(pairs) != 2:
        _say_each_apart(draft, pairs, text)
    elif _TIMES.search(text):
        if _MUCH.search(text):  # 哪个多,多多少,是几倍
            say_difference(draft, pairs[0], pairs[1])
        say_ratio(draft, pairs[0], pairs[1])
    elif not alike and pairs[0][0] == pairs[1][0] and _PART.search(text):
        part, whole = sorted(pairs, key=lambda pair: abs(in_yuan(pair[1].amount)))
        inside = part[1].metric in parts_of().get(whole[1].metric, ())
        if inside and evidence.one(part[0], part[1].metric, "占比"):
            return  # the report states the share itself
        own = are_parts_of_one({fact.metric for _, fact in pairs})
        if shares_apart(question) or (own and not OF_ANOTHER.search(text)):
            return  # each has its own share
        asked = demands_of(question)
        if any(d.kind == "share" and d.base is None for d in asked):
            return  # 甲多少,乙占几成: of its own whole
        if ratio := next((d for d in asked if d.kind == "ratio"), None):
            first = {metric for term in ratio.terms[:1] for metric in term.metrics}
            pairs.sort(key=lambda pair: pair[1].metric not in first)
            say_share_of(draft, pairs[0], pairs[1])  # 甲相当于乙的几成: in that order
            return
        say_part(draft, pairs[0], pairs[1])
    elif alike and _turned(question, pairs):
        earlier, later = sorted(pairs, key=lambda pair: pair[0].year)
        wanted = RATE.search(text) is not None
        say_difference(draft, later, earlier, asks_rate=wanted, turned=True)
    elif alike and _is_of_things(question, pairs):
        return  # 编外比在编多几个: of two kinds in each unit, and not of two units
    elif _DIFFERS.search(text) or intent.compare or (alike and intent.truth):
        say_difference(draft, pairs[0], pairs[1], asks_rate=RATE.search(text) is not None)


def _is_of_things(question: Question, pairs: Sequence[Pair]) -> bool:
    """Whether a question that names no unit holds two things against each other, and no units."""
    units = {info.unit for info, _ in pairs}
    named = question.units.units or _OF_UNITS.search(question.words)
    return len(units) > 1 and not named and _OF_THINGS.search(question.words) is not None


_OF_UNITS = re.compile(r"谁|哪|[两二]|家|单位|部门|局|各|之间|互相")
_OF_THINGS = re.compile(r"[一-鿿]{2,}比[一-鿿]{2,}")


_OTHERS = re.compile(r"除了?.{2,40}其[他余它]的?支出")


def _turned(question: Question, pairs: Sequence[Pair]) -> bool:
    """2021年多少,2024年是涨了还是跌了: whether it is asked which way a figure went between years."""
    one = len({info.unit for info, _ in pairs}) == 1 or question.units.renamed
    if not one or pairs[0][0].year == pairs[1][0].year:
        return False
    asks = question.intent.change or WHICH_WAY.search(question.folded) is not None
    return len(question.years.years) > 1 and asks and not question.intent.why


def of_one_fund(evidence: Evidence, pairs: Sequence[Pair]) -> list[Pair]:
    """Return a class and what is within it as one fund paid both: an item of the general budget."""
    funds = {fact.fund for _, fact in pairs if not fact.metric.endswith(("(类)", "(款)"))}
    if len(funds) != 1:
        return list(pairs)
    return [
        (
            info,
            next((f for f in evidence.facts(info, fact.metric) if _is_paid(f, fact, funds)), fact),
        )
        if fact.metric.endswith(("(类)", "(款)"))
        else (info, fact)
        for info, fact in pairs
    ]


def _is_paid(fact: Fact, like: Fact, funds: Collection[str]) -> bool:
    return fact.fund in funds and (fact.aspect, fact.entity) == (like.aspect, like.entity)


def _in_money(question: Question, evidence: Evidence, pairs: Sequence[Pair]) -> list[Pair]:
    """Return the amounts stated with counts where a share of money is asked for: 17个, 7930.71万元."""
    clauses = [c for c in _CLAUSE.split(question.folded) if _PART.search(c)]
    counts = [fact for _, fact in pairs if fact.aspect == "数量"]
    of_money = any(_MONEY_WORDS.search(c) for c in clauses) or len(counts) < len(pairs)
    if not counts or not clauses or not of_money:
        return list(pairs)
    amounts = [(i, amount_of(evidence, i, f.metric, f)) for i, f in pairs]
    found = [(i, f) for i, f in amounts if f is not None and f.amount.measure in MONEY]
    return found if len(found) == len(pairs) else list(pairs)


def amount_of(
    evidence: Evidence, info: ReportInfo, metric: str, fact: Fact | None = None
) -> Fact | None:
    """Return the money of a metric: its main figure, or what is stated beside a count."""
    fact = fact or main_fact(evidence, info, metric)
    if fact is None or fact.amount.measure in MONEY:
        return fact
    return evidence.one(info, metric, *_BESIDE_COUNTS)


_MONEY_WORDS = re.compile(r"钱|金额|万|资金|经费|支出")
_BESIDE_COUNTS = ("全年预算数", "预算数", "全年执行数", "决算数")


def _base_named(question: Question, pairs: Sequence[Pair]) -> str:
    """甲加乙占丙几成: return what a sum is only held against, or an empty string."""
    named = [m for m in question.mentions if m.metrics and m.end > m.start]
    spoken = any(m.metrics and m.end == m.start for m in question.mentions)  # of the thread
    after = [m for m in named[not spoken :] if _IN_IT.search(question.words[: m.start])]
    told = {fact.metric for _, fact in pairs}
    bases = [metric for m in after for metric in m.metrics if metric in told]
    return bases[0] if bases else ""


_IN_IT = re.compile(r"占(?:了|去|掉|到)?(?:整个|全部|当年|全年|全[局院站校处]|\s)*的?$")


def _are_flows(pairs: Sequence[Pair]) -> bool:
    """Whether two figures are what came in and what went out, neither a part of the other."""
    sides = [("收入" in fact.metric, "支出" in fact.metric) for _, fact in pairs]
    return sorted(sides) == [(False, True), (True, False)]


def _are_sides(pairs: Sequence[Pair]) -> bool:
    """Whether figures are of both sides of the accounts."""
    return any("收入" in f.metric for _, f in pairs) and any("支出" in f.metric for _, f in pairs)


_ADDED = re.compile(r"[加合](?!适|同|规|法|理)")
# 接待费占公车费的几成
OF_ANOTHER = re.compile(
    r"占(?!大头|多数|大半|[多少几比]|了?[多几])|相当于|的(?:几成|百分之)|是.{1,12}的(?:几|多少)"
)


def are_parts_of_one(metrics: Collection[str]) -> bool:
    """Whether metrics are parts of one total, each with a share of its own."""
    classes = all(metric.endswith("(类)") for metric in metrics)
    return classes or any(set(metrics) <= set(parts) for parts in parts_of().values())


# 事业单位公用经费: the one that the section on 机关运行经费 tells beside it.
_OF_INSTITUTIONS = re.compile(r"事业单位(?:的|日常){0,2}公用")


def _fact(
    evidence: Evidence, info: ReportInfo, metric: str, aspect: str, public: bool
) -> Fact | None:
    if public and metric == "公用经费":
        told = [f for f in evidence.facts(info, metric) if "机关运行" in f.section]
        return next((f for f in told if f.aspect == "决算数"), None)
    stated = evidence.one(info, metric, aspect) if aspect else None
    return stated or main_fact(evidence, info, metric)


def _say_each_apart(draft: Draft, pairs: Sequence[Pair], text: str) -> None:
    """在职少了几个、退休多了几个: add for each of several metrics how two reports differ."""
    if not _DIFFERS.search(text):
        return
    for metric in dict.fromkeys(fact.metric for _, fact in pairs):
        own = sorted((p for p in pairs if p[1].metric == metric), key=lambda p: -p[0].year)
        if len(own) == len(("one", "other")):
            draft.add(f"{name(metric)}：")
            say_difference(draft, own[0], own[1])


def _say_against_whole(
    question: Question, evidence: Evidence, draft: Draft, pairs: Sequence[Pair]
) -> bool:
    """甲加乙等于丙吗: add the sum of what is named first, held against what is named last."""
    match = EQUALS.search(question.folded)
    if match is None:
        return False
    whole = held_against(question, match.end(), _whole_of(pairs))
    added = [
        (pairs[0][0], fact)
        for fact in added_by_number(question, evidence, pairs[0][0], match.start())
        if fact not in [f for _, f in pairs]
    ]
    parts = [_as_money(evidence, pair) for pair in pairs if pair[1].metric != whole] + added
    stated = [pair for pair in pairs if pair[1].metric == whole]
    return bool(stated) and say_held(draft, evidence, parts, stated[0])


def say_sum_said(question: Question, evidence: Evidence, draft: Draft) -> None:
    """770.07加718.22等于1488.29吗: add the sum of the figures that a question says by numbers alone."""
    match = EQUALS.search(question.folded)
    if not question.intent.total or question.metrics or len(question.reports) != 1 or not match:
        return
    info = question.reports[0]
    sides = (question.folded[: match.start()], question.folded[match.end() :])
    parts, whole = ([fact_said(evidence, info, s) for s in numbers_said(side)] for side in sides)
    known = [(info, fact) for fact in parts if fact is not None]
    if len(known) == len(parts) and whole and whole[0] is not None:
        say_held(draft, evidence, known, (info, whole[0]))


def say_held(draft: Draft, evidence: Evidence, parts: Sequence[Pair], stated: Pair) -> bool:
    """Add the parts, what they come to and whether that is what is stated; False for other reports'."""
    result = total([fact for _, fact in parts]) if len(parts) > 1 else None
    if result is None or len({info.id for info, _ in (*parts, stated)}) > 1:
        return False
    marks = draft.cite_each(parts)
    apart = len({fact.entity for _, fact in parts}) > 1  # units, which are told one by one
    if not (apart and all(draft.tells(f.amount.value, f.amount.measure) for _, f in parts)):
        names = (f"{_named(f)} {draft.figure(i, f)}{draft.cite(i, f)}" for i, f in parts)
        draft.add(f"{'、'.join(names)}。")
    draft.add(f"合计 {derived(draft, result, parts)}{marks}。")
    if not _left_out(evidence, stated[0], stated[1], parts):
        _say_agreement(draft, stated[0], stated[1], result, parts)
    return True


def _named(fact: Fact) -> str:
    row = fact.metric.partition("/指标:")[2]
    return (row or name(fact.metric, fact)) + (
        "" if fact.aspect in ("决算数", "数量") else fact.aspect
    )


def _as_money(evidence: Evidence, pair: Pair) -> Pair:
    """Return the money that is stated with a count (评价项目 19 个，全年执行数…)."""
    info, fact = pair
    if fact.amount.measure in MONEY:
        return pair
    money = evidence.one(info, fact.metric, "全年执行数", "预算数", "全年预算数")
    return (info, money) if money is not None else pair


def _without_whole(pairs: list[Pair]) -> list[Pair]:
    """三公里接待比公车多吗: of a total and two of its parts, the parts are held against each other."""
    for _, whole in pairs if len(pairs) == _TOTAL_AND_TWO else ():
        rest = [pair for pair in pairs if pair[1] is not whole]
        if all(fact.metric in parts_of().get(whole.metric, ()) for _, fact in rest):
            return rest
    return pairs


_TOTAL_AND_TWO = 3


def _whole_of(pairs: Sequence[Pair]) -> str:
    """Return the metric that these figures of one report are all the parts of, or nothing.

    A count that is just what the others come to is the whole of them: 在职9人,行政4人、事业5人.
    """
    metrics = {fact.metric for _, fact in pairs}
    summed = _sum_of_others(pairs)
    if summed:
        return summed
    for whole, parts in parts_of().items():
        one = len({info.id for info, _ in pairs}) == 1
        inside = len(metrics - {whole}) > 1 and metrics - {whole} <= set(parts)
        if one and inside and (whole in metrics or metrics == set(parts)):
            return whole
    return ""


def _sum_of_others(pairs: Sequence[Pair]) -> str:
    """Return the metric of the one count that is the sum of two others at least, or nothing."""
    facts = {fact.metric: fact for _, fact in pairs}
    alike = {(info.id, fact.aspect, fact.amount.measure) for info, fact in pairs}
    if len(alike) != 1 or next(iter(alike))[1] != "数量" or len(facts) < _TOTAL_AND_TWO:
        return ""
    largest = max(facts.values(), key=lambda fact: fact.amount.value)
    rest = sum((f.amount.value for f in facts.values() if f is not largest), Decimal(0))
    return largest.metric if rest == largest.amount.value else ""


# 初中和高中哪个涨得多: held against the year before, not against each other.
_MOVED_MORE = re.compile(
    r"(?:哪|谁)(?:个|项|块|边|一项)?(?:支出)?(?:涨|增|升|降|减|跌|缩|变)(?:加|长|少|化|动)?得?(?:更|比较|最)?(?:多|快|厉害|猛|大|狠)"
)


def _say_moves(draft: Draft, evidence: Evidence, pairs: Sequence[Pair]) -> None:
    """Add how each of several figures changed against the year before, and which changed most."""
    found = [(info, evidence.one(info, fact.metric, "比上年增减额")) for info, fact in pairs]
    moved = [(info, change) for info, change in found if change is not None]
    if len(moved) < len(pairs):
        return
    told = "；".join(
        f"{name(f.metric, f)}比上年{'减少' if f.amount.value < 0 else '增加'} "
        f"{draft.unsigned(i, f)}{draft.cite(i, f)}"
        for i, f in moved
    )
    most = max(moved, key=lambda pair: abs(in_yuan(pair[1].amount)))
    draft.add(f"{told}。变动金额最大的是{name(most[1].metric, most[1])}。{draft.cite(*most)}")


def _of_one_account(pairs: list[Pair]) -> list[Pair]:
    """Return figures without those that book the same money by its kind: 医保缴费 beside 事业单位医疗."""
    by_function = [(i, f) for i, f in pairs if f.metric.endswith(("(类)", "(款)", "(项)"))]
    kinds = set(economic().values())
    mixed = by_function and any(f.metric in kinds for _, f in pairs)
    return [(i, f) for i, f in pairs if f.metric not in kinds] if mixed else pairs


def say_sum(
    draft: Draft,
    evidence: Evidence,
    pairs: Sequence[Pair],
    measure: str = "",
    base: str = "",
    *,
    asks_share: bool = False,
) -> None:
    """Add the sum of figures, without a total that stands among its own parts, or a `base`.

    Of some parts alone the share in the total is added where it is asked for, else whether it agrees.
    """
    info = pairs[0][0]
    around = _class_around(evidence, pairs)
    whole = _whole_of(pairs) or base or around
    if not asks_share and any(f.metric == whole for _, f in pairs):
        pairs = _with_rest(evidence, info, whole, pairs)
    parts = [(i, f) for i, f in pairs if f.metric != whole]
    within = {part for _, f in parts for part in _inside(f.metric)}
    parts = [(i, f) for i, f in parts if f.metric not in within] if not whole else parts
    parts = [p for p in parts if not _is_spent_in_one(p, parts)]
    parts = [p for p in parts if not _holds_another(evidence, p, parts)]
    parts = _of_one_account(parts)
    result = total([fact for _, fact in parts])
    if result is None or len(parts) < 2:
        return
    both = "两者" if len(parts) == len(("one", "other")) else ""
    if base:  # which is told last
        both = "、".join(name(f.metric, f) for _, f in parts)
    marks = draft.cite(*parts[0])
    if f"合计 {plain(result.value)} {result.measure}" not in draft.text:
        text = f"{derived(draft, result, parts)}{marks}{also_in(draft, result, parts, measure)}"
        draft.add(f"{both}合计 {text}。")
    stated = main_fact(evidence, info, whole) if whole else None
    if around and len(parts) < len(evidence.within(info, around)) and not asks_share:
        return  # some of its items are not to come to it
    if stated is not None and asks_share and stated.amount.value:
        terms = result.formula.partition(" = ")[0]
        rate = (result.value / stated.amount.value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        formula = f"({terms}) ÷ {plain(stated.amount.value)} = {rate}%"
        used = [*parts, (info, stated)]
        text = draft.derived(rate, "%", formula, used)
        draft.add(
            f"合计{'相当于' if base else '占'}{name(whole, stated)}的 {text}。{marks}{draft.cite(info, stated)}"
        )
        return
    if len({i.id for i, _ in parts}) > 1:
        return  # what several reports come to is the total of none
    for _, part in parts:  # 事业单位公用经费 and 机关运行经费 are the 公用经费 of all
        other = main_fact(evidence, info, part.metric)
        if other not in (None, part):
            stated = other
    if stated is not None and not _left_out(evidence, info, stated, parts):
        _say_agreement(draft, info, stated, result, parts)


# What all that is spent is within, and what is spent.
_ALL_SPENT = frozenset({"本年支出", "支出总计"})
_SPENT = re.compile(r"(?:支出|费用?|\([类款项]\))$")


def _is_spent_in_one(pair: Pair, others: Sequence[Pair]) -> bool:
    """Whether a figure is spending that a report's whole spending among the others holds."""
    info, fact = pair
    spent = fact.metric not in _ALL_SPENT and _SPENT.search(fact.metric) is not None
    return spent and any(i.id == info.id and f.metric in _ALL_SPENT for i, f in others)


def _holds_another(evidence: Evidence, pair: Pair, others: Sequence[Pair]) -> bool:
    """Whether a figure is of a class that holds an item of the same sum."""
    info, fact = pair
    if not fact.metric.endswith(("(类)", "(款)")):
        return False
    own = set(evidence.within(info, fact.metric)) - {fact.metric}
    return any(i.id == info.id and f.metric in own for i, f in others)


def _class_around(evidence: Evidence, pairs: Sequence[Pair]) -> str:
    """Return the class among the figures of one report that all the others are items of, or nothing."""
    info, metrics = pairs[0][0], {fact.metric for _, fact in pairs}
    wholes = (m for m in metrics if m.endswith(("(类)", "(款)")))
    return next((m for m in wholes if metrics - {m} <= set(evidence.within(info, m))), "")


def _with_rest(
    evidence: Evidence, info: ReportInfo, whole: str, pairs: Sequence[Pair]
) -> list[Pair]:
    """Return the parts of a whole that is asked about beside some of them, with the others."""
    stated = main_fact(evidence, info, whole)
    rest = (
        _left_out(evidence, info, stated, [p for p in pairs if p[1].metric != whole])
        if stated
        else []
    )
    found = (main_fact(evidence, info, metric) for metric in rest)
    return [*pairs, *((info, fact) for fact in found if fact is not None)]


def _left_out(
    evidence: Evidence, info: ReportInfo, whole: Fact, parts: Sequence[Pair]
) -> list[str]:
    """Return the stated parts of a whole that a sum of some of its parts does not hold."""
    own = parts_of().get(whole.metric, ())
    summed = {fact.metric for _, fact in parts}
    if not summed <= set(own):
        return []
    facts = (main_fact(evidence, info, part) for part in own if part not in summed)
    return [fact.metric for fact in facts if fact is not None and fact.amount.value]


def _inside(metric: str) -> set[str]:
    """Return what a metric is made of, and what that is made of: 本年支出, 基本支出, 人员经费."""
    found: set[str] = set()
    waiting = [metric]
    while waiting:
        one = waiting.pop()
        parts = direct_parts(one)
        waiting += [part for part in parts if part not in found]
        found.update(parts)
    return found


def direct_parts(metric: str) -> Sequence[str]:
    """Return what a metric is made of in its own words, or in those of the fund that tells it."""
    return parts_of().get(_BASIC.get(metric, metric), ())


# Of all funds, what the general public budget states parts of.
_BASIC = {"基本支出": "一般公共预算财政拨款基本支出"}


def _say_sum_of_changes(draft: Draft, evidence: Evidence, pairs: Sequence[Pair]) -> None:
    """Add by how much several figures of one report changed together."""
    found = [(i, evidence.one(i, f.metric, "比上年增减额")) for i, f in pairs]
    facts = [(i, f) for i, f in found if f is not None]
    result = total([f for _, f in facts])
    if result is None or len(facts) != len(pairs) or len({i.id for i, _ in pairs}) > 1:
        return
    metrics = {f.metric for _, f in facts}
    if len(metrics) < 2 or any(metrics & _inside(metric) for metric in metrics):
        return  # a whole and its part do not change together
    verb = "减少" if result.value < 0 else "增加"
    marks = draft.cite_each(facts)
    draft.add(f"合计比上年{verb} {derived(draft, result, facts).lstrip('-')}。{marks}")


def say_sum_of_scopes(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> None:
    """本级和某中心的车合起来: add what the units' own figures of one metric come to."""
    first = main_fact(evidence, info, metric)
    if first is None:
        return
    facts: dict[str, Fact] = {}
    for fact in evidence.facts(info, metric):
        if (fact.aspect, fact.amount.measure) == (first.aspect, first.amount.measure):
            facts.setdefault(fact.entity, fact)
    result = total(list(facts.values())) if len(facts) > 1 else None
    if result is not None:
        pairs = [(info, fact) for fact in facts.values()]
        marks = draft.cite_each(pairs)
        draft.add(f"{name(metric)}合计 {derived(draft, result, pairs)}。{marks}")


def say_sum_of_parts(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> None:
    """Add what the stated parts of a total come to, and whether that is the total."""
    whole = main_fact(evidence, info, metric)
    found = [main_fact(evidence, info, part) for part in evidence.parts(info, metric)]
    parts = [f for f in found if f is not None and f.amount.value]
    if (
        whole is None
        or len(parts) < 2
        or {f.amount.measure for f in parts} != {whole.amount.measure}
    ):
        return
    result = total(parts)
    untold = any(not evidence.facts(info, part) for part in parts_of().get(metric, ()))
    if result is not None and untold and result.value < whole.amount.value - _TAIL:
        return  # a part that is not stated is missing, not 0
    if result is not None:
        text = derived(draft, result, [(info, fact) for fact in parts])
        draft.add(f"各项合计 {text}{draft.cite(info, parts[0])}。")
        _say_agreement(draft, info, whole, result, [(info, fact) for fact in parts])


def _say_agreement(
    draft: Draft, info: ReportInfo, stated: Fact, result: Result, used: Sequence[Pair]
) -> None:
    """Add whether a sum is the total that the report states; a tail may come from rounding."""
    if stated.amount.measure != result.measure:
        return
    apart = result.value - stated.amount.value
    if apart == 0 and any(reference.fact == stated for reference in draft.references):
        draft.figure(info, stated)  # the sum is this figure again
        draft.add(f"与原文的{_named(stated)}一致。{draft.cite(info, stated)}")
        return
    figure = f"{draft.figure(info, stated)}{draft.cite(info, stated)}"
    if apart == 0:
        told = "与合计一致。"
    else:
        own = parts_of().get(stated.metric, ())
        direct = all(fact.metric in own for _, fact in used)
        left = result.formula.partition(" = ")[0]
        formula = f"{left} − {plain(stated.amount.value)} = {plain(apart)}"
        if apart < 0:
            formula = f"{plain(stated.amount.value)} − ({left}) = {plain(-apart)}"
        text = draft.derived(abs(apart), result.measure, formula, [*used, (info, stated)])
        tail = abs(apart) <= _TAIL and result.measure in MONEY
        doubt = "，⚠ 与合计对不上。" if direct else "，两者的统计范围可能不同。"
        told = f"相差 {text}" + ("，属四舍五入的尾差。" if tail else doubt)
    draft.add(f"原文的{name(stated.metric, stated)}为 {figure}，{told}")


_TAIL = Decimal("0.05")


def _say_rest(draft: Draft, evidence: Evidence, pairs: Sequence[Pair], measure: str) -> None:
    """Add what is left of the largest figure when the others are taken off."""
    pairs = [pair for pair in pairs if pair[1].amount.measure in MONEY] or pairs
    ordered = sorted(pairs, key=lambda pair: -abs(in_yuan(pair[1].amount)))
    within = _inside(ordered[0][1].metric)
    taken = [pair for pair in ordered[1:] if not within or pair[1].metric in within]
    measures = {fact.amount.measure for _, fact in [ordered[0], *taken]}
    if not taken or len(measures) != 1:
        return
    value = ordered[0][1].amount.value - sum(f.amount.value for _, f in taken)
    formula = " − ".join(plain(f.amount.value) for _, f in [ordered[0], *taken])
    result = Result(value, measures.pop(), f"{formula} = {plain(value)}")
    used = [ordered[0], *taken]
    names = "、".join(name(f.metric, f) for _, f in taken)
    if f"扣除{names}后为" in draft.text:
        return
    text = derived(draft, result, used)
    info = ordered[0][0]
    own = direct_parts(ordered[0][1].metric)
    left = [part for part in own if part not in {f.metric for _, f in taken}]
    stated = [main_fact(evidence, info, part) for part in left]
    same = [f for f in stated if f is not None and value and f.amount.value == value]
    mark = draft.cite(*ordered[0])
    also = also_in(draft, result, used, measure)
    draft.add(
        f"{name(ordered[0][1].metric, ordered[0][1])}扣除{names}后为 {text}{mark}"
        + (f"{also}{mark}" if also else "")
        + "".join(f"，即{name(f.metric, f)}{draft.cite(info, f)}" for f in same[:1])
        + "。"
    )
