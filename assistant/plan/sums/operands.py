"""Numbers to reckon with: those of a report's sentences and tables, found by what they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.compose.quotient import Operand, of_fact
from assistant.compose.rows import COMMON_PAIRS
from assistant.lexicon import HAN_CHAR
from assistant.plan.prose.tallied import Piece, read_piece
from assistant.retrieve import Evidence, once
from assistant.sentences import terms
from assistant.stated import Place, Stated, common_measure
from assistant.tallies import Tallies
from index.amounts import NUMBER
from index.model import Fact
from index.normalise import fold, longest_run
from index.store import ReportInfo

_PRINTED = re.compile(rf"(?P<number>{NUMBER})\s*(?P<measure>\D*)$")
# 每户3500元, 每人每月补助500元, 单价1.23万元/张: what one costs is no amount to be divided.
_PRICE_BEFORE = re.compile(
    r"(?:每[\u4e00-\u9fff]{1,3}|每[人户名亩月年个册只头株次辆车场班件套][\u4e00-\u9fff]{0,12}|单价|标准[为是]?|[人户亩车辆]均[\u4e00-\u9fff]{0,6})\s*$"
)
_PRICE_AFTER = re.compile(r"\s*[/／]")
_PART = re.compile(r"[;；。\n]")
_LONGEST = 1200  # characters; what is longer is a table


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a report: what it counts, in which words, and what is told together with it.

    `scope` is the sentence or the table that tells it, `part` which stretch of it between stops.
    """

    value: Decimal
    measure: str
    own: str
    lead: str
    scope: str
    part: int
    at: int
    stated: Place | None = None
    fact: Fact | None = None

    @property
    def is_money(self) -> bool:
        return self.measure == "元"

    @property
    def is_head(self) -> bool:
        """Whether it is the money of a whole project."""
        return self.fact is not None and "/" not in self.fact.metric

    @property
    def is_gap(self) -> bool:
        """Whether it tells itself by how much something is off: 比500项的目标少14项."""
        return self.fact is None and _GAP.search(self.own) is not None

    def operand(self, evidence: Evidence, info: ReportInfo) -> Operand | None:
        """Return the number as printed with its place; None where it is not printed as read."""
        if self.fact is not None:
            operand = of_fact(self.fact)
            cut = operand.measure == "万"  # the unit cut short
            return replace(operand, measure="万元") if cut else operand
        place = self.stated
        sentence = place.sentence if place is not None else None
        if place is None or sentence is None:
            return None
        printed = fold(sentence.text)[place.stated.start : place.stated.end].lstrip("+-")
        match = _PRINTED.match(printed)
        if match is None or re.search(r"[余多]", match["measure"]):
            return None
        stretch = evidence.sentences(info).stretch(sentence, lambda part: printed in fold(part))
        measure = re.sub(r"\s", "", match["measure"])
        if measure in ("万", "亿"):
            measure += "元"
        return Operand(
            match["number"], measure, stretch.section, stretch.place, place.clause, stretch.text
        )


_GAP = re.compile(r"[少多差缺超欠](?:了|出)?(?:\s|$)")


@once
def numbers_of(evidence: Evidence, info: ReportInfo) -> tuple[Number, ...]:
    """Return the numbers of a report that may be reckoned with: of its prose, then of its tables."""
    return (*_of_prose(evidence, info), *_of_tables(evidence, info))


def _of_prose(evidence: Evidence, info: ReportInfo) -> Iterator[Number]:
    for place in evidence.statements(info).all:
        sentence, stated = place.sentence, place.stated
        if sentence is None or sentence.kind == "自评表" or len(sentence.text) > _LONGEST:
            continue
        text = fold(sentence.text)
        before, behind = text[: stated.start], text[stated.end :]
        if _PRICE_AFTER.match(behind) or (stated.measure == "元" and _PRICE_BEFORE.search(before)):
            continue
        part = len(_PART.findall(before))
        scope = f"{sentence.place.start}"
        at = sentence.place.start + stated.start
        own = _own_words(before, behind, stated)
        yield Number(stated.value, stated.measure, own, text, scope, part, at, stated=place)


def _own_words(before: str, behind: str, stated: Stated) -> str:
    """Return the words that a number stands among, with those before where they say nothing."""
    cut = max((m.end() for m in _BREAK.finditer(before)), default=0)
    after = _BREAK.search(behind)
    own = f"{before[cut:]} {behind[: after.start() if after else None]}"
    return own if len(HAN_CHAR.findall(own)) >= _LEAST_WORDS else f"{stated.before} {own}"


# Marks of quotation end no words: “双师型”教师占83.4%.
_BREAK = re.compile(r"[、:：()（）,，;；。\n]|\d")
_LEAST_WORDS = 2


def _of_tables(evidence: Evidence, info: ReportInfo) -> Iterator[Number]:
    """Yield the results of a report's indicators, and what its projects spent."""
    for report, sheet in evidence.sheets:
        if report != info.id:
            continue
        spent = evidence.one(info, sheet.metric, "全年执行数")
        if spent is not None and sheet.metric.startswith("项目:"):
            yield _of_fact(spent, sheet.title, sheet.title, sheet.metric)
    for row in evidence.rows_of.get(info.id, ()):
        fact = evidence.one(info, f"{row.metric}/指标:{row.name}", "完成值")
        price = _OF_ONE.search(row.name)
        if fact is not None and not price and "/" not in fact.amount.measure:
            title = row.metric.removeprefix("项目:")
            yield _of_fact(fact, row.name, title, row.metric)


# 件均办案成本, 住宿费单价: what one costs.
_OF_ONE = re.compile(r"[人户件亩车场次班生床]均|单(?![位元独一据项])|每|标准|上限")


def _of_fact(fact: Fact, own: str, title: str, scope: str) -> Number:
    operand = of_fact(fact)
    money = operand.is_money or operand.measure == "万"
    measure = "元" if money else common_measure(fact.amount.measure.lstrip("万"))
    return Number(
        operand.value, measure, fold(own), fold(title), scope, 0, fact.place.start, fact=fact
    )


Fits = Callable[[Number], bool]


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a question, to be held against the words of numbers.

    Those of a table are held against what the question says beside its title (`beside`).
    """

    piece: Piece | None
    beside: Piece | None
    tallies: Tallies

    @classmethod
    def of(cls, text: str, tallies: Tallies, titles: Sequence[str] = ()) -> Words:
        """Read the words of a question, which names projects by these titles."""
        rest = text
        for title in titles:
            run = longest_run(rest, fold(title))
            rest = rest.replace(run, " ") if len(run) > 1 else rest
        piece = read_piece(text, [], tallies)
        return cls(piece, piece if rest == text else read_piece(rest, [], tallies), tallies)

    def share(self, number: Number, own: str = "") -> float:
        """Return how much of these words a number's own have, or those around them in part."""
        piece = self.piece if number.fact is None else self.beside
        return self._share(piece, own or number.own, number.lead)

    def of_text(self, own: str, lead: str) -> float:
        """Return how much of these words stand in a text, or before it in part."""
        return self._share(self.piece, own, lead)

    def _share(self, piece: Piece | None, own: str, lead: str) -> float:
        said = (words for words, *_ in piece.wordings) if piece is not None else ()
        return max((self.tallies.share_in(words, own, lead) for words in said), default=0.0)


def best(numbers: Sequence[Number], words: Words, fits: Fits, least: float) -> Number | None:
    """Return the one number that fits and whose words are those of a question, or None."""
    scored = [(words.share(n), n) for n in numbers if fits(n)]
    most = max((score for score, _ in scored), default=0.0)
    found = [n for score, n in scored if score >= max(least, most - _NEAR)]
    if len({n.value for n in found}) != 1:
        return None
    return max(found, key=lambda n: n.fact is None)


Pair = tuple[Number, Number]


def best_pair(
    numbers: Sequence[Number],
    words: Words,
    first: Fits,
    second: Fits,
    least: float,
    nouns: tuple[Words | None, Words | None] = (None, None),
    both: Callable[[Number, Number], bool] | None = None,
    said: Set[Decimal] = frozenset(),
) -> Pair | None:
    """Return the two numbers told together that fit and whose words are a question's, or None.

    `nouns` are the question's words for each of them alone; numbers that it says are `said`.
    """
    scopes: dict[str, list[Number]] = {}
    for number in numbers:
        scopes.setdefault(number.scope, []).append(number)
    scored: list[tuple[float, int, Pair]] = []
    for told in scopes.values():
        if not _may_tell(words, told, least):
            continue
        others = list(filter(second, told))
        for one in filter(first, told) if others else ():
            for other in others:
                if one is not other and (both is None or both(one, other)):
                    score = _of_pair(words, one, other, nouns)
                    score += _OF_SAID * ((one.value in said) + (other.value in said))
                    scored.append((score, abs(one.at - other.at), (one, other)))
    scored.sort(key=lambda row: (-row[0], row[1]))
    if not scored or scored[0][0] < least:
        return None
    most, _, pair = scored[0]
    near = [row for row in scored if row[0] >= most - _NEAR]
    if pair[0].fact is None:  # of one sentence, those that stand next to one another
        near = [row for row in near if row[2][0].fact is None]
        gap = min(gap for _, gap, _ in near)
        near = [row for row in near if row[1] == gap]
        pair = near[0][2]
    values = {(one.value, other.value) for _, _, (one, other) in near}
    return pair if len(values) == 1 else None


def _may_tell(words: Words, told: Sequence[Number], least: float) -> bool:
    """Whether all that is told together has enough of some words."""
    own = told[0].lead if told[0].fact is None else " ".join(number.own for number in told)
    return words.share(told[0], own) + _ALIKE_NAMES >= least


def _of_pair(
    words: Words, one: Number, other: Number, nouns: tuple[Words | None, Words | None]
) -> float:
    score = words.share(one, f"{one.own} {other.own}")
    if one.part != other.part:
        score -= _OTHER_PART
    if one.fact is not None and other.fact is not None:  # 保安费 of 保安人数
        alike = set(terms(one.own)) & set(terms(other.own)) - set(terms(one.lead))
        score += _ALIKE_NAMES * bool(alike - COMMON_PAIRS)
    for number, noun in zip((one, other), nouns, strict=True):
        if noun is not None and noun.piece is not None:
            score -= (_PERSON if number.measure in _PEOPLE else _NOUN) * (1 - noun.share(number))
    return score


_ALIKE_NAMES = 0.1
_OF_SAID = 0.3
_NEAR = 0.02
_OTHER_PART = 0.15
_NOUN, _PERSON = 0.4, 0.2
_PEOPLE = ("人", "人次")
