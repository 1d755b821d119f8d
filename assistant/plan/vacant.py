"""空了多少编: the posts of a unit less the people in them, where both are stated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.calculate import difference
from assistant.compose.draft import Draft, subject
from assistant.compose.statements import main_fact, name
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo

_ASKED = re.compile(
    r"[空缺超][了着出]?(?:多少|几)?个?(?:编|岗|人|额)|空[着了出缺]*(?:(?:多少|几)个|.{0,6}(?:编|岗))|[满超缺空]编|编制.{0,10}(?:用满|没满|空|富余|剩|超|多少人没)|(?:差|缺|少)(?:了|着)?(?:多少|几)个?人"
)
_POSTS, _PEOPLE = ("编制人数", "核定编制", "核定事业编制"), ("在职人员", "实有人数")
_MOST_REPORTS = 2


def say_vacant(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add how many posts are vacant, or how many people are beyond them, where that is asked."""
    if not _ASKED.search(question.folded) or len(reports) > _MOST_REPORTS:
        return
    for info in reports:
        posts = next((f for m in _POSTS if (f := main_fact(evidence, info, m))), None)
        people = next((f for m in _PEOPLE if (f := main_fact(evidence, info, m))), None)
        result = difference(posts, people) if posts and people else None
        if posts is None or people is None or result is None:
            continue
        if draft.tells(result.value, result.measure):
            continue
        text = draft.derived(
            result.value, result.measure, result.formula, [(info, posts), (info, people)]
        )
        which = "空缺的编制" if result.value >= 0 else "超出编制的人数"
        verdict = f"两者相差 {text.lstrip('-')}，即{which}"
        draft.add(
            f"{subject(info)}{name(posts.metric, posts)} {draft.figure(info, posts)}"
            f"{draft.cite(info, posts)}，{name(people.metric, people)} {draft.figure(info, people)}"
            f"{draft.cite(info, people)}，{verdict}。{draft.cite(info, posts)}{draft.cite(info, people)}"
        )
