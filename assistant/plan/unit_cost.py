"""What one of something costs: per car, guest, visit or employee, as stated or computed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import comparison, statements
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.plan.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo


def answer_unit_cost(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with an average that a report states, or a quotient; False where none is asked for."""
    if not question.intent.unit_cost:
        return False
    if said(_stated_average(question, evidence, draft, info) for info in reports):
        return True
    if _GUESTS.search(question.folded):
        return said(comparison.say_guests_of_each(draft, evidence, info) for info in reports)
    money = _money_metrics(question, evidence, reports)
    both = "车" in question.folded and re.search("接待|招待|吃", question.folded)
    if both:
        money = list(dict.fromkeys([*money, "公务接待费"]))
    found = said(
        comparison.say_unit_cost(draft, evidence, info, m, question.folded)
        for info in reports
        for m in money[: 2 if both else 1]
    )
    for info in reports if found else ():  # 接待了几批人: the counts that are no divisor, too
        told = {r.fact.metric for r in draft.references if r.report == info.id}
        for metric in question.metrics:
            if metric in comparison.COUNTED and metric not in told:
                draft.add(statements.say_value(draft, evidence, info, metric))
    return found


_GUESTS = re.compile(r"(?:一|每)批.{0,6}(?:几|多少)个?人|平均.{0,4}批.{0,6}人")


def _stated_average(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Say an average that the report itself states (平均每辆运行维护费); False where it states none."""
    subjects = [w for w in ("车", "辆", "人", "批") if w in question.folded]
    for metric in evidence.metrics(info):
        if re.match(r"(?:平均)?每[辆台人批次]|[人车]均", metric) and any(
            w in metric for w in subjects
        ):
            draft.add(statements.say_value(draft, evidence, info, metric))
            return True
    subject = "车" if "车" in subjects else "接待"
    for sentence in evidence.sentences(info).all:
        prose = sentence.kind != "自评表" and subject in sentence.text
        if prose and _AVERAGE.search(sentence.text):
            say_quote(draft, evidence, info, sentence)
            return True
    return False


_AVERAGE = re.compile(
    r"(?:平均)?每(?:[辆台批人]|人次|批次)[^,，。;；、]{0,10}\d|[人车辆批]均[^,，。;；、]{0,8}\d"
)


def _money_metrics(
    question: Question, evidence: Evidence, reports: Sequence[ReportInfo]
) -> list[str]:
    """Return the metrics of the money that is to be divided, nearest to the question first."""
    found = []
    if "车" in question.folded and re.search(r"养|运行|维护|油|烧|跑", question.folded):
        found = [m for m in ("公务用车运行维护费",) if any(evidence.facts(r, m) for r in reports)]
    for metric in question.metrics if not found else ():
        facts = [f for info in reports for f in evidence.facts(info, metric)]
        if any(f.aspect == "决算数" for f in facts):
            found.append(metric)
    counted = [m for m in question.metrics if m in comparison.COUNTED]
    found = found or [comparison.COUNTED[metric] for metric in counted]
    if not found:
        text = question.folded
        found = [
            metric
            for word, metric in (
                ("接待", "公务接待费"),
                ("招待", "公务接待费"),
                ("吃", "公务接待费"),
                ("车", "公务用车运行维护费"),
            )
            if word in text
        ]
    return found
