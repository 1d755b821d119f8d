"""Questions that ask for indicators alone: each piece by its words and its measure, and nothing beside."""

from __future__ import annotations

import pytest
from sound import check, check_words

from assistant import Assistant
from assistant.plan.split.pieces import goes_on

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "must"),
    [
        # by the measure alone, and what sets one cost apart from another
        (
            "市政府2023年机房换了多少块电池，一年检修多少回，坏了多久能修好？",
            ("65块", "95次", "=1天"),
        ),
        (
            "2023年乌鲁木齐市政府网站有多少人次看过，维护这个网站花了多少、比计划少多少",
            ("850万人次", "=18万元", "9 万元"),
        ),
        # a member unit names the project
        ("信访局2023年网线一个月交多少钱，拉了几条", ("8033.33元/月", "=1条")),
        # by how much the indicator before is off
        (
            "昌吉的电子档案系统2022年跑了几天，该跑几天，差多少天？",
            ("365天", "30天", "335 天"),
        ),
        # what is on the same thing as the indicator before, in another measure
        (
            "数字化发展局2024年印红头文件印了多少张、花了多少钱",
            ("=6000张", "=1200元"),
        ),
        # each of a list, and what a price and its number come to
        (
            "中央环保督察组2023年在乌鲁木齐吃饭，早中晚各供了多少人次？哪顿最贵，一个人多少钱",
            ("2430人次", "3074人次", "2513人次", "45元/人"),
        ),
        (
            "环保督察组2023年在乌市租的会议场地用了几天、一天租金多少，算下来一共多少钱？",
            ("36天", "5000元/天", "180,000 元"),
        ),
    ],
)
def test_only_what_is_asked_is_told(desk: Assistant, question: str, must: tuple[str, ...]) -> None:
    answer = desk.ask(question)
    check_words(answer, must, ("年初预算数", "公务接待费"))
    check(answer, question)


@pytest.mark.parametrize(
    "question",
    [
        "数字化发展局局长一个月工资多少",
        "21年乌鲁木齐市政务服务管理局总共花出去多少票子",
        "昌吉州政务服务和公共资源交易管理局2022年收入总计为啥比上年少了三百多万？",
    ],
)
def test_words_that_no_indicator_has_ask_for_none(desk: Assistant, question: str) -> None:
    assert "实际完成" not in desk.ask(question).answer


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("比计划少多少", True),
        ("差几个没装", True),
        ("少修了多少亩", True),
        ("为什么这么高", True),
        ("哪顿最贵", True),
        ("来了多少人", False),
        ("到手多少钱", False),
        ("打算怎么改", False),
    ],
)
def test_pieces_that_go_on(words: str, more: bool) -> None:
    assert goes_on(words) is more
