"""Numbers that a question itself says: what they are in the report, where the answer does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from assistant.compose.accounts import account_of
from assistant.compose.draft import Draft, subject
from assistant.compose.performance import sheets_named
from assistant.compose.quotes import say_quote
from assistant.compose.statements import name, say_reasons
from assistant.lexicon import TENS
from assistant.plan.split.pieces import pieces_of
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, telling
from assistant.understand import Question
from assistant.vocabulary import Mention
from index.amounts import MONEY, NUMBER, parse_number, quantum
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

# …评了2个项目68.49万，又说1个2.40万: the words of both places are wanted.
_TOLD_TWICE = re.compile(r"又[说写讲称报][^。?]{0,16}\d|另一?处[^。?]{0,16}\d")
_LIMIT = (
    r"(?<!低于)(?<!高于)(?<!不到)(?<!没到)(?<!超过)(?<!大于)(?<!小于)(?<!达到)(?<!不足)(?<![超破过够满])"
    r"(?<!一人)(?<!每人)(?<!人均)(?<!一辆)(?<!每辆)(?<!一批)(?<!每批)(?<![\d.])(?<!\d,)"
)
_HAN = "零一二两三四五六七八九十百千"
_WORDS = rf"(?<![{_HAN}万])[{_HAN}]+(?:万[{_HAN}]+)?"
# What is counted: 8个月, 12次, 10000条, 3天; a year and a rank count nothing.
_COUNTER = (
    r"个月|人次|批次|平方米|[条次期盆场件户家台套批天名份篇处座辆人个吨笔张本块册页箱]"
    r"|[亩眼株]|公顷|公里|项(?!目)|部(?![门分委署])|盘(?![点活])|所(?![有需用谓列在属得以说示])|间(?![接隔断])"
)
_SAID = re.compile(
    rf"{_LIMIT}(?<![第前近])(?P<number>{NUMBER}|{_WORDS}(?=万|元|{_COUNTER}))\s?"
    rf"(?P<factor>万(?={_COUNTER}))?(?P<measure>万元?|亿元?|元|%|{_COUNTER})(?!月[份初底末])"
    rf"|{_LIMIT}(?P<plain>(?:\d{{1,3}}(?:,\d{{3}})+|\d+)\.\d+)(?![\d.%])(?!\s?[倍个亿万元成点])"
)
# 相差10万: what two numbers differ by is none of a report's own.
_APART = re.compile(r"(?:差(?:额|距|了|出|着|的)?|其余|余下|另外)(?:的|那|是|有|约)?$")
_BEFORE = 5  # characters that tell which kind of amount a number is
_MOST = 2
_AS_NEAR = 0.5  # of the best sentence: another that says the number is cited beside it
_WHOLE = 100  # %: too many things are done wholly


@dataclass(frozen=True, slots=True)
class Said:
    """A number that a question says: its words, value, one unit of its last digit, measure.

    `before` is what stands right before it, `after` what stands behind.
    """

    text: str
    value: Decimal
    exact: Decimal
    measure: str
    before: str = ""
    after: str = ""


def say_numbers(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add what a number said in a question is in the reports (4.79万 is no 购置费); False for none."""
    if len(reports) > 2:
        return False
    told_of = {reference.report for reference in draft.references}
    spoken_of = [info for info in reports if info.id in told_of] or reports
    added = 0
    for said in numbers_said(question.folded):
        common = said.measure == "%" and said.value == _WHOLE
        if added == _MOST or common or told(draft, said):
            continue
        whole = said.measure == "%" and said.exact == 1  # 三成, 30%: as much as many rates are
        spent = _SPENT.search(question.folded) is not None
        of_project = any(_say_of_project(question, evidence, draft, info, said) for info in reports)
        why = any(said.text in p.words and p.intent.why for p in pieces_of(question))
        doubted = _TOLD_TWICE.search(question.folded) is not None
        quoted = doubted and any(
            say_sentence(question, evidence, draft, info, said) for info in spoken_of
        )
        stated = not (whole or of_project or quoted) and any(
            _say_fact(evidence, draft, info, said, asks_spent=spent, why=why) for info in spoken_of
        )
        added += (
            of_project
            or quoted
            or stated
            or any(say_sentence(question, evidence, draft, info, said) for info in reports)
        )
    return added > 0


def numbers_said(text: str) -> Iterator[Said]:
    """Yield the amounts and counts of a folded question, in digits or in words (十万条)."""
    counted = ""
    for match in _SAID.finditer(text):
        number, measure = match["number"] or match["plain"], match["measure"] or ""
        before = text[max(match.start() - _BEFORE, 0) : match.start()]
        if _APART.search(before):
            continue
        if number[0].isdigit():
            value, exact = parse_number(number), quantum(number)
        else:
            value, exact = Decimal(_in_digits(number)), Decimal(1)
            number = str(value).rstrip("0")  # 五十万 is as round as 5万
        if match["factor"] or (counted and measure == "万"):  # 68.5万人次, 又是65.8万
            counted = measure = counted if measure == "万" else measure
            value, exact = value * 10_000, exact * 10_000
        if measure in ("万", "亿"):
            measure += "元"
        plain = measure in ("", "%") or measure in MONEY
        if value == 0 or (plain and len(re.sub(r"\D", "", number)) < 2):
            continue
        if value >= (_FEWEST_THINGS if measure in _THINGS else _FEWEST) or plain:
            after = text[match.end() : match.end() + _BEHIND]
            yield Said(match.group(), value, exact, _ALIKE.get(measure, measure), before, after)


def counts_said(text: str) -> Iterator[Said]:
    """Yield the counts of a folded question, however small: 项目1个."""
    for match in _SAID.finditer(text):
        number, measure = match["number"], match["measure"] or ""
        if number and number[0].isdigit() and re.fullmatch(_COUNTER, measure):
            value = parse_number(number)
            yield Said(match.group(), value, quantum(number), _ALIKE.get(measure, measure))


def _say_of_project(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, said: Said
) -> bool:
    """Quote what the review of a project that is asked for says with the number; False where nothing."""
    if said.measure not in MONEY:
        return False
    for sheet in sheets_named(evidence, info, question.projects):
        for part in account_of(evidence, info, sheet.metric).review:
            if holds(part.text, said):
                say_quote(draft, evidence, info, part)
                return True
    return False


# 两次, 三个项目: how many the question speaks of, not what a report says.
_FEWEST, _FEWEST_THINGS, _THINGS = 3, 10, frozenset("个项家份本张块")
_ALIKE = {"名": "人", "批": "批次"}
_NEIGHBOURS = re.compile(r"[一二两三四五六七八九]{2}")  # 三四次: about so many
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2}


def _in_digits(words: str) -> int:
    """Return the value of a number in words, 0 where it is only about so many (三四次).

    >>> _in_digits("三百零四"), _in_digits("两万三千五")
    (304, 23500)
    """
    many, _, rest = words.rpartition("万")
    if _NEIGHBOURS.search(words):
        return 0
    total, digit, unit = 0, 0, 10_000 if many else 1
    for char in rest:
        if char in TENS:
            total, digit, unit = total + (digit or 1) * TENS[char], 0, TENS[char]
        else:
            digit, unit = _DIGITS[char], unit if _DIGITS[char] else 1
    whole = total + digit * max(unit // 10, 1)  # 三千五 is 3500
    return whole + (_in_digits(many) * 10_000 if many else 0)


def narrowed_by_numbers(question: Question, evidence: Evidence) -> Question:
    """Return a question that names no unit with the one report that prints the amounts it says."""
    if question.units.units or question.years.years or len(question.reports) < 2:
        return question
    said = [s for s in numbers_said(question.folded) if _tells_one(s)]
    holding = [
        info
        for info in question.reports
        if any(is_said(fact, number) for number in said for fact in evidence.all_facts(info))
    ]
    return replace(question, reports=tuple(holding)) if len(holding) == 1 else question


def of_balance_said(question: Question, evidence: Evidence) -> Question:
    """去年剩的647万: of the balance that is the amount said, at the start of the year or at its end."""
    mentions = []
    for mention in question.mentions:
        said = [s for s in numbers_said(_clause_at(question, mention)) if s.measure in MONEY]
        own = next((m for m in mention.metrics if m in _BALANCES), "")
        other = _BALANCES.get(own, "")
        held = other and _prints(other, said, question, evidence)
        if held and not _prints(own, said, question, evidence):
            mention = replace(mention, official=other, metrics=(other,))
        mentions.append(mention)
    return replace(question, mentions=tuple(mentions))


def _clause_at(question: Question, mention: Mention) -> str:
    """Return the clause of a question that a term stands in."""
    before, behind = question.folded[: mention.start], question.folded[mention.start :]
    return _CLAUSES.split(before)[-1] + _CLAUSES.split(behind)[0]


_CLAUSES = re.compile(r",(?!\d{3})|[。?!;、]")
_BALANCES = {"年初结转和结余": "年末结转和结余", "年末结转和结余": "年初结转和结余"}


def _prints(metric: str, said: Sequence[Said], question: Question, evidence: Evidence) -> bool:
    facts = (fact for info in question.reports for fact in evidence.facts(info, metric))
    return any(is_said(fact, number) for fact in facts for number in said)


def _tells_one(said: Said) -> bool:
    """Whether a number said has so many digits that it tells one report from the others."""
    return len(re.sub(r"\D", "", said.text).strip("0")) >= _TELLING_DIGITS


_TELLING_DIGITS = 4


def fact_said(evidence: Evidence, info: ReportInfo, said: Said) -> Fact | None:
    """Return the figure of a report that is the number said, the plainest one first."""
    fits = [
        fact for fact in evidence.all_facts(info) if is_said(fact, said) and "/" not in fact.metric
    ]
    asked = next((kind for kind in _KINDS if kind in said.before), "决算")
    side = next((side for words, side in _SIDES if words.search(said.before)), "")
    side = side or ("支出" if _USED.search(said.after) else "")
    return min(
        fits,
        key=lambda fact: (
            not _is_exactly(fact, said),
            asked not in fact.aspect,
            side not in fact.metric,
            "(" in fact.metric,
            len(fact.metric),
        ),
        default=None,
    )


_KINDS = ("预算", "执行")
_BEHIND = 16  # characters behind a number that say what became of it
_USED = re.compile(r"^[^,。?]{0,6}(?:拿去|用[在到]|花[在到])")
_SIDES = ((re.compile(r"[花支]"), "支出"), (re.compile(r"收"), "收入"))  # 多花了327万


_SPENT = re.compile(
    r"(?:花|用|支|执行|完成)(?:掉|去|出|了)*(?:多少|几)|实际(?:花|用|支)|没(?:花|用)完"
)


def _say_fact(
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    said: Said,
    *,
    asks_spent: bool = False,
    why: bool = False,
) -> bool:
    """Add what the number said is in a report; False where no figure is it.

    Of a budget also what was spent of it is told, where that is asked (`asks_spent`), of a change
    also `why`.
    """
    fact = fact_said(evidence, info, said)
    if fact is None:
        return False
    told = f"的{fact.aspect}为 {draft.figure(info, fact)}"
    if fact.aspect in _VERBS:
        verb = _VERBS[fact.aspect][fact.amount.value < 0]
        told = f"比上年{verb} {draft.unsigned(info, fact)}"
    draft.add(f"{subject(info)}原文中，{name(fact.metric, fact)}{told}。{draft.cite(info, fact)}")
    reasons = evidence.reasons(info, fact.metric, "上年") if fact.aspect in _VERBS and why else ()
    if reasons:
        draft.add(say_reasons(draft, evidence, info, reasons))
    planned = "预算" in fact.aspect and asks_spent  # 预算900万花了多少
    spent = evidence.one(info, fact.metric, "决算数", "全年执行数") if planned else None
    if spent is not None:
        told = f"同一项的{spent.aspect}为 {draft.figure(info, spent)}"
        draft.add(f"{told}。{draft.cite(info, spent)}")
    return True


_VERBS = {"比上年增减额": ("增加", "减少"), "比上年增减率": ("增长", "下降")}


def say_sentence(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, said: Said
) -> bool:
    """Quote the sentence that has the number said and most of the question's words."""
    sentences = evidence.sentences(info)
    words = telling(question.folded, question.units.spans)
    places = [
        sheet.place
        for report, sheet in evidence.sheets
        if report == info.id and sheet.title in question.projects
    ]

    def near(sentence: Sentence) -> float:
        inside = any(place.opens(sentence.place) for place in places)
        return sentences.weigh(words & sentence.words) + inside

    holding = [s for s in sentences.all if near(s) and holds(s.text, said)]
    best = max(holding, key=near, default=None)
    if best is not None:
        least = _AS_NEAR * near(best)
        others = [s for s in holding if s is not best and near(s) >= least]
        say_quote(draft, evidence, info, best, sorted(others, key=near, reverse=True)[:_MOST])
    return best is not None


def holds(text: str, said: Said) -> bool:
    """Whether a text has a number with its measure: 10000条 and 1 万条 are one, 20万 and 200,000元."""
    if said.measure in MONEY:
        amounts = _MONEY_PRINTED.finditer(fold(text))
        values = (parse_number(m[1]) * MONEY[m[2]] / MONEY[said.measure] for m in amounts)
        return any(_is_said_as(value, said) for value in values)  # 117万多 is 117.26万元
    measures = [said.measure, *(word for word, other in _ALIKE.items() if other == said.measure)]
    counted = re.compile(rf"(?<![\d.,])({NUMBER})\s?(万)?\s?(?:{'|'.join(measures)})")
    return any(
        parse_number(match[1]) * (10_000 if match[2] else 1) == said.value
        for match in counted.finditer(fold(text))
    )


_MONEY_PRINTED = re.compile(rf"(?<![\d.,])({NUMBER})\s?((?:万|亿)?元)")


def told(draft: Draft, said: Said) -> bool:
    """Whether the answer so far has the number said."""
    if any(is_said(r.fact, said) for r in draft.references) or holds(draft.text, said):
        return True
    if said.measure != "万元":
        return False
    # 126.8万, in a question of 126.80万人次
    return any(parse_number(n) == said.value for n in _TEN_THOUSANDS.findall(draft.text))


_TEN_THOUSANDS = re.compile(rf"(?<![\d.,])({NUMBER})\s?万(?!元)")


def is_said(fact: Fact, said: Said) -> bool:
    """Whether a figure, rounded or cut as a question says it, is the number said."""
    own = fact.amount.measure
    value = abs(fact.amount.value)
    if not said.measure:  # 收了185.29: as it is printed
        return own in MONEY and value == said.value
    if own != said.measure and {own, said.measure} != {"人", "人次"}:
        if own not in MONEY or said.measure not in MONEY:
            return False
        value = value * MONEY[own] / MONEY[said.measure]
    return _is_said_as(value, said)


def _is_exactly(fact: Fact, said: Said) -> bool:
    """Whether a figure is just the amount said, not one that only rounds to it."""
    own = MONEY.get(fact.amount.measure)
    asked = MONEY.get(said.measure)
    return own is None or asked is None or abs(fact.amount.value) * own == said.value * asked


def _is_said_as(value: Decimal, said: Said) -> bool:
    """Whether a value, rounded half up or cut to the digits said, is the number said."""
    steps = value / said.exact
    return any(
        steps.quantize(Decimal(1), way) * said.exact == said.value
        for way in (ROUND_HALF_UP, ROUND_DOWN)
    )
