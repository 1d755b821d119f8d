"""Where a report contradicts itself: the stated figure beside the one that its own figures give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from assistant.calculate import Result, difference, total
from assistant.compose.before import say_before
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.compose.statements import BUDGETS, VALUES, main_fact, name
from assistant.recompute import explain
from assistant.retrieve import Evidence
from index.model import Fact, Finding
from index.store import ReportInfo
from index.terms import parts_of

_MOST = 2
_TOLD_TWICE = frozenset({"reason-counts", "vehicles-alike", "nothing-spent"})
_REPEATS = "repeats"
_SLIP = "unit-slip"
_SHARES = "share-sum"  # a finding on figures whose whole is not in doubt
_CHANGES = ("比上年增减额", "比上年增减率")


def called(fact: Fact) -> str:
    """Return what a figure is of, a project in marks: its name may begin like a unit's."""
    shown = name(fact.metric, fact)
    title = fact.metric.removeprefix("项目:").partition("/")[0]
    return shown.replace(title, f"「{title}」", 1) if fact.metric.startswith("项目:") else shown


def say_doubts(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    metric: str,
    *,
    everything: bool = True,
    first: str = "",
) -> None:
    """Add the findings on a metric as sentences, each with the recomputed value and its formula.

    Without `everything` only those on a figure that the draft has said; those on the aspect
    `first` come before the others.
    """
    said = 0
    told = {_stated(reference.fact) for reference in draft.references}
    found = [(f, evidence.at(info, f)) for f in evidence.findings(info) if f.severity != "info"]
    found.sort(key=lambda pair: _nearness(pair[1], metric, first, told))
    for finding, facts in found:
        if said == _MOST:
            break
        if finding.rule in _TOLD_TWICE and metric == finding.metric:
            said += _say_told_twice(draft, evidence, info, finding)
            continue
        about = metric in {finding.metric, *(f.metric for f in facts[: None if everything else 1])}
        stated = facts[1:] if finding.rule == _SHARES else facts[:1]
        if not about or len(facts) < 2 or not (everything or told & set(map(_stated, stated))):
            continue
        said += _say_with_base(draft, evidence, info, finding, facts)


def say_unsure(draft: Draft, evidence: Evidence) -> None:
    """Add, behind what is reckoned with a figure in the wrong measure, that its result is not sure."""
    for derivation in draft.derivations:
        at = next(
            (n for n, p in enumerate(draft.paragraphs) if derivation.text.lstrip("-") in p), -1
        )
        slipped = [
            r
            for r in derivation.operands
            if is_misprinted(evidence, evidence.by_id[r.report], r.fact)
        ]
        if at < 0 or not slipped or draft.paragraphs[at].startswith("⚠"):
            continue
        metric, mark = name(slipped[0].fact.metric), slipped[0].mark
        words = f"⚠ 原文的{metric}单位疑误，按它算出的差额、比例和升降不能采信。[{mark}]"
        if words not in draft.paragraphs:
            draft.paragraphs.insert(at + 1, words)


def is_misprinted(evidence: Evidence, info: ReportInfo, fact: Fact) -> bool:
    """Whether a figure is printed in a measure that the report's other figures contradict."""
    slip = f"「{fact.metric}」的{fact.aspect}计量单位有误"
    return any(
        (finding.rule == _SLIP and fact.place in finding.places[:1])
        or (slip in finding.message and fact.place in finding.places)
        for finding in evidence.findings(info)
    )


def say_told_otherwise(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> None:
    """Add where a report states a figure as another amount in another place."""
    for finding in evidence.findings(info):
        if finding.rule == _REPEATS and finding.metric == metric and finding.severity != "info":
            say_finding(draft, info, finding, evidence.at(info, finding))


def _nearness(
    facts: Sequence[Fact], metric: str, first: str, told: set[tuple[str, str, str, Decimal]]
) -> tuple[bool, bool, bool]:
    """Return how near a finding is to what is asked: its aspect, then what is told, then its metric."""
    stated = facts[0] if facts else None
    if stated is None:
        return True, True, True
    return stated.aspect != first, _stated(stated) not in told, stated.metric != metric


def _say_told_twice(draft: Draft, evidence: Evidence, info: ReportInfo, finding: Finding) -> bool:
    """Add what the report says of a count in another place."""
    others = (evidence.sentences(info).around(place) for place in finding.places[1:])
    found = [sentence for sentence in others if sentence is not None]
    for sentence in found:
        say_quote(draft, evidence, info, sentence)
        mark = draft.mark(info, sentence.section, sentence.place)
        draft.warn(finding.rule, finding.message, mark)
    return bool(found)


def _stated(fact: Fact) -> tuple[str, str, str, Decimal]:
    """Return what a figure states, wherever it stands."""
    return fact.metric, fact.entity, fact.aspect, fact.amount.value


def say_doubts_of(
    draft: Draft, evidence: Evidence, info: ReportInfo, said: Callable[[Fact], bool]
) -> None:
    """Add the findings that two figures take part in which are `said` in a question.

    A row of a table is told with its own warning.
    """
    for finding in evidence.findings(info):
        told = finding.severity != "info" and "/" not in finding.metric
        facts = evidence.at(info, finding) if told else []
        if len({fact.amount.value for fact in facts if said(fact)}) > 1:
            _say_with_base(draft, evidence, info, finding, facts)


def _say_with_base(
    draft: Draft, evidence: Evidence, info: ReportInfo, finding: Finding, facts: Sequence[Fact]
) -> bool:
    """Add one finding, with what a rate in doubt is to be taken of."""
    said = say_finding(draft, info, finding, facts)
    if said and facts[0].aspect == "比上年增减率":
        say_before(draft, evidence, info, facts[0].metric)
    return said


def say_finding(draft: Draft, info: ReportInfo, finding: Finding, facts: Sequence[Fact]) -> bool:
    """Add one finding; False where it is told already or is not to be computed again."""
    if any(finding.message == warning.message for warning in draft.warnings):
        return False
    if finding.computed.startswith("≤"):
        return _say_excess(draft, info, finding, facts)
    if finding.rule == _SHARES:
        return _say_shares(draft, info, finding, facts)
    return _say_recomputed(draft, info, finding, facts)


def _say_recomputed(
    draft: Draft, info: ReportInfo, finding: Finding, facts: Sequence[Fact]
) -> bool:
    """Add one finding; False where its computed value follows from the figures by no known formula."""
    stated, rest = facts[0], facts[1:]
    result = explain(finding.computed, rest)
    if result is None:
        return False
    text = _shown(draft, info, result, rest, stated)
    said = draft.unsigned(info, stated) if stated.aspect in _CHANGES else draft.figure(info, stated)
    if finding.rule == _REPEATS and len(rest) == 1 and stated.aspect not in _CHANGES:
        other = rest[0]  # nothing is reckoned: the same figure is printed twice
        draft.add(
            f"⚠ 核对：{name(stated.metric)}的{stated.aspect}一处写的是 {said}{draft.cite(info, stated)}，"
            f"另一处写的是 {draft.figure(info, other)}{draft.cite(info, other)}，前后矛盾，两者对不上。"
        )
        draft.warn(finding.rule, finding.message, draft.mark(info, stated.section, stated.context))
        return True
    draft.add(
        f"⚠ 核对：按同一报告的其他数字重算，{name(stated.metric)}的{stated.aspect}应为 {text}"
        f"{_marks(draft, info, rest)}，原文写的是 {_verb(stated)}{said}"
        f"{draft.cite(info, stated)}，前后矛盾，两者对不上。{_likely(draft, info, finding, rest)}"
    )
    draft.warn(finding.rule, finding.message, draft.mark(info, stated.section, stated.context))
    return True


def _likely(draft: Draft, info: ReportInfo, finding: Finding, rest: Sequence[Fact]) -> str:
    """Return which figure is likely the one with a slip, as printed, where a finding names it."""
    slip = _SLIP_NAMED.search(finding.message)
    named = [fact for fact in rest if slip is not None and name(fact.metric) in slip["what"]]
    if slip is None or len(named) != 1:
        return ""
    printed = f"（原文 {draft.figure(info, named[0])}{draft.cite(info, named[0])}）"
    return f"{slip['what']}{printed}{slip['how']}。"


_SLIP_NAMED = re.compile(
    r"(?P<what>疑为「[^」]+」的(?:决算数|数量|预算数|全年预算数))(?P<how>[^。\d]+)。"
)


def _marks(draft: Draft, info: ReportInfo, facts: Sequence[Fact]) -> str:
    """Return the marks of all figures that a recomputation stands on."""
    return "".join(dict.fromkeys(draft.cite(info, fact) for fact in facts))


def _shown(
    draft: Draft, info: ReportInfo, result: Result, used: Sequence[Fact], stated: Fact
) -> str:
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, fact) for fact in used]
    )
    if stated.aspect not in _CHANGES:
        return text
    return ("减少 " if result.value < 0 else "增加 ") + text.lstrip("-")


def _verb(stated: Fact) -> str:
    if stated.aspect not in _CHANGES:
        return ""
    return "减少 " if stated.amount.value < 0 else "增加 "


def _say_excess(draft: Draft, info: ReportInfo, finding: Finding, facts: Sequence[Fact]) -> bool:
    """Add that a part is larger than its whole, with the difference."""
    part, whole = facts[0], facts[1]
    result = difference(part, whole)
    if result is None or result.value <= 0:
        return False
    more = draft.derived(
        result.value, result.measure, result.formula, [(info, part), (info, whole)]
    )
    draft.add(
        f"⚠ 核对：{what(part)} {draft.figure(info, part)}{draft.cite(info, part)}大于"
        f"{what(whole)} {draft.figure(info, whole)}{draft.cite(info, whole)}，相差 {more}，"
        f"前后矛盾，不可能都对。{draft.cite(info, part)}"
    )
    draft.warn(finding.rule, finding.message, draft.mark(info, part.section, part.context))
    return True


def _say_shares(draft: Draft, info: ReportInfo, finding: Finding, facts: Sequence[Fact]) -> bool:
    """Add that the shares of a whole's parts do not sum up to the whole."""
    shares = [fact for fact in facts if fact.aspect == "占比"]
    result = total(shares)
    if result is None:
        return False
    sum_of = draft.derived(
        result.value, result.measure, result.formula, [(info, fact) for fact in shares]
    )
    draft.add(f"⚠ 核对：各分项占比合计为 {sum_of}{_marks(draft, info, shares)}，不是百分之百。")
    draft.warn(finding.rule, finding.message, draft.mark(info, facts[0].section, facts[0].context))
    return True


def what(fact: Fact) -> str:
    """Return what a figure is of, with its aspect where that is not the year's own figure."""
    return called(fact) + ("" if fact.aspect in ("决算数", "数量") else fact.aspect)


def say_confirmed(draft: Draft, evidence: Evidence, info: ReportInfo, fact: Fact) -> bool:
    """Add that a stated rate follows from the figures that it is the rate of; False where not known."""
    percent = f"{fact.amount.value}%"
    for others in _bases(evidence, info, fact):
        result = explain(percent, others)
        if result is not None:
            draft.add(
                f"按同一报告的其他数字重算，{called(fact)}的{fact.aspect}应为 "
                f"{_shown(draft, info, result, others, fact)}{_marks(draft, info, others)}，与原文一致"
                f"{_operands(draft, info, others, result)}。"
            )
            return True
    return False


def _operands(draft: Draft, info: ReportInfo, used: Sequence[Fact], result: Result) -> str:
    """Return what a rate is the quotient of, empty where it is more than that."""
    if not _QUOTIENT.match(result.formula):
        return ""
    told = (f"{what(fact)} {draft.figure(info, fact)}{draft.cite(info, fact)}" for fact in used)
    return f"（{' ÷ '.join(told)}）"


_QUOTIENT = re.compile(r"[\d,.]+(?: 亿?元)? ÷ [\d,.]+(?: 亿?元)? =")


# What a report takes shares of beside the wholes that figures are parts of.
_WHOLES = (
    "政府采购支出总额", "授予中小企业合同金额", "一般公共预算财政拨款支出", "财政拨款支出",
    "政府性基金预算财政拨款支出", "本年支出", "本年收入",
)  # fmt: skip


def _bases(evidence: Evidence, info: ReportInfo, rate: Fact) -> Iterator[tuple[Fact, Fact]]:
    """Yield the pairs of figures that a rate may be the rate of."""
    every = evidence.facts(info, rate.metric)
    for beside in ([f for f in every if f.context == rate.context], every):
        yield from _bases_among(evidence, info, rate, beside)


def _bases_among(
    evidence: Evidence, info: ReportInfo, rate: Fact, beside: Sequence[Fact]
) -> Iterator[tuple[Fact, Fact]]:
    """Yield the pairs among some figures of one metric that a rate may be the rate of."""
    value = min(
        (f for f in beside if f.aspect in VALUES),
        key=lambda f: VALUES.index(f.aspect),
        default=None,
    )
    value = value or main_fact(evidence, info, rate.metric)
    if value is None:
        return
    if rate.aspect == "占比":
        wholes = [whole for whole, parts in parts_of().items() if rate.metric in parts]
        found = (main_fact(evidence, info, whole) for whole in (*wholes, *_WHOLES))
    else:
        kinds = ("比上年增减额",) if rate.aspect in _CHANGES else BUDGETS
        if rate.aspect == "执行率":  # of what was granted in the end, where both are one amount
            kinds = ("全年预算数", "预算数", "年初预算数")
        found = (f for kind in kinds for f in beside if f.aspect == kind)
    yield from ((value, other) for other in found if other is not None and other != value)
