"""The path from a question to a draft: which operation, over which reports and metrics."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.compose import comparison, statements, texts
from assistant.compose.before import say_before
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.plan.checking import answer_checking
from assistant.plan.disagreement import say_disagreement, say_held_against
from assistant.plan.metrics import answer_metrics
from assistant.plan.numbers import numbers_said, say_numbers
from assistant.plan.passages import answer_nearest, answer_passages, supplement
from assistant.plan.performance import (
    answer_indicators,
    answer_performance,
    answer_sheet,
    say_indicators_beside,
)
from assistant.plan.ranking import answer_list, answer_rank
from assistant.plan.several import said
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.intent import without_intent
from assistant.understand.units import bare_name
from assistant.vocabulary import item_name
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of

MOST_CANDIDATES = 5


def plan(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Write the answer to a question into a draft."""
    intent = question.intent
    reports = question.reports
    if intent.personal or _asks_secret(question):
        _personal(question, evidence, draft)
        return
    if intent.define and _define(question, evidence, draft):
        amounts = re.search(r"多少|分了|几|差", question.folded)
        if question.metrics and (amounts or any(numbers_said(question.folded))):
            answer_metrics(question, evidence, draft, question.reports)
        if question.units.units:
            supplement(question, evidence, draft)
        return
    if _renamed(question, evidence, draft):
        return
    if answer_checking(question, evidence, draft, reports):
        return
    if _FINER.search(question.folded) and question.metrics and not question.projects:
        draft.status = "not_found"
        draft.add("决算报告只披露全年数，没有按月、按季度或按天的数，因此无法回答。")
        return
    if _bare(question, draft) or _several(question, draft) or _which(question, evidence, draft):
        return
    own = _own_of_member(question, evidence)
    if own:
        draft.status = "not_found"
        draft.add(own)
    for step in _STEPS if not own else ():
        if step(question, evidence, draft, reports):
            if draft.status == "answered":
                if step is answer_metrics and question.intent.performance:
                    say_indicators_beside(question, evidence, draft, reports)
                say_held_against(question, evidence, draft)
                say_numbers(question, evidence, draft, reports)
                supplement(question, evidence, draft)
                say_disagreement(question, draft)
            return
    if not own and not _vague(question, draft):
        _missing(question, evidence, draft)


_CALLED = re.compile(
    r"(?:现在|如今|后来|新)(?:名)?(?:叫|改)|改(?:名|叫|组|成)(?:了|成|为)?(?:什么|啥|哪)|前身|原来叫|更名|以前叫|曾用名|[咋怎]么?来的|[啥什]么?关系|来历|由来"
)


def _renamed(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say what a unit was or is called, with the words of the report; False where not asked."""
    if not _CALLED.search(question.folded) or question.metrics or question.projects:
        return False
    asked = {bare_name(unit) for unit in question.units.units}
    told = False
    for former, present in question.units.renamed:
        if asked and not asked & {fold(former), bare_name(present)}:
            continue
        for info in evidence.reports:
            if info.unit == present:
                draft.add(f"“{former}”已改组为“{present}”。")
                stem = set(terms(former)) | set(terms("改组成立机构改革"))
                found = evidence.sentences(info).find(stem, 1, without=("自评表", "名词解释"))
                for match in found:
                    say_quote(draft, evidence, info, match.sentence)
                told = True
    return told


_ALONE = re.compile(r"自己的?|单独|本身|独自|自身")


def _own_of_member(question: Question, evidence: Evidence) -> str:
    """Return that a member unit's own figure is not told, where just that is asked for."""
    members = question.units.members
    if not members or "下属单位" in question.topics or not question.metrics:
        return ""
    if not _ALONE.search(question.folded):
        return ""
    for info in question.reports:
        for metric in question.metrics:
            for fact in evidence.facts(info, metric):
                if any(member in fact.entity or fact.entity in member for member in members):
                    return ""
    names = "、".join(members)
    return (
        f"报告没有单独披露“{names}”自己的{statements.name(question.metrics[0])}，只有部门汇总数。"
    )


# 12月单月的油费: reports are of a whole year; 截至12月31日 is a date.
_FINER = re.compile(
    r"\d{1,2}月份?(?![\d底末日])(?!\d{1,2}日)|单月|每个?月|按月|季度|上半年|下半年|哪个月"
)


def _asks_secret(question: Question) -> bool:
    """Whether names or contents of secret projects are asked for, here or going on from before."""
    names = re.search(r"叫(?:啥|什么)|名[字称]|啥名|内容|干(?:啥|什么)", question.folded)
    return "涉密项目" in question.metrics and names is not None


def _personal(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Say that a report names no persons and firms; where nothing was spent at all, say that."""
    none = False
    for info in question.reports if len(question.reports) <= 2 else ():
        for metric in question.metrics[:2]:
            fact = statements.main_fact(evidence, info, metric)
            if fact is not None and fact.amount.value == 0:
                draft.add(statements.say_value(draft, evidence, info, metric))
                none = True
    for info in question.reports if len(question.reports) <= 2 else ():
        for metric in question.metrics[:2]:
            none |= _say_journey(evidence, draft, info, metric)
    draft.status = "answered" if none else "not_found"
    draft.add(
        "决算报告没有披露这类细节（具体人员、地点、商家等），只披露金额、人次和总体说明，因此无法回答。"
    )


_JOURNEY = re.compile(r"赴|前往|出访|考察|研修|参加.{1,20}(?:会议|培训|活动)")


def _say_journey(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> bool:
    """Quote who travelled where, as far as a report says it beside the cost; False where not."""
    if not metric.startswith("因公出国"):
        return False
    fact = statements.main_fact(evidence, info, metric)
    sentence = evidence.sentences(info).around(fact.place) if fact is not None else None
    if sentence is None or not _JOURNEY.search(sentence.text):
        return False
    draft.add(statements.say_value(draft, evidence, info, metric))
    say_quote(draft, evidence, info, sentence)
    return True


def say_later(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say of a year that no report is of what the next year's report tells; False where nothing."""
    wanted = "、".join(str(year) for year in question.years.years)
    absent = f"没有收录{'、'.join(question.units.units)} {wanted} 年度的决算报告。"
    pairs = [(info, metric) for info in question.later for metric in question.metrics[:3]]
    if not pairs:
        return False
    draft.add(absent)
    told = said(say_before(draft, evidence, info, metric) for info, metric in pairs)
    if not told:
        draft.paragraphs.pop()
    return told


def _several(question: Question, draft: Draft) -> bool:
    """Ask back where too many reports fit and the question does not range over them."""
    intent = question.intent
    ranges = intent.rank or intent.trend or question.years.several
    if len(question.reports) <= MOST_CANDIDATES or ranges:
        return False
    draft.status = "clarify"
    draft.add(f"有 {len(question.reports)} 份报告都可能是您要问的，请说明单位和年度。")
    draft.options.extend(
        f"{info.unit} {info.year}年：{question.text}" for info in question.reports[:MOST_CANDIDATES]
    )
    return True


_THAT_ONE = re.compile(
    r"(?:那|这|该|某)(?:一)?(?:个|项|笔)(?:[\u4e00-\u9fff]{2,4}(?=指标))?(?P<what>项目(?!支出)|项(?!目)|科目|指标)"
)


def _which(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Ask back where 那个项目 points at nothing that was named before."""
    match = _THAT_ONE.search(question.folded)
    if match is None or question.projects or len(question.unexplained) > _FEW_OPEN:
        return False
    if any(m.metrics and m.official != "项目支出" for m in question.mentions):
        return False
    names: list[str] = []
    for info in question.reports:
        if match["what"] == "项目":
            names += [
                f"{info.unit} {info.year}年「{s.title}」"
                for r, s in evidence.sheets
                if r == info.id
            ]
        elif match["what"] == "指标":
            said_of = match.group().removesuffix("指标")[-2:]
            names += [
                f"{info.unit} {info.year}年「{row.metric.partition(':')[2] or row.metric}」的{row.name}"
                for report, row in evidence.rows
                if report == info.id and said_of in row.name
            ]
        else:
            names += [f"{info.unit} {info.year}年「{item_name(m)}」" for m in evidence.items(info)]
    if len(names) < 2:
        return False
    draft.status = "clarify"
    draft.add(f"没有说明是哪一个{match['what']}，请指明名称。")
    draft.options.extend(dict.fromkeys(names[: MOST_CANDIDATES * 2]))
    return True


_FEW_OPEN = 6  # unexplained characters that may still be chatter


# -- steps: each answers or returns False -----------------------------------------------------


def _define(question: Question, evidence: Evidence, draft: Draft) -> bool:
    words = [m.official for m in question.mentions] + [
        question.folded[m.start : m.end] for m in question.mentions
    ]
    asks_why = question.intent.why and re.search(r"原因|为什么|为啥|为何", question.folded)
    moved = question.intent.fell or question.intent.rose
    if question.intent.change or asks_why or (question.intent.why and moved):
        return False
    reports = question.reports or evidence.reports
    asked = [[m.official, question.folded[m.start : m.end]] for m in question.mentions]
    found = [e for pair in asked for e in texts.find_definition(evidence, pair, reports)]
    entries = list(dict.fromkeys(found))
    if not entries:
        entries = texts.find_definition(evidence, _terms_in(question, evidence), reports)
    if entries:
        _say_belongs(question, draft)
        _say_meaning(question, draft)
        texts.say_definition(draft, entries)
        return True
    inner = texts.find_inner_definition(evidence, [*words, *question.metrics], reports)
    if not inner:
        return _no_definition(question, evidence, draft)
    info, _, words_found, _ = inner[0]
    same = [found for found in inner if found[2] == words_found]
    marks = "".join(f"[{draft.mark(i, entry.section, place)}]" for i, entry, _, place in same)
    draft.add(f"{draft.quoted(words_found)}。{marks}（{info.unit} {info.year} 年度报告）")
    return True


_BELONGS = re.compile(
    r"包不包括|包括不包括|含不含|算不算|[算属含](?:不[算属含])?(?:在|于|进)?.{0,12}(?:三公|采购|基本支出|项目支出)|是不是"
)


def _say_belongs(question: Question, draft: Draft) -> None:
    """车补算三公吗: say whether one term is a part of the other one that is named."""
    if not _BELONGS.search(question.folded):
        return
    named = list(dict.fromkeys(m.official for m in question.mentions if not m.topic))
    whole = next((term for term in named if term in parts_of() and term != "实有人数"), None)
    if whole is None:
        return
    parts = _all_parts(whole)
    for mention in question.mentions:
        term, word = mention.official, question.folded[mention.start : mention.end]
        if term == whole or mention.topic or term in ("实有人数",):
            continue
        also = "" if word == term else f"（一般记在“{term}”）"
        verb = "属于" if term in parts else "不属于"
        draft.add(f"“{word}”{also}{verb}{whole}，后者只包括{'、'.join(parts_of()[whole])}。")


def _all_parts(whole: str) -> set[str]:
    parts = set(parts_of().get(whole, ()))
    return parts.union(*(_all_parts(part) for part in parts))


def _say_meaning(question: Question, draft: Draft) -> None:
    """车补算三公吗: say which official term an everyday word stands for."""
    for mention in question.mentions:
        word = question.folded[mention.start : mention.end]
        if mention.official in question.undisclosed and word != mention.official:
            draft.add(f"“{word}”一般指“{mention.official}”，报告没有单独披露。名词解释中：")


_MEANING = re.compile(r"什么意思|啥意思|什么是|啥是|什么叫|啥叫|含义|定义")


def _no_definition(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that no glossary explains a term, where its meaning is all that is asked."""
    term = _FRAME.sub("", question.folded).strip('“”"?,。 ')
    if not _MEANING.search(question.folded) or not term:
        return False
    draft.add(f"已收录报告的名词解释中没有“{term}”。")
    near = [d for _, d in evidence.definitions if _common(d.term, term) >= _NEAR]
    if near:
        best = max(near, key=lambda d: _common(d.term, term)).term
        texts.say_definition(draft, texts.find_definition(evidence, [best], evidence.reports))
        return True
    draft.status = "not_found"
    terms = dict.fromkeys(d.term for _, d in evidence.definitions)
    draft.add(f"有解释的词：{'、'.join(list(terms)[:14])}。")
    return True


_NEAR = 4  # characters in a row that make two terms near: 一般公共预算财政拨款, 财政拨款收入


def _common(one: str, other: str) -> int:
    """Return the length of the longest run of characters that two terms share."""
    runs = (j - i for i in range(len(one)) for j in range(i + 1, len(one) + 1) if one[i:j] in other)
    return max(runs, default=0)


_FRAME = re.compile(_MEANING.pattern + r"|请问|[是的呢啊吗?？]|报告|里面?|中")


def _terms_in(question: Question, evidence: Evidence) -> list[str]:
    """Return the glossary terms that stand in a question, longest first."""
    text = re.sub(r"[“”\"]", "", question.folded)
    terms = {d.term.strip("“”") for _, d in evidence.definitions}
    return sorted((t for t in terms if re.sub(r"[“”\"]", "", t) in text), key=len, reverse=True)


def _topic(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    if _say_office(question, evidence, draft, reports):
        return True
    topics = [t for t in ("下属单位", "职能", "机构") if t in question.topics]
    across = len(reports) > 1 and re.search(r"哪些单位|哪几家|哪些部门", question.folded)
    if across and (question.metrics or question.undisclosed):
        topics = []  # 哪些单位有政府性基金: of all reports, not of a unit's members
    if question.intent.performance and not re.search(
        r"职[责能]|机构|科室|处室|单位", question.folded
    ):
        topics = []
    if re.search(r"钱|资金|经费|花|剩", question.folded):  # 这些钱是干啥的
        topics = [t for t in topics if t != "职能"]
    intent = question.intent
    moves = intent.why or intent.change or intent.fell or intent.rose
    duties = "职能" in topics and re.search(r"职[责能]", question.folded)
    members = "下属单位" in topics and not question.intent.budget
    projects = question.projects and not members and not duties
    if duties and _say_duty(question, evidence, draft, reports):
        return True
    if not topics or projects or (moves and question.metrics):
        return False
    qualifies = re.search(r"(?:汇总|部门|本级)口径", question.folded)  # says of which scope
    asks_amount = re.search(r"多少|多大|几", question.folded)
    for topic in topics if question.metrics else ():
        if _asked_apart(question, topic):  # 干啥的, 多少人: each is told
            said(texts.say_topic(draft, evidence, info, topic) for info in reports)
    if question.metrics and (not _SCOPE.search(question.folded) or (qualifies and asks_amount)):
        return False
    told = said(
        texts.say_topic(draft, evidence, info, topic) for info in reports for topic in topics
    )
    if told and topics[0] == "下属单位":
        words = set(terms("部门决算单位构成看部门决算包括部门本级决算及所属单位决算编制范围"))
        for info in reports:
            for match in evidence.sentences(info).find(words, 1):
                if match.coverage >= _SCOPE_TOLD and len(match.sentence.text) <= _LONGEST_SCOPE:
                    say_quote(draft, evidence, info, match.sentence)
    if (
        told
        and topics[0] == "下属单位"
        and len(reports) == 2
        and reports[0].unit == reports[1].unit
    ):
        before, after = sorted(reports, key=lambda info: info.year)
        texts.say_members_changed(draft, evidence, before, after)
    return told


_OFFICE = re.compile(r"哪(?:个|一个?)?(?:内设)?(?:科|处|股|室)(?!目)")


def _say_office(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """归哪个科管: quote the sentence on a unit's offices that names what is asked; False for none."""
    if not _OFFICE.search(question.folded):
        return False
    words = telling(question.folded, question.units.spans)
    told = False
    for info in reports[:2]:
        for sentence in evidence.sentences(info).all:
            if sentence.kind == "机构" and set(terms(sentence.text)) & words:
                say_quote(draft, evidence, info, sentence)
                told = True
                break
    return told


def _asked_apart(question: Question, topic: str) -> bool:
    """Whether a topic stands in a clause of its own, without a figure's name."""
    for mention in question.mentions:
        if mention.topic != topic:
            continue
        low = max(question.folded.rfind(mark, 0, mention.start) for mark in ",，。?？:：;；、") + 1
        ends = [question.folded.find(mark, mention.end) for mark in ",，。?？;；、"]
        high = min([end for end in ends if end >= 0], default=len(question.folded))
        if not any(m.metrics and low <= m.start < high for m in question.mentions):
            return True
    return False


def _say_duty(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """职责里有没有热线管理: quote the duties that speak of it; False where nothing is named or found."""
    spans = [*question.units.spans, *((m.start, m.end) for m in question.mentions)]
    words = telling(question.folded, spans)
    told = False
    for info in reports[:2]:
        held = {w for w in words if evidence.sentences(info).holds(w)}
        found = evidence.sentences(info).find(held, 8, without=("自评表", "名词解释"))
        for match in [m for m in found if m.sentence.kind == "职能"][:2]:
            if match.coverage >= _SCOPE_TOLD:
                say_quote(draft, evidence, info, match.sentence)
                told = True
    return told


_SCOPE_TOLD, _LONGEST_SCOPE = 0.45, 160
_SCOPE = re.compile(r"还是|包括|包含|[算含]|带上|口径")


def _unit_cost(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    if not question.intent.unit_cost:
        return False
    if said(_stated_average(question, evidence, draft, info) for info in reports):
        return True
    if _GUESTS.search(question.folded):
        return said(comparison.say_guests_of_each(draft, evidence, info) for info in reports)
    money = _money_metrics(question, evidence, reports)
    both = "车" in question.folded and re.search("接待|招待|吃", question.folded)
    if both:
        money = list(dict.fromkeys([*money, "公务接待费"]))
    return said(
        comparison.say_unit_cost(draft, evidence, info, m, question.folded)
        for info in reports
        for m in money[: 2 if both else 1]
    )


_GUESTS = re.compile(r"(?:一|每)批.{0,6}(?:几|多少)个?人|平均.{0,4}批.{0,6}人")


def _stated_average(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Say an average that the report itself states (平均每辆运行维护费); False where it states none."""
    subjects = [w for w in ("车", "辆", "人", "批") if w in question.folded]
    for metric in evidence.metrics(info):
        if re.match(r"(?:平均)?每[辆台人批次]|[人车]均", metric) and any(
            w in metric for w in subjects
        ):
            draft.add(statements.say_value(draft, evidence, info, metric))
            return True
    return False


def _money_metrics(
    question: Question, evidence: Evidence, reports: Sequence[ReportInfo]
) -> list[str]:
    found = []
    if "车" in question.folded and re.search(r"养|运行|维护|油", question.folded):
        found = [m for m in ("公务用车运行维护费",) if any(evidence.facts(r, m) for r in reports)]
    for metric in question.metrics if not found else ():
        facts = [f for info in reports for f in evidence.facts(info, metric)]
        if any(f.aspect == "决算数" for f in facts):
            found.append(metric)
    counted = [m for m in question.metrics if m in comparison.COUNTED]
    found = found or [comparison.COUNTED[metric] for metric in counted]
    if not found:
        text = question.folded
        found = [
            metric
            for word, metric in (
                ("接待", "公务接待费"),
                ("招待", "公务接待费"),
                ("吃", "公务接待费"),
                ("车", "公务用车运行维护费"),
            )
            if word in text
        ]
    return found


def _trend(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    if not (question.intent.trend or question.years.several) or len(question.metrics) != 1:
        return False
    wide = question.intent.trend or len(question.years.years) > len(reports)
    if len(reports) <= 2 and not wide:
        return False  # two figures are said beside each other and compared
    told = comparison.say_trend(draft, evidence, reports, question.metrics[0])
    there = {info.year for info in reports} | {info.year - 1 for info in reports}
    for info in reports if told and question.intent.why else ():
        reasons = evidence.reasons(info, question.metrics[0], "上年")
        draft.add(statements.say_reasons(draft, info, reasons) if reasons else "")
    for year in question.years.years if told else ():
        after = [info for info in reports if info.year == year + 1]
        if all(info.year != year for info in reports) and len(after) == 1:
            say_before(draft, evidence, after[0], question.metrics[0])
    absent = "、".join(str(year) for year in question.years.years if year not in there)
    if told and absent:
        draft.add(f"没有收录 {absent} 年度的报告，缺这一段。")
    return told


_Step = Callable[[Question, Evidence, Draft, Sequence[ReportInfo]], bool]


_STEPS: tuple[_Step, ...] = (
    _topic,
    answer_rank,
    answer_list,
    answer_performance,
    _unit_cost,
    _trend,
    answer_metrics,
    answer_indicators,
    answer_sheet,
    answer_nearest,
    answer_passages,
)


def _bare(question: Question, draft: Draft) -> bool:
    """Ask back where of tables of all reports nothing is named: 为啥扣分了."""
    terms_named = any(m.metrics or not m.topic for m in question.mentions)
    named = question.units.units or question.years.years or question.projects or terms_named
    if named or len(question.reports) < 2 or not question.intent.performance:
        return False
    if question.intent.rank or telling(_OF_TABLES.sub(" ", without_intent(question.folded))):
        return False
    _ask_back(question, draft)
    return True


_OF_TABLES = re.compile(r"扣了?几?分|得了?几?分|分|绩效|自评|指标|目标|偏差|项目|完成")


def _ask_back(question: Question, draft: Draft) -> None:
    draft.status = "clarify"
    draft.add("没有说明问的是哪个单位、哪一年的哪一项，请补充。")
    draft.options.extend(
        f"{info.unit} {info.year}年“三公”经费是多少？" for info in question.reports[-3:]
    )


def _vague(question: Question, draft: Draft) -> bool:
    """Ask back where a question says what it wants but not of what; False where it says something."""
    intent = question.intent
    asks = intent.why or intent.change or intent.fell or intent.rose or intent.trend
    words = telling(without_intent(question.folded), question.units.spans)
    if not asks or words or (question.mentions and any(m.metrics for m in question.mentions)):
        return False
    draft.status = "clarify"
    draft.add("没有说明问的是哪个单位、哪一年的哪一项，请补充。")
    draft.options.extend(
        f"{info.unit} {info.year}年“三公”经费{question.text}" for info in question.reports[-3:]
    )
    return True


_NOISE = re.compile(r"[呃嗯啊额哦唉]+|那个|算了|随便|没事|万元?|亿元?")


def _missing(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Say that the reports do not answer, and what they have."""
    draft.status = "not_found"
    names = "、".join(f"{r.unit} {r.year} 年度" for r in question.reports)
    asked = [*question.undisclosed, *(statements.name(m) for m in question.metrics)]
    if asked and question.reports:
        draft.add(f"{names}的报告没有单独披露“{asked[0]}”。")
        if question.undisclosed:
            draft.add("决算说明通常只披露汇总数，明细在所附决算报表中。")
    elif not telling(_NOISE.sub(" ", question.folded), question.units.spans):
        _ask_back(question, draft)
        return
    elif question.intent.in_field or question.units.units:
        draft.add(
            f"在{'这份报告' if len(question.reports) == 1 else '已收录的报告'}中没有找到与这个问题对应的内容。"
        )
    else:
        draft.status = "refused"
        draft.add(
            "我只回答部门决算公开报告中的问题，例如某单位某年度的“三公”经费、收支、人员、采购、资产和绩效。"
        )
    draft.add(texts.what_is_there(evidence.reports))
