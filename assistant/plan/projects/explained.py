"""Why a project scored or spent as it did, as the text outside its table tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.draft import Draft
from assistant.compose.quotes import quote_first, say_quote
from assistant.compose.statements import say_reasons
from assistant.plan.projects.reviewed import called, names_other_behind
from assistant.retrieve import Evidence
from assistant.sentences import PART
from assistant.understand.projects import stem
from index.model import Place, Sheet
from index.normalise import fold
from index.store import ReportInfo


def say_why_booked(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, why: re.Pattern[str]
) -> None:
    """Quote why more or less than planned was booked, as the text says of a project's name."""
    name = stem(sheet.title)
    for sentence in evidence.sentences(info).all:
        text = _QUOTES.sub("", fold(sentence.text))
        if sentence.kind not in _NO_ITEMS and name in text and why.search(text):
            say_quote(draft, evidence, info, sentence)
            return


_NO_ITEMS = ("自评表", "绩效", "名词解释", "职能")
_QUOTES = re.compile(r"[“”\"'‘’]")
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


_TELLS_WHY = re.compile(r"得分较?低|最低|扣|丢分|失分|主要(?:系|是)|原因|由于|等[级次]为")


def say_why_low(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Quote what the text says of a project's score: its grade, why it is low.

    A reason in a sentence of its own, which names no project, is added from the ledger.
    """
    names = ("整体支出", "部门整体", "单位整体") if sheet.metric == "整体支出" else (called(sheet),)
    sentences = evidence.sentences(info)
    quoted: list[Place] = []
    for sentence in sentences.all:
        if sentence.kind != "绩效" and sentence.section != sheet.section:
            continue
        for part in sentences.parts(sentence, PART):
            text = fold(part.text)
            if any(name in text for name in names) and _TELLS_WHY.search(text):
                say_quote(draft, evidence, info, part)
                quoted.append(part.place)
    reasons = [
        reason
        for reason in evidence.reasons(info, sheet.metric, "说明")
        if not any(place.opens(reason.place) for place in quoted)
    ]
    if reasons:
        draft.add(say_reasons(draft, evidence, info, reasons))
    else:
        _say_why_behind(draft, evidence, info, sheet, names)


def _say_why_behind(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, names: Sequence[str]
) -> None:
    """Quote the sentence on lost points that stands behind a project's score."""
    sentences = evidence.sentences(info)
    others = [called(o) for r, o in evidence.sheets if r == info.id and o.metric != sheet.metric]
    for sentence in sentences.all:
        if sentence.kind != "绩效" and sentence.section != sheet.section:
            continue
        following, text = sentences.after(sentence), fold(sentence.text)
        heads = any(re.search(rf"(?:^|[:)、.]){re.escape(n)}(?:项目)?。?$", text) for n in names)
        scored = following if heads else sentence  # (1)甲项目。…得分…
        if scored is None or not _SCORED.search(scored.text):
            continue
        if heads or any(
            name in text and not names_other_behind(text, name, others) for name in names
        ):
            for _ in range(_MOST_BEHIND):
                if following is None or _NEXT_ONE.search(fold(following.text)):
                    break
                if _OPENS_WHY.match(fold(following.text)):
                    say_quote(draft, evidence, info, following)
                    break
                following = sentences.after(following)


# …自评得分78.1分。扣分主要原因:…
_SCORED = re.compile(r"得分|评分|[\d.]+分")
_OPENS_WHY = re.compile(r"(?:主要)?(?:的)?(?:扣分|丢分|失分)|(?:存在|发现)的?(?:主要)?问题")
_NEXT_ONE = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）.、]|综述|^项目名称")
_MOST_BEHIND = 4
