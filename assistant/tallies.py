"""Amounts that a report tells in words, clause by clause, and how near a question's words are to each."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, product

from assistant.lexicon import DIGITS, HAN_CHAR, HAN_RUN, spoken
from assistant.sentences import Sentence, Sentences
from index.model import Place
from index.normalise import fold

_CLAUSE = re.compile(r"[，、;；。:：()（）“”]|,(?!\d{3})")
_PART = re.compile(r"[;；。]")
# A number of things, no number of a list: 5.负责….
_COUNTERS = (
    "个件起条项名人位户家次场期批本张册份台套辆艘座栋处所间亩顷吨米里平盆棵株箱幢块通宗例对天日小分元"
    "眼顶盏根孔只头匹床卷页门科枚支班趟票类种公治度%‰"
)
_FIGURE = re.compile(rf"\d\s*(?:[余多])?[万千亿]*\s*(?P<measure>[{_COUNTERS}])")
_COUNTED = re.compile(rf"(?<![\d.])\d[\d,]*(?:\.\d+)?(?=\s*(?:[余多])?[万千亿]*\s*[{_COUNTERS}])")
_DATED = re.compile(r"(?:19|20)\d\d\s?年(?:度?(?:\d{1,2}月)?(?:\d{1,2}日)?)")
_NO_PROSE = frozenset({"名词解释", "决算报表"})
_NO_MEASURES = frozenset("元日分公%‰")
_LONGEST = 600  # characters; what is longer is a table
_LEAD = 0.4  # of a character's weight where only the clauses before hold it
_UNHEARD = 0.7
_MOST_WORDINGS = 24
_MOST_WORDS = 1 << 10  # kept of one report
_MOST_PATTERNS = 8
_Asked = tuple[tuple[tuple[str, float], ...], float, frozenset[str], int]


@dataclass(frozen=True, slots=True)
class Told:
    """A clause with a figure: its sentence, its own words, and those of its part before it."""

    sentence: Sentence
    text: str
    lead: str
    is_row: bool = False

    @property
    def numbers(self) -> list[str]:
        """The numbers that it tells, as printed."""
        return [match[0] for match in _COUNTED.finditer(self.text)]


class Tallies:
    """The clauses of one report that tell a figure."""

    def __init__(
        self,
        sentences: Sentences,
        rows: Set[Place] = frozenset(),
        known: Sequence[tuple[int, str]] = (),
    ) -> None:
        """Cut what a report says into clauses; the `rows` of its tables stay whole.

        Clauses with a number that is `known` (its place, as printed) are left out.
        """
        self.all = tuple(_told(sentences.all, rows, sorted(known)))
        self._sentences = sentences.all
        self.matching = lru_cache(_MOST_PATTERNS)(self._matching)
        self._holding = Counter(char for told in self.all for char in set(told.text))
        self._asked = lru_cache(_MOST_WORDS)(self._read)
        self._pairs = frozenset(pair for told in self.all for pair in _pairs(told.text))

    @cached_property
    def measures(self) -> frozenset[str]:
        """What the report counts in: the characters behind its numbers."""
        found = (m["measure"] for told in self.all for m in _FIGURE.finditer(told.text))
        return frozenset(found) - _NO_MEASURES

    def share(self, words: str, told: Told) -> float:
        """Return how much of what some words tell a clause says (0 to 1)."""
        return self.share_in(words, told.text, told.lead)

    def share_in(self, words: str, own: str, before: str) -> float:
        """Return how much of what some words tell other words say, or those before them in part."""
        weights, whole, heard, unheard = self._asked(words)
        held = sum(w if c in own else _LEAD * w * (c in before) for c, w in weights)
        by_char = held / whole
        if not heard:
            return by_char * by_char
        said, led = _pairs(own), _pairs(before)
        by_pair = sum(1.0 if p in said else _LEAD * (p in led) for p in heard)
        by_pair /= len(heard) + unheard
        return (by_char + by_pair) / 2

    def _matching(self, pattern: re.Pattern[str]) -> tuple[tuple[Sentence, re.Match[str]], ...]:
        """Return where a pattern stands in the folded prose of the report, with the sentence."""
        prose = (s for s in self._sentences if s.kind not in _NO_PROSE | {"自评表"})
        return tuple((s, match) for s in prose for match in pattern.finditer(fold(s.text)))

    def _read(self, words: str) -> _Asked:
        """Return the characters of some words with their weights, these in all, the pairs heard,
        and how many characters no clause has: each says as much as a pair that is not told.
        """
        weights = {char: self._weight(char) for char in HAN_CHAR.findall(words)}
        unheard = sum(not self._holding[char] for char in weights)
        heard = _pairs(words) & self._pairs
        return tuple(weights.items()), sum(weights.values()) or 1.0, heard, unheard

    def _weight(self, char: str) -> float:
        held = self._holding[char]
        rare = math.log(1 + len(self.all))
        return math.log(1 + len(self.all) / held) if held else _UNHEARD * rare


def _told(
    sentences: Sequence[Sentence], rows: Set[Place], known: Sequence[tuple[int, str]]
) -> Iterator[Told]:
    for sentence in sentences:
        if sentence.place in rows:
            yield Told(sentence, fold(sentence.text), "", is_row=True)
            continue
        if sentence.kind in _NO_PROSE or len(sentence.text) > _LONGEST:
            continue
        low = bisect_left(known, (sentence.place.start, ""))
        high = bisect_left(known, (sentence.place.end, ""))
        numbers = {text for _, text in known[low:high]}
        for text, lead in clauses_of(fold(sentence.text)):
            if not numbers & set(DIGITS.findall(_DATED.sub("", text))):
                yield Told(sentence, text, lead)


def clauses_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield the clauses of a folded text that tell a figure, each with its part's text before it.

    What an amount of money is may stand behind it: 收入9万元,占1%,系销售苗木取得 is one.
    """
    for part in _PART.split(text):
        start = 0
        for match in [*_CLAUSE.finditer(part), None]:
            end = match.start() if match else len(part)
            if _FIGURE.search(_DATED.sub("", part[start:end])):
                is_ = _WHAT_IT_IS.match(part, end) if part.endswith("元", start, end) else None
                yield part[start:end] + (is_["what"] if is_ else ""), part[:start]
            start = match.end() if match else end


_WHAT_IT_IS = re.compile(
    r"(?:,占[^,;。]{0,12}%)?(?P<what>,(?:均|全部)?(?:系|来自|来源于|属于|为(?![了\d避确保]))(?![^,;。]*(?:退费|退回|返还|[和、及与](?![^,;。]*取得)))[^,;。\d]{3,40}(?=[,;。]|$))"
)


@lru_cache(1 << 14)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(run[i : i + 2] for run in HAN_RUN.findall(text) for i in range(len(run) - 1))


def wordings(words: str) -> Iterator[Sequence[tuple[str, str]]]:
    """Yield how some words may be put: (everyday word, what reports write for it), 黑车 → 非法营运."""
    said = [word for word in spoken() if word in words]
    said = [word for word in said if not any(word != other and word in other for other in said)]
    choices = ((word, *spoken()[word]) for word in said)
    for chosen in islice(product(*choices), _MOST_WORDINGS):
        yield list(zip(said, chosen, strict=True))


def put(words: str, wording: Sequence[tuple[str, str]]) -> str:
    """Return some words in a wording."""
    for said, official in wording:
        words = words.replace(said, official)
    return words
