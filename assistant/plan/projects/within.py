"""Words that mean one project without naming it: what its thread spoke of, or a member unit's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from assistant.compose import reckoned
from assistant.compose.comparison import COUNTED
from assistant.compose.draft import Draft
from assistant.compose.performance import sheets_named
from assistant.compose.rows import COMMON_PAIRS, counted_cell, rows_called, rows_in
from assistant.plan.projects.counted import Counted
from assistant.plan.projects.elected import elected
from assistant.plan.projects.row_by_row import read_by_row
from assistant.plan.projects.rows_meant import of_another
from assistant.plan.projects.sheets import is_member
from assistant.plan.sums.periods import asks_of_period_alone
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.vocabulary import Mention, ways_to_say
from index.model import Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

_Plan = Callable[[Question, Evidence, Draft], None]
_Named = tuple[ReportInfo, Sheet]
_MOST_SPOKEN = 2
_TELLING = 3  # digits of a number that tells a row
# What only a table tells: 成本指标里的几项, 扣在哪.
_OF_TABLE = re.compile(
    r"指标|扣|丢分|满分|得分|几分|多少分|达标|偏差|这个?项目|[花用]了?多少|批了?多少|预算|执行|剩|结余|[没未](?:花|用)"
)
_OF_YEAR_END = re.compile(r"年末|年底|结转")
_OTHER = re.compile(
    r"[哪几各所]有?(?:些|个|几个)?项目|别的|其他项目|所有|全部|一共|总共|总[收支]|全年(?!预算|执行)|部门|[全本]局"
)


def within_project(question: Question, evidence: Evidence, plan: _Plan) -> Question:
    """Return a question with the project that it means: its thread's, or its member unit's."""
    if asks_of_period_alone(question.words) and not question.unexplained:
        return question  # 每天花多少: of the whole year, not of a fee by the day
    if question.before is None and (asked := read_by_row(question, evidence)):
        return _on(question, evidence, [(found.info, found.sheet) for found in asked])
    if len(question.reports) > _MOST_SPOKEN and question.before is None:
        return question
    if others := _others_than_spoken_of(question, evidence):
        return replace(question, projects=others)
    if question.projects:
        rather = elected(question, evidence)
        if rather is None:
            return _rather_in_thread(question, evidence, plan)
        return _on(question, evidence, [rather])
    own = question.units.members and question.units.spans
    named = [] if own else _of_thread(question, evidence, plan)
    if not named and _asks_of_units(question):
        return question
    members = _of_members(question, evidence)
    named = named or _with_rows(question, evidence, members) or _only_one(question, members)
    named = named or _with_words(question, evidence, members)
    named = named or _by_people(question, evidence)
    named = named or _by_score_said(question, evidence) or _by_title_words(question, evidence)
    named = named or _by_measure(question, evidence) or _by_long_name(question, evidence)
    named = named or _by_other_word(question, evidence)
    return _on(question, evidence, named) if named else _on_told_alone(question, evidence, plan)


def _others_than_spoken_of(question: Question, evidence: Evidence) -> tuple[str, ...]:
    """另一个项目呢, 两个项目一共: return the report's other projects, or all of so few, beside the thread's."""
    earlier = question.before
    spoken = earlier.projects if earlier is not None else ()
    if not spoken or question.projects != spoken or len(question.reports) != 1:
        return ()
    info = question.reports[0]
    titles = dict.fromkeys(
        sheet.title
        for report, sheet in evidence.tables
        if report == info.id and sheet.metric.startswith("项目:")
    )
    others = tuple(title for title in titles if title not in spoken)
    if len(others) > _MOST_OTHERS:
        return ()
    if _ANOTHER_ONE.search(question.folded):
        return others
    both = _ALL_OF_FEW.search(question.folded) and len(titles) == len(spoken) + len(others)
    return tuple(titles) if both and others else ()


_MOST_OTHERS = 3
_ANOTHER_ONE = re.compile(
    r"另(?:外)?(?:一|那)?个|别的项目|其[他余](?:的)?项目|剩下(?:的)?(?:那)?个"
)
_ALL_OF_FEW = re.compile(r"(?:[两三]|这几|那几)个(?:项目)?(?:的)?(?:一共|总共|加|合计|都)")


def _on_told_alone(question: Question, evidence: Evidence, plan: _Plan) -> Question:
    """Return a question on the one project that a ranking before it named, which has no table."""
    earlier = question.before
    if earlier is None or question.units.spans or not earlier.intent.rank or earlier.projects:
        return question
    own_intent = read_intent(question.folded)
    own = any(m.metrics and not m.weak for m in question.mentions) or own_intent.rank
    why = question.intent.why and "原因" in question.topics
    if own or not (why or _OF_TABLE.search(question.folded)) or _OTHER.search(question.folded):
        return question
    draft = Draft(evidence.ledger)
    plan(earlier, evidence, draft)
    named = {r.fact.metric for r in draft.references if r.fact.metric.startswith("项目:")}
    reports = {r.report for r in draft.references}
    if len(named) != 1 or len(reports) != 1:
        return question
    title = named.pop().removeprefix("项目:")
    kept = tuple(m for m in question.mentions if not m.metrics)
    return replace(question, projects=(title,), mentions=kept, intent=own_intent)


def _asks_of_units(question: Question) -> bool:
    """Whether several units are named one by one: what is asked of each is no project of one."""
    asked = {info.unit for info in question.reports} & {unit for _, unit in question.units.order}
    return len(asked) > 1 and len(question.units.spans) > 1


def _on(question: Question, evidence: Evidence, named: Sequence[_Named]) -> Question:
    """Return a question as one on these projects, whose indicators its words call."""
    kept = tuple(m for m in question.mentions if not m.metrics and (m.topic or m.aspect))
    titles = tuple(dict.fromkeys(sheet.title for _, sheet in named))
    again = [i for i in question.reports if sheets_named(evidence, i, titles)]
    asked = again if len(question.years.years) > 1 else []  # 2021年几盘,2024年呢: of each year's
    reports = tuple(dict.fromkeys([*(info for info, _ in named), *asked]))
    return replace(question, projects=titles, mentions=kept, reports=reports, by_rows=True)


def _by_score_said(question: Question, evidence: Evidence) -> list[_Named]:
    """Return the one project whose total score a question says: 怎么才74.39分."""
    said = {Decimal(m["score"]) for m in _SCORE_SAID.finditer(question.folded)}
    if not said or question.intent.truth or not 1 <= len(question.reports) <= _MOST_SPOKEN:
        return []
    found: dict[str, _Named] = {}
    for info in question.reports:
        for report, sheet in evidence.tables:
            score = evidence.one(info, sheet.metric, "得分") if report == info.id else None
            score = score if sheet.metric.startswith("项目:") else None
            if score is not None and score.amount.value in said:
                found.setdefault(sheet.metric, (info, sheet))
    return list(found.values()) if len(found) == 1 else []


# With a fraction: 90分 may be a bound.
_SCORE_SAID = re.compile(r"(?<![\d.低不没超])(?P<score>[5-9]\d\.\d+)分")

# 督察组进驻那阵子, 那次维修: what is pointed at was done once, and by a name of its own.
_POINTS_AT = re.compile(r"[那这](?:一)?(?:次|回|阵|笔|场|段|会儿|时候|档子|件事)|期间")


def _by_title_words(question: Question, evidence: Evidence) -> list[_Named]:
    """Return the project that is pointed at by several words of its name, which no other one has."""
    if not _POINTS_AT.search(question.folded) or not 1 <= len(question.reports) <= _MOST_SPOKEN:
        return []
    if any(x.endswith("(项)") for m in question.mentions if not m.weak for x in m.metrics):
        return []
    held: dict[str, tuple[int, _Named]] = {}
    for info in question.reports:
        said = set(terms(question.folded)) - COMMON_PAIRS - set(terms(info.unit))
        for report, sheet in evidence.tables:
            if report == info.id and sheet.metric.startswith("项目:"):
                pairs = sorted(said & set(terms(sheet.title)))
                if any(a[1] != b[0] and b[1] != a[0] for a, b in combinations(pairs, 2)):
                    held[sheet.metric] = (len(pairs), (info, sheet))
    ranked = sorted(held.values(), key=lambda entry: -entry[0])
    if not ranked or (len(ranked) > 1 and ranked[1][0] * 2 > ranked[0][0]):
        return []
    return [ranked[0][1]]


def _by_measure(question: Question, evidence: Evidence) -> list[_Named]:
    """Return the one table with an indicator in the measure that is asked for (演练少了几次).

    What the accounts count in that measure is asked of them.
    """
    counted = Counted.asked(question.folded)
    if counted is None and _SOME.search(question.folded):
        counted = Counted("个座处家台套所", "项目" if "项目" in question.folded else "")
    each = reckoned.asks_each(question.folded)
    if counted is not None and counted.of_report:
        return []
    if (counted is None and not each) or not 1 <= len(question.reports) <= _MOST_SPOKEN:
        return []
    counted = Counted(counted.measures, "") if counted is not None else None
    strong = [m for m in question.mentions if not m.weak]
    named = [n for m in strong for n in m.metrics if not n.endswith(("(类)", "(款)", "(项)"))]
    if each and named:
        return []  # 人均人员经费: of the accounts
    spoken = {n for m in strong for n in m.metrics}
    paid = {COUNTED.get(metric, metric) for metric in spoken}  # 接待费…,一批几个人: of the guests
    spoken |= {count for count, money in COUNTED.items() if money in paid}
    for info in question.reports:
        for fact in (f for metric in spoken for f in evidence.facts(info, metric)):
            own = {fact.amount.measure[:1], fact.amount.measure[-1:]}  # 人次 counts both
            if counted and own & set(counted.measures):
                return []
    scored: list[tuple[int, _Named]] = []
    for info in question.reports:
        said = set(terms(question.words)) - COMMON_PAIRS - set(terms(info.unit))
        for report, sheet in evidence.tables:
            rows = rows_in(evidence, info, sheet) if report == info.id else []
            fits = [
                row
                for row in rows
                if (counted is not None and counted.told(counted_cell(row)))
                or (each and reckoned.states_each(row, question.folded))
                or (each and reckoned.counts_each(row, question.folded))
            ]
            shared = [
                len(said & set(terms(row.name)))
                for row in fits
                if not of_another(question.words, fold(row.name), evidence.sentences(info))
            ]
            if any(shared):
                extra = len(said & set(terms(sheet.title)))
                scored.append((max(shared) + extra, (info, sheet)))
    most = max((score for score, _ in scored), default=0)
    least = _LEAST_LONG if _SOME.search(question.folded) else _LEAST_SHARED
    best = list({s.metric: (i, s) for score, (i, s) in scored if score == most}.values())
    return best if most >= least and len(best) == 1 else []


def _by_people(question: Question, evidence: Evidence) -> list[_Named]:
    """Return the one table that counts the people who are said before 多少人: 援疆干部一共多少人."""
    asks = any(_STAFF.search(m.official) and m.end > m.start for m in question.mentions)
    found: dict[str, _Named] = {}
    for info in question.reports if asks and len(question.reports) <= _MOST_SPOKEN else ():
        for report, sheet in evidence.tables:
            for row in rows_in(evidence, info, sheet) if report == info.id else ():
                who = _OF_PEOPLE.fullmatch(fold(row.name))
                if who is None or who["who"] not in question.folded:
                    continue
                if not any(m.metrics for m in evidence.vocabulary.find(who["who"], ())):
                    found[sheet.metric] = (info, sheet)
    return list(found.values()) if len(found) == 1 else []


def _by_other_word(question: Question, evidence: Evidence) -> list[_Named]:
    """Return the one project called by another word for an item that no figure is told of.

    取暖费补给谁, where the report has a project 暖气费.
    """
    if any(m.metrics and not m.weak for m in question.mentions):
        return []
    ways = [word for term in question.undisclosed for word in ways_to_say(term)]
    found = {
        sheet.metric: (info, sheet)
        for info in question.reports
        for report, sheet in evidence.tables
        if report == info.id and any(word in fold(sheet.title) for word in ways)
    }
    return list(found.values()) if len(found) == 1 else []


_OF_PEOPLE = re.compile(r"(?P<who>[\u4e00-\u9fff]{3,})(?:总?人数|数量)")
_SOME = re.compile(r"(?:几|多少)个(?!月|百分|点|人|项目|单位|部门|指标)")
_LEAST_SHARED, _LEAST_LONG = 1, 2


def _by_long_name(question: Question, evidence: Evidence) -> list[_Named]:
    """Return the table with an indicator of which a long run is said, longer than any term there.

    千人口献血率 is an indicator, though 献血 alone means what the accounts book.
    """
    if not 1 <= len(question.reports) <= _MOST_SPOKEN:
        return []
    runs: list[tuple[int, bool, _Named]] = []
    for info in question.reports:
        for report, sheet in evidence.tables:
            for row in rows_in(evidence, info, sheet) if report == info.id else ():
                run = longest_run(question.words, fold(row.name))
                if len(run) >= _LONG_RUN and not _told_by_terms(question, run):
                    runs.append((len(run), bool(row.deviation), (info, sheet)))
    most = max((length for length, *_ in runs), default=0)
    best = [(why, pair) for length, why, pair in runs if length == most]
    best = [(why, pair) for why, pair in best if why] or best
    found = list({sheet.metric: (info, sheet) for _, (info, sheet) in best}.values())
    return found if len(found) == 1 else []


_LONG_RUN = 5


def _told_by_terms(question: Question, run: str) -> bool:
    """Whether a term of the accounts is said that is no part of these words, or is all of them."""
    start = question.folded.find(run)
    end = start + len(run)
    strong = [m for m in question.mentions if m.metrics and not m.weak]
    return any(
        not (start <= m.start and m.end <= end) or m.end - m.start >= len(run) - 1 for m in strong
    )


def _rather_in_thread(question: Question, evidence: Evidence, plan: _Plan) -> Question:
    """Return a question on the thread's project where only a part of another one's name is said.

    信访工作专项经费花了多少 || 律师费一天多少: an indicator there, not 律师服务经费.
    """
    earlier = question.before
    said = any(fold(title) in question.folded for title in question.projects)
    if earlier is None or not earlier.projects or earlier.projects == question.projects:
        return question
    if said or question.units.spans or re.search(r"项目|经费|资金|专项", question.folded):
        return question
    words = set(terms(question.words))
    spoken = [
        (info, sheet)
        for info, sheet in _of_thread(question, evidence, plan)
        if max(
            (
                len(words & set(terms(row.name)))
                for row in rows_called(evidence, info, sheet, question.words)
            ),
            default=0,
        )
        > max(len(words & set(terms(title))) for title in question.projects)
    ]
    titles = tuple(dict.fromkeys(sheet.title for _, sheet in spoken))
    reports = tuple(dict.fromkeys(info for info, _ in spoken))
    found = replace(question, projects=titles, reports=reports, by_rows=True)
    return found if spoken else question


def _of_members(question: Question, evidence: Evidence) -> list[_Named]:
    """Return the projects that a member unit carried out."""
    return [
        (info, sheet)
        for info in question.reports
        for report, sheet in evidence.tables
        if report == info.id and sheet.metric.startswith("项目:")
        if any(is_member(name, sheet) for name in question.units.members)
    ]


def _only_one(question: Question, members: Sequence[_Named]) -> list[_Named]:
    """Return a member's only project where its money is asked for: 联络处的33.85万经费花在哪."""
    one = {sheet.metric for _, sheet in members}
    people = all(_STAFF.search(m.official) for m in question.mentions if m.metrics and not m.weak)
    asks = people and _PROJECT_MONEY.search(question.words)
    return list(members[:1]) if len(one) == 1 and asks else []


def _with_words(question: Question, evidence: Evidence, members: Sequence[_Named]) -> list[_Named]:
    """Return the one of a member's projects whose table alone has words of a question: 公岗人员."""
    if any(m.metrics and not m.weak for m in question.mentions) or question.undisclosed:
        return []
    held: dict[str, tuple[float, _Named]] = {}
    for info, sheet in members:
        sentences = evidence.sentences(info)
        words = telling(question.words) - COMMON_PAIRS
        text = fold(evidence.ledger.text(info.id)[sheet.place.start : sheet.place.end])
        here = {word for word in words if sentences.holds(word)} & set(terms(text))
        held[sheet.metric] = (sentences.weigh(here), (info, sheet))
    ranked = sorted(held.values(), key=lambda pair: -pair[0])
    if not ranked or not ranked[0][0] or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
        return []
    return [ranked[0][1]]


_PROJECT_MONEY = re.compile(r"经费|开销|补助|专项|这笔|那笔")


def _of_thread(question: Question, evidence: Evidence, plan: _Plan) -> list[_Named]:
    """Return the projects that the question before was answered with, where this one goes on in them."""
    earlier = question.before
    if earlier is None or _OTHER.search(question.folded):
        return []
    another = question.years.years or not question.units.spans
    if another and question.years.years != earlier.years.years:
        return []
    if question.units.spans and not earlier.projects:
        return []
    spoken = _spoken_of(earlier, evidence, plan)
    if len(spoken) > _MOST_SPOKEN:
        return []
    if question.units.spans:  # 某市公众号订阅量: only an indicator may bear a unit's name
        return [pair for pair in spoken if _says_row(question, evidence, pair)]
    found = _with_rows(question, evidence, spoken)
    topics = ("", "原因", "绩效", "偏差")
    strong = [m for m in question.mentions if m.metrics and not m.weak]
    if not _OF_YEAR_END.search(question.folded):  # 钱剩了多少: of what was spoken of
        strong = [m for m in strong if m.official != "年末结转和结余"]
    if _THIS_PROJECT.search(question.folded):
        strong = [m for m in strong if m.official != "项目支出"]
    own = bool(strong) or any(m.topic not in topics for m in question.mentions)
    if (
        not question.projects
        and not found
        and not own
        and len(spoken) == 1
        and _OF_TABLE.search(question.folded)
    ):
        return spoken
    return found


# 整个项目花了多少: of the one that was spoken of
_THIS_PROJECT = re.compile(r"[这那该整本]个?项目")


def _says_row(question: Question, evidence: Evidence, named: _Named) -> bool:
    """Whether a question says the whole name of an indicator of a table."""
    names = [fold(row.name) for row in rows_in(evidence, *named)]
    return any(len(name) >= _LONG_RUN and name in question.folded for name in names)


def _spoken_of(earlier: Question, evidence: Evidence, plan: _Plan) -> list[_Named]:
    """Return the tables of the projects that an earlier question names, or is answered with."""
    if earlier.projects:
        return [
            (info, sheet)
            for info in earlier.reports
            for sheet in sheets_named(evidence, info, earlier.projects)
        ]
    return list(_answered_with(earlier, evidence, plan))


# Each part of a question goes on from the same one before it.
@lru_cache(maxsize=4)
def _answered_with(earlier: Question, evidence: Evidence, plan: _Plan) -> tuple[_Named, ...]:
    draft = Draft(evidence.ledger)
    plan(earlier, evidence, draft)
    used = {(r.report, r.fact.metric.split("/")[0]) for r in draft.references}
    reports = evidence.by_id
    found = {
        (report, sheet.metric): (reports[report], sheet)
        for report, sheet in evidence.tables
        if (report, sheet.metric) in used and sheet.metric.startswith("项目:")
    }
    return tuple(found.values())


def _with_rows(question: Question, evidence: Evidence, named: Sequence[_Named]) -> list[_Named]:
    """Return the tables with an indicator that a question calls by name, and by no other term."""
    if not named:
        return []
    names = [fold(row.name) for info, sheet in named for row in rows_in(evidence, info, sheet)]
    more = [m for m in question.mentions if _means_more(question, m, names)]
    words = _without_clauses(question, more)
    called = [(pair, rows_called(evidence, *pair, words)) for pair in named if words]
    found = [(pair, rows) for pair, rows in called if rows]
    said = {number for number in re.findall(r"\d+", question.folded) if len(number) >= _TELLING}
    titled = [p for p in named if _says_title(question, p[1]) and p not in [f for f, _ in found]]
    exact = [
        pair
        for pair, rows in found
        if said & set(re.findall(r"\d+", " ".join(row.target + row.result for row in rows)))
    ]
    # 餐饮费目标1513万: of the table that has it
    return exact or [*(titled if found else ()), *(pair for pair, _ in found)]


def _says_title(question: Question, sheet: Sheet) -> bool:
    """Whether a question says what a project's name tells beside its unit: 律师 of 律师服务经费."""
    own = set(terms(sheet.title)) - COMMON_PAIRS - set(terms(sheet.implementer + sheet.department))
    return bool(own & telling(question.words))


def _without_clauses(question: Question, mentions: Sequence[Mention]) -> str:
    """Return the clauses of a question without those on terms of the accounts; all, or none asks a count."""
    if not mentions:
        return question.words
    kept = [
        match.group()
        for match in _CLAUSE.finditer(question.words)
        if not any(match.start() <= m.start < match.end() for m in mentions)
    ]
    words = ",".join(kept)
    return words if Counted.asked(words) is not None else ""


_CLAUSE = re.compile(r"[^,，。;；?？!！、]+")
_STAFF = re.compile(r"实有人数|编外人员|在职人员")


def _means_more(question: Question, mention: Mention, names: Sequence[str]) -> bool:
    """Whether a term is one of the accounts, not an indicator's name or an everyday word for it."""
    if not mention.metrics or mention.weak or _STAFF.search(mention.official):
        return False  # 中心聘了几个人: of the staff that a table counts
    said = question.folded[mention.start : mention.end]
    return said in fold(mention.official) and not any(said in name for name in names)
