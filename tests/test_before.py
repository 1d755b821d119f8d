"""A year that no report is of: what the next year's report tells of it."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_words

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "report", "words", "formula"),
    [
        (
            "乌鲁木齐市政务服务管理局2020年三公经费多少？",
            "21",
            ("没有收录乌鲁木齐市政务服务管理局2020年度", "“三公”经费为9.91万元"),
            "8.15 + 1.76 = 9.91",
        ),
        (
            "市政府2022年接待费多少？",
            "23",
            ("2022年度的决算报告", "公务接待费为13.14万元"),
            "73.71 − 60.57 = 13.14",
        ),
        (
            "昌吉政务局2021年一般公共预算支出多少？",
            "22",
            ("2021年度的决算报告", "702.89万元"),
            "1,363.45 − 660.56 = 702.89",
        ),
        (
            "昌吉政务局2021年公用经费多少？",
            "22",
            ("公用经费为92.95万元",),
            "67.39 + 25.56 = 92.95",
        ),
        ("数发局2023年在职人员多少？", "24", ("在职人员为69人",), "115 − 46 = 69"),
    ],
)
def test_the_year_before_is_computed_back(
    desk: Assistant, question: str, report: str, words: tuple[str, ...], formula: str
) -> None:
    answer = desk.ask(question)
    unit, year = REPORTS[report]
    assert answer.status == "answered", answer.answer
    check_words(answer, (*words, f"据**{unit}**{year}年度报告，上年（{year - 1}年度）"), ())
    assert [figure.formula for figure in answer.figures] == [formula]
    check(answer, question, unit, year)


def test_the_year_before_as_the_report_states_it(desk: Assistant) -> None:
    question = "乌鲁木齐市政务服务管理局2020年收入多少？"
    answer = desk.ask(question)
    assert answer.status == "answered"
    check_words(answer, ("上年（2020年度）本年收入为2186.52万元",), ())
    assert answer.warnings == ()
    check(answer, question, *REPORTS["21"])


def test_both_figures_of_a_computation_are_cited(desk: Assistant) -> None:
    """The base figure stands in another sentence than its change."""
    answer = desk.ask("昌吉政务局2021年一般公共预算支出多少？")
    cited = "".join(citation.quote for citation in answer.citations)
    assert "1,363.45" in cited
    assert "660.56" in cited


def test_no_change_leaves_the_year_before_as_it_is(desk: Assistant) -> None:
    question = "高新区政务局2022年三公经费多少？"
    answer = desk.ask(question)
    check_words(answer, ("没有收录", "“三公”经费为0.00万元"), ())
    assert answer.figures[0].formula in ("0.00 − 0.00 = 0.00", "0.00 + 0.00 = 0.00")
    check(answer, question, *REPORTS["区"])


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("昌吉政务局2021年固定资产原值多少？", ("532.65",)),  # 2022 tells no change
        ("乌鲁木齐市政务服务管理局2019年三公经费多少？", ("8.15", "9.91")),  # two years before
        ("数发局2025年三公经费多少？", ("11.92",)),  # a year after
        ("昌吉政务局2023年三公经费多少？", ("4.99",)),
    ],
)
def test_what_no_report_tells_is_not_found(
    desk: Assistant, question: str, figures: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "not_found"
    check_words(answer, ("没有收录",), figures)
    check(answer, question)


def test_several_metrics_of_the_year_before(desk: Assistant) -> None:
    question = "市政府2022年三公经费和接待费各多少？"
    answer = desk.ask(question)
    check_words(answer, ("“三公”经费为316.95万元", "公务接待费为13.14万元"), ())
    assert answer.answer.count("没有收录") == 1
    check(answer, question, *REPORTS["23"])
