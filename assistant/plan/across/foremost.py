"""五家谁的三公最高 || 它接待了多少人: the unit that the ranking before put where it is pointed at."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.compose.draft import Draft
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.years import YearMatch

_Plan = Callable[[Question, Evidence, Draft], None]
_PLACES = {c: n for n, c in enumerate("一二三四五")}
_IT = re.compile(
    r"(?<!其)它(?!们)|(?<![其吉])他(?!们|人|项)|人家|(?:这|那|该)(?:一)?个?(?:家(?!里)|单位|部门|局(?!面)|机构)"
    r"|(?:排)?第(?P<place>[一二三四五])(?:名|位)?(?:的)?(?:那|这)?(?:家|个单位)?(?=[^,。?]{0,14}(?:多少|几|为什么|为啥|怎么|有没有|原因))"
)
# 为什么这么高, 接待了多少人: of the one that was named, where nothing asks for another
_OF_ONE = re.compile(r"为什么|为啥|为何|咋|原因|怎么(?:会|这么|那么)|多少|几")
_OF_OTHERS = re.compile(
    r"谁|哪|最|各|分别|都|每|其[他余]|别的|剩下|全部|所有|[两二三四五六七八九十几\d]家|[差比]|平均|一共|总共|加起来|合计|排|倒数|第[二三四五]|呢[?？]?$|换|折"
)


def of_foremost(question: Question, evidence: Evidence, plan: _Plan) -> Question:
    """Return a question on the one report that the ranking before it puts first, where it means that."""
    earlier = question.before
    if earlier is None or question.units.spans or question.units.unknown:
        return question
    meant = _ranking_gone_back_to(question) or _other_of_two(question)
    if meant is not None:
        return meant
    if len({info.unit for info in earlier.reports}) < 2 or not _ranks(earlier):
        return question
    pointed = _IT.search(question.folded)
    open_end = _OF_ONE.search(question.folded) and not _OF_OTHERS.search(question.folded)
    if not (pointed or open_end):
        return question
    draft = Draft(evidence.ledger)
    plan(earlier, evidence, draft)
    if not earlier.intent.rank and _LESS.search(earlier.folded):
        draft.ranked.reverse()  # of two that were held against each other
    at = _PLACES.get(pointed["place"] or "一", 0) if pointed else 0
    if at >= len(draft.ranked):
        return question
    info = draft.ranked[at]
    units = replace(question.units, units=(info.unit,), spans=(), member_spans=(), order=())
    intent = replace(question.intent, rank=read_intent(question.folded).rank, top=0)
    years = YearMatch((info.year,))
    return replace(question, units=units, years=years, reports=(info,), later=(), intent=intent)


def _ranking_gone_back_to(question: Question) -> Question | None:
    """第二名是谁: return the question as the ranking of units that its thread began with, or None."""
    if not _NEXT.fullmatch(question.folded):
        return None
    earlier = question.before
    while earlier is not None and (not _ranks(earlier) or len(earlier.reports) < _FEW):
        earlier = earlier.before
    if earlier is None or not earlier.metrics:
        return None
    units = replace(earlier.units, spans=(), member_spans=(), order=())
    kept = tuple(replace(m, start=0, end=0) for m in earlier.mentions if m.metrics)
    return replace(
        question,
        units=units,
        years=earlier.years,
        reports=earlier.reports,
        mentions=kept,
        projects=(),
        intent=earlier.intent,
    )


def _other_of_two(question: Question) -> Question | None:
    """另一家呢: return the question on that of two units which was not spoken of last, or None."""
    last = question.before
    if last is None or not _ANOTHER.search(question.folded) or len(last.units.units) != 1:
        return None
    pair = last.before
    while pair is not None and not (
        len(pair.units.units) == len(("one", "other"))
        and set(last.units.units) < set(pair.units.units)
    ):
        pair = pair.before
    if pair is None:
        return None
    other = next(unit for unit in pair.units.units if unit not in last.units.units)
    reports = tuple(info for info in pair.reports if info.unit == other)
    units = replace(question.units, units=(other,), spans=(), member_spans=(), order=())
    years = YearMatch(tuple(info.year for info in reports))
    return replace(question, units=units, years=years, reports=reports, later=())


_ANOTHER = re.compile(
    r"另(?:外)?(?:的)?(?:那|一)?(?:一)?(?:家|个?(?:单位|局|部门))|剩下(?:的)?那家"
)
_LESS = re.compile(r"(?:谁|哪)[^,。?]{0,14}(?:低|少|便宜|省|小)")
_FEW = 3
_NEXT = re.compile(
    r"(?:那么?|那)?(?:排)?第[二三四五](?:名|位|高|低|多|少)?(?:的)?(?:那?家|个?单位|个)?(?:呢|是谁|是哪(?:一?家|个(?:单位)?)|又?是谁)[?？]?"
)


def _ranks(question: Question) -> bool:
    intent = question.intent
    return bool(intent.rank or intent.unit_cost or re.search(r"谁|哪一?(?:家|个)", question.folded))
