"""办公费加水费: which figures a question adds up beyond those named in full, and against what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from assistant.lexicon import HOW_MUCH
from assistant.plan.doubts.numbers import fact_said, numbers_said
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.vocabulary import Mention
from index.model import Fact
from index.store import ReportInfo
from index.terms import parts_of

_JOINS = re.compile(r"加上?|[和与及、跟]")


def without_container(question: Question) -> Question:
    """国有资产里房屋多少, 基本支出里办公费和水费加起来: what only says where its terms are is no term."""
    if question.intent.share:
        return question
    named = [m for m in question.mentions if m.metrics and m.end > m.start and not m.weak]
    adds = _ADDS.search(question.folded) is not None and len(named) > len(("one", "other"))
    for outer, inner in pairwise(named):
        between = question.folded[outer.end : inner.start]
        if _CONTAINED.fullmatch(between) and (adds or set(inner.metrics) < set(outer.metrics)):
            return replace(question, mentions=tuple(m for m in question.mentions if m is not outer))
        adds = False  # the first alone holds all that is added up
    return question


def without_sum_of_any(question: Question) -> Question:
    """公务接待费一共多少, of no unit: what units that nobody named come to is no answer."""
    units, several = question.units.units, len(question.reports) > 1
    if units or not several or len(question.metrics) > 1 or _OF_SEVERAL.search(question.folded):
        return question
    return replace(question, intent=replace(question.intent, total=False))


_OF_SEVERAL = re.compile(
    r"(?:[两二三四五六七八九十几\d]|各|每|所有|全部|[这那]些|都)(?:个|家|份|[\u4e00-\u9fff]{0,3}(?:单位|部门|报告|局))"
    r"|[加合](?:起来|在?一[起块])|合计|相加|之和"
)


def without_base(question: Question) -> Question:
    """A和B各多少,合起来占C几成: what a sum of two terms or more is to be a share of is no term of it."""
    base = SHARE_OF_SUM.search(question.folded)
    named = [m for m in question.mentions if m.metrics and m.end > m.start and not m.weak]
    before = [m for m in named if base is not None and m.end <= base.start()]
    if base is None or len(before) < len(("one", "other")):
        return question
    kept = tuple(m for m in question.mentions if m.start != base.end())
    return replace(question, mentions=kept, intent=replace(question.intent, share=False))


_ADDS = re.compile(r"[合共总]计|一共|总共|[加合](?:起来|在?一[起块])|相加|之和")
SHARE_OF_SUM = re.compile(rf"(?:{_ADDS.pattern})[^,。;?]{{0,4}}占(?:了|到|去)?(?:全部|整个)?")
_CONTAINED = re.compile(r"(?:里头|里面|里|当中|之中|中)的?")


def added_alone(question: Question) -> tuple[str, ...]:
    """甲和乙加起来多少,丙多少: return what one clause adds up by itself; nothing where all is added."""
    found: tuple[str, ...] = ()
    others = False
    meant = {metric for m in question.mentions if m.end == m.start for metric in m.metrics}
    for clause in _CLAUSE.finditer(question.folded):
        named = {
            metric
            for m in question.mentions
            if clause.start() <= m.start < clause.end() and m.end > m.start
            for metric in m.metrics
        }
        if _ADDS.search(clause.group()):
            named |= meant
            if len(named) < len(("one", "other")) or found:
                return ()
            found = tuple(named)
        elif "占" not in clause.group():
            others |= bool(named) and HOW_MUCH.search(clause.group()) is not None
    return found if others else ()


_CLAUSE = re.compile(r"[^,，。;；?？!！]+")


def with_siblings_named(question: Question) -> Question:
    """货物加服务: add the other parts of a whole that a sum names by what tells them from the first."""
    if not question.intent.total:
        return question
    added: list[str] = []
    for parts in parts_of().values():
        named = [m for m in question.metrics if m in parts]
        if not named:
            continue
        cores = {part: core for part in parts if (core := _core(part, parts))}
        for part, core in cores.items():  # 货物工程服务加起来: side by side
            others = [o for o in cores.items() if o[0] != part]
            lead = "|".join(
                (_JOINS.pattern, *(re.escape(word) for pair in others for word in pair))
            )
            said = re.search(rf"(?:{lead}){core}", question.folded)
            if said and part not in question.metrics:
                added.append(part)
    mentions = tuple(Mention(0, 0, m, (m,)) for m in dict.fromkeys(added))
    return replace(question, mentions=(*question.mentions, *mentions))


def _core(part: str, parts: Sequence[str]) -> str:
    """Return what tells one part of a whole from the others: 服务 of 政府采购服务支出."""
    head, tail = _alike(parts), _alike([other[::-1] for other in parts])
    core = part[head : len(part) - tail]
    return re.escape(core) if len(core) >= _LEAST_CORE and head else ""


def _alike(words: Sequence[str]) -> int:
    """Return how many characters at their start some words share."""
    columns = (len(set(column)) == 1 for column in zip(*words, strict=False))
    return len(list(takewhile(bool, columns)))


_LEAST_CORE = 2


# What a sum is held against follows, or stands before it behind 和.
EQUALS = re.compile(
    r"(?:和|跟|与|比)(?=[^,。和跟与]{2,10}(?:相?差|比))|等于|(?:正好|刚好|恰好|恰恰|就)是|[对合](?:得|不)?上|一致|吻合|相等|[一分丝]?[分毫]不差|比(?=.{1,8}(?:[多少大小](?:出|了)|不一样))"
)


def held_against(question: Question, end: int, whole: str) -> str:
    """Return what is named after a word of likeness, else the `whole` of what is added.

    Where neither is known, it is what a sum is followed by (甲加乙和丙一分不差).
    """
    named = [m for m in question.mentions if m.metrics and m.end > m.start]
    after = next((metric for m in named if m.start >= end for metric in m.metrics), "")
    if after or whole or len(named) <= len(("one", "other")):
        return after or whole
    added = _JOINS.search(question.folded[named[0].end : named[1].start])
    last = named[-1] if _WITH.search(question.folded[: named[-1].start]) else None
    return last.metrics[0] if added and added.group().startswith("加") and last else ""


_WITH = re.compile(r"[和跟与同][^,。?、]{0,2}$")


# 基本支出加718.22: a number that is added, and not one that is said of a term.
_JOINED = re.compile(r"(?:加上?|\+)[^\d,，。、+]{0,4}$")


def added_by_number(
    question: Question, evidence: Evidence, info: ReportInfo, end: int
) -> list[Fact]:
    """Return the figures that a sum names by numbers alone, up to where it is held against another."""
    bare = [s for s in numbers_said(question.folded[:end]) if _JOINED.search(s.before)]
    found = (fact_said(evidence, info, said) for said in bare)
    return [fact for fact in found if fact is not None]
