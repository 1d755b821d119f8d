"""The ledger and the audit as rows: what `juesuan facts` and `juesuan audit` print."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.listing import (
    FACT_FIELDS,
    Audit,
    audits,
    audits_as,
    chosen,
    coverage_line,
    fact_rows,
    rule_name,
)
from index.model import Amount, Coverage, Fact, Finding, Place, Report
from index.store import Ledger

TEXT = "收入总计1.00\n万元，公务接待费0.50万元。"
INCOME, HOSTING = "一、收入决算情况说明", "七、“三公”经费（汇总）"


def fact(section: str, metric: str, value: str, place: Place) -> Fact:
    amount = Amount(Decimal(value), Decimal("0.01"), "万元", value)
    return Fact(section, "全部", "汇总", metric, "决算数", amount, place, place)


def report(name: str, unit: str, year: int, *, found: bool = False) -> Report:
    income, hosting = Place(0, 11), Place(12, 23)
    finding = Finding(
        "income-total", "error", INCOME, "收入总计", "两数不等", "1.00万元", "2.00万元",
        (income, hosting),
    )  # fmt: skip
    return Report(
        id=name,
        unit=unit,
        year=year,
        file=Path(f"{name}.txt"),
        sha256=name,
        text=TEXT,
        facts=(
            fact(INCOME, "收入总计", "1.00", income),
            fact(HOSTING, "公务接待费", "0.50", hosting),
        ),
        findings=(finding,) if found else (),
        coverage=(
            Coverage("expenditure-total", not_evaluable=1),
            Coverage("income-total", holds=2, truncated=1, fails=1 if found else 0),
        ),
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Three reports of two units, the first with one finding."""
    opened = Ledger(tmp_path / "ledger.sqlite", create=True)
    opened.put(report("a", "某某市财政局（汇总）", 2022, found=True))
    opened.put(report("b", "某某市财政局（汇总）", 2023))
    opened.put(report("c", "某某市教育局", 2023))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("unit", "year", "ids"),
    [
        (None, None, "abc"),
        (None, 2023, "bc"),
        ("财政局", None, "ab"),
        ("某某市财政局(汇总)", None, "ab"),  # folded brackets
        ("某某市财政局（部门）", 2023, "b"),  # the same unit by another remark
        ("教育", 2023, "c"),
        ("教育", 2022, ""),
        ("民政局", None, ""),
    ],
)
def test_chosen(ledger: Ledger, unit: str | None, year: int | None, ids: str) -> None:
    assert sorted(info.id for info in chosen(ledger, unit, year)) == list(ids)


@pytest.mark.parametrize(
    ("metric", "section", "metrics"),
    [
        (None, None, ["收入总计", "公务接待费"]),
        ("接待", None, ["公务接待费"]),
        (None, "三公", ["公务接待费"]),
        (None, "(汇总)", ["公务接待费"]),
        ("收入", "收入", ["收入总计"]),
        ("收入", "三公", []),
        ("车辆", None, []),
    ],
)
def test_fact_rows(
    ledger: Ledger, metric: str | None, section: str | None, metrics: list[str]
) -> None:
    infos = chosen(ledger, "教育局", None)
    rows = [dict(zip(FACT_FIELDS, row, strict=True)) for row in fact_rows(ledger, infos, metric, section)]  # fmt: skip
    assert [row["metric"] for row in rows] == metrics
    for row in rows:
        assert row["quote"] == TEXT[row["start"] : row["end"]]
        assert (row["report"], row["unit"], row["year"]) == ("c", "某某市教育局", 2023)
        assert isinstance(row["value"], Decimal)


def test_the_quote_of_a_fact_keeps_its_line_break(ledger: Ledger) -> None:
    (row,) = fact_rows(ledger, chosen(ledger, "教育局", None), "收入总计", None)
    assert row[FACT_FIELDS.index("quote")] == "收入总计1.00\n万元"


def found(ledger: Ledger, name: str) -> Audit:
    (one,) = [one for one in audits(ledger, ledger.reports()) if one.info.id == name]
    return one


def test_audits_in_the_order_of_the_rules(ledger: Ledger) -> None:
    one = found(ledger, "a")
    assert one.text == TEXT
    assert [finding.rule for finding in one.findings] == ["income-total"]
    assert [c.rule for c in one.coverage] == ["income-total", "expenditure-total"]


def test_coverage_line(ledger: Ledger) -> None:
    assert coverage_line(found(ledger, "a")) == (
        "某某市财政局（汇总） 2022 年度：应核对 5 项，已核对 4 项，1 项缺少数据无法核对；"
        "错误 1，警告 0，提示 0。"
    )
    assert "应核对 4 项，已核对 3 项" in coverage_line(found(ledger, "b"))


def test_rule_name() -> None:
    assert rule_name("income-total") == "收入总计"
    assert rule_name("prior-year") == "两年一致"


def test_audits_as_jsonl(ledger: Ledger) -> None:
    lines = audits_as("jsonl", audits(ledger, ledger.reports())).splitlines()
    (record,) = [json.loads(line) for line in lines]
    assert (record["report"], record["rule"], record["severity"]) == ("a", "income-total", "error")
    assert (record["stated"], record["computed"]) == ("1.00万元", "2.00万元")
    assert [place["quote"] for place in record["places"]] == [TEXT[:11], TEXT[12:23]]
    assert record["quote"] == TEXT[:11]
    assert {place["file"] for place in record["places"]} == {"a.txt"}


def test_audits_as_table(ledger: Ledger) -> None:
    lines = audits_as("table", audits(ledger, ledger.reports())).splitlines()
    assert lines[0].startswith("| 单位 | 年度 | 级别 | 规则 |")
    assert lines[2].startswith("| 某某市财政局（汇总） | 2022 | 错误 | 收入总计 | 两数不等 |")
    assert len(lines) == 3 + 3  # one finding, and a line of coverage for each report


def test_a_table_without_findings_has_no_head(ledger: Ledger) -> None:
    assert audits_as("table", [found(ledger, "b")]) == coverage_line(found(ledger, "b"))


def test_audits_as_markdown(ledger: Ledger) -> None:
    bad, good = (audits_as("md", [found(ledger, name)]) for name in "ab")
    assert bad.startswith("## 某某市财政局（汇总） 2022 年度")
    assert "### 错误 · 收入总计\n\n两数不等\n\n> 收入总计1.00万元\n> 公务接待费0.50万元" in bad
    assert "没有发现自相矛盾之处。" not in bad
    assert "没有发现自相矛盾之处。" in good
    assert "| 收入总计 | 收入总计 = 本年收入 + " in good
    assert "| 4 | 2 | 1 | 1 | 0 |" in bad


def test_no_audits() -> None:
    assert [audits_as(form, []) for form in ("table", "md", "jsonl")] == ["", "", ""]
