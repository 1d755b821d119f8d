"""What the text says of a project or an indicator beside its table, and figures of its own kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import opened
from sound import check, says

from assistant import Assistant
from index.extract import examine_text

UNIT = "青浦县文物委员会"
REPORT = """青浦县文物委员会 2023 年度部门决算公开说明

第一部分 单位概况

一、主要职能

青浦县文物委员会负责全县文物保护工作。

二、机构设置

纳入本部门2023年度决算编报范围的单位共3个，其中行政单位1个、事业单位2个。分别是：\
1.青浦县文物委员会机关；2.青浦县古塔管理所；3.青浦县陈列馆（公益一类）。
年末实有在职人员30人，其中行政9人、事业21人；退休人员4人。\
在职人员中，委机关9人、古塔管理所8人、陈列馆13人。

第二部分 2023 年度部门决算情况说明

一、收入支出决算总体情况说明

2023 年度收入总计 900.00 万元，支出总计 900.00 万元。

二、非财政拨款收入支出决算总体情况说明

2023 年度非财政拨款收入总计 90.00 万元，其中本年收入 60.00 万元，年初结转和结余 30.00 万元；\
非财政拨款支出总计 90.00 万元，其中本年支出 70.00 万元，年末结转和结余 20.00 万元。

三、预算绩效管理情况说明

本部门组织 8 个项目开展绩效自评，其中评价等级为“优”的项目6个、“良”的项目2个、“中”的项目1个。
全年登记馆藏文物 5200 件，修复率 87.5%。

1.砖塔加固抢修工程项目自评综述：全年预算数 80.00 万元，执行数 60.00 万元，自评得分为 90.00 分。\
存在的主要问题：雨季停工，工期推迟 23 天。下一步改进措施：搭设雨棚，2024年3月完工。

项目支出绩效自评表
项目名称 砖塔加固抢修工程
主管部门 青浦县文物委员会 实施单位 青浦县古塔管理所
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 0.00 80.00 60.00 10 75.00% 7.50
其中：中央补助 0.00 50.00 40.00 — — —
省级补助 0.00 30.00 20.00 — — —
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因
产出指标 数量指标 加固塔身长度 ≥40米 31米 40 31.00 雨季停工
产出指标 质量指标 文物修复率 ≥80% 85.5% 20 20.00
效益指标 社会效益指标 巡护人员上岗 =24人 24人 30 30.00
总分 100 88.50

第三部分 名词解释

一、财政拨款收入：指单位当年从本级财政取得的拨款。
"""


@pytest.fixture(scope="module")
def relics(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(tmp_path_factory.mktemp("relics"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("words", "must"),
    [
        ("砖塔加固抢修工程工期推迟了几天？", ("23 天",)),
        ("砖塔加固抢修工程打算怎么改？", ("搭设雨棚",)),
        ("砖塔加固抢修工程主要有什么问题？", ("雨季停工", "23 天")),
        ("塔身加固没完成多少米，怎么办？", ("31米", "搭设雨棚")),
        ("砖塔加固抢修工程中央和省里各给了多少钱？", ("40.00", "20.00")),
        ("砖塔加固抢修工程塔身加固了多少米，扣了几分？", ("31米", "9.00")),
        ("文物修复率到底是多少？", ("85.5%", "87.5%")),
        ("自评项目里优良中各几个，加起来对吗？", ("6", "2", "1", "9")),
        ("古塔管理所有几个人？", ("8",)),
        ("非财政拨款那块收了多少、花了多少、剩多少？", ("60.00", "70.00", "20.00")),
        ("在职多少人，行政事业各多少？", ("30", "9", "21")),
    ],
)
def test_told(relics: Assistant, words: str, must: tuple[str, ...]) -> None:
    question = f"{UNIT}2023年{words}"
    answer = relics.ask(question)
    assert answer.status == "answered", answer.answer
    assert [w for w in must if not says(answer.answer, w)] == [], answer.answer
    check(answer, question, UNIT, 2023)


def test_a_committee_by_its_short_name(relics: Assistant) -> None:
    assert relics.understand("文物委在职多少人").units.units == (UNIT,)


def test_the_running_cost_of_an_office_names_no_member(relics: Assistant) -> None:
    assert relics.understand("文物委机关运行经费多少").units.members == ()


def test_staff_of_members_and_grades_are_figures() -> None:
    report = examine_text(REPORT, Path("report.txt"))
    staff = {f.entity: f.amount.text for f in report.facts if f.metric == "在职人员"}
    assert staff == {"汇总": "30", "本级": "9", "青浦县古塔管理所": "8", "青浦县陈列馆": "13"}
    assert "graded-projects" in {finding.rule for finding in report.findings}
