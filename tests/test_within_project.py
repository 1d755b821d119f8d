"""Questions inside one project: follow-ups, a member unit's own, indicators as people call them."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_answered, check_words

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("history", "question", "report", "words", "forbidden"),
    [
        (
            ("市政府2023年运行经费花了多少？",),
            "加油那项超标没有？",
            "23",
            ("「专用燃料费」", "36万元"),
            ("「维修费」",),
        ),
        (
            ("市政府2023年政府工作报告起草小组经费得了几分？",),
            "住宾馆那项实际多少？",
            "23",
            ("240元/间", "优惠"),
            ("餐费",),
        ),
        (
            ("昌吉政务局2022年公告费项目花了多少？",),
            "电视台那项为什么丢分？",
            "22",
            ("1.5697万元", "合同签订时间较晚"),
            ("「制作宣传页数量」",),
        ),
        (
            ("昌吉政务局2022年哪个项目得分最低？",),
            "那个观摩会为什么没得分？",
            "22",
            ("现场观摩会", "疫情原因"),
            ("「群众满意度」",),
        ),
        (
            ("市政府2023年物业及餐饮服务费花了多少？", "保安费呢？"),
            "差多少没到目标？",
            "23",
            ("「保安费」", "270.32 万元"),
            ("「物业管理费」",),
        ),
        (
            ("市政府2023年信访工作专项经费花了多少？",),
            "律师费一天多少？",
            "23",
            ("200元/天",),
            ("1万元/人/年",),
        ),
    ],
)
def test_a_follow_up_stays_in_its_project(
    desk: Assistant,
    history: tuple[str, ...],
    question: str,
    report: str,
    words: tuple[str, ...],
    forbidden: tuple[str, ...],
) -> None:
    answer = desk.ask(question, history)
    assert answer.status == "answered", answer.answer
    check_words(answer, words, forbidden)
    check(answer, question, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "words", "forbidden"),
    [
        ("信访局2023年有哪几个项目，合计花了多少？", ("律师服务经费", "24.61"), ("24,148.79",)),
        ("市政府办公厅2023年的项目里哪个得分最低？", ("机房运行维护经费", "78.43"), ("64.29",)),
        ("机关事务管理局2023年哪些项目没用完？", ("益民大厦", "28.74"), ("「暖气费」",)),
    ],
)
def test_the_projects_of_a_member_unit(
    desk: Assistant, question: str, words: tuple[str, ...], forbidden: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check_words(answer, words, (*forbidden, "汇总口径"))
    check(answer, question, *REPORTS["23"])


def test_a_follow_up_on_the_accounts_leaves_the_project(desk: Assistant) -> None:
    answer = desk.ask("那公务接待费呢？", ("市政府2023年政府工作报告起草小组经费花了多少？",))
    check_words(answer, ("73.71",), ("「餐费标准」",))


@pytest.mark.parametrize(
    ("question", "report", "words", "forbidden"),
    [
        (
            "红山办公区管理中心2023年水电费花了多少？",
            "23",
            ("「水、电费」", "42万元"),
            ("汇总口径", "「保安费」"),
        ),
        (
            "市政府2023年运行经费的成本指标加起来是多少？",
            "23",
            ("284.99", "103.51", "513.60"),
            ("「在职职工数量」",),
        ),
        (
            "政务服务中心2021年办公费超了百分之几？",
            "21",
            ("31万元", "38万元", "22.58%"),
            ("「劳务费」",),
        ),
        ("援疆干部楼2023年的运行经费花了多少？", "23", ("34.01",), ("728.72",)),
        (
            "数字化发展局2024年度政务云服务项目得了几分？",
            "24",
            ("84.28",),
            ("1,050.00",),
        ),
        ("市政府2023年烈士纪念日活动经费比目标少花了多少？", "23", ("32万元", "38.50 万元"), ()),
        (
            "昌吉政务局2022年电子档案系统建设三项成本合计多少？",
            "22",
            ("40万元", "130万元", "30万元", "200 万元"),
            (),
        ),
        (
            "市政府2023年物业及餐饮服务费，每个保安合多少钱？",
            "23",
            ("621.97万元", "131人", "47,478.63"),
            (),
        ),
        (
            "高新区政务局2023年全程网办比例差几个百分点没达标？",
            "区",
            ("83.22%", "4.78 个百分点"),
            (),
        ),
        (
            "乌鲁木齐市政务服务管理局2021年哪些费用超标，各超多少？",
            "21",
            ("47.57 万元", "33 万元"),
            ("绿植",),
        ),
        ("市政府2023年国有资产统一管理费用为什么得分低？", "23", ("72.43", "615处"), ("229 辆",)),
        ("市政府2023年升国旗活动多少人参加，一个人摊多少？", "23", ("1000人", "1,270.00"), ()),
        ("数发局2024年红头文件一张多少钱？", "24", ("1200元", "6000张", "0.20 元"), ()),
        ("市政府2023年律师服务经费一个律师合多少钱？", "23", ("6名", "1万元/人/年"), ()),
        ("市政府2023年升旗仪式经费，一个参加的人合多少钱？", "23", ("1000人",), ()),
        ("乌鲁木齐市政务服务管理局2021年工装少做了多少套？", "21", ("16套", "4 套"), ("绿植",)),
        (
            "高新区政务局2023年雇员经费从年初60万涨到66.09万，涨了百分之几？",
            "区",
            ("60.00", "66.09", "10.15%"),
            (),
        ),
    ],
)
def test_rows_of_one_project(
    desk: Assistant, question: str, report: str, words: tuple[str, ...], forbidden: tuple[str, ...]
) -> None:
    check_answered(desk.ask(question), question, words, forbidden, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "report", "words", "forbidden"),
    [
        ("市政府2023年剩钱最多的项目是哪个？", "23", ("益民大厦", "7,363.20"), ("「暖气费」",)),
        ("昌吉政务局2022年9个项目剩了多少钱没花？", "22", ("748.11", "728.90", "19.21"), ()),
        ("数字化发展局2024年有哪些项目是满分？", "24", ("「2024年信息化运维项目」",), ("84.28",)),
        (
            "政务服务管理局2021年6个项目的全年执行数加一遍是多少？",
            "21",
            ("264.44", "20.50", "789.42"),
            (),
        ),
    ],
)
def test_all_projects(
    desk: Assistant, question: str, report: str, words: tuple[str, ...], forbidden: tuple[str, ...]
) -> None:
    check_answered(desk.ask(question), question, words, forbidden, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "report", "words"),
    [
        (
            "高新区政务局2023年雇员经费按人均标准、人数和发放次数复算，跟执行数差多少？",
            "区",
            ("1.1万元/月", "660,000 元", "0.09 万元"),
        ),
        (
            "市政府2023年环保督察进驻期间早餐、午餐、晚餐的标准乘以人次，算一遍是多少？",
            "23",
            ("60,750 元", "75,390 元", "274,470 元"),
        ),
    ],
)
def test_standards_times_numbers(
    desk: Assistant, question: str, report: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, words, ())
    check(answer, question, *REPORTS[report])


def test_the_columns_of_the_whole_table(desk: Assistant) -> None:
    question = "高新区政务局2023年年初给了多少、调整后多少、花了多少、执行率多少？"
    answer = desk.ask(question, ("高新区政务局2023年在职人员多少？",))
    check_words(answer, ("212.65", "187.84", "183.99", "97.95"), ("在职人员",))
    check(answer, question, *REPORTS["区"])


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        (
            "益民大厦A座购置和B座租金，计划各多少，实际各付了多少",
            ("6400万元", "1963.20万元"),
            (),
        ),
        ("2024年专家评审项目：开了多少个标、启用专家多少人", ("=178个", "=1744人"), ()),
        (
            "红山办公区的运行经费，哪一项成本超了计划，其他几项花了多少",
            ("47.1万元", "284.99万元", "103.51万元"),
            (),
        ),
        ("驻北京联络处的经费补助里，水费、电费各多少", ("「水费」", "「电费」"), ()),
        ("援疆干部一共有多少人？", ("=42人",), ("实有人数",)),
        ("2021年最多跑一次寄快递一个月花多少", ("1.67万",), ("平均约",)),
        ("市政府2023年机关运行经费多少", ("2,041.67",), ("「运行经费」",)),
        ("昌吉12345热线群众满意度多少？职工呢", ("「群众满意度」", "「职工满意度」"), ("「长期",)),
    ],
)
def test_each_thing_that_is_asked_and_no_other(
    desk: Assistant, question: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    answer = desk.ask(question).answer
    assert all(words in answer for words in told), answer
    assert not any(words in answer for words in untold), answer
