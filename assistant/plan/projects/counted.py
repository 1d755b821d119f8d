"""Counts that a question asks of a project (多少通电话): whether an answer counts the like."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from assistant.compose.draft import Draft
from assistant.compose.indicators import say_rows
from assistant.compose.quotes import say_quote
from assistant.compose.rows import counted_cell, rows_in
from assistant.retrieve import Evidence
from index.model import Sheet
from index.store import ReportInfo

_HOW_MANY = re.compile(
    r"(?:多少|(?<![哪好])(?<!扣)(?<!扣在)(?<!扣了)几)(?:个(?=[人月]))?(?P<measure>人次|批次|公里|平方米?|平米|米(?![饭粉面])|万亩|亩|个(?=电话|来电|诉求|投诉|举报|问题|客户|企业|会(?!计)|培训班|班次|项目|单位|部门|村|社区|乡|镇|街道|学校|科室|处室|派出所|[\u4e00-\u9fff]{0,3}(?:标段|合同|方案|课题|专利|模块|车间|事项|岗位|点位|站|所|大队|中队|支队|窗口))|部(?![门分委])|[通封趟起件条场期回盆棵株吨户家本份次台套辆人名位处座栋间册所天张箱幢盘种只头眼顶盏根孔枚]|块(?![一每])(?:(?<=少块)|(?<=[买购换装]几块)|(?!$|[,?]))|床(?!位)|批(?=$|[的了,?呢]))"
    r"(?!钱)(?:的)?(?P<noun>[\u4e00-\u9fff]{2})?"
)
_HOW_MANY_PERSONS = re.compile(
    r"(?:多少|几个)[来去上到][\u4e00-\u9fff]{1,5}的(?=$|[,?])|(?:多少|几)(?:个|名|位)?[\u4e00-\u9fff]{0,4}(?:汉|者|保安|保洁|厨师|教授|专家|博士|护士|医生|大夫|法官|检察官|民警|保育员|护理员|护工|司机|老人|学生|儿童|孩子|居民|农民|村民|村医|残疾人|干部|职工|教师|老师|律师|农户)(?![\u4e00-\u9fff]{0,3}(?:经费|费|补|工资|钱))"
)
_HOW_LONG = re.compile(
    r"(?<![要用花])多[长远宽](?!时间|的?时候|期|久)(?=的|$|[,?呢])"
)  # 修了多长的路
_SIGNS = {"平米": "亩", "平方米": "亩", "平方": "亩"}  # 平米 is no 公里
_KINDS_OF_COUNT = (
    "次场期趟回批",
    "人名位",
    "件条份起通封个项宗本张册",
    "台套辆部",
    "户家所处座栋间",
    "盆棵株",
    "只头羽",
    "公里米",
    "平方米亩",
    "吨",
    "天日",
    "箱",
    "幢",
    "块盘枚",
    "种",
    "眼孔",
    "顶",
    "床张",
    "盏",
    "根",
)
_EVENTS = "起件宗次场"
# Of a hotline: 接了多少个电话 is its 受理量.
CALLS = ("电话", "来电", "话务", "诉求", "受理", "接听", "工单", "呼入", "投诉", "举报")
_SERVED = ("受益", "惠及", "受惠", "覆盖", "服务")
_OFFICES = ("处室", "科室", "内设", "职能", "机构", "部门", "单位", "下属", "所属")
_NO_NOUN = re.compile(r"[没未达差少超了的呢吗啊吧是为什怎咋花用得]")


@dataclass(frozen=True, slots=True)
class Counted:
    """A count that a question asks for: the measures of its kind, and of what (通, 电话)."""

    measures: str
    noun: str

    @classmethod
    def asked(cls, text: str) -> Counted | None:
        """Return the count that a folded question asks for, or None."""
        match = _HOW_MANY.search(text)
        if match is None:
            if _HOW_LONG.search(text):
                return cls("公里米", "")
            persons = _HOW_MANY_PERSONS.search(text) is not None
            return cls("人名位", "") if persons else None
        sign = _SIGNS.get(match["measure"], match["measure"][-1])
        kinds = [kind for kind in _KINDS_OF_COUNT if sign in kind]
        noun = match["noun"] or ""
        measures = kinds[0] + "套" if sign == "间" and kinds else next(iter(kinds), "")
        return cls(measures, "" if _NO_NOUN.search(noun) else noun) if kinds else None

    @property
    def loosely(self) -> Counted:
        """This count in any measure that incidents are counted in: 多少次火, 火灾38起."""
        events = bool(set(self.measures) & set(_EVENTS))
        return replace(self, measures=self.measures + _EVENTS) if events else self

    @property
    def of_report(self) -> bool:
        """Whether it counts what a whole report has (几个项目), not what one of its tables does."""
        return self.noun in ("项目", "单位", "部门")

    @property
    def printed(self) -> re.Pattern[str]:
        """How such a count is printed: a number with one of the measures."""
        offices = "" if self.noun in _OFFICES else rf"(?!{'|'.join(_OFFICES)})"  # 9个处室: no cases
        kind = rf"[{self.measures}](?!月|百分点)"
        return re.compile(rf"\d\s*(?:余|多)?(?:万|千)?\s*(?:人|批|台)?{kind}{offices}")

    def told(self, text: str) -> bool:
        """Whether a sentence counts the like."""
        counting = self.printed
        stops = r"[。；;\n,，]" if self.noun in CALLS else r"[。；;\n]"
        sentences = re.split(stops, re.sub(r"\[\d+\]", "", text))
        nouns = next((alike for alike in (CALLS, _SERVED) if self.noun in alike), (self.noun,))
        return any(counting.search(s) and any(n in s for n in nouns) for s in sentences)


def say_counting(
    draft: Draft,
    evidence: Evidence,
    named: Sequence[tuple[ReportInfo, Sheet]],
    counted: Counted,
    chars: Set[str],
) -> None:
    """Quote the goal or result of each of these tables that counts what is asked for.

    Of several indicators the one with most of the question's characters (`chars`) is meant.
    """
    for info, sheet in named:
        rows = [
            row
            for row in rows_in(evidence, info, sheet)
            if counted.told(row.name + counted_cell(row))
        ]
        rows.sort(key=lambda row: -len(chars & set(row.name)))
        if rows:
            say_rows(draft, evidence, info, rows[:1])
            continue
        inside = [s for s in evidence.sentences(info).all if sheet.place.opens(s.place)]
        found = [s for s in inside if counted.told(s.text)]
        for sentence in sorted(found, key=lambda s: is_aim(s.text))[:1]:
            say_quote(draft, evidence, info, sentence)


def is_aim(text: str) -> bool:
    """Whether a text tells what was aimed at, and nothing of what was done."""
    return _AIM.search(text) is not None and _DONE.search(text) is None


_AIM = re.compile(r"年初(?:想|计划|设定|目标|打算)|(?:预期|总体|绩效)目标|目标[:：]|计划")
_DONE = re.compile(r"实际|完成(?!率|时)|年底|做成")
