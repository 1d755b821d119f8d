"""First, last and all: over units, over a report's projects, over its functional items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import comparison, indicators, projects, statements
from assistant.compose.doubts import say_doubts
from assistant.compose.draft import Draft
from assistant.compose.items import say_item_changes, say_item_gaps, say_item_rates, say_items
from assistant.compose.quotes import say_statement
from assistant.compose.shares import say_rank_of_shares
from assistant.compose.unspent import aspects_asked, say_unspent
from assistant.plan.project import LOST, say_why_low
from assistant.plan.several import said
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.parts import asking_clauses
from index.store import ReportInfo

_OF_PROJECTS = re.compile(r"项目(?!支出)|自评|绩效|得分|评分|打分|执行率|几分")
_OF_ITEMS = re.compile(
    r"科目|[类款项]级|按大?类(?=.{0,2}排)|功能(?:分类|科目)|单项(?:支出)?|支出项|哪一?[项块笔类](?!目)|哪几[项块笔类](?!目)|开支项|前[两三四五六七八九十\d]+(?:项|个|大|笔|块)"
)
_OF_CLASSES = re.compile(
    r"按(?:功能|支出)?(?:分类|大?类)|(?:哪|几|大|[两三四五\d])(?:一|大|个)?类|类级"
)
_BY_RATE = re.compile(r"执行率|花(?:钱|得).{0,4}[快慢]|进度|[快慢]")
_BY_MONEY = re.compile(
    r"[花费烧耗]钱|花(?:得|了|费)|金额|预算|执行数|用(?:钱|得)|最(?:贵|大)|多少钱"
)
_LOW = re.compile(r"最(?:低|少|小|慢|差)|垫底|倒数|末位|最后(?:一|几|[两三])?(?:名|位)")
_BOTH = re.compile(
    r"最[多高大].{0,10}(?:最[少低小]|垫底|倒数)|(?:最[少低小]|垫底|倒数).{0,10}最[多高大]"
)
_INDICATOR = re.compile(r"(?P<name>满意度|合格率|及时率|覆盖率|完成率|达标率|知晓率|投诉率|使用率)")
# 年初预算到全年预算砍得最狠: by how much a budget was changed during the year.
_ADJUSTED = re.compile(
    r"预算.{0,14}(?:砍|压减?|调减|核减|削减?|缩减?|减得?|(?<!多)少了?)|(?:砍|压减|调减|核减|削减|缩减|减).{0,4}预算"
    r"|(?P<raised>预算.{0,14}(?:追加|调增|加得?(?!起来|总|在|到|一)|增加?|涨|多了)|(?:追加|调增|增加).{0,4}预算)"
)
_LISTS = re.compile(
    r"哪些|列|全部|所有|每个|各(?:项|个|花|是)?|都有|清单|一个不落|几个|(?:[三四五六七八九十]|\d+)个.{0,4}项目"
)
_MOST_ITEMS = 40
_OF_REPORTS = ("项目支出", "预算绩效评价项目", "本年支出")
_WHOLES = frozenset({"本年支出", "一般公共预算财政拨款支出", "财政拨款支出", "支出总计"})
_NOT_A_LIST = re.compile(
    r"\d[分%]*(?:以下|以上)|[^\d]{0,3}(?:低于|不到|没到|未到|没有到|未达|没达|不足|小于|少于|高于|超过|大于|达到)了?\d|指标|扣|超(?:了|出|支|标|没超|过预算)|没完成|未完成|没达|平均|评级|为什么|为啥"
)
# 差异率最大的科目: by a stated rate, not by the amount.
_RATES = {
    "差异率": "预决算差异率",
    "完成": "完成率",
    "增": "比上年增减率",
    "涨": "比上年增减率",
    "降": "比上年增减率",
    "幅": "比上年增减率",
}
_RATE = re.compile(
    r"差异率|完成率|完成[^,。?]{0,6}预算[^,。?]{0,4}(?:比例|百分比|百分之|程度|率)|预算完成(?:得|程度|比例)|增长率|增减率|增速|[增涨降]幅|幅度"
)
# 哪一项比年初预算多花得最多; 年初没列预算、后来花了钱的
_GAP = re.compile(
    r"(?P<under>比(?:年初)?(?:的)?预算.{0,3}少|没用完)"
    r"|比(?:年初)?(?:的)?预算.{0,6}(?:多|超)|(?:超(?:出|过)?|突破)(?:了)?(?:年初)?预算"
)
_WHOLLY = 100  # % of a budget
_UNPLANNED = re.compile(
    r"年初.{0,8}(?:没|未|没有)(?:列|安排|编|批|报)?.{0,3}(?:预算|钱)|(?:没|未)列(?:入)?(?:年初)?预算"
    r"|预算(?:是|为)(?:零|0).{0,10}(?:花|支出)"
)
_SHARES = re.compile(r"占比|比重|比例|份额|占.{1,12}最|几成")
_POINTS = re.compile(r"百分点|[高低多少大小](?:出|了)?(?:多少|几)|差")
# 谁的三公占本年支出的比重大
_LARGER_SHARE = re.compile(
    r"(?:谁|哪(?:个|家|边|年)).{0,24}(?:占比|比重|比例|份额)[^最]{0,3}(?:高|大|多|(?P<low>低|小|少))"
)
_MOVED = re.compile(
    r"(?:涨|增加?|增长|减少?|降|下降|变化|变动|压缩).{0,3}最|最.{0,3}(?:涨|增|减|降)"
)

_GRADES = re.compile(r"优|良|合格|等[级次]|评级|90分以上")
_PART_AND_WHOLE = 2  # the names of a share


def answer_rank(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer on the highest or lowest of units, projects or functional items; False for none."""
    larger = _LARGER_SHARE.search(question.folded)
    apart = _POINTS.search(question.folded)  # 高几个百分点: said beside each other
    asks = larger and not apart and not question.intent.rank
    if larger and asks and len(reports) > 1 and _of_share(question):
        lowest = larger["low"] is not None
        return say_rank_of_shares(draft, evidence, reports, _of_share(question), lowest=lowest)
    if not (question.intent.rank or _LOW.search(question.folded)) or question.projects:
        return False
    if question.intent.unit_cost and not _OF_PROJECTS.search(question.folded):
        return False  # 养一辆车哪家贵: of the quotients
    reports = _among(question, evidence, reports)
    metrics = [m for m in question.metrics if m not in ("项目支出", "预算绩效评价项目", "整体支出")]
    left = set(metrics) == {"年末结转和结余"} and not re.search(r"年末|年底|结转", question.folded)
    if (_OF_PROJECTS.search(question.folded) or _goes_on(question)) and (not metrics or left):
        return said(_projects(question, evidence, draft, info) for info in reports)
    if _SHARES.search(question.folded) and len(reports) > 1 and _of_share(question):
        return say_rank_of_shares(
            draft, evidence, reports, _of_share(question), lowest=question.intent.rank == "低"
        )
    if len(reports) == 2 and len(metrics) == 1 and re.search(r"[高低多少]多少|差", question.folded):
        return False  # two figures are said beside each other, with their difference
    if _BY_CLASS.search(question.folded) and set(metrics) <= _WHOLES:
        return said(_by_class(evidence, draft, info) for info in reports)
    if len(reports) > 1 and len(metrics) == 1:
        lowest = question.intent.rank == "低"
        return comparison.say_rank(draft, evidence, reports, metrics[0], lowest=lowest)
    if len(reports) > len(("one", "other")) and _ranks_each(question, metrics):
        lows = {m: _LOW.search(clause) is not None for clause, m in _ranked_in(question, metrics)}
        return said(
            comparison.say_rank(draft, evidence, reports, metric, lowest=low)
            for metric, low in lows.items()
        )
    fund = _FUNDS.get(metrics[0], "") if len(metrics) == 1 else ""
    if _OF_ITEMS.search(question.folded) and set(metrics) <= _WHOLES:
        return _rank_items(question, evidence, draft, reports, fund)
    if fund and _OF_ITEMS.search(question.folded) and _RATE.search(question.folded):
        return _rank_items(question, evidence, draft, reports, fund)
    return False


_FUNDS = {
    "政府性基金预算财政拨款支出": "政府性基金",
    "一般公共预算财政拨款支出": "一般公共预算",
}


def _ranked_in(question: Question, metrics: Sequence[str]) -> list[tuple[str, str]]:
    """Return the clauses of a question that rank, each with the one metric that it names."""
    found = []
    for clause in asking_clauses(question.folded):
        at = question.folded.find(clause)
        inside = [m for m in question.mentions if at <= m.start < at + len(clause)]
        own = [metric for m in inside for metric in m.metrics if metric in metrics]
        if len(own) == 1 and re.search(r"最", clause):
            found.append((clause, own[0]))
    return found


def _ranks_each(question: Question, metrics: Sequence[str]) -> bool:
    """Whether each of several metrics is ranked in a clause of its own: 谁的三公最高,谁的人最多."""
    ranked = {metric for _, metric in _ranked_in(question, metrics)}
    return len(ranked) > 1 and ranked == set(metrics)


_WHICH_UNIT = re.compile(r"(?:哪(?:一?家|个(?:单位|局|部门|地方))|谁)[^,。?]{0,16}最")


def _among(
    question: Question, evidence: Evidence, reports: Sequence[ReportInfo]
) -> Sequence[ReportInfo]:
    """哪家最高, 是甲局的几倍: return all reports where the clause that ranks names none of them."""
    ranks = _WHICH_UNIT.search(question.folded)
    if ranks is None or not question.units.units:
        return reports
    named = any(at < ranks.end() for at, _ in question.units.order)
    return reports if named else evidence.reports


def _goes_on(question: Question) -> bool:
    """Whether a question on a place in an order (那垫底第二的呢) goes on from one on projects."""
    earlier = question.before if question.intent.top and not question.metrics else None
    while earlier is not None and not earlier.intent.rank:
        earlier = earlier.before
    return earlier is not None and _OF_PROJECTS.search(earlier.folded) is not None


_BY_CLASS = re.compile(r"(?:按|各|哪一?|每)(?:个|大|功能)?类(?!型)")


def _by_class(evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    """Add the classes of the general public budget, the largest first; False where none is stated."""
    whole = "一般公共预算财政拨款支出"
    lines = statements.say_makeup(draft, evidence, info, whole, by_size=True)
    draft.add_each(lines)
    return bool(lines)


def _of_share(question: Question) -> tuple[str, ...]:
    """Return the part and the whole that a question names, or the part alone."""
    named = question.metrics
    return named if 1 <= len(named) <= _PART_AND_WHOLE else ()


def _rank_items(
    question: Question,
    evidence: Evidence,
    draft: Draft,
    reports: Sequence[ReportInfo],
    fund: str = "",
) -> bool:
    """Add the first functional items by gap to the budget, by rate, by change, or by amount."""
    text, top = question.folded, question.intent.top
    lowest = _LOW.search(text) is not None or question.intent.rank == "低"
    falls, rises = re.search(r"降|减|跌", text), re.search(r"增|涨|升", text)
    gap = _GAP.search(text)
    if gap:
        over = gap["under"] is None
        why = question.intent.why
        if said(
            say_item_gaps(
                draft, evidence, i, top or 1, over=over, unplanned=False, fund=fund, why=why
            )
            for i in reports
        ):
            return True
    rate = _RATE.search(text)
    if rate:
        aspect = next(name for word, name in _RATES.items() if word in rate.group())
        down = aspect == "比上年增减率" and falls is not None
        side = down if down or rises else None
        orders = (True, False) if _BOTH.search(text) else (lowest,)
        if said(
            say_item_rates(
                draft,
                evidence,
                i,
                aspect,
                top or 1,
                lowest=order,
                falls=side,
                fund=fund,
                why=question.intent.why,
            )
            for i in reports
            for order in orders
        ):
            return True
        draft.status = "not_found"
        draft.add(f"报告没有逐项写出各科目的{aspect}，无法排序。")
        return True
    if _MOVED.search(text):
        down = falls is not None or "少了" in text
        up = rises is not None or "多了" in text
        one_way = down if down != up else None
        count = top or (2 if one_way is None else 1)
        return said(say_item_changes(draft, evidence, i, count, falls=one_way) for i in reports)
    level = "类" if _OF_CLASSES.search(text) else "项"
    count = top or (_MOST_ITEMS if re.search(r"排", text) else 3)
    return said(
        say_items(draft, evidence, i, count, lowest=lowest, level=level) for i in reports
    ) or (
        level == "类" and said(say_items(draft, evidence, i, count, lowest=lowest) for i in reports)
    )


# 按得分排一下: all of them.
_IN_ORDER = re.compile(r"排(?:名|序|一?[下个排]|列|出)|[由从](?:高到低|低到高)")


def _projects(question: Question, evidence: Evidence, draft: Draft, info: ReportInfo) -> bool:
    text = question.folded
    adjusted = _ADJUSTED.search(text)
    if adjusted:
        raised = adjusted["raised"] is not None
        count = question.intent.top or 1
        if projects.say_adjusted(draft, evidence, info, count, raised=raised):
            return True
    indicator = _INDICATOR.search(text)
    if indicator and not _BY_RATE.search(text):
        low = _LOW.search(text) is not None
        if indicators.say_ranked_rows(draft, evidence, info, indicator["name"], lowest=low):
            return True
    clauses = [c for c in _RANKED.findall(text) if _LOW.search(c) or "最" in c]
    each = {
        aspect: _LOW.search(clause) is not None
        for clause in clauses
        if (aspect := _ranked_by(clause))
    }
    if len(each) > 1:  # 执行最慢的和总分最低的
        return said(
            projects.say_ranked(draft, evidence, info, aspect, 1, lowest=low)
            for aspect, low in each.items()
        )
    aspect = _ranked_by(text) or "得分"
    apart = re.search(r"[高低多少快慢](?:了|出)?多少|差(?:了)?(?:多少|几)|相差", text)
    both = apart or (re.search(r"各|分别", text) and re.search(r"[两2]个", text))
    count = question.intent.top or (_MOST_ITEMS if _IN_ORDER.search(text) else 2 if both else 1)
    low = _LOW.search(text) is not None or question.intent.rank == "低"
    sides = (False, True) if _BOTH.search(text) else (low,)
    told = said(
        projects.say_ranked(draft, evidence, info, aspect, count, lowest=low) for low in sides
    )
    if told and apart and count == len(("one", "other")):
        ranked = projects.ranked_projects(evidence, info, aspect, told=True)
        two = (ranked if low else ranked[::-1])[:count]
        projects.say_apart(draft, evidence, [(info, sheet) for sheet, _ in two], aspect)
    if told and count == 1 and len(sides) == 1 and re.search(r"剩|没花|没用|结余", text):
        ranked = projects.ranked_projects(evidence, info, aspect, told=True)
        say_unspent(draft, evidence, [(info, (ranked if low else ranked[::-1])[0][0])], text)
    asks_why = question.intent.why or LOST.search(text) or re.search(r"卡|问题", text)
    if told and asks_why:
        ranked = projects.ranked_projects(evidence, info, aspect, told=True)
        for sheet, _ in (ranked if sides[-1] else ranked[::-1])[: min(count, _MOST_WHY)]:
            indicators.say_lost_points(draft, evidence, info, [sheet], 8)
            say_why_low(draft, evidence, info, sheet)
    return told


# 执行最慢的和总分最低的, each to where what it is ranked by ends
_RANKED = re.compile(r"[^,，。;；?？、]*?(?:最[\u4e00-\u9fff]|垫底|倒数)")


def _ranked_by(text: str) -> str:
    """Return by which head figure of their tables a text ranks projects; nothing where it names none."""
    if _BY_RATE.search(text):
        return "执行率"
    if _OF_SCORE.search(text):
        return "得分"
    if not _BY_MONEY.search(text):
        return ""
    spent = re.search(r"花|执行|用[钱得了]|支出", text)
    planned = "年初预算数" if "年初" in text else "全年预算数"
    return planned if "预算" in text and not spent else "全年执行数"


_OF_SCORE = re.compile(r"得分|几分|评分|打分|自评分|分(?:数)?(?:最|垫底|倒数)")
_MOST_WHY = 3  # projects of a rank that are told why


# 哪几项比上年少了
_ITEMS_MOVED = re.compile(
    r"哪(?:几|些)个?(?:科目|项(?!目))(?:支出)?(?:[^最,]{0,8}?(?:比|较|同比|上年|去年))?[^最,]{0,4}?"
    r"(?:(?P<down>(?<!多)少|减|降|跌)|(?P<up>多(?!少)|增|涨|升))"
)


def _say_gaps(
    evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo], *, over: bool
) -> bool:
    """Add the items above or below their budgets, or that a report gives items no budget."""
    for info in reports:
        if say_item_gaps(draft, evidence, info, _MOST_ITEMS, over=over, unplanned=False):
            continue
        draft.status = "not_found" if not draft.paragraphs else draft.status
        draft.add(f"{info.unit} {info.year} 年度的报告没有写各科目的预算数。")
    return bool(reports)


def answer_list(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with all functional items, or all projects, of a report; False where neither is meant."""
    text = question.folded
    if _UNPLANNED.search(text) and not question.projects and set(question.metrics) <= _WHOLES:
        return said(
            say_item_gaps(draft, evidence, info, _MOST_ITEMS, over=True, unplanned=True)
            for info in reports[:2]
        )
    if question.projects or len(reports) > 2:
        return False
    listed = set(question.metrics) <= _WHOLES and not question.intent.rank
    moved = _ITEMS_MOVED.search(text) if listed else None
    if moved and said(
        say_item_changes(draft, evidence, info, _MOST_ITEMS, falls=moved["down"] is not None)
        for info in reports
    ):
        return True
    gap = _GAP.search(text) if re.search(r"科目|[类款项]级|哪些项", text) else None
    of_all = _LISTS.search(text) or re.search(r"有没有|是否有", text)
    if gap and of_all and _say_gaps(evidence, draft, reports, over=gap["under"] is None):
        return True
    if not _LISTS.search(text):
        return False
    if (
        question.intent.share
        or question.intent.compare
        or _NOT_A_LIST.search(text.replace("一半", "50%"))
    ):
        return False
    # 公用经费都开支在哪些科目: of the economy, no functions
    of_whole = set(question.metrics) <= _WHOLES | {"财政拨款支出总计"}
    items = question.topics & {"功能科目"} or re.search(r"科目|[类款项]级|按?功能", text)
    if not (of_whole or any(m.endswith(("(类)", "(款)")) for m in question.metrics)):
        items = None
    if items and not re.search(r"[款项]级|科目|项", text) and len(reports) == 1:
        lines = statements.say_makeup(draft, evidence, reports[0], "一般公共预算财政拨款支出")
        draft.add_each(lines)
        return bool(lines)
    if items and not any(m.endswith(("(类)", "(款)", "(项)")) for m in question.metrics):
        return said(say_items(draft, evidence, info, _MOST_ITEMS, lowest=False) for info in reports)
    of_projects = re.search(r"项目(?!支出)", text) and not question.intent.why
    of_projects = of_projects and set(question.metrics) <= set(_OF_REPORTS)
    of_projects = of_projects and not question.units.members
    adjusted = _ADJUSTED.search(text) if of_projects else None
    if adjusted:  # 哪些项目的预算被砍了
        raised = adjusted["raised"] is not None
        if said(
            projects.say_adjusted(draft, evidence, i, _MOST_ITEMS, raised=raised) for i in reports
        ):
            return True
    if of_projects:
        for info in reports:
            draft.add(statements.say_value(draft, evidence, info, "预算绩效评价项目"))
            say_doubts(draft, evidence, info, "预算绩效评价项目")
            if _GRADES.search(text):
                say_statement(draft, evidence, info, "预算绩效评价项目")
            if "项目支出" in question.metrics:
                draft.add(statements.say_value(draft, evidence, info, "项目支出"))
            if question.intent.total or question.intent.truth:
                projects.say_all_together(draft, evidence, info, aspects_asked(text))
        return said(projects.say_projects(draft, evidence, info) for info in reports)
    return False
