"""What the words before a number of a draft mean of the figure that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import Result, difference, in_yuan, plain, share
from assistant.compose.doubts import called
from assistant.compose.draft import Draft
from assistant.compose.statements import name
from assistant.plan.doubts.reworded import clause_before
from assistant.retrieve import Evidence
from assistant.verify import Judgement
from index.amounts import MONEY, NUMBER, parse_number
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of

_RATES = (
    (re.compile(r"完成|执行(?!率)|为[^,，。;；]{0,6}预算的"), "完成率"),
    (re.compile(r"执行率"), "执行率"),
    (re.compile(r"差异"), "预决算差异率"),
    (re.compile(r"占"), "占比"),
)
ACTUAL, PLANNED = ("决算数", "全年执行数"), ("年初预算数", "预算数", "全年预算数")
_BEFORE = 14  # characters before a rate that say of what it is


def rate_meant(
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
    spent = evidence.one(info, known.metric, *ACTUAL)
    planned = evidence.one(info, known.metric, *PLANNED)
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


def of_another_base(
    draft: Draft,
    evidence: Evidence,
    spoken: tuple[ReportInfo, Fact],
    judgement: Judgement,
    words: str,
) -> str:
    """Return that a share which a report states is of another whole than a text says, or nothing."""
    (info, fact), match = spoken, _WRITTEN.match(judgement.text)
    _, of, base = clause_before(words, judgement.start).rpartition("占")
    base = base.strip().rstrip("的")
    stated = evidence.one(info, fact.metric, "占比") if of and base else None
    whole = evidence.one(info, base, *ACTUAL) if stated is not None else None
    if stated is None or whole is None or match is None or not is_size(judgement, stated):
        return ""
    source = evidence.sentences(info).around(stated.place)
    result = share(fact, whole)
    of_it = rf"占(?P<base>[^,。;\d]{{2,24}}?)的?{re.escape(fold(stated.amount.text))}"
    printed = re.search(of_it, fold(source.text)) if source is not None else None
    if printed is None or fold(base) in printed["base"] or printed["base"] in fold(base):
        return ""
    if result is None or abs(result.value - parse_number(match["number"])) <= _HALF_A_POINT:
        return ""
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, fact), (info, whole)]
    )
    return (
        f"与原文不符，原文的占比不以{base}为基数：{as_stated(draft, info, stated)}"
        f"{name(fact.metric, fact)}相当于{base}的 {text}。"
        f"{draft.cite(info, fact)}{draft.cite(info, whole)}"
    )


_HALF_A_POINT = Decimal("0.5")
_DONE_RATES = ("完成率", "执行率")  # either is what a text means by the other
_SCORE = re.compile(r"得分|自评|评为|打了")
_CHANGES = re.compile(
    r"(?P<down>减[少支收]|下[降滑]|降[低了幅]|压减|少[了支]?)|增[加长幅支收]|上升|提高"
)
# 上年就是1801.23万, 从59.68万降到26.35万
_YEAR_BEFORE = re.compile(
    r"(?:[上去]年|上一年)度?(?:的|就|应该?|也)*(?:是|为|数)?\s*$|(?:^|[\s)])[从由]\s*$"
)
_OF_BUDGET, _SPENT_OF_IT = (
    re.compile(r"预算|年初(?!结)|调整[为到后至]"),
    re.compile(r"花|用了|支出了?|执行(?!率)"),
)
_NAMED_PLAN = (
    ("全年预算数", re.compile(r"全年预算|调整")),
    ("年初预算数", re.compile(r"年初(?!结)")),
)
_SPARED = re.compile(
    r"[比较]\S*(?:预算|年初|调整后)\S*[多少超省低高约余]"
    r"|(?:节约|结余|节省|超支|超出|[少多](?=花|用|支)|[没未](?=花|用|支|执行))\D*$"
)
_LESS_OR_MORE = re.compile(r"[多少高低超差]\s*$|差异率?(?:为|是)?\s*-?$|相差\s*$")


def aspects_meant(clause: str, number: str) -> tuple[str, ...]:
    """Return which aspects of a figure already spoken of the words before a number may mean."""
    if number.endswith("分"):
        return ("得分",) if _SCORE.search(clause) else ()
    if number.endswith("%"):
        if _CHANGES.search(clause):
            return ("比上年增减率",)
        if _LESS_OR_MORE.search(clause):
            return ("预决算差异率",)
        found = tuple(aspect for pattern, aspect in _RATES if pattern.search(clause))
        return (*found, *_DONE_RATES) if set(found) & set(_DONE_RATES) else found
    if _YEAR_BEFORE.search(clause) and not _CHANGES.search(clause):
        return ("上年数",)
    if not re.search(r"[万亿元]$", number) or _SPARED.search(clause):
        return ()
    planned, spent = (
        max((m.end() for m in p.finditer(clause)), default=0) for p in (_OF_BUDGET, _SPENT_OF_IT)
    )
    if planned > spent:
        return plans_named(clause)
    if spent:
        return ACTUAL
    return ("比上年增减额",) if _CHANGES.search(clause) else ()


def plans_named(clause: str) -> tuple[str, ...]:
    """Return which budgets a clause speaks of: the first one, the later one, or any."""
    named = next((aspect for aspect, words in _NAMED_PLAN if words.search(clause)), "")
    return (named, "预算数") if named else PLANNED


def of_one_amount(evidence: Evidence, info: ReportInfo, spoken: Fact) -> list[str]:
    """Return the metrics that a figure may be of as well, because their amount is the same.

    Where nothing was bought, the upkeep of cars is all that cars cost; what a unit was granted is
    all of its income, and an item of the accounts may be all of a project.
    """
    if spoken.amount.measure not in MONEY or not spoken.amount.value:
        return [spoken.metric]
    amount = in_yuan(spoken.amount)
    same = [
        metric
        for metric in evidence.metrics(info)
        if "/" not in metric
        for fact in evidence.facts(info, metric)
        if fact.aspect in ACTUAL and fact.amount.measure in MONEY
        if in_yuan(fact.amount) == amount
    ]
    wholes = {whole for whole, parts in parts_of().items() if spoken.metric in parts}
    return sorted(
        dict.fromkeys([spoken.metric, *same]), key=lambda m: (m != spoken.metric, m not in wholes)
    )


_WRITTEN = re.compile(rf"[-+]?(?P<number>{NUMBER})\s?(?P<measure>\S+)")


def is_size(judgement: Judgement, fact: Fact) -> bool:
    """Whether a number as written is the size of a figure, whatever its sign."""
    match = _WRITTEN.match(judgement.text)
    if match is None or fact.amount.measure != match["measure"]:
        return False
    return parse_number(match["number"]) == abs(fact.amount.value)


def points_of(judgement: Judgement) -> Decimal:
    """Return the value of a number as written; -1 where it is none."""
    match = _WRITTEN.match(judgement.text)
    return parse_number(match["number"]) if match is not None else Decimal(-1)


OF_EXECUTION = 10  # points that a budget's execution has in every table


def of_execution(evidence: Evidence, info: ReportInfo, project: Fact) -> list[Fact]:
    """Return a project's points for its budget's execution, where the report tells them apart."""
    score = evidence.one(info, f"{project.metric}/预算执行", "得分")
    return [score] if score is not None else []


def written_in(judgement: Judgement, fact: Fact) -> bool:
    """Whether a number is written in the measure of a figure."""
    match = _WRITTEN.match(judgement.text)
    return match is not None and match["measure"] == fact.amount.measure


def is_rounded(judgement: Judgement, words: str, fact: Fact) -> bool:
    """Whether a number as written is the size of a figure, in another measure one of them rounded."""
    moved = list(_CHANGES.finditer(clause_before(words, judgement.start)))
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
    if measure not in MONEY or stated.measure not in MONEY:
        return False
    exact = abs(in_yuan(stated)) / MONEY[measure]
    if MONEY[measure] > MONEY[stated.measure]:
        return "." in match["number"] and exact.quantize(said, ROUND_HALF_UP) == said
    coarse = said * MONEY[measure] / MONEY[stated.measure]  # 68254元, printed as 6.83万元
    return coarse.quantize(stated.quantum, ROUND_HALF_UP) == abs(stated.value)


def operands_meant(
    evidence: Evidence, info: ReportInfo, spoken: Fact, clause: str, number: str
) -> list[list[Fact]]:
    """Return the pairs of figures from which a number may follow that a text tells of the one spoken of.

    How it moved follows from the year before, what is spared or how much is done from its budget,
    its share from what it is a part of.
    """
    facts = evidence.facts(info, spoken.metric)
    if not number.endswith("%") and not re.search(r"[万亿元]$", number):
        return []
    done = number.endswith("%") and _DONE.search(clause) and "占" not in clause
    if done or _OF_BUDGET.search(clause) or is_apart(clause):
        return _with_each(facts, spoken, plans_named(clause))
    moved = _CHANGES.search(clause)
    if moved is None and _YEAR_BEFORE.search(clause):
        return _with_each(facts, spoken, ("比上年增减额",))
    if moved is not None:
        return _with_each(facts, spoken, ("上年数", "比上年增减额"))[:1]
    if number.endswith("%") and "占" in clause:
        wholes = [whole for whole, parts in parts_of().items() if spoken.metric in parts]
        told = (evidence.one(info, whole, *ACTUAL) for whole in wholes)
        return [[spoken, fact] for fact in told if fact is not None][:1]
    return []


def is_turned(operands: Sequence[Fact], clause: str) -> bool:
    """Whether the words before a number say that something rose which fell, or the other way."""
    moved = _CHANGES.search(clause)
    compared = operands[1].aspect in ("上年数", "比上年增减额")
    return compared and moved is not None and _fell(*operands) != (moved["down"] is not None)


def _fell(spoken: Fact, before: Fact) -> bool:
    """Whether a figure is less than the year before, which is told itself or as the change."""
    if before.aspect == "上年数":
        return spoken.amount.value < before.amount.value
    return before.amount.value < 0


_DONE = re.compile(r"完成|执行")


def is_apart(clause: str) -> bool:
    """Whether the words before a number say that it is what was spared or spent beyond a budget."""
    return _SPARED.search(clause) is not None


def reckoned_of(operands: Sequence[Fact], clause: str, number: str) -> Result | None:
    """Return what a number should be that follows from a figure and another one, None where unknown."""
    value, base = operands
    if not base.amount.value:
        return None
    if not number.endswith("%"):
        return difference(value, base) if base.aspect != "比上年增减额" else None
    if not _CHANGES.search(clause):
        return share(value, base)
    moved = base.aspect == "比上年增减额"
    before = value.amount.value - base.amount.value if moved else base.amount.value
    if not before or value.amount.measure != base.amount.measure:
        return None
    apart_of = value.amount.value - before
    rate = (apart_of / before * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    left = f"({plain(value.amount.value)} − {plain(before)}) ÷ {plain(before)}"
    return Result(rate, "%", f"{left} = {plain(rate)}%")


def _with_each(facts: Sequence[Fact], spoken: Fact, aspects: Sequence[str]) -> list[list[Fact]]:
    """Return the figure spoken of with each of its aspects that is told."""
    return [[spoken, fact] for aspect in aspects for fact in facts if fact.aspect == aspect]


def as_stated(draft: Draft, info: ReportInfo, fact: Fact) -> str:
    """Return what a report states as a sentence of its own."""
    figure = draft.figure(info, fact)
    verb = ""
    if fact.aspect in ("比上年增减额", "比上年增减率"):
        verb = "减少 " if fact.amount.value < 0 else "增加 "
        figure = figure.lstrip("-")
    aspect = "" if fact.aspect in ("决算数", "数量") else f"的{fact.aspect}"
    return (
        f"**{info.unit}** {info.year} 年度{called(fact)}{aspect}为 {verb}{figure}。"
        f"{draft.cite(info, fact)}"
    )
