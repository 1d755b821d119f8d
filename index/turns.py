"""Figures in slashes, each in its turn: 年初预算/决算数分别为5/6万元; (预算数/决算数/完成率): with a line each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.amounts import NUMBER, Quantity, parse_number, quantum
from index.model import Amount
from index.phrases import budget_kind

# 年初预算/调整预算/决算数分别为0/6.00/6.00万元: figures in the order of their names.
_ASPECT = (
    r"(?:上年|去年)?(?:年初|全年|调整后?|部门)?(?:预算|支出决算|决算|执行)(?:安排)?(?:数|金?额)?"
)
_IN_TURN = re.compile(
    rf"(?P<names>{_ASPECT}(?:[/、]{_ASPECT}){{1,3}})(?:依次|分别)*[为是:]?"
    rf"(?P<numbers>{NUMBER}(?:/{NUMBER}){{1,3}})(?P<measure>万元|亿元|元)"
)


# 各科目(预算数/决算数/完成率): the turns of the figures in the lines below.
_NAMED = rf"(?:{_ASPECT}|(?:收入|支出)?(?:金?额)|完成率|执行率|占比|(?:[较比]上年)?增减额?)"
# (括号内依次为年初预算数、决算数、完成率):
_INSIDE = r"(?:括号[内中里]|后[面附])?(?:数[字据]|金额|各数)?(?:依次|分别|顺次)(?:为|是|列示):?"
_TURNS = re.compile(
    rf"(?:^|\()(?:(?P<inside>{_INSIDE})(?P<listed>{_NAMED}(?:[/、和及]{_NAMED}){{1,3}})"
    rf"|(?P<names>{_NAMED}(?:/{_NAMED}){{1,3}}))\)?$"
)
_TURN = rf"[-+]?{NUMBER}(?:%|万元|亿元|元)?"
_BY_TURNS = re.compile(rf"{_TURN}(?:/{_TURN}){{1,3}}$")


@dataclass(frozen=True, slots=True)
class Turns:
    """What the words before a list name for the figures in slashes of its lines, and their measure."""

    aspects: tuple[str, ...] = ()
    measure: str = ""


def turns_named(words: str, behind: str) -> Turns:
    """Return the turns that brackets name, with the measure that may stand `behind` the names."""
    told = _TURNS.search(words)
    measure = _IN_MEASURE.match(behind)
    if told is None or not (measure or behind.startswith(":")):
        return Turns()
    names = re.split("[/、和及]", told["names"] or told["listed"])
    return Turns(tuple(map(_aspect_named, names)), measure["measure"] if measure else "")


def bracketed(text: str, start: int, turns: Turns) -> tuple[str, list[tuple[str, Quantity]], int]:
    """Return what brackets behind a name tell in the turns given, and where they close.

    小学教育(项)(9万元;8万元;89%): nothing where the brackets hold another number of figures.
    """
    row = _BRACKETED.match(text, start) if turns.aspects else None
    if row is None:
        return "", [], start
    printed = re.split("[;、/]|,(?!\\d{3})", row["cells"])
    if len(printed) != len(turns.aspects) or len(set(turns.aspects)) < len(printed):
        return "", [], start
    figures, at = [], row.start("cells")
    for aspect, cell in zip(turns.aspects, printed, strict=True):
        told = _CELL.fullmatch(cell)
        measure = (told["measure"] or "") if told else ""
        if told is None or (measure == "%") != (aspect in _RATES) or not measure:
            return "", [], start
        size = parse_number(told["number"])
        amount = Amount(size, quantum(told["number"]), measure, told["number"])
        figures.append((aspect, Quantity(amount, at, at + len(cell))))
        at += len(cell) + 1
    return row["of"], figures, row.end()


_CELL = re.compile(rf"(?P<number>{NUMBER})(?P<measure>%|万元|亿元|元)?")
_BRACKETED = re.compile(
    rf"(?P<of>[^。;:]{{2,90}}?)\((?P<cells>{NUMBER}(?:%|[万亿]?元)[^()]{{4,80}}?)\)(?=[。;,、]|$)"
)


# (决算/年初预算,单位:万元):
_IN_MEASURE = re.compile(r",(?:金额)?(?:单位)?:?(?P<measure>万元|亿元|元)\):")


def in_turn(words: str, turns: Turns) -> tuple[str, list[tuple[str, Quantity]]]:
    """Return what figures in slashes are of, and each with the aspect that its turn gives it.

    `turns` are those that the words before a list name for all of its lines.
    """
    told = _IN_TURN.search(words)
    below = _BY_TURNS.search(words) if turns.aspects else None
    if told is None and below is None:
        return "", []
    aspects: tuple[str, ...] = ()
    printed, start = "", 0
    if told is not None:
        aspects = tuple(map(_aspect_named, re.split("[/、]", told["names"])))
        printed, start = told["numbers"] + told["measure"], told.start("numbers")
    elif below is not None:
        aspects, printed, start = turns.aspects, below.group(), below.start()
    numbers = list(re.finditer(rf"(?P<number>[-+]?{NUMBER})(?P<measure>%|万元|亿元|元)?", printed))
    money = [number["measure"] for number in numbers if number["measure"] not in (None, "%")]
    money = money or [turns.measure] * bool(turns.measure and below)
    if len(numbers) != len(aspects) or len(set(aspects)) < len(aspects) or not money:
        return "", []
    figures = []
    for aspect, number in zip(aspects, numbers, strict=True):
        measure = "%" if aspect in _RATES else money[-1]
        value = number["number"]
        size = parse_number(value.lstrip("+-"))
        size = -size if value.startswith("-") else size
        amount = Amount(size, quantum(value.lstrip("+-")), measure, value)
        at = start + number.start("number")
        figures.append((aspect, Quantity(amount, at, at + len(value))))
    return words[: told.start() if told else start], figures


_RATES = ("完成率", "执行率", "占比")


def _aspect_named(name: str) -> str:
    if name in _RATES:
        return name
    if "增减" in name:
        return "比上年增减额"
    if "预算" in name:
        return budget_kind(name, "预算数")
    return "上年数" if name.startswith(("上年", "去年")) else "决算数"
