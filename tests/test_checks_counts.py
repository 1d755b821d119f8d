"""Counts told twice: in a reason, in two sentences, in a performance table."""

from __future__ import annotations

import pytest
from checked import FAILS, HOLDS, NOT_OWED, UNKNOWN, Case, check_case, listed

GUESTS = "七、财政拨款“三公”经费支出决算情况说明\n公务接待费支出决算2.00万元，"
REVIEW = "十三、预算绩效情况说明\n"
SHEET = (
    "项目支出绩效自评表（2023年度）\n项目名称 老年人高龄津贴\n"
    "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
    "年度资金总额 80.00 80.00 80.00 10 100.00% 10.00\n"
    "一级指标 二级指标 三级指标 指标值 实际完成值 分值 得分\n"
    "产出指标 数量指标 发放高龄津贴人次 ≥1500人次 1684人次 90 90\n"
    "总分 100 100.00\n"
)


def received(batches: int) -> str:
    return (
        f"{GUESTS}接待25批次、130人次，比上年减少0.50万元，主要原因是来访减少，"
        f"批次由上年的30批次减少到{batches}批次。"
    )


def vehicles(kept: int, why: str) -> str:
    return (
        f"{GUESTS}公务用车购置数0辆，公务用车保有量{kept}辆。国有资产占用情况中固定资产车辆6辆，"
        f"与公务用车保有量差异原因是：{why}。"
    )


def readers(again: str) -> str:
    return f"{REVIEW}全年接待读者12.85万人次。二是流动服务，接待读者{again}万人次。"


def allowances(number: str) -> str:
    return f"{REVIEW}全年为老年人发放高龄津贴{number}人次。\n{SHEET}"


def hosted(cost: str, batches: int, who_paid: str = "") -> str:
    return (
        "七、财政拨款“三公”经费支出决算情况说明\n"
        f"公务接待费{cost}万元。单位全年安排的国内公务接待{batches}批次，{batches * 6}人次{who_paid}。"
    )


def offices(told: str) -> str:
    return f"二、机构设置情况\n{told}。"


ALIKE = "车辆与公务用车保有量一致"
COUNTED: list[Case] = [
    ("reason-counts", "another number", received(20), FAILS),
    ("reason-counts", "the same number", received(25), HOLDS),
    ("vehicles-alike", "two numbers", vehicles(3, ALIKE), FAILS),
    ("vehicles-alike", "one number", vehicles(6, ALIKE), HOLDS),
    ("vehicles-alike", "another cause", vehicles(3, "3辆未入账"), NOT_OWED),
    ("nothing-spent", "guests without cost", hosted("0.00", 4), FAILS),
    ("nothing-spent", "no guests", hosted("0.00", 0), HOLDS),
    ("nothing-spent", "paid", hosted("0.46", 4), NOT_OWED),
    ("nothing-spent", "paid by others", hosted("0.00", 4, "，费用由主管局负担"), UNKNOWN),
    (
        "listed-count",
        "six for five",
        offices("下设5个科室，分别是：办公室、财务科、法规科、宣教科、监测科、执法科"),
        FAILS,
    ),
    (
        "listed-count",
        "as many",
        offices("下设3个科室，分别是：办公室（财务科、档案科）、法规科、宣教科"),
        NOT_OWED,
    ),
    ("listed-count", "joined by and", offices("内设办公室、法规科和宣教科3个科室"), NOT_OWED),
    ("listed-count", "some of them", offices("内设办公室、法规科等6个科室"), NOT_OWED),
    ("counts-told", "digits swapped", readers("12.58"), FAILS),
    ("counts-told", "another thing", readers("3.58"), NOT_OWED),
    ("counts-told", "not as in the table", allowances("1,648"), FAILS),
    ("counts-told", "as in the table", allowances("1,684"), NOT_OWED),
    ("counts-told", "no slip", allowances("1,102"), NOT_OWED),
]


@pytest.mark.parametrize(("rule", "name", "given", "wanted"), listed(COUNTED))
def test_outcomes(rule: str, name: str, given: str, wanted: str) -> None:
    check_case(rule, name, given, wanted)


def estates(told: str) -> str:
    sheet = SHEET.replace("老年人高龄津贴", "老旧小区改造")
    sheet = sheet.replace("发放高龄津贴人次 ≥1500人次 1684人次", "完成改造老旧小区数 ≥68个 62个")
    return f"{REVIEW}{told}\n{sheet}"


AGAINST_A_ROW: list[Case] = [
    ("counts-told", "the target told as done", estates("全年改造完成老旧小区68个。"), FAILS),
    ("counts-told", "the target told as planned", estates("计划改造老旧小区68个。"), NOT_OWED),
    ("counts-told", "what was done", estates("全年改造完成老旧小区62个。"), NOT_OWED),
    ("counts-told", "some of them", estates("全年改造完成甲、乙老旧小区等68个。"), NOT_OWED),
    (
        "counts-told",
        "money, and quotes in a name",
        REVIEW
        + "一是全市农村妇女“两癌”免费检查追回资金86.37万元。\n"
        + SHEET.replace("老年人高龄津贴", "农村妇女“两癌”检查").replace(
            "发放高龄津贴人次 ≥1500人次 1684人次", "免费检查追回资金 ≥60万元 68.37万元"
        ),
        FAILS,
    ),
]


@pytest.mark.parametrize(("rule", "name", "given", "wanted"), listed(AGAINST_A_ROW))
def test_against_a_row(rule: str, name: str, given: str, wanted: str) -> None:
    check_case(rule, name, given, wanted)
