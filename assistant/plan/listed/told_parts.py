"""哪项收费收入最多, 自有资金最大的一笔是啥: the first of the amounts that one sentence lists and no term tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import plain
from assistant.compose.draft import Draft, Printed
from assistant.compose.quotes import say_quote
from assistant.compose.quotient import Asked, Operand, of_fact, say_reckoned
from assistant.compose.statements import main_fact, name
from assistant.lexicon import CENT
from assistant.plan.listed.ordering import OF_PROJECTS, is_low
from assistant.plan.sums.operands import Words
from assistant.retrieve import Evidence, once
from assistant.sentences import Sentence
from assistant.understand import Question
from index.amounts import MONEY, NUMBER
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

_ITEM = re.compile(
    rf"(?P<label>(?![.、)])(?:[^、,;:。()\d“”]|\([\u4e00-\u9fff]\)){{2,24}}?)(?P<number>{NUMBER})\s?(?P<measure>[万亿]?元|[\u4e00-\u9fff]{{1,2}}?)(?P<remark>\([^()]*\))?(?P<end>[、,;:。和]|$)"
)
_OPENS = re.compile(r"^.*(?:其中|分别(?:是|为)?|即|主要(?:用于|是|包括)|包括)")
_ENDS = re.compile(r"(?:为|是|共|合计)$")
_LEAST_PARTS, _LONGEST = 3, 500
_LIKE, _SURELY_LIKE = 0.5, 0.7
# What a question says of the ranking, and nothing of what is ranked.
_RANKS = re.compile(
    r"(?:哪|那)(?:一|几|两|三)?(?:个|项|块|笔|种|类|样|部分)?(?!里)|最(?:多|大|高|少|低|小|贵)(?:的|头)?(?:是|一)?(?:块|项|笔|种|类|样)?|(?:占)?大头|(?:是|有)?(?:什么|啥|多少|几)"
    r"|占[^,。?]*|合?加?起来|一共|总共|第[一二三]|前[两二三四五\d]|[,。?]"
)
_NOT_HERE = re.compile(
    r"科目|指标|得分|执行率|[增涨升降减跌]|比上年|(?<!公共)(?<!基金)预算|谁家|[哪各两三四五]家|(?:哪个|各|个)(?:单位|局|部门)|排个?名|排序|哪一?年|扣|自评|打分|评分|分最|人均|平均|剩|[没未](?:有)?[花用执完]|结余"
)
_SPENT = re.compile(r"^(?!.*收入).*(?:花|用[在到于])")  # the kinds of income are no uses
_SHARE = re.compile(r"占[^,]{0,16}?(?:多少|几|比例|比重|百分)|几成|百分之")
_ADDED = re.compile(r"加(?:起来|在?一[起块])|合(?:起来|在?一[起块])|合计|一共|总共")


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the amounts that a sentence lists, with the words before it and as it is printed."""

    label: str
    number: str
    measure: str
    words: str

    @property
    def value(self) -> Decimal:
        return Decimal(self.number.replace(",", ""))


@dataclass(frozen=True, slots=True)
class _List:
    """Amounts of one measure that a sentence lists, what it says before them, and what they come to.

    What comes to nothing that the report states may lack a part: it is no list.
    """

    sentence: Sentence
    lead: str
    parts: tuple[_Part, ...]
    whole: Operand | None = None
    label: str = ""
    metrics: frozenset[str] = frozenset()
    foremost: bool = False  # 金额居前三位的是: the largest alone

    def operand(self, part: _Part) -> Operand:
        """Return an amount as printed, with its place."""
        sentence = self.sentence
        return Operand(
            part.number,
            part.measure,
            sentence.section,
            sentence.place,
            part.words,
            sentence.text,
        )


def answer_told_parts(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer which of the amounts that a sentence lists is the first; False where none is asked for."""
    words = question.words
    ranks = question.intent.rank or "大头" in words
    reckons = question.intent.unit_cost or question.intent.total or question.intent.minus
    if not (ranks or reckons) and _SHARE.search(words) and len(reports) == 1:
        return _answer_shares(question, evidence, draft, reports[0])
    if not ranks or _NOT_HERE.search(words) or question.intent.unit_cost:
        return False
    if len(reports) > _MOST_REPORTS:
        return False
    if len(question.units.units) > 1 and question.metrics:
        return False  # the units are compared, by a term
    of_project = OF_PROJECTS.search(words) is not None
    if question.projects and of_project:
        return False
    least = _SURELY_LIKE if of_project or question.projects else _LIKE
    found = [
        (score, info, one)
        for info in reports
        for one in _lists(evidence, info)
        if not (_SPENT.search(words) and "收入" in one.parts[0].label)
        if (score := _score(question, evidence, info, one)) >= least
    ]
    low = is_low(words) or question.intent.rank == "低"
    found = [entry for entry in found if not (entry[2].foremost and low)]
    if not found:
        return False
    _, info, one = max(found, key=lambda entry: entry[0])
    _say(question, evidence, draft, info, one)
    return True


_MOST_REPORTS = 3


def _answer_shares(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """其他收入里处置设备的占几成: answer how much of a list's whole are those of its parts that are said."""
    named = {fold(question.folded[m.start : m.end]) for m in question.mentions}
    for one in _lists(evidence, info):
        if not set(question.metrics) <= one.metrics:
            continue  # a share of terms, which the accounts tell
        whole = one.label in question.words or bool(question.metrics)
        said = [p for p in one.parts if _is_said(p, question.words) and p.label not in named]
        if one.whole is None or not whole or not 0 < len(said) < len(one.parts) + 1:
            continue
        if len(said) > 1 and "各" not in question.words:
            continue
        say_quote(draft, evidence, info, one.sentence)
        for part in said:
            pairs = [(info, one.operand(part)), (info, one.whole)]
            labels = (part.label, one.label)
            say_reckoned(draft, pairs, "−", Asked(labels, apart=False, rate=True))
        return True
    return False


def _is_said(part: _Part, words: str) -> bool:
    """Whether a question calls a part by most pairs of its name: 处置废旧设备 is 废旧设备处置收入."""
    name_ = _OF_MONEY.sub("", part.label)
    pairs = {name_[at : at + 2] for at in range(len(name_) - 1)}
    return bool(pairs) and sum(pair in words for pair in pairs) >= _LIKE * len(pairs)


_OF_MONEY = re.compile(r"(?:收入|支出|经费|费用|资金)$")


def _score(question: Question, evidence: Evidence, info: ReportInfo, one: _List) -> float:
    """Return how much of what a question ranks the words of a list tell, more where it names its whole.

    Of a whole whose parts are figures of their own (三公哪块最多) nothing is looked for.
    """
    of_things = one.parts[0].measure not in MONEY
    if of_things and any(len(evidence.parts(info, metric)) > 1 for metric in one.metrics):
        return 0.0  # cars by their kinds
    apart = {m for m in question.metrics if len(evidence.parts(info, m)) > 1}
    named = {m for m in question.metrics if any(own.endswith(m) for own in one.metrics)} - apart
    if _OF_SPECIAL.search(question.words) and _SPECIAL in one.metrics:
        named.add(_SPECIAL)
    called = bool(one.label) and one.label in question.words
    if apart and not (named or called):
        return 0.0
    rest = _RANKS.sub(" ", question.words)
    if _SPECIAL in named and not re.search(r"[\u4e00-\u9fff]", _OF_PROJECT.sub("", rest)):
        return 1.0
    asked = Words.of(rest, evidence.amounts(info))
    labels = " ".join(part.label for part in one.parts)
    return asked.of_text(f"{one.lead} {labels}", "") + _OF_NAMED * bool(named or called)


_OF_NAMED = 0.4
# 四个专项里哪个最费钱: of what was spent on projects.
_OF_SPECIAL, _SPECIAL = re.compile(r"专项|项目"), "项目支出"
_OF_PROJECT = re.compile(
    r"专项|项目|支出|经费|资金|[一两二三四五六七八九十\d]+[个项笔]|最[多大高少低小贵费烧]|(?:20)?\d\d年度?|[花用钱得了的里头中那这是个块一项笔费烧去各都叫啥]|分别|什么"
)


@once
def _lists(evidence: Evidence, info: ReportInfo) -> tuple[_List, ...]:
    """Return the lists of amounts in the prose of a report that come to what it states."""
    stated: dict[tuple[Decimal, str], list[Fact]] = {}
    for fact in evidence.all_facts(info):
        if fact.aspect in ("决算数", "数量", "全年执行数") and fact.amount.value:
            stated.setdefault((fact.amount.value, fact.amount.measure), []).append(fact)
    prose = (
        sentence
        for sentence in evidence.sentences(info).all
        if sentence.kind not in ("自评表", "名词解释", "决算报表")
        and len(sentence.text) <= _LONGEST
    )
    found = (one for sentence in prose for one in lists_of(sentence))
    return tuple(one for one in (_with_whole(one, stated) for one in found) if one is not None)


# 项目支出7,167.62万元,金额居前三位的是:…; 公用经费的大头是:…
_FOREMOST = re.compile(
    rf"(?:(?P<label>[^、,;:。()\d]{{2,16}}?)(?P<number>{NUMBER})(?P<measure>[万亿]?元),)?[^、,;:。()\d]{{0,12}}(?:居前|前[两二三四五]|大头|较多|最多)[^、,;。()\d]{{0,8}}(?:是|有|为)?:?$"
)


def _with_whole(one: _List, stated: Mapping[tuple[Decimal, str], Sequence[Fact]]) -> _List | None:
    """Return a list with what it comes to: as told just before it, or as a figure of the report."""
    summed = sum((part.value for part in one.parts), Decimal(0))
    facts = stated.get((summed, one.parts[0].measure), ())
    metrics = frozenset(fact.metric for fact in facts)
    if one.whole is not None:
        return replace(one, metrics=metrics)
    if not facts and (opened := _FOREMOST.search(one.lead[: -len(one.parts[0].label)])):
        label = opened["label"] or ""
        measure = opened["measure"] or one.parts[0].measure
        whole = one.operand(_Part(label, opened["number"], measure, "")) if label else None
        return replace(one, whole=whole, label=label, foremost=True)
    if not facts:
        return None
    label = name(facts[0].metric, facts[0])
    return replace(one, whole=of_fact(facts[0]), label=label, metrics=metrics)


def lists_of(sentence: Sentence) -> Iterator[_List]:
    """Yield the runs of amounts in one measure that a sentence tells one after another."""
    text = fold(sentence.text)
    if numbered := _numbered(text):
        yield _made(sentence, numbered, None)
    run: list[re.Match[str]] = []
    before: re.Match[str] | None = None
    for match in [*_ITEM.finditer(text), None]:
        if match is not None and run and _goes_on(run[-1], match):
            run.append(match)
            continue
        if match is not None and run and _is_aside(run[-1], match):
            continue
        if len(run) >= _LEAST_PARTS:
            yield _made(sentence, run, before)
            yield from _inside(sentence, run)
        beside = run and match is not None and match.start() <= run[-1].end() + 1
        before = run[-1] if beside else None
        run = [match] if match is not None else []


def _inside(sentence: Sentence, run: Sequence[re.Match[str]]) -> Iterator[_List]:
    """Yield the lists within a run of amounts: those that come to the one told just before them."""
    for at, whole in enumerate(run[:-_LEAST_PARTS]):
        summed = Decimal(0)
        for end in range(at + 1, len(run)):
            summed += _part(run[end]).value
            if summed == _part(whole).value and end - at >= _LEAST_PARTS:
                yield _made(sentence, run[at + 1 : end + 1], whole)


_ORDINAL = re.compile(r"(?:^|(?<=[:;,。]))\s*(?:\(\d{1,2}\)|\d{1,2}[.、](?!\d)|[①-⑳])")


def _numbered(text: str) -> list[re.Match[str]]:
    """Return the first amount of each item of a numbered list (1.办案经费9万元,…;2.…), if all have one."""
    starts = [match.end() for match in _ORDINAL.finditer(text)]
    found = [_ITEM.match(text, start) for start in starts]
    items = [match for match in found if match is not None]
    alike = len({match["measure"] for match in items}) == 1
    return items if alike and len(items) == len(starts) >= _LEAST_PARTS else []


def _goes_on(last: re.Match[str], match: re.Match[str]) -> bool:
    """Whether an amount is the next one of a list."""
    beside = match.start() <= last.end() + 1 and last["end"] in ("、", ",", ";", "和")
    between = match.string[last.end() - 1 : match.start()]
    beside |= _NEXT_NUMBER.search(between) is not None  # 3.甲补助5万元,全年3人;4.乙资金…
    return beside and match["measure"] == last["measure"] and not _opens(match)


def _is_aside(last: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a number of something else stands within an item that is numbered itself."""
    own = match["measure"] == last["measure"] or last["end"] != ","
    return not own and _NUMBERED.search(last.string, 0, last.start()) is not None


_NUMBERED = re.compile(r"\d[.、)]\Z")
_NEXT_NUMBER = re.compile(r";\(?\d{1,2}[.、)]$")


def _opens(match: re.Match[str]) -> bool:
    return match["label"].startswith(("其中", "分别", "即"))


def _made(sentence: Sentence, run: Sequence[re.Match[str]], before: re.Match[str] | None) -> _List:
    """Return a list; what stands before it is its whole where all amounts come to that."""
    parts = tuple(map(_part, run))
    one = _List(sentence, run[0].string[: run[0].start("number")], parts)
    whole = _part(before) if before is not None else None
    summed = sum((part.value for part in parts), Decimal(0))
    if whole is None or (whole.value, whole.measure) != (summed, parts[0].measure):
        return one
    return replace(one, whole=one.operand(whole), label=whole.label)


def _part(match: re.Match[str]) -> _Part:
    opening = _OPENS.match(match["label"])
    start = match.start("label") + (opening.end() if opening else 0)
    label = _ENDS.sub("", match.string[start : match.end("label")]) or match["label"]
    words = match.string[start : match.end("measure")]
    return _Part(label, match["number"], match["measure"], words)


def _say(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, one: _List
) -> None:
    """Quote a list, name the first of it, and add what is asked of that."""
    say_quote(draft, evidence, info, one.sentence)
    low = is_low(question.words) or question.intent.rank == "低"
    ordered = sorted(one.parts, key=lambda part: part.value, reverse=not low)
    chosen = ordered[: min(question.intent.top or 1, len(ordered))]
    mark = draft.mark(info, one.sentence.section, one.sentence.place)
    quoted = "”“".join(draft.quoted(part.words) for part in chosen)
    draft.add(f"其中最{'少' if low else '多'}的是“{quoted}”。[{mark}]")
    pairs = [(info, one.operand(part)) for part in chosen]
    if len(pairs) > 1 and _ADDED.search(question.words):
        say_reckoned(draft, pairs, "+", Asked())
    if _SHARE.search(question.words):
        _say_share(question, evidence, draft, info, one, chosen)
    draft.complete = True


def _say_share(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    one: _List,
    chosen: Sequence[_Part],
) -> None:
    """Add how much of their whole, or of what the question names, the first of a list are."""
    at = question.words.rfind("占")
    named = [m for m in question.mentions if at >= 0 and m.start > at and not m.weak]
    facts = [main_fact(evidence, info, metric) for m in named for metric in m.metrics]
    other = next((f for f in facts if f and f.amount.measure == chosen[0].measure), None)
    whole = of_fact(other) if other is not None else one.whole
    label = name(other.metric, other) if other is not None else one.label
    if whole is None or whole.value < one.operand(chosen[0]).value:
        return
    if len(chosen) == 1:
        pairs = [(info, one.operand(chosen[0])), (info, whole)]
        say_reckoned(draft, pairs, "−", Asked(("这一项", label), apart=False, rate=True))
        return
    summed = sum((part.value for part in chosen), Decimal(0))
    bottom = Decimal(whole.number.replace(",", ""))
    rate = (summed / bottom * 100).quantize(CENT, ROUND_HALF_UP)
    terms = " + ".join(plain(part.value) for part in chosen)
    mark = draft.mark(info, one.sentence.section, one.sentence.place)
    printed = [Printed(part.number, part.measure, mark) for part in chosen]
    used = [(info, whole.fact)] if whole.fact is not None else []
    if whole.fact is None:
        printed.append(Printed(whole.number, whole.measure, mark))
    text = draft.derived(rate, "%", f"({terms}) ÷ {plain(bottom)} = {plain(rate)}%", used, printed)
    draft.add(f"合计相当于{label}的 {text}。[{mark}]")
