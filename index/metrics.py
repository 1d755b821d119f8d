"""Which metric a label names: a functional item, an official term, a project, or a plain noun."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.amounts import COUNTS, MONEY
from index.items import class_named, find_item, plain_item
from index.normalise import Clean, unfold_brackets
from index.terms import economic_item, find_term

_LEAD = re.compile(
    r"^(?:\((?=占)|[该此]项(?:收入|支出|经费|费用|资金|开支|费)?(?=[较比与同增减上下升降占为]|年初|全年|预算|决算|完成)|(?:前者|后者|两者|二者|两边|两端|两头|收支(?:两边|双方|两端)|(?:上述|以上|这)?两项)(?:收入|支出|经费|费用)?(?=[均都各分较比与同合])|[一二三四五六七]是(?=[\u4e00-\u9fff])|(?:收入|支出)(?:侧|一?方|端)(?:包括|包含|为|有)?[:,]?(?=[\u4e00-\u9fff])(?!合计|总计|数)|[一二三四五六七八九十]、(?=(?:本年|当年)?(?:收入|支出|基本支出|项目支出))|[A-Za-z][.、](?=[\u4e00-\u9fff“])|另(?:外)?(?:有|聘用?|聘有|雇用?)(?=[\u4e00-\u9fff()]+(?:人员|用工|员工|辅警|派遣|干部|教师|遗属))|[\d]{1,2}[.、](?!\d)|\(\d{1,2}\)|\([一二三四五六七八九十]{1,3}\)|其中|同时|截[至止]"
    r"|20\d\d(?=年[初末](?:(?:非?财政拨款|项目支出|基本支出)?(?:结转|结余)|预算))"
    r"|20\d\d年(?:度|末|底)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?)?"
    r"|(?:我|本|全)?(?:单位|部门|局|委|院|校|厅|中心|办|处)(?=全年|20|年末|本年|当年|实有|在职|核定|编制|共|累计)|(?:我|本)(?:单位|部门|局|委|院|校|厅|中心|办|处)"
    r"|(?:单位|部门)(?=全年|公务|因公|编制|资产总额)|全年(?=安排|使用|会议费|培训费)|另,|加上(?=年[初末]|上年)|使用财政拨款安排|安排的?|累计(?!折旧|摊销)|——?|[▲●■◆★☆◇○◎□△►▶➢※]|共有|现有(?=教职工|教师|职工|学生|在校)|共(?=车辆|房屋|发生)|当年(?!支出|收入|财政|列支|取得|各项)"
    r"|今年|本年(?:度(?!支出|收入|财政|新增)|(?!度|支出|收入|财政|新增))|国有资产(?=年末)|年末(?=资产|长期|短期|借款|负债|公务用车|在校|学生|遗属|其他人员|在职|实有|离休|退休|部门编制|单位编制|编制)|\([^()]*(?:单位|部门|中心|局)[^()]*\)|的|[=+](?=[\u4e00-\u9fff])|[和与](?!上年|去年|20\d\d|年初|全年|预算|调整)|及|、|:|-|\s)+"
)
_NUMBER_FIRST = re.compile(r"\(\d{1,2}\)|\d{1,2}[.、]")
# (以合同签订为准): a remark behind a term; (境), (含), (项) belong to terms.
_REMARK = re.compile(
    r"\((?!\d{2,7}\)|境|含(?![^()]*结转)|不含|\d*类|\d*款|\d*项|省|室|套|增|减|升|降|上升|下降)[^()]{2,16}\)$"
)
# 财政专户管理教育收费(事业收入): the brackets hold the official name.
_ALSO = re.compile(r"(?P<own>[^()]+)\((?P<term>(?:事业|经营|其他|上级补助|附属单位上缴)收入)\)")
# 收入合计(含结转结余): all that there was, not what came in this year.
_WITH_BALANCE = re.compile(
    r"(?P<side>收入|支出)(?:合计|总额)\((?:含|包括)(?:上年|年初|年末)*结转(?:和|及|与|、)?(?:结余)?(?:资金)?\)"
)
# 公务接待费2023年支出5万元: the year stands between the term and its tail.
_YEAR_INSIDE = re.compile(r"(?<=[费出行量])20\d\d年度?(?=(?:实际|全年|年初)*(?:支出|决算|预算))")
# A费、B费、C费(“三公”经费)决算总额: the brackets name the sum of what stands before them.
_SUMMED = re.compile(r"^.+\((?P<sum>“三公”经费)\)")
_DUALS: tuple[tuple[re.Pattern[str], tuple[str, str]], ...] = tuple(
    (
        re.compile(
            lead
            + r"(?:收入方?(?:、|和|与|及)?支出方?|收(?:、|和|与|及)?支)(?:决算)?"
            + r"(?:总体|总计|合计|总额|总数|总?规模|总(?=$))?数?(?:各|均)?$"
        ),
        pair,
    )
    for lead, pair in (
        (
            "政府性基金预算财政拨款",
            ("政府性基金预算财政拨款收入总计", "政府性基金预算财政拨款支出总计"),
        ),
        (
            "国有资本经营预算财政拨款",
            ("国有资本经营预算财政拨款收入总计", "国有资本经营预算财政拨款支出总计"),
        ),
        ("非财政拨款", ("非财政拨款收入总计", "非财政拨款支出总计")),
        ("财政拨款", ("财政拨款收入总计", "财政拨款支出总计")),
        ("", ("收入总计", "支出总计")),
    )
)
_BARE = re.compile(r"^(?:预算)?(?P<side>收入|支出)(?:合计)?$")
# 结转下年5万元: of the whole, in the sections on the whole.
_BASIC = frozenset({"一般公共预算基本支出"})  # whose figures are economic items
_CARRIED_IN = re.compile(r"(?:上年|年初)结转(?:资金|收入|结余)?")
_CARRIED_ON = re.compile(
    r"(?:年[末底])?结转(?:到?下年度?|至下年度?)(?:继续)?(?:使用)?(?:的)?(?:资金|支出)?|年[末底]结[转余]"
)
_BALANCE_AT = re.compile(r"(?P<when>年初|上年|年末|年底)(?:财政拨款)?结转(?:和?结余)?(?:资金)?")
_OF_THE_YEAR = re.compile(r"全年(?P<side>收入|支出)(?:合计)?")
_WHOLES_TOLD = frozenset({"收支总体", "收入", "支出"})
_WHEN = {"上年": "年初", "年底": "年末"}
_WHOLE_KINDS = frozenset({"收支总体", "支出"})
# 当年收入5万元, 当年列支4万元: in a section on one fund, or on the appropriation.
_OF_THIS_YEAR = re.compile(r"当年(?P<side>收入|支出|列支)")
_THIS_YEAR_KINDS = {"财政拨款总体": "财政拨款", "政府性基金": "本年", "国有资本经营": "本年"}
# 购置费, 运行维护费: short for those of vehicles, in the section on these alone.
_OF_CARS = {
    "公务用车费": "公务用车购置及运行维护费",
    "公务用车费用": "公务用车购置及运行维护费",
    "购置费": "公务用车购置费",
    "车辆购置": "公务用车购置费",
    "车辆购置费": "公务用车购置费",
    "购置及运行费": "公务用车购置及运行维护费",
    "购置及运行维护费": "公务用车购置及运行维护费",
    "运行费": "公务用车运行维护费",
    "运行": "公务用车运行维护费",
    "运行维护": "公务用车运行维护费",
    "购置": "公务用车购置费",
    "车辆购置及运维": "公务用车购置及运行维护费",
    "车辆购置及运维费": "公务用车购置及运行维护费",
    "车辆购置及运行费": "公务用车购置及运行维护费",
    "车辆购置及运行维护费": "公务用车购置及运行维护费",
    "运维": "公务用车运行维护费",
    "运维费": "公务用车运行维护费",
    "车辆运维": "公务用车运行维护费",
    "车辆运维费": "公务用车运行维护费",
    "出国(境)": "因公出国（境）费",
    "公务接待": "公务接待费",
    "公务用车": "公务用车购置及运行维护费",
    "公车": "公务用车购置及运行维护费",
    "因公出国(境)": "因公出国（境）费",
    "出国费": "因公出国（境）费",
    "接待费": "公务接待费",
    "接待": "公务接待费",
    "购车": "公务用车购置费",
    "车辆运行": "公务用车运行维护费",
    "接待费用": "公务接待费",
    "运行维护费": "公务用车运行维护费",
}
# 购置(更新)0辆, 用于经批准更新的2辆执法执勤用车: vehicles that were bought.
_BOUGHT = re.compile(
    r"^(?:购置|更新|新购)(?:\((?:含?更新|购置)\))?(?:了)?$|(?:批准|用于)[^,]{0,6}(?:购置|更新|新购)的?$"
)
_BARE_KINDS = {"收支总体": "本年", "收入": "本年", "支出": "本年", "财政拨款总体": "财政拨款"}
# 一般公共预算拨款5万元: in the section on income.
_UPKEEP_OF = re.compile(
    r"(?!.*(?:平均|每辆|车均|单车|购置|、)).*(?:车|皮卡|车辆)的?(?:运行维护费|运行费|运维费)$"
)
# 由财政拨款开支运行费的公务用车6辆: those that the three public costs keep.
_KEPT_BY_FISCAL = re.compile(
    r"财政(?:拨款)?(?:资金)?(?:开支|负担|保障|承担)(?:其?(?:运行|维护|运维|相关)*费?用?)的(?:公务用?车|车辆)$"
)
_FUND_GIVEN = re.compile(r"(?P<fund>一般公共|政府性基金|国有资本经营)(?:预算)?(?:财政)?拨款")
_INCOMES = frozenset({"财政拨款", "上级补助"})  # in the section on income
_FUND_PREFIX = re.compile(r"(?:一般公共|政府性基金|国有资本经营)预算(?:财政拨款)?$")
_BY_MEASURE = {
    ("国内公务接待批次", "人次"): "国内公务接待人次",
    ("国内公务接待批次", "人"): "国内公务接待人次",
    ("外事接待批次", "人次"): "外事接待人次",
    ("外事接待批次", "人"): "外事接待人次",
    ("外事接待批次", "万元"): "外事接待费",
    ("外事接待批次", "元"): "外事接待费",
    ("外事接待人次", "万元"): "外事接待费",
    ("外事接待人次", "元"): "外事接待费",
    ("外事接待费", "批次"): "外事接待批次",
    ("外事接待费", "人次"): "外事接待人次",
    ("外事接待费", "人"): "外事接待人次",
    ("公务接待费", "批次"): "国内公务接待批次",
    ("公务接待费", "人次"): "国内公务接待人次",
    ("国内公务接待费", "批次"): "国内公务接待批次",
    ("国内公务接待费", "人次"): "国内公务接待人次",
    ("国内公务接待费", "人"): "国内公务接待人次",
    ("因公出国（境）团组数", "人次"): "因公出国（境）人次",
    ("因公出国（境）团组数", "人"): "因公出国（境）人次",
    ("国内公务接待批次", "万元"): "国内公务接待费",
    ("国内公务接待人次", "万元"): "国内公务接待费",
    ("国内公务接待批次", "元"): "国内公务接待费",
    ("国内公务接待人次", "元"): "国内公务接待费",
    ("因公出国（境）团组数", "万元"): "因公出国（境）费",
    ("因公出国（境）团组数", "元"): "因公出国（境）费",
    ("因公出国（境）人次", "万元"): "因公出国（境）费",
    ("因公出国（境）人次", "元"): "因公出国（境）费",
    ("公务用车购置数", "万元"): "公务用车购置费",
    ("公务用车购置数", "元"): "公务用车购置费",
    ("国内公务接待人次", "批次"): "国内公务接待批次",
    ("外事接待人次", "批次"): "外事接待批次",
    ("车辆", "万元"): "车辆价值",
    ("车辆", "元"): "车辆价值",
    ("整体支出绩效自评表", "万元"): "整体支出",
    ("整体支出绩效自评表", "元"): "整体支出",
}
_RECEIVED = re.compile(r"(?:共|全年|累计)?接待(?!费)[\u4e00-\u9fff、]{2,30}")
_OF_GUESTS = {"批次": "国内公务接待批次", "人次": "国内公务接待人次"}
_COUNTED = re.compile(
    r"(?:(?P<project>(?:预算)?绩效(?:评价|自评)项目"
    r"|(?:重点|支出|预算)*项目(?:支出)?(?:全面|分别)?(?:开展|进行|实施|组织)了?(?:(?:预算|项目|支出)*绩效(?:自评|评价)|自评)"
    r"|项目,(?:共|合计)?涉及(?:财政|预算)?(?:资金|金额))"
    r"|处室|科室|股室|内设机构|职能科室|事业单位|下属(?:预算)?单位|二级预算单位)"
)
# 支出决算为…, 共计支出…: the subject goes on; 涉及资金: the money of what was counted.
_SPENT = re.compile(
    r"(?:该|本)?(?:项目)?(?:全年)?(?:共计?|累计|发生|支付|实际)?(?:费用)?(?:支出|开支|费用|支付|经费)?(?:决算数?|总额|总量|数)?(?:为)?"
)
_FOR_A_USE = re.compile(r"(?:用于)?.{0,40}(?:支出|经费|费用)")
_CARRIED = re.compile(
    r"共?涉及(?:预算|财政拨款|财政性?|项目支出|项目)*(?:资金|金额)?(?:总额|合计)?"
)
# “校园安全保障专项”自评得分96分, 村组道路硬化执行235万元: the name without the word 项目.
_QUOTED_SCORE = re.compile(
    r"[“\"](?P<name>[^“”\"]{3,40})[”\"](?:项目)?(?:支出)?(?:绩效)?(?:(?:自评|评价)?(?:综合|最终)?(?:得分|评分|总分)|自评得?)$"
)
_FUNDED = re.compile(
    r"(?P<name>[\u4e00-\u9fff“”]{2,30}(?:经费|资金|补助|工程))(?:绩效)?自评(?:综合)?(?:得分?|评分)"
)
_EVALUATED = re.compile(
    r"(?:预算)?绩效管理的?项目|(?:组织)?对?纳入(?:20\d\d年度?|部门|单位|本级|预算|绩效|管理|评价|自评|范围)+的(?:一般公共预算|[一二]级|所有|全部)*项目"
    r"|(?:其中)?(?:(?:共|累计|合计)?(?:涉及|评价|自评)(?:预算|支出)?(?:绩效(?:评价|自评))?|(?:共|涉及|评价|自评)*(?P<level>[一二]级)|(?:纳入|参加|开展)(?:预算)?(?:绩效)?(?:自评|评价)(?:范围)?的)项目"
)
_SECOND_LEVEL = re.compile(r"二级项目[1-9]")  # the projects themselves, where there are some
_SUBSET = re.compile(r"(?:(?:尚未移交|由)养老保险基金发放(?:养老金)?的|[\u4e00-\u9fff]{2,6}类)$")
_PROJECT = re.compile(r"[“\"](?P<name>[^“”\"]{2,40})[”\"]项目(?P<rest>.*)$")
_PROJECT_QUOTED = re.compile(r"项目[“\"](?P<name>[^“”\"]{2,40})[”\"](?P<rest>.*)$")
# 日常养护项目得97.75分: a name without quotes, plain enough to be one.
_NAMED = re.compile(
    r"(?P<name>(?!该|本|各|每|其|全部|上述|以上|所有|平均|\d|[一二三四五六七八九十两几多]+个)(?:[^“”\"、,]{0,12}“[^“”]+”(?=[^项]))?[^“”\"、,]{2,38}?)项目"
    r"(?:支出)?(?:绩效)?(?:自评|评价)?(?:综合|最终)?(?:得分?|评分|总分)$"
)
_PROJECT_HEAD = re.compile(
    r"(?P<name>(?!该|本|各|每|其|全部|上述|以上|所有|平均|组织|对|开展|\d|[一二三四五六七八九十两几多]+个)(?:“[^“”]+”[^“”\",。;:]{2,38}?|[^“”\",。;:]{3,38}?))(?:项目(?P<review>(?:支出)?(?:绩效(?:自评|评价)(?:综述|结果|情况)?|(?:自评|评价)(?:综述|结果|情况)))?|(?:(?<=经费)|(?<=资金)|(?<=补助)|(?<=工程))(?P<told>绩效(?:自评|评价)(?:综述|结果|情况)))"
)
# 3.道路养护:年初预算5万元,…
_PROJECT_NAME = re.compile(
    r"(?!该|本|各|每|其|以上|所有|平均|部门|单位)[^“”\",。;:\d][^\",。;:]{2,38}(?<!情况)(?<!结果)(?<!说明)(?<!问题)(?<!指标)(?<!目标)(?<!原因)"
)
# 自评得分最低的项目为甲工程,得分76分; 得分最高的是“乙服务”项目,自评98分.
_RANKED_PROJECT = re.compile(
    r"(?:其中:?)?(?:绩效|项目)*(?:自评|评价)?(?:得分|评分|分数)(?:最|较)[低高]的(?:项目)?[为是]"
    r"(?:“(?P<quoted>[^“”]+)”|(?P<name>[^“”,。;:\d]{3,40}?))(?:项目)?"
)
_SCORE = re.compile(
    r"(?:平均)?(?:绩效)?(?:自评|评价)?(?:综合)?(?:总)?(?:得分?|评分|总分)$|^自评$|(?:绩效)?(?:自评|评价)?平均分$"
)
_UNNAMED = re.compile(r"整体支出|(?:绩效|自评|评价|预算|支出|公开|重点|决算中?)$|平均|\d个")
_OF_PROJECT = re.compile(r"^(?:该|本)?项目")
_WHOLE = re.compile(
    r"(?:整体支出|(?:部门|单位)整体)(?:支出)?(?:组织|开展|进行|实施)*了?(?:预算)?绩效(?:自评价?|评价)?(?:情况|结果|综述|工作)?$"
)
_WHOLE_SCORED = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?[校院局委站馆所队办厅心])??(?:(?:部门|单位)整体(?:支出)?|整体支出|^整体)(?:绩效)?(?:(?:自评|评价)(?:得分|总分)?|(?<=绩效)(?:得分|评分))"
)
# “三公”经费一般公共预算拨款支出: what paid them is no figure of its own.
_ALL_THREE = re.compile(
    r"“?三公”?经费(?:支出|决算|使用)?(?:一般公共预算|当年|财政)+拨款(?:安排)?(?:支出)?(?:决算)?"
)
_PLANNED = frozenset({"年初预算数", "全年预算数", "预算数"})
_NOUN = re.compile(r"[\u4e00-\u9fff\d()“”\-]{2,26}")
_HEADS = re.compile(
    r"(?:支出|收入|经费|费用?|资金|奖金|公积金|年金(?:做实)?|缴费|抚恤金|助学金|保险金|补助|补贴|收费|津贴|工资|原值|净值|价值|资产|家具|设备|设备购置|车|房屋|证券|投资|收益|借款|贷款|负债|余额|总额|面积|用房|"
    r"人员|公务员|职工|在校生|空编|缺编|用工|教师|学生|干部|法官|检察官|助理|书记员(?:及其他)?|法警|警察|医[师生]|护士|护理员|教练员|运动员|儿童|孤儿|老人|学员|辅警|劳务派遣|遗属|编制|人数|车辆|图书|无形资产|折旧|摊销|土地|货物|服务|工程|金额|数量?|批次|人次)(?:\([^()]*\))?$"
)
_NOT_A_METRIC = re.compile(
    r"(?:完成|发放|增加|减少|下降|增长|申报|缩短|达到|剩余|支付|追加|用于|建成|召开|占|差异|差额|部分|超出|签约|"
    r"罚没|采购金额$|检查|办结|举办|服务读者|其余|合并|下达|拨入|开展|培训班|参训)"
)
_GENERAL = "一般公共预算支出"
_OF_CLASSES = frozenset(
    {_GENERAL, "收支总体", "支出", "财政拨款总体", "政府性基金", "国有资本经营"}
)
# of what?
_UNSAID = frozenset({"收入", "支出", "经费", "资金", "费用", "金额", "预算", "数量", "人数"})
_MONEY = re.compile(r"(?:支出|收入|费|经费|结余|总计|原值|价值|金额|\((?:类|款|项)\))$")
_SPEND_VERB = re.compile(
    r"^(?:主要)?(?:用于)?(?:单位)?(?:缴纳|缴存)(?=[\u4e00-\u9fff]{2,})|^(?:主要)?用于(?=[\u4e00-\u9fff]{2,12}(?:缴费|补助|补贴|年金|费)$)"
    r"|^(?:(?:本|全)?(?:部门|单位)(?=人员)|实现|取得|开支|列支|支出|发生|安排)(?=[\u4e00-\u9fff]{2,})"
)
# 为残疾人发放燃油补贴: what was paid out.
_PAID_OUT = re.compile(
    r"^[\u4e00-\u9fff]{0,10}?(?:发放|兑付|拨付)(?:了)?(?=[\u4e00-\u9fff]{2,}(?:补贴|补助|津贴|奖励|救助金|抚恤金|助学金)$)"
)
_KINDS_ARE = re.compile(r"^.*用车主要[是为系有](?=.)")  # 特种专业技术用车主要是救护车9辆
# 人员经费用途主要包括基本工资9万元: the first of the list.
_MADE_UP = re.compile(r"^[\u4e00-\u9fff]{0,12}(?:用途|主要)+包括(?=[\u4e00-\u9fff]{2,})")
_MOVED = re.compile(r"(?:处置|报废|调出|调入|划转|租赁|租用|出租|出借)$")
_ACQUIRED = re.compile(r"(?:本年|当年)?(?P<verb>新?购置|新购|新增|采购|处置|报废)$")
_MEAN = re.compile(r"(?:人均|车均|单车|每车|户均|平均每?[人车辆户次批]?)$")
_OF_ALL = frozenset({"", "本年", "本年度"})  # 本年度收入总计、支出总计
_OF_SOME_UNITS = re.compile(
    r"^.*?(?P<of>[两三四五六七八九][家个](?:下属|所属|二级)?(?:事业|行政)?单位)的?$"
)
_OF_OTHERS = re.compile(r"(?:编制|借调|派遣|聘用?|挂职|中央|省级|垂管)$")
_NEW = re.compile(r"^(?:本年|当年)?新增(?P<noun>[\u4e00-\u9fff]{2,12})$")


@dataclass(frozen=True, slots=True)
class Named:
    """What a label names: the metrics, a printed code, and the words in front of them.

    `goes_on` says that the label is of the subject so far (支出, 资金); `generic` that the metric
    is a plain noun; `aspect` is what the name itself says of the figure, where it does.
    """

    metrics: tuple[str, ...] = ()
    code: str | None = None
    lead: str = ""
    goes_on: str = ""
    generic: bool = False
    aspect: str = ""
    project: tuple[str, ...] = ()


def by_measure(metric: str, measure: str) -> str:
    """Return the metric that a figure of another measure is of: 批次 by 人次, 人数, money."""
    return _BY_MEASURE.get((metric, measure), metric)


def is_money(metric: str, label: str) -> bool:
    """Whether a count without a label of its own cannot be of this metric: 系3名退休人员去世."""
    return not label and _MONEY.search(metric) is not None


_WHO_MOVED = re.compile(
    r"人员(?:净?减少|净?增加|变动)|(?:调[出入]|招[聘录]|辞职|离职|新进)[^,。;\d]{0,6}\d+[人名]"
)


class Namer:
    """Names metrics in the labels of one section."""

    def __init__(self, kind: str, drop_units: Callable[[str], str], clean: Clean) -> None:
        self._kind = kind
        self._drop_units = drop_units
        self._clean = clean

    def strip(self, label: str) -> str:
        """Return a label without units, list numbers, years and fillers in front of its words."""
        label = self._drop_units(label)
        numbered = _NUMBER_FIRST.match(label) is not None
        label = label[self.skip(label) :]
        rest = self._drop_units(label) if numbered else label  # (1)局本级9万元
        return label if rest == label else rest[self.skip(rest) :]

    def skip(self, label: str) -> int:
        """Return how many characters stand in front of a label's words."""
        match = _LEAD.match(label)
        return match.end() if match else 0

    def bare(self, label: str) -> str:
        """Return a label without the remark behind its term."""
        if self.plain(label).count("(") > 1:  # 行政运行(司法): the brackets name its section
            return label
        label = _WITH_BALANCE.sub(r"\g<side>总计", label)
        also = _ALSO.fullmatch(label)
        if also:
            return also["term"]
        return _REMARK.sub("", _SUMMED.sub(r"\g<sum>", _YEAR_INSIDE.sub("", label)))

    def project(self, words: str) -> str:
        """Return the metric of a project that a clause without a figure names as its head."""
        if ranked := self.ranked(words):
            return ranked
        head = self._project_head(words)
        return f"项目:{head['name']}" if head else ""

    def project_alone(self, words: str) -> str:
        """Return the metric of a project that heads its own figures without the word 项目."""
        name = _LEAD.sub("", words)
        fits = _PROJECT_NAME.fullmatch(name) if self._kind == "绩效" else None
        return f"项目:{name}" if fits and not _UNNAMED.search(name) else ""

    def ranked(self, words: str) -> str:
        """Return the metric of the project that a clause says to have the least or most points."""
        told = _RANKED_PROJECT.fullmatch(_LEAD.sub("", words)) if self._kind == "绩效" else None
        return f"项目:{told['quoted'] or told['name']}" if told else ""

    def reviews(self, words: str) -> bool:
        """Whether words head the review of a project: 道路养护项目绩效自评综述."""
        head = self._project_head(words)
        return bool(head and (head["review"] or head["told"]))

    def _project_head(self, words: str) -> re.Match[str] | None:
        head = _PROJECT_HEAD.fullmatch(_LEAD.sub("", words)) if self._kind == "绩效" else None
        return None if head is None or _UNNAMED.search(head["name"]) else head

    def counted(self, following: str, label: str = "") -> str:
        """Return the noun behind a count (11 个科室), or nothing."""
        alone = re.match(r"项目(?:$|[,。;])", following)
        if self._kind == "绩效" and alone and label.endswith(("共", "共计", "涉及")):
            return "预算绩效评价项目"  # 全面开展绩效自评,共2个项目
        if self._kind == "三公" and following.startswith("团组"):
            return "因公出国（境）团组数"  # 自组团1个,合计2个团组
        match = _COUNTED.match(following)
        if match is None:
            return ""
        return "预算绩效评价项目" if match["project"] else match.group()

    def plain(self, label: str) -> str:
        """Return the functional item that a label names without its level, or nothing."""
        if self._kind != _GENERAL:
            return ""
        own = _LEAD.sub("", label)
        class_, _, item = own.rpartition("—")  # 教育支出—普通教育—学前教育
        return plain_item(item) if class_ else plain_item(own)

    def heads(self, label: str, named: Named, closes: str) -> bool:
        """Whether a numbered label without a figure is a head: an item, or all of a term."""
        generic = named.generic and named.metrics[:1] != (label,)
        term = len(named.metrics) == 1 and not (named.lead or generic or named.goes_on)
        return bool(self.plain(label)) or (closes == "。" and term)

    def term(self, label: str, measure: str) -> str:
        """Return the official term that ends a label, or nothing."""
        found = find_term(label, measure)
        return found.metric if found else ""

    def _who_left(self, label: str, start: int) -> bool:
        """在职人员减少4人,其中调出3人、退休2人: who retired in the year, not all who have."""
        before = self._clean.text[self._clean.text.rfind("。", 0, start) + 1 : start]
        return label in ("退休", "离休") and _WHO_MOVED.search(before) is not None

    def name(
        self,
        label: str,
        measure: str | None,
        start: int,
        aspect: str = "",
        following: str = "",
        noun: bool = False,
    ) -> Named:
        """Return what a label names; `start` is where it stands in the compact text."""
        label = self.bare(label)
        if self._kind in _BASIC and (spent_on := economic_item(label)):
            return Named((spent_on,), generic=True)
        if not label or label.endswith("收入安排") or self._who_left(label, start):
            return Named()  # 上级补助收入安排22万元: what was spent of it
        project = _PROJECT.search(label) or _PROJECT_QUOTED.search(label)
        if project and self._kind in ("绩效", "其他重要事项", "其他"):
            return self._project(project, measure)
        if self._kind == "绩效":
            named = _NAMED.fullmatch(_LEAD.sub("", label)) if measure == "分" else None
            if named and not _UNNAMED.search(named["name"]):
                return Named((f"项目:{named['name']}",), aspect="得分")
            quoted = _QUOTED_SCORE.fullmatch(_LEAD.sub("", label)) if measure == "分" else None
            if quoted and not _UNNAMED.search(quoted["name"]):
                return Named((f"项目:{quoted['name']}",), aspect="得分")
            counted = _EVALUATED.fullmatch(_LEAD.sub("", label)) if measure == "个" else None
            if counted:
                level, lowest = counted["level"], _SECOND_LEVEL.search(self._clean.text)
                own = level is None or (level == "二级") == (lowest is not None)
                return Named(("预算绩效评价项目" if own else f"{level}项目",), generic=not own)
            funded = _FUNDED.fullmatch(_LEAD.sub("", label)) if measure == "分" else None
            if funded and not _UNNAMED.search(funded["name"]):
                return Named((f"项目:{funded['name']}",), aspect="得分")
            if label.endswith("整体支出") and measure in MONEY:
                return Named(("整体支出",))
            planned = aspect in _PLANNED and measure in MONEY
            head = self._project_head(label) if planned else None
            if head and not (head["review"] or head["told"]):
                return Named((f"项目:{head['name']}",))  # 道路养护项目预算5万元,执行4万元
            if measure == "分" and _WHOLE_SCORED.fullmatch(_LEAD.sub("", label)):
                return Named(("整体支出",), aspect="得分")
            whole = _WHOLE.search(label)
            if measure == "分" and _SCORE.search(label):
                own = _SCORE.fullmatch(_OF_PROJECT.sub("", label))
                if re.search(r"整体支出|(?:部门|单位)整体", label):
                    return Named(("整体支出",), aspect="得分")
                return Named(goes_on="得分", aspect="得分") if own else Named()
            if whole:
                return Named(("整体支出",), project=("整体支出",))
        item = find_item(label, self._gaps(label, start))
        if item:
            return Named((item.metric,), item.code, item.lead)
        if label == "国有资本经营预算支出" and self._kind == "国有资本经营":
            return Named(("国有资本经营预算财政拨款支出",))
        if self._kind in _OF_CLASSES and (alone := class_named(_LEAD.sub("", label))):
            return Named((alone,))  # the class without its mark
        if short := self._abbreviated(label, measure):
            return Named((short,))
        if plain := self.plain(label):
            return Named((plain,))
        listed = self._listed(label, measure)
        if listed:
            return Named(listed)
        for pattern, pair in _DUALS:
            match = pattern.search(label)
            if match and (self._kind not in ("收入", "支出") or "总计" in match.group()):
                if self._kind == "财政拨款总体" and pair[0] == "收入总计":
                    pair = ("财政拨款收入总计", "财政拨款支出总计")  # 收、支各增加5万元
                return Named(pair, lead=label[: match.start()])
        bare = _BARE.match(label)
        scope = _BARE_KINDS.get(self._kind)
        if bare and scope:
            return Named((scope + bare["side"],))
        reviewed = self._kind == "绩效" and label in ("资金", "金额", "资金总额")
        if (reviewed or _CARRIED.fullmatch(label)) and measure not in COUNTS:
            return Named(goes_on="资金")
        term = find_term(label, measure)
        if term:
            return self._official(term.metric, term.lead)
        if _SPENT.fullmatch(label):
            return Named(goes_on="是")
        if _FOR_A_USE.fullmatch(label) and ("用于" in label or label in ("支出", "经费")):
            return Named(goes_on="支出")
        return self._noun(label, measure, aspect, following, noun)

    def _abbreviated(self, label: str, measure: str | None) -> str:
        """Return what a label of this section is short for: 运行维护费 of the vehicles', 当年列支."""
        if self._kind == "三公" and measure in COUNTS and measure not in ("辆", "台"):
            # 接待来园学习教师6批48人次: whoever the guests were
            received = _RECEIVED.fullmatch(label) and measure in _OF_GUESTS
            return _OF_GUESTS[measure] if received and measure else ""
        if self._kind == "三公" and measure in ("辆", "台"):
            if label in ("公务用车", "保有量", "保有"):  # 共有公务用车1辆
                return "公务用车保有量"
            if _KEPT_BY_FISCAL.search(label):
                return "公务用车保有量"
            return "公务用车购置数" if _BOUGHT.search(label) else ""
        if self._kind == "三公" and measure in MONEY and _ALL_THREE.fullmatch(label):
            return "“三公”经费"
        if self._kind == "政府采购" and measure in MONEY and label in ("支出总额", "支出合计"):
            return "政府采购支出总额"
        if self._kind == "收入" and measure in MONEY and label in _INCOMES:
            return f"{label}收入"
        given = self._kind in ("收入", "收支总体") and measure in MONEY
        fund = _FUND_GIVEN.fullmatch(label) if given else None
        if fund:
            return f"{fund['fund']}预算财政拨款收入"
        if (
            self._kind == "财政拨款总体"
            and measure in MONEY
            and (at := _BALANCE_AT.fullmatch(label))
        ):
            return f"{_WHEN.get(at['when'], at['when'])}财政拨款结转和结余"
        if self._kind in _WHOLE_KINDS and measure in MONEY and _CARRIED_ON.fullmatch(label):
            return "年末结转和结余"
        whole = _OF_THE_YEAR.fullmatch(label) if self._kind in _WHOLES_TOLD else None
        if whole and measure in MONEY:
            return f"本年{whole['side']}"
        if self._kind in _WHOLE_KINDS and measure in MONEY and _CARRIED_IN.fullmatch(label):
            return "年初结转和结余"
        year, side = _OF_THIS_YEAR.fullmatch(label), _THIS_YEAR_KINDS.get(self._kind)
        if year and side:
            return side + year["side"].replace("列支", "支出")
        if self._kind == "三公" and measure in MONEY and _UPKEEP_OF.fullmatch(label):
            return "公务用车运行维护费"  # 防汛指挥车和巡河皮卡的运行维护费
        return _OF_CARS.get(label.removesuffix("支出"), "") if self._kind == "三公" else ""

    def _official(self, metric: str, lead: str) -> Named:
        own = _FUND_PREFIX.search(lead)
        if own and metric.endswith("财政拨款结转和结余"):  # 政府性基金预算财政拨款年初结转…
            return Named((metric.replace("财政拨款", ""),), lead=lead[: own.start()])
        gone = _MOVED.search(lead)
        if gone and metric in ("车辆", "房屋"):  # 处置车辆 1 辆: not what there is
            return Named((gone.group() + metric,), lead=lead[: gone.start()], generic=True)
        if metric.startswith("单价") and (bought := _ACQUIRED.search(lead)):
            bought_one = f"{bought['verb']}的{metric}"  # 当年购置单价100万元以上设备0台
            return Named((bought_one,), lead=lead[: bought.start()], generic=True)
        if metric == "在职人员" and _OF_OTHERS.search(lead):  # 中央编制在职人员: not its own
            return Named((lead + metric,), generic=True)
        if _OF_SOME_UNITS.search(lead):  # 两家事业单位的公用经费: not all of it
            return Named((_OF_SOME_UNITS.sub(r"\g<of>", lead) + metric,), generic=True)
        if self._kind == "绩效" and "涉及" in lead:
            return Named()  # 涉及一般公共预算支出5万元: of what was reviewed
        mean = _MEAN.search(lead)
        if mean:
            return Named((mean.group() + metric,), lead=lead[: mean.start()], generic=True)
        part = _SUBSET.search(lead)
        if part and metric in ("离退休人员", "项目支出", "基本支出"):  # 基本建设类项目支出
            return Named((part.group() + metric,), lead=lead[: part.start()], generic=True)
        if lead.endswith("保有") and metric == "车辆" and self._kind == "三公":
            return Named(("公务用车保有量",), lead=lead.removesuffix("保有"))
        if "新增" in lead[-4:]:
            return Named((metric,), lead=lead, aspect="比上年增减额")
        return Named((metric,), lead=lead)

    def _project(self, project: re.Match[str], measure: str | None) -> Named:
        name = re.sub(r"\s", "", project["name"])
        rest = project["rest"]
        metric = (f"项目:{name}",)
        if measure == "分":
            return Named(metric, aspect="得分") if _SCORE.search(rest) else Named()
        plain = re.sub(r"绩效自评(?:综述|结果)?|资金|^(?:的|,|:)", "", rest)
        if measure is None or not plain or _SPENT.fullmatch(plain):
            return Named(metric, project=metric)
        return Named()

    def _gaps(self, label: str, start: int) -> tuple[int, ...]:
        """Return where the source leaves a space on one line between two characters of a label."""
        at = self._clean.at
        if start < 0 or start + len(label) > len(at):
            return ()
        source = self._clean.text[start : start + len(label)]
        if source != label:
            start = self._clean.text.find(label, max(0, start - 40), start + len(label) + 60)
        if start < 0:
            return ()
        return tuple(i for i in range(1, len(label)) if 1 < at[start + i] - at[start + i - 1] <= 3)

    def _listed(self, label: str, measure: str | None) -> tuple[str, ...]:
        """Return the terms of a list (A、B为0万元), where each of them is an official one."""
        names = re.split(r"、|和|与|及", re.sub(r"(?:各|均)$", "", label))
        if len(names) < 2:
            return ()
        parts = [self.strip(name) for name in names]
        terms = [find_item(part) or find_term(part, measure) for part in parts]
        plain = [self.plain(part) for part in parts]
        short = [self._abbreviated(p, measure) if p == "保有量" else "" for p in parts]
        known = [
            name or (term.metric if term else brief)
            for name, term, brief in zip(plain, terms, short, strict=True)
            if name or brief or (term is not None and term.lead in _OF_ALL)
        ]
        if len(known) < len(names):
            return ()
        if known[1:] == ["支出总计"] and "收入" in known[0]:
            fund = known[0].partition("收入")[0].removesuffix("本年")
            fund = fund or ("财政拨款" if self._kind == "财政拨款总体" else "")
            return f"{fund}收入总计", f"{fund}支出总计"  # 财政拨款收入总计、支出总计: of one fund
        return tuple(known)

    def _noun(
        self, label: str, measure: str | None, aspect: str, following: str, inside: bool
    ) -> Named:
        """Return an unlisted metric where a label is plainly a noun."""
        if aspect in ("完成率", "执行率", "预决算差异率", "上年数", "全年执行数") and not inside:
            return Named()
        if measure in COUNTS and (counted := self.counted(following, label)):
            return Named((counted,), generic=True)
        if self._kind == "绩效" and not inside:
            return Named()
        text = _PAID_OUT.sub("", _SPEND_VERB.sub("", _KINDS_ARE.sub("", label)))
        text = re.sub(r"^财政拨款(?=(?:会议|培训)费)", "", text)
        text = _MADE_UP.sub("", text)
        text = text.removesuffix("支出") if re.search(r"(?:支出.*|费|经费)支出$", text) else text
        fresh = _NEW.match(text)
        if fresh:
            text = fresh["noun"]
        if text in _UNSAID:
            return Named()
        plain = _NOUN.fullmatch(text) and not _NOT_A_METRIC.search(text) and not text.isdigit()
        if not plain or not _HEADS.search(text):
            return Named()
        if measure in MONEY and self._kind == "机构":
            return Named()
        return Named((unfold_brackets(text),), generic=True, aspect="比上年增减额" if fresh else "")
