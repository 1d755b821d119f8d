"""三公是12万元对吗: whether a number that a question claims is the one that the report has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.statements import name
from assistant.plan.checking import as_stated, judged_words
from assistant.plan.numbers import is_said, numbers_said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo

_WHETHER = re.compile(
    r"对(?:吗|么|不|吧|嘛)|是不是|是否|是(?:吗|吧|么)|真的?(?:吗|假|是)|属实|准确|正确|没?[记看听弄搞]错|有(?:这|那)(?:回|么回)?事|(?:核实|核对|确认|求证)|[吗吧么][?？。]?$"
)
_MOST = 3
_VERDICT = "问题中所说的数"


def say_claims(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add whether each number that a question claims of a term is that of the one report meant."""
    if len(reports) != 1 or not _WHETHER.search(question.folded) or _VERDICT in draft.text:
        return
    said = {s.text: s for s in numbers_said(question.folded)}
    if not said or len(said) > _MOST:
        return
    info = reports[0]
    for judged in judged_words(question.folded, evidence, reports)[1]:
        fact = judged.fact or judged.expected
        number = said.get(judged.text)
        if fact is None or number is None or ":" in fact.metric:
            continue
        told = any(r.fact.amount == fact.amount for r in draft.references)
        if not told:
            draft.add(as_stated(draft, info, fact))
        aspect = "" if fact.aspect in ("决算数", "数量") else f"的{fact.aspect}"
        agrees = judged.fact is not None or is_said(fact, number)
        draft.add(
            f"{name(fact.metric, fact)}{aspect}与{_VERDICT}{'一致' if agrees else '不一致'}。"
            f"{draft.cite(info, fact)}"
        )
