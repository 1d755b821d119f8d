"""都接待谁了、各花多少: the sentence whose amounts add up to the figure that is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.calculate import in_yuan
from assistant.compose.draft import Draft, subject
from assistant.compose.quotes import say_purpose, say_quote, tells_use
from assistant.compose.statements import main_fact, say_makeup, say_reasons
from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.understand import Question
from index.amounts import MONEY, NUMBER, parse_number
from index.model import Fact, Reason
from index.normalise import fold
from index.store import ReportInfo

_ASKS = re.compile(
    r"谁(?![^,。?]{0,10}[多少高低大小贵快慢](?:些|点)?$)|哪些人|各(?:自|是|花|有)?(?:了)?(?:多少|几)|分别|哪几[块项部]|都有(?:什么|哪|啥)|(?:什么|啥)(?:上面|上头|地方)|构成|组成|包括|明细|哪些钱|是哪"
)
_MONEY = re.compile(rf"(?<![\d.,])(?P<number>{NUMBER})\s?(?P<measure>[万亿]?元)")
_MOST_METRICS, _MOST_REPORTS = 3, 2
_LEAST_PARTS, _MOST_PARTS, _LONGEST = 2, 12, 400
_NEAR = Decimal("0.015")  # of the measure that the parts are printed in


def say_breakdown(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Quote what an amount that is asked about is made of, where the answer does not say it."""
    intent = question.intent
    asks = intent.makeup or (_ASKS.search(question.folded) and not intent.drivers)
    if not asks or len(reports) > _MOST_REPORTS or len(question.metrics) > _MOST_METRICS:
        return
    for info in reports:
        for fact in _asked(question, evidence, draft, info):
            metric = fact.metric
            told = {r.fact.metric for r in draft.references if r.report == info.id}
            if len(told & set(evidence.parts(info, metric))) >= _LEAST_PARTS:
                continue
            found = _made_of(evidence, info, fact)
            if found is not None and not all(c in draft.text for c in _printed(found)):
                say_quote(draft, evidence, info, found)
        _say_used_for(question, evidence, draft, info)


_USED = re.compile(
    r"(?:干|做)(?:了)?(?:些)?(?:啥|什么|嘛)|用途|用来|用在|用到|(?:花|投|用|砸|去)(?:到|在|向|往)?了?(?:哪|什么|啥)"
)
_PLANNED = re.compile(r"预算(?:数)?为")
# What a reason says that was begun or bought; one for less speaks of what there was before.
_GIVEN_FOR = re.compile(r"追加|新增|增加|用于|支付|购|下达|安排|拨|实施|开展")
_LESS = re.compile(r"减少|下降|完工|压减|压缩|结余")
_OF_ITEMS = re.compile(r"^(?:政府性基金|国有资本经营)预算|\([类款项]\)$")


def _say_used_for(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """Tell what the parts told were used for, where that is asked and nothing tells it."""
    if not _USED.search(question.folded) or any(tells_use(quote) for quote in draft.quotes):
        return
    told = dict.fromkeys(r.fact.metric for r in draft.references if r.report == info.id)
    items = [m for m in told if m.endswith("(项)")]
    found = [say_purpose(draft, evidence, info, metric) for metric in items[:_LEAST_PARTS]]
    told_whole = told_of(question, evidence, draft, info)
    wholes = [m for m in told_whole if _OF_ITEMS.search(m)]
    if any(found) or len(wholes) != 1 or len(evidence.parts(info, wholes[0])) > _LEAST_PARTS:
        return
    if not say_purpose(draft, evidence, info, wholes[0]):
        _say_given_for(evidence, draft, info, [*wholes, f"{wholes[0]}总计", *items])


def told_of(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> list[str]:
    """Return the metrics of a question with a figure that the answer tells of a report."""
    places = {r.fact.place for r in draft.references if r.report == info.id}
    return [m for m in question.metrics if any(f.place in places for f in evidence.facts(info, m))]


def _say_given_for(
    evidence: Evidence, draft: Draft, info: ReportInfo, metrics: Sequence[str]
) -> None:
    """Give the reason that names what money was for, of a whole that has hardly any parts."""
    for metric in metrics:
        for reason in evidence.reasons(info, metric):
            if _GIVEN_FOR.search(reason.text) and not _LESS.search(reason.text):
                say_own_reason(draft, evidence, info, reason)
                return


def say_own_reason(draft: Draft, evidence: Evidence, info: ReportInfo, reason: Reason) -> None:
    """Add a stated reason with the unit and year that it is of, unless the answer has it."""
    if reason.text not in draft.text:
        draft.add(subject(info) + say_reasons(draft, evidence, info, [reason]))


# 大部分都拿去养人了吗: of all that was spent, which people are paid from in part only.
_MOSTLY = re.compile(
    r"大部分|大多|大头|大半|多半|过半|绝大|主要(?:都)?(?:是|用|花|拿)|[光全]?都?拿(?:去|来)"
)
_ON_PEOPLE, _SPENT = "人员经费", "本年支出"
_OF_BASIC = re.compile(r"基本支出|公用")


def say_mostly(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add what the whole was spent on where it is asked if most of it went to people."""
    mostly = _ON_PEOPLE in question.metrics and _MOSTLY.search(question.folded)
    if not mostly or _OF_BASIC.search(question.folded) or len(reports) > _MOST_REPORTS:
        return
    for info in reports:
        told = {r.fact.metric for r in draft.references if r.report == info.id}
        if len(told & set(evidence.parts(info, _SPENT))) < _LEAST_PARTS:
            draft.add_each(say_makeup(draft, evidence, info, _SPENT))


def _asked(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> list[Fact]:
    """Return the amounts of a report that a question names, or the first one told in their place."""
    facts = [main_fact(evidence, info, metric) for metric in question.metrics]
    named = [f for f in facts if f is not None]
    if not named:
        told = (r.fact for r in draft.references if r.report == info.id)
        named = [f for f in told if f.aspect == "决算数"][:1]
    return [f for f in named if f.amount.value and f.amount.measure in MONEY]


def _made_of(evidence: Evidence, info: ReportInfo, fact: Fact) -> Sentence | None:
    """Return the sentence of prose, nearest to a figure, with a run of amounts that add up to it."""
    sentences = evidence.sentences(info)
    fitting = [
        s
        for s in sentences.all
        if s.kind not in ("自评表", "名词解释", "绩效")
        and not _PLANNED.search(s.text)  # a budget, what was spent and their gap are no parts
        and len(s.text) <= _LONGEST
        and _adds_up(s.text, in_yuan(fact.amount))
    ]
    return min(fitting, key=lambda s: abs(s.place.start - fact.place.start), default=None)


def _adds_up(text: str, whole: Decimal) -> bool:
    """Whether neighbouring amounts of a text, printed in one measure, add up to a whole in 元."""
    found = list(_amounts(text))
    for start in range(len(found)):
        total = Decimal(0)
        for end in range(start, min(start + _MOST_PARTS, len(found))):
            value, measure = found[end]
            if measure != found[start][1]:
                break
            total += value
            parts = end - start + 1
            if (
                parts >= _LEAST_PARTS
                and abs(total * MONEY[measure] - whole) <= _NEAR * MONEY[measure]
            ):
                return True
    return False


def _amounts(text: str) -> Iterator[tuple[Decimal, str]]:
    for match in _MONEY.finditer(fold(text)):
        value = parse_number(match["number"])
        if value:
            yield value, match["measure"]


def _printed(sentence: Sentence) -> list[str]:
    return [m["number"] for m in _MONEY.finditer(fold(sentence.text))]
