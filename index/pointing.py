"""Words that point back to what was told before: 前者, 该项, 两边, 全部, and figures held against it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from index.amounts import MONEY, Quantity, quantities
from index.clauses import Clause
from index.model import Amount
from index.phrases import budget_kind
from index.told import BUDGETS, State, Whole


def is_base(state: State, words: str, amount: Amount, behind: str) -> str:
    """Return which budget an amount is: 支出决算9万元,多于年初预算8万元,完成年初预算的112.5%.

    Nothing where it may be by how much the two differ (超过年初预算1万元).
    """
    held = _MORE_THAN.search(words) if amount.measure in MONEY and amount.value else None
    told = (fact.amount for fact, _ in reversed(state.figures) if fact.aspect == "决算数")
    spent = next(told, None) if held else None
    if held is None or spent is None or spent.measure != amount.measure:
        return ""
    part = spent.value / amount.value
    rate = _RATE_BEHIND.match(behind)
    exact = rate and abs(part * 100 - Decimal(rate["rate"])) < Decimal("0.02")
    near = held["how"] in ("多于", "少于") and _NEAREST < part < 1 / _NEAREST
    return budget_kind(held["of"], "预算数") if exact or near else ""


_MORE_THAN = re.compile(
    r"(?P<how>超过|高于|大于|多于|低于|小于|少于)(?P<of>(?:年初|全年|调整后?)?预算)(?:数|安排)?的?$"
)
_RATE_BEHIND = re.compile(r"[^\d。]{0,16}预算数?的?(?P<rate>\d+(?:\.\d+)?)%")
_NEAREST = Decimal("0.6")


_REFERS = re.compile(
    r"(?:其中:?)?(?:(?P<one>前者|后者)|(?P<both>两者|二者|两边|两端|两头|收支(?:两边|双方|两端)|两项|(?:上述|以上|这)两项))(?:收入|支出|经费|费用)?(?=[均都各分较比与同合])"
)
# 该项较上年增加, 此项支出占: what a list or a bullet opened with.
_THAT_ONE = re.compile(
    r"[该此]项(?:收入|支出|经费|费用|资金|开支|费)?(?=[较比与同增减上下升降占为]|年初|全年|预算|决算|完成|主要)"
)


def referred(state: State, text: str, clause: Clause) -> tuple[str, ...]:
    """Return what 前者, 后者, 两项 mean: of the last two amounts that were told side by side."""
    match = _REFERS.match(clause.text)
    if match is None:
        return ()
    opens = text.rfind("。", 0, max(0, clause.start - 1)) + 1
    told = [f.metric for f, s in state.figures if s.end > opens and f.amount.measure in MONEY]
    pair = (
        state.pair if match["one"] and len(state.pair) == len(_PAIR) else tuple(dict.fromkeys(told))
    )
    if len(pair) != len(_PAIR):
        return ()
    state.pair = pair
    return pair if match["both"] else (pair[_PAIR.index(match["one"])],)


_PAIR = ("前者", "后者")


def each_of_two(state: State, text: str, clause: Clause) -> list[tuple[str, str, Quantity]]:
    """Return metric, words and figure of each of two: 二者占比为82%和18%, 分别增加5万元和4万元.

    Nothing where the clause names what its figures are of.
    """
    figures = list(quantities(clause.text))
    if len(figures) != len(_PAIR) or not _IN_ORDER.match(clause.text):
        return []
    first, second = figures
    between = clause.text[first.end : second.start]
    words = _IN_ORDER.sub("", clause.text[: first.start], count=1)
    alike = first.amount.measure == second.amount.measure and first.amount.measure in (*MONEY, "%")
    if not alike or between not in _AND or clause.text[second.end :]:
        return []
    opens = text.rfind("。", 0, max(0, clause.start - 1)) + 1
    told = [
        f.metric
        for f, s in state.figures
        if s.end > opens and f.aspect == "决算数" and f.amount.measure in MONEY
    ]
    pair = tuple(dict.fromkeys(told))[-len(_PAIR) :]
    if len(pair) != len(_PAIR):
        return []
    return [(metric, words, one) for metric, one in zip(pair, figures, strict=True)]


_IN_ORDER = re.compile(r"(?:(?:二者|两者|两项|前后两项)(?:分别|依次)?|分别|依次)")
_AND = frozenset({"和", "与", "及", "、", "以及"})


def same_totals(text: str, clause: Clause, rest: str, amount: Amount) -> str:
    """Return the total that 收入合计9万元、支出合计9万元 mean: both are the same, so balances are in them."""
    side = _SIDE.search(rest)
    if side is None or amount.measure not in MONEY:
        return ""
    other = "支出" if side["of"] == "收入" else "收入"
    around = text[max(0, clause.start - 24) : clause.end + 24]
    same = re.search(rf"{other}合计(?:为|是)?{re.escape(amount.text)}(?:{amount.measure})", around)
    return f"{side['of']}总计" if same else ""


_SIDE = re.compile(r"(?P<of>收入|支出)合计$")


def summed_above(state: State, kind: str, label: str, amount: Amount) -> str:
    """以上合计5万元: the sum of “三公”, where it is what the three that were told add up to."""
    if kind != "三公" or amount.measure not in MONEY or not _ABOVE.fullmatch(label):
        return ""
    parts = {
        f.metric: f.amount.value
        for f, _ in state.figures
        if f.metric in _THREE and f.aspect == "决算数" and f.amount.measure == amount.measure
    }
    return "“三公”经费" if len(parts) > 1 and sum(parts.values()) == amount.value else ""


_ABOVE = re.compile(
    r"(?:以上|上述|三项|各项|两项)+(?:费用|支出|经费)?(?:合计|共计|总计|相加)(?:为|是)?"
)
_THREE = frozenset({"公务接待费", "公务用车运行维护费", "公务用车购置费", "因公出国（境）费"})


def points_aside(clause: Clause) -> bool:
    """Whether a sentence tells of items by their numbers: ⑤、⑥两项结余, not of the last of them."""
    return clause.opens in "。;" and _BY_NUMBERS.match(clause.text) is not None


_BY_NUMBERS = re.compile(r"[、和与及;\d]{0,6}(?:[两三四五六七八]项|\d项)[^,。;:\d]{0,8}$")


def points_back(clause: Clause) -> bool:
    """Whether a clause opens with words for what was told before: 后者, 该项, 上述两项."""
    return bool(_REFERS.match(clause.text) or _THAT_ONE.match(clause.text))


def opened_with(state: State, clause: Clause) -> Whole | None:
    """Return what 该项 means where parts were told since: the whole that they are parts of."""
    return state.whole if _THAT_ONE.match(clause.text) else None


def extent_of_change(state: State, label: str, amount: Amount) -> Amount | None:
    """增加252万元,幅度13%: the rate of the change that was just told, with its sign."""
    alone = amount.measure == "%" and _EXTENT.fullmatch(label) is not None
    if not alone or state.last[0] != "比上年增减额" or not state.figures:
        return None
    fell = state.figures[-1][0].amount.value < 0
    amount = replace(amount, text=amount.text.lstrip("+-"))
    return replace(amount, value=-abs(amount.value) if fell else amount.value)


_EXTENT = re.compile(r"\(?(?:变[动化])?(?:幅度|比率|比例)(?:为|达|约)?|\(")


def wholly_of(state: State, clause: Clause) -> tuple[str, str]:
    """Return the metric and the aspect of which a clause says that it is all of the figure before.

    货物采购5万元。全部授予小微企业; 预算5万元,全部支出.
    """
    won = _ALL_WON.fullmatch(clause.text)
    if won:
        return f"授予{won['who']}企业合同金额", "决算数"
    paid = state.project and state.last[0] in BUDGETS and _ALL_PAID.fullmatch(clause.text)
    return (state.project, "全年执行数") if paid else ("", "")


_ALL_WON = re.compile(
    r"(?:合同|采购)?(?:金额)?(?:全部|均|都)(?:授予|给予|面向|由|为)(?:了)?(?P<who>中小|小微)企业(?:承接|承揽|中标|成交|合同|采购|提供|供货|供应)?"
)
_ALL_PAID = re.compile(
    r"(?:当年|年内|已)?(?:全部|全额|足额)(?:支出|支付|执行|使用|拨付|付清)(?:完毕|到位)?"
)
