"""Numbers to reckon with that a question names by words: counts and money in a report's sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.compose.quotient import Operand
from assistant.compose.rows import COMMON_PAIRS
from assistant.plan.numbers import Said
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, telling, terms
from assistant.understand import Question
from index.amounts import MONEY, NUMBER, parse_number
from index.store import ReportInfo

_CLAUSE = re.compile(r"[，；;。：:、（）()\s]|,(?!\d{3})")
# 每户3500元, 单价25元/人: what one costs is no amount to be divided.
_PRICE = re.compile(r"(?:每[\u4e00-\u9fff]{1,3}|单价|标准[为是]?|[<>=≤≥])\s*$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TELLING = 8  # characters that a quotation needs to tell what its number is
_IN_TABLE = 0.01  # what prose says as well is read there
_IN_CLAUSE = 2  # a word in the number's own clause tells more than one elsewhere in its sentence


def nearest(
    question: Question,
    evidence: Evidence,
    info: ReportInfo,
    measures: Sequence[str],
    said: Said | None = None,
    near: Sentence | None = None,
) -> Operand | None:
    """Return the number in one of these measures whose words are a question's, or None where unclear.

    A number that the question says (`said`) is looked for by its value.
    """
    sentences = evidence.sentences(info)
    words = telling(question.context, question.units.spans) - COMMON_PAIRS
    scored: list[tuple[float, Operand]] = []
    for sentence in sentences.all:
        for operand in _printed(sentence, measures):
            if said is not None and not _is(operand, said):
                continue
            own = words & set(terms(operand.clause))
            around = words & sentence.words - own
            score = _IN_CLAUSE * sentences.weigh(own)
            score += sentences.weigh(around)
            if near is not None and sentence.place == near.place:
                score += 1
            if sentence.kind == "自评表":
                score -= _IN_TABLE
            if said is not None or score > 0:
                scored.append((score, operand))
    best = max((score for score, _ in scored), default=0.0)
    found = [operand for score, operand in scored if score == best]
    return found[0] if len({operand.value for operand in found}) == 1 else None


def told_beside(evidence: Evidence, info: ReportInfo, number: Operand, other: Operand) -> Operand:
    """Return a number as the sentence of another one says it too, else as it was found."""
    for sentence in evidence.sentences(info).all:
        if sentence.place == other.place:
            again = (o for o in _printed(sentence, [number.measure]) if o.value == number.value)
            return next(again, number)
    return number


def _is(operand: Operand, said: Said) -> bool:
    """Whether a printed number is the one that a question says: 138个 may be 138名."""
    if operand.is_money:
        return said.measure in ("", *MONEY) and operand.value in (
            said.value * MONEY.get(said.measure, Decimal(1)),
            said.value * (MONEY[operand.measure] if not said.measure else Decimal(0)),
        )
    return operand.value == said.value


def _printed(sentence: Sentence, measures: Sequence[str]) -> Iterator[Operand]:
    """Yield the numbers of a sentence in one of these measures, each with its clause."""
    kinds = "|".join(map(re.escape, sorted(measures, key=len, reverse=True)))
    pattern = re.compile(
        rf"(?<![\d.,])(?P<number>{NUMBER})\s?(?P<measure>万?(?:{kinds}))(?!\s*[/／])"
    )
    text = sentence.text
    for match in pattern.finditer(text):
        if _PRICE.search(text[: match.start()]) or not parse_number(match["number"]):
            continue
        stops = [0, *(m.end() for m in _CLAUSE.finditer(text, 0, match.start()))]
        stop = _CLAUSE.search(text, match.end())
        end = stop.start() if stop else len(text)
        wide = next((s for s in reversed(stops) if len(_HAN.findall(text[s:end])) >= _TELLING), 0)
        yield Operand(
            match["number"],
            match["measure"],
            sentence.section,
            sentence.place,
            text[stops[-1] : end],
            text[wide:end],
        )
