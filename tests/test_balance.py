"""Income held against expenditure: what lies between the two is named, and both sides come out even."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check_answered

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "report", "must", "must_not"),
    [
        (
            "昌吉局2022年收的比花的少，缺的钱拿什么补上的",
            "22",
            ("1,372.79", "1,488.29", "115.50", "使用非财政拨款结余"),
            ("312.94",),
        ),
        (
            "昌吉局2022年财政拨款1,363.45万，一共支出1,488.29万，差额怎么来的",
            "22",
            ("124.84", "其他收入 9.34", "使用非财政拨款结余 115.50"),
            ("660.56",),
        ),
        (
            "市政府2023年本年收入24,214.48万，收入总计26,707.16万，为什么差这么多",
            "23",
            ("2,492.68", "年初结转和结余 2,492.68"),
            ("13,604.76",),
        ),
        (
            "数发局2024年收入比支出多，没花掉的钱哪去了",
            "24",
            ("583.83", "年末结转和结余 647.40", "年初结转和结余 63.57", "两边相等"),
            ("占 88.33%",),
        ),
    ],
)
def test_what_lies_between_is_named(
    desk: Assistant, question: str, report: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    check_answered(desk.ask(question), question, must, must_not, *REPORTS[report])


@pytest.mark.parametrize(
    "question",
    [
        "昌吉局2022年支出为什么比上年少了，收入呢",
        "数发局2024年收入涨了多少，支出涨了多少，为什么",
        "市政府2023年结转和结余是什么意思？没花完的事业收入算不算",
    ],
)
def test_other_questions_on_both_are_left_alone(desk: Assistant, question: str) -> None:
    assert "两边相等" not in desk.ask(question).answer
