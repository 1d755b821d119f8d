"""Where a table's goals and results in words say the same as an indicator row, or otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.compose.draft import Draft
from assistant.compose.rows import COMMON_PAIRS, rows_in, sheet_of
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, terms
from index.amounts import NUMBER, parse_number
from index.model import Place, Row, Sheet
from index.normalise import fold
from index.store import ReportInfo

_COUNT = re.compile(rf"(?<![\d.,])(?P<number>{NUMBER})\s*(?P<measure>%|[\u4e00-\u9fff]{{1,2}})?")
_CLAUSE = re.compile(r"[^,;。:、]+")
_ALIKE = 2  # shared pairs that make a clause one on the indicator
_MOST_OF_NAME = 0.5
_MOST_CLAUSES = 2  # a goal, and what came of it
_NEXT_TO = 0.6  # of the nearest clause's score
_LEAST_CLAUSE = 5
# a count that is one row's alone tells the row: 雇员5名, 发放人数5人
_OF_PEOPLE = frozenset("人户")
_DATE = re.compile(r"20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?")
_MOST_NUMBERS = 2  # of a cell that counts; a date has more
_HEAD = re.compile(r"项目名称|主管部门|单位名称|预算数|执行数|总资金|资金总额|指标名称")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a table's goals or results: its words, and where they stand."""

    section: str
    text: str
    place: Place


def say_in_words(draft: Draft, evidence: Evidence, info: ReportInfo, row: Row) -> str:
    """Return the marks of the clauses that say what a row says; a number unlike its own is quoted."""
    marks, other = "", ""
    for clause, same in clauses_on(evidence, info, row):
        mark = draft.mark(info, clause.section, clause.place)
        if same:
            marks += f"[{mark}]"
        elif other:
            other += f"[{mark}]"
        else:
            words = draft.quoted(clause.text)
            other = f"自评表的文字部分写的是“{words}”，与指标行不一致。[{mark}]"
            draft.warn(
                "in_words", f"「{row.name}」的指标行与自评表文字部分的数不一致：“{words}”。", mark
            )
    return marks + other


def clauses_on(evidence: Evidence, info: ReportInfo, row: Row) -> list[tuple[Clause, bool]]:
    """Return the clauses on an indicator, with whether one of its numbers is the row's own."""
    sheet = sheet_of(evidence, info, row)
    counts = _counts_in(row)
    if sheet is None or not counts:
        return []
    name = set(terms(row.name))
    telling = name - COMMON_PAIRS - set(terms(sheet.title))
    others = (other for other in rows_in(evidence, info, sheet) if other.name != row.name)
    shared_counts = set().union(*map(_counts_in, others))
    found: list[tuple[float, int, Clause, bool]] = []
    for at, clause in enumerate(_clauses(evidence, info, sheet)):
        words = set(terms(clause.text))
        said = set(_counts(clause.text))
        same = bool(said & counts)
        alike = said and {m for _, m in said} & {m for _, m in counts if m}
        shared = len(words & telling)
        counted = any(m not in ("", "%") for _, m in said & counts)
        alone = any(m in _OF_PEOPLE for _, m in said & counts - shared_counts)
        if same and (alone or shared or len(words & name) >= (1 if counted else _ALIKE)):
            found.append((shared + 1, -at, clause, True))
        elif (
            alike and not row.doubt and shared >= _ALIKE and shared >= _MOST_OF_NAME * len(telling)
        ):
            found.append((shared, -at, clause, False))
    found.sort(key=lambda entry: (-entry[0], -entry[1]))
    best = found[0][0] if found else 0
    agreed = any(same for *_, same in found)
    found = [entry for entry in found if entry[0] >= _NEXT_TO * best and entry[3] >= agreed]
    return [(clause, same) for _, _, clause, same in found[:_MOST_CLAUSES]]


def results_in_words(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Sentence]:
    """Return the sentences of a table that say what was done, which stand behind those of its goals."""
    return _in_words(evidence, info, sheet)[1]


def goals_in_words(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Sentence]:
    """Return the sentences of a table that say what was aimed at; all where none says what was done."""
    return _in_words(evidence, info, sheet)[0]


def _in_words(
    evidence: Evidence, info: ReportInfo, sheet: Sheet
) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences of a table's goals, and those of its results."""
    rows = rows_in(evidence, info, sheet)
    begins = min((row.place.start for row in rows), default=sheet.place.end)
    source = evidence.ledger.text(info.id)
    aims = _OVER_GOALS.search(source, sheet.place.start, begins)
    over = _OVER_RESULTS.search(source, aims.end() if aims else sheet.place.start, begins)
    below = _BELOW_RESULTS.search(source, over.end() if over else sheet.place.start, begins)
    prose = [
        s
        for s in evidence.sentences(info).all
        if sheet.place.start <= s.place.start < (below.start() if below else begins)
        and s.kind == "自评表"
        and _WORDY.search(fold(s.text))
        and not _HEAD.search(fold(s.text))
        and not _OVER_RESULTS.fullmatch(s.text)
    ]
    prose.sort(key=lambda s: s.place.start)
    behind = [s for s in prose if over is None or s.place.start >= over.start()]
    before = [s for s in prose if s not in behind]
    if over is not None and (
        over[0].endswith((":", "："))
        or _WORDS_BETWEEN.search(source, aims.end() if aims else over.start(), over.start())
    ):
        return before, behind
    at = _first_result(source, behind)
    return behind[:at], behind[at:]


def _first_result(source: str, prose: Sequence[Sentence]) -> int:
    """Return which of the sentences below both heads is the first on what was done, or their number."""
    between = [source[a.place.end : b.place.start] for a, b in pairwise(prose)]
    cells = [at for at, gap in enumerate(between, 1) if "\t" in gap]
    first = fold(prose[0].text)[:_LEAST_SAME] if prose else ""
    again = [at for at, s in enumerate(prose) if at and fold(s.text).startswith(first)]
    done = [at for at, s in enumerate(prose) if at and _DONE.search(fold(s.text))]
    return (cells or again or done or [len(prose)])[0]


def say_results(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Quote what a table says in words of what was done."""
    found = results_in_words(evidence, info, sheet)
    _say_in_one(draft, info, sheet, "自评表写的实际完成情况", found)


def say_goals(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, *, alone: bool
) -> None:
    """Quote the goals that a table gives in words; unless `alone`, with what was done where that is short."""
    goals = goals_in_words(evidence, info, sheet)
    results = results_in_words(evidence, info, sheet)
    both = [*goals, *results]
    apart = results and (alone or sum(len(s.text) for s in both) > _LONGEST_RESULTS)
    what = "自评表写的目标" if apart else "自评表写的目标和完成情况"
    _say_in_one(draft, info, sheet, what, goals if apart else both)


def _say_in_one(
    draft: Draft, info: ReportInfo, sheet: Sheet, what: str, found: Sequence[Sentence]
) -> None:
    """Quote sentences of a table that stand one behind the other, up to a length."""
    text = ""
    for at, sentence in enumerate(found):
        if at and len(text) + len(sentence.text) > _LONGEST_RESULTS:
            found = found[:at]
            break
        text += sentence.text
    if found:
        place = Place(found[0].place.start, found[-1].place.end)
        mark = draft.mark(info, sheet.section, place)
        draft.add(f"{what}：“{draft.quoted(text.lstrip('：:，'))}”[{mark}]")


_LONGEST_RESULTS = 300


_WORDY = re.compile(r"[\u4e00-\u9fff]{4}")
_LEAST_SAME = 7
_OVER_GOALS = re.compile(r"预\s*期\s*目\s*标|年\s*度\s*(?:总\s*体|绩\s*效)\s*目\s*标[:：]")
_OVER_RESULTS = re.compile(r"实\s*际\s*完\s*成\s*(?:情\s*况|目\s*标)[:：]?|完成情况[:：]")
_WORDS_BETWEEN = re.compile(r"[\u4e00-\u9fff]{2}[^\u4e00-\u9fff]*[\u4e00-\u9fff]{2}")
_BELOW_RESULTS = re.compile(r"[一二三]\s*级\s*指\s*标")
_DONE = re.compile(
    r"^(?:已|截[至止]|建成|实现了|完成|按[时期]|顺利|圆满|成功|全年|我(?:单位|局|中心|部门|校|院|馆|委|站|所|处))|[^为除]了(?!解)|已(?:经|全部|按|完|发|投|建)"
)


def says_count_of(text: str, row: Row) -> bool:
    """Whether a folded question says the number of an indicator's target or result (8个月, 10次)."""
    counts = {count for count in _counts_in(row) if count[1] not in ("", "%")}
    return bool(counts & set(_counts(text)))


def _clauses(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> Iterator[Clause]:
    """Yield the clauses of a table that stand in no row of it."""
    sentences = evidence.sentences(info)
    rows = rows_in(evidence, info, sheet)
    for sentence in sentences.all:
        if not sheet.place.opens(sentence.place):
            continue
        if any(row.place.opens(sentence.place) for row in rows):
            continue
        for part in sentences.parts(sentence, _CLAUSE):
            text = part.text
            if len(text) >= _LEAST_CLAUSE and re.search(r"\d", text) and not _HEAD.search(text):
                yield Clause(part.section, text, part.place)


def _counts_in(row: Row) -> set[tuple[Decimal, str]]:
    """Return the numbers of an indicator's target and result, each with its measure."""
    cells = (_counted(cell) for cell in (row.target, row.result))
    return {counted for counted in cells if counted is not None}


def _counted(cell: str) -> tuple[Decimal, str] | None:
    """Return the number of a cell with its measure: (10, 次) of >=10次."""
    match = _COUNT.search(fold(cell))
    if match is None or len(re.findall(r"\d+", cell)) > _MOST_NUMBERS:
        return None  # a date
    return parse_number(match["number"]), _measure(match)


def _measure(match: re.Match[str]) -> str:
    """Return the first sign of a number's measure; people are counted in several."""
    sign = (match["measure"] or "")[:1]
    return "人" if sign in ("名", "位") else sign


def _counts(text: str) -> Iterator[tuple[Decimal, str]]:
    for match in _COUNT.finditer(_DATE.sub("", fold(text))):
        yield parse_number(match["number"]), _measure(match)


_COST = re.compile(
    rf"(?:费用?|资|贴|助|款|租金)(?:[(][^()]*[)])?(?:支出|共计|合计|为|[:：])?{NUMBER}\s*万元"
)
_FEWEST_COSTS, _MOST_TOLD = 2, 2


def costs_told(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Sentence]:
    """Return the sentences of a table's words that tell what several things cost.

    None where indicators of the table give the cost of several things themselves.
    """
    rows = rows_in(evidence, info, sheet)
    if sum(_IN_MONEY.search(row.result) is not None for row in rows) >= _FEWEST_COSTS:
        return []
    found: dict[str, Sentence] = {}
    for sentence in evidence.sentences(info).all:
        if sheet.place.opens(sentence.place) and not any(
            row.place.opens(sentence.place) for row in rows
        ):
            text = fold(sentence.text)
            if len(_COST.findall(text)) >= _FEWEST_COSTS:
                found.setdefault(text[:_SAME], sentence)
    return list(found.values())[:_MOST_TOLD]


_IN_MONEY = re.compile(r"\d\s*万元$")
_SAME = 40  # characters: a goal and what came of it may be told in the same words
