"""What the text says of a project beside its table: counts, dates, what is to be done better."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from assistant.compose.accounts import account_of, in_one
from assistant.compose.draft import Draft
from assistant.compose.goals import results_in_words
from assistant.compose.quotes import say_quote
from assistant.compose.rows import COMMON_PAIRS, rows_in
from assistant.lexicon import DIGITS, NO_PROSE
from assistant.plan.doubts.numbers import Said, holds, numbers_said
from assistant.plan.doubts.numbers import told as tells
from assistant.plan.projects.asked_rows import OF_HEAD
from assistant.plan.projects.counted import Counted, is_aim
from assistant.plan.prose.counting import characters
from assistant.plan.sums.operands import Words
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, telling, terms
from assistant.understand import Question
from assistant.understand.parts import clauses_asked
from index.amounts import quantities
from index.model import Place, Row, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

# 打算怎么改, 啥时候能完工: what asks, and what a part must hold that answers.
_BETTER = (
    re.compile(
        r"改进|整改|下一步|(?<!原本)(?<!原来)(?<!原先)(?<!本来)(?<!当初)(?<!年初)打算|准备(?:怎么|咋)|(?:怎么|咋)(?:改|办|补|整|弄|处理|解决|避免|防)|补救|弥补|补上|后续"
    ),
    re.compile(r"改进|整改|下一步|往后|今后|(?:怎么|如何)改"),
)
_TROUBLE = (
    re.compile(
        r"(?:什么|啥|哪些|存在|发现|主要).{0,4}问题|(?:为(?:什么|啥|何)|咋|怎么)[^,?]{0,8}(?:得分|分数?)[^,?]{0,6}(?:低|垫底|差|少)|问题.{0,3}(?:哪|什么|啥)|毛病|短板|不足之处"
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
    for clause in clauses_asked(question.words):
        counted = Counted.asked(clause)
        counted = None if counted is not None and counted.of_report else counted
        for info, sheet in named:
            review = list(account_of(evidence, info, sheet.metric).parts)
            if counted is not None and not counted.told(draft.text):
                told = [part for part in review if not _says_count(draft, counted, part)]
                counting = _counting(told, counted, clause)
                _quote_first(draft, evidence, info, _done_first(evidence, info, sheet, counting))
            _quote_first(draft, evidence, info, _meant(evidence, info, sheet, clause, draft))
    for info, sheet in named if _WHY.search(question.words) else ():
        account = account_of(evidence, info, sheet.metric)
        caused = _causing(account.review, question.words, sheet, draft)
        if not caused and _explained(question, evidence, draft, info, sheet):
            continue
        if not caused and not _REASON_TOLD.search(fold(draft.text)):
            parts = account.parts if _OF_MONEY.search(question.words) else account.review
            caused = [part for part in parts if _REASON.search(part.text)]
        _quote_first(draft, evidence, info, caused)


def _explained(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet
) -> bool:
    """Whether an indicator that a question has words of is told with its own reason."""
    words = telling(question.words) - COMMON_PAIRS - set(terms(fold(sheet.title)))
    return any(
        words & set(terms(row.name)) and draft.quoted(row.deviation) in draft.text
        for row in rows_in(evidence, info, sheet)
        if row.deviation
    )


def _meant(
    evidence: Evidence, info: ReportInfo, sheet: Sheet, clause: str, draft: Draft
) -> list[Sentence]:
    """Return the part on a project with a number that a clause says, or most of its words.

    Nothing where the answer tells so much already; a project's own table tells more than its text.
    """
    numbers = [said for said in numbers_said(clause) if not tells(draft, said)]
    tabled = (info.id, sheet) in evidence.tables
    common = COMMON_PAIRS if tabled else COMMON_PAIRS - _OF_REVIEWS
    words = telling(clause) - common - OF_HEADS - set(terms(fold(sheet.title)))
    words -= set(terms(fold(draft.text)))
    found: list[tuple[int, int, Sentence]] = []
    for part in account_of(evidence, info, sheet.metric).review:
        if (tabled and part.kind == "自评表") or _all_told(draft, part):
            continue
        text = fold(part.text)
        held = sum(holds(text, said) or _rounds_to(text, said) for said in numbers)
        shared = len(words & set(terms(text)))
        if held or shared >= (_ALIKE if tabled else 1):
            found.append((held, shared, part))
    found.sort(key=lambda entry: (-entry[0], is_aim(entry[2].text), -entry[1]))
    if not (found or tabled or OF_HEAD.search(clause)):
        return _nearest(evidence, info, sheet, clause, draft)
    return [part for *_, part in found]


def _nearest(
    evidence: Evidence, info: ReportInfo, sheet: Sheet, clause: str, draft: Draft
) -> list[Sentence]:
    """Return the part on a project that tells most of a clause in any wording: 罚了多少, 罚款5万元."""
    rest = clause.replace(longest_run(clause, fold(sheet.title)), " ")
    words = Words.of(rest, evidence.amounts(info))
    review = account_of(evidence, info, sheet.metric).review
    told = [(words.of_text(fold(part.text), ""), part) for part in review]
    best = max(told, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < _LIKE or best[1].text in draft.text:
        return []
    return [best[1]]


_LIKE = 0.5  # of what a clause tells beside the project's name


def _rounds_to(text: str, said: Said) -> bool:
    """Whether a text on a project has a rate that is said without its decimals: 89% of 89.43%."""
    rates = (quantity.amount for quantity in quantities(text) if quantity.amount.measure == "%")
    return said.measure == "%" and any(rate.value // 1 == said.value for rate in rates)


_OF_REVIEWS = frozenset(terms("满意度"))  # a row of a table, but a part of a review in words
# What the columns of a table's head are called tells no part of a text from another.
OF_HEADS = frozenset(terms("项目预算执行率自评得分绩效指标完成情况原因目标"))


def add_outlook(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    named: Sequence[tuple[ReportInfo, Sheet]],
    asked: Sequence[tuple[re.Pattern[str], re.Pattern[str]]] = (_BETTER, _WHEN),
) -> None:
    """Quote what the reviews of projects say of trouble, of what is to be done, and when."""
    for clause in clauses_asked(question.words):
        kinds = [kind for kind in asked if kind[0].search(clause)]
        trouble = _TROUBLE[0].search(clause) and not _TROUBLE[1].search(draft.text)
        for info, sheet in named if kinds or trouble else ():
            review = list(account_of(evidence, info, sheet.metric).parts)
            for part in _problems(review, evidence, info) if trouble else ():
                say_quote(draft, evidence, info, part)
            for _, telling_it in kinds:
                if not telling_it.search(draft.text):
                    fitting = [part for part in review if telling_it.search(part.text)]
                    _quote_first(draft, evidence, info, fitting)


def say_review(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Quote the sentences of the review on a project whose numbers are not all told yet."""
    sentences = evidence.sentences(info)
    review = account_of(evidence, info, sheet.metric).review
    untold = [part for part in review if not _all_told(draft, part)][:_MOST_REVIEWED]
    for _, parts in groupby(untold, key=lambda part: sentences.around(part.place)):
        for part in in_one(list(parts)):
            say_quote(draft, evidence, info, part)


_MOST_REVIEWED = 8


def _all_told(draft: Draft, part: Sentence) -> bool:
    """Whether an answer has all the numbers that a part says; one without numbers tells more."""
    said, told = (set(DIGITS.findall(fold(text))) for text in (part.text, draft.text))
    return bool(said) and said <= told


_OF_SCORES = re.compile(r"项目|得分|自评")  # of the next project
_NEXT_PROBLEM = re.compile(r"^(?:[二三四五]是|[(（]?[2-5][)）.、])")


def _problems(
    review: Sequence[Sentence], evidence: Evidence, info: ReportInfo
) -> Iterator[Sentence]:
    """Yield the first part that tells of problems, the rest of its sentence, and what goes on with it."""
    sentences = evidence.sentences(info)
    whole: Sentence | None = None
    for part in review:
        text = fold(part.text)
        if whole is None and _TROUBLE[1].search(text):
            whole = sentences.around(part.place) or part
            yield part
            rest = (p for p in sentences.parts(whole, PART) if p.place.start > part.place.start)
            yield from takewhile(lambda p: not _OF_SCORES.search(p.text), rest)
        elif whole is not None and not whole.place.opens(part.place):
            if not _NEXT_PROBLEM.match(text):
                return
            yield part


_WHY = re.compile(r"为(?:什么|啥|何)|咋|怎么(?!办|改|样)|原因")
_CAUSE = re.compile(r"问题|原因|由于|因(?!素)")
# A reason that the text gives of a project in so many words, and one that is told already.
_REASON = re.compile(r"原因|由于|因(?!公|子)|(?:超出|超支|不足|多出的?)部分")
_REASON_TOLD = re.compile(r"原因[:是]|偏差原因|由于")
_OF_MONEY = re.compile(r"花|钱|执行|预算|决算|支出|付|剩")  # also the accounts tell why
_ALIKE = 2


def _causing(review: Sequence[Sentence], clause: str, sheet: Sheet, draft: Draft) -> list[Sentence]:
    """Return the untold parts that give a cause of what a clause asks why, nearest first."""
    words = set(terms(clause)) - COMMON_PAIRS - set(terms(sheet.title))
    shared = [(len(words & set(terms(fold(part.text)))), part) for part in review]
    found = [
        (count, part)
        for count, part in shared
        if (count >= _ALIKE or (count and _REASON.search(part.text)))
        and _CAUSE.search(part.text)
        and part.text not in draft.text
    ]
    return [part for _, part in sorted(found, key=lambda pair: -pair[0])]


def add_remedy(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, rows: Sequence[Row]
) -> None:
    """Quote what is to be done about indicators that a question asks it of: 没建完怎么办."""
    asked, better = _BETTER
    if not asked.search(question.words) or better.search(draft.text):
        return
    words = telling(question.words) | {w for row in rows for w in terms(row.name)}
    words -= COMMON_PAIRS
    sentences = evidence.sentences(info)
    found = []
    for sentence in sentences.all:
        if sentence.kind in NO_PROSE or not better.search(sentence.text):
            continue
        before = sentences.before(sentence)  # the problem that is to be solved
        near = set(terms(fold(before.text))) if before is not None else set()
        for part in sentences.parts(sentence, PART):
            own = set(terms(fold(part.text)))
            count = 2 * len(words & own) + len(words & near) if better.search(part.text) else 0
            found += [(count, part)] if count else []
    found.sort(key=lambda pair: -pair[0])
    _quote_first(draft, evidence, info, [part for _, part in found])


def say_remedy_below(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet
) -> None:
    """Quote what a table says below its rows is to be done, where that is asked and not told yet."""
    if not _BETTER[0].search(question.words):
        return
    text = draft.ledger.text(info.id)
    rows = rows_in(evidence, info, sheet)
    below = max((row.place.end for row in rows), default=sheet.place.start)
    for pattern in (_REMEDY, _INTENDED):
        for told in pattern.finditer(text, below, sheet.place.end):
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


def _done_first(
    evidence: Evidence, info: ReportInfo, sheet: Sheet, parts: Sequence[Sentence]
) -> list[Sentence]:
    """Return parts with what a table's goals say behind what its results, or the text, tell."""
    done = [sentence.place for sentence in results_in_words(evidence, info, sheet)]
    inside = (part.place for part in parts if part.kind == "自评表")
    aims = {place for place in inside if not any(other.opens(place) for other in done)}
    return sorted(parts, key=lambda part: bool(done) and part.place in aims)


def _says_count(draft: Draft, counted: Counted, part: Sentence) -> bool:
    """Whether the answer has the number that a part counts: 230盘, and 230个 in the table."""
    match = re.search(rf"[\d,.]*{counted.printed.pattern}", part.text)
    number = re.match(r"[\d,.]+", match[0]) if match else None
    said = rf"(?<![\d.,]){re.escape(number[0])}(?![\d.,]*\d)" if number else ""
    return bool(said) and re.search(said, draft.text) is not None


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


# 第三方评了多少分: not what the unit gave itself
_BY_OTHERS = re.compile(
    r"第三方|(?:财政局?|部门|主管部门|外部|重点|中介|专家)(?:组|机构)?(?:的|给)?(?:重点)?(?:绩效)?(?:评价|打分|评分|评了)"
)


_OTHERS_SAID = re.compile(r"(?:别人|人家|外[头面边]|上[头面边级])(?:给|来)?(?:评|打)")


def say_judged(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet
) -> None:
    """Quote what the text tells of how others judged a project, where that is asked."""
    if not (_BY_OTHERS.search(question.folded) or _OTHERS_SAID.search(question.folded)):
        return
    title = re.sub(r"项目$", "", fold(sheet.title))
    told = [one for one in evidence.sentences(info).all if one.kind != "自评表"]
    for sentence, behind in pairwise([*told, None]):
        text = fold(sentence.text) if sentence is not None else ""
        if sentence is None or title not in text or not _BY_OTHERS.search(text):
            continue
        score = behind if behind is not None and _JUDGED.match(fold(behind.text)) else None
        tells = sentence if _JUDGEMENT.search(text) else score  # …开展了部门评价。评价得分90.4分
        if tells is not None and fold(tells.text) not in fold(draft.text):
            say_quote(draft, evidence, info, sentence)
            if tells is not sentence:
                say_quote(draft, evidence, info, tells)
            return


_JUDGEMENT = re.compile(r"\d分|等级|[“\"][优良中差]")
_JUDGED = re.compile(
    r"(?:绩效|综合|总体|最终)*(?:评价|评审)?(?:综合|总体)?(?:得分|结果|评分|总分|等级)"
)
