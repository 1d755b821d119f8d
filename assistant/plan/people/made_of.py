"""几家单位、什么性质、单独算账不: what a report says of the units in its accounts, and of their status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.calculate import difference, in_yuan, share
from assistant.compose import texts
from assistant.compose.draft import Draft, Ranking, subject
from assistant.compose.quotes import say_quote
from assistant.compose.statements import main_fact, name
from assistant.lexicon import CLAUSE, OF_MONEY
from assistant.plan.listed.ordering import is_low
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, telling
from assistant.understand import Question
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

_STATUS_ASKED = re.compile(
    r"性质|(?:全额|差额)(?:财政)?(?:拨款|补助|供给|预算|事业)?|自收自支|公益[一二几哪]类|(?:哪|几)类(?:事业|单位|公益)|独立(?:核算|法人)|单独(?:算账|核算|记账|编报|做账|编)"
    r"|(?:哪几?[家个些]|是不是|算不算|属于?|是)[^,，。?？]{0,4}参公(?!编|的?人)|(?:啥|什么|哪个)级别|(?:正|副)?(?:处|科|厅|县)级(?=吗|单位|还|的)"
    r"|(?:行政|事业)(?:单位)?还是(?:行政|事业|参公|企业)|是(?:行政|事业|参公)(?:单位|机关)?[吗么]|(?:是|算)(?:个|家|一个)?(?:啥|什么)(?:样的?|类型的?|性质的?)?(?:单位|机构)"
)
# How reports put what is asked for by the left words.
_STATUS_WORDS = {
    "参公": ("参公", "参照公务员"),
    "参照": ("参公", "参照公务员"),
    "全额": ("全额",),
    "差额": ("差额",),
    "自收自支": ("自收自支",),
    "公益": ("公益",),
    "独立": ("独立核算", "独立法人", "单独"),
    "单独": ("独立核算", "单独"),
    "级": ("正处级", "副处级", "正科级", "副科级", "厅级", "县级", "规格"),
}
_STATUS_TOLD = re.compile(
    r"全额|差额|自收自支|公益[一二]类|参照公务员法|参公(?:管理)?(?:事业)?单位|独立核算|单独编|[正副][厅处科县]级|机构规格|工作部门|派出机(?:构|关)|派出所属|(?:行政|事业)单位"
)
_UNITS_TOLD = re.compile(
    r"(?:预算|决算|下属|所属|二级|直属|下级)[^。;,]{0,6}单位(?!预算|的|决算数)|下设[^。;]{0,60}事业单位|(?:纳入|编报)[^。;]{0,40}(?:编制|编报|汇编|汇总|决算)[^。;]{0,10}单位|独立核算"
)
_MEANING = re.compile(r"意思|含义|定义|(?:什么|啥)叫|解释")  # 差额事业单位是什么意思: of the words
_OVERVIEW = ("机构", "职能", "概况", "其他")
_LONGEST, _MOST_TOLD, _FEW_REPORTS = 320, 2, 5
_CONTENTS = re.compile(r"目\s*录|说明$|情况$")


def answer_status(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """全额还是差额, 公益几类: quote what a report says of a unit's status; False where not asked or told."""
    asked = [
        match.span()
        for clause in CLAUSE.finditer(question.words)
        if not _MEANING.search(clause.group())
        for match in _STATUS_ASKED.finditer(question.words, *clause.span())
    ]
    if not asked or not 1 <= len(reports) <= _FEW_REPORTS or _names_more(question, asked):
        return False
    told = [_say_status(question, evidence, draft, info) for info in reports]
    return any(told)


_EACH_UNIT = re.compile(
    r"(?:各|每)(?:个|家)?(?:下属|所属|二级|预算|直属)*单位(?!成本|面积)|(?:分|按)单位"
)
_FEWEST = 2


def answer_by_unit(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """各单位分别花了多少: tell the figure for each unit in a report's accounts; False where it has none."""
    if len(reports) != 1 or question.intent.why:
        return False
    if most := _WHICH_UNIT.search(question.words):
        metrics = dict.fromkeys([*question.metrics, *_TOTALS.get(most["of"] or "", ())])
        told = [_say_most(draft, evidence, reports[0], m, most["how"]) for m in metrics]
        return any(told)
    if any(_say_of_named(question, evidence, draft, reports[0], m) for m in question.metrics):
        return True
    ranks = question.intent.rank and _OF_UNITS_HERE.search(question.words)
    if not (ranks or _EACH_UNIT.search(question.words)):
        return False
    info, low = reports[0], is_low(question.words)
    return said(
        _say_by_unit(draft, evidence, info, metric, ordered=bool(ranks), low=low)
        for metric in question.metrics
    )


def answer_members_of_kind(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """下面有几个卫生院: name the units of a kind among those in the accounts; False where none is asked for."""
    asked = _OF_KIND.search(question.folded) if len(reports) == 1 else None
    if asked is None:
        return False
    named = [re.sub(r"\([^)]*\)", "", fold(member)) for member in reports[0].members]
    of_any = asked["kind"] is None
    own = [name for name in named if of_any or name.endswith(asked["kind"])]
    if not own or not texts.say_members(draft, evidence, reports[0]):
        return False
    draft.complete = not (question.metrics or OF_MONEY.search(question.words))
    if of_any or asked["kind"] in _WIDE:
        return True
    mark = f"[{draft.citations[-1].mark}]"
    draft.add(f"其中{asked['kind']} **{len(own)}** 个：{'、'.join(own)}。{mark}")
    return True


# 第一中学 is a school, too: which are of the kind, names do not tell
_WIDE = (
    "学校",
    "医院",
    "机构",
)
_OF_KIND = re.compile(
    r"(?:下面|下属|所属|下辖|底下|[管有含]|包括|纳入)(?:着|一共|总共|的)?(?:几|多少|哪几?些?)(?:个|家|所|座)?"
    r"(?P<kind>(?!单位)[\u4e00-\u9fff]{2,5}?)(?=$|[,?]|分别|都|各|叫)"
    # 有几个事业单位纳入决算
    r"|(?:几|多少|哪几?些?)(?:个|家)?(?:事业|下属|所属|二级|预算)*单位[^,?]{0,4}(?:纳入|编入|列入|进了?|算[进在入])[^,?]{0,4}决算"
)
_OF_UNITS_HERE = re.compile(r"(?:[两二三四五六七八九十几各]|\d)(?:个|家)(?:下属|所属|预算)?单位")


# 哪个学校支出最多, 哪家下属单位人最少
_WHICH_UNIT = re.compile(
    r"哪(?:一)?(?:个|家|所)(?:下属|所属|二级|预算|直属|事业|行政)*"
    r"(?:单位|学校|中学|小学|幼儿园|医院|中心|[站所院馆校园])[^,，。?？]{0,10}?(?P<of>收入|支出|花|学生|人)?[^,，。?？]{0,6}?最(?P<how>[多少高低大小])"
)

_TOTALS = {
    "收入": ("本年收入",),
    "支出": ("本年支出",),
    "花": ("本年支出",),
    "学生": ("在校学生",),
    "人": ("在职人员",),
}


def _say_most(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str, how: str) -> bool:
    """Tell the member whose figure is the most or least, behind that of all; False where few are told."""
    own = [f for f in evidence.by_unit(info, metric, "决算数", "数量") if f.entity != "本级"]
    if len(own) < _FEWEST:
        return False
    low = how in "少低小"
    best = (min if low else max)(in_yuan(fact.amount) for fact in own)
    if whole := main_fact(evidence, info, metric):
        figure = draft.figure(info, whole)
        draft.add(f"{subject(info)}{name(metric, whole)} {figure}。{draft.cite(info, whole)}")
    for fact in own:
        if in_yuan(fact.amount) == best:
            figure = draft.figure(info, fact)
            told = f"{subject(info)}各单位中最{'少' if low else '多'}的：{name(metric, fact)} {figure}。"
            draft.add(told + draft.cite(info, fact))
    return True


_SHARE = re.compile(r"占[^,，。?？]{0,14}?(?:多少|几|比例|比重|百分)|几成|百分之")
_APART = re.compile(
    r"差(?:了|额)?(?:多少|几)|相差|[多少高低](?:了|出)?(?:多少|几)|谁[多少高低]|哪个[多少高低]"
)
_LEAST_NAME = 2


def _say_of_named(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, metric: str
) -> bool:
    """幼儿园占全部基本支出的几成, 比局本级多多少: reckon with the figures of units in the accounts."""
    own = evidence.by_unit(info, metric, "决算数", "数量")
    named = [fact for fact in own if _is_named(fact.entity, question.words, info, own)]
    whole = main_fact(evidence, info, metric)
    two = len(named) == len(("one", "other")) and _APART.search(question.words)
    one = len(named) == 1 and whole is not None and _SHARE.search(question.words)
    if len(own) < _FEWEST or not (two or one):
        return False
    for fact in [*named, *([whole] if one and whole is not None else [])]:
        figure = draft.figure(info, fact)
        draft.add(f"{subject(info)}{name(metric, fact)} {figure}。{draft.cite(info, fact)}")
    pair = [(info, named[0]), (info, named[1] if two else whole or named[0])]
    first, second = pair[0][1], pair[1][1]
    result = difference(first, second) if two else share(first, second)
    if result is not None:
        text = draft.derived(result.value, result.measure, result.formula, pair).lstrip("-")
        labels = name(metric, first), name(metric, second)
        more = "多" if result.value >= 0 else "少"
        told = f"{labels[0]}比{labels[1]}{more} {text}" if two else f"前者相当于后者的 {text}"
        draft.add(f"{told}。{draft.cite_each(pair)}")
    draft.complete = True
    return True


def _is_named(entity: str, words: str, info: ReportInfo, own: Sequence[Fact]) -> bool:
    """Whether a question calls a unit in the accounts by what no other of them is called by."""
    if entity == _HEAD_OFFICE:
        return _HEAD_OFFICE in words
    others = [info.unit, *(fact.entity for fact in own if fact.entity != entity)]
    pieces = (entity[at : at + _LEAST_NAME] for at in range(len(entity) - 1))
    return any(piece in words and not any(piece in other for other in others) for piece in pieces)


_HEAD_OFFICE = "本级"


def _say_by_unit(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    metric: str,
    *,
    ordered: bool = False,
    low: bool = False,
) -> bool:
    own = evidence.by_unit(info, metric, "决算数", "数量")
    if len(own) < _FEWEST:
        return False
    if ordered:
        own.sort(key=lambda fact: in_yuan(fact.amount), reverse=not low)
        whole = main_fact(evidence, info, metric)
        labels = [name(metric, fact) for fact in own]
        of = (info, whole) if whole is not None else None
        draft.rankings.append(Ranking([(info, fact) for fact in own], labels, len(own), of))
    for fact in own:
        figure = draft.figure(info, fact)
        draft.add(f"{subject(info)}{name(metric, fact)} {figure}。{draft.cite(info, fact)}")
    return True


# 比上年少了哪家单位, 少的那家是谁, 今年多出来一家
_CHANGE_ASKED = re.compile(
    r"(?:(?<!多)少|多(?!少)|减少|增加|新增|撤|并|换)(?:销|入|掉|出|进)?(?:了|来|走|的)*(?:那|是|哪)*[几一两]?[个家](?!人|项|月|百分|点|车|亿|多)(?:[\u4e00-\u9fff]{0,3}(?:单位|机构|部门|中心|站|院|所))?"
    r"|单位[^,。?]{0,6}(?:比|跟|和|较)(?:上|去|前)一?年[^,。?]{0,6}(?:变|多|少|一样|增|减)"
)
_OF_UNITS = re.compile(r"单位|机构|[哪那]几?家|纳入|编报|编制范围")
_CHANGE_TOLD = re.compile(
    r"上年[^。;]{0,20}单位[^。;]{0,12}(?:减少|增加|新增|一致|相同|无变化|没有变化|持平|不变)|单位[^。;]{0,8}(?:减少|增加|新增)\s*\d|单位[^。;]{0,8}与上年(?:一致|相同)"
    r"|不再(?:单独|纳入|作为|独立)[^。;]{0,8}(?:编报|编制|决算|预算|核算)|(?:撤销|并入|划入|划转|划出|新增|新设)[^。;]{0,20}(?:预算|决算|编报)单位"
)


def answer_units_changed(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """比上年少了哪家单位: quote how the units in the accounts changed; False where that is not asked or told."""
    asked = _CHANGE_ASKED.search(question.words) and _OF_UNITS.search(question.words)
    if not asked or len(reports) != 1 or OF_MONEY.search(question.words):
        return False
    info = reports[0]
    told = [s for s in _overview(evidence, info) if _CHANGE_TOLD.search(fold(s.text))]
    rest = _CHANGE_ASKED.sub("", question.words)
    lists = _ASKS_WHICH.search(rest) or _COUNTED_IN.search(rest)
    if told and lists and not texts.say_members(draft, evidence, info):
        say_units(draft, evidence, info)
    for sentence in told[:_MOST_TOLD]:
        say_quote(draft, evidence, info, sentence)
    return bool(told)


_COUNTED_IN = re.compile(r"[算含][^,。?]{0,4}(?:吗|么|没|不)|包括|包含")


def say_units(draft: Draft, evidence: Evidence, info: ReportInfo) -> bool:
    """Quote what a report says of the units in its accounts where it lists none; False for nothing."""
    told = [s for s in _overview(evidence, info) if _UNITS_TOLD.search(fold(s.text))]
    for sentence in told[: _MOST_TOLD + 1]:
        say_quote(draft, evidence, info, with_rest(evidence, info, sentence))
    return bool(told)


def _names_more(question: Question, asked: Sequence[tuple[int, int]]) -> bool:
    """Whether a question names a figure beside the words on status: 差额 is no 差额 of money."""
    for mention in question.mentions:
        inside = any(start < mention.end and end > mention.start for start, end in asked)
        if mention.metrics and not inside:
            return True
    return bool(question.projects and not question.by_rows)


def _say_status(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    before = len(draft.paragraphs)
    asks_units = "下属单位" in question.topics or _ASKS_WHICH.search(question.words)
    if asks_units or question.units.members:
        listed = texts.say_members(draft, evidence, info)
        if asks_units and not listed:
            say_units(draft, evidence, info)
        if any(_STATUS_TOLD.search(p) for p in draft.paragraphs[before:]):
            return True
    for sentence in _fitting(question, evidence, info):
        say_quote(draft, evidence, info, with_rest(evidence, info, sentence))
    return len(draft.paragraphs) > before


_ASKS_WHICH = re.compile(
    r"谁|哪(?:几|些)?[家个]|(?:几|多少)[家个](?:[\u4e00-\u9fff]{0,2}单位|中心|[站所院])?|都是|各是|分别"
)


def _fitting(question: Question, evidence: Evidence, info: ReportInfo) -> list[Sentence]:
    """Return the sentences on status that say most of what a question names, else those on the unit."""
    sentences = evidence.sentences(info)
    told = [s for s in _overview(evidence, info) if _STATUS_TOLD.search(fold(s.text))]
    kinds = [w for k, words in _STATUS_WORDS.items() if k in question.words for w in words]
    own = _STATUS_ASKED.sub(",", question.words)
    words = {w for w in telling(own, question.units.spans) if sentences.holds(w)}

    def fits(sentence: Sentence) -> tuple[bool, float]:
        text = fold(sentence.text)
        return any(kind in text for kind in kinds), sentences.weigh(words & sentence.words)

    best = max((fits(s) for s in told), default=(False, 0.0))
    return [s for s in told if fits(s) == best][:_MOST_TOLD]


def _overview(evidence: Evidence, info: ReportInfo) -> Iterator[Sentence]:
    """Yield the sentences that tell what a unit is and has, without headings and contents."""
    for sentence in evidence.sentences(info).all:
        plain = sentence.kind in _OVERVIEW and len(sentence.text) <= _LONGEST
        if plain and not _CONTENTS.search(fold(sentence.text)):
            yield sentence


def with_rest(evidence: Evidence, info: ReportInfo, sentence: Sentence) -> Sentence:
    """Return a sentence with the parts behind its semicolons: 行政单位1个;其他事业单位6个."""
    sentences = evidence.sentences(info)
    following = sentences.after(sentence)
    while sentence.text.endswith(("；", ";")) and following is not None:
        sentence = sentence.joined(following)
        following = sentences.after(following)
    return sentence
