"""Paragraphs that review one project: what their figures are of it, and which lines name one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.amounts import MONEY
from index.clauses import Clause
from index.metrics import Named, Namer
from index.model import Amount, Fact, Section
from index.normalise import fold
from index.terms import BY_OTHERS
from index.told import State

_YEAR = r"(?:20\d\d年度?|当年|本年度?|年度|年内|全年)"
_MONEY_WORDS = r"(?:数额?|资金|经费|金额|总额|款项?)?"
_OF_IT = r"(?:其中:?)?(?:该|本|此)?(?:项目?|工程|专项|经费|资金)?的?"
# What the words before a figure say of the project spoken of; the first that fits.
_ASPECTS = tuple(
    (aspect, re.compile(rf"{_OF_IT}(?:{words})(?:为|达到?|是|共?计|约)?"))
    for aspect, words in (
        ("年初预算数", rf"年初(?:部门)?(?:预算(?:安排|批复)?|共?安排|批复|下达){_MONEY_WORDS}"),
        (
            "全年预算数",
            rf"(?:全年|调整后?|年中调整后|追加后|变更后)的?(?:预算|安排)(?:安排)?{_MONEY_WORDS}"
            r"|(?:年中)?调整?[增减整]?(?:后|至|到|为)+",
        ),
        (
            "预算数",
            rf"(?:{_YEAR}|财政|共|累计)*(?:预算|安排|下达)(?:安排|批复)?(?:项目|专项|财政)?{_MONEY_WORDS}",
        ),
        (
            "全年执行数",
            rf"(?:{_YEAR}|实际|累计|共计?|已|年末|完成)*"
            rf"(?:支付|支出|执行|使用|实付|拨付|付款|开支|列支|支用)了?{_MONEY_WORDS}",
        ),
        ("执行率", r"(?:预算|资金|总体)?(?:执行|支付|支出|付款)(?:率|进度|比例)?"),
        (
            "得分",
            r"(?:绩效|综合|最终)*(?:自评价?|评价)(?:综合|最终|总)?(?:得分?|评分|总分|分数)?|(?:综合|最终)?(?:得分?|评分|总分)",
        ),
    )
)
_THIS_ONE = re.compile(r"(?:其中:?)?[该本此]项目")
# 年中调增240万元, 总投资310万元: of the project, but no figure that the ledger keeps.
_RAISED = re.compile(
    r"(?:年(?:度)?中|执行中|当年)?(?:追加|追减|调[增减]|核减|压减|增加|减少)了?(?:预算|资金|经费)?"
)
_RAISED_TO = re.compile(r"(?:调整)?(?:后)?(?:至|到|为|达到?|合计|共计?)+(?:为)?")
# 3.望江楼修缮。该工程…,支付97万元,…: figures of a project in the sentence behind its name.
_FIGURES_BEHIND = re.compile(
    r"[:。][^。]{0,90}?(?:(?:预算|安排|支付|支出|执行|实付)(?:数|资金|经费|金额|了|为|共)*\d[\d.,]*[万亿]?元"
    r"|(?:自评|得分|评分|得)\d[\d.]*分)"
)
_HEADED = re.compile(
    r"(?:\d{1,2}[.、](?!\d)|\([一二三四五六七八九十\d]{1,3}\))(?P<name>[^,。;:]{4,40})"
)
_NO_PROJECT = re.compile(
    r"(?:绩效|预算|自评|评价).{0,4}(?:工作|管理|情况|安排|要求|机制)|(?:情况|结果|机制|成效|做法|经验|措施|建议|打算|问题|指标|目标|效益|应用|组织|完成|支出|经费来源|综述|说明|绩效|支付|整改)$|^(?:总体|整体|部门|单位|项目|重点|主要|存在|下一步|自评|评价|绩效)"
)
# 甲补贴全年预算9万元,执行8万元,自评得分95分: a name that no number or quotes set apart.
_NAMED_FIRST = re.compile(
    r"(?:其中:?|[一二三四五六]是)?(?P<name>(?!项目|该|本|其|各|全年|年初|年度|当年|上述|以上)[^,。;:\d]{4,40}?)(?:项目)?(?:年初|全年|年度|当年)?(?:预算(?:安排|数)?|安排(?:资金|预算)?)"
)
_QUOTED_FIRST = re.compile(r"“[^“”]+”[^“”]{2,}")
_SCORED_BEHIND = re.compile(
    r",(?:全年|实际|累计|年末)*(?:执行|支付|支出|使用|实付)(?:数|率|资金|金额)?(?:为)?\d[^。;]{0,60}?(?:得|自评|评)[^,。;]{0,4}?\d"
)


def told_of_project(state: State, text: str, clause: Clause, label: str, amount: Amount) -> str:
    """Return what a figure is of the project under review; nothing where it is of something else."""
    named = _THIS_ONE.match(label) is not None
    if not state.project or not (named or state.subject in ((), (state.project,))):
        return ""
    sentence = text[text.rfind("。", 0, clause.start) + 1 : clause.start] + label
    if amount.measure == "分" and BY_OTHERS.search(sentence):
        return ""  # 财政部门重点评价,评分81分: not its own
    fits = (aspect for aspect, words in _ASPECTS if label and words.fullmatch(label))
    told = next((aspect for aspect in fits if _measured(aspect, amount.measure)), "")
    if not told and of_another(clause, label):
        state.project = ""
    raised = state.raised and amount.measure in MONEY and _RAISED_TO.fullmatch(label)
    if raised:
        state.raised = False
        return "全年预算数"
    return told


def _measured(aspect: str, measure: str) -> bool:
    if aspect in ("执行率", "得分"):
        return measure == ("%" if aspect == "执行率" else "分")
    return measure in MONEY


def told_before(state: State, aspect: str, amount: Amount, label: str) -> bool:
    """Whether this was told of the project with another value: what comes again is of a part of it.

    Its own score (自评得分) may follow that of others.
    """
    if "自评" in label:
        return False
    own = [f.amount for f, _ in state.figures if (f.metric, f.aspect) == (state.project, aspect)]
    return any(one.measure == amount.measure and one.value != amount.value for one in own)


def leaves(clause: Clause) -> bool:
    """Whether a numbered paragraph begins, which may be on anything: (三)重点评价。…."""
    return clause.opens == "。" and _NEXT_PARAGRAPH.match(clause.text) is not None


_NEXT_PARAGRAPH = re.compile(r"\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、")


def of_another(clause: Clause, label: str) -> bool:
    """Whether a sentence opens with a name of its own: “甲建设”自评93分 behind a review of another."""
    return clause.opens in "。;" and _NAMED_ANEW.fullmatch(label) is not None


_NAMED_ANEW = re.compile(
    r"(?!(?:该|本|此)?(?:项目?|工程|专项|经费|资金))[^,。;:\d]{3,40}?(?<!年初)(?<!全年)(?<!绩效)(?<!实际)(?<!累计)"
    r"(?:自评|得分|评分|(?:年初|全年)?预算|执行)(?:得?分|数)?(?:为)?"
)


def raises(label: str, amount: Amount) -> bool:
    """Whether words say by how much a project's budget was changed."""
    return amount.measure in MONEY and _RAISED.fullmatch(label) is not None


def headed(namer: Namer, text: str, clause: Clause) -> str:
    """Return the metric of the project that a numbered line names above its review."""
    head = _HEADED.fullmatch(clause.text) if clause.opens in "。;:" else None
    if head is None or clause.closes not in "。:" or _NO_PROJECT.search(head["name"]):
        return ""
    if not _FIGURES_BEHIND.match(text, clause.end):
        return ""
    return namer.project_alone(clause.text.removesuffix("项目")) or namer.project(clause.text)


def titled(section: Section, namer: Namer, text: str) -> str:
    """Return the metric of the project that a section's title names: 4.2 项目一:甲工程."""
    if section.kind != "绩效" or not _FIGURES_BEHIND.match(f"。{text}"):
        return ""
    head = _TITLE.fullmatch(_OF_REVIEW.sub("", re.sub(r"\s", "", fold(section.title))))
    if head is None or (not head["counted"] and _NO_PROJECT.search(head["name"])):
        return ""
    return namer.project_alone(head["name"].removesuffix("项目")) or f"项目:{head['name']}"


_OF_REVIEW = re.compile(r"(?:项目)?(?:绩效|自评价?|评价|重点)+报告$")
_TITLE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.、]?|\(?[一二三四五六七八九十\d]{1,3}[).、]|第[一二三四五六七八九十]节)?"
    r"(?P<counted>项目[一二三四五六七八九十\d]{1,2}[:、.])?(?P<name>[^,。;:\d]{4,40})"
)


def labelled(state: State, text: str, clause: Clause, label: str) -> str:
    """得分:94分: return the words before the colon where a figure of a project has no others."""
    if label or clause.opens != ":" or not state.project:
        return label
    begin = max(text.rfind(mark, 0, clause.start - 1) for mark in "。;,:") + 1
    return text[begin : clause.start - 1]


def named_first(namer: Namer, kind: str, label: str, clause: Clause, behind: str) -> Named:
    """Return the project that opens a sentence with its budget, what it spent and its score."""
    told = _NAMED_FIRST.fullmatch(label) if kind == "绩效" and clause.opens in "。;:" else None
    if told is None or not _SCORED_BEHIND.match(behind) or _NO_PROJECT.search(told["name"]):
        return Named()
    quoted = _QUOTED_FIRST.fullmatch(told["name"])  # “残疾人之家”运营补贴
    metric = f"项目:{told['name']}" if quoted else namer.project_alone(told["name"])
    return Named((metric,)) if metric else Named()


def own_scores(facts: Sequence[Fact], source: str) -> list[Fact]:
    """Return facts without the scores that others gave to a project that tells one of its own.

    对“甲项目”开展了部门评价,…。评价得分90.4分 beside 甲项目自评得分91.6分: two scores, no contradiction.
    """
    scores: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.metric.startswith("项目:") and fact.aspect == "得分" and "/" not in fact.metric:
            scores.setdefault(fact.metric, []).append(fact)
    given: set[int] = set()
    for told in scores.values():
        others = {id(fact) for fact in told if _is_by_others(fact, source)}
        given |= others if len(others) < len(told) else set()
    return [fact for fact in facts if id(fact) not in given]


def _is_by_others(fact: Fact, source: str) -> bool:
    """Whether the last review named before a score is not the unit's own."""
    before = re.sub(r"\s", "", source[max(0, fact.place.start - _REVIEW_NEAR) : fact.place.end])
    others = [match.end() for match in BY_OTHERS.finditer(before)]
    return bool(others) and before.rfind("自评") < others[-1]


_REVIEW_NEAR = 160  # characters of a paragraph before a score
