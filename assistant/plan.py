"""The path from a question to a draft: which operation, over which reports and metrics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.compose import comparison, performance, statements, texts
from assistant.compose.draft import Draft, subject
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.vocabulary import Mention
from index.amounts import COUNTS, NUMBER, parse_number, quantum
from index.model import Fact, Sheet
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of

MOST_CANDIDATES = 5
_MOST_METRICS = 8
_MOST_ROWS = 8
_MOST_ALIKE = 3  # functional items of one name: the largest are meant, the empty ones are not
_ENOUGH_COVER = 0.55
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
}


def plan(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Write the answer to a question into a draft."""
    intent = question.intent
    reports = question.reports
    if intent.personal:
        draft.status = "not_found"
        draft.add(
            "决算报告没有披露这类细节（具体人员、地点、商家等），只披露金额、人次和总体说明，因此无法回答。"
        )
        return
    if intent.define and _define(question, evidence, draft):
        return
    if _several(question, draft):
        return
    for step in _STEPS:
        if step(question, evidence, draft, reports):
            return
    _missing(question, evidence, draft)


def _several(question: Question, draft: Draft) -> bool:
    """Ask back where too many reports fit and the question does not range over them."""
    intent = question.intent
    ranges = intent.rank or intent.trend or question.years.several
    if len(question.reports) <= MOST_CANDIDATES or ranges:
        return False
    draft.status = "clarify"
    draft.add(f"有 {len(question.reports)} 份报告都可能是您要问的，请说明单位和年度。")
    draft.options.extend(
        f"{info.unit} {info.year}年：{question.text}" for info in question.reports[:MOST_CANDIDATES]
    )
    return True


def _any(told: Iterable[bool]) -> bool:
    """Whether any is true, after all have been said: `any` would stop at the first."""
    return max(told, default=False)


# -- steps: each answers or returns False -----------------------------------------------------


def _define(question: Question, evidence: Evidence, draft: Draft) -> bool:
    words = [m.official for m in question.mentions] + [
        question.folded[m.start : m.end] for m in question.mentions
    ]
    asks_why = question.intent.why and re.search(r"原因|为什么|为啥|为何", question.folded)
    moved = question.intent.fell or question.intent.rose
    if question.intent.change or asks_why or (question.intent.why and moved):
        return False
    reports = question.reports or evidence.reports
    entries = texts.find_definition(evidence, words, reports)
    if not entries:
        entries = texts.find_definition(evidence, _terms_in(question, evidence), reports)
    if entries:
        _say_meaning(question, draft)
        texts.say_definition(draft, entries)
        return True
    inner = texts.find_inner_definition(evidence, [*words, *question.metrics], reports)
    if inner is None:
        return _no_definition(question, evidence, draft)
    info, entry, words_found, place = inner
    mark = draft.mark(info, entry.section, place)
    draft.add(f"{draft.quoted(words_found)}。[{mark}]（{info.unit} {info.year} 年度报告）")
    return True


def _say_meaning(question: Question, draft: Draft) -> None:
    """车补算三公吗: say which official term an everyday word stands for."""
    for mention in question.mentions:
        word = question.folded[mention.start : mention.end]
        if mention.official in question.undisclosed and word != mention.official:
            draft.add(f"“{word}”一般指“{mention.official}”，报告没有单独披露。名词解释中：")


_MEANING = re.compile(r"什么意思|啥意思|什么是|啥是|什么叫|啥叫|含义|定义")


def _no_definition(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that no glossary explains a term, where its meaning is all that is asked."""
    term = _FRAME.sub("", question.folded).strip('“”"?,。 ')
    if not _MEANING.search(question.folded) or not term:
        return False
    draft.status = "not_found"
    draft.add(f"已收录报告的名词解释中没有“{term}”。")
    terms = dict.fromkeys(d.term for _, d in evidence.definitions)
    draft.add(f"有解释的词：{'、'.join(list(terms)[:14])}。")
    return True


_FRAME = re.compile(_MEANING.pattern + r"|请问|[是的呢啊吗?？]|报告|里面?|中")


def _terms_in(question: Question, evidence: Evidence) -> list[str]:
    """Return the glossary terms that stand in a question, longest first."""
    text = re.sub(r"[“”\"]", "", question.folded)
    terms = {d.term.strip("“”") for _, d in evidence.definitions}
    return sorted((t for t in terms if re.sub(r"[“”\"]", "", t) in text), key=len, reverse=True)


def _topic(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    topics = [t for t in ("下属单位", "职能", "机构") if t in question.topics]
    intent = question.intent
    if not topics or question.projects or intent.why or intent.change or intent.fell or intent.rose:
        return False
    return _any(texts.say_topic(draft, evidence, info, topics[0]) for info in reports)


def _performance(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    if question.projects:
        told = False
        for info in reports:
            for sheet in performance.sheets_named(evidence, info, question.projects):
                _say_project(question, evidence, draft, info, sheet)
                told = True
        return told
    asks = question.intent.performance or question.topics & {"绩效", "偏差"}
    whole = "整体支出" in question.metrics or "整体" in question.folded
    others = [m for m in question.metrics if m not in ("整体支出", "预算绩效评价项目")]
    counted = "预算绩效评价项目" in question.metrics and _COUNTS.search(question.folded)
    if not asks or others or counted:
        return False
    if len(reports) > 1 and not whole:
        exact = [
            info
            for info in reports
            for report, sheet in evidence.sheets
            if report == info.id
            and performance.names_exactly(
                performance.rows_named(evidence, info, sheet, question.folded), question.folded
            )
        ]
        reports = list(dict.fromkeys(exact)) or reports
    return _any(_say_performance(question, evidence, draft, info, whole) for info in reports)


_COUNTS = re.compile(r"几个|多少个|数量|预算数|执行数|涉及")
_LISTS = re.compile(r"哪些|有哪|列|清单|几个|最[高低]|多少个|项目")
_LOST = re.compile(r"扣分|没完成|未完成|没达|未达|失分|偏差|不达标")


def _say_performance(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, whole: bool
) -> bool:
    """Add what is asked of a report's performance tables: one indicator, losses, or an overview."""
    # A table printed twice counts once.
    sheets = list({s.metric: s for r, s in evidence.sheets if r == info.id}.values())
    named = [
        (sheet, rows)
        for sheet in sheets
        if (rows := performance.rows_named(evidence, info, sheet, question.folded))
    ]
    if whole:
        return _whole(question, evidence, draft, info)
    if named and len(named) <= 2:
        for sheet, rows in named:
            draft.add(f"{subject(info)}「{sheet.title}」的绩效自评：")
            performance.say_rows(draft, evidence, info, rows[:_MOST_ROWS])
        return True
    lost = _LOST.search(question.folded)
    ranked = [sheet for sheet, _ in performance.ranked_projects(evidence, info)]
    if lost and not question.intent.rank:
        whole_first = [s for s in sheets if s.metric == "整体支出"] + ranked
        if performance.say_lost_points(draft, evidence, info, whole_first, _MOST_ROWS):
            return True
    if not _LISTS.search(question.folded):
        _whole(question, evidence, draft, info)
    told = performance.say_projects(draft, evidence, info)
    if told and (lost or question.intent.why):
        performance.say_lost_points(draft, evidence, info, ranked[:1], _MOST_ROWS)
    return told or bool(sheets)


_DETAIL = re.compile(
    r"扣分|偏差|没完成|未完成|没达|未达|指标|效果|成效|咋样|怎么样|为什么|为啥|原因|没花|失分|完成情况"
)


def _say_project(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet
) -> None:
    """Add a table's head, then the indicators that the question names, or those that lost points."""
    performance.say_sheet(draft, evidence, info, sheet)
    text = question.folded.replace(fold(sheet.title), " ")
    performance.say_funding(draft, evidence, info, sheet, text)
    rows = performance.rows_named(evidence, info, sheet, text)
    if not rows and re.search(r"效果|成效|效益|满意", text):
        rows = performance.rows_on_effect(evidence, info, sheet)
    if not rows and (question.intent.why or _DETAIL.search(question.folded)):
        rows = performance.rows_missed(evidence, info, sheet)
        if not rows:
            draft.add("自评表中没有扣分的指标。")
    performance.say_rows(draft, evidence, info, rows[:_MOST_ROWS])
    if len(rows) > _MOST_ROWS:
        draft.add(f"另有 **{len(rows) - _MOST_ROWS}** 项未列出，见原表。")


def _whole(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    sheets = performance.sheets_named(evidence, info, ("整体支出",))
    for sheet in sheets:
        _say_project(question, evidence, draft, info, sheet)
    return bool(sheets)


def _rank(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    if not question.intent.rank or not question.metrics or len(reports) < 2:
        return False
    lowest = question.intent.rank == "低"
    return comparison.say_rank(draft, evidence, reports, question.metrics[0], lowest=lowest)


def _unit_cost(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    if not question.intent.unit_cost:
        return False
    money = _money_metrics(question, evidence, reports)
    return _any(
        comparison.say_unit_cost(draft, evidence, info, m, question.folded)
        for info in reports
        for m in money[:1]
    )


def _money_metrics(
    question: Question, evidence: Evidence, reports: Sequence[ReportInfo]
) -> list[str]:
    found = []
    for metric in question.metrics:
        facts = [f for info in reports for f in evidence.facts(info, metric)]
        if any(f.aspect == "决算数" for f in facts):
            found.append(metric)
    if not found:
        text = question.folded
        found = [
            metric
            for word, metric in (
                ("接待", "公务接待费"),
                ("招待", "公务接待费"),
                ("吃", "公务接待费"),
                ("车", "公务用车运行维护费"),
            )
            if word in text
        ]
    return found


def _compare(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    if not question.intent.compare:
        return False
    metrics = [m for m in question.metrics if any(evidence.facts(r, m) for r in reports)]
    told = False
    if len(metrics) >= 2:
        for info in reports:
            pair = [statements.main_fact(evidence, info, m) for m in metrics[:2]]
            if pair[0] is not None and pair[1] is not None:
                told |= comparison.say_difference(
                    draft, (info, metrics[0], pair[0]), (info, metrics[1], pair[1])
                )
        return told
    if len(metrics) == 1 and len(reports) == 2:
        ordered = sorted(reports, key=lambda r: _first_seen(question, r))
        facts = [statements.main_fact(evidence, r, metrics[0]) for r in ordered]
        if facts[0] is not None and facts[1] is not None:
            return comparison.say_difference(
                draft, (ordered[0], metrics[0], facts[0]), (ordered[1], metrics[0], facts[1])
            )
    return False


def _first_seen(question: Question, info: ReportInfo) -> int:
    at = question.folded.find(str(info.year))
    return at if at >= 0 else len(question.folded)


def _trend(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    if not (question.intent.trend or question.years.several) or not question.metrics:
        return False
    return comparison.say_trend(draft, evidence, reports, question.metrics[0])


def _metrics(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer for each report and each metric named."""
    question = narrow(_beside(_with_default(question)), evidence)
    if not question.metrics:
        return False
    reports = question.reports
    told = False
    absent: list[tuple[ReportInfo, str]] = []
    for info in reports:
        stated = _without_parts(question, _stated(question, evidence, info))
        for metric in stated:
            told |= _say_metric(question, evidence, draft, info, metric)
        if not stated:
            absent.append((info, question.metrics[0]))
    if not told:
        return False
    for info, metric in absent:
        draft.add(f"**{info.unit}** {info.year} 年度的报告没有写{statements.name(metric)}。")
    return True


def _with_default(question: Question) -> Question:
    """钱花哪了, 批了多少: a question on money as a whole means the year's expenditure."""
    intent = question.intent
    named = (
        question.metrics
        or question.undisclosed
        or question.projects
        or question.topics - {"原因", "变化"}
    )
    asks = intent.makeup or intent.budget or intent.why or intent.change
    money = re.search(r"钱|花|批|预算", question.folded)
    if named or not asks or not money or len(question.unexplained) > 2:
        return question
    whole = Mention(0, 0, "本年支出", ("本年支出",))
    return replace(question, mentions=(whole, *question.mentions))


def _beside(question: Question) -> Question:
    """Add what a question means beside the metrics that it names."""
    added: list[str] = []
    if "公务用车保有量" in question.metrics and re.search(r"值|资产|名下|账上", question.folded):
        added += ["车辆", "车辆价值"]
    for part, total in [(p, t) for t, parts in parts_of().items() for p in parts]:
        if part in question.metrics and re.search(r"除了?|除开|以外", question.folded):
            added.append(total)
    mentions = tuple(Mention(0, 0, m, (m,)) for m in dict.fromkeys(added))
    return replace(question, mentions=(*question.mentions, *mentions))


_SAID = re.compile(
    rf"(?P<number>{NUMBER})\s?(?P<measure>%|倍|万元?|亿元?|元|人次|人|辆|个|批次?)?(?![\d.年月号热])"
)


def narrow(question: Question, evidence: Evidence) -> Question:
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
        if len(here) > _MOST_ALIKE and "资产" not in mention.official:
            here = sorted(here, key=lambda m: _size(evidence, info, m), reverse=True)
            here = [m for m in here if _size(evidence, info, m) > 0][:_MOST_ALIKE] or here[:1]
        found.extend(m for m in here if m not in found)
    return found[:_MOST_METRICS]


def _without_parts(question: Question, metrics: list[str]) -> list[str]:
    """Where a total is asked for with its parts, its make-up says them all."""
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
    intent = question.intent
    before = len(draft.paragraphs)
    if metric not in question.metrics:
        asked = next((m.official for m in question.mentions), "")
        draft.add(f"报告没有披露{asked}，披露的是{statements.name(metric)}。")
    if (
        intent.budget
        and re.search(r"几个|多少个|数量", question.folded)
        and evidence.one(info, metric, "数量")
    ):
        draft.add(statements.say_value(draft, evidence, info, metric))
    asks_budget = intent.budget or any(
        m.aspect in ("年初预算数", "全年预算数", "预决算差异率", "完成率")
        for m in question.mentions
    )
    if asks_budget:
        if _say_budget(evidence, draft, info, metric):
            return True
        draft.add(f"{info.unit} {info.year} 年度的报告没有写{statements.name(metric)}的预算数。")
    if _says_two(question) and statements.say_gap(draft, evidence, info, [metric]):
        return True
    if intent.why or intent.change:
        _say_change(question, evidence, draft, info, metric)
        if intent.share and not intent.why:
            draft.add(statements.say_share(draft, evidence, info, metric))
    elif intent.truth:
        _say_change(question, evidence, draft, info, metric, why=True)
    elif evidence.parts(info, metric) and (intent.makeup or intent.share):
        for line in statements.say_makeup(draft, evidence, info, metric):
            draft.add(line)
    elif intent.share or (intent.makeup and _names_several(question)):
        draft.add(statements.say_share(draft, evidence, info, metric))
    else:
        contents = intent.makeup and not _SAID.search(question.folded)
        lines = statements.say_contents(draft, evidence, info, metric) if contents else ()
        for line in lines or (statements.say_value(draft, evidence, info, metric),):
            draft.add(line)
        _say_companion(evidence, draft, info, metric)
        if metric == "实有人数":
            for line in statements.say_makeup(draft, evidence, info, metric):
                draft.add(line)
    return len(draft.paragraphs) > before


def _names_several(question: Question) -> bool:
    return len([m for m in question.mentions if m.metrics]) > 1


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
    if intent.why and not (intent.fell or intent.rose):
        told = [p for p in draft.paragraphs if p.startswith("报告说明的差异原因")]
        if told or statements.say_gap(draft, evidence, info, [metric]):
            return
    changed = _changed_metric(evidence, info, metric)
    if changed != metric:
        words = (
            f"报告没有单独说明{statements.name(metric)}的变化，说明的是{statements.name(changed)}："
        )
        draft.add(words)
    lines = statements.say_why(draft, evidence, info, changed, fell=intent.fell, rose=intent.rose)
    for line in lines if intent.why or why else (lines[0], lines[2]):
        draft.add(line)


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


def _passages(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote the passage that speaks of what is asked, where one does."""
    if (
        question.undisclosed
        or question.metrics
        or not (question.intent.in_field or question.units.units or question.projects)
    ):
        return False
    dropped = [r.unit for r in reports] + [question.folded[s:e] for s, e in question.units.spans]
    found = evidence.search(question.text, 8, reports)
    close = [
        passage
        for passage in found
        if passage.chunk.kind != "自评表"  # rows of a table are no sentences to quote
        and texts.covers(question.text, passage, dropped) >= _ENOUGH_COVER
    ]
    if close and re.search(r"多少|几[个人次批辆]|花了", question.folded):
        draft.status = "not_found"
        draft.add("报告没有单独披露这个数。相关的原文：")
    for passage in close[:2]:
        texts.say_passage(draft, evidence, passage, question.text)
    return bool(close)


_Step = Callable[[Question, Evidence, Draft, Sequence[ReportInfo]], bool]
_STEPS: tuple[_Step, ...] = (
    _topic,
    _performance,
    _rank,
    _unit_cost,
    _compare,
    _trend,
    _metrics,
    _passages,
)


def _missing(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Say that the reports do not answer, and what they have."""
    draft.status = "not_found"
    names = "、".join(f"{r.unit} {r.year} 年度" for r in question.reports)
    asked = [*question.undisclosed, *(statements.name(m) for m in question.metrics)]
    if asked and question.reports:
        draft.add(f"{names}的报告没有单独披露“{asked[0]}”。")
        if question.undisclosed:
            draft.add("决算说明通常只披露汇总数，明细在所附决算报表中。")
    elif question.intent.in_field or question.units.units:
        draft.add(
            f"在{'这份报告' if len(question.reports) == 1 else '已收录的报告'}中没有找到与这个问题对应的内容。"
        )
    else:
        draft.status = "refused"
        draft.add(
            "我只回答部门决算公开报告中的问题，例如某单位某年度的“三公”经费、收支、人员、采购、资产和绩效。"
        )
    draft.add(texts.what_is_there(evidence.reports))
