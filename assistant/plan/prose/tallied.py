"""办了多少案子、罚没多少、挽回多少: amounts that only stand in words, found clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.lexicon import DIGITS, HAN_CHAR, SUM_OF_MONEY
from assistant.plan.figures.budgeted import of_budget_alone
from assistant.plan.projects.counted import Counted
from assistant.plan.projects.sheets import of_other_project
from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.tallies import Tallies, Told, put, wordings
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.vocabulary import Mention, item_name
from index.normalise import fold
from index.store import ReportInfo
from index.terms import metrics as official_terms

_MOST_REPORTS = 2
PIECE = re.compile(r"[,，、;；。?？!！:：()（）]|以及|还有")
_ASKS = re.compile(r"多少|几(?!乎)|多[大长远久高]|[率占]比?(?:呢|是)?$")
# What says nothing of the thing: what asks, whom it is for, light verbs.
SAYS_NOTHING = re.compile(
    r"(?:多少|几|多[大长远久高])个?|(?:一共|总共|合计|分别|到底|究竟|全年|今年|去年|当年|上年|现在|(?:替|给|帮|为)(?:政府|国家|财政|企业|农民)|老百姓|群众|大家|给|帮|年度?|平均)"
    r"|[万亿]?元|块?钱|金额|数量|资金|时间|全[市县区省州]|本[市县区省州]|[的了呢吗啊吧和与跟是有对被把就都也还要会能又么呀替为这那各去来搞弄做]|办(?![结理件公])|看(?=了|多少)|\d+"
)
# What the ledger tells of its terms, and performance tables of their projects.
_OF_ACCOUNTS = re.compile(
    r"[预决]算|执行|结[转余]|剩|批|花|用|完成率?|占|比例?|[支收][出入]|经费|费用?|得?分|扣|自评|评|项目|指标|目标|[上今本]年|年?[初末底]|实际|最后|自己|名下|他们|有没有|没|各|[这那哪一][个笔块项]"
    r"|增加|减少|[增减](?=了|多少|$)|涨|降|超|差异|[增降]幅|价值|账面|面积|[高低差多少]|单位|部门|编制|实有|在[职编]|人员|有"
)
_MONEY = re.compile(r"钱|元|金额|资金|款|[花用](?:了|掉|去)?(?:多少|几)")
_CONVERTS = re.compile(r"折(?!旧)|相当于|换算")
_RATE = re.compile(r"率|占比?|比例|百分|满意度|[压增]减|下降|提高|增长")
_LONG = re.compile(r"多[长远]")
_LASTS = re.compile(r"多久|多长时间")
_AMOUNT = re.compile(r"\d\s*(?:[余多])?[万亿]?元")
_ANY = re.compile(r"\d\s*(?:[余多])?(?:[万千亿]?[\u4e00-\u9fff])")
_PERCENT = re.compile(r"\d\s*[%‰]")
_PART, _ANY_PART = re.compile(r"占多少"), re.compile(rf"{_PERCENT.pattern}|{_ANY.pattern}")
_THINGS = re.compile(r"\d\s*[余多]?[万千亿]*\s*[个名人位户家件处座所项场届期]")
_EACH = re.compile(
    r"(?<![第统唯])(?:一|每)(?:[辆台套件张亩吨座间份])(?=多少|几|合|要|花|得)"
    r"|(?:一|每)个?(?:人次|[人户名个月年家])(?:一|每)?个?[人户名月年]?|[人户]均|平均"
)
_YEARLY, _MONTHLY = re.compile(r"[一全]年"), re.compile(r"[/／每]个?月")
_HOSPITALITY = re.compile(r"接待|招待|客")
_LEAST_TOPIC = 3
_STANDARD = 0.6  # of a question, that the words around a stated standard must tell
_LENGTH = re.compile(r"\d\s*(?:余|多)?(?:公里|千米|米)")
_SPAN = re.compile(r"\d\s*(?:余|多)?(?:小时|分钟|个?月|天|日|年)")
_HOW_MANY = re.compile(r"(?:多少|几)(?P<measure>[\u4e00-\u9fff])")
_BEYOND = 0.75  # of what a piece says beyond the terms of the ledger
_OWN = 0.5  # … and beyond all words of accounts
_LIKE = 0.7  # of what a piece tells, to be quoted
_SURELY = 0.85  # … where terms of the ledger are named beside it
_NEAR = 0.05  # what several places say nearly as well is told of all
_MOST_QUOTES = 3
_LEAST_CHARS = 2
_OF_ROW = 0.01  # what a table's row is less worth than a sentence that says the same


@dataclass(frozen=True, slots=True)
class Piece:
    """One amount that a question asks for: how it is printed, and what it is of.

    Each wording comes with what it says beyond the terms of the ledger, and beyond any of accounts.
    """

    wordings: Sequence[tuple[str, str, str]]
    printed: re.Pattern[str]

    def share(self, tallies: Tallies, told: Told) -> float:
        """Return how much of the piece a clause with such an amount tells."""
        if not self.printed.search(told.text):
            return 0.0
        return max(
            tallies.share(words, told)
            * (beyond == words or tallies.share(beyond, told) >= _BEYOND)
            * (tallies.share(own, told) >= _OWN)
            for words, beyond, own in self.wordings
        )


def answer_tallied(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote the clauses that tell the amounts which no term of the ledger names; False for none."""
    if question.metrics or question.projects or question.intent.performance:
        return False
    if of_budget_alone(question):
        return False
    told = False
    for info in reports if _asks_amounts(question, reports) else ():
        found = [one for ones in _found(question, evidence, info, _LIKE) for one in ones]
        if all(one.is_row for one in found):
            continue  # the tables' own steps tell these
        for one in found:
            say_quote(draft, evidence, info, stretch_of(evidence, info, one))
            told = True
    return told


def say_tallied(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Add the clause that tells an amount which a question asks beside its terms; False for none."""
    told = False
    for info in question.reports if _asks_amounts(question, question.reports) else ():
        for ones in _found(question, evidence, info, _SURELY):
            plain = [
                one
                for one in ones
                if not one.is_row
                and not of_other_project(question, evidence, info, one.sentence.place)
            ]
            if plain and not any(_is_told(one, draft) for one in plain):
                say_quote(draft, evidence, info, stretch_of(evidence, info, plain[0]))
                told = True
    return told


def answer_standard(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer what is given to each (一户补多少) as a report itself states it; False for none."""
    if not question.intent.unit_cost or not 1 <= len(reports) <= _MOST_REPORTS:
        return False
    if _HOSPITALITY.search(question.folded):
        return False  # 一个人吃多少: what is spent, divided
    told = [_say_standard(question, evidence, draft, info) for info in reports]
    return any(told)


def _say_standard(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """一户补多少: quote what a report itself states to be given to each; False where it does not."""
    told = False
    named = {m for mention in question.mentions if not mention.weak for m in mention.metrics}
    spoken = {*named, *question.undisclosed}
    if any(term in official_terms() and not term.endswith("人数") for term in spoken):
        return False  # 人均人员经费: what the accounts divide
    tallies = evidence.tallies(info)
    for words in PIECE.split(question.words):
        each = _EACH.search(words)
        if each is None or not _ASKS.search(words):
            continue
        stated = re.compile(
            rf"(?:每|均|单(?:价(?!\d)|[辆台套件张车]))[^,;。]{{0,10}}?{SUM_OF_MONEY}|{SUM_OF_MONEY}[/／每]"
        )
        about = [SAYS_NOTHING.sub(" ", _EACH.sub(" ", text)) for text in (words, question.words)]
        scored = [
            (
                max(
                    tallies.share(a, replace(one, text=one.lead + one.text, lead="")) for a in about
                ),
                one,
            )
            for one in tallies.all
            if stated.search(one.text) and not one.is_row
            if not (_YEARLY.search(words) and _MONTHLY.search(one.text))
        ]
        best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if question.projects and len(HAN_CHAR.findall(about[0])) < _LEAST_TOPIC:
            continue  # 一个雇员多少: of the project's own money
        if best[1] is not None and best[0] >= (_SURELY if question.projects else _STANDARD):
            say_quote(draft, evidence, info, stretch_of(evidence, info, best[1]))
            told = True
        elif defined := _standard_defined(evidence, info, stated, about):
            say_quote(draft, evidence, info, defined)
            told = True
    return told


def _standard_defined(
    evidence: Evidence, info: ReportInfo, stated: re.Pattern[str], about: Sequence[str]
) -> Sentence | None:
    """Return the glossary's sentence that states what is given to each, where it says what is asked."""
    tallies = evidence.tallies(info)
    found = [
        (max(tallies.share_in(words, fold(sentence.text), "") for words in about), sentence)
        for sentence in evidence.sentences(info).all
        if sentence.kind == "名词解释" and stated.search(fold(sentence.text))
    ]
    share, sentence = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return sentence if share >= _STANDARD else None


def _asks_amounts(question: Question, reports: Sequence[ReportInfo]) -> bool:
    """Whether a question may ask for amounts in words, of no more reports than can be searched."""
    intent = question.intent
    compares = intent.rank or intent.compare or intent.share
    return 1 <= len(reports) <= _MOST_REPORTS and not compares


def _found(
    question: Question, evidence: Evidence, info: ReportInfo, enough: float
) -> list[list[Told]]:
    """Return for each amount that is asked for the clauses that tell it."""
    tallies = evidence.tallies(info)
    pieces = all_pieces(question, tallies, beyond=True)
    return [best_for(tallies, piece, enough)[:_MOST_QUOTES] for piece in pieces]


def _is_told(told: Told, draft: Draft) -> bool:
    """Whether a draft has the number of a clause."""
    return bool(set(told.numbers) & set(DIGITS.findall(draft.text)))


def all_pieces(question: Question, tallies: Tallies, *, beyond: bool = False) -> Iterator[Piece]:
    """Yield what a question asks the amount of; where `beyond`, not what the ledger's terms say."""
    text, start = question.words, 0
    named = [(m.start, m.end) for m in question.mentions if beyond and _names(m, text)]
    for match in [*PIECE.finditer(text), None]:
        end = match.start() if match else len(text)
        words = text[start:end]
        asks = _ASKS.search(words) and not _CONVERTS.search(words)
        if asks and not read_intent(words).unit_cost:
            inside = [(s - start, e - start) for s, e in named if s < end and e > start]
            piece = read_piece(words, inside, tallies)
            if piece is not None:
                yield piece
        start = match.end() if match else end


def _names(mention: Mention, text: str) -> bool:
    """Whether a mention stands for its term by its own characters: 殡葬, but not 黑车."""
    if mention.topic or mention.aspect or not mention.metrics:
        return not mention.weak
    own = set(HAN_CHAR.findall(mention.official + "".join(map(item_name, mention.metrics))))
    return not mention.weak and bool(own & set(text[mention.start : mention.end]))


def read_piece(words: str, named: Sequence[tuple[int, int]], tallies: Tallies) -> Piece | None:
    beyond = words
    for start, end in named:
        start = max(start, 0)
        beyond = beyond[:start] + " " * (end - start) + beyond[end:]
    said = []
    for wording in wordings(words):
        whole, rest = put(words, wording), put(beyond, wording)
        own = SAYS_NOTHING.sub(" ", _OF_ACCOUNTS.sub(" ", rest))
        if len(HAN_CHAR.findall(own)) >= _LEAST_CHARS:
            said.append((SAYS_NOTHING.sub(" ", whole), SAYS_NOTHING.sub(" ", rest), own))
    return Piece(said, printed_as(words, tallies)) if said else None


def printed_as(words: str, tallies: Tallies) -> re.Pattern[str]:
    """Return how an amount is printed that words ask for."""
    counted = Counted.asked(words)
    if counted is not None:
        return counted.loosely.printed
    how_many = _HOW_MANY.search(words)
    if how_many and how_many["measure"] == "个":
        return _THINGS
    if how_many and how_many["measure"] in tallies.measures:
        return re.compile(rf"\d\s*[余多]?[万千亿]*\s*[\u4e00-\u9fff]?{how_many['measure']}")
    if _PART.search(words):
        return _ANY_PART
    for asked, printed in ((_LASTS, _SPAN), (_LONG, _LENGTH), (_RATE, _PERCENT), (_MONEY, _AMOUNT)):
        if asked.search(words):
            return printed
    return _ANY


def best_for(tallies: Tallies, piece: Piece, enough: float) -> list[Told]:
    """Return the clauses that tell most of a piece, where they tell enough of it."""
    scored = [(piece.share(tallies, told) - _OF_ROW * told.is_row, told) for told in tallies.all]
    best = max((share for share, _ in scored), default=0.0)
    return [told for share, told in scored if share >= max(best - _NEAR, enough)]


def stretch_of(evidence: Evidence, info: ReportInfo, told: Told) -> Sentence:
    """Return the part of a sentence, between semicolons, that has a clause."""
    if told.is_row:
        return told.sentence
    return evidence.sentences(info).stretch(told.sentence, lambda part: told.text in fold(part))
