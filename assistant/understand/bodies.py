"""Items of the accounts and names of institutions that are written alike: 政府办公厅(室), 县人民医院."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understand.others import STOPS
from assistant.understand.question import without
from assistant.understand.unit_names import KINDS, kind_of_unit
from assistant.understand.units import UnitMatch, find_units
from assistant.vocabulary import Mention, Vocabulary
from assistant.wording import keeps_order
from index.store import ReportInfo

_LEAST_NAME = 3


def item_spans(folded: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Return where the names of functional items and sections stand, as if no unit were named."""
    items = [
        (m.start, m.end)
        for m in vocabulary.find(folded)
        if m.metrics and all(metric.endswith("(项)") for metric in m.metrics)
    ]
    return [*items, *vocabulary.section_spans(folded)]


# 州人民医院, 县第一小学: an institution of a place, whose kind an item bears as its name.
_OF_PLACE = re.compile(r"[省市州县区旗镇乡盟](?:[第一二三四五六七八九十]{1,3})?$")
_INSTITUTION = re.compile(r"[院校园馆]$|[中小]学$")


def bodies_of(folded: str, items: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the items that are read out of the name of an institution of some place."""
    return [
        (start, end)
        for start, end in items
        if _INSTITUTION.search(folded[start:end]) and _OF_PLACE.search(folded[:start])
    ]


def asks_accounts(folded: str, vocabulary: Vocabulary, items: Sequence[tuple[int, int]]) -> bool:
    """Whether a term of the accounts is asked for beside functional items: 三公经费, 收入."""
    return any(
        m.metrics and not m.weak and (m.start, m.end) not in items
        for m in vocabulary.find(folded)
        if not all(metric.endswith("(项)") for metric in m.metrics)
    )


_TAKEN_IN = re.compile(r"收(?:了|到|取|入)*(?:多少|几)")


def without_bodies(
    folded: str, mentions: Sequence[Mention], bodies: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Return mentions without items inside the name of a body, where it is not asked what it cost."""
    inside = [m for m in mentions if any(s <= m.start and m.end <= e for s, e in bodies)]
    rest = [m for m in mentions if m not in inside]
    other = any(m.metrics and not m.weak for m in rest) or _TAKEN_IN.search(folded)
    return rest if other else list(mentions)


_AN_ITEM = re.compile(
    r"\(?项|(?:这|那)?一?个?(?:科目|功能科目|款级|项级)|(?:这|那)(?:一|个)?[项块]"
)


def without_items(
    folded: str,
    units: UnitMatch,
    items: Sequence[tuple[int, int]],
    reports: Sequence[ReportInfo],
) -> UnitMatch:
    """Return the units of a question anew, where one was read out of an item's name: 政府办公厅(室)."""
    kinds = [kind_of_unit(unit) for unit in dict.fromkeys(r.unit for r in reports)]
    hidden = [
        (start, end)
        for start, end in items
        if folded[start:end] not in KINDS  # 那血站呢: the one that is indexed
        and not (_is_only_kind(folded[start:end], kinds) and not _AN_ITEM.match(folded, end))
        and (
            any(start <= s and e <= end for s, e in (*units.spans, *units.member_spans))
            or any(_overlaps(folded, name, (start, end)) for name in units.unknown)
        )
    ]
    return find_units(without(folded, hidden), reports) if hidden else units


def _is_only_kind(word: str, kinds: Sequence[str]) -> bool:
    """Whether a word says what just one unit is: 敬老院 of a 中心敬老院, 疾控中心 of a 疾病预防控制中心."""
    return sum(kind[-1] == word[-1] and keeps_order(word, kind) for kind in kinds) == 1


def _overlaps(folded: str, name: str, span: tuple[int, int]) -> bool:
    """Whether what was read as a unit's name ends in an item's: 那个(对村民委员会…的补助)."""
    at = folded.find(name)
    end = at + len(name)
    return at >= 0 and span[0] < end <= span[1] and end - span[0] >= _LEAST_NAME


def without_items_of_members(
    folded: str, mentions: Sequence[Mention], members: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Return mentions without the items in members' names of which a clause names an amount: 幼儿园基本支出."""
    amounts = [m for m in mentions if m.metrics and not m.weak and "(" not in m.metrics[0]]

    closed = [
        (start, end)
        for start, end in members
        if any(
            end <= m.start and not any(stop in folded[end : m.start] for stop in STOPS)
            for m in amounts
        )
    ]
    return [m for m in mentions if not any(s <= m.start and m.end <= e for s, e in closed)]
