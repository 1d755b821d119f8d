"""What a report says around a figure, quoted: whole, once, with every place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from opening import opened
from sound import check, check_words

from assistant import Assistant
from assistant.model import Answer

UNIT = "河东县水利局"
LONG = "本项经费由局机关按月核拨并逐笔登记，" * 14
REPORT = f"""{UNIT}2023年度部门决算公开说明

第一部分 单位概况

一、主要职能

负责水库安全和防汛抗旱工作。

二、机构设置及人员情况

{UNIT}2023年度，实有人数20人，其中：在职人员15人，离休人员0人，退休人员5人。

第二部分 部门决算情况说明

三、支出决算情况说明

2023年度本年支出100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。

六、一般公共预算财政拨款基本支出决算情况说明

2023年度一般公共预算财政拨款基本支出60.00万元，其中：人员经费50.00万元，公用经费10.00万元。

七、财政拨款“三公”经费支出决算情况说明

2023年度财政拨款“三公”经费支出5.00万元，其中：公务用车购置及运行维护费支出3.00万元，公务接待费支出2.00万元。

公务用车购置及运行维护费3.00万元，开支内容包括巡查车辆的燃油费和维修费。车辆停放在机关院内。

公务接待费2.00万元，开支内容包括接待外地水利专家考察灌区的餐费。主要用于灌区验收期间的三次工作餐。接待一律在机关食堂。

十、其他重要事项的情况说明

（一）机关运行经费支出情况

{UNIT}机关运行经费支出10.00万元，{LONG}不得挪用。

（二）预算绩效的情况说明

取得的成效：一是修复了三座水库。二是疏浚了灌渠。三是补种了护岸林。
灌区水费由各乡镇代收代缴。

（三）国有资产占用情况说明

灌区水费由各乡镇代收代缴。

第三部分 专业名词解释

财政拨款收入：指同级财政当年拨付的资金。
"""


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("river"), REPORT) as assistant:
        yield assistant


def asked(river: Assistant, words: str) -> Answer:
    question = f"{UNIT}2023年{words}"
    answer = river.ask(question)
    assert answer.status == "answered", answer.answer
    check(answer, question, UNIT, 2023)
    return answer


def quotes(answer: Answer) -> list[tuple[str, int]]:
    """Each quotation of an answer, with the number of its marks."""
    found = re.findall(r"报告原文：“(.+?)”((?:\[\d+\])+)", answer.answer)
    return [(words, marks.count("[")) for words, marks in found]


def test_an_enumeration_is_quoted_whole(river: Assistant) -> None:
    ((words, marks),) = quotes(asked(river, "修复了几座水库，取得了什么成效？"))
    assert words == "取得的成效：一是修复了三座水库。二是疏浚了灌渠。三是补种了护岸林"
    assert marks == 1


def test_a_sentence_that_stands_twice_is_quoted_once_with_both_places(river: Assistant) -> None:
    answer = asked(river, "灌区水费由谁代收代缴？")
    assert quotes(answer) == [("灌区水费由各乡镇代收代缴", 2)]
    first, second = answer.citations
    assert first.start != second.start
    assert {citation.quote for citation in answer.citations} == {"灌区水费由各乡镇代收代缴。"}
    assert first.section != second.section


def test_what_is_said_around_a_figure(river: Assistant) -> None:
    answer = asked(river, "公务接待费2.00万元对吗？")
    said = [words for words, _ in quotes(answer)]
    assert said == [
        "公务接待费2.00万元，开支内容包括接待外地水利专家考察灌区的餐费",
        "主要用于灌区验收期间的三次工作餐",
    ]


def test_the_next_sentence_is_not_quoted_where_it_starts_anew(river: Assistant) -> None:
    answer = asked(river, "公务用车购置及运行维护费3.00万元对吗？")
    check_words(answer, ("开支内容包括巡查车辆的燃油费和维修费",), ("机关院内",))


def test_a_sentence_that_says_no_more_than_the_figure_is_not_quoted(river: Assistant) -> None:
    answer = asked(river, "项目支出40.00万元对吗？")
    check_words(answer, ("40.00",), ("主要用于",))
    assert all("公务接待费" not in words for words, _ in quotes(answer))


def test_a_sentence_that_is_too_long_is_not_quoted(river: Assistant) -> None:
    answer = asked(river, "机关运行经费10.00万元对吗？")
    check_words(answer, ("10.00",), ("逐笔登记",))


def test_no_quotation_for_a_plain_question(river: Assistant) -> None:
    assert quotes(asked(river, "公务接待费多少？")) == []


def test_each_quotation_stands_in_the_source(river: Assistant) -> None:
    for question in ("公务接待费2.00万元对吗？", "修复了几座水库，取得了什么成效？"):
        answer = asked(river, question)
        cited = [citation.quote.replace("\n", "") for citation in answer.citations]
        for words, _ in quotes(answer):
            assert any(words in quote for quote in cited)
