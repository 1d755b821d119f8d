"""A reservoir's report: its name without the office, reasons of a count, scores of others, prices in the glossary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened

from assistant import Assistant

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
