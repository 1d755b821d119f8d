"""那54.2万哪来的: where money that was spent came from, as reasons and the sentences beside it tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.lexicon import OTHER_FUNDS
from assistant.plan.listed.breakdown import say_own_reason, told_of
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence
from assistant.understand import Question
from index.model import Reason
from index.normalise import fold
from index.store import ReportInfo

ASKED = re.compile(
    r"哪(?:儿|里)?来的?|[从由打]哪(?:儿|里)?(?:来|给|拨)|(?:怎么|咋)来的|来(?:源|路)|来自哪|谁(?:给|拨|出)的|是(?:些|个|一?笔)?(?:啥|什么|哪门子)(?:钱|款|资金)|[这那](?:笔|些|块|个)?钱(?:都)?是?(?:用来|拿来|要|想)?[干做](?:嘛|啥|什么)"
)
_SOURCE = re.compile(
    r"(?:上年|年初|以前年度)[^,。;\d]{0,4}(?:结转|结余)(?!和|\d|支出)|结转资金|追加|下达|债券|公益金|上级(?!补助收入)|拨付"
    r"|(?:补助|专项)资金|捐|自筹|(?:中央|自治区|[省市县州盟旗])级?财政(?!拨款)"
)
_TITLE = re.compile(r"[^,。;:]*\((?:类|款|项)\)")  # 彩票公益金安排的支出(款) names no source
_FORMER = re.compile(r"减少|下降|完工|上年(?!度?(?:结转|结余))")  # what came the year before
_NOT_IT = re.compile(r"一般公共预算|减少|下降|完工")
_SPENT = ("支出", "支出总计")
_MOST_REPORTS, _LONGEST = 2, 240


def say_origins(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add where the money of a fund came from, where that is asked and the answer has it not."""
    if not ASKED.search(question.folded) or len(reports) > _MOST_REPORTS or question.projects:
        return
    for info in reports:
        told = told_of(question, evidence, draft, info)
        for metric in [m for m in told if m.startswith(OTHER_FUNDS)][:1]:
            _say_origin(evidence, draft, info, metric)


def _say_origin(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> None:
    reason = next(_reasons(evidence, info, metric), None)
    if reason is not None:
        say_own_reason(draft, evidence, info, reason)
        return
    sentence = next(_sentences(evidence, info, metric), None)
    if sentence is not None:
        say_quote(draft, evidence, info, sentence)


def has_origin(evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Whether a report tells where the money of a fund came from."""
    if not metric.startswith(OTHER_FUNDS):
        return False
    return any(_reasons(evidence, info, metric)) or any(_sentences(evidence, info, metric))


def _kin(evidence: Evidence, info: ReportInfo, metric: str) -> Iterator[str]:
    """Yield the metrics of a fund's account: what was spent, what came in, the items."""
    stem = re.sub(r"(?:收入|支出)(?:总计)?$", "", metric)
    yield from dict.fromkeys((metric, *(stem + s for s in (*_SPENT, "收入", "收入总计"))))
    yield from evidence.parts(info, f"{stem}支出")


def _reasons(evidence: Evidence, info: ReportInfo, metric: str) -> Iterator[Reason]:
    for kin in _kin(evidence, info, metric):
        for reason in evidence.reasons(info, kin):
            text = fold(reason.text)
            if _SOURCE.search(text) and not _FORMER.search(text):
                yield reason


def _sentences(evidence: Evidence, info: ReportInfo, metric: str) -> Iterator[Sentence]:
    """Yield the parts of sentences, at the figures of a fund's account, that name a source."""
    sentences = evidence.sentences(info)
    for kin in _kin(evidence, info, metric):
        for fact in evidence.facts(info, kin):
            own = sentences.around(fact.place)
            following = sentences.after(own) if own is not None else None
            for sentence in (own, following):
                if sentence is None or sentence.kind == "自评表" or len(sentence.text) > _LONGEST:
                    continue
                for part in sentences.parts(sentence, PART):
                    text = _TITLE.sub("", fold(part.text))
                    behind = part.place.end > fact.place.start
                    if behind and _SOURCE.search(text) and not _NOT_IT.search(text):
                        yield part
