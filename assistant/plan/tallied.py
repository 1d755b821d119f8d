"""办了多少案子、罚没多少、挽回多少: amounts that only stand in words, found clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.plan.counted import Counted
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, Sentences
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_MOST_REPORTS, _MOST_QUOTES = 2, 2
PIECE = re.compile(r"[,，、;；。?？!！:：()（）]|以及|还有")
_CLAUSE = re.compile(r"[，、;；。:：()（）“”]|,(?!\d{3})")
_ASKS = re.compile(r"多少|几(?!乎)|多大")
_SAYS_NOTHING = re.compile(
    r"(?:多少|几|多大)个?|(?:一共|总共|合计|分别|到底|究竟|全年|今年|去年|当年|上年|老百姓|群众|大家|年度?)"
    r"|[万亿]?元|块?钱|金额|数量|资金|全[市县区省州]|本[市县区省州]|[的了呢吗啊吧和与跟是有对被把就都也还要会能又么呀替为给这那各]|\d+"
)
_MONEY = re.compile(r"钱|元|金额|资金|款")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_AMOUNT = re.compile(r"\d\s*(?:[余多])?[万亿]?元")
_ANY = re.compile(r"\d\s*(?:[余多])?(?:[万千亿]?[\u4e00-\u9fff%‰])")
_LIKE = 0.6  # of the characters that say what is counted
_LEAST_CHARS = 2
_NO_PROSE = ("名词解释",)
_OF_ROW = 0.01  # what a table's row is less worth than a sentence that says the same


@dataclass(frozen=True, slots=True)
class _Piece:
    """One amount that a question asks for: the characters of what it is of, and how it is printed."""

    chars: frozenset[str]
    printed: re.Pattern[str]

    def share(self, text: str) -> float:
        """Return the largest share of the characters that a clause with such an amount has."""
        clauses = (c for c in _CLAUSE.split(text) if self.printed.search(c))
        return max((len(self.chars & set(c)) / len(self.chars) for c in clauses), default=0.0)


def answer_tallied(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote the sentences that hold two or more of the amounts asked for; False where none does."""
    if not 1 <= len(reports) <= _MOST_REPORTS or question.projects or question.metrics:
        return False
    if question.intent.performance or question.intent.unit_cost:
        return False
    pieces = list(_pieces(question.words))
    if len(pieces) < len(("one", "other")):
        return False
    told = False
    for info in reports:
        for sentence in _holding(evidence.sentences(info), pieces):
            say_quote(draft, evidence, info, sentence)
            told = True
    return told


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield what a question asks the amount of, without the parts that only ask on: 各多少."""
    for piece in PIECE.split(fold(text)):
        if not _ASKS.search(piece):
            continue
        counted = Counted.asked(piece)
        measures = counted.measures if counted is not None else ""
        chars = frozenset(_HAN.findall(_SAYS_NOTHING.sub("", piece))) - set(measures)
        if len(chars) < _LEAST_CHARS:
            continue
        amount = _AMOUNT if _MONEY.search(piece) else _ANY
        printed = counted.loosely.printed if counted is not None else amount
        yield _Piece(chars, printed)


def _holding(sentences: Sentences, pieces: Sequence[_Piece]) -> list[Sentence]:
    """Return the sentence that holds most of the pieces, with one for those that it leaves."""
    found: list[Sentence] = []
    left = list(pieces)
    while left and len(found) < _MOST_QUOTES:
        scored = [
            (sum(share for share in shares if share >= _LIKE), s, shares)
            for s in sentences.all
            if s.kind not in _NO_PROSE
            for shares in [[piece.share(fold(s.text)) for piece in left]]
        ]
        best = max(scored, key=lambda e: e[0] - _OF_ROW * (e[1].kind == "自评表"), default=None)
        if best is None or not best[0]:
            break
        held = [p for p, share in zip(left, best[2], strict=True) if share >= _LIKE]
        if not found and len(held) < len(("one", "other")):
            return []
        chosen = best[1]
        if chosen.kind != "自评表":
            chosen = _stretch(sentences, chosen, held)
        found.append(chosen)
        left = [p for p in left if p not in held]
    return found


def _stretch(sentences: Sentences, sentence: Sentence, held: Sequence[_Piece]) -> Sentence:
    """Return the stretch of a sentence that holds the pieces which it holds."""
    return sentences.stretch(
        sentence, lambda text: any(piece.share(fold(text)) >= _LIKE for piece in held)
    )
