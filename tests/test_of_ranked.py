"""What is reckoned of things that an answer ranks, in one question or in the next of its thread."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.plan.listed.told_parts import lists_of
from assistant.sentences import Sentence
from index.model import Place

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("昌吉政务局2022年花钱最多的两个科目加起来占一般公共预算支出几成", ["1,002.60", "73.53%"]),
        ("数发局2024年一般公共预算支出最大的类是第二大的类的几倍，是第二名的几倍", ["3.02 倍"]),
        ("五家里谁的接待费最高，比第二名多多少", ["73.71", "73.51 万元"]),
        ("哪家的固定资产最少，比最多的那家差多少", ["25.34", "98,052.72"]),
        ("昌吉政务局2022年花钱最少的两个项目是哪两个，加起来多少", ["7.73 万元"]),
    ],
)
def test_in_one_question(desk: Assistant, words: str, told: list[str]) -> None:
    answer = desk.ask(f"{words}？")
    assert answer.status == "answered"
    assert [one for one in told if one not in answer.answer] == []
    assert all(figure.outcome in ("supported", "derived") for figure in answer.figures)


@pytest.mark.parametrize(
    ("before", "words", "told"),
    [
        ("昌吉政务局2022年花钱最多的三个科目", "加起来多少", "1,225.74 万元"),
        ("昌吉政务局2022年花钱最多的三个科目", "各占多少", "20.86%"),
        ("五家谁的接待费最高", "那第二名呢", "0.20 万元"),
        ("五家谁的接待费最高", "是第二名的几倍", "368.55 倍"),
        ("昌吉政务局2022年哪个项目花得最多", "其余的加起来多少", "其余 **8** 项合计 500.90 万元"),
        ("昌吉政务局2022年得分最低的项目是哪个", "那第二低的呢", "（并列）"),
    ],
)
def test_in_the_next_question(desk: Assistant, before: str, words: str, told: str) -> None:
    answer = desk.ask(f"{words}？", [f"{before}？"])
    assert answer.status == "answered"
    assert told in answer.answer


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("除了物业及餐饮服务费和益民大厦，其余项目一共执行了多少", "1,315.20"),
        ("19个项目去掉益民大厦那个，执行数还有多少", "6,833.43"),
    ],
)
def test_several_projects_are_left_out(desk: Assistant, words: str, told: str) -> None:
    assert f"扣除后为 {told} 万元" in desk.ask(f"市政府2023年{words}？").answer


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("昌吉政务局2022年平均每个项目花了多少", "80.99 万元"),
        ("市政府2023年的车平均多少钱一辆", "22.23 万元"),
        ("市政府2023年退休的是在职的几倍", "1.39 倍"),
        ("市政府2023年离退休占多少比例", "58.47%"),
        ("市政府2023年接待费翻了几倍", "5.61 倍"),
        ("五家接待费加起来多少，市政府占几成", "99.55%"),
        ("昌吉政务局2022年公告费项目比放管服运维费项目少花多少", "少 4.48 万元"),
        ("除了行政运行和事业运行，昌吉政务局2022年一般公共预算的其他支出一共多少", "855.93 万元"),
    ],
)
def test_means_and_multiples(desk: Assistant, words: str, told: str) -> None:
    answer = desk.ask(f"{words}？")
    assert answer.status == "answered"
    assert told in answer.answer


@pytest.mark.parametrize(
    ("before", "words", "told", "other"),
    [
        ("昌吉政务局2022年一辆车一年养护要多少钱", "数发局呢", "19,750.00", "15,966.67"),
        ("市政府2023年人均基本支出多少", "昌吉呢", "在职人员 33 人", "272 人"),
    ],
)
def test_another_unit_is_asked_the_same(
    desk: Assistant, before: str, words: str, told: str, other: str
) -> None:
    answer = desk.ask(f"{words}？", [f"{before}？"]).answer
    assert told in answer
    assert other not in answer


@pytest.mark.parametrize(
    ("text", "labels", "whole"),
    [
        (
            "用自有资金安排项目支出852.90万元：编外劳务352.80万元，设备更新168.00万元，屋面维修332.10万元",
            ["编外劳务", "设备更新", "屋面维修"],
            "852.90",
        ),
        ("安葬412例，其中树葬268例、花坛葬97例、撒散47例", ["树葬", "花坛葬", "撒散"], "412"),
        ("接待12批98人次，报废车1辆", [], ""),
    ],
)
def test_lists_of_amounts(text: str, labels: list[str], whole: str) -> None:
    sentence = Sentence("", "", text, frozenset(), Place(0, len(text)))
    found = list(lists_of(sentence))
    assert [part.label for one in found for part in one.parts] == labels
    assert [one.whole.number for one in found if one.whole is not None] == [whole] * bool(whole)


def test_a_ranking_is_gone_back_to(desk: Assistant) -> None:
    before = ["数发局2024年支出排前二的科目是啥？", "加起来占一般公共预算支出的多少？"]
    assert "1,407.45 万元" in desk.ask("那第三呢？", before).answer


def test_cars_of_each_unit_are_counted_and_not_paid_for(desk: Assistant) -> None:
    answer = desk.ask("五家公车各有几辆？").answer
    assert "公务用车保有量 77 辆" in answer
    assert "147.33" not in answer
