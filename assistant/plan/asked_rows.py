"""How well a piece of a question names an indicator: its words, and the measure that is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.compose.rows import COMMON_PAIRS, counted_cell, everyday
from assistant.plan.counted import Counted
from assistant.plan.pieces import Piece, pieces_of, rest_of
from assistant.sentences import telling, terms
from assistant.understand import Question
from index.model import Row, Sheet
from index.normalise import fold

LEAST = 2.0  # a pair that tells, or two common ones
IN_MONEY = re.compile(r"\d\s*万?元$")
# 花了多少, 执行率多少, 得几分: what stands at the head of a table.
OF_HEAD = re.compile(
    r"(?:花|用|支|批|拨|执行)(?:了|出去|掉)*(?:多少|几)|预算(?:是|有)?(?:多少|几)|执行率|总分|(?<!各)得了?(?:多少|几)分?|(?:打|评|自评)了?(?:多少|几)分"
)
_OF_ANYTHING = ("人名位", "件条份起通个项宗本张册")
# What asks for money, for a rate or for how long, and the sign that such a row prints.
_SIGNS = (
    (
        re.compile(r"钱|花了|支(?:了|出)|付|费用?(?:是|有)?(?:多少|几)|成本(?!控制)"),
        re.compile("元"),
    ),
    (re.compile(r"率|百分|比例|满意度"), re.compile("%")),
    (re.compile(r"多久|多长时间"), re.compile(r"\d(?:毫秒|秒|分钟|小时|个?工作日|[天日年]|个?月)")),
)
# 多少钱一间, 一天给多少, 每人几块: a price, and of what
_PRICE = re.compile(
    r"(?:多少|几)(?:钱|元|块钱?)[一每](?!共)个?(?P<behind>[\u4e00-\u9fff])"
    r"|(?<!第)[一每](?!共|些|直|般)个?(?P<before>[\u4e00-\u9fff])[^\d]{0,6}(?:多少|几)(?!次|天|人)|单价|标准|人均|每"
)
_ALIKE = {"日": "天日", "天": "天日", "名": "人名位", "位": "人名位", "人": "人名位"}
_PER_ONE = re.compile(r"\d\s*万?元/(?P<each>.+)$")
_MOST_OF_NAME = 0.5


def scored(piece: Piece, sheet: Sheet, rows: Sequence[Row]) -> list[tuple[float, Row]]:
    """Return the indicators that a piece may ask for, each with how well it names it.

    Words tell as much as few of the indicators have them that could be meant by their measure.
    """
    counted = Counted.asked(piece.words)
    noun = counted.noun if counted is not None else ""
    if counted is not None:
        counted = replace(counted, noun="" if not counted.of_report else counted.noun)
    price = _PRICE.search(piece.words)
    fitting = [
        row for row in rows if _fits(piece.words, row, counted, price) or _is_number_of(noun, row)
    ]
    found = [(_score(piece, row, sheet, fitting, rows), row) for row in fitting]
    return [entry for entry in found if entry[0] >= LEAST]


def _is_number_of(noun: str, row: Row) -> bool:
    """Whether an indicator counts in 个 what is asked for in another measure: 几盘磁带, 磁带230个."""
    return bool(noun) and noun in row.name and counted_cell(row).endswith("个")


def best_rows(piece: Piece, sheet: Sheet, rows: Sequence[Row]) -> list[Row]:
    """Return the indicators that a piece names best."""
    found = scored(piece, sheet, rows)
    most = max((score for score, _ in found), default=0.0)
    return [row for score, row in found if score == most]


def asks_in_measure(words: str) -> bool:
    """Whether words ask for a count, a price or a time: what only an indicator in it can answer."""
    return any(p.search(words) for p in (_PRICE, _SIGNS[2][0])) or Counted.asked(words) is not None


def shares(piece: Piece, row: Row) -> bool:
    """Whether a piece has a word of an indicator's name, or asks how long and has a character of it."""
    if (set(terms(piece.words)) | everyday(piece.words)) & _name_of(row):
        return True
    if not _SIGNS[2][0].search(piece.words):
        return False
    return bool(set("".join(telling(piece.words))) & set(row.name))


def tells(piece: Piece, row: Row) -> bool:
    """Whether a piece has more of an indicator than words that any project's may have."""
    said = set(terms(piece.words)) | everyday(piece.words)
    asks = Counted.asked(piece.words) is not None or _PRICE.search(piece.words) is not None
    return asks or bool(said & _name_of(row) - COMMON_PAIRS)


def fits_any(question: Question, row: Row) -> bool:
    """Whether an indicator is in a measure that is asked for, or named where none is asked for."""
    asked, rest = pieces_of(question), rest_of(question)
    return (
        not asked
        or any(shares(piece, row) for piece in rest)
        or any(
            _fits(piece.words, row, Counted.asked(piece.words), _PRICE.search(piece.words))
            for piece in asked
        )
    )


def _fits(words: str, row: Row, counted: Counted | None, price: re.Match[str] | None) -> bool:
    """Whether an indicator is in the measure that a piece asks for: a count, a price, money, a rate."""
    if counted is not None:
        return counted.told(counted_cell(row)) or counted.told(row.target)
    each = _PER_ONE.search(row.target) or _PER_ONE.search(row.result)
    if price is not None and each is not None:
        return True
    if each is not None and _SPENT.search(words):  # 住宿花了多少: no price of a room
        return False
    return not any(
        asked.search(words) and not sign.search(row.target + row.result) for asked, sign in _SIGNS
    )


def _score(
    piece: Piece, row: Row, sheet: Sheet, fitting: Sequence[Row], rows: Sequence[Row]
) -> float:
    """Return how well a piece names an indicator of those in the measure that it asks for."""
    name = _name_of(row)
    said = set(terms(piece.words)) | everyday(piece.words)
    shared = said & name
    whose = set(terms(sheet.implementer))
    holders = {pair: sum(pair in _name_of(other) for other in fitting) for pair in shared}
    plain = shared & (COMMON_PAIRS | whose | set(terms(sheet.title)))
    most = len(shared - whose) >= _MOST_OF_NAME * len(name)
    priced = _alone_costs(piece.words, row, rows)
    if OF_HEAD.search(piece.words) and shared <= plain and not priced:
        own = most and IN_MONEY.search(row.result)  # 升旗仪式花了多少: a cost of its own
        return LEAST + len(shared) / (len(name) + 1) if own else 0.0
    counted = Counted.asked(piece.words)
    # 机房维护费付了多少: 机房 tells one of the costs of a project on 机房 and 网站.
    apart = shared - COMMON_PAIRS - whose if _SIGNS[0][0].search(piece.words) else set()
    if telling(piece.words) <= shared and _SIGNS[0][0].search(piece.words):
        apart = shared - whose  # 建设多少钱,运维多少钱: a common word, and all that is said
    apart = {pair for pair in apart if holders[pair] == 1 < len(fitting)}
    lasts = _lasts(piece, row, fitting)
    if not (shared - plain or counted or most or priced or apart or lasts):
        return 0.0
    found = sum((1 if pair in plain - apart else 2) / count for pair, count in holders.items())
    if counted is not None:
        alone = len(fitting) == 1 and counted.measures not in _OF_ANYTHING
        found += 2.0 if shared or alone else 0.0
    found += 2.0 if priced or _counts_alone(piece, row, rows) or lasts else 0.0
    found += LEAST if piece.words.startswith(fold(row.name)) else 0.0  # 电费, beside 邮电费
    return found + len(shared) / (len(name) + 1)


def _alone_costs(words: str, row: Row, rows: Sequence[Row]) -> bool:
    """Whether an indicator alone gives the price of what a piece asks for: 多少钱一间."""
    asked = _PRICE.search(words)
    sign = (asked["behind"] or asked["before"]) if asked else None
    if sign is None:
        return False
    return [r for r in rows if _costs_of(_ALIKE.get(sign, sign), r)] == [row]


_SPENT = re.compile(r"花了|(?:支|付)(?:了|出)|[花付](?:多少|几)")


def _costs_of(signs: str, row: Row) -> bool:
    each = _PER_ONE.search(row.target) or _PER_ONE.search(row.result)
    return each is not None and any(sign in each["each"] for sign in signs)


def _lasts(piece: Piece, row: Row, fitting: Sequence[Row]) -> bool:
    """Whether a piece asks how long something takes, and one indicator alone tells a time: 网页打开要多久."""
    if fitting != [row] or not _SIGNS[2][0].search(piece.words):
        return False
    return bool(set("".join(telling(piece.words))) & set(row.name))


# 配了多少保安: the number of them, of all that is told of them
_NUMBER_OF = re.compile(r"(?:多少|几)(?!钱|元|分)[个名套台条家所辆]?(?P<noun>[\u4e00-\u9fff]{2,6})")
_COUNTING = re.compile(r"(?:数量?|人次)$")


def _counts_alone(piece: Piece, row: Row, rows: Sequence[Row]) -> bool:
    """Whether an indicator alone counts the thing whose number a piece asks for."""
    asked = _NUMBER_OF.search(piece.words)
    nouns = terms(asked["noun"]) if asked else ()
    counting = [r for r in rows if _COUNTING.search(r.name) and any(n in r.name for n in nouns)]
    return counting == [row]


def _name_of(row: Row) -> frozenset[str]:
    """Return the pairs of an indicator's name: 水电 of 水、电费 too."""
    return _pairs_of(row.name)


@lru_cache(1 << 12)
def _pairs_of(name: str) -> frozenset[str]:
    return frozenset([*terms(name), *terms(name.replace("、", ""))])


def may_mean(piece: Piece, question: Question, row: Row) -> bool:
    """Whether a piece names no figure of the accounts, or only one in the indicator's own words."""
    for mention in piece.named(question):
        said = question.folded[mention.start : mention.end]
        if "人数" in mention.official or everyday(said) & _name_of(row):
            continue  # 吃饭 of 餐费标准
        if not any(word in fold(row.name) for word in (said, fold(mention.official))):
            return False
    return True
