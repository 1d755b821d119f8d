"""Parts that name no whole, items without a budget, counts inside reasons, amounts beside names."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.extract import examine_text
from index.model import Report

HEAD = "甲市乙局2023年度部门决算\n第三部分 2023年度部门决算情况说明\n"
OVERALL = "一、收入支出决算总体情况说明\n"
FISCAL = "四、财政拨款收入支出决算总体情况说明\n"
STAFF = "三、人员情况\n"
REVIEW = "十三、预算绩效情况说明\n"
ITEMS = "五、一般公共预算财政拨款支出决算情况说明\n"
TABLES = "第二部分 2023年度部门决算表\n"
THREE = TABLES + "财政拨款“三公”经费支出决算表\n公开09表 金额单位：万元\n"
BASIC = TABLES + "一般公共预算财政拨款基本支出决算表\n公开06表 金额单位：万元\n"


def read(text: str) -> Report:
    return examine_text(HEAD + text + "\n", Path("x.txt"))


@pytest.mark.parametrize(
    ("text", "metric", "aspect", "value"),
    [
        (
            FISCAL + "财政拨款本年收入70.00万元。政府性基金预算财政拨款本年收入0万元、支出3万元。",
            "政府性基金预算财政拨款支出",
            "决算数",
            "3",
        ),
        (
            STAFF + "年末实有在职人员120人，其中在编人员90人、合同制人员30人。",
            "在职人员",
            "数量",
            "120",
        ),
        (STAFF + "年末实有在编民警56人，退休人员8人。", "在职人员", "数量", "56"),
        (
            FISCAL + "财政拨款收入支出总体与上年相比，减少9.00万元，主要原因是：改造已完成；在职人员减少3人。"
            "与年初预算相比，年初预算数60.00万元，决算数70.00万元。",
            "财政拨款支出总计",
            "年初预算数",
            "60.00",
        ),
        (
            OVERALL + "本部门2023年度收、支总计（含结转和结余）90.00万元。",
            "支出总计",
            "决算数",
            "90.00",
        ),
        (
            ITEMS + "抚恤（款）死亡抚恤（项）年初未安排预算，决算7.00万元，主要是1人去世；"
            "伤残抚恤（项）年初未安排预算，决算2.00万元，主要是标准调整。",
            "伤残抚恤(项)",
            "决算数",
            "2.00",
        ),
        (
            REVIEW + "组织项目开展绩效自评，其中，一级项目2个，二级项目6个，涉及全年预算50.00万元。",
            "预算绩效评价项目",
            "数量",
            "6",
        ),
        (
            REVIEW + "各项目预算数、执行数和自评得分分别为：护林90.00万元、80.00万元、96.5分；"
            "24小时值守30.00万元、30.00万元、99分。",
            "项目:24小时值守",
            "全年执行数",
            "30.00",
        ),
        (
            THREE + "决算数 合计 9.50 因公出国（境）费 0.00 公务用车运行维护费 8.00 公务接待费 1.50\n",
            "公务用车运行维护费",
            "决算数",
            "8.00",
        ),
        (BASIC + "公用经费合计 9.00：办公费 4.00，水费 2.00，邮电费 3.00\n", "邮电费", "决算数", "3.00"),
    ],
)  # fmt: skip
def test_figure_is_of(text: str, metric: str, aspect: str, value: str) -> None:
    facts = read(text).facts
    assert [f.amount.text for f in facts if (f.metric, f.aspect) == (metric, aspect)] == [value]


def test_a_list_that_does_not_add_up_is_left() -> None:
    text = BASIC + "公用经费合计 9.90：办公费 4.00，水费 2.00，邮电费 3.00\n"
    assert not [f for f in read(text).facts if f.metric == "邮电费"]


@pytest.mark.parametrize(
    ("text", "metric", "basis", "why"),
    [
        (
            OVERALL + "收入总计90.00万元，比上年减少9.00万元，主要原因是：改造已完成；在职人员减少3人，经费减少。",
            "收入总计",
            "上年",
            "改造已完成；在职人员减少3人，经费减少",
        ),
        (
            ITEMS + "行政运行（项）年初预算5.00万元，决算6.00万元，完成年初预算的120.0%，主要是补发奖金；"
            "死亡抚恤（项）年初未安排预算，决算7.00万元，主要是1人去世。",
            "行政运行(项)",
            "预算",
            "补发奖金",
        ),
        (
            ITEMS + "行政运行（项）年初预算5.00万元，决算6.00万元，完成年初预算的120.0%，主要是补发奖金；"
            "死亡抚恤（项）年初未安排预算，决算7.00万元，主要是1人去世。",
            "死亡抚恤(项)",
            "预算",
            "1人去世",
        ),
    ],
)  # fmt: skip
def test_reason_of(text: str, metric: str, basis: str, why: str) -> None:
    reasons = read(text).reasons
    assert [r.text for r in reasons if (r.metric, r.basis) == (metric, basis)] == [why]


def test_items_of_a_fund_count_for_all_appropriations() -> None:
    text = (
        "五、财政拨款支出决算情况说明\n2023年度财政拨款支出决算9.00万元。其中：\n（一）教育支出（类）\n"
        "1.普通教育（款）小学教育（项）。年初预算4.00万元，支出决算4.00万元。\n（二）其他支出（类）\n"
        "1.其他政府性基金及对应专项债务收入安排的支出（款）其他地方自行试点项目收益专项债券收入安排的支出（项）。"
        "年初预算5.00万元，支出决算5.00万元。"
    )
    assert not [f for f in read(text).findings if f.rule == "function-sum"]
