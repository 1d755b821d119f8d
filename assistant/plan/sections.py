"""抚恤款下面几项合计多少: the items of one section of the classification, with what they come to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.calculate import total
from assistant.compose.draft import Draft, subject
from assistant.compose.statements import main_fact
from assistant.plan.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.vocabulary import item_name
from index.store import ReportInfo

_SECTION = re.compile(r"(?P<whole>(?:[^()]+\(类\))?(?P<name>(?:(?!\([类款]\)).)+))\(款\)")
_ASKED = re.compile(r"合计|一共|总共|共计|加起来|多少|几[个项]|哪[些几]")


def answer_section(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on all items of a section that a question names as one (抚恤款); False where it names none."""
    if not _ASKED.search(question.folded) or question.intent.rank:
        return False
    return said(_say_section(question, evidence, draft, info) for info in reports[:2])


def _say_section(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    held: dict[str, list[str]] = {}
    for metric in evidence.items(info):
        match = _SECTION.match(metric)
        if match and re.search(
            rf"{re.escape(match['name'])}(?:\(款\)|这?一?个?款)", question.folded
        ):
            held.setdefault(match["whole"], []).append(metric)
    if len(held) != 1:
        return False
    section, metrics = next(iter(held.items()))
    if main_fact(evidence, info, f"{section}(款)") is not None:
        return False  # the report states what they come to
    pairs = [(info, fact) for m in metrics if (fact := main_fact(evidence, info, m)) is not None]
    result = total([fact for _, fact in pairs])
    if not pairs or result is None:
        return False
    named = "、".join(
        f"{item_name(fact.metric)} {draft.figure(info, fact)}{draft.cite(info, fact)}"
        for _, fact in pairs
    )
    name = section.rpartition(")")[2]
    draft.add(f"{subject(info)}{name}(款)写明的有 **{len(pairs)}** 项：{named}。")
    if len(pairs) == 1:
        return True
    text = draft.derived(result.value, result.measure, result.formula, pairs)
    draft.add(f"合计 {text}。" + draft.cite_each(pairs))
    return True
