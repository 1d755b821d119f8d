"""What the text says of a project beside its table: counts, dates, what is to be done better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.compose.draft import Draft
from assistant.compose.quotes import say_quote
from assistant.compose.rows import COMMON_PAIRS
from assistant.plan.projects.counted import Counted, is_aim
from assistant.plan.prose.counting import characters
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, telling, terms
from assistant.understand import Question
from assistant.understand.parts import asking_clauses
from index.model import Place, Row, Sheet
from index.normalise import fold
from index.store import ReportInfo

_NO_PROSE = ("自评表", "职能", "名词解释", "决算报表")
_QUOTES = re.compile(r"[“”\"'《》]")
_NEXT_ONE = re.compile(r"^[(（]?[一二三四五六七八九十\d]+[)）.、]|综述")
_MOST_SENTENCES = 8
# 打算怎么改, 啥时候能完工: what asks, and what a part must hold that answers.
_BETTER = (
    re.compile(
        r"改进|整改|下一步|(?<!原本)(?<!原来)(?<!原先)(?<!本来)(?<!当初)(?<!年初)打算|(?:怎么|咋)(?:改|办|补|处理|解决|避免|防)|补救|弥补|补上|后续"
    ),
    re.compile(r"改进|整改|下一步"),
)
_TROUBLE = (
    re.compile(
        r"(?:什么|啥|哪些|存在|发现|主要).{0,4}问题|问题.{0,3}(?:哪|什么|啥)|毛病|短板|不足之处"
    ),
    re.compile(r"(?:发现|存在|主要|的)(?:的)?(?:主要)?问题"),
)
_WHEN = (
    re.compile(r"(?:什么|啥)时候|何时|哪年|几月|哪天|(?:什么|啥)时间"),
    re.compile(r"\d{1,2}月|20\d\d年(?!度)"),
)
# 下一年预算压了多少: what came of the review.
_NEXT_BUDGET = (
    re.compile(r"(?:下|明|来|次|第二)一?年(?:度)?的?预算|预算[^,，。]{0,4}(?:压|砍|核减)|压减"),
    re.compile(r"预算[^;。]{0,10}(?:压减|调减|核减|压缩|增加|安排)|压减[^;。]{0,6}预算"),
)
# 结转了多少到下年: what the text says was left of a project.
_LEFT = (re.compile(r"结转|结余|剩"), re.compile(r"结转|结余"))


def add_review(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    named: Sequence[tuple[ReportInfo, Sheet]],
) -> None:
    """Quote from the review of each project what a question asks of it and the draft does not tell."""
    add_outlook(question, evidence, draft, named, (_BETTER, _WHEN, _LEFT, _NEXT_BUDGET))
    for clause in asking_clauses(question.words) or (question.words,):
        counted = Counted.asked(clause)
        counted = None if counted is not None and counted.of_report else counted
        for info, sheet in named:
            review = list(_parts_of_review(evidence, info, sheet))
            review.sort(key=lambda part: part.section != sheet.section)
            if counted is not None and not counted.told(draft.text):
                _quote_first(draft, evidence, info, _counting(review, counted, clause))
    for info, sheet in named if _WHY.search(question.words) else ():
        review = list(_parts_of_review(evidence, info, sheet))
        review.sort(key=lambda part: part.section != sheet.section)
        caused = _causing(review, question.words, sheet, draft)
        if not caused and not _REASON_TOLD.search(fold(draft.text)):
            caused = [part for part in review if _REASON.search(part.text)]
        _quote_first(draft, evidence, info, caused)


def add_outlook(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    named: Sequence[tuple[ReportInfo, Sheet]],
    asked: Sequence[tuple[re.Pattern[str], re.Pattern[str]]] = (_BETTER, _WHEN),
) -> None:
    """Quote what the reviews of projects say of trouble, of what is to be done, and when."""
    for clause in asking_clauses(question.words) or (question.words,):
        kinds = [kind for kind in asked if kind[0].search(clause)]
        trouble = _TROUBLE[0].search(clause) and not _TROUBLE[1].search(draft.text)
        for info, sheet in named if kinds or trouble else ():
            review = list(_parts_of_review(evidence, info, sheet))
            review.sort(key=lambda part: part.section != sheet.section)
            for part in _problems(review) if trouble else ():
                say_quote(draft, evidence, info, part)
            for _, told in kinds:
                if not told.search(draft.text):
                    _quote_first(draft, evidence, info, [p for p in review if told.search(p.text)])


_NEXT_PROBLEM = re.compile(r"^(?:[二三四五]是|[(（]?[2-5][)）.、])")


def _problems(review: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the first part that tells of problems, and those that go on with it."""
    begun = False
    for part in review:
        text = fold(part.text)
        if begun and not _NEXT_PROBLEM.match(text):
            return
        begun = begun or _TROUBLE[1].search(text) is not None
        if begun:
            yield part


_WHY = re.compile(r"为(?:什么|啥|何)|咋|怎么(?!办|改|样)|原因")
_CAUSE = re.compile(r"问题|原因|由于|因(?!素)")
# A reason that the text gives of a project in so many words, and one that is told already.
_REASON = re.compile(r"原因|由于|因(?!公|子)")
_REASON_TOLD = re.compile(r"原因[:是]|偏差原因|由于")
_ALIKE = 2


def _causing(review: Sequence[Sentence], clause: str, sheet: Sheet, draft: Draft) -> list[Sentence]:
    """Return the untold parts that give a cause of what a clause asks why, nearest first."""
    words = set(terms(clause)) - COMMON_PAIRS - set(terms(sheet.title))
    told = [part for part in review if part.kind == "绩效"]
    shared = [(len(words & set(terms(fold(part.text)))), part) for part in told]
    found = [
        (count, part)
        for count, part in shared
        if count >= _ALIKE and _CAUSE.search(part.text) and part.text not in draft.text
    ]
    return [part for _, part in sorted(found, key=lambda pair: -pair[0])]


def add_remedy(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, rows: Sequence[Row]
) -> None:
    """Quote what is to be done about indicators that a question asks it of: 没建完怎么办."""
    asked, told = _BETTER
    if not asked.search(question.words) or told.search(draft.text):
        return
    words = telling(question.words) | {w for row in rows for w in terms(row.name)}
    words -= COMMON_PAIRS
    sentences = evidence.sentences(info)
    found = []
    for sentence in sentences.all:
        if sentence.kind in _NO_PROSE or not told.search(sentence.text):
            continue
        before = sentences.before(sentence)  # the problem that is to be solved
        near = set(terms(fold(before.text))) if before is not None else set()
        for part in sentences.parts(sentence, PART):
            own = set(terms(fold(part.text)))
            count = 2 * len(words & own) + len(words & near) if told.search(part.text) else 0
            found += [(count, part)] if count else []
    found.sort(key=lambda pair: -pair[0])
    _quote_first(draft, evidence, info, [part for _, part in found])


def say_remedy_below(question: Question, draft: Draft, info: ReportInfo, sheet: Sheet) -> None:
    """Quote what a table says below its rows is to be done, where that is asked and not told yet."""
    if not _BETTER[0].search(question.words):
        return
    text = draft.ledger.text(info.id)
    for pattern in (_REMEDY, _INTENDED):
        for told in pattern.finditer(text, sheet.place.start, sheet.place.end):
            words = re.sub(r"\s", "", told["told"])
            if words[:_ALREADY] not in draft.text:
                place = Place(told.start("told"), told.end("told"))
                mark = draft.mark(info, sheet.section, place)
                draft.add(f"自评表末尾写明的打算：{draft.quoted(words)}。[{mark}]")
                return


# 改进措施及结果应用方案 分批采购; …;下一年将推行…
_REMEDY = re.compile(
    r"(?:改进|整改)(?:措施|办法|建议|方向|情况)[^\s:：;；。，,]{0,14}[ \t\u3000:：]+(?P<told>[^\n]{4,160}?)(?=[。\n]|$)"
)
_INTENDED = re.compile(
    r"[;；。，,](?P<told>(?:下一步|20\d\d年|今后|下一年|明年)[^;；。]{0,12}?(?:将|拟|要|计划)?[^;；。]{4,120})"
)
_ALREADY = 12


def _counting(review: Sequence[Sentence], counted: Counted, clause: str) -> list[Sentence]:
    """Return the parts that count the like, those with most of the clause's characters first."""
    chars = characters(clause) - set(counted.measures)
    found = [part for part in review if counted.told(part.text)]
    if len(found) > 1:
        found = [part for part in found if chars & set(part.text)]
    return sorted(found, key=lambda part: (is_aim(part.text), -len(chars & set(part.text))))


def _quote_first(
    draft: Draft, evidence: Evidence, info: ReportInfo, parts: Sequence[Sentence]
) -> None:
    for part in parts[:1]:
        for below in evidence.sentences(info).below(part):
            say_quote(draft, evidence, info, _with_rest(evidence, info, below))


def _with_rest(evidence: Evidence, info: ReportInfo, part: Sentence) -> Sentence:
    """Return a part that opens a list (一是…) with the rest of its sentence; any other as it is."""
    sentences = evidence.sentences(info)
    whole = sentences.around(part.place)
    if whole is None or "一是" not in part.text:
        return part
    each = list(sentences.parts(whole, PART))
    rest = [own.text for own in each if own.place.start >= part.place.start]
    place = Place(part.place.start, each[-1].place.end)
    return replace(part, text="；".join(rest), place=place)


def _parts_of_review(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> Iterator[Sentence]:
    """Yield the parts, between semicolons, of the sentences that review a project in the text."""
    sentences = evidence.sentences(info)
    title = called(sheet)
    others = [
        called(other)
        for report, other in evidence.sheets
        if report == info.id and other.metric != sheet.metric
    ]
    for head in sentences.all:
        if head.kind in _NO_PROSE or title not in _bare(head.text):
            continue
        at: Sentence | None = head
        for _ in range(_MOST_SENTENCES):
            if at is None:
                break
            text = _bare(at.text)
            if at is not head and (_NEXT_ONE.search(text) or any(name in text for name in others)):
                break
            several = at is head and _EACH_IN_TURN.search(text) is not None
            parts = sentences.parts(at, PART)
            yield from (part for part in parts if not several or title in _bare(part.text))
            if names_other_behind(text, title, others):
                break
            at = sentences.after(at)


# 一是甲项目…;二是乙项目…: each of another one.
_EACH_IN_TURN = re.compile(r"一是.*二是")


def names_other_behind(text: str, title: str, others: Sequence[str]) -> bool:
    """Whether a sentence ends with the name of another project, which what follows is then of."""
    return any(name in text[text.rfind(title) + len(title) :] for name in others)


def called(sheet: Sheet) -> str:
    """Return what the text calls a project: its title, without what is done to a long-named thing."""
    title = _bare(sheet.title).removesuffix("项目")
    thing = _DONE.sub("", title)
    return thing if len(thing) >= _LEAST_THING else title


_DONE, _LEAST_THING = re.compile(r"(?:建设|购置|改造|更新|维修|采购|运营)$"), 5


def _bare(text: str) -> str:
    return _QUOTES.sub("", fold(text))


# 第三方评了多少分: not what the unit gave itself
_BY_OTHERS = re.compile(
    r"第三方|(?:财政局?|部门|主管部门|外部|重点|中介|专家)(?:组|机构)?(?:的|给)?(?:重点)?(?:绩效)?(?:评价|打分|评分|评了)"
)


def say_judged(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet
) -> None:
    """Quote what the text tells of how others judged a project, where that is asked."""
    if not _BY_OTHERS.search(question.folded):
        return
    title = re.sub(r"项目$", "", fold(sheet.title))
    for sentence in evidence.sentences(info).all:
        text = fold(sentence.text)
        judged = _BY_OTHERS.search(text) and re.search(r"分|等级|[“\"]?[优良中差]", text)
        if judged and sentence.kind != "自评表" and title in text and text not in fold(draft.text):
            say_quote(draft, evidence, info, sentence)
            return
