"""What the text alone tells of projects: how they were graded, and of one that has no table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.compose import performance
from assistant.compose.draft import Draft, subject
from assistant.compose.indicators import say_lost_points
from assistant.compose.quotes import quote_first, say_quote
from assistant.lexicon import NO_PROSE
from assistant.plan.projects.explained import say_why_low
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence
from assistant.understand import Question
from index.model import Place, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

# 没评上优的是哪个, 评了几个良
_GRADES = re.compile(
    r"[评拿得](?:上|为|到|了)(?:的)?[“\"]?(?:[几两三四五六七八九十\d]+个)?[“\"]?[优良中差]|[优良中差][”\"]?的(?:项目)?(?:有|是|[几哪])"
    r"|几个[优良中差]|什么(?:等级|等次)|(?:哪|几|多少).{0,8}(?:等级|等次|评级)|(?:等级|等次|评级).{0,8}(?:哪|几|多少)"
)
_OF_PROJECTS = re.compile(r"项目(?!支出)|[几哪\d]个|自评")
# 自评结果为“优”的6个, “良”的1个(…): and where who was graded follows
_GRADED = re.compile(
    r"(?:优秀?|良好?|中等?|差|合格)[”\"]?(?:等级|等次)?的?(?:项目)?(?:有|共)?\d+个|\d+个(?:项目)?(?:自评|评价)?(?:等级|等次|结论|结果)?(?:评?为)?[“\"]?[优良中差]"
)
_FOLLOWS = re.compile(r"^(?:其中|被评为|(?:等[级次])?(?:评)?为?[“\"]?[良中差])")
# 灾毁改线那个项目: the words right before
_NAMED = re.compile(r"(?P<name>[\u4e00-\u9fff]{4,14})(?:的?[那这](?:一)?个)?项目(?!支出)")
_LEAST_RUN, _MOST_SAID = 4, 3
_SCORED = re.compile(r"\d分")
_TROUBLE = re.compile(r"问题|原因|由于|因|受|未")


def say_grades(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote how many projects were graded how, with which; False where none is asked for or told."""
    text = question.folded
    asked = _GRADES.search(text) or _GRADE_SAID.search(text)
    if question.projects or not (asked and _OF_PROJECTS.search(text)):
        return False
    told = [
        quote_first(draft, evidence, info, _prose(evidence, info), _GRADED, _FOLLOWS)
        or _say_graded_so(question, evidence, draft, info)
        for info in reports
    ]
    return any(told)


def _say_graded_so(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add the projects that a table or a list grades as a question says; False where none is graded."""
    said = _GRADE_SAID.search(question.folded)
    own = [
        (sheet, _grade_of(evidence, info, sheet)) for r, sheet in evidence.sheets if r == info.id
    ]
    graded = [(sheet, told) for sheet, told in own if told is not None]
    if not graded or said is None:
        return False
    fitting = [(sheet, told) for sheet, told in graded if told["grade"][0] == said["grade"][0]]
    named = [
        f"「{sheet.title}」[{draft.mark(info, sheet.section, Place(*told.span('grade')))}]"
        for sheet, told in fitting
    ]
    draft.add(
        f"{subject(info)}写明自评等级的项目有 **{len(graded)}** 个，其中评为“{said['grade']}”的有 **{len(named)}** 个"
        + (f"：{'、'.join(named)}。" if named else "。")
    )
    for sheet, _ in fitting if len(fitting) <= _FEW else ():
        performance.say_sheet(draft, evidence, info, sheet)
        if question.intent.why:
            say_why_low(draft, evidence, info, sheet)
            say_lost_points(draft, evidence, info, [sheet], _MOST_ROWS)
    return True


def _grade_of(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> re.Match[str] | None:
    """Return where a project's table, or its line of a list, tells its grade."""
    text = evidence.ledger.text(info.id)
    if (info.id, sheet) in evidence.tables:
        return _IN_TABLE.search(text, sheet.place.start, sheet.place.end)
    stop = text.find("\n", sheet.place.end)
    return _IN_LINE.match(text, sheet.place.end, stop if stop >= 0 else len(text))


_GRADE = r"(?P<grade>优秀?|良好?|中等?|差|合格)"
_GRADE_SAID = re.compile(
    rf"(?:[评拿得打](?:上|为|到|了|成)*(?:一?个)?|等[级次](?:是|为|评)?|几个|[是为])[“\"]?{_GRADE}(?=[”\",，。?？的吗呢啊、]|项目|$)"
)
_IN_TABLE = re.compile(
    rf"(?:自评|评价)?(?:等[级次]|结论|档次)[\s|:：]*[“\"]?{_GRADE}(?=[\s|”\"。；]|$)"
)
_IN_LINE = re.compile(rf"[\s|]*(?:\S+[\s|]+)?{_GRADE}(?=[\s|]|$)")
_FEW, _MOST_ROWS = 2, 8


# 有些项目的绩效没公开, 多少个: those that are kept secret.
_KEPT = re.compile(r"(?:没|不|未)(?:有)?(?:予以?)?(?:公开|公示|披露)|涉密|保密")
_TOLD_KEPT = re.compile(r"(?:涉密|保密)[^。]*项目|项目[^。]*(?:涉密|保密|不(?:予以?)?公开)")


def say_kept(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote what a report says of projects whose review is not made public; False where nothing."""
    text = question.folded
    strong = [m for m in question.mentions if m.metrics and not m.weak]
    if question.projects or strong or not (_KEPT.search(text) and "项目" in text):
        return False
    told = []
    for info in reports:
        prose = (s for s in evidence.sentences(info).all if s.kind not in NO_PROSE)
        told.append(quote_first(draft, evidence, info, prose, _TOLD_KEPT))
    return any(told)


# 项目上没花完的钱去哪了: what became of what the projects had left.
_LEFT = re.compile(r"(?:没|未)(?:有)?(?:花|用|执行)完?|剩|结余")
_WENT = re.compile(r"(?:去|到|上)了?哪|怎么(?:处理|办|用)|收回|去向")
_REST = re.compile(r"[\d,.]+\s*万元[^。]*(?:收回|缴回|上缴|统筹|结转)")
_TOLD_LEFT = re.compile(r"(?:未执行|未支付|结余|剩余)[^。]*万元[^。]*(?:收回|缴回|上缴|统筹|结转)")


def say_left(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote what became of the money that projects had left; False where that is not asked or told."""
    text = question.folded
    asked = _LEFT.search(text) and _WENT.search(text) and _OF_PROJECTS.search(text)
    if question.projects or not asked or len(reports) != 1:
        return False
    review = (s for s in _prose(evidence, reports[0]) if s.kind == "绩效")
    return quote_first(draft, evidence, reports[0], review, _TOLD_LEFT, _REST)


def say_told_alone(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote what the review says of a project that is named and has no table; False where nothing."""
    match = _NAMED.search(question.words)
    if match is None or len(reports) != 1:
        return False
    info = reports[0]
    if any(report == info.id and _run(match["name"], s.title) for report, s in evidence.sheets):
        return False
    parts = [p for p in _parts(evidence, info) if _run(match["name"], p.text)]
    scored = [p for p in parts if _SCORED.search(p.text)]
    if not scored:
        return False
    why = [p for p in parts if p not in scored and _TROUBLE.search(p.text)]
    for part in [*scored[:1], *why][:_MOST_SAID]:
        say_quote(draft, evidence, info, part)
    return True


# 得分最低的是…,83.20分; 被评为“中”的是…,得分78.50分; “中”的1个(…,得分76.40分)
_LOWEST = re.compile(
    r"最低的?(?:项目)?[是为]|(?:[良中差][”\"]?(?:等级|等次)?|\d分(?:以下)?)的(?:项目)?(?:\d+个)?[(是为]"
)
_SCORE = re.compile(r"(?<![\d.])(?P<score>\d{2}(?:\.\d+)?)分")


def lowest_told(evidence: Evidence, info: ReportInfo) -> tuple[Decimal, Sentence] | None:
    """Return the lowest score of a project that the text tells, with its sentence."""
    found = [
        (lowest[0], sentence)
        for sentence in _prose(evidence, info)
        if (lowest := _lowest_in(fold(sentence.text))) is not None
    ]
    return min(found, key=lambda pair: pair[0], default=None)


def _lowest_in(text: str) -> tuple[Decimal, str] | None:
    """Return the lowest score that a folded sentence tells of a project, with the words that name it."""
    starts = [match.end() for match in _LOWEST.finditer(text)]
    if "整体" in text:
        return None
    found = []
    for start, end in pairwise([*starts, len(text)]):
        score = _SCORE.search(text, start, end)
        found += [(Decimal(score["score"]), text[start : score.start()])] if score else []
    return min(found, default=None)


def say_lowest_told(
    draft: Draft, evidence: Evidence, info: ReportInfo, told: Sentence, *, why: bool
) -> None:
    """Quote the sentence on the project with the lowest score, and what the text says was amiss in it."""
    say_quote(draft, evidence, info, told)
    lowest = _lowest_in(fold(told.text))
    if not why or lowest is None or _TROUBLE.search(fold(told.text)):
        return
    for part in _parts(evidence, info):
        if part.place != told.place and _TROUBLE.search(part.text) and _run(lowest[1], part.text):
            say_quote(draft, evidence, info, part)
            return


def _run(name: str, text: str) -> str:
    """Return the words of a name that a text has, where they are enough to tell it."""
    run = longest_run(name, fold(text))
    return run if len(run) >= _LEAST_RUN else ""


def _prose(evidence: Evidence, info: ReportInfo) -> list[Sentence]:
    """Return the sentences of a report's review in words."""
    prose = [s for s in evidence.sentences(info).all if s.kind not in NO_PROSE]
    return sorted(
        (s for s in prose if s.kind == "绩效" or _REVIEWS.search(s.text)),
        key=lambda s: s.place.start,
    )


_REVIEWS = re.compile(r"自评|评价|绩效|得分|问题|评为|等级")


def _parts(evidence: Evidence, info: ReportInfo) -> Iterator[Sentence]:
    """Yield the parts, between semicolons, of the sentences of a report's review."""
    sentences = evidence.sentences(info)
    for sentence in _prose(evidence, info):
        yield from sentences.parts(sentence, PART)
