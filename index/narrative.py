"""Sentences → Fact and Reason: a small grammar over clauses of compact text.

A clause holds at most a few figures. The words before a figure are its label: their tail says what
the figure is of its metric (the aspect), what stands before the tail names the metric, and where
it names none, the metric of the clause before goes on. A stated reason swallows the clauses up to
the next statement: figures inside it explain, they are not figures of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from index.amounts import COUNTS, MONEY, Quantity, quantities
from index.model import Amount, Fact, Place, Reason, Section
from index.normalise import Clean
from index.terms import find_item, find_term, fund_of

_DELIMITER = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[;。:]|(?<=%)、|(?<=[元人辆个台])、")
_YEAR = re.compile(r"(?P<year>20\d\d)年度?(?:末|底)?")
_YEAR_END = re.compile(r"20\d\d年度?$")
_LEAD = re.compile(
    r"^(?:\((?=占)|[\d]{1,2}[.、](?!\d)|\(\d{1,2}\)|其中|同时|截[至止]|20\d\d年(?:度|末|底)?(?:\d{1,2}月\d{1,2}日)?"
    r"|(?:我|本)(?:单位|部门|局|委|院|校|厅|中心|办|处)|(?:单位|部门)(?=全年)|全年(?=安排)|安排的?|累计(?!折旧|摊销)|共有|共(?=车辆|房屋|发生)|当年(?!支出|收入)"
    r"|本年度?(?!支出|收入|财政)|\([^()]*(?:单位|部门|中心|局)[^()]*\)|的|和|及|与|、|:|-)+"
)
# (以合同签订为准): a remark behind a term; (境), (含), (项) belong to terms.
_REMARK = re.compile(r"\((?!境|含|不含|类|款|项|省|室|套|增|减|升|降|上升|下降)[^()]{2,16}\)$")
_COPULA = re.compile(r"(?:共计|合计|累计|均为|分别为|总计为|(?<!节)约|[为是共达]|达到|实际)+$")
_CHANGE = re.compile(
    r"(?:(?P<base>(?:比|较|与|同)(?P<of>[^,]{0,14}?(?:上年|去年|上一?年度?|20\d\d年度?|年初预算|全年预算|预算)[^,]{0,8}?)(?:相比|比较)?)|同比|总体|净|共|实际|略|各|均|分别)*"
    r"(?P<verb>增加|增长|上升|提高|上涨|扩大|增幅|减少|下降|降低|压缩|缩减|压减|降幅|减幅|节约)(?P<both>\([^)]*\))?"
    r"(?:率|额|幅度|了|数)?$"
)
_BASE = re.compile(
    r"(?:(?:比|较|与|由|从)(?P<of>上年度?|去年|20\d\d年度?|(?:年初|全年|调整后?)?预算)|^(?:上年度?|去年))"
    r"(?:的|决算数?的?|支出数?的?|数)?$"
)
_REACHED = re.compile(
    r"(?:(?:比|较|与)(?:上年|去年|20\d\d年度?)[^,]{0,4})?"
    r"(?:增加|增长|上升|提高|减少|下降|降低|压缩)(?:到|至|为)$"
)
_FALLS = frozenset({"减少", "下降", "降低", "压缩", "缩减", "压减", "降幅", "减幅", "节约"})
_SHARE = re.compile(r"占(?!用)(?:[^占]*?)(?:的?(?:比重|比例|比)|的)?$")
_SAME = re.compile(
    r"(?:(?:比|较|与|同)[^,]{0,6}(?:上年|去年|20\d\d年)[^,]{0,6})(?:相比)?(?<!基本)(?:持平|零增长)$"
)
_COMPARED = re.compile(
    r"(?:比|较|与)(?P<of>[^,]{0,12}?(?:上年|去年|20\d\d年|预算)[^,]{0,6}?)(?:相比|比较)"
)
# What a label's tail says of its metric, in order; money aspects stand before the general ones.
_TAILS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:预决算)?差异率$"), "预决算差异率"),
    (
        re.compile(
            r"(?:完成(?:了)?(?:年初|全年|调整后?|本年|当年)*预算(?:数)?的?|为(?:年初|全年|调整后?)*预算(?:数)?的)$"
        ),
        "完成率",
    ),
    (re.compile(r"(?:预算)?完成率$"), "完成率"),
    (re.compile(r"执行率$"), "执行率"),
    (re.compile(r"年初预算(?:数|安排|金额|总额)?$"), "年初预算数"),
    (re.compile(r"(?:全年|调整后?)预算(?:数|安排|金额|总额)?$"), "全年预算数"),
    (re.compile(r"预算(?:数|安排|总额)$|(?<!采购)(?<!货物)(?<!工程)(?<!服务)预算$"), "预算数"),
    (
        re.compile(
            r"^(?:上年|去年)度?(?:支出|收入)$|(?:上年|去年)(?:决算)?(?:数|金额)$|(?:比|较)(?:上年|去年|20\d\d年)(?:决算数?)?的$"
        ),
        "上年数",
    ),
    (re.compile(r"(?:(?:全年|年终|实际)执行(?:数|总额|金额)?|执行数)$"), "全年执行数"),
    (re.compile(r"决算(?:数|金额|总额)?$"), "决算数"),
)
_REASON = re.compile(
    r"(?:主要|具体|变动|增减|差异|增加|减少|增长|下降|变化|其)*(?:减少|增加)?(?<!发现的问题及)(?<!偏差)(?:要)?原因(?:如下|是|为|系|在于)?|主要(?:是|系|为)?(?:由于|因为|因)|主要(?:是|系)"
)
_GOES_ON = re.compile(r"^(?:根据|同时|另外|此外|[二三四五]是|其次|因此|故|另|且|按照)")
_CAUSE = re.compile(r"因|由于|导致|根据|故|使得|为了|使用了|减少了|增加了")
_NEXT = re.compile(
    r"^(?:其中|具体情况|[与比较](?:上年|去年|年初|全年|预算)[^,]{0,8}(?:相比|比较|数))"
)
_DUALS: tuple[tuple[re.Pattern[str], tuple[str, str]], ...] = tuple(
    (
        re.compile(
            lead + r"(?:收入(?:、|和|与)?支出|收(?:、|和|与)?支)(?:决算)?(?:总体|总计|合计|总额)?$"
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
        ("财政拨款", ("财政拨款收入总计", "财政拨款支出总计")),
        ("", ("收入总计", "支出总计")),
    )
)
_BARE = re.compile(r"^(?:预算)?(?P<side>收入|支出)$")
_BARE_KINDS = {"收支总体": "本年", "收入": "本年", "支出": "本年", "财政拨款总体": "财政拨款"}
_ENTITY = re.compile(
    r"^(?P<name>[\u4e00-\u9fff\d()]{4,30}?(?:中心|局|处|院|所|站|馆|队|学校|办公室|委员会))(?=截[至止]|单位(?:价值|共有)|本级)"
)
_KEPT_BY_MEASURE = {
    ("国内公务接待批次", "人次"): "国内公务接待人次",
    ("国内公务接待批次", "人"): "国内公务接待人次",
    ("因公出国（境）团组数", "人次"): "因公出国（境）人次",
    ("因公出国（境）团组数", "人"): "因公出国（境）人次",
    ("国内公务接待批次", "万元"): "国内公务接待费",
    ("国内公务接待人次", "万元"): "国内公务接待费",
    ("整体支出绩效自评表", "万元"): "整体支出",
    ("整体支出绩效自评表", "元"): "整体支出",
}
_COUNTED = re.compile(r"(?:处室|科室|内设机构|职能科室|事业单位|下属(?:预算)?单位|二级预算单位)")
_BUDGETED = re.compile(r"预算(?:金额)?$")
# 涉及资金 after a number of projects: their money, not a new subject.
_SPENT = re.compile(r"(?:共计?|累计|发生|支付)?(?:支出|费用|支付)")
_CARRIED = re.compile(r"共?涉及(?:预算)?(?:资金|金额)?(?:总额)?")
_LONGEST_LABEL = 160
_OF_A_YEAR = frozenset({"决算数", "年初预算数", "全年预算数", "预算数", "数量"})
_NOUN = re.compile(r"[\u4e00-\u9fff\d()“”]{2,26}")
_VERB = re.compile(
    r"(?:完成|发放|增加|减少|下降|增长|申报|缩短|达到|剩余|支付|追加|用于|开支|建成|召开|占)"
)


@dataclass(slots=True)
class _Statement:
    """A run of clauses on one subject; figures and reasons in it share its range as context."""

    start: int
    end: int


@dataclass(slots=True)
class _State:
    """What the clauses read so far leave for the next one."""

    subject: tuple[str, ...] = ()
    code: str | None = None
    item: str = ""
    waiting: list[str] = field(default_factory=list)
    basis: str = ""
    budget: str = "预算数"
    fund: str = ""
    owner: str = "汇总"
    entity: str = "汇总"
    statement: _Statement | None = None
    reason: int | None = None
    marked: bool = False
    figures: list[tuple[Fact, _Statement]] = field(default_factory=list)
    reasons: list[tuple[Reason, _Statement]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    text: str
    opens: str
    closes: str


def _clauses(text: str) -> Iterator[_Clause]:
    start, opens = 0, "。"
    for match in [*_DELIMITER.finditer(text), None]:
        end = match.start() if match else len(text)
        closes = match.group() if match else "。"
        if end > start:
            yield _Clause(start, end, text[start:end], opens, closes)
            opens = closes
        elif opens != "。":
            opens = closes if closes in "。;" else opens
        start = match.end() if match else len(text)


def read_narrative(
    clean: Clean, section: Section, year: int, unit_names: Sequence[str]
) -> tuple[list[Fact], list[Reason]]:
    """Return the figures and the stated reasons of one section's prose.

    `unit_names` are dropped from labels; figures of another year than `year` and the one before
    are left out.
    """
    reader = _Reader(clean, section, year, unit_names)
    for clause in _clauses(clean.text):
        reader.read(clause)
    return reader.finish()


class _Reader:
    """Walks the clauses of one section in order."""

    def __init__(
        self, clean: Clean, section: Section, year: int, unit_names: Sequence[str]
    ) -> None:
        self._clean = clean
        self._section = section
        self._year = year
        names = sorted((n for n in unit_names if n), key=len, reverse=True)
        self._names = re.compile("|".join(re.escape(name) for name in names)) if names else None
        self._fund = fund_of(section.title) or "全部"
        self._state = _State(fund=self._fund)

    # -- one clause ---------------------------------------------------------------------------

    def read(self, clause: _Clause) -> None:
        state = self._state
        if state.reason is not None:
            if not self._ends_reason(clause):
                return
            self._close_reason(clause.start)
        if clause.opens == "。":
            owner = _ENTITY.match(clause.text)
            if owner and not (self._names and self._names.fullmatch(owner["name"])):
                state.owner = owner["name"]
                state.subject = ()
        marker = _REASON.search(clause.text)
        spoken = clause.text[: marker.start()] if marker else clause.text
        gap = state.subject and "差异原因" in clause.text
        if gap:
            self._begin_gap(clause.text[: clause.text.index("差异原因")])
        else:
            self._read_words(clause, spoken)
        if (
            marker
            and "预算" in spoken
            and re.search(r"大于|小于|高于|低于|超|少于|多于|差异", spoken)
        ):
            state.basis = "预算"
        told = (
            state.statement is not None
            and "。" not in self._clean.text[state.statement.end : clause.start]
        )
        if marker and not state.basis and "原因" in marker.group() and state.subject and told:
            state.basis = "说明"
        if marker and (state.basis or gap):
            after = clause.start + marker.end()
            state.reason, state.marked = after, True

    def _begin_gap(self, spoken: str) -> None:
        """固定资产车辆 6 辆，与公务用车保有量差异原因是…: the reason explains both figures."""
        state = self._state
        state.basis = "差异"
        named = find_term(spoken[spoken.find("与") + 1 :], "辆")
        if named and named.metric not in state.subject:
            state.subject = (*state.subject, named.metric)

    def _read_words(self, clause: _Clause, spoken: str) -> None:
        state = self._state
        found = list(quantities(spoken))
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

    def _name_subject(self, clause: _Clause, spoken: str) -> None:
        """A clause without a figure may name the metric, or what it is compared with."""
        state = self._state
        compared = _COMPARED.search(spoken)
        if compared:
            self._compare(compared["of"])
            spoken = spoken[: compared.start()]
        same = _SAME.search(spoken)
        if same:
            spoken = spoken[: same.start()]
        label = self._strip(spoken)[-_LONGEST_LABEL:]
        metrics, code, lead = self._metrics(label, None)
        item = len(metrics) == 1 and metrics[0].endswith("(项)") and not lead
        if metrics and len(lead) <= 12 and (compared or same or item or clause.closes == ":"):
            self._begin(clause.start, metrics, code, label)
            if compared:
                self._compare(compared["of"])
        if same and state.subject:
            place = (clause.start, clause.end)
            amount = Amount(Decimal(0), Decimal(1), "万元", "持平")
            state.basis = "上年"
            self._add("比上年增减额", amount, *place)

    def _compare(self, of: str) -> None:
        state = self._state
        if "预算" in of:
            state.basis = "预算"
            state.budget = (
                "年初预算数"
                if "年初" in of
                else "全年预算数"
                if re.search("全年|调整", of)
                else "预算数"
            )
        else:
            state.basis = "上年"

    # -- one figure ---------------------------------------------------------------------------

    def _read_figure(
        self, clause: _Clause, label: str, quantity: Quantity, following: str, label_start: int
    ) -> None:
        state = self._state
        amount = quantity.amount
        years = {int(y) for y in _YEAR.findall(label)}
        stripped = self._strip(label)
        reached = _REACHED.search(stripped)
        if reached and amount.measure != "%":  # 减少到8.15万元: to it, not by it
            stripped = stripped[: reached.start()]
            state.basis = state.basis or "上年"
        words = _REMARK.sub("", _COPULA.sub("", stripped))
        aspect, rest, amount = self._aspect(words, amount)
        if aspect is None:
            return
        rest = _YEAR_END.sub("", rest)
        if not rest and state.waiting:  # A、B分别为x、y: each figure in its turn
            self._begin(label_start, (state.waiting.pop(0),), None, "")
        if rest.startswith("价值") or rest == "价值":
            if not state.item:
                return
            metrics: tuple[str, ...] = (state.item.removesuffix("价值") + "价值",)
            self._begin(clause.start, metrics, None, rest, keep_item=True)
        elif rest:
            metrics, code, lead = self._metrics(rest, amount.measure)
            if metrics:
                if len(lead) > 40:
                    return
                state.waiting = []
                if len(metrics) > 1 and "分别" in label:
                    metrics, state.waiting = metrics[:1], list(metrics[1:])
                self._begin(label_start, metrics, code, rest)
                if aspect == "决算数" and _BUDGETED.search(metrics[0]):
                    aspect = "预算数"
            elif _CARRIED.fullmatch(rest):
                aspect = "预算数" if aspect == "决算数" else aspect
            elif _SPENT.fullmatch(rest):
                pass  # 支出决算为…, 共计支出…: the subject goes on
            elif (generic := self._generic(rest, following, aspect)) is not None:
                self._begin(label_start, (generic,), None, rest)
            else:
                return
        elif amount.measure in COUNTS and (noun := _COUNTED.match(following)):
            self._begin(label_start, (noun.group(),), None, "")
        if not state.subject:
            return
        kept = tuple(_KEPT_BY_MEASURE.get((m, amount.measure), m) for m in state.subject)
        if aspect in _OF_A_YEAR and years and self._year not in years:
            if aspect != "决算数" or years != {self._year - 1} or amount.measure not in MONEY:
                return
            aspect = "上年数"
        state.subject = kept
        end = clause.start + quantity.end
        self._add(aspect, amount, label_start + _skip_lead(label), end)

    def _aspect(self, words: str, amount: Amount) -> tuple[str | None, str, Amount]:
        """Return the aspect that the tail of a label names, what stands before it, and the amount.

        The aspect is None where the words say nothing that the ledger keeps.
        """
        state = self._state
        if amount.measure == "个百分点":
            return None, words, amount
        base = _BASE.search(words)
        if base and amount.measure in MONEY:  # 比上年9.91万元减少…: what the change starts from
            self._compare(base["of"] or "上年")
            aspect = "上年数" if state.basis == "上年" else state.budget
            return aspect, words[: base.start()], amount
        change = _CHANGE.search(words)
        if change:
            if change["both"]:  # 增加(减少): the template's choice was never made
                return None, words, amount
            if change["of"]:
                self._compare(change["of"])
            elif not state.basis:
                state.basis = "上年"
            signed = -abs(amount.value) if change["verb"] in _FALLS else amount.value
            amount = replace(amount, value=signed)
            rest = words[: change.start()]
            if state.basis == "预算":
                return ("预决算差异率" if amount.measure == "%" else None), rest, amount
            return ("比上年增减率" if amount.measure == "%" else "比上年增减额"), rest, amount
        if amount.measure == "%":
            share = _SHARE.search(words)
            if share and "预算" in share.group() and "支出" not in share.group():
                return "完成率", words[: share.start()], amount
            if share:
                return "占比", words[: share.start()], amount
        for pattern, aspect in _TAILS:
            match = pattern.search(words)
            if match:
                rest = words[: match.start()]
                if aspect == "预算数":
                    aspect = state.budget
                if aspect in ("完成率", "预决算差异率"):
                    state.basis = "预算"
                return aspect, rest, amount
        if amount.measure == "%":
            return None, words, amount
        return ("决算数" if amount.measure in MONEY else "数量"), words, amount

    # -- metrics ------------------------------------------------------------------------------

    def _strip(self, label: str) -> str:
        if self._names:
            label = self._names.sub("", label)
        return label[_skip_lead(label) :].removeprefix(self._state.owner)

    def _metrics(self, label: str, measure: str | None) -> tuple[tuple[str, ...], str | None, str]:
        """Return the metrics that end a label, the code printed with them, and the words before."""
        if not label:
            return (), None, ""
        item = find_item(label)
        if item:
            return (item.metric,), item.code, item.lead
        listed = self._listed(label, measure)
        if listed:
            return listed, None, ""
        for pattern, pair in _DUALS:
            match = pattern.search(label)
            if match and self._section.kind not in ("收入", "支出"):
                return pair, None, label[: match.start()]
        bare = _BARE.match(label)
        scope = _BARE_KINDS.get(self._section.kind)
        if bare and scope:
            return (scope + bare["side"],), None, ""
        term = find_term(label, measure)
        if term:
            return (term.metric,), None, term.lead
        return (), None, label

    def _listed(self, label: str, measure: str | None) -> tuple[str, ...]:
        """Return the terms of a list (A、B为0万元), where each of them is an official one."""
        names = re.split(r"、|和|与", label)
        if len(names) < 2:
            return ()
        terms = [find_term(self._strip(name), measure) for name in names]
        known = [term.metric for term in terms if term is not None and not term.lead]
        return tuple(known) if len(known) == len(names) else ()

    def _generic(self, rest: str, following: str, aspect: str) -> str | None:
        """Return an unlisted metric where a label is plainly a noun, or None."""
        if aspect not in (
            "决算数",
            "数量",
            "年初预算数",
            "全年预算数",
            "预算数",
            "比上年增减额",
            "比上年增减率",
            "占比",
        ):
            return None
        noun = rest.removesuffix("支出") if rest.count("支出") > 1 else rest
        if aspect == "数量" and (counted := _COUNTED.match(following)):
            return counted.group()
        if not _NOUN.fullmatch(noun) or _VERB.search(noun) or noun.isdigit():
            return None
        return noun

    # -- statements and reasons ---------------------------------------------------------------

    def _begin(
        self,
        start: int,
        metrics: tuple[str, ...],
        code: str | None,
        label: str,
        *,
        keep_item: bool = False,
    ) -> None:
        state = self._state
        if not keep_item:
            state.item = metrics[0]
        if metrics == state.subject and state.statement is not None:
            return
        state.subject, state.code = metrics, code
        state.basis = ""
        named = fund_of(label) or fund_of(metrics[0])
        state.fund = named if named and self._fund in ("全部", "财政拨款") else self._fund
        if "资产" in label:  # 国有资产占用情况中固定资产车辆: assets are of no one fund
            state.fund = "全部"
        state.entity = "本级" if "本级" in label else state.owner
        state.statement = _Statement(start, start)

    def _add(self, aspect: str, amount: Amount, start: int, end: int) -> None:
        state = self._state
        statement = state.statement or _Statement(start, end)
        state.statement = statement
        statement.end = max(statement.end, end)
        for metric in state.subject:
            entity = (
                "事业单位" if self._is_institution(start) and metric == "公用经费" else state.entity
            )
            fact = Fact(
                section=self._section.label,
                fund=state.fund,
                entity=entity,
                metric=metric,
                aspect=aspect,
                amount=amount,
                place=self._clean.place(start, end),
                context=self._clean.place(start, end),
                code=state.code,
            )
            state.figures.append((fact, statement))

    def _is_institution(self, start: int) -> bool:
        statement = self._state.statement
        begin = statement.start if statement else start
        return "(事业单位)" in self._clean.text[begin : start + 40]

    def _implied_reason(self, clause: _Clause, spoken: str) -> bool:
        """Words after a change that give its cause without saying 原因."""
        state = self._state
        if not state.basis or state.statement is None or len(spoken) < 6 or self._is_head(clause):
            return False
        sentence = self._clean.text[clause.start : self._clean.text.find("。", clause.start)]
        return bool(_CAUSE.search(sentence)) and self._clean.text[state.statement.end] in ",。"

    def _is_head(self, clause: _Clause) -> bool:
        """Whether a clause starts a new statement of the report."""
        text = clause.text
        if _NEXT.match(text):
            return True
        label = self._strip(text[:_LONGEST_LABEL])
        found = next(quantities(label), None)
        words = label[: found.start] if found else label
        compared = _COMPARED.search(words)
        if compared:
            words = words[: compared.start()]
        if not (found or compared or clause.closes == ":"):
            return False
        aspect_words = _COPULA.sub("", words)
        if found:
            aspect, rest, _ = self._peek(aspect_words, found.amount)
            if aspect is None:
                return False
        else:
            rest = aspect_words
        metrics, _, lead = self._metrics(rest, found.amount.measure if found else None)
        return bool(metrics) and len(fund_of(lead) or lead) <= 10 and not _VERB.search(lead)

    def _peek(self, words: str, amount: Amount) -> tuple[str | None, str, Amount]:
        state = self._state
        kept = state.basis, state.budget
        try:
            return self._aspect(words, amount)
        finally:
            state.basis, state.budget = kept

    def _ends_reason(self, clause: _Clause) -> bool:
        if clause.opens not in "。;":
            return _NEXT.match(clause.text) is not None and clause.opens == ","
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
        again = re.compile(r"[:,是为]+|(?:主要)?原因[是为:]+").match(text, start, end)
        while again:
            start = again.end()
            again = re.compile(r"[:,是为]+|(?:主要)?原因[是为:]+").match(text, start, end)
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
                basis=state.basis or "上年",
                text=self._clean.shown[start:end],
                place=self._clean.place(start, end),
                context=self._clean.place(start, end),
            )
            state.reasons.append((reason, statement))
        if state.marked:
            state.basis = ""

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


def _skip_lead(label: str) -> int:
    match = _LEAD.match(label)
    return match.end() if match else 0
