"""The line that opens a performance table, and the project that it names.

A title stands on lines of its own and ends with the word for such a table; behind it the table
begins: what only mentions that of a project (a table of contents) has no cells below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.normalise import Line, fold, lines

WHOLE = "整体支出"
_LONGEST = 80
# 附表1 2023年度: the year is no part of the number.
_NUMBER = r"(?:[一二三四五六七八九十]{1,3}|\d{1,2}?(?=20\d\d年|\D|$))"
# 附件2: 附表1-3、 (二) 3.
_MARK = re.compile(
    rf"(?:附?[件表]{_NUMBER}(?:[-.—]{_NUMBER})*[:、.]?|附[件表]?[:、]?|\({_NUMBER}\)|{_NUMBER}[、.](?!\d))"
)
_TABLE = (
    r"(?:自我?评价?(?:情况|结果|打分|评分|得分|指标)?|(?:目标|指标)(?:完成|实现)情况(?:自评)?|评[价分]指标(?:打分|评分)?"
    r"|评[价分](?:情况|结果|得分)?|打分|评价打分|目标评价)表"
)
_YEAR = r"\(?(?:20\d\d|[二〇○零一二三四五六七八九]{4})(?:年度?)?\)?"
_TITLE = re.compile(
    rf"(?P<head>(?:(?!自评表)[^,。;!?\t]){{0,60}}?)(?P<table>(?:支出)?(?:预算)?(?:绩效)?(?:目标)?(?:评价)?{_TABLE})"
    rf"(?P<tail>(?:{_YEAR}|\(?{_NUMBER}\)?|[:—-]+[^,。;:\d]{{2,40}}|\([^()\d]{{2,40}}\)"
    r"|(?:项目(?:名称)?:)[^,。;:]{2,40}?(?=(?:金额)?单位|$))*)"
    r"(?:(?:金额)?单位:?\(?万?元\)?)?"
)
_BEGINS = re.compile(rf"(?:{_MARK.pattern})?{_YEAR}|附[件表]")
# What is said of any project: 2023年度市级部门预算项目.
_GENERIC = re.compile(
    r"(?:部门|单位|预算|财政|重点|专项|资金|经费|项目|支出|[省市区县州乡镇]级|本级|一般|公共|绩效|目标|年度|特定目标类|其他运转类"
    r"|[一二]级|对下|转移支付|中央|地方|政府性基金|民生|实施|街道|附件|完成|情况|及|的|公开|整体|主要|部分|\(\w{0,6}\))*"
)
# The cells that stand at the head of a table, or name its columns.
_CELLS = re.compile(
    r"项\s*目\s*(?:支出)?名\s*称|专项(?:资金)?名称|主管部门|实施单位|预算单位|部门名称|单位名称|项目资金|资金总额|年度资金|年度(?:总体)?目标"
    r"|预算数|执行数|执行率|预算执行|[一二三]\s*级\s*指\s*标|指标名称|绩效指标|指标值|完成值|分\s*值|得\s*分|权重|年度预算|总分"
)
_FIRST_CELL = re.compile(
    r"[|*\s]*项\s*目\s*(?:支出)?名\s*称(?:[*|\s]*:|[*|\s])[*|\s]*[^\s,。;]{3,}"
)
_COLUMNS = re.compile(r"[三二]级指标(?=[^。]{0,60}得\s*分)|指标名称(?=[^。]{0,60}得\s*分)")
_SCORED = re.compile(r"指标[^。]{0,120}得\s*分|得\s*分[^。]{0,60}产出指标\s")
_HEAD = 400  # characters of a table in which such cells stand
_NEAR = 14  # lines that tell how wide a line is
_FEWEST_CELLS = 3
_MOST_LINES = 3
_LONGEST_REST = 16  # of a title's second line


@dataclass(frozen=True, slots=True)
class Title:
    """What opens a table: its words before and behind 绩效自评表, and on how many lines it stands."""

    head: str
    tail: str
    lines: int

    def named(self, units: Sequence[str] = ()) -> str:
        """Return the project that the title names, 整体支出, or nothing where it names none."""
        if "整体" in self.head and "项目" not in self.head.partition("整体")[2]:
            return WHOLE
        head = _bare(self.head, units)
        if not _GENERIC.fullmatch(head):
            return head
        told = re.sub(rf"项目(?:名称)?:|{_YEAR}|\({_NUMBER}\)|[():—-]", " ", self.tail).split()
        return told[0] if told and not (_GENERIC.fullmatch(told[0]) or told[0].isdigit()) else ""


# （二）A项目 right above the head of its table: a heading that names the project and says no more.
_NAMES_PROJECT = re.compile(
    rf"(?:{_MARK.pattern}(?P<marked>[^,。;:!?()]{{3,30}})|[^,。;:!?()\d]{{2,28}}(?:项目|经费|资金|补助|工程))"
)
# A项目绩效指标完成情况: what such a heading says of the project's table.
_ITS_TABLE = re.compile(
    r"的?(?:绩效)?(?:目标|指标)(?:完成|实现|自评)(?:情况|结果)?(?:如下)?:?$|的?绩效自评(?:情况|结果)(?:如下)?:?$"
)
_NO_PROJECT = re.compile(
    r"(?:情况|说明|结果|报告|工作|问题|措施|建议|目标|指标|表|评价|自评|分析|绩效|部分)$"
)
_FIRST_OF_HEAD = re.compile(
    r"(?:项目|年度|专项|全年)?(?:资金|预算)(?:情况|总额|执行(?:情况)?|安排)?(?:\([^()]*\))*(?=$|\s)"
    r"|(?:年初|全年|调整后?)?预算数?(?:\([^()]*\))*\s|序号\s|[一三]级指标|(?:绩效)?指标(?:名称|内容)?\s"
)


def _above_table(rows: Sequence[Line], number: int) -> Title | None:
    """Return the title that a heading is which names a project, with the table's head right below."""
    text = _ITS_TABLE.sub("", re.sub(r"\s", "", fold(rows[number].text)))
    named = _NAMES_PROJECT.fullmatch(text)
    if named is None or number + 1 == len(rows) or _NO_PROJECT.search(text) or _CELLS.search(text):
        return None
    first = number + 1
    last = min(number + _MOST_LINES, len(rows) - 1)
    while first < last and _BETWEEN.match(fold(rows[first].text).strip()):
        first += 1
    below = fold(rows[first].text).strip()
    head = "".join(row.text for row in rows[number:] if row.start < rows[number].end + _HEAD)
    told = _FIRST_OF_HEAD.match(below) and not re.search("[,。;]", below)
    if not (told and _SCORED.search(fold(head)) and _opens_table(rows, number + 1)):
        return None
    return Title(named["marked"] or text, "", 1)


# 主管部门:甲局 实施单位:乙站, 全年预算5万元,执行4万元: between a project's name and the head of its table
_BETWEEN = re.compile(
    r"(?:主管部门|(?:项目)?实施单位|资金来源|项目负责人)[:\s]\S"
    r"|[^|\t\d]{0,12}预算[^|\t\d]{0,8}\d[^|\t]*执行[^|\t\d]{0,8}\d[^|\t]*$"
)


def names_next_project(rows: Sequence[Line], number: int) -> bool:
    """Whether a line below a table names another project, whose budget the next line tells."""
    text = re.sub(r"\s", "", fold(rows[number].text))
    named = _NAMES_PROJECT.fullmatch(text)
    below = fold(rows[number + 1].text).strip() if number + 1 < len(rows) else ""
    return named is not None and named["marked"] is not None and bool(_BETWEEN.match(below))


_NUMBERED_SECTION = re.compile(r"第[一二三四五六七八九十]{1,3}节")


def table_title(rows: Sequence[Line], number: int) -> Title | None:
    """Return the title of a performance table that begins with this line, or None.

    A line that leaves no room may go on on the next one, which is no title by itself.
    """
    text = re.sub(r"\s|^[\s#*>]+|\*+$", "", fold(rows[number].text))
    if _NUMBERED_SECTION.match(text):
        return None
    match, size = _matched(text), 1
    if match is None and _is_full(rows, number):
        rest = re.sub(r"\s", "", fold(rows[number + 1].text))
        begun = _BEGINS.match(text) or not _matched(rest)
        match, size = _matched(text + rest) if begun else None, 2
    if match is None:
        return _above_table(rows, number)
    title = Title(match["head"], match["tail"], size)
    plain = title.named() in ("", WHOLE) and match["table"].endswith("绩效自评表")
    return title if plain or _opens_table(rows, number + size) else None


def opens_untitled(rows: Sequence[Line], number: int) -> bool:
    """Whether a table begins with the cell of its project's name, without a title."""
    if not _FIRST_CELL.match(fold(rows[number].text)):
        return False
    head = "".join(row.text for row in rows[number:] if row.start < rows[number].end + _HEAD)
    return _opens_table(rows, number + 1) and _COLUMNS.search(fold(head)) is not None


def titles_in(text: str) -> list[tuple[int, Title]]:
    """Return the titles of performance tables in a text, each with where its line begins."""
    rows = lines(text)
    found = ((row.start, table_title(rows, number)) for number, row in enumerate(rows))
    return [(at, title) for at, title in found if title is not None]


def without_title(text: str) -> str:
    """Return a text without the title of another table at its end, and the number of its annex."""
    rows = lines(text)
    end = len(rows)
    for number in range(len(rows) - 1, max(-1, len(rows) - 1 - _MOST_LINES), -1):
        row = re.sub(r"\s", "", fold(rows[number].text))
        if _matched(row) or _MARK.fullmatch(row):
            end = number
        elif not re.fullmatch(_YEAR, row):
            break
    return text[: rows[end - 1].end if end else 0].rstrip()


def _matched(text: str) -> re.Match[str] | None:
    return _TITLE.fullmatch(text) if len(text) <= _LONGEST else None


def _is_full(rows: Sequence[Line], number: int) -> bool:
    """Whether a line is as wide as any near it, and the next one is short."""
    if number + 1 >= len(rows) or len(rows[number + 1].text.strip()) > _LONGEST_REST:
        return False
    near = rows[max(0, number - _NEAR) : number + _NEAR]
    return len(rows[number].text) >= max(len(row.text) for row in near) - 1


def _opens_table(rows: Sequence[Line], number: int) -> bool:
    cells: set[str] = set()
    for row in rows[number:]:
        text = fold(row.text)
        if row.start > rows[number - 1].end + _HEAD or _matched(re.sub(r"\s", "", text)):
            break
        cells |= {re.sub(r"\s", "", cell.group()) for cell in _CELLS.finditer(text)}
    return len(cells) >= _FEWEST_CELLS


def _bare(head: str, units: Sequence[str]) -> str:
    """Return the words of a title without number, year and unit."""
    before = ""
    while before != head:
        before = head
        mark = _MARK.match(head)
        head = head[mark.end() :] if mark else head
        head = re.sub(rf"^{_YEAR}", "", head)
        head = head.removeprefix(next((unit for unit in units if head.startswith(unit)), ""))
    return head
