"""Counts that a report tells twice: in a reason, in its prose, in a performance table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from index.amounts import NUMBER, parse_number, quantum
from index.checks.figures import Figures
from index.checks.intervals import of
from index.checks.slips import is_slip
from index.checks.verdict import broken, held, remark, show, unknown
from index.model import Amount, Check, Place, Row
from index.normalise import Clean, compact, fold

_MOVED_TO = re.compile(
    rf"(?:由|从)(?:上年|去年|20\d\d年)?度?的?{NUMBER}(?P<unit>批次|人次|批)?[^,;。\d]{{0,4}}?"
    rf"(?:增加|减少|上升|下降|增|减|升|降)(?:到|至|为)(?:本年的?)?(?P<now>{NUMBER})(?P<measure>批次|人次|批)"
)
_MEASURE = {"批": "批次"}
_ALIKE = re.compile(r"(?<!不)一致(?:,)?(?:无差异)?$|无差异$")
_NOT_PROSE = frozenset({"自评表", "名词解释", "决算报表"})
_COUNTED = re.compile(
    rf"(?P<noun>[\u4e00-\u9fff“”]{{3,24}})(?P<number>{NUMBER})(?P<measure>万?[人件户家场台套次例]次?|[个条起项]|[万亿]元)(?![\u4e00-\u9fff]*以[上下])"
)
# 全年改造完成…68个: told as done, in a clause that speaks of no plan.
_DONE = re.compile(r"完成|建成|新建|新增|累计|共|全年")
_PLANNED = re.compile(
    r"目标|计划|任务|应|拟|预期|预计|纳入|启动|开工|下达|确定|未|不|仅|只|标准|要求|原因"
)
_LEAST_NOUN, _LEAST_DIGITS, _LEAST_PAIRS, _OWN_PAIRS = 3, 3, 4, 2
_COUNTS_TWICE = frozenset("人件户家场台套次例")
_Told = tuple[str, Clean, re.Match[str]]  # the section's label, its text, the count in it
_VALUE = re.compile(rf"[<>=≥≤]{{0,2}}(?P<number>{NUMBER})(?P<measure>[\u4e00-\u9fff]{{1,3}})")


def reason_counts(figures: Figures) -> Iterator[Check]:
    """原因中写到的本年批次、人次应与所列的批次、人次一致."""
    for reason in figures.reasons:
        for told in _MOVED_TO.finditer(fold(reason.text)):
            measure = _MEASURE.get(told["measure"], told["measure"])
            counted = [
                fact
                for fact in figures.section(reason.section)
                if fact.aspect == "数量" and fact.amount.measure == measure and fact.amount.value
            ]
            if len({fact.metric for fact in counted}) != 1:
                continue
            if any(fact.amount.value == parse_number(told["now"]) for fact in counted):
                yield held("reason-counts", counted[0])
                continue
            stated, said = show(counted[0].amount), f"{told['now']} {measure}"
            message = f"「{counted[0].metric}」为 {stated}，而变动原因写本年为 {said}，前后不一致。"
            yield broken(
                "reason-counts", "warning", message, counted[:1], stated, said,
                beside=[reason.place],
            )  # fmt: skip


def vehicles_alike(figures: Figures) -> Iterator[Check]:
    """写明车辆数与公务用车保有量一致的，两数应相等."""
    for reason in figures.reasons:
        if reason.basis != "差异" or reason.metric != "公务用车保有量":
            continue
        kept, owned = (
            next((f for f in figures.named(metric, "数量") if f.section == reason.section), None)
            for metric in ("公务用车保有量", "车辆")
        )
        if kept is None or owned is None or not _ALIKE.search(fold(reason.text)):
            continue
        if kept.amount.value == owned.amount.value:
            yield held("vehicles-alike", kept, owned)
            continue
        message = (
            f"报告写车辆与公务用车保有量一致、无差异，但车辆为 {show(owned.amount)}、"
            f"公务用车保有量为 {show(kept.amount)}，两数不等。"
        )
        yield broken(
            "vehicles-alike", "warning", message, [kept, owned], show(kept.amount),
            show(owned.amount), beside=[reason.place],
        )  # fmt: skip


def nothing_spent(figures: Figures) -> Iterator[Check]:
    """费用为 0 的，对应的批次、人次、购置数应为 0（由其他资金、捐赠、调拨等解决的需说明）."""
    for metric, counts in _COUNTED_WITH.items():
        spent = figures.named(metric, "决算数")
        if any(fact.amount.value for fact in spent):
            continue
        for cost in spent[:1]:
            told = (fact for count in counts for fact in figures.named(count, "数量"))
            done = [f for f in told if f.entity == cost.entity and f.section == cost.section]
            some = [fact for fact in done if fact.amount.value]
            if not some:
                yield from (held("nothing-spent", cost, *done),) if done else ()
                continue
            first = some[0]
            behind = fold(figures.text[first.place.end :][:_BESIDE])
            beside = "。".join(behind.split("。")[:_SENTENCES])
            if _PAID_OTHERWISE.search(beside):
                yield unknown("nothing-spent", cost, *some)
                continue
            counted = "、".join(show(fact.amount) for fact in some)
            message = (
                f"「{metric}」为 {show(cost.amount)}，而同处写「{first.metric}」等为 {counted}，"
                "请核实费用由何处负担。"
            )
            yield broken(
                "nothing-spent", "warning", message, [cost, *some], show(cost.amount), counted
            )


_COUNTED_WITH = {
    "公务接待费": ("国内公务接待批次", "国内公务接待人次"),
    "因公出国（境）费": ("因公出国（境）团组数", "因公出国（境）人次"),
    "公务用车购置费": ("公务用车购置数",),
}
_BESIDE, _SENTENCES = 200, 2  # characters and sentences behind a count that tell who paid
_PAID_OTHERWISE = re.compile(
    r"捐|赠|调[拨入]|划[拨转入]|无偿|[其另]他(?:资金|单位|收入|经费)|自[有筹]|非财政|[由在].{2,20}(?:负担|承担|列支|支付|解决)"
)


def listed_count(figures: Figures) -> Iterator[Check]:
    """写明的内设机构个数与所列名称的个数一致."""
    for section in figures.sections:
        if section.kind in _NOT_PROSE:
            continue
        clean = compact(figures.text, section.body.start, section.body.end)
        for match in chain(_LISTED_BEHIND.finditer(clean.text), _LISTED.finditer(clean.text)):
            names = _NESTED.sub("", match["list"]).split("、")
            if len(names) < _LEAST_NAMES or "等" in names[-1]:
                continue
            told = _in_digits(match["number"])
            most = len(names) + sum(_JOINED.search(one) is not None for one in names)
            if len(names) <= told <= most:  # 公墓管理科和设备安全科
                continue
            message = f"写的是 {match['number']} 个{match['what']}，而所列的是 {len(names)} 个，两处不一致。"
            yield remark(
                "listed-count", "warning", section.label, match["what"], message,
                _place(clean, match), stated=match["number"],
            )  # fmt: skip


_OFFICES = (
    r"(?<!\d)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})个(?:内设|职能|业务|中层)*"
    r"(?P<what>处室|科室|股室|部室|机构|部门|[科股处室部])(?![\u4e00-\u9fff])"
)
_NAMES = r"(?P<list>(?:[^。;:,\d()]|\([^()]*\))*、(?:[^。;:,\d()]|\([^()]*\))*?)"
_LISTED_BEHIND = re.compile(
    rf"{_OFFICES}[,:](?:分别(?:是|为)|包括|即|具体(?:是|为|包括))?:?{_NAMES}(?=[。;,]|$)"
)
_LISTED = re.compile(rf"(?:内设|下设|设有?|包括:?){_NAMES},?(?:共|共有|共计|合计|总计)?{_OFFICES}")
_NESTED = re.compile(r"\([^()]*\)")
_JOINED = re.compile(r"[科股处室部心办队站所会局院馆团庭](?:和|及|与|以及)")
_LEAST_NAMES = 2
_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九", 1)}


def _in_digits(number: str) -> int:
    """Return a small number in digits or in words: 十二 is 12."""
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def counts_told(figures: Figures) -> Iterator[Check]:
    """正文中同一数量写了两次的，两处应一致；写到的完成数应与自评表一致."""
    prose = [
        (section.label, compact(figures.text, section.body.start, section.body.end))
        for section in figures.sections
        if section.kind not in _NOT_PROSE
    ]
    told = [
        (label, clean, match) for label, clean in prose for match in _COUNTED.finditer(clean.text)
    ]
    long = [one for one in told if _long(one[2]) and _COUNTS_TWICE & set(one[2]["measure"])]
    for (_, first, one), (label, clean, other) in _of_the_same(long):
        if not _slipped(_amount(one), _amount(other)):
            continue
        noun = _common_end(one["noun"], other["noun"])
        message = (
            f"“{noun}”前后不一致：此处为 {other['number']} {other['measure']}，"
            f"另一处为 {one['number']} {one['measure']}。"
        )
        yield remark(
            "counts-told", "warning", label, noun, message,
            _place(clean, other), _place(first, one), stated=other["number"],
        )  # fmt: skip
    for row in figures.rows:
        reached = (
            fact.place
            for fact in figures.named(f"{row.metric}/指标:{row.name}", "完成值")
            if row.place.opens(fact.place)
        )
        yield from _held_against_row(row, told, next(reached, row.place))


def _of_the_same(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Yield in order each two counts with the same measure and the same end of their nouns."""
    alike: dict[tuple[str, str], list[int]] = {}
    for at, (_, _, match) in enumerate(told):
        alike.setdefault((match["noun"][-_LEAST_NOUN:], match["measure"]), []).append(at)
    pairs = (pair for found in alike.values() for pair in combinations(found, 2))
    for one, other in sorted(pairs):
        yield told[one], told[other]


def _held_against_row(row: Row, told: Sequence[_Told], cell: Place) -> Iterator[Check]:
    result = _VALUE.fullmatch(fold(row.result))
    if result is None:
        return
    own, aim = _pairs(fold(row.name)), _VALUE.fullmatch(fold(row.target))
    name = _pairs(fold(row.metric.removeprefix("项目:") + row.name))
    about = [
        (label, clean, match)
        for label, clean, match in told
        if match["measure"] == result["measure"]
        and len((noun := _pairs(match["noun"])) & name) >= _LEAST_PAIRS
        and len(noun & own) >= _OWN_PAIRS
    ]
    reached = _amount(result)
    if any(_amount(match).value == reached.value for _, _, match in about):
        return
    for label, clean, match in about:
        aimed = aim is not None and _amount(match).value == _amount(aim).value
        if (aimed and _told_done(clean, match)) or (
            _long(match) and _slipped(_amount(match), reached)
        ):
            message = (
                f"正文写“{match['noun']}{match['number']}{match['measure']}”，"
                f"而自评表指标“{row.name}”的完成值为 {row.result}，两处不一致。"
            )
            yield remark(
                "counts-told", "warning", label, f"{row.metric}/指标:{row.name}", message,
                *dict.fromkeys((_place(clean, match), row.place, cell)), stated=match["number"],
            )  # fmt: skip


def _long(match: re.Match[str]) -> bool:
    """Whether a number has digits enough for a slip of the pen to be told."""
    return len(re.sub(r"\D", "", match["number"])) >= _LEAST_DIGITS


def _told_done(clean: Clean, match: re.Match[str]) -> bool:
    """Whether a sentence tells a count as done, not as what was planned."""
    begin = max(clean.text.rfind(mark, 0, match.start()) for mark in "。;:") + 1
    behind = re.compile("[。;,]").search(clean.text, match.end())
    told = clean.text[begin : behind.start() if behind else len(clean.text)]
    listed = match["noun"].endswith("等")  # 甲中心等4个: some of them
    return not listed and _DONE.search(told) is not None and _PLANNED.search(told) is None


def _common_end(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[-size - 1] == other[-size - 1]:
        size += 1
    return one[len(one) - size :]


def _slipped(one: Amount, other: Amount) -> bool:
    """Whether two amounts differ just by what a slip of the pen does, digits in another order too."""
    if one.value == other.value:
        return False
    digits = (sorted(str(amount.value.normalize())) for amount in (one, other))
    return len({tuple(found) for found in digits}) == 1 or is_slip(one, of(other))


def _amount(match: re.Match[str]) -> Amount:
    number = match["number"]
    return Amount(parse_number(number), quantum(number), match["measure"], number)


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


def _place(clean: Clean, match: re.Match[str]) -> Place:
    return clean.place(match.start(), match.end())
