"""Questions on performance tables: a project, what lost points, a limit or mean, or an overview."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.compose import indicators, performance, projects, reckoned, statements
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft, subject
from assistant.compose.quotes import quote_first, say_quote
from assistant.compose.rows import COMMON_PAIRS, rows_in, rows_missed
from assistant.compose.statements import main_fact, say_value
from assistant.lexicon import NO_ACCOUNT
from assistant.plan.missing.withheld import OF_WHOLE
from assistant.plan.projects.counted import Counted
from assistant.plan.projects.explained import say_fell_short
from assistant.plan.projects.indicators import say_indicators, say_indicators_apart
from assistant.plan.projects.members import say_of_member
from assistant.plan.projects.project import (
    MOST_ROWS,
    OF_ANY_TABLE,
    answer_projects,
    say_project,
)
from assistant.plan.projects.rows_meant import EXCEEDS, LOST
from assistant.plan.projects.sheets import is_held, project_called, sheets_near
from assistant.plan.projects.told_alone import say_told_alone
from assistant.plan.split.several import said
from assistant.retrieve import Evidence
from assistant.sentences import PART, Sentence, Sentences, telling, terms
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.parts import asking_clauses
from assistant.understand.projects import stem
from assistant.vocabulary import item_name
from index.model import Row, Sheet
from index.normalise import fold, longest_run
from index.store import ReportInfo

_TABLES = re.compile(r"项目|绩效|自评|指标|得分|打分|整体|目标|扣分")
_MEAN = re.compile(
    r"平均(?:得|自评)?分|平均(?:得|是|有|能得)?了?(?:多少|几)分|(?:得分|评分|打分|总分)平均|平均(?P<rate>(?:预算)?执行率)|平均.{0,4}(?:得|自评)分"
)
# 平均每个项目花了多少, 项目平均批了多少钱
_MEAN_AMOUNT = re.compile(
    r"平均(?:下来|算下来)?(?:每|一)个?项目(?!支出)(?P<of>[^,，。?]{0,10})|(?:每|一)个?项目(?:大概|大约)?平均(?P<of2>[^,，。?]{0,10})|项目平均(?:下来)?(?P<of3>[^,，。?分]{0,10}(?:花|多少钱|预算|批|执行了|执行数))"
)
_AVERAGE = re.compile(r"平均|几个优|评级|等级")
_OF_WHOLE = frozenset({"整体支出", "整体支出绩效自评表"})
_OF_TABLES = _OF_WHOLE | {"预算绩效评价项目", "项目支出"}
_COUNTS = re.compile(r"几个|多少个|数量|预算数|执行数|涉及")
_SPENT = re.compile(
    r"(?:没|未)(?:有)?(?:花|用|执行)|(?:花|用|执行)(?:了|掉|出去)+(?:多少|几|百分)|执行率(?!.{0,6}\d)"
)
# What a report says of its performance management stands under heads of its own.
_HEADS = (
    (
        re.compile(
            r"短板|不足|毛病|缺点|薄弱|欠缺|(?:什么|啥|哪些|存在|发现|主要).{0,4}问题|问题.{0,3}(?:哪|什么|啥)"
        ),
        re.compile(
            r"问题(?:及(?:其)?原因)?,?(?:主要)?(?:[:是有]|一是|$)|(?:存在|发现)的?(?:主要)?(?:问题|不足)"
        ),
    ),
    (
        re.compile(r"改进|整改|下一步|打算|准备(?:怎么|咋)|(?:怎么|咋)(?:改|整|弄|办|补救)"),
        re.compile(r"(?:改进|整改)(?:措施|建议|方向|办法)|下一步"),
    ),
    (
        re.compile(r"成效|取得.{0,6}(?:成绩|效果|进展)"),
        re.compile(r"成效|取得的?(?:成绩|效果|进展)"),
    ),
    (
        re.compile(
            r"(?:谁|哪位|哪个(?:人|科|处|股|领导|部门)[\u4e00-\u9fff]{0,2})(?:是|在|来|当|做)?(?:组长|牵头|负责|主抓|组织|带队|挂帅|领导|搞|做|弄)|组长(?:是|叫)?谁|(?:由|归)谁"
        ),
        re.compile(r"组长|牵头|领导小组|工作(?:小)?组|由[^,。;]{2,16}(?:负责|组织|实施)"),
    ),
    (
        re.compile(
            r"结果[^,。?？]{0,6}(?:应用|用来|拿来|拿去|用到|用在|干[嘛吗啥什]|派|挂钩)|挂钩"
        ),
        re.compile(r"结果应用|应用(?:于|到)|挂钩|作为[^,。;]{0,12}(?:依据|参考)"),
    ),
)
# 哪些项目满意度没达标
_KIND = re.compile(r"满意度|合格率|及时率|覆盖率|达标率|知晓率|成本指标|数量指标|质量指标|时效指标")
# 因为疫情没完成的
_CAUSE = re.compile(
    r"(?:因为?|由于|受)(?P<cause>[\u4e00-\u9fff]{2,12}?)(?:的?原因|影响|问题)?(?:而|才|就)?(?:没|未|被|扣|丢)"
)
_LISTS = re.compile(r"哪些|有哪|列|清单|几个|多少个|每个|各|全部|所有|都有|项目")
_SEVERAL = re.compile(r"(?:[几两三四五六七八九十]|\d+)个.{0,6}项目")


# 年初批了多少, 后来调成多少, 花了多少, 执行率多少: the columns of the table on the whole.
_COLUMNS = (
    re.compile(r"年初"),
    re.compile(r"(?:调|改|变)(?:整后|整|成|到|为)|全年预算"),
    re.compile(r"花|执行了|实际支|用了"),
    re.compile(r"执行率"),
)
_MOST_COLUMNS = 3


def answer_whole(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on a whole report's budget with its table, where most columns of it are asked for."""
    asked = sum(column.search(question.folded) is not None for column in _COLUMNS)
    own = [m for m in question.mentions if m.metrics and m.end > m.start and not m.weak]
    named = {metric for m in own for metric in m.metrics} - _OF_WHOLE
    if asked < _MOST_COLUMNS or question.projects or named or "项目" in question.folded:
        return False
    return len(reports) == 1 and _whole(question, evidence, draft, reports[0])


def say_mean_asked(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the mean score or rate of all projects, where that is asked for; False elsewhere."""
    amount = _MEAN_AMOUNT.search(question.folded)
    if amount is not None and not re.search(r"分|率", amount.group()):
        planned = re.search(r"预算|批|安排", amount.group()) is not None
        aspect = "全年预算数" if planned else "全年执行数"
        return said(projects.say_mean(draft, evidence, info, aspect) for info in reports)
    mean = _MEAN.search(question.folded)
    aspect = "执行率" if mean and mean["rate"] else "得分"
    told = mean is not None and said(
        projects.say_mean(draft, evidence, info, aspect) for info in reports
    )
    for info in reports if told and aspect == "执行率" else ():  # by their amounts it is another
        lines = statements.say_budget(draft, evidence, info, "预算绩效评价项目", rate=True)
        draft.add_each(lines[:1])
    return told


def answer_caused(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer which projects or indicators lost points for a cause; False where none is named."""
    text = question.folded
    caused = _CAUSE.search(text) and re.search("哪|有没有|几个", text) and _TABLES.search(text)
    if not caused or question.projects or len(reports) > _MOST_REPORTS:
        return False
    return _say_lost(question, evidence, draft, reports)


_MOST_REPORTS = 2


def answer_performance(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the projects or indicators that a question names, or on all of a report's."""
    if question.projects and _names_other_row(question, evidence, reports):
        return say_indicators(question, evidence, draft, reports)
    if question.projects:
        several = question.units.members and _SEVERAL.search(question.folded)
        if several and say_of_member(question, evidence, draft, reports):
            return True
        told = answer_projects(question, evidence, draft, reports)
        if told and _WITH_WHOLE.search(question.folded):  # 整体支出和某项目各得几分
            told |= said(_whole(question, evidence, draft, info) for info in reports)
        return told
    if not (_asks_of_tables(question) or _MEAN_AMOUNT.search(question.folded)):
        return False
    if say_mean_asked(question, evidence, draft, reports):
        return True
    whole = "整体" in question.folded or bool(_OF_WHOLE & set(question.metrics))
    if _AVERAGE.search(question.folded) and not whole:
        return False
    others = [m for m in question.metrics if m not in _OF_TABLES]
    if others:
        return _say_of_items(question, evidence, draft, reports, others)
    if "预算绩效评价项目" in question.metrics and (
        _COUNTS.search(question.folded) or _spent_of_all(question.folded)
    ):
        return False
    of_all = _LISTS.search(question.folded) and LOST.search(question.folded)
    if whole and of_all and "项目" in question.folded:  # 项目和整体的自评里哪些指标扣了分
        return _say_lost(question, evidence, draft, reports)
    heads = [heads for asked, heads in _HEADS if asked.search(question.folded)]
    if heads and not whole and not re.search(r"指标|\d分", question.folded):
        # 要多久, 打算怎么改: of what is asked
        clauses = asking_clauses(question.words)
        other = any(not any(asked.search(c) for asked, _ in _HEADS) for c in clauses)
        if len(clauses) > 1 and other and _say_nearest(question, evidence, draft, reports):
            return True
        return _say_under(question, evidence, draft, reports, heads)
    if whole:
        return said(_whole(question, evidence, draft, info) for info in reports)
    if say_told_alone(question, evidence, draft, reports):
        return True
    return _say_nearest(question, evidence, draft, reports) or _say_all(
        question, evidence, draft, reports
    )


def say_projects_called_so(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> None:
    """Add the projects that bear the very names of items that are told, where other money was spent."""
    asks_more = replace(question.intent, in_field=False) != _VALUE_ALONE
    spends = _SPENDS.search(question.words)  # 支出决算多少 is asked of the accounts
    if question.projects or len(reports) != 1 or asks_more or spends is None:
        return
    info = reports[0]
    items = {item_name(m): m for m in question.metrics if m.endswith("(项)")}
    for report, sheet in evidence.tables:
        item = items.get(stem(sheet.title)) if report == info.id else None
        booked = main_fact(evidence, info, item) if item is not None else None
        spent = evidence.one(info, sheet.metric, "全年执行数")
        if booked is not None and spent is not None and booked.amount.value != spent.amount.value:
            performance.say_sheet(draft, evidence, info, sheet)


_SPENDS = re.compile(r"[花用投砸掏拨批]|钱")
_VALUE_ALONE = replace(read_intent(""), in_field=False)


_WITH_WHOLE = re.compile(r"整体(?:支出|绩效)")


def _names_other_row(question: Question, evidence: Evidence, reports: Sequence[ReportInfo]) -> bool:
    """Whether a question says the whole name of an indicator, and of no project more than is in it.

    新改建农村公路多少公里 means no 农村公路养护专项, whose table has no such indicator.
    """
    rows = [r for info in reports for r in rows_in(evidence, info) if _said(question, r.name)]
    own = {f"项目:{title}" for title in question.projects}
    return bool(rows) and not any(
        row.metric in own or len(longest_run(question.folded, fold(title))) >= len(row.name)
        for row in rows
        for title in question.projects
    )


def _said(question: Question, name: str) -> bool:
    return len(name) >= _LONG_NAME and fold(name) in question.folded


_LONG_NAME = 5


def _spent_of_all(text: str) -> bool:
    """Whether a question is on what all projects together were to spend and spent, on none of them."""
    return bool(_SPENT.search(text)) and not re.search(
        r"哪|最|各|分别|扣|丢|为什么|为啥|原因", text
    )


_COSTS = re.compile(r"(?:哪些|哪几[项个]|有没有).{0,4}(?:费用|成本|开支|花费)")


def _asks_of_tables(question: Question) -> bool:
    """Whether a question is on performance tables at all."""
    if _PROBLEMS_ALONE.fullmatch(re.sub(r"[\s,。?!]", "", question.words)):
        return True  # 存在哪些问题: as the section on performance tells
    of_member = question.units.members and "项目" in question.folded
    rate_alone = "执行率" in question.folded and "预算" in question.folded
    if rate_alone and not _TABLES.search(question.folded):
        return False  # 年初预算多少, 执行率多少: of the report as a whole
    if not question.metrics and EXCEEDS.search(question.folded) and _COSTS.search(question.folded):
        return True  # 哪些费用超了
    return bool(question.intent.performance or question.topics & {"绩效", "偏差"} or of_member)


_PROBLEMS_ALONE = re.compile(
    r"(?:20\d\d年度?)?(?:的|在|里|中|主要|都|还|又|目前|工作|管理|方面|存在|发现|有|了|些|什么|啥|哪些|哪几个)*"
    r"(?:问题|不足|短板)(?:有|是|都|还|在|哪里|哪儿|些|什么|啥|哪些|吗|呢)*"
)


def _say_of_items(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    items: Sequence[str],
) -> bool:
    """公交准不准点: add the indicators on what functional items pay for; False where none is near."""
    if not all(item.endswith(("(类)", "(款)", "(项)")) for item in items):
        return False
    called = {re.sub(r".*[)]([^()]+)[(].[)]$", r"\1", item) for item in items}
    for info in reports:
        for report, sheet in evidence.sheets:  # “两庭”建设 is an item, and a project
            if report == info.id and fold(sheet.title) in called:
                say_project(question, evidence, draft, info, sheet)
    if draft.paragraphs or say_indicators(question, evidence, draft, reports):
        return True
    return _say_sheets(question, evidence, draft, sheets_near(question, evidence, reports))


def _say_nearest(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add the indicators, the project or the member's projects that words mean; False for none."""
    near = sheets_near(question, evidence, reports)
    over = EXCEEDS.search(question.folded) and _COSTS.search(question.folded)
    if over and _say_lost(question, evidence, draft, reports):  # 哪些成本超了
        return True
    if _KIND.search(question.folded) and re.search(r"哪些|哪几|几个|有没有", question.folded):
        near = []
        if LOST.search(question.folded) and _say_lost(question, evidence, draft, reports):
            return True
    if not near and say_indicators_apart(question, evidence, draft, reports):
        return True
    lost = LOST.search(question.folded) is not None  # 10分丢哪儿了: of the table as a whole
    if not (lost and near) and say_indicators(question, evidence, draft, reports):
        return True
    for info, sheet in near:
        say_project(question, evidence, draft, info, sheet)
    return bool(near) or say_of_member(question, evidence, draft, reports)


def _say_all(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add an overview of each report's projects, after a word on one that is named and not there."""
    named = project_called(question)
    if named and not is_held(evidence, reports, named.group()):
        draft.status = "not_found"
        draft.add(f"没有找到“{named.group()}”项目的自评表，公开的项目如下：")
    return said(_say_overview(question, evidence, draft, info) for info in reports)


def answer_sheet(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the one project whose table holds most of a question's words; False where none does."""
    if question.metrics or not (question.units.units or question.years.years):
        return False
    near = sheets_near(question, evidence, reports)
    counted = Counted.asked(question.folded)
    if counted and not any(counted.told(_text_of(evidence, i, sheet)) for i, sheet in near):
        return False  # 学校有几所: no table that counts none
    return _say_sheets(question, evidence, draft, near)


def _text_of(evidence: Evidence, info: ReportInfo, sheet: Sheet) -> str:
    return fold(evidence.ledger.text(info.id)[sheet.place.start : sheet.place.end])


def _say_sheets(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    near: Sequence[tuple[ReportInfo, Sheet]],
) -> bool:
    """Add these projects; False where there are none."""
    for info, sheet in near:
        say_project(question, evidence, draft, info, sheet)
    return bool(near)


def say_results_told(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Quote what a report says that came of its work; False where it has no words on that."""
    return _say_under(question, evidence, draft, reports, [_HEADS[2][1]])


def _say_under(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    heads: Sequence[re.Pattern[str]],
) -> bool:
    """Quote what a report says of its performance management under some heads (problems, results)."""
    told = False
    for info in reports[:2]:
        sentences = evidence.sentences(info)
        inside = _on_management(question, sentences, draft)
        for head in heads:
            found = [s for s in inside if head.search(fold(s.text))]
            for sentence in found[:_MOST_UNDER]:
                for part in sentences.below(sentence):
                    say_quote(draft, evidence, info, part)
                    told = True
    return told


def _on_management(question: Question, sentences: Sentences, draft: Draft) -> list[Sentence]:
    """Return the sentences on performance management: of the member alone that a question names."""
    prose = [s for s in sentences.all if s.kind not in NO_ACCOUNT]
    sections = {s.section for s in prose if s.kind == "绩效" or _MANAGED.search(s.text)}
    inside = [s for s in prose if s.section in sections]
    named = "".join(question.units.members) + question.words
    opens = [(at, _OPENS_REVIEW.search(fold(s.text))) for at, s in enumerate(inside)]
    heads = [(at, match["whose"]) for at, match in opens if match is not None]
    for number, (at, whose) in enumerate(heads):
        if len(longest_run(named, whose)) >= _LEAST_MEMBER:
            draft.paragraphs[:] = [p for p in draft.paragraphs if not p.endswith(OF_WHOLE)]
            end = heads[number + 1][0] if number + 1 < len(heads) else len(inside)
            return inside[at:end]
    return inside


# 某中心预算绩效管理取得的成效:… opens what a member says of its own.
_OPENS_REVIEW = re.compile(r"^(?P<whose>[^,。;:]*?)(?:预算)?绩效管理(?:工作)?取得的?(?:主要)?成效")
_LEAST_MEMBER = 4
_MANAGED = re.compile(r"绩效(?:自评|评价|管理)")
_MOST_UNDER = 2


def _whole(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add the table on the whole of a report's expenditure; False where there is none."""
    sheets = performance.sheets_named(evidence, info, ("整体支出",))
    for sheet in sheets:
        say_project(question, evidence, draft, info, sheet)
    if sheets and _PROJECTS_TOO.search(question.folded):
        draft.add(say_value(draft, evidence, info, "预算绩效评价项目"))
        _say_projects_done(evidence, draft, info, sheets[0])
    of_money = question.intent.truth and _OF_MONEY.search(question.folded)
    really = of_money or _REALLY.search(question.folded)
    if sheets and really:  # what it is held against stands in the accounts
        for metric in ("本年支出", "年末结转和结余"):
            draft.add(say_value(draft, evidence, info, metric))
    return bool(sheets)


# 自评写执行2.67亿,真花了这么多?
_REALLY = re.compile(r"(?:真|真的|实际上?|到底)(?:就|都)?(?:花|用|支出?)(?:了|掉|出去)")
_OF_MONEY = re.compile(r"花|钱|\d[万亿]|执行数|支出(?!绩效)")
# 整体和项目的预算, 实施了几个项目, 整体表里说的一样吗
_PROJECTS_TOO = re.compile(
    r"[和与及、]项目|项目[和与及、]|(?:几|多少)个项目|项目(?:有|是)?(?:几|多少)个"
)
_DONE_PROJECTS = re.compile(r"(?:实施|开展|完成)(?:了)?(?:的)?项目\s*\d+\s*个|\d+\s*个项目")


def _say_projects_done(evidence: Evidence, draft: Draft, info: ReportInfo, sheet: Sheet) -> None:
    """Quote what the table on the whole says in words of how many projects there were."""
    inside = (s for s in evidence.sentences(info).all if sheet.place.opens(s.place))
    quote_first(draft, evidence, info, inside, _DONE_PROJECTS)


def _say_lost(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Add what lost points in all tables: of a kind, or for a cause, where a question names one."""
    kind, cause = _KIND.search(question.folded), _CAUSE.search(question.folded)
    reasons = (r.deviation for info in reports for r in evidence.rows_of.get(info.id, ()))
    if cause and not any(_tells_cause(reason, cause["cause"]) for reason in reasons):
        if said(_say_listed_for(cause["cause"], evidence, draft, info) for info in reports):
            return True
        cause = None  # told in other words, if at all
    over = EXCEEDS.search(question.folded) is not None

    def fits(row: Row) -> bool:
        of_kind = kind is None or kind[0].removesuffix("指标") in row.name + row.level
        fits_cause = cause is None or _tells_cause(row.deviation, cause["cause"])
        return of_kind and fits_cause and (not over or reckoned.exceeds(row) is not None)

    told = False
    for info in reports:
        if kind is None and cause is None and _say_missed_in_words(question, evidence, draft, info):
            told = True
            continue
        sheets = [s for r, s in evidence.sheets if r == info.id and s.metric == "整体支出"]
        sheets += [sheet for sheet, _ in projects.ranked_projects(evidence, info)]
        if cause and not over and "指标" not in question.folded:
            told |= _say_which_lost(draft, evidence, info, sheets, fits)
            continue
        if not over:
            told |= indicators.say_lost_points(draft, evidence, info, sheets, MOST_ROWS, fits)
            told |= not (kind or cause) and _say_fell_short(draft, evidence, info, sheets)
            continue
        for sheet in sheets:
            if indicators.say_lost_points(draft, evidence, info, [sheet], MOST_ROWS, fits):
                told = True
                for row in filter(fits, rows_missed(evidence, info, sheet)):
                    reckoned.say_excess(draft, evidence, info, row, question.folded)
    return told


def _say_fell_short(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheets: Sequence[Sheet]
) -> bool:
    """Add what the text remarks on the projects without tables that fell short; False for none."""
    told = len(draft.paragraphs)
    for sheet in sheets:
        short = len(draft.paragraphs)
        say_fell_short(draft, evidence, info, sheet)
        if len(draft.paragraphs) > short:
            draft.paragraphs[-1] = f"「{sheet.title}」：{draft.paragraphs[-1]}"
    return len(draft.paragraphs) > told


def _say_which_lost(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    sheets: Sequence[Sheet],
    fits: Callable[[Row], bool],
) -> bool:
    """Add which projects have indicators that fit, and which these are; False for none."""
    told = []
    for sheet in sheets:
        rows = [row for row in rows_missed(evidence, info, sheet) if fits(row)]
        marks = (f"「{row.name}」[{draft.mark(info, row.section, row.place)}]" for row in rows)
        told += [f"「{sheet.title}」的{'、'.join(marks)}"] if rows else []
    if told:
        draft.add(f"{subject(info)}因此扣分的有 **{len(told)}** 张自评表：{'；'.join(told)}。")
        rows = [row for s in sheets for row in rows_missed(evidence, info, s) if fits(row)]
        reasons = dict.fromkeys(draft.quoted(row.deviation) for row in rows)
        draft.add(f"写明的偏差原因：{'；'.join(f'“{reason}”' for reason in reasons)}。")
    return bool(told)


def _tells_cause(told: str, cause: str) -> bool:
    """Whether a reason tells a cause, also in words of its own: 车没交付, 车辆未在12月底前交付."""
    told = fold(told)
    own = set(_NEGATED.sub("", cause))
    near = set(terms(cause)) & set(terms(told)) and len(own & set(told)) >= _MOST_OF_CAUSE * len(
        own
    )
    return cause in told or bool(near)


_NEGATED = re.compile("[没未不有了的]")
_MOST_OF_CAUSE = 0.75


def _say_listed_for(cause: str, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add the projects without a table that a list says fell short for a cause; False for none."""
    told = False
    for sheet, _ in projects.ranked_projects(evidence, info, told=True):
        reasons = evidence.reasons(info, sheet.metric, "自评")
        listed = (info.id, sheet) not in evidence.tables
        if listed and any(_tells_cause(reason.text, cause) for reason in reasons):
            performance.say_sheet(draft, evidence, info, sheet)
            say_fell_short(draft, evidence, info, sheet)
            told = True
    return told


def _say_missed_in_words(
    question: Question, evidence: Evidence, draft: Draft, info: ReportInfo
) -> bool:
    """Quote what the text alone tells of a target that a question names; False where it names none."""
    known = [*question.units.spans, *((m.start, m.end) for m in question.mentions)]
    words = telling(question.folded, known) - OF_ANY_TABLE - COMMON_PAIRS
    sentences = evidence.sentences(info)
    parts = (
        part
        for sentence in sentences.all
        if sentence.kind == "绩效" and len(words) > 1
        for part in sentences.parts(sentence, PART)
    )
    shared = [(len(words & set(terms(fold(part.text)))), part) for part in parts]
    most, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    told = {word for word in words if sentences.holds(word)}
    wholly = len(told) > 1 and most >= len(told)
    if best is None or not (wholly or most >= max(_LEAST_WORDS, _MOST_OF_WORDS * len(words))):
        return False
    say_quote(draft, evidence, info, best)
    return True


_LEAST_WORDS, _MOST_OF_WORDS = 3, 0.5
# 三个项目的执行率分别是多少
_EACH_RATE = re.compile(
    r"执行(?:率|进度)[^,。?？]{0,4}(?:分别|各|都|多少)|(?:分别|各)[^,。?？]{0,6}执行(?:率|进度)"
)


def _say_overview(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add an overview of a report's projects, and what lost points where that is asked for."""
    # A table printed twice counts once.
    sheets = list({s.metric: s for r, s in evidence.sheets if r == info.id}.values())
    lost = LOST.search(question.folded)
    if lost and not question.intent.rank and _say_lost(question, evidence, draft, [info]):
        return True
    if _say_missed_in_words(question, evidence, draft, info):
        return True
    if not _LISTS.search(question.folded):
        _whole(question, evidence, draft, info)
    if re.search(r"几个|多少个|\d+个", question.folded):
        draft.add(say_value(draft, evidence, info, "预算绩效评价项目"))
        say_doubts(draft, evidence, info, "预算绩效评价项目")
    if _EACH_RATE.search(question.folded) and projects.say_ranked(
        draft, evidence, info, "执行率", len(sheets), lowest=True
    ):
        return True
    told = projects.say_projects(draft, evidence, info)
    if told and (question.intent.total or question.intent.truth):
        projects.say_all_together(draft, evidence, info)
    return told or bool(sheets)
