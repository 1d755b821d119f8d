"""The words in which reports give reasons: how one begins, goes on and ends in compact text."""

from __future__ import annotations

import re

REASON = re.compile(
    r"(?:主要|具体|变动|增减|差异|增加|减少|增长|下降|变化|超支|节约|超出|结余|调整|其)*(?:减少|增加)?(?<!发现的问题及)(?<!偏差)(?:要)?(?:原因|缘由|事由)(?:如下|是|为|系|在于|分析)?"
    r"|(?:主要)?(?:扣分|失分|丢分)(?:点|项|事项|因素|情况)(?:是|为|有|在于|如下|包括)*(?=$|[,一\u4e00-\u9fff])"
    r"|(?:上升|下降|增加|减少|增长|多出)的\d[\d.,]*[万亿]?元(?:都|均|全部?|主要|基本)?[是为系](?!\d)"
    r"|主要因素|(?:主要)?(?:推手|动因|成因|诱因|因素)(?:是|为|系|在于)|(?:增加|减少|超出|多出|少于|差额|超支|结余|节约)的?部分(?:主要)?[为是系](?!\d)|主因(?:是|为|系|在于|$)|(?:主要)?(?:得益于|归因于|归结于)"
    r"|^主要为(?=[^,。;]*(?:增加|减少|新增|更新|购置|追加|调整|下降|上涨|提高|退休|调出|压减|压缩|取消))"
    r"|主要(?:是|系|为)?(?:由于|因为|因(?![公素]))|(?<!对象)(?<!内容)(?<!成效)主要(?:是|系)(?!用于)(?!(?<=用车主要[是系])[^,。;、:\d]{2,12}\d+辆)|(?<=[算数]的)主要情况(?:是|为)?"
    r"|(?:[降减升增涨多少](?:下来|上去|上来|了)?)?是(?:因为|由于)|差异(?:主要)?(?:来自于?|源于|缘于)|(?:超出|超支|增支)的?部分(?:主要)?(?:为|系|是)(?!\d)"
)
# 上年无此项支出,不计算增长比例,主要原因是…: words on the base, with the reason behind them.
_OF_THE_BASE = re.compile(
    r"(?:(?:因|由于)?(?:上年|去年|上年度|20\d\d年度?)(?:无|没有|未发生)(?:此|该|这)项?(?:支出|费用|经费|预算)?"
    r"|(?:上年|去年)?(?:决算)?基数为0|(?:不|无法|不能|未)计算[^,]{0,8}(?:比例|率|幅度?)|不可比|无可比性|[,;])+"
)
# 其中2辆殡仪车费用由事业收入负担,不计入保有量; 多出的部分是:3辆…: why there are more vehicles.
NOT_KEPT = re.compile(
    r"(?:其中:?|(?:多出|其余|差额)的?(?:部分)?[是为系]:?)?(?P<cause>(?:(?:有)?\d+辆|[\u4e00-\u9fff]{2,10}(?:用车|车辆)(?:均|都|主要)?[为是系](?!\d))[^。;:]{2,60}?(?:不|未)(?:计入|纳入|列入|计|在)[^。;,]{0,16}保有量[^。;,]{0,6})(?=[。;]|$)"
)
GOES_ON = re.compile(
    r"^(?:根据|同时|另外|此外|[二三四五]是|其次|因此|故|另|且|按照(?!(?:政府|支出)?功能分类)"
    # 主要原因是…。较上年减少了培训费支出等。: what else was less, with no figure of its own
    r"|[较比](?:上一?年|去年)度?(?:增加|减少|压减|压缩)了?[^,。;\d]{2,24}等?$)"
)
CAUSE = re.compile(r"(?<!原)因(?!公)|由于|导致|根据|故|使得|为了|使用了|减少了|增加了")
CAUSE_FIRST = re.compile(
    # 增长3.20%,为薪级工资正常晋升: words on what moved, not on how much
    r"^(?:为(?=[^,。;:\d“]{4,50}(?:增加|减少|增多|下降|上涨|晋升|提高|提标|调整|追加|下达|取消|停止|压缩|压减|新增|变动|所致|补助资金|专项资金)(?:[,。;]|$))|系(?!统)|因(?!公)|由于|缘于|源于|起因于)"
)
# 较上年增加1万元,是跟岗教师用餐: no figure, right behind what moved.
IS_BECAUSE = re.compile(r"是(?!否|指|全|本|一|[上去]年)(?=[^,。;:“]{5,})(?!.*\d[\d.]*(?:万?元|%))")
NEXT = re.compile(
    r"^(?:按(?:采购)?(?:类别|类型|性质|品目)(?:分|看|划分)?$|其中|具体情况|[与比较](?:上年|去年|年初|全年|预算)[^,]{0,8}(?:相比|比较|数))"
)
# 在职人员减少2人: a count that moved, held against no year.
MOVED = re.compile(r"[^\d,;:较比与同]{2,16}(?:增加|减少|新增|净增|调入|调出)(?:了)?")
# …,2023年公务用车购置数为1辆: counts that a sentence adds behind the reason.
ADDED = re.compile(
    r"(?:20\d\d年(?:末|底)?)?(?:(?:开支|使用|由)?财政拨款(?:开支|负担|安排)?的?)?公务用车(?:购置数|保有量)[^,;。由从减增下上]{0,12}?\d+辆"
    r"|(?:全年|全部|累计|共|共计|合计)接待(?:国内|来访|各类)?\d[\d,]*[批人]"
)
# 因来访减少,比上年下降2%; 由于来访减少,公务接待费比上年下降2%: the cause before its effect.
CAUSE_INSIDE = re.compile(
    r",(?:主要)?(?:因(?![公此])|由于|(?=受))(?P<cause>[^,。;\d]{4,40}),(?:[较比与同](?:上年|去年|20\d\d年)|同比)"
)
# 因调入7人,支出决算9万元,多于年初预算8万元: the cause stands before all that is told.
CAUSE_OPENS = re.compile(
    r"(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\))?"
    r"(?:因(?![公此])(?:为|受)?|由于|鉴于|得益于|在(?=[^,。;]{4,60}(?:影响|作用|带动|推动)下)|随着|(?=受))(?=[^,。;]{4})"
)
_TELLS = re.compile(
    r"(?:(?:支出|收入)?决算(?:支出|收入)?(?:数|总?金?额|合计)?|(?:实际|全年|累计|共计?|本年)(?:支出|开支|收入|完成)|[合总]计|总额)(?:[均各都]?[为是达])?$"
    r"|^(?:[^,;。]{0,12}?)(?:[较比与同]于?(?:上一?年|去年|20\d\d年|年初|全年|预算|调整)|同比)|^(?:年初|全年|本年)?(?:支出)?预算(?:数|安排)?(?:为|是)?$"
)
_OVER = re.compile(r"大于|小于|高于|低于|超|少于|多于|差异")
_FROM_BUDGET = re.compile(r"[较比][^,]{0,8}预算[^,]{0,4}?(?:增加|增长|减少|下降|降低|节约|上升)")
# 年初无预算、年中追加的主要原因:…
_NONE_PLANNED = re.compile(r"(?:年初|年初部门)(?:无|未安排|没有|未列|未编制?)(?:年初)?预算")
# 决算数较上年减少的主要原因:…: the next of two reasons.
ANOTHER = re.compile(
    r"(?:决算数?)?[较比](?:上年|去年|20\d\d年)(?:度|决算数?)*(?:增加|减少|下降|增长|上升|降低)的?(?:主要)?原因|(?:支出)?决算数?[^,;。:]{0,14}(?:大于|小于|高于|低于|增加|减少|下降|增长)[^,;。:]{0,8}原因"
)
# 主要是厉行节约;较上年决算减少1万元, …;完成预算的71.50%: the next comparison.
COMPARES = re.compile(
    r"完成(?:年初|全年|调整)?预算(?:数|收入)?的?\d[\d.]*%|(?:[较比](?:上年|去年|20\d\d年|年初|全年|预算)[^,;。]{0,16}?|同比)(?:增加|增长|减少|下降|降低|上升|[增减])了?\d"
)
# -甲项目经费:5/6/7: a line whose figures go by turns, whatever names it.
ROW_OF_TURNS = re.compile(r"[-·•●○▲]?(?P<name>[\u4e00-\u9fff()、]{2,30}):\d[\d.,]*/\d")
# 甲收入比上年多1万元,原因是…;乙收入比上年少2万元,原因是…: of another thing, though no term names it.
OF_ANOTHER = re.compile(
    r"[^,。;:\d“”]{2,16}?[比较](?:上年|去年|20\d\d年)[^,。;:\d]{0,4}[多少增减升降][^,。;:\d]{0,3}\d[\d.,]*(?:万元|元|亿元|%),(?:主要)?原因"
)
SINCE_LAST = re.compile(
    r"^(?:上升|下降|增加|减少|增长)的\d[\d.,]*[万亿]?元|[较比](?:上年|去年|20\d\d年)[^,]{0,6}?(?:增加|增长|减少|下降|降低|上升)"
)
# 下降原因是…: of a change that was told, though counts stand between.
CHANGED = re.compile(r"(?:增加|减少|下降|增长|上升|降低)的?(?:主要)?原因")
OF_CHANGE = re.compile(
    r"(?:增加|减少|下降|增长|上升|降低)的?(?:主要)?原因(?:主要)?(?:是|为|系|在于)(?=[^,。;]{2})"
)
_AGAIN = re.compile(r"[:,是为]+|系(?![统列])|(?:主要)?原因[是为:]+")
# 支出决算小于全年预算,主要是…: what the reason behind it explains.
AGAINST = re.compile(
    r"(?:(?:支出)?决算数?(?:支出)?)?(?:大于|小于|高于|低于|多于|少于|超过|超出)"
    r"(?P<of>(?:年初|全年|调整后?)?预算|上年|去年)(?:支出|决算)*数?(?:的|$)"
)
# 主要扣分点:…, 扣分主要原因:…: why a score is not the full one.
LOST = re.compile(r"扣分|失分|丢分")
# 自评得分84分,主要是疫情封控,工程停工: what kept a review from all of its points.
FELL_SHORT = re.compile(
    r"未|停|不[足够到及]|滞后|推迟|延[期迟误]|缺|偏[低少慢]|疫情|取消|流标|困难"
)
# 年初未安排预算,主要原因是…: why a figure has no budget.
UNBUDGETED = re.compile(
    r"(?:(?:因)?(?:年初|当年|本年|20\d\d年(?:年初|初)?)?(?:未|没有|无)(?:安排|编列|编制|列入|纳入|设置)?(?:[此该]项)?(?:年初|部门)?(?:财政)?预算(?:安排|指标)?|年初(?:未|没有|没)(?:安排|列入|编列|申报|列支))(?:数)?"
)
# …,差异率-4.37%), …(年初预算0万元), 年初无预算,: what the words behind explain.
GAP_CLOSED = re.compile(
    rf"(?:差异率为?-?\d[\d.]*%\)|年初预算(?:数)?(?:为)?0(?:\.0+)?(?:万元|元)?\)|[,。]{UNBUDGETED.pattern}),$"
)
# 2名职工年中退休, 追加改造经费240万元, 同第3项: what makes a figure differ from its budget.
MOVES = re.compile(
    r"追加|增加|减少|新增|增多|调[入出整增减高资]|退休|补发|上调|下调|提高|降低|动用|压[减缩]|节约|节省|未(?!来)|取消|停[止工发]|推迟|延[期后]|去世|死亡|离职|下达|不足|变动|清算|招录|录用|核减|同第?[\d一二三四五六七八九十]+项|同上"
)
# 甲科目超7万元,原因是…;乙科目少2万元,原因是…: the next account held to its budget.
NEXT_GAP = re.compile(
    r"[\u4e00-\u9fff]{3,30}?(?:超|少|多|超出|超支|节约|结余)(?:了)?\d[\d.,]*(?:万元|元)"
)
ROUNDING = re.compile(r"四舍五入|尾[数差]|单位[均:]*为?[万亿]?元")
# 同上, 同第3项: the reason is that of another item.
POINTS = re.compile(
    r"(?:原因)?(?:[同与](?:上(?:一?项)?|前(?:一?项)?|第?(?P<item>\d{1,2}|[一二三四五六七八九十]{1,2})项)(?:一致|相同)?"
    r"|[同与](?P<name>[\u4e00-\u9fff]{3,24}?)(?:一致|相同)?)(?:原因)?"
)
NEXT_OF_LIST = re.compile(r"[二三四五六]是")
ROWS = re.compile(r"[≥≤][^。]*[≥≤]")
NO_CAUSE = re.compile(
    r"原因|主要(?:是|系|为)|完成率|不可比|[上去]年|无(?:此|该)项|持平|一致|相同|[。;]"
)
# 死亡抚恤(项)年初未安排预算,决算9万元: of the item in front of the words.
ITEM_UNBUDGETED = re.compile(rf"(?<=[类款项]\))(?P<of>{UNBUDGETED.pattern})$")
# 年末结转和结余2万元,主要是…: told of what is left, with no change to explain.
LEFT = re.compile(r"(?:结转|结余)$")
SAYS_WHAT_FOR = re.compile(r"(?:结转|结余)$|^公务用车购置")
USE = re.compile(r"(?:主要)?(?:用于|用途[是为])")
SPENDABLE = re.compile(r"资金|经费|项目|拨款|专款|预算|追加|安排")
SCOPE_IS = re.compile(r"(?:统计|核算|计算|汇总)(?:口径|范围)(?:为|是|包括)|口径(?:为|是|包括)")
# 年末结转主要是…, 结转资金为…: what a balance that was told consists of.
BALANCE_IS = re.compile(
    r"(?:其中)?(?P<of>结余分配|(?P<when>年[初末])?(?:财政拨款)?结转(?:(?:和|与)?结余)?)(?:(?:资金)?(?:主要)?(?:为|是|系)(?!\d)|(?:资金)?事项(?=$))"
    r"|(?:其中)?(?P<income>(?:事业|经营|其他|上级补助|附属单位上缴)收入)(?:主要)?(?:来源于|来源是|来自|包括|是指|为|是|系|由)(?!\d|指|由于|因)"
)


# 事业收入9万元,占14%,为培训收费; 全部来自场地服务: where it comes from, with no figure.
COMES_FROM = re.compile(
    r"(?:全部|主要|均|都)?(?:来自于?|来源于|(?:为|系)(?=[^,。;:\d“(]{4,60}(?:补助|补贴|收费|收入|分成|款|资金|经费|利息|租金|服务|提成|费用?|拨付|拨入)(?:等)?(?:$|[,。;])))(?=[^,。;:\d]{3,60}$)"
)
# 年末结转和结余2万元,为某项目尚未办理结算: what is left, in the words right behind it.
LEFT_FOR = re.compile(r"(?:均|全部|主要)?(?:为|系(?!统))(?=[^,。;:\d“]{4,60}$)")


def tells(words: str) -> bool:
    """Whether the words before the first figure of a clause state a figure of the report."""
    return _TELLS.search(words) is not None


def of_the_base(words: str) -> bool:
    """Whether words before a stated reason only say that there is nothing to compare with."""
    return _OF_THE_BASE.fullmatch(words) is not None


def between(words: str, basis: str) -> bool:
    """Whether words give the reason why two figures differ, neither of which is a budget."""
    return "差异原因" in words and "预算" not in words and basis != "预算"


def against_budget(words: str) -> bool:
    """Whether words before a stated reason hold the final account against a budget."""
    held = _OVER.search(words) or _FROM_BUDGET.search(words) or _NONE_PLANNED.match(words)
    return "预算" in words and held is not None


def of_both(words: str) -> bool:
    """Whether a stated reason explains a change and a gap to the budget: 小于预算、比上年减少的."""
    return _BOTH.search(words) is not None


_BOTH = re.compile(
    r"预算[^,;。]{0,6}(?:和|且|并|、|以及|同时|又)[^,;。]{0,8}(?:上年|去年)|(?:上年|去年)[^,;。]{0,8}(?:和|且|并|、|以及|同时|又)[^,;。]{0,8}预算"
)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a reason without the words that only announce it, and its stops."""
    while again := _AGAIN.match(text, start, end):
        start = again.end()
    while end > start and text[end - 1] in "。;,:":
        end -= 1
    return start, end
