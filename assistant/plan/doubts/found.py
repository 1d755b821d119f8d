"""有没有前后矛盾的地方: what the checks of a whole report have found, worst first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.doubts import say_finding
from assistant.compose.draft import Draft, subject
from assistant.compose.quotes import say_quote
from assistant.retrieve import Evidence
from assistant.sentences import telling
from assistant.understand import Question
from assistant.understand.question import without
from index.amounts import NUMBER
from index.model import Finding
from index.store import ReportInfo

_MOST_ALONE, _MOST_EACH = 12, 3
# What asks for faults, and what they may be asked of.
_FAULTS = re.compile(
    r"(?:自相|前后|互相|相互|两处|上下)*(?:矛盾|不一[致样]|不相?符|[对合]不上|打架|不吻合|出入)|不平|勾稽|逻辑"
    r"|(?:写|印|算|填|抄|弄|搞|加|出)[错反]|差错|错误|错漏|疏漏|毛病|笔误|失误|瑕疵|硬伤|破绽|漏洞|有[没无]?有?错|哪.{0,4}错|错在|错(?:了)?(?:的|吗|没|不)"
    r"|(?:有|没|出)(?:啥|什么|大|些|点)?问题|问题最[多少大]|疑点|异常|不正常|不合理|可疑|可靠|靠谱|可信|靠得住|信得过|(?:准确|真实|准)(?:吗|不|么)|准不准"
)
_OF_WHOLE = re.compile(
    r"决算|整份|整个|全部|公开|部门|报告|报表|材料|说明|文件|账目?|数[字据值]?|金额|地方|(?:文字|正文|表格?|附表)|[里中上内]|之间|部分|哪[些个几家份里儿]?|谁家?|最[多少]"
    r"|有没有|有无|存在|发现|检查|核[对查]|看看|列出|找出?来?|告诉我|一共|多少|几|[处个条项]|都有?|出来|没有?|吗|呢|年度?|单位|局"
)
# The values of a message, which its places show; a name in quotation marks stays as it is.
_VALUES = re.compile(
    rf"(?P<name>「[^」]*」|“[^”]*”)|（[^（）]*{NUMBER}[^（）]*）"
    rf"|\s?[<>=≤≥]*\s?{NUMBER}\s?(?:(?:[万亿]?元|%|[\u4e00-\u9fff]{{1,2}}(?=[\s，。：；]|$))\s?)?"
)
_OF_TABLES = re.compile(r"自评表?|绩效表?|打分|得分|评分|指标")


def answer_findings(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Tell what the checks found in each report; False where a question doubts one thing of it."""
    of_tables = _OF_TABLES.search(question.folded) is not None
    named = (question.folded[m.start : m.end] for m in question.mentions if m.metrics or m.topic)
    if question.projects or any(not _GENERAL.fullmatch(word) for word in named):
        return False
    if not _FAULTS.search(question.folded) or not reports:
        return False
    text = without(question.folded, question.units.spans)
    if telling(_OF_WHOLE.sub(" ", _OF_TABLES.sub(" ", _FAULTS.sub(" ", text)))):
        return False
    most = _MOST_ALONE if len(reports) == 1 else _MOST_EACH
    by_report = [(info, _found(evidence, info, of_tables)) for info in reports]
    for info, found in sorted(by_report, key=lambda pair: -len(pair[1])):
        _say_found(draft, evidence, info, found, most)
    draft.complete = True
    if not draft.citations:
        draft.status = "not_found"
    return True


_GENERAL = re.compile(
    r"(?:部门)?决算(?:数据?|报告|报表)?|报告|数据?|绩效|自评表?|绩效(?:自评)?表?|指标"
)


def _found(evidence: Evidence, info: ReportInfo, of_tables: bool) -> list[Finding]:
    """Return the findings of a report, or of its tables alone, those that cannot all be true first."""
    told = {
        f.message: f
        for f in evidence.findings(info)
        if f.severity != "info" and not (of_tables and not f.metric.startswith(_TABLES))
    }
    return sorted(told.values(), key=lambda finding: finding.severity != "error")


_TABLES = ("项目:", "整体支出", "预算绩效")


def _say_found(
    draft: Draft, evidence: Evidence, info: ReportInfo, found: Sequence[Finding], most: int
) -> None:
    if not found:
        draft.add(f"{subject(info)}的报告：按勾稽规则核对，没有发现前后矛盾。")
        return
    draft.add(f"{subject(info)}的报告：核对发现 **{len(found)}** 处前后矛盾或可疑，如下：")
    for finding in found[:most]:
        facts = evidence.at(info, finding)
        if len(facts) < 2 or not say_finding(draft, info, finding, facts):
            _say_in_words(draft, evidence, info, finding)
    if len(found) > most:
        draft.add(f"另有 **{len(found) - most}** 处未列出。")


def _say_in_words(draft: Draft, evidence: Evidence, info: ReportInfo, finding: Finding) -> None:
    """Add what a finding says that is reckoned with no formula: its places are quoted or cited."""
    draft.add(f"⚠ 核对：{_VALUES.sub(_left_out, finding.message)}")
    for place in finding.places[:_MOST_QUOTED]:
        sentence = evidence.sentences(info).around(place)
        if sentence is not None:
            say_quote(draft, evidence, info, sentence)
    told = any(warning.message in finding.message for warning in draft.warnings)  # with its row
    if draft.citations and not told:
        draft.warn(finding.rule, finding.message, draft.citations[-1].mark)


_MOST_QUOTED = 2


def _left_out(match: re.Match[str]) -> str:
    """Return a name as it is, and for a value a sign that the quoted place shows it."""
    return match["name"] or ("" if match.group().startswith("（") else "…")
