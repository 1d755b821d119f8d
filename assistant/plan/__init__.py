"""The path from a question to a draft: which operation, over which reports and metrics."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.compose.draft import Draft
from assistant.plan.across.ordered import answer_ordered
from assistant.plan.across.together import answer_together as answer_units_together
from assistant.plan.across.which import answer_which
from assistant.plan.doubts.checking import answer_checking
from assistant.plan.doubts.claimed import say_claims, with_all_claimed
from assistant.plan.doubts.disagreement import say_disagreement, say_findings_said, say_held_against
from assistant.plan.doubts.elsewhere import (
    answer_one_or_other,
    answer_told_twice,
    say_elsewhere,
)
from assistant.plan.doubts.found import answer_findings
from assistant.plan.doubts.numbers import (
    narrowed_by_numbers,
    numbers_said,
    of_balance_said,
    say_numbers,
)
from assistant.plan.doubts.verdicts import say_verdicts
from assistant.plan.figures.as_stated import without_parts_of_words
from assistant.plan.figures.meant import narrowed, of_what_is_left
from assistant.plan.figures.metrics import answer_metrics
from assistant.plan.figures.years import answer_trend, say_later
from assistant.plan.listed.breakdown import say_breakdown, say_mostly
from assistant.plan.listed.driven import answer_driven
from assistant.plan.listed.lists import answer_list
from assistant.plan.listed.ranking import answer_rank
from assistant.plan.listed.sections import answer_section
from assistant.plan.listed.told_parts import answer_told_parts
from assistant.plan.listed.told_together import answer_listed_together
from assistant.plan.listed.used_for import answer_used_for
from assistant.plan.missing.asking import (
    ask_for_text,
    ask_of_what,
    ask_of_what_table,
    ask_which_one,
    ask_which_report,
    ask_whose,
    decline_advice,
    say_missing,
)
from assistant.plan.missing.withheld import (
    add_detail,
    answer_finer,
    answer_inside,
    answer_own_of_member,
    answer_personal,
    answer_rude,
)
from assistant.plan.people.car_kinds import answer_car_kinds, say_cars_called
from assistant.plan.people.cars import (
    answer_car_uses,
    say_car_uses,
    say_cars_apart,
    say_cars_bought,
)
from assistant.plan.people.comings import answer_comings
from assistant.plan.people.made_of import (
    answer_by_unit,
    answer_members_of_kind,
    answer_status,
    answer_units_changed,
)
from assistant.plan.people.staff import add_staff, answer_staff
from assistant.plan.people.vacant import say_vacant
from assistant.plan.projects.by_meaning import answer_alike
from assistant.plan.projects.indicators import answer_indicators, say_indicators_beside
from assistant.plan.projects.members import answer_of_member
from assistant.plan.projects.performance import (
    answer_caused,
    answer_performance,
    answer_sheet,
    answer_whole,
    say_projects_called_so,
)
from assistant.plan.projects.row_by_row import answer_by_row
from assistant.plan.projects.rows_listed import answer_rows_at_odds, answer_rows_of_kind
from assistant.plan.projects.sheets import of_project_called
from assistant.plan.projects.together import answer_together
from assistant.plan.prose.counting import answer_count, answer_counted
from assistant.plan.prose.definitions import answer_definition, answer_glossary, say_belongs
from assistant.plan.prose.meaning import add_meanings, asks_which, without_terms_asked
from assistant.plan.prose.origins import say_origins
from assistant.plan.prose.passages import answer_nearest, answer_passages, supplement
from assistant.plan.prose.tallied import answer_standard, answer_tallied, say_tallied
from assistant.plan.prose.topics import (
    add_scope,
    answer_member,
    answer_renamed,
    answer_topic,
    answer_whose,
)
from assistant.plan.prose.wanted import add_wanted, answer_origin, answer_wanted, tells_wanted
from assistant.plan.prose.written import say_written
from assistant.plan.split.pieces import pieces_of
from assistant.plan.sums.adding_up import answer_sum_said, say_adding_up
from assistant.plan.sums.balance import answer_balance
from assistant.plan.sums.factors import answer_factor
from assistant.plan.sums.gaps import answer_gap, say_what_differs
from assistant.plan.sums.undone import say_undone
from assistant.plan.sums.unit_cost import answer_unit_cost
from assistant.plan.sums.without import answer_without, answer_without_project
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo

__all__ = ["plan", "say_later"]


def plan(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Write the answer to a question into a draft."""
    question = of_balance_said(narrowed_by_numbers(question, evidence), evidence)
    question = of_project_called(with_all_claimed(of_what_is_left(question)))
    question = without_parts_of_words(question, evidence)
    reports = question.reports
    if ask_for_text(question, draft) or answer_rude(question, draft):
        return
    if decline_advice(question, draft) or ask_whose(question, evidence, draft):
        return
    if answer_findings(question, evidence, draft, reports):
        return
    if rows := answer_by_row(question, evidence, draft):
        if rows == 1 and len(pieces_of(question)) == 1:
            _add_beside(question, evidence, draft)
        else:
            say_verdicts(question, evidence, draft, reports)
            draft.complete = True
        return
    if answer_factor(question, evidence, draft, reports):
        return
    if answer_sum_said(question, evidence, draft, reports):
        say_findings_said(question, evidence, draft)
        draft.complete = len(pieces_of(question)) == 1
        return
    if answer_balance(question, evidence, draft, reports) or answer_gap(
        question, evidence, draft, reports
    ):
        _add_beside(question, evidence, draft, held=False)
        return
    if _PLAINLY.search(question.folded) and answer_definition(question, evidence, draft):
        return
    if answer_units_changed(question, evidence, draft, reports):
        return
    if answer_status(question, evidence, draft, reports):
        _add_beside(question, evidence, draft)
        return
    if answer_members_of_kind(question, evidence, draft, reports):
        if not draft.complete:
            _add_beside(question, evidence, draft)
        return
    if answer_by_unit(question, evidence, draft, reports):
        _add_beside(question, evidence, draft)
        return
    if answer_origin(question, evidence, draft, reports):
        # 其他收入935.85万哪来的: the amount is of something else
        if draft.status == "not_found" and say_numbers(question, evidence, draft, reports):
            draft.status = "answered"
        return
    if answer_member(question, evidence, draft, reports):
        return
    if answer_wanted(question, evidence, draft, reports):
        _add_beside(question, evidence, draft)
        return
    if answer_inside(question, evidence, draft) or answer_personal(question, evidence, draft):
        return
    whose = narrowed(question, evidence).reports
    if (
        question.intent.define
        and not _MEANING.search(question.folded)
        and answer_whose(question, evidence, draft, whose)
    ):
        _add_beside(question, evidence, draft)
        return
    explains = question.projects and _DEVIATION.search(question.folded)
    defines = question.intent.define or asks_which(question, evidence)
    told = tells_wanted(question, evidence, draft, reports)
    if defines and not (explains or told) and answer_definition(question, evidence, draft):
        _add_to_definition(question, evidence, draft)
        return
    if answer_renamed(question, evidence, draft):
        return
    if answer_checking(question, evidence, draft, reports) or answer_finer(
        question, evidence, draft
    ):
        return
    if ask_of_what_table(question, draft) or ask_which_report(question, draft):
        return
    if ask_which_one(question, evidence, draft):
        return
    if answer_own_of_member(question, evidence, draft):
        say_car_uses(question, evidence, draft, reports)
        return
    for step in _STEPS:
        if step(question, evidence, draft, reports):
            wholly = step is answer_listed_together and draft.complete
            if draft.status == "answered" and not wholly:
                if step is answer_metrics:
                    say_projects_called_so(question, evidence, draft, reports)
                if step in _OF_ACCOUNTS and question.intent.performance:
                    say_indicators_beside(question, evidence, draft, reports)
                _add_beside(question, evidence, draft)
            return
    if not ask_of_what(question, draft) and not add_wanted(question, evidence, draft, reports):
        say_missing(question, evidence, draft)


_ASKS_AMOUNT = re.compile(
    r"多少|哪个?更?[多少高低大]|分了|几(?!份)|差|有没有|花|有(?:这|过|发生|列)|(?:有|发生)(?!什么).{0,6}[吗么没]"
)


def _add_to_definition(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add to what a term means the amounts that are asked for beside it."""
    question = without_terms_asked(question, evidence)
    amounts = _ASKS_AMOUNT.search(question.folded)
    if question.by_rows:
        answer_performance(question, evidence, draft, question.reports)
    if question.metrics and (amounts or any(numbers_said(question.folded))):
        answer_metrics(question, evidence, draft, question.reports)
    say_held_against(question, evidence, draft)
    add_scope(question, evidence, draft, question.reports)
    add_meanings(question, evidence, draft)
    if question.units.units:
        supplement(question, evidence, draft)


_PLAINLY = re.compile(r"说白了|说人话|大白话|通俗(?:点|地|来)|用白话")
_DEVIATION = re.compile(r"偏差|扣|没完成|未完成|低于|得分|[几打]分|指标")  # 偏差怎么解释的 asks why
_MEANING = re.compile(r"意思|含义|定义|概念|[是叫]指?(?:什么|啥)|解释|理解|说人话|白话")


def _add_beside(question: Question, evidence: Evidence, draft: Draft, *, held: bool = True) -> None:
    """Add to an answer what it left out of the question, and what the report says in two ways.

    Without `held` the answer has set against each other what the question names.
    """
    say_belongs(question, draft)
    if held:
        say_held_against(question, evidence, draft)
    say_claims(question, evidence, draft, question.reports)
    say_numbers(question, evidence, draft, question.reports)
    say_findings_said(question, evidence, draft)
    if held:
        say_what_differs(question, evidence, draft, question.reports)
        say_breakdown(question, evidence, draft, question.reports)
    say_mostly(question, evidence, draft, question.reports)
    add_staff(question, evidence, draft, question.reports)
    say_vacant(question, evidence, draft, question.reports)
    say_cars_apart(question, evidence, draft, question.reports)
    say_car_uses(question, evidence, draft, question.reports)
    say_cars_bought(question, evidence, draft, question.reports)
    say_cars_called(question, evidence, draft, question.reports)
    say_origins(question, evidence, draft, question.reports)
    add_wanted(question, evidence, draft, question.reports)
    add_scope(question, evidence, draft, question.reports)
    say_written(question, evidence, draft)
    say_adding_up(question, evidence, draft)
    say_verdicts(question, evidence, draft, question.reports)
    say_tallied(question, evidence, draft)
    say_undone(question, evidence, draft, question.reports)
    add_meanings(question, evidence, draft)
    supplement(question, evidence, draft)
    add_detail(question, evidence, draft)
    say_elsewhere(question, evidence, draft)
    say_disagreement(question, draft)


_OF_ACCOUNTS = (answer_metrics, answer_unit_cost)  # beside what indicators say of them
_Step = Callable[[Question, Evidence, Draft, Sequence[ReportInfo]], bool]
_STEPS: tuple[_Step, ...] = (
    answer_told_twice,
    answer_which,
    answer_ordered,
    answer_units_together,
    answer_whole,
    answer_glossary,
    answer_comings,
    answer_staff,
    answer_of_member,
    answer_section,
    answer_car_kinds,
    answer_car_uses,
    answer_topic,
    answer_together,
    answer_driven,
    answer_rows_at_odds,
    answer_rows_of_kind,
    answer_caused,
    answer_told_parts,
    answer_rank,
    answer_list,
    answer_standard,
    answer_tallied,
    answer_without_project,
    answer_performance,
    answer_without,
    answer_unit_cost,
    answer_trend,
    answer_listed_together,
    answer_count,
    answer_metrics,
    answer_used_for,
    answer_indicators,
    answer_sheet,
    answer_one_or_other,
    answer_nearest,
    answer_counted,
    answer_alike,
    answer_passages,
)
