"""是啥玩意, 干嘛用的, 上年也有吗: what a piece asks beside a figure, told right behind that figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.lexicon import NO_PROSE
from assistant.plan.prose.words import BALANCE_AGAIN
from assistant.plan.split.pieces import Piece, pieces_of
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, telling, terms
from assistant.understand import Question
from assistant.vocabulary import item_name
from index.model import Place
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of

_MOST_REPORTS, _MOST_BEHIND, _LONGEST, _NEXT_TO, _FEW, _MOST_PARTS = 2, 2, 240, 60, 2, 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be asked beside a figure: the words that ask it, and those that open what tells it.

    What is told `at_once` stands behind the very figure, with no other one between.
    """

    asked: re.Pattern[str]
    told: re.Pattern[str]
    at_once: bool = False


_KINDS = (
    Asked(  # 百万设备几台,是啥玩意; 特种车都是啥车
        re.compile(
            r"(?:都|具体|分别|又)?(?:是|有|叫)(?:些|的|个)*(?:什么|啥|哪些|哪几[样种台辆个])(?:玩意儿?|东西|设备|资金|性质|[车楼房书钱款费])?(?=$|[,?啊呢的])"
            r"|用车[^,?]{0,4}(?:是|拿来|用来)?(?:干|做|拉|装|跑)些?(?:什么|啥|嘛)"
        ),
        re.compile(r"(?:主要)?(?:为|是|系|包[括含]|有)(?![\d:无])"),
        at_once=True,
    ),
    Asked(  # 剩的钱准备干嘛用
        re.compile(
            r"(?:准备|打算|计划|下一步|明年|以后|接下来)[^,。?]{0,6}(?:干|做|用|花|投|办)[^,。?]{0,4}(?:嘛|吗|啥|什么|哪)"
        ),
        re.compile(
            r"拟[用于在]|(?:计划|将|打算)(?:继续)?(?:用|在|于)|留待|(?:结转|转入|转到|下一?年度?)[^,。;]{0,10}(?:使用|支付|支出)"
        ),
    ),
    Asked(  # 彩票公益金30万干嘛用的, 培训了啥
        re.compile(
            r"(?:干|做|补|填|堵)了?些?(?:嘛|吗|啥|什么)(?:用|的|了|去|窟窿|缺口)*|给谁(?:用|坐|开)|谁(?:用|坐|开)的|(?:用|花|投|补|填)(?:在|到|去)?了?(?:哪|什么|啥)|(?:什么|啥)用(?=$|[,?的])"
            r"|(?:培训|采购|买|修|建|换|宣传|调研|接待|租|办|搞|开)(?:的|了|过)(?:都是|些|是)*(?:什么|啥|谁|哪些)(?!时候|原因)"
        ),
        re.compile(
            r"用于|用作|开支内容|主要(?:是|为|系)(?!因)|支持|购置(?!费|及|数)|采购了?|举办|赴[\u4e00-\u9fff]"
        ),
    ),
    Asked(  # 26万分到哪去了
        re.compile(
            r"(?:分|转|交|拨|发|付|流|归)(?:到|给|去|往)了?(?:哪(?!几?大?[块类项])|谁)|去向"
        ),
        re.compile(r"用于|提取|转入|上缴|缴入|收回|留待|结转|分配给|拨付|发放"),
    ),
    Asked(  # 420万怎么分的
        re.compile(r"(?:怎么|咋|如何)(?:个)?(?:分|发|补)(?:的|了|下去|配)?"),
        re.compile(r"每(?!年)[\u4e00-\u9fff]{1,3}\d|各\d|分别|[户人]均|平均"),
    ),
    Asked(  # 上年也有吗
        re.compile(
            r"(?:上|去|前|头)一?年(?:度|那会儿?|同期)?(?:也|又|是不是|有没有)?(?:有|买|花|办|发|换)了?(?:吗|没|么|过|多少|几)"
        ),
        re.compile(r"(?:上|去)年|20\d\d年(?!度)"),
    ),
    Asked(  # 年初有预算吗
        re.compile(r"年初(?:有|安排|列|做|批)了?(?:没有?)?预算了?(?:吗|没|么)|是不是年初"),
        re.compile(r"年初(?:预算|未安排|没有)|未(?:安排|列入)|年中追加"),
    ),
)
_ROW = re.compile(r"\s*(?:其中[:：])?(?P<name>[^\s\d]\S{3,})\s+\S{0,6}\s*\d")
# 其中, 与上年相比, 结余分配事项:… go on with what stands before them
_GOES_ON = re.compile(
    r"(?:[为系](?![\d上下本统])|其中|主要|与|比|较|变动|差异|增减|原因|用于|该|此|上述|以上|资金|[\u4e00-\u9fff]{2,6}事项)"
)
_NEXT_ITEM = re.compile(r"[(（]?[一二三四五六七八九十\d]+[)）.、．]")


def say_beside(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add for each piece that asks such a thing what stands behind the figures told, where it is untold."""
    cited = {citation.report for citation in draft.citations}
    reports = [info for info in question.reports if info.id in cited]
    if draft.status != "answered" or not 1 <= len(reports) <= _MOST_REPORTS:
        return
    for piece in pieces_of(question):
        kind = next((k for k in _KINDS if k.asked.search(piece.words)), None)
        for info in reports if kind is not None else ():
            if kind is None or _is_told(kind, piece, question, draft):
                continue
            part = next(_behind(kind, piece, question, evidence, draft, info), None)
            if part is not None:
                say_quote(draft, evidence, info, part)


def _own_words(kind: Asked, piece: Piece, question: Question) -> set[str]:
    """Return what a piece says beyond what it asks: 特种, 种车 of 特种车都是啥车."""
    spans = [(s - piece.start, e - piece.start) for s, e in question.units.spans]
    asked = kind.asked.search(piece.words)
    return telling(piece.words, [*spans, *([asked.span()] if asked else [])])


def _is_told(kind: Asked, piece: Piece, question: Question, draft: Draft) -> bool:
    """Whether a quotation tells such a thing, of what the piece names if any.

    What stands at once behind a figure is looked for there: 其他用车主要是… says nothing of 特种车.
    """
    if kind.at_once:
        return False
    words = _own_words(kind, piece, question) | {
        w for m in _named(kind, piece, question) for w in terms(item_name(m))
    }
    texts = [fold(told) for told in (*draft.quotes, *draft.paragraphs)]
    return any(kind.told.search(text) and (not words or words & set(terms(text))) for text in texts)


def _named(kind: Asked, piece: Piece, question: Question) -> list[str]:
    """Return the metrics that a piece names, or what stands before it; 什么车 names none."""
    asked = kind.asked.search(piece.words)
    ends = piece.start + asked.start() if asked else piece.end
    for end, start in ((ends, piece.start), (piece.start, 0)):
        named = [m for m in question.mentions if start <= m.start < end and m.metrics]
        if named:
            return [metric for m in named for metric in m.metrics]
    return []


def _behind(
    kind: Asked,
    piece: Piece,
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
) -> Iterator[Sentence]:
    """Yield the parts that tell such a thing behind the figures a draft tells, nearest first."""
    named = set(_named(kind, piece, question))
    told = [r.fact for r in draft.references if r.report == info.id]
    several = named & set(parts_of()) or (not named and len({f.metric for f in told}) > _FEW)
    if several and not kind.at_once:
        inside = {part for metric in named for part in parts_of().get(metric, ())}
        told = [f for f in told if f.metric in named | inside]
        if len({f.metric for f in told}) > _MOST_PARTS:
            return  # 钱都花在哪: of a whole, whose parts are told
    facts = [f for f in told if f.metric in named] if named and not several else told
    heard = evidence.sentences(info).holds
    if not any(map(heard, _own_words(kind, piece, question))):  # 上年买没买: of any of them
        facts = [*facts, *(f for f in told if f not in facts)]
    for metric in dict.fromkeys(f.metric for f in facts):
        main = next(f for f in facts if f.metric == metric)
        for fact in evidence.facts(info, metric):
            if fact.amount.value == main.amount.value:
                yield from _told_behind(kind, evidence, info, fact.place, item_name(metric))
    for citation in draft.citations if not facts else ():
        if citation.report == info.id:
            yield from _told_behind(kind, evidence, info, Place(citation.start, citation.end), "")


def _told_behind(
    kind: Asked, evidence: Evidence, info: ReportInfo, place: Place, name: str
) -> Iterator[Sentence]:
    """Yield the parts of the sentence of a figure, and of the next ones on it, that tell such a thing."""
    sentences = evidence.sentences(info)
    own = sentences.around(place)
    if own is None or own.kind in NO_PROSE:
        return
    if "|-" in own.text:
        yield from _below_table(kind, evidence, info, own, name)
        return
    if kind.at_once:
        yield from _taken_up(evidence, info, place)
    beside = False
    for part in sentences.parts(own, PART):
        if not part.place.start <= place.start < part.place.end:
            told = beside and not kind.at_once and kind.told.search(fold(part.text))
            if told and len(part.text) <= _LONGEST:
                yield part
            continue
        beside = True
        if len(part.text) <= _LONGEST and _tells(kind, _behind_figure(evidence, info, part, place)):
            yield part
    following = sentences.after(own)
    for _ in range(_MOST_BEHIND):
        if following is None or not _is_on(fold(following.text), name):
            return
        found = [p for p in sentences.parts(following, PART) if kind.told.search(fold(p.text))]
        if kind.at_once and (len(found) > 1 or BALANCE_AGAIN.match(fold(following.text))):
            found = [following]  # 其中甲5万元,系…;乙6万元,系…: all of it
        yield from (part for part in found if len(part.text) <= _LONGEST)
        following = sentences.after(following)


def _below_table(
    kind: Asked, evidence: Evidence, info: ReportInfo, table: Sentence, name: str
) -> Iterator[Sentence]:
    """Yield the parts below a table that tell such a thing of a row of it: 购置费用于更新采访车1辆."""
    sentences = evidence.sentences(info)
    below = (
        s for s in sentences.all if s.section == table.section and s.place.start > table.place.start
    )
    for part in (p for s in below for p in sentences.parts(s, PART)):
        opening = re.split(r"[,;:]", fold(part.text), maxsplit=1)[0]
        if name[-_LEAST_NAME:] in opening and kind.told.search(fold(part.text)):
            yield part


_LEAST_NAME = 3


def _taken_up(evidence: Evidence, info: ReportInfo, place: Place) -> Iterator[Sentence]:
    """Yield the sentences that say what the things of a table's row are: 其他用车为2辆通勤车."""
    source = evidence.ledger.text(info.id)
    row = _ROW.match(source[source.rfind("\n", 0, place.start) + 1 : place.end])
    if row is None:
        return
    name = re.escape(fold(row["name"]))
    told = re.compile(rf"(?:^|[,;。]){name}(?:\([^)]*\))?(?:主要)?(?:为|是|系|包[括含])(?!无)")
    sentences = evidence.sentences(info)
    for sentence in sentences.all:
        if sentence.kind not in NO_PROSE and told.search(fold(sentence.text)):
            yield from (p for p in sentences.parts(sentence, PART) if told.search(fold(p.text)))


def _tells(kind: Asked, behind: str) -> bool:
    """Whether what stands behind a figure tells such a thing of it, and of no other amount."""
    told = kind.told.search(behind)
    if told is None or told.start() > _NEXT_TO:
        return False
    between = behind[: told.start()]
    other = _FIGURE.search(between) if kind.at_once else _MONEY.search(between)
    return other is None or told.group() in _OF_THE_SUM or "原因" in between


_FIGURE, _MONEY = re.compile(r"\d"), re.compile(r"\d[\d,.]*[万亿]?元")
_OF_THE_SUM = ("用于", "用作", "开支内容")  # whatever amounts stand between: 30万元,增加2万元,用于…


def _behind_figure(evidence: Evidence, info: ReportInfo, part: Sentence, place: Place) -> str:
    """Return what stands in a part behind the figure in it."""
    source = evidence.ledger.text(info.id)[place.end : part.place.end]
    return re.sub(r"\s", "", fold(source))


def _is_on(text: str, name: str) -> bool:
    """Whether a sentence goes on with what a figure of some name is told of before it."""
    if _NEXT_ITEM.match(text):
        return False
    if re.search("结[转余]", name) and BALANCE_AGAIN.match(text):
        return True
    opening = re.split(r"[,;:]", text, maxsplit=1)[0]
    return _GOES_ON.match(text) is not None or bool(name and name in opening)
