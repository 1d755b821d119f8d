"""这段话的数对不对: a text of the asker's own, each number of it held against the reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP

from assistant.calculate import Result, share
from assistant.compose.doubts import called, say_doubts, what
from assistant.compose.draft import Draft
from assistant.compose.rows import title_of
from assistant.compose.statements import say_reasons
from assistant.plan.doubts.around import Around, around_fact, around_place
from assistant.plan.doubts.given import asks_besides, passage_given
from assistant.plan.doubts.grades import say_grades
from assistant.plan.doubts.reckoned import Held, is_base_of, part_before, say_reckoned
from assistant.plan.doubts.reworded import PER_ONE, clause_before, judged_words, without_units
from assistant.plan.doubts.spoken import (
    ACTUAL,
    OF_EXECUTION,
    PLANNED,
    as_stated,
    aspects_meant,
    is_apart,
    is_rounded,
    is_size,
    is_turned,
    of_another_base,
    of_execution,
    of_one_amount,
    operands_meant,
    plans_named,
    points_of,
    rate_meant,
    reckoned_of,
    written_in,
)
from assistant.recompute import explain
from assistant.retrieve import Evidence
from assistant.stated import Place, Stated, stated_in
from assistant.understand import Question
from assistant.verify import Judgement
from index.amounts import MONEY, NUMBER, parse_number, quantum
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

_BECAUSE = re.compile(r"原因|主要是|因为|由于")


@dataclass(slots=True)
class _Check:
    """The verdicts on the numbers of one text.

    `words` is the text in the terms of reports; `spoken` is the last figure that it was right or
    wrong on, `around` what stands near the number that it was last held against, and `subject` the
    last words that named what a number is of.
    """

    evidence: Evidence
    draft: Draft
    reports: Sequence[ReportInfo]
    words: str
    right: int = 0
    told: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    spoken: tuple[ReportInfo, Fact] | None = None
    around: Around | None = None
    subject: Stated | None = None
    pinned: tuple[ReportInfo, Fact] | None = None  # what words told, whatever they are said of
    placed: tuple[ReportInfo, Place] | None = None
    projects: Sequence[str] = ()

    def judge(self, judgement: Judgement, stated: Sequence[Stated]) -> None:
        """Add the verdict on one number: whatever bears it out goes before what speaks against it."""
        if stated:
            self._turn_to(stated[-1])
        before, self.placed = len(self.draft.references), None
        verdict = self._as_base(judgement) or self._as_share(judgement)
        if not verdict and self.spoken is not None:
            verdict = of_another_base(self.draft, self.evidence, self.spoken, judgement, self.words)
        verdict = verdict or self._for_it(judgement, stated) or self._against_it(judgement, stated)
        self.told.append(verdict or "在已收录的报告中找不到依据。")
        last = self.draft.references[before:][-1:]
        pairs = [(self.evidence.by_id[one.report], one.fact) for one in last] or self._at_quote()
        pair = pairs[0] if pairs else None
        self.held.append(Held(judgement.text, judgement.start, pair, self.spoken))

    def _at_quote(self) -> list[tuple[ReportInfo, Fact]]:
        """Return the figure of the ledger that the words told last state, if any."""
        if self.placed is None:
            return []
        info, place = self.placed
        return [(info, f) for f in self.evidence.all_facts(info) if place.tells(f)][:1]

    def _as_base(self, judgement: Judgement) -> str:
        """Return the verdict on an amount that a share is said to be of: 占本年支出1198.52万元."""
        _, of, base = clause_before(self.words, judgement.start).rpartition("占")
        for info in self.reports if of and len(self.reports) == 1 else ():
            fact = self.evidence.one(info, base.strip(), *ACTUAL)
            if fact is not None and written_in(judgement, fact):
                told = as_stated(self.draft, info, fact)
                same = is_rounded(judgement, self.words, fact)
                return self._agrees(told) if same else f"与原文不符，原文是：{told}"
        return ""

    def _as_share(self, judgement: Judgement) -> str:
        """Return the verdict on what one amount is said to be of another: 占全年执行数728.90万元的1.10%."""
        base = self.held[-1] if self.held else None
        if base is None or base.pair is None or not judgement.text.endswith("%"):
            return ""
        if not is_base_of(base, judgement.start, self.words):
            return ""
        part = part_before(self.evidence, self.held, base.pair)
        result = share(part[1], base.pair[1]) if part is not None else None
        if part is None or result is None:
            return ""
        told = self._followed(part[0], [part[1], base.pair[1]], result)
        printed = judgement.text.removesuffix("%").strip()
        rounded = result.value.quantize(quantum(printed), ROUND_HALF_UP)
        same = rounded == abs(parse_number(printed))
        return self._agrees(told) if same else f"与原文不符，{told}"

    def _for_it(self, judgement: Judgement, stated: Sequence[Stated]) -> str:
        return (
            self._as_figure(judgement)
            or self._as_aspect(judgement)
            or self._of_spoken(judgement)
            or self._as_total(judgement)
            or self._around(judgement, stated)
            or self._in_words(judgement, stated)
            or self._as_reckoned(judgement)
            or self._verbatim(judgement, stated)
        )

    def _against_it(self, judgement: Judgement, stated: Sequence[Stated]) -> str:
        if PER_ONE.search(clause_before(self.words, judgement.start)):
            return ""  # what one came to on average, a report hardly tells
        spared = is_apart(clause_before(self.words, judgement.start))
        return (
            self._as_other(judgement, stated, named=True)
            or self._not_around(stated)
            or self._not_of_spoken(judgement)
            or self._not_as_total(judgement)
            or (spared and self._not_as_reckoned(judgement))
            or self._as_other(judgement, stated)
            or self._not_as_reckoned(judgement)
            or self._otherwise_in_words(stated)
            or self._by_name(judgement, stated)
        )

    def _turn_to(self, said: Stated) -> None:
        """Take note of what a number is of, where its words name it."""
        if len(said.label) >= _LEAST_LABEL or self.subject is None or said.names_before:
            self.subject = said
            self._turn_to_project(said)

    def _turn_to_project(self, said: Stated) -> None:
        """Speak of the one project that the words right at a number name."""
        label = set(_OF_PROJECTS.sub("", said.label))
        near = {name: len(label & set(name)) / len(label) for name in self.projects if label}
        best = [name for name, share in near.items() if share == max(near.values())]
        if len(best) != 1 or near[best[0]] < _IS_PROJECT or len(self.reports) != 1:
            return
        info = self.reports[0]
        spent = self.evidence.one(info, f"项目:{best[0]}", "全年执行数")
        if spent is not None:
            self.spoken, self.around = (info, spent), around_fact(self.evidence, info, spent)

    def _is_of(self, fact: Fact) -> bool:
        """Whether the words that last named something name what a figure is of."""
        return self.subject is not None and self.subject.names(fact.metric) >= _NAMED

    def _agrees(self, told: str, how: str = "") -> str:
        self.right += 1
        return f"与原文一致{how}：{told}"

    def _at(self, info: ReportInfo, fact: Fact) -> None:
        """Take note of the figure that a number was held against."""
        moved = fact.aspect.startswith("比上年")
        value = self.evidence.one(info, fact.metric, *ACTUAL) if moved else fact
        if value is not None and value.aspect in ACTUAL:
            self.spoken = (info, value)
        self.around = around_fact(self.evidence, info, fact)

    def _at_place(self, info: ReportInfo, place: Place) -> None:
        """Take note of the place in words that a number was held against."""
        row, spoken, self.placed = place.row, self.spoken, (info, place)
        told = self._at_quote()
        if told and told[0][1].aspect in ACTUAL:
            self.spoken = self.pinned = spoken = told[0]
        of_it = row is not None and spoken is not None and row.metric == spoken[1].metric
        if spoken is not None and not of_it and not place.tells(spoken[1]):
            named = place.stated.label
            self.spoken = None if len(named) >= _LEAST_LABEL else self.spoken
        self.around = around_place(self.evidence, info, place)

    # -- figures of the ledger ----------------------------------------------------------------

    def _as_figure(self, judgement: Judgement) -> str:
        """Return the verdict on a number that is the figure its words name, or is it rounded."""
        told, info = judgement.fact or judgement.expected, self._report(judgement)
        if told is None or info is None:
            return ""
        exact = judgement.outcome == "supported"
        if not exact and not is_rounded(judgement, self.words, told):
            return ""
        self._at(info, told)
        how = "" if exact else "（换算单位、四舍五入后）"
        return self._agrees(as_stated(self.draft, info, told), how)

    def _as_aspect(self, judgement: Judgement) -> str:
        """Return the verdict on a number that its words take for a value, and that is its budget."""
        info, expected = self._report(judgement), judgement.expected
        aspects = aspects_meant(clause_before(self.words, judgement.start), judgement.text)
        for fact in self.evidence.facts(info, expected.metric) if info and expected else ():
            planned = fact.aspect in aspects and fact.aspect in PLANNED
            if info and planned and is_size(judgement, fact):
                self._at(info, fact)
                return self._agrees(as_stated(self.draft, info, fact))
        return ""

    def _as_other(
        self, judgement: Judgement, stated: Sequence[Stated], *, named: bool = False
    ) -> str:
        """Return the verdict on a number for whose words the ledger has another figure.

        With `named` the words right at the number must name that figure.
        """
        info, expected = self._report(judgement), judgement.expected
        if info is None or expected is None or not _of_one_kind(judgement, expected):
            return ""
        if any(len(s.label) == 1 and s.label not in expected.metric for s in stated[-1:]):
            return ""  # 车8.09万元: of another thing, said in one word
        if named and not any(s.label and s.names(expected.metric) >= _NAMED for s in stated):
            return ""
        if self.subject is not None and self.subject.names(expected.metric) < _LEAST_NAMED:
            return ""  # of what was named before
        self._at(info, expected)
        rate = rate_meant(self.draft, self.evidence, info, judgement, self.words)
        return f"与原文不符，{rate or '原文是：' + as_stated(self.draft, info, expected)}"

    # -- what is told of the figure spoken of -------------------------------------------------

    def _of_spoken(self, judgement: Judgement) -> str:
        """Return the verdict on what a text goes on to say of a figure: its budget, rate, change."""
        facts = self._facts_meant(judgement)
        plain = plans_named(clause_before(self.words, judgement.start)) == PLANNED
        if plain and facts and facts[0].metric.startswith("项目:"):  # 项目260万元预算花了240万元
            more = self.evidence.facts(self.spoken[0], facts[0].metric) if self.spoken else ()
            facts += [fact for fact in more if fact.aspect in PLANNED]
        same = next((f for f in facts if self._is_same(judgement, f)), None)
        if same is None or self.spoken is None:
            return ""
        return self._agrees(as_stated(self.draft, self.spoken[0], same))

    def _is_same(self, judgement: Judgement, fact: Fact) -> bool:
        """Whether a number is the size of a figure, of a change also in its direction."""
        moved = fact.aspect.startswith("比上年")
        return is_size(judgement, fact) and (not moved or is_rounded(judgement, self.words, fact))

    def _not_of_spoken(self, judgement: Judgement) -> str:
        """Return the verdict on a number that the figure spoken of has another one for."""
        facts = self._facts_meant(judgement)
        expected = judgement.expected
        if self.spoken is None or not facts:
            return ""
        project = self.spoken[1].metric if facts[0].metric.startswith("项目:") else ""
        if expected is not None and expected.metric != project:
            return ""
        if len({f.amount.value for f in facts}) > 1:
            return ""
        return f"与原文不符，原文是：{as_stated(self.draft, self.spoken[0], facts[0])}"

    def _facts_meant(self, judgement: Judgement) -> list[Fact]:
        """Return the facts of the figure spoken of that the words before a number may mean."""
        clause = clause_before(self.words, judgement.start)
        if _WHOLE in clause and len(self.reports) == 1:
            spent = self.evidence.one(self.reports[0], _WHOLE, "全年执行数")
            self.spoken = (self.reports[0], spent) if spent is not None else self.spoken
        if self.spoken is None or judgement.fact is not None:
            return []
        info, spoken = self.spoken
        of_other = self.subject is not None and self.subject.names(spoken.metric) < _LEAST_NAMED
        of_other = of_other and self.spoken != self.pinned
        if (of_other and not judgement.text.endswith("分")) or is_apart(clause):
            return []
        expected, aspects = judgement.expected, aspects_meant(clause, judgement.text)
        if spoken.metric.startswith("项目:"):  # 一件事系统170万元,88分
            aspects = aspects or (ACTUAL if written_in(judgement, spoken) else ())
            aspects = aspects or (("得分",) if judgement.text.endswith("分") else ())
            after_rate = bool(self.held) and self.held[-1].text.endswith("%")
            if aspects == ("得分",) and after_rate and points_of(judgement) <= OF_EXECUTION:
                return of_execution(self.evidence, info, spoken)
        found = [
            fact
            for metric in of_one_amount(self.evidence, info, spoken)
            for fact in self.evidence.facts(info, metric)
            if fact.aspect in aspects
        ]
        named = expected is not None and expected.aspect in aspects
        if not named or spoken.metric.startswith("项目:"):
            return found
        of_project = [fact for fact in found if fact.metric.startswith("项目:")]
        return found if any(is_size(judgement, fact) for fact in of_project) else []

    def _by_name(self, judgement: Judgement, said: Sequence[Stated]) -> str:
        """Return the verdict on a number by the figures whose names have most of its words.

        Where its words name nothing that has the number, what it is in the report is told.
        """
        if not said or self.subject is None:
            return ""
        words, subject = set(said[-1].label), self.subject
        fits = [
            (len(words & set(fact.metric + fact.aspect)), info, fact)
            for info in self.reports
            for fact in self.evidence.all_facts(info)
            if "/" not in fact.metric and subject.names(fact.metric) >= _NAMED
            if written_in(judgement, fact)
        ]
        best = max((near for near, _, _ in fits), default=0)
        named = [(info, fact) for near, info, fact in fits if near == best]
        same = [(info, fact) for info, fact in named if is_size(judgement, fact)]
        if same:
            return self._agrees(as_stated(self.draft, *same[0]))
        value = [(i, f) for i, f in named if f.aspect in (*ACTUAL, "数量")]
        if best and best == len(words) and len({f.amount.value for _, f in value}) == 1:
            return f"与原文不符，原文是：{as_stated(self.draft, *value[0])}"
        return self._of_another(judgement)

    def _of_another(self, judgement: Judgement) -> str:
        """Return what a number is in the report, where its words name nothing that has it."""
        if sum(char.isdigit() for char in judgement.text.strip("0.")) < _TELLING_DIGITS:
            return ""
        for info in self.reports:
            for fact in sorted(self.evidence.all_facts(info), key=lambda f: len(f.metric)):
                if "/" not in fact.metric and is_size(judgement, fact):
                    told = as_stated(self.draft, info, fact)
                    return f"的说法在原文中找不到依据；原文有这个数：{told}"
        return ""

    def _as_reckoned(self, judgement: Judgement) -> str:
        """Return the verdict on a number that follows from figures of the one spoken of."""
        if self.spoken is None or self._facts_meant(judgement):
            return ""
        info, spoken = self.spoken
        if self.subject is not None and self.subject.names(spoken.metric) < _LEAST_NAMED:
            return ""
        expected = judgement.expected
        rate = judgement.text.endswith("%")
        if (
            rate
            and expected is not None
            and written_in(judgement, expected)
            and self._is_of(expected)
        ):
            return ""  # the report states another one itself
        clause = clause_before(self.words, judgement.start)
        number = judgement.text.lstrip("+-")
        for operands in operands_meant(self.evidence, info, spoken, clause, number):
            result = None if is_turned(operands, clause) else explain(number, operands)
            if result is not None:
                return self._agrees(self._followed(info, operands, result))
        return ""

    def _not_as_reckoned(self, judgement: Judgement) -> str:
        """Return the verdict on a number in whose place the figure spoken of gives another one."""
        clause = clause_before(self.words, judgement.start)
        spoken = self.spoken
        if spoken is None or self._facts_meant(judgement) or not self._is_of(spoken[1]):
            return ""
        pairs = operands_meant(self.evidence, *spoken, clause, judgement.text)
        results = [(pair, reckoned_of(pair, clause, judgement.text)) for pair in pairs]
        if len({result.value for _, result in results if result is not None}) != 1:
            return ""  # of which budget is not said
        told = next((p, r) for p, r in results if r is not None)
        return f"与原文不符，{self._followed(spoken[0], *told)}"

    def _followed(self, info: ReportInfo, operands: Sequence[Fact], result: Result) -> str:
        """Return what follows from figures of a report, with these figures."""
        used = [(info, fact) for fact in operands]
        text = self.draft.derived(result.value, result.measure, result.formula, used)
        same = len({fact.metric for fact in operands}) == 1
        told = "和".join(
            f"{fact.aspect if same else what(fact)} {self.draft.figure(info, fact)}{self.draft.cite(info, fact)}"
            for fact in operands
        )
        of = f"{called(operands[0])}的" if same else ""
        base = operands[1].aspect
        moved = base == "上年数" or (base == "比上年增减额" and result.measure == "%")
        way = ("减少 " if result.value < 0 else "增加 ") if moved else ""
        return f"按原文重算，由{of}{told}得 {way}{text.lstrip('-')}。"

    # -- what is plainly called income or expenditure -----------------------------------------

    def _as_total(self, judgement: Judgement) -> str:
        """Return the verdict on what is plainly called 收入 or 支出, where some total of it is as much."""
        moved = _PLAIN_MOVED.search(self.words[: judgement.start])
        if moved is not None:
            return self._as_change_of_total(judgement, moved)
        plainly = _PLAIN_TOTAL.search(self.words[: judgement.start])
        if plainly is None:
            return ""
        side = plainly[1]
        for info in self.reports:
            for metric in (f"{side}总计", f"本年{side}", f"财政拨款{side}"):
                fact = self.evidence.one(info, metric, "决算数")
                if fact is not None and is_size(judgement, fact):
                    self._at(info, fact)
                    return self._agrees(as_stated(self.draft, info, fact))
        return ""

    def _as_change_of_total(self, judgement: Judgement, moved: re.Match[str]) -> str:
        """Return the verdict on how 收入 or 支出 moved, plainly called, where a total moved so."""
        down = moved["down"] is not None
        for info, fact in self._changes_of_total(judgement, moved):
            if is_size(judgement, fact) and (fact.amount.value < 0) == down:
                value = self.evidence.one(info, fact.metric, "决算数")
                self.spoken = (info, value) if value is not None else self.spoken
                return self._agrees(as_stated(self.draft, info, fact))
        return ""

    def _not_as_total(self, judgement: Judgement) -> str:
        """Return the verdict on how 收入 or 支出 moved, plainly called, where no total moved so."""
        moved = _PLAIN_MOVED.search(self.words[: judgement.start])
        told = self._changes_of_total(judgement, moved) if moved is not None else []
        return f"与原文不符，原文是：{as_stated(self.draft, *told[0])}" if told else ""

    def _changes_of_total(
        self, judgement: Judgement, moved: re.Match[str]
    ) -> list[tuple[ReportInfo, Fact]]:
        aspect = "比上年增减率" if judgement.text.endswith("%") else "比上年增减额"
        side = moved["side"]
        return [
            (info, fact)
            for info in self.reports
            for metric in (f"本年{side}", f"{side}总计", f"财政拨款{side}")
            if (fact := self.evidence.one(info, metric, aspect)) is not None
        ]

    def _report(self, judgement: Judgement) -> ReportInfo | None:
        return self.evidence.by_id.get(judgement.report or "")

    # -- what stands in words -----------------------------------------------------------------

    def _around(self, judgement: Judgement, stated: Sequence[Stated]) -> str:
        """Return the verdict on a number that stands near the one that was judged before it."""
        around, expected = self.around, judgement.expected
        if expected is not None and written_in(judgement, expected) and self._is_of(expected):
            return ""  # the report has another one for it
        found = next((p for one in stated if around and (p := around.same(one))), None)
        return self._agrees(self._quoted(around.info, found)) if around and found else ""

    def _not_around(self, stated: Sequence[Stated]) -> str:
        """Return the verdict on a number in whose place, near the one before it, another stands."""
        around = self.around
        found = next((p for one in stated if around and (p := around.other(one))), None)
        if around is None or found is None:
            return ""
        return f"与原文不符，原文是：{self._quoted(around.info, found)}"

    def _in_words(self, judgement: Judgement, stated: Sequence[Stated]) -> str:
        """Return the verdict on a number that a clause or a row tells of the same thing.

        Where the asker names a thing as reports do, another thing's number is no ground.
        """
        expected = judgement.expected
        alike = expected is not None and _of_one_kind(judgement, expected)
        bare = not any(one.label for one in stated)
        if bare and expected is not None and written_in(judgement, expected):
            return ""  # 完成预算的…%: of the figure before, not of one that is told alike
        named = (
            alike
            and expected is not None
            and any(s.names(expected.metric) >= _NAMED for s in stated[:1])
        )
        for info in self.reports:
            for one in stated:
                place = self.evidence.statements(info).same(one, verbatim=named)
                if place is not None:
                    return self._agrees(self._quoted(info, place))
        return ""

    def _verbatim(self, judgement: Judgement, stated: Sequence[Stated]) -> str:
        """Return the verdict on a number that a report prints right behind the asker's own words.

        在编214人 stands so in the report, whatever the term is that the words may stand for.
        """
        expected, label = judgement.expected, stated[0].label if stated else ""
        if expected is None or len(label) < _LEAST_LABEL or label in expected.metric:
            return ""
        written = f"{label}{judgement.text}".replace(" ", "")
        for info in self.reports:
            for place in self.evidence.statements(info).all:
                sentence = place.sentence
                same = sentence is not None and place.stated.value == stated[0].value
                if sentence and same and written in fold(sentence.text).replace(" ", ""):
                    return self._agrees(self._quoted(info, place))
        return ""

    def _otherwise_in_words(self, stated: Sequence[Stated]) -> str:
        """Return the verdict on a number for which a clause or a row tells another one."""
        for info in self.reports:
            for one in stated:
                place = self.evidence.statements(info).other(one) if one.label else None
                if place is not None:
                    return f"与原文不符，原文是：{self._quoted(info, place)}"
        return ""

    def _quoted(self, info: ReportInfo, place: Place) -> str:
        self._at_place(info, place)
        return quoted(self.draft, info, place)


def quoted(draft: Draft, info: ReportInfo, place: Place) -> str:
    """Return the row or the clause that tells a number, with its mark."""
    row, sentence = place.row, place.sentence
    if row is not None:
        cell, mark = draft.quoted(row.result), draft.mark(info, row.section, row.place)
        return f"「{title_of(row.metric)}」自评表的「{row.name}」：实际完成 {cell}。[{mark}]"
    if sentence is None:
        return ""
    mark = draft.mark(info, sentence.section, sentence.place)
    return f"“{draft.quoted(place.clause)}”。[{mark}]"


def answer_checking(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on each number of a text that is given to be checked; False where none is."""
    passage = passage_given(question.folded)
    if not passage:
        return False
    chosen = reports or evidence.reports
    passage = _with_total_named(passage, question)
    words, judged = judged_words(passage, evidence, chosen)
    nothing = not any(judgement.fact or judgement.expected for judgement in judged)
    own = any(mention.metrics for mention in evidence.vocabulary.find(words))
    if nothing and question.metrics and not own:
        return False  # “减少444.09万元”: what it is of stands outside
    few = reports if len(reports) <= _MOST_REPORTS else ()
    spoken = _project_spoken(question, evidence, few)
    around = around_fact(evidence, *spoken) if spoken is not None else None
    titles = [name for report, name in evidence.projects if few and report == few[0].id]
    check = _Check(evidence, draft, few, words, spoken=spoken, around=around, projects=titles)
    for judgement, stated in _each_number(passage, words, judged, evidence):
        check.judge(judgement, stated)
    unfound = all(_UNFOUND in verdict for verdict in check.told)
    if not check.told or (unfound and question.projects):
        return False  # the amounts of projects may tell which report is meant
    draft.add_each(f"第 {at} 处{verdict}" for at, verdict in enumerate(check.told, 1))
    draft.complete = not asks_besides(question.folded, passage)
    draft.add(f"这段话有 **{len(check.told)}** 处数字，**{check.right}** 处与原文一致。")
    say_grades(words, evidence, draft, check.held)
    say_reckoned(question.folded, words, evidence, draft, check.held)
    if check.spoken is not None and _BECAUSE.search(passage):
        info, fact = check.spoken
        reasons = evidence.reasons(info, fact.metric, "上年")
        draft.add(say_reasons(draft, evidence, info, reasons) if reasons else "")
    for reference in tuple(draft.references):  # what is as printed may be wrong in the report
        fact, info = reference.fact, evidence.by_id[reference.report]
        say_doubts(draft, evidence, info, fact.metric, everything=False, first=fact.aspect)
    return True


def _with_total_named(passage: str, question: Question) -> str:
    """三公那段：总数减1.76万: return a text whose bare total is that of the one term named before it."""
    start = question.folded.find(fold(passage)[:_LEAST_TELLING])
    before = {m.metrics for m in question.mentions if m.metrics and 0 < m.end <= start}
    if len(before) != 1 or len(metrics := next(iter(before))) != 1:
        return passage
    return _TOTAL.sub(metrics[0], passage, count=1)


_LEAST_TELLING = 6
_TOTAL = re.compile(r"^(?:总[数额的]|总计|合计|一共|总共)(?=[比较为是减增涨降少多\d\s])")
_MOST_REPORTS = 2
_UNFOUND = "找不到依据"
_LEAST_NAMED, _NAMED = 0.3, 0.5  # of the asker's words, that a metric's name has
_TELLING_DIGITS = 4  # of a number that another thing hardly has by chance
_OF_PROJECTS = re.compile(r"项目|最[高低]分?")
_IS_PROJECT = 0.7  # of the words right at a number, that a project's name has
_LEAST_LABEL = 2  # characters that name what a number is of


def _project_spoken(
    question: Question, evidence: Evidence, reports: Sequence[ReportInfo]
) -> tuple[ReportInfo, Fact] | None:
    """Return what was spent on the one project that a question names, or None."""
    if len(question.projects) != 1 or len(reports) != 1:
        return None
    spent = evidence.one(reports[0], f"项目:{question.projects[0]}", "全年执行数")
    return (reports[0], spent) if spent is not None else None


def _each_number(
    passage: str, words: str, judged: Sequence[Judgement], evidence: Evidence
) -> Iterator[tuple[Judgement, tuple[Stated, ...]]]:
    """Yield the numbers of a text in order: as the ledger judges them, and as they stand in words.

    These are the asker's own words first, then those that reports have for them.
    """
    official = list(stated_in(without_units(words, evidence)))
    own = list(stated_in(without_units(fold(passage), evidence)))
    alike = [one.value for one in own] == [one.value for one in official]
    stated = {one.start: ((own[at], one) if alike else (one,)) for at, one in enumerate(official)}
    known = {judgement.start: judgement for judgement in judged}
    covered = [(j.start, j.start + len(j.text)) for j in judged]
    for start in sorted(known.keys() | stated.keys()):
        ones, judgement = stated.get(start, ()), known.get(start)
        if judgement is None and any(s <= start < e for s, e in covered):
            continue
        if judgement is None and ones:
            one = ones[-1]
            judgement = Judgement(words[one.start : one.end], one.start, "unfounded")
        if judgement is not None:
            yield judgement, ones


_WHOLE = "整体支出"
_PLAIN_TOTAL = re.compile(r"(?:^|[,，;；。、比较])(?:总|全年|本年)?(收入|支出)(?:为|是|共|约)*$")
_PLAIN_MOVED = re.compile(
    r"(?:^|[,，;；。、年度总])(?:本年)?(?P<side>收入|支出)(?:总额|合计)?(?:[比较]上年度?|[比较]去年)?(?:相比)?,?"
    r"(?:(?P<down>减少|下降|降低|少)|增加|增长|上升|多)(?:了|约)*$"
)


def _of_one_kind(judgement: Judgement, expected: Fact) -> bool:
    """Whether a figure may be what a number is told wrong of: 接待7.38万人次 is no money."""
    measure = re.sub(rf"[-+\s]|{NUMBER}", "", judgement.text)
    same = measure == expected.amount.measure
    return (
        same
        or measure == "%"
        or {measure, expected.amount.measure} <= _PEOPLE | MONEY.keys() | {"万", "亿"}
    )


_PEOPLE = {"人", "名", "人次"}
