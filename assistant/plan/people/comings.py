"""退休了几个人, 新招了几个: people who came or left in a year, which a reason tells and no table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.places import cited_reason
from assistant.compose.quotes import say_quote
from assistant.compose.statements import NO_REASON, name, say_value
from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_MANY = r"(?:多少|几)(?:个|名|位)?(?:人|职工|干部|老师|教师)?"
_N = r"(?:人员|职工|干部|教师|人数)?(?:共|共计)?(?:\d+|[一二两三四五六七八九十]+)(?:人(?!次)|名|位)"
_LEAVE = r"调出|调离|调走|离职|辞职|辞退|流失|转出"
_JOIN = r"招录|招聘|新招|新进|新增|调入|考录|录用|引进|转入|增加"
# What is asked, and how a report tells it.
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (
        re.compile(rf"(?:{asked})(?:了|过|出去|进来|掉)*{_MANY}"),
        re.compile(rf"(?:[^,，。;；:]*[,，、])?[^,，。;；、:]*?{told}[^,，。;；]*"),
    )
    for asked, told in (
        (r"(?<![离])退(?:休)?(?=了)", rf"(?<!离)退休(?!人员)了?{_N}"),
        (r"(?:调[出离走]|离职|辞职|流失|走)", rf"(?:{_LEAVE}){_N}"),
        (r"(?:新?招[聘录]?|新进|新来|来|调入|考录|录用|引进|进)(?=了)", rf"(?:{_JOIN}){_N}"),
    )
)
_PEOPLE = re.compile(r"人|职工|干部|老师|教师")
_OF_GUESTS = re.compile(r"接待|团组|出国|批|人次|培训|资助|学生|服务")
_RETIRED = "退休人员"
_MOST = 3


def answer_comings(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote who came or left where a question asks how many did; False where none is told."""
    guests = _OF_GUESTS.search(" ".join((question.folded, *question.metrics)))  # 请客…来了几个人
    if len(reports) != 1 or question.projects or guests:
        return False
    told = [
        told
        for asked, told in _KINDS
        for match in asked.finditer(question.folded)
        if _PEOPLE.search(match.group())
    ]
    if not told:
        return False
    info = reports[0]
    found = _told_by(evidence, info, told[0])
    for sentence in found[:_MOST]:
        say_quote(draft, evidence, info, sentence)
    if found and told[0] is _KINDS[0][1]:
        draft.add(say_value(draft, evidence, info, _RETIRED))  # all who are, beside who went
    return bool(found)


def _told_by(evidence: Evidence, info: ReportInfo, told: re.Pattern[str]) -> list[Sentence]:
    """Return the clauses of a report that tell of such people, each once."""
    sentences = evidence.sentences(info)
    parts = (part for s in sentences.all if s.kind != "表" for part in sentences.parts(s, told))
    return list({part.text: part for part in parts}.values())


# 本年度人员减少, 原工信局部分人员转入, 本年退休1人: in the reason of a figure on money
_MOVED = re.compile(
    rf"(?<!参保)(?:人员|职工|干部|教师)(?:数量?)?(?:较?(?:上年|去年))?(?:增加|减少|增多|转入|划入|调入|调出|分流|划转)"
    rf"|(?:退休|{_LEAVE}|{_JOIN}|减少){_N}"
)
# 在职人员减少4人,其中调出3人、退休2人
_MADE_OF = re.compile(
    rf"(?:减少|增加)\d+[人名],(?:其中|包括|系|[为是]|主要)[^。;]{{0,8}}?(?:退休|死亡|去世|{_LEAVE}|{_JOIN}){_N}"
)


def say_why_people_moved(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> None:
    """人怎么少了: add who came or left as told beside the change, else in the reason of another figure."""
    change = evidence.one(info, metric, "比上年增减额")
    around = evidence.sentences(info).around(change.place) if change is not None else None
    if around is not None and _MADE_OF.search(fold(around.text)):
        draft.paragraphs[:] = [p for p in draft.paragraphs if p != NO_REASON]
        say_quote(draft, evidence, info, around)
        return
    told = (
        (other, reason)
        for other in evidence.metrics(info)
        for reason in evidence.reasons(info, other, "上年")
        if _MOVED.search(fold(reason.text)) and (metric == _RETIRED) == ("退休人员" in reason.text)
    )
    other, reason = next(told, ("", None))
    if reason is not None:
        said = draft.quoted(reason.text)
        mark = cited_reason(draft, evidence, info, reason)
        draft.add(f"报告说明{name(other)}变化的原因时写到：{said}。{mark}")
