"""The command line: contracts, exit codes, streams.

What depends on the process (streams, encodings, signals, imports) goes through the installed
console script; wrong usage that ends before any work is run in this process, for speed.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sound import says, source

from assistant.cli import main

pytest_plugins = ("built",)

SCRIPT = Path(sys.executable).with_name("juesuan")
CORPUS = Path(__file__).parents[1] / "corpus"
SMALL = next(CORPUS.glob("*高新区*.txt"))
WHY = "2023年三公经费为什么下降？"
THREADS = [
    {"question": "昌吉政务局2022年三公经费多少？", "thread": "甲"},
    {"question": "数发局2024年公务接待费多少？", "thread": "乙"},
    {"question": "为什么？", "thread": "甲"},
    {"question": "为什么？", "thread": "乙"},
    {"question": "昌吉政务局2022年接待费多少？"},
]
PLAIN = ("昌吉政务局2022年三公经费多少？", "", "  今天天气怎么样？ ", "{不是JSON")
FACT_KEYS = [
    *("report", "unit", "year", "section", "fund", "entity", "metric", "aspect"),
    *("value", "measure", "quote", "file", "start", "end", "page"),
]
REPORT_KEYS = ["report", "unit", "year", "facts", "file"]
Types = Mapping[str, tuple[type, ...]]
_NONE = (type(None),)
ANSWER_TYPES: Types = (
    dict.fromkeys(("question", "status", "answer"), (str,))
    | dict.fromkeys(("citations", "figures", "warnings", "options", "tables", "next"), (list,))
    | {"model": _NONE, "elapsed_ms": (float,)}
)
CITATION_TYPES: Types = (
    {"mark": (int,), "report": (str,), "unit": (str,), "year": (int,), "section": (str,)}
    | {"quote": (str,), "file": (str,), "start": (int,), "end": (int,)}
    | dict.fromkeys(("page", "box", "table", "row", "column", "sheet", "cell"), _NONE)
)
FIGURE_TYPES: Types = dict.fromkeys(("text", "value", "measure", "outcome"), (str,)) | {
    "citation": (int,),
    "formula": (str, *_NONE),
    "finding": (str, *_NONE),
}
WARNING_TYPES: Types = {"code": (str,), "message": (str,), "citation": (int, *_NONE)}


@dataclass(frozen=True)
class Call:
    """Arguments, what of the environment differs, the exit code, and whether a process is made."""

    args: tuple[str | bytes, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    code: int = 0
    inside: bool = False


@dataclass(frozen=True)
class Done:
    """What a call gave."""

    call: Call
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.text.splitlines()]


def environment(**changes: str) -> dict[str, str]:
    """The environment without the project's own settings, but for `changes`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUESUAN", "PYTHON"))}
    return {**kept, **changes}


def _calls(built: Path, work: Path) -> dict[str, Call]:
    """Every call of this module that only reads, by name."""
    here = {"JUESUAN_HOME": str(built)}
    garbled = work / "garbled"
    shutil.copytree(built, garbled)
    for ledger in garbled.rglob("ledger.sqlite"):
        ledger.write_bytes(b"no database" * 99)
    older = work / "older"
    shutil.copytree(built, older)
    for ledger in older.rglob("ledger.sqlite"):
        with sqlite3.connect(ledger) as connection:
            connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    none, empty = work / "none", work / "empty"
    empty.mkdir()
    letter = work / "letter"
    letter.mkdir()
    (letter / "信.txt").write_text("你好。", encoding="utf-8")
    files = {
        "plain": "\n".join(PLAIN[:3]).encode(),
        "bom": "\ufeff三公经费多少？\r\n昌吉呢？\r\n".encode(),
        "threads": "\n".join(json.dumps(t, ensure_ascii=False) for t in THREADS).encode(),
        "broken": ('{"question": "三公经费多少？"}\n' + PLAIN[3]).encode(),
        "nameless": '{"ask": "三公经费多少？"}'.encode(),
        "number": b'{"question": 5}',
        "latin": "三公经费多少？".encode("gbk"),
        "surrogate": b'{"question": "\\ud800 2022"}\n',
    }
    for name, content in files.items():
        (work / name).write_bytes(content)

    def batch(name: str, code: int = 0, *, inside: bool = False) -> Call:
        return Call(("ask", "--batch", str(work / name)), here, code, inside)

    def wrong(*args: str, home: Path = built, code: int = 2) -> Call:
        return Call(args, {"JUESUAN_HOME": str(home)}, code, inside=True)

    return {
        "help": Call(("--help",)),
        "ask": Call(("ask", WHY), here),
        "ask json": Call(("ask", WHY, "--json"), here),
        "ask home": Call(
            ("--home", str(built), "ask", "今天天气怎么样？", "--json"), {"JUESUAN_HOME": str(none)}
        ),
        "ask gbk": Call(("ask", WHY), {**here, "PYTHONIOENCODING": "gbk"}),
        "ask bytes": Call(("ask", "三公经费多少？".encode("gbk"), "--json"), here, 2),
        "facts csv": Call(("facts", "--unit", "昌吉", "--metric", "接待", "--format", "csv"), here),
        "facts jsonl": Call(
            ("facts", "--year", "2023", "--section", "三公", "--format", "jsonl"), here
        ),
        "facts table": Call(("facts", "--unit", "数字化", "--metric", "公务接待"), here, 0, True),
        "facts none": Call(("facts", "--year", "1900", "--format", "jsonl"), here, 0, True),
        "reports jsonl": Call(("reports", "--format", "jsonl"), here),
        "reports csv": Call(("reports", "--format", "csv"), here, 0, True),
        "reports table": Call(("reports",), here, 0, True),
        "batch plain": batch("plain"),
        "batch threads": batch("threads"),
        "batch bom": batch("bom", inside=True),
        "batch broken": batch("broken", 2),
        "batch nameless": batch("nameless", 2, inside=True),
        "batch number": batch("number", 2, inside=True),
        "batch latin": batch("latin", 2, inside=True),
        "batch missing": batch("nowhere", 2, inside=True),
        "batch surrogate": batch("surrogate", 2),
        "empty question": Call(("ask", ""), here, 2),
        "blank question": wrong("ask", "  "),
        "no question": wrong("ask"),
        "question and batch": wrong("ask", "三公", "--batch", str(work / "plain")),
        "no command": wrong(),
        "unknown command": Call(("nonsense",), here, 2),
        "unknown option": wrong("ask", "三公", "--loud"),
        "facts format": wrong("facts", "--format", "xml"),
        "reports format": wrong("reports", "--format", "yaml"),
        "facts year": wrong("facts", "--year", "去年"),
        "index nowhere": wrong("index", str(work / "nowhere"), home=none),
        "index empty": Call(("index", str(empty)), {"JUESUAN_HOME": str(none)}, 2),
        "index letter": wrong("index", str(letter), home=none),
        "no index": Call(("ask", "三公经费多少？"), {"JUESUAN_HOME": str(none)}, 3),
        "no index facts": wrong("--home", str(none), "facts", code=3),
        "garbled index": Call(("ask", "三公？", "--json"), {"JUESUAN_HOME": str(garbled)}, 3),
        "older index": wrong("ask", "三公经费多少？", home=older, code=3),
        "other model": Call(("reports",), {**here, "JUESUAN_EMBED_MODEL": "else/model"}, 3, True),
    }


def _run(call: Call, work: Path) -> Done:
    done = subprocess.run(
        [SCRIPT, *call.args],
        capture_output=True,
        env=environment(**call.env),
        cwd=work,
        check=False,
    )
    return Done(call, done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def _run_inside(call: Call, work: Path) -> Done:
    out, err = io.StringIO(), io.StringIO()
    pipe = signal.getsignal(signal.SIGPIPE)
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.chdir(work)
        patch.delenv("JUESUAN_EMBED_MODEL", raising=False)
        for key, value in call.env.items():
            patch.setenv(key, value)
        patch.setattr(sys, "argv", ["juesuan", *call.args])
        with pytest.raises(SystemExit) as end:
            main()
        signal.signal(signal.SIGPIPE, pipe)
    assert isinstance(end.value.code, int)
    return Done(call, end.value.code, out.getvalue().encode(), err.getvalue())


@pytest.fixture(scope="module")
def done(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Done]:
    """All calls; those that make a process, two at a time."""
    work = tmp_path_factory.mktemp("cli")
    calls = _calls(built_home, work)
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        made = {
            name: pool.submit(_run, call, work) for name, call in calls.items() if not call.inside
        }
        results = {name: future.result() for name, future in made.items()}
    for name, call in calls.items():
        if call.inside:
            results[name] = _run_inside(call, work)
    return results


def _calls_by_name() -> Sequence[str]:
    return (
        *("help", "ask", "ask json", "ask home", "ask gbk", "ask bytes"),
        *("facts csv", "facts jsonl", "facts table", "facts none"),
        *("reports jsonl", "reports csv", "reports table"),
        *("batch plain", "batch threads", "batch bom", "batch broken", "batch nameless"),
        *("batch number", "batch latin", "batch missing", "batch surrogate"),
        *("empty question", "blank question", "no question", "question and batch"),
        *("no command", "unknown command", "unknown option", "facts format", "reports format"),
        *("facts year", "index nowhere", "index empty", "index letter"),
        *("no index", "no index facts", "garbled index", "older index", "other model"),
    )


def test_every_call_is_looked_at(done: dict[str, Done]) -> None:
    assert set(done) == set(_calls_by_name())


@pytest.mark.parametrize("name", _calls_by_name())
def test_exit_codes_and_no_traceback(done: dict[str, Done], name: str) -> None:
    result = done[name]
    assert "Traceback" not in result.err
    assert result.code == result.call.code, result.err
    if result.code:
        assert result.err.splitlines()[-1].startswith("错误：") or name == "no command"
        # the table of what each file gave is a result, also where every file failed
        assert result.out == b"" or name == "index letter"
    else:
        nothing = name == "facts none"  # no report matches: a note, and no rows
        assert result.err.startswith("没有符合条件的报告") if nothing else result.err == ""
        assert nothing is not bool(result.out.decode("gbk" if "gbk" in name else "utf-8"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty question", "问题是空的"),
        ("ask bytes", "UTF-8"),
        ("batch surrogate", "UTF-8"),
        ("no question", "--batch"),
        ("unknown command", "nonsense"),
        ("unknown option", "--loud"),
        ("facts format", "jsonl"),
        ("reports format", "yaml"),
        ("batch broken", "第 2 行"),
        ("batch nameless", "第 1 行"),
        ("batch number", "第 1 行"),
        ("batch latin", "latin"),
        ("batch missing", "nowhere"),
        ("index nowhere", "nowhere"),
        ("index empty", "empty"),
        ("no index", "juesuan index"),
        ("no index facts", "juesuan index"),
        ("garbled index", "juesuan index"),
        ("older index", "juesuan index"),
        ("other model", "JUESUAN_EMBED_MODEL"),
    ],
)
def test_messages_say_what_and_what_to_do(done: dict[str, Done], name: str, words: str) -> None:
    assert words in done[name].err


def _typed(entry: dict[str, Any], types: Types) -> None:
    assert list(entry) == list(types)
    for key, allowed in types.items():
        value = entry[key]
        assert type(value) in allowed, f"{key} is {value!r}"


@pytest.mark.parametrize("name", ["ask json", "ask home", "batch plain", "batch threads"])
def test_the_json_contract(done: dict[str, Done], name: str) -> None:
    for answer in done[name].lines:
        _typed(answer, ANSWER_TYPES)
        assert answer["status"] in ("answered", "clarify", "not_found", "refused")
        for citation in answer["citations"]:
            _typed(citation, CITATION_TYPES)
            text = source(citation["file"])
            assert text[citation["start"] : citation["end"]] == citation["quote"]
        for figure in answer["figures"]:
            _typed(figure, FIGURE_TYPES)
            assert figure["outcome"] in ("supported", "derived")
            assert str(Decimal(figure["value"])) == figure["value"]
        for warning in answer["warnings"]:
            _typed(warning, WARNING_TYPES)


def test_one_answer_as_json(done: dict[str, Done]) -> None:
    (answer,) = done["ask json"].lines
    assert (answer["question"], answer["status"]) == (WHY, "answered")
    derived = [f for f in answer["figures"] if f["outcome"] == "derived"]
    assert [(f["text"], f["value"], f["measure"]) for f in derived] == [
        ("95.91 万元", "-95.91", "万元")
    ]
    assert derived[0]["formula"] == "−156.48 + 60.57 + 0.00 = −95.91"


def test_one_answer_for_reading(done: dict[str, Done]) -> None:
    text = done["ask"].text
    for part in ("221.04 万元", "[1]", "个数字", "出处：", "−156.48 + 60.57 + 0.00 = −95.91"):
        assert part in text
    assert "**" not in text


def test_the_home_of_the_command_line_wins(done: dict[str, Done]) -> None:
    (answer,) = done["ask home"].lines
    assert answer["status"] == "refused"


def test_a_batch_of_plain_lines(done: dict[str, Done]) -> None:
    answers = done["batch plain"].lines
    assert [a["question"] for a in answers] == [PLAIN[0], PLAIN[2].strip()]
    assert [a["status"] for a in answers] == ["answered", "refused"]


def test_plain_lines_are_no_conversation(done: dict[str, Done]) -> None:
    first, second = done["batch bom"].lines
    assert first["question"] == "三公经费多少？"
    assert second["question"] == "昌吉呢？"
    assert not says(second["answer"], "4.99")


def test_threads_keep_apart(done: dict[str, Done]) -> None:
    answers = done["batch threads"].lines
    assert [a["question"] for a in answers] == [t["question"] for t in THREADS]
    wanted = ["4.99", "0.07", "0.02", "0.03", "0.20"]
    years = [2022, 2024, 2022, 2024, 2022]
    for answer, figure, year in zip(answers, wanted, years, strict=True):
        assert says(answer["answer"], figure)
        assert {c["year"] for c in answer["citations"]} == {year}


def test_facts_as_json_lines(done: dict[str, Done]) -> None:
    facts = done["facts jsonl"].lines
    assert facts
    for fact in facts:
        assert list(fact) == FACT_KEYS
        assert fact["year"] == 2023
        assert "三公" in fact["section"]
        assert type(fact["value"]) is str
        assert Decimal(fact["value"]).is_finite()
        assert source(fact["file"])[fact["start"] : fact["end"]] == fact["quote"]
        assert (fact["page"], type(fact["start"]), type(fact["end"])) == (None, int, int)
    key = ("乌鲁木齐市人民政府（汇总）", "公务接待费", "比上年增减额")
    (change,) = [f for f in facts if (f["unit"], f["metric"], f["aspect"]) == key]
    assert (change["value"], change["measure"], change["fund"]) == ("60.57", "万元", "财政拨款")


def test_facts_as_csv(done: dict[str, Done]) -> None:
    rows = list(csv.DictReader(io.StringIO(done["facts csv"].text)))
    assert rows
    assert list(rows[0]) == FACT_KEYS
    assert {row["unit"] for row in rows} == {"新疆昌吉州政务服务和公共资源交易管理局"}
    assert all("接待" in row["metric"] for row in rows)
    change = [r["value"] for r in rows if r["aspect"] == "比上年增减率"]
    assert change == ["-23.08"]


def test_facts_as_a_table(done: dict[str, Done]) -> None:
    lines = done["facts table"].text.splitlines()
    assert len(lines) > 3
    assert len({line.count("|") for line in lines}) == 1
    assert any("公务接待费" in line and "0.07" in line for line in lines)


def test_no_facts(done: dict[str, Done]) -> None:
    assert done["facts none"].out == b""


def test_reports(done: dict[str, Done]) -> None:
    reports = done["reports jsonl"].lines
    assert [list(r) for r in reports] == [REPORT_KEYS] * 5
    assert sorted(r["year"] for r in reports) == [2021, 2022, 2023, 2023, 2024]
    assert {Path(r["file"]).parent for r in reports} == {CORPUS}
    assert all(r["facts"] > 100 for r in reports)
    rows = list(csv.DictReader(io.StringIO(done["reports csv"].text)))
    assert list(rows[0]) == REPORT_KEYS
    assert [r["report"] for r in rows] == [r["report"] for r in reports]
    table = done["reports table"].text
    assert all(r["unit"] in table and r["report"] in table for r in reports)


def test_help_names_every_command(done: dict[str, Done]) -> None:
    for command in ("index", "ask", "chat", "facts", "audit", "reports"):
        assert f"  {command} " in done["help"].text


# -- writing, signals, pipes ------------------------------------------------------------------


def test_index_lists_what_each_file_gave(tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    shutil.copy(SMALL, folder / "甲.txt")
    shutil.copy(SMALL, folder / "乙.txt")
    (folder / "信.txt").write_text("你好，决算。", encoding="utf-8")
    (folder / "图.png").write_bytes(b"\x89PNG")
    home = tmp_path / "home"
    indexed = _run(Call(("--home", str(home), "index", str(folder))), tmp_path)
    assert (indexed.code, "Traceback" in indexed.err) == (0, False)
    rows = {
        cells[1].strip(): [cell.strip() for cell in cells[2:]]
        for cells in (line.split("|") for line in indexed.text.splitlines()[2:])
    }
    assert set(rows) == {"甲.txt", "乙.txt", "信.txt"}
    assert sorted(row[0] for row in rows.values()) == ["失败", "已索引", "重复"]
    assert "2023" in rows["乙.txt"] + rows["甲.txt"]
    assert "甲.txt" in indexed.err
    listed = _run(Call(("reports", "--format", "jsonl"), {"JUESUAN_HOME": str(home)}), tmp_path)
    (report,) = listed.lines
    assert report["year"] == 2023
    assert Path(report["file"]).parent == folder


@pytest.fixture(scope="module")
def interrupted(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """A batch that is interrupted while it waits for its questions."""
    pipe = tmp_path_factory.mktemp("interrupted") / "questions"
    os.mkfifo(pipe)
    call = Call(("ask", "--batch", str(pipe)), {"JUESUAN_HOME": str(built_home)}, 130)
    process = subprocess.Popen(
        [SCRIPT, *call.args],
        env=environment(**call.env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell ignores SIGINT in its background jobs, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with pipe.open("w"):  # opens when the script does: it goes on to wait for questions
        # A signal between opening and waiting is seen only when the wait ends: press again.
        for _ in range(20):
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
                break
        out, err = process.communicate(timeout=5)
    return Done(call, process.returncode, out, err.decode())


def test_an_interrupted_batch_ends_quietly(interrupted: Done) -> None:
    assert interrupted.code == interrupted.call.code
    assert interrupted.out == b""
    assert "Traceback" not in interrupted.err


def test_an_interrupted_batch_says_so(interrupted: Done) -> None:
    assert interrupted.err.strip() == "已中断。"


def test_a_reader_that_leaves_early(built_home: Path) -> None:
    process = subprocess.Popen(
        [SCRIPT, "facts", "--format", "jsonl"],
        env=environment(JUESUAN_HOME=str(built_home)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait(timeout=20)
    process.stderr.close()


HEAVY = (
    *("chromadb", "torch", "numpy", "pandas", "llama_index", "gradio", "sentence_transformers"),
    *("transformers", "tokenizers", "safetensors", "httpx", "rich"),
)


@pytest.mark.parametrize(
    "args",
    [
        ("ask", WHY, "--json"),
        ("facts", "--year", "2023", "--format", "jsonl"),
        ("audit", "--year", "2023"),
    ],
)
def test_what_the_ledger_answers_loads_nothing_heavy(
    built_home: Path, args: tuple[str, ...]
) -> None:
    code = (
        "import sys\n"
        "from assistant.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n"
        "    names = {name.partition('.')[0] for name in sys.modules}\n"
        "    print(end.code, *sorted(names), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(JUESUAN_HOME=str(built_home)),
        check=True,
    )
    exit_code, *loaded = done.stderr.split()
    assert exit_code == "0"
    assert done.stdout
    assert "sqlalchemy" in loaded
    assert sorted(set(HEAVY) & set(loaded)) == []


def test_ctrl_c_ends_quietly_before_the_parts_are_loaded() -> None:
    code = (
        "import os, signal, sys\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'assistant.cli':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "from assistant.start import main\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "reports"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "已中断。\n")
