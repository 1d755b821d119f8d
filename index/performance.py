"""Performance tables (绩效自评表) → Fact, tab-separated, hard-wrapped PDF text, or a line a row.

A cell that wraps leaves line breaks inside numbers and labels, so a row is read as a run of tokens
after its label: three amounts, the weight, the rate, the score. What does not fit that shape is
left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from index.amounts import NUMBER, parse_number, quantum
from index.indicators import Indicator
from index.lined import first_row
from index.model import Amount, Fact, Place, Sheet
from index.normalise import fold


def _spaced(words: str) -> str:
    """Return a pattern for words that may wrap anywhere."""
    return r"\s*".join(re.escape(char) for char in words)


_GAP = r"(?:\s*:\s*|\s+)"  # 项目名称 NAME, 项目名称: NAME
_UNIT = re.compile(r"单\s*位\s*:?\s*(?P<unit>万?元)(?=\s)")
_NAME = re.compile(
    _spaced("项目名称")
    + _GAP
    + r"(?P<name>\S.*?)\s+(?:"
    + "|".join(map(_spaced, ("主管部门", "实施单位", "自评总分")))
    + ")",
    re.S,
)
_WHOLE = re.compile(
    r"部\s*门\s*(?:\(\s*单\s*位\s*\)\s*)?(?:整\s*体\s*(?:支\s*出\s*)?绩\s*效)[^。\n]{0,12}自\s*评\s*表"
)
_FUNDS = (
    rf"(?:{_spaced('项目资金')}|{_spaced('资金类别')}|{_spaced('资金来源')}|{_spaced('资金情况')}|{_spaced('资金(')}"
    rf"|(?:金额)?单位\s*:|{_spaced('项目基本情况')})"
)
_DEPARTMENT = re.compile(
    rf"{_spaced('主管部门')}{_GAP}(?P<name>\S.*?)\s+(?:{_spaced('实施单位')}|{_FUNDS})", re.S
)
_MAKER = re.compile(
    rf"{_spaced('实施单位')}(?:\s*\({_spaced('盖章')}\))?{_GAP}(?P<name>\S.*?)\s+{_FUNDS}", re.S
)
_TOTAL = re.compile(
    "(?:"
    + "|".join(map(_spaced, ("年度资金总额", "年度总资金", "年度资金合计", "资金总额")))
    + r")(?:\s*\(\s*万\s*元\s*\))?(?=\s)"
    # The names of the columns and, below them, the only row of the funds, which has no label.
    + r"|年初预算数[ \t]+全年预算数[ \t]+全年执行数(?:[ \t]+(?:分值|执行率|得分))*[ \t]*(?=\n\s*\d)"
    r"|(?<=\n)[ \t]*总[量额](?=\s+\d)"
)
_SCORE = re.compile(
    rf"总\s*分\s+(?P<weight>{NUMBER})\s+(?P<score>{NUMBER})(?P<tail>(?:\s*\d+)?)\s*分?"
)
_SUM = re.compile(
    rf"^[ \t]*(?:合计|总计)\s+(?P<weight>100(?:\.0+)?)\s+(?P<score>{NUMBER})(?P<tail>)\s*分?", re.M
)
_OVERALL = re.compile(rf"自评总分(?:\(分\))?\s*:?\s+(?P<score>{NUMBER})(?=\s)")
_FUNDING_END = re.compile(
    "|".join(map(_spaced, ("年度总体目标", "预期目标", "一级指标")))
    + r"|(?<=\n)[ \t]*(?:当年)?绩效目标(?=\s)"
)
# The title of the next table stands before its 项目名称, at the end of this one's text.
_NEXT_TITLE = re.compile(
    r"\s*(?:附?表\s*\d{0,2}[:.、]?\s*)?(?:20\d\d\s*年\s*度?\s*)?(?:项\s*目|部\s*门[^。\n]{0,8}整\s*体)(?:\s*支\s*出)?\s*绩\s*效[^。\n]{0,6}自\s*评\s*表\s*"
    r"(?:\(?[一二三四五六七八九十\d]{1,2}\)?\s*)?(?:\(?\s*20\d\d\s*(?:年\s*度?\s*)?\)?)?\s*$"
)
_ROW = re.compile(
    rf"(?P<label>[\u4e00-\u9fff(),、:\s]{{2,40}}?)\s(?P<a>{NUMBER})\s+(?P<b>{NUMBER})\s+(?P<c>{NUMBER})(?=\s|$)"
)
_TOKEN = re.compile(r"\S+")
_PART = re.compile(r"\d[\d,]*(?:\.\d*)?%?|分|-+|—+")
_FULL = 100  # the weights of a whole table
_BUDGETS = ("年初预算数", "全年预算数", "全年执行数")


@dataclass(frozen=True, slots=True)
class _Number:
    text: str
    start: int
    end: int


def read_performance(
    source: str, start: int, end: int, section: str, noise: Sequence[tuple[int, int]] = ()
) -> list[tuple[Sheet, tuple[Fact, ...]]]:
    """Return the performance tables in a source range with their figures, in order.

    `noise` (page numbers) is blanked out; offsets stay those of `source`.
    """
    text = _blank(fold(source[start:end]), start, noise)
    starts: list[tuple[int, re.Match[str] | None]] = [(m.start(), m) for m in _NAME.finditer(text)]
    starts += [(m.start(), None) for m in _WHOLE.finditer(text)]
    starts.sort(key=lambda pair: pair[0])
    sheets = []
    for number, (begin, named) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        body = _NEXT_TITLE.sub("", text[begin:stop])
        if _TOTAL.search(body) is None:
            continue
        if named:
            printed = re.sub(
                r"\s+", "", source[start + named.start("name") : start + named.end("name")]
            )
            metric = f"项目:{printed}"
        else:
            printed, metric = "整体支出", "整体支出"
        label = f"{section}：{printed}" if named else section
        facts = tuple(_facts(body, start + begin, label, metric))
        place = Place(start + begin, start + begin + len(body.rstrip()))
        owners = _owner(_DEPARTMENT, body), _owner(_MAKER, body)
        sheets.append((Sheet(metric, printed, *owners, label, place), facts))
    return sheets


def _blank(text: str, start: int, noise: Sequence[tuple[int, int]]) -> str:
    for low, high in noise:
        low, high = max(low - start, 0), min(high - start, len(text))
        if low < high:
            text = text[:low] + " " * (high - low) + text[high:]
    return text


def _owner(pattern: re.Pattern[str], body: str) -> str:
    match = pattern.search(body)
    return re.sub(r"\s+", "", match["name"]) if match else ""


def _facts(body: str, offset: int, section: str, metric: str) -> Iterator[Fact]:
    total = _TOTAL.search(body)
    assert total is not None  # the caller looked
    stop = _FUNDING_END.search(body, total.end())
    funding = body[: stop.start() if stop else first_row(body)]
    cells = _total_row(funding, total.end())
    unit = _UNIT.search(funding)
    money = unit["unit"] if unit else "万元"

    def fact(name: str, aspect: str, number: _Number, measure: str, begin: int, end: int) -> Fact:
        amount = Amount(parse_number(number.text), quantum(number.text), measure, number.text)
        place = Place(offset + number.start, offset + number.end)
        return Fact(
            section,
            "全部",
            "汇总",
            name,
            aspect,
            amount,
            place,
            Place(offset + begin, offset + end),
        )

    row_end = total.end()
    if cells:
        row_end = max(cell.end for cell in cells.values())
        for aspect in (*_BUDGETS, "执行率"):
            if aspect in cells:
                measure = "%" if aspect == "执行率" else money
                yield fact(metric, aspect, cells[aspect], measure, total.start(), row_end)
        for aspect, measure in (("分值", "分"), ("执行率", "%"), ("得分", "分")):
            if aspect in cells:
                yield fact(
                    f"{metric}/预算执行", aspect, cells[aspect], measure, total.start(), row_end
                )
    for row in _ROW.finditer(funding, row_end):
        label = _funding_label(row["label"])
        if not label:
            continue
        begin = row.start("label") + len(row["label"]) - len(row["label"].lstrip())
        for aspect, group in zip(_BUDGETS, "abc", strict=True):
            number = _Number(row[group], row.start(group), row.end(group))
            yield fact(f"{metric}/{label}", aspect, number, money, begin, row.end("c"))
    scores = list(_SCORE.finditer(body)) or list(_SUM.finditer(body))
    score = scores[-1] if scores else None
    if score:
        printed = score["score"] + score["tail"].strip()
        yield fact(
            metric,
            "分值",
            _Number(score["weight"], score.start("weight"), score.end("weight")),
            "分",
            score.start(),
            score.end(),
        )
        whole = _Number(printed, score.start("score"), score.end("tail"))
        yield fact(metric, "得分", whole, "分", score.start(), score.end())
    elif overall := _OVERALL.search(body):
        got = _Number(overall["score"], overall.start("score"), overall.end("score"))
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
    return re.sub(r"^分?(?:其中:?)?", "", plain).strip(":、,")


def _total_row(text: str, start: int) -> dict[str, _Number]:
    """Return the cells of the total row, joined where a number wrapped; empty where unsure."""
    parts: list[_Number] = []
    for token in _TOKEN.finditer(text, start):
        if _PART.fullmatch(token.group()) is None:
            glued = re.fullmatch(r"(\d+(?:\.\d+)?)分", token.group())
            if glued:
                parts.append(_Number(glued[1], token.start(), token.start() + len(glued[1])))
            break
        if token.group() == "分":
            break
        parts.append(_Number(token.group(), token.start(), token.end()))
    rate = next((i for i, part in enumerate(parts) if part.text.endswith("%")), None)
    if rate is None and len(parts) == 6 and _one_line(parts, text) and _all_numbers(parts):
        *amounts, percent, weight, got = parts  # 96.86 10 9.69: the sign stands in the header
        if _gives_rate([*amounts, weight, percent]):
            cells = dict(zip((*_BUDGETS, "分值"), (*amounts, weight), strict=True))
            return {**cells, "执行率": percent, "得分": got}
    if rate is None:
        return (
            dict(zip(_BUDGETS, parts, strict=False))
            if len(parts) >= 3 and _all_numbers(parts[:3])
            else {}
        )
    if rate == len(_BUDGETS) and len(parts) == rate + 3 and _one_line(parts, text):
        weight, got = parts[rate + 1 :]  # 98.40% 10 9.84: the rate before its weight
        if _all_numbers([*parts[:rate], weight, got]):
            parts, rate = [*parts[:rate], weight, parts[rate], got], rate + 1
    head = _unwrapped(parts[: rate + 1], text)
    if head is None:
        return {}
    *before, percent = head
    after = parts[rate + 1 :]
    cells = dict(zip((*_BUDGETS, "分值"), before, strict=True))
    cells["执行率"] = _Number(percent.text.rstrip("%"), percent.start, percent.end)
    score = "".join(part.text for part in after)  # 10.0⏎0 分: the score wrapped
    if re.fullmatch(NUMBER, score):
        cells["得分"] = _Number(score, after[0].start, after[-1].end)
    return cells


def _one_line(parts: Sequence[_Number], text: str) -> bool:
    return "\n" not in text[parts[0].start : parts[-1].end]


def _unwrapped(parts: list[_Number], text: str) -> list[_Number] | None:
    """Return three amounts, weight and rate, numbers joined where a line break tore them.

    Of several ways to join, the one whose amounts give the printed rate counts; where none does,
    the only one that looks like a row (amounts of alike decimals, a weight up to 100). None where
    more than one way is left.
    """
    if len(parts) == 5:
        return parts if _all_numbers(parts[:4]) else None
    if len(parts) < 5 or len(parts) > 8:
        return None
    torn = [i for i in range(1, len(parts)) if "\n" in text[parts[i - 1].end : parts[i].start]]
    fitting, alike = [], []
    for joints in combinations(torn, len(parts) - 5):
        joined: list[_Number] = []
        for at, part in enumerate(parts):
            if at in joints:
                first = joined.pop()
                part = _Number(first.text + part.text, first.start, part.end)
            joined.append(part)
        if not _all_numbers(joined[:4]):
            continue
        if _gives_rate(joined):
            fitting.append(joined)
        elif _looks_like_a_row(joined):
            alike.append(joined)
    found = fitting or alike
    return found[0] if len(found) == 1 else None


def _looks_like_a_row(parts: list[_Number]) -> bool:
    weight, rate = parts[3].text, parts[4].text.rstrip("%")
    decimals = {len(part.text.partition(".")[2]) for part in parts[:3]}
    return (
        len(decimals) == 1
        and parse_number(weight) <= _FULL
        and re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", rate) is not None
    )


def _gives_rate(parts: list[_Number]) -> bool:
    budget, spent = parse_number(parts[1].text), parse_number(parts[2].text)
    rate = parts[4].text.rstrip("%")
    if re.fullmatch(NUMBER, rate) is None:
        return False
    return budget == 0 or abs(spent / budget * 100 - parse_number(rate)) <= 1


def _all_numbers(parts: Sequence[_Number]) -> bool:
    return all(re.fullmatch(NUMBER, part.text) for part in parts)
