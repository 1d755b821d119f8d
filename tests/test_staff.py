"""People, cars, members, duties and terms, asked for in everyday words, alone and beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import opened
from sound import says

from assistant import Assistant
from assistant.understand.bracketed import named_in_brackets

pytest_plugins = ("built",)

REPORTS = Path(__file__).parents[1] / "evals" / "reports"
FOLDERS = ("dev7", "dev8", "dev14", "dev15", "dev16", "held2")


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(
        tmp_path_factory.mktemp("others"), *(REPORTS / folder for folder in FOLDERS)
    ) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        ("昌吉州政务局2022年多少人吃财政饭？", ("38", "33", "5"), ("18 人次",)),
        ("数字化发展局2024年有几个端铁饭碗的，比上年多了几个", ("115", "46"), ()),
        ("2021年乌市政务局下头有哪几家单位，全额还是差额", ("差额事业单位",), ()),
        ("乌市政务局21年还在上班的有几个人，退了的几个", ("62", "8"), ()),
        ("市政府汇总2023年离退休加起来多少人，在职多少", ("383", "272"), ("338.84",)),
        ("高新区政务局23年就10个人？有退休的吗", ("在职人员 10 人", "退休人员 0 人"), ()),
        ("政务大厅窗口违规，能向新市区政务服务管理局投诉吗？", ("投诉举报",), ()),
    ],
)
def test_five(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    _check(desk, question, must, must_not)


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        ("玉瀛区园林绿化局行政编制满了没，外聘的几个", ("46", "43", "120"), ()),
        ("青塘街道行政、事业、编外各几个", ("52", "60", "138"), ()),
        ("澜川公路局在职的和离退休的一共多少人", ("662", "486"), ("1,286,400",)),
        ("樟源审计局行政事业的编制各多少", ("行政编制 18 人", "事业编制 20 人"), ()),
        ("滏宁血站在编的、编外的、退了的各多少", ("119", "34", "46"), ()),
        ("岚沧县水务局超编没有", ("86", "15", "68", "3 人"), ()),
        ("云浦区档案馆编制用满了吗，外聘的有几个", ("38", "35", "6"), ()),
        ("澜川公路局退休的几个", ("486",), ("前后矛盾",)),
        ("澜川公路局车辆编制多少，超了没", ("92", "68", "24"), ("704",)),
        ("玉瀛区园林绿化局有几家预算单位，哪家是参公的", ("8", "执法队"), ()),
        ("樟源县审计局那两个事业单位单独算账不", ("未独立核算",), ()),
        ("县里的国企归樟源县审计局审吗", ("国有企业",), ()),
        ("口袋公园啥意思，玉瀛区园林绿化局建了几个", ("1万平方米", "9"), ()),
        ("PQI啥意思？澜川公路局从多少提到多少了", ("路面使用性能指数", "86.30", "88.15"), ()),
        ("机采血小板是啥？滏宁血站是啥性质的单位", ("血细胞分离机", "公益一类"), ()),
        ("岚沧水务局为啥公车数对不上差一辆", ("防汛应急照明车",), ()),
        ("樟源县审计局以前的问题还剩几个没改，卡在哪", ("91", "6", "土地出让金"), ()),
    ],
)
def test_invented(
    others: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    _check(others, question, must, must_not)


def test_cars_follow_on_people(desk: Assistant) -> None:
    answer = desk.ask("那公车呢？", ["数字化发展局2024年有多少人"])
    assert says(answer.answer, "6"), answer.answer
    assert "万元" not in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("did the Qiyuan county police (岐原县公安局) have", "did 岐原县公安局 have"),
        ("how many pocket parks (口袋公园) were built", "how many pocket parks口袋公园 were built"),
    ],
)
def test_named_in_brackets(text: str, expected: str) -> None:
    assert named_in_brackets(text, ["岐原县公安局"]) == expected


def _check(
    assistant: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(says(answer.answer, wanted) for wanted in must), answer.answer
    assert not any(says(answer.answer, unwanted) for unwanted in must_not), answer.answer
