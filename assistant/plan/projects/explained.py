"""Why a project scored or spent as it did, as the text outside its table tells."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from assistant.compose import performance
from assistant.compose.accounts import account_of, in_one
from assistant.compose.draft import Draft
from assistant.compose.quotes import quote_first, say_quote
from assistant.compose.statements import say_budget, say_reasons
from assistant.compose.unspent import items_of_amount
from assistant.lexicon import QUOTES
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, terms
from assistant.understand import Question
from assistant.understand.projects import stem
from assistant.vocabulary import item_name
from index.model import Place, Sheet
from index.normalise import fold
from index.store import ReportInfo


def say_why_booked(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, why: re.Pattern[str]
) -> None:
    """Quote why more or less than planned was booked, as the text says of a project's name."""
    name = stem(sheet.title)
    for sentence in evidence.sentences(info).all:
        text = QUOTES.sub("", fold(sentence.text))
        if sentence.kind not in _NO_ITEMS and name in text and why.search(text):
            say_quote(draft, evidence, info, sentence)
            return
    reasons = [
        r for item in _booked(evidence, info, sheet) for r in evidence.reasons(info, item, "预算")
    ]
    if reasons:
        draft.add(say_reasons(draft, evidence, info, reasons, "预决算差异"))


def say_price_told(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Quote what one gets of a project's money, as a sentence on the project's name tells."""
    name = stem(sheet.title)
    named = (s for s in evidence.sentences(info).all if name in QUOTES.sub("", fold(s.text)))
    quote_first(draft, evidence, info, named, _PRICE)


_PRICE = re.compile(
    r"(?:每|人均|平均|标准)[^,。;\d]{0,8}(?:\d[人户名亩个])?[^,。;\d]{0,10}\d[\d.]*(?:万?元|块)"
)


def say_first_budget(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add the first budget of the item that a project is booked under, where its own is not told."""
    if evidence.one(info, sheet.metric, "年初预算数") is None:
        say_item_of(draft, evidence, info, sheet)


def say_item_of(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add the first budget of the item that a project is booked under, and what it came to."""
    for item in _booked(evidence, info, sheet):
        draft.add_each(say_budget(draft, evidence, info, item, "年初预算数"))


def _booked(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[str]:
    """Return the item that has a project's name, or the only one of which that is the end.

    Where none is called so it is the only one of which just as much is booked as was spent.
    """
    name = stem(sheet.title)
    items = {item: stem(item_name(item)) for item in evidence.all_items(info)}
    same = [item for item, own in items.items() if own == name]
    longer = [i for i, own in items.items() if len(name) >= _LONG_NAME and own.endswith(name)]
    if same or len(longer) == 1:
        return same or longer
    alike = items_of_amount(evidence, info, sheet)
    return alike if len(alike) == 1 else []


_LONG_NAME = 4
_NO_ITEMS = ("自评表", "绩效", "名词解释", "职能")
LESS_THAN_PLANNED = re.compile(r"(?:小于|低于|少于|未完成)[^。]{0,12}原因")
MORE_THAN_PLANNED = re.compile(r"(?:大于|高于|多于|超)[^。]{0,12}原因")


def say_why_unpaid(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Quote from a project's own table why some of its money was not paid out."""
    inside = (s for s in evidence.sentences(info).all if sheet.place.opens(s.place))
    quote_first(draft, evidence, info, inside, _NOT_PAID)


_NOT_PAID = re.compile(
    r"(?:执行率|执行进度|预算)[^。;,]{0,8}(?:低于|未达|不足|偏低|较低)[^。;,]{0,8},(?:主要)?(?:系|因|由于|是)|(?:因|由于|受)[^。;]{2,40}(?:未|没有?)(?:能)?(?:按期|按时|及时)?(?:支付|付款|拨付|支出|结算)"
)


def say_elsewhere_of(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Quote what another section says of the money of a project: what it was for."""
    sentences = evidence.sentences(info)
    for fact in evidence.facts(info, sheet.metric):
        sentence = sentences.around(fact.place) if fact.section != sheet.section else None
        for part in sentences.parts(sentence, PART) if sentence is not None else ():
            if part.place.opens(fact.place):
                say_quote(draft, evidence, info, replace(part, section=fact.section))


_TELLS_WHY = re.compile(
    r"得分较?低|最低|扣|丢分|失分|主要(?:系|是)|原因|由于|等[级次]为|问题(?:[:是有]|$)|没做到|只有|不够|偏低|[没未]达|低于|才达|所致"
)


def say_why_low(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    sheet: Sheet,
    asked: Set[str] = frozenset(),
) -> None:
    """Quote what the text says of a project's score: its grade, why it is low.

    Of several parts those are quoted that say most of what is `asked`; a reason in a sentence of
    its own, which names no project, is added from the ledger.
    """
    review = account_of(evidence, info, sheet.metric).review
    told = [part for part in review if _TELLS_WHY.search(fold(part.text))]
    reasons = [
        reason
        for reason in evidence.reasons(info, sheet.metric, "说明")
        if not any(_within(reason.place, part.place) for part in told)
    ]
    told = [part for part in told if not any(_within(part.place, r.place) for r in reasons)]
    shared = {part.place: len(asked & set(terms(fold(part.text)))) for part in told}
    most = max(shared.values(), default=0)
    for part in in_one([part for part in told if shared[part.place] == most]):
        say_quote(draft, evidence, info, part)
    if reasons:
        draft.add(say_reasons(draft, evidence, info, reasons))
    if not (reasons or any(_LOST_BY.search(fold(part.text)) for part in told)):
        for sentence in _lost_apart(evidence, info, sheet):
            say_quote(draft, evidence, info, sentence)


_LOST_BY = re.compile(r"扣|丢分|失分")
_LOST_OPENS = re.compile(r"(?:主要)?(?:扣分|失分|丢分)(?:的|主要)*(?:原因|事项|点|项|情况|指标)")


def _lost_apart(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Sentence]:
    """Return 扣分原因:… of a section that tells the score of nothing else, however far behind it."""
    beside = [
        s for report, s in evidence.sheets if report == info.id and s.section == sheet.section
    ]
    if len(beside) != 1:
        return []
    sentences = (s for s in evidence.sentences(info).all if s.section == sheet.section)
    return [s for s in sentences if _LOST_OPENS.match(fold(s.text))][:1]


def say_fell_short(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add what a list of projects remarks on one that has no table of its own, where it is untold."""
    if (info.id, sheet) in evidence.tables:
        return
    short = evidence.reasons(info, sheet.metric, "自评")
    short = [reason for reason in short if reason.text[:_LONG_SAME] not in draft.text]
    if short:
        draft.add(say_reasons(draft, evidence, info, short))


_LONG_SAME = 16  # characters that tell that a text is quoted already


def say_whose_project(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the project that quoted words are on, where a question asks which: 哪个项目要出书没出成."""
    named = "「" in draft.text or question.projects
    if named or draft.status != "answered" or not _WHICH_PROJECT.search(question.words):
        return
    for info in question.reports[:_MOST_REPORTS]:
        quoted = [Place(c.start, c.end) for c in draft.citations if c.report == info.id]
        for report, sheet in evidence.sheets:
            if report != info.id or not sheet.metric.startswith("项目:"):
                continue
            parts = account_of(evidence, info, sheet.metric).review
            if any(
                part.place.opens(place) or place.opens(part.place)
                for part in parts
                for place in quoted
            ):
                performance.say_sheet(draft, evidence, info, sheet)
                return


_WHICH_PROJECT = re.compile(r"(?:哪|什么|啥)(?:一?个)?项目(?!支出)")
_MOST_REPORTS = 2


def _within(inner: Place, outer: Place) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
