"""Items and projects that a question means by amounts alone, said roughly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asked import REPORTS
from sound import check_answered, check_words

from assistant import Assistant
from assistant.plan.projects.roughly import said_roughly

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("text", "low", "high", "roles"),
    [
        ("有笔预算从一个多亿砍到800万", "100000000", "199999999", ("from",)),
        ("有一项多了六百五十来万", "6490000", "6550000", ("rose",)),
        ("哪项少花了将近18万", "153000", "180000", ("fell",)),
        ("哪一项上年花了七十多万", "700000", "799999", ("before",)),
        ("有笔一亿五千万的支出", "147000000", "153000000", ("planned", "spent", "before")),
        ("哪一项比预算多了三百多万", "3000000", "3999999", ("apart",)),
        ("哪一项880万的预算", "8624000", "8976000", ("planned",)),
        ("那个花了将近八百万的项目", "6800000", "8000000", ("spent",)),
    ],
)
def test_between_which_amounts(text: str, low: str, high: str, roles: tuple[str, ...]) -> None:
    first = said_roughly(text)[0]
    assert (first.low, first.high, first.roles) == (Decimal(low), Decimal(high), roles)


@pytest.mark.parametrize(
    ("question", "report", "words", "forbidden"),
    [
        (
            "昌吉政务局2022年有一项从72.9万直接变成0了，是哪一项？",
            "22",
            ("12345便民热线",),
            ("72.85",),
        ),
        (
            "昌吉政务局22年有个科目多了六百五十来万，为啥？",
            "22",
            ("一般行政管理事务", "650.22"),
            ("660.56",),
        ),
        (
            "数发局2024年云服务从一个多亿变成八百万是怎么回事？",
            "24",
            ("12,797.00", "84.28"),
            ("1,050.00",),
        ),
        (
            "市政府2023年那个八千多万的项目怎么只付了一千万？",
            "23",
            ("益民大厦", "资金有限"),
            ("暖气费",),
        ),
        ("高新区政务局2023年哪一项从不到两万涨到18万？", "区", ("基本养老保险缴费", "16.01"), ()),
        (
            "数发局24年有一项从零涨到一千六百多万，是什么？",
            "24",
            ("科技成果转化与扩散", "1,664.11"),
            (),
        ),
    ],
)
def test_what_has_these_amounts(
    desk: Assistant, question: str, report: str, words: tuple[str, ...], forbidden: tuple[str, ...]
) -> None:
    check_answered(desk.ask(question), question, words, forbidden, *REPORTS[report])


def test_what_no_figure_is_stands_for_nothing(desk: Assistant) -> None:
    assert desk.ask("市政府2023年有笔三百来万的项目是啥？").status == "not_found"


def test_a_limit_tells_no_item(desk: Assistant) -> None:
    answer = desk.ask("市政府2023年哪个项目不到30万？")
    check_words(answer, (), ("原一中门面商业用房",))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2024数字化局年初预算3796.63万怎么变成7152.78万了", ("财政拨款支出总计", "88.40%")),
        ("高新区年初预算212.65万，怎么变成185.29万了", ("财政拨款支出总计", "-12.87%")),
    ],
)
def test_two_exact_amounts_tell_the_total_that_had_both(
    desk: Assistant, question: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_answered(answer, question, words, ())
