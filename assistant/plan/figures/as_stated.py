"""The names that only a report gives what is asked: a shorter one of a balance, one of what is measured."""

from __future__ import annotations

from dataclasses import replace

from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.vocabulary import Mention
from index.amounts import COUNTS
from index.normalise import longest_run

# What a report without the one may call by the shorter name.
_SHORTER = {
    "年末结转和结余": ("年末结转", "年末结余"),
    "年初结转和结余": ("年初结转", "年初结余", "上年结转"),
}


def as_stated(question: Question, evidence: Evidence) -> Question:
    """Return a question whose balances bear the names that the reports give them."""
    mentions = []
    for mention in question.mentions:
        for metric in set(mention.metrics) & set(_SHORTER):
            if any(evidence.facts(info, metric) for info in question.reports):
                continue
            named = (
                short
                for short in _SHORTER[metric]
                if any(evidence.facts(info, short) for info in question.reports)
            )
            if stated := next(named, ""):
                kept = tuple(stated if m == metric else m for m in mention.metrics)
                mention = replace(mention, metrics=kept)
        mentions.append(_as_called(mention, question, evidence))
    return replace(question, mentions=tuple(mentions))


def _as_called(mention: Mention, question: Question, evidence: Evidence) -> Mention:
    """Return a mention of what is counted or measured by the name that only this report gives it: 办公用房."""
    infos, said = question.reports, question.folded[mention.start : mention.end]
    if not said or any(evidence.facts(i, m) for i in infos for m in mention.metrics):
        return mention
    called = [
        metric
        for info in infos
        for metric in evidence.metrics(info)
        if len(run := longest_run(said, metric)) >= _LEAST_CALLED and metric.startswith(run)
        if evidence.facts(info, metric)[0].amount.measure in _COUNTED
    ]
    return replace(mention, official=called[0], metrics=(called[0],)) if called else mention


_LEAST_CALLED = 4
_COUNTED = frozenset({*COUNTS, "平方米", "万平方米"})
