"""Words that sound like a term and mean another thing: a unit's name, people served, cars of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.lexicon import CAR_COUNTS, CAR_UPKEEP, LEVELS
from assistant.vocabulary import Mention, item_name
from assistant.wording import keeps_order
from index.normalise import fold

STOPS = ",。?!;、"


def meant(folded: str, mentions: Sequence[Mention], units: Sequence[str]) -> list[Mention]:
    """Return the mentions of a folded question that mean what they sound like, each as it is meant."""
    kept = [m for m in mentions if not (_is_of_name(folded, m, units) or _is_of_trade(folded, m))]
    kept = [m for m in kept if not folded.startswith("家当中", m.start)]  # 五家当中: no 家当
    kept = [m for m in kept if not (_is_of_others(folded, m) or _asks_kind(folded, m, kept))]
    kept = [m for m in kept if not (_is_of_thing(folded, m) or _is_of_fund(folded, m))]
    kept = [m for m in kept if not (_is_of_staff(folded, m, kept) or _is_of_item(m, kept))]
    kept = [m for m in kept if not _is_of_those_paid(folded, m, kept)]
    return _retired_as_people(folded, _of_cars(folded, kept))


def _is_of_name(folded: str, mention: Mention, units: Sequence[str]) -> bool:
    """Whether a word is one of the unit's name, and only by use also means an item: 血站, 党校.

    What 医保局 does for 医保 is its work, but 医保交了多少 is what it paid.
    """
    word = folded[mention.start : mention.end]
    items = [m for m in mention.metrics if m.endswith("(项)")]
    if len(units) != 1 or not items or any(word in item_name(m) for m in items):
        return False
    work = keeps_order(word, fold(units[0])) and _OF_FIELD.match(folded, mention.end)
    paid = _PAYS.search(folded[: mention.start])
    return word in fold(units[0]) or bool(work and not paid)


def _is_of_thing(folded: str, mention: Mention) -> bool:
    """Whether an everyday word for an item's work is part of a thing's name, or of what it brought in.

    What 消防 costs is no price of a 消防车, what is spent on 殡葬 no income of 火化.
    """
    word = folded[mention.start : mention.end]
    items = [m for m in mention.metrics if m.endswith(LEVELS)]
    if not items or len(items) < len(mention.metrics) or any(word in item_name(m) for m in items):
        return False
    end = mention.end + folded.startswith("费", mention.end)
    return bool(_A_THING_OF.match(folded, end) or _INCOME.match(folded, end))


def _is_of_fund(folded: str, mention: Mention) -> bool:
    """Whether 公积金 is the fund that is saved and lent (公积金贷款), not what a unit pays for its staff."""
    of_fund = folded.endswith("公积金", mention.start, mention.end)
    return of_fund and _SAVED_OR_LENT.match(folded, mention.end) is not None


_SAVED_OR_LENT = re.compile(
    r"(?:\d{2,4}年度?|[的在]|中心|一共|总共|全年|一年|去年|平均)*(?:归集|放了?贷|贷款|个贷|提取|增值收益)"
)
_A_THING_OF = re.compile("[车船机器仪具箱柜屋服灯](?![构关场位])")


def _is_of_trade(folded: str, mention: Mention) -> bool:
    """Whether a unit's trade is spoken of, and not the item that its money is booked under.

    献血者, 火化了多少遗体: people, a count of work.
    """
    word = folded[mention.start : mention.end]
    if not mention.metrics or not all(m.endswith("(项)") for m in mention.metrics):
        return False
    everyday = not any(word in item_name(m) for m in mention.metrics)
    return everyday and _WORK_DONE.match(folded, mention.end) is not None


_WORK_DONE = re.compile(
    r"者|(?:的人|屋|证|[车点](?!的?[多几]))|了(?:多少|几)(?!钱|[亿万]?元|资金|经费|$|[,?])"
)
_OF_FIELD = re.compile(r"(?![支收费钱缴交花用多几占涨降是有和跟与及一共总合])[\u4e00-\u9fff]{2}")
_PAYS = re.compile("[交缴付上买](?:的|了|过)?$")
_STAFF = ("人员", "编制", "职工")


def _is_of_staff(folded: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether 多少人 only asks on of a kind of staff that stands before it: 在职人员各单位多少人."""
    before = (m for m in mentions if m.metrics and m.official.endswith(_STAFF))
    bare = mention.official == "实有人数" and not mention.metrics
    return bare and any(
        m.end <= mention.start and not re.search(f"[{STOPS}]", folded[m.end : mention.start])
        for m in before
    )


def _is_of_those_paid(folded: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a bare 几个人 asks on of an item or of guests: 死亡抚恤给了多少钱,几个人."""
    low = max(folded.rfind(mark, 0, mention.start) for mark in STOPS) + 1
    if "实有人数" not in mention.metrics or not _BARE_PEOPLE.match(folded, low):
        return False
    before = [m for m in mentions if m.metrics and m.end <= low]
    return bool(before) and all(
        metric.endswith("(项)") or "接待" in metric for metric in before[-1].metrics
    )


_BARE_PEOPLE = re.compile(r"(?:一共|总共|共|给|发|涉及|是)*了?(?:几|多少)个?人(?=$|[,，。;；?？])")


def _is_of_item(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether 项目支出 only goes on with the name of an item: 生产发展项目支出."""
    return mention.metrics == ("项目支出",) and any(
        m.end == mention.start and any(metric.endswith("(项)") for metric in m.metrics)
        for m in mentions
    )


def _retired_as_people(folded: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions without the items that pay for 离退休 where its people are counted."""
    kept = []
    for mention in mentions:
        low = max(folded.rfind(mark, 0, mention.start) for mark in STOPS) + 1
        clause = re.split(f"[{STOPS}]", folded[low:])[0]
        paid = [metric for metric in mention.metrics if metric.endswith("离退休(项)")]
        if paid and _PERSONS.search(clause) and not _SPENT.search(clause):
            mention = replace(mention, metrics=tuple(x for x in mention.metrics if x not in paid))
            if not mention.metrics:
                continue
        kept.append(mention)
    return kept


_PERSONS = re.compile(r"(?:多少|几)(?:个|名|位|号|口)?人|几[个名位](?:[呢啊]|$)|人数")
_SPENT = re.compile(r"钱|花|费|元|支出|开支|预算|决算")
_DONE_TO = re.compile(
    r"(?:死|伤|亡|抓|救|罚|拘|逮|补|奖|救助|补助|补贴|帮扶|扶持|资助|奖励|慰问|培训|安置|发给|分给|惠及|覆盖|服务|招|招聘|招录|录用|引进|选派|表彰|评选)(?:了|过|到|着)?$"
)


# 会议开了几次多少人: of those who came.
_GATHERED = re.compile(r"(?:会议|开会|开了?会|(?:培|轮|参)训|参会|到会)[^,。?;]{0,8}$")
_WHO_WENT = re.compile(
    r"(?:来|在)?(?:看|参观|观看|听|报名|受益|领|享受)|(?:一起|出)?(?:去|来)(?:的|了|过|参)|出国|出访|参(?:加|会|训)"
)


_SERVED = re.compile(
    r"(?:信访|上访|群众|老百姓|市民|居民|办事|游客|旅客|读者|学生|病人|患者|观众)(?:的)?$"
)
# 查处超限车辆多少辆: cars of others, that a unit checks.
_CHECKED = re.compile(
    r"(?:查[处获扣验]|扣[押留]|检[查测验]|拦截|整治|治理|劝返|处罚|登记|超限|超载|违[法规]|过往|营运|[客货]运)[^,。?;]{0,8}$"
)


def _is_of_others(folded: str, mention: Mention) -> bool:
    """Whether people are counted to whom something was done, who went: 抓了几个人, 几个人去的.

    Or cars that are no cars of the unit's, or what others paid.
    """
    if mention.official == _NEW_ONES and _is_of_other_things(folded, mention):
        return True
    if set(mention.metrics) & set(CAR_COUNTS):
        return _CHECKED.search(folded[: mention.start]) is not None
    if _is_rate(folded, mention):
        return True
    if "接待" in mention.official and _is_of_people_served(folded, mention):
        return True
    charged = _INCOME.match(folded, mention.end) or _CHARGED.search(folded[: mention.start])
    fees = all(m.endswith("费") for m in mention.metrics) and mention.official.endswith("费")
    if charged and fees:
        return True  # 停车费收入: what others paid
    if "养老保险缴费" in mention.official and _OLD_PEOPLE.match(folded, mention.end):
        return True  # 养老服务站
    if "养老保险缴费" in mention.official and _PENSION.match(folded, mention.end):
        return _DRAWN.search(folded) is not None
    if mention.official.endswith(("人员", "人数")) and _SPENT_ON_THEM.match(folded, mention.end):
        return True  # 退休人员活动费
    staff = mention.official in ("实有人数", "在职人员")
    given = _GIVEN.search(folded[: mention.start]) and _PAID.match(folded, mention.end)
    before = folded[: mention.start]
    done = (
        _DONE_TO.search(before)
        or _GATHERED.search(before)
        or _WHO_WENT.match(folded[mention.end :])
    )
    return staff and (given or done) is not None


def _is_rate(folded: str, mention: Mention) -> bool:
    """Whether a functional item's words only say of what a rate is: 孕产妇死亡率, 残疾人就业率."""
    items = mention.metrics and all(metric.endswith("(项)") for metric in mention.metrics)
    return bool(items) and _A_RATE.match(folded, mention.end) is not None


_A_RATE = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?<!执行)(?<!完成)(?<!增长)(?<!增减)(?<!下降)(?<!差异)(?<!变动)(?<!占比)率(?!先|领)"
)


def _is_of_other_things(folded: str, mention: Mention) -> bool:
    """Whether 买了几台 is of what stands before it, and of no cars: 电脑买了几台."""
    low = max(folded.rfind(mark, 0, mention.start) for mark in STOPS) + 1
    before = folded[low : mention.start]
    cars = "车" in before + re.split(f"[{STOPS}]", folded[mention.start :])[0]
    return not cars and (_A_THING.search(before) is not None or "车" not in folded[:low])


_A_THING = re.compile(r"(?!今年|去年|上年|当年|全年|一共|总共|新)[\u4e00-\u9fff]{2}$")


def _is_of_people_served(folded: str, mention: Mention) -> bool:
    """Whether what sounds like hospitality is for those whom a unit serves: 信访接待, 老人吃饭."""
    if _SERVED.search(folded[: mention.start]):
        return True
    low = max(folded.rfind(mark, 0, mention.start) for mark in STOPS) + 1
    clause = re.split(f"[{STOPS}]", folded[low:])[0]
    return "待" not in folded[mention.start : mention.end] and _FED.search(clause) is not None


_OLD_PEOPLE = re.compile(r"服务|院|机构|设施|驿站|中心|床位|照料|社区|人(?![员均数])")
# 退休的养老金: what the retired draw, and no contribution for the staff.
_PENSION = re.compile(r"保?险?金(?!缴)")
_DRAWN = re.compile(r"退休|老同志|老干部|每个?月|一个?月|[领拿]")
_CHARGED = re.compile(r"(?<![征回没])收(?:了|的|到|取)?$")
_INCOME = re.compile(r"的?(?:一共|总共|全年|一年)*(?:收入|收了?(?:多少|几|到|进|上))")
_FED = re.compile(r"老人|老年|老头|学生|孩子|娃|病人|患者|戒毒|特困|孤儿|食堂|职工餐")

_SPENT_ON_THEM = re.compile(r"的?(?:活动|慰问|体检|疗养)(?:费|经费|支出|花)")
# 给职工交的养老保险: of the money, not of the staff.
_GIVEN = re.compile(r"(?:给|为|替|帮)(?:全体|所有|本单位|单位)?$")
_PAID = re.compile(r"们?(?:交|缴|发|买|上|配|办|补|涨)")


def _asks_kind(folded: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether 是什么车 only asks on of the cars that stand before it: 其他用车是什么车."""
    asks = _KIND_ASKED.fullmatch(folded[mention.start : mention.end])
    before = (m for m in mentions if m.metrics and m.end <= mention.start)
    return asks is not None and any(m.metrics[0].endswith("用车") for m in before)


_KIND_ASKED = re.compile(r"(?:都|各|分别)?是?(?:些)?(?:什么|啥)车(?:子)?")
_NEW_CARS = re.compile(
    r"(?:买|购置|添置?|更新|更换|换)(?:了|过|的|新)?(?:什么|啥|哪些?)?(?:公务|公)?用?车"
)
_NEW_ONES = "公务用车购置数"


def _of_cars(folded: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions with 运行费 read as that of the cars that are spoken of before it.

    Cars that were bought (买了什么车) are no cars of all that are owned.
    """
    mentions = [*mentions, *_upkeep_alone(folded, mentions)]
    new = [match.span() for match in _NEW_CARS.finditer(folded)]
    mentions = [
        replace(m, official=_NEW_ONES, metrics=(_NEW_ONES,))
        if set(m.metrics) & set(CAR_COUNTS) and any(s <= m.start < e for s, e in new)
        else m
        for m in mentions
    ]
    # 接待费涨了,运行费却降了: of the three public expenses, too
    cars = min((m.start for m in mentions if _IS_CAR.search("".join(m.metrics))), default=None)
    return [
        replace(m, official=CAR_UPKEEP, metrics=(CAR_UPKEEP,))
        if cars is not None and m.start > cars and _RUNNING.fullmatch(folded[m.start : m.end])
        else m
        for m in mentions
    ]


def _upkeep_alone(folded: str, mentions: Sequence[Mention]) -> list[Mention]:
    """三公降了没,运维费呢: return the upkeep of cars that is said by no term beside the three expenses."""
    family = any(_IS_CAR.search("".join(m.metrics)) for m in mentions)
    found = _UPKEEP_ALONE.search(folded) if family else None
    if found is None or any(m.start < found.end() and m.end > found.start() for m in mentions):
        return []
    return [Mention(found.start("fee"), found.end("fee"), CAR_UPKEEP, (CAR_UPKEEP,))]


_UPKEEP_ALONE = re.compile(rf"(?:^|[{STOPS}和与跟及])(?:那|可)?(?P<fee>(?:运维|运行|养护)费)(?!用)")
_IS_CAR = re.compile(r"公务用车|^车辆$|公务接待费|^“三公”经费$|因公出国")
_RUNNING = re.compile(r"(?:运行|运维|维护|运转)(?:维护)?(?:经)?费用?")
