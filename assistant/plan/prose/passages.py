"""What no term of a question answers: found by its other words among the report's own sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.compose import statements, texts
from assistant.compose.draft import Draft, subject
from assistant.compose.quotes import say_quote
from assistant.plan.doubts.numbers import fact_said, holds, numbers_said, say_sentence
from assistant.plan.figures.called import speaks_of
from assistant.plan.figures.metrics import answer_metrics
from assistant.plan.projects.sheets import of_other_project
from assistant.plan.prose.words import NOT_DIRECTLY, asked_words, asks_money
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, Sentences, telling, terms
from assistant.understand import Question
from assistant.understand.intent import without_intent
from assistant.understand.parts import asking_clauses
from assistant.vocabulary import Mention, item_name, meanings
from index.amounts import quantities
from index.normalise import fold
from index.store import ReportInfo
from index.terms import metrics as official_terms

_ENOUGH = 0.5  # share of the telling words that sentences must hold to answer
_NEAR = 0.4  # … that a sentence must hold for its figure to be the one that is meant
_SURE = 0.7  # … for its figure to be meant although its name is not said
_SAID = 0.3  # what a number that the question says, with its measure, adds to that share
_PAPER = 0.2  # what a title of a paper adds where the question asks for one
_RELATED = 0.3  # … to be shown beside "not found"
_LEFT_OPEN = 0.34  # share of a question's words that an answer may leave untouched
_LEAST_WORDS = 2
_CLEARLY = 0.15
_MOST_QUOTES = 3
_LEAST_OPEN = 4  # characters that no term explains: 被收走了 asks more than what was left
_AMOUNT = re.compile(r"多少|几[个人次批辆件家台期]|花了|百分之|多大|多长")


def answer_nearest(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the figure whose sentence holds most of a question's words; False where none does."""
    if question.metrics or question.undisclosed or not _narrow(question, evidence, reports):
        return False
    if WHETHER_SAID.search(question.folded):
        return False
    metrics: list[str] = []
    # What a reason speaks of (因政务大厅搬迁) has no amount of its own there.
    amount = _AMOUNT.search(question.folded) is not None and not question.intent.why
    numbers = list(numbers_said(question.folded))
    for info in reports if len(reports) <= _FEW else ():  # 收了185.29、花了183.99
        named = [fact_said(evidence, info, said) for said in numbers]
        metrics += [f.metric for f in named if f is not None and f.metric not in metrics]
    near = [] if not metrics else list(reports)
    for info in reports if not metrics else ():
        words = asked_words(question, evidence.sentences(info))
        metric = _metric_near(evidence, info, words, amount=amount)
        if metric:
            metrics += [metric] if metric not in metrics else []
            near.append(info)
    if not metrics or len(metrics) > 2:
        return False
    taken = tuple(Mention(0, 0, metric, (metric,)) for metric in metrics)
    meant = replace(question, mentions=(*question.mentions, *taken), reports=tuple(near))
    return answer_metrics(meant, evidence, draft, near)


def _metric_near(evidence: Evidence, info: ReportInfo, words: set[str], *, amount: bool) -> str:
    """Return the metric of the sentence that holds most of the words, or nothing."""
    sentences = evidence.sentences(info)
    made_of = _metric_made_of(evidence, info, sentences, words)
    if made_of:
        return made_of
    for match in sentences.find(words, 2):
        held = match.sentence.words & words
        if match.coverage < _NEAR or len(held) < _LEAST_WORDS or match.sentence.kind == "自评表":
            continue
        stated = set(terms(_BECAUSE.split(match.sentence.text)[0]))
        if not (words - _OF_ACCOUNTS if amount else words) & stated:
            continue  # 托养中心已完工: what a reason speaks of has no figure there
        sure = (match.coverage >= _SURE and not amount) or (
            _GOES_ON.match(match.sentence.text) is not None
        )
        figures = _stated_in(evidence, info, match.sentence) or _stated_in(
            evidence, info, _with_figure(sentences, match.sentence)
        )
        named = [m for m in dict.fromkeys(figures) if sure or set(terms(item_name(m))) & held]
        if any(m.startswith(_MEANS) and m[:2] not in words for m in named):
            continue
        told = {m: _told_of(evidence, info, match.sentence, m) & held for m in named}
        best = max(named, key=lambda m: len(told[m]), default="")
        if best and (told[best] or len(named) == 1):  # of several some word must tell which
            return best
    return ""


def _told_of(evidence: Evidence, info: ReportInfo, sentence: Sentence, metric: str) -> set[str]:
    """Return the words of a metric's name, and of what stands behind its figure in a sentence."""
    inside = [f for f in evidence.facts(info, metric) if sentence.place.opens(f.place)]
    source = evidence.ledger.text(info.id)
    behind = (source[f.place.end : sentence.place.end] for f in inside)
    runs = (_FIGURE.split(re.sub(r"\s|\d[\d.]*%", "", fold(text)))[0] for text in behind)
    return set(terms(item_name(metric))).union(*map(terms, runs))


def _stated_in(evidence: Evidence, info: ReportInfo, sentence: Sentence) -> list[str]:
    """Return the metrics whose figures stand in a sentence."""
    return [
        metric
        for metric in evidence.metrics(info)
        for fact in evidence.facts(info, metric)[:4]
        if sentence.place.opens(fact.place)
    ]


def _metric_made_of(
    evidence: Evidence, info: ReportInfo, sentences: Sentences, words: set[str]
) -> str:
    """兴趣班收了多少学费: return the metric of which a report says that it is this, or nothing."""
    heard = {word for word in words if sentences.holds(word)}
    for match in sentences.find(heard, 2, without=("名词解释", "自评表")):
        told = _MADE_OF.match(fold(match.sentence.text))
        if told is None or match.coverage < _ENOUGH:
            continue
        held = heard & set(terms(told["what"]))
        fact = evidence.one(info, told["name"], "决算数")
        if fact is not None and len(held) >= _LEAST_WORDS:
            return told["name"]
    return ""


# 事业收入为兴趣班学费收入: what the money of a term is.
_MADE_OF = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}收入)(?:主要|均|全部)?(?:为|是|系|来自|来源于|包括)(?P<what>[^,。;\d]{4,})"
)


def _with_figure(sentences: Sentences, sentence: Sentence) -> Sentence:
    """Return the sentence before one that only goes on (用于…): its figure is what it is about."""
    if next(quantities(fold(sentence.text)), None) is None or _GOES_ON.match(sentence.text):
        return sentences.before(sentence) or sentence
    return sentence


_OF_ACCOUNTS = frozenset(terms("支出 收入 决算 预算 决算支出 金额 资金 经费 费用 完成"))
_BECAUSE = re.compile(r"原因|主要是|是因为|由于")
_MEANS = ("平均", "人均", "车均", "户均")  # asked for by that word alone
_GOES_ON = re.compile(r"(?:主要)?用于|其中|决算数|年初预算|按规定")


def answer_passages(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote the sentences that hold most of a question's words; False where none holds enough."""
    if not _narrow(question, evidence, reports):
        return False
    amount = _AMOUNT.search(question.folded) is not None
    if question.metrics or question.undisclosed:
        told = _say_in_words(question, evidence, draft, reports)
        for number in numbers_said(question.folded) if not told else ():  # 那120万花在哪
            told |= any(say_sentence(question, evidence, draft, i, number) for i in reports)
        if told or len(question.unexplained) < _LEAST_OPEN:
            return told
        if amount:
            return not question.metrics and _say_counts(question, evidence, draft, reports)
    said_numbers = list(numbers_said(question.folded))
    related: list[tuple[ReportInfo, Sentence]] = []
    told = False
    for info in reports:
        words = asked_words(question, evidence.sentences(info))
        found = _greedy(evidence.sentences(info), words)
        coverage = sum(share for _, share in found)
        coverage += _SAID * any(holds(s.text, n) for s, _ in found for n in said_numbers)
        if _ASKS_PAPER.search(question.folded):
            coverage += _PAPER * any("《" in s.text for s, _ in found)
        own = words - set(terms(info.unit))  # a unit's name tells nothing of its figures
        counted = any(_counts(sentence, own, question) for sentence, _ in found)
        if amount and found and not counted:
            other = _counting(question, evidence.sentences(info), own, found[0])
            if other is not None:
                found, counted = [(other, found[0][1])], True
        if amount and found and not counted:
            before = _figure_before(evidence.sentences(info), found[0][0])
            found = [(s, 0.0) for s in before] + found
            counted = bool(before)
        enough = _SURE if WHETHER_SAID.search(question.folded) else _ENOUGH
        if coverage >= enough and (counted or not amount):
            for sentence, _ in found:
                part = evidence.sentences(info).part(sentence, words)
                say_quote(draft, evidence, info, part)
            told = True
        elif coverage >= _RELATED:
            related.append((info, found[0][0]))
    if related and not told:
        draft.status = "not_found"
        draft.add(NOT_DIRECTLY)
        for info, sentence in related[:2]:
            say_quote(draft, evidence, info, sentence)
    return told or bool(related)


def _say_counts(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote the one sentence that has most of what is asked beside a term without a figure: 罚没多少."""
    told = False
    for info in reports:
        sentences = evidence.sentences(info)
        words = telling(question.folded, question.units.spans, sentences.holds)
        for match in sentences.find(words, 1, without=("名词解释", "自评表", "职能")):
            held = words & match.sentence.words
            if match.coverage < _ENOUGH or len(held) < _MOST_QUOTES:
                continue
            if _counts(match.sentence, held, question):
                say_quote(draft, evidence, info, match.sentence)
                told = True
    return told


def _counting(
    question: Question, sentences: Sentences, words: set[str], best: tuple[Sentence, float]
) -> Sentence | None:
    """Return a sentence nearly as near as the best one, or next to it, that counts 几个乡, 几次."""
    asked = _THINGS.search(question.folded)
    if asked is None:
        return None
    counts = re.compile(rf"\d\s*[余多]?[万千]?{asked['thing']}")
    near = [
        m.sentence for m in sentences.find(words, _MOST_NEAR) if m.coverage >= _ALMOST * best[1]
    ]
    following = sentences.after(best[0])
    if following is not None and following.words & words:
        near.append(following)
    fitting = (s for s in near if s.kind != "名词解释" and counts.search(fold(s.text)))
    return next((s for s in fitting if _counts(s, words, question)), None)


_THINGS = re.compile(
    r"(?:几|多少)(?P<thing>个[\u4e00-\u9fff]|[次场期批件户家处座所辆台套名位条])(?!月)"
)
_MOST_NEAR, _ALMOST = 5, 0.7


def _figure_before(sentences: Sentences, sentence: Sentence) -> list[Sentence]:
    """Return the sentence whose figure one without any goes on with: 支出全部用于…"""
    before = sentences.before(sentence)
    if before is None or _FIGURE.search(sentence.text) or not _LEANS.match(sentence.text):
        return []
    return [before] if next(quantities(fold(before.text)), None) is not None else []


_LEANS = re.compile(r"(?:上述|以上|该|此|其|这|支出|收入|资金)?(?:全部|主要|均|都|列|用于|项)")


def _counts(sentence: Sentence, words: set[str], question: Question) -> bool:
    """Whether a clause with such a figure as is asked for speaks of these words.

    因政务大厅搬迁 has no amount of its own; what was paid is not told by a number of units.
    """
    clauses = _STOP.split(fold(sentence.text))
    if sentence.kind == "自评表":
        clauses = [fold(sentence.text)]
    fits = _MONEY if asks_money(question) else _FIGURE
    times = _TIMES.search(question.folded)
    if times:  # 暗访了几次: no amount of money in its clause
        fits = re.compile(rf"\d\s*[余多]?[{times['measure']}]")
    used = _USED_FOR.search(fold(sentence.text))
    spent = not times and used is not None and bool(words & set(terms(used["what"])))
    return spent or any(fits.search(clause) and words & set(terms(clause)) for clause in clauses)


# 支出9万元,系彩票公益金安排; 收入9万元,为食堂取得的收入: what the money is stands behind its stop.
_STOP = re.compile(
    r"[,。;](?!(?:均|全部)?(?:系|属于|来自|来源于|为(?![^,。;]*(?:退费|退回|返还|[和、及与](?![^,。;]*取得的)))(?!了|避免|进一步|确保|保障|加强|推进|做好|上年|年初|预算)[^,。;\d]{2,40}(?=[,。;]|$)))"
)
_FIGURE = re.compile(r"\d")
_TIMES = re.compile(r"(?:几|多少)(?P<measure>[次场期批件辆台套])")
_MONEY = re.compile(r"\d\s*(?:[万亿]?元|万|亿)|\d\s*%")
# 减排专项支出(项)9万元,主要用于:垃圾分类…: what the amount in front of the words was spent on.
_USED_FOR = re.compile(r"\d\s*[万亿]?元,(?:主要|全部|均)?用于:?(?P<what>[^。;]+)")


def _narrow(question: Question, evidence: Evidence, reports: Sequence[ReportInfo]) -> bool:
    """Whether a question is about these reports at all: it names them, or the field."""
    named = question.units.units or question.years.years or question.projects
    if not reports or len(reports) > _MOST_REPORTS:
        return False
    if len(reports) == 1 < len(evidence.reports):
        return True  # its rare words have told which report is meant
    return bool(named or question.intent.in_field) or _is_spoken_of(question, evidence, reports)


def _is_spoken_of(question: Question, evidence: Evidence, reports: Sequence[ReportInfo]) -> bool:
    """Whether a sentence of some report holds most of what a question says (建公厕)."""
    words = telling(without_intent(question.folded), question.units.spans)
    best = [m for info in reports for m in evidence.sentences(info).find(words, 1)]
    held = [m for m in best if len(m.sentence.words & words) >= _LEAST_WORDS]
    return any(m.coverage >= _NEAR for m in held)


# 披露了吗, 有没有写: of the very thing, not of what lies near it.
WHETHER_SAID = re.compile(
    r"(?:披露|公开|公布|列明|交代|写明|提到)(?:过)?了?(?:吗|么|没|没有)(?:[,。?]|$)|(?:有没有|有无|是否)(?:披露|公开|公布|写明|提到|列明)"
)
_ASKS_PAPER = re.compile(r"(?:哪|什么|啥)(?:个|些|份|项)?(?:文件|规定|办法|政策|通知)|依据")
_MOST_REPORTS, _FEW = 5, 2


def _say_in_words(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote where a term that the ledger has no figure of is followed by one (差旅费6.35万元)."""
    told = False
    open_end = len(question.unexplained) >= _LEAST_OPEN
    intent = question.intent
    amount = _AMOUNT.search(question.folded) or intent.unit_cost or intent.why or intent.change
    in_words = _IS_THERE.search(question.folded) or open_end
    for info in reports:
        absent: list[str] = []
        undisclosed = [*question.undisclosed, *_unstated(question, evidence, info)]
        for term in _by_parts(undisclosed, evidence, info):
            stem = _KIND_OF_MONEY.sub("", fold(term))
            figure = re.compile(re.escape(stem) + _FOLLOWED)
            plain = re.compile(re.escape(stem))
            other = re.compile(rf"[\u4e00-\u9fff]+{plain.pattern}")  # 宣传培训费用 is no 培训费
            said_of = [
                s
                for s in evidence.sentences(info).all
                if s.kind != "名词解释"
                and plain.search(fold(s.text))
                and not (s.kind == "自评表" and other.match(fold(s.text)))
            ]
            if said_of and all(_EMPTY_ROW.match(s.text) for s in said_of):
                draft.status, told = "not_found", True
                mark = draft.mark(info, said_of[0].section, said_of[0].place)
                draft.add(f"{subject(info)}的报告在表中列有“{term}”，没有填数。[{mark}]")
                continue
            with_figure = [s for s in said_of if figure.search(fold(s.text))]
            if in_words and not amount:
                with_figure = said_of
            if said_of and not with_figure and texts.say_none(draft, evidence, info, term):
                told = True
                continue
            for sentence in [s for s in with_figure if speaks_of(question, s)][:1]:
                say_quote(draft, evidence, info, sentence)
                told = True
            if said_of and not with_figure and not open_end:
                draft.status = "not_found"
                mark = draft.mark(info, said_of[0].section, said_of[0].place)
                draft.add(f"{subject(info)}的报告没有单独披露“{term}”的金额，只提到它。[{mark}]")
                told = True
            elif not said_of:
                absent.append(term)
        if told and absent:
            draft.add(f"报告也没有单独披露“{'”“'.join(absent)}”。")
    return told


# |2.公务用车购置费|3|||: a name and the number of its line, nothing in its columns
_EMPTY_ROW = re.compile(r"^\|[^|]*(?:\|\s*\d{1,2}\s*)?(?:\|\s*)+$")


def _by_parts(named: Sequence[str], evidence: Evidence, info: ReportInfo) -> Iterator[str]:
    """Yield terms, and for one that a report nowhere says those that it is put together of: 水电费."""
    for term in named:
        said = any(term in fold(s.text) for s in evidence.sentences(info).all)
        parts = None if said else meanings()["metrics"].get(term)
        yield from map(str, parts) if isinstance(parts, list) else [term]


def _unstated(question: Question, evidence: Evidence, info: ReportInfo) -> list[str]:
    """Return the plain terms that other reports state as figures and this one may tell in words."""
    plain = (m for m in question.metrics if "(" not in m and m not in official_terms())
    bare = [m for m in question.metrics if "(" not in m and not evidence.facts(info, m)]
    named = [m for m in plain if statements.main_fact(evidence, info, m) is None]
    return [m for m in dict.fromkeys([*bare, *named]) if m not in question.undisclosed]


_KIND_OF_MONEY = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?:收入|支出)$")  # 告别守灵(收入)5万元
# 劳务费5万元, 劳务费在商品和服务支出中列支,为5万元
_FOLLOWED = r"(?:收入|支出|决算数?|为)?(?:在[^,。;\d]{2,24}(?:列支|核算|反映),?)?[^,。;、\d]{0,4}\d"
_IS_THERE = re.compile(r"有没有|包[括含]|[是不]是|[含算列][在进没不]|吗|啥|什么|怎么")


_TABLE_HEAD = re.compile(r"主管\s*部门|实施\s*单位")  # whose a table is, not what it says


def supplement(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Add the sentence that holds what an answer so far leaves untouched of its question."""
    cited = {citation.report for citation in draft.citations}
    reports = [info for info in question.reports if info.id in cited]
    if draft.status != "answered" or not 1 <= len(reports) <= 2:
        return
    spans = [*question.units.spans, *((m.start, m.end) for m in question.mentions)]
    words = telling(_EACH.sub(lambda match: " " * len(match[0]), question.folded), spans)
    quotes = [c.quote for c in draft.citations if not _TABLE_HEAD.search(c.quote)]
    said = set(terms(draft.text)) | set(terms("".join(quotes)))
    for _, sheet in evidence.tables:  # who carried a project out says nothing of it
        if sheet.title in question.projects:
            said |= set(terms(sheet.implementer))
    for info in reports:
        sentences = evidence.sentences(info)
        known = {word for word in words - said if sentences.holds(word)}
        if len(known) < _LEAST_WORDS or sentences.share(words, known) < _LEFT_OPEN:
            continue
        plain = sentences.find(known, 1, without=("名词解释",))
        explained = sentences.find(known, 1)
        if explained and explained[0].coverage > (plain[0].coverage if plain else 0.0) + _CLEARLY:
            plain = explained  # 1个治疗量折多少: what a term is worth stands where it is explained
        for match in plain:
            own = set(terms(match.sentence.text)) & known  # not those of its table's name alone
            if of_other_project(question, evidence, info, match.sentence.place):
                continue
            if match.coverage >= _ENOUGH and len(own) >= _LEAST_WORDS:
                part = sentences.part(match.sentence, words)
                say_quote(draft, evidence, info, part)
                if _only_spoken_of(question, part):
                    draft.status = "not_found"
                    draft.add("报告只提到这件事，没有写所问的数。")


_EACH = re.compile(r"平均[每一]")  # how to reckon, and no topic


def _only_spoken_of(question: Question, sentence: Sentence) -> bool:
    """Whether the one amount that is asked for is of what a member's project only speaks of: 引来多少亿."""
    named = any(fold(title)[:_LEAST_OPEN] in question.folded for title in question.projects)
    asks_one = len(asking_clauses(question.folded)) == 1 and _AMOUNT.search(question.folded)
    own = question.units.members and question.projects and not named
    return bool(own and asks_one and not _FIGURE.search(sentence.text))


def _greedy(sentences: Sentences, words: set[str]) -> list[tuple[Sentence, float]]:
    """Return few sentences that together hold most of the words, with the share each adds."""
    found: list[tuple[Sentence, float]] = []
    left = set(words)
    while left and len(found) < _MOST_QUOTES:
        best = sentences.find(left, 1, without=("名词解释",))
        if not best:
            break
        sentence = best[0].sentence
        held = sentence.words & left
        share = sentences.share(words, held)
        if share < (0.2 if found else 0.0) or len(held) < _LEAST_WORDS:
            break
        found.append((sentence, share))
        left -= held
    return found
