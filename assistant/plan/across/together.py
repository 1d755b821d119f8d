"""五家加起来多少、平均一家多少: what a figure comes to over several units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import in_yuan, plain, total
from assistant.compose import statements
from assistant.compose.doubts import is_misprinted
from assistant.compose.draft import Draft, Pair
from assistant.compose.statements import main_fact, name
from assistant.plan.sums.arithmetic import say_sum
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY
from index.store import ReportInfo

_UNIT = r"(?:家(?!具|属)|个?(?:单位|部门|局|机构)|份?报告)"
_OF_ALL = re.compile(rf"(?:[两二三四五六七八九十几\d]|各|每|所有|全部|这些|那些|一)(?:个)?{_UNIT}")
_MEAN = re.compile(
    rf"(?:平均|摊)(?:下来|到|分到|算下来)?(?:一|每)个?{_UNIT}|(?:每|各|一)个?{_UNIT}(?:大概|大约)?平均"
    rf"|{_UNIT}[^,，。?]{{0,14}}平均(?:下来|值|数)?(?:是|有|为|多少|一家|$)"
)
# 各单位平均一辆车: no mean of units
_OF_THINGS = re.compile(r"平均(?:每|一)(?:辆|个?人|次|批|台|平)")


def answer_together(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with the sum or mean of one figure over several units; False where none is asked for."""
    words = question.words
    mean = _MEAN.search(words) is not None and _OF_THINGS.search(words) is None
    named = _share_of(question, words)
    if named:  # 五家加起来多少, 甲局占几成
        reports = evidence.reports
    units = {info.unit for info in reports}
    if len(units) < 2 or question.projects or not (mean or question.intent.total):
        return False
    metrics = {x for m in question.mentions if not m.weak for x in m.metrics}
    if len(metrics) > 1:
        metrics -= {"实有人数"}  # 在职一共多少人: of those alone
    if len(metrics) != 1 or not _OF_ALL.search(words) or question.intent.rank:
        return False
    metric = metrics.pop()
    known = [(info, fact) for info in reports if (fact := main_fact(evidence, info, metric))]
    if len(known) < 2:
        return False
    for info in reports:
        line = statements.say_value(draft, evidence, info, metric)
        draft.add(line or f"**{info.unit}** {info.year} 年度的报告没有写{name(metric)}。")
    sound = [pair for pair in known if not is_misprinted(evidence, *pair)]
    if len(sound) < len(known):
        draft.add("计量单位疑误的数没有计入下面的合计。")
    say_sum(draft, evidence, sound)
    if mean:
        _say_mean(draft, sound)
    _say_shares(draft, [pair for pair in sound if pair[0].unit in named], sound)
    draft.add("各单位年度、规模和统计范围不同，仅供参考。")
    return True


_SHARE = re.compile(r"占[^,，。?？]{0,10}?(?:多少|几|比例|比重|百分)")


def _share_of(question: Question, words: str) -> tuple[str, ...]:
    """Return the units whose share is asked of what all units come to, which are named behind these."""
    all_of_them, share = _OF_ALL.search(words), _SHARE.search(words)
    ordered = question.units.order
    if all_of_them is None or share is None or not ordered:
        return ()
    behind = all(all_of_them.end() <= at < share.start() for at, _ in ordered)
    return tuple(unit for _, unit in ordered) if behind else ()


def _say_shares(draft: Draft, parts: Sequence[Pair], pairs: Sequence[Pair]) -> None:
    """Add the share of some units in what all come to."""
    summed = total([fact for _, fact in pairs]) if parts else None
    if summed is None or not summed.value:
        return
    left = summed.formula.partition(" = ")[0]
    for info, fact in parts:
        rate = (fact.amount.value / summed.value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        formula = f"{plain(fact.amount.value)} ÷ ({left}) = {plain(rate)}%"
        shown = draft.derived(rate, "%", formula, [(info, fact), *pairs])
        draft.add(
            f"**{info.unit}** {info.year} 年度的{name(fact.metric, fact)}相当于合计的 {shown}。{draft.cite(info, fact)}"
        )


def _say_mean(draft: Draft, pairs: Sequence[Pair]) -> None:
    """Add the plain mean of figures of several reports."""
    facts = [fact for _, fact in pairs]
    summed = total(facts)
    if summed is not None:
        left, measure = summed.formula.partition(" = ")[0], summed.measure
        value = summed.value / len(facts)
    elif all(fact.amount.measure in MONEY for fact in facts):
        left = " + ".join(f"{f.amount.value:,f} {f.amount.measure}" for f in facts)
        value, measure = sum(map(in_yuan, (f.amount for f in facts)), Decimal(0)) / len(facts), "元"
    else:
        return
    value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    shown = f"{value:,f} {measure}" if summed is None else f"{value:,f}"
    text = draft.derived(value, measure, f"({left}) ÷ {len(facts)} = {shown}", pairs)
    draft.add(f"简单平均约 {text}。{draft.cite_each(pairs)}报告本身没有给出这个数。")
