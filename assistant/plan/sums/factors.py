"""算下来住了几天: the factor that a report leaves out, of an amount, its price and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import plain
from assistant.compose.draft import Draft, Printed, subject
from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.understand import Question
from index.amounts import MONEY, NUMBER, parse_number
from index.model import Place
from index.normalise import fold
from index.store import ReportInfo

_COUNTER = r"(?:个月|人次|平方米|公里|[人名户家套间台次场期天日晚月年亩件份盆辆节])"
_ASKED = re.compile(rf"(?:多少|几)个?(?P<measure>{_COUNTER})(?!均|分)")
_MONEY = re.compile(
    rf"(?<![\d.])(?<!\d,)(?P<number>{NUMBER})\s?(?P<measure>亿元?|万元?|元)(?![/一每])"
)
# 每间340, 340一套, 单价340, 每人每年600元
_PRICE = re.compile(
    rf"(?:单价|标准|[每一]个?{_COUNTER})(?:每?个?{_COUNTER})?[\u4e00-\u9fff]{{0,3}}?(?P<after>{NUMBER})(?!\s?(?:万|亿|{_COUNTER}))"
    rf"|(?<![\d.])(?<!\d,)(?P<before>{NUMBER})\s?[元块]?钱?[一每/]个?{_COUNTER}"
)
_COUNT = re.compile(rf"(?<![\d.])(?<!\d,)(?P<number>{NUMBER})\s?个?(?P<measure>{_COUNTER})(?!均)")
# 340元/套, 960元/人·年; 每人每年600元, 每户3500元
_PRINTED_PRICE = re.compile(
    rf"(?<![\d.])(?<!\d,)(?P<number>{NUMBER})元(?P<per>(?:[/·]{_COUNTER})+)"
    rf"|(?P<each>(?:每{_COUNTER}){{1,2}})[\u4e00-\u9fff]{{0,4}}?(?P<other>{NUMBER})元"
)
_ALIKE = {
    "名": "人", "人次": "人", "日": "天", "晚": "天", "个月": "月", "家": "户", "间": "套", "期": "场"
}  # fmt: skip
_FEWEST_SAID = 2  # numbers of a question without which another thing may be asked
_MOST_FACTORS = 4


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of a report as it is printed, with what it counts and the sentence that it is in."""

    number: str
    measure: str
    sentence: Sentence

    @property
    def value(self) -> Decimal:
        return parse_number(self.number) * MONEY.get(self.measure, Decimal(1))

    @property
    def term(self) -> str:
        return f"{parse_number(self.number):,f} {self.measure}"


@dataclass(frozen=True, slots=True)
class _Said:
    """What a question says of an amount: the money in 元, the price, the counts, and what is asked."""

    money: Decimal
    price: Decimal | None
    counts: tuple[Decimal, ...]
    asked: str


def answer_factor(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Say what an amount comes to in a measure that its report leaves out; False where not asked."""
    said = _said(question.folded)
    if said is None:
        return False
    for info in reports:
        found = [
            (amount, *factors)
            for amount in _amounts(evidence, info, said)
            if (factors := _factors(evidence, info, amount, said))
        ]
        if found:  # what one sentence tells is read more easily than what several rows do
            best = min(found, key=lambda row: len({n.sentence.place for n in row}))
            _say(draft, info, best[0], best[1:], said.asked)
            return True
    return False


def _said(text: str) -> _Said | None:
    """Return what a question says of an amount whose missing factor it asks for, else None."""
    asked, money = _ASKED.search(text), _MONEY.search(text)
    if asked is None or money is None:
        return None
    price = _PRICE.search(text)
    cut = text[: price.start()] + "," + text[price.end() :] if price else text
    counts = [m for m in _COUNT.finditer(cut) if not _is_year(m)]
    if (price is not None) + len(counts) < _FEWEST_SAID - 1:
        return None
    if any(_plain(m["measure"]) == _plain(asked["measure"]) for m in counts):
        return None  # 租了36天: what is asked is told
    measure = money["measure"] if money["measure"].endswith("元") else money["measure"] + "元"
    each = parse_number(price["after"] or price["before"]) if price else None
    return _Said(
        parse_number(money["number"]) * MONEY[measure],
        each,
        tuple(parse_number(m["number"]) for m in counts),
        asked["measure"],
    )


def _is_year(match: re.Match[str]) -> bool:
    return match["measure"] == "年" and len(match["number"]) > len("99")


def _plain(measure: str) -> str:
    return _ALIKE.get(measure, measure)


def _amounts(evidence: Evidence, info: ReportInfo, said: _Said) -> Iterator[_Number]:
    """Yield where a report prints the money that a question says."""
    sentences = evidence.sentences(info)
    for size in _printed_as(said.money):
        for sentence in sentences.saying(size):
            for match in _MONEY.finditer(fold(sentence.text)):
                found = _Number(match["number"], match["measure"], sentence)
                if found.measure in MONEY and found.value == said.money:
                    yield found


def _printed_as(yuan: Decimal) -> list[str]:
    """Return how an amount may be printed: in 元, 万元 or 亿元, with or without commas and zeros."""
    sizes = [(yuan / scale).normalize() for scale in MONEY.values()]
    ways = [*sizes, *(size.quantize(_CENT) for size in sizes)]
    return list(dict.fromkeys(text for way in ways for text in (f"{way:f}", f"{way:,f}")))


def _factors(
    evidence: Evidence, info: ReportInfo, amount: _Number, said: _Said
) -> tuple[_Number, ...]:
    """Return the price of an amount and what is counted of it, as its sentence or its table tells.

    Nothing is returned where a number that the question says is not among them, or where what is
    asked is counted there.
    """
    near = [amount.sentence]
    sheet = next(
        (s for s in evidence.sheets if s[0] == info.id and _within(s[1].place, near[0])), None
    )
    if sheet is not None:
        near += [s for s in evidence.sentences(info).all if _within(sheet[1].place, s)]
    prices = [
        pair
        for sentence in near
        for pair in _prices(sentence)
        if said.price in (None, pair[0].value) and (said.price or sentence is amount.sentence)
    ]
    if not prices:
        return ()
    price, per = prices[0]
    counts = [c for sentence in near for c in _counts(sentence)]
    own = [c for c in counts if c.sentence is amount.sentence]
    if any(_plain(c.measure) == _plain(said.asked) for c in own):
        return ()
    known: Sequence[_Number | None]
    if said.counts:
        known = [next((c for c in counts if c.value == value), None) for value in said.counts]
    else:
        known = [c for c in own if _plain(c.measure) in per][:1]
    found = tuple(c for c in known if c is not None)
    complete = found and len(found) == len(known) and len(found) < _MOST_FACTORS
    return (*found, price) if complete else ()


def _within(place: Place, sentence: Sentence) -> bool:
    return place.opens(sentence.place)


def _prices(sentence: Sentence) -> Iterator[tuple[_Number, set[str]]]:
    """Yield the prices that a sentence prints, each with the measures that it is of."""
    for match in _PRINTED_PRICE.finditer(fold(sentence.text)):
        per = match["per"] or match["each"]
        measure = f"元{match['per'] or ''}"
        number = _Number(match["number"] or match["other"], measure, sentence)
        yield number, {_plain(word) for word in re.findall(_COUNTER, per)}


def _counts(sentence: Sentence) -> Iterator[_Number]:
    for match in _COUNT.finditer(fold(sentence.text)):
        if not _is_year(match):
            yield _Number(match["number"], match["measure"], sentence)


def _say(
    draft: Draft, info: ReportInfo, amount: _Number, factors: Sequence[_Number], asked: str
) -> None:
    """Add the words of the report, and what is left of the amount once it is divided."""
    marks: dict[int, Sentence] = {}
    printed = []
    for operand in (amount, *factors):
        mark = draft.mark(info, operand.sentence.section, operand.sentence.place)
        marks.setdefault(mark, operand.sentence)
        printed.append(Printed(operand.number, operand.measure, mark))
    told = "，".join(f"“{draft.quoted(s.text)}”[{mark}]" for mark, s in marks.items())
    draft.add(f"{subject(info)}报告原文：{told}。")
    product = Decimal(1)
    for factor in factors:
        product *= parse_number(factor.number)
    value = (amount.value / product).quantize(_TENTH, ROUND_HALF_UP)
    left = f"{amount.term} ÷ ({' × '.join(factor.term for factor in factors)})"
    text = draft.derived(value, asked, f"{left} = {plain(value)} {asked}", [], printed)
    cited = "".join(f"[{mark}]" for mark in marks)
    draft.add(f"按“金额 ÷（数量 × 单价）”推算，约 {text}。{cited}这是推算的数，报告本身没有写明。")


_TENTH, _CENT = Decimal("0.1"), Decimal("0.01")
