"""How clauses open: run-in headings, asides, lists, and what a reason or a figure behind is of.

Like `index.told` these functions change nothing: `index.narrative` acts on what they name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.amounts import COUNTS, MONEY, Quantity
from index.clauses import Clause, clauses
from index.items import classes
from index.metrics import Named, Namer
from index.model import Amount, Section
from index.normalise import fold
from index.phrases import BUDGET, budget_kind
from index.terms import fund_of
from index.told import CHANGES, State, Statement

ASIDE = re.compile(r"\((?:其中:?|包括:?|含)(?P<label>[^()]{2,30})$")
RUN_IN = re.compile(
    r"(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\))?(?P<title>[^,。;:\d]{2,40}?)(?:的)?(?:决算|收支)*(?:情况|说明|具体)+$"
)
# 预算为全年预算数,合计37.00万元: which budget the figure behind it is.
BUDGET_IS = re.compile(rf"预算数?(?:均|即)?[为是指系](?P<kind>{BUDGET})$")
TOTAL = re.compile(r"(?:合计|共计|总计|总额|共|计|[为是:])*")
RUN_IN_KIND = re.compile(
    r"(?:\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、)(?P<title>[^,;:\d]{2,20})$"
)
RUN_IN_KINDS = {"机关运行": "机关运行经费", "采购": "政府采购", "资产": "国有资产", "绩效": "绩效"}
WHOLLY = re.compile(r"(?:全部|均|都)(?:为|是|系|用于)(?P<name>[^,;。:]{2,40})")
WHOLLY_OPENED = re.compile(
    r"(?:全部|均|都)(?:为|是|系|用于)(?P<name>[^,;。:()\d]{2,40}(?:\([^()\d]{1,4}\)[^,;。:()\d]{0,6})?)\((?=[^()]*\d)"
)
BY_UNIT = re.compile(r"(?:[按从](?:预算|所属)?单位(?:看|划分|分)?|分单位看?)$")
# 一、总体:942.12万元
OF_ALL = re.compile(
    r"(?:[一二三四五]、|\([一二三四五]\)|\d[.、])?(?:总体|总额|总量|总计|全部)(?:情况|支出)?"
)
OF_THE_REST = re.compile(
    r"(?:其余|其他|另外|剩余)(?:各|的)?(?:[一二两三四五六几]?项|科目|费用|支出)?均?[与和同较比]"
)
WITHOUT_DIVISION = re.compile(r"(?:其中)?[按从](?:各)?(?:预算|所属)?单位(?:看|划分|分)?$")
_OF_NO_FUND = frozenset({"机构", "机关运行经费", "政府采购", "国有资产", "绩效"})
HEAD_OFFICE = re.compile(r"本级(?!决算[和与及、])")  # not 包括局本级决算和3家事业单位决算
BESIDES = re.compile(r"此外|另外")
# 基本支出增加主要系…, 其他收入增加系…: the change of the year and its cause in one clause.
_CHANGED_BY = re.compile(
    r"(?:其中)?(?:20\d\d年度?)?(?P<of>[\u4e00-\u9fff“”()]{2,40}?)(?:增加|减少|增长|下降|上升|降低|持平|变动|变化)(?:的)?"
    r"(?:主要)?(?:原因)?(?:(?<=主要原因)[是为有:]|(?<=的原因)[是为:]|系|是(?=收到|拨入|追加|新增|上级|安排)|是由于|是因为|主要是(?!用于)|主要由于|主要因为)(?=[^,。;:]{2,}|$)"
)
_CHANGED = re.compile(
    r"(?:其中)?(?:20\d\d年度?)?(?P<of>[\u4e00-\u9fff“”()]{2,40}?)(?:增加|减少|增长|下降|上升|降低)(?:较[多大])?"
)
# 主要原因是…, 减少的主要原因系… behind a list of changes: of the whole and of what moved with it.
_OF_LIST = re.compile(
    r"(?:(?:增加|减少|增长|下降|上升|变动|变化)的?)?主要原因[是为系:](?:由于|因为)?"
)
_CLASS_ALONE = re.compile(
    r"(?:\(?[一二三四五六七八九十\d]{1,3}[)、.])?(?P<name>[^,。;:\d()]{2,20})\(类\)(?:支出|情况)?"
)
_BRACKET = re.compile(r"\((?:其中|包括)$")
_USE = re.compile(r"(?:主要)?用于")
_AMONG = re.compile(r"(?:其中:?)?(?P<of>[\u4e00-\u9fff()]{2,12}?)(?:当|之)?中")
_USES = re.compile(
    r"(?:主要|具体)?用于(?:以下|如下)?(?:[一二两三四五六七八几]个)?(?:方面|项目|支出)?"
)
_LOW = re.compile(
    r"(?:[一二三四五六]是|\d{1,2}[.、])?(?P<name>.{3,40}?)(?P<called>项目)?的?(?:(?:自评|绩效)?得分|(?:预算|资金)?(?:执行|支付|支出)(?:率|进度))"
    r"(?:[较偏最]?低|不高|滞后|缓慢|较慢|未达100%)的?(?:主要)?$"
)
_ANY_PROJECT = re.compile(
    r"(?:该|本|各|其|部分|个别|少数|有的|有些|上述|以上|[一二两三四五六七八九十几\d]+个|整体|部门|单位)"
)
_SPENT = re.compile(
    r"(?:其中:?|[1-9]\d?[.、]|\(\d{1,2}\))*(?P<name>[^\d,、:。;“”]{3,38}?)(?:项目)?(?:共|累计|实际)?执行(?:数|金额)?(?:为)?"
)
_ITEM = re.compile(
    r"(?:\d{1,2}[.、])?(?P<name>(?!其他|其余|其中)[^\d,、:。;“”]{3,30}?)(?:项目)?(?:经费|资金)?(?:支出)?"
)
_PROJECTS = re.compile(r"[^:]*项目[^:,]{0,8}(?:情况|如下|包括)[^:,]{0,6}:")
_SCORE_BEHIND = re.compile(r",(?:绩效)?(?:自评|评价)?(?:综合)?(?:得分|评分|自评)\d")
# 项目2:游泳馆维修。项目全年预算…: the clause behind is the project's name.
_COUNTED_PROJECT = re.compile(
    r"(?:^|[。;:])[▲●■◆★☆◇○◎□△►▶➢※]?项目(?:[\dA-Z]{1,2}|[一二三四五六七八九十]{1,3}):$"
)
_FUNDS_OF = re.compile(
    r"(?P<name>[^,。;:“”]{3,38}?)(?:项目)?(?:年度|全年|当年|项目)(?:安排)?(?:资金|预算|经费)(?:数|总额)?"
)
# The number of an item: 2.…, (二)….
NUMBERED = re.compile(r"[▲●■◆★☆◇○◎□△►▶➢※]|\d{1,2}[.、](?!\d)|\([一二三四五六七八九十\d]{1,3}\)")
_MADE_OF = re.compile(r"[^,;:、]{0,30}机[关构]运行经费[^;]{0,60}?(?:用于|包括|其中)")
# ○甲事项:年初预算5万元: an item of a list, whatever names it.
MARKED = re.compile(r"[●○◇◆☆★▪■□▲△►▶·•-](?=[\u4e00-\u9fff])")
# 购车费预算和决算都是0万元: one figure is two.
_BOTH = re.compile(
    r"(?P<name>.*?)(?P<budget>(?:年初|全年)?预算数?)(?:和|与|、|及)(?P<final>决算数?)(?:都|均)[为是]"
)
# 实有168人,按类别分为:在职…、退休…: all of the staff, not those in office.
_STAFF = re.compile(
    r"(?:总计|合计|共)?[,:](?:按[^,:。;]{1,6}分(?:为)?|其中|包括)[:,]?[^。;]{0,40}退休"
)
# 公务接待费降幅最大,决算数…; 因公出国费用次之,…: the figures behind are of what is ranked.
_RANKED = re.compile(
    r"(?P<of>[\u4e00-\u9fff“”()]{2,20}?)(?:的|支出|占比|变化|(?:增|降|减|涨)幅|增长|下降|减少|增加)*"
    r"(?:最[大多高小少低]|较[大多高小少低]|次之|居首|居次|明显)"
)
_OF_ALL_FUNDS = frozenset({"收支总体", "收入", "支出"})
_NOTHING = re.compile(r"(?P<of>[\u4e00-\u9fff“”()]{2,20}?)(?:支出|决算|数)*[为是]零")
_SUM = re.compile(r"(?:合计|共计|总计|小计)(?:为)?")


@dataclass(frozen=True, slots=True)
class Explained:
    """Metrics whose change a clause explains, and where in the text its cause begins."""

    subject: tuple[str, ...]
    end: int
    since: Statement | None = None


def changed_by(namer: Namer, clause: Clause, cause: int) -> Explained | None:
    """Return the metric of which a clause tells both the change and the cause.

    `cause` is where the next clause begins to give one, if it does: 甲收入下降,主要是….
    """
    text = clause.text + (":" if clause.closes == ":" else "")  # 甲增加的原因:…
    match = _CHANGED_BY.fullmatch(text) if clause.closes == ":" else _CHANGED_BY.match(text)
    end = clause.start + match.end() if match else 0
    if match is None and cause:
        match, end = _CHANGED.fullmatch(text), cause
    if match is None or clause.opens not in "。;":
        return None
    named = namer.name(namer.strip(match["of"]), None, clause.start)
    lead = fund_of(named.lead) or named.lead
    if len(named.metrics) != 1 or named.generic or (named.lead and len(named.lead) > len(lead) + 4):
        return None
    return Explained(named.metrics, end)


def moved_alone(namer: Namer, clause: Clause, text: str) -> Explained | None:
    """接待费减少,系检查改为视频: the metric of which a clause says that it moved, the cause behind it."""
    match = _MOVED_ALONE.fullmatch(clause.text) if clause.opens in "。;" else None
    cause = _CAUSE_BEHIND.match(text, clause.end) if match else None
    if match is None or cause is None:
        return None
    named = namer.name(namer.strip(match["of"]), None, clause.start)
    if len(named.metrics) != 1 or named.generic or named.lead:
        return None
    return Explained(named.metrics, cause.end())


_MOVED_ALONE = re.compile(
    r"(?P<of>[\u4e00-\u9fff“”()]{2,24}?)(?:支出|决算)?(?:较上年|比上年|同比|有所|明显|大幅|略有|小幅|翻倍)*"
    r"(?:增加|减少|增长|下降|上升|降低|变动|下滑|上扬|上涨|回落|走高|走低|归零|清零|微[升增降减]|[略稍][升增降减]|翻番|[多少]了?)"
    r"(?:较多|明显|不少|[近约超]?[一二两三四五六七八九十]+(?:成|倍)[多余]?)?"
)
_CAUSE_BEHIND = re.compile(
    r",(?:主要)?(?:是因为|是由于|由于|因为|因(?!公|此|而)|系(?!统)|(?:主要)?原因(?:是|为|在于)|是(?![否指全本一])(?=[^,。;:\d]{5,})|源于|得益于|(?=一是))"
)


def both_moved(state: State, clause: Clause, cause: int) -> Explained | None:
    """收支同比下降的缘由:…: income and spending, where a clause names what its reason is of.

    `cause` is where the next clause begins to give one, if it does.
    """
    match = _BOTH_MOVED.match(clause.text) if clause.opens in "。;" else None
    moved = {fact.metric for fact, _ in state.figures if fact.aspect in CHANGES}
    wholes = tuple(metric for metric in _OF_BOTH if metric in moved)
    if match is None or not wholes or set(state.subject) & set(_OF_BOTH):
        return None
    rest = clause.text[match.end() :]
    end = clause.start + match.end() if rest or clause.closes == ":" else cause
    return Explained(wholes, end) if end else None


_OF_BOTH = ("收入总计", "支出总计", "本年收入", "本年支出")
_BOTH_MOVED = re.compile(
    r"收(?:入)?[、和与]?支(?:出)?(?:总计|规模|总额)?(?:双双|均|都|同步|同比|[较比]上年)*"
    r"(?:增加|减少|增长|下降|上升|降低|变动|变化)(?:的?(?:主要)?(?:原因|缘由|因素)(?:是|为|系|在于)?)?(?=$|[^\d,])"
)


def nothing(namer: Namer, clause: Clause) -> Named:
    """Return what a clause says to be none in words: 因公出国(境)费用为零."""
    match = _NOTHING.fullmatch(clause.text)
    named = namer.name(namer.strip(match["of"]), "万元", clause.start) if match else Named()
    return named if named.metrics and not (named.generic or named.lead) else Named()


def ranked(namer: Namer, clause: Clause) -> Named:
    """Return what a clause without a figure ranks, of which the figures behind it are."""
    match = _RANKED.fullmatch(clause.text) if clause.opens in "。;" else None
    named = namer.name(namer.strip(match["of"]), "万元", clause.start) if match else Named()
    return named if named.metrics and not (named.generic or named.lead) else Named()


def of_unknown(text: str, clause: Clause) -> bool:
    """Whether a clause heads figures of something that is not known: 甲乙事项:预算5万元;决算4万元."""
    opens = clause.opens in "。;" or MARKED.match(clause.text) is not None
    if opens and _BOOKED.fullmatch(clause.text):
        return _AMOUNT_BEHIND.match(text, clause.end) is not None
    heads = opens and clause.closes == ":" and _HEAD_WORDS.fullmatch(clause.text)
    return bool(heads) and _FIGURES_BEHIND.match(text, clause.end) is not None


def unknown_item(section: Section, text: str, clause: Clause) -> str:
    """Return the item that a marked line in a section on spending heads, though no list names it."""
    marked = MARKED.match(clause.text)
    if marked is None or not section.label.endswith("支出") or not of_unknown(text, clause):
        return ""
    return f"{clause.text[marked.end() :]}(项)"


# Not what only divides what was told: 其中:…, 按性质分:…, 具体情况如下:…, 主要原因:….
_HEAD_WORDS = re.compile(
    r"(?!其中|具体|包括|分别|按|从|主要)[^,。;:\d]{2,24}(?<![分中看下])(?<!原因)(?<!情况)(?<!包括)(?<!构成)(?<!组成)"
)
# 编外人员劳务费在商品和服务支出中列支,为5万元: of no figure told before
_BOOKED = re.compile(
    r"(?!其中|以上|上述|该|此)[^,。;:\d]{2,16}在[^,。;:\d]{2,24}(?:列支|核算|反映|列示)"
)
_AMOUNT_BEHIND = re.compile(r",(?:为|共计?|合计|计)?\d")
_FIGURES_BEHIND = re.compile(
    r":(?:(?:年初|全年|当年|本年|调整后?)*预算|决算|支出决算)(?:数|金额|安排)?(?:为|是)?\d"
)


def of_list(state: State, clause: Clause) -> Explained | None:
    """Return what a reason behind a list of changes is of: the whole, and its parts of one sign."""
    match = _OF_LIST.match(clause.text) if clause.opens == "。" else None
    if match is None or state.whole is None or state.whole.parts < 2:
        return None
    whole = state.whole.subject[0]
    changes = [
        (fact, statement)
        for fact, statement in state.figures
        if fact.aspect == "比上年增减额" and fact.amount.measure in MONEY
    ]
    at = max((n for n, (fact, _) in enumerate(changes) if fact.metric == whole), default=-1)
    if at < 0 or len(changes) - at < 3:
        return None
    grows = changes[at][0].amount.value > 0
    alike = [f.metric for f, _ in changes[at:] if f.amount.value and (f.amount.value > 0) == grows]
    subject = tuple(dict.fromkeys(alike))
    return Explained(subject, clause.start + match.end(), changes[at][1])


def subject_alone(state: State, namer: Namer, clause: Clause, text: str) -> Named:
    """Return what a clause without a figure names for those behind it: what is none, ranked, divided."""
    ways = (
        nothing(namer, clause),
        ranked(namer, clause),
        _among(state, clause),
        _held(clause),
        _totalled(namer, clause, text),
    )
    return next((named for named in ways if named.metrics), Named())


def _totalled(namer: Namer, clause: Clause, text: str) -> Named:
    """Return what is told behind its parts: (1)工资福利支出包括基本工资、奖金等,共5万元."""
    opened = _OF_PARTS.match(clause.text)
    if opened is None or not _IN_ALL_BEHIND.match(text, clause.end):
        return Named()
    named = namer.name(opened["name"], "万元", clause.start + opened.start("name"))
    return named if named.metrics and not named.lead else Named()


_OF_PARTS = re.compile(
    r"(?:\(\d{1,2}\)|\d{1,2}[.、]|[一二三四五六]是|其中:?)?(?P<name>[^\d,;。:]{3,24}?)(?:主要)?(?:包括|包含|用于|含)"
)
_IN_ALL_BEHIND = re.compile(
    r"(?:,[^\d。;:]{2,60}){0,6},(?:共|共计|合计|总计|总额为?|计)\d[\d.,]*[万亿]?元"
)


def _among(state: State, clause: Clause) -> Named:
    """Return the metric told before whose parts follow: 在职人员中,局机关5人、图书馆4人."""
    inside = _AMONG.fullmatch(clause.text)
    told = (fact.metric for fact, _ in reversed(state.figures))
    return Named(tuple(metric for metric in told if inside and metric == inside["of"])[:1])


def _held(clause: Clause) -> Named:
    """Return the event that a clause tells to have been held: 举办“龙舟节”,开支5万元."""
    held = _EVENT.fullmatch(clause.text) if clause.closes == "," else None
    return Named((held["event"],)) if held else Named()


_EVENT = re.compile(
    r"(?:全年|本年度?|共)?举办(?:了|的)?[“\"]?(?P<event>[\u4e00-\u9fff、]{2,24}(?:节|赛|论坛|晚会|展览?|博览会|活动))[”\"]?"
)


def lists_uses(clause: Clause) -> bool:
    """Whether a clause opens a list of what money was spent on: 主要用于(以下方面):甲支出…;乙支出…."""
    return clause.closes == ":" and _USES.fullmatch(clause.text) is not None


def budget_told(spoken: str) -> str:
    """Return which budget a clause says that the figures behind it are, or nothing."""
    told = BUDGET_IS.search(spoken)
    return budget_kind(told["kind"], "") if told else ""


def run_in_topic(text: str) -> str:
    """Return the kind of section that a numbered word with a colon announces: 2、政府采购:…."""
    run_in = RUN_IN_KIND.fullmatch(text)
    told = (kind for word, kind in RUN_IN_KINDS.items() if run_in and word in run_in["title"])
    return next(told, "")


def run_in_kind(text: str, kind: str) -> str:
    """Return the kind of section that a run-in heading announces, `kind` where none is known.

    Nothing where the text is no such heading.
    """
    run_in = RUN_IN_KIND.fullmatch(text)
    if run_in is None or not text.startswith("("):
        return ""
    return next((kind for word, kind in RUN_IN_KINDS.items() if word in run_in["title"]), kind)


def part_of_count(label: str, measure: str, following: str) -> bool:
    """Whether a count is of the noun behind it, which is a part: 9辆(其中2辆消防水车…)."""
    part = label.lstrip("(,") in ("其中", "含", "包括", "其中有")
    return part and measure in ("辆", "台") and _PART_BEHIND.match(following) is not None


_PART_BEHIND = re.compile(r"(?![为是系由用在未])[\u4e00-\u9fff]{2,}")


def of_others(text: str, at: int, label: str, measure: str, following: str) -> bool:
    """Whether a count is of the words behind it, or of people who came or went.

    9辆(其中2辆消防水车…); 净减1人(退休2人、招录1人).
    """
    return part_of_count(label, measure, following) or _of_movement(text, at, measure)


def _of_movement(text: str, at: int, measure: str) -> bool:
    """Whether a count stands in the brackets that tell a change of staff: 净减1人(退休2人、招录1人)."""
    opens = text.rfind("(", 0, at + 1)
    if measure != "人" or opens < 0 or ")" in text[opens:at]:
        return False
    return _MOVED.search(text[max(opens - _NEAR, 0) : opens]) is not None


_MOVED = re.compile(r"(?:净?[增减](?:加|少|员)?|多|少)了?\d+[人名]$")
_NEAR = 12


def opens_brackets(spoken: str) -> bool:
    """112批次(其中:…): what follows in the brackets is of a part."""
    return _BRACKET.search(spoken) is not None


def for_a_use(state: State, spoken: str, found: Sequence[Quantity]) -> tuple[str, ...]:
    """Return the money's metric where a clause only counts what it was used for."""
    money = state.last[1] in MONEY or state.last[1] == "%"
    counted = all(quantity.amount.measure in COUNTS for quantity in found)
    return state.subject if money and counted and _USE.match(spoken) else ()


def in_brackets(spoken: str) -> str:
    """Return the words behind a bracket that stays open: 指标自评明细(校园安全项目."""
    behind = spoken.rpartition("(")[2]
    return behind if "(" in spoken and ")" not in behind else ""


def fell_short(state: State, clause: Clause) -> str:
    """Return the project reviewed of which a clause heads what was not done: 没做到的:…, 存在问题:…."""
    headed = clause.closes == ":" and _SHORT_OF.fullmatch(clause.text)
    undone = _LEFT_UNDONE.match(clause.text) or _NOT_MET.match(clause.text)
    if clause.opens not in "。;," or not (headed or undone):
        return ""
    if headed and clause.opens != "。":
        return ""
    told = ((f, s) for f, s in reversed(state.figures) if f.metric.startswith("项目:"))
    last, statement = next(told, (None, None))
    if last is None or statement is None:
        return state.project
    beside = clause.start - statement.end < _NEAR_ITS_FIGURES
    return last.metric if beside or not _OF_ANY.fullmatch(clause.text) else ""


# 没有完成的指标是…, 未达标的是…: what a project fell short of, in the sentence itself.
_LEFT_UNDONE = re.compile(
    r"(?:没有|没能|未能|未)(?:完成|达到|达标|实现)的(?:指标|目标|是)(?:是|为|有)?"
)
_NOT_MET = re.compile(
    r"(?:没有?|未)(?:能)?(?:全部|按时|如期)?(?:达标|完成|达到(?:目标|预期)?)的?(?:主要)?(?:原因)[是为在系]"
)
_NEAR_ITS_FIGURES = 240  # farther on, 存在的问题 are those of the whole unit
_OF_ANY = re.compile(
    r"(?:发现的?|存在的?)?(?:主要)?(?:问题|不足|短板)(?:之处)?(?:[及和与](?:其)?原因)?(?:分析)?"
)


_SHORT_OF = re.compile(
    r"(?:没|未)(?:能)?(?:做到|完成|达到|达标)的?(?:目标|情况|原因|指标|内容)*(?:分析)?"
    r"|(?:主要)?(?:扣分|失分|偏差)(?:原因|情况|说明|点|项|之处|在于)(?:分析)?"
    r"|(?:发现的?|存在的?)?(?:主要)?(?:问题|不足|短板)(?:之处)?(?:[及和与](?:其)?原因)?(?:分析)?"
)


def scored_low(state: State, spoken: str) -> str:
    """Return the project of which a clause says that it has few points, where it was told."""
    match = _LOW.match(spoken)
    if match is None:
        return ""
    names = {f"项目:{match['name']}", f"项目:{match['name']}项目"}
    quoted = re.fullmatch(r"“([^“”]+)”", match["name"])
    names |= {f"项目:{quoted[1]}"} if quoted else set()
    told = next((fact.metric for fact, _ in state.figures if fact.metric in names), "")
    named = match["called"] and not _ANY_PROJECT.match(match["name"])
    return told or (f"项目:{quoted[1] if quoted else match['name']}" if named else "")


def class_alone(clause: Clause) -> str:
    """Return the functional class that a heading names for the items below it, or nothing."""
    match = _CLASS_ALONE.fullmatch(clause.text) if clause.closes in "。:" else None
    named = match["name"] if match else ""
    return f"{named}(类)" if named in classes() or f"{named}支出" in classes() else ""


def project_spent(kind: str, label: str, text: str, clause: Clause, quantity: Quantity) -> str:
    """Return the project that spent an amount: its score follows, or a list of projects names it.

    村级组织运转执行60万元,自评100分; 主要项目及开支情况:1.农村环境保护48万元;2.….
    """
    if quantity.amount.measure not in MONEY:
        return ""
    if kind == "支出" and (item := _ITEM.fullmatch(label)):
        sentence = text[text.rfind("。", 0, clause.start) + 1 : clause.start]
        return f"项目:{item['name']}" if _PROJECTS.match(sentence) else ""
    if kind != "绩效":
        return ""
    match = _SPENT.fullmatch(label)
    behind = _SCORE_BEHIND.match(text, clause.start + quantity.end)
    return f"项目:{match['name']}" if match and behind else ""


def names_project(text: str, clause: Clause) -> bool:
    """Whether a clause is where a list of projects puts the name: 3.道路养护:…, 项目2:道路养护。…"""
    return numbered(clause.text) or (
        clause.opens == ":" and _COUNTED_PROJECT.search(text, 0, clause.start) is not None
    )


def project_funded(kind: str, label: str, text: str, clause: Clause) -> str:
    """Return the project whose money a label tells behind its name: 项目2:道路养护年度资金5万元."""
    match = _FUNDS_OF.fullmatch(label) if kind == "绩效" and clause.opens == ":" else None
    return f"项目:{match['name']}" if match and names_project(text, clause) else ""


def fund_told(own: str, kind: str, metric: str, label: str) -> str:
    """Return the funds of a figure in a section whose own funds are `own`."""
    if "资产" in label:  # 国有资产占用情况中固定资产车辆: assets are of no one fund
        return "全部"
    if metric == "财政拨款支出" and own == "全部":  # the section tells of all
        return "财政拨款"
    fund = fund_of(label) or fund_of(metric)
    balance = metric.endswith("结转和结余")  # 年末结转9万元,其中政府性基金2万元
    open_to_all = own in ("全部", "财政拨款") and (balance or kind not in _OF_ALL_FUNDS)
    return fund if fund and open_to_all else own


def fund_reviewed(metric: str, text: str, at: int) -> str:
    """组织对政府性基金项目开展绩效自评,涉及项目1个: the fund, beside the projects of all or another."""
    if metric != "预算绩效评价项目":
        return ""
    clause = text[max(text.rfind(mark, 0, at) for mark in "。;") + 1 : at]
    if _SUMMING_UP.match(clause):  # 从自评情况看,12个项目…: of all funds again
        return "全部"
    fund = fund_of(clause) or ""
    return fund if fund in ("政府性基金", "国有资本经营") else ""


_SUMMING_UP = re.compile(r"从[^,。;]{0,10}[情结][况果][来上]?看|总体[来上]?看|综上|以上|上述")


def of_both(label: str) -> tuple[str, str] | None:
    """Return the label of the budget and that of the final account where they share a figure."""
    both = _BOTH.fullmatch(label)
    if both is None:
        return None
    return both["name"] + both["budget"], both["name"] + both["final"]


def staff_of_all(words: str, text: str, behind: int) -> bool:
    """Whether 实有 is of all people: what follows tells them apart, the retired among them."""
    return words == "实有" and _STAFF.match(text, behind) is not None


def numbered(spoken: str) -> bool:
    """Whether a clause opens with the number of an item of a list."""
    return NUMBERED.match(spoken) is not None


def is_sum(state: State, subject: tuple[str, ...], aspect: str, label: str, amount: Amount) -> bool:
    """甲36人,乙47人,合计83人: the sum of a list is no figure of its last part."""
    if not _SUM.fullmatch(label):
        return False
    if aspect == "决算数" and amount.measure in MONEY:  # 甲3万元,乙5万元,合计8万元
        last = {f.metric: f.amount for f, _ in state.figures[-6:] if f.aspect == aspect}
        parts = [part.value for part in last.values() if part.measure == amount.measure]
        ends = [sum(parts[-n:]) for n in range(2, len(parts) + 1)]
        return amount.value in ends
    if aspect != "数量" or amount.measure not in COUNTS:
        return False
    told = [f.metric for f, _ in state.figures[-4:] if f.amount.measure == amount.measure]
    return subject[0] in told and len(set(told)) > 1


def whole_of_kinds(state: State, label: str, amount: Amount) -> str:
    """行政编制14名、事业编制9名,共23名: return what posts by their kinds come to, or nothing."""
    if not _IN_SUM.fullmatch(label):
        return ""
    told = [f for f, _ in state.figures[-_KINDS_OF_POSTS:] if f.metric.endswith("编制")]
    alike = [f.amount.value for f in told if f.amount.measure == amount.measure]
    ends = [sum(alike[-n:]) for n in range(2, len(alike) + 1)]
    return "编制人数" if amount.value in ends else ""


_IN_SUM = re.compile(r"(?:总|合|一)?(?:共|计)(?:计|有)?")
_KINDS_OF_POSTS = 4


def only_counted(state: State, metric: str) -> bool:
    """Whether all that was told of a metric are counts: money cannot be its change."""
    measures = [f.amount.measure for f, _ in state.figures if f.metric == metric]
    return bool(measures) and all(measure in COUNTS for measure in measures)


IS_A_PART = re.compile(r"(?:是|为|系)(?=[\u4e00-\u9fff])")  # 5万元是省级补助


def next_clause(text: str, clause: Clause) -> Clause | None:
    """Return the clause that follows, as if it opened a sentence."""
    start = clause.end + 1
    follows = next(clauses(text[start : start + 200]), None)
    if follows is None:
        return None
    return replace(follows, start=follows.start + start, end=follows.end + start, opens="。")


def without_use(kind: str, rest: str) -> str:
    """机关运行经费主要用于办公费6万元: the cost that the figure is of."""
    return rest.rpartition("用于")[2] if kind == "机关运行经费" and "用于" in rest else rest


def of_running_cost(text: str, clause: Clause, named: Named) -> Named:
    """机关运行经费主要用于办公费1万元、水费2万元: the costs within it, not all that there are."""
    metric = named.metrics[0] if len(named.metrics) == 1 else ""
    if (
        metric == "机关运行经费"
        or not metric.endswith(("费", "费用", "工会经费", "商品和服务支出", "设备购置"))
        or named.lead
    ):
        return named
    begin = text.rfind("。", 0, clause.start) + 1
    sentence = text[begin : clause.end]
    if begin and sentence.startswith(("其中", "主要用于", "具体包括")):  # of the sentence before
        sentence = text[text.rfind("。", 0, begin - 1) + 1 : clause.end].replace("。", ",")
    told = _MADE_OF.match(sentence)
    return replace(named, metrics=(f"机关运行经费/{metric}",)) if told else named


_KIND_OF_UNIT = re.compile(
    r"(?:其中:?)?(?P<kind>行政单位|(?:参照公务员法管理|参公|其他)的?事业单位|参公单位|(?:局|委)?机关本级)(?:的|公用经费)?"
)


def by_kind_of_unit(named: Named) -> Named:
    """行政单位9万元,参公单位1万元: the running costs of one kind of the units, not of all."""
    metric = named.metrics[0] if len(named.metrics) == 1 else ""
    kind = _KIND_OF_UNIT.fullmatch(named.lead if metric == "机关运行经费" else metric)
    if kind is None:
        return named
    return replace(named, metrics=(f"{kind['kind']}机关运行经费",), lead="", generic=True)


def titled(section: Section) -> str:
    """Return the metric that a section's title names alone: (五)“三公”经费支出情况."""
    metric = TITLED.get(section.kind, "")
    return metric if _OF_ONE.fullmatch(fold(section.title)) else ""


SPENT_IN_ALL = re.compile(r"(?:全年|全部|共计?)*(?:支出|开支)")
TITLED = {"三公": "“三公”经费", "机关运行经费": "机关运行经费", "政府采购": "政府采购支出总额"}


_OF_ONE = re.compile(
    r"(?:\([一二三四五六七八九十\d]+\)|[甲乙丙丁戊己庚辛壬癸壹贰叁肆伍陆柒捌玖拾]+、|第?[一二三四五六七八九十]+[、.节]|\d+\.\d+|\d+[、.])?\s*(?:关于)?(?:20\d\d年度?)?"
    r"(?:财政拨款|一般公共预算)*(?:[“\"]?(?:三公|机关运行)[”\"]?经费|政府采购)(?:财政拨款)?(?:支出)?(?:决算)?(?:总体)?(?:情况)?(?:分析|说明)?"
)


def own_fund(section: Section) -> str:
    """Return the funds that a section's title names, or the titles above it: the narrowest."""
    if section.kind in _OF_NO_FUND:
        return fund_of(section.title) or "全部"
    named = [fund for title in reversed(section.path) if (fund := fund_of(title))]
    narrow = [fund for fund in named if fund != "财政拨款"]
    return (narrow or named or ["全部"])[0]
