"""Sentences about performance tables: money, rate, score, and the rows that lost points."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from assistant.calculate import difference, plain, total
from assistant.compose.draft import Draft, subject
from assistant.model import Table
from assistant.retrieve import Evidence
from assistant.sentences import terms
from index.amounts import MONEY
from index.checks.rows import row_doubts
from index.model import Fact, Place, Row, Sheet
from index.store import ReportInfo

_MOST_PROJECTS = 20
_HEAD = ("年初预算数", "全年预算数", "全年执行数", "执行率")
_SHARE_OF_NAMED = 0.2  # of a question's words, where the project is known
_SHARE_OF_ALL = 0.42  # … where any project's indicator may be meant
_MOST_OF_NAME = 0.6
_LEAST_CHARS, _MOST_OF_CHARS = 4, 0.75  # 网上全程办理比例 is 全程网办事项比例
_NEXT_TO = 0.75  # of the best indicator's words: those beside it are said as well
COMMON_PAIRS = frozenset(
    re.findall(
        "..",
        "数量完成项目费用经费成本情况人员及时时间工作服务购置发放支付管理质量合格满意意度群众资金政务系统"
        "平台建设运行维护采购年度单位指标次数人数比例提高有效保障全年政府办公专项公用多少",
    )
)


def sheets_named(evidence: Evidence, info: ReportInfo, titles: tuple[str, ...]) -> list[Sheet]:
    """Return a report's performance tables with these titles; a table printed twice counts once."""
    found: dict[str, Sheet] = {}
    for report, sheet in evidence.sheets:
        if report == info.id and sheet.title in titles:
            found.setdefault(sheet.metric, sheet)
    return list(found.values())


def say_sheet(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add money, execution rate and score of one performance table."""
    named = "整体支出绩效" if sheet.metric == "整体支出" else f"「{sheet.title}」项目"
    facts: dict[str, Fact] = {}
    for fact in evidence.facts(info, sheet.metric):
        if fact.section == sheet.section:
            facts.setdefault(fact.aspect, fact)
    head = [facts[a] for a in _HEAD if a in facts]
    words = [f"{fact.aspect} {draft.figure(info, fact)}" for fact in head]
    executed = evidence.one(info, f"{sheet.metric}/预算执行", "得分")
    if executed is not None and head and executed.context == head[-1].context:
        words.append(f"预算执行得 {draft.figure(info, executed)}")
    told = f"{subject(info)}{named}：" + "，".join(words)
    if head:
        told += f"{draft.cite(info, head[0])}"
    score, weight = facts.get("得分"), facts.get("分值")
    if score is not None:
        told += f"；自评总分 {draft.figure(info, score)}"
        if weight is not None:
            told += f"（满分 {draft.figure(info, weight)}）"
        told += draft.cite(info, score)
    else:
        told += "；表中没有自评总分"
    draft.add(told + "。" + _title_mark(draft, evidence, info, sheet))


def _title_mark(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> str:
    """Return the mark of the head of a table, where its project is named."""
    facts = [f for f in evidence.facts(info, sheet.metric) if f.section == sheet.section]
    end = min((f.context.start for f in facts), default=sheet.place.start)
    if not sheet.place.start < end <= sheet.place.start + _LONGEST_HEAD:
        return ""
    return f"[{draft.mark(info, sheet.section, Place(sheet.place.start, end))}]"


_LONGEST_HEAD = 600


def say_funding(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, text: str
) -> None:
    """Add the funding rows of a table that a question names (其他资金 …), or whose money it was."""
    asks_source = _SOURCE.search(text) is not None
    for metric in evidence.metrics(info):
        label = metric.removeprefix(f"{sheet.metric}/")
        if label == metric or label.startswith(("指标:", "预算执行")):
            continue
        spent = evidence.one(info, metric, "全年执行数")
        if label not in text and not (asks_source and spent is not None and spent.amount.value):
            continue
        facts = [f for f in evidence.facts(info, metric) if f.section == sheet.section]
        words = [f"{fact.aspect} {draft.figure(info, fact)}" for fact in facts]
        if facts:
            draft.add(f"其中{label}：{'，'.join(words)}。{draft.cite(info, facts[0])}")


_SOURCE = re.compile(
    r"财政.{0,3}(?:拨|给|出)|资金来源|钱.{0,4}(?:哪来|谁出)|谁.{0,3}出的?钱|自筹|自有|其他资金"
)


def say_projects(draft: Draft, evidence: Evidence, info: ReportInfo) -> bool:
    """Add a report's projects from the lowest score up, with their table; False where none."""
    scored = ranked_projects(evidence, info)
    if not scored:
        return False
    words = [_scored(draft, evidence, info, sheet, fact) for sheet, fact in scored[:_MOST_PROJECTS]]
    more = "……" if len(scored) > _MOST_PROJECTS else ""
    draft.add(
        f"{subject(info)}公开了 **{len(scored)}** 张项目支出绩效自评表，得分由低到高："
        + "；".join(words)
        + f"{more}。"
    )
    draft.tables.append(_table(evidence, info, scored))
    say_twice(draft, evidence, info)
    return True


def say_twice(draft: Draft, evidence: Evidence, info: ReportInfo) -> None:
    """Add which tables the report prints twice, and its sums without the second printing."""
    printed: dict[str, list[Sheet]] = {}
    for report, sheet in evidence.sheets:
        if report == info.id:
            printed.setdefault(sheet.metric, []).append(sheet)
    for sheets in printed.values():
        if len(sheets) > 1:
            marks = "".join(_title_mark(draft, evidence, info, sheet) for sheet in sheets)
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
        yield f"预算绩效评价项目{aspect}扣除重复的一张后为 {text}。{draft.cite(info, whole)}"


_TAIL = Decimal("0.1")  # 万元: a dozen rounded figures


def _scored(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, fact: Fact) -> str:
    """Return a project with a head figure, and with what was spent on it."""
    told = f"「{sheet.title}」{_title_mark(draft, evidence, info, sheet)}"
    told += f"{_labelled(draft, info, fact)}{draft.cite(info, fact)}"
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


def say_ranked(
    draft: Draft, evidence: Evidence, info: ReportInfo, aspect: str, count: int, *, lowest: bool
) -> bool:
    """Add the first projects of a report by score, rate or money; False where no table states it."""
    ranked = ranked_projects(evidence, info, aspect)
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
    most = "最低" if lowest else "最高"
    draft.add(
        f"{subject(info)}的 **{len(ranked)}** 个项目中，{aspect}{most}的是："
        + "；".join(words)
        + "。"
    )
    draft.tables.append(_table(evidence, info, ranked_projects(evidence, info)))
    return True


def say_adjusted(
    draft: Draft, evidence: Evidence, info: ReportInfo, count: int, *, raised: bool
) -> bool:
    """Add the projects whose budget was changed most during the year; False where none was."""
    changed = []
    for sheet, budget in ranked_projects(evidence, info, "全年预算数"):
        planned = evidence.one(info, sheet.metric, "年初预算数")
        result = difference(budget, planned) if planned is not None else None
        if (
            planned is not None
            and result is not None
            and result.value
            and (result.value > 0) == raised
        ):
            changed.append((sheet, planned, budget, result))
    changed.sort(key=lambda entry: -abs(entry[3].value))
    verb = "调增" if raised else "调减"
    words = []
    for sheet, planned, budget, result in changed[:count]:
        facts = [(info, budget), (info, planned)]
        text = draft.derived(result.value, result.measure, result.formula, facts)
        words.append(
            f"「{sheet.title}」{_title_mark(draft, evidence, info, sheet)}"
            f"年初预算数 {draft.figure(info, planned)}，"
            f"全年预算数 {draft.figure(info, budget)}{draft.cite(info, budget)}，"
            f"全年预算数比年初预算数{'多' if raised else '少'} {text.lstrip('-')}"
        )
    if words:
        draft.add(f"{subject(info)}预算{verb}最多的项目：" + "；".join(words) + "。")
    return bool(words)


def say_all_together(draft: Draft, evidence: Evidence, info: ReportInfo) -> None:
    """Add what the tables of all projects come to, beside the sum that the text states."""
    for aspect in ("全年预算数", "全年执行数"):
        facts = [(info, fact) for _, fact in ranked_projects(evidence, info, aspect)]
        result = total([fact for _, fact in facts]) if len(facts) > 1 else None
        if result is None:
            continue
        text = draft.derived(result.value, result.measure, result.formula, facts)
        told = f"各自评表的{aspect}合计 {text}{draft.cite(*facts[0])}"
        stated = evidence.one(info, "预算绩效评价项目", aspect)
        if stated is not None and stated.amount.measure == result.measure:
            told += f"；正文写的预算绩效评价项目{aspect}为 {draft.figure(info, stated)}{draft.cite(info, stated)}"
            told += "，两者一致" if stated.amount.value == result.value else "，两者不一致"
        draft.add(told + "。")


def say_mean(draft: Draft, evidence: Evidence, info: ReportInfo, aspect: str) -> bool:
    """Add the plain mean of a head figure over a report's projects; False where no table states it."""
    ranked = ranked_projects(evidence, info, aspect)
    if not ranked:
        return False
    facts = [(info, fact) for _, fact in ranked]
    summed = total([fact for _, fact in ranked])
    if summed is None:
        return False
    value = (summed.value / len(ranked)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    left = summed.formula.partition(" = ")[0]
    formula = f"({left}) ÷ {len(ranked)} = {value}"
    text = draft.derived(value, summed.measure, formula, facts)
    marks = "".join(dict.fromkeys(draft.cite(info, fact) for _, fact in ranked))
    draft.add(
        f"{subject(info)}的 **{len(ranked)}** 个项目{aspect}平均约 {text}。{marks}"
        "这是简单平均数，报告本身没有给出这个数。"
    )
    return True


def say_together(
    draft: Draft, evidence: Evidence, named: Sequence[tuple[ReportInfo, Sheet]]
) -> None:
    """Add what several projects come to together: budget and spending."""
    words = []
    for aspect in ("全年预算数", "全年执行数"):
        facts = [(i, f) for i, s in named if (f := evidence.one(i, s.metric, aspect)) is not None]
        result = total([fact for _, fact in facts]) if len(facts) == len(named) else None
        if result is not None:
            text = draft.derived(result.value, result.measure, result.formula, facts)
            words.append(f"{aspect}合计 {text}{draft.cite(*facts[0])}")
    if words:
        draft.add("，".join(words) + "。")


def _table(evidence: Evidence, info: ReportInfo, scored: Sequence[tuple[Sheet, Fact]]) -> Table:
    rows = []
    for sheet, score in scored:
        cells = [evidence.one(info, sheet.metric, aspect) for aspect in _HEAD]
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


def say_within(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    aspect: str,
    fits: Callable[[Decimal], bool],
) -> bool:
    """Add the projects whose rate or score fits a limit; False where no table states it."""
    ranked = ranked_projects(evidence, info, aspect)
    if not ranked:
        return False
    found = [(sheet, fact) for sheet, fact in ranked if fits(fact.amount.value)]
    told = f"{subject(info)}的 **{len(ranked)}** 个项目中，{aspect}符合条件的有 **{len(found)}** 个"
    words = [f"「{s.title}」{draft.figure(info, f)}{draft.cite(info, f)}" for s, f in found]
    draft.add(told + ("：" if words else "") + "，".join(words) + "。")
    return True


def say_lost_points(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheets: Sequence[Sheet], limit: int
) -> bool:
    """Add the indicators that lost points in these tables, each under its table's name."""
    told = 0
    for sheet in sheets:
        rows = rows_missed(evidence, info, sheet)[: limit - told]
        if rows:
            draft.add(f"{subject(info)}「{sheet.title}」扣分的指标：")
            say_rows(draft, evidence, info, rows)
            told += len(rows)
    return told > 0


def ranked_projects(
    evidence: Evidence, info: ReportInfo, aspect: str = "得分"
) -> list[tuple[Sheet, Fact]]:
    """Return (table, total score or another head figure) of a report's projects, lowest first."""
    pairs: dict[str, tuple[Sheet, Fact]] = {}
    for report, sheet in evidence.sheets:
        fact = evidence.one(info, sheet.metric, aspect) if report == info.id else None
        if fact is not None and sheet.metric.startswith("项目:"):
            pairs.setdefault(sheet.metric, (sheet, fact))
    return sorted(pairs.values(), key=lambda pair: pair[1].amount.value)


def say_ranked_rows(
    draft: Draft, evidence: Evidence, info: ReportInfo, word: str, *, lowest: bool
) -> bool:
    """Add the indicators of a kind (满意度) with the lowest or highest result; False where under two."""
    known = []
    for row in _rows(evidence, info, None):
        result = re.search(r"(?P<value>\d+(?:\.\d+)?)\s*%", row.result)
        if word in row.name and result and row.metric.startswith("项目:"):
            known.append((Decimal(result["value"]), row))
    if len(known) < _FEWEST_ROWS:
        return False
    value = min(v for v, _ in known) if lowest else max(v for v, _ in known)
    chosen = [row for v, row in known if v == value][:_MOST_PROJECTS]
    draft.add(
        f"{subject(info)}的项目自评表中，{word}指标有 **{len(known)}** 项，"
        f"实际完成值{'最低' if lowest else '最高'}的是："
    )
    for row in chosen:
        draft.add(f"「{title_of(row.metric)}」项目：")
        say_rows(draft, evidence, info, [row])
    return True


_FEWEST_ROWS = 2


def rows_near(
    evidence: Evidence,
    info: ReportInfo,
    words: set[str],
    sheet: Sheet | None = None,
    least: float | None = None,
) -> list[Row]:
    """Return the indicators that a question's telling words mean, nearest first.

    An indicator is near where it holds much of the words, and some of them in its own name.
    """
    sentences = evidence.sentences(info)
    rows = _rows(evidence, info, sheet)
    if sheet is not None and len(rows) > 1:  # what most of its rows say tells none from another
        words = {w for w in words if sum(w in terms(row.name) for row in rows) * 2 <= len(rows)}
        words -= set(terms(sheet.title)) - {w for row in rows for w in terms(row.name)}
    whole = sum(sentences.weight(word) for word in words)
    least_rare = _RARE * math.log(1 + len(sentences.all))
    scored: list[tuple[float, Row]] = []
    for row in rows:
        name = set(terms(row.name))
        own = words & (name | set(terms(f"{row.target} {row.result}")))
        title = words & set(terms(title_of(row.metric)))
        score = sum(sentences.weight(word) for word in own | title)
        named = own & name
        told = named and not named <= COMMON_PAIRS
        enough = least or (_SHARE_OF_NAMED if sheet is not None else _SHARE_OF_ALL)
        rare = [w for w in named - COMMON_PAIRS if sentences.weight(w) >= least_rare]
        rare += [w for w in rare if w.isascii() and w.isalpha()]  # EMS tells as much as two pairs
        near = (told and score >= enough * whole) or len(rare) >= _RARE_WORDS
        if whole and (near or (named and _by_name(row, words))):
            scored.append((score, row))
    scored.sort(key=lambda pair: -pair[0])
    return [
        row for score, row in scored if score >= _NEXT_TO * scored[0][0] or _by_name(row, words)
    ]


_RARE = 0.7  # of the weight of a word that one sentence alone has
_RARE_WORDS = 2  # of an indicator's name that few sentences have: 大厅, 绿植


def rows_with_rare(evidence: Evidence, info: ReportInfo, words: set[str]) -> list[Row]:
    """Return the indicators that have a word in their name which few sentences of the report have."""
    sentences = evidence.sentences(info)
    least = _RARE * math.log(1 + len(sentences.all))
    telling = {
        w for w in words - COMMON_PAIRS if sentences.holds(w) and sentences.weight(w) >= least
    }
    rows = [row for row in _rows(evidence, info, None) if telling & set(terms(row.name))]
    return list({(row.metric, row.name): row for row in rows}.values())


def _by_name(row: Row, words: set[str]) -> bool:
    """Whether most of an indicator's own name is said, in pairs or in single characters."""
    name = set(terms(row.name)) - COMMON_PAIRS
    if name and len(name & words) >= _MOST_OF_NAME * len(name):
        return True
    chars = set(row.name)
    said = {char for word in words for char in word}
    return len(chars) >= _LEAST_CHARS and len(chars & said) >= _MOST_OF_CHARS * len(chars)


def title_of(metric: str) -> str:
    """Return the name of the table that an indicator stands in."""
    return metric.removeprefix("项目:")


def rows_missed(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return the indicators of a table whose score is below their weight."""
    return [row for row in _rows(evidence, info, sheet) if _lost(row)]


def rows_of_cost(evidence: Evidence, info: ReportInfo, sheet: Sheet, words: set[str]) -> list[Row]:
    """Return the indicators of a table that give money for something that these words name."""
    return [
        row
        for row in _rows(evidence, info, sheet)
        if re.search(r"\d\s*万?元", row.result) and words & set(terms(row.name)) - COMMON_PAIRS
    ]


def rows_of(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return all indicators of a table: those on benefit and satisfaction first."""
    rows = _rows(evidence, info, sheet)
    return sorted(rows, key=lambda row: not ("效益" in row.level or "满意" in row.level))


_VALUE = re.compile(r"(?P<sign>[<>=≤≥≦≧]*)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<measure>[^\d\s]*)$")


def exceeds(row: Row) -> Decimal | None:
    """Return by how much a result is above a limit (<=45万元: 47.1万元), or None."""
    limit, result = _VALUE.match(row.target), _VALUE.match(row.result)
    if limit is None or result is None or not re.search("[<≤≦]", limit["sign"]):
        return None
    if limit["measure"] != result["measure"]:
        return None
    over = Decimal(result["number"]) - Decimal(limit["number"])
    return over if over > 0 else None


def say_excess(draft: Draft, evidence: Evidence, info: ReportInfo, row: Row) -> None:
    """Add by how much an indicator's result is above its limit, with the formula."""
    over, limit, result = exceeds(row), _VALUE.match(row.target), _VALUE.match(row.result)
    if over is None or limit is None or result is None:
        return
    formula = f"{result['number']} − {limit['number']} = {over}"
    of_row = evidence.facts(info, f"{row.metric}/指标:{row.name}")
    text = draft.derived(over, result["measure"], formula, [(info, f) for f in of_row[:1]])
    draft.add(f"上一项的实际完成值超出 {text}。[{draft.mark(info, row.section, row.place)}]")


_EACH = {
    "人": "人名",
    "平": "平",
    "条": "条",
    "件": "件",
    "次": "次场期",
    "台": "台套",
    "户": "户",
    "处": "处",
    "个": "个",
}


def say_cost_of_each(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, text: str
) -> bool:
    """Add what a project cost for each of what one of its indicators counts; False where not clear."""
    asked = re.search(r"(?:一|每)个?(?P<each>[人平条件次台户处个])", text)
    spent = evidence.one(info, sheet.metric, "全年执行数")
    if asked is None or spent is None or spent.amount.measure not in MONEY:
        return False
    wanted = _EACH[asked["each"]]
    counts = []
    for row in _rows(evidence, info, sheet):
        result = _VALUE.match(row.result)
        if result and result["measure"] and result["measure"].lstrip("万")[:1] in wanted:
            counts.append((row, result))
    named = [pair for pair in counts if set(terms(pair[0].name)) & set(terms(text)) - COMMON_PAIRS]
    counts = named or counts
    if len(counts) != 1 or not Decimal(counts[0][1]["number"]):
        return False
    row, result = counts[0]
    factor = _TEN_THOUSAND if result["measure"].startswith("万") else Decimal(1)
    count = Decimal(result["number"]) * factor
    yuan = spent.amount.value * MONEY[spent.amount.measure]
    value = (yuan / count).quantize(Decimal("0.01"), ROUND_HALF_UP)
    facts = [spent, *evidence.facts(info, f"{row.metric}/指标:{row.name}")[:1]]
    left = f"{plain(spent.amount.value)} × {plain(MONEY[spent.amount.measure])} ÷ {plain(count)}"
    text = draft.derived(value, "元", f"{left} = {plain(value)}", [(info, f) for f in facts])
    mark = draft.mark(info, row.section, row.place)
    draft.add(
        f"全年执行数 {draft.figure(info, spent)}{draft.cite(info, spent)}按「{row.name}」"
        f"{row.result.lstrip('=')}[{mark}]平均，约 {text}。{draft.cite(info, spent)}"
        "这是简单相除的平均数，报告本身没有给出这个数。"
    )
    return True


_TEN_THOUSAND = Decimal(10_000)


def say_against_target(draft: Draft, evidence: Evidence, info: ReportInfo, row: Row) -> None:
    """Add by how much an indicator's result is above or below its target, with the formula."""
    target, result = _VALUE.match(row.target), _VALUE.match(row.result)
    if target is None or result is None or target["measure"] != result["measure"]:
        return
    apart = Decimal(result["number"]) - Decimal(target["number"])
    facts = evidence.facts(info, f"{row.metric}/指标:{row.name}")[:1]
    if not apart or not facts:
        return
    formula = f"{result['number']} − {target['number']} = {apart}"
    text = draft.derived(apart, result["measure"], formula, [(info, f) for f in facts])
    verb = "超出" if apart > 0 else "低于"
    mark = draft.mark(info, row.section, row.place)
    draft.add(f"上一项的实际完成值{verb}目标值 {text.lstrip('-')}。[{mark}]")


def say_rows_together(
    draft: Draft, evidence: Evidence, info: ReportInfo, rows: Sequence[Row]
) -> None:
    """Add what the results of several indicators in one measure come to."""
    results = [match for row in rows if (match := _VALUE.match(row.result))]
    if len(results) < _FEWEST_ROWS or len({match["measure"] for match in results}) != 1:
        return
    value = sum((Decimal(match["number"]) for match in results), Decimal(0))
    formula = " + ".join(match["number"] for match in results) + f" = {value}"
    facts = [f for row in rows for f in evidence.facts(info, f"{row.metric}/指标:{row.name}")[:1]]
    text = draft.derived(value, results[0]["measure"], formula, [(info, f) for f in facts])
    marks = "".join(f"[{draft.mark(info, row.section, row.place)}]" for row in rows)
    draft.add(f"以上几项实际完成值合计 {text}。{marks}")


def rows_of_effect(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> list[Row]:
    """Return the indicators of a table on benefit and satisfaction; all where none is."""
    rows = rows_of(evidence, info, sheet)
    return [row for row in rows if "效益" in row.level or "满意" in row.level] or rows


def none_missed(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> str:
    """Return that no indicator of a table lost points; its execution rate may have."""
    score = evidence.one(info, f"{sheet.metric}/预算执行", "得分")
    weight = evidence.one(info, f"{sheet.metric}/预算执行", "分值")
    lost = score is not None and weight is not None and score.amount.value < weight.amount.value
    return ("除预算执行外，" if lost else "") + "自评表中没有扣分的指标。"


def say_apart(draft: Draft, evidence: Evidence, named: Sequence[tuple[ReportInfo, Sheet]]) -> None:
    """Add by how much the spending of two projects differs."""
    facts = [(i, f) for i, s in named if (f := evidence.one(i, s.metric, "全年执行数")) is not None]
    result = difference(facts[0][1], facts[1][1]) if len(facts) == 2 else None
    if result is None or result.value == 0:
        return
    verb = "多" if result.value > 0 else "少"
    text = draft.derived(result.value, result.measure, result.formula, facts).lstrip("-")
    draft.add(f"全年执行数前者比后者{verb} {text}。{draft.cite(*facts[0])}{draft.cite(*facts[1])}")


def _rows(evidence: Evidence, info: ReportInfo, sheet: Sheet | None) -> list[Row]:
    return [
        row
        for report, row in evidence.rows
        if report == info.id
        and (
            sheet is None
            or (
                row.metric == sheet.metric
                and sheet.place.start <= row.place.start < sheet.place.end
            )
        )
    ]


def _lost(row: Row) -> bool:
    try:
        return Decimal(row.score) < Decimal(row.weight)
    except InvalidOperation:
        return False


def say_rows(draft: Draft, evidence: Evidence, info: ReportInfo, rows: Sequence[Row]) -> None:
    """Add target, result, score and the stated deviation of each indicator."""
    for row in rows:
        mark = draft.mark(info, row.section, row.place)
        target, result = draft.quoted(row.target), draft.quoted(row.result)
        told = f"「{row.name}」：目标 {target}，实际完成 {result}"
        facts = {
            f.aspect: f
            for f in evidence.facts(info, f"{row.metric}/指标:{row.name}")
            if f.context == row.place
        }
        if "分值" in facts and "得分" in facts:
            told += f"，分值 {draft.figure(info, facts['分值'])}，得分 {draft.figure(info, facts['得分'])}"
        if row.deviation:
            label = "偏差原因" if _lost(row) else "报告的说明"
            told += f"；{label}：{draft.quoted(row.deviation)}"
        elif _lost(row):
            told += "；报告未说明扣分原因"
        spent = evidence.one(info, row.metric, "全年执行数")
        doubts = row_doubts(row, spent.amount.value if spent is not None else None)
        if doubts:
            told += "；⚠ 这一行前后矛盾或疑有误，请看提示"
        draft.add(f"{told}。[{mark}]")
        for doubt in doubts:
            draft.warn("indicator", doubt, mark)
        if row.doubt:
            draft.warn("cells", f"「{row.name}」一行的单元格可能错位：{row.doubt}", mark)
