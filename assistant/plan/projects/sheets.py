"""Which performance table is meant: by its words, its title, a number, a remark, a member unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.rows import COMMON_PAIRS
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.question import without
from index.amounts import NUMBER, parse_number
from index.model import Place, Sheet
from index.normalise import fold
from index.store import ReportInfo

_SHARE_OF_SHEET = 0.5  # of a question's words, in a table: its project is meant
_STANDS_OUT = 0.8


def sheets_near(
    question: Question, evidence: Evidence, reports: Sequence[ReportInfo]
) -> list[tuple[ReportInfo, Sheet]]:
    """Return the one table whose text holds most of a question's words, where it stands out."""
    words = telling(question.folded, question.units.spans) - set(terms("项目绩效自评得分扣分总分"))
    words -= set(terms("".join(question.units.members)))
    absent = [(m.start, m.end) for m in question.mentions if m.official in question.undisclosed]
    if not words & telling(question.folded, [*question.units.spans, *absent]):
        return []  # 培训费 alone is a subject of its own, no table with a training in it
    if named := project_called(question):  # 智慧城市建设项目 is not 文明城市创建
        words = set(terms(named.group())) & words or words
    titled = _by_title(evidence, reports, words)
    if titled and any(_is_titled(evidence, *pair, words) for pair in titled):
        return titled
    scored: list[tuple[float, ReportInfo, Sheet]] = []
    for info in reports[:3]:
        for report, sheet in evidence.sheets:
            if report == info.id and sheet.metric.startswith("项目:"):
                scored.append((_share(evidence, info, sheet, words), info, sheet))
    scored.sort(key=lambda entry: -entry[0])
    if not scored or scored[0][0] < _SHARE_OF_SHEET:
        return []
    if len(scored) > 1 and scored[1][0] > _STANDS_OUT * scored[0][0]:
        return []
    return [(scored[0][1], scored[0][2])]


def _is_titled(evidence: Evidence, info: ReportInfo, sheet: Sheet, words: set[str]) -> bool:
    """Whether a question says more of a table than one pair of its title: 件事 of 一件事."""
    several = len(words & set(terms(sheet.title)) - COMMON_PAIRS) > 1
    return several or _share(evidence, info, sheet, words) >= _SHARE_OF_SHEET


def _share(evidence: Evidence, info: ReportInfo, sheet: Sheet, words: set[str]) -> float:
    """Return the share of a question's words that a table holds."""
    text = evidence.ledger.text(info.id)[sheet.place.start : sheet.place.end]
    return evidence.sentences(info).share(words, words & set(terms(text)))


def _by_title(
    evidence: Evidence, reports: Sequence[ReportInfo], words: set[str]
) -> list[tuple[ReportInfo, Sheet]]:
    """Return the projects whose titles alone hold a telling pair of the question's characters."""
    known = {
        (info.id, sheet.title): (info, sheet)
        for info in reports[:3]
        for report, sheet in evidence.sheets
        if report == info.id and sheet.metric.startswith("项目:")
    }
    units = set(terms("".join(info.unit for info in reports)))
    held = {key: words & set(terms(key[1])) - COMMON_PAIRS - units for key in known}
    best = max((len(pairs) for pairs in held.values()), default=0)
    found = [known[key] for key, pairs in held.items() if pairs and len(pairs) == best]
    return found if len({sheet.title for _, sheet in found}) == 1 else []


# 厕所改造项目: words before it that only ask, or say which of all, are no name
_CALLED = re.compile(
    r"(?:(?!哪|几|多少|什么|啥|最|所有|全部|每|各|这|那|有|的|和|与|年|个|里|中|张|类|自评|绩效|评价)[\u4e00-\u9fff]){3,12}(?=项目(?!支出))"
)


def project_called(question: Question) -> re.Match[str] | None:
    """Return the name that a question puts before 项目, units left out, or None."""
    return _CALLED.search(without(question.folded, question.units.spans))


def of_project_called(question: Question) -> Question:
    """智慧城市建设项目花了多少: of that project, not of all of them."""
    named = None if question.projects else project_called(question)
    if named is None or not telling(_DOES.sub(" ", named.group())):
        return question
    if any(m.start < named.end() and named.start() < m.end for m in question.mentions):
        return question
    kept = tuple(m for m in question.mentions if m.start != named.end())
    return replace(question, mentions=kept)


_DOES = re.compile(r"[做搞办干花用]|一共|总共|主要|实际|其他|其它|重点|专项|预算|财政")


def is_held(evidence: Evidence, reports: Sequence[ReportInfo], name: str) -> bool:
    """Whether the telling pairs of a name stand in some report."""
    pairs = set(terms(name)) - COMMON_PAIRS
    return any(all(evidence.sentences(info).holds(p) for p in pairs) for info in reports)


def with_siblings(
    question: Question, evidence: Evidence, named: list[tuple[ReportInfo, Sheet]]
) -> list[tuple[ReportInfo, Sheet]]:
    """Add the projects of the same name but for a remark that the question says (区级, 州级)."""
    found = [pair for pair in named if not _other_remark(question, pair[1], named)]
    for info, sheet in tuple(found):
        stem = _REMARK.sub("", sheet.title)
        for report, other in evidence.sheets:
            remark = other.title.removeprefix(stem).strip("（）()")
            alike = report == info.id and other.title.startswith(stem) and remark
            new = all(other.metric != known.metric for _, known in found)
            if alike and new and stem != other.title and remark in question.folded:
                found.append((info, other))
    return found


_REMARK = re.compile(r"[（(](?P<remark>[^（()）]*)[)）]$")


def _other_remark(
    question: Question, sheet: Sheet, named: Sequence[tuple[ReportInfo, Sheet]]
) -> bool:
    """Whether a table's remark (区级) is unsaid where the question says that of one alike (州级)."""
    own = _REMARK.search(sheet.title)
    if own is None or own["remark"] in question.folded:
        return False
    stem = sheet.title[: own.start()]
    return any(
        (match := _REMARK.search(other.title)) is not None
        and other.title[: match.start()] == stem
        and match["remark"] in question.folded
        for _, other in named
    )


def with_said_head(
    question: Question, named: list[tuple[ReportInfo, Sheet]]
) -> list[tuple[ReportInfo, Sheet]]:
    """Of projects alike but for the year before the name, keep the one whose head is said with it.

    2024年度政务云项目 is 2024年度政务云服务项目, not 政务云服务项目.
    """
    heads = {sheet.title: _HEAD.match(fold(sheet.title)) for _, sheet in named}
    for title, head in heads.items():
        stem = fold(title)[head.end() :] if head is not None else ""
        alike = [other for other in heads if other != title and fold(other) == stem]
        if head is None or not alike:
            continue
        for match in re.finditer(re.escape(head.group()), question.context):
            if question.context[match.end() : match.end() + 2] in stem:
                return [(info, sheet) for info, sheet in named if sheet.title not in alike]
    return named


_HEAD = re.compile(r"20\d\d年度?")


def with_said_number(
    question: Question, evidence: Evidence, named: list[tuple[ReportInfo, Sheet]]
) -> list[tuple[ReportInfo, Sheet]]:
    """Of projects alike, keep the one whose table states a number that the question says."""
    said_numbers = {parse_number(n) for n in re.findall(NUMBER, question.context)}
    fits = [
        (info, sheet)
        for info, sheet in named
        if said_numbers & {f.amount.value for f in evidence.facts(info, sheet.metric)}
    ]
    return fits or named


def of_other_project(
    question: Question, evidence: Evidence, info: ReportInfo, place: Place
) -> bool:
    """Whether a place is in the table of another project than those that a question is on."""
    return bool(question.projects) and any(
        report == info.id and sheet.place.opens(place) and sheet.title not in question.projects
        for report, sheet in evidence.sheets
        if sheet.metric.startswith("项目:")
    )


def is_member(name: str, sheet: Sheet) -> bool:
    """Whether a table's unit is the one that a question calls by name or short name."""
    for unit in (sheet.implementer, sheet.department):
        at = -1
        if unit and all((at := unit.find(char, at + 1)) >= 0 for char in name):
            return True
        tail = name[-_TAIL:]
        if len(name) > _TAIL and unit.endswith(tail) and tail not in _COMMON_TAILS:
            return True  # 市政府信访局: what stands before is the whole report's unit
    return False


_TAIL = 3
_COMMON_TAILS = frozenset({"管理局", "服务局", "委员会", "办公室", "务中心", "理中心"})
