"""三公不算买车那笔，比上年多还是少: a whole without one of its parts, and how that moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.calculate import Result, difference, plain, total
from assistant.compose import drivers, statements
from assistant.compose.draft import Draft, Pair, subject
from assistant.compose.performance import sheets_named
from assistant.compose.projects import ranked_projects
from assistant.compose.statements import main_fact, name
from assistant.compose.unspent import aspects_asked
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.parts import asking_clauses
from index.model import Fact, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo
from index.terms import parts_of

# Changes with their signs: what a whole moved by, less what the part moved by.
_Terms = list[tuple[int, Fact]]

_WITHOUT = re.compile(
    r"(?:要是|如果|假如|假设)(?:没|不)(?:有)?|没(?:有)?(?=[买购换更][^,。?;]{0,8}的话)|(?<!算)不(?:算|含|计|看|包括|包含)(?![数得])|(?:扣|减)(?:掉|除|去|了)|除(?:去|掉|开|了)|刨(?:掉|去|开|除)"
    r"|剔(?:除|掉|开)|去掉|撇(?:开|掉|除)|抛(?:开|掉|除)|排除|拿掉"
)
_STRETCH = re.compile(r"[^,。?;]*")
_BOUGHT = re.compile(
    r"(?:买|购|换|添|更新|新增|报废)[^,。?;]{0,12}车|新车|[那这][一1]?[辆台部][^,。?;]{0,10}车|车(?:辆)?(?:的)?(?:购置|采购)(?!及|和|运)"
)
_CARS = re.compile(r"车")
_PRICE, _ALL_CARS = "公务用车购置费", "公务用车购置及运行维护费"
_MOVES = re.compile(
    r"[涨降升跌]|[增减]|同比|[比较跟和与同][^,。?;]{0,8}年|多了|少了|[多少高低](?:还是|没)"
)


def answer_without(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Say what a whole comes to without a part, and how that moved; False where not asked."""
    intent = question.intent
    if intent.rank or intent.unit_cost or intent.share or question.projects:
        return False
    part = _part(question, evidence)
    whole = next((m for m in question.metrics if part in _within(m)), "") if part else ""
    if not whole or not _MOVES.search(question.folded):
        return False
    years = {(info.unit, info.year) for info in reports}
    last = [info for info in reports if (info.unit, info.year + 1) not in years]
    return said(_say(question, evidence, draft, info, whole, part) for info in last)


def answer_without_project(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """去掉某项目,9个项目还剩多少: say what all reviewed projects come to without those named; False where not asked."""
    text = question.folded
    asked = _WITHOUT.search(text) or _BUT.search(text)
    if not asked or not _ALL.search(text) or _PRINTED_TWICE.search(text):
        return False
    aspects = aspects_asked(text) if _PLANNED.search(text) else ("全年执行数",)
    told = said(
        _say_without(evidence, draft, info, sheets, aspect)
        for info in reports
        if (sheets := _left_out(question, evidence, info))
        for aspect in aspects
    )
    draft.complete = told and len(asking_clauses(text)) <= 1
    return told


_BUT = re.compile(r"除了?(?=[^,。?;]{2,40}(?:其[他余它]|剩|余下|别的|另外|外|,))")
_JOINS = re.compile(r"(?<!参)[和与跟及、]|以及|还有")
_ENDS = re.compile(
    r"的?(?:[这那]?[两二三四五六几]?个?(?:项目|笔|块|项))*(?:以外|之外|外)?(?:的)?(?:其[他余它]|剩下?|余下|别的|另外)?的?$|(?:其[他余它]|剩下?的|余下的?|别的|另外).*$"
)
_LEAST_TITLE = 3  # characters of a title that mean it


def _left_out(question: Question, evidence: Evidence, info: ReportInfo) -> list[Sheet]:
    """Return the tables of all projects that a question leaves out; nothing where one is not known."""
    match = _WITHOUT.search(question.words) or _BUT.search(question.words)
    stretch = _STRETCH.match(question.words, match.end()) if match else None
    rest = _ENDS.sub("", stretch.group()) if stretch else ""
    if len(rest) < _LEAST_TITLE:  # 公告费不算: before the word
        return sheets_named(evidence, info, question.projects)
    own = [sheet for sheet, _ in ranked_projects(evidence, info, "全年执行数", told=True)]
    found: dict[str, Sheet] = {}
    for sheet in sorted(own, key=lambda sheet: -len(sheet.title)):
        if fold(sheet.title) in rest:
            found.setdefault(sheet.metric, sheet)
            rest = rest.replace(fold(sheet.title), "、")
    for piece in filter(str.strip, _JOINS.split(rest)):
        runs = {s.metric: (len(longest_run(piece, fold(s.title))), s) for s in own}
        most = max((length for length, _ in runs.values()), default=0)
        meant = [s for length, s in runs.values() if length == most]
        in_full = most >= len(piece.strip())  # 访惠聚: all that bear the name
        if most < min(_LEAST_TITLE, len(piece)) or (len(meant) > 1 and not in_full):
            return []
        found |= {sheet.metric: sheet for sheet in meant}
    return list(found.values())


# 9个项目, 其余项目, 全部项目
_ALL = re.compile(
    r"(?:[两三四五六七八九十]+|\d+)个项目|(?:其[他余它]|所有|全部|剩下?的?|余下的?|别的|总)(?:的)?(?:评价|自评)?项目|项目(?:支出)?(?:总|一共|合计|还剩)"
)
_PLANNED = re.compile(r"预算|批")
_PRINTED_TWICE = re.compile(r"重复|重印|[两二]遍|多[算印]")


def _say_without(
    evidence: Evidence, draft: Draft, info: ReportInfo, sheets: Sequence[Sheet], aspect: str
) -> bool:
    own = (aspect, "预算数") if aspect == "全年预算数" else (aspect,)
    whole = evidence.one(info, "预算绩效评价项目", *own)
    found = {s.metric: f for s in sheets if (f := evidence.one(info, s.metric, aspect))}
    parts = list(found.values())
    if whole is None:
        return _say_rest(evidence, draft, info, sheets, aspect)
    if not parts or {f.amount.measure for f in parts} != {whole.amount.measure}:
        return False
    value = whole.amount.value - sum(f.amount.value for f in parts)
    left = " − ".join(plain(f.amount.value) for f in (whole, *parts))
    used = [(info, f) for f in (whole, *parts)]
    draft.add(
        f"{subject(info)}预算绩效评价项目{whole.aspect} {draft.figure(info, whole)}。{draft.cite(info, whole)}"
    )
    for sheet in sheets:
        if (fact := found.pop(sheet.metric, None)) is not None:
            told = f"「{sheet.title}」项目{aspect} {draft.figure(info, fact)}"
            draft.add(f"{subject(info)}{told}。{draft.cite(info, fact)}")
    shown = draft.derived(value, whole.amount.measure, f"{left} = {plain(value)}", used)
    draft.add(f"预算绩效评价项目{whole.aspect}扣除后为 {shown}。{draft.cite_each(used)}")
    return True


def _say_rest(
    evidence: Evidence, draft: Draft, info: ReportInfo, sheets: Sequence[Sheet], aspect: str
) -> bool:
    """Add what all other projects come to, where the report states no sum of all of them."""
    out = {sheet.metric for sheet in sheets}
    ranked = ranked_projects(evidence, info, aspect, told=True)
    rest = [(sheet, fact) for sheet, fact in ranked if sheet.metric not in out]
    summed = total([fact for _, fact in rest])
    if summed is None or len(rest) == len(ranked):
        return False
    words = [
        f"「{sheet.title}」{draft.figure(info, fact)}{draft.cite(info, fact)}"
        for sheet, fact in rest
    ]
    draft.add(f"{subject(info)}其余 **{len(rest)}** 个项目{aspect}：{'；'.join(words)}。")
    if len(rest) > 1:
        used = [(info, fact) for _, fact in rest]
        text = draft.derived(summed.value, summed.measure, summed.formula, used)
        draft.add(f"其余 **{len(rest)}** 个项目合计 {text}。{draft.cite_each(used)}")
    return True


def _part(question: Question, evidence: Evidence) -> str:
    """Return the part that a question leaves out, or an empty string."""
    for match in _WITHOUT.finditer(question.folded):
        behind = _STRETCH.match(question.folded, match.end())
        ahead = re.search(r"[^,。?;]*$", question.folded[: match.start()])
        for stretch in (behind, ahead):
            found = _named(stretch.group() if stretch else "", question, evidence)
            if found:
                return found
    return ""


def _named(words: str, question: Question, evidence: Evidence) -> str:
    """Return the part of a whole that is asked of which some words name, or an empty string."""
    parts = [part for metric in question.metrics for part in _within(metric)]
    if _PRICE in parts and _BOUGHT.search(words):
        return _PRICE
    named = [m for mention in evidence.vocabulary.find(words) for m in mention.metrics]
    own = next((metric for metric in named if metric in parts), "")
    return own or (_ALL_CARS if _ALL_CARS in parts and _CARS.search(words) else "")


def _within(metric: str) -> list[str]:
    """Return the parts of a metric, and the parts of these."""
    own = parts_of().get(metric, ())
    return [*own, *(inner for part in own for inner in _within(part))]


def _say(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, whole: str, part: str
) -> bool:
    stated, taken = main_fact(evidence, info, whole), main_fact(evidence, info, part)
    rest = difference(stated, taken) if stated and taken else None
    if stated is None or taken is None or rest is None:
        return False
    for metric in (whole, part):
        moved = statements.changes(evidence, info, metric) != (None, None)
        say = statements.say_change if moved else statements.say_value
        draft.add(say(draft, evidence, info, metric))
    used = [(info, stated), (info, taken)]
    left = draft.derived(rest.value, rest.measure, rest.formula, used)
    told = f"{subject(info)}{name(whole, stated)}扣除{name(part, taken)}后为 {left}"
    told += f"{draft.cite(info, stated)}{draft.cite(info, taken)}。"
    terms = next(_changes(evidence, info, whole, part), [])
    if not terms or {f.amount.measure for _, f in terms} != {rest.measure}:
        draft.add(told + "报告没有写扣除后与上年相比的变化。")
        return True
    draft.add(told + _moved(draft, info, terms, rest, used))
    told_why = evidence.reasons(info, whole, "上年")
    if not taken.amount.value and told_why:  # what was bought the year before
        draft.add(statements.say_reasons(draft, evidence, info, told_why))
    elif question.intent.why:
        metrics = dict.fromkeys(f.metric for sign, f in terms if sign > 0 and f.amount.value)
        reasons = [r for m in metrics if m != whole for r in evidence.reasons(info, m, "上年")]
        draft.add(statements.say_reasons(draft, evidence, info, reasons))
    return True


def _moved(
    draft: Draft, info: ReportInfo, terms: _Terms, rest: Result, used: Sequence[Pair]
) -> str:
    """Return how what is left moved, from which changes, and what it was the year before."""
    value = sum((sign * f.amount.value for sign, f in terms), Decimal(0))
    facts = [(info, fact) for _, fact in terms]
    words = [drivers.moved_words(draft, info, f.metric, f) for _, f in terms]
    formula = _signed(terms).removeprefix("+ ")
    text = draft.derived(value, rest.measure, f"{formula} = {plain(value)}", facts)
    verb = f"减少 {text.lstrip('-')}" if value < 0 else f"增加 {text}"
    told = f"从数字看：{'，'.join(words)}，扣除后比上年{verb}"
    before = rest.value - value
    left = f"{rest.formula.partition(' = ')[0]} {_signed([(-sign, f) for sign, f in terms])}"
    was = draft.derived(before, rest.measure, f"{left} = {plain(before)}", [*used, *facts])
    return f"{told}，扣除后的上年数为 {was}。"


def _signed(terms: _Terms) -> str:
    """Return changes as the terms of a formula: − 2.83 − 0.46."""
    signed = ((sign * fact.amount.value, fact) for sign, fact in terms)
    return " ".join(f"{'−' if value < 0 else '+'} {plain(abs(value))}" for value, _ in signed)


def _changes(evidence: Evidence, info: ReportInfo, whole: str, part: str) -> Iterator[_Terms]:
    """Yield the ways in which a report tells by how much a whole without a part moved."""
    others = _of_others(evidence, info, whole, part)
    if others:
        yield others
    own = evidence.one(info, whole, "比上年增减额")
    taken = _of_part(evidence, info, part)
    if own is not None and taken:
        yield [(1, own), *((-sign, fact) for sign, fact in taken)]


def _of_others(evidence: Evidence, info: ReportInfo, whole: str, part: str) -> _Terms:
    """Return the changes of all other parts of a whole; nothing where one of them is not told."""
    stated = [(p, f) for p in parts_of().get(whole, ()) if (f := main_fact(evidence, info, p))]
    if not _add_up(main_fact(evidence, info, whole), [fact for _, fact in stated]):
        return []
    terms: _Terms = []
    for other, _ in stated:
        change = evidence.one(info, other, "比上年增减额")
        inner = _of_others(evidence, info, other, part) if part in _within(other) else []
        if other != part and not inner and change is None:
            return []
        if inner:
            terms += inner
        elif other != part and change is not None:
            terms.append((1, change))
    return terms


def _add_up(whole: Fact | None, parts: Sequence[Fact]) -> bool:
    """Whether the stated parts of a whole are all of it: one that is not stated may have moved too."""
    summed = total(parts)
    if whole is None or summed is None or summed.measure != whole.amount.measure:
        return False
    return abs(summed.value - whole.amount.value) <= _TAIL


_TAIL = Decimal("0.05")  # what rounding leaves


def _of_part(evidence: Evidence, info: ReportInfo, part: str) -> _Terms:
    """Return the change of a part: as stated, or its whole's without those of its siblings."""
    own = evidence.one(info, part, "比上年增减额")
    if own is not None:
        return [(1, own)]
    for whole, parts in parts_of().items():
        change = evidence.one(info, whole, "比上年增减额") if part in parts else None
        siblings = _of_others(evidence, info, whole, part)
        if change is not None and siblings:
            return [(1, change), *((-sign, fact) for sign, fact in siblings)]
    return []
