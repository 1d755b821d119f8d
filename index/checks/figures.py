"""The figures of one report, asked by statement and by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from index.model import Fact

Key = tuple[str, str, str]


class Figures:
    """Facts grouped by statement (one context, one metric) and by (metric, fund, entity)."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.all = tuple(facts)
        self._by_key: dict[Key, list[Fact]] = {}
        self._statements: dict[tuple[str, int, int], dict[str, Fact]] = {}
        for fact in self.all:
            self._by_key.setdefault((fact.metric, fact.fund, fact.entity), []).append(fact)
            statement = (fact.metric, fact.context.start, fact.context.end)
            self._statements.setdefault(statement, {}).setdefault(fact.aspect, fact)

    def statements(self) -> Iterator[dict[str, Fact]]:
        """Yield the aspects that one statement gives for one metric."""
        yield from self._statements.values()

    def one(self, metric: str, like: Fact, aspect: str) -> Fact | None:
        """Return the fact of a metric with the scope of another fact, or None."""
        for fact in self._by_key.get((metric, like.fund, like.entity), ()):
            if fact.aspect == aspect:
                return fact
        return None

    def near(self, metric: str, whole: Fact, aspect: str) -> Fact | None:
        """Return the fact of a metric that stands in the section of another fact, or None."""
        for fact in self.all:
            if fact.metric == metric and fact.aspect == aspect and fact.section == whole.section:
                return fact
        return None

    def same_number(self, like: Fact, measure: str) -> Fact | None:
        """Return a fact that prints the number of another one in another measure, or None."""
        for fact in self.all:
            if fact.amount.text == like.amount.text and fact.amount.measure == measure:
                return fact
        return None

    def beside(self, whole: Fact) -> list[Fact]:
        """Return the final-account figures of a section that are not smaller than one of them."""
        return [
            f
            for f in self.all
            if f.section == whole.section and f.aspect == "决算数" and f != whole
        ]
