"""Clean text with a way back: every character of it knows its place in the source.

Reports come with hard wraps inside words and numbers, page numbers inside sentences, Markdown and
HTML residue. `compact` drops all of that and keeps, for each remaining character, its offset.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.model import Place

# Folded for matching only; `Clean.shown` keeps the character as printed.
_FOLD = {
    **{chr(0xFF10 + i): str(i) for i in range(10)},
    **{chr(0xFF21 + i): chr(65 + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(97 + i) for i in range(26)},
    **dict(zip("（）［］：，；％．＋－＝＜＞﹪", "()[]:,;%.+-=<>%", strict=True)),
    "｜": ",",
    "？": "?",
    "！": "!",
    "−": "-",
    "〔": "[",
    "〕": "]",
    "【": "[",
    "】": "]",
    # Radicals that PDF text layers print in place of the characters themselves.
    **dict(
        zip(
            "⻔⻋⻅⻓⻚⻛⻜⻢⻥⻬⻰⻄⻘⻝⽤⼀⼆⼈⼊⼒⼯⼤⼩⽇⽉⽔⽀⽂⽅⽬⽴⽹⾏⾦",
            "门车见长页风飞马鱼齐龙西青食用一二人入力工大小日月水支文方目立网行金",
            strict=True,
        )
    ),
}
_TABLE = str.maketrans(_FOLD)
_RESIDUE = re.compile(
    r"\*\*|</?(?:p|br|b|strong|span|div|u)\s*/?>|^[ \t]*(?:[-•●]\s+(?=\S)|>+(?:[ \t]+(?=[^\s=\d])|[ \t]*$))",
    re.M | re.I,
)
# 比(增加/减少)上年的9万元增加1万元: the template's words, the choice told behind them.
_CHOICE = re.compile(
    r"(?<=[比较])[(（](?:增加|增长|上升|减少|下降)[/／、](?:增加|增长|上升|减少|下降)[)）](?=上年|去年|20\d\d年)"
)
# 附:项目支出绩效自评表(2/2), above the rows that go on there.
_NEXT_SHEET = re.compile(
    r"(?m)^[ \t\u3000]*(?:附[件表]?\d*[:：])?[^\n。]{0,24}自评表[(（](?:续\d?|[二三四五]|[2-9][/／]\d)[)）][ \t]*$"
)
_PAGE_NUMBER = re.compile(
    r"(?:[-—–·•~～]{1,3}\s*)?\d{1,4}(?:\s*[-—–·•~～]{1,3})?|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?"
    r"|\d{1,3}\s*/\s*\d{1,3}"
)
_PAGE_LINE = re.compile(
    r"\n[ \t]*(?:[-—–·•~～]{1,3}\s*\d{1,4}\s*[-—–·•~～]{1,3}|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?)[ \t]*(?=\n)"
)
_RUNNING_HEAD = re.compile(r"第\s*\d{1,4}\s*页")
_FIGURE = re.compile(r"。|\d\s*(?:万元|亿元|元|%|％|人|辆|个|批|台|平方米)")
# Not a table of figures, which names the columns of its numbers.
_GROUP_TABLE_HEAD = re.compile(
    r"序号(?!.*(?:得分|分值|权重|指标|[预执决]算?[行数]))[ \t]+\S+(?:[ \t]+\S+)*"
)
_LISTED = re.compile(
    r"(?:[▲●■◆★☆◇○◎□△►▶➢※]|项目(?:[一二三四五六七八九十]|\d{1,2}|[A-Z])[:：]|(?:\d{1,2}|[A-Za-z])\s?[.、．]\s?(?=[\u4e00-\u9fff“])|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)](?=\s?[\u4e00-\u9fff“]))"
)
# ▲项目一:道路养护, with its figures on the next line: the name ends where the line does.
_PROJECT_LINE = re.compile(
    r"(?m)^[ \t\u3000]*[▲●■◆★☆◇○◎□△►▶➢※]?[ \t]*项目"
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[A-Z])[:：][^\n。；;，,\d]{3,40}$"
)
# 2.某县便民服务中心, with 年末编制78个 on the next line: the last of the units that are listed.
_UNIT_LINE = re.compile(
    r"(?m)^[ \t\u3000]*(?:\d{1,2}[.、．]|[(（]\d{1,2}[)）])[ \t]*[^\n。；;，,、：:\d]{4,40}"
    r"(?:中心|局|处|院|所|站|馆|队|学校|小学|中学|幼儿园|机关|本级|办公室|委员会|协会|政府|[)）])[ \t]*"
    r"(?=\n+[ \t\u3000]*(?:年末|截[至止]|20\d\d年|[本我][^\n]{1,3}[共现实有]|实有|核定|编制|在职|现有|共有))"
)
_PAGE = (500, 4_000)  # characters of a page
_FIRST_PAGE = 3
_FEWEST_PAGES = 4
_STOPS = set("。;:,、")
# 收入100万元.其中…: a full stop of half width, not the one of an ordinal (二.收支情况) or a number.
_HALF_STOP = re.compile(
    r"(?<=[\u4e00-\u9fff)%）％”])(?<![一二三四五六七八九十])\.(?=\s|$|[\u4e00-\u9fff(（“])"
)
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿")
_NUMERIC = set("0123456789.%")


def fold(text: str) -> str:
    """Return `text` with full-width digits, brackets and punctuation in their half-width forms."""
    return _folded(text) if len(text) < _SHORT else text.translate(_TABLE)


_SHORT = 100  # names and words, which are folded again and again; not texts


@lru_cache(1 << 14)
def _folded(text: str) -> str:
    return text.translate(_TABLE)


def unfold_brackets(text: str) -> str:
    """Return a folded name with the full-width brackets that names of metrics are written with."""
    return text.replace("(", "（").replace(")", "）")


@dataclass(frozen=True, slots=True)
class Clean:
    """Compact text: `text` folded for matching, `shown` as printed, `at` the source offsets."""

    text: str
    shown: str
    at: Sequence[int]

    def place(self, start: int, end: int) -> Place:
        """Return the source range of the half-open range `start`, `end` of this text."""
        return Place(self.at[start], self.at[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One source line without its newline; `blanks` counts the blank lines before it."""

    start: int
    end: int
    text: str
    blanks: int


def lines(source: str) -> list[Line]:
    """Return the non-blank lines of `source`, in order."""
    found: list[Line] = []
    start, blanks = 0, 0
    for raw in source.split("\n"):
        if raw.strip():
            found.append(Line(start, start + len(raw), raw, blanks))
            blanks = 0
        else:
            blanks += 1
        start += len(raw) + 1
    return found


def noise(source: str) -> list[tuple[int, int]]:
    """Return the ranges that are no text of the report: page numbers, and name lists dropped in.

    A line that is only a small number is a page number where it stands apart (two or more blank
    lines around it), is decorated (- 12 -, 第 12 页), or belongs to a run that counts upwards, a
    page between each.
    """
    rows = lines(source)
    ranges: list[tuple[int, int]] = []
    lone: list[tuple[int, int]] = []
    bare: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        text = row.text.strip()
        if _RUNNING_HEAD.search(text) and len(text) <= 60 and not _FIGURE.search(text):
            ranges.append((row.start, row.end))
            continue
        if not _PAGE_NUMBER.fullmatch(text):
            continue
        after = rows[number + 1].blanks if number + 1 < len(rows) else 2
        if not text.isdigit() or row.blanks >= 2 or (after >= 2 and row.blanks >= 1):
            ranges.append((row.start, row.end))
        elif row.blanks and after:
            lone.append((int(text), number))
        else:
            bare.append((int(text), number))
    ranges.extend(_counting_run(lone, rows))
    ranges.extend(_counting_pages(bare, rows))
    ranges.extend(_name_lists(rows))
    for residue in (_RESIDUE, _CONTINUED, _CHOICE, _NEXT_SHEET):
        ranges.extend((match.start(), match.end()) for match in residue.finditer(source))
    return sorted(ranges)


def _counting_run(lone: list[tuple[int, int]], rows: list[Line]) -> Iterable[tuple[int, int]]:
    run: list[tuple[int, int]] = []
    for value, number in lone:
        apart = not run or rows[number].start - rows[run[-1][1]].start > 300
        if run and value == run[-1][0] + 1 and apart:
            run.append((value, number))
        elif not run or value <= 2:
            run = [(value, number)]
    if len(run) >= 3:
        for _, number in run:
            yield rows[number].start, rows[number].end


def _counting_pages(bare: Sequence[tuple[int, int]], rows: list[Line]) -> Iterable[tuple[int, int]]:
    """Yield page numbers with no blank line around them: a page apart, and none left out.

    The lengths of the pages are alike, the first number is 1 to 3, and there are at least four.
    """
    for at, (value, number) in enumerate(bare):
        if value > _FIRST_PAGE:
            continue
        run = [(value, number)]
        for other, later in bare[at + 1 :]:
            apart = rows[later].start - rows[run[-1][1]].start
            if other == run[-1][0] + 1 and _PAGE[0] <= apart <= _PAGE[1]:
                run.append((other, later))
        if len(run) >= _FEWEST_PAGES:
            for _, found in run:
                yield rows[found].start, rows[found].end
            return


def _name_lists(rows: list[Line]) -> Iterable[tuple[int, int]]:
    """Yield small tables headed 序号 that the page layout dropped into running text."""
    for number, row in enumerate(rows):
        if not _GROUP_TABLE_HEAD.fullmatch(row.text.strip()) or "\t" in row.text:
            continue
        end = row.end
        for follower in rows[number + 1 :]:
            text = follower.text.strip()
            if len(text) > 24 or text.endswith(("。", "：", ":")) or follower.text[0].isspace():
                break
            end = follower.end
        yield row.start, end


# (接下页), 续上页: where a table goes on over a page.
_CONTINUED = re.compile(r"[(（]?(?:接下页|转下页|下页续|续上页|接上页|续上表|续前表|续表)[)）]?")
# A row of a table that lost its name: 5.50 0.00 3.50 2.00.
_ROW_OF_NUMBERS = re.compile(
    r"(?m)^[ \t\u3000]*(?:-?\d[\d,]*(?:\.\d+)?%?[ \t\u3000]+){3,}-?\d[\d,]*(?:\.\d+)?%?[ \t\u3000]*$"
)
_NAMES_OF_COLUMNS = re.compile(r"[^\d。;,:；，：]{2,}(?:[ \t\u3000]+[^\d\s。;,:；，：]{2,}){1,}")


def number_rows(source: str) -> list[tuple[int, int]]:
    """Return where rows of numbers stand among sentences, with the lines above that name their columns."""
    ranges = [(match.start(), match.end()) for match in _ROW_OF_NUMBERS.finditer(source)]
    rows = lines(source)
    starts = {row.start: number for number, row in enumerate(rows)}
    for low, _ in tuple(ranges):
        number = starts.get(low, 0) - 1
        while number >= 0 and _NAMES_OF_COLUMNS.fullmatch(rows[number].text.strip()):
            ranges.append((rows[number].start, rows[number].end))
            number -= 1
    return sorted(ranges)


def compact(
    source: str,
    start: int,
    end: int,
    skip: Sequence[tuple[int, int]] = (),
    *,
    stops: bool = False,
) -> Clean:
    """Return the text of a source range without white space, residue and the `skip` ranges.

    A space between two digits on one line separates two numbers and stays; a line break between
    two digits is a wrap inside one number and goes. With `stops`, a numbered line ends the
    sentence before it, also where that has no full stop.
    """
    chars: list[str] = []
    shown: list[str] = []
    at: list[int] = []
    first = bisect_right(skip, (start, start))
    skipped = iter(skip[max(0, first - 1) : bisect_right(skip, (end, end))])
    gap = next(skipped, None)
    position, pending = start, False
    wrapped = False
    heads = {
        line.end()
        for ends in ((_PROJECT_LINE, _UNIT_LINE) if stops else ())
        for line in ends.finditer(source, start, end)
    }
    while position < end:
        while gap and position >= gap[1]:
            gap = next(skipped, None)
        if gap and gap[0] <= position < gap[1]:
            position = gap[1]
            wrapped = True
            continue
        char = source[position]
        if char in _CIRCLED:  # ①甲5万元②乙3万元: the number of an item, which ends the one before
            if stops and at and chars[-1] not in _STOPS:
                chars.append(";")
                shown.append(";")
                at.append(position)
            pending = wrapped = False
        elif char.isspace() or char in "\u200b\ufeff":
            if position in heads:
                chars.append("。")
                shown.append("。")
                at.append(position)
            pending = True
            wrapped = wrapped or char == "\n"
        else:
            folded = _FOLD.get(char, char)
            if folded == "." and _HALF_STOP.match(source, position):
                folded = "。"
            if (
                stops
                and wrapped
                and at
                and chars[-1] not in _STOPS
                and _LISTED.match(source, position)
            ):
                chars.append("。")
                shown.append("。")
                at.append(position - 1)
            if pending and not wrapped and at and folded in _NUMERIC and chars[-1] in _NUMERIC:
                chars.append(" ")
                shown.append(" ")
                at.append(position - 1)
            chars.append(folded)
            shown.append(char)
            at.append(position)
            pending = wrapped = False
        position += 1
    return Clean("".join(chars), "".join(shown), at)


def without_page_lines(quote: str) -> str:
    """Return a quote without the lines in it that are plainly page numbers.

    >>> without_page_lines("燃料费、\\n— 6 —\\n维修费")
    '燃料费、\\n维修费'
    """
    return _PAGE_LINE.sub("", quote)


def join(quote: str) -> str:
    """Return a quote for reading: line breaks and residue gone, spaces within a line kept single.

    >>> join("比上年增加 5\\n\\n0 万元")
    '比上年增加 50 万元'
    """
    text = _RESIDUE.sub("", without_page_lines(quote))
    text = re.sub(r"[ \t\u3000]*\n[\s\u3000]*", "", text)
    return re.sub(r"[ \t\u3000]+", " ", text).strip()


_PIPED = re.compile(r"^[ \t\u3000]*\|.*\|[ \t\u3000]*$", re.M)
# Bars between the cells only: at least two, or with blanks beside them; or one beside such a row.
_BARS = r"(?:[^\n]*[ \t][|｜](?:[ \t]|$)|[^\n|｜]*(?:[|｜][^\n|｜]*){2})[^\n]*$"
_PAIR = r"[^\n|｜]+[|｜][^\n|｜]+$"
_BARRED = re.compile(rf"^(?:{_PAIR}\n)*{_BARS}(?:\n(?:{_PAIR}|{_BARS}))*", re.M)


def tabbed(source: str) -> str:
    """Return a text of the same length in which the cells of Markdown tables stand between tabs.

    >>> tabbed("| 总分 | 100 |")
    '  总分 \\t 100  '
    """
    source = _PIPED.sub(lambda match: _row(match.group()), source)
    return _BARRED.sub(lambda match: re.sub("[|｜]", "\t", match.group()), source)


def _row(line: str) -> str:
    if not line.strip("| \t:-"):  # the rule below the names of the columns
        return " " * len(line)
    first, last = line.index("|"), line.rindex("|")
    return f"{line[:first]} {line[first + 1 : last].replace('|', chr(9))} {line[last + 1 :]}"


def longest_run(text: str, name: str) -> str:
    """Return the longest common substring of two short texts."""
    best = ""
    for start in range(len(name)):
        length = len(best) + 1
        while start + length <= len(name) and name[start : start + length] in text:
            best = name[start : start + length]
            length += 1
    return best
