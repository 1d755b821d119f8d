"""Questions on metrics: for each report and each metric named, what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from assistant.calculate import difference, plain
from assistant.calculate import total as summed_up
from assistant.compose import comparison, performance, statements, texts
from assistant.compose.before import say_before
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote, say_statement
from assistant.plan.arithmetic import say_arithmetic, say_sum_of_parts, say_sum_of_scopes
from assistant.retrieve import Evidence
from assistant.sentences import telling
from assistant.understand import Question
from assistant.vocabulary import Mention
from index.amounts import COUNTS, NUMBER, parse_number, quantum
from index.model import Fact
from index.store import ReportInfo
from index.terms import parts_of

_MOST_METRICS = 8
_LEAST_OPEN = 4  # characters that no term explains: the sentence itself may answer them

_MOST_ALIKE = 3  # functional items of one name: the largest are meant, the empty ones are not

# Where a metric states no budget itself, the figures whose budget the report does state.
_BUDGETED = {
    "本年支出": ("一般公共预算财政拨款支出", "财政拨款支出总计", "整体支出"),
    "支出总计": ("财政拨款支出总计", "整体支出"),
    "本年收入": ("财政拨款收入总计", "整体支出"),
    "收入总计": ("财政拨款收入总计",),
    "财政拨款支出": ("财政拨款支出总计", "一般公共预算财政拨款支出"),
    "财政拨款收入": ("财政拨款收入总计",),
    "公务用车购置及运行维护费": ("公务用车购置费", "公务用车运行维护费"),
}

# Where a metric states no change itself, the figure beside it that does.
_CHANGED = {
    "公务用车运行维护费": ("公务用车购置及运行维护费",),
    "公务用车购置费": ("公务用车购置及运行维护费",),
    "本年支出": ("支出总计",),
    "本年收入": ("收入总计",),
    "财政拨款收入": ("财政拨款收入总计",),
    "财政拨款支出": ("财政拨款支出总计",),
    "政府性基金预算财政拨款支出": ("政府性基金预算财政拨款支出总计",),
    "政府性基金预算财政拨款收入": ("政府性基金预算财政拨款收入总计",),
    "国有资本经营预算财政拨款支出": ("国有资本经营预算财政拨款支出总计",),
    "国有资本经营预算财政拨款收入": ("国有资本经营预算财政拨款收入总计",),
}


def answer_metrics(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer for each report and each metric named."""
    question = _described(_inside_class(_with_default(_rest_of(question), evidence)))
    spoken = set(question.metrics)
    question = _narrow(_beside(question), evidence)
    asked = [*question.metrics, *question.undisclosed]
    if not asked:
        return False
    if _asks_inside(question):
        return _say_not_inside(question, evidence, draft)
    reports = question.reports
    _say_undisclosed(question, evidence, draft, reports)
    told = False
    absent: list[tuple[ReportInfo, str]] = []
    named: list[tuple[ReportInfo, str]] = []
    for info in reports:
        all_stated = _stated(question, evidence, info)
        named += [(info, metric) for metric in all_stated]
        stated = _without_parts(question, all_stated)
        for metric in stated:
            told |= _say_metric(question, evidence, draft, info, metric)
        if not stated:
            if any(texts.say_none(draft, evidence, info, metric) for metric in asked):
                told = True
            else:
                absent.append((info, asked[0]))
    if not told:
        return False
    if question.intent.total:  # what is only said beside it is not added up
        named = [(info, metric) for info, metric in named if metric in spoken]
    say_arithmetic(question, evidence, draft, _in_order(question, named))
    _say_apart_cars(evidence, draft, named)
    _say_years_before(question, evidence, draft, named)
    if _between_units(question) and question.intent.why:
        draft.add("各单位的报告只说明本单位与上年或预算的差异，没有说明单位之间为何不同。")
    for info, metric in absent:
        draft.add(f"**{info.unit}** {info.year} 年度的报告没有写{statements.name(metric)}。")
    return True


def _say_apart_cars(
    evidence: Evidence, draft: Draft, named: Sequence[tuple[ReportInfo, str]]
) -> None:
    """Quote what a report says of just those cars that one count has and the other has not."""
    for info in dict.fromkeys(info for info, _ in named):
        metrics = {metric for other, metric in named if other == info}
        facts = [
            statements.main_fact(evidence, info, m)
            for m in ("车辆", "公务用车保有量")
            if m in metrics
        ]
        counts = [fact.amount.value for fact in facts if fact is not None]
        apart = abs(counts[0] - counts[1]) if len(counts) == len(("车辆", "保有量")) else Decimal(0)
        if not apart or evidence.gaps(info, sorted(metrics)):
            continue
        those = re.compile(rf"(?<![\d.]){apart}\s*[辆台](?!.*(?:保有量|价值))")
        for sentence in evidence.sentences(info).all:
            if those.search(sentence.text) and sentence.kind != "自评表":
                say_quote(draft, evidence, info, sentence)
                break


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
            say_before(draft, evidence, info, metric)


def _asks_inside(question: Question) -> bool:
    """Whether the last thing named is undisclosed and the others only say where it is: 基本支出中的差旅费."""
    named = [m for m in question.mentions if not (m.topic or m.aspect) and m.end > m.start]
    if len(named) < 2 or named[-1].metrics:
        return False
    between = question.folded[named[-2].end : named[-1].start]
    return _INSIDE.fullmatch(between) is not None


def _say_not_inside(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """公用经费里没列差旅费吧: say what a total covers where the term is not in it; False where it is."""
    if re.search(r"多少|几", question.folded):
        return False
    term, told = question.undisclosed[-1], False
    for info in question.reports[:2]:
        for metric in question.metrics[:1]:
            lines = statements.say_contents(draft, evidence, info, metric)
            if lines and term not in "".join(lines):
                for line in lines:
                    draft.add(line)
                draft.add(f"其中没有提到“{term}”。")
                told = True
    return told


_INSIDE = re.compile(
    r"[^,。?;、]{0,8}(?:中|里|里头|里面|当中|其中|下面|底下|项下)的?[^,。?;、]{0,3}|的"
)


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

    absent = [t for t in question.undisclosed if not stated(statements.instead_of(t) or t)]
    if absent and any(stated(metric) for metric in question.metrics):
        draft.add(f"报告没有单独披露“{'”“'.join(absent)}”。")


def _rest_of(question: Question) -> Question:
    """除了财政给的还有啥收入: what the whole is made of, not what is left of it."""
    if not _OTHERS.search(question.folded):
        return question
    return replace(question, intent=replace(question.intent, minus=False, makeup=True))


def _inside_class(question: Question) -> Question:
    """一般公共服务支出里行政运行多少: the class tells which of the items alike is meant."""
    if question.intent.share or question.intent.total:
        return question
    kept = _without_place(question)
    for outer in kept:
        whole = outer.metrics[0] if len(outer.metrics) == 1 else ""
        if not whole.endswith(("(类)", "(款)")):
            continue
        inner = [m for m in kept if any(x != whole and x.startswith(whole) for x in m.metrics)]
        if inner:
            kept = tuple(
                replace(m, metrics=tuple(x for x in m.metrics if x.startswith(whole)))
                if m in inner
                else m
                for m in kept
                if m is not outer
            )
    return replace(question, mentions=kept)


def _say_not_fiscal(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> bool:
    """Add the part of a total that is no fiscal appropriation, with its share; False where not told."""
    inner = _WITH_FISCAL.get(metric, "")
    whole = statements.main_fact(evidence, info, metric)
    part = statements.main_fact(evidence, info, inner) if inner else None
    result = difference(whole, part) if whole and part else None
    if whole is None or part is None or result is None or not _NOT_FISCAL.search(question.folded):
        return False
    draft.add(statements.say_value(draft, evidence, info, metric))
    draft.add(statements.say_value(draft, evidence, info, part.metric))
    facts = [(info, whole), (info, part)]
    rest = [statements.main_fact(evidence, info, p) for p in evidence.parts(info, metric)]
    others = [f for f in rest if f is not None and f.metric != part.metric and f.amount.value]
    summed = summed_up(others) if len(others) > 1 else None
    if summed is not None:  # its parts are stated: their sum is nearer than a difference of sums
        result = summed
        facts = [*((info, fact) for fact in others), (info, part)]
    text = draft.derived(result.value, result.measure, result.formula, facts)
    told = f"{statements.name(metric)}扣除{statements.name(part.metric)}后为 {text}"
    if whole.amount.value:
        rate = (result.value / whole.amount.value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        left = f"{plain(result.value)} ÷ {plain(whole.amount.value)}"
        shown = draft.derived(rate, "%", f"{left} = {plain(rate)}%", [(info, whole), *facts])
        told += f"，相当于{statements.name(metric)}的 {shown}"
    draft.add(f"{told}。{draft.cite(info, whole)}")
    for other in others:
        draft.add(statements.say_share(draft, evidence, info, other.metric))
    return True


# Totals, and the part of each that is fiscal appropriation.
_WITH_FISCAL = {
    "本年收入": "财政拨款收入",
    "年末结转和结余": "年末财政拨款结转和结余",
    "年初结转和结余": "年初财政拨款结转和结余",
}
_NOT_FISCAL = re.compile(
    r"非财政(?!拨款结[余转])|不是(?:靠)?(?:财政|拨款)|财政(?:拨款)?(?:以外|之外)|除(?:了|去|开)?财政"
)


def _without_place(question: Question) -> tuple[Mention, ...]:
    """Return the terms named without a total that only says where its part is: 本年收入中其他收入."""
    dropped = set()
    for outer, inner in pairwise(question.mentions):
        parts = {p for metric in outer.metrics for p in parts_of().get(metric, ())}
        between = question.folded[outer.end : inner.start]
        if parts & set(inner.metrics) and _INSIDE.fullmatch(between) and between != "的":
            dropped.add(outer)
    return tuple(m for m in question.mentions if m not in dropped)


def _described(question: Question) -> Question:
    """写一段三公经费的说明: value, budget, change with reason, and what it is made of."""
    intent = question.intent
    if not intent.describe or not question.metrics:
        return question
    return replace(question, intent=replace(intent, why=True, change=True, makeup=True))


_OTHERS = re.compile(r"(?:除|之外|以外).{0,12}还.{0,3}(?:啥|什么|哪|几)")


def _with_default(question: Question, evidence: Evidence) -> Question:
    """钱花哪了, 批了多少: a question on money as a whole means the year's expenditure."""
    intent = question.intent
    named = (
        question.metrics
        or question.undisclosed
        or question.projects
        or question.topics - {"原因", "变化"}
    )
    spent = any(m.aspect == "决算数" for m in question.mentions)  # 支出决算多少, 实际支出多少
    asks = intent.makeup or intent.budget or intent.why or intent.change or spent
    asks = asks or intent.describe
    money = spent or intent.describe or re.search(r"钱|花|批|预算", question.folded)
    if named or not asks or not money:
        return question
    words = telling(question.folded, question.units.spans)
    topics = {
        w for info in question.reports[:2] for w in words if evidence.sentences(info).holds(w)
    }
    if len(question.unexplained) > 2 and len(topics) > 1:
        return question  # it speaks of something of the reports that is no money as a whole
    wholes = ("本年收入", "本年支出", "“三公”经费") if intent.describe else ("本年支出",)
    meant = tuple(Mention(0, 0, metric, (metric,)) for metric in wholes)
    return replace(question, mentions=(*meant, *question.mentions))


def _beside(question: Question) -> Question:
    """Add what a question means beside the metrics that it names."""
    added: list[str] = []
    if re.search(r"值|价|账面|多少钱", question.folded):
        added += [worth for thing, worth in _WORTH.items() if thing in question.metrics]
    if re.search(r"\d\s*[辆台部]|(?<!哪)几[辆台部]", question.folded) and re.search(
        "车", question.folded
    ):
        added += ["车辆", "公务用车保有量"]
    if "公务用车购置费" in question.metrics:
        added.append("公务用车购置数")
    if "车" in question.folded and re.search(r"账面|值多少|值几|价值", question.folded):
        added += ["车辆", "车辆价值"]
    carried = {m for m in question.metrics if m.endswith("结转和结余")}
    if carried and re.search("(?<!非)财政", question.folded):
        added += [m.replace("结转", "财政拨款结转") for m in carried if "财政拨款" not in m]
    asks_value = not question.intent.why and "公务用车保有量" in question.metrics
    if asks_value and re.search(r"值|资产|名下|账上", question.folded):
        added += ["车辆", "车辆价值"]
    for part, total in [(p, t) for t, parts in parts_of().items() for p in parts]:
        outside = re.search(r"除了?|除开|以外|之外|外还", question.folded) is not None
        if part in question.metrics and outside and not total.endswith("总计"):
            added.append(total)
    if "因公出国（境）费" in question.metrics and re.search(
        "人|团|[几多].{0,2}[次趟]", question.folded
    ):
        added += ["因公出国（境）团组数", "因公出国（境）人次"]
    if "公务接待费" in question.metrics and re.search(r"[批次人]都?没|一[批个]", question.folded):
        added += ["国内公务接待批次", "国内公务接待人次"]
    mentions = tuple(Mention(0, 0, m, (m,)) for m in dict.fromkeys(added))
    kept = question.mentions
    if carried and "财政拨款收入" in question.metrics:  # 结转里财政拨款的是多少
        kept = tuple(m for m in kept if m.official != "财政拨款收入")
    if "国内公务接待批次" in question.metrics and "多少人" in question.folded:
        kept = tuple(m for m in kept if m.official != "实有人数")
        mentions = (*mentions, Mention(0, 0, "国内公务接待人次", ("国内公务接待人次",)))
    if question.intent.minus:  # 三公扣掉公车还剩多少: what is left of the sum, not of the year
        kept = tuple(m for m in kept if not m.official.endswith("年末结转和结余"))
    return replace(question, mentions=(*kept, *mentions))


_WORTH = {"房屋": "房屋价值", "车辆": "车辆价值"}
_SAID = re.compile(
    rf"(?P<number>{NUMBER})\s?(?P<measure>%|倍|万元?|亿元?|元|人次|人|辆|个|批次?)?(?![\d.年月号热])"
)


def _narrow(question: Question, evidence: Evidence) -> Question:
    """Keep the reports that state a number which the question itself says (涨94%, 229辆)."""
    said = [(m["number"], m["measure"] or "") for m in _SAID.finditer(question.folded)]
    if not said or len(question.reports) < 2:
        return question
    fits = []
    for info in question.reports:
        facts = [
            fact
            for metric in question.metrics
            for name in (metric, *_CHANGED.get(metric, ()))
            for fact in evidence.facts(info, name)
        ]
        fits.append(sum(any(_about(n, m, f) for f in facts) for n, m in said))
    best = max(fits)
    if best == 0:
        return question
    kept = [info for info, fit in zip(question.reports, fits, strict=True) if fit == best]
    return replace(question, reports=tuple(kept))


def _about(number: str, measure: str, fact: Fact) -> bool:
    """Whether a fact, rounded as the question says it, is the number said."""
    said, exact = parse_number(number), quantum(number)
    value = abs(fact.amount.value)
    if measure == "倍":
        return fact.amount.measure == "%" and abs(value / 100 - said) < exact
    if not measure:
        return fact.amount.measure in COUNTS and value == said
    if measure in ("万", "亿"):
        measure += "元"
    return fact.amount.measure == measure and abs(value - said) < exact


def _stated(question: Question, evidence: Evidence, info: ReportInfo) -> list[str]:
    """Return the metrics of the question that a report states, or what stands in their place."""
    found: list[str] = []
    for mention in question.mentions:
        here = [m for m in mention.metrics if evidence.facts(info, m)]
        if not here:
            for metric in mention.metrics or (mention.official,):
                other = statements.instead_of(metric)
                if other and evidence.facts(info, other):
                    here.append(other)
                elif metric in parts_of() and not metric.endswith(("总计", "人数")):
                    here += [p for p in parts_of()[metric] if evidence.facts(info, p)]
        if len(here) > _MOST_ALIKE and "资产" not in mention.official:
            here = sorted(here, key=lambda m: _size(evidence, info, m), reverse=True)
            here = [m for m in here if _size(evidence, info, m) > 0][:_MOST_ALIKE] or here[:1]
        found.extend(m for m in here if m not in found)
    return found[:_MOST_METRICS]


def _without_parts(question: Question, metrics: list[str]) -> list[str]:
    """Where a total is asked for with its parts, its make-up says them all."""
    if _NOT_FISCAL.search(question.folded):
        return [m for m in metrics if m in _WITH_FISCAL] or metrics
    if not (question.intent.makeup or question.intent.share):
        return metrics
    within = {part for metric in metrics for part in parts_of().get(metric, ())}
    if (
        question.intent.share
        and not question.intent.makeup
        and len(metrics) == 2
        and within & set(metrics)
    ):
        return [m for m in metrics if m in within]  # 接待费占三公多少: the part's share is asked
    return [m for m in metrics if m not in within]


def _size(evidence: Evidence, info: ReportInfo, metric: str) -> Decimal:
    fact = statements.main_fact(evidence, info, metric)
    return abs(comparison.comparable(fact)) if fact is not None else Decimal(-1)


def _say_metric(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> bool:
    """Add what is asked of one metric: each of value, budget, change, share, make-up in its turn."""
    intent = question.intent
    if metric not in question.metrics:
        asked = next((m.official for m in question.mentions), "")
        draft.add(f"报告没有披露{asked}，披露的是{statements.name(metric)}。")
    before = len(draft.paragraphs)
    if _say_not_fiscal(question, evidence, draft, info, metric):
        return True
    if _counts(question) and evidence.one(info, metric, "数量") and intent.budget:
        draft.add(statements.say_value(draft, evidence, info, metric))
    wants = _asks_budget(question) or intent.describe
    budgeted = wants and _say_budget(evidence, draft, info, metric)
    if _asks_budget(question) and not budgeted:
        draft.add(f"{info.unit} {info.year} 年度的报告没有写{statements.name(metric)}的预算数。")
    gap = _says_two(question) and _say_gap(evidence, draft, info, metric)
    turned = intent.fell or intent.rose
    moves = intent.why or intent.change or intent.truth or turned
    moves = moves and not _between_units(question)
    if moves and not gap and (not budgeted or turned or intent.change):
        why = intent.why or intent.truth or (turned and not intent.change)
        _say_change(question, evidence, draft, info, metric, why=why)
    if _LAST_YEAR.search(question.folded) and evidence.one(info, metric, "上年数", "比上年增减额"):
        say_before(draft, evidence, info, metric)
    _say_parts(question, evidence, draft, info, metric)
    if metric == "本年支出":
        _say_classes(question, evidence, draft, info)
    if len(draft.paragraphs) == before:
        _say_plain(question, evidence, draft, info, metric)
    left = metric == "年末结转和结余"  # what becomes of it is asked, in whatever words
    open_end = len(question.unexplained) >= _LEAST_OPEN and len(question.metrics) == 1
    asks_more = intent.makeup or intent.truth or left or open_end
    if asks_more and not evidence.parts(info, metric):
        say_statement(draft, evidence, info, metric)
    if intent.convert:
        draft.add(statements.say_converted(draft, evidence, info, metric, intent.convert))
    named = next((m.aspect for m in question.mentions if m.aspect.endswith("率")), "")
    first = named or ("占比" if intent.share else "")
    say_doubts(draft, evidence, info, metric, everything=intent.truth, first=first)
    if intent.total and re.search(r"本级|局机关", question.folded):
        say_sum_of_scopes(draft, evidence, info, metric)
    if intent.truth and metric.endswith("人员"):
        _say_reasons_naming(evidence, draft, info, metric)
    if metric == "预算绩效评价项目":
        performance.say_twice(draft, evidence, info)
    return len(draft.paragraphs) > before


def _between_units(question: Question) -> bool:
    """Whether units are held against each other (甲局怎么比乙局多), not a year against the last."""
    units = {info.unit for info in question.reports}
    apart = len(units) > 1 and len(question.units.units) > 1
    return apart and bool(_VERSUS.search(question.folded)) and not _YEARS.search(question.folded)


_VERSUS = re.compile(
    r"放(?:在)?一(?:起|块)|对照|对比|相较|比.{2,24}?(?:多|少|高|低|贵|大|小)|相差|差(?:多少|距|这么|那么|别)|谁(?:更)?[多少高低]"
)
_YEARS = re.compile(r"上年|去年|前年|上一年|前一年|同比|逐年")


def _say_reasons_naming(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> None:
    """Add the reasons of other figures that speak of these people: they may say it otherwise."""
    for other in evidence.metrics(info):
        for reason in evidence.reasons(info, other, "上年"):
            if other != metric and re.search(rf"{metric}.{{0,6}}(?:增加|减少)", reason.text):
                fact = evidence.one(info, other, "比上年增减额")
                if fact is not None:
                    lines = statements.say_why(draft, evidence, info, other, fell=False, rose=False)
                    draft.add(lines[0], lines[1])


# 上年才多少: last year's figure itself.
_LAST_YEAR = re.compile(
    r"(?:上|去|前)一?年(?:才|只|又|是|的)?(?:花了?|有)?(?:多少|几)|前一?年呢|上年呢|(?:原来|以前|之前|原先)(?:是|有|才)?(?:多少|几)"
)


def _counts(question: Question) -> bool:
    return re.search(r"几个|多少个|数量", question.folded) is not None


def _asks_budget(question: Question) -> bool:
    aspects = {"年初预算数", "全年预算数", "预决算差异率", "完成率"}
    named = any(m.aspect in aspects for m in question.mentions)
    return question.intent.budget or (
        named and re.search(r"预|批|完成", question.folded) is not None
    )


def _say_parts(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> None:
    """Add share and make-up, where they are asked for."""
    intent = question.intent
    shares = intent.share and evidence.one(info, metric, "占比")
    adds = intent.total and len(question.metrics) == 1 and not _asks_budget(question)
    if (intent.makeup or adds) and evidence.parts(info, metric):
        for line in statements.say_makeup(draft, evidence, info, metric):
            draft.add(line)
        if intent.total or intent.truth:
            say_sum_of_parts(draft, evidence, info, metric)
    elif shares or intent.share:
        if intent.share and not shares and evidence.parts(info, metric):
            for line in statements.say_makeup(draft, evidence, info, metric):
                draft.add(line)
        else:
            draft.add(statements.say_share(draft, evidence, info, metric))


def _say_classes(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """钱花哪了: beside basic and project expenditure, what it was spent on by function."""
    whole = "一般公共预算财政拨款支出"
    if question.intent.makeup and evidence.parts(info, whole):
        for line in statements.say_makeup(draft, evidence, info, whole):
            draft.add(line)


def _say_plain(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> None:
    """Add a metric's value, with what it covers where that is asked for."""
    contents = question.intent.makeup
    lines = statements.say_contents(draft, evidence, info, metric) if contents else ()
    if metric == "实有人数" and evidence.parts(info, metric):  # its make-up says the total too
        lines = statements.say_makeup(draft, evidence, info, metric)
    for line in lines or (statements.say_value(draft, evidence, info, metric),):
        draft.add(line)
    fact = statements.main_fact(evidence, info, metric)
    if fact is not None and not fact.amount.value and metric.startswith("授予"):
        draft.add(statements.say_value(draft, evidence, info, "政府采购支出总额"))
        say_statement(draft, evidence, info, "政府采购支出总额")
    _say_companion(evidence, draft, info, metric)


def _say_gap(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> bool:
    """Add why two figures of a report differ, once for both of them."""
    gaps = evidence.gaps(info, [metric])
    told = {(r.report, r.fact.metric) for r in draft.references}
    if gaps and all((info.id, reason.metric) in told for reason in gaps):
        return True
    return statements.say_gap(draft, evidence, info, [metric])


def _says_two(question: Question) -> bool:
    """229辆车，保有量才77？: two numbers held against each other ask why they differ."""
    said = {m["number"] for m in _SAID.finditer(question.folded)}
    return len(said) > 1 and not (question.intent.fell or question.intent.rose)


def _say_change(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    metric: str,
    *,
    why: bool = False,
) -> None:
    intent = question.intent
    moved = intent.fell or intent.rose
    if intent.why and not moved and _say_gap(evidence, draft, info, metric):
        return
    changed = _changed_metric(evidence, info, metric)
    known = statements.changes(evidence, info, changed) != (None, None)
    if not known and _say_since_start(draft, evidence, info, metric):
        return
    by_budget = intent.why and not known and evidence.reasons(info, metric, "预算")
    if by_budget and _say_budget(evidence, draft, info, metric):
        return
    if not known and not (intent.why or _AGAINST_LAST.search(question.folded)):
        draft.add(statements.say_value(draft, evidence, info, metric))
        return
    if changed != metric:
        draft.add(statements.say_value(draft, evidence, info, metric))
        words = (
            f"报告没有单独说明{statements.name(metric)}的变化，说明的是{statements.name(changed)}："
        )
        draft.add(words)
    lines = statements.say_why(draft, evidence, info, changed, fell=intent.fell, rose=intent.rose)
    stated = evidence.reasons(info, changed, "上年")
    for line in lines if intent.why or why or stated else (lines[0], lines[2]):
        draft.add(line)
    value = statements.main_fact(evidence, info, changed)
    if _ZERO.search(question.folded) and value is not None and value.amount.value:
        draft.add("（并不为零。）")


_AGAINST_LAST = re.compile(r"年|同比|变化|变动|增减|[涨降升跌减]|增加|增长|增幅|了多少|吗|没")
_ZERO = re.compile(r"(?:是|为|等于|才)(?:零|0(?![\d.]))|一分(?:钱)?(?:都|也)?(?:没|未)")


def _say_since_start(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Add what is left at the year's end against what was there at its start; False where not told."""
    start = metric.replace("年末", "年初")
    left, before = (statements.main_fact(evidence, info, m) for m in (metric, start))
    result = difference(left, before) if left and before and start != metric else None
    if left is None or before is None or result is None:
        return False
    draft.add(statements.say_value(draft, evidence, info, metric))
    draft.add(statements.say_value(draft, evidence, info, start))
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, left), (info, before)]
    )
    verb = "多" if result.value > 0 else "少"
    if result.value == 0:
        draft.add(f"年初和年末两者相等。{draft.cite(info, left)}")
        return True
    draft.add(
        f"{statements.name(metric)}比{statements.name(start)}{verb} {text.lstrip('-')}。"
        f"{draft.cite(info, left)}"
    )
    return True


def _say_budget(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> bool:
    lines = statements.say_budget(draft, evidence, info, metric)
    told = bool(lines)
    for line in lines:
        draft.add(line)
    if not lines:
        for other in _BUDGETED.get(metric, ()):
            more = statements.say_budget(draft, evidence, info, other)
            for line in more:
                draft.add(line)
            told = told or bool(more)
            if more and metric != "公务用车购置及运行维护费":
                break
    return told


def _changed_metric(evidence: Evidence, info: ReportInfo, metric: str) -> str:
    if statements.changes(evidence, info, metric) != (None, None):
        return metric
    if evidence.reasons(info, metric, "上年"):
        return metric
    for other in _CHANGED.get(metric, ()):
        if statements.changes(evidence, info, other) != (None, None):
            return other
    return metric


def _say_companion(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> None:
    other = statements.companion(metric)
    fact = statements.main_fact(evidence, info, other) if other else None
    if other and fact is not None:
        draft.add(
            f"（另有“{other}”{draft.figure(info, fact)}，口径含结转结余等。{draft.cite(info, fact)}）"
        )
