"""Talk around a question: units that nobody named, tasks of another field, questions that go on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened

from assistant import Assistant

pytest_plugins = ("built",)

REPORT = """柏溪市中心血站2023年度部门决算

一、部门职能
承担全市无偿献血者的招募、血液采集和供应。全年接待献血者3,120人次，采血2,980人次。

二、收支情况
本年收入500.00万元，其中：事业收入200.00万元，事业收入中检验收入120.00万元。本年支出480.00万元。
卫生健康支出（类）公共卫生（款）采供血机构（项）支出决算300.00万元。
年末结转和结余20.00万元，其中财政拨款8.00万元。

三、绩效情况
“采血车更新”项目预算80.00万元，执行60.00万元，自评90.5分。
“血液检测”项目预算50.00万元，执行49.00万元，自评97.2分。
"""


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("talked"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("他们单位车有几辆？", "clarify"),
        ("该局接待费多少", "clarify"),
        ("你们单位去年花了多少", "clarify"),
        ("人家去年接待费多少", "clarify"),
        ("这个单位2022年公车几辆", "answered"),  # one report is of that year
        ("昌吉政务局2022年三公多少，这个单位有几个人", "answered"),
        ("帮我写一份起诉状，我要告楼上邻居漏水", "refused"),
        ("替我写封给局长的感谢信", "refused"),
        ("给我拟个请假条", "refused"),
        ("昌吉政务大厅几点上班", "refused"),
        ("身份证怎么办理", "refused"),
        ("帮我写一段昌吉政务局2022年三公经费说明", "answered"),
    ],
)
def test_what_is_asked_back_and_declined(desk: Assistant, question: str, status: str) -> None:
    answer = desk.ask(question)
    assert answer.status == status, answer.answer
    assert bool(answer.options) == (status == "clarify")


@pytest.mark.parametrize(
    "question",
    [
        "血站发给献血者的纪念品一共花了多少钱",
        "血站宣传献血发的传单一共多少钱",
        "献血屋修了多少钱",
    ],
)
def test_a_trade_in_a_units_name_names_no_item(station: Assistant, question: str) -> None:
    answer = station.ask(question)
    assert answer.status == "not_found", answer.answer


@pytest.mark.parametrize(
    ("history", "question", "wanted"),
    [
        (["采血车更新执行率多少"], "那血液检测呢", "98.00%"),
        (["采血车更新得了几分", "执行率多少"], "血液检测的呢", "98.00%"),
        (["血液检测还剩多少没花"], "采血车更新呢", "预算数比全年执行数多 20.00 万元"),
        (["本年收入多少", "本年支出呢"], "各是多少", "480.00 万元"),
    ],
)
def test_what_goes_on_keeps_what_was_asked(
    station: Assistant, history: list[str], question: str, wanted: str
) -> None:
    assert wanted in station.ask(question, history).answer


@pytest.mark.parametrize(
    ("history", "question", "wanted"),
    [
        (
            ["昌吉政务局2022年本年收入多少", "和新市区2023年比呢"],
            "差多少",
            "1,187.50 万元",
        ),
        (["2022年昌吉政务局接待费多少", "为什么"], "那新市区的呢", "单位无此支出"),
        (["昌吉政务局三公多少", "上年呢"], "换成元", "50,100 元"),
    ],
)
def test_units_and_years_of_a_thread(
    desk: Assistant, history: list[str], question: str, wanted: str
) -> None:
    assert wanted in desk.ask(question, history).answer


@pytest.mark.parametrize(
    ("passage", "right"),
    [
        ("事业收入200万元，其中检验收入120万元", 2),
        ("年末结转和结余20万元，其中财政拨款8万元", 2),
        ("年末结转和结余20万元，其中财政拨款9万元", 1),
    ],
)
def test_parts_of_a_passage_are_held_against_their_own(
    station: Assistant, passage: str, right: int
) -> None:
    answer = station.ask(f"这段话的数对不对：柏溪市中心血站2023年{passage}。").answer
    assert f"**{right}** 处与原文一致" in answer, answer
