"""What a question wants reckoned of numbers that a report tells together, in words or in rows."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.compose.draft import Draft
from assistant.plan.prose.words import NOT_DIRECTLY, NOT_IN_TABLE
from assistant.plan.sums.aimed import (
    ASKS_GAP,
    OF_AIM,
    OFF,
    OWES,
    SHORT_OF,
    say_gap_said,
    say_of_aim,
    say_off_target,
    say_product,
    say_short_of_aim,
)
from assistant.plan.sums.by_rate import BEFORE, BY_RATE, say_number_by_rate, say_year_before
from assistant.plan.sums.parted import (
    LESS,
    NOT_DONE,
    OF_NAMED,
    RATE_OF,
    REST,
    SHARE,
    say_apart,
    say_rate_of,
    say_rest,
    say_share,
    say_share_of_named,
    say_undone,
)
from assistant.plan.sums.per_one import EACH, PERIOD, YEARLY, say_by_period, say_by_year, say_each
from assistant.plan.sums.reckoner import Clause, Reckoner, clauses_of
from assistant.retrieve import Evidence
from assistant.understand import Question

_ASKS = re.compile(r"多少|几|比例|比重|折|推算|率")
# Each kind of reckoning by what asks for it; the first that finds its numbers answers a clause.
_KINDS: tuple[tuple[re.Pattern[str], Callable[[Reckoner, Clause], bool]], ...] = (
    (PERIOD, say_by_period),
    (YEARLY, say_by_year),
    (EACH, say_each),
    (BY_RATE, say_number_by_rate),
    (OF_AIM, say_of_aim),
    (OFF, say_off_target),
    (SHORT_OF, say_short_of_aim),
    (OWES, say_product),
    (ASKS_GAP, say_gap_said),
    (LESS, say_apart),
    (NOT_DONE, say_undone),
    (REST, say_rest),
    (RATE_OF, say_rate_of),
    (OF_NAMED, say_share_of_named),
    (SHARE, say_share),
    (BEFORE, say_year_before),
)


def say_told_together(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add what a question wants reckoned of numbers told together, where the answer lacks it."""
    if draft.status not in ("answered", "not_found"):
        return
    if question.intent.rank and not question.projects:  # 最多跑一次 ranks nothing
        return
    if len(question.reports) != 1 or not _ASKS.search(question.words):
        return
    report = Reckoner(question, evidence, question.reports[0], draft)
    for text, topic in clauses_of(question.words):
        for asks, say in _KINDS:
            match = asks.search(text)
            if match is not None and say(report, Clause(text, topic, match)):
                _found(draft)
                break


def _found(draft: Draft) -> None:
    """Make an answer of a draft that found nothing before."""
    if draft.status == "not_found":
        draft.status = "answered"
        draft.paragraphs[:] = [p for p in draft.paragraphs if p not in (NOT_IN_TABLE, NOT_DIRECTLY)]
