"""Sentences over the projects of a report: lists, ranking, limits, sums, means, changed budgets."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import Result, difference, plain, share, total
from assistant.compose.draft import Draft, Ranking, subject
from assistant.compose.performance import HEAD, title_mark
from assistant.compose.places import cited
from assistant.compose.quotes import say_quote
from assistant.model import Table
from assistant.retrieve import Evidence
from index.amounts import MONEY
from index.model import Fact, Sheet
from index.store import ReportInfo

_MOST_PROJECTS = 20


def ranked_projects(
    evidence: Evidence,
    info: ReportInfo,
    aspect: str = "得分",
    *,
    told: bool = False,
    among: Collection[str] | None = None,
) -> list[tuple[Sheet, Fact]]:
    """Return (table, total score or another head figure) of a report's projects, lowest first.

    With `told` also those of which only the text tells, as if the sentence were their table; with
    `among` only those of these metrics.
    """
    pairs: dict[str, tuple[Sheet, Fact]] = {}
    for report, sheet in evidence.sheets:
        fact = _head_figure(evidence, info, sheet.metric, aspect) if report == info.id else None
        if fact is not None and sheet.metric.startswith("项目:"):
            pairs.setdefault(sheet.metric, (sheet, fact))
    for metric in evidence.metrics(info) if told else ():
        fact = _head_figure(evidence, info, metric, aspect)
        if metric.startswith("项目:") and "/" not in metric and fact is not None:
            title = metric.removeprefix("项目:")
            pairs.setdefault(
                metric, (Sheet(metric, title, "", "", fact.section, fact.context), fact)
            )
    found = [pair for metric, pair in pairs.items() if among is None or metric in among]
    return sorted(found, key=lambda pair: pair[1].amount.value)


def _head_figure(evidence: Evidence, info: ReportInfo, metric: str, aspect: str) -> Fact | None:
    """Return a project's head figure; its rate may be told in a text as 完成预算的76.5%."""
    told = evidence.one(info, metric, "完成率") if aspect == "执行率" else None
    return evidence.one(info, metric, aspect) or told


def say_projects(draft: Draft, evidence: Evidence, info: ReportInfo) -> bool:
    """Add a report's projects from the lowest score up, with their table; False where none."""
    scored = ranked_projects(evidence, info)
    if not scored:
        return False
    words = [_scored(draft, evidence, info, sheet, fact) for sheet, fact in scored[:_MOST_PROJECTS]]
    more = "……" if len(scored) > _MOST_PROJECTS else ""
    all_in_tables = all((info.id, sheet) in evidence.tables for sheet, _ in scored)
    opening = (
        f"公开了 **{len(scored)}** 张项目支出绩效自评表"
        if all_in_tables
        else f"写明自评得分的项目有 **{len(scored)}** 个"
    )
    draft.add(f"{subject(info)}{opening}，得分由低到高：" + "；".join(words) + f"{more}。")
    draft.tables.append(_table(evidence, info, scored))
    say_twice(draft, evidence, info)
    return True


def say_ranked(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    aspect: str,
    count: int,
    *,
    lowest: bool,
    among: Collection[str] | None = None,
) -> bool:
    """Add the first projects of a report by score, rate or money; False where no table states it."""
    ranked = ranked_projects(evidence, info, aspect, told=True, among=among)
    if aspect == "执行率" and among is None:
        reckoned = _reckoned_rates(evidence, info)
        if len(reckoned) > len(ranked):
            _say_ranked_by_spent(draft, info, reckoned, count, lowest=lowest)
            return True
    if not ranked:
        return False
    order = ranked if lowest else ranked[::-1]
    limit = order[min(count, len(order)) - 1][1].amount.value
    chosen = [
        pair
        for pair in order
        if (pair[1].amount.value <= limit if lowest else pair[1].amount.value >= limit)
    ]
    words = [_scored(draft, evidence, info, sheet, fact) for sheet, fact in chosen[:_MOST_PROJECTS]]
    order_of = f"{aspect}{'由低到高' if lowest else '由高到低'}"
    most = f"{aspect}{'最低' if lowest else '最高'}的是"
    draft.add(
        f"{subject(info)}的 **{len(ranked)}** 个项目中，{order_of if len(chosen) == len(ranked) > 1 else most}："
        + "；".join(words)
        + "。"
    )
    whole = evidence.one(info, "预算绩效评价项目", aspect)
    draft.rankings.append(
        Ranking(
            [(info, fact) for _, fact in order],
            [f"「{sheet.title}」" for sheet, _ in order],
            len(chosen),
            (info, whole) if whole is not None and among is None else None,
        )
    )
    draft.tables.append(_table(evidence, info, ranked_projects(evidence, info, among=among)))
    return True


_Spent = tuple[str, Fact, Fact, Result]  # a project's title, spending, budget and rate


def _reckoned_rates(evidence: Evidence, info: ReportInfo) -> list[_Spent]:
    """Return all projects with the part of their budgets that was spent, the least first."""
    found = []
    for sheet, spent in ranked_projects(evidence, info, "全年执行数", told=True):
        budget = evidence.one(info, sheet.metric, "全年预算数", "预算数")
        rate = share(spent, budget) if budget is not None else None
        if budget is not None and rate is not None:
            found.append((sheet.title, spent, budget, rate))
    return sorted(found, key=lambda one: one[3].value)


def _say_ranked_by_spent(
    draft: Draft, info: ReportInfo, rates: Sequence[_Spent], count: int, *, lowest: bool
) -> None:
    """Add the projects that spent the least (or most) of their budgets, where not all state a rate."""
    order = rates if lowest else rates[::-1]
    words = []
    for title, spent, budget, rate in order[:count]:
        text = draft.derived(rate.value, "%", rate.formula, [(info, spent), (info, budget)])
        words.append(
            f"「{title}」执行率 {text}（全年执行数 {draft.figure(info, spent)}{draft.cite(info, spent)}，"
            f"{budget.aspect} {draft.figure(info, budget)}{draft.cite(info, budget)}）"
        )
    most = "最低" if lowest else "最高"
    draft.add(
        f"{subject(info)}的 **{len(rates)}** 个项目中，执行率{most}的是：{'；'.join(words)}。"
        "执行率按执行数除以预算数计算。"
    )


def say_within(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    aspect: str,
    fits: Callable[[Decimal], bool],
    among: Collection[str] | None = None,
    *,
    rest: bool = False,
    label: str = "符合条件",
) -> bool:
    """Add the projects whose rate or score fits a limit; False where no report states it.

    With `rest` what was left of each one's budget is added.
    """
    ranked = ranked_projects(evidence, info, aspect, told=True, among=among)
    if not ranked:
        return False
    found = [(sheet, fact) for sheet, fact in ranked if fits(fact.amount.value)]
    told = f"{subject(info)}的 **{len(ranked)}** 个项目中，{aspect}{label}的有 **{len(found)}** 个"
    mixed = any(fact.aspect != aspect for _, fact in found)
    words = []
    for sheet, fact in found:
        word = f"「{sheet.title}」{title_mark(draft, evidence, info, sheet)}"
        word += f"{fact.aspect} " if mixed else ""
        word += f"{draft.figure(info, fact)}{draft.cite(info, fact)}"
        spent = evidence.one(info, sheet.metric, "全年执行数") if aspect == "执行率" else None
        if spent is not None:
            word += f"，全年执行数 {draft.figure(info, spent)}{draft.cite(info, spent)}"
        budget = evidence.one(info, sheet.metric, "全年预算数") if rest else None
        left = difference(budget, spent) if budget is not None and spent is not None else None
        if budget is not None and spent is not None and left is not None:
            pair = [(info, budget), (info, spent)]
            shown = draft.derived(left.value, left.measure, left.formula, pair)
            word += f"，与全年预算数相差 {shown}{draft.cite(info, budget)}"
        words.append(word)
    draft.add(told + ("：" if words else "") + "；".join(words) + "。")
    return True


def say_adjusted(
    draft: Draft, evidence: Evidence, info: ReportInfo, count: int, *, raised: bool
) -> bool:
    """Add the projects whose budget was changed most during the year; False where none was."""
    head = f"预算{'调增' if raised else '调减'}最多的项目"
    return _say_apart(draft, evidence, info, ("全年预算数", "年初预算数"), head, count, more=raised)


def say_most_left(draft: Draft, evidence: Evidence, info: ReportInfo, count: int) -> bool:
    """Add the projects with the most money left of their budget; False where none has any."""
    head = "没有用完的金额最多的项目"
    return _say_apart(draft, evidence, info, ("全年执行数", "全年预算数"), head, count, more=False)


def say_overspent(
    draft: Draft, evidence: Evidence, info: ReportInfo, budget: str, count: int = _MOST_PROJECTS
) -> bool:
    """Add the projects that spent more than a budget (年初预算数), or that none did; False without any."""
    spent = [sheet.metric for sheet, _ in ranked_projects(evidence, info, "全年执行数", told=True)]
    bases = [evidence.one(info, metric, budget, _ONLY_BUDGET) for metric in spent]
    known = [fact for fact in bases if fact is not None]
    aspects = ("全年执行数", budget)
    budget = budget if all(fact.aspect == budget for fact in known) else "预算数"
    head = f"全年执行数超过{budget}{'最多' if count == 1 else ''}的项目"
    if _say_apart(draft, evidence, info, aspects, head, count, more=True):
        return True
    if known and len(known) == len(bases):
        marks = draft.cite_each((info, fact) for fact in known)
        draft.add(f"{subject(info)}公开的项目中，没有全年执行数超过{budget}的。{marks}")
    return bool(known) and len(known) == len(bases)


_ONLY_BUDGET = "预算数"  # of which some reports state no more than one


def _say_apart(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    aspects: tuple[str, str],
    head: str,
    count: int,
    *,
    more: bool,
) -> bool:
    """Add the projects whose first head figure lies most above (or below) the second; False for none."""
    apart = []
    spent, other = aspects[0] == "全年执行数", (_ONLY_BUDGET,)
    for sheet, own in ranked_projects(evidence, info, aspects[0], told=True):
        base = evidence.one(info, sheet.metric, aspects[1], *(other if spent else ()))
        result = difference(own, base) if base is not None else None
        if base is not None and result is not None and result.value and (result.value > 0) == more:
            apart.append((sheet, base, own, result))
    apart.sort(key=lambda entry: -abs(entry[3].value))
    words = []
    for sheet, base, own, result in apart[:count]:
        facts = [(info, own), (info, base)]
        text = draft.derived(result.value, result.measure, result.formula, facts).lstrip("-")
        words.append(
            f"「{sheet.title}」{title_mark(draft, evidence, info, sheet)}"
            f"{base.aspect} {draft.figure(info, base)}，"
            f"{aspects[0]} {draft.figure(info, own)}{draft.cite(info, own)}，"
            f"{aspects[0]}比{base.aspect}{'多' if more else '少'} {text}"
        )
    if words:
        draft.add(f"{subject(info)}{head}：" + "；".join(words) + "。")
    return bool(words)


_STATED_MEAN = re.compile(r"平均.{0,6}?(?:得?分|执行率).{0,4}\d")


def say_mean(draft: Draft, evidence: Evidence, info: ReportInfo, aspect: str) -> bool:
    """Add the plain mean of a head figure over a report's projects; False where no table states it."""
    for sentence in evidence.sentences(info).all:
        stated = _STATED_MEAN.search(sentence.text) if sentence.kind == "绩效" else None
        if stated and (aspect == "执行率") == ("执行率" in stated.group()):
            say_quote(draft, evidence, info, sentence)
            return True
    ranked = ranked_projects(evidence, info, aspect)
    if not ranked:
        return False
    facts = [(info, fact) for _, fact in ranked]
    summed = total([fact for _, fact in ranked])
    if summed is None:
        return False
    value = (summed.value / len(ranked)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    left = summed.formula.partition(" = ")[0]
    formula = f"({left}) ÷ {len(ranked)} = {plain(value)}"
    text = draft.derived(value, summed.measure, formula, facts)
    marks = "".join(dict.fromkeys(draft.cite(info, fact) for _, fact in ranked))
    draft.add(
        f"{subject(info)}的 **{len(ranked)}** 个项目{aspect}平均约 {text}。{marks}"
        "这是简单平均数，报告本身没有给出这个数。"
        + ("各项目大小悬殊，平均数仅供参考。" if _differ_widely(ranked) else "")
    )
    return True


def _differ_widely(ranked: Sequence[tuple[Sheet, Fact]]) -> bool:
    """Whether one project's amount is more than half of what all come to: their mean tells little."""
    amounts = [fact.amount.value for _, fact in ranked if fact.amount.measure in MONEY]
    return bool(amounts) and max(amounts) * 2 > sum(amounts)


def say_all_together(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    aspects: Sequence[str] = ("全年预算数", "全年执行数"),
) -> None:
    """Add what the tables of all projects come to, beside the sum that the text states."""
    for aspect in aspects:
        facts = [(info, fact) for _, fact in ranked_projects(evidence, info, aspect)]
        result = total([fact for _, fact in facts]) if len(facts) > 1 else None
        if result is None:
            continue
        text = draft.derived(result.value, result.measure, result.formula, facts)
        told = f"各自评表的{aspect}合计 {text}{draft.cite(*facts[0])}"
        own = (aspect, "预算数") if aspect == "全年预算数" else (aspect,)
        stated = evidence.one(info, "预算绩效评价项目", *own)
        if stated is not None and stated.amount.measure == result.measure:
            told += f"；正文写的预算绩效评价项目{stated.aspect}为 {draft.figure(info, stated)}"
            told += draft.cite(info, stated)
            told += "，两者一致" if stated.amount.value == result.value else "，两者不一致"
        draft.add(told + "。")


def say_together(
    draft: Draft,
    evidence: Evidence,
    named: Sequence[tuple[ReportInfo, Sheet]],
    aspects: Sequence[str] = ("全年预算数", "全年执行数"),
) -> None:
    """Add what several projects come to together: budget and spending, as far as they are asked for."""
    words = []
    for aspect in aspects:
        facts = [(i, f) for i, s in named if (f := evidence.one(i, s.metric, aspect)) is not None]
        result = total([fact for _, fact in facts]) if len(facts) == len(named) else None
        if result is not None:
            text = draft.derived(result.value, result.measure, result.formula, facts)
            marks = draft.cite_each(facts)
            words.append(f"{aspect}合计 {text}{marks}")
    if words:
        draft.add("，".join(words) + "。")


def say_apart(
    draft: Draft,
    evidence: Evidence,
    named: Sequence[tuple[ReportInfo, Sheet]],
    aspect: str = "全年执行数",
) -> None:
    """Add by how much the spending of two projects differs, or their scores do."""
    facts = [(i, f) for i, s in named if (f := evidence.one(i, s.metric, aspect)) is not None]
    result = difference(facts[0][1], facts[1][1]) if len(facts) == 2 else None
    if result is None or result.value == 0:
        return
    points = result.measure == "%"
    verb = ("高" if points else "多") if result.value > 0 else ("低" if points else "少")
    measure = "个百分点" if points else result.measure
    text = draft.derived(result.value, measure, result.formula, facts).lstrip("-")
    told = f"{aspect}前者比后者{verb} {text}"
    first, second = facts[0][0].year, facts[1][0].year
    if first < second:
        told += f"，即从 {first} 年度到 {second} 年度{'减少' if result.value > 0 else '增加'}了"
    draft.add(f"{told}。{draft.cite(*facts[0])}{draft.cite(*facts[1])}")


def say_twice(draft: Draft, evidence: Evidence, info: ReportInfo) -> None:
    """Add which tables the report prints twice, and its sums without the second printing."""
    printed: dict[str, list[Sheet]] = {}
    for report, sheet in evidence.sheets:
        if report == info.id:
            printed.setdefault(sheet.metric, []).append(sheet)
    for sheets in printed.values():
        if len(sheets) > 1:
            marks = "".join(title_mark(draft, evidence, info, sheet) for sheet in sheets)
            draft.add(
                f"⚠ 「{sheets[0].title}」的自评表重复印了两次，统计项目数和金额时只应算一次。{marks}",
                *_without_second(draft, evidence, info, sheets[1]),
            )
            mark = re.search(r"\d+", marks)
            words = f"「{sheets[0].title}」的自评表重复印了两次，不应重复计算。"
            draft.warn("twice", words, int(mark.group()) if mark else None)


def _without_second(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet
) -> Iterator[str]:
    """Yield the stated sums over all projects without a table that they count twice."""
    for aspect in ("全年预算数", "全年执行数"):
        whole = evidence.one(info, "预算绩效评价项目", aspect)
        once = [f for _, f in ranked_projects(evidence, info, aspect)]
        again = evidence.one(info, sheet.metric, aspect)
        distinct = total(once)
        counted = difference(whole, again) if whole and again else None
        if whole is None or again is None or counted is None or distinct is None:
            continue
        if abs(counted.value - distinct.value) > _TAIL or counted.measure != distinct.measure:
            continue  # the sum did not count it twice
        facts = [(info, whole), (info, again)]
        text = draft.derived(counted.value, counted.measure, counted.formula, facts)
        stated = f"{draft.figure(info, whole)}{draft.cite(info, whole)}"
        yield f"正文写的预算绩效评价项目{aspect}为 {stated}，"
        marks = f"{draft.cite(info, whole)}{draft.cite(info, again)}"
        yield f"预算绩效评价项目{aspect}扣除重复的一张后为 {text}。{marks}"


_TAIL = Decimal("0.1")  # 万元: a dozen rounded figures


def _scored(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, fact: Fact) -> str:
    """Return a project with a head figure, and with what was spent on it."""
    told = f"「{sheet.title}」{title_mark(draft, evidence, info, sheet)}"
    told += f"{_labelled(draft, info, fact)}{cited(draft, evidence, info, fact)}"
    spent = evidence.one(info, sheet.metric, "全年执行数")
    if spent is not None and fact.aspect != "全年执行数":
        told += f"，全年执行数 {draft.figure(info, spent)}{draft.cite(info, spent)}"
    score = evidence.one(info, sheet.metric, "得分")
    if score is not None and fact.aspect != "得分":
        told += f"，自评得 {draft.figure(info, score)}{draft.cite(info, score)}"
    return told


def _labelled(draft: Draft, info: ReportInfo, fact: Fact) -> str:
    figure = draft.figure(info, fact)
    return figure if fact.aspect == "得分" else f"{fact.aspect} {figure}"


def _table(evidence: Evidence, info: ReportInfo, scored: Sequence[tuple[Sheet, Fact]]) -> Table:
    rows = []
    for sheet, score in scored:
        cells = [evidence.one(info, sheet.metric, aspect) for aspect in HEAD]
        printed = [cell.amount.text if cell is not None else "" for cell in cells]
        rows.append((sheet.title, *printed, score.amount.text))
    columns = (
        "项目",
        "年初预算数（万元）",
        "全年预算数（万元）",
        "全年执行数（万元）",
        "执行率（%）",
        "得分",
    )
    return Table(f"{info.unit} {info.year} 年度项目支出绩效自评", columns, tuple(rows))
