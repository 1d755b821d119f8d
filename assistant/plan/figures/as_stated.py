"""The names that only a report gives what is asked: a shorter one of a balance, one of what is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.lexicon import CAR_UPKEEP, HAN_RUN
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.vocabulary import Mention, item_name
from index.amounts import COUNTS
from index.normalise import fold
from index.terms import metrics as official_terms

# What a report without the one may call by the shorter name.
_SHORTER = {
    "年末结转和结余": ("年末结转", "年末结余"),
    "年初结转和结余": ("年初结转", "年初结余", "上年结转"),
}


def as_stated(question: Question, evidence: Evidence) -> Question:
    """Return a question whose balances bear the names that the reports give them."""
    mentions = []
    for mention in question.mentions:
        for metric in set(mention.metrics) & set(_SHORTER):
            if any(evidence.facts(info, metric) for info in question.reports):
                continue
            named = (
                short
                for short in _SHORTER[metric]
                if any(evidence.facts(info, short) for info in question.reports)
            )
            if stated := next(named, ""):
                kept = tuple(stated if m == metric else m for m in mention.metrics)
                mention = replace(mention, metrics=kept)
        mention = _by_its_items(mention, question, evidence)
        called = _as_called(mention, question, evidence)
        mentions.append(_of_upkeep(called, question, evidence))
    return replace(question, mentions=tuple(mentions))


def _by_its_items(mention: Mention, question: Question, evidence: Evidence) -> Mention:
    """Return a mention of a class that the reports give no figure of as the items in it that they state."""
    whole = fold(mention.official)
    if not whole.endswith("(类)"):
        return mention
    stated = {metric for info in question.reports for metric in evidence.metrics(info)}
    if whole in stated or stated & set(mention.metrics):
        return mention
    inside = sorted(metric for metric in stated if metric.startswith(whole))
    return replace(mention, metrics=tuple(inside)) if 0 < len(inside) <= _FEW_ITEMS else mention


_FEW_ITEMS = 5


def _of_upkeep(mention: Mention, question: Question, evidence: Evidence) -> Mention:
    """Return a mention of what cars cost as the parts of it that its words name: 油费, 车辆保险."""
    if CAR_UPKEEP not in mention.metrics:
        return mention
    said = question.folded[mention.start : mention.end]
    kinds = [told for asked, told in _KINDS_OF_UPKEEP if asked.search(said)]
    if kinds:  # 油费和保险费各多少: what is listed with it
        behind = re.split(r"[,。?!;]", question.folded[mention.start :])[0]
        kinds = [told for asked, told in _KINDS_OF_UPKEEP if asked.search(behind)]
    parts = [
        metric
        for told in kinds
        for info in question.reports
        for metric in evidence.metrics(info)
        if metric.startswith(f"{CAR_UPKEEP}/") and told.search(metric)
    ]
    return replace(mention, metrics=tuple(dict.fromkeys(parts))) if parts else mention


# How people ask for a part of what cars cost, and how reports call it.
_KINDS_OF_UPKEEP = tuple(
    (re.compile(asked), re.compile(rf"/.*(?:{told})"))
    for asked, told in (
        ("油", "油|燃料"),
        ("保险|保费|车险", "保险"),
        ("修", "维修|修理"),
        ("过路|过桥|通行|高速", "过路|过桥|通行"),
        ("停车", "停车"),
        ("洗车", "洗车"),
    )
)


def by_short_names(question: Question, evidence: Evidence) -> Question:
    """Return a question with what it calls by most of a name that only a report has: 临时护林员."""
    found: dict[tuple[int, int], Mention] = {}
    for info in question.reports[:_MOST_REPORTS]:
        stated = [m for m in evidence.metrics(info) if _PLAIN_NAME.fullmatch(m)]
        for metric in stated:
            for start, end in _shortened(metric, question.folded):
                alike = sum(m.endswith(question.folded[start:end]) for m in stated)
                if metric not in official_terms() and alike < _AMBIGUOUS:
                    found.setdefault((start, end), Mention(start, end, metric, (metric,)))
    spans = [s for s in found if not any(s != o and o[0] <= s[0] and s[1] <= o[1] for o in found)]
    spans = [s for s in spans if not _is_named(question, *s)]
    kept = (
        m
        for m in question.mentions
        if not any(a <= m.start and m.end <= b and m.end > m.start for a, b in spans)
    )
    if not spans:
        return question
    mentions = sorted((*kept, *(found[s] for s in spans)), key=lambda m: m.start)
    return replace(question, mentions=tuple(mentions))


def _shortened(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text has most of a name's characters in a run, in their order: its tail, as a rule its head."""
    end = text.find(name[-_TAIL:])
    while end >= 0:
        stop, at, start = end + _TAIL, len(name) - _TAIL, end
        while start > 0 and (found := name.rfind(text[start - 1], 0, at)) >= 0:
            at, start = found, start - 1
        said = stop - start
        whole = at == 0 or name.endswith(text[start:stop])
        if whole and _LEAST_CALLED <= said < len(name) and said >= len(name) * _MOST_OF_IT:
            yield start, stop
        end = text.find(name[-_TAIL:], stop)


def _is_named(question: Question, start: int, end: int) -> bool:
    """Whether a term, a unit or a project of the question reaches beyond a run of its words."""
    spans = [*question.units.spans, *((m.start, m.end) for m in question.mentions)]
    whole = [
        s for s in spans if s[0] < end and start < s[1] and not (start <= s[0] and s[1] <= end)
    ]
    titles = (fold(title) for title in question.projects)
    return bool(whole) or any(question.folded[start:end] in title for title in titles)


_PLAIN_NAME = re.compile(r"[\u4e00-\u9fff]{5,12}")
_MOST_REPORTS, _TAIL, _MOST_OF_IT, _AMBIGUOUS = 2, 2, 0.6, 2


def _as_called(mention: Mention, question: Question, evidence: Evidence) -> Mention:
    """Return a mention of what is counted or measured by the name that only this report gives it: 办公用房."""
    infos = question.reports
    if any(evidence.facts(i, m) for i in infos for m in mention.metrics):
        return mention
    if mention.official.endswith("(项)"):  # 养老保险缴费 is that of 机关事业单位
        items = (m for info in infos for m in evidence.items(info))
        named = [
            m for m in items if len(n := item_name(m)) >= _LEAST_CALLED and n in mention.official
        ]
        return replace(mention, official=named[0], metrics=(named[0],)) if named else mention
    said = _ASKS_SIZE.sub("", question.folded[mention.start : mention.end])
    if len(said) < _LEAST_CALLED:
        return mention
    called = [
        metric
        for info in infos
        for metric in evidence.metrics(info)
        if metric.startswith(said)
        if evidence.facts(info, metric)[0].amount.measure in _COUNTED
    ]
    return replace(mention, official=called[0], metrics=(called[0],)) if called else mention


_LEAST_CALLED = 4
_ASKS_SIZE = re.compile(r"(?:一共|总共|总)?有?(?:多大|面积|多少.*)?$")
_COUNTED = frozenset({*COUNTS, "平方米", "万平方米"})


def without_parts_of_words(question: Question, evidence: Evidence) -> Question:
    """Return a question without the items of which a word only stands in a longer one of the report.

    应急广播接收率 speaks of no 应急管理支出; who asks for money may well mean the item.
    """
    if _OF_MONEY.search(question.folded) or len(question.reports) > _FEW:
        return question
    kept = tuple(m for m in question.mentions if not _is_part(question, m, evidence))
    return replace(question, mentions=kept) if len(kept) < len(question.mentions) else question


def _is_part(question: Question, mention: Mention, evidence: Evidence) -> bool:
    text, low, high = question.folded, max(0, mention.start - _BESIDE), mention.end + _BESIDE
    word = text[mention.start : mention.end]
    longer = {
        text[max(0, mention.start - 1) : high],
        text[mention.start : high],
        text[low : mention.end],
    }
    longer = {one for one in longer if HAN_RUN.fullmatch(one) and len(one) > len(word) + 1}
    longer = {one for one in longer if not _POINTS.match(one)}
    named = any(one in metric for metric in mention.metrics for one in longer)
    items = all(m.endswith(_OF_ITEMS) for m in mention.metrics)
    if not mention.metrics or not items or named or not 0 < len(word) <= _SHORT:
        return False
    reviews = (s for i in question.reports for s in evidence.sentences(i).all if s.kind in _REVIEW)
    texts = (fold(s.text) for s in reviews)
    return bool(longer) and any(one in text for text in texts for one in longer)


_REVIEW = ("绩效", "自评表")
_OF_ITEMS = (")", "机构", "政府采购支出总额")
_POINTS = re.compile("其中|[这那]个|什么")
_SHORT = 2  # characters of a word that may be part of another
_BESIDE, _FEW = 2, 2  # characters beside a word that make it a longer one
_OF_MONEY = re.compile(r"钱|花|支出|[预决]算|[经资]?费|元|开支|投入|款|拨|金额|收入|贵|省")
