"""会议开了几次，培训了多少人; 结余分配给谁了: what the sentence of each of several figures says beside it."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.compose.comparison import COUNTED
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_statement
from assistant.compose.statements import main_fact
from assistant.plan.counted import Counted
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY
from index.normalise import fold
from index.store import ReportInfo

_MOST_REPORTS = 2
_WHAT_FOR = re.compile(
    r"(?:给|归)了?(?:谁|哪)|(?:干|做)了?(?:什么|啥|嘛)|干嘛|用途|(?:什么|啥)用|买(?:的|了)?(?:什么|啥)|去了?哪"
)
_TELLS = re.compile(r"[,，](?:主要)?(?:为|用于|系|由|给)(?!\d)|用于|事项")


def say_of_each(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Quote, for each of several figures, the sentence that counts or says what is asked of it alone."""
    if draft.status != "answered" or question.projects or question.intent.rank:
        return
    cited = {citation.report for citation in draft.citations}
    reports = [info for info in question.reports if info.id in cited]
    named = [m for m in question.mentions if m.metrics and m.end > m.start and not m.weak]
    starts = [*(m.start for m in named), len(question.folded)]
    if len(named) < len(("one", "other")) or len(reports) > _MOST_REPORTS:
        return
    for mention, (_, end) in zip(named, pairwise(starts), strict=True):
        stretch = question.folded[mention.end : end]
        for info in reports:
            for metric in mention.metrics[:1]:
                if _tells(stretch, evidence, info, metric):
                    say_statement(draft, evidence, info, metric)


def _tells(stretch: str, evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Whether the sentence of a metric's money has what some words ask of it."""
    fact = main_fact(evidence, info, metric)
    if fact is None or fact.amount.measure not in MONEY or metric in COUNTED.values():
        return False
    sentence = evidence.sentences(info).around(fact.place)
    if sentence is None or sentence.kind == "自评表":
        return False
    counted = Counted.asked(stretch)
    if counted is not None and counted.told(sentence.text):
        return True
    behind = sentence.text.partition(fact.amount.text)[2]
    return bool(_WHAT_FOR.search(stretch) and _TELLS.search(fold(behind)))
