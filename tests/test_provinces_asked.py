"""Questions on an invented report in other provinces' templates: one class of wording a row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened
from sound import check, says

from assistant import Assistant

UNIT = "青浦县文化馆"
REPORT = """青浦县文化馆2023年度部门决算公开说明

第一部分 单位概况

一、主要职责

组织群众文化活动。农村放映补贴由县电影公司发放，不在本单位决算内反映。

二、机构设置

纳入青浦县文化馆2023年度部门决算编制范围的单位包括：
1.青浦县文化馆本级（公益一类事业单位，事业编制20名，实有18人）
2.青浦县非遗保护中心（公益一类事业单位，事业编制8名，实有7人）
2023年末，全馆编制28名，在职人员25人。

第二部分 2023年度部门决算情况说明

一、收入支出决算总体情况说明

1.年度总收入900.00万元，比上年减少60.00万元，下降6.3%，主要原因是场馆已完工。
2.其他收入5.00万元，比上年减少2.00万元，下降28.6%，主要原因是捐赠减少。
3.年度总支出900.00万元，比上年减少60.00万元，下降6.3%，主要原因同上。

二、支出决算情况说明

2023年度本年支出合计880.00万元，其中：基本支出400.00万元，项目支出480.00万元。

三、一般公共预算财政拨款支出决算情况说明

2023年度一般公共预算支出决算数为800.00万元，完成预算98.45%。项目支出主要用于惠民培训65.00万元，主要成效：培训820人。

四、财政拨款“三公”经费支出决算情况说明

2023年度“三公”经费支出决算为8.57万元，完成预算95.2%。
（1）公务用车购置及运行维护费支出决算为2.86万元，与2022年度相比，减少0.44万元，下降13.33%，主要原因是线路减少；完成预算的71.50%。未购置公务用车。公务用车运行维护费支出2.86万元，其中：公务用车加油1.46万元，公务用车保险1.40万元。
（2）公务接待费支出决算为5.71万元，完成预算的95.17%。国内公务接待46批次，共计支出5.71万元，具体内容包括：接待省厅督查组1.26万元；接待外县考察交流2.38万元；接待市级检查组2.07万元。

五、预算绩效管理情况说明

1.送戏下乡项目绩效自评综述：2023年群众文化支出300.00万元，其中本项目全年预算数86.00万元，执行数80.00万元，完成预算的93.0%，项目自评得分88.7分。完成情况：一是演出124场；二是观众满意度96.3%。发现的问题：只有3个乡镇建成固定舞台。下一步：增加流动舞台车。
2.广场舞培训项目绩效自评综述：全年预算数60.00万元，执行数60.00万元，完成预算的100.0%，项目自评得分97.2分。培训820人次，人均培训成本732元。

第三部分 名词解释

1.其他收入：指除上述收入以外的收入，本馆主要为社会捐赠。
2.“场次”：演出一次计一场次。
"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("hall"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("words", "must", "must_not"),
    [
        # a list of units without stops, with their people in brackets
        ("有多少在职人员？", ("25",), ("28",)),
        # the other side of a total, and no neighbour, is what 同上 points to
        ("总支出为什么减少？", ("场馆已完工",), ("捐赠减少",)),
        # the budget that only its rate tells, to the digits that are sure
        ("一般公共预算支出的预算是多少？", ("98.45%", "812.6 万元"), ()),
        ("公务接待费的预算是多少？", ("6.00 万元",), ()),
        # a rate behind a reason is no part of it
        ("公务用车购置及运行维护费为什么减少？", ("线路减少",), ("线路减少；",)),
        # parts of what cars cost
        ("公车加油花了多少？", ("1.46",), ("2.86",)),
        ("车辆保险花了多少？", ("1.40",), ("2.86",)),
        ("公务用车运行维护费花在哪几样上？", ("1.46", "1.40"), ()),
        ("买了几辆公务用车？", ("未购置公务用车",), ()),
        # an amount in words as a part of a figure of the accounts
        ("接待外县考察的钱占公务接待费多少？", ("2.38", "41.68%"), ()),
        # a project told in prose is described by all that is told of it
        ("介绍一下送戏下乡项目", ("86.00", "124场", "96.3%", "固定舞台", "流动舞台车"), ("732",)),
        # what others pay, what an income is, how a thing is counted
        ("农村放映补贴发了多少？", ("县电影公司",), ()),
        ("其他收入是什么钱？", ("社会捐赠",), ()),
        ("说的“场次”怎么算的？", ("演出一次计一场次",), ()),
    ],
)
def test_told_in_other_templates(
    hall: Assistant, words: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    question = f"{UNIT}2023年{words}"
    answer = hall.ask(question)
    assert [w for w in must if not says(answer.answer, w)] == [], answer.answer
    assert [w for w in must_not if says(answer.answer, w)] == [], answer.answer
    check(answer, question, UNIT, 2023)


def test_people_of_a_member(hall: Assistant) -> None:
    answer = hall.ask("青浦县非遗保护中心有多少人？")
    assert says(answer.answer, "7"), answer.answer
    assert not says(answer.answer, "25"), answer.answer
