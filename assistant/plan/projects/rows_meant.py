"""Which indicators of a project's table a question means: those it calls, of a kind, or that lost points."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import reckoned
from assistant.compose.goals import says_count_of
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
)
from assistant.lexicon import STOPS
from assistant.plan.projects.asked_rows import best_rows, fits_any
from assistant.plan.projects.counted import Counted
from assistant.plan.split.pieces import Piece
from assistant.retrieve import Evidence
from assistant.sentences import Sentences, telling, terms
from assistant.understand import Question
from assistant.understand.parts import clauses_asked
from index.model import Row, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

MOST_NAMED = 3  # of the indicators that words mean
# What asks for the points that were lost, or for what went wrong.
LOST = re.compile(
    r"(?:(?<!有)没|(?<=有没有)没|未|不是)(?:有|能)?(?:拿|得|给)?(?:到|够|全)?(?:了)?满(?:分|(?=$|[,?]))|没[拿得]满|不(?:够|到)?满分|零分|(?<!\d)0分"
    r"|得?分数?(?:低|少|小)于(?:满分|分值|权重)|(?:扣|丢|少[得拿])(?:了|的)?(?:几|多少)?分|一分(?:都|也)?(?:没|未)(?:给|得|拿)|失分|丢的?分|分.{0,2}丢|分扣|扣在|被扣|哪[里儿些项]?.{0,2}(?:扣|丢)|得?分最(?:差|低)"
    r"|[没未](?:达)?到(?!\d)|没完成|未完成|没有?达|未达|不达标|没做到|没(?:干|做|办|弄|搞)[成好]|(?:达标|达到)了?(?:没有?|吗|么)(?:[,，?？]|$)"
    r"|(?:都|全|全都)(?:是)?(?:完成|达标|达到|做到)了?(?:没|吗|么|[?？]|$)|突破|超标|超了|超出|超支"
    r"|没(?:改|修|建|盖|装|搬|办)(?:完|成|好)|卡(?:在|住|哪)|拖(?:到|了|这么|延)|耽误|延误|(?:怎么|咋|什么|啥)回事|[差低]在|差哪|问题出|偏差|为什么|为啥|咋|怎么|原因|没花"
)
MONEY_ROW = re.compile(r"[万亿]?元$")
EXCEEDS = re.compile(r"超(?:了|出|过|支|标|没超|不超)|突破")

_BEFORE = re.compile(r"[前上]一年|上年|[以之]前|原[来先]")


def asks_change(question: Question) -> bool:
    """Whether a question asks how an indicator moved, or what it was before (同比涨多少)."""
    return question.intent.change or _BEFORE.search(question.folded) is not None


def without_titles(question: Question) -> str:
    """Return the words of a question without the first saying of each project's name.

    What names a project names none of its indicators: 律师服务经费花了多少.
    """
    chars = list(question.words)
    for title in question.projects:
        at = question.folded.find(fold(title))
        if at >= 0:
            chars[at : at + len(fold(title))] = "," * len(fold(title))
    return "".join(chars)


def asks_lost(question: Question) -> bool:
    """Whether a question asks what went wrong, or why."""
    return question.intent.why or LOST.search(question.folded) is not None


# 执行率, 自评得分 are of the table's head: no 系统稳定运行率.
_OF_HEADS = frozenset(terms("预算执行率自评得分")) - {"执行"}


def rows_asked(
    question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet, words: set[str]
) -> list[Row]:
    """Return the indicators of a table that a question asks for, the plainest meant first."""
    every = rows_in(evidence, info, sheet)
    of_kind = [r for r in every if _is_of_kind(r, question.folded)]
    if of_kind:
        return of_kind
    if _EVERY.search(question.folded) and not asks_lost(question):
        return every  # 设了哪些指标
    spent = [r for r in every if SPENT_ON.search(question.folded) and MONEY_ROW.search(r.result)]
    if spent:  # 都花哪儿了: each cost, beside what else is asked
        missed = [r for r in every if r not in spent and asks_lost(question) and scored_short(r)]
        called = [r for r in called_rows(question, evidence, info, sheet) if r not in spent]
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
    if question.intent.describe:
        rows = [*rows_missed(evidence, info, sheet), *rows, *rows_of_effect(evidence, info, sheet)]
    if asks_lost(question):
        missed = rows_missed(evidence, info, sheet)
        called = [row for row in called_rows(question, evidence, info, sheet) if row in missed]
        by_name = any(is_called_by_name(row, question.folded) for row in called)
        by_name |= len(called) == 1 and _POINTED.search(question.folded) is not None
        by_name |= len(called) == 1 and says_number(called[0], question.folded)
        by_name |= len(called) == 1 and _only_means(question, sheet, called[0])
        one = by_name and not LISTED.search(question.folded)
        others = [row for row in rows if row not in missed]
        if missed and _WHICH_MISSED.search(question.folded):
            others = [row for row in others if fold(row.name) in question.folded]
        rows = called if one else [*missed, *others]
    if EXCEEDS.search(question.folded):
        rows = [row for row in rows if reckoned.exceeds(row) is not None] or rows
        others = _costs_beside(every, rows) if _THE_REST.search(question.folded) else []
        rows = [*rows, *others]
    elif not asks_lost(question):
        text = question.folded
        rows = [r for r in rows if fits_any(question, r) or reckoned.counts_each(r, text)] or rows
    return list(dict.fromkeys([*rows, *_called_apart(question, evidence, info, sheet)]))


# 哪些指标没达标: no 达标率 that was reached
_WHICH_MISSED = re.compile(r"(?:哪些|哪几[个项条])(?:绩效)?指标(?!.{0,4}[和与])")


def _only_means(question: Question, sheet: Sheet, row: Row) -> bool:
    """Whether a question has words of an indicator, not of its project, and asks of no whole table."""
    own = set(terms(row.name)) - set(terms(sheet.title)) - COMMON_PAIRS
    return bool(own & telling(question.folded)) and not _OF_TABLE.search(question.folded)


_OF_TABLE = re.compile(
    r"扣|\d分|几分(?!钟)|得分|满分|丢|指标|问题|执行率|[没未](?:花|用|付)|钱|哪|[和与跟及、各都]"
)
# 哪项超了,其他几项花了多少
_THE_REST = re.compile(
    r"(?:其他|其它|其余|剩下|别的|另外)的?(?:那?[几两三四五六七八九\d]?[项样笔个])"
)


def _costs_beside(every: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Return the indicators in money of the same kind beside those that are told."""
    kinds = {row.level for row in rows}
    return [r for r in every if r.level in kinds and MONEY_ROW.search(r.result) and r not in rows]


def says_number(row: Row, text: str) -> bool:
    """Whether a text says a number of an indicator's cells: 保安计划142人."""
    cells = set(re.findall(r"\d{2,}(?:\.\d+)?", row.target + row.result))
    return bool(cells & set(re.findall(r"\d{2,}(?:\.\d+)?", text)))


_LONG_NAME = 4
_POINTED = re.compile(r"[那这](?:个|一项|项)指标")  # 高血压那个指标


def _called_apart(
    question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet
) -> list[Row]:
    """Return the indicators that a question's clauses each call alone: 维修费超没超, 职工数为啥差那么多."""
    text = without_titles(question)
    clauses = [c for c in clauses_asked(text) for c in c.split("、")]
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


SPENT_ON = re.compile(
    r"(?:花|用|投|砸|去)(?:到|在|了|掉|往)*(?:哪|(?:什么|啥)(?:地方|上|方面)|几[样项块])"
    r"|(?:哪些|哪几|几)(?:大)?(?:项|样|笔|块|个)?(?:开销|开支|费用|花销|成本(?!指标))|每[样项块]|[怎咋]么?花的|分别花"
    r"|[两三四五几][样项笔块](?:各|分别)"
)
_KIND = re.compile(
    r"(?P<kind>(?:社会|经济|生态)?(?:数量|质量|时效|成本|效益|可持续影响))指标"
    r"|(?:[两三四五六七八九十各几]|\d)项(?:实际)?的?(?P<cost>成本|费用)"
)
LISTED = re.compile(r"哪些|哪几|几项|几个|还有|全部|所有")


# 什么时候拨完的: the indicator whose cells are dates.
_WHEN = re.compile(r"(?:什么|啥)时候|何时|几月|哪天|(?:晚|推迟|拖|延)了(?:多久|多少天|几)")
_DATE = re.compile(r"\d{1,2}月|20\d\d年")


def _asks_date(text: str, row: Row) -> bool:
    return bool(_WHEN.search(text) and _DATE.search(row.target + row.result))


def _is_of_kind(row: Row, text: str) -> bool:
    """Whether a question asks for the indicators of a row's kind: 成本指标."""
    kind = _KIND.search(text)
    return kind is not None and (kind["kind"] or "成本") in row.level


def listed_rows(
    question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet
) -> list[Row]:
    """Return the indicators in money that a question lists to be added up: 保安费、餐饮费加起来."""
    own = [r for r in rows_in(evidence, info, sheet) if MONEY_ROW.search(r.result)]
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


def called_rows(
    question: Question, evidence: Evidence, info: ReportInfo, sheet: Sheet
) -> list[Row]:
    """Return the indicators that a question calls by name (云服务质量考核评定为什么是0分)."""
    rows: list[Row] = []
    for clause in STOPS.split(without_titles(question)):
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
        if rows := rows_called(evidence, info, sheet, without_titles(earlier)):
            return rows
        question, earlier = earlier, earlier.before
    return []


def _asks_cell(question: Question) -> bool:
    """Whether a question names nothing but a cell of a table's row: 当初定的目标是多少."""
    goes_on = _GOES_ON.match(question.folded)
    return bool(goes_on or _CELLS.fullmatch(re.sub(r"[\s,，。?？!！、]", "", question.words)))


_PEOPLE = re.compile(r"人数|(?:多少|几)个?人(?!次)")
_GOES_ON = re.compile(
    r"(?:那|所以|那么|它|这个?|这项|那项)*(?:比|跟|和|离)?(?:目标|计划|标准)?"
    r"(?:差|超|少|多|高|低|扣|丢|为什么|为啥|咋|原因|没|达|完成|目标|计划|标准|实际)(?!.{0,6}(?:哪|项目|钱))"
)
_CELLS = re.compile(
    r"(?:[那它其]|这个?|这一?项|年度|当初|当时|原来|原先|最后|到底|实际上?|一共|又|和|的|是|有|定|占|了|给|写|到|多少|几|什么|啥|哪些|怎么|为何|为什么"
    r"|目标|指标|计划|标准|值|实际|完成|做|结果|超|高|低|成|满?分|满?分值|权重|得|扣|丢|打|差|偏差|原因|说明|解释|情况|呢|吗|没)+"
)


def of_another(words: str, name: str, report: Sentences) -> bool:
    """Whether what words share with an indicator's name is of a thing that it is not: 药品抽检 of 食品抽检."""
    run = longest_run(words, name)
    at = words.find(run)
    word = words[at - 1 : at + 1]  # torn by where the run begins
    return at > 0 and name.find(run) > 0 and report.holds(word) and word not in name
