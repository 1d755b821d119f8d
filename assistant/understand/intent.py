"""What a question wants done: words → operation, direction, basis."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DEFINE = re.compile(
    r"是个?啥[?？,，]|说人话|(?:是|指)哪(?:三公|几公|三项|三样|几样)|什么意思|啥意思|区别|差别|有(?:什么|啥)不(?:同|一样)|怎么(?:个)?不一样|大白话|通俗|是(?:个)?啥(?:钱|东西|玩意)|什么是|啥是|啥叫|什么叫|何谓|含义|定义|是指(?:什么|哪)?|指的是|指什么|指哪|怎么解释的|是什么概念|解释一下(?!原因)|怎么理解|(?<!理由)(?<!原因)(?<!缘故)(?<!分别)是什么[?？]?$|是啥[?？]?$|名词解释|包不包括|包括不包括|含不含|算不算|(?<![预决打计核])算(?![了得的对]).{1,8}[吗么]|属于.{1,8}[吗么]"
)
_WHY = re.compile(
    r"从哪(?:儿|里)?(?:调|转|划)|哪(?:儿|里)(?:调|转|划)|为什么|为啥|为何|咋(?!样|分|算|用|花|处理)|怎么(?!样|分|算|用(?!得)|花(?!得|了)|处理|办|设|写|构成|组成|读|查|看|理解|解释的)|怎么回事|什么原因|啥原因|原因|凭什么|凭啥|何故|因何|怎么解释|如何解释|理由|缘故|对不上|说明了?什么|是因为|啥情况|只有|有(?:没有)?解释|解释了"
)
_FELL = re.compile(
    r"省了|省下|下降|减少|降低|降了?|跌|少了|变少|缩水|缩减|减了|压减|下滑|少花|削减|越.{0,2}少"
)
_ROSE = re.compile(
    r"多出|上升|上涨|增长|增加|涨|多了|变多|猛增|激增|暴涨|多花|飙升|提高|翻|攀升|变贵|超支|增了|越.{0,2}多"
)
_CHANGE = re.compile(
    r"(?:上|去|前)一?年(?:度)?(?:有没有|有吗|有么|没有吗)|同比|比上年|较上年|比(?:去|前|上)一?年|较(?:去|前|上)一?年|和去年比|(?:与|跟|和|同)(?:上|去|前)一?年|(?:上|去)一?年(?:才|只|又|是)?(?:多少|几)|变化|变动|增减|涨跌|(?:涨|升|增|多|高)(?:了)?还是|增幅|降幅|涨幅|增速|幅度|环比|涨没涨|降没降|变没变|有没有变|[涨降升增减跌变加添]了(?:吗|没|么|点|几|多少)|往[上下]走|走[高低](?![速铁铁])|(?:涨|升|增|降|减|跌|增加|减少|增长|上升|下降|下滑|多|少)了?(?:多少|几|百分之几|百分之多少|几成|几倍)"
)
_BUDGET = re.compile(
    r"预算|批了|批的|批下来|超支|超标|决算差|差异率|完成率|执行得|年初(?:安排|报|批|计划)|超了|没执行|未执行|执行了|当初(?:批|报|计划)|真正给了|调整后|花完了?(?:没|吗)"
)
_BUDGET_TERM = re.compile(
    r"基金预算|公共预算|资本经营预算|一般公共预算|政府性基金预算|国有资本经营预算|预算单位|预算绩效|采购预算|预算执行(?![了得到率])"
)
_MAKEUP = re.compile(
    r"里(?:头|面)?都?(?:是|有)些?(?:什么|啥|哪)|构成|组成|结构|花(?:钱)?(?:在|到)?了?(?:哪|那(?!么)|什么|啥)|(?:投|花|用|砸|去)(?:到|在|向|往)了?哪|(?:哪些|哪几)(?:大)?(?:方面|部分|项|收入|支出|车|钱|块|类|种|笔)|几大?[块项类]|(?:都)?包括(?:什么|哪|啥)|分别|明细|用途|怎么(?:花|分|用|拆)|咋(?:花|分|用)|各(?:自)?(?:是)?(?:占|多少|几|花|有)|来自|哪来的|哪(?:里|儿)来|来源|由哪|主要(?:花|用|是)(?!因为|原因)|都花|用来|用于|干嘛用|(?:干|做)(?:什么|啥|了?些?啥)(?!的)|用在|用到|开支在|支在|列在|买了什么|列示|列出|罗列|逐项|各科目|都有(?:什么|哪)|拆(?:开|到|成)|分开|去(?:了)?哪|哪去了|大头|是(?:些|哪些)?(?:啥|什么)(?:开支|支出|费用|钱|内容|用途)"
)
_SHARE = re.compile(
    r"占比|比重|占.{0,14}?(?:多少|几|比例|百分)|占(?:了)?(?:多少|几|总|全|本|百)|(?<![涨升增降减跌加少长了])(?:几成|百分之几|百分之多少|百分比|多大比例)|(?:占|用)(?:掉|去)?了?(?:几成|百分之)"
)
_COMPARE = re.compile(
    r"(?:比|跟|和|与).{1,24}?(?:多多少|少多少|高多少|低多少|多(?:还是|了)|少还是|高还是|相差|差多少|差额|相比谁|哪个|谁)|相差|差多少|多多少|少多少|高多少"
)
_RANK = re.compile(
    r"最(?:狠|猛|凶|厉害|惨)|最(?:花钱|烧钱|贵)|哪(?:个|家|些|一年|年|一?项|一?笔|一?块)?.{0,14}?最(?P<most>[高多大低少小])|最(?P<most2>[高多大低少小])的?(?:是|一)?(?:哪|谁|单位|项|笔|块|类|几|前|[三五十])?|谁.{0,12}最(?P<most3>[高多大低少小])|哪(?:个|家)(?:单位|局|部门|地方)?.{0,8}?(?P<most4>[高低])(?:$|[?？,，])|排名|排序|排(?:个|一下)?队|前[两二三四五六七八九十\d]+(?:名|位|项|个|大|笔)?|top\s?\d|垫底|倒数|最[快慢]|按.{1,6}排"
)
_UNIT_COST = re.compile(
    r"(?:多少|几)(?:钱|块|元|万)?(?:一|每)个?(?:人|辆|台|次|批)|[人生户车]均|平均|年均|摊(?!子)|除以|"
    r"(?:每|一)个?(?:平(?:方|米|(?=[多合值要])|[?？。]*$)|公里|户|案)|养一[辆台部]|(?:办|审|修|建|装|救|培训)一个?[件条人次]|"
    r"一台|每(?:人|辆|台|次|批|车)|一(?:个人|辆车|台车|人次|人|批次?|次)(?:要|得|大概|平均|接待|招待|吃)?.{0,8}?(?:多少|几)|一辆(?!.{0,6}(?:没|未|不))|一个人(?:吃|平均|多少)"
)
_TREND = re.compile(
    r"趋势|走势|历年|近[两三四五几二]年|逐年|这[几两三四]年|各年|每年|几年(?:来|间|下来)|从.{0,6}到.{0,8}(?:是)?(?:涨|降|升|跌|怎么变|变化)"
)
_SUM = re.compile(
    r"加.{1,12}(?:是|等于|得)\d|加上?.{2,14}(?:等于|对[得不]?上|(?:比|跟|和|与).{2,10}(?:多|少|大|小|一致|一样|相等|吻合))|加(?:了)?(?:一下|加)|加上.{1,16}(?:一共|合计|总共|共)|加到一(?:块|起)|加总|相加|逐个加|加起来|合起来|加(?:在)?一(?:起|块)|合(?:在)?一(?:起|块)|总共加|一起(?:花|多少|是)|之和|(?:共|合)计(?:是)?(?:多少|几)|(?:一共|总共|合计)(?:是|花|交|有|批|用|执行|支出?|收入?)?(?:了)?(?:多少|几)|两年.{0,4}(?:一共|总共|合计)"
)
_MINUS = re.compile(
    r"扣(?:掉|除|去|了)|除(?:去|掉|开)|减(?:掉|去)|刨(?:掉|去|开)|(?<!算)不算|剔除|去掉|抛开|以外|之外"
)
_CONVERT = re.compile(
    r"(?:折|换|合)(?:成|算成?|合成?)?(?:是|为)?(?:多少|几)?个?(?P<to>亿元?|元)|(?:是|有|合|花了?|到底)(?:多少|几)个?(?P<to2>亿元?)|(?:用|以|按照?|报)(?P<to3>亿元?|元)(?!以)|单位(?:是|用|为|按)?(?P<to4>亿元|元)|(?:折|换|合)成?(?:是|为)?(?:多少|几)(?P<to7>块)|(?:多少|几)个?(?P<to5>亿)|(?:多少|几)(?P<to6>万)(?!人|元以)"
)
_PERFORMANCE = re.compile(
    r"绩效|得分|多少分|几分|(?<!\d)\d{1,2}(?:\.\d+)?分(?![之钟析公局院校别配类支])|得了?几|得了?多少|打分|评分|总分|扣分|分扣|扣在|自评|效果|成效|指标|满(?:不)?满意|满意|完成(?:得)?(?:怎么样|咋样|情况|了没)|没完成|没做到|没达|达标|目标|满意度|执行率|满分|丢分|失分|偏差|评了?几|评.{0,4}优"
)
_TRUTH = re.compile(
    r"(?:到底|究竟).{1,24}还是|一样(?:吗|不|么)|相同(?:吗|不)|对上(?:吗|了吗|不)|能不能对上|合不合理|(?:前后|两处|两边|好像|跟表|和表).{0,8}不(?:太)?一样|真的?假|真的|是真|是不是真|对吗|对不对|对不[,，?？]?$|对么|是吗|属实|一分(?:钱)?(?:都)?没|对(?:得|不)上|够数|核(?:对|一下|实|验|一遍)|算错|打架|矛盾|自相|合(?:得|不)(?:上|拢)|(?:一致|吻合|相符|合理)(?:吗|不|么)|是不是(?:错|搞错|写错)|(?:应该|应当)是多少|重新?算|哪个(?:才)?(?:对|是真|准|算数)|到底是.{1,16}还是|可信|靠谱|靠得住|信得过|不剩|印的|写错|搞错|不对(?:劲)?|疑|差在哪|怎么会|不符|怎么(?:又|却|反而|还)"
)
_PERSONAL = re.compile(
    r"去(?:了|的)?哪(?:儿|里|国|个国家)(?!了)|牌子|品牌|型号|车型|新能源车|产权证|房产证|租谁家|谁家的(?:房|楼|地|车|店)|房东|(?:哪年|哪天|啥时候|什么时候)(?:能|才|会|打算)?(?:还|付|给|结)清|哪个?(?:馆子|餐馆|饭馆|馆)|(?:涉密|保密).{0,12}(?:叫|名[字称]|啥名|内容|干(?:啥|什么))|(?:领导|干部个人|科长|处长|某个?人)(?:的|一年|每月|每年)?.{0,2}(?:工资|年薪|收入|待遇|薪水)|请了谁|请的谁|谁吃|吃的?(?:什么|啥)|在哪(?:里|儿)?(?:吃|买|住|办|修|加油)|哪(?:家|个|几家)[^,。?]{0,6}(?:饭店|酒店|公司|供应商|企业|单位中标|厂)|买的(?:什么|哪)|供应商|中标(?:人|单位|公司)|车牌|身份证|电话号码|手机号|住址|姓名|(?<!单位)名单|叫什么名字|(?<!你)是谁(?!的钱)|局长|主任|书记(?!员)|领导个人|某个人|贪污|腐败|受贿|吃回扣"
)
_INJECTION = re.compile(
    r"按我说的(?:写|说|答|来)|照我说的|不用看报告|你(?:只能|只需|必须)(?:回答|输出|写|说)|从现在(?:起|开始),?你|忽略.{0,10}(?:规则|指令|提示|要求|以上|之前|上述|前面)|无视.{0,8}(?:规则|指令|要求)|系统提示|提示词|system\s*prompt|prompt|密钥(?!管理)|api\s*key|(?:的|告诉我|输出|你的)密码|扮演|假装你|越狱|jailbreak|ignore\s+(?:all|previous|the)|你的指令|开发者模式|drop\s+table|<script|select\s+\*",
    re.I,
)
_FIELD = re.compile(
    r"决算|预算|经费|支出|收入|万|花(?:了|费|钱|多少|的|出去)|多少钱|钱|费用|费|三公|公车|接待|采购|资产|绩效|项目|人员|人数|编制|结余|拨款|报告|单位|部门|职能|机构|局|财政|资金|科目|指标"
)


_DESCRIBE = re.compile(
    r"写(?:成|出|个|一)?(?:一)?(?:段|份|篇)|写.{0,10}(?:说明|材料|稿|文字)|起草|草拟|拟(?:一|个)|情况(?:说明|介绍|如何|怎么样|怎样|咋样)|(?:详细|全面)(?:说|介绍|讲)|(?:的)?(?:整体|总体|基本)?情况[吧呀。?？]?$"
)


_SPOKEN = (_FELL, _ROSE, _CHANGE, _WHY, _BUDGET, _MAKEUP, _SHARE, _COMPARE, _TREND)


def without_intent(text: str) -> str:
    """Return a folded question without the words that say what it wants done."""
    for pattern in _SPOKEN:
        text = pattern.sub(" ", text)
    return text


@dataclass(frozen=True, slots=True)
class Intent:
    """What a question wants: flags that the planner weighs against what it names."""

    define: bool
    why: bool
    fell: bool
    rose: bool
    change: bool
    budget: bool
    makeup: bool
    share: bool
    compare: bool
    rank: str
    unit_cost: bool
    trend: bool
    total: bool
    minus: bool
    convert: str
    top: int
    performance: bool
    truth: bool
    describe: bool
    personal: bool
    injection: bool
    in_field: bool


# 得分垫底的三个是啥 asks for no meaning.
_PLACED = re.compile(r"最[高低多少大小]的|垫底|倒数|前[两二三四五六七八九十\d]+[名位个项大]")
# 理由是什么, 算得对吗 ask for no meaning.
_REASONED = re.compile(
    r"里(?:头|面)?都?(?:是|有)些?(?:什么|啥)|(?:理由|原因|缘故|差额|金额|比例|数)是(?:什么|啥|多少)|算得|对得上"
)


def read_intent(text: str) -> Intent:
    """Return what a folded question asks for, from its words alone."""
    rank = _RANK.search(text)
    most = ""
    if rank:
        most = next((g for g in rank.groups() if g), "高")
    return Intent(
        define=bool(_DEFINE.search(text)) and not (_REASONED.search(text) or _PLACED.search(text)),
        why=bool(_WHY.search(text)),
        fell=bool(_FELL.search(text)),
        rose=bool(_ROSE.search(text)),
        change=bool(_CHANGE.search(text)),
        budget=bool(_BUDGET.search(_BUDGET_TERM.sub("", text))),
        makeup=bool(_MAKEUP.search(text)),
        share=bool(_SHARE.search(text)),
        compare=bool(_COMPARE.search(text)),
        rank="低" if most in "低少小" and most else ("高" if most else ""),
        unit_cost=bool(_UNIT_COST.search(text)),
        trend=bool(_TREND.search(text)),
        total=bool(_SUM.search(text)),
        minus=bool(_MINUS.search(text)),
        convert=_measure_wanted(text),
        top=_top(text),
        performance=bool(_PERFORMANCE.search(text)),
        truth=bool(_TRUTH.search(text)),
        describe=bool(_DESCRIBE.search(text)),
        personal=bool(_PERSONAL.search(text)) and not rank,
        injection=bool(_INJECTION.search(text)),
        in_field=bool(_FIELD.search(text)),
    )


def _measure_wanted(text: str) -> str:
    """Return the measure that a question wants money in (元, 亿元), or an empty string."""
    match = _CONVERT.search(text)
    if match is None:
        return ""
    wanted = next(group for group in match.groups() if group)
    if wanted == "万":
        return "万元"
    return "亿元" if wanted.startswith("亿") else "元"


_TOP = re.compile(
    r"(?:哪|说|列|举|给|垫底的?|倒数的?|最后的?|末尾的?)(?P<few>\d{1,2}|[两二三四五六七八九十])(?=[名位项个大笔])|(?:前|最[高多大低少小].{0,4}?|top\s?)(?P<count>\d{1,2}|[两二三四五六七八九十])(?=[名位项个大笔]|$|[^\d年])"
)
_COUNT = {"两": 2, "十": 10, **{c: n for n, c in enumerate("一二三四五六七八九", 1)}}


def _top(text: str) -> int:
    """Return how many a question wants of a ranking (前三名), or 0 where it does not say."""
    match = _TOP.search(text)
    if match is None:
        return 0
    said = match["few"] or match["count"]
    return _COUNT.get(said) or int(said)
