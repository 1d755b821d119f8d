"""Arithmetic over facts: exact, with a formula that can be checked by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sound import arithmetic_holds

from assistant.calculate import difference, per_unit, plain, share, total
from index.model import Amount, Fact, Place


def fact(number: str, measure: str = "万元") -> Fact:
    value = Decimal(number.replace(",", ""))
    quantum = Decimal(1).scaleb(value.as_tuple().exponent)
    place = Place(0, 1)
    amount = Amount(value, quantum, measure, number)
    return Fact("一", "全部", "汇总", "某数", "决算数", amount, place, place)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0.00", "0.00"),
        ("-95.91", "−95.91"),
        ("1234567.8", "1,234,567.8"),
        ("-12345.60", "−12,345.60"),
        ("3", "3"),
        ("1E+3", "1,000"),
    ],
)
def test_plain(value: str, words: str) -> None:
    assert plain(Decimal(value)) == words


@pytest.mark.parametrize(
    ("numbers", "value", "formula"),
    [
        (["1.5"], "1.5", "1.5 = 1.5"),
        (["0.1", "0.2"], "0.3", "0.1 + 0.2 = 0.3"),
        (["-156.48", "60.57", "0.00"], "-95.91", "−156.48 + 60.57 + 0.00 = −95.91"),
        (["4.13", "-0.03", "0.00"], "4.10", "4.13 − 0.03 + 0.00 = 4.10"),
        (["-0.01", "-0.02"], "-0.03", "−0.01 − 0.02 = −0.03"),
        (
            ["8384.64", "15764.14"],
            "24148.78",
            "8,384.64 + 15,764.14 = 24,148.78",
        ),
    ],
)
def test_total(numbers: list[str], value: str, formula: str) -> None:
    result = total([fact(number) for number in numbers])
    assert result is not None
    assert (result.value, result.measure, result.formula) == (Decimal(value), "万元", formula)
    assert arithmetic_holds(result.formula)


def test_total_keeps_the_measure_and_refuses_to_mix() -> None:
    people = total([fact("33", "人"), fact("5", "人")])
    assert people is not None
    assert (people.value, people.measure) == (38, "人")
    assert total([fact("1"), fact("1", "元")]) is None
    assert total([]) is None


@pytest.mark.parametrize(
    ("left", "right", "value", "formula"),
    [
        ("22899.09", "16733.52", "6165.57", "22,899.09 − 16,733.52 = 6,165.57"),
        ("0.06", "0.29", "-0.23", "0.06 − 0.29 = −0.23"),
        ("5.00", "5.00", "0.00", "5.00 − 5.00 = 0.00"),
        ("1000000.1", "0.3", "999999.8", "1,000,000.1 − 0.3 = 999,999.8"),
    ],
)
def test_difference(left: str, right: str, value: str, formula: str) -> None:
    result = difference(fact(left), fact(right))
    assert result is not None
    assert (result.value, result.formula) == (Decimal(value), formula)
    assert arithmetic_holds(result.formula)


@pytest.mark.parametrize(
    ("left", "right"), [(("1", "万元"), ("1", "元")), (("1", "人"), ("1", "人次"))]
)
def test_no_difference_across_measures(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert difference(fact(*left), fact(*right)) is None


def test_a_negative_right_side_keeps_the_formula_readable() -> None:
    result = difference(fact("1.00"), fact("-2.00"))
    assert result is not None
    assert result.value == 3
    assert arithmetic_holds(result.formula)


@pytest.mark.parametrize(
    ("part", "whole", "value", "formula"),
    [
        (("2.64", "万元"), ("123.79", "万元"), "2.13", "2.64 ÷ 123.79 = 2.13%"),
        (("121.15", "万元"), ("123.79", "万元"), "97.87", "121.15 ÷ 123.79 = 97.87%"),
        (("0.00", "万元"), ("123.79", "万元"), "0.00", "0.00 ÷ 123.79 = 0.00%"),
        (("33", "人"), ("38", "人"), "86.84", "33 ÷ 38 = 86.84%"),
        (("1", "个"), ("8", "个"), "12.50", "1 ÷ 8 = 12.50%"),
        # a half goes up
        (("1", "个"), ("800", "个"), "0.13", "1 ÷ 800 = 0.13%"),
        (("1,663.50", "万元"), ("1,108.00", "万元"), "150.14", "1,663.50 ÷ 1,108.00 = 150.14%"),
    ],
)
def test_share(part: tuple[str, str], whole: tuple[str, str], value: str, formula: str) -> None:
    result = share(fact(*part), fact(*whole))
    assert result is not None
    assert (result.value, result.measure, result.formula) == (Decimal(value), "%", formula)
    assert arithmetic_holds(result.formula)


def test_share_across_measures_of_money() -> None:
    result = share(fact("5000", "元"), fact("2.00", "万元"))
    assert result is not None
    assert result.value == Decimal("25.00")
    assert arithmetic_holds(result.formula)


@pytest.mark.parametrize(
    ("part", "whole"), [(("1", "万元"), ("0.00", "万元")), (("1", "万元"), ("5", "人"))]
)
def test_no_share_of_nothing_or_of_another_kind(
    part: tuple[str, str], whole: tuple[str, str]
) -> None:
    assert share(fact(*part), fact(*whole)) is None


@pytest.mark.parametrize(
    ("money", "count", "value", "formula"),
    [
        (("147.33", "万元"), ("77", "辆"), "19133.77", "147.33 万元 ÷ 77 辆 = 19,133.77 元"),
        (("73.71", "万元"), ("3,752", "人次"), "196.46", "73.71 万元 ÷ 3,752 人次 = 196.46 元"),
        (("0.20", "万元"), ("3", "批次"), "666.67", "0.20 万元 ÷ 3 批次 = 666.67 元"),
        (("600", "元"), ("4", "人次"), "150.00", "600 元 ÷ 4 人次 = 150.00 元"),
        (("1.5", "亿元"), ("3", "个"), "50000000.00", "1.5 亿元 ÷ 3 个 = 50,000,000.00 元"),
    ],
)
def test_per_unit(money: tuple[str, str], count: tuple[str, str], value: str, formula: str) -> None:
    result = per_unit(fact(*money), fact(*count))
    assert result is not None
    assert (result.value, result.measure, result.formula) == (Decimal(value), "元", formula)
    assert arithmetic_holds(result.formula)


@pytest.mark.parametrize(
    ("money", "count"), [(("1", "万元"), ("0", "辆")), (("3", "人"), ("1", "辆"))]
)
def test_no_unit_cost(money: tuple[str, str], count: tuple[str, str]) -> None:
    assert per_unit(fact(*money), fact(*count)) is None


@pytest.mark.parametrize(
    "formula",
    ["1 + 1 = 3", "1 ÷ 3 = 0.34", "2 万元 ÷ 4 辆 = 0.5 元", "5 − 3 = −2", "一 + 一 = 二", "1 + 1"],
)
def test_the_checker_of_formulas_is_awake(formula: str) -> None:
    assert not arithmetic_holds(formula)
