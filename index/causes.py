"""Where a stated reason begins and ends among the clauses of a section, and what it becomes.

These functions read what was told so far and change nothing but the statement that a reason
extends: `index.narrative` opens and closes the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from index import openings as head
from index import reasons as why
from index import told as known
from index.amounts import COUNTS, quantities
from index.clauses import Clause
from index.metrics import Namer, is_money
from index.model import Reason
from index.normalise import Clean
from index.phrases import COMPARED, SAME, read_phrase
from index.scopes import Scopes
from index.terms import fund_of
from index.told import State, Statement

LONGEST_LABEL = 160
_COUNTED = ("批次", "人次", "团组数")
_VERB = re.compile(
    r"(?:完成|发放|增加|减少|下降|增长|申报|缩短|达到|剩余|支付|追加|用于|开支|建成|召开|占)"
)


# 开支财政拨款的公务用车保有量6辆: whose cars they are, not what was done.
_PAID_BY = re.compile(
    r"^(?:由|使用)?(?:开支)?(?:当年)?(?:一般公共预算)?财政拨款(?:开支|负担|保障)?的"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a clause of a section is read against."""

    clean: Clean
    state: State
    namer: Namer
    scopes: Scopes


def starts_statement(setting: Setting, clause: Clause) -> bool:
    """Whether a clause starts a new statement of the report."""
    text = clause.text
    if why.NEXT.match(text) or setting.scopes.starts(text):
        return True
    if setting.namer.ranked(text):
        return True
    label = setting.namer.strip(text[:LONGEST_LABEL])
    found = next(quantities(label), None)
    words = label[: found.start] if found else label
    compared = COMPARED.search(words) or why.ITEM_UNBUDGETED.search(words)
    compared = compared or (None if found else SAME.search(words))
    if compared:
        words = words[: compared.start()]
    if not (found or compared or clause.closes == ":"):
        return False
    rest = setting.namer.bare(words)
    if found:
        following = label[found.end : found.end + 12]
        phrase = read_phrase(rest, found.amount, setting.state.context, following)
        if phrase.aspect is None:
            return False
        rest = phrase.rest
    named = setting.namer.name(rest, found.amount.measure if found else None, clause.start)
    if not named.metrics or named.generic:
        return False
    lead = _PAID_BY.sub("", named.lead)
    return len(fund_of(lead) or lead) <= 10 and not _VERB.search(lead)


def tells_of(state: State, clause: Clause) -> tuple[re.Match[str] | None, str]:
    """Return the words that say what a balance consists of, and the metric that was told."""
    balance = why.BALANCE_IS.match(clause.text) if clause.opens in "。;," else None
    if balance is None:
        return None, ""
    of = balance["of"] or balance["income"]
    return balance, known.balance_told(state, of, balance["when"] or "年末")


def comes_first(setting: Setting, clause: Clause, spoken: str) -> bool:
    """Whether words behind a change open with 因, 由于: its cause, unless the next change's."""
    state = setting.state
    told = state.context.basis and state.statement and why.CAUSE_FIRST.match(spoken)
    return bool(told) and not _of_the_next(setting, clause)


def _of_the_next(setting: Setting, clause: Clause) -> bool:
    """Whether a clause that opens a sentence stands before a statement: 由于来访减少,…下降2%."""
    follows = head.next_clause(setting.clean.text, clause) if clause.opens == "。" else None
    return follows is not None and starts_statement(setting, follows)


def is_implied(setting: Setting, clause: Clause, spoken: str) -> bool:
    """Whether words after a change give its cause without saying 原因."""
    state, text = setting.state, setting.clean.text
    beside = beside_gap(setting, clause)
    told = state.statement is not None and (
        beside or (state.context.basis and known.asks_why(state))
    )
    skip = len(spoken) < 6 or clause.closes == ":" or spoken.startswith("故")
    skip = skip or "绩效目标" in spoken or why.AGAINST.fullmatch(spoken) is not None
    if not told or skip or SAME.search(spoken) or starts_statement(setting, clause):
        return False
    if _of_the_next(setting, clause):
        return False
    sentence = text[clause.start : text.find("。", clause.start)]
    if why.USE.match(spoken) and why.REASON.search(sentence):
        return False  # 下降6%,主要用于…,减少的主要原因是…: what it was spent on, then why
    end = state.statement.end if state.statement else 0
    return (beside or bool(why.CAUSE.search(sentence))) and text[end] in ",。)"


def beside_gap(setting: Setting, clause: Clause) -> bool:
    """Whether words stand right behind a gap to the budget in brackets, or that there was none.

    (年初预算6万元,差异率-4%),尾款结转下年; 年初无预算,年中追加.
    """
    if clause.opens != "," or clause.closes not in "。,;" or why.USE.match(clause.text):
        return False
    text = setting.clean.text
    sentence = text[clause.start : text.find("。", clause.start)]
    if why.NO_CAUSE.search(sentence) or next(quantities(sentence), None):
        return False
    return why.GAP_CLOSED.search(text[max(0, clause.start - 24) : clause.start]) is not None


def ends(setting: Setting, clause: Clause, of_item: bool) -> bool:
    """Whether a clause no longer belongs to the reason that is open; `of_item`: to an item's."""
    state, text = setting.state, setting.clean.text
    if why.NEXT_OF_LIST.match(clause.text) and "一是" in text[state.reason or 0 : clause.start]:
        return False  # 一是A收入增加5万元;二是B收入增加3万元
    if clause.opens not in "。;":
        if of_item and state.marked and why.USE.match(clause.text):
            return not why.SPENDABLE.search(text[state.reason or 0 : clause.start])
        if clause.opens == "," and clause.text == "其中":  # …,其中:机要通信用车0辆
            follows = head.next_clause(text, clause)
            return follows is not None and starts_statement(setting, follows)
        if state.context.basis == "说明" and why.COMPARES.match(clause.text):
            return True  # 事业收入为场地服务收入,比上年减少3万元: the income's change
        told = why.NEXT.match(clause.text) and next(quantities(clause.text), None)
        if told and told.amount.measure == "%" and clause.text.startswith("其中"):
            part = replace(clause, start=clause.start + 2, text=clause.text[2:])
            told = told if starts_statement(setting, part) else None  # 其中规划服务完成92%
        return clause.opens == "," and (
            told is not None or why.ADDED.match(clause.text) is not None
        )
    if clause.opens == ";" and _counted_with_it(setting, clause):
        return False
    if why.ROW_OF_TURNS.match(text, clause.start):
        return True
    if starts_statement(setting, clause) or (state.marked and why.ANOTHER.match(clause.text)):
        return True
    if clause.opens == ";":
        another = why.OF_ANOTHER.match(text, clause.start) if state.marked else None
        return (another or why.COMPARES.match(clause.text)) is not None
    if state.marked and head.BESIDES.fullmatch(clause.text):
        follows = head.next_clause(text, clause)
        return follows is not None and starts_statement(setting, follows)
    return state.marked and not why.GOES_ON.match(clause.text)


def _counted_with_it(setting: Setting, clause: Clause) -> bool:
    """Whether a count that moved goes on with the reason for money: …不再安排;在职人员减少2人."""
    found = next(quantities(clause.text), None)
    money = bool(setting.state.subject) and is_money(setting.state.subject[0], "")
    if not (found and setting.state.marked and money and found.amount.measure in COUNTS):
        return False
    return why.MOVED.fullmatch(clause.text[: found.start]) is not None


def stated_again(setting: Setting, clause: Clause) -> int | None:
    """上年无此项支出,主要原因是…: return where the reason begins that words on the base open."""
    state = setting.state
    if state.marked or state.reason is None:
        return None
    if named := why.OF_CHANGE.match(clause.text):
        return clause.start + named.end()  # 主要用于加油,减少的主要原因是…: said, not implied
    marker = why.REASON.match(clause.text)
    if marker is None:
        return None
    of_the_base = why.of_the_base(setting.clean.text[state.reason : clause.start])
    return clause.start + marker.end() if of_the_base else None


def told_before(setting: Setting, section: str) -> Iterator[tuple[Reason, Statement]]:
    """Yield the reasons that stand before the change that they explain."""
    state, clean = setting.state, setting.clean
    known_for = {(reason.metric, reason.basis) for reason, _ in state.reasons}
    for fact, statement in state.figures:
        told = fact.aspect in known.CHANGES and fact.amount.value != 0
        if not told or (fact.metric, "上年") in known_for:
            continue
        start = max(0, statement.start - LONGEST_LABEL)
        inside = why.CAUSE_INSIDE.search(clean.text, statement.start, statement.end)
        match = inside or why.CAUSE_AHEAD.search(clean.text[start : statement.start])
        if match is None:
            continue
        offset = 0 if inside else start
        begin, end = match.start("cause") + offset, match.end("cause") + offset
        statement.start = min(statement.start, begin)
        known_for.add((fact.metric, "上年"))
        place = clean.place(begin, end)
        told_at = clean.place(statement.start, statement.end)
        words = clean.shown[begin:end]
        of = (section, fact.fund, fact.entity, fact.metric, "上年", words, place, told_at)
        yield Reason(*of), statement


def closed(
    setting: Setting, section: str, statement: Statement, start: int, end: int
) -> Iterator[Reason]:
    """Yield the reason in [start, end) for each metric that it explains; its place is open yet."""
    state, clean = setting.state, setting.clean
    if why.ROWS.search(clean.text, start, end):
        return  # the cells of a table
    bases = ("预算", "上年") if state.both else (state.context.basis or "上年",)
    for metric, basis in product(state.subject, bases):
        moved = any(f.metric == metric and f.aspect in known.CHANGES for f, _ in state.figures)
        if basis == "上年" and metric.endswith(_COUNTED) and not moved:
            continue  # 比上年减少5%,接待9批次30人次,主要是上级检查: who came
        # The reason has the scope of the figure that it explains.
        fund, entity = known.funds_of(state.figures, metric) or (state.fund, state.entity)
        yield Reason(
            section=section,
            fund=fund,
            entity=entity,
            metric=metric,
            basis=basis,
            text=clean.shown[start:end],
            place=clean.place(start, end),
            context=clean.place(statement.start, statement.end),
        )
