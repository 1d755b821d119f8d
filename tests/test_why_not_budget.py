"""Why a budget was missed, and what moved a figure: never the reason of another thing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened
from sound import check, says

from assistant import Assistant

REPORT = """云坝县园艺局 2023 年度部门决算公开说明

一、收入支出决算总体情况说明
2023 年度收入总计 500.00 万元，支出总计 500.00 万元。

二、财政拨款“三公”经费支出决算情况说明
2023 年度财政拨款“三公”经费支出全年预算数 20.00 万元，决算数 16.50 万元，决算数小于预算数 3.50 万元。
与上年相比，增加 6.00 万元，增长 57.14%，主要原因是：更新巡查用车 1 辆。其中：
公务接待费支出全年预算数 5.00 万元，决算数 2.00 万元，比上年减少 1.00 万元，下降 33.33%。
决算数小于预算数的主要原因是：来访考察团组改为线上交流。
公务用车运行维护费支出全年预算数 6.00 万元，决算数 5.50 万元，比上年减少 0.50 万元，下降 8.33%。
公务用车购置费支出全年预算数 9.00 万元，决算数 9.00 万元。

三、机关运行经费支出情况说明
2023 年度机关运行经费支出 60.00 万元，比年初预算减少 4.00 万元，下降 6.25%，
主要原因是：办公楼空调停用检修，电费减少。
"""


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("budget"), REPORT) as desk:
        yield desk


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        ("三公花了多少，比预算少多少，为什么", ("3.50", "改为线上交流"), ("巡查用车", "空调")),
        ("公务接待费比预算低是什么原因", ("改为线上交流",), ("空调", "未说明")),
        ("公车运行费为啥没用完预算", ("未说明预决算差异的原因",), ("空调", "线上交流")),
        ("三公经费为什么比上年多", ("巡查用车", "相差 7.50 万元", "没有逐项写明"), ("空调",)),
    ],
)
def test_a_reason_is_told_of_what_it_explains(
    bureau: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = bureau.ask(question)
    assert answer.status == "answered", answer.answer
    assert all(says(answer.answer, words) for words in must), answer.answer
    assert not any(says(answer.answer, words) for words in must_not), answer.answer
    check(answer, question)
