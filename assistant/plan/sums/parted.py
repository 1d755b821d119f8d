"""Parts of a whole that one sentence tells: their share, what is left, how far two are apart."""

from __future__ import annotations

import re

from assistant.compose.quotient import Asked, say_reckoned
from assistant.plan.people.staff import kinds_in
from assistant.plan.sums.operands import Number, Pair, Words, best, best_pair
from assistant.plan.sums.reckoner import (
    COUNTER,
    LIKE,
    MUCH,
    SAYS_NOTHING,
    SURELY,
    Clause,
    Reckoner,
    counts_in,
    is_reckoned,
)

NOT_DONE = re.compile(
    rf"(?:没|未|尚未)(?:有|能)?(?P<verb>[\u4e00-\u9fff]{{1,4}}?)(?:掉|完|到|上)?(?:的|了)?(?:还|人|案子?|件)*(?:有|是)?{MUCH}"
    rf"|{MUCH}[^,]{{0,6}}(?:没|未)(?:有|能)?(?P<behind>[\u4e00-\u9fff]{{1,3}})"
)
RATE_OF = re.compile(
    r"(?P<verb>[\u4e00-\u9fff]{1,4})率(?:算下来|大概|大约|到底|实际|是|有)*(?:多少|几|$)"
)
SHARE = re.compile(
    r"(?:(?P<within>[^,]{2,16}?)(?:里头?|里面|当中|之中|中)(?:的|,)?)?(?P<part>[^,]{2,16}?)"
    r"(?:(?:占|(?<![用花投放])在)(?P<whole>[^,]{0,14}?)(?:的|里)?(?:几成|百分之|百分比|比例|比重|多大|多少|几个百分点)|(?<![率降涨增减升少多])(?<![降涨增减升少多]了)了?(?:几成|百分之[几多]))"
)


def say_undone(report: Reckoner, asked: Clause) -> bool:
    """还有几件没办结: add what is left of a whole when the part is taken off that was done."""
    verb = asked.match["verb"] or asked.match["behind"]
    pair = _part_and_whole(report, asked.topic.replace(asked.match.group(), f" {verb} "), verb)
    return pair is not None and say_parts(report, pair, apart=True, rate=False)


def say_rate_of(report: Reckoner, asked: Clause) -> bool:
    """结案率多少: add which part of a whole was done."""
    if "率" in "".join(p for p in report.draft.paragraphs if f"{asked.match['verb'][-2:]}率" in p):
        return False  # the report states it
    pair = _part_and_whole(report, asked.topic, asked.match["verb"])
    return pair is not None and say_parts(report, pair, apart=False, rate=True)


def say_share(report: Reckoner, asked: Clause) -> bool:
    """国道占多少: add which part of a whole told before it in the same words one number is."""
    shares = [d for d in report.draft.derivations if d.measure == "%" and " − " not in d.formula]
    whole = asked.match["within"] or asked.match["whole"] or ""
    least = SURELY if shares or _names_term(report, asked.match["part"]) else LIKE
    pair = _part_and_whole(report, asked.topic, asked.match["part"], whole, least)
    of_accounts = _names_term(report, asked.topic) or _OF_ACCOUNTS.search(asked.topic)
    if pair is not None and pair[0].is_money and of_accounts:
        return False  # 财政拨款占几成: of the accounts
    pair = pair or _of_project(report, asked.match["part"], whole)
    return pair is not None and say_parts(report, pair, apart=False, rate=True)


_OF_ACCOUNTS = re.compile(r"[预决]算|执行|完成")


def _names_term(report: Reckoner, words: str) -> bool:
    """Whether some words of a question name what the accounts state."""
    text = report.question.folded
    named = (text[m.start : m.end] for m in report.question.mentions if m.metrics and not m.weak)
    return any(word and word in words for word in named)


LESS = re.compile(
    rf"(?P<one>[^,]{{2,14}}?)(?:比|跟|和|与)(?P<other>[^,]{{2,14}}?)(?:相?比|相差|差|要|还)?(?:[多少高低大小长短](?:出|了)?|差(?:了|着)?){MUCH}个?(?P<measure>{COUNTER})"
)


def say_apart(report: Reckoner, asked: Clause) -> bool:
    """开放床位比编制多几张: add what two numbers of one sentence differ by."""
    tallies = report.evidence.amounts(report.info)
    one, other = Words.of(asked.match["one"], tallies), Words.of(asked.match["other"], tallies)

    def fits(number: Number) -> bool:
        return number.fact is None and counts_in(number, asked.match["measure"])

    def held(left: Number, right: Number) -> bool:
        return left.measure == right.measure and left.part == right.part

    if is_reckoned(report.draft, "−"):
        return False
    pair = best_pair(report.numbers, report.words(asked.text), fits, fits, LIKE, (one, other), held)
    return pair is not None and say_parts(report, pair, apart=True, rate=False)


def _of_project(report: Reckoner, part: str, whole: str) -> Pair | None:
    """补助成本占项目执行数几成: return what one indicator cost, and what its project spent."""
    if not _WHOLE_PROJECT.search(whole):
        return None
    heads = {n.scope: n for n in report.numbers if n.is_head}
    of_rows = report.words(part)
    row = best(
        report.numbers, of_rows, lambda n: n.is_money and not n.is_head and n.scope in heads, LIKE
    )
    return (row, heads[row.scope]) if row is not None and row.fact is not None else None


_WHOLE_PROJECT = re.compile(r"项目|全年|执行|总|全部|一共")


def _part_and_whole(
    report: Reckoner, topic: str, part: str, whole: str = "", least: float = LIKE
) -> Pair | None:
    """Return a part by its words, and the whole in the same measure that its sentence tells."""
    tallies = report.evidence.amounts(report.info)
    nouns = Words.of(f"{part}", tallies), Words.of(whole, tallies) if whole else None
    chars = set(part) - _LIGHT

    of_people = bool(kinds_in(part))  # 离退休: no cars that they are driven in

    def is_part(number: Number) -> bool:
        if number.fact is not None or number.measure == "%" or not number.value:
            return False
        if of_people and number.measure not in ("人", "名", "位", "人次"):
            return False
        return bool(chars & set(number.own))

    def is_whole(number: Number) -> bool:
        return number.fact is None and number.measure != "%"

    def held(one: Number, other: Number) -> bool:
        same = one.measure == other.measure and one.value < other.value
        return same and one.part == other.part and other.at < one.at

    numbers = report.numbers
    return best_pair(numbers, report.words(topic), is_part, is_whole, least, nouns, held)


_LIGHT = frozenset("的了是有在人数个全年完成")


def say_parts(report: Reckoner, pair: Pair, *, apart: bool, rate: bool) -> bool:
    one, other = (report.operand(number) for number in pair)
    if one is None or other is None:
        return False
    pairs = [(report.info, one), (report.info, other)]
    in_order = ("前者", "后者") if pair[0].at < pair[1].at else ("后者", "前者")
    asked = Asked(in_order, apart=apart, rate=rate)
    return say_reckoned(report.draft, pairs, "−", asked)


REST = re.compile(
    rf"(?:剩(?:下|余)?|余下|其余|其他|另外|除(?:了|去|开)|去掉|扣(?:除|掉)|不算)[^,]{{0,14}}?{MUCH}|不是[^,]{{1,10}}的?(?:有|是)?{MUCH}"
)


def say_rest(report: Reckoner, asked: Clause) -> bool:
    """除了非法营运和超限还有多少起: add what is left of a whole without the parts that are named."""
    words = report.words(asked.topic)
    scopes: dict[tuple[str, int], list[Number]] = {}
    for number in report.numbers:
        if number.fact is None and number.measure not in ("%", "元"):
            scopes.setdefault((number.scope, number.part), []).append(number)
    best_of: list[tuple[float, list[Number]]] = []
    for told in scopes.values():
        for at, whole in enumerate(told):
            behind = [
                n for n in told[at + 1 :] if n.measure == whole.measure and n.value < whole.value
            ]
            named = [n for n in behind if _is_named(n.own, asked.topic)]
            if named and sum(n.value for n in named) < whole.value:
                own = " ".join(n.own for n in (whole, *named))
                best_of.append((words.of_text(own, whole.lead), [whole, *named]))
    share, found = max(best_of, key=lambda one: one[0], default=(0.0, []))
    operands = [report.operand(number) for number in found]
    if share < _REST_LIKE or None in operands:
        return False
    pairs = [(report.info, operand) for operand in operands if operand is not None]
    return say_reckoned(report.draft, pairs, "−", Asked())


_REST_LIKE = 0.6


def _is_named(own: str, text: str) -> bool:
    """Whether most of a number's own words are said."""
    chars = set(SAYS_NOTHING.sub("", own))
    return bool(chars) and len(chars & set(text)) >= _MOST_SAID * len(chars)


_MOST_SAID = 0.75
