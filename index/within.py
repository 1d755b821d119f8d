"""What a figure is of that stands within another's list or brackets: shares by fund, kinds, costs.

Like `index.told` these functions change nothing: `index.narrative` acts on what they name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.amounts import COUNTS, MONEY
from index.clauses import Clause
from index.metrics import Named
from index.model import Amount
from index.reasons import CHANGED
from index.told import BUDGETS, CHANGES, LEVELS, OWN_FUNDS, State, Statement

_BY_FUND = re.compile(r"(?:一般公共|政府性基金|国有资本经营)预算(?:财政拨款)?(?:支出|收入)?")
_FUND_AMONG = re.compile(
    r"财政拨款(?P<side>收入|支出)中,?(?P<fund>一般公共|政府性基金|国有资本经营)预算"
)
# 公务用车加油5万元,维修3万元: behind the cost of running the cars.
_UPKEEP = re.compile(
    r"(?:公务用?车|车辆)?(?:加油|燃油|燃料|维修|修理|保险|过路过桥|过桥过路|停车|洗车|其他)(?:费用?|支出)?"
)
_RUNNING = re.compile(r"(?:公务用?车|车辆)运行(?:维护)?费[^。]*$")
# 在面向中小企业预留的项目中,由中小企业供应商中标或成交的,采购金额5万元; 在其他政府采购项目中,由…
_WON = re.compile(
    r"在(?P<other>其他)?[^,;。]{2,24}项目中,由(?P<who>中小|小微)企业供应商中标(?:或|、)?成交的,采购金额[^,;]*$"
)
_PAID_FROM = re.compile(r"(?:在|由|从)?(?P<of>基本支出|项目支出)中?(?:安排|列支|开支|负担)?")
# 项目支出里,9万元由财政拨款安排: who paid that part of it.
_PAID_BY = re.compile(
    r"(?:由|来自|来源于|使用)(?P<of>非?财政拨款|一般公共预算|政府性基金|自有资金|其他收入|上级补助收入|事业收入|经营收入|其他资金|非财政资金)(?:资金|结余)?(?:安排|列支|负担|保障|开支|支付|解决)?(?=[,。;、)]|$)"
)


def paid_by(state: State, label: str, amount: Amount, following: str) -> Named | None:
    """Return what a figure without a name is of that a source paid: 9万元由财政拨款安排."""
    who = _PAID_BY.match(following) if label in ("", "其中") and amount.measure in MONEY else None
    spent = _SPENT_OF.search(state.subject[0]) if who and state.subject else None
    return Named((who["of"] + spent["of"],), generic=True) if who and spent else None


_SOURCE = re.compile(
    r"(?:其中:?)?(?P<of>非?财政拨款|自有资金|其他资金)(?:资金|安排)?(?:列支|负担)?"
)
_OF_SPENDING = frozenset({"支出", "收支总体"})
_SPENT_OF = re.compile(r"(?P<of>(?:基本|项目)支出)$")
_KIND_OF_STAFF = re.compile(
    r"在编在岗|合同制|(?:编外)?聘用|临聘|编外|劳务派遣|公益性岗位|返聘|借调|遗属"
)
_STAFF_OF = {"编制人数": "编制", "实有人数": "人员", "在职人员": "人员"}
_ORIGINAL_WORTH = re.compile(r"账面原值|原值|账面净值")
_AT_POST = re.compile(r"(?:年末|年底)?(?:现有|实有|实际|在岗)(?:人员|人数|在岗|职工)*")
_IN_POSTS = re.compile(r"(?:在编|编内|有编)(?:人员|职工|人数)?")
_SERVING = re.compile(r"在职(?:人员|职工|人数)?\d[^。;]*其中")
_EACH = re.compile(r"(?:均|各|都|分别)(?:增|减|上升|下降)")
_EACH_AGAINST = re.compile(r"[均各都](?:相?[较比]|与)")  # 均较2021年的9万元减少1万元
_GRADED = re.compile(
    r"项目(?:绩效)?(?:自评|评价)?(?:结果|等级|等次)?(?:被)?[评定为是]*[为得分“]"
    r"|项目(?:(?:均|已|全部|基本)*(?:达到|完成|实现|符合)|未|没有|\()"
    r"|[评定]?[为是]?[“\"]?[优良中差](?:$|[,。;、”\"的])"
)
_GRADES = r"[“\"]?(?P<grade>优|良|中|差|不?合格|一般)[”\"]?"
_OF_GRADE = re.compile(
    r"(?:[(]?其中:?|从自评结果看)?(?:(?:绩效|自评|评价|项目)*(?:等[级次]|评级|结果)(?:评定)?[为是]|(?:被)?评[为定]+|(?<!.))?"
    rf"{_GRADES}(?:等[级次])?(?:的)?(?:项目)?(?:有|共)?"
)
_TO_GRADE = re.compile(
    rf"(?:项目)?(?:绩效|自评|评价)*(?:等[级次]|评级|结果)?(?:被)?(?:评[为定]+|[为是]){_GRADES}(?:$|[,。;、])"
)
_SINCE_BEFORE = re.compile(
    r"(?:该项|此项)?(?:收入|支出|经费)?相?(?:较|比|与|同)于?(?:上年|上一年|去年|20\d\d年)|同比"
)
# 三公经费决算5万元,其中:…。年初预算6万元: the budget of all, where a list ended the sentence.
_PLANNED_IN_ALL = re.compile(r"(?:年初|全年|调整后?)?预算(?:数|安排)?(?:为)?\d|(?:预算)?完成率")
# 其中:甲5万元;乙3万元。年初预算为7万元: of what the list is of.
_BUDGET_BEHIND = re.compile(r"(?:年初|全年|调整)?预算数?[为是]?\d")
_FISCAL_TOTAL = re.compile(r"财政拨款(?:收入|支出)总计")
_FUND_SIDE = re.compile(r"(?P<fund>政府性基金|国有资本经营)预算财政拨款收入")
_FISCAL = re.compile(r"(?P<fund>.*)财政拨款(?:收入|支出)")
_OWN_SIDES = frozenset({"收入", "支出", "本年收入", "本年支出"})
# Sections of figures that several funds may pay: what one of them gave is no figure of its own.
_OF_ONE_FUND = frozenset({"三公", "其他", "其他重要事项", "机关运行经费", "政府采购", "绩效"})
# 非财政拨款收入总计9万元,其中本年收入8万元: of a section on what is no appropriation.
_NOT_FISCAL = {
    "收入总计": "非财政拨款收入总计",
    "支出总计": "非财政拨款支出总计",
    "本年收入": "非财政拨款收入",
    "本年支出": "非财政拨款支出",
    "年初结转和结余": "年初非财政拨款结转和结余",
    "年末结转和结余": "年末非财政拨款结转和结余",
}
_GROUPS = "因公出国（境）团组数"
_JOINED = re.compile(r"[,;。、]?参加(?:其他|外)(?:单位|部门)?组织")
_FEW, _MANY = 6, 20
_OWNER = re.compile(r"^(?:[本我全](?:部门|单位|[局委院校厅]))?(?:共有|现有|拥有|实有|有)")
_COUNTED = re.compile(
    r"(?:^|[,;。:])(?:其中:?)?(?P<noun>(?!其中)[\u4e00-\u9fff]{2,16}?)\d[\d,.]*[^\d,;。]{1,4}$"
)


def of_listed_whole(state: State, kind: str, clause: Clause) -> bool:
    """Whether a sentence behind a list, which names nothing, tells of the whole that was listed.

    较上年减少…, 年初预算6万元.
    """
    if _SINCE_BEFORE.match(clause.text):
        return True
    if kind in ("三公", "一般公共预算支出") and _PLANNED_IN_ALL.match(clause.text):
        return True
    told_last = bool(state.figures) and state.figures[-1][0].metric in state.subject
    return told_last and _BUDGET_BEHIND.match(clause.text) is not None


def share_of_fund(state: State, kind: str, rest: str, measure: str) -> bool:
    """Whether a figure is what one fund gave of the figure before: 决算3万元(其中:一般公共预算支出3万元."""
    inside = state.outer is not None and kind in _OF_ONE_FUND
    return inside and measure in MONEY and _BY_FUND.fullmatch(rest) is not None


def filled(state: State, kind: str, label: str, measure: str) -> str:
    """Return the words that tell who is at the posts spoken of: 行政编制9名,实际8人; else nothing."""
    posts = state.subject[0] if state.subject else ""
    of_people = kind == "机构" and measure == "人" and _AT_POST.fullmatch(label)
    return label if of_people and posts.endswith("编制") else ""


def named_within(
    state: State, kind: str, text: str, clause: Clause, rest: str, measure: str
) -> Named | None:
    """Return what a label names only as a part of what stands before it, or nothing."""
    sentence = text[text.rfind("。", 0, clause.start) + 1 : clause.start] + clause.text
    of_fund = _FUND_AMONG.fullmatch(rest)  # 财政拨款支出中一般公共预算占9%
    if of_fund:
        return Named((f"{of_fund['fund']}预算财政拨款{of_fund['side']}",))
    if kind == "三公" and measure in MONEY and _UPKEEP.fullmatch(rest):
        return Named((f"公务用车运行维护费/{rest}",)) if _RUNNING.search(sentence) else None
    won = _WON.search(sentence) if kind == "政府采购" and rest == "采购金额" else None
    if won:
        other = "其他项目中" if won["other"] else ""
        return Named((f"{other}{won['who']}企业中标或成交的采购金额",), generic=bool(other))
    source = _SOURCE.fullmatch(rest) if measure in MONEY and kind in _OF_SPENDING else None
    if source and state.subject:  # 项目支出9万元,其中财政拨款5万元、非财政拨款4万元
        spent = _SPENT_OF.search(state.subject[0])
        return Named((source["of"] + spent["of"],), generic=True) if spent else None
    paid = _PAID_FROM.fullmatch(rest) if kind == "三公" and measure in MONEY else None
    if paid and state.subject:  # 运行维护费5万元,其中基本支出安排4万元、项目支出安排1万元
        return Named((f"{state.subject[0].partition('/')[0]}/{paid['of']}",))
    if kind == "机构" and measure == "人" and rest in ("行政", "事业", "工勤", "参公"):
        told = (_STAFF_OF.get(fact.metric, "") for fact, _ in reversed(state.figures))
        kinds = next(filter(None, told), "")  # 实有人员9人,其中行政4人、事业5人
        return Named((rest + kinds,), generic=True) if kinds else None
    at_post = kind == "机构" and measure == "人" and _AT_POST.fullmatch(rest) is not None
    beside = state.statement and "。" not in text[state.statement.end : clause.start]
    if at_post and clause.opens in ",(" and beside:
        posts = state.subject[0] if len(state.subject) == 1 else ""
        # 编制9名(参公6名、工勤3名),年底实有8人: of all of them
        of_all = text[clause.start - 2 : clause.start] == "),"
        if not of_all and posts.endswith("编制") and posts != "编制":  # 行政编制9名,实有8人
            return Named((f"{posts}实有人数",), generic=True)
    if kind == "机构" and measure == "人" and _KIND_OF_STAFF.fullmatch(rest):
        return Named((f"{rest}人员",), generic=True)  # 教职工9人,其中在编在岗6人、合同制3人
    posts_told = any(
        fact.metric.endswith(("编制", "编制人数")) for fact, _ in state.figures[-_FEW:]
    )
    if at_post and posts_told:
        return Named(("实有人数",))  # 编制9人,其中行政9人;实有8人
    if (
        kind == "机构"
        and measure == "人"
        and _IN_POSTS.fullmatch(rest)
        and _SERVING.search(sentence)
    ):
        return Named(("在编人员",), generic=True)  # 在职人员9人,其中在编人员6人、合同制人员3人
    if measure == "辆" and _AT_POST.fullmatch(rest) and state.subject == ("车辆编制",):
        return Named(("车辆",))  # 车辆编制9辆,实有8辆
    if measure in MONEY and rest == "净值":  # 固定资产原值9万元,累计折旧1万元,净值8万元
        told = (fact.metric for fact, _ in reversed(state.figures[-_FEW:]))
        whole = next((metric for metric in told if metric.endswith("原值")), "")
        return Named((whole.removesuffix("原值") + "净值",), generic=True) if whole else None
    if measure in MONEY and _ORIGINAL_WORTH.fullmatch(rest):  # 处置车辆2辆,账面原值5万元
        counted = _COUNTED.search(text[max(0, clause.start - 60) : max(0, clause.start - 1)])
        noun = _OWNER.sub("", counted["noun"]) if counted else ""
        return Named((noun + rest,), generic=True) if noun else None
    return None


def explained(
    state: State, clause: Clause, marker: re.Match[str] | None
) -> tuple[str, Statement] | None:
    """Return what moved before, where a reason is of that and not of what was counted since.

    减少9万元,接待21批次。下降原因是…; a reason that opens a sentence, behind counts alone.
    """
    if marker is None:
        return None
    if CHANGED.match(clause.text):
        return changed_before(state)
    plain = clause.opens == "。" and marker.start() == 0 and "原因" in marker.group()
    counts = {f.amount.measure in COUNTS for f, _ in state.figures if f.metric in state.subject}
    return changed_before(state) if plain and counts == {True} else None


def changed_before(state: State) -> tuple[str, Statement] | None:
    """Return what moved last, where the subject only was counted: 减少9万元,接待21批次。下降原因是…"""
    recent = [(f.metric, f.aspect, s) for f, s in state.figures[-_FEW:]]
    if any(aspect in CHANGES and metric in state.subject for metric, aspect, _ in recent):
        return None
    counted = {f.amount.measure in COUNTS for f, _ in state.figures if f.metric in state.subject}
    moved = [(metric, told) for metric, aspect, told in recent if aspect in CHANGES]
    if moved and counted == {True}:
        return moved[-1]
    return _spent_on(state)


def _spent_on(state: State) -> tuple[str, Statement] | None:
    """Return what moved last, where only its parts were told since: …减少9万元。其中办公费2万元."""
    told = [(fact, statement) for fact, statement in state.figures[-_MANY:]]
    at = max((n for n, (fact, _) in enumerate(told) if fact.aspect in CHANGES), default=-1)
    if at < 0 or at + 1 == len(told):
        return None
    metric, statement = told[at][0].metric, told[at][1]
    whole = [f.amount for f, _ in told if f.metric == metric and f.aspect == "决算数"]
    parts = [fact for fact, _ in told[at + 1 :]]
    inside = whole and all(
        part.aspect == "决算数"
        and part.amount.measure == whole[-1].measure
        and part.amount.value <= whole[-1].value
        for part in parts
    )
    return (metric, statement) if inside and len(parts) > 1 else None


def graded(state: State, following: str) -> bool:
    """Whether a bare count is of some of the projects reviewed: 其中10个项目评为“优”."""
    return state.subject == ("预算绩效评价项目",) and _GRADED.match(following) is not None


def grade_told(kind: str, label: str, measure: str, following: str) -> str:
    """Return what a count of the projects of one grade is of: “优”的项目15个, 15个项目评为“优”."""
    if kind != "绩效" or measure not in ("个", "项"):
        return ""
    told = _OF_GRADE.fullmatch(label) or _TO_GRADE.match(following)
    return f"评为“{told['grade']}”的项目" if told else ""


def of_totals(state: State, kind: str, rest: str, named: Named) -> Named:
    """总收入为9万元…。收入增加1万元: of the total, where no other income was told.

    财政拨款本年收入9万元;本年支出8万元: of the appropriation, or of the fund before. Behind an
    item 支出 alone is the item's.
    """
    planned = state.last[0] in BUDGETS  # 年初预算9万元,支出决算8万元: of what was planned
    if (
        rest == "支出"
        and state.subject
        and named.metrics
        and (state.subject[0].endswith("(项)") or (planned and state.subject[0].endswith(LEVELS)))
    ):
        return Named(goes_on="是")  # …(项):年初预算9万元,支出决算8万元: of the item, in any section
    if named.metrics in (("本年收入",), ("本年支出",)):
        for subject in (state.subject, state.whole.subject if state.whole else ()):
            if subject and _FISCAL_TOTAL.fullmatch(
                subject[0]
            ):  # 财政拨款支出总计9万元,其中本年支出…
                return Named((f"财政拨款{named.metrics[0][2:]}",))
    if kind == "非财政拨款":
        return replace(named, metrics=tuple(_NOT_FISCAL.get(m, m) for m in named.metrics))
    side = _FUND_SIDE.fullmatch(state.subject[0]) if len(state.subject) == 1 else None
    whole = re.fullmatch(r"(?:本年|财政拨款)(?P<side>收入|支出)", "".join(named.metrics))
    if side and kind not in OWN_FUNDS and whole and rest in _OWN_SIDES:
        return Named((f"{side['fund']}预算财政拨款{whole['side']}",))  # of one fund's income
    of = state.whole.subject[0] if state.whole and state.whole.subject else ""
    if of == "财政拨款收入总计" and _BY_FUND.fullmatch(rest) and rest.endswith("拨款"):
        return Named((f"{rest}收入",))  # 财政拨款收入总计9万元,其中一般公共预算财政拨款8万元
    if kind == "财政拨款总体" and named.metrics in (("收入总计",), ("支出总计",)):
        last = state.subject[-1] if state.subject else ""
        fund = last.removesuffix("收入总计") if last.endswith("收入总计") else ""
        return replace(named, metrics=(f"{fund or '财政拨款'}{named.metrics[0]}",))
    if kind == "财政拨款总体" and named.metrics in (("本年收入",), ("本年支出",)):
        before = _FISCAL.fullmatch(state.subject[0]) if state.subject else None
        fund = before["fund"] if before else ""
        return Named((f"{fund}财政拨款{named.metrics[0][2:]}",))
    if kind != "收支总体" or rest not in ("收入", "支出") or named.metrics != (f"本年{rest}",):
        return named
    told = {fact.metric for fact, _ in state.figures}
    total = f"{rest}总计"
    return Named((total,)) if total in told and named.metrics[0] not in told else named


def whole_of_listed(state: State, text: str, clause: Clause, basis: str) -> tuple[str, ...]:
    """Return what a change behind a list is of: 实有35人,其中甲20人、乙15人,比上年减少5人.

    A comma behind parts that 、 joins, or a new sentence, leaves the list; so the whole changed.
    """
    whole, told = state.whole, state.statement
    if whole is None or whole.parts < 2 or told is None or whole.subject == state.subject:
        return ()
    last = max(text.rfind(mark, 0, clause.start - 1) for mark in "、,;。:")
    joined = clause.opens == "," and text[last] == "、" and clause.start - told.end <= 1
    return whole.subject if joined and basis == "上年" else ()


def of_words_unread(state: State, text: str, clause: Clause) -> bool:
    """Whether a change is of a figure of this sentence that is none of the report: 破案463起,上升8%."""
    opens = text.rfind("。", 0, clause.start) + 1
    before = text[opens : clause.start]
    told = bool(state.figures) and state.figures[-1][1].end > opens
    return clause.opens == "," and not told and re.search(r"\d(?!\d*年)", before) is not None


def both_sides(state: State, label: str) -> tuple[str, ...]:
    """收入总计9万元,支出总计9万元,与上年相比均减少1万元: the change is of both."""
    last = [fact.metric for fact, _ in state.figures[-2:]]
    each = _EACH.search(label) or _EACH_AGAINST.match(label) or _same_totals(state)
    if len(last) < 2 or state.subject != (last[1],) or not each:
        return state.subject
    pair = last[1].endswith("支出总计") and last[0] == last[1].replace("支出总计", "收入总计")
    return (last[0], last[1]) if pair else state.subject


def _same_totals(state: State) -> bool:
    """Whether income and spending were just told to be the same total: what moved is both."""
    if len(state.figures) < 2:
        return False
    (one, first), (other, second) = state.figures[-2:]
    same = one.amount.value == other.amount.value and one.aspect == other.aspect == "决算数"
    return same and second.start - first.end <= _NEXT_TO


_NEXT_TO = 3


def part_told(state: State, named: Named, rest: str, measure: str, behind: str) -> Named:
    """安排本单位出国团组1个,参加其他单位组织的出国团组2个: neither is all of the groups."""
    if named.metrics != (_GROUPS,):
        return _kind_bought(state, named, measure)
    if _JOINED.search(rest):
        return replace(named, metrics=(f"参加其他单位组织的{_GROUPS}",))
    if _JOINED.match(behind):
        return replace(named, metrics=(f"本单位组织的{_GROUPS}",))
    return named


def _kind_bought(state: State, named: Named, measure: str) -> Named:
    """更新购置公务用车3辆,其中:轿车1辆: that much was bought, it is not all that there is."""
    whole = state.whole.subject if state.whole else ()
    if whole == ("公务用车购置数",) and named.generic and measure in COUNTS:
        return Named((f"购置{named.metrics[0]}",), generic=True)
    return named
