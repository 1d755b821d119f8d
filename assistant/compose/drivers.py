"""Why a figure moved: the stated reason, and the parts whose own changes drive it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.calculate import difference, plain, total
from assistant.compose.draft import Draft
from assistant.compose.statements import BUDGETS, changes, name, say_change, say_reasons
from assistant.lexicon import CENT
from assistant.retrieve import Evidence
from assistant.vocabulary import item_name
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

_MOST_DRIVERS, _MOST_REASONS = 6, 3


def say_premise(amount: Fact | None, *, fell: bool, rose: bool) -> str:
    """Return a correction where the question takes a rise for a fall or the other way round."""
    if amount is None or fell == rose:
        return ""
    value = amount.amount.value
    if value == 0:
        return "（没有" + ("下降" if fell else "上升") + "，与上年相同。）"
    if fell and value > 0:
        return "（并没有下降，而是增加了。）"
    if rose and value < 0:
        return "（并没有上升，而是减少了。）"
    return ""


@dataclass(frozen=True, slots=True)
class _Move:
    """How a part of a whole moved: as its change is stated, or from the year before to this one."""

    part: str
    value: Decimal
    stated: Fact | None = None
    now: Fact | None = None
    before: Fact | None = None  # none where the report says that nothing was spent then

    @property
    def begins_or_ends(self) -> bool:
        """Whether nothing was spent on the part the year before, or this year."""
        if self.stated is not None or self.now is None or not self.value:
            return False
        before = self.before is not None and bool(self.before.amount.value)
        return not (before and self.now.amount.value)


def say_drivers(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """Return which parts drive a change, from the figures: ranked, with their sum."""
    parts = [p for part in evidence.parts(info, metric) for p in _with_change(evidence, info, part)]
    known = [move for part in parts if (move := _move(evidence, info, part)) is not None]
    if len(known) < 2:
        return _item_drivers(draft, evidence, info, metric)
    known.sort(key=lambda move: abs(move.value), reverse=True)
    told = "从数字看：" + "，".join(_say_move(draft, info, m) for m in known[:_MOST_DRIVERS])
    if len(known) > _MOST_DRIVERS:
        return told + "；其余变动较小。"
    stated = [move.stated for move in known if move.stated is not None]
    if len(stated) < len(known):
        return told + "。"
    summed = total(stated)
    whole = evidence.one(info, metric, "比上年增减额")
    same = whole is not None and summed is not None and summed.value == whole.amount.value
    if summed is not None and whole is not None and (same or len(known) == len(parts)):
        verb = "合计减少 " if summed.value < 0 else "合计增加 "
        text = draft.derived(
            summed.value, summed.measure, summed.formula, [(info, fact) for fact in stated]
        )
        told += f"，{verb}{text.lstrip('-')}"
    elif whole is not None:
        told += _say_rest(draft, info, whole, stated)
    return told + "。"


def _say_move(draft: Draft, info: ReportInfo, move: _Move) -> str:
    if move.stated is not None:
        return moved_words(draft, info, move.part, move.stated)
    if move.now is None:
        return ""
    told = f"{name(move.part, move.now)} {draft.figure(info, move.now)}"
    if move.before is None:
        return f"{told}（上年没有这项支出）{draft.cite(info, move.now)}"
    pair = [(info, move.now), (info, move.before)]
    before = f"上年 {draft.figure(info, move.before)}"
    if move.value and (result := difference(move.now, move.before)):
        text = draft.derived(result.value, result.measure, result.formula, pair)
        before += f"，{'减少' if move.value < 0 else '增加'} {text.lstrip('-')}"
    marks = dict.fromkeys(draft.cite(*each) for each in pair)
    return f"{told}（{before}）{''.join(marks)}"


def _with_change(evidence: Evidence, info: ReportInfo, part: str) -> list[str]:
    """Return a part, or its own parts where only these state how they changed, or one began or ended."""
    inner = evidence.parts(info, part)
    if evidence.one(info, part, "比上年增减额") is not None:
        moves = (_move(evidence, info, p) for p in inner)
        return inner if any(move is not None and move.begins_or_ends for move in moves) else [part]
    return inner if any(_moved_by(evidence, info, p) is not None for p in inner) else [part]


def _move(evidence: Evidence, info: ReportInfo, metric: str) -> _Move | None:
    """Return how a metric moved: as stated, as its columns tell (上年决算, 本年决算), or from nothing."""
    if stated := evidence.one(info, metric, "比上年增减额"):
        return _Move(metric, stated.amount.value, stated)
    now, before = (evidence.one(info, metric, aspect) for aspect in ("决算数", "上年数"))
    if now is None:
        return None
    if before is not None and now.amount.measure == before.amount.measure:
        return _Move(metric, now.amount.value - before.amount.value, None, now, before)
    begun = before is None and now.amount.value and _is_new(evidence, info, now)
    return _Move(metric, now.amount.value, None, now) if begun else None


def _is_new(evidence: Evidence, info: ReportInfo, fact: Fact) -> bool:
    """Whether a report says right behind a figure, or as the next sentence, that it had none before."""
    sentences, text = evidence.sentences(info), evidence.ledger.text(info.id)
    for told in evidence.facts(info, fact.metric):
        if told.amount.value != fact.amount.value:
            continue
        behind = fold(text[told.place.end : told.place.end + _RIGHT_BEHIND])
        said = _NONE_BEFORE.search(behind)
        if said and not _OTHER_FIGURE.search(behind[: said.start()]):
            return True
        own = sentences.around(told.place)
        following = sentences.after(own) if own is not None else None
        if following is not None and _NONE_BEFORE.match(fold(following.text)):
            return True
    return False


_RIGHT_BEHIND = 60
_OTHER_FIGURE = re.compile(r"(?:费|收入|支出)[^,。;预决算]{0,4}\d")
_NONE_BEFORE = re.compile(
    r"(?:上年|去年|20\d\d年)度?(?:(?:没有|无|未发生|未安排)(?:此|该|这)项?(?:支出|费用|开支|经费)|未发生(?=[。.,，;；]|$))"
)


def _moved_by(evidence: Evidence, info: ReportInfo, metric: str) -> Decimal | None:
    """Return by how much a metric moved, or None where no figure tells it."""
    move = _move(evidence, info, metric)
    return move.value if move is not None else None


def _missed_by(evidence: Evidence, info: ReportInfo, metric: str) -> Decimal | None:
    """Return by how much a metric missed its budget, or None where either is not stated."""
    spent, budget = evidence.one(info, metric, "决算数"), evidence.one(info, metric, *BUDGETS)
    if spent is None or budget is None or spent.amount.measure != budget.amount.measure:
        return None
    return spent.amount.value - budget.amount.value


def _item_drivers(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> str:
    """For the general public budget: the functional items with the largest changes."""
    if metric != "一般公共预算财政拨款支出":
        return ""
    moved = [(m, evidence.one(info, m, "比上年增减额")) for m in evidence.items(info)]
    known = [(m, f) for m, f in moved if f is not None and f.amount.value != 0]
    known.sort(key=lambda pair: abs(pair[1].amount.value), reverse=True)
    if not known:
        return ""
    words = [moved_words(draft, info, item_name(item), fact) for item, fact in known[:3]]
    return "从数字看，变动最大的科目：" + "，".join(words) + "。"


def moved_words(draft: Draft, info: ReportInfo, part: str, fact: Fact) -> str:
    """Return how a part of a whole moved since the year before, with its mark."""
    if fact.amount.text == "持平":
        return f"{name(part, fact)}与上年持平 {draft.cite(info, fact)}"
    if fact.amount.value == 0:
        return f"{name(part, fact)}没有变化（{draft.figure(info, fact)}）{draft.cite(info, fact)}"
    verb = "减少" if fact.amount.value < 0 else "增加"
    return f"{name(part, fact)}{verb} {draft.unsigned(info, fact)} {draft.cite(info, fact)}"


def _say_rest(draft: Draft, info: ReportInfo, whole: Fact, told: Sequence[Fact]) -> str:
    """Return how much of a change the parts that state theirs leave over; nothing where none."""
    if any(fact.amount.measure != whole.amount.measure for fact in told):
        return ""
    moving = [fact for fact in told if fact.amount.value]
    rest = whole.amount.value - sum((fact.amount.value for fact in moving), Decimal(0))
    if abs(rest) <= CENT * abs(whole.amount.value):
        return ""
    terms = "".join(
        f" {'+' if fact.amount.value < 0 else '−'} {plain(abs(fact.amount.value))}"
        for fact in moving
    )
    formula = f"{plain(whole.amount.value)}{terms} = {plain(rest)}"
    text = draft.derived(
        rest, whole.amount.measure, formula, [(info, whole), *((info, fact) for fact in moving)]
    )
    return (
        f"；以上各项与{name(whole.metric)}的总变动相差 {text.lstrip('-')}{draft.cite(info, whole)}，"
        "其余部分的变动报告没有逐项写明"
    )


def say_why(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, *, fell: bool, rose: bool
) -> tuple[str, ...]:
    """Return value and change, the stated reason, and what the figures show, kept apart."""
    amount, _ = changes(evidence, info, metric)
    value = say_change(draft, evidence, info, metric)
    premise = say_premise(amount, fell=fell, rose=rose)
    reasons = evidence.reasons(info, metric, "上年") or evidence.reasons(info, metric, "说明")
    moved = amount is not None and amount.amount.value != 0
    drivers = say_drivers(draft, evidence, info, metric) if moved or amount is None else ""
    against = evidence.reasons(info, metric, "预算") if not reasons else []
    told = say_reasons(draft, evidence, info, against or reasons, "预决算差异" if against else "")
    if not reasons:  # why its parts moved explains the change better than why a budget was missed
        told = reasons_of_parts(draft, evidence, info, metric) or told
    return value + premise, told, drivers


def reasons_of_parts(
    draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, basis: str = "上年"
) -> str:
    """Return the stated reasons of those parts of a figure that moved most, where it has none.

    With the basis `预算` why they missed their budgets, those that missed them most first.
    """
    inner = [p for part in evidence.parts(info, metric) for p in _with_change(evidence, info, part)]
    moved_by = _moved_by if basis == "上年" else _missed_by
    parts = [(p, moved_by(evidence, info, p)) for p in inner]
    moved = [(p, by) for p, by in parts if by]
    moved.sort(key=lambda pair: -abs(pair[1]))
    whole = evidence.one(info, metric, "比上年增减额") if basis == "上年" else None
    words = ""
    explained: list[Decimal] = []
    for part, by in moved:
        reasons = evidence.reasons(info, part, basis) if len(explained) < _MOST_REASONS else []
        if reasons:
            what = "" if basis == "上年" else "预决算差异"
            words += f"{item_name(part)}：{say_reasons(draft, evidence, info, reasons, what)}"
            explained.append(by)
    if not words or metric.endswith(("(类)", "(款)")):
        return words
    turned = whole is not None and all((by > 0) != (whole.amount.value > 0) for by in explained)
    if whole is not None and turned:  # 三公涨了: why one of its parts fell explains no rise
        verb = "减少" if whole.amount.value > 0 else "增加"
        return f"报告没有说明总的原因，说明了{verb}的分项的原因。{words}"
    return f"报告没有说明总的原因，说明了分项的原因。{words}"
