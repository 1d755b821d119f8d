"""有哪些指标, 有几个扣了分, 满意度各多少: indicators of a table, or of one kind in all tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft, subject
from assistant.compose.indicators import at_odds, say_rows
from assistant.compose.performance import title_mark
from assistant.compose.rows import rows_in, scored_short, title_of
from assistant.plan.doubts.verdicts import is_met
from assistant.plan.prose.words import untitled
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.model import Row, Sheet
from index.store import ReportInfo

_MANY = r"(?:几|多少)(?:个|项|条)?"
_LISTS = re.compile(
    rf"(?:哪些|哪几[个项]|{_MANY}|全部|所有|各项?|列[出示]?)[^,。?;]{{0,12}}指标|指标(?:一共|总共|共|合计|数量)(?:有|是)?{_MANY}|指标[^,。?;]{{0,6}}(?:有哪些|都有|有{_MANY}|清单|名称|列|是哪些)"
)
_COUNTS = re.compile(rf"{_MANY}[^,。?;]{{0,6}}指标|指标[^。?;]{{0,10}}(?:几|多少)(?:个|项|条)")
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
    if _COUNTS.search(text) and _UNMET.search(text) and not _LOST.search(text):
        rows = rows_in(evidence, info, sheet)
        met = [(row, is_met(row)) for row in rows]  # of goals in words the points tell
        missed = [
            row for row, reached in met if not reached and (reached is False or scored_short(row))
        ]
        draft.add(f"没有达到目标的指标有 **{len(missed)}** 个。" if missed else "")
    if _COUNTS.search(text) and _LOST.search(text):
        lost = [row for row in rows_in(evidence, info, sheet) if scored_short(row)]
        draft.add(f"没有得满分的指标有 **{len(lost)}** 个。" if lost else "")


_RATE = "满意度|合格率|及时率|覆盖率|达标率|知晓率|完成率"
_KIND = re.compile(
    rf"(?P<name>{_RATE})|(?P<level>数量|质量|时效|成本|社会效益|经济效益|生态效益|可持续影响)指标"
)
_OF_ALL = re.compile(
    r"各(?:个)?项目|每个项目|所有|全部|(?:都|分别|各)(?:自|是|有|完成了?)*(?:多少|几(?!个|项)|什么|啥)|(?:列|说)(?:一下|出|全)"
    rf"|^(?!.*(?:整体|扣|定的)).*(?:{_RATE})(?:指标)?(?:是|有|达到|得分)*(?:多少|怎么样|如何|咋样|高不高)"
)
_WHICH = re.compile(r"[哪几](?:些|几)?个?项目|有没有[^,。?]{0,4}项目")
_UNMET = re.compile(r"[没未](?:有)?(?:达|完成|做到|够)|不达标|不合格|差一?点")
_FEWEST, _MOST_OF_KIND, _MOST_REPORTS = 2, 20, 2
# 没达标却给了满分, 完成了反倒扣了分: indicators whose points do not follow from their results.
_UNEARNED = re.compile(
    r"(?:[没未](?:有)?(?:达标|达到|完成|做到|够)|不达标|不够)[^,。?]{0,6}(?:却|还|也|都|照样|反而|竟然?|,)[^。?]{0,8}(?:满分|没(?:有)?扣|不扣|全分)"
)
_UNLOST = re.compile(
    r"(?<![没未])(?:达标|达到|完成|做到)了?[^,。?]{0,6}(?:却|还|也|反而|反倒|竟然?|,)[^。?]{0,8}(?:(?<![没不])扣|丢分|失分)"
)


def answer_rows_of_kind(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with the indicators of one kind in all tables (各项目满意度各多少); False elsewhere.

    哪些项目的满意度没达标 asks for those alone that missed their goals.
    """
    kind = _KIND.search(question.folded)
    which = _WHICH.search(question.folded) and _UNMET.search(question.folded)
    if kind is None or not (which or _OF_ALL.search(question.folded)):
        return False
    if question.projects or question.intent.rank or len(reports) > _MOST_REPORTS:
        return False
    return said(_say_of_kind(question, kind, evidence, draft, info) for info in reports)


def _say_of_kind(
    question: Question, kind: re.Match[str], evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """Add a report's indicators of a kind, and which missed their goals where that is asked."""
    word = kind["name"] or kind["level"]
    rows = [
        row
        for row in rows_in(evidence, info)
        if word in (row.name if kind["name"] and word not in row.level else row.level)
    ]
    if not _FEWEST <= len(rows) <= _MOST_OF_KIND:
        return False
    unmet = _UNMET.search(question.folded) is not None
    missed = [row for row in rows if unmet and is_met(row) is False]
    if missed and not _OF_ALL.search(question.folded):
        draft.add(
            f"{subject(info)}的自评表中，{kind.group()}有 **{len(rows)}** 项，未达到目标的有 **{len(missed)}** 项："
        )
        _say_by_table(draft, evidence, info, missed)
        return True
    all_met = "，各项都达到了目标" if unmet and not missed else ""
    draft.add(f"{subject(info)}的自评表中，{kind.group()}有 **{len(rows)}** 项{all_met}：")
    _say_by_table(draft, evidence, info, rows)
    if missed:
        named = "、".join(
            f"「{row.name}」[{draft.mark(info, row.section, row.place)}]" for row in missed
        )
        draft.add(f"其中未达到目标的：{named}。")
    return True


def _say_by_table(draft: Draft, evidence: Evidence, info: ReportInfo, rows: Sequence[Row]) -> None:
    for metric in dict.fromkeys(row.metric for row in rows):
        draft.add(f"「{title_of(metric)}」：")
        say_rows(draft, evidence, info, [row for row in rows if row.metric == metric])


def answer_rows_at_odds(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with the indicators whose points do not follow from their results; False elsewhere."""
    unearned, unlost = (p.search(question.folded) for p in (_UNEARNED, _UNLOST))
    if not (unearned or unlost) or len(reports) > _MOST_REPORTS:
        return False
    what = "却得了满分" if unearned else "却扣了分"
    return said(_say_at_odds(question, what, evidence, draft, info) for info in reports)


def _say_at_odds(
    question: Question, what: str, evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """Add a report's indicators of which the audit would say this, whatever reason they give."""
    own = {f"项目:{title}" for title in question.projects}
    rows = [row for row in rows_in(evidence, info) if at_odds(row, what)]
    rows = [row for row in rows if not own or row.metric in own]
    goal = "未达到目标" if "满分" in what else "达到了目标"
    for metric in dict.fromkeys(row.metric for row in rows):
        draft.add(f"{subject(info)}「{title_of(metric)}」{goal}{what}的指标：")
        say_rows(draft, evidence, info, [row for row in rows if row.metric == metric])
    return bool(rows)
