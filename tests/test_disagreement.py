"""Doubts: two numbers of a report held against each other, and what it says of them itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asked import REPORTS
from opening import opened
from sound import check, check_words

from assistant import Assistant
from assistant.model import Answer, Warning
from assistant.plan.doubts.disagreement import _EXPLAINED

pytest_plugins = ("built",)

REPORT = """河东县水利局2023年度部门决算公开说明

第一部分 单位概况

一、主要职能

负责水库安全。

二、机构设置及人员情况

河东县水利局2023年度，实有人数20人，其中：在职人员15人，离休人员0人，退休人员5人。

第二部分 部门决算情况说明

三、支出决算情况说明

2023年度本年支出100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。

七、财政拨款“三公”经费支出决算情况说明

2023年度财政拨款“三公”经费支出5.00万元。公务用车保有量3辆。国有资产占用情况中固定资产车辆4辆，与公务用车保有量差异原因是：一辆车待报废。

十、其他重要事项的情况说明

（一）堤坝巡查情况说明

堤坝巡查共走了350公里，堤坝巡查人员比上年增加，工作更加细致。

第三部分 专业名词解释

财政拨款收入：指同级财政当年拨付的资金。
"""


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("river"), REPORT) as assistant:
        yield assistant


def differing(answer: Answer) -> list[Warning]:
    """The warnings that two places of a report do not agree; each points into the citations."""
    found = [warning for warning in answer.warnings if warning.code == "differs"]
    marks = {citation.mark for citation in answer.citations}
    assert all(warning.citation in marks for warning in found)
    return found


@pytest.mark.parametrize(
    ("question", "report", "numbers"),
    [
        (
            "昌吉政务局2022年12345呼叫中心项目短信发了10000条还是100000条，哪个对？",
            "22",
            ("10000条", "100000条"),
        ),
        (
            "昌吉政务局2022年基本支出770.07万元和645.23万元不一致，哪个对？",
            "22",
            ("770.07万元", "645.23万元"),
        ),
        (
            "乌鲁木齐市政务服务管理局2021年收入1675.95万元和2165.1万元对不上，哪个对？",
            "21",
            ("1675.95万元", "2165.1万元"),
        ),
    ],
)
def test_two_numbers_of_a_report_are_warned_of(
    desk: Assistant, question: str, report: str, numbers: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    (warning,) = differing(answer)
    assert all(number in warning.message for number in numbers)
    check(answer, question, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "report"),
    [
        # the report gives the reason itself
        ("市政府2023年车辆229辆和保有量77辆为什么不一样，哪个对？", "23"),
        # nobody doubts anything
        ("市政府2023年资产里229辆车，公车保有量77辆，各值多少？", "23"),
        ("昌吉政务局2022年基本支出770.07万元和645.23万元各是什么口径？", "22"),
        # one of the two is nowhere in the report
        ("昌吉政务局2022年三公经费4.99万元和8.88万元不一致，哪个对？", "22"),
        # two figures, each asked of, a value with its change, a whole and its part
        ("昌吉政务局2022年三公经费4.99万元、接待费0.20万元，对吗？", "22"),
        ("昌吉政务局2022年三公经费4.99万元，比上年减少0.02万元，对吗？", "22"),
        ("昌吉政务局2022年三公经费4.99万元和减少0.02万元对不上，哪个对？", "22"),
        (
            "昌吉政务局2022年三公经费4.99万元和公务用车购置及运行维护费4.79万元对不上，哪个对？",
            "22",
        ),
        # two items that moved apart
        ("昌吉政务局2022年行政运行减少、事业运行增加，是不是矛盾？", "22"),
        # the same number twice
        ("昌吉政务局2022年三公经费4.99万元还是4.99万元，哪个对？", "22"),
    ],
)
def test_nothing_is_warned_of(desk: Assistant, question: str, report: str) -> None:
    answer = desk.ask(question)
    assert differing(answer) == []
    check(answer, question, *REPORTS[report])


def test_the_reason_of_a_difference_is_told(desk: Assistant) -> None:
    answer = desk.ask("市政府2023年车辆229辆和保有量77辆为什么不一样，哪个对？")
    check_words(answer, ("229辆", "77辆", "差异原因", "未完成资产划拨工作"), ())


def test_the_table_of_the_whole_is_held_against_the_accounts(desk: Assistant) -> None:
    """26,707.15 was executed by the table; 24,148.79 was spent by the accounts."""
    question = "市政府2023年整体支出全年执行数和本年支出对得上吗？"
    answer = desk.ask(question)
    check_words(answer, ("26,707.15", "24,148.79", "相差2,558.36万元"), ())
    assert "26,707.15 − 24,148.79 = 2,558.36" in {figure.formula for figure in answer.figures}
    assert len(differing(answer)) == 1
    check(answer, question, *REPORTS["23"])


def test_a_hundredth_between_them_comes_from_rounding(desk: Assistant) -> None:
    """7,443.76 and 7,443.77 万元."""
    question = "数发局2024年整体支出全年执行数和本年支出对得上吗？"
    answer = desk.ask(question)
    check_words(answer, ("7,443.76", "7,443.77"), ("相差 0.01",))
    assert differing(answer) == []
    check(answer, question, *REPORTS["24"])


def test_a_reason_in_another_report(river: Assistant) -> None:
    question = "河东县水利局2023年车辆4辆和公务用车保有量3辆对不上，哪个对？"
    answer = river.ask(question)
    check_words(answer, ("4辆", "3辆", "一辆车待报废"), ())
    assert differing(answer) == []
    check(answer, question, "河东县水利局", 2023)


def test_reasons_that_say_the_opposite(desk: Assistant) -> None:
    """本年度退休人员增加 by one item, 本年度退休人员较上年减少 by another."""
    question = "市政府2023年行政单位离退休说退休人员增加，职业年金说退休人员减少，是不是矛盾？"
    answer = desk.ask(question)
    check_words(answer, ("本年度退休人员增加导致", "本年度退休人员较上年减少导致", "说法相反"), ())
    (warning,) = differing(answer)
    assert "退休人员增加" in warning.message
    assert "退休人员减少" in warning.message
    check(answer, question, *REPORTS["23"])


@pytest.mark.parametrize(
    "question",
    [
        "数发局2024年三公经费增加、接待费减少，是不是矛盾？",
        "市政府2023年三公经费减少、接待费却增加，对吗？",
    ],
)
def test_two_figures_that_moved_apart_are_not_opposed(desk: Assistant, question: str) -> None:
    answer = desk.ask(question)
    assert differing(answer) == []
    assert "说法相反" not in answer.answer


def test_two_counts_that_a_question_asks_of(desk: Assistant) -> None:
    """8 months in the prose, 10 times in the table."""
    question = "高新区政务局2023年工作队补助前面文字说发了几个月，后面自评表说发了几次？对不对得上"
    answer = desk.ask(question)
    (warning,) = differing(answer)
    assert "8个月" in warning.message
    assert "10次" in warning.message
    check(answer, question, *REPORTS["区"])


def test_two_places_that_count_differently(desk: Assistant) -> None:
    question = "高新区政务局2023年工作队补助一处写8个月另一处写10次，哪个对？"
    answer = desk.ask(question)
    (warning,) = differing(answer)
    assert "8个月、10次" in warning.message
    check(answer, question, *REPORTS["区"])


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("高新区政务局2023年政府采购一分钱没花，政府采购执行率咋还满分，蒙谁呢", 1),
        ("高新区政务局2023年政府采购支出0.00万元，政府采购执行率却100%，合理吗", 1),
        ("高新区政务局2023年政府采购支出多少？政府采购执行率多少？", 0),
        ("数发局2024年政府采购支出总额一分钱没花，合理吗", 0),
    ],
)
def test_nothing_spent_and_all_done(desk: Assistant, question: str, number: int) -> None:
    found = differing(desk.ask(question))
    assert len(found) == number
    assert all("政府采购执行率" in warning.message for warning in found)


def test_a_stated_deviation_explains() -> None:
    assert _EXPLAINED.search("偏差原因：因政策原因")
    assert _EXPLAINED.search("与保有量差异原因是")
    assert not _EXPLAINED.search("报告说明的原因")


def test_one_sentence_is_not_opposed(river: Assistant) -> None:
    answer = river.ask("河东县水利局2023年堤坝巡查走了多少公里，对吗？")
    check_words(answer, ("350公里",), ())
    assert not any("说法相反" in warning.message for warning in answer.warnings)
