"""What a reader would open for a question by the learned ranker, where an answer does not cite it."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.relevance import Ranked, rank
from assistant.retrieve import Evidence
from assistant.understand import Question

_MOST_REPORTS, _MOST_BESIDE, _LONGEST = 3, 2, 240
_BESIDE = 0.3  # least probability of what stands beside an answer
# Nothing was found; or a word of the question is in no report, which leaves more in doubt. A denial
# of just what is asked stays: what the model learned does not outweigh what is known to be kept out.
_NOTHING = re.compile(r"在这份报告中没有找到与这个问题对应的内容|报告没有直接写到这个问题")
_UNHEARD = re.compile(r"报告没有写“[^”]+”(?:。|$)")
# What answers alone: its least probability, and the most that no sentence answers.
_INSTEAD = ((_NOTHING, 0.5, 0.2), (_UNHEARD, 0.8, 0.05))


def say_likely(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Quote the likeliest sentences that an answer does not cite; they answer where nothing else did."""
    if draft.status == "answered" and draft.citations:  # what cites nothing is a denial
        cited = {citation.report for citation in draft.citations}
        for info in [one for one in question.reports if one.id in cited][:_MOST_REPORTS]:
            fresh = [
                one.sentence
                for one in rank(question, evidence, info)
                if one.probability >= _BESIDE and not _is_cited(one, draft)
            ]
            for sentence in fresh[:_MOST_BESIDE]:
                say_quote(draft, evidence, info, sentence)
    elif draft.status == "not_found" and len(question.reports) == 1:
        every = rank(question, evidence, question.reports[0])
        none = 1 - sum(one.probability for one in every)
        for denial, least, most in _INSTEAD:
            sure = bool(every) and every[0].probability >= least and none < most
            if sure and any(map(denial.match, draft.paragraphs)):
                draft.status = "answered"
                say_quote(draft, evidence, every[0].report, every[0].sentence)


def _is_cited(ranked: Ranked, draft: Draft) -> bool:
    """Whether an answer cites a sentence already, or one that it is too long to be quoted beside."""
    place, report = ranked.sentence.place, ranked.report.id
    return len(ranked.sentence.text) > _LONGEST or any(
        cited.report == report and cited.start < place.end and place.start < cited.end
        for cited in draft.citations
    )
