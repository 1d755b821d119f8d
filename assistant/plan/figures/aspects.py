"""What is said of one metric: value, budget, change, share and make-up, each where it is asked for."""

from __future__ import annotations

import re

from assistant.calculate import in_yuan
from assistant.compose import drivers, projects, statements
from assistant.compose.before import say_before
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft, Ranking
from assistant.compose.items import say_spent_on
from assistant.compose.quotes import (
    say_contents_of,
    say_purpose,
    say_statement,
    say_why_none,
)
from assistant.compose.texts import say_none
from assistant.lexicon import CAR_COUNTS
from assistant.plan.figures.budgeted import say_budget_of
from assistant.plan.figures.changes import (
    FUNDS_SPENT,
    SINCE_START,
    changed_metric,
    say_change,
    say_gap_once,
    say_since_start,
)
from assistant.plan.figures.fiscal import say_not_fiscal
from assistant.plan.figures.meant import (
    CHANGED,
    between_metrics,
    between_units,
    between_years,
    names_each,
    says_two,
    shares_apart,
)
from assistant.plan.listed.driven import say_unplanned
from assistant.plan.listed.ordering import by_change
from assistant.plan.missing.withheld import say_journey
from assistant.plan.people.comings import say_why_people_moved
from assistant.plan.sums.arithmetic import (
    OF_ANOTHER,
    are_parts_of_one,
    direct_parts,
    say_sum_of_parts,
    say_sum_of_scopes,
)
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.demands import bases_of
from assistant.understand.others import STOPS
from index.store import ReportInfo
from index.terms import parts_of

_LEAST_OPEN = 4  # characters that no term explains: the sentence itself may answer them

_PART_AND_WHOLE = 2  # the names of a share


def say_metric(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> bool:
    """Add what is asked of one metric: each of value, budget, change, share, make-up in its turn."""
    intent = question.intent
    if metric not in question.metrics:
        asked = _in_place_of(question, metric)
        if say_none(draft, evidence, info, asked):
            return True
        draft.add(f"报告没有披露{asked}，披露的是{statements.name(metric)}。")
    before = len(draft.paragraphs)
    if say_not_fiscal(question, evidence, draft, info, metric):
        return True
    if _counts(question) and evidence.one(info, metric, "数量") and intent.budget:
        draft.add(statements.say_value(draft, evidence, info, metric))
    saved = metric.startswith("政府采购") and _SAVED.search(question.folded) is not None
    wants = _asks_budget(question) or intent.describe or saved
    rate = _asks_rate(question)
    budgeted = wants and say_budget_of(question, evidence, draft, info, metric, rate=rate)
    counted = evidence.one(info, metric, "数量") is not None  # posts and cars have no budget
    unplanned = _asks_budget(question) and not budgeted and not counted
    if unplanned and _is_named(question, metric) and _budget_asked_of(question, metric):
        if not say_unplanned(draft, evidence, info, metric):
            draft.add(
                f"{info.unit} {info.year} 年度的报告没有写{statements.name(metric)}的预算数。"
            )
        if _ASKS_SPENT.search(question.words):
            before = len(draft.paragraphs)  # what was spent is told all the same
    unlike = UNLIKE.search(question.folded) is not None
    cars = intent.why and metric in CAR_COUNTS  # why one count is not the other
    gap = (says_two(question) or unlike or cars) and say_gap_once(evidence, draft, info, metric)
    turned = intent.fell or intent.rose
    moves = intent.why or intent.change or (intent.truth and not intent.share) or turned
    moves = moves or intent.drivers
    apart = between_units(question) or between_years(question, info)
    against = saved or _AGAINST_BUDGET.search(question.folded) is not None
    planned = budgeted and against and not intent.trend
    moves = moves and not (apart or between_metrics(question) or unlike or planned)
    if says_two(question) and not (
        turned or intent.change or _is_explained(evidence, info, metric)
    ):
        moves = False  # two figures are held against each other, and neither states how it moved
    since = metric.startswith("年末") and SINCE_START.search(question.folded) and not budgeted
    if since and say_since_start(question, draft, evidence, info, metric):
        moves = False
    if moves and not gap and (not budgeted or turned or intent.change):
        why = intent.why or intent.truth or (turned and not intent.change)
        say_change(question, evidence, draft, info, metric, why=why)
    if _asks_last_year(question):
        if len(draft.paragraphs) == before and _ALSO_NOW.search(question.folded):
            draft.add(statements.say_value(draft, evidence, info, metric))
        beside = (m for m in CHANGED.get(metric, ()) if not _is_less(evidence, info, metric, m))
        changed = (m for m in (metric, *beside) if _moved(evidence, info, m))
        for name in list(changed)[:1]:
            say_before(draft, evidence, info, name)
    _say_parts(question, evidence, draft, info, metric)
    if metric == "本年支出":
        _say_classes(question, evidence, draft, info)
    if len(draft.paragraphs) == before:
        _say_plain(question, evidence, draft, info, metric)
        say_why_none(draft, evidence, info, metric)
    left = metric == "年末结转和结余"  # what becomes of it is asked, in whatever words
    open_end = len(question.unexplained) >= _LEAST_OPEN and len(question.metrics) == 1
    open_end = open_end and not names_each(question)
    made_up = intent.makeup and len(question.metrics) == 1  # 货物、服务各多少: these are told
    asks_more = made_up or intent.truth or left or open_end
    used_for = _USED_FOR.search(question.folded) is not None
    purpose = used_for or (_PURPOSE.search(question.folded) is not None and not moves)
    if metric.startswith("因公出国") and _PURPOSE.search(question.folded):
        say_journey(draft, evidence, info, metric)
    if purpose and (
        say_purpose(draft, evidence, info, metric)
        or any(say_purpose(draft, evidence, info, m) for m in _only_item(evidence, info, metric))
        or (not (unlike or says_two(question)) and _say_why_there(evidence, draft, info, metric))
    ):
        pass
    elif (metric == "车辆" and used_for) or (
        (asks_more or purpose) and not evidence.parts(info, metric)
    ):
        say_statement(draft, evidence, info, metric)
        if intent.makeup:
            say_contents_of(draft, evidence, info, metric)
    if metric.endswith("(类)") and _REALLY_FOR.search(question.words):
        say_spent_on(draft, evidence, info, metric)
    if intent.convert:
        draft.add(statements.say_converted(draft, evidence, info, metric, intent.convert))
    named = next((m.aspect for m in question.mentions if m.aspect.endswith("率")), "")
    first = named or ("占比" if intent.share else "")
    say_doubts(draft, evidence, info, metric, everything=intent.truth, first=first)
    if intent.total and re.search(r"本级|局机关", question.folded):
        say_sum_of_scopes(draft, evidence, info, metric)
    if intent.why and turned and metric in _OF_STAFF and statements.NO_REASON in draft.paragraphs:
        say_why_people_moved(evidence, draft, info, metric)
    if intent.truth and metric.endswith("人员"):
        _say_reasons_naming(evidence, draft, info, metric)
    if metric == "预算绩效评价项目":
        projects.say_twice(draft, evidence, info)
    return len(draft.paragraphs) > before


def _say_why_there(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> bool:
    """Add the reason of a figure, or of what stands for it: what the money is; False for none."""
    for name in (metric, *CHANGED.get(metric, ()), *_only_item(evidence, info, metric)):
        reasons = evidence.reasons(info, name, "上年") or evidence.reasons(info, name, "说明")
        if reasons and (name.endswith("(项)") or not evidence.parts(info, metric)):
            draft.add(statements.say_reasons(draft, evidence, info, reasons))
            return True
    return False


def _only_item(evidence: Evidence, info: ReportInfo, metric: str) -> list[str]:
    """Return the one item that all money of a class or section is booked under, if one is."""
    whole = statements.main_fact(evidence, info, metric)
    if whole is None or not (metric.endswith(("(类)", "(款)")) or metric in FUNDS_SPENT):
        return []
    inside = evidence.parts(info, metric) if metric in FUNDS_SPENT else evidence.items(info)
    items = [m for m in inside if m.endswith("(项)")]
    if metric not in FUNDS_SPENT:
        items = [m for m in items if m.startswith(metric)]
    facts = [f for m in items if (f := statements.main_fact(evidence, info, m)) is not None]
    paid = [f for f in facts if f.amount.value]
    alone = len(paid) == 1 and in_yuan(paid[0].amount) == in_yuan(whole.amount)
    return [paid[0].metric] if alone else []


def _is_explained(evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Whether a report tells how a metric, or what stands for it, changed, or why it is as it is."""
    return _moved(evidence, info, changed_metric(evidence, info, metric)) or bool(
        evidence.reasons(info, metric)
    )


# Two figures that a question sets against each other, not a year against the last.
UNLIKE = re.compile(
    r"(?:怎么|为什么|为啥|为何|咋|原因|凭什么).{0,6}(?:不一样|不一致|不同|对不上|不相等|差(?:了|出|这么)?[\d一两几那这多]?)"
    r"|\d+[辆人个台名][^,。?]{0,10}(?:怎么|咋|为啥|为什么|却)[^,。?]{0,8}\d+[辆人个台名]"
    r"|\d+辆[^?]{0,10}\d+辆[^?]{0,4}那[一两\d]?辆|\d[\d.,]*[万亿]元?[^?]{0,12}(?:怎么|咋|为啥|为什么)(?:才|只有|就)\d"
    r"|差的(?:是|那[些个]?是?)(?:什么|啥|哪)[辆台种]?车"
    r"|(?:差(?:的|了|出)?(?:那|这)?|[多少]出?来?的(?:那|这))[\d一两几辆台][^,。?]{0,8}(?:怎么|咋|啥|什么|哪|解释|说明|原因|为何)"
)
# 上年才多少: last year's figure itself.
_LAST_YEAR = re.compile(
    r"(?:上|去|前)一?年(?:度)?(?:才|只|就|又|是|的|数|金额|到底|究竟|一共|总共)*(?:[花用]了?|有)?(?:多少|几)|前一?年呢|[上去]一?年呢"
    r"|(?:原来|以前|之前|原先)(?:是|有|才)?(?:多少|几)"
    r"|[和与跟](?:上|去|前)一?年(?:度)?的?(?:各|分别)"
    r"|多少(?:变|涨|升|降|减|跌|增)(?:成|到|为|至)?了?多少"
)


# 花了多少,上年呢: this year's figure and last year's.
_ALSO_NOW = re.compile(
    r"(?:多少|几).*(?:上|去|前)一?年|(?:上|去|前)一?年.*(?:多少.*多少|各|分别)|(?:各|分别).*(?:上|去|前)一?年"
    r"|决算数|[今本当]年度?(?:数|的?(?:多少|几)|[花用是])"
)


# 采购省了多少: of what was planned, where no other year is named
_SAVED = re.compile(r"^(?!.*(?:上年|去年|上一年|前一年|同比)).*(?:省|节约|节省|少花)(?:了|下|出)")
_USED_FOR = re.compile(
    r"(?:[花用投拨]|基金|资金|钱)[^,。?]{0,6}去了?哪|(?:干|做)(?:什么|啥|嘛)用?|干嘛|用途|用来|用在"
)
# 发给谁了, 是干啥用的: what stands beside a figure in words.
_PURPOSE = re.compile(
    r"(?:发|给|补|付|用|花|投)(?:给|到|在|于|去)了?(?:谁|哪|什么|啥)|(?:去|来)?(?:干|做|搞|弄|采|买)(?:了|些|购)*(?:啥|嘛|吗|什么)|是(?:些|个)?(?:什么|啥)(?!原因|意思)"
    r"|(?:什么|啥|干嘛)用|学(?:什么|啥|了)|考察"
)


# 科学技术支出真是搞科研的? which items the money of a class was booked under, and why.
_REALLY_FOR = re.compile(
    r"真(?:的|是|正)*(?:都)?(?:是)?(?:拿来|用来|用于|用在|花在|拿去|投到|去|搞|做|办|给|用)|(?:到底|究竟)[^,。?]{0,6}(?:干|做|搞|用)(?:了|的|在)*(?:什么|啥|哪)"
)


def _in_place_of(question: Question, metric: str) -> str:
    """Return the term that a metric stands in for."""
    for mention in question.mentions:
        if metric in map(statements.instead_of, (*mention.metrics, mention.official)):
            return mention.official
        if not mention.metrics and metric in parts_of().get(mention.official, ()):
            return mention.official
    return next((mention.official for mention in question.mentions), "")


def _is_named(question: Question, metric: str) -> bool:
    """Whether a metric stands in a question, and is not only said beside what stands there."""
    return any(metric in m.metrics and m.end > m.start for m in question.mentions)


def _budget_asked_of(question: Question, metric: str) -> bool:
    """Whether the clause that names a metric speaks of its budget, where a question names several."""
    named = [m for m in question.mentions if m.metrics and m.end > m.start]
    own = next((m for m in named if metric in m.metrics), None)
    if own is None or len(named) == 1:
        return True
    low = max(question.folded.rfind(mark, 0, own.start) for mark in STOPS) + 1
    clause = re.split(f"[{STOPS}]", question.folded[low:])[0]
    about = clause.replace(question.folded[own.start : own.end], "")  # 一般公共预算支出
    others = any(low <= m.start < low + len(clause) for m in named if m is not own)
    return others or _OF_A_BUDGET.search(about) is not None


_OF_A_BUDGET = re.compile(r"[预批超]|完成|安排|没(?:有)?(?:花|用)完")
_SHARE_OF = re.compile(r"占")
# 完成预算的百分之几, 涨了几成: the rate of something else than a share.
_SHARES = re.compile(r"占|比重|比例|份额")


def _asks_share(question: Question) -> bool:
    intent = question.intent
    other = _asks_budget(question) or intent.change or intent.fell or intent.rose
    return intent.share and (not other or _SHARES.search(question.words) is not None)


def _asks_last_year(question: Question) -> bool:
    years = question.years
    if (
        years.relative
        and years.relative.startswith("“今年”")
        and _LAST_BESIDE.search(question.folded)
    ):
        return True
    if years.relative and years.years:  # 去年花了多少: 去年 is the report's own year
        return False
    named = any(m.aspect == "上年数" for m in question.mentions)
    return named or _LAST_YEAR.search(question.folded) is not None or _of_year_before(question)


_LAST_BESIDE = re.compile(r"(?<![比较和与跟同])(?:上年|上一年)")


def _of_year_before(question: Question) -> bool:
    """上年的公务接待费, 和上一年的三公分别: whether a term is asked of the year before."""
    starts = {m.start for m in question.mentions if m.metrics and m.end > m.start}
    for year in _YEAR_BEFORE.finditer(question.folded):
        against = year["against"] and not re.search(r"各|分别", question.folded)
        if not against and starts & {year.end(), year.end() + 1, year.end() + 2}:
            return True
    return False


# 和上一年的: with it, where both are asked for, else against it.
_YEAR_BEFORE = re.compile(
    r"(?P<against>[比较和与跟同])?(?:上|前)(?:一)?(?:个)?年(?:度)?(?:的|那年|决算|其)*"
)


def _moved(evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    return evidence.one(info, metric, "上年数", "比上年增减额") is not None


def _counts(question: Question) -> bool:
    return re.search(r"几个|多少个|数量", question.folded) is not None


def _asks_budget(question: Question) -> bool:
    if _AGAINST_WHAT.search(question.words):
        return True
    aspects = {"年初预算数", "全年预算数", "预决算差异率", "完成率"}
    named = any(m.aspect in aspects for m in question.mentions)
    return question.intent.budget or (
        named and re.search(r"预|批|完成", question.folded) is not None
    )


# 压了一百多万是跟谁比的: of the budget, and of the year before.
_AGAINST_WHAT = re.compile(r"[跟和与](?:谁|什么|啥|哪个)比|比的(?:是)?(?:谁|什么|啥)")
_OF_WHOLE = re.compile(r"占(?!.{0,8}预算)|比重")
_OF_BUDGET = re.compile(r"百分之|百分比|几成|完成率|执行率|%|比例|多大比")


def _asks_rate(question: Question) -> bool:
    """Whether it is asked how much of a budget was spent: 完成预算的百分之几."""
    return _asks_budget(question) and _OF_BUDGET.search(question.folded) is not None


def _say_parts(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> None:
    """Add share and make-up, where they are asked for."""
    intent = question.intent
    if _asks_rate(question) and not _OF_WHOLE.search(question.folded) and not intent.describe:
        return  # the share of its budget is told
    plain = not intent.makeup or bases_of(question)
    if intent.share and plain and _in_another_whole(question, evidence, info, metric):
        draft.add(statements.say_value(draft, evidence, info, metric))
        return  # the share in what is named is computed
    mostly = _MOSTLY.search(question.folded) and (
        evidence.one(info, metric, "占比") or _has_whole(evidence, info, metric)
    )
    moved = intent.fell or intent.rose or intent.change  # 少了一半, 降了36%是为啥: of no share
    if mostly and not (intent.share or intent.makeup or moved):
        draft.add(statements.say_share(draft, evidence, info, metric))
        return
    one = len(question.metrics) == 1 and not _asks_budget(question)
    adds = (
        one
        and intent.total
        and re.search(r"(?<![增追])加|各项|逐[个项]", question.folded) is not None
    )
    if intent.rank and one and evidence.parts(info, metric):
        say_extreme(question, evidence, draft, info, metric)
    elif (intent.makeup or adds) and evidence.parts(info, metric):
        draft.add_each(statements.say_makeup(draft, evidence, info, metric))
        if intent.total or intent.truth:
            say_sum_of_parts(draft, evidence, info, metric)
    elif _asks_share(question):
        alone = not evidence.one(info, metric, "占比") and not _has_whole(evidence, info, metric)
        if evidence.parts(info, metric) and alone:
            draft.add_each(statements.say_makeup(draft, evidence, info, metric))
        elif _is_base(question, metric):
            draft.add(statements.say_value(draft, evidence, info, metric))
        else:
            others = [m for m in question.metrics if m != metric]
            asked = others[0] if len(others) == 1 and _SHARE_OF.search(question.words) else ""
            draft.add(statements.say_share(draft, evidence, info, metric, asked))


def _is_base(question: Question, metric: str) -> bool:
    """Whether a share is asked in a figure, and of nothing else that is named: …占接待费多少."""
    spoken = [m for m in question.mentions if m.metrics and not m.weak]
    inside = any(question.folded.endswith("占", 0, m.start) for m in spoken if metric in m.metrics)
    return inside and all(metric in mention.metrics for mention in spoken)


def _is_less(evidence: Evidence, info: ReportInfo, metric: str, whole: str) -> bool:
    """Whether a metric is a part of another one and not all of it this year."""
    one = statements.main_fact(evidence, info, metric)
    other = statements.main_fact(evidence, info, whole)
    same = one and other and in_yuan(one.amount) == in_yuan(other.amount)
    return metric in parts_of().get(whole, ()) and not same


def _has_whole(evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Whether a report states what a metric is a part of, beyond the total with what was carried on."""
    fact = statements.main_fact(evidence, info, metric)
    if fact is not None and statements.spent_from_fund(evidence, info, fact):
        return True
    wholes = [w for w, parts in parts_of().items() if metric in parts and not w.endswith("总计")]
    return any(statements.main_fact(evidence, info, whole) for whole in wholes)


_ASKS_SPENT = re.compile(r"花了|用了|花掉|用掉|实际|决算|支了")
_LEAST_OF_ALL = re.compile(r"最[少低小]")


def say_extreme(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> bool:
    """三公哪块最多: add what a metric is made of, and the part that is the most or the least."""
    lines = statements.say_makeup(draft, evidence, info, metric)
    draft.add_each(lines)
    moved = by_change(question.folded)
    if moved is not None:
        return _say_moved_most(evidence, draft, info, metric, moved) or bool(lines)
    parts = [statements.main_fact(evidence, info, part) for part in evidence.parts(info, metric)]
    stated = [fact for fact in parts if fact is not None and fact.amount.value]
    if len({fact.amount.measure for fact in stated}) != 1:
        return bool(lines)
    least = _LEAST_OF_ALL.search(question.folded) is not None
    if _BY_RATE.search(question.folded):
        return _say_extreme_rate(evidence, draft, info, metric, least=least) or bool(lines)
    stated.sort(key=lambda fact: fact.amount.value, reverse=not least)
    top = min(question.intent.top or 1, len(stated))
    words = [
        f"{statements.name(fact.metric, fact)} {draft.figure(info, fact)}{draft.cite(info, fact)}"
        for fact in stated[:top]
    ]
    many = f" **{top}** 项" if top > 1 else ""
    draft.add(f"其中最{'少' if least else '多'}的{many}是{'、'.join(words)}。")
    whole = statements.main_fact(evidence, info, metric)
    draft.rankings.append(
        Ranking(
            [(info, fact) for fact in stated],
            [statements.name(fact.metric, fact) for fact in stated],
            top,
            (info, whole) if whole is not None else None,
        )
    )
    return True


_BY_RATE = re.compile(r"执行率|完成率|(?:执行|完成)(?:预算)?(?:得)?最")


def _say_extreme_rate(
    evidence: Evidence, draft: Draft, info: ReportInfo, metric: str, *, least: bool
) -> bool:
    """三公哪项执行率最低: add the part with the lowest or highest rate; False where few state one."""
    parts = [
        p for part in evidence.parts(info, metric) for p in (part, *evidence.parts(info, part))
    ]
    rates = [evidence.one(info, part, "执行率", "完成率") for part in dict.fromkeys(parts)]
    stated = [fact for fact in rates if fact is not None and fact.amount.value]
    if len(stated) < len(("one", "other")):
        return False
    pick = (min if least else max)(stated, key=lambda fact: fact.amount.value)
    most = "低" if least else "高"
    told = f"其中{pick.aspect}最{most}的是{statements.name(pick.metric, pick)}"
    draft.add(f"{told} {draft.figure(info, pick)}。{draft.cite(info, pick)}")
    return True


def _say_moved_most(
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    metric: str,
    moved: tuple[bool, bool | None],
) -> bool:
    """Add which part of a metric fell or rose most against the year before; False where none is told."""
    by_rate, falls = moved
    stated = [statements.changes(evidence, info, p)[by_rate] for p in evidence.parts(info, metric)]
    known = [fact for fact in stated if fact is not None and fact.amount.value]
    if falls is not None:
        known = [fact for fact in known if (fact.amount.value < 0) == falls]
    if not known:
        return False
    most = max(known, key=lambda fact: abs(fact.amount.value))
    verb = "减少" if most.amount.value < 0 else "增加"
    draft.add(
        f"其中{verb}最多的是{statements.name(most.metric, most)}，比上年{verb} "
        f"{draft.unsigned(info, most)}。{draft.cite(info, most)}"
    )
    return True


# 是不是全给了中小企业: whether it is all, or most of it
_MOSTLY = re.compile(
    r"全(?:部|都|给|是|归)|都给|大部分|大多|一半|多半|主要(?:是|给)|(?:[一二三四五六七八九]成|百分之[一二三四五六七八九十]+|\d%)(?:多|以上)?(?:都|全)?(?:是|给|归|花|用)"
)


def _in_another_whole(
    question: Question, evidence: Evidence, info: ReportInfo, metric: str
) -> bool:
    """Whether a share is asked of one amount in another that is not its usual or stated whole."""
    named = question.metrics
    if shares_apart(question):
        return False
    bases = bases_of(question)
    if len(named) > _PART_AND_WHOLE and bases and metric not in bases:
        named = (metric, bases[0])  # 本年支出里人员经费和公用经费各占几成
    if len(named) != _PART_AND_WHOLE or not re.search(r"占|比重|比例", question.folded):
        return False
    if are_parts_of_one(named) and not OF_ANOTHER.search(question.folded):
        return False  # 基本支出、项目支出各占几成: of their total
    if any(name.startswith("授予") or name.endswith("总计") for name in named):
        return False  # shares that are stated are of the whole in the same words
    if any(statements.base_of(evidence, info, metric, other) for other in named):
        return False
    return not any(a in direct_parts(b) for a in named for b in named)


def _say_classes(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """钱花哪了: beside basic and project expenditure, what it was spent on by function."""
    whole = "一般公共预算财政拨款支出"
    if question.intent.makeup and evidence.parts(info, whole):
        draft.add_each(statements.say_makeup(draft, evidence, info, whole))


_EACH = re.compile(r"各(?:自|年)?(?:是|花|有)?(?:了)?(?:多少|几)")  # of several, not of the parts


def _say_plain(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> None:
    """Add a metric's value, with what it covers where that is asked for."""
    contents = question.intent.makeup and not _EACH.search(question.folded)
    lines = statements.say_contents(draft, evidence, info, metric) if contents else ()
    parts = evidence.parts(info, metric)
    apart = metric == _CAR_MONEY and len(question.reports) == 1  # bought, and run: each told apart
    apart = apart and not set(parts) & set(question.metrics)
    if parts and (apart or metric == "实有人数"):  # the make-up says the total too
        lines = statements.say_makeup(draft, evidence, info, metric)
    draft.add_each(lines or (statements.say_value(draft, evidence, info, metric),))
    fact = statements.main_fact(evidence, info, metric)
    if fact is not None and not fact.amount.value and metric.startswith("授予"):
        draft.add(statements.say_value(draft, evidence, info, "政府采购支出总额"))
        say_statement(draft, evidence, info, "政府采购支出总额")
    _say_companion(evidence, draft, info, metric)


def _say_companion(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> None:
    """Add the figure of a like name that covers more, so that neither is taken for the other."""
    other = statements.companion(metric)
    fact = statements.main_fact(evidence, info, other) if other else None
    if other and fact is not None:
        draft.add(
            f"（另有“{other}”{draft.figure(info, fact)}，口径含结转结余等。{draft.cite(info, fact)}）"
        )


_OF_STAFF = ("实有人数", "在职人员", "退休人员")
_CAR_MONEY = "公务用车购置及运行维护费"
# 比年初预算多多少, 为什么: of the budget alone, unless the year before is named too
_AGAINST_BUDGET = re.compile(
    r"^(?!.*(?:上年|去年|上一年|前一年|同比|逐年))(?:.*[比较超][^,。?]{0,10}预算|.*预算.*(?:省|节约)(?:下|了|在|的|出))"
)


def _say_reasons_naming(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> None:
    """Add the reasons of other figures that speak of these people: they may say it otherwise."""
    for other in evidence.metrics(info):
        for reason in evidence.reasons(info, other, "上年"):
            if other != metric and re.search(rf"{metric}.{{0,6}}(?:增加|减少)", reason.text):
                fact = evidence.one(info, other, "比上年增减额")
                if fact is not None:
                    lines = drivers.say_why(draft, evidence, info, other, fell=False, rose=False)
                    draft.add(lines[0], lines[1])
