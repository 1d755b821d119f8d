"""A question as it was meant: Traditional characters and slips of the same sound put right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

_SHORTEST, _LONGEST = 4, 12
_MOST_WRONG = 3  # one character in three may be wrong


def simplified(text: str) -> str:
    """Return a text in Simplified characters; one that has no Traditional ones is left alone."""
    if all(_common(char) for char in text):
        return text
    return str(_converter().convert(text))


def keeps_order(short: str, whole: str) -> bool:
    """Whether the characters of a text stand in another in their order."""
    rest = iter(whole)
    return all(char in rest for char in short)


# Rare characters that are written for common ones which they look like.
_LOOKS_LIKE = dict(re.findall("(.)(.)", "侍待暧暖拔拨冶治菅管徼缴栽裁遣遗亨享"))


def seen_right(text: str, pairs: Collection[str]) -> str:
    """Return a text with characters put right that look like others: 接侍 for 接待.

    `pairs` are all two neighbouring characters of the words that are known: one that makes such a
    pair with a neighbour stays.
    """
    fixed = list(text)
    for at, char in enumerate(text):
        twin = _LOOKS_LIKE.get(char)
        if twin is None:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if before + char in pairs or char + after in pairs:
            continue
        if before + twin in pairs or twin + after in pairs:
            fixed[at] = twin
    return "".join(fixed)


def _common(char: str) -> bool:
    """Whether a character is ASCII or of the set of common Simplified ones."""
    if char.isascii():
        return True
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter():  # type: ignore[no-untyped-def]  # the library is untyped
    import opencc

    return opencc.OpenCC("t2s")


# Short words of the field that are mistyped by a character of the same sound; what such a slip
# happens to spell as a word of its own is left alone.
_CORE = tuple(
    re.findall(
        "..",
        "接待招待公车采购绩效结余结转预算决算工资经费拨款项目支出收入三公出国培训养老医疗退休在职政府公用办公车辆编制",
    )
)
_WORDS_OF_THEIR_OWN = frozenset(
    re.findall("..", "指出只出借贷节余会意养劳征服正负证付编织变质贬值功用共用共资")
)


class Sounds:
    """Words by how they sound; made on first need, since pinyin tables take time to load."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep the words of four to twelve Han characters."""
        self._words = tuple(w for w in words if _SHORTEST <= len(w) <= _LONGEST and _all_han(w))
        self._by_sound: dict[tuple[str, ...], str] = {}

    def corrected(self, text: str, open_chars: Iterable[int], closed: Collection[int] = ()) -> str:
        """Return a text with words of the same sound put right where nothing explains a character.

        `open_chars` are the offsets that no known word covers: a slip holds at least one of them.
        Two characters of which one is `closed`, in a term that is named, are no word: 扣除|国内接待费.
        """
        unexplained = set(open_chars)
        if not unexplained:
            return text
        text = _core_words(text, unexplained, closed)
        if not self._by_sound:
            for word in self._words:
                self._by_sound.setdefault(_sound(word), word)
        sounds = _sound(text)
        taken: set[int] = set()
        fixed = list(text)
        for length in range(min(_LONGEST, len(text)), _SHORTEST - 1, -1):
            for start in range(len(text) - length + 1):
                span = range(start, start + length)
                if taken.intersection(span) or not unexplained.intersection(span):
                    continue
                word = self._by_sound.get(sounds[start : start + length], "")
                wrong = [i for i in span if word and text[i] != word[i - start]]
                # 学生多少钱 is no 剩多少钱: what asks an amount tells nothing of the word before it.
                telling = len(_ASKS_AMOUNT.sub("", word))
                if word and wrong and len(wrong) * _MOST_WRONG <= telling:
                    fixed[start : start + length] = word
                    taken.update(span)
        return "".join(fixed)


_ASKS_AMOUNT = re.compile(r"(?:是|有|花|了)?(?:多少|几)(?:钱|个|元)?")


def _core_words(text: str, unexplained: set[int], closed: Collection[int]) -> str:
    """Put right two-character words of the field of which one character is wrong."""
    fixed = list(text)
    for start in range(len(text) - 1):
        pair = text[start : start + 2]
        if not unexplained & {start, start + 1} or pair in _WORDS_OF_THEIR_OWN:
            continue
        if start in closed or start + 1 in closed:
            continue
        for word in _CORE:
            same = [a == b for a, b in zip(pair, word, strict=True)]
            if sum(same) == 1 and _sound(pair) == _sound(word):
                fixed[start : start + 2] = word
    return "".join(fixed)


def sounds_like(said: str, name: str) -> bool:
    """Whether a name is said with a few characters of the same sound: 云龙市 for 云泷市.

    >>> sounds_like("数字化发展菊", "数字化发展局")
    True
    """
    wrong = sum(a != b for a, b in zip(said, name, strict=False))
    few = len(said) == len(name) and 0 < wrong * _MOST_WRONG <= len(name)
    return few and _sound(said) == _sound(name)


def same_sound(said: str, name: str) -> bool:
    """Whether two words of the same length sound alike.

    >>> same_sound("昌极", "昌吉")
    True
    """
    return len(said) == len(name) and _sound(said) == _sound(name)


def in_characters_of(said: str, name: str) -> str:
    """Return a short name with its characters of another sound-alike put as a whole name has them.

    Empty where too many are wrong or the order is not the whole name's.

    >>> in_characters_of("卫建局", "澜坝县卫生健康局")
    '卫健局'
    """
    found, at, wrong = "", -1, 0
    for char in said:
        place = name.find(char, at + 1)
        if place < 0:
            later = range(at + 1, len(name))
            place = next((i for i in later if same_sound(char, name[i])), -1)
            wrong += 1
        if place < 0:
            return ""
        found, at = found + name[place], place
    whole = bool(found) and found[-1] == name[-1]
    return found if whole and 0 < wrong * _MOST_WRONG <= len(said) else ""


def _all_han(word: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in word)


def _sound(word: str) -> tuple[str, ...]:
    return tuple(_sound_of(char) for char in word)


@lru_cache(maxsize=8192)
def _sound_of(char: str) -> str:
    """Return a character's most common reading without its tone, or the character itself."""
    if not "\u4e00" <= char <= "\u9fff":
        return char
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(char)[0])
