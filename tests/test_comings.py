"""People who came or left: told by a reason, in no table."""

from __future__ import annotations

import pytest

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("昌吉政务局2022年退休了几个人", ("本年退休1人", "退休人员 5 人")),
        ("昌吉政务局2022年退了几个人", ("本年退休1人", "退休人员 5 人")),
        ("昌吉政务局2022年调走了几个人", ("调出2人",)),
        ("昌吉政务局2022年新招了几个人", ("本年聘用人员增加8人",)),
        # of all who are, not of those who went
        ("昌吉政务局现在退休的有几个人", ("退休人员 5 人",)),
    ],
)
def test_who_came_and_who_left(desk: Assistant, question: str, told: tuple[str, ...]) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert [words for words in told if words not in answer.answer] == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("政务局和数字局的数据可比吗", "数据不完全可比"),
        ("市政府2023年年初预算多少，年中追加了多少", "16,733.52 万元"),
        ("市政府2023年的预算是多少，调整了几次", "16,733.52 万元"),
    ],
)
def test_of_the_whole_and_nothing_else(desk: Assistant, question: str, told: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert told in answer.answer
    assert "「" not in answer.answer  # no project is spoken of
