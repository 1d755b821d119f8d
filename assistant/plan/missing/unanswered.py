"""The kind of thing that is asked and that an answer holds nothing of: a count, a date, an age.

A figure that only stands near what is asked (在职人员 for 平均年龄, 房屋 for 哪一年建的) is no answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.compose.draft import Draft
from assistant.plan.missing.withheld import NOT_DISCLOSED
from assistant.plan.projects.counted import Counted
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.parts import asking_clauses
from index.normalise import fold


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be asked of a thing: its name, the words that ask it, and those that would tell it."""

    name: str
    asked: re.Pattern[str]
    told: re.Pattern[str]


def _kind(name: str, asked: str, told: str) -> Kind:
    return Kind(name, re.compile(asked), re.compile(told))


_KINDS = (
    _kind(
        "对方是谁",  # 租给谁了, 施工单位是哪家
        r"(?:租|卖|借|发包|承包|转让)给了?谁|(?:施工|承建|监理|设计)(?:单位|方|队)?(?:是|叫)?(?:谁|哪)|谁(?:施工|承建|承包)的",
        r"公司|集团|(?<!工)厂|合作社|(?:租|卖|借|承包|转让)给|由[^,。;]{2,20}(?:施工|承建|承包|设计|监理)",
    ),
    _kind(
        "具体地点",  # 搬到哪条街去了
        r"(?:搬|迁)(?:到|去|往)了?(?:哪|(?:什么|啥)地方)|哪条(?:街|路)|(?:地址|位置|门牌)(?:是|在)",
        r"[\u4e00-\u9fff](?:路|街|巷|道)\d*号?|大厦|广场|[乡镇村]|\d楼|新址",
    ),
    _kind(
        "从哪里来",  # 从哪几个省来的
        r"(?:从|由)?哪(?:几|些)?个?(?:省|市|县|区|国家|地方|学校|单位)份?(?:来|派|调|抽)|来自(?:于)?哪(?:几|些)?个?(?:省|市|县|区|国家|地方|学校|单位)",
        r"来自|派出|选派|[\u4e00-\u9fff]{2}省",
    ),
    _kind(
        "去向",  # 调到哪个单位去了
        r"(?:调|派|借)(?:走|出|去)?(?:到|去|往)了?(?:哪|什么|啥)",
        r"(?:调|转|划|派|搬|借)(?:至|到|往|入)[\u4e00-\u9fff]{2}",
    ),
    _kind(
        "是哪一家",  # 哪几家中介做的
        r"哪(?:几|一|些)?家(?!单位|下属|预算)[^,。?]{0,8}(?:做|干|审|修|建|供|办|施工|承建|中标|买|采购|进|租|订|聘|请)的?",
        r"公司|集团|事务所|合作社|厂(?!房)|由[^,。;]{2,20}(?:承担|实施|施工|承建)|[\u4e00-\u9fff]{3}(?:院|大学)",
    ),
    _kind(
        "是哪个机构",  # 在哪个学校办的
        r"(?:在|到|由|给|跟|从|去)了?哪(?:一|几|些)?[个所家]?(?:学校|院校|高校|大学|学院|医院|银行|基地|培训机构)",
        r"[\u4e00-\u9fff]{2}(?:学校|学院|大学|医院|银行|基地)",
    ),
    _kind(
        "人是怎么减少的",  # 是退休还是调走了
        r"(?:退休|辞职|调走|调出|调离|去世|辞退)了?还是",
        r"(?:退休|辞职|调[出走离]|去世|辞退)了?\s*\d|\d\s*[人名][\u4e00-\u9fff]{0,4}(?:退休|调[出走离]|辞职|去世)|因[^,。;]{0,6}(?:退休|调[出走离]|辞职)",
    ),
    _kind(
        "是哪个地方",  # 卡在哪个村
        r"在哪(?:个|些|几个)?(?:村|镇|乡|社区|街道|小区|路段)",
        r"[\u4e00-\u9fff]{2}(?:村|镇|乡|社区|街道|小区|路|街)|位于",
    ),
    _kind(
        "给了谁",  # 是给谁的地补的
        r"(?:补|赔|发|付|拨)(?:偿|助|贴|放)?(?:款|金)?给了?(?:谁|哪些人|哪几户)|给谁(?:家)?的|是谁家?的(?:地|房|楼)",
        r"(?:补(?:助|偿|贴)|发放?|付|拨)(?:给|付|予|到)[\u4e00-\u9fff]{2}|[农住贫]户|村民|居民|企业|业主|承包人|学生|教师|职工|对象|家庭|群众|\d户",
    ),
    _kind(
        "补偿", r"(?:补偿|赔偿)(?:款|金|费)?(?:是|要|给|有)?了?多少|多少(?:补偿|赔偿)", r"补偿|赔偿"
    ),
    _kind("伤亡", r"(?:死|伤|遇难|失踪)(?:了|亡)*(?:几|多少)", r"死亡|伤亡|遇难|失踪|受伤"),
    _kind(
        "起因",  # 火是怎么烧起来的
        r"(?:怎么|咋|为什么|为啥|如何)(?:会)?(?:烧|着火|起火|塌|倒塌|垮|溃|撞|爆)",
        r"原因|由于|因(?!素|公)|引发|引起|所致",
    ),
    _kind("年龄", r"年龄|几岁|岁数|多大年纪", r"岁|年龄"),
    _kind(
        "男女人数", r"男女|性别|[男女](?:的|职工|同志|员工|干部|教师|老师|人)", r"[男女](?!儿园)|妇"
    ),
    _kind(
        "学历",
        r"学历|文凭|(?:本科|硕士|博士|研究生|大专)(?:生|以上|毕业|的)?",
        r"学历|学位|本科|硕士|博士|研究生|大专|毕业",
    ),
    _kind("党员人数", r"(?<!非)(?<!流动)党员", r"党员"),
    _kind("民族", r"(?:什么|哪个|哪些|几个|少数)民族|民族(?:构成|比例)", r"民族|[\u4e00-\u9fff]族"),
    _kind(
        "招录或离开的人数",  # 招了几个人, 走了几个
        r"(?:招|录|招录|招聘|聘|录用|引进|调走|调来|调出|调入|辞职|离职|辞退|开除|裁|提拔|晋升)了(?:几|多少)|新来了?(?:几|多少)|(?:几|多少)[^,?]{0,5}(?:辞职|离职|调走|跳槽|被开除|下岗)",
        r"招|录|聘|引进|调|辞|离职|增加|减少|新增|提拔|晋升|入职",
    ),
    _kind(
        "时间",  # 办公楼是哪一年建的
        r"(?:是|在|于)?哪一?[年月天](?:建|盖|修|买|购|换|租|成立|搬|完工|竣工|开工|投用|启用|上线|批|签|立)|(?:建|盖|买|购|成立|完工|竣工|上线|签)(?:于|在|的)?(?:是)?哪一?[年天]|什么时候|啥时候|何时",
        r"(?:\d|[一二三四五六七八九十])(?:年(?!度)|月|日)|年内|[上下]半年|季度|[年月][初中底末]",
    ),
    _kind(
        "金额",
        r"多少(?:钱(?!的)|(?:慰问|补偿|赔偿|奖|安家|违约|滞纳)金)|(?:工资|补贴|补助|奖金|津贴)(?:是|发|给|拿|领)?了?多少|(?:领|拿)(?:了|到)?多少(?=$|[,?])",
        r"元|没有|未|\d\.\d\d(?!\d*%)",
    ),
    _kind(
        "单价",
        r"单价(?!\d|[^,?]{0,6}以上)|(?:多少|几)(?:块)?钱一(?!共|年|个?月|天)[\u4e00-\u9fff]"
        r"|一(?:亩|吨|套|台|平米?|平方米?|公里|斤|米|张|辆|户|棵|株)(?:地|车|房|路|树)?(?:要|得|是|花|补|给|合|大概)?多少钱",
        r"单价\s*(?!\d+\s*万元)|[每均/]|\d\s*元一|除|相除",
    ),
    _kind("平均数", r"平均|人均|户均", r"均|每|相除|/|最[高低多少大小]|除以"),
    _kind("维修情况", r"漏水|修缮了?(?:没|吗)|(?<![检监])修了(?:没|吗)", r"修"),
    _kind("里程", r"(?:多少|几)(?:万)?公里", r"公里|千米|里程|(?i:km)"),
    _kind(
        "吃的什么",
        r"吃(?:了|的|过)?(?:些)?(?:什么|啥|哪些)(?:菜|东西)?(?=$|[,?了呢啊的])|(?:什么|啥|哪些|多少)(?:菜|酒)",
        r"菜|餐|饭|酒",
    ),
    _kind("保险费", r"保险费|(?<!安)保费|车险", r"保险费|保费|车险"),
    _kind(
        "投诉或差评",
        r"差评|投诉(?:了)?(?:多少|几)|(?:多少|几)(?:个|条|件|次)?(?:差评|投诉)",
        r"差评|投诉|不满意",
    ),
)
_RATIO = re.compile(r"(?P<of>(?![及和与的各其所别总])[\u4e00-\u9fff])占比")
_RATE = re.compile(
    r"(?P<of>(?!完成|执行|增长|下降|差异|达标|增减|变动|结案)[\u4e00-\u9fff]{2})率(?=$|[,?]|(?:是|有|达到?)?(?:多少|多高|几))"
)
_NO_COUNT = re.compile(  # 这几家, 几个项目里: of what is known
    r"[这那前后哪好十]几|(?:多少|几)个(?:百分点|点|钱)|(?:多少|几)块|多少家底|(?:看看|把|那|的)几[张份]|(?:下面|手下|下属|所属|汇总|带|管|含)[^,?]{0,4}(?:多少|几)"
    r"|(?:多少|几)(?:个|家|份|张|项|笔|类|块|样)(?:项目|报告|决算|表|科目|款|支出|单位|部门|预算|所属|下属|公益|参公|行政|事业|[里中]|的)|(?:多少|几)家$|的几个|(?:单位|项目|部门|科目|科室|报告|指标)[^,?]{0,6}(?:多少|几)|后面几"
)
# A unit's name may hold what would tell a place or a firm.
_NOT_A_COUNT = re.compile(r"第\d+\w?|\*\*\d+\*\* ?张|满分 ?\d+|\[\d+\]|\*\*[^*\d]{4,}\*\*|\*\*")


def say_unanswered(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Say of what kind a draft tells nothing; where a question asks that alone, it is not found."""
    if draft.status != "answered":
        return
    text = fold(_NOT_A_COUNT.sub("", draft.text))
    clauses = asking_clauses(question.words) or (question.words,)
    declined = [c for c in clauses if NOT_DISCLOSED in draft.text and read_intent(c).personal]
    others = [clause for clause in clauses if clause not in declined]
    alone = len(clauses) == 1
    missing = [m for clause in others if (m := _missing(clause, question, evidence, text, alone))]
    if not missing:
        return
    said = "".join(f"报告没有写{what}。" for what in dict.fromkeys(missing))
    if len(missing) < len(others):
        draft.add(said)
        return
    draft.status = "not_found"
    draft.paragraphs.insert(0, f"{said}与此有关的内容只有：")


def _missing(clause: str, question: Question, evidence: Evidence, text: str, alone: bool) -> str:
    """Return of what kind a clause asks and a folded text tells nothing, or an empty string.

    Whether it asks `alone` tells whether all words of the question are on it.
    """
    for kind in _KINDS:
        if kind.asked.search(clause) and not kind.told.search(text):
            return kind.name
    ratio = _RATIO.search(clause)
    if ratio and ratio["of"] in question.unexplained and ratio["of"] not in text:
        return f"“{ratio[0]}”"  # 药占比: no share of what else the question names
    rate = _RATE.search(clause)
    if rate and not _is_heard(rate[0][-2:], question, evidence) and rate[0][-2:] not in text:
        return f"“{rate[0]}”"  # 漏损率: another figure of water is none
    if _NO_COUNT.search(clause):
        return ""
    return _count_missing(clause, question, evidence, text, alone)


def _count_missing(
    clause: str, question: Question, evidence: Evidence, text: str, alone: bool
) -> str:
    """Return what a clause asks the number of and a folded text does not count, or an empty string."""
    counted = Counted.asked(clause)
    if counted is not None and not counted.loosely.printed.search(text):
        return "所问的数量"
    worded = _IN_WORDS.search(text) is not None
    if _HOW_MANY.search(clause) and not _ANY_COUNT.search(text):
        return "所问的数量"  # 安置了几个
    plain = counted is not None and worded and not question.metrics
    topic = telling(question.words) if plain and alone else set()
    if len(topic) >= _LEAST_TOPIC and not topic & set(terms(text)):
        return "所问的数量"  # 打印机坏了几台: the number of cars that were repaired
    if _COUNT.search(clause) and not worded and not _NO_MONEY.search(text):
        return "所问的数量"  # 有多少个防空洞: only an item's amount is told
    noun = _noun_counted(clause, question)
    pairs = terms(noun)
    if not pairs or any(pair in text for pair in pairs):
        return ""
    heard = any(_is_heard(pair, question, evidence) for pair in pairs)
    # An indicator may be called by another word, and so may people: 住校生, 寄宿生1,108人.
    called = "「" in text or clause.endswith(noun) or re.search(rf"{noun[-1]}\d", text)
    return "" if worded and (heard or called) else f"“{noun}”的数量"


def _is_heard(pair: str, question: Question, evidence: Evidence) -> bool:
    """Whether a report that is asked about has a pair of characters."""
    return any(evidence.sentences(info).holds(pair) for info in question.reports[:_FEW])


_FEW = 3
_HOW_MANY = re.compile(r"(?:多少|(?<![好十])几)[个名位](?=$|[,?了呢])")
_ANY_COUNT = re.compile(
    r"\d\s?(?:[余多万千]\s?)?[\u4e00-\u9fff]?[个名位人家户件次批台套辆处所项起场期例对座]"
    r"|[一二两三四五六七八九十][个名位人家户件次处所项]|没有|未"
)
_LEAST_TOPIC = 3
_IN_WORDS = re.compile(r"「|原文")
_MEASURES = "[个名位条件份张场次台套辆起本间座只棵户所](?!人)"
_COUNT = re.compile(rf"(?:多少|几){_MEASURES}")
_NO_MONEY = re.compile(r"\d(?:\.\d+)?(?! ?[\d.,]| ?(?:万|亿)?元| ?%| ?年)")
_COUNTED = re.compile(
    rf"(?:多少|几){_MEASURES}(?P<after>(?!没)[\u4e00-\u9fff]{{2,4}})(?=$|[,?])"
    rf"|(?P<before>[\u4e00-\u9fff]{{2,4}})的?(?:一共|总共|到底|现在)?有(?:多少|几){_MEASURES}(?=$|[,?])"
)


def _noun_counted(clause: str, question: Question) -> str:
    """Return what a clause asks the number of by a word that no term explains: 买了几台电脑."""
    match = _COUNTED.search(clause)
    noun = (match["after"] or match["before"]) if match else ""
    open_ = "".join(char if char in question.unexplained else " " for char in noun)
    last = open_.rpartition(" ")[2]
    return last if last == noun or (match and match["before"]) else ""
