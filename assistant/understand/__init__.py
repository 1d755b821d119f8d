"""Words → Question: which reports, which metrics, which operation. Nothing is guessed silently."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.lexicon import BALANCE_AT_END
from assistant.understand.again import asked_again, asked_of_other_end, asked_of_project, asked_why
from assistant.understand.bodies import (
    asks_accounts,
    bodies_of,
    item_spans,
    without_bodies,
    without_items,
    without_items_of_members,
)
from assistant.understand.conversation import carry_on, last_named, without_thanks
from assistant.understand.corrected import corrected
from assistant.understand.frames import filled, in_full, of_each_fund, separated, without_a_fund
from assistant.understand.intent import read_intent, without_intent
from assistant.understand.lacking import with_own_years, with_units_lacking
from assistant.understand.named import (
    ABOUT_PROJECT,
    another_in_thread,
    fuzzy_projects,
    listed_projects,
    of_another_year,
    of_places,
    outside_terms,
    owned_projects,
    with_own_names,
    with_same_work,
    with_stems,
)
from assistant.understand.others import STOPS, meant
from assistant.understand.projects import (
    abbreviated_names,
    compared_names,
    names_before,
    names_by_heads,
    names_by_tail,
    names_pointed_at,
    reported_names,
    short_stems,
    shortened_names,
    spent_on,
    whole_names,
)
from assistant.understand.question import Question, without
from assistant.understand.strangers import with_strangers
from assistant.understand.unit_names import bare_name, kind_of_unit, mistyped, place_names
from assistant.understand.units import UnitMatch, find_units
from assistant.understand.years import YearMatch, find_years
from assistant.vocabulary import Mention, Vocabulary
from assistant.wording import in_characters_of, seen_right, simplified, sounds_like
from index.normalise import fold, longest_run
from index.store import ReportInfo

__all__ = ["Question", "understand"]


def understand(
    text: str,
    reports: Sequence[ReportInfo],
    vocabulary: Vocabulary,
    projects: Sequence[tuple[str, str]],
    earlier: Question | None = None,
) -> Question:
    """Return what a question asks of these reports.

    `projects` are (report id, project name) pairs; `earlier` is the question before in the same
    conversation, from which an elliptic question takes what it leaves out.
    """
    before = last_named(earlier).folded if earlier is not None else ""
    folded = seen_right(fold(simplified(text.strip())), vocabulary.pairs)
    if earlier is not None:
        folded = corrected(without_thanks(folded, earlier.folded))
        folded = asked_of_other_end(folded, earlier)
        folded = asked_why(asked_again(folded, earlier, reports), earlier)
    folded = of_each_fund(without_a_fund(separated(in_full(folded))), before)
    folded = filled(folded, before, vocabulary, find_units(folded, reports).spans)
    question = _read(folded, text, reports, vocabulary, projects, earlier)
    names = [name for _, name in projects]
    renewed = asked_of_project(question, earlier, names) if earlier is not None else folded
    if renewed != folded:
        return _read(renewed, text, reports, vocabulary, projects, earlier)
    if question.units.unknown:
        meant = _units_meant(folded, question.units.unknown, reports)
        slips = mistyped(question.units.unknown, reports) if meant == folded else ()
        for said, name in slips:
            meant = meant.replace(said, name)
        if meant != folded:
            question = _read(meant, text, reports, vocabulary, projects, earlier)
            question = replace(question, units=replace(question.units, mistyped=slips))
    if len(question.unexplained) < _LEAST_OPEN:
        return question
    known = [i for i, char in enumerate(question.folded) if char in question.unexplained]
    terms = (m for m in question.mentions if m.metrics and not m.weak)
    closed = {i for m in terms for i in range(m.start, m.end)}
    better = vocabulary.sounds.corrected(question.folded, known, closed)
    if better == question.folded:
        return question
    again = _read(better, text, reports, vocabulary, projects, earlier)
    return again if len(again.unexplained) < len(question.unexplained) else question


# 图书馆有多少人: of a place where people work, not of the item that its money is booked under.
_PEOPLE = re.compile(r"(?:多少|几)[个名位]?[^,。?]{0,4}人|编制|在编|人数")


# 特困供养那个科目: the item that is called so, not a project whose name has these words.
_AN_ITEM = re.compile(r"[这那]一?个?科目")


def _ends(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] < inner[0] and outer[1] == inner[1]


def _units_meant(folded: str, unknown: Sequence[str], reports: Sequence[ReportInfo]) -> str:
    """Return a question with names of units put right that are written as they sound."""
    names = [bare_name(report.unit) for report in reports]
    names += [place for report in reports for place in place_names(report.unit)]
    names += [kind_of_unit(report.unit) for report in reports]
    for said in unknown:
        for name in names:
            slips = [s for s in (said[: len(name)], said[-len(name) :]) if sounds_like(s, name)]
            if len(name) >= _LEAST_NAME and slips:
                folded = folded.replace(slips[0], name)
                break
            if meant := in_characters_of(said, name):
                folded = folded.replace(said, meant)
                break
    return folded


_LEAST_NAME = 3
_LEAST_OPEN = 2  # unexplained characters that make a slip of the pen likely


def _read(
    folded: str,
    text: str,
    reports: Sequence[ReportInfo],
    vocabulary: Vocabulary,
    projects: Sequence[tuple[str, str]],
    earlier: Question | None,
) -> Question:
    """Return what a folded question asks, without putting slips right."""
    intent = read_intent(folded)
    items = [] if _PEOPLE.search(folded) else item_spans(folded, vocabulary)
    if asks_accounts(folded, vocabulary, items):
        bodies = bodies_of(folded, items)
        items = [item for item in items if item not in bodies]
    units = without_items(folded, find_units(folded, reports), items, reports)
    units = _without_excepted(folded, units, reports)
    units = _renamed_pair(folded, units, reports)
    fitting = {r.id for r in reports if not units.units or r.unit in units.units + units.related}
    projects = [(report, name) for report, name in projects if report in fitting]
    names = [name for _, name in projects]
    whole = with_stems(folded, whole_names(folded, names), units, vocabulary, names)
    whole = whole or names_before(folded, names) or names_by_tail(folded, names)
    whole = whole or shortened_names(folded, names)
    whole = whole or names_pointed_at(without(folded, units.spans), names)
    whole = whole or abbreviated_names(without(folded, units.spans), names)
    whole = whole or names_by_heads(without(folded, units.spans), names)
    whole = whole or reported_names(without(folded, units.spans), names)
    whole = compared_names(without(folded, units.spans), whole, names)
    if _AN_ITEM.search(folded) and not any(fold(name) in folded for name in whole):
        whole, names, projects = {}, [], []
    if whole:
        units = _without_members_in(
            find_units(folded, reports, list(whole.values())), list(whole.values())
        )
    # 汀南区图书馆 is a member unit, and 图书馆 the item that its money is booked under.
    of_member = [m for m in units.member_spans if any(_ends(m, item) for item in items)]
    mentions = vocabulary.find(folded, [s for s in units.spans if s not in of_member])
    mentions = without_items_of_members(folded, mentions, of_member)
    mentions = without_bodies(folded, mentions, [*units.member_spans, *bodies_of(folded, items)])
    whose = units.units or tuple({report.unit for report in reports})
    mentions = meant(folded, mentions, whose)
    stems = short_stems(without(folded, units.spans), [name for _, name in projects])
    stems = {
        name: span
        for name, span in stems.items()
        if not any(m.start <= span[0] and span[1] <= m.end for m in mentions)
    }
    # 运行经费 is a project, but not inside 机关运行经费: of two readings the longer one counts.
    outer = [
        (m.start, m.end)
        for m in mentions
        if any(m.start <= s and e <= m.end and m.end - m.start > e - s for s, e in whole.values())
    ]
    whole = {
        name: span
        for name, span in whole.items()
        if not any(start <= span[0] and span[1] <= end for start, end in outer)
    } or names_by_tail(folded, names)
    mentions = [
        m for m in mentions if not any(m.start < e and m.end > s for s, e in whole.values())
    ]
    mentions = [
        m for m in mentions if not any(m.start < e and m.end > s for s, e in stems.values())
    ]
    names = [name for _, name in projects]
    listed = listed_projects(without(folded, [*units.spans, *whole.values(), *outer]), names)
    listed = listed or owned_projects(folded, units, reports, projects)
    named = tuple(whole) or fuzzy_projects(folded, units, mentions, names)
    if not named and ABOUT_PROJECT.search(folded):  # 乌市政务云: no 政务 of the city
        named = fuzzy_projects(folded, of_places(folded, units), mentions, names)
    named = (*whole, *listed) if len({*whole, *listed}) > len(named) else named
    named = outside_terms(folded, tuple(dict.fromkeys([*named, *stems])), mentions)
    terms = [(m.start, m.end) for m in mentions if m.metrics]
    named = named or another_in_thread(without(folded, [*units.spans, *terms]), earlier, projects)
    named = named or _in_other_order(folded, units.unknown, names)
    if not any(m.metrics and not m.weak for m in mentions):
        named = named or spent_on(without(folded, units.spans), names)
    titles = [fold(name) for name in named]
    units = replace(units, unknown=tuple(u for u in units.unknown if not _is_of_any(u, titles)))
    units = with_strangers(folded, units, mentions, list(whole.values()), reports)
    explained = [*units.spans, *((m.start, m.end) for m in mentions), *whole.values()]
    rest = _FILLER.sub("", without_intent(without(folded, explained)))
    open_chars = [i for i in range(len(folded)) if not any(s <= i < e for s, e in explained)]
    before = [m for m in earlier.mentions if m.metrics] if earlier is not None else []
    told = _told(folded, mentions, open_chars, bool(named), before)
    # 去年 is the newest year of the unit that is meant, where one is.
    owners = {report for report, name in projects if name in named}
    spoken = set(earlier.units.units) if earlier is not None and not units.units else set()
    fitting = {r.id for r in reports if r.unit in spoken} or fitting
    indexed = [r.year for r in reports if r.id in (owners or fitting)] or [r.year for r in reports]
    # A year inside a project's name asks for none; one said between its words does.
    inside = [span for name, span in whole.items() if re.search(r"\d\d", name)]
    years = find_years(without(folded, inside), indexed)
    if years.relative and not units.units and _OF_UNITS.search(folded):
        years = YearMatch()  # 去年哪家三公最多: each unit has its own newest year
    question = Question(text, folded, units, years, (), told, named, intent, rest, context=folded)
    if earlier is not None:
        question = replace(carry_on(question, earlier), before=earlier)
    chosen = _choose(question.units, question.years, reports)
    if earlier is not None and not chosen and not years.years and question.units.spans:
        # 换成高新区呢: the other unit has no report of that year, but of another one.
        chosen = _choose(question.units, YearMatch(), reports)
        question = replace(question, years=_other_years(question.years, chosen))
    other = earlier is not None and question.units.units != earlier.units.units
    if earlier is not None and other and _VERSUS.search(folded) and earlier.reports:
        chosen = tuple(dict.fromkeys((*earlier.reports, *chosen)))
        question = _of_all(question, chosen)
    chosen = _with_successor(question, chosen, reports)
    against = _AGAINST.search(folded) is not None
    if (
        against
        and earlier is None
        and len(years.years) == 1
        and (question.units.units or not chosen)
    ):
        # 比21年多了多少: the change against the year before, as the next year's report has it.
        after = YearMatch((years.years[0] + 1,))
        if then := _choose(question.units, after, reports):
            question = replace(question, intent=replace(question.intent, change=True))
            chosen = then
    only = len({info.unit for info in reports}) == 1
    if not chosen and question.years.years and (question.units.units or against or only):
        after = YearMatch(tuple(year + 1 for year in question.years.years))
        question = replace(question, later=_choose(question.units, after, reports))
    moved = question.intent.why or question.intent.fell or question.intent.rose
    goes_on = earlier is not None and bool(earlier.later) and moved  # 上年呢 || 为什么少了
    beside = earlier is None and _moves_beside_year(folded)
    if not chosen and question.later and (against or goes_on or beside):
        # 跟22年比差了多少: the change against the year before, as the next year's report has it.
        chosen = question.later
        later = question.later if beside and not against else ()
        question = replace(question, later=later, intent=replace(question.intent, change=True))
    if question.projects:
        owners = {report for report, name in projects if name in question.projects}
        holding = tuple(r for r in chosen if r.id in owners)
        if holding:
            question = with_own_names(question, chosen, projects)
            question, chosen = with_same_work(question, holding, chosen, projects)
        else:
            question, chosen = of_another_year(question, earlier, chosen, projects)
    question, chosen = with_own_years(question, chosen)
    question, chosen = with_units_lacking(question, chosen, reports)
    return replace(question, reports=chosen)


def _is_of_any(words: str, titles: Sequence[str]) -> bool:
    """Whether what was taken for a unit is but words of a project's name, in whatever order."""
    chars = set(words) - set("省市区县州")
    return any(words in title or (len(chars) > _PAIR and chars <= set(title)) for title in titles)


def _in_other_order(folded: str, unknown: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """起草市政府工作报告小组: the one project whose name has the words around what looked like a unit."""
    if not unknown:
        return ()
    shared = {name: len(longest_run(fold(name), folded)) for name in names}
    fitting = [n for n in shared if shared[n] >= _LONG_RUN and _is_of_any(unknown[0], [fold(n)])]
    return tuple(fitting) if len(set(fitting)) == 1 else ()


_LONG_RUN = 5  # characters of a name that surely name it


# 除了甲局,哪些单位有: of all the others
_EXCEPT = re.compile(r"(?:除了?|除去|除开|抛开)$")


def _without_excepted(folded: str, units: UnitMatch, reports: Sequence[ReportInfo]) -> UnitMatch:
    """Return all other units where a question names some only to leave them out."""
    named = units.order
    if not named or not all(_EXCEPT.search(folded[:start]) for start, _ in named):
        return units
    out = {unit for _, unit in named}
    rest = tuple(dict.fromkeys(r.unit for r in reports if r.unit not in out))
    return replace(units, units=rest, order=(), related=()) if rest else units


def _without_members_in(units: UnitMatch, names: Sequence[tuple[int, int]]) -> UnitMatch:
    """Return units without the members that only a project's name holds: 交易中心运行维护费."""
    pairs = list(zip(units.members, units.member_spans, strict=True))
    kept = [(m, s) for m, s in pairs if not any(a <= s[0] and s[1] <= b for a, b in names)]
    return replace(units, members=tuple(m for m, _ in kept), member_spans=tuple(s for _, s in kept))


_YEAR_OF = re.compile(r"[比跟和与同].{0,3}\d\d年度?的?$")
_BECAME = re.compile(r"后来|改成|改组|改名|更名|前身|原来的|原先的|变成")


def _renamed_pair(folded: str, units: UnitMatch, reports: Sequence[ReportInfo]) -> UnitMatch:
    """Keep a unit and what it became, where a question says that one became the other."""
    if not _BECAME.search(folded) or len(units.units) <= _PAIR:
        return units
    for former, present in units.renamed:
        old = [r.unit for r in reports if bare_name(r.unit) == fold(former)]
        if present in units.units and old and old[0] in units.units:
            kept = tuple(u for u in units.units if u in (old[0], present))
            return replace(units, units=kept)
    return units


_PAIR = 2
_OF_UNITS = re.compile(
    r"[哪谁](?:个|几|一)?(?:单位|部门|局|家).{0,12}最|最.{0,8}是[哪谁](?:个|一)?(?:单位|部门|局|家)"
)


def _of_all(question: Question, chosen: Sequence[ReportInfo]) -> Question:
    """和乙局比呢: return a question on all units and years of these reports, for what is asked next."""
    units = tuple(dict.fromkeys(info.unit for info in chosen))
    years = tuple(dict.fromkeys(info.year for info in chosen))
    named = replace(question.units, units=units)
    return replace(question, units=named, years=replace(question.years, years=years))


def _with_successor(
    question: Question, chosen: tuple[ReportInfo, ...], reports: Sequence[ReportInfo]
) -> tuple[ReportInfo, ...]:
    """从2021年的甲局到后来改名的乙局: the year is of one of the two, the other has its own."""
    named = question.units.units
    if question.years.several or not chosen:
        return chosen
    left = [unit for unit in named if all(info.unit != unit for info in chosen)]
    # 乙局花了多少, 比21年的甲局多多少: the year stands right before the one that has it.
    beside = {
        start for start, _ in question.units.order if _YEAR_OF.search(question.folded[:start])
    }
    alone = {unit for start, unit in question.units.order if start not in beside}
    others = [unit for unit in left if unit in alone]
    if beside and len(others) == 1:
        return (*chosen, *(info for info in reports if info.unit in others))
    if len(named) != _PAIR or not _BECAME.search(question.folded):
        return chosen
    return (*chosen, *(info for info in reports if chosen and info.unit in left))


_AGAINST = re.compile(
    r"(?:跟|与|和|同|比|较)(?:20)?\d\d年度?(?:相)?(?:[是要还又会有]|到底|究竟|总共|一共|总的|整体)*(?:比|较|多|少|高|低|增|减|涨|跌|降|升|变|呢|[,，?？]|$)"
)
_YEAR_SAID = re.compile(r"(?:20)?\d\d年")
_MOVES = re.compile(r"[是要](?:涨|升|增加?|多)了?还是|[涨升增]没[涨升增]|[涨降跌]了(?:没|吗|多少)")


def _moves_beside_year(folded: str) -> bool:
    """是涨还是跌?2022年是多少: one piece asks how a figure moved, another names a year alone."""
    kinds = {
        (_YEAR_SAID.search(piece) is not None, _MOVES.search(piece) is not None)
        for piece in re.split(r"[,，;；。?？!！]", folded)
    }
    return {(True, False), (False, True)} <= kinds


_VERSUS = re.compile(
    r"(?:^|,)(?:那|那么)?(?:和|跟|与|同|比起?).{1,20}(?:比|呢)|相比|比(?:较|一比|呢)"
)


def _other_years(carried: YearMatch, chosen: Sequence[ReportInfo]) -> YearMatch:
    """Return no year, with a note that the one of the question before is not there."""
    there = "、".join(str(info.year) for info in chosen)
    wanted = "、".join(str(year) for year in carried.years)
    words = f"没有收录该单位 {wanted} 年度的报告，以下是 {there} 年度。" if there else None
    return YearMatch((), words)


_FILLER = re.compile(
    r"一下子?|突然|猛|竟然?|居然|反[而倒]|明明|一?大半|一半(?!以上)|[快近将]?(?:[一二两三四五六七八九十几]|\d[\d.]*)[多来]?倍|[谁哪](?:家|个)?(?:更|最|比较)*[高低大小多少]|[哪谁]家|人均|平均|每个?[月天日年]|一个?[月天](?=花)|增长|幅度|最[快慢多少高低大小狠猛]|(?:改[名组制]|更名)(?:之?[前后])+|一年到头|折成|"
    r"你们|我们|咱们|他们|贵[局单]位?|说说|讲讲|简单|卧槽|我[靠去晕]|天[哪呐]|妈呀|才|离谱|太|[一二两三四五六七八九十百千]{2,}多?(?=[万亿])|唉+|哎+|喂|一次说清楚|说清楚|行不行|好不好|谢谢|辛苦了|您好|你好|急|一共|总共|到底|究竟|全部|加起来|合计|总的|大概|大约|实际|最后|请问|麻烦|帮我|查一?下|告诉我|想知道|我想|去年|今年|上年|前年|当年|全年|一年(?:到头|下来|里)|整年|换[成算]|折(?:合|算)?成?|[〇零一二两三四五六七八九]{2,4}(?=年)|年[底末初]|年度?|剩[下余]?|20\d\d|"
    r"花(?![圈卉木草炮灯环盆坛])|是不是|是否|不是|为什么|为啥|咋|怎么|原因|多少|什么|哪里?|几|钱|万元?|亿元?|元|单位|部门|票子|银子|报告|政府|比|较|上年|减少|增加|下降|上升|降|涨|多|少|"
    r"[的了也呢吗啊吧呀嘛哈和与是在有对被把就都也还要会能支收入出这那么样给又个,。?!:;、()“”%\d\s.]"
)


def _told(
    folded: str,
    mentions: Sequence[Mention],
    unexplained: Sequence[int],
    project: bool,
    spoken: Sequence[Mention] = (),
) -> tuple[Mention, ...]:
    """Drop weak words (花了多少) where their clause names something else, known or not.

    `unexplained` are the offsets of the characters that nothing else has explained, `spoken` what
    the question before in the conversation spoke of.
    """
    unnamed = set(unexplained)
    for mention in mentions:
        if not (mention.metrics or mention.topic or mention.aspect):
            unnamed |= set(range(mention.start, mention.end))  # no report states it
    mentions = [
        m
        for m in mentions
        if not (_is_bare_count(folded, m, unnamed) or _counts_item(folded, m, mentions))
    ]
    strong = [m for m in mentions if not m.weak]
    named = [m for m in strong if m.metrics or not (m.topic or m.aspect)]
    kept = []
    guests = any("接待" in "".join(m.metrics) for m in strong)
    narrow = project or any(not _OF_THE_YEAR.search(m.official) for m in (*named, *spoken))
    for mention in mentions:
        if (
            narrow
            and mention.official == "年末结转和结余"
            and _UNSPENT.search(_said(folded, mention))
        ):
            continue  # 三公批了多少,剩下的为什么没花: what is left of that
        others = [m for m in (*named, *spoken) if m is not mention]
        of_other = any(not _OF_THE_YEAR.search(m.official) for m in others)
        if (
            mention.official == BALANCE_AT_END
            and of_other
            and _WHY_LEFT.search(folded[: mention.end])
        ):
            continue  # 买车预算多少,实际多少,为啥有结余: of that budget
        operands = [m for m in mentions if m.metrics and m.end <= mention.start]
        taken_off = re.search(r"减|扣", folded[: mention.start])
        if (
            taken_off
            and len(operands) > 1
            and _LEFT_OVER.fullmatch(folded[operands[-1].end : mention.end])
        ):
            continue  # 收入减支出还剩多少: what the subtraction comes to
        if mention.official in _YEARS and _OF_SEVERAL.search(folded[: mention.start]):
            continue  # 两项支出合计: of those that are named
        if mention.weak and not (guests and "接待" in mention.official):
            if _OF_PROJECTS.search(folded[: mention.start]) and _EACH.search(
                folded[: mention.start]
            ):
                continue  # 没到60%的项目有哪几个, 各花了多少: of each of them
            low = max(folded.rfind(mark, 0, mention.start) for mark in STOPS) + 1
            ends = [at for mark in STOPS if (at := folded.find(mark, mention.end)) >= 0]
            high = min(ends, default=len(folded))
            beside = any(low <= m.start < high for m in named)
            clause = "".join(folded[i] if low <= i < high else " " for i in unexplained)
            before = max((m.end for m in strong if m.end <= mention.start), default=0)
            beside_it = before == mention.start and _is_other_side(strong, mention)
            if beside_it or (before and _JOINED.fullmatch(folded[before : mention.start])):
                kept.append(mention)  # 本年收入和支出
                continue
            unclear = len(_FILLER.sub("", without_intent(clause).replace("本级", ""))) >= 2
            if project or beside or unclear or (named and low == 0 and high == len(folded)):
                continue
            said_before = "".join(folded[i] for i in unexplained if i < low)
            if (
                not named
                and _SPENT_IN_ALL.fullmatch(folded[low:high])
                and (
                    len(_FILLER.sub("", without_intent(said_before))) >= _LEAST_TOPIC
                    or _SOME_PEOPLE.search(said_before)
                )
            ):
                continue  # 督察组住了几间房, 总共花了多少: of what stands before, which no term explains
            if (
                named
                and _ALONE.search(folded[low : mention.end])
                and _MOVES.match(folded, mention.end)
            ):
                kept.append(replace(mention, weak=False))  # 为啥支出比上年少了: of the year's
                continue
            spoken_of = [m for m in named if m.end <= low]
            if spoken_of and _goes_on(spoken_of[-1], folded[low : mention.end]):
                continue
        kept.append(mention)
    return tuple(kept)


def _is_other_side(named: Sequence[Mention], mention: Mention) -> bool:
    """Whether a word for what was spent follows one for what came in: 收入支出各多少."""
    before = [m for m in named if m.end == mention.start]
    return "支出" in mention.official and any("年收入" in m.official for m in before)


_WHY_LEFT = re.compile(
    r"(?:为什么|为啥|怎么|咋)(?:会|还|又)?(?:有|产生)?(?:了)?(?:结余|节余|剩余)$"
)
_OF_PROJECTS = re.compile(r"项目(?!支出)|自评")
_EACH = re.compile(
    r"[,，。?？;；、](?:各|每)(?:自|个|项目)?(?:都|又|分别)?(?:实际)?$|[,，。?？;；、]分别(?:各?实际)?$"
)
_YEARS = ("本年支出合计", "本年收入合计")
_OF_SEVERAL = re.compile(r"[两三四五][大]?[项笔块类样个]$")
_SPENT_IN_ALL = re.compile(r"(?:一共|总共|共|总的)?(?:花|用)(?:了|掉)?(?:多少|几)(?:钱|万元?|元)?")
_LEAST_TOPIC = 4
_ALONE = re.compile(r"^(?:那么?|另外|还有|再说|为什么|为啥|怎么|咋|□)*(?:20\d\d年)?(?:支出|收入)$")
_MOVES = re.compile(r"[比较跟]|怎么|咋|为啥|为什么|[增减涨降升]|下降|上升|突然")


def _goes_on(before: Mention, clause: str) -> bool:
    """Whether a clause that has only a verb (花了多少) asks of what stands before it: 有没有出国."""
    said = "".join((before.official, *before.metrics))
    other = _COUNTERPART.search(said) and not _SOME_PEOPLE.search(said)
    wholly = _OF_THE_UNIT if before.official == _PROJECTS else _WHOLLY
    return not other and wholly.search(clause) is None


# 收了多少、花了多少; 多少人, 花了多少: income and staff are no thing that money is spent on.
_COUNTERPART = re.compile(r"收入|人数|人员$|拨款|编制|总计|预算$")
_SOME_PEOPLE = re.compile(r"离休|退休|编外|聘")  # 退休的有几个,花了多少: on them
_WHOLLY = re.compile(r"[总共]|全年|一年|全部|所有|合计|部门|单位|[全本]局")
# 评价了几个项目,一共花了多少: on them
_PROJECTS, _OF_THE_UNIT = "预算绩效评价项目", re.compile(r"部门|单位|[全本]局|支出")


# 核酸做了多少人次, 诉讼费收了多少: such words alone do not say of what.
_BARE_COUNTS = {
    "国内公务接待人次": re.compile(r"(?!.*(?:接待|招待|客|吃))"),
    "国内公务接待批次": re.compile(r"(?!.*(?:接待|招待|客))"),
    "本年收入合计": re.compile(r"收了?(?:多少|几)"),
    "实有人数": re.compile(r"有?了?(?:多少|几)个?人$"),
}


_SOLD = re.compile(r"(?:卖|销售|出租|出售)[^,。?!;、]{0,8}$")  # 卖种子进账多少: of what was sold


def _is_bare_count(folded: str, mention: Mention, unexplained: Set[int]) -> bool:
    """Whether a mention only counts, of something that its clause names and no term explains."""
    if mention.official == "本年收入合计" and _SOLD.search(folded[: mention.start]):
        return True
    bare = _BARE_COUNTS.get(mention.official)
    if bare is None or not bare.match(folded[mention.start : mention.end]):
        return False
    start = mention.start
    while start > 0 and (start - 1) in unexplained and folded[start - 1] not in STOPS:
        start -= 1
    end = mention.end
    while end < len(folded) and end in unexplained and folded[end] not in STOPS:
        end += 1
    before = re.sub(
        r"汇总|本级|平均|那么?|[每各几]?家|每|这些|那些|所有|一批次?",
        "",
        folded[start : mention.start],
    )
    before = _FILLER.sub("", without_intent(before))
    after = _FILLER.sub("", without_intent(folded[mention.end : end]))
    return max(len(before), len(after)) >= _LEAST_OPEN


def _counts_item(folded: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a mention only counts the work of an item that stands right before it: 药品抽检了多少批次."""
    bare = _BARE_COUNTS.get(mention.official)
    return bool(bare and bare.match(folded[mention.start :])) and any(
        all(metric.endswith("(项)") for metric in other.metrics or ("",))
        and 0 <= mention.start - other.end <= len("了")
        for other in mentions
    )


def _said(folded: str, mention: Mention) -> str:
    return folded[mention.start : mention.end]


_OF_THE_YEAR = re.compile(
    r"(?:收入|支出)(?:合计|总计|总额)?$|^财政拨款|结转|结余|非财政|预算财政拨款"
)
_LEFT_OVER = re.compile(
    r"(?:以?后|完|掉|之后)?[,，]?(?:还|能|会|应该?|就)*(?:剩|余|结余)下?(?:了|是|有)?(?:多少|几)?(?:钱|万元?|元)?"
)
_UNSPENT = re.compile(r"^(?!.*(?:结转|结余|年末|年底|账)).*(?:[没未差剩]|余下)")
_JOINED = re.compile(r"[和与跟及、比]|减去?")


def _choose(
    units: UnitMatch, years: YearMatch, reports: Sequence[ReportInfo]
) -> tuple[ReportInfo, ...]:
    if units.unknown and not units.units:
        return ()

    def fitting(names: Sequence[str]) -> tuple[ReportInfo, ...]:
        return tuple(
            r
            for r in reports
            if (not names or r.unit in names) and (not years.years or r.year in years.years)
        )

    named = fitting(units.units)
    # A renamed unit answers for the years in which it bore its other name.
    if units.related and (years.several or not named):
        return fitting([*units.units, *units.related])
    return named
