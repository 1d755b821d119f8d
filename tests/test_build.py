"""The path of a report into the index: what changes, what stays, and what a kill leaves behind."""

from __future__ import annotations

import importlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import Home, Outcome, build, open_ledger, update
from index.embedding import Embedder, load_embedder
from index.errors import IndexMismatchError, IndexUnavailableError, InputError
from index.home import LEDGER, SCHEMA, VECTORS
from index.model import Report
from index.store import Ledger
from index.vectors import VectorStore

REPORT = (
    "{unit}{year}年度部门决算公开说明\n第二部分 部门决算情况说明\n"
    "一、收入支出决算总体情况说明\n{year}年度收入总计{total}万元，支出总计{total}万元。\n"
    "二、收入决算情况说明\n本年收入{total}万元，其中：财政拨款收入{total}万元，占100.00%。\n"
    "三、支出决算情况说明\n本年支出{total}万元，其中：基本支出{total}万元，占100.00%。\n"
)


def write(path: Path, unit: str = "甲县财政局", year: int = 2023, total: str = "100.00") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.format(unit=unit, year=year, total=total), encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports."""
    write(tmp_path / "reports" / "a.txt", "甲县财政局")
    write(tmp_path / "reports" / "b.txt", "乙县财政局", total="200.00")
    return tmp_path / "reports"


@contextmanager
def reading(home: Home) -> Iterator[Ledger]:
    _, ledger = open_ledger(home, None)
    try:
        yield ledger
    finally:
        ledger.close()


def statuses(outcomes: Sequence[Outcome]) -> dict[str, str]:
    return {Path(outcome.file).name: outcome.status for outcome in outcomes}


def units(home: Home) -> list[str]:
    with reading(home) as ledger:
        return [info.unit for info in ledger.reports()]


def files(home: Home) -> dict[str, str]:
    """Which file each unit's report is said to come from."""
    with reading(home) as ledger:
        return {info.unit: Path(info.file).name for info in ledger.reports()}


def totals(home: Home) -> set[str]:
    with reading(home) as ledger:
        return {f.amount.text for _, f in ledger.facts(metrics=["收入总计"])}


@cache
def embedder() -> Embedder:
    return load_embedder(None)


def agrees(home: Home) -> None:
    """The ledger, its passages and the vectors hold the same chunks."""
    directory, ledger = open_ledger(home, None)
    chunks = {c.id for info in ledger.reports() for c in ledger.all_chunks(info.id)}
    found = {key for key, _ in ledger.search("收入总计 本年收入 本年支出", 1000)}
    registered = {file.report for file in ledger.files()}
    assert registered == {info.id for info in ledger.reports()}
    ledger.close()
    assert found <= chunks
    store = VectorStore(directory / VECTORS)
    hits = {key for key, _ in store.search(embedder().encode(["收入"])[0], 1000)}
    count = store.count()
    store.close()
    assert hits == chunks
    assert count == len(chunks)


# -- what changes and what stays -------------------------------------------------------------------


def test_the_corpus(
    indexed: tuple[Home, list[Outcome]], examined: dict[str, Report], corpus: Path
) -> None:
    home, outcomes = indexed
    assert {(o.unit, o.year, o.facts, o.status) for o in outcomes} == {
        (r.unit, r.year, len(r.facts), "indexed") for r in examined.values()
    }
    assert {o.file for o in outcomes} == {str(path.resolve()) for path in corpus.glob("*.txt")}
    assert sorted(units(home)) == sorted(report.unit for report in examined.values())
    with reading(home) as ledger:
        for report in examined.values():
            assert ledger.all_chunks(report.id) == list(report.chunks)
    agrees(home)


def test_indexing_again_changes_nothing(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    before, again = home.current(), []
    for _ in range(2):
        again = update(home, [folder], None)
        assert home.current() == before
    assert statuses(again) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert len(list((home.path / "generations").iterdir())) == 1


def test_a_changed_file_is_replaced_everywhere(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    before = home.current()
    write(folder / "a.txt", "甲县财政局", total="333.00")
    outcomes = update(home, [folder], None)
    assert statuses(outcomes) == {"a.txt": "indexed", "b.txt": "unchanged"}
    assert home.current() != before
    assert totals(home) == {"333.00", "200.00"}
    with reading(home) as ledger:
        assert len(ledger.reports()) == 2
        assert not any(
            "100.00万元" in c.text for i in ledger.reports() for c in ledger.all_chunks(i.id)
        )
    agrees(home)


def test_a_file_that_vanished_from_a_folder_is_removed_everywhere(
    home: Home, folder: Path, tmp_path: Path
) -> None:
    other = write(tmp_path / "other" / "c.txt", "丙县财政局", total="300.00")
    update(home, [folder, other.parent], None)
    (folder / "a.txt").unlink()
    outcomes = update(home, [folder], None)
    assert statuses(outcomes) == {"a.txt": "removed", "b.txt": "unchanged"}
    assert sorted(units(home)) == ["丙县财政局", "乙县财政局"]
    assert totals(home) == {"200.00", "300.00"}
    agrees(home)


def test_the_last_file_of_a_folder_may_go(home: Home, folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other" / "c.txt", "丙县财政局")
    update(home, [folder, other], None)
    for file in folder.iterdir():
        file.unlink()
    assert statuses(update(home, [folder], None)) == {"a.txt": "removed", "b.txt": "removed"}
    assert units(home) == ["丙县财政局"]
    agrees(home)


def test_other_reports_stay(home: Home, folder: Path, tmp_path: Path) -> None:
    update(home, [folder], None)
    other = write(tmp_path / "other" / "c.txt", "丙县财政局")
    assert statuses(update(home, [other], None)) == {"c.txt": "indexed"}
    assert sorted(units(home)) == ["丙县财政局", "乙县财政局", "甲县财政局"]
    # A file that was named alone is not removed when it vanishes: nobody asked about it.
    other.unlink()
    update(home, [folder], None)
    assert len(units(home)) == 3
    agrees(home)


def test_folders_in_folders_and_hidden_files(home: Home, tmp_path: Path) -> None:
    write(tmp_path / "r" / "2023" / "a.txt")
    write(tmp_path / "r" / "2023" / "b.MD", "乙县财政局")
    write(tmp_path / "r" / ".draft" / "c.txt", "丙县财政局")
    write(tmp_path / "r" / ".d.txt", "丁县财政局")
    (tmp_path / "r" / "notes.docx").write_bytes(b"PK")
    outcomes = update(home, [tmp_path / "r"], None)
    assert statuses(outcomes) == {"a.txt": "indexed", "b.MD": "indexed", "notes.docx": "skipped"}


def test_a_file_named_twice_is_read_once(home: Home, folder: Path) -> None:
    outcomes = update(home, [folder, folder / "a.txt", folder], None)
    assert statuses(outcomes) == {"a.txt": "indexed", "b.txt": "indexed"}
    assert len(outcomes) == 2


def test_only_the_last_two_generations_are_kept(home: Home, folder: Path) -> None:
    kept = []
    for number in range(4):
        write(folder / "a.txt", total=f"{number}.00")
        update(home, [folder], None)
        kept.append(home.current())
    assert len(set(kept)) == 4
    assert sorted((home.path / "generations").iterdir()) == kept[-2:]


def test_a_reader_goes_on_while_a_writer_writes(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    with reading(home) as ledger:
        write(folder / "a.txt", "甲县财政局", total="333.00")
        update(home, [folder], None)
        assert {f.amount.text for _, f in ledger.facts(metrics=["收入总计"])} == {
            "100.00",
            "200.00",
        }
    assert totals(home) == {"333.00", "200.00"}


# -- copies ----------------------------------------------------------------------------------------


def test_a_copy_is_kept_once(home: Home, folder: Path) -> None:
    (folder / "c.txt").write_bytes((folder / "a.txt").read_bytes())
    outcomes = update(home, [folder], None)
    assert statuses(outcomes) == {"a.txt": "indexed", "b.txt": "indexed", "c.txt": "duplicate"}
    assert "a.txt" in next(o.message for o in outcomes if o.status == "duplicate")
    assert len(units(home)) == 2
    assert statuses(update(home, [folder], None))["c.txt"] == "unchanged"
    agrees(home)


def test_the_copy_stays_when_the_original_goes(home: Home, folder: Path) -> None:
    (folder / "c.txt").write_bytes((folder / "a.txt").read_bytes())
    update(home, [folder], None)
    (folder / "a.txt").unlink()
    update(home, [folder], None)
    assert sorted(units(home)) == ["乙县财政局", "甲县财政局"]
    agrees(home)


def test_a_report_names_the_copy_when_the_original_is_gone(home: Home, folder: Path) -> None:
    (folder / "c.txt").write_bytes((folder / "a.txt").read_bytes())
    update(home, [folder], None)
    (folder / "a.txt").unlink()
    update(home, [folder], None)
    assert files(home) == {"甲县财政局": "c.txt", "乙县财政局": "b.txt"}


def test_a_renamed_file(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    (folder / "a.txt").rename(folder / "z.txt")
    update(home, [folder], None)
    assert files(home) == {"甲县财政局": "z.txt", "乙县财政局": "b.txt"}


def test_files_that_change_places(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    first, second = (folder / "a.txt").read_bytes(), (folder / "b.txt").read_bytes()
    (folder / "a.txt").write_bytes(second)
    (folder / "b.txt").write_bytes(first)
    update(home, [folder], None)
    assert files(home) == {"甲县财政局": "b.txt", "乙县财政局": "a.txt"}


# -- files that cannot be used ---------------------------------------------------------------------

BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": " \n\u3000\n".encode(),
    "binary.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
    "zeros.txt": "决算\0".encode(),
    "gbk.txt": "某某市财政局2023年度部门决算公开说明".encode("gbk"),
    "cut.txt": "决算".encode()[:-1],
    "poem.txt": "春眠不觉晓，处处闻啼鸟。".encode(),
    "budget.md": "甲县财政局2023年度部门预算公开\n一、收入预算\n1.00万元。\n".encode(),
}


def test_bad_files_fail_one_by_one_and_the_rest_goes_on(home: Home, folder: Path) -> None:
    for name, content in BAD.items():
        (folder / name).write_bytes(content)
    outcomes = update(home, [folder], None)
    assert statuses(outcomes) == {
        **dict.fromkeys(BAD, "failed"),
        "a.txt": "indexed",
        "b.txt": "indexed",
    }
    for outcome in outcomes:
        if outcome.status == "failed":
            assert outcome.message
            assert outcome.facts == 0
    assert sorted(units(home)) == ["乙县财政局", "甲县财政局"]
    assert statuses(update(home, [folder], None))["b.txt"] == "unchanged"
    agrees(home)


@pytest.mark.parametrize("name", ["report.docx", "report.pdf.zip", "report"])
def test_a_file_of_another_format(home: Home, folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"PK\x03\x04")
    outcomes = update(home, [folder / name, folder / "a.txt"], None)
    assert statuses(outcomes) == {name: "failed", "a.txt": "indexed"}
    message = outcomes[0].message
    assert name in message
    assert ".txt" in message


def test_a_file_that_broke_leaves_the_others(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    (folder / "a.txt").write_bytes(b"\xff\xfe broken")
    outcomes = update(home, [folder], None)
    assert statuses(outcomes) == {"a.txt": "failed", "b.txt": "unchanged"}
    assert "乙县财政局" in units(home)
    agrees(home)


def test_nothing_but_bad_files(home: Home, tmp_path: Path) -> None:
    (tmp_path / "poem.txt").write_bytes(BAD["poem.txt"])
    outcomes = update(home, [tmp_path / "poem.txt"], None)
    assert statuses(outcomes) == {"poem.txt": "failed"}
    with pytest.raises(IndexUnavailableError):
        open_ledger(home, None)


@pytest.mark.parametrize("make", ["missing", "empty", "unsupported"])
def test_nothing_to_index(home: Home, tmp_path: Path, make: str) -> None:
    place = tmp_path / "nothing"
    if make != "missing":
        place.mkdir()
    if make == "unsupported":
        (place / "a.docx").write_bytes(b"PK")
    with pytest.raises(InputError, match="nothing"):
        update(home, [place], None)
    assert home.current() is None


def test_a_missing_path_leaves_the_index_as_it_is(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    before = home.current()
    with pytest.raises(InputError, match=r"gone\.txt"):
        update(home, [folder, folder / "gone.txt"], None)
    assert home.current() == before
    assert len(units(home)) == 2


# -- writers that fail, are killed, or meet --------------------------------------------------------


class Broken:
    """An embedder that fails."""

    identity = "broken"
    dimension = 128

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise RuntimeError(f"no vectors for {len(texts)} texts")


def fail(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an update fail in the middle of writing."""
    with monkeypatch.context() as patch:
        patch.setattr(build, "load_embedder", lambda _: Broken())
        with pytest.raises(RuntimeError, match="no vectors"):
            update(home, [folder], None)


def test_an_error_while_writing_leaves_the_old_index(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(home, [folder], None)
    before = home.current()
    assert before is not None
    write(folder / "a.txt", "甲县财政局", total="333.00")
    fail(home, folder, monkeypatch)
    assert home.current() == before
    assert list((home.path / "generations").iterdir()) == [before]
    assert totals(home) == {"100.00", "200.00"}
    agrees(home)


def test_after_an_error_the_same_process_may_write(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(home, [folder], None)
    write(folder / "a.txt", "甲县财政局", total="333.00")
    fail(home, folder, monkeypatch)
    update(home, [folder], None)
    assert totals(home) == {"333.00", "200.00"}
    agrees(home)


SLOW = """
import sys, time
from pathlib import Path
from index import Home, build

class Slow:
    identity, dimension = "slow", 128
    def encode(self, texts):
        print("writing", flush=True)
        time.sleep(120)

build.load_embedder = lambda spec: Slow()
build.update(Home(Path(sys.argv[1])), [Path(sys.argv[2])], None)
"""


def test_a_writer_that_is_killed_leaves_the_old_index(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    before = home.current()
    write(folder / "a.txt", "甲县财政局", total="333.00")
    write(folder / "c.txt", "丙县财政局", total="444.00")
    writer = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(home.path), str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    try:
        assert writer.stdout.readline() == "writing\n"
        # In the middle of its work: the old index is read, and a second writer is sent away.
        assert totals(home) == {"100.00", "200.00"}
        with pytest.raises(InputError, match="另一个进程"):
            update(home, [folder], None)
    finally:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
    assert home.current() == before
    assert totals(home) == {"100.00", "200.00"}
    agrees(home)
    assert len(list((home.path / "generations").iterdir())) == 2  # what the writer left
    outcomes = update(home, [folder], None)
    assert statuses(outcomes) == {"a.txt": "indexed", "b.txt": "unchanged", "c.txt": "indexed"}
    assert totals(home) == {"333.00", "200.00", "444.00"}
    agrees(home)
    assert set((home.path / "generations").iterdir()) == {before, home.current()}


def test_a_kill_before_the_switch_leaves_no_trace(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    before = home.current()
    (home.path / "current.new").write_text("000099\n", encoding="utf-8")
    home.begin()
    assert home.current() == before
    write(folder / "a.txt", total="333.00")
    update(home, [folder], None)
    assert totals(home) == {"333.00", "200.00"}


def test_two_writers(home: Home, folder: Path) -> None:
    with home.writing(), pytest.raises(InputError, match="另一个进程") as caught:
        update(home, [folder], None)
    assert str(home.path) in str(caught.value)
    assert statuses(update(home, [folder], None)) == {"a.txt": "indexed", "b.txt": "indexed"}


def test_a_home_that_cannot_be_written(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="file"):
        update(Home(tmp_path / "file" / "home"), [folder], None)


# -- an index that does not fit --------------------------------------------------------------------


def test_no_index(home: Home) -> None:
    with pytest.raises(IndexUnavailableError, match="juesuan index") as caught:
        open_ledger(home, None)
    assert str(home.path) in str(caught.value)


def test_a_pointer_to_nowhere(home: Home) -> None:
    home.path.mkdir()
    (home.path / "current").write_text("000007\n", encoding="utf-8")
    with pytest.raises(IndexUnavailableError):
        open_ledger(home, None)


def tamper(home: Home, **values: str) -> None:
    """Let the index say something else of itself."""
    directory = home.current()
    assert directory is not None
    ledger = Ledger(directory / LEDGER)
    ledger.set_meta(values)
    ledger.close()


@pytest.mark.parametrize(
    ("values", "embed_model", "words"),
    [
        ({"embed_model": "BAAI/bge-small-zh-v1.5"}, None, ["BAAI/bge-small-zh-v1.5", "内置模型"]),
        ({}, "BAAI/bge-small-zh-v1.5", ["BAAI/bge-small-zh-v1.5", "内置模型"]),
        ({"schema": "0"}, None, ["版本 0", SCHEMA]),
    ],
)
def test_an_index_of_another_kind_is_refused(
    home: Home, folder: Path, values: dict[str, str], embed_model: str | None, words: list[str]
) -> None:
    update(home, [folder], None)
    tamper(home, **values)
    with pytest.raises(IndexMismatchError, match="juesuan index") as caught:
        open_ledger(home, embed_model)
    for word in [*words, str(home.path)]:
        assert word in str(caught.value)


@pytest.mark.parametrize("values", [{"embed_model": "other"}, {"schema": "0"}])
def test_an_index_of_another_kind_is_made_anew(
    home: Home, folder: Path, values: dict[str, str]
) -> None:
    update(home, [folder], None)
    tamper(home, **values)
    said: list[str] = []
    outcomes = update(home, [folder], None, said.append)
    assert statuses(outcomes) == {"a.txt": "indexed", "b.txt": "indexed"}
    assert any("重新建立" in line for line in said)
    assert len(units(home)) == 2
    agrees(home)


def test_an_index_of_other_weights_is_made_anew(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    tamper(home, embedding="juesuan-static-1:000000000000")
    write(folder / "c.txt", "丙县财政局")
    outcomes = update(home, [folder], None)
    assert statuses(outcomes) == dict.fromkeys(("a.txt", "b.txt", "c.txt"), "indexed")


def test_an_unreadable_ledger(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    directory = home.current()
    assert directory is not None
    (directory / LEDGER).write_bytes(b"no database at all" * 100)
    with pytest.raises(IndexUnavailableError, match="juesuan index") as caught:
        open_ledger(home, None)
    assert str(directory / LEDGER) in str(caught.value)
    said: list[str] = []
    assert set(statuses(update(home, [folder], None, said.append)).values()) == {"indexed"}
    assert any("重新建立" in line for line in said)
    agrees(home)


def test_a_missing_ledger(home: Home, folder: Path) -> None:
    update(home, [folder], None)
    directory = home.current()
    assert directory is not None
    (directory / LEDGER).unlink()
    with pytest.raises(IndexUnavailableError):
        open_ledger(home, None)
    assert set(statuses(update(home, [folder], None)).values()) == {"indexed"}
    agrees(home)


def test_the_public_face_does_not_depend_on_the_order_of_imports() -> None:
    importlib.import_module("index.extract")
    from index import examine

    assert callable(examine)
