"""Where the tables of a report stand in its text: from their titles to their notes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.measures import usual_measure
from index.model import Section
from index.normalise import fold

_MEASURE = re.compile(r"单位\s*:\s*(?P<measure>万?元)")
_END = re.compile(
    r"(?m)^[ \t]*(?:附?注|备注|补充资料|附表\s*\d*|说明)\s*:|^[^\n]*[。;][^\n]*$"
    r"|^[^\n:\d]{4,40}(?:决算|明细|情况|预算)[总明细]{0,2}表(?:[ \t\u3000(][^\n]*)?$"  # another table's title
)
# …决算表(公开01表) 单位:万元: what may stand behind a title.
_BESIDE = re.compile(r"[\s(（]*(?:公开\d{1,2}表|(?:金额)?单位[:：])[^\n]*")
_NUMBERED = r"[一二三四五六七八九十]{1,3}、"
THREE_HEAD = re.compile(
    r"(?P<budget>(?:年初|全年)?预算数)\s+决算数\s*\n"
    r"(?:\s*合计\s+因公出国\(境\)费用?\s+公务用车购置及运行(?:维护)?费\s+公务接待费){2}\s*\n"
    r"(?:\s*小计\s+公务用车购置费\s+公务用车运行(?:维护)?费){2}\s*\n"
)


@cache
def table_data() -> dict[str, Any]:
    text = files("index").joinpath("data/tables.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def _title() -> re.Pattern[str]:
    words = "|".join(f"(?P<t{at}>{title})" for at, (_, title) in enumerate(table_data()["titles"]))
    number = rf"(?:附?表 ?[一二三四五六七八九十\d]{{1,3}}[ \u3000:、.]*|{_NUMBERED}|\([一二三四五六七八九十]{{1,3}}\))?"
    measured = r"[^\n]{0,40}公开\d{1,2}表|(?:[^\n]{2,40}[ \t\u3000]+)?(?:金额)?单位:万?元"
    # Behind the title or on the next line; a table of counts alone has no measure.
    beside = r"[ \t\u3000]*(?:\(?公开\d{1,2}表|(?:金额)?单位:万?元)[^\n]*\n"
    return re.compile(
        rf"(?m)^[ \t]*{number}(?:高等学校)?(?:{words})(?:{beside}|[ \t]*\n+(?={measured}))"
    )


@dataclass(frozen=True, slots=True)
class Table:
    """One of the tables: its kind, its title as printed, the measure of its amounts, its range."""

    kind: str
    title: str
    measure: str
    start: int
    end: int


def find_tables(source: str, sections: Sequence[Section]) -> list[Table]:
    """Return the tables of a text in order: from the title to its note, or what follows it."""
    text = fold(source)
    found = list(_title().finditer(text))
    headings = [s.heading.start for s in sections if s.heading.end]
    tables = []
    for number, match in enumerate(found):
        last = found[number + 1].start() if number + 1 < len(found) else len(text)
        last = min([last, *(at for at in headings if at > match.start())])
        note = _END.search(text, match.end(), last)
        named = next(int(name[1:]) for name, got in match.groupdict().items() if got)
        measure = _MEASURE.search(text, match.start(), min(match.end() + 120, last))
        title = _BESIDE.sub("", source[match.start() : match.end()]).strip()
        kind, end = table_data()["titles"][named][0], note.end() if note else last
        tables.append(Table(kind, title, measure["measure"] if measure else "", match.start(), end))
    tables.extend(_untitled(text, tables, sections))
    return sorted(tables, key=lambda table: table.start)


def _untitled(text: str, tables: Sequence[Table], sections: Sequence[Section]) -> Iterator[Table]:
    """Yield the tables of “三公” that stand below a heading of theirs alone, in twelve columns."""
    for head in THREE_HEAD.finditer(text):
        if any(table.start <= head.start() < table.end for table in tables):
            continue
        own = [s for s in sections if s.heading.start <= head.start() < s.body.end]
        row = re.compile(r"[^\n]*\n?").match(text, head.end())
        told = list(_MEASURE.finditer(text, max(0, head.start() - _NEAR), head.start()))
        measure = told[-1]["measure"] if told else usual_measure(text)
        if own and own[-1].kind == "三公" and row:
            yield Table("三公", "“三公”经费支出决算表", measure, head.start(), row.end())


_NEAR = 80  # characters above a head in which its measure stands
