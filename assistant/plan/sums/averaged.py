"""救助金平均到每个当事人手里多少: a named amount, divided by the count that the question names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.calculate import in_yuan
from assistant.compose.accounts import account_of
from assistant.compose.quotient import Operand, of_fact
from assistant.compose.statements import main_fact
from assistant.lexicon import HAN
from assistant.plan.sums.operands import Number, best
from assistant.plan.sums.reckoner import (
    COUNTER,
    LIKE,
    MUCH,
    SAYS_NOTHING,
    Clause,
    Reckoner,
    are_alike,
    counts_in,
)
from assistant.understand import Question
from index.amounts import MONEY
from index.model import Fact
from index.normalise import fold, longest_run

# 培训一个学员花多少 names what was done, 平均到每个学员 and 一个学员 those to whom it was done.
_DONE = re.compile(rf"(?P<did>{HAN}{{2}})一(?:个|(?P<counter>{COUNTER}))(?P<noun>{HAN}{{0,12}})")
_EACH = re.compile(
    rf"(?:每(?![年月日天])一?|(?:(?<!{HAN})|(?<=[均到给]))一)(?:个|(?P<counter>{COUNTER}))?(?P<noun>{HAN}{{0,12}})"
)
_ASKS = re.compile(r"多少|几|[摊花合要拿能得]|平均|大概|大约")
_NOT_DONE = re.compile(r"[平均摊合到给每是年]|多少|哪|统$")
_BY = re.compile(r"按照?(?P<by>[^,。?\d]{2,12}?)(?:的?数)?来?(?:算|平均|均摊|摊|计)")
_OPENS = re.compile(rf"^(?:[去来被受获得参加进位名的]|接受|参与)+(?={HAN}{{2}})")
# Of cars, guests and staff the accounts state figures of their own.
_OF_ACCOUNTS = re.compile(r"车|辆|接待|招待|批次|[在编]职|在编|职工|干部|员工|工作人员|人头|编制")
# Who comes to see a place is no guest of a unit.
VISITORS = re.compile(
    r"接待(?=(?:了|每?一?个|每?一?[位名])*(?:观众|游客|读者|学[生员]|群众|来访|献血|患者|老人))"
)
_PERSON = re.compile(r"[人员生师民客者宾警童娃工孩席长众儿士兵医手]|代表|对象|家属|模范|劳模")
_PEOPLE = ("人", "名", "人次", "位")
_NO_COUNT = ("元", "%", "分", "天", "年")
_BEFORE = re.compile(r"[由从]\s*(?:[增升降减扩提]|$)")  # 由1,860人次增至2,914人次
_IN_MONEY = re.compile(r"[钱元块]|成本|造价|投入")
_MEAN = re.compile(r"均(?!衡|等|已|为)|每|单价|标准")
_LEAST_NOUN = 2


@dataclass(frozen=True, slots=True)
class _Each:
    """What each of is asked for: how it is counted, what it is called, what was done to it."""

    counter: str
    noun: str
    did: str

    @classmethod
    def of(cls, asked: Clause) -> _Each | None:
        by = _BY.search(asked.topic)
        done = _DONE.search(asked.text)
        if done is not None and not _NOT_DONE.search(done["did"]):
            return cls(done["counter"] or "", _ASKS.split(done["noun"])[0], done["did"])
        each = _EACH.search(asked.text)
        if each is None:
            return None
        noun = _OPENS.sub("", _ASKS.split(each["noun"])[0])
        return cls(each["counter"] or "", noun, by["by"] if by else "")

    def named_by(self, number: Number) -> int:
        """Return how many characters of a number's words name what each of is asked for."""
        if not self._is_counted_in(number.measure) or _BEFORE.search(number.own):
            return 0
        own = number.own
        noun = next((n for n in range(len(self.noun), 1, -1) if self.noun[:n] in own), 0)
        did = len(longest_run(self.did, own)) if self.did else 0
        if max(noun, did) < _LEAST_NOUN or (self.did and did < _LEAST_NOUN):
            return 0
        return noun + did

    def _is_counted_in(self, measure: str) -> bool:
        if self.counter:
            return are_alike(measure, self.counter)
        if _PERSON.search(self.noun[:_LONGEST_PERSON]):
            return measure in _PEOPLE
        return measure not in (*_NO_COUNT, *_PEOPLE)


_LONGEST_PERSON = 8


def named_pair(report: Reckoner, asked: Clause) -> tuple[Operand, Operand] | None:
    """Return the amount and the count that a clause names, where just one of each is told."""
    each = _Each.of(asked)
    if each is None or _OF_ACCOUNTS.search(VISITORS.sub("", asked.text)):
        return None
    much = re.search(
        rf"{MUCH}个?(?P<measure>(?!块|项目|人员|公用|单位|次数){COUNTER})?", asked.text
    )
    if much is None:
        return None
    measure = "" if _IN_MONEY.search(asked.text[much.start() :]) else much["measure"] or ""
    amounts = [] if measure else _amounts_named(report, each.noun)
    if len({in_yuan(fact.amount) for fact in amounts}) > 1:
        return None
    count = _count(report, each, amounts, measure)
    divisor = report.operand(count) if count is not None else None
    if count is None or divisor is None:
        return None
    beside = _beside(report, count, asked, each, measure)
    of_project = bool(amounts) and amounts[0].metric.startswith("项目:")
    if amounts and not (of_project and beside):  # 核减金额平均到每个项目: of no project as a whole
        return of_fact(amounts[0]), divisor
    return (beside, divisor) if beside is not None else None


def _amounts_named(report: Reckoner, but: str = "") -> list[Fact]:
    """Return the money that a question names: what its projects spent, or its terms; none in `but`."""
    question, evidence, info = report.question, report.evidence, report.info
    spent = [
        evidence.one(info, sheet.metric, "全年执行数", "决算数")
        for of, sheet in evidence.sheets
        if of == info.id and sheet.title in question.projects and _is_said(sheet.title, question)
    ]
    if not any(spent):
        spent = [main_fact(evidence, info, metric) for metric in _terms_named(question, but)]
    return [fact for fact in spent if fact is not None and fact.amount.measure in MONEY]


def _terms_named(question: Question, but: str) -> Iterator[str]:
    """Yield the metrics that a question names; an item only where its own words are said."""
    for mention in question.mentions:
        said = question.folded[mention.start : mention.end]
        visited = VISITORS.match(question.folded, mention.start)
        if mention.weak or not said or said in but or visited:
            continue
        for metric in mention.metrics:
            own = not metric.endswith("(项)") or len(longest_run(said, fold(metric))) == len(said)
            if own:
                yield metric


def _is_said(title: str, question: Question) -> bool:
    """Whether a question calls a project by its name, and not by its indicators."""
    run = longest_run(question.words, fold(title))
    return not question.by_rows and len(run) >= min(_LEAST_TITLE, len(title))


_LEAST_TITLE = 4


def _count(report: Reckoner, each: _Each, amounts: Sequence[Fact], measure: str) -> Number | None:
    """Return the one count that is called as asked, before others one told with the amount."""
    scored = [
        (named, number)
        for number in report.numbers
        if (named := each.named_by(number)) and not (measure and counts_in(number, measure))
    ]
    most = max((named for named, _ in scored), default=0)
    found = [number for named, number in scored if named == most]
    if len({number.value for number in found}) > 1:  # 救助人次, 站内救助人次: of all before a part
        least = min(map(_beyond, found))
        found = [number for number in found if _beyond(number) == least]
    if len({number.value for number in found}) > 1:
        told = set(_scopes(report, amounts))
        found = [number for number in found if number.scope in told]
    return found[0] if len({number.value for number in found}) == 1 else None


def _beyond(number: Number) -> int:
    """Return how many characters a number's words have that tell something."""
    return len(SAYS_NOTHING.sub("", number.own))


def _scopes(report: Reckoner, amounts: Sequence[Fact]) -> Iterator[str]:
    """Yield the sentences and tables that tell of some amounts, or of their projects."""
    evidence, info = report.evidence, report.info
    for fact in amounts:
        yield fact.metric
        around = evidence.sentences(info).around(fact.place)
        parts = account_of(evidence, info, fact.metric).parts
        for sentence in (*parts, *((around,) if around else ())):
            yield f"{sentence.place.start}"


def _beside(
    report: Reckoner, count: Number, asked: Clause, each: _Each, measure: str
) -> Operand | None:
    """Return the amount that the question names and the sentence of a count tells."""
    person = _PERSON.search(each.noun)
    called = each.noun[: person.end()] if person is not None else each.noun
    rest = asked.topic.replace(called, " ")
    for title in report.question.projects:
        rest = rest.replace(longest_run(rest, fold(title)), " ")
    words = report.words(rest)
    beside = [n for n in report.numbers if n.scope == count.scope and n is not count]

    def fits(number: Number) -> bool:
        is_mean = _MEAN.search(number.own) is not None
        return not is_mean and (counts_in(number, measure) if measure else number.is_money)

    found = best(beside, words, fits, LIKE if not measure else _FAINTLY)
    return report.operand(found) if found is not None else None


_FAINTLY = 0.25  # what is counted in the measure that is asked for
