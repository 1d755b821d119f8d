"""What of a project's money was not spent, and by how much its budget was changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import Result, in_yuan, plain, share, total
from assistant.compose.draft import Draft, Pair
from assistant.compose.places import cited_reason
from assistant.compose.rows import rows_in
from assistant.compose.statements import say_reasons
from assistant.retrieve import Evidence
from assistant.vocabulary import item_name
from index.model import Fact, Sheet
from index.store import ReportInfo

_UNSPENT = re.compile(
    r"比[^,。?]{0,4}预算[多少](?:了|花|用)*(?:多少|几)|(?:没|未)(?:有)?(?:花|用|支|执行)|剩|结余|少(?:用|花|支)|省了|余[下额]"
    r"|(?:用|花|支|执行)完了?[没吗]|预算数?(?:比|和|与|跟)[^,。?]{0,4}(?:执行|实际|支出|决算)[^,。?]{0,4}[差多少]|沉淀"
    r"|差(?:额|(?:了|出|的那?(?:部分|块|些)?是?)?(?:多少|几))|[多超](?:用|花|支|出|了|掉)+(?:多少|几)(?![个张项分])"
)
_AMOUNT = re.compile(
    r"多少|几|钱|差|[\d一二三四五六七八九十百千多]万|合计|一共|剩余|余额|结余(?:资金|数|额|呢|$)"
)
_CHANGED = re.compile(
    r"砍|压[减缩]|调(?:[减增整]|了多少)|核减|追加|(?:增|加|减)了?(?:多少|几)|从[^,。]{1,12}(?:涨|增|加|变|降|减|砍|调)(?:到|成|为|至)|年初.{0,20}(?:后来|变|改成|调成|涨到|降到)"
    r"|(?:年初.{1,12}(?:全年(?!执行)|调整)|全年(?!执行).{1,12}年初).{0,12}(?:差|多|少|加|减|比)"
)
_OF_PLAN = re.compile(r"年初")
_RATE_OF_PLAN = re.compile(
    r"(?:按|占|用).{0,3}年初|年初.{0,8}的?(?:百分之|几成|比例)|年初预算(?:来)?算"
)


def aspects_asked(text: str) -> tuple[str, ...]:
    """Return which of a table's amounts a question on several tables speaks of."""
    found = [
        aspect
        for aspect, words in (
            ("年初预算数", r"年初"),
            ("全年预算数", r"全年预算|调整后|年中"),
            ("全年执行数", r"花|实际|执行|用了|支出"),
        )
        if re.search(words, text)
    ]
    if not found or (re.search(r"预算|批", text) and "预算数" not in "".join(found)):
        found.insert(0, "全年预算数")
    if re.search(r"核|对得|一致|涉及", text) or found == ["全年预算数"]:
        found = [a for a in _ALL if a in {*found, "全年预算数", "全年执行数"}]
    return tuple(found)


_ALL = ("年初预算数", "全年预算数", "全年执行数")


def say_unspent(
    draft: Draft, evidence: Evidence, named: Sequence[tuple[ReportInfo, Sheet]], text: str
) -> None:
    """Add what a question asks for between budget and spending: what is left, what was changed."""
    steps = []
    if _CHANGED.search(text):
        steps.append(("全年预算数", "年初预算数"))
    if _UNSPENT.search(text) and _AMOUNT.search(text):
        base = "年初预算数" if _OF_PLAN.search(text) and not steps else "全年预算数"
        steps.append((base, "全年执行数"))
    for first, second in steps:
        _say_step(draft, evidence, named, first, second, in_percent=bool(_PERCENT.search(text)))
        spent_all = second == "全年执行数" and _apart_in(evidence, named, first, second) == 0
        if spent_all and first != "年初预算数" and _AGAINST_PLAN.search(text):
            _say_step(draft, evidence, named, "年初预算数", second)  # less than at first
    if _WHERE_TO.search(text):
        for info, sheet in named:
            _say_taken_back(draft, evidence, info, sheet)
    if "执行率" in text:
        for info, sheet in named:
            if evidence.one(info, sheet.metric, "执行率") is None:
                _say_rate(draft, evidence, info, sheet)
    if _RATE_OF_PLAN.search(text):
        for info, sheet in named:
            _say_rate_of_plan(draft, evidence, info, sheet)


# 剩的钱去哪了: a row's reason may tell what became of it
_WHERE_TO = re.compile(r"(?:去|到|上|跑|弄)了?哪|怎么处理|咋处理|收回|去向|怎么办")
_TAKEN_BACK = re.compile(r"收回|上缴|缴回|结转|转入|交回|退回")


def _say_taken_back(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Quote from a table, a row's reason or what stands below, what became of the money left."""
    for row in rows_in(evidence, info, sheet):
        if _TAKEN_BACK.search(row.deviation):
            mark = draft.mark(info, row.section, row.place)
            draft.add(f"表中「{row.name}」的偏差原因写：“{draft.quoted(row.deviation)}”[{mark}]")
            return
    for reason in evidence.reasons(info, sheet.metric, "自评"):
        if _TAKEN_BACK.search(reason.text):
            marks = cited_reason(draft, evidence, info, reason)
            draft.add(f"自评表在表末写：“{draft.quoted(reason.text)}”{marks}")
            return
    _say_taken_back_of_item(draft, evidence, info, sheet)


def _say_taken_back_of_item(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet
) -> None:
    """Add what became of the money of the item that a project alone is booked under."""
    for item in items_of_amount(evidence, info, sheet):
        told = [r for r in evidence.reasons(info, item) if _TAKEN_BACK.search(r.text)]
        if told:
            draft.add(f"{item_name(item)}：{say_reasons(draft, evidence, info, told)}")
            return


def items_of_amount(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[str]:
    """Return the items of the accounts of which just what a project spent is booked."""
    spent = evidence.one(info, sheet.metric, "全年执行数")
    if spent is None or not spent.amount.value:
        return []
    booked = ((item, evidence.one(info, item, "决算数")) for item in evidence.items(info))
    return [i for i, f in booked if f is not None and in_yuan(f.amount) == in_yuan(spent.amount)]


_AGAINST_PLAN = re.compile(r"比[^,。?]{0,4}预算")


def _apart_in(
    evidence: Evidence, named: Sequence[tuple[ReportInfo, Sheet]], first: str, second: str
) -> Decimal | None:
    """Return by how much two amounts of these tables differ, or None where one is not told."""
    left, right = _facts(evidence, named, first), _facts(evidence, named, second)
    result = _apart(left, right) if left and right else None
    return result.value if result is not None else None


def _say_step(
    draft: Draft,
    evidence: Evidence,
    named: Sequence[tuple[ReportInfo, Sheet]],
    first: str,
    second: str,
    *,
    in_percent: bool = False,
) -> None:
    left = _facts(evidence, named, first)
    right = _facts(evidence, named, second)
    if not left or len(left) != len(named) or len(right) != len(named):
        return
    result = _apart(left, right)
    if result is None:
        return
    text = draft.derived(result.value, result.measure, result.formula, [*left, *right])
    marks = draft.cite_each((*left, *right))
    first = first if all(fact.aspect == first for _, fact in left) else _ONLY_BUDGET
    together = "合计" if len(named) > 1 else ""
    if result.value == 0:
        draft.add(f"{first}与{second}{together}相等。{marks}")
        return
    verb = "多" if result.value > 0 else "少"
    called = {fact.aspect for _, fact in left}
    told = f"{called.pop() if len(called) == 1 else first}比{second}{together}{verb} {text.lstrip('-')}"
    base = total([fact for _, fact in right])
    if in_percent and base is not None and base.value:
        rate = (result.value / base.value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        difference = result.formula.partition(" = ")[0]
        whole = base.formula.partition(" = ")[0]
        formula = f"({difference}) ÷ ({whole}) = {rate}%"
        shown = draft.derived(rate, "%", formula, [*left, *right])
        told += f"，{verb}了 {shown.lstrip('-')}"
    draft.add(f"{told}。{marks}")


_PERCENT = re.compile(r"[多少增减加砍调压涨降]了?(?:掉|了)?(?:百分|几成|几倍)")


def _apart(left: Sequence[Pair], right: Sequence[Pair]) -> Result | None:
    """Return the difference of two sums, or None where the measures differ."""
    one, other = total([f for _, f in left]), total([f for _, f in right])
    if one is None or other is None or one.measure != other.measure:
        return None
    value = one.value - other.value
    terms = [result.formula.partition(" = ")[0] for result in (one, other)]
    shown = [f"({term})" if len(left) > 1 else term for term in terms]
    return Result(value, one.measure, f"{shown[0]} − {shown[1]} = {plain(value)}")


def _facts(
    evidence: Evidence, named: Sequence[tuple[ReportInfo, Sheet]], aspect: str
) -> list[Pair]:
    aspects = (aspect, _ONLY_BUDGET) if aspect == "全年预算数" else (aspect,)
    return [(i, f) for i, s in named if (f := evidence.one(i, s.metric, *aspects)) is not None]


_ONLY_BUDGET = "预算数"  # of which some reports state no more than one


def _say_rate(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add how much of a budget was spent where the report does not tell the rate."""
    budget = evidence.one(info, sheet.metric, "全年预算数", "预算数", "年初预算数")
    if budget is not None:
        said = f"按全年执行数和{budget.aspect}计算，执行率约"
        _say_spent_of(draft, evidence, info, sheet, budget, said)


def _say_rate_of_plan(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add how much of the year's first budget was spent: the rate in a table is of the later one."""
    planned = evidence.one(info, sheet.metric, "年初预算数")
    budget = evidence.one(info, sheet.metric, "全年预算数")
    if planned is not None and budget is not None and planned.amount == budget.amount:
        return  # the rate in the table is of both
    if planned is not None:
        _say_spent_of(draft, evidence, info, sheet, planned, "全年执行数相当于年初预算数的")


def _say_spent_of(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, budget: Fact, said: str
) -> None:
    spent = evidence.one(info, sheet.metric, "全年执行数")
    result = share(spent, budget) if spent is not None else None
    if spent is not None and result is not None:
        text = draft.derived(result.value, "%", result.formula, [(info, spent), (info, budget)])
        draft.add(f"{said} {text}。{draft.cite(info, spent)}")
