"""Where a report contradicts itself: the stated figure beside the one that its own figures give."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_words

from assistant import Assistant
from assistant.model import Answer

pytest_plugins = ("built",)

BUREAU = "乌鲁木齐市政务服务管理局2021年"


def recomputed(answer: Answer) -> set[str]:
    """The formulas of what an answer says that a figure should be."""
    told = [line for line in answer.answer.split("\n") if line.startswith("⚠ 核对")]
    return {f.formula for f in answer.figures if f.formula and any(f.text in t for t in told)}


@pytest.mark.parametrize(
    ("words", "rule", "formula", "told"),
    [
        (
            "三公经费为什么减少？",
            "change-sum",
            "0 − 1.76 − 0.05 = −1.81",
            "“三公”经费的比上年增减额应为减少1.81万元",
        ),
        (
            "公务接待费占三公经费1.44%对吗？",
            "share",
            "0.06 ÷ 8.15 = 0.74%",
            "公务接待费的占比应为0.74%",
        ),
        (
            "公车费下降17.77%对吗？",
            "change-rate",
            "−1.76 ÷ (8.09 + 1.76) = −17.87%",
            "公务用车购置及运行维护费的比上年增减率应为减少17.87%",
        ),
        (
            "本年支出为什么减少？",
            "change-rate",
            "−375.71 ÷ (2,116.48 + 375.71) = −15.08%",
            "本年支出的比上年增减率应为减少15.08%",
        ),
        (
            "财政拨款支出减少20.6%对吗？",
            "change-rate",
            "−444.09 ÷ (2,155.93 + 444.09) = −17.08%",
            "财政拨款支出的比上年增减率应为减少17.08%",
        ),
        (
            "本年收入多少？",
            "income-parts",
            "1,675.95 + 0 + 0 + 0 + 0 + 2.67 = 1,678.62",
            "本年收入的决算数应为1,678.62万元",
        ),
        (
            "机关运行经费多少？",
            "unit-slip",
            "127.89 = 127.89",
            "机关运行经费的决算数应为127.89万元",
        ),
    ],
)
def test_the_figure_that_follows_stands_beside_the_stated_one(
    desk: Assistant, words: str, rule: str, formula: str, told: str
) -> None:
    question = BUREAU + words
    answer = desk.ask(question)
    check_words(answer, (told, "前后矛盾"), ())
    assert formula in recomputed(answer)
    assert rule in {warning.code for warning in answer.warnings}
    check(answer, question, *REPORTS["21"])


@pytest.mark.parametrize(
    ("question", "report", "formula", "told"),
    [
        (
            BUREAU + "财政拨款支出减少20.6%对吗？",
            "21",
            "2,155.93 − 2,116.48 = 39.45",
            "财政拨款支出2155.93万元大于本年支出2116.48万元，相差39.45万元",
        ),
        (
            "数发局2024年政务云项目年初预算12797万元是不是写错了？",
            "24",
            "12,797.00 − 4,151.88 = 8,645.12",
            "年初预算数12,797.00万元大于整体支出年初预算数4,151.88万元",
        ),
    ],
)
def test_a_part_that_is_larger_than_its_whole(
    desk: Assistant, question: str, report: str, formula: str, told: str
) -> None:
    answer = desk.ask(question)
    bare = answer.answer
    for mark in range(1, len(answer.citations) + 1):
        bare = bare.replace(f"[{mark}]", "")
    assert told.replace(" ", "").replace(",", "") in bare.replace(" ", "").replace(",", "")
    assert formula in recomputed(answer)
    assert any(warning.code.endswith("within-whole") for warning in answer.warnings)
    check(answer, question, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "report"),
    [
        ("昌吉政务局2022年三公经费下降0.40%对吗？", "22"),
        ("昌吉政务局2022年本年收入对得上吗？", "22"),
        ("市政府2023年三公经费下降30.26%对吗？", "23"),
        ("数发局2024年三公经费增长52.43%对吗？", "24"),
        ("高新区政务局2023年机关运行经费增长71.36%对吗？", "区"),
    ],
)
def test_a_right_figure_is_not_doubted(desk: Assistant, question: str, report: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert "⚠" not in answer.answer
    assert answer.warnings == ()
    check(answer, question, *REPORTS[report])


def test_no_more_than_two_doubts_of_a_figure(desk: Assistant) -> None:
    answer = desk.ask(BUREAU + "三公经费减少1.76万元对吗？")
    told = [line for line in answer.answer.split("\n") if line.startswith("⚠ 核对")]
    assert 1 <= len(told) <= 2
    assert len(set(told)) == len(told)


def test_every_figure_that_a_doubt_stands_on_is_cited(desk: Assistant) -> None:
    answer = desk.ask(BUREAU + "公务接待费占三公经费1.44%对吗？")
    quotes = "\n".join(citation.quote.replace("\n", "") for citation in answer.citations)
    for printed in ("0.06", "8.15", "1.44%"):
        assert printed in quotes
