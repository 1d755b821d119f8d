"""Cars of a kind, as people call it: 送饭的车有几辆, 拉疫苗的呢, 哪一类车最多."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.compose.draft import Draft, Ranking, subject
from assistant.compose.quotes import say_quote
from assistant.compose.statements import main_fact, name, say_makeup
from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.understand import Question
from assistant.vocabulary import Mention
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of

_WHOLE, _KIND = "车辆", "用车"
_CAR = r"(?:专?用)?车(?![位间库站补贴费险管祸价厢牌])"
_SAID = re.compile(rf"(?P<what>[\u4e00-\u9fff]{{1,6}}?)的?{_CAR}")
# 救护车占几台? 拉疫苗的呢
_LIKEWISE = re.compile(
    r"(?:^|[,。?;、和跟])(?:那么?)?(?P<what>[\u4e00-\u9fff]{2,5})的(?:呢|有?几|有?多少|占|$)"
)
_ASKED = re.compile(r"车.*(?:[几多]少?[辆台部]|呢|吗)|(?:[几多]少?[辆台部]|有没有).*车")
_OF_MONEY = re.compile(r"费|钱|花|支出|开支|值|油|买")
# Characters that any car may be spoken of with.
_PLAIN = frozenset(
    "公务用车辆的有没几多少台了新旧好自家小大各种类样一这那里其中面头局院单位在和是占什么啥哪个部镇乡县市区校所站共总"
)
_NAMED = re.compile(
    rf"[^,。;:()、]{{2,8}}{_KIND}(?:主要)?(?:是|为|有|系|用于):?(?!无|0)[^。;]+"
    rf"|[^,。;:()、]{{2,8}}{_KIND}(?:\d+[辆台])?\([^()]{{0,30}}车[^()]{{0,30}}\)(?:\d+[辆台])?"
    r"|(?:\d+[辆台])?[^,。;:()、\d]{1,10}车\d+[辆台](?:\([^()]{0,30}\))?"
    r"|\d+[辆台][^,。;:()、\d]{1,10}车"
)
_COUNT = re.compile(r"\d\s*[辆台]")
_MOVED = re.compile(r"报废|购置|更新|新增|减少|增加|处置|封存|租")
_MOST_REPORTS = 2
_LEAST_SHARED = 0.5  # of the characters that tell a kind
_MOST = re.compile(
    rf"(?:哪|什么|啥)(?:一|几)?[类种样]?(?:公务|公)?{_CAR}[^,。?]{{0,4}}最多|最多的(?:是)?(?:哪|什么|啥)(?:一|几)?[类种样]?{_CAR}"
    r"|车(?![位间库站补贴费险]).{0,8}(?:哪|什么|啥)一?[类种样][^,。?]{0,2}最多"
)


def answer_car_kinds(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer which kind of cars there are most of, or how many there are of one; False for none."""
    called = dict(_called(question))
    apart = [m for m in question.mentions if m.metrics and not _within(m, called)]
    if _MOST.search(question.words) and not question.projects:
        few = reports if len(reports) <= _MOST_REPORTS else ()
        return sum(_say_most(evidence, draft, info) for info in few) > 0
    told = not apart and say_cars_called(question, evidence, draft, reports, alone=True)
    draft.complete = told
    return told


def say_cars_called(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    *,
    alone: bool = False,
) -> bool:
    """Add what a report says of the kinds of cars that are counted by no term's name; False for none.

    Beside another answer (not `alone`) those that an official kind's name tells are left to it.
    """
    called = dict(_called(question))
    terms = [m for m in question.mentions if _OWN_KIND.search("".join(m.metrics))]
    if all(any(m.start < e and s < m.end for m in terms) for s, e in called):
        return False  # 执法执勤用车几辆: figures of their own
    if question.projects or len(reports) > _MOST_REPORTS or _OF_MONEY.search(question.words):
        return False
    kinds = [
        marks
        for marks in called.values()
        if alone or not any(marks <= set(kind) for kind in parts_of()[_WHOLE])
    ]
    return sum(_say_called(evidence, draft, info, kinds) for info in reports) > 0


_OWN_KIND = re.compile(r"用车$|^(?!车辆|公务用车)[^()]*车$")


def _within(mention: Mention, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= mention.start < end for start, end in spans)


def _called(question: Question) -> Iterator[tuple[tuple[int, int], frozenset[str]]]:
    """Yield where cars that are counted are called by what they are for, and by what characters."""
    words = question.words
    if not _ASKED.search(words):
        return
    for pattern in (_SAID, _LIKEWISE):
        for match in pattern.finditer(words):
            if marks := frozenset(match["what"]) - _PLAIN:
                yield match.span(), marks


def _say_called(
    evidence: Evidence, draft: Draft, info: ReportInfo, called: Sequence[frozenset[str]]
) -> bool:
    """Quote where a report names each of these kinds of cars, with their number; False for none."""
    named = list(_parts(evidence, info))
    kept = [part for part in named if not _MOVED.search(part.text)]
    quoted: list[str] = []
    for marks in called:
        just_so = any(marks <= set(part.text) for part in named)  # 采血车 is no 送血车
        parts = [part for part in kept if marks <= set(part.text) or not just_so]
        scored = [
            (len(marks & set(part.text)), bool(_COUNT.search(part.text)), part) for part in parts
        ]
        best = max(scored, key=lambda entry: entry[:2], default=None)
        if best is None or best[0] < _LEAST_SHARED * len(marks) or best[2].text in quoted:
            continue
        part = best[2]
        quoted.append(part.text)
        kind = fold(part.text).partition(_KIND)[0] + _KIND
        fact = main_fact(evidence, info, kind) if not best[1] else None
        if fact is not None:
            draft.add(
                f"{subject(info)}{name(kind, fact)} {draft.figure(info, fact)}。{draft.cite(info, fact)}"
            )
        say_quote(draft, evidence, info, part)
    return bool(quoted)


def _parts(evidence: Evidence, info: ReportInfo) -> Iterator[Sentence]:
    """Yield the words of a report that name a kind of cars."""
    sentences = evidence.sentences(info)
    for sentence in sentences.all:
        if sentence.kind != "自评表" and "车" in sentence.text:
            yield from sentences.parts(sentence, _NAMED)


def _say_most(evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Say of which kind a report counts most cars, with all kinds beside; False where none is told."""
    kinds = [
        (part, fact)
        for part in evidence.parts(info, _WHOLE)
        if (fact := main_fact(evidence, info, part)) is not None and fact.amount.value
    ]
    most = max((fact.amount.value for _, fact in kinds), default=None)
    if most is None:
        return False
    top = [
        f"{name(part, fact)} {draft.figure(info, fact)}{draft.cite(info, fact)}"
        for part, fact in kinds
        if fact.amount.value == most
    ]
    draft.add(f"{subject(info)}最多的一类车是{'、'.join(top)}。")
    kinds.sort(key=lambda kind: -kind[1].amount.value)
    whole = main_fact(evidence, info, _WHOLE)
    draft.rankings.append(
        Ranking(
            [(info, fact) for _, fact in kinds],
            [name(part, fact) for part, fact in kinds],
            len(top),
            (info, whole) if whole is not None else None,
        )
    )
    draft.add_each(say_makeup(draft, evidence, info, _WHOLE))
    return True
