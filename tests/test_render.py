"""Answer → JSON, Markdown, terminal; rows → table, CSV, JSON lines."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pytest

from assistant.model import Answer, Citation, Figure, Table, Warning
from assistant.render import (
    as_dict,
    as_json,
    as_markdown,
    as_terminal,
    check_line,
    report_row,
    rows_as,
)
from index.store import ReportInfo

UNIT = "某市档案馆"
CITED = Citation(1, "r1", UNIT, 2023, "二 › 七", "接待费\n 8.00 万元", "/x/报告.txt", 10, 24)
SUPPORTED = Figure("8.00 万元", Decimal("8.00"), "万元", "supported", 1)
DERIVED = Figure("2.00 万元", Decimal("-2.00"), "万元", "derived", 1, "6.00 − 8.00 = −2.00")
FULL = Answer(
    "接待费多少？",
    "answered",
    f"**{UNIT}** 2023 年度公务接待费 8.00 万元。[1]\n比上年少 2.00 万元。[1]",
    citations=(CITED,),
    figures=(SUPPORTED, DERIVED),
    warnings=(Warning("share", "占比对不上。", 1),),
    tables=(Table("构成", ("项目", "金额"), (("公车", "1.00"), ("接待", "8.00"))),),
    options=("某市档案馆 2023年：接待费",),
    next=("为什么？",),
    elapsed_ms=1.5,
)
ANSWER_KEYS = [
    *("question", "status", "answer", "citations", "figures", "warnings"),
    *("options", "tables", "next", "model", "elapsed_ms"),
]
CITATION_KEYS = [
    *("mark", "report", "unit", "year", "section", "quote", "file", "start", "end"),
    *("page", "box", "table", "row", "column", "sheet", "cell"),
]
FIGURE_KEYS = ["text", "value", "measure", "outcome", "citation", "formula", "finding"]


def test_the_keys_of_the_contract_in_order() -> None:
    result = as_dict(FULL)
    assert list(result) == ANSWER_KEYS
    (citation,) = json.loads(as_json(FULL))["citations"]
    assert list(citation) == CITATION_KEYS
    for figure in json.loads(as_json(FULL))["figures"]:
        assert list(figure) == FIGURE_KEYS
    (warning,) = json.loads(as_json(FULL))["warnings"]
    assert list(warning) == ["code", "message", "citation"]


@pytest.mark.parametrize("value", ["-95.91", "0.00", "1", "1488.290", "0.000001", "98078.06"])
def test_values_are_strings_as_printed(value: str) -> None:
    figure = Figure("…", Decimal(value), "万元", "supported", 1)
    result = json.loads(as_json(Answer("q", "answered", "a", figures=(figure,))))
    assert result["figures"][0]["value"] == value


def test_json_is_one_line_of_readable_text() -> None:
    line = as_json(FULL)
    assert "\n" not in line
    assert UNIT in line
    assert json.loads(line)["answer"] == FULL.answer
    assert json.loads(line)["citations"][0]["quote"] == CITED.quote
    assert json.loads(line)["elapsed_ms"] == 1.5


def test_json_of_a_bare_answer() -> None:
    result = json.loads(as_json(Answer("q", "refused", "不答。")))
    empty = ("citations", "figures", "warnings", "options", "tables", "next")
    assert [result[key] for key in empty] == [[]] * len(empty)
    assert result["model"] is None


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        ((), ""),
        ((SUPPORTED,), "1 个数字：1 个与原文一致"),
        ((SUPPORTED, SUPPORTED), "2 个数字：2 个与原文一致"),
        (
            (SUPPORTED, DERIVED),
            "2 个数字：1 个与原文一致，1 个推算（6.00 − 8.00 = −2.00）",
        ),
    ],
)
def test_check_line(figures: tuple[Figure, ...], line: str) -> None:
    assert check_line(figures) == line


def test_markdown_holds_all_that_the_reader_must_know() -> None:
    text = as_markdown(FULL)
    for part in (
        "公务接待费 8.00 万元。[1]",
        "⚠ 占比对不上。",
        "| 项目 | 金额 |",
        "| --- | --- |",
        "| 接待 | 8.00 |",
        "- 某市档案馆 2023年：接待费",
        "6.00 − 8.00 = −2.00",
        f"- [1] {UNIT} 2023 年度 · 二 › 七：“接待费8.00 万元”",
    ):
        assert part in text


def test_markdown_shortens_a_long_quote() -> None:
    long = Citation(1, "r", UNIT, 2023, "一", "长" * 500, "f", 0, 500)
    line = as_markdown(Answer("q", "answered", "a[1]", citations=(long,))).split("\n")[-1]
    assert len(line) < 200
    assert line.endswith("…”")


def test_the_terminal_shows_no_emphasis_marks() -> None:
    text = as_terminal(FULL)
    assert "**" not in text
    assert UNIT in text
    assert "公务接待费 8.00 万元。[1]" in text


def test_the_terminal_keeps_asterisks_of_the_source() -> None:
    assert "7*24 小时" in as_terminal(Answer("q", "answered", "提供 7*24 小时服务。[1]"))


COLUMNS = ("单位", "数值", "原文", "页")
KEYS = ("unit", "value", "quote", "page")
ROWS = [
    ("某局", Decimal("-1.50"), "甲，\n 乙 | “丙”", None),
    ("某院", Decimal("2"), '引"号,逗号', 3),
]


def test_rows_as_json_lines() -> None:
    first, second = map(json.loads, rows_as("jsonl", COLUMNS, ROWS, KEYS).split("\n"))
    assert first == {"unit": "某局", "value": "-1.50", "quote": "甲，\n 乙 | “丙”", "page": None}
    assert list(second) == list(KEYS)
    assert (second["value"], second["page"]) == ("2", 3)


def test_rows_as_csv() -> None:
    read = list(csv.reader(io.StringIO(rows_as("csv", KEYS, ROWS))))
    assert read[0] == list(KEYS)
    assert read[1] == ["某局", "-1.50", "甲，乙 | “丙”", ""]
    assert read[2] == ["某院", "2", '引"号,逗号', "3"]


def test_rows_as_a_table() -> None:
    lines = rows_as("table", COLUMNS, ROWS).split("\n")
    assert len(lines) == 2 + len(ROWS)
    assert {line.count("|") for line in lines} == {len(COLUMNS) + 1}
    assert lines[0] == "| 单位 | 数值 | 原文 | 页 |"
    assert "某局" in lines[2]
    assert "-1.50" in lines[2]


@pytest.mark.parametrize(
    ("kind", "text"), [("jsonl", ""), ("csv", "unit,value,quote,page"), ("table", None)]
)
def test_no_rows(kind: str, text: str | None) -> None:
    shown = rows_as(kind, KEYS, [])
    assert text is None or shown == text
    assert len(shown.split("\n")) <= 2


def test_a_report_as_a_row() -> None:
    info = ReportInfo("r1", UNIT, 2023, "/x/报告.txt", "0" * 64, (), (), 12)
    assert report_row(info) == ("r1", UNIT, 2023, 12, "/x/报告.txt")
