"""What stands below the rows of a performance table: why points were lost, of one row or of all.

A sentence that names one row which lost points, and no other, is that row's reason; the rest is
the reason of the table as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.alignment import spaced, unspaced, wide
from index.indicators import Indicator, missed
from index.model import Place, Reason, Sheet
from index.normalise import fold

# What a name adds to the thing that it counts: 新增固定献血屋, 检测样品数量.
_COUNTING = re.compile(
    r"^(?:新增|新建|建成|完成|开展|举办|购置|发放)|(?:数量?|个数|次数|场次|长度|面积|率|值)$"
)
_TOLD = re.compile(r"未|不|低|少|滞后|延|推迟|主要|原因|由于|因|系|受")
_SHORTEST = 4
# The rest of the last row, the total, and headings: 五、存在问题及整改措施.
_HEAD_LINE = re.compile(
    r"\A[^\n]*|(?m:^[ \t]*(?:[一二三四五六七八九十]{1,2}、[^\n。]{2,30}|(?:自评)?总得?分[^\n]*|[合总]计[^\n]*)$)"
)
_SENTENCE = re.compile(r"[^;；。\n\s](?:[^;；。\n]|\n(?!\s*\n))*")
# 偏差大或目标未完成原因分析：, 扣分原因：, 偏差说明：
_LABEL = re.compile(
    r"(?m)^[ \t\u3000]*(?:[一二三四五六七八九十\d][、.])?[^\s:;。,\d]{0,16}(?:原因|偏差|扣分|未完成)"
    r"(?:[^\s:;。,\d]|\n(?=\S)){0,12}(?::|[ \t\u3000\n]+(?=[^\s:]))\s*"
)
# 说明:该项目预算执行率低,系…; 项目绩效说明:…: what says why something was low.
_NOTE = re.compile(
    r"(?m)^[ \t\u3000]*(?:备注|(?:项目)?(?:绩效|自评|情况|补充|有关|偏差)*说明)\s*:\s*"
    r"(?=[^。\n]*(?:偏?低|不[高足够]|未|滞后|少于|扣分))"
)
_TO_DO = "|".join(
    spaced(verb + noun)
    for verb in ("改进", "整改")
    for noun in ["措施", "的措施", "办法", "建议", "方向", "情况"]
)
_MEASURES = re.compile(
    rf"[;。\s]*(?:(?:下一步|拟|需)*(?:{_TO_DO})[^;。]{{0,12}}?:|(?<=[;。])\s*{spaced('下一步')})"
)
_STOP = re.compile(
    rf"\n\s*(?:\n|(?:下一步|拟|需)*(?:{_TO_DO})[^\s:;。,]{{0,12}}[ \t\u3000:]"
    r"|[^\s:;。,]{2,12}:|填[表报]|联系|项目负责人|单位负责人|[一二三四五六七八九十][、.])"
)
_EMPTY = re.compile(r"[无/—-]*")
_ELSEWHERE = re.compile(r"[^;。]*见[^;。]{0,12}(?:表|附件)[^;。]*")
BASIS = "自评"
# 总额 15.00 12.40 8.06 65% 10 6.5 两名防疫员离岗: beside the figures of the funds, in a column for it.
_OF_FUNDS = re.compile(
    r"(?m)^[^\n]*执行率[^\n]*\t[^\n\t]*(?:原因|说明|备注)[^\n\t]*\n(?:[^\n]*\n)?"
    r"[^\n\t]*\t?[^\n\t]*总[^\n\t]*\t[^\n]*\d%?\t\s*(?P<why>[^\n\d\t][^\n\t]{3,}?)[ \t]*$"
)


def explain(
    text: str, sheet: Sheet, rows: Sequence[Indicator]
) -> tuple[tuple[Indicator, ...], tuple[Reason, ...]]:
    """Return the rows with the reasons that stand below them, and those of the table as a whole.

    `text` is the whole report, with page numbers blanked out.
    """
    ends = [row.deviation_place.end for row in rows if row.deviation_place]
    begin = max((*(row.place.end for row in rows), *ends), default=sheet.place.end)
    foot = fold(text[begin : sheet.place.end])
    own = dict(_own(foot, rows))
    explained = []
    for number, row in enumerate(rows):
        if number in own:
            place = _at(begin, *own[number])
            words = unspaced(text[place.start : place.end])
            row = replace(row, deviation=words, deviation_place=place)
        explained.append(row)
    reasons = []
    if beside := _OF_FUNDS.search(text, sheet.place.start, sheet.place.end):
        place = Place(*beside.span("why"))
        reasons.append(_of_table(sheet, beside["why"], place))
    for low, high in _of_all(foot):
        left = "".join(c for n, c in enumerate(foot[low:high], low) if not _inside(n, own.values()))
        if sum(map(wide, _ELSEWHERE.sub("", left))) >= _SHORTEST:
            place = _at(begin, low, high)
            words = unspaced(text[place.start : place.end])
            reasons.append(_of_table(sheet, words, place))
    return tuple(explained), tuple(reasons)


def _of_table(sheet: Sheet, words: str, place: Place) -> Reason:
    return Reason(sheet.section, "全部", "汇总", sheet.metric, BASIS, words, place, place)


def _at(begin: int, low: int, high: int) -> Place:
    return Place(begin + low, begin + high)


def _own(foot: str, rows: Sequence[Indicator]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the rows that lost points and give no reason, each with the sentence that names it."""
    lost = [n for n, row in enumerate(rows) if missed(row) and not row.deviation.strip("无—-/")]
    given = list(_of_all(foot))
    below = foot
    for heads in (_HEAD_LINE, _LABEL):
        below = heads.sub(lambda match: "。" * len(match.group()), below)
    for part in _SENTENCE.finditer(below):
        words = unspaced(part.group())
        own = [n for n in lost if _named(rows[n], words)]
        if len(own) == 1 and (_TOLD.search(words) or _inside(part.start(), given)):
            lost.remove(own[0])
            yield own[0], (part.start(), part.start() + len(part.group().rstrip()))


def _of_all(foot: str) -> Iterator[tuple[int, int]]:
    """Yield where the reasons stand that are given behind a word for them, without what is to be done."""
    for label in sorted(
        [*_LABEL.finditer(foot), *_NOTE.finditer(foot)], key=lambda found: found.start()
    ):
        ends = (_STOP.search(foot, label.end()), _MEASURES.search(foot, label.end()))
        end = min((found.start() for found in ends if found), default=len(foot))
        words = foot[label.end() : end].rstrip(" \t\n。;")
        if not _EMPTY.fullmatch(words):
            yield label.end(), label.end() + len(words)


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low <= at < high for low, high in spans)


def _named(row: Indicator, words: str) -> bool:
    names = fold(row.name), _COUNTING.sub("", fold(row.name))
    return any(len(name) >= _SHORTEST and name in words for name in names)
