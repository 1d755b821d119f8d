"""Numbers that a doubt says, where the report contradicts itself in just these; and accounts against tables."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_words

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "report", "must", "code"),
    [
        (
            "市政务服务局2021年预算2039.11万、决算2155.93万，完成率却写100%，合理吗",
            "21",
            ("应为 105.73%",),
            "completion-rate",
        ),
        (
            "政务服务局2021年三公说减了1.76万元，接待费减0.05万元，公车也减1.76万元，对吗",
            "21",
            ("应为 减少 1.81 万元",),
            "change-sum",
        ),
        (
            "市政府2023年整体自评执行了26,707.15万，账上的本年支出是多少，一回事吗",
            "23",
            ("26,707.15", "24,148.79", "2,558.36"),
            "differs",
        ),
        (
            "市政府2023年业务费自评表写接待12次，跟国内公务接待批次口径一样吗",
            "23",
            ("304 批次",),
            "differs",
        ),
        (
            "高新区政务局2023年政府采购支出0万元，政府采购执行率凭什么满分",
            "区",
            ("0.00 万元", "政府采购执行率"),
            "differs",
        ),
    ],
)
def test_what_a_doubt_says_is_warned_of(
    desk: Assistant, question: str, report: str, must: tuple[str, ...], code: str
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check_words(answer, must, ())
    assert code in {warning.code for warning in answer.warnings}
    check(answer, question, *REPORTS[report])


def test_amounts_tell_the_report_of_a_question_that_names_none(desk: Assistant) -> None:
    answer = desk.ask("云服务项目年初预算12797万，比整体支出的年初预算4151.88万还大，对吗")
    assert {(c.unit, c.year) for c in answer.citations} == {REPORTS["24"]}
    check_words(answer, ("8,645.12",), ())


def test_a_change_that_a_question_says_is_told_as_one(desk: Assistant) -> None:
    answer = desk.ask("昌吉局2022年312.94万元是什么数")
    check_words(answer, ("比上年减少312.94万元",), ())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("昌吉局2022年基本支出占本年支出51.74%，算得对吗", ("占比应为 51.74%", "与原文一致")),
        ("数发局2024年公车费增长53.50%，帮我看看对不对", ("增加 53.50%", "与原文一致")),
        (
            "昌吉局2022年一般公共预算基本支出645.23万，基本支出770.07万，差额是什么",
            ("124.84", "口径不同"),
        ),
        ("昌吉局2022年住房公积金上年是不是一分没花", ("上年（2021 年度）", "0.00 万元")),
    ],
)
def test_a_rate_that_holds_is_told_to_hold(
    desk: Assistant, question: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, words, ("并不为零",))
    check(answer, question, *REPORTS["24" if "数发局" in question else "22"])


@pytest.mark.parametrize(
    ("question", "report", "must"),
    [
        ("乌市政务局2021年的报告里哪些数自相矛盾", "21", ("**21** 处", "1,678.62", "1675.95")),
        ("昌吉局的决算数据准确吗", "22", ("**1** 处", "发送短信", "100000")),
        ("高新区的自评表有没有毛病", "区", ("**1** 处", "预算经费")),
    ],
)
def test_what_the_checks_found_is_told_where_faults_are_asked_for(
    desk: Assistant, question: str, report: str, must: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check_words(answer, must, ())
    assert answer.warnings
    check(answer, question, *REPORTS[report])


def test_the_report_with_the_most_faults_comes_first(desk: Assistant) -> None:
    answer = desk.ask("哪份报告里对不上的地方最多")
    assert answer.answer.startswith(f"**{REPORTS['21'][0]}**"), answer.answer
    assert {(c.unit, c.year) for c in answer.citations} == set(REPORTS.values())


@pytest.mark.parametrize("question", ["这段话的数对不对？", "帮我核对一下下面这段文字"])
def test_a_text_that_is_not_there_is_asked_for(desk: Assistant, question: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "clarify"
    assert "贴" in answer.answer


@pytest.mark.parametrize("question", ["哪些没达标", "为啥扣分了"])
def test_what_is_asked_back_can_be_chosen(desk: Assistant, question: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "clarify"
    assert len(answer.options) == len(REPORTS)
    assert all(option.endswith(question) for option in answer.options)
