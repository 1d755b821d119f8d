"""A question that goes on from the one before it: what it leaves out is taken from there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understand.intent import Intent
from assistant.understand.question import Question
from assistant.understand.years import YearMatch
from assistant.vocabulary import Mention

_YEAR_BEFORE = re.compile(r"(?<![车辆人台身头])上一?年|前一年|去年")
_THIS_YEAR = re.compile(r"^(?:那么?)?(?:今年|本年|当年)")
_BEFORE_THAT = re.compile(r"(?:那|那么)?(?:再)?(?:上一年|前一年)(?:度|的)?(?:呢|是?多少)")
_BOTH_YEARS = re.compile(r"(?:这|前后)?(?:两|几|三)年(?:加|合|一共|总共|相|比|差|之间|的)")
_YEAR_AFTER = re.compile(r"第二年|次年|下一?年|后一年")
_ELLIPTIC = re.compile(
    r"^(?:那|那么|还有|再|它|同一个|同样|这个|上面|刚才|和|跟|与|比)|呢[?？]?$|^(?:为什么|为啥|原因)"
)


# 哪家的接待费降得最多: of all units, whichever was spoken of
_OF_ALL_UNITS = re.compile(
    r"哪(?:一|几)?家|哪(?:个|些)(?:单位|局|部门)|(?:各|每|所有|全部)(?:家|个)?(?:单位|部门)|[两二三四五六七八九十]家"
)
_AGAINST_A_YEAR = re.compile(
    r"(?:^|[,。?!;])(?:那么?|要是|如果|再)?(?:拿|把)?(?:它|这个)?(?:跟|和|与|同|对|比)(?:起)?(?:(?:19|20)?\d\d)年度?的?(?:那时候?)?(?:相?比|比较|对比|呢|[高低多少])"
)


_THANKS = re.compile(
    r"^(?:(?:谢谢|多谢|感谢|辛苦)(?:您|你|啦|了|啊)*|好的?|嗯+|哦+|噢|明白了?|知道了?|懂了|行|ok)[吧啊呀哈]*[,，。!！~\s]+"
    r"(?:那么?|最后|再|另外|顺便|还|我|想|请|就)*(?:问|打听)?(?:一?下|个事|一个|你|您)*[,，:：]?(?=[^,，。]{4})"
)
_HOW_MUCH_MORE = re.compile(r"(?:那么?)?(?:[高低多少贵大小]|便宜)(?:了|出)?多少[?？]?")


_WHICH_IS_MORE = re.compile(r"(?:哪|谁)[^,，。?？]{0,12}[高低多少贵大小]")


def without_thanks(folded: str, before: str) -> str:
    """Return what a later question of a thread asks: 谢谢,最后问下…, and 高多少 after 哪家高.

    >>> without_thanks("谢谢,最后问下哪个项目分最低", "")
    '哪个项目分最低'
    """
    if _HOW_MUCH_MORE.fullmatch(folded) and _WHICH_IS_MORE.search(before):
        return "差多少"
    return _THANKS.sub("", folded)


def carry_on(question: Question, earlier: Question) -> Question:
    """Fill what an elliptic question leaves out from the one before it."""
    filled = _filled(question, _both(question, earlier))
    if _is_between_units(question, earlier):
        intent = replace(filled.intent, compare=True, total=False, rank="")
        return replace(filled, intent=intent)
    return filled


def last_named(question: Question) -> Question:
    """Return the last question of a thread, up to this one, whose own words name a thing asked of."""
    named = question
    while named.before is not None and not any(m.end > m.start for m in named.mentions):
        named = named.before
    return named


_TOGETHER = re.compile(
    r"^(?:那么?|所以|然后)?(?:这|它|他|上面|前面|刚才)?(?:们|的)?(?:两|俩|二)?(?:个|者|项|样|年|家|笔|数)?(?:的)?"
    r"(?:之间)?(?:[加合总]|一共|共|相?差|哪|谁|相?比|[多少高低]多?少|前(?:者|一)|后(?:者|一))"
    r"|^(?:那么?)?(?:年初|全年|调整后?)?的?(?:预算|决算|占比|比上?年|原因|上年)?数?(?:都|各|分别|各自)+(?:是|为|有|花|占|批|怎么)*了?(?:多少|几|什么|啥)"
)


def _both(question: Question, earlier: Question) -> Question:
    """加起来呢, 哪个高: the last two things that were asked, where they differ in one respect."""
    last = earlier
    if question.units.spans:
        return earlier
    if _BOTH_UNITS.search(question.folded) or _is_between_units(question, last):
        return _of_both_units(earlier)
    strong = (m for m in question.mentions if m.metrics and not m.weak)
    own = any(not _OF_WHAT.search(question.folded[: m.start]) for m in strong)
    if own or question.units.spans or question.projects or question.years.years:
        return earlier
    if _AGAINST_OWN.match(question.folded):
        return earlier  # 比上年多还是少, 比预算省了多少: each against its own
    if not _TOGETHER.search(question.folded) or len(last.reports) > 1 or _terms(last) != 1:
        return earlier
    prior = last.before
    while prior is not None and _same(prior, last):
        prior = prior.before
    if prior is None or _terms(prior) != 1 or len(prior.reports) != 1:
        return earlier
    if prior.metrics == last.metrics:
        units = tuple(dict.fromkeys((*prior.units.units, *last.units.units)))
        named = tuple(dict.fromkeys(i.year for q in (prior, last) for i in q.reports))
        members = tuple(dict.fromkeys((*prior.units.members, *last.units.members)))
        both = replace(last.units, units=units, members=members)
        return replace(
            last,
            units=replace(both, spans=(), member_spans=(), order=()),
            years=YearMatch(named, None, len(units) == 1),
        )
    if [i.id for i in prior.reports] != [i.id for i in last.reports]:
        return earlier
    kept = tuple(m for q in (prior, last) for m in q.mentions if m.metrics)
    return replace(last, mentions=kept)


_OF_WHAT = re.compile(r"占(?:了|到|去|全部|整个)*$")  # 这两项加起来占本年支出多少
_BOTH_UNITS = re.compile(
    r"(?:这|那|上面|刚才|前面)(?:的)?(?:两|俩|二)(?:家|个?(?:单位|局|部门|地方)|边)"
)


def _is_between_units(question: Question, last: Question) -> bool:
    """谁的接待费高: whether one of the units is asked for that were spoken of one after the other."""
    asked = _WHICH_OF_THEM.search(question.folded) and not _OF_ALL.search(question.folded)
    if not asked or len(set(last.units.units)) != 1 or question.years.several:
        return False
    named = any(m.metrics for m in (*question.mentions, *last.mentions))
    return named and set(_of_both_units(last).units.units) > set(last.units.units)


_WHICH_OF_THEM = re.compile(
    r"(?:谁|哪一?(?:家|个(?:单位|局|部门)))(?:的)?[^,。?]{0,10}(?:更|比较)?(?:高|低|多|少|贵|大|小|省|便宜)"
)
_OF_ALL = re.compile(r"最|全部|所有|[三四五六七八九十几]家|各家|这些|里头?|当中")


def _of_both_units(last: Question) -> Question:
    """那两家谁多: return the last question as one on its unit and on the other one spoken of before."""
    prior = last.before
    while prior is not None and set(prior.units.units) <= set(last.units.units):
        prior = prior.before
    if prior is None:
        return last
    units = tuple(dict.fromkeys((*prior.units.units, *last.units.units)))
    named = tuple(dict.fromkeys(i.year for q in (prior, last) for i in q.reports))
    both = replace(last.units, units=units, spans=(), member_spans=(), order=())
    return replace(last, units=both, years=YearMatch(named))


def _terms(question: Question) -> int:
    """Return how many terms with figures a question names."""
    return len({m.official for m in question.mentions if m.metrics})


def _same(one: Question, other: Question) -> bool:
    asked = [(q.reports, q.metrics, q.units.members) for q in (one, other)]
    return asked[0] == asked[1]


def _filled(question: Question, earlier: Question) -> Question:
    """Fill what a question leaves out from the one that it goes on from."""
    bare = not question.mentions and not question.projects
    if not (_ELLIPTIC.search(question.folded) or bare or not question.units.units):
        return question
    if not _ELLIPTIC.search(question.folded) and _stands_alone(question):
        return question
    alone = not question.units.spans
    if question.metrics and alone and _OF_ALL_UNITS.search(question.folded):
        return question
    asks_anew = question.metrics and not _ELLIPTIC.search(question.folded)
    of_none = asks_anew and not earlier.units.units  # of the one before no report is indexed
    if not (question.units.units or question.units.unknown or of_none):
        # Their places are in the words of the question before.
        carried = replace(earlier.units, spans=(), member_spans=(), order=())
        question = replace(question, units=carried)
    spoken_of = earlier.years.years or (
        (earlier.reports[0].year,) if len(earlier.reports) == 1 else ()
    )
    relative = question.years.relative or _BEFORE_THAT.match(question.folded)
    if relative and _YEAR_BEFORE.search(question.folded) and spoken_of:
        before = tuple(year - 1 for year in spoken_of)
        question = replace(question, years=YearMatch(before, None, len(before) > 1))
    elif relative and _THIS_YEAR.search(question.folded) and earlier.years.years:
        question = replace(question, years=earlier.years)  # 上年多少 || 今年呢
    elif _YEAR_AFTER.search(question.folded) and earlier.years.years:
        after = tuple(year + 1 for year in earlier.years.years)
        question = replace(question, years=YearMatch(after, None, len(after) > 1))
    elif _BOTH_YEARS.search(question.folded) and not question.years.years:
        question = replace(question, years=YearMatch((), None, True))
    elif not question.years.years and not question.years.several:
        question = replace(question, years=earlier.years)
    elif not question.units.spans and _AGAINST_A_YEAR.search(question.folded):
        # 跟2021年比呢: that year beside the one that was spoken of.
        both = dict.fromkeys((*(i.year for i in earlier.reports), *question.years.years))
        question = replace(question, years=YearMatch(tuple(both), None, True))
    if _OWN_COST.search(question.unexplained) or _counts_another(question):
        return question  # 药品费花了多少, 学生有多少: nothing that was spoken of
    # Their places, too, are in the words of the question before.
    kept = tuple(replace(m, start=0, end=0) for m in earlier.mentions if m.metrics)
    if not kept and not question.mentions and _LISTED.search(question.folded):
        kept = tuple(replace(m, start=0, end=0) for m in earlier.mentions if m.topic in _LISTS)
    if _of_whole_unit(question, kept):
        kept = ()
    only_words = all(
        not m.metrics or (m.weak and kept and not _is_other_side(m, kept))
        for m in question.mentions
    )
    if earlier.projects and all(not m.metrics or m.weak for m in question.mentions):
        only_words = True  # 同一个活儿到24年花了多少
    belongs = _BELONGS.search(question.folded)  # 里面包不包括车补: of what was spoken of
    if kept and all(_MONEY.search(m.official) for m in kept):
        # 三公批了多少 || 花了多少: of that, not of the year
        left = (m for m in question.mentions if not (m.weak and _spends(question, m)))
        question = replace(question, mentions=tuple(left))
    balances = tuple(m for m in kept if "结转" in m.official)
    if balances and _INSIDE_OF_IT.match(question.folded) and not only_words:
        # 年底剩多少 || 其中财政拨款的呢: of what was left
        question = replace(question, mentions=(*balances, *question.mentions))
    elif kept and not only_words and (_has_share_in_it(question) or _takes_it(question)):
        question = replace(question, mentions=(*kept, *question.mentions))
    if only_words and not question.projects and (belongs or not question.undisclosed):
        question = replace(
            question,
            mentions=(*kept, *question.mentions),
            projects=() if _ranks_anew(question) else earlier.projects,
            context=f"{earlier.context} {question.folded}",
        )
        if not _asks(question.intent):
            question = replace(question, intent=_of_actual(question, earlier.intent))
        elif earlier.intent.budget and _of_budget_too(question):
            # 预算多少 || 省了多少, 为什么: against the budget, not against the year before.
            intent = replace(question.intent, budget=True, fell=False, rose=False, change=False)
            question = replace(question, intent=intent)
    elif _ELLIPTIC.search(question.folded) and not _asks(question.intent) and question.metrics:
        intent = replace(_of_actual(question, earlier.intent), personal=False)
        question = replace(question, intent=intent)
    elif (
        alone
        and question.metrics
        and _is_held_against(question)
        and not _then_against_year(question)
    ):
        question = replace(question, mentions=(*kept, *question.mentions))
    return question


def _of_budget_too(question: Question) -> bool:
    """Whether words that go on from a budget are of it as well: 省了多少, 为什么."""
    return bool(_SAVED.search(question.folded) or _BARE_WHY.fullmatch(question.folded))


_BARE_WHY = re.compile(
    r"(?:那|又|是|这是|到底)*(?:为(?:什么|啥|何)|(?:什么|啥)原因|原因(?:是?(?:什么|啥))?|咋回事|怎么回事)[呢啊呀的?？]*"
)
# 有几个下属单位 || 分别是哪些: what reports list
_LISTS = ("下属单位", "机构", "主要职责")
_LISTED = re.compile(
    r"分别|哪[几些]|谁|名单|列|叫什么|是什么|是啥|第[一二三四五六七八九十]个?|还有"
)


def _ranks_anew(question: Question) -> bool:
    """第二低的呢, 得分最高的是哪个: whether another one of those that were ranked is asked for."""
    return question.intent.rank != "" and _ANOTHER.search(question.folded) is not None


_ANOTHER = re.compile(
    r"^(?!.*(?:指标|扣|目标))[^,。?]{0,8}(?:最|倒数|垫底|第[二三四五])[^,。?]{0,4}"
    r"(?:的?(?:呢|是(?:哪一?个|谁|什么|啥)?)|的|哪一?个|名|位)?[?？]?$"
)


def _of_actual(question: Question, intent: Intent) -> Intent:
    """年初预算多少 || 决算呢: return what was asked before, without the budget where that is over."""
    actual = _ACTUAL.search(question.folded) is not None
    return replace(intent, budget=False) if actual else intent


_ACTUAL = re.compile(r"^(?!.*预算)(?!.*(?:比|差|超)).*(?:决算|实际|真正|最后|最终)")


def _stands_alone(question: Question) -> bool:
    """乙局2022年有一项从72.9万变成0,是哪一项: whether unit, year and matter are a question's own."""
    own = bool(question.units.spans and question.years.years)
    return own and not question.mentions and len(question.unexplained) >= _OWN_MATTER


_OWN_MATTER = 4  # unexplained characters that are more than chatter


def _counts_another(question: Question) -> bool:
    """Whether a count is asked of a noun that no term explains: 学生有多少."""
    asked = _OWN_COUNT.fullmatch(question.folded)
    return asked is not None and asked["noun"] in question.unexplained


_OWN_COUNT = re.compile(
    r"(?:那么?)?(?P<noun>[\u4e00-\u9fff]{2,6}?)(?:一共|总共|大概|现在|目前)?有(?:多少|几)[个名人位家所辆条张]?[?？]?"
)
_OWN_COST = re.compile(r"[\u4e00-\u9fff]{2}(?:费用?|税|款|补贴|津贴|奖金)$")


def _is_other_side(mention: Mention, spoken: Sequence[Mention]) -> bool:
    """Whether 支出 is asked of after 本年收入, or the other way round."""
    sides = {side for m in spoken for side in ("本年收入", "本年支出") if side in m.metrics}
    return len(sides) == 1 and not sides & set(mention.metrics) and mention.official in _YEARS


_YEARS = ("本年收入合计", "本年支出合计")


def _then_against_year(question: Question) -> bool:
    """Whether what a question names is held against a year: 那车钱呢?比上年多了还是少了."""
    against = _AGAINST_YEAR.search(question.folded)
    named = min((m.start for m in question.mentions if m.metrics), default=len(question.folded))
    return against is not None and named < against.start()


def _of_whole_unit(question: Question, spoken: Sequence[Mention]) -> bool:
    """Whether money is asked after people were spoken of: what a unit has in staff costs nothing."""
    people = bool(spoken) and all(_PEOPLE.search(m.official) for m in spoken)
    return people and _MONEY_ASKED.search(question.folded) is not None


_PEOPLE = re.compile(r"人数$|(?:在职|离休|退休|离退休|编外|聘用)人员$|编制|机构")
_MONEY_ASKED = re.compile(r"钱|[批拨下调]成?了?多少|预算|支出|收入|执行率|花了?多少|结余|结转|经费")


def _is_held_against(question: Question) -> bool:
    """Whether what a question names is held against what was spoken of before."""
    one = question.intent.compare and len(question.metrics) == 1
    return one or _THAT_NUMBER.search(question.folded) is not None


def _spends(question: Question, mention: Mention) -> bool:
    said = question.folded[mention.start : mention.end]
    return bool(mention.metrics) and re.match(r"[花用]", said) is not None


_MONEY = re.compile(r"费|经费")
_SAVED = re.compile(
    r"^(?:那么?|最后|实际|到底)*(?:省|超|[少多]花|结余|[少多]用|相?差)(?:支|出|了|下)*(?:多少|几)"
)
_AGAINST_YEAR = re.compile(r"[比较和跟与同](?:上|去|前|头|往)一?年|同比")
_AGAINST_OWN = re.compile(
    rf"{_AGAINST_YEAR.pattern}|[比较和跟与同](?:年初|全年|年中|调整后?|当初|原来|批复?)?的?(?:预算|计划|目标)"
)
# 占总支出的多少: what was spoken of has a share in it
_SHARE_OF_IT = re.compile(r"(?:那么?|它|这个?|一共|总共)*占")
_INSIDE_OF_IT = re.compile(r"(?:那么?|这)?(?:其中|里面|里头|里边|当中)")


# 跟这个数对得上吗: held against what was told before.
def _has_share_in_it(question: Question) -> bool:
    """Whether a share of what was spoken of is asked for: 占总支出的多少, 里头养车的占几成."""
    inside = _INSIDE_OF_IT.match(question.folded) and question.intent.share
    both = _TOGETHER.match(question.folded) and _OF_SUM.search(question.folded)
    return bool(inside or both or _SHARE_OF_IT.match(question.folded))


_OF_SUM = re.compile(r"(?:[加合](?:起来|在?一[起块])|合计|一共|总共)[^,。;?]{0,2}占")


def _takes_it(question: Question) -> bool:
    """Whether what is named is added to, taken from, or held against what was spoken of."""
    taken = _WITH_IT.match(question.folded)
    return taken is not None and any(
        m.metrics and not m.weak and m.start == taken.end() for m in question.mentions
    )


_WITH_IT = re.compile(
    r"(?:那么?|再|如果|要是|把|它|这)*(?:(?:一共)?加上?|[扣减][掉除去]+|减|除以|相当于|[是抵](?=.{2,20}(?:百分之|几成|几倍))"
    r"|(?:跟|和|与|同|比)(?=.{2,20}(?:差|比|多|少)))"
)
_THAT_NUMBER = re.compile(
    r"[和跟与同比](?:这|那|上面|前面|刚才)(?:个|里|边|处|说)?的?(?:数|金额|比例|说法)"
)
_BELONGS = re.compile(r"包不包括|包括不包括|含不含|算不算|[包含]了?没")


def _asks(intent: Intent) -> bool:
    """Whether a question says itself what it wants done."""
    return bool(
        intent.why
        or intent.personal
        or intent.fell
        or intent.rose
        or intent.change
        or intent.budget
        or intent.makeup
        or intent.share
        or intent.define
        or intent.compare
        or intent.rank
        or intent.unit_cost
        or intent.trend
        or intent.performance
        or intent.convert
        or intent.total
        or intent.minus
        or intent.truth
    )
