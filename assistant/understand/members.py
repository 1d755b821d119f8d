"""The names of units that only stand inside another unit's report, as people may write them."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.understand.unit_names import LEADING_PLACES, bare_name, place_names, said_names
from index.normalise import fold
from index.store import ReportInfo

_MOST_SETS = 8  # of reports that are asked about at one time
SHORTEST_MEMBER = 4  # 信访局 and the like stand in many names
_SEAT = re.compile(
    r"([\u4e00-\u9fff]{3,}[区园馆站所院场库楼厅])(?:管理|服务|保障|运营)(?:中心|处|局|所|站)$"
)
_HEAD_OFFICE = re.compile(r"[局委厅部院署办会]?机关")  # 某局机关运行经费 names no member


@lru_cache(_MOST_SETS)
def names_of_members(reports: tuple[ReportInfo, ...]) -> dict[str, set[str]]:
    """Return the units in whose reports members stand, by the members' names, whole and without place."""
    own = {bare_name(report.unit) for report in reports}
    names: dict[str, set[str]] = {}
    for name, unit in members_of(reports):
        if name in own or _HEAD_OFFICE.fullmatch(name):
            continue
        for said in (name, *said_names(name)):
            names.setdefault(said, set()).add(unit)
        behind = name.removeprefix(bare_name(unit)).removeprefix("驻")  # 甲市人民政府驻北京联络处
        if behind != name and len(behind) >= SHORTEST_MEMBER:
            names.setdefault(behind, set()).add(unit)
        own_names = [name, *(name.removeprefix(place) for place in place_names(name))]
        seats = [seat[1] for seat in map(_SEAT.match, own_names) if seat is not None]
        for seat in seats:  # 红山办公区 of 红山办公区管理中心
            names.setdefault(seat, set()).add(unit)
        rest = LEADING_PLACES.sub("", name)
        for place in place_names(name):
            bare = name.removeprefix(place)
            for short in (rest, bare, re.sub(r"^(?:直属)?机关(?=.{5})", "", bare)):
                if len(short) >= 3:
                    names.setdefault(short, set()).add(unit)
    return names


@lru_cache(_MOST_SETS)
def members_of(reports: tuple[ReportInfo, ...]) -> tuple[tuple[str, str], ...]:
    """Return the members of reports that go by other names than the whole, each with its unit."""
    return tuple(
        (name, report.unit)
        for report in reports
        for member in report.members
        if not _same_unit(name := re.sub(r"\([^)]*\)", "", fold(member)), report.unit)
    )


def _same_unit(name: str, unit: str) -> bool:
    """Whether a name is the unit's own with its place written otherwise (昌吉回族自治州…)."""
    bare = bare_name(unit)
    rests = [name, *(name.removeprefix(place) for place in place_names(name))]
    return any(len(rest) >= 4 and bare.endswith(rest) for rest in rests)
