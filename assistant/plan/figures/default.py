"""What a question on money as a whole means that names no figure: what was spent, or what came in."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.retrieve import Evidence
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.question import without
from assistant.vocabulary import Mention

# 钱从哪来, 靠啥来钱: of what came in, not of what was spent.
_CAME_FROM = re.compile(
    r"(?:从|打|由)?哪(?:儿|里|些地方)?来|来源|靠(?:着)?(?:什么|啥|哪)[^,。?]{0,4}(?:来钱|挣|赚|收入|进账|养|过日子)"
)


OF_BUDGETS = frozenset(terms("年初预算年中追加了调整调增调减几次"))


def with_default(question: Question, evidence: Evidence) -> Question:
    """钱花哪了, 批了多少: a question on money as a whole means the year's expenditure."""
    intent = question.intent
    if _WHEN_PUBLISHED.search(question.folded):
        return question
    named = (
        question.metrics
        or question.undisclosed
        or question.projects
        or question.topics - {"原因", "变化"}
    )
    spent = any(  # 支出决算多少, 实际支出多少; not 决算公开的时间
        m.aspect == "决算数" and not _PUBLISHED.match(question.folded, m.end)
        for m in question.mentions
    )
    moves = intent.why or intent.change or intent.fell or intent.rose
    total = _bare_total(question) if moves and not named else ""
    if set(question.metrics) <= {"本年支出"} and _BOUGHT.fullmatch(_bare(question)):
        bought = "政府采购支出总额"
        return replace(question, mentions=(Mention(0, 0, bought, (bought,)),))
    if total:
        return replace(question, mentions=(Mention(0, 0, total, (total,)), *question.mentions))
    asks = intent.makeup or intent.budget or intent.why or intent.change or spent
    asks = asks or intent.describe
    money = spent or intent.describe or re.search(r"钱|花|批|预算|超支|透支", question.folded)
    if named or not asks or not money:
        return question
    spans = [*question.units.spans, *((m.start, m.end) for m in question.mentions)]
    words = telling(question.folded, spans) - OF_BUDGETS
    topics = {
        w for info in question.reports[:2] for w in words if evidence.sentences(info).holds(w)
    }
    if len(question.unexplained) > 2 and len(topics) > 1:
        return question  # it speaks of something of the reports that is no money as a whole
    if len(question.unexplained) >= _LEAST_OPEN and _OF_SOMETHING.search(question.words):
        return question
    if intent.describe and _OF_PROJECT.search(question.words):
        return question
    came = _CAME_FROM.search(question.folded) is not None
    wholes = ("本年收入", "本年支出", "“三公”经费") if intent.describe else ("本年支出",)
    wholes = ("本年收入",) if came and not intent.describe else wholes
    meant = tuple(Mention(0, 0, metric, (metric,)) for metric in wholes)
    return replace(question, mentions=(*meant, *question.mentions))


def _bare(question: Question) -> str:
    """Return a question without its units, years and stops."""
    return _YEAR.sub("", without(question.folded, question.units.spans))


_YEAR = re.compile(r"(?:20)?\d\d年(?:度)?|[去今前]年|[\s,，。?？!！的]+")
# 昌吉局22年买了些啥, nothing else named
_BOUGHT = re.compile(
    r"(?:都|主要|一共|到底)*(?:采购|买)(?:了|过)?(?:些|点|的)?(?:都?是)?(?:什么|啥|哪些)(?:东西|物品)?(?:花(?:了)?(?:多少|几)(?:钱)?)?"
)
_WHEN = r"(?:哪[天日]|什么时[候间]|啥时候|几号|何时|时间|日期)"
_WHEN_PUBLISHED = re.compile(
    rf"{_WHEN}[^,。?]{{0,6}}(?:公开|公布|公示)|(?:公开|公布|公示)[^,。?]{{0,4}}{_WHEN}"
)
_PUBLISHED = re.compile(r"公开|公布|公示|报告|说明|报表|编制")
# 烧炉子的油气电一年花多少: of something that no term explains, not of all that was spent.
_OF_SOMETHING = re.compile(
    r"[\u4e00-\u9fff]{2}的[\u4e00-\u9fff]{1,6}?(?:一年|全年|一共|总共|去年|今年)?(?:花|用)(?:了|掉)?多少"
)
_LEAST_OPEN = 4
_OF_PROJECT = re.compile(r"[\u4e00-\u9fff]{2}项目(?!支出)")  # 托养项目情况怎么样: of that one alone


def _bare_total(question: Question) -> str:
    """Return the total that a bare word behind unit or year means: 甲局收入怎么翻了快三倍."""
    said = _BARE_TOTAL.search(question.words)
    if said is None:
        return ""
    return "本年收入" if said["total"] in ("收入", "进账") else "本年支出"


_BARE_TOTAL = re.compile(
    r"(?:^|[\s,，。;；?？!！、]|年(?:度)?|为(?:什么|啥|何)|怎么)的?(?P<total>收入|进账|支出|开支|开销|花销|花费)"
    r"(?=怎|咋|为|居然|竟|反而|却|还|又|会|都|一下|突然|猛|大幅?|快|这么|那么|同?比|较|跟|[涨增跌降升减翻砍掉缩少多])"
)
