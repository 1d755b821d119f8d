"""What one of something comes to, or a day or a month of the year: of numbers told together."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Sequence

from assistant.compose.accounts import account_of
from assistant.compose.draft import Draft
from assistant.compose.indicators import say_rows
from assistant.compose.quotes import say_quote
from assistant.compose.quotient import Asked, Operand, say_over_time, say_quotient, say_reckoned
from assistant.compose.reckoned import states_each
from assistant.lexicon import HAN_CHAR
from assistant.plan.prose.tallied import stretch_of
from assistant.plan.sums.averaged import named_pair
from assistant.plan.sums.operands import Number, Pair, Words, best, best_pair
from assistant.plan.sums.reckoner import (
    COUNTER,
    LIKE,
    MUCH,
    Clause,
    Reckoner,
    are_alike,
    clauses_of,
    counts_in,
    is_reckoned,
    kin_of,
)
from assistant.retrieve import Evidence
from assistant.tallies import Told
from assistant.understand import Question
from index.model import Row
from index.normalise import fold
from index.store import ReportInfo

# 平均每人, 一个护理员, 人均, 多少钱一条, 开一场标: each of what.
_DOES = (
    r"(?=平均|均摊|[合要花多用挖摊拿得补发挽追带配照看管审办结供服负承占住"
    r"给能才是有]|多少|几|成本|造价|大概|大约|[一全]年|一个?月|$)"
)
EACH = re.compile(
    rf"(?:摊?到?每(?![年月日天])|单(?=[人户亩]))(?P<each>{COUNTER}|个)?(?P<noun>[\u4e00-\u9fff]{{0,6}}?){_DOES}"
    rf"|(?<![统第唯同])一(?P<one>{COUNTER}|个(?!月))(?P<of>[\u4e00-\u9fff]{{0,6}}?){_DOES}"
    r"|(?P<mean>[人户亩吨车床件案场次批])均"
)
_MONEY = re.compile(
    r"钱|元|[花拿挽追罚补发付奖退减免摊得领]|费|成本|造价|损失|多少[万块]|几[块毛分万]|资金|经费|支出|多少$|多少[?？呢]"
)


def say_each(report: Reckoner, asked: Clause) -> bool:
    """帮农民工追回的钱平均每人多少: add what one of those comes to that a count tells."""
    each = EACH.search(asked.text)
    counted = each["each"] if each is not None else None
    if is_reckoned(report.draft, "÷") and (
        counted in (None, "个") or f"每{counted}" in report.draft.text
    ):
        return False
    if _say_stated(report, asked):
        return True
    if rows := _rows_of_one(report, asked):
        told = all(f"「{row.name}」：" in report.draft.text for row in rows)
        say_rows(report.draft, report.evidence, report.info, () if told else rows)
        return not told
    if any(term in asked.text for term in report.question.undisclosed):
        return False  # 人均办公费: the sum of it is not told, whatever a table calls so
    if pair := named_pair(report, asked):
        return _say_pair(report, asked, pair)
    found = _quotient(report, asked)
    if found is None:
        return False
    one, other = (report.operand(number) for number in found)
    if one is None or other is None:
        return False
    return _say_pair(report, asked, (one, other), report.rows_of(found))


def _say_pair(
    report: Reckoner, asked: Clause, pair: tuple[Operand, Operand], rows: Sequence[Row] = ()
) -> bool:
    """Add the quotient of two numbers after the rows that tell them; False where a mean is told."""
    one, other = pair
    if _tells_mean(report, asked, one, other) or _is_stated(report, asked, one):
        return False
    gone = _GONE.search(other.clause)
    if _NOT_HAD.search(other.clause) or (gone and gone["how"] not in report.question.words):
        return False  # 2台老旧分析仪未列入采购: nothing was paid for them
    say_rows(report.draft, report.evidence, report.info, rows)
    if one.is_money:
        return say_quotient(report.draft, report.info, one, other)
    pairs = [(report.info, one), (report.info, other)]
    return say_reckoned(report.draft, pairs, "÷", Asked())


def say_each_named(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add what a named amount comes to for each of a named count; False where either is not told."""
    report = Reckoner(question, evidence, info, draft)
    for text, topic in clauses_of(question.words):
        match = re.search(MUCH, text)
        asked = Clause(text, topic, match) if match is not None else None
        pair = named_pair(report, asked) if asked is not None else None
        if asked is not None and pair is not None and _say_pair(report, asked, pair):
            return True
    return False


_SEVERAL_BOUGHT = re.compile(rf"\([^()]*?\d{COUNTER}[^()\d]*[、,和][^()]*?\d{COUNTER}[^()]*\)")


def _is_one_of_several(count: Number) -> bool:
    """Whether a count stands in brackets beside another one: what was paid was paid for both.

    货物41.26万元(空调60台、课桌椅120套)
    """
    beside = _SEVERAL_BOUGHT.findall(count.lead) if count.fact is None else []
    return any(f"{count.value:f}" in told for told in beside)


# 1名退休人员去世: of those who left or came, not of all there are
_GONE = re.compile(
    r"\d\s*[名人位][^,，;；]{0,8}(?P<how>去世|死亡|病故|离世|调[出走离入]|辞职|离职)"
)
_NOT_HAD = re.compile(r"未(?!来|成年)|没有|不再|取消")
# 每人每年600元, 人均结案236.9件: a mean that the report itself tells, with what it is of.
_STATED = re.compile(
    r"[^。;；,，\n]*(?:每(?!年|月)|[人户亩车生件]均|单(?![位元独一据项]))[\u4e00-\u9fff」:：目标≤<=≥\s]{0,20}\d[\d.,]*"
)


def _is_stated(report: Reckoner, asked: Clause, amount: Operand) -> bool:
    """Whether what is asked for stands in the answer, or in the sentence of an amount."""
    words = report.words(asked.topic)
    told = _STATED.finditer(fold(f"{report.draft.text}\n{amount.quote}"))
    return any(words.of_text(mean.group(), "") >= LIKE for mean in told)


def _rows_of_one(report: Reckoner, asked: Clause) -> list[Row]:
    """Return the indicators that give what a clause asks for themselves: 件均办案成本."""
    if not _MONEY.search(asked.text):
        return []
    words = report.words(asked.topic)
    return [
        row
        for row in report.evidence.rows_of.get(report.info.id, ())
        if states_each(row, asked.text) and words.of_text(row.name, row.metric) >= LIKE
    ]


def _of_one(asked: Clause) -> str:
    """Return how reports say what one of the things comes to that a clause counts: 每亩, 亩均."""
    each = next((m for m in EACH.finditer(asked.text) if any(m.groups())), None)
    return of_one((each["each"] or each["one"] or each["mean"] or "") if each is not None else "")


def of_one(counter: str) -> str:
    """Return how reports say what one thing comes to that is counted so; people, where nothing says it."""
    counted = counter or "人"
    kin = kin_of(counted) | (kin_of("人") if counted == "个" else set())
    signs = "|".join(map(re.escape, sorted(kin, key=len, reverse=True)))
    return rf"(?:(?:每|单(?!位))个?(?:{signs})|(?:{signs})均)"


def _say_stated(report: Reckoner, asked: Clause) -> bool:
    """治一亩要多少钱: quote the clause that gives itself what one costs; False where none does."""
    if not _MONEY.search(asked.text):
        return False
    priced = re.compile(rf"{_of_one(asked)}[^\d。;,]{{0,12}}\d[\d.,]*\s?万?元")
    words = report.words(asked.topic)
    quoted = report.draft.quotes if _NO_NOUN.match(asked.text) else ()

    def share_of(one: Told) -> float:
        on = any(quote in one.sentence.text for quote in quoted)  # 建了几个,一个多少钱
        return LIKE if on else words.of_text(one.text, fold(one.sentence.text))

    told = [
        (share_of(one), one)
        for one in report.evidence.amounts(report.info).all
        if not one.is_row and priced.search(fold(one.text))
    ]
    share, best = max(told, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or share < LIKE or fold(best.text) in fold(report.draft.text):
        return False
    stretch = stretch_of(report.evidence, report.info, best)
    say_quote(report.draft, report.evidence, report.info, stretch)
    return True


_NO_NOUN = re.compile(
    rf"(?:平均|那|这)*[一每](?:个|{COUNTER})(?:平均|成本|造价|大概|大约|[得要花合摊])*(?:多少|几)"
)


def _tells_mean(report: Reckoner, asked: Clause, amount: Operand, count: Operand) -> bool:
    """Whether the answer, or a sentence of the two numbers, gives an amount for each of the count."""
    mean = rf"{_of_one(asked)}(?!次)[^。;；,，\n约]{{0,24}}?\d"
    told = fold(f"{report.draft.text}\n{amount.quote}\n{count.quote}")
    return re.search(mean, told) is not None


def say_each_told(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add what one of something comes to, of two numbers told together; False where none are."""
    report = Reckoner(question, evidence, info, draft)
    return any(
        say_each(report, Clause(text, topic, match))
        for text, topic in clauses_of(question.words)
        if (match := EACH.search(text)) is not None
    )


_EXTREME = re.compile(r"最[高低多少大小]|上限|封顶")  # 最高救助1.50万元: what one of them got
_MOVED = re.compile(r"[增减](?![免收征半排产速塑])|追加|超出")
_HOW_MANY = re.compile(
    rf"{MUCH}[个口]?(?P<measure>(?!块|分|毛){COUNTER})?(?P<what>[\u4e00-\u9fff]{{0,6}})"
)


_COMMON = frozenset("一每平均多少几钱元花用费要合的了年全卖买")


def _quotient(report: Reckoner, asked: Clause) -> Pair | None:
    """Return the two numbers, told together, whose quotient a clause asks for, or None."""
    each = next((m for m in EACH.finditer(asked.text) if any(m.groups())), None)
    much = _HOW_MANY.search(asked.text)
    if each is None or much is None:
        return None
    noun = each["noun"] or each["of"] or ""
    counted = each["each"] or each["one"] or each["mean"] or ""
    measure = much["measure"] or ("人" if much["what"][-1:] in _PEOPLE else "")
    rest = f"{asked.text[: each.start()]} {noun} {asked.text[each.end() :]}"
    tallies = report.evidence.amounts(report.info)
    what = Words.of(much["what"], tallies) if much["what"] else None
    # else its measure tells what is counted
    of_things = counted in ("", "个") or counted in _PEOPLE
    nouns = (what, Words.of(noun, tallies) if noun and of_things else None)
    money = not measure and _MONEY.search(asked.text) is not None
    things = set(HAN_CHAR.findall(rest)) - _COMMON
    of_people = counted in ("", "个") and noun[-1:] in _PEOPLE
    people = counted in _PEOPLE or counted == "人次" or of_people

    # else no amount that only tells by how much another moved
    moves = _MOVED.search(asked.text) is not None

    def is_amount(number: Number) -> bool:
        if money:
            extreme = _EXTREME.search(number.own) and not _EXTREME.search(asked.text)
            return number.is_money and not extreme and (moves or not _MOVED.search(number.own))
        return counts_in(number, measure)

    def is_count(number: Number) -> bool:
        if people:
            return number.measure in ("人", "人次")
        if counted in ("", "个"):
            named = bool(noun) and bool(set(noun) & set(number.own))
            return named and counts_in(number, "")
        # 门票一张 is no 论文17篇: of another measure only where the thing is said
        same = number.measure == counted or bool(things & set(HAN_CHAR.findall(number.own)))
        return same and counts_in(number, counted)

    def held(one: Number, other: Number) -> bool:
        guests = one.measure == "人次" and other.measure not in ("人", "人次")
        alike = are_alike(one.measure, other.measure) and not guests
        return not alike and report.says_of(one)

    words = report.words(asked.topic.removesuffix(asked.text) + rest)
    pair = best_pair(report.numbers, words, is_amount, is_count, LIKE, nouns, held, report.said)
    if pair is not None and not (money and _is_one_of_several(pair[1])):
        return pair
    return _of_the_project(report, counted) if money else None


def _of_the_project(report: Reckoner, counted: str) -> Pair | None:
    """空调一台多少钱: return what the one project named spent, and its one count in that measure.

    The count is that of an indicator; where none is so counted, that of the words on the project.
    """
    own = [n for n in report.numbers if n.fact is not None]
    heads = [n for n in own if n.is_head and n.lead in map(fold, report.question.projects)]
    if len(heads) != 1 or not counted or counted == "个":
        return None
    rows = [
        n
        for n in own
        if n.scope == heads[0].scope and not n.is_head and are_alike(n.measure, counted)
    ]
    if counted in _PEOPLE:
        rows = []  # pupils and guests that indicators count are others than those paid
    told = rows or _counts_told(report, heads[0], counted)
    return (heads[0], told[0]) if len(told) == 1 else None


def _counts_told(report: Reckoner, head: Number, counted: str) -> list[Number]:
    """Return the counts in a measure that the words on a project tell of the whole of it."""
    metric = head.fact.metric if head.fact is not None else ""
    parts = [fold(p.text) for p in account_of(report.evidence, report.info, metric).review]
    return [
        n
        for n in report.numbers
        if n.fact is None and n.measure == counted and "其中" not in n.own
        if (own := n.own.strip()) and any(own in part for part in parts)
    ]


_PEOPLE = frozenset("人名位员生师民客者宾警童娃工女")


PERIOD = re.compile(r"(?P<day>日均|天均|[每一]天)|月均|[每一]个?月")
YEARLY = re.compile(r"[一全整]年|12个月|年底")
_MONTHLY = re.compile(r"月均|每个?月|\(月\)|/月|月租")
_MONTHS = 12


_HOW_OFTEN = re.compile(rf"{MUCH}个?(?P<measure>{COUNTER})?(?!钱|块|元|万)")


def say_by_period(report: Reckoner, asked: Clause) -> bool:
    """平均一天接警多少起: add what a year's count comes to by day or month."""
    period = PERIOD.search(asked.text)
    much = _HOW_OFTEN.search(asked.text)
    if period is None or much is None:
        return False
    if not much["measure"] and not re.match(r"[\u4e00-\u9fff]{2}", asked.text[much.end() :]):
        return False
    days = _days_said(report)
    words = report.words(PERIOD.sub(" ", _BY_DAYS.sub(" ", asked.topic)))
    number = best(
        report.numbers,
        words,
        lambda n: (
            n.measure in _FLOWS
            and counts_in(n, much["measure"] or "")
            and not _MONTHLY.search(n.own)
        ),
        LIKE,
    )
    operand = number and report.operand(number)
    if not operand:
        return False
    spent = report.operand(days) if days is not None else None
    if spent is not None and period["day"]:  # 按开放340天
        pairs = [(report.info, operand), (report.info, spent)]
        return say_reckoned(report.draft, pairs, "÷", Asked())
    whole = 366 if isleap(report.info.year) else 365
    by, name = (whole, "天") if period["day"] else (_MONTHS, "月")
    return say_over_time(report.draft, report.info, operand, by, name, times=False)


# What comes day by day: no people who are there all the year.
_FLOWS = frozenset("件起宗条次场份单笔吨册例篇") | {"人次", "批次", "台件"}
_BY_DAYS = re.compile(r"按[^,()]{0,8}\d+天算?")


def _days_said(report: Reckoner) -> Number | None:
    """Return the number of days that a question says, as the report tells it."""
    said = re.search(r"(?P<days>\d+)天", report.question.folded)
    found = [
        n for n in report.numbers if said and n.measure == "天" and n.value == int(said["days"])
    ]
    return found[0] if found else None


def say_by_year(report: Reckoner, asked: Clause) -> bool:
    """邮寄费月均1.67万, 一年多少: add what a month's number comes to over the year."""
    if not _MONTHLY.search(asked.topic) or not re.search(MUCH, asked.text):
        return False
    monthly = [n for n in report.numbers if n.measure != "%" and _MONTHLY.search(n.own)]
    said = [n for n in monthly if n.value in report.said]
    words = report.words(YEARLY.sub(" ", asked.topic))
    number = said[0] if len(said) == 1 else best(monthly, words, lambda _: True, LIKE)
    operand = number and report.operand(number)
    if not operand:
        return False
    return say_over_time(report.draft, report.info, operand, _MONTHS, "月", times=True)
