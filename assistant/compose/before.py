"""A year that no report is of: what the next year's report says of it, stated or computed back."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import Result, in_yuan, plain, times
from assistant.compose.draft import Draft, subject
from assistant.compose.pairs import also_in
from assistant.compose.statements import changes, main_fact, name
from assistant.retrieve import Evidence
from index.amounts import MONEY
from index.model import Fact
from index.store import ReportInfo


def _year_before(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, measure: str
) -> str:
    """Return last year's figure with its mark, or nothing where a report tells none."""
    stated = evidence.one(info, metric, "上年数")
    if stated is not None:
        also = _as_reported(draft, evidence, info, metric, in_yuan(stated.amount))
        amount = stated.amount
        plainly = Result(amount.value, amount.measure, plain(amount.value))
        other = also_in(draft, plainly, [(info, stated)], measure)
        return f"{draft.figure(info, stated)}{other}。{draft.cite(info, stated)}{also}"
    value, (change, _) = main_fact(evidence, info, metric), changes(evidence, info, metric)
    result = _back(value, change)
    if value is None or change is None or result is None:
        return ""
    used = [(info, value), (info, change)]
    text = draft.derived(result.value, result.measure, result.formula, used)
    text += also_in(draft, result, used, measure)
    marks = dict.fromkeys((draft.cite(info, value), draft.cite(info, change)))
    factor = MONEY.get(result.measure, Decimal(1))
    also = _as_reported(draft, evidence, info, metric, result.value * factor)
    return f"{text}。{''.join(marks)}{also}"


def _as_reported(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, value: Decimal
) -> str:
    """Return the mark of that year's own report, where it is indexed and says the same."""
    for own in evidence.reports:
        fact = main_fact(evidence, own, metric) if own.unit == info.unit else None
        if own.year == info.year - 1 and fact is not None and in_yuan(fact.amount) == value:
            return draft.cite(own, fact)
    return ""


def _back(value: Fact | None, change: Fact | None) -> Result | None:
    if value is None or change is None or value.amount.measure != change.amount.measure:
        return None
    before = value.amount.value - change.amount.value
    sign = "+" if change.amount.value < 0 else "−"
    left = f"{plain(value.amount.value)} {sign} {plain(abs(change.amount.value))}"
    return Result(before, value.amount.measure, f"{left} = {plain(before)}")


def before_of(evidence: Evidence, info: ReportInfo, metric: str) -> tuple[Decimal, str] | None:
    """Return last year's figure with its measure, stated or computed back, or None."""
    stated = evidence.one(info, metric, "上年数")
    if stated is not None:
        return stated.amount.value, stated.amount.measure
    result = _back(main_fact(evidence, info, metric), changes(evidence, info, metric)[0])
    return (result.value, result.measure) if result is not None else None


def say_before(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, measure: str = ""
) -> bool:
    """Add what a report tells of the year before it, also in another measure; False for nothing."""
    found = _year_before(draft, evidence, info, metric, measure)
    if not found:
        return False
    draft.add(
        f"据 **{info.unit}** {info.year} 年度报告，上年（{info.year - 1} 年度）"
        f"{name(metric)}为 {found}"
    )
    return True


def say_times_before(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> None:
    """Add how many times last year's figure, stated or computed back, this year's is."""
    value, change = main_fact(evidence, info, metric), changes(evidence, info, metric)[0]
    stated = evidence.one(info, metric, "上年数")
    result = times(value, stated) if value is not None and stated is not None else None
    used = [fact for fact in (value, stated or change) if fact is not None]
    if result is None and value is not None and (back := _back(value, change)) and back.value:
        many = (value.amount.value / back.value).quantize(Decimal("0.01"), ROUND_HALF_UP)
        left = f"{plain(value.amount.value)} ÷ ({back.formula.partition(' = ')[0]})"
        result = Result(many, "倍", f"{left} = {plain(many)} 倍")
    if result is not None and value is not None:
        if not draft.tells(value.amount.value, value.amount.measure):
            told = f"{subject(info)}{name(metric)} {draft.figure(info, value)}"
            draft.add(f"{told}。{draft.cite(info, value)}")
        pairs = [(info, fact) for fact in used]
        text = draft.derived(result.value, result.measure, result.formula, pairs)
        draft.add(f"{name(metric)}是上年的 {text}。{draft.cite_each(pairs)}")
