"""The words that questions use: official terms, everyday words, and the ledger's own names.

Meanings are data (`data/meanings.json`, `index/data/synonyms.json`); names of functional items and
projects come from the ledger that is open.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from assistant.wording import Sounds, keeps_order
from index.normalise import fold
from index.terms import metrics as official_metrics


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a question that stand for something: a metric, a topic, or an aspect.

    `metrics` are names in the ledger; empty with `official` set where the term is known but no
    indexed report states it. `weak` words (花了多少, 支出) only count where nothing else is named.
    """

    start: int
    end: int
    official: str
    metrics: tuple[str, ...] = ()
    topic: str = ""
    aspect: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Meaning:
    official: str
    metrics: tuple[str, ...] = ()
    topic: str = ""
    aspect: str = ""


@cache
def meanings() -> Mapping[str, Mapping[str, object]]:
    """Return the tables of `data/meanings.json`."""
    loaded: Mapping[str, Mapping[str, object]] = json.loads(_read("meanings.json"))
    return loaded


def item_name(metric: str) -> str:
    """Return the last part of a functional item's name without its level, or the metric itself.

    >>> item_name("教育支出(类)普通教育(款)小学教育(项)")
    '小学教育'
    """
    match = re.search(r"(?:^|\([类款]\))((?:(?!\([类款项]\)).)+)\([类款项]\)$", metric)
    return match[1] if match else metric


def class_name(metric: str) -> str:
    """Return the official name of a functional class alone, or nothing: some print it without 支出.

    >>> class_name("农林水(类)")
    '农林水支出'
    """
    name, mark, below = metric.partition("(类)")
    return name.removesuffix("支出") + "支出" if mark and not below else ""


@cache
def _patterns() -> Sequence[tuple[re.Pattern[str], str]]:
    """Return (wording, official term): how people say the common terms, from `data/patterns.json`."""
    table = json.loads(_read("patterns.json"))
    return [(re.compile(said), term) for term, wordings in table.items() for said in wordings]


@cache
def _everyday() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return everyday words by official name of functions, economic items and terms."""
    loaded: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(_read("everyday.json"))
    return loaded


def _read(name: str) -> str:
    return files("assistant").joinpath(f"data/{name}").read_text(encoding="utf-8")


def _incomes(metrics: Iterable[str]) -> Iterable[tuple[str, re.Pattern[str]]]:
    """Yield the incomes of a ledger's own naming, with how people ask for them: 门诊挣了多少."""
    official = official_metrics()
    sources = {
        metric: source[1]
        for metric in metrics
        if (source := re.fullmatch(r"(?!其他|本年|财政)([\u4e00-\u9fff]{2,5})收入", metric))
        and metric not in official
    }
    for metric, name in sources.items():
        tail = name[-2:]  # 门诊 of 医疗门诊收入, where no other income ends so
        alone = sum(other.endswith(tail) for other in sources.values()) == 1
        stem = f"(?:{name}|{tail})" if alone and len(name) > len(tail) + 1 else name
        earns = r"(?:挣|赚|收入|进账|创收|来钱)"
        head = name[:2]  # 冷藏的又为啥少了, of 冷藏存放收入
        own = len(name) > len(head) + 1 and sum(o.startswith(head) for o in sources.values()) == 1
        if own:
            yield metric, re.compile(rf"{head}(?:的|那块|这块)(?=[^,。?]{{0,6}}[涨增升降减少跌多])")
        single = rf"{stem}(?:(?![和与跟及、,。?]).){{0,6}}?{earns}[了得]?(?:多少|几)?"
        joined = rf"{stem}(?=[和与跟及、][^,。?]{{2,12}}?{earns})"
        yield metric, re.compile(f"{single}|{joined}")


def _only_item_of(section: str, metrics: Iterable[str]) -> tuple[str, ...]:
    """Return the only item that a ledger states of a section (款): the section's words mean it."""
    metrics = tuple(metrics)
    below = [m for m in metrics if re.search(rf"(?:^|\)){re.escape(section)}\(款\)", m)]
    only = len({item_name(m) for m in below}) == 1 and not _has_loose(section, metrics)
    return tuple(below) if only else ()


def _has_loose(section: str, metrics: Iterable[str]) -> bool:
    """Whether an item that a report gives no section (款) has a section's name in its own."""
    return any(m.startswith(section) and m.endswith("(项)") and "(款)" not in m for m in metrics)


_CODE_OF_ITEM = 7  # digits; fewer may be an amount


def _by_code(codes: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Return the items by the codes that people ask for: 2150899."""
    found: dict[str, list[str]] = {}
    for code, metric in codes:
        if len(code) == _CODE_OF_ITEM and metric not in (items := found.setdefault(code, [])):
            items.append(metric)
    return {code: tuple(items) for code, items in found.items()}


_MOST_TEXTS = 256


class Vocabulary:
    """Finds terms in questions, longest first."""

    def __init__(self, metrics: Iterable[str], codes: Iterable[tuple[str, str]] = ()) -> None:
        """Build from the distinct metric names of a ledger, and the (code, item) pairs printed in it."""
        self._metrics = [
            m for m in dict.fromkeys(metrics) if not m.startswith(("项目:", "整体支出/"))
        ]
        self._words: dict[str, list[_Meaning]] = {}
        table = meanings()
        officials: dict[str, list[str]] = {}
        synonyms = json.loads(
            files("index").joinpath("data/synonyms.json").read_text(encoding="utf-8")
        )
        aliases: Mapping[str, list[str]] = table["aliases"]  # type: ignore[assignment]
        for source in (synonyms, aliases, _everyday()["terms"]):
            for official, words in source.items():
                officials.setdefault(official, []).extend(words)
        for metric in self._metrics:
            officials.setdefault(metric, [])
        for official, words in officials.items():
            meaning = self._meaning(official)
            for word in {official, *words, *_short_forms(official)}:
                self._add(word, meaning)
        for kind in ("functions", "economic"):
            # Only what some report states: another's 修路 is no term of this ledger.
            for official, words in _everyday()[kind].items():
                term = fold(official)
                stated = tuple(m for m in self._metrics if term in (item_name(m), class_name(m)))
                stated = stated or _only_item_of(term, self._metrics)
                for word in words if stated else _in_full(term, kind):
                    self._add(word, _Meaning(official, stated))
        for word, metric in _beginnings(self._metrics):
            if _plain(word) not in self._words:
                self._add(word, _Meaning(metric, tuple(self._by_item(metric)) or (metric,)))
        for word, metric in _only_items(self._metrics):
            if _plain(word) not in self._words:
                self._add(word, _Meaning(metric, (metric,)))
        self._add_unstated()
        for code, items in _by_code(codes).items():
            self._add(code, _Meaning(items[0], items))
        for word, official in table["overrides"].items():
            self._words[_plain(word)] = [self._meaning(str(official))]
        self._patterns = [(said, self._meaning(term)) for said, term in _patterns()]
        self._patterns += [(said, _Meaning(m, (m,))) for m, said in _incomes(self._metrics)]
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of words, by how they begin
        for word in self._words:
            self._lengths[word[:2]].add(len(word))
        # A question and its parts are looked up again by each step that reads them.
        self._find = lru_cache(_MOST_TEXTS)(self._found_in)

    @property
    def words(self) -> tuple[str, ...]:
        """All words that stand for something."""
        return tuple(self._words)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """All two neighbouring characters of the words."""
        return frozenset(word[i : i + 2] for word in self._words for i in range(len(word) - 1))

    @cached_property
    def sounds(self) -> Sounds:
        """All words by how they sound, to put slips right."""
        return Sounds(self._words)

    def _add(self, word: str, meaning: _Meaning) -> None:
        key = _plain(word)
        if len(key) < 2:
            return
        known = self._words.setdefault(key, [])
        if meaning not in known:
            known.append(meaning)

    def _add_unstated(self) -> None:
        """Let the words of a term that no report states mean the one item that has them in its name.

        抚恤 is said of 抚恤金, and a report books 死亡抚恤.
        """
        named: dict[str, list[str]] = {}
        for metric in self._metrics:
            if metric.endswith("(项)"):
                named.setdefault(item_name(metric), []).append(metric)
        for word, known in self._words.items():
            if any(m.metrics or m.topic or m.aspect for m in known):
                continue
            held = [name for name in named if word in name]
            if len(held) == 1:
                self._words[word] = [_Meaning(held[0], tuple(named[held[0]]))]

    def _meaning(self, official: str) -> _Meaning:
        table = meanings()
        topic = str(table["topics"].get(official, ""))
        aspect = str(table["aspects"].get(official, ""))
        if topic or aspect:
            return _Meaning(official, (), topic, aspect)
        mapped = table["metrics"].get(official)
        wanted = [str(m) for m in mapped] if isinstance(mapped, list) else [official]
        found = [m for m in wanted if m in self._metrics]
        if official.endswith(
            ("(项)", "（项）")
        ):  # one report prints the name alone, another the whole
            found = list(dict.fromkeys([*found, *self._by_item(official)]))
        elif fold(official).endswith("(类)") and (own := class_name(fold(official))):
            found = [*found, *(m for m in self._metrics if m not in found and class_name(m) == own)]
        if not found:
            found = self._by_item(official)
        if not found and official == "编外人员":  # 编外合同制人员: as the ledger calls them
            found = [m for m in self._metrics if m.startswith("编外") and m.endswith("人员")]
        return _Meaning(official, tuple(found))

    def _by_item(self, official: str) -> list[str]:
        """Return the functional items whose own name is, or holds, an official term."""
        term = re.sub(r"\([类款项]\)$", "", fold(official))
        exact = [m for m in self._metrics if item_name(m) == term and m != term]
        if not exact and term.endswith("支出"):  # some print a class without it: 农林水(类)
            exact = [
                f"{bare}(类)"
                for bare in [term.removesuffix("支出")]
                if f"{bare}(类)" in self._metrics
            ]
        return exact or [m for m in self._metrics if term in item_name(m) and item_name(m) != m]

    def find(self, text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[Mention]:
        """Return the terms in a folded question, left to right, longest first, never overlapping."""
        return list(self._find(text, tuple(blocked)))

    def _found_in(self, text: str, blocked: tuple[tuple[int, int], ...]) -> tuple[Mention, ...]:
        plain, at = _plain_map(text)
        taken: list[tuple[int, int]] = list(blocked)
        found: list[Mention] = []
        candidates = []
        for length, start in self._standing_in(plain):
            low, high = at[start], at[start + length - 1] + 1
            if not _is_torn(text, low, high):
                word = plain[start : start + length]
                candidates.append(_merge(low, high, word, self._words[word]))
        for said, meaning in self._patterns:
            for match in said.finditer(plain):
                low, high = at[match.start()], at[match.end() - 1] + 1
                if match.end() - match.start() > 1:
                    candidates.append(_merge(low, high, match.group(), [meaning]))
        candidates += self._items_left_short(plain, at)
        candidates += self._items_by_end(plain, at)
        candidates += self._items_by_last_word(plain, at)
        candidates.sort(key=lambda m: m.start - m.end)
        # Longest first, but 总支出 before the weaker 支出多少.
        for mention in sorted(candidates, key=lambda m: m.weak):
            if not any(mention.start < e and mention.end > s for s, e in taken):
                taken.append((mention.start, mention.end))
                found.append(mention)
        found = [self._of_section(plain, at, mention) for mention in found]
        strong = [*blocked, *((m.start, m.end) for m in found if not m.weak)]
        joined = list(self._left_out(plain, at, strong, found))
        # 人员 alone says less than 人员(和公用)经费
        found = [m for m in found if not any(m.start < j.end and j.start < m.end for j in joined)]
        found += joined
        return tuple(_with_verbs(plain, at, sorted(found, key=lambda mention: mention.start)))

    def _standing_in(self, plain: str) -> list[tuple[int, int]]:
        """Return length and start of the words in a text, longest first."""
        found = [
            (length, start)
            for start in range(len(plain) - 1)
            for length in self._lengths.get(plain[start : start + 2], ())
            if plain[start : start + length] in self._words and start + length <= len(plain)
        ]
        return sorted(found, key=lambda one: (-one[0], one[1]))

    def _left_out(
        self,
        plain: str,
        at: Sequence[int],
        taken: Sequence[tuple[int, int]],
        found: Sequence[Mention],
    ) -> Iterable[Mention]:
        """Yield the terms that share their end with the one listed behind them: 人员和公用经费."""
        for mention in found:
            start, end = bisect_left(at, mention.start), bisect_left(at, mention.end)
            word = plain[start:end]
            while mention.metrics and (joined := _LISTED_WITH.search(plain[:start])):
                before = self._before(joined["head"], word)
                if before is None:
                    break
                head, metrics = before
                low = at[joined.end("head") - len(head)]
                high = at[joined.end("head") - 1] + 1
                if set(metrics) & set(mention.metrics) or any(
                    low < e and high > s for s, e in taken
                ):
                    break
                yield Mention(low, high, metrics[0], metrics)
                start = joined.end("head") - len(head)

    def _before(self, head: str, word: str) -> tuple[str, tuple[str, ...]] | None:
        """Return the longest end of some words that makes a stated term with an end of another."""
        for size in range(len(head), 1, -1):
            for cut in range(1, len(word) - 1):
                known = [m for m in self._words.get(head[-size:] + word[cut:], ()) if m.metrics]
                if known:
                    return head[-size:], tuple(dict.fromkeys(x for m in known for x in m.metrics))
        return None

    def _of_section(self, plain: str, at: Sequence[int], mention: Mention) -> Mention:
        """Return an item's mention as that of the section said right before it: 网信事务行政运行."""
        if len(mention.metrics) < 2 or not all(m.endswith("(项)") for m in mention.metrics):
            return mention
        before = _BELOW.sub("", plain[: bisect_left(at, mention.start)])
        for section in self._sections:
            if before.endswith(section):
                own = tuple(m for m in mention.metrics if f"{section}(款)" in _plain(m))
                return replace(mention, metrics=own) if own else mention
        return mention

    def section_spans(self, text: str) -> list[tuple[int, int]]:
        """Return where a folded text names sections (款) of the ledger's items in full."""
        plain, at = _plain_map(text)
        found = ((s, plain.find(s)) for s in self._sections if len(s) >= _LEAST_SECTION)
        return [(at[low], at[low + len(s) - 1] + 1) for s, low in found if low >= 0]

    @cached_property
    def _sections(self) -> Sequence[str]:
        """The names of the sections (款) of the ledger's items, longest first."""
        names = {m[1] for metric in self._metrics if (m := _SECTION.search(_plain(metric)))}
        return sorted(names, key=len, reverse=True)

    def _items_left_short(self, plain: str, at: Sequence[int]) -> Iterable[Mention]:
        """Yield the long items named with words left out: 军队移交离退休人员安置."""
        for name, metric in self._long_items.items():
            for match in re.finditer(re.escape(name[:_HEAD]), plain):
                end = plain.find(name[-_END:], match.end())
                said = plain[match.start() : end + _END] if end >= 0 else ""
                if _LEAST_SHORT <= len(said) < len(name) and keeps_order(said, name):
                    low, high = at[match.start()], at[end + _END - 1] + 1
                    yield Mention(low, high, metric, (metric,))

    def _items_by_end(self, plain: str, at: Sequence[int]) -> Iterable[Mention]:
        """Yield the items that a question calls by the end of their names: 校舍建设那个科目."""
        for match in _SAID_TO_BE_ITEM.finditer(plain):
            words = match["words"]
            for size in range(_SHORTEST_END, min(len(words), _LONGEST_END) + 1):
                named = [m for n, m in self._long_items.items() if n.endswith(words[-size:])]
                if len(named) == 1:
                    low, high = match.end("words") - size, match.end("words") - 1
                    yield Mention(at[low], at[high] + 1, named[0], (named[0],))
                    break

    def _items_by_last_word(self, plain: str, at: Sequence[int]) -> Iterable[Mention]:
        """Yield the items that a question calls by their last word alone: 体育那笔钱 of 残疾人体育."""
        for match in _POINTED_AT.finditer(plain):
            of = "words" if match["words"] else "long"
            words, least = match[of], 2 if match["words"] else _SHORTEST_END
            for size in range(len(words), least - 1, -1):
                named = {n for n in self._items_named if n.endswith(words[-size:])}
                if len(named) == 1:
                    metrics = tuple(self._items_named[named.pop()])
                    low = match.end(of) - size
                    yield Mention(at[low], at[match.end(of) - 1] + 1, metrics[0], metrics)
                if named:
                    break

    @cached_property
    def _items_named(self) -> Mapping[str, list[str]]:
        """The items by their own names, without 支出 at the end."""
        named: dict[str, list[str]] = defaultdict(list)
        for metric in self._metrics:
            if metric.endswith("(项)"):
                named[_plain(item_name(metric)).removesuffix("支出")].append(metric)
        return named

    @cached_property
    def _long_items(self) -> Mapping[str, str]:
        """The items with long names, each name borne by one alone, by what tells them."""
        named = self._items_named.items()
        return {n: found[0] for n, found in named if len(n) > _LEAST_SHORT and len(found) == 1}


def _is_torn(text: str, low: int, high: int) -> bool:
    """Whether words run over the end of a quotation (“其他支出”科目), or end within 人次."""
    said = text[max(0, low - 1) : high]
    if said[-1:].isdigit() and re.match(r"[\d.,]|[万亿]?元", text[high:]):
        return True  # an amount is no code
    if said.endswith("人") and text.startswith("次", high):
        return True  # 一共多少人次 counts no staff
    if said.endswith("房改") and text.startswith("造", high):
        return True  # 厨房改造 is no 房改
    return said.count("”") > said.count("“")


_HEAD, _END, _LEAST_SHORT = 2, 4, 8
_LEAST_SECTION = 4
_SECTION = re.compile(r"(?:^|\(类\))((?:(?!\([类款]\)).)+)\(款\)")
_LISTED_WITH = re.compile(r"(?P<head>[\u4e00-\u9fff]{2,8})(?:[、和与跟及]|以及)$")
_BELOW = re.compile(r"(?:\(款\)|款)?(?:下面|里面|下|里|中|当中|的|其中)*$")  # 网信事务款下的


_TOTALS = frozenset({"本年支出合计", "本年收入合计", "收入总计", "支出总计"})


def _merge(start: int, end: int, word: str, known: Sequence[_Meaning]) -> Mention:
    """Return one mention of a word that may mean several things: those in the ledger count."""
    stated = [m for m in known if m.metrics] or list(known)
    # 死亡抚恤 is the item of that very name before what the word may mean besides.
    called = [m for m in stated if m.metrics and all(item_name(x) == word != x for x in m.metrics)]
    stated = called or stated
    metrics = tuple(dict.fromkeys(metric for m in stated for metric in m.metrics))
    first = stated[0]
    plain_total = re.search(
        r"(?:总|本年|当年|全年|年)(?:支出|收入)|总[计体的]|合计|全部|所有|^全[局院校镇]|^[收支]了?多少|进来|进账|收支|^收上来|收入(?:和|与|、)?支出",
        word,
    )
    clear = re.search(r"[年账底]|多少|结余|结转|余额|[花用使支].*[钱款金]$", word)
    left = first.official == "年末结转和结余" and not clear
    loose = left or word == "人员" or (first.official in _TOTALS and not plain_total)
    loose = loose or re.fullmatch(r"(?:多少|几)?人次", word) is not None  # of guests or others
    return Mention(start, end, first.official, metrics, first.topic, first.aspect, loose)


# 残保金一共收了多少 asks of what stands before the verb; 三公、收了多少 of both.
_ASKED_OF = re.compile(r"(?:一共|总共|共|都|到底|究竟|\d{4}年)*[收支]了?多少")


def _with_verbs(plain: str, at: Sequence[int], found: Sequence[Mention]) -> Iterable[Mention]:
    """Yield the mentions, those weak that are only the verb to a term right before them."""
    before = None
    for mention in found:
        named = before is not None and not (before.topic or before.aspect)
        if before is not None and named and mention.official in _TOTALS:
            between = plain[bisect_left(at, before.end) : bisect_left(at, mention.end)]
            if _ASKED_OF.fullmatch(between):
                mention = replace(mention, weak=True)
        yield mention
        before = mention


def _in_full(term: str, kind: str) -> Iterable[str]:
    """Yield how a subject of the classification is named so that nothing else can be meant."""
    if term.startswith("其他"):
        return
    if kind == "economic" or (term.endswith("支出") and len(term) > len("其他支出")):
        yield term
    if kind == "functions" and not term.endswith("支出"):
        yield from (f"{term}{tail}" for tail in ("(类)", "(款)", "(项)", "支出"))


_SHORTEST_BEGINNING, _LEAST_FIRST = 5, 4
_OF_ANY_ITEM = re.compile(r"(?:单位|机关|事业|人员|工作|管理|服务|建设|项目|支出|事务|其他)$")


def _only_items(metrics: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield the names of sections that hold one item only, with it: 教育费附加 for 其他教育费附加…(项)."""
    held: dict[str, list[str]] = {}
    for metric in metrics:
        if match := re.search(r"(?:^|\([类]\))([^()]+)\(款\)[^()]+\(项\)$", metric):
            held.setdefault(match[1], []).append(metric)
    for section, items in held.items():
        if len(items) == 1 and not _has_loose(section, metrics):
            yield from ((word, items[0]) for word in (section, *_short_forms(f"{section}(款)")))


def _beginnings(metrics: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield the larger parts that only one item's name begins with: 突发公共卫生 (事件应急处理)."""
    items = {item_name(m): m for m in metrics if m.endswith("(项)")}
    for name, metric in items.items():
        sizes = {*range(max(_SHORTEST_BEGINNING, (len(name) + 1) // 2), len(name))}
        first = name.find("、")  # 在乡复员、退伍军人生活补助
        for size in sorted(sizes | ({first} if first >= _LEAST_FIRST else set())):
            word = name[:size]
            alone = sum(other.startswith(word) for other in items) == 1
            if alone and not name.startswith("其他") and not _OF_ANY_ITEM.search(word):
                yield word, metric


def _short_forms(official: str) -> Iterable[str]:
    """Yield how people shorten an official name."""
    folded = fold(official)
    item = item_name(folded)
    if item != folded:
        yield item
        for tail in ("支出", "事务", "安排的支出"):
            if item.endswith(tail) and len(item) - len(tail) >= 4:
                yield item.removesuffix(tail)
    bare = re.sub(r"\([^)]*\)", "", folded)
    if len(bare) >= 3:
        yield bare
    if folded.endswith("决算数"):
        yield folded.removesuffix("数")


_SAID_TO_BE_ITEM = re.compile(r"(?P<words>[\u4e00-\u9fff]{4,}?)(?:那|这)?一?个?(?:支出|功能)?科目")
_SHORTEST_END, _LONGEST_END = 4, 20
_POINTED_AT = re.compile(
    r"(?P<words>[\u4e00-\u9fff]{2,8}?)的?[那这]一?(?:笔|块|项(?!目))儿?(?:钱|支出|经费|资金|开支|预算)?"
    r"|(?P<long>[\u4e00-\u9fff]{4,10}?)的?(?:钱|支出|经费|资金)?(?=(?:又|还|怎么|咋|为(?:什么|啥|何)|居然)*(?:省[下了]|超[了出支预]|多花|少花|花超|没(?:有)?(?:花|用)完|剩[下了]))"
)
# 养三台车 is 养车: a count between verb and noun does not change the word.
_COUNTED = re.compile(r"(?<=[养买修换])[一二三四五六七八九十两几\d]+[台辆]")
_DROPPED = re.compile(r"[“”\"'‘’\s·《》「」]")


def _plain(word: str) -> str:
    return _DROPPED.sub("", fold(word)).lower()


def _plain_map(text: str) -> tuple[str, list[int]]:
    """Return the text without quotes and spaces, and the offset of each character kept."""
    counted = {i for m in _COUNTED.finditer(text) for i in range(m.start(), m.end())}
    kept = [
        (char.lower(), i)
        for i, char in enumerate(text)
        if i not in counted and not _DROPPED.match(char)
    ]
    return "".join(char for char, _ in kept), [i for _, i in kept]


def ways_to_say(official: str) -> Sequence[str]:
    """Return an economic item's name and the everyday words for it: 暖气, 供暖 for 取暖费."""
    return (official, *_everyday()["economic"].get(official, ()))


def kin(term: str) -> Sequence[str]:
    """Return the metrics under which a report would tell of a term: assets, or running costs."""
    if fold(term) in {fold(official) for official in _everyday()["economic"]}:
        return ("公用经费", "人员经费")
    lists = [found for found in meanings()["metrics"].values() if isinstance(found, list)]
    return next((found for found in lists if term in found and len(found) > 1), ())
