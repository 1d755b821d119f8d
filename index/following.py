"""What a clause goes on with: the kind of a run-in heading, the whole of a list, what words point to."""

from __future__ import annotations

from dataclasses import replace

from index import opened, pointing, turns, within
from index import openings as head
from index import reasons as why
from index import told as known
from index.amounts import MONEY
from index.clauses import Clause
from index.metrics import Named, Namer
from index.phrases import Phrase, compared_with, read_phrase
from index.telling import Teller
from index.terms import fund_of
from index.told import Statement, Whole

_WHOLES = {"收入": "本年收入", "支出": "本年支出", "一般公共预算支出": "一般公共预算财政拨款支出"}
_LONGEST_LEAD = 40
_OF_MANY = frozenset({"其他重要事项", "其他"})  # sections on several things, each under its word


class Follower(Teller):
    """Follows what the clauses of a section are of, where they name nothing themselves."""

    def _follow_kind(self, clause: Clause) -> None:
        """(四)预算绩效管理。…: a heading that runs in tells of what the sentences behind it are."""
        if clause.opens != "。" or clause.closes not in "。:":
            return
        if clause.closes == ":":
            self._follow_topic(clause)
            return
        if self._lists_items and clause.text[0] == "(" and head.RUN_IN_KIND.fullmatch(clause.text):
            self._back_to_whole()
        if self._section.kind != "其他重要事项":
            return
        kind = head.run_in_kind(clause.text, self._section.kind)
        if kind:
            self._namer = Namer(kind, self._scopes.strip, self._clean)

    def _follow_topic(self, clause: Clause) -> None:
        """2、政府采购:支出总额5万元: what is told behind the colon is of what the heading names."""
        kind = head.run_in_topic(clause.text) if self._section.kind in _OF_MANY else ""
        if not kind:
            return
        self._namer = Namer(kind, self._scopes.strip, self._clean)
        state = self._state
        state.subject, state.code, state.statement = (), None, None
        state.context = self._fresh

    def _back_to_whole(self, *, divided: bool = False) -> None:
        """(三)具体情况。…, 按单位划分:…: of the section's whole, not of the last of its parts."""
        state, whole = self._state, _WHOLES.get(self._section.kind, "")
        if not whole:
            return
        state.subject, state.code, state.statement, state.whole = (), None, None, None
        if divided or any(fact.metric == whole for fact, _ in state.figures):
            state.subject, state.context = (whole,), self._fresh
            state.fund, state.entity = self._fund, self._owner.entity

    def _follow_list(self, clause: Clause) -> bool:
        """Note a list, and what a sentence behind it is of that names nothing: the whole.

        Return whether the clause only says what the reason behind it explains.
        """
        state = self._state
        against = why.AGAINST.search(clause.text) if clause.opens == "。" else None
        own = clause.text[: against.start()] if against else ""
        if own and not self._begins_with(clause, own):
            against = None
        listed = clause.opens == ";" and self._section.kind == "机构"  # 编制9人,其中…;实有…,其中…
        if listed or (clause.opens == "。" and (against is None or own)):
            behind = within.of_listed_whole(state, self._section.kind, clause)
            if state.whole and state.whole.parts > 1 and behind:
                state.go_back(state.whole, clause, self._fresh)  # 较上年减少5万元: not a part
            state.whole = None
        lists = clause.text.startswith(("其中", "包括", "构成为")) or head.lists_uses(clause)
        if lists and state.subject and state.whole is None:
            aspect = known.only_told(state)
            state.whole = Whole(state.subject, state.fund, state.entity, aspect)
        if against is None or not state.subject:
            return False
        above = known.class_budgeted(state)
        if state.whole is not None and state.whole.parts > 1:
            state.go_back(state.whole, clause, self._fresh)
        elif above and "预算" in against["of"]:
            self._begin(clause.start, Named((above,)), "")
            state.statement = Statement(clause.start, clause.end)
        state.context = compared_with(against["of"], state.context)
        alone = against.end() == len(clause.text) and clause.closes == ","
        return alone and state.statement is not None

    def _begins_with(self, clause: Clause, words: str) -> bool:
        """Whether a clause opens with a metric's name, which is then what it tells of."""
        named = self._namer.name(self._namer.strip(words), None, clause.start)
        if not named.metrics or named.generic or (named.lead and not fund_of(named.lead)):
            return False
        self._begin(clause.start, named, words)
        return True

    def _follow_reference(self, clause: Clause) -> None:
        """前者较上年增加5万元, 该项较上年…: go on with what the words point back to."""
        state = self._state
        whole = pointing.opened_with(state, clause)
        if whole is not None:
            state.go_back(whole, clause, self._fresh)
            state.whole = None
        elif pointing.points_aside(clause):
            state.subject, state.code, state.statement = (), None, None
        elif metrics := pointing.referred(state, self._clean.text, clause):
            state.subject, state.code, state.context = metrics, None, self._fresh
            state.statement = Statement(clause.start, clause.end)

    def _read_each(self, clause: Clause) -> bool:
        """二者占比为82%和18%, 分别增加5万元和4万元: a figure for each of the two told before."""
        told = pointing.each_of_two(self._state, self._clean.text, clause)
        for metric, words, quantity in told:
            phrase = read_phrase(self._namer.strip(words), quantity.amount, self._fresh, "")
            if phrase.aspect in (None, "决算数"):
                return False
            self._state.subject, self._state.code = (metric,), None
            self._state.statement = None
            self._state.context = phrase.context
            end = clause.start + quantity.end
            self._add(phrase.aspect or "", phrase.amount, clause.start, end)
        if told:
            self._state.subject = tuple(metric for metric, _, _ in told)
        return bool(told)

    def _explain(self, clause: Clause, told: head.Explained) -> None:
        own = self._fund, self._owner.entity
        opened.explain(self._state, clause, told, own, self._fresh)

    def _tell_wholly(self, clause: Clause) -> bool:
        """全部授予小微企业: the whole that was told before is this, too."""
        metric, aspect = pointing.wholly_of(self._state, clause)
        whole = {"全年执行数": metric}.get(aspect, "政府采购支出总额")
        told = (f.amount for f, _ in reversed(self._state.figures) if f.metric == whole)
        amount = next((one for one in told if one.measure in MONEY), None) if metric else None
        if amount is None:
            return False
        self._begin(clause.start, Named((metric,)), "")
        self._add(aspect, amount, clause.start, clause.end)
        return True

    def _read_brackets(self, clause: Clause) -> bool:
        """小学教育(项)(9万元;8万元;89%): figures whose order the words before the list told."""
        of, told, end = turns.bracketed(self._clean.text, clause.start, self._turns)
        label = self._namer.strip(of)
        named = self._namer.name(label, told[0][1].amount.measure, clause.start) if told else None
        if named is None or not named.metrics:
            return False
        self._begin(clause.start, known.of_class(named, self._state.heading), label)
        for aspect, quantity in told:
            self._add(aspect, quantity.amount, quantity.start, quantity.end)
        self._state.context = replace(self._fresh, basis="预算")
        self._read_to = end
        return True

    def _leave_brackets(self) -> None:
        """A费9万元(其中:B费4万元,C费5万元),比上年减少1%: what follows is of A again."""
        state = self._state
        outer, state.outer = state.outer, None
        if outer is not None and outer.subject != state.subject:
            state.subject, state.code = outer.subject, outer.code
            state.fund, state.entity = outer.fund, outer.entity
            state.statement = None
            state.context = self._fresh

    def _begin_unkept(self, phrase: Phrase, measure: str, start: int) -> None:
        """比年初预算数减少17万元 is no figure of the ledger, but its metric is what goes on."""
        rest = phrase.rest if phrase.context.basis else ""
        named = self._namer.name(rest, measure, start) if rest else Named()
        if named.metrics and not named.generic and len(named.lead) <= _LONGEST_LEAD:
            self._begin(start, named, rest)
        self._state.context = phrase.context
