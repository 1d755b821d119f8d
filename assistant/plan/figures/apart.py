"""A question that wants different things of different figures: 甲为什么涨, 乙占几成, 丙多少."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understand import Question
from assistant.understand.intent import Intent, read_intent
from assistant.understand.parts import ASKS

_CLAUSE = re.compile(r"[^,，。?？!！;；\n]+")
# 都为什么, 各是多少, 加起来: of all that was named.
_OF_ALL = re.compile(r"都|各|分别|两者|两个|这[两几些]|它们|加|合计|总共|一共|相差|差多|对比|比较")
_OF_MONEY = re.compile(r"预算|(?<![\u4e00-\u9fff]费)支出|花(?:了|掉|出)")
# 公车费呢: what was asked before is asked of it too.
_LIKEWISE = re.compile(r"(?:呢|嘞|也是)$")
# 再加上接待费, 占基本支出: of what was named before.
_POINTS_BACK = re.compile(
    r"(?:那么?|再|然后|一共|各自?|分别|都|又)*(?:加|减|扣|除|比|跟|和|与|同|连|占)"
)
_LAST_YEAR = re.compile(r"[比较和跟与同](?:上|去|前)一?年(?:度)?")
_KINDS = ("why", "fell", "rose", "change", "budget", "makeup", "share", "unit_cost", "describe")


def asked_apart(question: Question) -> tuple[Question, ...]:
    """Return a question cut where its figures are asked for in different ways; itself where they are not.

    Each part keeps the length and places of the whole; what belongs to the others is blank.
    """
    intent = read_intent(_LAST_YEAR.sub("", question.folded))
    crossing = intent.compare or intent.minus or intent.rank or intent.truth
    named = [m for m in question.mentions if m.metrics or not (m.topic or m.aspect)]
    if crossing or intent.trend or any(m.end == m.start for m in named):
        return (question,)
    groups = _groups(question, [(m.start, m.end) for m in named if not m.weak])
    if len(groups) < len(("one", "other")):
        return (question,)
    parts = [_only(question, groups, own) for own in range(len(groups))]
    wanted = {_wanted(part.intent) for part in parts}
    full = all(part.metrics for part in parts[1:])
    return tuple(parts) if len(wanted) > 1 and full else (question,)


def _groups(question: Question, named: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of a question that each ask of figures of their own; none where one asks of all."""
    folded = question.folded
    found: list[tuple[int, int]] = []
    open_from, asked = 0, True
    before = 0  # where clauses end that ask of the money as a whole: 为啥超预算, 人员经费占几成
    for match in _CLAUSE.finditer(folded):
        start, end = match.span()
        names = any(start <= s < end for s, _ in named)
        asks = ASKS.search(match.group()) is not None
        of_all = not names and asks and _OF_ALL.search(match.group())
        back = _LIKEWISE.search(match.group()) or _POINTS_BACK.match(match.group())
        if found and (of_all or back):
            return []
        if not names and not found and (before or (asks and _OF_MONEY.search(match.group()))):
            before = end
        if names and not found and before:
            found.append((0, before))
            asked = True
        if names and found and asked:
            open_from, asked = start, False
            found.append((open_from, end))
        elif found:
            found[-1] = (open_from, end)
        elif names:
            found.append((open_from, end))
            asked = False
        asked = asked or asks
    return found if asked else []


def _only(question: Question, groups: Sequence[tuple[int, int]], own: int) -> Question:
    """Return a question with all groups but one blank, and what is wanted read from that one."""
    folded = question.folded
    for at, (start, end) in enumerate(groups):
        if at != own:
            kept = [span for span in question.units.spans if start <= span[0] < end]
            blank = list(" " * (end - start))
            for low, high in kept:  # the unit stays, wherever it is named
                blank[low - start : high - start] = folded[low:high]
            folded = folded[:start] + "".join(blank) + folded[end:]
    low, high = groups[own]
    mentions = tuple(m for m in question.mentions if low <= m.start < high)
    return replace(question, folded=folded, mentions=mentions, intent=read_intent(folded))


def _wanted(intent: Intent) -> tuple[bool, ...]:
    return tuple(bool(getattr(intent, kind)) for kind in _KINDS)
