"""Answer → HTML. Every piece of text from a report, a model or a user is escaped here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import PurePath
from typing import Protocol

from assistant.model import Answer, Citation, Figure, Passage, Table, Warning

CHECKED = "机器生成，数字已与原文核对"
UNCHECKED = "机器生成，有数字未能核实，请以原文为准"
NO_FIGURES = "机器生成"
TROUBLE = "抱歉，这个问题处理时出了点问题，没有得到回答。请稍后再试，或换一种问法。"

OPEN_CITES = 6  # a longer list of sources starts folded
OPEN_FORMULAS = 2  # more formulas than this start folded

_MARK = re.compile(r"\[(\d{1,3})\]")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_BULLET = re.compile(r"^\s*(?:[-•·*]\s+)(.*)$")
_NUMERIC = re.compile(
    r"[−+-]?[\d,]+(?:\.\d+)?\s*(?:[%％]|[亿万]?元|个百分点|人次?|批?次|平方米|[个辆台分年])?|[—–-]?"
)


class ReportInfo(Protocol):
    """What the page needs to know about an indexed report."""

    @property
    def unit(self) -> str: ...

    @property
    def year(self) -> int: ...


def examples(reports: Sequence[ReportInfo]) -> tuple[str, ...]:
    """Questions to start from, which these reports can answer."""
    if not reports:
        return ()
    newest = sorted(reports, key=lambda report: -report.year)
    first, second = newest[0], newest[1 % len(newest)]
    asked = [
        f"{first.unit}{first.year}年三公经费多少？",
        f"{second.unit}{second.year}年机关运行经费为什么变化？",
    ]
    years = [report.year for report in newest]
    shared = next((year for year in years if years.count(year) > 1), None)
    if shared is not None:
        asked.append(f"{shared}年哪个单位的公务接待费最高？")
    asked.append("“三公”经费是什么意思？")
    return tuple(asked)


def header(reports: Sequence[ReportInfo]) -> str:
    """The title, one line that says what this is, and the folded list of reports."""
    items = "".join(
        f"<li><span>{escape(report.unit)}</span><span>{report.year}年</span></li>"
        for report in sorted(reports, key=lambda report: (report.unit, report.year))
    )
    return (
        "<header><h1>决算问答</h1>"
        "<p>查政府部门决算公开说明：每个数字都与原文核对，每句话都能点开出处。</p>"
        f"<details><summary>已收录 {len(reports)} 份报告</summary><ul>{items}</ul></details>"
        "</header>"
    )


def welcome(reports: Sequence[ReportInfo]) -> str:
    """What an empty conversation shows: questions to start from."""
    if not reports:
        return '<div class="welcome"><p>还没有收录报告。请先运行 juesuan index 建立索引。</p></div>'
    return (
        '<div class="welcome"><p>想了解哪个单位、哪一年的决算？可以这样问：</p>'
        f"{_buttons(examples(reports), 'examples')}</div>"
    )


def pending(question: str, said: Sequence[str] = ()) -> str:
    """A question whose answer is still being worked out; `said` are its sentences so far."""
    text = "".join(f"<p>{escape(_MARK.sub('', line))}</p>" for line in said)
    waiting = f'<div class="text">{text}</div>正在查账核对…'
    return _turn(question, f'<div class="reply waiting" role="status">{waiting}</div>')


def trouble(question: str, message: str = TROUBLE) -> str:
    """A question that could not be answered because something went wrong on our side."""
    return _turn(question, f'<div class="reply trouble" role="alert">{escape(message)}</div>')


def answer(number: int, reply: Answer, passage: Callable[[Citation], Passage]) -> str:
    """One question with its answer; `number` keeps the ids of different turns apart."""
    sources = {cite.mark: f"cite-{number}-{cite.mark}" for cite in reply.citations}
    kind = escape(reply.status, quote=True)
    return _turn(
        reply.question,
        f'<div class="reply {kind}">'
        f'<div class="text">{_text(reply.answer, reply.figures, sources)}</div>'
        f"{''.join(_table(table, sources) for table in reply.tables)}"
        f"{_warnings(reply.warnings, sources)}"
        f"{_buttons(reply.options, 'options')}"
        f"{_check(reply.figures)}"
        f"{_cites(reply.citations, sources)}"
        f"{_buttons(reply.next, 'next', '接着问')}"
        f'<p class="label">{_label(reply)}</p>'
        f"{''.join(_passage(c, sources[c.mark], passage(c)) for c in reply.citations)}"
        "</div>",
    )


def _turn(question: str, reply: str) -> str:
    asked = escape(question) if question.strip() else "（空）"
    return f'<article class="turn"><div class="question">{asked}</div>{reply}</article>'


def _text(text: str, figures: Iterable[Figure], sources: Mapping[int, str]) -> str:
    """Paragraphs, bullet lists, bold and marks; a number that was recomputed says how."""
    lines = _figures(text, figures).split("\n")
    out: list[str] = []
    for line in filter(str.strip, lines):
        bullet = _BULLET.match(line)
        body = _MARK.sub(lambda m: _mark(int(m[1]), sources), bullet[1] if bullet else line)
        body = _BOLD.sub(r"<strong>\1</strong>", body)
        if not bullet:
            out.append(f"<p>{body}</p>")
        elif out and out[-1].endswith("</ul>"):
            out[-1] = f"{out[-1].removesuffix('</ul>')}<li>{body}</li></ul>"
        else:
            out.append(f"<ul><li>{body}</li></ul>")
    return "".join(out)


def _figures(text: str, figures: Iterable[Figure]) -> str:
    """Escaped text with the numbers that are not simply printed in the source set off."""
    out: list[str] = []
    done = 0
    for figure in figures:
        at = text.find(figure.text, done)
        if at < 0:
            continue  # worded otherwise: the check line below still counts it
        end = at + len(figure.text)
        shown = escape(figure.text)
        if figure.outcome == "derived":
            shown = (
                f'<span class="derived" title="推算：{_attr(figure.formula or "")}">{shown}</span>'
            )
        elif figure.outcome != "supported":
            shown = f'<span class="unverified" title="未能核实">{shown}</span>'
        out += [escape(text[done:at]), shown]
        done = end
    return "".join([*out, escape(text[done:])])


def _attr(text: str) -> str:
    """Text for an attribute, with what later passes over the text look for made inert."""
    inert = {"[": "&#91;", "*": "&#42;", "\n": "&#10;"}
    return re.sub(r"[\[*\n]", lambda m: inert[m[0]], escape(text, quote=True))


def _mark(number: int, sources: Mapping[int, str]) -> str:
    if number not in sources:
        return f"[{number}]"
    target = sources[number]
    return (
        f'<a class="mark" href="#{target}" role="button" data-cite="{target}"'
        f' aria-label="查看出处 {number}">[{number}]</a>'
    )


def _marked(text: str, sources: Mapping[int, str]) -> str:
    return _MARK.sub(lambda m: _mark(int(m[1]), sources), escape(text))


def _table(table: Table, sources: Mapping[int, str]) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(
        "<tr>" + "".join(_cell(cell, sources) for cell in row) + "</tr>" for row in table.rows
    )
    caption = f"<caption>{escape(table.title)}</caption>" if table.title else ""
    # Wide tables scroll by themselves; tabindex lets the keyboard do that too.
    return (
        f'<div class="table" tabindex="0"><table>{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(cell: str, sources: Mapping[int, str]) -> str:
    number = ' class="number"' if _NUMERIC.fullmatch(_MARK.sub("", cell).strip()) else ""
    return f"<td{number}>{_marked(cell, sources)}</td>"


def _warnings(warnings: Iterable[Warning], sources: Mapping[int, str]) -> str:
    items = ""
    for warning in warnings:
        message = warning.message.removeprefix("⚠").strip()
        mark = "" if warning.citation is None else _mark(warning.citation, sources)
        if f"[{warning.citation}]" in message:
            mark = ""
        items += f"<li>⚠ {_marked(message, sources)}{mark}</li>"
    return f'<ul class="warnings" role="note" aria-label="提示">{items}</ul>' if items else ""


def _check(figures: Sequence[Figure]) -> str:
    """How the numbers of the answer were checked, with the formulas of the recomputed ones."""
    if not figures:
        return ""
    supported = [figure for figure in figures if figure.outcome == "supported"]
    derived = [figure for figure in figures if figure.outcome == "derived"]
    other = len(figures) - len(supported) - len(derived)
    formulas = list(dict.fromkeys(figure.formula for figure in derived if figure.formula))
    doubted = sum(figure.finding is not None for figure in supported)
    parts = []
    if supported:
        doubt = f"（其中 {doubted} 个原文疑误）" if doubted else ""
        parts.append(f"{len(supported)} 个与原文一致{doubt}")
    if derived:
        inline = "；".join(map(escape, formulas)) if len(formulas) <= OPEN_FORMULAS else ""
        parts.append(f"{len(derived)} 个推算" + (f"（{inline}）" if inline else ""))
    if other:
        parts.append(f"<strong>{other} 个未能核实</strong>")
    line = f"{len(figures)} 个数字：{'，'.join(parts)}"
    folded = ""
    if len(formulas) > OPEN_FORMULAS:
        items = "".join(f"<li>{escape(formula)}</li>" for formula in formulas)
        folded = f"<details><summary>推算过程</summary><ul>{items}</ul></details>"
    state = "doubt" if other else "good"
    return f'<div class="check {state}"><p>{line}</p>{folded}</div>'


def _cites(citations: Sequence[Citation], sources: Mapping[int, str]) -> str:
    if not citations:
        return ""
    items = "".join(
        f'<li><button type="button" data-cite="{sources[cite.mark]}">'
        f"<b>[{cite.mark}]</b> {escape(_place(cite))}</button></li>"
        for cite in citations
    )
    fold = "" if len(citations) > OPEN_CITES else " open"
    return (
        f'<details class="cites"{fold}><summary>出处（{len(citations)}）</summary>'
        f"<ul>{items}</ul></details>"
    )


def _place(cite: Citation) -> str:
    section = f" · {cite.section}" if cite.section else ""
    return f"{cite.unit} {cite.year}年{section}"


def _passage(cite: Citation, target: str, passage: Passage) -> str:
    """The cited passage, hidden until the page shows it in the evidence pane."""
    # Hidden, but not a <template>: gradio patches the page node by node and would keep old ones.
    return (
        f'<div hidden id="{target}" data-mark="{cite.mark}">'
        f'<p class="place"><strong>{escape(cite.unit)}</strong> · {cite.year}年'
        f"<br>{escape(cite.section)}</p>"
        f'<div class="passage" tabindex="0">{escape(passage.before)}'
        f"<mark>{escape(passage.quote)}</mark>{escape(passage.after)}</div>"
        f'<p class="file">{escape(_file(cite))}</p></div>'
    )


def _file(cite: Citation) -> str:
    """Where in which file, as a person would look it up."""
    places = [
        ("第 {} 页", cite.page),
        ("工作表 {}", cite.sheet),
        ("单元格 {}", cite.cell),
        ("表：{}", cite.table),
        ("行：{}", cite.row),
        ("列：{}", cite.column),
    ]
    where = [form.format(value) for form, value in places if value is not None]
    return " · ".join([f"文件：{PurePath(cite.file).name}", *where])


def _buttons(questions: Iterable[str], kind: str, title: str = "") -> str:
    """Buttons which ask these questions."""
    items = "".join(
        f'<button type="button" data-ask="{escape(text, quote=True)}">{escape(text)}</button>'
        for text in questions
    )
    head = f"<span>{title}</span>" if title else ""
    return f'<div class="asks {kind}">{head}{items}</div>' if items else ""


def _label(reply: Answer) -> str:
    """What the reader must know about who wrote this; it never claims a check that was not made."""
    outcomes = {figure.outcome for figure in reply.figures}
    if outcomes - {"supported", "derived"}:
        label = UNCHECKED
    elif outcomes or reply.status == "answered":
        label = CHECKED
    else:
        label = NO_FIGURES
    return f"{label} · 措辞：{escape(reply.model)}" if reply.model else label
