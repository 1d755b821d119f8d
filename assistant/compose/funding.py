"""Whose money projects were: the funding rows of one table, or one row over the tables of all."""

from __future__ import annotations

import re

from assistant.calculate import total
from assistant.compose.draft import Draft, subject
from assistant.compose.performance import title_mark
from assistant.retrieve import Evidence
from index.model import Fact, Sheet
from index.store import ReportInfo


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
        named = label in text or _names_source(label, text)
        if not named and not (asks_source and spent is not None and spent.amount.value):
            continue
        facts = [f for f in evidence.facts(info, metric) if f.section == sheet.section]
        words = [f"{fact.aspect} {draft.figure(info, fact)}" for fact in facts]
        if facts:
            draft.add(f"其中{label}：{'，'.join(words)}。{draft.cite(info, facts[0])}")


# 中央和省上各给了多少: the rows of the budgets of these levels.
_FROM = {
    "中央": re.compile(r"中央|国家(?!级)"),
    "省": re.compile(r"省(?:[级上里]|财政|(?=[、和与跟及市]))"),
    "市": re.compile(r"(?<=省)市|市(?:[级上里]|财政(?!局))"),
    "州": re.compile(r"州(?:[级上里]|财政(?!局))"),
    "县": re.compile(r"县(?:[级上里]|财政(?!局))"),
    "区": re.compile(r"区(?:[级上里]|财政(?!局))"),
    "上级": re.compile(r"上级|上头|上面"),
}


def _names_source(label: str, text: str) -> bool:
    """Whether a question names the level of government whose money a funding row tells."""
    rows = {**_FROM, **_OF_ALL}
    return any(label.startswith(opening) and said.search(text) for opening, said in rows.items())


_SOURCE = re.compile(
    r"财政.{0,3}(?:拨|给|出)|资金来源|钱.{0,4}(?:哪来|谁出)|谁.{0,3}出的?钱|自筹|自有|其他资金"
)


# 哪几个用了上年结转的钱, 其他资金一共多少: a funding row of all projects.
_OF_ALL = {
    "上年结转": re.compile(
        r"上年度?结转|结转(?:来|过来|下来|的(?!原因|去向))|去年(?:没花完|剩|留|结转)"
    ),
    "其他资金": re.compile(r"其他资金|自筹|自有资金|单位资金|不是财政|自己(?:掏|出|拿|垫)|自掏"),
    "当年财政拨款": re.compile(r"当年(?:的)?(?:财政|拨|批)"),
}
_OF_LEVEL = re.compile(
    r"(?P<level>中央|省|市|州|县|区|上级)(?:级|里|上|财政)?的?(?:资金|补助|钱|拨款?)"
)


def source_of_all(text: str) -> str:
    """Return how the funding row opens that a folded question asks for of all projects, or nothing."""
    found = next((label for label, said in _OF_ALL.items() if said.search(text)), "")
    level = _OF_LEVEL.search(text)
    return found or (level["level"] if level else "")


def say_source_of_all(
    draft: Draft, evidence: Evidence, info: ReportInfo, source: str, aspect: str
) -> bool:
    """Add which projects had money of a source, each with its amount and their sum; False for none."""
    rows: list[tuple[Sheet, Fact]] = []
    for report, sheet in evidence.tables:
        if report != info.id or not sheet.metric.startswith("项目:"):
            continue
        opening = f"{sheet.metric}/{source}"
        for metric in evidence.metrics(info):
            fact = evidence.one(info, metric, aspect) if metric.startswith(opening) else None
            if fact is not None and all(s.metric != sheet.metric for s, _ in rows):
                rows.append((sheet, fact))
    if not rows:
        return False
    label = rows[0][1].metric.partition("/")[2]
    had = [(sheet, fact) for sheet, fact in rows if fact.amount.value]
    told = f"{subject(info)}的 **{len(rows)}** 张项目自评表中，有{label}的是 **{len(had)}** 张"
    words = [
        f"「{sheet.title}」{title_mark(draft, evidence, info, sheet)}"
        f"{label}{aspect} {draft.figure(info, fact)}{draft.cite(info, fact)}"
        for sheet, fact in had
    ]
    none = "".join(draft.cite(info, fact) for _, fact in rows[:_MOST_CITED]) if not had else ""
    draft.add(told + ("：" if words else "") + "；".join(words) + f"。{none}")
    facts = [(info, fact) for _, fact in had]
    result = total([fact for _, fact in facts]) if len(facts) > 1 else None
    if result is not None:
        text = draft.derived(result.value, result.measure, result.formula, facts)
        draft.add(f"{label}{aspect}合计 {text}。{draft.cite_each(facts)}")
    return True


_MOST_CITED = 3  # of tables whose row is 0
