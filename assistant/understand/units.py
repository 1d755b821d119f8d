"""Which units a question names: full names, short names, former names, places, members.

Nothing here knows a unit by name: short forms are recognised as words that keep the order of the
name's own characters (昌吉政务局 in 新疆昌吉州政务服务和公共资源交易管理局).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.understand.members import SHORTEST_MEMBER, members_of, names_of_members
from assistant.understand.unit_names import (
    ABBREVIATED,
    KINDS,
    LEADING_PLACES,
    LONG_PLACE,
    PLACE,
    all_names,
    bare_name,
    known_places,
    place_names,
)
from assistant.wording import keeps_order, same_sound
from index.normalise import fold
from index.store import ReportInfo

# The last characters of short names; 部门, 社会 and 市场监管 are words of another kind.
_ENDS = "[局委办厅院处府校所站馆署队园宫]|会(?![议计场展员])|部(?![门分级长])|社(?![会保区工])|场(?![所地监])|台(?!账)"
# Words that may stand before a short name without being part of a name.
_WORDS_BEFORE = (
    "列一下 列下 数一下 算一下 查一下 打一下 改组成 改名成 改成 变成 请列出 请列示 "
    "里面 里头 里边 其中 下面 底下 名下 手下 旗下 "
    "请统计 请 一下 列出 列示 统计 对比 比较 分析 汇总 总结 计算 算算 想问 问下 问一下 "
    "介绍一下 了解 咨询 打听 介绍 评价 说明 解释 回答 知道 给出 拿出 报告 里 中 "
    "觉得 认为 除了 除去 除 请问 "
    "针对 对(?![外口]) 麻烦 帮我 查询 查 看看 看 说说 说一下 讲讲 讲一下 聊聊 谈谈 告诉我 想知道 "
    "我想 给我 关于 对于 在 的 和 与 跟 比 给 由 是 把 那 这 年底 年末 年初 年中 年 年度 度 "
    "从 听人说 听说 据说 网上说 有人说 人家说 都说 "
    "翻了翻 翻一下 翻开 翻 "
    "算不算 不算 算 属于 包括 进 市(?![场监]) 新疆 原 为什么 为啥 咱们 咱 我们 我 你们 你 去 今 前 改名后 "
    "改组后 原来 以前 现在 换成 翻翻 翻开 翻看 翻到 打开 瞅瞅 瞧瞧 扒一扒 扒一下 盘一下 盘盘 捋一捋 捋一下 "
    "结果 其实 原来 难道 反正 居然 竟然 偏偏 可是 但是 不过 然而 所以 因为 如果 要是 到底 "
    "究竟 敢情 怪不得 难怪 瞧 俺们 俺 侬 阿拉 "
    "那会儿 会儿 那时候 时候 那时 当时 那阵子 那几年 "
    "对照 核对 核对一下 核实 复核 研究 研究了 读了 读完 拿 就 按 据 根据 依据"
)
_BEFORE = re.compile(f"(?:{'|'.join(sorted(_WORDS_BEFORE.split(), key=len, reverse=True))})$")
_AFTER = re.compile(_BEFORE.pattern.removesuffix("$"))
_ANY_ORGANISATION = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,14}?(?:(?<=[省市区县州])[\u4e00-\u9fff]{2,10}?(?:中心|[支总大]队)|(?<!务)管理局|委员会|公安局|财政局|教育局|(?<!全)局|(?<!大)厅|法院|检察院|大学|学院|中学|小学|医院|街道办|人民政府|(?<=[省市区县州])政府))"
)
_GENERIC = re.compile(
    r"^(?:哪个|哪些|哪家|几个|各个?|每个|这个|那个|该|本|我|全部|所有|其他|别的|两个|三个|五个|两|三|什么"
    r"|一[个家所间]|整个|堂堂|好好的?|这么|下属|所属|直属)"
)


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """What a question says of units.

    `units` are indexed units, `related` those that were renamed into or out of them; `unknown`
    names that no report bears; `members` units whose accounts only stand inside another unit's
    report; `renamed` (former, present) names; `mistyped` (said, meant) names. `spans` are where
    all of these stand, `member_spans` those of members.
    """

    units: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    unknown: tuple[str, ...]
    related: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    member_spans: tuple[tuple[int, int], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    order: tuple[tuple[int, str], ...] = ()
    mistyped: tuple[tuple[str, str], ...] = ()


_MOST_SETS = 8  # of reports that are asked about at one time
_MOST_TEXTS = 1 << 8  # a question and its parts are read again by each step


def find_units(
    text: str, reports: Sequence[ReportInfo], blocked: Sequence[tuple[int, int]] = ()
) -> UnitMatch:
    """Return the units that a folded question names, best reading of each mention.

    A mention that fits several units keeps them all; `unknown` holds names of places or
    organisations that no indexed report bears.
    """
    masked = text.replace(_FUND, "□" * len(_FUND))
    return _find_units(masked, tuple(reports), tuple(blocked))


_FUND = "政府性基金"  # 镇政府性基金: no government


@lru_cache(_MOST_TEXTS)
def _find_units(
    text: str, reports: tuple[ReportInfo, ...], blocked: tuple[tuple[int, int], ...]
) -> UnitMatch:
    names = all_names(reports)
    whole = [(start, end, names[text[start:end]]) for start, end in _whole_names(text, names)]
    members = _member_mentions(text, reports, [(s, e) for s, e, _ in whole])
    taken = [(s, e) for s, e, _ in (*whole, *members)]
    sure_members = list(members)
    short = []
    elsewhere: list[tuple[str, tuple[int, int]]] = []
    for start, end, units in _short_names(text, names):
        if _overlaps(start, end, taken):
            continue
        begin, fitting = _with_place(text, start, end, units, reports)
        if fitting:
            short.append((start, end, fitting))
        else:
            elsewhere.append((text[begin:end], (begin, end)))
    taken += [(s, e) for s, e, _ in short]
    of_members = _short_members(text, reports, taken)
    elsewhere = [e for e in elsewhere if not _is_of_member(text, e[1], of_members)]
    apart = [span for _, span in elsewhere]
    members = [*sure_members, *(m for m in of_members if not _overlaps(m[0], m[1], apart))]
    taken += [(s, e) for s, e, _ in members]
    places = _place_mentions(text, reports, taken)
    members += _members_behind(text, reports, [*short, *places])
    members = [m for m in members if not _RUNNING_COST.match(text, m[1] - len("机关"))]
    elsewhere += _governments(text, places)
    strangers = [*elsewhere, *_unknown(text, whole, short, places, members, reports, blocked)]
    strangers = [(n, s) for n, s in strangers if not any(n != o and n in o for o, _ in strangers)]
    inside = [span for _, span in strangers]
    short = [m for m in short if not _overlaps(m[0], m[1], inside)]
    places = [m for m in places if not _overlaps(m[0], m[1], inside)]
    mentioned = [*whole, *members, *short]
    named = [units for start, _, units in mentioned if not _APPOSED.search(text[:start])]
    named = named or [units for _, _, units in mentioned]
    chosen = set().union(*named)
    by_place = [units for _, _, units in places]
    for units in by_place if named else ():
        # A place beside a short name narrows it: 昌吉的政务局.
        chosen = chosen & units if chosen & units and len(named) == 1 else chosen | units
    if not named and by_place:
        chosen = set.intersection(*by_place) or set().union(*by_place)
    if not chosen and not strangers:
        chosen = _of_level(text, reports)
    ordered = tuple(dict.fromkeys(r.unit for r in reports if r.unit in chosen))
    return UnitMatch(
        ordered,
        tuple(
            sorted((s, _summed_end(text, e, u)) for s, e, u in (*whole, *members, *short, *places))
        ),
        tuple(dict.fromkeys(name for name, _ in strangers)),
        _related(ordered, reports),
        tuple(text[s:e] for s, e, _ in members),
        tuple((s, e) for s, e, _ in members),
        _renames(reports),
        tuple((s, unit) for s, _, units in (*whole, *members, *short, *places) for unit in units),
    )


def _summed_end(text: str, end: int, units: Set[str]) -> int:
    """Return where a mention ends that goes on as its unit's whole name does: 市政府汇总."""
    goes_on = _SUMMED.match(text, end)
    summed = goes_on and any(fold(unit).endswith("(汇总)") for unit in units)
    return goes_on.end() if goes_on and summed else end


_SUMMED = re.compile(r"\(?汇总\)?")
# 数字化发展局(原政务服务管理局): what a unit was called before names no other one
_APPOSED = re.compile(
    r"[\u4e00-\u9fff]\((?:原|原来是?|曾用名|曾|前身[是为系]?|以前叫?|改组前[是为叫]?|即)$"
)
_LEVEL_MEANT = re.compile(r"(?:^|(?<=[咱们我这,，。?？;；]))(?P<level>[镇乡])(?:上|里|政府)")


def _of_level(text: str, reports: Sequence[ReportInfo]) -> set[str]:
    """镇上多少干部: return the only indexed government of that level; nothing where there are more."""
    match = _LEVEL_MEANT.search(text)
    ends = f"{match['level']}人民政府" if match else ""
    found = {r.unit for r in reports if ends and bare_name(r.unit).endswith(ends)}
    return found if len(found) == 1 else set()


def _whole_names(text: str, names: Mapping[str, set[str]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for name in sorted(names, key=len, reverse=True):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not _overlaps(start, end, found):
                found.append((start, end))
            start = text.find(name, end)
    return found


# 二院, 一中: of the units of that number.
_ORDINAL = re.compile(
    r"(?<![第一二三四五六七八九十两几])(?P<number>[一二三四五六七八九十])(?P<kind>院|中(?![\u4e00-\u9fff]{0,1}[学心国医小标])|小(?![学时微型组]))"
)
_NUMBERED_KINDS = {"院": ("医院", "法院"), "中": ("中学",), "小": ("小学",)}
# 占街道政府采购的, 街道去年: the word alone, not behind another street's name.
_STREET = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[占的给在是和与跟看问让年度查你我们该本那这]))街道(?!办)"
)


def _short_names(text: str, names: Mapping[str, set[str]]) -> list[tuple[int, int, set[str]]]:
    """Return runs that end like a unit and keep the order of its characters, longest first."""
    best: dict[int, tuple[int, dict[str, int]]] = {}
    ends = [m.end() for m in re.finditer(f"{_ENDS}|中心", text)]
    for name, units in names.items():
        for end in ends:
            if not name.endswith(text[end - 1]):
                continue
            start, gap = _keeps_order(text, end, name)
            alone = name[-2:] in KINDS and text[end - 2 : end] in KINDS
            if end - start < (2 if alone else 3) or (
                end - start == 3 and gap == 0 and name[-3:] in ("管理局", "委员会", "办公室")
            ):
                continue
            if text[start:end] in ("管理局", "委员会", "办公室", "服务中心", "政务中心"):
                continue
            known_start, fits = best.get(end, (start, {}))
            if start < known_start:
                known_start, fits = start, {}
            if start == known_start:
                for unit in units:
                    fits[unit] = min(gap, fits.get(unit, gap))
            best[end] = (known_start, fits)
    found = []
    for short, full in ABBREVIATED.items():
        if not re.search(short, text):
            continue
        bodies = {u for name, units in names.items() if name.endswith(full) for u in units}
        for match in re.finditer(short, text) if bodies else ():
            start, fits = best.setdefault(match.end(), (match.start(), {}))
            fits.update(dict.fromkeys(bodies - fits.keys(), 0))
    for match in _ORDINAL.finditer(text):
        kinds = _NUMBERED_KINDS[match["kind"]]
        of = {n: us for n, us in names.items() if f"第{match['number']}" in n and n.endswith(kinds)}
        if of and match.end() not in best:
            found.append((match.start(), match.end(), set().union(*of.values())))
    streets = {u for name, units in names.items() if name.endswith("街道办事处") for u in units}
    if len(streets) == 1:
        found += [(m.start(), m.end(), streets) for m in _STREET.finditer(text)]
    for end, (start, fits) in best.items():
        # Where the run starts like the names do, the name with the fewest characters left out wins.
        anchored = {u for u in fits if bare_name(u).startswith(text[start : start + 2])}
        units = set(fits)
        if anchored and end - start >= 4:
            least = min(fits[u] for u in anchored)
            units = {u for u in anchored if fits[u] <= least + 4}
        level = _level_said(text[start:end], units)
        if level:  # 市政务服务局 is the city's, not that of a district in it
            units = {u for u in units if _level(u) == level} or units
        found.append((start, end, units))
    return found


def _level_said(said: str, units: Set[str]) -> str:
    """Return the level of the place that a short name opens with: 市 of 市政务局 and of 乌市政务局."""
    if said[0] in _ADMIN:
        return said[0]
    places = {place for unit in units for place in place_names(unit) if place[-1] in _ADMIN}
    return max((p for p in places if said.startswith(p)), key=len, default=" ")[-1].strip()


def _level(unit: str) -> str:
    """Return the character of the lowest place in a unit's name: 市, 区, 州 …"""
    places = [match.group()[-1] for match in PLACE.finditer(bare_name(unit))]
    return places[-1] if places else ""


_JOINED = re.compile(r"和(?!田)|[与跟比及的在]")
_ADMIN = "省市区县州盟旗乡镇"


def _with_place(
    text: str, start: int, end: int, units: set[str], reports: Sequence[ReportInfo]
) -> tuple[int, set[str]]:
    """Return where a short name starts with the place before it, and the units that lie there.

    余杭区教育局 is not 武侯区教育局: what stands before the known part, where it names a place, must
    be in the unit's own name (or in one that it bore).
    """
    begin = start
    while begin > 0 and "\u4e00" <= text[begin - 1] <= "\u9fff":
        begin -= 1
    lead = _JOINED.split(text[begin:start])[-1]
    begin = start - len(lead)
    while (match := _AFTER.match(lead)) is not None and match.end():
        lead = lead[match.end() :]
        begin += match.end()
    lead = text[begin:start]
    cut = None if lead.endswith(_known_places(reports)) else _BEFORE.search(lead)
    if not lead or is_talk(lead) or (cut is not None and cut.group()[-1] not in _ADMIN):
        lead = ""
    head = lead + text[start:end]
    own = {r.unit: fold(r.unit) + "".join(r.former) for r in reports if r.unit in units}
    named = [place for place in _known_places(reports) if place in head[: len(lead) + 3]]
    fitting = {u for u in units if all(place in own.get(u, "") for place in named)}
    alike = set() if named else {u for u in units if _sounds_like_place(lead, place_names(u))}
    if alike:
        return begin, alike  # 昌极政务局: a place that is mistyped by its sound
    if lead and not named and (lead[-1] in _ADMIN or text[start] in _ADMIN):
        fitting = {u for u in fitting if lead in own.get(u, "") or lead.endswith(place_names(u))}
    return (begin if lead else start), fitting


def _sounds_like_place(lead: str, places: Sequence[str]) -> bool:
    """Whether words before a short name end in a place with one character of the same sound."""
    for place in places:
        said = lead[-len(place) :]
        if sum(a != b for a, b in zip(said, place, strict=False)) == 1 and same_sound(said, place):
            return True
    return False


def _known_places(reports: Sequence[ReportInfo]) -> tuple[str, ...]:
    """Return the stems of all places that are known by list or by an indexed unit's name."""
    return known_places() + _stems(tuple(r.unit for r in reports))


@cache
def _stems(units: tuple[str, ...]) -> tuple[str, ...]:
    places = {place for unit in units for place in place_names(unit)}
    stems = {re.sub(r"(?:自治区|自治州|地区|[省市州区县盟旗])$", "", p) for p in places}
    return tuple(sorted(s for s in stems if len(s) >= 2))


def _keeps_order(text: str, end: int, name: str) -> tuple[int, int]:
    """Return where the longest run before `end` starts that keeps the order of `name`, and its gaps."""
    position, at, gap = end, len(name), 0
    while position > 0 and "\u4e00" <= text[position - 1] <= "\u9fff":
        found = name.rfind(text[position - 1], 0, at)
        if found < 0:
            break
        gap += at - found - 1
        at = found
        position -= 1
    return position, gap


def _place_mentions(
    text: str, reports: Sequence[ReportInfo], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int, set[str]]]:
    names: dict[str, set[str]] = {}
    for report in reports:
        for place in place_names(report.unit):
            names.setdefault(place, set()).add(report.unit)
    found: list[tuple[int, int, set[str]]] = []
    for place in sorted(names, key=len, reverse=True):
        start = text.find(place)
        while start >= 0:
            end = start + len(place)
            other = _is_of_other_level(text[start : end + 1], place, names)
            other = other and not _OFFICE_BEHIND.match(text, end)
            if not (other or _overlaps(start, end, [*taken, *((s, e) for s, e, _ in found)])):
                further = _extended(text, end, place, names[place])
                inner = text[end:further]  # 乌鲁木齐高新区: the district alone
                meant = {unit for unit in names[place] if inner in place_names(unit)}
                found.append((start, further, meant or names[place]))
            start = text.find(place, end)
    return found or ([] if taken else _places_by_sound(text, names))


def _places_by_sound(text: str, names: Mapping[str, set[str]]) -> list[tuple[int, int, set[str]]]:
    """鹤亭市疾控: return the first place that is written with one character of the same sound."""
    for place, units in names.items():
        for match in re.finditer(place[-1], text) if len(place) >= _LEAST_PLACE else ():
            start, end = match.end() - len(place), match.end()
            said = text[max(start, 0) : end]
            if said not in known_places() and _sounds_like_place(said, (place,)):
                return [(start, _extended(text, end, place, units), units)]
    return []


_LEAST_PLACE = 3
_OFFICE_BEHIND = re.compile(r"市(?:监|场监|政|容|民中心)")  # 岚泾市监 is no 岚泾市


_GOVERNMENT = re.compile(
    r"(?:人民)?政府(?![采性购预收投债和职部网]|办[公事])|人大(?!代表|会议)|政协|[县区市州]委(?=[\d的一]|$)"
)


def _governments(text: str, places: _Mentions) -> list[tuple[str, tuple[int, int]]]:
    """Return the governments of places whose only indexed units are other bodies: 新市区政府."""
    return [
        (text[start : match.end()], (start, match.end()))
        for start, end, units in places
        if (match := _GOVERNMENT.match(text, end)) is not None
        if not any("政府" in bare_name(unit) for unit in units)
    ]


def _is_of_other_level(said: str, place: str, names: Mapping[str, set[str]]) -> bool:
    """Whether what is said is another place of that stem: 昌吉市, where a unit is of 昌吉州."""
    return (
        said not in names and said[-1] in "市县镇乡" and any(place + x in names for x in "市县区州")
    )


def _extended(text: str, end: int, place: str, units: set[str]) -> int:
    """Return where a place with the short name behind it ends: 汀南文旅, 云泷水务."""
    best = end
    for unit in units:
        name = bare_name(unit)
        rest = name[name.find(place) + len(place) :] if place in name else name
        at, position = -1, end
        while position < len(text):
            if (found := rest.find(text[position], at + 1)) >= 0:
                at, position = found, position + 1
            elif _is_miswritten(text, position, rest, at):
                at, position = at + 2, position + 2
            else:
                break
        if position < len(text) and _OTHER_WORD.match(text, position - 1):
            position -= 1
        if position - end >= _LEAST_EXTENSION:
            best = max(best, position)
    return best


def _is_miswritten(text: str, position: int, name: str, at: int) -> bool:
    """救助管埋站: whether one character of a name is written wrong between two and one of its own."""
    before, behind = text[position - 2 : position], text[position + 1 : position + 2]
    return (
        at > 0
        and before == name[at - 1 : at + 1]
        and behind != ""
        and behind == name[at + 2 : at + 3]
    )


_LEAST_EXTENSION = 2
# 甲中专学费: 学 is not of its name
_OTHER_WORD = re.compile(r"学[费生杂位]|水[费电]|医[药保]|车[辆补]|房[租屋]")
_Mentions = Sequence[tuple[int, int, set[str]]]


def _member_mentions(
    text: str, reports: Sequence[ReportInfo], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int, set[str]]]:
    """Return mentions of units that only stand inside another unit's report."""
    names = names_of_members(tuple(reports))
    years = {int(year) for year in _YEAR_SAID.findall(text)}
    there = [r for r in reports if not years or r.year % 100 in years]
    own = {LEADING_PLACES.sub("", bare_name(r.unit)) for r in there}
    return [
        (start, end, names[text[start:end]])
        for start, end in _whole_names(text, names)
        if not _overlaps(start, end, taken) and not _IN_ANOTHER_WORD.match(text, start)
        if text[start:end] not in own  # 信访局: the one that has a report of its own comes first
    ]


_YEAR_SAID = re.compile(r"(?<!\d)(?:20)?(\d\d)(?!\d)(?=年|[\u4e00-\u9fff])")
_IN_ANOTHER_WORD = re.compile(r"[一二三四五六七八九十][中院小幼](?:[心部国等间旬年]|学(?=[期年]))")
_RUNNING_COST = re.compile(r"机关运行")


def _short_members(
    text: str, reports: Sequence[ReportInfo], taken: Sequence[tuple[int, int]]
) -> list[tuple[int, int, set[str]]]:
    """Return mentions of members by short names (机关事务局), where no unit's own name stands."""
    names: dict[str, set[str]] = {}
    for name, unit in members_of(tuple(reports)):
        names.setdefault(name, set()).add(unit)
    heads = {part[:2] for name in names for part in (name, LEADING_PLACES.sub("", name))}
    found = []
    for start, end, units in _short_names(text, names):
        begins = [at for at in range(start, end - 1) if text[at : at + 2] in heads]
        begin = min(begins, default=end)
        if end - begin >= SHORTEST_MEMBER and not _overlaps(begin, end, taken):
            found.append((begin, end, units))
    return found


def _is_of_member(text: str, span: tuple[int, int], members: _Mentions) -> bool:
    """Whether a short name of no indexed unit is that of a member: 乌市 before 机关事务局."""
    begin, finish = span
    return any(
        begin <= start
        and end <= finish
        and any(keeps_order(text[begin:start], bare_name(unit)) for unit in units)
        for start, end, units in members
    )


def _members_behind(
    text: str, reports: Sequence[ReportInfo], known: _Mentions
) -> list[tuple[int, int, set[str]]]:
    """Return members that a unit's short name opens: 市政府办公厅."""
    found = []
    for start, end, units in known:
        for report in reports:
            for member in report.members if report.unit in units else ():
                name = re.sub(r"\([^)]*\)", "", fold(member))
                for length in range(len(name) - 2, 1, -1):
                    opens = _keeps_order(text[start:end], end - start, name[:-length])[0] == 0
                    if opens and text.startswith(name[-length:], end):
                        found.append((end, end + length, {report.unit}))
                        break
    longest = sorted(found, key=lambda m: m[0] - m[1])
    kept: list[tuple[int, int, set[str]]] = []
    for mention in longest:
        if not _overlaps(mention[0], mention[1], [(s, e) for s, e, _ in kept]):
            kept.append(mention)
    return kept


def _unknown(
    text: str,
    whole: _Mentions,
    short: _Mentions,
    places: _Mentions,
    members: _Mentions,
    reports: Sequence[ReportInfo],
    blocked: Sequence[tuple[int, int]],
) -> list[tuple[str, tuple[int, int]]]:
    """Return the places and organisations in a question that no indexed report bears."""
    known = " ".join("".join((fold(r.unit), *r.members, *r.former)) for r in reports)
    found: list[tuple[str, tuple[int, int]]] = []
    for match in _WHOLE_COUNTRY.finditer(text):
        found.append((match.group(), match.span()))
    for place in known_places():
        start = text.find(place)
        if start < 0 or place in known:
            continue
        span = (start, start + len(place))
        tenths = place[0] == "成" and re.search(r"[一二三四五六七八九几两十\d]$", text[:start])
        if not (tenths or _COUNTED.match(text, span[1]) or _overlaps(*span, blocked)):
            found.append((place, span))
    sure = [(s, e) for s, e, _ in (*whole, *members)]
    for match in _ANY_ORGANISATION.finditer(text):
        start, end = match.span()
        if _overlaps(start, end, [*blocked, *sure]) or any(
            s <= start and end <= e for s, e, _ in places
        ):
            continue
        # 乌鲁木齐市公安局: the place is known, the organisation is not.
        start = max([start, *(e for s, e, _ in places if s < end and start < e <= end)])
        # 喀什政务服务管理局: what stands before a known short name makes it another unit's.
        begins = [s for s, e, _ in short if s < end and e > start]
        name = _without_filler(text[start : min(begins, default=end)])
        if is_generic(name) or name in known or len(name) < (2 if begins else 3):
            continue
        if begins and not _names_place(text[start : min(begins)], text[min(begins)]):
            continue  # 列一下乌市政务局: words before a known name that are no place
        found.append((name + text[min(begins) : end] if begins else name, match.span()))
    return [(n, s) for n, s in found if not any(n != o and n in o for o, _ in found)]


# 还是只有局机关, 这份决算只是局里的: words that no organisation has in its name.
_NO_NAME = re.compile(
    r"里局|局里|接待(?![办处中站服])|[那这哪]个|[只是吗呢您它把]|决算|^份|还有|还是|没有|哪些|什么|多少|几[家所个]"
)
_COUNTED = re.compile(r"\d|人[次数]|团组")  # 来宾356人次 is no place
_WHOLE_COUNTRY = re.compile(r"全国|全疆|全省|全自治区")  # no report is of all of these


def is_generic(name: str) -> bool:
    """Whether a name only points at units: 哪个局, 本单位."""
    return _GENERIC.match(name) is not None or _NO_NAME.search(name) is not None


def is_talk(words: str) -> bool:
    """Whether words hold characters that people talk with and that no name has."""
    return _TALK.search(words) is not None


def _names_place(words: str, following: str) -> bool:
    """Whether words before a known short name make it the name of another place's unit."""
    if words[-1] in _ADMIN or any(place in words for place in known_places()):
        return True
    return following in _ADMIN and len(words) <= LONG_PLACE and not is_talk(words)


_TALK = re.compile(r"[翻查搜瞧帮请您传说听看问讲网圈友报算不在的把给连和跟是有那这个列一下了吗呢]")


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < e and end > s for s, e in spans)


def _without_filler(words: str) -> str:
    """Drop function words from both ends of a run of characters."""
    while (match := _BEFORE.search(words)) is not None:
        words = words[: match.start()]
    return without_lead(words)


def without_lead(words: str) -> str:
    """Drop function words from the start of a run of characters."""
    while (match := _AFTER.match(words)) is not None:
        words = words[match.end() :]
    return words


def _renames(reports: Sequence[ReportInfo]) -> tuple[tuple[str, str], ...]:
    """Return the (former name, present unit) pairs that the reports tell of."""
    pairs = [(former, r.unit) for r in reports for former in r.former]
    return tuple(dict.fromkeys(pairs))


def _related(units: Sequence[str], reports: Sequence[ReportInfo]) -> tuple[str, ...]:
    """Return the units that were renamed into, or out of, these."""
    found = []
    for former, present in _renames(reports):
        old = [r.unit for r in reports if bare_name(r.unit) == fold(former)]
        if present in units:
            found += old
        if any(unit in units for unit in old):
            found.append(present)
    return tuple(dict.fromkeys(u for u in found if u not in units))
