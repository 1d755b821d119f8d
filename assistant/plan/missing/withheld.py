"""What no report tells: persons, firms and secrets, single months, a member unit's own figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.compose import pairs, statements
from assistant.compose.comparison import COUNTED
from assistant.compose.draft import Draft, subject
from assistant.compose.places import cited
from assistant.compose.quotes import say_purpose, say_quote
from assistant.plan.figures.meant import with_beside
from assistant.plan.people.staff import posts_and_people
from assistant.plan.prose.words import asked_words, asks_money
from assistant.plan.split.pieces import pieces_of
from assistant.plan.sums.periods import asks_average
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, terms
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.parts import asking_clauses
from assistant.understand.unit_names import said_names
from assistant.vocabulary import item_name
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo


def _asks_secret(question: Question) -> bool:
    """Whether names or contents of secret projects are asked for, here or going on from before."""
    names = re.search(r"叫(?:啥|什么)|名[字称]|啥名|内容|干(?:啥|什么)", question.folded)
    return "涉密项目" in question.metrics and names is not None


NOT_DISCLOSED = "报告没有披露所问的具体人员、地点、商家等细节。"
_RUDE = re.compile(
    r"滚(?=[!！。,，开蛋出]|$)|傻[逼叉子缺]|脑残|狗屁|妈的|去死|王八|混蛋|(?<=[你们群帮个是])废物|^废物(?=[!！,，。]|$)|骂你"
)


def answer_rude(question: Question, draft: Draft) -> bool:
    """Decline an insult politely; False where a unit or year makes it a question all the same."""
    if not _RUDE.search(question.folded) or question.units.units or question.years.years:
        return False
    draft.status = "refused"
    draft.add("抱歉没能帮上忙。我只回答部门决算公开报告中的问题，请说明单位、年度和要问的内容。")
    return True


def answer_personal(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that a report names no persons, firms and secrets; False where none is asked for.

    Where nothing was spent at all, and where a report says who travelled, that is told beside it.
    """
    if not question.intent.personal and not _asks_secret(question):
        return False
    if asks_more(question, evidence):
        return False
    if _say_kind_of_car(question, evidence, draft):
        return True
    told = False
    for info in question.reports if len(question.reports) <= 2 else ():
        for metric in question.metrics[:2]:
            fact = statements.main_fact(evidence, info, metric)
            if fact is not None and fact.amount.value == 0:
                draft.add(statements.say_value(draft, evidence, info, metric))
                told = True
    before = question.before.metrics if question.before is not None else ()
    for info in question.reports if len(question.reports) <= 2 else ():
        for metric in (*question.metrics[:2], *before[:2]):
            if say_journey(draft, evidence, info, metric):
                return True
    complete, partly = _say_hospitality(question, evidence, draft)
    if partly:
        draft.add("" if complete else "报告没有披露所问的其他细节。")
        return True
    draft.status = "answered" if told else "not_found"
    marks = "" if told else _said_instead(question, evidence, draft)
    if _say_what_for(question, evidence, draft) and len(question.reports) > 1:
        draft.status = "answered"  # 几家都招待谁了: of each what its report says
        return True
    draft.add(
        "决算报告没有披露这类细节（具体人员、地点、商家等），只披露金额、人次和总体说明"
        f"{marks}，因此无法回答。"
    )
    if not (told or marks) and len(question.reports) == 1:
        _say_mention(question, evidence, draft, question.reports[0])
    return True


def asks_more(question: Question, evidence: Evidence) -> bool:
    """Whether a part of a question asks what a report tells, beside one that asks for a detail."""
    if _PERSON.search(question.folded):
        return False
    clauses = asking_clauses(question.folded)
    plain = [c for c in clauses if not read_intent(c).personal]
    asks = len(plain) < len(clauses) and any(_ASKS_FIGURE.search(c) for c in plain)
    return asks and (bool(question.metrics) or _is_counted(question, evidence))


def _is_counted(question: Question, evidence: Evidence) -> bool:
    """哪些企业赞助的,赞助了多少: whether a sentence with an amount holds most of what is said."""
    for info in question.reports if len(question.reports) <= _FEW else ():
        sentences = evidence.sentences(info)
        words = asked_words(question, sentences)
        for match in sentences.find(words, 1, without=("自评表", "名词解释", "职能")):
            if match.coverage >= _SURELY and re.search(r"\d", match.sentence.text):
                return True
    return False


_SURELY = 0.6


# 局长叫啥, 一年工资拿多少: the amount is of that person.
_PERSON = re.compile(
    r"[局科处站校院馆所镇县市区厅行队会事组]长|主任|书记|领导|(?<![几两一每\d])个人"
)
_ASKS_FIGURE = re.compile(r"多少|几(?!乎)|为什么|为啥|咋|怎么|原因|超了?多|占")


def add_detail(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the detail that one part of an answered question asks for, or that it is not told."""
    if draft.status != "answered" or _TOLD_KIND.search(fold(draft.text)):
        return
    if _WHERE_TO.search(question.folded) and _say_travel(question, evidence, draft):
        return
    told = _say_guests(question, evidence, draft)
    told = told or _say_kind_of_car(question, evidence, draft)
    if question.intent.personal and not told:
        _say_what_for(question, evidence, draft)
        draft.add(NOT_DISCLOSED)


# What is asked of hospitality, where a report may tell it: who came, and where they ate.
_WHO_CAME = re.compile(
    r"(?:接待|招待)(?:的|了)?(?:都|是|过)*些?(?:什么人|啥人|谁|哪些人|哪(?:些|几)?[个家]?(?:单位|部门|地方)|什么客|啥客)"
    r"|谁来了?(?=$|[,?])|来的都?是些?(?:谁|什么人|啥人)|吃的都?是谁|(?:什么|啥)人来|接待对象|客人(?:都)?是(?:谁|什么|哪)"
)
_HOSPITALITY = (
    (
        "接待的是什么人",
        re.compile(
            rf"{_WHO_CAME.pattern}"
            r"|^(?!.*(?:饭店|酒店|餐馆|馆子|名单|在哪|哪家)).*请(?:的|了|过)?(?:都|是)*(?:谁|什么人|啥人|哪些人)"
        ),
        re.compile(
            r"(?:接待|开支内容|用于)(?![^,。;]{0,4}批)[^。;\d]{0,48}?"
            r"(?:人员|领导|组|来宾|客[人商]|记者|媒体|外商|团(?!组)|调研|检查|考察|督[查导察]|专家|代表|同行|来访(?!团)|交流|评[审估]|医疗队)(?!组?\s*\d)"
            r"|接待[^。;]*\d\s*人次?(?:\([^()]*\))?,主要(?:是|为|系)(?!原因|因|由于)[^。;\d]+"
        ),
    ),
    (
        "在哪里用餐",
        re.compile(
            r"(?:在|去|到|上)哪(?:里|儿)?(?:吃|用餐|摆|请|喝)|(?:饭|餐|客人?|桌)[^,。?]{0,6}在哪(?!家)"
        ),
        re.compile(
            r"(?:食堂|餐厅|酒店|饭店|宾馆|招待所|接待中心)[^。;]{0,12}(?:餐|安排|用|接待)|在[^,。;]{0,10}食堂"
        ),
    ),
    (
        "吃的是什么",
        re.compile(r"吃的?(?:都?是)?(?:了|些|点)*(?:啥|什么)"),
        re.compile(r"工作餐|自助餐|套餐|盒饭"),
    ),
    (  # by its name: a canteen is none
        "在哪家饭店用餐",
        re.compile(
            r"哪(?:一|几|个)?家[^,。?]{0,6}(?:吃|用餐|摆|请|喝)|(?:什么|哪个)(?:饭店|酒店|馆子)"
        ),
        re.compile(r"在[^,。;]{2,12}(?:酒店|饭店|宾馆|招待所)[^。;]{0,8}(?:餐|安排|接待)"),
    ),
)


def _say_hospitality(question: Question, evidence: Evidence, draft: Draft) -> tuple[bool, bool]:
    """Quote what reports tell of who was received and where.

    Return whether no other detail is asked for, and whether any of these is told.
    """
    spoken = set(question.metrics).intersection(_GUESTS)
    asked = [d for d in _HOSPITALITY if d[1].search(question.folded)]
    if not asked or not (spoken or _RECEIVES.search(question.folded)):
        return False, False
    reports = question.reports[:_MOST_REPORTS]
    untold: list[str] = []
    for info in reports:
        beside = list(_near_hospitality(evidence, info))
        whose = subject(info) if len(reports) > 1 else ""
        untold += [
            f"{whose}报告没有写{what}。"
            for what, _, told in asked
            if not _say_first(draft, evidence, info, beside, told)
        ]
    found = len(untold) < len(asked) * len(reports)
    if found:
        draft.add_each(untold)
    others = [p for p in pieces_of(question) if p.intent.personal]
    known = [p for p in others if any(asks.search(p.words) for _, asks, _ in asked)]
    return len(known) == len(others), found


_RECEIVES = re.compile(r"[接招]待|客人|[吃请]")


def _near_hospitality(evidence: Evidence, info: ReportInfo) -> Iterator[Sentence]:
    """Yield the parts of the sentences on hospitality: at its figures, right behind them, in their section."""
    sentences = evidence.sentences(info)
    own = _beside(evidence, info, _GUESTS)
    sections = {s.section for s in own}
    near = [*own, *(s for one in own if (s := sentences.after(one)) is not None)]
    spoken = [s for s in sentences.all if s.section in sections and "接待" in s.text]
    parts = [p for s in dict.fromkeys((*near, *spoken)) for p in sentences.parts(s, PART)]
    yield from sorted(
        parts,
        key=lambda part: (
            _OF_CHANGE.search(part.text) is not None,
            _MAINLY.search(part.text) is None,
        ),
    )


_MAINLY = re.compile(r"接待对象|主要(?:是|为|用于)|用于接待|开支内容")
_OF_CHANGE = re.compile(r"原因|由于|增加|减少")  # why it moved tells less of who came


def _say_guests(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Quote what a report tells of who was received, where that is asked; False where it tells nothing."""
    return _say_hospitality(question, evidence, draft)[1]


def _beside(evidence: Evidence, info: ReportInfo, metrics: Iterable[str]) -> list[Sentence]:
    """Return the sentences that state figures of these metrics."""
    places = [f.place for metric in metrics for f in evidence.facts(info, metric)]
    return [s for place in places if (s := evidence.sentences(info).around(place)) is not None]


def _say_first(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    sentences: Iterable[Sentence],
    told: re.Pattern[str],
) -> bool:
    """Quote the first sentence of a report's prose that tells something; False where none does."""
    for sentence in sentences:
        if sentence.kind != "自评表" and told.search(fold(sentence.text)):
            say_quote(draft, evidence, info, sentence)
            return True
    return False


def _say_what_for(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Quote what reports do say of what hospitality that is asked about was for; False for nothing."""
    spoken = set(question.metrics) | {COUNTED.get(metric, "") for metric in question.metrics}
    asked = question.reports if spoken.intersection(_GUESTS) else ()
    if len(asked) > 1 and not _WHO_CAME.search(question.folded):
        return False
    told = [say_purpose(draft, evidence, i, "公务接待费") for i in asked[:_MOST_REPORTS]]
    return any(told)


_MOST_REPORTS = 5


_GUESTS = ("公务接待费", "国内公务接待批次", "国内公务接待人次")


def answer_inside(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that a figure is not told apart into what is asked of it (接待里头酒水多少); False where it may be."""
    named = [m for m in question.mentions if m.metrics and m.end > m.start]
    for match in _INSIDE.finditer(question.folded):
        start, end = match.span("part")
        outer = [m for m in named if m.end == match.start()]
        if not outer or any(m.start < end and m.end > start for m in question.mentions):
            continue
        words = set(terms(match["part"]))
        if any(_tells_amount(evidence, info, words) for info in question.reports[:_FEW]):
            continue
        if _ITEMS_OF_IT.fullmatch(match["part"]):
            continue
        draft.status = "not_found"
        for info in question.reports[:_FEW]:
            for metric in outer[0].metrics[:1]:
                if statements.main_fact(evidence, info, metric) is not None:
                    draft.add(statements.say_value(draft, evidence, info, metric))
                    say_purpose(draft, evidence, info, metric)
        draft.add(f"报告没有把{outer[0].official}再往下细分，没有写其中“{match['part']}”的数。")
        return True
    return False


def _tells_amount(evidence: Evidence, info: ReportInfo, words: set[str]) -> bool:
    """Whether a clause of a report, or a row of a table, has one of these words and a number."""
    spoken = (s for s in evidence.sentences(info).all if words & s.words)
    return any(
        s.kind == "自评表" or (words & set(terms(clause)) and _DIGIT.search(clause))
        for s in spoken
        for clause in re.split(r"[,;:。]", fold(s.text))
    )


_DIGIT = re.compile(r"\d")
_FEW = 2
_ITEMS_OF_IT = re.compile(
    r"(?:[几各两三四五六七八九十]|这|那)*(?:大|小)?个?[项块笔](?:分别|各自?|都)?|还?[空缺].*"
)
_INSIDE = re.compile(
    r"(?:里头|里面|里边|里|当中|之中|中(?![介心标央小期国学医层餐途]))(?:面|的)?(?P<part>[\u4e00-\u9fff]{2,6}?)"
    r"(?:一共|总共|到底|就|又|各)*(?:[花用占要]|有|是|支)?(?:了|掉)?(?:多少|几)"
)


_KIND_OF_CAR = re.compile(
    r"(?:买|购|换|添)[^。?]{0,24}(?:什么|哪种|啥|哪类)(?:样的?)?车|车型|什么类型的车"
)
_TOLD_KIND = re.compile(
    r"(?:购置|购买|更新|新购)[^。;；\d]{0,16}?(?<!公务用)(?<!公务)[\u4e00-\u9fff]{2,8}(?:用车|[轿客货警]车|(?:越野|执法|执勤|救护|商务|巡逻|消防|采血|作业|皮卡)车|皮卡)\s*\d+\s*[辆台]"
    r"|均为[\u4e00-\u9fff]{2,10}车|(?:购置|购买|更新|新购)\s?\d+\s?[辆台](?!公务用车)[\u4e00-\u9fff]{2,10}车"
)


def _say_kind_of_car(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Quote what kind of cars were bought, where a report says it; False where it does not."""
    if not _KIND_OF_CAR.search(question.folded) or len(question.reports) != 1:
        return False
    info = question.reports[0]
    sentences = [*_beside(evidence, info, _BOUGHT), *evidence.sentences(info).all]
    told = _say_first(draft, evidence, info, sentences, _TOLD_KIND)
    price = statements.main_fact(evidence, info, _PRICE) if _COSTS.search(question.folded) else None
    if told and price is not None and not draft.tells(price.amount.value, price.amount.measure):
        draft.add(statements.say_value(draft, evidence, info, _PRICE))
    return told


_PRICE, _COSTS = "公务用车购置费", re.compile(r"多少钱|花了?多少|[什啥么]价|多贵")
_BOUGHT = ("公务用车购置数", _PRICE)


def _said_instead(question: Question, evidence: Evidence, draft: Draft) -> str:
    """Return the marks of what a report does say of the metrics that are asked about."""
    reports = question.reports if len(question.reports) <= 2 else ()
    spoken = question.metrics
    counted = [count for count, money in COUNTED.items() if money in spoken]
    metrics = dict.fromkeys([*question.metrics, *(COUNTED.get(m, m) for m in spoken), *counted])
    facts = [
        (info, fact)
        for info in reports
        for metric in metrics
        if (fact := statements.main_fact(evidence, info, metric)) is not None
    ]
    marks = dict.fromkeys(draft.cite(info, fact) for info, fact in facts)
    around = ((i, evidence.sentences(i).around(fact.place)) for i, fact in facts)
    covers = [(i, s) for i, s in around if s is not None and _COVERS.search(s.text)]
    shown = [f"[{draft.mark(i, s.section, s.place)}]" for i, s in covers[:1]]
    return "".join(dict.fromkeys([*shown, *list(marks)[:_MOST_MARKS]]))


_COVERS = re.compile(r"开支内容|主要用于|主要是|包括")


_MOST_MARKS = 3


_MENTIONED = 0.4  # share of a question's words that a sentence must hold to be shown as the nearest


def _say_mention(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """Quote what a report says that comes nearest to a detail that it does not disclose."""
    sentences = evidence.sentences(info)
    words = {word for word in asked_words(question, sentences) if sentences.holds(word)}
    least = 1 if question.metrics else _LEAST_WORDS
    for match in sentences.find(words, 1, without=("自评表", "名词解释", "职能", "其他")):
        if match.coverage >= _MENTIONED and len(match.sentence.words & words) >= least:
            mark = draft.mark(info, match.sentence.section, match.sentence.place)
            draft.add(f"报告中与此有关的原文见此处。[{mark}]")


_LEAST_WORDS = 2


_JOURNEY = re.compile(r"赴|前往|出访|考察|研修|参加.{1,20}(?:会议|培训|活动)")


def say_journey(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Quote who travelled where, as far as a report says it beside the cost; False where not."""
    if not metric.startswith("因公出国"):
        return False
    told = _journey(evidence, info, metric)
    if told is None:
        return False
    draft.add(statements.say_value(draft, evidence, info, metric))
    say_quote(draft, evidence, info, told)
    return True


_WHERE_TO = re.compile(
    r"(?:去|到|上)(?:了|的|过)?(?:哪|什么地方|啥地方)|(?:出国|出境|出去|去|是)[^,。?]{0,4}(?:干|做|考察|学)(?:了|的)?(?:些)?(?:嘛|吗|啥|什么)"
)


def _say_travel(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """花了多少,去哪儿了: quote where somebody travelled; False where no report says it."""
    abroad = [m for m in question.metrics if m.startswith("因公出国")]
    told = [(i, s) for i in question.reports[:2] for m in abroad if (s := _journey(evidence, i, m))]
    for info, sentence in told:
        say_quote(draft, evidence, info, sentence)
    return bool(told)


def _journey(evidence: Evidence, info: ReportInfo, metric: str) -> Sentence | None:
    """Return the sentence beside the cost of travelling that says who went where, or None."""
    sentences = evidence.sentences(info)
    places = [fact.place for fact in evidence.facts(info, metric)]
    around = [s for place in places if (s := sentences.around(place)) is not None]
    nearby = list(around)
    for _ in range(_STEPS):
        nearby += [s for one in nearby if (s := sentences.after(one)) and s not in nearby]
    told = (s for s in nearby if _JOURNEY.search(s.text) and s.kind != "名词解释")
    return next(told, None) if statements.main_fact(evidence, info, metric) else None


_STEPS = 2  # sentences behind the cost


# 12月单月的油费: reports are of a whole year; 截至12月31日 is a date.
_FINER = re.compile(
    r"\d{1,2}月份?(?![\d底末日])(?!\d{1,2}日)|单月|每个?月|按月|季度|上半年|下半年|哪个月"
)


def answer_finer(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that a report has no figures of single months; False where none is asked for."""
    if not _FINER.search(question.folded) or not question.metrics or question.projects:
        return False
    if asks_average(question.folded):
        return False
    draft.status = "not_found"
    marks = _said_instead(question, evidence, draft)
    draft.add(f"决算报告只披露全年数{marks}，没有按月、按季度或按天的数，因此无法回答。")
    return True


_ALONE = re.compile(r"自己的?|单独|本身|独自|自身|各自|分开(?:说|讲|列)")
_AMOUNT = re.compile(r"多少|几|多大|总额|合计")
_FEW_OPEN = 3  # characters that nothing explains


def answer_own_of_member(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that a member unit's own figure is not told; False where it is, or is not asked for."""
    members = question.units.members
    if question.projects or "项目" in question.folded:
        return False
    if not members:
        return _asks_of_head(question) and _say_own_of_member(question, evidence, draft)
    if "下属单位" in question.topics and not _AMOUNT.search(question.folded):
        return False
    beside = _BESIDE_MEMBER.search(question.folded) is not None
    if beside and _states_own(question, evidence):
        return False  # what is told of each is added up
    people = any(_people(question, evidence, info) for info in question.reports)
    own = (question.metrics or people) and not beside
    if own and _say_own_of_member(question, evidence, draft):
        return True
    alone = _ALONE.search(question.folded) is not None
    spoken = question.metrics or tuple(_unstated(question))
    general = [m for m in spoken if not m.endswith(("(类)", "(款)", "(项)"))]
    plain = general and len(general) == len(spoken)
    clear = plain and len(question.unexplained) < _FEW_OPEN and not question.intent.performance
    asks_own = alone and (question.metrics or asks_money(question))
    if not asks_own and not (clear and _AMOUNT.search(question.folded)):
        return False
    draft.paragraphs[:] = [p for p in draft.paragraphs if not p.endswith(OF_WHOLE)]
    if _say_item_of_member(question, evidence, draft):
        return True
    names = "、".join(members)
    asked = statements.name(spoken[0]) if spoken else "收支数"
    draft.status = "not_found"
    draft.add(f"报告没有单独披露“{names}”自己的{asked}，只有部门汇总数。")
    for info in question.reports if len(question.reports) == 1 else ():
        for sentence in evidence.sentences(info).all:
            if sentence.kind == "机构" and all(fold(m) in fold(sentence.text) for m in members):
                mark = draft.mark(info, sentence.section, sentence.place)
                draft.add(f"它列在部门决算的编制范围内。[{mark}]")
                break
    return True


def _unstated(question: Question) -> Iterator[str]:
    """Yield the terms of a question that no report has figures of."""
    named = (m for m in question.mentions if not (m.metrics or m.topic or m.aspect or m.weak))
    return (m.official for m in named if m.official)


# 交易中心加上本级一共几辆车: of more than the member, added up.
_BESIDE_MEMBER = re.compile(r"加上|连同|合计|总共|一共")
_HEAD_BESIDE = re.compile(r"本级|机关本部|局机关")


_HEAD_OFFICE = re.compile(r"(?<![省市区县州中央])(?:本级|机关本部)(?!财政|预算|和|与|及|还是|占)")


def _asks_of_head(question: Question) -> bool:
    """局本级花了多少: an amount of the head office alone."""
    text, intent = question.folded, question.intent
    plain = not (intent.why or intent.total or intent.compare)
    return plain and _HEAD_OFFICE.search(text) is not None and _AMOUNT.search(text) is not None


def _states_own(question: Question, evidence: Evidence) -> bool:
    """Whether a report states a figure that is asked for of a member alone."""
    return any(
        _is_of(fact, question.units.members)
        for info in question.reports
        for metric in with_beside(question).metrics
        for fact in evidence.facts(info, metric)
    )


def _people(question: Question, evidence: Evidence, info: ReportInfo) -> list[Fact]:
    """Return a report's figures of posts or people, where a question asks for these alone."""
    beside = re.search(r"[,，;。?？]\s*\S", question.context)
    return posts_and_people(question, evidence, info) if beside is None else []


def _say_own_of_member(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Tell the figures that a report states of a member alone; False where it states none."""
    told = False
    together = _names_unit_beside(question)
    for info in question.reports:
        own = question.units.members or (_HEAD,)
        people = [f for f in _people(question, evidence, info) if _is_of(f, own)]
        for metric in (*with_beside(question).metrics, *(fact.metric for fact in people)):
            facts = evidence.facts(info, metric)
            members = [f for f in facts if _is_of(f, own)]
            main = statements.main_fact(evidence, info, metric) if together and members else None
            values = [(info, f) for f in members if f.aspect in statements.VALUES]
            for fact in [*([main] if main is not None else []), *members]:
                if fact.aspect in statements.VALUES:
                    told_fact = f"{statements.name(metric, fact)} {draft.figure(info, fact)}"
                    draft.add(f"{subject(info)}{told_fact}。{cited(draft, evidence, info, fact)}")
                    told = True
            if len(values) > 1 and question.intent.total:
                pairs.say_total(draft, values)
            elif len(values) == len(("one", "other")) and _WHICH_MORE.search(question.folded):
                pairs.say_difference(draft, values[0], values[1])
            if question.intent.share:
                _say_share_of_member(evidence, draft, info, metric, members)
    if told:
        draft.paragraphs[:] = [p for p in draft.paragraphs if not p.endswith(OF_WHOLE)]
    return told


_WHICH_MORE = re.compile(r"[哪谁][^,。?]{0,6}[多少高低大小]|差|[多少高低]多少")


def _say_share_of_member(
    evidence: Evidence, draft: Draft, info: ReportInfo, metric: str, members: Sequence[Fact]
) -> None:
    """Add what share a member has in the whole: as the report states it, else computed."""
    whole = statements.main_fact(evidence, info, metric)
    stated = [fact for fact in members if fact.aspect == "占比"]
    own = [fact for fact in members if fact.aspect in statements.VALUES]
    if stated:
        draft.add(f"占 {draft.figure(info, stated[0])}。{draft.cite(info, stated[0])}")
    elif own and whole is not None and whole.entity not in {f.entity for f in own}:
        pairs.say_share_of(draft, (info, own[0]), (info, whole))


def _names_unit_beside(question: Question) -> bool:
    """甲局和它的乙中心各有几辆车: whether the unit or its head office is asked about beside a member."""
    if question.units.members and _HEAD_BESIDE.search(question.folded):
        return True
    return any(
        _JOINED.fullmatch(question.folded, end, start)
        for _, end in question.units.spans
        for start, _ in question.units.member_spans
        if end < start
    )


_JOINED = re.compile(r"[^,。?;]{0,4}(?:和|与|跟|及|以及|、)[^,。?;]{0,4}")
_HEAD = "本级"


def _is_of(fact: Fact, members: Sequence[str]) -> bool:
    return any(_is_entity(fold(fact.entity), member) for member in members)


def _is_entity(entity: str, member: str) -> bool:
    if member == _HEAD:
        return entity == _HEAD
    if len(entity) <= len("汇总"):
        return False
    return member in entity or entity in member or member in said_names(entity)


def _say_item_of_member(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Tell the functional item that bears a member's name (图书馆): what is spent on it."""
    if set(question.metrics) - {"本年支出", "支出总计"}:
        return False
    told = False
    for info in question.reports:
        for metric in evidence.metrics(info):
            name = item_name(metric)
            if name != metric and any(fold(m).endswith(name) for m in question.units.members):
                draft.add(statements.say_value(draft, evidence, info, metric))
                told = True
    return told


OF_WHOLE = "以下是汇总口径。"
