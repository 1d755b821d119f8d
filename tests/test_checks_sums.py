"""Totals and their parts: each sum holds, fails, cannot be told, or is explained by cut digits."""

from __future__ import annotations

import pytest
from checked import (
    CARS,
    CUT,
    DELTA,
    FAILS,
    HOLDS,
    HOSTING,
    INCOME,
    INITIAL,
    NOT_OWED,
    NOW,
    SPENDING,
    UNKNOWN,
    Case,
    basic,
    cars,
    check_case,
    each,
    graded,
    listed,
    parts,
    people,
    purchases,
    spent,
    three,
    total,
)

from index.model import Fact

WRONG_UNIT = (
    "（二）政府采购支出情况\n政府采购支出总额1,713.28元，其中：政府采购货物支出112.75万元，"
    "政府采购工程支出1,504.20万元，政府采购服务支出96.33万元。授予中小企业合同金额1,498.90万元，"
    "占政府采购支出总额的87.49%。"
)


def chosen(heading: str, third: str) -> str:
    """Two classes, which make up the total, and bare items with changes."""
    return (
        "五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n"
        "一般公共预算财政拨款支出1,000.00万元，比上年增加90.00万元，增长9.89%。\n（二）结构情况\n"
        "教育支出（类）645.79万元，占64.58%；住房保障支出（类）354.21万元，占35.42%。\n"
        f"{heading}\n1.小学教育（项）402.18万元，比上年增加30.00万元，增长8.06%。"
        "2.初中教育（项）243.61万元，比上年增加20.00万元，增长8.94%。"
        f"3.住房公积金（项）{third}万元，比上年增加10.00万元。\n六、政府性基金预算支出情况说明\n无。\n"
    )


GROUPS = (
    "五、一般公共预算财政拨款支出决算情况说明\n（一）总体情况\n一般公共预算财政拨款支出1,000.00万元。\n"
    "（二）具体情况\n1.教育支出（类）普通教育（款）小学教育（项）。支出决算为600.00万元。\n"
    "2.住房保障支出（类）住房改革支出（款）。支出决算为{second}万元。\n六、政府性基金预算支出情况说明\n无。\n"
)


TOTALS: list[Case] = [
    ("income-total", "exact", total("1,488.29", "1,372.79", "0.00", "115.50"), HOLDS),
    ("income-total", "initial budget", total("9.00", "9.00", "0", "0", aspect=INITIAL), HOLDS),
    (
        "income-total",
        "of a fund",
        each(
            NOW,
            {
                "政府性基金预算财政拨款收入总计": "5.00",
                "本年收入": "4.00",
                "年初结转和结余": "1.00",
            },
            fund="政府性基金",
        ),
        HOLDS,
    ),
    ("income-total", "digits swapped", total("1,488.92", "1,372.79", "0.00", "115.50"), FAILS),
    ("income-total", "one is missing", total("1,488.29", "1,372.79", "0.00"), UNKNOWN),
    ("income-total", "less than what is listed", total("1,288.29", "1,372.79"), FAILS),
    ("income-total", "cut", total("100.00", "60.00", "9.97", "30.00"), CUT),
    ("income-total", "no part", total("100.00"), NOT_OWED),
    ("expenditure-total", "exact", spent("1,488.29", "1,400.00", "0.00", "88.29"), HOLDS),
    ("expenditure-total", "wrong", spent("1,488.29", "1,400.00", "0.00", "98.29"), FAILS),
    ("expenditure-total", "one is missing", spent("1,488.29", "1,400.00"), UNKNOWN),
    ("expenditure-total", "cut", spent("100.00", "60.00", "9.97", "30.00"), CUT),
    ("balance", "equal", parts("收入总计", "支出总计", "1,488.29", "1,488.29"), HOLDS),
    ("balance", "other digits", parts("收入总计", "支出总计", "1,488.3", "1,488.29"), HOLDS),
    ("balance", "not equal", parts("收入总计", "支出总计", "1,488.29", "1,479.00"), FAILS),
    ("balance", "one side", parts("收入总计", "支出总计", "1,488.29"), UNKNOWN),
    ("balance", "cut", parts("收入总计", "支出总计", "1,488.2", "1,488.29"), CUT),
    (
        "balance",
        "two sides of other funds",
        [
            *each(NOW, {"政府性基金预算财政拨款收入总计": "3.00"}, fund="政府性基金"),
            *each(NOW, {"政府性基金预算财政拨款支出总计": "4.00"}, at=1, fund="国有资本经营"),
        ],
        UNKNOWN,
    ),
    ("income-parts", "exact", parts("本年收入", INCOME, "9", "4", "1", "1", "1", "1", "1"), HOLDS),
    (
        "income-parts",
        "2021",
        parts("本年收入", INCOME, "2165.1", "1675.95", "0", "0", "0", "0", "2.67"),
        FAILS,
    ),
    ("income-parts", "one is missing", parts("本年收入", INCOME, "9.00", "8.00"), UNKNOWN),
    (
        "income-parts",
        "cut",
        parts("本年收入", INCOME, "10.05", "4.00", "1.00", "1.00", "1.00", "1.00", "2.00"),
        CUT,
    ),
    (
        "expenditure-parts",
        "exact",
        parts("本年支出", SPENDING, "2,116.48", "1,500.00", "616.48", "0", "0", "0"),
        HOLDS,
    ),
    (
        "expenditure-parts",
        "wrong",
        parts("本年支出", SPENDING, "2,116.48", "1,500.00", "600.00", "0", "0", "0"),
        FAILS,
    ),
    ("expenditure-parts", "missing", parts("本年支出", SPENDING, "9.00", "8.00", "1.00"), UNKNOWN),
    (
        "expenditure-parts",
        "cut",
        parts("本年支出", SPENDING, "10.04", "4.00", "2.00", "2.00", "1.00", "1.00"),
        CUT,
    ),
    ("basic-parts", "rounding", basic("105.58", "95.36", "10.23"), HOLDS),
    ("basic-parts", "more than rounding", basic("105.58", "95.36", "10.25"), FAILS),
    ("basic-parts", "cut", basic("105.60", "95.36", "10.22"), CUT),
    ("basic-parts", "a missing part is not 0", basic("105.58", "95.36"), UNKNOWN),
    (
        "basic-parts",
        "parts of another entity",
        [
            *basic("100.00", "90.00"),
            *each(NOW, {"公用经费": "3.00"}, at=5, fund="一般公共预算", entity="事业单位"),
        ],
        UNKNOWN,
    ),
    ("three-public-parts", "exact", three("221.04", "0.00", "147.33", "73.71"), HOLDS),
    ("three-public-parts", "all zero", three("0", "0", "0", "0"), HOLDS),
    ("three-public-parts", "initial", three("9.22", "0", "8.93", "0.29", aspect=INITIAL), HOLDS),
    ("three-public-parts", "a bare 0 is exact", three("0", "0", "0", "0.01"), FAILS),
    ("three-public-parts", "wrong", three("221.04", "0.00", "147.33", "73.17"), FAILS),
    ("three-public-parts", "a missing part is not 0", three("221.04", "147.33"), UNKNOWN),
    ("three-public-parts", "cut", three("10.00", "3.33", "3.33", "3.31"), CUT),
    (
        "vehicle-cost-parts",
        "exact",
        parts(CARS, "公务用车购置费 公务用车运行维护费", "147.33", "20.00", "127.33"),
        HOLDS,
    ),
    (
        "vehicle-cost-parts",
        "in other units of money",
        parts(CARS, "公务用车购置费 公务用车运行维护费", "147.33", "200000元", "127.33"),
        HOLDS,
    ),
    (
        "vehicle-cost-parts",
        "wrong",
        parts(CARS, "公务用车购置费 公务用车运行维护费", "147.33", "20.00", "127.63"),
        FAILS,
    ),
    (
        "vehicle-cost-parts",
        "one is missing",
        parts(CARS, "公务用车购置费", "147.33", "20.00"),
        UNKNOWN,
    ),
    (
        "vehicle-cost-parts",
        "cut",
        parts(CARS, "公务用车购置费 公务用车运行维护费", "147.35", "20.00", "127.33"),
        CUT,
    ),
    (
        "hospitality-parts",
        "exact",
        parts(HOSTING, "国内公务接待费 外事接待费", "73.71", "73.71", "0.00"),
        HOLDS,
    ),
    (
        "hospitality-parts",
        "wrong",
        parts(HOSTING, "国内公务接待费 外事接待费", "73.71", "13.71", "0.00"),
        FAILS,
    ),
    ("hospitality-parts", "missing", parts(HOSTING, "国内公务接待费", "73.71", "3.71"), UNKNOWN),
    (
        "hospitality-parts",
        "cut",
        parts(HOSTING, "国内公务接待费 外事接待费", "73.71", "70.00", "3.69"),
        CUT,
    ),
    ("procurement-parts", "three roundings", purchases("45.85", "41.30", "0.00", "4.56"), HOLDS),
    ("procurement-parts", "wrong", purchases("45.85", "41.30", "1.00", "4.56"), FAILS),
    ("procurement-parts", "one is missing", purchases("45.85", "41.30", "0.00"), UNKNOWN),
    ("procurement-parts", "cut", purchases("45.85", "41.30", "0.00", "4.52"), CUT),
    ("people-kinds", "exact", people("655人", "272人", "4人", "379人"), HOLDS),
    ("people-kinds", "people are exact", people("655人", "272人", "4人", "378人"), FAILS),
    ("people-kinds", "one is missing", people("655人", "272人", "4人"), UNKNOWN),
    ("graded-projects", "all four", graded("9个", "6个", "2个", "1个", "0个"), HOLDS),
    ("graded-projects", "one too few", graded("9个", "6个", "1个", "1个", "0个"), FAILS),
    ("graded-projects", "two are more than all", graded("9个", "8个", "2个"), FAILS),
    ("graded-projects", "one is missing", graded("9个", "6个", "2个"), UNKNOWN),
    (
        "vehicle-kinds",
        "all kinds",
        cars({"车辆": "77辆", "主要领导干部用车": "2辆", "其他车辆": "75辆"}),
        HOLDS,
    ),
    (
        "vehicle-kinds",
        "one too few",
        cars({"车辆": "77辆", "主要领导干部用车": "2辆", "其他车辆": "74辆"}),
        FAILS,
    ),
    ("vehicle-kinds", "too many", cars({"车辆": "1辆", "机要通信用车": "2辆"}), FAILS),
    ("vehicle-kinds", "not all kinds", cars({"车辆": "7辆", "机要通信用车": "2辆"}), UNKNOWN),
    (
        "vehicle-kinds",
        "told to be all kinds",
        "（三）国有资产占用情况说明\n车辆7辆，按用途分：机要通信用车2辆、应急保障用车4辆，没有别的类别。",
        FAILS,
    ),
    (
        "vehicle-kinds",
        "all kinds, and said so",
        "（三）国有资产占用情况说明\n车辆6辆，按用途分：机要通信用车2辆、应急保障用车4辆，没有别的类别。",
        HOLDS,
    ),
    ("vehicle-kinds", "kinds of the next total", cars({"机要通信用车": "2辆", "车辆": "7辆"}), ""),
    ("change-sum", "exact", three("-95.91", "0.00", "-156.48", "60.57", aspect=DELTA), HOLDS),
    ("change-sum", "rounding", three("4.11", "0.00", "4.13", "-0.03", aspect=DELTA), HOLDS),
    ("change-sum", "one is missing", three("-95.91", "0.00", "-156.48", aspect=DELTA), UNKNOWN),
    ("change-sum", "2021", three("-1.76", "0", "-1.76", "-0.05", aspect=DELTA), FAILS),
    ("change-sum", "wrong sign", three("95.91", "0.00", "-156.48", "60.57", aspect=DELTA), FAILS),
    ("change-sum", "cut", three("4.14", "0.00", "4.13", "-0.02", aspect=DELTA), CUT),
    # a choice of items is no list of all of them; a slip in one of all is told
    ("function-sum", "chosen by its heading", chosen("（三）主要科目情况", "40.00"), HOLDS),
    ("change-sum", "chosen by its heading", chosen("（三）主要科目情况", "40.00"), UNKNOWN),
    ("function-sum", "a part of the items", chosen("（三）具体情况", "40.00"), HOLDS),
    ("change-sum", "a part of the items", chosen("（三）具体情况", "40.00"), UNKNOWN),
    ("function-sum", "a group without items", GROUPS.format(second="400.00"), UNKNOWN),
    ("function-sum", "digits swapped", chosen("（三）具体情况", "345.21"), FAILS),
    # 元 for 万元: told once, where the parts are added up
    ("procurement-parts", "元 for 万元", WRONG_UNIT, FAILS),
    ("share", "of a total in 元 for 万元", WRONG_UNIT, UNKNOWN),
    ("contracts", "more than a total in 元 for 万元", WRONG_UNIT, UNKNOWN),
]


@pytest.mark.parametrize(("rule", "name", "given", "wanted"), listed(TOTALS))
def test_outcomes(rule: str, name: str, given: list[Fact] | str, wanted: str) -> None:
    check_case(rule, name, given, wanted)
