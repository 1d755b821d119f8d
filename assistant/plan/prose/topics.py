"""Questions on the unit itself: its duties, offices and members, and what it was called before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import statements, texts
from assistant.compose.draft import Draft
from assistant.compose.goals import results_in_words
from assistant.compose.quotes import say_quote
from assistant.plan.doubts.numbers import numbers_said
from assistant.plan.missing.withheld import OF_WHOLE
from assistant.plan.people.made_of import say_units, with_rest
from assistant.plan.projects.performance import say_results_told
from assistant.plan.prose.duties import ASKS_DUTY, DUTY_NAMED, ONE_DUTY, say_duty
from assistant.plan.prose.wanted import asks_scope
from assistant.plan.prose.words import UNEXPLAINED
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, telling, terms
from assistant.understand import Question
from assistant.understand.unit_names import bare_name
from assistant.vocabulary import item_name
from index.normalise import fold, longest_run
from index.store import ReportInfo

_SCOPE_TOLD, _LONGEST_SCOPE = 0.45, 160
_MEMBERS = re.compile(r"还是|包括|包含|[算含]|带上|哪[些几](?:家|个)?(?:单位|机构)|几家")
_SCOPE = re.compile(r"还是|包括|包含|[算含]|带上|口径")


def answer_topic(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on duties, offices or members; False where a figure is meant or nothing is told."""
    if _say_office(question, evidence, draft, reports):
        # What one duty is asked of is told in a part of its own.
        one_duty = DUTY_NAMED.search(question.words) or ONE_DUTY.search(question.folded)
        for topic in ("下属单位",) if one_duty else ("职能", "下属单位"):
            if topic in question.topics and _asked_apart(question, topic):
                said(_say_topic(draft, evidence, info, topic) for info in reports)
        return True
    if _say_work(question, evidence, draft, reports):
        return True
    topics = [t for t in ("下属单位", "职能", "机构") if t in question.topics]
    if "机构改革" in question.folded:
        topics = [t for t in topics if t == "职能"]
    across = len(reports) > 1 and re.search(r"哪些单位|哪几家|哪些部门", question.folded)
    if across and (question.metrics or question.undisclosed):
        topics = []  # 哪些单位有政府性基金: of all reports, not of a unit's members
    if question.intent.performance and not re.search(
        r"职[责能]|机构|科室|处室|单位", question.folded
    ):
        topics = []
    one_duty = DUTY_NAMED.search(question.words)
    if re.search(r"钱|资金|经费|费|花|剩|项目|收益|[拿用][去来]?干", question.folded) or (
        _of_amount(question) and not one_duty
    ):
        topics = [t for t in topics if t != "职能"]  # 这些钱是干啥的
    intent = question.intent
    moves = intent.why or intent.change or intent.fell or intent.rose
    duties = "职能" in topics and bool(ASKS_DUTY.search(question.folded))
    duties = duties or bool(one_duty and not _says_title(question))
    members = "下属单位" in topics and not question.intent.budget
    projects = question.projects and not members and not duties
    if duties and say_duty(question, evidence, draft, reports):
        for topic in ("下属单位", "机构"):
            if topic in topics and _asked_apart(question, topic):
                said(_say_topic(draft, evidence, info, topic) for info in reports)
        return True
    if not topics or projects or (moves and question.metrics):
        return False
    qualifies = re.search(r"(?:汇总|部门|本级)口径", question.folded)  # says of which scope
    asks_amount = re.search(r"多少|多大|几", question.folded)
    if question.metrics and qualifies and (asks_amount or not _MEMBERS.search(question.folded)):
        topics = [t for t in topics if t != "下属单位"]
    for topic in topics if question.metrics else ():
        if _asked_apart(question, topic):  # 干啥的, 多少人: each is told
            said(_say_topic(draft, evidence, info, topic) for info in reports)
    if not topics or (question.metrics and not _SCOPE.search(question.folded)):
        return False
    scoped = "下属单位" in topics and question.metrics
    if scoped and said(_say_scope(question, evidence, draft, info) for info in reports):
        return True
    told = said(_say_topic(draft, evidence, info, topic) for info in reports for topic in topics)
    if told and topics[0] == "下属单位":
        _say_made_of(evidence, draft, reports)
    if (
        told
        and topics[0] == "下属单位"
        and len(reports) == 2
        and reports[0].unit == reports[1].unit
    ):
        before, after = sorted(reports, key=lambda info: info.year)
        texts.say_members_changed(draft, evidence, before, after)
    return told


def _says_title(question: Question) -> bool:
    """Whether a question says most of a project's name, and not only a word of it."""
    titles = [fold(title) for title in question.projects]
    return any(len(longest_run(question.folded, t)) * 2 >= len(t) for t in titles)


def _say_topic(draft: Draft, evidence: Evidence, info: ReportInfo, topic: str) -> bool:
    """Add the section on a topic; of units that are not listed, what sentences say of them."""
    if topic != "下属单位" or texts.say_members(draft, evidence, info):
        return topic == "下属单位" or texts.say_topic(draft, evidence, info, topic)
    return say_units(draft, evidence, info) or texts.say_topic(draft, evidence, info, topic)


_OF_UNIT = re.compile(
    r"单位|部门|职[责能]|(?:局|它|他们|中心|院|会|站|镇)(?:是|主要|都|平时)?(?:干|做|管)"
)


def _of_amount(question: Question) -> bool:
    """政府性基金支出多少,用来干什么; 那笔449万是干啥的: whether the money's purpose is asked for."""
    at = [m.start for m in question.mentions if m.topic == "职能"]
    before = question.folded[: max(at, default=0)]
    named = any(not m.topic and m.start < len(before) for m in question.mentions)
    return (named or any(numbers_said(before))) and not _OF_UNIT.search(question.folded)


_OF_MEMBERS = re.compile(r"几(?:家|个单位)|下[面属头]|底下")


def answer_whose(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """机关运行经费含不含下面学校的: say whose figures a metric's are; False where that is not told."""
    if "下属单位" not in question.topics or not question.metrics:
        return False
    told = said(_say_scope(question, evidence, draft, info) for info in reports)
    if told and _OF_MEMBERS.search(question.folded) and _asked_apart(question, "下属单位"):
        said(_say_topic(draft, evidence, info, "下属单位") for info in reports)
    return told


def _say_made_of(evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]) -> None:
    """Quote what reports say of whose accounts theirs are made of: 本级决算及所属单位决算."""
    words = set(terms("部门决算单位构成看部门决算包括部门本级决算及所属单位决算编制范围"))
    for info in reports:
        for match in evidence.sentences(info).find(words, 1):
            if match.coverage >= _SCOPE_TOLD and len(match.sentence.text) <= _LONGEST_SCOPE:
                say_quote(draft, evidence, info, match.sentence)


def _asked_apart(question: Question, topic: str) -> bool:
    """Whether a topic stands in a clause of its own, without a figure's name."""
    for mention in question.mentions:
        if mention.topic != topic:
            continue
        before = any(m.metrics and m.start < mention.start for m in question.mentions)
        if topic == "职能" and before and not _OF_UNIT.search(question.folded, 0, mention.end):
            continue  # 经营支出多少,干啥的: what the money is for
        low = max(question.folded.rfind(mark, 0, mention.start) for mark in ",，。?？:：;；、") + 1
        ends = [question.folded.find(mark, mention.end) for mark in ",，。?？;；、"]
        high = min([end for end in ends if end >= 0], default=len(question.folded))
        if not any(m.metrics and low <= m.start < high for m in question.mentions):
            return True
    return False


# …单位公用经费不计入机关运行经费, 统计口径为局本级和某中心: whose figures a section tells.
_WHOSE = re.compile(
    r"不(?:计入|含|包括|包含|纳入)|口径|部门汇总数|(?:包[含括]|[仅只](?:含|统计))[^。;,]{0,4}(?:本级|机关)|(?:事业单位|参公|本级|中心|所属[\u4e00-\u9fff]{2,4})[^。]{0,12}(?:经费|支出)"
)


def _say_scope(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add the figures asked of and what their sections say of the units in them; False for none."""
    told = False
    for metric in question.metrics:
        fact = statements.main_fact(evidence, info, metric)
        if fact is None or metric.endswith("(项)"):
            continue
        inside = [s for s in evidence.sentences(info).all if s.section == fact.section]
        whose = [s for s in inside if _WHOSE.search(fold(s.text))]
        if not whose:
            continue
        draft.add(statements.say_value(draft, evidence, info, metric))
        for sentence in whose[:2]:
            say_quote(draft, evidence, info, sentence)
        told = True
    return told


def answer_member(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """接待中心的开支也并进去了吗: list the units in the accounts; False where no member is named."""
    members = question.units.members
    if not members or question.metrics or question.undisclosed or not asks_scope(question):
        return False
    if "多少" in question.folded:
        return False  # 买了多少盘磁带
    draft.paragraphs[:] = [p for p in draft.paragraphs if not p.endswith(OF_WHOLE)]
    told = said(_say_topic(draft, evidence, i, "下属单位") for i in reports[:_FEW_REPORTS])
    if told:
        _say_made_of(evidence, draft, reports[:_FEW_REPORTS])
    return told


_ASKS_WHOSE = re.compile(
    r"哪些单位|哪几[家个]|谁的(?![^,。?]{0,14}[大小高低多少])|[算计][不在进到入]|(?<![预决])[算含](?:不[算含]|[^,。?得]{0,8}(?:吗|(?<![这那多什怎])么|没))|包括|包含|纳入|口径|属于|里头有没有|凭(?:啥|什么)"
)
# 瞒报了吗, 怎么不一样: what is left out may explain it.
_DOUBTS_SCOPE = re.compile(
    r"[瞒漏隐虚]报|少报|多报|隐瞒|藏(?:着|起|了|钱)|差(?:那么|这么)[多大]|不(?:是)?一(?:样|个数|回事)|对不上|不可能|[两几\d][台辆]车?呢|[车辆台][^,。?]{0,6}(?:哪儿?去|去哪)"
)
_LEFT_OUT = re.compile(
    r"(?<![可得])不(?:计入|含(?!车辆)|包括|纳入)|未(?:纳入|计入|包括)(?!(?:年初)?预算)|不在[^。,;]{1,16}(?:范围|之内)"
    r"|仅[^。,;]{0,6}(?:统计|指)|(?:停驶|待报废)(?=[^。]*[车辆])|(?<=[车辆])[^。;]{0,12}(?:停驶|待报废)"
)
_WHOSE_TOLD = re.compile(
    r"(?<![可得])不(?:计入|含(?!车辆)|包括|包含|纳入|属于|列入|在)|未(?:纳入|计入|包括|列入)|口径|仅[^,。;]{1,12}(?:列入|纳入|计入|统计)|由[^,。;]{2,40}(?:构成|组成)|[本为][^。,]{0,10}(?:本级|机关)和?[^。,]{0,20}(?:单位|中心|院|局|队)的"
)
_HERE = re.compile(
    r"[本我](?:部门|单位|局|委|办|厅|院|校|中心)[^,，。;；]{0,4}(?:仅|只|不|未|包括|含)"
)
_MOST_WHOSE, _LEAST_TERM, _LONGEST_WHOSE = 1, 4, 300


def add_scope(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add what a report says of what a figure that is asked about holds, and what it does not."""
    doubts = _DOUBTS_SCOPE.search(question.folded) is not None
    if not (doubts or _ASKS_WHOSE.search(question.folded)) or len(reports) > _FEW_REPORTS:
        return
    terms_named = {_bare(name) for m in question.mentions for name in (m.official, *m.metrics)}
    terms_named = {name for name in terms_named if len(name) >= _LEAST_TERM}
    tells = _LEFT_OUT if doubts else _WHOSE_TOLD
    for info in reports:
        sentences = evidence.sentences(info)
        words = telling(question.folded, question.units.spans, sentences.holds)
        facts = [statements.main_fact(evidence, info, metric) for metric in question.metrics]
        facts += [r.fact for r in draft.references if doubts and r.report == info.id]
        own = [sentences.around(fact.place) for fact in facts if fact is not None]
        beside = [*own, *(sentences.after(sentence) for sentence in own if sentence is not None)]
        fitting = [
            s
            for s in sentences.all
            if (
                s.kind not in ("名词解释", "自评表")
                or (s.kind == "名词解释" and _HERE.search(s.text))
            )
            and len(s.text) <= _LONGEST_WHOSE  # no table of contents
            and tells.search(fold(s.text))
            and (s in beside or any(name in fold(s.text) for name in terms_named))
        ]
        fitting.sort(
            key=lambda s: (
                -sum(name in fold(s.text) for name in terms_named),
                -sentences.weigh(words & s.words),
            )
        )
        for sentence in fitting[:_MOST_WHOSE]:
            say_quote(draft, evidence, info, sentences.part(sentence, words))
        if fitting and UNEXPLAINED in draft.paragraphs:
            draft.paragraphs.remove(UNEXPLAINED)


def _bare(metric: str) -> str:
    return fold(item_name(metric)).strip('"“”')


_FEW_REPORTS = 2
_OFFICE = re.compile(r"哪(?:个|一个?)?(?:内设)?(?:科|处|股|室)(?!目)")
_OFFICES = re.compile(r"[\u4e00-\u9fff]{2}(?:科|处|股|室)(?:[、,，；;。（(]|$)")
# 有几个科室, 派出法庭是哪几个: all offices of a kind.
_THING = (
    r"(?:科室|处室|股室|内设机构|内设部门|职能部门|派出机构|法庭|派出所|司法所|税务所|卫生室|分局"
    r"|分院|大队|支队|专业部|教研室|护理单元|临床科室)"
)
_ALL_OFFICES = re.compile(
    rf"(?:几|多少|哪些|哪几|什么|啥)(?:个|家)?(?:[\u4e00-\u9fff]{{0,2}})(?P<counted>{_THING}|[科股庭](?=$|[,。?、和]))"
    rf"|(?P<named>{_THING})(?:一共|总共|都|又|有|是|分别|各|具体){{0,3}}(?:几|多少|哪些|哪几|叫|什么|啥|名)"
)
_SETS_UP = re.compile(r"内设|下设|设有|设\d|设置|派出|(?:科|处|股|室|部|庭|队|所)等?\d+个")
_LISTED_OFFICES = re.compile(r"[、,:](?:[^、,:。;]{1,20}[、和])+[^、,:。;]{1,20}")
_LEAST_THING = 2


def _say_office(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """归哪个科管, 有哪些科室: quote the sentences on the offices that are asked for; False for none."""
    every = _ALL_OFFICES.search(question.words)
    if every is not None:
        thing = every["counted"] or every["named"]
        return said([_say_offices(evidence, draft, info, thing) for info in reports[:2]])
    if not _OFFICE.search(question.folded):
        return False
    told = False
    for info in reports[:2]:
        sentences = evidence.sentences(info)
        words = telling(question.folded, question.units.spans, sentences.holds)
        best = max(
            (s for s in sentences.all if s.kind == "机构" and _OFFICES.search(s.text)),
            key=lambda s: sentences.weigh(words & set(terms(s.text))),
            default=None,
        )
        if best is not None and words & set(terms(best.text)):
            say_quote(draft, evidence, info, best)
            told = True
    return told


def _say_offices(evidence: Evidence, draft: Draft, info: ReportInfo, thing: str) -> bool:
    """Quote what a report says of the offices of a unit, of a kind where it names it; False for nothing."""
    listed = [
        s
        for s in evidence.sentences(info).all
        if s.kind in ("机构", "职能", "概况") and _SETS_UP.search(fold(s.text))
    ]
    listed = [s for s in listed if _LISTED_OFFICES.search(fold(s.text))]
    of_kind = [s for s in listed if len(thing) >= _LEAST_THING and thing[-2:] in fold(s.text)]
    for sentence in (of_kind or listed)[:1]:
        say_quote(draft, evidence, info, with_rest(evidence, info, sentence))
    return bool(listed)


_WORK = re.compile(
    r"(?:干|做|办|抓|完成|开展)(?:了|过|成|好|出){0,2}(?:些|哪些|哪几件|几件|些什么|些啥|什么|啥)(?:事|大事|实事|工作|活儿?)"
    r"|(?:取得|有)了?(?:哪些|什么|啥)(?:成绩|成效|成果|进展)|重点工作|(?<!绩效)工作(?:任务|亮点|成绩|业绩|完成情况)|(?:有哪些|有啥|有什么|哪些)(?:重点|主要)?工作(?!人)"
    r"|(?:都|做|干|忙)(?:干|做|忙)?(?:成|好|出)?了(?:些)?(?:啥|什么)(?:[?？,，。]|$)"
)
_OF_WORK = re.compile(r"(?:重点|主要|年度)工作|工作(?:任务|完成|开展)")
_TELLS_WORK = re.compile(
    r"(?:(?:19|20)\d\d年度?[,，]?)?[^。;；,，]{0,24}(?:重点|主要)(?:工作任务|工作完成|(?:开展|做了|推进|抓好?)(?:了)?(?:以下|如下)?[^。]{0,6}工作)"
)


def _say_work(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote what a unit did in the year, where its report has words on it; False where it has none."""
    named = question.projects and not question.by_rows
    if not _WORK.search(question.folded) or question.metrics or named:
        return False
    told = False
    for info in reports[:2]:
        chunks = [c for c in evidence.ledger.all_chunks(info.id) if c.kind not in _TABLES]
        own = [c for c in chunks if _OF_WORK.search(c.section.rpartition(" › ")[2])]
        for section in dict.fromkeys(c.section for c in own):
            texts.say_section(draft, info, [c for c in own if c.section == section])
        inside = next((c for c in chunks if _TELLS_WORK.search(c.text)), None)
        if not own and inside is not None:
            texts.say_from(draft, evidence, info, inside, _TELLS_WORK)
        if own or inside is not None:
            told = True
            continue
        results = _in_goals(evidence, info)
        for sentence in results:
            say_quote(draft, evidence, info, sentence)
        under = say_results_told(question, evidence, draft, [info])
        for sentence in _deeds(evidence, info) or _reached(evidence, info) if not under else ():
            say_quote(draft, evidence, info, sentence)
            under = True
        told |= bool(results) or under
    return told


def _deeds(evidence: Evidence, info: ReportInfo) -> list[Sentence]:
    """Return the sentences that count what was done in a year: 全年接待查档1.26万人次,提供档案…."""
    found = [
        s
        for s in evidence.sentences(info).all
        if s.kind == "绩效"
        and _OF_YEAR.match(fold(s.text))
        and not _OF_ACCOUNTS.search(fold(s.text))
        and len(_DONE_COUNT.findall(fold(s.text))) >= _LEAST_DEEDS
    ]
    return found[:_MOST_REACHED]


# 2024年,本单位完成…; 全年出具…
_OF_YEAR = re.compile(
    r"(?:(?:19|20)\d\d年度?,?|全年|一年来,?|[本我](?:单位|部门|年度?|院|局|中心|馆|校|镇|会|委),?)+(?:共|累计)?[\u4e00-\u9fff]"
)
_OF_ACCOUNTS = re.compile(
    r"预算|决算|支出|收入|自评|购置公务用车|公务接待|出国|会议|保有量|增长|下降"
)
_DONE_COUNT = re.compile(r"\d\s*[万亿]?(?!元|%|年|月|日)[\u4e00-\u9fff]")
_LEAST_DEEDS = 2


def _in_goals(evidence: Evidence, info: ReportInfo) -> list[Sentence]:
    """Return what the table on a unit as a whole says in words that was done, not of its money."""
    found: list[Sentence] = []
    for report, sheet in evidence.sheets:
        if report != info.id or sheet.metric != "整体支出":
            continue
        begins = min(
            (r.place.start for _, r in evidence.rows if sheet.place.opens(r.place)),
            default=sheet.place.end,
        )
        inside = [s for s in evidence.sentences(info).all if sheet.place.opens(s.place)]
        found += [
            s
            for s in inside
            if s.place.start < begins and _DONE.search(s.text) and not _OF_MONEY.search(s.text)
        ]
    return found[-_MOST_DONE:]


def _reached(evidence: Evidence, info: ReportInfo) -> list[Sentence]:
    """Return the first that the tables on single projects say in words was done."""
    sheets = [sheet for report, sheet in evidence.tables if report == info.id]
    told = (results_in_words(evidence, info, s) for s in sheets if s.metric != "整体支出")
    return [results[0] for results in told if results][:_MOST_REACHED]


_MOST_REACHED = 3
_DONE = re.compile(
    r"完成|达到|落实|推进|实现|开展|建成|新增|持续|举办|保障(?:了)?[\u4e00-\u9fff]{4}"
)
_OF_MONEY = re.compile(r"万元|支出|资金|项目名称|年度目标值")
_MOST_DONE = 1


_TABLES = ("自评表", "名词解释", "绩效")
_CALLED = re.compile(
    r"(?:现在|如今|后来|新)(?:名)?(?:叫|改)|改(?:名|叫|组|成)(?:了|成|为)?(?:什么|啥|哪)|前身|原来叫|更名|以前叫|曾用名|[咋怎]么?来的|[啥什]么?关系|来历|由来|机构改革"
)


# 两年能直接比吗: whether figures may be held against each other at all.
COMPARABLE = re.compile(
    r"可比|(?:能|可以)(?:不能)?(?:直接)?(?:放(?:在)?一[起块]|拿来)?(?:[做作]?对?比|比较)|一个口径|口径.{0,4}(?:一样|一致|相同)"
)


def answer_renamed(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say what a unit was or is called, with the words of the report; False where not asked."""
    compared = any(warning.code == "renamed" for warning in draft.warnings)  # 能直接比吗
    if question.metrics or question.projects or question.topics:
        return False
    if not (_CALLED.search(question.folded) or (compared and COMPARABLE.search(question.folded))):
        return False
    asked = {bare_name(unit) for unit in question.units.units}
    told = False
    for former, present in question.units.renamed:
        if asked and not asked & {fold(former), bare_name(present)}:
            continue
        for info in evidence.reports:
            if info.unit == present:
                if not compared:
                    draft.add(f"“{former}”已改组为“{present}”。")
                stem = set(terms(former)) | set(terms("改组成立机构改革"))
                found = evidence.sentences(info).find(stem, 1, without=("自评表", "名词解释"))
                for match in found:
                    say_quote(draft, evidence, info, match.sentence)
                told = True
    return told
