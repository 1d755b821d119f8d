"""What a report says around a figure: the words that a template cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.compose.draft import Draft, subject
from assistant.compose.indicators import say_rows
from assistant.compose.rows import title_of
from assistant.compose.statements import main_fact
from assistant.lexicon import NO_ACCOUNT
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, terms
from index.model import Fact, Row
from index.normalise import fold
from index.store import ReportInfo

_LONGEST = 240
_MOST_ALIKE = 2
_NEXT_TO = 48  # characters behind a figure in which what it is due to begins
# Of a table's row, which says nothing more.
_CELLS = re.compile(
    r"\|-|\d\s+[\d.]*\d\s|\d\s+\S{2,12}\s+\d"
    r"|^[^，。；：、,;:“（(]*\d[^，。；：、;:]*\d[^，。；：、;:]*$"
)
_EXTRA = 10  # characters beside the figure that make a sentence worth quoting
_GOES_ON = re.compile(r"^(?:主要)?(?:用于|原因|是|为)|^其中|^按(?:照)?规定|^(?:决算数|变动)")


def say_statement(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> None:
    """Quote the sentence of a metric's figure, with the next one where it goes on, if it says more."""
    fact = main_fact(evidence, info, metric)
    if fact is None:
        return
    same = [f for f in evidence.facts(info, metric) if f.amount.value == fact.amount.value]
    sentences = evidence.sentences(info)
    found = [s for f in same if (s := sentences.around(f.place)) is not None]
    fitting = [
        s
        for s in found
        if len(s.text) <= _LONGEST and s.kind != "自评表" and not _CELLS.search(s.text)
    ]
    if not fitting:
        return
    least = len(metric) + len(fact.amount.text) + _EXTRA
    telling = [s for s in fitting if len(s.text) >= least]
    if not telling:
        return
    best = min(telling, key=lambda s: len(s.text))
    part = sentences.part(best, set(terms(metric + fact.amount.text)))
    if not _is_told(draft, part):
        say_quote(draft, evidence, info, part)
    following = sentences.after(best)
    if following is not None and _is_told(draft, following):
        return
    if following is not None and _GOES_ON.match(following.text) and len(following.text) <= _LONGEST:
        say_quote(draft, evidence, info, following)


def _is_told(draft: Draft, sentence: Sentence) -> bool:
    """Whether a draft says all numbers of a sentence, and nearly all of its words."""
    text, said = fold(sentence.text), fold(draft.text)
    if any(number not in said for number in _NUMBER.findall(text)):
        return False
    own = {word for word in terms(_NUMBER.sub(" ", text)) if not word.isascii()}
    return len(own & set(terms(said))) >= _NEARLY_ALL * len(own)


_NUMBER, _NEARLY_ALL = re.compile(r"\d[\d,]*(?:\.\d+)?"), 0.7
# 行政运行(项)。主要用于:…。年初预算为…: the purpose may stand before the figure or behind it.
# 用于体育事业的彩票公益金支出 is an item's name.
_USES = re.compile(
    r"(?:其?主?要?|具体|资金)?(?:用于(?![^,，。;；:：]{1,20}公益金支出)|用途)|开支内容"
)


def tells_use(text: str) -> bool:
    """Whether words of a report say what money was used for."""
    return _USES.search(text) is not None


def say_purpose(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Quote what a metric's money was used for, from its sentence or the next one; False for none."""
    sentences = evidence.sentences(info)
    for fact in evidence.facts(info, metric):
        own = sentences.around(fact.place)
        if own is None or own.kind == "自评表":
            continue
        following = sentences.after(own)
        second = sentences.after(following) if following is not None else None  # behind a reason
        beside = [s for s in (sentences.before(own), following, second) if s is not None]
        told = [s for s in beside if _USES.match(s.text)]
        told += [own] if _USES.search(own.text) else []
        if told and len(told[0].text) <= _LONGEST:
            for part in sentences.parts(told[0], _CONTENTS):  # without the figure
                told[0] = part
            say_quote(draft, evidence, info, told[0])
            return True
    return False


def say_contents_of(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Quote the sentence that tells what a figure is made of, away from it: 货物支出中,诊断设备…; False for none."""
    stem = re.escape(fold(metric).removeprefix("政府采购"))
    told = re.compile(rf"^(?:其中:?|上述)?(?:本年|政府采购)?{stem}{_MADE_OF}")
    prose = (s for s in evidence.sentences(info).all if s.kind not in NO_ACCOUNT)
    return quote_first(draft, evidence, info, prose, told)


_MADE_OF = r"(?:主要|具体)?(?:中,|包[括含]|[为是]:|主要[是为]|由[^,。;]{2,}(?:组成|构成))"


_CONTENTS = re.compile(r"开支内容[^。;]*")


_TELLS_WHY = re.compile(
    r"原因|[因系](?!公|素|此|统)[\u4e00-\u9fff]{3}|由于(?!年初预算)|主要(?:是|用于|为)|用于|所致|已(?:于|在).{0,12}(?:完工|完成|结束)|划[转入归]|改由|追加|不再"
)


# 本单位为事业单位,不纳入机关运行经费统计范围: why nothing of it was spent.
_WHY_NONE = re.compile(
    r"[为系][\u4e00-\u9fff]{0,8}单位|不(?:纳入|属于|涉及)|不在[^。,;]{2,16}范围|已(?:取消|停止|划转)"
)


def find_reason(evidence: Evidence, info: ReportInfo, metric: str) -> Sentence | None:
    """Return a sentence that states a figure and says what it is due to, or why it is none, or None."""
    sentences = evidence.sentences(info)
    for fact in evidence.facts(info, metric):
        sentence = sentences.around(fact.place)
        if sentence is None or sentence.kind == "自评表" or len(sentence.text) > _LONGEST:
            continue
        part = sentences.part(sentence, set(terms(metric + fact.amount.text)))
        behind = part.text.find(fact.amount.text) + len(fact.amount.text)
        if _TELLS_WHY.search(part.text, behind, behind + _NEXT_TO):
            return part
        none = _why_none(evidence, info, fact, part)
        if none is not None:
            return none
        last = list(sentences.parts(sentence, PART))[-1]
        if not last.place.opens(fact.place):
            continue  # 基本支出增加…;项目支出减少…。主要原因是…: of the last
        following = sentences.after(sentence)
        goes_on = following is not None and _GOES_ON.match(following.text)
        if following is not None and goes_on and _TELLS_WHY.search(following.text[:_LONGEST]):
            return following
    return _reason_naming(evidence, info, metric)


def _reason_naming(evidence: Evidence, info: ReportInfo, metric: str) -> Sentence | None:
    """Return what a report says elsewhere of why a figure moved, by its name: 财政拨款收入下降,主要是…."""
    name = re.escape(fold(metric))
    moved = re.compile(rf"(?:^|[,;:]|其中:?){name}{_MOVED_BECAUSE}")
    within = re.compile(rf"^[^;。]{{6,}},{name}{_SO_MOVED}")
    sentences = evidence.sentences(info)
    for sentence in sentences.all:
        text = fold(sentence.text)
        if sentence.kind in NO_ACCOUNT or fold(metric) not in text:
            continue
        told = [moved, within] if _BECAUSE.match(text) else [moved]
        for part in sentences.parts(sentence, PART):
            if any(pattern.search(fold(part.text)) for pattern in told):
                return part
    return None


# 主要原因是:上年有一次性补偿款,其他收入相应减少: within the reason of a whole
_BECAUSE = re.compile(r"(?:变动|变化|增减)?的?主要原因|原因[是为:]|主要是")
_SO_MOVED = r"(?:相应|随之|也|因此)*(?:下降|减少|增加|增长|上升|降低)(?:[,;。]|$)"
_MOVED_BECAUSE = (
    r"(?:决算数?)?(?:比上年|较上年|与上年相比)?(?:有所)?"
    r"(?:下降|减少|增加|增长|上升|降低|变动|变化)(?:较[多大])?,?的?(?:主要)?(?:原因|是|由于|因|系)"
)


def _why_none(evidence: Evidence, info: ReportInfo, fact: Fact, part: Sentence) -> Sentence | None:
    """Return what a report says, in a figure's sentence or the one before it, on why it is nothing."""
    before = evidence.sentences(info).before(part)
    near = [s for s in (part, before) if s is not None and s.section == part.section]
    told = (s for s in near if _WHY_NONE.search(s.text) and len(s.text) <= _LONGEST)
    return next(told, None) if not fact.amount.value else None


def say_why_none(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> None:
    """Quote why there is nothing of a metric, where its report says it beside the figure."""
    fact = main_fact(evidence, info, metric)
    own = evidence.sentences(info).around(fact.place) if fact is not None else None
    if fact is not None and own is not None:
        none = _why_none(evidence, info, fact, own)
        if none is not None:
            say_quote(draft, evidence, info, none)


def say_around(draft: Draft, evidence: Evidence, info: ReportInfo, fact: Fact) -> None:
    """Quote the sentence that a figure stands in, where it is not too long to read."""
    sentence = evidence.sentences(info).around(fact.place)
    if sentence is not None and len(sentence.text) <= _LONGEST:
        say_quote(draft, evidence, info, sentence)


def say_quote(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    sentence: Sentence,
    also: Sequence[Sentence] = (),
) -> None:
    """Add a sentence of a report as a quotation with its mark, once: 一是… brings 二是….

    `also` are sentences that say what it is quoted for in other words.
    """
    row = _row_at(evidence, info, sentence)
    if row is not None:
        if f"「{row.name}」：" not in draft.text:
            draft.add(f"{subject(info)}「{title_of(row.metric)}」的绩效自评：")
            say_rows(draft, evidence, info, [row])
        return
    sentence = evidence.sentences(info).whole(sentence)
    words = draft.quoted(sentence.text)
    if words in draft.text:
        return
    alike = evidence.sentences(info).alike(sentence)
    marks = [draft.mark(info, s.section, s.place) for s in (sentence, *alike[:_MOST_ALIKE])]
    told = f"{subject(info)}报告原文：“{words}”" + "".join(f"[{mark}]" for mark in marks)
    others = [draft.mark(info, s.section, s.place) for s in also if s not in alike]
    if others:
        told += "，另见" + "".join(f"[{mark}]" for mark in others)
    draft.add(told)


def quote_first(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    prose: Iterable[Sentence],
    told: re.Pattern[str],
    follows: re.Pattern[str] | None = None,
) -> bool:
    """Quote the first of some sentences that tells something; False where none does.

    The one behind it is quoted too where it goes on as `follows` says.
    """
    first = next((s for s in prose if told.search(fold(s.text))), None)
    if first is None:
        return False
    say_quote(draft, evidence, info, first)
    following = evidence.sentences(info).after(first) if follows is not None else None
    if follows is not None and following is not None and follows.match(fold(following.text)):
        say_quote(draft, evidence, info, following)
    return True


def _row_at(evidence: Evidence, info: ReportInfo, sentence: Sentence) -> Row | None:
    """Return the indicator whose row a sentence is, where its cells are known."""
    for row in evidence.rows_of.get(info.id, ()) if sentence.kind == "自评表" else ():
        if row.place == sentence.place and row.target and row.result and not row.doubt:
            return row
    return None
