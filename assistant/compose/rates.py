"""How much of a budget was spent, where a report states the rate and not the budget itself."""

from __future__ import annotations

from assistant.compose.draft import Draft, subject
from assistant.compose.statements import main_fact, name, say_reasons
from assistant.retrieve import Evidence
from index.store import ReportInfo

_RATES = ("完成率", "预决算差异率")


def say_rate_alone(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Add a metric with its stated rate of completion; False where none is stated."""
    rate = evidence.one(info, metric, *_RATES)
    spent = main_fact(evidence, info, metric)
    if rate is None or spent is None:
        return False
    reasons = evidence.reasons(info, metric, "预算")
    draft.add(
        f"{subject(info)}{name(metric, spent)} {draft.figure(info, spent)}{draft.cite(info, spent)}，"
        f"{rate.aspect} {draft.figure(info, rate)}。{draft.cite(info, rate)}报告没有写预算数。",
        say_reasons(draft, info, reasons, "预决算差异") if reasons else "",
    )
    return True
