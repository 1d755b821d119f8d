"""The audit of whole reports: the corpus, two years of one unit, and `juesuan audit`."""

from __future__ import annotations

import contextlib
import io
import json
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from checked import DELTA, HOSTING, LAST, NOW, each, said
from sound import source

from assistant.cli import main
from index import Home, Outcome, open_ledger, update
from index.checks import RULES, audit
from index.checks.years import prior_year
from index.model import Fact, Finding, Place, Reason, Report

CARS, RUNNING = "公务用车购置及运行维护费", "公务用车运行维护费"
# Each recomputed by hand from the text of the report for 2021.
ERRORS = [
    ("change-rate", "本年支出"),  # −375.71 of 2492.19 is −15.08%, not −17.75%
    ("income-parts", "本年收入"),  # 1675.95 + 2.67 is 1678.62, not 2165.1
    ("repeats", "本年收入"),  # 2165.1, and 1675.95 under 一
    ("repeats", "财政拨款收入"),  # 1675.95 under 二, and 2155.93 under 四
    ("share", "财政拨款收入"),  # 1675.95 of 2165.1 is 77.41%, not 99.99%
    ("share", "其他收入"),  # 2.67 of 2165.1 is 0.123%, not 0.016%
    ("part-within-whole", "财政拨款支出"),  # 2155.93 of 2116.48
    ("change-rate", "财政拨款支出"),  # −444.09 of 2600.02 is −17.08%, not −20.6%
    ("completion-rate", "财政拨款收入"),  # 2155.93 of 2039.11 is 105.73%, not 100%
    ("change-sum", "“三公”经费"),  # 0 − 1.76 − 0.05 is −1.81, not −1.76
    ("share-sum", "“三公”经费"),  # 0 + 99.26 + 1.44 is 100.70%
    ("change-rate", CARS),  # −1.76 of 9.85 is −17.87%, not −17.77%
    ("share", HOSTING),  # 0.06 of 8.15 is 0.74%, not 1.44%
    ("repeats", HOSTING),  # 0, and 0.06 above
    ("budget-rate", "“三公”经费"),  # 8.15 on 9.22 is −11.61%, printed without its sign
    ("budget-rate", RUNNING),  # 8.09 on 8.93 is −9.41%, printed without its sign
    ("budget-rate", HOSTING),  # 0.06 on 0.29 is −79.31%, not 0.79%
    ("unit-slip", "机关运行经费"),  # 127.89 元, and 34.55 万元 more than last year
    ("small-firms", "面向小微企业预留政府采购项目预算金额"),  # 47.19 of 0
]
# What a warning is about: a row of a performance table, or a sum of shares.
WARNINGS = {
    "2021": [
        ("row-score", "37.12万元"),  # but 37.62 spent
        ("row-score", "269.44万元"),  # but 264.44 spent
    ],
    "2022": [("row-score", "100000条")],  # of >=10000
    # met, points lost and no reason
    "2023": [("row-score", "=0.1%"), ("row-score", "=100%"), ("row-score", "=2期")],
    "高新": [("row-score", "183.99万元")],  # of <=212.65: 11.76 of 12 points
    # 11 with the table that is printed twice; 12,797.00 of the department's 4,151.88
    "2024": [("project-within-whole", "12797.00 万元"), ("projects", "11 个")],
}


# -- the corpus ------------------------------------------------------------------------------------


def about(report: Report, severity: str) -> list[tuple[str, str]]:
    return sorted((f.rule, f.metric) for f in report.findings if f.severity == severity)


def test_the_errors_of_the_report_for_2021(examined: dict[str, Report]) -> None:
    assert about(examined["2021"], "error") == sorted(ERRORS)


@pytest.mark.parametrize(
    ("rule", "metric", "stated", "computed"),
    [
        ("change-rate", "本年支出", "-17.75%", "-15.08%"),
        ("income-parts", "本年收入", "2165.1 万元", "1678.62 万元"),
        ("share", "财政拨款收入", "99.99%", "77.41%"),
        ("share", "其他收入", "0.016%", "0.123%"),
        ("change-rate", "财政拨款支出", "-20.6%", "-17.08%"),
        ("completion-rate", "财政拨款收入", "100%", "105.73%"),
        ("change-sum", "“三公”经费", "-1.76 万元", "-1.81 万元"),
        ("change-rate", CARS, "-17.77%", "-17.87%"),
        ("share", HOSTING, "1.44%", "0.74%"),
        ("budget-rate", "“三公”经费", "11.61%", "-11.61%"),
        ("budget-rate", RUNNING, "9.41%", "-9.41%"),
        ("budget-rate", HOSTING, "0.79%", "-79.31%"),
        ("unit-slip", "机关运行经费", "127.89 元", "127.89 万元"),
    ],
)
def test_what_they_are_recomputed_to(
    examined: dict[str, Report], rule: str, metric: str, stated: str, computed: str
) -> None:
    findings = examined["2021"].findings
    (found,) = [f for f in findings if (f.rule, f.metric) == (rule, metric)]
    assert (found.stated, found.computed) == (stated, computed)


def test_no_slip_is_suspected_that_other_figures_rule_out(examined: dict[str, Report]) -> None:
    """三公 is 8.15: it is the sum of its parts, 8.09 + 0.06. 公车 needs −1.71 for its sum."""
    said = "".join(found.message for found in examined["2021"].findings)
    assert "4.15" not in said
    assert "-1.70" not in said


@pytest.mark.parametrize("key", ["2022", "2023", "高新", "2024"])
def test_no_false_accusations(examined: dict[str, Report], key: str) -> None:
    assert about(examined[key], "error") == []


@pytest.mark.parametrize("key", WARNINGS)
def test_warnings(examined: dict[str, Report], key: str) -> None:
    found = sorted((f.rule, f.stated) for f in examined[key].findings if f.severity == "warning")
    assert found == sorted(WARNINGS[key])


@pytest.mark.parametrize("key", WARNINGS)
def test_a_report_carries_its_audit(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    assert audit(report) == (report.findings, report.coverage)
    owed = {one.rule: one for one in report.coverage}
    assert list(owed) == [code for code in RULES if code in owed]
    assert all(one.owed for one in report.coverage)
    failed = Counter(found.rule for found in report.findings)
    assert all(owed[rule].fails + owed[rule].truncated >= count for rule, count in failed.items())
    assert len(set(report.findings)) == len(report.findings)
    for found in report.findings:
        for place in found.places:
            assert 0 <= place.start < place.end <= len(report.text)


# -- between the reports of two years --------------------------------------------------------------


def reason(text: str, metric: str = HOSTING) -> Reason:
    place = Place(0, 1)
    return Reason("七", "财政拨款", "汇总", metric, "上年", text, place, place)


@pytest.mark.parametrize(
    ("now", "before", "found"),
    [
        (said(HOSTING, {NOW: "8.15", DELTA: "-1.76"}), each(NOW, {HOSTING: "9.91"}), False),
        (said(HOSTING, {NOW: "8.15", DELTA: "-1.76"}), each(NOW, {HOSTING: "9.92"}), False),
        (said(HOSTING, {NOW: "8.15", DELTA: "-1.76"}), each(NOW, {HOSTING: "99100元"}), False),
        (said(HOSTING, {NOW: "8.15", DELTA: "-1.76"}), each(NOW, {HOSTING: "9.93"}), True),
        (said(HOSTING, {NOW: "8.15", DELTA: "-1.76"}), each(NOW, {HOSTING: "9.91元"}), True),
        (said(HOSTING, {LAST: "9.91"}), each(NOW, {HOSTING: "9.91"}), False),
        (said(HOSTING, {LAST: "9.91"}), each(NOW, {HOSTING: "9.19"}), True),
        (said(HOSTING, {DELTA: "-1.76"}), each(NOW, {HOSTING: "9.93"}), False),
        (said(HOSTING, {LAST: "9.91"}), each(NOW, {CARS: "9.93"}), False),
        (said(HOSTING, {LAST: "9.91"}), each(NOW, {HOSTING: "9.93"}, entity="本级"), False),
        (said(HOSTING, {LAST: "9.91"}), each(NOW, {HOSTING: "9.93"}, fund="全部"), False),
        # the change in a statement of its own: 收入总计120万元。与上年相比，收入总计增加30万元
        (
            [*said(HOSTING, {NOW: "8.15"}), *said(HOSTING, {DELTA: "-1.76"}, at=1)],
            each(NOW, {HOSTING: "9.93"}),
            True,
        ),
        # the older report gives two values: it contradicts itself, which is told there
        (
            said(HOSTING, {LAST: "9.91"}),
            [*each(NOW, {HOSTING: "9.19"}), *each(NOW, {HOSTING: "9.91"}, at=1)],
            False,
        ),
    ],
)
def test_prior_year(now: list[Fact], before: list[Fact], found: bool) -> None:
    findings = list(prior_year(now, before, [], 2023))
    assert len(findings) == found
    for one in findings:
        assert (one.rule, one.severity, one.metric) == ("prior-year", "warning", HOSTING)
        assert "2022 年度报告" in one.message
        assert one.stated in one.message
        assert one.computed in one.message
        assert set(one.places) <= {fact.place for fact in now}


@pytest.mark.parametrize(
    ("why", "severity"),
    [
        (reason("统计口径变化"), "info"),
        (reason("机构改革，职能划转"), "info"),
        (reason("厉行节约"), "warning"),
        (reason("统计口径变化", CARS), "warning"),
    ],
)
def test_a_change_of_scope_explains_it(why: Reason, severity: str) -> None:
    (found,) = prior_year(said(HOSTING, {LAST: "9.91"}), each(NOW, {HOSTING: "9"}), [why], 2023)
    assert found.severity == severity


REPORT = (
    "{unit}{year}年度部门决算公开说明\n第二部分 部门决算情况说明\n"
    "一、收入支出决算总体情况说明\n{year}年度收入总计{total}万元，支出总计{total}万元。\n"
    "三、支出决算情况说明\n本年支出{total}万元{change}。\n"
)
GREW = "，比上年增加30.00万元，增长33.33%，主要原因是人员增加"


def write(folder: Path, year: int, total: str, change: str = "", unit: str = "甲县财政局") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{unit}{year}.txt"
    path.write_text(
        REPORT.format(unit=unit, year=year, total=total, change=change), encoding="utf-8"
    )
    return path


def between(home: Home) -> list[tuple[int, Finding]]:
    """The findings between years in an index, with the year of the report that has them."""
    _, ledger = open_ledger(home, None)
    with contextlib.closing(ledger):
        years = {info.id: info.year for info in ledger.reports()}
        return [(years[r], f) for r, f in ledger.findings() if f.rule == "prior-year"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_two_years_of_one_unit(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    older = write(folder, 2022, "100.00")
    newer = write(folder, 2023, "120.00", GREW)
    update(home, [folder], None)
    ((year, found),) = between(home)
    assert (year, found.severity, found.metric) == (2023, "warning", "本年支出")
    assert (found.stated, found.computed) == ("90.00 万元", "100.00 万元")
    text = newer.read_text(encoding="utf-8")
    quotes = [text[place.start : place.end] for place in found.places]
    assert quotes == ["本年支出120.00万元", "比上年增加30.00万元"]
    update(home, [folder], None)
    assert len(between(home)) == 1
    older.unlink()
    update(home, [folder], None)
    assert between(home) == []


def test_the_older_report_may_come_later(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write(folder, 2023, "120.00", GREW)
    update(home, [folder], None)
    assert between(home) == []
    write(folder, 2022, "100.00")
    update(home, [folder], None)
    assert [year for year, _ in between(home)] == [2023]
    write(folder, 2022, "90.00")  # and may be put right
    update(home, [folder], None)
    assert between(home) == []


@pytest.mark.parametrize(
    ("unit", "year", "total"),
    [("乙县财政局", 2022, "100.00"), ("甲县财政局", 2021, "100.00"), ("甲县财政局", 2022, "90.00")],
)
def test_reports_that_do_not_contradict(
    home: Home, tmp_path: Path, unit: str, year: int, total: str
) -> None:
    folder = tmp_path / "reports"
    write(folder, year, total, unit=unit)
    write(folder, 2023, "120.00", GREW)
    update(home, [folder], None)
    assert between(home) == []


# -- juesuan audit ---------------------------------------------------------------------------------

KEYS = [
    *("report", "unit", "year", "section", "rule", "severity", "quote", "stated", "computed"),
    *("message", "places"),
]
LEVELS = {"error": "错误", "warning": "警告", "info": "提示"}
NONE = "没有符合条件的报告"


@dataclass(frozen=True)
class Done:
    """Exit code and streams of a call."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.split("\n") if line]


def call(home: Path, *args: str) -> Done:
    """`juesuan audit` in this process."""
    out, err = io.StringIO(), io.StringIO()
    pipe = signal.getsignal(signal.SIGPIPE)
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", ["juesuan", "--home", str(home), "audit", *args])
        patch.delenv("JUESUAN_EMBED_MODEL", raising=False)
        with pytest.raises(SystemExit) as end:
            main()
        signal.signal(signal.SIGPIPE, pipe)
    assert isinstance(end.value.code, int)
    return Done(end.value.code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def index(indexed: tuple[Home, list[Outcome]]) -> Path:
    return indexed[0].path


def line(report: Report) -> str:
    """What is said of a report's coverage, counted afresh."""
    owed = sum(c.holds + c.truncated + c.fails + c.not_evaluable for c in report.coverage)
    unknown = sum(c.not_evaluable for c in report.coverage)
    levels = Counter(found.severity for found in report.findings)
    given = "，".join(f"{name} {levels[level]}" for level, name in LEVELS.items())
    return (
        f"{report.unit} {report.year} 年度：应核对 {owed} 项，已核对 {owed - unknown} 项，"
        f"{unknown} 项缺少数据无法核对；{given}。"
    )


def check_record(record: dict[str, Any]) -> None:
    assert list(record) == KEYS
    assert type(record["year"]) is int
    assert all(type(record[key]) is str for key in KEYS if key not in ("year", "places"))
    assert record["severity"] in LEVELS
    assert record["rule"] in {*RULES, "prior-year"}
    assert record["places"]
    assert record["quote"] == record["places"][0]["quote"]
    for place in record["places"]:
        assert list(place) == ["file", "start", "end", "page", "quote"]
        assert place["page"] is None
        assert source(place["file"])[place["start"] : place["end"]] == place["quote"] != ""


def test_json_lines(index: Path, examined: dict[str, Report]) -> None:
    done = call(index, "--format", "jsonl")
    assert done.code == 0
    for record in done.records:
        check_record(record)
    listed = Counter((r["report"], r["rule"], r["severity"], r["message"]) for r in done.records)
    assert listed == Counter(
        (report.id, found.rule, found.severity, found.message)
        for report in examined.values()
        for found in report.findings
    )
    assert sorted(done.err.splitlines()) == sorted(map(line, examined.values()))


def test_a_table(index: Path, examined: dict[str, Report]) -> None:
    done = call(index)
    assert (done.code, done.err) == (0, "")
    rows = [row for row in done.out.splitlines() if row.startswith("|")]
    said = [row for row in done.out.splitlines() if not row.startswith("|")]
    assert sorted(said) == sorted(map(line, examined.values()))
    assert len(rows) == 2 + sum(len(report.findings) for report in examined.values())
    assert {row.count("|") for row in rows} == {9}
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
    assert {row[2] for row in cells} <= set(LEVELS.values())
    assert {row[3] for row in cells} <= {rule.name for rule in RULES.values()}
    slip = [row for row in cells if row[3] == RULES["unit-slip"].name]
    assert [(row[0], row[1], row[2], row[5], row[6]) for row in slip] == [
        ("乌鲁木齐市政务服务管理局", "2021", "错误", "127.89 元", "127.89 万元")
    ]


def test_markdown(index: Path, examined: dict[str, Report]) -> None:
    done = call(index, "--format", "md")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    heads = {f"## {report.unit} {report.year} 年度" for report in examined.values()}
    assert {row for row in lines if row.startswith("## ")} == heads
    assert set(map(line, examined.values())) <= set(lines)
    findings = [found for report in examined.values() for found in report.findings]
    assert Counter(row for row in lines if row.startswith("### ")) == Counter(
        f"### {LEVELS[found.severity]} · {RULES[found.rule].name}" for found in findings
    )
    assert {found.message for found in findings} <= set(lines)
    for report in examined.values():
        for one in report.coverage:
            rule = RULES[one.rule]
            counts = (one.owed, one.holds, one.truncated, one.fails, one.not_evaluable)
            cells = (rule.name, rule.wording, *map(str, counts))
            assert "| " + " | ".join(cells) + " |" in lines
    quotes = [row for row in lines if row.startswith("> ")]
    assert any(row.endswith("机关运行经费支出 127.89 元") for row in quotes)


def units(done: Done) -> set[tuple[str, int]]:
    return {(record["unit"], record["year"]) for record in done.records}


@pytest.mark.parametrize(
    ("args", "years"),
    [
        (["--year", "2023"], [2023, 2023]),
        (["--unit", "昌吉"], [2022]),
        (["--unit", "高新"], [2023]),
        (["--unit", "乌鲁木齐市政务服务管理局"], [2021]),
        (["--unit", "乌鲁木齐市", "--year", "2024"], [2024]),
    ],
)
def test_filters(index: Path, args: Sequence[str], years: list[int]) -> None:
    done = call(index, *args, "--format", "jsonl")
    assert done.code == 0
    told = re.findall(r"(?m)^(.+) (\d{4}) 年度：", done.err)
    assert [int(year) for _, year in told] == years
    assert units(done) <= {(unit, int(year)) for unit, year in told}
    assert {year for _, year in units(done)} == set(years)


@pytest.mark.parametrize("form", ["table", "md", "jsonl"])
@pytest.mark.parametrize("args", [["--year", "1900"], ["--unit", "没有的单位"]])
def test_no_report_matches(index: Path, form: str, args: Sequence[str]) -> None:
    done = call(index, *args, "--format", form)
    assert (done.code, done.out) == (0, "")
    assert NONE in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["--format", "xml"], "jsonl"),
        (["--format", "csv"], "csv"),
        (["--year", "去年"], "year"),
        (["--loud"], "--loud"),
    ],
)
def test_wrong_usage(index: Path, args: Sequence[str], word: str) -> None:
    done = call(index, *args)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("错误：")
    assert word in done.err


@pytest.mark.parametrize("form", ["table", "jsonl", "xml"])
def test_no_index(tmp_path: Path, form: str) -> None:
    done = call(tmp_path / "none", "--format", form)
    assert (done.code, done.out) == (2 if form == "xml" else 3, "")
    assert ("juesuan index" in done.err) is (form != "xml")


def test_a_report_without_findings_says_so(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    sections = "三公 机关运行经费 政府采购 国有资产占用 预算绩效"
    path = write(folder, 2023, "120.00")
    whole = path.read_text(encoding="utf-8") + "".join(
        f"{number}、{name}情况说明\n无。\n"
        for number, name in zip("四五六七八", sections.split(), strict=True)
    )
    path.write_text(whole, encoding="utf-8")
    update(home, [folder], None)
    assert call(home.path, "--format", "jsonl").out == ""
    assert "没有发现" in call(home.path, "--format", "md").out
    table = call(home.path).out
    assert "|" not in table
    assert "错误 0，警告 0，提示 0。" in table


def test_a_finding_between_years_is_listed(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write(folder, 2022, "100.00")
    write(folder, 2023, "120.00", GREW)
    update(home, [folder], None)
    done = call(home.path, "--year", "2023", "--format", "jsonl")
    (record,) = [record for record in done.records if record["rule"] == "prior-year"]
    check_record(record)
    assert (record["severity"], record["stated"]) == ("warning", "90.00 万元")
    assert "prior-year" not in call(home.path).out  # a name for reading
    assert record["message"] in call(home.path, "--format", "md").out


def test_the_installed_command(index: Path) -> None:
    script = Path(sys.executable).with_name("juesuan")
    done = subprocess.run(
        [script, "--home", str(index), "audit", "--year", "2021", "--format", "jsonl"],
        capture_output=True,
        check=True,
    )
    records = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    assert sum(record["severity"] == "error" for record in records) == len(ERRORS)
    assert "应核对" in done.stderr.decode("utf-8")
