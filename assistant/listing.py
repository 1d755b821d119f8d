"""The ledger and the audit as rows: what `juesuan facts` and `juesuan audit` print."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.render import rows_as
from assistant.understand.unit_names import bare_name
from index.checks import RULES
from index.model import Coverage, Finding
from index.normalise import fold, join
from index.store import Ledger, ReportInfo

FACT_FIELDS = (
    "report", "unit", "year", "section", "fund", "entity", "metric", "aspect",
    "value", "measure", "quote", "file", "start", "end", "page",
)  # fmt: skip
FACT_COLUMNS = ("单位", "年度", "指标", "口径", "数值", "计量单位", "原文")
_AUDIT_COLUMNS = ("单位", "年度", "级别", "规则", "说明", "原文", "重算", "章节")
_SEVERITY = {"error": "错误", "warning": "警告", "info": "提示"}
_ORDER = {code: number for number, code in enumerate(RULES)}
_BETWEEN_YEARS = "两年一致"


@dataclass(frozen=True, slots=True)
class Audit:
    """What the checks of one report found, and how many were owed."""

    info: ReportInfo
    text: str
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]


def chosen(ledger: Ledger, unit: str | None, year: int | None) -> list[ReportInfo]:
    """Return the reports whose unit contains `unit` and whose year is `year`; None takes all."""
    return [
        info
        for info in ledger.reports()
        if (year is None or info.year == year)
        and (
            unit is None or fold(unit) in fold(info.unit) or bare_name(unit) == bare_name(info.unit)
        )
    ]


def fact_rows(
    ledger: Ledger, infos: Sequence[ReportInfo], metric: str | None, section: str | None
) -> Iterator[tuple[Any, ...]]:
    """Yield one row of FACT_FIELDS a fact; `metric` and `section` are parts of their names."""
    for info in infos:
        text = ledger.text(info.id)
        for _, fact in ledger.facts([info.id]):
            if metric is not None and fold(metric) not in fold(fact.metric):
                continue
            if section is not None and fold(section) not in fold(fact.section):
                continue
            place = fact.place
            yield (
                info.id, info.unit, info.year, fact.section, fact.fund, fact.entity, fact.metric,
                fact.aspect, fact.amount.value, fact.amount.measure,
                text[place.start : place.end], info.file, place.start, place.end, place.page,
            )  # fmt: skip


def audits(ledger: Ledger, infos: Sequence[ReportInfo]) -> list[Audit]:
    """Return the audit of each report."""
    return [
        Audit(
            info,
            ledger.text(info.id),
            tuple(finding for _, finding in ledger.findings([info.id])),
            tuple(sorted(ledger.coverage(info.id), key=lambda c: _ORDER.get(c.rule, 0))),
        )
        for info in infos
    ]


def audits_as(form: str, found: Sequence[Audit]) -> str:
    """Return audits as `table`, `md` or `jsonl`."""
    if form == "jsonl":
        return "\n".join(
            json.dumps(_record(one, finding), ensure_ascii=False)
            for one in found
            for finding in one.findings
        )
    if form == "md":
        return "\n\n".join(_markdown(one) for one in found)
    rows = [
        (
            one.info.unit, one.info.year, _SEVERITY[finding.severity], rule_name(finding.rule),
            finding.message, finding.stated, finding.computed, finding.section,
        )
        for one in found
        for finding in one.findings
    ]  # fmt: skip
    table = [rows_as("table", _AUDIT_COLUMNS, rows)] if rows else []
    return "\n".join([*table, *(coverage_line(one) for one in found)])


def coverage_line(one: Audit) -> str:
    """Return how many checks a report owed, how many were run, and what they gave, in Chinese."""
    owed, run = sum(c.owed for c in one.coverage), sum(c.run for c in one.coverage)
    levels = Counter(finding.severity for finding in one.findings)
    given = "，".join(f"{_SEVERITY[level]} {levels[level]}" for level in _SEVERITY)
    return (
        f"{one.info.unit} {one.info.year} 年度：应核对 {owed} 项，已核对 {run} 项，"
        f"{owed - run} 项缺少数据无法核对；{given}。"
    )


def rule_name(code: str) -> str:
    """Return a rule's Chinese name."""
    return RULES[code].name if code in RULES else _BETWEEN_YEARS


def _record(one: Audit, finding: Finding) -> dict[str, Any]:
    places = [
        {
            "file": one.info.file,
            "start": place.start,
            "end": place.end,
            "page": place.page,
            "quote": one.text[place.start : place.end],
        }
        for place in finding.places
    ]
    return {
        "report": one.info.id,
        "unit": one.info.unit,
        "year": one.info.year,
        "section": finding.section,
        "rule": finding.rule,
        "severity": finding.severity,
        "quote": places[0]["quote"],
        "stated": finding.stated,
        "computed": finding.computed,
        "message": finding.message,
        "places": places,
    }


def _markdown(one: Audit) -> str:
    parts = [f"## {one.info.unit} {one.info.year} 年度", coverage_line(one)]
    for finding in one.findings:
        quotes = dict.fromkeys(join(one.text[p.start : p.end]) for p in finding.places)
        parts.append(
            f"### {_SEVERITY[finding.severity]} · {rule_name(finding.rule)}\n\n{finding.message}\n\n"
            + "\n".join(f"> {quote}" for quote in quotes if quote.strip())
            + (f"\n\n{finding.section}" if finding.section else "")
        )
    if not one.findings:
        parts.append("没有发现自相矛盾之处。")
    rows = [
        (rule_name(c.rule), RULES[c.rule].wording, c.owed, c.holds, c.truncated, c.fails,
         c.not_evaluable)
        for c in one.coverage
        if c.rule in RULES
    ]  # fmt: skip
    columns = ("规则", "应当成立", "应核对", "成立", "截尾可解释", "不成立", "无法核对")
    parts.append(rows_as("table", columns, rows))
    return "\n\n".join(parts)
