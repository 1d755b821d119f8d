"""加起来对不对得上: a whole held against the parts that its sentence, its table or its units list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculate import plain
from assistant.compose.draft import Draft, Printed
from assistant.compose.quotes import say_quote
from assistant.compose.statements import name
from assistant.plan.doubts.given import passage_given
from assistant.plan.doubts.numbers import Said, holds, is_said, numbers_said
from assistant.plan.sums.arithmetic import say_held
from assistant.plan.sums.summed import SHARE_OF_SUM
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY, NUMBER, parse_number
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of

_ADDS = re.compile(
    r"(?<!增)(?<!追)加(?:得|不)?(?:起来|总|出来|在?一[起块]|得起)|[合相]加|合(?:在一)?起来|凑|拼(?!成)|总和|之和"
    r"|分[项类][^,，。?]{0,4}(?:加|合|对|之和)|是不是(?:\d|这个?数)|\d\s*[=＝+＋]|\d[^,，。?\d]{0,3}加[^,，。?\d]{0,8}\d|五个|几个单位|(?:咋|怎么|如何)(?:算|凑|来|得)(?:出来)?的"
)
# Whether figures agree: of a sum only where the parts are named, too.
_DOUBTS = re.compile(r"[对合](?:得|不)(?:得|不)?上|对[吗么]|对不对|等于")
_LISTS = re.compile(
    r"\s*(?:辆|台|人|名|个|万?元)?\s*[,，:：(（]?\s*(?:按[^,，]{1,8}分)?(?:其\s*中|包括|分为|分别为|[(（])"
)
_ADDED = ("决算数", "全年执行数", "预算数", "年初预算数", "全年预算数")
_STOCKS = ("数量", "决算数", "预算数", "年初预算数", "全年预算数")
_MOST_OVER = Decimal("1.5")
_LEAST, _LONGEST, _MOST_PARTS, _MOST_WHOLES = 2, 400, 16, 2
_TAIL = Decimal("0.02")  # 万元: sums of rounded amounts
_SCORED = "整体支出"


def say_adding_up(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the parts of a whole and what they come to, where that is asked and they do agree.

    Where they do not, the finding says so; parts that may not be all of them prove nothing.
    """
    adds = _ADDS.search(question.folded) is not None
    asked = adds or _DOUBTS.search(question.folded)
    if SHARE_OF_SUM.search(question.folded):
        return  # 合起来占本年收入多少: of the terms before it
    if not asked or "合计 " in draft.text or len(question.reports) != 1:
        return
    info = question.reports[0]
    for wholes in _wholes(question, evidence, draft, info):
        told = 0
        known = {(f.metric, f.entity, f.amount.value): f for f in reversed(wholes)}
        for whole in reversed(known.values()):
            parts = _parts(evidence, info, whole) or (
                _in_doubt(evidence, info, whole) if adds else ()
            )
            named = adds or _are_named(question, parts)
            if parts and named and told < _MOST_WHOLES:
                pairs = [(info, part) for part in parts]
                told += say_held(draft, evidence, pairs, (info, whole))
        if told:
            return


def answer_sum_said(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer whether the amounts that a question lists come to the one that it says; False for no list.

    The largest is what the others are held against. Parts that are no figures of the ledger must
    stand in one sentence.
    """
    text = question.folded
    adds = _ADDS.search(text) is not None
    comes_to = _COMES_TO.search(text) and not passage_given(text)
    if len(reports) != 1 or not (adds or comes_to):
        return False
    info = reports[0]
    measure = next((s.measure for s in numbers_said(text) if s.measure in MONEY), "万元")
    text = _BARE.sub(rf"\g<0>{measure}", text)
    said = [s for s in numbers_said(text) if not s.measure or s.measure in MONEY]
    whole = max(said, key=lambda one: one.value, default=None)
    parts = [replace(one, measure=one.measure or measure) for one in said if one is not whole]
    total = sum((one.value for one in parts), Decimal(0))
    if whole is None or len(parts) < _LEAST or total > whole.value * _MOST_OVER:
        return False  # two sums in one question, or what no one adds up
    wholes = _stated_wholes(question, evidence, info, whole)
    if not wholes:
        return False
    stated = wholes[0]
    figures = _alike(evidence, info, parts, stated)
    whole_list = _parts(evidence, info, stated) if figures else ()
    figures = whole_list if set(figures) < set(whole_list) else figures
    if figures and not (adds or _comes_to(figures, stated)):
        return False
    if figures:  # of what was spent, where these are kinds of spending
        sides = [side for side in ("支出", "收入") if all(side in f.metric for f in figures)]
        stated = next((f for f in wholes if any(side in f.metric for side in sides)), stated)
    if figures:
        return say_held(draft, evidence, [(info, fact) for fact in figures], (info, stated))
    sentence = next(
        (s for s in evidence.sentences(info).all if all(holds(s.text, one) for one in parts)), None
    )
    if sentence is None or stated.amount.measure != "万元":
        return False
    say_quote(draft, evidence, info, sentence)
    mark = draft.citations[-1].mark
    written = {parse_number(n): n for n in re.findall(NUMBER, fold(sentence.text))}
    if not all(one.value in written for one in parts):
        return False
    printed = [Printed(written[one.value], "万元", mark) for one in parts]
    value = sum((one.value for one in parts), Decimal(0))
    formula = f"{' + '.join(one.number for one in printed)} = {plain(value)}"
    text = draft.derived(value, "万元", formula, [], printed)
    figure = f"{draft.figure(info, stated)}{draft.cite(info, stated)}"
    apart = "与合计一致。" if value == stated.amount.value else "⚠ 与合计对不上。"
    draft.add(f"这几项合计 {text}[{mark}]，原文的{name(stated.metric, stated)}为 {figure}，{apart}")
    return True


def _stated_wholes(
    question: Question, evidence: Evidence, info: ReportInfo, said: Said
) -> Sequence[Fact]:
    """Return the figures that are the amount said: those that the question names, or all of them."""
    fits = [f for f in evidence.all_facts(info) if _is_stock(f) and is_said(f, said)]
    named = [fact for fact in fits if fact.metric in question.metrics]
    return sorted(named or fits, key=lambda f: ("/" in f.metric, len(f.metric)))


def _alike(
    evidence: Evidence, info: ReportInfo, said: Sequence[Said], whole: Fact
) -> Sequence[Fact]:
    """Return for each amount said the figure that it is, all told together and of one kind, or none."""
    found: dict[tuple[str, ...], dict[str, Fact]] = {}
    stated = [f for f in evidence.all_facts(info) if "/" not in f.metric and f.aspect in _ADDED]
    for fact in stated:
        alike = fact != whole and fact.amount.measure == whole.amount.measure
        for one in said if alike else ():
            if is_said(fact, one):
                own = found.setdefault(_kind(fact), {})
                own.setdefault(one.text, fact)
    wanted = len({one.text for one in said})
    return next((list(facts.values()) for facts in found.values() if len(facts) == wanted), ())


def _kind(fact: Fact) -> tuple[str, ...]:
    """Return what figures share that one adds up: section, unit, aspect, level of the item."""
    level = fact.metric[-_LEVEL:] if fact.metric.endswith(")") else ""
    of_project = fact.metric.startswith("项目:")
    return "" if of_project else fact.section, fact.entity, fact.aspect, level


_LEVEL = len("(类)")
_COMES_TO = re.compile(r"[对合](?:得|不)(?:得|不)?上|合计\s*\d|没(?:有)?加错")
_BARE = re.compile(r"(?<![\d.,])\d{2,}(?=[,，、+＋=。?？加和]|$)")  # 服务30: an amount among others


def _are_named(question: Question, parts: Sequence[Fact]) -> bool:
    """Whether a question names or says two of the parts at least."""
    said = list(numbers_said(question.folded))
    named = [
        part
        for part in parts
        if part.metric in question.metrics
        or _is_count_said(question, part)
        or any(is_said(part, one) for one in said)
    ]
    return len(named) >= _LEAST


def _wholes(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> Iterator[list[Fact]]:
    """Yield the figures that a question may mean: those it says by number, those named, those told."""
    said = list(numbers_said(question.folded))
    stated = (fact for fact in evidence.all_facts(info) if "/" not in fact.metric)
    yield [
        fact
        for fact in stated
        if _is_stock(fact)
        and (any(is_said(fact, one) for one in said) or _is_count_said(question, fact))
    ]
    yield [f for m in question.metrics for f in evidence.facts(info, m) if _is_stock(f)]
    yield [r.fact for r in draft.references if r.report == info.id and _is_stock(r.fact)]


def _is_stock(fact: Fact) -> bool:
    scored = fact.aspect == "得分" and fact.metric == _SCORED
    return bool(fact.amount.value) and (fact.aspect in _STOCKS or scored)


def _is_count_said(question: Question, fact: Fact) -> bool:
    """Whether a count stands in a question without its measure: 合起来是不是91."""
    if fact.aspect != "数量" or fact.amount.value < 10:
        return False
    return re.search(rf"(?<![\d.]){fact.amount.value}(?![\d.年])", question.folded) is not None


def _parts(evidence: Evidence, info: ReportInfo, whole: Fact) -> Sequence[Fact]:
    """Return the figures that are stated as the parts of a whole and do come to it, or none."""
    if whole.metric == _SCORED:
        return _rows(evidence, info, whole)
    of_all = whole.entity == "汇总"
    units = evidence.by_unit(info, whole.metric, whole.aspect) if of_all else []
    for found in (_listed(evidence, info, whole), units):
        for end in range(_LEAST, len(found) + 1):
            if _comes_to(found[:end], whole):
                return found[:end]
    own = [evidence.one(info, part, whole.aspect) for part in parts_of().get(whole.metric, ())]
    known = [fact for fact in own if fact is not None and fact.amount.value]
    return known if len(known) >= _LEAST and _comes_to(known, whole) else ()


def _in_doubt(evidence: Evidence, info: ReportInfo, whole: Fact) -> Sequence[Fact]:
    """Return the parts of a whole that a finding holds against it: 87人, 其中74人、14人."""
    for finding in evidence.findings(info):
        if finding.metric == whole.metric and finding.rule in _SUMS:
            facts = evidence.at(info, finding)
            if facts[:1] == [whole]:
                return [fact for fact in facts[1:] if fact.amount.value]
    return ()


_SUMS = ("people-kinds", "staff-kinds", "vehicle-kinds", "procurement-parts", "basic-parts")


def _comes_to(parts: Sequence[Fact], whole: Fact) -> bool:
    if any(part.amount.measure != whole.amount.measure for part in parts):
        return False
    apart = sum((part.amount.value for part in parts), Decimal(0)) - whole.amount.value
    return abs(apart) <= (_TAIL if whole.amount.measure in MONEY else 0)


def _listed(evidence: Evidence, info: ReportInfo, whole: Fact) -> list[Fact]:
    """Return what the sentence of a figure lists behind it: 在职91人,其中法官38人、书记员53人."""
    text = evidence.ledger.text(info.id)
    behind = fold(text[whole.place.end : whole.place.end + _LONGEST]).partition("。")[0]
    if not _LISTS.match(behind):
        return []
    end = whole.place.end + len(behind)
    found = {
        fact.place.start: fact
        for fact in evidence.all_facts(info)
        if "/" not in fact.metric
        and whole.place.end <= fact.place.start < end
        and fact.aspect == whole.aspect
        and fact.amount.measure == whole.amount.measure
        and fact.amount.value
    }
    return [found[at] for at in sorted(found)][:_MOST_PARTS]


def _rows(evidence: Evidence, info: ReportInfo, whole: Fact) -> Sequence[Fact]:
    """Return the points of the parts of a review that come to its score."""
    rows = [m for m in evidence.metrics(info) if m.startswith(f"{_SCORED}/")]
    scores = [fact for row in rows if (fact := evidence.one(info, row, "得分"))]
    return scores if len(scores) >= _LEAST and _comes_to(scores, whole) else ()
