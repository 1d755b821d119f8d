"""Every place that states a figure is cited, and what is asked of one thing stays with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from opening import opened

from assistant import Assistant
from assistant.model import Answer

pytest_plugins = ("built",)

REPORT = """柳溪县文化局2023年度部门决算公开说明

第一部分 单位概况

一、主要职能

负责全县文化工作。

第二部分 部门决算情况说明

一、收入支出决算总体情况说明

2023年度收入总计520.00万元，其中：本年收入500.00万元，年初结转和结余20.00万元。2023年度支出总计520.00万元，其中：本年支出490.00万元，年末结转和结余30.00万元。

二、收入决算情况说明

2023年度本年收入500.00万元，其中：财政拨款收入480.00万元，占96.00%；其他收入20.00万元，占4.00%。

三、支出决算情况说明

2023年度本年支出490.00万元，其中：基本支出290.00万元，占59.18%；项目支出200.00万元，占40.82%。

五、一般公共预算财政拨款支出决算情况说明

1.文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）：支出决算为88.00万元，年初预算为90.00万元，决算数小于预算数的主要原因是：购书按实结算。

七、财政拨款“三公”经费支出决算情况说明

2023年度财政拨款“三公”经费支出12.00万元，比上年增加5.00万元，增长71.43%。其中：因公出国（境）费支出0.00万元，与上年持平；公务用车购置及运行维护费支出9.00万元，占75.00%，比上年增加6.00万元，增长200.00%，主要原因是：车辆老化，维修次数增多；公务接待费支出3.00万元，占25.00%，比上年减少1.00万元，下降25.00%，主要原因是：来访批次减少。

具体情况如下：

公务用车购置及运行维护费9.00万元，其中：公务用车购置费0.00万元，公务用车运行维护费9.00万元，比上年增加6.00万元，增长200.00%，主要原因是：车辆老化，维修次数增多。公务用车保有量5辆，平均每辆车运行维护费1.80万元。

公务接待费3.00万元，国内公务接待12批次、150人次。

八、政府性基金预算财政拨款收入支出决算情况说明

2023年度政府性基金预算财政拨款本年收入40.00万元，本年支出35.00万元，年末结转和结余5.00万元。

十、其他重要事项的情况说明

（一）国有资产占用情况

截至2023年12月31日，固定资产车辆4辆。
"""


@pytest.fixture(scope="module")
def willow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("willow"), REPORT) as assistant:
        yield assistant


def quotes(answer: Answer) -> list[str]:
    return [re.sub(r"\s", "", citation.quote) for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        (
            "柳溪县文化局去年花了多少",
            ("2023年度本年支出490.00",),
        ),
        ("文化局养车用了多少钱", ("公务用车购置及运行维护费支出9.00", "公务用车运行维护费9.00")),
        ("运行维护费为什么涨", ("支出9.00万元，占75.00%", "公务用车运行维护费9.00万元，比上年")),
        ("三公扣掉公车还剩多少", ("公务接待费支出3.00",)),
    ],
)
def test_all_places_of_a_figure_are_cited(
    willow: Assistant, question: str, places: tuple[str, ...]
) -> None:
    answer = willow.ask(question)
    assert answer.status == "answered"
    for place in places:
        assert any(place in quote for quote in quotes(answer)), answer.answer


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        ("有没有出国，花了多少", "0.00", "490.00"),
        ("图书馆年初给了多少，为啥没花完", "购书按实结算", "年末结转"),
        ("接待了几批人，花了多少钱，人均多少", "200.00 元", "490.00"),
        ("政府性基金用了多少", "35.00", "490.00"),
        ("本年收入多少，花了多少", "490.00", "报告没有写"),
        ("三公涨了多少，从哪几项看", "因公出国（境）费与上年持平", "持平 万元"),
        ("养一辆车平均多少钱", "1.80万元", "报告本身没有给出"),
    ],
)
def test_a_clause_without_a_subject_goes_on(
    willow: Assistant, question: str, must: str, must_not: str
) -> None:
    answer = willow.ask(question)
    assert must in answer.answer, answer.answer
    assert must_not not in answer.answer, answer.answer


def test_more_cars_kept_than_there_are_is_warned_of(willow: Assistant) -> None:
    answer = willow.ask("公车一共几辆")
    assert "4 辆" in answer.answer
    assert any("大于车辆合计" in warning.message for warning in answer.warnings)


@pytest.mark.parametrize("question", ["接待费是在哪家饭店花的", "公务接待请了谁吃饭"])
def test_what_is_withheld_cites_what_is_told(willow: Assistant, question: str) -> None:
    answer = willow.ask(question)
    assert answer.status == "not_found"
    assert any("公务接待费" in quote for quote in quotes(answer))


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("昌吉政务局12345云呼叫项目短信发了多少条", "发送短信10000条"),
        ("高新区政务局全程网办达到多少", "全程网办事事项达到83.22%"),
        ("数字化发展局2024年公车费为什么多了", "本部门公务用车日渐老化"),
        ("高新区政务局2023年雇员经费执行了多少", "全年发放12次，共计66.09万元"),
        ("2024年数字化发展局政府性基金收入支出总计多少", "政府性基金预算财政拨款收入总计54.20"),
    ],
)
def test_what_the_reports_say_twice_is_cited_twice(
    desk: Assistant, question: str, place: str
) -> None:
    assert any(place in quote for quote in quotes(desk.ask(question)))


@pytest.mark.parametrize("question", ["2022年印刷费花了多少", "昌吉政务局2022年会议费多少"])
def test_what_is_not_disclosed_cites_the_kind_of_it(desk: Assistant, question: str) -> None:
    answer = desk.ask(question if "昌吉" in question else f"昌吉政务局{question}")
    assert answer.status == "not_found"
    assert any("公用经费67.39" in quote for quote in quotes(answer))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("机关事务局物业及餐饮服务费里保安费、餐饮费、物业管理费加起来和执行数一致吗", "不相等"),
        ("高新区政务局2023年项目支出多少，和绩效评价项目的执行数对得上吗", "大于决算的项目支出"),
    ],
)
def test_sums_that_differ_are_warned_of(desk: Assistant, question: str, words: str) -> None:
    assert any(words in warning.message for warning in desk.ask(question).warnings)


@pytest.mark.parametrize(
    "question", ["昌吉政务大厅一年办多少件事", "昌吉政务大厅2022年办了多少件事，网上能办的占多少"]
)
def test_one_pair_of_a_title_is_no_project(desk: Assistant, question: str) -> None:
    answer = desk.ask(question)
    assert "9个处室" not in answer.answer
    assert "一件事" not in answer.answer or answer.status == "not_found"
