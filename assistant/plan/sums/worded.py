"""开放床位比编制床位多几张: what a question wants reckoned of numbers that only stand in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.compose.quotient import Asked, Operand, of_fact, say_reckoned
from assistant.compose.statements import main_fact
from assistant.lexicon import OF_MONEY
from assistant.plan.people.staff import count_of, kinds_in
from assistant.plan.prose.tallied import Piece, read_piece, stretch_of
from assistant.plan.sums.reckoner import clauses_of
from assistant.retrieve import Evidence
from assistant.sentences import Sentence
from assistant.tallies import Tallies, Told
from assistant.understand import Question
from index.amounts import NUMBER
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

_THING = r"[^,，。;；?？]{2,14}?"
_MUCH = r"(?:多少|几)个?(?:百分点|万|亿)?(?P<measure>[\u4e00-\u9fff])?"
_PART_OF = r"(?:几成|百分之(?:几|多少)|(?:多少|几)个?百分点|百分比|(?:的)?比[例重](?:是|有|为)?(?:多少|几成)?)"
# Each is what is reckoned of which two things.
_OF_TWO = (
    (
        "%",
        re.compile(
            rf"(?P<other>{_THING})(?:里头?|里面|当中|之中|中)的?(?P<one>[^,，。;；?？占]{{1,8}}?)(?:占|有)?(?:了|到|去)?{_PART_OF}"
        ),
    ),
    (
        "%",
        re.compile(
            rf"(?P<one>{_THING})(?:占|相当于|是|抵得?上?|顶)(?:了|到|去|全部|整个)*(?P<other>{_THING})的?(?:{_PART_OF}|多少(?=$|[,，。?？])|多大比?[例重])"
        ),
    ),
    (
        "×",
        re.compile(
            rf"(?P<one>{_THING})(?:是|相当于|抵得?上?|顶)(?P<other>{_THING})的?(?:多少|几)倍"
        ),
    ),
    (
        "−",
        re.compile(
            rf"(?P<one>{_THING})(?:比|跟|和|与)(?P<other>{_THING})(?:相?比|相差|差|要|还)?(?:[多少高低大小贵短长](?:出|了)?|差(?:了|着)?){_MUCH}"
        ),
    ),
    (
        "+",
        re.compile(
            rf"(?P<one>{_THING})(?:加上?|和|与|跟|、)(?P<other>{_THING})(?:加起来|合起来|加在?一[起块]|一共|总共|合计|共)(?:有|是|为)?{_MUCH}"
        ),
    ),
    (
        "÷",
        re.compile(
            rf"(?:平均|均)?(?:一|每)(?:个|名|位|家|所|台|辆|条|间|座|张|户|处)?(?P<other>{_THING})(?:平均|大概|大约|约|要|得|[一全每]年)*(?:配备?|养活?|供养|供|负担|照顾|照看|服务|负责|管理?|覆盖|对应|伺候|护理|看护|接待|办[理结]?|审[理结]?|结案?|带|教|摊|分到?|有|合|承担|完成|跑|检测?|出具)(?:了|着)*(?:多少|几)(?:个|名|位)?(?P<one>[^,，。;；?？]{{1,8}})"
        ),
    ),
)
_TO_EACH = dict(_OF_TWO)["÷"]
_BETWEEN_YEARS = re.compile(r"相差|差(?:了|着)?(?:多少|几)|[多少](?:了|出)?(?:多少|几)|[涨降增减]")
_ADDED = re.compile(r"加起来|合起来|加在?一[起块]|一共|总共|合计|共")
_ENOUGH = 0.8  # of what a thing is called, that a clause must tell
_NEAR = 0.02
_MOST_YEARS = 3
_MOST_REPORTS = 5
_WITHIN = re.compile(r"其中|含")
_PEOPLE = "人名位"
_CALLED_PEOPLE = "孩娃学老病员工生师客患"
_THINGS = "人名位个家户件项处座所条辆台套张份册宗起"  # what one kind has more of than another


@dataclass(frozen=True, slots=True)
class _Found:
    """A number, and where it stands in words the clause that tells it."""

    operand: Operand
    told: Told | None = None


def is_of_people(words: str) -> bool:
    """一个在职的养几个退休的: whether it is asked how many of some people there are to one of others."""
    match = _TO_EACH.search(words)
    return match is not None and bool(kinds_in(match["one"]) and kinds_in(match["other"]))


def say_worded(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add a difference, a sum or a quotient of two numbers that only stand in a report's words."""
    if draft.status not in ("answered", "not_found", "refused") or question.intent.rank:
        return
    reports = question.reports
    if len(reports) <= _MOST_REPORTS:
        for sign, match in _asked(question):
            told = [_say_of_two(question, evidence, draft, info, sign, match) for info in reports]
            if any(told):
                return
    if draft.status == "refused":
        return
    if len(reports) == 1:
        _say_told_together(question, evidence, draft, reports[0])
    elif 1 < len(reports) <= _MOST_YEARS:
        _say_between_reports(question, evidence, draft)


def _asked(question: Question) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what a question wants reckoned of which two things, clause by clause."""
    for clause, _ in clauses_of(question.words):
        for sign, pattern in _OF_TWO:
            match = pattern.search(clause)
            if match is not None:
                yield sign, match
                break


def _say_of_two(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    info: ReportInfo,
    sign: str,
    match: re.Match[str],
) -> bool:
    tallies = evidence.amounts(info)
    measure = match.groupdict().get("measure") or ""
    measure = "人" if measure and measure in _CALLED_PEOPLE else measure
    if sign == "÷" and _say_stated_mean(question, evidence, draft, info, match["other"]):
        return True
    if sign == "÷":
        others = _numbers(question, evidence, info, tallies, match["other"], "")
        found = _numbers(question, evidence, info, tallies, match["one"], "")
        ones = _nearest(found, others)
    else:
        ones = _numbers(question, evidence, info, tallies, match["one"], measure)
        others = _numbers(question, evidence, info, tallies, match["other"], measure)
    if sign != "÷":
        ones, others = _counted_alike(ones, others)
    if not _is_one(ones) or not _is_one(others):
        return False
    one, other = ones[0].operand, others[0].operand
    measures = {one.measure, other.measure}
    if one == other or (sign != "÷" and len(measures) > 1 and not measures <= set(_THINGS)):
        return False
    asked = Asked(_names(match), of=info if len(question.reports) > 1 else None)
    if sign in _RATIOS:
        if OF_MONEY.search(match["one"] + match["other"]) and not one.is_money:
            return False  # 涉密项目的金额占…: not how many they are
        beside = one.is_money and one.fact is None and one.quote == other.quote
        if (one.is_money and not beside) or one.measure == "%" or not one.value:
            return False
        asked = replace(asked, apart=False, rate=sign == "%", times=sign == "×")
        sign = "÷"
    return _say(draft, [(info, one), (info, other)], sign, asked)


def _counted_alike(ones: list[_Found], others: list[_Found]) -> tuple[list[_Found], list[_Found]]:
    """Return those numbers of two things that are counted in a measure that both have."""
    both = {f.operand.measure for f in ones} & {f.operand.measure for f in others}
    if not both:
        return ones, others
    return (
        [f for f in ones if f.operand.measure in both],
        [f for f in others if f.operand.measure in both],
    )


_RATIOS = ("%", "×")


def _names(match: re.Match[str]) -> tuple[str, str]:
    """Return the two things as a question calls them."""
    one, other = (_SAID_NUMBER.sub("", match[side]).removesuffix("的") for side in ("one", "other"))
    return one or "前者", other or "后者"


_SAID_NUMBER = re.compile(r"\d[\d.,]*[\u4e00-\u9fff]?")


def _say_stated_mean(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, each: str
) -> bool:
    """员额法官人均结案236.9件: quote a mean that the report itself tells; False where it tells none."""
    tallies = evidence.amounts(info)
    means = [told for _, told in _telling(tallies, each) if "均" in told.text]
    best = max(means, key=lambda told: tallies.share(question.words, told), default=None)
    if best is None:
        return False
    say_quote(draft, evidence, info, stretch_of(evidence, info, best))
    return True


def _say(
    draft: Draft,
    pairs: Sequence[tuple[ReportInfo, Operand]],
    sign: str,
    asked: Asked | None = None,
) -> bool:
    before = len(draft.paragraphs)
    told = say_reckoned(draft, pairs, sign, asked or Asked())
    if told and draft.status == "refused":  # its words alone told of no account
        del draft.paragraphs[:before]
    if told:
        draft.status = "answered"
    return told


@dataclass(frozen=True, slots=True)
class _Told:
    """Two numbers that one sentence tells of one thing: what asks of them, how they stand, their names."""

    asks: re.Pattern[str]
    told: re.Pattern[str]
    labels: tuple[str, str]
    over: bool = False


_ONE_MEASURE = r"(?P<measure>[万亿]?(?:[人批户班]次|台[套件]|平方(?:公里|米)|公里|美元|小时|分钟|[\u4e00-\u9fff])|%)"
_GAP = r"[^,;。\d]"
_TOGETHER = (
    _Told(  # 目标6,000万美元，完成5,230万美元; 计划改造管网16公里，实际完成14.6公里
        re.compile(
            r"(?:差|缺|[多少超][\u4e00-\u9fff]{0,2}?)[了出]?(?:多少|几)|完成(?:率|了?(?:百分之|几成|多少比例))|(?:目标|计划)的?(?:百分之|几成)"
        ),
        re.compile(
            rf"(?:目标|计划|任务|应){_GAP}{{0,12}}(?P<whole>{NUMBER}){_ONE_MEASURE}的?[,、(](?:年度|全年|实际|共|已|仅|只)*"
            rf"{_GAP}{{0,12}}?(?:完成|达到?|实现|为|有|支付|使用|建成|修建){_GAP}{{0,6}}(?P<part>{NUMBER})(?P=measure)"
        ),
        ("完成数", "目标数"),
    ),
    _Told(  # 由年初的187人下降到年末的124人
        re.compile(r"(?:[多少涨降增减升])(?:了|到|加|少|低)*(?:多少|几)|[涨降增减]幅|几成"),
        re.compile(
            rf"[由从]{_GAP}{{0,8}}(?P<whole>{NUMBER}){_ONE_MEASURE}{_GAP}{{0,4}}?(?:下降|减少|降低?|增加|增长|上升|提高|升|扩|增|减)[至到为]{_GAP}{{0,6}}(?P<part>{NUMBER})(?P=measure)"
        ),
        ("后来的数", "原来的数"),
        over=True,
    ),
)
_ASKS_APART = re.compile(r"[没未差缺剩]|[多少超涨降增减][\u4e00-\u9fff]{0,2}(?:多少|几(?!成))")
_ASKS_RATE = re.compile(r"率|几成|百分|比例|幅")
_LIKE = 0.7  # of what a clause asks of, that the words of two numbers must tell
_SURELY_LIKE = 0.85  # … where terms of the ledger are named
_ASKS_WORDS = re.compile(
    r"(?:差|缺|[多少超降涨增减])[了出]?(?:多少|几)|[没未掉]|还[有剩]?|一年里|算下来|完成率?|目标|计划|多少|几[成个]?|[率件个人批次]+$"
)
_BEFORE = 16


def _say_told_together(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """Add what two numbers of one sentence differ by (受理N件，审结M件), and how much one is of the other."""
    enough = _SURELY_LIKE if question.metrics else _LIKE
    tallies = evidence.amounts(info)
    best: tuple[float, _Told, Sentence, re.Match[str]] | None = None
    for kind, clause in _clauses_asking(question):
        piece = read_piece(_ASKS_WORDS.sub(" ", clause), [], tallies)
        if piece is None:
            continue
        for sentence, match in tallies.matching(kind.told):
            own = match.string[max(match.start() - _BEFORE, 0) : match.end()]
            like = _share(piece, tallies, own)
            if like >= enough and (best is None or like > best[0]):
                best = (like, kind, sentence, match)
    if best is None:
        return False
    _, kind, sentence, match = best
    stretch = evidence.sentences(info).stretch(sentence, lambda part: match.group() in fold(part))
    part, whole = (
        Operand(match[one], match["measure"], stretch.section, stretch.place, quote=stretch.text)
        for one in ("part", "whole")
    )
    rate = _ASKS_RATE.search(question.words) is not None
    apart = not rate or _ASKS_APART.search(question.words) is not None
    pairs = [(info, part), (info, whole)]
    asked = Asked(kind.labels, apart=apart, rate=rate, over=kind.over)
    return _say(draft, pairs, "−", asked)


def _clauses_asking(question: Question) -> Iterator[tuple[_Told, str]]:
    """Yield the clauses of a question that may ask of two numbers told together, by their kind."""
    named = ""
    for clause in re.split(r"[,，。;；?？]", question.words):
        kinds = [kind for kind in _TOGETHER if kind.asks.search(clause)]
        own = _ASKS_WORDS.sub(" ", clause)
        named = clause if len(re.findall(r"[\u4e00-\u9fff]", own)) >= _LEAST_NAMED else named
        for kind in kinds if named else ():
            yield kind, named


_LEAST_NAMED = 3


def _say_between_reports(question: Question, evidence: Evidence, draft: Draft) -> None:
    """两年一共查处多少: add the sum or the difference of one count over a unit's reports."""
    if len({info.unit for info in question.reports}) > 1 or question.metrics:
        return
    added = _ADDED.search(question.words)
    apart = _BETWEEN_YEARS.search(question.words)
    if not (added or apart):
        return
    words = _PLAIN.sub(" ", question.words)
    match = re.search(_MUCH, words)
    measure = (match["measure"] or "") if match else ""
    pairs = []
    for info in sorted(question.reports, key=lambda report: report.year):
        found = _numbers(question, evidence, info, evidence.amounts(info), words, measure)
        if not _is_one(found):
            return
        pairs.append((info, found[0].operand))
    if len({operand.measure for _, operand in pairs}) == 1:
        _say(draft, pairs if added else pairs[::-1], "+" if added else "−")


_PLAIN = re.compile(
    r"(?:20)?\d\d年?度?|[两三]年|[多少高低]了?(?=多少|几)|加起来|合起来|加在?一[起块]|一共|总共|合计|相差|差|比|各|分别|[和与、]"
)


def _numbers(
    question: Question,
    evidence: Evidence,
    info: ReportInfo,
    tallies: Tallies,
    thing: str,
    measure: str,
) -> list[_Found]:
    """Return the numbers of the clauses that tell how many of a thing there are, best first."""
    known = _figure(question, evidence, info, thing, measure)
    if known is not None:
        return [_Found(of_fact(known))]
    scored = [
        (share, found)
        for share, told in _telling(tallies, thing, measure)
        if (found := _number(evidence, info, told, thing, measure)) is not None
    ]
    best = max((share for share, _ in scored), default=0.0)
    near = [found for share, found in scored if share >= best - _NEAR]
    near.sort(key=lambda found: found.operand.place.start)
    return near


def _figure(
    question: Question, evidence: Evidence, info: ReportInfo, thing: str, measure: str
) -> Fact | None:
    """Return the one count of the ledger that a thing is: people by kind, or a term's."""
    kinds = kinds_in(thing) if measure in ("", "个", *_PEOPLE) else []
    own = count_of(kinds[0], evidence, info) if len(kinds) == 1 else None
    found = [own] if own is not None else []
    if not found:
        thing = thing.strip().removesuffix("的")
        named = (m for m in question.mentions if question.folded[m.start : m.end] == thing)
        metrics = dict.fromkeys(x for m in named if not m.weak for x in m.metrics)
        facts = (main_fact(evidence, info, metric) for metric in metrics)
        found = [f for f in facts if f is not None and f.aspect == "数量"]
    return found[0] if len(found) == 1 else None


def _telling(tallies: Tallies, thing: str, measure: str = "") -> list[tuple[float, Told]]:
    """Return the clauses of the prose that tell of a thing by its whole name, and how much of it."""
    piece = read_piece(f"{thing}多少{measure}", [], tallies)
    if piece is None:
        return []
    prose = (t for t in tallies.all if not t.is_row and t.sentence.kind != "自评表")
    scored = ((_share(piece, tallies, told.text), told) for told in prose)
    return [(share, told) for share, told in scored if share >= _ENOUGH]


def _share(piece: Piece, tallies: Tallies, own: str) -> float:
    """Return how much of a thing's name stands in a clause itself, not before it."""
    return max(tallies.share_in(words, own, "") for words, _, _ in piece.wordings)


def _number(
    evidence: Evidence, info: ReportInfo, told: Told, thing: str, measure: str
) -> _Found | None:
    """Return the number that a clause tells of a thing: the only one, or the one behind its name."""
    signs = _PEOPLE if measure in _PEOPLE else re.escape(measure)
    sign = f"[{signs}]" if measure and measure != "个" else r"[\u4e00-\u9fff%]"
    pattern = re.compile(
        rf"(?<![\d.])(?P<number>{NUMBER})\s?(?P<measure>[万亿]?{sign}(?:[次批件套]|米)?)"
    )
    found = [m for m in pattern.finditer(told.text) if not m["measure"].startswith("年")]
    if len(found) > 1:  # 7处渡口渡运旅客9.8万人次
        ends = [told.text.rfind(char) for char in thing if char in told.text]
        found = [m for m in found if ends and m.start() > ends[-1]][:1]
    if not found:
        return None
    stretch = stretch_of(evidence, info, told)
    operand = Operand(
        found[0]["number"],
        found[0]["measure"],
        stretch.section,
        stretch.place,
        told.text,
        stretch.text,
    )
    return _Found(operand, told)


def _is_one(found: Sequence[_Found]) -> bool:
    """Whether clauses tell one number, or a whole before its parts."""
    if not found:
        return False
    first, *rest = found
    same = all(other.operand.value == first.operand.value for other in rest)
    parts = all(_is_part(other.told, first.told) for other in rest)
    return same or parts


def _is_part(part: Told | None, whole: Told | None) -> bool:
    """Whether a clause tells a part of what another clause of its sentence tells: 其中…."""
    if part is None or whole is None or part.sentence != whole.sentence:
        return False
    inside = _WITHIN.search(part.lead + part.text)
    return inside is not None and not _WITHIN.search(whole.lead)


def _nearest(found: list[_Found], others: list[_Found]) -> list[_Found]:
    """Return the numbers that stand in the section of the one that they are divided by."""
    sections = {other.operand.section for other in others}
    return [one for one in found if one.operand.section in sections] or found
