"""The rows of performance tables: which indicators a question means, and which lost points."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from importlib.resources import files

from assistant.lexicon import STOPS
from assistant.retrieve import Evidence
from assistant.sentences import Sentences, telling, terms
from index.checks.rows import fell_short
from index.model import Fact, Row, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

_SHARE_OF_NAMED = 0.2  # of a question's words, where the project is known
_SHARE_OF_ALL = 0.42  # … where any project's indicator may be meant
_MOST_OF_NAME = 0.6
_LEAST_CHARS, _MOST_OF_CHARS = 4, 0.75  # 网上全程办理比例 is 全程网办事项比例
_NEXT_TO = 0.75  # of the best indicator's words: those beside it are said as well
_RARE = 0.7  # of the weight of a word that one sentence alone has
_RARE_WORDS = 2  # of an indicator's name that few sentences have: 大厅, 绿植
_VALUE = re.compile(r"(?P<sign>[<>=≤≥≦≧]*)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<measure>[^\d\s]*)$")
COMMON_PAIRS = frozenset(
    re.findall(
        "..",
        "数量完成项目费用经费成本情况人员及时时间工作服务购置发放支付管理质量合格满意意度群众资金政务系统"
        "平台建设运行维护采购年度单位指标次数人数比例提高有效保障全年政府办公专项公用多少",
    )
)


def value_of(cell: str) -> re.Match[str] | None:
    """Return sign, number and measure of a cell that holds just these: ≥3,500亩; None for any other."""
    return _VALUE.match(_THOUSANDS.sub("", cell))


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def rows_near(
    evidence: Evidence,
    info: ReportInfo,
    words: set[str],
    sheet: Sheet | None = None,
    least: float | None = None,
) -> list[Row]:
    """Return the indicators that a question's telling words mean, nearest first.

    An indicator is near where it holds much of the words, and some of them in its own name.
    """
    rows = rows_in(evidence, info, sheet)
    if sheet is None:
        return _nearest(evidence.sentences(info), rows, words, least or _SHARE_OF_ALL)
    if len(rows) > 1:  # what most of its rows say tells none from another
        words = {w for w in words if sum(w in terms(row.name) for row in rows) * 2 <= len(rows)}
    title = set(terms(sheet.title)) | COMMON_PAIRS
    words -= title - COMMON_PAIRS - {w for row in rows for w in terms(row.name)}
    found = _nearest(evidence.sentences(info), rows, words, least or _SHARE_OF_NAMED)
    # What shares only words of the title with a question is meant where nothing else is.
    beyond = [row for row in found if words & set(terms(row.name)) - title]
    return beyond or found


def _nearest(sentences: Sentences, rows: Sequence[Row], words: set[str], share: float) -> list[Row]:
    """Return the rows that hold a share of some words, some of them in their names, nearest first."""
    whole = sentences.weigh(words)
    least_rare = _least_rare(sentences)
    scored: list[tuple[float, Row]] = []
    for row in rows:
        name = set(terms(row.name))
        own = words & (name | set(terms(f"{row.target} {row.result}")))
        title = words & set(terms(title_of(row.metric)))
        score = sentences.weigh(own | title)
        named = own & name
        told = named and not named <= COMMON_PAIRS
        rare = [w for w in named - COMMON_PAIRS if sentences.weight(w) >= least_rare]
        rare += [w for w in rare if w.isascii() and w.isalpha()]  # EMS tells as much as two pairs
        near = (told and score >= share * whole) or len(rare) >= _RARE_WORDS
        if whole and (near or (named and _by_name(row, words))):
            scored.append((score, row))
    scored.sort(key=lambda pair: -pair[0])
    return [
        row for score, row in scored if score >= _NEXT_TO * scored[0][0] or _by_name(row, words)
    ]


def rows_with_rare(evidence: Evidence, info: ReportInfo, words: set[str]) -> list[Row]:
    """Return the indicators that have a word in their name which few sentences of the report have."""
    sentences = evidence.sentences(info)
    least = _least_rare(sentences)
    telling = {
        w for w in words - COMMON_PAIRS if sentences.holds(w) and sentences.weight(w) >= least
    }
    rows = [row for row in rows_in(evidence, info) if telling & set(terms(row.name))]
    return list({(row.metric, row.name): row for row in rows}.values())


def _least_rare(sentences: Sentences) -> float:
    """Return the weight from which on a word of a report is rare."""
    return _RARE * math.log(1 + len(sentences.all))


def _by_name(row: Row, words: set[str]) -> bool:
    """Whether most of an indicator's own name is said, in pairs or in single characters."""
    name = set(terms(row.name)) - COMMON_PAIRS
    if name and len(name & words) >= _MOST_OF_NAME * len(name):
        return True
    chars = set(row.name)
    said = {char for word in words for char in word}
    return len(chars) >= _LEAST_CHARS and len(chars & said) >= _MOST_OF_CHARS * len(chars)


def rows_in(evidence: Evidence, info: ReportInfo, sheet: Sheet | None = None) -> list[Row]:
    """Return the indicators of a table in their order, or of all tables of a report."""
    return [
        row
        for row in evidence.rows_of.get(info.id, ())
        if sheet is None or (row.metric == sheet.metric and sheet.place.opens(row.place))
    ]


def facts_of(evidence: Evidence, info: ReportInfo, row: Row) -> Sequence[Fact]:
    """Return the figures of the indicators of this name in the row's table."""
    return evidence.facts(info, f"{row.metric}/指标:{row.name}")


def sheet_of(evidence: Evidence, info: ReportInfo, row: Row) -> Sheet | None:
    """Return the table that an indicator stands in."""
    for report, sheet in evidence.sheets:
        if report == info.id and sheet.metric == row.metric and sheet.place.opens(row.place):
            return sheet
    return None


def rows_of(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return all indicators of a table: those on benefit and satisfaction first."""
    rows = rows_in(evidence, info, sheet)
    return sorted(rows, key=lambda row: not ("效益" in row.level or "满意" in row.level))


def rows_of_effect(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return the indicators of a table on benefit and satisfaction; all where none is."""
    rows = rows_of(evidence, info, sheet)
    return [row for row in rows if "效益" in row.level or "满意" in row.level] or rows


def rows_of_cost(evidence: Evidence, info: ReportInfo, sheet: Sheet, words: set[str]) -> list[Row]:
    """Return the indicators of a table that give money for something that these words name."""
    return [
        row
        for row in rows_in(evidence, info, sheet)
        if re.search(r"\d\s*万?元", row.result) and words & set(terms(row.name)) - COMMON_PAIRS
    ]


def rows_missed(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return the indicators of a table whose score is below their weight."""
    return [row for row in rows_in(evidence, info, sheet) if scored_short(row)]


def scored_short(row: Row) -> bool:
    """Whether an indicator lost points; in a table without weights, whether it misses its target."""
    if not row.weight and row.score:
        return fell_short(row) is True
    return lost_points(row) > 0


def lost_points(row: Row) -> Decimal:
    """Return the points by which an indicator's score is below its weight, wherever that stands."""
    try:
        lost = Decimal(row.result if swapped(row) else row.weight) - Decimal(row.score)
    except InvalidOperation:
        return Decimal(0)
    return max(lost, Decimal(0))


def swapped(row: Row) -> bool:
    """Whether a bare number stands as a result, and a number in the target's measure as a weight."""
    target, weight = value_of(row.target), value_of(row.weight)
    if target is None or weight is None or not re.fullmatch(r"\d+(?:\.\d+)?", row.result):
        return False
    return weight["measure"] != "" and target["measure"] == weight["measure"]


def title_of(metric: str) -> str:
    """Return the name of the table that an indicator stands in."""
    return metric.removeprefix("项目:")


def rows_called(evidence: Evidence, info: ReportInfo, sheet: Sheet, text: str) -> list[Row]:
    """Return the indicators of a table that the clauses of a folded question call, in their order.

    They are called by name, or as people say it (吃饭 for 餐费标准); what the table's title says
    tells none from another.
    """
    rows = rows_in(evidence, info, sheet)
    names = [_name_terms(row) - COMMON_PAIRS - set(terms(sheet.title)) for row in rows]
    called: set[int] = set()
    for clause in STOPS.split(_ASKS_CELL.sub("", text)):
        words = telling(clause) | everyday(clause)
        shared = [len(words & name) for name in names]
        most = max(shared, default=0)
        if not most:  # 满意度: common, yet one row alone has it here
            named = [len(words & COMMON_PAIRS & _name_terms(row)) for row in rows]
            alone = [at for at, count in enumerate(named) if count >= _COMMON_ALONE]
            called |= set(alone) if len(alone) == 1 else set()
            called |= {at for at, row in enumerate(rows) if _names_cost(row, sheet, clause)}
            called |= _by_run(rows, sheet, clause)
        called |= {at for at, count in enumerate(shared) if count == most and most}
    return [rows[at] for at in sorted(called)]


def _by_run(rows: Sequence[Row], sheet: Sheet, clause: str) -> set[int]:
    """Return the one indicator that shares a longer run of characters with a clause than any other.

    Where a table's title names what several of its indicators do: B座租金 of 大厦B座租赁费用.
    """
    title = fold(sheet.title)
    titled = [len(longest_run(title, fold(row.name))) >= _LEAST_RUN for row in rows]
    whole = len(longest_run(clause, title)) * 2 >= len(title)  # the project is named, no part of it
    if whole or sum(titled) < len(("one", "other")):
        return set()
    runs = [
        len(longest_run(clause, fold(r.name))) if t else 0
        for r, t in zip(rows, titled, strict=True)
    ]
    most = max(runs, default=0)
    return {runs.index(most)} if most >= _LEAST_RUN and runs.count(most) == 1 else set()


_LEAST_RUN = 3


def row_of_people(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return the one indicator of a table that counts people, not visits of theirs."""
    counts = [(row, value_of(counted_cell(row))) for row in rows_in(evidence, info, sheet)]
    found = [row for row, m in counts if m and m["measure"] in ("人", "名", "位")]
    found = [row for row in found if "人次" not in row.name]
    return found if len(found) == 1 else []


def _names_cost(row: Row, sheet: Sheet, clause: str) -> bool:
    """Whether a clause names what an indicator gives the cost of, though the title names it too."""
    what = _COST.sub("", row.name)
    named = len(what) >= _LEAST_COST and what in clause and what != _COST.sub("", sheet.title)
    return named and "元" in row.result


_COST = re.compile(r"(?:工作|专项|运行|维护|管理|服务)*(?:经费|费用|资金|成本|费)+$")
_LEAST_COST = 4


def counted_cell(row: Row) -> str:
    """Return an indicator's result, with its target's measure where it has none of its own."""
    target, result = value_of(row.target), value_of(row.result)
    if target is None or result is None or result["measure"]:
        return row.result
    named = _MEASURE_IN_NAME.search(row.name)  # 修复水毁堤段（处）
    return f"{result['number']}{target['measure'] or (named['measure'] if named else '')}"


_MEASURE_IN_NAME = re.compile(r"[（(](?P<measure>[\u4e00-\u9fff]{1,4})[)）]$")


def is_called_by_name(row: Row, text: str) -> bool:
    """Whether a folded question says most of an indicator's name."""
    return row.name in text or _by_name(row, telling(text))


_COMMON_ALONE = 2  # pairs: 满意, 意度
# 标准多少, 实际多少: of a cell, not of an indicator's name
_ASKS_CELL = re.compile(r"(?:标准|目标|指标|实际|完成)[是值]?(?:多少|几)")


def _name_terms(row: Row) -> set[str]:
    """Return the pairs of an indicator's name, as if no comma stood in it: 水电 of 水、电费."""
    return {*terms(row.name), *terms(row.name.replace("、", ""))}


def words_for_rows(text: str, words: set[str], rows: Sequence[Row]) -> set[str]:
    """Return telling words with those of the indicators' names that a text says as people say them."""
    return words | {pair for pair in everyday(text) if any(pair in row.name for row in rows)}


@lru_cache(1 << 10)
def everyday(text: str) -> frozenset[str]:
    """Return the pairs of indicators' names that a text says as people say them.

    A verb that its count parts from what it is of (开了多少个标) is one word: 开标.
    """
    found = {pair for names, said in _spoken() if said.search(text) for pair in terms(names)}
    return frozenset(found | {m["verb"] + m["of"] for m in _PARTED.finditer(text)})


_PARTED = re.compile(
    r"(?P<verb>[\u4e00-\u9fff])[了过]?(?:多少|几)[个场次条份块张回]?(?P<of>[\u4e00-\u9fff])(?=$|[\s,，。;；?？!！、])"
)


@cache
def _spoken() -> Sequence[tuple[str, re.Pattern[str]]]:
    """Return words of indicators' names, with how people say them: 餐费, 伙食 for 吃饭."""
    text = files("assistant").joinpath("data/meanings.json").read_text(encoding="utf-8")
    table: Mapping[str, Sequence[str]] = json.loads(text)["indicators"]
    return [(names, re.compile("|".join(said))) for names, said in table.items()]
