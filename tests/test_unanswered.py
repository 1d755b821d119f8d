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
)
TOLD = (
    ("昌吉政务局招待一个人平均吃掉几十块还是几百块？", "元"),
    ("数字化发展局2024年公务用车保有量几辆", "6 辆"),
    ("市政府2023年接待费翻了好几倍吗", "73.71"),
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
