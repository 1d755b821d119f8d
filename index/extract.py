"""The path of one file: read → sections → figures, reasons, tables, terms → passages → checks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index.checks import audit
from index.chunks import make_chunks
from index.columns import read_columns
from index.errors import InputError
from index.glossary import read_definitions
from index.graded import read_graded
from index.identify import Identity, identify
from index.indicators import Indicator
from index.leaders import read_leaders
from index.measured import read_measured, read_people
from index.measures import declared_unit, with_units
from index.model import Definition, Fact, Place, Reason, Report, Row, Section, Sheet
from index.narrative import read_narrative
from index.normalise import Clean, compact, fold, noise, number_rows, tabbed
from index.performance import indicator_facts
from index.pointed import resolved
from index.readers import READERS
from index.reviewed import own_scores
from index.sections import read_sections
from index.settled import settle, with_levels
from index.sheets import read_sheets
from index.staffed import read_units, staff_facts
from index.strayed import rejoined
from index.summaries import read_listed, read_respective, read_scored, read_summaries
from index.table_titles import Table, find_tables
from index.tables import read_table

_LISTS_PROJECTS = frozenset({"绩效", "支出", "其他", "其他重要事项", "自评表"})
_NO_PROSE = frozenset({"自评表", "名词解释", "决算报表", "职能"})


def examine(path: Path) -> Report:
    """Return all that one file gives; nothing is stored.

    Raises InputError where the file cannot be read or is no final-account report.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = "、".join(sorted(READERS))
        raise InputError(
            f"不支持的文件格式 {path.suffix or '（无扩展名）'}：{path.name}。支持：{known}。"
        )
    return examine_text(rejoined(reader(path), path.name), path)


def examine_text(source: str, path: Path) -> Report:
    """Return what a report's text gives; `path` is only kept, never read from."""
    sections = read_sections(source)
    skip = noise(source)
    tables = find_tables(source, sections)
    apart = sorted([*skip, *((table.start, table.end) for table in tables)])
    identity = identify(source, sections, skip)
    facts: list[Fact] = []
    reasons: list[Reason] = []
    definitions: list[Definition] = []
    names = _names(identity)
    prose: list[tuple[Section, Clean]] = []
    cells = tabbed(source)
    loose = number_rows(source)
    for section in sections:
        body = section.body
        columned = read_columns(cells, section, apart)
        facts.extend(columned.facts)
        reasons.extend(columned.reasons)
        measured, ranges = read_measured(cells, section, apart)
        facts.extend(measured)
        leaders = read_leaders(cells, section, [*apart, *columned.ranges, *ranges])
        facts.extend(leaders.facts)
        apart = sorted([*apart, *columned.ranges, *ranges, *leaders.ranges])
        away = sorted([*apart, *loose])
        clean = compact(source, body.start, body.end, away, stops=section.kind not in _NO_PROSE)
        if not clean.text:
            continue
        clean = with_units(clean, declared_unit(source))
        if section.kind == "名词解释":
            definitions.extend(read_definitions(clean, section))
        elif section.kind not in _NO_PROSE:
            found, why = read_narrative(clean, section, identity.year, names, identity.members)
            facts.extend(found)
            reasons.extend(why)
            if section.kind in _LISTS_PROJECTS:
                facts.extend(read_respective(clean, section))
                facts.extend(read_listed(clean, section))
            if section.kind == "绩效":
                places = [fact.place for fact in facts if fact.metric.startswith("项目:")]
                facts.extend(read_scored(clean, section, places))
            prose.append((section, clean))
        else:
            for below in _supplements(source, section, apart):
                facts.extend(read_narrative(*below, identity.year, names, identity.members)[0])
        if section.kind == "机构":
            facts.extend(staff_facts(read_units(source, section), section))
            facts.extend(read_people(cells, section))
    for section in sections:
        if section.kind in _LISTS_PROJECTS:
            for told in read_summaries(cells, section, [(t.start, t.end) for t in tables]):
                if isinstance(told, Fact):
                    facts.append(told)
                else:
                    reasons.append(told)
    for table in tables:
        label = f"{_label_at(sections, table.start)}：{table.title}"
        of_table = read_table(source, table, label, skip)
        facts.extend(of_table or _by_columns(cells, table, label, skip))
    sheets: list[Sheet] = []
    rows: list[Row] = []
    for run in _table_runs(sections):
        start, end = run[0].heading.start, run[-1].body.end
        for reading in read_sheets(cells, start, end, skip, [*names, *identity.members]):
            sheet = _in_section(reading.sheet, run)
            sheets.append(sheet)
            facts.extend(replace(fact, section=sheet.section) for fact in reading.facts)
            reasons.extend(replace(one, section=sheet.section) for one in reading.reasons)
            for indicator in reading.rows:
                rows.append(_row(sheet, indicator))
                facts.extend(indicator_facts(sheet, indicator))
    of_projects = [fact for fact in facts if fact.metric.startswith("项目:")]
    for sheet, graded in read_graded(prose, of_projects):
        if all(sheet.metric != other.metric for other in sheets):
            sheets.append(sheet)
            for indicator in graded:
                rows.append(_row(sheet, indicator))
                facts.extend(indicator_facts(sheet, indicator))
    known = _by_stem([*_listed_projects(facts), *(sheet.metric for sheet in sheets)])
    facts = [replace(fact, metric=_as_printed(fact.metric, known)) for fact in facts]
    known |= with_levels(facts)
    facts = own_scores(settle(facts), source)
    reasons = [_settled(replace(r, metric=_as_printed(r.metric, known)), facts) for r in reasons]
    reasons = list(resolved(reasons, facts))
    digest = hashlib.sha256(source.encode("utf-8")).hexdigest()
    report = digest[:16]
    head = f"{identity.unit} · {identity.year}年度"
    chunks = make_chunks(source, report, head, sections, sheets, definitions, skip)
    read = Report(
        id=report,
        unit=identity.unit,
        year=identity.year,
        file=path,
        sha256=digest,
        text=source,
        former=identity.former,
        members=identity.members,
        sections=sections,
        facts=tuple(facts),
        reasons=tuple(reasons),
        definitions=tuple(definitions),
        sheets=tuple(sheets),
        rows=tuple(rows),
        chunks=chunks,
    )
    findings, coverage = audit(read)
    return replace(read, findings=findings, coverage=coverage)


def _by_columns(
    source: str, table: Table, label: str, skip: Sequence[tuple[int, int]]
) -> Sequence[Fact]:
    """Return the figures of a table whose head names other columns than the usual ones."""
    kind = {"一般": "一般公共预算支出", "三公": "三公", "资产": "国有资产"}.get(table.kind)
    if kind is None:
        return ()
    within = Place(table.start, table.end)
    section = Section((label,), kind, _TABLE_LEVEL, within, within)
    if kind == "国有资产":
        return read_measured(source, section, skip)[0]
    return read_columns(source, section, skip).facts


_TABLE_LEVEL = 4


# Below the table of the three public costs: 补充资料:公务用车保有量6辆,国内公务接待批次46个。
_SUPPLEMENT = re.compile(r"补充资料:(?P<told>[^。]{4,400})")


def _supplements(
    source: str, section: Section, apart: Sequence[tuple[int, int]]
) -> Iterator[tuple[Clean, Section]]:
    """Yield the sentences of counts that stand below the tables of a section."""
    if section.kind != "决算报表":
        return
    body = fold(source[section.body.start : section.body.end])
    for match in _SUPPLEMENT.finditer(body):
        start, end = (section.body.start + at for at in match.span("told"))
        yield compact(source, start, end, apart), replace(section, kind="三公")


def _label_at(sections: Sequence[Section], at: int) -> str:
    """Return the label of the section that holds a position, in its heading or its body."""
    own = [s for s in sections if s.heading.start <= at < s.body.end] or sections[:1]
    return own[0].label


def _by_stem(metrics: Sequence[str]) -> dict[str, str]:
    """Return the names of projects, without 项目, → their metrics: of two the later one."""
    return {fold(metric.removesuffix("项目")): metric for metric in metrics}


def _listed_projects(facts: Sequence[Fact]) -> list[str]:
    """Return the projects that the text names, those with 项目 at their end last."""
    named = dict.fromkeys(f.metric for f in facts if f.metric.startswith("项目:"))
    whole = [metric for metric in named if "/" not in metric]
    return sorted(whole, key=lambda metric: metric.endswith("项目"))


def _as_printed(metric: str, known: Mapping[str, str]) -> str:
    """Return a project's metric as its table names it: the text may leave 项目 out, or add it.

    An item's metric has the levels that the report gives it elsewhere.
    """
    if not metric.startswith("项目:") or "/" in metric:
        return known.get(metric, metric)
    return known.get(fold(metric.removesuffix("项目")), metric)


def _settled(reason: Reason, facts: Sequence[Fact]) -> Reason:
    """Return a reason with the fund of the figures that its section tells of its metric."""
    own = {f.fund for f in facts if (f.section, f.metric) == (reason.section, reason.metric)}
    return replace(reason, fund=own.pop()) if len(own) == 1 else reason


def _row(sheet: Sheet, indicator: Indicator) -> Row:
    level = "/".join(filter(None, (indicator.level1, indicator.level2)))
    return Row(
        sheet.metric,
        sheet.section,
        indicator.name,
        level,
        indicator.target,
        indicator.result,
        indicator.weight,
        indicator.score,
        indicator.deviation,
        indicator.doubt,
        indicator.place,
    )


def _names(identity: Identity) -> tuple[str, ...]:
    """Return the ways in which the report names its own unit, folded."""
    unit = fold(identity.unit)
    bare = unit
    for suffix in ("(汇总)", "(部门)", "(本级)", "(机关)"):
        bare = bare.removesuffix(suffix)
    town = re.fullmatch(r"[^省市县区旗州]{2,8}[省市县区旗州](.{2,}(?:[乡镇]|街道).{2,})", bare)
    # 甲省乙县水利局 also writes 乙县水利局.
    under = re.fullmatch(
        r"[^省市县区旗州盟]{2,8}(?:省|市|州|盟|自治区|自治州|地区)((?![区县旗])[^省市县区旗州盟]{1,8}[市县区旗州盟].{2,})",
        bare,
    )
    return tuple(dict.fromkeys([unit, bare, *(m[1] for m in (town, under) if m)]))


def _table_runs(sections: tuple[Section, ...]) -> list[list[Section]]:
    """Return the runs of performance tables: within a run they may interleave."""
    runs: list[list[Section]] = []
    previous: Section | None = None
    for section in sections:
        if section.kind == "自评表":
            if previous is not None and previous.kind == "自评表":
                runs[-1].append(section)
            else:
                runs.append([section])
        previous = section
    return runs


def _in_section(sheet: Sheet, run: list[Section]) -> Sheet:
    """Return a table with the section that it stands in: the last heading before it."""
    own = [s for s in run if s.heading.start <= sheet.place.start] or run[:1]
    label = own[-1].label if sheet.metric == "整体支出" else f"{own[-1].label}：{sheet.title}"
    return replace(sheet, section=label)
