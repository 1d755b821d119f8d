"""Official terms: the names that figures carry in running text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.normalise import fold

# What may stand between a term and its figure without changing which term it is.
_TAIL = (
    r"(?:\(含[^()]{2,16}\))?(?:(?<=[费”\"])一般公共预算(?:[和及、](?:政府性基金|国有资本经营)(?:预算)?){0,2}(?=财政拨款))?(?:财政拨款)?(?:合计|共计|累计|安排|全年|实际)*(?:支出|收入|开支|费用)?"
    r"(?:合计|总额|数)?(?:预算|决算数?|总体)?$"
)
# A review by others than the unit itself gives a score of its own.
BY_OTHERS = re.compile("(?:部门|财政|重点|第三方|外部|专家|委托)(?:绩效)?评价|抽查|复评|重评|抽评")


WITHIN_BASIC = "基本支出中的"  # the part of a metric that basic expenditure pays


def is_on_basic(section: str) -> bool:
    """Whether a section, by its label, is one on basic expenditure."""
    return "基本支出" in section.rpartition(" › ")[2]


_CLASS = 3  # the digits of an economic class: 302


@cache
def economic() -> Mapping[str, str]:
    """Return the economic accounts by code: 302 商品和服务支出, 30201 办公费 …."""
    text = files("index").joinpath("data/tables.json").read_text(encoding="utf-8")
    named: Mapping[str, str] = json.loads(text)["economic"]
    return named


@cache
def economic_items() -> frozenset[str]:
    """Return the names of the economic items (办公费, 公务接待费 …)."""
    return frozenset(economic().values())


def economic_classes() -> Mapping[str, str]:
    """Return the classes of the economic accounts by code."""
    return {code: name for code, name in economic().items() if len(code) == _CLASS}


def parts_of_class(code: str) -> frozenset[str]:
    """Return the economic items of a class: 办公费, 印刷费 … of 302."""
    named = economic().items()
    return frozenset(name for own, name in named if own.startswith(code) and own != code)


# 用于基本工资, 开支内容有办公费: what stands before the first of a list.
_LISTS = re.compile(
    r"(?:(?:主要|具体)?(?:用于|包括|包含|内含|内有|含|有|为|是)|(?:主要)?(?:开支|支出|列支)?(?:内容|范围|项目|用途)(?:主要)?(?:有|为|是|包括|含)?|其中|分别[是为]|[:,、])+"
)
_IN_SHORT = {
    "养老保险": "机关事业单位基本养老保险缴费",
    "基本养老保险": "机关事业单位基本养老保险缴费",
    "医疗保险": "职工基本医疗保险缴费",
    "基本医疗保险": "职工基本医疗保险缴费",
    "职业年金": "职业年金缴费",
    "其他社会保障": "其他社会保障缴费",
    "公务员医疗补助": "公务员医疗补助缴费",
    "公务用车运维费": "公务用车运行维护费",
}


def economic_item(label: str) -> str:
    """Return the economic item that a label names alone, whatever opens the list or shortens it."""
    name = (_LISTS.sub("", label, count=1) if _LISTS.match(label) else label).replace(
        "家庭补助", "家庭的补助"
    )
    name = re.sub(r"(?:缴费|缴纳|费用?|支出)$", "", name) if name not in _folded() else name
    return _IN_SHORT.get(name) or _folded().get(name) or _folded().get(f"{name}费", "")


@cache
def _folded() -> Mapping[str, str]:
    return {fold(name): name for name in economic().values()}


@dataclass(frozen=True, slots=True)
class Term:
    """A metric found in a label; `lead` is what stands before it there."""

    metric: str
    lead: str


@dataclass(frozen=True, slots=True)
class _Entry:
    metric: str
    pattern: re.Pattern[str]
    measures: frozenset[str]


@cache
def _entries() -> Sequence[_Entry]:
    data = json.loads(files("index").joinpath("data/metrics.json").read_text(encoding="utf-8"))
    return [
        _Entry(row[0], re.compile(row[1] + _TAIL), frozenset(row[2] if len(row) > 2 else ()))
        for row in data
    ]


@cache
def metrics() -> frozenset[str]:
    """Return every metric that has an official name."""
    return frozenset(entry.metric for entry in _entries())


@cache
def parts_of() -> Mapping[str, Sequence[str]]:
    """Return metric → the metrics that add up to it."""
    text = files("index").joinpath("data/parts.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Sequence[str]] = json.loads(text)
    return loaded


@cache
def addends_of() -> Mapping[str, frozenset[str]]:
    """Return metric → every metric that takes part in a sum which is it, however it is divided."""
    text = files("index").joinpath("data/articulations.json").read_text(encoding="utf-8")
    found = {whole: set(parts) for whole, parts in parts_of().items()}
    found["机关运行经费"] = {"公用经费", "商品和服务支出", "资本性支出"}
    for rule in json.loads(text):
        found.setdefault(rule["total"], set()).update(rule["parts"])
    return {whole: frozenset(parts) for whole, parts in found.items()}


def find_term(label: str, measure: str | None = None) -> Term | None:
    """Return the official term that ends a folded label: the longest one, or None.

    `measure` picks among terms that share their words (公务接待 by 批次 or by 人次).
    """
    best: tuple[int, _Entry] | None = None
    for entry in _entries():
        if entry.measures and measure not in entry.measures:
            continue
        match = entry.pattern.search(label)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), entry)
    return Term(best[1].metric, label[: best[0]]) if best else None


def fund_of(text: str) -> str | None:
    """Return the funds that a title or label names, or None."""
    folded = fold(text).replace("非财政拨款", "")
    for fund in ("一般公共预算", "政府性基金", "国有资本经营", "财政拨款"):
        if fund in folded:
            return fund
    return None
