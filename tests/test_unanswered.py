"""What stands near a question is no answer to it: the kind of thing that is asked must be told."""

from __future__ import annotations

import pytest

from assistant import Assistant

pytest_plugins = ("built",)

NEARBY = (
    ("数字化发展局2024年男女职工比例", "男女人数"),
    ("高新区政务局2023年职工平均年龄", "年龄"),
    ("数字化发展局2024年有多少员工是党员", "党员人数"),
    ("乌鲁木齐市政务服务管理局2021年实际招了几个公务员", "招录或离开的人数"),
    ("政务局2021年的办公楼建于哪一年", "时间"),
    ("市政府2023年买了几台电脑", "“电脑”的数量"),
    ("数字化发展局2024年云服务器有多少台", "所问的数量"),
    ("市政府2023年的车辆保险费是多少", "保险费"),
    ("新市区政务局2023年窗口满意度的差评有多少条", "投诉或差评"),
    ("数字化局2024年打印机坏了几台", "所问的数量"),
    ("数发局2024年12345热线8月份接了多少电话", "“8月份”的数"),
    ("数发局政务云的合同签了几年", "合同期限"),
    ("数发局12345热线接线员一个月工资多少", "金额"),
    ("市政府2023年接待费在全市各部门里排第几", "在同类中的排名"),
    ("市政府2023年三公经费比克拉玛依市政府高多少", "“克拉玛依市政府”的数，不能相比"),
    ("数发局2024年退休老同志每月养老金多少", "金额"),
)
TOLD = (
    ("昌吉政务局招待一个人平均吃掉几十块还是几百块？", "元"),
    ("数字化发展局2024年公务用车保有量几辆", "6 辆"),
    ("市政府2023年接待费翻了好几倍吗", "73.71"),
    ("市政府2023年公车跑路一共花了多少钱", "147.33"),
    ("昌吉政务局2022年公车烧油保养花了多少钱", "4.79"),
    ("“最多跑一次”2024年一个月寄多少件快递", "2083"),
    ("数发局2024年12345热线接了多少电话", "99.79"),
    ("2024交易中心运维费236.8万，聘了24个人，平均每人多少", "9.87"),
)


@pytest.mark.parametrize(("question", "what"), NEARBY)
def test_of_what_is_not_told_the_nearest_is_shown_as_such(
    desk: Assistant, question: str, what: str
) -> None:
    answer = desk.ask(question)
    assert answer.status == "not_found"
    assert f"报告没有写{what}" in answer.answer


@pytest.mark.parametrize(("question", "said"), TOLD)
def test_what_is_told_stays_an_answer(desk: Assistant, question: str, said: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert said in answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("昌吉12345热线花了多少", "“热线”的数"),
        ("数字化局花在网络安全上的钱有多少", "“网络安全”的数"),
        ("数字化局培训费跟去年比怎么样", "只提到它"),
    ],
)
def test_what_is_only_spoken_of_is_not_denied(desk: Assistant, question: str, said: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "not_found"
    assert said in answer.answer
    assert answer.citations


PARTLY = (
    ("昌吉政务局2022年公车几辆，一辆一年花多少，旧车卖了多少", ("3 辆", "报告没有写卖了多少钱")),
    ("数字化发展局2024年在职多少人，编外工资多少", ("115 人", "报告没有写“编外”的工资")),
    ("昌吉政务局2022年接待了几批，一把椅子多少钱", ("3 批次", "报告没有写单价")),
)


@pytest.mark.parametrize(("question", "words"), PARTLY)
def test_a_later_clause_that_nothing_answers_is_named(
    desk: Assistant, question: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    for word in words:
        assert word in answer.answer
