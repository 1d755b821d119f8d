"""How well a piece of a question names an indicator: its words, and the measure that is asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.compose import reckoned
from assistant.compose.rows import COMMON_PAIRS, counted_cell, everyday, value_of
from assistant.lexicon import HAN_RUN
from assistant.plan.projects.counted import CALLS, Counted
from assistant.plan.split.pieces import Piece, pieces_of, rest_of
from assistant.sentences import telling, terms
from assistant.understand import Question
from index.model import Place, Row, Sheet
from index.normalise import fold

_COMMON_ALONE = 2
LEAST = 2.0  # a pair that tells, or two common ones
IN_MONEY = re.compile(r"\d\s*万?元$")
# 花了多少, 执行率多少, 得几分: what stands at the head of a table.
OF_HEAD = re.compile(
    r"(?:花|用|支|批|拨|执行)(?:了|出去|掉)*(?:多少|几)|预算(?:是|有)?(?:多少|几)|执行率|总分|(?<!各)得了?(?:多少|几)分?|(?:打|评|自评)了?(?:多少|几)分"
)
_OF_ANYTHING = ("人名位", "件条份起通封个项宗本张册")
# What asks for money, for a rate or for how long, and the sign that such a row prints.
_SIGNS = (
    (
        re.compile(
            r"钱|花了|省(?:了|下)|节约了?(?:多少|几)|支(?:了|出)|付|费用?(?:是|有)?(?:多少|几)|成本(?!控制)"
        ),
        re.compile("元"),
    ),
    (re.compile(r"率|百分|比例|满意度"), re.compile("%")),
    (
        re.compile(r"多久|多长时间|多快|(?:多少|几)个?(?:毫秒|秒|分钟|小时|工作日)"),
        re.compile(r"\d(?:毫秒|秒|分钟|小时|个?工作日|[天日年]|个?月)"),
    ),
    (re.compile(r"[什啥]么?时候|何时|几月|哪天|几号"), re.compile(r"\d(?:月|日|号)")),
)
# 多少钱一间, 一天给多少, 每人几块: a price, and of what
_PRICE = re.compile(
    r"(?:多少|几)(?:钱|元|块钱?)[一每](?!共)个?(?P<behind>[\u4e00-\u9fff])"
    r"|(?<![第统唯])[一每](?!共|些|直|般)个?(?P<before>[\u4e00-\u9fff])[^\d]{0,6}(?:多少|几)(?!次|天|人)|单价|标准|人均|每"
)
_ALIKE = {"间": "间套", "日": "天日", "天": "天日", "名": "人名位", "位": "人名位", "人": "人名位"}
# 救了几个: of things, whatever they are counted in
_SO_MANY = re.compile(r"(?:多少|几)个(?=$|[的了呢])")
_COUNTED_THINGS = re.compile(
    r"\d(?:余|多)?[万千]?(?![万亿]?元|%|‰|个?月|[天日年]|小时|分钟|[毫]?秒)[\u4e00-\u9fff]"
)
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
    price = _price_in(piece.words, counted)
    fitting = [
        row for row in rows if _fits(piece.words, row, counted, price) or _is_number_of(noun, row)
    ]
    fitting = [row for row in fitting if price and _is_price_of(piece.words, row)] or fitting
    holders = Counter(pair for row in fitting for pair in _name_of(row))
    marked = _marked(piece, fitting, sheet)
    found = [
        (_score(piece, row, sheet, fitting, rows, holders, row.place == marked), row)
        for row in fitting
    ]
    return [entry for entry in found if entry[0] >= LEAST]


def _price_in(words: str, counted: Counted | None) -> re.Match[str] | None:
    """Return where words ask for a price: 一年检修多少次 asks for none."""
    return _PRICE.search(words) if counted is None else None


def _is_price_of(words: str, row: Row) -> bool:
    """Whether an indicator gives the price of just what words ask it of: each, a month, a day."""
    return reckoned.states_each(row, words) or reckoned.states_period(row, words)


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
    words = _QUOTED.sub("", words)
    asked = any(p.search(words) for p in (_PRICE, _SIGNS[2][0], _SIGNS[3][0], _SO_MANY))
    asked |= reckoned.asks_each(words)
    return asked or Counted.asked(words) is not None


def shares(piece: Piece, row: Row) -> bool:
    """Whether a piece has a word of an indicator's name, or asks how long and has a character of it."""
    if (set(terms(piece.words)) | everyday(piece.words)) & _name_of(row):
        return True
    if not _SIGNS[2][0].search(piece.words):
        return False
    return bool(set("".join(_telling(piece.words))) & set(row.name))


def is_asked(piece: Piece, row: Row) -> bool:
    """Whether what a piece asks for is what an indicator can tell: a price, an amount, or its own words.

    Who or which does something is no indicator, nor is a score of the whole.
    """
    words = _QUOTED.sub("", piece.words)  # “最多跑一次” is no price of one
    if _OF_SCORE.search(words) or _WHO.search(words):
        return False
    cells = row.target + row.result
    if (counted := _OF_NOUN.search(words)) and not _is_of_noun(counted, words, row):
        return False  # 有几个窗口: no number of 事项
    how_many = _HOW_MANY.search(words) is not None
    if how_many and not any(char.isdigit() for char in row.result):
        return False
    if _YEARLY.search(words) and re.search(r"/(?:个?月|[天日])$", cells):
        return False
    if Counted.asked(words) is None and reckoned.asks_each(words):
        return _is_price_of(words, row) or _PER_ONE.search(cells) is not None
    if how_many and row.result.endswith("%") and not _SIGNS[1][0].search(words):
        return _OF_RATE.search(words) is not None
    if OF_HEAD.search(words) and not asks_in_measure(words) and _PRICED.search(row.name):
        return False  # 医疗救助花了多少: no 人均救助成本
    if asks_in_measure(words) or (how_many and _OF_MONEY.search(words)):
        return True
    shared = set(terms(words)) & _name_of(row) - COMMON_PAIRS - _OF_MEASURE
    if _REACHED.search(words):
        return bool(shared)
    return len(shared) > (0 if how_many else 1) or bool(everyday(words) & _name_of(row))


_REACHED = re.compile(r"(?:达标|达到|够|超标|合格)了?(?:没有?|吗|么)?$")
# 几个窗口, 窗口有几个: what is counted is named
_OF_NOUN = re.compile(
    r"(?:多少|几)个(?!月|百分|点)(?P<of>[\u4e00-\u9fff]{2,4})"
    r"|(?P<on>[\u4e00-\u9fff]{2})(?:一共|总共|都|各)?有(?:多少|几)个(?=$|[的了呢])"
)


def _is_of_noun(counted: re.Match[str], words: str, row: Row) -> bool:
    """Whether an indicator has a character of the noun that words count, or is called as people do."""
    noun = counted["of"] or counted["on"]
    shared = set(_NO_MARK.sub("", noun)) & set(row.name + row.target + row.result)
    return bool(shared or noun[:2] in CALLS or everyday(words) & _name_of(row))


# Words of measures and of the accounts name no indicator.
_OF_MEASURE = frozenset({"人次", "批次", "场次", "台套", "支出", "收入", "预算", "财政", "拨款"})
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_OF_SCORE = re.compile(r"[\d几少]分(?![钟之])|得分|自评|评价|扣|丢分|失分|满分")
_WHO = re.compile(
    r"(?:年初|全年|有)[^,]{0,2}预算|执行(?!期|时)|(?:[两三四五六七八九几]|\d)个?项|加一遍|合多少|[没未]有?[花用]完|结余|谁|哪(?!里|儿)|[归由]|职责|职能|平摊|摊[到下]|应该|对不对|对吗"
)
_OF_MONEY = re.compile(r"[钱花费付支元价交收补]|成本")
_OF_RATE = re.compile(r"率|成|占|%|满意")
_PRICED = re.compile(r"均|每|单[价位个]|标准")
_YEARLY = re.compile(r"[一每全]年")
_HOW_MANY = re.compile(r"多少|几")


def names(piece: Piece, row: Row) -> bool:
    """Whether a piece has a word of an indicator's name that not any indicator may have."""
    said = set(terms(piece.words)) | everyday(piece.words)
    return bool(said & _name_of(row) - COMMON_PAIRS - _OF_MEASURE)


def tells(piece: Piece, row: Row) -> bool:
    """Whether a piece has more of an indicator than words that any project's may have."""
    return asks_in_measure(piece.words) or names(piece, row)


def fits_any(question: Question, row: Row) -> bool:
    """Whether an indicator is in a measure that is asked for, or named where none is asked for."""
    asked, rest = pieces_of(question), rest_of(question)
    return (
        not asked
        or any(shares(piece, row) for piece in rest)
        or any(
            _fits(piece.words, row, count, _price_in(piece.words, count))
            for piece in asked
            for count in [Counted.asked(piece.words)]
        )
    )


def _fits(words: str, row: Row, counted: Counted | None, price: re.Match[str] | None) -> bool:
    """Whether an indicator is in the measure that a piece asks for: a count, a price, money, a rate."""
    if counted is not None:
        return counted.told(counted_cell(row)) or counted.told(row.target)
    if _SO_MANY.search(words):
        return _COUNTED_THINGS.search(counted_cell(row)) is not None
    each = _per_one(row)
    if price is not None and (each is not None or _is_price_of(words, row)):
        return True
    if each is not None and _SPENT.search(words):  # 住宿花了多少: no price of a room
        return False
    return not any(
        asked.search(words) and not sign.search(row.target + row.result) for asked, sign in _SIGNS
    )


def _score(
    piece: Piece,
    row: Row,
    sheet: Sheet,
    fitting: Sequence[Row],
    rows: Sequence[Row],
    all_holders: Mapping[str, int],
    marked: bool,
) -> float:
    """Return how well a piece names an indicator of those in the measure that it asks for.

    `all_holders` tells how many of these have a pair, `marked` whether a piece marks this one.
    """
    name = _name_of(row)
    said = set(terms(piece.words)) | everyday(piece.words)
    shared = said & name
    whose = set(terms(sheet.implementer))
    holders = {pair: all_holders[pair] for pair in shared}
    plain = shared & (COMMON_PAIRS | whose | set(terms(sheet.title)))
    most = len(shared - whose) >= _MOST_OF_NAME * len(name)
    most |= len(shared) >= _COMMON_ALONE and set(holders.values()) == {1}  # 满不满意, of one row
    priced = _is_price_of(piece.words, row) or _alone_costs(piece.words, row, rows)
    marked = marked and explains(piece, row, sheet)
    if OF_HEAD.search(piece.words) and shared <= plain and not priced:
        if marked and shared and IN_MONEY.search(row.result):
            return LEAST + len(shared) / (len(name) + 1)  # 维护网站花了多少, beside 机房
        own = most and IN_MONEY.search(row.result)  # 升旗仪式花了多少: a cost of its own
        return LEAST + len(shared) / (len(name) + 1) if own else 0.0
    counted = Counted.asked(piece.words)
    # 机房维护费付了多少: 机房 tells one of the costs of a project on 机房 and 网站.
    apart = shared - COMMON_PAIRS - whose if _SIGNS[0][0].search(piece.words) else set()
    if _SIGNS[0][0].search(piece.words) and _telling(piece.words) <= shared:
        apart = shared - whose  # 建设多少钱,运维多少钱: a common word, and all that is said
    apart = {pair for pair in apart if holders[pair] == 1 < len(fitting)}
    lasts = _lasts(piece, row, fitting)
    if not (shared - plain or counted or most or priced or apart or lasts or marked):
        return 0.0
    found = sum((1 if pair in plain - apart else 2) / count for pair, count in holders.items())
    if counted is not None:
        alone = len(fitting) == 1 and (
            counted.measures not in _OF_ANYTHING or _in_measure_said(piece.words, row)
        )
        found += 2.0 if shared or alone else 0.0
    found += 2.0 if priced or _counts_alone(piece, row, rows) or lasts else 0.0
    found += LEAST if marked and not shared else 0.0
    found += LEAST if piece.words.startswith(fold(row.name)) else 0.0  # 电费, beside 邮电费
    return found + len(shared) / (len(name) + 1)


def _in_measure_said(words: str, row: Row) -> bool:
    """Whether an indicator is told in the very measure that words ask for: 几条, 1条."""
    cell = value_of(counted_cell(row))
    sign = cell["measure"][-1:] if cell else ""
    return bool(sign) and re.search(rf"(?:多少|几){sign}", words) is not None


def _marked(piece: Piece, fitting: Sequence[Row], sheet: Sheet) -> Place | None:
    """Return the indicator that has more characters of a piece to itself than any in what is asked for.

    救了几个 is 救助人数, 配了多少件 is 适配数量: where a measure leaves few, one character tells.
    """
    if not (asks_in_measure(piece.words) or _SPENT.search(piece.words)):
        return None
    said = set("".join(_said_in(piece.words))) - set(sheet.implementer)
    chars = {char: sum(char in other.name for other in fitting) for char in said}
    own = {other.place: sum(chars.get(c) == 1 for c in set(other.name)) for other in fitting}
    most = max(own.values(), default=0)
    best = [place for place, count in own.items() if count == most > 0]
    return best[0] if len(best) == 1 else None


@lru_cache(1 << 10)
def _said_in(words: str) -> tuple[str, ...]:
    """Return the stretches of words that may name what they ask for."""
    return tuple(HAN_RUN.findall(_NO_MARK.sub(" ", words)))


@lru_cache(1 << 10)
def _telling(words: str) -> frozenset[str]:
    return frozenset(telling(words))


def explains(piece: Piece, row: Row, sheet: Sheet) -> bool:
    """Whether an indicator or its project has one of the words that a piece says, if it says any.

    食堂阿姨一个月多少钱 is no 互联网月租费用, though that alone is told by the month.
    """
    of_amount = asks_in_measure(piece.words) or _OF_MONEY.search(piece.words)
    if of_amount and everyday(piece.words) & _name_of(row):
        return True
    known = (_name_of(row) | set(terms(sheet.title))) - _OF_MEASURE
    runs = [run for run in _said_in(piece.words) if len(run) >= _LEAST_WORD]
    each = [bool((set(terms(run)) | everyday(run)) & known) for run in runs]
    return any(each) if of_amount and runs else all(each)


_LEAST_WORD = 2
# What any question may say: no sign of one indicator.
_NO_MARK = re.compile(
    r"(?:多少|几)[天次场座处户个套台人名只条件册份箱盆吨种期起块把张间栋]?|平方米|平米|公里|一共|总共|实际|原?计划|目标|全年|[一每]个?[年月天日晚人个]|[上去今]年|年度?|什么|[那这]个?|[上去]头|里[面头]?|请问|平均"
    r"|人均|每人|[了的是有给在到花用钱元块个数量费成本标准各都又还才只吗呢啊没不能要会和跟比中]"
)


def _alone_costs(words: str, row: Row, rows: Sequence[Row]) -> bool:
    """Whether an indicator alone gives the price of what a piece asks for: 多少钱一间."""
    asked = _PRICE.search(words)
    sign = (asked["behind"] or asked["before"]) if asked else None
    if sign is None:
        return False
    return [r for r in rows if _costs_of(_ALIKE.get(sign, sign), r)] == [row]


_SPENT = re.compile(r"花了|(?:支|付)(?:了|出)|[花付](?:多少|几)")


def _per_one(row: Row) -> re.Match[str] | None:
    return _PER_ONE.search(row.target) or _PER_ONE.search(row.result)


def _costs_of(signs: str, row: Row) -> bool:
    each = _per_one(row)
    return each is not None and any(sign in each["each"] for sign in signs)


def _lasts(piece: Piece, row: Row, fitting: Sequence[Row]) -> bool:
    """Whether a piece asks how long something takes, and one indicator alone tells a time: 网页打开要多久."""
    if fitting != [row] or not _SIGNS[2][0].search(piece.words):
        return False
    return bool(set("".join(_telling(piece.words))) & set(row.name))


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


def may_mean(piece: Piece, question: Question, row: Row, *, strictly: bool = False) -> bool:
    """Whether a piece names no figure of the accounts, or only one in the indicator's own words.

    `strictly` a figure that is called by its own name is one of the accounts.
    """
    if reckoned.prices_another(row, piece.words):
        return False
    for mention in piece.named(question):
        said = question.folded[mention.start : mention.end]
        official = fold(mention.official).removesuffix("指标")
        if strictly and (said in official or official in said) and official not in row.name:
            return False
        counts = Counted.asked(piece.words) is not None
        if _OF_COSTS.search(official) and counts and (names(piece, row) or not strictly):
            continue  # 接待多少来办事的: a count, of no cost
        if not strictly and counts and _OF_STAFF.search(official):
            continue  # of the staff that a project's table counts
        if strictly and not asks_in_measure(piece.words):
            return False
        if "人数" in official or everyday(said) & _name_of(row) or _HOW_MANY.match(said):
            continue  # 吃饭 of 餐费标准
        if not any(word in fold(row.name) for word in (said, official)):
            return False
    return True


_OF_COSTS, _OF_STAFF = re.compile(r"费$|支出$|[(][类款项][)]$"), re.compile(r"人员$|人数$")
