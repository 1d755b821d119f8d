"""Reasons that only point to another item's (同上, 同第3项) → what that one says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import reasons as why
from index.model import Fact, Reason
from index.told import LEVELS

_NUMERALS = "零一二三四五六七八九十"


def resolved(reasons: Sequence[Reason], facts: Sequence[Fact]) -> Iterator[Reason]:
    """Yield the reasons, those that point to another one with its text and place.

    One whose item has no reason of its own stays as it is printed.
    """
    before: dict[str, Reason] = {}
    for reason in sorted(reasons, key=lambda one: one.place.start):
        points = why.POINTS.fullmatch(reason.text.strip("。;；"))
        meant = before.get(reason.section)
        if points and points["item"]:
            item = _item(reason.section, points["item"], facts)
            own = (r for r in reasons if (r.section, r.metric) == (reason.section, item))
            meant = next(own, None)
        elif points and points["name"]:
            named = points["name"]
            of_item = (r for r in reasons if _is_of(r, reason.section, named))
            meant = next(of_item, None) or next((r for r in reasons if r.metric == named), None)
        told = reason
        if points and meant:
            told = replace(reason, text=meant.text, place=meant.place, context=meant.context)
        before[reason.section] = told
        yield told


def _is_of(reason: Reason, section: str, name: str) -> bool:
    """Whether a reason is of the item of a section that a name means: 同事业运行."""
    item = reason.metric.removesuffix(LEVELS[-1])
    return reason.section == section and item != reason.metric and item.endswith(name)


def _item(section: str, number: str, facts: Sequence[Fact]) -> str:
    """Return the metric of the item of a section's list that a number means, or nothing."""
    at = int(number) if number.isdigit() else _NUMERALS.find(number)
    own = sorted((f for f in facts if f.section == section), key=lambda f: f.place.start)
    items = list(dict.fromkeys(f.metric for f in own if f.metric.endswith(LEVELS[1:])))
    return items[at - 1] if 0 < at <= len(items) else ""
