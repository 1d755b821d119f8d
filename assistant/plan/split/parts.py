"""A question of several parts: what its answer leaves untold of one is added; nothing is said twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.compose.draft import Draft
from assistant.compose.performance import sheets_named
from assistant.lexicon import CITED, DIGITS, OF_MONEY
from assistant.plan.figures.meant import CHANGED
from assistant.plan.projects.counted import Counted
from assistant.plan.prose.counting import characters
from assistant.plan.prose.words import NOT_IN_TABLE
from assistant.plan.sums.arithmetic import LAST_YEAR
from assistant.plan.sums.summed import SHARE_OF_SUM
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.intent import read_intent
from index.amounts import MONEY

_Plan = Callable[[Question, Evidence, Draft], None]
_Pairs = set[tuple[str, str]]
_AMOUNT = re.compile(r"多少|几|呢$")
_TITLE = re.compile(r"「([^」]+)」")
_LEAST_WORDS = 2
_MOST_OF = 0.6  # of the characters of what is counted
_OF_IT = re.compile(r"其中|里面|里头|这里头")


def say_parts(
    plan: _Plan,
    question: Question,
    parts: Sequence[Question],
    evidence: Evidence,
    draft: Draft,
) -> None:
    """Add what the parts of a question ask and the draft leaves untold."""
    for part in parts:
        if not part.reports or not (_AMOUNT.search(part.folded) or part.intent.why):
            continue
        if SHARE_OF_SUM.search(part.folded) and part is not parts[0]:
            continue  # 合起来占本年收入多少: reckoned of what is told
        part = _of_same_reports(part, draft)
        untold = _named(part, question, evidence) - _told(draft)
        untold |= _aspects_asked(part, question, evidence) - _aspects_told(draft)
        other = draft.status == "answered" and _speaks_of_other(part, evidence, draft)
        counted = _count_untold(part, evidence, draft)
        if not (untold or other or counted):
            continue
        if counted is not None and not untold and not part.undisclosed:
            part = replace(part, mentions=())  # 有几辆车, 办了多少场演出: of no cars
        alone = Draft(evidence.ledger)
        plan(part, evidence, alone)
        counts = counted is not None and counted.told(alone.text)
        told_alone = _told(alone) | _aspects_told(alone)
        tells = untold & told_alone or (other and _rows(alone)) or counts
        if alone.status != "answered" or not tells:
            continue
        if draft.status != "answered":
            draft.status = "answered"
            if NOT_IN_TABLE in draft.paragraphs:  # 执行率多少?公务用车保有量多少辆?
                draft.paragraphs.remove(NOT_IN_TABLE)
            else:
                draft.paragraphs.clear()
            draft.options.clear()
        count = len(draft.paragraphs)
        plan(part, evidence, draft)
        before, added = draft.paragraphs[:count], draft.paragraphs[count:]
        if counted is not None and counts and not untold:
            added = [p for p in added if counted.told(p)]
        elif other and not untold:
            added = [p for p in added if _is_row_on(p, part)]
        if part.by_rows:  # 劳务费目标165万,实际花了多少: of the indicator, not of its project
            added = [p for p in added if _HEAD not in p]
        draft.paragraphs[count:] = _new(added, before)


def _aspects_asked(part: Question, question: Question, evidence: Evidence) -> _Pairs:
    """Return the (report, aspect) pairs that a part asks for of its figures: how one moved, and why.

    花了多少 asks that of no figure where the question is on something else.
    """
    strong = {m for mention in part.mentions if not mention.weak for m in mention.metrics}
    own = (strong | set(question.metrics)) & set(part.metrics)
    if part.projects or not own or len(part.reports) > _FEW:
        return set()
    intent = part.intent
    wanted = set()
    compares = read_intent(LAST_YEAR.sub("", part.folded)).compare
    if (intent.why or intent.change) and not (intent.budget or compares):
        wanted.add(_CHANGE)
    if intent.why:
        wanted.add(_REASON)
    found: _Pairs = set()
    for info in part.reports:
        known = {m for metric in own for m in (metric, *CHANGED.get(metric, ()))}
        if any(f.aspect.startswith(_CHANGE) for m in known for f in evidence.facts(info, m)):
            found |= {(info.id, aspect) for aspect in wanted}
    return found


def _aspects_told(draft: Draft) -> _Pairs:
    """Return the (report, aspect) pairs of which a draft tells something."""
    found = {(r.report, _CHANGE) for r in draft.references if r.fact.aspect.startswith(_CHANGE)}
    if _REASON in draft.text:
        found |= {(r.report, _REASON) for r in draft.references}
    return found


_HEAD = "」项目："  # of a project's own amounts
_CHANGE, _REASON, _FEW = "比上年", "原因", 2


def _count_untold(part: Question, evidence: Evidence, draft: Draft) -> Counted | None:
    """Return the count of things that a part names by no term and that a draft does not tell."""
    counted = Counted.asked(part.folded)
    if counted is None or counted.of_report:
        return None
    named = {m for x in evidence.vocabulary.find(part.folded, part.units.spans) for m in x.metrics}
    facts = [f for info in part.reports for m in named for f in evidence.facts(info, m)]
    if named and (
        OF_MONEY.search(part.folded) or any(f.amount.measure not in MONEY for f in facts)
    ):
        return None  # 开了几个会 names the cost of meetings, and counts them
    chars = characters(part.words) - set(counted.measures)
    said = [re.sub(r"\*\*.*?\*\*", "", p) for p in draft.paragraphs if counted.told(p)]
    told = any(len(chars & set(p)) >= _MOST_OF * len(chars) for p in said)
    return None if told or not (chars or part.units.members) else counted


def _of_same_reports(part: Question, draft: Draft) -> Question:
    """Return a part that names no report of its own as one on those that the draft is on."""
    cited = {citation.report for citation in draft.citations}
    same = tuple(info for info in part.reports if info.id in cited)
    if part.units.spans or part.years.years or not same or draft.status != "answered":
        return part
    return replace(part, reports=same)


def _named(part: Question, question: Question, evidence: Evidence) -> _Pairs:
    """Return the (report, metric) pairs that a part names in its own words.

    A mere verb (有没有出国，花了多少) names what the whole question takes it for.
    """
    found = evidence.vocabulary.find(part.folded, part.units.spans)
    meant = set() if part.projects else set(question.metrics)
    own = {m for mention in found for m in mention.metrics if not mention.weak or m in meant}
    if _OF_IT.match(part.folded) and any("结转" in metric for metric in question.metrics):
        own -= {"财政拨款收入"}  # 结转多少, 其中财政拨款多少: of what was left
    metrics = {(info, metric) for info in part.reports for metric in own & set(part.metrics)}
    metrics |= {
        (i, s.metric) for i in part.reports for s in sheets_named(evidence, i, part.projects)
    }
    return {(info.id, metric) for info, metric in metrics if evidence.facts(info, metric)}


def _told(draft: Draft) -> _Pairs:
    """Return the (report, metric) pairs of which a draft tells a figure."""
    used = [*draft.references, *(r for d in draft.derivations for r in d.operands)]
    return {(reference.report, reference.fact.metric) for reference in used}


def _speaks_of_other(part: Question, evidence: Evidence, draft: Draft) -> bool:
    """Whether a part that names no term speaks of what the draft does not: 全年办件量完成多少."""
    if any(m.metrics for m in evidence.vocabulary.find(part.folded, part.units.spans)):
        return False
    words = telling(part.folded, part.units.spans)
    words = {w for w in words if any(evidence.sentences(i).holds(w) for i in part.reports[:2])}
    told = "".join(citation.quote for citation in draft.citations)
    said = set(terms(draft.text)) | set(terms(told))
    return len(words - said) >= _LEAST_WORDS and len(words - said) * 2 > len(words)


def _is_row_on(paragraph: str, part: Question) -> bool:
    """Whether a paragraph tells an indicator by a name that a part speaks of."""
    title = _TITLE.match(paragraph)
    return bool(title and telling(part.folded, part.units.spans) & set(terms(title[1])))


def _rows(draft: Draft) -> bool:
    """Whether a draft tells indicators of a performance table."""
    return any(paragraph.startswith("「") for paragraph in draft.paragraphs)


def _new(paragraphs: Sequence[str], told: Sequence[str]) -> list[str]:
    """Return the paragraphs that hold a number which is not told yet, with what follows them."""
    known = _numbers("\n".join(told))
    kept: list[str] = []
    follows = False
    for paragraph in paragraphs:
        said = _numbers(paragraph)
        if said:
            follows = not said <= known
        if follows:
            kept.append(paragraph)
    return kept


def _numbers(text: str) -> set[str]:
    return set(DIGITS.findall(CITED.sub("", text)))
