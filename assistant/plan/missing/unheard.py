"""The thing that an amount is asked of and that an answer nowhere speaks of: 门票, 学费, the 出租 of 出租车."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from assistant.compose import statements
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.lexicon import HAN, HOW_MUCH, LEVELS, NO_ACCOUNT
from assistant.plan.projects.counted import Counted
from assistant.plan.prose.tallied import stretch_of
from assistant.plan.sums.aimed import SHORT_OF
from assistant.plan.sums.reckoner import is_reckoned
from assistant.retrieve import Evidence
from assistant.sentences import Sentences, report_words, terms
from assistant.tallies import put, wordings
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.unit_names import bare_name
from index.model import Place
from index.normalise import fold
from index.terms import economic_items

_CLOSED = "□"  # what is understood: units, years, terms, projects
_WAY = "○"  # how much is asked: 一共, 到底
_YEAR = re.compile(r"(?:19|20)\d\d年?度?|\d\d年度?")
# 门票一共收了多少, 合同签了几年: the thing stands right before the verb.
_ASKED_OF = re.compile(
    rf"(?P<thing>{HAN}{{2,12}}?)"
    rf"(?:{_WAY}|实(?=有)|总计|合计|全年|都|又|才|就|共|能|要|得|给)*"
    r"(?:花|收|卖|交|缴|付|买|发|用|挣|赚|支|掏|拨|投|补|赔|欠|借|还|罚|批|签|办|修|建|装|印|寄|养|请|领|拿|有|是|达|进|跑|吃)?"
    r"(?:进|出|到|去|掉|来|上来|下来|回)?(?:了|过|的|着)*(?:多少|几(?!乎))"
)
# 收了多少学费, 办了多少对结婚登记: … or behind what asks how much.
_HOW_MUCH_OF = re.compile(
    rf"(?:多少|几)(?:万元|元|块|人次|批次|[个对份次台套张本件户家名位人条间笔批场辆头只吨])?(?:钱)?的?{_CLOSED}*(?P<thing>{HAN}{{2,6}})(?=$|[,?])"
)
# 花在网络安全上的钱, 在安保上花了多少: … or in what it was spent on.
_SPENT_ON = re.compile(
    rf"(?:[花用投入][在到]|在)(?P<thing>{HAN}{{2,10}}?)(?:上面?|方面|这一?块)(?:的?钱|{_WAY}*[花用投])"
)
_PAID_FOR = re.compile(r"[费金]$|补[助贴]$")
_BODY = re.compile(r"[处局站所办院校馆委]$|中心$|公司$")
_WAYS = re.compile(r"到底|究竟|大概|大约|一共|总共|拢共|平均|一个月|一年|现在|目前|实际|其中")
_VERBS = (
    "打换做雇招聘花收卖交缴付买发用挣赚支掏拨投补赔欠借还罚批签办修建装印寄请领拿采录供走铺跑吃"
)
_ENDS = re.compile(r"[的在了和与跟把被让为从向对到是有里上下去年给]")
# Words that ask, count, compare or only go before: they name nothing that could be told.
_FRAME = re.compile(
    "|".join(
        (
            r"[一两二三四五六七八九十百每各均摊第几多倍]|个[人数]|人次|次数|平均|合计|合起|其余|其中",
            r"[我你他它们这那哪谁啥什怎]|自己|单位|学校|职工|老百姓|^(?:孩子|学生|娃娃|小朋友|老人)$",
            r"[不没未别呢吗啊呀吧嘛哦啦只占及比]|应该?|所以|还是|来自",
            r"[加扣调定报算说讲写信等叫拿交领爱请该丢]|合$|新[招进来增]|招[聘录]|直接|回答|除以",
            r"[过进下出回]来|过去|[块毛角]钱|^[钱元块]|[金差余总数]额|(?<!净)值|账[面上]|价格|造价|成本|开销|开支|花[消销]",
            r"费用$|资金$|缺口|免费|标准|口径|科目|指标|项目|本级|计划|打算|结果|公开|自评|[满得打评]分",
            r"后来|后面|最[后终]|末了|原[来本先定]|当[初场]|初[带准]|时候|日常|开头|以[前后上下]|同[样期]",
            r"拢共|总工|顺便|折合|实际|真正|正式|主要|行政事业|系统|改革|养护|张表|开头|惠及|牵涉|涉及|[掉着台]",
            r"拼成|跑路|盖[楼房]|空[着编]|空$",  # verbs of two characters
        )
    )
)
_COUNT = re.compile(r"(?:多少|几)(?:批次|[个份次台套件户家名位条人间座对])")
_AMOUNT_NEXT = re.compile(
    r"(?:的|一共|总共|一年|全年|每年|到底|究竟|大概|[是要花交付有]|了)*(?:多少|几(?!乎))"
)
_ADDS = re.compile(r"加|[合总]计|之和|的和|[两三四五六七八九几各][项笔块样家年]")
_GENERAL = re.compile(r"(?:总)?(?:收入|支出|费用|经费|资金|开支|款项|数量|人数|次数|面积)$")
_NAMED = re.compile(r"「([^」]{2,30})」")
_PROJECT = re.compile(r"「([^」]{2,30})」项目")
_LONGEST, _SAME = 40, 0.6  # characters of a plain question; cosine of two names of one thing
_LEAST, _MOST_SAID = 2, 4
_MOST_REPORTS = 2
_BOLD = re.compile(r"\*\*[^*]+\*\*|\[\d+\]")
_OF_EACH = re.compile(r"[一每](?:个(?!月)|[位名人次辆台户家套件场期批])")


def unheard(clause: str, question: Question, evidence: Evidence, draft: Draft) -> str:
    """Return the thing that a clause asks an amount of and an answer does not speak of, or nothing."""
    if SHORT_OF.search(clause) and is_reckoned(draft, "−"):  # 少送了多少课时
        return ""
    if _OF_EACH.search(clause) and is_reckoned(draft, "÷"):  # 培训一个基层工会主席花多少
        return ""
    said = set(terms(fold(draft.text)))
    named = (*_undisclosed(clause, question), *_programmes(clause, question, evidence))
    asked = named if _asks_amount(clause, question) else ()
    undisclosed = (name for name in asked if not set(terms(name)) & said)
    thing = untold(clause, question, evidence, _told(evidence, draft)) or next(undisclosed, "")
    if not thing or _say_amount(thing, _measure(clause), question, evidence, draft):
        return ""
    return "" if _is_called_so(thing, _measure(clause), question, evidence, draft) else thing


def unspoken(clause: str, question: Question, text: str) -> bool:
    """Whether a text has not even the characters of a thing that a clause asks an amount of."""
    return any(set(thing[-_LEAST:]) - set(text) for thing in things_asked(clause, question))


def untold(clause: str, question: Question, evidence: Evidence, text: str) -> str:
    """Return the thing that a clause asks an amount of and a text tells no such number of, or nothing."""
    things = things_asked(clause, question)
    told = [frozenset(terms(part)) for part in _numbered(text, _measure(clause))]
    reports = [evidence.sentences(info) for info in question.reports[:_MOST_REPORTS]]
    whole = [frozenset(terms(text))]  # what is spent on a body may be told of a project of its
    for thing in things:
        said = whole if _BODY.search(thing) else told
        if not any(_is_heard(thing, said, report) for report in reports):
            return thing
    return ""


def keep_related(thing: str, question: Question, draft: Draft) -> None:
    """Drop the paragraphs that speak neither of a thing that is not told nor of a term that is asked."""
    pairs = set(terms(thing))
    named = {statements.name(metric) for mention in question.mentions for metric in mention.metrics}
    draft.paragraphs[:] = [
        paragraph
        for paragraph in draft.paragraphs
        if pairs & set(terms(paragraph)) or any(name in paragraph for name in named)
    ]


def things_asked(clause: str, question: Question) -> tuple[str, ...]:
    """Return the things that a clause asks no more than an amount of and that no term explains."""
    if len(clause) > _LONGEST or not _asks_amount(clause, question):
        return ()
    return tuple(_things(clause, question))


def _asks_amount(clause: str, question: Question) -> bool:
    """Whether a clause asks how much of a thing, and nothing that is to be reckoned."""
    return HOW_MUCH.search(clause) is not None and not _is_reckoned(question, clause)


def _undisclosed(clause: str, question: Question) -> Iterator[str]:
    """Yield the terms of a clause for what is paid that no report states: 中央空调电费."""
    for mention in question.mentions:
        word, after = question.folded[mention.start : mention.end], question.folded[mention.end :]
        compound = after and after[0] in question.unexplained and after[0] not in _VERBS
        money = _PAID_FOR.search(word) and mention.official in question.undisclosed
        if money and word in clause and not compound:
            yield word


def _programmes(clause: str, question: Question, evidence: Evidence) -> Iterator[str]:
    """Yield the programmes of items that no report speaks of: 农机购置补贴 of 农业生产发展."""
    reports = [evidence.sentences(info) for info in question.reports[:_MOST_REPORTS]]
    for mention in question.mentions:
        word = question.folded[mention.start : mention.end]
        items = mention.metrics and all(metric.endswith(LEVELS) for metric in mention.metrics)
        match = _PROGRAMME.search(word)
        if items and match and word in clause:
            own = terms(word.removesuffix(match[0]))
            if not any(all(report.holds(pair) for pair in own) for report in reports):
                yield word


_PROGRAMME = re.compile(r"(?<=..)(?:补[助贴]|津贴|奖[励补]|救助金?|工程|行动)$")


def _is_reckoned(question: Question, clause: str) -> bool:
    """Whether a question does more than ask for an amount: what it says besides is how to reckon."""
    # 一年花多少,为什么还少了: of two clauses; 因为搬迁花了62万,房租多少: of what asks alone
    intent, own = question.intent, read_intent(clause.rpartition(",")[2])
    adds = intent.total and (len(question.metrics) > 1 or _ADDS.search(clause))
    more = intent.share or intent.compare or intent.rank or adds or intent.minus
    return bool(more or own.why or intent.define or own.truth or intent.trend or intent.unit_cost)


def _is_called_so(
    thing: str, measure: re.Pattern[str], question: Question, evidence: Evidence, draft: Draft
) -> bool:
    """Whether an indicator bears a thing's name, or one that an answer tells means the same."""
    reports = [info.id for info in question.reports]
    rows = [row for report in reports for row in evidence.rows_of.get(report, ())]
    if any(thing in fold(r.name) and measure.search(fold(f"{r.target} {r.result}")) for r in rows):
        return True
    names = (_PROJECT if measure is _MONEY else _NAMED).findall(draft.text)
    return bool(names) and max(evidence.alike([thing], names)[0]) >= _SAME


def _say_amount(
    thing: str, measure: re.Pattern[str], question: Question, evidence: Evidence, draft: Draft
) -> bool:
    """Quote the clause that tells a number with a thing's name in any wording; False where none does."""
    ways = {thing, *(put(thing, wording) for wording in wordings(thing))}
    for info in question.reports[:_MOST_REPORTS]:
        names = fold(info.unit), fold(bare_name(info.unit))
        for told in evidence.amounts(info).all:
            own = told.text.replace(names[0], " ").replace(names[1], " ")
            named = measure.search(own) and any(way in own for way in ways)
            if named and told.sentence.kind not in NO_ACCOUNT:
                say_quote(draft, evidence, info, stretch_of(evidence, info, told))
                return True
    return False


def _things(clause: str, question: Question) -> Iterator[str]:
    """Yield the words that name what an amount is asked of and that no figure explains."""
    undisclosed = set(question.undisclosed) & set(economic_items())
    for mention in question.mentions:  # 新大厅房租一年多少, where no report tells 租赁费
        word = question.folded[mention.start : mention.end]
        asked = word in clause and _AMOUNT_NEXT.match(question.folded, mention.end)
        if asked and mention.official in undisclosed:
            yield word
    text = _WAYS.sub(lambda match: _WAY * len(match[0]), _open(question))
    low = question.folded.find(clause) if clause in question.folded else 0
    text = text[low : low + len(clause)] if clause in question.folded else text
    before_terms = (text[:at] for at in _terms_at(question, low) if 0 < at <= len(text))
    asking = (_SPENT_ON, _HOW_MUCH_OF, _ASKED_OF)
    runs = [match["thing"] for ask in asking for match in ask.finditer(text)]
    runs += [match[0] for b in before_terms if (match := re.search(rf"{HAN}+的?$", b))]
    for run in runs:
        thing = (
            _GENERAL.sub("", _ENDS.split(run.rstrip("的"))[-1])
            .rstrip(_VERBS + "钱")
            .removesuffix("实")
        )
        open_ = any(char in question.unexplained for char in thing[-_LEAST:])
        if any(fold(unit).rstrip(")").endswith(thing) for unit in question.units.units):
            continue  # 市政府2023汇总, 民族中学: the end of a unit's own name
        if len(thing) >= _LEAST and open_ and not _FRAME.search(thing[-_MOST_SAID:]):
            yield thing
    for mention in question.mentions if _COUNT.search(clause) else ():
        word = question.folded[mention.start : mention.end]
        items = mention.metrics and all(m.endswith("(项)") for m in mention.metrics)
        if items and word in clause and not any(word in m for m in mention.metrics):
            yield word  # 药品抽检了多少批次: what it costs counts nothing


def _open(question: Question) -> str:
    """Return a folded question with what is understood of it closed, each character in its place."""
    spans = [*question.units.spans, *question.units.member_spans]
    spans += [(mention.start, mention.end) for mention in question.mentions]
    chars = list(question.folded)
    for start, end in spans:
        chars[start:end] = _CLOSED * (end - start)
    text = "".join(chars)
    for title in map(fold, question.projects):
        text = text.replace(title, _CLOSED * len(title))
    return _YEAR.sub(lambda match: _CLOSED * len(match[0]), text)


def _terms_at(question: Question, low: int) -> Iterator[int]:
    """Yield where terms with figures begin in a clause."""
    for mention in question.mentions:
        if mention.metrics:
            yield mention.start - low


def _told(evidence: Evidence, draft: Draft) -> str:
    """Return what an answer says and what stands around its places, without the names of units."""
    parts = [_BOLD.sub("", draft.text)]
    for citation in draft.citations:
        info = evidence.by_id[citation.report]
        place = Place(citation.start, citation.end, citation.page)
        sentence = evidence.sentences(info).around(place)
        parts += [citation.quote, sentence.text if sentence is not None else ""]
    text = fold("\n".join(parts))
    for info in evidence.reports:
        text = text.replace(fold(info.unit), " ").replace(fold(bare_name(info.unit)), " ")
    return text


_NO_COUNT = r"(?:多少|几)(?![家个户人件次名位台])"
_OF_MONEY = re.compile(
    rf"多少钱|花了?{_NO_COUNT}|元|[收支](?:入|出|了多少(?=钱|元|万|[,?]|$))"
    rf"|(?:[费款酬薪租税]|工资|基金|[补津]贴|补助|奖金|学金){_WAY}*{HAN}{{0,4}}?{_NO_COUNT}"
)
_MONEY = re.compile(r"[约占][一二三四五六七八九]成|\d[,\d.]* ?(?:万|亿)?元")
_ANY = re.compile(r"\d|[零无]|没有")
_BARE = re.compile(rf"\d(?![\d.,]* ?{HAN})|[零无]|没有")
_STOPS = re.compile(r"[,:、()](?!\d)")
_USE = re.compile(r"[^,]{0,16}?(?:主要|全部|均|都)*(?:用于|系|为|是|包括|即|含|用来)")
_WHAT_FOR = re.compile(r"主要用于:?(.+)")
_MOVED = re.compile(r"[增减涨降升滑]|[多少超省节][支出]?\d")
_NUMBER = re.compile(r"\d(?![\d.]*%)")
_OF_YEAR = re.compile(r"(?:19|20)\d\d ?年度?")


def _measure(clause: str) -> re.Pattern[str]:
    """Return how a number looks that answers a clause: a count of the kind, an amount of money, or any."""
    if (counted := Counted.asked(clause)) is not None:
        return re.compile(f"{counted.loosely.printed.pattern}|{_BARE.pattern}")
    return _MONEY if _OF_MONEY.search(clause) and not _COUNT.search(clause) else _ANY


def _numbered(text: str, measure: re.Pattern[str]) -> Iterator[str]:
    """Yield the clauses of a text that tell a number, each with what leads up to it.

    What stands behind an amount may say what it is of; behind a change it says why that was.
    """
    told = False
    for sentence in re.split(r"[。;\n]", text):
        yield from _WHAT_FOR.findall(sentence)  # 主要用于：…: told beside the amount of an item
        lead = ""
        for part in _STOPS.split(sentence):
            if measure.search(part):
                yield lead + part
                lead, told = "", _MOVED.search(part) is None
            elif told and _USE.match(part):
                yield part
            elif _NUMBER.search(_OF_YEAR.sub("", part)):
                lead, told = "", False
            elif "%" not in part:
                lead, told = lead + part, False


def _is_heard(thing: str, told: Sequence[Set[str]], report: Sentences) -> bool:
    """Whether a number is told with most of a thing's name, in the wording of reports for everyday words.

    Words that the report never uses ask for nothing that it could have told apart.
    """
    own = thing[-_MOST_SAID:]
    ways = [own, *(put(own, wording) for wording in wordings(own)), *report_words(own[-_LEAST:])]
    spelt = {char for said in told for pair in said for char in pair}
    for way in ways:
        known = {pair for pair in terms(way) if report.holds(pair)}
        whole = report.weigh(known)
        for said in told:
            heard = way[-_LEAST:] in known or set(way[-_LEAST:]) <= spelt
            heard = heard and not (len(way) == _MOST_SAID and way[:_LEAST] in known - said)
            if heard and known & said and report.weigh(known & said) >= _MOST * whole:
                return True
    return False


_MOST = 0.5  # of the weight of a thing's words
