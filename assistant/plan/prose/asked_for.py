"""Open questions that no figure answers: what is asked of a thing, and the stretch that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.plan.projects.counted import Counted
from assistant.plan.prose.heard import Heard, Stretch, Stretches, Unit, share_of, stretches
from assistant.retrieve import Evidence
from assistant.sentences import without_filler
from assistant.understand import Question
from index.normalise import longest_run
from index.store import ReportInfo

_NUMERAL = r"[\d一二两三四五六七八九十百]"
# 算进去了没, 列不列入: whether something is counted in; 计划, 统计, 打算 ask nothing of the kind.
_COUNTED_IN = (
    r"(?:(?<![预决打结核清概])算|(?<![预合会统设累审总估])计(?!划|生|算|量)|(?<![系下陈排])列(?!车)"
    r"|含|占(?!用|比|多)|归(?![^,?]*管)|并(?!且)|纳)"
)
_WHETHER = r"(?:去|来)?了?(?:吗|么|没有?|不)?(?:$|[,?])"
_SURE, _PLAIN, _OPEN = 0.4, 0.45, 0.6  # how much must be heard


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a thing: the words that ask it, how it is told, how much must be heard.

    What is told `in_clause` must stand in a clause that speaks of the thing.
    """

    name: str
    asks: re.Pattern[str]
    told: re.Pattern[str]
    enough: float = _PLAIN
    in_clause: bool = False

    @property
    def is_any_number(self) -> bool:
        """Whether any number would tell it: nothing says in what measure."""
        return self.told is _DIGIT


def _asked(
    name: str, asks: str, told: str, enough: float = _PLAIN, *, in_clause: bool = False
) -> Asked:
    return Asked(name, re.compile(asks), re.compile(told), enough, in_clause)


_KINDS = (
    _asked(
        "算在内",
        rf"算不算|包不包|包[括含][^,。?]{{1,12}}?(?:吗|么|没有?|不)(?:$|[,?])|{_COUNTED_IN}(?:在|进|到|入|作)[^,。?]{{0,14}}?{_WHETHER}"
        r"|(?:(?<![预决打结核清概])算(?!得|了|完成)|含)[^,。?]{1,12}?(?:吗|么|不)(?:$|[,?])"
        rf"|(?<![一二两三多])(?P<verb>[算列含占归并计纳])不(?P=verb)(?![^,?]*管)"
        rf"|是不是[^,。?]{{0,14}}{_COUNTED_IN}(?:在|进|到|入)|[没不]{_COUNTED_IN}(?:在|进|到|入)"
        r"|(?:都|也)?在(?:不在)?[^,。?]{0,12}(?:里头?面?|内|当中)(?:吗|么|没有?|不)?(?:$|[,?])",
        r"(?<![可得])[不未](?:再)?(?:由|在[^,。;]{0,14}(?:列支|反映|列|范围|内|中|核算)|含|包|计入|纳入|列|占|属|并入|单独)|均?由[^,。;]{2,14}(?:列支|负担|承担|公开|核算)|(?:纳|计|列|并|转)入|包[括含]|含|其中|属于?|单独|另行|口径|合并|分离|剥离|划[转出入]|独立核算",
    ),
    _asked(
        "归哪类",
        r"[算归列放](?:在|到|作|进)?了?哪一?(?:类|块|种|项|个科目|个项目)",
        r"收入|支出|列支|科目|费",
    ),
    _asked(
        "电话",
        r"(?:电话|号码)(?:号码)?(?:是|打)?(?:多少|几)$|(?:打|拨)(?:哪个|什么|啥)(?:电话|号)|联系方式",
        r"\d{3,4}-?\d{7,8}|1\d{4}",
        _SURE,
    ),
    _asked(
        "依据",
        r"文件号|文号|(?:哪(?:个|份|些)|什么|啥)(?:文件|办法|规定|通知)|[依根]据[的是]?(?:什么|啥|哪)",
        r"《|〔|\[\d{4}\]|\d号",
        _SURE,
    ),
    _asked("级别", r"级别|什么级|[科处县厅]级", r"[正副][科处县厅股部]级", 0.0),
    _asked(
        "年龄",
        r"年龄|几岁|多大?岁数|岁数|多大年纪|[人员师长生][^,。?]{0,6}多大了?$",
        r"年龄[^,。;]{0,8}\d|\d ?周?岁(?!以[上下])",
        _SURE,
    ),
    _asked("面积", r"多大|面积", r"\d ?万?(?:平方|亩|公顷|㎡)"),
    _asked(
        "时间",
        r"(?:什么|啥)时候|何时|多会儿|哪一?[年月天]|几月|几号|(?:什么|啥)(?:时间|日子)",
        rf"{_NUMERAL} ?[年月日](?!度)|[上下]半年|[一二三四]季度|年[初底中末]|月[底初中]|[上中下]旬",
        _SURE,
    ),
    _asked(
        "时长",
        r"多久|多长时间|(?:几|多少)个?(?:年|月|天|小时|分钟)",
        rf"{_NUMERAL} ?个?(?:年(?!度)|月|天|日|小时|分钟|工作日)",
        in_clause=True,
    ),
    _asked(
        "意思",
        r"意思|含义|定义|[指说]的?是?个?(?:什么|啥|哪)(?!闹|原因|缘故|情况)",
        r"是指|系指|指(?![导标南挥数定引示])|即|称为",
        in_clause=True,
    ),
    _asked(
        "来源",
        r"(?:从|打|由)?哪(?:儿|里|块|项|笔)?(?:来|出|挤|弄|搞|补)的?|谁(?:给|拨|补|转)的?|(?:钱|款)从哪",
        r"由[^,。;]{2,16}(?:安排|追加|负担|承担|解决|支付|弥补|列支|出资|拨|筹)|来自|来源|自筹|捐|拨[付入来款]|转[拨入]|上级|补助|追加|列支|动用",
    ),
    _asked(
        "承担者",
        r"归谁|谁(?:来|在|给)?(?:出|承担|负责|管|牵头|带头|办|干|做|掏|付|主持|(?:给)?发(?![生现]))|[县省市区里家上级央州]{1,3}(?:给)?(?:出|掏|付|发|负担|承担)的?(?:吗|么|不|没有?)$",
        r"划转[至到给]|划入|移交|[由归经][^,。;]{2,24}(?:承担|负责|牵头|实施|担任|管理|提供|负担|列支|支付|发放)|承担|自筹|自理|(?:长|主任|书记|主席|负责人):",
    ),
    _asked(
        "人",
        r"谁|哪位|什么人|姓名$|名单|(?:长|主任|书记|负责人|[医老律]师|法官)叫(?:什么|啥)",
        r"(?:长|主任|书记|主席|负责人|联系人|责任人|会计师)[:：][\u4e00-\u9fff]{2,4}"
        r"|[\u4e00-\u9fff]{2,3}\([^)]{0,12}(?:长|主任|书记|主席)\)",
    ),
    _asked(
        "名称",
        r"叫(?:什么|啥)|(?:什么|啥)(?:名字|名称)|名[字称]是",
        r"公司|集团|名为|命名|称为|分别[为是]|[“「]",
    ),
    _asked("哪一家", r"哪(?:一|几|些)?家(?:公司|企业|厂)?", r"公司|集团|合作社|事务所|有限"),
    _asked(
        "地点",
        r"地址|在哪(?!个|些|几|一)|哪(?:里|儿)(?!去)|(?:什么|啥)地方|位置",
        r"地址|位于|坐落|[路街巷道村镇乡](?:\d|[^政派出府])|大厦|[东南西北]",
    ),
    _asked(
        "机构",
        r"哪(?:个|些|几个)?(?:科室|部门|处室|股室|[科股室处所站队]|机构|单位|中心)(?!最)|归(?:谁|哪)",
        r"[\u4e00-\u9fff](?:科|股|室|处|所|站|队|中心|部|委|局|窗口)",
    ),
    _asked(
        "原因",
        r"为什么|为啥|为何|咋(?:会|就|才|只|没|不|少|多)|怎么(?:会|就|才|只|没|不|少|多)|原因|因为(?:什么|啥)|缘[故由]|(?:什么|啥)闹的|图个?(?:什么|啥)|[咋怎]么?搞的|卡在(?:了)?哪",
        r"原因|由于|因(?!素|公|病|特)|系|受|主要[是为]|导致|影响|所致|造成",
    ),
    _asked(
        "用途",
        r"(?:干|做)(?:什么|啥|嘛)(?:的|用)?|[买添置购修建]了?些?(?:什么|啥|哪些)|用来|拿去|用在|用途|花在|花到",
        r"用于|系|[为供]|用(?!车)|支持|购置|保障|发放|投向|开支",
    ),
    _asked(
        "去向",
        r"[跑弄流]?(?:去|到)了?哪|[跑弄流]?哪儿?里?去了?|[咋怎]么?(?:处理|处置)|自己(?:留|花|用|揣)(?:着|下|了)*|(?:退|收|要)回?(?:去|来)?了?(?:没有?|吗|么)$|[没不](?:有)?(?:上?[交缴]|充公)|(?:上?[交缴]|充公)了?(?:没有?|吗|么)$",
        r"赴|前往|收回|缴|结转|用于|转|交|投向|拟|退|盘活",
    ),
    _asked(
        "打算",
        r"打算|下一步|接下来|以后|准备|计划|(?:怎么|咋|如何)(?:改|办|解决|整|弄|留|防|提高|避免|保证)|整改",
        r"下一步|将|拟|计划|改|打算|推行|措施|(?<![主需])要(?!求|素|点)|提前|建立|健全|争取|办法|已安排",
        _SURE,
    ),
    _asked(
        "占比",
        r"占(?:了)?(?:多少|几)|[率比]$|(?:率|比例)(?:是|有|多少|多高|几)|百分|比例",
        r"\d ?[%‰]|[一二三四五六七八九]成",
        in_clause=True,
    ),
    _asked(
        "哪项最多",
        r"(?:哪|什么|啥)[^,。?]{0,8}最|最[^,。?]{1,6}的?是(?:哪|什么|啥)",
        r"\d[^,。;]*、[^,。;]*\d|最",
        _OPEN,
    ),
)
_AMOUNT = re.compile(r"多少|几(?!乎)|多[大长高]")
_MONEY = re.compile(r"钱|[亿万]?元|金额|[花卖赚挣收罚交](?:了|到)*(?:多少|几)")
_SUM = re.compile(r"\d ?(?:余|多)?(?:[万亿]?元)(?!\([含]?\)?以上|以上|\(含\))")
_ANY = re.compile(r"[\u4e00-\u9fff]{4}")
_DIGIT = re.compile(rf"\d|{_NUMERAL}[个名位次场家户期件]")
_MEASURED = re.compile(
    r"(?:多少|几)(?P<measure>[人名位户家件次场条台辆套张份本座处间所只头棵块枚起期趟岁吨亩米]|公里|方)"
)
_CLAUSE = re.compile(r"[，、;；。:：()（）]|,(?!\d{3})")
_IS = re.compile(r"[均都全]?部?(?:系|为|即|是)")
_BRACKETED = re.compile(r"\([^()]*\)")
_SEVERAL = re.compile(r"[和及、]")
# What asks or counts and tells nothing of the thing.
_FRAME = re.compile(
    r"(?:19|20)\d\d年度?(?![末初底])|账[本目]?|(?:[花赚挣卖收交付用](?:了|掉|到|去|出)*)?(?:多少|几)(?:个|件|台|辆|条|项|名|位|次|场|家|户|套|张|份|本|座|处|间|所|只|头|棵|块|具|枚|起|期|方|趟|回|岁|年|月|天|钱|元|万)?"
    r"|(?:什么|啥)?时候|何时|多大|多久|多长|干(?:什么|啥|嘛)|做(?:什么|啥)|谁|哪[一几些个里儿]?|什么|啥|一般|一共|平时|有没有"
    r"|分别|各自|具体|另外?(?:一[个块家])?|拿去|打算|接下来|以后|下一步|意思|含义|[一两](?:[个年台辆场件家户])"
)
_LIGHT = re.compile(r"没有?|原来|[是在上里掉最不一两有去来想的]")
_MOST_LOOKED_AT = 12
_OF_UNIT = ("职能", "机构", "其他")
_LESS = 0.1  # what a definition, a duty, a part are less worth than what was done
_OF_ANOTHER = re.compile(r"上年|去年|[中内里]有 ?\d")  # of the year before, of a part
_IN_PLACE = 0.5  # of what a stretch tells, that the clause with the number must tell
_LOST = 0.35  # of what is asked, that may not be heard at all
_LOST_OPEN = 0.25  # … where nothing says what kind of thing tells it
_NAMED = 0.6  # of what names a thing in this report, that must be heard
_LEAST_NAME = 2


def asked_of(clause: str) -> Asked:
    """Return what kind of thing a clause asks."""
    for kind in _KINDS:
        if kind.asks.search(clause):
            return kind
    if not _AMOUNT.search(clause):
        return Asked("其他", _ANY, _ANY, _OPEN)
    if _MONEY.search(clause):
        return Asked("金额", _AMOUNT, _SUM, in_clause=True)
    return Asked("数量", _AMOUNT, _printed(clause), in_clause=True)


def asks_which(clause: str) -> bool:
    """Whether a clause asks which one is meant, on which what is asked of it hangs."""
    return asked_of(clause).name in ("人", "名称", "哪一家", "哪项最多")


def _printed(clause: str) -> re.Pattern[str]:
    """Return how a count that a clause asks for is printed."""
    counted = Counted.asked(clause)
    if counted is not None:
        return counted.loosely.printed
    match = _MEASURED.search(clause)
    if match is None:
        return _DIGIT
    measure = "[人名位]" if match["measure"] == "人" else match["measure"]
    return re.compile(rf"\d ?[余多]?[万千亿]? ?{measure}|{_NUMERAL}{measure}")


# What asks these says nothing of the thing: 举报电话多少, 哪个科室管.
_ASKED_APART = ("去向", "算在内", "打算", "电话", "年龄", "机构", "意思", "名称", "原因")


def units_of(question: Question, own: Stretches, clause: str) -> list[Unit]:
    """Return what a clause says of its thing, or the whole question where the clause names none."""
    kind = asked_of(clause)
    bare = kind.asks.sub(" ", clause) if kind.name in _ASKED_APART else clause
    for words in (bare, question.words):
        units = own.units(_FRAME.sub(" ", words), _bare)
        if len("".join(unit.said for unit in units if unit.names)) >= _LEAST_NAME:
            return units
    return []


def _bare(words: str) -> str:
    return without_filler(_LIGHT.sub(" ", words))


def find(question: Question, evidence: Evidence, info: ReportInfo, clause: str) -> Heard | None:
    """Return the stretch of a report that tells what a clause of a question asks, or None."""
    return _find(question, evidence, info, clause, asked_of(clause))


def speaks_of(
    question: Question, evidence: Evidence, info: ReportInfo, clause: str
) -> Heard | None:
    """Return the stretch that speaks of what a clause asks about, though it need not tell it, or None."""
    return _find(question, evidence, info, clause, replace(asked_of(clause), told=_ANY))


def _find(
    question: Question, evidence: Evidence, info: ReportInfo, clause: str, kind: Asked
) -> Heard | None:
    own = stretches(evidence, info)
    if not kind.enough:  # of the unit itself
        whole = (s for s in own.all if s.sentence.kind in _OF_UNIT and kind.told.search(s.text))
        return next((Heard(stretch, 1.0, 0.0) for stretch in whole), None)
    units = units_of(question, own, clause)
    nearest = own.nearest(units)[:_MOST_LOOKED_AT] if units else []
    enough, lost = kind.enough, _LOST_OPEN if kind.enough == _OPEN else _LOST
    if not kind.is_any_number and _is_foremost(nearest):
        enough, lost = enough * _FOREMOST, lost + _LOST_FOREMOST
    spoken = [
        heard
        for heard in nearest
        if _worth(heard, kind) >= enough and heard.lost <= lost and _names(units, heard.stretch)
    ]
    telling = [heard for heard in spoken if _tells(kind, heard, units)]
    telling = telling or list(_behind(own, spoken, kind))
    return max(telling, key=lambda heard: _worth(heard, kind), default=None)


def _behind(own: Stretches, spoken: Sequence[Heard], kind: Asked) -> Iterator[Heard]:
    """报告出得慢,打算怎么办: yield what goes on with what is told of a thing, and opens with what is asked."""
    opens = _OPENS.get(kind.name)
    for at, stretch in enumerate(own.all[1:]) if opens is not None and spoken else ():
        before = next((heard for heard in spoken if heard.stretch is own.all[at]), None)
        if before is not None and opens is not None and opens.match(stretch.text):
            yield replace(before, stretch=stretch)


# How a sentence opens that goes on with the trouble told before it.
_OPENS = {
    "打算": re.compile(r"(?:下一步|改进|整改|今后|下一?年|20\d\d年)[^,。;]{0,8}(?:[:将拟]|改|要)"),
    "原因": re.compile(r"(?:主要|偏差|未完成|扣分)?原因[:是为]|(?:主要)?(?:系|因|由于)"),
}


def _is_foremost(nearest: Sequence[Heard]) -> bool:
    """Whether one sentence says far more of what is asked than any other."""
    if not nearest:
        return False
    first = nearest[0]
    others = (
        h for h in nearest if h.stretch.sentence.place.start != first.stretch.sentence.place.start
    )
    return first.share * _FAR >= max((other.share for other in others), default=0.0)


_FAR = 0.6
_FOREMOST, _LOST_FOREMOST = 0.8, 0.17  # … where one sentence is far ahead


def _worth(heard: Heard, kind: Asked) -> float:
    """Return how much of what is asked is heard in a stretch, less where it tells of something else."""
    share = heard.share
    if heard.stretch.sentence.kind == "名词解释" and kind.name != "意思":
        share -= _LESS
    if heard.stretch.sentence.kind == "职能" and kind.name != "机构":
        share -= _LESS
    if kind.in_clause and _OF_ANOTHER.search(heard.stretch.text):
        share -= _LESS
    return share


def _names(units: Sequence[Unit], stretch: Stretch) -> bool:
    """Whether a stretch has most of what names the thing in this report, some of it in so many words.

    What stands under a heading with the name need not say it again.
    """
    naming = [unit for unit in units if unit.names]
    degrees = [unit.degree(stretch.text, stretch.lead) for unit in naming]
    held = sum(d * u.weight for d, u in zip(degrees, naming, strict=True))
    said = max(degrees) == 1.0 or len(longest_run(_run(naming), stretch.lead)) >= _LEAST_HEAD
    return said and held >= _NAMED * sum(unit.weight for unit in naming)


def _run(units: Sequence[Unit]) -> str:
    return "".join(unit.said for unit in units)


_LEAST_HEAD = 4  # characters of a name in the words before a stretch


def _tells(kind: Asked, heard: Heard, units: Sequence[Unit]) -> bool:
    """Whether a stretch tells such a thing, where it must in a clause that speaks of what is asked."""
    stretch = heard.stretch
    if not kind.in_clause:
        return kind.told.search(stretch.text) is not None
    if stretch.is_row:
        own = share_of(units, stretch.text) >= _IN_PLACE * heard.share
        return own and kind.told.search(stretch.text) is not None
    return any(
        _is_told_in(text, kind, heard.share, units)
        for text in dict.fromkeys((stretch.text, _BRACKETED.sub("", stretch.text)))
    )


def _is_told_in(text: str, kind: Asked, share: float, units: Sequence[Unit]) -> bool:
    """Whether a clause of a text, with those that say what its amount is, tells such a thing."""
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    for at, clause in enumerate(clauses):
        if kind.name == "数量" and any(counts(unit, clause) for unit in units):
            return True
        said = [clause, *(c for c in clauses[at + 1 : at + 3] if _is_of(c))]
        if kind.told.search(clause) and any(
            share_of(units, words) >= _IN_PLACE * share for words in said
        ):
            return True
    return False


def counts(unit: Unit, clause: str) -> bool:
    """Whether a clause has a number right behind a word of the question, in whatever measure: 桌椅300套."""
    return any(
        len(way) > 1 and re.search(rf"{re.escape(way)} ?\d", clause) is not None
        for way in unit.ways
    )


def _is_of(clause: str) -> bool:
    """Whether a clause says what the amount before it is, and is of one thing: 为食堂承包费."""
    return _IS.match(clause) is not None and not _SEVERAL.search(clause)
