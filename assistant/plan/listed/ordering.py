"""What a question puts in order or lists: the things, by what, and from which end."""

from __future__ import annotations

import re

from assistant.understand import Question
from assistant.understand.intent import LEAST_LOST, MOST_LOST

# 项目支出里最大的一项 is a project, 项目支出最多的单位 is none.
OF_PROJECTS = re.compile(r"项目(?!支出(?!里|中|内|当中))|自评|绩效|得分|评分|打分|执行率|几分")
_MANY = r"[一二两三四五六七八九十\d]"
# 最大的一项, 哪三项支出, 前五个科目, 钱最多花在什么地方
OF_ITEMS = re.compile(
    r"(?:预算|支出|[没未花用]完)[^,。?]{0,6}的(?:各|几|那些)?项(?!目)|各(?:个)?项(?!目)[里中当]|"
    r"科目|哪(?:几|些)(?:支出|开支)(?=[没未超比小低少大高突])|[类款项]级|按大?类(?=.{0,2}排)|支出项|支出的?项(?!目)|单项(?:支出)?|开支项"
    rf"|哪(?:{_MANY}|几|些)?个?大?[项块笔类](?![目级型])|最[大小多少]的类(?!型)|(?:支出|开支).{{0,2}}top|前{_MANY}+(?:项|个|大|笔|块)"
    rf"|{_MANY}大?(?:项|笔|类|块)(?:[支开](?:出|支)|开销|花费|钱|的?是)"
    rf"|最[^,。?]{{1,6}}(?:{_MANY}大?(?:项|笔|块)|(?:支出|开支|开销|花销)(?![^,。?]{{0,3}}(?:单位|局|部门|年))|地方|方面)(?!目)"
    r"|(?:支出|开支|开销|花销|钱)[^,。?]{0,4}最[^,。?]{1,2}的?(?:地方|方面|是(?:什么|啥))"
)
OF_CLASSES = re.compile(
    r"按(?:功能|支出)?(?:分类|大?类)|(?:哪|几|大|各|[两三四五\d])(?:一|大|个){0,2}类(?!型)|(?:花|用)[在到于]了?哪[几些]?个?[块方]|最[大小]的类(?!型)|类级"
)
OF_INCOME = re.compile(r"收入|来源|来钱|进账|进项")
_NO_ITEM = re.compile(r"指标|扣分|满意度|丢分|失分")
# 年初预算到全年预算砍得最狠: by how much a budget was changed during the year.
ADJUSTED = re.compile(
    r"预算.{0,14}(?:砍|压减?|调减|核减|削减?|缩减?|减得?|(?<!多)少了?)|(?:砍|压减|调减|核减|削减|缩减|减).{0,4}预算"
    r"|(?P<raised>预算.{0,14}(?:追加|调增|加得?(?!起来|总|在|到|一)|增加?|涨|多了)|(?:追加|调增|增加).{0,4}预算)"
)
MOST_ITEMS = 40
OF_REPORTS = ("项目支出", "预算绩效评价项目", "本年支出")
WHOLES = frozenset({"本年支出", "一般公共预算财政拨款支出", "财政拨款支出", "支出总计"})
# 哪一项比年初预算多花得最多; 年初没列预算、后来花了钱的
GAP = re.compile(
    r"(?P<under>比(?:年初)?(?:的)?预算[^,。?]{0,4}(?:少|省)|[没未](?:有)?(?:用|花|执行|支)(?:完|[到满足够](?=(?:年初|全年)?预算))|[没未](?:有)?(?:完成|达到|满)(?:了|过)?(?=(?:年初|全年)?的?预算)|(?:小|低|少)于(?:年初)?预算|[没未](?:有)?把[^,。?]{0,4}预算[^,。?]{0,2}[花用完执])"
    r"|超支|花超|项(?!目)[^,。?]{0,4}超了?(?:[,。?]|$)|比(?:年初)?(?:的)?预算.{0,6}(?:多|超|高)|(?:超(?:出|过)?|突破|大于|高于|多于)(?:了)?(?:年初)?预算"
)


def names_items(text: str) -> bool:
    """Whether a folded question speaks of functional items, no matter in which words."""
    return OF_ITEMS.search(text) is not None and _NO_ITEM.search(text) is None


BOTH = re.compile(
    r"最[多高大好优].{0,10}(?:最[少低小差]|垫底|倒数)|(?:最[少低小差]|垫底|倒数).{0,10}最[多高大好优]"
)
_LOW = re.compile(
    r"最(?:低|少|小|慢|便宜|省|差|烂|糟|不行|不靠谱|不理想|拉胯|拉垮)|第[二三四五六][低少小慢差]|垫底|倒数|末位|最后(?:一|几|[两三])?(?:名|位)"
)


def is_low(text: str) -> bool:
    """Whether a folded question wants the lowest; who lost the fewest points has the highest score."""
    if LEAST_LOST.search(text):
        return False
    return _LOW.search(text) is not None or MOST_LOST.search(text) is not None


def ranked_words(question: Question) -> str:
    """Return the words that name what is put in order: those before where a question goes on (第二呢)."""
    own = question.words
    if (
        names_items(own)
        or OF_PROJECTS.search(own)
        or any(m.end > m.start for m in question.mentions)
    ):
        return own
    earlier = question.before
    while earlier is not None and not (earlier.intent.rank and _names_things(earlier)):
        earlier = earlier.before
    return own if earlier is None else earlier.words


def _names_things(question: Question) -> bool:
    words = question.words
    named = names_items(words) or OF_PROJECTS.search(words)
    return bool(named) or any(m.end > m.start for m in question.mentions)


def overspent(text: str) -> str:
    """超预算, 比年初批的多花: return the budget that was overspent, or nothing."""
    gap = GAP.search(text)
    if gap is None or gap["under"]:
        return ""
    return "全年预算数" if "全年预算" in text else "年初预算数"


MOVED = re.compile(
    r"(?:涨|增加?|增长|减少?|降|下降|变化|变动|压缩|压减|砍|缩水|缩减|跌|翻|升|[多少]花|[多少]了?)(?:得|的|了)?(?:钱|幅度|金额|额)?最"
    r"|(?:涨|增加|增长|减少|下降|变化|变动|压减)(?:的)?(?:金?额|幅度|数额|资金)?(?:排|靠前|居前|(?:列|位居)?前[一二两三四五六七八九十\d])"
    r"|最[^,。?]{0,3}(?:涨|增|减|降|砍|缩)|(?:增加|减少|增减|变动|变化)额?[^,。?]{0,4}最|[增降涨跌]幅"
)
FALLS, RISES = (
    re.compile(r"降|减|跌|砍|缩|压|少了|少得|少花"),
    re.compile(r"增|涨|升|翻|多了|多得|多花"),
)
# 增加额最大, 增幅金额最大: by the amount, not by the percentage.
BY_AMOUNT = re.compile(r"金额|[增减加少]额|绝对|多少(?:钱|万)")


def by_change(text: str) -> tuple[bool, bool | None] | None:
    """Return whether a text ranks changes by their rate, and whether the falls; None for amounts.

    >>> by_change("哪家的接待费降幅最大")
    (True, True)
    """
    if not MOVED.search(text):
        return None
    falls, rises = FALLS.search(text) is not None, RISES.search(text) is not None
    by_rate = re.search(r"[幅速率快猛]|百分", text) and not BY_AMOUNT.search(text)
    return bool(by_rate), falls if falls != rises else None
