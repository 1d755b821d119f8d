"""Indicator rows in plain text where a line is a row and single spaces part its cells.

A cell may hold spaces itself, so a row is read from its anchor, the weight and the score side by
side: labels and name, target, result stand before it, the deviation behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from index.alignment import (
    BARE1,
    COLUMN,
    GRADE,
    HEADING,
    LABELS,
    NUMBER,
    SIGN,
    Piece,
    TableRow,
    as_number,
    joint,
    level_of,
    unspaced,
)
from index.normalise import fold

# Words that name a column only where a line names all of them.
_COLUMN = {
    **COLUMN,
    "指标名称": "name",
    "指标类型": "level1",
    "指标类别": "level1",
    "指标": "level1",
    "指标性质": "sign",
    "度量单位": "unit",
    "计量单位": "unit",
    "指标权重": "weight",
    "得分系数": "factor",
    "得分系数(%)": "factor",
    "指标得分": "score",
    "是否核心指标": "core",
}
_HEADING = rf"(?:指标性质|[度计]量单位|指标权重|得分系数(?:\(%\))?|指标得分|是否核心指标|{HEADING}|指标(?:名称|类型|类别)?)"
_NAME = rf"{_HEADING}(?:\((?:[A-Z]|[%分])\))?"  # 年度指标值(A), 指标权重(分)
# 绩效指标(90分): the cell that stands beside all of the table.
_LEAD = r"(?:(?:年度)?绩效(?:评价)?指标(?:完成情况)?(?:\(\d{1,3}分\))?[ \u3000]+)?"
# The first of the names may be torn and stand on lines of its own: 一级指⏎标⏎二级指标 三级指标….
_HEADER = re.compile(
    rf"^[ \t]*{_LEAD}(?P<header>(?:{_NAME}[ \t]*\n)?(?:{_NAME}[ \u3000]+){{4,}}{_NAME})[ \t]*$",
    re.M,
)
_BEFORE = ("level1", "level2", "name", "target", "basis", "result")
# 绩效指标 年度指标值 实际完成值 分值 得分, and below it 一级指标 二级指标 三级指标 指标性质 指标值 度量单位.
_TWO_LINES = re.compile(
    rf"^[ \t]*{_LEAD}(?P<above>(?:{_NAME}[ \u3000]+){{2,}}{_NAME})[ \t]*\n"
    rf"[ \t]*(?P<below>(?:{_NAME}[ \u3000]+){{2,}}{_NAME})[ \t]*$",
    re.M,
)
# The words of the levels without 指标.
_SHORT = frozenset(
    {"产出", "效益", "满意度", "成本", "投入", "过程", "管理", "效果", "数量", "质量", "时效"}
    | {"经济效益", "社会效益", "生态效益", "可持续影响", "可持续发展"}
    | {"服务对象满意度", "受益对象满意度"}
)
_KNOWN = LABELS | BARE1 | _SHORT
_FIRST = frozenset({"产出指标", "效益指标", "产出", "效益"})
_SECOND = frozenset({"数量指标", "质量指标", "时效指标", "数量", "质量", "时效"})
_GOES_ON = re.compile(r"[前后底内止起]|以[上下内前]|之前|左右")
_SIGNS = re.compile("[<>=≥≤≧≦]{1,2}")
_COUNTER = re.compile(r"[家个名人项次辆台处户件份起所座笔条场栋期批](?!别)")
# The column 指标性质: a comparison, or what is judged by words.
_QUALITIES = frozenset({"定性", "定量"})
_COMPARED = re.compile("[<>=≥≤≧≦]{1,2}|定性|定量")
# 2.绩效自评报告, (三)重点绩效评价结果: the text goes on below the table.
_NEXT_PART = re.compile(
    r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、])[^\d\s]"
)
_YES_NO = frozenset({"是", "否"})
_REMARK = re.compile(r"\s*说明(?:\s*[:：]\s*|\s+)(?P<told>\S.*)")
_PLAIN = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_FULL = 100
_FEWEST = 2  # a name and a target or a result
_LONGEST = 60  # words in a row: a longer line is prose
_UNSURE = 1


def header_of(text: str) -> tuple[str, int] | None:
    """Return the names of the columns of a table of this layout and where they end, or None.

    `text` is folded.
    """
    for match in _TWO_LINES.finditer(text):
        below = _columns(match["below"])
        above = [w.group() for w in re.finditer(_HEADING, match["above"])]
        header = " ".join(
            [match["below"], *(w for w in above if _COLUMN[unspaced(w)] not in below)]
        )
        if _names_all(header):
            return header, match.end()
    for match in _HEADER.finditer(text):
        if _names_all(match["header"]):
            return match["header"], match.end()
    return None


def _names_all(header: str) -> bool:
    columns = _columns(header)
    behind = columns[columns.index("weight") + 1 :] if "weight" in columns else []
    behind = [column for column in behind if column != "core"]
    anchored = behind[:1] == ["score"] or ("sign" in columns and behind == ["factor", "score"])
    return anchored and {"name", "target"} <= {*columns}


def first_row(text: str) -> int:
    """Return where the first line stands that opens with the word of a level and has an anchor."""
    for line in re.finditer(r"[^\n]+", text):
        words = _words(line.group(), 0)
        if words and words[0].text in _KNOWN and _anchor(words, ["level1", *_BEFORE[2:]]):
            return line.start()
    return len(text)


def read_lined(header: str, body: str, offset: int) -> list[TableRow]:
    """Return the rows of a table in order; `offset` is where its body begins.

    Nothing where less than three of four lines are rows: the cells then run over lines.
    """
    columns = _columns(header)
    before = [column for column in _BEFORE if column in columns]
    levels = ["", ""]
    rows: list[TableRow] = []
    lines = 0
    if "sign" in columns:
        return _read_signed(columns, body, offset)
    for line in re.finditer(r"[^\n]*\S[^\n]*", body):
        words = _words(line.group(), offset + line.start())
        anchor = _anchor(words, before)
        if _labels(words, len(words)) == len(words):
            _follow(levels, words, before)
            continue
        lines += 1
        unscored = _FEWEST <= len(words) - _labels(words, len(words)) < min(len(words), _LONGEST)
        if anchor or unscored:
            rows.append(_row(words, anchor or len(words), before, levels))
        elif rows and "deviation" in rows[-1].cells:
            rows[-1].add("deviation", *words)  # a long one runs over the line
    return rows if 4 * len(rows) >= 3 * lines else []


def _read_signed(columns: Sequence[str], body: str, offset: int) -> list[TableRow]:
    """Return the rows of a table that has the comparison and the measure in columns of their own."""
    rows: list[TableRow] = []
    remarks: list[tuple[int, str]] = []
    before = [column for column in _BEFORE if column in columns]
    levels = ["", ""]
    lines = 0
    for line in re.finditer(r"[^\n]*\S[^\n]*", body):
        remark = _REMARK.match(line.group())
        if remark:
            remarks.append((offset + line.start() + remark.start("told"), remark["told"]))
            continue
        words = _words(line.group(), offset + line.start())
        if _labels(words, len(words)) == len(words):
            _follow(levels, words, before)
            continue
        row = _signed(words, columns, levels)
        if row is None and rows and _NEXT_PART.match(words[0].text):
            break
        if row is None and rows and "deviation" in rows[-1].cells:
            rows[-1].add("deviation", *words)  # a long one runs over the line
            continue
        lines += 1
        if row is not None:
            rows.append(row)
    for at, told in remarks:
        _explain(rows, told, at)
    return rows if 4 * len(rows) >= 3 * lines else []


def _signed(words: Sequence[Piece], columns: Sequence[str], levels: list[str]) -> TableRow | None:
    """Return a row by its comparison, 定性 or ≥: before it the name, behind it what it compares.

    A merged cell leaves the words of its level out.
    """
    sign = next((at for at, word in enumerate(words) if _COMPARED.fullmatch(word.text)), 0)
    most = sum(column.startswith("level") for column in columns)
    unit_first = "unit" in columns and columns.index("unit") < columns.index("sign")
    ends = sign - 1 if unit_first and sign - most == 2 else sign  # of the name
    if columns.index("sign") > columns.index("target") or not 0 < ends <= most + 1:
        return None
    first = most if ends == most + 1 else _labels(words, min(most, ends - 1))
    if ends - first != 1:
        return None
    unit = words[sign - 1] if ends < sign else None
    after = list(words[sign + 1 :])
    if columns[-1] == "core" and after and after[-1].text in _YES_NO:
        after.pop()
    target, rest = after[:1], after[1:]
    counted = rest and not unit_first and "unit" in columns and _PLAIN.fullmatch(target[0].text)
    if counted and not _PLAIN.fullmatch(rest[0].text):
        target, rest = [*target, rest[0]], rest[1:]
    size = 3 if "factor" in columns else 2
    if len(rest) < size + 1 or not all(NUMBER.fullmatch(word.text) for word in rest[1 : size + 1]):
        return None
    first_factor = "factor" in columns and columns.index("factor") < columns.index("weight")
    result, weight, score = rest[0], rest[2 if first_factor else 1], rest[size]
    if not _points(weight, score):
        return None
    _follow(levels, words[:first], [column for column in _BEFORE if column in columns])
    row = TableRow(levels[0], levels[1])
    row.add("name", words[first])
    compared = [] if words[sign].text in _QUALITIES else [words[sign]]
    row.add("target", *compared, *target)
    row.add("result", result)
    if len(target) > 1 and _PLAIN.fullmatch(result.text):  # ≥ 40 个 38: 38 个
        row.add("result", Piece(target[1].text, target[1].shown, result.end, result.end))
    if unit:  # printed before the number that it measures
        for column, word in (("target", target[0]), ("result", result)):
            if _PLAIN.fullmatch(word.text):
                row.add(column, Piece(unit.text, unit.shown, word.end, word.end))
    row.add("weight", weight)
    row.add("score", score)
    if rest[size + 1 :]:
        row.add("deviation", *rest[size + 1 :])
    return row


def _explain(rows: Sequence[TableRow], told: str, at: int) -> None:
    """说明 甲未达标，系…；乙未达标，主要是…: each part is of the row that it names first."""
    for part in re.finditer(r"[^;；。\s][^;；。]*", told):
        own = [row for row in rows if part.group().startswith(row.text("name"))]
        if len(own) == 1 and "deviation" not in own[0].cells:
            begin, end = at + part.start(), at + part.end()
            piece = Piece(fold(part.group()), part.group(), begin, end, gap="apart")
            own[0].add("deviation", piece)


def _columns(header: str) -> list[str]:
    return [_COLUMN[unspaced(match.group())] for match in re.finditer(_HEADING, fold(header))]


def _words(line: str, offset: int) -> list[Piece]:
    return [
        Piece(fold(shown), shown, offset + word.start(), offset + word.end())
        for word in re.finditer(r"\S+", line)
        for shown in (level_of(word.group()),)
    ]


def _labels(words: Sequence[Piece], most: int) -> int:
    """Return how many of the first words name levels."""
    said = 0
    while said < min(most, len(words)) and words[said].text in _KNOWN:
        said += 1
    return said


def _anchor(words: Sequence[Piece], before: Sequence[str]) -> int:
    """Return where the weight stands in a line that is a row; 0 where it is none.

    The score behind it is not more. Of several pairs of numbers the one counts that leaves a word
    for each column before it; else the last of the first run: what a result is, or a deviation
    begins with, may be a number, too.
    """
    labels = sum(column.startswith("level") for column in before)
    full = {len(before), _labels(words, labels) + len(before) - labels}
    pairs = [
        at
        for at in range(_FEWEST, min(len(words), _LONGEST) - 1)
        if NUMBER.fullmatch(words[at].text) and NUMBER.fullmatch(words[at + 1].text)
    ]
    fitting = [at for at in pairs if _points(words[at], words[at + 1])]
    for told in (
        [at for at in fitting if at in full],
        [at for at in fitting if at > min(full)],
        [at for at in pairs if at in full],
        fitting,
    ):
        if told:
            run = [at for at in told if at - told[0] == told.index(at)]  # side by side
            return ([at for at in run if not _counts(words, at + 1)] or run)[-1]
    return 0


def _counts(words: Sequence[Piece], at: int) -> bool:
    """Whether the word behind a number is what it counts: 1 家企业未接入."""
    return at + 1 < len(words) and _COUNTER.match(words[at + 1].text) is not None


def _points(weight: Piece, score: Piece) -> bool:
    most, got = as_number(weight.text), as_number(score.text)
    return most is not None and got is not None and got <= most <= _FULL


def _row(words: Sequence[Piece], anchor: int, before: Sequence[str], levels: list[str]) -> TableRow:
    row, cells = TableRow(), list(words[:anchor])
    labels = [column for column in before if column.startswith("level")]
    others = [column for column in before if column not in labels]
    said = min(_labels(cells, len(labels)), max(len(cells) - _FEWEST, 0))
    if len(cells) == len(before) and not (said == 1 and cells[0].text in _SECOND):
        said = len(labels)
    _follow(levels, cells[:said], before)
    row.level1, row.level2 = levels
    for column, pieces in _cut(cells[said:], others, row):
        row.add(column, *pieces)
    for column, word in zip(("weight", "score"), words[anchor:], strict=False):
        row.add(column, word)
    if words[anchor + 2 :]:
        row.add("deviation", *words[anchor + 2 :])
    return row


def _follow(levels: list[str], labels: Sequence[Piece], before: Sequence[str]) -> None:
    """Note the levels that a line names; a merged cell leaves the first one out."""
    columns = [column for column in before if column.startswith("level")]
    if len(labels) == 1 < len(columns):
        word = labels[0]
        levels[:] = [word.shown, ""] if word.text in _FIRST else [levels[0], word.shown]
        return
    for column, word in zip(columns, labels, strict=False):
        levels[int(column[-1]) - 1] = word.shown


def _cut(
    cells: Sequence[Piece], columns: Sequence[str], row: TableRow
) -> Iterator[tuple[str, Sequence[Piece]]]:
    """Cut the words between labels and weight into cells: the cheapest way of all."""
    if len(cells) < len(columns):
        columns = [column for column in columns if column != "basis"]
    if len(cells) < len(columns):  # name and target, or name and result
        yield "name", cells[:1]
        if cells[1:]:
            yield ("target" if SIGN.match(cells[1].text) else "result"), cells[1:]
        return
    ways = []
    for cuts in combinations(range(1, len(cells)), len(columns) - 1):
        ends = [0, *cuts, len(cells)]
        parts = [cells[a:b] for a, b in pairwise(ends)]
        ways.append((sum(map(_cost, columns, parts)), parts))
    ways.sort(key=lambda way: way[0])
    if len(ways) > 1 and ways[1][0] - ways[0][0] < _UNSURE:
        row.notes["单元格界限不明"] = None
    yield from zip(columns, ways[0][1], strict=True)


def _cost(column: str, words: Sequence[Piece]) -> float:
    """Return how unlike a cell of this column these words are."""
    first = words[0].text
    cost = sum(_apart(a.text, b.text) for a, b in pairwise(words))
    cost += 4 if len(words) == 1 and _SIGNS.fullmatch(first) else 0
    signed, digit, grade = SIGN.match(first), first[0].isdigit(), GRADE.match(first)
    cost += sum(6 for word in words[1:] if SIGN.match(word.text))
    if column == "target":
        return cost + (0 if signed or digit or grade else 2)
    if column == "result":
        return cost + (4 if signed and signed.group() != "=" else 0 if digit or grade else 2)
    return cost + (8 if signed else 1 if digit and column == "name" else 0)


def _apart(before: str, after: str) -> float:
    """Return how much a space between two words speaks for two cells."""
    if _SIGNS.fullmatch(before) or _GOES_ON.fullmatch(after):
        return 0.5
    if not joint(before, after):
        return 3
    return 1 if after[0].isdigit() else 0.5
