"""Tables of the units in the accounts with their posts, staff and money: names → members, figures → Fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.amounts import NUMBER, parse_number, quantum
from index.model import Amount, Fact, Place, Section
from index.normalise import fold

_TOKEN = re.compile(r"[^\s　|]+")
_HEAD = re.compile(
    r"序号|单位名称|(?:单位|经费|机构)?(?:性质|类别|来源|类型|级次|规格)|预算级次|备注"
    r"|(?:(?:人员|核定)?编制|(?:年末)?(?:实有)?在职|(?:年末)?实有|离退休|退休|离休)(?:人员|人)?数?(?:\(人\))?"
    r"|(?:本年)?(?:收入|支出)(?:合计|决算数?)?(?:\(万?元\))?"
    r"|(?:其中:)?财政拨款(?:收入)?(?:\(万?元\))?|(?:其中:)?(?:基本|项目)支出(?:\(万?元\))?"
    r"|(?:在校)?学生(?:人)?数?(?:\(人\))?"
)
_MONEY = re.compile(
    r"(?:其中:)?(?:本年)?(?P<side>收入|支出|财政拨款|基本支出|项目支出)[^()]*(?:\((?P<measure>万?元)\))?"
)
_SIDES = {"收入": "本年收入", "支出": "本年支出", "财政拨款": "财政拨款收入"}
_UNIT = re.compile(r"单位:(?P<measure>万?元)")
_COUNTS = {
    "编制": "编制人数",
    "在职": "在职人员",
    "实有": "实有人数",
    "离退休": "离退休人员",
    "退休": "退休人员",
    "离休": "离休人员",
    "学生": "在校学生",
}
_NUMBER = re.compile(r"\d{1,5}|\d{1,3},\d{3}")
_NONE = re.compile(r"[-—/]+")
_AMOUNT = re.compile(NUMBER)
_RULE = re.compile(r":?-+:?")  # below the head of a Markdown table
_NATURE = re.compile(
    r"(?:财政|全额|差额|自收|经费|行政|参照|参公|公益|事业|核拨|核补|补助|拨款|自理)[\u4e00-\u9fff]{0,12}"
)
_TOTAL = re.compile(r"合计|总计|共计|小计")
_HEAD_OFFICE = re.compile(r"\(?(?:本级|机关)\)?$")
_NAME = re.compile(r"[\u4e00-\u9fff\d()“”、]{4,40}")
_LEAST_HEADS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: what it tells of a unit, and in what measure."""

    metric: str
    aspect: str
    measure: str

    def holds(self, text: str) -> bool:
        """Whether a cell may stand in this column."""
        cell = _NUMBER if self.measure == "人" else _AMOUNT
        return cell.fullmatch(text) is not None or _NONE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Staffed:
    """A row of the table: a unit, or the total of all (`name` is empty), with its figures."""

    name: str
    cells: Sequence[tuple[Column, str, Place]]  # as printed, where
    place: Place


def read_units(source: str, section: Section) -> list[Staffed]:
    """Return the rows of a section's table of units with their posts and staff, or nothing."""
    start = source.find("单位名称", section.body.start, section.body.end)
    if start < 0:
        return []
    tokens = [
        (match[0], Place(match.start(), match.end()))
        for match in _TOKEN.finditer(source, start, section.body.end)
        if not _RULE.fullmatch(match[0])
    ]
    heads: list[str] = []
    while len(heads) < len(tokens) and _HEAD.fullmatch(fold(tokens[len(heads)][0])):
        heads.append(tokens[len(heads)][0])
    told = list(_UNIT.finditer(re.sub(r"\s", "", fold(source[section.body.start : start]))))
    above = told[-1]["measure"] if told else ""
    columns = [column for head in heads if (column := _column(fold(head), above))]
    if len(heads) < _LEAST_HEADS or not columns:
        return []
    return list(_rows(tokens[len(heads) :], columns))


def _column(head: str, above: str) -> Column | None:
    """Return what a head says of its column; `above` is the measure told above the table."""
    money = _MONEY.fullmatch(head)
    if money and (measure := money["measure"] or above):
        return Column(_SIDES.get(money["side"], money["side"]), "决算数", measure)
    counted = next((metric for word, metric in _COUNTS.items() if word in head), "")
    return Column(counted, "数量", "人") if counted else None


def _rows(tokens: Sequence[tuple[str, Place]], columns: Sequence[Column]) -> Iterator[Staffed]:
    at = 0
    while at < len(tokens):
        words: list[str] = []
        begin = tokens[at][1].start
        while at < len(tokens) and not (columns[0].holds(tokens[at][0]) and words):
            if not _NUMBER.fullmatch(tokens[at][0]):  # not the number of the row
                words.append(tokens[at][0])
            at += 1
        cells = tokens[at : at + len(columns)]
        if len(cells) < len(columns) or not all(
            column.holds(text) for column, (text, _) in zip(columns, cells, strict=True)
        ):
            return
        at += len(columns)
        named = words[:-1] if len(words) > 1 and _NATURE.fullmatch(words[-1]) else words
        name = "".join(named)
        total = _TOTAL.fullmatch(name) is not None
        if not (total or _NAME.fullmatch(fold(name))):
            return
        told = [(c, text, place) for c, (text, place) in zip(columns, cells, strict=True)]
        yield Staffed("" if total else name, told, Place(begin, cells[-1][1].end))
        if total:
            return


def staff_facts(rows: Sequence[Staffed], section: Section) -> Iterator[Fact]:
    """Yield the figures of the rows as facts: of each unit, and of all."""
    for row in rows:
        for column, text, place in row.cells:
            if _NONE.fullmatch(text):
                continue
            number = text.replace(",", "")
            amount = Amount(parse_number(number), quantum(number), column.measure, text)
            entity = "本级" if _HEAD_OFFICE.search(fold(row.name)) else row.name or "汇总"
            yield Fact(
                *(section.label, _fund(column), entity, column.metric, column.aspect),
                *(amount, place, row.place, None),
            )


def _fund(column: Column) -> str:
    return "财政拨款" if column.metric == "财政拨款收入" else "全部"
