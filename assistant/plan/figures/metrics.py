"""Questions on metrics: for each report and each metric named, what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from assistant.calculate import in_yuan
from assistant.compose import statements, texts
from assistant.compose.before import say_before
from assistant.compose.draft import Draft
from assistant.compose.quotes import quote_first
from assistant.lexicon import CAR_COUNTS
from assistant.plan.doubts.limits import say_limit
from assistant.plan.figures.apart import asked_apart
from assistant.plan.figures.aspects import UNLIKE, say_metric
from assistant.plan.figures.called import say_called
from assistant.plan.figures.changes import DIFFERS
from assistant.plan.figures.fiscal import WITH_FISCAL, asks_not_fiscal
from assistant.plan.figures.meant import (
    CHANGED,
    as_meant,
    asks_inside,
    between_metrics,
    between_units,
    narrowed,
    says_two,
    with_beside,
    without_owned,
)
from assistant.plan.prose.origins import ASKED, has_origin
from assistant.plan.prose.words import BALANCE_AGAIN, UNEXPLAINED
from assistant.plan.sums.arithmetic import say_arithmetic
from assistant.plan.sums.summed import (
    with_siblings_named,
    without_base,
    without_container,
    without_sum_of_any,
)
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.demands import bases_of
from index.amounts import MONEY
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of

_MOST_METRICS = 8
_MOST_ALIKE = 3  # functional items of one name: the largest are meant, the empty ones are not


def answer_metrics(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer for each report and each metric named; each in the way in which it is asked for."""
    told, answered, before = False, False, draft.status
    question = without_sum_of_any(without_base(question))
    for part in asked_apart(question):
        draft.status = before
        found = _answer_alike(part, evidence, draft, reports)
        told, answered = told or found, answered or (found and draft.status == "answered")
    if answered:
        draft.status = "answered"  # one of the parts is, though another is not told
    return told


def _answer_alike(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer for each report and each metric of a question that asks alike of all."""
    question = without_container(as_meant(question, evidence))
    spoken = set(question.metrics) | _parts_of_untold(question)
    question = with_siblings_named(question)
    spoken |= set(question.metrics)
    question = without_owned(narrowed(with_beside(question), evidence), evidence)
    asked = [*question.metrics, *question.undisclosed]
    if not asked:
        return False
    if asks_inside(question):
        return _say_not_inside(question, evidence, draft)
    reports = _that_moved(question, evidence)
    _say_undisclosed(question, evidence, draft, reports)
    told = False
    each = len(reports) > 1 and len(question.units.units) < len(reports)
    each = each and (question.intent.share or between_metrics(question))
    absent: list[tuple[ReportInfo, str]] = []
    named: list[tuple[ReportInfo, str]] = []
    for info in reports:
        all_stated = _stated(question, evidence, info)
        stated = _without_parts(question, evidence, info, all_stated)
        shared = question.intent.share and len(stated) == 1 and len(all_stated) == len(_PAIR)
        alone = shared and _share_is_stated(evidence, info, stated[0], all_stated)
        named += [(info, metric) for metric in (stated if alone else all_stated)]
        bases = [m for m in stated if m in _bases(question)] if len(stated) > 1 else []
        for metric in stated:
            if metric in bases and len(bases) < len(stated):
                draft.add(statements.say_value(draft, evidence, info, metric))
                continue
            told |= say_metric(question, evidence, draft, info, metric)
        own = [pair for pair in named if pair[0] is info]
        if each and len(own) == len(_PAIR):  # its paragraphs stand before the next report's
            say_arithmetic(replace(question, reports=(info,)), evidence, draft, own)
        if not stated:
            denied = [m for m in asked if texts.say_none(draft, evidence, info, m)]
            if denied:
                told = True
            else:
                absent.append((info, asked[0]))
    if not told:
        return False
    unlike = len(named) > 1 and UNLIKE.search(question.folded) and not _gaps(evidence, named)
    unlike = unlike and not _is_within({metric for _, metric in named})
    if question.intent.total:  # what is only said beside it is not added up
        named = [(info, metric) for info, metric in named if metric in spoken]
    if not each:
        say_arithmetic(question, evidence, draft, _in_order(question, named))
        _say_foremost(question, evidence, draft, named)
    _say_not_told(question, evidence, draft, named)
    say_limit(question, evidence, draft, named)
    _say_apart_cars(evidence, draft, named)
    _say_years_before(question, evidence, draft, named)
    if unlike:
        draft.add(UNEXPLAINED)
    if between_units(question) and question.intent.why:
        draft.add("各单位的报告只说明本单位与上年或预算的差异，没有说明单位之间为何不同。")
    for info, metric in absent if question.units.units else ():  # else another may be meant
        draft.add(f"**{info.unit}** {info.year} 年度的报告没有写{statements.name(metric)}。")
    return True


def _say_foremost(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    named: Sequence[tuple[ReportInfo, str]],
) -> None:
    """办公费、差旅费、培训费哪个最多: say which of three or more figures of a report is the first."""
    rank, told = question.intent.rank, [(i, statements.main_fact(evidence, i, m)) for i, m in named]
    money = [(i, f) for i, f in told if f is not None and f.amount.measure in MONEY]
    if not rank or len(money) <= len(_PAIR) or len({info.id for info, _ in money}) > 1:
        return
    low = rank == "低"
    info, fact = sorted(money, key=lambda pair: in_yuan(pair[1].amount), reverse=not low)[0]
    if fact.metric in question.metrics:
        told_as = f"{statements.name(fact.metric, fact)} {draft.figure(info, fact)}"
        draft.add(f"其中最{'少' if low else '多'}的是{told_as}。{draft.cite(info, fact)}")


def _that_moved(question: Question, evidence: Evidence) -> Sequence[ReportInfo]:
    """培训费怎么涨了一倍: of reports that a question leaves open those that tell such a change, if any."""
    intent, reports = question.intent, question.reports
    moves = (intent.fell or intent.rose) and intent.why
    if not moves or question.units.units or question.years.years or len(reports) < len(_PAIR):
        return reports
    told = []
    for info in reports:
        changes = [
            fact
            for metric in question.metrics
            for fact in statements.changes(evidence, info, metric)
            if fact is not None and fact.amount.value
        ]
        if any((fact.amount.value > 0) == intent.rose for fact in changes):
            told.append(info)
    return told or reports


def _parts_of_untold(question: Question) -> set[str]:
    """Return the parts of the terms that no report states as a whole: 公车费 where both its parts are."""
    untold = (m.official for m in question.mentions if not m.metrics and m.end > m.start)
    return {part for term in untold for part in parts_of().get(term, ())}


def _is_within(metrics: set[str]) -> bool:
    """Whether one of these is a part of another: why they differ needs no telling."""
    return any(metrics & set(parts_of().get(metric, ())) for metric in metrics)


def _gaps(evidence: Evidence, named: Sequence[tuple[ReportInfo, str]]) -> bool:
    return any(evidence.gaps(info, [metric]) for info, metric in named)


def _stated(question: Question, evidence: Evidence, info: ReportInfo) -> list[str]:
    """Return the metrics of the question that a report states, or what stands in their place."""
    found: list[str] = []
    for mention in question.mentions:
        here = [m for m in mention.metrics if evidence.facts(info, m)]
        here = [
            name
            for m in _once(evidence, info, here)
            for name in _widest(question, evidence, info, m)
        ]
        if mention.official.endswith("收支"):  # of 收入总计 and 收入 the wider one
            here = [m for m in here if f"{m}总计" not in here]
        if not here:
            for metric in mention.metrics or (mention.official,):
                other = statements.instead_of(metric)
                if other and evidence.facts(info, other):
                    if texts.find_none(evidence, info, metric) is None:
                        here.append(other)
                elif metric in parts_of() and not metric.endswith(("总计", "人数")):
                    here += [p for p in parts_of()[metric] if evidence.facts(info, p)]
        if len(here) > _MOST_ALIKE and "资产" not in mention.official:
            here = sorted(here, key=lambda m: _size(evidence, info, m), reverse=True)
            here = [m for m in here if _size(evidence, info, m) > 0][:_MOST_ALIKE] or here[:1]
        found.extend(m for m in here if m not in found)
    return found[:_MOST_METRICS]


def _once(evidence: Evidence, info: ReportInfo, metrics: Sequence[str]) -> list[str]:
    """Return metrics with a class that is told in two ways once: 卫生健康(类), 卫生健康支出(类)."""
    told: dict[str, str] = {}
    for metric in sorted(metrics, key=lambda m: -len(evidence.facts(info, m))):
        told.setdefault(metric.replace("支出(类)", "(类)", 1), metric)
    return [m for m in metrics if m in told.values()]


def _widest(question: Question, evidence: Evidence, info: ReportInfo, metric: str) -> list[str]:
    """Return a balance after that of all appropriations where a report tells it of one fund alone."""
    inner = WITH_FISCAL.get(metric, "")
    funds = {fact.fund for fact in evidence.facts(info, metric)}
    narrow = len(funds) == 1 and not funds & {"全部", "财政拨款"}
    if narrow and evidence.facts(info, inner) and not _OF_A_FUND.search(question.folded):
        return [inner, metric]
    return [metric]


_OF_A_FUND = re.compile(r"基金|国有资本|一般公共预算")


def _size(evidence: Evidence, info: ReportInfo, metric: str) -> Decimal:
    fact = statements.main_fact(evidence, info, metric)
    return abs(in_yuan(fact.amount)) if fact is not None else Decimal(-1)


def _without_parts(
    question: Question, evidence: Evidence, info: ReportInfo, metrics: list[str]
) -> list[str]:
    """Where a total is asked for with its parts, its make-up says them all."""
    if asks_not_fiscal(question):
        return [m for m in metrics if m in WITH_FISCAL] or metrics
    if not (question.intent.makeup or question.intent.share):
        return metrics
    within = {part for metric in metrics for part in parts_of().get(metric, ())}
    if question.intent.share and len(metrics) == len(_PAIR):
        within |= {
            part
            for part, whole in permutations(metrics)
            if _share_is_stated(evidence, info, part, [whole])
        }
    if (
        question.intent.share
        and not question.intent.makeup
        and len(metrics) == 2
        and within & set(metrics)
    ):
        return [m for m in metrics if m in within]  # 接待费占三公多少: the part's share is asked
    if _bases(question) and (not question.intent.makeup or question.intent.change):
        return metrics
    return [m for m in metrics if m not in within]


def _share_is_stated(
    evidence: Evidence, info: ReportInfo, part: str, wholes: Sequence[str]
) -> bool:
    """Whether a report says itself what share a part has in another figure: 占基本支出的87.37%."""
    shares = [f for f in evidence.facts(info, part) if f.aspect == "占比"]
    if shares and any(part in evidence.parts(info, whole) for whole in wholes if whole != part):
        return True
    source = evidence.ledger.text(info.id)
    quotes = [re.sub(r"\s", "", source[f.context.start : f.context.end]) for f in shares]
    said = "|".join(re.escape(whole) for whole in wholes if whole != part)
    return any(re.search(rf"占[^,，。;；\d]{{0,6}}(?:{said})", quote) for quote in quotes)


_PAIR = ("part", "whole")


def _bases(question: Question) -> set[str]:
    """Return what a question names only to ask for a share of it: 占本年支出多少."""
    return set(bases_of(question)) if question.intent.share else set()


def _in_order(
    question: Question, named: Sequence[tuple[ReportInfo, str]]
) -> list[tuple[ReportInfo, str]]:
    """Return (report, metric) pairs in the order in which a question names the reports."""
    return sorted(named, key=lambda pair: question.first_named(pair[0]))


def _say_undisclosed(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Name the terms that are asked for beside stated ones and that no report states."""

    def stated(metric: str) -> bool:
        return any(evidence.facts(report, metric) for report in reports)

    def denied(term: str) -> bool:
        return len(reports) == 1 and texts.find_none(evidence, reports[0], term) is not None

    named = set(question.metrics)
    absent = [
        t
        for t in question.undisclosed
        if denied(t)
        or not (stated(statements.instead_of(t) or t) or named & set(parts_of().get(t, ())))
    ]
    absent = [t for t in absent if not say_called(question, evidence, draft, reports, t)]
    if len(reports) == 1:
        absent = [t for t in absent if not texts.say_none(draft, evidence, reports[0], t)]
    here = _not_here(question, evidence, reports)
    absent += [t for t in here if not texts.say_none(draft, evidence, reports[0], t)]
    if absent and any(stated(metric) for metric in question.metrics):
        draft.add(f"报告没有单独披露“{'”“'.join(absent)}”。")
        if _asks_only(question, absent):
            draft.status = "not_found"  # what is told beside it is not what was asked


_CLAUSE = re.compile(r"[^,。?!;]+")
_HOW_MUCH = re.compile(r"多少|几")


def _asks_only(question: Question, absent: Sequence[str]) -> bool:
    """Whether amounts are asked of these terms alone: 差旅费多少?公用经费里不是有吗."""
    asked = [m.span() for m in _CLAUSE.finditer(question.folded) if _HOW_MUCH.search(m.group())]
    inside = [
        mention.official
        for mention in question.mentions
        if mention.end > mention.start and not mention.aspect
        if any(start <= mention.start < end for start, end in asked)
    ]
    return bool(inside) and set(inside) <= set(absent)


def _not_here(question: Question, evidence: Evidence, reports: Sequence[ReportInfo]) -> list[str]:
    """Return the terms in a question's own words that only other reports state."""
    named = [m for m in question.mentions if m.metrics and not m.weak and m.end > m.start]
    if len(named) < 2 or len(reports) != 1:
        return []
    alone = [(m, replace(question, mentions=(m,))) for m in named]
    cars = any(evidence.facts(reports[0], count) for count in CAR_COUNTS)
    return [
        m.official
        for m, one in alone
        if not _stated(one, evidence, reports[0]) and not (cars and m.official in CAR_COUNTS)
    ]


def _say_not_inside(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """公用经费里没列差旅费吧: say what a total covers where the term is not in it; False where it is."""
    if re.search(r"多少|几", question.folded):
        return False
    term, told = question.undisclosed[-1], False
    if len(question.reports) == 1 and texts.say_none(draft, evidence, question.reports[0], term):
        return True
    for info in question.reports[:2]:
        for metric in question.metrics[:1]:
            lines = statements.say_contents(draft, evidence, info, metric)
            if lines and term not in "".join(lines):
                draft.add_each(lines)
                draft.add(f"其中没有提到“{term}”。")
                told = True
    return told


_ACTUAL = re.compile(r"实际|真(?:正|的)?花|不是预算|决算")
_OF_WHAT = re.compile(
    r"(?:都)?是些?(?:什么|啥)(?:钱|收入)|(?:从)?哪(?:儿|里)?来|来源|来自|(?:什么|啥|怎么)(?:构成|组成)|包括(?:什么|哪)|由哪"
)
_TELLS = re.compile(r"用于|主要(?:是|为|系)|包括|来自|系|来源|其中")


def _say_not_told(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    named: Sequence[tuple[ReportInfo, str]],
) -> None:
    """Take as not found what only a budget is told of, or only an amount where its make-up is asked."""
    metrics = {metric for _, metric in named}
    budgets = metrics and not metrics & set(question.metrics)
    only = not _BUDGET_TOO.search(question.folded)  # 预算各多少, 实际披露了没
    if budgets and only and all("预算" in m for m in metrics) and _asks_actual(question):
        draft.status = "not_found"
    asks = _OF_WHAT.search(question.folded) and not re.search(r"多少|几|为", question.folded)
    if not asks or len(metrics) != 1 or not all(_bare(evidence, i, m) for i, m in named):
        return
    if ASKED.search(question.folded) and any(has_origin(evidence, i, m) for i, m in named):
        return
    reason = _REASON.search(draft.text)
    if reason and _IS_MONEY.search(reason.group()):
        return  # 主要原因:此项经费为年初结转资金: that is what it is
    parts = [
        part
        for info, metric in named
        if (part := statements.say_value(draft, evidence, info, _FISCAL_PART.get(metric, "")))
    ]
    # what two figures differ by is told
    if not (says_two(question) or reason or parts):
        draft.status = "not_found"
    draft.add_each(parts)
    draft.add(f"报告没有说明“{statements.name(metrics.pop())}”具体由什么构成、从哪里来。")


# What of a balance is told elsewhere: the part that is fiscal money.
_FISCAL_PART = {
    "年末结转和结余": "年末财政拨款结转和结余",
    "年初结转和结余": "年初财政拨款结转和结余",
}
_REASON = re.compile(r"原因：[^\n]*")
_IS_MONEY = re.compile(r"[为系是属][^，。]{0,14}(?:资金|经费|拨款|专款|收入|补助)|用于|追加|下达")
_BUDGET_TOO = re.compile(r"(?<!不是)预算[^,。?]{0,6}(?:多少|几)")


def _asks_actual(question: Question) -> bool:
    plain = "还是" not in question.folded and not _PLANNED.search(question.folded)
    return plain and _ACTUAL.search(question.folded) is not None


_PLANNED = re.compile(r"预算(?:数|额)?(?:各|分别)?(?:是|有|为)?(?:多少|几)")  # it is told too


def _bare(evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Whether a report tells an amount alone, and nothing of what it is made of."""
    fact = statements.main_fact(evidence, info, metric)
    if fact is None or evidence.parts(info, metric) or evidence.reasons(info, metric):
        return False
    sentence = evidence.sentences(info).around(fact.place)
    if sentence is None:
        return True
    behind = sentence.text[sentence.text.find(fact.amount.text) + len(fact.amount.text) :]
    following = evidence.sentences(info).after(sentence)
    goes_on = following is not None and (
        following.text.startswith(("主要", "用于", "其中"))
        or BALANCE_AGAIN.match(fold(following.text)) is not None
    )
    return not (goes_on or _TELLS.search(behind))


def _say_apart_cars(
    evidence: Evidence, draft: Draft, named: Sequence[tuple[ReportInfo, str]]
) -> None:
    """Quote what a report says of just those cars that one count has and the other has not."""
    for info in dict.fromkeys(info for info, _ in named):
        metrics = {metric for other, metric in named if other == info}
        facts = [statements.main_fact(evidence, info, m) for m in CAR_COUNTS if m in metrics]
        counts = [fact.amount.value for fact in facts if fact is not None]
        apart = abs(counts[0] - counts[1]) if len(counts) == len(("车辆", "保有量")) else Decimal(0)
        if not apart or evidence.gaps(info, sorted(metrics)):
            continue
        those = re.compile(
            rf"(?<![\d.]){apart}\s*[辆台].*(?:保障|负担|承担|列支|不计|未纳入|不在|所属|下属|实物|系|生产用车)"
            r"|公务用车(?:保有量)?[^。\d]{0,8}(?:相差|不一致|不同|不等|有差异)"
        )
        prose = (s for s in evidence.sentences(info).all if s.kind != "自评表")
        quote_first(draft, evidence, info, prose, those)


def _say_years_before(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    named: Sequence[tuple[ReportInfo, str]],
) -> None:
    """Add what the next year's report tells of a year that is named and has no report."""
    there = {info.year for info in question.reports}
    for info, metric in named:
        if info.year - 1 in question.years.years and info.year - 1 not in there:
            # 本年收入 tells no change: the total beside it does
            wholes = (metric, *CHANGED.get(metric, ()))
            told = next((m for m in wholes if say_before(draft, evidence, info, m)), "")
            if told and DIFFERS.search(question.folded):  # 22年和23年差多少
                draft.add(statements.say_change(draft, evidence, info, told))
