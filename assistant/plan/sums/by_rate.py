"""How many a stated rate is of a count, and what a number was before its stated change."""

from __future__ import annotations

import re

from assistant.compose.quotient import say_before, say_by_rate
from assistant.plan.sums.operands import Number, Words, best
from assistant.plan.sums.reckoner import LIKE, MUCH, SURELY, Clause, Reckoner

BY_RATE = re.compile(
    r"折(?:成|合|算)?(?!旧|扣)|推算|倒推|反推|换算|只(?:写|给|说|有|列)了?[^,]{0,10}(?:率|比例|百分)"
)
_OF_WHOLE = re.compile(r"(?:倒推|反推|推算)[^,]{0,12}(?:总|全|该|应|一共)")
_BASE = re.compile(r"占(?P<base>[\u4e00-\u9fff]{2,12}?)(?:总?数|人数)?(?:的|$|\s)")


def say_number_by_rate(report: Reckoner, asked: Clause) -> bool:
    """教师517人, 双师型占83.4%: add how many that is; or of how many a count is such a rate."""
    numbers = report.numbers
    words = report.words(BY_RATE.sub(" ", asked.topic))
    named = best(numbers, words, lambda n: n.measure == "%", LIKE)
    if named is None:
        return False
    twins = [n for n in numbers if (n.value, n.measure, n.fact) == (named.value, "%", None)]
    rate = max(twins, key=lambda n: words.share(n), default=named)
    base = _BASE.search(rate.own)

    def counts(number: Number) -> bool:
        return number.measure not in ("%", "元") and number.fact is None

    if base is not None:
        tallies = report.evidence.amounts(report.info)
        count = best(numbers, Words.of(base["base"], tallies), counts, SURELY)
    else:
        near = [n for n in numbers if counts(n) and (n.scope, n.part) == (rate.scope, rate.part)]
        count = max((n for n in near if n.at < rate.at), key=lambda n: n.at, default=None)
    if count is None:
        return False
    one, other = report.operand(count), report.operand(rate)
    if one is None or other is None:
        return False
    done = re.search(r"(?P<verb>[\u4e00-\u9fff]{1,2})率", rate.own)
    whole = base is None and done is not None and set(done["verb"]) <= set(count.own)
    if whole != (_OF_WHOLE.search(report.question.words) is not None):
        return False  # a count of those done is no whole: 体检6.18万人,体检率74.2%
    return say_by_rate(report.draft, report.info, one, other, whole=whole)


# -- the year before ----------------------------------------------------------------------------

BEFORE = re.compile(
    rf"(?<![比较跟和与同])(?:[上去前]一?年|20\d\d年?)[^,比较]{{0,14}}{MUCH}|倒推|反推"
)
_CHANGE = re.compile(
    r"(?:比|较|同比)[^,;。]{0,8}?(?:(?P<rose>增[加长多]?|上升|提高|多)|减少|下降|降低|少|压减)"
)
_LAST_YEAR = re.compile(r"[上去前]一?年|倒推|反推")


def say_year_before(report: Reckoner, asked: Clause) -> bool:
    """上年几起: add what a number was before the change that its sentence tells behind it."""
    words, year = report.question.folded, str(report.info.year - 1)
    if not (_LAST_YEAR.search(words) or year in words) or report.question.metrics:
        return False
    numbers = report.numbers
    moves = [n for n in numbers if n.fact is None and _CHANGE.search(n.own)]
    said = report.words(re.sub(r"20\d\d年?|[上去前]一?年", " ", asked.topic))
    behind: dict[int, Number] = {}
    for move in moves:
        before = [n for n in numbers if (n.scope, n.part) == (move.scope, move.part)]
        now = max((n for n in before if n.at < move.at), key=lambda n: n.at, default=None)
        if now is not None and now.measure != "%" and move.measure in (now.measure, "%"):
            behind.setdefault(now.at, move)
    now = best(numbers, said, lambda n: n.fact is None and n.at in behind, LIKE)
    if now is None:
        return False
    change = behind[now.at]
    rose = _CHANGE.search(change.own)
    one, other = report.operand(now), report.operand(change)
    if one is None or other is None or rose is None:
        return False
    return say_before(report.draft, report.info, one, other, rose=bool(rose["rose"]))
