"""The ledger: what goes in comes out, to the last digit, and is found again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from index.errors import IndexUnavailableError
from index.model import Amount, Chunk, Fact, Place, Report
from index.store import IndexedFile, Ledger, tokens

KEYS = ["2021", "2022", "2023", "高新", "2024"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite", create=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def full(examined: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of the five reports; tests only read it."""
    opened = Ledger(tmp_path_factory.mktemp("store") / "ledger.sqlite", create=True)
    for report in examined.values():
        opened.put(report)
    yield opened
    opened.close()


def small(name: str = "r1", metric: str = "收入总计", text: str = "收入总计1.00万元") -> Report:
    amount = Amount(Decimal("1.00"), Decimal("0.01"), "万元", "1.00")
    place = Place(0, len(text))
    return Report(
        id=name,
        unit="某某市财政局",
        year=2023,
        file=Path("x.txt"),
        sha256=name,
        text=text,
        facts=(Fact("一", "全部", "汇总", metric, "决算数", amount, place, place),),
        chunks=(Chunk(f"{name}-1", "一", "收支总体", "某某市财政局 · 2023年度", text, place),),
    )


# -- round trip ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_what_goes_in_comes_out(examined: dict[str, Report], full: Ledger, key: str) -> None:
    report = examined[key]
    one = [report.id]
    assert full.text(report.id) == report.text
    assert full.facts(one) == [(report.id, fact) for fact in report.facts]
    assert full.reasons(one) == [(report.id, reason) for reason in report.reasons]
    assert full.definitions(one) == [(report.id, item) for item in report.definitions]
    assert full.sheets(one) == [(report.id, sheet) for sheet in report.sheets]
    assert full.rows(one) == [(report.id, row) for row in report.rows]
    assert full.all_chunks(report.id) == list(report.chunks)
    info = next(info for info in full.reports() if info.id == report.id)
    assert (info.unit, info.year, info.sha256) == (report.unit, report.year, report.sha256)
    assert (info.former, info.members) == (report.former, report.members)
    assert (info.file, info.facts) == (str(report.file), len(report.facts))


@pytest.mark.parametrize(
    ("value", "quantum", "measure", "printed"),
    [
        ("0.00", "0.01", "万元", "0.00"),
        ("0", "1", "万元", "0"),
        ("-13604.76", "0.01", "万元", "13,604.76"),
        ("0.010", "0.001", "%", "0.010"),
        ("1E+2", "1", "人", "100"),
        ("99999999999999999999.999999", "0.000001", "元", "99999999999999999999.999999"),
        ("0.1", "0.1", "", "0.1"),
    ],
)
def test_amounts_are_exact(
    ledger: Ledger, value: str, quantum: str, measure: str, printed: str
) -> None:
    report = small()
    amount = Amount(Decimal(value), Decimal(quantum), measure, printed)
    ledger.put(replace(report, facts=(replace(report.facts[0], amount=amount, code="2010301"),)))
    ((_, fact),) = ledger.facts()
    assert (str(fact.amount.value), str(fact.amount.quantum)) == (value, quantum)
    assert (fact.amount.measure, fact.amount.text) == (measure, printed)
    assert fact.code == "2010301"


def test_text_is_kept_as_it_is(ledger: Ledger) -> None:
    text = " 一\r\n\n二\t“三公”'; DROP TABLE facts; --\u3000\U0002a6a5"
    ledger.put(small(text=text))
    assert ledger.text("r1") == text


def test_reports_come_by_year_and_unit(full: Ledger) -> None:
    assert [info.year for info in full.reports()] == [2021, 2022, 2023, 2023, 2024]


# -- writing ---------------------------------------------------------------------------------------


def rows_of(path: Path) -> dict[str, int]:
    """How many rows each table has: all but what the program says of itself."""
    with sqlite3.connect(path) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if name not in ("meta", "files") and not name.startswith(("passages_", "sqlite_"))
        ]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }


def test_a_report_is_removed_everywhere(
    examined: dict[str, Report], ledger: Ledger, tmp_path: Path
) -> None:
    ledger.put(examined["高新"])
    before = rows_of(tmp_path / "ledger.sqlite")
    ledger.put(examined["2024"])
    ledger.remove(examined["2024"].id)
    assert rows_of(tmp_path / "ledger.sqlite") == before
    ledger.remove(examined["高新"].id)
    assert set(rows_of(tmp_path / "ledger.sqlite").values()) == {0}
    assert ledger.search("三公经费", 5) == []
    assert ledger.reports() == []
    ledger.remove("never stored")


def test_a_report_put_twice_is_stored_once(
    examined: dict[str, Report], ledger: Ledger, tmp_path: Path
) -> None:
    ledger.put(examined["高新"])
    before = rows_of(tmp_path / "ledger.sqlite")
    ledger.put(examined["高新"])
    assert rows_of(tmp_path / "ledger.sqlite") == before


def test_a_report_is_replaced(ledger: Ledger) -> None:
    ledger.put(small(text="甲乙丙"))
    ledger.put(small(metric="支出总计", text="丁戊己"))
    assert [fact.metric for _, fact in ledger.facts()] == ["支出总计"]
    assert ledger.search("甲乙丙", 5) == []
    assert [key for key, _ in ledger.search("丁戊己", 5)] == ["r1-1"]
    assert ledger.chunks(["r1-1"])["r1-1"][1].text == "丁戊己"


def test_the_register_of_files(ledger: Ledger) -> None:
    first = IndexedFile("/a/x.txt", "/a", "s1", "r1")
    second = IndexedFile("/b/y.txt", "/b/y.txt", "s2", "r1")
    ledger.set_files([second, first])
    assert ledger.files() == [first, second]
    ledger.set_files([second])
    assert ledger.files() == [second]
    ledger.set_files([])
    assert ledger.files() == []


def test_meta(ledger: Ledger, tmp_path: Path) -> None:
    ledger.set_meta({"schema": "1", "embed_model": ""})
    ledger.set_meta({"schema": "2"})
    assert ledger.meta == {"schema": "2", "embed_model": ""}
    again = Ledger(tmp_path / "ledger.sqlite")
    assert again.meta == ledger.meta
    again.close()


# -- reading ---------------------------------------------------------------------------------------


def test_facts_by_metric_and_report(examined: dict[str, Report], full: Ledger) -> None:
    report = examined["2023"]
    found = full.facts([report.id], ["公务用车保有量"])
    assert [(f.metric, f.amount.text) for _, f in found] == [("公务用车保有量", "77")]
    assert {r for r, _ in full.facts(metrics=["公务用车保有量"])} == {
        r.id for r in examined.values()
    }
    assert full.facts([]) == []
    assert full.facts(["no such report"]) == []
    assert full.facts(metrics=[]) == []


def test_facts_by_the_start_of_their_metric(ledger: Ledger) -> None:
    for number, metric in enumerate(["项目:A%", "项目:AB", "项目:A_", "整体支出"]):
        ledger.put(small(f"r{number}", metric))
    assert {f.metric for _, f in ledger.facts(prefix="项目:")} == {"项目:A%", "项目:AB", "项目:A_"}
    assert {f.metric for _, f in ledger.facts(prefix="项目:A%")} == {"项目:A%"}
    assert {f.metric for _, f in ledger.facts(prefix="项目:A_")} == {"项目:A_"}


def test_reasons_by_metric(examined: dict[str, Report], full: Ledger) -> None:
    report = examined["2023"]
    (found,) = [r for _, r in full.reasons([report.id], ["公务接待费"]) if r.basis == "上年"]
    assert found.text.startswith("本年度根据市委市政府工作安排")
    assert full.reasons([], ["公务接待费"]) == []


def test_metrics_are_distinct(ledger: Ledger) -> None:
    report = small()
    ledger.put(replace(report, facts=report.facts * 3))
    assert ledger.metrics() == [("r1", "收入总计")]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("公车12辆", ["公", "车", "公车", "12", "辆"]),
        ("EMS寄递", ["ems", "寄", "递", "寄递"]),
        ("１２３４５热线", ["12345", "热", "线", "热线"]),
        ("", []),
        ("，。（）", []),
    ],
)
def test_tokens(text: str, terms: list[str]) -> None:
    assert tokens(text) == terms


@pytest.mark.parametrize(
    ("query", "key", "kind", "words"),
    [
        ("12345热线受理量", "2024", "自评表", "热线受理"),
        ("三公经费接待费为什么增加", "2023", "三公", "公务接待次数"),
        ("访惠聚工作队经费", "2022", "自评表", "访惠聚"),
        ("机关运行经费是什么意思", "2021", "名词解释", "为保障行政单位"),
        ("政务大厅搬迁", "高新", "机关运行经费", "政务大厅搬迁"),
    ],
)
def test_passages_are_found(
    examined: dict[str, Report], full: Ledger, query: str, key: str, kind: str, words: str
) -> None:
    hits = full.search(query, 3, [examined[key].id])
    assert 0 < len(hits) <= 3
    assert [score for _, score in hits] == sorted((s for _, s in hits), reverse=True)
    found = full.chunks([chunk for chunk, _ in hits])
    assert {report for report, _ in found.values()} == {examined[key].id}
    assert any(c.kind == kind and words in c.text for _, c in found.values())


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "a AND b OR NOT (c",
        "收入*",
        "NEAR(三 公)",
        "terms:收入",
        "rowid",
        "';--",
        "-收入",
        "^收",
    ],
)
def test_no_query_is_an_error(full: Ledger, query: str) -> None:
    assert len(full.search(query, 2)) <= 2


@pytest.mark.parametrize("query", ["", "，。", "？！", "😀"])
def test_nothing_is_found_without_words(full: Ledger, query: str) -> None:
    assert full.search(query, 5) == []


def test_search_in_no_report_finds_nothing(full: Ledger) -> None:
    assert full.search("收入总计", 5, ["no such report"]) == []


def test_search_in_an_empty_list_of_reports_finds_nothing(full: Ledger) -> None:
    assert full.search("收入总计", 5, []) == []


# -- what is no ledger -----------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError, match=r"ledger\.sqlite"):
        Ledger(tmp_path / "ledger.sqlite")
    assert not (tmp_path / "ledger.sqlite").exists()


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100, b"SQLite format 3\0" * 80])
def test_a_broken_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(content)
    with pytest.raises(IndexUnavailableError, match=r"ledger\.sqlite"):
        Ledger(path)


def test_another_database(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    with pytest.raises(IndexUnavailableError, match=r"ledger\.sqlite"):
        Ledger(path)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError):
        Ledger(tmp_path)
