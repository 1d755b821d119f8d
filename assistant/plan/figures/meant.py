"""What a question means beyond its words: terms inside others, defaults, what goes with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.plan.figures.as_stated import as_stated, by_short_names
from assistant.plan.figures.default import with_default
from assistant.plan.figures.fiscal import asks_not_fiscal
from assistant.plan.figures.of_fund import of_appropriations_left, of_funds_named, of_one_fund
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.intent import read_intent, without_intent
from assistant.vocabulary import Mention
from index.amounts import COUNTS, NUMBER, parse_number, quantum
from index.model import Fact
from index.store import ReportInfo
from index.terms import WITHIN_BASIC, parts_of

# Where a metric states no change itself, the figure beside it that does.
CHANGED = {
    "公务用车运行维护费": ("公务用车购置及运行维护费",),
    "公务用车购置费": ("公务用车购置及运行维护费",),
    "本年支出": ("支出总计",),
    "本年收入": ("收入总计",),
    "财政拨款收入": ("财政拨款收入总计",),
    "财政拨款支出": ("财政拨款支出总计",),
    "政府性基金预算财政拨款支出": ("政府性基金预算财政拨款支出总计",),
    "政府性基金预算财政拨款收入": ("政府性基金预算财政拨款收入总计",),
    "国有资本经营预算财政拨款支出": ("国有资本经营预算财政拨款支出总计",),
    "国有资本经营预算财政拨款收入": ("国有资本经营预算财政拨款收入总计",),
}


def as_meant(question: Question, evidence: Evidence) -> Question:
    """Return a question with what its words leave out: a default, a class that only says where."""
    named = _of_worth(by_short_names(question, evidence), evidence)
    named = _of_foreigners(
        _of_cars_bought(_without_basis(_each_alone(_of_not_fiscal(_of_goods(named))))),
        evidence,
    )
    named = of_funds_named(of_one_fund(of_appropriations_left(named)), evidence)
    named = _of_appropriations_spent(named, evidence)
    meant = _inside_class(with_default(_rest_of(_of_those(named)), evidence))
    return _described(_of_the_rest(_within_basic(as_stated(meant, evidence), evidence), evidence))


def _of_the_rest(question: Question, evidence: Evidence) -> Question:
    """除了行政运行其他科目一共多少: what is left of a whole that is not named."""
    strong = (m for m in question.mentions if m.metrics and not m.weak)
    named = [m for m in strong if "剩" not in question.folded[m.start : m.end]]
    if not question.intent.minus or len(named) != 1 or not _REST_ASKED.search(question.folded):
        return question
    part = named[0].metrics[0]
    wholes = [whole for whole, parts in parts_of().items() if part in parts]
    if part.endswith(("(项)", "(款)", "(类)")):
        wholes = ["一般公共预算财政拨款支出"]
    stated = (w for w in wholes if any(evidence.facts(info, w) for info in question.reports))
    whole = next((w for w in stated if not w.endswith("总计")), "")
    if not whole:
        return question
    return replace(question, mentions=(Mention(0, 0, whole, (whole,)), *question.mentions))


_REST_ASKED = re.compile(r"其[他余它]|剩|还有(?:多少|几)|别的|余下|是多少")


def _of_not_fiscal(question: Question) -> Question:
    """花的钱里多少不是财政拨款: of the year's expenditure, or of its income, what no appropriation paid."""
    named = [m for m in question.mentions if m.metrics and not m.weak]
    own = (metric for m in named for metric in m.metrics)
    appropriated = named and all("财政拨款" in metric and "非财政" not in metric for metric in own)
    if not appropriated or not asks_not_fiscal(question):
        return question
    if any("结转" in metric for m in named for metric in m.metrics):
        return replace(question, mentions=(*question.mentions, _LEFT_BESIDE))
    whole = "本年支出" if _SPENDS.search(question.folded) else "本年收入"
    return replace(question, mentions=(Mention(0, 0, whole, (whole,)),))


# 财政拨款没花完多少,非财政的呢
_LEFT_BESIDE = Mention(
    0,
    0,
    "年末非财政拨款结转和结余",
    ("年末非财政拨款结转和结余", "年末非财政拨款结转"),
)
_SPENDS = re.compile(r"花|支出|开支|用(?:了|掉|的)")


def _of_appropriations_spent(question: Question, evidence: Evidence) -> Question:
    """财政拨款的钱花了多少: of what was spent of the appropriations, not of what came in."""
    mentions = []
    for mention in question.mentions:
        words = question.folded[mention.start : mention.end]
        ahead, behind = question.folded[: mention.start], question.folded[mention.end :]
        spent = _SPENDS_IT.match(behind) or _OF_SPENDING.search(ahead)
        stated = any(evidence.facts(info, _SPENT_OF_IT) for info in question.reports)
        if words == "财政拨款" and mention.metrics and spent and stated:
            whole = _BY_CLASS if _asks_classes(question, evidence) else _SPENT_OF_IT
            mention = replace(mention, official=whole, metrics=(whole,))
        came_in = _CAME_IN.fullmatch(words) and not spent
        if came_in and any(evidence.facts(info, _OF_GENERAL) for info in question.reports):
            mention = replace(mention, official=_OF_GENERAL, metrics=(_OF_GENERAL,))
        mentions.append(mention)
    return replace(question, mentions=tuple(mentions))


def _asks_classes(question: Question, evidence: Evidence) -> bool:
    """财政拨款主要花在哪几类上: whether what was spent is asked for by classes, as a report lists them."""
    reports = question.reports
    return _BY_CLASSES.search(question.folded) is not None and any(
        evidence.parts(info, _BY_CLASS) and not evidence.parts(info, _SPENT_OF_IT)
        for info in reports
    )


_SPENT_OF_IT, _BY_CLASS = "财政拨款支出", "一般公共预算财政拨款支出"
_BY_CLASSES = re.compile(
    r"(?:花|用)(?:在|到|于|去)了?(?:什么|啥|哪)|哪[几些]?[类块个方]|投向|去向|去了哪"
)
# 一般公共预算拨款涨了: of what came in, where a report tells it.
_CAME_IN, _OF_GENERAL = re.compile(r"一般公共预算(?:财政)?拨款"), "一般公共预算财政拨款收入"
_SPENDS_IT = re.compile(
    r"(?:的)?(?:钱|资金|部分)?(?:一共|总共|实际|到底|都|又|主要|大多|大部分|基本上?)*(?:花|用掉|用了|用[在到于]|支出?了|投向|投在)|(?:的)?(?:钱|资金)(?:支出|开支)"
)
_OF_SPENDING = re.compile(
    r"(?:支出|花(?:掉|出去|了)?的?(?:钱)?)(?:里|中|当中|里面|里头|之中)[^,。?;]{0,3}$"
)
_LEFT = ("年末结转和结余", "年初结转和结余")
_LIKEWISE = re.compile(r"的(?:呢|有|是|占|部分|剩|[,。?]|$)")
_IN_IT = re.compile(r"(?:其中|里面|里头|当中|[,。?;])[^,。?;]{0,4}$")


def of_what_is_left(question: Question) -> Question:
    """没花完的有多少?其中财政拨款的呢: of what is left, not of what came in."""
    mentions: list[Mention] = []
    left = ""
    for mention in question.mentions:
        words = question.folded[mention.start : mention.end]
        behind = question.folded[mention.end :]
        asked = words == "财政拨款" and _LIKEWISE.match(behind) is not None
        if left and asked and _IN_IT.search(question.folded[: mention.start]):
            own = left.replace("结转", "财政拨款结转")
            mention = replace(mention, official=own, metrics=(own,))
        if _JUST_LEFT.fullmatch(words) and question.intent.budget and _spends_alone(mentions):
            continue  # 接待费批了多少, 结余多少: of that budget
        left = next((m for m in mention.metrics if m in _LEFT), left)
        mentions.append(mention)
    return replace(question, mentions=tuple(mentions))


_JUST_LEFT = re.compile(r"(?:还|花|用)?(?:剩|结|节)(?:余|下)?(?:了|的)?(?:多少|几)?(?:钱)?")


def _spends_alone(mentions: Sequence[Mention]) -> bool:
    """Whether the term named last is money with a budget of its own and no balance: 三公, purchases."""
    last = mentions[-1].official if mentions else ""
    return last.startswith(("公务", "因公", "“三公”", "政府采购"))


_FOREIGN = re.compile(
    r"外宾|外事接待|老外|外国(?:客|人)|国\(?境?\)?外[^,。?]{0,4}接待|境外客|[接招]待[^,。?]{0,3}外商|外商[^,。?投]{0,3}[接招]待"
)
_HOSTS = {
    "国内公务接待批次": "外事接待批次",
    "国内公务接待人次": "外事接待人次",
    "公务接待费": "外事接待费",
}


def _of_foreigners(question: Question, evidence: Evidence) -> Question:
    """外宾接待了几批: of guests from abroad, from where they are named on, where a report tells them."""
    named = _FOREIGN.search(question.folded)
    carried = _FOREIGN.search(question.context) is not None
    mentions = []
    for mention in question.mentions:
        spoken = mention.end > mention.start
        abroad = named is not None and mention.end > named.start() if spoken else carried
        other = tuple(_HOSTS.get(metric, metric) for metric in mention.metrics)
        stated = any(evidence.facts(i, m) for i in question.reports for m in other)
        if abroad and other != mention.metrics and stated:
            mention = replace(mention, official=other[0], metrics=other)
        mentions.append(mention)
    return replace(question, mentions=tuple(mentions))


_WORTH_ASKED = re.compile(r"(?:账面)?(?P<of>原值|净值)|(?:值|账面)(?:多少|几)|价值")
_WORTHS = ("原值", "净值", "价值")


def _of_worth(question: Question, evidence: Evidence) -> Question:
    """应急保障用车几辆,原值多少: beside their number what they are worth, where a report tells it."""
    asked = [match["of"] for match in _WORTH_ASKED.finditer(question.folded)]
    added = []
    for mention in question.mentions if asked else ():
        for metric in mention.metrics[:1]:
            kinds = [of for of in asked if of] or _WORTHS
            worths = [f"{metric}{of}" for of in kinds]
            told = [
                worth
                for worth in worths
                if any(evidence.facts(info, worth) for info in question.reports)
            ]
            named = {m for other in question.mentions for m in other.metrics}
            added += [
                replace(mention, official=worth, metrics=(worth,))
                for worth in told
                if worth not in named
            ]
    return replace(question, mentions=(*question.mentions, *added)) if added else question


_PROCURED, _GOODS = "政府采购支出总额", "政府采购货物支出"
_BUYS_THINGS = re.compile(r"买(?:的|了)?(?:东西|货)")


def _of_goods(question: Question) -> Question:
    """政府采购九成是买东西的: beside procurement as a whole, the goods that were bought."""
    named = [m for m in question.mentions if _PROCURED in m.metrics and m.end > m.start]
    if len(named) < len(("whole", "part")):
        return question
    return replace(
        question,
        mentions=tuple(
            replace(m, official=_GOODS, metrics=(_GOODS,))
            if m in named and _BUYS_THINGS.search(question.folded[m.start : m.end])
            else m
            for m in question.mentions
        ),
    )


_CARS, _BOUGHT, _PRICE = "公务用车购置及运行维护费", "公务用车购置数", "公务用车购置费"
_RUNS = re.compile(r"运行|维护|维修|[养开跑修]|加油|油钱|保险|一共|合计|总共")


def _of_cars_bought(question: Question) -> Question:
    """公车买了几辆,花了多少: what the cars cost to buy, not what all cars cost."""
    bought = any(_BOUGHT in m.metrics and m.end > m.start for m in question.mentions)
    if not bought or _RUNS.search(question.folded):
        return question
    mentions = tuple(
        replace(m, official=_PRICE, metrics=(_PRICE,)) if m.metrics == (_CARS,) else m
        for m in question.mentions
    )
    return replace(question, mentions=mentions)


def _of_those(question: Question) -> Question:
    """编外聘用的有几个人: of those people that are named, not of all."""
    named = [m for m in question.mentions if any(_PEOPLE.search(x) for x in m.metrics)]
    if not named:
        return question
    kept = [
        m
        for m in question.mentions
        if not (
            m.official == "实有人数"
            and any(
                n.end <= m.start and _goes_on(question.folded[n.end : m.start])
                for n in named
                if n is not m
            )
            and re.match(r"有?[几多]", question.folded[m.start : m.end])
        )
    ]
    return replace(question, mentions=tuple(kept))


def _goes_on(between: str) -> bool:
    """Whether what stands between two words names nothing: 在职的比上年多了(多少人)."""
    return len(between) <= 1 or (
        len(between) <= _LONGEST_BETWEEN and not _PARTICLES.sub("", without_intent(between)).strip()
    )


_PARTICLES, _LONGEST_BETWEEN = re.compile(r"[的了有是共比较]"), 8
_PEOPLE = re.compile(r"(?:人员(?:数|人数)?|员|师|工|法官|检察官|教练|医生)$")


_BASIC = frozenset({"基本支出", "一般公共预算财政拨款基本支出", "公用经费"})


def _within_basic(question: Question, evidence: Evidence) -> Question:
    """基本支出里的公务接待费多少: the part that basic expenditure pays, where it is told apart."""
    held = [m for m in question.mentions if _BASIC & set(m.metrics)]
    if not held or not _OF_BASIC.search(question.folded):
        return question
    told = {
        m.metrics: tuple(WITHIN_BASIC + metric for metric in m.metrics)
        for m in question.mentions
        if any(
            evidence.facts(i, WITHIN_BASIC + metric)
            for metric in m.metrics
            for i in question.reports
        )
    }
    kept = tuple(
        replace(m, metrics=told.get(m.metrics, m.metrics))
        for m in question.mentions
        if m not in held
    )
    return replace(question, mentions=kept) if told else question


_OF_BASIC = re.compile(r"(?:基本支出|公用经费)(?:里|当?中|内|的)")
_EACH = re.compile(r"各(?:自|是)?(?:有|花|占)?(?:了)?(?:多少|几)")
_OF_EACH_UNIT = re.compile(r"(?:各(?:自|是)?|分别)[^,，。?？;；占百]{0,4}?(?:多少|几(?!成))")


def _each_alone(question: Question) -> Question:
    """收支各多少, 两个单位各多少: of each its amount, not what it is made of."""
    named = [m for m in question.mentions if m.metrics and m.end > m.start and not m.weak]
    metrics = {metric for m in named for metric in m.metrics}
    inside = any(metrics & set(parts_of().get(metric, ())) for metric in metrics)
    units = len(question.reports) > 1 and not question.intent.change
    several = (len(named) > 1 or names_each(question) or units) and not inside
    several = several and not question.intent.describe
    if not (question.intent.makeup and (_BOTH.search(question.folded) or several)):
        return question
    each = _OF_EACH_UNIT if units else _EACH
    plain = read_intent(each.sub("多少", question.folded))
    return replace(question, intent=replace(question.intent, makeup=plain.makeup))


_BOTH = re.compile(r"(?:收支|收入支出|收入[和与、]支出)(?:各|分别)")
_BY = re.compile(r"按照?$")


def _without_basis(question: Question) -> Question:
    """占农林水支出多少(按一般公共预算): drop the fund that only says by which account."""
    kept = tuple(
        m
        for m in question.mentions
        if not (m.official.startswith("一般公共预算") and _BY.search(question.folded[: m.start]))
    )
    return replace(question, mentions=kept) if any(m.metrics for m in kept) else question


_OTHERS = re.compile(r"(?:除|之外|以外).{0,12}还.{0,3}(?:啥|什么|哪|几)")


def _rest_of(question: Question) -> Question:
    """除了财政给的还有啥收入: what the whole is made of, not what is left of it."""
    if not _OTHERS.search(question.folded):
        return question
    return replace(question, intent=replace(question.intent, minus=False, makeup=True))


def _inside_class(question: Question) -> Question:
    """一般公共服务支出里行政运行多少: the class tells which of the items alike is meant."""
    if question.intent.share or question.intent.minus:
        return question
    if question.intent.total:  # 卫生健康支出里行政单位医疗和…合计: the class is no term of the sum
        return replace(question, mentions=_without_place(question, _CLASSES))
    kept = _without_place(question)
    for outer in kept:
        whole = outer.metrics[0] if len(outer.metrics) == 1 else ""
        if not whole.endswith(_CLASSES):
            continue
        inner = [m for m in kept if any(x != whole and x.startswith(whole) for x in m.metrics)]
        if inner:
            kept = tuple(
                replace(m, metrics=tuple(x for x in m.metrics if x.startswith(whole)))
                if m in inner
                else m
                for m in kept
                if m is not outer
            )
    return replace(question, mentions=kept)


_CLASSES = ("(类)", "(款)")


def _without_place(question: Question, ends: tuple[str, ...] = ("",)) -> tuple[Mention, ...]:
    """Return the terms named without a total that only says where its part is: 本年收入中其他收入.

    Of totals whose names have other `ends` all are kept.
    """
    dropped = set()
    for outer, inner in pairwise(question.mentions):
        wholes = [metric for metric in outer.metrics if metric.endswith(ends)]
        parts = {p for metric in wholes for p in parts_of().get(metric, ())}
        parts |= {m for m in inner.metrics for w in wholes if m != w and m.startswith(w)}
        between = question.folded[outer.end : inner.start]
        if parts & set(inner.metrics) and _INSIDE.fullmatch(between) and between != "的":
            dropped.add(outer)
    return tuple(m for m in question.mentions if m not in dropped)


_INSIDE = re.compile(
    r"[^,。?;、]{0,8}(?:中|里|里头|里面|当中|其中|下面|底下|项下)的?[^,。?;、]{0,3}|的"
)


def asks_inside(question: Question) -> bool:
    """Whether the last thing named is undisclosed and the others only say where it is: 基本支出中的差旅费."""
    named = [m for m in question.mentions if not (m.topic or m.aspect) and m.end > m.start]
    if len(named) < 2 or named[-1].metrics:
        return False
    between = question.folded[named[-2].end : named[-1].start]
    return _INSIDE.fullmatch(between) is not None or _OF_IT.fullmatch(between) is not None


_OF_IT = re.compile(r"(?:(?!还有|以及|加上|或者)[^,。?;、和与跟及加\d比]){0,6}")  # 办公楼一年电费


def _described(question: Question) -> Question:
    """写一段三公经费的说明: value, budget, change with reason, and what it is made of."""
    intent = question.intent
    if not intent.describe or not question.metrics:
        return question
    wanted = replace(intent, why=True, change=True, makeup=True, share=False)
    beside = (m for metric in question.metrics for m in _WRITTEN_BESIDE.get(metric, ()))
    added = tuple(Mention(0, 0, m, (m,)) for m in beside if m not in question.metrics)
    return replace(question, intent=wanted, mentions=(*question.mentions, *added))


_WRITTEN_BESIDE = {
    "政府采购支出总额": ("授予中小企业合同金额", "授予小微企业合同金额"),
    "公务接待费": ("国内公务接待批次", "国内公务接待人次"),
    "车辆": ("车辆价值",),
}


# What is spent on what is counted: 接待了几批人，花了多少.
_COST = {
    "国内公务接待批次": "公务接待费",
    "国内公务接待人次": "公务接待费",
    "因公出国（境）团组数": "因公出国（境）费",
    "因公出国（境）人次": "因公出国（境）费",
    "公务用车购置数": "公务用车购置费",
}
_WORTH = {"房屋": "房屋价值", "车辆": "车辆价值"}


_SAVED = "使用非财政拨款结余"
_EARLIER = re.compile(r"以前|以往|往年|历年|过去|从前|老本|家底")


_CARS_COUNTED = re.compile(r"(?:\d\s*|(?<!哪)几|多少)[辆台部]")
_CARS_BOUGHT = re.compile(
    r"(?:买|购置?|换|添|更新)[^,。?;]{0,6}?(?:几|多少)[辆台部]|(?:几|多少)[辆台部]新车"
)


def without_owned(question: Question, evidence: Evidence) -> Question:
    """Return a question that counts the cars bought alone without all that are owned, where those are told."""
    words = question.words
    only = len(_CARS_COUNTED.findall(words)) <= len(_CARS_BOUGHT.findall(words))
    told = _BOUGHT in question.metrics and only
    if not told or not all(evidence.facts(info, _BOUGHT) for info in question.reports):
        return question
    beside = (("车辆",), ("公务用车保有量",))
    kept = (m for m in question.mentions if m.end > m.start or m.metrics not in beside)
    return replace(question, mentions=tuple(kept))


def with_beside(question: Question) -> Question:
    """Add what a question means beside the metrics that it names."""
    added: list[str] = []
    words = question.words
    if re.search(r"值|价|账面|多少钱", words):
        added += [worth for thing, worth in _WORTH.items() if thing in question.metrics]
    if "车" in words and _CARS_COUNTED.search(words):
        added += ["车辆", "公务用车保有量"]
    if "公务用车购置费" in question.metrics:
        added.append("公务用车购置数")
    worth = re.search(r"账面|值多少|值几|价值", words)
    if "车" in words and worth and not any("价值" in m for m in question.metrics):
        added += ["车辆", "车辆价值"]
    if _SAVED in question.metrics and _EARLIER.search(words):
        added.append("年初结转和结余")
    carried = {m for m in question.metrics if m.endswith("结转和结余")}
    if carried and not question.intent.minus and re.search("(?<!非)财政", words):
        added += [m.replace("结转", "财政拨款结转") for m in carried if "财政拨款" not in m]
    asks_value = not question.intent.why and "公务用车保有量" in question.metrics
    if asks_value and re.search(r"值|资产|名下|账上", words):
        added += ["车辆", "车辆价值"]
    for part, total in [(p, t) for t, parts in parts_of().items() for p in parts]:
        outside = re.search(r"除了?|除开|以外|之外|外还", words) is not None
        if part in question.metrics and outside and not total.endswith("总计"):
            added.append(total)
    if "因公出国（境）费" in question.metrics and re.search("人|团|[几多].{0,2}[次趟]", words):
        added += ["因公出国（境）团组数", "因公出国（境）人次"]
    if "公务接待费" in question.metrics and re.search(r"[批次人]都?没|一[批个]", words):
        added += ["国内公务接待批次", "国内公务接待人次"]
    if re.search(r"花|用了|费用|多少钱", words):
        added += [_COST[m] for m in question.metrics if m in _COST and m not in added]
    if "收入总计" in question.metrics and re.search(r"收支(?![总规平差结])", words):
        added += ["本年收入", "本年支出"]
    mentions = tuple(Mention(0, 0, m, (m,)) for m in dict.fromkeys(added))
    kept = question.mentions
    if carried and "财政拨款收入" in question.metrics:  # 结转里财政拨款的是多少
        kept = tuple(
            m
            for m in kept
            if m.official != "财政拨款收入" or "收" in question.folded[m.start : m.end]
        )
    if "国内公务接待批次" in question.metrics and "多少人" in words:
        kept = tuple(m for m in kept if m.official != "实有人数")
        mentions = (*mentions, Mention(0, 0, "国内公务接待人次", ("国内公务接待人次",)))
    of_people = [m for m in question.metrics if m.endswith(("人员", "人次"))]
    every = re.search(r"连|包括|[加算]上|含|在内", question.folded)
    if of_people and question.intent.total and not every:  # 在职人员一共多少人: of those alone
        asks = (m for m in kept if m.official == "实有人数")
        bare = {m for m in asks if re.search(r"[几多]", question.folded[m.start : m.end])}
        kept = tuple(m for m in kept if m not in bare)
    if question.intent.minus:  # 三公扣掉公车还剩多少: what is left of the sum, not of the year
        kept = tuple(
            m
            for m in kept
            if not m.official.endswith("年末结转和结余")
            or "结转和结余" in question.folded[m.start : m.end]
        )
    return replace(question, mentions=(*kept, *mentions))


_SAID = re.compile(
    rf"(?P<number>{NUMBER})\s?(?P<measure>%|倍|万元?|亿元?|元|人次|人|辆|个|批次?)?(?![\d.年月号热])"
)


def narrowed(question: Question, evidence: Evidence) -> Question:
    """Keep of a question the reports that state a number which the question itself says (涨94%, 229辆)."""
    said = [(m["number"], m["measure"] or "") for m in _SAID.finditer(question.folded)]
    if not said or len(question.reports) < 2 or names_each(question):
        return question
    fits = []
    for info in question.reports:
        facts = [
            fact
            for metric in question.metrics
            for name in (metric, *CHANGED.get(metric, ()))
            for fact in evidence.facts(info, name)
        ]
        fits.append(sum(any(_about(n, m, f) for f in facts) for n, m in said))
    best = max(fits)
    if best == 0:
        return question
    kept = [info for info, fit in zip(question.reports, fits, strict=True) if fit == best]
    return replace(question, reports=tuple(kept))


def names_each(question: Question) -> bool:
    """2021年8.15万，2024年是多少: whether each report is named, of whichever the number is."""
    years = set(question.years.years)
    apart = len(years) > 1 and years == {info.year for info in question.reports}
    return apart and len(question.reports) == len(years)


def _about(number: str, measure: str, fact: Fact) -> bool:
    """Whether a fact, rounded as the question says it, is the number said."""
    said, exact = parse_number(number), quantum(number)
    value = abs(fact.amount.value)
    if measure == "倍":
        return fact.amount.measure == "%" and abs(value / 100 - said) < exact
    if not measure:
        return fact.amount.measure in COUNTS and value == said
    if measure in ("万", "亿"):
        measure += "元"
    return fact.amount.measure == measure and abs(value - said) < exact


def says_two(question: Question) -> bool:
    """229辆车，保有量才77？: two numbers held against each other ask why they differ."""
    said = {m["number"] for m in _SAID.finditer(question.folded)}
    return len(said) > 1 and not (question.intent.fell or question.intent.rose)


_VERSUS = re.compile(
    r"放(?:在)?一(?:起|块)|对照|对比|相较|比.{2,24}?(?:多|少|高|低|贵|大|小)|相差|差(?:多少|距|这么|那么|别)|谁(?:更)?[多少高低]"
    r"|(?:谁|哪(?:家|个))[^,。?]{1,10}[多少高低大小贵],?[多少高低大小贵](?:出|了)?(?:多少|几)|,[多少高低](?:出|了)?(?:多少|几)"
)
# 涨了还是跌了, 多没多
WHICH_WAY = re.compile(
    r"[涨升增高多](?:了|加了?|长了?)?还是[跌降减低少]|[跌降减低少](?:了|少了?)?还是[涨升增高多]|(?P<way>[涨升增跌降减])没(?P=way)"
)
_YEARS = re.compile(r"上年|去年|前年|上一年|前一年|同比|逐年")


def between_units(question: Question) -> bool:
    """Whether units are held against each other (甲局怎么比乙局多), not a year against the last."""
    units = {info.unit for info in question.reports}
    apart = len(units) > 1 and len(question.units.units) != 1
    return apart and bool(_VERSUS.search(question.folded)) and not _YEARS.search(question.folded)


_OWN_SHARE = re.compile(r"占(?:比|了?(?:多少|几|百分))|几成|比重|百分之几|比例")


def shares_apart(question: Question) -> bool:
    """Whether each of several figures has its own share asked for: 人员占几成, 公用占几成."""
    named = sorted((m.start, m.end) for m in question.mentions if m.metrics and m.end > m.start)
    ends = [*(start for start, _ in named[1:]), len(question.folded)]
    asked = (
        [
            _OWN_SHARE.search(question.folded, low, high) is not None
            for (_, low), high in zip(named, ends, strict=True)
        ]
        if named
        else []
    )
    return len(asked) > 1 and all(asked)


_AGAINST = re.compile(r"[^,。?;、\d]{0,4}[比跟和与同][^,。?;、\d]{0,4}")


def between_metrics(question: Question) -> bool:
    """Whether two figures of one report are held against each other (收的比花的多多少)."""
    if question.intent.why:
        return False
    named = sorted(
        (m.start, m.end) for m in question.mentions if m.end > m.start and not (m.topic or m.aspect)
    )
    text = question.folded
    if any(
        _VERSUS_TERM.fullmatch(text[one[1] : other[0]]) and _MORE.match(text[other[1] :])
        for one, other in pairwise(named)
    ):
        return True
    if len(question.reports) != 1 or not question.intent.compare:
        return False
    if len(named) != len(("one", "other")):
        return False
    return _AGAINST.fullmatch(text[named[0][1] : named[1][0]]) is not None


# 工程占多少,比货物多多少; 退休的比在职的多几个
_VERSUS_TERM = re.compile(r"(?:[^。?;]{0,12}[,、])?[^,。?;、\d]{0,4}比[^,。?;、\d]{0,2}")
_MORE = re.compile(r"的?(?:支出|费用?|经费|钱|人)?(?:还|要)?(?:[多少高低大小贵]|便宜)")


def between_years(question: Question, info: ReportInfo) -> bool:
    """Whether a year is held against another than the one before it (2024年比2021年多几个)."""
    years = {report.year for report in question.reports}
    named = set(question.years.years)
    apart = len(named) > 1 and named <= years and info.year - 1 not in named
    asks = _VERSUS.search(question.folded) or WHICH_WAY.search(question.folded)
    return apart and bool(asks) and not question.intent.why
