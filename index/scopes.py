"""Whose figures a sentence tells: the report as a whole, its head office, or a unit under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.clauses import Clause
from index.items import plain_item
from index.normalise import fold

_ORGANISATION = (
    r"(?:中心|局|处|院|所|站|馆|队|学校|中学|小学|大学|幼儿园|医院|办公室|委员会|协会|公司|公园)"
)
# 某中心截至…, 某中心单位共有…: what follows is told of that unit until another is named.
_OPENS = re.compile(
    rf"^(?!20\d\d|[我本])(?P<name>[\u4e00-\u9fff\d()]{{4,30}}?{_ORGANISATION})(?=截[至止]|单位(?:价值|共有)|本级)"
)
# A unit that no list names: it tells of itself with a year, a metric or a figure.
_OTHER = re.compile(
    rf"^(?P<name>[\u4e00-\u9fff]{{1,12}}[省州市县区旗乡镇局委厅][\u4e00-\u9fff]{{1,16}}?{_ORGANISATION})(?:\([\u4e00-\u9fff]+\))?"
    r"(?=20\d\d年|本年|年末|全年|在职|退休|离休|实有|机关运行|“三公”|收入|支出|基本支出|项目支出|公用经费|财政拨款|\d)"
)
# 某中心为公益一类事业单位,其公用经费…: told of that unit up to the end of the sentence.
_IS_A_UNIT = re.compile(
    rf"^(?![为是系])(?P<name>[\u4e00-\u9fff]{{2,30}}?{_ORGANISATION})(?:[为是系]|属于?)[^,]{{0,20}}单位$"
)
_SHORT = re.compile(
    r"^(?P<name>[省市州县区旗乡镇][\u4e00-\u9fff]{2,8}?)(?=编制|机关(?!运行)|核定|实有|共有|年末|20\d\d)"
)
_HEAD = re.compile(
    r"^(?:其中[,:]?)?(?:\(本级\)(?=\d)|[我本]?(?:局|委|厅|部|院|署|办|会|机关|部门|单位)?(?:机关)?本级(?!财政|预算|下[设属辖]|内设|所属))"
    r"|^(?:其中[,:]?)?[局委厅部院署办会]机关(?=\d|$)"
)
_HEAD_OFFICE = re.compile(r"\(?本级\)?$|^[局委厅部院署办会]?机关$")
_BEFORE = re.compile(
    r"^(?:其中[,:]?|按单位看[,:]?|20\d\d年度?|截[至止]20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日|底|末)?[,]?|\d{1,2}[.、]|\(\d{1,2}\))*"
)


# 局本级和某执法大队机关运行经费…: the figures are of more than one unit.
_JOINED = re.compile(
    rf"(?:和|及|以及|与)(?!上年|去年|20\d\d|年初|全年|预算)[^,;。:]{{0,30}}?{_ORGANISATION}"
)


# 其中机关本级9万元,综合执法大队2万元: the next of the units that a figure is divided among.
_PEER = re.compile(rf"^(?P<name>[\u4e00-\u9fff]{{2,16}}?{_ORGANISATION})(?=\d)")


# 下设甲中心和乙中心2个事业单位: units that are counted, none of which tells of itself.
_UNITS_UNDER = re.compile(r"(?:下设|内设|下属|所属|下辖|管辖|设有|设立|包括|分别为)")


@dataclass(slots=True)
class Owner:
    """The unit that is spoken of now, and the one that a paragraph was opened for."""

    entity: str = "汇总"
    paragraph: str = "汇总"


def _other(text: str) -> re.Match[str] | None:
    """Return the unit that opens a text; 乡镇卫生院 is an item of the accounts, no unit's name."""
    other = _OTHER.match(text)
    if other is None or plain_item(other["name"]) or _UNITS_UNDER.match(text):
        return None
    return other


def _is_short_for(short: str, name: str) -> bool:
    """Whether all characters of a short name stand in a name, in their order: 区残联."""
    chars = iter(name)
    return all(char in chars for char in short)


class Scopes:
    """Knows the report's own names, which labels drop, and the units under it."""

    def __init__(self, unit_names: Sequence[str], members: Sequence[str]) -> None:
        own = sorted({fold(n) for n in unit_names if n}, key=len, reverse=True)
        under = {fold(n): n for n in members if n and fold(n) not in own}
        under = {k: n for k, n in under.items() if not _HEAD_OFFICE.search(k)}
        self._own = re.compile("|".join(re.escape(n) for n in own)) if own else None
        self._names = own
        self._under = under
        self._peers: set[str] = set()
        names = sorted(under, key=len, reverse=True)
        self._members = (
            re.compile(rf"(?P<name>{'|'.join(re.escape(n) for n in names)})") if names else None
        )

    def follow(self, owner: Owner, clause: Clause) -> bool:
        """Note whose figures a clause tells; return whether a paragraph is opened for a unit."""
        text = clause.text
        if clause.opens == "。":
            owner.entity = owner.paragraph
            opens = _OPENS.match(text)
            if opens and not (self._own and self._own.fullmatch(opens["name"])):
                owner.entity = owner.paragraph = opens["name"]
                return True
        rest = self._after_opening(text)
        member = self._members.match(rest) if self._members else None
        head = _HEAD.match(rest)
        first = member or head
        if first and _JOINED.match(rest, first.end()):
            return False
        if member and not rest[member.end() :].startswith(("。", "、", ")", "截")):
            owner.entity = self._under[member["name"]]
        elif head:
            owner.entity = "本级"
        elif other := _other(rest) or _IS_A_UNIT.match(rest):
            owner.entity = other["name"]
        elif owner.entity != owner.paragraph and clause.opens in ",;、":
            self._follow_peer(owner, rest)
        return False

    def _follow_peer(self, owner: Owner, rest: str) -> None:
        peer = _PEER.match(rest)
        if peer is None:
            return
        named = [full for name, full in self._under.items() if name.endswith(peer["name"])]
        if not named and plain_item(peer["name"]):
            return
        owner.entity = named[0] if len(named) == 1 else peer["name"]
        self._peers.add(peer["name"])

    def starts(self, text: str) -> bool:
        """Whether a clause begins with the name of a unit, or with 本级."""
        rest = self._after_opening(text)
        return bool((self._members and self._members.match(rest)) or _HEAD.match(rest))

    def _after_opening(self, text: str) -> str:
        text = self._own.sub("", text) if self._own else text
        start = _BEFORE.match(text)
        return text[start.end() :] if start else text

    def strip(self, label: str) -> str:
        """Return a label without the names of units."""
        if self._own:
            label = self._own.sub("", label)
        if self._members:
            label = self._members.sub("", label)
        label = "" if label in self._peers else label
        opened = _OPENS.match(label)
        label = label[opened.end() :] if opened else label
        other = _other(label)
        label = label[other.end() :] if other else label
        short = _SHORT.match(label)
        if short and any(_is_short_for(short["name"], name) for name in self._names):
            label = label[short.end() :]
        return _HEAD.sub("", label)
