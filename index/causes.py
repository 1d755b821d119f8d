"""Where a stated reason begins and ends among the clauses of a section, and what it becomes.

These functions read what was told so far and change nothing but the statement that a reason
extends: `index.narrative` opens and closes the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from index import openings as head
from index import pointing
from index import reasons as why
from index import told as known
from index.amounts import COUNTS, MONEY, Quantity, quantities
from index.clauses import Clause, clauses
from index.metrics import Namer, is_money
from index.model import Fact, Reason
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
    if pointing.points_back(clause) and next(quantities(text), None):
        return True
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


_NEXT_ITEM = re.compile(r"\(\d{1,2}\)|\d{1,2}[.、](?!\d)")


def comes_first(setting: Setting, clause: Clause, spoken: str) -> bool:
    """Whether words behind a change open with 因, 由于: its cause, unless the next change's."""
    state = setting.state
    moved = (
        state.last[0] in known.CHANGES and clause.opens == ","
    )  # 在职人员减少3人,系2人退休、1人调出
    told = (state.context.basis or moved) and state.statement and why.CAUSE_FIRST.match(spoken)
    if why.ROUNDING.search(spoken):
        return False
    is_one = False
    if not told and state.last[0] in known.EXPLAINED and clause.opens == ",":
        is_one = bool(state.statement) and why.IS_BECAUSE.match(spoken) is not None
    return (bool(told) or is_one) and not _of_the_next(setting, clause)


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
    skip = skip or why.ROUNDING.search(spoken) is not None
    skip = skip or "绩效目标" in spoken or why.AGAINST.fullmatch(spoken) is not None
    if not told or skip or SAME.search(spoken) or starts_statement(setting, clause):
        return False
    if _of_the_next(setting, clause):
        return False
    sentence = text[clause.start : text.find("。", clause.start)]
    if why.USE.match(spoken) and why.REASON.search(sentence):
        return False  # 下降6%,主要用于…,减少的主要原因是…: what it was spent on, then why
    end = state.statement.end if state.statement else 0
    said = beside or bool(why.CAUSE.search(sentence)) or _only_says_why(state, clause, sentence)
    return said and text[end] in ",。)"


def _only_says_why(state: State, clause: Clause, sentence: str) -> bool:
    """较上年提高4%,新校区投入使用,费用增加: whether words without a figure end what tells of totals."""
    moved = state.last[0] in known.CHANGES and clause.opens == ","
    total = bool(state.subject) and state.subject[-1].endswith(("总计", "本年收入", "本年支出"))
    plain = next(quantities(sentence), None) is None and why.NO_CAUSE.search(sentence) is None
    return moved and total and plain and why.MOVES.search(sentence) is not None


def behind_gap(setting: Setting, clause: Clause, label: str, quantity: Quantity) -> bool:
    """Whether words behind a gap of an item say why: 决算9万元。超出1万元,用于水毁堤防应急修复。"""
    alone = clause.closes == "," and clause.end - clause.start == quantity.end
    if not alone or clause.opens not in "。," or not known.HELD_BY.fullmatch(label):
        return False
    follows = head.next_clause(setting.clean.text, clause)
    if follows is None or why.REASON.match(follows.text):
        return False
    if _INCOMPARABLE.search(follows.text):
        return False
    own = follows.text.startswith("其中") or not starts_statement(setting, follows)
    return own and not _A_RATE.match(follows.text)


_INCOMPARABLE = re.compile(r"(?:预算|基数)数?为?(?:0|零)|无法|不可比|不(?:计算|适用)")
_A_RATE = re.compile(r"(?:完成|占|为|超出|节约|差异|增长|下降|执行)[^,。;]{0,8}\d")


def follows_item(setting: Setting, clause: Clause) -> bool:
    """Whether a sentence behind the figures of an item only says why: …完成96.28%。2名职工年中退休。"""
    state, text = setting.state, setting.clean.text
    told = state.statement
    if clause.opens != "。" or told is None or state.last[0] != "完成率" or state.both:
        return False
    of_item = bool(state.subject) and state.subject[-1].endswith(known.LEVELS)
    beside = 0 <= clause.start - told.end <= len(")。")
    if not (of_item and beside) or state.figures[-1][0].amount.value == _WHOLLY:
        return False
    sentence = text[clause.start : text.find("。", clause.start)]
    if why.NO_CAUSE.search(sentence[:-1]) or why.USE.search(sentence) or head.numbered(clause.text):
        return False
    return why.MOVES.search(sentence) is not None and not starts_statement(setting, clause)


_WHOLLY = 100


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
        shares = state.context.basis == "说明" and clause.text.startswith("占")
        if shares and next(quantities(clause.text), None):
            return True  # 事业收入来自培训收费,占本年收入的14%
        if state.context.basis == "说明" and why.COMPARES.match(clause.text):
            return True  # 事业收入为场地服务收入,比上年减少3万元: the income's change
        told = why.NEXT.match(clause.text) and next(quantities(clause.text), None)
        if told and told.amount.measure == "%" and clause.text.startswith("其中"):
            part = replace(clause, start=clause.start + 2, text=clause.text[2:])
            told = told if starts_statement(setting, part) else None  # 其中规划服务完成92%
        return clause.opens == "," and (
            told is not None or why.ADDED.match(clause.text) is not None
        )
    if (
        clause.opens == ";"
        and _NEXT_ITEM.match(clause.text)
        and next(quantities(clause.text), None)
    ):
        return True  # …;(4)养老保险缴费5万元
    if clause.opens == ";" and _counted_with_it(setting, clause):
        return False
    if why.ROW_OF_TURNS.match(text, clause.start):
        return True
    if clause.closes == ":" and head.MARKED.match(clause.text):
        return True
    if starts_statement(setting, clause) or (state.marked and why.ANOTHER.match(clause.text)):
        return True
    if clause.opens == ";":
        found = next(quantities(clause.text), None) if state.context.basis == "说明" else None
        if found and found.amount.measure in MONEY and known.BALANCE_PART.match(clause.text):
            return True  # 年末结转5万元,为…尾款;政府性基金4万元
        another = why.OF_ANOTHER.match(text, clause.start) if state.marked else None
        if state.context.basis == "预算" and why.NEXT_GAP.match(clause.text):
            return True
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


def opens_ahead(setting: Setting, clause: Clause) -> known.Ahead | None:
    """Return the cause that opens a sentence, where the sentence then states figures."""
    opens = why.CAUSE_OPENS.match(clause.text) if clause.opens in "。;:" else None
    text = setting.clean.text
    stop = re.search("[。;]", text[clause.start :])
    if opens is None or stop is None:
        return None
    behind = clause.end + 1
    for follows in clauses(text[behind : clause.start + stop.start()]):
        first = next(quantities(follows.text), None)
        if first and why.tells(follows.text[: first.start]):
            return known.Ahead(clause.start + opens.end(), behind + follows.start)
        if first or follows.opens == "。":
            named = replace(follows, opens="。", start=behind + follows.start)
            if follows.opens == "。" and starts_statement(setting, named):
                return known.Ahead(clause.start + opens.end(), behind + follows.start)
            if first and not _VERB.search(follows.text[: first.start]):
                return None
    return None


def told_before(setting: Setting, section: str) -> Iterator[tuple[Reason, Statement]]:
    """Yield the reasons that stand before what they explain."""
    state, clean = setting.state, setting.clean
    known_for = {(reason.metric, reason.basis) for reason, _ in state.reasons}
    for ahead in state.ahead:
        stop = re.search("[。;]", clean.text[ahead.end :])
        end = ahead.end + stop.start() if stop else len(clean.text)
        told = clean.place(ahead.end, end)
        figures = [one for one in state.figures if told.opens(one[0].place)]
        for (fact, statement), basis in _explained_ahead(figures):
            if (fact.metric, basis) not in known_for:
                known_for.add((fact.metric, basis))
                yield _before(setting, section, fact, statement, basis, ahead)
    for fact, statement in state.figures:
        told_of = fact.aspect in known.CHANGES and fact.amount.value != 0
        if not told_of or (fact.metric, "上年") in known_for:
            continue
        if inside := why.CAUSE_INSIDE.search(clean.text, statement.start, statement.end):
            known_for.add((fact.metric, "上年"))
            cause = known.Ahead(*inside.span("cause"))
            yield _before(setting, section, fact, statement, "上年", cause)


def _explained_ahead(
    figures: Sequence[tuple[Fact, Statement]],
) -> Iterator[tuple[tuple[Fact, Statement], str]]:
    """Yield the figures that a cause before them explains: those that moved, else held to a budget."""
    moved = [one for one in figures if one[0].aspect in known.CHANGES and one[0].amount.value]
    held = [one for one in figures if one[0].aspect in known.HELD]
    of = moved or held
    first = {of[0][0].metric, *(f.metric for f, s in of if s is of[0][1])} if of else set()
    yield from ((one, "上年" if moved else "预算") for one in of if one[0].metric in first)


def _before(
    setting: Setting,
    section: str,
    fact: Fact,
    statement: Statement,
    basis: str,
    cause: known.Ahead,
) -> tuple[Reason, Statement]:
    """Return the reason in front of a figure, whose statement begins with it."""
    clean = setting.clean
    statement.start = min(statement.start, cause.start)
    start, end = why.trimmed(clean.text, cause.start, cause.end)
    place, told_at = clean.place(start, end), clean.place(statement.start, statement.end)
    of = (section, fact.fund, fact.entity, fact.metric, basis, clean.shown[start:end])
    return Reason(*of, place, told_at), statement


# 运行费同比增长7%,年末保有量11辆,主要是里程增加: told of the money, not of the cars.
_CARS_COUNTED = frozenset({"公务用车购置数", "公务用车保有量"})


def _moved_before(setting: Setting, start: int) -> str:
    """Return the metric of money that the same sentence said to have moved, or nothing."""
    clean = setting.clean
    begin = clean.at[clean.text.rfind("。", 0, start) + 1]
    own = (f for f, _ in reversed(setting.state.figures) if f.place.start >= begin)
    return next((f.metric for f in own if f.aspect in known.CHANGES), "")


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
        if basis == "上年" and metric in _CARS_COUNTED and not moved:
            metric = _moved_before(setting, start) or metric
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
