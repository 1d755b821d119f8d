"""The check of numbers: right answers pass as they are, and no corrupted number gets through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib import import_module

import pytest

from assistant import Assistant
from assistant.compose.draft import Derivation, Draft, Reference
from assistant.model import Citation, Figure
from assistant.numbers import numbers
from assistant.plan import plan
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.verify import verify
from index.model import Amount, Fact, Place

pytest_plugins = ("built",)

BAD = {"contradicted", "unfounded"}
QUESTIONS = (
    "乌鲁木齐市政务服务管理局2021年三公经费多少？",
    "乌鲁木齐市政务服务管理局2021年公务接待费是多少？",
    "乌鲁木齐市政务服务管理局2021年机关运行经费为什么增加？",
    "乌鲁木齐市政务服务管理局2021年接待费预算多少、实际花了多少？",
    "乌鲁木齐市政务服务管理局2021年本年收入的构成？",
    "昌吉政务局2022年一共花了多少？",
    "昌吉政务局2022年有几辆公车？",
    "昌吉政务局2022年三公经费为什么下降？",
    "昌吉政务局2022年三公经费预算和决算差多少？",
    "昌吉政务局2022年三公经费由哪些部分构成？",
    "昌吉政务局2022年住房公积金为什么增加？",
    "昌吉政务局2022年有多少人？",
    "昌吉政务局2022年每批接待花多少？",
    "昌吉政务局2022年三公和公务接待费差多少？",
    "昌吉公告费项目2022年执行率多少，得了多少分？",
    "昌吉政务局2022年拨款涨94%，总支出怎么降17%？",
    "市政府2023年三公经费为什么下降？",
    "市政府2023年接待费怎么涨了4.6倍？",
    "市政府2023年房屋面积多少？",
    "市政府2023年政府采购支出的构成？",
    "市政府2023年财政拨款年初预算多少，决算多少？",
    "市政府2023年一辆车一年养护多少？",
    "市政府2023年接待一个人吃多少？",
    "市政府2023年退休人员多少？",
    "市政府2023年基本支出比项目支出多多少？",
    "市政府2023年升旗仪式项目花了多少？",
    "高新区政务局2023年三公经费多少？",
    "高新区政务局2023年机关运行经费为什么涨了71%？",
    "高新区政务局2023年一般公共预算支出为什么下降？",
    "高新区政务局2023年本年支出怎么构成？",
    "高新区政务局2023年整体支出绩效自评多少分？",
    "数发局2024年三公经费为什么涨了？",
    "数发局2024年一般公共预算支出年初预算和决算分别是多少？",
    "数发局2024年年末结转和结余多少？",
    "数发局2024年车辆值多少钱？",
    "数发局2024年专家评审专项经费执行率？",
    "2023年三公经费为什么下降？",
    "哪个单位接待费最高？",
    "近三年三公经费趋势",
    "2023年市政府和高新区政务局三公差多少？",
)
_OTHER_MEASURE = {
    "万元": "元",
    "元": "万元",
    "亿元": "万元",
    "%": "个百分点",
    "人": "人次",
    "人次": "人",
    "辆": "台",
    "台": "套",
    "个": "家",
    "批次": "个",
    "平方米": "万平方米",
    "分": "个",
}


@dataclass(frozen=True)
class Written:
    """A draft as it was handed to the check, and all facts of the ledger."""

    draft: Draft
    facts: Mapping[str, Sequence[Fact]]

    def verify(self, text: str) -> list[Figure]:
        return verify(
            text,
            self.draft.citations,
            self.draft.references,
            self.draft.derivations,
            self.facts,
            self.draft.quotes,
        )


Facts = Mapping[str, Sequence[Fact]]


@pytest.fixture(scope="module")
def facts(desk: Assistant) -> Facts:
    """All facts of the ledger, by report."""
    found: dict[str, list[Fact]] = {}
    for report, fact in desk.evidence.ledger.facts():
        found.setdefault(report, []).append(fact)
    return found


def write(desk: Assistant, question: str, facts: Facts) -> Written:
    """The draft for a question before its marks are renumbered."""
    draft = Draft(desk.evidence.ledger)
    plan(desk.understand(question), desk.evidence, draft)
    return Written(draft, facts)


def _places(text: str, figures: Sequence[Figure]) -> list[int]:
    at, places = 0, []
    for figure in figures:
        at = text.index(figure.text, at)
        places.append(at)
        at += len(figure.text)
    return places


def _with_another_digit(words: str, printed: str) -> Iterator[str]:
    """The same figure with one digit changed, where no cited quote prints the result."""
    for place, char in enumerate(words):
        if char.isdigit():
            for other in "5937":
                changed = words[:place] + other + words[place + 1 :]
                number = re.sub(r"[^\d.]", "", changed)
                if other != char and not re.search(rf"(?<![\d.]){number}(?![\d.])", printed):
                    yield changed
                    break


def _with_another_measure(words: str, measure: str) -> Iterator[str]:
    if words.endswith(measure) and measure in _OTHER_MEASURE:
        yield words.removesuffix(measure) + _OTHER_MEASURE[measure]


def _with_the_point_moved(words: str) -> Iterator[str]:
    """The same digits ten times as large, with commas where they stood before."""
    match = re.match(r"-?([\d,]+)\.(\d)(\d+)", words)
    if match and match[1] != "0":
        whole = int(match[1].replace(",", "") + match[2])
        shown = f"{whole:,}" if "," in match[1] else str(whole)
        yield f"{shown}.{match[3]}{words[match.end() :]}"


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_right_answers_raise_no_alarm(desk: Assistant, facts: Facts, question: str) -> None:
    written = write(desk, question, facts)
    figures = written.verify(written.draft.text)
    assert figures
    assert [f for f in figures if f.outcome in BAD] == []
    assert "dropped" not in {w.code for w in desk.ask(question).warnings}


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_every_corrupted_number_is_found(desk: Assistant, facts: Facts, question: str) -> None:
    written = write(desk, question, facts)
    text = written.draft.text
    figures = written.verify(text)
    printed = " ".join(
        re.sub(r"[\s,]", "", c.quote) + " " + c.quote.replace(",", "")
        for c in written.draft.citations
    )
    printed += " ".join(d.text.replace(",", "") for d in written.draft.derivations)
    missed = []
    tried = 0
    for number, (place, figure) in enumerate(zip(_places(text, figures), figures, strict=True)):
        for changed in (
            *_with_another_digit(figure.text, printed),
            # 0 元 is 0 万元
            *(_with_another_measure(figure.text, figure.measure) if figure.value else ()),
            *_with_the_point_moved(figure.text),
        ):
            corrupted = text[:place] + changed + text[place + len(figure.text) :]
            outcomes = [f.outcome for f in written.verify(corrupted)]
            tried += 1
            if len(outcomes) != len(figures) or outcomes[number] not in BAD:
                missed.append((figure.text, changed))
    assert tried >= 2
    assert missed == []


@pytest.mark.parametrize("question", QUESTIONS[:8], ids=range(8))
def test_an_invented_number_is_found(desk: Assistant, facts: Facts, question: str) -> None:
    written = write(desk, question, facts)
    text = written.draft.text + "\n另有 7,654.32 万元没有说明。[1]"
    assert written.verify(text)[-1].outcome in BAD
    text = "共计 7,654.32 万元。\n" + written.draft.text
    assert written.verify(text)[0].outcome in BAD


def _swapped(written: Written) -> Iterator[tuple[str, str, str]]:
    """Texts in which a figure stands in the place of another one of the same statement."""
    text = written.draft.text
    figures = written.verify(text)
    places = _places(text, figures)
    for at, figure in zip(places, figures, strict=True):
        for other in figures:
            same = (figure.measure, figure.citation) == (other.measure, other.citation)
            if same and abs(figure.value) != abs(other.value):
                yield (
                    figure.text,
                    other.text,
                    text[:at] + other.text + text[at + len(figure.text) :],
                )
                break


def test_a_number_of_another_metric_or_aspect_is_found(desk: Assistant, facts: Facts) -> None:
    missed = []
    for question in QUESTIONS:
        written = write(desk, question, facts)
        for right, wrong, text in _swapped(written):
            if not any(f.outcome in BAD for f in written.verify(text)):
                missed.append((question, right, wrong))
    assert missed == []


@pytest.mark.parametrize("question", QUESTIONS[::5], ids=range(len(QUESTIONS[::5])))
def test_a_corrupted_sentence_is_never_shown(
    desk: Assistant, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = desk.ask(question)
    wrong = "".join("1" if c == "9" else chr(ord(c) + 1) for c in "8642.97")

    def spoil(question: Question, evidence: Evidence, draft: Draft) -> None:
        plan(question, evidence, draft)
        draft.paragraphs[0] = re.sub(r"\d[\d,]*\.\d+(?=%| 万元)", wrong, draft.paragraphs[0])
        draft.paragraphs.append(f"合计 {wrong} 万元。[1]")

    monkeypatch.setattr(import_module("assistant.answer"), "plan", spoil)
    spoiled = desk.ask(question)
    assert wrong not in spoiled.answer
    assert "dropped" in {w.code for w in spoiled.warnings}
    assert all(f.outcome not in BAD for f in spoiled.figures)
    assert len(spoiled.answer) < len(right.answer) + 40


def test_nothing_is_answered_where_nothing_holds(
    desk: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def invent(_question: Question, _evidence: Evidence, draft: Draft) -> None:
        draft.add("三公经费 123.45 万元。")

    monkeypatch.setattr(import_module("assistant.answer"), "plan", invent)
    answer = desk.ask("市政府2023年三公经费多少？")
    assert answer.status == "not_found"
    assert "123.45" not in answer.answer
    assert (answer.figures, answer.citations) == ((), ())


# -- by hand ----------------------------------------------------------------------------------

QUOTE = "公务接待费支出 12.50 万元，比上年\n增加 2.50 万元，增长 25.00%"


def _citation(mark: int = 1, quote: str = QUOTE, start: int = 100) -> Citation:
    return Citation(mark, "r", "某局", 2023, "七", quote, "报告.txt", start, start + len(quote))


def _fact(number: str, aspect: str, measure: str = "万元", quote: str = QUOTE) -> Fact:
    at = 100 + quote.index(number)
    value = Decimal(number)
    amount = Amount(value, Decimal(1).scaleb(value.as_tuple().exponent), measure, number)
    place = Place(at, at + len(number))
    context = Place(100, 100 + len(quote))
    return Fact("七", "财政拨款", "汇总", "公务接待费", aspect, amount, place, context)


SPENT = _fact("12.50", "决算数")
CHANGE = _fact("2.50", "比上年增减额")
RATE = _fact("25.00", "比上年增减率", "%")
FACTS = {"r": (SPENT, CHANGE, RATE)}
REFERENCES = tuple(Reference("r", fact, 1) for fact in FACTS["r"])


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("接待费 12.50 万元。[1]", ["supported"]),
        ("接待费 12.50 万元，比上年增加 2.50 万元，增长 25.00%。[1]", ["supported"] * 3),
        ("接待费 12.50万元。[1]", ["supported"]),
        ("接待费 12.5 万元。[1]", ["contradicted"]),
        ("接待费 12.51 万元。[1]", ["contradicted"]),
        ("接待费 12.50 元。[1]", ["contradicted"]),
        ("接待费 1,250 万元。[1]", ["contradicted"]),
        ("接待费 12.50 万元，增长 25.01%。[1]", ["supported", "contradicted"]),
        ("接待了 30 人次。[1]", ["unfounded"]),
        ("接待费 99.99 万元。", ["unfounded"]),
        ("接待费 99.99 万元。[7]", ["unfounded"]),
        ("没有数字。[1]", []),
    ],
)
def test_outcomes(text: str, outcomes: list[str]) -> None:
    figures = verify(text, [_citation()], REFERENCES, (), FACTS)
    assert [f.outcome for f in figures] == outcomes


def test_a_fact_that_the_ledger_does_not_know_supports_nothing() -> None:
    stranger = replace(SPENT, amount=Amount(Decimal("88.88"), Decimal("0.01"), "万元", "88.88"))
    (figure,) = verify(
        "接待费 88.88 万元。[1]", [_citation()], (Reference("r", stranger, 1),), (), FACTS
    )
    assert figure.outcome in BAD


def test_a_reference_outside_the_cited_place_supports_nothing() -> None:
    elsewhere = _citation(quote="公务接待费有关说明", start=900)
    (figure,) = verify(
        "接待费 12.50 万元。[1]", [elsewhere], (Reference("r", SPENT, 1),), (), FACTS
    )
    assert figure.outcome in BAD


def test_a_derived_figure_keeps_its_formula() -> None:
    derivation = Derivation(
        "10.00 万元",
        Decimal("10.00"),
        "万元",
        "12.50 − 2.50 = 10.00",
        (Reference("r", SPENT, 1), Reference("r", CHANGE, 1)),
    )
    (figure,) = verify("上年 10.00 万元。[1]", [_citation()], (), (derivation,), FACTS)
    assert (figure.outcome, figure.value) == ("derived", Decimal("10.00"))
    assert figure.formula == "12.50 − 2.50 = 10.00"
    (wrong,) = verify("上年 10.01 万元。[1]", [_citation()], (), (derivation,), FACTS)
    assert wrong.outcome in BAD


def test_a_derivation_counts_once() -> None:
    derivation = Derivation(
        "10.00 万元", Decimal("10.00"), "万元", "12.50 − 2.50 = 10.00", (Reference("r", SPENT, 1),)
    )
    text = "上年 10.00 万元，前年 10.00 万元。[1]"
    first, second = verify(text, [_citation()], (), (derivation,), FACTS)
    assert first.outcome == "derived"
    assert second.outcome in BAD


def test_a_wrong_formula_is_found() -> None:
    derivation = Derivation(
        "9.00 万元",
        Decimal("9.00"),
        "万元",
        "12.50 − 2.50 = 9.00",
        (Reference("r", SPENT, 1), Reference("r", CHANGE, 1)),
    )
    (figure,) = verify("上年 9.00 万元。[1]", [_citation()], (), (derivation,), FACTS)
    assert figure.outcome in BAD


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三公 1.00 万元。[1]", [("1.00 万元", 1)]),
        ("三公 1.00 万元 [2]，接待 3 批次 [3]。", [("1.00 万元", 2), ("3 批次", 3)]),
        ("三公 1.00 万元，接待 3 批次。[4]", [("1.00 万元", 4), ("3 批次", 4)]),
        ("三公 1.00 万元。[1]其中 0.50 万元", [("1.00 万元", 1), ("0.50 万元", 1)]),
        ("三公 1.00 万元。\n接待 3 人次。[1]", [("1.00 万元", None), ("3 人次", 1)]),
        ("占 12.34%。[1]", [("12.34%", 1)]),
        ("房屋 0（平方米）、１２ 辆 [1]", [("0（平方米）", 1), ("１２ 辆", 1)]),
        # marks, years, dates, thresholds, spans, prices, names, code numbers
        ("2023 年 12 月 31 日，12345 热线、100 万元以上设备，5 个月，340 个/套 [12]", []),
        pytest.param(
            "大型设备，100 万元以上，340 元/套 [1]",
            [],
        ),
        ("2010101 行政运行，IPv6，7×24 小时", []),
        ("分别为甲乙，3 分钟", []),
    ],
)
def test_which_numbers_are_figures(text: str, found: list[tuple[str, int | None]]) -> None:
    assert [(n.text, n.mark) for n in numbers(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("接待 304 批次，3,752 人次。[1]", ["304 批次", "3,752 人次"]),
        ("接待 304 批次,3,752 人次。[1]", ["304 批次", "3,752 人次"]),
        ("三公减少，8 万元。[1]", ["8 万元"]),
        ("三公 1,4882.9 万元。[1]", ["1,4882.9 万元"]),
        ("三公 12.5.3 万元。[1]", ["12.5.3 万元"]),
    ],
)
def test_no_number_escapes(text: str, found: list[str]) -> None:
    assert [n.text for n in numbers(text)] == found


def test_a_rank_is_no_figure() -> None:
    assert numbers("三公经费第 3 名 [1]") == []
