"""Questions on performance tables: a project, an indicator, what lost points, or an overview."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.compose import performance
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft, subject
from assistant.compose.quotes import say_quote
from assistant.compose.statements import say_value
from assistant.plan.several import said
from assistant.retrieve import Evidence
from assistant.sentences import Sentence, telling, terms
from assistant.understand import Question
from index.amounts import NUMBER, parse_number
from index.model import Row, Sheet
from index.normalise import fold
from index.store import ReportInfo

_MOST_ROWS = 12
_MOST_NAMED = 3


def answer_performance(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the projects or indicators that a question names, or on all of a report's."""
    if question.projects:
        return _answer_projects(question, evidence, draft, reports)
    of_member = bool(question.units.members) and "项目" in question.folded
    rate_alone = "执行率" in question.folded and "预算" in question.folded
    if rate_alone and not _TABLES.search(question.folded):
        return False  # 年初预算多少, 执行率多少: of the report as a whole
    asks = question.intent.performance or question.topics & {"绩效", "偏差"} or of_member
    whole = (
        bool({"整体支出", "整体支出绩效自评表"} & set(question.metrics))
        or "整体" in question.folded
    )
    others = [m for m in question.metrics if m not in _OF_TABLES]
    mean = _MEAN.search(question.folded)
    if mean and asks:
        aspect = "执行率" if mean["rate"] else "得分"
        return said(performance.say_mean(draft, evidence, i, aspect) for i in reports)
    if not asks or _AVERAGE.search(question.folded):
        return False
    if others:  # 公交准不准点: an indicator of what a functional item pays for
        items = all(m.endswith(("(类)", "(款)", "(项)")) for m in others)
        if not items:
            return False
        if _say_indicators(question, evidence, draft, reports):
            return True
        near = _sheets_near(question, evidence, reports)
        for info, sheet in near:
            _say_project(question, evidence, draft, info, sheet)
        return bool(near)
    if "预算绩效评价项目" in question.metrics and _COUNTS.search(question.folded):
        return False
    if _IMPROVES.search(question.folded) and not whole:
        return _say_improvements(
            evidence, draft, reports, "发现的问题及原因 存在问题 下一步改进措施"
        )
    if _ACHIEVED.search(question.folded) and not whole:
        return _say_improvements(evidence, draft, reports, "预算绩效管理取得的成效")
    limit = _LIMIT.search(question.folded)
    if limit:
        aspect = "执行率" if limit["aspect"] == "执行率" else "得分"
        fits = _fits(limit["side"], Decimal(limit["value"]))
        return said(performance.say_within(draft, evidence, i, aspect, fits) for i in reports)
    if whole:
        return said(_whole(question, evidence, draft, info) for info in reports)
    near = _sheets_near(question, evidence, reports)
    lost = _LOST.search(question.folded) is not None  # 10分丢哪儿了: of the table as a whole
    if not (lost and near) and _say_indicators(question, evidence, draft, reports):
        return True
    for info, sheet in near:
        _say_project(question, evidence, draft, info, sheet)
    if near or _say_of_member(question, evidence, draft, reports):
        return True
    match = _NAMED_PROJECT.search(_unnamed(question))
    if match and not _held(evidence, reports, match["name"]):
        draft.status = "not_found"
        draft.add(f"没有找到“{match['name']}”项目的自评表，公开的项目如下：")
    return said(_say_performance(question, evidence, draft, info) for info in reports)


_NAMED_PROJECT = re.compile(
    r"(?P<name>(?![^,。?]*(?:哪|几|多少|什么|啥|最|所有|全部|每|各|这|那|有|的|和|与|年|个|里|中|张|类|自评|绩效|评价))[\u4e00-\u9fff]{3,12})项目(?!支出)"
)


def _unnamed(question: Question) -> str:
    """Return a question with its units blanked."""
    chars = list(question.folded)
    for start, end in question.units.spans:
        chars[start:end] = "," * (end - start)
    return "".join(chars)


def _held(evidence: Evidence, reports: Sequence[ReportInfo], name: str) -> bool:
    """Whether the telling pairs of a name stand in some report."""
    pairs = set(terms(name)) - performance.COMMON_PAIRS
    return any(all(evidence.sentences(info).holds(p) for p in pairs) for info in reports)


_IMPROVES = re.compile(r"短板|不足|存在.{0,4}问题|有(?:什么|哪些)问题|改进|整改|下一步|打算|怎么改")


_ACHIEVED = re.compile(r"成效|取得.{0,6}(?:成绩|效果|进展)")


def _say_improvements(
    evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo], heads: str
) -> bool:
    """Quote what a report says of its performance management under some heads (problems, results)."""
    words = set(terms(heads))
    told = False
    for info in reports[:2]:
        found = evidence.sentences(info).find(words, 8, without=("自评表", "职能", "名词解释"))
        for match in [m for m in found if m.coverage >= _LEAST_HEAD][:_MOST_NAMED]:
            say_quote(draft, evidence, info, match.sentence)
            told = True
    return told


_TABLES = re.compile(r"项目|绩效|自评|指标|得分|打分|整体|目标|扣分")
_MEAN = re.compile(r"平均(?:得|自评)?分|平均(?P<rate>执行率)|平均.{0,4}(?:得|自评)分")
_LEAST_HEAD = 0.2
_AVERAGE = re.compile(r"平均|几个优|评级|等级")
_OF_TABLES = ("整体支出", "整体支出绩效自评表", "预算绩效评价项目", "项目支出")
# 执行率没到100%的项目, 得分低于90分的有哪些
_LIMIT = re.compile(
    r"(?P<aspect>执行率|得分|分数|评分|打分|总分)[^\d]{0,3}?"
    r"(?P<side>低于|不到|没到|未到|没有到|未达到?|没达到?|不足|小于|少于|高于|超过|大于|达到)了?"
    r"(?P<value>\d+(?:\.\d+)?)"
)


def _fits(side: str, limit: Decimal) -> Callable[[Decimal], bool]:
    """Return whether a value is on the side of a limit that a question's word names."""
    if side in ("高于", "超过", "大于"):
        return lambda value: value > limit
    if side == "达到":
        return lambda value: value >= limit
    return lambda value: value < limit


_COUNTS = re.compile(r"几个|多少个|数量|预算数|执行数|涉及")
_LOST = re.compile(
    r"[没未](?:达)?到(?!\d)|突破|扣分|扣了?几分|超标|超了|超出|超支|(?:没|未|不是)(?:有)?(?:拿|得)?(?:到|够)?(?:了)?满分|零分|(?<!\\d)0分|差在|差哪|问题出|扣在|分扣|没完成|未完成|没有?达|未达|失分|偏差|不达标|没做到|没干成|丢分|分.{0,2}丢|为什么|为啥|咋|怎么|原因|没花"
)


_SEVERAL = re.compile(r"(?:[几两三四五六七八九十]|\d+)个.{0,6}项目")


# -- one project ------------------------------------------------------------------------------


def _answer_projects(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    several = question.units.members and _SEVERAL.search(question.folded)
    if several and _say_of_member(question, evidence, draft, reports):
        return True
    named = [
        (info, sheet)
        for info in reports
        for sheet in performance.sheets_named(evidence, info, question.projects)
    ]
    named = _with_siblings(question, evidence, _with_said_number(question, evidence, named))
    for info, sheet in named:
        _say_project(question, evidence, draft, info, sheet)
    if len(named) > 1 and question.intent.total:
        performance.say_together(draft, evidence, named)
    if len(named) == 2:
        performance.say_apart(draft, evidence, named)
    counted = _Counted.asked(question.folded)
    if named and counted and not counted.told(draft.text):
        _say_counting(draft, evidence, named, counted)
    untitled = question.folded
    for title in question.projects:
        untitled = untitled.replace(fold(title), "")
    asks_more = re.search(r"钱|花|经费|预算|得分", untitled)
    ranked = question.intent.rank and len(named) == 1 and not _told_of_rank(question, draft, named)
    if ranked or (named and counted and not asks_more and not counted.told(draft.text)):
        draft.status = "not_found"
        draft.paragraphs.insert(0, "自评表没有写到所问的内容。表中有关该项目的内容如下：")
    if _REPEATED.search(question.folded):
        for info in dict.fromkeys(info for info, _ in named):
            performance.say_twice(draft, evidence, info)
    return bool(named)


_HOW_MANY = re.compile(
    r"(?:多少|几)(?:个(?=[人月]))?(?P<measure>人次|批次|公里|平方米|个(?=项目|单位|部门)|[通趟起件条场期盆棵吨户家本份次台套辆人名位处座栋间册])"
    r"(?!钱)(?:的)?(?P<noun>[\u4e00-\u9fff]{2})?"
)
_KINDS_OF_COUNT = (
    "次场期趟回批",
    "人名位",
    "件条份起通个项宗本张册",
    "台套辆部",
    "户家所处座栋间",
    "盆棵株",
    "公里米",
    "平方米亩",
    "吨",
)
_NO_NOUN = re.compile(r"[了的呢吗啊吧是为什怎咋花用得]")


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count that a question asks for: the measures of its kind, and of what (通, 电话)."""

    measures: str
    noun: str

    @classmethod
    def asked(cls, text: str) -> _Counted | None:
        """Return the count that a folded question asks for, or None."""
        match = _HOW_MANY.search(text)
        if match is None:
            return None
        kinds = [kind for kind in _KINDS_OF_COUNT if match["measure"][-1] in kind]
        noun = match["noun"] or ""
        return cls(kinds[0], "" if _NO_NOUN.search(noun) else noun) if kinds else None

    def told(self, text: str) -> bool:
        """Whether a sentence counts the like."""
        counting = re.compile(rf"\d\s*(?:余|多)?(?:万|千)?\s*(?:人|批)?[{self.measures}]")
        sentences = re.split(r"[。；;\n]", re.sub(r"\[\d+\]", "", text))
        return any(counting.search(s) and self.noun in s for s in sentences)


def _told_of_rank(
    question: Question, draft: Draft, named: Sequence[tuple[ReportInfo, Sheet]]
) -> bool:
    """Whether what is to be ranked (投诉最多的) is spoken of in what was said of a project."""
    words = telling(question.folded, question.units.spans) - performance.COMMON_PAIRS - _OF_ANY
    words -= set(terms("".join(sheet.title for _, sheet in named)))
    if re.search(r"扣|得?分|执行|金额|花|贵|指标|完成", question.folded):
        return True
    return not words or bool(words & set(terms(draft.text)))


def _say_counting(
    draft: Draft,
    evidence: Evidence,
    named: Sequence[tuple[ReportInfo, Sheet]],
    counted: _Counted,
) -> None:
    """Quote the goal or result of each of these tables that counts what is asked for."""
    for info, sheet in named:
        for sentence in evidence.sentences(info).all:
            inside = sheet.place.start <= sentence.place.start < sheet.place.end
            if inside and counted.told(sentence.text):
                say_quote(draft, evidence, info, sentence)
                break


_REPEATED = re.compile(r"重复|重印|两遍|两次|两张|多算|多印")


def _with_siblings(
    question: Question, evidence: Evidence, named: list[tuple[ReportInfo, Sheet]]
) -> list[tuple[ReportInfo, Sheet]]:
    """Add the projects of the same name but for a remark that the question says (区级, 州级)."""
    found = list(named)
    for info, sheet in named:
        stem = re.sub(r"[（(][^（()）]*[)）]$", "", sheet.title)
        for report, other in evidence.sheets:
            remark = other.title.removeprefix(stem).strip("（）()")
            alike = report == info.id and other.title.startswith(stem) and remark
            new = all(other.metric != known.metric for _, known in found)
            if alike and new and stem != other.title and remark in question.folded:
                found.append((info, other))
    return found


def _with_said_number(
    question: Question, evidence: Evidence, named: list[tuple[ReportInfo, Sheet]]
) -> list[tuple[ReportInfo, Sheet]]:
    """Of projects alike, keep the one whose table states a number that the question says."""
    said_numbers = {parse_number(n) for n in re.findall(NUMBER, question.context)}
    fits = [
        (info, sheet)
        for info, sheet in named
        if said_numbers & {f.amount.value for f in evidence.facts(info, sheet.metric)}
    ]
    return fits or named


def _say_project(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet
) -> None:
    """Add a table's head, then the indicators that the question names, and those that lost points."""
    performance.say_sheet(draft, evidence, info, sheet)
    say_doubts(draft, evidence, info, sheet.metric, everything=question.intent.truth)
    performance.say_funding(draft, evidence, info, sheet, question.folded)
    words = telling(question.folded, question.units.spans)
    rows = performance.rows_near(evidence, info, words, sheet)[:_MOST_NAMED]
    if re.search(r"花|多少钱|成本", question.folded):
        costs = performance.rows_of_cost(evidence, info, sheet, words)
        rows = [*costs, *(row for row in rows if row not in costs)]
    if question.intent.unit_cost:
        each = performance.rows_of(evidence, info, sheet)
        rows = list(
            dict.fromkeys([*(r for r in each if re.search("人均|标准|单价|每", r.name)), *rows])
        )
    if re.search(r"效果|成效|效益|满意|干得|咋样|怎么样", question.folded):
        rows = list(dict.fromkeys([*rows, *performance.rows_of_effect(evidence, info, sheet)]))
    if question.intent.why or _LOST.search(question.folded):
        missed = performance.rows_missed(evidence, info, sheet)
        if not missed:
            draft.add(
                performance.none_missed(evidence, info, sheet),
                "报告没有说明预算调整或执行差异的原因。" if question.intent.why else "",
            )
        rows = [*missed, *(row for row in rows if row not in missed)]
    if _EXCEEDS.search(question.folded):
        rows = [row for row in rows if performance.exceeds(row) is not None] or rows
    for row in rows[:_MOST_ROWS]:
        performance.say_rows(draft, evidence, info, [row])
        if _EXCEEDS.search(question.folded):
            performance.say_excess(draft, evidence, info, row)
    if question.intent.unit_cost or _EACH.search(question.folded):
        performance.say_cost_of_each(draft, evidence, info, sheet, question.folded)
    if question.intent.total:
        named_rows = [
            row for row in rows if row.name[:2] in question.folded and _MONEY_ROW.search(row.result)
        ]
        performance.say_rows_together(draft, evidence, info, named_rows)
    if len(rows) > _MOST_ROWS:
        draft.add(f"另有 **{len(rows) - _MOST_ROWS}** 项未列出，见原表。")
    if question.intent.truth:
        _say_prose(draft, evidence, info, sheet, words)
    elif not rows and _GOALS.search(question.folded):
        _say_prose(draft, evidence, info, sheet, set())


def _say_prose(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, words: set[str]
) -> None:
    """Quote what a table's goals and results say in words: an indicator may say it otherwise."""
    sentences = evidence.sentences(info)
    inside = [s for s in sentences.all if sheet.place.start <= s.place.start < sheet.place.end]
    rows = performance.rows_of(evidence, info, sheet)
    asked = words - performance.COMMON_PAIRS - set(terms(sheet.title))
    prose = [
        s for s in inside if not any(_within(s, row) for row in rows) and _WORDY.search(s.text)
    ]
    fitting = [s for s in prose if set(terms(s.text)) & asked and re.search(r"\d", s.text)]
    near = (words | set(terms(sheet.title))) - performance.COMMON_PAIRS
    told = [s for s in sentences.all if s.kind == "绩效" and re.search(r"\d", s.text)]
    told = [s for s in told if len(set(terms(s.text)) & near) >= _LEAST_NEAR]
    told.sort(key=lambda s: -sum(sentences.weight(w) for w in set(terms(s.text)) & near))
    elsewhere = [] if sheet.metric == "整体支出" else told
    for sentence in elsewhere[:_MOST_PROSE] if words else ():
        say_quote(draft, evidence, info, sentence)
    if not words:  # whether the goals were reached: goals and results, as they stand
        fitting = [s for s in prose if _REACHED.search(s.text)]
    for sentence in fitting[:_MOST_PROSE]:
        say_quote(draft, evidence, info, sentence)


_MOST_PROSE, _LEAST_NEAR = 1, 2
_REACHED = re.compile(r"(?:已|全部|均|按时|按期|圆满|基本)完成|完成了|达到(?:了)?|实现了")
_EACH = re.compile(r"摊|(?:一|每)个?(?:人|平米?|平方米|条|件|次|台|户|处).{0,6}(?:多少|几|合)|人均")
_MONEY_ROW = re.compile(r"[万亿]?元$")
_EXCEEDS = re.compile(r"超(?:了|出|过|支|标)|突破")
_GOALS = re.compile(r"目标|完成(?:得|情况|了吗|了没|怎么|咋)")
_WORDY = re.compile(r"^(?!.*(?:项目名称|总资金|资金总额)).*[\u4e00-\u9fff]{8}")


def _within(sentence: Sentence, row: Row) -> bool:
    return row.place.start <= sentence.place.start < row.place.end


def _whole(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    sheets = performance.sheets_named(evidence, info, ("整体支出",))
    for sheet in sheets:
        _say_project(question, evidence, draft, info, sheet)
    if sheets and question.intent.truth:  # what it is held against stands in the accounts
        for metric in ("本年支出", "年末结转和结余"):
            draft.add(say_value(draft, evidence, info, metric))
    return bool(sheets)


def _say_of_member(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the projects that a member unit carried out, with what they come to; False for none."""
    members = question.units.members
    if not members or "项目" not in question.folded:
        return False
    found = [
        (info, sheet)
        for info in reports
        for report, sheet in evidence.sheets
        if report == info.id and any(_is_member(name, sheet) for name in members)
    ]
    found = list({sheet.metric: (info, sheet) for info, sheet in found}.values())
    for info, sheet in found:
        performance.say_sheet(draft, evidence, info, sheet)
    if len(found) > 1:
        performance.say_together(draft, evidence, found)
    return bool(found)


def _is_member(name: str, sheet: Sheet) -> bool:
    """Whether a table's unit is the one that a question calls by name or short name."""
    for unit in (sheet.implementer, sheet.department):
        at = -1
        if unit and all((at := unit.find(char, at + 1)) >= 0 for char in name):
            return True
        tail = name[-_TAIL:]
        if len(name) > _TAIL and unit.endswith(tail) and tail not in _COMMON_TAILS:
            return True  # 市政府信访局: what stands before is the whole report's unit
    return False


_TAIL = 3
_COMMON_TAILS = frozenset({"管理局", "服务局", "委员会", "办公室", "务中心", "理中心"})


# -- indicators of any project ----------------------------------------------------------------


def _say_indicators(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the indicators that a question names without naming their project; False where none."""
    words = telling(question.folded, question.units.spans) - _OF_ANY
    found = [
        (info, row)
        for info in reports
        for row in performance.rows_near(evidence, info, words)[:_MOST_NAMED]
    ]
    found = found or _by_rare_word(evidence, reports, words)
    if not found or len({info.id for info, _ in found}) > 2:
        return False
    _say_found(draft, evidence, found)
    if _AGAINST_TARGET.search(question.folded):
        for info, row in found[:1]:
            performance.say_against_target(draft, evidence, info, row)
    if question.intent.truth:
        for info, row in found:
            for sheet in {s.metric: s for r, s in evidence.sheets if r == info.id}.values():
                if sheet.metric == row.metric:
                    _say_prose(draft, evidence, info, sheet, words)
    return True


_AGAINST_TARGET = re.compile(
    r"比.{0,8}(?:目标|定的|计划|指标).{0,6}(?:多|少|差|高|低)|[多差少]了?(?:出)?多少"
)


def _by_rare_word(
    evidence: Evidence, reports: Sequence[ReportInfo], words: set[str]
) -> list[tuple[ReportInfo, Row]]:
    """Return the one indicator whose name has a word of the question that few sentences have."""
    found = [
        (info, row)
        for info in reports[:2]
        for row in performance.rows_with_rare(evidence, info, words)
    ]
    return found if len(found) == 1 else []


_OF_ANY = frozenset(terms("项目执行率自评得分绩效指标完成情况"))
_SHARE_OF_SHEET = 0.5  # of a question's words, in a table: its project is meant


def _sheets_near(
    question: Question, evidence: Evidence, reports: Sequence[ReportInfo]
) -> list[tuple[ReportInfo, Sheet]]:
    """Return the one table whose text holds most of a question's words, where it stands out."""
    words = telling(question.folded, question.units.spans) - set(terms("项目绩效自评得分扣分总分"))
    words -= set(terms("".join(question.units.members)))
    titled = _by_title(evidence, reports, words)
    if titled:
        return titled
    scored: list[tuple[float, ReportInfo, Sheet]] = []
    for info in reports[:3]:
        sentences = evidence.sentences(info)
        whole = sum(sentences.weight(word) for word in words)
        text = evidence.ledger.text(info.id)
        for report, sheet in evidence.sheets:
            if report == info.id and sheet.metric.startswith("项目:") and whole:
                held = words & set(terms(text[sheet.place.start : sheet.place.end]))
                scored.append((sum(sentences.weight(w) for w in held) / whole, info, sheet))
    scored.sort(key=lambda entry: -entry[0])
    if not scored or scored[0][0] < _SHARE_OF_SHEET:
        return []
    if len(scored) > 1 and scored[1][0] > _STANDS_OUT * scored[0][0]:
        return []
    return [(scored[0][1], scored[0][2])]


_STANDS_OUT = 0.8


def _by_title(
    evidence: Evidence, reports: Sequence[ReportInfo], words: set[str]
) -> list[tuple[ReportInfo, Sheet]]:
    """Return the projects whose titles alone hold a telling pair of the question's characters."""
    known = {
        (info.id, sheet.title): (info, sheet)
        for info in reports[:3]
        for report, sheet in evidence.sheets
        if report == info.id and sheet.metric.startswith("项目:")
    }
    units = set(terms("".join(info.unit for info in reports)))
    held = {key: words & set(terms(key[1])) - performance.COMMON_PAIRS - units for key in known}
    best = max((len(pairs) for pairs in held.values()), default=0)
    found = [known[key] for key, pairs in held.items() if pairs and len(pairs) == best]
    return found if len({sheet.title for _, sheet in found}) == 1 else []


def _say_found(draft: Draft, evidence: Evidence, found: Sequence[tuple[ReportInfo, Row]]) -> None:
    """Add indicators under the names of their tables."""
    for metric in dict.fromkeys((info.id, row.metric) for info, row in found):
        rows = [(info, row) for info, row in found if (info.id, row.metric) == metric]
        info = rows[0][0]
        title = performance.title_of(rows[0][1].metric)
        draft.add(f"{subject(info)}「{title}」的绩效自评：")
        performance.say_rows(draft, evidence, info, [row for _, row in rows])


def answer_sheet(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the one project whose table holds most of a question's words; False where none does."""
    if question.metrics or not (question.units.units or question.years.years):
        return False
    near = _sheets_near(question, evidence, reports)
    for info, sheet in near:
        _say_project(question, evidence, draft, info, sheet)
    return bool(near)


def answer_indicators(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on indicators where nothing else of a question was understood; False where none is near."""
    if question.metrics:
        return False
    return _say_indicators(question, evidence, draft, reports)


def say_indicators_beside(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add the indicators on what a question asks of a figure (采购为零, 采购执行率却满分)."""
    words = telling(question.folded, question.units.spans)
    for info in reports[:2]:
        rows = performance.rows_near(evidence, info, words, least=_SHARE_BESIDE)
        if re.search(r"[没未](?:有)?(?:完成|达)", question.folded):
            missed = [
                row
                for report, sheet in evidence.sheets
                if report == info.id
                for row in performance.rows_missed(evidence, info, sheet)
                if words & set(terms(row.name)) - performance.COMMON_PAIRS
            ]
            rows = list(dict.fromkeys([*missed, *rows]))
        if rows:
            _say_found(draft, evidence, [(info, row) for row in rows[:_MOST_NAMED]])


_SHARE_BESIDE = 0.3


# -- all projects of a report -----------------------------------------------------------------

_LISTS = re.compile(r"哪些|有哪|列|清单|几个|多少个|每个|各|全部|所有|都有|项目")


def _say_performance(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """Add an overview of a report's projects, and what lost points where that is asked for."""
    # A table printed twice counts once.
    sheets = list({s.metric: s for r, s in evidence.sheets if r == info.id}.values())
    lost = _LOST.search(question.folded)
    ranked = [sheet for sheet, _ in performance.ranked_projects(evidence, info)]
    if lost and not question.intent.rank:
        whole_first = [s for s in sheets if s.metric == "整体支出"] + ranked
        if performance.say_lost_points(draft, evidence, info, whole_first, _MOST_ROWS):
            return True
    if not _LISTS.search(question.folded):
        _whole(question, evidence, draft, info)
    if re.search(r"几个|多少个|\d+个", question.folded):
        draft.add(say_value(draft, evidence, info, "预算绩效评价项目"))
        say_doubts(draft, evidence, info, "预算绩效评价项目")
    told = performance.say_projects(draft, evidence, info)
    if told and (question.intent.total or question.intent.truth):
        performance.say_all_together(draft, evidence, info)
    return told or bool(sheets)


def without_table_metrics(question: Question) -> Question:
    """Return a question without the metrics that only say that projects are meant."""
    kept = tuple(m for m in question.mentions if not set(m.metrics) <= set(_OF_TABLES))
    return replace(question, mentions=kept)
