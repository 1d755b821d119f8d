"""Performance tables (绩效自评表) → Fact, tab-separated, hard-wrapped PDF text, or a line a row.

A cell that wraps leaves line breaks inside numbers and labels, so a row is read as a run of tokens
after its label: three amounts, the weight, the rate, the score. What does not fit that shape is
left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from index.amounts import NUMBER, parse_number, quantum
from index.celled import names_cells
from index.funding import (
    BUDGETS,
    LABELLED,
    LABELLED_PART,
    NAMELESS,
    Number,
    amount_columns,
    head_of_funds,
    read_below,
    read_inline,
    read_total,
    weight_named,
)
from index.indicators import Indicator
from index.lined import first_row
from index.model import Amount, Fact, Place, Sheet
from index.normalise import fold
from index.ordered import names_columns
from index.titles import WHOLE, titles_in, without_title


def _spaced(words: str) -> str:
    """Return a pattern for words that may wrap anywhere."""
    return r"\s*".join(re.escape(char) for char in words)


_GAP = r"(?:\s*:\s*|\s+)"  # 项目名称 NAME, 项目名称: NAME
# What stands behind a project's name: who carries it out, what kind of project it is, its funds.
_BEHIND_NAME = (
    "主管部门 主管单位 实施单位 项目实施单位 实施(主管)单位 预算单位 项目单位 资金使用单位 项目级次 项目类别 项目类型 "
    "项目属性 项目编码 项目代码 项目负责人 联系人"
    " 部门联系人 财政归口科室 归口科室 财政处室 自评总分 项目资金 资金情况 预算执行 年度资金 "
    "项目概况 项目起止 项目实施 项目基本情况 一级指标"
)
_CODE = re.compile(r"^\d{4,}[A-Z]?\d*[-—_](?=[^\d]|20\d\d年)")  # 51000023T000001-外聘中介服务
_UNIT = re.compile(r"单\s*位\s*:?\s*(?P<unit>万?元)(?=\s)")
# 项目资金(元): what the amounts of a table are printed in.
_OF_FUNDS = re.compile(
    r"(?:资\s*金|金\s*额|预\s*算\s*数?)\s*(?:执\s*行\s*)?(?:情\s*况\s*)?\(\s*(?P<unit>万?元)\s*\)"
)
_NAME = re.compile(
    rf"(?:{_spaced('项目名称')}|{_spaced('项目支出名称')}|{_spaced('专项(项目)名称')})"
    + _GAP
    + r"(?P<name>\S.*?)\s+(?:"
    + "|".join(map(_spaced, _BEHIND_NAME.split()))
    + r"|资\s*金\s*\(\s*万?\s*元|[\u4e00-\u9fff]{2,8}\s*:)",
    re.S,
)
_FUNDS = (
    rf"(?:{_spaced('项目资金')}|{_spaced('资金类别')}|{_spaced('资金来源')}|{_spaced('资金情况')}|{_spaced('资金(')}"
    rf"|(?:金额)?单位\s*:|[^\s\d]{{2,14}}\s+(?:年初|全年)?预算数|{_spaced('项目基本情况')}|{_spaced('预算执行')}|{_spaced('年度预算')}|[一二三四五]\s*、"
    + "".join(rf"|{_spaced(word)}" for word in _BEHIND_NAME.split())
    + ")"
)
_DEPARTMENT = re.compile(rf"{_spaced('主管部门')}{_GAP}(?P<name>\S.*?)\s+{_FUNDS}", re.S)
_MAKER = re.compile(
    rf"(?:{_spaced('实施(主管)单位')}|{_spaced('实施单位')})(?:\s*\({_spaced('盖章')}\))?{_GAP}(?P<name>\S.*?)\s+{_FUNDS}",
    re.S,
)
_TOTAL_LABELS = (
    "年度资金总额 年度财政资金总额 年度总资金 年度总金额 年度资金合计 年度预算资金 资金总额 资金合计 "
    "金额合计 资金总计"
)
_TOTAL = re.compile(
    "(?:"
    + "|".join(map(_spaced, _TOTAL_LABELS.split()))
    + r")(?:\s*\(\s*万\s*元\s*\))?:?(?=\s)"
    # Each amount behind its name: 预算数 5 到位数 5 执行数 4.
    + rf"|{LABELLED.pattern}"
    + rf"|{NAMELESS.pattern}"
    rf"|(?<=\n)[ \t]*(?:总[量额计]|合计)(?=(?:\s+{NUMBER}){{3}}\s)"
    r"|(?<=\n)[ \t]*总[量额](?=\s+\d)"
)
_SCORE = re.compile(
    rf"总\s*(?:得\s*)?分\s+(?P<weight>{NUMBER})\s+(?P<score>{NUMBER})(?P<tail>(?:\s*\d+(?![\d.、)年]))?)\s*分?"
)
_SUM = re.compile(
    rf"^[ \t]*(?:合计|总计)\s+(?P<weight>100(?:\.0+)?)\s+(?P<score>{NUMBER})(?P<tail>)\s*分?", re.M
)
_OVERALL = re.compile(
    rf"(?:自评总分|自评得分|(?<=\n)[ \t]*总(?:得)?分)(?:\(分\))?\s*:?\s*(?P<score>{NUMBER})\s*分?(?=[\s,;。]|$)"
)
_FUNDING_END = re.compile(
    "|".join(map(_spaced, ("年度总体目标", "预期目标", "一级指标", "指标名称")))
    + r"|(?<=\n)[ \t]*(?:当年)?绩效目标(?=\s)"
    # 指标 目标值 完成值: the head of rows that tell no levels.
    + r"|(?<=\n)[ \t\u3000]*(?:序号\s+)?(?:绩效|考核)?指标(?:内容)?"
    r"(?=\s+(?:年度|预期|计划|全年)?(?:(?:目标|指标)值?|分值|权重)\s)"
)
_LABEL = r"(?P<label>[\u4e00-\u9fff(),、:\s]{2,40}?)"


def read_performance(
    source: str,
    start: int,
    end: int,
    section: str,
    noise: Sequence[tuple[int, int]] = (),
    units: Sequence[str] = (),
) -> list[tuple[Sheet, tuple[Fact, ...]]]:
    """Return the performance tables in a source range with their figures, in order.

    `noise` (page numbers) is blanked out; offsets stay those of `source`. `units` are names of the
    report's unit, which a title may put before that of the project.
    """
    text = blank(fold(source[start:end]), start, noise)
    starts, stops = _starts(text, units)
    sheets = []
    funds = ""  # the columns of the funds, which a later table may leave out
    for begin, low, high, name in starts:
        stop = next((at for at in stops if at > begin), len(text))
        body = without_title(text[begin:stop])
        if below := _BELOW_CELLS.search(body):
            body = body[: below.start("line")]
        if not (
            _TOTAL.search(body) or read_inline(body) or names_columns(body) or names_cells(body)
        ):
            continue
        printed = name or re.sub(r"\s+", "", source[start + low : start + high])
        printed = _CODE.sub("", printed)
        metric = printed if printed == WHOLE else f"项目:{printed}"
        label = section if metric == WHOLE else f"{section}：{printed}"
        opening = text[max(0, begin - _LONGEST_OPENING) : begin]
        funds = head_of_funds(body) or funds
        facts = tuple(_facts(body, start + begin, label, metric, opening, funds))
        place = Place(start + begin, start + begin + len(body))
        owners = _owner(_DEPARTMENT, body), _owner(_MAKER, body)
        sheets.append((Sheet(metric, printed, *owners, label, place), facts))
    return sheets


def _starts(text: str, units: Sequence[str]) -> tuple[list[tuple[int, int, int, str]], list[int]]:
    """Return where tables begin, each with the range of its name or the name, and where they end.

    A table begins with the cell of its project's name, or else with its title. A title without a
    name is printed again where a page begins: it ends a table only just before a name.
    """
    cells = list(_NAME.finditer(text))
    starts = [(m.start(), *m.span("name"), "") for m in cells]
    stops = [m.start() for m in cells]
    titles = titles_in(text)
    for number, (begin, title) in enumerate(titles):
        stop = titles[number + 1][0] if number + 1 < len(titles) else len(text)
        cell = next((m.start() for m in cells if begin < m.start() < stop), None)
        name = title.named(units)
        if name == WHOLE or (name and cell is None):
            starts.append((begin, begin, begin, name))
            stops.append(begin)
        elif cell is not None and len("".join(text[begin:cell].split())) < _LONGEST_OPENING:
            stops.append(begin)
    return sorted(starts), sorted(stops)


# (2)乙项目: below rows whose cells a stroke parts
_BELOW_CELLS = re.compile(
    r"(?m)(?:^[^|\n]*\|[^\n]*\n){3}(?P<line>^[ \t]*\(?[一二三四五六七八九十\d]{1,2}[)、.][^|\d][^|\n]*$)"
)
_LONGEST_OPENING = 120  # characters between a title and the name of its project


def blank(text: str, start: int, noise: Sequence[tuple[int, int]]) -> str:
    """Return a text that begins at `start` of its source, with the ranges of noise blanked."""
    for low, high in noise:
        low, high = max(low - start, 0), min(high - start, len(text))
        if low < high:
            text = text[:low] + " " * (high - low) + text[high:]
    return text


def _owner(pattern: re.Pattern[str], body: str) -> str:
    match = pattern.search(body)
    return re.sub(r"\s+", "", match["name"]) if match else ""


def _facts(
    body: str, offset: int, section: str, metric: str, opening: str = "", funds: str = ""
) -> Iterator[Fact]:
    """Yield the figures of a table's head and its scores.

    `opening` is what is printed above it, `funds` the line that names the columns of its funds
    where an earlier table alone does.
    """
    total = _TOTAL.search(body)
    stop = _FUNDING_END.search(body, total.end() if total else 0)
    funding = body[: stop.start() if stop else first_row(body)]
    cells = max(read_total(funding, total, funds) if total else {}, read_inline(funding), key=len)
    begin = total.start() if total else min((cell.start for cell in cells.values()), default=0)
    if not cells:
        begin, cells = read_below(funding)
    weight = weight_named(funding[:begin]) if "得分" in cells and "分值" not in cells else None
    if weight:
        cells["分值"] = weight
    above = list(_UNIT.finditer(opening))
    unit = _OF_FUNDS.search(funding) or _UNIT.search(funding) or (above[-1] if above else None)
    money = unit["unit"] if unit else "万元"

    def fact(name: str, aspect: str, number: Number, measure: str, begin: int, end: int) -> Fact:
        return _fact(section, name, aspect, number, measure, offset, (begin, end))

    row_end = total.end() if total else begin
    if cells:
        row_end = max(cell.end for cell in cells.values())
        for aspect in (*BUDGETS, "执行率"):
            if aspect in cells:
                measure = "%" if aspect == "执行率" else money
                yield fact(metric, aspect, cells[aspect], measure, begin, row_end)
        for aspect, measure in (("分值", "分"), ("执行率", "%"), ("得分", "分")):
            if aspect in cells:
                yield fact(f"{metric}/预算执行", aspect, cells[aspect], measure, begin, row_end)
    for label, amounts, low, high in _parts(funding, total, row_end) if total else ():
        for aspect, number in amounts.items():
            yield fact(f"{metric}/{label}", aspect, number, money, low, high)
    yield from _scores(body, offset, section, metric)


def _fact(
    section: str,
    metric: str,
    aspect: str,
    number: Number,
    measure: str,
    offset: int,
    row: tuple[int, int],
) -> Fact:
    amount = Amount(parse_number(number.text), quantum(number.text), measure, number.text)
    place = Place(offset + number.start, offset + number.end)
    context = Place(offset + row[0], offset + row[1])
    return Fact(section, "全部", "汇总", metric, aspect, amount, place, context)


def _parts(
    funding: str, total: re.Match[str], row_end: int
) -> Iterator[tuple[str, dict[str, Number], int, int]]:
    """Yield the rows below the total: label, amounts by aspect, and where the row stands."""
    if LABELLED.match(funding, total.start()):
        for part in LABELLED_PART.finditer(funding, row_end):
            spent = {"全年预算数": "budget", "全年执行数": "spent"}
            amounts = {aspect: Number(part[g], *part.span(g)) for aspect, g in spent.items()}
            yield _funding_label(part["label"]), amounts, part.start(), part.end()
        return
    columns = amount_columns(funding[: total.end()])
    row = _row_of(len(columns))
    for match in row.finditer(funding, row_end):
        label = _funding_label(match["label"])
        if not label:
            continue
        begin = match.start("label") + len(match["label"]) - len(match["label"].lstrip())
        amounts = {
            aspect: Number(match[f"n{at}"], *match.span(f"n{at}"))
            for at, aspect in enumerate(columns)
            if aspect
        }
        yield label, amounts, begin, match.end(f"n{len(columns) - 1}")


@cache
def _row_of(amounts: int) -> re.Pattern[str]:
    """Return the pattern of a row of the funds with so many amounts."""
    cells = r"\s+".join(rf"(?P<n{at}>-?{NUMBER})" for at in range(amounts))
    return re.compile(rf"{_LABEL}\s{cells}(?=\s|$)")


def _scores(body: str, offset: int, section: str, metric: str) -> Iterator[Fact]:
    """Yield the weight and the score of the whole table."""

    def fact(name: str, aspect: str, number: Number, measure: str, begin: int, end: int) -> Fact:
        return _fact(section, name, aspect, number, measure, offset, (begin, end))

    scores = list(_SCORE.finditer(body)) or list(_SUM.finditer(body))
    score = scores[-1] if scores else None
    if score:
        printed = score["score"] + score["tail"].strip()
        yield fact(
            metric,
            "分值",
            Number(score["weight"], score.start("weight"), score.end("weight")),
            "分",
            score.start(),
            score.end(),
        )
        whole = Number(printed, score.start("score"), score.end("tail"))
        yield fact(metric, "得分", whole, "分", score.start(), score.end())
    elif overall := _OVERALL.search(body):
        got = Number(overall["score"], overall.start("score"), overall.end("score"))
        yield fact(metric, "得分", got, "分", overall.start(), overall.end())


_CELL = re.compile(rf"[<>=≥≤]{{0,2}}(?P<number>-?{NUMBER})(?P<measure>[^\d<>=≥≤]{{0,8}})")


def indicator_facts(sheet: Sheet, indicator: Indicator) -> Iterator[Fact]:
    """Yield target, result, weight and score of an indicator row, where they are numbers.

    Comparison signs are left out of the value; cells of words or dates give no figure.
    """
    metric = f"{sheet.metric}/指标:{indicator.name}"
    for aspect, text, place in (
        ("指标值", indicator.target, indicator.target_place),
        ("完成值", indicator.result, indicator.result_place),
        ("分值", indicator.weight, indicator.weight_place),
        ("得分", indicator.score, indicator.score_place),
    ):
        cell = _CELL.fullmatch(fold(text))
        if cell is None:
            continue
        measure = cell["measure"] or ("分" if aspect in ("分值", "得分") else "")
        amount = Amount(
            parse_number(cell["number"]), quantum(cell["number"]), measure, cell["number"]
        )
        yield Fact(sheet.section, "全部", "汇总", metric, aspect, amount, place, indicator.place)


def _funding_label(label: str) -> str:
    plain = re.sub(r"\(万元\)", "", re.sub(r"\s+", "", label))
    plain = plain[max(plain.rfind("其中"), 0) :]  # before it stands a remark on the total
    return re.sub(r"^分?(?:其中:?)?", "", plain).strip(":、,")
