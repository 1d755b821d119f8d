"""Answer → JSON, Markdown, terminal. Amounts leave as strings: no float touches money."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal

from assistant.model import Answer, Figure
from index.normalise import join
from index.store import ReportInfo


def as_dict(answer: Answer) -> dict[str, object]:
    """Return an answer as plain JSON values, in the order of the contract."""
    result = asdict(answer)
    for figure in result["figures"]:
        figure["value"] = str(figure["value"])
    return result


def as_json(answer: Answer) -> str:
    """Return an answer as one line of JSON."""
    return json.dumps(as_dict(answer), ensure_ascii=False)


def check_line(figures: Sequence[Figure]) -> str:
    """Return the line that tells how the numbers were checked."""
    if not figures:
        return ""
    supported = sum(figure.outcome == "supported" for figure in figures)
    derived = [figure for figure in figures if figure.outcome == "derived"]
    line = f"{len(figures)} 个数字：{supported} 个与原文一致"
    if derived:
        formulas = "；".join(figure.formula or "" for figure in derived)
        line += f"，{len(derived)} 个推算（{formulas}）"
    return line


def as_markdown(answer: Answer) -> str:
    """Return an answer with its warnings, check line and sources as Markdown."""
    parts = [answer.answer.replace("\n", "\n\n")]
    parts += [f"⚠ {warning.message}" for warning in answer.warnings]
    if answer.model:
        parts.append(f"*以上文字由语言模型 {answer.model} 生成，数字逐个与原文核对过。*")
    for table in answer.tables:
        rows = [table.columns, ("---",) * len(table.columns), *table.rows]
        parts.append("\n".join("| " + " | ".join(row) + " |" for row in rows))
    if answer.options:
        parts.append("\n".join(f"- {option}" for option in answer.options))
    line = check_line(answer.figures)
    if line:
        parts.append(f"*{line}*")
    if answer.citations:
        parts.append("出处：")
        parts.append(
            "\n".join(
                f"- [{c.mark}] {c.unit} {c.year} 年度 · {c.section}：“{_short(c.quote)}”"
                for c in answer.citations
            )
        )
    return "\n\n".join(parts)


def as_terminal(answer: Answer) -> str:
    """Return an answer for a terminal: Markdown without its signs."""
    text = as_markdown(answer).replace("**", "")
    line = check_line(answer.figures)
    return text.replace(f"*{line}*", line) if line else text


def _short(quote: str, limit: int = 120) -> str:
    words = join(quote)
    return words if len(words) <= limit else words[: limit - 1] + "…"


def rows_as(
    kind: str, columns: Sequence[str], rows: Iterable[Sequence[object]], keys: Sequence[str] = ()
) -> str:
    """Return rows as `table` (aligned by tabs of Markdown), `csv` or `jsonl`; `keys` name JSON fields."""
    if kind == "jsonl":
        names = keys or columns
        return "\n".join(
            json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False)
            for row in rows
        )
    if kind == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[_cell(value) for value in row] for row in rows])
        return out.getvalue().rstrip("\n")
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_cell(v).replace("|", "¦") for v in row) + " |" for row in rows]
    return "\n".join(lines)


def report_row(info: ReportInfo) -> tuple[object, ...]:
    """Return what `juesuan reports` shows of one report."""
    return info.id, info.unit, info.year, info.facts, info.file


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value


def _cell(value: object) -> str:
    return "" if value is None else join(str(value))
