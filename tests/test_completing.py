"""What a question wants reckoned of two amounts that its answer tells, in whatever words."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_answered, check_words

from assistant import Assistant

pytest_plugins = ("built",)


def formulas(desk: Assistant, question: str, report: str | None = None) -> list[str]:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check(answer, question, *(REPORTS[report] if report else ()))
    return [figure.formula for figure in answer.figures if figure.formula]


@pytest.mark.parametrize(
    ("question", "report", "formula"),
    [
        (  # two numbers that the question says
            "昌吉政务局2022年收入总计1488.29万，本年收入1372.79万，差的那块有多少？",
            "22",
            "1,488.29 − 1,372.79 = 115.50",
        ),
        (  # a number said, and what it is a budget of
            "市政府2023年绩效项目全年预算15547.08万元，没花出去的是多少？",
            "23",
            "7,833.43 − 15,547.08 = −7,713.65",
        ),
        (  # a whole and its part: what is left
            "市政府2023年基本支出占本年支出几成，剩下那部分多少？",
            "23",
            "8,384.64 − 24,148.79 = −15,764.15",
        ),
        (  # the clause after the one that names both
            "市政务服务管理局2021年项目支出比基本支出少多少，少百分之几？",
            "21",
            "(855.2 − 1,261.28) ÷ 1,261.28 = −32.20%",
        ),
        (  # the largest of all, and the one that is named
            "这些报告里哪家接待费最高？是昌吉政务局2022年的多少倍？",
            None,
            "73.71 ÷ 0.20 = 368.55 倍",
        ),
        (
            "数字化局2024年预算绩效评价项目执行率到没到九成五？",
            "24",
            "3,947.04 ÷ 3,947.40 = 99.99%",
        ),
        (  # two parts of a whole together
            "市政府2023年财政拨款收入和其他收入加起来占本年收入几成？",
            "23",
            "(21,520.17 + 2,044.48) ÷ 24,214.48 = 97.32%",
        ),
        (  # what runs on without a comma
            "市政府2023年收了多少花了多少，差多少？",
            "23",
            "24,214.48 − 24,148.79 = 65.69",
        ),
        (  # what the clause goes on from is held against its one term
            "数字化发展局2024年事业收入占本年收入百分之几，比财政拨款少多少万",
            "24",
            "935.85 − 7,090.99 = −6,155.14",
        ),
        (  # a share in the whole that is named, not in the usual one
            "高新区政务局2023年本年支出里人员经费占百分之几？",
            "区",
            "177.82 ÷ 183.99 = 96.65%",
        ),
        (  # of a result: a difference in its budget
            "市政府2023年益民大厦那笔钱批了8363.2万，还差多少没付？占批的几成",
            "23",
            "(8,363.20 − 1,000.00) ÷ 8,363.20 = 88.04%",
        ),
        (  # … a sum in what is named
            "数字化局政务云两个项目2024年一共花了多少钱，占项目支出几成？",
            "24",
            "(800.00 + 1,050.00) ÷ 5,323.00 = 34.75%",
        ),
        (  # this year's and last year's
            "数字化发展局2024年收入总计是上年的多少倍？",
            "24",
            "8,091.17 ÷ (8,091.17 − 5,955.92) = 3.79 倍",
        ),
        (  # the ends of a ranking
            "这几家单位本年支出排个名，头名是末名的几倍",
            None,
            "24,148.79 ÷ 183.99 = 131.25 倍",
        ),
        (  # one clause adds up, the other asks on
            "乌鲁木齐市人民政府（汇总）2023年离退休加起来多少人，在职多少？",
            "23",
            "4 + 379 = 383",
        ),
        (  # all projects without one
            "昌吉政务局2022年把12345云呼叫那个项目去掉，9个项目还剩执行多少？",
            "22",
            "728.90 − 228.00 = 500.90",
        ),
        ("市政府2023年三公经费平均每个月多少？", "23", "221.04 万元 ÷ 12 = 18.42 万元"),
        ("昌吉局2022年一辆车一个月养护合多少钱？", "22", "4.79 万元 ÷ 3 辆 ÷ 12 = 1,330.56 元"),
        (
            "数字化局24年人均人员经费比高新区政务局23年多多少？",
            None,
            "177.82 万元 ÷ 10 人 − 1,996.88 万元 ÷ 115 人 = 4,178.26 元",
        ),
    ],
)
def test_two_amounts_told_are_held_against_each_other(
    desk: Assistant, question: str, report: str | None, formula: str
) -> None:
    assert formula in formulas(desk, question, report)


@pytest.mark.parametrize(
    ("question", "report"),
    [
        ("昌吉政务局22年的钱怎么花的，基本支出和项目支出各占几成？", "22"),  # each has its share
        ("市政府2023年底还剩多少钱没用完？", "23"),  # the report tells what is left
        ("数字化发展局2024年公务接待费比上年少了多少？", "24"),  # the report tells the change
    ],
)
def test_nothing_is_reckoned_that_the_report_tells(
    desk: Assistant, question: str, report: str
) -> None:
    assert not any(
        " ÷ " in formula or " − " in formula for formula in formulas(desk, question, report)
    )


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        # the year stands beside the one unit, the other has its own
        ("数字化发展局一年花多少钱？比21年的政务局多了几倍", ("7,443.77", "2116.48", "3.52"), ()),
        # a limit that is asked for is no figure to be found
        ("市政府2023年给中小企业的合同占采购几成，够不够30%", ("25.07%",), ("30.26%",)),
        ("市政府2023年有几个项目没到80分？", ("64.29", "得分符合条件的有 **6** 个"), ("98.18",)),
        ("请对市数字化发展局2024年“三公”经费变化写一段说明", ("11.92", "52.43%"), ()),
        # what the rest is made of
        (
            "数字化局2024年财政拨款收入占本年收入百分之多少，其余的钱是什么",
            ("88.33%", "936.61", "935.85"),
            ("指同级财政",),
        ),
    ],
)
def test_in_passing(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    check_answered(desk.ask(question), question, must, must_not)


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        ("昌吉局政府采购里工程占多少，比货物多多少", ("3.35%", "19.60"), ("34.05", "总变化")),
        ("昌吉局退休的比在职的多几个", ("28 人",), ("总变化",)),
        ("昌吉局收的钱够不够花，差多少", ("115.50",), ()),
        ("昌吉局支出里有多少是财政拨款", ("财政拨款支出", "1,363.45"), ("99.32%",)),
    ],
)
def test_what_is_held_against_what_the_words_name(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check_words(answer, must, must_not)


def test_what_is_reckoned_of_each_report_stands_behind_its_figures(desk: Assistant) -> None:
    answer = desk.ask("人员经费占本年支出多少")
    check_words(answer, ("53.46%", "38.83%", "24.22%", "96.65%", "26.83%"), ())
    check(answer, "人员经费占本年支出多少")
