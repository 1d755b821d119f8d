"""Sentences → Fact and Reason: a small grammar over clauses of compact text.

A clause holds at most a few figures. The words before a figure are its label: their tail says what
the figure is of its metric (`index.phrases`), what stands before the tail names the metric, and
where it names none, the metric of the clause before goes on. A stated reason swallows the clauses
up to the next statement: figures inside it explain, they are not figures of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index import causes, opened, pointing, reviewed, turns, within
from index import openings as head
from index import reasons as why
from index import told as known
from index.amounts import COUNTS, MONEY, Quantity, quantities
from index.clauses import Clause, clauses
from index.following import Follower
from index.metrics import Named, by_measure, is_money
from index.model import Amount, Fact, Reason, Section
from index.normalise import Clean
from index.phrases import (
    COMPARED,
    OTHER_YEAR,
    SAME,
    Phrase,
    budget_kind,
    compared_with,
    read_phrase,
)
from index.scopes import Scopes
from index.told import BUDGETS, CHANGES, LEVELS, Statement

_YEAR = re.compile(r"(?P<year>20\d\d)年度?(?:末|底)?")
_LAST_YEARS = re.compile(
    r"(?:上年|去年)度?(?=[\u4e00-\u9fff“])(?!结|末|底|同|决算|[增减相度的无未没])"
)
_YEAR_END = re.compile(r"20\d\d年度?$|^全年$")
_WHOLES = {"收入": "本年收入", "支出": "本年支出", "一般公共预算支出": "一般公共预算财政拨款支出"}
_OF_PEOPLE = ("人数", "人次", "批次")
_SPENT = re.compile(r"决算|实际|执行|中标|成交|合同")
_LONGEST_LEAD = 40
_MONEY_ALONE = ("支出", "收入", "经费", "金额", "总额", "(项)")  # never counted
_OF_MANY = frozenset({"其他重要事项", "其他"})  # sections on several things, each under its word
_PLANNED = ("预算", "预算金额")


def read_narrative(
    clean: Clean,
    section: Section,
    year: int,
    unit_names: Sequence[str],
    members: Sequence[str] = (),
) -> tuple[list[Fact], list[Reason]]:
    """Return the figures and the stated reasons of one section's prose.

    `unit_names` are dropped from labels, `members` are the units whose own figures may be told;
    figures of another year than `year` and the one before are left out.
    """
    reader = _Reader(clean, section, year, Scopes(unit_names, members))
    for clause in clauses(clean.text):
        reader.read(clause)
    return reader.finish()


class _Reader(Follower):
    """Walks the clauses of one section in order."""

    def read(self, clause: Clause) -> None:
        state = self._state
        behind = (
            why.REASON.match(self._clean.text, clause.end + 1) if clause.closes == "," else None
        )
        cause = behind.end() if behind else 0
        changed = (
            head.changed_by(self._namer, clause, cause)
            or head.both_moved(state, clause, cause)
            or head.moved_alone(self._namer, clause, self._clean.text)
        )
        if state.reason is not None:
            ended = causes.ends(self._setting(), clause, self._of_item())
            if not (changed or ended or causes.tells_of(state, clause)[1]):
                again = causes.stated_again(self._setting(), clause)
                if again is not None:
                    state.reason, state.marked = again, True
                return
            self._close_reason(clause.start)
        if changed:
            self._explain(clause, changed)
            return
        if opened.fell_short(state, clause, self._fresh):
            return
        listed = head.of_list(state, clause)
        if listed:
            self._explain(clause, listed)
            if state.whole and listed.since:
                state.statement = Statement(listed.since.start, clause.end)
            return
        if clause.opens == "。" and not clause.text.startswith(")"):
            state.outer = None
        if reviewed.leaves(clause):
            state.project = ""
            if state.subject and state.subject[0].startswith("项目:"):
                state.subject, state.code, state.statement = (), None, None
        state.heading = head.class_alone(clause) or state.heading
        if head.BY_UNIT.match(clause.text):
            self._back_to_whole(divided=True)
        if self._scopes.follow(self._owner, clause):
            state.subject, state.statement = (), None
        self._follow_kind(clause)
        if (
            self._follow_list(clause)
            or opened.told_of(state, clause, self._fresh)
            or self._not_kept(clause)
        ):
            return
        if ahead := causes.opens_ahead(self._setting(), clause):
            state.ahead.append(ahead)
        if clause.start < max(self._read_to, state.ahead[-1].end if state.ahead else 0):
            return
        if self._read_brackets(clause):
            return
        if self._read_each(clause):
            return
        self._follow_reference(clause)
        if causes.follows_item(self._setting(), clause):
            state.context = replace(state.context, basis="预算")
            state.reason, state.marked = clause.start, True
            return
        marker = why.REASON.search(clause.text)
        spoken = clause.text[: marker.start()] if marker else clause.text
        gap = state.subject and why.between(clause.text, state.context.basis)
        if gap:
            opened.gap(state, self._namer, clause.text[: clause.text.index("差异原因")])
        else:
            self._read_words(clause, spoken)
        if moved := within.explained(state, clause, marker):
            state.subject, state.code, state.statement = (moved[0],), None, moved[1]
            state.context = replace(state.context, basis="上年")
        if head.opens_brackets(spoken):
            state.outer = known.outer_of(state)
        state.budget = head.budget_told(spoken)
        differs = clause.text.startswith("差异") and known.planned(state)
        if marker and (differs or why.against_budget(clause.text[: marker.end()])):
            state.context = replace(state.context, basis="预算")
        elif marker and why.SINCE_LAST.search(clause.text[: marker.end()]):
            state.context = replace(state.context, basis="上年")
        told = (
            state.statement is not None
            and "。" not in self._clean.text[state.statement.end : clause.start]
        )
        scored = marker and known.scored(state)
        lost = scored and marker and why.LOST.search(clause.text[: marker.end()])
        lost = lost or (scored and spoken == "" and why.FELL_SHORT.search(clause.text))
        if lost:  # 自评得分92分。主要扣分点:…: of the score
            state.context, told = replace(state.context, basis="说明"), True
        basis = state.context.basis
        left = state.subject and why.SAYS_WHAT_FOR.search(state.subject[0]) and spoken == ""
        if marker and not basis and ("原因" in marker.group() or left) and state.subject and told:
            held = self._of_item() and known.planned(state)  # 年初预算0万元,决算9万元,主要原因是…
            state.context = replace(state.context, basis="预算" if held else "说明")
        if marker and (state.context.basis or gap):
            after = clause.start + marker.end()
            twice = spoken == "" and known.moved_twice(state, self._clean.text, clause.start)
            state.both = twice or why.of_both(spoken)
            state.reason, state.marked = after, True

    def _not_kept(self, clause: Clause) -> bool:
        """2辆殡仪车由…负担,不计入保有量: why 车辆 and 公务用车保有量 differ."""
        state = self._state
        match = why.NOT_KEPT.match(self._clean.text, clause.start)
        if match is None:
            return False
        first = next(quantities(clause.text), None)
        if first and known.counted_behind(self._namer, clause.text[first.end :], "辆"):
            self._read_words(clause, clause.text)  # 15辆特种专业技术用车由…: a figure, too
        if state.subject != ("车辆",) or state.statement is None:
            state.statement = Statement(clause.start, match.end())
        state.subject, state.code = ("车辆", "公务用车保有量"), None
        state.context = replace(self._fresh, basis="差异")
        state.reason, state.marked = match.start("cause"), True
        return True

    def _has_unit(self, spoken: str, found: Quantity) -> bool:
        """Whether an amount has its unit; one that was left out is 万元 where its section says so."""
        bare = spoken[found.end - 1].isdigit() and found.amount.value
        return not bare or "万元" in self._clean.text

    def _read_words(self, clause: Clause, spoken: str) -> None:
        state = self._state
        found = [q for q in quantities(spoken) if self._has_unit(spoken, q)]
        if causes.comes_first(self._setting(), clause, spoken):
            state.context = replace(state.context, basis=state.context.basis or "上年")
            state.reason, state.marked = clause.start, True
            return
        of, in_turn = turns.in_turn(spoken, self._turns)
        if in_turn:
            self._read_in_turn(clause, of, in_turn)
            return
        if not found:
            if causes.is_implied(self._setting(), clause, spoken):
                state.reason = clause.start
                if causes.beside_gap(self._setting(), clause):
                    state.context = replace(state.context, basis="预算")
                    state.marked = True
                else:
                    state.marked = False
                return
            self._name_subject(clause, spoken)
            return
        used = head.for_a_use(state, spoken, found)
        at = self._open_wholly(clause, spoken)
        for quantity in found:
            at = max(at, quantity.start - causes.LONGEST_LABEL)
            label = spoken[at : quantity.start]
            following = spoken[quantity.end : quantity.end + 12]
            for one in head.of_both(label) or (label,):
                self._read_figure(clause, one, quantity, following, clause.start + at)
            at = quantity.end
        if used:  # 购置费36万元,主要用于更新车辆2辆。费用…: of the money again
            state.subject, state.code, state.statement = used, None, None
        if clause.text.count(")") > clause.text.count("("):
            self._leave_brackets()

    def _open_wholly(self, clause: Clause, spoken: str) -> int:
        """全部为公务接待费(预算2万元,…): what stands in the brackets is of it; return where they open."""
        wholly = head.WHOLLY_OPENED.match(spoken)
        if not wholly or not known.spent_wholly(self._state, self._namer, wholly["name"]):
            return 0
        self._begin(clause.start, Named((self._state.subject[-1],)), "")
        return wholly.end()

    def _name_subject(self, clause: Clause, spoken: str) -> None:
        """A clause without a figure may name the metric, or what it is compared with."""
        state = self._state
        listing = self._lists_items or self._section.kind in (*known.OWN_FUNDS, "三公")
        wholly = head.WHOLLY.fullmatch(spoken) if listing else None
        if wholly and known.spent_wholly(self._state, self._namer, wholly["name"]):
            return
        in_turn = turns.turns_named(spoken, self._clean.text[clause.end :][:_LONGEST_LEAD])
        if in_turn.aspects:
            self._turns = in_turn
            return
        if clause.closes == ":" and head.OF_ALL.fullmatch(spoken):
            self._back_to_whole(divided=True)
            return
        used = clause.opens == ":" and self._clean.text.endswith("用于:", 0, clause.start)
        used = used or (clause.opens == "," and why.USE.match(spoken) is not None)
        if self._of_item() and used and state.statement:  # 主要用于:购房补贴支出
            state.statement.end = max(state.statement.end, clause.end)
            return
        if state.statement and clause.opens in "。,;" and why.UNBUDGETED.fullmatch(spoken):
            state.statement.end = max(state.statement.end, clause.end)
            state.context = replace(state.context, basis="预算")
            return
        if self._tell_wholly(clause):
            return
        low = head.scored_low(state, spoken)
        if low:
            self._begin(clause.start, Named((low,)), "")
            state.context = replace(self._fresh, basis="说明")
            return
        subject = head.subject_alone(state, self._namer, clause, self._clean.text)
        if subject.metrics:
            self._begin(clause.start, subject, "")
            return
        told = known.project_told(self._clean.text, clause.end)
        project = self._namer.project(spoken) or self._namer.project(head.in_brackets(spoken))
        if told and not project and head.names_project(self._clean.text, clause):
            project = self._namer.project_alone(spoken)
        told = told or (clause.closes in ":。" and self._namer.reviews(spoken))
        told = told or (clause.closes == "。" and head.NUMBERED.match(spoken) is not None)
        begins = clause.opens in "。;" or head.names_project(self._clean.text, clause)
        if headed := reviewed.headed(self._namer, self._clean.text, clause):
            self._begin(clause.start, Named((headed,)), "")
            return
        if project and begins and told:
            self._begin(clause.start, Named((project,)), "")
            return
        if head.OF_THE_REST.match(spoken):
            return  # 其余两项与上年持平: of none that was named
        same = SAME.search(spoken)
        compared = COMPARED.search(spoken) or why.ITEM_UNBUDGETED.search(spoken)
        basis = compared["of"] if compared else same["of"] if same and same["of"] else ""
        if compared or same:
            spoken = spoken[: min(m.start() for m in (compared, same) if m)]
        if clause.closes == ":":  # 基本支出按单位分:局本级…
            spoken = head.WITHOUT_DIVISION.sub("", spoken)
        turned = self._turns.aspects and self._lists_items
        row = why.ROW_OF_TURNS.match(self._clean.text, clause.start) if turned else None
        if row and not self._namer.name(row["name"], None, clause.start).metrics:
            self._begin(clause.start, Named((f"{row['name']}(项)",)), "")
            return
        run_in = head.RUN_IN.fullmatch(spoken) if clause.closes == "。" else None
        if run_in:
            spoken = run_in["title"]
        label = self._namer.strip(spoken)[-causes.LONGEST_LABEL :]
        named = self._namer.name(label, None, clause.start + len(spoken) - len(label))
        named = known.of_class(named, state.heading)
        item = (
            len(named.metrics) == 1
            and named.metrics[0].endswith(("(项)", *named.project))
            and not named.lead
            and (clause.opens != "," or not self._namer.plain(label))
        )
        # 4.卫生健康支出(类)行政事业单位医疗(款)。年初预算…: told of the whole of it
        item = (
            item
            or (
                clause.closes == "。"
                and head.NUMBERED.match(clause.text) is not None
                and len(named.metrics) == 1
                and named.metrics[0].endswith("(款)")
                and not named.lead
            )
            or (known.numbered_head(clause) and self._namer.heads(label, named, clause.closes))
        )
        heads = compared or same or item or clause.closes == ":" or (run_in and not named.lead)
        if named.metrics and len(named.lead) <= 12 and heads:
            self._begin(clause.start, named, label)
            state.topic = named.metrics[0] if run_in else state.topic
        elif own := head.unknown_item(self._section, self._clean.text, clause):
            self._begin(clause.start, Named((own,)), "")
        elif (
            label.endswith(("共计", "合计"))
            or head.of_unknown(self._clean.text, clause)
            or (told and clause.opens in "。;" and label.endswith("项目"))
        ):
            state.subject, state.code, state.statement = (), None, None  # …团组共计,3个: not named
        state.context = compared_with(basis, state.context) if basis else state.context
        if same and state.subject and state.context.basis not in ("预算", OTHER_YEAR):
            measure = known.measure_of(state)
            state.context = replace(state.context, basis="上年")
            amount = Amount(Decimal(0), Decimal(1), measure, "持平")
            self._add("比上年增减额", amount, clause.start, clause.end)

    def _of_item(self) -> bool:
        """Whether the subject is one functional item of a section that lists them."""
        subject = self._state.subject
        return self._lists_items and bool(subject) and subject[-1].endswith(LEVELS)

    def _read_figure(
        self, clause: Clause, label: str, quantity: Quantity, following: str, label_start: int
    ) -> None:
        state = self._state
        amount = quantity.amount
        opened_by = clause.text[max(0, quantity.start - 1) : quantity.start]
        label = reviewed.labelled(state, self._clean.text, clause, label)
        if label.startswith("(") and amount.measure in COUNTS and self._scopes.starts(label[1:]):
            return  # 在职54人(局本级21人,…): of one of the units
        if head.of_others(self._clean.text, label_start, label, amount.measure, following):
            return  # 车辆9辆(其中2辆消防水车…): not of all cars
        if label.startswith("的") and amount.measure in COUNTS:
            return  # 单台价值超过100万元的消防车9台: a part, told by what they are worth
        if amount.measure in MONEY and known.PER_ONE.fullmatch(label):
            return  # 保有警车46辆,车均2.80万元: what goes on is not of it
        if label.startswith(")"):
            self._leave_brackets()
        if grade := within.grade_told(self._section.kind, label, amount.measure, following):
            self._begin(label_start, Named((grade,)), "")
            self._add("数量", amount, label_start, clause.start + quantity.end)
            state.subject, state.statement = (), None  # 平均得分…: of none of them
            return
        aside = head.ASIDE.search(label)
        if aside:
            inner = self._read_aside(clause, label, aside, quantity, label_start)
            if ")" not in clause.text[quantity.end :]:
                state.outer = known.outer_of(state)
                state.subject = inner or state.subject
            return
        if label.startswith("(") and label.count("(") > label.count(")") and state.outer is None:
            state.outer = known.outer_of(state)
        if label.startswith((")", "(")) and label.count("(") != label.count(")"):
            label, label_start = label[1:], label_start + 1
        spent = head.project_spent(self._section.kind, label, self._clean.text, clause, quantity)
        if spent:
            self._begin(label_start, Named((spent,)), "")
            phrase = Phrase("全年执行数", "", amount, self._fresh)
        elif funded := head.project_funded(self._section.kind, label, self._clean.text, clause):
            self._begin(label_start, Named((funded,)), "")
            phrase = Phrase("全年预算数", "", amount, self._fresh)
        elif (
            first := reviewed.named_first(
                self._namer, self._section.kind, label, clause, self._behind(clause, quantity, 90)
            )
        ).metrics:
            self._begin(label_start, first, "")
            phrase = Phrase(budget_kind(label, "预算数"), "", amount, self._fresh)
        elif raised := bool(state.project) and reviewed.raises(label, amount):
            state.subject, state.raised = (state.project,), raised
            return
        elif told_of := reviewed.told_of_project(state, self._clean.text, clause, label, amount):
            if reviewed.told_before(state, told_of, amount, label):
                return
            self._begin(label_start, Named((state.project,)), "")
            phrase = Phrase(told_of, "", amount, self._fresh)
        elif (aside_for := known.set_aside(label, amount, self._behind(clause, quantity)))[0]:
            phrase = Phrase(aside_for[0], aside_for[1], amount, state.context)
        elif whole := pointing.summed_above(
            state, self._section.kind, self._namer.strip(label), amount
        ):
            self._begin(label_start, Named((whole,)), "")
            phrase = Phrase("决算数", "", amount, self._fresh)
        elif paid := within.paid_by(state, label, amount, following):
            self._begin(label_start, paid, "")
            phrase = Phrase("决算数", "", amount, self._fresh)
        elif head.IS_A_PART.match(following) and label in ("", "其中"):
            return  # 超出66万元,其中55万元是省级补助: told of a part, no figure of the item
        elif label.lstrip("(") == "年初" and amount.measure in MONEY and state.subject:
            phrase = Phrase("年初预算数", "", amount, state.context)  # 行政运行超7万元(年初430万元)
        elif extent := pointing.extent_of_change(state, label or opened_by, amount):
            phrase = Phrase("比上年增减率", "", extent, replace(state.context, basis="上年"))
        elif label == "的" and amount.measure == "%" and state.last[0] in BUDGETS:
            phrase = Phrase("完成率", "", amount, replace(state.context, basis="预算"))  # 的82%
        else:
            words = self._namer.bare(self._namer.strip(label))
            last = _LAST_YEARS.match(words) if amount.measure in MONEY else None
            words = words[last.end() :] if last else words
            if head.staff_of_all(words, self._clean.text, clause.start + quantity.end):
                words = "实有人数"
            phrase = read_phrase(
                words, amount, known.after_rate(state, words, amount, label_start), following
            )
            if last and phrase.aspect == "决算数":  # 上年收入总计9万元
                phrase = replace(
                    phrase, aspect="上年数", context=replace(phrase.context, basis="上年")
                )
            fund = known.BALANCE.fullmatch(words)
            if base := pointing.is_base(state, words, amount, self._behind(clause, quantity)):
                phrase = Phrase(base, "", amount, replace(self._fresh, basis="预算", budget=base))
            elif known.left_of_budget(state, words, amount):
                phrase = Phrase(None, "", amount, replace(state.context, basis="预算"))
            elif fund and fund["fund"] and self._related(clause, words, amount.measure):
                phrase = Phrase("决算数", words, amount, state.context)  # no budget, but of a fund
                state.statement = None
            if state.budget and amount.measure in MONEY and head.TOTAL.fullmatch(words):
                phrase = replace(phrase, aspect=state.budget, rest="")
        years = {int(year) for year in _YEAR.findall(label)}
        if phrase.aspect is None:
            self._begin_unkept(phrase, amount.measure, label_start)
            of_item = bool(state.subject) and state.subject[-1].endswith(LEVELS)
            if of_item and causes.behind_gap(self._setting(), clause, label, quantity):
                state.context = replace(state.context, basis="预算")
                state.reason, state.marked = clause.end + 1, True
        elif phrase.aspect in CHANGES and years - {self._year, self._year - 1}:
            state.context = replace(phrase.context, basis=OTHER_YEAR)  # 比2019年减少…
        else:
            self._add_figure(clause, phrase, label, years, quantity, following, label_start)

    def _behind(self, clause: Clause, quantity: Quantity, length: int = 32) -> str:
        """Return the text right behind a figure."""
        end = clause.start + quantity.end
        return self._clean.text[end : end + length]

    def _read_aside(
        self,
        clause: Clause,
        label: str,
        aside: re.Match[str],
        quantity: Quantity,
        label_start: int,
    ) -> tuple[str, ...]:
        """事业收入(含教育收费 0.00 万元)减少…: the figure in brackets has a metric of its own."""
        state = self._state
        outer = self._namer.strip(label[: aside.start()])
        if outer:
            named = self._namer.name(outer, quantity.amount.measure, label_start)
            if named.metrics:
                self._begin(label_start, named, outer)
        inner = self._namer.name(aside["label"], quantity.amount.measure, label_start, noun=True)
        if inner.metrics and state.subject:
            kept = state.subject
            state.subject = inner.metrics
            aspect = known.aspect_inside(state, quantity.amount.measure)
            at = label_start + aside.start("label"), clause.start + quantity.end
            self._add(aspect, quantity.amount, *at)
            state.subject = kept
        return inner.metrics

    def _add_figure(
        self,
        clause: Clause,
        phrase: Phrase,
        label: str,
        years: set[int],
        quantity: Quantity,
        following: str,
        label_start: int,
    ) -> None:
        state = self._state
        aspect, amount = phrase.aspect or "", phrase.amount
        rest = head.without_use(self._section.kind, _YEAR_END.sub("", phrase.rest))
        rest = rest or within.filled(state, self._section.kind, label, amount.measure)
        before = state.context
        explained = state.last[0] == "完成率" or state.last[0] in CHANGES
        if clause.opens == "。" and rest and explained and phrase.context == before:
            phrase = replace(phrase, context=self._fresh)
        since = state.figures[-1][1].end if state.figures else 0
        anew = rest and phrase.context == before and "。" in self._clean.text[since : clause.start]
        if anew and before.basis == "上年":  # what the sentence before was compared with
            phrase = replace(phrase, context=replace(phrase.context, basis=""))
        state.context = phrase.context
        whole = _WHOLES.get(self._section.kind, "")
        if not rest and state.waiting:  # A、B分别为x、y: each figure in its turn
            self._begin(label_start, Named((state.waiting.pop(0),)), "")
        elif rest in known.WORTH:
            if not state.item:
                return
            worth = Named((known.worth_of(state.item),))
            self._begin(clause.start, worth, rest, keep_item=True)
        elif own := known.side_of_fund(state, self._section.kind, rest, label):
            self._begin(label_start, Named((own,)), rest)
            state.context = phrase.context
        elif rest in ("收入", "支出") and known.of_topic(state, self._clean.text, clause, rest):
            self._begin(label_start, Named((state.topic,)), rest)  # (二)项目支出情况。…支出…
            state.context = phrase.context
        elif within.share_of_fund(state, self._section.kind, rest, amount.measure):
            state.context = before
            return
        elif rest:
            named = self._related(clause, rest, amount.measure) or self._namer.name(
                rest, amount.measure, label_start + label.find(rest), aspect, following
            )
            if named.metrics and len(named.lead) > _LONGEST_LEAD:
                return
            named = known.of_class(named, state.heading)
            if self._lists_items:
                named = known.numbered_item(clause, rest, label, aspect, named)
                named = known.inside_item(state, clause, amount, named)
            if self._section.kind == "机关运行经费":
                named = head.of_running_cost(self._clean.text, clause, named)
            named = within.of_totals(state, self._section.kind, rest, named)
            if total := pointing.same_totals(self._clean.text, clause, rest, amount):
                named = Named((total,))
            ahead = self._clean.text[clause.start + quantity.end :][:20]
            named = within.part_told(state, named, rest, amount.measure, ahead)
            if clause.opens == "、":
                named = known.in_list(named, state.subject)
            if not (named.metrics or named.goes_on) and state.whole is not None:
                named = known.part_of_sum(state, self._clean.text, clause, rest, amount)
            counted = self._clean.text.endswith(("个", "家"), 0, label_start)  # 3个参公单位…
            if self._section.kind == "机关运行经费" and not counted:
                named = head.by_kind_of_unit(named)
            if named.metrics:
                state.waiting = []
                if len(named.metrics) > 1 and "分别" in label and known.more_follow(ahead[:2]):
                    state.waiting = list(named.metrics[1:])
                    named = replace(named, metrics=named.metrics[:1])
                self._begin(label_start, named, rest)
                state.context = phrase.context
            elif named.goes_on and not (state.subject or state.figures or clause.start):
                opened = (self._titled or whole) if head.SPENT_IN_ALL.fullmatch(rest) else ""
                if not opened or aspect != "决算数":
                    return
                self._begin(label_start, Named((opened,)), rest)  # 全年支出5万元: of the title
                state.context = phrase.context
            elif named.goes_on and not known.other_side(state, rest, self._clean.text, clause):
                if named.goes_on == "资金" and aspect == "决算数":
                    aspect = "预算数"  # 共涉及资金…
                elif state.subject and self._owner.entity != state.entity:
                    self._begin(label_start, Named(state.subject), "")  # 其中局本级支出…
                    state.context = phrase.context
                elif named.goes_on == "支出" and known.of_topic(state, self._clean.text, clause):
                    self._begin(label_start, Named((state.topic,)), rest)
                    state.context = phrase.context
            else:
                # What it is a figure of is not known: what follows without a label is its, too.
                state.context, state.subject, state.statement = before, (), None
                state.item = ""
                return
            if named.metrics and aspect == "决算数" and named.metrics[0].endswith(_PLANNED):
                aspect = "预算数"
            if named.aspect and aspect in ("决算数", "数量"):
                aspect = named.aspect
        elif own := known.whole_of_section(state, aspect, label, whole, self._titled, clause.start):
            self._begin(label_start, Named((own,)), "")  # 年初预算共安排5万元: of all of them
            state.context = phrase.context
        elif state.subject and self._owner.entity != state.entity:
            self._begin(label_start, Named(state.subject), "")  # 其中某中心 121.70 万元
            state.context = phrase.context
        elif within.graded(state, following):
            return
        elif amount.measure in COUNTS and (noun := self._namer.counted(following, label)):
            self._begin(label_start, Named((noun,)), "")
        elif amount.measure in COUNTS and not label and clause.opens in "。;":
            # 15辆特种专业技术用车由…
            behind = known.counted_behind(self._namer, following, amount.measure)
            if behind is None:
                return
            if behind:
                self._begin(label_start, Named((behind,)), "")
        subject = tuple(by_measure(m, amount.measure) for m in state.subject)
        domestic = subject == ("国内公务接待费",) and subject != state.subject
        if domestic and state.topic == "公务接待费" and not rest:
            subject = (state.topic,)  # 接待16批次,135人次,预算为2万元
        last_year = aspect == "决算数" and years == {self._year - 1}
        told = "上年数" if last_year else aspect
        paid = "" if rest else known.paid_for(state, told, amount, self._clean.text, clause.start)
        if paid:
            self._begin(label_start, Named((paid,)), "")  # A费5万元,更新车2辆,预算6万元
            state.context, subject = phrase.context, (paid,)
        if aspect == "上年数" and not rest:
            state.subject = within.both_sides(state, label)
            subject = state.subject if len(state.subject) > 1 else subject
        if aspect in CHANGES and not rest:
            if within.of_words_unread(state, self._clean.text, clause):
                return
            if listed := within.whole_of_listed(
                state, self._clean.text, clause, phrase.context.basis
            ):
                self._begin(label_start, Named(listed), "")
                state.context, subject = phrase.context, listed
            state.subject = within.both_sides(state, label)
            subject = state.subject if len(state.subject) > 1 else subject
        if aspect in (*CHANGES, "上年数") and not rest and subject != state.subject:
            subject = known.whole_of_change(state.figures, subject)
        if not subject or (amount.measure in COUNTS and is_money(subject[0], rest)):
            return
        counted = aspect == "数量" and subject[0].endswith(_MONEY_ALONE)  # 服务11万人次: no money
        if counted or (amount.measure in MONEY and subject[0].endswith(_OF_PEOPLE)):
            return  # 参训人数9人次,开支5万元: no money of theirs
        if posts := head.whole_of_kinds(state, label, amount):
            self._begin(label_start, Named((posts,)), "")
            subject = (posts,)
        if head.is_sum(state, subject, aspect, label, amount) or (
            aspect in CHANGES and amount.measure in MONEY and head.only_counted(state, subject[0])
        ):
            return
        if aspect == "决算数" and amount.measure in MONEY and not _SPENT.search(label + subject[0]):
            around = state.whole or state.outer
            aspect = (around.aspect if around else "") or aspect
        aspect = known.of_its_year(aspect, amount, years, self._year)
        if not aspect:
            return
        state.subject = subject
        if state.subject[0].startswith("项目:") and aspect == "决算数":
            aspect = "全年执行数"
        if state.subject[0].startswith("项目:") and (aspect, amount.measure) == ("数量", "分"):
            aspect = "得分"  # 得分最低的是“甲服务”项目,86分
        end = clause.start + quantity.end
        self._add(aspect, amount, label_start + self._namer.skip(label), end)

    def _related(self, clause: Clause, rest: str, measure: str) -> Named | None:
        state, text = self._state, self._clean.text
        inner = within.named_within(state, self._section.kind, text, clause, rest, measure)
        return inner or known.related(state, self._namer, self._clean, clause, rest, measure)
