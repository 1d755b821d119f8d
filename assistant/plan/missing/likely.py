"""What a reader would open for a question by the learned ranker, where an answer does not cite it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.compose.texts import what_is_there
from assistant.plan.missing.asking import NOTHING_FOUND
from assistant.plan.prose.words import NOT_DIRECTLY
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, telling
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

if TYPE_CHECKING:
    from assistant.relevance import Ranked

_MOST_REPORTS, _MOST_BESIDE, _LONG, _LONGEST = 3, 2, 240, 480
# Least probability of what stands beside an answer, and of what stands beside one that denies something.
_BESIDE, _BESIDE_DENIAL, _OF_PART = 0.3, 0.6, 0.5
_LIKELY = 0.5  # of one that may be longer
_DENIES = re.compile(r"没有(?:单独)?(?:写|披露|说明)")
# Nothing was found; or a word of the question is in no report, which leaves more in doubt. A denial
# of just what is asked stays: what the model learned does not outweigh what is known to be kept out.
_NOTHING = re.compile(rf".{{0,8}}{NOTHING_FOUND}|{NOT_DIRECTLY}")
_UNHEARD = re.compile(r"报告没有写“[^”]+”(?:。|$)")
# What answers alone: its least probability, and the most that no sentence answers.
_INSTEAD = ((_NOTHING, 0.5, 0.2), (_UNHEARD, 0.8, 0.05))
_LEANS = re.compile(r"(?:与|比|较|同)(?:20\d\d年|上年|去年)|同比|(?:变动|增减|主要)?原因|其中")


def say_likely(
    question: Question, parts: Sequence[Question], evidence: Evidence, draft: Draft
) -> None:
    """Quote beside an answer the likeliest sentences that it does not cite, of the reports it cites.

    Each of the `parts` of a question is asked alone too: of a whole, one sentence may be all that counts.
    """
    if draft.status != "answered":
        return
    if not (question.unexplained.strip() or len(parts) > 1 or not question.metrics):
        return
    denies = _DENIES.search(draft.text)
    _quote(question, evidence, draft, _BESIDE_DENIAL if denies else _BESIDE)
    for part in parts:
        if part.reports == question.reports:
            _quote(part, evidence, draft, _BESIDE_DENIAL if denies else _OF_PART)


def _quote(question: Question, evidence: Evidence, draft: Draft, least: float) -> None:
    cited = {citation.report for citation in draft.citations}
    words = telling(question.folded, question.units.spans)
    said = fold(draft.text)
    for info in [one for one in question.reports if one.id in cited][:_MOST_REPORTS]:
        # A word of the report that the answer does not say is what may be missing in it.
        if all(word in said for word in words if evidence.sentences(info).holding(word)):
            continue
        # What a named term's figures are was for the plan to tell; it left them out for a reason.
        passed = [fact.place for name in question.metrics for fact in evidence.facts(info, name)]
        fresh = [
            one.sentence
            for one in _ranked(question, evidence, info)
            if one.probability >= least
            and words & one.sentence.words
            and not _is_cited(one, draft)
            and not any(one.sentence.place.opens(place) for place in passed)
        ]
        for sentence in fresh[:_MOST_BESIDE]:
            say_quote(draft, evidence, info, _with_subject(evidence, info, sentence))


def say_likeliest(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Quote the likeliest sentence as the answer where nothing was found and it is nearly certain."""
    if draft.status != "not_found" or len(question.reports) != 1:
        return
    (info,) = question.reports
    every = _ranked(question, evidence, info)
    none = 1 - sum(one.probability for one in every)
    for denial, least, most in _INSTEAD:
        sure = bool(every) and every[0].probability >= least and none < most
        denied = any(map(denial.match, draft.paragraphs))
        if sure and denied and not _is_cited(every[0], draft):
            listed = what_is_there(evidence.reports)
            kept = (p for p in draft.paragraphs if not _NOTHING.match(p) and p != listed)
            draft.paragraphs[:] = [p.removesuffix(listed) for p in kept]
            draft.status = "answered"
            say_quote(draft, evidence, info, _with_subject(evidence, info, every[0].sentence))


def _ranked(question: Question, evidence: Evidence, info: ReportInfo) -> list[Ranked]:
    """Rank the sentences of a report; only what the ledger cannot answer loads the model."""
    from assistant.relevance import rank

    return rank(question, evidence, info)


def _with_subject(evidence: Evidence, info: ReportInfo, sentence: Sentence) -> Sentence:
    """Return a sentence behind the one that tells what it is of: 与上年相比,增加3万元."""
    before = evidence.sentences(info).before(sentence) if _LEANS.match(sentence.text) else None
    return sentence if before is None else before.joined(sentence)


def _is_cited(ranked: Ranked, draft: Draft) -> bool:
    """Whether an answer cites a sentence already, or one that it is too long to be quoted beside."""
    place, report = ranked.sentence.place, ranked.report.id
    longest = _LONGEST if ranked.probability > _LIKELY else _LONG
    return len(ranked.sentence.text) > longest or any(
        cited.report == report and cited.start < place.end and place.start < cited.end
        for cited in draft.citations
    )
