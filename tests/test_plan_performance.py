"""Questions on projects and their indicators: what a table tells, and what it does not."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_answered, check_words

from assistant import Assistant

pytest_plugins = ("built",)

NOT_TOLD = "自评表没有写到所问的内容"


@pytest.mark.parametrize(
    ("question", "report", "words"),
    [
        ("昌吉政务局2022年公告费项目组织了多少场活动？", "22", "「公告费」"),
        ("昌吉政务局2022年“一件事”统一受理系统接待了多少人？", "22", "「“一件事”统一受理系统」"),
        ("昌吉政务局2022年电子档案系统建设项目开了多少次培训会？", "22", "电子档案系统建设」"),
        ("市政府2023年暖气费项目供了多少吨煤？", "23", "「暖气费」"),
    ],
)
def test_a_count_that_the_table_does_not_tell(
    desk: Assistant, question: str, report: str, words: str
) -> None:
    answer = desk.ask(question)
    assert answer.status == "not_found"
    assert answer.answer.startswith(NOT_TOLD)
    check_words(answer, (words,), ())
    check(answer, question, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "report", "words"),
    [
        ("昌吉政务局2022年放管服改革优化营商环境项目印了多少册简报？", "22", ("3000册",)),
        ("昌吉政务局2022年公告费项目制作了多少页宣传页？", "22", ("1500页",)),
        ("高新区政务局2023年雇员项目有多少名雇员？", "区", ("雇员5名",)),
        ("高新区政务局2023年工作队补助项目发放了多少次？", "区", ("10次",)),
        ("数发局2024年专家评审专项经费启用了多少名专家？", "24", ("1744人",)),
        ("乌鲁木齐市政务服务管理局2021年绿植养护了多少盆？", "21", ("20盆", ">=80盆")),
        ("乌鲁木齐市政务服务管理局2021年开展道德讲堂多少次？", "21", ("0次", "疫情防控")),
    ],
)
def test_a_count_that_the_table_tells(
    desk: Assistant, question: str, report: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check_words(answer, words, (NOT_TOLD,))
    check(answer, question, *REPORTS[report])


def test_siblings_that_the_question_names_are_told_together(desk: Assistant) -> None:
    question = "昌吉政务局2022年访惠聚工作队经费区级和州级各花了多少？"
    answer = desk.ask(question)
    check_words(answer, ("（区级）", "4.16", "91.11", "（州级）", "7.12", "96.90"), ("3.57",))
    assert "4.16 − 7.12 = −2.96" in {figure.formula for figure in answer.figures}
    check(answer, question, *REPORTS["22"])


@pytest.mark.parametrize(
    ("kind", "score", "other"), [("区级", "91.11", "96.90"), ("州级", "96.90", "91.11")]
)
def test_one_of_two_siblings(desk: Assistant, kind: str, score: str, other: str) -> None:
    question = f"昌吉政务局2022年访惠聚工作队经费（{kind}）得了几分？"
    answer = desk.ask(question)
    check_words(answer, (score,), (other,))
    check(answer, question, *REPORTS["22"])


@pytest.mark.parametrize(
    ("report", "unit", "words"),
    [
        ("23", "市政府2023年", ("16,733.52", "26,707.15", "100%", "自评总分 100 分")),
        ("区", "高新区政务局2023年", ("212.65", "187.84", "183.99", "97.95%", "99.02")),
        ("24", "数发局2024年", ("4,151.88", "8,091.17", "7,443.76", "92%", "没有自评总分")),
    ],
)
def test_the_table_of_the_whole_report(
    desk: Assistant, report: str, unit: str, words: tuple[str, ...]
) -> None:
    question = f"{unit}整体支出绩效自评怎么样？"
    answer = desk.ask(question)
    check_words(answer, ("整体支出绩效", *words), ("项目：",))
    check(answer, question, *REPORTS[report])


def test_a_report_without_such_a_table(desk: Assistant) -> None:
    answer = desk.ask("昌吉政务局2022年整体支出绩效自评得了多少分？")
    assert "自评总分 100" not in answer.answer
    check_words(answer, (), ("99.02", "26,707.15", "7,443.76"))


@pytest.mark.parametrize(
    ("question", "report", "words", "others"),
    [
        (
            "昌吉政务局2022年放管服改革项目为什么扣分？",
            "22",
            ("疫情原因未开展培训会", "疫情原因未开展观摩会", "2.05"),
            ("合同签订时间较晚",),
        ),
        (
            "昌吉政务局2022年公告费项目为什么没拿满分？",
            "22",
            ("1.5697万元", "合同签订时间较晚,未及时支付资金"),
            ("疫情",),
        ),
        (
            "高新区政务局2023年工作队补助项目为什么扣分？",
            "区",
            ("14.57%", "14.07万元", "8月工作队撤回"),
            ("社保基数调整",),
        ),
        (
            "昌吉政务局2022年“一件事”统一受理系统扣分原因是什么？",
            "22",
            ("系统正常使用年限", "目前为系统使用第一年"),
            ("疫情",),
        ),
    ],
)
def test_what_lost_points_and_why(
    desk: Assistant, question: str, report: str, words: tuple[str, ...], others: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, words, others)
    check(answer, question, *REPORTS[report])


def test_what_lost_no_points(desk: Assistant) -> None:
    question = "昌吉政务局2022年公共资源与政采云平台整合运维费为什么扣分？"
    answer = desk.ask(question)
    check_words(answer, ("100.00 分", "没有扣分的指标"), ("偏差原因",))
    check(answer, question, *REPORTS["22"])


@pytest.mark.parametrize(
    ("words", "fitting", "count"),
    [
        ("执行率低于55%", {"公告费", "“放管服”改革优化营商环境运维费"}, 2),
        ("得分低于88.5分", {"“一件事”统一受理系统", "事项“最小颗粒度”梳理及平台配套改造"}, 3),
        (
            "得分超过97分",
            {"12345云呼叫中心平台技术服务运维费", "公共资源与政采云平台整合运维费"},
            2,
        ),
        ("执行率低于10%", set(), 0),
    ],
)
def test_projects_within_a_limit(
    desk: Assistant, words: str, fitting: set[str], count: int
) -> None:
    question = f"昌吉政务局2022年{words}的项目有哪些？"
    answer = desk.ask(question)
    check_words(answer, (f"符合条件的有**{count}**个", *fitting), ())
    assert answer.answer.count("「") == count
    assert "96.90" not in answer.answer


@pytest.mark.parametrize(
    ("question", "report", "words"),
    [
        ("高新区政务局2023年绩效管理存在哪些不足？", "区", ("现场评价的工作量少",)),
        ("数发局2024年绩效管理发现了什么问题？", "24", ("缺乏科学的依据", "尚未完善")),
        (
            "昌吉政务局2022年绩效管理下一步怎么改进？",
            "22",
            ("加强学习", "会计核算", "从源头上强化"),
        ),
    ],
)
def test_problems_and_improvements_are_quoted(
    desk: Assistant, question: str, report: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, words, ())
    check(answer, question, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "report", "words", "others"),
    [
        # The sum that is asked for, not that of the budgets.
        (
            "数发局2024年公共资源交易中心运行维护费和专家评审专项经费两个项目一共执行了多少？",
            "24",
            ("291.01",),
            ("291.37",),
        ),
        # What is left of the budget that is named.
        (
            "乌鲁木齐市政务服务管理局2021年优化政务服务保障经费比年初预算少花了多少？",
            "21",
            ("52.10", "20.50", "31.60"),
            (),
        ),
        # A rate by the initial budget.
        (
            "高新区政务局2023年整体支出绩效按年初预算算执行率多少？",
            "区",
            ("183.99", "212.65", "86.52%"),
            (),
        ),
        # A result below its target, by how much.
        (
            "高新区政务局2023年全程网办事项比例比目标差多少？",
            "区",
            ("83.22%", "88%", "4.78"),
            (),
        ),
        # A cost of each in 万元 beside 元.
        (
            "高新区政务局2023年雇员经费平摊到一个人是多少万？",
            "区",
            ("66.09", "13.22 万元"),
            (),
        ),
        # A number that is said tells its indicator.
        (
            "高新区政务局2023年工作队补助是8个月还是10次？",
            "区",
            ("8个月", "「发放次数」", "10次"),
            (),
        ),
        # A remark that is said tells a project from one alike, without its quotation marks.
        (
            "昌吉政务局2022年州级访惠聚工作队经费花了多少？",
            "22",
            ("（州级）", "7.12"),
            ("4.16", "（区级）"),
        ),
        # An indicator is held against its table's words.
        (
            "昌吉政务局2022年州级访惠聚工作队经费为民办实事好事目标多少次？",
            "22",
            ("≥10次", "不少于7次", "不一致"),
            (),
        ),
        # 垫底的是啥 asks for names, no meaning.
        (
            "市政府2023年项目自评得分垫底的两个是啥？",
            "23",
            ("64.29", "72.43"),
            ("75.19",),
        ),
    ],
)
def test_as_it_is_asked(
    desk: Assistant, question: str, report: str, words: tuple[str, ...], others: tuple[str, ...]
) -> None:
    check_answered(desk.ask(question), question, words, others, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "report", "words", "others"),
    [
        # A name with words left out.
        ("市政府2023年信访专项经费得了几分？", "23", ("「信访工作专项经费」", "77.43"), ("93.89",)),
        ("市政府2023年物业餐饮项目执行率多少？", "23", ("「物业及餐饮服务费」", "98.01%"), ()),
        # A limit behind its number, or in words.
        ("市政府2023年得分75分以下的项目有哪些？", "23", ("64.29", "72.43"), ("75.19",)),
        ("市政府2023年执行率没到一半的项目有哪些？", "23", ("11.96", "48.90"), ("53.54",)),
        # What lost points: of a kind, for a cause.
        ("市政府2023年哪些满意度指标没达标？", "23", ("「居民满意度」", "=0%"), ("餐饮",)),
        (
            "乌鲁木齐市政务服务管理局2021年因为疫情没完成的指标有哪些？",
            "21",
            ("道德讲堂",),
            ("绿植",),
        ),
        # Sums over all projects.
        ("昌吉政务局2022年9个项目一共花了多少？", "22", ("728.90",), ()),
        # Cells that have changed places are told as they stand.
        ("市政府2023年整体支出绩效中印发文件多少份？", "23", ("90份", "疑似互换"), ("分值 90",)),
    ],
)
def test_loose_words(
    desk: Assistant, question: str, report: str, words: tuple[str, ...], others: tuple[str, ...]
) -> None:
    check_answered(desk.ask(question), question, words, others, *REPORTS[report])


def test_parts_of_a_project_that_are_less_than_its_spending(desk: Assistant) -> None:
    question = (
        "市政府2023年物业及餐饮服务费里保安费、餐饮费、物业管理费实际数合计多少，跟执行数对得上吗？"
    )
    answer = desk.ask(question)
    check_words(answer, ("4,323.13", "5,518.23", "1,195.10"), ())
    assert "parts" in {warning.code for warning in answer.warnings}
    check(answer, question, *REPORTS["23"])
