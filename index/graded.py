"""A review in prose that gives points part by part (履职效能（满分60分，得分57分）) → the rows and the
sheet of a table that the report does not print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from index.amounts import NUMBER, parse_number
from index.indicators import Indicator
from index.model import Fact, Place, Section, Sheet
from index.normalise import Clean
from index.titles import WHOLE

_NAME = r"(?:其中:?)?(?P<name>[\u4e00-\u9fff]{2,20}?)(?:指标|情况|方面)?[(,:]?"
_WEIGHT = rf"(?:满分|分值|权重)(?:为)?(?P<weight>{NUMBER})分?"
_SCORE = rf"(?:自评|实际|实)?(?:得分?|评分)(?:为)?(?P<score>{NUMBER})分"
_GRADES = (
    re.compile(rf"{_NAME}{_WEIGHT}\)?,?{_SCORE}\)?"),
    re.compile(rf"{_NAME}{_SCORE}[(,]{_WEIGHT}\)?"),
    # 项目决策9.2分(满分10分)
    re.compile(
        rf"(?:其中:?)?(?P<name>[\u4e00-\u9fff]{{2,12}}?)(?:得)?(?P<score>{NUMBER})分\({_WEIGHT}\)"
    ),
    # 预算编制20分,得19分
    re.compile(
        rf"(?:其中:?)?(?P<name>[\u4e00-\u9fff]{{2,12}})(?P<weight>{NUMBER})分,得分?(?P<score>{NUMBER})分"
    ),
)
# (二)预算管理…: what stands behind is of the next part.
_NEXT_PART = re.compile(
    r"。(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d))"
)
_LOST = re.compile(r"[^;。]*扣(?:减|除|了)?\d[^;。]*")
_POINTS = re.compile(rf"扣(?:减|除|了)?({NUMBER})分")
_ROUNDED = Decimal("0.05")
_OF_WHOLE = re.compile(r"(?:部门|单位)(?:\(单位\))?整体|整体支出")
_FEWEST = 2
_FULL = 100


def read_graded(
    sections: Sequence[tuple[Section, Clean]], projects: Sequence[Fact]
) -> Iterator[tuple[Sheet, list[Indicator]]]:
    """Yield the reviews whose parts got points, and where they stand: of the whole, of a project.

    `projects` are figures of projects: parts told behind them, with no word on the whole between,
    are of that project. A review with fewer than two parts is none.
    """
    for section, clean in sections:
        whole = _OF_WHOLE.search(section.title) is not None
        grades = max((list(form.finditer(clean.text)) for form in _GRADES), key=len)
        for run in _runs(grades):
            own = "" if whole else _project_before(clean, run[0].start(), section, projects)
            if not own and not whole and not _OF_WHOLE.search(clean.text):
                continue
            metric = own or WHOLE
            close = run[-1].end() if own else len(clean.text)
            ends = [*(match.start() for match in run[1:]), close]
            rows = [_row(clean, match, end) for match, end in zip(run, ends, strict=True)]
            place = clean.place(run[0].start(), run[-1].end())
            yield Sheet(metric, metric.removeprefix("项目:"), "", "", section.label, place), rows


def _runs(grades: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the parts of one review each: together they weigh no more than 100."""
    run: list[re.Match[str]] = []
    weights = Decimal(0)
    for grade in grades:
        weight = parse_number(grade["weight"])
        if weights + weight > _FULL:
            if len(run) >= _FEWEST and weights == _FULL:
                yield run
            run, weights = [], Decimal(0)
        run.append(grade)
        weights += weight
    if len(run) >= _FEWEST and weights <= _FULL:
        yield run


def _project_before(clean: Clean, start: int, section: Section, facts: Sequence[Fact]) -> str:
    """Return the project whose figures stand right before a place; nothing behind words on the whole."""
    at = clean.at[start]
    before = [f for f in facts if f.section == section.label and f.place.start < at]
    last = max(before, key=lambda fact: fact.place.start, default=None)
    if last is None:
        return ""
    low = next((n for n in range(start) if clean.at[n] >= last.place.start), start)
    return "" if _OF_WHOLE.search(clean.text, low, start) else last.metric


def _row(clean: Clean, match: re.Match[str], end: int) -> Indicator:
    after = _NEXT_PART.search(clean.text, match.end(), end)
    lost = list(_LOST.finditer(clean.text, match.end(), after.start() if after else end))
    points = sum(parse_number(p) for one in lost for p in _POINTS.findall(one.group()))
    if points > parse_number(match["weight"]) - parse_number(match["score"]) + _ROUNDED:
        lost = []  # what the whole lost
    told = [(_trimmed(clean.text, one.start(), one.end()), one.end()) for one in lost]
    close = told[-1][1] if told else match.end()
    cells = {name: clean.place(*match.span(name)) for name in ("name", "weight", "score")}
    nowhere = Place(cells["score"].end, cells["score"].end)
    return Indicator(
        name=match["name"],
        level1="",
        level2="",
        target="",
        result="",
        weight=match["weight"],
        score=match["score"],
        basis="",
        deviation="；".join(clean.shown[a:b] for a, b in told),
        place=clean.place(match.start(), close),
        name_place=cells["name"],
        target_place=nowhere,
        result_place=nowhere,
        weight_place=cells["weight"],
        score_place=cells["score"],
        deviation_place=clean.place(told[0][0], close) if told else None,
        doubt="",
    )


def _trimmed(text: str, start: int, end: int) -> int:
    """Return where the words of a part begin, behind its stops."""
    while start < end and text[start] in "。;,":
        start += 1
    return start
