"""Numbers that a question says: which words are one, and what the answer tells of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from asked import REPORTS
from sound import check, check_words

from assistant import Assistant
from assistant.plan.doubts.numbers import Said, holds, numbers_said
from index.normalise import fold

pytest_plugins = ("built",)


def found(text: str) -> list[tuple[str, str]]:
    return [(str(said.value.normalize().to_integral_value()), said.measure)
            if said.value == said.value.to_integral_value()
            else (str(said.value), said.measure)
            for said in numbers_said(fold(text))]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("4.79万是什么钱", "4.79", "万元"),
        ("4.79万元是什么钱", "4.79", "万元"),
        ("那个1,363.45万元", "1363.45", "万元"),
        ("1.02亿花哪了", "1.02", "亿元"),
        ("127.89元对吗", "127.89", "元"),
        ("占99.32%", "99.32", "%"),
        ("３，７５２人次", "3752", "人次"),
        ("33名在职的", "33", "人"),
        ("304批客人", "304", "批次"),
        ("229辆车", "229", "辆"),
        ("发了8个月", "8", "个月"),
        ("12个项目", "12", "个"),
        ("印了1500页", "1500", "页"),
        ("3部电话", "3", "部"),
        ("35箱纸", "35", "箱"),
        ("20盘磁带", "20", "盘"),
        ("10所学校", "10", "所"),
    ],
)
def test_in_digits(text: str, value: str, measure: str) -> None:
    (said,) = numbers_said(fold(text))
    assert (said.value, said.measure) == (Decimal(value), measure)


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("发了十万条短信", 100_000, "条"),
        ("10万条短信", 100_000, "条"),
        ("三百零四批次", 304, "批次"),
        ("一千人", 1000, "人"),
        ("十二件", 12, "件"),
        ("二十二台", 22, "台"),
        ("八个月", 8, "个月"),
        ("三千零五人次", 3005, "人次"),
        ("两千两百三十五条", 2235, "条"),
        ("一万两千三百四十五人次", 12345, "人次"),
        ("一百五人", 150, "人"),
        ("两千两百三十五万元", 2235, "万元"),
        ("三千册", 3000, "册"),
        ("二十间", 20, "间"),
    ],
)
def test_in_words(text: str, value: int, measure: str) -> None:
    (said,) = numbers_said(fold(text))
    assert (said.value, said.measure) == (Decimal(value), measure)


@pytest.mark.parametrize(
    "text",
    [
        *("2023年12月31日的资产", "10月底", "8月份", "12月初"),  # dates
        *("第12次会议", "前10名", "近5次", "第三条"),  # ranks
        *("执行率低于60%的项目", "超过50万元的", "不到20人的", "达到95%"),  # limits
        *("12345热线", "2010101行政运行", "4.6倍", "2个百分点"),  # names, codes, times
        *("两次", "三个项目", "两家单位", "一个人", "0万元", "0.00万元"),  # how many are meant
        *("5万", "5%", "五十万元", "千万别"),  # too round to be looked for
        *("三四次", "两三百人"),  # about so many
        *("三部门", "2023所有支出"),
        "",
    ],
)
def test_no_number(text: str) -> None:
    assert list(numbers_said(fold(text))) == []


def test_each_number_in_order() -> None:
    text = "4.99万元里车占4.79万元、接待18人次，占95.99%"
    assert found(text) == [("4.99", "万元"), ("4.79", "万元"), ("18", "人次"), ("95.99", "%")]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("发送短信 10000 条", True),
        ("发送短信1万条", True),
        ("发送短信10,000条", True),
        ("发送短信100000条", False),
        ("发送短信1000条", False),
        ("印刷10000册", False),
        ("编号210000条", False),
        ("0.10000条", False),
    ],
)
def test_a_text_holds_a_number(text: str, right: bool) -> None:
    assert holds(text, Said("1万条", Decimal(10_000), Decimal(1), "条")) is right


@pytest.mark.parametrize(
    ("text", "said", "right"),
    [
        ("221.04万元", "221万元", True),
        ("221.54万元", "222万元", True),
        ("221.54万元", "221万元", True),  # cut
        ("221.04万元", "222万元", False),
        ("221.04万元", "220万元", False),
        ("117.26万元", "117.2万元", True),
        ("117.26万元", "117.3万元", True),
        ("117.26万元", "117.1万元", False),
    ],
)
def test_only_rounded_or_cut(text: str, said: str, right: bool) -> None:
    (number,) = numbers_said(said)
    assert holds(text, number) is right


@pytest.mark.parametrize(("text", "right"), [("5名", True), ("5人", True), ("5个", False)])
def test_people_are_counted_in_two_ways(text: str, right: bool) -> None:
    assert holds(text, Said("5人", Decimal(5), Decimal(1), "人")) is right


@pytest.mark.parametrize(
    ("question", "report", "words"),
    [
        ("昌吉政务局2022年4.79万是什么钱？", "22", ("公务用车运行维护费", "4.79 万元")),
        ("昌吉政务局2022年那个18人次是啥？", "22", ("国内公务接待人次", "18 人次")),
        ("昌吉政务局2022年47900元是什么钱？", "22", ("公务用车运行维护费", "4.79 万元")),
        ("市政府2023年5,091.48万元是什么？", "23", ("车辆价值", "5,091.48 万元")),
        ("市政府2023年有个3,752人次是什么？", "23", ("国内公务接待人次", "3,752 人次")),
        ("市政府2023年三公经费里那个304批次是啥", "23", ("国内公务接待", "304批次")),
        ("高新区政务局2023年3.77万元是什么钱？", "区", ("公用经费", "3.77 万元")),
    ],
)
def test_what_a_number_is(
    desk: Assistant, question: str, report: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    check_words(answer, words, ())
    check(answer, question, *REPORTS[report])


@pytest.mark.parametrize(
    "question", ["昌吉政务局2022年三公经费怎么不是87.65万元？", "昌吉政务局2022年的三公经费多少？"]
)
def test_a_number_that_the_report_does_not_have_is_not_put_in_its_mouth(
    desk: Assistant, question: str
) -> None:
    answer = desk.ask(question)
    check_words(answer, ("4.99",), ("87.65", "原文中"))
    check(answer, question, *REPORTS["22"])


def test_a_number_that_is_told_is_not_told_again(desk: Assistant) -> None:
    question = "昌吉政务局2022年三公经费是4.99万元吗？"
    assert desk.ask(question).answer.count("4.99 万元") == 1
