"""Whose report it is, for which year, and whether it is one: read from the text alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.errors import NotAReportError
from index.model import Section
from index.normalise import Clean, compact, fold
from index.staffed import read_units

_NAME = r"[^,;:。、\d\s《》]{3,60}?"
_YEAR = r"(?P<year>20\d\d)年度?"
# Where a report says whose it is, with how much each place is worth.
_SIGNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        5,
        re.compile(
            rf"(?P<unit>{_NAME}){_YEAR}(?:部门|单位)?决算(?:公开|情况|编制)?(?:说明|报告|公开|文本)"
        ),
    ),
    (
        5,
        re.compile(
            rf"{_YEAR}(?P<unit>{_NAME})(?:部门|单位)?决算(?:公开)?(?:说明|报告|公开|文本|情况)"
        ),
    ),
    (4, re.compile(rf"(?P<unit>{_NAME}){_YEAR},?(?:年末)?实有人数")),
    (4, re.compile(rf"纳入(?P<unit>{_NAME}){_YEAR}(?:部门|单位)?决算编制范围")),
    (3, re.compile(rf"(?:构成看,)(?P<unit>{_NAME})(?:部门|单位)?决算(?:包括|由|[为是]本级)")),
    (
        2,
        re.compile(
            rf"(?P<unit>{_NAME}){_YEAR}(?:本年|财政拨款)?(?:收入|支出)(?:总额|总计|合计)?\d"
        ),
    ),
    (2, re.compile(rf"(?P<unit>{_NAME}){_YEAR}收入[、和]支出(?:决算)?总计")),
)
_TITLE = re.compile(rf"(?P<unit>{_NAME}){_YEAR}(?:部门|单位)?决算")
_TITLE_LINES = 6
_TITLE_WRAPS = 4  # 2023年度 | ××局 | 部门决算, one below the other on the cover
_TITLE_LINE = re.compile(
    rf"(?:附件\d*:?)?(?:(?P<first>{_NAME}){_YEAR}|(?P<then>20\d\d)年度?(?P<last>{_NAME}))(?:部门|单位)?决算"
    r"(?:信息|情况|公开|说明|报告|文本|编制|及|的|和|[“”三公经费])*(?:\([^()]{2,20}\))?"
)
_BUDGET_TITLE = re.compile(
    r"20\d\d年度?[^,。;决]{0,40}?预算(?:信息|情况|公开|说明|编制|草案|报告|及|和|[“”三公经费]|预算)*$"
)
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff()]{3,40}?(?:人民政府|委员会|办公室|管理局|[局厅院]|中心|政府|学校|大学|协会|联合会)(?:\((?:汇总|部门|本级|机关)\))?"
)
_RESPONSIBLE = re.compile(
    r"主\s*管\s*部\s*门\s+(?P<unit>[\u4e00-\u9fff()]+(?:\s+[\u4e00-\u9fff()]+)??)\s+实\s*施\s*单\s*位"
)
# 第一部分 ××中心概况, 第二部分 ××中心2015年度部门决算表: the titles of a report's parts.
_PART_OF = re.compile(
    rf"第[一二三四五]部分[:、]?(?P<unit>{_NAME})(?:20\d\d年?度?)?(?:部门|单位)?(?:概况|基本情况|决算表|决算报表|决算情况)"
)
# ××中心下设办公室、财务室; ××中心是市教育局直属的事业单位: told of the unit alone.
_SET_UP = re.compile(
    r"(?:^|[。;\n])(?P<unit>[\u4e00-\u9fff()]{4,40}?)(?:(?:下设|内设|共设)(?=[\u4e00-\u9fff\d])|[为是系](?=[^,。;]{0,30}(?:工作部门|事业单位|派出机构)))"
)
_NOT_A_NAME = re.compile(
    r"^(?:我|本|该|各|全)?(?:部门|单位|机关|年度|本级)|^(?:其中|截至|根据|按照|附件)|一般公共预算|财政拨款|公经费|^[度年]|第[一二三四五六]部分|情况|设置|说明|目录|概况|职责"
)
_HEADING_REST = re.compile(
    r"^(?:附件?\d*[:.]?|第[一二三四五]部分|[一二三四五六七八九十]+、|目录|关于(?:公开)?)+"
)
_RENAMED = re.compile(
    r"原(?P<old>[^,;:。、原]{4,40}?)(?:改组|更名|改名|变更|撤销|重组)[^。]{0,8}?(?:成立|为|组建)(?P<new>[^,;:。、]{4,40})"
)
_MEMBER = re.compile(
    r"^\s*(?:\d{1,2}|[（(]\d{1,2}[)）])\s*[.、．)]?\s*(?P<name>[\u4e00-\u9fff]\S*(?:\s[\u4e00-\u9fff\d（）()]+)*)\s*$"
)
_SEVERAL = re.compile(r"[；;]\s*\d{1,2}\s*[.、．]")  # 1.甲局；2.乙中心；: not a line a unit
_MEMBERS_FOLLOW = re.compile(
    r"(?:编制范围|预算单位|决算单位)[^。]{0,20}(?:包括|如下|名单|共\s*\d+\s*[个家])[^。]{0,24}[:：]\s*$"
    r"|(?:编制范围|预算单位|决算单位)[。,，]?\s*分别[为是][:：]\s*$"
    r"|纳入.{0,40}决算.{0,10}单位(?:共|共有|有)?\s*\d+\s*[个家][^\n]{0,80}(?:分别|具体)[为是][:：]\s*$"
)
# 纳入…编报范围的单位共15个:局机关1个(行政单位);…: the units in one sentence.
_MEMBERS_TOLD = re.compile(
    r"(?:编[制报]范围|预算单位|决算单位|汇总范围)[^。;:]{0,24}?(?:包括|有(?=:)|共\d+[个家]|分别[是为])[^。;:]{0,8}[:,](?P<list>[^。]+)"
    # 纳入…决算汇总公开的单位共5家,包括:…; 纳入决算范围的下属事业单位3个,分别是:…
    r"|纳入[^。;:,]{0,16}决算[^。;:,]{0,12}单位(?:共|有|共有)?\d+[个家],(?:包括|分别[是为])[:,]?(?P<counted>[^。]+)"
    # 部门决算汇总公开单位构成包括:甲局本级、乙中心
    r"|决算(?:汇总)?(?:公开)?(?:的)?单位(?:构成)?(?:情况)?(?:包括|由)[:,]?(?P<made>[^。]+)"
    # 所属二级预算单位2个:甲中心、乙学校
    r"|(?:所属|下属)(?:二层|二级|独立核算|[预决]算|事业)*单位\d+[个家]:(?P<under>[^。;:]+)"
    # …编报范围的单位共6个,其中行政单位1个、事业单位5个。分别是:…
    r"|纳入[^。;:,]{0,30}单位(?:共|有|共有)?\d+[个家][^。;:]{0,60}。(?:分别|具体)[是为]:(?P<apart>[^。]+)"
)
_MEMBER_ENDS = re.compile(r"[;,、]|(?<=[局院站所队校心馆处])[及和与]")
_MEMBER_NAME = re.compile(
    r"(?:[分其]*别?[是为]|其中:?|\d[.、]|\(\d\))?(?P<name>[\u4e00-\u9fff]{1,30}?"
    r"(?:机关|本级|局|中心|处|院|所|站|馆|大?队|学校|中学|小学|大学|幼儿园|办公室|委员会|协会|学会))"
    r"(?:部门|单位)?(?:决算)?(?:(?:共|等)?\d+[个家])?"
)
_KINDS = frozenset(
    {
        "收支总体",
        "收入",
        "支出",
        "财政拨款总体",
        "一般公共预算支出",
        "一般公共预算基本支出",
        "三公",
        "政府性基金",
        "国有资本经营",
        "机关运行经费",
        "政府采购",
        "国有资产",
        "绩效",
        "机构",
    }
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Unit as printed, year, names that the unit had before, and the units that it includes."""

    unit: str
    year: int
    former: tuple[str, ...]
    members: tuple[str, ...]


def identify(
    source: str, sections: Sequence[Section], noise: Sequence[tuple[int, int]]
) -> Identity:
    """Return whose report a text is.

    Raises NotAReportError where the text is no final-account report, or names no unit or year.
    """
    kinds = {section.kind for section in sections if section.kind in _KINDS}
    top = [fold(re.sub(r"[\s*#]", "", line)) for line in source[:2000].split("\n") if line.strip()]
    titled = _find_title(top[:_TITLE_LINES])
    if not titled and any(_BUDGET_TITLE.search(line) for line in top[:_TITLE_LINES]):
        raise NotAReportError(
            "这是部门预算，不是部门决算：标题写的是预算。请给出部门决算公开说明。"
        )
    if not titled and (source.count("决算") < 3 or len(kinds) < 2):
        raise NotAReportError(
            "不像部门决算公开说明：没有找到决算说明的章节（如“收入支出决算总体情况说明”）。请确认文件内容。"
        )
    units: Counter[str] = Counter()
    years: Counter[int] = Counter()
    first = min((s.heading.start for s in sections if s.heading.end), default=len(source))
    head = compact(source, 0, min(first, 4000), noise)
    title = _TITLE.match(head.text)
    if title:
        units[_clean_name(head.shown[title.start("unit") : title.end("unit")])] += 5
        years[int(title["year"])] += 5
    if titled:
        units[_clean_name(titled["first"] or titled["last"])] += 5
        years[int(titled["year"] or titled["then"])] += 5
    spans = [(s.body.start, s.body.end) for s in sections if s.kind in _KINDS]
    for clean in [head, *(compact(source, start, end, noise) for start, end in spans)]:
        _vote(clean, units, years)
    for year in re.findall(r"(20\d\d)\s*年度", fold(source)):
        years[int(year)] += 1
    units.pop("", None)
    if not units:
        _vote_by_parts(top, units)
    if not units:
        for match in _ORGANISATION.finditer(head.text):
            units[_clean_name(head.shown[match.start() : match.end()])] += 1
    if not units:
        for match in _RESPONSIBLE.finditer(fold(source)):
            units[_clean_name(re.sub(r"\s", "", match["unit"]))] += 1
    units.pop("", None)
    if not units:
        raise NotAReportError("没有找到单位名称：正文里没有“××局2023年度……”一类的句子。")
    if not years:
        raise NotAReportError("没有找到年度：正文里没有“2023年度”一类的字样。")
    unit = max(units, key=lambda name: (units[name], len(name)))
    year = years.most_common(1)[0][0]
    whole = compact(source, 0, len(source), noise)
    return Identity(unit, year, _former(whole, unit), _members(source, sections, whole.text))


def _find_title(lines: Sequence[str]) -> re.Match[str] | None:
    """Return the title among the first lines of a report: in one line, or wrapped over some."""
    for count in range(1, _TITLE_WRAPS + 1):
        for i in range(len(lines) - count + 1):
            match = _TITLE_LINE.fullmatch("".join(lines[i : i + count]))
            if match and "预算" not in (match["first"] or match["last"]):
                return match
    return None


def _vote(clean: Clean, units: Counter[str], years: Counter[int]) -> None:
    for weight, pattern in _SIGNS:
        for match in pattern.finditer(clean.text):
            name = _clean_name(clean.shown[match.start("unit") : match.end("unit")])
            if name:
                units[name] += weight
            if "year" in match.groupdict():
                years[int(match["year"])] += weight


def _vote_by_parts(lines: Sequence[str], units: Counter[str]) -> None:
    """Count the names in titles that stand among other words, in titles of parts, and 下设."""
    patterns = [*(pattern for _, pattern in _SIGNS[:2]), _PART_OF, _SET_UP]
    for line in lines:
        for pattern in patterns:
            for match in pattern.finditer(line):
                units[_clean_name(match["unit"])] += 1
    units.pop("", None)


def _clean_name(shown: str) -> str:
    shown = re.split(r"[|\]]", shown)[
        -1
    ]  # [发布机构]|财政局|××局: the cells of a web page before it
    name = _HEADING_REST.sub("", shown.strip('“”"#*·-—'))
    folded = fold(name)
    if len(folded) < 3 or _NOT_A_NAME.search(folded) or folded.count("(") != folded.count(")"):
        return ""
    return name


def _former(whole: Clean, unit: str) -> tuple[str, ...]:
    bare = re.sub(r"\((?:部门|汇总|本级|机关)\)$", "", fold(unit))
    found = {
        m["old"] for m in _RENAMED.finditer(whole.text) if m["new"] in bare or bare in m["new"]
    }
    return tuple(sorted(found))


def _members(source: str, sections: Sequence[Section], whole: str) -> tuple[str, ...]:
    names: list[str] = []
    for section in sections:
        if section.kind != "机构":
            continue
        listed = False
        wrapped = before = ""
        for line in _numbered_rows(source[section.body.start : section.body.end].split("\n")):
            match = _MEMBER.match(line) if not _SEVERAL.search(line) else None
            if listed and match:
                names.append(_STATUS.sub("", match["name"]))
                wrapped = (
                    match["name"] if match["name"].count("（") > match["name"].count("）") else ""
                )
            elif listed and wrapped:
                names[-1] = wrapped + line.strip()
                wrapped = ""
            else:
                follow = _MEMBERS_FOLLOW.search(before + line.strip())  # …决算编|制范围的单位包括:
                listed = bool(follow) or (listed and not names)
            before = line.strip()
    if not names:
        lists = (m[m.lastgroup or 0] for m in _MEMBERS_TOLD.finditer(whole))
        told = (listed for listed in lists if "序号" not in listed)
        names = next(filter(None, map(_in_sentence, told)), [])
    if not names:
        tables = (read_units(source, section) for section in sections if section.kind == "机构")
        names = next(([row.name for row in rows if row.name] for rows in tables if rows), [])
    if not names and _LISTED_BELOW.search(whole):
        names = [name for block in _TABLE_OF_UNITS.findall(source) for name in _table_rows(block)]
    return tuple(re.sub(r"\s|[；;。，,、]+$", "", name) for name in names)


def _numbered_rows(printed: Sequence[str]) -> Iterator[str]:
    """Yield the lines that hold something, a name that wraps around its number (甲局| 2 |分局) as one."""
    rows = [line.strip() for line in printed if line.strip()]
    at = 0
    while at < len(rows):
        name, number, rest = (*rows[at : at + 3], "", "")[:3]
        if _ALONE.fullmatch(number) and _HALF.fullmatch(name) and _HALF.fullmatch(rest):
            remark = _REMARK.fullmatch(rest)
            yield f"{number} {name}{'' if remark else _REMARK_BEHIND.sub('', rest)}"
            at += 3
        else:
            yield rows[at]
            at += 1


def _in_sentence(listed: str) -> list[str]:
    """Return the names of a list in one sentence: all of it must be units, or nothing is."""
    found = []
    listed = _NEXT_HEADING.split(_LIST_BEGINS.split(listed)[-1])[0]
    for part in _MEMBER_ENDS.split(re.sub(r"\([^()]*\)", "", listed)):
        named = _MEMBER_NAME.fullmatch(part)
        counted = re.fullmatch(r"\d+[个家][^,;]{2,20}|共\d+[个家].*", part)  # 11个乡镇卫生院共13个
        if named:
            found.append(named["name"])
        elif part and not counted:
            return []
    return found if len(found) > 1 else []


# …、某幼儿园三、人员情况: a list that no stop ends runs into the next heading.
_NEXT_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九]部分|\([一二三四五六七八九十]\))(?=[^;,、。]{2,24}(?:情况|概况|职责|职能|工作|人员|编制|说明|决算))"
)
# 其中行政单位1家,…,分别是:…; 包括本级及所属2个二级预算单位:…
_LIST_BEGINS = re.compile(r"(?:(?:分别|具体)[是为]|包括)[:,]|(?:^|包括)本级[及和][^:,;]{2,14}单位:")
_ALONE = re.compile(r"\d{1,2}")
_HALF = re.compile(r"[\u4e00-\u9fff（）()]{1,40}")
_REMARK = re.compile(r"[（(](?:下属|所属)?[\u4e00-\u9fff]{0,8}单位[）)]")
_REMARK_BEHIND = re.compile(_REMARK.pattern + "$")
_LISTED_BELOW = re.compile(r"(?:编制|汇编|纳入|决算)[^。]{0,40}(?:见|如)下表")
# The layout may put the table elsewhere in the text: its head tells it.
_TABLE_OF_UNITS = re.compile(
    r"序号[ \t]+单位名称[^\n]*\n(?P<rows>(?:[^\n。]{0,30}\n){1,60}?)(?=[^\n]*。| )"
)
_HEADING_BELOW = re.compile(
    r"(?m)^[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九]部分|[（(][一二三四五六七八九十][)）])"
)
_STATUS = re.compile(
    r"[，,]?\s*(?:(?:全额|差额|自收自支|参公|公益一类|公益二类)?(?:拨款)?(?:事业|行政|参公)单位"
    r"|[（(]参照?公务员法管理(?:的?事业单位)?[)）]|参照公务员法管理的?事业单位|\s公益[一二]类)?\s*[；;。]?\s*$"
)


def _table_rows(block: str) -> list[str]:
    """Return the names in a table of units: numbered rows, wrapped, with the unit's status last."""
    block = _HEADING_BELOW.split(block)[0]
    rows = re.split(r"(?m)^\s*\d{1,2}[ \t]*$|^\s*\d{1,2}[ \t]+(?=\S)", block)
    names = [_STATUS.sub("", re.sub(r"\s*\n\s*", "", row).strip()) for row in rows]
    return [name for name in names if len(name) >= 4]
