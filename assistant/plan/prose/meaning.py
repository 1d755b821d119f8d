"""X啥意思，建了几个: what a term means that a clause asks for, and what the report counts of it beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.compose import texts
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.lexicon import OF_MONEY
from assistant.plan.prose.tallied import printed_as, stretch_of
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, telling
from assistant.tallies import put, wordings
from assistant.understand import Question
from index.model import Definition
from index.normalise import fold
from index.store import ReportInfo

_ANY_CLAUSE = re.compile(r"[^,，;；。?？!！:：]+")
_CLAUSE = re.compile(r"[,，;；。?？!！:：]")
_ENDS = r"(?:哦|啊|呀|呢|哈|嘛|呐|哟|噻|咧|哇|啦|来着|的)*$"
MEANS = re.compile(
    r"(?:是|叫|指)(?:的)?(?:是)?(?:一?个)?(?:什么|啥子?|咋)(?:意思|东西|玩意儿?|概念|名堂|鬼|回事|来的|说法|讲究|说的|钱|款)?"
    rf"{_ENDS}|(?:什么|啥子?)(?:叫|是(?!因))|(?:什么|啥子?|几个)意思|何意|何谓|何为|(?:怎么|咋|如何)(?:个)?(?:理解|解释|讲|说){_ENDS}"
    r"|指(?:的)?(?:是)?(?:哪些|哪|什么|啥)|含义|定义|说的(?:是)?(?:什么|啥|哪)|是(?:个)?(?:什么|啥子?)(?:东西|玩意|概念)"
)
# “两癌”是哪两种: what a term that is explained stands for.
_WHICH = (
    r"(?:(?:说的|讲的|里的|到底|究竟|具体|分别|都){0,2}(?:是|指)(?:的)?(?:是)?哪"
    r"|里[面头]?(?:一般|到底|具体|都)*(?:有|是|装|放)(?:[了着些]|的是)*(?:什么|啥|哪))"  # 家庭包里面都有啥
)
_AMOUNT = re.compile(r"多少|几(?!乎)|多[大长高]|率(?:呢|是|$)")
_LEAST_TERM, _LONG_TERM, _MOST_REPORTS = 2, 6, 3


def add_meanings(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add what terms mean that clauses ask for, and the amounts of theirs that other clauses ask for."""
    clauses = [clause for clause in _CLAUSE.split(question.folded) if clause]
    asked = [clause for clause in clauses if MEANS.search(clause)]
    if draft.status != "answered" or not asked:
        return
    reports = question.reports or evidence.reports
    for clause in asked:
        for info, entry in _entries(clause, evidence, reports):
            if f"「{entry.term}」" not in draft.text:
                texts.say_definition(draft, [(info, entry)])
            for other in clauses:
                if other not in asked and _AMOUNT.search(other) and not OF_MONEY.search(other):
                    _say_amount(entry, other, evidence, draft, info)


def asks_which(question: Question, evidence: Evidence) -> bool:
    """Whether a question asks which things a term is that a glossary explains: “两癌”是哪两种癌."""
    plain = _plain(question.folded)
    terms = {_bare(entry.term) for _, entry in evidence.definitions}
    return any(
        len(term) >= _LEAST_TERM and term in plain and re.search(re.escape(term) + _WHICH, plain)
        for term in terms
    )


def without_terms_asked(question: Question, evidence: Evidence) -> Question:
    """Return a question without what it mentions beside a term that it asks the meaning of.

    两客一危指的哪些车 asks for no cars.
    """
    kept = list(question.mentions)
    for match in _ANY_CLAUSE.finditer(question.folded):
        if not MEANS.search(match.group()):
            continue
        entries = _entries(match.group(), evidence, question.reports or evidence.reports)
        terms = [_bare(entry.term) for _, entry in entries]
        kept = [
            mention
            for mention in kept
            if not terms
            or not match.start() <= mention.start < match.end()
            or any(_plain(question.folded[mention.start : mention.end]) in t for t in terms)
            or any(t in _plain(question.folded[mention.start : mention.end]) for t in terms)
        ]
    return replace(question, mentions=tuple(kept))


def _entries(
    clause: str, evidence: Evidence, reports: Sequence[ReportInfo]
) -> Iterator[tuple[ReportInfo, Definition]]:
    """Yield the glossary entries of the longest term in a clause, of each report."""
    by_id = {info.id: info for info in reports}
    plain = _plain(clause)
    found = [
        (_said(_bare(entry.term), plain), by_id[report], entry)
        for report, entry in evidence.definitions
        if report in by_id
    ]
    longest = max((said for said, _, _ in found), default=0)
    alike = [(info, entry) for said, info, entry in found if said == longest > 0]
    yield from alike[:_MOST_REPORTS]


def _said(term: str, plain: str) -> int:
    """Return how many characters of a term a clause says: all, or most without its head.

    水库移民后期扶持基金 means 大中型水库移民后期扶持基金.
    """
    if len(term) < _LEAST_TERM:
        return 0
    most = max(_LONG_TERM, len(term) * 2 // 3)
    lengths = (len(term), *range(len(term) - 1, most - 1, -1))
    return next((n for n in lengths if n >= _LEAST_TERM and term[-n:] in plain), 0)


def _bare(term: str) -> str:
    """Return a term without quotation marks and brackets."""
    return _plain(re.sub(r"\([^()]*\)", "", fold(term)))


def _plain(text: str) -> str:
    return re.sub(r"[“”\"'()\s]", "", fold(text)).lower()


def _say_amount(
    entry: Definition,
    clause: str,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
) -> None:
    """Quote the clause on a term that has the amount asked for, unless the answer has it."""
    sentence = _counted(entry, clause, evidence, info) or _moved(entry, clause, evidence, info)
    if sentence is None or sentence.text.rstrip("。；") in draft.text:
        return
    say_quote(draft, evidence, info, sentence)


def _counted(
    entry: Definition, clause: str, evidence: Evidence, info: ReportInfo
) -> Sentence | None:
    tallies = evidence.tallies(info)
    printed = printed_as(clause, tallies)
    term = _bare(entry.term)
    found = [
        told
        for told in tallies.all
        if not told.is_row and printed.search(told.text) and term in _plain(told.lead + told.text)
    ]
    said = [put(clause, wording) for wording in wordings(clause)]

    def fits(told_at: int) -> float:
        told = found[told_at]
        shares = (tallies.share(words, told) for words in said)
        return (term in _plain(told.text)) + max(shares, default=0.0)

    best = max(range(len(found)), key=fits, default=None)
    return stretch_of(evidence, info, found[best]) if best is not None else None


# 从多少提到多少了: 由年初的86.30提高到88.15
_MOVES = re.compile(r"从.{0,6}(?:到|至)|提(?:高)?到|[升涨降减]到|变成")
_MOVED = re.compile(r"[由从][^,。;]{0,12}\d[^,。;]{0,12}[到至为][^,。;]{0,4}\d")


def _moved(entry: Definition, clause: str, evidence: Evidence, info: ReportInfo) -> Sentence | None:
    """Return the part of a sentence that says from what to what a term's figure went."""
    term, sentences = _bare(entry.term), evidence.sentences(info)
    if not _MOVES.search(clause):
        return None
    found = [
        s
        for s in sentences.all
        if s.kind != "名词解释" and term in _plain(s.text) and _MOVED.search(fold(s.text))
    ]
    words = telling(clause)
    best = max(found, key=lambda s: sentences.weigh(words & s.words), default=None)
    return sentences.stretch(best, lambda part: term in _plain(part)) if best else None
