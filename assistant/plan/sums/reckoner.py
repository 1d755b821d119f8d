"""What a question wants reckoned: its clauses, and the numbers of the report that it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.compose.draft import Draft
from assistant.compose.quotient import Operand
from assistant.plan.doubts.numbers import numbers_said
from assistant.plan.sums.operands import Number, Words, numbers_of
from assistant.retrieve import Evidence
from assistant.tallies import put, wordings
from assistant.understand import Question
from index.amounts import MONEY
from index.model import Row
from index.normalise import fold, longest_run
from index.store import ReportInfo

COUNTER = (
    r"(?:人次|场次|批次|课时|学时|小时|平方公里|平方米|公里|千米|平米|[人名位件案起宗条项户家场次期批台套辆部张份册篇本"
    r"间栋处所座具亩顷吨盆棵株头只口盏块床所支例届趟单笔页班])"
)
_ALIKE = (
    {"人", "名", "位", "人次", "员"},
    {"件", "案", "起", "宗", "例", "单", "条", "笔"},
    {"次", "场", "期", "场次", "届", "趟", "批次", "批", "人次"},
    {"台", "套", "辆", "部"},
    {"户", "家"},
    {"张", "份", "册", "本", "篇", "页"},
    {"张", "床"},
    {"处", "所", "座", "栋", "间"},
    {"平方米", "平", "平米"},
    {"公里", "千米"},
    {"棵", "株"},
    {"班", "个"},
    {"头", "只"},
)
MUCH = r"(?:多少|几)(?!成|倍|乎)"
# What a question says of the reckoning, and nothing of what is reckoned.
_OPERATION = re.compile(
    r"平均|均摊|摊(?:到|下来|给)?|算下来|算(?:算|一下)?|折合|大概|大约|实际|占(?:了|到|去)?|(?:百分之|百分比|比例|比重|几成)(?:是|有)?(?:多少|几)?"
    rf"|(?:多少|几)(?:万|亿)?(?:个|钱|块|毛|分|元|{COUNTER})?(?:钱)?|按(?=[^,]{{2,12}}算)|倒推|推算|相比|合(?=多少|几)|一年下来|没(?=有|能)?|还有|还剩|剩下?"
    rf"|\d[\d.,]*\s?[万亿]?(?:元|{COUNTER})?|花(?:了|掉|费)?|报告|[帮给]?我|[人件总]数|[差才]"
)

LIKE = 0.5  # of a question's words, that those of two numbers have
_LEAST_TITLE = 4
SURELY = 0.8  # … where they name what the accounts state


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a question that asks for something: all said up to its end, and what asks."""

    text: str
    topic: str
    match: re.Match[str]


# What reports say of any number.
SAYS_NOTHING = re.compile(
    r"[^\u4e00-\u9fff]|其中|全年|全市|全县|本年|年末|累计|合计|共计?|实际|完成|支出|经费|费用|项目|决算数?|金额|数量|[为的了与和及等数量额]"
)
_LEAST_OWN, _LEAST_SAID = 3, 0.3


class Reckoner:
    """A report that a question is of, with its numbers and where they are to be told."""

    def __init__(
        self, question: Question, evidence: Evidence, info: ReportInfo, draft: Draft
    ) -> None:
        self.question, self.evidence, self.info, self.draft = question, evidence, info, draft

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers of the report, of its tables only those of the projects that are named."""
        words = self.question.folded
        named = {
            sheet.metric
            for _, sheet in self.evidence.sheets
            if sheet.title in self.question.projects
            and len(longest_run(words, fold(sheet.title))) >= _LEAST_TITLE
        }
        found = numbers_of(self.evidence, self.info)
        return [n for n in found if n.fact is None or not named or n.scope in named]

    def words(self, text: str) -> Words:
        """Read words of the question, without those of what is to be done."""
        tallies = self.evidence.amounts(self.info)
        return Words.of(_OPERATION.sub(" ", text), tallies, self.question.projects)

    def says_of(self, number: Number) -> bool:
        """Whether the question says some of what a number is of, where its own words tell that."""
        own = set(SAYS_NOTHING.sub("", number.own))
        return len(own) < _LEAST_OWN or len(own & self._said) >= _LEAST_SAID * len(own)

    @cached_property
    def said(self) -> frozenset[Decimal]:
        """The numbers that the question says, money in 元."""
        found = numbers_said(self.question.folded)
        return frozenset(one.value * MONEY.get(one.measure, Decimal(1)) for one in found)

    @cached_property
    def _said(self) -> set[str]:
        words = self.question.folded
        return {char for wording in wordings(words) for char in put(words, wording)}

    def rows_of(self, numbers: Iterable[Number]) -> list[Row]:
        """Return the indicators whose results some numbers are, that are not told yet."""
        metrics = {number.fact.metric for number in numbers if number.fact is not None}
        rows = self.evidence.rows_of.get(self.info.id, ())
        found = {f"{row.metric}/指标:{row.name}": row for row in rows}
        told = self.draft.text
        return [
            row for of, row in found.items() if of in metrics and f"「{row.name}」：" not in told
        ]

    def operand(self, number: Number) -> Operand | None:
        return number.operand(self.evidence, self.info)


def clauses_of(words: str) -> Iterator[tuple[str, str]]:
    """Yield the clauses of a question, each with all that it is spoken of up to there."""
    spoken = ""
    for clause in re.split(r"[,，。;；?？]", words):
        clause = clause.strip()
        spoken = f"{spoken} {clause}"
        yield clause, spoken


def counts_in(number: Number, measure: str) -> bool:
    """Whether a number counts in a measure, as people say it: 名 for 人."""
    if not measure or measure == "个":
        return number.measure not in ("元", "%", "分", "天", "年")
    return are_alike(number.measure, measure)


def are_alike(one: str, other: str) -> bool:
    """Whether two measures count the same things, as people say it."""
    return one == other or any(one in kind and other in kind for kind in _ALIKE)


def kin_of(measure: str) -> set[str]:
    """Return the measures that people say for one."""
    return {measure}.union(*(kind for kind in _ALIKE if measure in kind))


def is_reckoned(draft: Draft, sign: str) -> bool:
    """Whether a draft has reckoned by a sign already."""
    return any(
        f" {sign} " in d.formula.partition(" = ")[0] and d.measure != "%" for d in draft.derivations
    )
