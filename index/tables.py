"""The nine tables of a report in plain text, a line a row → Fact.

A table is known by its title, its number (公开01表) and its measure; a row by its name, a figure by
its column. `data/tables.json` holds the titles, columns and rows. Where a row has not exactly the
cells that its table's header names, it is not read: a blank cell leaves no trace in such text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from index.amounts import NUMBER, parse_number, quantum
from index.coded import coded_rows
from index.items import classes
from index.model import Amount, Fact, Place
from index.normalise import fold
from index.paired import (
    BESIDE,
    Span,
    basic_list,
    named_amounts,
    named_items,
    three_columns,
    three_named,
)
from index.table_titles import THREE_HEAD, Table, table_data
from index.terms import economic, economic_items, find_term

_CELL = re.compile(rf"[ \t\u3000]*(?<!\S)(?P<cell>-?{NUMBER}|[-—]+)(?=\s|$)")
# Where tabs part the cells, one that holds nothing still has its place.
_TABBED = re.compile(
    rf"[ \u3000]*\t[ \u3000]*(?P<cell>-?{NUMBER}|[-—]+|)(?=[ \u3000]*(?:[\t\n]|$))"
)
# An amount between two wide blanks: they part the cells as tabs do.
_WIDE_CELLS = re.compile(r"\S\u3000+\d[\d,]*\.\d\d\u3000+\S")
_ECONOMIC = re.compile(
    r"(?<!\S)(?P<code>3(?:0[123]|10)(?:\d{2})?)\s+(?P<name>[^\d\s][^\d]{0,30}?)\s+"
    r"(?P<cell>\d[\d,]*\.\d+)(?=\s|$)"
)
# 201 06 01 行政运行: a column for each level of the code.
_PARTED_CODE = re.compile(r"(?m)^(\s*)(2\d{2})[ \t]+(\d{2})(?:[ \t]+(\d{2}))?(?=[ \t]+[^\d\s.])")
_ECONOMIC_WRAPPED = re.compile(
    r"(?m)^[ \t]*(?P<above>[\u4e00-\u9fff()]{2,20})[ \t]*\n+[ \t]*(?P<code>3(?:0[123]|10)\d{2})[ \t]+"
    r"(?P<cell>\d[\d,]*\.\d+)(?=\s)[^\n]*\n+[ \t]*(?P<below>[\u4e00-\u9fff()]{1,12})[ \t]*$"
)
_BLANK = re.compile(r"\|[ \t]+(?=\|)")  # between two bars: a cell that holds nothing
_TWO_YEARS = re.compile(
    r"(?:收入|项目)\s+(?:本年|20\d\d年)(?:决算)?数?\s+(?:上年|20\d\d年)(?:决算)?数?\s+(?:支出|项目)\s"
)
_YEARS = ("决算数", "上年数")
_LEVELS = {3: "(类)", 5: "(款)", 7: "(项)"}
_SECTION, _ITEM = 5, 7
_WITH_BEFORE = 4  # columns of a table of items with the year before
_LEAST_WHOLES = 4  # that tell whether a table's figures stand beside their names
_ORDINAL = r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])?"
_BEFORE = re.compile(r"年初(?:财政拨款)?结转")
_FUNDS = {"财政": "财政拨款", "一般": "一般公共预算", "基本": "一般公共预算", "基金": "政府性基金"}
_HEAD = re.compile(
    r"(?m)^\s*(?:(?:收入)?项目[^\n]*\s(?:支出)?项目[\s(][^\n]*|收入\s+(?:行次\s+)?(?:决算数|金额)\s+支出\s[^\n]*)$"
)
_PAIRED_HEAD = re.compile(
    r"(?m)^\s*(?:(?:经济)?(?:科目|项目)(?:名称)?|经济分类)\s+(?:金额|决算数|支出)"
    r"(?:\s+(?:(?:经济)?(?:科目|项目)(?:名称)?|经济分类)\s+(?:金额|决算数|支出))+\s*$"
)
_FUND_COLUMNS = re.compile(
    r"项目\s+合计\s+一般公共预算(?:财政拨款)?\s+政府性基金预算(?:财政拨款)?"
    r"(?P<third>\s+国有资本经营预算(?:财政拨款)?)?\s*\n"
)
_ORDINALS = re.compile(r"科目名称\s+行次\s")
_FUND_ITEMS = re.compile(
    r"科目名称\s+(?P<ordinal>行次\s+)?年初结转(?:和结余)?\s+本年收入\s+本年支出\s+"
    r"(?P<kinds>基本支出\s+项目支出\s+|其中:\s*项目支出\s+)?年末结转(?:和结余)?\s*\n"
)
# 小计 基本支出 项目支出 [上年决算数]: the columns of the table of items.
_KINDS = re.compile(
    r"(?:小计|合计|本年支出|决算数)\s+(?:其中:)?基本支出\s+(?:其中:)?项目支出"
    r"(?:(?P<before>\s+上年(?:度)?决算数?)|(?P<budget>\s+年初预算数?))?"
)
_BOTH = re.compile(
    r"\s*(?:(?:收入)?总计(?P<left>(?:\s+\S+)+?)\s+(?:支出)?总计(?P<right>(?:\s+\S+)+?)"
    r"|收入合计(?P<left2>(?:\s+\S+)+?)\s+支出合计(?P<right2>(?:\s+\S+)+?)"
    r"|合计(?P<left1>(?:\s+\S+)+?)\s+合计(?P<right1>(?:\s+\S+)+?))\s*"
)
_NUMBERS = re.compile(
    rf"[^\d\s]\s+(?P<left>\d{{1,3}})(?:\s+{NUMBER})?\s+[^\d\s-]\S*\s+(?P<right>\d{{1,3}})(?=\s|$)"
)
_THREE_NAMES = re.compile(
    r"合计\s+因公出国\(境\)费用?\s+公务用车购置及运行(?:维护)?费(?:小计|合计)?\s+"
    r"公务用车购置费\s+公务用车运行(?:维护)?费\s+公务接待费\s*\n"
)
_THREE_PAIRS = re.compile(
    r"\s*(?P<budget>(?:年初|全年)?预算数)\s+决算数(?:\s+(?P=budget)\s+决算数){5}\s*\n"
)
_THREE_ROWS = re.compile(
    r"(?m)^\s*项目\s+(?:20\d\d年(?:度)?)?(?P<budget>(?:年初|全年)?预算数)"
    r"\s+(?:20\d\d年(?:度)?)?(?:决算数|决算统计数|支出决算数?)"
    r"(?P<before>\s+(?:上年(?:度)?|20\d\d年(?:度)?)(?:支出)?决算数?)?\s*$"
)
# 预算数 9.00 …, 2023年决算 …, 上年决算数 …: a row of “三公” below the names of its columns.
_THREE_ROW = re.compile(
    r"\s*(?:(?P<year>20\d\d)年度?|本年度?|(?P<before>上年度?))?"
    r"(?:(?P<budget>(?:年初|全年|调整后?)?预算数?)|决算数?)(?=[\s:])"
)
_IN_LIST = r"其中:|\d[.、]|\(\d\)|[一二三四五]、|\([一二三]\)"
_THREE_WORDS = (
    r"(?:[“\"]?三公[”\"]?经费)?(?:支出)?合计|[“\"]?三公[”\"]?经费",
    r"因公出国\(境\)费用?",
    "公务用车购置及运行(?:维护)?费",
    "公务用车购置费",
    "公务用车运行(?:维护)?费",
    "公务接待费",
)
# 一、车辆数合计(辆) 2, 其中:应急保障用车 1
_ASSET = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,2}\)|其中:)*"
    r"(?P<name>[^\s\d][^\s]*?)(?:\((?P<measure>[辆台套][^()]*(?:\(套\))?)\))?(?=\s)"
)
_RUNNING_HEAD = re.compile(
    r"(?m)^\s*项目\s+(?P<ordinal>行次\s+)?(?P<budget>(?:(?:年初|全年)?预算数\s+){1,2})"
    r"(?:全年支出统计数|决算统计数|统计数|决算数)(?P<half>\s+项目\s+(?:统计数|决算数))?\s*$"
)


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int
    end: int

    @property
    def told(self) -> bool:
        """Whether the cell holds a number; a dash stands for none, as nothing does."""
        return self.text.strip("-—") != ""


def read_table(
    source: str, table: Table, section: str, noise: Sequence[tuple[int, int]] = ()
) -> list[Fact]:
    """Return the figures of a table that are certain; `noise` (page numbers) is blanked out."""
    text = fold(source[table.start : table.end])
    for low, high in noise:
        low, high = max(low - table.start, 0), min(high - table.start, len(text))
        if low < high:
            text = text[:low] + " " * (high - low) + text[high:]
    if "\t" not in text and _WIDE_CELLS.search(text):
        text = text.replace("\u3000", "\t")
    text = _PARTED_CODE.sub(_joined_code, text)
    text = _BLANK.sub(lambda match: " -".ljust(len(match.group())), text).replace("|", " ")
    told = table.measure or table.kind == "资产"
    return list(_Reader(table, section, text).read()) if told else []


class _Reader:
    """Reads the rows of one table; positions are those of its text."""

    def __init__(self, table: Table, section: str, text: str) -> None:
        self._table, self._section, self._text = table, section, text
        self._lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]

    def read(self) -> Iterator[Fact]:
        kind = self._table.kind
        yield from self._named_amounts(kind)
        if kind in table_data()["totals"]:
            yield from self._totals(kind)
        if kind == "财政":
            yield from self._by_fund()
        for head, metrics in table_data()["wholes"].get(kind, ()):
            if found := re.search(head, self._text):
                yield from self._whole(metrics, more="上年" in found.group())
                break
        kinds = _KINDS.search(self._text) if kind == "一般" else None
        if kinds:
            yield from self._items(more=bool(kinds["before"]), budget=bool(kinds["budget"]))
        if kind == "基金":
            yield from self._fund_items()
        if kind == "基本":
            yield from self._basic()
        if kind == "三公":
            yield from self._three()
        if kind == "运行":
            yield from self._running()
        if kind == "资产":
            yield from self._assets()

    def _cells(self, start: int, line: str, at: int) -> list[_Cell]:
        """Return the cells that stand side by side from `at` on, up to the next name.

        Those of which a tab tells that they are blank hold nothing; none of these are last.
        """
        cells = []
        while cell := (_TABBED.match(line, at) or _CELL.match(line, at)):
            cells.append(_Cell(cell["cell"], start + cell.start("cell"), start + cell.end()))
            at = cell.end()
        while cells and not cells[-1].text:
            cells.pop()
        return cells

    def _padded(self, cells: list[_Cell], line: str, width: int) -> list[_Cell]:
        """Return the cells of a row with the blank ones at its end, where tabs tell of them."""
        if not cells or "\t" not in line:
            return cells
        last = cells[-1].end
        return [*cells, *([_Cell("", last, last)] * (width - len(cells)))]

    def _named(self, words: str) -> Iterator[tuple[re.Match[str], int, list[_Cell]]]:
        """Yield the rows of a name, with where their line begins and the cells behind the name."""
        for start, line in self._lines:
            if match := re.search(rf"(?<!\S){words}(?=\s)", line):
                yield match, start, self._cells(start, line, match.end())

    def _fact(
        self,
        metric: str,
        cell: _Cell,
        row: tuple[int, int],
        aspect: str = "决算数",
        measure: str = "",
        fund: str = "",
        code: str | None = None,
    ) -> Fact:
        offset, sign = self._table.start, -1 if cell.text.startswith("-") else 1
        number = cell.text.lstrip("-")
        measure = measure or self._table.measure
        amount = Amount(parse_number(number) * sign, quantum(number), measure, cell.text)
        place = Place(offset + cell.start, offset + cell.end)
        context = Place(offset + row[0], offset + row[1])
        fund = fund or _FUNDS.get(self._table.kind, "全部")
        return Fact(self._section, fund, "汇总", metric, aspect, amount, place, context, code)

    def _totals(self, kind: str) -> Iterator[Fact]:
        """收入支出决算总表, 财政拨款收入支出决算总表: income and spending side by side."""
        head = _HEAD.search(self._text)
        none = "行次" not in self._text and "栏次" not in self._text
        ordinals = head.group().count("行次") if head else 0 if none else -1
        if ordinals not in (0, 2):
            return
        at = ordinals // 2  # the amount stands behind its line's number, where lines have one
        more = kind == "财政"  # behind a spending's total stand its funds
        if _TWO_YEARS.search(self._text):
            yield from self._of_two_years(kind)
            return
        names = dict(table_data()["totals"][kind]) | {name: f"{name}(类)" for name in classes()}
        for words, metric in names.items():
            for match, start, cells in self._named(f"{_ORDINAL}{words}"):
                if self._fits(cells, at, more):
                    yield self._fact(metric, cells[at], (start + match.start(), cells[-1].end))
        balance = _BEFORE.search(self._text)  # below it the same names are its own parts
        above = balance.start() if more and balance else 0
        for words, metric in table_data()["fiscal"].items():
            for match, start, cells in self._named(f"{_ORDINAL}{words}"):
                if start < above and self._fits(cells, at, more=False):
                    yield self._fact(metric, cells[at], (start + match.start(), cells[-1].end))
        for start, line in self._lines:
            both = _BOTH.fullmatch(line)
            for side, metric in zip(("left", "right"), table_data()["sums"][kind], strict=True):
                at_side = max(both.start(f"{side}{n}") for n in ("", "1", "2")) if both else 0
                cells = self._cells(start, line, at_side) if both else []
                if self._fits(cells, at, more):
                    yield self._fact(metric, cells[at], (start, start + len(line.rstrip())))

    def _of_two_years(self, kind: str) -> Iterator[Fact]:
        """收入 本年数 上年数 支出 本年数 上年数: each name with the amounts of two years behind it."""
        sums = [(name, metric) for metric in table_data()["sums"][kind] for name in ("总计",)]
        names = dict(table_data()["totals"][kind]) | {name: f"{name}(类)" for name in classes()}
        for words, metric in [*names.items(), *sums]:
            rows = list(self._named(f"{_ORDINAL}{words}"))
            for match, start, cells in rows[:1]:
                if len(cells) == len(_YEARS) and all(cell.told for cell in cells):
                    for aspect, cell in zip(_YEARS, cells, strict=True):
                        yield self._fact(metric, cell, (start + match.start(), cell.end), aspect)

    def _fits(self, cells: Sequence[_Cell], at: int, more: bool) -> bool:
        behind = cells[at + 1 :]
        if behind and not behind[0].text and not more:
            behind = []  # 六、经营收入 6 9.00, and on the right a line without a name: 19
        if len(cells) <= at or not cells[at].told or (behind and not more):
            return False
        if behind and at and not _adds_up(cells[at:]):
            return False
        return not at or (cells[0].text.isdigit() and not self._only_numbers(cells[:2]))

    def _by_fund(self) -> Iterator[Fact]:
        """财政拨款收入支出决算总表 with a column for each fund: rows whose sum holds."""
        head = _FUND_COLUMNS.search(self._text)
        if head is None:
            return
        width = 3 + bool(head["third"])
        names = {
            words.replace("合计", "(?:合计)?"): (metric,)
            for words, metric in table_data()["totals"]["财政"].items()
        }
        for words, metrics in (names | {"总计": tuple(table_data()["sums"]["财政"])}).items():
            for match, start, cells in self._named(words):
                cells = self._padded(cells, match.string, width)
                if len(cells) == width and cells[0].told and _adds_up(cells):
                    for metric in metrics:
                        yield self._fact(metric, cells[0], (start + match.start(), cells[-1].end))

    def _only_numbers(self, cells: Sequence[_Cell]) -> bool:
        """六、经营收入 6 17: with both amounts blank, the number of the line on the right is next."""
        left, right = (cell.text for cell in cells)
        return right.isdigit() and int(right) - int(left) in self._offsets()

    def _offsets(self) -> set[int]:
        """Return by how much the numbers of the lines on the right exceed those on the left."""
        pairs = (_NUMBERS.search(line) for _, line in self._lines)
        return {int(pair["right"]) - int(pair["left"]) for pair in pairs if pair}

    def _whole(self, metrics: Sequence[str], *, more: bool) -> Iterator[Fact]:
        """The row 合计 of a table, or its only one: all of its columns, or none.

        With `more`, the last column is of the year before.
        """
        names = r"(?<!\S)合计(?=\s)"
        if not any(coded_rows(self._text)):
            names += r"|^\s*(?=\d[\d,]*\.\d)"
        for start, line in self._lines:
            match = re.search(names, line)
            width = len(metrics) + more
            cells = self._columns(start, line, match.end(), width) if match else []
            if match and cells:
                for metric, cell in zip(metrics, cells[: len(metrics)], strict=True):
                    if cell.text:
                        yield self._fact(metric, cell, (start + match.start(), cells[-1].end))
                return

    def _columns(self, start: int, line: str, at: int, width: int) -> list[_Cell]:
        """Return the cells of a row by column, or none: all told, or blanks that spaces tell.

        Where single spaces part the cells, two blanks are three spaces; then the sum must hold.
        """
        cells = self._cells(start, line, at)
        if _ORDINALS.search(self._text):
            if not cells or not cells[0].text.isdigit():
                return []
            at, cells = cells[0].end - start, cells[1:]
        if len(cells) == width and all(cell.told for cell in cells):
            return cells
        if len(row := self._padded(cells, line, width)) == width and "\t" in line:
            return row if row[0].told and _adds_up(row) else []
        pieces = [
            _Cell(match["cell"], start + match.start("cell"), start + match.end())
            for match in re.finditer(r" (?P<cell>\S*)", line.rstrip()[at:])
        ]
        pieces = [replace(cell, start=cell.start + at, end=cell.end + at) for cell in pieces]
        told = [cell for cell in pieces if cell.text]
        fit = len(pieces) == width and len(told) == len(cells) and bool(pieces[0].text)
        return pieces if fit and _adds_up(told) else []

    def _items(self, *, more: bool, budget: bool = False) -> Iterator[Fact]:
        """The functional items: of each row the first column, where it is the others' sum.

        With `more`, the last column is of the year before, with `budget` it is what was planned.
        """
        names: dict[int, tuple[str, str]] = {}
        ordinals = 1 if _ORDINALS.search(self._text) else 0
        rows = list(coded_rows(self._text))
        # A table that has no 款 names its items by their own names.
        alone = not any(len(row.code) == _SECTION for row in rows)
        of_row = {row.code: self._cells(0, self._text, row.at)[ordinals:] for row in rows}
        if _shifted({code: cells[0] for code, cells in of_row.items() if cells}):
            return
        for row in rows:
            code, name = row.code, row.name
            cells = self._cells(0, self._text, row.at)[ordinals:]
            last = cells[-1:] if (more or budget) and len(cells) == _WITH_BEFORE else []
            cells = cells[: len(cells) - len(last)]
            names = {n: kept for n, kept in names.items() if n < len(code)}
            names[len(code)] = code, name
            levels = [n for n in _LEVELS if n <= len(code)]
            known = all(names.get(n, ("",))[0] == code[:n] for n in levels)
            if len(code) == _SECTION or len(cells) < 2 or not _adds_up(cells):
                continue  # 款: between the two that are asked for
            if known or alone:
                levels = levels[-1:] if alone else levels
                metric = "".join(f"{names[n][1]}{_LEVELS[n]}" for n in levels if n in names)
                whole_row = row.start, (last or cells)[-1].end
                yield self._fact(metric, cells[0], whole_row, code=code)
                if budget and last and last[0].told:
                    yield self._fact(metric, last[0], whole_row, "年初预算数", code=code)

    def _fund_items(self) -> Iterator[Fact]:
        """The items of 政府性基金 in four columns, or six by kinds: what was spent, where rows balance."""
        head = _FUND_ITEMS.search(self._text)
        for row in coded_rows(self._text, head.end()) if head else ():
            at = row.at
            cells = self._cells(0, self._text, at)[1 if head and head["ordinal"] else 0 :]
            cells = self._padded(cells, self._text[at : at + 2], 4)
            kinds = len((head["kinds"] or "").split()) if head else 0
            if kinds and len(cells) == kinds + 4:
                whole = kinds == 1 or _adds_up(cells[2:-1])
                cells = [*cells[:3], cells[-1]] if whole else []
            if len(row.code) != _ITEM or len(cells) != 4:
                continue
            before, got, spent, left = (parse_number(c.text) if c.told else 0 for c in cells)
            if cells[2].told and before + got == spent + left:
                of = row.start, cells[-1].end
                yield self._fact(row.name + _LEVELS[7], cells[2], of, code=row.code)

    def _basic(self) -> Iterator[Fact]:
        """人员经费合计, 公用经费合计, and the economic items of basic expenditure."""
        for metric in ("人员经费", "公用经费"):
            for match, start, cells in self._named(f"{metric}合计"):
                if len(cells) == 1 and cells[0].told:
                    yield self._fact(metric, cells[0], (start + match.start(), cells[0].end))
        for start, line in self._lines:
            parts = basic_list(line, economic_items())
            parts = parts or (named_items(line, economic_items()) if self._paired() else {})
            yield from self._beside(parts, start, _FUNDS["基本"], "决算数")
        for match in _ECONOMIC.finditer(self._text):
            named = economic().get(match["code"], "")
            if fold(named) == re.sub(r"\s", "", match["name"]):
                cell = _Cell(match["cell"], match.start("cell"), match.end("cell"))
                yield self._fact(named, cell, (match.start(), match.end()))
        for match in _ECONOMIC_WRAPPED.finditer(self._text):  # its name begins above, ends below
            named = economic().get(match["code"], "")
            if fold(named) == match["above"] + match["below"]:
                cell = _Cell(match["cell"], match.start("cell"), match.end("cell"))
                yield self._fact(named, cell, (match.start("code"), match.end("cell")))

    def _paired(self) -> bool:
        """Whether the head of the table says that names and amounts alone stand side by side."""
        return _PAIRED_HEAD.search(self._text) is not None

    def _named_amounts(self, kind: str) -> Iterator[Fact]:
        """本年收入合计 5.00 财政拨款收入 4.00 …: a line on which each amount has its name before it."""
        for start, line in self._lines:
            for metric, span in named_amounts(line, table_data()["inline"].get(kind, {})).items():
                of = _FUNDS.get(kind, "全部")
                for one in table_data()["sums"].get(kind, ()) if metric == "总计" else (metric,):
                    yield from self._beside({one: span}, start, of, "决算数")

    def _beside(self, parts: Mapping[str, Span], start: int, fund: str, of: str) -> Iterator[Fact]:
        """Yield the figures of a line whose amounts have their names beside them."""
        for metric, (low, high) in parts.items():
            cell = _Cell(self._text[start + low : start + high], start + low, start + high)
            yield self._fact(metric, cell, (start, cell.end), of, fund=fund)

    def _three(self) -> Iterator[Fact]:
        """The one row of budget and final account, or a row for each: six columns whose sums hold."""
        head = THREE_HEAD.search(self._text)
        names = _THREE_NAMES.search(self._text)
        pairs = _THREE_PAIRS.match(self._text, names.end()) if names else None
        if rows := _THREE_ROWS.search(self._text):
            yield from self._three_rows(rows)
        above = self._three_heads()
        told = (_THREE_ROW.match(line) for _, line in self._lines)
        years = max((row["year"] for row in told if row and row["year"]), default="")
        for start, line in self._lines:
            if head and len(cells := self._cells(start, line, 0)) == 2 * len(table_data()["three"]):
                yield from self._six(_budget(head["budget"]), cells[:6], head.start())
                yield from self._six("决算数", cells[6:], head.start())
            elif names and pairs and len(cells := self._cells(start, line, 0)) == 12:
                yield from self._six(_budget(pairs["budget"]), cells[::2], names.start())
                yield from self._six("决算数", cells[1::2], names.start())
            elif own := _THREE_ROW.match(line):
                before = own["before"] or (own["year"] or years) < years
                if before and own["budget"]:
                    continue
                aspect = "上年数" if before else _budget(own["budget"] or "") or "决算数"
                cells = self._cells(start, line, own.end())
                if names:
                    yield from self._six(aspect, cells, names.start())
                elif above:
                    cells = self._padded(cells, line, len(above))
                    yield from self._in_columns(aspect, above, cells, start)
                else:
                    parts = three_named(line, own.end(), table_data()["three"])
                    yield from self._beside(parts, start, "财政拨款", aspect)

    def _three_heads(self) -> Sequence[str]:
        """Return the metrics of the columns of “三公”, whose names may take two lines."""
        printed = [line for _, line in self._lines]
        ways = chain(printed, map(" ".join, pairwise(printed)))
        heads = [three_columns(line, table_data()["three"]) for line in ways]
        return max(heads, key=len, default=())

    def _three_rows(self, head: re.Match[str]) -> Iterator[Fact]:
        """A row for each of “三公”, with its budget and its final account, and for what is counted."""
        named = [
            *zip(_THREE_WORDS, table_data()["three"], strict=True),
            *zip(BESIDE, BESIDE, strict=True),
        ]
        for words, metric in named:
            for match, start, cells in self._named(rf"(?:{_IN_LIST})*(?:{words})"):
                cells = cells[:-1] if head["before"] else cells
                if len(cells) != len(("budget", "spent")) or not all(c.told for c in cells):
                    continue
                row = start + match.start(), cells[-1].end
                for aspect, cell in zip((_budget(head["budget"]), "决算数"), cells, strict=True):
                    yield self._fact(metric, cell, row, aspect, fund="财政拨款")
                break  # below stand the rows of another table
        for words, (metric, measure) in table_data()["running"].items():
            for match, start, cells in self._named(words) if measure else ():
                if [cell.told for cell in cells] == [False] * (len(cells) - 1) + [True]:
                    row = start + match.start(), cells[-1].end
                    yield self._fact(metric, cells[-1], row, "数量", measure, "财政拨款")

    def _six(self, aspect: str, cells: Sequence[_Cell], at: int) -> Iterator[Fact]:
        columns = table_data()["three"]
        if len(cells) != len(columns) or not all(cell.told for cell in cells):
            return
        whole, abroad, car, bought, run, guests = (parse_number(c.text) for c in cells)
        if whole == abroad + car + guests and car == bought + run:
            for metric, cell in zip(columns, cells, strict=True):
                yield self._fact(metric, cell, (at, cells[-1].end), aspect, fund="财政拨款")

    def _in_columns(
        self, aspect: str, metrics: Sequence[str], cells: Sequence[_Cell], at: int
    ) -> Iterator[Fact]:
        """A row below the names of “三公” and its parts, where the parts add up."""
        if len(cells) != len(metrics) or not cells[0].told:
            return
        cars, bought, running = table_data()["three"][2:5]
        inside = {*BESIDE, *((bought, running) if cars in metrics else ())}
        told = [(m, cell) for m, cell in zip(metrics, cells, strict=True) if cell.told]
        if _adds_up([cell for metric, cell in told if metric not in inside]):
            for metric, cell in told:
                yield self._fact(metric, cell, (at, told[-1][1].end), aspect, fund="财政拨款")

    def _assets(self) -> Iterator[Fact]:
        """国有资产占用情况表: what is counted, with its measure behind the name or known from it."""
        for start, line in self._lines:
            match = _ASSET.match(line)
            cells = self._cells(start, line, match.end()) if match else []
            if match is None or len(cells) != 1 or not cells[0].text.isdigit():
                continue
            name = match["name"].removesuffix("合计").removesuffix("数")
            measure = (match["measure"] or "辆")[:1]
            row = start + match.start("name"), cells[0].end
            term = find_term(name, measure)
            if term or name.endswith("用车"):
                metric = term.metric if term else name
                yield self._fact(metric, cells[0], row, "数量", measure, "全部")

    def _running(self) -> Iterator[Fact]:
        """机构运行信息表: 三公 with its numbers, and other facts beside or below them."""
        head = _RUNNING_HEAD.search(self._text)
        if head is None or (head["ordinal"] and head["half"]):
            return
        first = 1 if head["ordinal"] else 0
        columns = (*map(_budget, head["budget"].split()), "决算数")
        for kind, width in (("running", len(columns)), ("beside", 1 if head["half"] else 0)):
            aspects = columns[-width:]
            width = len(aspects)
            for words, (metric, measure) in table_data()[kind].items():
                for match, start, cells in self._named(words):
                    told = cells[first:]
                    if len(told) != width or (first and not cells[0].text.isdigit()):
                        continue
                    row = start + match.start(), cells[-1].end
                    fund = "全部" if metric in table_data()["everywhere"] else "财政拨款"
                    for aspect, cell in zip(aspects, told, strict=True):
                        if cell.told and (not measure or aspect == "决算数"):
                            kept = "数量" if measure else aspect
                            yield self._fact(metric, cell, row, kept, measure, fund)


def _shifted(first: Mapping[str, _Cell]) -> bool:
    """Whether most wholes of a table are not the sum of their parts: its figures stand a row off."""
    amounts = {code: parse_number(cell.text) for code, cell in first.items() if cell.told}
    off = told = 0
    for code, amount in amounts.items():
        parts = [v for of, v in amounts.items() if of.startswith(code) and len(of) == len(code) + 2]
        told += bool(parts)
        off += bool(parts) and abs(sum(parts) - amount) > len(parts) * quantum(first[code].text)
    return told >= _LEAST_WHOLES and off * 2 > told


def _joined_code(row: re.Match[str]) -> str:
    """201 06 01 → 2010601, with the spaces behind it."""
    space, *parts = row.groups("")
    return (space + "".join(parts)).ljust(len(row.group()))


def _budget(budget: str) -> str:
    """Return which budget a column's name tells, or nothing."""
    if not budget:
        return ""
    adjusted = budget.startswith(("全年", "调整"))
    return "年初预算数" if "年初" in budget else "全年预算数" if adjusted else "预算数"


def _adds_up(cells: Sequence[_Cell]) -> bool:
    """Whether the first cell is the sum of the others that are told."""
    if not cells or not cells[0].told:
        return False
    first, *rest = (parse_number(cell.text) for cell in cells if cell.told)
    return bool(rest) and first == sum(rest)
