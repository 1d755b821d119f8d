"""谁超预算最多, 整体自评谁分最高: reports in the order of what is no plain value."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.calculate import share
from assistant.compose import statements
from assistant.compose.comparison import say_rank
from assistant.compose.draft import Draft, subjects
from assistant.compose.statements import BUDGETS, name
from assistant.lexicon import FULL
from assistant.plan.listed.ordering import BOTH, is_low
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo

_LEAST = 2  # reports that can be put in order
_OF_WHOLE = re.compile(r"整体")
_SCORE = re.compile(r"得分|评分|自评|打分|分数?最|几分")
_HOW_MANY = re.compile(
    r"项目(?!支出|经费|资金)[^,，。?]{0,6}(?:数量|个数|数(?![据字])|最[多少])|(?:多少|几)个[^,，。?]{0,6}项目"
)
_SPENT_OF_BUDGET = re.compile(r"完成率|执行率|执行得|预算[^,，。?]{0,6}(?:完成|执行)")
_OVER_BUDGET = re.compile(r"超(?:了|出|过)?[^,，。?]{0,4}(?:预算|支)|差异率|比[^,，。?]{0,4}预算")

_Measured = tuple[ReportInfo, Decimal]


def answer_ordered(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer which report comes first by its score, number or budget; False elsewhere."""
    words, metrics, low = question.words, _metrics(question), _wants_low(question)
    both = BOTH.search(words) is not None
    if len(reports) < _LEAST or not question.intent.rank or question.projects:
        return False
    if _OF_WHOLE.search(words) and _SCORE.search(words):
        return say_rank(
            draft, evidence, reports, "整体支出", lowest=low, aspects=("得分",), both=both
        )
    if _HOW_MANY.search(words) and set(metrics) <= {"预算绩效评价项目", "项目支出"}:
        of = "预算绩效评价项目"
        return say_rank(draft, evidence, reports, of, lowest=low, aspects=("数量",), both=both)
    if len(metrics) != 1:
        return False
    if _SPENT_OF_BUDGET.search(words) or _OVER_BUDGET.search(words):
        return _say_by_budget(question, evidence, draft, reports, metrics[0])
    return False


def _wants_low(question: Question) -> bool:
    return is_low(question.words) and not BOTH.search(question.words)


def _metrics(question: Question) -> list[str]:
    strong = [m for m in question.mentions if m.metrics and not m.weak]
    return list(dict.fromkeys(x for m in strong for x in m.metrics[:1]))


def _say_by_budget(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    metric: str,
) -> bool:
    """Add which report spent the largest part of its budget for a metric, and the others after it."""

    def spent_part(info: ReportInfo) -> Decimal | None:
        budget = evidence.one(info, metric, *BUDGETS)
        spent = evidence.one(info, metric, "决算数", "全年执行数")
        part = share(spent, budget) if spent is not None and budget is not None else None
        return part.value if part is not None else None

    low = _wants_low(question)
    over = _OVER_BUDGET.search(question.words) is not None and not low
    known = _known(reports, spent_part)
    ranked = [pair for pair in known if pair[1] > FULL or not over]
    ranked.sort(key=lambda pair: pair[1], reverse=not low)
    others = [info for info in reports if info not in [i for i, _ in ranked]]
    return bool(known) and _say(
        draft,
        ranked,
        others,
        f"{name(metric)}决算超过预算" if over else f"{name(metric)}决算相当于预算的比例",
        lambda info: "".join(statements.say_budget(draft, evidence, info, metric, rate=True)[:1]),
        most="最多" if over else "最低" if low else "最高",
    )


def _known(
    reports: Sequence[ReportInfo], measured: Callable[[ReportInfo], Decimal | None]
) -> list[_Measured]:
    found = ((info, measured(info)) for info in reports)
    return [(info, value) for info, value in found if value is not None]


def _say(
    draft: Draft,
    ranked: Sequence[_Measured],
    others: Sequence[ReportInfo],
    what: str,
    line: Callable[[ReportInfo], str],
    *,
    most: str,
) -> bool:
    """Add which report comes first, what each states in that order, and then the others."""
    draft.ranked = [info for info, _ in ranked]
    first = [info for info, value in ranked if value == ranked[0][1]]
    draft.add(
        f"已收录的报告中，{what}{most}的是 {subjects(first)}。"
        if first
        else f"已收录的报告中，没有{what}的。"
    )
    draft.add_each([line(info) for info in (*draft.ranked, *others)])
    draft.add("各单位年度、规模和统计范围不同，仅供参考。")
    return True
