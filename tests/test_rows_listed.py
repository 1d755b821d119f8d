"""All indicators of a table by name, and how many; the terms of a glossary."""

from __future__ import annotations

import pytest

from assistant import Assistant

pytest_plugins = ("built",)

UNIT = "昌吉政务局2022年"


@pytest.mark.parametrize(
    "words", ["公告费项目有哪些绩效指标", "公告费自评表一共有几个指标", "列出公告费的全部指标"]
)
def test_all_by_name(desk: Assistant, words: str) -> None:
    answer = desk.ask(f"{UNIT}{words}？").answer
    assert "的自评表" in answer
    assert "个指标：「" in answer
    assert "目标" not in answer


@pytest.mark.parametrize(
    ("words", "says", "never"),
    [
        ("各项目满意度分别多少", ("「职工满意度」", "「受益村民满意度」"), "「系统故障率」"),
        ("所有项目的时效指标都完成了多少", ("「平台建设完成时限」",), "「群众满意度」"),
        ("各项目满意度都是多少，哪个没达标", ("「群众满意度」", "各项都达到了目标"), "没得满分"),
    ],
)
def test_one_kind_in_all_tables(
    desk: Assistant, words: str, says: tuple[str, ...], never: str
) -> None:
    answer = desk.ask(f"{UNIT}{words}？").answer
    assert all(one in answer for one in says)
    assert never not in answer


def test_how_many_lost_points(desk: Assistant) -> None:
    answer = desk.ask(f"{UNIT}“访惠聚”工作队经费（州级）没拿满分的指标有几个？").answer
    assert "没有得满分的指标有 **1** 个" in answer
    assert "「工作人员补助经费成本」" in answer


def test_only_what_is_asked_for_is_listed(desk: Assistant) -> None:
    answer = desk.ask(f"{UNIT}“访惠聚”工作队经费（州级）哪些指标扣分了？").answer
    assert "列有" not in answer


@pytest.mark.parametrize("words", ["报告里解释了哪些名词", "名词解释都有哪些词"])
def test_the_glossary(desk: Assistant, words: str) -> None:
    answer = desk.ask(f"{UNIT}{words}？").answer
    assert "名词解释有 **" in answer
    assert "财政拨款收入[" in answer


def test_a_meaning_is_no_list(desk: Assistant) -> None:
    assert "名词解释有 **" not in desk.ask(f"{UNIT}机关运行经费是什么意思？").answer


@pytest.mark.parametrize("words", ["财政拨款的钱花了多少", "本年支出里财政拨款有多少"])
def test_appropriations_spent(desk: Assistant, words: str) -> None:
    answer = desk.ask(f"乌鲁木齐市数字化发展局2024年{words}？").answer
    assert "财政拨款支出" in answer
    assert "财政拨款收入" not in answer
