"""Articulation rules: each with a case that holds and one that does not, rounding by intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from index.checks import RULES, check
from index.checks.intervals import Interval, of
from index.checks.rows import row_doubts
from index.model import Amount, Fact, Finding, Place, Report, Row, Section
from index.narrative import read_narrative
from index.normalise import compact
from index.sections import kind_of

NOW, DELTA, RATE, SHARE, COUNT = "决算数", "比上年增减额", "比上年增减率", "占比", "数量"
INITIAL, ADJUSTED, GAP, DONE, SPENT = (
    "年初预算数",
    "全年预算数",
    "预决算差异率",
    "完成率",
    "全年执行数",
)
SMALL, MICRO = "授予中小企业合同金额", "授予小微企业合同金额"
THREE, ABROAD, CARS, HOSTING = (
    "“三公”经费",
    "因公出国（境）费",
    "公务用车购置及运行维护费",
    "公务接待费",
)


def amount(printed: str, measure: str = "万元") -> Amount:
    fraction = printed.partition(".")[2]
    value = Decimal(printed.replace(",", ""))
    return Amount(value, Decimal(1).scaleb(-len(fraction)), measure, printed)


def fact(
    metric: str,
    aspect: str,
    printed: str,
    measure: str = "",
    *,
    at: int = 0,
    section: str = "七",
    fund: str = "财政拨款",
    entity: str = "汇总",
) -> Fact:
    """A figure; `at` tells statements apart."""
    usual = "%" if aspect in (RATE, SHARE, GAP, DONE) else "人" if aspect == COUNT else "万元"
    return Fact(
        section,
        fund,
        entity,
        metric,
        aspect,
        amount(printed, measure or usual),
        Place(at, at + 1),
        Place(at, at + 9),
    )


def parts(total: str, *printed: str, aspect: str = NOW) -> list[Fact]:
    """三公 and its three parts."""
    names = (ABROAD, CARS, HOSTING)[: len(printed)]
    listed = [fact(n, aspect, p, at=10) for n, p in zip(names, printed, strict=True)]
    return [fact(THREE, aspect, total), *listed]


def people(total: str, *printed: str) -> list[Fact]:
    names = ("在职人员", "离休人员", "退休人员")
    listed = [fact(n, COUNT, p, at=10) for n, p in zip(names, printed, strict=True)]
    return [fact("实有人数", COUNT, total), *listed]


def purchases(total: str, *printed: str) -> list[Fact]:
    names = ("政府采购货物支出", "政府采购工程支出", "政府采购服务支出")
    listed = [fact(n, NOW, p, at=10) for n, p in zip(names, printed, strict=True)]
    return [fact("政府采购支出总额", NOW, total), *listed]


def basic(total: str, staff: str, running: str) -> list[Fact]:
    return [
        fact("一般公共预算财政拨款基本支出", NOW, total),
        fact("人员经费", NOW, staff, at=10),
        fact("公用经费", NOW, running, at=20),
    ]


def change(now: str, delta: str, rate: str) -> list[Fact]:
    return [fact(HOSTING, NOW, now), fact(HOSTING, DELTA, delta), fact(HOSTING, RATE, rate)]


def budget(aspect: str, planned: str, now: str, rate: str) -> list[Fact]:
    return [fact(HOSTING, aspect, planned), fact(HOSTING, NOW, now), fact(HOSTING, GAP, rate)]


def done(aspect: str, planned: str, how: str, now: str, rate: str) -> list[Fact]:
    return [fact(HOSTING, aspect, planned), fact(HOSTING, how, now), fact(HOSTING, DONE, rate)]


HOLDS: list[tuple[str, str, list[Fact]]] = [
    ("change-rate", "exact", change("221.04", "-95.91", "-30.26")),
    ("change-rate", "growth", change("73.71", "60.57", "460.96")),
    ("change-rate", "small figures are wide", change("0.06", "-0.05", "-45.45")),
    ("change-rate", "few decimals", change("4.8", "0.1", "2")),
    ("change-rate", "no change", change("0.00", "0.00", "0.00")),
    ("change-rate", "a base of 0 is not comparable", change("192.47", "192.47", "100.00")),
    ("change-rate", "fallen to 0", change("0.00", "-72.90", "-100")),
    ("change-rate", "no rate stated", change("221.04", "-95.91", "-30.26")[:2]),
    ("change-rate", "no amount of change stated", change("221.04", "-95.91", "-10.00")[::2]),
    (
        "change-rate",
        "another statement's rate",
        [*change("8.15", "-1.76", "-17.76")[:2], fact(HOSTING, RATE, "-50.00", at=50)],
    ),
    (
        "change-rate",
        "another unit of measure is for another rule",
        [
            fact(HOSTING, NOW, "127.89", "元"),
            fact(HOSTING, DELTA, "34.55"),
            fact(HOSTING, RATE, "37.02"),
        ],
    ),
    ("change-sum", "exact", parts("-95.91", "0.00", "-156.48", "60.57", aspect=DELTA)),
    ("change-sum", "rounding", parts("4.11", "0.00", "4.13", "-0.03", aspect=DELTA)),
    ("change-sum", "one is missing", parts("-95.91", "0.00", "-156.48", aspect=DELTA)),
    ("parts-sum", "rounding", basic("105.58", "95.36", "10.23")),
    ("parts-sum", "exact", parts("221.04", "0.00", "147.33", "73.71")),
    ("parts-sum", "three roundings", purchases("45.85", "41.30", "0.00", "4.56")),
    ("parts-sum", "all zero", parts("0", "0", "0", "0")),
    ("parts-sum", "people", people("655", "272", "4", "379")),
    ("parts-sum", "a missing part is not 0", parts("221.04", "147.33")),
    (
        "parts-sum",
        "parts of another section",
        [
            fact(THREE, NOW, "221.04"),
            *(fact(n, NOW, "1.00", section="九") for n in (ABROAD, CARS, HOSTING)),
        ],
    ),
    (
        "parts-sum",
        "parts of another entity",
        [
            fact("一般公共预算财政拨款基本支出", NOW, "100.00"),
            fact("人员经费", NOW, "90.00"),
            fact("公用经费", NOW, "3.00", entity="事业单位"),
        ],
    ),
    (
        "parts-sum",
        "parts in another measure",
        [fact(THREE, NOW, "2.00"), *(fact(n, NOW, "1", "元") for n in (ABROAD, CARS, HOSTING))],
    ),
    ("share", "exact", [*parts("221.04", "0.00", "147.33", "73.71"), fact(CARS, SHARE, "66.65")]),
    ("share", "of nothing", [*parts("0.00", "0.00", "0.00", "0.00"), fact(CARS, SHARE, "0.00")]),
    ("share", "small", [*parts("8.15", "0", "8.09", "0.06"), fact(HOSTING, SHARE, "0.7")]),
    ("share", "no share stated", parts("8.15", "0", "8.09", "0.06")),
    ("budget-rate", "over", budget(INITIAL, "1,206.34", "1,363.45", "13.02")),
    ("budget-rate", "under", budget(ADJUSTED, "5.00", "4.99", "-0.20")),
    ("budget-rate", "a budget of 0", budget(INITIAL, "0.00", "192.47", "100.00")),
    ("budget-rate", "nothing planned, nothing spent", budget(ADJUSTED, "0.00", "0.00", "0.00")),
    ("budget-rate", "no budget stated", budget(INITIAL, "5.00", "4.99", "50.00")[1:]),
    ("completion-rate", "exact", done(INITIAL, "1,500.00", NOW, "1,477.50", "98.5")),
    ("completion-rate", "over", done(INITIAL, "300.00", NOW, "310.50", "103.50")),
    ("completion-rate", "spent", done(ADJUSTED, "50.00", SPENT, "48.00", "96")),
    ("completion-rate", "a budget of 0", done(INITIAL, "0.00", NOW, "0.00", "100")),
    ("completion-rate", "no budget stated", done(INITIAL, "50.00", NOW, "48.00", "100")[1:]),
    ("small-firms", "a part", [fact(SMALL, NOW, "80.00"), fact(MICRO, NOW, "60.00")]),
    ("small-firms", "all", [fact(SMALL, NOW, "31.03"), fact(MICRO, NOW, "31.03")]),
    ("small-firms", "only one stated", [fact(MICRO, NOW, "31.03")]),
    ("small-firms", "shares", [fact(SMALL, SHARE, "80.00"), fact(MICRO, SHARE, "90.00")]),
    (
        "small-firms",
        "of another entity",
        [fact(SMALL, NOW, "80.00"), fact(MICRO, NOW, "90.00", entity="本级")],
    ),
    ("unit-slip", "one unit", change("127.89", "34.55", "37.02")),
    ("unit-slip", "people are no money", [fact("在职人员", COUNT, "115"), fact(HOSTING, NOW, "1")]),
]
FAILS: list[tuple[str, str, list[Fact]]] = [
    ("change-rate", "wrong rate", change("2116.48", "-375.71", "-17.75")),
    ("change-rate", "wrong sign", change("221.04", "-95.91", "30.26")),
    ("change-rate", "off by a digit", change("8.09", "-1.76", "-17.77")),
    ("change-sum", "does not add up", parts("-1.76", "0", "-1.76", "-0.05", aspect=DELTA)),
    ("change-sum", "wrong sign", parts("95.91", "0.00", "-156.48", "60.57", aspect=DELTA)),
    ("parts-sum", "people are exact", people("655", "272", "4", "378")),
    ("parts-sum", "more than rounding", basic("105.58", "95.36", "10.25")),
    ("parts-sum", "a bare 0 is exact", parts("0", "0", "0", "0.01")),
    ("share", "wrong share", [*parts("8.15", "0", "8.09", "0.06"), fact(HOSTING, SHARE, "1.44")]),
    ("budget-rate", "sign lost", budget(INITIAL, "9.22", "8.15", "11.61")),
    ("budget-rate", "percent of percent", budget(INITIAL, "0.29", "0.06", "0.79")),
    ("budget-rate", "wrong rate", budget("预算数", "100.00", "110.00", "20.00")),
    (
        "completion-rate",
        "over, printed as 100%",
        done("预算数", "2,039.11", NOW, "2,155.93", "100"),
    ),
    ("completion-rate", "wrong", done(ADJUSTED, "50.00", SPENT, "48.00", "98")),
    (
        "small-firms",
        "the part is larger",
        [
            fact("面向中小企业预留政府采购项目预算金额", "预算数", "0"),
            fact("面向小微企业预留政府采购项目预算金额", "预算数", "47.19"),
        ],
    ),
    (
        "unit-slip",
        "元 for 万元",
        [fact("机关运行经费", NOW, "127.89", "元"), fact("机关运行经费", DELTA, "34.55")],
    ),
]


@pytest.mark.parametrize(
    ("rule", "name", "facts"), HOLDS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_holds(rule: str, name: str, facts: list[Fact]) -> None:
    assert check(facts, [rule]) == [], name


@pytest.mark.parametrize(
    ("rule", "name", "facts"), FAILS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_fails(rule: str, name: str, facts: list[Fact]) -> None:
    (finding,) = check(facts, [rule])
    assert isinstance(finding, Finding), name
    assert finding.rule == rule
    assert finding.severity in ("error", "warning")
    assert finding.facts
    assert set(finding.facts) <= set(facts)
    # The message names the metric and what the report says, so that a person can judge.
    assert finding.facts[0].metric in finding.message
    assert any(
        shown in finding.message
        for stated in finding.facts
        for shown in (stated.amount.text, str(stated.amount.value))
    )


def test_every_rule_has_a_case_that_holds_and_one_that_fails() -> None:
    assert set(RULES) <= {rule for rule, _, _ in HOLDS}
    assert set(RULES) <= {rule for rule, _, _ in FAILS}


def test_only_the_rules_that_are_asked_for() -> None:
    facts = change("2116.48", "-375.71", "-17.75")
    assert check(facts, ["unit-slip", "share"]) == []
    assert [f.rule for f in check(facts)] == ["change-rate"]


@pytest.mark.parametrize(("aspect", "rate"), [(DONE, "98.33"), (GAP, "-1.67")])
def test_which_budget_is_divided_by_is_not_told(aspect: str, rate: str) -> None:
    facts = [
        fact(HOSTING, INITIAL, "100.00"),
        fact(HOSTING, ADJUSTED, "120.00"),
        fact(HOSTING, NOW, "118.00"),
        fact(HOSTING, aspect, rate),
    ]
    assert check(facts) == []


def test_truncation_is_information() -> None:
    facts = [*parts("30,000.00", "0.00", "20,000.00", "10,000.00"), fact(CARS, SHARE, "66.66")]
    assert [f.severity for f in check(facts, ["share"])] == ["info"]


def test_a_share_is_held_against_its_own_base() -> None:
    title = "二、收入决算情况说明"
    text = (
        "收入总计1,488.29万元，本年收入1,372.79万元，其中：财政拨款收入1,363.45万元，"
        "占收入总计的91.61%。"
    )
    section = Section((title,), kind_of(title), 2, Place(0, 0), Place(0, len(text)))
    facts, _ = read_narrative(compact(text, 0, len(text)), section, 2023, ())
    assert any(f.aspect == SHARE for f in facts)
    assert check(facts) == []


# -- rows of performance tables -------------------------------------------------------------------


def row(
    target: str, result: str, score: str = "10", deviation: str = "", name: str = "次数"
) -> Row:
    return Row(
        *("项目:甲", "自评表：甲", name, "产出指标/数量指标", target, result, "10"),
        *(score, deviation, "", Place(0, 1)),
    )


@pytest.mark.parametrize(
    ("target", "result", "score", "deviation"),
    [
        (">=90%", "95%", "10", ""),
        (">=90%", "=90%", "10.00", ""),
        ("=12次", "=12次", "10", ""),
        ("<=2万元", "0万元", "10", ""),
        ("≤19.50万元", "=10万元", "10", ""),
        (">=100%", "90%", "9", ""),
        ("=142人", "=131人", "9.2", "保安人员流动性较大"),
        (">=95%", "=0%", "0", ""),
        ("<=5%", "=5%", "7.00", "调研不足"),  # met, and the lost points are explained
        (">=100%", "90%", "10", "因疫情延期"),
        # not comparable
        ("<=1500册", "500份", "8", ""),
        ("<=2万元", "1.67万", "8", ""),
        ("长期", "长期", "10", ""),
        ("2022年12月31日", "2022年12月31日", "5", ""),
        (">=90%", "有效解决", "10", ""),
        ("10次", "9次", "10", ""),  # no sign: more or fewer may be wanted
        (">=90%", "85%", "", ""),
        (">=90%", "85%", "—", ""),
    ],
)
def test_rows_that_hold(target: str, result: str, score: str, deviation: str) -> None:
    assert row_doubts(row(target, result, score, deviation)) == []


@pytest.mark.parametrize(
    ("target", "result", "score", "words"),
    [
        (">=100%", "90%", "10", "未达到目标"),
        ("=1场", "0场", "10", "未达到目标"),
        ("<=5%", "6%", "10", "未达到目标"),
        ("=100%", "=100%", "0.00", "扣了分"),
        (">=2期", "=2期", "0", "扣了分"),
        ("≥10次", "10次", "9", "扣了分"),
        (">=10000条", "100000条", "10", "数倍"),
    ],
)
def test_rows_that_do_not_hold(target: str, result: str, score: str, words: str) -> None:
    (doubt,) = row_doubts(row(target, result, score))
    for shown in (words, target, result, "次数"):
        assert shown in doubt


@pytest.mark.parametrize(
    ("result", "executed", "doubts"),
    [
        ("269.44万元", "264.44", 1),
        ("264.44万元", "264.44", 0),
        ("264.44万元", None, 0),
        ("2644400元", "264.44", 0),
        ("完成", "264.44", 0),
    ],
)
def test_the_cost_of_a_project_is_what_was_spent(
    result: str, executed: str | None, doubts: int
) -> None:
    cost = row("<=300万元", result, name="项目总成本")
    spent = Decimal(executed) if executed else None
    assert len(row_doubts(cost, spent)) == doubts


# -- intervals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "measure", "low", "high"),
    [
        ("105.58", "万元", "1055750", "1055850"),
        ("127.89", "元", "127.885", "127.895"),
        ("1.02", "亿元", "101500000", "102500000"),
        ("30.26", "%", "30.255", "30.265"),
        ("100", "%", "99.5", "100.5"),
        ("0.00", "万元", "-50", "50"),
        ("-12.87", "%", "-12.875", "-12.865"),
        # exact
        ("0", "万元", "0", "0"),
        ("0", "%", "0", "0"),
        ("655", "人", "655", "655"),
        ("229", "辆", "229", "229"),
        ("304", "批次", "304", "304"),
        ("3752", "人次", "3752", "3752"),
        ("13", "台", "13", "13"),
        ("19", "个", "19", "19"),
    ],
)
def test_of(printed: str, measure: str, low: str, high: str) -> None:
    assert of(amount(printed, measure)) == Interval(Decimal(low), Decimal(high))


def interval(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("left", "right", "meets"),
    [
        (("1", "2"), ("2", "3"), True),
        (("1", "2"), ("2.01", "3"), False),
        (("1", "4"), ("2", "3"), True),
        (("-1", "0"), ("0", "0"), True),
    ],
)
def test_meets(left: tuple[str, str], right: tuple[str, str], meets: bool) -> None:
    assert interval(*left).meets(interval(*right)) is meets
    assert interval(*right).meets(interval(*left)) is meets


def test_arithmetic() -> None:
    a, b = interval("1", "2"), interval("4", "5")
    assert a + b == interval("5", "7")
    assert b - a == interval("2", "4")
    assert a.over(b) == interval("0.2", "0.5")
    assert interval("-2", "1").over(b) == interval("-0.5", "0.25")
    assert a.over(interval("-5", "-4")) == interval("-0.5", "-0.2")
    assert a.scaled(100) == interval("100", "200")
    assert a.scaled(-1) == interval("-2", "-1")


@pytest.mark.parametrize("base", [("0", "0"), ("-1", "1"), ("0", "2"), ("-2", "0")])
def test_nothing_is_divided_by_what_may_be_zero(base: tuple[str, str]) -> None:
    assert interval("1", "2").over(interval(*base)) is None


# -- the corpus ------------------------------------------------------------------------------------


def test_the_faults_of_the_report_for_2021(examined: dict[str, Report]) -> None:
    """Each recomputed by hand from the text."""
    found = sorted((f.rule, f.facts[0].metric) for f in check(examined["2021"].facts))
    assert found == sorted(
        [
            ("change-rate", "本年支出"),  # −375.71 of 2492.19 is −15.08%, not −17.75%
            ("change-rate", "财政拨款支出"),  # −444.09 of 2600.02 is −17.08%, not −20.6%
            ("change-rate", CARS),  # −1.76 of 9.85 is −17.87%, not −17.77%
            ("change-sum", THREE),  # 0 − 1.76 − 0.05 is −1.81, not −1.76
            ("parts-sum", "本年收入"),  # 1675.95 + 2.67 is 1678.62, not 2165.1
            ("share", "财政拨款收入"),  # 1675.95 of 2165.1 is 77.41%, not 99.99%
            ("share", "其他收入"),  # 2.67 of 2165.1 is 0.12%, not 0.016%
            ("share", HOSTING),  # 0.06 of 8.15 is 0.74%, not 1.44%
            ("budget-rate", THREE),  # −11.61%, printed without its sign
            ("budget-rate", "公务用车运行维护费"),  # −9.41%, printed without its sign
            ("budget-rate", HOSTING),  # −79.31%, not 0.79%
            ("completion-rate", "财政拨款收入"),  # 2155.93 of 2039.11 is 105.73%, not 100%
            ("small-firms", "面向小微企业预留政府采购项目预算金额"),  # 47.19 of 0
            ("unit-slip", "机关运行经费"),  # 127.89 元, and 34.55 万元 more than last year
        ]
    )


@pytest.mark.parametrize("key", ["2022", "2023", "高新", "2024"])
def test_no_false_accusations(examined: dict[str, Report], key: str) -> None:
    assert check(examined[key].facts) == []
