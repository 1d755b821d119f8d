"""归不归它管: the duties of a unit that a question asks about, each quoted in the report's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, Sentences, telling, terms
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

_ENOUGH = 0.45  # share of the words that sentences must hold which are quoted for them
_LEAST_DUTY = 0.2  # … of those that the report uses, that a duty must hold which is the nearest one
_FEW_DUTIES, _LONG_RUN = 4, 4
_MOST_ASKED = 3
# 管不管, 归谁管: of one duty, which stands among the others or does not.
ONE_DUTY = re.compile(
    r"(?:是|归|该)?谁(?:来)?(?:干|做|承担|牵头)|管不管|负责不负责|有没有(?:专门)?(?:管|负责)|归.{0,4}管|谁(?:来)?(?:管|负责)|归谁(?:来)?(?:受理|负责|处理|监管|[审批办建修查收])"
    r"|(?:管|负责)[^,。?]{2,12}吗|职[责能].{0,6}(?:有没有|包不包括|含不含|是否)"
    r"|(?:能|可以)(?:去|向|找|到|跟)[^,。?]{1,20}办|该(?:找|去)(?:它|他们|谁)"
)
# … whatever else is named: 国企归它审吗, 能向它投诉吗.
SURELY_DUTY = re.compile(
    r"归(?!口|还|类|属|谁|哪)[^,，。?？]{1,16}(?:[管审查批修建办收罚抓养扫拆]|监管|监督|审批|发证|处理|调解|受理|负责|维护)(?:不|吗|么|嘛|的|啊|$|[,，。?？])"
    r"|(?:是|由)[^,，。?？]{1,16}(?:[管审批]|养护|监管|审批|处罚|发证|经办|负责)的?(?:吗|么|嘛)(?=$|[,，。?？])"
    r"|(?<=[局委会院站所办厅校馆镇\s])(?:也|还|都|要|能)?管(?!理)[^,，。?？]{2,10}(?:吗|么|不)(?=$|[,，。?？])|管不(?:管|着|了|[,，。?？]|$)|(?<![没有])(?:受理|处理|调解|负责|[管审])(?:不|吗|么)(?:$|[,，。?？])"
    r"|(?:能|可以|可不可以|能不能)(?:去|向|找|到|跟)[^,，。?？]{1,20}(?:投诉|举报|反映|申诉|告状)|(?:投诉|举报|反映|告状)(?:找|去)"
)
# … in words that may ask for something else: it is no answer that no duty is found for them.
_OFTEN_DUTY = re.compile(
    r"(?:报|交|移交)给谁|[找归](?:它|他们|你们)[管办]?(?:吗|么|不)|(?:接不接|收不收|理不理|受不受理|管不着|查不查|罚不罚|审不审|修不修|救不救|批不批)"
    r"|谁(?:来|负责|去)?(?:建|修|管|审|批|办|收|征|查|罚|养护|维护|监管|监督|组织|检查|执法|试|编|定|发证|救|抓|评审)[\u4e00-\u9fff]{0,2}(?=$|[,，、。?？])"
    r"|(?:能|可以|有权)[^,，。?？]{0,4}(?:处罚|罚款?|查处?|处理|审批|发证|拍板|执法)(?:吗|么|不)"
    r"|(?:找|去|问)[^,，。?？]{1,16}(?:行不行?|行吗|成不|有用[吗没不]|对[吗不]|就行)(?:$|[,，。?？])"
)
DUTY_NAMED = re.compile(rf"{SURELY_DUTY.pattern}|{_OFTEN_DUTY.pattern}")
ASKS_DUTY = re.compile(rf"职[责能]|{ONE_DUTY.pattern}|{DUTY_NAMED.pattern}")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a question: its words, the stretches of it that name no thing, and whether it asks."""

    text: str
    spans: tuple[tuple[int, int], ...]
    asks: bool

    @property
    def words(self) -> set[str]:
        """What the clause tells."""
        return telling(self.text, self.spans)


def say_duty(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """职责里有没有热线管理: quote the duties that speak of it; False where nothing is named."""
    spans = [*question.units.spans, *((m.start, m.end) for m in question.mentions if m.topic)]
    words = telling(question.folded, spans)
    told = len(reports) == 1 and _say_asked(question, evidence, draft, reports[0])
    for info in reports[:2] if not told else ():
        sentences = evidence.sentences(info)
        held = {w for w in words if sentences.holds(w)}
        found = sentences.find(held, 8, without=_NO_DUTIES)
        # 职责里有没有写: no list of the units
        kinds = ("职能",) if _WRITTEN.search(question.folded) else ("职能", "机构")
        fitting = [m for m in found if m.sentence.kind in kinds]
        for match in [m for m in fitting if not _COUNTS.search(fold(m.sentence.text))][:2]:
            if match.coverage >= _ENOUGH:
                duties = [s for s in sentences.all if s.kind == match.sentence.kind]
                for sentence in _with_neighbour(match.sentence, held, duties):
                    say_quote(draft, evidence, info, sentence)
                told = True
    if not told and words and len(reports) == 1:
        told = _say_nearest(question, evidence, draft, reports[0])
    surely = SURELY_DUTY.search(question.words) and not question.metrics
    asked = surely or ONE_DUTY.search(question.folded)
    if not told and words and len(reports) == 1 and asked:
        if _is_spoken_of(words, evidence.sentences(reports[0])):
            return False
        draft.status = "not_found"
        draft.add("报告写的部门职责中没有提到所问的这一项。")
        return True
    return told


_WRITTEN = re.compile(r"职[责能][^,。?]{0,6}(?:写|提|列|说|规定)|写[^,。?]{0,6}职[责能]")


def _is_spoken_of(words: set[str], sentences: Sentences) -> bool:
    """Whether so many duties have one of these words that none is the one: 档案 in those of archives."""
    duties = _duties(sentences)
    return any(sum(word in d.words for d in duties) > _FEW_DUTIES for word in words)


def _duties(sentences: Sentences) -> list[Sentence]:
    """Return the sentences on a unit's duties, not those on what was done in a year."""
    return [s for s in sentences.all if s.kind == "职能" and not _COUNTS.search(fold(s.text))]


_COUNTS = re.compile(
    r"\d\s*[余多]?[万亿]?(?:‰|%|亩|起|人(?!大)|件|次|公里|株|个(?!月)|户|场|家|元)"
)


def _clauses(question: Question) -> Iterator[_Clause]:
    spans = [*question.units.spans, *((m.start, m.end) for m in question.mentions if m.topic)]
    for match in re.finditer(r"[^,，。?？;；、]+", question.folded):
        start, end = match.span()
        own = tuple((s - start, e - start) for s, e in spans)
        asks = DUTY_NAMED.search(question.words, start, end) or ONE_DUTY.search(match.group())
        yield _Clause(match.group(), own, bool(asks) or match.group().endswith("呢"))


def _say_asked(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Quote the duties that the clauses of a question name, of several each; False for none."""
    sentences = evidence.sentences(info)
    duties = _duties(sentences)
    clauses = list(_clauses(question))
    asking = [_with_lead(n, clauses, duties) for n, c in enumerate(clauses) if c.asks]
    found = [_named(clause, sentences, duties) for clause in asking]
    if len(asking) > 1:  # 归谁受理, 扯皮它管不管: each has its duty
        found = [
            s or _nearest(c.words, c.words, sentences, duties)
            for s, c in zip(found, asking, strict=True)
        ]
    if not any(found):
        found = [s for c in clauses if (s := _named(c, sentences, duties))][:1]
    told = dict.fromkeys(duty for several in found for duty in several)
    for duty in list(told)[:_MOST_ASKED]:
        say_quote(draft, evidence, info, duty)
    return bool(told)


def _with_lead(at: int, clauses: Sequence[_Clause], duties: Sequence[Sentence]) -> _Clause:
    """想改地名,是不是归它管: return the clause that names what one asks which itself names nothing."""
    own = clauses[at].words
    named = any(own & duty.words for duty in duties)
    lead = clauses[at - 1] if at and not named and not clauses[at - 1].asks else clauses[at]
    return replace(lead, asks=True)


def _named(clause: _Clause, sentences: Sentences, duties: Sequence[Sentence]) -> list[Sentence]:
    """能向它投诉吗: return the duty that has all that a clause says, with the next one on the same."""
    words = clause.words
    held = [s for s in duties if _shares_run(clause, fold(s.text))]
    held = held or [s for s in duties if words and words <= set(terms(s.text))]
    if not 1 <= len(held) <= _FEW_DUTIES:
        return []
    best = max(held, key=lambda s: sentences.weigh(words & set(terms(s.text))))
    return _with_neighbour(best, words, duties)


def _with_neighbour(best: Sentence, words: set[str], duties: Sequence[Sentence]) -> list[Sentence]:
    """Return a duty with those right before and behind it that hold the same rare word: 专家库, 评审专家."""
    at = duties.index(best)
    own = words & set(terms(best.text))
    rare = {w for w in own if sum(w in s.words for s in duties) <= _RARE}
    around = [s for s in duties[max(at - 1, 0) : at + 2] if s is best or rare & set(terms(s.text))]
    split = next((n for n, s in enumerate(around) if n and _ORDINAL.match(fold(s.text))), 0)
    if split:
        around = around[:split] if best in around[:split] else around[split:]
    before = duties[at - 1] if at and around[0] is best else None
    if before is not None and _LEANS.match(fold(best.text)):  # 受理投诉。并对违规行为进行调查处理
        around[0] = before.joined(best)
    return around


_LEANS = re.compile(r"并|同时|以及|其中")
_RARE = 2  # duties that hold a word
_ORDINAL = re.compile(r"[(]?[一二三四五六七八九十\d]+[).、]")  # opens another item of the list


def _shares_run(clause: _Clause, text: str) -> bool:
    """Whether a clause, without the unit's name, has a long run of characters in common with a text."""
    plain = "".join(
        "," if any(s <= i < e for s, e in clause.spans) else c for i, c in enumerate(clause.text)
    )
    runs = (plain[i : i + _LONG_RUN] for i in range(len(plain) - _LONG_RUN + 1))
    return any("," not in run and run in text for run in runs)


def _say_nearest(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """烈士陵园归不归它管: quote the duty with the rarest word of what is named; False for none."""
    sentences = evidence.sentences(info)
    duties = _duties(sentences)
    spans = [*question.units.spans, *((m.start, m.end) for m in question.mentions if m.topic)]
    named = {w for m in question.mentions if not m.topic for w in terms(m.official)}
    clauses = list(_clauses(question))
    leads = (_with_lead(n, clauses, duties).words for n, c in enumerate(clauses) if c.asks)
    asking: set[str] = next(leads, set())
    for words in (asking, telling(question.folded, spans)):
        for duty in _nearest(words, words | named, sentences, duties):
            say_quote(draft, evidence, info, duty)
            return True
    return False


def _nearest(
    words: set[str], heard: set[str], sentences: Sentences, duties: Sequence[Sentence]
) -> list[Sentence]:
    """Return the duty with the rarest of some words, with the next one on the same; empty for none."""
    few = {w for w in heard if 1 <= sum(w in s.words for s in duties) <= _FEW_DUTIES}
    best = max(duties, key=lambda s: sentences.weigh(few & s.words), default=None)
    if best is None or not few & words & best.words:
        return []
    known = {word for word in words if sentences.holds(word)}
    if sentences.weigh(few & best.words) < _LEAST_DUTY * sentences.weigh(known):
        return []
    return _with_neighbour(best, words, duties)


_NO_DUTIES = (
    "自评表",
    "名词解释",
    "绩效",
    "收支总体",
    "一般公共预算支出",
    "政府性基金",
    "三公",
)
