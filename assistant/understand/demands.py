"""What a question wants of each figure that it names, read from left to right.

A question is a run of terms and of words that ask (多少, 上年数, 变动率, 原因, 两项合计); each word that
asks is of the terms before it, or of the first after it. What one is held against (比上年, 跟预算比)
goes on until another is named. No stops are needed: 三公多少为啥涨了年初批了多少 asks three things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.understand.question import Question
from assistant.vocabulary import Mention

_LAST = r"(?:[上前头]一个?年|上年|去年)(?:度|同期)?"
_AGAINST = r"(?:比|较|跟|和|与|同|对比|相对|对照)(?:于|起|着)?□*"
_COMPARED = r"(?:相比|比较|对比|比起来|(?:来|一)?比)?"
_PLAN = r"(?:年初|全年|调整后?的?|当初|原)?预算(?:数额?|额|金额)?"
_MUCH = r"(?:多少|多大(?!的?比)|几(?!个|乎))(?:钱|万元?|亿元?|元|个|辆)?"
_PERCENT = r"(?:百分之(?:几|多少)|百分[比数]|几成|几个(?:百分)?点|(?:多[大高]的?)?比例)"
_MOVE = r"(?:增减|变动|变化|波动|增加|增长|减少|下降|上升|涨跌|增|减|涨|跌|降|升|变|砍|缩|动(?=了))"

# Of two that match at one place the first counts. Each is what the words ask, or where they lead.
_WORDS = (
    (
        "before",
        rf"{_AGAINST}(?:那个?)?{_LAST}的?(?:决算|支出|实际)?(?:数据?|金额|情况)?{_COMPARED}|同比",
    ),
    (
        "completion",
        r"(?:完成|执行)(?:率|比例|进度)|预算(?:执行|完成)(?:到|了|得)*(?:几成|百分之(?:几|多少)|多少百分比)"
        rf"|(?:完成|执行|达到|占|相当于|是|用|花)(?:了|掉|到)?{_PLAN}的?(?:{_PERCENT}|多少|比例|比重)",
    ),
    (
        "gap",
        r"预决算差(?:异|额)(?!率|的?原因|的?理由)|(?:超|省|节约|超支)(?:了|出|下|支)?(?:多少|几)",
    ),
    (
        "plan",
        rf"(?:比|较|跟|和|与|同|对|超|偏离|低于|高于|按)(?:于|出|过|了|起|着)?{_PLAN}{_COMPARED}|预决算(?!差(?:异|额)率)|超支",
    ),
    (
        "prior",
        rf"从{_MUCH}(?:变|涨|降|升|减|增)|(?:原来|原先|以前|之前)(?:是|有)?{_MUCH}|{_LAST}(?:度)?的?(?:决算|支出|实际)?(?:数据?额?|金额|决算)",
    ),
    ("when", rf"{_LAST}(?![末结转底])"),
    (
        "budget",
        rf"{_PLAN}(?!绩效|单位|管理|执行|完成|调整|公开|编制|收支|[的]?执行)|批(?:了|的|下来?|复)?{_MUCH}|年初.{{0,6}}?(?:批|安排|定|报|下达|给)(?:了|的|下)?",
    ),
    (
        "rate",
        rf"{_MOVE}(?:了|的)?(?:率|幅度?|比例|比率|{_PERCENT})|[增降涨跌升]幅|增速|幅度|[换折]算?成百分比",
    ),
    (
        "turn",
        r"(?:涨|升|增|多|高|增加|上升|增长)(?:了|的)?(?:还是|或者?)(?:是)?(?:跌|降|减|少|低|下降|缩)"
        r"|是[增升涨多]是[减降跌少]|[增涨升多降减跌少砍]了?没(?:有|[增涨升多降减跌少砍])?|缩水了?(?:没|吗)|有没有(?:压|降|涨|升|减|增|砍)|压(?:下来|减|缩)|涨跌|升降|增减(?!变)(?=[,。?]|$|情况)",
    ),
    ("moved", rf"{_MOVE}(?:了|出|掉)*(?:额|金额|值|数额?|几何|{_MUCH})"),
    (
        "apart",
        rf"相差{_MUCH}?(?:几何)?|差额|差距|之差|轧差|的差(?![异别额])|(?:减(?:去|掉)?|扣(?:除|掉|去)|-)(?=[\ue000-\uefff])|差(?:了)?(?:{_MUCH}|几何)"
        r"|[多少高低大](?:出|了)*(?:多少|几(?!乎))(?:钱|万元?|元)?"
        rf"|净?(?:赚|赔|亏|盈)(?:了|余|利)*{_MUCH}",
    ),
    (
        "why",
        r"[为因]了?(?:什么|啥|何)|归因|由于(?:什么|啥)|受(?:什么|啥|哪些)[^,。?]{0,3}影响|(?:什么|啥)(?:原因|缘故|理由)|原因|缘[由故]|理由|怎么回事|何故|凭(?:什么|啥)"
        r"|咋(?!样|分|算|用|花|办|写|说|讲|定|解|看|查)|怎么(?:会|又|变|就|没|不)|说法",
    ),
    ("explained", r"(?:怎么|如何|咋|作何)(?:解释|说|讲)|解释了?(?:没|吗)"),
    (
        "ratio",
        rf"相当于|折合|除以|抵得上|(?:折算?|换算)成(?=[\ue000-\uefff])|[作做为](?:分母|基数)|之比|比率|[/÷](?=[\ue000-\uefff])|[是为](?=[\ue000-\uefff]+的?{_PERCENT})",
    ),
    ("inside", r"在[□年度的]*(?=[\ue000-\uefff]+[^,。?;]{0,16}占)"),
    (
        "within",
        r"(?<=[\ue000-\uefff])(?:里(?:头|面)?|中|当中|之中)的?,?(?=[\ue000-\uefff]+[^。?;]{0,20}(?:占(?!了?[\ue000-\uefff])|比重|百分之|几成))",
    ),
    ("share", r"占比(?![上去前])|占(?!用|地|有|编|道)|比重|份额"),
    ("percent", _PERCENT),
    (
        "sum",
        r"合计|总和|求和|之和|加总|相加|加起来|加(?:在|到)?一(?:块|起)|合起来|合(?:在)?一(?:块|起)|(?:加上?|\+|连同|并上)(?=[\ue000-\uefff])|摞一?(?:块|起)",
    ),
    ("called", r"(?:什么|啥)(?:叫|是)(?!原因|多少)|何谓|解释一下"),
    (
        "meaning",
        r"(?:是|指)(?:的是|个)?(?:什么|啥)(?!原因|缘故|理由|情况|问题)(?:意思|概念|东西|钱)?|是干(?:什么|啥)的|释义|(?:什么|啥)意思|含义|定义|概念|指(?:哪些|的啥)|怎么理解",
    ),
    (
        "value",
        rf"{_MUCH}|几多|金额|决算数?(?!报告|公开|说明|[里中表])|实际|最[后终](?!一)|本年数?|今年|当年",
    ),
    ("together", r"一共|总共"),
    ("likewise", r"呢|嘞|咧|也(?:是|要|来)?(?:说|讲|列|报|给|看|查|比)|的$"),
    ("back", r"它|这个?数|前者|后者|前一个|后一个"),
    ("term", r"[\ue000-\uefff]+"),
    ("stop", r"[,，。;；?？!！\n]+"),
)
_SCAN = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS))
_UNLIKE = re.compile(r"对不上|不一[样致]|不同|矛盾|差(?:了|的|那|这|多少)|怎么会")
_HELD = re.compile("|".join(words for kind, words in _WORDS if kind in ("before", "plan")))
_JOINED = re.compile(
    r"[\s□年度]*(?:(?:[和与跟及、加减比同对+/÷-]|以及|还有|加上|减[去掉]|扣[除掉去]|连同|并上|相?对)[\s□年度的]*|\s)"
)
_STOP = re.compile(r"[,，。;；?？!！\n]")
_FIRST = 0xE000
_ONE_EACH = frozenset(
    (
        "value",
        "prior",
        "change",
        "rate",
        "why",
        "budget",
        "gap",
        "completion",
        "unplanned",
        "share",
        "meaning",
    )
)
_OF_BOTH = frozenset(("sum", "apart", "ratio"))


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that is asked: its kind, of which terms, and for a share or ratio in which one.

    `before` are the terms named before, of which it may be asked where its clause names none.
    """

    kind: str
    terms: tuple[Mention, ...]
    base: Mention | None = None
    before: tuple[Mention, ...] = ()


@dataclass(slots=True)
class _State:
    """How far a question is read: what figures are held against, what was asked last."""

    against: str = ""
    asked: tuple[str, ...] = ()


def demands_of(question: Question) -> tuple[Demand, ...]:
    """Return what a question wants of the figures that it names, in its order, each once."""
    return tuple(dict.fromkeys(_read(question)[0]))


def bases_of(question: Question) -> tuple[str, ...]:
    """Return the metrics of which a question asks the share of others: 本年支出里人员经费占几成."""
    bases = (d.base for d in demands_of(question) if d.kind == "share" and d.base is not None)
    return tuple(dict.fromkeys(metric for base in bases for metric in base.metrics))


def _read(question: Question) -> tuple[list[Demand], _State]:
    before = _read(question.before)[1] if question.before is not None else _State()
    own = [m for m in question.mentions if m.metrics and m.end > m.start]
    carried = tuple(m for m in question.mentions if m.metrics and m.end == m.start)
    first: tuple[Mention, ...] = ()
    if question.before is not None and own and not question.units.spans:
        # 占几成, 小微企业又拿了多少: the first is of what was spoken of before
        stop = _STOP.search(question.folded)
        if stop is not None and stop.start() < own[0].start:
            first = tuple(m for m in question.before.mentions if m.metrics)
    reader = _Reader(question, own, carried, before)
    reader.group = reader.group or first
    reader.run()
    return reader.found, reader.state


class _Reader:
    """Reads one question: the terms in hand, what they are held against, what is open."""

    def __init__(
        self,
        question: Question,
        own: list[Mention],
        carried: tuple[Mention, ...],
        before: _State,
    ) -> None:
        self.text = _masked(question, own)
        self.own = own
        self.groups = _groups(self.text, own)
        self.carried = carried
        self.state = _State(before.against, before.asked)
        self.found: list[Demand] = []
        self.said, self.at = "", 0
        self.group = carried
        self.open = "term" if carried else ""
        self.base: Mention | None = None
        self.summed: tuple[Mention, ...] = ()
        self.then = False  # of the year before
        self.first_here = 0  # of the demands, since the last stop
        self.named: list[Mention] = []
        self.named_here = False
        self.set_here = False  # what figures are held against is named since the last stop

    def run(self) -> None:
        """Read the whole question."""
        for match in _SCAN.finditer(self.text):
            self.at = match.start()
            self.said, kind = match.group(), str(match.lastgroup)
            step = getattr(self, f"_{kind}", None)
            if step is not None:
                step()
            else:
                self._ask(kind)
        self._stop()
        if not self.found and self.own:  # the same of another term
            for kind in self.state.asked:
                self._add(kind, self.group)

    # Where words lead, and what they ask.

    def _term(self) -> None:
        mention = self.own[ord(self.said[0]) - _FIRST]
        self.named.append(mention)
        self.named_here = True
        if self.open in ("share", "ratio"):
            self.base, self.open = mention, self.open + "d"
            return
        group = next(g for g in self.groups if mention in g)
        if self.open == "called":
            self._add("meaning", group)
        if self.open not in ("ratiod", "shared"):
            inside = self.open == "within" or self.group == group
            self.base = self.base if inside else None
            self.open = "term"
        self.group = group

    def _stop(self) -> None:
        if self.open in ("shared", "share"):
            self._ask("share")
        if self.then and self.open in ("when", "term") and self.group:
            self._ask("prior")
        self.then = self.then and self.open == "when"
        self.open = self.open if self.open == "ratiod" else "start"
        self.named_here = self.set_here = False
        self.first_here = len(self.found)

    def _before(self) -> None:
        self._hold("上年", "why")

    def _plan(self) -> None:
        self._hold("预算", "unplanned")

    def _hold(self, against: str, why: str) -> None:
        """Take what figures are held against from here on: 为什么和预算不同 asks before it says so."""
        for at, demand in enumerate(self.found):
            if at >= self.first_here and not self.set_here and demand.kind in ("why", "unplanned"):
                self.found[at] = replace(demand, kind=why)
        self.state.against, self.set_here = against, True

    def _when(self) -> None:
        if self.open == "term" and self.text[self.at - 1] in "、和及与":
            self._ask("value")  # 三公、上年三公
        self.then, self.open = True, "when"

    def _called(self) -> None:
        self.open = "called"

    def _back(self) -> None:
        if self.state.asked[-1:] in (("budget",), ("prior",)):
            self.set_here = True  # 上年多少, 今年比它多多少
        elif self.open in ("start", "term"):
            self.open = "back"
        if len(self._all()) > 1:
            self.group = self._all()

    def _together(self) -> None:
        if not self.own:
            self._sum()

    def _inside(self) -> None:
        self.open = "share"

    def _within(self) -> None:
        """Take the term before as the whole of what follows: 本年支出里人员经费占几成."""
        self.base = self.own[ord(self.text[self.at - 1]) - _FIRST]
        self.open = "within"

    def _share(self) -> None:
        self.open = "shared" if self.open == "shared" else "share"
        if self.said != "占":
            self._ask("share")

    def _ratio(self) -> None:
        self.open = "ratio"
        if len(self.group) > 1:
            self._ask("ratio")
        elif self.said[-2:] in ("分母", "基数"):
            self.base = self.group[-1] if self.group else None
            self.group, self.open = (), "ratiod"

    def _percent(self) -> None:
        if self.open.startswith("share"):
            self._ask("share")
        elif self.open.startswith("ratio") or self.base is not None:
            self._ask("ratio")
        elif self.state.against == "预算":
            self._ask("completion")
        elif self.state.against == "上年" or "change" in self.state.asked:
            self._ask("rate")
        elif self.open == "back" and len(self._all()) == len(("one", "other")):
            self.group = self._all()
            self._ask("ratio")

    def _value(self) -> None:
        much = self.said[0] in "多几"
        if self.open == "shared" or (self.open == "share" and much):
            self._ask("share")
        elif self.open == "ratiod":
            self._ask("ratio")
        elif self.then and much:
            self._ask("prior")
            self.then = False
        elif self.open in ("term", "start", "when", "back") or not much:
            if self.then:
                self._ask("prior")
            self._ask("value")
            self.then = False

    def _likewise(self) -> None:
        if self.then:
            self._ask("prior")
        elif self.open == "term":
            for kind in self.state.asked or ("value",):
                self._add(kind, self.group)

    def _meaning(self) -> None:
        if self.open == "term":
            self._ask("meaning")

    def _moved(self) -> None:
        planned = self.state.against == "预算" and self.set_here
        self._ask("gap" if planned else "change")

    def _turn(self) -> None:
        self._moved()

    def _rate(self) -> None:
        self._ask("ratio" if self.open.startswith("ratio") else "rate")

    def _explained(self) -> None:
        self._ask(
            "unplanned"
            if self.state.against == "预算"
            else "why"
            if self.state.against
            else "meaning"
        )

    def _apart(self) -> None:
        pair = self.group if len(self.group) > 1 else self._all()
        if len(pair) > 1 and not self.set_here:
            self.group = pair
            self._ask("apart")
        elif self.state.against:
            self._ask("gap" if self.state.against == "预算" else "change")

    def _why(self) -> None:
        if len(self._all()) > 1 and _UNLIKE.search(self.text) and not _HELD.search(self.text):
            return  # of two figures, by what they differ
        self._ask("unplanned" if self.state.against == "预算" else "why")

    def _sum(self) -> None:
        added = tuple(m for m in self._all() if not _IN_IT.search(self.text[: m.start]))
        if len(added) > 1:
            self.group = self.group if len(self.group) > 1 else added
            self._ask("sum")
            self.summed = self.group

    def _each(self) -> bool:
        """Whether what is asked here is asked of each: 各占几成."""
        return (
            _EACH.search(self.text, self.text.rfind(",", 0, self.at) + 1, self.at + 1) is not None
        )

    def _all(self) -> tuple[Mention, ...]:
        return (*self.carried, *self.own)

    def _ask(self, kind: str) -> None:
        if kind == "share" and self.group and self.group == self.summed and not self._each():
            self.open = "asked"  # 甲和乙合计多少, 占丙几成: of what they come to
            return
        group = self.group or (self.groups[0] if self.groups else ())
        group = tuple(m for m in group if m is not self.base)
        self._add(kind, group)
        fresh = self.open in ("term", "start") or not self.state.asked
        self.state.asked = (kind,) if fresh else (*self.state.asked, kind)
        if kind in ("budget", "gap", "completion", "unplanned"):
            self.state.against = "预算"
        elif kind in ("change", "rate", "prior"):
            self.state.against = "上年"
        self.open = "asked"

    def _add(self, kind: str, group: tuple[Mention, ...]) -> None:
        if kind in _ONE_EACH:
            base = self.base if kind == "share" else None
            known = () if self.named_here else tuple(m for m in self.named if m not in group)
            self.found += [Demand(kind, (m,), base, known[::-1]) for m in group]
        elif kind in _OF_BOTH and (len(group) > 1 or self.base is not None):
            self.found.append(Demand(kind, group, self.base if kind == "ratio" else None))


def _masked(question: Question, own: list[Mention]) -> str:
    """Return a folded question in which each term is one sign, and units and years are none."""
    text = question.folded
    for start, end in question.units.spans:
        text = text[:start] + "□" * (end - start) + text[end:]
    for at, mention in enumerate(own):
        said = text[mention.start : mention.end]
        size = len(said) if said in mention.official else len(_SUMMED.sub("", said))
        text = text[: mention.start] + chr(_FIRST + at) * size + text[mention.start + size :]
    for year in {info.year for info in question.reports}:
        for said in (f"{year - 1}年", f"{(year - 1) % 100:02d}年"):
            text = text.replace(said, "上年".rjust(len(said), "□"))
    taken = _TAKEN.match(question.years.relative or "")
    if taken is not None and question.years.years:  # 去年 is the report's own year
        text = text.replace(taken[1], "□" * len(taken[1]))
    return _YEAR.sub(lambda m: "□" * len(m.group()), text)


_YEAR = re.compile(r"(?<!\d)(?:20)?\d\d年度?")
_EACH = re.compile(r"各|分别|都")
_IN_IT = re.compile(r"占(?:了|去|掉|到)?(?:整个|全部|当年|全年)?的?$")
_SUMMED = re.compile(r"(?:合计|总和|加总)$")  # 甲、采购总额合计: of both
_TAKEN = re.compile(r"“(.+?)”按")


def _groups(text: str, own: list[Mention]) -> list[tuple[Mention, ...]]:
    """Return the terms that stand beside each other, joined by nothing but 和, 加, 比."""
    groups: list[list[Mention]] = [[m] for m in own[:1]]
    for left, right in pairwise(own):
        if _JOINED.fullmatch(text[left.end : right.start]):
            groups[-1].append(right)
        else:
            groups.append([right])
    return [tuple(group) for group in groups]
