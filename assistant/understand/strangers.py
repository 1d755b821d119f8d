"""Places and bodies whose accounts are asked for and that no indexed report is of: 卫健委的三公经费.

A report may well mention them; it is the term of the accounts right behind the name that makes
them the ones whose accounts are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.understand.unit_names import known_places, place_names
from assistant.understand.units import UnitMatch, is_generic, is_talk, without_lead
from assistant.vocabulary import Mention
from assistant.wording import keeps_order
from index.normalise import fold
from index.store import ReportInfo

_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}|[a-z]{3,})(?:自治州|地区|街道|[区县市旗镇乡州盟])(?:人民)?(?:政府|本级)?"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff]{0,5}(?:纪委|监委|[发改健建教农工经信政法团编]委|委员会|办事处|联络处|政协|人大|党校|"
    r"[一二三四五六七八九十]{1,2}[中小院]|妇联|工商联|残联|文联|科协|侨联|总工会|(?:组织|宣传|统战|武装)部|[支总大]队|网信办|信访办|外事办|编办)"
    r"(?:机关|办公室|常委会|本级)?"
)
_FIRM = re.compile(r"[\u4e00-\u9fff]{2,8}(?:公司|集团|合作社|协会|学会|商会|基金会)")
_BETWEEN = re.compile(
    r"(?:的|在|□|[要有都共]|一共|总共|到底|究竟|\d{2,4}年?度?|[去今前上]年度?|本年度?|全年|一年|年度?)*$"
)
_ASKED = re.compile(
    r"(?:是|为|又是)?(?:多少|几)|呢|比(?![较例重上去前])|相比|有?(?:多少|几)(?:个|名|位)?(?:人|职工|车|辆)"
    r"|花(?:了|掉|多少|那么多|这么多)|用(?:了|掉)多少"
)
_COUNTED = re.compile(r"\d|人[次数]|团组")  # 来宾人次 is of no place
_RUN = re.compile(r"[\u4e00-\u9fffa-z]+$")
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,2}[中小院]$")
_MOST_SETS = 8  # of reports that are asked about at one time
_LEVELS = ("省", "市", "州", "县", "区")
_CUT = re.compile(r"[的在和跟与比及]")
# 各区县, 全市, 社区: of no one place
_NO_ONE = re.compile(r"[各全每本我该此]|[社小园景城辖新]区|地区$|城市|区县")


def with_strangers(
    folded: str,
    units: UnitMatch,
    mentions: Sequence[Mention],
    explained: Sequence[tuple[int, int]],
    reports: Sequence[ReportInfo],
) -> UnitMatch:
    """Return units with those whose accounts a folded question asks for though none is indexed.

    `explained` are the spans of the projects that are named. What is only said to place a stranger
    (乌鲁木齐市 in 乌鲁木齐市卫健委) names no unit.
    """
    taken = [*units.spans, *units.member_spans, *explained]
    taken += [(m.start, m.end) for m in mentions]
    found: dict[int, str] = {}
    asked = [m.start for m in mentions if _is_of_accounts(m)]
    for at in (*asked, *(match.start() for match in _ASKED.finditer(folded))):
        between = _BETWEEN.search(folded, 0, at)
        end = between.start() if between else at
        run = _RUN.search(folded, 0, end)
        if run is None:
            continue
        start = max([run.start(), *(e for _, e in taken if e <= end)])
        start = max([start, *(start + cut.end() for cut in _CUT.finditer(folded[start:end]))])
        if any(s < end and e > start for s, e in taken):
            continue
        name = without_lead(folded[start:end])
        counted = _COUNTED.match(folded, at) is not None
        firm = at in asked and _FIRM.fullmatch(name) is not None
        if name and not counted and (firm or _is_stranger(name, reports)):
            begin = end - len(name)
            level = folded[begin - 1 : begin] if folded[start:begin].endswith(_LEVELS) else ""
            found[begin - len(level)] = level + name
    found = {at: n for at, n in found.items() if not any(n in other for other in units.unknown)}
    if not found:
        return units
    unknown = [n for n in units.unknown if not any(n in other for other in found.values())]
    ends = dict(units.spans)
    order = tuple((s, unit) for s, unit in units.order if ends.get(s) not in found)
    kept = {unit for _, unit in order}
    return replace(
        units,
        units=tuple(unit for unit in units.units if unit in kept),
        unknown=(*unknown, *found.values()),
        order=order,
    )


def _is_of_accounts(mention: Mention) -> bool:
    """Whether a mention is of a term that every unit has: neither an item's name nor 主要原因."""
    items = mention.metrics and all(metric.endswith("(项)") for metric in mention.metrics)
    return not (items or (not mention.metrics and (mention.topic or mention.aspect)))


@lru_cache(_MOST_SETS)
def _known(reports: tuple[ReportInfo, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places of indexed units, and the names of these and of their members."""
    places = frozenset(place for report in reports for place in place_names(report.unit))
    units = {fold(report.unit) for report in reports}
    return places, frozenset(units | {fold(m) for report in reports for m in report.members})


def _is_stranger(name: str, reports: Sequence[ReportInfo]) -> bool:
    """Whether a name is of a place or body, and of no unit or member that is indexed."""
    if is_generic(name) or is_talk(_ORDINAL.sub("", name)) or _NO_ONE.search(name):
        return False
    places, names = _known(tuple(reports))
    if name.removesuffix("市") in known_places():
        return name not in places
    if any(keeps_order(name, one) for one in names):
        return False  # 云台湾开发区, of 云台湾经济开发区
    return bool(_PLACE.fullmatch(name) or _BODY.fullmatch(name))
