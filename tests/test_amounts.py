"""Numbers as printed: value, precision, measure; and what looks like a figure and is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.amounts import in_yuan, parse_number, quantities, quantum
from index.model import Amount
from index.normalise import compact


def found(source: str) -> list[tuple[str, str, str]]:
    text = compact(source, 0, len(source)).text
    return [
        (str(q.amount.value), str(q.amount.quantum), q.amount.measure) for q in quantities(text)
    ]


@pytest.mark.parametrize(
    ("number", "value", "unit"),
    [
        ("0", "0", "1"),
        ("0.00", "0.00", "0.01"),
        ("855.2", "855.2", "0.1"),
        ("1,488.29", "1488.29", "0.01"),
        ("169,591.37", "169591.37", "0.01"),
        ("12,345,678", "12345678", "1"),
        ("0.016", "0.016", "0.001"),
        ("1.569700", "1.569700", "0.000001"),
        ("3752", "3752", "1"),
    ],
)
def test_value_and_quantum(number: str, value: str, unit: str) -> None:
    assert str(parse_number(number)) == value
    assert quantum(number) == Decimal(unit)


@pytest.mark.parametrize(
    ("source", "figures"),
    [
        ("支出 1,488.29 万元", [("1488.29", "0.01", "万元")]),
        ("127.89 元", [("127.89", "0.01", "元")]),
        ("1.02亿元", [("1.02", "0.01", "亿元")]),
        ("占 0.016%", [("0.016", "0.001", "%")]),
        ("下降 3.8 %", [("3.8", "0.1", "%")]),
        ("差异率-12.87%", [("-12.87", "0.01", "%")]),
        ("差异率－0.20％", [("-0.20", "0.01", "%")]),
        ("增减率+5.2%", [("5.2", "0.1", "%")]),
        ("支出６００万元", [("600", "1", "万元")]),
        ("实有人数 70 人", [("70", "1", "人")]),
        ("工作人员 5 名", [("5", "1", "人")]),
        ("304 批次，3,752 人次", [("304", "1", "批次"), ("3752", "1", "人次")]),
        pytest.param(
            "8 批,95 人",
            [("8", "1", "批次"), ("95", "1", "人")],
        ),
        ("约3,752人次", [("3752", "1", "人次")]),
        (
            "国内接待0.41万（含外宾接待0.00万元）",
            [("0.41", "0.01", "万元"), ("0.00", "0.01", "万元")],
        ),
        ("年初预算为0，支出决算为7.5万元", [("0", "1", "万元"), ("7.5", "0.1", "万元")]),
        ("得分为0，扣分10", []),
        ("车辆 229 辆", [("229", "1", "辆")]),
        ("设备 13 台（套）", [("13", "1", "台")]),
        ("设备0台", [("0", "1", "台")]),
        ("房屋 169,591.37 平方米", [("169591.37", "0.01", "平方米")]),
        ("房屋 0（平方米）", [("0", "1", "平方米")]),
        ("房屋1.2万平方米", [("1.2", "0.1", "万平方米")]),
        ("面积50㎡", [("50", "1", "平方米")]),
        ("项目 19 个", [("19", "1", "个")]),
        ("提高0.50个百分点", [("0.50", "0.01", "个百分点")]),
        ("得分 98.18 分", [("98.18", "0.01", "分")]),
        ("增加 5\n\n0 万元", [("50", "1", "万元")]),
        ("10万元，20万元", [("10", "1", "万元"), ("20", "1", "万元")]),
        ("10万元、20万元；30万元", [("10", "1", "万元"), ("20", "1", "万元"), ("30", "1", "万元")]),
        ("0.06 万元，占 1.44%", [("0.06", "0.01", "万元"), ("1.44", "0.01", "%")]),
        ("18.00 万元,占 9.78%", [("18.00", "0.01", "万元"), ("9.78", "0.01", "%")]),
    ],
)
def test_figures(source: str, figures: list[tuple[str, str, str]]) -> None:
    assert found(source) == figures


@pytest.mark.parametrize(
    "source",
    [
        # dates and spans
        "2023年12月31日",
        "2023年度",
        "共发放补助8个月",
        "3个工作日",
        "10分钟",
        # thresholds and prices
        "单价100万元（含）以上设备",
        "单位价值50万元以上大型设备",
        "单位价值100万元及以上",
        "单位价值100万元（含）及以上",
        "30万元以下",
        "1.1万元/月",
        "1200元/张",
        "45元/人",
        # numbers in names, codes, documents
        "12345热线",
        "乌财预【2021】47号",
        "2010101行政运行",
        "7*24小时",
        "EMS3人",
        # blanks and residue
        "占 %",
        "增长4.6倍",
        "12--14名",
        "人员大致在12—14人范围内",
        "5分类",
    ],
)
def test_no_figure(source: str) -> None:
    assert found(source) == []


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("共有房屋0(平方米),价值", "0(平方米)"),
        ("设备0台(套),", "0台(套)"),
        ("(含5个)事业单位", "5个"),
        ("差异率-12.87%,", "-12.87%"),
    ],
)
def test_ends(source: str, quote: str) -> None:
    figure = next(quantities(source))
    assert source[figure.start : figure.end] == quote


@pytest.mark.parametrize(
    ("value", "measure", "yuan"),
    [("127.89", "元", "127.89"), ("127.89", "万元", "1278900"), ("1.02", "亿元", "102000000")],
)
def test_in_yuan(value: str, measure: str, yuan: str) -> None:
    assert in_yuan(Amount(Decimal(value), Decimal("0.01"), measure, value)) == Decimal(yuan)


def test_people_are_no_money() -> None:
    with pytest.raises(KeyError):
        in_yuan(Amount(Decimal(5), Decimal(1), "人", "5"))


@settings(max_examples=150, deadline=None, database=None)
@given(
    st.decimals(0, 10**9, places=2, allow_nan=False),
    st.integers(0, 4),
    st.booleans(),
    st.sampled_from(["万元", "元", "亿元", "%", "人", "辆", "批次", "平方米"]),
    st.data(),
)
def test_numbers_keep_their_value(
    value: Decimal, places: int, commas: bool, measure: str, data: st.DataObject
) -> None:
    value = value.quantize(Decimal(1).scaleb(-places))
    printed = f"{value:,}" if commas else str(value)
    # A wrap may stand anywhere in the number.
    cut = data.draw(st.integers(0, len(printed)))
    source = f"支出{printed[:cut]}\n\n{printed[cut:]} {measure}。"
    text = compact(source, 0, len(source)).text
    (figure,) = quantities(text)
    assert figure.amount == Amount(value, Decimal(1).scaleb(-places), measure, printed)
    assert text[figure.start : figure.end].startswith(printed)
