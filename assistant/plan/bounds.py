"""How well projects must have done that a question asks for: 没到75分, 没花满九成, 满分."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.plan.ordering import names_items

_VALUE = r"(?P<value>\d+(?:\.\d+)?)(?P<unit>[分%]?)"
_ASPECT = r"(?:(?P<aspect>执行率|得分|分数|评分|打分|总分)[^\d]{0,3}?)?"
_SIDES = (
    re.compile(
        _ASPECT + r"(?P<side>低于|不到|没到|没上|没过|未到|没有到|未达到?|没达到?|不足|小于|少于"
        r"|(?:没|未)(?:有)?(?:花|用|执行|支)(?:到|满|够|出)?|不满|高于|超过|大于|达到)了?" + _VALUE
    ),
    re.compile(_ASPECT.replace("[^\\d]{0,3}?", "[在连]?") + _VALUE + r"(?P<side>以下|及?以上)"),
    re.compile(_ASPECT.replace("[^\\d]{0,3}?", "连?") + _VALUE + r"(?P<side>都(?:不|没|未))"),
)
_ABOVE, _AT_LEAST = ("高于", "超过", "大于"), ("达到", "以上", "及以上")
_TENTHS = re.compile(r"(?P<tenths>[一二三四五六七八九])成")
_NINE = "一二三四五六七八九"
# 有没有满分的, 哪些没打到满分
_FULL = re.compile(
    r"(?P<short>(?<!有)[没未不](?:有|是)?(?:拿|得|打|评)?(?:到|够|足)?了?|低于|少于|小于)?(?:满分|100分)"
)
_ANY = re.compile(r"哪|有没有|几个|多少个")
_SPENDS = re.compile(r"执行|花|用|支出|进度")
_FULL_MARKS, _PASS = Decimal(100), "60分"


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on a head figure of projects: which figure, which values fit, and how it is called."""

    aspect: str
    fits: Callable[[Decimal], bool]
    label: str


def bounds_said(text: str) -> list[Bound]:
    """Return the bounds that a folded question sets on the projects it asks for, in no order."""
    if not _ANY.search(text) or re.search(r"指标|满意度", text) or names_items(text):
        return []
    plain = _TENTHS.sub(lambda m: f"{_NINE.index(m['tenths']) + 1}0%", text)
    plain = plain.replace("一半", "50%").replace("不及格", f"低于{_PASS}")
    found = [b for pattern in _SIDES for m in pattern.finditer(plain) if (b := _bound(m, plain))]
    full = _FULL.search(text)
    if full:
        found.append(_full(short=full["short"] is not None))
    return found


def _bound(match: re.Match[str], text: str) -> Bound | None:
    """Return the bound that a number with its side sets; None where it is on no head figure."""
    limit, side = Decimal(match["value"]), match["side"]
    if match["unit"] == "分" and limit == _FULL_MARKS:
        return None  # 没到100分: as 满分 is read
    rate = match["aspect"] == "执行率" or (match["unit"] == "%" and _SPENDS.search(text))
    if not (rate or match["aspect"] or match["unit"] == "分"):
        return None
    aspect = "执行率" if rate else "得分"
    if side in _ABOVE:
        return Bound(aspect, lambda value: value > limit, "高于所问界限")
    if side in _AT_LEAST:
        return Bound(aspect, lambda value: value >= limit, "不低于所问界限")
    return Bound(aspect, lambda value: value < limit, "低于所问界限")


def _full(*, short: bool) -> Bound:
    def fits(score: Decimal) -> bool:
        return (score < _FULL_MARKS) == short

    return Bound("得分", fits, "没有拿满" if short else "拿满")


def label_of(bound: Bound, bounds: Sequence[Bound]) -> str:
    """Return how projects within a bound are called: 符合条件 where it is the only one."""
    return bound.label if len(bounds) > 1 else "符合条件"
