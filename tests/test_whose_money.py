# ruff: noqa: E501 - a report is read in its own lines
"""Whose money a figure is: a fund's, a member's, that of appropriations, of what stands behind an amount."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened
from sound import says

from assistant import Assistant

REPORT = """青坪县疾病预防控制中心 2023 年度部门决算公开说明

第一部分 部门概况

二、机构设置及人员情况
纳入青坪县疾病预防控制中心 2023 年度部门决算编制范围的单位共2个，分别是：青坪县疾病预防控制中心（本级）、青坪县健康体检站。
年末在职30人，比上年净减2人（退休3人、招录1人）；退休人员12人；临时聘用消毒员8人。

第二部分 部门决算情况说明

一、收入支出决算总体情况说明
2023 年度收入总计 900.00 万元，支出总计 900.00 万元。年初结转和结余 15.00 万元，年末结转和结余 40.00 万元。

二、收入决算情况说明
本年收入 880.00 万元，其中：财政拨款收入 800.00 万元，占 90.91%；事业收入 60.00 万元，占 6.82%，系销售消毒药剂取得；其他收入 20.00 万元，占 2.27%，为银行利息。
事业收入按业务分：水质化验25.00万元、健康体检20.00万元、门急诊15.00万元。

三、支出决算情况说明
本年支出 860.00 万元，其中：基本支出 460.00 万元，占 53.49%；项目支出 400.00 万元，占 46.51%。
分单位看：青坪县疾病预防控制中心（本级）660.00万元，占76.74%；青坪县健康体检站200.00万元，占23.26%。
资本性支出50.00万元。临时人员劳务费在商品和服务支出中列支，为32.80万元。

四、财政拨款收入支出决算总体情况说明
财政拨款本年收入800.00万元，年初财政拨款结转和结余8.00万元，本年支出790.00万元，年末财政拨款结转和结余18.00万元。

五、财政拨款“三公”经费支出决算情况说明
2023 年度公务用车购置费支出 20.00 万元，更新救护车1辆。公务用车运行维护费支出 6.00 万元。年末公务用车保有量3辆。

六、政府性基金预算财政拨款支出决算情况说明
2023年度政府性基金预算年初结转5.40万元，本年收入30.00万元，本年支出32.00万元，年末结转3.40万元。
本年支出全部为其他支出（类）彩票公益金安排的支出（款）用于社会福利的彩票公益金支出（项），支出决算32.00万元。

七、国有资本经营预算财政拨款支出决算情况说明
国有资本经营预算亦无。

八、其他重要事项的情况说明
（一）机关运行经费支出情况。本单位属公益一类事业单位，按口径不统计机关运行经费。
（二）政府采购支出情况。本年政府采购支出36.00万元，其中货物16.00万元、工程0万元、服务20.00万元；与年初采购预算21.00万元相比，超15.00万元，原因是追加冷库。
（三）国有资产占用情况。车辆18辆，含救护车13辆、机要应急用车1辆、其他用车4辆。办公用房建筑面积2,314.6平方米。
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(tmp_path_factory.mktemp("money"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        # by the short name that an item bears too
        ("疾控中心一年花了多少钱", ("860.00",), ("(项)",)),
        # of the fund by whose item it is booked
        (
            "彩票的钱年初剩多少、进来多少、花掉多少、还剩多少",
            ("5.40", "30.00", "32.00", "3.40"),
            ("40.00 万元", "15.00 万元"),
        ),
        ("疾控中心国资预算花了多少", ("国有资本经营预算亦无",), ("860.00",)),
        # of appropriations, not of all money
        ("财政拨款年初剩多少、年底剩多少", ("8.00", "18.00"), ("15.00", "40.00")),
        # of one of the units, not of all
        ("体检站花了多少，占几成", ("200.00", "23.26%"), ("860.00",)),
        ("疾控中心本级花了多少，占几成", ("660.00", "76.74%"), ()),
        # by what stands behind an amount, or beside others in a list
        ("疾控中心卖消毒药剂收了多少", ("60.00", "销售消毒药剂"), ()),
        ("化验、体检、门诊各收了多少钱", ("25.00", "20.00", "15.00"), ()),
        ("临时人员劳务费多少", ("32.80",), ()),
        # what is denied, planned under another name, or measured by a name of the report's own
        ("机关运行经费多少", ("不统计机关运行经费",), ()),
        ("采购超预算多少，为啥", ("15.00", "追加冷库"), ()),
        ("办公用房多大", ("2,314.6",), ()),
        ("临时消毒员有几个", ("8 人",), ("30 人",)),
        # several kinds that run on, and kinds of cars
        ("货物工程服务各花多少", ("16.00", "0", "20.00"), ()),
        ("买了几辆救护车", ("1 辆",), ("13 辆",)),
        ("退休多少人", ("12 人",), ("3 人",)),
        ("疾控中心花了几个亿", ("0.0860", "860.00"), ()),
    ],
)
def test_whose_money(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert [w for w in must if not says(answer.answer, w)] == []
    assert [w for w in must_not if says(answer.answer, w)] == []


def test_kinds_of_cars_with_names_of_their_own_are_no_contradiction(desk: Assistant) -> None:
    assert "前后矛盾" not in desk.ask("疾控中心有几辆车").answer
