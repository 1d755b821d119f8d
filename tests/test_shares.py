"""Shares over units, and how much of a budget was spent, where no report states it."""

from __future__ import annotations

import pytest

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "first", "said"),
    [
        ("人员经费占基本支出比重最高的是哪个单位？", "新市区", ("97.92%", "69.74%")),
        ("哪家单位的项目支出占比最高？", "数字化发展局", ("71.51%", "65.28%", "1.30%")),
        ("各单位中接待费占本年支出的比例最高的是谁？", "人民政府", ("0.31%",)),
        ("财政拨款收入占比最低的是哪家单位？", "数字化发展局", ("88.33%", "88.87%")),
    ],
)
def test_shares_are_ranked_and_not_amounts(
    desk: Assistant, question: str, first: str, said: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    head = answer.answer.partition("\n")[0]
    assert answer.status == "answered", answer.answer
    assert first in head, head
    assert all(words in answer.answer for words in said), answer.answer


@pytest.mark.parametrize(
    ("question", "rate"),
    [
        ("昌吉政务局2022年三公经费的预算完成率是多少？", "99.80%"),
        ("数发局2024年一般公共预算支出决算数是年初预算的百分之几？", "186.77%"),
        ("高新区政务局2023年一般公共预算支出执行到预算的几成？", "86.52%"),
        ("乌鲁木齐市政务服务管理局2021年三公完成年初预算的百分之多少？", "88.39%"),
    ],
)
def test_the_part_of_a_budget_that_was_spent_is_computed(
    desk: Assistant, question: str, rate: str
) -> None:
    answer = desk.ask(question)
    assert f"的 {rate}" in answer.answer, answer.answer
    assert any(f.formula and f.formula.endswith(rate) for f in answer.figures)
