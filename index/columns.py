"""Tables that stand among the sentences of a section → Fact and Reason.

项目 年初预算 决算 完成率 原因: a head that says what its columns are, with a row for each item. The
numbered tables of a report are read by `index.tables`, lists of projects by `index.summaries`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.amounts import MONEY, NUMBER, parse_number, quantities, quantum
from index.items import find_item
from index.measures import usual_measure
from index.metrics import Namer
from index.model import Amount, Fact, Place, Reason, Section
from index.normalise import Clean, fold
from index.openings import own_fund

_NAMES = re.compile(
    r"序号|(?:支出|收入|功能|经费|预算|按)*(?:项目|科目|分类|来源|类别|名称|内容|款项)+(?:科目|名称|编码|代码)*(?:\((?:编码|代码)\))?|编码|代码"
)
# What a column tells, by its name; the first that fits.
_COLUMNS: tuple[tuple[str, str], ...] = (
    ("", r"(?:差异|增减|变动|主要)*(?:原因|说明|备注)"),
    (
        "完成率",
        r"(?:为|完成|占)?(?:年初|全年|调整后?)?预算(?:的?百分比|的?比例|%|完成率|完成%)|完成(?:率|比例|%)"
        r"|完成(?:年初|全年|调整后?)?预算(?:情况)?|(?:预算)?执行率",
    ),
    ("比上年增减率", r"(?:比|较)?上?年?(?:同比)?(?:增减|增长|变动)(?:率|幅度?|比例|%)|同比%?"),
    ("比上年增减额", r"(?:比|较|与)?(?:上年)?(?:同比)?(?:增减|变动)(?:额|数|金额|情况)?"),
    ("占比", r"占.*%?|比[重例]|构成%?"),
    ("年初预算数", r"年初(?:部门)?预算数?"),
    ("全年预算数", r"(?:全年|调整后?)预算数?"),
    ("预算数", r"(?:本年)?预算数?"),
    ("上年数", r"(?:上年|去年)(?:支出|收入)?(?:决算)?(?:数|金?额)?"),
    (
        "决算数",
        r"(?:本年|20\d\d年度?)?(?:支出|收入)?决算数?(?:合计|小计)?|(?:支出|收入)?金额|实际支出",
    ),
)
_OTHER = "其他"  # a column of amounts that the ledger does not keep: 其中:人员经费
_OF_ADJUSTED = re.compile(r"完成.*(?:调整|全年)|(?:调整|全年).*(?:完成|执行)")
_WORDS = frozenset({"单位", "性质", "级别", "用途", "执行率%"})
_RATES = frozenset({"完成率", "比上年增减率", "占比"})
_KINDS = frozenset(
    {
        *("收支总体", "收入", "支出", "财政拨款总体", "一般公共预算支出", "一般公共预算基本支出"),
        *("三公", "政府性基金", "政府采购", "机关运行经费", "其他重要事项"),
    }
)
_WHOLES = {
    "收入": "本年收入",
    "支出": "本年支出",
    "一般公共预算支出": "一般公共预算财政拨款支出",
    "三公": "“三公”经费",
}
_SUM = re.compile(r"合\s*计|总\s*计|小\s*计")
_UNIT = re.compile(r"单位\s*:\s*(?P<measure>[万亿]?元)")
_IN_HEAD = re.compile(r"\((?P<measure>[万亿]?元)\)")
_CELL = re.compile(rf"-?{NUMBER}%?|[-—/]+")
_LEAD = re.compile(
    r"(?:\d{3,7}|\d{1,2})?\s*(?:其中:|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|\(\d\))*\s*"
)
_NO_REASON = re.compile(r"(?:无|无?差异|持平|一致|不变|[-—/\s])*")
_FEWEST = 2
_NEAR = 80  # characters above the head in which its measure stands


@dataclass(slots=True)
class Columned:
    """What the tables of a section gave, and where they stand in the source."""

    facts: list[Fact] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Head:
    aspects: tuple[str, ...]
    measure: str
    names: int = 1  # columns that name a row: its code, its name


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    end: int


def read_columns(source: str, section: Section, skip: Sequence[tuple[int, int]]) -> Columned:
    """Return the figures of the tables in a section; `source` has tabs for the bars of Markdown."""
    found = Columned()
    if section.kind not in _KINDS:
        return found
    rows = list(lines_between(source, section, skip))
    at = 0
    while at < len(rows):
        start, line = rows[at]
        head = _head(fold(line), _measure(source, section, start))
        at += 1
        if head is None:
            continue
        told: list[list[_Cell]] = []
        while at < len(rows):
            cells, lines = _row(source, rows[at : at + 2], head)
            if not cells:
                break
            told.append(cells)
            at += lines
        if len(told) >= _FEWEST:
            end = told[-1][-1].end
            found.ranges.append((start, end))
            _tell(found, section, head, told)
    return found


def lines_between(
    source: str, section: Section, skip: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Yield the lines of a section that are not blank and in no range to skip, each with its start."""
    at = section.body.start
    for line in source[section.body.start : section.body.end].split("\n"):
        if line.strip() and not any(low <= at < high for low, high in skip):
            yield at, line
        at += len(line) + 1


def _measure(source: str, section: Section, start: int) -> str:
    """Return the measure told above a head, else that of the sentence before it."""
    above = fold(source[max(section.body.start, start - _NEAR) : start])
    told = list(_UNIT.finditer(above))
    if told:
        return told[-1]["measure"]
    spoken = [q.amount.measure for q in quantities(re.sub(r"\s", "", above))]
    money = [measure for measure in spoken if measure in MONEY]
    if money:
        return money[-1]
    return usual_measure(source) if _TOLD_SOMEWHERE.search(source) else ""


_TOLD_SOMEWHERE = re.compile(r"\d\s*万?元|单位\s*[:：]\s*(?:人民币)?万?元")


def _head(line: str, above: str) -> _Head | None:
    words = [word.strip() for word in (line.split("\t") if "\t" in line else line.split())]
    words = [word for word in words if word]
    names = 0
    while names < len(words) and _NAMES.fullmatch(words[names]):
        names += 1
    columns = words[names:]
    inside = _IN_HEAD.search(line)
    measure = inside["measure"] if inside else above
    columns = _of_two_years(columns)
    known = [_aspect(_IN_HEAD.sub("", column)) for column in columns]
    if "年初预算数" in known:  # 完成调整预算的…: of a budget that the ledger does not tell apart
        known = [
            _OTHER if _OF_ADJUSTED.search(c) else a for c, a in zip(columns, known, strict=True)
        ]
    told = [aspect for aspect in known if aspect not in (None, "", _OTHER)]
    if len(told) < _FEWEST or len(set(told)) < len(told):
        return None
    if None in known and (
        not names or not {"决算数", "上年数"} & set(told) or _WORDS & set(columns)
    ):
        return None
    if not names and len(told) <= _FEWEST:  # the names of the rows have no head of their own
        return None
    aspects = [_OTHER if aspect is None else aspect for aspect in known]
    if not measure or not set(told) - _RATES:
        return None
    return _Head(tuple(aspects), measure, names or 1)


def _of_two_years(columns: Sequence[str]) -> list[str]:
    """Return the columns with 上年 for the earlier of two years: 2022年决算, 2021年决算."""
    told = [_OF_YEAR.fullmatch(_IN_HEAD.sub("", column)) for column in columns]
    years = sorted({int(match["year"]) for match in told if match})
    if len(years) != len(_TWO) or years[1] - years[0] != 1:
        return list(columns)
    names = dict(zip(years, _TWO, strict=True))
    return [
        names[int(match["year"])] if match else column
        for column, match in zip(columns, told, strict=True)
    ]


_TWO = ("上年决算数", "决算数")
_OF_YEAR = re.compile(r"(?P<year>20\d\d)年度?(?:支出|收入)?(?:决算)?(?:数|金额)?")


def _aspect(column: str) -> str | None:
    """Return the aspect of a column, nothing where it holds words, None where it is not known."""
    return next((aspect for aspect, name in _COLUMNS if re.fullmatch(name, column)), None)


def _row(source: str, rows: Sequence[tuple[int, str]], head: _Head) -> tuple[list[_Cell], int]:
    """Return the cells of the row that begins on the first of two lines, and how many it takes."""
    (start, line), *below = rows
    cells = _cells(start, line, head)
    if cells or not below or "\t" in line or not _NAME_ALONE.fullmatch(fold(line).strip()):
        return cells, 1
    end = below[0][0] + len(below[0][1])
    return _cells(start, source[start:end], head), 2  # a name that wraps before its numbers


_NAME_ALONE = re.compile(r"(?:2\d{2,6}\s+)?[\u4e00-\u9fff“”()、]{2,30}")


def _cells(start: int, line: str, head: _Head) -> list[_Cell]:
    """Return the name and the cells of a row; nothing where a line is no row of the table."""
    if "\t" in line:
        cells = [
            _Cell(m[0], start + m.start(), start + m.end()) for m in re.finditer(r"[^\t]+", line)
        ]
        cells = [_stripped(cell) for cell in cells]
        if head.names > 1 and len(cells) > len(head.aspects) + 1 - (head.aspects[-1] == ""):
            cells = [_named_by(cells[: head.names]), *cells[head.names :]]
    else:
        cells = _spaced(start, line, head)
    if len(cells) == len(head.aspects) and head.aspects[-1] == "":
        cells.append(_Cell("", cells[-1].end, cells[-1].end))
    if len(cells) != len(head.aspects) + 1 or not re.search(r"[\u4e00-\u9fff]", cells[0].text):
        return []
    numbers = (cell for cell, aspect in zip(cells[1:], head.aspects, strict=True) if aspect)
    return cells if all(_CELL.fullmatch(fold(cell.text)) for cell in numbers) else []


def _spaced(start: int, line: str, head: _Head) -> list[_Cell]:
    """Return the cells of a row with blanks between them: the words before its numbers name it."""
    words = [_Cell(m[0], start + m.start(), start + m.end()) for m in re.finditer(r"\S+", line)]
    width = len(head.aspects) - (head.aspects[-1] == "")
    first = next(
        (at for at, word in enumerate(words) if at and _CELL.fullmatch(fold(word.text))), len(words)
    )
    if len(words) < first + width:
        return []
    name = _Cell(
        line[words[0].start - start : words[first - 1].end - start],
        words[0].start,
        words[first - 1].end,
    )
    rest = words[first + width :]
    if not rest:
        return [name, *words[first:]]
    text = line[rest[0].start - start : rest[-1].end - start]
    return [name, *words[first : first + width], _Cell(text, rest[0].start, rest[-1].end)]


def _named_by(cells: Sequence[_Cell]) -> _Cell:
    """Return the cells of a row's code and name as one: 2050202 小学教育."""
    text = " ".join(cell.text for cell in cells if cell.text)
    return _Cell(text, cells[0].start, cells[-1].end)


def _stripped(cell: _Cell) -> _Cell:
    text = cell.text.strip()
    start = cell.start + len(cell.text) - len(cell.text.lstrip())
    return _Cell(text, start, start + len(text))


def _tell(found: Columned, section: Section, head: _Head, rows: Sequence[list[_Cell]]) -> None:
    namer = Namer(section.kind, lambda label: label, Clean("", "", ()))
    for name, *cells in rows:
        metric = metric_of(namer, section, name.text, head.measure)
        whole = metric == _WHOLES.get(section.kind)
        if not metric:
            continue
        context = Place(name.start, max(cell.end for cell in cells))
        for aspect, cell in zip(head.aspects, cells, strict=True):
            printed = fold(cell.text).rstrip("%")
            of = section.label, own_fund(section), "汇总", metric
            place = Place(cell.start, cell.end)
            if whole and aspect == "占比":  # 100% of itself
                continue
            if aspect == _OTHER:
                continue
            if aspect and printed.strip("-—/"):
                measure = "%" if aspect in _RATES else head.measure
                amount = Amount(parse_number(printed), quantum(printed), measure, printed)
                found.facts.append(Fact(*of, aspect, amount, place, context))
            elif not aspect and not _NO_REASON.fullmatch(cell.text):
                basis = "预算" if _has(head, "预算") else "上年" if _has(head, "上年") else "说明"
                found.reasons.append(Reason(*of, basis, cell.text, place, context))


def _has(head: _Head, word: str) -> bool:
    return any(word in aspect for aspect in head.aspects)


def metric_of(namer: Namer, section: Section, printed: str, measure: str) -> str:
    name = _LEAD.sub("", fold(printed), count=1)
    if _SUM.fullmatch(name):
        return _WHOLES.get(section.kind, "")
    named = namer.name(re.sub(r"\s", "", name), measure, -1)
    if not named.metrics and (bare := _OF_ITS_CLASS.sub("", name)) != name:
        return metric_of(namer, section, bare, measure)  # 行政运行(政府办公厅(室)及相关机构事务)
    metric = named.metrics[0] if len(named.metrics) == 1 and not named.lead else ""
    code = _CODE.match(fold(printed))
    if code and not metric.endswith(tuple(_LEVELS.values())):
        item = find_item(re.sub(r"\s", "", fold(printed)))
        return item.metric if item and not item.lead else metric
    level = _LEVELS[len(code["code"])] if code else ""
    return (
        metric[: -len(level)] + level
        if code and metric.endswith(tuple(_LEVELS.values()))
        else metric
    )


_OF_ITS_CLASS = re.compile(r"(?<=[\u4e00-\u9fff])\([\u4e00-\u9fff()]{4,}\)$")
_CODE = re.compile(r"\s*(?P<code>2\d{2}(?:\d{2}){0,2})(?!\d)")
_LEVELS = {3: "(类)", 5: "(款)", 7: "(项)"}
