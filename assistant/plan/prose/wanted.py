"""What no figure answers: where a rest went, by which paper, from whom money came, what is counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose import statements
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.lexicon import SUM_OF_MONEY
from assistant.plan.prose.words import asked_words
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, Sentences, terms
from assistant.understand import Question
from assistant.understand.parts import asking_clauses
from index.model import Place
from index.normalise import fold
from index.store import ReportInfo

_MOST_REPORTS = 2
_ENOUGH = 0.35  # share of the question's words that a sentence must hold which has what is wanted
_RARELY = 0.05  # … for a want that few sentences have
_OWN = 0.5  # … for a want that says little itself
_LEFT = r"结余|结转|余款|余额|剩|[没未](?:有)?(?:用|花|执行)|余下"


@dataclass(frozen=True, slots=True)
class Want:
    """A kind of answer: the words that ask for it, and those without which a sentence is none."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    about: str = ""  # official words for what is spoken of
    enough: float = _ENOUGH
    beside: bool = False  # what is told beside an answer, and is none alone


_PER = r"(?:人|户|名|月|年|个|亩|辆|座|套|吨|块|平方米|公里|天|次|学年|床)"
_ORGAN = r"局|委|办|中心|基金会|公司|院|站|厅|大队|银行|联合会|机关事务|财政|收入|单位|部门"
_WANTS = (
    Want(  # 没用完的去哪了, 租金交给谁了
        re.compile(
            rf"(?:{_LEFT}|收益|收入|租|处置|报废|变卖|收的|收上来)(?!.*花.{{0,4}}哪)"
            r".*(?:去了?哪|去向|哪(?:儿|里)?去了|(?:上缴|上交|交|缴|退|还)(?:到|给|往|去)?了?(?:哪|谁)"
            r"|归了?谁|(?:怎么|咋|如何)(?:处理|处置|安排)|自己留|(?:充|入)了?公)"
        ),
        re.compile(
            r"收回|上缴|缴入|国库|留待|继续(?:使用|用于)|结转下年|下年(?:继续|支付)|转入|收支两条线"
        ),
    ),
    Want(  # 没花完的都是些什么钱
        re.compile(
            rf"(?:{_LEFT}).*(?:(?:什么|啥|哪些|哪类|哪种)(?:钱|款|资金|类|事|项目|东西)|哪类|干(?:啥|什么)|(?:什么|啥)用"
            r"|用途|做(?:什么|啥)|主要是|留着|怎么来|哪来|(?:怎么|咋|如何)分|分[给到](?:了)?(?!期))"
        ),
        re.compile(
            r"(?:结转|结余|结余分配)(?:资金|和结余)?[^。\d]{0,4}(?:(?:主要|全部|均)(?:为|是|系|用于)|[为系是](?!\d))"
            r"|(?:结转|结余)\d[\d,.]*万?元(?:,占[^,。;]{2,16})?,(?:主要|全部|均|其中)?(?:为|是|系|用于)(?!\d)"
            r"|未执行部分(?:主要)?(?:为|是|系)|[^,。;]{2,8}结转\d[\d,.]*万?元、|(?:结转|结余|结余分配)(?:资金)?事项:"
        ),
        "结转结余",
    ),
    Want(  # 没建完怎么办, 下一步咋改
        re.compile(
            r"(?:怎么|咋|如何)(?:办|补(?!助|贴)|改|整改|解决|补救|处理|避免|防止)|下一步|(?:以后|今后|接下来|明年|下年)[^,。?]{0,6}(?:怎么|咋|如何|打算|计划)"
        ),
        re.compile(r"改进措施|下一步|续建|整改措施|下一年|拟于|(?:计划|预计)20\d\d年"),
        beside=True,
    ),
    Want(  # 展陈晚了多久
        re.compile(r"(?:晚|迟|拖|延(?:误|期|迟|后))(?:了|到)?(?:多久|多长时间|多少天|几)"),
        re.compile(
            r"(?:晚于|推迟|延[误期迟后]|滞后|逾期|拖)[^。;]{0,12}(?:\d+|[一二两三四五六七八九十])个?(?:月|天|日|年|周)"
            r"|(?:推迟|延期|延[后迟])(?:到|至)"
        ),
        enough=_RARELY,
    ),
    Want(  # 是哪个文件定的
        re.compile(
            r"(?:哪|什么|啥)(?:个|些|份|项)?(?:文件|规定|办法|政策|通知|文(?:号|里|上))|文号|依据(?:的)?(?:是)?(?:什么|啥|哪)"
            r"|凭(?:的)?(?:是)?(?:什么|啥)文"
        ),
        re.compile(r"《[^》]{4,}》|[〔【\[](?:19|20)\d\d[〕】\]]|\d+号"),
    ),
    Want(  # 谁捐的, 哪个单位追加的
        re.compile(
            r"谁(?:给|家|来)?(?:捐|出钱|出资|拨|付|掏|追加|负担|承担|买单|配发|发的|牵头|实施)"
            r"|(?:哪(?:个|家)|什么)(?:单位|部门|机构)(?:给|来)?(?:捐|出|拨|付|追加|负担|承担|配发|牵头|实施|管的|办的)"
            r"|(?:费用?|油钱|钱|开支|工资|薪水|补助)(?:是|由)?谁(?:出|掏|付|给|发)"
        ),
        re.compile(rf"{_ORGAN}|自筹"),
        enough=_OWN,
    ),
    Want(  # 油钱从哪出
        re.compile(
            r"(?:[从在]哪(?:儿|里|块|笔)?(?:钱|经费)?(?:里|中)?|走(?:的)?(?:哪|什么|啥))(?:个|项|笔)?(?:出|列支?|开支|支出|走|掏|负担|项目)"
        ),
        re.compile(r"(?:中|由|从|在|内)[^,。;]{0,16}(?:列支|负担|承担|开支|支付|安排)"),
        enough=_OWN,
    ),
    Want(  # 一户补多少, 标准是多少
        re.compile(
            rf"(?:一|每)个?{_PER}(?:一|每)?{_PER}?[^,。?\d]{{0,6}}?(?:多少|几)|标准(?:是)?(?:多少|几|什么|啥)"
        ),
        re.compile(
            rf"(?:每|户均|人均){_PER}?[^。;,]{{0,12}}?{SUM_OF_MONEY}|{SUM_OF_MONEY}/{_PER}|标准[^。;,]{{0,10}}?{SUM_OF_MONEY}"
        ),
        enough=_OWN,
    ),
    Want(  # 特种车为啥不算三公
        re.compile(
            r"(?:为什么|为啥|为何|凭什么|凭啥|怎么|咋)[^,。?]{0,4}(?:不|没有?|未)(?:被)?(?:算|计入|纳入|列入|统计|放)(?!错)"
            r"|辆[^。]*辆[^。]*(?:是不是|是否|会不会)[^,。]{0,3}(?:写|弄|算|统计)错"
        ),
        re.compile(r"不(?:计入|纳入|列入|属于|在[^,。;]{2,16}(?:范围|列支))|未(?:纳入|计入|列入)"),
    ),
    Want(  # 市委的钱也算在里头吗
        re.compile(
            r"(?:[算含并带]|包括|包含|计入|纳入)(?:在|进|到|入)?(?:了|去|来)*(?:里头|里面|里|内|其中|一起|一块|[^,。?]{0,8}?(?:决算|汇总|报告)里?)*(?:去|来)?了?(?:吗|么|没有|没|不(?![同一])|[?。]|$)"
            r"|算不算|含不含|包不包括|是不是[^,。?]{0,16}(?:[算含并]|包括)"
            r"|(?:决算|汇总|口径|数)[^。?]{0,3}(?:里头|里面|里|中)(?:还|都)?(?:有没有|有无|含不含|包不包)"
        ),
        re.compile(
            r"分离|不(?:在|计入|含|包括|纳入|属于)|未(?:纳入|计入|包括|单独)|单独(?:编|核|公开)|合并核算|汇总(?:数据|口径|范围)|并入"
        ),
    ),
)
_SCOPE_WANT = _WANTS[-1]
_MONEY_ASKED = re.compile(r"多少|几[^乎]|花了")


def wants(question: Question) -> list[Want]:
    """Return the kinds of answer that a question wants beside figures."""
    if question.intent.rank:
        return []
    found = [want for want in _WANTS if want.asked.search(question.folded)]
    named = any(m.end > m.start and m.metrics for m in question.mentions)
    if named and _SCOPE_WANT in found:
        found.remove(_SCOPE_WANT)  # 车补算三公吗: terms explain one another
    return found


def asks_scope(question: Question) -> bool:
    """Whether it is asked if something is counted in: 也并在汇总决算里了."""
    return _SCOPE_WANT.asked.search(question.folded) is not None


def answer_wanted(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote the sentences that have what is wanted; False where none has, or a figure is asked too."""
    if len(reports) > _MOST_REPORTS or question.projects:
        return False
    intent = question.intent
    asks_more = (intent.makeup and intent.budget) or intent.change or intent.compare
    if asks_more and question.metrics and len(asking_clauses(question.folded)) > 1:
        return False  # 花在什么地方, 年初有预算吗, 谁追加的: that is added
    if any(want.beside for want in wants(question)):
        return False
    found = list(_found(question, evidence, draft, reports))
    if not found:
        return False
    asks_figure = _MONEY_ASKED.search(question.folded) and question.metrics
    if asks_figure and not any(_has_figure(i, s, question, evidence) for i, s in found):
        return False
    for info, sentence in found:
        also = _same_again(question, evidence.sentences(info), sentence)
        say_quote(draft, evidence, info, sentence, also)
    return True


def _same_again(question: Question, sentences: Sentences, best: Sentence) -> list[Sentence]:
    """Return the other sentences with the clause of the first one that has what is wanted."""
    clauses = [
        clause
        for want in wants(question)
        for clause in re.split(r"[,，。;；:：]", _flat(best.text))
        if len(clause) >= _LEAST_CLAUSE and want.told.search(clause)
    ]
    others = (s for s in sentences.all if not best.place.opens(s.place))
    found = [s for s in others if any(clause in _flat(s.text) for clause in clauses)]
    return found[:_MOST_AGAIN]


_LEAST_CLAUSE, _MOST_AGAIN = 14, 2


def add_wanted(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add to an answer the sentences that have what is wanted and that it has not; False for none."""
    if len(reports) > _MOST_REPORTS:
        return False
    before = len(draft.paragraphs)
    for info, sentence in _found(question, evidence, draft, reports):
        for part in evidence.sentences(info).below(sentence):
            say_quote(draft, evidence, info, part)
    return len(draft.paragraphs) > before


def tells_wanted(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Whether a report says what is wanted: 还剩多少,是什么钱 asks for no term's meaning then."""
    few = len(reports) <= _MOST_REPORTS
    return few and any(_found(question, evidence, draft, reports))


def _found(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> Iterator[tuple[ReportInfo, Sentence]]:
    """Yield for each report and want the sentence that has it, unless the answer has it already."""
    for info in reports:
        said: list[str] = [*draft.quotes, *(p for p in draft.paragraphs if p.startswith("「"))]
        for want in sorted(wants(question), key=lambda want: want.beside):
            if any(want.told.search(_flat(quote)) for quote in said):
                continue
            best = _best(question, evidence.sentences(info), want)
            if best is None and want.beside:
                best = _behind_quoted(evidence, draft, info, want)
            if best is not None:
                said.append(best.text)
                yield info, best


def _best(question: Question, sentences: Sentences, want: Want) -> Sentence | None:
    """Return the sentence with what is wanted that holds most of a question's words, or None."""
    words = asked_words(question, sentences)
    about = set(terms(want.about))

    def held(sentence: Sentence) -> float:
        share = sentences.share(words, sentence.words)
        return share + (_OWN if about & sentence.words else 0.0)

    fitting = [
        s
        for s in sentences.all
        if s.kind not in ("自评表", "名词解释", "职能")
        and (words | about) & s.words
        and want.told.search(_flat(s.text))
    ]
    best = max(fitting, key=lambda s: (held(s), -len(s.text)), default=None)
    if best is None or held(best) < want.enough:
        return None
    part = sentences.part(best, words)
    return part if want.told.search(_flat(part.text)) else best


def _behind_quoted(
    evidence: Evidence, draft: Draft, info: ReportInfo, want: Want
) -> Sentence | None:
    """以后咋避免: return the sentence with what is wanted right behind one that an answer quotes."""
    sentences = evidence.sentences(info)
    for citation in draft.citations:
        own = sentences.around(Place(citation.start, citation.end))
        if citation.report != info.id or own is None or own.kind in ("自评表", "名词解释", "职能"):
            continue
        following = sentences.after(own)
        if following is not None and want.told.search(_flat(following.text)):
            return following
    return None


def _flat(text: str) -> str:
    return re.sub(r"\s", "", fold(text))


def _has_figure(
    info: ReportInfo, sentence: Sentence, question: Question, evidence: Evidence
) -> bool:
    """Whether a sentence states money and most of what a question says: no metric need be told."""
    sentences = evidence.sentences(info)
    words = asked_words(question, sentences)
    return (
        sentences.share(words, sentence.words) >= _OWN
        and re.search(SUM_OF_MONEY, _flat(sentence.text)) is not None
    )


_FROM = re.compile(
    r"哪(?:儿|里|处)?(?:来|弄|收|得|搞)|(?:怎么|咋|如何)(?:个)?(?:来|得)的|从(?:哪|何)|何处|来(?:源|路|历)|(?:靠|做|干|凭|卖)(?:的是)?(?:些)?(?:什么|啥)(?:东西)?(?:挣|赚|来的|收的|得的)|谁(?:家)?(?:给|出|拨|捐|交)"
    r"|(?:是|收|都是)的?(?:些)?(?:啥|什么|哪些|哪几[样种])(?:钱|款|费|收入|进项)|(?<!指)(?:啥|什么|哪些)(?:钱|款项|收入)(?:组成|构成)?[?,。]?$"
    r"|收入(?:里|里头|中)?(?:主要|都)(?:是|为)(?:些)?(?:什么|啥|哪)|是收的?(?:些)?(?:什么|啥|哪)"
)
_WHOLES = ("本年收入", "收入总计", "财政拨款收入")


def answer_origin(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Say where an income came from, or that the report does not say; False where not asked."""
    if not _FROM.search(question.folded) or len(reports) > _MOST_REPORTS or question.projects:
        return False
    if not (question.units.units or question.years.years or len(evidence.reports) == 1):
        return False
    incomes = [m for m in question.metrics if m.endswith("收入") and not m.endswith(_WHOLES)]
    others = [m for m in question.metrics if m not in incomes and not m.endswith(_WHOLES)]
    alone = incomes and (len(incomes) == len(question.metrics) or question.intent.share)
    told = False
    for info in reports if alone and not others else ():
        for metric in incomes:
            fact = statements.main_fact(evidence, info, metric)
            if fact is None or not fact.amount.value:
                continue
            said = statements.say_share if question.intent.share else statements.say_value
            draft.add(said(draft, evidence, info, metric))
            told = True
            shared = question.intent.share and evidence.one(info, metric, "占比") is not None
            if not _say_origin(evidence, draft, info, metric):
                draft.status = "answered" if shared else "not_found"
                draft.add(f"报告只披露了金额，没有说明{metric}的具体来源。")
    return told


def _say_origin(evidence: Evidence, draft: Draft, info: ReportInfo, metric: str) -> bool:
    """Quote the sentence on where an income came from; False where the report has none."""
    own = re.compile(
        rf"{re.escape(fold(metric))}(?:(?!(?<!占本年)(?<!占总)收入\d)[^。;])*?"
        r"(?:主要(?:为|是|系|来自|来源)|构成[为是:]|由[^,。;]{2,40}(?:构成|组成)|包[括含]|其中:|(?<=[,%])[为系](?!\d)|(?<=万元)[为系](?!\d|年初|预算|上年|全年)|(?<=收入)[为系](?![\d年])|(?:增加|减少)[为系]|来(?:自|源于)|\((?!占|含|包括|其中|以下|即)[\u4e00-\u9fff]{4,30}\)|,[例比]?如(?!果)|,[本我](?:部门|单位|[局委厅部院署办会校馆站所处中])[^,。;]{0,6}?(?:指|是|为|包括))"
    )
    for kinds in (True, False):
        for sentence in evidence.sentences(info).all:
            if (sentence.kind != "名词解释") == kinds and own.search(_flat(sentence.text)):
                say_quote(draft, evidence, info, sentence)
                return True
    came = [r for r in evidence.reasons(info, metric, "上年") if _CAME.search(fold(r.text))]
    for reason in came[:1]:  # 其他收入增加的原因:收到课题经费
        mark = draft.mark(info, reason.section, reason.context)
        draft.add(f"报告说明的变动原因：{draft.quoted(reason.text)}。[{mark}]")
    return bool(came)


_CAME = re.compile(r"收到|拨[付入来]|转[入来]|利息|捐|租金|课题|来自|取得")
