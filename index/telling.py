"""What the reader of a section notes down: the figures and reasons so far, and what they are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index import causes, reviewed
from index import openings as head
from index import reasons as why
from index import told as known
from index.amounts import Quantity
from index.clauses import Clause
from index.metrics import Named, Namer
from index.model import Amount, Fact, Place, Reason, Section
from index.normalise import Clean
from index.phrases import Context
from index.scopes import Owner, Scopes
from index.told import State, Statement
from index.turns import Turns


class Teller:
    """Keeps the state of one section while its clauses are read."""

    def __init__(self, clean: Clean, section: Section, year: int, scopes: Scopes) -> None:
        self._clean = clean
        self._section = section
        self._year = year
        self._scopes = scopes
        self._owner = Owner()
        self._namer = Namer(section.kind, scopes.strip, clean)
        self._fund = head.own_fund(section)
        self._lists_items = section.kind == "一般公共预算支出"
        self._titled = head.titled(section)
        self._fresh = Context(year=year)
        self._turns = Turns()  # of the figures in slashes: (预算数/决算数):
        self._read_to = 0  # how far figures were read ahead of their clauses
        self._state = State(fund=self._fund, context=self._fresh)
        self._state.project = reviewed.titled(section, self._namer, clean.text[:120])

    def _setting(self) -> causes.Setting:
        return causes.Setting(self._clean, self._state, self._namer, self._scopes)

    def _begin(self, start: int, named: Named, label: str, *, keep_item: bool = False) -> None:
        state = self._state
        metrics = named.metrics
        if not keep_item:
            state.item = metrics[0]
        if head.HEAD_OFFICE.search(label):
            self._owner.entity = "本级"
        entity = self._owner.entity
        apart = head.fund_reviewed(metrics[0], self._clean.text, start)
        same = (metrics, entity) == (state.subject, state.entity) and apart in ("", state.fund)
        # two items may have one name
        if same and named.code in (None, state.code) and state.statement is not None:
            return
        state.subject, state.code = metrics, named.code
        state.project = self._under_review(metrics[0], generic=named.generic)
        if state.whole is not None:
            state.whole.parts += 1
        state.context = self._fresh
        fund = apart or head.fund_told(self._fund, self._section.kind, metrics[0], label)
        state.fund = known.of_whole(state, fund, self._clean.text, metrics[0], start)
        state.entity, state.statement = entity, Statement(start, start)

    def _under_review(self, metric: str, *, generic: bool) -> str:
        """Return the project that a paragraph goes on to review, once it names a metric."""
        if metric.startswith("项目:"):
            return metric
        return self._state.project if generic else ""

    def _add(self, aspect: str, amount: Amount, start: int, end: int) -> None:
        state = self._state
        statement = state.statement = state.statement or Statement(start, end)
        statement.end = max(statement.end, end)
        state.last = (aspect, amount.measure)
        of, place = (self._section.label, state.fund, state.entity), self._clean.place(start, end)
        for metric in state.subject:
            fact = Fact(*of, metric, aspect, amount, place, place, state.code)
            state.figures.append((fact, statement))

    def _read_in_turn(self, clause: Clause, of: str, told: Sequence[tuple[str, Quantity]]) -> None:
        """年初预算/决算数分别为5/6万元: each figure in its turn, of what is named or goes on."""
        state = self._state
        label = self._namer.strip(of)
        named = self._namer.name(label, told[0][1].amount.measure, clause.start) if label else None
        if self._titled and head.TOTAL.fullmatch(label) and label:
            named = Named((self._titled,))
        if named and named.metrics:
            self._begin(clause.start, named, label)
        elif label:
            state.subject, state.statement = (), None
        for aspect, quantity in told if state.subject else ():
            self._add(aspect, quantity.amount, clause.start, clause.start + quantity.end)
        state.context = replace(self._fresh, basis="预算")
        if not of and self._turns.measure and clause.closes == "," and state.subject:
            # 5/6/7,新招12人: why, of no one of them
            state.context = replace(self._fresh, basis="说明")
            state.reason, state.marked = clause.end + 1, True

    def _close_reason(self, end: int) -> None:
        state = self._state
        start, state.reason = state.reason, None
        statement = state.statement
        if start is None or statement is None:
            return
        start, end = why.trimmed(self._clean.text, start, end)
        if end <= start:
            return
        statement.end = max(statement.end, end)
        for reason in causes.closed(self._setting(), self._section.label, statement, start, end):
            state.reasons.append((reason, statement))
        state.both = False
        if state.marked:
            state.context = replace(state.context, basis="")

    def finish(self) -> tuple[list[Fact], list[Reason]]:
        """Close what is open and give every figure and reason its statement as context."""
        self._close_reason(len(self._clean.text))
        self._state.reasons.extend(causes.told_before(self._setting(), self._section.label))
        return (
            [replace(f, context=self._range(s)) for f, s in self._state.figures],
            sorted(
                (replace(r, context=self._range(s)) for r, s in self._state.reasons),
                key=lambda reason: reason.place.start,
            ),
        )

    def _range(self, statement: Statement) -> Place:
        return self._clean.place(statement.start, statement.end)
