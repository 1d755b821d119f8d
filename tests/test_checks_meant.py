"""What a report means by its words before a rule is held against them."""

from __future__ import annotations

from pathlib import Path

from checked import HEAD

from index.extract import examine_text

UNIVERSITY = """三、决算报表说明
（一）收支决算总表说明
学校2023年度收入总计500.00万元，与2022年度相比，增加40.00万元，增长8.70%。
学校2023年度支出总计520.00万元，与2022年度相比，增加60.00万元，增长13.04%。
（二）收入决算表说明
学校2023年度收入总计500.00万元，其中：财政拨款收入300.00万元，占总收入的60.00%；事业收入150.00万元，占总收入的30.00%；其他收入50.00万元，占总收入的10.00%。
（三）支出决算表说明
学校2023年度各项支出总计520.00万元，其中：基本支出400.00万元，占总支出的76.92%；项目支出120.00万元，占总支出的23.08%。
（四）财政拨款支出决算表说明
学校2023年度财政拨款支出总计为290.00万元，其中：基本支出{basic}万元，占总支出的79.31%；项目支出60.00万元，占总支出的20.69%。具体包括：
1.高等教育（2050205），2023年度决算数为210.00万元，比2022年度决算数增长10.00%。
2.高等教育（2059802），2023年度决算数为70.00万元，比2022年度决算数降低5.00%。
3.用于教育事业的彩票公益金支出（2296004），2023年度决算数为10.00万元，与2022年度决算数一致。
"""


def rules(text: str) -> list[str]:
    report = examine_text(HEAD + text, Path("x.txt"))
    return [f.rule for f in report.findings if f.rule != "missing-content"]


def test_totals_of_the_year_and_shares_of_a_fund_are_no_contradictions() -> None:
    assert rules(UNIVERSITY.format(basic="230.00")) == []


def test_a_share_of_a_fund_that_does_not_fit_is_one() -> None:
    assert "share" in rules(UNIVERSITY.format(basic="250.00"))


def test_totals_that_differ_and_are_made_of_no_sources_are_one() -> None:
    text = "一、收支总体情况说明\n2023年度收入总计500.00万元、支出总计520.00万元。\n"
    assert rules(text) == ["balance"]


def test_the_same_as_in_the_year_before() -> None:
    report = examine_text(HEAD + UNIVERSITY.format(basic="230.00"), Path("x.txt"))
    changes = [f for f in report.facts if f.code == "2296004" and f.aspect == "比上年增减额"]
    assert [f.amount.value for f in changes] == [0]
