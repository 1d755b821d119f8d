"""Projects of another year or unit that do the same work; projects that a question means."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_words

from assistant import Assistant
from assistant.understand.projects import same_work, short_stems, stem
from index.normalise import fold

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("2021年专家评审工作经费", "专家评审"),
        ("专家评审专项经费", "专家评审"),
        ("2024年信息化运维项目", "信息化"),
        ("2024年度乌鲁木齐市政务云服务项目", "乌鲁木齐市政务云"),
        ("公共资源交易中心运行维护费", "公共资源交易中心"),
        ("“最多跑一次”改革领导小组办公室专项经费", "最多跑一次改革领导小组办公室"),
        ("公告费", "公告"),
        ("雇员经费", "雇员"),
        ("经费补助", "经费补助"),  # nothing would be left
        ("运行经费", "运行经费"),
        ("“访惠聚”工作队经费（区级）", "访惠聚工作队经费区级"),
    ],
)
def test_what_tells_a_project(name: str, core: str) -> None:
    assert stem(name) == core


REVIEW_2021, REVIEW_2024 = "专家评审工作经费", "专家评审专项经费"
CLOUD, CLOUD_2024 = "乌鲁木齐市政务云服务项目", "2024年度乌鲁木齐市政务云服务项目"
HALL, HALL_2024 = "政务服务运行维护费", "2024年政务服务运行维护费"
TOWN = "全国文明城市创建复验及市级精神文明示范窗口创建项目"
TOWN_2024 = "2024年全国文明城市创建复验及市级精神文明示范窗口建设项目"
FEE = "公告费"
OTHERS = (REVIEW_2024, CLOUD, CLOUD_2024, HALL_2024, FEE)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        (REVIEW_2021, (REVIEW_2024,)),
        (HALL, (HALL_2024,)),
        (CLOUD, (CLOUD, CLOUD_2024)),
        ("升旗仪式经费", ()),
        ("公告栏维修费", ()),
        ("告费", ()),
    ],
)
def test_projects_of_the_same_work(name: str, same: tuple[str, ...]) -> None:
    assert same_work(name, OTHERS) == same


def test_a_longer_name_holds_the_work_of_a_shorter_one() -> None:
    short, long = "精神文明窗口建设项目", "市级精神文明窗口建设及复验项目"
    assert same_work(short, (long, FEE)) == (long,)
    assert same_work(long, (short, FEE)) == (short,)


def test_a_short_stem_is_no_part_of_another_work() -> None:
    assert same_work(FEE, ("公告栏维修费", "媒体公告刊登费")) == ()


def test_each_project_once() -> None:
    assert same_work(REVIEW_2021, (REVIEW_2024, REVIEW_2024)) == (REVIEW_2024,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("雇员花了多少钱", {"雇员经费": "雇员"}),
        ("雇员人均多少", {"雇员经费": "雇员"}),
        ("雇员和公告各花了多少", {"雇员经费": "雇员", FEE: "公告"}),
        ("雇员有几个", {}),  # no word of money: people are meant
        ("公告局花了多少", {}),  # an office, not the project
        ("雇了几个员工花了多少", {}),
    ],
)
def test_a_stem_of_one_word(text: str, found: dict[str, str]) -> None:
    folded = fold(text)
    spans = short_stems(folded, ("雇员经费", FEE, "专家评审工作经费"))
    assert {name: folded[start:end] for name, (start, end) in spans.items()} == found


@pytest.mark.parametrize(
    ("question", "report", "words", "others"),
    [
        ("高新区政务局2023年雇员花了多少钱？", "区", ("66.09", "98.18"), ("16.47",)),
        ("市政府2023年升旗仪式项目花了多少钱？", "23", ("127.00", "76.74"), ("728.72",)),
        ("市政府2023年律师项目花了多少？", "23", ("6.00", "90.00"), ("9.64",)),
        ("市政府2023年互联网专线花了多少钱？", "23", ("9.64", "99.99"), ("73.71", "82.02")),
        ("昌吉政务局2022年政采云平台整合花了多少？", "22", ("8.00", "100.00"), ("3.57",)),
    ],
)
def test_the_project_that_is_meant(
    desk: Assistant, question: str, report: str, words: tuple[str, ...], others: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, words, others)
    check(answer, question, *REPORTS[report])


def test_the_same_work_in_two_years(desk: Assistant) -> None:
    question = "乌鲁木齐市政务服务管理局2021年和数发局2024年专家评审项目各花多少？"
    answer = desk.ask(question)
    words = (f"「{REVIEW_2021}」", "135.32", f"「{REVIEW_2024}」", "54.21", "前者比后者多81.11万元")
    check_words(answer, words, ())
    assert {(c.unit, c.year) for c in answer.citations} == {REPORTS["21"], REPORTS["24"]}
    check(answer, question)
