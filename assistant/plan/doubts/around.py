"""What a draft goes on to tell of the sentence or the table that it was last held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.stated import Place, Stated
from index.model import Fact
from index.store import ReportInfo

_MONEY_OR_RATE = frozenset({"元", "%"})
_NAMED = 0.75  # of the words right at a number that another number's words have
_HALF = 0.5
_MOST_SENTENCES = 3  # that a draft goes through from the one that it was held against
_LEAST_DIGITS = 3  # of a number that is written wrong: fewer are always near another one
_ZEROS = (Decimal(10), Decimal(100), Decimal(10_000))


@dataclass(frozen=True, slots=True)
class Around:
    """The numbers near the one that a draft was last held against; `at` is its own place in order."""

    info: ReportInfo
    places: tuple[Place, ...] = ()
    at: int = -1

    def same(self, said: Stated) -> Place | None:
        """Return the number that is the one said, where no other is of what it is said of."""
        best = max((said.shares(p.stated) for p in self._alike(said)), default=0.0)
        for place in self._alike(said):
            if said.moves != place.stated.moves or not tells_one(said, place.stated):
                continue
            near = said.shares(place.stated)
            bare = not said.label or (best == 0 and said.measure not in _MONEY_OR_RATE)
            if bare or 0 < near >= min(best, _HALF):
                return place
        return None

    def other(self, said: Stated) -> Place | None:
        """Return the number in whose place another one is said, or None where that is not sure."""
        turned = [p for p in self._alike(said) if _is_turned(said, p.stated)]
        if turned:
            return _only(turned)
        fits = [p for p in self._alike(said) if p.stated.moves == said.moves]
        fits = [p for p in fits if not tells_one(said, p.stated) and not said.is_of_more(p.stated)]
        if not said.label:
            behind = [p for p in self.places[self.at + 1 :] if p in fits]
            following = behind[:1] if said.moves and self.at >= 0 else []
            slips = [p for p in fits if is_miswritten(said, p.stated)]
            return _only(following) or _only(slips)
        best = max((said.shares(p.stated) for p in self._alike(said)), default=0.0)
        named = [p for p in fits if said.shares(p.stated) == best >= _HALF]
        return _only([p for p in named if is_miswritten(said, p.stated)]) or _only(
            [p for p in named if best >= _NAMED and p.stated.shares(said) >= _HALF]
        )

    def _alike(self, said: Stated) -> Iterator[Place]:
        return (place for place in self.places if said.may_be(place.stated))


def around_fact(evidence: Evidence, info: ReportInfo, fact: Fact) -> Around:
    """Return the numbers around a figure of the ledger: of its sentence, or of its table."""
    rows = tuple(
        place
        for place in evidence.statements(info).all
        if place.row is not None and place.row.metric == fact.metric
    )
    sentence = evidence.sentences(info).around(fact.place)
    places = (*_in_sentence(evidence, info, sentence), *rows)
    at = next((n for n, place in enumerate(places) if place.tells(fact)), -1)
    return Around(info, places, at)


def around_place(evidence: Evidence, info: ReportInfo, place: Place) -> Around:
    """Return the numbers around one that stands in words, or in a row."""
    if place.row is not None:
        metric = place.row.metric
        rows = (p for p in evidence.statements(info).all if p.row and p.row.metric == metric)
        return Around(info, tuple(rows))
    places = _in_sentence(evidence, info, place.sentence)
    return Around(info, places, places.index(place) if place in places else -1)


def _in_sentence(
    evidence: Evidence, info: ReportInfo, sentence: Sentence | None
) -> tuple[Place, ...]:
    if sentence is None:
        return ()
    sentences, near = evidence.sentences(info), [sentence]
    while len(near) < _MOST_SENTENCES and (following := sentences.after(near[-1])) is not None:
        near.append(following)
    return tuple(place for one in near for place in evidence.statements(info).of(one))


def _only(places: Sequence[Place]) -> Place | None:
    """Return the first of some places where all tell one number, or None."""
    return places[0] if len({place.stated.value for place in places}) == 1 else None


def tells_one(said: Stated, other: Stated) -> bool:
    """Whether two numbers are one, either of them rounded, and neither a rise where the other falls."""
    if {said.moves, other.moves} == {"up", "down"}:
        return False
    exact = len(str(abs(other.value / other.exact)).partition(".")[0]) >= _LEAST_DIGITS
    return said.is_as_much(other) or (exact and _rounds_to(said, other))


def _is_turned(said: Stated, other: Stated) -> bool:
    """Whether a rise is told as a fall, or the other way round."""
    return {said.moves, other.moves} == {"up", "down"} and said.is_as_much(other)


def _rounds_to(said: Stated, other: Stated) -> bool:
    """Whether a number said exactly (68254元) is the one that stands rounded (6.83万元)."""
    if said.exact >= other.exact:
        return False
    steps = (said.value / other.exact).quantize(Decimal(1), ROUND_HALF_UP)
    return steps * other.exact == other.value


def is_miswritten(said: Stated, other: Stated) -> bool:
    """Whether one slip of the pen makes one number of another: two digits swapped, one wrong, a shift.

    >>> from assistant.stated import stated_in
    >>> one, other = stated_in("减免486.57万元;减免486.75万元")
    >>> is_miswritten(one, other)
    True
    """
    if any(said.value == other.value * times for times in _ZEROS):
        return True
    if any(said.value * times == other.value for times in _ZEROS):
        return True
    step = min(said.exact, other.exact)
    one, two = (str(int(abs(n.value) / step)).rstrip("0") for n in (said, other))
    if len(one) != len(two) or len(one) < _LEAST_DIGITS:
        return False
    apart = [at for at, pair in enumerate(zip(one, two, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 1:
        return True
    return len(apart) == 2 and one[apart[0]] == two[apart[1]] and one[apart[1]] == two[apart[0]]
