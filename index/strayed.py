"""Numbers that a PDF's text layer leaves on a line of their own → back into their sentence.

Where digits stand a few points below the characters, an extraction that parts the lines too finely
prints 年度收入总计 万元，增长 。 and 2024 95.39 1.87% below it. Each number returns to a gap that has
the words for it behind it: an amount before its measure, a percentage before a stop, a year before
年. Where not all gaps of a line are filled so, the line stays; where most of a text stays, its
figures cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from index.amounts import NUMBER
from index.errors import InputError

_TOKEN = rf"(?:-?{NUMBER}[%％]?|[“”]+)"
_LOOSE = re.compile(rf"\s*{_TOKEN}(?:\s+{_TOKEN})*\s*")
_MEASURES = r"(?:万元|亿元|元|万$|个|辆|台|人|批|次|家|件|户|分(?!别)|月|日|[（(]含)"
# A gap between two characters of a sentence, and what may stand at its ends.
_GAP = re.compile(r"(?<=[^\x00-\x7f])[ \t]+(?=[^\x00-\x7f])")
_OPENS = re.compile(rf"[ \t]*(?:{_MEASURES}|年|[，。；、）%])")
_WORD = re.compile(r"[\u4e00-\u9fff](?!、)")
_SENTENCE = re.compile(r"[，。；：]|^[ \t]*、|[^\x00-\x7f][ \t]+(?:万元|年)")
_STRIPPED = re.compile(r"(?:^|(?<=[\u4e00-\u9fff，；。“”]))[ \t]*万元(?![^\n]{0,4}[）)])", re.M)
_AMOUNTS = re.compile(r"万元")
_FEWEST = 10
_MOST = 12  # gaps of a line


def rejoined(text: str, name: str) -> str:
    """Return a text with its strayed numbers back in their sentences; any other as it is.

    Raises InputError where most amounts have lost their numbers for good; `name` is the file's.
    """
    if not _is_parted(text):
        return text
    woven = "\n".join(_woven(text.split("\n")))
    if _is_parted(woven):
        raise InputError(
            f"数字与文字错了行：{name}。多处“万元”前没有数字，多半是从 PDF 提取文字时把同一行拆成了两行。"
            "请调大行距容差后重新提取。"
        )
    return woven


def _is_parted(text: str) -> bool:
    """Whether a good part of the amounts of a text has no number before its measure."""
    lost = len(_STRIPPED.findall(text))
    return lost >= _FEWEST and lost * 3 > len(_AMOUNTS.findall(text))


def _woven(lines: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
        if not (_LOOSE.fullmatch(below) and _SENTENCE.search(line)):
            yield line
            at += 1
            continue
        filled = _filled(line, below.split())
        yield from (line, "") if filled is None else (filled,)  # of what it is, nobody can tell
        at += 2


def _filled(line: str, tokens: Sequence[str]) -> str | None:
    """Return a line with the tokens in its gaps, or None where they do not fit them one by one."""
    gaps = [match.span() for match in _GAP.finditer(line)]
    ends = [(0, 0), (len(line.rstrip()), len(line))]
    for spans in (gaps, [ends[0], *gaps], [*gaps, ends[1]], [ends[0], *gaps, ends[1]]):
        if len(spans) == len(tokens) and _all_fit(line, tokens, spans):
            return _put(line, tokens, spans)
    every = [ends[0], *gaps, ends[1]]
    if not len(tokens) < len(every) <= _MOST:
        return None
    ways = [spans for spans in combinations(every, len(tokens)) if _all_fit(line, tokens, spans)]
    return _put(line, tokens, ways[0]) if len(ways) == 1 else None


def _all_fit(line: str, tokens: Sequence[str], spans: Sequence[tuple[int, int]]) -> bool:
    return all(
        _fits(token, line[:low], line[high:])
        for token, (low, high) in zip(tokens, spans, strict=True)
    )


def _fits(token: str, before: str, behind: str) -> bool:
    """Whether a number has the words for it behind it, or a quotation mark its words around it."""
    if token[0] in "“”":
        return token[-1] == "”" or (_WORD.match(behind) is not None and not _OPENS.match(behind))
    if token[-1] in "%％":
        return re.match(r"[，。；、）)]|$", behind) is not None
    if re.fullmatch(r"20\d\d", token) and behind.startswith("年"):
        return True
    numbers_item = not before.strip() and behind.startswith("、") and token.isdigit()
    amount = re.match(_MEASURES, behind) is not None
    return numbers_item or amount or (not behind and before[-1:] in "为额计出入少加")


def _put(line: str, tokens: Sequence[str], spans: Sequence[tuple[int, int]]) -> str:
    parts, at = [], 0
    for token, (low, high) in zip(tokens, spans, strict=True):
        parts += [line[at:low], token]
        at = high
    return "".join([*parts, line[at:]])
