"""Headings → a tree of sections, by titles and words, never by position."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from index.model import Place, Section
from index.normalise import Line, fold, lines
from index.titles import names_next_project, opens_untitled, table_title

# 1.2  人员情况, but not a cell of a table: 86.9 万元.
_DECIMAL = re.compile(
    r"[1-9]\d?\.(?P<at>[1-9]\d?)\s+(?P<title>(?![万亿]?元|平方|公[里斤顷]|[人批]次)[\u4e00-\u9fff“].+)"
)
_NTH = re.compile(r"第(?P<at>[一二三四五六七八九十]{1,3})节\s*(?P<title>.*)")
_BRACKETED = re.compile(r"\[(?P<at>)(?P<title>[\u4e00-\u9fff“”、]{2,20})\]")  # 【人员情况】
_ARABIC = re.compile(r"\((?P<at>\d{1,2})\)\s*(?P<title>[\u4e00-\u9fff“].*)")  # an item, as a rule
_STEMS = re.compile(r"(?P<at>[甲乙丙丁戊己庚辛壬癸])\s*[、.．]\s*(?P<title>.*)")
_FORMAL = re.compile(r"(?P<at>[壹贰叁肆伍陆柒捌玖拾]{1,2})\s*[、.．]\s*(?P<title>.*)")
_SURE = (_DECIMAL, _NTH, _BRACKETED, _STEMS, _FORMAL)  # no item of a list is numbered like this
_LEVELS = (
    (1, re.compile(r"第(?P<at>[一二三四五六七八九十]{1,3})(?:部分|章|篇)\s*(?P<title>.*)")),
    (1, _FORMAL),
    (2, re.compile(r"(?P<at>[一二三四五六七八九十]{1,3})(?:\s*[、.．]\s*|\s+)(?P<title>.*)")),
    (2, _STEMS),
    (2, _NTH),
    (3, re.compile(r"\((?P<at>[一二三四五六七八九十]{1,3})\)\s*(?P<title>.*)")),
    (3, re.compile(r"(?P<at>[㈠-㈩])\s*(?P<title>.*)")),
    (3, _DECIMAL),
    (3, _BRACKETED),
    (3, _ARABIC),
)
_TITLE_END = re.compile(
    r"(?:情况|说明|概况|职能|职责|设置|解释|事项|报表|附表|总表|明细表|决算表》?|自评表|经费|构成|总体|概述|公开表|"
    r"(?:自评|评价)结果|分析|结论|编制范围|单位范围|(?:公务接待|出国\(境\)|公务用车购置及运行(?:维护)?)费用?|"
    r"(?:重点|主要|年度)工作|(?<!考核)工作总结|联系方式|信息反馈渠道|(?:内设|组织|下属)机构|(?:下属|所属|直属)单位)"
    r"(?:\((?:见附表|见附件|摘录|节选|摘编|按.*)\))?$"
)
# What stands below 第二部分 alone: 部门决算表, 名词解释, 2024年度部门决算情况说明.
_PART_TITLE = re.compile(
    r"(?!第[一二三四五六七八九十]|[一二三四五六七八九十]{1,3}\s*[、.．]|\()[^。;,:]{0,28}"
    r"(?:概况|算表|报表|公开表|说明|解释|附件|附表|情况|事项)"
)
_PART = re.compile(r"第[一二三四五六七八九十]{1,3}(?:部分|章|篇)")
# ××局2024年度部门决算表: the part of the tables, without its ordinal.
_TABLES_PART = re.compile(
    r"附(?:表|件)?\d?[:：]决算(?:报表|表|公开表)(?:\([^()]{2,6}\))?|"
    r"[\u4e00-\u9fff()]{4,40}\s*20\d\d\s*年度?(?:部门|单位)决算(?:报|公开)?表"
)
# 附件1 2024年度项目支出绩效自评情况: a text of its own, no table.
_ATTACHED = re.compile(
    r"附件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*[:、.]?\s*(?P<title>[^。;,:]{6,40})"
)
_SENTENCE = re.compile(r"[。；，;,:：]")
_BULLET = re.compile(r"^[\s*#>]*(?:[-•●]\s+)?|\*+\s*$")
_LONGEST_TITLE = 48
_MARKED = re.compile(r"\s*#{1,6}\s")  # ## 三、收入支出: Markdown says that it is a heading
# （二）支出总计 with a paragraph below: as short as a heading, and no line of wrapped text.
_LONGEST_BARE, _LONGER = 20, 8
_FEWEST_COLUMNS = 3
_ORDINALS = (*"一二三四五六七八九十", *(f"十{one}" for one in "一二三四五六七八九"))
_SPACED_ORDINAL = re.compile(
    r"(?P<at>[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十]{1,3}节|\d{1,2}(?:\.\d{1,2})?)\s+"
)
_IN_LINE = frozenset(pairwise(_ORDINALS))
_FIRST_PART = re.compile(r"\(一\)|\d{1,2}\.1\s+[^\d\s.]")
_NO_HEADING = re.compile(r"\d|\([类款项]\)")
# Not a row of a table; the mark of an ordinal (一、) tells nothing.
_PROSE = re.compile(r"[，。；：|]|[\u4e00-\u9fff][,;.:]|(?<![一二三四五六七八九十])、")
_TABLE_LEVEL = 4  # the title of a performance table: never an entry of the table of contents
# Headings of the parts of one performance table: 一、基本情况, 二、预算执行情况（万元）.
_PART_OF_TABLE = re.compile(
    r"(?:项目)?(?:基本|概况|资金|预算|年度|总体|绩效|目标|指标|执行|完成|安排|使用|实现|到位|自评|评价|及|和|与)*"
    r"(?:情况|信息|概况|目标|指标)(?:\([^()]*\))?|存在.{0,8}(?:问题|不足).*"
)
_RUN_IN = re.compile(
    r"[\s*]*(?P<ordinal>[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))\s*"
    r"(?P<title>[^,。;:\d\s]{2,24}(?:情况|情况说明|职能|职责|概况|规模|构成|结构)|预算绩效(?:管理)?)\s*(?P<mark>[:。])\**(?!\s*(?:是?指|反映|$))"
)
_GENERIC = re.compile(
    r"(?:财政拨款)?(?:支出)?(?:决算)?(?:总体|具体|结构|分项|明细)(?:支出)?(?:决算)?(?:情况)?(?:的)?(?:说明)?"
)
_ITEMISED = frozenset({"一般公共预算支出", "一般公共预算基本支出"})
_VAGUE = frozenset({"其他", "其他重要事项", "说明"})
_FRAMES = frozenset(
    {"说明", "概况", "其他重要事项", "决算报表", "名词解释", "自评表", "职能", "机构"}
)


@cache
def _kinds() -> Sequence[tuple[str, re.Pattern[str]]]:
    data = json.loads(files("index").joinpath("data/sections.json").read_text(encoding="utf-8"))
    return [(kind, re.compile(pattern)) for kind, pattern in data]


def kind_of(title: str) -> str:
    """Return the kind of section that a title announces, or `其他`."""
    return next((kind for kind, pattern in _kinds() if pattern.search(fold(title))), "其他")


def _heading(rows: Sequence[Line], number: int, last: str = "") -> tuple[int, str, int] | None:
    """Return level, title and number of lines of a heading that starts here, or None.

    `last` is the ordinal of the last heading of the second level.
    """
    text = _BULLET.sub("", rows[number].text)
    folded = fold(text).strip()
    marked = _MARKED.match(rows[number].text) is not None
    if len(folded) > _LONGEST_TITLE or "\t" in text:
        return None
    table = table_title(rows, number)
    if table is not None:
        printed = "".join(row.text for row in rows[number : number + table.lines])
        return _TABLE_LEVEL, re.sub(r"\s", "", printed), table.lines
    if _TABLES_PART.fullmatch(folded) and "第" not in folded:
        return 1, folded, 1
    attached = _ATTACHED.fullmatch(folded)
    if attached and _TITLE_END.search(attached["title"]) and kind_of(attached["title"]) == "绩效":
        return 2, attached["title"], 1
    for level, pattern in _LEVELS:
        match = pattern.fullmatch(folded)
        if match is None:
            continue
        title, taken = match["title"].strip(), 1
        if title.endswith("。") and kind_of(title[:-1]) not in _VAGUE:
            title = title[:-1]
        if number + 1 < len(rows):
            rest = fold(rows[number + 1].text).strip()
            # A heading that wraps leaves a few characters on the next line.
            joined = title + rest
            if len(rest) <= 6 and title and re.search(r"(?:说明|情况|概况)$", joined):
                broken = rest in (
                    "说明",
                    "情况说明",
                    "明",
                    "况说明",
                    "况",
                ) or not _TITLE_END.search(title)
                if broken and not _SENTENCE.search(rest):
                    title, taken = joined, 2
        if level == 1:
            if not title and number + 1 < len(rows) and _PART_TITLE.fullmatch(rest):
                return level, f"{folded} {rest}", 2  # the part's title stands on the next line
            return (level, folded if taken == 1 else folded + title[-len(rest) :], taken)
        if (
            "《" in title
            or (_SENTENCE.search(title) and not marked)
            or not (
                (_TITLE_END.search(title.replace(" ", "")) and pattern is not _ARABIC)
                or marked
                or _stands_alone(rows, number, title)
                or _above_parts(rows, number, title)
                or (level == 2 and _is_next(rows, number, title, last, match["at"]))
                or (pattern in _SURE and not _NO_HEADING.search(title))
            )
        ):
            return None
        return level, title, taken
    plain = _PLAIN_MARKED.fullmatch(fold(rows[number].text).strip()) if marked else None
    if plain and not re.search("[。;,]", plain["title"]):
        return len(_FEWEST_MARKS) + (plain["marks"] != _FEWEST_MARKS), plain["title"], 1
    return None


_FEWEST_MARKS = "##"  # one mark is that of the document's own title
_PLAIN_MARKED = re.compile(r"(?P<marks>#{2,6})\s+(?:\d{1,2}[.、]?\s+)?(?P<title>[^\d\s].*)")


def _stands_alone(rows: Sequence[Line], number: int, title: str) -> bool:
    """Whether a numbered line of a known kind is far shorter than the text that it stands above."""
    if number + 1 == len(rows) or len(title) > _LONGEST_BARE or _NO_HEADING.search(title):
        return False
    own, below = rows[number].text.strip(), rows[number + 1].text.strip()
    prose = len(below) >= len(own) + _LONGER and _PROSE.search(below) is not None
    return prose and kind_of(title) not in _VAGUE


def _above_parts(rows: Sequence[Line], number: int, title: str) -> bool:
    """Whether a short numbered line of a known kind has the first of its parts right below it."""
    if number + 1 == len(rows) or len(title) > _LONGEST_BARE or _NO_HEADING.search(title):
        return False
    below = _FIRST_PART.match(fold(rows[number + 1].text).strip())
    return below is not None and kind_of(title) != "其他"


def _is_next(rows: Sequence[Line], number: int, title: str, last: str, own: str) -> bool:
    """Whether a short line goes on with the ordinals of the headings before it: 六、…, 七、…."""
    if (last, own) not in _IN_LINE or number + 1 == len(rows):
        return False
    if len(title) > _LONGEST_BARE or _NO_HEADING.search(title):
        return False
    own_length, below = len(rows[number].text.strip()), rows[number + 1].text.strip()
    columns = len(below.split()) >= _FEWEST_COLUMNS and not re.search(r"\d|。", below)
    if columns and kind_of(title) not in _VAGUE:
        return True  # 四、国有资产 above the head of a table
    return _PROSE.search(below) is not None and len(below) > own_length


def _ordinal(row: Line, level: int, before: str) -> str:
    """Return the ordinal of the last heading of the second level, once this heading is read."""
    if level != 2:
        return "" if level == 1 else before
    folded = fold(_BULLET.sub("", row.text)).strip()
    found = (pattern.match(folded) for at, pattern in _LEVELS if at == level)
    return next((match["at"] for match in found if match), before)


def _run_in(
    row: Line, before: Sequence[tuple[int, str, Place]], beside: Collection[int]
) -> tuple[int, str, Place] | None:
    """Return a heading whose text goes on behind a colon: （六）政府采购情况：2022年….

    `before` are the headings so far, `beside` where those of this form end: behind one of them the
    next may be of any kind.
    """
    match = _RUN_IN.match(fold(row.text))
    level = 2 if match and match["ordinal"][0] != "(" else 3
    sibling = bool(before) and before[-1][0] == level and before[-1][2].end in beside
    unknown = () if sibling else ("其他",)
    if match is None or kind_of(match["title"]) in (*unknown, "名词解释", "自评表"):
        return None
    if match["mark"] == "。" and not _runs_in(match["title"], before):
        return None
    return level, match["title"], Place(row.start, row.start + match.end("title"))


def _runs_in(title: str, before: Sequence[tuple[int, str, Place]]) -> bool:
    """Whether a title with a full stop begins a section of its own: on units, or on one fund's spending."""
    kind = kind_of(title)
    made_of = title.endswith(("规模", "构成", "结构"))
    if kind == "绩效" and before and kind_of(before[-1][1]) in _VAGUE:
        return True  # 六、其他情况说明 (一)政府采购。…(四)预算绩效。…
    return kind in _ITEMISED or (kind == "机构" and not made_of and _below_duties(before))


def _below_duties(before: Sequence[tuple[int, str, Place]]) -> bool:
    """Whether the last heading is one whose text tells no figures, or a part run in below it."""
    return bool(before) and kind_of(before[-1][1]) in ("职能", "概况", "机构")


def _headings(rows: Sequence[Line]) -> list[tuple[int, str, Place]]:
    found: list[tuple[int, str, Place]] = []
    number, in_table = 0, False
    beside: set[int] = set()
    ordinal = ""
    while number < len(rows):
        heading = _heading(rows, number, ordinal)
        if heading and in_table and _DECIMAL.fullmatch(fold(rows[number].text).strip()):
            heading = None
        if heading is None or (in_table and _PART_OF_TABLE.fullmatch(heading[1])):
            if heading is None and not in_table and opens_untitled(rows, number):
                in_table = True
                row = rows[number]
                found.append((_TABLE_LEVEL, row.text.strip(), Place(row.start, row.end)))
            elif heading is None and in_table and names_next_project(rows, number):
                in_table = False  # the text on performance goes on
                row = rows[number]
                found.append((_TABLE_LEVEL - 1, "绩效", Place(row.start, row.end)))
            elif heading is None and (run_in := _run_in(rows[number], found, beside)):
                in_table = False
                found.append(run_in)
                beside.add(run_in[2].end)
            number += heading[2] if heading else 1
            continue
        level, title, taken = heading
        ordinal = _ordinal(rows[number], level, ordinal)
        in_table = level == _TABLE_LEVEL or kind_of(title) == "自评表"
        last = rows[number + taken - 1]
        found.append((level, title, Place(rows[number].start, last.end)))
        number += taken
    return found


def _without_contents(
    source: str, found: list[tuple[int, str, Place]]
) -> list[tuple[int, str, Place]]:
    """Drop the table of contents: headings with no sentence under them that come again later."""
    kept = []
    for number, (level, title, place) in enumerate(found):
        end = found[number + 1][2].start if number + 1 < len(found) else len(source)
        bare = "。" not in source[place.end : end] and level < _TABLE_LEVEL
        again = any(title == other and level == lv for lv, other, _ in found[number + 1 :])
        if not (bare and again):
            kept.append((level, title, place))
    return kept


def read_sections(source: str) -> tuple[Section, ...]:
    """Return the sections of a report in order; a body reaches to the next heading of any level.

    The part (第二部分) of a section is the first entry of its path.
    """
    found = _without_contents(source, _headings(lines(source)))
    sections: list[Section] = []
    open_titles: list[tuple[int, str]] = []
    kinds: list[tuple[int, str]] = []
    for number, (level, title, place) in enumerate(found):
        end = found[number + 1][2].start if number + 1 < len(found) else len(source)
        while open_titles and open_titles[-1][0] >= level:
            open_titles.pop()
        open_titles.append((level, _label(source, level, place)))
        path = tuple(text for _, text in open_titles)
        kinds = [(lv, kind) for lv, kind in kinds if lv < level]
        kind = "自评表" if level == _TABLE_LEVEL else kind_of(title)
        if kind == "其他" or _GENERIC.fullmatch(title):  # （三）具体情况 is of what it stands under
            kind = next((k for _, k in reversed(kinds) if k not in _FRAMES), kind)
        if kind == "职能" and title.endswith("基本情况") and _duties_told(sections, path):
            kind = "机构"  # 一、主要职能 二、部门基本情况: who belongs to it
        kinds.append((level, kind))
        sections.append(Section(path, kind, level, place, Place(place.end, end)))
    if not sections or sections[0].heading.start > 0:
        end = sections[0].heading.start if sections else len(source)
        if source[:end].strip():
            sections.insert(0, Section(("正文",), "其他", 1, Place(0, 0), Place(0, end)))
    return tuple(sections)


def _duties_told(sections: Sequence[Section], path: Sequence[str]) -> bool:
    """Whether a section beside this one is on duties alone."""
    beside = (s for s in sections if s.path[:-1] == tuple(path[:-1]))
    return any(re.search(r"职能|职责", section.title) for section in beside)


def _label(source: str, level: int, place: Place) -> str:
    """Return the heading as printed, on one line."""
    rows = [_BULLET.sub("", row.text).strip() for row in lines(source[place.start : place.end])]
    alone = level == 1 and _PART.fullmatch(rows[0])
    printed = (" " if alone else "").join(rows)
    if level == 1:
        return re.sub(r"\s+", " ", printed)
    spaced = _SPACED_ORDINAL.match(printed)  # 一  部门概况, 1.2  人员情况
    rest = printed[spaced.end() :] if spaced else printed
    return (f"{spaced['at']} " if spaced else "") + re.sub(r"\s+", "", rest)
