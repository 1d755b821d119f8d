"""Tables whose rows are counted in measures of their own → Fact: 车辆 辆 13 412.80.

A column says what each row is counted in, or the brackets behind its name do; beside the count
stands what it is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.amounts import NUMBER, parse_number, quantum
from index.columns import lines_between
from index.metrics import Namer
from index.model import Amount, Fact, Place, Section
from index.normalise import Clean, fold
from index.openings import own_fund

_OTHERS = frozenset({"绩效", "自评表", "名词解释", "决算报表", "职能"})
_NAME = re.compile(r"(?:资产|车辆|设备)?(?:项目|类别|名称|种类|内容|类型|用途)+")
_UNIT = re.compile(r"(?:计量)?单位")
_COUNT = re.compile(r"(?:年末|期末)?(?:数量|面积|数)(?:\((?P<unit>.*)\))?")
_WORTH = re.compile(r"(?:年末|期末)?(?:账面)?(?P<of>原值|净值|价值|金额)")
_MONEY = re.compile(r"\((?P<measure>[万亿]?元)\)$")
_CELL = re.compile(rf"{NUMBER}|[-—/]+")
_BEHIND_NAME = re.compile(r"\((?P<unit>平方米|㎡|辆|台|套|台\(套\)|台/套|件|个)\)$")
_MEASURES = {"㎡": "平方米", "台(套)": "台", "台/套": "台", "套": "台"}
_LEAD = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\(?\d{1,2}[.、)]|其中:?|\([一二三四五六]\))*")
_SUM = re.compile(r"合计|总计")
_ALL = {"辆": "车辆", "平方米": "房屋"}  # what the sum of a column in this measure counts
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Head:
    """Whether a column tells the measure, and what the columns of numbers are: a count, or worths."""

    units: bool
    columns: tuple[str, ...]
    money: str
    unit: str = ""  # 数量(辆): of all rows


# 人员类别 编制数 年末实有数 比上年增减: columns that count people.
_PEOPLE = (
    ("编制", "数量", re.compile(r"(?:核定)?(?:人员)?编制(?:人)?数?(?:\(人\))?")),
    ("", "比上年增减额", re.compile(r"(?:[比较]上年)?(?:增减|变动)(?:人?数|情况)?(?:\(人\))?")),
    ("", "数量", re.compile(r"(?:年末|期末)?(?:实有|在职|在岗|实际)?(?:人员|人)?数?(?:\(人\))?")),
)
_PEOPLE_OF = re.compile(r"(?:人员|编制|职工)(?:类别|性质|类型|构成|分类|情况)")
_STAFF_SUM = {"编制": "编制人数", "": "实有人数"}
_SIGNED = re.compile(r"-?\d{1,3}(?:,\d{3})*|\d+|[—–-]+|/")
_STAFF_NAME = re.compile(r"[\u4e00-\u9fff()]{2,20}")


def read_people(source: str, section: Section) -> Iterator[Fact]:
    """Yield the figures of a table of the staff by kinds: posts, people, and how many more or less."""
    if section.kind != "机构":
        return
    columns: list[tuple[str, str]] = []
    for start, line in lines_between(source, section, ()):
        words = [
            (fold(m[0]), start + m.start(), start + m.end()) for m in re.finditer(r"\S+", line)
        ]
        if _PEOPLE_OF.fullmatch(words[0][0]):
            told = [_people_column(text) for text, _, _ in words[1:]]
            columns = [one for one in told if one] if None not in told else []
            continue
        name, cells = words[0][0], words[1:]
        fits = len(cells) == len(columns) and _STAFF_NAME.fullmatch(name)
        if not columns or not fits or not all(_SIGNED.fullmatch(text) for text, _, _ in cells):
            columns = []
            continue
        context = Place(words[0][1], words[-1][2])
        for (kind, aspect), (text, low, high) in zip(columns, cells, strict=True):
            if text.lstrip("-").isdigit():
                amount = Amount(parse_number(text), quantum(text), "人", text)
                metric = _of_staff(name, kind)
                of = section.label, "全部", "汇总", metric, aspect
                yield Fact(*of, amount, Place(low, high), context)


def _people_column(name: str) -> tuple[str, str] | None:
    """Return what a column counts and its aspect; None where it is no count of people."""
    return next(((kind, aspect) for kind, aspect, told in _PEOPLE if told.fullmatch(name)), None)


def _of_staff(name: str, kind: str) -> str:
    """Return the metric of a row's count: of its posts, or of the people themselves."""
    if _SUM.fullmatch(name):
        return _STAFF_SUM[kind]
    if name.endswith("编制"):
        return name if kind else f"{name}实有人数"
    return f"{name}{kind}"


def read_measured(
    source: str, section: Section, skip: Sequence[tuple[int, int]]
) -> tuple[list[Fact], list[tuple[int, int]]]:
    """Return the figures of such tables in a section, and where the tables stand."""
    facts: list[Fact] = []
    ranges: list[tuple[int, int]] = []
    if section.kind in _OTHERS:
        return facts, ranges
    namer = Namer("国有资产", lambda label: label, Clean("", "", ()))
    head: _Head | None = None
    begin = told = 0
    before = (0, "")
    for start, line in lines_between(source, section, skip):
        if across := list(_across(section, namer, before, (start, line))):
            facts.extend(across)
            ranges.append((before[0], start + len(line)))
        before = start, line
        own = _head(fold(line))
        if own is not None:
            head, begin, told = own, start, 0
            continue
        row = list(_row(section, namer, head, start, line)) if head else []
        if head and not row:
            head = None
        told += bool(row)
        facts.extend(row)
        if told >= _FEWEST and row:
            ranges = [span for span in ranges if span[0] != begin]
            ranges.append((begin, start + len(line)))
    kept = [f for f in facts if any(low <= f.place.start < high for low, high in ranges)]
    return kept, ranges


_OF_CARS = re.compile(r"车辆(?:合计|小计|总数)?|[\u4e00-\u9fff()]{2,14}用车")
_OF_DEVICES = re.compile(r"单[价位台][^\s]{2,24}设备(?:\(不含车辆\))?")


def _across(
    section: Section, namer: Namer, names: tuple[int, str], counts: tuple[int, str]
) -> Iterator[Fact]:
    """Yield the counts of cars by kinds, and of devices, whose names stand in the line above."""
    if section.kind != "国有资产":
        return
    heads = fold(names[1]).split()
    cells = list(re.finditer(r"\S+", counts[1]))
    kinds = [(_OF_CARS.fullmatch(name), _OF_DEVICES.fullmatch(name)) for name in heads]
    if len(heads) < _FEWEST_ACROSS or len(cells) != len(heads) or not all(map(any, kinds)):
        return
    if not all(_CELL.fullmatch(fold(cell.group())) for cell in cells):
        return
    context = Place(names[0], counts[0] + len(counts[1]))
    for name, (car, _), cell in zip(heads, kinds, cells, strict=True):
        text, measure = fold(cell.group()), "辆" if car else "台"
        if text[0].isdigit():
            amount = Amount(parse_number(text), quantum(text), measure, text)
            metric = _named(namer, re.sub(r"(?:合计|小计|总数)$", "", name), measure)
            place = Place(counts[0] + cell.start(), counts[0] + cell.end())
            yield Fact(
                section.label, own_fund(section), "汇总", metric, "数量", amount, place, context
            )


_FEWEST_ACROSS = 3


def _head(line: str) -> _Head | None:
    name, *rest = line.split() or [""]
    if name == "序号" and rest:
        name, *rest = rest
    if not _NAME.fullmatch(name):
        return None
    units = bool(rest) and _UNIT.fullmatch(rest[0]) is not None
    rest = rest[units:]
    count = _COUNT.fullmatch(rest[0]) if rest else None
    if count is None:
        return None
    measures = [match["measure"] for word in rest if (match := _MONEY.search(word))]
    worths = [_WORTH.fullmatch(_MONEY.sub("", word)) for word in rest[1:]]
    if None in worths:
        return None
    columns = tuple(match["of"] for match in worths if match)
    return _Head(units, columns, measures[0] if measures else "万元", count["unit"] or "")


def _row(
    section: Section, namer: Namer, head: _Head | None, start: int, line: str
) -> Iterator[Fact]:
    """Yield the count of a row and what it is worth; nothing where a line is no row."""
    if head is None:
        return
    words = [(fold(m[0]), start + m.start(), start + m.end()) for m in re.finditer(r"\S+", line)]
    size = 1 + len(head.columns)
    name, cells = words[:-size], words[-size:]
    unit = name.pop()[0] if head.units and len(name) > 1 else ""
    if not name or not all(_CELL.fullmatch(text) for text, _, _ in cells):
        return
    printed = _LEAD.sub("", "".join(text for text, _, _ in name).lstrip("0123456789"), count=1)
    behind = _BEHIND_NAME.search(printed)
    unit = unit or (behind["unit"] if behind else head.unit)
    printed = _BEHIND_NAME.sub("", printed)
    if _SUM.fullmatch(printed):
        printed = _ALL.get(_MEASURES.get(unit, unit), printed)
    if not unit or not re.search(r"[\u4e00-\u9fff]{2}", printed):
        return
    measure = _MEASURES.get(unit, unit)
    metric = _named(namer, printed, measure)
    context = Place(name[0][1], cells[-1][2])
    for column, (text, low, high) in zip(("", *head.columns), cells, strict=True):
        if not text[0].isdigit():
            continue
        amount = Amount(parse_number(text), quantum(text), head.money if column else measure, text)
        own = _worth(namer, metric, column, head.money) if column else metric
        aspect = "决算数" if column else "数量"
        of = section.label, own_fund(section), "汇总", own, aspect
        yield Fact(*of, amount, Place(low, high), context)


def _named(namer: Namer, printed: str, measure: str) -> str:
    """Return the metric that a row's name tells, or else the name."""
    named = namer.name(printed, measure, -1)
    return named.metrics[0] if len(named.metrics) == 1 and not named.lead else printed


def _worth(namer: Namer, metric: str, column: str, money: str) -> str:
    """Return the metric of what something is worth: 房屋价值 (its 原值), 房屋净值."""
    named = namer.name(f"{metric}{column}", money, -1)
    return named.metrics[0] if len(named.metrics) == 1 and not named.lead else f"{metric}{column}"
