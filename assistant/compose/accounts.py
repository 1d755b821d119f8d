"""What the text of a report tells of each of its projects: the stretches of the review on one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.compose.rows import COMMON_PAIRS
from assistant.lexicon import YEAR_HEAD
from assistant.retrieve import Evidence, once
from assistant.sentences import Sentence, Sentences, terms
from index.model import Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

_NO_PROSE = ("职能", "名词解释", "决算报表")
_REVIEWS = re.compile("问题|整改|绩效|自评|评价")
_MARKS = re.compile(r"[“”\"'‘’《》「」]")
# the last row of a table, with what follows
_OF_TABLE = re.compile(r"(?:自评)?(?:总得?分|合计|总计)\s*\d")
_REMARK = re.compile(r"\([^()]*\)$")
_TAIL = re.compile(r"(?:项目|专项|经费|资金|费用)+$")
# How deep the numbers of parts lie: a part of the same depth, or above, is on something else.
_ORDINALS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
    re.compile(r"(?:\d{1,2}[.、](?!\d)|项目[一二三四五六七八九十A-Za-z\d]{1,2}[:、]|[▶▲●◆■★])"),
    re.compile(r"\(\d{1,2}\)|\d{1,2}\)|[①-⑩]|——"),
    re.compile(r"[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十],|其[一二三四五],"),
)
_NO_ORDINAL, _OF_NUMBERS, _OF_LISTS = len(_ORDINALS), 2, len(_ORDINALS) - 1
# What may stand before the name of the project that a part is on.
_BEFORE_NAME = re.compile(
    r"(?:其中|例如|比如|如|主要|存在|发现|得分|评分|较低|最低|最高|偏低|的|问题|不足|原因|项目|因|由于|受|对|在|部分|个别|实施|自评|结果|是|为|有|一是|[\u4e00-\u9fff]{2,20}\([类款]\)|[:,、])*"
)
_FOR_NAME = re.compile(r"(?:其中)?:?(?:主要|全部)?用于[^、,:]{0,8}")
# 扣分原因是…, 该项目…: what goes on with what the sentence before was on.
_GOES_ON = re.compile(
    r"(?:该|此|这一|本)(?:项目|专项|经费)|(?:主要|存在|发现)?的?(?:主要)?(?:扣分|失分|丢分|未完成|偏差|原因|问题|不足|滞后|下一步|改进)"
)
# What stands behind a short name that is a project's, and no word of what was done.
_BEHIND_NAME = re.compile(
    r"(?:项目|专项|经费|资金|费用?|工作|[,:、(（]|$|全年|年初|预算|自评|得分|执行|支出|安排|绩效)"
)
_LEAST_RUN, _LEAST_SHARE, _LEAST_NAME = 4, 0.5, 3
_MOST_OF_NAME = 0.7
WHOLE = "整体支出"
_NAMES_OF_WHOLE = ("整体支出", "部门整体", "单位整体", "整体绩效")


@dataclass(frozen=True, slots=True)
class Account:
    """What a text tells of a project: the parts of the review on it, and those of other sections."""

    review: Sequence[Sentence] = ()
    beside: Sequence[Sentence] = ()

    @property
    def parts(self) -> Sequence[Sentence]:
        """All parts, those of the review first."""
        return (*self.review, *self.beside)


def account_of(evidence: Evidence, info: ReportInfo, metric: str) -> Account:
    """Return the parts, between semicolons, of the text that are on one project, or on the whole."""
    return _accounts(evidence, info).get(metric, Account())


def in_one(parts: Sequence[Sentence]) -> list[Sentence]:
    """Return the parts with those made one that stand side by side in a sentence."""
    found: list[Sentence] = []
    for part in parts:
        if found and 0 <= part.place.start - found[-1].place.end <= 1:
            last = found.pop()
            part = replace(last, text=f"{last.text}；").joined(part)
        found.append(part)
    return found


@once
def _accounts(evidence: Evidence, info: ReportInfo) -> Mapping[str, Account]:
    """Return what a report's text tells of each of its projects, and of its spending as a whole."""
    own = [sheet for report, sheet in evidence.sheets if report == info.id]
    names = {sheet.metric: _core(sheet) for sheet in own if sheet.metric.startswith("项目:")}
    reader = _Reader(evidence.sentences(info), evidence.ledger.text(info.id), names)
    rows = {row.place for row in evidence.rows_of.get(info.id, ())}
    reviewed = tuple({sheet.section for sheet in own})
    for sentence in sorted(evidence.sentences(info).all, key=lambda s: s.place.start):
        cells = sentence.kind == "自评表" and not sentence.text.endswith("。")
        if sentence.kind in _NO_PROSE or cells or sentence.place in rows or "|---" in sentence.text:
            continue
        own_section = any(section.startswith(sentence.section) for section in reviewed)
        title = sentence.section.rpartition(" › ")[2]
        reader.read(
            sentence, sentence.kind == "绩效" or own_section or bool(_REVIEWS.search(title))
        )
    return {m: Account(reader.review.get(m, ()), reader.beside.get(m, ())) for m in (*names, WHOLE)}


def _core(sheet: Sheet) -> str:
    """Return what tells a project in a text: its name without year, remark and 项目."""
    bare = _MARKS.sub("", YEAR_HEAD.sub("", fold(sheet.title)))
    bare = _REMARK.sub("", bare) or bare
    return _TAIL.sub("", bare) or bare


@dataclass(slots=True)
class _Reader:
    """Which project each part of a text is on, read from its beginning to its end."""

    sentences: Sentences
    source: str
    names: Mapping[str, str]
    review: dict[str, list[Sentence]] = field(default_factory=dict)
    beside: dict[str, list[Sentence]] = field(default_factory=dict)
    on: str = ""
    depth: int = _NO_ORDINAL
    section: str = ""
    end: int = 0

    def read(self, sentence: Sentence, reviews: bool) -> None:
        """Take in the next sentence; one that `reviews` nothing is on what it calls by a whole name."""
        if sentence.section != self.section:
            self.section = sentence.section
            heading = self._named(_plain(sentence.section.rpartition(" › ")[2]))
            self.on = heading[0] if len(heading) == 1 and reviews else ""
            self.depth = 0 if self.on else _NO_ORDINAL
        begins = "\n" in self.source[self.end : sentence.place.start]
        kept = self.review if reviews else self.beside
        for number, part in enumerate(self.sentences.parts(sentence, self._parts)):
            opens = begins and number == 0
            for metric in self._on(_plain(part.text), opens=opens, wholly=not reviews):
                if not _OF_TABLE.match(part.text):
                    kept.setdefault(metric, []).append(part)
        self.end = sentence.place.end

    @property
    def _parts(self) -> re.Pattern[str]:
        """What stands between stops, and between the clauses that each begin with a project's name."""
        names = "|".join(re.escape(name) for name in self.names.values() if len(name) > _LEAST_RUN)
        begins = rf"(?!,[“\"]?(?:{names}))" if names else ""
        return re.compile(rf"[^;。,](?:{begins}[^;。])*")

    def _on(self, text: str, *, opens: bool, wholly: bool) -> Sequence[str]:
        """Return what a part is on, and keep what the next one may go on with.

        A part that `opens` a paragraph goes on only where its words say so; `wholly` what it is on
        is called by its whole name.
        """
        depth, rest = _depth(text)
        named = [m for m in self._named(rest) if not wholly or self._called(rest, m)]
        heading = [m for m in named if _is_heading(rest, self._said(rest, m))]
        leading = heading or [m for m in named if len(named) == 1 and self._leads(rest, m)]
        if leading and not self._called(rest, leading[0]):
            return named  # this part alone is on it
        if leading:
            inside = "一是" in rest.partition(self._said(rest, leading[0]))[0]
            depth = _OF_LISTS if inside else depth
            self.on, self.depth = leading[0], _OF_NUMBERS if heading else depth
        elif len(named) > 1 or depth <= (
            _OF_LISTS - 1 if self.depth == _NO_ORDINAL else self.depth
        ):
            self.on, self.depth = "", _NO_ORDINAL
        elif opens and self.depth == _NO_ORDINAL and not _GOES_ON.match(rest):
            self.on = ""
        return [self.on] if self.on else [m for m in named if self._mentions(rest, m)]

    def _leads(self, text: str, metric: str) -> bool:
        """Whether a text begins with what it names, or says that money was for nothing else."""
        before, _, behind = text.partition(self._said(text, metric))
        alone = _FOR_NAME.fullmatch(before) and not behind.removesuffix("项目")
        return bool(alone) or _BEFORE_NAME.fullmatch(before) is not None

    def _called(self, text: str, metric: str) -> bool:
        """Whether a text calls a project by all of its name: 诉前调解成功4208件 tells of no project."""
        name = self.names.get(metric) or _said_of_whole(text)
        behind = text.partition(name)[2]
        long = len(name) > _LEAST_RUN or metric == WHOLE
        return name in text and (long or _BEHIND_NAME.match(behind) is not None)

    def _mentions(self, text: str, metric: str) -> bool:
        """Whether a text has most of a project's name, or opens a clause with a part of it."""
        name, said = self.names.get(metric, WHOLE), self._said(text, metric)
        most = len(said) >= _MOST_OF_NAME * len(name)
        return self._called(text, metric) or most or _begins_with(text, said)

    def _named(self, text: str) -> list[str]:
        """Return what a plain text names, each by its whole name or by a run that is no other's."""
        if any(name in text for name in _NAMES_OF_WHOLE):
            return [WHOLE]
        runs = {metric: run for metric in self.names if (run := self._said(text, metric))}
        return [
            m for m, run in runs.items() if not any(run != o and run in o for o in runs.values())
        ]

    def _said(self, text: str, metric: str) -> str:
        """Return the words by which a text names a project, or nothing."""
        if metric == WHOLE:
            return _said_of_whole(text)
        name = self.names[metric]
        if len(name) >= _LEAST_NAME and name in text:
            return name
        run = longest_run(text, name)
        if len(run) < _LEAST_RUN or set(terms(run)) <= COMMON_PAIRS:
            return ""
        others = (other for key, other in self.names.items() if key != metric)
        enough = len(run) >= _LEAST_SHARE * len(name) or _begins_with(text, run)
        return run if enough and not any(run in other for other in others) else ""


def _said_of_whole(text: str) -> str:
    return next((name for name in _NAMES_OF_WHOLE if name in text), "")


def _is_heading(text: str, name: str) -> bool:
    """Whether a text ends with a name behind a number: …|90.50|1.甲项目."""
    before = text.removesuffix("项目").removesuffix(name)
    return before != text and _NUMBER_AT_END.search(before) is not None


_NUMBER_AT_END = re.compile(
    r"(?:\d[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]、)$"
)


def _begins_with(text: str, run: str) -> bool:
    """Whether a run opens a text or a clause of it."""
    return re.search(rf"(?:^|[,:、是]){re.escape(run)}", text) is not None


def _depth(text: str) -> tuple[int, str]:
    """Return how deep the number lies that a part begins with, and the part without it."""
    for depth, ordinal in enumerate(_ORDINALS):
        if match := ordinal.match(text):
            inner, rest = _depth(text[match.end() :])
            return (depth if inner == _NO_ORDINAL else inner), rest
    return _NO_ORDINAL, text


def _plain(text: str) -> str:
    return _MARKS.sub("", fold(text))
