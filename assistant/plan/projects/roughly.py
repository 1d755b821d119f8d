"""The item or project that a question means by its amounts alone: 有一项从七十多万变成0.

Amounts are said roughly (一个多亿, 六百五十来万, 将近八百万), each as what it was before, what was
planned, spent, or by how much it moved; what has figures that fit all of them is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.compose.rows import COMMON_PAIRS
from assistant.lexicon import TENS
from assistant.retrieve import Evidence
from assistant.sentences import terms
from assistant.understand import Question
from assistant.vocabulary import Mention, item_name
from index.amounts import MONEY, NUMBER, parse_number, quantum
from index.model import Fact
from index.store import ReportInfo

_HAN = "一二两三四五六七八九十百千"
_AMOUNT = re.compile(
    rf"(?P<near>将近|接近|[快近]|不到)?(?P<about>大约|大概|差不多|约)?"
    rf"(?P<large>{NUMBER}亿|[{_HAN}]亿)?(?<![\d.,{_HAN}])(?P<number>{NUMBER}(?:[百千](?=[多来几余万]))?|[{_HAN}]+)个?(?P<over>[多来几余])?"
    r"(?P<unit>[万亿])(?P<after>多|出头|左右|上下)?(?!平|人|条|件|[次册份吨亩])"
)
_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_ABOUT, _NEAR, _PLAIN = Decimal("0.07"), Decimal("0.15"), Decimal("0.02")
_FEW_DIGITS = 2

# Of which kind is what is asked for: 有一项, 那个八千多万的项目, 啥科目
_WHICH = re.compile(
    r"(?:什么|啥|哪门子)(?:钱|支出|开支)"
    r"|(?:哪|啥|什么|有|那|这|某)(?:一|个|一个)?(?:(?P<kind>项目|科目)|项(?!目)|笔|块(?!钱))"
    r"|[万亿](?:元|块)?的(?:那)?(?:一?个)?(?:(?P<kind2>项目|科目)|项(?!目)|笔)"
)
# 哪个项目不到100万: any that lies below
_LIMITS = re.compile(r"超过|[高大多低少小]于|不[到足]|以[上下内]|之内|至少|最多")
_BECAME = re.compile(
    r"^元?,?[^,。?]{0,6}?(?:变成|变为|变到|成了?|[降减砍缩掉压调涨升增加变]到?[成到为至得]?|缩水到|只剩|剩|到)(?:了|只?剩)*(?:下)?$"
)
_ZERO = re.compile(
    r"(?:[没无未]有?(?:安排|列|做|给|报)?|不?在)预算(?:里|内)?|预算(?:数)?[是为]?[0零〇](?![\d.,])|年初没(?:安排|列|报)"
    r"|(?<![\d.,])[0零〇](?![\d.,])|归零|清零|没了|取消|(?:一分|分文|一个子)(?:钱|儿)?(?:都|也)?(?:没|不|未)|没(?:有)?(?:再)?(?:花(?!完)|安排|支出)"
)
_NOT_PLANNED = re.compile(r"预算|年初|列|报")
_MOVED_BY = r"(?:加|长|少|花|支|出|掉|低)?了?(?:出)?(?:大)?(?:将近|差不多)?"
_ROLES = (
    ("apart", re.compile(r"(?:[比较跟]|超出?)(?:了)?(?:年初|全年)?预算[^,。?]{0,4}$|超支了?$")),
    ("rose", re.compile(rf"(?:多|增|涨){_MOVED_BY}$")),
    ("fell", re.compile(rf"(?:少|减|降|省|砍|跌){_MOVED_BY}$")),
    ("before", re.compile(r"(?:[上去]年|前一年|往年)[^,。?]{0,6}$")),
    ("planned", re.compile(r"(?:预算|批|计划|打算|安排|年初|定|报)[^,。?]{0,4}$")),
    ("spent", re.compile(r"(?:花|付|用|支|执行|决算|拨|给)[^,。?]{0,3}$")),
)
_SPENT = ("决算数", "全年执行数", "执行数")
_PLANNED = ("年初预算数", "全年预算数", "预算数", "调整预算数")
_ANY = ("planned", "spent", "before")
_MOST_REPORTS, _MOST_MEANT = 5, 2
# What such a question says of any item: it names none.
_OF_WHOLE = frozenset(
    {"年末结转和结余", "本年支出合计", "本年收入合计", "支出总计", "收入总计", "项目支出"}
)


@dataclass(frozen=True, slots=True)
class Rough:
    """An amount in 元 as roughly as it is said, and what it is of: a role, or any of several."""

    low: Decimal
    high: Decimal
    roles: tuple[str, ...]

    def fits(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


def meant_by_amounts(question: Question, evidence: Evidence) -> Question:
    """Return a question with the item or project that its amounts tell, if they tell one."""
    which = _WHICH.search(question.folded)
    said = said_roughly(question.folded)
    if not said or question.projects or not 1 <= len(question.reports) <= _MOST_REPORTS:
        return question
    became = any(one.roles == ("from",) for one in said)
    if not became and (which is None or _LIMITS.search(question.folded)):
        return question
    named = {x for m in question.mentions if not m.weak for x in m.metrics} - _OF_WHOLE
    own = [(i, m) for i in question.reports for m in named if evidence.facts(i, m)]
    exact = became and _are_exact(said)
    if own and (not exact or any(_has_all(_values(evidence.facts(*pair)), said) for pair in own)):
        return question
    kinds = {m["kind"] or m["kind2"] for m in _WHICH.finditer(question.folded)} - {None}
    kind = str(kinds.pop()) if len(kinds) == 1 else ""
    found = [] if own else _holding(said, question, evidence, kind)
    chosen = _best(found, question, needs_word=which is None)
    if exact and not chosen:  # 年初预算3796.63万怎么变成7152.78万: the total that had both
        chosen = _best(_holding(said, question, evidence, _TOTAL), question, needs_word=False)
    if not chosen:
        return question
    meant = _on(question, chosen)
    moved = any(
        one.roles != _ANY and {"rose", "fell", "before", "from"} & set(one.roles) for one in said
    )
    planned = any(one.roles in (("planned",), ("apart",)) for one in said)
    intent = replace(
        meant.intent,
        change=meant.intent.change or (moved and not (planned or meant.intent.budget)),
        budget=meant.intent.budget or planned,
    )
    return replace(meant, intent=intent)


def _holding(
    said: Sequence[Rough], question: Question, evidence: Evidence, kind: str
) -> list[tuple[ReportInfo, str]]:
    """Return what of a kind has all amounts that are said."""
    return [
        (info, metric)
        for info in question.reports
        for metric in _of_kind(evidence.metrics(info), kind)
        if _has_all(_values(evidence.facts(info, metric)), said)
    ]


def _are_exact(said: Sequence[Rough]) -> bool:
    """Whether two amounts at least are said so exactly that another thing hardly has them."""
    return sum(one.high - one.low < one.low * _EXACT for one in said) > 1


_EXACT = Decimal("0.001")


def said_roughly(text: str) -> list[Rough]:
    """Return the amounts of a folded question, each as what it is of."""
    return list(_amounts(text))


def _amounts(text: str) -> Iterator[Rough]:
    """Yield the amounts of a folded question, one that became another as `from`."""
    matches = sorted([*_AMOUNT.finditer(text), *_ZERO.finditer(text)], key=re.Match.start)
    nothing = any(match.re is _ZERO for match in matches)
    if len(matches) == nothing:
        return
    after = [match.start() for match in matches[1:]]
    for match, then in zip(matches, [*after, None], strict=True):
        low, high = _bounds(match) if match.re is _AMOUNT else (Decimal(0), Decimal(0))
        before = text[max(match.start() - _BEFORE, 0) : match.start()]
        if then is not None and _BECAME.search(text[match.end() : then]):
            roles: tuple[str, ...] = ("from",)
        elif match.re is _ZERO:
            around = text[max(match.start() - _NEAR_ZERO, 0) : match.end() + 1]
            roles = ("planned",) if _NOT_PLANNED.search(around) else ("spent",)
        else:
            roles = _roles(before, text[match.end() :])
            if nothing and roles == _ANY and matches[0] is match:
                roles = ("before", "planned", "fell")
        yield Rough(low, high, roles)


_BEFORE, _NEAR_ZERO = 10, 4  # characters
_PLANNED_THEN = re.compile(r"元?的?(?:年初|全年)?(?:预算|计划)(?!外)")  # 880万的预算


def _roles(before: str, after: str) -> tuple[str, ...]:
    """Return of what an amount is by the nearest words beside it: of any kind where none tells."""
    if _PLANNED_THEN.match(after):
        return ("planned",)
    told = {role: m.start() for role, words in _ROLES if (m := words.search(before))}
    # 上年花了, 比预算多, 多花了: of the year before, of a gap, of a change
    first = next((role for role in ("apart", "before", "rose", "fell") if role in told), None)
    nearest = max(told, key=lambda role: told[role], default=None)
    return (first or nearest,) if nearest else _ANY


def _bounds(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Return between which amounts in 元 a rough one lies.

    >>> [int(bound) for bound in _bounds(_AMOUNT.search("一个多亿"))]
    [100000000, 199999999]
    """
    value, step = _read(match["number"])
    if match["large"] and match["unit"] == "万":  # 一亿五千万
        value += _read(match["large"][:-1])[0] * 10_000
    unit = MONEY[f"{match['unit']}元"]
    value, step = value * unit, step * unit
    over = match["over"] or match["after"] or ""
    if match["near"]:
        return value * (1 - _NEAR), value
    if match["about"] or over in ("左右", "上下"):
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    if over == "来":
        return value - step / 10, value + step / 2
    if over:
        return value, value + step - 1
    digits = len(re.sub(r"[^\d]", "", match["number"]).strip("0")) or 1
    if "." not in match["number"] and digits <= _FEW_DIGITS:
        return value * (1 - _PLAIN), value * (1 + _PLAIN)
    return value - step / 2, value + step - 1  # rounded or cut


def _read(number: str) -> tuple[Decimal, Decimal]:
    """Return a number and what one in its last place that is not 0 counts: 六百五十 → 650, 10."""
    if number[0].isdigit():
        factor = TENS.get(number[-1], 1)
        number = number.rstrip("百千")
        value, step = parse_number(number), quantum(number)
        while "." not in number and value and value % (step * 10) == 0:
            step *= 10
        return value * factor, step * factor
    total, digit, place = 0, 0, 1
    for char in number:
        if char in TENS:
            place = TENS[char]
            total, digit = total + (digit or 1) * place, 0
        else:
            digit = _DIGITS[char]
    if not digit:
        return Decimal(total), Decimal(place)
    last = place // 10 if total else 1  # 三千五 is 3500
    return Decimal(total + digit * last), Decimal(last)


def _of_kind(metrics: Sequence[str], kind: str) -> list[str]:
    """Return the metrics that may be asked for: projects, items, totals of the accounts, or any but these."""
    projects = [m for m in metrics if m.startswith("项目:") and "/" not in m]
    items = [m for m in metrics if m.endswith("(项)")]
    items = items or [m for m in metrics if m.endswith(("(款)", "(类)"))]
    if kind == _TOTAL:
        return [m for m in metrics if not m.startswith("项目:")]
    return {"项目": projects, "科目": items}.get(kind, [*items, *projects])


_TOTAL = "总"


def _values(facts: Sequence[Fact]) -> dict[str, list[Decimal]]:
    """Return the amounts in 元 of a metric by role; what it was before is reckoned from its change."""
    found: dict[str, list[Decimal]] = {"spent": [], "planned": [], "before": []}
    moved: list[Decimal] = []
    for fact in facts:
        if fact.amount.measure not in MONEY:
            continue
        value = fact.amount.value * MONEY[fact.amount.measure]
        if fact.aspect in _SPENT:
            found["spent"].append(value)
        elif fact.aspect in _PLANNED:
            found["planned"].append(value)
        elif fact.aspect == "比上年增减额":
            moved.append(value)
        elif fact.aspect == "上年数":
            found["before"].append(value)
    if found["spent"] and moved:
        found["before"].append(found["spent"][0] - moved[0])
    found["rose"], found["fell"] = [v for v in moved if v > 0], [-v for v in moved if v < 0]
    found["apart"] = [abs(s - p) for s in found["spent"] for p in found["planned"]]
    found["from"] = [*found["before"], *found["planned"]]
    return found


def _has_all(values: dict[str, list[Decimal]], said: Sequence[Rough]) -> bool:
    """Whether each amount said is one of a metric's in its role; what it became is another one."""
    used: list[tuple[str, Decimal]] = []
    became = False
    for one in said:
        roles = (*_ANY, "planned") if became and one.roles == _ANY else one.roles
        fit = next(
            ((r, v) for r in roles for v in values[r] if one.fits(v) and (r, v) not in used), None
        )
        unplanned = not one.high and roles == ("planned",) and not values["planned"]
        if fit is None and not unplanned:
            return False
        used += [fit] if fit is not None else []
        became = one.roles == ("from",)
    return True


def _best(
    found: Sequence[tuple[ReportInfo, str]], question: Question, *, needs_word: bool
) -> list[tuple[ReportInfo, str]]:
    """Return what of all that fits is meant: what the question has words of, the narrowest level."""
    words = set(terms(question.words)) - COMMON_PAIRS
    shared = [len(words & set(terms(_title(metric)))) for _, metric in found]
    most = max(shared, default=0)
    if needs_word and not most:
        return []
    best = [pair for pair, count in zip(found, shared, strict=True) if count == most]
    of_items = [p for p in best if not p[1].startswith("项目:")]
    chosen = best if len(best) <= _MOST_MEANT else of_items
    return chosen if len(chosen) <= _MOST_MEANT else []


def _title(metric: str) -> str:
    return item_name(metric).removeprefix("项目:")


def _on(question: Question, chosen: Sequence[tuple[ReportInfo, str]]) -> Question:
    """Return a question as one on these items or projects."""
    reports = tuple(dict.fromkeys(info for info, _ in chosen))
    kept = tuple(m for m in question.mentions if not m.metrics and (m.topic or m.aspect))
    projects = tuple(dict.fromkeys(_title(m) for _, m in chosen if m.startswith("项目:")))
    items = tuple(dict.fromkeys(m for _, m in chosen if not m.startswith("项目:")))
    if projects and not items:
        return replace(question, reports=reports, mentions=kept, projects=projects)
    return replace(question, reports=reports, mentions=(*kept, Mention(0, 0, items[0], items)))
