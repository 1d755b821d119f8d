"""What is computed from the figures that a question names; every formula is reckoned afresh."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_words

from assistant import Assistant
from assistant.model import Answer

pytest_plugins = ("built",)


def asked(desk: Assistant, question: str, report: str | None = None) -> Answer:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check(answer, question, *(REPORTS[report] if report else ()))
    return answer


def formulas(answer: Answer) -> list[str]:
    return [figure.formula for figure in answer.figures if figure.formula]


@pytest.mark.parametrize(
    ("question", "report", "formula"),
    [
        (
            "昌吉政务局2022年公务接待费和公务用车购置及运行维护费合计多少？",
            "22",
            "0.20 + 4.79 = 4.99",
        ),
        ("昌吉政务局2022年人员经费和公用经费加起来多少？", "22", "577.84 + 67.39 = 645.23"),
        (
            "市政府2023年基本支出和项目支出加起来多少？",
            "23",
            "8,384.64 + 15,764.14 = 24,148.78",
        ),
        (
            "昌吉政务局2022年政府采购货物支出、政府采购工程支出、政府采购服务支出一共多少？",
            "22",
            "21.46 + 1.86 + 32.19 = 55.51",
        ),
        ("市政府2023年在职人员和离休人员加起来多少？", "23", "4 + 272 = 276"),
        ("新市区政务局人员经费177.82加公用3.77等于基本支出吗", "区", "177.82 + 3.77 = 181.59"),
        ("数发局2024年采购45.85跟货物工程服务三块对得上吗", "24", "41.30 + 0.00 + 4.56 = 45.86"),
    ],
)
def test_sums(desk: Assistant, question: str, report: str, formula: str) -> None:
    answer = asked(desk, question, report)
    assert formula in formulas(answer)
    check_words(answer, ("合计", formula.rpartition(" = ")[2]), ())


@pytest.mark.parametrize(
    "question",
    ["数字化局2024年一共花了多少钱，三公呢", "市政府2023年总共花了多少，其中三公经费多少"],
)
def test_what_is_within_the_whole_spending_is_not_added_to_it(
    desk: Assistant, question: str
) -> None:
    answer = desk.ask(question).answer
    assert "三公" in answer
    assert "合计 " not in answer


@pytest.mark.parametrize(
    ("question", "report", "whole", "words"),
    [
        (
            "市政府2023年涉密项目7930.71万加上公开的19个项目执行数7833.43万，是不是正好等于项目支出？",
            "23",
            "合计15,764.14",
            ("与原文的项目支出一致",),
        ),
        (
            "数发局2024年人员经费多少，再加公用经费，和基本支出是不是一分不差？",
            "24",
            "合计2,120.77",
            ("与原文的基本支出一致",),
        ),
        (
            "昌吉政务局2022年基本支出加上718.22是不是等于本年支出",
            "22",
            "合计1,488.29",
            ("与原文的本年支出一致",),
        ),
        (
            "770.07加718.22是不是等于1488.29，昌吉政务局2022年",
            "22",
            "合计1,488.29",
            ("基本支出770.07", "与合计一致"),
        ),
    ],
)
def test_a_sum_held_against_what_is_named(
    desk: Assistant, question: str, report: str, whole: str, words: tuple[str, ...]
) -> None:
    answer = asked(desk, question, report)
    check_words(answer, (whole, *words), ("不一致",))


@pytest.mark.parametrize(
    "question",
    [
        "环保督察组2023年在乌鲁木齐住宿71.81万，64间房每间340，算下来住了大约几天",
        "中央环保督察那笔住宿费，71.81万、64套房、340一套，反推下来是住了多少天？",
        "市政府2023年督察组住宿费71.81万元，单价340元/套，折合住了多少天",
    ],
)
def test_the_factor_that_is_left_out(desk: Assistant, question: str) -> None:
    answer = asked(desk, question, "23")
    check_words(answer, ("33.0天", "金额÷（数量×单价）", "报告本身没有写明"), ("36",))


def test_a_factor_that_the_report_tells_is_not_reckoned(desk: Assistant) -> None:
    answer = asked(desk, "市政府2023年督察场地租赁费18万，单价5000元一天，租了几天", "23")
    check_words(answer, ("36天",), ("没有写明",))


def test_a_sum_over_units(desk: Assistant) -> None:
    answer = asked(desk, "昌吉政务局2022年和数发局2024年三公经费加起来多少？")
    assert "4.99 + 11.92 = 16.91" in formulas(answer)
    assert len({citation.unit for citation in answer.citations}) == 2


def test_a_total_is_not_added_to_its_parts(desk: Assistant) -> None:
    question = "昌吉政务局2022年三公经费、公务接待费、公务用车购置及运行维护费合计多少？"
    answer = asked(desk, question, "22")
    assert "9.98" not in answer.answer
    assert all(not formula.startswith("4.99 +") for formula in formulas(answer))


def test_the_sum_of_all_parts_is_held_against_the_total(desk: Assistant) -> None:
    answer = asked(desk, "昌吉政务局2022年人员经费和公用经费加起来多少？", "22")
    check_words(answer, ("一般公共预算财政拨款基本支出为645.23万元", "与合计一致"), ("相差",))


def test_a_tail_of_the_sum_of_parts_comes_from_rounding(desk: Assistant) -> None:
    answer = desk.ask("数发局2024年政府采购的货物、工程、服务加起来等于总额吗？")
    assert "41.30 + 0.00 + 4.56 = 45.86" in formulas(answer)
    check_words(answer, ("45.85", "相差0.01万元", "四舍五入的尾差"), ("对不上", "一致"))
    assert answer.warnings == ()


@pytest.mark.parametrize(
    ("question", "report", "formula", "words"),
    [
        (
            "昌吉政务局2022年三公经费减去接待费是多少？",
            "22",
            "4.99 − 0.20 = 4.79",
            "“三公”经费扣除公务接待费后为",
        ),
        (
            "昌吉政务局2022年政府采购支出总额扣除政府采购服务支出后是多少？",
            "22",
            "55.51 − 32.19 = 23.32",
            "政府采购支出总额扣除政府采购服务支出后为",
        ),
        (
            "市政府2023年除去项目支出，本年支出还有多少？",
            "23",
            "24,148.79 − 15,764.14 = 8,384.65",
            "扣除项目支出后为",
        ),
    ],
)
def test_what_is_left(
    desk: Assistant, question: str, report: str, formula: str, words: str
) -> None:
    answer = asked(desk, question, report)
    assert formula in formulas(answer)
    check_words(answer, (words,), ())


@pytest.mark.parametrize(
    ("question", "report", "formula", "words"),
    [
        (
            "市政府2023年房屋价值和车辆价值差多少？",
            "23",
            "72,624.65 − 5,091.48 = 67,533.17",
            "前者（房屋价值）比后者多 67,533.17 万元",
        ),
        (
            "昌吉政务局2022年公用经费和人员经费相差多少？",
            "22",
            "67.39 − 577.84 = −510.45",
            "前者（公用经费）比后者少 510.45 万元",
        ),
        (
            "昌吉政务局2022年在职人员比退休人员多多少？",
            "22",
            "33 − 5 = 28",
            "前者（在职人员）比后者多 28 人",
        ),
        (
            "乌鲁木齐市政务服务管理局2021年机关运行经费比公用经费少多少？",
            "21",
            "127.89 元 − 127.89 万元 = −127.88 万元",
            "比后者少 127.88 万元",
        ),
    ],
)
def test_differences(desk: Assistant, question: str, report: str, formula: str, words: str) -> None:
    answer = asked(desk, question, report)
    assert formula in formulas(answer)
    check_words(answer, (words,), ())


def test_a_difference_between_years_and_units_says_that_they_are_not_alike(
    desk: Assistant,
) -> None:
    question = "数发局2024年三公经费和昌吉政务局2022年三公经费差多少？"
    answer = asked(desk, question)
    check_words(answer, ("乌鲁木齐市数字化发展局（部门）2024年度）比后者多6.93万元", "请留意"), ())
    assert formulas(answer) == ["11.92 − 4.99 = 6.93"]


def test_equal_figures_have_no_difference(desk: Assistant) -> None:
    question = "昌吉政务局2022年公务用车购置及运行维护费和公务用车运行维护费差多少？"
    answer = asked(desk, question, "22")
    check_words(answer, ("两者相等", "4.79"), ("多 0.00", "少 0.00"))


def test_how_many_times(desk: Assistant) -> None:
    answer = asked(desk, "昌吉政务局2022年公用经费是公务接待费的几倍？", "22")
    check_words(answer, ("67.39", "0.20", "前者（公用经费）是后者的336.95倍"), ())


def test_no_times_of_nothing(desk: Assistant) -> None:
    answer = asked(desk, "高新区政务局2023年公用经费是公务接待费的几倍？", "区")
    check_words(answer, ("3.77", "0.00"), ("倍",))


@pytest.mark.parametrize(
    ("question", "formula", "words"),
    [
        (
            "市政府2023年车辆价值占固定资产原值的百分之几？",
            "5,091.48 ÷ 98,078.06 = 5.19%",
            "车辆价值相当于固定资产原值的 5.19%",
        ),
        (
            "市政府2023年固定资产原值里房屋价值占多少？",
            "72,624.65 ÷ 98,078.06 = 74.05%",
            "房屋价值相当于固定资产原值的 74.05%",
        ),
    ],
)
def test_a_share_that_is_not_stated_is_computed(
    desk: Assistant, question: str, formula: str, words: str
) -> None:
    answer = asked(desk, question, "23")
    assert formulas(answer) == [formula]
    check_words(answer, (words,), ())


def test_a_share_that_is_stated_is_not_computed(desk: Assistant) -> None:
    answer = asked(desk, "昌吉政务局2022年公务接待费占三公经费多少？", "22")
    check_words(answer, ("4.01%",), ("相当于",))
    assert formulas(answer) == []


def test_what_is_reckoned_with_a_figure_in_the_wrong_measure_is_not_sure(desk: Assistant) -> None:
    answer = desk.ask("2024年数字化发展局的机关运行经费比2021年多还是少")
    assert "单位疑误" in answer.answer
    assert any(warning.code == "unit-slip" for warning in answer.warnings)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("市政府2023年除接待费外三公花了多少", "扣除公务接待费后为 147.33 万元"),
        ("市政府2023年三公里去掉公车还有多少", "扣除公务用车购置及运行维护费后为 73.71 万元"),
        ("昌吉政务局2022年除了行政运行以外其他科目一共多少", "后为 1,140.31 万元"),
        ("昌吉政务局2022年一般公共服务支出里，扣掉行政运行是多少", "后为 1,002.59 万元"),
        ("数字局2024年如果不算项目支出，还剩多少支出", "扣除项目支出后为 2,120.77 万元"),
        ("市政府2023年收入比支出多多少", "前者（本年收入）比后者多 65.69 万元"),
    ],
)
def test_what_is_left_of_a_whole(desk: Assistant, question: str, rest: str) -> None:
    assert rest in desk.ask(question).answer
