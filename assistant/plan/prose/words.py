"""The telling words of a question, as a report uses them."""

from __future__ import annotations

import re

from assistant.plan.projects.counted import Counted
from assistant.sentences import Sentences, telling, terms
from assistant.understand import Question
from index.normalise import fold

# 年末结转中,质保金42万元,…; 为尾款: the sentence behind a balance that says what is in it.
BALANCE_AGAIN = re.compile(
    r"(?:上述|以上|其中)?(?:年[末初])?(?:财政拨款|非财政拨款)?结[转余](?:和结余)?(?:资金)?"
    r"(?:[中里内]|有|包[括含]|主要|构成|为|系|是)|[为系](?![\d上下本统])"
)
UNEXPLAINED = "报告没有说明这些数字为何不同。"
NOT_IN_TABLE = "自评表没有写到所问的内容。表中有关该项目的内容如下："
NOT_DIRECTLY = "报告没有直接写到这个问题。最接近的原文："
_MOVES = ("变化", "原因")  # 比上年少了 is what is asked of a thing, and no thing


def asked_words(question: Question, sentences: Sentences | None = None) -> set[str]:
    """Return the telling words of a question, with the official names of its everyday words.

    Given the sentences of a report, pairs across the ends of its words are left out.
    """
    heard = sentences.holds if sentences is not None else None
    moves = [(m.start, m.end) for m in question.mentions if m.topic in _MOVES]
    words = telling(question.folded, [*question.units.spans, *moves], heard)
    for mention in question.mentions:
        if not (mention.topic or mention.aspect):  # 为什么 asks for a reason, and names nothing
            words |= set(terms(mention.official))
    return words


_ASKS_MONEY = re.compile(r"多少钱|花|钱|金额|经费|费用|[万亿]元|几(?:百|千)?万|支出|收入")


def asks_money(question: Question) -> bool:
    """Whether the amount that a question asks for is money, and no count."""
    counted = Counted.asked(question.folded)
    return counted is None and _ASKS_MONEY.search(question.folded) is not None


def untitled(text: str, question: Question) -> str:
    """Return words of a question without the names of the projects that it names."""
    for title in question.projects:
        text = text.replace(fold(title), "")
    return text
