"""Places and bodies whose accounts are asked for and that no indexed report is of."""

from __future__ import annotations

import pytest

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        # mentioned in a report, and of none
        ("水磨沟区的三公经费是多少", "水磨沟区"),
        ("沙依巴克区2023年三公经费", "沙依巴克区"),
        ("卫健委三公经费多少", "卫健委"),
        ("乌鲁木齐市卫健委2023年三公经费多少", "卫健委"),
        ("北京市三公经费2023", "北京市"),
        ("请问一下呼图壁县2022年收入", "呼图壁县"),
        ("为什么驻外办事处要花那么多钱", "驻外办事处"),
        ("市纪委2023年三公多少", "市纪委"),
        ("市人大2023年会议费和三公", "市人大"),
        ("消防救援支队有多少人", "消防救援支队"),
        ("老城街道2023年公用经费", "老城街道"),
        ("乌鲁木齐八中2023年有多少人", "八中"),
        # of the same stem as an indexed one, and another place
        ("昌吉市2022年三公经费", "昌吉市"),
        ("乌鲁木齐县2023年三公经费", "乌鲁木齐县"),
    ],
)
def test_accounts_of_a_stranger(desk: Assistant, question: str, name: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "not_found"
    assert f"没有收录“{name}”的决算报告" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "昌吉州2022年三公经费",
        "高新区2023年有多少人",
        "新市区去年花了多少钱",
        "乌市2023年公务接待费",
        "各区县三公经费多少",
        "全市公车有几辆",
        "市政府办公厅2023年三公经费",
        "来宾人次有多少",
    ],
)
def test_no_stranger(desk: Assistant, question: str) -> None:
    assert desk.understand(question).units.unknown == ()


def test_a_stranger_beside_a_known_unit(desk: Assistant) -> None:
    answer = desk.ask("昌吉政务局和卫健委2022年三公经费各多少")
    assert answer.status == "answered"
    assert "没有收录“卫健委”的决算报告，以下只涉及已收录的单位" in answer.answer
    assert "4.99 万元" in answer.answer


@pytest.mark.parametrize("before", ["水磨沟区的三公经费是多少", "昌吉政务局2022年三公经费多少"])
def test_a_question_of_all_units_takes_none_from_before(desk: Assistant, before: str) -> None:
    answer = desk.ask("哪家的接待费降幅最大", [before])
    assert answer.answer.startswith("已收录的报告中，公务接待费比上年减少幅度最大的是")


def test_a_new_question_is_not_of_the_stranger_before(desk: Assistant) -> None:
    history = ["水磨沟区的三公经费是多少"]
    assert desk.ask("2023年三公经费为什么下降？", history).status == "answered"
    assert desk.ask("那接待费呢", history).status == "not_found"


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("数字化发张局2024年收支为什么涨", "“数字化发张局”按“数字化发展局”理解"),
        ("政务服务和公共资源交易管埋局2022年总收入", ""),  # read by what stands around the slip
    ],
)
def test_a_mistyped_name(desk: Assistant, question: str, meant: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert meant in answer.answer


@pytest.mark.parametrize(
    "name", ["乌鲁木齐市卫生健康局", "乌鲁木齐市第二实验小学", "市数据发展改革局"]
)
def test_another_body_is_no_slip(desk: Assistant, name: str) -> None:
    assert desk.understand(f"{name}2023年三公经费").units.mistyped == ()


def test_words_of_a_project_name_no_stranger(desk: Assistant) -> None:
    answer = desk.ask("起草市政府工作报告小组2023年餐费指标为什么是0分")
    assert answer.status == "answered"
    assert "政府工作报告起草小组经费" in answer.answer
