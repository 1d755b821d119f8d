"""Lists of projects → Fact: printed as a table, a line a project (序号 项目名称 预算数 执行数 得分),
or told one after another (预算、执行数及得分分别为:甲9万元、8万元、95分;乙…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.amounts import NUMBER, parse_number, quantum
from index.measures import usual_measure
from index.model import Amount, Fact, Place, Reason, Section
from index.normalise import Clean, fold

_COLUMNS = {
    "年初预算数": "年初预算数 年初预算 年初预算金额 年初安排 年初数",
    "全年预算数": "全年预算数 全年预算 调整后预算数 调整后预算 调整预算数 调整预算 全年安排",
    "预算数": "预算数 预算金额 预算 项目预算 资金总额 预算资金 预算安排 安排资金 安排金额",
    "全年执行数": "全年执行数 预算执行数 执行数 执行金额 支出数 支出 实际支出 支出金额 决算数 决算金额 "
    "执行 全年执行 实际执行 执行情况 支付 支付数 支付金额 实际支付 全年支出 实支数 决算 使用金额",
    "执行率": "预算执行率 执行率 支出进度 执行率% 执行进度 支付率 支出率 完成率",
    "得分": "自评得分 绩效自评得分 评价得分 自评分数 得分 自评分 自评 分数 评分 绩效得分 自评总分",
    "": "序号 等级 自评等级 评价等级 评价等次 自评结论 自评结果 备注 实施单位 主管部门 项目单位 责任科室",
}
_ASPECT = {word: aspect for aspect, words in _COLUMNS.items() for word in words.split()}
_MEASURES = {"执行率": "%", "得分": "分"}
_HEAD = re.compile(
    r"(?m)^[ \t\u3000]*(?P<before>序号[ \t\u3000]+)?项目(?P<named>名称)?"
    r"(?P<columns>(?:[ \t\u3000]+\S{2,10}){2,8})[ \t\u3000]*$"
)
_UNIT = re.compile(r"单位\s*:\s*(?P<measure>万?元)")
_RESPECTIVE = re.compile(r"(?P<columns>[^,。;:]{2,60})分别[为是]:?(?P<rows>[^。]+)")
_TOLD = rf"({NUMBER})(万?元|%|分)"
_PROJECT = r"(?P<name>[^;。,:、\d][^;。,:\d]{2,39}?)(?:项目)?"
# 甲工程预算9.00万元、支出8.00万元;乙服务预算…: the same two amounts for each.
_SPENT_OF = re.compile(
    rf"(?:其中:?)?{_PROJECT}(?P<plan>(?:年初|全年|当年)?预算数?)(?:为)?({NUMBER})(万?元)[、,]"
    rf"(?:实际)?(?:支出|执行)数?(?:为)?({NUMBER})(万?元)(?=[;。])[;。]"
)
# 甲补贴全年预算9.00万元,执行8.00万元,自评得分95.50分: of one project, in a part of its own.
_SCORED_OF = re.compile(
    rf"(?:^|(?<=[。;:]))(?:\(?\d{{1,2}}[.、)]|[一二三四五六七八九]是)?{_PROJECT}[,:]?"
    rf"(?P<plan>(?:年初|全年|当年)?预算数?)(?:安排)?(?:资金)?(?:为)?({NUMBER})(万?元)[,、]"
    rf"(?:实际|全年)?(?:支出|执行|使用|支付)(?:数|了)?(?:为)?({NUMBER})(万?元)[,、]"
    rf"(?:(?:预算)?执行率(?:为)?{NUMBER}%[,、])?(?:绩效)?(?:自评)?(?:综合)?(?:得分|得|评分)(?:为)?({NUMBER})(分)"
)
_OF_ALL = re.compile(r"整体|合计|部门|单位|[本我][局委办院校馆站中]|^(?:项目|共)|个$")
# 6个项目支出情况为:甲工程9.00万元,乙服务8.00万元…。: as many as were counted.
_COUNTED = re.compile(
    rf"(?P<count>{NUMBER})个[^,。;:]{{0,16}}项目(?:支出|执行)(?:情况|金额|数)?(?:分别)?[为是]:?(?P<rows>[^。;]+)"
)
_ONE = re.compile(rf"[、,]?{_PROJECT}({NUMBER})(万?元)(?=[、,]|$)")
# 自评得分分别为95.83分、97.60分…: in the order of what was listed before.
_SCORES = re.compile(rf"自评得分分别[为是]:?(?P<scores>(?:{NUMBER}分[、,和及]?){{2,}})")
_CELL = re.compile(rf"{NUMBER}%?")
_WORDS_ON = re.compile(
    r"(?!\s*(?:合计|总计|小计|[一二三四五六七八九十]+、|\())[^\t|]*[\u4e00-\u9fff]{4}[^\t|]*"
)
_PAGE = re.compile(r"[\s第—–-]*\d{1,3}[\s页—–-]*")
_SUMS = frozenset({"合计", "总计", "小计"})
_FEWEST = 2
_FULL = 100


def read_summaries(
    source: str, section: Section, skip: list[tuple[int, int]]
) -> Iterator[Fact | Reason]:
    """Yield the figures of the projects that the tables in a section's text list, and what fell short."""
    start, end = section.body.start, section.body.end
    text = fold(source[start:end])
    for head in _HEAD.finditer(text):
        if any(low <= start + head.start() < high for low, high in skip):
            continue
        words = head["columns"].split()
        # A column of another name (等次, 完成质量) is passed over.
        aspects = [_ASPECT.get(re.sub(r"\([^()]*\)$", "", word), "") for word in words]
        told = [aspect for aspect in aspects if aspect]
        if len(told) < _FEWEST or len(set(told)) < len(told):
            continue
        if not head["named"] and "得分" not in told:  # 项目 预算 决算: of anything
            continue
        unit = _UNIT.search(text, max(0, head.start() - 80), head.start())
        money = unit["measure"] if unit else ""
        money = money or next((m[1] for w in words if (m := re.search(r"\((万?元)\)$", w))), "")
        money = money or usual_measure(source)
        at = head.end()
        found: list[Fact] = []
        whys: list[tuple[str, int, int]] = []  # a project, and where the words on it stand
        tells_why = _WHY.search(words[-1]) is not None
        for line in re.finditer(r"\n([^\n]*)", text[at:]):
            if not line[1].strip() and not found:  # the rule below the head of a Markdown table
                continue
            if _PAGE.fullmatch(line[1]):
                continue
            row = _row(line[1], aspects, bool(head["before"]))
            if row is None and found and not aspects[-1] and _WORDS_ON.fullmatch(line[1]):
                if whys:
                    whys[-1] = (*whys[-1][:2], start + at + line.end(1))
                continue  # the words in the last column take more than one line
            if row is None:
                break
            offset = start + at + line.start(1)
            found.extend(_facts(section, row, money, offset))
            words_at = re.search(r"\S*[\u4e00-\u9fff]\S*\s*$", line[1]) if tells_why else None
            if words_at and words_at.start() > row[-1][1].end():
                name = f"项目:{row[0][1].group()}"
                whys.append((name, offset + words_at.start(), start + at + line.end(1)))
        alone = {"全年执行数", "得分"} <= set(told) and head["named"]
        if len({fact.metric for fact in found}) < (1 if alone else _FEWEST):
            return
        yield from found
        for metric, start, end in whys:
            if _FELL_SHORT.search(source, start, end):
                yield _why(source, section, metric, start, end)


_FELL_SHORT = re.compile(
    r"因|未(?!来)|低于|不足|不够|推迟|滞后|延[期误后]|顺延|只有|仅|缺|没有|流标|尚"
)
# 未完成原因, 主要结论: a last column that says what fell short, and why.
_WHY = re.compile(r"原因|偏差|问题|说明|结论|备注|情况")


def _why(source: str, section: Section, metric: str, start: int, end: int) -> Reason:
    words, place = re.sub(r"\s", "", source[start:end]), Place(start, end)
    return Reason(section.label, "全部", "汇总", metric, "自评", words, place, place)


def read_respective(clean: Clean, section: Section) -> Iterator[Fact]:
    """Yield the figures of projects that a sentence lists with the same figures for each."""
    for told in _RESPECTIVE.finditer(clean.text):
        words = re.split(r"、|和|及|与", told["columns"])
        aspects = [_aspect_at_end(word) for word in words]
        if len(set(filter(None, aspects))) < len(words) or len(words) < _FEWEST:
            continue
        cells = "[、,和及]".join([_TOLD] * len(aspects))
        row = re.compile(
            rf"(?:[;,])?(?P<name>[^;。“”\"]{{3,40}}?|“[^“”]+”)(?:项目)?{cells}(?=[;,]|$)"
        )
        rows, at = [], told.start("rows")
        while match := row.match(clean.text, at, told.end("rows")):
            rows.append(match)
            at = match.end()
        if len(rows) >= _FEWEST and at >= told.end("rows"):
            for match in rows:
                yield from _respective(clean, section, match, aspects)


def read_listed(clean: Clean, section: Section) -> Iterator[Fact]:
    """Yield what each of the projects that a text lists was to cost, what it cost, and its score."""
    rows: list[re.Match[str]] = []
    for row in _SPENT_OF.finditer(clean.text):
        if rows and row.start() != rows[-1].end():
            yield from _listed(clean, section, rows)
            rows = []
        rows.append(row)
    yield from _listed(clean, section, rows)
    for told in _COUNTED.finditer(clean.text):
        ones, at = [], told.start("rows")
        while one := _ONE.match(clean.text, at, told.end("rows")):
            ones.append(one)
            at = one.end()
        if len(ones) == parse_number(told["count"]) and at == told.end("rows"):
            for one in ones:
                yield _told(clean, section, one, "全年执行数", 2)


def read_scored(clean: Clean, section: Section, known: Sequence[Place]) -> Iterator[Fact]:
    """Yield budget, spending and score of each project that one part of a text tells all three of.

    What is `known` of a project is read already.
    """
    for row in _SCORED_OF.finditer(clean.text):
        budget = clean.place(row.start(3), row.end(3))
        if _OF_ALL.search(row["name"]) or any(p.opens(budget) or budget.opens(p) for p in known):
            continue
        planned = row["plan"].removesuffix("数") + "数"
        yield _told(clean, section, row, planned if planned in _COLUMNS else "全年预算数", 3)
        yield _told(clean, section, row, "全年执行数", 5)
        yield _told(clean, section, row, "得分", 7)


def _listed(clean: Clean, section: Section, rows: list[re.Match[str]]) -> Iterator[Fact]:
    if len(rows) < _FEWEST:
        return
    for row in rows:
        planned = row["plan"].removesuffix("数") + "数"
        yield _told(clean, section, row, planned if planned in _COLUMNS else "预算数", 3)
        yield _told(clean, section, row, "全年执行数", 5)
    scored = _SCORES.match(clean.text, rows[-1].end())
    scores = list(re.finditer(NUMBER, scored["scores"])) if scored else []
    if scored and len(scores) == len(rows):
        for row, score in zip(rows, scores, strict=True):
            start = scored.start("scores") + score.start()
            amount = Amount(parse_number(score[0]), quantum(score[0]), "分", score[0])
            place = clean.place(start, start + len(score[0]))
            yield Fact(
                *(section.label, "全部", "汇总", _name_of(clean, row), "得分", amount, place),
                clean.place(row.start("name"), scored.end()),
            )


def _told(clean: Clean, section: Section, row: re.Match[str], aspect: str, at: int) -> Fact:
    amount = Amount(parse_number(row[at]), quantum(row[at]), row[at + 1], row[at])
    context, place = (
        clean.place(row.start("name"), row.end()),
        clean.place(row.start(at), row.end(at)),
    )
    return Fact(section.label, "全部", "汇总", _name_of(clean, row), aspect, amount, place, context)


def _name_of(clean: Clean, row: re.Match[str]) -> str:
    name = clean.shown[slice(*row.span("name"))]
    return f"项目:{name.strip('“”') if name.startswith('“') and name.endswith('”') else name}"


def _respective(
    clean: Clean, section: Section, row: re.Match[str], aspects: list[str]
) -> Iterator[Fact]:
    context = clean.place(row.start("name"), row.end())
    metric = f"项目:{clean.shown[slice(*row.span('name'))].strip('“”')}"
    for at, aspect in enumerate(aspects):
        number, measure = row[2 * at + 2], row[2 * at + 3]
        money = aspect not in _MEASURES and measure.endswith("元")
        if not money and _MEASURES.get(aspect) != measure:
            continue
        amount = Amount(parse_number(number), quantum(number), measure, number)
        place = clean.place(row.start(2 * at + 2), row.end(2 * at + 2))
        yield Fact(section.label, "全部", "汇总", metric, aspect, amount, place, context)


def _aspect_at_end(words: str) -> str:
    """Return the aspect that words end in: 5个项目全年预算 is 全年预算数."""
    ends = (words[at:] for at in range(len(words)) if words[at:] in _ASPECT)
    return next((_ASPECT[end] for end in ends), "")


def _row(line: str, aspects: list[str], numbered: bool) -> list[tuple[str, re.Match[str]]] | None:
    """Return the name and the cells of a line, each with its aspect; None where it is no row."""
    words = list(re.finditer(r"[^\t\s](?:[^\t]*[^\t\s])?" if "\t" in line else r"\S+", line))
    least = len(aspects) + (1 if aspects[-1] else 0)
    if numbered and words and words[0].group().isdigit() and len(words) > least:
        words = words[1:]
    if not aspects[-1] and len(words) == len(aspects):  # nothing remarked: 扣分原因 left empty
        aspects = aspects[:-1]
    if len(words) != len(aspects) + 1 or words[0].group()[0].isdigit():
        return None
    row = [("", words[0])]
    for aspect, word in zip(aspects, words[1:], strict=True):
        if aspect and word.group().strip("-—/"):
            if _CELL.fullmatch(word.group()) is None:
                return None
            row.append((aspect, word))
    return row


def _facts(
    section: Section, row: list[tuple[str, re.Match[str]]], money: str, offset: int
) -> Iterator[Fact]:
    name = row[0][1].group()
    if name in _SUMS:
        return
    context = Place(offset + row[0][1].start(), offset + row[-1][1].end())
    for aspect, word in row[1:]:
        number = word.group().rstrip("%")
        measure = _MEASURES.get(aspect, money)
        if aspect == "得分" and parse_number(number) > _FULL:
            continue
        amount = Amount(parse_number(number), quantum(number), measure, number)
        place = Place(offset + word.start(), offset + word.start() + len(number))
        metric = f"项目:{name}"
        yield Fact(section.label, "全部", "汇总", metric, aspect, amount, place, context)
