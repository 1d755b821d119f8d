"""How and why a figure changed, as far as its report tells it: of itself, or of what stands for it."""

from __future__ import annotations

import re

from assistant.calculate import difference, in_yuan
from assistant.compose import drivers, statements
from assistant.compose.before import before_of, say_before
from assistant.compose.comparison import COUNTED
from assistant.compose.draft import Draft
from assistant.compose.pairs import also_in
from assistant.compose.quotes import find_reason, say_quote
from assistant.compose.statements import NO_REASON, NO_REASON_OF_CHANGE
from assistant.plan.figures.budgeted import say_budget_of
from assistant.plan.figures.meant import CHANGED
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY
from index.model import Fact
from index.store import ReportInfo

DIFFERS = re.compile(r"差(?:了|出)?(?:多少|几)|相差|差额|差距")


def changed_metric(evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return the metric whose change is told: itself, or the figure beside it that states one.

    That is also what is all of it, or the whole that has nothing else: a fund and its only item.
    """
    if statements.changes(evidence, info, metric) != (None, None):
        return metric
    if evidence.reasons(info, metric, "上年"):
        return metric
    for other in CHANGED.get(metric, ()):
        if statements.changes(evidence, info, other) != (None, None):
            return other
    wholes = [whole for whole in FUNDS_SPENT if metric in evidence.parts(info, whole)]
    if not wholes and _OF_FUND.search(metric):  # told among the items of all appropriations
        wholes = [FUNDS_SPENT[0]]
    for other in (*evidence.parts(info, metric), *wholes):
        told = statements.changes(evidence, info, other) != (None, None)
        if told and _same_money(evidence, info, metric, other):
            return other
    return metric


# 彩票公益金安排的支出: items that only government funds pay for.
_OF_FUND = re.compile(
    r"(?:彩票公益金|土地使用权出让|专项债券?|[\u4e00-\u9fff]基金)[^()]{0,8}安排的支出"
)
FUNDS_SPENT = ("政府性基金预算财政拨款支出", "国有资本经营预算财政拨款支出")


def _same_money(evidence: Evidence, info: ReportInfo, metric: str, other: str) -> bool:
    facts = [statements.main_fact(evidence, info, name) for name in (metric, other)]
    amounts = {in_yuan(f.amount) for f in facts if f is not None and f.amount.measure in MONEY}
    return None not in facts and len(amounts) == 1 and bool(amounts - {0})


def say_gap_once(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> bool:
    """Add why two figures of a report differ, once for both of them."""
    gaps = evidence.gaps(info, [metric])
    told = {(r.report, r.fact.metric) for r in draft.references}
    if gaps and all((info.id, reason.metric) in told for reason in gaps):
        return True
    return statements.say_gap(draft, evidence, info, [metric])


_LAST_ZERO = re.compile(r"[上去前]一?年[^,。?\d]{0,8}(?:零|(?<!\d)0(?![\d.])|一分|没有花?)")
_ZERO = re.compile(r"(?:是|为|等于|才)(?:零|0(?![\d.]))|一分(?:钱)?(?:都|也)?(?:没|未)")


def say_change(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    metric: str,
    *,
    why: bool = False,
) -> None:
    """Add how and why a metric changed, as far as the report tells it."""
    intent = question.intent
    moved = intent.fell or intent.rose
    if intent.why and not moved and say_gap_once(evidence, draft, info, metric):
        return
    changed = changed_metric(evidence, info, metric)
    known = statements.changes(evidence, info, changed) != (None, None)
    if not known and (intent.why or why) and _say_why_of_money(evidence, draft, info, metric):
        return
    if not known and say_since_start(question, draft, evidence, info, metric):
        return
    by_budget = intent.why and not known and evidence.reasons(info, metric, "预算")
    if by_budget and say_budget_of(question, evidence, draft, info, metric):
        if intent.fell and intent.rose:  # 是涨了还是跌了: no gap to the budget
            draft.add(f"报告没有写{statements.name(metric)}与上年相比的变化。")
        return
    asks = intent.why or intent.change or intent.fell or intent.rose
    if not known and (not asks or (intent.describe and not moved)):
        draft.add(statements.say_value(draft, evidence, info, metric))
        return
    if changed != metric:
        draft.add(statements.say_value(draft, evidence, info, metric))
        words = (
            f"报告没有单独说明{statements.name(metric)}的变化，说明的是{statements.name(changed)}："
        )
        draft.add(words)
    lines = drivers.say_why(draft, evidence, info, changed, fell=intent.fell, rose=intent.rose)
    stated = evidence.reasons(info, changed, "上年")
    asked = intent.why or why
    if known and lines[1].startswith("报告说明的预决算差异"):
        if lines[1] in draft.paragraphs:  # 比预算多了,比上年又少了,为啥: told of the budget alone
            lines = (lines[0], NO_REASON_OF_CHANGE, lines[2])
        elif _of_last_year(question):
            lines = (lines[0], NO_REASON_OF_CHANGE + lines[1], lines[2])
    bare = asked and lines[1] == NO_REASON
    told = find_reason(evidence, info, changed) if bare else None
    beside = _moved_alike(evidence, info, changed) if bare and told is None else ""
    plain = (asked or stated) and told is None and not beside
    draft.add_each(lines if plain else (lines[0], lines[2]))
    if beside:
        reasons = evidence.reasons(info, beside, "上年")
        words = f"报告没有单独说明{statements.name(changed)}变化的原因，说明了{statements.name(beside)}变化的原因。"
        draft.add(words + statements.say_reasons(draft, evidence, info, reasons))
    if told is not None:
        say_quote(draft, evidence, info, told)
    if not known and _asks_move_alone(question) and not stated and told is None and not beside:
        draft.status = "not_found"  # the one thing asked is not told
    values = [f for f in evidence.facts(info, changed) if f.aspect in statements.VALUES]
    before = before_of(evidence, info, changed)
    to_write = intent.describe and moved and before is not None and not draft.tells(*before)
    if to_write or _LAST_ZERO.search(question.folded):  # 上年真的一分没有
        say_before(draft, evidence, info, changed)
    elif _ZERO.search(question.folded) and values and all(f.amount.value for f in values):
        draft.add("（并不为零。）")


def _asks_move_alone(question: Question) -> bool:
    """比上年多了还是少了: whether it is only asked of one figure how it moved."""
    intent = question.intent
    alone = len(question.metrics) == 1 and len(question.reports) == 1
    both_ways = intent.fell and intent.rose
    return alone and both_ways and not _ASKS_MORE.search(question.words)


_ASKS_MORE = re.compile(r"[,，;；]|多少|几(?!乎)|为什么|为啥|原因|咋")


def _of_last_year(question: Question) -> bool:
    """会议费比上年涨了,为啥: whether the reason of a change is asked for, and of no gap to the budget."""
    intent = question.intent
    moved = intent.change or intent.fell or intent.rose
    return intent.why and moved and not intent.budget


def _moved_alike(evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return the figure beside a metric that moved the same way and whose reason is told, or nothing."""
    own = _stated(evidence, info, metric)
    others: tuple[str, ...] = (*CHANGED.get(metric, ()), *_EXPLAINED_WITH.get(metric, ()))
    for other in dict.fromkeys(others):
        moved = _stated(evidence, info, other)
        same = own and moved and (own.amount.value > 0) == (moved.amount.value > 0)
        if same and evidence.reasons(info, other, "上年"):
            return other
    return ""


def _stated(evidence: Evidence, info: ReportInfo, metric: str) -> Fact | None:
    """Return the change of a metric, the rate alone where no amount is stated."""
    amount, rate = statements.changes(evidence, info, metric)
    return amount or rate


# Under whose heading a report may tell why a total moved: the nearest of the totals it goes with.
_EXPLAINED_WITH: dict[str, tuple[str, ...]] = {
    "收入总计": ("支出总计", "本年收入"),
    "支出总计": ("收入总计", "本年支出"),
    "本年收入": ("支出总计", "财政拨款收入"),
    "财政拨款收入总计": ("财政拨款支出总计", "财政拨款收入", "财政拨款支出", "收入总计"),
    "财政拨款支出总计": ("财政拨款收入总计", "财政拨款支出", "财政拨款收入", "支出总计"),
    "财政拨款收入": ("财政拨款支出总计", "财政拨款支出", "收入总计"),
    "财政拨款支出": ("财政拨款收入总计", "一般公共预算财政拨款支出", "支出总计"),
    "一般公共预算财政拨款支出": ("财政拨款支出", "财政拨款支出总计"),
}


def _say_why_of_money(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> bool:
    """Add a count of visits with why the money spent on them changed; False where none is told."""
    money = COUNTED.get(metric, "")
    if money != "公务接待费" or evidence.reasons(info, metric):
        return False
    if not evidence.reasons(info, money, "上年"):
        return False
    draft.add(statements.say_value(draft, evidence, info, metric))
    lines = drivers.say_why(draft, evidence, info, money, fell=False, rose=False)
    draft.add_each([line for line in lines[:2] if line not in draft.paragraphs])
    return True


SINCE_START = re.compile(r"年初|期初|上年(?:结转|转来|结余)")


_TOTALS = ("政府性基金预算财政拨款支出总计", "国有资本经营预算财政拨款支出总计")


def say_since_start(
    question: Question, draft: Draft, evidence: Evidence, info: ReportInfo, metric: str
) -> bool:
    """Add what is left at the year's end against what was there at its start; False where not told."""
    start = metric.replace("年末", "年初")
    left, before = (statements.main_fact(evidence, info, m) for m in (metric, start))
    result = difference(left, before) if left and before and start != metric else None
    if left is None or before is None or result is None:
        return False
    draft.add(statements.say_value(draft, evidence, info, metric))
    draft.add(statements.say_value(draft, evidence, info, start))
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, left), (info, before)]
    )
    verb = "多" if result.value > 0 else "少"
    if result.value == 0:
        draft.add(f"年初和年末两者相等。{draft.cite(info, left)}")
    else:
        also = also_in(draft, result, [(info, left), (info, before)], question.intent.convert)
        draft.add(
            f"{statements.name(metric)}比{statements.name(start)}{verb} {text.lstrip('-')}{also}。"
            f"{draft.cite(info, left)}{draft.cite(info, before)}"
        )
    if question.intent.why:
        reasons = evidence.reasons(info, metric)
        whole = next((m for m in _TOTALS if metric.startswith(m.removesuffix("支出总计"))), "")
        if not reasons and evidence.reasons(info, whole, "上年"):  # a fund's total tells why
            draft.add_each(drivers.say_why(draft, evidence, info, whole, fell=False, rose=False))
        else:
            draft.add(statements.say_reasons(draft, evidence, info, reasons))
    return True
