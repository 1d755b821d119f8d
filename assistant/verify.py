"""Numbers in text → verdicts: each number with a measure is held against the ledger.

The text is read afresh (`assistant.claims`): nothing is believed because a writer says it, be it a
template, a language model or a person. A number is `supported` where a figure of the ledger prints
it inside the cited place and agrees with the words about it: unit, year, metric, aspect, direction,
scope; or where it stands in words quoted from that place. It is `derived` where its formula holds
over such figures; `contradicted` where the ledger or the cited place states another figure for what
the words name; else `unfounded`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from assistant.calculate import holds
from assistant.claims import (
    BUDGETS,
    CHANGES,
    OWN_FUNDS,
    SHEET,
    VALUE,
    Claim,
    Names,
    Reader,
    unit_spans,
)
from assistant.compose.draft import Derivation, Reference
from assistant.model import Citation, Figure
from assistant.numbers import Number
from assistant.understand.years import find_years
from index.amounts import COUNTS, MONEY, NUMBER, parse_number, quantities
from index.model import Amount, Fact
from index.normalise import compact, fold, without_page_lines
from index.store import ReportInfo
from index.terms import addends_of, find_term

__all__ = ["Judgement", "Number", "examine", "verify"]

_TELLING_QUOTE = re.compile(r"(?:[\u4e00-\u9fff][^\u4e00-\u9fff]*){6}")  # 165万元 tells too little
_PEOPLE = "人"
# Of measures, and of the months and days of a year.
_SCALES = tuple(map(Decimal, (12, 100, 365, 366, 10_000, 100_000_000)))
_NO_NAMES = 16  # signs: a longer quotation may name what is no matter of the sentence after it
_TELLING = 10  # so many signs before a number, printed alike in the cited place, are its words


class Known(Protocol):
    """What is asked of the evidence: its reports and their facts by metric."""

    @property
    def reports(self) -> Sequence[ReportInfo]: ...

    def metrics(self, info: ReportInfo) -> Sequence[str]: ...

    def facts(self, info: ReportInfo, metric: str) -> Sequence[Fact]: ...


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one number of a free text.

    `fact` is the figure that supports it; `expected` the one that the ledger has for what the words
    name, where it is contradicted; `report` the id of the report that either stands in.
    """

    text: str
    start: int
    outcome: str
    fact: Fact | None = None
    expected: Fact | None = None
    report: str | None = None


def verify(
    text: str,
    citations: Sequence[Citation],
    references: Sequence[Reference],
    derivations: Sequence[Derivation],
    facts: Mapping[str, Sequence[Fact]],
    quotes: Sequence[str] = (),
    reports: Sequence[ReportInfo] = (),
) -> list[Figure]:
    """Return one figure for each number with a measure in `text`, in order.

    `references` and `derivations` are what the writer says that it used, in the order of the text:
    references narrow what a number may be and prove nothing. `quotes` are the words that it took
    from cited places; `facts` the ledger's facts by report; `reports` what is indexed, by which
    units are known by their short names too.
    """
    return _Judge(text, citations, references, derivations, facts, quotes, reports).figures()


def examine(text: str, evidence: Known) -> list[Judgement]:
    """Return one judgement for each number with a measure in a text without marks or references."""
    shelves = {
        info.id: _shelf(
            info.id, [f for m in evidence.metrics(info) for f in evidence.facts(info, m)]
        )
        for info in evidence.reports
    }
    folded = fold(text)
    spans = unit_spans(folded, [info.unit for info in evidence.reports], evidence.reports)
    reader = Reader(text, _names(tuple(shelves.values())), spans, (), _entities(shelves.values()))
    claims = _of_counts(reader.claims(), folded)
    return [
        _examined(_with_year(claim, folded, evidence.reports), evidence.reports, shelves)
        for claim in claims
    ]


def _of_counts(claims: Sequence[Claim], folded: str) -> list[Claim]:
    """Return claims where a count is of what is counted: 公务接待费0.20万元，3批次，18人次."""
    found: list[Claim] = []
    end, before = 0, ""
    for claim in claims:
        number = claim.number
        words = re.split(r"[,:;。、\n]", folded[end : number.start])[-1].strip()
        if number.amount.measure in COUNTS:
            named = _counted(words, before, number.amount.measure)
            claim = replace(claim, metrics=(frozenset({named}),)) if named else claim
        end = number.start + len(number.text)
        before = before if _GOES_ON.fullmatch(words) else words
        found.append(claim)
    return found


# 公务接待费…，3批次: the words before a number, without what that one alone was.
_KIND = re.compile(r"(?:团组数?|批次数?|人次数?|购置数?|费用?|经费|支出)(?:为|是|共)?$")
_GOES_ON = re.compile(r"(?:累计|共计?|合计|接待|计|及|和|、|\s)*")


def _counted(words: str, before: str, measure: str) -> str:
    """Return the official term for what some words, or those before them, count in a measure."""
    stem = _KIND.sub("", before)
    tries = [words, stem + words] if words else []
    tries += [stem] if _GOES_ON.fullmatch(words) else []
    found = (find_term(label, measure) for label in tries if label)
    return next((term.metric for term in found if term), "")


def _with_year(claim: Claim, folded: str, reports: Sequence[ReportInfo]) -> Claim:
    """Return a claim with the year that its sentence names in other forms (二〇二三年)."""
    if claim.year is not None:
        return claim
    start = 1 + max(folded.rfind(c, 0, claim.number.start) for c in "。;\n")
    found = find_years(folded[start : claim.number.start], [info.year for info in reports])
    # 上年 is what a figure is compared with
    told = found.relative is None and len(found.years) == 1
    return replace(claim, year=found.years[0]) if told else claim


def _examined(
    claim: Claim, reports: Sequence[ReportInfo], shelves: Mapping[str, _Shelf]
) -> Judgement:
    number = claim.number
    about = [info for info in reports if claim.units is None or info.unit in claim.units]
    fitting = [
        info for info in about if claim.year is None or claim.year in (info.year, info.year - 1)
    ]
    fitting.sort(key=lambda info: info.year != claim.year)
    if claim.metrics is None or () in map(tuple, claim.metrics):
        return Judgement(number.text, number.start, "unfounded")
    for info in fitting:
        for fact in shelves[info.id].equal(number.amount):
            if _agrees(claim, fact, info.unit, info.year, shelves[info.id]):
                return Judgement(number.text, number.start, "supported", fact, None, info.id)
    for info in fitting:
        stated = _expected(claim, shelves[info.id], info.unit, info.year)
        if stated is not None:
            known = len({i.unit for i in fitting}) == 1 or len(fitting) == 1
            return Judgement(
                number.text,
                number.start,
                "contradicted",
                None,
                stated if known else None,
                info.id if known else None,
            )
    return Judgement(number.text, number.start, "unfounded")


# -- the ledger, ready to be asked ------------------------------------------------------------


class _Shelf:
    """One report's facts by what they print and by metric."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = frozenset(facts)
        self.metrics: dict[str, list[Fact]] = {}
        self.entities = frozenset(fact.entity for fact in facts)
        self._printed: dict[tuple[str, str], list[Fact]] = {}
        self._valued: dict[tuple[Decimal, str], list[Fact]] = {}
        for fact in facts:
            self.metrics.setdefault(fact.metric, []).append(fact)
            self._printed.setdefault(_printed(fact.amount), []).append(fact)
            self._valued.setdefault(_valued(fact.amount), []).append(fact)

    def says(self, amount: Amount) -> Sequence[Fact]:
        """Return the facts that print an amount, or that are it exactly in another money measure."""
        alike = self._printed.get(_printed(amount), [])
        if amount.measure not in MONEY:
            return alike
        other = self._valued.get(_valued(amount), ())
        return [*alike, *(f for f in other if f.amount.measure != amount.measure)]

    def equal(self, amount: Amount) -> Sequence[Fact]:
        """Return the facts whose value is an amount's, however many digits either prints."""
        return self._valued.get(_valued(amount), ())


def _printed(amount: Amount) -> tuple[str, str]:
    return amount.text.lstrip("+-").replace(",", ""), amount.measure


def _valued(amount: Amount) -> tuple[Decimal, str]:
    value = abs(amount.value)
    if amount.measure in MONEY:
        return value * MONEY[amount.measure], "元"
    return value, amount.measure


_shelves: dict[tuple[str, int, int, int], _Shelf] = {}
_MOST_SHELVES = 512


def _shelf(report: str, facts: Sequence[Fact]) -> _Shelf:
    """Return a report's shelf, made once: facts that a shelf holds keep their identity."""
    key = (report, len(facts), id(facts[0]) if facts else 0, id(facts[-1]) if facts else 0)
    known = _shelves.get(key)
    if known is None:
        if len(_shelves) >= _MOST_SHELVES:
            _shelves.clear()
        known = _shelves[key] = _Shelf(facts)
    return known


@lru_cache(maxsize=64)
def _names(shelves: tuple[_Shelf, ...]) -> Names:
    return Names(metric for shelf in shelves for metric in shelf.metrics)


def _entities(shelves: Iterable[_Shelf]) -> list[str]:
    found = {entity for shelf in shelves for entity in shelf.entities}
    return ["本级", *sorted(found - {"本级"}, key=len, reverse=True)]


# -- does a fact agree with the words ---------------------------------------------------------


def _agrees(claim: Claim, fact: Fact, unit: str, year: int, shelf: _Shelf) -> bool:
    """Whether a fact of a report is what the words about a number say that it is."""
    return (
        not claim.computed
        and _is_about(claim, fact, unit, year)
        and _is_named(claim, fact, shelf)
        and _has_aspect(claim, fact)
        and _goes_with(claim, fact.amount.value)
        and _in_scope(claim, fact, shelf)
    )


def _is_about(claim: Claim, fact: Fact, unit: str, year: int) -> bool:
    if claim.units is not None and unit not in claim.units:
        return False
    last = claim.year == year - 1 and fact.aspect == "上年数"
    return claim.year is None or claim.year == year or last


def _is_named(claim: Claim, fact: Fact, shelf: _Shelf) -> bool:
    """Whether the metric is the one named; of a list, every one must state the same amount."""
    if claim.metrics is None:
        return True
    if not any(_is_metric(fact, names) for names in claim.metrics):
        return False
    return all(
        any(
            _is_metric(other, names)
            and _has_aspect(claim, other)
            and _valued(other.amount) == _valued(fact.amount)
            for metric in (*names, *_LIKE, *_LEFT_OF_FUND, *_SHORTLY)
            for other in shelf.metrics.get(metric, ())
        )
        for names in claim.metrics
    )


# 政府性基金预算财政拨款支出 is what the section on that fund calls 本年支出.
_LIKE = ("本年收入", "本年支出")
# 一般公共预算财政拨款年末结转和结余 is what its section calls 年末财政拨款结转和结余.
_LEFT_OF_FUND = ("年初财政拨款结转和结余", "年末财政拨款结转和结余")
# … and of another fund plainly 年末结转.
_SHORTLY = ("年初结转", "年末结转", "年初结余", "年末结余")


def _is_metric(fact: Fact, names: frozenset[str]) -> bool:
    if fact.metric in names:
        return True
    if fact.metric in _LIKE and fact.fund in OWN_FUNDS:
        return f"{fact.fund}预算财政拨款{fact.metric.removeprefix('本年')}" in names
    if fact.metric in _SHORTLY and fact.fund in OWN_FUNDS:
        return f"{fact.metric[:2]}结转和结余" in names
    if fact.metric in _SHORTLY and fact.fund == "财政拨款":
        return f"{fact.metric[:2]}财政拨款结转和结余" in names
    if fact.metric in _LEFT_OF_FUND and fact.fund == "一般公共预算":
        return fact.metric.replace("财政拨款", "") in names
    return False


def _has_aspect(claim: Claim, fact: Fact) -> bool:
    if claim.aspects is None or claim.aspects == VALUE:
        if fact.metric.startswith(SHEET) and fact.aspect == "全年执行数":
            return True
        own = fact.metric.endswith(("预算", "预算金额")) and fact.aspect in BUDGETS
        return fact.aspect in VALUE or (own and claim.aspects is None)
    if claim.aspects == CHANGES:
        return fact.aspect in CHANGES
    return fact.aspect in claim.aspects


def _goes_with(claim: Claim, value: Decimal) -> bool:
    """Whether a value has the direction that the verb says, or the sign printed without one."""
    if claim.sign is not None:
        return value == 0 if claim.sign == 0 else value * claim.sign >= 0
    printed = claim.number.amount.value
    if claim.aspects is not None and claim.aspects & CHANGES and printed >= 0:
        return True
    return value * printed >= 0


def _in_scope(claim: Claim, fact: Fact, shelf: _Shelf) -> bool:
    """Whether the funds and the part of the unit are those said; unsaid, the widest stated."""
    if claim.fund and fact.fund != claim.fund and claim.fund not in fact.metric:
        return False
    if claim.entity and fact.entity not in (claim.entity, "") and fact.aspect in VALUE:
        return False
    others = [f for f in shelf.metrics.get(fact.metric, ()) if f.aspect == fact.aspect]
    own = fact.fund in OWN_FUNDS and not claim.fund and not _names_fund(claim, fact)
    if own and any(f.fund not in OWN_FUNDS for f in others):
        return False
    part = not claim.entity and fact.entity not in ("汇总", "")
    return not (part and any(f.entity in ("汇总", "") for f in others))


def _names_fund(claim: Claim, fact: Fact) -> bool:
    """Whether the name that the words give a figure holds its fund."""
    named = frozenset().union(*claim.metrics or ())
    if fact.metric in _LIKE:
        return f"{fact.fund}预算财政拨款{fact.metric.removeprefix('本年')}" in named
    return fact.fund in fact.metric


def _expected(claim: Claim, shelf: _Shelf, unit: str, year: int) -> Fact | None:
    """Return what a report states for the metric and aspect that a claim names, or None."""
    if not claim.metrics:
        return None
    stated = [
        fact
        for metric in (*sorted(claim.metrics[-1]), *_LIKE)
        for fact in shelf.metrics.get(metric, ())
        if _is_metric(fact, claim.metrics[-1])
        and _is_about(claim, fact, unit, year)
        and _has_aspect(claim, fact)
    ]
    stated.sort(key=lambda f: not _in_scope(claim, f, shelf))
    measure = claim.number.amount.measure
    same = [f for f in stated if f.amount.measure == measure]
    kin = [f for f in stated if f.amount.measure in MONEY] if measure in MONEY else []
    rest = [f for f in stated if measure not in COUNTS and f.amount.measure not in COUNTS]
    return next(iter([*same, *kin, *rest]), None)


# -- texts with marks -------------------------------------------------------------------------


class _Judge:
    """Walks the numbers of one text; what the writer says that it used is consumed in order."""

    def __init__(
        self,
        text: str,
        citations: Sequence[Citation],
        references: Sequence[Reference],
        derivations: Sequence[Derivation],
        facts: Mapping[str, Sequence[Fact]],
        quotes: Sequence[str],
        reports: Sequence[ReportInfo],
    ) -> None:
        self._text = text
        self._citations = citations
        self._by_mark = {citation.mark: citation for citation in citations}
        self._references = list(references)
        self._narrowed = bool(references)
        self._derivations = list(derivations)
        self._shelves = {report: _shelf(report, known) for report, known in facts.items()}
        self._quoted = _quote_spans(text, quotes)
        self._reports = reports

    def figures(self) -> list[Figure]:
        units = dict.fromkeys(
            [*(c.unit for c in self._citations), *(r.unit for r in self._reports)]
        )
        shelves = tuple(self._shelves.values())
        long = [(s, e) for s, e, q in self._quoted if len(q) > _NO_NAMES]
        spans = unit_spans(fold(self._text), list(units), self._reports)
        self._reader = Reader(self._text, _names(shelves), spans, long, _entities(shelves))
        return [self._judge(claim) for claim in self._reader.claims()]

    def _judge(self, claim: Claim) -> Figure:
        units, year = self._reader.introduced(claim.number.start)
        cited = self._by_mark.get(claim.number.mark or -1)
        if cited is not None and units is not None and cited.unit not in units:
            return self._bad(claim)
        if cited is not None and year not in (None, cited.year):
            return self._bad(claim)
        return (
            self._quotation(claim)
            or self._fact(claim)
            or self._derivation(claim)
            or self._retold(claim)
            or self._bad(claim)
        )

    def _quotation(self, claim: Claim) -> Figure | None:
        """A number inside quoted words that stand in the cited place.

        A short quotation (165万元) does not tell what its number is: where the ledger has that
        number there, the words around must agree.
        """
        number = claim.number
        end = number.start + len(number.text)
        cited = self._by_mark.get(number.mark or -1)
        for start, stop, quote in self._quoted:
            if not (start <= number.start and end <= stop) or cited is None:
                continue
            if _flat(quote) not in _flat(cited.quote):
                continue
            tells = len(quote) > _NO_NAMES or _TELLING_QUOTE.search(quote)
            if tells or not self._candidates(number, cited):
                return _figure(number, "supported", cited.mark)
        return None

    def _candidates(self, number: Number, cited: Citation) -> list[Fact]:
        shelf = self._shelves.get(cited.report)
        return [f for f in shelf.says(number.amount) if _holds(cited, f)] if shelf else []

    def _fact(self, claim: Claim) -> Figure | None:
        """A figure of the ledger that agrees with the words and stands in a cited place."""
        if self._narrowed:
            figure = self._reference(claim)
            if figure is not None or not self._is_quoted(claim.number):
                return figure
        cited = self._by_mark.get(claim.number.mark or -1)
        if cited is None:
            return None
        for fact in self._candidates(claim.number, cited):
            if self._agrees(claim, fact, cited):
                return _supported(claim.number, fact, cited)
        return None

    def _is_quoted(self, number: Number) -> bool:
        return any(s <= number.start < e for s, e, _ in self._quoted)

    def _reference(self, claim: Claim) -> Figure | None:
        """The next figure that the writer used, or a later one, never an earlier one."""
        amount = claim.number.amount
        for at, reference in enumerate(self._references):
            cited = self._by_mark.get(reference.mark)
            if cited is None or not self._stands(reference):
                continue
            if not _same_amount(reference.fact.amount, amount):
                continue
            if self._agrees(claim, reference.fact, cited):
                del self._references[: at + 1]
                return _supported(claim.number, reference.fact, cited)
        return None

    def _agrees(self, claim: Claim, fact: Fact, cited: Citation) -> bool:
        return _agrees(claim, fact, cited.unit, cited.year, self._shelves[cited.report])

    def _derivation(self, claim: Claim) -> Figure | None:
        number = claim.number
        for at, derivation in enumerate(self._derivations):
            if not _same_text(derivation.text, number.text) or not holds(derivation.formula):
                continue
            if not all(self._stands(reference) for reference in derivation.operands):
                continue
            if derivation.printed and not self._is_grounded(claim, derivation):
                continue
            if self._follows(claim, derivation) and not self._is_stated(claim, derivation):
                del self._derivations[: at + 1]
                marks = [r.mark for r in derivation.operands]
                marks += [p.mark for p in derivation.printed]
                return Figure(
                    number.text,
                    derivation.value,
                    derivation.measure,
                    "derived",
                    number.mark or marks[0],
                    derivation.formula,
                )
        return None

    def _is_grounded(self, claim: Claim, derivation: Derivation) -> bool:
        """Whether each number of a formula stands in a cited place, in its measure, or is a scale."""
        known = {*_SCALES, *(abs(r.fact.amount.value) for r in derivation.operands)}
        places = [self._by_mark.get(printed.mark) for printed in derivation.printed]
        if not any(cited is not None and _is_about_cited(claim, cited) for cited in places):
            return False  # of several years' reports, it is about the last
        for printed, cited in zip(derivation.printed, places, strict=True):
            if cited is None:
                return False
            own = rf"(?<![\d.])(?<!\d,){re.escape(printed.number)}{re.escape(printed.measure)}"
            if re.search(own, _flat(cited.quote)) is None:
                return False
            known.add(parse_number(printed.number))
        left = derivation.formula.partition(" = ")[0]
        return {parse_number(n) for n in re.findall(NUMBER, left)} <= known

    def _follows(self, claim: Claim, derivation: Derivation) -> bool:
        """Whether a computed figure has the direction that the words say, and is of what they name."""
        if claim.sign and derivation.value * claim.sign < 0:
            return False
        used = derivation.operands
        if derivation.printed and not used:
            return True  # of words that name no figure of the ledger
        if used and not any(_is_of(claim, r.fact, self._by_mark[r.mark]) for r in used):
            return False
        named = frozenset().union(*claim.metrics or ())
        kin = {part for metric in named for part in addends_of().get(metric, ())}
        return not named or any(
            _is_metric(r.fact, named)
            or r.fact.metric in kin
            or (derivation.measure == r.fact.amount.measure == _PEOPLE)  # kinds of people
            or r.fact.metric.split("/")[0] in named
            for r in used
        )

    def _is_stated(self, claim: Claim, derivation: Derivation) -> bool:
        """Whether the cited report states another amount where the words say that it states one."""
        cited = self._by_mark.get(claim.number.mark or -1)
        if claim.computed is not False or cited is None or cited.report not in self._shelves:
            return False
        stated = _expected(claim, self._shelves[cited.report], cited.unit, cited.year)
        if stated is None or _valued(stated.amount)[1] != _valued(claim.number.amount)[1]:
            return False
        part = next((r.fact.metric for r in derivation.operands), stated.metric)
        if part != stated.metric and claim.metrics and part in claim.metrics[-1]:
            return False  # 学费收入 is also a word for 事业收入, of which it is a part here
        return _valued(stated.amount) != _valued(claim.number.amount)

    def _stands(self, reference: Reference) -> bool:
        cited = self._by_mark.get(reference.mark)
        if cited is None or not _holds(cited, reference.fact):
            return False
        shelf = self._shelves.get(cited.report)
        return shelf is not None and reference.fact in shelf.facts

    def _retold(self, claim: Claim) -> Figure | None:
        """A number that is no figure of the ledger, in the very words of the cited place."""
        number = claim.number
        cited = self._by_mark.get(number.mark or -1)
        if cited is None or not _is_about_cited(claim, cited):
            return None
        start = self._text.rfind("\n", 0, number.start) + 1
        before = _flat(self._text[start : number.start])[-_TELLING:]
        if len(before) < _TELLING:
            return None
        words, own = before + _flat(number.text), _flat(cited.quote)
        if words in own and not self._candidates(number, cited):
            return _figure(number, "supported", cited.mark)
        return None

    def _bad(self, claim: Claim) -> Figure:
        number = claim.number
        cited = self._by_mark.get(number.mark or -1)
        shelf = self._shelves.get(cited.report) if cited is not None else None
        if cited is None or shelf is None:
            return _figure(number, "unfounded", number.mark)
        states = number.amount.measure in _measures(cited.quote)
        known = _expected(claim, shelf, cited.unit, cited.year) is not None
        return _figure(number, "contradicted" if states or known else "unfounded", number.mark)


def _supported(number: Number, fact: Fact, cited: Citation) -> Figure:
    return Figure(number.text, fact.amount.value, fact.amount.measure, "supported", cited.mark)


def _figure(number: Number, outcome: str, mark: int | None) -> Figure:
    return Figure(number.text, number.amount.value, number.amount.measure, outcome, mark)


def _quote_spans(text: str, quotes: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return where quoted words stand in a text."""
    spans = []
    for quote in dict.fromkeys(quotes):
        start = text.find(quote) if quote else -1
        while start >= 0:
            spans.append((start, start + len(quote), quote))
            start = text.find(quote, start + len(quote))
    return spans


@lru_cache(maxsize=2048)
def _flat(text: str) -> str:
    text = without_page_lines(text)
    return re.sub(r"\s", "", compact(text, 0, len(text), ()).text)


@lru_cache(maxsize=2048)
def _measures(quote: str) -> frozenset[str]:
    clean = compact(quote, 0, len(quote), ())
    return frozenset(q.amount.measure for q in quantities(clean.text))


def _same_text(left: str, right: str) -> bool:
    return re.sub(r"\s", "", left).lstrip("-") == re.sub(r"\s", "", right).lstrip("-")


def _same_amount(left: Amount, right: Amount) -> bool:
    if left.measure == right.measure:
        return _printed(left) == _printed(right)
    return left.measure in MONEY and right.measure in MONEY and _valued(left) == _valued(right)


def _holds(citation: Citation, fact: Fact) -> bool:
    """Whether a fact's own place lies inside the cited one."""
    return citation.start <= fact.place.start and fact.place.end <= citation.end


def _is_of(claim: Claim, fact: Fact, cited: Citation) -> bool:
    """Whether a fact may take part in a figure that is said of a unit and year.

    The year before is told by a change on it.
    """
    if claim.units is not None and cited.unit not in claim.units:
        return False
    before = claim.year == cited.year - 1 and fact.aspect in (*CHANGES, "上年数")
    return before or claim.year in (None, cited.year)


def _is_about_cited(claim: Claim, cited: Citation) -> bool:
    """Whether the sentence is about the cited report's unit and year, as far as it says."""
    unit = claim.units is None or cited.unit in claim.units
    return unit and claim.year in (None, cited.year, cited.year - 1)
