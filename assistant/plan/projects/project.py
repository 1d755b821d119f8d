"""What is asked of one project: its table's head, its indicators, its goals in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose import funding, indicators, performance, projects, reckoned, standards
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft, subject
from assistant.compose.goals import (
    costs_told,
    results_in_words,
    say_goals,
    say_results,
)
from assistant.compose.quotes import say_quote
from assistant.compose.rows import (
    COMMON_PAIRS,
    counted_cell,
    rows_in,
    rows_missed,
    rows_of,
    words_for_rows,
)
from assistant.compose.statements import say_reasons
from assistant.compose.unspent import aspects_asked, say_unspent
from assistant.plan.doubts.numbers import numbers_said, say_sentence
from assistant.plan.projects.asked_rows import asks_in_measure
from assistant.plan.projects.counted import Counted, say_counting
from assistant.plan.projects.explained import (
    LESS_THAN_PLANNED,
    MORE_THAN_PLANNED,
    say_elsewhere_of,
    say_fell_short,
    say_first_budget,
    say_item_of,
    say_price_told,
    say_why_booked,
    say_why_low,
    say_why_unpaid,
)
from assistant.plan.projects.reviewed import (
    add_remedy,
    add_review,
    say_judged,
    say_remedy_below,
    say_review,
)
from assistant.plan.projects.rows_listed import say_lost_count, say_row_names
from assistant.plan.projects.rows_meant import (
    EXCEEDS,
    LISTED,
    MONEY_ROW,
    SPENT_ON,
    asks_change,
    asks_lost,
    called_rows,
    listed_rows,
    rows_asked,
    says_number,
    without_titles,
)
from assistant.plan.projects.sheets import with_said_head, with_said_number, with_siblings
from assistant.plan.prose.counting import characters
from assistant.plan.prose.words import NOT_IN_TABLE, untitled
from assistant.plan.sums.per_one import say_each_told
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.intent import MOST_LOST
from index.amounts import MONEY
from index.model import Row, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

MOST_ROWS = 12
_NO_REASON_GIVEN = "报告没有说明预算调整或执行差异的原因。"
OF_ANY_TABLE = frozenset(terms("项目执行率自评得分绩效指标完成情况"))
# 两个项目花了多少: of both
_SUMMED = re.compile(
    r"(?:[两三四五六七八九]|\d)[个笔][^各分]{0,8}(?:花|用|支)[^各分]{0,4}(?:多少|几)"
)
_REPEATED = re.compile(r"重复|重印|两遍|两次|两张|多算|多印")


def answer_projects(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the projects that a question names; False where no report has a table of them."""
    named = [
        (info, sheet)
        for info in reports
        for sheet in performance.sheets_named(evidence, info, question.projects)
    ]
    named = with_said_number(question, evidence, with_said_head(question, named))
    named = with_siblings(question, evidence, named)
    summed = question.intent.total or _SUMMED.search(question.folded) is not None
    together = len(named) > 1 and summed
    between = len(named) == len(("one", "other")) and reckoned.asks_between(question.folded)
    if MOST_LOST.search(question.folded) and "项目" not in _FIRST_LOST.sub("", question.folded):
        for info in dict.fromkeys(info for info, _ in named):
            own = {sheet.metric for of, sheet in named if of == info}
            top = question.intent.top or 1
            for row in indicators.say_most_lost(draft, evidence, info, top, own):
                reckoned.say_deduction(draft, evidence, info, row, question.folded)
        if draft.paragraphs:
            return True
    for info, sheet in named:
        say_project(question, evidence, draft, info, sheet, alone=not (together or between))
    rows = [(i, row) for i, sheet in named for row in called_rows(question, evidence, i, sheet)]
    plain = untitled(question.context, question)
    if together:
        projects.say_together(draft, evidence, named, aspects_asked(plain))
        say_unspent(draft, evidence, named, plain)
    elif not reckoned.say_rows_apart(draft, evidence, rows if between else ()) and (
        len(named) == 2 and (_COMPARED.search(plain) or not rows)
    ):
        aspect = "得分" if re.search(r"得分|几分|分[高低]", plain) else "全年执行数"
        aspect = "执行率" if re.search(r"执行率|进度", plain) else aspect
        projects.say_apart(draft, evidence, named, aspect)
    counted = Counted.asked(question.folded)
    counted = None if counted is not None and counted.of_report else counted
    if named and counted and not counted.told(draft.text):
        say_counting(draft, evidence, named, counted, characters(question.words))
    if len(named) == 1:
        add_review(question, evidence, draft, named)
        info, sheet = named[0]
        add_remedy(question, evidence, draft, info, called_rows(question, evidence, info, sheet))
    asks_more = re.search(r"钱|花|经费|预算|得分", plain)
    ranked = question.intent.rank and len(named) == 1 and not _told_of_rank(question, draft, named)
    if (
        named
        and reckoned.asks_both(question.folded)
        and not _states_each(question, evidence, named)
    ):
        ranked = True  # 一个专家一次多少钱: no total answers it
    if ranked or (named and counted and not asks_more and not counted.told(draft.text)):
        draft.status = "not_found"
        draft.paragraphs.insert(0, NOT_IN_TABLE)
    if _REPEATED.search(question.folded):
        for info in dict.fromkeys(info for info, _ in named):
            projects.say_twice(draft, evidence, info)
    return bool(named)


def _states_each(
    question: Question, evidence: Evidence, named: Sequence[tuple[ReportInfo, Sheet]]
) -> bool:
    """Whether an indicator of some projects gives the price of one that a question asks for."""
    rows = (row for info, sheet in named for row in rows_in(evidence, info, sheet))
    return any(reckoned.states_each(row, question.folded) for row in rows)


def _told_of_rank(
    question: Question, draft: Draft, named: Sequence[tuple[ReportInfo, Sheet]]
) -> bool:
    """Whether what is to be ranked (投诉最多的) is spoken of in what was said of a project."""
    words = telling(question.folded, question.units.spans) - COMMON_PAIRS - OF_ANY_TABLE
    words -= set(terms("".join(sheet.title for _, sheet in named)))
    if re.search(r"扣|得?分|执行|金额|花|贵|指标|完成", question.folded):
        return True
    return not words or bool(words & set(terms(draft.text)))


# 那个项目里丢分最多的是哪项: of its indicators, and of no other project
_FIRST_LOST = re.compile("(?:[那这]个|的)项目|项目(?=[里中的]|自评)")
_GOALS = re.compile(r"目标|完成(?:得|情况|了吗|了没|怎么|咋)")


def say_project(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    sheet: Sheet,
    *,
    alone: bool = True,
) -> None:
    """Add a table's head, then the indicators that the question names, and those that lost points.

    What was left of its budget, and by how much a target was missed, is only said of a table that
    stands `alone`.
    """
    called = called_rows(question, evidence, info, sheet)
    listed_costs = SPENT_ON.search(question.folded) is not None
    costs = costs_told(evidence, info, sheet) if _asks_costs(question.folded) else []
    of_all = listed_costs or (asks_lost(question) and LISTED.search(question.folded))
    brief = called if _asks_rows_alone(question) and not (of_all or costs) else []
    asks_apart = reckoned.asks_apart(question.folded)
    apart = bool(called) and asks_apart and not _BUDGETS.search(question.folded)
    if brief:  # 维修费超没超, after the project has been spoken of
        mark = performance.title_mark(draft, evidence, info, sheet)
        draft.add(f"{subject(info)}「{sheet.title}」的绩效自评：{mark}")
    else:
        performance.say_sheet(draft, evidence, info, sheet)
    if alone and not apart:
        text = question.folded if brief else untitled(question.context, question)
        if not brief or _OF_FUNDS.search(text):
            say_unspent(draft, evidence, [(info, sheet)], text)
    if _FIRST_BUDGET.search(question.folded):
        say_first_budget(draft, evidence, info, sheet)
    if _OF_ITEM.search(question.folded):  # 科目表里年初预算是0, 绩效里又是380万
        say_item_of(draft, evidence, info, sheet)
    say_doubts(draft, evidence, info, sheet.metric, everything=question.intent.truth)
    if not brief:
        performance.say_otherwise(draft, evidence, info, sheet)
    funding.say_funding(draft, evidence, info, sheet, question.folded)
    plain = without_titles(question)
    words = words_for_rows(
        plain,
        telling(plain) - _of_implementer(question, sheet),
        rows_in(evidence, info, sheet),
    )
    unspent = question.intent.why and _UNSPENT.search(question.folded)
    if (info.id, sheet) not in evidence.tables:  # its score is told in the text alone
        low = question.intent.why and _LOW.search(question.folded)
        if asks_lost(question) or _GRADE.search(question.folded) or low:
            say_why_low(draft, evidence, info, sheet)
        if question.intent.why or asks_lost(question) or _SHORT.search(question.folded):
            say_fell_short(draft, evidence, info, sheet)
        if question.intent.makeup or _PURPOSE.search(question.folded):
            say_elsewhere_of(draft, evidence, info, sheet)
        if _DESCRIBED.search(question.folded) or _DONE.search(question.folded):
            say_review(draft, evidence, info, sheet)
        if unspent:
            say_why_booked(draft, evidence, info, sheet, LESS_THAN_PLANNED)
        if question.intent.unit_cost or reckoned.asks_each(question.folded):
            say_price_told(draft, evidence, info, sheet)
        say_judged(question, evidence, draft, info, sheet)
        return
    if _GRADE.search(question.folded):
        say_why_low(draft, evidence, info, sheet)
    of_money = unspent and not re.search(r"分|指标|达标", question.folded)
    if asks_lost(question) and not (of_money or rows_missed(evidence, info, sheet)):
        none = indicators.none_missed(evidence, info, sheet)
        unexplained = question.intent.why and "没有扣分" in none
        draft.add(none, _NO_REASON_GIVEN if unexplained else "")
    if say_row_names(question, evidence, draft, info, sheet):
        return
    say_lost_count(question, evidence, draft, info, sheet)
    for part in costs:
        say_quote(draft, evidence, info, part)
    rows = brief or rows_asked(question, evidence, info, sheet, words)
    rows = rows or (called if _EXCEEDED.search(question.folded) else [])
    if costs and not asks_in_measure(question.folded):
        rows = []  # each told by the text, what was paid for as a whole
    at_foot = evidence.reasons(info, sheet.metric, "自评")
    told = len(draft.paragraphs)
    if asks_lost(question) and not at_foot and (unspent or not any(r.deviation for r in rows)):
        say_why_low(draft, evidence, info, sheet)
    if question.intent.why and _UNPAID.search(question.folded):
        say_why_unpaid(draft, evidence, info, sheet)
    if unspent:
        say_why_booked(draft, evidence, info, sheet, LESS_THAN_PLANNED)
        missed = rows_missed(evidence, info, sheet)
        draft.add("" if missed or len(draft.paragraphs) > told else _NO_REASON_GIVEN)
    elif _RAISED.search(question.folded):
        say_why_booked(draft, evidence, info, sheet, MORE_THAN_PLANNED)
    told_each = (
        [r for r in rows_in(evidence, info, sheet) if reckoned.states_each(r, question.folded)]
        if question.intent.unit_cost or reckoned.asks_each(question.folded)
        else []
    )
    by_period = [
        r for r in rows_in(evidence, info, sheet) if reckoned.states_period(r, question.folded)
    ]
    told_each = list(dict.fromkeys([*told_each, *by_period]))
    rows = [*told_each, *(row for row in rows if row not in told_each)]
    listed = listed_rows(question, evidence, info, sheet) if question.intent.total else []
    rows = [*listed, *(row for row in rows if row not in listed)] if listed else rows
    for row in rows[:MOST_ROWS]:
        indicators.say_row(draft, evidence, info, row)
        reckoned.say_deduction(draft, evidence, info, row, question.folded)
        if EXCEEDS.search(question.folded) and reckoned.exceeds(row) is not None:
            reckoned.say_excess(draft, evidence, info, row, question.folded)
        elif (alone and asks_apart and _is_meant(question, row, called)) or (
            row in told_each and reckoned.asks_missed(question.folded)
        ):
            reckoned.say_against_target(draft, evidence, info, row, question.folded)
    indicators.say_foot(draft, evidence, info, rows)
    if untold := [r for r in at_foot if unspent and draft.quoted(r.text) not in draft.text]:
        draft.add(say_reasons(draft, evidence, info, untold))
    say_remedy_below(question, evidence, draft, info, sheet)
    say_judged(question, evidence, draft, info, sheet)
    for row in [r for r in rows if r in called]:
        indicators.say_otherwise_told(draft, evidence, info, [row])
        if asks_change(question):
            indicators.say_change_told(draft, evidence, info, row)
    if standards.asks_products(question.folded):
        every = rows_in(evidence, info, sheet)
        for prices in (rows, called, every):
            if standards.say_products(draft, evidence, info, sheet, prices):
                for number in numbers_said(question.folded):  # 伙食费27.45万元: as the text has it
                    if number.measure in MONEY:
                        say_sentence(question, evidence, draft, info, number)
                return
    stated = any(
        (row.name[0] == "每" and row.name[:2] in question.folded)
        or (row in told_each and not _OF_DAYS.search(row.result))
        or (row in told_each and _asks_of_days(question.folded))
        for row in rows
    )
    if (question.intent.unit_cost or reckoned.asks_each(question.folded)) and not stated:
        told = say_each_told(question, evidence, draft, info)
        if not told:
            reckoned.say_cost_of_each(draft, evidence, info, sheet, question.folded)
    if question.intent.total:
        summed = [row for row in rows if MONEY_ROW.search(row.result) and row in listed]
        count = _COUNTED.search(question.folded)
        if count is None or _number(count["count"]) == len(summed):
            reckoned.say_rows_together(draft, evidence, info, summed, question.folded)
    if reckoned.asks_points(question.folded):
        reckoned.say_points_lost(draft, evidence, info, sheet)
    if len(rows) > MOST_ROWS:
        draft.add(f"另有 **{len(rows) - MOST_ROWS}** 项未列出，见原表。")
    aimed, done = _AIMED.search(question.folded), _DONE.search(question.folded)
    if aimed or (not done and _PURPOSE.search(question.folded)):
        say_goals(draft, evidence, info, sheet, alone=aimed is not None)
    if done or question.intent.describe or _DESCRIBED.search(question.folded):
        say_results(draft, evidence, info, sheet)
    if question.intent.truth and not question.intent.total:
        say_prose(draft, evidence, info, sheet, words)
    elif not rows and _GOALS.search(question.folded):
        say_prose(draft, evidence, info, sheet, set())


# 介绍一下这个项目, 效果怎么样: all that the text says of it is asked for.
_DESCRIBED = re.compile(
    r"介绍|说说|讲讲|(?:怎么|咋|怎)样|(?:情况|效果|成效)(?:如何|[吧呢啊]?(?:[?？。,，]|$))"
)
_EXCEEDED = re.compile(r"超额|(?:完成|达到|做到|实现)了?(?:[\u4e00-\u9fff]{2,8})?(?:吗|没|么|目标)")
_EACH_SPENT = re.compile(r"(?:各|分别)(?:自|都)?(?:花|用|付|支)(?:了|掉|出)?(?:多少|几)")
_LOW = re.compile(r"低(?!保)|差(?!旅)|不高")
_SHORT = re.compile(r"(?:没|未)(?:有)?(?:做到|完成|达到|达标|做完)|问题|不足|差在哪")


def _asks_costs(text: str) -> bool:
    """Whether a folded question asks what each of the things came to that money was spent on."""
    return SPENT_ON.search(text) is not None or _EACH_SPENT.search(text) is not None


def _of_implementer(question: Question, sheet: Sheet) -> set[str]:
    """Return the pairs of a question that only name who carried a project out: 红山办公区."""
    said = longest_run(question.folded, fold(sheet.implementer))
    return set(terms(said)) if len(said) >= _LEAST_UNIT else set()


def _is_meant(question: Question, row: Row, called: Sequence[Row]) -> bool:
    """Whether an indicator is called, said with its number, or counted in what a question asks for."""
    return row in called or says_number(row, question.folded) or _is_counted(question, row)


def _is_counted(question: Question, row: Row) -> bool:
    """Whether an indicator is counted in what a question asks for: 还差几亩."""
    counted = Counted.asked(question.folded)
    return counted is not None and replace(counted, noun="").told(counted_cell(row))


_LEAST_UNIT = 5
# 预算150万怎么才花118万, 执行率为什么低: why money was left, not why points were lost
_UNSPENT = re.compile(
    r"执行(?:率|进度|数)?[^,。?]{0,6}(?:低|慢|少|差|才|只|不[到足高])|(?:才|只|就)(?:花|用|执行|支)|(?:没|未)(?:有)?(?:花|用|执行|付)(?:完|出去|掉|得了)|花不(?:完|出)"
)
_UNPAID = re.compile(r"[没未](?:有)?(?:付|支付|结清|结账|拨付?|给钱)|欠")
_OF_DAYS = re.compile(r"(?:[一每/])(?:个?月|[天日晚])")
# 平均一个人一年多少, each month's standard beside it
_OF_YEAR = re.compile(
    r"(?:平均|人均|[一每]个?人)[^,，。]{0,6}(?:一年|全年)|(?:一年|全年)[^,，。]{0,6}(?:平均|人均|[一每]个?人)"
)


def _asks_of_days(text: str) -> bool:
    return _OF_DAYS.search(text) is not None and _OF_YEAR.search(text) is None


_GRADE = re.compile(r"等级|等次|评级|档|优|良|合格|评价")


# 怎么变成142万, 多出来的钱哪来的: why the budget was raised
_RAISED = re.compile(
    r"(?:怎么|咋|为什么|为啥|为何)[^,，。?？]{0,6}(?:变成|调成|调到|涨到|追加|翻)|多出来?的?钱"
)


_OF_ITEM = re.compile(r"科目|功能(?:分类|表)|款项")
_FIRST_BUDGET = re.compile(r"年初(?:预算|安排|批)|超(?:出|过|了)?预算|(?:比|对|跟|和)预算")
_BUDGETS = re.compile(r"年初(?:预算|安排|数)|全年预算|调整后|执行数")
_OF_FUNDS = re.compile(r"钱|预算|资金|经费|花|执行|剩|调[整增减]")
# 成本指标里列的五项, 数量指标都完成了吗: all of a kind.
_COMPARED = re.compile(r"差|比|哪|谁|更|相|多(?!少)|(?<!多)少|[高低贵涨跌增减降升]")
_OF_HEAD = re.compile(
    r"项目|总分|\d\.\d+分|(?:发|拨|补)了?(?:多少|几)[^,，。?？]{0,6}[钱元]|自评得?分|预算|执行|批了|花了多少钱?[?？。,，]?$|资金"
)
_COUNTED = re.compile(r"(?P<count>[两三四五六七八九十]|(?<!\d)\d{1,2})(?:项|笔|块|样)")
_NUMBERS = {"两": 2, **{sign: at for at, sign in enumerate("一二三四五六七八九十", 1)}}


def _number(said: str) -> int:
    return _NUMBERS.get(said) or int(said)


def _asks_rows_alone(question: Question) -> bool:
    """Whether a question asks only for indicators, of a project that it does not name itself."""
    if _OF_HEAD.search(question.folded):
        return False
    earlier = question.before
    spoken = earlier is not None and set(question.projects) & {"", *earlier.projects}
    return bool(spoken) or question.by_rows


_PURPOSE = re.compile(
    r"(?:用|拿)(?:来|于|在|到|作|做)|(?:干|做)(?:什么|啥|嘛)|干吗|用途|(?:花|用|投)(?:在|到)了?(?:哪|什么|啥)"
    r"|(?:是|买)(?:了)?(?:些)?(?:个)?(?:啥|什么)(?:项目|的|东西)?[?？,，。]?$|(?:给|替|帮)(?:谁|哪)|目的|为了?(?:啥|什么)(?:设|搞|立|弄|安排)|内容|主要(?:花|用)"
    r"|(?:买|采购|提供|包括|包含|包|干|做|办|管|搞|建)(?:到|来|回|给|好|的|是|都|会|要|去|点|些)*(?:哪些|哪几|(?:什么|啥)(?:服务|东西|设备|活|事|工作|内容))"
)
# 原本打算做哪些事: what was aimed at.
_AIMED = re.compile(
    r"(?:原[本来先]?|当初|本来|年初|起初|预期|事先)?(?:打算|计划|准备|设想|要|想)(?:着)?(?:去|都|来)?(?:干|做|办|搞|建|买|弄|完成|达到)[^,，。?？]{0,6}(?:什么|啥|哪|多少(?:事|活)|几件)|预期目标(?:是|有)?(?:什么|啥|哪)"
)
# 真把活都干完了, 实际做了什么, 完成得怎么样
_DONE = re.compile(
    r"(?:干|做|办|搞|买|完|弄|落实|建|实施)(?:成|好|完|出)?了(?:些|点)?(?:什么|啥|哪些|哪几|哪[一]?[件样])|(?:干|做|办|搞|建)(?:成|得)(?:什么|啥|怎么|咋)样|(?:最[后终]|到头来|结果|到底)(?:都|又|只|才)?(?:干|做|办|搞|完|弄|建|买)(?:成|好|完|出|到)(?:了)?[^,，。?？]{0,4}(?:什么|啥|哪)|实际(?:上)?(?:都|只|到底)?(?:做|干|办|买|建|完成)(?!率|值|了?(?:多少|几))"
    r"|活.{0,4}(?:干|做|办)(?:完|好|成)?|完成(?:的)?(?:情况|得(?:怎么样|怎样|咋样|如何|好不好))|成果"
)


_MOST_PROSE, _LEAST_NEAR = 1, 2
_REACHED = re.compile(r"(?:已|全部|均|按时|按期|圆满|基本)完成|完成了|达到(?:了)?|实现了")
_WORDY = re.compile(r"^(?!.*(?:项目名称|总资金|资金总额)).*[\u4e00-\u9fff]{8}")


def say_prose(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, words: set[str]
) -> None:
    """Quote what a table's goals and results say in words: an indicator may say it otherwise."""
    sentences = evidence.sentences(info)
    inside = [s for s in sentences.all if sheet.place.opens(s.place)]
    rows = rows_of(evidence, info, sheet)
    asked = words - COMMON_PAIRS - set(terms(sheet.title))
    prose = [
        s
        for s in inside
        if not any(row.place.opens(s.place) for row in rows) and _WORDY.search(s.text)
    ]
    done = {s.place for s in results_in_words(evidence, info, sheet)}
    fitting = [s for s in prose if set(terms(s.text)) & asked and re.search(r"\d", s.text)]
    fitting.sort(key=lambda s: s.place not in done)  # what was done, before what was aimed at
    near = (words | set(terms(sheet.title))) - COMMON_PAIRS
    told = [s for s in sentences.all if s.kind == "绩效" and re.search(r"\d", s.text)]
    told = [s for s in told if len(set(terms(s.text)) & near) >= _LEAST_NEAR]
    told.sort(key=lambda s: -sentences.weigh(set(terms(s.text)) & near))
    elsewhere = [] if sheet.metric == "整体支出" else told
    for sentence in elsewhere[:_MOST_PROSE] if words else ():
        say_quote(draft, evidence, info, sentence)
    if not words:  # whether the goals were reached: goals and results, as they stand
        fitting = [s for s in prose if _REACHED.search(s.text)]
    for sentence in fitting[:_MOST_PROSE]:
        say_quote(draft, evidence, info, sentence)
