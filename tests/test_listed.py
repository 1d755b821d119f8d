"""What is asked of each thing of a list, of a section as a whole, and of the project that clauses mean."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_answered, check_words

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        # Each thing of a list has its own indicator.
        ("市政府2023年物业及餐饮服务费里保安费和物业管理费各实付多少", ("621.97", "2566.36"), ()),
        (
            "昌吉2022年电子档案系统的建设成本、运维成本分别花了多少",
            ("130", "40"),
            (),
        ),
        ("国有资产统一管理费2023年维修费和诉讼费各付了多少？", ("3万元", "13.28"), ()),
        # A price, an area and a time find the indicator in their measure.
        ("起草小组2023年会议室一天多少钱，吃饭什么标准", ("800元/天", "75元/人/天"), ()),
        ("原一中门面那个加固项目2023年弄了多少平方", ("766",), ()),
        ("最多跑一次专项2024年网页打开用多久", ("779毫秒",), ()),
        # The clauses together mean a project that none of them names.
        (
            "2023年信访局律师坐班多少天，每天给多少，宣传培训费付了没有",
            ("298.5", "200元/天", "0万元"),
            ("1万元/人/年",),
        ),
        (
            "2023年援疆干部楼住几个人？餐饮和物业各花多少",
            ("42人", "14万元", "10万元"),
            ("728.72", "27.45"),
        ),
    ],
)
def test_each_thing_asked_is_told(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check(answer, answer.question)
    check_words(answer, must, must_not)


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        ("统战事务2022年市政府花了多少，2023年怎么没了", ("645.42", "1,646.66", "分离"), ()),
        ("市政府2023年宣传事务比上年少了多少", ("950.86", "165.38", "330.11", "1,446.35"), ()),
        ("昌吉2022年行政事业单位医疗总共多少", ("8.28", "17.46", "34.08"), ()),
        ("市政府网信事务的行政运行2023年少了多少", ("378.90",), ("195.65", "4,865.98")),
        ("昌吉2022年其他统战事务支出少了多少", ("0.20",), ("写明的有",)),
    ],
)
def test_a_section_is_told_by_its_items(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check(answer, answer.question)
    check_words(answer, must, must_not)


@pytest.mark.parametrize(
    ("question", "must"),
    [
        ("昌吉2022年人员和公用经费各多少", ("577.84", "67.39")),
        ("昌吉2022年行政、事业单位医疗各多少", ("8.28", "17.46")),
        ("市政府2023年事业以及其他收入各是多少", ("649.82", "2,044.48")),
        ("数字化局2024年行政跟事业单位离退休各多少", ("3.15", "9.67")),
    ],
)
def test_the_end_of_a_listed_term_is_shared(
    desk: Assistant, question: str, must: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check(answer, answer.question)
    check_words(answer, must, ())


def test_guests_are_told_of_several_reports(desk: Assistant) -> None:
    answer = desk.ask("昌吉2022年和数字化局2024年公务接待都招待的谁")
    check(answer, answer.question)
    check_words(answer, ("上级领导检查", "第三方评估"), ())


def test_what_a_class_pays_for_is_told_by_its_one_item(desk: Assistant) -> None:
    answer = desk.ask("市政府2023年科学技术支出是干什么用的")
    check(answer, answer.question)
    check_words(answer, ("益民大厦租赁",), ())


@pytest.mark.parametrize(
    ("question", "must"),
    [
        ("市政府2023年评价项目全年预算15547.08万，执行了多少", ("7,833.43",)),
        ("市政府2023年有没有保密的项目，几个，多少钱", ("17", "7,930.71")),
        ("数字化局2024年收入支出为什么比上年涨那么多", ("278.93", "政务云")),
    ],
)
def test_what_goes_with_what_is_said_is_told(
    desk: Assistant, question: str, must: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check(answer, question)
    check_words(answer, must, ())


@pytest.mark.parametrize(
    ("question", "report", "must", "must_not"),
    [
        (
            "昌吉局项目支出里最大的是哪一项，占项目支出多少",
            "22",
            ("12345云呼叫中心平台技术服务运维费", "228.00", "31.75%"),
            ("一般行政管理事务",),
        ),
        ("昌吉局社保、医疗、住房各多少", "22", ("47.25", "34.07", "37.84"), ()),
        ("昌吉局哪些科目是年初没预算后来追加的", "22", ("没有逐项写出各科目的年初预算",), ("占",)),
    ],
)
def test_what_spending_is_made_of(
    desk: Assistant,
    question: str,
    report: str,
    must: tuple[str, ...],
    must_not: tuple[str, ...],
) -> None:
    check_answered(desk.ask(question), question, must, must_not, *REPORTS[report])


def test_whose_projects_cost_most(desk: Assistant) -> None:
    answer = desk.ask("哪家项目支出最多")
    check_words(answer, ("15,764.14", "5,323.00"), ("19 个",))


def test_a_class_that_a_report_does_not_have_is_not_told(desk: Assistant) -> None:
    answer = desk.ask("市政府2023花在教育上的钱有多少")
    assert answer.status == "not_found", answer.answer
    check_words(answer, ("教育支出",), ("执行率",))
