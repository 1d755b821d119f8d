"""Numbers in text → verdicts: each number with a measure is checked against the place it cites.

The text is read afresh: nothing is believed because a template wrote it. A number is `supported`
where it is, in its turn, a figure of the ledger whose place is cited, or stands in words quoted
from the cited place; `derived` where its formula holds over such figures; else `contradicted` (the
place states another figure) or `unfounded`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.calculate import holds
from assistant.compose.draft import Derivation, Reference
from assistant.model import Citation, Figure
from index.amounts import NUMBER, Quantity, quantities, quantum
from index.model import Amount, Fact
from index.normalise import compact, fold

_MARK = re.compile(r"\[(\d{1,3})\]")
# Digits and points before a measure that make no number (12.5.3 万元): shown, so to be judged.
_ILL_FORMED = re.compile(r"(?<![\d.,A-Za-z])\d[\d.,]*\s?(?P<measure>万元|亿元|元|%)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a measure in an answer, and the mark that speaks for it."""

    start: int
    text: str
    amount: Amount
    mark: int | None


def numbers(text: str) -> list[Number]:
    """Return the numbers with a measure in an answer, each with the mark that follows it."""
    folded = _MARK.sub(lambda m: "]" * len(m.group()), fold(text))
    marks = [(m.start(), int(m[1])) for m in _MARK.finditer(text)]
    found = list(quantities(folded))
    covered = [(q.start, q.end) for q in found]
    for match in _ILL_FORMED.finditer(folded):
        if not any(match.start() < e and match.end() > s for s, e in covered):
            printed = match.group().removesuffix(match["measure"]).strip()
            if re.fullmatch(NUMBER, printed) is None:
                amount = Amount(quantum("0"), quantum("0"), match["measure"], printed)
                found.append(Quantity(amount, match.start(), match.end()))
    found.sort(key=lambda q: q.start)
    return [
        Number(q.start, text[q.start : q.end], q.amount, _mark_for(text, q, marks)) for q in found
    ]


def _mark_for(text: str, quantity: Quantity, marks: Sequence[tuple[int, int]]) -> int | None:
    """Return the next mark on the line, else the last one before."""
    line_end = text.find("\n", quantity.end)
    after = [n for at, n in marks if at >= quantity.end and (line_end < 0 or at < line_end)]
    before = [
        n for at, n in marks if at < quantity.start and text.rfind("\n", at, quantity.start) < 0
    ]
    return after[0] if after else before[-1] if before else None


def verify(
    text: str,
    citations: Sequence[Citation],
    references: Sequence[Reference],
    derivations: Sequence[Derivation],
    facts: Mapping[str, Sequence[Fact]],
    quotes: Sequence[str] = (),
) -> list[Figure]:
    """Return one figure for each number with a measure in `text`, in order.

    `references` and `derivations` are what the writer says that it used, in the order of the text;
    `quotes` the words that it took from cited places; `facts` the ledger's facts by report.
    """
    return _Judge(text, citations, references, derivations, facts, quotes).figures()


class _Judge:
    """Walks the numbers of one text, consuming what the writer says that it used."""

    def __init__(
        self,
        text: str,
        citations: Sequence[Citation],
        references: Sequence[Reference],
        derivations: Sequence[Derivation],
        facts: Mapping[str, Sequence[Fact]],
        quotes: Sequence[str],
    ) -> None:
        self._text = text
        self._by_mark = {citation.mark: citation for citation in citations}
        self._references = list(references)
        self._derivations = list(derivations)
        self._facts = {report: set(known) for report, known in facts.items()}
        self._quoted = _quote_spans(text, quotes)

    def figures(self) -> list[Figure]:
        return [self._judge(number) for number in numbers(self._text)]

    def _judge(self, number: Number) -> Figure:
        end = number.start + len(number.text)
        quoted = next((q for s, e, q in self._quoted if s <= number.start and end <= e), None)
        if quoted is not None:
            return self._quotation(number, quoted)
        return self._reference(number) or self._derivation(number) or self._bad(number)

    def _quotation(self, number: Number, quote: str) -> Figure:
        """A number inside quoted words: the words must stand in the cited place."""
        cited = self._by_mark.get(number.mark or -1)
        if cited is not None and _flat(quote) in _flat(cited.quote):
            return _figure(number, "supported", cited.mark)
        return self._bad(number)

    def _reference(self, number: Number) -> Figure | None:
        """A figure of the ledger: the next one used, or a later one, never an earlier one."""
        for at, reference in enumerate(self._references):
            fact, cited = reference.fact, self._by_mark.get(reference.mark)
            if not _says(fact, number.amount) or cited is None:
                continue
            if _holds(cited, fact) and fact in self._facts.get(cited.report, ()):
                del self._references[: at + 1]
                return Figure(
                    number.text, fact.amount.value, fact.amount.measure, "supported", cited.mark
                )
        return None

    def _derivation(self, number: Number) -> Figure | None:
        for at, derivation in enumerate(self._derivations):
            if not _same_text(derivation.text, number.text) or not holds(derivation.formula):
                continue
            if all(self._stands(reference) for reference in derivation.operands):
                del self._derivations[: at + 1]
                mark = number.mark or derivation.operands[0].mark
                return Figure(
                    number.text,
                    derivation.value,
                    derivation.measure,
                    "derived",
                    mark,
                    derivation.formula,
                )
        return None

    def _stands(self, reference: Reference) -> bool:
        cited = self._by_mark.get(reference.mark)
        return cited is not None and _holds(cited, reference.fact)

    def _bad(self, number: Number) -> Figure:
        cited = self._by_mark.get(number.mark or -1)
        states = cited is not None and number.amount.measure in _measures(cited.quote)
        return _figure(number, "contradicted" if states else "unfounded", number.mark)


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


def _flat(text: str) -> str:
    return re.sub(r"\s", "", compact(text, 0, len(text), ()).text)


def _measures(quote: str) -> set[str]:
    clean = compact(quote, 0, len(quote), ())
    return {q.amount.measure for q in quantities(clean.text)}


def _same_text(left: str, right: str) -> bool:
    return re.sub(r"\s", "", left).lstrip("-") == re.sub(r"\s", "", right).lstrip("-")


def _says(fact: Fact, amount: Amount) -> bool:
    return fact.amount.measure == amount.measure and fact.amount.text.lstrip(
        "-"
    ) == amount.text.lstrip("-")


def _holds(citation: Citation, fact: Fact) -> bool:
    """Whether a fact's own place lies inside the cited one."""
    return citation.start <= fact.place.start and fact.place.end <= citation.end
