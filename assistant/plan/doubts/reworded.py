"""A text of the asker's own in the terms that reports use, and what its numbers are to the ledger."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.claims import plain, unit_spans
from assistant.lexicon import LEVEL
from assistant.retrieve import Evidence
from assistant.understand.projects import whole_names
from assistant.verify import Judgement, examine
from index.amounts import NUMBER
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

# Money or a rate stands behind a term, and right behind one that may be a mere verb: 支出2116.48万元.
_AMOUNT = re.compile(
    rf"[^\d,，。;；]*{NUMBER}\s?(?:[万亿]?元|[%分]|[万亿](?![人户件次册份吨平台只亩])|(?=占|[,，。;；]|$))"
)
_AMOUNT_NEXT = re.compile(r"(?:了|为|是|共|合计|\s)*\d")
# 全年花了100万元, or what was spent beside what came in, is of the year's whole expenditure.
_SPENT = re.compile(
    r"(?P<before>(?:^|[,，。;；、]|\d年度?)(?=[全一总共])|收入[^,，。;；\u4e00-\u9fff]{0,16}[万亿]?元?[,，。;；])"
    r"(?:全年|一?共|总共|总)*(?:花|用)(?:了|掉)?(?=\s*\d)"
)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The evidence of the reports that a question is about."""

    reports: Sequence[ReportInfo]
    evidence: Evidence

    def metrics(self, info: ReportInfo) -> list[str]:
        return self.evidence.metrics(info)

    def facts(self, info: ReportInfo, metric: str) -> list[Fact]:
        return self.evidence.facts(info, metric)


def without_units(words: str, evidence: Evidence) -> str:
    """Return a text with the names of units blanked: they tell nothing of what is counted."""
    spans = unit_spans(words, [info.unit for info in evidence.reports], evidence.reports)
    for start, end, _ in spans:
        words = words[:start] + " " * (end - start) + words[end:]
    return LEVEL.sub("   ", words)


PER_ONE = re.compile(r"人均|户均|平均|每一?[人辆批次件户个台年月名]")  # what one came to


def clause_before(words: str, end: int) -> str:
    """Return what a clause says before a place in a text."""
    return re.split(r"[,，。;；]", words[:end])[-1]


def judged_words(
    passage: str, evidence: Evidence, reports: Sequence[ReportInfo]
) -> tuple[str, list[Judgement]]:
    """Return a passage in the terms that reports use, and what each number in it is to them."""
    words = _in_official_words(passage, evidence, reports)
    return words, examine(words, _Chosen(reports, evidence))


def _in_official_words(passage: str, evidence: Evidence, reports: Sequence[ReportInfo]) -> str:
    """Return a passage whose everyday words are the terms that reports use: 公车4.79万元."""
    folded = fold(passage).replace("同比", "比上年")
    folded = _MOVED.sub(_verb_of_change, _SPENT.sub(r"\g<before>本年支出", folded))
    folded = _LEFT_IN_IT.sub(r"\g<left>\g<at>\g<whose>结转和结余", folded)
    folded = _CARS_COST.sub("公务用车购置及运行维护费", folded)
    folded = _CARS.sub("公务用车", _CARS_COUNTED.sub("辆", folded))
    units = unit_spans(folded, [info.unit for info in evidence.reports], evidence.reports)
    here = {info.id for info in reports}
    projects = [name for report, name in evidence.projects if report in here and len(name) > _SHORT]
    spans = whole_names(folded, projects).values()
    taken = [*((s, e) for s, e, _ in units), *spans]
    found = evidence.vocabulary.find(folded, taken)
    named = {m.end for m in found if m.metrics and not m.weak}
    for mention in reversed(found):
        if mention.start in named and folded[mention.start : mention.end] == "支出":
            continue  # 行政运行支出, 机关运行经费支出: of what stands before it
        ends_unit = any(end == mention.start for _, end, _ in units)
        if mention.weak and not ends_unit and _OF_A_KIND.search(folded[: mention.start]):
            continue  # 医疗收入, 设备支出: of a kind that no term explains
        if folded[: mention.start][-1:].isdigit():
            continue  # 134人次: what is counted
        if folded.startswith("总计", mention.end) or _EITHER.search(folded[: mention.end]):
            continue  # 全年收入总计: no 本年收入; 总收入: that or the grand total
        if folded[mention.start : mention.end] == "支出" and _goes_on(folded, mention.start, spans):
            continue  # 某项目全年预算300万元,支出285.60万元: of that project
        if folded[mention.start : mention.end] == "结余":
            continue  # 预算520万元,…,结余133.8万元: what is spared of it
        told = (_AMOUNT_NEXT if mention.weak else _AMOUNT).match(folded, mention.end)
        metrics = mention.metrics
        if any("(" in m for m in metrics):  # of the items of one name, those that are told here
            metrics = tuple(m for m in metrics if any(evidence.facts(i, m) for i in reports))
        term = metrics[0] if len(metrics) == 1 and told else ""
        if term and plain(folded[mention.start : mention.end]) != plain(term):
            rest = folded[mention.end :].removeprefix("支出" if "(" in term else "")
            year = "年" if _OF_YEAR.search(folded[: mention.start + 1]) else ""  # 2022年收入
            folded = f"{folded[: mention.start]}{year}{term}{rest}"
    return folded


def _goes_on(folded: str, start: int, projects: Collection[tuple[int, int]]) -> bool:
    """Whether a clause only goes on, in the sentence of a project's name, with what became of it."""
    bare = folded[:start].endswith((",", "，", "、"))
    return bare and any(
        end <= start and not re.search("[。;；]", folded[end:start]) for _, end in projects
    )


_SHORT = 4  # characters of a project's name that may be a term besides: 培训费
# 年末结转和结余266.82万元,其中财政拨款81.20万元: of what was left, not of what came in
_LEFT_IN_IT = re.compile(
    r"(?P<left>(?P<at>年[初末])结转(?:和结余)?[^,。;；]{0,16}[,，;；(]其中[:：,，]?)(?P<whose>非?财政拨款)(?=\s*\d)"
)
_CARS_COST = re.compile(r"(?<=[,、;。和])(?:养?车|用车)(?=\d+(?:\.\d+)?\s?[万元])")
_CARS_COUNTED = re.compile(
    r"(?<=车辆\d)[台部]|(?<=车辆\d\d)[台部]|(?<=车\d)[台部]|(?<=车\d\d)[台部]"
)
_CARS = re.compile(r"(?:公车|公务车)(?=[有共]?\d+\s?[辆台])")
_OF_A_KIND = re.compile(r"(?![年度的了和与及总全共其中个局院校馆站所])[\u4e00-\u9fff]$")
_EITHER = re.compile(r"总(?:收入|支出)$")
_OF_YEAR = re.compile(r"\d年$")
# 降了17.37%, 涨了4.1万: as reports say it.
_MOVED = re.compile(
    rf"(?:(?<![下])降低?了?|(?<!下)跌了?|(?<!减)少了|(?<=[上去]年)[少降]|减了?|(?P<up>(?<=[上去]年)多|(?<!上)涨了?|多了|(?<!上)升了|增了?))(?=\s*{NUMBER}\s?(?P<rate>%)?)"
)


def _verb_of_change(match: re.Match[str]) -> str:
    if match["rate"]:
        return "增长" if match["up"] else "下降"
    return "增加" if match["up"] else "减少"
