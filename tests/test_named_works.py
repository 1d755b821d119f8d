"""A reservoir's report: its name without the office, reasons of a count, scores of others, prices in the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import opened

from assistant import Assistant
from index import examine

pytest_plugins = ("built",)

REPORT = """沧岭市柏崖水库事务中心2022年度部门决算公开

一、部门职责
承担柏崖水库的运行管护。

二、人员情况
年末实有在职人员79人。与上年相比，在职人员减少3人，系2人退休、1人调出。

三、收支情况
2022年度收入合计600.00万元，其中：财政拨款收入600.00万元，占100%。本年支出580.00万元。

四、预算绩效情况
组织对“监测系统更新”项目开展了部门评价，涉及一般公共预算支出260.00万元。评价得分90.4分，等级为“优”。
1.监测系统更新项目绩效自评综述：根据年初设定的绩效目标，项目绩效自评得分为91.6分。全年预算数为280.00万元，执行数为260.00万元，完成预算的92.9%。项目绩效目标完成情况：更换渗压计48支。
2.移民扶持项目绩效自评综述：根据年初设定的绩效目标，项目绩效自评得分为98.5分。全年预算数为200.00万元，执行数为200.00万元，完成预算的100.0%。项目绩效目标完成情况：硬化道路5.8公里，惠及7个村2314人。

五、名词解释
（一）事业收入：指事业单位开展专业业务活动取得的收入。
（二）水库移民后期扶持：指国家对搬迁的农村移民，自2006年7月起每人每年补助600元的政策。
"""


@pytest.fixture(scope="module")
def reservoir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("reservoir"), REPORT) as assistant:
        yield assistant


def test_a_work_without_its_office_names_the_unit(reservoir: Assistant) -> None:
    assert reservoir.understand("柏崖水库五个项目的得分排一下").units.units


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("柏崖水库在职人员比上年少了几个，怎么少的", ["减少 3 人", "2人退休"], "对不上"),
        ("监测系统更新得了多少分", ["91.6"], "与表不一致"),
        ("监测系统更新部门评价打了多少分", ["91.6", "90.4"], "与表不一致"),
        ("移民扶持项目修了多长的路，多少人受益", ["5.8公里", "2314人"], "没有写"),
        ("水库移民每人每年补多少钱", ["每人每年补助600元"], "相除"),
    ],
)
def test_told_as_the_report_tells(
    reservoir: Assistant, question: str, told: list[str], untold: str
) -> None:
    answer = reservoir.ask(question)
    assert answer.status == "answered"
    assert all(words in answer.answer for words in told)
    assert untold not in answer.answer


OFFICE = """湘汨县信访局2024年度部门决算公开

一、部门职责
协调处理重要信访事项。

二、人员情况
核定行政编制13名、事业编制8名；年末实有行政人员12人、事业人员7人。

三、收支情况
2024年度收入合计500.00万元，其中：事业收入412.60万元，占82.52%。
事业收入412.60万元，其中学费收入（高职段）168.30万元、住宿费收入92.70万元、职业技能培训收入151.60万元。

四、国有资产占有使用情况说明
截至2024年12月31日，本单位共有车辆3辆，其中，其他用车3辆，主要是教练车2辆、送考家访用车1辆。

五、预算绩效情况
全年预算数428.36万元，执行数419.16万元，整体支出绩效自评得分93.50分。全年共接待来访群众1,286批3,842人次。
群众满意率95.2%。扣分原因：预算调整率偏高扣1.5分；积案化解率未达到目标扣5分。

六、附件
附件1 2024年度项目支出绩效自评情况
1.信访救助资金。年初预算40.00万元，全年执行36.80万元，执行率92.00%，自评得分95.20分。全年救助生活困难信访人52人，其中因病致困31人，最高救助1.50万元。
2.红色教育基地运行维护。年初预算16.00万元，全年执行15.40万元，执行率96.25%，自评得分97.00分。接待来访1,268批，更新展板46块。
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report with its projects in an annex."""
    with opened(tmp_path_factory.mktemp("office"), OFFICE) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("信访救助资金救助了多少人，平均一人多少钱", ["36.80", "7,076.92"], "288"),
        ("事业收入由哪几块组成", ["168.30", "40.79%"], "没有能够核对"),
        ("还缺几个行政编", ["相差 1 人"], "还缺"),
        ("整体支出得了几分，为什么扣分", ["93.50", "预算调整率偏高"], "没有写扣分"),
        ("来访批次到底是1286还是1268", ["1,286批", "1,268批"], "没有找到"),
        ("红色教育基地花了多少钱", ["15.40"], "教育(类)"),
    ],
)
def test_an_annex_and_what_is_told_of_its_projects(
    office: Assistant, question: str, told: list[str], untold: str
) -> None:
    answer = office.ask(question)
    assert answer.status == "answered"
    assert all(words in answer.answer for words in told)
    assert untold not in answer.answer


def test_cars_within_another_kind_are_no_more_cars(tmp_path: Path) -> None:
    path = tmp_path / "office.txt"
    path.write_text(OFFICE, encoding="utf-8")
    assert not [f for f in examine(path).findings if f.rule == "vehicle-kinds"]
