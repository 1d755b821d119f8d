"""编制多少、在编的几个、退休的呢、临时工有没有: the people of a unit by kinds, as its report tells them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files

from assistant.calculate import plain, share, total
from assistant.compose.draft import Draft, subject
from assistant.compose.quotes import say_around, say_quote
from assistant.compose.statements import main_fact, name
from assistant.plan.prose.tallied import stretch_of
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

_MARKS = ",，;；。?？!！"
_CLAUSE = re.compile(f"[{_MARKS}]")
_COUNTS = re.compile(
    r"多少|几(?!乎)|各(?!种|类|项|部门|单位|科)|人数|[满超缺空]|有没有|[吗呢没](?=[,，。?？!！]|$)|报一?下|列|分别"
)
# What is paid for people, and people who are no staff: 退休费, 接待人次, 在职培训.
_NO_STAFF = re.compile(
    r"钱|花|费|经费|工资|薪|待遇|奖金|支出|开支|补助|补贴|保险|公积金|年金|预算|成本|万|元"
    r"|吃饭|客人|来宾|发给|发放|领[到取了]|接待|出国|培训|会议|[办审]理|车|人均|平均|每人|[几哪多少]个?家"
)
_STAFF = re.compile(
    r"编制|在职|在编|实有人|离休|退休|行政人员|参公|参照公务员|事业人员|工勤|编外|聘用|派遣|合同制|辅警|警务辅助|用工|购买服务人员|备案制|临时|遗属"
)
_PERSONS = ("人", "名", "个")
_MOST_REPORTS = 5
KINDS_OF_POSTS = ("行政", "参公", "事业", "政法专项")
_OF_ALL = ("编制", "在编", "在职", "所有人员")
# What tells posts and people where the report gives no total of them.
_ELSE = {
    "编制": (re.compile(r"编制$"),),
    "在编": (re.compile(r"^在职人员$"), re.compile(r"^实有人数$"), re.compile(r"人员$")),
    "在职": (re.compile(r"(?<!离)(?<!退休)(?<!离休)人员$|编制实有人数$"),),
    "所有人员": (re.compile(r"(?<!离)(?<!退休)(?<!离休)人员$|编制实有人数$"),),
}
_OF_KIND = re.compile(r"行政|参公|参照|事业")
_OF_SERVING = ("行政", "参公", "事业", "工勤", "在编")
_SERVING = ("在编", "在职")
_TOTALS = ("编制人数", "实有人数", "在职人员")
# What the ledger calls people → how a question's kinds are called.
_KIND_OF = {"实有人数": "在职", "在职人员": "在职", "退休人员": "退休", "离休和退休人员": "退休"}


def answer_staff(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with the people of a unit by the kinds asked for; False where something else is asked."""
    kinds = kinds_asked(question)
    kinds += [kind for kind in _kinds_named(question) if kinds and kind not in kinds]
    if not kinds or not 1 <= len(reports) <= _MOST_REPORTS or not _asks_staff_alone(question):
        return False
    told = [_say_kinds(kinds, question.words, evidence, draft, info) for info in reports]
    for info in reports:
        _say_together(question, evidence, draft, info)
    if kinds == ["编制"] and not any(told):  # 超编没有: who is there answers nothing
        _say_untold(kinds, told, draft)
        draft.status = "not_found"
        return True
    if any(told):
        _say_untold(kinds, told, draft)
    return any(told)


def add_staff(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add the kinds of people that a question asks for beside other things, where they are not told."""
    kinds = kinds_asked(question)
    if any(p.startswith("「") and _PEOPLE_COUNTED.search(p) for p in draft.paragraphs):
        return  # an indicator tells them: 计划在职几个人、实际几个
    if kinds and draft.status == "answered" and len(reports) <= _MOST_REPORTS:
        for info in reports:
            told = _say_kinds(kinds, question.words, evidence, draft, info)
            denied = {f"报告没有单独披露“{kind}人员”。" for kind in told}
            draft.paragraphs[:] = [p for p in draft.paragraphs if p not in denied]
            _say_together(question, evidence, draft, info)
            if question.intent.share:
                _say_share(kinds, evidence, draft, info)


def _say_share(kinds: Sequence[str], evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """有编的占几成: add what share of all who serve one kind is, where the report tells both."""
    if set(kinds) <= _NO_LONGER:
        _say_share_of_retired(kinds, evidence, draft, info)
        return
    whole = next(iter(figures_of("在职", evidence, info)), None)
    part = [
        fact for kind in kinds if kind in _OF_SERVING for fact in figures_of(kind, evidence, info)
    ]
    part = [fact for fact in part if not fold(fact.metric).endswith("编制")]
    if whole is None or fold(whole.metric) not in _TOTALS or len(part) != 1 or part[0] == whole:
        return
    result = share(part[0], whole)
    if result is None or draft.tells(result.value, result.measure):
        return
    operands = [(info, part[0]), (info, whole)]
    text = draft.derived(result.value, result.measure, result.formula, operands)
    draft.add(
        f"{name(part[0].metric, part[0])}占{name(whole.metric, whole)}的 {text}。{draft.cite_each(operands)}"
    )


_NO_LONGER = {"离休", "退休"}


def _say_share_of_retired(
    kinds: Sequence[str], evidence: Evidence, draft: Draft, info: ReportInfo
) -> None:
    """离退休占多少比例: add what share of all people those are who work no longer."""
    parts = [fact for kind in kinds if (fact := count_of(kind, evidence, info)) is not None]
    whole = main_fact(evidence, info, "实有人数")
    summed = total(parts)
    if whole is None or summed is None or len(parts) < len(kinds) or not whole.amount.value:
        return
    rate = (summed.value / whole.amount.value * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if rate > _ALL_OF_THEM or draft.tells(rate, "%"):
        return
    used = [(info, fact) for fact in (*parts, whole)]
    left = summed.formula.partition(" = ")[0]
    left = f"({left})" if len(parts) > 1 else left
    text = draft.derived(rate, "%", f"{left} ÷ {plain(whole.amount.value)} = {rate}%", used)
    names = "、".join(name(fact.metric, fact) for fact in parts)
    stated = f"{subject(info)}{name(whole.metric, whole)} {draft.figure(info, whole)}"
    draft.add(f"{stated}。{draft.cite(info, whole)}")
    draft.add(f"{names}合计相当于{name(whole.metric, whole)}的 {text}。{draft.cite_each(used)}")


_ALL_OF_THEM = 100


def kinds_asked(question: Question) -> list[str]:
    """Return the kinds of people whose number the clauses of a question ask for."""
    clauses = _CLAUSE.split(question.words)
    if not any(_COUNTS.search(clause) for clause in clauses):
        return []
    rest = ",".join(clause for clause in clauses if not _NO_STAFF.search(clause))
    kinds = kinds_in(rest)
    if kinds and "在职" not in kinds and _SAID_IN_ALL.search(rest):
        kinds.append("在职")
    return kinds


def kinds_in(words: str) -> list[str]:
    """Return the kinds of people that words name: 行政、参公和事业各几个 leaves 人员 out."""
    words = _BARE_KIND.sub(r"\g<0>人员", words) if _PERSON.search(words) else words
    kinds = []
    for kind, (asked, _) in _kinds().items():
        if asked.search(words):  # what one kind is called by says nothing of the next: 行政编制
            words = asked.sub(" ", words)
            kinds.append(kind)
    return kinds


_PERSON = re.compile(r"人|几[个名]|编[制外]|聘")
_BARE_KIND = re.compile(
    r"(?:行政|参公|事业)(?=[、和与及跟]|各|分别|又?有?(?:多少|几)[个名]?(?:人|[,，。?？呢]|$))"
    r"(?![、和与及跟](?:参公|事业)?(?:性质)?的?单位)|行政(?=事业的?(?:编|人|各))"
)
# 就10个人?有退休的吗: how many there are is asked too.
_SAID_IN_ALL = re.compile(
    r"(?:就|才|只有|有|[总一]共有?|(?:养|供)着?)\d+[个名号口]?人(?=[,，。?？吗吧啊]|$)"
)


def _kinds_named(question: Question) -> list[str]:
    """Return the kinds that clauses of their own name by the ledger's terms: 有多少人？编外的几个."""
    found = []
    for mention in question.mentions:
        low = max(question.folded.rfind(mark, 0, mention.start) for mark in _MARKS) + 1
        ends = [question.folded.find(mark, mention.end) for mark in _MARKS]
        clause = question.folded[low : min([e for e in ends if e >= 0], default=None)]
        kind = _KIND_OF.get(mention.official, "")
        if kind and not any(asked.search(clause) for asked, _ in _kinds().values()):
            found.append(kind)
    return list(dict.fromkeys(found))


def _asks_staff_alone(question: Question) -> bool:
    intent = question.intent
    reckons = intent.why or intent.unit_cost or intent.share or intent.rank or intent.trend
    reckons = reckons or _NO_COUNT.search(_SAID_IN_ALL.sub("", question.words)) is not None
    moves = intent.change or intent.fell or intent.rose or intent.compare
    spans = [
        m.span() for asked, _ in _kinds().values() for m in asked.finditer(question.words)
    ]  # 多少人吃财政饭: of no guests
    others = [
        metric
        for m in question.mentions
        for metric in m.metrics
        if not any(start < m.end and m.start < end for start, end in spans)
        and not _STAFF.search(metric)
    ]
    topics = question.topics - {"机构"}
    return not (reckons or moves or others or topics or question.projects)


_PEOPLE_COUNTED = re.compile(r"\d\s?[人名]")
# 超过100个在职人员没有, 司机是编内还是编外: what is reckoned, judged, or of some of them.
_NO_COUNT = re.compile(
    r"\d+\s?[多余]?[个名位]?(?:人|在职|在编|职工|员工)"
    r"|是(?:编内|在编|正式|编外|临时)[^,，。?？]{0,3}还是"
)


def _say_kinds(
    kinds: Sequence[str], words: str, evidence: Evidence, draft: Draft, info: ReportInfo
) -> set[str]:
    """Add a report's figures of these kinds of people; return the kinds that it tells."""
    found = {kind: figures_of(kind, evidence, info) for kind in kinds}
    told = {kind for kind, own in found.items() if own}
    # where 在职 is told, no 实有 stands beside it
    found = {kind: own for kind, own in found.items() if not _is_said(own, draft)}
    facts = list(dict.fromkeys(fact for own in found.values() for fact in own))
    new = [fact for fact in facts if not draft.tells(fact.amount.value, fact.amount.measure)]
    if new:
        parts = [
            f"{name(fact.metric, fact)} {draft.figure(info, fact)}{draft.cite(info, fact)}"
            for fact in facts
        ]
        draft.add(f"{subject(info)}{'，'.join(parts)}。")
        _say_in_all(found, draft, info)
    if _PAID.search(words):
        for fact in figures_of("编外", evidence, info):
            say_around(draft, evidence, info, fact)
    for kind in kinds:
        if kind not in told and _quote_kind(kind, evidence, draft, info):
            told.add(kind)
    return told


def _is_said(facts: Sequence[Fact], draft: Draft) -> bool:
    """Whether a draft tells one of these figures already."""
    return any(draft.tells(fact.amount.value, fact.amount.measure) for fact in facts)


def _say_in_all(found: Mapping[str, Sequence[Fact]], draft: Draft, info: ReportInfo) -> None:
    """Add how many people are in the posts in all, where only the kinds are told."""
    for kind in _SERVING:
        parts = [fact for fact in found.get(kind, ()) if fold(fact.metric) not in _TOTALS]
        result = total(parts)
        if result is not None and len(parts) > 1:
            operands = [(info, fact) for fact in parts]
            text = draft.derived(result.value, result.measure, result.formula, operands)
            draft.add(f"在岗的几类合计 {text}。{draft.cite_each(operands)}")
            return


def _say_together(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """离退休加起来多少人: add what the kinds come to of which one clause asks the sum."""
    for clause in _CLAUSE.split(question.words):
        kinds = [] if _NO_STAFF.search(clause) else kinds_in(clause)
        if not _SUMMED.search(clause) or len(kinds) < len(("one", "other")):
            continue
        each = [count_of(kind, evidence, info) for kind in kinds]
        facts = list(dict.fromkeys(fact for fact in each if fact is not None))
        result = total(facts)
        if result is None or len(facts) < len(kinds) or draft.tells(result.value, result.measure):
            continue
        operands = [(info, fact) for fact in facts]
        text = draft.derived(result.value, result.measure, result.formula, operands)
        names = "、".join(name(fact.metric, fact) for fact in facts)
        draft.add(f"{names}合计 {text}。{draft.cite_each(operands)}")


_SUMMED = re.compile(r"加起来|合起来|加在一起|总和|之和|一共|总共|合计")


def count_of(kind: str, evidence: Evidence, info: ReportInfo) -> Fact | None:
    """Return the one figure that a report gives of a kind of people alone, or None."""
    found = figures_of(kind, evidence, info)
    alone = [fact for fact in found if fold(fact.metric) != "实有人数"] or found
    return alone[0] if len(alone) == 1 else None


def figures_of(kind: str, evidence: Evidence, info: ReportInfo) -> list[Fact]:
    """Return a report's figures of a kind of people in the order of the source: totals before parts."""
    staff = _staff_of(evidence, info)
    told = _kinds()[kind][1]
    found = [fact for fact in staff if told.search(fold(fact.metric))]
    whole = [fact for fact in found if fact.entity in ("汇总", "本级", "")]
    found = whole or found
    for other in _ELSE.get(kind, ()) if not found else ():
        kinds = (f for f in staff if other.search(fold(f.metric)) and _is_kind(f))
        found = found or [f for f in kinds if not _is_within(evidence, info, f)]
    if kind == "所有人员" and found:
        found += [f for other in ("离休", "退休") for f in figures_of(other, evidence, info)]
    return found


def _is_kind(fact: Fact) -> bool:
    """Whether a figure is of a total or of one of the kinds that make it up: no 工勤, no 编外."""
    metric = fold(fact.metric)
    return "工勤" not in metric and bool(_OF_KIND.search(metric) or metric in _TOTALS)


def _is_within(evidence: Evidence, info: ReportInfo, fact: Fact) -> bool:
    """Whether a figure is a part of the one before it: 事业编制9名(含参公编制2名)."""
    start = fact.place.start
    return "含" in evidence.ledger.text(info.id)[max(0, start - 2) : start + 2]


def _staff_of(evidence: Evidence, info: ReportInfo) -> list[Fact]:
    """Return a report's figures of posts and people, each once, in the order of the source."""
    names = [m for m in evidence.metrics(info) if "/" not in m and _STAFF.search(m)]
    facts = {
        (fact.metric, fact.entity, fact.amount.value): fact
        for metric in names
        for fact in reversed(evidence.facts(info, metric))
        if fact.aspect == "数量" and fact.amount.measure in _PERSONS
    }
    return sorted(facts.values(), key=lambda fact: fact.place.start)


def posts_and_people(question: Question, evidence: Evidence, info: ReportInfo) -> list[Fact]:
    """Return a report's figures of posts or of people, by kinds and units, where a question asks either."""
    kinds = {*kinds_asked(question), *(_KIND_OF.get(m.official, "") for m in question.mentions)}
    posts = "编制" in kinds or any(m.official.endswith("编制人数") for m in question.mentions)
    people = bool(kinds & {"在职", "在编", "所有人员"})
    told = _staff_of(evidence, info) if posts or people else []
    return [f for f in told if (posts if fold(f.metric).endswith("编制") else people)]


def _quote_kind(kind: str, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Quote the clause that tells people of a kind in words alone: 另有临时聘用宿管等人员46人."""
    told = _kinds()[kind][1]
    if kind in _OF_ALL:
        return False
    clauses = [
        one
        for one in evidence.tallies(info).all
        if not one.is_row and _COUNT.search(one.text) and told.search(one.text)
    ]
    best = min(clauses, key=lambda one: one.sentence.kind != "机构", default=None)
    if best is None:
        return False
    say_quote(draft, evidence, info, stretch_of(evidence, info, best))
    return True


_PAID = re.compile(r"工资|薪|谁[来给]?[发出付掏]|哪[^,，。]{0,6}出|列支|负担")
# 下设1个事业单位 counts no people.
_COUNT = re.compile(r"\d\s*(?:余|多)?(?:[人名]|个(?![\u4e00-\u9fff]{0,6}(?:单位|科室|机构|部门)))")


def _say_untold(kinds: Sequence[str], told: Sequence[set[str]], draft: Draft) -> None:
    """Say which of the kinds asked for no report tells."""
    missing = [kind for kind in kinds if not any(kind in one for one in told)]
    for kind in missing:
        draft.add(f"报告没有单独披露{_NAMES.get(kind, kind + '人员')}的人数。")


_NAMES = {"编制": "编制", "所有人员": "实有人员"}


@cache
def _kinds() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Return kind of people → (how people ask for it, what reports call it)."""
    text = files("assistant").joinpath("data/people.json").read_text(encoding="utf-8")
    table = json.loads(text)
    return {
        kind: (re.compile(own["asked"]), re.compile(own["told"])) for kind, own in table.items()
    }
