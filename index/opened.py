"""Clauses that open a reason: what the state of a section becomes when one is met."""

from __future__ import annotations

from dataclasses import replace

from index import causes
from index import openings as head
from index import reasons as why
from index import told as known
from index.clauses import Clause
from index.metrics import Namer
from index.phrases import Context
from index.told import State, Statement


def told_of(state: State, clause: Clause, fresh: Context) -> bool:
    """统计口径为…, 年末结转主要是…: what a figure told before is made up of, as a reason of it."""
    if clause.opens == "," and (_is_left_for(state, clause) or _comes_from(state, clause)):
        state.context = replace(fresh, basis="说明")
        state.reason, state.marked = clause.start + (clause.text[0] in "为系"), True
        return True
    balance, metric = causes.tells_of(state, clause)
    if balance and metric:
        state.subject, state.code, after = (metric,), None, clause.start + balance.end()
    elif clause.opens in "。;" and state.statement and why.SCOPE_IS.match(clause.text):
        after = clause.start
    else:
        return False
    state.statement = Statement(clause.start, clause.end)
    state.context = replace(fresh, basis="说明")
    state.reason, state.marked = after, True
    return True


def _is_left_for(state: State, clause: Clause) -> bool:
    """年末结转和结余2万元,为某项目尚未办理结算: whether a clause says what is left over for."""
    whole = state.whole is None or why.LEFT.search("".join(state.whole.subject[:1])) is not None
    alone = len(state.subject) == 1 and whole and not state.context.basis
    told = state.statement is not None and alone
    left = told and why.LEFT.search(state.subject[0]) is not None
    return left and why.LEFT_FOR.match(clause.text) is not None


def _comes_from(state: State, clause: Clause) -> bool:
    """事业收入9万元,占14%,全部来自培训和场地服务: whether a clause says where income comes from."""
    alone = len(state.subject) == 1 and state.whole is None and not state.context.basis
    income = alone and state.statement is not None and state.subject[0].endswith("收入")
    return income and why.COMES_FROM.match(clause.text) is not None


def fell_short(state: State, clause: Clause, fresh: Context) -> bool:
    """没做到的:…: what a project fell short of, told behind its figures."""
    project = head.fell_short(state, clause)
    if not project:
        return False
    state.subject, state.code = (project,), None
    state.statement = Statement(clause.start, clause.end)
    state.context = replace(fresh, basis="自评")
    state.reason, state.marked = clause.end + 1 if clause.closes == ":" else clause.start, True
    return True


def explain(
    state: State, clause: Clause, told: head.Explained, own: tuple[str, str], fresh: Context
) -> None:
    """Open a reason for a change of the year that metrics had; `own` are the section's fund and scope."""
    if told.subject != state.subject:
        state.subject, state.code, state.statement = told.subject, None, None
    state.fund, state.entity = known.funds_of(state.figures, told.subject[0]) or own
    state.statement = state.statement or Statement(clause.start, clause.end)
    state.statement.end = max(state.statement.end, clause.end)
    state.context = replace(fresh, basis="上年")
    state.reason, state.marked = told.end, True


def gap(state: State, namer: Namer, spoken: str) -> None:
    """固定资产车辆 6 辆，与公务用车保有量差异原因是…: the reason explains both figures."""
    state.context = replace(state.context, basis="差异")
    named = namer.term(spoken[spoken.find("与") + 1 :], "辆")
    if named and named not in state.subject:
        state.subject = (*state.subject, named)
