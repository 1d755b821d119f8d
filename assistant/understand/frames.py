"""Words that a question leaves out of its later parts: 接待了几批?几个人?花了多少 is all of 接待.

A bare word (几个人, 花了多少, 服务呢) takes the noun that was spoken of before it, in the question or
in the one that it goes on from, where that noun has something of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lexicon import BALANCE_AT_END
from assistant.vocabulary import Vocabulary

_MUCH = r"(?:多少|几)"
_SPENT = (
    r"有没有花(?:钱)?|花了?(?:钱)?(?:没有?|吗)$|"
    rf"(?:开支|开销|[花用]费|花|用)(?:掉|去)?了?(?:是|有)?{_MUCH}(?:钱|万元?|元|块钱?)?|(?<=[共计]){_MUCH}钱$"
)
_INCOME = rf"(?:收入|进账|(?:收(?:进来?|到)?|进(?:来|账)?|到[账位])了?(?={_MUCH}))"
_OUTGO = (
    rf"(?:支出|(?:(?:花|用|支)(?:出去|掉)?|出去)了?(?={_MUCH})"
    r"|(?:真的?|都|全|到底|究竟)*[花用](?:出去|掉)?了?(?:没有?|吗)$)"
)
_LEFT = (
    rf"(?:(?:年末|年底)?结转(?:[和与及]?结余)?|结余|(?:年末|年底|期末)(?:还|账上)*有?(?={_MUCH}(?![人名个辆台项家]))|"
    rf"(?:还|年末|年底)?(?:剩下?|结[余转存]?|余下?|留下?)了?(?={_MUCH}))"
)
_BEGUN = rf"(?:年初|期初)(?:结转|结余|结存|剩下?|余下?|有)?了?(?={_MUCH})"
_FLOWS = ((_INCOME, "收入"), (_OUTGO, "支出"), (_BEGUN, "年初结转和结余"), (_LEFT, BALANCE_AT_END))

_OF_APPROPRIATIONS = ((_BEGUN, "年初结转和结余"), (_LEFT, BALANCE_AT_END))


@dataclass(frozen=True, slots=True)
class _Frame:
    """A noun, the bare words that may go on from it, and how each is said in full."""

    noun: re.Pattern[str]
    prefix: str
    bare: tuple[tuple[re.Pattern[str], str], ...]
    spent: str = ""


def _frame(noun: str, prefix: str, *bare: tuple[str, str], spent: str = "") -> _Frame:
    words = [*bare, (_SPENT, spent)] if spent else bare
    return _Frame(re.compile(noun), prefix, tuple((re.compile(w), f) for w, f in words), spent)


# What was carried on: of the fund that was spoken of before, if one was.
_BALANCES = (
    _frame(r"(?:年初|期初)(?:结转|结余)", "", (rf"(?:年末|年底|期末)(?={_MUCH})", "年末结转")),
    _frame(r"(?:年末|年底|期末)(?:结转|结余)", "", (_BEGUN, "年初结转")),
)
# 在职多少人, 行政事业各多少: kinds of staff, no item of the accounts.
_KIND_ALONE = r"(?!编|人员|单位|运行|收入|管理|处罚|执法)"
_RUNNING = (
    r"(?:^|(?<=[和与跟及那年])|(?<=多少))(?:运行|运维|维护)(?:费|维护费?)?(?!经费)"  # of cars
)
# `full` replaces the bare word after the prefix; empty keeps the word itself.
_FRAMES = (
    _frame(
        r"接待(?!中心|处|办)|招待(?!所)",
        "接待",
        (rf"来?了?{_MUCH}(?:个|位)?人(?:次|数)?", "多少人次"),
        (rf"{_MUCH}(?:批次?|[拨趟]|回(?!事)|个?团组?(?![长体]))", ""),
        spent="费多少",
    ),
    _frame(  # before all that cars cost: of two nouns that end at one place the first is meant
        r"(?:购置|买|购|换|更新)了?(?:过|的)?(?:(?:几|多少|什么|哪些)?[辆台部]?新?(?:公务|公)?(?:用)?车|(?:几|多少)[辆台部])",
        "公务用车",
        (_RUNNING, "运行维护费"),
        (rf"{_MUCH}[辆台部]", "购置数多少"),
        spent="购置费多少",
    ),
    _frame(
        r"(?<![开])(?:公务|公)?(?:用)?车(?:辆|子)?(?![间站次])",
        "公车",
        (rf"(?:保有)?{_MUCH}[辆台部]", ""),
        (rf"(?<!总)(?<![总一共])价?值(?={_MUCH})", "价值"),
        (_RUNNING, "运行维护费"),
        spent="费多少",
    ),
    _frame(
        r"采购",
        "政府采购",
        (r"货物", "货物支出"),
        (r"工程", "工程支出"),
        (r"服务", "服务支出"),
        spent="支出总额多少",
    ),
    _frame(
        r"出国",
        "因公出国",
        (rf"{_MUCH}(?:个|位)?人(?:次)?", "人次多少"),
        (rf"{_MUCH}个?团组?", "团组数多少"),
        spent="费多少",
    ),
    _frame(r"政府性?基金|基金预算", "政府性基金预算财政拨款", *_FLOWS),
    _frame(r"国有资本(?:经营)?(?:预算)?", "国有资本经营预算财政拨款", *_FLOWS),
    _frame(r"一般公共预算(?:财政拨款)?", "一般公共预算财政拨款", *_FLOWS),
    _frame(r"非财政(?:拨款)?(?!(?:拨款)?结[余转])", "非财政拨款", *_FLOWS),
    _frame(r"(?<!预算)(?<!非)财政拨款", "财政拨款", *_FLOWS[:2], *_OF_APPROPRIATIONS),
    _frame(r"房屋|房子|房产", "房屋", (rf"(?:价)?值(?={_MUCH})", "价值")),
    _frame(r"编制", "", (rf"行政{_KIND_ALONE}", "行政编制"), (rf"事业{_KIND_ALONE}", "事业编制")),
    _frame(
        r"在职|在编|在岗|实有人",
        "",
        (rf"行政{_KIND_ALONE}", "行政人员"),
        (rf"事业{_KIND_ALONE}", "事业人员"),
    ),
    *_BALANCES,
)
_STOP = r"[,。?!;、\s]"
_LEAD = re.compile(
    r"(?:那么?|还有|以及|另外|其中|里[面头边]?|当?中|减[去掉]?|扣[除掉去]|又|再|一共|总共|共|分别|各自?|都|当年|实际|最后|到底|大概|大约|有|是|来|去|了|和|与|跟|及|它们?|这些|[那这](?:一)?[块笔](?:的?钱)?|的钱|[今去上]年|[”\"]|的|20\d\d|\d\d年|年度?|□)*"
)
_TAIL = re.compile(
    rf"(?:加起来|合起来|合计|呢|啊|呀|吗|嘞|后|还|剩下?|余下?|又|各|分别|都|总共|一共|支出|方面|的|是|占|花|用|了|有|为|成|百分之|比例|比重|{_MUCH}|钱|万元?|元|块|辆|台|个|人|次|数|额|金额|□)*"
)
_CARS = re.compile(r"^(?:那么?|还有)?((?:公(?:务|家)?)?用?车[子辆]?)(?:呢|嘞|嘛|啊)$")
# What was asked for was how many there are of something, no money: 有多少人, 那公车呢.
_COUNTED = re.compile(
    r"(?:多少|几)(?:个|名|号|口)?人(?!均)|编制|在[职编岗]|退休|人数|面积|平米|设备"
)
_PAID = re.compile(r"钱|花|费|元|支出")
_ASSETS = re.compile(r"房|资产|价值|账面")
_OF_EACH = re.compile(r"各|分别|货物|工程|服务")
_ASKS = re.compile(rf"{_MUCH}|什么|啥|为何|怎么|吗|哪")
_PLANNED = re.compile(r"批(?:了|下|的|复)|(?<!公共)(?<!基金)(?<!经营)预算|年初|计划|安排")
_MONEY = re.compile(r"(?:费|经费|支出)(?:合计)?$")


# 收了多少花了多少剩了多少: what asks ends where the next verb asks again.
_RUN_ON = re.compile(
    rf"({_MUCH}(?:钱|万元?|元)?)(?=(?:又|还|再|最后)?(?:花|用|收|支出?|剩|结[余转]?|余|留|退)(?:了|掉|下|回)?{_MUCH})"
)

# 接待了几拨人几个人
_RUN_ON_GUESTS = re.compile(rf"({_MUCH}(?:批次?|拨)客?人)(?={_MUCH}(?:个|位)?人)")
# 货物工程服务各花多少: kinds of procurement that run on
_LISTED_KINDS = re.compile(
    r"(货物|工程|服务)(?=(?:货物|工程|服务)(?!质量|监督|管理|站|中心|局|队|公司))"
)
# 出国买车养车接待各多少
_LISTED_TRAVEL = re.compile(
    r"(出国|买车|养车|用车|接待|吃喝)(?=(?:出国|买车|养车|用车|接待|吃喝)(?!费))"
)
# 买了几个 为啥没得满分: a blank is a stop between what asks and what asks more.
_BLANK = re.compile(
    r"(?<=[\u4e00-\u9fff]) +(?=(?:为[什啥何]|咋|怎么|凭[什啥]|原因|差|达标|够不够|超没超"
    r"|上年|去年)[\u4e00-\u9fff])"
)


def separated(folded: str) -> str:
    """Return a folded question with a comma between two asking verbs that run on, or a blank apart.

    >>> separated("收了多少花了多少钱还剩多少")
    '收了多少,花了多少钱,还剩多少'
    >>> separated("硒鼓买了几个 为啥没满分")
    '硒鼓买了几个,为啥没满分'
    """
    folded = _LISTED_TRAVEL.sub(r"\1、", _LISTED_KINDS.sub(r"\1、", folded))
    return _RUN_ON_GUESTS.sub(r"\1,", _RUN_ON.sub(r"\1,", _BLANK.sub(",", folded)))


# 有没有房、车: a noun of one character is none of the vocabulary's words.
_HOUSE, _CAR = r"房(?:子|产)?(?![屋租间费])", r"车(?:子)?(?![位库间站补贴费险辆用房])"
_HOUSES_AND_CARS = re.compile(
    rf"(?<![公库用买修养火停])(?:{_HOUSE}|{_CAR})"
    rf"(?P<between>[、,和跟与及]?(?:有没有|有?多少|有|几[套间辆台])?)(?:{_HOUSE}|{_CAR})"
)


_LOSES_POINTS = re.compile(r"掉(?=了?(?:多少|几)?分)")


def in_full(folded: str) -> str:
    """Return a folded question with what is said in few characters in full: 房、车, 养一个人.

    >>> in_full("有没有房、车")
    '有没有房屋、车辆'
    >>> in_full("养一个人要多少钱")
    '人员经费平均一个在职人员多少钱'
    """

    def said(match: re.Match[str]) -> str:
        first, second = ("房屋", "车辆") if match.group()[0] == "房" else ("车辆", "房屋")
        return first + match["between"] + second

    folded = _KEEP_OF_ONE.sub("人员经费平均一个在职人员", folded)
    folded = _NOT_OF_BUDGET.sub("事业收入、经营收入、其他收入", folded)
    folded = _BY_DAY.sub("花多少钱", folded)
    folded = _SOMETIMES.sub(r"\g<why>", folded)
    folded = _LOSES_POINTS.sub("扣", _HOW_MANY_OF.sub("多少", folded))
    folded = _OF_ASSETS.sub(_worth, folded)
    folded = _OF_GENERAL.sub("一般公共预算财政拨款", folded)
    folded = _BARE_FUND.sub("政府性基金", _STATE_CAPITAL.sub("国有资本经营预算", folded))
    folded = _HOUSES_AND_CARS.sub(said, folded)
    if _OF_CARS_USED.search(folded):
        return folded
    return _LISTED_NOUN.sub(lambda m: "房屋" if m.group()[0] == "房" else "车辆", folded)


_STATE_CAPITAL = re.compile(
    r"国资(?:(?:经营)?预算|经营|(?=[那这](?:块|笔)(?![^,。?]{0,10}辆)|的钱|[收支花用进](?!产)|还?剩|有没有[收支花]|各[收支花有]))"
)
# 医院基金那250万: no fund of another name (医保基金, 校友基金会)
_BARE_FUND = re.compile(
    r"(?:(?<=[院局校所站园馆年委队心])|^)基金(?=那|这|里|的?钱|[收花用进\d]|还?剩)"
)
# 固定资产里车占多少, 房子占固定资产几成: what they are worth, not their number.
_OF_ASSETS = re.compile(
    r"固定资产(?:原值|总额)?(?:里头?|里面|当中|中|,?其中)(?:的|有)*"
    r"(?:(?P<of>车|房)(?:辆|子|屋|产)?(?:的)?(?:价值)?(?P<share>占)?(?=占|值|多少|是多少|几成)"
    r"|(?:多少|几成)(?:钱)?是(?P<last>车|房)(?:辆|子|屋|产)?(?=[,?。]|$))"
    r"|(?P<what>车|房)(?:辆|子|屋|产)?的?(?:价值)?占(?:了|全部|总|整个)*固定资产"
)


def _worth(match: re.Match[str]) -> str:
    part = match["of"] or match["last"] or match["what"]
    worth = f"{'车辆' if part == '车' else '房屋'}价值"
    if match["of"] and not match["share"]:
        return f"固定资产,{worth}"
    return f"{worth}占固定资产" + ("多少" if match["last"] else "")


# 一般公共预算口径的基本支出: what the ledger calls by the fund's name and its own.
_OF_GENERAL = re.compile(
    r"一般公共预算(?:财政拨款)?(?:的|口径|这块|那块|里头?|里面|中|部分)+(?=(?:基本|项目)支出(?![^,。?]{0,3}[最哪里中包]))"
)
_HOW_MANY_OF = re.compile(r"几个(?=亿|万(?!人))")  # 折合几个亿: of money, no count
_BY_DAY = re.compile(r"(?<=[天日月])花多少(?=$|[,?。])")  # 每天花多少
_OF_CARS_USED = re.compile(r"三公|接待|招待|出国|公务")  # 车和接待各多少: of what cars cost
# 校舍、宿舍、车各有多少
_LISTED_NOUN = re.compile(
    r"(?<=[\u4e00-\u9fff][、和与跟及])[房车]子?(?=(?:都|各自?|分别|一共|有)*(?:多少|几)|[、和与跟及?。,]|$)"
)


# 预算外收入: what no fiscal department appropriates
_NOT_OF_BUDGET = re.compile(
    r"(?:预算外的?|(?<!非)财政(?:拨款|预算)?[以之]外的)(?:收入|资金|进账|钱)"
)
# 为什么有几次送晚了: how often is not asked.
_SOMETIMES = re.compile(r"(?P<why>为什么|为啥|咋|怎么)会?有(?:那么)?(?:好)?几[次回天场批]")
_KEEP_OF_ONE = re.compile(
    r"养(?:活)?[一每]?个(?:[在正有][职编岗式]的?|上班的?)?"
    r"(?:人(?!家)|职工|干部|员工|警察|民警|老师|教师|医生|护士|公务员|法官|检察官)"
    r"(?:[一每]年|平均|大概|大约|下来)*(?:要|得|需要?|合)?(?:[花用]掉?)?(?=多少|几)"
)


_FUNDS = {
    "政府性基金预算财政拨款": r"政府性?基金(?:预算)?(?:财政拨款)?|基金(?:预算)?(?!会)",
    "国有资本经营预算财政拨款": r"国有资本(?:经营)?(?:预算)?(?:财政拨款)?",
    "一般公共预算财政拨款": r"一般公共预算(?:财政拨款)?",
}
_A_FUND = "|".join(f"(?:{words})" for words in _FUNDS.values())
_AND = r"(?:[和与跟及、]|以及|还有)"
_EACH = r"(?:各自?|分别|都|又|还|的|这?两块|[是有])*"
_A_FLOW = "|".join(f"(?P<flow{at}>{words})" for at, (words, _) in enumerate(_FLOWS))
_LIST_OF_FUNDS = re.compile(
    rf"(?P<funds>(?:{_A_FUND})(?:的?{_AND}(?:{_A_FUND}))*)(?P<each>{_EACH})(?:{_A_FLOW})?"
)
_THEN_FLOW = re.compile(rf"(?<=[,。?;、])(?:那|又|还|再|各自?|分别|都)*(?:{_A_FLOW})(?={_MUCH})")
# What was asked of all the money before one fund of it: 收入多少, 年底剩多少.
_FLOW_SPOKEN = re.compile(
    rf"(?P<收入>收入)|(?P<支出>支出)|(?P<{BALANCE_AT_END}>(?:年末|年底)[^,。?;]{{0,8}}(?:结转|结余|剩))"
)


# 不含政府性基金的结余, 扣掉基金年末结转还有多少: of all funds, less that one's
_WITHOUT_FUND = re.compile(
    r"(?:扣[掉除去]|不[算含计]|除[了去开]?|去掉|刨[掉去开])(?P<fund>政府性?基金|国有资本经营)(?:预算)?(?:以外|之外|外)?[的,，]?"
    r"(?P<flow>年[末初](?:的)?结[转余](?:[和与及]?结余)?|结余|本年收入|本年支出)"
)


def without_a_fund(folded: str) -> str:
    """Return a folded question that leaves a fund out with what is left out said in full.

    >>> without_a_fund("不含政府性基金的结余有多少")
    '年末结转和结余去掉政府性基金预算财政拨款年末结转和结余后有多少'
    """

    def said(match: re.Match[str]) -> str:
        flow = match["flow"]
        if "结" in flow:
            flow = "年初结转和结余" if flow.startswith("年初") else BALANCE_AT_END
        return f"{flow}去掉{match['fund']}预算财政拨款{flow}后"

    return _WITHOUT_FUND.sub(said, folded)


def of_each_fund(folded: str, before: str) -> str:
    """Return a folded question in which each of several funds has the flow that is asked of them all.

    >>> of_each_fund("一般公共预算和基金各剩多少", "")
    '一般公共预算财政拨款年末结转和结余、政府性基金预算财政拨款年末结转和结余各多少'
    """
    listed: list[str] = []

    def said(match: re.Match[str]) -> str:
        flow = _flow_of(match)
        funds = [_fund_called(one) for one in re.findall(_A_FUND, match["funds"])]
        if flow and len(funds) == 1:  # 政府性基金收了多少: of one alone, where it is but a verb
            bare = flow in ("收入", "支出") and not match.group().endswith(flow)
            return funds[0] + flow if bare else match.group()
        listed[:] = funds
        flow = flow or _flow_spoken(match, before)
        return "、".join(fund + flow for fund in funds) + match["each"] if flow else match.group()

    def likewise(match: re.Match[str]) -> str:  # 各收了多少, 花了多少: each of them
        return "、".join(fund + _flow_of(match) for fund in listed) + "各"

    folded = _LIST_OF_FUNDS.sub(said, folded)
    return _THEN_FLOW.sub(likewise, folded) if len(listed) > 1 else folded


def _flow_of(match: re.Match[str]) -> str:
    return next((full for at, (_, full) in enumerate(_FLOWS) if match[f"flow{at}"]), "")


def _fund_called(said: str) -> str:
    return next(name for name, words in _FUNDS.items() if re.fullmatch(words, said))


def _flow_spoken(funds: re.Match[str], before: str) -> str:
    """Return what was asked of all the money before a clause that only names funds of it."""
    text = funds.string
    ahead, behind = re.split(_STOP, text[: funds.start()]), re.split(_STOP, text[funds.end() :])
    if not (_LEAD.fullmatch(ahead[-1]) and _TAIL.fullmatch(behind[0])):
        return ""
    spoken = list(_FLOW_SPOKEN.finditer(f"{before},{text[: funds.start()]}"))
    return str(spoken[-1].lastgroup) if spoken else ""


def filled(
    folded: str,
    before: str,
    vocabulary: Vocabulary,
    spans: Sequence[tuple[int, int]] = (),
) -> str:
    """Return a folded question with the nouns that its later parts leave out.

    `before` is the question that it goes on from, `spans` are where units stand.
    """
    masked = _masked(folded, spans)
    spoken, asked = _spoken_of(before, vocabulary), before
    added: list[tuple[int, int, str]] = []
    for start, end in _clauses(masked):
        clause = masked[start:end]
        frame, money = spoken
        if cars := _CARS.search(clause):
            how_many = _COUNTED.search(asked) and not _PAID.search(asked)
            said = "几辆公车" if how_many else "公车"
            said = "车辆" if _ASSETS.search(asked) else said
            added.append((start + cars.start(1), start + cars.end(1), said))
            continue
        own = next((f for f in _FRAMES if f.noun.search(clause)), None)
        if own in _BALANCES and frame is not None and frame not in _BALANCES:
            own = None
        if own is not None:
            noun = own.noun.search(clause)
            filling = _bare(clause, start, own, noun)
            added += filling
            spoken, asked = _spoken_of(clause, vocabulary), clause
            behind = clause[noun.end() :] if noun else ""
            inside = behind.startswith("里") and any(word.search(behind) for word, _ in own.bare)
            if filling or inside:  # 基金那块收了多少, 采购里工程多少: of the noun
                spoken = (own, spoken[1])
            continue
        found = _bare(clause, start, frame, None) if frame is not None else []
        spent = re.search(_SPENT, clause)
        if money and spent and _alone(clause, *spent.span()):
            found = [(start + spent.start(), start + spent.start(), money)]
        if spent and (_PLANNED.search(asked) or not _ASKS.search(asked)):
            found = [f for f in found if f[0] != start + spent.start()]
        added += found
        if not found:
            named = _spoken_of(clause, vocabulary)
            spoken, asked = (named if named != _NOTHING else spoken), clause
    for low, high, words in sorted(added, reverse=True):
        folded = folded[:low] + words + folded[high:]
    return folded


def _clauses(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(rf"(?:(?!{_STOP}).)+", text)]


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "□" * (end - start) + text[end:]
    return text


def _bare(
    clause: str, offset: int, frame: _Frame, noun: re.Match[str] | None
) -> list[tuple[int, int, str]]:
    """Return (start, end, words) of what to put for the bare words of a clause.

    Beside its own noun (接待几批几人) only what follows another such word is bare.
    """
    found: list[tuple[int, int, str]] = []
    ends: list[int] = []
    low = noun.end() if noun else 0
    hits = sorted((m.start(), m.end(), full) for w, full in frame.bare for m in w.finditer(clause))
    for start, end, full in hits:
        if start < low or (ends and start < ends[-1]):
            continue
        if full == frame.spent and full and _OF_EACH.search(clause[:start]):
            continue
        left = max([0, *ends])
        joined = _LEAD.fullmatch(clause[left:start]) is not None and (ends or noun is None)
        right = clause[end:]
        follows = next((s for s, _, _ in hits if s >= end), len(clause)) - end
        closed = _TAIL.fullmatch(right) or _TAIL.fullmatch(right[:follows])
        closed = closed or re.search("费$", clause[start:end])  # 运行维护费预算多少
        joined_right = re.match(r"[和与跟及]", right) is not None
        if noun is not None and not ends:
            told = clause[start:end]  # 基金收了多少: a verb says less than 基金收入
            says_less = full.endswith("结转和结余") or not told.endswith(("收入", "支出", "进账"))
            if (
                frame.bare[-1][1] == BALANCE_AT_END
                and says_less
                and _LEAD.fullmatch(clause[low:start])
            ):
                found.append((offset + noun.start(), offset + end, frame.prefix + full))
            ends.append(end)  # the noun's own word needs nothing else
            continue
        if joined and (closed or joined_right):
            found.append((offset + start, offset + end, frame.prefix + (full or clause[start:end])))
            ends.append(end)
    return found


def _alone(clause: str, start: int, end: int) -> bool:
    return bool(_LEAD.fullmatch(clause[:start]) and _TAIL.fullmatch(clause[end:]))


_NOTHING: tuple[_Frame | None, str] = (None, "")


def _spoken_of(text: str, vocabulary: Vocabulary) -> tuple[_Frame | None, str]:
    """Return the noun with bare words that a text speaks of last, and the words of its last amount."""
    mentions = [m for m in vocabulary.find(text) if m.metrics and not m.weak]
    frames = [(match.end(), frame) for frame in _FRAMES for match in frame.noun.finditer(text)]
    nouns = [pair for pair in frames if pair[1] not in _BALANCES]
    last = max(nouns or frames, key=lambda pair: pair[0], default=None)
    named = mentions[-1] if mentions else None
    if named is None:
        return (last[1], "") if last else _NOTHING
    words = text[named.start : named.end] if _MONEY.search(named.official) else ""
    if last is None or last[0] < named.start:
        return (None, words)
    return (last[1], words)
