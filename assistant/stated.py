"""Numbers in running text, each with the words that say what it counts: of a report, of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cached_property

from assistant.lexicon import HAN_CHAR
from assistant.sentences import Sentence
from assistant.tallies import Tallies
from index.amounts import MONEY, NUMBER, parse_number, quantum
from index.model import Fact, Row
from index.normalise import fold

_MEASURES = (
    r"[人批册户车架台辆件家]次|平方米|平方公里|公里|千米|公顷|公斤|小时|[分秒]钟|[课学]时|治疗量|台\(套\)|台件|个百分点|万?元|亿元"
    r"|[个件起条项名人位户家次场期批本张册份台套辆艘座栋处所间亩顷吨米里盆棵株箱幢块盏通宗例对天日分"
    r"只头匹床卷页篇具门科枚支班趟票类种部%‰]|[\u4e00-\u9fff]{2,3}(?=[,;。、)]|$)|(?<=[万亿])(?=[,;。、)]|$)"
)
_NUMBER = re.compile(
    rf"(?<![\d.A-Za-z第])(?<!\d,)(?P<sign>[-+]?)(?P<number>{NUMBER})\s*[余多]?(?P<factor>[千万亿]*)"
    rf"(?P<measure>{_MEASURES})(?!以[上下内])"
)
_DATED = re.compile(
    r"(?:19|20)?\d\d\s?年(?:度|末|底|初)?(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日"
)
_GRADE = re.compile(r"[“\"]([优良中差])[”\"]")
_PART = re.compile(r"[;；。\n]")
_CLAUSE = re.compile(r"[、:：()（）“”「」]|,(?!\d{3})")
_FACTORS = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000, "千万": 10_000_000}
_ALIKE = {
    "名": "人",
    "位": "人",
    "批": "批次",
    "台(套)": "台",
    "套": "台",
    "部": "台",
    "台件": "件",
    "㎡": "平方米",
}
_THINGS = frozenset("个件起条项户家次场期批份台辆座栋处所间盏块宗例种") | {"批次"}
_PEOPLE = frozenset({"人", "人次", "个"})
_HEADS = re.compile(r"项目名称|实施单位|年度资金总额|分值|三级指标")
_OF_HEADS = frozenset({"%", "分", "元"})  # what the columns of a table's head give
_NO_PROSE = frozenset({"名词解释", "决算报表"})
# What says nothing of the thing that is counted.
_GENERAL = re.compile(
    r"其中|分别|全年|今年|本年度?|当年|年末|截[至止]|共计|一共|总共|累计|合计|实际|完成|达到|[人个件]数|数量|金额|万?元"
    r"|(?:[与比较]|同比)(?:上年|去年)?(?:相比|同期)?|增[加长]|减少|下降|上升|降低|提高"
    r"|[共总达约为是有了的各占仅只才就已由从那到也]|降(?=\s*到)"
)
# What only goes on, of what was named before: 建了5200平方米, 结余133.8万元.
_GOES_ON = re.compile(
    r"[建办做开拿买跑]了?(?=\s|$)|年初|[里均又比]|全部|金额|节[约省]|超支|^[,\s]*结余|剩余?"
)
# 预算1320万元,实际支出1241.62万元
_SPENT_OF_IT = re.compile(r"[,\s]*(?:实际|共)*支出(?:了|为)?\s*")
_ASPECTS = re.compile(
    r"[上去]年度?|[年预决]初?算数?|调整[为到后至]|自评|[得总评]分|评[为定]|执行|完成|差异|比例|比重|[率占预决]|花|用"
)
_MOVES = re.compile(
    r"(?P<up>增[加长多幅支收]|上[升涨浮]|提高|涨|多)|减[少支收幅]|下[降滑]|降[低幅]|少"
)
_SIGNED = {"+": "up", "-": "down"}
_MANY_DIGITS = 3
_LEAST_WORDS = 2  # Han characters that tell what is counted
_LONGEST_LEAD = 40
_NEAREST = 6  # characters before a number that name what it is of
_BOUND = re.compile(r"[;；。:：]|,(?!\d{3})")
_LEAST_QUOTE = 8


@dataclass(frozen=True, slots=True)
class Stated:
    """A number with its measure: the words that it stands among, and those of its sentence before."""

    start: int
    end: int
    value: Decimal
    exact: Decimal
    measure: str
    own: str
    lead: str
    sign: str = ""

    def is_of_more(self, other: Stated) -> bool:
        """Whether one of two is a grand total (收入总计) and the other the sum of a year (收入合计)."""
        return ("总计" in self.own) != ("总计" in other.own)

    def may_be(self, other: Stated) -> bool:
        """Whether both count in one measure, as people say it: 个 for 家, 人 for 人次."""
        pair = {self.measure, other.measure}
        return len(pair) == 1 or pair <= _PEOPLE or ("个" in pair and pair <= _THINGS)

    def is_as_much(self, other: Stated) -> bool:
        """Whether this number, rounded or cut as it is said, is another one."""
        steps = other.value / self.exact
        return any(
            steps.quantize(Decimal(1), way) * self.exact == self.value
            for way in (ROUND_HALF_UP, ROUND_DOWN)
        )

    @property
    def words(self) -> str:
        """What it counts, with the clause before where its own says nothing."""
        return _GENERAL.sub(" ", self.told)

    @property
    def told(self) -> str:
        """The words that it stands among, with the clause before where they say nothing."""
        return self.own if self._tells else f"{self.before} {self.own}"

    def names(self, metric: str) -> float:
        """Return how much of the words right at it stands in a metric's name: all where they name nothing."""
        words = self.label
        if not words and self.names_before:
            words = _GENERAL.sub(" ", _ASPECTS.sub(" ", self.before))
        metric = metric.removeprefix("项目:")
        own = HAN_CHAR.findall(words)[-_NEAREST:]
        return sum(char in metric for char in own) / len(own) if len(own) >= _LEAST_WORDS else 1.0

    @property
    def label(self) -> str:
        """The characters right at it that name a thing, empty where it only goes on."""
        if _SPENT_OF_IT.fullmatch(self.own):
            return ""
        named = _GOES_ON.sub("", _GENERAL.sub(" ", _ASPECTS.sub(" ", _MOVES.sub(" ", self.own))))
        return "".join(HAN_CHAR.findall(named))

    def shares(self, other: Stated) -> float:
        """Return how much of what this number is labelled with another number's words have."""
        label = set(self.label)
        return len(label & set(other.told)) / len(label) if label else 0.0

    @property
    def _tells(self) -> bool:
        return len(HAN_CHAR.findall(_GENERAL.sub(" ", self.own))) >= _LEAST_WORDS

    @property
    def names_before(self) -> bool:
        """Whether only the clause before it, which tells no number, says what it is of."""
        return len(HAN_CHAR.findall(self.before)) >= _LEAST_WORDS and not re.search(
            r"\d", self.before
        )

    @property
    def before(self) -> str:
        """What the clause before tells."""
        return _GENERAL.sub(" ", _CLAUSE.split(self.lead.rstrip("、,:( "))[-1])

    @property
    def moves(self) -> str:
        """Whether it tells a rise or a fall, empty for neither."""
        found = list(_MOVES.finditer(self.own))
        return ("up" if found[-1]["up"] else "down") if found else _SIGNED.get(self.sign, "")

    @property
    def is_rare(self) -> bool:
        """Whether it has so many digits that another thing hardly has it by chance."""
        digits = len(str(self.value / self.exact).partition(".")[0])
        return digits >= _MANY_DIGITS + (self.measure == "%")


@dataclass(frozen=True, slots=True)
class Place:
    """A number of a report with the sentence that it stands in, or the row whose result it is."""

    stated: Stated
    sentence: Sentence | None = None
    row: Row | None = None

    def tells(self, fact: Fact) -> bool:
        """Whether it is a figure of the ledger."""
        sentence, amount = self.sentence, fact.amount
        if sentence is None or not sentence.place.opens(fact.place):
            return False
        money = amount.measure in MONEY
        value = abs(amount.value) * MONEY[amount.measure] if money else amount.value
        measure = "元" if money else common_measure(amount.measure)
        return (self.stated.value, self.stated.measure) == (value, measure)

    @property
    def clause(self) -> str:
        """The clause with the number as printed, from as far back as tells what it is of."""
        text = self.sentence.text if self.sentence is not None else ""
        folded = fold(text)
        bounds = [0, *(m.end() for m in _BOUND.finditer(folded)), len(text) + 1]
        end = min(b for b in bounds if b > self.stated.end)
        for start in reversed([b for b in bounds if b <= self.stated.start]):
            words = text[start : end - 1]
            if len(HAN_CHAR.findall(words)) >= _LEAST_QUOTE:
                return words
        return text[: end - 1]


def common_measure(measure: str) -> str:
    """Return the measure that stands for all in which the same is counted: 人 for 名."""
    return _ALIKE.get(measure, measure)


def stated_in(text: str) -> Iterator[Stated]:
    """Yield the numbers with measures of a folded text, in order; dates and limits are left out."""
    bare = _DATED.sub(lambda match: " " * len(match.group()), text)
    bare = _GRADE.sub(r" \1 ", bare)  # “良”的3个: of what the marks hold
    start = 0
    for stop in [*_PART.finditer(bare), None]:
        end = stop.start() if stop else len(bare)
        yield from _in_part(bare, start, end)
        start = stop.end() if stop else end


def _in_part(text: str, start: int, end: int) -> Iterator[Stated]:
    bounds = sorted({start, end, *(m.start() for m in _CLAUSE.finditer(text, start, end))})
    found = list(_NUMBER.finditer(text, start, end))
    for at, match in enumerate(found):
        before = max(b for b in bounds if b <= match.start())
        after = min(b for b in bounds if b >= match.end())
        if at and found[at - 1].end() > before:
            before = found[at - 1].end()
        if at + 1 < len(found):
            after = min(after, found[at + 1].start())
        own = f"{text[before : match.start()]} {text[match.end() : after]}"
        yield _made(match, own, text[max(start, before - _LONGEST_LEAD) : before])


def _made(match: re.Match[str], own: str, lead: str) -> Stated:
    factor, measure = match["factor"], match["measure"]
    times = Decimal(_FACTORS.get(factor, 1))
    measure = measure or "元"  # 27.45万
    if measure in MONEY:
        times, measure = times * MONEY[measure], "元"
    return Stated(
        match.start(),
        match.end(),
        parse_number(match["number"]) * times,
        quantum(match["number"]) * times,
        common_measure(measure),
        own,
        lead,
        match["sign"],
    )


def places_of(sentences: Sequence[Sentence], rows: Sequence[Row]) -> Iterator[Place]:
    """Yield the numbers of a report: of its sentences, and the results of its tables' rows."""
    taken = {row.place for row in rows}
    for sentence in sentences:
        if sentence.place in taken or (sentence.kind in _NO_PROSE and not _is_told(sentence)):
            continue
        of_table = _HEADS.search(sentence.text) is not None
        for stated in stated_in(fold(sentence.text)):
            if not (of_table and stated.measure in _OF_HEADS):
                yield Place(stated, sentence)
    for row in rows:
        for stated in stated_in(fold(row.result)):
            yield Place(_of_row(stated, row), row=row)


def _is_told(sentence: Sentence) -> bool:
    """Whether what stands in the part of the tables is a sentence for all that."""
    return sentence.kind == "决算报表" and sentence.text.rstrip().endswith("。")


def _of_row(stated: Stated, row: Row) -> Stated:
    title = row.metric.removeprefix("项目:")
    return Stated(
        stated.start, stated.end, stated.value, stated.exact, stated.measure, fold(row.name), title
    )


class Statements:
    """The numbers of one report, to be found by what they count."""

    def __init__(self, tallies: Tallies, places: Sequence[Place]) -> None:
        self._tallies = tallies
        self.all = tuple(places)

    def of(self, sentence: Sentence | None) -> Sequence[Place]:
        """Return the numbers of one sentence, in order."""
        return self._by_sentence.get(sentence.place.start, ()) if sentence is not None else ()

    @cached_property
    def _by_sentence(self) -> Mapping[int, Sequence[Place]]:
        found: dict[int, list[Place]] = {}
        for place in self.all:
            if place.sentence is not None:
                found.setdefault(place.sentence.place.start, []).append(place)
        return found

    def same(self, said: Stated, *, verbatim: bool = False) -> Place | None:
        """Return the place that tells the number said of what it is said of, or None.

        With `verbatim` it must tell it in nearly the same words.
        """
        fits = [
            (self._near(said, place.stated), place)
            for place in self.all
            if said.may_be(place.stated) and _tell_one(said, place.stated)
        ]
        near, found = max(fits, key=lambda pair: pair[0], default=(0.0, None))
        rare = _SAME_RARE if said.measure not in ("元", "%") else _SAME_RARE_MONEY
        least = _VERBATIM if verbatim else rare if said.is_rare else _SAME
        return found if near >= least else None

    def other(self, said: Stated) -> Place | None:
        """Return the one place that tells another number of what a number is said of, or None."""
        chars = set(HAN_CHAR.findall(said.words))
        fits = [
            (self._near(said, place.stated), place)
            for place in self.all
            if said.may_be(place.stated)
            and not _tell_one(said, place.stated)
            and not said.is_of_more(place.stated)
            and chars & set(HAN_CHAR.findall(place.stated.told))
        ]
        best, found = max(fits, key=lambda pair: pair[0], default=(0.0, None))
        if best < _OTHER:
            return None
        values = {p.stated.value for near, p in fits if near >= best - _CLOSE}
        return found if len(values) == 1 else None

    def unlike(self, fact: Fact) -> Place | None:
        """Return another place that counts what a figure counts, by a name within its own, as not so many."""
        own = next((p.stated for p in self.all if p.tells(fact)), None)
        if own is None:
            return None
        fits = [
            (self._share(place.stated.words, own), place)
            for place in self.all
            if place.stated.measure == own.measure
            and place.stated.value != own.value
            and place.row is None
            and not _APART.search(place.clause)
            and len(HAN_CHAR.findall(_PEOPLE_OF.sub("", place.stated.words))) >= _LEAST_WORDS
        ]
        near, found = max(fits, key=lambda pair: pair[0], default=(0.0, None))
        return found if near >= _WITHIN else None

    def _near(self, said: Stated, other: Stated) -> float:
        """Return how much of what one number counts another counts, and the other way round (0 to 1)."""
        if _is_called_alike(said, other):
            return 1.0
        forth = self._share(said.words, other)
        back = self._share(other.words, said)
        around = self._share(said.before, other)
        loosely = _LOOSELY * (said.measure != other.measure) + _LOOSELY * (
            said.moves != other.moves
        )
        return _FORTH * forth + _BACK * back + (1 - _FORTH - _BACK) * around - loosely

    def _share(self, words: str, other: Stated) -> float:
        if not HAN_CHAR.search(words):
            return 0.0
        return self._tallies.share_in(words, other.told, other.lead)


def _is_called_alike(said: Stated, other: Stated) -> bool:
    """其中医疗收入 and 事业收入中医疗收入: whether the words right at one end those at another."""
    name = "".join(HAN_CHAR.findall(_INSIDE.sub("", said.own)))
    return len(name) >= _LEAST_NAME and other.own.rstrip().endswith(name)


_INSIDE, _LEAST_NAME = re.compile(r"^.*其中"), 4


def _tell_one(said: Stated, other: Stated) -> bool:
    """Whether two numbers are one, and neither a rise where the other is a fall."""
    apart = {said.moves, other.moves} == {"up", "down"}
    return said.is_as_much(other) and not apart


_FORTH, _BACK = 0.55, 0.25
# Of another time, a part, what came or went, or why.
_APART = re.compile(r"原因|[增减新]|调|因|其中|[上去前]年|目标|计划|每|聘|年[内中]|合计")
_PEOPLE_OF = re.compile(r"人员|人数|数")
_WITHIN = 0.95  # of a name that another has
_LOOSELY = 0.1  # what another measure tells less, or a change for a value: 个 for 家
_SAME, _SAME_RARE, _SAME_RARE_MONEY, _OTHER = 0.4, 0.15, 0.25, 0.5
_VERBATIM = 0.85
_CLOSE = 0.03
