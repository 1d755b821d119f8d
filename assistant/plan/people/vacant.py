"""空了多少编、超编没有: the posts of a unit less the people in them, where both are stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.calculate import Result, plain, total
from assistant.compose.draft import Draft, subject
from assistant.compose.statements import main_fact, name
from assistant.plan.people.staff import KINDS_OF_POSTS, figures_of, kinds_asked
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.model import Fact
from index.normalise import fold
from index.store import ReportInfo

_ASKED = re.compile(
    r"[坐用招配占编][满齐]|[空缺超][了着出]?(?:多少|几)?个?(?:编|岗|人|额)|空[着了出缺]*(?:(?:多少|几)个(?:编|岗|人|名额|位)|.{0,6}(?:编|岗))|编.{0,8}空[着了出缺]*(?:多少|几)个|[满超缺空]编|编.{0,12}(?:用满|满[了没吗]|没满|空|富余|剩|超|多少人没)|(?:差|缺|少)(?:了|着)?(?:多少|几)个?(?:人|行政编|事业编|参公编|工勤编|编制?)"
)
_OF_AIM = re.compile(
    r"(?:目标|计划|任务|指标)[^?]*差(?:了|着)?(?:多少|几)个?人"
)  # no posts: who was aimed at
_CARS, _CARS_TOLD = re.compile(r"车"), ("车辆编制", "在编实有车辆", "车辆")
_CARS_COUNTED = ("辆", "台")
_IN_POSTS = "在编人员"
_ALL_POSTS = ("编制人数", "人员编制")
_MOST_REPORTS = 2


def say_vacant(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add how many posts are vacant, or how many people are beyond them, where that is asked."""
    if (
        not _ASKED.search(question.folded)
        or _OF_AIM.search(question.folded)
        or len(reports) > _MOST_REPORTS
    ):
        return
    for info in reports:
        for posts, people in _pairs(question, evidence, info):
            if len({fact.entity for fact in (*posts, *people)}) <= 1 and not (
                posts and _is_of_one_of_several(evidence, info, posts[0])
            ):
                _say_left(draft, info, posts, people)


def _is_of_one_of_several(evidence: Evidence, info: ReportInfo, fact: Fact) -> bool:
    """Whether a figure is of one unit of those that a report lists, and of no whole."""
    entities = {f.entity for f in evidence.facts(info, fact.metric) if f.aspect == fact.aspect}
    return bool(fact.entity) and len(entities) > 1


def _pairs(
    question: Question, evidence: Evidence, info: ReportInfo
) -> Iterator[tuple[list[Fact], list[Fact]]]:
    """Yield the posts with the people in them: of the kinds asked for, or of all."""
    asked = kinds_asked(question)
    kinds = [kind for kind in asked if kind in KINDS_OF_POSTS]
    for kind in kinds:
        own = figures_of(kind, evidence, info)
        posts = [fact for fact in own if fold(fact.metric).endswith("编制")]
        yield posts[:1], [fact for fact in own if fact not in posts][:1]
    if _CARS.search(question.words):
        allowed, *cars = (main_fact(evidence, info, metric) for metric in _CARS_TOLD)
        owned = next(filter(None, cars), None)
        yield [allowed] if allowed else [], [owned] if owned else []
    elif not kinds or "编制" in asked:
        in_posts = [f for f in figures_of("在编", evidence, info) if f.metric == _IN_POSTS]
        people = in_posts or figures_of("在职", evidence, info)  # of which some have no post
        yield figures_of("编制", evidence, info), people


def _say_left(draft: Draft, info: ReportInfo, posts: list[Fact], people: list[Fact]) -> None:
    result = _left(posts, people)
    if result is None or draft.tells(result.value, result.measure):
        return
    operands = [(info, fact) for fact in (*posts, *people)]
    text = draft.derived(result.value, result.measure, result.formula, operands)
    of_cars = posts[0].amount.measure in _CARS_COUNTED
    over = "超出编制的车辆" if of_cars else "超出编制的人数"
    which = "空缺的编制" if result.value >= 0 else over
    told = [
        f"{name(fact.metric, fact)} {draft.figure(info, fact)}{draft.cite(info, fact)}"
        for _, fact in operands
        if not draft.tells(fact.amount.value, fact.amount.measure)
    ]
    own = fold(posts[0].metric) not in _ALL_POSTS and len(people) == 1
    named = "与".join(name(f.metric, f) for f in (*posts[:1], *people)) if own else "编制与在编人数"
    both = "两者" if told or of_cars else named
    verdict = f"{both}相差 {text.lstrip('-')}，即{which}"
    draft.add(f"{subject(info)}{'，'.join([*told, verdict])}。{draft.cite_each(operands)}")


def _left(posts: Sequence[Fact], people: Sequence[Fact]) -> Result | None:
    """Return posts − people, or None where one side is not told."""
    both, serving = total(posts), total(people)
    if both is None or serving is None or both.measure != serving.measure:
        return None
    value = both.value - serving.value
    less = " − ".join(plain(fact.amount.value) for fact in people)
    terms = f"{' + '.join(plain(fact.amount.value) for fact in posts)} − {less}"
    return Result(value, both.measure, f"{terms} = {plain(value)}")
