"""Which performance projects a question means."""

from __future__ import annotations

import pytest

from assistant.understand.projects import find_projects, whole_names
from index.normalise import fold

CAMPUS = "智慧校园建设项目"
GUARDS = "校园安保服务经费"
RUN = "运行经费"
HOMES = "2024年度老旧小区改造项目"
NURSERY = "学前教育补助资金（区级）"
NURSERY_CITY = "学前教育补助资金（市级）"
HOTLINE = "12345热线服务采购"
FIRST = "“首违不罚”宣传专项经费"
NAMES = (CAMPUS, GUARDS, RUN, HOMES, NURSERY, NURSERY_CITY, HOTLINE, FIRST)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("智慧校园建设项目执行率多少", (CAMPUS,)),
        ("智慧校园项目得了多少分", (CAMPUS,)),
        ("校园安保花了多少", (GUARDS,)),
        ("老旧小区改造得了几分", (HOMES,)),
        ("2024年老旧小区改造项目", (HOMES,)),
        ("老旧小区花了多少", (HOMES,)),
        ("12345热线花了多少", (HOTLINE,)),
        ("首违不罚宣传经费用了多少", (FIRST,)),
        ("“首违不罚”的宣传效果咋样", (FIRST,)),
        ("学前教育补助资金（区级）得分", (NURSERY,)),
        ("学前教育补助资金(市级)得分", (NURSERY_CITY,)),
        ("学前教育补助资金得分", (NURSERY, NURSERY_CITY)),
    ],
)
def test_by_the_telling_part_of_a_name(text: str, names: tuple[str, ...]) -> None:
    assert find_projects(fold(text), NAMES) == names


@pytest.mark.parametrize(
    "text",
    [
        "三公经费多少",
        "项目支出多少",
        "公务用车运行维护费多少",
        "采购服务支出",
        "哪些项目得分最低",
        "人员经费多少",
        "一共花了多少钱",
        "天气怎么样",
        "",
    ],
)
def test_words_that_every_project_has_tell_nothing(text: str) -> None:
    assert find_projects(fold(text), NAMES) == ()


def test_no_projects() -> None:
    assert find_projects("智慧校园建设项目", ()) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("智慧校园建设项目花了多少", {CAMPUS: "智慧校园建设项目"}),
        ("运行经费项目花了多少", {RUN: "运行经费"}),
        ("机关运行经费多少", {RUN: "运行经费"}),
        (
            "2024年度老旧小区改造项目与运行经费",
            {HOMES: "2024年度老旧小区改造项目", RUN: "运行经费"},
        ),
        ("学前教育补助资金（区级）", {NURSERY: "学前教育补助资金(区级)"}),
        ("老旧小区", {}),
        ("首违不罚宣传专项经费得分", {FIRST: "首违不罚宣传专项经费"}),
    ],
)
def test_whole_names_with_their_place(text: str, found: dict[str, str]) -> None:
    folded = fold(text)
    spans = whole_names(folded, NAMES)
    assert {name: folded[start:end] for name, (start, end) in spans.items()} == found


def test_a_whole_name_inside_a_longer_one_does_not_count() -> None:
    names = ("政务云服务项目", "2024年度政务云服务项目")
    assert list(whole_names("2024年度政务云服务项目得分", names)) == [names[1]]
    assert list(whole_names("政务云服务项目得分", names)) == [names[0]]
