"""Evidence: the ledger first, then passages (BM25 and dense, fused)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.lexicon import OTHER_FUNDS
from assistant.sentences import Sentences
from assistant.stated import Statements, places_of
from assistant.tallies import Tallies
from assistant.vocabulary import Vocabulary, item_name
from index.errors import IndexMismatchError
from index.home import VECTORS
from index.items import code_of_class
from index.model import Chunk, Definition, Fact, Finding, Place, Reason, Row, Sheet
from index.normalise import fold
from index.store import Ledger, ReportInfo
from index.terms import metrics as official_terms
from index.terms import parts_of

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.vectors import VectorStore

Reranker = Callable[[str, Sequence[str]], list[float]]
_Made = TypeVar("_Made")
_FUND_ORDER = ("全部", "财政拨款", "一般公共预算", "政府性基金", "国有资本经营")
# Reciprocal rank fusion; BM25 on characters and bigrams is the stronger of the two on reports
# that the dense model was not made from (see evals/), so it weighs more.
_RRF = 60
_LONGEST_LIST = 300  # characters from a figure to the last of its parts
_FISCAL = ("“三公”经费",)  # appropriations alone pay for it, in whatever section it is told
_LIST = re.compile(r"其中|包括|分别")
_CLASS, _ALL_UNITS = "(类)", "汇总"
_AMOUNTS = ("决算数", "年初预算数", "全年预算数", "预算数")
_SPARSE_WEIGHT, _DENSE_WEIGHT = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved chunk with the report that it stands in and its fused score."""

    report: ReportInfo
    chunk: Chunk
    score: float


# What the section on a fund calls plainly 本年支出: (fund, metrics) by the whole name.
_OF_FUNDS = (
    {
        f"{fund}预算财政拨款{side}": (fund, own)
        for fund in ("政府性基金", "国有资本经营")
        for side, own in (
            ("收入", ("本年收入",)),
            ("支出", ("本年支出",)),
            ("年初结转和结余", ("年初结转和结余", "年初结转", "年初结余")),
            ("年末结转和结余", ("年末结转和结余", "年末结转", "年末结余")),
        )
    }
    | {
        f"一般公共预算财政拨款{at}结转和结余": (
            "一般公共预算",
            (f"{at}结转和结余", f"{at}财政拨款结转和结余", f"{at}结转"),
        )
        for at in ("年初", "年末")
    }
    | {
        f"{at}财政拨款结转和结余": ("财政拨款", (f"{at}结转", f"{at}结转和结余", f"{at}结余"))
        for at in ("年初", "年末")
    }
)


def once(make: Callable[[Evidence, ReportInfo], _Made]) -> Callable[[Evidence, ReportInfo], _Made]:
    """Keep with the evidence what is made of a report: it is made when it is first asked for."""

    @wraps(make)
    def kept(evidence: Evidence, info: ReportInfo) -> _Made:
        key = (info.id, make)
        if key not in evidence.made:
            evidence.made[key] = make(evidence, info)
        made: _Made = evidence.made[key]
        return made

    return kept


class Evidence:
    """What one open generation of the index knows, asked by report and metric."""

    def __init__(
        self,
        ledger: Ledger,
        directory: Path,
        load_embedder: Callable[[], Embedder],
        load_reranker: Callable[[], Reranker] | None = None,
    ) -> None:
        """The loaders are called only when passages are searched; a reranker is optional."""
        self.ledger = ledger
        self.tables = tuple(ledger.sheets())
        self.sheets = (*self.tables, *_told_of(ledger, self.tables))
        self.reports = tuple(ledger.reports())
        self._directory = directory
        self._load_embedder = load_embedder
        self._load_reranker = load_reranker
        self.made: dict[tuple[str, object], Any] = {}

    # -- the ledger ---------------------------------------------------------------------------

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that these reports can answer to."""
        stated = [metric for _, metric in self.ledger.metrics()]
        ids = [info.id for info in self.reports]
        own = sorted({metric for _, metrics in _OF_FUNDS.values() for metric in metrics})
        told = {(fact.fund, fact.metric) for _, fact in self.ledger.facts(ids, own)}
        of_fund = [
            name
            for name, (fund, metrics) in _OF_FUNDS.items()
            if any((fund, metric) in told for metric in metrics)
        ]
        return Vocabulary([*stated, *of_fund], self.ledger.codes())

    @cached_property
    def known_units(self) -> tuple[ReportInfo, ...]:
        """The reports with the units that their performance tables name among the members.

        The department of a table that the unit itself carried out is set over it.
        """
        makers: dict[str, list[str]] = {}
        for report, sheet in self.sheets:
            own = sheet.implementer and fold(sheet.implementer) in fold(self.by_id[report].unit)
            named = (sheet.implementer, "" if own else sheet.department)
            makers.setdefault(report, []).extend(filter(None, named))
        return tuple(
            replace(info, members=tuple(dict.fromkeys([*info.members, *makers.get(info.id, ())])))
            for info in self.reports
        )

    @cached_property
    def by_id(self) -> Mapping[str, ReportInfo]:
        """The reports by id."""
        return {info.id: info for info in self.reports}

    @cached_property
    def projects(self) -> tuple[tuple[str, str], ...]:
        """All (report id, project name) pairs."""
        return tuple((report, s.title) for report, s in self.sheets if s.metric.startswith("项目:"))

    @cached_property
    def rows(self) -> tuple[tuple[str, Row], ...]:
        """All indicator rows as (report id, row)."""
        return tuple(self.ledger.rows())

    @cached_property
    def rows_of(self) -> Mapping[str, Sequence[Row]]:
        """The indicator rows of each report in their order; none for a report without any."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for report, row in self.rows:
            rows[report].append(row)
        return rows

    @cached_property
    def definitions(self) -> tuple[tuple[str, Definition], ...]:
        return tuple(self.ledger.definitions())

    def facts(self, info: ReportInfo, metric: str) -> list[Fact]:
        """Return a metric's facts in one report: whole-report figures of the widest funds first."""
        by_metric = self._by_metric(info)
        return by_metric.get(metric) or self._by_fund(by_metric, metric)

    @once
    def _by_metric(self, info: ReportInfo) -> dict[str, list[Fact]]:
        by_metric: dict[str, list[Fact]] = {}
        for _, fact in self.ledger.facts([info.id]):
            by_metric.setdefault(fact.metric, []).append(fact)
        for facts in by_metric.values():
            facts.sort(key=_scope_order)
        return by_metric

    @staticmethod
    def _by_fund(by_metric: dict[str, list[Fact]], metric: str) -> list[Fact]:
        """政府性基金预算财政拨款支出 is what the section on that fund calls 本年支出."""
        fund, own = _OF_FUNDS.get(metric, ("", ()))
        return [f for name in own for f in by_metric.get(name, ()) if f.fund == fund]

    def metrics(self, info: ReportInfo) -> list[str]:
        """Return the metrics that a report states."""
        return list(self._by_metric(info))

    def all_facts(self, info: ReportInfo) -> list[Fact]:
        """Return every figure of a report, metric by metric."""
        return [fact for metric in self.metrics(info) for fact in self.facts(info, metric)]

    def by_unit(self, info: ReportInfo, metric: str, *aspects: str) -> list[Fact]:
        """Return the first figure of a metric with one of these aspects for each unit in the accounts."""
        own: dict[str, Fact] = {}
        for fact in self.facts(info, metric):
            if fact.entity != _ALL_UNITS and fact.aspect in aspects:
                own.setdefault(fact.entity, fact)
        return list(own.values())

    def one(self, info: ReportInfo, metric: str, *aspects: str) -> Fact | None:
        """Return the first fact of a metric with one of these aspects, or None.

        Where a report states the metric of all its units, what it tells of one of them is none.
        """
        stated = self.facts(info, metric)
        stated = [fact for fact in stated if fact.entity == _ALL_UNITS] or stated
        for aspect in aspects:
            for fact in stated:
                if fact.aspect == aspect:
                    return fact
        return None

    @once
    def all_reasons(self, info: ReportInfo) -> list[Reason]:
        """Return the stated reasons of a report, in the order of the source."""
        return [reason for _, reason in self.ledger.reasons([info.id])]

    def reasons(self, info: ReportInfo, metric: str, basis: str | None = None) -> list[Reason]:
        """Return the stated reasons for a metric, of one basis or of all."""
        stated = self.all_reasons(info)
        found = [r for r in stated if r.metric == metric and not self.is_of_part(info, metric, r)]
        if not found and metric in _OF_FUNDS:
            fund, own = _OF_FUNDS[metric]
            found = [r for r in stated if r.fund == fund and r.metric in own]
        return [r for r in found if basis is None or r.basis == basis]

    def is_of_part(self, info: ReportInfo, metric: str, stated: Fact | Reason) -> bool:
        """Whether what is stated of a metric is of a small fund alone: 本年支出 of 政府性基金."""
        if stated.fund not in OTHER_FUNDS or stated.fund in metric:
            return False
        return any(f.fund not in OTHER_FUNDS for f in self.facts(info, metric))

    def gaps(self, info: ReportInfo, metrics: Sequence[str]) -> list[Reason]:
        """Return the stated reasons why two figures of a report differ, where one is in `metrics`."""
        found = [r for r in self.all_reasons(info) if r.basis == "差异"]
        texts = {r.text for r in found if r.metric in metrics}
        return [r for r in found if r.text in texts]

    def near(self, info: ReportInfo, metric: str, like: Fact) -> Fact | None:
        """Return a metric's value as stated in the section of another fact, or None."""
        for fact in self.facts(info, metric):
            if fact.section == like.section and fact.aspect == like.aspect:
                return fact
        return None

    @once
    def findings(self, info: ReportInfo) -> list[Finding]:
        """Return where a report contradicts itself."""
        return [f for _, f in self.ledger.findings([info.id])]

    def at(self, info: ReportInfo, finding: Finding) -> list[Fact]:
        """Return the figures that a finding names, in its order; empty where one is no fact."""
        by_place = self._by_place(info)
        own = {f.place: f for f in self.facts(info, finding.metric)}
        found = [own.get(place) or by_place.get(place) for place in finding.places]
        return [fact for fact in found if fact is not None] if all(found) else []

    @once
    def _by_place(self, info: ReportInfo) -> dict[Place, Fact]:
        known = self._by_metric(info).values()
        return {f.place: f for facts in known for f in reversed(facts)}

    def parts(self, info: ReportInfo, metric: str) -> list[str]:
        """Return the metrics stated in a report that make up another one."""
        if metric == "一般公共预算财政拨款支出":
            classes = [
                m
                for m in self.metrics(info)
                if m.endswith("(类)") and m.count("(") == 1
                if any(fact.fund != "全部" for fact in self.facts(info, m))
            ]
            return classes or self.items(info)
        if metric in ("政府性基金预算财政拨款支出", "国有资本经营预算财政拨款支出"):
            return self.items(info, metric.partition("预算")[0])
        if metric.endswith("(类)"):
            return self.within(info, metric)
        known = [
            stated
            for part in parts_of().get(metric, ())
            for stated in ([part] if self.facts(info, part) else self._inner(info, metric, part))
        ]
        return known or self._listed_parts(info, metric)

    def _inner(self, info: ReportInfo, whole: str, part: str) -> list[str]:
        """Return what makes up a part that is not stated itself, of the same fund as the whole."""
        funds = {fact.fund for fact in self.facts(info, whole)}
        if whole in _FISCAL:
            funds.add("全部")
        return [
            inner
            for inner in parts_of().get(part, ())
            if any(f.fund in funds and f.aspect == "决算数" for f in self.facts(info, inner))
        ]

    def _listed_parts(self, info: ReportInfo, metric: str) -> list[str]:
        """Return the metrics that the text gives right behind a figure and that add up to it."""
        text = self.ledger.text(info.id)
        for whole in self.facts(info, metric):
            if whole.aspect not in ("决算数", "全年执行数"):
                continue
            behind = [
                fact
                for name in self.metrics(info)
                for fact in self.facts(info, name)
                if 0 < fact.place.start - whole.place.end < _LONGEST_LIST
                and (fact.section, fact.entity) == (whole.section, whole.entity)
                and (fact.aspect, fact.amount.measure) == ("决算数", whole.amount.measure)
            ]
            behind.sort(key=lambda fact: fact.place.start)
            if not behind or not _LIST.search(text, whole.place.end, behind[0].place.end):
                continue
            total = whole.amount.value
            for count, fact in enumerate(behind, 1):
                total -= fact.amount.value
                names = [f.metric for f in behind[:count]]
                told = sum(f.amount.value != 0 for f in behind[:count])
                if total == 0 and told > 1 and len({metric, *names}) == count + 1:
                    return names
        return []

    def all_items(self, info: ReportInfo) -> list[str]:
        """Return the functional items (项) of every fund."""
        return [m for m in self.metrics(info) if m.endswith("(项)")]

    def items(self, info: ReportInfo, fund: str = "一般公共预算") -> list[str]:
        """Return the functional items (项) of a fund, or of all appropriations where only those are told."""
        items = self.all_items(info)
        funds = {m: {fact.fund for fact in self.facts(info, m)} for m in items}
        own = [m for m in items if fund in funds[m]]
        if not own and fund == "一般公共预算":
            own = [m for m in items if "财政拨款" in funds[m]]
        return own

    def within(self, info: ReportInfo, whole: str) -> list[str]:
        """Return the items of a class or section: those of its name, or printed between it and the next."""
        items = self.items(info)
        bare = whole.removesuffix(_CLASS).removesuffix("支出")
        heads = (whole, f"{bare}{_CLASS}", f"{bare}支出{_CLASS}")
        own = [m for m in items if m.startswith(heads) or f"){whole}" in m]
        if own or not whole.endswith(_CLASS):
            return own
        inside, found = "", []
        for name, section in self._levels(info):
            if name.endswith(_CLASS):
                inside = section if name == whole else ""
            elif inside == section:
                found.append(name)
        return list(dict.fromkeys(found)) or self._coded(info, items, f"{bare}支出")

    def _coded(self, info: ReportInfo, items: Sequence[str], name: str) -> list[str]:
        """Return the items whose codes begin with that of a class."""
        code = code_of_class().get(name, "-")
        return [
            m for m in items if any((f.code or "").startswith(code) for f in self.facts(info, m))
        ]

    @once
    def _levels(self, info: ReportInfo) -> list[tuple[str, str]]:
        """Return the classes and items of a report with their sections, in the order of its text."""
        stated = [m for m in self.metrics(info) if m.endswith(_CLASS)]
        facts = (f for m in (*stated, *self.items(info)) for f in self.facts(info, m))
        told = [(f.place.start, f.metric, f.section) for f in facts if f.aspect in _AMOUNTS]
        return [(name, section) for _, name, section in sorted(told)]

    @once
    def sentences(self, info: ReportInfo) -> Sentences:
        """Return the sentences of a report, to be found by words."""
        return Sentences(self.ledger, info.id)

    # -- passages -----------------------------------------------------------------------------

    @once
    def tallies(self, info: ReportInfo) -> Tallies:
        """Return the amounts that a report tells in words alone, without those of official terms."""
        facts = [f for stated in self._by_metric(info).values() for f in stated]
        known = [(fact.place.start, fact.amount.text) for fact in facts if _is_official(fact)]
        rows = {row.place for row in self.rows_of.get(info.id, ())}
        return Tallies(self.sentences(info), rows, known)

    @once
    def amounts(self, info: ReportInfo) -> Tallies:
        """Return all amounts that a report tells in words, those of official terms too."""
        return Tallies(self.sentences(info))

    @once
    def statements(self, info: ReportInfo) -> Statements:
        """Return all numbers of a report with the words that they stand among."""
        places = places_of(self.sentences(info).all, self.rows_of.get(info.id, ()))
        return Statements(self.amounts(info), tuple(places))

    @cached_property
    def _embedder(self) -> Embedder:
        embedder = self._load_embedder()
        if embedder.identity != self.ledger.meta.get("embedding"):
            raise IndexMismatchError(
                f"索引由嵌入模型 {self.ledger.meta.get('embedding')} 建立，现在的模型是 {embedder.identity}。"
                "请重新运行 juesuan index。"
            )
        return embedder

    @cached_property
    def _vectors(self) -> VectorStore:
        from index.vectors import VectorStore

        return VectorStore(self._directory / VECTORS)

    def search(self, text: str, limit: int, reports: Sequence[ReportInfo]) -> list[Passage]:
        """Return the passages nearest to a text in these reports, best first."""
        ids = None if len(reports) == len(self.reports) else [r.id for r in reports]
        depth = max(limit * 4, 20)
        sparse = self.ledger.search(text, depth, ids)
        dense = self._vectors.search(self._embedder.encode([text])[0], depth, ids)
        scores: dict[str, float] = {}
        for weight, ranking in ((_SPARSE_WEIGHT, sparse), (_DENSE_WEIGHT, dense)):
            for rank, (key, _) in enumerate(ranking):
                scores[key] = scores.get(key, 0.0) + weight / (_RRF + rank)
        best = sorted(scores, key=lambda key: scores[key], reverse=True)
        if self._load_reranker is not None:
            best = self._reranked(text, best[:depth], scores)
        best = best[:limit]
        chunks = self.ledger.chunks(best)
        return [
            Passage(self.by_id[chunks[key][0]], chunks[key][1], scores[key])
            for key in best
            if key in chunks
        ]

    def _reranked(self, text: str, keys: Sequence[str], scores: dict[str, float]) -> list[str]:
        """Return passages in the order of the cross-encoder, whose scores take the fused ones' place."""
        chunks = self.ledger.chunks(keys)
        known = [key for key in keys if key in chunks]
        texts = [f"{chunks[key][1].header}\n{chunks[key][1].text}" for key in known]
        scores.update(zip(known, self._reranker(text, texts), strict=True))
        return sorted(known, key=lambda key: scores[key], reverse=True)

    @cached_property
    def _reranker(self) -> Reranker:
        assert self._load_reranker is not None
        return self._load_reranker()

    def alike(self, said: Sequence[str], names: Sequence[str]) -> list[list[float]]:
        """Return how near each text is to each name by the embedding: cosines, a row for a text."""
        near = self._embedder.encode(said) @ self._embedder.encode(names).T
        return [row.tolist() for row in near]

    def close(self) -> None:
        """Release the index's files."""
        self.ledger.close()
        if "_vectors" in self.__dict__:
            self._vectors.close()


def _told_of(ledger: Ledger, tables: Sequence[tuple[str, Sheet]]) -> Iterator[tuple[str, Sheet]]:
    """Yield what stands in for a table where the text alone tells a project's score or spending."""
    known = {(report, sheet.metric) for report, sheet in tables}
    metrics = ledger.metrics()
    items = {(report, f"项目:{item_name(m)}") for report, m in metrics if m.endswith("(项)")}
    missing = dict.fromkeys(
        metric
        for report, metric in metrics
        if metric.startswith(("项目:", "整体支出"))
        and "/" not in metric
        and (report, metric) not in known
    )
    told = list(ledger.facts(metrics=list(missing))) if missing else []
    for aspect, opening in (("得分", ""), ("全年执行数", "项目:")):
        for report, fact in told:
            key = (report, fact.metric)
            if opening and key in items:
                continue  # what an item is called names the item
            if fact.aspect == aspect and fact.metric.startswith(opening) and key not in known:
                known.add(key)
                title = fact.metric.removeprefix("项目:")
                yield report, Sheet(fact.metric, title, "", "", fact.section, fact.context)


def _scope_order(fact: Fact) -> tuple[int, bool, int]:
    entity = 0 if fact.entity == _ALL_UNITS else 1
    # 公用经费 beside 机关运行经费 is that of the institutions among the units, not of all.
    part = "机关运行" in fact.section and fact.metric != "机关运行经费"
    fund = _FUND_ORDER.index(fact.fund) if fact.fund in _FUND_ORDER else len(_FUND_ORDER)
    return entity, part, fund


def _is_official(fact: Fact) -> bool:
    """Whether a figure is of an official term or an item, or is no amount of its own."""
    if fact.aspect not in ("决算数", "数量") or "/指标:" in fact.metric:
        return "/指标:" not in fact.metric
    return fact.metric in official_terms() or fact.metric.endswith(("(类)", "(款)", "(项)"))
