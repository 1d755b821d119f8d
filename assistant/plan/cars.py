"""两台车为啥只跑一台, 公车数为啥差一辆: what a report says of the cars that it counts in one place alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_ASKED = re.compile(
    r"(?:为什么|为啥|为何|咋|怎么|凭啥)[^,，。?？]{0,12}(?:只|才|差|对不上|不一样|不同|少|多)|对不上|差(?:了|着|的|出)?[一两二三几\d]*[辆台]|(?:不跑|没(?:在)?(?:跑|开|用)|停着|趴窝|闲着)"
)
_CARS = re.compile(r"车(?!位|间|补|费|险|贴)")
_TOLD = re.compile(
    r"[^,。;]*车[^。;]*(?:停驶|待报废|报废|封存|代管|借用|不(?:再)?(?:计入|纳入|列入|开支)|未(?:计入|纳入|列入|安排)|相差|差异|不在[^,。;]{0,16}(?:列支|统计|范围))[^。;]*"
)
_COUNTED = re.compile(r"\d\s*[辆台]")
_KINDS = ("国有资产", "三公", "机构")
_MOST_REPORTS, _LONGEST = 2, 400


def say_cars_apart(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add what a report says of cars that stand still or are counted elsewhere, where it is asked."""
    cars = _CARS.search(question.words) and _ASKED.search(question.words)
    if not cars or draft.status != "answered" or len(reports) > _MOST_REPORTS:
        return
    if _TOLD.search(fold(draft.text)):
        return
    for info in reports:
        sentences = evidence.sentences(info)
        for sentence in sentences.all:
            plain = sentence.kind in _KINDS and len(sentence.text) <= _LONGEST
            text = fold(sentence.text) if plain else ""
            if _COUNTED.search(text) and _TOLD.search(text) and "原因" not in text[:4]:
                say_quote(draft, evidence, info, sentence)
                break
