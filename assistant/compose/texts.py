"""Answers in the report's own words: definitions, duties, members, passages, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft, subject
from assistant.retrieve import Evidence
from index.model import Chunk, Definition, Place
from index.normalise import compact, fold, noise
from index.store import ReportInfo

_SCOPE_BEFORE = 220
_LONGEST_SECTION = 700
_MOST_WORDINGS, _MOST_REPORTS = 3, 5
_LONGEST_LIST = 6000  # characters of a list of units
_TOPIC_KINDS = {"职能": "职能", "机构": "机构", "下属单位": "机构"}


def find_definition(
    evidence: Evidence, words: Sequence[str], reports: Sequence[ReportInfo]
) -> list[tuple[ReportInfo, Definition]]:
    """Return the glossary entries for the first of these terms that has any, newest report first."""
    by_id = {report.id: report for report in reports}
    wanted = [_bare(word) for word in words]
    found: list[tuple[ReportInfo, Definition]] = []
    for word in wanted:
        exact = [
            (by_id[r], d) for r, d in evidence.definitions if r in by_id and _bare(d.term) == word
        ]
        close = [
            (by_id[r], d)
            for r, d in evidence.definitions
            if r in by_id and len(word) >= 3 and (word in _bare(d.term) or _bare(d.term) in word)
        ]
        found.extend(exact or close)
        if found:
            break
    found.sort(key=lambda pair: -pair[0].year)
    return list(dict.fromkeys(found))


def _bare(term: str) -> str:
    return re.sub(r"[“”\"\s()。，,、]|^\d+", "", fold(term))


def say_definition(draft: Draft, entries: Sequence[tuple[ReportInfo, Definition]]) -> None:
    """Add what glossaries say of a term: each wording once, with every report that has it."""
    wordings: dict[str, list[tuple[ReportInfo, Definition]]] = {}
    for info, entry in entries:
        wordings.setdefault(_bare(entry.term + entry.text), []).append((info, entry))
    for same in list(wordings.values())[:_MOST_WORDINGS]:
        info, entry = same[0]
        marks = "".join(f"[{draft.mark(i, e.section, e.place)}]" for i, e in same[:_MOST_REPORTS])
        where = "、".join(f"{i.unit} {i.year} 年度" for i, _ in same[:_MOST_REPORTS])
        draft.add(f"「{entry.term}」：{draft.quoted(entry.text)}。{marks}（{where}报告）")


def find_inner_definition(
    evidence: Evidence, words: Sequence[str], reports: Sequence[ReportInfo]
) -> list[tuple[ReportInfo, Definition, str, Place]]:
    """Return the sentences inside glossary entries that explain a term (公务接待费反映…)."""
    by_id = {report.id: report for report in reports}
    found: list[tuple[ReportInfo, Definition, str, Place]] = []
    for word in words:
        pattern = re.compile(re.escape(_plain(word)) + r"(?:是指|反映|指|包括)[^；。]*")
        for report, definition in reversed(evidence.definitions):
            if report not in by_id:
                continue
            source = evidence.ledger.text(report)
            clean = compact(source, definition.place.start, definition.place.end, ())
            match = pattern.search(clean.shown) or pattern.search(clean.text)
            if match:
                place = clean.place(match.start(), match.end())
                shown = clean.shown[match.start() : match.end()]
                found.append((by_id[report], definition, shown, place))
        if found:
            break
    return found


def _plain(word: str) -> str:
    return word.strip("“”")


def say_topic(draft: Draft, evidence: Evidence, info: ReportInfo, topic: str) -> bool:
    """Add the section on duties or organisation of one report; return whether there is one."""
    chunks = [c for c in evidence.ledger.all_chunks(info.id) if c.kind == _TOPIC_KINDS[topic]]
    if not chunks:
        return False
    if topic == "下属单位" and say_members(draft, evidence, info):
        return True
    for section in dict.fromkeys(chunk.section for chunk in chunks):
        say_section(draft, info, [chunk for chunk in chunks if chunk.section == section])
    return True


def say_members(draft: Draft, evidence: Evidence, info: ReportInfo) -> bool:
    """Add the units that a report lists as those in its accounts; False where it lists none."""
    own = (c for c in evidence.ledger.all_chunks(info.id) if c.kind == _TOPIC_KINDS["下属单位"])
    first, stated = next(own, None), _members(evidence, info)
    if first is None or not stated:
        return False
    if not _say_members(draft, evidence, info, first.section):
        draft.add(_listed(draft, evidence, info, stated, first.section, first.place))
    return True


def say_section(draft: Draft, info: ReportInfo, chunks: Sequence[Chunk]) -> None:
    """Quote what a section says, up to a length."""
    text = "".join(chunk.text for chunk in chunks)
    place = Place(chunks[0].place.start, chunks[-1].place.end)
    mark = draft.mark(info, chunks[0].section, place)
    most = _LONGEST_SECTION
    words = text if len(text) <= most else text[: text.rfind("；", 0, most) + 1 or most] + "……"
    draft.add(f"{subject(info)}报告原文：{draft.quoted(words)}。[{mark}]")


def say_from(
    draft: Draft, evidence: Evidence, info: ReportInfo, chunk: Chunk, begin: re.Pattern[str]
) -> None:
    """Quote a passage from the words that a pattern finds to its end, up to a length."""
    source = evidence.ledger.text(info.id)
    clean = compact(source, chunk.place.start, chunk.place.end, noise(source))
    match = begin.search(clean.text)
    if match is None:
        return
    end = min(len(clean.text), match.start() + _LONGEST_SECTION)
    if end < len(clean.text):
        end = max(clean.text.rfind(stop, match.start(), end) for stop in "。;,") + 1
    mark = draft.mark(info, chunk.section, clean.place(match.start(), end))
    draft.add(
        f"{subject(info)}报告原文：{draft.quoted(clean.shown[match.start() : end])}。[{mark}]"
    )


def _say_members(draft: Draft, evidence: Evidence, info: ReportInfo, section: str) -> bool:
    """Add the units whose accounts a report includes, as it lists them; False where it does not."""
    stated = next(r for r in evidence.reports if r.id == info.id).members
    source = evidence.ledger.text(info.id)
    clean = compact(source, 0, len(source), ())
    names = [re.sub(r"\([^)]*\)", "", fold(member)) for member in stated]
    start = clean.text.find("纳入", max(clean.text.find("编制范围") - _SCOPE_BEFORE, 0))
    found = [clean.text.find(name, start) for name in names] if start >= 0 else []
    if not found or min(found) < 0 or max(found) - start > _LONGEST_LIST:
        return False
    end = max(at + len(name) for at, name in zip(found, names, strict=True))
    behind = _NATURE.match(clean.text, end)
    end = behind.end() if behind else end
    kinds = [_NATURE.match(clean.text, at + len(n)) for at, n in zip(found, names, strict=True)]
    told = [m["kind"] if m else "" for m in kinds]
    named = [f"{name}（{kind}）" if kind else name for name, kind in zip(stated, told, strict=True)]
    draft.add(_listed(draft, evidence, info, named, section, clean.place(start, end)))
    return True


# What a table of units says of each: 行政单位, 差额事业单位.
_NATURE = re.compile(
    r"(?:\([^)]*\))?(?P<kind>(?:行政|(?:全额|差额|公益[一二]类|自收自支|参照公务员法管理的?|参公)?(?:拨款)?事业)单位)"
)


def _listed(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    named: Sequence[str],
    section: str,
    place: Place,
) -> str:
    """Return the sentence that lists the units whose accounts a report includes, and how many."""
    mark = draft.mark(info, section, place)
    counted = _counted(draft, evidence, info)
    own = re.sub(r"\([^()]*\)$", "", fold(info.unit))
    kind = "单位" if any("本级" in n or fold(n) == own for n in named) else "下属单位"
    count = f" **{len(named)}** 个{kind}" if len(named) > 1 and not counted else ""
    if count and kind == "单位" and len(named) > len(("own", "other")):
        count += f"（除本级外 **{len(named) - 1}** 个下属单位）"
    return f"{subject(info)}部门决算编制范围包括{count}：{'、'.join(named)}。[{mark}]{counted}"


def _counted(draft: Draft, evidence: Evidence, info: ReportInfo) -> str:
    """Return how many units a report says that its accounts include, in its words."""
    source = evidence.ledger.text(info.id)
    for chunk in evidence.ledger.all_chunks(info.id):
        if chunk.kind not in ("机构", "职能"):
            continue
        clean = compact(source, chunk.place.start, chunk.place.end, ())
        if found := _COUNTED_UNITS.search(clean.text):
            mark = draft.mark(info, chunk.section, clean.place(found.start(), found.end()))
            words = draft.quoted(clean.shown[found.start() : found.end()])
            return f"原文写“{words}”。[{mark}]"
    return ""


# 纳入决算编制范围的单位共4个,包括局本级和3个下属事业单位
_COUNTED_UNITS = re.compile(
    r"(?:预算|决算)?单位[^。;,:()]{0,4}共(?:计|有)?\d+[个家](?:[,:](?:包括|其中)[^。;:、]{2,24}?(?=[,:。;]))?"
    r"|\d+[个家](?:下属|所属|二级|直属)(?:预算|事业)?单位(?:决算)?"
)


def say_members_changed(
    draft: Draft, evidence: Evidence, before: ReportInfo, after: ReportInfo
) -> None:
    """Add which members came or went between two reports of a unit, with what is said of them."""
    old, new = set(_members(evidence, before)), set(_members(evidence, after))
    for words, names in (("不再包括", old - new), ("新增", new - old)):
        if not names or not old or not new:
            continue
        told = f"{after.year} 年度的编制范围{words}：{'、'.join(sorted(names))}，两年口径不同。"
        marks: list[int] = []
        for sentence in evidence.sentences(after).all:
            if any(fold(name) in fold(sentence.text) for name in names) and not marks:
                marks.append(draft.mark(after, sentence.section, sentence.place))
                told += f"报告原文：“{draft.quoted(sentence.text)}”[{marks[0]}]"
        draft.add(told)


def _members(evidence: Evidence, info: ReportInfo) -> tuple[str, ...]:
    return next(r for r in evidence.reports if r.id == info.id).members


_DENIES = (
    r"(?:(?<![有不])无|没有|未发生|未安排|未使用|未开支|未列支|不使用|不涉及|不在|不属于|[不未]纳入|不(?:单独)?(?:统计|核算|编列|安排|列支|计算|披露)|不适用)"
    r"(?:[\u4e00-\u9fff()（）]{2,14}[、和与及]){0,5}[^。；，,\d]{0,6}?"
)
# Under a heading that names it: 本单位为事业单位,无此项支出.
_DENIES_IT = r"[^。\n]*?(?:(?:(?<![有不])无|没有|未发生|不涉及)(?:此|该|这)项(?!目)|不适用)[^。]*"
# 国有资本经营预算亦无
_DENIED = (
    r"[^。;,\d]{0,8}?(?:亦|也|均|皆|都)?(?:无|没有)(?:此项|该项|相关)?"
    r"(?:收支|收入|支出|开支|数据|余额)?(?=[。;,]|$)"
)
_DEAR_STEM = "单价100万元"
_DEAR = r"单(?:价|位价值)100万元[^,。;\d]{0,6}以上[^,。;\d]{0,6}设备"
# 全年未购置车辆
_BOUGHT_STEM = "公务用车购置"
_NOT_BOUGHT = r"(?:未|没有)新?(?:购置|购买|更新|采购)(?:公务|执法执勤|业务)?用?车辆?"
_LEAST_STEM, _LONGEST_DENIAL = 4, 200


def say_none(draft: Draft, evidence: Evidence, info: ReportInfo, metric: str) -> bool:
    """Quote the sentence in which a report says that it has none of a metric; False where none does."""
    found = find_none(evidence, info, metric)
    if found is None:
        return False
    section, place, words = found
    mark = draft.mark(info, section, place)
    draft.add(f"{subject(info)}报告原文：“{draft.quoted(words)}。”[{mark}]")
    return True


def find_none(evidence: Evidence, info: ReportInfo, metric: str) -> tuple[str, Place, str] | None:
    """Return section, place and words of the shortest sentence that says there is none of a metric."""
    short = _NOUN_OF.match(_plain(metric))
    found = _none_called(evidence, info, metric)
    if found or short is None:
        return found
    own = (
        f
        for m in evidence.metrics(info)
        if m.startswith(short.group())
        for f in evidence.facts(info, m)
    )
    return None if any(f.amount.value for f in own) else _none_called(evidence, info, short.group())


# 无公务用车: nor what they cost
_NOUN_OF = re.compile(r"公务用车(?!保有量)|因公出国|公务接待(?=费)")


def _none_called(
    evidence: Evidence, info: ReportInfo, metric: str
) -> tuple[str, Place, str] | None:
    """Return where a report says that there is none of what a name says."""
    stem = re.sub(r"(?:收入|支出)?(?:总计|合计)?$", "", _plain(metric))
    fund = re.match(r"政府性基金|国有资本经营", stem)
    stem = fund.group() if fund else stem
    if len(stem) < _LEAST_STEM:
        stem = _plain(metric)
    if len(stem) < _LEAST_STEM:
        return None
    named = _DEAR if stem.startswith(_DEAR_STEM) else re.escape(stem)
    bought = stem.startswith(_BOUGHT_STEM)
    said = rf"{_DENIES}{named}|{named}{_DENIED}" + (f"|{_NOT_BOUGHT}" if bought else "")
    denial = re.compile(rf"[^。\n]*?(?:{said})[^。]*")
    chunks = [
        chunk
        for chunk in evidence.ledger.all_chunks(info.id)
        if chunk.kind != "名词解释"
        and re.search(said if bought else named, chunk.section.rpartition(" › ")[2] + chunk.text)
    ]
    source = evidence.ledger.text(info.id) if chunks else ""
    gaps = noise(source)
    found: list[tuple[str, Place, str]] = []
    for chunk in chunks:
        clean = compact(source, chunk.place.start, chunk.place.end, gaps)
        match = denial.search(clean.text)
        if match is None and stem in chunk.section.rpartition(" › ")[2]:
            match = re.search(_DENIES_IT, clean.text)
        if match:
            start = match.start()
            if match.end() - start > _LONGEST_DENIAL:  # a table's text runs into the sentence
                denied = re.compile(rf"{_DENIES}{named}").search(clean.text, start)
                at = denied.start() if denied else start
                start = max(clean.text.rfind(stop, start, at) for stop in ";,:：") + 1 or at
            place = clean.place(start, match.end())
            found.append((chunk.section, place, clean.shown[start : match.end()]))
    return min(found, key=lambda none: len(none[2]), default=None)


def what_is_there(reports: Sequence[ReportInfo], limit: int = 8) -> str:
    """Return one sentence on which units and years are indexed."""
    named = [f"{r.unit}（{r.year} 年度）" for r in reports[:limit]]
    more = f"等 {len(reports)} 份报告" if len(reports) > limit else ""
    return "已收录：" + "、".join(named) + more + "。"
