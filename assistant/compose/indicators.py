"""Sentences about indicators: target, result and score, what exceeds a limit, what each cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from assistant.calculate import in_yuan, plain
from assistant.compose.draft import Draft, subject
from assistant.compose.goals import say_in_words
from assistant.compose.quotient import each
from assistant.compose.rows import COMMON_PAIRS, lost_points, rows_in, rows_missed, title_of
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, terms
from index.amounts import MONEY
from index.checks.rows import row_doubts
from index.model import Fact, Row, Sheet
from index.normalise import fold
from index.store import ReportInfo

_NO_REASON = ("", "无", "—", "-", "/")
_FEWEST_ROWS, _MOST_RANKED = 2, 20
_VALUE = re.compile(r"(?P<sign>[<>=≤≥≦≧]*)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<measure>[^\d\s]*)$")


def say_rows(draft: Draft, evidence: Evidence, info: ReportInfo, rows: Sequence[Row]) -> None:
    """Add target, result, score and the stated deviation of each indicator."""
    for row in rows:
        mark = draft.mark(info, row.section, row.place)
        cells = (("目标", row.target), ("实际完成", row.result))
        parts = [f"{label} {draft.quoted(cell)}" for label, cell in cells if cell]
        swapped = _swapped(row)
        if swapped:
            parts[1:] = [
                f"表中“实际完成值”一栏写 {draft.quoted(row.result)}、"
                f"“分值”一栏写 {draft.quoted(row.weight)}，两栏疑似互换"
            ]
        facts = {f.aspect: f for f in _facts_of(evidence, info, row) if f.context == row.place}
        if "分值" in facts and "得分" in facts:
            scored = () if swapped else ("分值",)
            parts += [f"{a} {draft.figure(info, facts[a])}" for a in (*scored, "得分")]
        told = f"「{row.name}」：" + "，".join(parts)
        marks = [draft.mark(info, s.section, s.place) for s in also_told(evidence, info, row)]
        if row.deviation not in _NO_REASON:
            label = "偏差原因" if lost_points(row) else "报告的说明"
            if not _within(draft, info, row):  # the reason stands below the table
                told, marks = f"{told}[{mark}]", [*marks, mark]
            told += f"；{label}：{draft.quoted(row.deviation)}"
        elif lost_points(row):
            told += "；报告未说明扣分原因"
        spent = evidence.one(info, row.metric, "全年执行数")
        doubts = row_doubts(row, spent.amount.value if spent is not None else None)
        if doubts:
            told += "；⚠ 这一行前后矛盾或疑有误，请看提示"
        order = marks if mark in marks else [mark, *marks]
        draft.add(
            f"{told}。"
            + "".join(f"[{n}]" for n in dict.fromkeys(order))
            + say_in_words(draft, evidence, info, row)
        )
        for doubt in doubts:
            draft.warn("indicator", doubt, mark)
        if row.doubt:
            draft.warn("cells", f"「{row.name}」一行的单元格可能错位：{row.doubt}", mark)


def _within(draft: Draft, info: ReportInfo, row: Row) -> bool:
    """Whether the stated deviation stands in the row itself."""
    own = draft.ledger.text(info.id)[row.place.start : row.place.end]
    return re.sub(r"\s", "", row.deviation)[:_LEAST_WHY] in re.sub(r"\s", "", own)


def _swapped(row: Row) -> bool:
    """Whether a bare number stands as a result, and a number in the target's measure as a weight."""
    target, weight = _VALUE.match(row.target), _VALUE.match(row.weight)
    if target is None or weight is None or not re.fullmatch(r"\d+(?:\.\d+)?", row.result):
        return False
    return weight["measure"] != "" and target["measure"] == weight["measure"]


def also_told(evidence: Evidence, info: ReportInfo, row: Row) -> list[Sentence]:
    """Return the sentences outside a row that state its target or result, or why it deviates."""
    sentences = evidence.sentences(info)
    own = set(terms(row.name)) - COMMON_PAIRS
    rows = {other.place for other in rows_in(evidence, info)}
    values = [
        re.compile(rf"(?<![\d.,]){re.escape(m['number'])}0*\s*{re.escape(m['measure'])}(?!\d)")
        for m in (_VALUE.match(row.target), _VALUE.match(row.result))
        if m and m["measure"] and (m["number"], m["measure"]) != ("100", "%")
    ]
    why = fold(row.deviation)[:_LEAST_WHY]
    found: list[Sentence] = []
    reasons = []
    for sentence in sentences.all:
        if sentence.place in rows or not (own & sentence.words or why):
            continue
        text = fold(sentence.text)
        told = len(own & sentence.words) >= _NAMED and any(v.search(text) for v in values)
        apart = sentence.place.start >= row.place.end or sentence.place.end <= row.place.start
        if apart and len(why) == _LEAST_WHY and why in text:
            reasons.append(sentence)
        elif apart and told:
            found.append(sentence)
    return [*reasons, *found][:_MOST_TOLD]


_NAMED, _LEAST_WHY, _MOST_TOLD = 2, 12, 2


def _facts_of(evidence: Evidence, info: ReportInfo, row: Row) -> Sequence[Fact]:
    """Return the figures of the indicators of this name in the row's table."""
    return evidence.facts(info, f"{row.metric}/指标:{row.name}")


def none_missed(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> str:
    """Return that no indicator of a table lost points; its execution rate may have."""
    score = evidence.one(info, f"{sheet.metric}/预算执行", "得分")
    weight = evidence.one(info, f"{sheet.metric}/预算执行", "分值")
    lost = score is not None and weight is not None and score.amount.value < weight.amount.value
    return ("除预算执行外，" if lost else "") + "自评表中没有扣分的指标。"


def say_lost_points(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    sheets: Sequence[Sheet],
    limit: int,
    fits: Callable[[Row], bool] | None = None,
) -> bool:
    """Add the indicators that lost points in these tables and fit, each under its table's name."""
    told = 0
    for sheet in sheets:
        missed = [row for row in rows_missed(evidence, info, sheet) if fits is None or fits(row)]
        rows = missed[: limit - told]
        if rows:
            draft.add(f"{subject(info)}「{sheet.title}」扣分的指标：")
            say_rows(draft, evidence, info, rows)
            told += len(rows)
    return told > 0


def say_ranked_rows(
    draft: Draft, evidence: Evidence, info: ReportInfo, word: str, *, lowest: bool
) -> bool:
    """Add the indicators of a kind (满意度) with the lowest or highest result; False where under two."""
    known = []
    for row in rows_in(evidence, info):
        result = re.search(r"(?P<value>\d+(?:\.\d+)?)\s*%", row.result)
        if word in row.name and result and row.metric.startswith("项目:"):
            known.append((Decimal(result["value"]), row))
    if len(known) < _FEWEST_ROWS:
        return False
    value = min(v for v, _ in known) if lowest else max(v for v, _ in known)
    chosen = [row for v, row in known if v == value][:_MOST_RANKED]
    draft.add(
        f"{subject(info)}的项目自评表中，{word}指标有 **{len(known)}** 项，"
        f"实际完成值{'最低' if lowest else '最高'}的是："
    )
    for row in chosen:
        draft.add(f"「{title_of(row.metric)}」项目：")
        say_rows(draft, evidence, info, [row])
    return True


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
    of_row = _facts_of(evidence, info, row)
    text = draft.derived(over, result["measure"], formula, [(info, f) for f in of_row[:1]])
    draft.add(f"上一项的实际完成值超出 {text}。[{draft.mark(info, row.section, row.place)}]")


def say_against_target(draft: Draft, evidence: Evidence, info: ReportInfo, row: Row) -> None:
    """Add by how much an indicator's result is above or below its target, with the formula."""
    target, result = _VALUE.match(row.target), _VALUE.match(row.result)
    if target is None or result is None or target["measure"] != result["measure"]:
        return
    apart = Decimal(result["number"]) - Decimal(target["number"])
    facts = _facts_of(evidence, info, row)[:1]
    if not apart or not facts:
        return
    formula = f"{result['number']} − {target['number']} = {apart}"
    measure = "个百分点" if result["measure"] == "%" else result["measure"]
    text = draft.derived(apart, measure, formula, [(info, f) for f in facts])
    side = "高" if apart > 0 else "低"
    mark = draft.mark(info, row.section, row.place)
    draft.add(f"「{row.name}」的实际完成值比目标值{side}，两者相差 {text.lstrip('-')}。[{mark}]")


def say_rows_together(
    draft: Draft, evidence: Evidence, info: ReportInfo, rows: Sequence[Row]
) -> None:
    """Add what the results of several indicators in one measure come to, and what is left of all."""
    results = [match for row in rows if (match := _VALUE.match(row.result))]
    if len(results) < _FEWEST_ROWS or len({match["measure"] for match in results}) != 1:
        return
    value = sum((Decimal(match["number"]) for match in results), Decimal(0))
    formula = " + ".join(match["number"] for match in results) + f" = {value}"
    facts = [f for row in rows for f in _facts_of(evidence, info, row)[:1]]
    text = draft.derived(value, results[0]["measure"], formula, [(info, f) for f in facts])
    marks = "".join(f"[{draft.mark(info, row.section, row.place)}]" for row in rows)
    draft.add(f"以上几项实际完成值合计 {text}。{marks}")
    spent = evidence.one(info, rows[0].metric, "全年执行数")
    if spent is None or spent.amount.measure != results[0]["measure"]:
        return
    apart = spent.amount.value - value
    if apart:
        left = " − ".join([plain(spent.amount.value), *(match["number"] for match in results)])
        used = [(info, fact) for fact in (spent, *facts)]
        rest = draft.derived(apart, spent.amount.measure, f"{left} = {plain(apart)}", used)
        cited = draft.cite(info, spent)
        draft.add(
            f"「{title_of(rows[0].metric)}」项目全年执行数 {draft.figure(info, spent)}{cited}，"
            f"与这几项合计的差额 {rest}。{cited}"
        )
        words = "这几项指标的实际完成值合计与全年执行数不相等，报告没有说明相差的是什么。"
        draft.warn("parts", words, int(cited.strip("[]")))


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
_TEN_THOUSAND = Decimal(10_000)


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
    for row in rows_in(evidence, info, sheet):
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
    facts = [spent, *_facts_of(evidence, info, row)[:1]]
    left = f"{plain(spent.amount.value)} {spent.amount.measure} ÷ {plain(count)}"
    value = in_yuan(spent.amount) / count
    text = each(draft, value, left, [(info, f) for f in facts])
    mark = draft.mark(info, row.section, row.place)
    draft.add(
        f"按全年执行数和「{row.name}」的实际完成值相除，平均约 {text}。"
        f"{draft.cite(info, spent)}[{mark}]"
        "这是简单相除的平均数，报告本身没有给出这个数。"
    )
    return True
