"""Numbers in text → verdicts: each number with a measure is checked against the place it cites.

The text is read afresh: nothing is believed because a template wrote it. A number is `supported`
where the cited place states it, `derived` where it is recomputed from facts of cited places, else
`contradicted` (the place states another figure for the same words) or `unfounded`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.compose.draft import Derivation, Reference
from assistant.model import Citation, Figure
from index.amounts import Quantity, quantities
from index.model import Fact
from index.normalise import compact, fold

_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class _Number:
    quantity: Quantity
    text: str
    mark: int | None


def numbers(text: str) -> list[_Number]:
    """Return the numbers with a measure in an answer, each with the mark that follows it."""
    folded = _blank_marks(fold(text))
    marks = [(m.start(), int(m[1])) for m in _MARK.finditer(text)]
    found = []
    for quantity in quantities(folded):
        line_end = text.find("\n", quantity.end)
        after = [n for at, n in marks if at >= quantity.end and (line_end < 0 or at < line_end)]
        before = [
            n for at, n in marks if at < quantity.start and text.rfind("\n", at, quantity.start) < 0
        ]
        mark = after[0] if after else before[-1] if before else None
        found.append(_Number(quantity, text[quantity.start : quantity.end], mark))
    return found


def _blank_marks(text: str) -> str:
    return _MARK.sub(lambda m: "]" * len(m.group()), text)


def verify(
    text: str,
    citations: Sequence[Citation],
    references: Sequence[Reference],
    derivations: Sequence[Derivation],
    facts: Mapping[str, Sequence[Fact]],
) -> list[Figure]:
    """Return one figure for each number with a measure in `text`, in order.

    `facts` are the ledger's facts by report; references and derivations are what the writer says
    that it used.
    """
    by_mark = {citation.mark: citation for citation in citations}
    pending = list(references)
    computed = list(derivations)
    figures = []
    for number in numbers(text):
        figures.append(_judge(number, by_mark, pending, computed, facts))
    return figures


def _judge(
    number: _Number,
    by_mark: Mapping[int, Citation],
    pending: list[Reference],
    computed: list[Derivation],
    facts: Mapping[str, Sequence[Fact]],
) -> Figure:
    amount = number.quantity.amount
    derivation = next((d for d in computed if _same_text(d.text, number.text)), None)
    reference = next((r for r in pending if _says(r.fact, amount.text, amount.measure)), None)
    citation = by_mark.get(number.mark or -1)
    if reference is not None and by_mark.get(reference.mark) is not None:
        own = by_mark[reference.mark]
        if _holds(own, reference.fact) and reference.fact in facts.get(own.report, ()):
            pending.remove(reference)
            return Figure(
                number.text, reference.fact.amount.value, amount.measure, "supported", own.mark
            )
    if derivation is not None:
        operands_hold = all(
            r.mark in by_mark and _holds(by_mark[r.mark], r.fact) for r in derivation.operands
        )
        if operands_hold:
            computed.remove(derivation)
            mark = number.mark or derivation.operands[0].mark
            return Figure(
                number.text, derivation.value, amount.measure, "derived", mark, derivation.formula
            )
    if citation is not None and _printed_in(citation, amount.text, amount.measure):
        return Figure(number.text, amount.value, amount.measure, "supported", citation.mark)
    outcome = (
        "contradicted"
        if citation is not None and _other_figure(citation, amount.measure)
        else "unfounded"
    )
    return Figure(number.text, amount.value, amount.measure, outcome, number.mark)


def _same_text(left: str, right: str) -> bool:
    return re.sub(r"\s", "", left).lstrip("-") == re.sub(r"\s", "", right).lstrip("-")


def _says(fact: Fact, text: str, measure: str) -> bool:
    return fact.amount.measure == measure and fact.amount.text.lstrip("-") == text.lstrip("-")


def _holds(citation: Citation, fact: Fact) -> bool:
    """Whether a fact's own place lies inside the cited one."""
    return citation.start <= fact.place.start and fact.place.end <= citation.end


def _printed_in(citation: Citation, text: str, measure: str) -> bool:
    clean = compact(citation.quote, 0, len(citation.quote), ())
    return any(
        q.amount.measure == measure and q.amount.text.lstrip("-") == text.lstrip("-")
        for q in quantities(clean.text)
    )


def _other_figure(citation: Citation, measure: str) -> bool:
    clean = compact(citation.quote, 0, len(citation.quote), ())
    return any(q.amount.measure == measure for q in quantities(clean.text))
