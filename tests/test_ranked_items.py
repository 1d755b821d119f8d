"""Functional items put in order or limited: by amount, change and budget, in everyday words."""

from __future__ import annotations

import re

import pytest
from asked import REPORTS
from sound import check

from assistant import Assistant

pytest_plugins = ("built",)

SERVICES = "其他政府办公厅(室)及相关机构事务支出"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("最烧钱的一项是什么", ["事业运行"]),
        ("最大的一笔开支是哪个", ["事业运行"]),
        ("钱最多花在什么地方", ["事业运行"]),
        ("支出排第二的科目是什么", ["事业运行", SERVICES]),
        ("列出最大的三项支出", ["事业运行", SERVICES, "行政运行"]),
        ("哪两项支出最少", ["其他共产党事务支出", "行政单位离退休"]),
        ("支出超过300万元的科目有哪些", ["事业运行", SERVICES, "行政运行"]),
    ],
)
def test_by_amount(desk: Assistant, words: str, names: list[str]) -> None:
    question = f"乌鲁木齐市政务服务管理局2021年{words}？"
    answer = desk.ask(question)
    check(answer, question, *REPORTS["21"])
    told = re.sub(r"\*\*", "", answer.answer).split("：", 1)[1]
    found = [piece.split(" ")[0] for piece in re.split(r"[；。]", told)]
    assert found[: len(names)] == names


def test_what_nothing_was_spent_on_is_not_the_least(desk: Assistant) -> None:
    answer = desk.ask("昌吉政务局2022年支出最少的科目是哪个？").answer
    assert "为：其他行政事业单位医疗支出 0.21 万元" in answer
    assert "另有科目没有支出：" in answer


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("砍得最狠的是哪项支出", "行政运行减少 180.39"),
        ("涨得最厉害的一项支出是什么", "一般行政管理事务增加 650.22"),
        ("增加额最大的项级科目是什么", "一般行政管理事务增加 650.22"),
        ("支出增长金额排前三的科目是哪些", "事业运行增加 220.13"),
    ],
)
def test_by_change(desk: Assistant, words: str, told: str) -> None:
    assert told in desk.ask(f"昌吉政务局2022年{words}？").answer


def test_items_without_budgets_are_not_ranked_by_amount(desk: Assistant) -> None:
    answer = desk.ask("乌鲁木齐市人民政府2023年哪个科目超年初预算最多？")
    assert answer.status == "not_found"
    assert "没有写各科目的预算数" in answer.answer


def test_the_next_question_goes_on_in_the_same_order(desk: Assistant) -> None:
    first = "乌鲁木齐市政务服务管理局2021年支出最大的科目是哪个？"
    assert SERVICES in desk.ask("第二呢？", (first,)).answer
    assert "其他共产党事务支出 0.07" in desk.ask("最小的呢？", (first,)).answer


@pytest.mark.parametrize("words", ["最大的收入来源是哪项", "哪一项收入最多"])
def test_income_is_no_expenditure(desk: Assistant, words: str) -> None:
    answer = desk.ask(f"昌吉政务局2022年{words}？").answer
    assert "其中最多的是财政拨款收入 1,363.45" in answer
    assert "一般行政管理事务" not in answer


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("支出占大头的是什么科目", "由大到小"),
        ("支出金额居首位的功能科目", "由大到小"),
        ("支出最大的类是什么", "个类级科目"),
        ("各大类支出金额", "卫生健康支出(类) 34.07 万元"),
        ("支出明细，按科目", "个项级科目"),
    ],
)
def test_other_words_for_it(desk: Assistant, words: str, told: str) -> None:
    assert told in desk.ask(f"昌吉政务局2022年{words}").answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "数字化发展局2024年科学技术支出里哪项最大",
            "科学技术支出(类)有 **3** 个项级科目，由大到小为：科技成果转化与扩散 1,664.11",
        ),
        ("数字化发展局2024年一般公共服务支出里哪一项涨得最多", "一般行政管理事务增加 1,885.22"),
        (
            "数字化发展局2024年一般公共服务支出里哪项最多、哪项最少",
            "由小到大前 **1** 项为：行政运行 468.35",
        ),
        ("昌吉2022年卫生健康支出里几项各多少", "行政单位医疗"),
    ],
)
def test_within_a_class(desk: Assistant, question: str, told: str) -> None:
    assert told in desk.ask(question).answer


@pytest.mark.parametrize(
    "words",
    [
        "网信那摊子事三个科目上年一共花了多少",
        "“网信事务”这个款归零，三个项加起来比上年少了多少",
        "网信事务那几个科目加起来去年花了多少",
    ],
)
def test_a_section_as_one(desk: Assistant, words: str) -> None:
    answer = desk.ask(f"乌鲁木齐市政府2023年汇总里{words}？")
    assert "这几项合计比上年减少 2,985.07 万元" in answer.answer


@pytest.mark.parametrize(
    ("question", "report", "whole", "items"),
    [
        ("昌吉局2022年比上年支出少了多少，减在哪几项？", "22", "312.94", ("行政运行减少 180.39", "72.90", "17.67")),
        ("数发局2024年支出增加主要增在哪些项上？", "24", "5,955.92", ("增加 1,885.22", "1,664.11", "729.22")),
    ],
)  # fmt: skip
def test_the_items_that_move_a_whole(
    desk: Assistant, question: str, report: str, whole: str, items: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check(answer, question, *REPORTS[report])
    first, *_, last = answer.answer.splitlines()
    assert whole in first
    assert [item for item in items if item not in last] == []


def test_items_of_one_name_in_two_sections_are_two(desk: Assistant) -> None:
    answer = desk.ask("市政府2023年一般公共预算有哪些项级科目？").answer
    assert "有 **32** 个项级科目" in answer


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        (
            "昌吉2022年哪些科目是上年没有、今年新冒出来的？",
            ("住房公积金 37.84", "事业单位医疗 17.46", "行政单位离退休 1.03"),
            ("行政运行",),
        ),
        ("昌吉政务局2022年没花钱的科目有哪些", ("减少 72.90", "减少 0.20"), ("住房公积金",)),
        (
            "数字化局2024年哪些功能科目是增加的，增加最多的是哪个",
            ("增加 1,885.22", "增加 1,664.11", "增加 2.07"),
            ("减少",),
        ),
        (
            "数字化发展局2024年哪些科目下降了？为什么？",
            ("减少 100.00", "减少 10.59", "未安排政务服务平台升级项目", "新增调出人员较上年减少"),
            ("增加 ",),
        ),
    ],
)
def test_items_that_moved(
    desk: Assistant, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    answer = desk.ask(question).answer
    assert all(words in answer for words in told), answer
    assert not any(words in answer for words in untold), answer
