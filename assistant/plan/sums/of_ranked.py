"""最大的两项加起来占几成, 比第二名多多少, 其余的一共多少: what is reckoned of things that an answer ranks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import Result, difference, in_yuan, plain, times, total
from assistant.compose.draft import Draft, Pair, Ranking, subject
from assistant.compose.pairs import across
from assistant.compose.statements import main_fact, name
from assistant.lexicon import CLAUSE
from assistant.retrieve import Evidence
from assistant.understand import Question
from index.amounts import MONEY

_ADDED = re.compile(
    r"加(?:起来|总|在?一[起块])|合(?:起来|在?一[起块])|[合总共]计|一共|总共|之和|相加"
)
_SHARE = re.compile(
    r"占[^,]{0,16}?(?:多少|几|比例|比重|百分|多大)|(?<![涨降增减升多少])几成|百分之(?:几|多少)|占比"
)
_EACH = re.compile(r"各(?:自|占)|分别占")
_SECOND = (
    r"(?:排)?第(?:二|2)(?:名|位|[多高大低少小])?(?:的|那)?(?:家|个|位|项|单位)?|下一(?:名|个|家|位)"
)
_APART = re.compile(
    rf"(?:[比跟和与同](?:{_SECOND})|领先|拉开)[^,]{{0,8}}?(?:[多少高低大小贵]|差)[^,]{{0,4}}(?:多少|几(?!倍))|[比跟和与同](?:{_SECOND})[^,]{{0,6}}差(?:距|额)?"
    r"|第[一1](?:名|位)?[比跟和与同]第[二2](?:名|位)?[^,]{0,6}(?:差|[多少高低])"
)
# 哪家最少,比最多的差多少; 最高和最低差多少
_FAR_APART = re.compile(
    r"[比跟和与同](?:那个?|那家)?最(?:[多高大少低小贵]|便宜)的?[^,]{0,6}(?:差|[多少高低大小贵])[^,]{0,3}(?:多少|几(?!倍))|最[多高大贵].{0,4}[和跟与比]最[少低小].{0,6}(?:差|[多高大])"
)
_TIMES = re.compile(rf"是(?:{_SECOND})的?(?:多少|几)倍")
_REST = re.compile(
    r"(?:其[余他它]|剩下?|余下|另外|别)的?[^,占]{0,8}?(?:加起来|合计|一共|总共|共)?(?:[花有是占支用])?[出了]?(?:多少|几(?!成))"
)
_LEFT_OVER = re.compile(r"(?:没|未)(?:有)?(?:花|用|执行)|结[余转]|剩(?:了|下)?(?:多少|几)")
_PLACE = re.compile(
    r"第(?P<place>[二三四五])(?:名|位|[多高大低少小贵])|(?:那|排)第(?P<bare>[二三四五])"
)
_PLACES = {c: n for n, c in enumerate("一二三四五", 1)}
_NTH = re.compile(
    r"(?:那么?|再)?(?:排)?第(?P<place>[二三四五])(?:名|位|个|项|家|[多高大低少小贵])*(?:的)?(?:项目|科目|单位)?(?:又?是)?(?:哪一?[个家项]|谁|啥|什么|多少)?(?:呢)?[?？]?"
)
_LONGEST = 24  # characters of what goes on from a ranking
_HUNDRED, _CENT = Decimal(100), Decimal("0.01")
_FEWEST = 2


def say_of_ranked(question: Question, evidence: Evidence, draft: Draft) -> tuple[str, ...]:
    """Add what clauses ask of the first things of a ranking; return the clauses that are served."""
    if draft.status != "answered" or not draft.rankings:
        return ()
    served = []
    for clause in CLAUSE.findall(question.words):
        told = [_say(question, evidence, draft, one, clause) for one in draft.rankings]
        served += [clause] * any(told)
    return tuple(served)


def answer_of_ranked_before(
    plan: Callable[[Question, Evidence, Draft], None],
    question: Question,
    evidence: Evidence,
    draft: Draft,
) -> bool:
    """占几成呢, 那第二名呢: answer what goes on from the ranking just told; False for other questions."""
    earlier = question.before
    if earlier is None or not _goes_on(question):
        return False
    alone = Draft(evidence.ledger)
    plan(earlier, evidence, alone)
    while not alone.rankings and _goes_on(earlier) and earlier.before is not None:
        earlier = earlier.before  # 前两个 || 加起来多少 || 那第三呢
        alone = Draft(evidence.ledger)
        plan(earlier, evidence, alone)
    if alone.status != "answered" or not _ASKED_TO_RANK.search(earlier.words):
        return False
    place = _NTH.fullmatch(question.words)
    if place is not None:
        at = _PLACES[place["place"]] - 1
        told = [_say_place(draft, ranking, at) for ranking in alone.rankings]
        draft.complete = any(told)
        return draft.complete
    top = question.intent.top or earlier.intent.top
    asked = replace(question, intent=replace(question.intent, top=top))
    told = [_say(asked, evidence, draft, ranking, question.words) for ranking in alone.rankings]
    draft.complete = any(told)
    return draft.complete


_ASKED_TO_RANK = re.compile(
    r"最|排|前[一两二三四五六七八九十\d]|倒数|垫底|第[一二三]|(?:哪|谁).{0,10}[多少高低大小贵]|大头"
)


def _goes_on(question: Question) -> bool:
    """Whether a short question names nothing of its own but what a share is asked of."""
    words = question.words
    if len(words) > _LONGEST or question.units.spans or question.units.unknown:
        return False
    at = words.find("占") if "占" in words else len(words)
    own = [m for m in question.mentions if m.metrics and m.start < at and m.end > m.start]
    asks = (_ADDED, _SHARE, _APART, _TIMES, _REST, _NTH)
    return not own and any(pattern.search(words) for pattern in asks)


def _say_place(draft: Draft, ranking: Ranking, at: int) -> bool:
    """Add what is told in one place of a ranking; False where it has fewer."""
    if at >= len(ranking.pairs):
        return False
    value = ranking.pairs[at][1].amount.value
    found = [(p, n) for p, n in zip(ranking.pairs, ranking.labels, strict=True)]
    tied = [(pair, label) for pair, label in found if pair[1].amount.value == value]
    info = tied[0][0][0]
    who = "" if info.unit in tied[0][1] else f"（{info.unit} {info.year} 年度）"
    words = [f"{label} {draft.figure(*pair)}{draft.cite(*pair)}" for pair, label in tied]
    also = "（并列）" if len(tied) > 1 else ""
    draft.add(f"排在第 **{at + 1}** 位的{who}是{'、'.join(words)}{also}。")
    return True


def _say(
    question: Question, evidence: Evidence, draft: Draft, ranking: Ranking, clause: str
) -> bool:
    """Add what one clause asks of a ranking; False where it asks nothing of it."""
    pairs = ranking.pairs
    if len(pairs) < _FEWEST:
        return False
    if _APART.search(clause):
        return _say_apart(draft, ranking, 1)
    if _FAR_APART.search(clause):
        return _say_apart(draft, ranking, -1)
    if _TIMES.search(clause):
        return _say_times(draft, ranking)
    added = _ADDED.search(clause) is not None
    if _REST.search(clause) and not _LEFT_OVER.search(clause):
        first = min(question.intent.top or 1, len(pairs) - 1)
        rest = pairs[first:]
        summed = _say_sum(draft, rest, f"其余 **{len(rest)}** 项")
        return bool(summed)
    chosen = _chosen(question, ranking, added=added)
    if _SHARE.search(clause):
        if _names_own(question, clause):
            return False  # 哪类最多,教育占几成: of what the clause names itself
        base = _base(question, evidence, ranking, clause)
        apart = _EACH.search(clause) is not None and not added
        groups = [[pair] for pair in chosen] if apart else [chosen]
        told = [_say_share(draft, ranking, group, base) for group in groups]
        return any(told)
    if added and len(chosen) >= _FEWEST and (question.intent.top or ranking.told < len(pairs)):
        _tell(draft, ranking, chosen)
        return bool(_say_sum(draft, chosen, _called(ranking, chosen)))
    return False


def _names_own(question: Question, clause: str) -> bool:
    """Whether a clause names itself what it asks the share of, and ranks nothing."""
    start = question.words.find(clause)
    at = clause.find("占") if "占" in clause else len(clause)
    named = [m for m in question.mentions if start <= m.start < start + at and m.end > m.start]
    return any(m.metrics for m in named) and not _RANKS.search(clause)


_RANKS = re.compile(r"最|前[两二三四五六七八九十\d]|第[一二三四五]")


def _chosen(question: Question, ranking: Ranking, *, added: bool) -> Sequence[Pair]:
    """Return those of a ranking that a question speaks of: the first, the first few, or one in its place."""
    place = _PLACE.search(question.words)
    if place is not None and not added:
        at = _PLACES[place["place"] or place["bare"]] - 1
        return ranking.pairs[at : at + 1]
    return ranking.pairs[: question.intent.top or (ranking.told if added else 1)]


def _base(question: Question, evidence: Evidence, ranking: Ranking, clause: str) -> Pair | None:
    """Return the figure that a share is asked of: the one named behind 占, else the whole of the ranking."""
    start = question.words.find(clause)
    at = clause.find("占")
    info = ranking.pairs[0][0]
    named = [
        metric
        for m in question.mentions
        if at >= 0 and start + at < m.start < start + len(clause) and not m.weak
        for metric in m.metrics
    ]
    facts = (main_fact(evidence, info, metric) for metric in named)
    stated = next((fact for fact in facts if fact is not None), None)
    return (info, stated) if stated is not None else ranking.whole


def _labels(ranking: Ranking, pairs: Sequence[Pair]) -> str:
    """Return what things of a ranking are called."""
    called = dict(zip(map(id, ranking.pairs), ranking.labels, strict=True))
    return "、".join(called[id(pair)] for pair in pairs)


def _called(ranking: Ranking, pairs: Sequence[Pair]) -> str:
    """Return how some things of a ranking are called together."""
    many = f"前 **{len(pairs)}** 项"
    return _labels(ranking, pairs) if len(pairs) <= _FEW_NAMES else many


_FEW_NAMES = 3


def _tell(draft: Draft, ranking: Ranking, pairs: Sequence[Pair]) -> None:
    """Add the figures of some things of a ranking that an answer does not tell yet."""
    told = [r.fact for r in draft.references]
    called = dict(zip(map(id, ranking.pairs), ranking.labels, strict=True))
    for pair in pairs:
        if pair[1] not in told:
            head = "" if pair[0].unit in called[id(pair)] else subject(pair[0])
            draft.add(f"{head}{called[id(pair)]} {draft.figure(*pair)}。{draft.cite(*pair)}")


def _say_sum(draft: Draft, pairs: Sequence[Pair], words: str) -> Result | None:
    """Add what some things of a ranking come to; None where they are counted in several measures."""
    result = total([fact for _, fact in pairs])
    if result is None:
        return None
    if not draft.tells(result.value, result.measure):
        text = draft.derived(result.value, result.measure, result.formula, pairs)
        draft.add(f"{words}合计 {text}。{draft.cite_each(pairs)}")
    return result


def _say_share(draft: Draft, ranking: Ranking, pairs: Sequence[Pair], base: Pair | None) -> bool:
    """Add how much of a whole some things of a ranking are, after what they come to."""
    result = total([fact for _, fact in pairs])
    if result is None or (base is not None and not base[1].amount.value):
        return False
    whole = [base] if base is not None else list(ranking.pairs)
    summed = total([fact for _, fact in whole])
    if summed is None or not summed.value or not _alike(pairs[0], whole[0]):
        return False
    _tell(draft, ranking, pairs)
    if len(pairs) > 1:
        _say_sum(draft, pairs, _called(ranking, pairs))
    left = result.formula.partition(" = ")[0]
    right = summed.formula.partition(" = ")[0]
    scale = in_yuan(pairs[0][1].amount) / pairs[0][1].amount.value if _money(pairs[0]) else 1
    other = in_yuan(whole[0][1].amount) / whole[0][1].amount.value if _money(whole[0]) else 1
    if scale != other:
        return False
    rate = (result.value / summed.value * _HUNDRED).quantize(_CENT, ROUND_HALF_UP)
    if rate > _HUNDRED or draft.tells(rate, "%"):
        return draft.tells(rate, "%")
    left, right = (f"({side})" if " + " in side else side for side in (left, right))
    used = [*pairs, *whole]
    shown = draft.derived(rate, "%", f"{left} ÷ {right} = {plain(rate)}%", used)
    what = "合计" if len(pairs) > 1 else _labels(ranking, pairs)
    of = f"所列 **{len(whole)}** 项合计"
    if base is not None:
        of = name(base[1].metric, base[1]) + (base[1].aspect if _is_head(base) else "")
        if not draft.tells(base[1].amount.value, base[1].amount.measure):
            draft.add(f"{subject(base[0])}{of} {draft.figure(*base)}。{draft.cite(*base)}")
    draft.add(f"{what}相当于{of}的 {shown}。{draft.cite_each(used)}")
    return True


def _money(pair: Pair) -> bool:
    return pair[1].amount.measure in MONEY and bool(pair[1].amount.value)


def _is_head(pair: Pair) -> bool:
    return pair[1].aspect in ("全年执行数", "全年预算数", "年初预算数")


def _alike(one: Pair, other: Pair) -> bool:
    """Whether two figures are counted in one measure, and no points or rates."""
    measures = {one[1].amount.measure, other[1].amount.measure}
    return len(measures) == 1 and not measures & {"%", "分"}


def _say_apart(draft: Draft, ranking: Ranking, at: int) -> bool:
    """Add by how much the first of a ranking is above (or below) another of it."""
    one, other = ranking.pairs[0], ranking.pairs[at]
    result = difference(one[1], other[1]) or across(one[1], other[1])
    if result is None:
        return False
    if not draft.tells(result.value, result.measure):
        text = draft.derived(result.value, result.measure, result.formula, [one, other])
        more = "多" if result.value >= 0 else "少"
        first, second = ranking.labels[0], ranking.labels[at]
        draft.add(f"{first}比{second}{more} {text.lstrip('-')}。{draft.cite_each([one, other])}")
    return True


def _say_times(draft: Draft, ranking: Ranking) -> bool:
    """Add how many times the second of a ranking the first is."""
    one, other = ranking.pairs[:_FEWEST]
    result = times(one[1], other[1])
    if result is None:
        return False
    text = draft.derived(result.value, result.measure, result.formula, [one, other])
    first, second = ranking.labels[:_FEWEST]
    draft.add(f"{first}是{second}的 {text}。{draft.cite_each([one, other])}")
    return True
