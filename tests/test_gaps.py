"""What two figures differ by: the figure that is just that is named, or that the report names none."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_answered, check_words

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "report", "must", "must_not"),
    [
        (
            "高新区政务局自评的两个项目执行了68.49万，账上项目支出只有2.40万，差的66.09万是哪笔",
            "区",
            ("68.49", "2.40", "66.09", "雇员经费的全年执行数正是"),
            (),
        ),
        (
            "市政府2023年项目支出15,764.14万，自评的项目执行数7,833.43万，差的那些钱是什么",
            "23",
            ("7,930.71", "涉密项目"),
            (),
        ),
        (
            "数发局2024年整体支出全年预算8,091.17万，执行7,443.76万，剩下的是什么钱",
            "24",
            ("647.41", "年末结转和结余与此几乎相同"),
            (),
        ),
        (
            "昌吉局2022年项目支出718.22万，自评项目执行728.90万，差额怎么回事",
            "22",
            ("10.68", "报告没有说明这一差额"),
            (),
        ),
        (
            "市政府2023年本年收入24,214.48万，其中财政拨款收入21,520.17万，其余的是什么钱",
            "23",
            ("649.82", "2,044.48"),
            (),
        ),
    ],
)
def test_what_differs_is_named(
    desk: Assistant, question: str, report: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    check_answered(desk.ask(question), question, must, must_not, *REPORTS[report])


def test_a_gap_between_projects_and_accounts_is_warned_of(desk: Assistant) -> None:
    answer = desk.ask("高新区政务局项目支出2.40万，两个项目自评执行了68.49万，多的是什么钱")
    assert "differs" in {warning.code for warning in answer.warnings}


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        (
            "市政府2023年公车费147.33万，按77辆算一辆多少，按资产表229辆算呢，按哪个",
            ("1.91", "0.64", "未完成资产划拨工作"),
            ("72,624.65",),
        ),
        ("政务服务局2021年保有量写4辆，国资那块只有2辆，咋回事", ("4 辆", "2 辆"), ("538.17",)),
    ],
)
def test_the_cars_of_two_sections(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check_words(answer, must, must_not)
    check(answer, question)


def test_a_number_of_the_question_before_is_held_against(desk: Assistant) -> None:
    answer = desk.ask("国资部分写的车跟这个数一致吗", ("政务服务局2021年公务用车保有量几辆",))
    check_words(answer, ("4辆", "2辆"), ())


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        # a difference of few digits may be another figure's by chance
        ("数发局2024年三公11.92万，公车11.85万，差的0.07万是啥", ("0.07",), ("正是",)),
        # 相差100万 is no figure of the report
        ("市政府2023年采购123.79万，授予中小企业31.03万，差93万给谁了", ("92.76",), ("原文中",)),
        # what is said of a budget is a budget's figure
        (
            "数发局2024年整体支出全年预算8,091.17万，年初预算4,151.88万，差额哪来的",
            ("整体支出", "3,939.29"),
            ("收入总计",),
        ),
    ],
)
def test_what_a_number_may_be(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, must, must_not)
    check(answer, question)


def test_a_sum_of_some_parts_is_not_held_against_the_whole(desk: Assistant) -> None:
    answer = desk.ask("昌吉局2022年政府采购总额55.51万，货物加工程一共多少，对得上吗")
    assert "对不上" not in answer.answer
