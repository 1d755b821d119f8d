"""A text of the asker's own: each number of it is held against the reports."""

from __future__ import annotations

import re

import pytest
from sound import check, check_words

from assistant import Assistant
from assistant.model import Answer

pytest_plugins = ("built",)


def verdicts(answer: Answer) -> list[str]:
    """What is said of each number, in order: 一致, 不符 or 找不到依据."""
    said = re.findall(r"第 (\d+) 处.*?(与原文一致|与原文不符|找不到依据)", answer.answer)
    assert [int(number) for number, _ in said] == list(range(1, len(said) + 1))
    return [verdict for _, verdict in said]


RIGHT, WRONG, NOWHERE = "与原文一致", "与原文不符", "找不到依据"


@pytest.mark.parametrize(
    ("question", "expected", "words"),
    [
        (
            "下面这段话数字对不对：昌吉政务局2022年三公经费4.99万元，公务接待费0.30万元。",
            [RIGHT, WRONG],
            ("公务接待费为0.20万元",),
        ),
        (
            "这段话数据对吗：“昌吉政务局2022年三公经费4.99万元，比上年增加0.02万元，实有人数38人。”",
            [RIGHT, WRONG, RIGHT],
            ("减少0.02万元", "实有人数为38人"),
        ),
        (
            "核一下：昌吉政务局2022年政府采购55.51万，货物21.46、工程1.68、服务32.19",
            [RIGHT, RIGHT, WRONG, RIGHT],
            ("1.86",),
        ),
        (
            "我写了句“昌吉政务局2022年一般公共预算支出1363.45万元，同比增93.98%”，跟报告一致吗",
            [RIGHT, RIGHT],
            (),
        ),
        (
            "这段话数据对吗：“昌吉政务局2022年本年支出0.15亿元，三公经费4.99万元。”",
            [RIGHT, RIGHT],
            ("1,488.29", "4.99万元"),
        ),
        (
            "这段话数据对吗：“昌吉政务局2022年本年支出0.14亿元，三公经费4.99万元。”",
            [WRONG, RIGHT],
            ("1,488.29", "4.99万元"),
        ),
        (
            "帮我核对：数发局2024年三公经费11.92万元，公务用车保有量6辆，公务接待费0.07万元。",
            [RIGHT, RIGHT, RIGHT],
            ("11.92万元", "6辆", "0.07万元"),
        ),
        (
            "这句话的数字对吗：高新区政务局2023年三公经费0.00万元，人员经费177.28万元。",
            [RIGHT, WRONG],
            ("人员经费为177.82万元",),
        ),
        (
            "帮我核对：昌吉政务局2022年公务接待费0.20万元，国内公务接待3批次，18人次。",
            [RIGHT, RIGHT, RIGHT],
            ("国内公务接待批次为3批次", "国内公务接待人次为18人次"),
        ),
        (
            "请核对：昌吉政务局2022年全年收入1372.79万元，花了1488.29万元，接待费0.02万元，公车4.79万元。",
            [RIGHT, RIGHT, WRONG, RIGHT],
            ("本年支出为1,488.29", "公务接待费为0.20", "公务用车购置及运行维护费为4.79"),
        ),
        (
            "这段话数据对吗：“市政府2023年政府采购支出总额123.79万元，其中货物2.64万元、服务112.15万元。”",
            [RIGHT, RIGHT, WRONG],
            ("政府采购货物支出为2.64", "政府采购服务支出为121.15"),
        ),
        (
            "请核对：昌吉政务局2022年公务接待费0.20万元，3批次，共18人次。",
            [RIGHT, RIGHT, RIGHT],
            ("3批次", "18人次"),
        ),
        (
            "请核对：市政府2023年因公出国（境）团组0个，累计0人次，公务用车购置0辆，保有量78辆。",
            [RIGHT, RIGHT, RIGHT, WRONG],
            ("公务用车保有量为77辆",),
        ),
        (
            "请核对：市政府2023年公务接待费73.71万元，国内公务接待304批次，3,752人次。",
            [RIGHT, RIGHT, RIGHT],
            ("304批次", "3,752人次"),
        ),
        (
            "请核对：昌吉政务局2022年国内公务接待4批次，19人次，数据对吗？",
            [WRONG, WRONG],
            ("国内公务接待批次为3批次", "国内公务接待人次为18人次"),
        ),
        # what stands only in clauses and in rows of tables, in any measure
        (
            "请核：高新区政务局2023年全年办件72.3万件，全程网办比例82.33%，雇员5名，全年发放12次。",
            [RIGHT, WRONG, RIGHT, RIGHT],
            ("全年办件数量72.3万件", "83.22%", "雇员5名"),
        ),
        (
            "核一下：市政府2023年早餐2430人次、午餐3704人次、晚餐2513人次。",
            [RIGHT, WRONG, RIGHT],
            ("午餐供应人次", "3074人次"),
        ),
        (
            "校对这句：数发局2024年在职115人，比上年增加64人，公车6辆，接待1批次20人次。",
            [RIGHT, WRONG, RIGHT, RIGHT, RIGHT],
            ("增加46人", "公务用车保有量6辆"),
        ),
        # the budget of a figure just said, and by how much it differs from that
        (
            "帮核对：“高新区政务局2023年财政拨款决算数185.29万元，比年初预算212.65万元少12.87%。”",
            [RIGHT, RIGHT, RIGHT],
            ("212.65", "-12.87%"),
        ),
        # a project's own money
        (
            "这句话对吗：昌吉州政务局2022年“访惠聚”区级项目预算7.49万元只花了4.61万元？",
            [RIGHT, WRONG],
            ("全年执行数为4.16",),
        ),
        # without a colon or marks
        (
            "高新区政务局2023年公用经费3.77万元，机关运行经费比上年增长17.36%，这句话的数对吗",
            [RIGHT, WRONG],
            ("71.36%",),
        ),
        # digits swapped near what was said before, and a fall told as a rise
        (
            "核对：昌吉政务局2022年公务接待费0.20万元，3批次，81人次；固定资产原值532.65万元，车辆3台。",
            [RIGHT, RIGHT, WRONG, RIGHT, RIGHT],
            ("18人次",),
        ),
        (
            "这段话对不对：昌吉政务局2022年三公经费4.99万元，同比上升0.40%，比预算5万元节约0.01万元",
            [RIGHT, WRONG, RIGHT, RIGHT],
            ("下降0.40%",),
        ),
        # in a finer measure than it is printed in, averages, what goes on from a row
        (
            "核一下：高新区政务局2023年实有10人，人员经费177.82万元、人均17.78万元，公用经费37700元",
            [RIGHT, RIGHT, NOWHERE, RIGHT],
            ("3.77万元",),
        ),
    ],
)
def test_each_number_is_judged(
    desk: Assistant, question: str, expected: list[str], words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert verdicts(answer) == expected
    check_words(answer, words, ())
    right = expected.count(RIGHT)
    assert f"有 **{len(expected)}** 处数字，**{right}** 处与原文一致" in answer.answer
    check(answer, question)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("下面这段话数字对不对：昌吉政务局2022年三公经费4.99万元，公务接待费0.30万元。", "0.30"),
        ("这句话的数字对吗：高新区政务局2023年人员经费177.28万元，三公0.00万元。", "177.28"),
    ],
)
def test_a_wrong_number_is_not_said_again(desk: Assistant, question: str, wrong: str) -> None:
    answer = desk.ask(question)
    check_words(answer, ("与原文不符",), (wrong,))


def test_what_no_report_tells_has_no_ground(desk: Assistant) -> None:
    question = "下面的数字对吗：昌吉政务局2022年差旅费12.34万元，会议费1.00万元。"
    answer = desk.ask(question)
    assert verdicts(answer) == [NOWHERE, NOWHERE]
    assert answer.figures == ()
    check(answer, question)


def test_the_figures_of_another_unit_do_not_count(desk: Assistant) -> None:
    """221.04 is the 三公 of the city government, not that of Changji."""
    question = "这段话的数字对吗：昌吉政务局2022年三公经费221.04万元，公务接待费73.71万元。"
    answer = desk.ask(question)
    assert RIGHT not in verdicts(answer)
    check_words(answer, ("4.99", "0.20"), ("221.04", "73.71"))


def test_a_count_is_held_against_counts_alone(desk: Assistant) -> None:
    """The report counts no 套 of reception; what it cost is no answer to that."""
    answer = desk.ask("请核对：昌吉政务局2022年公务接待费0.20万元，公务接待费7套。")
    assert verdicts(answer) == [RIGHT, NOWHERE]


@pytest.mark.parametrize(
    "question",
    [
        "昌吉政务局2022年三公经费4.99万元对吗？",  # no passage
        "帮我核对：昌吉政务局2022年三公经费4.99万元，接待费是多少？",  # a question
        "昌吉政务局2022年的三公经费多少？",
    ],
)
def test_what_is_no_passage_to_check(desk: Assistant, question: str) -> None:
    answer = desk.ask(question)
    assert "第 1 处" not in answer.answer
    check_words(answer, ("4.99",), ())


def test_what_is_as_printed_may_contradict_the_report_itself(desk: Assistant) -> None:
    answer = desk.ask("复核：政务服务管理局2021年公务接待费占三公经费的1.44%，对吗？")
    assert verdicts(answer) == [RIGHT]
    check_words(answer, ("应为0.74%",), ())
    assert "share" in {warning.code for warning in answer.warnings}


@pytest.mark.parametrize(
    "text",
    [
        "政务局2021年支出比上年减少375.71万元，减少17.75%，对吗",
        "2021年乌市政务服务局支出2116.48万、比上年少375.71万，报告写减17.75%，帮我复核一下",
        "昌吉政务局2022年收入比上年减少312.94万元，下降17.37%，对吗",
    ],
)
def test_how_income_and_spending_moved_plainly_called(desk: Assistant, text: str) -> None:
    answer = desk.ask(text).answer
    assert "不符" not in answer
    assert "找不到依据" not in answer


def test_a_wrong_change_of_spending_is_held_against_the_one_told(desk: Assistant) -> None:
    answer = desk.ask("政务局2021年支出比上年减少575.71万元，减少17.75%，对吗").answer
    assert "第 1 处与原文不符，原文是" in answer
    assert "减少 375.71 万元" in answer


@pytest.mark.parametrize(
    ("base", "expected", "words"),
    [
        ("政府采购支出总额", [RIGHT, RIGHT], ()),
        ("项目支出", [RIGHT, WRONG], ("占比不以项目支出为基数", "0.85%")),
    ],
)
def test_a_share_is_right_of_its_own_whole_only(
    desk: Assistant, base: str, expected: list[str], words: tuple[str, ...]
) -> None:
    text = f"数字化局2024年授予中小企业合同金额45.51万元，占{base}的99.26%。"
    answer = desk.ask(f"核对一下：{text}")
    assert verdicts(answer) == expected
    check_words(answer, words, ())
