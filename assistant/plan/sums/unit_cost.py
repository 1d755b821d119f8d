"""What one of something costs: per car, guest, visit or employee, as stated or computed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculate import in_yuan, reckon
from assistant.compose import comparison, drivers, statements
from assistant.compose.draft import Draft, subject, subjects
from assistant.compose.quotes import quote_first, say_quote
from assistant.compose.quotient import Operand, each, of_fact, say_quotient
from assistant.lexicon import HOW_MUCH
from assistant.plan.doubts.numbers import Said, is_said, numbers_said
from assistant.plan.listed.ordering import is_low
from assistant.plan.sums.averaged import VISITORS
from assistant.plan.sums.operands import Number, Words, best, numbers_of
from assistant.plan.sums.per_one import say_each_named, say_each_told
from assistant.plan.sums.periods import asks_of_period_alone
from assistant.plan.sums.worded import is_of_people
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.tallies import put, wordings
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.parts import asking_clauses
from assistant.vocabulary import item_name
from index.amounts import MONEY
from index.store import ReportInfo
from index.terms import economic_items


def answer_unit_cost(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with an average that a report states, or a quotient; False where none is asked for."""
    if not question.intent.unit_cost or asks_of_period_alone(question.words):
        return False
    if is_of_people(question.words):
        return False
    costs: list[tuple[Decimal, ReportInfo]] = []
    reports, told = _of_the_first(question, evidence, draft, reports)
    for info in reports:
        found, cost = _say_of_report(question, evidence, draft, info)
        told |= found
        costs += [(cost, info)] if cost is not None else []
    if len(costs) > 1 and _COMPARES.search(question.folded):
        low = question.intent.rank == "低" or _CHEAP.search(question.folded) is not None
        costs.sort(key=lambda pair: pair[0], reverse=not low)
        draft.ranked = [info for _, info in costs]
        if _APART.search(question.folded):
            _say_apart(evidence, draft)
        place = "最低" if low else "最高"
        draft.add(
            f"按上述平均数，{subjects(draft.ranked[:1])}{place}。各单位年度、规模和统计范围不同，仅供参考。"
        )
    return told


def _of_the_first(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> tuple[Sequence[ReportInfo], bool]:
    """谁的公车最多,平均一辆花多少: say which report has the most, and return that one with whether one has."""
    for clause in asking_clauses(question.folded) if len(reports) > 1 else ():
        at = question.folded.find(clause)
        named = {
            x for m in question.mentions if at <= m.start < at + len(clause) for x in m.metrics
        }
        if "最" not in clause or len(named) != 1 or read_intent(clause).unit_cost:
            continue
        metric, low = named.pop(), is_low(clause)
        known = [(i, f) for i in reports if (f := statements.main_fact(evidence, i, metric))]
        if comparison.say_rank(draft, evidence, reports, metric, lowest=low):
            known.sort(key=lambda pair: in_yuan(pair[1].amount), reverse=not low)
            return [known[0][0]], True
    return reports, False


_APART = re.compile(r"差(?:了|出)?(?:多少|几)|相差|[多少高低贵](?:出|了)?(?:多少|几)")


def _say_apart(evidence: Evidence, draft: Draft) -> None:
    """Add by how much the two averages told differ."""
    costs = [d for d in draft.derivations if d.measure == "元" and len(d.operands) > 1]
    if len(costs) != len(("one", "other")):
        return
    high, low = sorted(costs, key=lambda cost: -cost.value)
    by_id = evidence.by_id
    used = [(by_id[o.report], o.fact) for cost in (high, low) for o in cost.operands]
    left = " − ".join(cost.formula.partition(" = ")[0] for cost in (high, low))
    value = reckon(left)
    if value is not None:
        marks = draft.cite_each(used)
        draft.add(f"两者相差约 {each(draft, value, left, used)}。{marks}")


_BY_TRIP = re.compile(r"[台车趟]次")
_CHEAP = re.compile(r"(?:最|更|比较)?(?:便宜|省钱?|划算)|(?:最|更)[低少]")
_COMPARES = re.compile(r"哪|谁|比|[高贵多]|便宜|省")
_GUESTS = re.compile(
    r"(?:一|每)[批次].{0,6}?(?:几|多少)个?人|平均.{0,4}批.{0,6}?(?<!客)人(?![^,?]{0,6}[花钱费吃])|^(?:又|各|平均)?(?:是|有)?(?:几|多少)个?人"
)
_TO_A_CAR = re.compile(r"几个?人.{0,6}[一每]辆|[一每]辆车?.{0,6}几个?人")
_A_KILOMETRE = re.compile(r"(?:每|一)公里")
_COSTS = re.compile(r"(?:花|用|要|合|吃|费)(?:掉|了)?(?:多少|几)")
_OF_VISITS = re.compile(r"(?:一|每)个?(?:[批拨回趟顿]|次(?!人))|批均|批次")
_OF_GUESTS = re.compile(r"人均|(?:每|一)个?(?:人|客|位)|人次|人头")
_HOSPITALITY = re.compile(r"接待|招待|吃|客|饭|餐")


def _say_of_report(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> tuple[bool, Decimal | None]:
    """Add what one costs in a report; whether anything was said, and the last cost in 元."""
    text = question.folded
    counts = _counts_asked(question)
    if _TO_A_CAR.search(text):
        people, cars = ("在职人员", "人"), ("公务用车保有量", "每辆")
        return comparison.say_count_of_each(draft, evidence, info, people, cars), None
    visitors, visits = ("国内公务接待人次", "人次"), ("国内公务接待批次", "每批次")
    if _asks_price(question) and _say_price_of_kind(question, evidence, draft, info):
        return True, None
    if _asks_price(question) and not evidence.facts(info, "车辆价值"):
        draft.add(f"{subject(info)}的报告没有写车辆的价值，以下是运行维护的平均数。")
    if _A_KILOMETRE.search(text) and "车" in text and not evidence.sentences(info).holds("里程"):
        draft.add(f"{subject(info)}的报告没有写行驶的公里数，以下是每辆的平均数。")
    told = "guests" in counts and comparison.say_count_of_each(
        draft, evidence, info, visitors, visits
    )
    wanted = tuple(count for count in counts if count != "guests")
    if told and not wanted:
        return True, None
    money = _money_metrics(question, evidence, info)
    if _say_stated_average(question, evidence, draft, info):
        told = True
        if len(HOW_MUCH.findall(text)) > 1:  # 接待了多少人、花了多少,平均一个人多少
            _say_others(question, evidence, draft, info)
        rest = tuple(count for count in wanted if count != "国内公务接待人次")
        if not rest or len(rest) == len(wanted):
            return True, None
        wanted = rest
    if say_each_named(question, evidence, draft, info):
        return True, None
    if _BY_TRIP.search(text):
        return False, None  # 每派一台次车花多少: of no car
    if _each(text) in _WHO and _say_by_words(question, evidence, draft, info):
        return True, None  # 生均公用经费: of the pupils, not of the staff
    both = "车" in text and _HOSPITALITY.search(text)
    if both:
        money = list(dict.fromkeys([*money, "公务接待费"]))
    cost = None
    heads_asked = len(_A_HEAD.findall(text))  # 人员经费人均多少,公用经费人均多少
    for metric in money[: max(heads_asked, 2 if both else 1)]:
        divisors = wanted or _counts_said(question, evidence, info, metric)
        of_staff = metric in _OF_ALL_STAFF or metric in economic_items() - _OF_OTHERS  # 人均办公费
        if not divisors and of_staff and _A_HEAD.search(text):
            heads = comparison.HEADS
            divisors = heads[:1] if evidence.facts(info, heads[0]) else heads[1:]
        found = comparison.say_unit_cost(draft, evidence, info, metric, divisors)
        told, cost = told or found is not None, found or cost
    if cost is not None:
        _say_others(question, evidence, draft, info)  # 接待了几批人
    if question.intent.why and cost is not None and evidence.reasons(info, money[0], "上年"):
        rose, fell = question.intent.rose, question.intent.fell
        lines = drivers.say_why(draft, evidence, info, money[0], fell=fell, rose=rose)
        draft.add_each(lines[:2])  # 接待费咋涨了，一个人花多少
    return told or _say_by_words(question, evidence, draft, info), cost


_OF_ALL_STAFF = {
    "“三公”经费",
    "本年支出",
    "支出总计",
    "基本支出",
    "机关运行经费",
    "财政拨款支出",
    "一般公共预算财政拨款支出",
    "一般公共预算财政拨款基本支出",
}
# Divided by those who took part or came.
_OF_OTHERS = {"会议费", "培训费", "公务接待费", "因公出国（境）费", "公务用车运行维护费"}
_A_HEAD = re.compile(r"(?<!生)(?<!户)人均|每(?:个|名|位)?(?:在职)?(?:人(?!次)|职工|干部|员工)")


def _say_others(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> None:
    """Add the counts that a question names beside an average, and the money where none is told."""
    known = {r.fact.metric for r in draft.references if r.report == info.id}
    for metric in question.metrics:
        counted = metric in comparison.COUNTED or metric in comparison.COUNTED.values()
        if counted and metric not in known:
            draft.add(statements.say_value(draft, evidence, info, metric))


def _counts_asked(question: Question) -> list[str]:
    """Return what hospitality is to be divided by, as the clauses of a question ask in their order."""
    if not _of_hospitality(question):
        return []
    found = []
    for clause in re.split(r"[,、;?]", question.folded):
        if _GUESTS.search(clause) and re.search("[批次]", question.folded):
            found.append("guests")
            clause = _GUESTS.sub("", clause)
        elif found == ["guests"] and _COSTS.search(clause) and not _OF_GUESTS.search(clause):
            found.append("国内公务接待批次")  # 每批几个人, 花多少钱
        if _OF_VISITS.search(clause):
            found.append("国内公务接待批次")
        if _OF_GUESTS.search(clause):
            found.append("国内公务接待人次")
    return list(dict.fromkeys(found))


def _counts_said(
    question: Question, evidence: Evidence, info: ReportInfo, metric: str
) -> list[str]:
    """Return the counts whose numbers a question says: 按77辆一辆摊多少，按229辆呢."""
    said = list(numbers_said(question.folded))
    counts = comparison.UNIT_COUNTS.get(metric, ((), ""))[0]
    facts = ((count, statements.main_fact(evidence, info, count)) for count in counts)
    return [count for count, fact in facts if fact and any(is_said(fact, s) for s in said)]


def _of_hospitality(question: Question) -> bool:
    counts = ("国内公务接待批次", "公务接待费")
    if VISITORS.search(question.words) or _FROM_ABROAD.search(question.words):
        return False
    if _HOSPITALITY.search(question.context):
        return True
    other = _SAYS_NO_THING.sub("", question.unexplained)  # 抽检一批次花多少: of no guests
    items = any(metric.endswith(("(类)", "(款)", "(项)")) for metric in question.metrics)
    return bool(set(counts) & set(question.metrics)) and not items and len(other) < _LEAST_NOUN


_FROM_ABROAD = re.compile(r"外事|外宾|境\)?外")  # what is told of guests is of those at home
_SAYS_NO_THING = re.compile(r"[^\u4e00-\u9fff]|平均|大概|大约|多少|[一每人批次花钱要了的是呢合摊]")
_LEAST_NOUN = 2


_OF_ONE = re.compile(r"[一每][辆台人批个次]|[人车批]均|平均|摊")
_WORTH = re.compile(r"账面|价值|值(?:多少|几)|原值")
_PURCHASE = re.compile(r"购|买")


def _say_stated_average(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """Say an average that the report itself states (平均每辆运行维护费); False where it states none."""
    clauses = [c for c in re.split(r"[,;?]", question.folded) if _OF_ONE.search(c)]
    told = False
    for clause in clauses if len(clauses) > 1 else ():  # 一辆车养护多少, 接待一个人吃掉多少
        part = replace(question, folded=clause, context=clause)
        told = _say_own_average(part, clause, evidence, draft, info) or told
    text = ",".join(clauses) or question.folded  # 买了几辆, 一辆维护费多少 asks of one for upkeep
    if told or _say_own_average(question, text, evidence, draft, info):
        return True
    subjects = _subjects(text)
    buys = _PURCHASE.search(text) is not None
    if "车" not in subjects and not _of_hospitality(question):
        return False
    subject = "车" if "车" in subjects else "接待"
    if buys or not subjects or _asks_price(question) or _WORTH.search(text):
        return False
    sentences = evidence.sentences(info).all
    prose = (s for s in sentences if s.kind != "自评表" and subject in s.text)
    return quote_first(draft, evidence, info, prose, _AVERAGE)


def _subjects(text: str) -> list[str]:
    return [word for word in ("车", "辆", "人", "批") if word in text]


def _say_own_average(
    question: Question, text: str, evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """Say the average for which a report has a name of its own (车均维护费); False where it has none."""
    if _asks_price(question) or _WORTH.search(text):
        return False
    buys = _PURCHASE.search(text) is not None
    for metric in evidence.metrics(info):
        average = re.match(r"(?:平均)?每[辆台人批次]|[人车]均", metric)
        fits = average and any(w in metric for w in _subjects(text)) and _is_meant(question, metric)
        if fits and ("购" in metric) == buys:
            draft.add(statements.say_value(draft, evidence, info, metric))
            return True
    return False


def _is_meant(question: Question, metric: str) -> bool:
    """Whether a stated average is of what a question speaks of: no 人均接待费 for 人均工资."""
    if "接待" in metric or _of_hospitality(question):
        return "接待" in metric and _of_hospitality(question)
    thing = _AVERAGE_OF.sub("", metric)
    named = [m for m in question.metrics if m not in comparison.COUNTED]
    return not named or any(thing in m or item_name(m) in thing for m in named)


_AVERAGE_OF = re.compile(r"^(?:平均)?(?:每[辆台人批次]+|[人车]均)")


_AVERAGE = re.compile(
    r"(?:平均)?每(?:[辆台批人]|人次|批次)[^,，。;；、]{0,10}\d|[人车辆批]均[^,，。;；、]{0,8}\d"
)


def _money_metrics(question: Question, evidence: Evidence, info: ReportInfo) -> list[str]:
    """Return the metrics of the money that is to be divided, nearest to the question first."""
    text = question.folded
    spoken = text if re.search("[车费钱]", text) else question.context  # 那一辆合多少
    of_worth = _WORTH.search(spoken) or _asks_price(question)
    if "车" in spoken and of_worth and evidence.facts(info, "车辆价值"):
        return ["车辆价值"]
    upkeep = evidence.facts(info, "公务用车运行维护费")
    if upkeep and "车" in text and re.search(r"养|运行|运维|维护|油|烧|跑|[一每]年", text):
        return ["公务用车运行维护费"]
    if "公务用车购置数" in question.metrics and evidence.facts(info, "公务用车购置费"):
        return ["公务用车购置费"]  # 公车买了几辆, 平均一辆多少
    hosts = _of_hospitality(question)
    counted = [
        comparison.COUNTED[m]
        for m in question.metrics
        if m in comparison.COUNTED and (hosts or not m.startswith("国内公务接待"))
    ]
    stated = [
        m for m in question.metrics if any(f.aspect == "决算数" for f in evidence.facts(info, m))
    ]
    usual = [m for m in stated if m in comparison.UNIT_COUNTS]
    if _OF_AREA.search(text):
        usual = [m for m in usual if m == "房屋价值"]
    of_staff = stated if _each(text) in _STAFF else []
    of_all = "在职人员" in question.metrics  # 按在职人数算人均基本工资
    paid = [m for m in stated if of_all and _is_paid(evidence, info, m)]
    found = usual or of_staff or paid or counted or stated
    for word, metric in (("接待|招待|吃", "公务接待费"), ("车", "公务用车运行维护费")):
        if not found and re.search(word, text):
            found = [metric]
    return found


# 多少钱一辆 asks what a car is worth, 一辆花多少 what it costs to run.
_PRICE = re.compile(
    r"(?:多少|几)(?:钱|万|块)+(?:一|每)[辆台部]|(?:一|每)[辆台部]的?(?:公|用)?车?(?:平均|大概|大约|得|要|是)*(?:多少|几)(?:钱|万)|[车辆]均?价(?!值)|均价|单价"
)
_RUNS = re.compile(
    r"养|运行|运维|维护|维修|保养|油|烧|跑|[一每全]年|花|费|开[销支]|支出|保险|用掉|[买购换]"
)


def _asks_price(question: Question) -> bool:
    """Whether a question asks what a car is worth: nothing in its thread speaks of running it."""
    if not _PRICE.search(question.folded) or "车" not in question.folded:
        return False
    return not _RUNS.search(question.context) and not _of_hospitality(question)


def _say_price_of_kind(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """应急保障用车平均多少钱一辆: add what one car of a kind is worth; False where that is not told."""
    kinds = [m for m in question.metrics if m.endswith("用车") and not m.startswith("公务")]
    told = []
    for kind in kinds:
        count = statements.main_fact(evidence, info, kind)
        worth = (statements.main_fact(evidence, info, f"{kind}{of}") for of in ("原值", "价值"))
        value = next((fact for fact in worth if fact is not None), None)
        if count is not None and value is not None:
            told.append(say_quotient(draft, info, of_fact(value), of_fact(count)))
    return any(told)


def _is_paid(evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    fact = statements.main_fact(evidence, info, metric)
    return fact is not None and fact.amount.measure in MONEY


_OF_AREA = re.compile(r"平(?:方|米|(?=[多合值要]))")
_EACH = re.compile(
    r"(?:(?P<mean>[人生户])均)|(?:每|一)\s?(?:个|位)?(?P<each>人次|人|批|公里|案|件|户|家|条|台|套|次|场|期|处|亩|吨|盆|块|部|张|份|孩|娃|学生|学员|老人|在职|在编|职工|干部|员工)"
)
_MEASURES = {
    "人次": ("人次",),
    "人": ("人", "名", "人次"),
    "公里": ("公里",),
    "案": ("件", "起", "宗"),
    "件": ("件",),
    "户": ("户", "家"),
    "家": ("家", "户"),
    "次": ("次", "场", "期"),
    "场": ("场", "次"),
    "台": ("台", "套"),
    **dict.fromkeys(("孩", "娃", "学生", "学员", "老人"), ("名", "人")),
    **dict.fromkeys(("在职", "在编", "职工", "干部", "员工"), ("人",)),
}
_MEAN = {"人": "人", "生": "学生", "户": "户"}
_WHO = {
    **dict.fromkeys(("孩", "娃", "学生"), r"学生|幼儿"),
    "老人": "老人",
    "学员": "学员",
}
_STAFF = dict.fromkeys(("在职", "在编", "职工", "干部", "员工"), r"^在职人员$")
_ANY = ("人", "名", "户", "件", "公里", "条", "台", "套", "处", "场", "次", "亩", "吨")


def _each(text: str) -> str:
    """Return what each of is asked for (一个学生, 生均), or an empty string."""
    asked = _EACH.search(text)
    return (asked["each"] or _MEAN[asked["mean"]]) if asked else ""


_DONE = re.compile(
    r"(?<!开)(?:采|献|种|栽|读|借|接访|接诊|审|查|抓|送)了?(?:多少|几)(?!钱|[万亿]?元)"
)


def _say_by_words(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """办一个案子摊多少钱: add the quotient of two numbers that the question names by their words."""
    said = list(numbers_said(question.folded))
    many = next((s for s in said if s.measure not in ("", "%", *MONEY)), None)
    each = _each(question.folded)
    pupils = _WHO.get(each) and many is None and _asks_of_all(question)
    if pupils:  # 生均支出: all that was spent, on all of them
        spent = statements.main_fact(evidence, info, "本年支出")
        all_of_them = _all_pupils(evidence, info)
        return bool(
            spent and all_of_them and say_quotient(draft, info, of_fact(spent), all_of_them)
        )
    if say_each_told(question, evidence, draft, info):
        return True
    clauses = re.split(r"[,，;；。?？]", question.words)
    if any(_NO_MONEY.search(c) and _EACH.search(c) for c in clauses):
        return False  # 平均一期多少人次, 一个人采多少血, 人均管多少亩: no money
    if not each and many is None:
        return False
    if each == "人" and many is None and set(question.metrics) & {"人员经费", "公用经费"}:
        return False  # of the staff, that no report states here, and of no guests
    measures = _MEASURES.get(each, (each,)) if each else _ANY
    money = _money(question, evidence, info, said)
    if money is not None and money.fact is None and _AVERAGED.search(money.clause):
        return False  # 人均培训费用9178元 is divided already
    count = _count_called(question, evidence, info, measures)
    if count is None and many is None:
        count = _named_count(question, evidence, info, each, measures) or (
            _beside(evidence, info, money, measures) if each == "人" else None
        )
    if count is None:
        count = _nearest(question, evidence, info, _ANY if many else measures, many)
        who = _WHO.get(each) or _STAFF.get(each, "").strip("^$")
        if count is not None and many is None and not re.search(who, count.clause):
            return False  # 一个在职人员: of no other people
        if count is not None and many is None and not _is_spoken_of(question, count):
            return False  # 接访一个人: not of those who read a page of the government
    if count is not None and many is None and _say_rate(evidence, draft, info, count):
        return True
    if (
        money is not None
        and _LEFT_OVER.search(money.clause)
        and not _LEFT_OVER.search(question.folded)
    ):
        return False  # what is left of the money was spent on none
    return bool(count and money and say_quotient(draft, info, money, count))


_HOW_MANY_PEOPLE = re.compile(
    r"(?:多少|几)(?:个|名)?(?:人次?|学员|学生|孩子?|娃|老人|群众)(?:[,，。?？呢]|$)"
)
_NO_MONEY = re.compile(
    rf"{_HOW_MANY_PEOPLE.pattern}|{_DONE.pattern}"
    r"|(?:多少|几)万?(?:平方米?|平米|公里|亩|公顷|吨|米(?![饭粉面]))"
)
# 生均支出, 一个孩子一年花多少: of no expense that is named
_OF_ALL_MONEY = re.compile(
    r"平均|生均|[每一]个?(?:孩子?|娃|学生|幼儿|小朋友)|(?:总)?(?:支出|花费|花销|开支|投入|费用|成本)|[花用要摊合]|[一每全]年|(?:20)?\d\d年度?|大概|大约|多少|[的了是钱元,，。?？呢在上到]"
)
_PUPILS = re.compile(r"在校(?:学)?生|在园(?:幼儿)?|在籍(?:学生)?|学生总数|全校学生|[现共]有学生")


def _asks_of_all(question: Question) -> bool:
    """Whether a question says nothing of what the money was spent on."""
    whole = {"本年支出", "支出总计"}
    if not set(question.metrics) <= whole:
        return False
    rest = re.findall(r"[\u4e00-\u9fff]", _OF_ALL_MONEY.sub("", question.words))
    return len(rest) <= _SHORT_NAME


_SHORT_NAME = 2  # characters: 二幼


def _all_pupils(evidence: Evidence, info: ReportInfo) -> Operand | None:
    """Return how many pupils a school has in all, as its report tells it; None where it tells none."""
    told = [
        number
        for number in numbers_of(evidence, info)
        if number.measure in ("人", "名") and _PUPILS.search(number.own)
    ]
    most = max(told, key=lambda number: number.value, default=None)
    return most.operand(evidence, info) if most is not None else None


_AVERAGED = re.compile(r"[人户生]均|[平单]均|每[人户件次]|单价|单位成本")
# 按全日制在校生算: the count that a question itself says to divide by
_BY = re.compile(
    r"(?:按照?(?=[^,\d]{3,14}?(?:算|平均|均摊|摊|计))|除以)(?P<count>[^,\d]{3,12}?)(?:[人件户]?数)?(?:来|算|平均|均摊|摊|计|,|$)"
)
_LIKE, _FAINTLY = 0.6, 0.15  # of what is said, that the words of a number must have


def _count_called(
    question: Question, evidence: Evidence, info: ReportInfo, measures: Sequence[str]
) -> Operand | None:
    """Return the count by which a question says to divide, as prose or a table tells it."""
    called = _BY.search(question.words)
    if called is None:
        return None
    words = Words.of(called["count"], evidence.amounts(info))
    number = best(numbers_of(evidence, info), words, lambda n: n.measure in measures, _LIKE)
    return number.operand(evidence, info) if number is not None else None


def _nearest(
    question: Question,
    evidence: Evidence,
    info: ReportInfo,
    measures: Sequence[str],
    said: Said | None = None,
) -> Operand | None:
    """Return the number in one of these measures whose words are most a question's, or None.

    A number that the question says (`said`) is looked for by its value.
    """
    words = Words.of(question.context, evidence.amounts(info), question.projects)

    def fits(number: Number) -> bool:
        if said is None:
            return number.measure in measures
        return number.value == said.value * MONEY.get(said.measure, Decimal(1)) and (
            number.is_money == (said.measure in ("", *MONEY))
        )

    least = _FAINTLY if said is None else 0.0
    number = best(numbers_of(evidence, info), words, fits, least)
    return number.operand(evidence, info) if number is not None else None


def _is_spoken_of(question: Question, count: Operand) -> bool:
    """Whether a count's clause has a word of the question, or the sentence of it does."""
    before = question.before.words if question.before is not None else ""
    text = f"{before} {question.words}"
    said = {pair for way in wordings(text) for pair in telling(put(text, way))} | telling(text)
    of = count.fact.metric if count.fact is not None else ""
    return bool(said & set(terms(f"{count.clause} {count.quote} {of}")))


_RATE = re.compile(r"每(?!年|月)[\u4e00-\u9fff]{1,3}[^。;；,，]{0,8}?\d[\d,.]*\s?万?元")
_LEFT_OVER = re.compile(r"结转|结余|剩")


def _say_rate(evidence: Evidence, draft: Draft, info: ReportInfo, count: Operand) -> bool:
    """发放6440名移民直补资金,每人每年600元: quote what each gets where a count's sentence says it."""
    sentence = evidence.sentences(info).around(count.place)
    if sentence is None or sentence.kind == "自评表" or not _RATE.search(sentence.text):
        return False
    say_quote(draft, evidence, info, sentence)
    return True


def _named_count(
    question: Question, evidence: Evidence, info: ReportInfo, each: str, measures: Sequence[str]
) -> Operand | None:
    """Return the one count that a question names (按在校学生平均), or that is of what it names."""
    who = _WHO.get(each) or _STAFF.get(each)
    named = [m for m in evidence.metrics(info) if who and re.search(who, m)]
    facts = [statements.main_fact(evidence, info, m) for m in named or question.metrics]
    counts = [f for f in facts if f is not None and f.amount.measure in measures]
    return of_fact(counts[0]) if len(counts) == 1 else None


def _beside(
    evidence: Evidence, info: ReportInfo, money: Operand | None, measures: Sequence[str]
) -> Operand | None:
    """Return the count stated next after an amount in its own sentence: 培训费…，人数2,860人."""
    if money is None or money.fact is None:
        return None
    sentence = evidence.sentences(info).around(money.fact.place)
    start, end = money.fact.place.end, (sentence or money).place.end
    following = [
        fact
        for fact in evidence.all_facts(info)
        if start <= fact.place.start < end and "(" not in fact.metric
    ]
    following.sort(key=lambda fact: fact.place.start)
    for fact in following:
        if fact.amount.measure in MONEY:
            return None  # what follows is another amount's
        if fact.amount.measure in measures:
            return of_fact(fact)
    return None


def _money(
    question: Question, evidence: Evidence, info: ReportInfo, said: Sequence[Said]
) -> Operand | None:
    """Return the money that a question says or names, as a figure or in a sentence."""
    for number in said:
        if number.measure in ("", *MONEY):
            return _nearest(question, evidence, info, ("元",), number)
    for metric in question.metrics:
        fact = statements.main_fact(evidence, info, metric)
        if fact is not None and fact.amount.measure in MONEY:
            return of_fact(fact)
    return _nearest(question, evidence, info, ("元",))
