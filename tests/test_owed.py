"""What one piece of a question asks beside the others: an indicator, a head, a reason, a share, who came."""

from __future__ import annotations

import pytest
from sound import check_answered

from assistant import Assistant
from assistant.plan.split.pieces import pieces_of
from index.normalise import fold

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        # an indicator for each piece, by its name or by its measure alone
        ("红山办公区运行经费里电费计划多少，专用燃料实际多少？", ("42万元", "36万元"), ("满意度",)),
        (
            "国有资产统一管理费用管了多少处房子、委托业务费付了多少？",
            ("128处", "19.81"),
            ("169,591",),
        ),
        ("援疆干部生活用品一共买了几种，洗护的几种", ("50种", "4种"), ()),
        ("昌吉电子档案系统的200万都花在哪些地方", ("130万元", "40万元", "30万元"), ()),
        # the head beside the rows, and not where only the row goes on
        ("升旗仪式多少人参加、办了几天，项目总分多少", ("1000人", "2天", "88.21"), ()),
        (
            "政务服务中心21年劳务费目标不超过165万，实际花了多少？超了几成",
            ("198万元",),
            ("244.64",),
        ),
        # a reason, of the figure before that has one
        (
            "昌吉局2022年公车运行费多少？有几辆车？为什么比上年多？",
            ("3 辆", "燃油费增加"),
            ("未说明",),
        ),
        # a share, of the figure before, and likewise of the next one
        (
            "昌吉局2022年一般公共服务支出多少、占几成，卫生健康支出呢",
            ("89.90%", "2.50%"),
            ("相当于",),
        ),
        ("数发局2024年养车多少钱，占三公几成", ("11.85", "99.41%"), ()),
        ("昌吉局2022年采购总共多少，给中小企业多大比例", ("55.51", "100.00%"), ()),
        ("数发局2024年科技支出多少，占几成，最大的一笔是哪个", ("24.01%", "1,664.11"), ()),
        # what is reckoned of what was told
        ("市政务局2021年给职工缴的养老保险和职业年金各多少，合一块呢", ("113.90",), ("70 人",)),
        ("2021年专家评审经费花了多少，比预算少了多少", ("135.32", "1.21"), ()),
        ("高新区政务局2023年花剩多少、结转到哪年", ("1.30",), ()),
        # the year before, asked after something else
        ("高新区政务局2023年运行经费涨了多少，上年多少", ("1.57", "2.20"), ("按已收录",)),
        ("数发局2024年在职的比上年多了几个人，原来多少", ("46 人", "69 人"), ("131 人",)),
        # who was received
        ("昌吉局2022年接待费多少，接待的是什么人", ("0.20", "上级领导检查"), ("没有披露",)),
    ],
)
def test_each_piece_is_answered(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    check_answered(desk.ask(question), question, must, must_not)


@pytest.mark.parametrize(
    "question",
    ["北京联络处2023年招商引资引来了几个亿？", "昌吉2022年12345热线总共接了多少个来电？"],
)
def test_what_is_only_spoken_of_has_no_amount(desk: Assistant, question: str) -> None:
    assert desk.ask(question).status == "not_found"


def test_one_of_what_was_worth_so_much(desk: Assistant) -> None:
    history = ("数发局2024年的车有几辆，值多少钱？",)
    assert "20.47" in desk.ask("那一辆合多少？", history).answer


def test_pieces_ask_each_something(desk: Assistant) -> None:
    question = desk.understand("昌吉局2022年三公多少、接待几批,谢谢,为什么降了?")
    assert [piece.words for piece in pieces_of(question)] == [
        fold("昌吉局2022年三公多少"),
        "接待几批",
        "为什么降了",
    ]
