"""The stretches of a report, found by how much of what a question says is heard in each."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.lexicon import spoken
from assistant.retrieve import Evidence, once
from assistant.sentences import PART, Sentence
from index.normalise import fold
from index.store import ReportInfo

_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_PAIR = re.compile(r"\S{2}")
_HEAD = re.compile(
    r"\s*(?:[▶●○◇☆■◆—-]+|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|第[一二三四五六七八九十]+[章节])"
)
_TABLE_HEAD = re.compile(r"资金总额|预算执行情况|执行率权?重?得分|分值得分|指标值完成值")
_NO_PROSE = ("决算报表",)
_LONGEST = 600  # characters; what is longer is a table
_HEAD_LENGTH, _BEFORE = 30, 200  # characters of what leads to a stretch
_ALONE = 0.45  # what a character tells whose word is not heard
_PARTED = 0.85  # what a word tells that is written longer: 喷头, 喷淋头
_LED, _LED_ALONE = 0.75, 0.3  # what only the words before a stretch tell
_UNHEARD = 0.7  # of the weight of a rare word: what the report never says may be put otherwise
_FEW, _LEAST_FEW = 0.12, 2  # stretches that a telling word may stand in
_MANY = 0.3  # what stands in more of them finds none
_ELSEWHERE = 0.5  # what a stretch loses where the report has the words in other places


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between semicolons, with the words that lead to it: its heads and what goes before."""

    sentence: Sentence
    text: str
    lead: str
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a question or a character of one, with the ways in which a report may say it.

    It `names` a thing where the report has it in few places.
    """

    said: str
    ways: tuple[str, ...]
    weight: float
    names: bool

    def degree(self, text: str, lead: str = "") -> float:
        """Return how well a text says this, or the words before it do (0 to 1)."""
        if any(way in text for way in self.ways):
            return 1.0
        if any(_stands_apart(way, text) for way in self.ways):
            return _PARTED
        if any(way in lead for way in self.ways):
            return _LED
        own = sum(char in text for char in self.said) / len(self.said)
        led = sum(char in lead for char in self.said) / len(self.said)
        return max(_ALONE * own, _LED_ALONE * led)


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch with how much of a question it says, and how much of it not at all."""

    stretch: Stretch
    share: float
    lost: float


class Stretches:
    """The stretches of one report, found by the words of a question."""

    def __init__(self, found: Iterator[Stretch]) -> None:
        """Keep in which stretches each character and each pair of characters stands."""
        self.all = tuple(found)
        self._holding: dict[str, set[int]] = defaultdict(set)
        for number, stretch in enumerate(self.all):
            for piece in _pieces(stretch.text):
                self._holding[piece].add(number)

    def units(self, words: str, bare: Callable[[str], str]) -> list[Unit]:
        """Return the units of a question's words: those that reports put otherwise, and characters.

        The others are made `bare` of what tells nothing.
        """
        return [
            unit
            for run in _RUN.findall(words)
            for piece, ways in _cut(run)
            for unit in (self._word(piece, ways) if ways else self._characters(bare(piece)))
        ]

    def nearest(self, units: Sequence[Unit]) -> list[Heard]:
        """Return the stretches that say most of some units, best first."""
        pieces = {piece for unit in units for way in unit.ways for piece in _pieces(way)}
        found = [self._holding[p] for p in pieces if p in self._holding]
        numbers = set().union(*(own for own in found if len(own) <= len(self.all) * _MANY))
        heard = [(self._hear(units, self.all[number]), number) for number in numbers]
        return [one for one, _ in sorted(heard, key=lambda pair: (-pair[0].share, pair[1]))]

    def _hear(self, units: Sequence[Unit], stretch: Stretch) -> Heard:
        whole = _weigh(units)
        degrees = [unit.degree(stretch.text, stretch.lead) for unit in units]
        held = sum(d * u.weight for d, u in zip(degrees, units, strict=True))
        elsewhere = [u for d, u in zip(degrees, units, strict=True) if u.names and d <= _ALONE]
        lost = [u for d, u in zip(degrees, units, strict=True) if d < _LED_ALONE]
        share = held / whole * (1 - _ELSEWHERE * _weigh(elsewhere) / whole)
        return Heard(stretch, share, _weigh(lost) / whole)

    def _word(self, said: str, ways: tuple[str, ...]) -> list[Unit]:
        heard = [way for way in (said, *ways) if self._places(way)]
        own = sum(map(self._weight, said))
        weight = max([own, *(2 * self._weight(way[:2]) for way in heard)])
        return [Unit(said, (said, *ways), weight, bool(heard))]

    def _characters(self, run: str) -> Iterator[Unit]:
        for at, char in enumerate(run):
            if char == " ":
                continue
            pairs = tuple(
                p for p in (run[max(at - 1, 0) : at + 1], run[at : at + 2]) if _PAIR.fullmatch(p)
            )
            names = any(0 < len(self._places(pair)) <= self._few for pair in pairs)
            yield Unit(char, pairs or (char,), self._weight(char), names)

    @property
    def _few(self) -> float:
        return max(_LEAST_FEW, len(self.all) * _FEW)

    def _weight(self, piece: str) -> float:
        """Return how telling a character or a pair is in this report."""
        held = len(self._holding.get(piece, ()))
        if not held:
            return _UNHEARD * math.log(1 + len(self.all))
        return math.log(1 + len(self.all) / held)

    def _places(self, word: str) -> set[int]:
        """Return the stretches that have all pairs of a word."""
        pieces = [word[i : i + 2] for i in range(len(word) - 1)] or [word]
        return set.intersection(*(self._holding.get(piece, set()) for piece in pieces))


def share_of(units: Sequence[Unit], text: str) -> float:
    """Return how much of some units a text says by itself (0 to 1)."""
    return sum(unit.degree(text) * unit.weight for unit in units) / _weigh(units)


def _stands_apart(word: str, text: str) -> bool:
    """Whether a text has the two characters of a word with one between them."""
    if len(word) != 2 or word[0] not in text or word[1] not in text:
        return False
    return any(text[at + 2 : at + 3] == word[1] for at in _places_of(word[0], text))


def _places_of(char: str, text: str) -> Iterator[int]:
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


def _weigh(units: Sequence[Unit]) -> float:
    return sum(unit.weight for unit in units) or 1.0


def _pieces(text: str) -> Iterator[str]:
    """Yield the characters and the pairs of characters of a text."""
    for run in _RUN.findall(text):
        yield from run
        yield from (run[i : i + 2] for i in range(len(run) - 1))


def _cut(run: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a run of characters cut at the words that reports put otherwise, with those ways."""
    start = at = 0
    while at < len(run):
        word = next((run[at : at + n] for n in _lengths() if run[at : at + n] in _ways()), "")
        if not word:
            at += 1
            continue
        if start < at:
            yield run[start:at], ()
        yield word, _ways()[word]
        start = at = at + len(word)
    if start < len(run):
        yield run[start:], ()


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in _ways()}, reverse=True))


def reported(text: str) -> list[tuple[str, ...]]:
    """Return the words that reports have for each everyday word of a text: 扫大街 is 清扫保洁."""
    return [official for said, official in _ways().items() if said in text]


@cache
def _ways() -> Mapping[str, tuple[str, ...]]:
    """Return everyday word → the words that reports say it in."""
    ways: dict[str, list[str]] = defaultdict(list)
    for table in (spoken(), _data("paraphrases")):
        for said, official in table.items():
            ways[said] += official
    for official, words in _data("meanings")["related"].items():
        for said in words:
            ways[said].append(official)
    return {said: tuple(official) for said, official in ways.items()}


def _data(name: str) -> Any:
    return json.loads(files("assistant").joinpath(f"data/{name}.json").read_text(encoding="utf-8"))


@once
def stretches(evidence: Evidence, info: ReportInfo) -> Stretches:
    """Return the stretches of a report, kept with the evidence."""
    return Stretches(_stretches(evidence, info))


def _stretches(evidence: Evidence, info: ReportInfo) -> Iterator[Stretch]:
    """Yield the stretches of a report with what leads to each."""
    sentences = evidence.sentences(info)
    titles = {row.place: row.metric.partition(":")[2] for row in evidence.rows_of.get(info.id, ())}
    head, section = "", ""
    for sentence in sentences.in_order:
        if sentence.section != section:
            section, head = sentence.section, ""
        if sentence.kind in _NO_PROSE or len(sentence.text) > _LONGEST:
            continue
        text, title = fold(sentence.text), fold(section.rpartition(" › ")[2])
        if _TABLE_HEAD.search(text):
            continue
        if sentence.place in titles:
            yield Stretch(sentence, text, f"{title} {fold(titles[sentence.place])}", is_row=True)
            continue
        if _HEAD.match(text):
            head = re.split(r"[,。;:]", text)[0][:_HEAD_LENGTH]
        before = ""
        for part in sentences.parts(sentence, PART):
            yield Stretch(part, fold(part.text), f"{title} {head} {before}")
            before = (before + fold(part.text))[-_BEFORE:]
