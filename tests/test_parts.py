"""Questions of several parts, and conversations: every part is answered, and nothing else is."""

from __future__ import annotations

import pytest
from sound import check

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        ("昌吉局2022年采购货物花多少？工程呢？服务呢？", ("21.46", "1.86", "32.19"), ()),
        (
            "2022年昌吉局招待了几批人、几个人、花了多少",
            ("3 批次", "18 人次", "0.20"),
            ("1,488.29", "38 人"),
        ),
        ("机关运行经费是什么意思？高新区2023年花了多少？", ("公用经费", "3.77"), ("183.99",)),
        (
            "昌吉局2022年公务接待一批来几个人，一个人花多少元",
            ("6.00 人次", "111.11"),
            ("666.67",),
        ),
        ("市政府2023年房屋折合每平方米值多少元", ("4,282.33",), ("2,290.69",)),
        ("昌吉局12345云呼叫中心项目年初批了多少，实际多花了多少", ("220.00", "228.00", "8.00"), ()),
        (
            "数发局2024年和昌吉局2022年给小微企业的合同占比谁高",
            ("99.26%", "100.00%", "0.74 个百分点"),
            (),
        ),
        ("市政务局2021年和数发局2024年养一辆车谁贵", ("2.02", "1.98"), ()),
    ],
)
def test_every_part_is_answered(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check(answer, question)
    assert [part for part in must if part not in answer.answer] == []
    assert [part for part in must_not if part in answer.answer] == []


@pytest.mark.parametrize(
    ("talk", "must", "must_not"),
    [
        (("昌吉局2022年公用经费多少？", "人员经费呢", "加起来呢"), ("645.23",), ()),
        (("昌吉局2022年公用经费多少？", "人员经费呢", "为什么", "哪个多"), ("510.45",), ()),
        (("高新区2023年三公多少", "昌吉2022年的呢", "差多少"), ("0.00", "4.99"), ("11.92",)),
        (("昌吉局2022年政府采购多少", "货物呢", "那服务呢"), ("32.19",), ("55.51", "21.46")),
        (("昌吉局2022年接待费多少", "几批？几个人？"), ("3 批次", "18 人次"), ("38 人",)),
        (("高新区2023年雇员经费项目花了多少", "年初多少，差多少"), ("60.00", "6.09"), ()),
        (("昌吉局2022年接待费预算多少", "省了多少"), ("全年预算数", "0.20"), ("0.06",)),
        (
            ("数发局2024年公车运行维护费多少", "车几辆", "摊到每辆车上一年多少"),
            ("1.98",),
            ("2023",),
        ),
        (
            ("市政府2023年采购总额多少", "小微企业占比，跟2024年数发局比谁高"),
            ("25.07%", "99.26%"),
            (),
        ),
    ],
)
def test_a_conversation_goes_on(
    desk: Assistant, talk: tuple[str, ...], must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(talk[-1], talk[:-1])
    assert answer.status == "answered", answer.answer
    check(answer, talk[-1])
    assert [part for part in must if part not in answer.answer] == []
    assert [part for part in must_not if part in answer.answer] == []
