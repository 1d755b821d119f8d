"""English questions → Chinese ones for the rules: phrases by table, names of units by pinyin too.

Words that no table knows stay as they are: what is asked for beyond the field must not get lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations

from assistant.understand.bracketed import named_in_brackets
from assistant.understand.unit_names import bare_name, place_names
from index.normalise import fold

_HAN = re.compile(r"[\u3400-\u9fff]")
_TOKEN = re.compile(
    r"(?P<range>(?<!\d)(?:19|20)\d\d\s*[-–—~]\s*(?:19|20)\d\d(?!\d))"
    r"|(?P<number>\d(?:[\d,]*\d)?(?:\.\d+)?%?)|(?P<word>[a-zü]+(?:'[a-z]+)?)"
    r"|(?P<han>[“”「」（）()\u3400-\u9fff]*[\u3400-\u9fff][“”「」（）()\u3400-\u9fff0-9]*)"
    r"|(?P<mark>[,;.?!])"
)
_NEXT = re.compile(
    r"(?:[,;.?!]+\s*(?:(?:and|but|so|then|also|plus)\s+)*|\s+and\s+)"
    r"(?=(?:how|what|what's|why|did|does|was|were|is|are)\b)|[.?!]+\s+"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST_WORDS = 3
_HAN_PER_WORD = 8  # a question may hold the Chinese name of a unit
_MOST_JOINED = 6  # words of one name in pinyin (wu lu mu qi)
_SHORTEST_PINYIN = 4
_KINDS = (
    "leads",
    "asks",
    "terms",
    "rows",
    "weak",
    "procured",
    "places",
    "levels",
    "fields",
    "types",
)
_NAMING = ("places", "levels", "fields", "types")
_SCALES = {"thousand": (1, "000元"), "million": (100, "万元"), "billion": (10, "亿元")}


@dataclass(frozen=True, slots=True)
class _Piece:
    """One phrase of a question: what kind of words it is, in Chinese, and its own words."""

    kind: str
    chinese: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Unit:
    """The parts of one unit's name: places with their level, fields of work, type."""

    places: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    type: str = ""

    @property
    def text(self) -> str:
        """The name as a short Chinese one."""
        return "".join((*self.places, *self.fields, self.type))


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = files("assistant").joinpath("data/english.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(text)["question"]
    return loaded


@cache
def _phrases() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """Return (kind, Chinese) by the stems of a phrase's words; the first meaning counts."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind in _KINDS:
        for chinese, phrases in _table()[kind].items():
            for phrase in phrases:
                found.setdefault(_stems(phrase), (kind, chinese))
    for word in (*_table()["words"]["stop"], *_table()["words"]["generic"]):
        found.setdefault(_stems(word), ("stop", ""))
    return found


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


@cache
def _known_words() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase)


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in re.findall(r"[a-zü']+|\d+", phrase.lower()))


def _stem(word: str) -> str:
    """Return a word without possessive and plural, crudely and alike for table and question."""
    word = word.removesuffix("'s").replace("'", "")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


# -- which language ---------------------------------------------------------------------------


def is_english(text: str) -> bool:
    """Return whether a question is asked in English: mostly English words, few Han characters.

    >>> is_english("Why did three public expenses fall in 2023?"), is_english("GDP是多少")
    (True, False)
    """
    words = re.findall(r"[a-z]+(?:'[a-z]+)?", _clean(text))
    known = [word for word in words if _stem(word) in _known_words()]
    han = len(_HAN.findall(text))
    if not han and words and len(known) == len(words):
        return True  # Why?, And 2022?
    enough = len(words) >= _FEWEST_WORDS and 2 * len(known) >= len(words)
    return enough and len(known) >= 2 and han <= _HAN_PER_WORD * len(words)


def _clean(text: str) -> str:
    text = text.lower().replace("’", "'").replace("‘", "'").replace("&", " and ")
    return re.sub(r"(?<=[a-z0-9])[-–/](?=[a-z])", " ", text)


# -- the question -----------------------------------------------------------------------------


def to_chinese(text: str, units: Sequence[str]) -> str:
    """Return a Chinese question with the meaning of an English one, for the rules.

    `units` are names of indexed units (former names and members may be among them).
    """
    sounds = _sounds(tuple(units))
    plain = _clean(named_in_brackets(text, units))
    clauses = _clauses(plain)
    read = [_name_units(_pieces(clause, sounds)) for clause in clauses]
    heads = [[_whole_name(unit, units) for unit in named] for named, _ in read]
    rests = [rest for _, rest in read]
    if sum(map(bool, heads)) == 1:  # named behind the first question, a unit is meant in all
        heads = [max(heads, key=len), *([] for _ in heads[1:])]
    dated = [[p for p in rest if p.kind == "year"] for rest in rests]
    if sum(map(bool, dated)) == 1 and not dated[0]:
        rests[0] = [*max(dated, key=len), *rests[0]]
        rests[1:] = [[p for p in rest if p.kind != "year"] for rest in rests[1:]]
    told = ""
    for clause, names, rest in zip(clauses, heads, rests, strict=True):
        if "多少" in told and _SUCH_COST.search(clause):  # of what is named
            rest = [p for p in rest if p.kind != "weak"]
        meant = _DEFINED.match(clause) is not None and _POINTS_BACK.search(plain) is not None
        chinese = _assembled(names, rest, alone=meant or len(clauses) == 1, defined=meant)
        chinese = _POINTS_LOST.sub(r"\g<before>\g<between>扣了多少分", chinese)
        # What asks nothing (in 2023, ...) leads to the clause after it.
        leads = all(p.kind not in ("asks", "leads") for p in rest)
        told += chinese.removesuffix("？") + "，" if leads and chinese else chinese
    if _OF_GUESTS.search(told):
        told = told.replace("实有人数多少", "国内公务接待人次多少", 1)
    return told.removesuffix("，") + "？" if told.endswith("，") else told


# how many points did it lose
_POINTS_LOST = re.compile(r"(?P<before>[^？]*)得分多少(?P<between>[^？]*)扣分")
# how many batches of guests were received, how many people: of guests, not of the staff
_OF_GUESTS = re.compile(r"^[^？]*国内公务接待批次[^？]*？?[，,]?实有人数多少")
_DEFINED = re.compile(r"what(?:'s| is| are)\b")
_SUCH_COST = re.compile(r"\bwhy\b.*\b(?:the|its) (?:cost|spending)s?\b(?! (?:of|on|for)\b)")
_POINTS_BACK = re.compile(r"\b(?:it|them|those|these)\b")


def _clauses(text: str) -> list[str]:
    """Return the questions of a text that asks several: how many …, and how much …"""
    return [clause for clause in _NEXT.split(text) if clause.strip()]


def _pieces(text: str, sounds: Mapping[str, str]) -> list[_Piece]:
    """Return the phrases of a question, longest first from the left."""
    tokens = [(m.lastgroup or "", m.group()) for m in _TOKEN.finditer(text)]
    found: list[_Piece] = []
    at = 0
    while at < len(tokens):
        piece, taken = _next(tokens, at, sounds)
        found.append(piece)
        at += taken
    for i in range(len(found) - 1):
        if found[i].kind == "unknown" and found[i + 1].kind == "levels":
            found[i] = _Piece("places", found[i].chinese)  # Tianshan District, of no indexed unit
    return found


def _next(
    tokens: Sequence[tuple[str, str]], at: int, sounds: Mapping[str, str]
) -> tuple[_Piece, int]:
    kind, word = tokens[at]
    for length in range(min(_longest(), len(tokens) - at), 0, -1):
        run = tokens[at : at + length]
        if any(k not in ("word", "number") for k, _ in run):
            continue
        known = _phrases().get(tuple(_stem(w) for _, w in run))
        if known is not None:
            return _Piece(*known, " ".join(w for _, w in run)), length
    if kind == "word":
        return _spelt(tokens, at, sounds)
    if kind == "range":
        first, last = _YEAR.findall(word)
        return _Piece("year", f"{first}到{last}年"), 1
    if kind == "number":
        return _number(tokens, at)
    return _Piece({"han": "terms", "mark": "mark"}[kind], word, word), 1


def _spelt(
    tokens: Sequence[tuple[str, str]], at: int, sounds: Mapping[str, str]
) -> tuple[_Piece, int]:
    """Return a place or a unit that is written in pinyin, else the unknown word itself."""
    for length in range(min(_MOST_JOINED, len(tokens) - at), 0, -1):
        run = tokens[at : at + length]
        if any(k != "word" for k, _ in run):
            continue
        name = sounds.get(_letters_only("".join(w for _, w in run)))
        if name:
            return _Piece("places", name), length
    return _Piece("unknown", tokens[at][1]), 1


def _number(tokens: Sequence[tuple[str, str]], at: int) -> tuple[_Piece, int]:
    """Return a year, or a number that the question says, with its measure in Chinese."""
    word = tokens[at][1]
    if _YEAR.fullmatch(word):
        return _Piece("year", word), 1
    after = [w for _, w in tokens[at + 1 : at + 3]]
    if after[:1] in (["percent"], ["%"]):
        return _Piece("said", f"{word}%"), 2
    if after and after[0] in _SCALES:
        factor, measure = _SCALES[after[0]]
        return _Piece("said", f"{_times(word, factor)}{measure}"), 1 + len(after)
    if after[:1] in (["yuan"], ["rmb"], ["cny"]):
        return _Piece("said", f"{word}元"), 2
    return _Piece("said", word), 1


def _times(number: str, factor: int) -> str:
    from decimal import Decimal

    text = f"{Decimal(number.replace(',', '')) * factor:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# -- units ------------------------------------------------------------------------------------


def _name_units(pieces: Sequence[_Piece]) -> tuple[list[_Unit], list[_Piece]]:
    """Return the units that the pieces name, and the pieces that name none.

    `and` joins two fields of one unit, and after a type it starts another unit.
    """
    groups: list[list[tuple[int, _Piece]]] = [[]]
    joined = True
    for at, piece in enumerate(pieces):
        if piece.kind in _NAMING:
            if not (groups[-1] and joined and _goes_on(groups[-1], piece, pieces[at - 1])):
                groups.append([])
            groups[-1].append((at, piece))
            joined = True
        elif piece.kind != "stop" or piece.words in ("and", "versus"):
            joined = piece.words == "and" and not _has(groups[-1], "types")
    kept = [group for group in groups if _names_something(group)]
    taken = {at for group in groups for at, _ in group if group in kept}
    loose = [_as_term(p) for at, p in enumerate(pieces) if at not in taken]
    return _merged([_unit([p for _, p in group]) for group in kept]), loose


def _has(group: Sequence[tuple[int, _Piece]], kind: str) -> bool:
    return any(piece.kind == kind for _, piece in group)


def _goes_on(group: Sequence[tuple[int, _Piece]], piece: _Piece, before: _Piece) -> bool:
    """Whether a part of a name belongs to the unit before it."""
    if not _has(group, "types"):
        both = piece.kind == "places" and _has(group, "places") and before.kind == "stop"
        return not (both and before.words == "and")
    # Bureau of Education of Wuhou: after the type only what the name still lacks.
    if piece.kind == "types":
        return False
    return before.kind in ("stop", "levels", "places", "fields") and not _lacks_nothing(
        group, piece
    )


def _lacks_nothing(group: Sequence[tuple[int, _Piece]], piece: _Piece) -> bool:
    if piece.kind == "levels":
        return group[-1][1].kind not in ("places", "levels", "types")
    if _has(group, piece.kind):
        return group[-1][1].kind != piece.kind
    return False


def _names_something(group: Sequence[tuple[int, _Piece]]) -> bool:
    """Whether parts make a name: a place, or a field with a type (the office alone does not)."""
    government = any("政府" in p.chinese or p.chinese == "高新区" for _, p in group)
    return _has(group, "places") or government or (_has(group, "fields") and _has(group, "types"))


def _as_term(piece: _Piece) -> _Piece:
    """Return a part that names no unit as what it then means: a field is spent on."""
    if piece.kind == "fields":
        return _Piece("terms", f"{piece.chinese}支出", piece.words)
    return _Piece("stop", "") if piece.kind in ("levels", "types") else piece


def _unit(parts: Sequence[_Piece]) -> _Unit:
    places: list[str] = []
    for part in parts:
        if part.kind == "places" or (
            part.kind == "levels" and not (places and places[-1].endswith(part.chinese))
        ):
            places.append(part.chinese)
    fields = tuple(p.chinese for p in parts if p.kind == "fields")
    kinds = [p.chinese for p in parts if p.kind == "types"]
    return _Unit(tuple(places), fields, kinds[0] if kinds else "")


def _merged(units: list[_Unit]) -> list[_Unit]:
    """Join a place and a unit without one: the finance bureau … in Hohhot."""
    if len(units) == 2:
        bare = [u for u in units if not u.places]
        place = [u for u in units if u.places and not u.fields and not u.type]
        if len(bare) == 1 and len(place) == 1:
            return [_Unit(place[0].places, bare[0].fields, bare[0].type)]
    return units


def _whole_name(unit: _Unit, units: Sequence[str]) -> str:
    """Return the only indexed name that holds all parts of a unit's name, else the parts joined."""
    if not unit.type and not unit.fields:
        return unit.text
    fits = {
        name
        for name in map(bare_name, units)
        if _in_order("".join((*unit.places, *unit.fields)), name) and _of_type(unit.type, name)
    }
    return fits.pop() if len(fits) == 1 else unit.text


def _in_order(part: str, name: str) -> bool:
    at = -1
    for char in part:
        at = name.find(char, at + 1)
        if at < 0:
            return False
    return True


def _of_type(kind: str, name: str) -> bool:
    return name.endswith(kind[-1:]) if kind != "政府" else name.endswith("政府")


# -- names in English -------------------------------------------------------------------------


@lru_cache(maxsize=512)
def unit_in_english(unit: str) -> str:
    """Return a unit's name in English where all its parts are known, else an empty string."""
    left = re.sub(r"\([^)]*\)", "", bare_name(unit))
    words: list[str] = []
    parts = _part_names()
    while left:
        part = next((p for p in parts if left.startswith(p)), None)
        if part is None:
            return ""
        words.append(parts[part])
        left = left.removeprefix(part)
    return " ".join(words)


@cache
def _part_names() -> Mapping[str, str]:
    """Return the parts of units' names in English, longest first."""
    known: dict[str, str] = {}
    for kind in _NAMING:
        for chinese, phrases in _table()[kind].items():
            known.setdefault(chinese, _titled(phrases[0]))
    for place in _known_places():
        known.setdefault(place, _pinyin(place).capitalize())
    return dict(sorted(known.items(), key=lambda pair: -len(pair[0])))


def _titled(phrase: str) -> str:
    words = [w if w in ("and", "of") else w[:1].upper() + w[1:] for w in phrase.split()]
    return " ".join(words)


def _known_places() -> Sequence[str]:
    return files("assistant").joinpath("data/places.txt").read_text(encoding="utf-8").split()


# -- the Chinese question ---------------------------------------------------------------------

_TOPICS = ("主要职能", "机构设置", "所属预算单位", "功能科目")
_BUDGETS = ("预算多少，决算多少", "预算多少", "年初预算多少")
_RELATIVE = ("今年", "去年", "前年", "近三年", "近两年", "历年", "下一年", "上年呢")
_MOVES = ("下降", "增加")


def _assembled(
    names: Sequence[str], pieces: Sequence[_Piece], *, alone: bool = True, defined: bool = False
) -> str:
    """Return year, unit, term and what is asked of it, in the order of a Chinese question."""

    def of(kind: str) -> list[str]:
        return list(dict.fromkeys(p.chinese for p in pieces if p.kind == kind and p.chinese))

    terms, asks, leads = of("terms"), of("asks"), of("leads")
    words = [p.words for p in pieces]
    years = [*_years(of("year"), _spans_years(pieces)), *(a for a in asks if a in _RELATIVE)]
    asks = [a for a in asks if a not in _RELATIVE]
    if any(term.startswith("政府采购") for term in terms):
        terms += of("procured")  # goods, works and services
    # 花了多少 beside another term (spend on receptions) says nothing more.
    rows = of("rows")
    unnamed = _SPENT_ON.search(" ".join(words)) and any(p.kind == "unknown" for p in pieces)
    each = _COST_EACH & set(asks) and "it" in words  # how much did it cost per person
    if not terms and _SPENT in of("weak") and (rows or unnamed or each):
        asks = ["花了多少钱" if ask == "多少" else ask for ask in asks] or ["花了多少钱"]
    stated = rows or unnamed or each or set(asks) & {"得分多少", "扣分", "执行率"}
    terms = terms or ([] if stated else of("weak"))
    alone = alone and (defined or not (names or years or leads))
    plain = not asks and _SPENT not in of("weak")  # what did it spend on training
    if alone and len(terms) == 1 and plain and any(w in ("what", "what's") for w in words):
        return f"{'、'.join(years)}{'和'.join(names)}{'，' if years or names else ''}什么是{terms[0]}？"
    if "占比" in asks or of("weak"):  # the share of personnel in spending: of money, not of people
        money = {p.chinese for p in pieces if p.words == "personnel"}
        terms = ["人员经费" if term in money else term for term in terms]
    asked = _asked([*terms, *rows], asks, leads, of("said"))
    head = "、".join(years) + "和".join(dict.fromkeys(names))
    body = "".join(leads) + "和".join(terms) + "".join(rows) + asked
    unknown = " ".join(p.chinese for p in pieces if p.kind == "unknown")
    told = f"{head}{'的' if names and body else ''}{body}{f' {unknown}' if unknown else ''}"
    return f"{told}？" if told else ""


_SPENT = "总支出"
# spent on what no table knows: not all that was spent is asked for
_SPENT_ON = re.compile(r"\b(?:spend|spent|spending|cost)\b.*\bon\b(?! average)")
_COST_EACH = {"人均多少", "每批次多少", "平均每辆多少"}


def _spans_years(pieces: Sequence[_Piece]) -> bool:
    """Whether years are said as a range: from 2021 to 2024, between 2021 and 2024."""
    words = [p.words for p in pieces]
    joined = [
        word
        for before, word, after in zip(pieces, words[1:], pieces[2:], strict=False)
        if before.kind == after.kind == "year"
    ]
    return "to" in joined or ("between" in words and "and" in joined)


def _years(years: Sequence[str], spans: bool) -> list[str]:
    plain = [year for year in years if _YEAR.fullmatch(year)]
    if spans and len(plain) == len(years) == 2:
        return [f"{min(plain)}到{max(plain)}年"]
    return [year if year.endswith("年") else f"{year}年" for year in years]


def _asked(
    terms: Sequence[str], asks: Sequence[str], leads: Sequence[str], said: Sequence[str]
) -> str:
    """Return what a question asks, the words in the order that Chinese wants."""
    left = list(asks)
    if "为什么" in left and set(left) & set(_BUDGETS):
        left = [a for a in left if a not in (*_BUDGETS, "为什么", "相差多少")]
        left.append("预决算差异的原因是什么")
    if set(left) & {"最高", "最低"}:
        left = [a.removesuffix("多少") for a in left if a not in ("多少", "有哪些", "对吗")]
        if not leads:
            left.insert(0, "哪个")
    moves = [a for a in left if a in _MOVES]
    if len(moves) == 2:
        moves = ["增加还是减少"]
        left = [a for a in left if a != "还是"]
    if moves:
        against = "比上年" if "比上年变化多少" in left and "为什么" not in left else ""
        much = "多少" if "多少" in left and "为什么" not in left else ""
        left = [a for a in left if a not in (*_MOVES, "比上年变化多少", "多少")]
        left.append(f"{against}{moves[0]}{''.join(said)}{'了' if much else ''}{much}")
    elif said:
        left = [*left, "".join(said)]
    if any("多少" in a and a != "多少" for a in left) or {"占比", "构成", "什么意思"} & set(left):
        left = [a for a in left if a != "多少"]
    left = ["占比多少" if a == "占比" else a for a in left]
    if "什么意思" in left:
        left = [a for a in left if a != "什么意思"] + ["是什么意思"]
    if not left and not set(leads) - {"其中"}:
        left = ["有哪些"] if set(terms) & set(_TOPICS) else ["多少"] if terms else []
    last = [a for a in left if a in ("对吗",)]
    return "".join(a for a in left if a not in last) + "".join(f"，{a}" for a in last)


# -- pinyin -----------------------------------------------------------------------------------

_RUN = re.compile(r"[A-Za-zü]+(?:[ '’]+[A-Za-zü]+)*")


def from_pinyin(text: str, words: Iterable[str]) -> str:
    """Return a text whose runs of Latin letters that spell one of `words` stand in Han characters.

    >>> from_pinyin("sangong经费多少", ["三公"])
    '三公经费多少'
    >>> from_pinyin("公wu接待费多少qian", ["公务接待费"])
    '公务接待费多少钱'
    """
    words = tuple(words)
    if any(len(run.group()) >= _SHORTEST_PINYIN for run in _RUN.finditer(text)):
        spelt = _spellings(words)
        text = _RUN.sub(lambda run: _in_han(run.group(), spelt), text)
    for run in reversed(list(_LETTERS.finditer(text))):
        text = text[: run.start()] + _completed(run, (*words, *_ASKING)) + text[run.end() :]
    return text


_LETTERS = re.compile(r"[A-Za-zü]{2,}")
# Words that a question asks with, beside those of the field.
_ASKING = (
    *(
        "多少钱",
        "花了多少",
        "多少",
        "几个",
        "为什么",
        "为啥",
        "怎么",
        "什么",
        "哪里",
        "原因",
        "平均",
    ),
    *(
        "一共",
        "总共",
        "分别",
        "去年",
        "上年",
        "今年",
        "比上年",
        "增加",
        "减少",
        "增长",
        "下降",
        "每人",
    ),
)


def _completed(run: re.Match[str], words: Sequence[str]) -> str:
    """Return the part of a word that letters spell where Han characters beside them say the rest: jie待."""
    said, text = run.group(), run.string
    letters = _letters_only(said)
    left, right = text[: run.start()], text[run.end() :]
    beside = {*left[-1:], *right[:1]}
    found = ""
    for word in words:
        if not beside & set(word):
            continue
        for start, end in combinations(range(len(word) + 1), 2):
            fits = left.endswith(word[:start]) and right.startswith(word[end:])
            if fits and end - start < len(word) and _sound(word[start:end]) == letters:
                found = max(found, word[start:end], key=len)
    return found or said


def _in_han(run: str, spelt: Mapping[str, str]) -> str:
    """Return a run of words with those that spell something replaced, the longest first."""
    parts = re.findall(r"[A-Za-zü]+|[ '’]+", run)
    told: list[str] = []
    at = 0
    while at < len(parts):
        for end in range(len(parts), at, -1):
            word = spelt.get(_letters_only("".join(parts[at:end])))
            if word and parts[at][0].isalpha() and parts[end - 1][0].isalpha():
                told.append(word)
                at = end
                break
        else:
            told.append(parts[at])
            at += 1
    return _without_gaps("".join(told))


def _without_gaps(text: str) -> str:
    return re.sub(r"(?<=[\u3400-\u9fff]) +(?=[\u3400-\u9fff])", "", text)


def _letters_only(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower().replace("ü", "v"))


@lru_cache(maxsize=4)
def _spellings(words: tuple[str, ...]) -> Mapping[str, str]:
    """Return words by their pinyin without tones; the first of several alike counts."""
    found: dict[str, str] = {}
    for word in words:
        letters = _pinyin(word)
        if len(letters) >= _SHORTEST_PINYIN:
            found.setdefault(letters, word)
    return found


@lru_cache(maxsize=65536)
def _pinyin(word: str) -> str:
    """Return the pinyin of a word of two and more Han characters, or nothing."""
    bare = re.sub(r"[“”\"\s（）()]", "", word)
    return _sound(bare) if len(bare) > 1 else ""


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    """Return the pinyin of a word of Han characters alone, or nothing."""
    if not all(_HAN.match(char) for char in word):
        return ""
    from pypinyin import lazy_pinyin

    return _letters_only("".join(lazy_pinyin(word)))


@lru_cache(maxsize=16)
def _sounds(units: tuple[str, ...]) -> Mapping[str, str]:
    """Return names of the indexed units, their places, and all known places by their pinyin."""
    names: list[str] = []
    for unit in units:
        places = place_names(unit)
        name = bare_name(unit)
        rests = [name.partition(place)[2] for place in places if place in name]
        names += [*places, name, *(rest for rest in rests if rest)]
    return _spellings(tuple(fold(name) for name in (*names, *_known_places())))
