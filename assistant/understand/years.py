"""Which years a question names, in any form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_FULL = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?=年|年度|[^\d]|$)")
_SHORT = re.compile(r"(?<!\d)(\d\d)年(?!以)(?:度)?")
_HAN = re.compile(r"(?:二[〇零]|(?<![一-九]))([〇零一二三四五六七八九]{2})年")
_RANGE = re.compile(r"(20\d\d|(?<!\d)\d\d)年?(?:度)?(?:到|至|-|—|~|～)(20\d\d|\d\d)(?:年|$|\D)")
_RECENT = re.compile(
    r"(?:近|最近|过去|这)(?P<count>[二两三四五\d])(?P<several>几)?年|(?:近|最近|过去|这)几年|历年|每年|各年|逐年|所有年"
)
_LAST = re.compile(
    r"(?<![比较和与跟同])(?:去年|上一?年(?!度?(?:结转|数|结余))|最近一年|最新|今年|本年度(?![支收]))"
)
_BEFORE_LAST = re.compile(r"前年")
_COUNT = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


@dataclass(frozen=True, slots=True)
class YearMatch:
    """Years named, in order; `relative` says how a relative word was taken (for the answer)."""

    years: tuple[int, ...] = ()
    relative: str | None = None
    several: bool = False


def find_years(text: str, indexed: Sequence[int]) -> YearMatch:
    """Return the years that a folded question names.

    A relative word (去年, 近三年) is taken from the newest year in `indexed`; the caller says so.

    >>> find_years("2022到2024年的三公", [2024]).years
    (2022, 2023, 2024)
    """
    span = _RANGE.search(text)
    if span:
        first, last = (_full(span[1]), _full(span[2]))
        if first < last <= first + 15:
            return YearMatch(tuple(range(first, last + 1)), None, True)
    years = [int(y) for y in _FULL.findall(text)]
    years += [2000 + int(y) for y in _SHORT.findall(text) if 10 <= int(y) <= 40]
    for han in _HAN.findall(text):
        years.append(2000 + int("".join(_DIGITS[c] for c in han)))
    if years:
        return YearMatch(tuple(dict.fromkeys(years)), None, len(set(years)) > 1)
    newest = max(indexed, default=None)
    if newest is None:
        return YearMatch()
    recent = _RECENT.search(text)
    if recent:
        count = recent["count"]
        if count is None:
            return YearMatch((), None, True)
        number = _COUNT.get(count) or int(count)
        return YearMatch(
            tuple(range(newest - number + 1, newest + 1)),
            f"“{recent.group()}”按已收录的最新年度算，即 {newest - number + 1}—{newest} 年度。",
            True,
        )
    for pattern, back in ((_BEFORE_LAST, 1), (_LAST, 0)):
        word = pattern.search(text)
        if word:
            year = newest - back
            return YearMatch((year,), f"“{word.group()}”按已收录的最新年度算，取 {year} 年度。")
    return YearMatch()


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
