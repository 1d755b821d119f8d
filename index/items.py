"""Functional items (类·款·项) at the end of a label, however their levels are marked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from index.normalise import fold

_PART = r"(?:[^,;:。%()]|\((?!类\)|款\)|项\))|(?<!\(类)(?<!\(款)(?<!\(项)\))+?"
_MARKED = re.compile(
    rf"(?P<item>(?:{_PART}\(类\))?(?:{_PART}\(款\))?(?:{_PART}\(项\))?)"
    r"(?:科目)?(?:财政拨款)?(?:支出|决算|支出决算数?|决算数)?$"
)
# 教育支出类普通教育款小学教育项: the levels' marks without brackets.
_UNBRACKETED = (
    r"(?P<class>{names})类(?P<section>{part})款(?:(?P<item>{part})项)?(?=科目|支出|决算|财政|$)"
)
# (208类), (05款), (01项): the level's mark with its code inside.
_CODED_MARK = re.compile(r"\((?P<code>\d{2,3})(?P<level>类|款|项)\)")
# 小学教育(项)(2050202): the whole code behind the mark of the last level.
_CODE_BEHIND_MARK = re.compile(r"(?<=\([类款项]\))[(\[](?P<code>2\d{2}(?:\d{2}){0,2})[)\]]")
# 教育支出(205)普通教育(20502)小学教育(2050202): a code behind the name of each level.
_CODE_OF_LEVEL = re.compile(
    r"[(\[](?P<code>2\d{2}(?:\d{2}){0,2}|(?<!^\()\d{2})[)\]](?=[\u4e00-\u9fff]|$)"
)
_NAME = r"[\u4e00-\u9fff()、]{2,40}?"
_CODED = re.compile(
    rf"(?<!\d)[(\[]?(?P<code>2\d{{2}}(?:\d{{2}}){{0,2}})[)\]]?-?(?!万?元)(?P<name>{_NAME})(?:支出决算数?|决算数?)?$"
)
_CODE_BEHIND = re.compile(
    rf"(?P<name>{_NAME})[(\[](?P<code>2\d{{2}}(?:\d{{2}}){{0,2}})[)\]](?:支出|决算|支出决算)?$"
)
_CODE_BEFORE = re.compile(r"[(\[]?(?P<code>2\d{2}(?:\d{2}){0,2})[)\]]?-?(?=[\u4e00-\u9fff])")
_LEVELS = {3: "类", 5: "款", 7: "项"}
_MARKS = ("(类)", "(款)", "(项)")
# “教育支出(类)普通教育(款)小学教育(项)”: quotes around a name, or around a part of it.
_QUOTED = re.compile(r"[“\"「『](?P<name>[^“”\"「」『』]+?)[”\"」』](?=\(|科目|支出|决算|$)")
_MARK = re.compile(r"\((?:类|款|项)\)")
_OF_SECTION = re.compile(r"(?P<item>[^()]+)\((?P<section>[^()]+)\)")  # 行政运行(司法)
_NUMBERED = re.compile(r"^[\d.、()一二三四五六七八九十]*(?<=[.、)])")
_OTHERS = re.compile(r"其他(?P<of>.{2,30}?)(?:支出)?")


@dataclass(frozen=True, slots=True)
class Item:
    """A functional item: its full name with half-width brackets, `lead` what stands before it."""

    metric: str
    lead: str
    code: str | None = None


@cache
def _names() -> Mapping[str, Sequence[str]]:
    """Return the official names of the functional accounts by level: 类, 款, 项."""
    loaded: Mapping[str, Sequence[str]] = _data()
    return loaded


@cache
def code_of_class() -> Mapping[str, str]:
    """Return the code of each functional class by its name: 208 of 社会保障和就业支出."""
    codes: Mapping[str, str] = _data()["代码"]
    return codes


def _data() -> Any:
    return json.loads(files("index").joinpath("data/functions.json").read_text(encoding="utf-8"))


@cache
def classes() -> Sequence[str]:
    """Return the functional classes (类) of the government's accounts, longest first."""
    return sorted(_names()["类"], key=len, reverse=True)


@cache
def is_official(name: str, code: str) -> bool:
    """Whether a folded name is an official one of the level that a code is of.

    >>> is_official("其他普通教育支出", "2050299"), is_official("小学教育", "20502")
    (True, False)
    """
    other = _OTHERS.fullmatch(name)
    if code.endswith("99") and other:  # the rest of a class, or of a section
        of = other["of"]
        return any(one in _level_of() or one in classes() for one in (of, of + "支出"))
    levels = {"款", "项"} if len(code) > len("20502") else {_LEVELS[len(code)]}
    return any(fold(known) == name for level in levels for known in _names()[level])


def class_named(label: str) -> str:
    """Return the metric of a label that is just a class, in quotes without its 支出; else nothing.

    >>> class_named("“教育”")
    '教育(类)'
    """
    bare = _NUMBERED.sub("", label)
    name = _QUOTED.sub(r"\g<name>", bare)
    known = name in classes() or (name != bare and name + "支出" in classes())
    return f"{name}(类)" if known else ""


@cache
def _level_of() -> Mapping[str, str]:
    """Return name → level; a name of both a section and its item is the item's."""
    return {fold(name): level for level in "款项" for name in _names()[level]}


def plain_item(label: str) -> str:
    """Return the metric of a label that is an official name without its level; else nothing.

    >>> plain_item("小学教育支出")
    '小学教育(项)'
    """
    label = _QUOTED.sub(r"\g<name>", _NUMBERED.sub("", label))
    below = _OF_SECTION.fullmatch(label)
    if (
        below
        and _level_of().get(below["section"]) == "款"
        and _level_of().get(below["item"]) == "项"
    ):
        return f"{below['section']}(款){below['item']}(项)"
    for name in (label, label + "支出", label.removesuffix("支出")):
        if level := _level_of().get(name):
            rest = name.startswith("其他")  # a section for the rest has one item, of its name
            return f"{name}({'项' if rest else level})"
    other = _OTHERS.fullmatch(label)  # each section has an item for its rest: 其他…支出
    if other and (other["of"] in _level_of() or other["of"] + "支出" in classes()):
        return f"其他{other['of']}支出(项)"
    return ""


@cache
def _unbracketed() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in classes())
    return re.compile(_UNBRACKETED.format(names=names, part=r"[\u4e00-\u9fff“”()、]{2,40}?"))


def _bracketed(label: str) -> str:
    """Return a label in which each level that is told without brackets has them."""
    return _unbracketed().sub(
        lambda at: (
            f"{at['class']}(类){at['section']}(款)" + (f"{at['item']}(项)" if at["item"] else "")
        ),
        label,
    )


@cache
def _separated() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in classes())
    part = r"[^-/—>→\x00]{2,40}"
    return re.compile(
        rf"(?P<item>(?:{names})(?:[-/—>→\x00]+{part}){{1,2}}?)(?:\x00?(?:支出决算数?|决算数?))?$"
    )


def find_item(label: str, gaps: Sequence[int] = ()) -> Item | None:
    """Return the functional item that ends a folded label, or None.

    `gaps` are the positions in the label in front of which the source leaves a space.
    """
    if "款" in label and "(款)" not in label:
        label = _bracketed(label)
    if _MARK.search(label):
        label = _QUOTED.sub(r"\g<name>", label)
    if after := _CODE_BEHIND_MARK.search(label):
        found = find_item(_CODE_BEHIND_MARK.sub("", label))
        return replace(found, code=found.code or after["code"]) if found else None
    behind = [match["code"] for match in _CODE_OF_LEVEL.finditer(label)]
    full = list(accumulate(behind, lambda a, b: b if b.startswith(a) else a + b))
    if len(behind) > 1 and all(len(code) in _LEVELS for code in full):
        levels = iter(full)
        marked = _CODE_OF_LEVEL.sub(lambda _: f"({_LEVELS[len(next(levels))]})", label)
        found = find_item(marked)
        return replace(found, code=full[-1]) if found else None
    codes = "".join(match["code"] for match in _CODED_MARK.finditer(label))
    plain = _CODED_MARK.sub(lambda match: f"({match['level']})", label)
    match = _MARKED.search(plain)
    if match and match["item"]:
        name = _NUMBERED.sub("", match["item"])
        known = max((name.rfind(own + "(类)") for own in classes()), default=-1)
        if known < 0 and (listed := re.match(r".*\d+、", name)):
            known = listed.end()
        lead, name = plain[: match.start("item")], name[max(known, 0) :]
        if before := _CODE_BEFORE.match(name):  # 2010301行政运行(项)
            codes, name = before["code"], name[before.end() :]
        return Item(name, lead, codes or None)
    coded = _CODE_BEHIND.search(label) or _CODED.search(label)
    if coded:
        suffix = f"({_LEVELS[len(coded['code'])]})"
        name = coded["name"]
        name = name if name.endswith(suffix) else name + suffix
        return Item(name, label[: coded.start()], coded["code"])
    return _by_separator(label, gaps)


def _by_separator(label: str, gaps: Sequence[int]) -> Item | None:
    """教育支出－进修及培训－培训支出, with dashes, slashes or spaces between the levels."""
    marked = "".join(("\x00" if at in gaps else "") + char for at, char in enumerate(label))
    match = _separated().search(marked)
    if match is None:
        return None
    parts = [part for part in re.split(r"[-/—>→\x00]+", match["item"]) if part]
    if len(parts) < 2 or not all(re.fullmatch(r"[\u4e00-\u9fff()、]{2,40}", p) for p in parts):
        return None
    name = "".join(part + mark for part, mark in zip(parts, _MARKS, strict=False))
    return Item(name, marked[: match.start()].replace("\x00", ""))
