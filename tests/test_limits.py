"""A figure held against a limit that a question says; what is left of a budget."""

from __future__ import annotations

import pytest

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "verdict", "never"),
    [
        ("市政府2023年公务接待费没超过60万吧？", "公务接待费超过了", ("60 万",)),
        ("数发局2024年三公经费超没超15万？", "没有超过问题中所说的数", ("15 万",)),
        ("昌吉政务局2022年本年支出过千万了吗？", "", ()),
        ("市政府2023年其他收入占本年收入不到一成，对吗？", "占比低于问题中所说的数", ()),
        ("昌吉政务局2022年项目支出占本年支出五成以上吗？", "占比没有超过问题中所说的数", ()),
        ("数发局2024年有没有超过100个在职人员？", "在职人员超过了", ()),
    ],
)
def test_a_limit_is_judged_and_not_repeated(
    desk: Assistant, question: str, verdict: str, never: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert verdict in answer.answer, answer.answer
    assert all(words not in answer.answer for words in never), answer.answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("昌吉政务局2022年公告费项目还剩多少没花完？", "全年预算数比全年执行数多 6.43 万元"),
        ("市政府2023年运行经费项目年中追加了多少预算？", "全年预算数比年初预算数多 128.72 万元"),
        (
            "数发局2024年信息化运维项目年初批的，到年底少用了多少？",
            "年初预算数比全年执行数多 389.67 万元",
        ),
    ],
)
def test_what_is_left_of_a_budget_is_computed(desk: Assistant, question: str, said: str) -> None:
    answer = desk.ask(question)
    assert said in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("question", "said", "never"),
    [
        (
            "昌吉政务局2022年电子档案系统和12345云呼叫平台这两个项目实际花了多少？",
            "全年执行数合计 428.00 万元",
            "全年预算数合计",
        ),
        (
            "昌吉政务局2022年9个项目年初预算加起来是多少？",
            "年初预算数合计 740.11 万元",
            "执行数合计",
        ),
    ],
)
def test_projects_that_are_listed_are_added_up(
    desk: Assistant, question: str, said: str, never: str
) -> None:
    answer = desk.ask(question)
    assert said in answer.answer, answer.answer
    assert never not in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("数发局2024年底结转下来的钱为什么比年初多？", ("647.40", "63.57", "583.83", "未说明原因")),
        ("市政府2023年年末结转和结余比年初多吗？", ("2,290.69", "2,492.68", "少 201.99")),
    ],
)
def test_the_years_end_is_held_against_its_start(
    desk: Assistant, question: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert all(said in answer.answer for said in words), answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "昌吉政务局2022年的其他收入都是些什么钱？",
        "乌鲁木齐市政务服务管理局2021年政府采购决算是多少，我问的是真花的",
        "高新区政务局2024年三公多少？网上我只找到2023年的",
    ],
)
def test_what_no_report_tells_is_not_found(desk: Assistant, question: str) -> None:
    assert desk.ask(question).status == "not_found"


def test_parts_named_in_short_are_held_against_their_whole(desk: Assistant) -> None:
    answer = desk.ask("数发局2024年政府采购，货物加服务怎么比总额大了一点？")
    assert "合计 45.86 万元" in answer.answer
    assert "尾差" in answer.answer


def test_changes_of_several_parts_are_added_up(desk: Assistant) -> None:
    answer = desk.ask("市政府2023年公车费和接待费加起来比上年少了多少？")
    assert "合计比上年减少 95.91 万元" in answer.answer, answer.answer


def test_cars_cost_what_they_are_worth(desk: Assistant) -> None:
    answer = desk.ask("昌吉政务局2022年平均一辆车的账面价值是多少？")
    assert "24.28 万元" in answer.answer, answer.answer
