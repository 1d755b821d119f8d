"""德国咋没去成, 剩的钱为啥没付: why something did or did not happen, told in words beside no figure's change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compose.accounts import account_of
from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.compose.statements import NO_REASON, NO_REASON_OF_BUDGET
from assistant.lexicon import NO_ACCOUNT
from assistant.plan.split.pieces import Piece, pieces_of
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, Sentences, telling, terms
from assistant.understand import Question
from assistant.understand.intent import without_intent
from assistant.understand.question import without
from index.normalise import fold
from index.store import ReportInfo

_MOST_REPORTS, _LONGEST = 2, 240
# of a piece's words, where something was found before, where nothing was
_ENOUGH, _SURELY = (
    0.5,
    0.65,
)
_OPEN = 0.4  # … that the answer so far leaves untouched
_LEAST_WORDS, _RARE, _MOST_NEAR = 2, 3, 3
_STUCK = re.compile(r"卡(?:在|住|壳)|拖(?:到|了|着|延)|耽误|泡汤|黄了|[没未]\w{0,2}成(?!绩|效)")
# 没付, 剩, 结转: of money that stayed.
_STAYED_ASKED = re.compile(
    r"(?:没|未)(?:有)?(?:全|都|能)*(?:付|花|用|支|拨|执行|给|发)|剩|结余(?!分配)|结转|余下|卡(?:在|住)|留(?:到|着)"
)
_STAYED = re.compile(
    r"尚未|未(?:能)?(?:完工|到|办理|签|验收|付|支付|达到|竣工|完成)|质保金|尾款|按合同|合同约定|跨年|推迟|延期|暂停|改期|取消|没有[^,。;]{0,6}条件"
)
_OF_REST = re.compile(r"结[余转]|[剩余]下|剩余|其余|质保金|尾款|未支?付")
_LATE_ASKED = re.compile(r"晚了|才(?:弄|完|建|修|开|搞|到)|迟|拖|延|没按时|慢")
_LATE = re.compile(r"晚于|推迟|延[期后误迟]|滞后|逾期|超期|偏[晚慢长]")
_TELLS = re.compile(
    r"原因|因(?!公|素|此|地制|病|工)[\u4e00-\u9fff]{2}|(?:^|[,;])(?:主要)?系[\u4e00-\u9fff]{2}|由于|所致|导致|受[^,。;]{1,12}影响|未(?:安排|发生|开展|组织|能)|不再"
)
_DENIED = re.compile(r"[没未不只才晚迟拖慢]|取消|停|黄了|泡汤")
_CALLED_OFF = re.compile(r"取消|改期|推迟|暂停|停(?:办|工|运|止)|未(?!来)|没有|撤销|不再|终止|延期")
# 为啥不是一个数: of what two figures differ by.
_HELD_AGAINST = re.compile(r"不(?:是)?一(?:样|致|个数)|不(?:相)?同|对不上|差在|差别|哪个对")
_UNMOVED = re.compile(r"报告没有写[^。]+与上年相比的总变化。")


def say_told_why(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add for each piece that asks why what the report tells of it, where the answer has no reason of it."""
    _say_told(question, evidence, draft)
    _drop_untrue(question, draft)


def _say_told(question: Question, evidence: Evidence, draft: Draft) -> None:
    if draft.status not in ("answered", "not_found") or question.intent.rank:
        return
    found = draft.status == "answered"
    cited = {citation.report for citation in draft.citations}
    reports = [info for info in question.reports if info.id in cited or not found]
    asking = [p for p in pieces_of(question) if p.intent.why or _STUCK.search(p.words)]
    asking = [p for p in asking if not _HELD_AGAINST.search(p.words)]
    for info in reports if len(reports) <= _MOST_REPORTS else ():
        for piece in asking:
            sentence = _best(question, piece, evidence, draft, info)
            if sentence is None:
                continue
            if draft.status == "not_found":
                draft.status = "answered"
                draft.paragraphs.clear()
            say_quote(draft, evidence, info, sentence)
            if len(asking) == 1:
                _drop_denials(draft)


def _drop_untrue(question: Question, draft: Draft) -> None:
    """Drop that no reason of a budget's miss is told where the answer has one for the same report."""
    for denial in [p for p in draft.paragraphs if p.endswith(NO_REASON_OF_BUDGET)]:
        head = denial.removesuffix(NO_REASON_OF_BUDGET)
        alone = len(question.reports) == 1
        others = (p for p in draft.paragraphs if p != denial and (alone or p.startswith(head)))
        if any(_TELLS.search(fold(p)) or _PAID_LATER.search(p) for p in others):
            draft.paragraphs.remove(denial)


_PAID_LATER = re.compile(r"年中|追加|上级(?:下达|拨付|补助)")


def _drop_denials(draft: Draft) -> None:
    """Drop that no reason is told, and that no change is, once the reason asked for stands there."""
    kept = [_UNMOVED.sub("", p) for p in draft.paragraphs if not _denies(p)]
    draft.paragraphs[:] = list(dict.fromkeys(p for p in kept if p))


def _denies(paragraph: str) -> bool:
    return paragraph == NO_REASON or paragraph.endswith(NO_REASON_OF_BUDGET)


def _best(
    question: Question, piece: Piece, evidence: Evidence, draft: Draft, info: ReportInfo
) -> Sentence | None:
    """Return the sentence that tells why of what a piece says, or of the money told that stayed."""
    sentences = evidence.sentences(info)
    words = _words(question, piece, sentences) or _led_by(question, piece, sentences)
    of_project = [t for t in question.projects if f"「{t}」项目" in draft.text]
    if of_project and (stayed := _stayed(question, piece, evidence, draft, info)):
        return None if _is_told(stayed, evidence, draft, info) else stayed
    said = set(terms(draft.text))
    known = {word for word in words if sentences.holds(word) and not word[0].isdigit()}
    unsaid = draft.status == "not_found" or any(map(_denies, draft.paragraphs))
    if len(known) >= _LEAST_WORDS and (unsaid or sentences.share(words, known - said) >= _OPEN):
        enough = _ENOUGH if draft.status == "answered" else _SURELY
        near = [
            match.sentence
            for match in sentences.find(known, _MOST_NEAR, without=NO_ACCOUNT)
            if sentences.share(words, match.sentence.words) >= enough
            and len(known & match.sentence.words) >= _LEAST_WORDS
        ]
        told = _telling(piece, near, known, sentences)
        if told is not None:
            return None if _is_told(told, evidence, draft, info) else told
    if draft.status != "answered":
        return None
    told = _called_off(piece, known, sentences) or _stayed(question, piece, evidence, draft, info)
    return None if told is None or _is_told(told, evidence, draft, info) else told


def _telling(
    piece: Piece, near: Sequence[Sentence], words: set[str], sentences: Sentences
) -> Sentence | None:
    """Return the first of some sentences that tells why, itself or right behind it.

    Of a delay, or of money that stayed unspent, one that says so comes first.
    """
    parts = [sentences.part(sentence, words) for sentence in near]
    telling_why = [part for part in parts if _tells(part.text)]
    for asked, says in ((_STAYED_ASKED, _STAYED), (_LATE_ASKED, _LATE)):
        if asked.search(piece.words):
            telling_why.sort(key=lambda part: says.search(fold(part.text)) is None)
    behind = (sentences.after(sentence) for sentence in near)
    openers = (s for s in behind if s is not None and _OPENS_WHY.match(fold(s.text)))
    return next(iter(telling_why), None) or next(openers, None)


# 未完成原因:进口水泵供货周期长: behind what it is the reason of
_OPENS_WHY = re.compile(r"(?:未完成|偏差|扣分|主要|变动|增减)?的?(?:主要)?原因[:是]")


def _words(question: Question, piece: Piece, sentences: Sentences) -> set[str]:
    """Return what a piece tells beyond the terms of figures, and of how they moved."""
    known = [(m.start, m.end) for m in question.mentions if m.topic or m.metrics]
    spans = [(s - piece.start, e - piece.start) for s, e in (*question.units.spans, *known)]
    plain = _OF_BUDGETS.sub(" ", without(piece.words, spans))
    return telling(without_intent(plain), (), sentences.holds) - {"没有"}


# 比年初预算低是什么原因: says nothing of what it is about
_OF_BUDGETS = re.compile(
    r"比?(?:年初|全年|调整后?)?的?[预决]算数?(?:[低高多少超小大]的?(?:是|了)?)?"
)


def _led_by(question: Question, piece: Piece, sentences: Sentences) -> set[str]:
    """广告位租给谁了,怎么收入还少了: return what leads to a piece that tells nothing of its own."""
    before = [p for p in pieces_of(question) if p.end <= piece.start]
    return _words(question, before[-1], sentences) if before else set()


def _tells(text: str) -> bool:
    return len(text) <= _LONGEST and _TELLS.search(fold(text)) is not None


def _called_off(piece: Piece, words: set[str], sentences: Sentences) -> Sentence | None:
    """德国咋没去成, 水泵为啥只换了4台: return the clause that says why a thing that few name was not, or not all."""
    if not _DENIED.search(piece.words) or not words:
        return None
    plain = [s for s in sentences.all if s.kind not in NO_ACCOUNT]
    for match in sentences.find(words, _MOST_NEAR, without=NO_ACCOUNT):
        for part in sentences.parts(match.sentence, PART):
            own, text = set(terms(part.text)), fold(part.text)
            rare = any(sum(w in s.words for s in plain) <= _RARE for w in words & own)
            called_off = _CALLED_OFF.search(text) or _LATE.search(text)
            says_why = (called_off and _tells(text)) or _OPENS_WHY.match(text)
            if rare and says_why and sentences.share(words, own) >= _ENOUGH:
                return part
    return None


def _with_lead(question: Question, piece: Piece) -> str:
    """还剩多少没花完,为什么: return a piece's words, with those before it where it tells nothing itself."""
    if not _BARE.fullmatch(piece.words):
        return piece.words
    before = [p.words for p in pieces_of(question) if p.end <= piece.start]
    return f"{before[-1]},{piece.words}" if before else piece.words


_BARE = re.compile(
    r"(?:又|都|这|那|到底|究竟|是)*(?:为(?:什么|啥|何)|(?:什么|啥)原因|原因(?:是?(?:什么|啥))?"
    r"|(?:咋|怎么)回事)[呢啊的]*"
)


def _stayed(
    question: Question, piece: Piece, evidence: Evidence, draft: Draft, info: ReportInfo
) -> Sentence | None:
    """剩的为啥没付: return what a report says, beside the figures told, of why money was not spent."""
    if not _STAYED_ASKED.search(_with_lead(question, piece)):
        return None
    beside = dict.fromkeys(_beside_figures(evidence, draft, info))
    told = [s for s in beside if len(s.text) <= _LONGEST and _STAYED.search(fold(s.text))]
    return next((s for s in told if _OF_REST.search(s.text)), next(iter(told), None))


def _is_told(sentence: Sentence, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Whether an answer quotes a sentence, or tells the reason that stands in it."""
    own = (r.text for r in evidence.all_reasons(info) if sentence.place.opens(r.place))
    return sentence.text in draft.text or any(text in draft.text for text in own)


def _beside_figures(evidence: Evidence, draft: Draft, info: ReportInfo) -> Iterator[Sentence]:
    """Yield the sentences of the figures that an answer tells, and those that follow them."""
    sentences = evidence.sentences(info)
    for reference in draft.references:
        if reference.report != info.id:
            continue
        metric = reference.fact.metric
        if metric.startswith(
            "项目:"
        ):  # 结余8.14万元为质保金: anywhere in what is told of a project
            yield from account_of(evidence, info, metric).parts
        for fact in evidence.facts(info, metric):
            own = sentences.around(fact.place)
            following = sentences.after(own) if own is not None else None
            yield from (s for s in (own, following) if s is not None and s.kind not in NO_ACCOUNT)
