"""还剩几个没改、卡在哪: what a report tells of what was to be done and is not, and what it waits for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, Sentences, telling, terms
from assistant.tallies import put, wordings
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_DOING = "改|整改|完成|完工|办|结|修|建|开|装|发|付|落实|做|通|达标|验收|化解|解决"
_ASKED = re.compile(
    rf"(?:还|仍)(?:剩|差|有)(?:下|了)?(?:多少|几)[^,，。?？]{{0,12}}(?:没|未|不)|(?:没|未)(?:有)?(?:{_DOING})[^,，。?？]{{0,6}}(?:多少|几)"
    rf"|(?:多少|几)[^,，。?？]{{0,10}}(?:没|未)(?:有)?(?:{_DOING})|[卡堵](?:在|到)?(?:哪|什么|啥)|(?:{_DOING})(?:了|完|好)+(?:没有?|吗|么)"
)
_ITEM = r"\s*余?[个处件户家套项台条座所村人名]"
_TOLD = re.compile(
    rf"(?:尚有|仍有|还有|剩余|其余|余下|另有|尚余)[^,。;\d]{{0,6}}\d+{_ITEM}"
    rf"|(?:未|没有)[^,。;\d]{{1,6}}的\d+{_ITEM}"
    rf"|\d+{_ITEM}[^,。;\d]{{0,12}}(?:(?<!从)未(?!发生|出现|来)|尚未|没有|仍在|正在)|\d+{_ITEM}[^,。;\d]{{0,8}}因[^,。;]{{2,24}}(?:未|延|推迟|停)"
)
_LEAST, _LONGEST, _MOST_REPORTS = 0.3, 600, 2


def say_undone(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add the clause on what is left undone of what a question speaks of, where that is asked."""
    if not _ASKED.search(question.words) or not 1 <= len(reports) <= _MOST_REPORTS:
        return
    found = [(*pair, info) for info in reports if (pair := _nearest(question, evidence, info))]
    if not found:
        return
    _, sentence, info = max(found, key=lambda triple: triple[0])
    told = evidence.sentences(info).stretch(sentence, lambda part: bool(_TOLD.search(fold(part))))
    if fold(told.text).rstrip("。;") not in fold(draft.text):
        say_quote(draft, evidence, info, told)


def _nearest(
    question: Question, evidence: Evidence, info: ReportInfo
) -> tuple[float, Sentence] | None:
    """Return the sentence on what is undone that says most of a question, with how much it says."""
    sentences = evidence.sentences(info)
    said = [put(question.words, wording) for wording in wordings(question.words)]
    words = {w for text in said for w in telling(text, question.units.spans)}
    heard = {w for w in words if sentences.holds(w)}
    told = [
        (sentences.share(heard, set(terms(_with_lead(sentences, s)))), s)
        for s in sentences.all
        if s.kind != "名词解释" and len(s.text) <= _LONGEST and _TOLD.search(fold(s.text))
    ]
    best = max(told, key=lambda pair: pair[0], default=None)
    return best if best is not None and best[0] >= _LEAST else None


def _with_lead(sentences: Sentences, sentence: Sentence) -> str:
    """Return what a sentence says, behind the one before where it only goes on: 未达标的9件中…"""
    before = sentences.before(sentence) if _GOES_ON.match(sentence.text) else None
    return fold(f"{before.text if before else ''}{sentence.text}")


_GOES_ON = re.compile("未|没有|其余|剩余|余下|另有|尚")
