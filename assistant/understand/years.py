"""Which years a question names, in any form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lexicon import SMALL_NUMBERS

_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_HAN_YEAR = re.compile(r"(?:[一二][〇零九])?[〇零一二三四五六七八九]{2}(?=年|到|至)")
_FULL = re.compile(
    r"(?<![\d.])(?<!\d,)((?:19|20)\d\d)(?![\d.]|[,，]?\d|万|亿|元|块|%|人|个|次|条|件|册|份|场|平|热)"
)
# 23年, and in a list that ends in one: 21、22、23年
_SHORT = re.compile(r"(?<!\d)(\d\d)(?=年(?!以|[内之])(?:度)?|(?:[、和与及,]\d\d)+年)")
_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d\d|\d\d)年?(?:度)?(?:到|至|-|—|~|～)((?:19|20)\d\d|\d\d)(?=年|$|[^\d])"
)
# 结转到2024年: where money went on to, not the year that is asked for.
_CARRIED_TO = re.compile(r"(?<=[结转留])[^,。?\d]{0,8}(?:到|至|给)了?(?:20)?\d\d年度?")
# 我只看到2023年的, 不是2023年的: a year that is set against the one asked for.
_NOT_ASKED = re.compile(
    r"(?:只|就)(?:能)?(?:看到|看见|找到|查到|搜到|见到|见过|有)了?[^,。?]{0,6}?(?:20)?\d\d年|(?:不是|不要|别[拿用])(?:20)?\d\d年"
)
# 摊到每辆车上一年多少: on each car, in a year.
_ON_EACH = re.compile(r"[每一](?:辆|台|个|位)?[\u4e00-\u9fff]{0,3}[车人头身户]上(?=一?年)")
# 买车了吗?上一年呢, 涨了多少,上年多少: the year before the one that was just asked of.
_AND_BEFORE = re.compile(
    r"(?<=[吗么没少几?？,，。;；])[,，?？。;；]?那?(?:上|去)一?年(?:的|又)?呢[?？。]?$"
)
# 涨了九倍,上年是多少: of the year before the one that has just been spoken of.
_THEN_BEFORE = re.compile(
    r"(?<=[,，。;；?？!！])(?:那|它|而|可)?(?:上|去|前)一?年(?:度)?(?:的|又|也|到底|究竟|才|只|就|是|数|金额|一共|总共)*(?:(?:[花用]了?|有)?(?:多少|几)|有没有"
    r"|(?P<done>[买换办发花建])没(?P=done)|[买换办发花建]过?了?[吗没么]|[有没](?:这[笔个])?[吗么没]|有(?=[,，。;；?？]|$))"
    r"|(?<=[,，。;；?？!！])(?:那|它|而|可)?上一?年(?:度)?的?[\u4e00-\u9fff]{1,8}?(?:是|有|才|花了?|用了?)*(?:多少|几)"
)
_SPOKEN_OF = re.compile(
    r"[涨降升跌翻]|[增减]|(?:多|少)了|下滑|上升|变化|多少|几[^乎年]|哪|谁|为什么|为啥|为何|咋|怎么|什么|啥|吗|没有?"
)
_RECENT = re.compile(
    r"(?:近|最近|过去|这)(?P<count>十|[二两三四五六七八九]|\d{1,2})年|(?:近|最近|过去|这)几年|历年|每年|各年|逐年|所有年"
)
# 平均到每辆车上一年是多少 speaks of one year, not of the last one.
_NEWEST = re.compile(r"(?<![比较和与跟同])(?:去年|最近一年|最新|今年|本年度(?![支收]))")
# In the words of reports, the year before the one that is reported.
_BEFORE = re.compile(r"(?<![比较和与跟同车辆人台身头])上一?年(?!度?(?:结转|数|结余))")
_RELATIVE = (
    (re.compile(r"大前年"), 2),
    (re.compile(r"(?<![比较和与跟同以])前年"), 1),
    (_NEWEST, 0),
)
_LAST = 2060


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
    text = _HAN_YEAR.sub(lambda m: "".join(_DIGITS.get(c, c) for c in m.group()), text)
    text = _ON_EACH.sub(" ", _CARRIED_TO.sub(" ", text))
    text = _AND_BEFORE.sub(" ", text)
    then = _THEN_BEFORE.search(text)
    before = text[: then.start()] if then is not None else ""
    if then is not None and _SPOKEN_OF.search(before) and "前年" not in before:
        text = _THEN_BEFORE.sub(" ", text)
    asked = _NOT_ASKED.sub(" ", text)
    text = asked if _FULL.search(asked) or _SHORT.search(asked) else text
    span = _RANGE.search(text)
    if span:
        first, last = _full(span[1]), _full(span[2])
        if first < last <= min(first + 15, _LAST):  # 得分80到90的 names no years
            return YearMatch(tuple(range(first, last + 1)), None, True)
    recent = _RECENT.search(text)
    years = [(m.start(), int(m[1])) for m in _FULL.finditer(text) if int(m[1]) <= _LAST]
    years += [(m.start(), _full(m[1])) for m in _SHORT.finditer(text)]
    named = tuple(dict.fromkeys(year for _, year in sorted(years)))
    if len(named) > (1 if recent is not None else 0):  # 这几年怎么变:2021、2023、2024
        return YearMatch(named, None, len(named) > 1)
    newest = max(indexed, default=None)
    if newest is None:
        return YearMatch()
    if recent is not None:
        return _recent(recent, newest)
    words_of_years = [(pattern.search(text), back) for pattern, back in _RELATIVE]
    if _BEFORE.search(text):  # 上年多少,今年多少: this is the newest, the other one before
        return YearMatch((newest,), f"“今年”按已收录的最新年度算，取 {newest} 年度。")
    both = [(word.group(), back) for word, back in words_of_years[1:] if word]
    if len(both) > 1:  # 去年花了多少,前年呢
        named = tuple(newest - back for _, back in reversed(both))
        words = f"“{both[-1][0]}”按已收录的最新年度算，取 {newest} 年度，"
        words += "，".join(f"“{word}”取 {newest - back} 年度" for word, back in both[-2::-1]) + "。"
        return YearMatch(named, words, True)
    for word, back in words_of_years:
        if word:
            year = newest - back
            words = f"“{word.group()}”按已收录的最新年度算，取 {year} 年度。"
            return YearMatch((year,), words)
    return YearMatch()


def _recent(match: re.Match[str], newest: int) -> YearMatch:
    count = match["count"]
    if count is None:
        return YearMatch((), None, True)
    number = SMALL_NUMBERS.get(count) or int(count)
    first = newest - number + 1
    words = f"“{match.group()}”按已收录的最新年度算，即 {first}—{newest} 年度。"
    return YearMatch(tuple(range(first, newest + 1)), words, True)


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)
