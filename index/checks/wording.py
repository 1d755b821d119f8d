"""What the words themselves give away: old years, template residue, reasons used twice, gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.amounts import MONEY
from index.checks.figures import Figures
from index.checks.verdict import broken, held, remark
from index.measures import declared_unit
from index.model import Check, Fact, Place, Reason
from index.normalise import compact

_YEAR = re.compile(
    r"(?P<before>[比较与同和至到、—\-–从由自以于(（]\s*)?(?P<year>20\d\d)\s*年\s*度\s*"
    r"(?P<what>收入总计|支出总计|收支|本年收入|本年支出|一般公共预算|财政拨款|政府性基金|国有资本经营|"
    r"[“\"]?三公|机关运行|政府采购)"
)
_FIGURE = re.compile(r"(?P<number>\d[\d,]*\.\d+)\s*(?:万元|亿元|元)")
_RESIDUE = re.compile(
    r"增加\(减少\)|减少\(增加\)|增长\(下降\)|下降\(增长\)|上升\(下降\)|X{2,}(?=[年万元人辆%])|"
    r"[×*]{2,}(?=(?:万元|元|人|辆|%|年))|占%|(?:增长|下降)%"
)
_REQUIRED = {
    "收支总体": "收入支出总体情况",
    "三公": "“三公”经费",
    "机关运行经费": "机关运行经费",
    "政府采购": "政府采购",
    "国有资产": "国有资产占用",
    "绩效": "预算绩效",
}
_SHORT = 12  # 厉行节约, 无此项支出: said of many things with good reason


def stale_year(figures: Figures) -> Iterator[Check]:
    """正文所写年度应为本报告年度（未改的旧年度）."""
    for section in figures.sections:
        if section.kind in ("自评表", "名词解释", "职能", "决算报表"):
            continue
        own = figures.text[section.body.start : section.body.end]
        for match in _YEAR.finditer(own):
            year = int(match["year"])
            if match["before"] or year == figures.year or _told_beside(figures, own, match):
                continue
            start = section.body.start + match.start("year")
            message = (
                f"本报告为 {figures.year} 年度，此处写“{match['year']}年度{match['what']}”，"
                "疑为未更新的旧文字。"
            )
            place = Place(start, section.body.start + match.end())
            yield remark(
                "stale-year", "warning", section.label, "年度", message, place, stated=match["year"]
            )


def _told_beside(figures: Figures, own: str, match: re.Match[str]) -> bool:
    """Whether an earlier year's figure stands beside this year's own, to compare with.

    The section has said the same of the report's year, and the figure stands nowhere else.
    """
    said = [m for m in _YEAR.finditer(own, 0, match.start()) if m["what"] == match["what"]]
    figure = _FIGURE.search(own[match.end() :].partition("。")[0])
    return (
        any(int(m["year"]) == figures.year for m in said)
        and figure is not None
        and figures.text.count(figure["number"]) == 1
    )


def residue(figures: Figures) -> Iterator[Check]:
    """正文不应残留模板文字（增加（减少）、占 %、XX）."""
    for section in figures.sections:
        if section.kind in ("自评表", "名词解释", "职能", "决算报表"):
            continue
        own = compact(figures.text, section.body.start, section.body.end)
        for match in _RESIDUE.finditer(own.text):
            place, shown = own.place(*match.span()), own.shown[match.start() : match.end()]
            if shown.startswith("*"):  # bold print
                continue
            message = f"此处残留模板文字或漏填数字：“{shown}”。"
            yield remark("residue", "warning", section.label, "文字", message, place, stated=shown)


def blank_unit(figures: Figures) -> Iterator[Check]:
    """金额应写明计量单位."""
    for section in figures.sections:
        amounts = [f for f in figures.section(section.label) if f.amount.measure in MONEY]
        blank = [f for f in amounts if f.amount.value and _without_unit(figures.text, f)]
        declared = bool(declared_unit(figures.text))
        if (
            not amounts or declared or len(blank) * 2 >= len(amounts)
        ):  # a list that says its unit above
            continue
        for fact in blank:
            value = f"{fact.amount.value}"
            message = (
                f"「{fact.metric}」的{fact.aspect} {value} 后面没有写计量单位，"
                f"按上下文应为{fact.amount.measure}，引用前请核对。"
            )
            yield broken("blank-unit", "warning", message, [fact], value)
        if not blank:
            yield held("blank-unit", *amounts)


def _without_unit(text: str, fact: Fact) -> bool:
    """Whether a sentence goes on behind the bare number; a cell of a table stands alone."""
    ends = fact.place.end
    if _IN_TURN.search(text, max(0, ends - _LONGEST), ends):
        return False  # 243.61/240.00/235.10: the words above the list say what they are in
    return text[ends - 1 : ends].isdigit() and _GOES_ON.match(text, ends) is not None


_IN_TURN = re.compile(r"\d\s*/\s*[-+\d.,]+$")
_LONGEST = 40  # digits of two figures with the slash between them
_GOES_ON = re.compile(r"\s*[,，;；。]")


def same_reason(figures: Figures) -> Iterator[Check]:
    """增加与减少不应由同一句原因解释."""
    signs: dict[tuple[str, str, str, str, int], Fact] = {}
    for fact in figures.prose:
        if fact.aspect == "比上年增减额":
            key = (fact.metric, fact.fund, fact.entity, fact.section, fact.context.start)
            signs.setdefault(key, fact)
    told: dict[str, list[tuple[Reason, Fact]]] = {}
    for reason in figures.reasons:
        key = (reason.metric, reason.fund, reason.entity, reason.section, reason.context.start)
        change = signs.get(key)
        if change is not None and reason.basis == "上年" and change.amount.value:
            told.setdefault(re.sub(r"\s", "", reason.text), []).append((reason, change))
    for text, uses in told.items():
        up = [use for use in uses if use[1].amount.value > 0]
        down = [use for use in uses if use[1].amount.value < 0]
        if len(uses) < 2 or len(text) < _SHORT:
            continue
        if not up or not down:
            yield held("same-reason", *(change for _, change in uses))
            continue
        (first, grown), (other, fallen) = up[0], down[0]
        message = f"「{grown.metric}」增加与「{fallen.metric}」减少用了同一句原因：“{text[:40]}”，请核实。"
        yield remark(
            "same-reason", "warning", first.section, first.metric, message,
            first.place, other.place, grown.place, fallen.place,
        )  # fmt: skip


def _totals_told(figures: Figures) -> bool:
    """Whether the totals are told, in whatever section."""
    return all(figures.named(metric, "决算数") for metric in ("收入总计", "支出总计"))


def missing_content(figures: Figures) -> Iterator[Check]:
    """部门决算公开应包含的内容（收支总体、三公、机关运行、采购、资产、绩效）."""
    kinds = {section.kind for section in figures.sections}
    folded = re.sub(r"\s", "", figures.text)
    missing = [
        name
        for kind, name in _REQUIRED.items()
        if kind not in kinds
        and not (kind == "收支总体" and _totals_told(figures))
        and name.replace("“三公”", "三公") not in folded.replace("“三公”", "三公")
    ]
    if not missing:
        yield held("missing-content")
        return
    message = f"没有见到应公开的内容：{'、'.join(missing)}。"
    end = min(len(figures.text), 1)
    yield remark("missing-content", "info", "", "内容", message, Place(0, end))
