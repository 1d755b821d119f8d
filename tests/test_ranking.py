"""First and last: over units, projects, items; ties stand together."""

from __future__ import annotations

import re

import pytest
from asked import REPORTS
from sound import check, check_words

from assistant import Assistant
from assistant.model import Answer

pytest_plugins = ("built",)

GREEN = "“放管服”改革优化营商环境运维费"
ONE_THING = "“一件事”统一受理系统"
FINEST = "事项“最小颗粒度”梳理及平台配套改造"
NOTICES = "公告费"
NEAR, FAR = "“访惠聚”工作队经费（区级）", "“访惠聚”工作队经费（州级）"
FILES = "昌吉州公共资源电子档案系统建设"
CALLS = "12345云呼叫中心平台技术服务运维费"
SHARED = "公共资源与政采云平台整合运维费"


def asked(desk: Assistant, question: str, report: str | None = None) -> Answer:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check(answer, question, *(REPORTS[report] if report else ()))
    return answer


def titles(answer: Answer) -> list[str]:
    """The projects that an answer names, in order."""
    return [re.sub(r"\s", "", title) for title in re.findall(r"「(.+?)」", answer.answer)]


@pytest.mark.parametrize(
    ("words", "projects"),
    [
        ("得分最低的项目是哪个", [GREEN]),
        ("得分最低的三个项目是哪些", [GREEN, ONE_THING, FINEST]),
        ("执行率最低的项目是哪个", [NOTICES]),
        ("哪两个项目执行率最低", [NOTICES, GREEN]),
        ("花钱最少的项目是哪个", [NOTICES]),
        ("花钱最多的项目是哪个", [CALLS]),
        ("花钱最多的三个项目是哪些", [CALLS, FILES, ONE_THING]),
    ],
)
def test_projects_of_a_report(desk: Assistant, words: str, projects: list[str]) -> None:
    answer = asked(desk, f"昌吉政务局2022年{words}？", "22")
    assert titles(answer) == projects
    assert "**9** 个项目中" in answer.answer


@pytest.mark.parametrize(
    ("words", "projects"),
    [
        ("得分最低的两个项目是哪些", {GREEN, ONE_THING, FINEST}),  # 88.00 twice
        ("得分最高的项目是哪个", {CALLS, SHARED}),  # 100.00 twice
        ("执行率最高的项目是哪个", {CALLS, SHARED, ONE_THING, FINEST, FILES}),
    ],
)
def test_a_tie_stands_together(desk: Assistant, words: str, projects: set[str]) -> None:
    answer = asked(desk, f"昌吉政务局2022年{words}？", "22")
    named = titles(answer)
    assert set(named) == projects
    assert len(named) == len(projects)


def test_the_ranking_has_its_table_of_all(desk: Assistant) -> None:
    (table,) = asked(desk, "昌吉政务局2022年得分最低的项目是哪个？", "22").tables
    assert {row[0] for row in table.rows} == {
        *(GREEN, ONE_THING, FINEST, NOTICES, NEAR, FAR, FILES, CALLS, SHARED)
    }
    scores = [float(row[-1]) for row in table.rows]
    assert scores == sorted(scores)
    assert scores[0] == 77.08


def test_why_the_last_lost_points(desk: Assistant) -> None:
    answer = asked(desk, "市政府2023年得分最低的项目为什么扣分？", "23")
    check_words(answer, ("益民大厦A座购置资金和B座租赁资金", "64.29", "预算资金有限"), ("72.43",))


@pytest.mark.parametrize(
    ("question", "report", "project", "formula"),
    [
        (
            "数发局2024年哪个项目的预算砍得最多？",
            "24",
            "2024年度乌鲁木齐市政务云服务项目",
            "800.00 − 12,797.00 = −11,997.00",
        ),
        (
            "数发局2024年哪个项目年中追加预算最多？",
            "24",
            "乌鲁木齐市政务云服务项目",
            "1,050.00 − 500.00 = 550.00",
        ),
        (
            "市政府2023年哪个项目预算砍得最多？",
            "23",
            "物业及餐饮服务费",
            "5,630.19 − 5,713.99 = −83.80",
        ),
        (
            "市政府2023年哪个项目追加预算最多？",
            "23",
            "运行经费",
            "728.72 − 600.00 = 128.72",
        ),
    ],
)
def test_budgets_that_were_changed_most(
    desk: Assistant, question: str, report: str, project: str, formula: str
) -> None:
    answer = asked(desk, question, report)
    assert titles(answer) == [project]
    assert [figure.formula for figure in answer.figures if figure.formula] == [formula]


@pytest.mark.parametrize(
    ("question", "report", "items"),
    [
        (
            "昌吉政务局2022年支出最多的三个科目是哪些？",
            "22",
            ["一般行政管理事务 718.22", "事业运行 284.38", "行政运行 223.14"],
        ),
        ("高新区政务局2023年支出最多的科目是哪个？", "区", ["行政运行 163.59"]),
        ("数发局2024年花得最多的科目是哪个？", "24", ["一般行政管理事务 1,969.70"]),
    ],
)
def test_items_by_amount(desk: Assistant, question: str, report: str, items: list[str]) -> None:
    answer = asked(desk, question, report)
    places = [answer.answer.find(item) for item in items]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("question", "report", "rose", "fell"),
    [
        ("昌吉政务局2022年哪个科目增加最多？", "22", "650.22", ""),
        ("昌吉政务局2022年哪个科目减少最多？", "22", "", "180.39"),
        ("数发局2024年哪个科目增加最多？", "24", "1,885.22", ""),
        ("高新区政务局2023年哪个科目变化最大？", "区", "16.01", "67.21"),
    ],
)
def test_items_that_changed_most(
    desk: Assistant, question: str, report: str, rose: str, fell: str
) -> None:
    answer = asked(desk, question, report)
    up = re.search(r"增加最多的科目：[^；。]*?([\d,.]+) 万元", answer.answer)
    down = re.search(r"减少最多的科目：[^；。]*?([\d,.]+) 万元", answer.answer)
    # 增加最多 and 减少最多 want one direction, 变化最大 both.
    assert (up[1] if up else "", down[1] if down else "") == (rose, fell)


@pytest.mark.parametrize(
    ("question", "words", "unit"),
    [
        ("哪个单位在职人员最多？", ("272 人", "115 人", "62 人", "33 人", "10 人"), "23"),
        ("哪个单位在职人员最少？", ("10 人", "33 人", "62 人", "115 人", "272 人"), "区"),
        ("哪个单位公用经费最高？", ("2,145.67", "127.89", "123.89", "67.39", "3.77"), "23"),
    ],
)
def test_units_in_order(desk: Assistant, question: str, words: tuple[str, ...], unit: str) -> None:
    answer = asked(desk, question)
    first, _, _ = answer.answer.partition("。")
    assert f"**{REPORTS[unit][0]}**" in first
    places = [answer.answer.find(word) for word in words]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("question", "words", "unit"),
    [
        ("哪家的接待费降幅最大？", ("45.45%", "30.00%", "23.08%", "460.96%"), "21"),
        ("机关运行经费哪家涨得最猛？", ("71.36%", "37.02%", "1.54%", "37.53%"), "区"),
        ("三公经费哪家降得最多？", ("95.91", "1.76", "0.02", "4.10"), "23"),
        ("哪个单位支出减少最多？", ("13,604.76", "375.71", "312.94", "69.21", "5,955.92"), "23"),
    ],
)
def test_units_by_their_change(
    desk: Assistant, question: str, words: tuple[str, ...], unit: str
) -> None:
    test_units_in_order(desk, question, words, unit)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("昌吉政务局2022年哪个项目扣分最多？", GREEN),
        ("昌吉政务局2022年哪个项目丢的分最多，丢在哪？", GREEN),
        ("昌吉政务局2022年哪个项目离满分差得最远？", GREEN),
        ("昌吉政务局2022年哪个项目失分最严重？", GREEN),
    ],
)
def test_who_lost_the_most_points_has_the_lowest_score(
    desk: Assistant, question: str, first: str
) -> None:
    answer = asked(desk, question, "22")
    assert "得分最低的是" in answer.answer
    assert titles(answer)[0] == first


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("数字局2024年哪个项目扣分最少？", "得分最高的是"),
        (
            "数字局2024哪项指标完成得最差？",
            "扣分最多的指标是：\n「2024年度乌鲁木齐市政务云服务项目」",
        ),
        ("市政府2023年哪个项目省钱最多？", "没有用完的金额最多的项目：「益民大厦A座"),
        ("市政府2023年三公里哪一块降得最多？", "其中减少最多的是公务用车购置及运行维护费"),
    ],
)
def test_from_which_end_and_by_what(desk: Assistant, question: str, words: str) -> None:
    assert words in desk.ask(question).answer


def test_claims_on_one_figure_are_judged_apart(desk: Assistant) -> None:
    answer = desk.ask("乌市政府2023年三公经费221.04万是真的吗，我听说是500万").answer
    assert "与问题中所说的前一个数一致" in answer
    assert "与问题中所说的后一个数不一致" in answer
