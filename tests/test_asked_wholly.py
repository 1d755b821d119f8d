"""What several small questions ask wholly: both ends of an order, what most went to, last year's car."""

from __future__ import annotations

import pytest

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("昌吉政务局2022年花的钱是不是大头都拿去养人了？", ("基本支出", "项目支出")),
        (
            "数发局2024年写一小段政府采购情况的说明，要有总额和中小企业占比",
            ("货物", "服务", "中小企业"),
        ),
        ("市政府2023年有没有更新公务用车？去年呢", ("购置",)),
    ],
)
def test_the_answer_holds_all_that_is_asked(
    desk: Assistant, question: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    for word in words:
        assert word in answer.answer, answer.answer
