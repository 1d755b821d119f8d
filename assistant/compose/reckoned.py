"""What is reckoned from indicators: by how much one is missed, what several come to, what one costs."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculate import plain
from assistant.compose.draft import Draft
from assistant.compose.indicators import say_rows
from assistant.compose.places import cited as cited_again
from assistant.compose.quotient import BOUGHT, each
from assistant.compose.rows import (
    COMMON_PAIRS,
    counted_cell,
    facts_of,
    lost_points,
    rows_in,
    title_of,
    value_of,
)
from assistant.compose.standards import say_price_told
from assistant.lexicon import CENT
from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from index.amounts import MONEY
from index.model import Fact, Row, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

_FEWEST_ROWS = 2


def exceeds(row: Row) -> Decimal | None:
    """Return by how much a result is above a limit (<=45万元: 47.1万元), or None."""
    limit, result = value_of(row.target), value_of(row.result)
    if limit is None or result is None:
        return None
    if ">" in limit["sign"] or re.search("[≥≧]", limit["sign"]):
        return None
    if not re.search("[<≤≦]", limit["sign"]) and not (
        "元" in limit["measure"] and lost_points(row)
    ):
        return None  # a cost that was to be met is a limit where it lost points: =70元/人/天
    if limit["measure"] != result["measure"]:
        return None
    over = Decimal(result["number"]) - Decimal(limit["number"])
    return over if over > 0 else None


def say_excess(
    draft: Draft, evidence: Evidence, info: ReportInfo, row: Row, text: str = ""
) -> None:
    """Add by how much an indicator's result is above its limit, in percent where that is asked for."""
    over, limit, result = exceeds(row), value_of(row.target), value_of(row.result)
    if over is None or limit is None or result is None:
        return
    formula = f"{result['number']} − {limit['number']} = {over}"
    facts = [(info, f) for f in facts_of(evidence, info, row)[:1]]
    measure = "个百分点" if result["measure"] == "%" else result["measure"]
    told = draft.derived(over, measure, formula, facts)
    base = Decimal(limit["number"])
    if base and measure != "个百分点" and _IN_PERCENT.search(text):
        rate = (over / base * 100).quantize(CENT, ROUND_HALF_UP)
        formula = f"({result['number']} − {limit['number']}) ÷ {limit['number']} = {rate}%"
        told += f"，超出目标值的 {draft.derived(rate, '%', formula, facts)}"
    draft.add(
        f"「{row.name}」的实际完成值超出 {told}。[{draft.mark(info, row.section, row.place)}]"
    )


_POINTS = re.compile(
    r"(?:丢|扣|失|少|差)(?:得|拿)?(?:了|的|掉)*(?:那|这)?\s*(?:[\d.]+|几|多少)分|分(?:都|是|到底)?(?:丢|扣|失)(?:在|到)?了?哪|(?:扣|丢)(?:在)?(?:了)?哪"
)


def asks_points(text: str) -> bool:
    """Whether a folded question asks how many points were lost, and where."""
    return _POINTS.search(text) is not None


def say_points_lost(draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet) -> None:
    """Add how many points each indicator of a table lost, and the execution of its budget."""
    kept = [("预算执行", evidence.facts(info, f"{sheet.metric}/预算执行"))]
    for row in rows_in(evidence, info, sheet):
        own = [f for f in facts_of(evidence, info, row) if f.context == row.place]
        kept.append((f"「{row.name}」", own))
    told = []
    for label, facts in kept:
        by_aspect = {fact.aspect: fact for fact in facts}
        weight, score = by_aspect.get("分值"), by_aspect.get("得分")
        if weight is None or score is None or score.amount.value >= weight.amount.value:
            continue
        shown = _points_apart(draft, info, weight, score)
        told.append(f"{label}相差 {shown}{draft.cite_each([(info, weight), (info, score)])}")
    if told:
        draft.add(f"扣分之处，得分与分值：{'，'.join(told)}。")


def _points_apart(draft: Draft, info: ReportInfo, weight: Fact, score: Fact) -> str:
    """Return by how many points a score is below its weight, reckoned."""
    full, reached = weight.amount.value, score.amount.value
    formula = f"{plain(full)} − {plain(reached)} = {plain(full - reached)}"
    return draft.derived(full - reached, "分", formula, [(info, weight), (info, score)])


_IN_PERCENT = re.compile(r"百分|几成|比例|%|幅度")


# 比目标少多少, 差几个百分点, 超了多少, 完成目标的百分之几
_APART = re.compile(
    r"(?:差|缺|欠|(?<!多)少|多(?!少)|[高低省超晚])[^,，。;；?？多少几]{0,6}(?:多少|几(?!项|个(?:指标|项目)))|几个百分点"
    r"|(?:目标|计划|标准|指标)值?的?(?:百分|几成|几倍)|百分之(?:几|多少)|几成"
)
_OF_TARGET = re.compile(
    r"完成率|(?:完成|到了?|有).{0,6}(?:百分|几成|几倍)|(?:目标|计划)值?的?(?:百分|几成|几倍)"
)


def asks_apart(text: str) -> bool:
    """Whether a folded question asks by how much a result is off its target."""
    return _APART.search(text) is not None


_AIMED = re.compile(r"目标|计划|标准|原定|预期|应[发付有]")


def asks_missed(text: str) -> bool:
    """每月实际发多少,比原计划少多少: whether a price is held against what it was to be."""
    return asks_apart(text) and _AIMED.search(text) is not None


def asks_between(text: str) -> bool:
    """Whether two tables are held against each other, and neither against its own targets."""
    return asks_apart(text) and _AIMED.search(text) is None


def is_off(row: Row) -> bool:
    """Whether an indicator's result is another number than its target, in one measure."""
    target, result = value_of(row.target), value_of(counted_cell(row))
    if target is None or result is None or target["measure"] != result["measure"]:
        return False
    return Decimal(target["number"]) != Decimal(result["number"])


def say_against_target(
    draft: Draft, evidence: Evidence, info: ReportInfo, row: Row, text: str = ""
) -> None:
    """Add by how much an indicator's result is above or below its target, or what of it was reached."""
    target, result = value_of(row.target), value_of(counted_cell(row))
    if target is None or result is None:
        return
    if target["measure"] not in ("", result["measure"]):
        return
    aimed, reached = Decimal(target["number"]), Decimal(result["number"])
    facts = [(info, f) for f in facts_of(evidence, info, row)[:1]]
    if aimed == reached or not facts:
        return
    apart = reached - aimed
    formula = f"{result['number']} − {target['number']} = {apart}"
    measure = "个百分点" if result["measure"] == "%" else result["measure"]
    shown = draft.derived(apart, measure, formula, facts).lstrip("-")
    side = "高" if apart > 0 else "低"
    told = f"「{row.name}」的实际完成值比目标值{side}，两者相差 {shown}"
    if any(paragraph.startswith(told) for paragraph in draft.paragraphs):
        return
    if aimed and result["measure"] != "%" and _OF_TARGET.search(text):
        rate = (reached / aimed * 100).quantize(CENT, ROUND_HALF_UP)
        formula = f"{result['number']} ÷ {target['number']} = {rate}%"
        told += f"，实际完成值相当于目标值的 {draft.derived(rate, '%', formula, facts)}"
    elif aimed and result["measure"] != "%" and _IN_PERCENT.search(text):
        rate = (apart / aimed * 100).quantize(CENT, ROUND_HALF_UP)
        formula = f"({result['number']} − {target['number']}) ÷ {target['number']} = {rate}%"
        told += f"，{side}了 {draft.derived(rate, '%', formula, facts).lstrip('-')}"
    draft.add(f"{told}。[{draft.mark(info, row.section, row.place)}]")


def say_reached(draft: Draft, evidence: Evidence, info: ReportInfo, row: Row) -> None:
    """Add how much of its target an indicator reached, unless that is told."""
    target, result = value_of(row.target), value_of(counted_cell(row))
    facts = [(info, f) for f in facts_of(evidence, info, row)[:1]]
    if target is None or result is None or not facts or not Decimal(target["number"]):
        return
    reached = Decimal(result["number"]) / Decimal(target["number"]) * 100
    rate = reached.quantize(CENT, ROUND_HALF_UP)
    if result["measure"] != "%" and not draft.tells(rate, "%"):
        formula = f"{result['number']} ÷ {target['number']} = {rate}%"
        shown = draft.derived(rate, "%", formula, facts)
        mark = draft.mark(info, row.section, row.place)
        draft.add(f"「{row.name}」的实际完成值相当于目标值的 {shown}。[{mark}]")


# 原计划合计多少, 实际合计多少: what was aimed at is added up as well.
_PLANNED = re.compile(r"计划|目标|预算|原定|预期|应(?:该|当)?[花支付]")
_APART_FROM = re.compile(r"差(?:了|额|距|多少|几)|相差|[多少][花用支付]?了?(?:多少|几)|[节剩]")


def say_rows_together(
    draft: Draft, evidence: Evidence, info: ReportInfo, rows: Sequence[Row], text: str = ""
) -> None:
    """Add what the results of several indicators in one measure come to, and what is left of all.

    What they were to come to, and the difference, are added where a folded question asks for them.
    """
    results = [match for row in rows if (match := value_of(row.result))]
    if len(results) < _FEWEST_ROWS or len({match["measure"] for match in results}) != 1:
        return
    measure = results[0]["measure"]
    facts = [(info, f) for row in rows for f in facts_of(evidence, info, row)[:1]]
    marks = "".join(f"[{draft.mark(info, row.section, row.place)}]" for row in rows)

    def summed(found: Sequence[re.Match[str]]) -> tuple[Decimal, str, str]:
        value = sum((Decimal(match["number"]) for match in found), Decimal(0))
        terms_ = " + ".join(match["number"] for match in found)
        return value, terms_, draft.derived(value, measure, f"{terms_} = {value}", facts)

    value, left, shown = summed(results)
    told = f"以上几项实际完成值合计 {shown}"
    targets = [match for row in rows if (match := value_of(row.target))]
    alike = len(targets) == len(results) and {match["measure"] for match in targets} == {measure}
    if alike and _PLANNED.search(text):
        aimed, aims, shown = summed(targets)
        told += f"，目标值合计 {shown}"
        if aimed != value and _APART_FROM.search(text):
            formula = f"({left}) − ({aims}) = {plain(value - aimed)}"
            missed = draft.derived(value - aimed, measure, formula, facts).lstrip("-")
            told += f"，两者相差 {missed}"
    draft.add(f"{told}。{marks}")
    spent = evidence.one(info, rows[0].metric, "全年执行数")
    if spent is None or spent.amount.measure != results[0]["measure"]:
        return
    apart = spent.amount.value - value
    if apart:
        left = " − ".join([plain(spent.amount.value), *(match["number"] for match in results)])
        used = [(info, spent), *facts]
        rest = draft.derived(apart, spent.amount.measure, f"{left} = {plain(apart)}", used)
        cited = draft.cite(info, spent)
        draft.add(
            f"「{title_of(rows[0].metric)}」项目全年执行数 {draft.figure(info, spent)}{cited}，"
            f"与这几项合计的差额 {rest}。{cited}"
        )
        words = "这几项指标的实际完成值合计与全年执行数不相等，报告没有说明相差的是什么。"
        draft.warn("parts", words, int(cited.strip("[]")))


def say_rows_apart(
    draft: Draft, evidence: Evidence, pairs: Sequence[tuple[ReportInfo, Row]]
) -> bool:
    """Add by how much the results of one indicator differ in two tables; False where they cannot be held together."""
    found = [value_of(counted_cell(row)) for _, row in pairs]
    values = [match for match in found if match is not None]
    names = {row.name for _, row in pairs}
    if len(values) != len(("one", "other")) or len(names) > 1:
        return False
    measure = values[0]["measure"]
    numbers = [Decimal(match["number"]) for match in values]
    apart = numbers[0] - numbers[1]
    if values[1]["measure"] != measure or not apart:
        return False
    facts = [(info, f) for info, row in pairs for f in facts_of(evidence, info, row)[:1]]
    marks = "".join(f"[{draft.mark(info, row.section, row.place)}]" for info, row in pairs)
    formula = f"{values[0]['number']} − {values[1]['number']} = {plain(apart)}"
    shown = draft.derived(apart, "个百分点" if measure == "%" else measure, formula, facts)
    side = "高" if apart > 0 else "低"
    draft.add(f"「{pairs[0][1].name}」的实际完成值前者比后者{side} {shown.lstrip('-')}。{marks}")
    return True


_DEDUCTED = re.compile(
    r"(?:扣|丢)(?:掉|了|的)?(?:几|多少)分?|[失少](?:了|得|拿了?)?(?:几|多少)分|[扣丢失]分(?:多少|几)|(?:得分|分值).{0,4}(?:分值|得分).{0,2}差"
)


def say_deduction(draft: Draft, evidence: Evidence, info: ReportInfo, row: Row, text: str) -> None:
    """Add how many points an indicator lost, where a folded question asks for that."""
    scored = {f.aspect: f for f in facts_of(evidence, info, row) if f.context == row.place}
    if not (_DEDUCTED.search(text) and lost_points(row)) or not {"分值", "得分"} <= set(scored):
        return
    shown = _points_apart(draft, info, scored["分值"], scored["得分"])
    mark = draft.mark(info, row.section, row.place)
    draft.add(f"「{row.name}」的得分与分值相差 {shown}，就是扣掉的分。[{mark}]")


_ONE = re.compile(
    r"(?:一|每)\s?个?(?P<each>人次|公里|千米|件(?!事)|[人名位平条次通起场期台套户家处栋幢座间辆吨亩棵株只头块张份册批])"
    r"|(?P<mean>[人户亩吨])均"
    r"|(?:一|每)[个名位](?P<noun>[\u4e00-\u9fff]{0,4}?(?:员|人|干部|学生|老师|教师|职工|孩子|儿童|律师|专家))"
    r"|(?P<person>每人|人头|[人员部]头上)|(?P<any>[一每]个)(?!月)"
)
_ALIKE = (
    "人名位",
    "平㎡",
    "条件通起宗个份张册",
    "次场期回",
    "台套辆部",
    "户家",
    "处座栋幢所个",
    "间套",
    "公千",
    "吨",
    "亩",
    "棵株",
    "只头",
    "块",
    "批",
)
_PERSONS = _ALIKE[0]


def asks_each(text: str) -> bool:
    """Whether a folded question asks what one of something costs: 一场合多少钱, 摊到人头上."""
    each = _ONE.search(text)
    return each is not None and _HOW_MUCH.match(text, each.end()) is not None


_HOW_MUCH = re.compile(r"[^,，。;；?？]{0,10}?(?:多少|几(?:块|元|万|毛)|合)")


def asks_both(text: str) -> bool:
    """Whether a folded question asks for the price of one for one: 一个专家一次多少钱."""
    found = [m for m in _ONE.finditer(text) if m["each"] or m["noun"] or m["person"] or m["any"]]
    return len({m.group() for m in found}) > 1 and _BOTH.search(text) is not None


_BOTH = re.compile(
    r"[一每](?:个|名|位)?[\u4e00-\u9fff]{1,5}[一每](?:次|场|回|天|趟)[^,。?]{0,4}(?:多少|几)"
)


def _measures_asked(text: str) -> str:
    """Return the first signs of the measures that count what each of is asked for; empty for none."""
    asked = _ONE.search(text)
    if asked is None:
        return ""
    if asked["mean"]:
        return next(kind for kind in _ALIKE if asked["mean"] in kind)
    if asked["noun"] or asked["person"] or (asked["each"] or "").startswith("人"):
        return _PERSONS
    if asked["any"]:
        return "".join(_ALIKE)
    return "".join(kind for kind in _ALIKE if asked["each"][:1] in kind)


def states_each(row: Row, text: str) -> bool:
    """Whether an indicator gives what one of what a folded question asks for costs: 每吨清运成本."""
    signs = _measures_asked(text)
    if not signs or not re.search(r"元", row.target + row.result):
        return False
    noun = _noun_asked(text)
    if noun and noun not in row.name:
        return False  # 每个小区花了多少: no 元/平方米
    if _CAP.search(row.name) and "均" in text:
        return False  # 单户补助上限: the most that one got is no mean
    per = re.search(r"/(?P<sign>[^\d/])", VALUE_TEXT.sub("", row.target + row.result))
    named = re.search(r"(?:每|单)(?P<sign>[^\d])|(?P<mean>[人户亩吨场])均", row.name)
    found = [m["sign"] for m in (per, named) if m and m["sign"]]
    if asked_of := _THING.search(text):  # 一个雨量站: of 单站
        signs += asked_of["thing"]
    found += [named["mean"]] if named and named["mean"] else []
    found += [_PERSONS] if any(sign in _PUPILS for sign in found) else []
    return any(sign in signs or sign == signs for sign in found)


def prices_another(row: Row, text: str) -> bool:
    """Whether an indicator is in money for a person where a question asks it for a thing: 征一亩地补多少."""
    asked = _A_MEASURE.search(text)
    per = re.search(r"元/(?P<signs>[^\d]+)", row.target + row.result)
    if asked is None or per is None:
        return False
    return "人" in per["signs"] and asked["sign"] not in per["signs"]


_A_MEASURE = re.compile(r"[一每](?P<sign>[亩吨米户座株棵头只]|公里|公顷|平方米)(?!次)")


def _noun_asked(text: str) -> str:
    """Return the noun of which one of any is asked: 小区 of 每个小区花了多少."""
    asked = _ONE.search(text)
    noun = _NOUN.match(text, asked.end()) if asked is not None and asked["any"] else None
    return noun.group() if noun is not None else ""


_NOUN = re.compile(r"(?![合花多要得平摊大成费补是能给用年一])[\u4e00-\u9fff]{2}")
_THING = re.compile(r"[一每]个(?P<thing>(?!月)[\u4e00-\u9fff]{1,4})")
_CAP = re.compile(r"上限|限额|封顶|最高")
_PUPILS = "生员童师"  # 每生每天膳食补助: of one person


_PERIOD = re.compile(r"(?:一|每)个?(?P<sign>[月天日])[^,，。;；?？]{0,8}?(?:多少|几)")


def states_period(row: Row, text: str) -> bool:
    """Whether an indicator gives what a month or a day costs, which a folded question asks for."""
    asked = _PERIOD.search(text)
    cells = row.target + row.result
    if asked is None or "元" not in cells:
        return False
    signs = "月" if asked["sign"] == "月" else "天日"
    named = re.search(rf"每[{signs}]|[{signs}](?:均|租)|均[{signs}]", row.name)  # 人均日伙食标准
    return named is not None or re.search(rf"元[^\d]*/[{signs}]", cells) is not None


def counts_each(row: Row, text: str) -> bool:
    """Whether an indicator counts what a folded question asks the cost of one of: 6000张."""
    result = value_of(counted_cell(row))
    return result is not None and _counts_in(result, _measures_asked(text))


def _counts_in(result: re.Match[str], measures: str) -> bool:
    """Whether a result is a count in one of some measures; 1.67万 is an amount, and counts nothing."""
    sign = result["measure"].lstrip("万")[:1]
    return sign != "" and sign in measures


VALUE_TEXT = re.compile(r"[\d.,<>=≤≥≦≧\s]")


_TEN_THOUSAND, _LEAST_TITLE = Decimal(10_000), 4


def say_cost_of_each(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, text: str
) -> bool:
    """Add what a project cost for each of what one of its indicators counts; False where not clear."""
    title = longest_run(text, fold(sheet.title))  # 最多跑一次 asks nothing of one time
    wanted = _measures_asked(text.replace(title, ",") if len(title) >= _LEAST_TITLE else text)
    spent = evidence.one(info, sheet.metric, "全年执行数")
    if not wanted or spent is None or spent.amount.measure not in MONEY:
        return False
    counts = []
    for row in rows_in(evidence, info, sheet):
        result = value_of(row.result)
        if result and _counts_in(result, wanted):
            counts.append((row, result))
    noun = _noun_asked(text)
    if noun:  # 每个小区花了多少
        of_noun = [pair for pair in counts if noun in pair[0].name]
        counts, noun = of_noun or counts, noun if of_noun else ""
    said = telling(text) - set(terms(sheet.title)) - COMMON_PAIRS
    named = [pair for pair in counts if set(terms(pair[0].name)) & said]
    if not named:  # 科技特派员一个合多少: of those whose name has most of the question
        shared = [len(set(terms(row.name)) & telling(text) - COMMON_PAIRS) for row, _ in counts]
        most = max(shared, default=0)
        named = [pair for pair, many in zip(counts, shared, strict=True) if many == most and many]
    asked = _ONE.search(text)
    open_end = asked is not None and asked["any"] is not None  # 一个合多少: of what is named
    counts = named if open_end and not noun else named or counts
    if len(counts) != 1 or not Decimal(counts[0][1]["number"]):
        return False
    row, result = counts[0]
    if say_price_told(draft, evidence, info, sheet, row):
        return True
    own = _money_row(evidence, info, sheet, row, text) or _money_asked(
        evidence, info, sheet, row, said
    )
    if own is None and (_is_part(evidence, info, sheet, row) or asks_both(text)):
        return False
    factor = _TEN_THOUSAND if result["measure"].startswith("万") else Decimal(1)
    count = Decimal(result["number"]) * factor
    mark = f"[{draft.mark(info, row.section, row.place)}]"
    if own is not None:
        money, measure = Decimal(own[1]["number"]), own[1]["measure"]
        facts = [*facts_of(evidence, info, own[0])[:1], *facts_of(evidence, info, row)[:1]]
        what, cited = f"「{own[0].name}」", f"[{draft.mark(info, own[0].section, own[0].place)}]"
        say_rows(draft, evidence, info, [own[0]])
    else:
        money, measure = spent.amount.value, spent.amount.measure
        facts = [spent, *facts_of(evidence, info, row)[:1]]
        what, cited = "全年执行数", cited_again(draft, evidence, info, spent)
    left = f"{plain(money)} {measure} ÷ {plain(count)}"
    shown = each(draft, money * MONEY[measure] / count, left, [(info, f) for f in facts])
    say_rows(draft, evidence, info, [row])
    known = ""
    if own is None and all(reference.fact != spent for reference in draft.references):
        known = f"「{sheet.title}」项目全年执行数 {draft.figure(info, spent)}{cited}。"
    draft.add(
        f"{known}按{what}和「{row.name}」的实际完成值相除，平均约 {shown}。{cited}{mark}"
        "这是简单相除的平均数，报告本身没有给出这个数。"
    )
    return True


def _money_asked(
    evidence: Evidence, info: ReportInfo, sheet: Sheet, count: Row, said: Set[str]
) -> tuple[Row, re.Match[str]] | None:
    """Return the one indicator in money that a question names beside what is counted: 核减金额."""
    rest = said - set(terms(count.name))
    found = []
    for row in rows_in(evidence, info, sheet):
        result = value_of(row.result)
        if result and result["measure"] in MONEY and (shared := rest & set(terms(row.name))):
            found.append((len(shared), row, result))
    most = max((shared for shared, _, _ in found), default=0)
    best = [(row, result) for shared, row, result in found if shared == most]
    return best[0] if len(best) == 1 else None


def _is_part(evidence: Evidence, info: ReportInfo, sheet: Sheet, count: Row) -> bool:
    """Whether a project pays for more than what one of its indicators counts, as its rows tell."""
    rows = rows_in(evidence, info, sheet)
    costs = [row for row in rows if re.search(r"\d\s*[万亿]?元", row.result)]
    bought = [row for row in rows if BOUGHT.search(row.name)]
    named = set(terms(count.name)) & set(terms(sheet.title)) - COMMON_PAIRS
    return (len(costs) > 1 or (count in bought and len(bought) > 1)) and not named


def _money_row(
    evidence: Evidence, info: ReportInfo, sheet: Sheet, count: Row, text: str
) -> tuple[Row, re.Match[str]] | None:
    """Return the indicator that gives the money for what another counts: 保安费 for 保安人数."""
    alike = (telling(text) & set(terms(count.name))) - COMMON_PAIRS - set(terms(sheet.title))
    found = []
    for row in rows_in(evidence, info, sheet):
        result = value_of(row.result)
        if result and result["measure"] in MONEY and alike & set(terms(row.name)):
            found.append((row, result))
    return found[0] if len(found) == 1 else None
