"""有哪些指标, 有几个扣了分: all indicators of a table by their names, and how many there are."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft, subject
from assistant.compose.performance import title_mark
from assistant.compose.rows import lost_points, rows_in
from assistant.plan.words import untitled
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.model import Sheet
from index.store import ReportInfo

_MANY = r"(?:几|多少)(?:个|项|条)?"
_LISTS = re.compile(
    rf"(?:哪些|哪几[个项]|{_MANY}|全部|所有|各项?|列[出示]?)[^,。?;]{{0,12}}指标|指标(?:一共|总共|共|合计|数量)(?:有|是)?{_MANY}|指标[^,。?;]{{0,6}}(?:有哪些|都有|有{_MANY}|清单|名称|列|是哪些)"
)
_COUNTS = re.compile(rf"{_MANY}[^,。?;]{{0,6}}指标|指标[^,。?;]{{0,8}}{_MANY}")
# 哪些指标没完成, 完成得怎么样: of some of them, or of more than their names.
_NOT_ALL = re.compile(
    r"[没未不](?!含)|扣|丢|失|差|满分|达标|完成|得分|几分|分值|权重|超|偏差|为什么|为啥|原因|目标值|最|效果|成本|数量|质量|时效|效益|满意"
)
_LOST = re.compile(r"扣|丢了?分|失分|[没未](?:有)?(?:拿|得)?(?:到|够)?满分")
_MOST = 30


def say_row_names(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet
) -> bool:
    """Add the names of all indicators of a table, where no more of them is asked; False elsewhere."""
    text = untitled(question.words, question)
    rows = rows_in(evidence, info, sheet)
    if not rows or not _LISTS.search(text) or _NOT_ALL.search(text):
        return False
    named = "、".join(
        f"「{row.name}」[{draft.mark(info, row.section, row.place)}]" for row in rows[:_MOST]
    )
    mark = title_mark(draft, evidence, info, sheet)
    more = "等" if len(rows) > _MOST else ""
    draft.add(
        f"{subject(info)}「{sheet.title}」的自评表{mark}列有 **{len(rows)}** 个指标：{named}{more}。"
    )
    return True


def say_lost_count(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet
) -> None:
    """Add how many indicators of a table lost points, where that is asked."""
    text = untitled(question.words, question)
    if _COUNTS.search(text) and _LOST.search(text):
        lost = [row for row in rows_in(evidence, info, sheet) if lost_points(row)]
        draft.add(f"没有得满分的指标有 **{len(lost)}** 个。" if lost else "")
