"""The names that a unit goes by: its bare name, what it is, its places, and these put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from assistant.wording import keeps_order
from index.normalise import fold
from index.store import ReportInfo

_SUFFIX = re.compile(r"\((?:汇总|部门|本级|机关)\)$")
_OF_STREET = re.compile(r"人民政府(?=[^()]{2,6}街道办事处$)")  # 甲市乙区人民政府丙路街道办事处
PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:自治区|自治州|开发区|地区|街道|[省市州区县盟旗]|[镇乡](?![村镇]))"
)
LEADING_PLACES = re.compile(rf"^(?:{PLACE.pattern})+")
_MOST_SETS = 8  # of reports that are asked about at one time
_MOST_NAMES = 1 << 14  # of units and members, read anew by every question


# 疾控那24万, 2024年城管: two characters alone, with no work of that kind behind them.
_STEMS: dict[str, tuple[str, ...]] = {
    "疾控": ("疾病预防控制中心",),
    "城管": ("城市管理局", "执法局"),
    "卫健": ("卫生健康委员会", "卫生健康局"),
    "住建": ("住房和城乡建设局",),
    "人社": ("人力资源和社会保障局",),
    "文旅": ("旅游局",),
    "市监": ("市场监督管理局",),
}
_NO_WORK = (
    r"(?![\u4e00-\u9fff]?(?:[机结]构|体系|工作|事[业务]|经费|支出|管理|专项|业务|系统|队伍|执法|服务|项目"
    r"|补助|资金|人员|平台|部门|[局委中办站]))"
)
# Bodies that everyone calls by a short name that ends otherwise, or by the name of before: the
# short name as a pattern, and how their full names end.
ABBREVIATED: dict[str, tuple[str, ...]] = {
    r"(?:(?<![\u4e00-\u9fff])|(?<=[年和跟与比、]))工会(?!经费|费|活动|会员|主席|干部|组织)": (
        "总工会",
    ),
    "残联": ("残疾人联合会",),
    "文联": ("文学艺术界联合会",),
    "工商联": ("工商业联合会",),
    "妇联": ("妇女联合会",),
    "侨联": ("归国华侨联合会",),
    "社科联": ("社会科学界联合会",),
    "科协": ("科学技术协会",),
    "红会": ("红十字会",),
    "街道办": ("街道办事处",),
    "环保局": ("生态环境局",),
    "国土局": ("自然资源局",),
    "工商局": ("市场监督管理局",),
    **dict.fromkeys(
        ("卫生局", "卫计局", "卫健局", "卫计委", "卫健委"), ("卫生健康委员会", "卫生健康局")
    ),
    **dict.fromkeys(("住建局", "住建委"), ("住房和城乡建设局", "住房和城乡建设委员会")),
    **dict.fromkeys(("农业局", "农委"), ("农业农村局", "农业农村委员会")),
    **dict.fromkeys(("发改局", "发改委"), ("发展和改革局", "发展和改革委员会")),
    **{rf"(?:^|(?<=[,。?;那年县市区州])){stem}{_NO_WORK}": full for stem, full in _STEMS.items()},
}
# two characters that name a unit where one is indexed
KINDS = frozenset({"法院", "医院", "血站", "党校", "学校", "学院", "林场", "农场", *_STEMS})


@cache
def known_places() -> tuple[str, ...]:
    text = files("assistant").joinpath("data/places.txt").read_text(encoding="utf-8")
    return tuple(sorted(set(text.split()), key=len, reverse=True))


def may_call(said: str, names: Iterable[str]) -> bool:
    """Whether some words keep the order of the characters of one of these units' names: 市政府."""
    return any(keeps_order(said, fold(name)) for name in names)


@lru_cache(_MOST_NAMES)
def bare_name(unit: str) -> str:
    """Return a unit's folded name without (汇总), (部门) and the like.

    >>> bare_name("乌鲁木齐市人民政府（汇总）")
    '乌鲁木齐市人民政府'
    """
    return _OF_STREET.sub("", _SUFFIX.sub("", fold(unit)))


def kind_of_unit(unit: str) -> str:
    """Return what a unit's name says beside its places.

    >>> kind_of_unit("新疆昌吉州民政局")
    '民政局'
    """
    return LEADING_PLACES.sub("", re.sub(r"\([^)]*\)", "", bare_name(unit)))


@lru_cache(_MOST_NAMES)
def place_names(unit: str) -> tuple[str, ...]:
    """Return the places in a unit's name, with and without 市, 州, 区.

    >>> place_names("新疆昌吉州民政局")
    ('新疆昌吉州', '新疆', '昌吉州', '新疆昌吉', '昌吉')
    """
    name = bare_name(unit)
    found: list[str] = []
    for part in re.split(r"[()]", name):
        for match in PLACE.finditer(part):
            place = match.group()
            found.append(place)
            for known in known_places():
                rest = place.removeprefix(known)
                if rest == place:
                    continue
                # 大理 and 大理州 for 大理白族自治州, 合肥 for what lies in it.
                found.append(known)
                if place.endswith("自治州"):
                    found.append(known + "州")
                elif len(rest.removeprefix("市")) >= 2:
                    found.append(rest.removeprefix("市"))
    for place in list(found):
        stem = re.sub(r"(?:自治区|自治州|地区|街道|[省市州区县盟旗镇乡])$", "", place)
        if len(stem) >= 2:
            found.append(stem)
        if place.endswith("路街道"):  # 宜川街道 for 宜川路街道
            found.append(stem.removesuffix("路") + "街道")
        short = re.match(r"高新|经济|经开", place)
        if short:
            found.extend((short.group() + "区", short.group()))
    found += _without_kind_of_land(name)
    long = [p for p in found if len(p) >= LONG_PLACE and p[-1] in "市州县区"]
    shortest = min(long, key=len, default="")
    inner = [known for known in known_places() if shortest.startswith(known)]
    if shortest and all(len(shortest) - len(known) <= 1 for known in inner):
        found.append(shortest[0] + shortest[-1])  # 乌市
    return tuple(dict.fromkeys(found))


def _without_kind_of_land(name: str) -> list[str]:
    """Return what a protected area, a forest or a lake is called: 甲乙丙 of 甲乙丙湿地自然保护区管理中心."""
    match = _LAND.match(LEADING_PLACES.sub("", name) or name) or _LAND.match(_REGION.sub("", name))
    if match is None:
        return []
    alone = [match["own"]] if len(match["own"]) >= _LEAST_OF_LAND else []  # 柏崖 may be a village
    return [*alone, match["own"] + match["kind"]]


# What such a name goes on with, behind the name of its own.
_LAND = re.compile(
    r"(?P<own>(?:(?![省市区县州和与及业级国家])[\u4e00-\u9fff]){2,4}?)(?P<kind>湿地|森林公园|国家公园|草原|水库|灌区|林区|国有林场|林场|农场|牧场|风景名胜区|风景区|景区|自然保护区"
    r"|水利枢纽|植物园|动物园|公园|产业园|工业园|古城|遗址|陵园|机场|口岸|码头|水电站|电站|水厂|大桥|隧道)(?!局)"
)
_LEAST_OF_LAND = 3
_REGION = re.compile(r"^(?:新疆|西藏|内蒙古|广西|宁夏)")
LONG_PLACE = 4
# How people say the names of schools and hospitals: 一中, 二院, 特教学校, 中医院.
_SAID: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), shorts)
    for pattern, shorts in (
        (r"第(?P<n>[一二三四五六七八九十]{1,2})(?:高级)?中学$", ("{n}中", "{n}中学")),
        (r"第(?P<n>[一二三四五六七八九十]{1,2})小学$", ("{n}小", "{n}小学")),
        (r"第(?P<n>[一二三四五六七八九十]{1,2})人民医院$", ("{n}院", "{n}医院")),
        (r"第(?P<n>[一二三四五六七八九十]{1,2})幼儿园$", ("{n}幼",)),
        (r"中等专业学校$", ("中专", "中专学校")),
        (r"职业教育中心(?:学校)?$", ("职教中心", "职教")),
        (r"特殊教育学校$", ("特教学校", "特校", "特殊学校")),
        (
            r"职业(?:中等专业|技术|高级中)学校?$|中等职业学校$",
            ("职校", "职中", "中职学校", "职业学校"),
        ),
        (r"实验(?P<n>[中小])学$", ("实{n}", "实验{n}学")),
        (r"中医医院$", ("中医院",)),
        (r"妇幼保健(?:计划生育服务)?(?:院|中心|站)$", ("妇幼保健院", "妇幼")),
    )
)


@lru_cache(_MOST_NAMES)
def said_names(unit: str) -> tuple[str, ...]:
    """Return how people say the name of a school or a hospital, also behind 市, 县, 区.

    >>> said_names("甲乙市第二中学")
    ('二中', '二中学', '市二中', '市二中学')
    """
    name = bare_name(unit)
    for pattern, shorts in _SAID:
        if match := pattern.search(name):
            said = [short.format(**match.groupdict()) for short in shorts]
            level = name[match.start() - 1 : match.start()]
            return tuple(said + [level + short for short in said if level in tuple("市县区州旗镇")])
    return ()


@lru_cache(_MOST_SETS)
def all_names(reports: tuple[ReportInfo, ...]) -> Mapping[str, set[str]]:
    """Return every name a unit goes by → the units; a former name stands for the present unit."""
    names: dict[str, set[str]] = {}
    for report in reports:
        bare = bare_name(report.unit)
        plain = re.sub(r"\([^)]*\)", "", bare)
        short = _CUT_SHORT.sub("", plain)
        said = (name for name in said_names(report.unit) if name[-1] in _OF_SCHOOLS)
        for name in (fold(report.unit), bare, plain, short, *said, *_of_university(plain)):
            names.setdefault(name, set()).add(report.unit)
    by_place: dict[str, set[str]] = {}
    for report in reports:
        for name in _behind_its_place(report.unit):
            by_place.setdefault(name, set()).add(report.unit)
    for report in reports:
        for former in report.former:
            names.setdefault(fold(former), {report.unit})
    return by_place | names


_CUT_SHORT = re.compile(r"(?<=委)员会$|(?<=办)公室$")  # 甲县卫生健康委, 乙市人民防空办
_OF_SCHOOLS = "中小学校院园幼"  # 二中, 特校; 职教 and 妇幼 are also words for work
_LEAST_KIND = 3


@lru_cache(_MOST_NAMES)
def _behind_its_place(unit: str) -> tuple[str, ...]:
    """Return what a unit is behind each short form of the lowest place in its name.

    >>> _behind_its_place("乙丙市图书馆")
    ('乙丙市图书馆', '乙丙图书馆')
    """
    lowest = [match.group() for match in PLACE.finditer(bare_name(unit))][-1:]
    kind = kind_of_unit(unit)
    if not lowest or len(kind) < _LEAST_KIND:
        return ()
    ends = [lowest[0], re.sub(r"[市州区县盟旗镇乡]$", "", lowest[0])]
    return tuple(p + kind for p in place_names(unit) if any(end.endswith(p) for end in ends))


def _of_university(name: str) -> tuple[str, ...]:
    """Return what a university is called for short: 西大, 西南大."""
    return (name[0] + "大", name[:-1]) if name.endswith("大学") else ()


def mistyped(unknown: Iterable[str], reports: Sequence[ReportInfo]) -> tuple[tuple[str, str], ...]:
    """Return names of no unit that differ from that of just one by a slip of one character.

    The slip lies inside what the unit is, between characters that are right: places (河东区, 河西区),
    kinds (教育局, 体育局; 实验中学, 实验小学; 法院, 医院) and numbers (一中, 二中) are no slips.
    """
    found = []
    for said in unknown:
        meant: dict[str, tuple[str, str]] = {}
        for report in reports:
            kind = kind_of_unit(report.unit)
            for name in (bare_name(report.unit), *_behind_its_place(report.unit), kind):
                end = said[-len(name) :]
                if _is_slip(end, name, len(name) - len(kind)):
                    meant.setdefault(report.unit, (end, name))
        if len({*map(kind_of_unit, meant)}) == 1:
            found.append(max(meant.values(), key=lambda pair: len(pair[1])))
    return tuple(found)


def _is_slip(said: str, name: str, place: int) -> bool:
    """Whether two names differ in one character alone, well inside of what stands behind the place.

    >>> _is_slip("甲县市场监督菅理局", "甲县市场监督管理局", 2)
    True
    >>> _is_slip("甲东区市场监督管理局", "甲西区市场监督管理局", 3)
    False
    >>> _is_slip("甲县第一实验小学", "甲县第一实验中学", 2)
    False
    """
    wrong = [at for at, (a, b) in enumerate(zip(said, name, strict=False)) if a != b]
    if len(said) != len(name) or len(wrong) != 1 or len(name) - place < _LEAST_MISTYPED:
        return False
    at = wrong[0]
    inside = place + len("农业") <= at < len(name) - 1
    return inside and name[at + 1] not in "学院校园站所馆" and said[at] not in _TELLS_APART


_LEAST_MISTYPED = 5  # characters of what a unit is
_TELLS_APART = frozenset("一二三四五六七八九十东西南北中大小上下新老高初男女省市区县州盟旗镇乡")
