"""What a report says of cars beside their numbers: 两台车为啥只跑一台, 公车数为啥差一辆, 是做什么用的车."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import quote_first, say_quote
from assistant.compose.statements import name, say_makeup, say_reasons, say_value
from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_ASKED = re.compile(
    r"(?:为什么|为啥|为何|咋|怎么|凭啥)[^,，。?？]{0,12}(?:只|才|差|对不上|不一样|不同|少|多)|对不上|差(?:了|着|的|出)?[一两二三几\d]*[辆台]|(?:不跑|没(?:在)?(?:跑|开|用)|停着|趴窝|闲着)"
)
_CARS = re.compile(r"车(?!位|间|补|费|险|贴)")
_TOLD = re.compile(
    r"[^,。;]*车[^。;]*(?:停驶|待报废|报废|封存|代管|借用|不(?:再)?(?:计入|纳入|列入|开支)|未(?:计入|纳入|列入|安排)|相差|差异|不在[^,。;]{0,16}(?:列支|统计|范围))[^。;]*"
)
_COUNTED = re.compile(r"\d\s*[辆台]")
_KINDS = ("国有资产", "三公", "机构")
_MOST_REPORTS, _LONGEST = 2, 400


def say_cars_apart(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add what a report says of cars that stand still or are counted elsewhere, where it is asked."""
    cars = _CARS.search(question.words) and _ASKED.search(question.words)
    if not cars or draft.status != "answered" or len(reports) > _MOST_REPORTS:
        return
    if _TOLD.search(fold(draft.text)):
        return
    for info in reports:
        plain = (
            s
            for s in evidence.sentences(info).all
            if s.kind in _KINDS and len(s.text) <= _LONGEST
            if _COUNTED.search(s.text) and "原因" not in s.text[:4]
        )
        quote_first(draft, evidence, info, plain, _TOLD)


_FOR_WHOM = r"(?:给|归|由|让|是|都)(?:谁|什么人|啥人|哪些人|哪个部门)(?:在)?(?:用|开|坐|配)"
_USE_ASKED = re.compile(
    r"(?:干|做)(?:了)?(?:些)?(?:啥|什么|嘛)|干嘛|(?:什么|啥)用|用途|用来|用在|用到|(?:什么|啥|哪些|哪几)(?:类|种|样)?(?:的)?(?:用|公)?车"
    rf"|{_FOR_WHOM}"
)
_KINDS_ASKED = re.compile(rf"(?:什么|啥|哪些|哪几)(?:类|种|样)?(?:的)?(?:用|公)?车|{_FOR_WHOM}")
_USE = re.compile(
    r"[^,。;:()]{2,8}用车主要(?:是|为|有|系|用于)(?!:?(?:无|0))[^。;]+"
    # 公务用车保有量1辆,为农资打假巡查用车; 保有1辆(接送外请教师用)
    r"|(?:公务用?车|保有)[^,。;()]{0,12}\d+[辆台](?:,(?:均|全部|都)?(?:[为是系]|主要(?:用于|[为是]))(?!\d|无)[^。;]+|\([^()\d]{4,40}\))"
    r"|[^,。;:()、]{2,8}用车(?:\d+[辆台])?\([^()]{0,30}车[^()]{0,30}\)(?:\d+[辆台])?"  # 其他用车1辆(洒水车)
)
_OF_MONEY = re.compile(r"费|钱|花|支出|开支")
_COUNT, _KIND, _KEPT = "车辆", "用车", "公务用车保有量"


def say_car_uses(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add what the cars are for whose numbers are told (其他用车主要是…), where it is asked."""
    if not _asks_use(question) or len(reports) > _MOST_REPORTS:
        return
    for info in reports:
        told = {
            reference.fact.metric for reference in draft.references if reference.report == info.id
        }
        if _KINDS_ASKED.search(question.folded) and not any(m.endswith(_KIND) for m in told):
            draft.add_each(say_makeup(draft, evidence, info, _COUNT))
        for sentence in _uses(evidence, draft, info):
            if fold(sentence.text) not in fold(draft.text):
                say_quote(draft, evidence, info, sentence)


def answer_car_uses(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with the kinds of cars where only their use is asked; False where none is told."""
    if not _asks_use(question) or question.metrics or len(reports) > _MOST_REPORTS:
        return False
    if _OF_MONEY.search(question.words):  # 公车干什么用的,一年花多少: the money, too
        return False
    told = [info for info in reports if evidence.facts(info, _COUNT)]
    for info in told:
        draft.add_each(say_makeup(draft, evidence, info, _COUNT))
    return bool(told)


def _asks_use(question: Question) -> bool:
    if question.projects or _BOUGHT.search(question.folded) or not _CARS.search(question.words):
        return False
    clauses = [c for c in re.split("[,，;；?？]", question.folded) if _USE_ASKED.search(c)]
    return any(not _OF_MONEY.search(clause) for clause in clauses)


# 买了什么车, 为啥换车: of the cars bought in the year, not of all that are owned.
_BOUGHT = re.compile(
    r"(?:买|购置|添置|添|更新|更换|换)(?:了|过|的|几|多少|什么|啥|哪些?|新|辆|台|[一两二三]){0,4}(?:公务|公)?用?车(?![位票库载补费])"
)
_BUYS = re.compile(r"购置|购买|新购|更新|更换|报废")
_OF_BOUGHT = ("公务用车购置数", "公务用车购置费")
_REASONED = ("公务用车购置费", "公务用车购置及运行维护费", "“三公”经费")


def say_cars_bought(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add how many cars were bought, for how much and why, where a question asks what was bought."""
    asked = _BOUGHT.search(question.folded) and not question.projects
    if not asked or draft.status != "answered" or len(reports) > _MOST_REPORTS:
        return
    for info in reports:
        own = {r.fact.metric for r in draft.references if r.report == info.id}
        for metric in (m for m in _OF_BOUGHT if m not in own):
            draft.add(say_value(draft, evidence, info, metric))
        whys = [why for metric in _REASONED for why in evidence.reasons(info, metric, "上年")]
        bought = [why for why in whys if _BUYS.search(why.text)][:1]
        if bought and fold(bought[0].text) not in fold(draft.text):
            draft.add(say_reasons(draft, evidence, info, bought, f"{name(bought[0].metric)}变化"))
        elif not bought and _KINDS_ASKED.search(question.folded):
            draft.add_each(say_makeup(draft, evidence, info, _COUNT))


def _uses(evidence: Evidence, draft: Draft, info: ReportInfo) -> Iterator[Sentence]:
    """Yield the words on what cars are for, from the sentences of the figures that an answer tells."""
    sentences = evidence.sentences(info)
    told = [r.fact for r in draft.references if r.report == info.id]
    places = [fact.place for fact in told if _COUNT in fact.metric or fact.metric.endswith(_KIND)]
    places = places or [fact.place for fact in evidence.facts(info, _COUNT)]
    places += [fact.place for fact in evidence.facts(info, _KEPT)]
    around = dict.fromkeys(sentences.around(place) for place in places)
    for own in [sentence for sentence in around if sentence is not None]:
        yield from sentences.parts(own, _USE)
