"""A number that a question claims, held against the report."""

from __future__ import annotations

import pytest

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("words", "agrees"),
    [
        ("三公经费是4.99万元，对吗？", True),
        ("听说三公花了49.9万元，真的假的？", False),
        ("我记得本年支出是1488.29万元，没记错吧", True),
        ("三公经费有8.15万元吗？", False),
        ("项目支出是不是817.22万元", False),
        ("请核实住房公积金37.84万元是否准确", True),
        ("三公经费比上年减少0.02万元，是吗", True),
        ("花了9000万对吧", False),  # of all that was spent
        ("三公500万对吧", False),
    ],
)
def test_the_verdict(desk: Assistant, words: str, agrees: bool) -> None:
    answer = desk.ask(f"昌吉政务局2022年{words}")
    assert answer.status == "answered"
    assert f"与问题中所说的数{'一致' if agrees else '不一致'}" in answer.answer


def test_growth_is_not_what_fell(desk: Assistant) -> None:
    answer = desk.ask("昌吉政务局2022年接待费涨了23.08%对吗").answer
    assert "所说的数一致" not in answer
    assert "减少了" in answer


def test_a_limit_is_no_claim(desk: Assistant) -> None:
    assert "所说的数一致" not in desk.ask("昌吉政务局2022年三公超过4万元了吗？").answer


@pytest.mark.parametrize(
    "words",
    [
        "行政单位医疗一下少了快18万，对吗？",  # about so much
        "本年收入才1372.79万元，支出却有1488.29万元，是吗？",  # printed of something else
    ],
)
def test_what_is_no_claim_is_not_accused(desk: Assistant, words: str) -> None:
    assert "所说的数不一致" not in desk.ask(f"昌吉政务局2022年{words}").answer


def test_a_claim_goes_on_from_the_question_before(desk: Assistant) -> None:
    answer = desk.ask("不是5.28万元吗？", ("昌吉政务局2022年三公经费多少？",)).answer
    assert "“三公”经费与问题中所说的数不一致" in answer
