"""A question each piece of which asks for an indicator, or for more of the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose import reckoned, standards
from assistant.compose.draft import Draft, subject
from assistant.compose.indicators import say_foot, say_otherwise_told, say_row
from assistant.compose.performance import title_mark
from assistant.compose.rows import COMMON_PAIRS, counted_cell, everyday, rows_in
from assistant.plan.projects.asked_rows import (
    IN_MONEY,
    LEAST,
    OF_HEAD,
    asks_in_measure,
    explains,
    is_asked,
    may_mean,
    names,
    scored,
)
from assistant.plan.projects.counted import Counted
from assistant.plan.projects.elected import says_title, support
from assistant.plan.projects.rows_meant import of_another
from assistant.plan.projects.sheets import is_member
from assistant.plan.split.pieces import Piece, goes_on, pieces_of, rest_of, things_of, without_title
from assistant.plan.sums.arithmetic import LAST_YEAR
from assistant.retrieve import Evidence
from assistant.sentences import terms
from assistant.understand import Question
from assistant.understand.intent import read_intent
from index.model import Row, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

_MOST_REPORTS, _MOST_TIED = 2, 4
_AHEAD = 1.4  # times what speaks for the next table
_TITLED = 2.0
# 大厦项目花了多少: what the project spent, whatever its rows cost.
_MONEY_OF_ALL = re.compile(
    r"项目(?:一共|总共|到底|实际|最后|总的)*(?:花|用|支)(?:掉|出)?了?(?:多少|几)(?![人个件次项])"
)
_EACH = re.compile(r"各|分别|都|三餐|三顿|早中晚")
_FIRST = re.compile(r"哪[\u4e00-\u9fff]{0,4}最")
_TAIL_OF_NAME = re.compile(r"(?:数量?|人数|次数|费用?|经费|成本|标准|金额|面积|长度|比例|率)$")


@dataclass(frozen=True, slots=True)
class AskedRows:
    """What pieces of a question ask of a table: its indicators, and the words that ask for them."""

    info: ReportInfo
    sheet: Sheet
    rows: tuple[Row, ...]
    words: str
    score: float
    named: bool


def read_by_row(question: Question, evidence: Evidence) -> list[AskedRows]:
    """Return the indicators that the pieces of a question ask for, in order; none where one asks other.

    One table answers most of the pieces, well ahead of any other; a piece that it does not answer
    may be answered by another one. 为啥, 差几个, 超没超 ask more of the indicators before them.
    """
    pieces = [_without_units(piece, question) for piece in pieces_of(question)]
    if not pieces or not 1 <= len(question.reports) <= _MOST_REPORTS or _of_more(question):
        return []
    if len(pieces) == 1 and not asks_in_measure(pieces[0].words):
        return []  # of a project, or of the accounts
    if any(_MONEY_OF_ALL.search(piece.words) for piece in pieces):
        return []
    if any(_CELLS.search(rest.words) for rest in rest_of(question)):
        return []  # 专家培训费计划和实际?
    if _of_items(question, pieces):
        return []
    tables = _named_tables(question, evidence)
    named = any(_is_meant(question, sheet.title) for _, sheet in tables)
    tables = tables or _tables(question, evidence)
    titles = support(question, evidence, tables)
    read = []
    for table, title in zip(tables, titles, strict=True):
        strictly = not named and title < _TITLED  # the accounts may be meant as well
        read.append([_rows_of(question, evidence, table, p, strictly) for p in pieces])
    votes = [
        [None if at and goes_on(p.words) else row[at] for at, p in enumerate(pieces)]
        for row in read
    ]
    best = _best_table([t for _, t in tables], votes, titles)
    if best is None:
        return []
    found: list[AskedRows] = []
    for at, piece in enumerate(pieces):
        own = read[best][at]
        anchored = (named and len(pieces) > 1) or titles[best] or any(f.named for f in found)
        if own is None or not (own.named or anchored):
            own = _of_another([row[at] for row in read])
        other = (
            own is not None
            and own.named
            and not set(own.rows) & set(found[-1].rows if found else ())
        )
        if found and goes_on(piece.words) and not other:
            if not _asks_other(piece, found[-1]):
                found[-1] = replace(found[-1], words=f"{found[-1].words},{piece.words}")
                continue
            own = _beside(piece, found[-1], evidence) or own
        if own is None:
            return []
        found.append(own)
    return found if _explains_terms(question, pieces, found) else []


def _asks_other(piece: Piece, before: AskedRows) -> bool:
    """Whether a piece asks a count or an amount of money that the indicators before it are not in."""
    return not any(_is_in(piece, row) for row in before.rows)


def _is_in(piece: Piece, row: Row) -> bool:
    """Whether an indicator is in the measure that a piece asks for, if it asks for one."""
    counted = Counted.asked(piece.words)
    if counted is not None:
        return counted.told(counted_cell(row)) or counted.told(row.target)
    if OF_HEAD.search(piece.words) and not asks_in_measure(piece.words):
        return IN_MONEY.search(row.result) is not None  # 花了多少: no price of one
    return "钱" not in piece.words or "元" in row.target + row.result


def _beside(piece: Piece, before: AskedRows, evidence: Evidence) -> AskedRows | None:
    """Return the one indicator on what those before it are of, in the measure that a piece asks for.

    早饭什么标准,一共多少人次; 印了多少张,花了多少钱.
    """
    own = {pair for row in before.rows for pair in terms(row.name)} - COMMON_PAIRS
    rows = rows_in(evidence, before.info, before.sheet)
    rows = [row for row in rows if _is_in(piece, row) and own & set(terms(row.name))]
    return replace(before, rows=tuple(rows), words=piece.words) if len(rows) == 1 else None


def _explains_terms(
    question: Question, pieces: Sequence[Piece], found: Sequence[AskedRows]
) -> bool:
    """Whether each figure of the accounts that is named outside the pieces is in an indicator's words."""
    names_said = [row.name for asked in found for row in asked.rows]
    known = fold("".join([*names_said, *(asked.sheet.title for asked in found)]))
    for mention in question.mentions:
        inside = any(p.start <= mention.start < p.end for p in pieces)
        said = question.folded[mention.start : mention.end]
        if mention.metrics and not mention.weak and not inside:
            words = {said, fold(mention.official), *everyday(said)}
            if not any(word in known for word in words):
                return False
    return True


def _best_table(
    sheets: Sequence[Sheet],
    read: Sequence[Sequence[AskedRows | None]],
    titles: Sequence[float],
) -> int | None:
    """Return the place of the table that answers the pieces best, well ahead of any that answers the same."""

    def support(at: int, among: Sequence[AskedRows | None]) -> float:
        both = [f for f, other in zip(read[at], among, strict=True) if f and other]
        return titles[at] + sum(f.score if f.named else 1.0 for f in both)

    ranked = sorted(range(len(sheets)), key=lambda at: -support(at, read[at]))
    if not ranked or not any(read[ranked[0]]):
        return None
    best = ranked[0]
    anchored = any(found.named for found in read[best] if found)
    for at in ranked[1:]:
        # Where a piece is named in the best table, mere measures speak for no other one.
        own = [found if found and (found.named or not anchored) else None for found in read[at]]
        both = [f if other else None for f, other in zip(own, read[best], strict=True)]
        rival = sheets[at].metric != sheets[best].metric and any(both)
        if rival and support(best, both) < _AHEAD * support(at, both):
            return None
    return best


def _without_units(piece: Piece, question: Question) -> Piece:
    """Return a piece without the names of units: 市政府 is no word of 政府网站访问人次."""
    words = piece.words
    for start, end in question.units.spans:
        words = words.replace(question.folded[start:end], " " * (end - start))
    return replace(piece, words=_BY_PRICE.sub(" ", words))


_BY_PRICE = re.compile(r"按照?(?:这个)?(?:单价|标准|定额)")  # how to reckon, no row of that name


def answer_by_row(question: Question, evidence: Evidence, draft: Draft) -> int:
    """Answer a question that asks for indicators alone with just these; return how many they are."""
    alone = question.by_rows and question.before is None
    asked = read_by_row(question, evidence) if alone else []
    if question.intent.total and not _comes_to(evidence, draft, asked):
        return 0
    spoken: Sheet | None = None
    told: list[Row] = []
    for found in asked:
        if found.sheet is not spoken:
            spoken = found.sheet
            mark = title_mark(draft, evidence, found.info, spoken)
            draft.add(f"{subject(found.info)}「{spoken.title}」的绩效自评：{mark}")
        _say(draft, evidence, found)
        told += found.rows
        if _COMES_TO.search(found.words):  # 用了几天,一天多少,算下来多少钱
            standards.say_products(draft, evidence, found.info, found.sheet, told)
            reckoned.say_rows_together(draft, evidence, found.info, _in_money(told))
    if asked and standards.asks_products(question.folded) and not draft.derivations:
        standards.say_products(draft, evidence, asked[-1].info, asked[-1].sheet, told)
    for info in dict.fromkeys(found.info for found in asked):
        say_foot(draft, evidence, info, told)
    return len(told)


def _comes_to(evidence: Evidence, draft: Draft, asked: Sequence[AskedRows]) -> bool:
    """Whether a count times its price is what the indicators that are asked for come to."""
    trial = Draft(draft.ledger)
    for found in asked:
        if _COMES_TO.search(found.words):
            rows = [row for one in asked for row in one.rows]
            standards.say_products(trial, evidence, found.info, found.sheet, rows)
    return bool(trial.derivations)


def _of_more(question: Question) -> bool:
    """Whether a question asks to compare, rank or define: more than what indicators say."""
    intent = question.intent
    words = question.folded
    for title in question.projects:  # “最多跑一次” is a name
        words = words.replace(longest_run(words, fold(title)), "")
    ranks = read_intent(words).rank and _FIRST.search(words) is None
    other = intent.truth or intent.personal or _OTHER_WANTS.search(question.folded) is not None
    years = question.years.years
    return bool(intent.define or ranks or intent.trend or other or len(years) > 1)


def _of_items(question: Question, pieces: Sequence[Piece]) -> bool:
    """Whether each piece names an item of which no indicator tells what is asked: 图书馆比上年少了多少."""
    if not (question.intent.share or LAST_YEAR.search(question.folded)):
        return False
    strong = [m for m in question.mentions if not m.weak]
    items = [m for m in strong if any(metric.endswith("(项)") for metric in m.metrics)]
    return all(any(p.start <= m.start < p.end for m in items) for p in pieces)


# What is held against another place of the report, what money is for, who does what.
_OTHER_WANTS = re.compile(
    r"到底|究竟|前后|不一样|不一致|对[得不]上|矛盾|印了?[两几多]遍|[核复]对|算得对|干[嘛啥]|干什么|用途|用来|打算怎么|[怎咋]么?[办改]|整改"
    r"|管不管|归谁|职责|(?:怎么|咋|为什么|为啥)[^,。?]{0,6}(?:还|却|反而)"
    r"|(?:怎么|咋|为什么|为啥|为何)[^,。?]{0,4}[没未欠](?:有)?(?:付|支付|结|给|拨)"
)


def _tables(question: Question, evidence: Evidence) -> list[tuple[ReportInfo, Sheet]]:
    return [
        (info, sheet)
        for info in question.reports
        for report, sheet in evidence.tables
        if report == info.id
    ]


def _named_tables(question: Question, evidence: Evidence) -> list[tuple[ReportInfo, Sheet]]:
    """Return the tables of the projects that a question names, or of the member unit."""
    tables = _tables(question, evidence)
    members = question.units.members
    own = [pair for pair in tables if any(is_member(name, pair[1]) for name in members)]
    return [pair for pair in tables if _is_meant(question, pair[1].title)] or own


def _is_meant(question: Question, title: str) -> bool:
    """Whether a question is on the project of a title."""
    return title in question.projects and (question.by_rows or says_title(question, title))


def _rows_of(
    question: Question,
    evidence: Evidence,
    table: tuple[ReportInfo, Sheet],
    piece: Piece,
    strictly: bool,
) -> AskedRows | None:
    """Return the indicators of a table that a piece asks for: one, or each of those that it lists."""
    info, sheet = table
    report = evidence.sentences(info)
    words = without_title(piece.words, question)
    rows = [
        r for r in rows_in(evidence, info, sheet) if not of_another(words, fold(r.name), report)
    ]
    told: list[Row] = []
    score = 0.0
    named = False
    for thing in things_of(piece, question):
        thing = _without_units(thing, question)
        bare = replace(thing, words=without_title(thing.words, question))
        best, rated = _best(question, sheet, rows, bare, strictly)
        if bare != thing and not (best and any(names(bare, row) for row in best)):
            best, rated = _best(question, sheet, rows, thing, strictly)
        if not best:
            return None
        told += [row for row in best if row not in told]
        score += rated
        named |= any(names(thing, row) for row in best)
    return AskedRows(info, sheet, tuple(told), piece.words, score, named)


def _best(
    question: Question, sheet: Sheet, rows: Sequence[Row], thing: Piece, strictly: bool
) -> tuple[list[Row], float]:
    """Return the indicators that a thing means, and how well; several only where it asks of each."""
    own = [row for row in rows if may_mean(thing, question, row, strictly=strictly)]
    found = [
        (score, row)
        for score, row in scored(thing, sheet, rows)
        if row in own and is_asked(thing, row) and explains(thing, row, sheet)
        if asks_in_measure(thing.words) or _names_beyond_title(thing, row, sheet)
    ]
    listed = [row for row in own if _core(row) in thing.words]
    if len(listed) > 1 and _EACH.search(thing.words):  # 水费电费天然气各多少
        return listed, LEAST * len(listed)
    most = max((score for score, _ in found), default=0.0)
    best = list({row.name: row for score, row in found if score == most}.values())
    several = _EACH.search(thing.words) or _FIRST.search(question.folded)
    if len(best) == 1 or (several and len(best) <= _MOST_TIED):
        return best, most
    return [], 0.0


def _names_beyond_title(thing: Piece, row: Row, sheet: Sheet) -> bool:
    """Whether a thing names an indicator by more than its project's name, where most of that is said."""
    title = fold(sheet.title)
    run = longest_run(fold(thing.words), title)
    if len(run) * 2 < len(title):
        return True
    return names(replace(thing, words=fold(thing.words).replace(run, " ")), row)


def _core(row: Row) -> str:
    """Return what an indicator is of: 天然气 of 天然气费, all of 电费."""
    name = fold(row.name)
    core = _TAIL_OF_NAME.sub("", name)
    return core if len(core) >= _LEAST_CORE else name


_LEAST_CORE = 2


def _of_another(read: Sequence[AskedRows | None]) -> AskedRows | None:
    """Return what the only other table says that answers a piece, or None."""
    found = {asked.sheet.metric: asked for asked in read if asked is not None and asked.named}
    ranked = sorted(found.values(), key=lambda asked: -asked.score)
    if not ranked or (len(ranked) > 1 and ranked[0].score < _AHEAD * ranked[1].score):
        return None
    return ranked[0]


def _say(draft: Draft, evidence: Evidence, found: AskedRows) -> None:
    """Add indicators, with what is reckoned of them: by how much one is off, its points, a product."""
    for row in found.rows:
        say_row(draft, evidence, found.info, row)
        say_otherwise_told(draft, evidence, found.info, [row])
        reckoned.say_deduction(draft, evidence, found.info, row, found.words)
        if not reckoned.asks_apart(found.words):
            continue
        if _OVER.search(found.words) and reckoned.exceeds(row) is not None:
            reckoned.say_excess(draft, evidence, found.info, row, found.words)
        else:
            reckoned.say_against_target(draft, evidence, found.info, row, found.words)


def _in_money(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if IN_MONEY.search(row.result)]


_CELLS = re.compile(r"计划|实际|目标|预算|标准")
_COMES_TO = re.compile(r",[^,]*(?:一共|总共|合计|加起来|算下来)[^,]*(?:多少|几)")
_OVER = re.compile(r"超|突破")
