"""What a label means only by what was told before it: parts of an item, balances, lists, funds.

The state that the clauses of a section leave for the next one, and functions that read a label
with it. They change nothing: `index.narrative` decides what to do with what they name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from index.amounts import COUNTS, MONEY, quantities
from index.clauses import Clause
from index.metrics import Named, Namer, is_money
from index.model import Amount, Fact, Reason
from index.normalise import Clean, longest_run
from index.phrases import Context, budget_kind

BUDGETS = frozenset({"年初预算数", "全年预算数", "预算数"})
_OF_A_YEAR = frozenset({"决算数", "数量"}) | BUDGETS
CHANGES = frozenset({"比上年增减额", "比上年增减率"})
HELD = BUDGETS | {"完成率", "预决算差异率"}  # what tells how a figure stands to its budget
LEVELS = ("(类)", "(款)", "(项)")
# (一般公共预算5万元…), 年末结转, 结余: what a label names of the funds or balances before it.
BALANCE = re.compile(
    r"(?P<fund>一般公共预算|(?:政府性基金|国有资本经营)(?:预算)?)(?:财政拨款)?$"
    r"|(?P<when>年初|年末)?(?P<of>(?:非?财政拨款|基本支出|项目支出)?(?:结转|结余))$"
)
# ;政府性基金4万元, ;其他资金3万元: the next part of a balance.
BALANCE_PART = re.compile(
    r"(?:一般公共预算|政府性基金|国有资本经营|非?财政拨款|其他资金)(?:预算)?(?:财政拨款)?(?:资金|结转|和|结余)*\d"
)
_OF_APPROPRIATION = re.compile(
    r"(?:其中|内有|内含|含|中?,?属于|来自)*(?:属于)?财政拨款(?:的|资金)?(?:部分)?(?:结转)?"
)
EXPLAINED = CHANGES | {"完成率", "预决算差异率", "执行率"}
_NEXT_FIGURE = re.compile(r"[、,;和与及]\d")
_LISTING = re.compile(r"包括[^。;]*$")
_LONGEST_LIST = 600
_MICRO = re.compile(
    r"(?:在|内有|内含|含)?(?:这|此|其)?(?:之|里面|当)?(?:中)?(?:面向|授予|给予|由)?小微企业"
    r"(?:预留|中标|成交|得到|获得|拿到|签订|签约|份额|或|的|采购|合同|总?金额|为|是)*$"
)
# 会议费5万元,用于召开…,参会280人: who came to what the money was for.
_CAME = re.compile(
    r"(?:(?:参会|参训|培训|(?:参加|组织)(?:会议|培训)?)(?:人数|人员)?|人数)(?:共|合计|累计)?"
)
_CAME_TO = {"会议费": "参会人数", "培训费": "参训人数"}
_GROUPS = re.compile(r"(?:安排|组织|派出|批准)?(?:出访|出国)?团组(?:数)?")
_IN_ALL = re.compile(r"预算(?:共|总计|合计|总额)")
WORTH = frozenset({"价值", "账面", "账面价值"})
# …信息化项目,全年预算320万元,执行288万元: figures of the project that the clause before names.
_PROJECT_TOLD = re.compile(
    r"[,:。](?:项目)?(?:(?:年初|全年|年度|当年)*(?:预算(?:安排)?|安排)|(?:实际|全年)*执行|(?:绩效)?(?:自评)?(?:综合)?得分)[^,。;]{0,6}?\d"
)
_RECEIVED = re.compile(r"(?:累计|合计|共|共计)?接待(?:人次|人数)?")
_GUESTS = re.compile(r"(?:来访|接待|来宾)?(?:人员|人数|人次)|来访|来宾")
_NUMBERED = re.compile(r"\d{1,2}[.、]|\(\d{1,2}\)")
# 灾害风险防治年初预算为…: the head of a numbered item, though no list names it.
_HEAD_NOUN = re.compile(r"[\u4e00-\u9fff()、]{2,30}")
_NO_ITEM = re.compile(
    r"(?:项目|预算|决算|合计|总计|其他)$|工资福利|商品和服务|对个人和家庭|资本性|基本支出|项目支出|[本该各]|^其中"
)
_PART_NOUN = re.compile(
    r"(?:其中:?|用于|开展|发放|支付)*(?P<name>[\u4e00-\u9fff\d()“”、]{2,30}?)(?:支出)?"
)
_INNER = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
_COUNTED_FIRST = re.compile(r"[\u4e00-\u9fff]+")
OWN_FUNDS = {
    "政府性基金": "政府性基金预算财政拨款",
    "国有资本经营": "国有资本经营预算财政拨款",
}
_BUDGET_ALONE = re.compile(r"决算数?(?:大于|小于|高于|低于|多于|少于|超过|超出)")
_CHANGED = re.compile(r"(?:增加|增长|增支|上升|减少|减支|下降|降低)(?:了)?")
HELD_BY = re.compile(
    r"(?:实际|净|共)?(?:增加|增支|减少|减支|节约|节省|结余|超支|超出|超|少支出?|多支出?|多|少)(?:了)?"
)
_FUND_SPOKEN = re.compile(r"(?:收入|支出)(?=(?:总额|合计|决算)?(?:为)?$)")


@dataclass(slots=True)
class Statement:
    """A run of clauses on one subject; figures and reasons in it share its range as context."""

    start: int
    end: int


@dataclass(slots=True)
class Whole:
    """What a list (其中:…) gives the parts of, and how many of them were told.

    `aspect` is a budget or the year before where nothing else was told of the whole.
    """

    subject: tuple[str, ...]
    fund: str
    entity: str
    aspect: str = ""
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Outer:
    """What was spoken of before brackets opened, to which the words behind them return.

    `aspect` as of a `Whole`: 预算数为20万元(其中购置5万元、运行15万元).
    """

    subject: tuple[str, ...]
    code: str | None
    fund: str
    entity: str
    aspect: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A cause that opens a sentence, up to where the sentence begins to tell what it explains."""

    start: int
    end: int


@dataclass(slots=True)
class State:
    """What the clauses read so far leave for the next one."""

    subject: tuple[str, ...] = ()
    code: str | None = None
    item: str = ""
    topic: str = ""
    heading: str = ""
    waiting: list[str] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    budget: str = ""
    whole: Whole | None = None
    outer: Outer | None = None
    fund: str = ""
    entity: str = "汇总"
    last: tuple[str, str] = ("", "")
    statement: Statement | None = None
    reason: int | None = None
    marked: bool = False
    both: bool = False
    figures: list[tuple[Fact, Statement]] = field(default_factory=list)
    reasons: list[tuple[Reason, Statement]] = field(default_factory=list)
    ahead: list[Ahead] = field(default_factory=list)
    project: str = ""  # the project under review
    raised: bool = False  # whether its budget was just told to have been changed
    pair: tuple[str, ...] = ()  # what 前者 and 后者 mean

    def go_back(self, whole: Whole, clause: Clause, fresh: Context) -> None:
        """Go on with what a list gave the parts of."""
        self.subject, self.code, self.context = whole.subject, None, fresh
        self.fund, self.entity = whole.fund, whole.entity
        self.statement = Statement(clause.start, clause.end)


def only_told(state: State) -> str:
    """Return the budget or the year before where it is all that a statement gave of its subject.

    预算为20万元,其中:公务接待费9万元: that much was planned, not spent.
    """
    aspects = {fact.aspect for fact, told in state.figures if told is state.statement}
    aspect = aspects.pop() if len(aspects) == 1 else ""
    return aspect if aspect in BUDGETS or aspect == "上年数" else ""


def after_rate(state: State, words: str, amount: Amount, start: int) -> Context:
    """完成预算的95%,增长8%: the change is on the year before, unless it is what 95% leaves.

    预算9万元,减少1万元: on the budget, where the amounts show it.
    """
    near = state.statement is not None and start - state.statement.end <= 1
    if state.context.basis != "上年" and _against_budget(state, words, amount):
        of = next(f.aspect for f, _ in reversed(state.figures) if f.aspect in BUDGETS)
        return replace(state.context, basis="预算", budget=of)
    if state.last[0] != "完成率" or not near or not _CHANGED.fullmatch(words):
        return state.context
    rate = state.figures[-1][0].amount.value
    left = amount.measure == "%" and abs(abs(rate - 100) - amount.value) < Decimal("0.02")
    return state.context if left else replace(state.context, basis="")


def outer_of(state: State) -> Outer:
    """Return what is spoken of now, as what stands around brackets that open."""
    return Outer(state.subject, state.code, state.fund, state.entity, only_told(state))


def aspect_inside(state: State, measure: str) -> str:
    """Return the aspect of a figure in brackets that names none: that of the figure around it."""
    return (only_told(state) or "决算数") if measure in MONEY else "数量"


def _against_budget(state: State, words: str, amount: Amount) -> bool:
    """支出8万元,年初预算9万元,减少1万元: held against the budget, as the amounts show."""
    told = [fact for fact, _ in state.figures[-3:] if fact.aspect != "完成率"][-2:]
    if not HELD_BY.fullmatch(words) or len(told) < 2:
        return False
    one, other = told
    aspects = {one.aspect, other.aspect}
    planned = len(aspects & BUDGETS) == 1 and bool(aspects & {"决算数", "全年执行数"})
    if not planned or one.metric != other.metric:
        return False
    if {one.amount.measure, other.amount.measure} != {amount.measure}:
        return False
    return abs(one.amount.value - other.amount.value) == amount.value


def left_of_budget(state: State, words: str, amount: Amount) -> bool:
    """决算8万元,年初预算9万元,完成率89%,结余1万元: what is left of the budget, no metric of its own."""
    return words in ("结余", "结转") and _against_budget(state, words, amount)


def planned(state: State) -> bool:
    """Whether a budget was among the last that was told of the subject."""
    own = [f.aspect for f, _ in state.figures[-3:] if f.metric in state.subject]
    return bool(BUDGETS & set(own))


def scored(state: State) -> bool:
    """Whether a score, or a rate behind it, was the last that was told of the subject."""
    own = [f.aspect for f, _ in state.figures[-4:] if f.metric in state.subject]
    return "得分" in own


def class_budgeted(state: State) -> str:
    """Return the class or section whose budget was told, where its items only spent since.

    农林水(类)支出9万元,年初预算8万元,用于:行政运行支出5万元、…。决算数大于预算数…: of the class.
    """
    last = state.subject[0] if len(state.subject) == 1 else ""
    if not last.endswith(LEVELS[1:]):
        return ""
    for fact, _ in reversed(state.figures):
        if fact.metric.endswith(LEVELS[:2]) and fact.aspect in BUDGETS | {"完成率"}:
            return fact.metric if fact.metric != last else ""
        if not fact.metric.endswith(LEVELS[1:]) or fact.aspect != "决算数":
            return ""
    return ""


def moved_twice(state: State, text: str, end: int) -> bool:
    """比上年减少1万元,比年初预算减少2万元,主要是…: the words at `end` explain both."""
    basis = state.context.basis
    if basis not in ("预算", "上年") or state.statement is None:
        return False
    other = "上年" if basis == "预算" else "预算"
    sentence = text[text.rfind("。", 0, end - 1) + 1 : end]
    told = [f for f, s in state.figures if s is state.statement and f.metric in state.subject]
    if any(r.basis == other and s is state.statement for r, s in state.reasons):
        return False  # each of the two has its own
    moved = [f.amount.value for f in told if f.aspect in CHANGES]
    apart = [f.amount.value for f in told if f.aspect == "预决算差异率"]
    if basis == "上年" and not (moved and apart and moved[-1] * apart[-1] > 0):
        return False  # one cause for what fell and what rose would be none
    return (
        bool(moved)
        and state.statement.start >= end - len(sentence)
        and not _BUDGET_ALONE.search(sentence)
    )


def worth_of(item: str) -> str:
    """Return the metric of what an item is worth: 车辆11辆,账面5万元."""
    return item.removesuffix("价值") + "价值"


def of_topic(state: State, text: str, clause: Clause, side: str = "") -> bool:
    """Whether 支出 is of the run-in heading: not where an item, or this sentence, was told of."""
    if not state.topic.endswith(side or ("支出", "费", "费用")):
        return False
    if state.subject and state.subject[-1].endswith(LEVELS):
        return False
    told = state.statement
    return told is None or told.start == told.end or "。" in text[told.end : clause.start]


def whole_of_section(
    state: State, aspect: str, label: str, whole: str, titled: str, at: int
) -> str:
    """Return the section's whole where its first figure is the budget of all: 年初预算共安排….

    `at` is where the figure's clause begins: one that opens the section needs no 共, and where the
    title names one metric alone (`titled`), what was spent needs no name.
    """
    if state.subject or state.figures:
        return ""
    if aspect == "决算数" and at == 0:
        return titled
    opens = aspect in BUDGETS and (at == 0 or _IN_ALL.search(label))
    return (whole or titled) if opens else ""


def of_its_year(aspect: str, amount: Amount, years: set[int], year: int) -> str:
    """Return the aspect of a figure whose label names years; nothing where it is of another."""
    if aspect not in _OF_A_YEAR or not years or year in years:
        return aspect
    last = aspect == "决算数" and years == {year - 1} and amount.measure in MONEY
    return "上年数" if last else ""


def paid_for(state: State, aspect: str, amount: Amount, text: str, at: int) -> str:
    """Return whose money figures go on behind a count: 购置费49万元,更新囚车2辆,预算50万元."""
    if amount.measure not in (*MONEY, "%") or aspect not in _ASPECTS_OF_MONEY:
        return ""
    if not state.figures or len(state.subject) != 1 or not state.subject[0].endswith(_COUNTED):
        return ""
    own = [fact for fact, _ in state.figures if fact.metric == state.subject[0]]
    if not own or any(fact.amount.measure not in COUNTS for fact in own):
        return ""
    for fact, statement in reversed(state.figures):
        if "。" in text[statement.end : at]:
            break
        if fact.amount.measure in MONEY:
            return fact.metric
    # 运行维护费5万元。保有量2辆。与上年相比,增加1万元
    before = (fact.metric for fact, _ in reversed(state.figures[-_FEW:]))
    moved = aspect in CHANGES
    return next((metric for metric in before if moved and metric in _WITH_COUNTS), "")


_FEW = 4
_WITH_COUNTS = ("公务用车运行维护费", "公务用车购置及运行维护费", "公务接待费")
_ASPECTS_OF_MONEY = BUDGETS | CHANGES | {"完成率", "上年数"}
_COUNTED = ("车", "保有量", "购置数", "批次", "人次")
PER_ONE = re.compile(r"(?:[车人户]均|每[车人户辆]|平均每[车人户辆])(?:为|约)?")


def set_aside(label: str, amount: Amount, behind: str) -> tuple[str, str]:
    """Return which budget an amount is and of what: A费安排6万元, where 实支5万元 follows."""
    match = _SET_ASIDE.fullmatch(label) if amount.measure in MONEY else None
    if match is None or _SPENT_BEHIND.match(behind) is None:
        return "", ""
    return budget_kind(match["kind"], "预算数"), match["of"]


_SET_ASIDE = re.compile(r"(?P<of>[^预]*?)(?P<kind>(?:年初|全年|当年|本年)?)(?:共|预算)?安排")
_SPENT_BEHIND = re.compile(
    r",(?:全年|年末|当年|本年)?(?:实支|实际(?:支出|开支|执行|使用)|支出决算|决算)"
)


def balance_told(state: State, of: str, when: str) -> str:
    """Return the balance that words name (`when` is 年初 or 年末), where one was told: the last."""
    for fact, _ in reversed(state.figures):
        if fact.metric == of:
            return fact.metric
        if "结转" in of and fact.metric.startswith(when) and "结转" in fact.metric:
            return fact.metric
    return ""


def asks_why(state: State) -> bool:
    """Whether the last figure is a change, a gap or nothing spent: what may have a cause."""
    if not state.figures or state.last[0] in EXPLAINED:
        return bool(state.figures)
    last, _ = state.figures[-1]
    return last.aspect == "决算数" and last.amount.measure in MONEY and not last.amount.value


def measure_of(state: State) -> str:
    """Return the measure of the subject's figures: of its last one, else of the last that fits."""
    metric = state.subject[0]
    told = [(f.metric, f.amount.measure) for f, _ in state.figures if f.amount.measure != "%"]
    own = [measure for of, measure in told if of == metric]
    if not own and not is_money(metric, "") and state.last[1] in COUNTS:
        return state.last[1]
    fitting = own or [measure for _, measure in told if measure in MONEY]
    return fitting[-1] if fitting else "万元"


def more_follow(behind: str) -> bool:
    """Whether another figure follows at once: 分别增加1万元,增长2% tells one of both."""
    return bool(_NEXT_FIGURE.match(behind))


def project_told(text: str, at: int) -> bool:
    """Whether figures of a project follow the words that end at `at`."""
    return bool(_PROJECT_TOLD.match(text, at))


# 委托第三方对乙工程开展评价,涉及资金5万元: of what is named here, not of the project before.
_OTHER_REVIEWED = re.compile(
    r"[对就](?!上述|以上|该|其|此|本)[^,。;]{3,40}(?:开展|进行|实施)[^,。;]{0,8}评价,\Z"
)


_NEAR_BEFORE, _LEAST_SAME = 80, 3  # characters; of a project's name


def other_side(state: State, rest: str, text: str, clause: Clause) -> bool:
    """Whether words cannot be of the subject: 支出 behind income, one score of many projects."""
    subject = state.subject
    if subject and subject[0].startswith("项目:"):
        other = _OTHER_REVIEWED.search(text, max(0, clause.start - _NEAR_BEFORE), clause.start)
        if other is not None and len(longest_run(other.group(), subject[0])) < _LEAST_SAME:
            return True
    if subject == ("预算绩效评价项目",) and rest.endswith("得分"):
        return "平均" not in rest
    return bool(subject) and "支出" in rest and subject[-1].endswith(("收入", "收入总计"))


# What all of “三公” may be: 三公经费0.4万元,全部为公务接待费.
_OF_THREE = frozenset(
    {"公务接待费", "公务用车运行维护费", "公务用车购置及运行维护费", "因公出国（境）费"}
)


def spent_wholly(state: State, namer: Namer, name: str) -> bool:
    """农林水(类)支出120万元。全部为…(项): note the class's spending as a figure of the item, too."""
    named = namer.name(namer.strip(name), None, -1)
    item = named.metrics[0] if len(named.metrics) == 1 and not named.lead else ""
    whole = state.subject[0] if len(state.subject) == 1 else ""
    listed = item.endswith(LEVELS[1:]) and whole.endswith((*LEVELS[:2], "财政拨款支出"))
    if not listed and not (whole == "“三公”经费" and item in _OF_THREE):
        return False
    if any(fact.metric == item for fact, _ in state.figures):
        return False
    for fact, statement in reversed(state.figures):
        if fact.metric == whole and fact.aspect == "决算数":
            spent = replace(fact, metric=item, code=named.code)
            state.figures.append((spent, statement))
            state.subject = (*state.subject, item)
            return True
    return False


def in_list(named: Named, subject: tuple[str, ...]) -> Named:
    """行政单位医疗（项）88.50万元、事业单位医疗（项）180.00万元: the class and section go on."""
    above = subject[0].rpartition("(款)") if subject else ("", "", "")
    alone = len(named.metrics) == 1 and re.fullmatch(r"[^()]+\(项\)", named.metrics[0])
    if not alone or not above[1]:
        return named
    return replace(named, metrics=(f"{above[0]}(款){named.metrics[0]}",))


def of_class(named: Named, above: str) -> Named:
    """(一)教育支出(类)。1.普通教育(款)小学教育(项)…: the class is the heading's."""
    item = named.metrics[0] if len(named.metrics) == 1 else ""
    alone = bool(above) and "(款)" in item and "(类)" not in item
    return replace(named, metrics=(f"{above}{item}",)) if alone else named


def side_of_fund(state: State, kind: str, rest: str, label: str) -> str:
    """Return what 收入 and 支出 alone are of in a section (`kind`) on one fund, items aside."""
    prefix = OWN_FUNDS.get(kind, "")
    if not prefix or (state.subject and not state.subject[0].startswith((prefix, "年"))):
        return ""
    if rest in ("收入", "支出"):
        return prefix + rest
    spoken = _FUND_SPOKEN.search(label) if not rest and not state.subject else None
    return prefix + spoken.group() if spoken else ""


def numbered_head(clause: Clause) -> bool:
    """Whether a clause without a figure is the head of a numbered item: 2.最低生活保障。"""
    numbered = _NUMBERED.match(clause.text) or _LETTERED.match(clause.text)
    return bool(clause.opens in "。;:" and clause.closes in "。," and numbered)


_LETTERED = re.compile(r"\([一二三四五六七八九十]{1,3}\)")


def whole_of_change(
    figures: Sequence[tuple[Fact, Statement]], subject: tuple[str, ...]
) -> tuple[str, ...]:
    """公务接待费2万元,接待9批次,比上年减少1万元: the change is of the fee that was told."""
    if subject == ("国内公务接待费",):
        fees = (fact.metric for fact, _ in reversed(figures) if fact.metric.endswith("接待费"))
        return (next(fees, subject[0]),)
    return subject


def numbered_item(clause: Clause, rest: str, label: str, aspect: str, named: Named) -> Named:
    """12.安全监管年初预算为…: the head of a numbered item, whether a list names it or not."""
    head = _NUMBERED.match(clause.text)
    told = aspect in BUDGETS or (aspect == "决算数" and "决算" in label)
    if not (head and told and clause.opens in "。;:"):
        return named
    noun = _HEAD_NOUN.fullmatch(rest) and not _NO_ITEM.search(rest)
    first = clause.text[head.end() :].startswith(rest)
    if not (noun and first) or (named.metrics and not named.generic) or named.goes_on:
        return named
    return Named((f"{rest.removesuffix('支出')}(项)",))


def inside_item(state: State, clause: Clause, amount: Amount, named: Named) -> Named:
    """乡镇卫生院24万元…。其中基本支出23万元: of the item, where that is large enough."""
    if len(named.metrics) != 1 or named.metrics[0] not in _INNER:
        return named
    item, inside, _ = state.subject[0].partition("/") if state.subject else ("", "", "")
    opens = clause.text.startswith("其中") or (inside and clause.opens in ",;、")
    if not opens or not item.endswith(LEVELS) or len(state.subject) > 1:
        return named
    spent = [f.amount for f, _ in state.figures if f.metric == item and f.aspect == "决算数"]
    fits = spent and spent[-1].measure == amount.measure and spent[-1].value >= amount.value
    return replace(named, metrics=(f"{item}/{named.metrics[0]}",)) if fits else named


def part_of_sum(state: State, text: str, clause: Clause, rest: str, amount: Amount) -> Named:
    """其中:甲3万元,乙2万元 of 5万元: parts that add up to the whole are named by any noun."""
    noun = _PART_NOUN.fullmatch(rest)
    if (
        noun is None
        or noun["name"].endswith("的")
        or amount.measure not in MONEY
        or state.whole is None
    ):
        return Named()
    opens = max(text.rfind(word, 0, clause.start + 2) for word in ("其中", "包括", "构成为"))
    stops = re.compile("[。;]").search(text, clause.start)
    parts = [q.amount for q in quantities(text[opens : stops.start() if stops else len(text)])]
    parts = [part for part in parts if part.measure in MONEY]
    if len(parts) < 2 or any(part.measure != amount.measure for part in parts):
        return Named()
    whole = [f for f, _ in state.figures if f.metric == state.whole.subject[0]]
    total = sum(part.value for part in parts)
    same = [f for f in whole if f.amount.value == total and f.amount.measure == amount.measure]
    if opens < 0 or not same:
        return Named()
    planned = same[-1].aspect if same[-1].aspect in BUDGETS else ""
    return Named((noun["name"],), generic=True, aspect=planned)


def counted_behind(namer: Namer, following: str, measure: str) -> str | None:
    """Return the term that follows a bare count; None where it counts something else."""
    noun = _COUNTED_FIRST.match(following)
    if noun is None:
        return ""
    words = noun.group()
    starts = (words[:end] for end in range(len(words), 2, -1))
    return next((named for start in starts if (named := namer.term(start, measure))), None)


def related(
    state: State, namer: Namer, clean: Clean, clause: Clause, rest: str, measure: str
) -> Named | None:
    """Return what a label names only by what stands before it; None where it names more."""
    before = state.subject[0] if len(state.subject) == 1 else ""
    if "中小企业" in before and _MICRO.fullmatch(rest):
        return Named((before.replace("中小企业", "小微企业"),))
    if before.startswith("外事接待") and _RECEIVED.fullmatch(rest):
        counted = any(f.metric == "外事接待批次" for f, _ in state.figures)
        if clause.opens != "。" or (before.endswith("费") and not counted):
            return Named((before,))  # 其中外事接待0批次,累计接待0人次
    if before.startswith("国内公务接待") and measure in ("人", "人次") and _GUESTS.fullmatch(rest):
        return Named(("国内公务接待人次",))  # 公务接待21批次,人数282人
    if measure in ("人", "人次") and clause.opens != "。" and _CAME.fullmatch(rest):
        if not before and state.figures and _near(state, clean.text, clause):
            before = state.figures[-1][0].metric  # 会议费5万元,召开会议2个,参会160人
        return Named((_CAME_TO[before],)) if before in _CAME_TO else None
    if before.startswith("因公出国") and measure in ("个", "批次", "次"):
        return Named(("因公出国（境）团组数",)) if _GROUPS.fullmatch(rest) else None
    if measure not in MONEY:
        return None
    if before == "公务用车购置数" and rest == "金额":  # 购置公务用车1辆,金额18万元
        return Named(("公务用车购置费",))
    balance = _balance(before, rest)
    return Named((balance,)) if balance else _last_listed(namer, clean, clause, rest, measure)


def _near(state: State, text: str, clause: Clause) -> bool:
    """Whether a clause stands in the sentence of the last statement, or in the next."""
    return text.count("。", state.figures[-1][1].end, clause.start) <= 1


def _balance(before: str, rest: str) -> str:
    """Return the balance, or the fund's side, that a label names after the metric `before`."""
    own = _OF_APPROPRIATION.fullmatch(rest)
    if own and before.endswith("结转和结余") and "财政拨款" not in before:
        return before.replace("结转", "财政拨款结转")  # 年末结转和结余9万元,内有财政拨款5万元
    words = BALANCE.fullmatch(rest)
    if words is None:
        return ""
    told = re.match(r"(年初|年末).*(?:结转|结余)$", before)
    when = told[1] if told else ""
    if words["of"]:
        when = words["when"] or when
        return when + words["of"] if when else ""
    side = before[-2:] if before in ("财政拨款收入", "财政拨款支出") else ""
    if side or before.endswith("预算财政拨款收入"):
        return f"{words['fund'].removesuffix('预算')}预算财政拨款{side or '收入'}"
    if when and before.endswith("结转和结余"):  # (一般公共预算5万元,政府性基金预算1万元)
        return f"{when}结转和结余"
    return ""


def _last_listed(
    namer: Namer, clean: Clean, clause: Clause, rest: str, measure: str
) -> Named | None:
    """包括办公费、差旅费1万元、…: the figure is of the last name alone."""
    if "、" not in (clause.opens, clause.closes):
        return None
    end = clause.start + clause.text.find(rest) + len(rest)
    sentence = clean.text[max(0, end - _LONGEST_LIST) : end]
    last = re.sub(r"^(?:主要)?包括", "", rest.rpartition("、")[2])
    if last == rest or not _LISTING.search(sentence):
        return None
    named = namer.name(last, measure, clause.start)
    return named if named.metrics and not named.lead else None


def funds_of(figures: Sequence[tuple[Fact, Statement]], metric: str) -> tuple[str, str] | None:
    """Return the fund and the unit of the last figure that was told of a metric."""
    owners = [(fact.fund, fact.entity) for fact, _ in figures if fact.metric == metric]
    return owners[-1] if owners else None


# 一般公共预算财政拨款支出, 一般公共预算财政拨款基本支出: what items and 人员经费 are parts of.
_OF_ONE_FUND = re.compile(
    r"(?:一般公共预算|政府性基金预算|国有资本经营预算)财政拨款(?:(?:基本|项目)?支出)"
)
_PART = re.compile(r".*\([类款项]\)|人员经费|公用经费")
_NEXT_PART = re.compile(
    r"。(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d)(?![^。;,]{0,60}\([类款项]\)))"
)


def of_whole(state: State, fund: str, text: str, metric: str, start: int) -> str:
    """Return `fund`, or, of all appropriations, the one whose spending this part told before.

    (二)一般公共预算财政拨款支出9元。支出按功能分类:教育支出8元…: in a section on all of them.
    """
    if fund not in ("财政拨款", "全部") or not _PART.fullmatch(metric):
        return fund
    if fund == "全部" and metric not in ("人员经费", "公用经费"):
        return fund
    spent = (both for both in reversed(state.figures) if both[0].amount.value)
    told = (both for both in spent if _OF_ONE_FUND.fullmatch(both[0].metric))
    fact, statement = next(told, (None, None))
    if fact is None or statement is None or _NEXT_PART.search(text, statement.end - 1, start):
        return fund
    return fact.fund
