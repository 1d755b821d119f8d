"""The sentences of a report, found by the words of a question: what no figure or name answers.

A unit is a sentence of the prose, or one row of a table. Its words are weighed by how few units
of the report hold them, so that what every sentence says (本年, 万元) tells nothing.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise

from assistant.lexicon import NO_ACCOUNT
from index.model import Chunk, Place, Row
from index.normalise import Clean, compact, fold, noise
from index.store import Ledger

PART = re.compile(r"[^;。]+")  # what stands between semicolons
_WORD = re.compile(r"[a-z0-9.]+|[\u4e00-\u9fff]+")
# Words of a question that say nothing about its topic, longest first.
_FILLER = re.compile(
    r"[十百千]来[个人名]|[一二两三四五六七八九]?十[几多][个人名]|好几[个次]|"
    r"听说|据说|老说|好像|[多少]出来?|一[项笔块](?!目)|你们|我们|咱们|他们|请问|麻烦|帮我|帮忙|给我|告诉我|想知道|我想|想问|问一下|问下|了解一?下?|核一下|查一?下|看看|看一下|说说|说一下|讲讲|列一下|列出来?|"
    r"一共|总共|到底|究竟|大概|大约|实际上?|真正|具体|主要|最后|后来|现在|当时|里面|里头|其中|这里头|分别[是为]?|各自|(?:行政|事业)单位|"
    r"为什么|为啥|为何|怎么样|有(?=多少|几)|怎么|咋样|咋回事|咋|原因|什么|啥|哪些|哪个|哪几|哪里|哪儿|多少|几个|几次|几成|几|怎样|如何|是否|"
    r"有没有|是不是|对不对|能不能|要不要|会不会|一下子?|这么|那么|这样|那样|这个|那个|这些|那些|这份|那份|这笔|那笔|这块|那块|这|那|哪|"
    r"报告里?|决算(?=说明|报告|书|里|中)|里写|写的|写|关于|情况|说明|解释|披露|公开|(?:19|20)\d\d年?度?|\d\d年|二[〇零○]?[一二三四五六七八九]年|年度|今年|去年|全年|当年|"
    r"钱|万元|亿元|元|单位|部门|吗|呢|啊|吧|呀|哦|嘛|哈|"
    r"在(?![职校编岗册])|[的了与和对被把就都也还要会跟给往从到用花得着过之其将让又很太才只请您你我他它们个些种样点边]"
)
_PARTICLE = re.compile(r"了?多少|[了的过着]")  # 办了多少件 is 办件
_LEAST_ROW = 6
_ORDINALS = "一二三四五六七八九"
_FIRST = re.compile(r"(?<![\u4e00-\u9fff])一(?P<mark>是|要)")
_ORDINAL = re.compile(rf"(?<![\u4e00-\u9fff])[{_ORDINALS}][是要]")
_LEANS = re.compile(r"其中|其|上述|以上|该|占|比上年|较上年")
_BARE_HEAD = re.compile(r"[(（]?[一二三四五六七八九十\d]+[)）、.](?!.*一是)[^,，:：;；]{2,16}")
# How the heads of one level are numbered: the next one ends what stands below the first.
_NUMBERED = tuple(
    re.compile(number)
    for number in (
        r"[一二三四五六七八九十]{1,3}、",
        r"\([一二三四五六七八九十]{1,3}\)",
        r"\d{1,2}[.、](?!\d)",
    )
)
_MOST_BELOW = 3
_LONG_LIST = 900
_MOST_STEPS = 3
_LONG = 30  # characters of a sentence that do not stand in another one by chance
_LOOSE = 300  # a stretch without a full stop that is longer is a table or a list


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or table row: `text` for reading, `words` its terms, `place` in the source."""

    section: str
    kind: str
    text: str
    words: frozenset[str]
    place: Place

    def joined(self, following: Sentence) -> Sentence:
        """Return this sentence with the one that goes on with it."""
        place = Place(self.place.start, following.place.end, self.place.page)
        words = self.words | following.words
        return Sentence(self.section, self.kind, self.text + following.text, words, place)


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence with the share of a question's telling words that it holds (0 to 1)."""

    sentence: Sentence
    coverage: float


def terms(text: str) -> list[str]:
    """Return the pairs of characters and the numbers of a text."""
    return list(_terms(text))


@lru_cache(1 << 15)
def _terms(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in _WORD.findall(fold(text).lower()):
        if word[0].isascii():
            found.append(word.rstrip("."))
        else:
            found.extend(word[i : i + 2] for i in range(len(word) - 1))
    return tuple(found)


def telling(
    question: str,
    spans: Sequence[tuple[int, int]] = (),
    heard: Callable[[str], bool] | None = None,
) -> set[str]:
    """Return the terms of a folded question that tell its topic; `spans` are left out.

    Where `heard` says which terms a report uses, pairs across the ends of words go (公里|路).
    """
    text = "".join(
        " " if any(s <= i < e for s, e in spans) else char for i, char in enumerate(question)
    )
    bare = without_filler(text)
    words = set(terms(bare)) - (_across(bare, heard) if heard is not None else set())
    for official, said in _related().items():
        if any(word in text for word in said):
            words -= {pair for word in said for pair in terms(word)}
            words |= set(terms(official))
    return words


def without_filler(text: str) -> str:
    """Return a folded text without the words of a question that say nothing about its topic."""
    return _FILLER.sub(" ", _PARTICLE.sub("", text))


def _across(text: str, heard: Callable[[str], bool]) -> set[str]:
    """Return the pairs that a report does not use between two that it uses: no words of their own."""
    runs = [terms(word) for word in _WORD.findall(text)]
    return {
        pair
        for run in runs
        for before, pair, after in zip(run, run[1:], run[2:], strict=False)
        if heard(before) and not heard(pair) and heard(after)
    }


@cache
def _related() -> Mapping[str, Sequence[str]]:
    """Return report word → how people say it, for words that are no metric."""
    text = files("assistant").joinpath("data/meanings.json").read_text(encoding="utf-8")
    table: Mapping[str, Sequence[str]] = json.loads(text)["related"]
    return table


def report_words(said: str) -> list[str]:
    """Return the words that reports use for what people call by another one: 辅警."""
    return [official for official, words in _related().items() if said in words]


_MOST_CLEAN = 1 << 9


class Sentences:
    """The sentences of one report, with how telling each of their words is."""

    def __init__(self, ledger: Ledger, report: str) -> None:
        """Cut a report's passages into sentences and its performance tables into rows."""
        self._source = ledger.text(report)
        self._noise = noise(self._source)
        rows = [row for _, row in ledger.rows([report])]
        self.all = tuple(self._cut(ledger.all_chunks(report), rows))
        # The same sentences are cut into their clauses by each step that looks into them.
        self._clean = lru_cache(_MOST_CLEAN)(self._cleaned)
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.all):
            for word in sentence.words:
                self._holding[word].append(number)

    def weight(self, word: str) -> float:
        """Return how telling a word is in this report; one that it never uses counts as rare."""
        held = len(self._holding.get(word, ()))
        return _exact(math.log(1 + len(self.all) / held)) if held else self._unheard

    def weigh(self, words: Set[str]) -> float:
        """Return how telling some words are together."""
        return sum(map(self.weight, words))

    def share(self, words: Set[str], held: Set[str]) -> float:
        """Return how much of what some words tell those of them tell that are held."""
        return self.weigh(words & held) / (self.weigh(words) or 1.0)

    def holds(self, word: str) -> bool:
        """Whether a sentence of the report has this word."""
        return word in self._holding

    def is_only_in(self, word: str, place: Place) -> bool:
        """Whether the one sentence of the report with a word is that around a place."""
        held = self._holding.get(word, ())
        return bool(held) and all(self.all[number].place.opens(place) for number in held)

    @cached_property
    def _unheard(self) -> float:
        return _exact(0.7 * math.log(1 + len(self.all)))

    def find(
        self, words: set[str], limit: int = 3, *, without: tuple[str, ...] = ()
    ) -> list[Match]:
        """Return the sentences that hold most of these words, best first, but not of some kinds."""
        total = self.weigh(words)
        if not total:
            return []
        scores: dict[int, float] = defaultdict(float)
        for word in words:
            for number in self._holding.get(word, ()):
                scores[number] += self.weight(word)
        best = sorted(scores, key=lambda n: (-scores[n], len(self.all[n].words), n))
        chosen = [n for n in best if self.all[n].kind not in without][:limit]
        return [Match(self.all[n], scores[n] / total) for n in chosen]

    def holding(self, word: str) -> Sequence[int]:
        """Return the numbers of the sentences in `all` that hold a term."""
        return self._holding.get(word, ())

    def number_at(self, place: Place) -> int | None:
        """Return the number in `all` of the sentence in which a place starts, or None."""
        sentence = self.around(place)
        return self._numbers[sentence.place.start] if sentence is not None else None

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        return {sentence.place.start: number for number, sentence in enumerate(self.all)}

    def saying(self, number: str) -> list[Sentence]:
        """Return the sentences with a printed number, or with one that ends like it."""
        return [self.all[n] for n in self._holding.get(number.split(",")[-1], ())]

    def around(self, place: Place) -> Sentence | None:
        """Return the sentence in which a place starts, or None."""
        at = bisect_right(self._starts, place.start) - 1
        for number in (at, at - 1):
            if number >= 0:
                sentence = self.in_order[number]
                if sentence.place.opens(place):
                    return sentence
        return None

    def after(self, sentence: Sentence) -> Sentence | None:
        """Return the next sentence of the same section, or None."""
        at = bisect_right(self._starts, sentence.place.start)
        if at < len(self.in_order) and self.in_order[at].section == sentence.section:
            return self.in_order[at]
        return None

    def before(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence before one in the same section, or None."""
        at = bisect_right(self._starts, sentence.place.start) - 2
        if at >= 0 and self.in_order[at].section == sentence.section:
            return self.in_order[at]
        return None

    def below(self, sentence: Sentence) -> list[Sentence]:
        """Return what stands below a heading (（四）下一步改进措施), or the sentence that is none."""
        if not _BARE_HEAD.fullmatch(fold(sentence.text).rstrip("。")):
            return [sentence]
        head = fold(sentence.text)
        numbered = next((number for number in _NUMBERED if number.match(head)), None)
        found: list[Sentence] = []
        following = self.after(sentence)
        while following is not None and len(found) < _MOST_BELOW:
            text = fold(following.text)
            if _BARE_HEAD.fullmatch(text.rstrip("。")) or (numbered and numbered.match(text)):
                break
            found.append(following)
            following = self.after(following)
        return found

    def whole(self, sentence: Sentence) -> Sentence:
        """Return a sentence that opens an enumeration (一是…) with those that go on with it."""
        first = _FIRST.search(sentence.text)
        if first is None:
            return sentence
        parts = [sentence]
        for ordinal in _ORDINALS[1:]:
            head = f"{ordinal}{first['mark']}"
            text = "".join(part.text for part in parts)
            if head in text:
                continue  # several stand in one sentence
            more = self._up_to(head, parts[-1])
            if not more or len(text) + sum(len(part.text) for part in more) > _LONG_LIST:
                break
            parts += more
        place = Place(sentence.place.start, parts[-1].place.end, sentence.place.page)
        words = frozenset().union(*(part.words for part in parts))
        text = "".join(part.text for part in parts)
        return Sentence(sentence.section, sentence.kind, text, words, place)

    def part(self, sentence: Sentence, words: set[str]) -> Sentence:
        """Return a sentence from the part on, between semicolons, that has all of it that words tell.

        The whole sentence where several parts are needed, or where the part only goes on.
        """
        clean = self._clean(sentence.place)
        held = words & set(terms(clean.text))
        for start, end in _ranges(clean.text, ";"):
            own = frozenset(terms(clean.text[start:end]))
            alone = start > 0 and not _LEANS.match(clean.text, start)
            if held and alone and held <= own and not _FIRST.search(clean.text):
                place = clean.place(start, len(clean.text))
                shown = clean.shown[start:]
                return Sentence(sentence.section, sentence.kind, shown, own, place)
        return sentence

    def stretch(self, sentence: Sentence, wanted: Callable[[str], bool]) -> Sentence:
        """Return a sentence from its first to its last part, between semicolons, that is wanted."""
        clean = self._clean(sentence.place)
        fitting = [r for r in _ranges(clean.text, ";") if wanted(clean.text[slice(*r)])]
        if not fitting or _FIRST.search(clean.text):
            return sentence
        start, end = fitting[0][0], fitting[-1][1]
        words = frozenset(terms(clean.text[start:end]))
        place, shown = clean.place(start, end), clean.shown[start:end]
        return Sentence(sentence.section, sentence.kind, shown, words, place)

    def _cleaned(self, place: Place) -> Clean:
        return compact(self._source, place.start, place.end, self._noise)

    def _up_to(self, head: str, last: Sentence) -> list[Sentence]:
        """Return what follows a sentence up to the one that a head opens, also behind a semicolon."""
        found: list[Sentence] = []
        following = self.after(last)
        while following is not None and len(found) < _MOST_STEPS:
            found.append(following)
            if re.match(rf"(?:.*[;；])?{head}", following.text):
                return found
            if _ORDINAL.search(following.text):
                break  # another enumeration begins, or this one misses a number
            following = self.after(following)
        return []

    def alike(self, sentence: Sentence) -> list[Sentence]:
        """Return the other sentences of the report that say the same, word for word, or that and more."""
        words = sentence.text.rstrip("。")
        return [
            other
            for other in self.all
            if other.place != sentence.place
            and (other.text == sentence.text or (len(words) >= _LONG and words in other.text))
        ]

    def parts(self, sentence: Sentence, pattern: re.Pattern[str]) -> Iterator[Sentence]:
        """Yield what a pattern finds in a sentence's folded text: its words as printed, in their place."""
        clean = self._clean(sentence.place)
        for match in pattern.finditer(clean.text):
            words, place = clean.shown[slice(*match.span())], clean.place(*match.span())
            yield replace(sentence, text=words, place=place)

    @cached_property
    def in_order(self) -> tuple[Sentence, ...]:
        """The sentences as they follow each other in the source."""
        return tuple(sorted(self.all, key=lambda s: s.place.start))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.place.start for sentence in self.in_order]

    @cached_property
    def denials(self) -> tuple[Sentence, ...]:
        """The clauses that say outright that there was none of something."""
        plain = (s for s in self.all if s.kind not in NO_ACCOUNT and DENIES.search(fold(s.text)))
        parts = (part for s in plain for part in self.parts(s, PART))
        told = (replace(p, words=frozenset(terms(p.text))) for p in parts)
        return tuple(p for p in told if DENIES.search(fold(p.text)) and len(p.text) <= _LOOSE)

    @cached_property
    def of_others(self) -> tuple[Sentence, ...]:
        """The clauses on the duties that say what others do and pay for."""
        duties = (s for s in self.all if s.kind in ("职能", "机构"))
        parts = (part for s in duties for part in self.parts(s, PART))
        told = (replace(p, words=frozenset(terms(p.text))) for p in parts)
        return tuple(p for p in told if _OF_OTHERS.search(fold(p.text)))

    # -- cutting ------------------------------------------------------------------------------

    def _cut(self, chunks: Sequence[Chunk], rows: Sequence[Row]) -> Iterator[Sentence]:
        for row in rows:
            yield self._made(row.section, "自评表", row.place, row.metric.partition(":")[2])
        for chunk in chunks:
            title = chunk.section.rpartition(" › ")[2]
            if chunk.kind == "自评表":
                yield from self._lines(chunk, title, rows)
                continue
            clean = compact(self._source, chunk.place.start, chunk.place.end, self._noise)
            for start, end in _ranges(clean.text):
                if end - start > _LOOSE:
                    place = clean.place(start, end)
                    yield from self._lines(chunk, title, (), place)
                    continue
                for low, high in self._by_rows(
                    clean, start, end, each="绩效" in chunk.kind + title
                ):
                    yield self._sentence(chunk, title, clean, low, high)

    def _by_rows(
        self, clean: Clean, start: int, end: int, *, each: bool
    ) -> Iterator[tuple[int, int]]:
        """Yield a sentence, or the rows of a table that stand in it (`each` alone) and what is behind."""
        place = clean.place(start, end)
        rows = list(_WORDY_ROW.finditer(self._source, place.start, place.end))
        each = each or len(rows) >= _FEWEST_WORDY
        if len(rows) < _FEWEST_WORDY:
            rows = list(_NUMBER_ROW.finditer(self._source, place.start, place.end))
        if len(rows) < _FEWEST_ROWS:
            yield start, end
            return
        edges = [at for row in rows for at in _edges(row)] if each else []
        edges += [] if each and rows[-1]["words"] else [rows[-1].end()]
        cuts = [bisect_left(clean.at, edge, start, end) for edge in edges]
        if end - cuts[-1] < _WORDY_CELL:
            cuts[-1] = end
        for low, high in pairwise([start, *cuts, end]):
            if low < high:
                yield low, high

    def _sentence(self, chunk: Chunk, title: str, clean: Clean, start: int, end: int) -> Sentence:
        words = frozenset(terms(clean.text[start:end]) + terms(title))
        return Sentence(
            chunk.section, chunk.kind, clean.shown[start:end], words, clean.place(start, end)
        )

    def _lines(
        self, chunk: Chunk, title: str, rows: Sequence[Row], place: Place | None = None
    ) -> Iterator[Sentence]:
        """Yield the lines of a table or a list that no row covers."""
        place = place or chunk.place
        taken = [(row.place.start, row.place.end) for row in rows]
        stretch: list[Place] = []
        for match in re.finditer(r"[^\n]+|\Z", self._source[place.start : place.end]):
            line = Place(place.start + match.start(), place.start + match.end())
            if any(line.start < e and line.end > s for s, e in taken) or not match.group():
                yield from self._prose(chunk, title, stretch)
                stretch = []
            elif match.group().strip():
                stretch.append(line)
            if _FOOT.match(match.group()) and not _NUMBERED_NEXT.match(self._source, line.end):
                # prose behind a table's total is no row of it
                yield from self._prose(chunk, title, stretch)
                stretch = []
        yield from self._prose(chunk, title, stretch)

    def _prose(self, chunk: Chunk, title: str, lines: Sequence[Place]) -> Iterator[Sentence]:
        """Yield the sentences of wrapped lines; where those have no stops, the lines themselves."""
        if not lines:
            return
        clean = compact(self._source, lines[0].start, lines[-1].end, self._noise)
        for start, end in self._of_cells(clean, _goals(clean.text)):
            if _HEADS.search(clean.text, start, end):
                continue  # the names of a table's columns say nothing
            if end - start <= _LOOSE:
                yield self._sentence(chunk, title, clean, start, end)
                continue
            place = clean.place(start, end)
            for line in lines:
                inside = Place(max(line.start, place.start), min(line.end, place.end))
                if inside.end - inside.start >= _LEAST_ROW:
                    yield self._made(chunk.section, chunk.kind, inside, title)

    def _of_cells(
        self, clean: Clean, ranges: Iterable[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """Yield the ranges of sentences cut where a tab ends one wordy cell and begins another."""
        for start, end in ranges:
            at = start
            cells = "\t" in self._source[clean.at[start] : clean.at[end - 1]]
            if not cells or _HEAD_CELLS.search(clean.text, start, end):
                yield start, end
                continue
            for here in range(start + _WORDY_CELL, end - _WORDY_CELL + 1):
                between = self._source[clean.at[here - 1] : clean.at[here]]
                if "\t" in between and here - at >= _WORDY_CELL:
                    words = (clean.text[at:here], clean.text[here:end])
                    if all(_WORDY.search(part) for part in words):
                        yield at, here
                        at = here
            yield at, end

    def _made(self, section: str, kind: str, place: Place, title: str) -> Sentence:
        clean = compact(self._source, place.start, place.end, self._noise)
        words = frozenset(terms(clean.text) + terms(title))
        return Sentence(section, kind, clean.shown, words, place)


# A row whose cells are parted by tabs, with words behind the first: 1	背街改造	完成20条	完成21条.
_WORDY_ROW = re.compile(
    r"(?m)^[^\t\n]*\S[^\t\n]*\t[^\t\n]*[\u4e00-\u9fff]{2}[^\t\n]*\t[^\n]*[\u4e00-\u9fff]{2}(?P<words>)[^\n]*$"
)
_FEWEST_WORDY = 3
# A row of a table: its name, then numbers with blanks between them, and words in the last column.
_NUMBER_ROW = re.compile(
    r"(?m)^[ \t\u3000]*(?:\d{1,2}[.、\t ])?[ \t]*[^\s\d，。；][^\n，。；]{0,30}?"
    r"(?:[ \t\u3000]+(?:-?\d[\d,]*(?:\.\d+)?%?|—+)){2,}(?P<words>[ \t\u3000]+[^\s\d][^\n]*)?[ \t\u3000]*$"
    r"|^[ \t\u3000]*\|[^\n]*\|[ \t\u3000]*$"  # of Markdown
)


def _edges(row: re.Match[str]) -> tuple[int, ...]:
    """Return where a row begins, and where it ends if no words in its last column may go on."""
    return (row.start(),) if row["words"] else row.span()


_FEWEST_ROWS = 2


def _exact(weight: float) -> float:
    """Return a weight whose sums do not depend on the order of a set: in steps of 2⁻¹⁰."""
    return round(weight * 1024) / 1024


# 由市民政局发放, 不在本部门决算内反映: what is in other accounts, among the duties too.
_OF_OTHERS = re.compile(
    r"不(?:在|纳入|计入|列入|属于?)[本我](?:部门|单位|[局委厅部院署办会校馆站所处])"
    r"|由(?![本我各其])[^,。;]{2,16}?(?:[局委办厅院处]|中心|政府|公司|[支大]队)(?:统一|具体)?"
    r"(?:发放|征收|负责|承担|承办|审批|核发|支付|管理|实施)"
)
# 无国有资本经营预算…, 未组织部门评价; no 未完成 and no 无线.
DENIES = re.compile(
    r"(?:^|[,;:。、也均]|年度?|单位|部门|本[\u4e00-\u9fff])(?:也|均|都|尚|暂|并)?"
    r"(?:未(?:组织|开展|安排|发生|实施|进行|设置|设立|购置|编制|公开|产生|列入|纳入|参加|举办|召开|使用|涉及|申报)|没有(?!完成|达)|无(?!障碍|线|人机|偿|害|形|菌|法|不)|不(?:涉及|存在|设(?!计|备)))"
)


_NUMBERED_NEXT = re.compile(r"\s*[(（]?[一二三四五六七八九十\d]+[)）、.]")
_FOOT = re.compile(r"^[\s|]*(?:总分|合计)[\s|]+[\d.][\s|\d.,分—-]*$")
_HEAD_CELLS = re.compile(r"项目名称|主管部门|实施单位|预算数")
_WORDY_CELL = 8
_WORDY = re.compile(rf"[\u4e00-\u9fff,，、]{{{_WORDY_CELL}}}")
_HEADS = re.compile(r"三级指标|实际完成值|分值得分")
_GOALS = re.compile(
    r"(?:预期目标)?实际完成(?:情况|目标)|(?<!的)(?<!设定)预期目标(?!的|已|完成|任务)|年度(?:总体|绩效)目标:|一级指标"
)


def _goals(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the sentences of a table's text: its goals are no part of its head."""
    for start, end in _ranges(text, "。;"):
        at = start
        for match in _GOALS.finditer(text, start, end):
            last = match.group() == "一级指标"
            cut = match.start() if last else match.end()
            if at < cut < end:
                yield at, cut
                at = cut
        yield at, end


def _ranges(text: str, stops: str = "。") -> Iterator[tuple[int, int]]:
    """Yield the ranges of the sentences of compact text."""
    for match in re.finditer(rf"[^{stops}]+[{stops}]?", text):
        yield match.start(), match.end()
