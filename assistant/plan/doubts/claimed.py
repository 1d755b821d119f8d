"""三公是12万元对吗: whether a number that a question claims is the one that the report has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.compose.draft import Draft
from assistant.compose.statements import name
from assistant.plan.doubts.checking import quoted
from assistant.plan.doubts.numbers import Said, fact_said, is_said, numbers_said, told
from assistant.plan.doubts.reworded import PER_ONE, clause_before, judged_words, without_units
from assistant.plan.doubts.spoken import as_stated
from assistant.retrieve import Evidence
from assistant.stated import stated_in
from assistant.understand import Question
from assistant.vocabulary import Mention
from index.model import Fact
from index.store import ReportInfo

_WHETHER = re.compile(
    r"对(?:吗|么|不|吧|嘛)|是不是|是否|是(?:吗|吧|么)|真的?(?:吗|假|是)|属实|准确|正确|没?[记看听弄搞]错|有(?:这|那)(?:回|么回)?事|(?:核实|核对|确认|求证)|[吗吧么][?？。]?$|准不准|正误|真伪|怎么会[有是]|只有[^,。?]*[?？]$|为(?:什么|啥|何)[^,。?]*是\d"
)
_MOST = 3
_VERDICT = "问题中所说的"
_WHICH = ("前一个数", "后一个数")


def with_all_claimed(question: Question) -> Question:
    """花了7000万对吧: of the year's whole spending or income, where nothing else is named."""
    named = question.metrics or question.projects or question.by_rows or question.topics
    claim = None if named else _ALL_CLAIMED.search(question.folded)
    if claim is None or not _WHETHER.search(question.folded):
        return question
    metric = "本年收入" if claim["in"] else "本年支出"
    mention = Mention(0, 0, metric, (metric,))
    return replace(question, mentions=(*question.mentions, mention))


_ALL_CLAIMED = re.compile(
    r"(?:(?P<in>收[入到]?|进账)|花|用|支[出了])(?:了|掉|去|出)*(?:大?约|差不多|将近|快)?(?=\d[\d,.]*\s?[万亿]?元?)"
)


def say_claims(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add whether each number that a question claims of a term is that of the one report meant.

    A number that the report prints of something else is not held against the term.
    """
    if len(reports) != 1 or not _WHETHER.search(question.folded) or _VERDICT in draft.text:
        return
    said = {_key(s.text): s for s in numbers_said(question.folded)}
    if not said or len(said) > _MOST:
        return
    info = reports[0]
    words = question.folded
    if len(question.metrics) == 1 and all(m.end == m.start for m in question.mentions if m.metrics):
        words = question.metrics[0] + words  # 不是12万元吗: of what was asked before
    words = _CUT_SHORT.sub(r"\g<0>元", words)
    which = dict(
        zip(said, _WHICH if len(said) == len(_WHICH) else ("数",) * len(said), strict=True)
    )
    for judged in judged_words(words, evidence, reports)[1]:
        fact = judged.fact or judged.expected
        number = said.get(_key(judged.text))
        if _OF_YEAR_BEFORE.search(clause_before(words, judged.start)):
            continue
        if fact is None or number is None or ":" in fact.metric or PER_ONE.search(number.before):
            continue
        agrees = judged.fact is not None or is_said(fact, number)
        agrees = agrees and not _is_turned(words[: judged.start], fact)
        if not agrees and (_is_no_claim(number, fact) or fact_said(evidence, info, number)):
            continue
        if all(r.fact.amount != fact.amount for r in draft.references):
            draft.add(as_stated(draft, info, fact))
        aspect = "" if fact.aspect in ("决算数", "数量") else f"的{fact.aspect}"
        draft.add(
            f"{name(fact.metric, fact)}{aspect}与{_VERDICT}{which[_key(judged.text)]}"
            f"{'一致' if agrees else '不一致'}。"
            f"{draft.cite(info, fact)}"
        )
        said.pop(_key(judged.text))
    _say_in_words(evidence, draft, info, without_units(words, evidence), said)


def _say_in_words(
    evidence: Evidence, draft: Draft, info: ReportInfo, words: str, said: Mapping[str, Said]
) -> None:
    """Add the clause or row that tells a number claimed which no figure of the ledger is."""
    statements = evidence.statements(info)
    for stated in stated_in(words):
        number = said.get(_key(words[stated.start : stated.end]))
        if number is None or told(draft, number) or _ABOUT.search(number.before):
            continue
        place = statements.same(stated)
        if place is not None:
            draft.add(f"报告原文与{_VERDICT}数一致：{quoted(draft, info, place)}")


def _key(number: str) -> str:
    """Return how a number is known: 500万 and 500万元 are one."""
    return number.replace(" ", "").removesuffix("元")


# 那上年应该是702.89万: no claim of this year's figure
_OF_YEAR_BEFORE = re.compile(r"(?<![比较与和跟同])[上去]年[^,。;]*$")
_CUT_SHORT = re.compile(r"\d[\d,.]*\s?[万亿](?=[对吧吗么是没属真?？]|$)")


def _is_turned(before: str, fact: Fact) -> bool:
    """Whether the words before a number say that something grew which fell, or the other way."""
    clause = clause_before(before, len(before))
    moved = list(_MOVED.finditer(clause))
    if not fact.aspect.startswith("比上年") or not moved or not fact.amount.value:
        return False
    return (moved[-1]["down"] is not None) != (fact.amount.value < 0)


_MOVED = re.compile(r"(?P<down>减少?|下降|降低?|压[减缩]|少了?|跌)|增加?|增长|上升|提高|涨|多了?")
# 快18万, 多出0.01万元: about so much, or what two figures differ by.
_ABOUT = re.compile(r"快|近|约|大概|差不多|左右|上下")
_OF_BUDGET = re.compile(r"超|追加|结余|省")  # 超支48万: of no year before
_APART = re.compile(r"[多少差超涨降增减高低]")


def _is_no_claim(number: Said, fact: Fact) -> bool:
    """Whether a number is only about so much, of another kind than a figure, or a difference."""
    moved = fact.aspect.startswith("比上年")
    apart = (_OF_BUDGET if moved else _APART).search(number.before)
    kind = (number.measure == "%") != (fact.amount.measure == "%")
    return bool(kind or apart or _ABOUT.search(number.before))
