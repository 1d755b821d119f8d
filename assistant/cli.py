"""The command line: arguments and exit codes, no logic."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.llm import Usage
from assistant.settings import Settings
from assistant.start import INTERRUPTED, INTERRUPTED_NOTE
from index.errors import InputError, JuesuanError

app = typer.Typer(
    name="juesuan",
    help="决算问答：每个数字都核对过的部门决算问答助手。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_NONE = "没有符合条件的报告。juesuan reports 列出已索引的报告。"


class _State:
    home: Path | None = None


@app.callback()
def _main(
    home: Annotated[
        Path | None, typer.Option(help="索引目录（默认 $JUESUAN_HOME 或 .juesuan）")
    ] = None,
) -> None:
    _State.home = home


def _settings() -> Settings:
    return Settings.from_environment(_State.home)


def _note(message: str) -> None:
    print(message, file=sys.stderr)


def _choice(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise InputError(f"--format 只能是 {'、'.join(allowed)}，不能是“{value}”。")
    return value


@app.command()
def index(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="报告文件或目录（默认 corpus/）")
    ] = None,
) -> None:
    """添加或更新报告；目录中消失的文件会从索引中移除。"""
    from assistant.render import rows_as
    from index import Home, update

    settings = _settings()
    outcomes = update(Home(settings.home), paths or [Path("corpus")], settings.embed_model, _note)
    rows = [
        (Path(o.file).name, _STATUS[o.status], o.unit, o.year or "", o.facts or "", o.message)
        for o in outcomes
    ]
    print(rows_as("table", ("文件", "结果", "单位", "年度", "数字", "说明"), rows))
    if outcomes and all(o.status in ("failed", "skipped") for o in outcomes):
        raise InputError("没有一个文件能够索引，原因见上表。")


_STATUS = {
    "indexed": "已索引",
    "unchanged": "未变",
    "duplicate": "重复",
    "removed": "已移除",
    "skipped": "跳过",
    "failed": "失败",
}


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="问题")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    batch: Annotated[
        Path | None, typer.Option(help="每行一个问题，或 JSONL {question, thread}")
    ] = None,
) -> None:
    """回答一个问题，或逐行回答一个文件中的问题。"""
    from assistant.assistant import open_assistant
    from assistant.render import as_json as render_json
    from assistant.render import as_terminal

    if (question is None) == (batch is None):
        raise InputError(
            '请给出一个问题，或用 --batch 给出文件。例如：juesuan ask "2023年三公经费多少？"'
        )
    if batch is not None:
        _batch(batch)
        return
    if not question or not question.strip():
        raise InputError('问题是空的。例如：juesuan ask "2023年三公经费多少？"')
    assistant = open_assistant(_settings())
    answer = assistant.ask(_readable(question))
    print(render_json(answer) if as_json else as_terminal(answer))
    _note_usage(assistant.usage)


def _note_usage(usage: Usage) -> None:
    """Say on stderr what the language model cost, where one was used."""
    if usage.calls:
        tokens = f"{usage.prompt_tokens} + {usage.completion_tokens} 个词元"
        _note(f"语言模型：{usage.calls} 次调用，{tokens}，重试 {usage.retries} 次。")


def _readable(question: str) -> str:
    try:
        question.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError("问题不是有效的 UTF-8 文本，请检查终端或文件的编码。") from error
    return question


def _batch(path: Path) -> None:
    from assistant.assistant import open_assistant
    from assistant.render import as_json

    entries = list(_questions(path))
    assistant = open_assistant(_settings())
    threads: dict[str, list[str]] = {}
    for question, thread in entries:
        history = threads.setdefault(thread, []) if thread is not None else []
        print(as_json(assistant.ask(question, tuple(history))), flush=True)
        history.append(question)
    _note_usage(assistant.usage)


def _questions(path: Path) -> Iterator[tuple[str, str | None]]:
    """Yield (question, thread) for each line that is not blank."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"无法读取问题文件 {path}：{error}") from error
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if not line.lstrip().startswith("{"):
            yield line.strip(), None
            continue
        try:
            entry = json.loads(line)
            question = entry["question"]
            if not isinstance(question, str):
                raise TypeError("question")
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(f'{path} 第 {number} 行不是 {{"question": "…"}}：{error}') from error
        thread = entry.get("thread")
        yield _readable(question), None if thread is None else str(thread)


@app.command()
def chat(
    host: Annotated[str, typer.Option(help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口")] = 7860,
) -> None:
    """打开网页；还没有索引时先建立。"""
    from assistant.assistant import open_assistant
    from index import Home

    if hasattr(signal, "SIGPIPE"):  # a visitor who leaves must not end the server
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    settings = _settings()
    if Home(settings.home).current() is None:
        from index import update

        _note("还没有索引，先索引 corpus/ ……")
        update(Home(settings.home), [Path("corpus")], settings.embed_model, _note)
    assistant = open_assistant(settings)
    from assistant.ui.page import launch

    launch(assistant, host, port)


@app.command()
def facts(
    unit: Annotated[str | None, typer.Option(help="单位名称的一部分")] = None,
    year: Annotated[int | None, typer.Option(help="年度")] = None,
    metric: Annotated[str | None, typer.Option(help="指标名称的一部分")] = None,
    section: Annotated[str | None, typer.Option(help="章节标题的一部分")] = None,
    form: Annotated[str, typer.Option("--format", help="table、csv 或 jsonl")] = "table",
) -> None:
    """列出账本：每个数字及其出处。"""
    from assistant.listing import FACT_COLUMNS, FACT_FIELDS, chosen, fact_rows
    from assistant.render import rows_as
    from index import Home, open_ledger

    _choice(form, ("table", "csv", "jsonl"))
    settings = _settings()
    _, ledger = open_ledger(Home(settings.home), settings.embed_model)
    infos = chosen(ledger, unit, year)
    if not infos:
        _note(_NONE)
    rows = fact_rows(ledger, infos, metric, section)
    if form == "table":
        shown = (1, 2, 6, 7, 8, 9, 10)
        print(rows_as("table", FACT_COLUMNS, ([row[i] for i in shown] for row in rows)))
    else:
        output = rows_as(form, FACT_FIELDS, rows)
        if output:
            print(output)


@app.command()
def audit(
    unit: Annotated[str | None, typer.Option(help="单位名称的一部分")] = None,
    year: Annotated[int | None, typer.Option(help="年度")] = None,
    form: Annotated[str, typer.Option("--format", help="table、md 或 jsonl")] = "table",
) -> None:
    """核对勾稽关系：列出报告自相矛盾之处。"""
    from assistant.listing import audits, audits_as, chosen, coverage_line
    from index import Home, open_ledger

    _choice(form, ("table", "md", "jsonl"))
    settings = _settings()
    _, ledger = open_ledger(Home(settings.home), settings.embed_model)
    infos = chosen(ledger, unit, year)
    if not infos:
        _note(_NONE)
    found = audits(ledger, infos)
    output = audits_as(form, found)
    if output:
        print(output)
    if form == "jsonl":
        for one in found:
            _note(coverage_line(one))


@app.command()
def reports(
    form: Annotated[str, typer.Option("--format", help="table、csv 或 jsonl")] = "table",
) -> None:
    """列出已索引的报告。"""
    from assistant.render import report_row, rows_as
    from index import Home, open_ledger

    _choice(form, ("table", "csv", "jsonl"))
    settings = _settings()
    _, ledger = open_ledger(Home(settings.home), settings.embed_model)
    keys = ("report", "unit", "year", "facts", "file")
    columns = keys if form != "table" else ("编号", "单位", "年度", "数字", "文件")
    print(rows_as(form, columns, [report_row(info) for info in ledger.reports()]))


def main() -> None:
    """Run the command line; errors leave as one message and the exit code of their kind."""
    sys.exit(_run(app))


def _run(command: Callable[..., Any]) -> int:
    for stream in (sys.stdout, sys.stderr):  # a terminal that cannot show − shows something
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        result = command(standalone_mode=False)
    except JuesuanError as error:
        _note(f"错误：{error}")
        return error.exit_code
    except typer.TyperException as error:
        _note(f"错误：{error.format_message()}（用法：juesuan --help）")
        return 2
    except (KeyboardInterrupt, typer.Abort):
        _note(INTERRUPTED_NOTE)
        return INTERRUPTED
    except OSError as error:
        _note(
            f"错误：{error.strerror or error}{'：' + str(error.filename) if error.filename else ''}"
        )
        return 2
    if result == INTERRUPTED:
        _note(INTERRUPTED_NOTE)
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()
