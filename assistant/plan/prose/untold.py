"""What an answer leaves untold of a question: the clause that tells an amount clearly better than it does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.lexicon import LEVELS
from assistant.plan.projects.counted import is_aim
from assistant.plan.prose.tallied import PIECE, SAYS_NOTHING, Piece, read_piece, stretch_of
from assistant.plan.prose.words import NOT_IN_TABLE
from assistant.retrieve import Evidence
from assistant.sentences import Sentences, terms
from assistant.tallies import Tallies, Told, clauses_of
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.vocabulary import Mention
from index.normalise import fold

_MOST_REPORTS = 2
_ENOUGH = 0.6  # of what a piece says, that a clause must tell
_SURELY = 0.7  # … where nothing else was found
_CLEARLY = 0.2  # … more than any clause of the answer does
_NEAR = 0.05  # what tells nearly as much is weighed by the rest of the question
_ASKS = re.compile(r"多少|(?<!好)几(?!乎)|有没有|多[大长远久高]")
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")  # 351户一共发了多少 has none that tells what
_SAME = re.compile(r"[\s\d年度那这它]*(?:[是有达到]*)(?:多少|几)[^\u4e00-\u9fff]*")
_CELL = re.compile(
    r"(?:原来?|当初|本来|事先)?(?:定|计划|目标|标准|实际)[的了是有]*(?:多少|几)[^\u4e00-\u9fff]*"
)
_SCORE = re.compile(r"(?:多少|几)分(?!钟)")
_MEANS = re.compile(
    r"[里中]?(?:老|常)?[说写提讲]到?的|[是叫指]*(?:啥|什么)(?:意思|叫|是)?|意思|含义"
)
_MARK = re.compile(r"\*\*.*?\*\*|\[\d+\]")
_NO_ANSWER = ("自评表",)
_NUMBER, _FEW = re.compile(r"\d[\d,.]*"), 2  # numbers of a clause that is no row of a table


def say_untold(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add for each piece of a question the clause that tells its amount, where the answer does not."""
    cited = {citation.report for citation in draft.citations}
    found = draft.status == "answered"
    if not found and (question.metrics or question.undisclosed):
        return  # a term without a figure is told to be none
    reports = [info for info in question.reports if info.id in cited or not found]
    if draft.status not in ("answered", "not_found") or not 1 <= len(reports) <= _MOST_REPORTS:
        return
    for info in reports:
        tallies = evidence.amounts(info)
        told = {r.fact.metric for r in draft.references if r.report == info.id}
        for piece, names in _pieces(question, tallies, told):
            best = _best(piece, question, tallies)
            if best is None or _is_told(piece, tallies, best, draft):
                continue
            if any(not set(terms(name)) & set(terms(best.text)) for name in names):
                continue
            if draft.status == "not_found":
                sure = piece.share(tallies, best) >= _SURELY
                if not (sure and _is_of_it(piece, evidence.sentences(info), best)):
                    continue
                draft.status = "answered"
                rows = draft.paragraphs[1:] if draft.paragraphs[0] == NOT_IN_TABLE else []
                draft.paragraphs[:] = rows
            say_quote(draft, evidence, info, stretch_of(evidence, info, best))


def _is_of_it(piece: Piece, sentences: Sentences, best: Told) -> bool:
    """Whether a clause has most of the words of a piece that the report has: no 政府采购 for 政府债务."""
    told = set(terms(best.sentence.text))
    for words, _, _ in piece.wordings:
        known = {word for word in terms(words) if len(word) > 1 and sentences.holds(word)}
        if len(known & told) * 2 >= len(known):
            return True
    return False


def _pieces(
    question: Question, tallies: Tallies, told: Set[str]
) -> Iterator[tuple[Piece, list[str]]]:
    """Yield what the pieces of a question ask the amount of, by words beyond the terms `told`.

    Beside each stand the words by which an item that it names is told from others of its kind.
    """
    text, start, before = question.words, 0, ""
    known = [(m.start, m.end) for m in question.mentions if _is_said(m, text, told)]
    items = [(m.start, m.end) for m in question.mentions if _is_of_item(m)]
    for match in [*PIECE.finditer(text), None]:
        end = match.start() if match else len(text)
        words, at = text[start:end], start
        start = match.end() if match else end
        intent = read_intent(words)
        asks = _ASKS.search(words) and not (intent.rank or intent.compare)
        inside = [(s - at, e - at) for s, e in known if at <= s < e <= end]
        named = [(s - at, e - at) for s, e in items if at <= s < e <= end]
        if _CELL.fullmatch(words) or (question.projects and _SCORE.search(words)):
            continue  # 原定多少: of what was asked before; 得几分: of its table
        if asks and _SAME.fullmatch(words) and before:
            words, inside = _MEANS.sub("", before) + words, []  # 核减率是什么意思, 2023年是多少
        named_so = asks and _WORD.search(SAYS_NOTHING.sub(" ", words)) is not None
        piece = read_piece(words, inside, tallies) if named_so else None
        if piece is not None:
            yield piece, [_OF_KIND.sub("", words[s:e]) for s, e in named]
        before = words


_OF_KIND = re.compile(r"(?:补[助贴]|[资基奖]金|经费|支出|费用?)$")
_LEAST_NAME = 5  # characters of a name that tells its kind as well: 农机购置补贴, by 农机购置


def _is_of_item(mention: Mention) -> bool:
    """Whether what is said is a long name of nothing but items."""
    long = mention.end - mention.start >= _LEAST_NAME
    return long and all(metric.endswith(LEVELS) for metric in mention.metrics)


def _is_said(mention: Mention, text: str, told: Set[str]) -> bool:
    """Whether what a mention names is told, by the very name that is said: 水土流失 is no 水土保持."""
    if mention.topic or mention.aspect:
        return True
    own = set("".join((mention.official, *mention.metrics)))
    return bool(told & set(mention.metrics)) and set(text[mention.start : mention.end]) <= own


def _best(piece: Piece, question: Question, tallies: Tallies) -> Told | None:
    """Return the clause of the prose that tells most of a piece, where it tells enough of it."""
    scored = [
        (piece.share(tallies, told), told)
        for told in tallies.all
        if told.sentence.kind not in _NO_ANSWER and len(_NUMBER.findall(told.text)) <= _FEW
    ]
    best = max((share for share, _ in scored), default=0.0)
    near = [told for share, told in scored if share >= max(best - _NEAR, _ENOUGH)]
    aims = _AIMS.search(question.words) is not None

    def fits(told: Told) -> tuple[bool, float]:
        return aims == is_aim(told.sentence.text), tallies.share(question.words, told)

    return max(near, key=fits, default=None)


# 原计划建几个: else what was done is asked for
_AIMS = re.compile(r"计划|目标|打算|想(?:建|做|买|办)|年初")


def _is_told(piece: Piece, tallies: Tallies, best: Told, draft: Draft) -> bool:
    """Whether an answer has a clause's numbers, or a clause that tells about as much of a piece."""
    text = _MARK.sub("", fold(draft.text))
    if all(re.search(rf"(?<![\d.]){re.escape(number)}(?!\.?\d)", text) for number in best.numbers):
        return True
    own = (Told(best.sentence, clause, lead) for clause, lead in clauses_of(text))
    said = max((piece.share(tallies, told) for told in own), default=0.0)
    return said > piece.share(tallies, best) - _CLEARLY
