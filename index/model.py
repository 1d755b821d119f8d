"""The words that the modules of `index` and `assistant` speak to each other in."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

ASPECTS = (
    "决算数",
    "上年数",
    "比上年增减额",
    "比上年增减率",
    "占比",
    "年初预算数",
    "全年预算数",
    "预算数",
    "全年执行数",
    "预决算差异率",
    "完成率",
    "执行率",
    "分值",
    "得分",
    "指标值",
    "完成值",
    "数量",
)
FUNDS = ("全部", "财政拨款", "一般公共预算", "政府性基金", "国有资本经营")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed: its value, one unit of its last digit, its measure and its text."""

    value: Decimal
    quantum: Decimal
    measure: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A half-open range of code points in a report's source text."""

    start: int
    end: int
    page: int | None = None

    def opens(self, other: Place) -> bool:
        """Whether another place begins inside this one."""
        return self.start <= other.start < self.end


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level or above."""

    path: tuple[str, ...]
    kind: str
    level: int
    heading: Place
    body: Place

    @property
    def title(self) -> str:
        return self.path[-1]

    @property
    def label(self) -> str:
        return " › ".join(self.path)


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed figure with the key that tells what it is (see docs/architecture.md).

    `place` is the figure with its label; `context` the statement around it that names its metric.
    """

    section: str
    fund: str
    entity: str
    metric: str
    aspect: str
    amount: Amount
    place: Place
    context: Place
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A stated reason, tied to the change that it explains.

    `basis` is `上年` (change on the year before), `预算` (budget against final account), `差异`
    (between two figures), `说明` (of a figure itself) or `自评` (why a performance table lost points,
    given for all of it). `text` is the reason as prose; `place` is
    where it stands in the source, `context` the statement that it belongs to.
    """

    section: str
    fund: str
    entity: str
    metric: str
    basis: str
    text: str
    place: Place
    context: Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """One performance table: `metric` is `整体支出` or `项目:NAME`, `title` the name as printed."""

    metric: str
    title: str
    department: str
    implementer: str
    section: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of a performance table, cells as printed without white space.

    `metric` is the table's; `doubt` tells where cells seem shifted or swapped.
    """

    metric: str
    section: str
    name: str
    level: str
    target: str
    result: str
    weight: str
    score: str
    deviation: str
    doubt: str
    place: Place


@dataclass(frozen=True, slots=True)
class Definition:
    """One entry of 名词解释."""

    section: str
    term: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a report contradicts itself, in the words of the rule that it breaks.

    `severity` is `error` (the numbers cannot all be true), `warning` (needs a person) or `info`
    (rounding, layout, convention); `metric` names what it is about; `stated` and `computed` are the
    printed and the recomputed value with their measures; `places` are all figures that take part.
    """

    rule: str
    severity: str
    section: str
    metric: str
    message: str
    stated: str
    computed: str
    places: tuple[Place, ...]


OUTCOMES = ("holds", "truncated", "fails", "not_evaluable")


@dataclass(frozen=True, slots=True)
class Check:
    """One rule held against one set of figures; `finding` says what is wrong where it fails."""

    rule: str
    outcome: str
    facts: tuple[Fact, ...]
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often a rule was owed in a report, by outcome."""

    rule: str
    holds: int = 0
    truncated: int = 0
    fails: int = 0
    not_evaluable: int = 0

    @property
    def owed(self) -> int:
        return self.holds + self.truncated + self.fails + self.not_evaluable

    @property
    def run(self) -> int:
        return self.owed - self.not_evaluable


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage for retrieval: `header` is unit · year · section, `text` is clean prose or rows."""

    id: str
    section: str
    kind: str
    header: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Report:
    """All that one file gave.

    `id` is derived from the content; `text` is the file decoded as UTF-8, newlines untouched.
    `former` are names that the unit had before, `members` the units whose accounts it includes.
    """

    id: str
    unit: str
    year: int
    file: Path
    sha256: str
    text: str
    former: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    reasons: tuple[Reason, ...] = ()
    definitions: tuple[Definition, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    chunks: tuple[Chunk, ...] = field(default=(), repr=False)

    def quote(self, place: Place) -> str:
        """Return the source text at `place`, line breaks kept."""
        return self.text[place.start : place.end]
