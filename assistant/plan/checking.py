"""这段话的数对不对: a paragraph of the asker's own, each number of it held against the ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP

from assistant.calculate import in_yuan, share
from assistant.claims import plain, unit_spans
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft
from assistant.compose.statements import name, say_reasons
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.verify import Judgement, examine
from index.amounts import MONEY, NUMBER, parse_number
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of

_VERIFY = r"核[对实查验]|复核|校[对验]|挑错|纠错|把关"
# 抄得对吗, 哪里写错了, 有没有出入: whether what somebody wrote is what the report has.
_WRONG = (
    r"对不对|对[吗么]|准不准|准确[吗么]|(?:是否|是不是)(?:都)?(?:正确|准确|属实|一致)|属实[吗么]"
    r"|有(?:没有|无|啥|什么)?[^,，。;；\d]{0,4}(?:错|误|出入|问题|毛病)(?!率)"
    r"|(?:哪|什么)[^,，。;；\d]{0,8}(?:错|误|不对|不符|不一致|出入|对不上|问题)|[抄写填引记说报]错"
)
_ASKED = re.compile(
    r"(?:这|下面|以下|上面)(?:一)?(?:段|句|些)?(?:话|文字|内容|说明|表述|数字?|数据)"
    rf"|帮我?核对|{_VERIFY}|{_WRONG}"
)
# What is asked about a passage, before or behind it, is no part of it.
_ASKS_OF_IT = re.compile(rf"{_VERIFY}|{_WRONG}|(?:这|以上)(?:段|句|些|几个)|谢谢|多谢|麻烦|帮忙")
_FIGURE = re.compile(rf"{NUMBER}\s?(?:[万亿]?元|[万亿%人辆个批台])")
_FEWEST_BARE = 3  # figures in a question that somebody wants checked without a colon or marks
# Money or a rate stands behind a term, and right behind one that may be a mere verb: 支出2116.48万元.
_AMOUNT = re.compile(rf"[^\d,，。;；]*{NUMBER}\s?(?:[万亿]?元|[万亿%]|(?=占|[,，。;；]|$))")
_AMOUNT_NEXT = re.compile(r"(?:了|为|是|共|合计|\s)*\d")
# A clause of its own, 花了100万元, is of the year's whole expenditure.
_SPENT = re.compile(r"([,，。;；、])(?:全年|一?共|总共|总)*(?:花|用)(?:了|掉)?(?=\s*\d)")
_BECAUSE = re.compile(r"原因|主要是|因为|由于")
_LEAST = 16  # characters of a passage that somebody wants checked


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The evidence of the reports that a question is about."""

    reports: Sequence[ReportInfo]
    evidence: Evidence

    def metrics(self, info: ReportInfo) -> list[str]:
        return self.evidence.metrics(info)

    def facts(self, info: ReportInfo, metric: str) -> list[Fact]:
        return self.evidence.facts(info, metric)


def answer_checking(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on each number of a text that is given to be checked; False where none is."""
    passage = _passage(question.text)
    if not passage or not _ASKED.search(question.folded):
        return False
    chosen = _Chosen(reports or evidence.reports, evidence)
    words, judged = judged_words(passage, evidence, chosen.reports)
    nothing = not any(judgement.fact or judgement.expected for judgement in judged)
    own = any(mention.metrics for mention in evidence.vocabulary.find(words))
    if not judged or (nothing and question.metrics and not own):
        return False  # “减少444.09万元”: what it is of stands outside
    by_id = {info.id: info for info in chosen.reports}
    right, spoken = 0, None
    for place, judgement in enumerate(judged, 1):
        rate = _rate_meant(draft, evidence, by_id, judgement, words)
        told = judgement.fact or judgement.expected
        info = by_id.get(judgement.report or "")
        if told is not None and told.aspect == "决算数" and info is not None:
            spoken = (info, told)
        same = _change_of_alike(evidence, spoken, judgement, words) if told is None else None
        if same is not None and spoken is not None:
            agrees = _agrees(judgement, words, same)
            right += agrees
            held = "一致：" if agrees else "不符，原文是："
            draft.add(f"第 {place} 处与原文{held}{as_stated(draft, spoken[0], same)}")
            continue
        rounded = told if told is not None and _agrees(judgement, words, told) else None
        right += judgement.outcome == "supported" or rounded is not None
        if rounded is not None and judgement.outcome != "supported" and info is not None:
            draft.add(
                f"第 {place} 处与原文一致（换算单位、四舍五入后）：{as_stated(draft, info, rounded)}"
            )
            continue
        draft.add(
            f"第 {place} 处与原文不符，{rate}" if rate else _verdict(draft, by_id, place, judgement)
        )
    draft.add(f"这段话有 **{len(judged)}** 处数字，**{right}** 处与原文一致。")
    if spoken is not None and _BECAUSE.search(passage):
        reasons = evidence.reasons(spoken[0], spoken[1].metric, "上年")
        draft.add(say_reasons(draft, evidence, spoken[0], reasons) if reasons else "")
    for reference in tuple(
        draft.references
    ):  # what is as printed may be wrong in the report itself
        fact = reference.fact
        info = by_id[reference.report]
        say_doubts(draft, evidence, info, fact.metric, everything=False, first=fact.aspect)
    return True


def judged_words(
    passage: str, evidence: Evidence, reports: Sequence[ReportInfo]
) -> tuple[str, list[Judgement]]:
    """Return a passage in the terms that reports use, and what each number in it is to them."""
    words = _in_official_words(passage, evidence, reports)
    return words, examine(words, _Chosen(reports, evidence))


def _in_official_words(passage: str, evidence: Evidence, reports: Sequence[ReportInfo]) -> str:
    """Return a passage whose everyday words are the terms that reports use: 公车4.79万元."""
    folded = _MOVED.sub(_verb_of_change, _SPENT.sub(r"\1本年支出", fold(passage)))
    units = unit_spans(folded, [info.unit for info in evidence.reports], evidence.reports)
    found = evidence.vocabulary.find(folded, [(start, end) for start, end, _ in units])
    named = {m.end for m in found if m.metrics and not m.weak}
    for mention in reversed(found):
        if mention.start in named and folded[mention.start : mention.end] == "支出":
            continue  # 行政运行支出, 机关运行经费支出: of what stands before it
        told = (_AMOUNT_NEXT if mention.weak else _AMOUNT).match(folded, mention.end)
        metrics = mention.metrics
        if any("(" in m for m in metrics):  # of the items of one name, those that are told here
            metrics = tuple(m for m in metrics if any(evidence.facts(i, m) for i in reports))
        term = metrics[0] if len(metrics) == 1 and told else ""
        if term and plain(folded[mention.start : mention.end]) != plain(term):
            rest = folded[mention.end :].removeprefix("支出" if "(" in term else "")
            folded = f"{folded[: mention.start]}{term}{rest}"
    return folded


# 降了17.37%, 涨了4.1万: as reports say it.
_MOVED = re.compile(
    rf"(?:(?<![下])降低?了?|(?<!下)跌了?|(?<!减)少了|减了|(?P<up>(?<!上)涨了?|多了|(?<!上)升了))(?=\s*{NUMBER}\s?(?P<rate>%)?)"
)


def _verb_of_change(match: re.Match[str]) -> str:
    if match["rate"]:
        return "增长" if match["up"] else "下降"
    return "增加" if match["up"] else "减少"


def _passage(text: str) -> str:
    """Return the text in quotation marks, after a colon, or before what asks whether it is right."""
    quoted = max(re.findall(r"[“\"「]([^“”\"「」]{8,})[”\"」]", text), key=len, default="")
    behind = re.split(r"[:：\n]", text, maxsplit=1)
    bare = _without_asking(text)
    marked = max((quoted, _without_asking(behind[1]) if len(behind) == 2 else ""), key=len)
    fewest = 1 if marked else _FEWEST_BARE
    found = marked or ("" if _RECKONS.search(bare) else bare)
    asks = re.search(r"多少|几|[?？吗]|为什么|怎么", found) is not None
    figures = sum(1 for _ in _FIGURE.finditer(found))
    return found if len(found) >= _LEAST and figures >= fewest and not asks else ""


# A加B是C对吗: a sum, and no passage.
_RECKONS = re.compile(
    r"(?<!增)(?<!追)加(?!班|入|大|固|强|快)|减去|扣|等于|除以|相差|合计|合起来|既然|明明|难道|怎么|凭什么"
)


def _without_asking(text: str) -> str:
    """Return a text without the clauses at its end that only ask whether it is right."""
    clauses = re.split(r"(?<=[,，。;；?？!！])", text)
    while clauses and not _FIGURE.search(clauses[-1]) and _only_asks(clauses[-1]):
        clauses.pop()
    return _ASKED_BEHIND.sub("", "".join(clauses))


def _only_asks(clause: str) -> bool:
    return not clause.strip(" ,，。;；?？!！") or _ASKS_OF_IT.search(clause) is not None


# …占4.01%对吗
_ASKED_BEHIND = re.compile(
    r"[,，。;；]?\s*(?:这些|以上)?(?:数字?|数据)?都?(?:" + _WRONG + r")[?？。]*$"
)


def _verdict(draft: Draft, by_id: dict[str, ReportInfo], place: int, judgement: Judgement) -> str:
    """Return what is to be said of one number; a wrong one is not said again."""
    info = by_id.get(judgement.report or "")
    if judgement.outcome == "supported" and judgement.fact is not None and info is not None:
        return f"第 {place} 处与原文一致：{as_stated(draft, info, judgement.fact)}"
    if judgement.expected is not None and info is not None:
        return f"第 {place} 处与原文不符，原文是：{as_stated(draft, info, judgement.expected)}"
    return f"第 {place} 处在已收录的报告中找不到依据。"


_RATES = (
    (re.compile(r"完成|执行(?!率)|为[^,，。;；]{0,6}预算的"), "完成率"),
    (re.compile(r"执行率"), "执行率"),
    (re.compile(r"差异"), "预决算差异率"),
    (re.compile(r"占"), "占比"),
)
_ACTUAL, _PLANNED = ("决算数", "全年执行数"), ("年初预算数", "预算数", "全年预算数")
_BEFORE = 14  # characters before a rate that say of what it is


def _rate_meant(
    draft: Draft,
    evidence: Evidence,
    by_id: dict[str, ReportInfo],
    judgement: Judgement,
    words: str,
) -> str:
    """Return the rate, stated or reckoned, that a wrong rate of a text stands for, or nothing."""
    info, known = by_id.get(judgement.report or ""), judgement.expected
    if info is None or known is None or judgement.outcome == "supported":
        return ""
    if not judgement.text.endswith("%") or known.amount.measure == "%":
        return ""
    clause = re.split(r"[,，。;；]", words[: judgement.start])[-1][-_BEFORE:]
    aspect = next((name for pattern, name in _RATES if pattern.search(clause)), "")
    stated = evidence.one(info, known.metric, aspect) if aspect else None
    if stated is not None:
        return f"原文是：{as_stated(draft, info, stated)}"
    spent = evidence.one(info, known.metric, *_ACTUAL)
    planned = evidence.one(info, known.metric, *_PLANNED)
    result = share(spent, planned) if spent and planned and "率" in aspect else None
    if result is None or spent is None or planned is None or aspect == "预决算差异率":
        return ""
    text = draft.derived(
        result.value, result.measure, result.formula, [(info, spent), (info, planned)]
    )
    return (
        f"按原文重算，{name(spent.metric, spent)}的决算数 {draft.figure(info, spent)}"
        f"{draft.cite(info, spent)}相当于{planned.aspect} {draft.figure(info, planned)}"
        f"{draft.cite(info, planned)}的 {text}。"
    )


_CHANGES = re.compile(r"(?P<down>减少|下降|降低|压减)|增加|增长|上升|提高")


def _change_of_alike(
    evidence: Evidence,
    spoken: tuple[ReportInfo, Fact] | None,
    judgement: Judgement,
    words: str,
) -> Fact | None:
    """Return the change that a report states for the total which is just the part spoken of.

    Where nothing was bought, the upkeep of cars is all that cars cost.
    """
    clause = re.split(r"[,，。;；]", words[: judgement.start])[-1]
    if spoken is None or not _CHANGES.search(clause):
        return None
    info, fact = spoken
    if fact.amount.measure not in MONEY:
        return None
    aspect = "比上年增减率" if judgement.text.endswith("%") else "比上年增减额"
    for metric, parts in parts_of().items():
        whole = evidence.one(info, metric, "决算数") if fact.metric in parts else None
        if (
            whole is not None
            and whole.amount.measure in MONEY
            and in_yuan(whole.amount) == in_yuan(fact.amount)
        ):
            return evidence.one(info, metric, aspect)
    return None


def _agrees(judgement: Judgement, words: str, fact: Fact) -> bool:
    """Whether a number as written is the size of a fact, rounded where it is in a larger measure."""
    clause = re.split(r"[,，。;；]", words[: judgement.start])[-1]
    moved = list(_CHANGES.finditer(clause))
    if fact.aspect.startswith("比上年"):
        if not moved or (moved[-1]["down"] is not None) != (fact.amount.value < 0):
            return False
    elif moved:
        return False
    match = re.match(rf"[-+]?(?P<number>{NUMBER})\s?(?P<measure>\S+)", judgement.text)
    if match is None:
        return False
    said, measure, stated = abs(parse_number(match["number"])), match["measure"], fact.amount
    if measure == stated.measure:
        return said == abs(stated.value)
    if (
        measure not in MONEY
        or stated.measure not in MONEY
        or MONEY[measure] < MONEY[stated.measure]
    ):
        return False
    exact = abs(in_yuan(stated)) / MONEY[measure]
    return "." in match["number"] and exact.quantize(said, ROUND_HALF_UP) == said


def as_stated(draft: Draft, info: ReportInfo, fact: Fact) -> str:
    """Return what a report states as a sentence of its own."""
    figure = draft.figure(info, fact)
    verb = ""
    if fact.aspect in ("比上年增减额", "比上年增减率"):
        verb = "减少 " if fact.amount.value < 0 else "增加 "
        figure = figure.lstrip("-")
    aspect = "" if fact.aspect in ("决算数", "数量") else f"的{fact.aspect}"
    return (
        f"**{info.unit}** {info.year} 年度{name(fact.metric, fact)}{aspect}为 {verb}{figure}。"
        f"{draft.cite(info, fact)}"
    )
