"""收的没有花的多，差的从哪来: what came in held against what went out, with what lies between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.calculate import difference
from assistant.claims import OWN_FUNDS
from assistant.compose import statements
from assistant.compose.draft import Draft, subject
from assistant.compose.places import cited
from assistant.plan.doubts.numbers import is_said, numbers_said
from assistant.retrieve import Evidence
from assistant.sentences import terms
from assistant.understand import Question
from assistant.understand.question import without
from index.model import Fact
from index.store import ReportInfo
from index.terms import parts_of


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an account: the year's own flow, what stands beside it, and the total."""

    flow: str
    beside: tuple[str, ...]
    total: str


def _of_fund(fund: str) -> tuple[_Side, _Side]:
    income, spending = (f"{fund}预算财政拨款{side}" for side in ("收入", "支出"))
    start, end = (f"{fund}预算财政拨款{when}结转和结余" for when in ("年初", "年末"))
    return _Side(income, (start,), f"{income}总计"), _Side(spending, (end,), f"{spending}总计")


_ACCOUNTS = (
    (
        _Side("本年收入", ("使用非财政拨款结余", "年初结转和结余"), "收入总计"),
        _Side("本年支出", ("结余分配", "年末结转和结余"), "支出总计"),
    ),
    (
        _Side("财政拨款收入", ("年初财政拨款结转和结余",), "财政拨款收入总计"),
        _Side("财政拨款支出", ("年末财政拨款结转和结余",), "财政拨款支出总计"),
    ),
    _of_fund("政府性基金"),
    _of_fund("国有资本经营"),
)
_KNOWN = {name for account in _ACCOUNTS for side in account for name in (side.flow, side.total)}
_APART = re.compile(
    r"多(?:出|花|收|支|用)|多的|差(?:额|的|了|价|那|这|\d|距)|缺口|窟窿|亏空|倒挂|不够|入不敷出|收不抵支|超出"
    r"|[收花支入出]的?(?:没有?|不(?:如|及|抵|够)|[比大小多少高低]).{0,8}[收花支入出多少]|比.{2,6}[多少大小高低]|[大小]于|剩|结[余转]|平(?!均|时|方)|没花|账|对不上"
)
_ASKED = re.compile(
    r"哪|怎么|咋|为啥|为什么|为何|凭什么|拿什么|靠什么|何|啥|什么|[账合]|去向|平(?!均|时|方)|对不上|矛盾|呢[?。]*$|够不够|够[^,。?]{0,4}吗"
)
# A year against the last, a budget, a share or one unit's cost: something else is asked.
_OTHER = re.compile(r"上年|去年|上一年|前一年|同比|预算|占|人均|平均|[涨降跌升]|[%倍成]|[些个]项目")
_CAME_IN = re.compile(
    r"(?<!回)收(?:入|了|到|的|进来?|上来?|(?=\d))|进账|拨款(?!的(?:呢|有|是|占|部分))"
)
_WENT_OUT = re.compile(r"支出|花|开销|用(?:掉|了|出)")


def answer_balance(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Say what lies between a year's income and expenditure; False where that is not asked."""
    text = question.folded
    intent = question.intent
    if len(reports) != 1 or question.projects or intent.define or _OTHER.search(text):
        return False
    if not (_APART.search(text) and _ASKED.search(text)):
        return False
    info = reports[0]
    if _names_a_thing(question, evidence, info):
        return False
    pair = _pair(question, evidence, info)
    return pair is not None and _say(draft, evidence, info, *pair)


def _names_a_thing(question: Question, evidence: Evidence, info: ReportInfo) -> bool:
    """Whether it is asked what came in for something of the report's own: 卖种子菌剂进账多少."""
    heard = evidence.sentences(info).holds
    for match in _SOLD.finditer(question.words):
        if match["what"] and any(heard(pair) for pair in terms(match["what"])):
            return True
    return False


# What is sold, or whose money comes in, before the verb that asks how much.
_SOLD = re.compile(
    r"(?:卖|销售|出租|出售|代售)(?P<what>[\u4e00-\u9fff]{2,8}?)(?:一共|总共|全年)?(?:收|进账|挣|赚|得|卖)了?(?:多少|几)"
)


def _pair(question: Question, evidence: Evidence, info: ReportInfo) -> tuple[str, str] | None:
    """Return what is held against one another: income and expenditure, or a flow and its total."""
    said = list(numbers_said(question.folded))

    def is_meant(metric: str) -> bool:
        fact = _figure(evidence, info, metric)
        return fact is not None and any(is_said(fact, number) for number in said)

    for income, spending in _ACCOUNTS:
        for pair in ((income.flow, spending.flow), (income.total, income.flow)):
            if all(map(is_meant, pair)) and not _alike(evidence, info, pair):
                return pair
    named = [m for m in question.metrics if m in _KNOWN and evidence.facts(info, m)]
    left = [(m.start, m.end) for m in question.mentions if m.official.endswith("结转和结余")]
    flows = without(question.folded, left)  # 财政拨款没花完: neither came in nor went out
    for words, metric in ((_CAME_IN, "本年收入"), (_WENT_OUT, "本年支出")):
        side = metric[-2:]
        if words.search(flows) and not any(side in name for name in question.metrics):
            named.append(metric)
    incomes = [metric for metric in named if "收入" in metric]
    spendings = [metric for metric in named if "支出" in metric]
    for side_named in (incomes, spendings):
        if len(side_named) > 1 and _account(*side_named[:2]) is not None:
            return side_named[0], side_named[1]
    return (incomes[0], spendings[0]) if incomes and spendings else None


def _alike(evidence: Evidence, info: ReportInfo, metrics: Sequence[str]) -> bool:
    facts = [_figure(evidence, info, metric) for metric in metrics]
    return len({fact.amount.value for fact in facts if fact is not None}) == 1


def _say(draft: Draft, evidence: Evidence, info: ReportInfo, one: str, two: str) -> bool:
    """Add two figures with their difference, then what each side has beside its flow."""
    facts = [_figure(evidence, info, metric) for metric in (one, two)]
    first, second = facts
    account = _account(one, two)
    if first is None or second is None or account is None:
        return False
    apart = difference(first, second)
    if apart is None:
        return False
    told = "，".join(
        f"{statements.name(f.metric, f)} {draft.figure(info, f)}{cited(draft, evidence, info, f)}"
        for f in (first, second)
    )
    draft.add(f"{subject(info)}{told}{_apart(draft, info, first, second)}。")
    fiscal = one == "财政拨款收入" and account is _ACCOUNTS[0]
    if fiscal:
        _say_other_income(draft, evidence, info, one)
    for side in account if fiscal else (s for s in account if {s.flow, s.total} & {one, two}):
        _say_beside(draft, evidence, info, side)
    _say_whether_even(draft, evidence, info, account)
    reasons = [r for m in account[1].beside for r in evidence.reasons(info, m)]
    if reasons and apart.value > 0:
        draft.add(statements.say_reasons(draft, evidence, info, reasons))
    return True


def _figure(evidence: Evidence, info: ReportInfo, metric: str) -> Fact | None:
    """Return the figure of a metric, not that of a fund which the metric does not name."""
    fact = statements.main_fact(evidence, info, metric)
    other = fact is not None and fact.fund in OWN_FUNDS and fact.fund not in metric
    return None if other else fact


def _account(one: str, two: str) -> tuple[_Side, _Side] | None:
    """Return the account that holds both figures: the whole one where they are of two."""
    for account in _ACCOUNTS:
        names = {metric for side in account for metric in (side.flow, side.total)}
        if {one, two} <= names:
            return account
    whole = one == "财政拨款收入" and two in ("本年支出", "支出总计")
    return _ACCOUNTS[0] if whole else None


def _apart(draft: Draft, info: ReportInfo, first: Fact, second: Fact) -> str:
    """Return by how much the second figure is more or less than the first."""
    result = difference(second, first)
    if result is None or result.value == 0:
        return "，两者相等"
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, second), (info, first)]
    )
    verb = "多" if result.value > 0 else "少"
    return f"，后者比前者{verb} {text.lstrip('-')}"


def _say_beside(draft: Draft, evidence: Evidence, info: ReportInfo, side: _Side) -> None:
    """Add what a total has beside the year's own flow; nothing where the report states none."""
    facts = [_figure(evidence, info, metric) for metric in side.beside]
    known = [fact for fact in facts if fact is not None]
    if known:
        told = "，".join(
            f"{statements.name(f.metric, f)} {draft.figure(info, f)}{draft.cite(info, f)}"
            for f in known
        )
        draft.add(f"{side.total}中还有：{told}。")
        return
    whole, flow = (_figure(evidence, info, metric) for metric in (side.total, side.flow))
    rest = difference(whole, flow) if whole is not None and flow is not None else None
    if whole is not None and flow is not None and rest is not None and rest.value:
        text = draft.derived(rest.value, rest.measure, rest.formula, [(info, whole), (info, flow)])
        draft.add(
            f"{side.total} {draft.figure(info, whole)}{draft.cite(info, whole)}与{side.flow}相差 {text}，"
            "报告没有列出其中的各项。"
        )


def _say_other_income(draft: Draft, evidence: Evidence, info: ReportInfo, own: str) -> None:
    """Add the income that is no fiscal appropriation."""
    parts = [_figure(evidence, info, part) for part in parts_of()["本年收入"]]
    others = [f for f in parts if f is not None and f.amount.value and f.metric not in own]
    if others:
        told = "，".join(
            f"{statements.name(f.metric, f)} {draft.figure(info, f)}{draft.cite(info, f)}"
            for f in others
        )
        draft.add(f"本年收入中还有：{told}。")


def _say_whether_even(
    draft: Draft, evidence: Evidence, info: ReportInfo, account: tuple[_Side, _Side]
) -> None:
    """Add that both sides come to the same total, where the figures say so."""
    totals = [_figure(evidence, info, side.total) for side in account]
    sums = [_sum(evidence, info, side) for side in account]
    values = {fact.amount.value for fact in totals if fact is not None}
    if None not in totals and len(values) == 1 and sums == [*values, *values]:
        whole = totals[0]
        assert whole is not None
        draft.add(
            f"各项相加，{account[0].total}与{account[1].total}均为 {draft.figure(info, whole)}，两边相等。"
            f"{draft.cite(info, whole)}"
        )


def _sum(evidence: Evidence, info: ReportInfo, side: _Side) -> Decimal:
    """Return what a side's figures come to; a part that is not stated counts for nothing."""
    facts = [_figure(evidence, info, metric) for metric in (side.flow, *side.beside)]
    return sum((fact.amount.value for fact in facts if fact is not None), Decimal(0))
