"""How well projects must have done that a question asks for, and whose money all of them had."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asked import REPORTS
from sound import check, says

from assistant import Assistant
from assistant.plan.projects.bounds import bounds_said
from index.normalise import fold

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("总分没到75分的有哪几个项目", [("得分", 74, 75)]),
        ("哪些项目没花满九成", [("执行率", 89, 90)]),
        ("有几个项目执行率连一半都不到", [("执行率", 49, 50)]),
        ("哪些项目90分以上", [("得分", 90, 89)]),
        ("不及格的项目有几个", [("得分", 59, 60)]),
        ("哪些项目没拿到满分", [("得分", 99, 100)]),
        ("满分的有几个,70分以下的有哪些", [("得分", 69, 70), ("得分", 100, 99)]),
        ("执行率100%的项目有几个", [("执行率", 100, 99)]),
        ("有两个项目都是88分,是哪两个", [("得分", 88, 89)]),
        ("打了90分的是哪些项目", [("得分", 90, 91)]),
        ("执行率正好83.5%的项目有几个", [("执行率", Decimal("83.5"), 84)]),
        ("哪个项目扣了12分", []),
        ("哪些指标没到75分", []),
        ("得分75分以下", []),
        ("年末结转超过100万的有哪些", []),
    ],
)
def test_bounds(text: str, told: list[tuple[str, Decimal | int, int]]) -> None:
    bounds = bounds_said(fold(text))
    assert [bound.aspect for bound in bounds] == [aspect for aspect, _, _ in told]
    for bound, (_, inside, outside) in zip(bounds, told, strict=True):
        assert bound.fits(Decimal(inside))
        assert not bound.fits(Decimal(outside))


@pytest.mark.parametrize(
    ("question", "report", "words", "others"),
    [
        # Several bounds, or a bound and a rank, in one question.
        (
            "昌吉政务局2022年哪些项目自评满分？最低分是哪个",
            "22",
            ("符合条件的有**2**个", "100.00", "77.08"),
            ("88.77",),
        ),
        (
            "昌吉政务局2022年的项目里执行率没到六成的有哪几个，各花了多少",
            "22",
            ("4.16", "3.57", "8.05"),
            ("1,488.29",),
        ),
        # Just one score, and what was lost.
        (
            "昌吉州政务局2022年有两个项目都是88分，是哪两个？为啥都扣了12分？",
            "22",
            ("符合条件的有**2**个", "统一受理系统", "最小颗粒度", "系统使用第一年"),
            ("77.08", "88.77"),
        ),
        (
            "市政府2023年哪两个项目正好90分，分扣在哪",
            "23",
            ("暖气费", "律师服务经费", "居民满意度"),
            ("62.14",),
        ),
        # A funding row over all projects.
        (
            "政务服务管理局2021年六个项目里哪几个用了上年结转的钱，一共多少",
            "21",
            ("23.73", "91.24", "8.62", "83.98", "30.1", "237.67"),
            (),
        ),
        ("数发局2024年哪些项目花的是其他资金", "24", ("236.80", "54.21"), ("249.17",)),
        # A project that is pointed at by words of its name; costs that its words tell.
        (
            "市政府2023年中央环保督察进驻那次的钱都花哪了",
            "23",
            ("117.26", "71.81", "27.45", "场租费18万元"),
            ("公务接待费",),
        ),
        ("市政府2023年哪些项目的自评没公开", "23", ("涉密项目17个", "7930.71"), ("64.29",)),
        # Those that spent more than they were first given.
        ("市政务服务管理局2021年超预算的项目有哪些", "21", ("41.64", "8.62"), ("264.44",)),
        ("市政府2023年哪个项目比年初预算超得最多", "23", ("728.72", "128.72"), ("117.26",)),
        # What one cost a year, beside what each got a month.
        (
            "高新区政务局2023年雇员平均一个人一年多少，每月标准超没超",
            "区",
            ("13.22", "1.1万元/月"),
            (),
        ),
    ],
)
def test_asked_of_all_projects(
    desk: Assistant, question: str, report: str, words: tuple[str, ...], others: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    plain = answer.answer.replace(" ", "")
    assert [w for w in words if w not in plain and not says(answer.answer, w)] == [], answer.answer
    assert [w for w in others if says(answer.answer, w)] == [], answer.answer
    check(answer, question, *REPORTS[report])
