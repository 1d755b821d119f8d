"""The functional items of a report: the first of them by amount, change, rate or gap, or all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.items import (
    Among,
    say_classes,
    say_completions,
    say_item_changes,
    say_item_gaps,
    say_item_rates,
    say_items,
)
from assistant.plan.listed.ordering import (
    BOTH,
    BY_AMOUNT,
    FALLS,
    GAP,
    MOST_ITEMS,
    MOVED,
    OF_CLASSES,
    RISES,
    is_low,
    ranked_words,
)
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.store import ReportInfo

# 差异率最大的科目: by a stated rate, not by the amount.
_RATES = {
    "差异": "预决算差异率",
    "完成": "完成率",
    "执行": "完成率",
    "增": "比上年增减率",
    "涨": "比上年增减率",
    "降": "比上年增减率",
    "幅": "比上年增减率",
}
RATE = re.compile(
    r"差异率|差异[^,。?]{0,4}最|完成率|完成(?:年初|全年)?预算(?:得)?最|执行(?:得|率)?最|完成[^,。?]{0,6}预算[^,。?]{0,4}(?:比例|百分比|百分之|程度|率)|预算完成(?:得|程度|比例)|增长率|增减率|增速|[涨增降减升跌][^,。?]{0,4}百分之|[增涨降]幅|幅度"
)
# 哪些科目增加了,增加最多的是哪个: all of them, the most first
_ALL_MOVED = re.compile(r"(?:哪些|哪几[个项]?)[^,。?最]{2,16}[增减涨降多少](?!最)")
_SEVERAL = re.compile(r"哪(?:几|些)")
_EVERY = re.compile(r"排(?!第)|由[^,。?]{0,6}(?:组成|构成)|哪[几些]个?(?:[类项块]|方面)(?!最)")
_MISSED = re.compile(r"(?:没|未)(?:有)?完成")
# 哪几项没花完预算: all of them, where none is asked for as the first
_WHICH_ALL = re.compile(
    r"(?:^|[,。?])[^,。?最]*(?:哪(?:几|些)|(?:几|多少)个)[^,。?最]*(?:[,。?]|$)"
)
# 超预算幅度最大的科目: by how far beyond, not by the amount.
_GAP_BY_RATE = re.compile(r"[幅程]度|比例|百分|倍")
# 归零的不算: without items that nothing was spent on any more
_ZERO = r"(?:归零|清零|(?:为|是)(?:零|0)|没花钱|没有?支出|取消|停掉)"
_WITHOUT_ZEROS = re.compile(
    rf"{_ZERO}了?的?(?:科目|项目?)?(?:都|就)?(?:不算|不计|不含|不考虑|除外|排除|去掉)"
    rf"|(?:不算|不计|不含|不考虑|除了?|排除|去掉)[^,。?]{{0,4}}{_ZERO}"
)
RATE_OF_ONE = re.compile(r"最[差好低高][^,。?]{0,3}(?:是|哪)|执行|完成")


def rank_items(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    fund: str = "",
) -> bool:
    """Add the first functional items by gap to the budget, by rate, by change, or by amount."""
    things = ranked_words(question)
    text = question.words if question.intent.rank else things  # 第二呢: in the order asked before
    top, why = question.intent.top, question.intent.why
    lowest = is_low(text) or question.intent.rank == "低" or _MISSED.search(text) is not None
    falls, rises = FALLS.search(text), RISES.search(text)
    inside = [(info, class_or_section(question, evidence, info)) for info in reports]
    inside = [pair for pair in inside if pair[1]] or inside  # 红十字事业这款: of who has it
    if any(whole and not evidence.within(info, whole) for info, whole in inside):
        return False  # which items a class has is not told
    spent = _WITHOUT_ZEROS.search(question.folded) is not None
    gap = GAP.search(text)
    few = 3 if _SEVERAL.search(text) else 1
    if gap:
        over = gap["under"] is None
        count = top or (MOST_ITEMS if _WHICH_ALL.search(text) else few)
        by_rate = _GAP_BY_RATE.search(text) is not None and not BY_AMOUNT.search(text)
        for info, whole in inside:
            among = Among(fund, whole, spent)
            rates = (draft, evidence, info, "完成率", top or few)
            if by_rate and say_item_rates(*rates, lowest=not over, among=among, why=why):
                continue
            if not say_item_gaps(draft, evidence, info, count, over=over, among=among, why=why):
                say_no_gap(evidence, draft, info, over=over)
            elif count > 1 and not top and RATE_OF_ONE.search(text):
                say_item_rates(
                    draft, evidence, info, "完成率", 1, lowest=not over, among=among, why=why
                )
        return True
    rate = RATE.search(text) if not BY_AMOUNT.search(text) else None
    if rate:
        aspect = next(name for word, name in _RATES.items() if word in rate.group())
        down = aspect == "比上年增减率" and falls is not None
        side = down if down or rises else None
        orders = (True, False) if BOTH.search(text) else (lowest,)
        if said(
            say_item_rates(
                draft,
                evidence,
                i,
                aspect,
                top or few,
                lowest=order,
                falls=side,
                among=Among(fund, whole, spent),
                why=why,
            )
            for i, whole in inside
            for order in orders
        ):
            return True
        if aspect == "预决算差异率" and said(
            say_item_gaps(
                draft, evidence, i, 1, over=over, among=Among(fund, whole, spent), why=why
            )
            for i, whole in inside
            for over in (True, False)
        ):
            return True
        return _cannot_order(draft, aspect)
    if MOVED.search(text):
        down, up = falls is not None, rises is not None
        one_way = down if down != up else None
        count = top or (MOST_ITEMS if _ALL_MOVED.search(text) else 2 if one_way is None else few)
        if said(
            say_item_changes(
                draft, evidence, i, count, falls=one_way, among=Among("", whole, spent), why=why
            )
            for i, whole in inside
        ):
            return True
        return _cannot_order(draft, "比上年增减额")
    count = top or (MOST_ITEMS if _EVERY.search(text) else 3)
    if OF_CLASSES.search(things) and not any(whole for _, whole in inside):
        paid = ("全部",) if _OF_ALL_FUNDS.search(text) else ()
        return said(
            any(
                say_classes(draft, evidence, info, count, lowest=lowest, fund=own)
                for own in (*paid, "一般公共预算")
            )
            or say_items(draft, evidence, info, count, lowest=lowest)
            for info in reports
        )
    both = BOTH.search(text) is not None
    return said(
        say_items(
            draft,
            evidence,
            i,
            (top or 1) if both else count,
            lowest=low,
            among=Among("", whole, spent),
        )
        for i, whole in inside
        for low in ((False, True) if both else (lowest,))
    )


def class_or_section(question: Question, evidence: Evidence, info: ReportInfo) -> str:
    """Return the class or section of a report that a question names, or an empty string."""
    for start, end in evidence.vocabulary.section_spans(question.folded):
        section = f"{question.folded[start:end]}(款)"
        if evidence.within(info, section):
            return section
    named = (m for m in question.metrics if m.endswith(("(类)", "(款)")))
    return next((m for m in named if evidence.facts(info, m)), "")


_OF_ALL_FUNDS = re.compile(
    r"(?:全部|所有|各类|全口径)[^,。?]{0,3}资金|本年(?:度)?支出|支出合计|总支出"
)


def _cannot_order(draft: Draft, aspect: str) -> bool:
    draft.status = "not_found"
    draft.add(f"报告没有逐项写出各科目的{aspect}，无法排序。")
    return True


def say_no_gap(evidence: Evidence, draft: Draft, info: ReportInfo, *, over: bool) -> None:
    """Add why no item is told above or below its budget: none is, or a rate alone is stated, or nothing."""
    if say_completions(draft, evidence, info, MOST_ITEMS, over=over):
        return
    draft.status = "not_found" if not draft.paragraphs else draft.status
    budgets = any(evidence.one(info, item, "年初预算数") for item in evidence.items(info))
    told = f"{info.unit} {info.year} 年度的报告没有写各科目的预算数。"
    if budgets:
        told = f"{info.unit} {info.year} 年度没有哪个科目的决算数{'高于' if over else '低于'}年初预算数。"
    draft.add(told)
