"""A question that asks several things: cut into parts, each read with what the one before it named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.understand import Question
from assistant.vocabulary import Mention
from index.normalise import fold

_STOP = re.compile(r"[,，。?？!！;；\n]+")
ASKS = re.compile(
    r"多少|多[久长远高大](?!期)|几(?!乎)|为什么|为啥|为何|凭啥|咋|怎么|如何|哪|什么|啥|干嘛|谁|呢|吗|么$|是不是|有没有|是否|没有?$|([\u4e00-\u9fff])[没不]\1|满意(?:不|没|么)|占比|比重|原因"
)
_JOINS = re.compile(r"[和与跟及、]|以及|还有")
_YEAR = re.compile(r"(?<!\d)(?:(?:19|20)\d\d年?|\d\d年)")
_MOST = 5


def parts_of_question(question: Question) -> tuple[str, ...]:
    """Return the parts of a question that asks several things, in order; empty where it asks one.

    A clause that asks nothing belongs to the next one that does. 甲局的A和乙局的B各多少 is two.

    >>> from assistant.understand.parts import asking_clauses
    >>> asking_clauses("甲局22年收了多少?花了呢,谢谢")
    ('甲局22年收了多少', '花了呢,谢谢')
    """
    found: list[str] = []
    for clause in clauses_asked(question.folded):
        found += [part for pair in _pairs(clause, question) for part in _beside(pair, question)]
    return tuple(found) if 1 < len(found) <= _MOST else ()


def members_asked(question: Question) -> tuple[str, ...]:
    """Return what a question asks of each thing that it lists: 甲和乙各多少 is 甲多少, 乙多少."""
    named = [(m.start, m.end) for m in question.mentions]
    names = [*named, *question.units.spans]
    found: list[str] = []
    for clause in asking_clauses(question.folded):
        offset = question.folded.find(clause)
        each = _OF_EACH.search(clause)
        if offset < 0 or each is None or not ASKS.search(clause, each.end()):
            continue
        joins = [
            m
            for m in _JOINS.finditer(clause, 0, each.start())
            if not any(start < offset + m.start() < end for start, end in names)
        ]
        bounds = [0, *(at for m in joins for at in m.span()), each.start()]
        members = [clause[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
        if len(members) > 1:
            rest = (each["what"] or "") + clause[each.end() :]
            found += [member + rest for member in members if member]
    return tuple(found[:_MOST])


# Where begins what is asked of all that stands before.
_OF_EACH = re.compile(
    r"(?:这?[两三四五几](?:个|项|块|样|类)?(?P<what>项目)?)?(?:各自?|分别|都)(?:是|有)?"
)


def asking_clauses(folded: str) -> tuple[str, ...]:
    """Return the clauses of a folded question that ask something, each with what leads to it."""
    found: list[str] = []
    waiting: list[str] = []
    for clause in filter(None, map(str.strip, _STOP.split(folded))):
        waiting.append(clause)
        if ASKS.search(clause):
            found.append(",".join(waiting))
            waiting = []
    if found and waiting:
        found[-1] = ",".join([found[-1], *waiting])
    return tuple(found)


def clauses_asked(text: str) -> tuple[str, ...]:
    """Return the clauses of a folded question that ask something, or all of it where none does."""
    return asking_clauses(text) or (text,)


def _pairs(clause: str, question: Question) -> list[str]:
    """Return 甲局的A多少, 乙局的B多少 for 甲局的A和乙局的B各多少; the clause alone where it is one."""
    offset = question.folded.find(clause)
    if offset < 0 or question.intent.compare or question.intent.rank or question.intent.total:
        return [clause]
    end = offset + len(clause)
    owners = [start for start, _ in question.units.order if offset <= start < end]
    owners += [m.start() for m in _YEAR.finditer(question.folded, offset, end)]
    terms = [m for m in question.mentions if offset <= m.start < end and m.metrics]
    cuts = []
    for left, right in pairwise(terms):
        between = question.folded[left.end : right.start]
        join = _JOINS.search(between)
        owned = [o for o in owners if left.end <= o < right.start]
        if join and owned and left.end + join.end() <= min(owned) and _owned(left, owners):
            cuts.append(left.end + join.start() - offset)
    if not cuts or {m for t in terms for m in t.metrics} == set(terms[0].metrics):
        return [clause]
    bounds = [0, *cuts, len(clause)]
    pieces = [clause[a:b] for a, b in pairwise(bounds)]
    return [_JOINS.sub("", piece, count=1) if i else piece for i, piece in enumerate(pieces)]


def _beside(clause: str, question: Question) -> list[str]:
    """Return 某项目执行率多少, 公务接待费多少 for a clause that goes on from a project to a term."""
    at = max((clause.find(fold(title)) for title in question.projects), default=-1)
    offset = question.folded.find(clause)
    if at < 0 or offset < 0:
        return [clause]
    cuts = []
    if join := _GOES_ON.search(clause[:at]):  # 接待费和某项目分别花了多少
        cuts.append(join.start())
    for term in question.mentions:
        start = term.start - offset
        said = question.folded[term.start : term.end]
        own = term.metrics and not term.weak and said in fold(term.official)
        before = clause[at : max(start, at)]
        if own and start > at and (join := _GOES_ON.search(before)):
            cuts.append(at + join.start())
    bounds = [0, *cuts, len(clause)]
    pieces = [_GOES_ON_HEAD.sub("", clause[a:b]) for a, b in pairwise(bounds)]
    return [p if ASKS.search(p) else f"{p}多少" for p in pieces if p] if cuts else [clause]


# Where what is asked of a project ends, right before a term: …执行率多少, …以及.
_GOES_ON = re.compile(
    r"(?:(?:[和与跟及、]|以及|还有)(?:\d{4}年度?)?的?|(?<=多少)|(?<=几)|(?<=率))$"
)
_GOES_ON_HEAD = re.compile(r"^(?:[和与跟及、]|以及|还有)")


def _owned(term: Mention, owners: Sequence[int]) -> bool:
    return any(start < term.start for start in owners)
