"""How well projects must have done that a question asks for: 没到75分, 没花满九成, 满分."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.plan.listed.ordering import names_items

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
# 都是88分, 正好90分的项目, 得了88分的
_EXACT = (
    re.compile(
        r"(?:(?P<aspect>执行率|得分|分数|评分|打分|总分)[^\d,。?]{0,3}?)?"
        r"(?:都|均|同为|同是|一样|正好|刚好|恰好|并列)(?:是|为|得|拿|打|考)?(?:了|到)?" + _VALUE
    ),
    re.compile(
        r"(?P<aspect>执行率|得分|分数|评分|打分|总分)?(?:[是为得拿打评]了?|[年有的])"
        + _VALUE
        + r"(?=的(?:(?:两|几|三|四|\d)个)?(?:绩效|自评)?(?:项目|都?是?有?哪))"
    ),
)
_ABOVE, _AT_LEAST = ("高于", "超过", "大于"), ("达到", "以上", "及以上")
_TENTHS = re.compile(r"(?P<tenths>[一二三四五六七八九])成")
_NINE = "一二三四五六七八九"
# 有没有满分的, 哪些没打到满分
_FULL = re.compile(
    r"(?P<short>(?<!有)[没未不](?:有|是)?(?:拿|得|打|评)?(?:到|够|足)?了?|低于|少于|小于)?(?<![离距])(?:满分|100分)"
)
# 执行率100%的有几个, 钱花光了的项目有哪些
_WHOLLY = re.compile(
    r"执行率(?:是|为|达到?|都是|有)*100%?(?!以下|[\d.])|(?<![没未有不])花(?:完|光)了?的"
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
    plain = re.sub("百分(?:之)?百", "100%", plain)
    found = [b for pattern in _SIDES for m in pattern.finditer(plain) if (b := _bound(m, plain))]
    if not found:
        exact = (_exactly(m, plain) for pattern in _EXACT for m in pattern.finditer(plain))
        found = [bound for bound in exact if bound is not None][:1]
    if _WHOLLY.search(plain) and not any(bound.aspect == "执行率" for bound in found):
        found.append(Bound("执行率", lambda rate: rate >= _FULL_MARKS, "达到百分之百"))
    full = _FULL.search(text)
    if full:
        found.append(_full(short=full["short"] is not None))
    return found


def _bound(match: re.Match[str], text: str) -> Bound | None:
    """Return the bound that a number with its side sets; None where it is on no head figure."""
    limit, side, aspect = Decimal(match["value"]), match["side"], _bounded(match, text)
    if not aspect:
        return None
    if side in _ABOVE:
        return Bound(aspect, lambda value: value > limit, "高于所问界限")
    if side in _AT_LEAST:
        return Bound(aspect, lambda value: value >= limit, "不低于所问界限")
    return Bound(aspect, lambda value: value < limit, "低于所问界限")


def _exactly(match: re.Match[str], text: str) -> Bound | None:
    """Return the bound of just one score or rate; None where the number is on no head figure."""
    value, aspect = Decimal(match["value"]), _bounded(match, text)
    return Bound(aspect, lambda own: own == value, "正好是所问数") if aspect else None


def _bounded(match: re.Match[str], text: str) -> str:
    """Return which head figure a number is on, or an empty string."""
    if match["unit"] == "分" and Decimal(match["value"]) == _FULL_MARKS:
        return ""  # 没到100分: as 满分 is read
    if match["aspect"] == "执行率" or (match["unit"] == "%" and _SPENDS.search(text)):
        return "执行率"
    return "得分" if match["aspect"] or match["unit"] == "分" else ""


def _full(*, short: bool) -> Bound:
    def fits(score: Decimal) -> bool:
        return (score < _FULL_MARKS) == short

    return Bound("得分", fits, "没有拿满" if short else "拿满")


def label_of(bound: Bound, bounds: Sequence[Bound]) -> str:
    """Return how projects within a bound are called: 符合条件 where it is the only one."""
    return bound.label if len(bounds) > 1 else "符合条件"
