"""Text → claims: what each number with a measure is said to be, in the words before it.

Nothing is taken from whoever wrote the text. A claim says the printed amount, the mark that speaks
for it, the units and the year that the sentence is about, the metric named nearest before the
number, and what the words between say of it: which aspect, which direction, whose figure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.lexicon import LEVEL
from assistant.numbers import MARK, Number, numbers
from assistant.understand.unit_names import bare_name
from assistant.understand.units import find_units
from index.model import ASPECTS
from index.normalise import fold
from index.store import ReportInfo
from index.terms import metrics as official_metrics
from index.terms import parts_of

VALUE = frozenset({"决算数", "数量"})
BUDGETS = frozenset({"年初预算数", "全年预算数", "预算数"})
CHANGES = frozenset({"比上年增减额", "比上年增减率"})
NOTHING: frozenset[str] = frozenset()  # an aspect that the ledger does not keep: computed at best
OWN_FUNDS = ("政府性基金", "国有资本经营")
SHEET = ("项目:", "整体支出")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words at the half-open range `start`, `end` that name metrics (none where unknown)."""

    start: int
    end: int
    metrics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """One number and what its words say that it is.

    `metrics` is None where the text names none, empty where it names one that no report states;
    several sets are a list that the number is said of as a whole (均为). `aspects` is None for
    the value of the year. `sign` is what the verb says (-1, 0, 1) or None. `computed` is whether
    the words say that the number was worked out (应为, 相差); None where it may be (合计, 约).
    """

    number: Number
    units: frozenset[str] | None
    year: int | None
    metrics: tuple[frozenset[str], ...] | None
    aspects: frozenset[str] | None
    sign: int | None
    fund: str
    entity: str
    computed: bool | None


# -- names of metrics -------------------------------------------------------------------------

_DROPPED = re.compile(r"[“”\"'‘’\s《》*]")
_SCOPE_WORDS = ("自评总分", "自评得分", "总分", "项目得分", "满分")
SCOPE = frozenset({"*"})  # words that stand for the table itself, not for a row of it


def plain(words: str) -> str:
    """Return words folded and without quotes and spaces, as names are compared.

    >>> plain("“三公” 经费")
    '三公经费'
    """
    return _DROPPED.sub("", fold(words))


def _surfaces(metric: str) -> Iterator[str]:
    """Yield how a metric of the ledger is written in text."""
    whole = plain(metric)
    if not whole.startswith(SHEET):
        yield whole
        if "/" in whole:  # 公务用车运行维护费/公务用车加油
            yield whole.rpartition("/")[2]
        parts = [part for part in LEVEL.split(whole) if part]
        if LEVEL.search(whole) and parts:
            yield parts[-1]
            yield parts[-1] + whole[-3:]
            yield parts[-1] + whole[-2]
        return
    table, _, row = whole.partition("/")
    name = row.removeprefix("指标:") if row else table.removeprefix("项目:")
    if row and name in ASPECTS:  # 预决算差异率 is an aspect before it is an indicator
        return
    yield name
    if not row and table == "整体支出":
        yield "整体支出绩效"
    if not row and name.endswith("项目") and len(name) > 4:
        yield name.removesuffix("项目")


@cache
def _synonyms() -> Mapping[str, Sequence[str]]:
    text = files("index").joinpath("data/synonyms.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Sequence[str]] = json.loads(text)
    return loaded


_LEVEL_END = re.compile(r"\((?:类|款|项)\)$")


class Names:
    """The names that the metrics of some reports go by in text."""

    def __init__(self, metrics: Iterable[str]) -> None:
        """Build from metric names of the ledger; official terms that it lacks are known too."""
        stated = dict.fromkeys([*metrics, *official_metrics()])
        words: dict[str, set[str]] = {}
        titles: dict[str, set[str]] = {}
        for metric in stated:
            for word in _surfaces(metric):
                if len(word) >= (2 if word == metric else 3):
                    words.setdefault(word, set()).add(metric)
                else:  # 电费 tells an indicator only where it stands in 「」 alone
                    titles.setdefault(word, set()).add(metric)
        self._titles = {word: frozenset(metrics) for word, metrics in titles.items()}
        others = [plain(metric) for metric in stated if not metric.startswith(SHEET)]
        for official, aliases in _synonyms().items():
            target = official if official in stated else official.removesuffix("合计")
            # A word that official names begin with (财政拨款) stands for none of them alone.
            for word in map(plain, aliases if target in stated else ()):
                inside = any(word in o and not o.endswith(word) for o in others)
                # the row of the funds in a table is not named in the words of others
                own = any("/" not in metric for metric in words.get(word, ()))
                if len(word) >= 3 and (own or not inside):
                    words.setdefault(word, set()).add(target)
        for word in _SCOPE_WORDS:
            words[word] = set(SCOPE)
        self._by_head: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_head.setdefault(word[:2], []).append((word, frozenset(words[word])))

    def find(self, folded: str, hidden: Sequence[tuple[int, int]] = ()) -> list[Mention]:
        """Return the metrics named in folded text, longest first from the left."""
        at = [i for i, char in enumerate(folded) if not _DROPPED.match(char)]
        text = "".join(folded[i] for i in at)
        found: list[Mention] = []
        i = 0
        while i < len(text):
            word = next(
                (w for w in self._by_head.get(text[i : i + 2], ()) if text.startswith(w[0], i)),
                None,
            )
            if word is None:
                i += 1
                continue
            start, end = at[i], at[i + len(word[0]) - 1] + 1
            beyond = _LEVEL_END.search(word[0]) is not None and not _inside(end - 1, hidden)
            if beyond or not _inside(start, hidden):  # 图书馆(项) is no 图书馆
                found.append(Mention(start, end, word[1]))
                i += len(word[0])
            else:
                i += 1
        return _with_titles(folded, found, self._titles)


def _with_titles(
    folded: str, found: list[Mention], titles: Mapping[str, frozenset[str]]
) -> list[Mention]:
    """Return the mentions, where 「…」 that is no known name as a whole names nothing known."""
    for match in re.finditer(r"「([^「」]*)」", folded):
        inner = [m for m in found if match.start() < m.start and m.end < match.end()]
        whole = plain(match[1])
        if [plain(folded[m.start : m.end]) for m in inner] != [whole]:
            found = [m for m in found if m not in inner]
            known = titles.get(whole, frozenset())
            found.append(Mention(match.start(), match.end(), known))
    return sorted(found, key=lambda m: m.start)


# -- units and years --------------------------------------------------------------------------

_YEAR = re.compile(
    r"(?<![\d.,<>=≤≥])(20\d\d|(?<!目标 )(?<!完成 )\d\d)\s*年(?!以|初|[来内]|\s*\d{1,2}\s*月)"
)
_BESIDE_YEAR = 6  # signs of 上年度 (
_COMPARED_YEAR = re.compile(r"(?:比|较|与|同|和|跟|从|由|对比|相比于?)\s*(?:前一年)?\s*$")
_ORGANISATION = re.compile(r"[局委办厅院处府校站馆会署队]|中心|[市州区县]")


def unit_spans(
    folded: str, units: Sequence[str], reports: Sequence[ReportInfo] = ()
) -> list[tuple[int, int, frozenset[str]]]:
    """Return where a folded text names units, and which; short names need `reports`."""
    names: dict[str, set[str]] = {}
    for unit in units:
        bare = bare_name(unit)
        for name in (fold(unit), bare, re.sub(r"\([^)]*\)", "", bare)):
            names.setdefault(name, set()).add(unit)
    found: list[tuple[int, int, frozenset[str]]] = []
    for name in sorted(names, key=len, reverse=True):
        start = folded.find(name)
        while start >= 0:
            end = start + len(name)
            if not any(start < e and end > s for s, e, _ in found):
                found.append((start, end, frozenset(names[name])))
            start = folded.find(name, end)
    for start, sentence in _sentences(_without_quotations(folded)) if reports else ():
        end = start + len(sentence)
        known = any(s < end and e > start for s, e, _ in found)
        if not known and _ORGANISATION.search(sentence) and re.search(r"\d", sentence):
            found += [
                (start + s, start + e, u) for s, e, u in _short_names(sentence, tuple(reports))
            ]
    return sorted(found)


@lru_cache(maxsize=1024)
def _short_names(
    sentence: str, reports: tuple[ReportInfo, ...]
) -> tuple[tuple[int, int, frozenset[str]], ...]:
    match = find_units(sentence, reports)
    found = []
    for start, end in match.spans:
        units = find_units(sentence[start:end], reports).units if len(match.units) > 1 else ()
        found.append((start, end, frozenset(units or match.units)))
    for name in match.unknown:
        # A name that no report bears is the subject only where the sentence opens with it.
        start = sentence.find(name)
        if 0 <= start <= _OPENING and not match.units:
            found.append((start, start + len(name), frozenset()))
    return tuple(found)


_OPENING = 8


def _without_quotations(folded: str) -> str:
    """Return a text whose titles and retold stretches are blanked: units there are not its subject."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"「[^「」]*」", folded)]
    for start, end in [*spans, *_quotations(folded)]:
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


def _sentences(folded: str) -> list[tuple[int, str]]:
    return [(m.start(), m.group()) for m in re.finditer(r"[^。;\n]+", folded)]


def _years(folded: str, hidden: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return (place, year) of the years that a text is about; years compared with are left out."""
    return [
        (m.start(), int(m[1]) if len(m[1]) == 4 else 2000 + int(m[1]))
        for m in _YEAR.finditer(folded)
        if not _inside(m.start(), hidden) and not _COMPARED_YEAR.search(folded[: m.start()])
    ]


# -- words before a number --------------------------------------------------------------------

_UP = "增加|增长|上升|提高|上涨|增幅|涨幅|增多|升高|扩大|多支出|多花|新增|净增|超支|高出|超出"
_DOWN = "减少|下降|降低|压减|压缩|缩减|降幅|减幅|跌幅|节约|少支出|少花|净减|回落|低于"
_TO = r"(?:到|至|为)\s*$"
_BUDGET = r"(?:年初|全年|调整后?|当年)?(?:批复|安排)?预算(?:安排|批复)?(?:数额|数|金额|总额|额)?"
_YEAR_IN_BRACKETS = r"(?:\s*\(20\d\d\s*年度?\)\s*“?□*)?"  # 上年（2020 年度）“三公”经费为
_LAST_YEAR = (
    rf"(?:上年|去年|上一年)度?{_YEAR_IN_BRACKETS}"
    r"(?:同期)?(?:的|决算|支出|收入|实际)*(?:数|为|是|金额)*(?=\s*$)"
)
# What the ledger calls an aspect, as words say it: of several, the last before the number counts.
_WORDS: tuple[tuple[re.Pattern[str], frozenset[str] | None, int | None], ...] = (
    (re.compile(_UP), CHANGES, 1),
    (re.compile(_DOWN), CHANGES, -1),
    (re.compile(r"(?<=[比者数])多了?(?=\s*$)|[比较]\S*多(?=\s*$)"), CHANGES, 1),
    (re.compile(r"(?<=[比者数])少了?(?=\s*$)|[比较]\S*少(?=\s*$)"), CHANGES, -1),
    (re.compile(r"没有变化|无变化|未变化|持平|没有增减|无增减"), CHANGES, 0),
    (re.compile(r"(?:增减|变动|变化)(?:额|率|幅度)?"), CHANGES, None),
    (re.compile(r"占比|占(?!用)|比重"), frozenset({"占比"}), None),
    (re.compile(r"差异率"), frozenset({"预决算差异率"}), None),
    (re.compile(r"完成率|完成\S{0,6}预算的|(?:占|为|达到?)\S{0,4}预算数?的"), frozenset({"完成率"}), None),
    (re.compile(r"执行率|执行进度"), frozenset({"执行率"}), None),
    (re.compile(r"年初(?:批复|安排)?预算(?:安排|批复)?(?:数额|数|金额|总额|额)?"), frozenset({"年初预算数"}), None),
    (re.compile(r"(?:全年|调整后?|追加后)的?预算(?:数额|数|金额|总额|额)?"), frozenset({"全年预算数"}), None),
    (re.compile(r"(?<!年初)(?<!全年)(?<!调整)(?<!整后)预算(?:数额|数|安排|金额|总额|额)?"), BUDGETS, None),
    (re.compile(r"(?:全年|实际|支出|预算)?执行(?:数|金额|总额|了)"), frozenset({"全年执行数"}), None),
    (re.compile(_LAST_YEAR), frozenset({"上年数"}), None),
    (re.compile(r"决算(?:数|金额)?|实际支出|实际花"), VALUE, None),
    (re.compile(r"满分|分值|权重"), frozenset({"分值"}), None),
    (re.compile(r"得分|总分|自评|得(?=\s*$)|得了"), frozenset({"得分"}), None),
    (re.compile(r"目标|指标值|计划(?:值|数)?"), frozenset({"指标值"}), None),
    (re.compile(r"实际完成|完成值|实际达到"), frozenset({"完成值"}), None),
    (re.compile(r"平均|人均"), NOTHING, None),
)  # fmt: skip
_FUNDS = re.compile(r"(?:一般公共|政府性基金|国有资本经营)预算")
_FUND_BEFORE = re.compile(rf"({'|'.join(OWN_FUNDS)})(?:预算)?(?:财政拨款)?$")
_AGAINST_BUDGET = re.compile(rf"(?:比|较|与|超|低于|高于|超出)\S{{0,6}}?{_BUDGET}")
_COMPUTED = re.compile(r"应为|重算|相差|差额|扣除|前者|后者|两者|二者|平均|人均")
_PERHAPS = re.compile(r"合计|折合|约|相当于|推算|计算|即")
_TOGETHER = re.compile(r"合计|前者|后者|两者|二者")
_BESIDE = re.compile(r"[\s、和与及以,]*(?:原文|报告)?(?:写的?[是为])?\s*")
_LIST = re.compile(r"[\s、和与及以“”]*")
# A noun for money that no report uses names another metric than the one named before it.
_NOUN = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(?:费用?|经费|支出|收入|资金|补助|补贴|工资|奖金|结余|人员|人数|用车|设备|价值)"
)
_NO_NOUN = re.compile(
    r"(?:财政拨款|支出|收入|本年度?|全年|当年|年度|决算|预算|合计|总额|共计|实际|其中|这笔|该项|上述|安排|完成|"
    r"同比|比上年度?|较上年度?|由上年|与上年|上年度?|去年|主要|总体|实现|单位|部门|报告|写明|写为|共|为|是|的|"
    r"(?:19|20)?\d\d\s*年度?|金额|数额|约|了|达到?|各|均|分别)+"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words before one number say."""

    aspects: frozenset[str] | None
    sign: int | None
    named: bool


class Reader:
    """Reads one text: where it names units, years and metrics, and what each number is."""

    def __init__(
        self,
        text: str,
        names: Names,
        units: Sequence[tuple[int, int, frozenset[str]]],
        opaque: Sequence[tuple[int, int]] = (),
        entities: Iterable[str] = (),
    ) -> None:
        """`opaque` are quoted stretches: what they name does not speak for numbers after them."""
        self._folded = MARK.sub(lambda m: " " * len(m.group()), fold(text)).replace("*", " ")
        self._numbers = numbers(text)
        self._opaque = [*opaque, *_quotations(self._folded)]
        titles = [(m.start(), m.end()) for m in re.finditer(r"「[^「」]*」", self._folded)]
        spoken = [u for u in units if not _inside(u[0], titles)]
        self._units = _outside_metrics(spoken, names, self._folded)
        named = [(s, e) for s, e, _ in self._units]
        self._years = _years(self._folded, titles)
        self._mentions = names.find(self._folded, named)
        self._closed = _brackets(self._folded)
        self._entities = tuple(e for e in dict.fromkeys(entities) if e not in ("", "汇总"))
        self._blank = self._without_names()

    def claims(self) -> list[Claim]:
        """Return one claim for each number, in order."""
        found: list[Claim] = []
        for index in range(len(self._numbers)):
            found.append(self._claim(index, found[-1] if found else None))
        return found

    def _claim(self, index: int, before: Claim | None) -> Claim:
        number = self._numbers[index]
        visible = [m for m in self._mentions if self._sees(number.start, m.start)]
        beside = before is not None and _BESIDE.fullmatch(self._label(index)) is not None
        said = self._said(index)
        if beside and before is not None and not said.named:
            said = _Said(before.aspects, before.sign, True)
        mention, metrics = self._metrics(index, visible)
        units, year = self.about(number.start)
        return Claim(
            number,
            units,
            year,
            metrics,
            said.aspects,
            said.sign,
            self._fund(mention),
            self._entity(index, mention),
            self._computed(index),
        )

    # -- places -------------------------------------------------------------------------------

    def introduced(self, at: int) -> tuple[frozenset[str] | None, int | None]:
        """Return whose words a retold stretch around a place is said to be; (None, None) elsewhere."""
        around = [s for s, e in self._opaque if s <= at < e]
        return self.about(min(around)) if around else (None, None)

    def about(self, at: int) -> tuple[frozenset[str] | None, int | None]:
        """Return the units and the year that a text is about where it comes to a place."""
        units = [u for s, _, u in self._units if self._sees(at, s)]
        years = [y for s, y in self._years if self._sees(at, s) and not self._passed(s, at)]
        return units[-1] if units else None, years[-1] if years else None

    def _passed(self, start: int, at: int) -> bool:
        """Whether a year said beside 上年 in brackets stands in a paragraph that is over."""
        beside = re.search(r"上年度?\s*\($", self._folded[:start].rstrip()[-_BESIDE_YEAR:])
        return beside is not None and "\n" in self._folded[start:at]

    def _sees(self, at: int, start: int) -> bool:
        """Whether words at `start` speak for a number at `at`: not from within a quotation."""
        return start < at and all(
            not s <= start < e or s <= at < e for s, e in self._opaque if e - s > 0
        )

    def _from(self, index: int) -> int:
        """Return where the words before a number begin: after the last number or full stop."""
        start = self._numbers[index].start
        before = self._numbers[index - 1] if index else None
        end = before.start + len(before.text) if before is not None else 0
        return max(end, 1 + max(self._folded.rfind(c, 0, start) for c in "。;\n"))

    def _label(self, index: int) -> str:
        return self._folded[self._from(index) : self._numbers[index].start]

    def _computed(self, index: int) -> bool | None:
        """Return whether the words before a number say that it was worked out, None for perhaps."""
        label = self._blank[self._from(index) : self._numbers[index].start]
        if (
            index and label.strip() == "("
        ):  # 23,855.00 元（2.39 万元）: said again in another measure
            return self._computed(index - 1)
        clause = re.split(r"[,:]", label)[-1]
        return True if _COMPUTED.search(clause) else None if _PERHAPS.search(clause) else False

    def _without_names(self) -> str:
        """Return the text with the names of metrics and funds blanked: what is left says aspects."""
        chars = list(self._folded)
        for mention in self._mentions:
            if mention.metrics != SCOPE:
                chars[mention.start : mention.end] = "□" * (mention.end - mention.start)
        text = "".join(chars)
        return _FUNDS.sub(lambda m: "□" * len(m.group()), text)

    # -- aspect and direction -----------------------------------------------------------------

    def _said(self, index: int) -> _Said:
        """Return what the words before a number say of it; 分 and % look further back."""
        number = self._numbers[index]
        label = self._blank[self._from(index) : number.start]
        clause = re.split(r"[,:]", label)[-1]
        said = _aspect(clause, number.amount.measure)
        if said.named or number.amount.measure not in ("%", "分"):
            if not said.named and "□" not in clause and "(" in label:
                said = _aspect(label, number.amount.measure)
            return said
        line = max(self._blank.rfind("\n", 0, number.start), 0)
        said = _aspect(self._blank[line : number.start], number.amount.measure, back=True)
        if said.named:
            return said
        return _Said(frozenset({"得分" if number.amount.measure == "分" else "完成值"}), None, True)

    # -- metric -------------------------------------------------------------------------------

    def _metrics(
        self, index: int, visible: Sequence[Mention]
    ) -> tuple[Mention | None, tuple[frozenset[str], ...] | None]:
        number = self._numbers[index]
        seen = [m for m in visible if not self._aside(m, number.start)]
        fitting = [m for at, m in enumerate(seen) if not _of_no_table(m, seen[:at])]
        after = self._after(number)
        if after is not None:
            return after, (after.metrics,)
        if self._unknown(index, fitting[-1] if fitting else None):
            return None, (frozenset(),)
        summed = self._summed(index, fitting)
        if summed is not None:
            return None, (summed,)
        if not fitting:
            return None, None
        last = fitting[-1]
        listed = self._listed(fitting)
        words = self._folded[last.end : number.start]
        if len(listed) > 1 and re.search(r"分别|依次", self._span(listed[-1], index)):
            last = listed[self._turn(index, last) % len(listed)]
        elif len(listed) > 1 and re.search(r"[均都同各]", words):
            return last, tuple(self._within(m, fitting) for m in listed)
        return last, (self._within(last, fitting),)

    def _span(self, last: Mention, index: int) -> str:
        return self._folded[last.end : self._numbers[index].start]

    def _turn(self, index: int, last: Mention) -> int:
        """Return how many numbers stand between a list of names and this number."""
        return sum(last.end <= n.start < self._numbers[index].start for n in self._numbers)

    def _aside(self, mention: Mention, at: int) -> bool:
        """Whether a name stands apart: in brackets closed before the number, or compared with."""
        if any(s < mention.start and mention.end <= e <= at for s, e in self._closed):
            return True
        before = self._folded[: mention.start].rstrip('“" ')
        return before.endswith(("占", "比", "较", "占用")) and not before.endswith("占比")

    def _after(self, number: Number) -> Mention | None:
        """Return the metric that follows a number with 的 (221.04 万元的三公经费)."""
        end = number.start + len(number.text)
        match = re.compile(r"\s*(?:的|用于)\s*“?").match(self._folded, end)
        if match is None:
            return None
        return next((m for m in self._mentions if 0 <= m.start - match.end() <= 1), None)

    def _unknown(self, index: int, last: Mention | None) -> bool:
        """Whether the words right before a number name something that no report states."""
        number = self._numbers[index]
        start = self._from(index)
        if last is not None and last.end > start:
            start = last.end
        clause = re.split(r"[,:()]", self._blank[start : number.start])[-1]
        for pattern, _, _ in _WORDS:
            clause = pattern.sub(" ", clause)
        return _NOUN.search(_NO_NOUN.sub(" ", clause)) is not None

    def _summed(self, index: int, fitting: Sequence[Mention]) -> frozenset[str] | None:
        """Return what 合计 is a figure of: what the parts named add up to; 前者, 两者 name nothing."""
        start = self._from(index)
        if any(m.start >= start for m in fitting):
            return None
        word = _TOGETHER.search(self._label(index))
        if word is None:
            return None
        parts = fitting[-1].metrics if fitting and word.group() == "合计" else frozenset()
        return frozenset(t for t, of in parts_of().items() if parts & set(of))

    def _listed(self, fitting: Sequence[Mention]) -> list[Mention]:
        """Return the names that stand in one list with the last (甲、乙和丙)."""
        found = [fitting[-1]]
        for mention in reversed(fitting[:-1]):
            between = self._folded[mention.end : found[0].start]
            between = re.sub(r"\([^()]*\)", "", between)
            if not between or _LIST.fullmatch(between) is None:
                break
            found.insert(0, mention)
        return found

    def _within(self, mention: Mention, fitting: Sequence[Mention]) -> frozenset[str]:
        """Return a name's metrics, those of the table spoken of where it is a row of tables."""
        if mention.metrics != SCOPE and not any(map(_is_row, mention.metrics)):
            return mention.metrics
        tables = [t for m in fitting if (t := _tables(m)) and m.start < mention.start]
        if mention.metrics == SCOPE:
            return tables[-1] if tables else frozenset()
        inner = {
            m for m in mention.metrics if tables and m.partition("/")[0] in tables[-1] and "/" in m
        }
        return frozenset(inner) or mention.metrics

    # -- scope --------------------------------------------------------------------------------

    def _fund(self, mention: Mention | None) -> str:
        if mention is None:
            return ""
        whole = self._folded[max(mention.start - 16, 0) : mention.end].replace("“", "")
        before = _FUND_BEFORE.search(whole[: len(whole) - (mention.end - mention.start)])
        inside = re.match("|".join(OWN_FUNDS), self._folded[mention.start : mention.end])
        return inside.group() if inside else before[1] if before else ""

    def _entity(self, index: int, mention: Mention | None) -> str:
        """Return the part of the unit that the words right at a metric's name say (本级, a name)."""
        if mention is None:
            return ""
        end = self._numbers[index].start
        bracket = re.match(r"\s*\(([^()]*)\)", self._folded[mention.end : end])
        start = self._from(index)  # 本级 in a unit's own name says nothing of the figure
        start = max([start, *(e for _, e, _ in self._units if e <= mention.start)])
        words = self._folded[start : mention.start] + (bracket[1] if bracket else "")
        return next((e for e in self._entities if fold(e) in words), "")


_BY_MEASURE = {
    "分": frozenset({"得分", "分值"}),
    "%": frozenset({"占比", "预决算差异率", "完成率", "执行率", "指标值", "完成值", *CHANGES}),
}


def _aspect(words: str, measure: str, *, back: bool = False) -> _Said:
    """Return what the last telling words say; a change against the budget is no change on last year.

    With `back`, words that stand further off count only where they fit the measure.
    """
    best: tuple[int, int, frozenset[str] | None, int | None] | None = None
    for pattern, aspects, sign in _WORDS:
        if back and not (aspects or NOTHING) & _BY_MEASURE[measure]:
            continue
        for match in pattern.finditer(words):
            key = (match.end(), match.end() - match.start())
            if best is None or key > best[:2]:
                best = (*key, aspects, sign)
    if best is None:
        return _Said(None, None, False)
    aspects, sign = best[2], best[3]
    if aspects == CHANGES:
        if re.match(_TO, words[best[0] :]):  # 减少到: to it, not by it
            return _Said(VALUE, None, True)
        aspects = frozenset({"比上年增减率" if measure == "%" else "比上年增减额"})
        if _AGAINST_BUDGET.search(words):
            aspects = frozenset({"预决算差异率"}) if measure == "%" else NOTHING
    return _Said(aspects, sign, True)


def _outside_metrics(
    units: Sequence[tuple[int, int, frozenset[str]]], names: Names, folded: str
) -> list[tuple[int, int, frozenset[str]]]:
    """Return the units without the unknown ones in a metric's name (对村民委员会…的补助)."""
    if all(known for _, _, known in units):
        return list(units)
    mentions = names.find(folded, [(s, e) for s, e, known in units if known])
    return [
        (s, e, known)
        for s, e, known in units
        if known or not any(m.start <= s and e <= m.end for m in mentions)
    ]


def _tables(mention: Mention) -> frozenset[str]:
    """Return the performance tables among what a name stands for."""
    return frozenset(m for m in mention.metrics if m.startswith(SHEET) and "/" not in m)


def _is_row(metric: str) -> bool:
    """Whether a metric is of a row of a performance table."""
    return metric.startswith(SHEET) and "/" in metric


def _of_no_table(mention: Mention, before: Sequence[Mention]) -> bool:
    """Whether words that name but a row of funds (财政拨款) stand where no table is spoken of."""
    rows = [m for m in mention.metrics if _is_row(m) and "/指标:" not in m]
    alone = bool(rows) and len(rows) == len(mention.metrics)
    return alone and not any(map(_tables, before))


def _quotations(folded: str) -> list[tuple[int, int]]:
    """Return the stretches that retell a report: long quotations, and stated reasons."""
    quoted = r"“(?:[^“”\n]|“[^“”\n]{1,8}”){17,}”"  # “三公” may stand inside
    found = [(m.start(), m.end()) for m in re.finditer(quoted, folded)]
    reasons = r"(?:原因(?:是|为)?|原文|偏差原因|说明)\s*:[^\n。]*"
    return found + [(m.start(), m.end()) for m in re.finditer(reasons, folded)]


def _brackets(folded: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every bracketed stretch."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[()]", folded):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            found.append((opened.pop(), match.end()))
    return found


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s <= at < e for s, e in spans)
