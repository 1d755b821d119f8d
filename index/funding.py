"""The funding row of a performance table: its amounts, the weight, the rate and the score.

A table names the columns; most name the same six in one order, which is also read where a line
break tore a number. Other columns are read only where the row has exactly the cells they name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from index.amounts import NUMBER, parse_number

_FULL = 100  # the weights of a whole table
BUDGETS = ("年初预算数", "全年预算数", "全年执行数")
CELLS = (*BUDGETS, "分值", "执行率", "得分")
_WORDS = {
    "年初预算数": "年初预算数 年初预算",
    "全年预算数": "全年预算数(A) 全年预算数 全年(调整)预算数 全年调整预算数 调整后预算数 调整后预算 "
    "调整预算数 调整预算 全年预算 预算金额 年度预算数 预算数(A) 预算数(调整后) 预算数",
    "全年执行数": "全年执行数(B) 全年执行数 预算执行数 实际执行数 全年执行 全年支出数 全年支出 年度支出 "
    "实际支出数 实际支出 "
    "执行数(B) 执行数 执行金额",
    "": "预算调整数 预算调整 调整金额 调整数 实际到位数 资金到位数 到位数 到位金额 资金到位率 到位率 原因 备注",
    "分值": "执行率权重 执行率分值 分值(10分) 分值权重 分值 权重 满分",
    "得分": "得分(20分×执行率) 得分(10分×执行率) 得分(20分*执行率) 得分(10分*执行率) 执行率得分 自评得分 得分",
    "执行率": "预算完成率 资金执行率 "
    "预算执行率(B/A) 预算执行率(%) 预算执行率 执行率(B/A) 执行率(%) 执行率 预算执行进度 支付进度 支出进度",
}
_NAMED = {word: column for column, words in _WORDS.items() for word in words.split()}
_SHORT = {"预算": "全年预算数", "执行": "全年执行数"}  # only right before their amounts
# 执行率 得分 are two columns, 执行率得分 is one: these words do not wrap.
_UNTORN = frozenset({"执行率权重", "执行率分值", "分值权重", "执行率得分"})
_COLUMN = "|".join(
    ("" if word in _UNTORN else r"\s*").join(map(re.escape, word))
    for word in sorted(_NAMED, key=len, reverse=True)
)
_HEADER = re.compile(rf"(?:(?:{_COLUMN})(?:\s*\([^()\n]{{1,8}}\))?\s*){{2,}}")
_TOKEN = re.compile(r"\S+")
_PART = re.compile(r"\d[\d,]*(?:\.\d*)?%?|分|-+|—+")
_CELL = re.compile(rf"-?{NUMBER}%?|[-—/]+")
# 预算数 860.00 到位数 860.00 执行数 851.40 99.00% 10 9.90: each amount behind its name.
LABELLED = re.compile(
    rf"预算数\s+(?P<budget>{NUMBER})\s+(?:(?:资金)?到位(?:数|金额)\s+{NUMBER}\s+)?"
    rf"执行(?:数|金额)\s+(?P<spent>{NUMBER})"
    rf"(?:\s+(?P<rate>{NUMBER})%?\s+(?P<weight>{NUMBER})\s+(?P<score>{NUMBER}))?(?=\s|$)"
)
LABELLED_PART = re.compile(
    rf"(?P<label>其中:\S+|[^\s\d:]{{2,12}})\s+(?P<budget>{NUMBER})\s+(?P=label)\s+{NUMBER}\s+(?P=label)\s+"
    rf"(?P<spent>{NUMBER})(?=\s|$)"
)
# The names of the columns and, below them, the only row of the funds, which has no label.
NAMELESS = re.compile(
    rf"(?:(?:{_COLUMN})(?:\s*\([^()\n]{{1,8}}\))?[ \t]+){{2,}}(?:{_COLUMN})[ \t]*(?=\n\s*\d)"
)
# 全年预算数1,500.00 执行数1,486.32 执行率99.09% 分值10 得分9.91: each cell behind its name.
_NAMED_CELL = rf"(?:{_COLUMN})(?:\s*\([^()\n]{{1,8}}\))?\s*:?\s*\d[\d,]*(?:\s*\.\s*\d+)?\s*(?:%|万元|元|分(?!值))?"
# 其中:基本支出 9.00 项目支出 5.00: parts that stand between the cells.
_INSIDE = rf"(?:其中\s*:\s*(?:(?!{_COLUMN})[^\s\d:]{{2,12}}\s*\d[\d,.]*\s*(?:万元|元)?[\s,;、]*)+)?"
_INLINE = re.compile(rf"(?:{_NAMED_CELL}[\s,;、]*{_INSIDE}){{2,}}")
_INLINE_CELL = re.compile(
    rf"(?P<name>{_COLUMN}|预算|执行)(?:\s*\([^()\n]{{1,8}}\))?\s*:?\s*(?P<value>\d[\d,]*(?:\s*\.\s*\d+)?)"
)
# 预算执行情况(20分), 得分(10分×执行率)
_WEIGHT_NAMED = re.compile(
    r"(?:执行(?:情况|率)?(?:\((?:万元|%)\))?|得分)\((?P<weight>\d{1,2})分(?:[×xX*]执行率)?\)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number and the range where it stands."""

    text: str
    start: int
    end: int


def columns_of(text: str) -> list[str]:
    """Return what the last line of column names in a text says of the cells; empty where none."""
    headers = [header.group() for header in _HEADER.finditer(text)]
    if not headers:
        return []
    words = (re.sub(r"\s", "", word.group()) for word in re.finditer(_COLUMN, headers[-1]))
    columns = [_NAMED[word] for word in words]
    # 年度预算数(万元) 年初预算 调整后预算数 …: the first words name the row.
    return columns[1:] if columns[0] and columns[0] in columns[1:] else columns


def head_of_funds(text: str) -> str:
    """Return the last line of column names in a text; nothing where none names both amounts."""
    heads = [header.group() for header in _HEADER.finditer(text)]
    told = set(columns_of(text))
    return heads[-1] if heads and set(BUDGETS[1:]) <= told else ""


def read_inline(text: str) -> dict[str, Number]:
    """Return the cells of the row of the funds that names each of them; empty where none does."""
    run = _INLINE.search(text)
    rows = [*re.finditer(r"[^\n]+", text), *([run] if run else [])]
    told = (_named_cells(row.group(), row.start()) for row in rows)
    return max(told, key=len, default={})


def _named_cells(row: str, offset: int) -> dict[str, Number]:
    """Return the cells of a row that stand behind their names, where it tells budget and spending."""
    cells: dict[str, Number] = {}
    for cell in _INLINE_CELL.finditer(row):
        aspect = _SHORT.get(cell["name"]) or _NAMED[re.sub(r"\s", "", cell["name"])]
        if aspect:
            begin, end = (offset + at for at in cell.span("value"))
            cells.setdefault(aspect, Number(re.sub(r"\s", "", cell["value"]), begin, end))
    weight = weight_named(row)  # 预算执行情况(10分):…
    if weight is not None:
        own = Number(weight.text, offset + weight.start, offset + weight.end)
        cells.setdefault("分值", own)
    if "分值" not in cells:
        cells.pop("得分", None)  # that of the whole table
    return cells if {"全年预算数", "全年执行数"} <= {*cells} else {}


def read_below(text: str) -> tuple[int, dict[str, Number]]:
    """Return where the row stands that follows the names of the columns, and its cells.

    Whatever its label says, it has as many numbers as there are columns.
    """
    for header in _HEADER.finditer(text):
        columns = columns_of(text[: header.end()])
        row = re.compile(r"[^\S\n]*\n\s*(?P<label>[^\d\n]*?)\s*(?=\d)").match(text, header.end())
        row = row or re.compile(r"(?P<label>[^\d\n]{2,20}?)[ \t]+(?=\d)").match(text, header.end())
        cells = _by_columns(text, row.end(), columns) if row and len(columns) > 1 else {}
        if row and cells:
            return row.start("label") if row["label"] else row.end(), cells
    return 0, {}


def weight_named(text: str) -> Number | None:
    """Return the weight of the execution rate where only the names of the columns tell it.

    >>> weight_named("得分(20分×执行率)").text
    '20'
    """
    found = _WEIGHT_NAMED.search(text)
    return Number(found["weight"], *found.span("weight")) if found else None


def read_total(text: str, label: re.Match[str], heads: str = "") -> dict[str, Number]:
    """Return the cells of the total row behind its label by aspect; empty where unsure.

    `heads` names the columns where the text itself does not.
    """
    labelled = LABELLED.match(text, label.start())
    if labelled:
        groups = zip(("budget", "spent", "weight", "rate", "score"), CELLS[1:], strict=True)
        line = text.rfind("\n", 0, label.start()) + 1
        stop = text.find("\n", label.start())
        beside = _named_cells(text[line : stop if stop > 0 else len(text)], line)
        return beside | {
            aspect: Number(labelled[name], *labelled.span(name))
            for name, aspect in groups
            if labelled[name]
        }
    columns = columns_of(text[: label.end()])
    if not columns and heads:
        return _by_columns(text, label.end(), columns_of(heads)) or _total_row(text, label.end())
    amounts = [column for column in columns if column in BUDGETS]
    cells = _total_row(text, label.end())
    if amounts and (amounts != [*BUDGETS] or "" in amount_columns(text[: label.end()])):
        told = _by_columns(text, label.end(), columns)
        # Two lines name the columns: 年初 全年 全年 above 预算数 预算数 执行数.
        return told or (cells if len(cells) == len(CELLS) and _agree(cells) else {})
    return cells if "执行率" in cells else _by_columns(text, label.end(), columns) or cells


def amount_columns(text: str) -> list[str]:
    """Return the aspects of the amounts of a row, by the columns that the text names.

    An amount that is none of them (预算调整数) is passed over: its place is empty. Where the text
    names neither two nor three, they are the usual three.
    """
    columns = columns_of(text)
    last = max((at for at, column in enumerate(columns) if column in BUDGETS), default=-1)
    before = columns[: last + 1]
    told = [column for column in before if column]
    if len(told) == 2 and not set(told) - set(BUDGETS):
        return before
    return before if "" in before and told == [*BUDGETS] else [*BUDGETS]


def _by_columns(text: str, start: int, columns: Sequence[str]) -> dict[str, Number]:
    """Return the cells of a row with as many numbers as the header names columns."""
    tokens = []
    for token in _TOKEN.finditer(text, start):
        if _CELL.fullmatch(token.group()) is None:
            break
        tokens.append(Number(token.group(), token.start(), token.end()))
    while columns and not columns[-1]:  # remarks may be left out
        columns = columns[:-1]
    if len(tokens) != len(columns) or len(set(columns)) < len(columns):
        return {}
    cells = {
        column: Number(cell.text.rstrip("%"), cell.start, cell.start + len(cell.text.rstrip("%")))
        for column, cell in zip(columns, tokens, strict=True)
        if column and cell.text[0].isdigit()
    }
    rate = next((t for c, t in zip(columns, tokens, strict=True) if c == "执行率"), None)
    percent = [c for c, t in zip(columns, tokens, strict=True) if t.text.endswith("%")]
    if not {"全年预算数", "全年执行数"} <= {*cells} or set(percent) - {"执行率", ""}:
        return {}
    if rate is not None and not rate.text.endswith("%") and "执行率" in cells:
        budget, spent = (parse_number(cells[name].text) for name in BUDGETS[1:])
        if budget and abs(spent / budget * 100 - parse_number(cells["执行率"].text)) > 1:
            return {}
    return cells


def _total_row(text: str, start: int) -> dict[str, Number]:
    """Return the cells of the total row, joined where a number wrapped; empty where unsure."""
    parts: list[Number] = []
    for token in _TOKEN.finditer(text, start):
        if _PART.fullmatch(token.group()) is None:
            glued = re.fullmatch(r"(\d+(?:\.\d+)?)分", token.group())
            if glued:
                parts.append(Number(glued[1], token.start(), token.start() + len(glued[1])))
            break
        if token.group() == "分":
            break
        parts.append(Number(token.group(), token.start(), token.end()))
    rate = next((i for i, part in enumerate(parts) if part.text.endswith("%")), None)
    if rate is None and len(parts) == 6 and _one_line(parts, text) and _all_numbers(parts):
        *amounts, percent, weight, got = parts  # 96.86 10 9.69: the sign stands in the header
        if _gives_rate([*amounts, weight, percent]):
            cells = dict(zip((*BUDGETS, "分值"), (*amounts, weight), strict=True))
            return {**cells, "执行率": percent, "得分": got}
    if rate is None:
        return (
            dict(zip(BUDGETS, parts, strict=False))
            if len(parts) >= 3 and _all_numbers(parts[:3])
            else {}
        )
    if rate == len(BUDGETS) and len(parts) == rate + 3 and _one_line(parts, text):
        weight, got = parts[rate + 1 :]  # 98.40% 10 9.84: the rate before its weight
        if _all_numbers([*parts[:rate], weight, got]):
            parts, rate = [*parts[:rate], weight, parts[rate], got], rate + 1
    head = _unwrapped(parts[: rate + 1], text)
    if head is None:
        return {}
    *before, percent = head
    after = parts[rate + 1 :]
    cells = dict(zip((*BUDGETS, "分值"), before, strict=True))
    cells["执行率"] = Number(percent.text.rstrip("%"), percent.start, percent.end)
    score = "".join(part.text for part in after)  # 10.0⏎0 分: the score wrapped
    if re.fullmatch(NUMBER, score):
        cells["得分"] = Number(score, after[0].start, after[-1].end)
    return cells


def _one_line(parts: Sequence[Number], text: str) -> bool:
    return "\n" not in text[parts[0].start : parts[-1].end]


def _unwrapped(parts: list[Number], text: str) -> list[Number] | None:
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
        joined: list[Number] = []
        for at, part in enumerate(parts):
            if at in joints:
                first = joined.pop()
                part = Number(first.text + part.text, first.start, part.end)
            joined.append(part)
        if not _all_numbers(joined[:4]):
            continue
        if _gives_rate(joined):
            fitting.append(joined)
        elif _looks_like_a_row(joined):
            alike.append(joined)
    found = fitting or alike
    return found[0] if len(found) == 1 else None


def _looks_like_a_row(parts: list[Number]) -> bool:
    weight, rate = parts[3].text, parts[4].text.rstrip("%")
    decimals = {len(part.text.partition(".")[2]) for part in parts[:3]}
    return (
        len(decimals) == 1
        and parse_number(weight) <= _FULL
        and re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", rate) is not None
    )


def _gives_rate(parts: list[Number]) -> bool:
    budget, spent = parse_number(parts[1].text), parse_number(parts[2].text)
    rate = parts[4].text.rstrip("%")
    if re.fullmatch(NUMBER, rate) is None:
        return False
    return budget == 0 or abs(spent / budget * 100 - parse_number(rate)) <= 1


def _agree(cells: dict[str, Number]) -> bool:
    """Whether the amounts of a row give its rate, and rate and weight its score."""
    value = {aspect: parse_number(cell.text) for aspect, cell in cells.items()}
    budget, spent, rate = value["全年预算数"], value["全年执行数"], value["执行率"]
    given = budget and abs(spent / budget * 100 - rate) <= 1
    return bool(given) and abs(value["分值"] * rate / 100 - value["得分"]) <= 1


def _all_numbers(parts: Sequence[Number]) -> bool:
    return all(re.fullmatch(NUMBER, part.text) for part in parts)
