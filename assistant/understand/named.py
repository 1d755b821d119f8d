"""Which projects a question names in part, several of them, or under another year's name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.understand.projects import find_projects, names_by_stem, same_work, stem
from assistant.understand.question import Question, without
from assistant.understand.unit_names import place_names
from assistant.understand.units import UnitMatch
from assistant.understand.years import find_years
from assistant.vocabulary import Mention, Vocabulary, item_name
from assistant.wording import keeps_order
from index.normalise import fold
from index.store import ReportInfo

ABOUT_PROJECT = re.compile(r"项目|得分|多少分|几分|打分|绩效|自评|执行率|指标|扣分|\d分(?![钟之])")


def fuzzy_projects(
    folded: str, units: UnitMatch, mentions: Sequence[Mention], names: Sequence[str]
) -> tuple[str, ...]:
    """Return the projects that a question names in part.

    Where it names a metric as well (信访局的三公), units' names do not count towards a project's,
    and only a telling part of a name does.
    """
    mentions = [m for m in mentions if not (m.topic or m.aspect) and (m.metrics or not m.weak)]
    heads = [
        (start, end)
        for start, end in _heads_said(folded, names)
        if not any(
            m.start <= start and end <= m.end for m in mentions
        )  # 地质灾害防治: an item, too
    ]
    mentions = [m for m in mentions if not any(s <= m.start and m.end <= e for s, e in heads)]
    metric = any(not m.weak and not _HOW_MANY.match(folded, m.start) for m in mentions)
    of_member = (not metric or _UPKEEP.search(folded)) and not _WHICH.search(folded)
    of_member = of_member and not (_OWN.search(folded) and not _NAMES_WORK.search(folded))
    masked = [s for s in units.spans if s not in units.member_spans] if of_member else units.spans
    taken = [*masked, *((m.start, m.end) for m in mentions)]
    sure = metric and not (ABOUT_PROJECT.search(folded) or _OF_WORK.search(folded))
    if (
        not ABOUT_PROJECT.search(folded)
        and not metric
        and units.member_spans
        and not _SPENT.search(folded)
    ):
        taken += units.member_spans
    found = find_projects(without(folded, taken), names, least=5 if sure else 3)
    if not found and metric and _OF_WORK.search(folded):  # 科技法庭改造, though 法庭 is a term
        found = find_projects(without(folded, masked), names, least=4)
    return found


def _heads_said(folded: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Return where a project is called by the long head of its name: 红色教育基地, that is no 教育."""
    found = []
    for name in names:
        plain = fold(name)
        for length in range(len(plain), _LONG_HEAD - 1, -1):
            at = folded.find(plain[:length])
            if at >= 0:
                found.append((at, at + length))
                break
    return found


_LONG_HEAD = 6
# 少改了一个, 为啥是良: what is asked of a project, and of no item of the accounts
_OF_WORK = re.compile(
    r"(?:[没未](?:能|有)?|少|多)(?:建|改|修|做|办|搞|印|铺|跑|装|种|盖|完成)(?:成|完|好|够)?了?|完工|工期|投用|启用|验收|(?:是|评|得了?个?)[“\"]?[优良中差](?![\u4e00-\u9fff])"
)
_HOW_MANY = re.compile(r"有?(?:多少|几)")  # 修了多少平方米 names no figure of the accounts


def outside_terms(
    folded: str, titles: Sequence[str], mentions: Sequence[Mention]
) -> tuple[str, ...]:
    """Return the projects whose names do not only stand in longer terms: 运行经费 of 机关运行经费.

    Beside items of the accounts in one list (药品事务、食品安全监管) no project is named in part.
    """
    terms = [(m.start, m.end) for m in mentions if m.metrics and not m.weak]
    items = [m for m in mentions if m.metrics and all(x.endswith("(项)") for x in m.metrics)]
    listed = any(folded[a.end : b.start] in _JOINED for a, b in pairwise(items))
    if listed and not ABOUT_PROJECT.search(folded):
        titles = [title for title in titles if fold(title) in folded]
    kept = []
    for title in titles:
        name = fold(title)
        places = [m.span() for m in re.finditer(re.escape(name), folded)] if name in folded else []
        inside = [any(s <= a and b <= e and e - s > b - a for s, e in terms) for a, b in places]
        if not places or not all(inside):
            kept.append(title)
    return tuple(kept)


_JOINED = ("、", "和", "与", "跟", "及")


def listed_projects(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the projects that a question lists (甲和乙两个项目), each by its own part of the words."""
    count = _COUNTED.search(text)
    counted = count is not None and not _of_others(text[count.end() :], names)
    if not counted and not _EACH.search(text):
        return _two_compared(text, names)
    pieces = re.split(r"[、,，;和与跟及]|加上|还有", text)
    least = 3 if counted else _LEAST_OF_EACH
    found = (name for piece in pieces for name in find_projects(piece, names, least))
    return tuple(dict.fromkeys(found)) or _in_short(pieces, names)


def _two_compared(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the two projects that a question holds against each other, each by a part of its name."""
    held = _AGAINST.search(text)
    if held is None:
        return ()
    sides = [
        find_projects(side, names) or _in_short([side], names)
        for side in held.group("one", "other")
    ]
    both = sides[0] + sides[1]
    return both if [len(side) for side in sides] == [1, 1] and both[0] != both[1] else ()


# 甲物业和乙平台哪个自评高
_AGAINST = re.compile(
    r"(?P<one>[^,，。?？]{2,16}?)[和跟与比](?P<other>[^,，。?？]{2,16}?)(?:[两2]个项目)?(?:相?比)?(?:的)?(?:哪个|哪一个|谁)"
)


def _in_short(pieces: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """Return the projects that pieces of a list call by characters of their names: 公卫、村医各多少."""
    found: list[str] = []
    for piece in pieces:
        said = _BEFORE_LIST.sub("", _AFTER_LIST.split(piece)[0])
        held = [name for name in dict.fromkeys(names) if keeps_order(said, fold(name))]
        if _SHORT_NAME.fullmatch(said) and len(held) == 1:
            found.append(held[0])
    return tuple(dict.fromkeys(found)) if len(found) == len(pieces) or len(found) > 1 else ()


_BEFORE_LIST = re.compile(r"^.*(?:项目|其中)?(?:里头?|里面|当中|中|的)")
_AFTER_LIST = re.compile(r"各|分别|得|花|哪|谁|项目")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}")


def _of_others(behind: str, names: Sequence[str]) -> bool:
    """Whether what is counted is no project's: 两项补贴, of which no project's name has the word."""
    noun = _NOUN.match(behind)
    return noun is not None and not any(noun[0] in name for name in names)


_NOUN = re.compile(r"(?:补贴|补助|奖励|津贴|保险|待遇|政策|收入|税|基金|业务|服务)")
_EACH = re.compile(r"各|分别")
_LEAST_OF_EACH = 6  # characters of a name: 某项目和公务接待费各花了多少 lists one project


def of_places(folded: str, units: UnitMatch) -> UnitMatch:
    """Return units whose spans are only the places that they open with."""
    spans = []
    for start, end in units.spans:
        said = folded[start:end]
        places = [p for unit in units.units for p in place_names(unit) if said.startswith(p)]
        longest = max(map(len, places), default=end - start)
        joined = end - start == longest + _ONE_WORD and re.match(r"[\u4e00-\u9fff]", folded[end:])
        spans.append((start, start + longest if joined else end))
    return replace(units, spans=tuple(spans))


_ONE_WORD = 2


def owned_projects(
    folded: str,
    units: UnitMatch,
    reports: Sequence[ReportInfo],
    projects: Sequence[tuple[str, str]],
) -> tuple[str, ...]:
    """Return the projects of a question on several units' ones (甲局的A和乙局的B), each by its unit's part."""
    starts = sorted({start for start, _ in units.order})
    found: list[tuple[str, ...]] = []
    for start, end in pairwise([*starts, len(folded)]):
        owners = {unit for at, unit in units.order if at == start}
        said = without(folded, units.spans)[start:end]
        years = find_years(said, [r.year for r in reports]).years
        own = {r.id for r in reports if r.unit in owners and (not years or r.year in years)}
        names = [name for report, name in projects if report in own]
        found.append(find_projects(said, names))
    several = sum(map(bool, found)) > 1
    return tuple(dict.fromkeys(name for names in found for name in names)) if several else ()


# 两个项目, 这三笔经费
_COUNTED = re.compile(r"(?:[两三四五六七八九]|(?<!\d)\d)(?:个|笔|项|块)(?!月|人|百)")


# 交易中心自己花了多少: its accounts, no project that bears its name.
_OWN = re.compile(r"自己|单独|独自|本身|自身")
_NAMES_WORK = re.compile(r"运维|运行|维护|经费|项目")
# 信访局有哪些项目: the unit's own, whatever their names.
_WHICH = re.compile(
    r"项目.{0,4}(?:哪些|几个|有啥|有什么|清单|都有)|(?:哪些|几个|什么|所有|全部|[一二三四五六七八九十\d]个).{0,3}项目"
)
_UPKEEP = re.compile(r"运维|运行维护|日常运")  # of a member unit: a project, as a rule
_SPENT = re.compile(r"运维|运行|维护|经费|项目|花|用了|费")


# What no functional item has, but the table of a project: 老旧小区改造执行率多少.
_OF_TABLE = re.compile(
    r"执行率|自评|得分|[几打扣]分|多少分|满分|指标|全年预算|调整?[到成后]|目标|[没未](?:有)?(?:花|用)|剩|完成(?!.{0,4}预算)"
    r"|(?:中央|省|市|州|县|区|上级)[^,，。?？]{0,5}(?:给|出|掏|拨|补)了?(?:多少|几)"
)


def with_stems(
    folded: str,
    whole: Mapping[str, tuple[int, int]],
    units: UnitMatch,
    vocabulary: Vocabulary,
    names: Sequence[str],
) -> dict[str, tuple[int, int]]:
    """Return project names said whole, with those of which all but the words for money is said.

    What is also a term of the accounts (医疗救助) means a project only where a table's cell is asked.
    """
    bare = without(folded, units.spans)
    of_table = _OF_TABLE.search(folded) is not None
    found = [m for m in vocabulary.find(bare) if m.metrics]
    items = [m for m in found if of_table and all(x.endswith(")") for x in m.metrics)]
    terms = [(m.start, m.end) for m in found if m not in items]
    stems = {
        name: next(
            ((m.start, m.end) for m in items if m.start <= start and end <= m.end), (start, end)
        )
        for name, (start, end) in names_by_stem(bare, names).items()
        if not any(s <= start and end <= e for s, e in terms)
        and not any(start < e and end > s for s, e in whole.values())
    }
    if not (whole or stems):
        stems = _by_terms(bare, found, items, names)
    return {**whole, **stems}


def _by_terms(
    bare: str, found: Sequence[Mention], items: Sequence[Mention], names: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Return the one project whose name ends with an item's that is said, or holds several terms that are.

    老旧小区改造执行率多少 is 城镇老旧小区改造项目, 法律援助一件平均补贴多少 法律援助办案补贴.
    """
    each = {name: fold(name) for name in dict.fromkeys(names)}
    for item in items:
        said = bare[item.start : item.end]
        holding = [name for name in each if stem(name).endswith(said)]
        if len(said) >= _LONG_SAID and len(holding) == 1:
            return {holding[0]: (item.start, item.end)}
    if _A_PROJECT.search(bare):  # 烈士陵园那个项目: of the very name of the item that is meant
        meant = {item_name(x): (m.start, m.end) for m in found for x in m.metrics}
        alike = {name: meant[stem(name)] for name in each if stem(name) in meant}
        if len(alike) == 1:
            return alike
    for name, own in each.items():
        inside = [m for m in found if bare[m.start : m.end] in own]
        held = {bare[m.start : m.end] for m in inside}
        if len(held) > 1 and sum(map(len, held)) >= _MOST_SAID * len(own):
            return {name: (inside[0].start, inside[0].end)}
    return {}


_A_PROJECT = re.compile(r"[那这]个项目|项目(?!支出)[^,，。?？]{0,4}(?:得分|自评|多少分)")
_LONG_SAID, _MOST_SAID = 4, 0.7


def another_in_thread(
    text: str, earlier: Question | None, projects: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """Return the project that a thread goes over to: 消防那个呢, or 另一个呢 where there are two.

    `text` is a folded question without its units and without terms of the accounts.
    """
    match = _GOES_OVER.match(text) if earlier is not None and earlier.projects else None
    if match is None or earlier is None:
        return ()
    here = {info.id for info in earlier.reports}
    names = dict.fromkeys(name for report, name in projects if report in here)
    others = [name for name in names if name not in earlier.projects]
    if _OTHER_ONE.fullmatch(match["short"]):
        return tuple(others) if len(others) == 1 else ()
    held = [name for name in names if match["short"] in stem(name)]
    return tuple(held) if len(held) == 1 and held[0] in others else ()


_GOES_OVER = re.compile(
    r"[\s,]*(?:那么?|还有|再看|换成|再说)?(?P<short>[\u4e00-\u9fff]{2,8}?)(?:的|项目)?(?:[那这](?:个|项|块|笔|边))?(?:项目)?"
    r"(?:呢|得|多少|几|咋|怎么|为|又|是|花|执行|扣|做)"
)
_OTHER_ONE = re.compile(r"另外?一?(?:个|项)|剩下(?:的|那)一?个?|其他")


def with_own_names(
    question: Question, chosen: Sequence[ReportInfo], projects: Sequence[tuple[str, str]]
) -> Question:
    """Return a question with its projects called as the chosen reports call them: 2024年某经费."""
    here = {report.id for report in chosen}
    own = [name for report, name in projects if report in here]
    found = [
        n for p in question.projects for n in ((p,) if p in own else same_work(p, own) or (p,))
    ]
    return replace(question, projects=tuple(dict.fromkeys(found)))


def with_same_work(
    question: Question,
    holding: tuple[ReportInfo, ...],
    chosen: tuple[ReportInfo, ...],
    projects: Sequence[tuple[str, str]],
) -> tuple[Question, tuple[ReportInfo, ...]]:
    """Add the other years' reports that have the project under a like name, where years are compared."""
    if not question.years.several:
        return question, holding
    found = list(question.projects)
    kept = list(holding)
    for info in chosen:
        names = [name for report, name in projects if report == info.id]
        same = [n for name in question.projects for n in same_work(name, names)]
        if info not in holding and same:
            found += same
            kept.append(info)
    return replace(question, projects=tuple(dict.fromkeys(found))), tuple(kept)


def of_another_year(
    question: Question,
    earlier: Question | None,
    chosen: tuple[ReportInfo, ...],
    projects: Sequence[tuple[str, str]],
) -> tuple[Question, tuple[ReportInfo, ...]]:
    """Return a question on a project that the chosen reports may have under a like name.

    同一个项目到24年: where none does the same work, no total stands in for it.
    """
    here = {report.id for report in chosen}
    names = [name for report, name in projects if report in here]
    found = tuple(n for name in question.projects for n in same_work(name, names))
    strong = tuple(m for m in question.mentions if not m.weak)
    if not found:
        lost = "".join(question.projects)
        return replace(question, projects=(), mentions=strong, unexplained=lost), chosen
    compares = question.intent.fell or question.intent.rose or question.intent.compare
    if earlier is not None and compares:
        return replace(question, projects=(*question.projects, *found)), (*earlier.reports, *chosen)
    return replace(question, projects=found, mentions=strong), chosen
