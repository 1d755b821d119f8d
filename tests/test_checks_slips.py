"""The likely slip behind a contradiction, and the intervals that printed figures stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checked import (
    ABROAD,
    ADJUSTED,
    CARS,
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
    amount,
    each,
    finding,
    said,
)

from index.checks.intervals import Interval, loose, of
from index.checks.slips import is_slip, likely_slip
from index.model import Fact

TOTAL = ("收入总计", "本年收入", "使用非财政拨款结余", "年初结转和结余")


def total(*printed: str) -> list[Fact]:
    return each(NOW, dict(zip(TOTAL, printed, strict=True)), fund="全部")


def pair(left: str, right: str) -> list[Fact]:
    return each(NOW, {"收入总计": left, "支出总计": right}, fund="全部")


def change(now: str, delta: str, rate: str) -> list[Fact]:
    return said(HOSTING, {NOW: now, DELTA: delta, RATE: rate})


def budget(planned: str, now: str, rate: str) -> list[Fact]:
    return said(HOSTING, {INITIAL: planned, NOW: now, GAP: rate})


CHANGES = {THREE: "-95.91", ABROAD: "0.00", CARS: "-156.48", HOSTING: "-60.57"}


@pytest.mark.parametrize(
    ("rule", "given", "words"),
    [
        ("budget-rate", budget("9.22", "8.15", "11.61%"), f"「{HOSTING}」的预决算差异率符号相反"),
        ("change-rate", change("221.04", "-95.91", "30.26%"), "比上年增减率符号相反"),
        ("change-sum", each(DELTA, CHANGES), f"「{HOSTING}」的比上年增减额符号相反"),
        (
            "income-total",
            total("1488.29", "1372.79", "0.00", "-115.50"),
            "「年初结转和结余」的决算数符号相反",
        ),
        (
            "income-total",
            total("1488.29", "1372.79元", "0.00", "115.50"),
            "「本年收入」的决算数计量单位有误",
        ),
        (
            "income-total",
            total("1488.29", "137.279", "0.00", "115.50"),
            "「本年收入」的决算数小数点错位",
        ),
        ("change-rate", change("221.04", "-95.91", "-3.026%"), "比上年增减率小数点错位"),
        ("share", [*each(NOW, {THREE: "8.15"}), *said(HOSTING, {NOW: "0.06", SHARE: "7.4%"}, at=3)],
         f"「{HOSTING}」的占比小数点错位"),
        (
            "income-total",
            total("1488.92", "1372.79", "0.00", "115.50"),
            "「收入总计」的决算数相邻两位数字颠倒",
        ),
        (
            "income-total",
            total("1488.29", "1372.97", "0.00", "115.50"),
            "「本年收入」的决算数相邻两位数字颠倒",
        ),
        ("change-rate", change("221.04", "-95.91", "-30.62%"), "比上年增减率相邻两位数字颠倒"),
        ("change-rate", change("221.04", "-95.91", "-31.26%"), "有一位数字有误，似应为 -30.26%"),
        (
            "change-sum",
            each(DELTA, {**CHANGES, HOSTING: "60.07"}),
            f"「{HOSTING}」的比上年增减额有一位数字有误，似应为 60.57 万元",  # −95.91 + 156.48
        ),
        ("change-rate", change("2116.48", "-375.71", "-17.75%"), "疑以本年数为基数计算"),
        ("budget-rate", budget("100.00", "125.00", "20.00%"), "疑以决算数为基数计算"),
    ],
    ids=lambda v: v if isinstance(v, str) and v.isascii() else "",
)  # fmt: skip
def test_the_slip_that_explains_it(rule: str, given: list[Fact], words: str) -> None:
    message = finding(given, rule).message
    assert message.endswith(f"{words}。") or f"{words}（" in message
    assert message.count("疑") == 1


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ("change-rate", change("8.09", "-1.76", "-17.77%")),
        ("budget-rate", budget("0.29", "0.06", "0.79%")),
        # next to rounding, any last digit would do
        ("change-sum", each(DELTA, {THREE: "-1.76", ABROAD: "0", CARS: "-1.76", HOSTING: "-0.05"})),
        ("budget-rate", budget("100.00", "110.00", "20.00%")),
        # a wrong digit in more than one place would do
        ("income-total", total("1488.29", "1372.79", "0.00", "116.50")),
        ("balance", pair("1235.56", "1234.56")),
        ("change-amount", said(HOSTING, {NOW: "1008.15", LAST: "1009.91", DELTA: "-7.76"})),
        ("completion-rate", said(HOSTING, {ADJUSTED: "50.00", SPENT: "48.00", DONE: "98%"})),
        # so would a slip of form: which of the two is wrong is not told
        ("balance", pair("1243.56", "1234.56")),
        ("balance", pair("1235.56", "1235.56元")),
    ],
)
def test_nothing_is_said_where_unsure(rule: str, given: list[Fact]) -> None:
    found = finding(given, rule)
    assert "疑" not in found.message
    assert "似应" not in found.message


def test_what_is_next_to_nothing_explains_nothing() -> None:
    (fact,) = each(NOW, {HOSTING: "0.06"})
    assert likely_slip([(fact, Interval(Decimal(-1), Decimal(1)))]) == ""
    assert likely_slip([(fact, None)]) == ""
    assert likely_slip([]) == ""


@pytest.mark.parametrize(
    ("printed", "needed", "slip"),
    [
        ("221.04", "221.40", True),
        ("221.04", "-221.04", True),
        ("221.04", "2210.4", True),
        ("221.04", "221.04元", True),
        ("221.04", "271.04", True),
        ("221.04", "275.04", False),
        ("221.04", "0.00", False),
        ("0", "221.04", False),
        ("655人", "656人", False),  # too short: always near another one
    ],
)
def test_is_slip(printed: str, needed: str, slip: bool) -> None:
    assert is_slip(amount(printed), of(amount(needed))) is slip


# -- intervals -------------------------------------------------------------------------------------


def interval(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("105.58", "1055750", "1055850"),
        ("127.89元", "127.885", "127.895"),
        ("1.02亿元", "101500000", "102500000"),
        ("30.26%", "30.255", "30.265"),
        ("100%", "99.5", "100.5"),
        ("0.00", "-50", "50"),
        ("-12.87%", "-12.875", "-12.865"),
        # exact
        ("0", "0", "0"),
        ("0%", "0", "0"),
        ("655人", "655", "655"),
        ("229辆", "229", "229"),
        ("304批次", "304", "304"),
        ("3752人次", "3752", "3752"),
        ("13台", "13", "13"),
        ("19个", "19", "19"),
    ],
)
def test_of(printed: str, low: str, high: str) -> None:
    assert of(amount(printed)) == interval(low, high)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("105.58元", "105.575", "105.59"),
        ("-12.87%", "-12.88", "-12.865"),
        ("0", "0", "0"),
        ("655人", "655", "655"),
    ],
)
def test_cut_digits_hide_more_on_one_side(printed: str, low: str, high: str) -> None:
    assert loose(amount(printed)) == interval(low, high)


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
    assert -a == interval("-2", "-1")
    assert a * b == interval("4", "10")
    assert interval("-2", "1") * b == interval("-10", "5")
    assert a.over(b) == interval("0.2", "0.5")
    assert interval("-2", "1").over(b) == interval("-0.5", "0.25")
    assert a.over(interval("-5", "-4")) == interval("-0.5", "-0.2")
    assert a.scaled(100) == interval("100", "200")
    assert a.scaled(-1) == interval("-2", "-1")
    assert b.middle == Decimal("4.5")


@pytest.mark.parametrize("base", [("0", "0"), ("-1", "1"), ("0", "2"), ("-2", "0")])
def test_nothing_is_divided_by_what_may_be_zero(base: tuple[str, str]) -> None:
    assert interval("1", "2").over(interval(*base)) is None
