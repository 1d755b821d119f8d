"""Sentences → Fact and Reason: a small grammar over clauses of compact text.

A clause holds at most a few figures. The words before a figure are its label: their tail says what
the figure is of its metric (`index.phrases`), what stands before the tail names the metric, and
where it names none, the metric of the clause before goes on. A stated reason swallows the clauses
up to the next statement: figures inside it explain, they are not figures of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from index.amounts import COUNTS, MONEY, Quantity, quantities
from index.clauses import Clause, clauses
from index.metrics import Named, Namer, by_measure, is_money
from index.model import Amount, Fact, Place, Reason, Section
from index.normalise import Clean
from index.phrases import (
    BUDGET,
    COMPARED,
    OTHER_YEAR,
    SAME,
    Context,
    Phrase,
    budget_kind,
    compared_with,
    read_phrase,
)
from index.scopes import Owner, Scopes
from index.terms import fund_of

_YEAR = re.compile(r"(?P<year>20\d\d)年度?(?:末|底)?")
_YEAR_END = re.compile(r"20\d\d年度?$")
_REASON = re.compile(
    r"(?:主要|具体|变动|增减|差异|增加|减少|增长|下降|变化|其)*(?:减少|增加)?(?<!发现的问题及)(?<!偏差)(?:要)?原因(?:如下|是|为|系|在于)?"
    r"|主要(?:是|系|为)?(?:由于|因为|因)|主要(?:是|系)"
)
_GOES_ON = re.compile(r"^(?:根据|同时|另外|此外|[二三四五]是|其次|因此|故|另|且|按照)")
_CAUSE = re.compile(r"因|由于|导致|根据|故|使得|为了|使用了|减少了|增加了")
_CAUSE_FIRST = re.compile(r"^(?:系(?!统)|因(?!公)|由于)")
_NEXT = re.compile(
    r"^(?:其中|具体情况|[与比较](?:上年|去年|年初|全年|预算)[^,]{0,8}(?:相比|比较|数))"
)
_VERB = re.compile(
    r"(?:完成|发放|增加|减少|下降|增长|申报|缩短|达到|剩余|支付|追加|用于|开支|建成|召开|占)"
)
_AGAIN = re.compile(r"[:,是为]+|(?:主要)?原因[是为:]+")
_ASIDE = re.compile(r"\((?:其中:?|包括:?|含)(?P<label>[^()]{2,30})$")
_RUN_IN = re.compile(
    r"(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\))?(?P<title>[^,。;:\d]{2,40}?)(?:的)?(?:决算|收支)*(?:情况|说明|具体)+$"
)
# 预算为全年预算数,合计37.00万元: which budget the figure behind it is.
_BUDGET_IS = re.compile(rf"预算数?(?:均|即)?[为是指系](?P<kind>{BUDGET})$")
_TOTAL = re.compile(r"(?:合计|共计|总计|总额|共|计|[为是:])*")
_LISTING = re.compile(r"包括[^。;]*$")
_MICRO = re.compile(r"(?:面向|授予|由)?小微企业(?:预留|中标|成交|或|的|合同金额|采购金额|金额)*$")
_BALANCE = re.compile(
    r"(?P<fund>(?:一般公共|政府性基金|国有资本经营)预算)(?:财政拨款)?$"
    r"|(?P<when>年初|年末)?(?P<of>(?:非?财政拨款|基本支出|项目支出)?(?:结转|结余))$"
)
# 支出决算小于全年预算,主要是…: what the reason behind it explains.
_AGAINST = re.compile(
    r"(?:支出)?决算数?(?:支出)?(?:大于|小于|高于|低于|多于|少于|超过|超出)"
    r"(?P<of>(?:年初|全年|调整后?)?预算|上年|去年)(?:支出|决算)*数?(?:的|$)"
)
_RUN_IN_KIND = re.compile(r"\([一二三四五六七八九十]{1,3}\)(?P<title>[^,;:\d]{2,20})$")
_RUN_IN_KINDS = {"机关运行": "机关运行经费", "采购": "政府采购", "资产": "国有资产", "绩效": "绩效"}
_NUMBERED = re.compile(r"\d{1,2}[.、]|\(\d{1,2}\)")
# 灾害风险防治年初预算为…: the head of a numbered item, though no list names it.
_HEAD_NOUN = re.compile(r"[\u4e00-\u9fff()、]{2,30}")
_NO_ITEM = re.compile(
    r"(?:项目|预算|决算|合计|总计|其他)$|工资福利|商品和服务|对个人和家庭|资本性|基本支出|项目支出|[本该各]|^其中"
)
_WHOLLY = re.compile(r"(?:全部|均|都)(?:为|是|系|用于)(?P<name>[^,;。:]{2,40})")
_USE = re.compile(r"(?:主要)?(?:用于|用途[是为])")
_SPENDABLE = re.compile(r"资金|经费|项目|拨款|专款|预算|追加|安排")
_INNER = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
_SCOPE_IS = re.compile(r"(?:统计|核算|计算|汇总)(?:口径|范围)(?:为|是|包括)|口径(?:为|是|包括)")
# 年末结转主要是…, 结转资金为…: what a balance that was told consists of.
_BALANCE_IS = re.compile(
    r"(?:其中)?(?P<of>结余分配|(?P<when>年[初末])?(?:财政拨款)?结转(?:(?:和|与)?结余)?)(?:资金)?(?:主要)?(?:为|是|系)(?!\d)"
)
_COUNTED_FIRST = re.compile(r"[\u4e00-\u9fff]+")
_OWN_FUNDS = {
    "政府性基金": "政府性基金预算财政拨款",
    "国有资本经营": "国有资本经营预算财政拨款",
}
_FUND_SPOKEN = re.compile(r"(?:收入|支出)(?=(?:总额|合计|决算)?(?:为)?$)")
_LEVELS = ("(类)", "(款)", "(项)")
_LONGEST_LABEL = 160
_LONGEST_LEAD = 40
_LONGEST_LIST = 600
_OF_A_YEAR = frozenset({"决算数", "年初预算数", "全年预算数", "预算数", "数量"})
_OF_ALL_FUNDS = frozenset({"收支总体", "收入", "支出"})
_CHANGES = frozenset({"比上年增减额", "比上年增减率"})
_OF_NO_FUND = frozenset({"机构", "机关运行经费", "政府采购", "国有资产", "绩效"})
_PLANNED = ("预算", "预算金额")
_BUDGETS = frozenset({"年初预算数", "全年预算数", "预算数"})


@dataclass(slots=True)
class _Statement:
    """A run of clauses on one subject; figures and reasons in it share its range as context."""

    start: int
    end: int


@dataclass(slots=True)
class _Whole:
    """What a list (其中:…) gives the parts of, and how many of them were told."""

    subject: tuple[str, ...]
    fund: str
    entity: str
    parts: int = 0


@dataclass(slots=True)
class _State:
    """What the clauses read so far leave for the next one."""

    subject: tuple[str, ...] = ()
    code: str | None = None
    item: str = ""
    topic: str = ""
    waiting: list[str] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    budget: str = ""
    whole: _Whole | None = None
    fund: str = ""
    entity: str = "汇总"
    last: tuple[str, str] = ("", "")
    statement: _Statement | None = None
    reason: int | None = None
    marked: bool = False
    figures: list[tuple[Fact, _Statement]] = field(default_factory=list)
    reasons: list[tuple[Reason, _Statement]] = field(default_factory=list)


def read_narrative(
    clean: Clean,
    section: Section,
    year: int,
    unit_names: Sequence[str],
    members: Sequence[str] = (),
) -> tuple[list[Fact], list[Reason]]:
    """Return the figures and the stated reasons of one section's prose.

    `unit_names` are dropped from labels, `members` are the units whose own figures may be told;
    figures of another year than `year` and the one before are left out.
    """
    reader = _Reader(clean, section, year, Scopes(unit_names, members))
    for clause in clauses(clean.text):
        reader.read(clause)
    return reader.finish()


def _fund_of(section: Section) -> str:
    """Return the funds that a section's title names, or the titles above it: the narrowest."""
    if section.kind in _OF_NO_FUND:
        return fund_of(section.title) or "全部"
    named = [fund for title in reversed(section.path) if (fund := fund_of(title))]
    narrow = [fund for fund in named if fund != "财政拨款"]
    return (narrow or named or ["全部"])[0]


def _in_list(named: Named, subject: tuple[str, ...]) -> Named:
    """行政单位医疗（项）88.50万元、事业单位医疗（项）180.00万元: the class and section go on."""
    above = subject[0].rpartition("(款)") if subject else ("", "", "")
    alone = len(named.metrics) == 1 and re.fullmatch(r"[^()]+\(项\)", named.metrics[0])
    if not alone or not above[1]:
        return named
    return replace(named, metrics=(f"{above[0]}(款){named.metrics[0]}",))


class _Reader:
    """Walks the clauses of one section in order."""

    def __init__(self, clean: Clean, section: Section, year: int, scopes: Scopes) -> None:
        self._clean = clean
        self._section = section
        self._year = year
        self._scopes = scopes
        self._owner = Owner()
        self._namer = Namer(section.kind, scopes.strip, clean)
        self._fund = _fund_of(section)
        self._lists_items = section.kind == "一般公共预算支出"
        self._fresh = Context(year=year)
        self._state = _State(fund=self._fund, context=self._fresh)

    # -- one clause ---------------------------------------------------------------------------

    def read(self, clause: Clause) -> None:
        state = self._state
        if state.reason is not None:
            if not self._ends_reason(clause):
                return
            self._close_reason(clause.start)
        if self._scopes.follow(self._owner, clause):
            state.subject, state.statement = (), None
        self._follow_kind(clause)
        if self._follow_list(clause) or self._told_of(clause):
            return
        marker = _REASON.search(clause.text)
        spoken = clause.text[: marker.start()] if marker else clause.text
        gap = state.subject and "差异原因" in clause.text
        if gap:
            self._begin_gap(clause.text[: clause.text.index("差异原因")])
        else:
            self._read_words(clause, spoken)
        told_budget = _BUDGET_IS.search(spoken)
        state.budget = budget_kind(told_budget["kind"], "") if told_budget else ""
        over = re.search(r"大于|小于|高于|低于|超|少于|多于|差异", spoken)
        if marker and "预算" in spoken and over:
            state.context = replace(state.context, basis="预算")
        told = (
            state.statement is not None
            and "。" not in self._clean.text[state.statement.end : clause.start]
        )
        basis = state.context.basis
        if marker and not basis and "原因" in marker.group() and state.subject and told:
            state.context = replace(state.context, basis="说明")
        if marker and (state.context.basis or gap):
            after = clause.start + marker.end()
            state.reason, state.marked = after, True

    def _follow_kind(self, clause: Clause) -> None:
        """(四)预算绩效管理。…: a heading that runs in tells of what the sentences behind it are."""
        if self._section.kind != "其他重要事项" or clause.opens != "。" or clause.closes != "。":
            return
        run_in = _RUN_IN_KIND.fullmatch(clause.text)
        if run_in:
            named = (kind for word, kind in _RUN_IN_KINDS.items() if word in run_in["title"])
            kind = next(named, self._section.kind)
            self._namer = Namer(kind, self._scopes.strip, self._clean)

    def _follow_list(self, clause: Clause) -> bool:
        """Note a list, and what a sentence behind it is of that names nothing: the whole.

        Return whether the clause only says what the reason behind it explains.
        """
        state = self._state
        against = _AGAINST.match(clause.text) if clause.opens == "。" else None
        if clause.opens == "。" and against is None:
            state.whole = None
        if clause.text.startswith("其中") and state.subject and state.whole is None:
            state.whole = _Whole(state.subject, state.fund, state.entity)
        if against is None or not state.subject:
            return False
        if state.whole is not None and state.whole.parts > 1:
            state.subject, state.code = state.whole.subject, None
            state.fund, state.entity = state.whole.fund, state.whole.entity
            state.statement = _Statement(clause.start, clause.end)
            state.context = self._fresh
        state.context = compared_with(against["of"], state.context)
        alone = against.end() == len(clause.text) and clause.closes == ","
        return alone and state.statement is not None

    def _told_of(self, clause: Clause) -> bool:
        """统计口径为…, 年末结转主要是…: what a figure told before is made up of, as a reason of it."""
        state = self._state
        if clause.opens == "," and not state.figures:
            return False
        balance = _BALANCE_IS.match(clause.text)
        metric = self._balance_told(balance) if balance else ""
        if balance and metric:
            state.subject, state.code, after = (metric,), None, clause.start + balance.end()
        elif clause.opens in "。;" and state.statement and _SCOPE_IS.match(clause.text):
            after = clause.start
        else:
            return False
        state.statement = _Statement(clause.start, clause.end)
        state.context = replace(self._fresh, basis="说明")
        state.reason, state.marked = after, True
        return True

    def _balance_told(self, balance: re.Match[str]) -> str:
        """Return the balance that words name, where a figure of it was told: the last one."""
        kind, when = balance["of"][:2], balance["when"] or "年末"
        for fact, _ in reversed(self._state.figures):
            if fact.metric == balance["of"]:
                return fact.metric
            if kind != "结余" and fact.metric.startswith(when) and "结转" in fact.metric:
                return fact.metric
        return ""

    def _begin_gap(self, spoken: str) -> None:
        """固定资产车辆 6 辆，与公务用车保有量差异原因是…: the reason explains both figures."""
        state = self._state
        state.context = replace(state.context, basis="差异")
        named = self._namer.term(spoken[spoken.find("与") + 1 :], "辆")
        if named and named not in state.subject:
            state.subject = (*state.subject, named)

    def _read_words(self, clause: Clause, spoken: str) -> None:
        state = self._state
        found = list(quantities(spoken))
        if state.context.basis and state.statement and _CAUSE_FIRST.match(spoken):
            state.reason, state.marked = clause.start, True
            return
        if not found:
            if self._implied_reason(clause, spoken):
                state.reason, state.marked = clause.start, False
                return
            self._name_subject(clause, spoken)
            return
        at = 0
        for quantity in found:
            at = max(at, quantity.start - _LONGEST_LABEL)
            label = spoken[at : quantity.start]
            following = spoken[quantity.end : quantity.end + 12]
            self._read_figure(clause, label, quantity, following, clause.start + at)
            at = quantity.end

    def _name_subject(self, clause: Clause, spoken: str) -> None:
        """A clause without a figure may name the metric, or what it is compared with."""
        state = self._state
        wholly = _WHOLLY.fullmatch(spoken) if self._lists_items else None
        if wholly and self._is_wholly(wholly["name"]):
            return
        if self._of_item() and clause.opens == "," and _USE.match(spoken) and state.statement:
            state.statement.end = max(state.statement.end, clause.end)
            return
        same = SAME.search(spoken)
        compared = COMPARED.search(spoken)
        basis = compared["of"] if compared else same["of"] if same and same["of"] else ""
        if compared or same:
            spoken = spoken[: min(m.start() for m in (compared, same) if m)]
        run_in = _RUN_IN.fullmatch(spoken) if clause.closes == "。" else None
        if run_in:
            spoken = run_in["title"]
        label = self._namer.strip(spoken)[-_LONGEST_LABEL:]
        named = self._namer.name(label, None, clause.start + len(spoken) - len(label))
        item = (
            len(named.metrics) == 1
            and named.metrics[0].endswith(("(项)", *named.project))
            and not named.lead
            and (clause.opens != "," or not self._namer.plain(label))
        )
        heads = compared or same or item or clause.closes == ":" or (run_in and not named.lead)
        if named.metrics and len(named.lead) <= 12 and heads:
            self._begin(clause.start, named, label)
            state.topic = named.metrics[0] if run_in else state.topic
        if basis:
            state.context = compared_with(basis, state.context)
        if same and state.subject and state.context.basis not in ("预算", OTHER_YEAR):
            measure = state.last[1] if state.last[1] in COUNTS else "万元"
            state.context = replace(state.context, basis="上年")
            amount = Amount(Decimal(0), Decimal(1), measure, "持平")
            self._add("比上年增减额", amount, clause.start, clause.end)

    def _of_item(self) -> bool:
        """Whether the subject is one functional item of a section that lists them."""
        subject = self._state.subject
        return self._lists_items and bool(subject) and subject[-1].endswith(_LEVELS)

    def _is_wholly(self, name: str) -> bool:
        """农林水(类)支出120万元。全部为…: the class's figures are the item's, too."""
        state = self._state
        named = self._namer.name(self._namer.strip(name), None, -1)
        item = named.metrics[0] if len(named.metrics) == 1 and not named.lead else ""
        whole = state.subject[0] if len(state.subject) == 1 else ""
        if not item.endswith(("(款)", "(项)")) or not whole.endswith(("(类)", "(款)")):
            return False
        if item in (fact.metric for fact, _ in state.figures):
            return False
        told = [pair for pair in state.figures if pair[0].metric == whole]
        spent = [pair for pair in told if pair[0].aspect == "决算数"]
        if not spent:
            return False
        fact, statement = spent[-1]
        state.figures.append((replace(fact, metric=item, code=named.code), statement))
        state.subject = (whole, item)
        return True

    # -- one figure ---------------------------------------------------------------------------

    def _read_figure(
        self, clause: Clause, label: str, quantity: Quantity, following: str, label_start: int
    ) -> None:
        state = self._state
        amount = quantity.amount
        aside = _ASIDE.search(label)
        if aside:
            self._read_aside(clause, label, aside, quantity, label_start)
            return
        if label.startswith((")", "(")) and label.count("(") != label.count(")"):
            label, label_start = label[1:], label_start + 1
        if label == "的" and amount.measure == "%" and state.last[0] in _BUDGETS:
            phrase = Phrase("完成率", "", amount, state.context)  # 为全年预算15万元的82%
        else:
            words = self._namer.bare(self._namer.strip(label))
            phrase = read_phrase(words, amount, state.context, following)
            fund = _BALANCE.fullmatch(words)
            if fund and fund["fund"] and self._related(clause, words, amount.measure):
                phrase = Phrase("决算数", words, amount, state.context)  # no budget, but of a fund
                state.statement = None
            if state.budget and amount.measure in MONEY and _TOTAL.fullmatch(words):
                phrase = replace(phrase, aspect=state.budget, rest="")
        if phrase.aspect is None:
            self._begin_unkept(phrase, amount.measure, label_start)
            return
        years = {int(year) for year in _YEAR.findall(label)}
        if phrase.aspect in _CHANGES and years - {self._year, self._year - 1}:
            state.context = replace(phrase.context, basis=OTHER_YEAR)  # 比2019年减少…
            return
        self._add_figure(clause, phrase, label, years, quantity, following, label_start)

    def _begin_unkept(self, phrase: Phrase, measure: str, start: int) -> None:
        """比年初预算数减少17万元 is no figure of the ledger, but its metric is what goes on."""
        rest = phrase.rest if phrase.context.basis else ""
        named = self._namer.name(rest, measure, start) if rest else Named()
        if named.metrics and not named.generic and len(named.lead) <= _LONGEST_LEAD:
            self._begin(start, named, rest)
        self._state.context = phrase.context

    def _read_aside(
        self,
        clause: Clause,
        label: str,
        aside: re.Match[str],
        quantity: Quantity,
        label_start: int,
    ) -> None:
        """事业收入(含教育收费 0.00 万元)减少…: the figure in brackets has a metric of its own."""
        state = self._state
        outer = self._namer.strip(label[: aside.start()])
        if outer:
            named = self._namer.name(outer, quantity.amount.measure, label_start)
            if named.metrics:
                self._begin(label_start, named, outer)
        inner = self._namer.name(aside["label"], quantity.amount.measure, label_start, noun=True)
        if inner.metrics and state.subject:
            kept = state.subject
            state.subject = inner.metrics
            aspect = "决算数" if quantity.amount.measure in MONEY else "数量"
            start = label_start + aside.start("label")
            self._add(aspect, quantity.amount, start, clause.start + quantity.end)
            state.subject = kept

    def _add_figure(
        self,
        clause: Clause,
        phrase: Phrase,
        label: str,
        years: set[int],
        quantity: Quantity,
        following: str,
        label_start: int,
    ) -> None:
        state = self._state
        aspect, amount = phrase.aspect or "", phrase.amount
        rest = _YEAR_END.sub("", phrase.rest)
        before = state.context
        state.context = phrase.context
        if not rest and state.waiting:  # A、B分别为x、y: each figure in its turn
            self._begin(label_start, Named((state.waiting.pop(0),)), "")
        elif rest == "价值":
            if not state.item:
                return
            worth = Named((state.item.removesuffix("价值") + "价值",))
            self._begin(clause.start, worth, rest, keep_item=True)
        elif own := self._of_fund(rest, label):
            self._begin(label_start, Named((own,)), rest)
            state.context = phrase.context
        elif rest in ("收入", "支出") and state.topic.endswith(rest):
            self._begin(label_start, Named((state.topic,)), rest)  # (二)项目支出情况。…支出…
            state.context = phrase.context
        elif rest:
            named = self._related(clause, rest, amount.measure) or self._namer.name(
                rest, amount.measure, label_start + label.find(rest), aspect, following
            )
            if named.metrics and len(named.lead) > _LONGEST_LEAD:
                return
            named = self._numbered_item(clause, rest, label, aspect, named)
            named = self._inside_item(clause, amount, named)
            if clause.opens == "、":
                named = _in_list(named, state.subject)
            if named.metrics:
                state.waiting = []
                if len(named.metrics) > 1 and "分别" in label:
                    state.waiting = list(named.metrics[1:])
                    named = replace(named, metrics=named.metrics[:1])
                self._begin(label_start, named, rest)
                state.context = phrase.context
            elif named.goes_on:
                if named.goes_on == "资金" and aspect == "决算数":
                    aspect = "预算数"  # 共涉及资金…
                elif state.subject and self._owner.entity != state.entity:
                    self._begin(label_start, Named(state.subject), "")  # 其中局本级支出…
                    state.context = phrase.context
                elif state.topic and named.goes_on == "支出":
                    self._begin(label_start, Named((state.topic,)), rest)
                    state.context = phrase.context
            else:
                # What it is a figure of is not known: what follows without a label is its, too.
                state.context, state.subject, state.statement = before, (), None
                return
            if named.metrics and aspect == "决算数" and named.metrics[0].endswith(_PLANNED):
                aspect = "预算数"
            if named.aspect and aspect in ("决算数", "数量"):
                aspect = named.aspect
        elif state.subject and self._owner.entity != state.entity:
            self._begin(label_start, Named(state.subject), "")  # 其中某中心 121.70 万元
            state.context = phrase.context
        elif amount.measure in COUNTS and (noun := self._namer.counted(following)):
            self._begin(label_start, Named((noun,)), "")
        elif amount.measure in COUNTS and not label and clause.opens in "。;":
            behind = self._behind(following, amount.measure)  # 15辆特种专业技术用车由…
            if behind is None:
                return
            if behind:
                self._begin(label_start, Named((behind,)), "")
        subject = tuple(by_measure(m, amount.measure) for m in state.subject)
        if not subject or (amount.measure in COUNTS and is_money(subject[0], rest)):
            return
        if aspect in _OF_A_YEAR and years and self._year not in years:
            if aspect != "决算数" or years != {self._year - 1} or amount.measure not in MONEY:
                return
            aspect = "上年数"
        state.subject = subject
        if state.subject[0].startswith("项目:") and aspect == "决算数":
            aspect = "全年执行数"
        end = clause.start + quantity.end
        self._add(aspect, amount, label_start + self._namer.skip(label), end)

    def _of_fund(self, rest: str, label: str) -> str:
        """Return what 收入 and 支出 alone are of in a section on one fund, items aside."""
        state = self._state
        prefix = _OWN_FUNDS.get(self._section.kind, "")
        if not prefix or (state.subject and not state.subject[0].startswith((prefix, "年"))):
            return ""
        if rest in ("收入", "支出"):
            return prefix + rest
        spoken = _FUND_SPOKEN.search(label) if not rest and not state.subject else None
        return prefix + spoken.group() if spoken else ""

    def _numbered_item(
        self, clause: Clause, rest: str, label: str, aspect: str, named: Named
    ) -> Named:
        """12.安全监管年初预算为…: the head of a numbered item, whether a list names it or not."""
        head = _NUMBERED.match(clause.text)
        told = aspect in _BUDGETS or (aspect == "决算数" and "决算" in label)
        if not (self._lists_items and head and told and clause.opens in "。;:"):
            return named
        noun = _HEAD_NOUN.fullmatch(rest) and not _NO_ITEM.search(rest)
        first = clause.text[head.end() :].startswith(rest)
        if not (noun and first) or (named.metrics and not named.generic) or named.goes_on:
            return named
        return Named((f"{rest.removesuffix('支出')}(项)",))

    def _inside_item(self, clause: Clause, amount: Amount, named: Named) -> Named:
        """乡镇卫生院24万元…。其中基本支出23万元: of the item, where that is large enough."""
        state = self._state
        if len(named.metrics) != 1 or named.metrics[0] not in _INNER or not self._lists_items:
            return named
        item, inside, _ = state.subject[0].partition("/") if state.subject else ("", "", "")
        opens = clause.text.startswith("其中") or (inside and clause.opens in ",;、")
        if not opens or not item.endswith(_LEVELS) or len(state.subject) > 1:
            return named
        spent = [f.amount for f, _ in state.figures if f.metric == item and f.aspect == "决算数"]
        fits = spent and spent[-1].measure == amount.measure and spent[-1].value >= amount.value
        return replace(named, metrics=(f"{item}/{named.metrics[0]}",)) if fits else named

    def _behind(self, following: str, measure: str) -> str | None:
        """Return the term that follows a bare count; None where it counts something else."""
        noun = _COUNTED_FIRST.match(following)
        if noun is None:
            return ""
        words = noun.group()
        for end in range(len(words), 1, -1):
            named = self._namer.term(words[:end], measure)
            if named and self._namer.term(words[:end], measure) and len(words[:end]) >= 3:
                return named
        return None

    def _related(self, clause: Clause, rest: str, measure: str) -> Named | None:
        """Return what a label names only by what stands before it; None where it names more."""
        state = self._state
        before = state.subject[0] if len(state.subject) == 1 else ""
        if "中小企业" in before and _MICRO.fullmatch(rest):
            return Named((before.replace("中小企业", "小微企业"),))
        balance = _BALANCE.fullmatch(rest) if measure in MONEY else None
        told = re.match(r"(年初|年末).*(?:结转|结余)$", before)
        both = told is not None and before.endswith("结转和结余")
        side = before[-2:] if before in ("财政拨款收入", "财政拨款支出") else ""
        if balance and balance["fund"] and (side or before.endswith("预算财政拨款收入")):
            return Named((f"{balance['fund']}财政拨款{side or '收入'}",))
        if balance and balance["fund"] and told and both:  # (一般公共预算5万元,政府性基金预算1万元)
            return Named((f"{told[1]}结转和结余",))
        if balance and balance["of"] and (balance["when"] or told):
            return Named(((balance["when"] or (told[1] if told else "")) + balance["of"],))
        if "、" not in (clause.opens, clause.closes) or measure not in MONEY:
            return None
        end = clause.start + clause.text.find(rest) + len(rest)
        sentence = self._clean.text[max(0, end - _LONGEST_LIST) : end]
        last = re.sub(r"^(?:主要)?包括", "", rest.rpartition("、")[2])
        if last != rest and _LISTING.search(sentence):  # 包括办公费、差旅费1万元、…: of one alone
            named = self._namer.name(last, measure, clause.start)
            return named if named.metrics and not named.lead else None
        return None

    # -- statements and reasons ---------------------------------------------------------------

    def _begin(self, start: int, named: Named, label: str, *, keep_item: bool = False) -> None:
        state = self._state
        metrics = named.metrics
        if not keep_item:
            state.item = metrics[0]
        if "本级" in label:
            self._owner.entity = "本级"
        entity = self._owner.entity
        same = metrics == state.subject and entity == state.entity
        if same and state.statement is not None:
            return
        state.subject, state.code = metrics, named.code
        if state.whole is not None:
            state.whole.parts += 1
        state.context = self._fresh
        fund = fund_of(label) or fund_of(metrics[0])
        open_to_all = self._fund in ("全部", "财政拨款") and self._section.kind not in _OF_ALL_FUNDS
        state.fund = fund if fund and open_to_all else self._fund
        if "资产" in label:  # 国有资产占用情况中固定资产车辆: assets are of no one fund
            state.fund = "全部"
        state.entity = entity
        state.statement = _Statement(start, start)

    def _add(self, aspect: str, amount: Amount, start: int, end: int) -> None:
        state = self._state
        statement = state.statement or _Statement(start, end)
        state.statement = statement
        statement.end = max(statement.end, end)
        state.last = (aspect, amount.measure)
        for metric in state.subject:
            fact = Fact(
                section=self._section.label,
                fund=state.fund,
                entity=state.entity,
                metric=metric,
                aspect=aspect,
                amount=amount,
                place=self._clean.place(start, end),
                context=self._clean.place(start, end),
                code=state.code,
            )
            state.figures.append((fact, statement))

    def _implied_reason(self, clause: Clause, spoken: str) -> bool:
        """Words after a change that give its cause without saying 原因."""
        state = self._state
        told = state.context.basis and state.statement is not None
        skip = len(spoken) < 6 or clause.closes == ":" or spoken.startswith("故")
        if not told or skip or self._is_head(clause):
            return False
        sentence = self._clean.text[clause.start : self._clean.text.find("。", clause.start)]
        end = state.statement.end if state.statement else 0
        return bool(_CAUSE.search(sentence)) and self._clean.text[end] in ",。"

    def _is_head(self, clause: Clause) -> bool:
        """Whether a clause starts a new statement of the report."""
        text = clause.text
        if _NEXT.match(text) or self._scopes.starts(text):
            return True
        label = self._namer.strip(text[:_LONGEST_LABEL])
        found = next(quantities(label), None)
        words = label[: found.start] if found else label
        compared = COMPARED.search(words)
        if compared:
            words = words[: compared.start()]
        if not (found or compared or clause.closes == ":"):
            return False
        rest = self._namer.bare(words)
        if found:
            following = label[found.end : found.end + 12]
            phrase = read_phrase(rest, found.amount, self._state.context, following)
            if phrase.aspect is None:
                return False
            rest = phrase.rest
        named = self._namer.name(rest, found.amount.measure if found else None, clause.start)
        if not named.metrics or named.generic:
            return False
        lead = named.lead
        return len(fund_of(lead) or lead) <= 10 and not _VERB.search(lead)

    def _ends_reason(self, clause: Clause) -> bool:
        if clause.opens not in "。;":
            if self._of_item() and self._state.marked and _USE.match(clause.text):
                start = self._state.reason or 0
                return not _SPENDABLE.search(self._clean.text[start : clause.start])
            told = _NEXT.match(clause.text) and next(quantities(clause.text), None)
            return told is not None and clause.opens == ","
        if self._is_head(clause):
            return True
        if clause.opens == ";":
            return False
        if self._state.marked:
            return not _GOES_ON.match(clause.text)
        return False

    def _close_reason(self, end: int) -> None:
        state = self._state
        start = state.reason
        state.reason = None
        statement = state.statement
        if start is None or statement is None:
            return
        text = self._clean.text
        while again := _AGAIN.match(text, start, end):
            start = again.end()
        while end > start and text[end - 1] in "。;,:":
            end -= 1
        if end <= start:
            return
        statement.end = max(statement.end, end)
        for metric in state.subject:
            # The reason has the scope of the figure that it explains.
            owners = [(f.fund, f.entity) for f, _ in state.figures if f.metric == metric]
            fund, entity = owners[-1] if owners else (state.fund, state.entity)
            reason = Reason(
                section=self._section.label,
                fund=fund,
                entity=entity,
                metric=metric,
                basis=state.context.basis or "上年",
                text=self._clean.shown[start:end],
                place=self._clean.place(start, end),
                context=self._clean.place(start, end),
            )
            state.reasons.append((reason, statement))
        if state.marked:
            state.context = replace(state.context, basis="")

    def finish(self) -> tuple[list[Fact], list[Reason]]:
        """Close what is open and give every figure and reason its statement as context."""
        if self._state.reason is not None:
            self._close_reason(len(self._clean.text))
        return (
            [replace(f, context=self._range(s)) for f, s in self._state.figures],
            [replace(r, context=self._range(s)) for r, s in self._state.reasons],
        )

    def _range(self, statement: _Statement) -> Place:
        return self._clean.place(statement.start, statement.end)
