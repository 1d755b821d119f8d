"""What was aimed at against what was done; prices times numbers; two numbers that are said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.compose.indicators import say_rows
from assistant.compose.quotient import Asked, Operand, say_reckoned
from assistant.compose.reckoned import is_off, say_against_target, say_reached
from assistant.compose.rows import rows_called, rows_in, value_of
from assistant.compose.standards import products_of, say_products
from assistant.plan.doubts.numbers import numbers_said
from assistant.plan.sums.operands import Number, Pair, Words, best, best_pair
from assistant.plan.sums.parted import say_parts
from assistant.plan.sums.reckoner import COUNTER, LIKE, MUCH, Clause, Reckoner, is_reckoned
from index.amounts import MONEY
from index.model import Row, Sheet
from index.normalise import fold

OF_AIM = re.compile(
    r"完成(?:率|比例|了?(?:计划|目标|任务)?的?(?:几成|百分之|多少比例))|(?:计划|目标|任务)的?(?:几成|百分之)"
)
_AIMED = re.compile(r"目标|计划|任务|原定|应(?!急|用|对|诉|聘|届|税|收|付)")
OFF = re.compile(
    rf"{OF_AIM.pattern}|[差缺超][^,]{{0,4}}(?:多少|几|百分)|[多少高低](?:出|了)?(?:多少|几|百分)"
)
_OF_BUDGET = re.compile(r"预算|批|拨")


def say_of_aim(report: Reckoner, asked: Clause) -> bool:
    """抽检1146份（计划1300份）: add how much of what was planned was done."""
    pair = _done_and_aimed(report, report.words(OF_AIM.sub(" ", asked.topic)))
    return pair is not None and say_parts(report, pair, apart=False, rate=True)


SHORT_OF = re.compile(
    r"(?<![相多至])[差缺欠少](?!于|数)[^,、多少至]{0,4}(?:多少|几)(?!钱)|[差低](?:了|着)?几个?(?:百分)?点"
)


def say_short_of_aim(report: Reckoner, asked: Clause) -> bool:
    """少送了多少课时: add by how much what was done is short of what was planned."""
    if is_reckoned(report.draft, "−"):
        return False
    words = report.words(_OF_AIMS.sub(" ", SHORT_OF.sub(" ", asked.topic)))
    rates = (
        _done_and_aimed(report, words, short=True, of="%") if _OF_RATE.search(asked.topic) else None
    )
    pair = rates or _done_and_aimed(report, words, short=True) or _aimed_elsewhere(report, words)
    return pair is not None and say_parts(report, pair, apart=True, rate=False)


_OF_AIMS = re.compile(
    r"(?:目标|计划|任务|指标)?(?:没有?|未)?(?:完成|达标|达到)(?:没有?|了?吗)?|目标|计划|任务"
)
_OF_RATE = re.compile(r"率|满意|比例|点|\d%")


def _is_aim(number: Number) -> bool:
    return number.fact is None and _AIMED.search(number.own) is not None


def _is_done(number: Number) -> bool:
    return number.fact is None and not (_AIMED.search(number.own) or number.is_gap)


def _done_and_aimed(
    report: Reckoner, words: Words, *, short: bool = False, of: str = ""
) -> Pair | None:
    """Return what was done and what was planned of the same, as one stretch of a sentence tells it.

    With `short` less was done. Rates are only held against each other (`of` %).
    """

    def held(one: Number, other: Number) -> bool:
        same = one.measure == other.measure and one.part == other.part
        same &= (one.measure == "%") == (of == "%")
        return same and (not short or one.value < other.value)

    return best_pair(report.numbers, words, _is_done, _is_aim, LIKE, both=held)


def _aimed_elsewhere(report: Reckoner, words: Words) -> Pair | None:
    """Return what was done and what a remark in another place says was planned of the same."""
    aim = best(report.numbers, words, lambda n: _is_aim(n) and n.measure != "%", LIKE)
    if aim is None:
        return None
    own = _named(aim)
    done = [n for n in report.numbers if _is_done(n) and n.measure == aim.measure != "%"]
    alike = [n for n in done if len(own) >= _LEAST_NAME and _named(n) == own]
    return (alike[0], aim) if len({n.value for n in alike}) == 1 else None


def _named(number: Number) -> str:
    """Return what a number is of, without the words for a plan and for what was done."""
    return _OF_PLAN.sub("", number.own)


_OF_PLAN = re.compile(
    r"(?:年度)?(?:目标|计划|任务|原定)(?:值|数)?|(?:未|没有)(?:达到|完成)|完成|实际|[^\u4e00-\u9fff]"
)
_LEAST_NAME = 3


def say_off_target(report: Reckoner, asked: Clause) -> bool:
    """餐费标准超多少: add by how much the indicator that is named is off its target."""
    aimed = _AIMED.search(asked.topic) or OF_AIM.search(asked.text) or "标准" in asked.topic
    if not (aimed or "超" in asked.text) or (_OF_BUDGET.search(asked.topic) and not aimed):
        return False
    words = report.words(asked.topic)
    rows = report.evidence.rows_of.get(report.info.id, ())
    off = {f"{row.metric}/指标:{row.name}": row for row in rows if is_off(row)}
    row = _row_said(report, off) or _row_called(report, off)
    if row is None:
        found = best(
            report.numbers, words, lambda n: n.fact is not None and n.fact.metric in off, LIKE
        )
        row = off[found.fact.metric] if found is not None and found.fact is not None else None
    if row is None:
        return False
    told = len(report.draft.derivations)
    if f"「{row.name}」：" not in report.draft.text:
        say_rows(report.draft, report.evidence, report.info, [row])
    of_aim = OF_AIM.search(report.question.words) is not None
    text = report.question.folded + ("完成率" if of_aim else "")
    say_against_target(report.draft, report.evidence, report.info, row, text)
    if of_aim:
        say_reached(report.draft, report.evidence, report.info, row)
    return len(report.draft.derivations) > told


def _row_said(report: Reckoner, off: Mapping[str, Row]) -> Row | None:
    """Return the one indicator off its target both of whose numbers a question says."""
    said = {number.value for number in numbers_said(report.question.folded)}
    found = [
        row
        for row in off.values()
        if {Decimal(m["number"]) for cell in (row.target, row.result) if (m := value_of(cell))}
        <= said
    ]
    return found[0] if len(found) == 1 else None


def _row_called(report: Reckoner, off: Mapping[str, Row]) -> Row | None:
    """Return the one indicator off its target that the question calls in a project that it names."""
    named = set(report.question.projects)
    found = [
        row
        for of, sheet in report.evidence.tables
        if of == report.info.id and sheet.title in named
        for row in rows_called(report.evidence, report.info, sheet, report.question.words)
        if f"{row.metric}/指标:{row.name}" in off
    ]
    return found[0] if len(found) == 1 else None


# -- prices and numbers that a question says ----------------------------------------------------

OWES = re.compile(
    rf"(?:该|应该?|理应)(?:当)?(?:付|给|花|发|是|要|支付)[^,]{{0,6}}?{MUCH}|按[^,]{{2,16}}算[^,]{{0,8}}{MUCH}|相?乘"
    rf"|(?:总共|一共|合计|全年|[要得需])(?:要|得|需|吃|花|付|支|用)[^,]{{0,4}}{MUCH}"
)
_PRICED = re.compile(
    rf"\d(?:元|块)?(?:钱)?[一每/](?:{COUNTER}|天)|每?(?:{COUNTER}|天)\d+(?:元|块)|单价|标准"
)


def say_product(report: Reckoner, asked: Clause) -> bool:
    """律师一天200元,干了298.5天该付多少: add what a price and the numbers that it is of come to."""
    said = {Decimal(m.group()) for m in _LEADING.finditer(report.question.folded)}
    if not _PRICED.search(report.question.folded):
        return False
    words = report.words(asked.topic)
    best_of: list[tuple[int, float, Sheet, Row]] = []
    for of, sheet in report.evidence.tables:
        rows = rows_in(report.evidence, report.info, sheet) if of == report.info.id else []
        for product in products_of(report.evidence, report.info, sheet, rows):
            factors = (product.price, *product.counts)
            numbers = [m for row in factors if (m := _LEADING.search(row.result))]
            known = sum(Decimal(m.group()) in said for m in numbers)
            names = " ".join(row.name for row in factors)
            share = words.of_text(names, fold(sheet.title))
            if known > 1 or (share >= LIKE):
                best_of.append((known, share, sheet, product.price))
    if not best_of:
        return False
    *_, sheet, price = max(best_of, key=lambda found: found[:2])
    shown = report.draft, report.evidence, report.info
    return say_products(*shown, sheet, [price], compares=False)


_LEADING = re.compile(r"\d+(?:\.\d+)?")
ASKS_GAP = re.compile(
    r"差(?:额|距|了|着)?(?:是|有)?(?:多少|几)|缺口|相差|[多少](?:了|出)?(?:多少|几)"
)


def say_gap_said(report: Reckoner, asked: Clause) -> bool:
    """测算要4.32万,预算只给3万,缺口多少: add what two numbers that a question says differ by."""
    said = list(numbers_said(report.question.folded))
    said = [one for one in said if one.measure in MONEY] or said
    if len(said) != _TWO or is_reckoned(report.draft, "−") or said[0].value == said[1].value:
        return False
    words = report.words(asked.topic)
    found: list[Operand] = []
    for one in said:
        value = one.value * MONEY.get(one.measure, Decimal(1))
        fits = [
            n for n in report.numbers if n.value == value and n.is_money == (one.measure in MONEY)
        ]
        number = max(fits, key=words.share, default=None)
        operand = number and report.operand(number)
        if operand:
            found.append(operand)
    found.sort(key=lambda operand: -operand.value)
    if len(found) != _TWO:
        return False
    return say_reckoned(report.draft, [(report.info, operand) for operand in found], "−", Asked())


_TWO = 2
