"""What a question wants reckoned of two numbers that a report tells together, in words or in rows."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from assistant.compose.draft import Draft
from assistant.compose.quotient import (
    Asked,
    Operand,
    say_before,
    say_by_rate,
    say_over_time,
    say_quotient,
    say_reckoned,
)
from assistant.compose.indicators import say_rows
from assistant.compose.reckoned import is_off, say_against_target, say_reached, states_each
from assistant.compose.rows import VALUE, rows_called, rows_in
from assistant.compose.standards import products_of, say_products
from assistant.plan.numbers import numbers_said
from assistant.plan.operands import Fits, Number, Pair, Words, best, best_pair, numbers_of
from assistant.plan.words import NOT_IN_TABLE
from assistant.retrieve import Evidence
from assistant.tallies import put, wordings
from assistant.understand import Question
from index.amounts import MONEY
from index.model import Row, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

_COUNTER = r"(?:人次|场次|批次|平方公里|平方米|公里|千米|平米|[人名位件案起宗条项户家场次期批台套辆部张份册篇本间栋处所座亩顷吨盆棵株头只口盏块床所支例届趟单笔页班])"
_ALIKE = (
    {"人", "名", "位", "人次", "员"},
    {"件", "案", "起", "宗", "例", "单", "条", "笔"},
    {"次", "场", "期", "场次", "届", "趟", "批次", "批", "人次"},
    {"台", "套", "辆", "部"},
    {"户", "家"},
    {"张", "份", "册", "本", "篇", "页"},
    {"张", "床"},
    {"处", "所", "座", "栋", "间"},
    {"平方米", "平", "平米"},
    {"公里", "千米"},
    {"棵", "株"},
    {"班", "个"},
    {"头", "只"},
)
# 平均每人, 一个护理员, 人均, 多少钱一条, 开一场标: each of what.
_DOES = r"(?=平均|均摊|[合要花多用挖摊拿得补发挽追带配照看管审办结供服负承占住给能才是有]|多少|几|成本|造价|大概|大约|[一全]年|一个?月|$)"
_EACH = re.compile(
    rf"(?:摊?到?每(?![年月日天])|单(?=[人户亩]))(?P<each>{_COUNTER}|个)?(?P<noun>[\u4e00-\u9fff]{{0,6}}?){_DOES}"
    rf"|(?<![统第唯同])一(?P<one>{_COUNTER}|个(?!月))(?P<of>[\u4e00-\u9fff]{{0,6}}?){_DOES}"
    r"|(?P<mean>[人户亩吨车床件案场次批])均"
)
_MUCH = r"(?:多少|几)(?!成|倍|乎)"
_ASKS = re.compile(r"多少|几|比例|比重|折|推算")
_MONEY = re.compile(
    r"钱|元|[花拿挽追罚补发付奖退减免摊得领]|费|成本|造价|损失|多少[万块]|几[块毛分万]|资金|经费|支出|多少$|多少[?？呢]"
)
_MEAN = re.compile(r"平均|均摊|[人户亩吨车床件案场次批生]均|摊|每|合|一[^,定共起]{1,8}(?:多少|几)|(?:多少|几)[^,]{0,3}[一每]")
# What a question says of the reckoning, and nothing of what is reckoned.
_OPERATION = re.compile(
    r"平均|均摊|摊(?:到|下来|给)?|算下来|算(?:算|一下)?|折合|大概|大约|实际|占(?:了|到|去)?|(?:百分之|百分比|比例|比重|几成)(?:是|有)?(?:多少|几)?"
    rf"|(?:多少|几)(?:万|亿)?(?:个|钱|块|毛|分|元|{_COUNTER})?(?:钱)?|按(?=[^,]{{2,12}}算)|倒推|推算|相比|合(?=多少|几)|一年下来|没(?=有|能)?|还有|还剩|剩下?"
    rf"|\d[\d.,]*\s?[万亿]?(?:元|{_COUNTER})?|花(?:了|掉|费)?|报告|[帮给]?我|[人件总]数|[差才]"
)

_LIKE = 0.5  # of a question's words, that those of two numbers have
_LEAST_TITLE = 4
_OF_PROJECT = 0.25  # … in the table of a project that is named
_SURELY = 0.8  # … where they name what the accounts state


# What reports say of any number.
_SAYS_NOTHING = re.compile(
    r"[^\u4e00-\u9fff]|其中|全年|全市|全县|本年|年末|累计|合计|共计?|实际|完成|支出|经费|费用|项目|决算数?|金额|数量|[为的了与和及等数量额]"
)
_LEAST_OWN, _LEAST_SAID = 3, 0.3


class _Report:
    """A report that a question is of, with its numbers and where they are to be told."""

    def __init__(
        self, question: Question, evidence: Evidence, info: ReportInfo, draft: Draft
    ) -> None:
        self.question, self.evidence, self.info, self.draft = question, evidence, info, draft

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers of the report, of its tables only those of the projects that are named."""
        words = self.question.folded
        named = {
            sheet.metric
            for _, sheet in self.evidence.sheets
            if sheet.title in self.question.projects
            and len(longest_run(words, fold(sheet.title))) >= _LEAST_TITLE
        }
        found = numbers_of(self.evidence, self.info)
        return [n for n in found if n.fact is None or not named or n.scope in named]

    def words(self, text: str) -> Words:
        """Read words of the question, without those of what is to be done."""
        tallies = self.evidence.amounts(self.info)
        return Words.of(_OPERATION.sub(" ", text), tallies, self.question.projects)

    def says_of(self, number: Number) -> bool:
        """Whether the question says some of what a number is of, where its own words tell that."""
        own = set(_SAYS_NOTHING.sub("", number.own))
        return len(own) < _LEAST_OWN or len(own & self._said) >= _LEAST_SAID * len(own)

    @cached_property
    def said(self) -> frozenset[Decimal]:
        """The numbers that the question says, money in 元."""
        found = numbers_said(self.question.folded)
        return frozenset(one.value * MONEY.get(one.measure, Decimal(1)) for one in found)

    @cached_property
    def _said(self) -> set[str]:
        words = self.question.folded
        return {char for wording in wordings(words) for char in put(words, wording)}

    def rows_of(self, numbers: Iterable[Number]) -> list[Row]:
        """Return the indicators whose results some numbers are, that are not told yet."""
        metrics = {number.fact.metric for number in numbers if number.fact is not None}
        rows = self.evidence.rows_of.get(self.info.id, ())
        found = {f"{row.metric}/指标:{row.name}": row for row in rows}
        told = self.draft.text
        return [
            row for of, row in found.items() if of in metrics and f"「{row.name}」：" not in told
        ]

    def operand(self, number: Number) -> Operand | None:
        return number.operand(self.evidence, self.info)


def say_told_together(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add what a question wants reckoned of numbers told together, where the answer lacks it."""
    if draft.status not in ("answered", "not_found"):
        return
    if question.intent.rank and not question.projects:  # 最多跑一次 ranks nothing
        return
    if len(question.reports) != 1 or not _ASKS.search(question.words):
        return
    report = _Report(question, evidence, question.reports[0], draft)
    for clause, topic in _clauses(question.words):
        for asks, say in _KINDS:
            match = asks.search(clause)
            if match is not None and say(report, clause, topic, match):
                _found(draft)
                break


def _found(draft: Draft) -> None:
    """Make an answer of a draft that found nothing before."""
    if draft.status == "not_found":
        draft.status = "answered"
        draft.paragraphs[:] = [p for p in draft.paragraphs if p != NOT_IN_TABLE]


def _clauses(words: str) -> Iterator[tuple[str, str]]:
    """Yield the clauses of a question, each with all that it is spoken of up to there."""
    spoken = ""
    for clause in re.split(r"[,，。;；?？]", words):
        clause = clause.strip()
        spoken = f"{spoken} {clause}"
        yield clause, spoken


# -- what one of something comes to -----------------------------------------------------------


def _say_each(
    report: _Report, clause: str, topic: str, match: re.Match[str] | None = None
) -> bool:
    """帮农民工追回的钱平均每人多少: add what one of those comes to that a count tells."""
    if rows := _rows_of_one(report, clause, topic):
        told = all(f"「{row.name}」：" in report.draft.text for row in rows)
        say_rows(report.draft, report.evidence, report.info, () if told else rows)
        return not told
    found = _quotient(report, clause, topic)
    if found is None:
        return False
    one, other = (report.operand(number) for number in found)
    if one is None or other is None or _is_divided(report.draft, other):
        return False
    words = report.words(topic)
    if any(words.of_text(m.group(), "") >= _LIKE for m in _STATED.finditer(fold(f"{report.draft.text}\n{one.quote}"))):
        return False
    rows = report.rows_of(found)
    say_rows(report.draft, report.evidence, report.info, rows)
    if one.is_money:
        return say_quotient(report.draft, report.info, one, other)
    pairs = [(report.info, one), (report.info, other)]
    return say_reckoned(report.draft, pairs, "÷", Asked())


# 每人每年600元, 人均结案236.9件: a mean that the report itself tells, with what it is of.
_STATED = re.compile(
    r"[^。;；,，\n]*(?:每(?!年|月)|[人户亩车生件]均|单(?![位元独一据项]))[\u4e00-\u9fff」:：目标≤<=≥\s]{0,20}\d[\d.,]*"
)


def _rows_of_one(report: _Report, clause: str, topic: str) -> list[Row]:
    """Return the indicators that give what a clause asks for themselves: 件均办案成本."""
    words = report.words(topic)
    return [
        row
        for row in report.evidence.rows_of.get(report.info.id, ())
        if states_each(row, clause) and words.of_text(row.name, row.metric) >= _LIKE
    ]


def _is_divided(draft: Draft, count: Operand) -> bool:
    """Whether a draft has divided by a count already."""
    return any(f"÷ {count.term} " in f"{d.formula} " for d in draft.derivations)


def say_each_told(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """Add what one of something comes to, of two numbers told together; False where none are."""
    report = _Report(question, evidence, info, draft)
    return any(
        _EACH.search(clause) and _say_each(report, clause, topic)
        for clause, topic in _clauses(question.words)
    )


def _quotient(report: _Report, clause: str, topic: str) -> Pair | None:
    """Return the two numbers, told together, whose quotient a clause asks for, or None."""
    each = next((m for m in _EACH.finditer(clause) if any(m.groups())), None)
    much = re.search(rf"{_MUCH}[个口]?(?P<measure>(?!块|分|毛){_COUNTER})?(?P<what>[\u4e00-\u9fff]{{0,6}})", clause)
    if each is None or much is None:
        return None
    noun = each["noun"] or each["of"] or ""
    counted = each["each"] or each["one"] or each["mean"] or ""
    measure = much["measure"] or ("人" if much["what"][-1:] in _PEOPLE else "")
    rest = f"{clause[: each.start()]} {noun} {clause[each.end() :]}"
    tallies = report.evidence.amounts(report.info)
    what = Words.of(much["what"], tallies) if much["what"] else None
    of_things = counted in ("", "个") or counted in _PEOPLE  # else its measure tells what is counted
    nouns = (what, Words.of(noun, tallies) if noun and of_things else None)
    money = not measure and _MONEY.search(clause) is not None
    people = counted in _PEOPLE or (counted in ("", "个") and noun[-1:] in _PEOPLE)

    def is_amount(number: Number) -> bool:
        return number.is_money if money else _counts_in(number, measure)

    def is_count(number: Number) -> bool:
        if people:
            return number.measure in ("人", "人次")
        if counted in ("", "个"):
            named = bool(noun) and bool(set(noun) & set(number.own))
            return named and _counts_in(number, "")
        return _counts_in(number, counted)

    def held(one: Number, other: Number) -> bool:
        return not _are_alike(one.measure, other.measure) and report.says_of(one)

    words = report.words(topic.removesuffix(clause) + rest)
    return best_pair(report.numbers, words, is_amount, is_count, _LIKE, nouns, held, report.said)


_PEOPLE = frozenset("人名位员生师民客者宾警童娃工女")


def _counts_in(number: Number, measure: str) -> bool:
    """Whether a number counts in a measure, as people say it: 名 for 人."""
    if not measure or measure == "个":
        return number.measure not in ("元", "%", "分", "天", "年")
    return _are_alike(number.measure, measure)


def _are_alike(one: str, other: str) -> bool:
    """Whether two measures count the same things, as people say it."""
    return one == other or any(one in kind and other in kind for kind in _ALIKE)


# -- parts of a whole -------------------------------------------------------------------------

_NOT_DONE = re.compile(
    rf"(?:没|未|尚未)(?:有|能)?(?P<verb>[\u4e00-\u9fff]{{1,4}}?)(?:掉|完|到|上)?(?:的|了)?(?:还|人|案子?|件)*(?:有|是)?{_MUCH}"
    rf"|{_MUCH}[^,]{{0,6}}(?:没|未)(?:有|能)?(?P<behind>[\u4e00-\u9fff]{{1,3}})"
)
_RATE_OF = re.compile(r"(?P<verb>[\u4e00-\u9fff]{1,4})率(?:算下来|大概|大约|到底|实际|是|有)*(?:多少|几|$)")
_SHARE = re.compile(
    r"(?:(?P<within>[^,]{2,16}?)(?:里头?|里面|当中|之中|中)(?:的|,)?)?(?P<part>[^,]{2,16}?)(?:占|在)(?P<whole>[^,]{0,14}?)(?:的|里)?(?:几成|百分之|百分比|比例|比重|多大|多少|几个百分点)"
)


def _say_undone(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """还有几件没办结: add what is left of a whole when the part is taken off that was done."""
    verb = match["verb"] or match["behind"]
    pair = _part_and_whole(report, topic.replace(match.group(), f" {verb} "), verb)
    return pair is not None and _say_parts(report, pair, apart=True, rate=False)


def _say_rate_of(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """结案率多少: add which part of a whole was done."""
    if "率" in "".join(p for p in report.draft.paragraphs if f"{match['verb'][-2:]}率" in p):
        return False  # the report states it
    pair = _part_and_whole(report, topic, match["verb"])
    return pair is not None and _say_parts(report, pair, apart=False, rate=True)


def _say_share(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """国道占多少: add which part of a whole told before it in the same words one number is."""
    if any(d.measure == "%" for d in report.draft.derivations):
        return False
    whole = match["within"] or match["whole"] or ""
    least = _SURELY if _names_term(report, match["part"]) else _LIKE
    pair = _part_and_whole(report, topic, match["part"], whole, least)
    if pair is not None and pair[0].is_money and _names_term(report, topic):
        return False  # 财政拨款占几成: of the accounts
    pair = pair or _of_project(report, match["part"], whole)
    return pair is not None and _say_parts(report, pair, apart=False, rate=True)


def _names_term(report: _Report, words: str) -> bool:
    """Whether some words of a question name what the accounts state."""
    text = report.question.folded
    named = (text[m.start : m.end] for m in report.question.mentions if m.metrics and not m.weak)
    return any(word and word in words for word in named)


_LESS = re.compile(
    rf"(?P<one>[^,]{{2,14}}?)(?:比|跟|和|与)(?P<other>[^,]{{2,14}}?)(?:相?比|相差|差|要|还)?(?:[多少高低大小长短](?:出|了)?|差(?:了|着)?){_MUCH}个?(?P<measure>{_COUNTER})"
)


def _say_apart(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """开放床位比编制多几张: add what two numbers of one sentence differ by."""
    tallies = report.evidence.amounts(report.info)
    one, other = Words.of(match["one"], tallies), Words.of(match["other"], tallies)

    def fits(number: Number) -> bool:
        return number.fact is None and _counts_in(number, match["measure"])

    def held(left: Number, right: Number) -> bool:
        return left.measure == right.measure and left.part == right.part

    if _is_reckoned(report.draft, "−"):
        return False
    pair = best_pair(report.numbers, report.words(clause), fits, fits, _LIKE, (one, other), held)
    return pair is not None and _say_parts(report, pair, apart=True, rate=False)


def _of_project(report: _Report, part: str, whole: str) -> Pair | None:
    """补助成本占项目执行数几成: return what one indicator cost, and what its project spent."""
    if not _WHOLE_PROJECT.search(whole):
        return None
    heads = {n.scope: n for n in report.numbers if n.is_head}
    of_rows = report.words(part)
    row = best(
        report.numbers, of_rows, lambda n: n.is_money and not n.is_head and n.scope in heads, _LIKE
    )
    return (row, heads[row.scope]) if row is not None and row.fact is not None else None


_WHOLE_PROJECT = re.compile(r"项目|全年|执行|总|全部|一共")


def _part_and_whole(
    report: _Report, topic: str, part: str, whole: str = "", least: float = _LIKE
) -> Pair | None:
    """Return a part by its words, and the whole in the same measure that its sentence tells."""
    tallies = report.evidence.amounts(report.info)
    nouns = Words.of(f"{part}", tallies), Words.of(whole, tallies) if whole else None
    chars = set(part) - _LIGHT

    def is_part(number: Number) -> bool:
        return bool(number.fact is None and number.measure != "%" and chars & set(number.own))

    def is_whole(number: Number) -> bool:
        return number.fact is None and number.measure != "%"

    def held(one: Number, other: Number) -> bool:
        same = one.measure == other.measure and one.value < other.value
        return same and one.part == other.part and other.at < one.at

    numbers = report.numbers
    return best_pair(numbers, report.words(topic), is_part, is_whole, least, nouns, held)


_LIGHT = frozenset("的了是有在人数个全年完成")


def _say_parts(report: _Report, pair: Pair, *, apart: bool, rate: bool) -> bool:
    one, other = (report.operand(number) for number in pair)
    if one is None or other is None:
        return False
    pairs = [(report.info, one), (report.info, other)]
    asked = Asked(("前者", "后者"), apart=apart, rate=rate)
    return say_reckoned(report.draft, pairs, "−", asked)


_REST = re.compile(
    rf"(?:剩(?:下|余)?|余下|其余|其他|另外|除(?:了|去|开)|去掉|扣(?:除|掉)|不算)[^,]{{0,14}}?{_MUCH}|不是[^,]{{1,10}}的?(?:有|是)?{_MUCH}"
)


def _say_rest(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """除了非法营运和超限还有多少起: add what is left of a whole without the parts that are named."""
    words = report.words(topic)
    scopes: dict[tuple[str, int], list[Number]] = {}
    for number in report.numbers:
        if number.fact is None and number.measure not in ("%", "元"):
            scopes.setdefault((number.scope, number.part), []).append(number)
    best_of: list[tuple[float, list[Number]]] = []
    for told in scopes.values():
        for at, whole in enumerate(told):
            behind = [n for n in told[at + 1 :] if n.measure == whole.measure and n.value < whole.value]
            named = [n for n in behind if _is_named(n.own, topic)]
            if named and sum(n.value for n in named) < whole.value:
                own = " ".join(n.own for n in (whole, *named))
                best_of.append((words.of_text(own, whole.lead), [whole, *named]))
    share, found = max(best_of, key=lambda one: one[0], default=(0.0, []))
    operands = [report.operand(number) for number in found]
    if share < _REST_LIKE or None in operands:
        return False
    pairs = [(report.info, operand) for operand in operands if operand is not None]
    return say_reckoned(report.draft, pairs, "−", Asked())


_REST_LIKE = 0.6


def _is_named(own: str, text: str) -> bool:
    """Whether most of a number's own words are said."""
    chars = set(_SAYS_NOTHING.sub("", own))
    return bool(chars) and len(chars & set(text)) >= _MOST_SAID * len(chars)


_MOST_SAID = 0.75


# -- what was aimed at --------------------------------------------------------------------------

_OF_AIM = re.compile(r"完成(?:率|比例|了?(?:计划|目标|任务)?的?(?:几成|百分之|多少比例))|(?:计划|目标|任务)的?(?:几成|百分之)")
_AIMED = re.compile(r"目标|计划|任务|原定|应")
_OFF = re.compile(
    rf"{_OF_AIM.pattern}|[差缺超][^,]{{0,4}}(?:多少|几|百分)|[多少高低](?:出|了)?(?:多少|几|百分)"
)
_OF_BUDGET = re.compile(r"预算|批|拨")


def _say_of_aim(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """抽检1146份（计划1300份）: add how much of what was planned was done."""

    def done(number: Number) -> bool:
        return number.fact is None and number.measure != "%" and not _AIMED.search(number.own)

    def aimed(number: Number) -> bool:
        return number.fact is None and _AIMED.search(number.own) is not None

    def held(one: Number, other: Number) -> bool:
        return one.measure == other.measure and one.part == other.part

    words = report.words(_OF_AIM.sub(" ", topic))
    pair = best_pair(report.numbers, words, done, aimed, _LIKE, both=held)
    return pair is not None and _say_parts(report, pair, apart=False, rate=True)


def _say_off_target(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """餐费标准超多少: add by how much the indicator that is named is off its target."""
    aimed = _AIMED.search(topic) or _OF_AIM.search(clause) or "标准" in topic
    if not (aimed or "超" in clause) or (_OF_BUDGET.search(topic) and not aimed):
        return False
    words = report.words(topic)
    rows = report.evidence.rows_of.get(report.info.id, ())
    off = {f"{row.metric}/指标:{row.name}": row for row in rows if is_off(row)}
    row = _row_said(report, off) or _row_called(report, off)
    if row is None:
        found = best(
            report.numbers, words, lambda n: n.fact is not None and n.fact.metric in off, _LIKE
        )
        row = off[found.fact.metric] if found is not None and found.fact is not None else None
    if row is None:
        return False
    told = len(report.draft.derivations)
    if f"「{row.name}」：" not in report.draft.text:
        say_rows(report.draft, report.evidence, report.info, [row])
    of_aim = _OF_AIM.search(report.question.words) is not None
    text = report.question.folded + ("完成率" if of_aim else "")
    say_against_target(report.draft, report.evidence, report.info, row, text)
    if of_aim:
        say_reached(report.draft, report.evidence, report.info, row)
    return len(report.draft.derivations) > told


def _row_said(report: _Report, off: Mapping[str, Row]) -> Row | None:
    """Return the one indicator off its target both of whose numbers a question says."""
    said = {number.value for number in numbers_said(report.question.folded)}
    found = [
        row
        for row in off.values()
        if {Decimal(m["number"]) for cell in (row.target, row.result) if (m := VALUE.match(cell))}
        <= said
    ]
    return found[0] if len(found) == 1 else None


def _row_called(report: _Report, off: Mapping[str, Row]) -> Row | None:
    """Return the one indicator off its target that the question calls in a project that it names."""
    named = set(report.question.projects)
    found = [
        row
        for of, sheet in report.evidence.tables
        if of == report.info.id and sheet.title in named
        for row in rows_called(report.evidence, report.info, sheet, report.question.words)
        if f"{row.metric}/指标:{row.name}" in off
    ]
    return found[0] if len(found) == 1 else None


# -- prices and numbers that a question says ----------------------------------------------------

_OWES = re.compile(
    rf"(?:该|应该?|理应)(?:当)?(?:付|给|花|发|是|要|支付)[^,]{{0,6}}?{_MUCH}|按[^,]{{2,16}}算[^,]{{0,8}}{_MUCH}|相?乘"
    rf"|(?:总共|一共|合计|全年|[要得需])(?:要|得|需|吃|花|付|支|用)[^,]{{0,4}}{_MUCH}"
)
_PRICED = re.compile(rf"\d(?:元|块)?(?:钱)?[一每/](?:{_COUNTER}|天)|每?(?:{_COUNTER}|天)\d+(?:元|块)|单价|标准")


def _say_product(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """律师一天200元,干了298.5天该付多少: add what a price and the numbers that it is of come to."""
    said = {Decimal(m.group()) for m in _LEADING.finditer(report.question.folded)}
    if not _PRICED.search(report.question.folded):
        return False
    words = report.words(topic)
    best_of: list[tuple[int, float, Sheet, Row]] = []
    for of, sheet in report.evidence.tables:
        rows = rows_in(report.evidence, report.info, sheet) if of == report.info.id else []
        for product in products_of(report.evidence, report.info, sheet, rows):
            factors = (product.price, *product.counts)
            numbers = [m for row in factors if (m := _LEADING.search(row.result))]
            known = sum(Decimal(m.group()) in said for m in numbers)
            names = " ".join(row.name for row in factors)
            share = words.of_text(names, fold(sheet.title))
            if known > 1 or (share >= _LIKE):
                best_of.append((known, share, sheet, product.price))
    if not best_of:
        return False
    *_, sheet, price = max(best_of, key=lambda found: found[:2])
    shown = report.draft, report.evidence, report.info
    return say_products(*shown, sheet, [price], compares=False)


_LEADING = re.compile(r"\d+(?:\.\d+)?")
_ASKS_GAP = re.compile(r"差(?:额|距|了|着)?(?:是|有)?(?:多少|几)|缺口|相差|[多少](?:了|出)?(?:多少|几)")


def _say_gap_said(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """测算要4.32万,预算只给3万,缺口多少: add what two numbers that a question says differ by."""
    said = list(numbers_said(report.question.folded))
    said = [one for one in said if one.measure in MONEY] or said
    if len(said) != _TWO or _is_reckoned(report.draft, "−") or said[0].value == said[1].value:
        return False
    words = report.words(topic)
    found: list[Operand] = []
    for one in said:
        value = one.value * MONEY.get(one.measure, Decimal(1))
        fits = [n for n in report.numbers if n.value == value and n.is_money == (one.measure in MONEY)]
        number = max(fits, key=words.share, default=None)
        operand = number and report.operand(number)
        if operand:
            found.append(operand)
    found.sort(key=lambda operand: -operand.value)
    if len(found) != _TWO:
        return False
    return say_reckoned(report.draft, [(report.info, operand) for operand in found], "−", Asked())


_TWO = 2


# -- by a rate --------------------------------------------------------------------------------

_BY_RATE = re.compile(
    r"折(?:成|合|算)?(?!旧|扣)|推算|倒推|反推|换算|只(?:写|给|说|有|列)了?[^,]{0,10}(?:率|比例|百分)"
)
_OF_WHOLE = re.compile(r"(?:倒推|反推|推算)[^,]{0,12}(?:总|全|该|应|一共)")
_BASE = re.compile(r"占(?P<base>[\u4e00-\u9fff]{2,12}?)(?:总?数|人数)?(?:的|$|\s)")


def _say_by_rate(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """教师517人, 双师型占83.4%: add how many that is; or of how many a count is such a rate."""
    numbers = report.numbers
    words = report.words(_BY_RATE.sub(" ", report.question.words))
    named = best(numbers, words, lambda n: n.measure == "%", _LIKE)
    if named is None:
        return False
    twins = [n for n in numbers if (n.value, n.measure, n.fact) == (named.value, "%", None)]
    rate = max(twins, key=lambda n: words.share(n), default=named)
    base = _BASE.search(rate.own)

    def counts(number: Number) -> bool:
        return number.measure not in ("%", "元") and number.fact is None

    if base is not None:
        tallies = report.evidence.amounts(report.info)
        count = best(numbers, Words.of(base["base"], tallies), counts, _SURELY)
    else:
        near = [n for n in numbers if counts(n) and (n.scope, n.part) == (rate.scope, rate.part)]
        count = max((n for n in near if n.at < rate.at), key=lambda n: n.at, default=None)
    if count is None:
        return False
    one, other = report.operand(count), report.operand(rate)
    if one is None or other is None:
        return False
    done = re.search(r"(?P<verb>[\u4e00-\u9fff]{1,2})率", rate.own)
    whole = base is None and done is not None and set(done["verb"]) <= set(count.own)
    if whole != (_OF_WHOLE.search(report.question.words) is not None):
        return False  # a count of those done is no whole: 体检6.18万人,体检率74.2%
    return say_by_rate(report.draft, report.info, one, other, whole=whole)


# -- the year before ----------------------------------------------------------------------------

_BEFORE = re.compile(
    rf"(?<![比较跟和与同])(?:[上去前]一?年|20\d\d年?)[^,比较]{{0,14}}{_MUCH}|倒推|反推"
)
_CHANGE = re.compile(
    r"(?:比|较|同比)[^,;。]{0,8}?(?:(?P<rose>增[加长多]?|上升|提高|多)|减少|下降|降低|少|压减)"
)
_LAST_YEAR = re.compile(r"[上去前]一?年|倒推|反推")


def _say_year_before(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """上年几起: add what a number was before the change that its sentence tells behind it."""
    words, year = report.question.folded, str(report.info.year - 1)
    if not (_LAST_YEAR.search(words) or year in words) or report.question.metrics:
        return False
    numbers = report.numbers
    moves = [n for n in numbers if n.fact is None and _CHANGE.search(n.own)]
    asked = report.words(re.sub(r"20\d\d年?|[上去前]一?年", " ", topic))
    behind: dict[int, Number] = {}
    for move in moves:
        before = [n for n in numbers if (n.scope, n.part) == (move.scope, move.part)]
        now = max((n for n in before if n.at < move.at), key=lambda n: n.at, default=None)
        if now is not None and now.measure != "%" and move.measure in (now.measure, "%"):
            behind.setdefault(now.at, move)
    now = best(numbers, asked, lambda n: n.fact is None and n.at in behind, _LIKE)
    if now is None:
        return False
    change = behind[now.at]
    rose = _CHANGE.search(change.own)
    one, other = report.operand(now), report.operand(change)
    if one is None or other is None or rose is None:
        return False
    return say_before(report.draft, report.info, one, other, rose=bool(rose["rose"]))


# -- by the year's days or months -------------------------------------------------------------

_PERIOD = re.compile(r"(?P<day>日均|天均|[每一]天)|月均|[每一]个?月")
_YEARLY = re.compile(r"[一全整]年|12个月|年底")
_MONTHLY = re.compile(r"月均|每个?月|\(月\)|/月|月租")
_MONTHS = 12


def _say_by_period(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """平均一天接警多少起: add what a year's count comes to by day or month."""
    period = _PERIOD.search(clause)
    much = re.search(rf"{_MUCH}个?(?P<measure>{_COUNTER})?(?!钱|块|元|万)", clause)
    if period is None or much is None:
        return False
    if not much["measure"] and not re.match(r"[\u4e00-\u9fff]{2}", clause[much.end() :]):
        return False
    days = _days_said(report)
    words = report.words(_PERIOD.sub(" ", _BY_DAYS.sub(" ", topic)))
    number = best(
        report.numbers,
        words,
        lambda n: (
            n.measure in _FLOWS
            and _counts_in(n, much["measure"] or "")
            and not _MONTHLY.search(n.own)
        ),
        _LIKE,
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
_FLOWS = frozenset({"件", "起", "宗", "条", "次", "场", "人次", "批次", "份", "单", "笔", "吨", "册", "例", "篇", "台件"})
_BY_DAYS = re.compile(r"按[^,()]{0,8}\d+天算?")


def _days_said(report: _Report) -> Number | None:
    """Return the number of days that a question says, as the report tells it."""
    said = re.search(r"(?P<days>\d+)天", report.question.folded)
    found = [n for n in report.numbers if said and n.measure == "天" and n.value == int(said["days"])]
    return found[0] if found else None


def _say_by_year(report: _Report, clause: str, topic: str, match: re.Match[str]) -> bool:
    """邮寄费月均1.67万, 一年多少: add what a month's number comes to over the year."""
    if not _MONTHLY.search(topic) or not re.search(_MUCH, clause):
        return False
    number = best(
        report.numbers,
        report.words(_YEARLY.sub(" ", topic)),
        lambda n: n.measure != "%" and _MONTHLY.search(n.own) is not None,
        _OF_PROJECT if report.question.projects else _LIKE,
    )
    operand = number and report.operand(number)
    if not operand:
        return False
    return say_over_time(report.draft, report.info, operand, _MONTHS, "月", times=True)


def _is_reckoned(draft: Draft, sign: str) -> bool:
    """Whether a draft has reckoned by a sign already."""
    return any(f" {sign} " in d.formula.partition(" = ")[0] and d.measure != "%" for d in draft.derivations)


_KINDS: tuple[tuple[re.Pattern[str], Callable[..., bool]], ...] = (
    (_PERIOD, _say_by_period),
    (_YEARLY, _say_by_year),
    (_EACH, _say_each),
    (_BY_RATE, _say_by_rate),
    (_OF_AIM, _say_of_aim),
    (_OFF, _say_off_target),
    (_OWES, _say_product),
    (_ASKS_GAP, _say_gap_said),
    (_LESS, _say_apart),
    (_NOT_DONE, _say_undone),
    (_REST, _say_rest),
    (_RATE_OF, _say_rate_of),
    (_SHARE, _say_share),
    (_BEFORE, _say_year_before),
)
