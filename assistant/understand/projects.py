"""Which performance projects a question means: by name, or by the telling part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.lexicon import HAN_RUN, YEAR_HEAD, spoken
from assistant.wording import keeps_order
from index.normalise import fold, longest_run

_GENERIC = (
    "项目",
    "经费",
    "费用",
    "服务",
    "运行",
    "维护",
    "运维",
    "专项",
    "工作",
    "资金",
    "保障",
    "支出",
    "管理",
    "绩效",
    "自评",
    "政府",
    "年度",
    "全年",
    "采购",
    "公共",
    "单位",
    "情况",
    "人员",
    "业务",
    "统一",
    "系统",
    "建设",
    "中心",
    "政务",
    "资源",
    "交易",
    "第一",
    "第二",
    "第三",
    *(f"最{word}" for word in "多少高低大小"),
)
_DROPPED = re.compile(r"[“”\"'‘’\s·《》「」()（）,，。?？!！:：]|20\d\d年度?")
_QUOTES = frozenset("“”‘’\"'《》「」")
_LONG = 6  # a long run tells, even of common words: 政务云服务项目
_REMARK = re.compile(r"[（(][^（()）]*[)）]$")


def whole_names(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the project names that stand in a folded question whole, longest first, with place.

    A name inside a longer one (运行经费 in 机关运行经费) is for the caller to weigh.
    """
    found: dict[str, tuple[int, int]] = {}
    beside = {i for m in _BESIDE.finditer(text) for i in range(m.start(), m.end())}
    known = [i for i, char in enumerate(text) if char not in _QUOTES]
    places = (known, [i for i in known if i not in beside])
    readings = [(at, "".join(text[i] for i in at)) for at in places]
    for name in sorted(set(names), key=len, reverse=True):
        bare = _without_quotes(name)
        for at, read in readings if bare else ():
            start = read.find(bare)
            if start < 0:
                continue
            span = (at[start], at[start + len(bare) - 1] + 1)
            if not any(span[0] < e and span[1] > s for s, e in found.values()):
                found[name] = span
            break
    return found


@lru_cache(1 << 12)
def _without_quotes(name: str) -> str:
    return "".join(char for char in fold(name) if char not in _QUOTES)


# 援疆干部楼2023年的运行经费 names 援疆干部楼运行经费.
_BESIDE = re.compile(r"(?:20\d\d|(?<!\d)\d\d)年度?的?|的")


def names_by_stem(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the projects whose stems stand in a folded question, longest first: 老旧小区改造."""
    stems: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        core = stem(_REMARK.sub("", name))
        if len(core) >= _LONG_STEM and _worth(core):
            stems.setdefault(core, []).append(name)
    found = whole_names(text, list(stems))
    return {name: span for core, span in found.items() for name in stems[core]}


def names_by_tail(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the one project whose name ends with a long run of a folded question: 国有资产统一管理费用."""
    found: dict[str, tuple[int, int]] = {}
    for name in dict.fromkeys(names):
        bare = fold(name)
        for size in range(len(bare) - 1, _LONG - 1, -1):
            at = text.find(bare[-size:])
            if at >= 0 and (size >= _LONG_TAIL or bare.endswith("专项")) and _worth(bare[-size:]):
                found[name] = (at, at + size)
                break
    return found if len(found) == 1 else {}


_LONG_TAIL = 8


def abbreviated_names(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the project, by one stem, that characters of its name right before 项目 mean: 低保项目.

    `text` is a folded question without its units: nothing else may stand beside the characters.
    """
    for match in _ABBREVIATED.finditer(text):
        short = match["short"]
        whole = any(short in _DROPPED.sub("", fold(name)) for name in names)
        if short in _GENERIC or (_DETERMINERS.search(short) and not whole):
            continue
        held = [
            name
            for name in dict.fromkeys(names)
            if keeps_order(short, fold(name).removesuffix("项目"))
        ]
        if len({stem(name) for name in held}) == 1:
            return {name: match.span("short") for name in held}
    return {}


_ABBREVIATED = re.compile(
    r"(?:^|[^\u4e00-\u9fff\da-z]|年度?|的)(?:那个)?(?P<short>[\u4e00-\u9fff]{2,3}(?=(?:的|这个|那个)?项目(?!支出))"
    r"|[\u4e00-\u9fff]{4,6}?(?=(?:的|这个|那个)?(?:绩效)?(?:自评|得了?(?:多少|几)分|打了?(?:多少|几)分|(?:多少|几)分(?!钟)|扣分|扣了)))"
)
_DETERMINERS = re.compile(r"[这那哪几多各每全所两三四五个些别其有啥什么类大小新老]")


def names_before(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the project whose name holds the words right before 项目, where they are long and one."""
    for match in re.finditer("项目(?!支出)", text):
        left_out = _with_words_left_out(text[: match.start()], names)
        if left_out:
            return {left_out[0]: (match.start() - left_out[1], match.end())}
        for start in range(max(0, match.start() - _LONGEST_RUN), match.start() - _LONG + 1):
            run = text[start : match.start()]
            held = [name for name in dict.fromkeys(names) if run in fold(name)]
            if held:
                return {held[0]: (start, match.end())} if len(held) == 1 else {}
    return {}


_LONGEST_RUN = 30


def names_pointed_at(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the project whose name alone holds the words before 那个项目: 灌区那个项目."""
    stems = {name: stem(name) for name in dict.fromkeys(names)}
    for match in _POINTED.finditer(text):
        for start in range(max(0, match.start() - _LONGEST_RUN), match.start() - 1):
            run = text[start : match.start()]
            if not re.fullmatch(r"[\u4e00-\u9fff]+", run) or not _worth_pointing(run):
                continue
            held = [name for name, own in stems.items() if run in own]
            if held:
                alone = len({stems[name] for name in held}) == 1
                return {name: (start, match.end()) for name in held} if alone else {}
    return {}


_POINTED = re.compile(r"的?[那这](?:一)?个项目(?!支出)")


def _worth_pointing(run: str) -> bool:
    """Whether words tell one project from others: not 维护 or 项目经费."""
    rest = run
    for word in _GENERIC:
        rest = rest.replace(word, "")
    return len(rest) >= len("灌区")


def _with_words_left_out(before: str, names: Sequence[str]) -> tuple[str, int] | None:
    """Return the one project that two words right before 项目 name (试剂耗材), and their length."""
    said = before[-_TWO_WORDS:]
    if len(said) < _TWO_WORDS or not re.fullmatch(r"[\u4e00-\u9fff]+", said):
        return None
    first, second = said[:2], said[2:]
    if first in _GENERIC or second in _GENERIC:
        return None
    held = []
    for name in dict.fromkeys(names):
        at = fold(name).find(first)
        if at >= 0 and fold(name).find(second, at + 2) >= 0:
            held.append(name)
    return (held[0], _TWO_WORDS) if len(held) == 1 else None


_TWO_WORDS = 4


def shortened_names(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the one project that a folded question names with words left out, with its place.

    信访专项经费 is 信访工作专项经费, 物业餐饮项目 is 物业及餐饮服务费.
    """
    found: dict[str, tuple[int, int]] = {}
    for name in dict.fromkeys(names):
        bare = _DROPPED.sub("", YEAR_HEAD.sub("", fold(name)))
        head = bare[:2]
        if head in _GENERIC or head not in text or len(bare) < _LONG:
            continue
        whole, core = bare[-2:], stem(bare)[-2:]
        for match in re.finditer(re.escape(head), text):
            for tail in dict.fromkeys((whole, core, _PROJECT)):
                end = re.compile(tail).search(text, match.end())
                at = end.start() + (0 if tail == _PROJECT else len(tail)) if end else 0
                said = text[match.start() : at]
                if tail == core != whole and said in bare:
                    continue  # 农村危房改造 of …补助: an item of the accounts may be meant
                if _SHORTEST <= len(said) < len(bare) and keeps_order(said, bare):
                    found[name] = (match.start(), at)
    return found if len(found) == 1 else {}


_PROJECT = "项目(?!支出)"
_SHORTEST = 4
_COMPARED = re.compile(
    r"比(?!例|重|率)|[和跟与同].{2,16}(?:谁|哪个|差|比)|几倍|是.{2,16}的(?:多少|几)"
)
_JOINED = re.compile(r"比|[和跟与同、]|是(?=.{2,16}的)|的(?:几|多少)|花的?钱|项目|[,，。?？]")
_LEAST_RUN = 3


def compared_names(
    text: str, found: dict[str, tuple[int, int]], names: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Return the projects of a question that holds one it names against another one called in short.

    公告费项目比放管服运维费项目少花多少 is on both.
    """
    if len(found) > 1 or not _COMPARED.search(text):
        return found
    rest = text
    for start, end in found.values():
        rest = rest[:start] + "," * (end - start) + rest[end:]
    others = [name for name in dict.fromkeys(names) if name not in found]
    added = dict(found)
    if not (found or "项目" in text):
        return found
    for piece in filter(None, map(str.strip, _JOINED.split(rest))):
        runs = {name: longest_run(piece, fold(name)) for name in others}
        kept = [name for name in others if keeps_order(piece, _DROPPED.sub("", fold(name)))]
        most = max(map(len, runs.values()), default=0)
        meant = kept or [name for name in others if len(runs[name]) == most >= len(piece) * 2 // 3]
        if len(meant) == 1 and len(runs[meant[0]]) >= _LEAST_RUN:
            at = text.find(runs[meant[0]])
            added.setdefault(meant[0], (at, at + len(runs[meant[0]])))
    return added if len(added) == len(("one", "other")) else found


def names_by_heads(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the one project that is called by the first characters of its words.

    计生奖扶 is 计划生育家庭奖励扶助资金.
    """
    found: dict[str, tuple[int, int]] = {}
    for name in dict.fromkeys(names):
        core = _DROPPED.sub("", YEAR_HEAD.sub("", fold(name)))
        heads = "".join(part[::2] for part in re.split(r"[及和与、]", core))
        letters = set(heads)
        for start in range(len(text) - _SHORTEST + 1):
            if not letters.issuperset(text[start : start + _SHORTEST]):
                continue
            end = start
            while end < len(text) and keeps_order(text[start : end + 1], heads):
                end += 1
            run = text[start:end]
            told = HAN_RUN.fullmatch(run) and not any(run in fold(other) for other in names)
            if told and len(run) >= _SHORTEST:
                found[name] = (start, end)
                break
    return found if len(found) == 1 else {}


def reported_names(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the projects that alone have what reports write for an everyday word of a question.

    辅警 is said, and one project is called 警务辅助人员保障经费.
    """
    found: dict[str, tuple[int, int]] = {}
    for word, official in spoken().items():
        at = text.find(word)
        if at < 0 or _DOES.match(word):
            continue
        long = [one for one in official if len(one) >= _LONG_STEM]
        held = [name for name in dict.fromkeys(names) if any(one in name for one in long)]
        if len(held) == 1:
            found.setdefault(held[0], (at, at + len(word)))
    return found


# 买书 asks what was done, and names no project
_DOES = re.compile("[买借看修打办开送种栽救要讨追搞演]")


@lru_cache(1 << 12)
def _bare_and_pairs(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a project's name without year and marks, and its pairs without a remark (区级)."""
    whole = YEAR_HEAD.sub("", fold(name))
    bare = _DROPPED.sub("", whole).lower()
    core = _DROPPED.sub("", _REMARK.sub("", whole)).lower()
    core = core if len(core) >= _LONG else bare
    return bare, tuple(core[i : i + 2] for i in range(len(core) - 1))


def find_projects(text: str, names: Sequence[str], least: int = 3) -> tuple[str, ...]:
    """Return the project names that a folded question means, best match only.

    A match is the longest run of characters that a name shares with the question, or most of its
    pairs; a run made of words that every project has (项目, 经费, 运行维护) tells nothing.
    """
    plain = _DROPPED.sub("", text).lower()
    best: list[str] = []
    best_score = 0
    for name in dict.fromkeys(names):
        bare, pairs = _bare_and_pairs(name)
        run = longest_run(plain, bare)
        score = _worth(run)
        if len(run) >= _LONG and bare.startswith(run):  # 公共资源交易中心(运行维护费)
            score = max(score, len(run))
        shared = sum(pair in plain for pair in pairs)
        if pairs and shared >= 0.8 * len(pairs):
            score = max(score, shared) + 4
        if score > best_score:
            best, best_score = [name], score
        elif score == best_score and score:
            best.append(name)
    return tuple(best) if best_score >= least else ()


def short_stems(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the projects whose whole stem is one word of a folded question, with its place.

    雇员 of 雇员经费; not 信访 in 信访局, which is a unit.
    """
    if not _MONEY.search(text):
        return {}
    found = {}
    for name in dict.fromkeys(names):
        core = stem(name)
        if len(core) != 2 or core in _GENERIC or core not in text:
            continue
        if match := re.search(rf"{re.escape(core)}(?![局办部委厅科处中站所])", text):
            found[name] = match.span()
    return found or _openings(text, names)


def _openings(text: str, names: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the project whose first word alone is said of a project: 三防那个项目."""
    found = {}
    for name in dict.fromkeys(names):
        first = stem(name)[:2]
        if len(first) != 2 or first in _GENERIC or first not in text:
            continue
        if match := re.search(rf"{re.escape(first)}(?:的|那|这)?(?:一)?(?:个|块)?项目", text):
            found[name] = match.span()
    return found if len(found) == 1 else {}


_MONEY = re.compile(r"费|钱|花|发|项目|预算|执行|人均|标准")


def spent_on(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the few projects whose names hold the thing that money went on: 花在云服务上的钱.

    `text` is a folded question without its units and the terms of the accounts.
    """
    for match in _SPENT_ON.finditer(text):
        thing = next(filter(None, match.groups()))
        telling = thing
        for word in _GENERIC:
            telling = telling.replace(word, "")
        held = [name for name in dict.fromkeys(names) if thing in fold(name)]
        if telling and held:
            return tuple(held) if len(held) <= _FEW else ()
    return ()


_FEW = 3
_SPENT_ON = re.compile(
    r"(?:花|用|投|投入)[在到](?P<on>[\u4e00-\u9fff]{2,10}?)(?:上面?|方面|这一?块)?的?(?:钱|资金|经费|是?多少|有?多少|$)"
    r"|在(?P<in_>[\u4e00-\u9fff]{2,10}?)(?:上面?|方面|这一?块)(?:一共|总共|到底|都|就)*(?:花|用|投)"
    r"|(?<![\u4e00-\u9fff])的?(?P<that>[\u4e00-\u9fff]{3,10}?)(?:项目)?(?:上|一共|总共|到底|一年|全年|就|都)*(?:花|用|投)了?(?:多少|几)"
)
_TAIL = re.compile(
    r"(?:(?:工作|专项|业务|运行|运维|维护|运行维护|服务|补助|保障)*(?:经费|资金|费用|费|补助|项目|专项))+$"
)


@lru_cache(1 << 12)
def stem(name: str) -> str:
    """Return what tells a project: its name without year and the words for money behind it.

    >>> stem("2021年专家评审工作经费")
    '专家评审'
    """
    bare = _DROPPED.sub("", YEAR_HEAD.sub("", fold(name))).lower()
    return _TAIL.sub("", bare) or bare


def same_work(name: str, others: Sequence[str]) -> tuple[str, ...]:
    """Return the projects of another year or unit that do the work of this one, by their stems."""
    own = stem(name)
    found = [other for other in dict.fromkeys(others) if stem(other) == own]
    if not found and len(own) >= _LONG_STEM:
        found = [o for o in dict.fromkeys(others) if own in stem(o) or _inside(stem(o), own)]
    return tuple(found)


_LONG_STEM = 4


def _inside(short: str, whole: str) -> bool:
    return len(short) >= _LONG_STEM and short in whole


@lru_cache(1 << 12)
def _worth(run: str) -> int:
    """Return how much a shared run tells: its length without the words that every project has."""
    rest = run
    for word in _GENERIC:
        rest = rest.replace(word, "")
    one = len(rest) == 1 and rest not in _LEFTOVER
    core = next((run.removesuffix(word) for word in _GENERIC if run.endswith(word)), run)
    telling = len(rest) >= 2 or (one and (len(core) == 3 or len(run) >= _LONG))  # 政务云服务
    return len(run) if telling else 0


_LEFTOVER = "务费性度量市县区州省级部年的和及与"  # half of a word that tells nothing
