"""Counts (修了多少公里, 救助了多少人) of what the ledger knows only the money of."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.compose.statements import main_fact, name
from assistant.lexicon import HAN_CHAR
from assistant.plan.figures.budgeted import of_budget_alone
from assistant.plan.projects.counted import Counted
from assistant.plan.prose.tallied import say_tallied
from assistant.plan.prose.words import asked_words
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, Sentences, telling, terms
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_ENOUGH, _MOST_REPORTS, _FEW = 0.35, 2, 2
_MONEY = ("钱", "花", "经费", "金额", "费用", "支出", "预算", "万元")


def answer_count(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote what counts the things that are asked for; money of theirs is no answer to how many."""
    counted = Counted.asked(question.folded)
    if counted is None or question.projects or not 1 <= len(reports) <= _MOST_REPORTS:
        return False
    facts = [f for i in reports for m in question.metrics for f in evidence.facts(i, m)]
    money = all(fact.amount.measure.endswith(("元", "%")) for fact in facts)
    if not facts or not money or any(word in question.folded for word in _MONEY):
        return False
    told = False
    for info in reports:
        sentences = evidence.sentences(info)
        words = asked_words(question, sentences)
        own = telling(question.folded, question.units.spans, sentences.holds)
        held = {word for word in own if sentences.holds(word)}
        if len(held) >= _FEW:
            words = held
        for match in sentences.find(words, 5, without=("名词解释", "职能")):
            if match.coverage >= _ENOUGH and counted.told(match.sentence.text):
                say_quote(
                    draft, evidence, info, _counting_part(sentences, match.sentence, words, counted)
                )
                told = True
                break
        told = told or _say_beside_money(question, evidence, draft, info, counted)
    if told or say_tallied(question, evidence, draft):
        return True
    draft.status = "not_found"
    draft.add("报告没有披露所问的数量。")
    for info in reports:
        fact = main_fact(evidence, info, question.metrics[0])
        if fact is not None:
            mark = draft.mark(info, fact.section, fact.context)
            draft.add(f"有关的只有金额，列在{name(question.metrics[0])}中。[{mark}]")
    return True


def _counting_part(
    sentences: Sentences, sentence: Sentence, words: Collection[str], counted: Counted
) -> Sentence:
    """Return what counts the things asked about, of parts that tell one thing after another."""

    def named(part: str) -> int:
        return len(set(words) & set(terms(part))) if counted.told(part) else 0

    most = max((named(fold(p.text)) for p in sentences.parts(sentence, PART)), default=0)
    return sentences.stretch(sentence, lambda part: 0 < most == named(fold(part)))


def _say_beside_money(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, counted: Counted
) -> bool:
    """Quote what is counted in the sentences of the money of what is asked about; False for nothing."""
    sentences = evidence.sentences(info)
    chars = characters(question.words) - set(counted.measures)
    for fact in (main_fact(evidence, info, metric) for metric in question.metrics):
        own = sentences.around(fact.place) if fact is not None else None
        following = sentences.after(own) if own is not None else None
        for sentence in (own, following):
            if sentence is None or not counted.loosely.told(sentence.text):
                continue
            if len(chars & set(sentence.text)) >= _LEAST_CHARS:
                say_quote(draft, evidence, info, sentence)
                return True
    return False


# What asks, and what says nothing of the thing that is counted.
_ASKS = re.compile(
    r"(?:多少|几)个?|计划|目标|原定|预定|全年|全部|一共|总共|到底|究竟|[上去今本]年|年度?"
    r"|[的了呢吗啊吧和与是在有对被把就都也还要会能又么呀\d]"
)
_LIKE, _MOST_ALIKE = 0.5, 3
_CLAUSE, _LEAST_CHARS = re.compile(r"[,;。?!、]"), 2


def answer_counted(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """修了多少公里路: quote what counts the like and shares characters with it; False where unclear."""
    counted = Counted.asked(question.folded)
    if counted is None or counted.of_report or question.metrics or question.projects:
        return False
    if of_budget_alone(question):
        return False
    asked = next((c for c in _CLAUSE.split(question.words) if Counted.asked(c)), question.words)
    chars = characters(asked) - set(counted.measures)
    if len(chars) < _LEAST_CHARS:
        chars = characters(question.words) - set(counted.measures)
    if not chars or not 1 <= len(reports) <= _MOST_REPORTS:
        return False
    told, like = False, counted.loosely
    for info in reports:
        counting = [
            s for s in evidence.sentences(info).all if s.kind != "名词解释" and like.told(s.text)
        ]
        shared = {s.place.start: len(chars & set(s.text)) / len(chars) for s in counting}
        best = max(shared.values(), default=0.0)
        found = [s for s in counting if shared[s.place.start] == best]
        if best >= _LIKE and len(found) <= _MOST_ALIKE:
            for sentence in found:
                say_quote(draft, evidence, info, sentence)
            told = True
    return told


def characters(text: str) -> set[str]:
    """Return the characters of a question that say what is counted: 修, 路 of 修了多少公里路."""
    return set(HAN_CHAR.findall(_ASKS.sub("", text)))
