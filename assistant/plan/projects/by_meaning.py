"""The project that everyday words mean, told by the embedding: 防火改造 is 消防改造工程, 买床 护理床购置."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.accounts import account_of
from assistant.compose.draft import Draft
from assistant.compose.rows import COMMON_PAIRS
from assistant.lexicon import HAN_RUN
from assistant.plan.projects.performance import answer_performance
from assistant.plan.prose.heard import reported
from assistant.retrieve import Evidence
from assistant.sentences import terms, without_filler
from assistant.understand import Question
from assistant.understand.intent import without_intent
from index.model import Sheet
from index.normalise import fold
from index.store import ReportInfo

_LEAST, _LEAST_OF_PAIR = 0.5, 0.3  # cosine of the best project; of one that has a word said
_CLEARLY = 0.15  # … ahead of the next one
_OF_ANY = ("", "原因", "绩效", "偏差")  # topics that may be asked of a project
_LEAST_WORD, _MOST_REPORTS = 2, 2
_THINGS = re.compile(r"(?:多少|几)[件桩样](?:事情?|东西)")  # of no name: 一件事 is one
# What an amount, a reason or a state is asked of; who, and what the accounts tell, is no project.
_ASKS = re.compile(r"多少|几|为什么|为啥|咋|怎么|[没未]|效果|分")
_NOT_OF_ONE = re.compile(r"哪[些个家]|谁|单位|部门|[全本]局|总|所有|项目[有都]|管|归|负责|职责")


def answer_alike(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the project whose name means what nothing else tells; False for none."""
    found = _alike(question, evidence, reports)
    if not found:
        return False
    titles, infos = tuple(s.title for _, s in found), tuple(info for info, _ in found)
    meant = replace(question, projects=titles, reports=infos, by_rows=True)
    return answer_performance(meant, evidence, draft, infos)


def of_project_meant(question: Question, evidence: Evidence) -> Question:
    """给社区工作者发工资的项目: of the project whose name means what stands before 项目, if one clearly does.

    Of several projects that a question may name it is the one of them.
    """
    if len(question.projects) == 1 or question.before is not None or len(question.reports) != 1:
        return question
    match = _POINTED.search(question.words)
    if match is None or _OF_SEVERAL.search(question.words):
        return question
    tables = _tables(evidence, question.reports)
    known = [(i, s) for i, s in tables if not question.projects or s.title in question.projects]
    best = _best([match["said"]], known, evidence, _LEAST_POINTED)
    best = best or _told_of(match["said"], known, evidence)
    if not best:
        return question
    start = match.start("said")
    kept = tuple(m for m in question.mentions if m.end <= start or m.start >= match.end())
    return replace(question, projects=(best[0][1].title,), mentions=kept)


# 给牲口打防疫针的项目, 办技校前期的那笔钱
_POINTED = re.compile(
    r"(?<![\u4e00-\u9fff])(?:\d+年度?)?(?P<said>[\u4e00-\u9fff、]{2,16}?)"
    r"(?:(?:的|这|那)+(?:一)?[个项]?项目|的?[这那](?:一)?[笔块](?:钱|经费|资金|款)|(?<=费)的?项目)(?!支出|们|都)"
)
_OF_SEVERAL = re.compile(
    r"哪(?=[个些几项一两三])|[几两三四五六七八九十每各]个?(?:项目|块)|所有|全部|其[他它余]|分别|最[高低多少大小]|[和跟与比].{2,16}项目"
)
_LEAST_POINTED = 0.4


def _told_of(
    said: str, tables: Sequence[tuple[ReportInfo, Sheet]], evidence: Evidence
) -> list[tuple[ReportInfo, Sheet]]:
    """Return the one project of which most is told in the words that reports have for some words said."""
    words = reported(said)
    held = []
    for info, sheet in tables:
        table = evidence.ledger.text(info.id)[sheet.place.start : sheet.place.end]
        parts = account_of(evidence, info, sheet.metric).review
        text = fold("".join((sheet.title, table, *(part.text for part in parts))))
        held.append(sum(any(one in text for one in official) for official in words))
    most = max(held, default=0)
    return [tables[held.index(most)]] if most and held.count(most) == 1 else []


def _tables(evidence: Evidence, reports: Sequence[ReportInfo]) -> list[tuple[ReportInfo, Sheet]]:
    """Return the projects of some reports, each once."""
    tables = {
        (info.id, sheet.metric): (info, sheet)
        for info in reports
        for report, sheet in evidence.sheets
        if report == info.id and sheet.metric.startswith("项目:")
    }
    return list(tables.values())


def _alike(
    question: Question, evidence: Evidence, reports: Sequence[ReportInfo]
) -> list[tuple[ReportInfo, Sheet]]:
    """Return the one project whose name means what a question that names nothing says; or none."""
    named = any(m.metrics or m.topic not in _OF_ANY for m in question.mentions if not m.weak)
    if named or question.projects or question.undisclosed or question.before is not None:
        return []
    if not 1 <= len(reports) <= _MOST_REPORTS or _NOT_OF_ONE.search(question.words):
        return []
    words = without_intent(without_filler(_THINGS.sub(" ", question.words)))
    said = [run for run in HAN_RUN.findall(words) if len(run) >= _LEAST_WORD]
    if not said or not _ASKS.search(question.folded):
        return []
    return _best(said, _tables(evidence, reports), evidence)


def _best(
    said: Sequence[str],
    tables: Sequence[tuple[ReportInfo, Sheet]],
    evidence: Evidence,
    alone: float = _LEAST,
) -> list[tuple[ReportInfo, Sheet]]:
    """Return the table whose title is by far nearest to some words and shares a character with them."""
    if not tables:
        return []
    titles = [sheet.title for _, sheet in tables]
    for words, row in zip(said, evidence.alike(said, titles), strict=True):
        ranked = sorted(range(len(titles)), key=lambda at: -row[at])
        best = ranked[0]
        next_best = row[ranked[1]] if len(ranked) > 1 else 0.0
        shared = set(terms(words)) & set(terms(titles[best])) - COMMON_PAIRS
        least = _LEAST_OF_PAIR if shared else alone
        clear = row[best] >= least and row[best] - next_best >= _CLEARLY
        if clear and set(words) & set(titles[best]):
            return [tables[best]]
    return []
