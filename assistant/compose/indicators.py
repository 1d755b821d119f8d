"""Sentences about indicators: target, result and score, what exceeds a limit, what each cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.compose.accounts import account_of
from assistant.compose.draft import Draft, subject
from assistant.compose.goals import say_in_words
from assistant.compose.rows import (
    COMMON_PAIRS,
    counted_cell,
    facts_of,
    lost_points,
    rows_in,
    rows_missed,
    scored_short,
    swapped,
    title_of,
    value_of,
)
from assistant.lexicon import NO_PROSE
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, terms
from index.checks.rows import row_doubts
from index.model import Row, Sheet
from index.normalise import fold
from index.store import ReportInfo

TOLD_OTHERWISE = "报告正文另写："
_NO_REASON = ("", "无", "—", "-", "/")
_FEWEST_ROWS, _MOST_RANKED = 2, 20
_FULL, _ROUNDED = Decimal(100), Decimal("0.05")


def say_rows(draft: Draft, evidence: Evidence, info: ReportInfo, rows: Sequence[Row]) -> None:
    """Add each indicator, and why their table lost points where it tells that only for all of it."""
    for row in rows:
        say_row(draft, evidence, info, row)
    say_foot(draft, evidence, info, rows)


def say_foot(draft: Draft, evidence: Evidence, info: ReportInfo, rows: Sequence[Row]) -> None:
    """Add the reasons below the tables of rows that lost points without one of their own."""
    unexplained = [row for row in rows if scored_short(row) and row.deviation in _NO_REASON]
    for metric in dict.fromkeys(row.metric for row in unexplained):
        for reason in evidence.reasons(info, metric, "自评"):
            told = f"自评表在表末统一说明的原因（没有分到各项指标）：{draft.quoted(reason.text)}。"
            if told not in draft.text:
                draft.add(f"{told}[{draft.mark(info, reason.section, reason.place)}]")


def say_row(draft: Draft, evidence: Evidence, info: ReportInfo, row: Row) -> None:
    """Add target, result, score and the stated deviation of an indicator."""
    mark = draft.mark(info, row.section, row.place)
    cells = (("目标", row.target), ("实际完成", row.result))
    parts = [f"{label} {draft.quoted(cell)}" for label, cell in cells if cell]
    crossed = swapped(row)
    if crossed:
        parts[1:] = [
            f"表中“实际完成值”一栏写 {draft.quoted(row.result)}、"
            f"“分值”一栏写 {draft.quoted(row.weight)}，两栏疑似互换"
        ]
    facts = {f.aspect: f for f in facts_of(evidence, info, row) if f.context == row.place}
    if "分值" in facts and "得分" in facts:
        scored = () if crossed else ("分值",)
        parts += [f"{a} {draft.figure(info, facts[a])}" for a in (*scored, "得分")]
    elif "得分" in facts and not crossed:
        parts.append(f"得分 {draft.figure(info, facts['得分'])}（表中没有列分值）")
    told = f"「{row.name}」：" + "，".join(parts)
    marks = [draft.mark(info, s.section, s.place) for s in also_told(evidence, info, row)]
    if row.deviation not in _NO_REASON:
        label = "偏差原因" if scored_short(row) else "报告的说明"
        if not _within(draft, info, row):  # the reason stands below the table
            told, marks = f"{told}[{mark}]", [*marks, mark]
        told += f"；{label}：{draft.quoted(row.deviation)}"
    elif scored_short(row):
        given = evidence.reasons(info, row.metric, "自评")
        why = None if given else _why_in_text(evidence, info, row)
        told += (
            "；表中没有单列这一项的原因" if given else "；报告未说明扣分原因" if why is None else ""
        )
        if why is not None:
            words = draft.quoted(why.text)
            told += "；原因见上文" if words in draft.text else f"；正文写明：“{words}”"
            marks.append(draft.mark(info, why.section, why.place))
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


def _why_in_text(evidence: Evidence, info: ReportInfo, row: Row) -> Sentence | None:
    """Return the part of the review of a row's project that names the indicator and gives a reason."""
    runs = _runs(_CORE.sub("", fold(row.name)))
    for part in account_of(evidence, info, row.metric).review:
        text = fold(part.text)
        if (
            part.kind != "自评表"
            and _GIVES_REASON.search(text)
            and any(run in text for run in runs)
        ):
            return part
    return None


_GIVES_REASON = re.compile(r"原因|由于|因(?!素|子|公)|受[^,]{2,12}影响|系")


def at_odds(row: Row, what: str) -> bool:
    """Whether the audit would say this of a row's points (却得了满分), whatever reason it gives."""
    return any(what in doubt for doubt in row_doubts(replace(row, deviation="")))


def _within(draft: Draft, info: ReportInfo, row: Row) -> bool:
    """Whether the stated deviation stands in the row itself."""
    own = draft.ledger.text(info.id)[row.place.start : row.place.end]
    return re.sub(r"\s", "", row.deviation)[:_LEAST_WHY] in re.sub(r"\s", "", own)


def also_told(evidence: Evidence, info: ReportInfo, row: Row) -> list[Sentence]:
    """Return the sentences outside a row that state its target or result, or why it deviates."""
    sentences = evidence.sentences(info)
    own = set(terms(row.name)) - COMMON_PAIRS
    rows = {other.place for other in rows_in(evidence, info)}
    values = [
        re.compile(rf"(?<![\d.,]){re.escape(m['number'])}0*\s*{re.escape(m['measure'])}(?!\d)")
        for m in (value_of(row.target), value_of(row.result))
        if m and m["measure"] and (m["number"], m["measure"]) != ("100", "%")
    ]
    why = fold(row.deviation)[:_LEAST_WHY]
    found: list[Sentence] = []
    reasons = []
    for sentence in sentences.all:
        if not (why or own & sentence.words) or sentence.place in rows:
            continue
        text = fold(sentence.text)
        told = len(own & sentence.words) >= _NAMED and any(v.search(text) for v in values)
        apart = sentence.place.start >= row.place.end or sentence.place.end <= row.place.start
        if apart and len(why) == _LEAST_WHY and why in text:
            reasons.append(sentence)
        elif apart and told:
            found.append(sentence)
    return [*reasons, *found][:_MOST_TOLD]


def say_otherwise_told(
    draft: Draft, evidence: Evidence, info: ReportInfo, rows: Sequence[Row]
) -> None:
    """Quote what the text says of an indicator in another number than its row's, if it does."""
    for row in rows:
        result = value_of(counted_cell(row))
        if result is None or not result["measure"]:
            continue
        sentence = _otherwise(evidence, info, row, result)
        if sentence is not None:
            words, mark = (
                draft.quoted(sentence.text),
                draft.mark(info, sentence.section, sentence.place),
            )
            draft.add(f"{TOLD_OTHERWISE}“{words}”[{mark}]")
            # A rate is one; a count may be of more than the row's, unless all of its name is said.
            if result["measure"] == "%" or _CORE.sub("", fold(row.name)) in fold(sentence.text):
                draft.warn("indicator", f"「{row.name}」：正文与自评表写的完成值不一致", mark)


def say_change_told(draft: Draft, evidence: Evidence, info: ReportInfo, row: Row) -> None:
    """Quote the part of the text that gives an indicator's result and how it moved since last year."""
    result = value_of(counted_cell(row))
    sentences = evidence.sentences(info)
    for sentence in also_told(evidence, info, row) if result else ():
        for part in sentences.parts(sentence, PART):
            if result and result["number"] in part.text and _SINCE.search(part.text):
                mark = draft.mark(info, part.section, part.place)
                draft.add(f"报告正文写：“{draft.quoted(part.text)}”[{mark}]")
                return


_SINCE = re.compile(r"同比|[比较]上年|[比较]20\d\d年|[由从](?:上年|去年|20\d\d年)")


def _otherwise(
    evidence: Evidence, info: ReportInfo, row: Row, result: re.Match[str]
) -> Sentence | None:
    """Return the clause that calls an indicator by name and gives another number of its measure."""
    sentences = evidence.sentences(info)
    core = _CORE.sub("", fold(row.name))
    known = {m["number"] for m in (value_of(row.target), value_of(row.result)) if m}
    measure = re.escape(result["measure"])
    told = re.compile(rf"[^\d,;。、]{{0,6}}?(?P<number>\d[\d,]*(?:\.\d+)?){measure}(?!\d)")
    runs = _runs(core)
    for sentence in sentences.all:
        # All of the runs end in the shortest one.
        if sentence.kind in NO_PROSE or not runs or runs[-1] not in fold(sentence.text):
            continue
        for part in sentences.parts(sentence, _CLAUSE):
            text = fold(part.text)
            run = next((r for r in runs if r in text), "")
            match = told.match(text, text.rfind(run) + len(run)) if run else None
            if match is not None and match["number"].replace(",", "") not in known:
                return part
    return None


def _runs(core: str) -> list[str]:
    """Return the ends of an indicator's name that still call it: 按期办结率 of 案件按期办结率."""
    least = max(_LEAST_RUN, round(len(core) * _MOST_OF_CORE))
    return [core[at:] for at in range(len(core) - least + 1)]


_CLAUSE = re.compile(r"(?:[^,;。、]|,(?=\d{3}))+")
_CORE = re.compile(
    r"^(?:新增|完成|新建|开展|举办)|(?:数量?|个数|次数|总数|人数|户数|件数|家数|[批人场]次)$"
)
_LEAST_RUN, _MOST_OF_CORE = 4, 0.6
_NAMED, _LEAST_WHY, _MOST_TOLD = 2, 12, 2


def none_missed(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> str:
    """Return that no indicator of a table lost points; its execution rate may have.

    Only where its points bear that out: rows that were not read may have lost some.
    """
    weight, score = (
        fact.amount.value if fact is not None else None
        for aspect in ("分值", "得分")
        for fact in [evidence.one(info, f"{sheet.metric}/预算执行", aspect)]
    )
    lost = weight - score if weight is not None and score is not None else Decimal(0)
    whole, total = (evidence.one(info, sheet.metric, aspect) for aspect in ("分值", "得分"))
    if total is not None:
        short = (whole.amount.value if whole is not None else _FULL) - total.amount.value
        borne_out = abs(short - lost) <= _ROUNDED
    else:
        borne_out = bool(rows_in(evidence, info, sheet))
    if not borne_out and _without_weights(evidence, info, sheet):
        return "自评表没有列各指标的分值，不能断定哪些指标扣了分；按目标值和完成值看，没有明显未达标的指标。"
    if not borne_out:
        return "这张自评表的指标没有全部读出，不能断定哪些指标扣了分，请看原表。"
    return ("除预算执行外，" if lost > 0 else "") + "自评表中没有扣分的指标。"


def _without_weights(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> bool:
    """Whether all rows of a table that tells points only for what was got were read."""
    rows = rows_in(evidence, info, sheet)
    own = [evidence.one(info, name, "得分") for name in (f"{sheet.metric}/预算执行", sheet.metric)]
    if not rows or own[1] is None or any(row.weight or not row.score for row in rows):
        return False
    told = sum((Decimal(row.score) for row in rows if _SCORED.fullmatch(row.score)), Decimal(0))
    funds = own[0].amount.value if own[0] is not None else Decimal(0)
    return abs(told + funds - own[1].amount.value) <= _ROUNDED


_SCORED = re.compile(r"\d+(?:\.\d+)?")


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


def say_most_lost(
    draft: Draft, evidence: Evidence, info: ReportInfo, count: int, among: Collection[str] = ()
) -> Sequence[Row]:
    """Add the indicators that lost the most points in all projects' tables, or `among` some, and return them."""
    rows = [row for row in rows_in(evidence, info) if row.metric.startswith("项目:")]
    rows = [row for row in rows if not among or row.metric in among]
    lost = sorted({lost_points(row) for row in rows} - {Decimal(0)}, reverse=True)[:count]
    chosen = sorted((row for row in rows if lost_points(row) in lost), key=lost_points)[::-1]
    chosen = chosen[: max(count, _MOST_RANKED)]
    draft.add(f"{subject(info)}的项目自评表中，扣分最多的指标是：" if chosen else "")
    for row in chosen:
        draft.add(f"「{title_of(row.metric)}」项目：")
        say_rows(draft, evidence, info, [row])
    return chosen
