"""What a report says in two ways, where a question doubts it: both are shown, with a warning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from assistant.calculate import difference
from assistant.claims import BUDGETS, CHANGES
from assistant.compose.doubts import (
    say_confirmed,
    say_doubts,
    say_doubts_of,
    say_told_otherwise,
)
from assistant.compose.draft import Draft, shown
from assistant.compose.indicators import TOLD_OTHERWISE, say_rows
from assistant.compose.places import cited
from assistant.compose.quotes import say_quote
from assistant.compose.rows import rows_in, title_of
from assistant.compose.statements import name, say_reasons, say_value
from assistant.lexicon import FULL, NO_PROSE
from assistant.plan.doubts.numbers import Said, holds, is_said, numbers_said, told
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from index.amounts import MONEY, NUMBER, parse_number
from index.model import Fact
from index.normalise import fold, join
from index.store import ReportInfo
from index.terms import parts_of

_DOUBTS = re.compile(
    r"哪个(?:才)?(?:是)?(?:对|真|准)|(?:到底|究竟).{1,24}还是|[对合](?:得|不)上|打架|矛盾|不一[样致]|对吗|对么|说不通|靠得住|核"
)
# One number against another: 到底A还是B, 一处写A另一处写B.
HELD = re.compile(
    r"哪(?:个|一?处)(?:才)?(?:是|算)?(?:对|真|准|靠谱|可信|可靠|算数)|谁(?:才)?(?:是|算)?(?:对|真|准)|以[哪谁][^,。?]{0,4}为准|\d[^,。?]{0,6}还是[^,。?]{0,10}\d|(?:前后|正文|前[面头]|总述|文字)[^。?]{0,24}(?:一[样致]|相同)[吗么没不?]|[信按][哪谁]|(?:到底|究竟)(?:.{1,40}还是|[^,。?]{0,10}(?:几|多少|哪))|又[说写讲称报是][^。?]{0,16}\d|[怎咋]么?(?:回事|一回事)|(?:两|2)个数|(?:[怎咋]么?|为何)(?:会)?差(?!旅)|差(?:了|得)?(?:这|那)么?多|才(?:有)?\d[^。?]*超|却[^,。?]{0,4}\d|[对合](?:得|不)(?:得|不)?上|打架|矛盾"
    r"|不一[样致]|说不通|打.{0,4}脸|只(?:有|花|用|接待).{1,24}(?:却|可|但)|(?:一处|前面|前头|正文).{1,40}(?:另一?处|又一处|后面|后头|附表)"
)
_EXPLAINED = re.compile(r"差异的?原因|偏差原因")
_ONE_THING = re.compile(r"[，；：。;:]|,(?!\d)")  # a sentence, not the cells of a row
_FORMS = frozenset({*CHANGES, *BUDGETS, "占比", "完成率", "预决算差异率", "上年数"})
_MOVES = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{3,10}?)(?:[比较](?:上年|去年)度?(?:同期|决算)?)?(?P<way>增加|减少)"
)
_SAID_WHY = re.compile(r"原因|由于|导致|因")
# What moves in every reason is no thing of its own: 比上年决算, 本年支出, 人员经费.
_NO_THING = re.compile(
    r"[比较]|[上去本今当]年|[决预]算|支出|收入|经费|费用|资金|金额|新增|原因|导致"
)
_LEAD = re.compile(r"^(?:[是因系]|由于|主要)*(?:[本全]年度?)?(?:我?单位|部门)?的?")
_LEAST_NOUN = 3
_MOST_HELD = 3
_ASKED_COUNT = re.compile(
    r"(?:几|多少)(个月|人次|批次|[条次期盆场件户家台套批天份篇处座辆人个吨笔张本块册页箱部])"
)
_ZERO = re.compile(
    r"一分(?:钱)?(?:都|也)?(?:没|不|未)|一分钱|没花|(?<![\d.,])0(?:\.0+)?(?:\s?万?元)?(?!\d|[.,]\d|[%年月])"
)
_WONDERS = re.compile(
    r"咋|差的|少的|多的|多出|怎么|却|蒙|合理|矛盾|凭什么|凭啥|为什么|为啥|说得?通|说不通|对吗|骗"
)
_OF_MONEY = re.compile(r"(?:支出|经费|费用?|收入|资金|金额)?(?:总额|总计|合计)?$")


# 自评写执行数…，本年支出不是才…吗: the table of the whole held against the accounts.
_OF_ACCOUNTS = re.compile(
    r"(?:整体|绩效|自评).{0,40}(?:本年支出|实际支出|花出去)|(?:本年支出|实际支出).{0,40}(?:整体|绩效|自评)"
)


def say_held_against(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the figures that a doubt names and that the answer so far leaves out."""
    text = question.folded
    if _ACTUALLY.search(text) and _PEOPLE.search(text):
        for info in question.reports if len(question.reports) == 1 else ():
            _say_other_counts(draft, evidence, info)
    doubts = question.intent.truth or HELD.search(text) or _OF_ACCOUNTS.search(text)
    if not doubts or len(question.reports) > 2:
        return
    told_of = {reference.fact.metric for reference in draft.references}
    for info in question.reports:
        if _OF_ACCOUNTS.search(text) or "整体支出" in told_of | set(question.metrics):
            _say_apart_from_accounts(draft, evidence, info)
        for metric in question.metrics[:_MOST_HELD]:
            if metric not in told_of:
                draft.add(say_value(draft, evidence, info, metric))
            if HELD.search(text) and not _OF_RATE.search(text):
                say_told_otherwise(draft, evidence, info, metric)
        _say_why_apart(draft, evidence, info)
        if len(told_of | set(question.metrics)) > 1:
            _say_scope(draft, evidence, info, question.metrics)
        if _ASKED_PERIODS.search(text):
            _say_periods(draft, evidence, info, question.projects)


def _say_other_counts(draft: Draft, evidence: Evidence, info: ReportInfo) -> None:
    """Quote where a count that is told is another number, and warn of it."""
    for reference in tuple(draft.references):
        fact = reference.fact
        if (reference.report, fact.aspect, fact.amount.measure) != (info.id, "数量", "人"):
            continue
        place = evidence.statements(info).unlike(fact)
        if place is None or place.sentence is None or place.clause in draft.text:
            continue
        mark = draft.mark(info, place.sentence.section, place.sentence.place)
        draft.add(f"另一处写“{draft.quoted(place.clause)}”，报告没有说明两者是否同一口径。[{mark}]")
        words = f"{name(fact.metric)}为 {shown(fact)}，另一处写“{place.clause}”，引用前请核对原文。"
        draft.warn("differs", words, mark)


_PEOPLE = re.compile(r"(?:多少|几)(?:个|名)?人|人数|\d\s*人")
_OF_RATE = re.compile(r"[差执完]\S{1,2}率|占比|比例|百分|占[\d三]")
_ACTUALLY = re.compile(r"究竟|到底|真正|前后|一[样致]|对[得不]上|核实")


def _say_periods(
    draft: Draft, evidence: Evidence, info: ReportInfo, projects: Sequence[str]
) -> None:
    """Add how often a project's table says that something was done: 8个月 may be 10次 there."""
    rows = [
        row
        for row in rows_in(evidence, info)
        if title_of(row.metric) in projects
        and _PERIOD.search(row.result)
        and len(_PERIOD_NAME.sub("", row.name)) <= _PLAIN_NAME  # 发放次数: of the whole project
        and f"「{row.name}」：" not in draft.text
    ]
    say_rows(draft, evidence, info, rows)


_ASKED_PERIODS = re.compile(r"几个?(?:月|次|期)|[月次期]数")
_PERIOD = re.compile(r"\d\s*(?:个月|次|期)$")
_PERIOD_NAME, _PLAIN_NAME = re.compile(r"[月次期]数"), 2
_PERIODS = ("个月", "次", "期")


def _say_why_apart(draft: Draft, evidence: Evidence, info: ReportInfo) -> None:
    """Add the report's reason why two figures that are told differ, where it is not told yet."""
    values = {r.fact.metric: r.fact.amount.value for r in draft.references if r.report == info.id}
    reasons = evidence.gaps(info, list(values))
    apart = {values[reason.metric] for reason in reasons if reason.metric in values}
    if len(apart) > 1 and not any(join(reason.text) in draft.text for reason in reasons):
        draft.add(say_reasons(draft, evidence, info, reasons, "差异"))


def _say_scope(draft: Draft, evidence: Evidence, info: ReportInfo, metrics: Sequence[str]) -> None:
    """Quote what the report says that one of the figures held against each other does not cover."""
    named = [name(metric) for metric in metrics[:_MOST_HELD]]
    told = (
        sentence
        for sentence in evidence.sentences(info).all
        if sentence.kind not in NO_PROSE
        and len(sentence.text) <= _LONGEST_SCOPE
        and any(word in fold(sentence.text) for word in named)
        and _SCOPE.search(fold(sentence.text))
        and not _DEFINES.search(sentence.text)
    )
    found = next(told, None)
    if found is not None and join(found.text) not in draft.text:
        say_quote(draft, evidence, info, found)


_LONGEST_SCOPE = 240
_DEFINES = re.compile(r"指|反映")
_SCOPE = re.compile(
    r"(?<!\()不含|不包括|不包含|未包括|仅(?:统计|包括|指|含|为)|只(?:统计|包括|含)|口径|剔除|停驶|待报废|封存"
)
_RIGHT = re.compile(r"对吗|对么|对不对|算[了得的]?[对错准]|准不准|核")


def say_findings_said(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add where a report contradicts itself in a number that a question says: 完成率100%, 对吗."""
    text = question.folded
    said = list(numbers_said(text))
    by_id = evidence.by_id
    for reference in tuple(draft.references):
        fact, info = reference.fact, by_id[reference.report]
        if "/" not in fact.metric and any(is_said(fact, number) for number in said):
            say_doubts(draft, evidence, info, fact.metric, everything=False, first=fact.aspect)
            if fact.amount.measure == "%" and _RIGHT.search(text):
                say_confirmed(draft, evidence, info, fact)
    for info in question.reports if len(question.reports) == 1 else ():
        say_doubts_of(draft, evidence, info, lambda fact: any(is_said(fact, s) for s in said))


def say_disagreement(question: Question, draft: Draft) -> bool:
    """Warn where what a question holds against each other both stands in the report unexplained."""
    if not draft.citations:
        return False
    steps = (
        _warn_of_numbers,
        _warn_of_one_name,
        _warn_of_text_beside_row,
        _warn_of_counts,
        _warn_of_other_count,
        _warn_of_nothing_done,
        _warn_of_cost_alone,
        _warn_of_opposed,
        _warn_of_projects,
    )
    return any(step(question, draft) for step in steps)


def _warn_of_numbers(question: Question, draft: Draft) -> bool:
    """Warn where two numbers that a question says are told, and claim to be the same thing."""
    if not HELD.search(question.folded):
        return False
    found = [said for said in numbers_said(question.folded) if told(draft, said)]
    for one, other in combinations(found, 2):
        if kind_of(one) == kind_of(other) and holds_as_one(draft, one, other):
            words = f"{one.text}、{other.text}都见于所引的原文，报告没有说明两者为何不同，引用前请核对。"
            draft.warn("differs", words, draft.citations[-1].mark)
            return True
    return False


def _warn_of_one_name(question: Question, draft: Draft) -> bool:
    """Warn where two numbers that a question says are told of one name: 表里328、文字382."""
    if not HELD.search(question.folded):
        return False
    said = {parse_number(number) for number in _BARE.findall(question.folded)}
    held: dict[tuple[str, str, str], Decimal] = {}
    for reference in draft.references:
        fact = reference.fact
        if fact.amount.value not in said:
            continue
        other = held.setdefault((reference.report, fact.metric, fact.aspect), fact.amount.value)
        if other != fact.amount.value:
            words = f"{name(fact.metric)}在报告的两处写得不同，报告没有说明原因，引用前请核对。"
            draft.warn("differs", words, reference.mark)
            return True
    return False


_BARE = re.compile(rf"(?<![\d.,])({NUMBER})(?!\d|[.,]\d|年)")


def _warn_of_text_beside_row(question: Question, draft: Draft) -> bool:
    """Warn where the text tells an indicator's result otherwise and a question doubts it."""
    told = any(p.startswith(TOLD_OTHERWISE) for p in draft.paragraphs)
    if told and not draft.warnings and _ACTUALLY.search(question.folded):
        words = "指标的完成值在正文与自评表里写得不同，报告没有说明原因，引用前请核对。"
        draft.warn("differs", words, draft.citations[-1].mark)
    return told


def holds_as_one(draft: Draft, one: Said, other: Said) -> bool:
    """Whether two numbers may be of one thing: not a whole and its part, a value and its change."""
    if (one.value, one.measure) == (other.value, other.measure) or _explained(draft, one, other):
        return False
    ours, theirs = _told_of(draft, one), _told_of(draft, other)
    pairs = [(mine, yours) for mine in ours for yours in theirs]
    if not pairs and not (one.measure and other.measure):
        return False  # 94.6, 28.1: of what is not said
    return not pairs or not all(_are_apart(mine, yours) for mine, yours in pairs)


def _explained(draft: Draft, one: Said, other: Said) -> bool:
    """Whether the answer has the report's reason of a gap, or its one sentence with both numbers."""
    for words in draft.paragraphs:
        why = _EXPLAINED.search(words)
        if why and (why[0] != "偏差原因" or (holds(words, one) and holds(words, other))):
            return True  # the deviation of a row is of that row's numbers alone
    return any(_ONE_THING.search(q) and holds(q, one) and holds(q, other) for q in draft.quotes)


def kind_of(said: Said) -> str:
    """Return what a number may be held against: money, a rate, or a count (8个月 and 10次)."""
    if not said.measure or said.measure in MONEY:
        return "money"
    return said.measure if said.measure == "%" else "count"


def _told_of(draft: Draft, said: Said) -> list[Fact]:
    return [r.fact for r in draft.references if is_said(r.fact, said)]


def _are_apart(mine: Fact, yours: Fact) -> bool:
    """Whether two figures are of different things by their names: changes, budgets, parts."""
    if mine.aspect != yours.aspect and _FORMS & {mine.aspect, yours.aspect}:
        return True
    return any(
        part.metric in parts_of().get(whole.metric, ())
        for part, whole in ((mine, yours), (yours, mine))
    )


def _warn_of_counts(question: Question, draft: Draft) -> bool:
    """Warn softly of two places that count differently what a question asks of: 8个月 and 10次."""
    asked = _ASKED_COUNT.findall(question.folded)
    if set(asked) & set(_PERIODS) or _ASKED_PERIODS.search(question.folded):
        asked = [*asked, *_PERIODS]  # what is paid monthly is counted in months or in times
    if len(asked) < _LEAST_ASKED or not HELD.search(question.folded):
        return False
    words = telling(question.folded, question.units.spans)
    places = [
        (quote, told)
        for quote in (*draft.quotes, *(p for p in draft.paragraphs if p.startswith("「")))
        if words & set(terms(quote))
        for told in re.findall(rf"(\d+)\s?({'|'.join(dict.fromkeys(asked))})", fold(quote))
    ]
    for (quote, one), (second, other) in combinations(places, 2):
        if quote != second and one != other and words & set(terms(quote)) & set(terms(second)):
            message = (
                f"所引的两处原文一处写{''.join(one)}，另一处写{''.join(other)}，"
                "报告没有说明两者是否同一口径，请核对原文。"
            )
            draft.warn("differs", message, draft.citations[-1].mark)
            return True
    return False


_LEAST_ASKED = 2


def _warn_of_other_count(question: Question, draft: Draft) -> bool:
    """Warn softly where a table's count that is said is held against a figure: 12次, 304批次."""
    if not (HELD.search(question.folded) or _SAME.search(question.folded)):
        return False
    figures = [r.fact for r in draft.references if r.fact.aspect == "数量"]
    counts = [
        s
        for s in numbers_said(question.folded)
        if kind_of(s) == "count" and told(draft, s) and not any(is_said(f, s) for f in figures)
    ]
    for reference in draft.references:
        fact = reference.fact
        if fact.aspect != "数量" or fact.metric not in question.metrics:
            continue
        for said in counts:
            alike = said.measure in fact.amount.measure or fact.amount.measure in said.measure
            if alike and fact.amount.value != said.value:
                words = (
                    f"一处写{said.text}，另一处{name(fact.metric)}为 {shown(fact)}，"
                    "报告没有说明两者是否同一口径，请核对原文。"
                )
                draft.warn("differs", words, reference.mark)
                return True
    return False


_SAME = re.compile(r"一样|相同|同一|口径|一致|一回事")


def _warn_of_nothing_done(question: Question, draft: Draft) -> bool:
    """Warn where nothing was spent on what an indicator of the same name says is done wholly."""
    if not _ZERO.search(question.folded) or not _WONDERS.search(question.folded):
        return False
    for spent in draft.references:
        if spent.fact.amount.value or spent.fact.amount.measure not in MONEY:
            continue
        stem = _OF_MONEY.sub("", spent.fact.metric)
        if len(stem) < _LEAST_NOUN or "/" in stem:
            continue
        row = _row_done_wholly(draft, stem)
        if row:
            message = (
                f"{spent.fact.metric} {shown(spent.fact)} 与“{row}”全部完成或得满分都见于报告，"
                "报告没有解释两者为何并存，请核对原文。"
            )
            draft.warn("differs", message, spent.mark)
            return True
    return False


def _row_done_wholly(draft: Draft, stem: str) -> str:
    """Return the name of a told indicator that begins with a stem and is done or scored in full."""
    amounts: dict[str, dict[str, Decimal]] = {}
    for fact in (reference.fact for reference in draft.references):
        row = fact.metric.partition("/指标:")[2]
        if row.startswith(stem):
            amounts.setdefault(row, {})[fact.aspect] = fact.amount.value
    for row, told_of in amounts.items():
        scored = told_of.get("得分")
        if told_of.get("完成值") == FULL or (scored and scored == told_of.get("分值")):
            return row
    rows = (re.match(r"[\u4e00-\u9fff]+", fold(q)) for q in draft.quotes if "100%" in fold(q))
    return next((match[0] for match in rows if match and match[0].startswith(stem)), "")


def _warn_of_cost_alone(_: Question, draft: Draft) -> bool:
    """Warn where an indicator counts none of what another one states the cost of: 培训会, …成本."""
    done = {row: Decimal(value) for row, value in _RESULT.findall("\n".join(draft.paragraphs))}
    for row, value in done.items():
        for other, cost in done.items():
            if other != row and other.startswith(row) and "成本" in other and cost > value == 0:
                message = f"“{row}”的完成值为零，“{other}”却不为零，报告没有解释，请核对原文。"
                draft.warn("differs", message, draft.citations[-1].mark)
                return True
    return False


_RESULT = re.compile(r"「([^」]+)」：目标 .*?，实际完成 =?(\d+(?:\.\d+)?)")


def _warn_of_opposed(question: Question, draft: Draft) -> bool:
    """Warn where one reason says that something has grown and another that it has shrunk."""
    noun = _opposed(draft) if _DOUBTS.search(question.folded) else ""
    if noun:
        mark = draft.citations[-1].mark
        words = f"所引的几处原文说法相反：一处说{noun}增加，另一处说{noun}减少，报告没有解释。"
        draft.warn("differs", words, mark)
        draft.add(f"⚠ {words}[{mark}]")
    return bool(noun)


def _warn_of_projects(_: Question, draft: Draft) -> bool:
    """Warn where the projects' tables executed more than was spent on projects in the accounts."""
    facts = {(r.report, r.fact.metric, r.fact.aspect): r for r in draft.references}
    for (report, metric, aspect), executed in facts.items():
        spent = facts.get((report, "项目支出", "决算数"))
        if (metric, aspect) != ("预算绩效评价项目", "全年执行数") or spent is None:
            continue
        apart = difference(executed.fact, spent.fact)
        if apart is not None and apart.value > _TAIL:
            words = "自评项目的全年执行数大于决算的项目支出，报告没有说明两者为何不同，请核对原文。"
            draft.warn("differs", words, executed.mark)
            return True
    return False


def _opposed(draft: Draft) -> str:
    """Return the thing that one quoted reason says has grown and another has shrunk, or nothing."""
    ways: dict[str, set[str]] = {}
    for quote in draft.quotes:
        why = _SAID_WHY.search(quote)
        start = why.start() if why and why[0] != "导致" else 0  # …减少导致…: the cause comes first
        for match in _MOVES.finditer(quote, start) if why else ():
            noun = _LEAD.sub("", match["noun"])
            if len(noun) >= _LEAST_NOUN and not _NO_THING.search(noun):
                ways.setdefault(noun, set()).add(match["way"])
    return max((noun for noun, seen in ways.items() if len(seen) > 1), key=len, default="")


def _say_apart_from_accounts(draft: Draft, evidence: Evidence, info: ReportInfo) -> None:
    """Warn where the whole report's table does not execute what the accounts say was spent."""
    executed = evidence.one(info, "整体支出", "全年执行数")
    spent = evidence.one(info, "本年支出", "决算数")
    apart = difference(executed, spent) if executed and spent else None
    if executed is None or spent is None or apart is None or abs(apart.value) <= _TAIL:
        return
    text = draft.derived(
        apart.value, apart.measure, apart.formula, [(info, executed), (info, spent)]
    )
    draft.add(
        f"⚠ 核对：整体支出全年执行数 {draft.figure(info, executed)}{cited(draft, evidence, info, executed)}，"
        f"本年支出 {draft.figure(info, spent)}{cited(draft, evidence, info, spent)}，"
        f"相差 {text.lstrip('-')}，报告没有说明两者为何不同。"
    )
    words = "整体支出绩效自评表的全年执行数与决算的本年支出不一致，报告没有说明原因，请核对原文。"
    draft.warn("differs", words, draft.mark(info, executed.section, executed.context))


_TAIL = Decimal("0.05")  # 万元: both are rounded sums
