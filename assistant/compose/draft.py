"""A draft: sentences whose figures point into the ledger and whose marks point to places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.model import Citation, Table, Warning
from index.model import Fact, Place
from index.normalise import join
from index.store import Ledger, ReportInfo

Pair = tuple[ReportInfo, Fact]  # a figure and the report that states it


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure that the draft took from the ledger: `mark` cites its place."""

    report: str
    fact: Fact
    mark: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A number that stands in a cited place and is no figure of the ledger: `1,386`, `人`."""

    number: str
    measure: str
    mark: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure that the draft computed, with the formula and what it was computed from.

    Where numbers in words (`printed`) take part, every number of the formula must be one of them,
    a figure among the `operands`, or a scale.
    """

    text: str
    value: Decimal
    measure: str
    formula: str
    operands: tuple[Reference, ...]
    printed: tuple[Printed, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Things in the order in which an answer tells them, each with its figure and what it is called.

    The first `told` of them stand in the answer; `whole` is the figure that they are all parts of.
    """

    pairs: Sequence[Pair]
    labels: Sequence[str]
    told: int
    whole: Pair | None = None


@dataclass(slots=True)
class Draft:
    """Collects the sentences, citations and warnings of an answer."""

    ledger: Ledger
    paragraphs: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    derivations: list[Derivation] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    next: list[str] = field(default_factory=list)
    status: str = "answered"
    ranked: list[ReportInfo] = field(default_factory=list)  # as a ranking of reports has them
    rankings: list[Ranking] = field(default_factory=list)
    complete: bool = False  # whether every piece of the question is known to be answered

    def add(self, *sentences: str) -> None:
        """Add one paragraph made of these sentences, once; empty ones are dropped."""
        text = "".join(sentence for sentence in sentences if sentence)
        if text and text not in self.paragraphs and not self._says(text):
            self.paragraphs.append(text)

    def _says(self, text: str) -> bool:
        """Whether a paragraph says already what a new one says of its subject."""
        return text.startswith("**") and any(text in known for known in self.paragraphs)

    def add_each(self, lines: Iterable[str]) -> None:
        """Add each of these lines as a paragraph of its own."""
        for line in lines:
            self.add(line)

    def put_first(self, paragraphs: int, references: int) -> None:
        """Put what came after so many paragraphs and references before them: both keep one order."""
        self.paragraphs[:] = [*self.paragraphs[paragraphs:], *self.paragraphs[:paragraphs]]
        self.references[:] = [*self.references[references:], *self.references[:references]]

    def warn(self, code: str, message: str, mark: int | None = None) -> None:
        """Add a warning once."""
        if all((known.code, known.message) != (code, message) for known in self.warnings):
            self.warnings.append(Warning(code, message, mark))

    def mark(self, info: ReportInfo, section: str, place: Place) -> int:
        """Return the number of the citation for a place, adding it where it is new."""
        for known in self.citations:
            if (known.report, known.start, known.end) == (info.id, place.start, place.end):
                return known.mark
        quote = self.ledger.text(info.id)[place.start : place.end]
        mark = len(self.citations) + 1
        self.citations.append(
            Citation(
                mark=mark,
                report=info.id,
                unit=info.unit,
                year=info.year,
                section=section,
                quote=quote,
                file=info.file,
                start=place.start,
                end=place.end,
                page=place.page,
            )
        )
        return mark

    def cite(self, info: ReportInfo, fact: Fact) -> str:
        """Return the mark `[n]` of the statement that a fact stands in."""
        return f"[{self.mark(info, fact.section, fact.context)}]"

    def cite_each(self, pairs: Iterable[tuple[ReportInfo, Fact]]) -> str:
        """Return the marks of the statements that facts stand in, each once."""
        return "".join(dict.fromkeys(self.cite(info, fact) for info, fact in pairs))

    def figure(self, info: ReportInfo, fact: Fact) -> str:
        """Return a fact's figure as printed, with its measure, and remember where it is from."""
        mark = self.mark(info, fact.section, fact.context)
        self.references.append(Reference(info.id, fact, mark))
        return shown(fact)

    def unsigned(self, info: ReportInfo, fact: Fact) -> str:
        """Return a change without its sign: the sentence's verb carries it."""
        return self.figure(info, fact).lstrip("-")

    def quoted(self, text: str) -> str:
        """Return source words for reading (wraps joined, no closing stop) and remember them."""
        words = join(text).rstrip("。；;，,")
        self.quotes.append(words)
        return words

    def derived(
        self,
        value: Decimal,
        measure: str,
        formula: str,
        operands: Sequence[tuple[ReportInfo, Fact]],
        printed: Sequence[Printed] = (),
    ) -> str:
        """Return a computed figure and remember what it was computed from."""
        references = tuple(
            Reference(info.id, fact, self.mark(info, fact.section, fact.context))
            for info, fact in operands
        )
        text = with_measure(number(value), measure)
        self.derivations.append(
            Derivation(text, value, measure, formula, references, tuple(printed))
        )
        return text

    def tells(self, value: Decimal, measure: str) -> bool:
        """Whether the draft has a number already, computed or taken from the ledger, of any sign."""
        known = [
            *((derivation.value, derivation.measure) for derivation in self.derivations),
            *((r.fact.amount.value, r.fact.amount.measure) for r in self.references),
        ]
        return any(abs(other) == abs(value) and measure == own for other, own in known)

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def number(value: Decimal) -> str:
    """Return a computed number with thousands commas.

    >>> number(Decimal("-12345.60"))
    '-12,345.60'
    """
    return f"{value:,f}"


def with_measure(text: str, measure: str) -> str:
    """Return a number with its measure: `12.50%`, `3 辆`."""
    return f"{text}{measure}" if measure in ("%",) else f"{text} {measure}"


def shown(fact: Fact) -> str:
    """Return a fact's figure as printed, with its measure."""
    return with_measure(fact.amount.text, fact.amount.measure)


def subjects(reports: Iterable[ReportInfo]) -> str:
    """Return the bold names of reports in a list, each with its year."""
    return "、".join(f"**{info.unit}**（{info.year} 年度）" for info in reports)


def subject(info: ReportInfo) -> str:
    """Return the bold head of a statement: unit and year."""
    return f"**{info.unit}** {info.year} 年度"
