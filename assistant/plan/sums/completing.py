"""What a question wants reckoned and its answer lacks: from the amounts that the answer tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

from assistant.calculate import Result, difference, in_yuan, plain, share, times
from assistant.compose.before import say_times_before
from assistant.compose.draft import Derivation, Draft, Pair, subject
from assistant.compose.pairs import across
from assistant.compose.statements import changes, main_fact, name, say_makeup
from assistant.lexicon import CENT
from assistant.plan.doubts.numbers import is_said, numbers_said
from assistant.plan.figures.budgeted import BUDGETED
from assistant.plan.figures.changes import changed_metric
from assistant.plan.sums.arithmetic import LAST_YEAR, direct_parts, of_one_fund, say_sum_said
from assistant.plan.sums.summed import SHARE_OF_SUM
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY
from index.model import Fact
from index.terms import parts_of

Pairs = tuple[Pair, Pair]

_STOPS = ",，;；。?？!！"
# Of two amounts that are held against each other: 相差多少, 多出来的钱.
_APART = re.compile(
    r"相差|差的(?:就?是|那|这)|差(?:额|距|了|着|出)*(?:是|有)?(?:多少|几)|(?:多|少)出来|(?:多|少)(?:出|了|花|用)?(?:多少|几)|超(?:了|出|过)?(?:多少|几)"
)
# Of what was planned: 没花完剩多少.
_LEFT = re.compile(
    r"剩|(?:没|未)(?:有)?(?:花|用|执行|付|支|拨)|省(?:了|下)|节约(?:了|下)?|少(?:花|用)|超(?:了|出|过|支)"
)
# Of a whole whose part is told: 剩下那部分.
_REST = re.compile(
    r"(?:剩下?|余下)的?(?:那)?(?:一)?(?:部分|的|半|块|截)|其余|另外那|[多少差](?:出来)?的(?:那|这)(?:部分|块|笔|些)"
)
# Of two numbers that the question says: 一处写A，一处写B，怎么不一样.
_UNLIKE = re.compile(r"(?:怎么|咋|为(?:什么|啥)).{0,2}(?:对(?!得|不)|不一样|差|不同)|对不上|哪来")
_WHAT = re.compile(r"什么|啥|哪些")
_PERCENT = re.compile(
    r"百分之(?:几|多少)|百分比|几成|占(?:了|到)?(?:多少|几|比)|比例|比重|[几多]个点"
)
_RATE = re.compile(
    r"执行率|完成率|(?:花|用|执行|完成|支).{0,4}(?:[三四五六七八九]成|过半|一半|几成|百分之)"
)
_TIMES = re.compile(r"(?:几|多少)倍|倍数")
_MEAN = re.compile(r"[人车批户]均|平均|每|一[个人辆批]")  # of averages, and not of amounts
_OF_LAST_YEAR = re.compile(r"[是为](?:上|去|前)一?年(?:度)?的?")
_OVER = re.compile(
    r"(?:超|高出|低|涨|降|增|减|省|节约|[多少](?=百分|几成))[^,，]{0,4}(?:百分之|几成|[几多]个点|比例)"
)
_BUDGETS = ("全年预算数", "预算数", "年初预算数")
_SPENT = ("全年执行数", "决算数")
_VALUES = (*_SPENT, "数量", *_BUDGETS)


def say_computed(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the sum, difference, share or multiple that a question asks for, of the amounts told."""
    say_sum_said(question, evidence, draft)
    _say_grown(question, evidence, draft)
    clauses = [c for c in _clauses(question) if not LAST_YEAR.search(c.text)]
    if draft.status != "answered" or not any(_ASKS.search(clause.text) for clause in clauses):
        return
    told = _told(evidence, draft)
    said = list(_said(question, told))
    named = [p for p in _of_terms(question, told) if not any(p[1] is s[1] for s in said)]
    both = _pair(said) or (_pair([*said, *named]) if said else None)
    planned = _planned(question, evidence, told)
    rest = _pair(list({pair[1].metric: pair for pair in reversed(told)}.values())[::-1])
    pair = both or _two_budgets(question, named)
    topic: Pair | None = None  # what the clauses so far speak of
    for clause in clauses:
        text = clause.text
        own = _named_by(question, named, clause)
        if _say_in_whole(question, evidence, draft, clause, own, planned):
            continue
        pair = both or _named_in(question, named, text) or pair
        held = _held(own, topic, text) or _extremes(told, text) or pair
        topic = _inmost(own) if own else topic
        shared = (both or planned) if _RATE.search(text) else (pair or planned)
        apart = _apart(text, both, held, rest)
        if apart is None and _LEFT.search(text) and not _is_balance(draft):
            apart = planned
        if _TIMES.search(text) and _OF_LAST_YEAR.search(text):
            first = topic or next(iter(named), None)
            spoken = [(first[0], first[1].metric)] if first is not None else []
            spoken += [(info, m) for info in question.reports[:1] for m in question.metrics[:1]]
            for info, metric in spoken[:1]:
                say_times_before(draft, evidence, info, metric)
        elif (
            _TIMES.search(text)
            and not _MEAN.search(text)
            and (many := held or _most_and_named(question, told))
        ):
            _say_times(draft, *many)
        if shared is not None and (_RATE.search(text) or _PERCENT.search(text)):
            part, whole = of_one_fund(evidence, shared)
            _say_share(draft, part, whole, text)
        if apart is not None:
            _say_gap(draft, *apart, also=_other_part(evidence, draft, *apart))
            if apart == rest and _WHAT.search(text):
                info, most = max(apart, key=lambda pair: in_yuan(pair[1].amount))
                draft.add_each(say_makeup(draft, evidence, info, most.metric))


# 接待费翻了几倍, 比上年涨了几倍
_GREW = re.compile(
    r"(?:翻|涨|增加?|增长|上升|提高|升|飙升?|扩大|膨胀)(?:了|到|成|过)*(?:多少|几)[倍番]"
)
_FEW_REPORTS = 3


def _say_grown(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add how many times what it was the year before, or in the earlier report, a figure is."""
    reports = question.reports
    if draft.status != "answered" or not _GREW.search(question.words):
        return
    if not question.metrics or question.projects or len(reports) > _FEW_REPORTS:
        return
    metric = question.metrics[0]
    known = [(info, fact) for info in reports if (fact := main_fact(evidence, info, metric))]
    if len(known) == len(("earlier", "later")) and len({info.year for info, _ in known}) > 1:
        earlier, later = sorted(known, key=lambda pair: pair[0].year)
        _say(draft, times(later[1], earlier[1]), "{first}是{second}的 {value}", later, earlier)
        return
    for info in reports:
        stated = changed_metric(evidence, info, metric)
        if (change := changes(evidence, info, stated)[1]) is None or change.amount.value > 0:
            say_times_before(draft, evidence, info, stated)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of a question between stops, and where it starts."""

    text: str
    start: int


def _clauses(question: Question) -> Iterator[_Clause]:
    for match in re.finditer(rf"[^{_STOPS}]+", question.words):
        yield _Clause(match.group(), match.start())


def _named_by(question: Question, named: Sequence[Pair], clause: _Clause) -> list[Pair]:
    """Return the amounts told whose terms stand in one clause, in its order, all of one report."""
    end = clause.start + len(clause.text)
    inside = [m for m in question.mentions if clause.start <= m.start < end and m.end > m.start]
    found = [p for m in inside for p in named if p[1].metric in m.metrics]
    once = list({id(fact): (info, fact) for info, fact in found}.values())
    return once if len({info.id for info, _ in once}) == 1 else []


def _inmost(own: Sequence[Pair]) -> Pair:
    """Return the first of some amounts that is no whole of another: 政府采购里工程占多少."""
    metrics = {pair[1].metric for pair in own}
    apart = (p for p in own if not metrics & set(parts_of().get(p[1].metric, ())))
    return next(apart, own[0])


def _held(own: Sequence[Pair], topic: Pair | None, clause: str) -> Pairs | None:
    """Return the two amounts of which a clause is: both named in it, or what it goes on from.

    事业收入占几成,比财政拨款少多少: what the one term of the clause is held against went before.
    """
    if len(own) == len(("one", "other")):
        return own[0], own[1]
    goes_on = _GOES_ON.match(clause) and len(own) == 1
    return (topic, own[0]) if goes_on and topic is not None and topic is not own[0] else None


_GOES_ON = re.compile(
    r"\s*(?:又|那|它|还|这|就|到底|大概|大约)*(?:比|较|是|为|相当于|抵|顶|跟|和|与)"
)
# 头名是末名的几倍: of what a ranking tells.
_FIRST = r"(?:头名|头一名|第一名?|榜首|最[高多大]的?)"
_FINAL = r"(?:末名|末位|最后(?:一?名)?|垫底的?|倒数第一|最[低少小]的?)"
_EXTREMES = re.compile(rf"{_FIRST}.{{0,8}}{_FINAL}|{_FINAL}.{{0,8}}{_FIRST}|首尾|头尾")


def _extremes(told: Sequence[Pair], clause: str) -> Pairs | None:
    """Return the largest and the smallest amount of a ranking, where a clause holds them together."""
    metrics = Counter(fact.metric for _, fact in told)
    if not _EXTREMES.search(clause) or not metrics:
        return None
    alike = [pair for pair in told if pair[1].metric == metrics.most_common(1)[0][0]]
    ordered = sorted(alike, key=lambda pair: -in_yuan(pair[1].amount))
    return (ordered[0], ordered[-1]) if len(ordered) > 1 else None


# 合计占项目支出几成, 还差多少没付,占批的几成: of what has just been reckoned.
_IN_WHOLE = re.compile(
    r"(?P<before>[^,]*?)(?:占|相当于)(?:了|到|去|掉)*(?P<base>[^,]{0,16}?)(?:多少|几|比例|百分|比重|多大)"
)
_ADDED = re.compile(r"合计|一共|总共|共计|加(?:起来|总|在?一[起块])|合(?:起来|在?一[起块])|之和")
_OF_BUDGET = re.compile(r"预算|批|计划|安排|应付")
_OF_ALL = re.compile(r"(?:个|全部|所有|评价|自评)项目")


def _say_in_whole(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    clause: _Clause,
    own: Sequence[Pair],
    planned: Pairs | None,
) -> bool:
    """Add the share of a sum or a difference just reckoned in what a clause names; False for none."""
    match = _IN_WHOLE.search(clause.text)
    before = match["before"] if match else ""
    added = max((m.end() for m in _ADDED.finditer(before)), default=0)  # A和B合计占C几成
    if match is None or any(
        clause.start + added <= m.start < clause.start + match.end("before")
        for m in question.mentions
    ):
        return False
    spoken = question.words[: clause.start] + before
    signs = [(m.start(), sign) for sign, p in _SIGNS for m in p.finditer(spoken)]
    sign = max(signs, default=(0, ""))[1]
    result = _reckoned(draft, sign) if sign else None
    if result is None and sign == "−" and _say_unspent(evidence, draft):
        result = _reckoned(draft, sign)
    if result is None:
        return False
    used = [(evidence.by_id[o.report], o.fact) for o in result.operands]
    whole = _base_named(question, evidence, clause, match, used) or next(reversed(own), None)
    unspent = sign == "−" and not match["base"]  # 没花完的占几成: of what was budgeted
    if whole is None and (unspent or _OF_BUDGET.search(match["base"])):
        budgets = [pair for pair in used if pair[1].aspect in _BUDGETS]
        whole = next(iter([*budgets, *(planned or ())[:1]]), None)
    if whole is None and used and _OF_ALL.search(match["base"]):
        info = used[0][0]
        aspect = "全年预算数" if "预算" in match["base"] else "全年执行数"
        stated = evidence.one(info, "预算绩效评价项目", aspect)
        whole = (info, stated) if stated is not None else None
    if whole is None or not whole[1].amount.value or result.measure != whole[1].amount.measure:
        return False
    if sign == "+" and any(fact is whole[1] for _, fact in used):
        return False  # what it is held against was added to it
    left = result.formula.partition(" = ")[0]
    rate = (abs(result.value) / whole[1].amount.value * 100).quantize(CENT, ROUND_HALF_UP)
    if draft.tells(rate, "%"):
        return True
    used.append(whole)
    formula = f"({left}) ÷ {plain(whole[1].amount.value)} = {plain(rate)}%"
    shown = draft.derived(rate, "%", formula, used, result.printed)
    marks = draft.cite_each(used)
    label = "合计" if sign == "+" else "差额"
    base = name(whole[1].metric, whole[1])
    if not draft.tells(whole[1].amount.value, whole[1].amount.measure):
        figure = f"{base}{whole[1].aspect} {draft.figure(*whole)}"
        draft.add(f"{subject(whole[0])}{figure}。{draft.cite(*whole)}")
    base = f"{base}（{whole[1].aspect}）" if whole[1].aspect in _BUDGETS else base
    draft.add(f"{label}相当于{base}的 {shown}。{marks}")
    return True


def _base_named(
    question: Question,
    evidence: Evidence,
    clause: _Clause,
    match: re.Match[str],
    used: Sequence[Pair],
) -> Pair | None:
    """Return the figure that a share is asked of, by the term that stands behind 占; None for none."""
    start, end = (clause.start + at for at in match.span("base"))
    inside = [m for m in question.mentions if start <= m.start < end and not m.weak]
    metrics = [metric for m in inside for metric in m.metrics]
    info = used[0][0] if used else None
    fact = main_fact(evidence, info, metrics[0]) if metrics and info is not None else None
    return (info, fact) if info is not None and fact is not None else None


def _say_unspent(evidence: Evidence, draft: Draft) -> bool:
    """Add what was left of the budget of the one project of which a draft tells; False for several."""
    told = {(r.report, r.fact.metric) for r in draft.references if _in_a_table(r.fact.metric)}
    heads = {pair for pair in told if "/" not in pair[1]}
    for report, metric in heads if len(heads) == 1 else ():
        info = evidence.by_id[report]
        budget, spent = (
            evidence.one(info, metric, "全年预算数"),
            evidence.one(info, metric, *_SPENT),
        )
        if budget is not None and spent is not None:
            _say_gap(draft, (info, budget), (info, spent))
            return True
    return False


def _reckoned(draft: Draft, sign: str) -> Derivation | None:
    """Return the last sum (+) or difference (−) that a draft reckoned, of amounts in one measure."""
    for found in reversed(draft.derivations):
        left = found.formula.partition(" = ")[0]
        if f" {sign} " in left and not re.search(r"[÷×\u4e00-\u9fff%]", left):
            return found
    return None


_PLUS = re.compile(
    rf"{_ADDED.pattern}|(?<=[\u4e00-\u9fff])加(?![强快上班装固工])(?=[\u4e00-\u9fff]{{2}})"
)
_SIGNS = (("+", _PLUS), ("−", re.compile(rf"{_APART.pattern}|{_LEFT.pattern}")))


def _two_budgets(question: Question, named: Sequence[Pair]) -> Pairs | None:
    """Return two amounts of the one kind of budget that a question asks of two things, or None."""
    two = _pair(named)
    wanted = {m.aspect for m in question.mentions} & set(_BUDGETS)
    return two if two and {pair[1].aspect for pair in two} <= wanted else None


def _apart(clause: str, both: Pairs | None, pair: Pairs | None, rest: Pairs | None) -> Pairs | None:
    """Return the two amounts whose difference a clause asks for, or None."""
    if _APART.search(clause) and pair is not None:
        return pair
    if _UNLIKE.search(clause) and both is not None:
        return both
    return (both or rest) if _REST.search(clause) else None


_ASKS = re.compile(
    "|".join(
        p.pattern for p in (_APART, _LEFT, _REST, _UNLIKE, _PERCENT, _RATE, _TIMES, SHARE_OF_SUM)
    )
)


def _pair(found: Sequence[Pair]) -> Pairs | None:
    """Return two amounts where there are just two."""
    return (found[0], found[1]) if len(found) == len(("one", "other")) else None


def _most_and_named(question: Question, told: Sequence[Pair]) -> Pairs | None:
    """哪家最高、是昌吉的几倍: return the largest amount of all units, and that of the named one."""
    alike = [pair for pair in told if pair[1].metric in question.metrics[:1]]
    named = [pair for pair in alike if pair[0].unit in question.units.units]
    most = max(alike, key=lambda pair: in_yuan(pair[1].amount), default=None)
    return (most, named[0]) if most and len(named) == 1 and most is not named[0] else None


def _is_balance(draft: Draft) -> bool:
    """Whether a draft tells what was left at the year's end: nothing need be reckoned."""
    return any("结余" in r.fact.metric for r in draft.references)


def _named_in(question: Question, named: Sequence[Pair], clause: str) -> Pairs | None:
    """Return the two amounts told that one clause names, or a part and its whole."""
    two = _pair(named)
    if two is None:
        return None
    words = [
        {question.folded[m.start : m.end] for m in question.mentions if pair[1].metric in m.metrics}
        for pair in named
    ]
    inside = all(any(word in clause for word in own) for own in words)
    metrics = [pair[1].metric for pair in named]
    part = any(one in direct_parts(other) for one, other in permutations(metrics))
    return two if inside or part else None


def _told(evidence: Evidence, draft: Draft) -> list[Pair]:
    """Return the amounts of money that a draft tells, each once."""
    reports = evidence.by_id
    found: dict[tuple[str, str, str, Decimal], Pair] = {}
    for reference in draft.references:
        fact = reference.fact
        if fact.amount.measure in MONEY and fact.aspect in _VALUES:
            key = (reference.report, fact.metric, fact.aspect, in_yuan(fact.amount))
            found.setdefault(key, (reports[reference.report], fact))
    return list(found.values())


def _said(question: Question, told: Sequence[Pair]) -> Iterator[Pair]:
    """Yield for each number that a question says the amount told that is it."""
    seen: set[Decimal] = set()
    for said in numbers_said(question.folded):
        for pair in told:
            if is_said(pair[1], said) and in_yuan(pair[1].amount) not in seen:
                seen.add(in_yuan(pair[1].amount))
                yield pair
                break


def _of_terms(question: Question, told: Sequence[Pair]) -> list[Pair]:
    """Return the main amount of each term that a question names, in its order."""
    found: list[Pair] = []
    wanted = {m.aspect for m in question.mentions if m.aspect in _BUDGETS}
    for metric in question.metrics:
        names = {metric, *BUDGETED.get(metric, ())} if wanted else {metric}
        own = [pair for pair in told if pair[1].metric in names]
        if own:
            found.append(min(own, key=lambda pair: _nearest(pair[1], wanted)))
    return found


def _nearest(fact: Fact, wanted: set[str]) -> tuple[bool, int]:
    return fact.aspect not in wanted, _VALUES.index(fact.aspect)


def _planned(question: Question, evidence: Evidence, told: Sequence[Pair]) -> Pairs | None:
    """Return the budget and the spending of the one thing of which a draft tells either."""
    things = dict.fromkeys((info, fact.metric) for info, fact in told)
    both: list[Pairs] = []
    for info, metric in things:
        own = [f for i, f in told if (i.id, f.metric) == (info.id, metric)]
        budget = next((f for a in _BUDGETS for f in own if f.aspect == a), None)
        spent = next((f for a in _SPENT for f in own if f.aspect == a), None)
        if budget is not None and spent is None:
            spent = evidence.one(info, metric, *_SPENT)
        if budget is not None and spent is not None and not _in_a_table(metric):
            both.append(((info, budget), (info, spent)))
    named = [pair for pair in both if pair[0][1].metric in question.metrics]
    return (named or both)[0] if len(named or both) == 1 else None


def _in_a_table(metric: str) -> bool:
    """Whether a metric is the money of a performance table, which tells its own rate."""
    return metric.startswith("项目:") or metric == "整体支出"


def _labels(pair: Pair, other: Pair) -> tuple[str, str]:
    """Return what tells two amounts from one another."""
    first, second = name(pair[1].metric, pair[1]), name(other[1].metric, other[1])
    if pair[0].id != other[0].id:
        first = f"{pair[0].unit} {pair[0].year} 年度{first}"
        second = f"{other[0].unit} {other[0].year} 年度{second}"
    elif pair[1].metric == other[1].metric and pair[1].aspect != other[1].aspect:
        first, second = first + pair[1].aspect, other[1].aspect
    return first, second


def _say(
    draft: Draft, result: Result | None, words: str, left: Pair, right: Pair, also: str = ""
) -> None:
    """Add what was reckoned of two amounts, and what it is `also`, unless it is told already."""
    if result is None or draft.tells(result.value, result.measure):
        return
    first, second = _labels(left, right)
    text = draft.derived(result.value, result.measure, result.formula, [left, right])
    marks = draft.cite_each((left, right))
    more = "多" if result.value > 0 else "少"
    told = words.format(first=first, second=second, value=text.lstrip("-"), more=more)
    draft.add(f"{told}{also}。{marks}")


def _other_part(evidence: Evidence, draft: Draft, left: Pair, right: Pair) -> str:
    """Return the name of the part that a whole has beside the one that it is held against."""
    part, whole = _part_and_whole(left, right)
    others = [p for p in parts_of().get(whole[1].metric, ()) if p != part[1].metric]
    if len(others) == len(parts_of().get(whole[1].metric, ())) or part[0].id != whole[0].id:
        return ""
    facts = [f for p in others if (f := main_fact(evidence, whole[0], p)) and f.amount.value]
    rest = difference(whole[1], part[1])
    if len(facts) != 1 or rest is None or facts[0].amount.value != rest.value:
        return ""
    return f"，即{name(facts[0].metric, facts[0])}{draft.cite(whole[0], facts[0])}"


def _say_gap(draft: Draft, left: Pair, right: Pair, also: str = "") -> None:
    result = difference(left[1], right[1]) or across(left[1], right[1])
    if result is not None and not result.value:
        first, second = _labels(left, right)
        draft.add(f"{first}与{second}相等。{draft.cite_each((left, right))}")
        return
    _say(draft, result, "{first}与{second}相差 {value}，前者较{more}", left, right, also)


def _say_share(draft: Draft, left: Pair, right: Pair, clause: str) -> None:
    part, whole = _part_and_whole(left, right)
    if _OVER.search(clause):
        words = "{first}与{second}相差 {value}（以后者为基数），前者较{more}"
        _say(draft, _over(part[1], whole[1]), words, part, whole)
    elif not _has_share(draft, part):
        _say(draft, share(part[1], whole[1]), "{first}相当于{second}的 {value}", part, whole)


def _over(value: Fact, base: Fact) -> Result | None:
    """Return by how many percent one amount is above or below another."""
    left, right = value.amount, base.amount
    if not right.value or left.measure != right.measure:
        return None
    rate = ((left.value - right.value) / right.value * 100).quantize(CENT, ROUND_HALF_UP)
    terms = f"({plain(left.value)} − {plain(right.value)}) ÷ {plain(right.value)}"
    return Result(rate, "%", f"{terms} = {plain(rate)}%")


def _say_times(draft: Draft, left: Pair, right: Pair) -> None:
    big, small = sorted((left, right), key=lambda pair: -in_yuan(pair[1].amount))
    _say(draft, times(big[1], small[1]), "{first}是{second}的 {value}", big, small)


def _has_share(draft: Draft, part: Pair) -> bool:
    """Whether a draft tells already what share of its whole an amount is."""
    stated = [r.fact for r in draft.references if r.report == part[0].id]
    if any(f.metric == part[1].metric and f.aspect in _SHARES for f in stated):
        return True
    return any(
        d.measure == "%" and any(_is_same(o.fact, part[1]) for o in d.operands)
        for d in draft.derivations
    )


def _is_same(one: Fact, other: Fact) -> bool:
    """Whether two figures are one, as stated in one place and in another."""
    return (one.metric, one.aspect, one.amount) == (other.metric, other.aspect, other.amount)


_SHARES = ("占比", "执行率", "完成率", "预决算差异率")


def _part_and_whole(left: Pair, right: Pair) -> Pairs:
    """Return what is spent before its budget, a part before its whole, else the smaller first."""
    for one, other in ((left, right), (right, left)):
        if one[1].metric in parts_of().get(other[1].metric, ()):
            return one, other
        same = one[1].metric == other[1].metric
        if same and one[1].aspect in _SPENT and other[1].aspect in _BUDGETS:
            return one, other
    small, large = sorted((left, right), key=lambda pair: in_yuan(pair[1].amount))
    return small, large
