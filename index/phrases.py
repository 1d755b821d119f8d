"""What the words before a figure say of it: the aspect, its sign, and what it is compared with.

Works on folded, compact text. `read_phrase` reads the tail of a label; what stands before the tail
is left for the metric.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.amounts import MONEY
from index.model import Amount

_YEARS = r"(?:上年|去年|前一年|上一年|20\d\d年)"
THEN = (
    rf"{_YEARS}(?:度|同期|末|底|年末|的)*(?:累计|全年|实际)*(?:财政拨款|预算)?(?:收入|支出)?"
    r"(?:实际)?(?:决算)?(?:数[额字]|数|金额)?"
)
_KIND = r"年初部门|年初批复|年初安排|年初|全年|调整后的|调整后|调整|追加后|变更后|年度|当年|本年|部门|批复的?"
BUDGET = rf"(?:{_KIND})*(?:财政拨款|项目|收入|支出|政府采购)?预算(?:安排数|批复数|指标|总额|金额|安排|数[额字]|数)?"
_WITH = r"(?:相比较|相比|比较|相较|对比|(?<=[年算])比(?=,|$))"
_COMPARE = (
    r"(?:相较于?|相比于?|比|较|与|同|和|跟)"
    r"(?P<of>[^,]{0,14}?(?:上年|去年|上一?年度?|20\d\d年度?|年初预算|年初数?(?=增|减|上|下|相)|全年预算|预算)(?:[^,]{0,8}?|[^,、]{9,14}?))"
)
COMPARED = re.compile(rf"{_COMPARE}{_WITH}")
_UP = "增加|超支|增支|增收|增长|增幅|上升|提高|上涨|扩大|多支出?|多收|新增|净增|多了|上浮|上扬|攀升|升高|走高|回升|增多"
_DOWN = (
    "减少|减支|节支|节余|减收|下降|降低|压缩|缩减|压减|降幅|减幅|节约|少支出?|"
    "少收|净减|少了|下浮|回落|核减|缩小|下滑|走低|节支|滑落|收窄|少了"
)
_EVEN = "增减变动|增减变化|增减|变动"
_CHANGE = re.compile(
    rf"(?:{_COMPARE}{_WITH}?|{_WITH}|^比|同比|环比|总体|净|共|实际|略有?|小幅|大幅|相应|同步|双双|各|均|分别)*"
    rf"(?P<verb>{_UP}|{_DOWN}|{_EVEN}|(?<=[各均都比年度期算数额元略微])[增减升降涨跌多少]|(?<=[费入出])[增减升降涨跌]|^[增减升降涨跌多少])(?P<both>\([^)]*\))?"
    r"(?:比率|率|额|幅度|幅|了|数|金额|比例)?(?:约|为|达到?|是)*$"
)
# compared with the budget, where nothing is said
_OF_BUDGET = frozenset({"超支", "节支", "节余", "节约"})
_SAVED_RATE = re.compile(r"(?:节约|节支|节资)率(?:为|达到?)?$")  # what was saved of a price
# 甲科目少7万元, where the words before say that it is held against the budget.
_EXCEEDS = re.compile(r"(?:超出|超过|超)(?:了)?$|(?<=[\u4e00-\u9fff]{4})[多少]$")
_FALLS = frozenset(["减", "少", "降", "跌", *_DOWN.replace("出?", "").split("|")])
_BASE = re.compile(
    rf"(?:[均各都]?(?:相比|相较|比|较|与|由|从|同|和)(?P<of>{THEN}|(?:20\d\d年度?)?{BUDGET})"
    rf"|^(?:{THEN}))(?:的)?\(?$"
)
_FROM = re.compile(r"(?:同比|(?:比|较)上年)?(?:由|从)$")
RISEN_TO = re.compile(
    r"^[^,]{0,4}?(?:增加|增长|提高|上升|上涨|减少|下降|降低|压减|缩减|增|升|涨|减|降)(?:到|至|为)"
)
_REACHED = re.compile(
    rf"(?:(?:比|较|与){_YEARS}[^,]{{0,4}})?"
    r"(?:增加|增长|上升|提高|上涨|减少|下降|降低|压缩|压减|缩减|增|升|涨|减|降)(?:到|至|为)$"
)
_OVER = re.compile(
    rf"(?P<how>超出|超过|超|高于|大于|多于|低于|小于|少于|节约)(?P<of>{BUDGET})(?:的)?(?:部分)?(?:约|为|达)?$"
)
_SHARE = re.compile(r"(?:占(?!用)(?:[^占]*?)(?:的?(?:比重|比例|比)|的)?|^比重)(?:约|为|达到?|是)*$")
# 为本年支出合计的96.22%: a share, though it does not say 占.
_PART_OF = re.compile(
    r"(?:为|是|相当于|达到?)(?:全部|全年|本年度?|当年|部门|财政拨款)*(?:收入|支出)(?:决算)?(?:总计|合计|总额|总数)?的$"
)
_COPULA = re.compile(
    r"(?:共计|小计|(?<!收入)(?<!支出)(?<!收入方)(?<!支出方)(?<!采购)(?<!资产)合计|累计|均为|同为|(?<![总合累共小])计|分别为|总计为|总额为|(?<!节)约|[为是共达系]|达到|实际为?|[:\-])+$"
)
_DONE = re.compile(
    rf"(?:(?:完成|为|达到?|占|是|相当于)(?:了)?{BUDGET}的?(?:比例|百分比|比重)?|{BUDGET}的|(?:{BUDGET})?完成(?:率|比例|进度)|完成(?:比例)?)$"
)
_RATE_OF_SPENDING = re.compile(
    r"(?:平均|总体|整体)?(?:预算|支出|资金)?执行(?:率|进度)$|支出(?:进度|率)$|^(?:预算)?执行$"
)
_GAP = re.compile(r"(?:预决算|决算与预算)?差异率$")
_BUDGETED = re.compile(
    rf"(?:完成|为|达到?|占)?(?P<kind>(?:{_KIND})*)(?P<side>财政拨款收入|财政拨款支出|财政拨款|项目|收入|支出)?"
    r"预算(?:安排数|批复数|指标|总额|金额|共?安排|数额|数)?(?:为|是)?$"
)
_AGAINST_NAMED = re.compile(r"(?:^|(?<=[^\u4e00-\u9fff]))(?:比|较|与|和|同)(?P<of>[^,]{0,30})$")
_HELD_AGAINST = re.compile(rf"(?:{_UP}|{_DOWN}|持平|一致|相同)")
_SPENT_TO = re.compile(
    r"(?:(?:全年|年终|年末|实际|支出|累计)执行(?:数|总额|金额)?|执行(?:数|金额|总额)|^执行)$"
)
_LAST = re.compile(
    r"(?:上年|去年|前一年|上一年)(?:度|同期|同口径|末|底|年末|的)*(?:财政拨款|预算)?(?:收入|支出)?(?:实际)?(?:决算)?(?:实支)?(?:数额|数|金额)?$"
)
_DIFFERENCE = re.compile(r"(?:差异|差额|相差)(?:金额|数额|额|数)?$")
_FINAL = re.compile(r"(?:决算(?:支出|汇总)*(?:数[额字]|数|金额|总额|为)?|实支数?)$")
# 政府采购预算, 货物采购预算…: a metric of their own, whose name ends in the word.
_OWN_BUDGET = re.compile(r"(?:采购|货物|工程|服务)(?:类|项目)?预算(?:金额|总额|数)?$")
_LED = re.compile(rf"(?:较|比)(?P<of>{_YEARS}度?)(?=[^,]{{2,30}}[、和与])")
SAME = re.compile(
    rf"(?:{_COMPARE}{_WITH}?)?(?:数)?(?<!基本)(?<!大体)(?:持平|零增长|无增减变化|没有增减变化|无变化|没有变化|无增减变动|无增减|未发生变化|保持不变|(?<=[上去]年)(?:保持)?一致|(?<=[上去]年数)(?:保持)?一致|(?<=年决算数)(?:保持)?一致|(?<=年度决算数)(?:保持)?一致)$"
)


_OTHER_BUDGET = re.compile(
    r"(?:上年|去年|上一年)度?的?(?:年初|全年|调整后?|部门|财政拨款|支出)*预算"
)
OTHER_YEAR = "他年"  # compared with a year that is not the one before


@dataclass(frozen=True, slots=True)
class Context:
    """What earlier clauses left: the basis of comparison and the kind of budget spoken of.

    `year` is the report's; 0 takes any year that is named for the one before.
    """

    basis: str = ""
    budget: str = "预算数"
    year: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a label says of its figure: `aspect` is None where the ledger does not keep it.

    `rest` stands before the tail; `context` is what the next clause goes on from.
    """

    aspect: str | None
    rest: str
    amount: Amount
    context: Context


def compared_with(of: str, before: Context) -> Context:
    """Return what a comparison (比…, 较…) is with: 上年, or a kind of budget."""
    named = re.search(r"20\d\d", of)
    if named and before.year and int(named.group()) not in (before.year, before.year - 1):
        return replace(before, basis=OTHER_YEAR)
    if _OTHER_BUDGET.search(of):
        return replace(before, basis=OTHER_YEAR)  # 比上年预算数: no figure of this year's budget
    if "预算" not in of:
        return replace(before, basis="上年")
    return replace(before, basis="预算", budget=budget_kind(of, "预算数"))


def budget_kind(words: str, default: str) -> str:
    """Return which budget words name: 年初, 全年 (also 调整), or not told."""
    if "年初" in words:
        return "年初预算数"
    if re.search(r"全年|调整|追加|变更", words):
        return "全年预算数"
    return default


def read_phrase(words: str, amount: Amount, context: Context, following: str) -> Phrase:
    """Return what the words before a figure say of it, and the words that may name the metric."""
    if amount.measure == "个百分点":
        return Phrase(None, words, amount, context)
    money = amount.measure in MONEY
    if amount.measure != "%":
        from_to = _FROM.search(words)
        if from_to and RISEN_TO.match(following):
            return Phrase(
                "上年数", words[: from_to.start()], amount, replace(context, basis="上年")
            )
        reached = _REACHED.search(words)
        if reached:  # 减少到8.15万元: to it, not by it
            rest = words[: reached.start()]
            now = replace(context, basis=context.basis or "上年")
            return Phrase("决算数" if money else "数量", rest, amount, now)
    words = words.rstrip("(")
    base = _BASE.search(words)
    if base and amount.measure != "%":  # 比上年9.91万元减少…: what the change starts from
        now = compared_with(base["of"] or "上年", context)
        if now.basis == OTHER_YEAR:
            return Phrase(None, words[: base.start()], amount, now)
        aspect = "上年数" if now.basis == "上年" else now.budget
        return Phrase(aspect, words[: base.start()], amount, now)
    over = _OVER.search(words)
    if over and not _OWN_BUDGET.search(words):
        now = compared_with(over["of"], context)
        if amount.measure != "%":
            return Phrase(None, words[: over.start()], amount, now)
        less = over["how"] in ("低于", "小于", "少于", "节约")
        signed = replace(amount, value=-abs(amount.value) if less else amount.value)
        return Phrase("预决算差异率", words[: over.start()], signed, now)
    change = None if _SAVED_RATE.search(words) else _CHANGE.search(words)
    if change:
        return _changed(words, amount, context, change)
    exceeds = _EXCEEDS.search(words)
    if exceeds:  # 比年初预算9万元超出1万元,超出11%
        told = amount.measure == "%" and context.basis == "预算"
        if not context.basis and words[: exceeds.start()]:  # 行政运行超7万元
            context = replace(context, basis="预算")
        return Phrase("预决算差异率" if told else None, words[: exceeds.start()], amount, context)
    if amount.measure == "%":
        return _percentage(_COPULA.sub("", words), amount, context)
    return _amount(_COPULA.sub("", words), amount, context, following)


def _changed(words: str, amount: Amount, context: Context, change: re.Match[str]) -> Phrase:
    rest = words[: change.start()]
    led = _LED.match(rest)
    if led and not change["of"]:  # 较上年收入总计、支出总计均增加
        rest, context = rest[led.end() :], compared_with(led["of"], context)
    if change["both"]:  # 增加(减少): the template's choice was never made
        return Phrase(None, words, amount, context)
    unnamed = not change["of"] and not context.basis
    if change["of"]:
        context = compared_with(change["of"], context)
    elif not context.basis or "同比" in change.group():
        context = replace(context, basis="上年")
    if context.basis == OTHER_YEAR:
        return Phrase(None, rest, amount, context)
    if change["verb"] in _OF_BUDGET and (unnamed or change.group() == "超支"):
        context = replace(context, basis="预算")
    if change["verb"] in _FALLS or change["verb"].removesuffix("出") in _FALLS:
        amount = replace(amount, value=-abs(amount.value))
    rate = amount.measure == "%"
    if context.basis == "预算":
        return Phrase("预决算差异率" if rate else None, rest, amount, context)
    return Phrase("比上年增减率" if rate else "比上年增减额", rest, amount, context)


def _percentage(words: str, amount: Amount, context: Context) -> Phrase:
    share = _SHARE.search(words)
    if share and not re.search(r"预算数|预算(?!.*支出)", share.group()):
        return Phrase("占比", words[: share.start()], amount, context)
    part = _PART_OF.search(words)
    if part:
        return Phrase("占比", words[: part.start()], amount, context)
    gap = _GAP.search(words)
    if gap:
        return Phrase("预决算差异率", words[: gap.start()], amount, replace(context, basis="预算"))
    spent = _RATE_OF_SPENDING.search(words)
    if spent:
        return Phrase("执行率", words[: spent.start()], amount, context)
    done = _DONE.search(words)
    if done:
        now = replace(context, basis="预算", budget=budget_kind(done.group(), context.budget))
        return Phrase("完成率", _COPULA.sub("", words[: done.start()]), amount, now)
    return Phrase(None, words, amount, context)


def _amount(words: str, amount: Amount, context: Context, following: str) -> Phrase:
    money = amount.measure in MONEY
    if money and not _OWN_BUDGET.search(words):
        budget = _BUDGETED.search(words)
        if budget:
            kind = budget_kind(budget["kind"], context.budget)
            rest = _COPULA.sub("", words[: budget.start()]) + (budget["side"] or "")
            against = _AGAINST_NAMED.search(rest)
            if against and _HELD_AGAINST.match(following):  # 比A费年初预算5万元减少1万元
                rest = rest[: against.start()] + against["of"]
                context = replace(context, basis="预算", budget=kind)
            return Phrase(kind, rest, amount, context)
    spent = _SPENT_TO.search(words)
    if spent:
        return Phrase("全年执行数", words[: spent.start()], amount, context)
    last = _LAST.search(words)
    if last:
        return Phrase("上年数", words[: last.start()], amount, replace(context, basis="上年"))
    gap = _DIFFERENCE.search(words)
    if gap and money:  # no aspect of the ledger
        return Phrase(None, words[: gap.start()], amount, context)
    final = _FINAL.search(words)
    if final:
        return Phrase("决算数", words[: final.start()], amount, context)
    return Phrase("决算数" if money else "数量", words, amount, context)
