"""这段话的数对不对: a text of the asker's own, each number of it held against the reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP

from assistant.calculate import in_yuan, share
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft
from assistant.compose.rows import title_of
from assistant.compose.statements import name, say_reasons
from assistant.plan.doubts.given import passage_given
from assistant.plan.doubts.reworded import clause_before, judged_words, without_units
from assistant.retrieve import Evidence
from assistant.stated import Place, Stated, stated_in
from assistant.understand import Question
from assistant.verify import Judgement
from index.amounts import MONEY, NUMBER, parse_number
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of

_BECAUSE = re.compile(r"原因|主要是|因为|由于")


@dataclass(slots=True)
class _Check:
    """The verdicts on the numbers of one text.

    `words` is the text in the terms of reports; `spoken` is the last figure that it was right or
    wrong on.
    """

    evidence: Evidence
    draft: Draft
    reports: Sequence[ReportInfo]
    words: str
    right: int = 0
    told: list[str] = field(default_factory=list)
    spoken: tuple[ReportInfo, Fact] | None = None

    def judge(self, judgement: Judgement, stated: Sequence[Stated]) -> None:
        """Add the verdict on one number."""
        verdict = (
            self._as_figure(judgement)
            or self._beside_spoken(judgement)
            or self._as_total(judgement)
            or self._in_words(judgement, stated)
            or self._as_other(judgement, stated)
            or self._otherwise_in_words(stated)
        )
        self.told.append(verdict or "在已收录的报告中找不到依据。")

    def _agrees(self, told: str, how: str = "") -> str:
        self.right += 1
        return f"与原文一致{how}：{told}"

    # -- figures of the ledger ----------------------------------------------------------------

    def _as_figure(self, judgement: Judgement) -> str:
        """Return the verdict on a number that is the figure its words name, or is it rounded."""
        told, info = judgement.fact or judgement.expected, self._report(judgement)
        if told is None or info is None:
            return ""
        if told.aspect == "决算数":
            self.spoken = (info, told)
        if judgement.outcome == "supported":
            return self._agrees(as_stated(self.draft, info, told))
        if _agrees(judgement, self.words, told):
            return self._agrees(as_stated(self.draft, info, told), "（换算单位、四舍五入后）")
        return ""

    def _as_other(self, judgement: Judgement, stated: Sequence[Stated]) -> str:
        """Return the verdict on a number for whose words the ledger has another figure."""
        info, expected = self._report(judgement), judgement.expected
        if info is None or expected is None or not _of_one_kind(judgement, expected):
            return ""
        if stated and stated[-1].names(expected.metric) < _LEAST_NAMED:
            return ""  # of what was named before
        rate = _rate_meant(self.draft, self.evidence, info, judgement, self.words)
        return f"与原文不符，{rate or '原文是：' + as_stated(self.draft, info, expected)}"

    def _beside_spoken(self, judgement: Judgement) -> str:
        """Return the verdict on what a text goes on to say of a figure: its budget, rate, change."""
        clause = clause_before(self.words, judgement.start)
        if _WHOLE in clause and len(self.reports) == 1:
            spent = self.evidence.one(self.reports[0], _WHOLE, "全年执行数")
            self.spoken = (self.reports[0], spent) if spent is not None else self.spoken
        if self.spoken is None or judgement.fact is not None:
            return ""
        info, spoken = self.spoken
        expected = judgement.expected
        aspects = _aspects_meant(clause, judgement.text)
        if expected is not None and expected.aspect in aspects:
            return ""
        facts = [
            fact
            for metric in _of_one_amount(self.evidence, info, spoken)
            for fact in self.evidence.facts(info, metric)
            if fact.aspect in aspects
        ]
        same = next((f for f in facts if _is_size(judgement, f)), None)
        if same is not None:
            return self._agrees(as_stated(self.draft, info, same))
        if not facts or expected is not None or len({f.amount.value for f in facts}) > 1:
            return ""
        return f"与原文不符，原文是：{as_stated(self.draft, info, facts[0])}"

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
                if fact is not None and _is_size(judgement, fact):
                    return self._agrees(as_stated(self.draft, info, fact))
        return ""

    def _as_change_of_total(self, judgement: Judgement, moved: re.Match[str]) -> str:
        """Return the verdict on how 收入 or 支出 moved, plainly called, by the totals that tell it."""
        aspect = "比上年增减率" if judgement.text.endswith("%") else "比上年增减额"
        side, down = moved["side"], moved["down"] is not None
        told = [
            (info, fact)
            for info in self.reports
            for metric in (f"本年{side}", f"{side}总计", f"财政拨款{side}")
            if (fact := self.evidence.one(info, metric, aspect)) is not None
        ]
        for info, fact in told:
            if _is_size(judgement, fact) and (fact.amount.value < 0) == down:
                value = self.evidence.one(info, fact.metric, "决算数")
                self.spoken = (info, value) if value is not None else self.spoken
                return self._agrees(as_stated(self.draft, info, fact))
        if not told:
            return ""
        return f"与原文不符，原文是：{as_stated(self.draft, *told[0])}"

    def _report(self, judgement: Judgement) -> ReportInfo | None:
        return self.evidence.by_id.get(judgement.report or "")

    # -- what stands in words -----------------------------------------------------------------

    def _in_words(self, judgement: Judgement, stated: Sequence[Stated]) -> str:
        """Return the verdict on a number that a clause or a row tells of the same thing.

        Where the asker names a thing as reports do, another thing's number is no ground.
        """
        expected = judgement.expected
        named = expected is not None and any(s.names(expected.metric) >= _NAMED for s in stated[:1])
        for info in self.reports:
            for one in stated:
                place = self.evidence.statements(info).same(one, verbatim=named)
                if place is not None:
                    return self._agrees(quoted(self.draft, info, place))
        return ""

    def _otherwise_in_words(self, stated: Sequence[Stated]) -> str:
        """Return the verdict on a number for which a clause or a row tells another one."""
        for info in self.reports:
            for one in stated:
                place = self.evidence.statements(info).other(one)
                if place is not None:
                    return f"与原文不符，原文是：{quoted(self.draft, info, place)}"
        return ""


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
    words, judged = judged_words(passage, evidence, chosen)
    nothing = not any(judgement.fact or judgement.expected for judgement in judged)
    own = any(mention.metrics for mention in evidence.vocabulary.find(words))
    if nothing and question.metrics and not own:
        return False  # “减少444.09万元”: what it is of stands outside
    few = reports if len(reports) <= _MOST_REPORTS else ()
    spoken = _project_spoken(question, evidence, few)
    check = _Check(evidence, draft, few, words, spoken=spoken)
    for judgement, stated in _each_number(passage, words, judged, evidence):
        check.judge(judgement, stated)
    unfound = all(_UNFOUND in verdict for verdict in check.told)
    if not check.told or (unfound and question.projects):
        return False  # the amounts of projects may tell which report is meant
    draft.add_each(f"第 {at} 处{verdict}" for at, verdict in enumerate(check.told, 1))
    draft.add(f"这段话有 **{len(check.told)}** 处数字，**{check.right}** 处与原文一致。")
    if check.spoken is not None and _BECAUSE.search(passage):
        info, fact = check.spoken
        reasons = evidence.reasons(info, fact.metric, "上年")
        draft.add(say_reasons(draft, evidence, info, reasons) if reasons else "")
    for reference in tuple(draft.references):  # what is as printed may be wrong in the report
        fact, info = reference.fact, evidence.by_id[reference.report]
        say_doubts(draft, evidence, info, fact.metric, everything=False, first=fact.aspect)
    return True


_MOST_REPORTS = 2
_UNFOUND = "找不到依据"
_LEAST_NAMED, _NAMED = 0.3, 0.5  # of the asker's words, that a metric's name has


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


_RATES = (
    (re.compile(r"完成|执行(?!率)|为[^,，。;；]{0,6}预算的"), "完成率"),
    (re.compile(r"执行率"), "执行率"),
    (re.compile(r"差异"), "预决算差异率"),
    (re.compile(r"占"), "占比"),
)
_ACTUAL, _PLANNED = ("决算数", "全年执行数"), ("年初预算数", "预算数", "全年预算数")
_BEFORE = 14  # characters before a rate that say of what it is


def _rate_meant(
    draft: Draft, evidence: Evidence, info: ReportInfo, judgement: Judgement, words: str
) -> str:
    """Return the rate, stated or reckoned, that a wrong rate of a text stands for, or nothing."""
    known = judgement.expected
    if known is None or not judgement.text.endswith("%") or known.amount.measure == "%":
        return ""
    clause = clause_before(words, judgement.start)[-_BEFORE:]
    aspect = next((name for pattern, name in _RATES if pattern.search(clause)), "")
    stated = evidence.one(info, known.metric, aspect) if aspect else None
    if stated is not None:
        return f"原文是：{as_stated(draft, info, stated)}"
    spent = evidence.one(info, known.metric, *_ACTUAL)
    planned = evidence.one(info, known.metric, *_PLANNED)
    result = share(spent, planned) if spent and planned and "率" in aspect else None
    if result is None or spent is None or planned is None or aspect == "预决算差异率":
        return ""
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, spent), (info, planned)]
    )
    return (
        f"按原文重算，{name(spent.metric, spent)}的决算数 {draft.figure(info, spent)}"
        f"{draft.cite(info, spent)}相当于{planned.aspect} {draft.figure(info, planned)}"
        f"{draft.cite(info, planned)}的 {text}。"
    )


_WHOLE = "整体支出"
_SCORE = re.compile(r"得分|自评|评为|打了")
_PLAIN_TOTAL = re.compile(r"(?:^|[,，;；。、比较])(?:总|全年|本年)?(收入|支出)(?:为|是|共|约)*$")
_PLAIN_MOVED = re.compile(
    r"(?:^|[,，;；。、年度总])(?:本年)?(?P<side>收入|支出)(?:总额|合计)?(?:[比较]上年度?|[比较]去年)?(?:相比)?,?"
    r"(?:(?P<down>减少|下降|降低|少)|增加|增长|上升|多)(?:了|约)*$"
)
_CHANGES = re.compile(r"(?P<down>减少|下降|降低|压减)|增加|增长|上升|提高")
_OF_BUDGET, _SPENT_OF_IT = re.compile(r"预算"), re.compile(r"花|用了|支出了?|执行(?!率)")
_LESS_OR_MORE = re.compile(r"[多少高低超差]\s*$|差异率?(?:为|是)?\s*-?$|相差\s*$")


def _aspects_meant(clause: str, number: str) -> tuple[str, ...]:
    """Return which aspects of a figure already spoken of the words before a number may mean."""
    if number.endswith("分"):
        return ("得分",) if _SCORE.search(clause) else ()
    if number.endswith("%"):
        if _CHANGES.search(clause):
            return ("比上年增减率",)
        if _LESS_OR_MORE.search(clause):
            return ("预决算差异率",)
        return tuple(aspect for pattern, aspect in _RATES if pattern.search(clause))
    if not re.search(r"[万亿元]$", number):
        return ()
    planned, spent = (
        max((m.end() for m in p.finditer(clause)), default=0) for p in (_OF_BUDGET, _SPENT_OF_IT)
    )
    if planned > spent:
        return _PLANNED
    if spent:
        return _ACTUAL
    return ("比上年增减额",) if _CHANGES.search(clause) else ()


def _of_one_amount(evidence: Evidence, info: ReportInfo, spoken: Fact) -> list[str]:
    """Return the metrics that a figure may be of as well, because their amount is the same.

    Where nothing was bought, the upkeep of cars is all that cars cost; what a unit was granted is
    all of its income.
    """
    if spoken.amount.measure not in MONEY or not spoken.amount.value:
        return [spoken.metric]
    amount = in_yuan(spoken.amount)
    same = [
        metric
        for metric in evidence.metrics(info)
        if "/" not in metric
        for fact in evidence.facts(info, metric)
        if fact.aspect == "决算数" and fact.amount.measure in MONEY
        if in_yuan(fact.amount) == amount
    ]
    wholes = {whole for whole, parts in parts_of().items() if spoken.metric in parts}
    return sorted(
        dict.fromkeys([spoken.metric, *same]), key=lambda m: (m != spoken.metric, m not in wholes)
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
_WRITTEN = re.compile(rf"[-+]?(?P<number>{NUMBER})\s?(?P<measure>\S+)")


def _is_size(judgement: Judgement, fact: Fact) -> bool:
    """Whether a number as written is the size of a figure, whatever its sign."""
    match = _WRITTEN.match(judgement.text)
    if match is None or fact.amount.measure != match["measure"]:
        return False
    return parse_number(match["number"]) == abs(fact.amount.value)


def _agrees(judgement: Judgement, words: str, fact: Fact) -> bool:
    """Whether a number as written is the size of a fact, rounded where it is in a larger measure."""
    clause = clause_before(words, judgement.start)
    moved = list(_CHANGES.finditer(clause))
    if fact.aspect.startswith("比上年"):
        if not moved or (moved[-1]["down"] is not None) != (fact.amount.value < 0):
            return False
    elif moved:
        return False
    match = _WRITTEN.match(judgement.text)
    if match is None:
        return False
    said, measure, stated = abs(parse_number(match["number"])), match["measure"], fact.amount
    if measure == stated.measure:
        return said == abs(stated.value)
    if (
        measure not in MONEY
        or stated.measure not in MONEY
        or MONEY[measure] < MONEY[stated.measure]
    ):
        return False
    exact = abs(in_yuan(stated)) / MONEY[measure]
    return "." in match["number"] and exact.quantize(said, ROUND_HALF_UP) == said


def as_stated(draft: Draft, info: ReportInfo, fact: Fact) -> str:
    """Return what a report states as a sentence of its own."""
    figure = draft.figure(info, fact)
    verb = ""
    if fact.aspect in ("比上年增减额", "比上年增减率"):
        verb = "减少 " if fact.amount.value < 0 else "增加 "
        figure = figure.lstrip("-")
    aspect = "" if fact.aspect in ("决算数", "数量") else f"的{fact.aspect}"
    return (
        f"**{info.unit}** {info.year} 年度{name(fact.metric, fact)}{aspect}为 {verb}{figure}。"
        f"{draft.cite(info, fact)}"
    )
