"""The pieces of a question: its shortest stretches that each ask something of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understand import Question
from assistant.understand.intent import Intent, read_intent
from assistant.understand.parts import ASKS
from assistant.vocabulary import Mention
from index.normalise import fold, longest_run

_PIECE = re.compile(r"[^,，。;；?？!！、\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a folded question that asks something: its words, and where they stand."""

    words: str
    start: int
    end: int

    @property
    def intent(self) -> Intent:
        """What the piece alone wants done."""
        return read_intent(self.words)

    def named(self, question: Question) -> list[Mention]:
        """Return the terms with figures that the piece names itself."""
        inside = (m for m in question.mentions if self.start <= m.start < m.end <= self.end)
        return [m for m in inside if m.metrics and not m.weak]


def pieces_of(question: Question) -> list[Piece]:
    """Return the pieces of a question that ask something, in order: A多少、B多少,为什么 is three."""
    found = (Piece(m.group(), m.start(), m.end()) for m in _PIECE.finditer(question.folded))
    return [piece for piece in found if ASKS.search(piece.words)]


def rest_of(question: Question) -> list[Piece]:
    """Return the stretches of a question between its marks that ask no amount: 市民满意不满意."""
    found = (Piece(m.group(), m.start(), m.end()) for m in _PIECE.finditer(question.folded))
    return [piece for piece in found if not ASKS.search(piece.words)]


def things_of(piece: Piece, question: Question) -> list[Piece]:
    """Return what a piece asks of each thing that it lists: 水费和电费各多少 is 水费各多少, 电费各多少.

    What stands before it in the list (水费、电费各多少) asks the same.
    """
    asks = ASKS.search(piece.words)
    if asks is None:
        return [piece]
    text = question.folded
    tail = _SHARED_TAIL.search(piece.words[: asks.start()])
    tail_at = piece.start + (tail.start() if tail else asks.start())
    begins = piece.start
    if begins and _CELLS.fullmatch(piece.words[: asks.start()]):  # A和B,计划各多少
        before = _stretch_before(text, begins)
        begins -= 1 + len(before) if before and not ASKS.search(before) else 0
    while begins and text[begins - 1] == "、" and not ASKS.search(_stretch_before(text, begins)):
        begins -= 1 + len(_stretch_before(text, begins))
    whole = [text.find(fold(title)) for title in question.projects]
    titles = [
        (at, at + len(fold(t))) for at, t in zip(whole, question.projects, strict=True) if at >= 0
    ]
    titles += question.units.spans  # 政务服务和公共资源交易管理局 is one
    cuts = [
        m
        for m in _LISTED.finditer(text, begins, tail_at)
        if not any(start < m.start() < end for start, end in titles)
    ]
    bounds = [begins, *(at for m in cuts for at in m.span()), tail_at]
    parts = [
        (a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if b - a >= _LEAST_THING
    ]
    if len(parts) < 2:
        return [piece]
    asked = text[tail_at : piece.end]
    return [Piece(without_title(text[a:b], question) + asked, a, b) for a, b in parts]


def goes_on(words: str) -> bool:
    """Whether a piece asks only more of what the piece before it asked for: 比计划少多少, 为啥, 达标没."""
    said = _NO_WORD.sub("", words)
    return _MORE.fullmatch(said) is not None or _OFF.fullmatch(said) is not None


# 少修了多少亩, 比预算少付多少; 该跑几天, 实际修了多少
_OFF = re.compile(
    r"(?:(?:[比跟离和][\u4e00-\u9fff]{1,6}?)?(?:还|又|就)?[少多差缺超低高省剩][了出]?"
    r"|(?:应该?|该|本来|原来|原?计划|打算|说好|目标|实际上?)[是要]?)"
    r"[\u4e00-\u9fff]?了?(?:多少|几)[\u4e00-\u9fff]{0,3}"
)
_NO_WORD = re.compile(r"\s")
_MORE = re.compile(
    r"(?:[那这它其该]|这?[个一]?项|其中|当初|当时|原来|原先|本来|原|最后|到底|究竟|实际上?|年度|全年|一共|总共|合计|加起来|算下来|又|也|都|各|分别|和|[跟与比离距按照]|的|是|[有没]有?|定|占|了|给|写|到|要|应该?|打算|说好|安排"
    r"|多少|几|什么|啥|哪[里儿些]?|怎么|怎样|咋|为何|凭啥|为什么|为啥|原因|理由|回事|解释|说明|情况|目标|指标|计划|标准|预算|预期|要求|[上下]限|规定|承诺|偏差"
    r"|值|实际|完成|做到?|弄|搞|办|结果|达[到标成]?|合格|超[标支出过]?|[多高低少省差缺欠剩余短]|满?分值?|权重|得|扣|丢|打|拿|呢|吗|么|呀|啊|没|不|才|只|就|这么|那么|点|些|还|再|用|花|付|到岗|在岗|到位|另一个|(?<=[多少]了)一个|另外|没有?[建修盖装办搞弄做干完达用花][成完好到]?|哪[一]?[\u4e00-\u9fff]?[的价]?最[高低贵多少快慢大小]|便宜"
    r"|[天日次场座处户个套台人名只条件册份箱盆吨亩米种期起块把张]|公里|平方米|平米|万|元|钱|块钱|百分点?|百分之|成)+"
)


def without_title(words: str, question: Question) -> str:
    """Return words without the most of a project's name that they say."""
    for title in question.projects:
        run = longest_run(words, fold(title))
        if len(run) * 2 >= len(fold(title)):
            words = words.replace(run, "")
    return words


def _stretch_before(text: str, end: int) -> str:
    """Return the stretch of a text that ends at the mark before a place."""
    found = _PIECE.findall(text[: end - 1])
    return found[-1] if found and text[: end - 1].endswith(found[-1]) else ""


_CELLS = re.compile(
    r"(?:计划|目标|标准|预算|实际上?|分别|各自?|都|定|批|安排|完成|执行|花|付|支|用|到底|最后|的|是|了|出)*"
)
_LISTED = re.compile(r"[、和与跟及]|以及|还有")
_SHARED_TAIL = re.compile(
    r"(?:分别|各自?|都|一共|总共|实际)?(?:收入|支出|花|付|支|用|收|挣|赚|进|发|批|剩|完成|执行|买|购|做|办|得)?了?$"
)
_LEAST_THING = 2


def is_served(part: str, served: Sequence[Piece]) -> bool:
    """Whether all that a part of a question asks is among the pieces that are answered."""
    asked = [words for words in _PIECE.findall(part) if ASKS.search(words)]
    return bool(asked) and all(any(words == piece.words for piece in served) for words in asked)
