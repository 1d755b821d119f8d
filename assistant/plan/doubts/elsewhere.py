"""The same count told differently in two places: both are shown, with a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.plan.doubts.both_said import say_both_apart
from assistant.plan.projects.sheets import of_other_project
from assistant.plan.prose.tallied import all_pieces, stretch_of
from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.tallies import Tallies, Told
from assistant.understand import Question
from index.model import Finding
from index.normalise import fold
from index.store import ReportInfo

_ASKED = 0.5  # of what a question asks the amount of, that what was told must tell
_ALIKE = 0.8  # of the name of what one counts, that the other must tell
_LEAST_NAME = 3
_MOST_REPORTS = 2
_COUNT = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<measure>[余多]?[万亿千]?(?:人次|批次|公里|平方米|[\u4e00-\u9fff%‰]))"
)
_FIRST = re.compile(r"[≥≤=＝<>\d|]")
_GENERAL = re.compile(
    r"(?:全[年市县区省州]|共计?|累计|合计|完成|实际|达到?|为|其中|数量?|人数|总数|率?约|(?:预算|项目|支付)?(?:金额|资金))+"
)
# Of another year, a goal, a part, a change.
_APART = re.compile(r"[上去前]年|目标|计划|下一?年|同比|增长|其中|[比较由]")


def answer_told_twice(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """门急诊到底126万还是128万: quote both places where a count that is doubted is told otherwise."""
    if not 1 <= len(reports) <= _MOST_REPORTS or not _DOUBTS.search(question.folded):
        return False
    for info in reports:
        for finding in evidence.findings(info):
            noun = finding.metric.rpartition("指标:")[2]
            if finding.rule == _TOLD_TWICE and _is_named(noun, question.folded):
                _say_both(evidence, draft, info, finding)
    return bool(draft.citations)


_TOLD_TWICE = "counts-told"
_DOUBTS = re.compile(
    r"到底|究竟|还是|哪个|对不上|合不上|打架|矛盾|不一[样致]|一[样致][吗么没不]|一处|为准|又[说写是]"
)


def _is_named(noun: str, text: str) -> bool:
    """Whether a question names what is counted, by most of its neighbouring characters."""
    noun = _GENERAL.sub("", noun)
    pairs = {noun[at : at + 2] for at in range(len(noun) - 1)}
    return bool(pairs) and sum(pair in text for pair in pairs) >= _ALIKE * len(pairs)


def _say_both(evidence: Evidence, draft: Draft, info: ReportInfo, finding: Finding) -> None:
    told = (evidence.sentences(info).around(place) for place in finding.places)
    for sentence in told:
        if sentence is not None:
            say_quote(draft, evidence, info, sentence)
    if draft.citations:
        draft.warn(finding.rule, finding.message, draft.citations[-1].mark)


# 到底1286还是1268, 1126人还是1162人: two numbers of one thing, of which one is asked to be right
_ONE_OR_OTHER = re.compile(
    r"(?P<one>\d[\d,]*(?:\.\d+)?)(?P<measure>[\u4e00-\u9fff%]{0,3}?),?(?:又?是|还是)+(?P<other>\d[\d,]*(?:\.\d+)?)"
)
_LEAST_DIGITS = 2


def answer_one_or_other(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """来访批次到底1286还是1268: quote where each is printed, if in one measure; False otherwise."""
    match = _ONE_OR_OTHER.search(question.folded)
    if match is None or len(reports) != 1 or not _DOUBTS.search(question.folded):
        return False
    said = [match[name].replace(",", "") for name in ("one", "other")]
    if said[0] == said[1] or min(map(len, said)) < _LEAST_DIGITS:
        return False
    printed = [_printed(evidence, reports[0], number) for number in said]
    chars = set(_ONE_OR_OTHER.sub("", question.folded))
    both = [
        (len(chars & set(one.text)) + len(chars & set(other.text)), one, other, measure)
        for measure, one in printed[0]
        for as_well, other in printed[1]
        if measure == as_well and (not match["measure"] or measure.startswith(match["measure"]))
    ]
    if not both:
        return False
    _, one, other, measure = max(both, key=lambda found: found[0])
    for sentence in dict.fromkeys((one, other)):
        say_quote(draft, evidence, reports[0], sentence)
    message = (
        f"所引的原文一处写{said[0]}{measure}，另一处写{said[1]}{measure}，"
        "报告没有说明两者是否同一口径，引用前请核对原文。"
    )
    draft.warn("differs", message, draft.citations[-1].mark)
    return True


def _printed(evidence: Evidence, info: ReportInfo, number: str) -> list[tuple[str, Sentence]]:
    """Return where a report prints a number: the measure behind it, and the sentence."""
    found = []
    for sentence in evidence.sentences(info).all:
        for match in _COUNT.finditer(fold(sentence.text)):
            if match["number"].replace(",", "") == number:
                found.append((match["measure"], sentence))
    return found


def say_elsewhere(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add where a report tells a count with another number, and the gap of two that a question says."""
    _say_told_otherwise(question, evidence, draft)
    say_both_apart(question, evidence, draft)


def _say_told_otherwise(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add where a report tells the count that was told in other words with another number."""
    if draft.status != "answered" or not 1 <= len(question.reports) <= _MOST_REPORTS:
        return
    for info in question.reports:
        tallies = evidence.tallies(info)
        for piece in all_pieces(question, tallies):
            told = [one for one in tallies.all if _is_told(one, draft)]
            one = max(told, key=lambda one: piece.share(tallies, one), default=None)
            if one is None or piece.share(tallies, one) < _ASKED:
                continue
            others = (
                other
                for other in tallies.all
                if _told_apart(tallies, one, other)
                and not of_other_project(question, evidence, info, other.sentence.place)
            )
            other = next(others, None)
            if other is not None:
                _warn(evidence, draft, info, one, other)


def _is_told(told: Told, draft: Draft) -> bool:
    """Whether a draft tells a row, or quotes a clause."""
    if told.is_row:
        return any(p.startswith("「") and _name(told) in fold(p) for p in draft.paragraphs)
    return any(told.text in fold(quote) for quote in draft.quotes)


def _warn(evidence: Evidence, draft: Draft, info: ReportInfo, one: Told, other: Told) -> None:
    say_quote(draft, evidence, info, stretch_of(evidence, info, other))
    measures = {m for _, m in _counts(one)} & {m for _, m in _counts(other)}
    first, second = (_shown(told, measures) for told in (one, other))
    message = (
        f"所引的两处原文一处写{first}，另一处写{second}，"
        "报告没有说明两者是否同一口径，引用前请核对原文。"
    )
    draft.warn("differs", message, draft.citations[-1].mark)


def _told_apart(tallies: Tallies, one: Told, other: Told) -> bool:
    """Whether two clauses count the same by their names, in one measure, and differ."""
    if one is other or (one.is_row and other.is_row):
        return False
    ours, theirs = set(_counts(one)), set(_counts(other))
    if {m for _, m in ours}.isdisjoint(m for _, m in theirs) or ours & theirs:
        return False
    if any(not told.is_row and _APART.search(told.text) for told in (one, other)):
        return False
    names = _name(one), _name(other)
    if min(map(len, names)) < _LEAST_NAME:
        return False
    return max(tallies.share(names[0], other), tallies.share(names[1], one)) >= _ALIKE


def _name(told: Told) -> str:
    """Return what a clause or a row counts: the words before its first number."""
    first = _FIRST.search(told.text)
    return _GENERAL.sub(" ", told.text[: first.start()] if first else told.text).strip()


def _counts(told: Told) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a clause with their measures; of a row its goal's and its result's."""
    for match in _COUNT.finditer(told.text):
        yield match["number"], match["measure"]


def _shown(told: Told, measures: Set[str]) -> str:
    """Return the number that a clause tells in one of these measures: a row its result, the last."""
    counts = [number + measure for number, measure in _counts(told) if measure in measures]
    return counts[-1] if told.is_row else counts[0]
