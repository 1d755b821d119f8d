"""等级良: the grade that a text gives beside a score, held against the one the report prints there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.compose.statements import name
from assistant.plan.doubts.reckoned import Held
from assistant.retrieve import Evidence
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

_GRADE = r"[“\"「]?(?P<grade>优秀?|良好?|中等?|合格|较?差|一般)[”\"」]?(?=[级档等]?(?:[\s,，。;；、)）!！?？]|$))"
_SAID = re.compile(
    rf"^[^。;；]{{0,24}}?(?:等[级次]|级别|档次?|评[为定]|结果|评价)[^。;；\d]{{0,6}}?{_GRADE}"
)
_CELL = re.compile(rf"^\s*分?\s*{_GRADE}")
_BEHIND = 60  # characters behind a score


def say_grades(words: str, evidence: Evidence, draft: Draft, held: Sequence[Held]) -> None:
    """Add whether each grade that a text tells behind a score is the one that the report has there."""
    for one in held:
        if one.pair is None or one.pair[1].aspect != "得分":
            continue
        info, score = one.pair
        said = _SAID.search(words[one.start + len(one.text) :])
        printed = _printed(evidence, info, score)
        if said is None or printed is None or _of_rows(said[0]):
            continue
        same = said["grade"][0] == printed["grade"][0]
        sentence = evidence.sentences(info).around(score.place)
        mark = draft.mark(info, score.section, sentence.place if sentence else score.context)
        draft.add(
            f"{name(score.metric, score)}的等级{'与原文一致' if same else '与原文不符'}，"
            f"原文是“{draft.quoted(printed['grade'])}”。[{mark}]"
        )


def _printed(evidence: Evidence, info: ReportInfo, score: Fact) -> re.Match[str] | None:
    """Return the grade that a report prints right behind a score."""
    behind = fold(evidence.ledger.text(info.id)[score.place.end : score.place.end + _BEHIND])
    return _CELL.search(behind.splitlines()[0] if behind else "") or _SAID.search(behind)


def _of_rows(words: str) -> bool:
    """Whether another score stands between a score and a grade."""
    return re.search(r"\d\s*分", words) is not None
