"""抚恤款下面几项合计多少: the items of one section of the classification, with what they come to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.calculate import plain, total
from assistant.compose.draft import Draft, Pair, subject
from assistant.compose.statements import main_fact, say_reasons
from assistant.lexicon import QUOTES
from assistant.plan.projects.counted import Counted
from assistant.plan.split.several import said
from assistant.plan.sums.arithmetic import LAST_YEAR
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.vocabulary import item_name
from index.store import ReportInfo

_SECTION = re.compile(r"(?P<whole>(?:[^()]+\(类\))?(?P<name>(?:(?!\([类款]\)).)+))\(款\)")
_ASKED = re.compile(r"合计|一共|总共|共计|加起来|多少|几[个项]|哪[些几]|为什么|为啥|咋|怎么|吗|呢")
_LEAST_BARE = 4  # characters of a section's name that is said without 款: 网信事务
_OF_ITEMS = re.compile(r"科目|[几\d一二两三四五六七八九十]个?项(?!目)")
_POINTED = r"(?:事务|工作|方面)?(?:那|这)(?:一)?(?:摊子?|块|个|档子|部分|方面)"
_MOVED = re.compile(r"变|没了|没有了|砍|撤|归零|[为成]零|[为成]0")
# What may stand behind the name of a section: no further word of a longer name.
_ENDS = re.compile(
    r"(?:支出|经费|这(?:块|项|个|部分)?)?(?:$|[\d,。?!;、的那里下在有呢是共都总合花用支比较跟变为怎咋上去今前全多几各两三四五六七八九]|一[共下]|实际|安排|年)"
)
_YEAR_BEFORE = re.compile(rf"{LAST_YEAR.pattern}|(?:上|去|前)一?年")
_MOST_REASONS = 2


def answer_section(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on all items of a section that a question names as one; False where it names none."""
    if not _ASKED.search(question.folded) or question.intent.rank:
        return False
    if question.projects and "款" not in question.folded.replace("拨款", ""):
        return False  # 大气污染防治专项资金 only bears the section's name
    return said(_say_section(question, evidence, draft, info) for info in reports[:_MOST_REPORTS])


_MOST_REPORTS = 5


def _say_section(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    held: dict[str, list[str]] = {}
    for metric in evidence.items(info):
        match = _SECTION.match(metric)
        if match and _is_named(question, match["name"]):
            held.setdefault(match["whole"], []).append(metric)
    if len(held) != 1:
        return False
    section, metrics = next(iter(held.items()))
    if main_fact(evidence, info, f"{section}(款)") is not None:
        return False  # the report states what they come to
    pairs = [(info, fact) for m in metrics if (fact := main_fact(evidence, info, m)) is not None]
    if not pairs or (len(pairs) == 1 and "款" not in question.folded):
        return False
    moved = _asks_moved(question, info)
    named = "、".join(_say_item(draft, evidence, pair, moved=moved) for pair in pairs)
    name = section.rpartition("(类)")[2]
    draft.add(f"{subject(info)}{name}(款)写明的有 **{len(pairs)}** 项：{named}。")
    if len(pairs) > 1:
        _say_sum(draft, pairs)
        if moved:
            _say_moved(draft, evidence, info, pairs)
    if moved:
        reasons = [r for _, f in pairs for r in evidence.reasons(info, f.metric, "上年")]
        alike = {r.text.replace(",", "，"): r for r in reversed(reasons)}
        draft.add(say_reasons(draft, evidence, info, list(alike.values())[:_MOST_REASONS]))
    return True


def _is_named(question: Question, name: str) -> bool:
    """Whether a question names a section as a whole: no item of it, and no other term."""
    text = QUOTES.sub("", question.folded)
    if name in text and re.search(rf"{re.escape(name)}(?:支出)?(?:\(款\)|[这那该]?一?个?款)", text):
        return True
    stem = re.escape(name.removesuffix("事务"))
    if name != stem and _OF_ITEMS.search(text) and re.search(stem + _POINTED, text):
        return True  # 网信那摊子事,三个科目
    start = question.words.find(name)  # no 农业农村 of 农业农村局
    end = start + len(name)
    if start < 0 or len(name) < _LEAST_BARE or not _ENDS.match(question.folded, end):
        return False  # 社会福利机构 is no 社会福利
    counted = Counted.asked(question.words)
    if question.projects or (counted is not None and "项" not in question.words):
        return False
    terms = [m for m in question.mentions if m.metrics and not m.weak]
    terms = [m for m in terms if not (start <= m.start and m.end <= end)]  # 事业单位医疗 in 行政…
    return not terms


def _asks_moved(question: Question, info: ReportInfo) -> bool:
    """Whether a question asks what a section came to the year before, or how it moved."""
    intent = question.intent
    before = _YEAR_BEFORE.search(question.folded) or info.year - 1 in question.years.years
    return bool(intent.change or intent.why or before or _MOVED.search(question.folded))


def _say_item(draft: Draft, evidence: Evidence, pair: Pair, *, moved: bool) -> str:
    info, fact = pair
    told = f"{item_name(fact.metric)} {draft.figure(info, fact)}"
    change = evidence.one(info, fact.metric, "比上年增减额") if moved else None
    if change is not None and change.amount.value:
        verb = "增加" if change.amount.value > 0 else "减少"
        told += f"，比上年{verb} {draft.unsigned(info, change)}"
    return told + draft.cite(info, fact)


def _say_sum(draft: Draft, pairs: Sequence[Pair]) -> None:
    result = total([fact for _, fact in pairs])
    if result is not None:
        text = draft.derived(result.value, result.measure, result.formula, pairs)
        draft.add(f"合计 {text}。" + draft.cite_each(pairs))


def _say_moved(draft: Draft, evidence: Evidence, info: ReportInfo, pairs: Sequence[Pair]) -> None:
    """Add by how much the items of a section moved together, and what they came to the year before."""
    changes = [evidence.one(info, fact.metric, "比上年增减额") for _, fact in pairs]
    known = [(info, change) for change in changes if change is not None]
    moved = total([change for _, change in known])
    now = total([fact for _, fact in pairs])
    if moved is None or now is None or len(known) < len(pairs) or moved.measure != now.measure:
        return
    verb = "增加" if moved.value > 0 else "减少"
    text = draft.derived(moved.value, moved.measure, moved.formula, known).lstrip("-")
    told = f"这几项合计比上年{verb} {text}"
    before = now.value - moved.value
    left = " + ".join(plain(fact.amount.value) for _, fact in pairs)
    sign = "".join(
        f" {'−' if c.amount.value > 0 else '+'} {plain(abs(c.amount.value))}" for _, c in known
    )
    formula = f"{left}{sign} = {plain(before)}"
    was = draft.derived(before, now.measure, formula, [*pairs, *known])
    draft.add(f"{told}，上年合计 {was}。" + draft.cite_each(known))
