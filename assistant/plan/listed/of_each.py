"""会议开了几次，培训了多少人; 结余分配给谁了: what the sentence of each of several figures says beside it."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.compose.comparison import COUNTED
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.plan.projects.counted import Counted
from assistant.retrieve import Evidence
from assistant.sentences import terms
from assistant.understand import Question
from index.amounts import MONEY
from index.normalise import fold
from index.store import ReportInfo

_MOST_REPORTS = 2
_WHAT_FOR = re.compile(
    r"(?:给|归)了?(?:谁|哪)|(?:干|做)了?(?:什么|啥|嘛)|干嘛|用途|(?:什么|啥)用|买(?:的|了)?(?:什么|啥)|去了?哪"
)
_LISTS = re.compile(r"[^,，。;；]{0,10}事项[:：]")
_FEW_PARTS = 2
_TELLS = re.compile(r"[,，](?:主要)?(?:为|用于|系|由|给)(?!\d)|用于|事项")


def say_of_each(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Quote, for each of several figures, the sentence that counts or says what is asked of it alone."""
    if draft.status != "answered" or question.projects or question.intent.rank:
        return
    cited = {citation.report for citation in draft.citations}
    reports = [info for info in question.reports if info.id in cited]
    named = [m for m in question.mentions if m.metrics and m.end > m.start and not m.weak]
    starts = [*(m.start for m in named), len(question.folded)]
    if not named or len(reports) > _MOST_REPORTS:
        return
    alone = len(named) == 1  # what one figure alone was used for is said with it
    for mention, (_, end) in zip(named, pairwise(starts), strict=True):
        stretch = question.folded[mention.end : end]
        for info in reports:
            for metric in mention.metrics[:1]:
                _say(stretch, evidence, draft, info, metric, listed=alone)


def _say(
    stretch: str,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    metric: str,
    *,
    listed: bool,
) -> None:
    """Quote the sentence of a metric's money, or the next one, that has what some words ask of it.

    With `listed` only a list of what it went to that stands behind the figure.
    """
    counted, what_for = Counted.asked(stretch), _WHAT_FOR.search(stretch)
    if not (counted or what_for) or metric in COUNTED.values():
        return
    sentences = evidence.sentences(info)
    for name in (metric, *evidence.parts(info, metric)[:_FEW_PARTS]):
        for fact in evidence.facts(info, name):
            own = sentences.around(fact.place)
            if own is None or own.kind == "自评表" or fact.amount.measure not in MONEY:
                continue
            following = sentences.after(own)
            behind = fold(own.text.partition(fact.amount.text)[2])
            tells = (counted and counted.told(own.text)) or (what_for and _TELLS.search(behind))
            if tells and not listed:
                say_quote(
                    draft, evidence, info, sentences.part(own, set(terms(name + fact.amount.text)))
                )
                return
            if what_for and following is not None and _LISTS.match(following.text):
                say_quote(draft, evidence, info, following)
                return
