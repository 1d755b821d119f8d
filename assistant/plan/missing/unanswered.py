"""The kind of thing that is asked and that an answer holds nothing of: a count, a date, an age.

A figure that only stands near what is asked (在职人员 for 平均年龄, 房屋 for 哪一年建的) is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.plan.missing.asking import NOTHING_FOUND
from assistant.plan.missing.unheard import keep_related, things_asked, unheard
from assistant.plan.missing.withheld import NOT_DISCLOSED
from assistant.plan.projects.counted import Counted
from assistant.plan.sums.per_one import EACH, of_one
from assistant.retrieve import Evidence
from assistant.sentences import report_words, telling, terms
from assistant.tallies import put, wordings
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.parts import clauses_asked
from assistant.understand.unit_names import may_call
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
        r"(?:租|卖|借|发包|承包|转让)给了?(?:谁|哪(?:些|几?家|几个)?(?:客户|人|单位|企业|公司|老板)?)|(?:施工|承建|监理|设计)(?:单位|方|队)?(?:是|叫)?(?:谁|哪)|谁(?:施工|承建|承包)的",
        r"公司|集团|(?<!工)厂|合作社|(?:租|卖|借|承包|转让)给|由[^,。;]{2,20}(?:施工|承建|承包|设计|监理)",
    ),
    _kind(
        "向谁收取",  # 事业收入是向谁收的
        r"(?:向|跟|找|从)(?:谁|哪些人|什么人)(?:那里|手里)?(?:收|要|征|募)",
        r"向(?!谁)[^,。;]{2,16}(?:收|征|募)",
    ),
    _kind(
        "卖了多少钱",  # 旧车卖了多少
        r"(?<![买拍])卖(?:了|掉|得)+(?:多少|几)(?:钱|[万亿]?元)?(?=$|[,?])",
        r"[卖售]|处置|拍卖|残值|变价|收[入益]",
    ),
    _kind("收费标准", r"收费标准|(?:怎么|如何|咋)收费", r"收费标准|收取|元/"),
    _kind(
        "是谁",  # 罚得最狠的企业是谁, 去的是哪位医生
        r"(?:企业|公司|商家|店家?|老板|单位)(?:是|叫)谁|是?哪(?:一)?位(?:医生|大夫|老师|教授|领导|干部|局长|院长|科长|同志|专家)?",
        r"公司|集团|有限|(?:同志|先生|女士|院长|局长|教授)[:：]?[\u4e00-\u9fff]{2}",
    ),
    _kind(
        "去的国家",  # 到的哪个国家
        r"(?:到|去|赴|访问)(?:了|的|过)*(?:是)?(?:哪(?:个|些|几个?)国|哪国)|哪(?:个|些|几个?)?国家?的?人",
        r"(?:赴|前往|访问|出访)(?!国?境外|国外|省|外)[\u4e00-\u9fff]{2}|[美英法德日韩俄泰]国|日本|新加坡|澳大利亚|哈萨克|欧洲|香港|澳门|台湾",
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
        r"哪(?:几|一|些)?家(?!单位|下属|预算)[^,。?最]{0,8}(?:做|干|审|修|建|供|办|施工|承建|中标|买|采购|进|租|订|聘|请)(?![^,。?]*最)的?|(?:是|由)?谁(?:中了?的?标|承建|施工|承包|供的?货)|中标(?:单位|方|的)是(?:谁|哪)",
        r"公司|集团|事务所|合作社|厂(?!房)|由[^,。;]{2,20}(?:承担|实施|施工|承建)|[\u4e00-\u9fff]{3}(?:院|大学)",
    ),
    _kind(
        "是哪个机构",  # 在哪个学校办的
        r"(?:在|到|由|给|跟|从|去|(?:接待|来访|合作)(?:的|了|过)?是?)了?哪(?:一|几|些)?[个所家]?"
        r"(?:外[省市地校]|兄弟|合作|名)?(?:学校|院校|高校|大学|学院|医院|银行|基地|培训机构)",
        r"[\u4e00-\u9fff]{2}(?:学校|学院|大学|医院|银行|基地)",
    ),
    _kind(
        "扣分的原因",
        r"(?:为什么|为啥|怎么|咋|凭什么)[^,?]{0,6}(?:扣|失|丢)了?(?:这么多|那么多|[\d.]+|[一两三四五六七八九十])?分|(?:扣|失|丢)分的?(?:原因|理由)",
        r"原因|扣|失分|[未没]|低于|不[足到够达]|[滞延]|推迟|偏|超|满分|流标|「[^」]*」:",
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
        "收来的钱用在了哪里",  # 租金花到哪去了, 罚款是不是自己花了
        r"(?:租金|房租|罚[没款]款?|收益|门票|学费|收费|收来的|收上来的|利息|捐款|卖[^,?]{1,6}的钱)[^?]{0,16}"
        r"(?:[花用弄拿]+(?:到|在|去)?了?(?:哪|(?:什么|啥)地方|干|做)|自己(?:花|留|用|揣)|去了?哪)",
        r"用于|用在|用作|上缴|缴入|国库|专户|弥补|留用|转入|收支两条线|纳入|统筹",
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
    _kind(
        "年龄", r"年龄|几岁|岁数|多大年纪|(?:\d+|[一二三四五六七八九]十)岁|岁以[上下]", r"岁|年龄"
    ),
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
        r"(?:\d|[一二三四五六七八九十])(?:年(?!度)|月|日)|年内|[上下]半年|季度|[年月][初中底末](?!预算|结[转余]|安排|设定|目标|指标|批复)",
    ),
    _kind(
        "金额",
        r"多少(?:钱(?!的)|(?:慰问|补偿|赔偿|奖|安家|违约|滞纳)金)|值(?:了|个)?多少|(?:工资|薪[水酬]?|待遇|补贴|补助|奖金|津贴|养老金|退休金)(?:是|发|给|拿|领)?了?多少|(?:领|拿)(?:了|到)?多少(?=$|[,?])",
        r"元|没有(?!披露实有人数)|未|\d\.\d\d(?!\d*(?:%| ?分))",
    ),
    _kind(
        "单价",
        r"单价(?!\d|[^,?]{0,6}以上)|(?:多少|几)(?:块)?钱一(?!共|年|个?月|天)[\u4e00-\u9fff]"
        r"|一(?:具|例|座|间|头|桌|瓶|袋|节|亩|吨|套|台|平米?|平方米?|公里|斤|米|张|辆|户|棵|株|(?<![加合凑到在]一)块|本|份|只|把|箱|架|部)[\u4e00-\u9fff]{0,2}?(?:要|得|是|花|补|给|合|大概)?多少钱",
        r"单价\s*(?!\d+\s*万元)|单[台个套件辆]|[每/]|均(?![面向为未按已在由是衡有可达属])|\d\s*元一|除|相除",
    ),
    _kind("平均数", r"平均|人均|户均", r"均|每|相除|/|最[高低多少大小]|除以"),
    _kind("维修情况", r"漏水|修缮了?(?:没|吗)|(?<![检监])修了(?:没|吗)", r"修"),
    _kind("里程", r"(?:多少|几)(?:万)?公里", r"公里|千米|里程|(?i:km)"),
    _kind(
        "吃的什么",
        r"吃(?:了|的|过)?(?:些)?(?:什么|啥|哪些)(?:菜|东西)?(?=$|[,?了呢啊的])|(?:什么|啥|哪些|多少)(?:菜|酒)",
        r"菜|餐|饭|酒",
    ),
    _kind("保险费", r"保险费|(?<!安)保费|车险", r"保险费|保费|车险|保险(?:支出)? ?\d"),
    _kind(
        "投诉或差评",
        r"差评|投诉(?:了)?(?:多少|几)|(?:多少|几)(?:个|条|件|次)?(?:差评|投诉)",
        r"差评|投诉|不满意",
    ),
)
# Of a question that asks one thing only.
_KINDS_ALONE = (
    _kind(
        "姓名",  # 牺牲的民警叫什么
        r"(?:警|干部|职工|[教老律]师|医生|护士|员工?|同志|的人|那人|学生|老人|司机|院士|专家|主任|书记|凶手|嫌疑人|逃犯|运动员|演员)(?:们|都|也)?(?:叫|姓)(?:什么|啥)|(?:姓|名字叫)(?:什么|啥)",
        r"(?!)",
    ),
    _kind(
        "名称",  # 引来的企业叫啥名字
        r"叫(?:什么|啥)(?:名字?)?(?=$|[,?])|(?:什么|啥)名[字称](?=$|[,?])",
        r"「|、|《|名[为称]|称为|即|改|分别|原(?!因|文)",
    ),
    _kind(
        "在同类中的排名",  # 在全市各部门里排第几
        r"(?:[全本][市省区县州国旗疆]|同类|同级|系统内)[^,?]{0,12}(?:排(?:在|到|名)?第?几|第几|排名|名列|位居|什么水平|平均水平)",
        r"排名|位[列居]|名列|第[一二三四五六七八九十\d]+[名位]",
    ),
    _kind(
        "每人的数",  # 低保一个月一人发多少
        r"(?:每|一)个?[人户名位](?:每个?|一个?)(?:月|天|年)|(?:每个?|一个?)(?:月|天|年)[^,?]{0,2}(?:每|一)个?[人户名位](?!次)|(?:每|一)[人户名位](?:[发补给领]|的?标准)|一个?[人户位]的?(?:[要得花合摊吃]|大概|平均)*(?:多少|几)",
        r"[每一]个?[人户名位生]|[人户]均|/[人户生]|相除|除以(?! ?12)",
    ),
    _kind(
        "收费标准",  # 住宿费一学期多少钱
        r"(?:一|每)个?(?:学期|学年|节课|晚上?|小时|顿|桌)[^,?]{0,4}(?:多少|几)",
        r"(?:一|每|/)个?(?:学期|学年|节课|晚|夜|小时|顿|桌|间|生)|标准|相除",
    ),
    _kind(
        "合同期限",
        r"合同[^,?]{0,6}(?:[几多][年久长]|到期|期限)|签了?(?:的是)?(?:几年|多久)",
        r"合同期|服务期|\d年期|期限|签订|签署",
    ),
    _kind(
        "收了多少钱",  # what is spent on a museum is not what its tickets brought
        r"(?:收|卖|挣|赚)(?:了|到|取|进来?|上来)*(?:多少|几)(?:钱|[万亿]?元)?的?(?:[\u4e00-\u9fff]{1,4}[费票租])?(?=$|[,?])|收费(?:标准)?(?:是|有)?多少|收入(?:是|有|达)?多少",
        r"收|入库|罚|捐|[卖售挣赚盈]|奖金|利息|租金",
    ),
)
_AGAINST = re.compile(r"比.{2,16}?[高低多少贵大小]|相差|差多少|哪[个家边]|谁[更高低多少]")
_A_UNIT = re.compile(
    r"^(?!.*(?:预算|决算|[比全])).*(?:局|委|院|校|中学|小学|政府|站|馆|镇|街道|中心|大队)$"
)
_COMPARED = re.compile(
    r"(?:比|跟|和|与)(?P<other>(?!上年|去年|其[他它]|[本全各哪这那另])(?:(?!支出|采购|经费|收入|预算|[的里后前和与])[\u4e00-\u9fff]){4,13}?(?:局|委|院|中学|小学|政府|站|馆|镇|街道))的?[^,?]{0,8}[高低多少差大小贵]"
)
# 监测站有几个人: not all of the unit's people.
_OFFICE = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{2}(?:科|站|室|股|大队|中队|车间|班组))(?:里头?|一共|总共|现在|到底)*有?(?:多少|几)个?(?:人|职工|员工)"
)
_MONTH = re.compile(
    r"(?<![\d年至到-])(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?![\d底末初前])(?!\d{0,2}[日号])"
)
# 护士的工资: not that of the whole staff.
_STAFF = (
    r"[\u4e00-\u9fff]?(?![人职公雇成党官])[\u4e00-\u9fff]员|[\u4e00-\u9fff][师警]|护士长?|医生|大夫|保安|保洁|司机|教练"
    r"|(?:劳务|派遣|聘用制?|编外|外聘|临聘|借调|返聘)(?:[人职]员?工?|[\u4e00-\u9fff]{1,3}[工员])?"
)
_PAID = re.compile(
    rf"(?P<who>{_STAFF})们?的?"
    r"(?:[^,。?]{0,8}[、和及])?(?:平均|人均|每人|每个?月|一个?月|一年|每年|全年|一共|总共)*(?:[能拿领开挣发有到手了])*(?:多少)?的?(?P<pay>工资|薪水|薪酬|月薪|年薪|待遇|奖金)"
)
# 编外养护工有多少人,工资一个月多少: of those who were named before
_COUNTED_STAFF = re.compile(rf"(?P<who>{_STAFF})(?:一?共|总共)?有?(?:多少|几)[个名]?人?$")
_THEIR_PAY = re.compile(
    r"(?:他们|平均|人均|每人|[每一]个?[年月])*的?(?:工资|薪水|薪酬|月薪|年薪|待遇|奖金)"
)
_THAT_MUCH = re.compile(r"(?:[一每]个?[年月]|一共|总共)*(?:是|发|给|拿|有|花)?了?多少钱?")
_RATIO = re.compile(r"(?P<of>(?![及和与的各其所别总里中内])[\u4e00-\u9fff])占比")
_RATE = re.compile(
    r"(?P<of>(?!完成|执行|增长|下降|差异|达标|增减|变动|结案)[\u4e00-\u9fff]{2})率(?=$|[,?]|(?:是|有|达到?)?(?:多少|多高|几))"
)
_NO_COUNT = re.compile(  # 这几家, 几个项目里: of what is known; 空编: reckoned of what is told
    r"[空缺超]编|[这那前后哪好十第]几|(?:多少|几)个(?:百分点|点|钱)|(?:多少|几)块|多少家底|(?:看看|把|那|的)几[张份]|(?:下面|手下|下属|所属|汇总|带|管|含)[^,?]{0,4}(?:多少|几)"
    r"|(?:多少|几)(?:个|家|份|张|项|笔|类|块|样)(?:项目|报告|决算|表|科目|款|支出|单位|部门|预算|所属|下属|公益|参公|行政|事业|[里中]|的)|(?:多少|几)家$|的几个|(?:单位|项目|部门|科目|科室|报告|指标)[^,?]{0,6}(?:多少|几)|后面几"
)
# A unit's name may hold what would tell a place or a firm.
_NOT_A_COUNT = re.compile(
    r"单(?:价|位价值) ?\d+ ?万元(?:[(（]含[)）]|及)?以上"
    r"|第\d+\w?|\*\*\d+\*\* ?张|满分 ?\d+|\[\d+\]|\*\*[^*\d]{4,}\*\*|\*\*"
)


def say_unanswered(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Say of what kind a draft tells nothing; where a question asks that alone, it is not found."""
    if draft.status == "not_found" and not draft.citations:
        _name_missing(question, evidence, draft)
    if draft.status != "answered":
        return
    text = fold(_NOT_A_COUNT.sub("", draft.text))
    clauses = clauses_asked(question.words)
    declined = [c for c in clauses if NOT_DISCLOSED in draft.text and read_intent(c).personal]
    others = [clause for clause in clauses if clause not in declined]
    alone = len(clauses) == 1
    lacking = {c: m for c in others if (m := what_is_missing(c, question, evidence, text, alone))}
    for before, clause in pairwise(others):  # 护理员的工资谁出,一年多少
        staff = _COUNTED_STAFF.search(before) if _THEIR_PAY.match(clause) else None
        pay = _pay_missing(f"{before},{clause}", text) if _THAT_MUCH.fullmatch(clause) else ""
        pay = _pay_missing(f"{staff['who']}{clause}", text) if staff else pay
        if pay:
            lacking.setdefault(clause, pay)
    missing = [lacking[clause] for clause in others if clause in lacking]
    if not missing and alone and question.before is None:
        thing = unheard(clauses[0], question, evidence, draft)
        if thing:
            keep_related(thing, question, draft)
            missing = [f"“{thing}”{_quote_mention(thing, '的数', question, evidence, draft)}"]
    if not missing:
        return
    said = "".join(f"报告没有写{what}。" for what in dict.fromkeys(missing))
    hanging = [c for c in others if c not in lacking and _hangs_on(c, lacking)]
    if len(missing) + len(hanging) < len(others):
        draft.add(said)
        return
    draft.status = "not_found"
    draft.paragraphs.insert(0, f"{said}与此有关的内容只有：" if draft.paragraphs else said)


def _name_missing(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Say what it is that a report does not tell, where it is only said that nothing was found."""
    clauses = clauses_asked(question.words)
    at = next((n for n, p in enumerate(draft.paragraphs) if NOTHING_FOUND in p), None)
    if at is None or len(clauses) > 1 or len(question.reports) != 1:
        return
    clause = clauses[0].strip(" ,?")
    if things := things_asked(clause, question):
        counted, end = "的数量" if _COUNTED.search(clause) else "", len(draft.paragraphs)
        what = _quote_mention(things[0], counted or "的数", question, evidence, draft) or counted
        first = [f"报告没有写“{things[0]}”{what}。", *draft.paragraphs[end:]]
        draft.paragraphs[at:] = [*first, *draft.paragraphs[at + 1 : end]]
    elif kind := what_is_missing(clause, question, evidence, "", alone=True):
        asked = _TO_YEAR.sub("", clause)
        said = f"：“{asked}”" if not re.search(r"\d", asked) else ""
        draft.paragraphs[at] = f"报告没有写{kind}{said}。"


def _quote_mention(
    thing: str, amount: str, question: Question, evidence: Evidence, draft: Draft
) -> str:
    """Quote where a report speaks of a thing without its amount; return that this alone is missing.

    Where other figures stand beside it, the place alone is told: they might be taken for its own.
    """
    for info in question.reports[:_FEW_REPORTS]:
        spoken = [
            s
            for s in evidence.sentences(info).all
            if s.kind != "名词解释" and thing in fold(s.text).replace(fold(info.unit), "")
        ]
        if not spoken:
            continue
        first = min(spoken, key=lambda s: (s.kind == "自评表", len(s.text)))
        if _NUMBER.search(fold(first.text)):
            return f"{amount}，只提到它[{draft.mark(info, first.section, first.place)}]"
        say_quote(draft, evidence, info, first)
        return amount
    return ""


_NUMBER = re.compile(r"(?<!20)\d[\d.,]*(?!\d*年|[.、)])")
_FEW_REPORTS = 2
_TO_YEAR = re.compile(r"^.*?(?:19|20)\d\d年度?的?")
_COUNTED = re.compile(r"(?:几|多少)[个台辆套件条张本名位人户家座间处]")


def _hangs_on(clause: str, others: Iterable[str]) -> bool:
    """Whether a clause asks on of the thing of others alone: 罚得最狠的是谁, 罚了多少."""
    own = set(_BARE.sub("", clause))
    return any(own and own <= set(other) for other in others)


_BARE = re.compile(r"多少|几|[了的又各都是个元万钱,?]")


def what_is_missing(
    clause: str, question: Question, evidence: Evidence, text: str, alone: bool
) -> str:
    """Return what a clause asks and a folded text tells nothing of, or an empty string.

    Whether it asks `alone` tells whether all words of the question are on it.
    """
    lacking = kind_missing(clause, question, evidence, text, alone=alone)
    if lacking or _NO_COUNT.search(clause):
        return lacking
    return _count_missing(clause, question, evidence, text, alone)


def kind_missing(
    clause: str, question: Question, evidence: Evidence, text: str, *, alone: bool
) -> str:
    """Return of what kind a clause asks and a folded text tells nothing, or an empty string."""
    for kind in _KINDS:
        if kind.asked.search(clause) and not kind.told.search(text):
            return kind.name
    if not alone:
        missing = _each_missing(clause, question, text) or _pay_missing(clause, text)
        if missing:
            return missing
    if alone and (narrower := _narrower_missing(clause, question, evidence, text)):
        return narrower
    ratio = _RATIO.search(clause)
    if ratio and ratio["of"] in question.unexplained and ratio["of"] not in text:
        return f"“{ratio[0]}”"  # 药占比: no share of what else the question names
    rate = _RATE.search(clause)
    if rate and not _is_heard(rate[0][-2:], question, evidence) and rate[0][-2:] not in text:
        return f"“{rate[0]}”"  # 漏损率: another figure of water is none
    return ""


def _each_missing(clause: str, question: Question, text: str) -> str:
    """Return the one thing that a clause asks the cost of where a folded text tells no such cost."""
    each = EACH.search(clause)
    if each is None or not _COSTS.search(clause, each.end() - 1):
        return ""
    counted = each["each"] or each["one"] or ""
    if each["mean"] or counted in _PIECES or _NO_THING.search(each.group()):
        return ""
    if any(each.group()[:_LEAST_TITLE] in fold(title) for title in question.projects):
        return ""  # 一件事系统花了多少
    told = rf"{of_one(counted)}|{_A_MEAN}"
    return "" if re.search(told, text) else f"“{each.group()}”的数"


_LEAST_TITLE = 3
_A_MEAN = r"[\u4e00-\u9fff]均[^,。;]{0,8}\d|元\s*[/一]|标准|单价|相除"
_NO_THING = re.compile(r"[年月天]|多[亿万]")
_PIECES = ("项", "块", "笔")  # 这一块, 这一项: of the thing itself
_COSTS = re.compile(r"多少钱|几[块毛]钱?|[花合要得摊].{0,2}(?:多少|几)")


def _narrower_missing(clause: str, question: Question, evidence: Evidence, text: str) -> str:
    """Return what a question asks that is narrower than what a folded text tells, or an empty string.

    Of a question of several parts an answer may hold one and not say whose it is.
    """
    for kind in _KINDS_ALONE:
        if kind.asked.search(clause) and not kind.told.search(text):
            return kind.name
    if other := _unknown_unit(question, evidence):
        return f"“{other}”的数，不能相比"
    office = _OFFICE.search(clause)
    if office and office["office"] not in text and not _is_of_unit(office["office"], question):
        return f"“{office['office']}”的人数"
    month = _MONTH.search(clause)
    if month and _HOW_MUCH.search(clause) and month[0] not in text:
        return f"“{month[0]}”的数"  # 8月份接了多少: reports are of a whole year
    return _pay_missing(clause, text)


def _pay_missing(clause: str, text: str) -> str:
    """Return whose pay a clause asks the amount of and a folded text does not tell, or an empty string."""
    paid = _PAID.search(clause) if _HOW_MUCH.search(clause) else None
    if paid is None or _is_paid_told(paid["who"], text):
        return ""
    return f"“{paid['who']}”的{paid['pay']}"


def _unknown_unit(question: Question, evidence: Evidence) -> str:
    """Return the unit that a question compares with and that no report is of, or an empty string."""
    unknown = [name for name in question.units.unknown if _A_UNIT.search(name)]
    if unknown and _AGAINST.search(question.folded):
        return unknown[0]
    match = _COMPARED.search(question.folded)
    if match is None:
        return ""
    known = [name for info in evidence.known_units for name in (info.unit, *info.former)]
    is_known = may_call(match["other"], [*known, *question.units.members])
    return "" if is_known else match["other"]


def _is_of_unit(office: str, question: Question) -> bool:
    """Whether an office is what a unit or a member is called by: 血站, 服务中心."""
    return may_call(office, [*(info.unit for info in question.reports), *question.units.members])


def _is_paid_told(who: str, text: str) -> bool:
    """Whether a sentence of a folded text tells an amount with a kind of people, as reports call them."""
    names = (who, *report_words(who), *(put(who, wording) for wording in wordings(who)))
    return any(
        "元" in sentence and any(name in sentence for name in names)
        for sentence in re.split(r"[。;\n]", text)
    )


def _count_missing(
    clause: str, question: Question, evidence: Evidence, text: str, alone: bool
) -> str:
    """Return what a clause asks the number of and a folded text does not count, or an empty string."""
    counted = Counted.asked(clause)
    if counted is not None and not counted.loosely.printed.search(text):
        return "所问的数量"
    if _HOW_MUCH.search(clause) and not _ANY_NUMBER.search(_NO_AMOUNT.sub("", text)):
        return "所问的数量"  # 办了多少对结婚登记: a duty with no number
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
_HOW_MUCH = re.compile(r"多少|(?<!好)几[\u4e00-\u9fff]")
_NO_AMOUNT = re.compile(
    r"“[(（]?[\d一二三四五六七八九十]+[)）、.]|(?:19|20)\d\d ?年?度?|12345|12315"
)
_ANY_NUMBER = re.compile(r"[\d一二两三四五六七八九十百千零]|没有|未|无|不|全部|均|都")
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
