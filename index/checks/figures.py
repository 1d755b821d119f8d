"""The figures of one report, asked by statement, by key and by section; every look-up is indexed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, reduce
from itertools import chain

from index.amounts import MONEY
from index.checks.intervals import of
from index.model import Fact, Reason, Report, Row, Section, Sheet
from index.terms import fund_of

# What a report may call 总计 though it is of the year alone → what it is, and what that is made of.
OF_THE_YEAR = {
    "收入总计": (
        "本年收入",
        ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    ),
    "支出总计": ("本年支出", ("基本支出", "项目支出", "上缴上级支出", "经营支出")),
}
_OWN_FUND = frozenset({"政府性基金", "国有资本经营"})


Scope = Callable[[Fact, Fact], bool]


class Figures:
    """What the rules look at: facts in the order of the source, tables, reasons and sections."""

    def __init__(
        self,
        facts: Iterable[Fact],
        *,
        rows: Sequence[Row] = (),
        sheets: Sequence[Sheet] = (),
        reasons: Sequence[Reason] = (),
        sections: Sequence[Section] = (),
        text: str = "",
        year: int = 0,
    ) -> None:
        self.all = tuple(sorted(facts, key=lambda fact: fact.place.start))
        self.prose = tuple(f for f in self.all if not f.metric.startswith(("项目:", "整体支出/")))
        self.rows, self.sheets, self.reasons = rows, sheets, reasons
        self.sections, self.text, self.year = sections, text, year
        self._statements: dict[tuple[str, int, int], dict[str, Fact]] = {}
        self._named: dict[tuple[str, str], list[Fact]] = {}
        self._in_section: dict[str, list[Fact]] = {}
        self._printed: dict[tuple[str, str], list[Fact]] = {}
        for fact in self.all:
            statement = (fact.metric, fact.context.start, fact.context.end)
            self._statements.setdefault(statement, {}).setdefault(fact.aspect, fact)
            self._named.setdefault((fact.metric, fact.aspect), []).append(fact)
            self._in_section.setdefault(fact.section, []).append(fact)
            self._printed.setdefault((fact.amount.text, fact.amount.measure), []).append(fact)

    @classmethod
    def of_report(cls, report: Report) -> Figures:
        """Return the figures of a report that was read."""
        return cls(
            _of_the_year(report.facts),
            rows=report.rows,
            sheets=report.sheets,
            reasons=report.reasons,
            sections=report.sections,
            text=report.text,
            year=report.year,
        )

    def statements(self) -> Iterator[dict[str, Fact]]:
        """Yield the aspects that one statement gives for one metric."""
        yield from self._statements.values()

    def statement_of(self, fact: Fact) -> Mapping[str, Fact]:
        """Return the aspects stated together with a figure, by name."""
        return self._statements[(fact.metric, fact.context.start, fact.context.end)]

    def named(self, metric: str, aspect: str) -> Sequence[Fact]:
        """Return the facts of a metric and aspect, in the order of the source."""
        return self._named.get((metric, aspect), ())

    def section(self, name: str) -> Sequence[Fact]:
        """Return the facts of a section, in the order of the source."""
        return self._in_section.get(name, ())

    def one(
        self,
        metric: str,
        like: Fact,
        aspect: str,
        scope: Scope = lambda f, like: same_scope(f, like),
    ) -> Fact | None:
        """Return the figure of a metric that has the scope of another fact: the nearest, or None.

        In the other's section the one after it goes before the one in front; elsewhere a figure
        counts only where the report states no other value for it.
        """

        def fits(fact: Fact) -> bool:
            return scope(fact, like) and (like.amount.measure == "%" or same_measure(fact, like))

        named = self.named(metric, aspect)
        at = bisect_left(named, like.place.start, key=lambda fact: fact.place.start)
        nearest = chain(range(at, len(named)), range(at - 1, -1, -1))
        for number in nearest:  # the first one found is the nearest: what follows goes first
            if named[number].section == like.section and fits(named[number]):
                return named[number]
        facts = [fact for fact in named if fits(fact)]
        if facts and all(of(fact.amount).meets(of(facts[0].amount)) for fact in facts):
            return facts[0]
        return None

    def part(self, metric: str, whole: Fact) -> Fact | None:
        """Return the figure of a metric that is a part of another one's funds and entity."""
        return self.one(metric, whole, whole.aspect, belongs)

    def whole(self, metric: str, part: Fact, aspect: str) -> Fact | None:
        """Return the figure of a metric whose funds and entity a part belongs to."""
        return self.one(metric, part, aspect, lambda whole, part: belongs(part, whole))

    def before(self, metric: str, like: Fact, aspect: str) -> Fact | None:
        """Return the last figure of a metric in front of another one of its section and scope."""
        found = None
        for fact in self.named(metric, aspect):
            if fact.place.start >= like.place.start:
                break
            if fact.section == like.section and same_scope(fact, like):
                found = fact
        return found

    def next_other(self, like: Fact) -> int:
        """Return where the figures of another metric begin behind the statement of a fact."""
        at = bisect_left(self.all, like.context.end, key=lambda fact: fact.place.start)
        behind = (fact for fact in self.all[at:] if fact.metric != like.metric)
        return next((fact.place.start for fact in behind), len(self.text))

    def same_number(self, like: Fact, measure: str) -> Fact | None:
        """Return a fact that prints the number of another one in another measure, or None."""
        return next(iter(self._printed.get((like.amount.text, measure), ())), None)

    @cached_property
    def by_label(self) -> Mapping[str, Section]:
        """Section label → the first section that bears it."""
        found: dict[str, Section] = {}
        for section in self.sections:
            found.setdefault(section.label, section)
        return found


def _of_the_year(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Return the facts with 收入总计 and 支出总计 named as what they are where both are of the year.

    They are where each adds up from its sources, or its kinds, beside it, and the two differ.
    """
    made = {
        total: {
            whole.amount.value for whole in _named(facts, total) if _is_made_of(facts, whole, parts)
        }
        for total, (_, parts) in OF_THE_YEAR.items()
    }
    income, spending = made.values()
    if not income or not spending or income & spending:
        return facts
    told = {(w.section, t) for t in made for w in _named(facts, t) if w.amount.value in made[t]}
    return [
        replace(fact, metric=OF_THE_YEAR[fact.metric][0])
        if (fact.section, fact.metric) in told
        else fact
        for fact in facts
    ]


def _named(facts: Sequence[Fact], metric: str) -> Iterator[Fact]:
    return (f for f in facts if (f.metric, f.aspect, f.fund) == (metric, "决算数", "全部"))


def _is_made_of(facts: Sequence[Fact], whole: Fact, names: Sequence[str]) -> bool:
    """Whether the parts told beside a figure, two of them at least, add up to it."""
    parts = {
        f.metric: of(f.amount)
        for f in facts
        if f.metric in names
        and f.amount.value
        and (f.section, f.aspect, f.fund) == (whole.section, whole.aspect, whole.fund)
    }
    spans = list(parts.values())
    return len(spans) > 1 and reduce(lambda a, b: a + b, spans).meets(of(whole.amount))


def same_measure(left: Fact, right: Fact) -> bool:
    """Whether two figures may be added: one measure, or both money."""
    measures = {left.amount.measure, right.amount.measure}
    return len(measures) == 1 or measures <= MONEY.keys()


def belongs(part: Fact, whole: Fact) -> bool:
    """Whether a figure may be a part of another: one entity, its funds or a named share of them."""
    if part.entity != whole.entity:
        return False
    if part.fund == whole.fund:
        return True
    own = fund_of(part.metric)  # a part whose name tells its funds may be told among all of them
    return own is not None and whole.fund in ("全部", "财政拨款")


def same_scope(left: Fact, right: Fact) -> bool:
    """Whether two figures may be held against each other: one entity, no fund of their own."""
    if left.entity != right.entity:
        return False
    if left.fund == right.fund:
        return True
    if _OWN_FUND & {left.fund, right.fund} - {fund_of(left.metric), fund_of(right.metric)}:
        return False
    return fund_of(left.metric) == left.fund or fund_of(right.metric) == right.fund
