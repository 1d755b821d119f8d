"""What is asked of one project: its table's head, its indicators, its goals in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import funding, indicators, performance, projects, reckoned, standards
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft, subject
from assistant.compose.goals import (
    costs_told,
    results_in_words,
    say_goals,
    say_results,
    says_count_of,
)
from assistant.compose.quotes import say_quote
from assistant.compose.rows import (
    COMMON_PAIRS,
    counted_cell,
    is_called_by_name,
    row_of_people,
    rows_called,
    rows_in,
    rows_missed,
    rows_near,
    rows_of,
    rows_of_cost,
    rows_of_effect,
    scored_short,
    words_for_rows,
)
from assistant.compose.statements import say_reasons
from assistant.compose.unspent import aspects_asked, say_unspent
from assistant.plan.doubts.numbers import numbers_said, say_sentence
from assistant.plan.projects.asked_rows import asks_in_measure, best_rows, fits_any
from assistant.plan.projects.counted import Counted, say_counting
from assistant.plan.projects.explained import (
    LESS_THAN_PLANNED,
    MORE_THAN_PLANNED,
    say_elsewhere_of,
    say_why_booked,
    say_why_low,
    say_why_unpaid,
)
from assistant.plan.projects.reviewed import add_remedy, add_review, say_judged, say_remedy_below
from assistant.plan.projects.rows_listed import say_lost_count, say_row_names
from assistant.plan.projects.sheets import with_said_head, with_said_number, with_siblings
from assistant.plan.prose.counting import characters
from assistant.plan.prose.words import NOT_IN_TABLE, untitled
from assistant.plan.split.pieces import Piece
from assistant.plan.sums.per_one import say_each_told
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.parts import asking_clauses
from index.amounts import MONEY
from index.model import Row, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

MOST_ROWS = 12
MOST_NAMED = 3  # of the indicators that words mean
# What asks for the points that were lost, or for what went wrong.
LOST = re.compile(
    r"(?:(?<!有)没|(?<=有没有)没|未|不是)(?:有|能)?(?:拿|得|给)?(?:到|够|全)?(?:了)?满(?:分|(?=$|[,?]))|没[拿得]满|不(?:够|到)?满分|零分|(?<!\d)0分"
    r"|得?分数?(?:低|少|小)于(?:满分|分值|权重)|(?:扣|丢|少[得拿])(?:了|的)?(?:几|多少)?分|一分(?:都|也)?(?:没|未)(?:给|得|拿)|失分|丢的?分|分.{0,2}丢|分扣|扣在|被扣|哪[里儿些项]?.{0,2}(?:扣|丢)|得?分最(?:差|低)"
    r"|[没未](?:达)?到(?!\d)|没完成|未完成|没有?达|未达|不达标|没做到|没(?:干|做|办|弄|搞)[成好]|(?:达标|达到)了?(?:没有?|吗|么)(?:[,，?？]|$)"
    r"|(?:都|全|全都)(?:是)?(?:完成|达标|达到|做到)了?(?:没|吗|么|[?？]|$)|突破|超标|超了|超出|超支"
    r"|没(?:改|修|建|盖|装|搬|办)(?:完|成|好)|卡(?:在|住|哪)|拖(?:到|了|这么|延)|耽误|延误|(?:怎么|咋|什么|啥)回事|[差低]在|差哪|问题出|偏差|为什么|为啥|咋|怎么|原因|没花"
)
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
    for info, sheet in named:
        say_project(question, evidence, draft, info, sheet, alone=not (together or between))
    rows = [(i, row) for i, sheet in named for row in _called(question, evidence, i, sheet)]
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
        add_remedy(question, evidence, draft, info, _called(question, evidence, info, sheet))
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


_MONEY_ROW = re.compile(r"[万亿]?元$")
EXCEEDS = re.compile(r"超(?:了|出|过|支|标|没超|不超)|突破")
_GOALS = re.compile(r"目标|完成(?:得|情况|了吗|了没|怎么|咋)")


def _without_titles(question: Question) -> str:
    """Return the words of a question without the first saying of each project's name.

    What names a project names none of its indicators: 律师服务经费花了多少.
    """
    chars = list(question.words)
    for title in question.projects:
        at = question.folded.find(fold(title))
        if at >= 0:
            chars[at : at + len(fold(title))] = "," * len(fold(title))
    return "".join(chars)


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
    called = _called(question, evidence, info, sheet)
    listed_costs = _SPENT_ON.search(question.folded) is not None
    costs = costs_told(evidence, info, sheet) if _asks_costs(question.folded) else []
    of_all = listed_costs or (_asks_lost(question) and _LISTED.search(question.folded))
    brief = called if _asks_rows_alone(question) and not (of_all or costs) else []
    apart = bool(called) and reckoned.asks_apart(question.folded)
    if brief:  # 维修费超没超, after the project has been spoken of
        mark = performance.title_mark(draft, evidence, info, sheet)
        draft.add(f"{subject(info)}「{sheet.title}」的绩效自评：{mark}")
    else:
        performance.say_sheet(draft, evidence, info, sheet)
    if alone and not apart:
        text = question.folded if brief else untitled(question.context, question)
        if not brief or _OF_FUNDS.search(text):
            say_unspent(draft, evidence, [(info, sheet)], text)
    say_doubts(draft, evidence, info, sheet.metric, everything=question.intent.truth)
    if not brief:
        performance.say_otherwise(draft, evidence, info, sheet)
    funding.say_funding(draft, evidence, info, sheet, question.folded)
    plain = _without_titles(question)
    words = words_for_rows(
        plain,
        telling(plain) - _of_implementer(question, sheet),
        rows_in(evidence, info, sheet),
    )
    if (info.id, sheet) not in evidence.tables:  # its score is told in the text alone
        if _asks_lost(question) or _GRADE.search(question.folded):
            say_why_low(draft, evidence, info, sheet)
        short = evidence.reasons(info, sheet.metric, "自评")
        short = [reason for reason in short if reason.text[:_LONG_SAME] not in draft.text]
        if short and (
            question.intent.why or _asks_lost(question) or _SHORT.search(question.folded)
        ):
            draft.add(say_reasons(draft, evidence, info, short))
        if question.intent.makeup or _PURPOSE.search(question.folded):
            say_elsewhere_of(draft, evidence, info, sheet)
        return
    if _GRADE.search(question.folded):
        say_why_low(draft, evidence, info, sheet)
    unspent = question.intent.why and _UNSPENT.search(question.folded)
    of_money = unspent and not re.search(r"分|指标|达标", question.folded)
    if _asks_lost(question) and not (of_money or rows_missed(evidence, info, sheet)):
        none = indicators.none_missed(evidence, info, sheet)
        unexplained = question.intent.why and "没有扣分" in none
        draft.add(none, _NO_REASON_GIVEN if unexplained else "")
    if say_row_names(question, evidence, draft, info, sheet):
        return
    say_lost_count(question, evidence, draft, info, sheet)
    for part in costs:
        say_quote(draft, evidence, info, part)
    rows = brief or _rows_asked(question, evidence, info, sheet, words)
    if costs and not asks_in_measure(question.folded):
        rows = []  # each told by the text, what was paid for as a whole
    at_foot = evidence.reasons(info, sheet.metric, "自评")
    told = len(draft.paragraphs)
    if _asks_lost(question) and not at_foot and (unspent or not any(r.deviation for r in rows)):
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
    listed = _listed(question, evidence, info, sheet) if question.intent.total else []
    rows = [*listed, *(row for row in rows if row not in listed)] if listed else rows
    for row in rows[:MOST_ROWS]:
        indicators.say_row(draft, evidence, info, row)
        reckoned.say_deduction(draft, evidence, info, row, question.folded)
        if EXCEEDS.search(question.folded) and reckoned.exceeds(row) is not None:
            reckoned.say_excess(draft, evidence, info, row, question.folded)
        elif (apart and row in called and alone) or (
            row in told_each and reckoned.asks_missed(question.folded)
        ):
            reckoned.say_against_target(draft, evidence, info, row, question.folded)
    indicators.say_foot(draft, evidence, info, rows)
    if untold := [r for r in at_foot if unspent and draft.quoted(r.text) not in draft.text]:
        draft.add(say_reasons(draft, evidence, info, untold))
    say_remedy_below(question, draft, info, sheet)
    say_judged(question, evidence, draft, info, sheet)
    for row in [r for r in rows if r in called]:
        indicators.say_otherwise_told(draft, evidence, info, [row])
        if question.intent.change:  # 同比涨多少: as the text has it
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
        summed = [row for row in rows if _MONEY_ROW.search(row.result) and row in listed]
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
    if done:
        say_results(draft, evidence, info, sheet)
    if question.intent.truth and not question.intent.total:
        say_prose(draft, evidence, info, sheet, words)
    elif not rows and _GOALS.search(question.folded):
        say_prose(draft, evidence, info, sheet, set())


_LONG_SAME = 16  # characters that tell that a text is quoted already
_EACH_SPENT = re.compile(r"(?:各|分别)(?:自|都)?(?:花|用|付|支)(?:了|掉|出)?(?:多少|几)")
_SHORT = re.compile(r"(?:没|未)(?:有)?(?:做到|完成|达到|达标|做完)|问题|不足|差在哪")


def _asks_costs(text: str) -> bool:
    """Whether a folded question asks what each of the things came to that money was spent on."""
    return _SPENT_ON.search(text) is not None or _EACH_SPENT.search(text) is not None


def _of_implementer(question: Question, sheet: Sheet) -> set[str]:
    """Return the pairs of a question that only name who carried a project out: 红山办公区."""
    said = longest_run(question.folded, fold(sheet.implementer))
    return set(terms(said)) if len(said) >= _LEAST_UNIT else set()


_LEAST_UNIT = 5
# 预算150万怎么才花118万, 执行率为什么低: why money was left, not why points were lost
_UNSPENT = re.compile(
    r"执行(?:率|进度|数)?[^,。?]{0,6}(?:低|慢|少|差|才|只|不[到足高])|(?:才|只|就)(?:花|用|执行|支)|(?:没|未)(?:花|用|执行)完|花不(?:完|出)"
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


def _asks_lost(question: Question) -> bool:
    return question.intent.why or LOST.search(question.folded) is not None


# 执行率, 自评得分 are of the table's head: no 系统稳定运行率.
_OF_HEADS = frozenset(terms("预算执行率自评得分")) - {"执行"}


def _rows_asked(
    question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet, words: set[str]
) -> list[Row]:
    """Return the indicators of a table that a question asks for, the plainest meant first."""
    every = rows_in(evidence, info, sheet)
    of_kind = [r for r in every if _is_of_kind(r, question.folded)]
    if of_kind:
        return of_kind
    if _EVERY.search(question.folded) and not _asks_lost(question):
        return every  # 设了哪些指标
    spent = [r for r in every if _SPENT_ON.search(question.folded) and _MONEY_ROW.search(r.result)]
    if spent:  # 都花哪儿了: each cost, beside what else is asked
        missed = [r for r in every if r not in spent and _asks_lost(question) and scored_short(r)]
        called = [r for r in _called(question, evidence, info, sheet) if r not in spent]
        return list(dict.fromkeys([*spent, *missed, *called]))
    rows = rows_near(evidence, info, words - _OF_HEADS, sheet)[:MOST_NAMED]
    counted = [row for row in rows_in(evidence, info, sheet) if says_count_of(question.folded, row)]
    timed = [row for row in rows_in(evidence, info, sheet) if _asks_date(question.folded, row)]
    rows = list(dict.fromkeys([*counted, *timed, *rows]))
    if question.intent.total or re.search(r"花|多少钱|成本", question.folded):
        costs = rows_of_cost(evidence, info, sheet, words)
        rows = [*costs, *(row for row in rows if row not in costs)]
    if question.intent.unit_cost:
        each = rows_of(evidence, info, sheet)
        rows = list(
            dict.fromkeys([*(r for r in each if re.search("人均|标准|单价|每", r.name)), *rows])
        )
    if re.search(r"效果|成效|效益|满意|干得|咋样|怎么样", question.folded):
        effects = rows_of_effect(evidence, info, sheet)
        if not re.search(r"效果|成效|效益|干得|咋样|怎么样", question.folded):
            effects = [r for r in effects if "满意" in r.name + r.level] or effects
        rows = list(dict.fromkeys([*rows, *effects]))
    if _asks_lost(question):
        missed = rows_missed(evidence, info, sheet)
        called = [row for row in _called(question, evidence, info, sheet) if row in missed]
        by_name = any(is_called_by_name(row, question.folded) for row in called)
        by_name |= len(called) == 1 and _POINTED.search(question.folded) is not None
        by_name |= len(called) == 1 and _says_number(called[0], question.folded)
        one = by_name and not _LISTED.search(question.folded)
        rows = called if one else [*missed, *(row for row in rows if row not in missed)]
    if EXCEEDS.search(question.folded):
        rows = [row for row in rows if reckoned.exceeds(row) is not None] or rows
        others = _costs_beside(every, rows) if _THE_REST.search(question.folded) else []
        rows = [*rows, *others]
    elif not _asks_lost(question):
        text = question.folded
        rows = [r for r in rows if fits_any(question, r) or reckoned.counts_each(r, text)] or rows
    return list(dict.fromkeys([*rows, *_called_apart(question, evidence, info, sheet)]))


# 哪项超了,其他几项花了多少
_THE_REST = re.compile(
    r"(?:其他|其它|其余|剩下|别的|另外)的?(?:那?[几两三四五六七八九\d]?[项样笔个])"
)


def _costs_beside(every: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Return the indicators in money of the same kind beside those that are told."""
    kinds = {row.level for row in rows}
    return [r for r in every if r.level in kinds and _MONEY_ROW.search(r.result) and r not in rows]


def _says_number(row: Row, text: str) -> bool:
    """Whether a text says a number of an indicator's cells: 保安计划142人."""
    cells = set(re.findall(r"\d{2,}(?:\.\d+)?", row.target + row.result))
    return bool(cells & set(re.findall(r"\d{2,}(?:\.\d+)?", text)))


_OF_FUNDS = re.compile(r"钱|预算|资金|经费|花|执行|剩|调[整增减]")
_LONG_NAME = 4
_POINTED = re.compile(r"[那这](?:个|一项|项)指标")  # 高血压那个指标


def _called_apart(
    question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet
) -> list[Row]:
    """Return the indicators that a question's clauses each call alone: 维修费超没超, 职工数为啥差那么多."""
    text = _without_titles(question)
    clauses = [c for c in asking_clauses(text) or (text,) for c in c.split("、")]
    each = [_called_in(clause, evidence, info, sheet) for clause in clauses]
    alone = [row for rows in each if len(clauses) > 1 and len(rows) == 1 for row in rows]
    for clause in clauses:  # 建设单位满意度和审核报告各完成多少: each by a part of its name
        alone += _called_by_parts(clause, evidence, info, sheet)
    named = [row for row in rows_in(evidence, info, sheet) if fold(row.name) in text]
    return [*alone, *(row for row in named if len(row.name) >= _LONG_NAME)]


def _called_by_parts(clause: str, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return the indicators of which the members of a list in a clause each say a part."""
    pieces = _JOIN.split(clause)
    return [
        row
        for piece in (pieces if len(pieces) > 1 else ())
        for row in _called_in(piece, evidence, info, sheet)
        if len(longest_run(piece, fold(row.name))) >= _LEAST_PART
    ]


_SPENT_ON = re.compile(
    r"(?:花|用|投|砸|去)(?:到|在|了|掉|往)*(?:哪|(?:什么|啥)(?:地方|上|方面)|几[样项块])"
    r"|(?:哪些|哪几|几)(?:大)?(?:项|样|笔|块|个)?(?:开销|开支|费用|花销|成本(?!指标))|每[样项块]|[怎咋]么?花的|分别花"
    r"|[两三四五几][样项笔块](?:各|分别)"
)
# 成本指标里列的五项, 数量指标都完成了吗: all of a kind.
_COMPARED = re.compile(r"差|比|哪|谁|更|相|多(?!少)|(?<!多)少|[高低贵涨跌增减降升]")
_OF_HEAD = re.compile(
    r"项目|总分|\d\.\d+分|(?:发|拨|补)了?(?:多少|几)[^,，。?？]{0,6}[钱元]|自评得?分|预算|执行|批了|花了多少钱?[?？。,，]?$|资金"
)
_KIND = re.compile(
    r"(?P<kind>(?:社会|经济|生态)?(?:数量|质量|时效|成本|效益|可持续影响))指标"
    r"|(?:[两三四五六七八九十各几]|\d)项(?:实际)?的?(?P<cost>成本|费用)"
)
_LISTED = re.compile(r"哪些|哪几|几项|几个|还有|全部|所有")


# 什么时候拨完的: the indicator whose cells are dates.
_WHEN = re.compile(r"(?:什么|啥)时候|何时|几月|哪天|(?:晚|推迟|拖|延)了(?:多久|多少天|几)")
_DATE = re.compile(r"\d{1,2}月|20\d\d年")


def _asks_date(text: str, row: Row) -> bool:
    return bool(_WHEN.search(text) and _DATE.search(row.target + row.result))


def _is_of_kind(row: Row, text: str) -> bool:
    """Whether a question asks for the indicators of a row's kind: 成本指标."""
    kind = _KIND.search(text)
    return kind is not None and (kind["kind"] or "成本") in row.level


def _listed(question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return the indicators in money that a question lists to be added up: 保安费、餐饮费加起来."""
    own = [r for r in rows_in(evidence, info, sheet) if _MONEY_ROW.search(r.result)]
    of_kind = [row for row in own if _is_of_kind(row, question.folded)]
    if of_kind:
        return of_kind
    found: list[Row] = []
    for piece in _PIECE.split(_IN_ALL.split(question.words)[0]):
        called = [row for row in rows_called(evidence, info, sheet, piece) if row in own]
        if not called:  # 其他费用: words that say nothing elsewhere
            called = best_rows(Piece(piece, 0, 0), sheet, own)
        called = called or [row for row in own if row.name[:2] in piece]
        found += [row for row in called if row not in found] if len(called) == 1 else []
    return found


_IN_ALL = re.compile(r"加起来|加一|加总|加在|合在|合计|合起来|一共|总共|总计|相加|之和|一起")
_PIECE = re.compile(r"[、,，;；和与跟及]|以及|还有|加上?(?!起|总|一|在)")
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


def _called(question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return the indicators that a question calls by name (云服务质量考核评定为什么是0分)."""
    rows: list[Row] = []
    for clause in _CLAUSE.split(_without_titles(question)):
        own = _called_in(clause, evidence, info, sheet)
        if not own and _PEOPLE.search(clause):
            own = row_of_people(evidence, info, sheet)
        rows += [row for row in own if row not in rows]
        parts = _called_by_parts(clause, evidence, info, sheet)
        rows += [row for row in parts if row not in rows]
    rows.sort(key=lambda row: row.place.start)
    return rows or _called_before(question, evidence, info, sheet)


_EVERY = re.compile(
    r"(?:哪些|什么|啥|几个|哪几个|列(?:出|示)?|全部|所有|每[个项]|各[个项])(?:的|了)?(?:绩效|考核|产出|年度)?指标|指标.{0,4}(?:都列|都有哪|有哪|是哪|清单|明细|列)"
)


def _called_in(clause: str, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return the indicators that a clause calls: those that count what it counts, or say its number."""
    own = rows_called(evidence, info, sheet, _OF_FUNDING.sub(",", clause))
    counted = Counted.asked(clause)
    if counted is not None:  # 简报印了多少册: no rate of theirs
        own = [row for row in own if counted.told(counted_cell(row))] or own
    said = {number for number in re.findall(r"\d+", clause) if len(number) >= _TELLING}
    exact = [row for row in own if said & set(re.findall(r"\d+", row.target + row.result))]
    return exact or own  # 保安计划派142个: no cost of theirs


# The columns of a table's head name no indicator.
_OF_FUNDING = re.compile(r"(?:年初|全年|年中|调整后)预算数?|预算(?=[和与跟比]|$)|执行[率数]")
_JOIN = re.compile(r"[和与跟及]|以及|还有")
_LEAST_PART, _TELLING = 3, 3


def _called_before(
    question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet
) -> list[Row]:
    """Return the indicators that a thread spoke of, where a question asks only a cell of theirs.

    保安那项呢 || 差多少没达到 || 满分是几分.
    """
    earlier = question.before
    while _asks_cell(question) and earlier is not None and earlier.projects == question.projects:
        if rows := rows_called(evidence, info, sheet, _without_titles(earlier)):
            return rows
        question, earlier = earlier, earlier.before
    return []


def _asks_cell(question: Question) -> bool:
    """Whether a question names nothing but a cell of a table's row: 当初定的目标是多少."""
    goes_on = _GOES_ON.match(question.folded)
    return bool(goes_on or _CELLS.fullmatch(re.sub(r"[\s,，。?？!！、]", "", question.words)))


_CLAUSE = re.compile(r"[,，。;；?？!！、]")
_PEOPLE = re.compile(r"人数|(?:多少|几)个?人(?!次)")
_GOES_ON = re.compile(
    r"(?:那|所以|那么|它|这个?|这项|那项)*(?:比|跟|和|离)?(?:目标|计划|标准)?"
    r"(?:差|超|少|多|高|低|扣|丢|为什么|为啥|咋|原因|没|达|完成|目标|计划|标准|实际)(?!.{0,6}(?:哪|项目|钱))"
)
_CELLS = re.compile(
    r"(?:[那它其]|这个?|这一?项|年度|当初|当时|原来|原先|最后|到底|实际上?|一共|又|和|的|是|有|定|占|了|给|写|到|多少|几|什么|啥|哪些|怎么|为何|为什么"
    r"|目标|指标|计划|标准|值|实际|完成|做|结果|超|高|低|成|满?分|满?分值|权重|得|扣|丢|打|差|偏差|原因|说明|解释|情况|呢|吗|没)+"
)


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
