"""Articulation rules over figures: each holds, fails, cannot be told, or is explained by cut digits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest
from _pytest.mark import ParameterSet
from checked import (
    ABROAD,
    ADJUSTED,
    BUDGET,
    CARS,
    COUNT,
    DELTA,
    DONE,
    GAP,
    HOSTING,
    INITIAL,
    LAST,
    NOW,
    RATE,
    SHARE,
    SPENT,
    THREE,
    checks,
    each,
    finding,
    outcome,
    said,
    sound,
)
from test_checks_tables import TABLES
from test_checks_texts import TEXTS

from index.checks import RULES, Figures, check, coverage, findings
from index.model import Fact

HOLDS, FAILS, CUT, UNKNOWN, NOT_OWED = "holds", "fails", "truncated", "not_evaluable", ""
SMALL, MICRO = "授予中小企业合同金额", "授予小微企业合同金额"
GENERAL = "一般公共预算财政拨款"
# Rules that look for what is wrong, and owe nothing where nothing is.
SILENT = {"stale-year", "residue", "shifted-cells", "printed-twice"}
PROSE = [code for code in RULES if code != "missing-content"]
# What is computed from several printed figures: one may be missing, and digits may be cut.
EQUATIONS = {
    *("income-total", "expenditure-total", "balance", "income-parts", "expenditure-parts"),
    *("basic-parts", "function-sum", "function-rollup", "three-public-parts"),
    *("vehicle-cost-parts", "hospitality-parts", "procurement-parts", "people-kinds"),
    *("vehicle-kinds", "change-sum", "running-cost", "share", "share-sum", "change-rate"),
    *("change-amount", "budget-rate", "completion-rate", "repeats", "table-rate"),
    *("table-funding", "table-weights", "table-scores", "projects"),
}
Case = tuple[str, str, list[Fact] | str, str]


def three(total: str, *printed: str, aspect: str = NOW) -> list[Fact]:
    """三公 and its three parts."""
    return each(aspect, dict(zip((THREE, ABROAD, CARS, HOSTING), (total, *printed), strict=False)))


def change(now: str, delta: str, rate: str) -> list[Fact]:
    return said(HOSTING, {NOW: now, DELTA: delta, RATE: rate})


def budget(aspect: str, planned: str, now: str, rate: str) -> list[Fact]:
    return said(HOSTING, {aspect: planned, NOW: now, GAP: rate})


def done(aspect: str, planned: str, how: str, now: str, rate: str) -> list[Fact]:
    return said(HOSTING, {aspect: planned, how: now, DONE: rate})


def total(*printed: str, aspect: str = NOW) -> list[Fact]:
    names = ("收入总计", "本年收入", "使用非财政拨款结余", "年初结转和结余")
    return each(aspect, dict(zip(names, printed, strict=False)), fund="全部")


def spent(*printed: str) -> list[Fact]:
    names = ("支出总计", "本年支出", "结余分配", "年末结转和结余")
    return each(NOW, dict(zip(names, printed, strict=False)), fund="全部")


def parts(whole: str, names: str, *printed: str, aspect: str = NOW) -> list[Fact]:
    return each(aspect, dict(zip((whole, *names.split()), printed, strict=False)), fund="全部")


INCOME = "财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入"
SPENDING = "基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出"


def basic(*printed: str) -> list[Fact]:
    names = (f"{GENERAL}基本支出", "人员经费", "公用经费")
    return each(NOW, dict(zip(names, printed, strict=False)), fund="一般公共预算")


def purchases(*printed: str) -> list[Fact]:
    return parts("政府采购支出总额", "政府采购货物支出 政府采购工程支出 政府采购服务支出", *printed)


def people(*printed: str) -> list[Fact]:
    return parts("实有人数", "在职人员 离休人员 退休人员", *printed, aspect=COUNT)


def cars(printed: Mapping[str, str]) -> list[Fact]:
    return each(COUNT, printed, fund="全部")


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
    ("vehicle-kinds", "kinds of the next total", cars({"机要通信用车": "2辆", "车辆": "7辆"}), ""),
    ("change-sum", "exact", three("-95.91", "0.00", "-156.48", "60.57", aspect=DELTA), HOLDS),
    ("change-sum", "rounding", three("4.11", "0.00", "4.13", "-0.03", aspect=DELTA), HOLDS),
    ("change-sum", "one is missing", three("-95.91", "0.00", "-156.48", aspect=DELTA), UNKNOWN),
    ("change-sum", "2021", three("-1.76", "0", "-1.76", "-0.05", aspect=DELTA), FAILS),
    ("change-sum", "wrong sign", three("95.91", "0.00", "-156.48", "60.57", aspect=DELTA), FAILS),
    ("change-sum", "cut", three("4.14", "0.00", "4.13", "-0.02", aspect=DELTA), CUT),
]


def share(part: str, rate: str, whole: str = "8.15") -> list[Fact]:
    return [*each(NOW, {THREE: whole}), *said(HOSTING, {NOW: part, SHARE: rate}, at=5)]


def shares(whole: str, *given: tuple[str, str]) -> list[Fact]:
    """An income and its sources, each with its share."""
    names = ("财政拨款收入", "事业收入", "其他收入")
    listed = [
        fact
        for at, (name, (part, rate)) in enumerate(zip(names, given, strict=False), 1)
        for fact in said(name, {NOW: part, SHARE: rate}, at=at, fund="全部")
    ]
    return [*each(NOW, {"本年收入": whole}, fund="全部"), *listed]


THIRD = ("10.00", "33.33%")


def running(own: str, other: str, whole: str) -> list[Fact]:
    return [
        *each(NOW, {"机关运行经费": own, "公用经费": other}, fund="全部", section="十"),
        *each(NOW, {"公用经费": whole}, at=5, fund="一般公共预算", section="六"),
    ]


RATIOS: list[Case] = [
    ("share", "exact", share("73.71", "33.35%", "221.04"), HOLDS),
    ("share", "small", share("0.06", "0.7%"), HOLDS),
    ("share", "2021", share("0.06", "1.44%"), FAILS),
    ("share", "cut", share("20,000.00", "66.66%", "30,000.00"), CUT),
    ("share", "of nothing", share("0.00", "0.00%", "0.00"), UNKNOWN),
    ("share", "of what is not stated", said(HOSTING, {NOW: "0.06", SHARE: "0.7%"}), UNKNOWN),
    ("share", "no amount", each(SHARE, {HOSTING: "0.7%"}), UNKNOWN),
    ("share", "no share stated", three("8.15", "0", "8.09", "0.06"), NOT_OWED),
    (
        "share",
        "the amount in an earlier statement",
        [*each(NOW, {THREE: "8.15", HOSTING: "0.06"}), *each(SHARE, {HOSTING: "1.44%"}, at=5)],
        FAILS,
    ),
    (
        "share",
        "the last one takes up the rounding",
        shares(
            *("30000.00", ("10000.00", "33.33%"), ("10000.00", "33.33%")),
            ("10000.00", "33.34%"),
        ),
        f"{HOLDS} {CUT}",
    ),
    ("share-sum", "exact", shares("20.00", ("10.00", "50.00%"), ("10.00", "50.00%")), HOLDS),
    ("share-sum", "rounding", shares("30.00", THIRD, THIRD, THIRD), HOLDS),
    ("share-sum", "wrong", shares("30.00", THIRD, THIRD, ("10.00", "35.33%")), FAILS),
    (
        "share-sum",
        "cut",
        shares("30.00", ("5.00", "16.66%"), ("5.00", "16.66%"), ("20.00", "66.66%")),
        CUT,
    ),
    ("share-sum", "a part is missing", shares("90.00", THIRD, THIRD, THIRD), NOT_OWED),
    ("change-rate", "exact", change("221.04", "-95.91", "-30.26%"), HOLDS),
    ("change-rate", "growth", change("73.71", "60.57", "460.96%"), HOLDS),
    ("change-rate", "small figures are wide", change("0.06", "-0.05", "-45.45%"), HOLDS),
    ("change-rate", "few decimals", change("4.8", "0.1", "2%"), HOLDS),
    ("change-rate", "no change", change("7.00", "0.00", "0.00%"), HOLDS),
    ("change-rate", "fallen to 0", change("0.00", "-72.90", "-100%"), HOLDS),
    (
        "change-rate",
        "people",
        said("在职人员", {COUNT: "115人", DELTA: "15人", RATE: "15%"}),
        HOLDS,
    ),
    ("change-rate", "on last year", said(HOSTING, {NOW: "5.00", LAST: "4.00", RATE: "25%"}), HOLDS),
    ("change-rate", "yuan", change("1278900元", "34.55", "37.02%"), HOLDS),
    ("change-rate", "2021", change("2116.48", "-375.71", "-17.75%"), FAILS),
    ("change-rate", "wrong sign", change("221.04", "-95.91", "30.26%"), FAILS),
    ("change-rate", "a digit", change("8.09", "-1.76", "-17.77%"), FAILS),
    (
        "change-rate",
        "on this year",
        said(HOSTING, {NOW: "5.00", LAST: "4.00", RATE: "20%"}),
        FAILS,
    ),
    ("change-rate", "cut", change("700000.00", "100000.00", "16.66%"), CUT),
    ("change-rate", "nothing and nothing", change("0.00", "0.00", "0.00%"), UNKNOWN),
    ("change-rate", "a base of 0", change("192.47", "192.47", "100.00%"), UNKNOWN),
    ("change-rate", "no rate stated", change("221.04", "-95.91", "1%")[:2], NOT_OWED),
    ("change-rate", "no change stated", change("221.04", "-95.91", "-10.00%")[::2], UNKNOWN),
    (
        "change-rate",
        "another statement's rate",
        [*change("8.15", "-1.76", "1%")[:2], *each(RATE, {HOSTING: "-50.00%"}, at=5)],
        UNKNOWN,
    ),
    (
        "change-rate",
        "this year's figure in an earlier statement",
        [*each(NOW, {HOSTING: "8.15"}), *said(HOSTING, {DELTA: "-1.76", RATE: "-17.76%"}, at=5)],
        HOLDS,
    ),
    (
        "change-rate",
        "a unit's slip has its own rule",
        change("127.89元", "34.55", "37.02%"),
        UNKNOWN,
    ),
    ("change-amount", "exact", said(HOSTING, {NOW: "8.15", LAST: "9.91", DELTA: "-1.76"}), HOLDS),
    ("change-amount", "wrong", said(HOSTING, {NOW: "8.15", LAST: "9.91", DELTA: "-1.67"}), FAILS),
    ("change-amount", "cut", said(HOSTING, {NOW: "8.15", LAST: "9.91", DELTA: "-1.74"}), CUT),
    ("change-amount", "no last year", said(HOSTING, {NOW: "8.15", DELTA: "-1.67"}), NOT_OWED),
    ("change-direction", "fell", change("221.04", "-95.91", "-30.26%"), HOLDS),
    ("change-direction", "fell and grew", change("221.04", "-95.91", "30.26%"), FAILS),
    ("change-direction", "no change", change("221.04", "0", "30.26%"), NOT_OWED),
    ("zero-base", "not comparable", change("192.47", "192.47", "0%"), HOLDS),
    ("zero-base", "a base", change("192.47", "92.47", "92.47%"), NOT_OWED),
    ("zero-base", "none of it new", change("0.00", "0.00", "100.00%"), NOT_OWED),
    ("zero-base", "growth on nothing", change("192.47", "192.47", "100.00%"), FAILS),
    ("unit-slip", "one unit", change("127.89", "34.55", "37.02%"), HOLDS),
    ("unit-slip", "two units and both right", change("1278900元", "34.55", "37.02%"), HOLDS),
    ("unit-slip", "元 for 万元", change("127.89元", "34.55", "37.02%"), FAILS),
    (
        "unit-slip",
        "more added than there is",
        said(HOSTING, {NOW: "127.89元", DELTA: "34.55"}),
        FAILS,
    ),
    ("unit-slip", "fallen far", said(HOSTING, {NOW: "5000元", DELTA: "-34.55"}), HOLDS),
    ("unit-slip", "people", said("在职人员", {NOW: "115人", DELTA: "15人"}), NOT_OWED),
    ("budget-rate", "over", budget(INITIAL, "1,206.34", "1,363.45", "13.02%"), HOLDS),
    ("budget-rate", "under", budget(ADJUSTED, "5.00", "4.99", "-0.20%"), HOLDS),
    ("budget-rate", "2021: sign lost", budget(INITIAL, "9.22", "8.15", "11.61%"), FAILS),
    ("budget-rate", "2021: %", budget(INITIAL, "0.29", "0.06", "0.79%"), FAILS),
    ("budget-rate", "wrong rate", budget(BUDGET, "100.00", "110.00", "20.00%"), FAILS),
    ("budget-rate", "cut", budget(BUDGET, "300000.00", "350000.00", "16.66%"), CUT),
    ("budget-rate", "nothing at all", budget(ADJUSTED, "0.00", "0.00", "0.00%"), UNKNOWN),
    ("budget-rate", "no budget", budget(INITIAL, "5.00", "4.99", "50.00%")[1:], UNKNOWN),
    ("completion-rate", "exact", done(INITIAL, "1,500.00", NOW, "1,477.50", "98.5%"), HOLDS),
    ("completion-rate", "over", done(INITIAL, "300.00", NOW, "310.50", "103.50%"), HOLDS),
    ("completion-rate", "spent", done(ADJUSTED, "50.00", SPENT, "48.00", "96%"), HOLDS),
    ("completion-rate", "2021", done(BUDGET, "2,039.11", NOW, "2,155.93", "100%"), FAILS),
    ("completion-rate", "wrong", done(ADJUSTED, "50.00", SPENT, "48.00", "98%"), FAILS),
    ("completion-rate", "cut", done(BUDGET, "300000.00", NOW, "200000.00", "66.66%"), CUT),
    ("completion-rate", "of nothing", done(INITIAL, "0.00", NOW, "0.00", "100%"), UNKNOWN),
    ("completion-rate", "no budget", done(INITIAL, "5.00", NOW, "4.00", "80%")[1:], UNKNOWN),
    ("running-cost", "exact", running("90.00", "15.58", "105.58"), HOLDS),
    ("running-cost", "a slip explains the gap", running("90.00", "15.58", "150.58"), FAILS),
    ("running-cost", "cut", running("90.00", "15.56", "105.58"), CUT),
    ("running-cost", "another scope", running("70.00", "11.11", "105.58"), UNKNOWN),
    ("running-cost", "other units", running("70.00", "1111元", "105.58"), NOT_OWED),
]


def twice(metric: str, first: str, second: str, aspect: str = NOW) -> list[Fact]:
    one, two = ({metric: printed} for printed in (first, second))
    return [*each(aspect, one), *each(aspect, two, at=5, section="十")]


ORDER: list[Case] = [
    ("repeats", "equal", twice(HOSTING, "0.06", "0.06"), HOLDS),
    ("repeats", "in another unit", twice(HOSTING, "0.06", "600元"), HOLDS),
    ("repeats", "fewer digits", twice(HOSTING, "127.89", "127.9"), HOLDS),
    ("repeats", "2021", twice(HOSTING, "0.06", "0"), FAILS),
    ("repeats", "counts", twice("在职人员", "115人", "116人", COUNT), FAILS),
    ("repeats", "cut", twice(HOSTING, "127.89", "127.8"), CUT),
    (
        "repeats",
        "of other entities",
        [*each(NOW, {HOSTING: "1"}), *each(NOW, {HOSTING: "2"}, at=5, entity="本级")],
        NOT_OWED,
    ),
    (
        "repeats",
        "of other funds",
        [*each(NOW, {"基本支出": "1"}), *each(NOW, {"基本支出": "2"}, at=5, fund="全部")],
        NOT_OWED,
    ),
    ("repeats", "words that are no official term", twice("购置电脑", "1", "2"), NOT_OWED),
    (
        "part-within-whole",
        "a part",
        each(NOW, {"本年支出": "9.00", THREE: "3.00"}, fund="全部"),
        HOLDS,
    ),
    (
        "part-within-whole",
        "equal but for digits",
        each(NOW, {"本年支出": "9.0", "财政拨款支出": "9.04"}, fund="全部"),
        HOLDS,
    ),
    (
        "part-within-whole",
        "larger",
        each(NOW, {"本年支出": "2116.48", "财政拨款支出": "2155.93"}, fund="全部"),
        FAILS,
    ),
    (
        "part-within-whole",
        "of another entity",
        [
            *each(NOW, {"本年支出": "1.00"}, fund="全部"),
            *each(NOW, {THREE: "2.00"}, at=5, entity="本级"),
        ],
        NOT_OWED,
    ),
    ("small-firms", "a part", each(NOW, {SMALL: "80.00", MICRO: "60.00"}), HOLDS),
    ("small-firms", "all", each(NOW, {SMALL: "31.03", MICRO: "31.03"}), HOLDS),
    ("small-firms", "larger", each(NOW, {SMALL: "31.03", MICRO: "31.30"}), FAILS),
    (
        "small-firms",
        "2021",
        each(
            BUDGET,
            {
                "面向中小企业预留政府采购项目预算金额": "0",
                "面向小微企业预留政府采购项目预算金额": "47.19",
            },
        ),
        FAILS,
    ),
    ("small-firms", "only one stated", each(NOW, {MICRO: "31.03"}), NOT_OWED),
    ("small-firms", "shares", each(SHARE, {SMALL: "80.00%", MICRO: "90.00%"}), NOT_OWED),
    (
        "small-firms",
        "of another entity",
        [*each(NOW, {SMALL: "80.00"}), *each(NOW, {MICRO: "90.00"}, at=5, entity="本级")],
        NOT_OWED,
    ),
    ("contracts", "within", each(NOW, {"政府采购支出总额": "45.85", SMALL: "31.03"}), HOLDS),
    ("contracts", "above", each(NOW, {"政府采购支出总额": "45.85", SMALL: "131.03"}), FAILS),
    ("contracts", "no contracts", each(NOW, {"政府采购支出总额": "45.85"}), NOT_OWED),
]


CASES = [*TOTALS, *RATIOS, *ORDER]


def listed(cases: Sequence[Case]) -> list[ParameterSet]:
    return [pytest.param(*case, id=f"{case[0]}: {case[1]}") for case in cases]


@pytest.mark.parametrize(("rule", "name", "given", "wanted"), listed(CASES))
def test_outcomes(rule: str, name: str, given: list[Fact], wanted: str) -> None:
    found = checks(given, rule)
    assert outcome(found) == wanted, name
    for one in found:
        sound(one)
        assert set(one.facts) <= set(given)


def test_every_rule_has_a_case_that_holds_and_one_that_fails() -> None:
    """And every equation one that cannot be told, and one that cut digits explain."""
    seen: dict[str, set[str]] = {code: set() for code in RULES}
    for rule, _, _, wanted in [*CASES, *TABLES, *TEXTS]:
        seen[rule] |= set(wanted.split())
    missing = {
        code: {HOLDS, FAILS, *((CUT, UNKNOWN) if code in EQUATIONS else ())} - found
        for code, found in seen.items()
        if code not in SILENT
    }
    never = {code: {UNKNOWN} for code in ("change-amount", "repeats", "share-sum", "table-funding")}
    never |= {code: {CUT} for code in ("people-kinds", "vehicle-kinds")}  # counts are never cut
    assert {code: lacks for code, lacks in missing.items() if lacks} == never
    assert all(FAILS in seen[code] for code in SILENT)


# A figure that the report gives, and what the others make of it.
SAID = [
    ("income-total", total("1,488.92", "1,372.79", "0.00", "115.50"), "error", "1488.92 万元", "1488.29 万元"),
    ("income-total", total("1,288.29", "1,372.79"), "error", "1288.29 万元", "1372.79 万元"),
    ("balance", parts("收入总计", "支出总计", "9.00", "8.00"), "error", "9.00 万元", "8.00 万元"),
    ("balance", parts("收入总计", "支出总计", "9.00", "8.00", aspect=INITIAL), "warning", "9.00 万元", "8.00 万元"),
    ("people-kinds", people("655人", "272人", "4人", "378人"), "error", "655 人", "654 人"),
    ("change-sum", three("-1.76", "0", "-1.76", "-0.05", aspect=DELTA), "error", "-1.76 万元", "-1.81 万元"),
    ("change-rate", change("2116.48", "-375.71", "-17.75%"), "error", "-17.75%", "-15.08%"),
    ("change-rate", change("2155.93", "-444.09", "-20.6%"), "error", "-20.6%", "-17.08%"),
    ("change-rate", change("0.20", "-0.01", "-9%"), "error", "-9%", "-4.76%"),
    ("change-amount", said(HOSTING, {NOW: "8.15", LAST: "9.91", DELTA: "-1.67"}), "error", "-1.67 万元", "-1.76 万元"),
    ("share", share("0.06", "1.44%"), "error", "1.44%", "0.74%"),
    ("budget-rate", budget(INITIAL, "9.22", "8.15", "11.61%"), "error", "11.61%", "-11.61%"),
    ("budget-rate", budget(INITIAL, "0.29", "0.06", "0.79%"), "error", "0.79%", "-79.31%"),
    ("completion-rate", done(BUDGET, "2,039.11", NOW, "2,155.93", "100%"), "error", "100%", "105.73%"),
    ("unit-slip", change("127.89元", "34.55", "37.02%"), "error", "127.89 元", "127.89 万元"),
    ("repeats", twice(HOSTING, "0.06", "0"), "error", "0 万元", "0.06 万元"),
    ("repeats", twice("在职人员", "115人", "116人", COUNT), "warning", "116 人", "115 人"),
    ("small-firms", each(NOW, {SMALL: "31.03", MICRO: "31.30"}), "error", "31.30 万元", "≤ 31.03 万元"),
    ("contracts", each(NOW, {"政府采购支出总额": "4.00", SMALL: "9.00"}), "warning", "9.00 万元", "≤ 4.00 万元"),
    ("zero-base", change("192.47", "192.47", "100.00%"), "info", "100.00%", "无可比性"),
    ("running-cost", running("90.00", "15.58", "150.58"), "warning", "150.58 万元", "105.58 万元"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "given", "severity", "stated", "computed"),
    SAID,
    ids=[f"{rule}: {stated}" for rule, _, _, stated, _ in SAID],
)
def test_what_a_finding_says(
    rule: str, given: list[Fact], severity: str, stated: str, computed: str
) -> None:
    found = finding(given, rule)
    assert (found.severity, found.stated, found.computed) == (severity, stated, computed)


def test_parts_of_another_section_need_a_person() -> None:
    listed = each(NOW, {ABROAD: "1.00", CARS: "1.00", HOSTING: "1.00"}, at=5, section="九")
    found = finding([*each(NOW, {THREE: "221.04"}), *listed], "three-public-parts")
    assert found.severity == "warning"


def test_a_printed_figure_is_quoted_in_its_own_measure() -> None:
    found = finding(parts("收入总计", "支出总计", "1,235.56", "1,235.56元"), "balance")
    assert "1235.56 元" in found.message


def test_a_repeated_figure_is_held_against_the_one_that_is_said_most() -> None:
    facts = [
        fact
        for at, printed in enumerate(("9.00", "5.00", "5.00"))
        for fact in each(NOW, {HOSTING: printed}, at=at)
    ]
    assert finding(facts, "repeats").stated == "9.00 万元"


@pytest.mark.parametrize(("aspect", "rate"), [(DONE, "98.33%"), (GAP, "-1.67%")])
def test_which_budget_is_divided_by_is_not_told(aspect: str, rate: str) -> None:
    facts = said(HOSTING, {INITIAL: "100.00", ADJUSTED: "120.00", NOW: "118.00", aspect: rate})
    assert findings(check(Figures(facts), PROSE)) == ()


def test_a_rate_on_a_budget_of_0() -> None:
    facts = budget(INITIAL, "0.00", "192.47", "100.00%")
    (found,) = findings(check(Figures(facts), PROSE))
    assert (found.rule, found.severity, found.stated) == ("zero-base", "info", "100.00%")


def test_only_the_rules_that_are_asked_for() -> None:
    figures = Figures(change("2116.48", "-375.71", "-17.75%"))
    assert {one.rule for one in check(figures, ["unit-slip", "share"])} == {"unit-slip"}
    assert [found.rule for found in findings(check(figures, PROSE))] == ["change-rate"]


def test_nothing_is_owed_to_nothing() -> None:
    assert check(Figures(()), PROSE) == []


def test_a_figure_for_income_and_spending_is_told_of_once() -> None:
    income, spending = (
        said(name, {NOW: "8.00", DELTA: "2.00", RATE: "50.00%"}, fund="全部")
        for name in ("收入总计", "支出总计")
    )
    found = check(Figures([*income, *spending]), ["change-rate"])
    assert [one.outcome for one in found] == ["fails", "fails"]
    assert len(findings(found)) == 1


def test_findings_stand_in_the_order_of_the_source() -> None:
    facts = [
        *said(CARS, {NOW: "8.00", DELTA: "2.00", RATE: "50.00%"}, at=3),
        *said(HOSTING, {NOW: "8.00", LAST: "6.00", DELTA: "1.00", RATE: "20.00%"}, at=1),
    ]
    found = findings(check(Figures(facts), ["change-rate", "change-amount"]))
    starts = [one.places[0].start for one in found]
    assert starts == sorted(starts)
    assert [one.metric for one in found] == [HOSTING, HOSTING, CARS]


def test_coverage_counts_every_check_once() -> None:
    facts = [
        *change("2116.48", "-375.71", "-17.75%"),
        *said(CARS, {NOW: "8.00", DELTA: "2.00", RATE: "33.33%"}, at=1),
        *each(RATE, {ABROAD: "50.00%"}, at=2),
    ]
    found = check(Figures(facts), ["change-rate", "change-direction"])
    counts = {one.rule: one for one in coverage(found)}
    assert list(counts) == [code for code in RULES if code in counts]
    rate = counts["change-rate"]
    assert (rate.holds, rate.truncated, rate.fails, rate.not_evaluable) == (1, 0, 1, 1)
    assert (rate.owed, rate.run) == (3, 2)
    assert sum(one.owed for one in counts.values()) == len(found) == 5


def test_every_rule_has_a_name_and_its_official_wording() -> None:
    for code, rule in RULES.items():
        assert rule.code == code
        assert rule.name
        assert re.search("[\u4e00-\u9fff]", rule.wording)
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
