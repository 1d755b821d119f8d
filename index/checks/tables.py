"""What must hold in a performance table, and between the tables and the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from index.amounts import NUMBER, parse_number
from index.checks.figures import Figures
from index.checks.intervals import Interval, of
from index.checks.rows import row_doubts
from index.checks.verdict import Reading, broken, held, judge, label, remark, show, unknown
from index.model import Check, Fact, Row, Sheet
from index.normalise import compact, fold

_HEAD = ("年初预算数", "全年预算数", "全年执行数")
_HUNDRED = Interval(Decimal(100), Decimal(100))
_PROJECTS = "预算绩效评价项目"


@dataclass(slots=True)
class _Table:
    """One table's figures: of its head, of its funding rows by label, of its indicators by row."""

    sheet: Sheet
    head: dict[str, Fact] = field(default_factory=dict)
    execution: dict[str, Fact] = field(default_factory=dict)
    funding: dict[str, dict[str, Fact]] = field(default_factory=dict)
    indicators: list[tuple[Row, dict[str, Fact]]] = field(default_factory=list)
    printed: int = 0


def _tables(figures: Figures) -> list[_Table]:
    """Return each table with its own figures: a title printed twice gives two tables."""
    tables = [_Table(sheet) for sheet in figures.sheets]
    ordered = sorted(tables, key=lambda table: table.sheet.place.start)
    rows = {row.place: row for row in figures.rows}
    facts = [f for f in figures.all if f.metric.startswith(("项目:", "整体支出"))]
    starts = sorted(row.place.start for row in figures.rows)
    for table in ordered:
        place = table.sheet.place
        table.printed = bisect_left(starts, place.end) - bisect_left(starts, place.start)
    at = 0
    for fact in facts:
        while at < len(ordered) and ordered[at].sheet.place.end <= fact.place.start:
            at += 1
        if at == len(ordered):
            break
        table = ordered[at]
        if not table.sheet.place.start <= fact.place.start:
            continue
        rest = fact.metric.removeprefix(table.sheet.metric).removeprefix("/")
        if not rest:
            table.head.setdefault(fact.aspect, fact)
        elif rest == "预算执行":
            table.execution.setdefault(fact.aspect, fact)
        elif rest.startswith("指标:"):
            last = table.indicators[-1] if table.indicators else None
            row = rows.get(fact.context)
            if row is not None and (last is None or last[0] is not row):
                last = (row, {})
                table.indicators.append(last)
            if last is not None:
                last[1].setdefault(fact.aspect, fact)
        else:
            table.funding.setdefault(rest, {}).setdefault(fact.aspect, fact)
    return ordered


def table_rate(figures: Figures) -> Iterator[Check]:
    """自评表：执行率 = 全年执行数 ÷ 全年预算数."""
    for table in _tables(figures):
        rate, budget = table.execution.get("执行率"), table.head.get("全年预算数")
        spent = table.head.get("全年执行数")
        if rate is None:
            continue
        if budget is None or spent is None:
            yield unknown("table-rate", rate)
            continue

        def compute(read: Reading, spent: Fact = spent, budget: Fact = budget) -> Interval | None:
            made = read(spent.amount).over(read(budget.amount))
            return None if made is None else made.scaled(100)

        def implied(
            rate: Fact = rate, spent: Fact = spent, budget: Fact = budget
        ) -> Iterator[tuple[Fact, Interval | None]]:
            yield spent, (of(budget.amount) * of(rate.amount)).over(_HUNDRED)
            yield budget, of(spent.amount).scaled(100).over(of(rate.amount))
            made = of(spent.amount).over(of(budget.amount))
            yield rate, None if made is None else made.scaled(100)

        yield judge(
            "table-rate",
            "error",
            rate,
            [spent, budget],
            compute,
            lambda stated, told, table=table: (  # type: ignore[misc]
                f"{_named(table)}的执行率对不上：全年执行数除以全年预算数约为 {told}，原文为 {stated}。"
            ),
            implied,
        )


def table_score(figures: Figures) -> Iterator[Check]:
    """自评表：预算执行得分 = 分值 × 执行率（最高为分值）."""
    for table in _tables(figures):
        score, weight = table.execution.get("得分"), table.execution.get("分值")
        rate = table.execution.get("执行率")
        if score is None or weight is None or rate is None:
            continue
        share = of(rate.amount)
        capped = Interval(min(share.low, Decimal(100)), min(share.high, Decimal(100)))
        made = (of(weight.amount) * capped).over(_HUNDRED)
        if made is not None and _coarsely(made, score).meets(of(score.amount)):
            yield held("table-score", score, weight, rate)
            continue
        share_of = min(rate.amount.value, Decimal(100)) / 100
        due = (weight.amount.value * share_of).quantize(Decimal("0.01")).normalize()
        told = f"{due:f} 分"
        message = (
            f"{_named(table)}的预算执行得分对不上：分值 {show(weight.amount)} × 执行率 "
            f"{show(rate.amount)} 为 {told}，原文为 {show(score.amount)}。"
        )
        yield broken(
            "table-score", "warning", message, [score, weight, rate], show(score.amount), told
        )


def _coarsely(made: Interval, score: Fact) -> Interval:
    """A score may be rounded or cut to its printed digits, or to one decimal and printed with two."""
    slack = max(score.amount.quantum, Decimal("0.1"))
    return Interval(made.low - slack, made.high + slack / 2)


def table_funding(figures: Figures) -> Iterator[Check]:
    """自评表：各资金来源之和 = 年度资金总额."""
    tables = _tables(figures)
    for table in tables:
        for aspect in _HEAD:
            whole = table.head.get(aspect)
            parts = [row[aspect] for row in table.funding.values() if aspect in row]
            if whole is None or len(parts) < 2:
                continue
            cut_off = not table.indicators and table is tables[-1]
            if cut_off or any(part.amount.measure != whole.amount.measure for part in parts):
                yield unknown("table-funding", whole, *parts)
                continue
            yield _adds_up("table-funding", "warning", table, whole, parts, "各资金来源")


def table_weights(figures: Figures) -> Iterator[Check]:
    """自评表：各指标分值与预算执行分值之和 = 总分（一般为 100）."""
    yield from _scored(figures, "table-weights", "分值")


def table_scores(figures: Figures) -> Iterator[Check]:
    """自评表：各指标得分与预算执行得分之和 = 总得分."""
    yield from _scored(figures, "table-scores", "得分")


def _scored(figures: Figures, code: str, aspect: str) -> Iterator[Check]:
    for table in _tables(figures):
        whole = table.head.get(aspect)
        if whole is None:
            continue
        parts = _cells(table, aspect)
        lost = len(parts) < len(table.indicators) or len(table.indicators) < table.printed
        execution = table.execution.get(aspect)
        repeated = any("执行" in row.name for row, _ in table.indicators)
        alone = sum((part.amount.value for part in parts), Decimal(0)) == whole.amount.value
        if execution is not None and not (repeated and alone):  # else a row of its own repeats it
            parts.append(execution)
        if not table.indicators or lost or any(row.doubt for row, _ in table.indicators):
            yield unknown(code, whole, *parts)
            continue
        summed = sum((part.amount.value for part in parts), Decimal(0))
        rounded = aspect == "得分" and any(part.amount.quantum < 1 for part in parts)
        if rounded and whole.amount.quantum == 1 and abs(summed - whole.amount.value) < 1:
            yield held(code, whole, *parts)  # a total printed without its decimals
            continue
        check = _adds_up(code, "warning", table, whole, parts, f"各指标{aspect}")
        if check.outcome == "fails" and not _all_read(table, figures.text):
            check = unknown(code, whole, *parts)
        yield check


def _cells(table: _Table, aspect: str) -> list[Fact]:
    return [facts[aspect] for _, facts in table.indicators if aspect in facts]


def _all_read(table: _Table, text: str) -> bool:
    """Whether all rows of a table were read: no accusation stands on rows that were not.

    Either the weights give the whole, or no line between the first row and the total is left that
    holds two numbers.
    """
    execution, total = table.execution.get("分值"), table.head.get("分值")
    weights = [fact.amount.value for fact in _cells(table, "分值")]
    due = total.amount.value if total else _HUNDRED.low
    funds = execution.amount.value if execution else Decimal(0)
    if len(weights) == len(table.indicators) and sum(weights, funds) == due:
        return True
    if execution is None or total is None:
        return False
    first = min(row.place.start for row, _ in table.indicators)
    rest = fold(text[first : max(total.context.start, first)])
    for row, _ in table.indicators:
        begin, end = row.place.start - first, row.place.end - first
        rest = rest[:begin] + "\f" * (end - begin) + rest[end:]
    left = (re.findall(r"(?<![^\s|])\d[\d.]*(?![^\s|])", line) for line in rest.split("\n"))
    return all(len(numbers) < len(("weight", "score")) for numbers in left)


def _adds_up(
    code: str, severity: str, table: _Table, whole: Fact, parts: Sequence[Fact], what: str
) -> Check:
    def compute(read: Reading) -> Interval:
        summed = Interval(Decimal(0), Decimal(0))
        for part in parts:
            summed = summed + read(part.amount)
        return summed

    def implied() -> Iterator[tuple[Fact, Interval]]:
        yield whole, compute(of)
        for part in parts:
            rest = compute(of).middle - of(part.amount).middle
            yield part, of(whole.amount) - Interval(rest, rest)

    return judge(
        code,
        severity,
        whole,
        parts,
        compute,
        lambda stated, told: (
            f"{_named(table)}的{whole.aspect}对不上：{what}合计为 {told}，原文总数为 {stated}。"
        ),
        implied,
    )


def score_within_weight(figures: Figures) -> Iterator[Check]:
    """自评表：得分 ≤ 分值."""
    for table in _tables(figures):
        pairs = [(table.head, ""), (table.execution, "预算执行")]
        pairs += [(facts, row.name) for row, facts in table.indicators if not _shifted(row)]
        for facts, name in pairs:
            score, weight = facts.get("得分"), facts.get("分值")
            if score is None or weight is None or not _points(score, weight):
                continue
            if score.amount.value <= weight.amount.value:
                yield held("score-within-weight", score, weight)
                continue
            where = f"“{name}”" if name else ""
            message = (
                f"{_named(table)}{where}的得分 {show(score.amount)} 大于分值 {show(weight.amount)}，"
                "疑为两栏颠倒或录入有误。"
            )
            yield broken(
                "score-within-weight",
                "error",
                message,
                [score, weight],
                show(score.amount),
                f"≤ {show(weight.amount)}",
            )


def _points(*facts: Fact) -> bool:
    return all(fact.amount.measure == "分" for fact in facts)


def spent_within_budget(figures: Figures) -> Iterator[Check]:
    """自评表：全年执行数 ≤ 全年预算数（超出需说明）."""
    for table in _tables(figures):
        spent, budget = table.head.get("全年执行数"), table.head.get("全年预算数")
        if spent is None or budget is None:
            continue
        if of(spent.amount).low <= of(budget.amount).high:
            yield held("spent-within-budget", spent, budget)
            continue
        message = f"{_named(table)}的全年执行数 {show(spent.amount)} 大于全年预算数 {show(budget.amount)}。"
        yield broken("spent-within-budget", "warning", message, [spent, budget], show(spent.amount))


def project_within_whole(figures: Figures) -> Iterator[Check]:
    """自评表：项目的预算数、执行数 ≤ 整体支出的预算数、执行数."""
    tables = _tables(figures)
    whole_table = next((t for t in tables if t.sheet.metric == "整体支出"), None)
    for table in tables:
        if whole_table is None or table is whole_table:
            continue
        for aspect in _HEAD:
            part, whole = table.head.get(aspect), whole_table.head.get(aspect)
            if part is None or whole is None:
                continue
            if of(part.amount).low <= of(whole.amount).high:
                yield held("project-within-whole", part, whole)
                continue
            message = (
                f"{_named(table)}的{aspect} {show(part.amount)} 大于整体支出绩效自评表的"
                f"{aspect} {show(whole.amount)}。"
            )
            stated, limit = show(part.amount), f"≤ {show(whole.amount)}"
            facts = [part, whole]
            yield broken("project-within-whole", "warning", message, facts, stated, limit)


def row_score(figures: Figures) -> Iterator[Check]:
    """自评表：完成值与目标值、得分与扣分原因相符."""
    for table in _tables(figures):
        spent = table.head.get("全年执行数")
        for row, facts in table.indicators:
            if "指标值" not in facts or "完成值" not in facts:
                continue
            about = list(facts.values())
            doubts = row_doubts(row, spent.amount.value if spent is not None else None)
            if not doubts:
                yield held("row-score", *about)
            for doubt in doubts:
                cost = "全年执行数" in doubt and spent is not None
                named = [facts["完成值"], *about, *([spent] if cost and spent else [])]
                message = f"{_named(table)}{doubt}"
                computed = show(spent.amount) if cost and spent is not None else row.target
                yield broken("row-score", "warning", message, named, row.result, computed)


def shifted_cells(figures: Figures) -> Iterator[Check]:
    """自评表：单元格错位、缺失或互换的行，按原样保留并提示."""
    for row in figures.rows:
        if _shifted(row):
            message = f"「{row.metric}」的指标“{row.name}”：{_shifted(row)}"
            yield remark("shifted-cells", "info", row.section, row.metric, message, row.place)


def _shifted(row: Row) -> str:
    """Return what is not sure of a row's cells; a page break or a high score is no such doubt."""
    return re.sub(r"(?:单元格跨页断开|得分高于分值)；?", "", row.doubt).strip("；")


def goals(figures: Figures) -> Iterator[Check]:
    """自评表：总体目标中写明的数量与同名指标的目标值一致."""
    for table in _tables(figures):
        place = table.sheet.place
        if not table.indicators:
            continue
        first = min(row.place.start for row, _ in table.indicators)
        goal = compact(figures.text, place.start, min(first, place.end))
        for row, facts in table.indicators:
            target = facts.get("指标值")
            unit = target.amount.measure if target is not None else ""
            if target is None or not unit or len(row.name) < 4:
                continue
            told = re.compile(
                rf"{re.escape(fold(row.name))}[为达到:]*(?P<n>{NUMBER}){re.escape(unit)}"
                r"(?=[;,。、]|$|目标|20\d\d)"
            )
            said = list(told.finditer(goal.text))
            if not said:
                continue
            if any(parse_number(one["n"]) == target.amount.value for one in said):
                yield held("goals", target)
                continue
            # What came of it stands beside the goal; its cell may be in the column of the weight.
            results = [facts[aspect].amount for aspect in ("完成值", "分值") if aspect in facts]
            reached = {amount.value for amount in results if amount.measure in (unit, "")}
            if any(parse_number(one["n"]) in reached for one in said):
                continue
            hit = said[0]
            message = (
                f"{_named(table)}总体目标写“{goal.shown[hit.start() : hit.end()]}”，"
                f"而指标“{row.name}”的目标值为 {row.target}。"
            )
            yield broken(
                "goals", "warning", message, [target], row.target, f"{hit['n']}{unit}",
                beside=[goal.place(hit.start(), hit.end())],
            )  # fmt: skip


def printed_twice(figures: Figures) -> Iterator[Check]:
    """同一项目的自评表只应公开一次；印了两次的，内容应一致."""
    seen: dict[tuple[str, str], _Table] = {}
    for table in _tables(figures):
        first = seen.setdefault((table.sheet.metric, table.sheet.implementer), table)
        if first is table or table.sheet.metric == "整体支出":
            continue
        here, there = _said(table), _said(first)
        other = next((k for k in here if k in there and _value(here, k) != _value(there, k)), None)
        if other is None:
            message = f"项目“{table.sheet.title}”的自评表印了两次，内容相同。"
            yield remark(
                "printed-twice", "info", table.sheet.section, table.sheet.metric, message,
                table.sheet.place, first.sheet.place,
            )  # fmt: skip
        else:
            message = (
                f"项目“{table.sheet.title}”的自评表印了两次，{label(here[other])}不同："
                f"{show(there[other].amount)} 与 {show(here[other].amount)}。"
            )
            yield broken(
                "printed-twice", "warning", message, [here[other], there[other]],
                show(here[other].amount), show(there[other].amount),
            )  # fmt: skip


def _said(table: _Table) -> dict[tuple[str, str], Fact]:
    found = {("", aspect): fact for aspect, fact in table.head.items()}
    found.update({("预算执行", aspect): fact for aspect, fact in table.execution.items()})
    for name, cells in table.funding.items():
        found.update({(name, aspect): fact for aspect, fact in cells.items()})
    for row, facts in table.indicators:
        found.update({(row.name, aspect): fact for aspect, fact in facts.items()})
    return found


def _value(facts: dict[tuple[str, str], Fact], key: tuple[str, str]) -> Decimal:
    return facts[key].amount.value


def projects(figures: Figures) -> Iterator[Check]:
    """自评项目的个数、预算数、执行数与所附自评表合计一致."""
    tables = {t.sheet.metric: t for t in _tables(figures) if t.sheet.metric != "整体支出"}
    counts = figures.named(_PROJECTS, "数量")
    if not tables or not counts:
        return
    count = counts[0]
    again = [t for t in _tables(figures) if t.sheet.metric != "整体支出"]
    if count.amount.value == len(again) > len(tables):
        message = (
            f"正文写开展预算绩效评价项目 {show(count.amount)}，所附项目自评表去掉重印的只有 {len(tables)} 个，"
            "正文疑把重印的一张也计算在内。"
        )
        yield broken(
            "projects", "warning", message, [count], show(count.amount), f"{len(tables)} 个",
            beside=[t.sheet.place for t in again if tables[t.sheet.metric] is not t],
        )  # fmt: skip
        return
    if count.amount.value != len(tables):
        # The tables printed may be a selection: their sums then say nothing.
        message = (
            f"正文写开展预算绩效评价项目 {show(count.amount)}，所附项目自评表为 {len(tables)} 个。"
        )
        if count.amount.value < len(tables) or _all_sums_told(figures, list(tables.values())):
            yield broken(
                "projects", "warning", message, [count], show(count.amount), f"{len(tables)} 个"
            )
        else:
            yield unknown("projects", count)
        return
    yield held("projects", count)
    for aspect in _HEAD:
        for whole in figures.named(_PROJECTS, aspect):
            parts = [t.head[aspect] for t in tables.values() if aspect in t.head]
            if len(parts) < len(tables):
                yield unknown("projects", whole, *parts)
                continue

            def compute(read: Reading, parts: Sequence[Fact] = parts) -> Interval:
                summed = Interval(Decimal(0), Decimal(0))
                for part in parts:
                    summed = summed + read(part.amount)
                return summed

            def implied(
                whole: Fact = whole, parts: Sequence[Fact] = parts
            ) -> Iterator[tuple[Fact, Interval]]:
                summed = sum((of(p.amount).middle for p in parts), Decimal(0))
                yield whole, Interval(summed, summed)
                for part in parts:
                    rest = summed - of(part.amount).middle
                    yield part, of(whole.amount) - Interval(rest, rest)

            yield judge(
                "projects",
                "warning",
                whole,
                parts,
                compute,
                lambda stated, told, whole=whole: (  # type: ignore[misc]
                    f"正文所写项目{whole.aspect}合计 {stated} 与各项目自评表之和 {told} 不一致。"
                ),
                implied,
            )


def _all_sums_told(figures: Figures, tables: Sequence[_Table]) -> bool:
    """Whether the sums that the text tells are those of the tables printed: then no table is kept back."""
    told = [(aspect, whole) for aspect in _HEAD for whole in figures.named(_PROJECTS, aspect)]
    sums = {aspect: [t.head[aspect] for t in tables if aspect in t.head] for aspect in _HEAD}
    return bool(told) and all(
        len(sums[aspect]) == len(tables)
        and sum((of(part.amount).middle for part in sums[aspect]), Decimal(0))
        == of(whole.amount).middle
        for aspect, whole in told
    )


def _named(table: _Table) -> str:
    if table.sheet.metric == "整体支出":
        return "整体支出绩效自评表"
    return f"「{table.sheet.metric}」"
