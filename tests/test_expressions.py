"""Formulas evaluated afresh, and how a recomputed value follows from other figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from checked import amount
from sound import arithmetic_holds

from assistant.calculate import holds
from assistant.expressions import evaluate
from assistant.recompute import converted, explain
from index.model import Fact, Place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "1"),
        ("1 + 2 × (3 − 1)", "5"),
        ("10 − 2 − 3", "5"),  # from the left
        ("12 ÷ 3 ÷ 2", "2"),
        ("2 + 3 × 4", "14"),
        ("(2 + 3) × 4", "20"),
        ("−1.5 + 0.5", "-1.0"),
        ("3 - 5", "-2"),
        ("−(2 − 5)", "3"),
        ("1,488.29 − 115.50", "1372.79"),
        ("((7))", "7"),
        ("  4.13 − 0.03  ", "4.10"),
        ("127.89 元 − 0.01 万元", "27.89"),
        ("2 亿元 ÷ 4 万元", "5000"),
        ("77 辆 + 1 辆", "78"),
    ],
)
def test_values(text: str, value: str) -> None:
    assert evaluate(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "一 + 一", "1 +", "+ 1", "(1 + 2", "1 + 2)", "1 2", "()", "× 3"),
        *("5 ÷ 0", "5 ÷ (2 − 2)", "2 ** 3", "__import__('os')", "1e5 + 1 #"),
    ],
)
def test_what_is_no_formula(text: str) -> None:
    assert evaluate(text) is None


@pytest.mark.parametrize(
    ("formula", "right"),
    [
        ("0.20 ÷ 4.99 = 4.01%", True),
        ("0.20 ÷ 4.99 = 4.00%", False),
        ("0.20 ÷ 4.99 = 4.0%", True),
        ("−156.48 + 60.57 + 0.00 = −95.91", True),
        ("−156.48 + 60.57 + 0.00 = 95.91", False),
        ("147.33 万元 ÷ 77 辆 = 19,133.77 元", True),
        ("147.33 万元 ÷ 77 辆 = 19,133.78 元", False),
        ("127.89 元 − 127.89 万元 = −127.88 万元", True),
        ("1 ÷ 8 = 0.13", True),  # a half goes up
        ("1 ÷ 8 = 0.12", False),
        ("1 + 1", False),
        ("1 + 1 = 二", False),
        ("1 ÷ 0 = 0", False),
    ],
)
def test_a_formula_holds_to_the_digits_that_it_shows(formula: str, right: bool) -> None:
    assert holds(formula) is right
    assert not right or arithmetic_holds(formula)


def facts(*printed: str) -> list[Fact]:
    place = Place(0, 1)
    return [Fact("一", "全部", "汇总", "某数", "决算数", amount(p), place, place) for p in printed]


@pytest.mark.parametrize(
    ("computed", "printed", "formula"),
    [
        ("4.99万元", ("0.20", "4.79"), "0.20 + 4.79 = 4.99"),
        ("-1.81万元", ("-1.76", "-0.05"), "−1.76 − 0.05 = −1.81"),
        ("8,384.65 万元", ("24,148.79", "15,764.14"), "24,148.79 − 15,764.14 = 8,384.65"),
        ("4.01%", ("0.20", "4.99"), "0.20 ÷ 4.99 = 4.01%"),
        ("-23.08%", ("0.20", "-0.06"), "−0.06 ÷ (0.20 + 0.06) = −23.08%"),
        ("342.61%", ("284.38", "220.13"), "220.13 ÷ (284.38 − 220.13) = 342.61%"),
        ("13.02%", ("1,363.45", "1,206.34"), "(1,363.45 − 1,206.34) ÷ 1,206.34 = 13.02%"),
        ("38人", ("33人", "0人", "5人"), "33 + 0 + 5 = 38"),
        ("100.00%", ("51.74%", "48.26%"), "(51.74 + 48.26) ÷ 100 = 100.00%"),
    ],
)
def test_how_a_value_follows(computed: str, printed: tuple[str, ...], formula: str) -> None:
    result = explain(computed, facts(*printed))
    assert result is not None
    assert result.formula == formula
    assert arithmetic_holds(result.formula)


def test_parts_in_yuan_are_added_in_yuan() -> None:
    result = explain("3万元", facts("10,000元", "20,000元"))
    assert result is not None
    assert (result.value, result.measure) == (Decimal(30_000), "元")
    assert result.formula == "10,000 + 20,000 = 30,000"


@pytest.mark.parametrize(
    ("computed", "printed"),
    [
        ("5.00万元", ("0.20", "4.79")),
        ("4.02%", ("0.20", "4.99")),
        ("5万元", ("10,000元", "20,000元")),
        ("4.99万元", ()),
        ("很多", ("0.20", "4.79")),
        ("38人", ("33万元", "5万元")),
        ("5.00%", ("0.00", "0.00")),
    ],
)
def test_a_value_that_follows_from_nothing(computed: str, printed: tuple[str, ...]) -> None:
    assert explain(computed, facts(*printed)) is None


@pytest.mark.parametrize(
    ("value", "own", "measure", "formula"),
    [
        ("4.99", "万元", "元", "4.99 × 10,000 = 49,900 元"),
        ("26707.16", "万元", "亿元", "26,707.16 ÷ 10,000 = 2.67 亿元"),
        ("4.99", "万元", "亿元", "4.99 ÷ 10,000 = 0.0005 亿元"),
        ("1.02", "亿元", "元", "1.02 × 100,000,000 = 102,000,000 元"),
    ],
)
def test_money_in_another_measure(value: str, own: str, measure: str, formula: str) -> None:
    result = converted(Decimal(value), own, measure)
    assert (result.measure, result.formula) == (measure, formula)


def test_people_are_no_money() -> None:
    with pytest.raises(KeyError):
        converted(Decimal(5), "人", "元")
