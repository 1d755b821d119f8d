"""Asking back, and saying that nothing is found: too many reports, nothing named, no such figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import statements, texts
from assistant.compose.draft import Draft
from assistant.retrieve import Evidence
from assistant.sentences import telling
from assistant.understand import Question
from assistant.understand.intent import without_intent
from assistant.understand.question import without
from assistant.vocabulary import item_name, kin
from index.normalise import fold, longest_run
from index.store import ReportInfo

_MOST_CANDIDATES = 5
_MOST_OFFERED = 3  # where a question names nothing
NOTHING_FOUND = "没有找到与这个问题对应的内容"
_FEW_OPEN = 6  # unexplained characters that may still be chatter


def ask_which_report(question: Question, draft: Draft) -> bool:
    """Ask back where too many reports fit and the question does not range over them."""
    intent = question.intent
    ranges = intent.rank or intent.trend or question.years.several
    if len(question.reports) <= _MOST_CANDIDATES or ranges:
        return False
    draft.status = "clarify"
    draft.add(f"有 {len(question.reports)} 份报告都可能是您要问的，请说明单位和年度。")
    draft.options.extend(
        f"{info.unit} {info.year}年：{question.text}"
        for info in question.reports[:_MOST_CANDIDATES]
    )
    return True


# 法院几点上班, 低保怎么申请: how a citizen goes about it, which no accounts tell
_ADVICE = re.compile(
    r"(?:怎么|咋|如何)(?:申请|办理|领|提取|报名|走|去|送|预约|挂号|联系|起诉|报[警案]|缴费)|(?:需要|带|交)(?:什么|啥|哪些)(?:材料|手续|证件?|条件)"
    r"|几点(?![几多])|(?:上班|营业|办公|开放|开门)时间|在哪(?:里|儿)?(?:办|领|申请|报名|交|看病)|能不能(?:吃|喝|办|领|去|献)|挂(?:哪|什么|啥)个?[科号]|吃(?:点|些)?(?:什么|啥)药|有(?:什么|啥)副作用|能(?:减肥|报销|治)[^,。?]{0,4}吗"
)
_ON_MARKET = re.compile(r"(?:学区|商品|二手)房(?!屋)|房价|楼盘|股价")
_OF_AMOUNTS = re.compile(
    r"钱|花|费(?!指)|支出|收入|预算|决算|拨款|多少|比例|占|万|报告|职责|归|处罚|权"
)


def decline_advice(question: Question, draft: Draft) -> bool:
    """Decline to advise on how something is gone about; False where figures are asked for."""
    text = question.folded
    if question.intent.performance:
        return False  # 陶瓷厅开放时间得了几分: of an indicator
    advice = _ADVICE.search(text) and not (_OF_AMOUNTS.search(text) or _FIGURE.search(text))
    if not (advice or _ON_MARKET.search(text)):
        return False
    untold = "办事时间、地点和手续" if advice else "市场上的价格"
    draft.status, draft.complete = "refused", True
    draft.add(f"决算公开报告不写{untold}，我只回答报告中的收支、人员、资产、采购和绩效问题。")
    return True


# 他们单位, 该局, 你们去年…: of some unit that only who asks knows
_WHOSE = re.compile(
    r"(?<![哪别其])(?:他们|她们|它们|你们?|您们?|咱们?|俺们?|我们?|人家|[这那](?:个|一个|家|一家)?|该|贵|本)"
    r"(?:单位|部门|机关(?!运行)|局(?!长)|院(?!长)|校(?![对长])|所(?![有属在知谓以长])|馆(?!长)|站(?![长在])|委|厅(?!长)|中心|学校|医院)"
)
_WHO_ALONE = re.compile(
    r"^(?:那么?|请问|想问一?下?|听说)?(?:他们|你们|他家|人家|咱们|俺们|它(?!们))(?!.{0,3}(?:报告|说))"
)


def ask_whose(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Ask back where 他们单位 points at no unit that was spoken of, and reports of several fit."""
    text, intent = question.folded, question.intent
    pointed = _WHOSE.search(text) or (question.metrics and _WHO_ALONE.search(text))
    if not pointed or question.units.units or question.units.unknown or question.projects:
        return False
    if intent.rank or intent.define or intent.injection or _FIGURE.search(text):
        return False
    # 去年 is the newest year of a unit that is not known yet.
    reports = evidence.reports if question.years.relative else question.reports
    if len({info.unit for info in reports}) < _SEVERAL:
        return False
    draft.status, draft.complete = "clarify", True
    draft.add("没有说明是哪个单位，请指明（也可以写明年度）。")
    asked = text[: pointed.start()] + text[pointed.end() :] if pointed.re is _WHOSE else text
    draft.options.extend(
        f"{info.unit} {info.year}年：{asked}" for info in reports[:_MOST_CANDIDATES]
    )
    return True


_FIGURE, _SEVERAL = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]|年|号)"), 2


_THAT_ONE = re.compile(
    r"(?:那|这|该|某)(?:一)?(?:个|项|笔)(?:[\u4e00-\u9fff]{2,4}(?=指标))?(?P<what>项目(?!支出)|项(?!目)|科目|指标|支出|经费|款(?!项)|费用|资金|钱)"
)


def ask_which_one(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Ask back where 那个项目 points at nothing that was named before."""
    match = _THAT_ONE.search(question.folded)
    if match is None or question.projects or len(question.unexplained) > _FEW_OPEN:
        return False
    named = (m for m in question.mentions if not (m.weak and m.start < match.end() <= m.end))
    if any(m.metrics and m.official != "项目支出" for m in named):
        return False
    if evidence.vocabulary.section_spans(question.folded):
        return False  # 住房改革支出那个款
    names: list[str] = []
    for info in question.reports:
        if match["what"] == "项目":
            names += [
                f"{info.unit} {info.year}年「{s.title}」"
                for r, s in evidence.sheets
                if r == info.id
            ]
        elif match["what"] == "指标":
            said_of = match.group().removesuffix("指标")[-2:]
            names += [
                f"{info.unit} {info.year}年「{row.metric.partition(':')[2] or row.metric}」的{row.name}"
                for report, row in evidence.rows
                if report == info.id and said_of in row.name
            ]
        else:
            names += [f"{info.unit} {info.year}年「{item_name(m)}」" for m in evidence.items(info)]
    if len(names) < 2:
        return False
    draft.status = "clarify"
    draft.add(f"没有说明是哪一个{match['what']}，请指明名称。")
    draft.options.extend(dict.fromkeys(names[: _MOST_CANDIDATES * 2]))
    return True


# 这段话的数对不对, 帮我核对一下下面这段文字
_OWN_TEXT = re.compile(
    r"(?:这|那|下面|以下|下列|上面|如下|我写)的?(?:这)?(?:一)?"
    r"(?:[段篇句](?:话|文字|说明|稿子?|材料|内容|表述|数据|东西)?|份?(?:话|文字|说明|稿子?|材料|内容|表述))"
)
_CHECKED = re.compile(
    r"对不对|对[吗么]|错|准不准|准确|核(?:对|实|一下|查)|检查|查一|看看|看一|校对|把关|属实"
)


def ask_for_text(question: Question, draft: Draft) -> bool:
    """Ask for the text that is to be checked where the question only points at one."""
    text = question.folded
    if not (_OWN_TEXT.search(text) and _CHECKED.search(text)):
        return False
    if re.search(r"\d(?!\d{0,3}年)", text) or any(m.metrics for m in question.mentions):
        return False
    draft.status = "clarify"
    draft.add(
        "没有看到要核对的文字。请把那段话贴在问题里，并写明单位和年度，我会逐个核对其中的数。"
    )
    return True


_OF_TABLES = re.compile(
    r"比|预算|决算|上年|去年|超|扣了?几?分|得了?几?分|分|绩效|自评|指标|目标|偏差|项目|完成|达标|达到"
)


def ask_of_what_table(question: Question, draft: Draft) -> bool:
    """Ask back where of all reports nothing is named: 为啥扣分了, 为什么超了那么多."""
    terms_named = any(m.metrics or not (m.topic or m.aspect) for m in question.mentions)
    named = question.units.units or question.years.years or question.projects or terms_named
    named = named or question.before is not None
    if (
        named
        or len(question.reports) < 2
        or not (question.intent.performance or question.intent.why)
    ):
        return False
    if question.intent.rank or question.intent.define:
        return False
    if telling(_OF_TABLES.sub(" ", without_intent(question.folded))):
        return False
    figure = "" if question.intent.performance else "“三公”经费"
    _ask_back(question.reports[:_MOST_CANDIDATES], f"{figure}{question.text}", draft)
    return True


def ask_of_what(question: Question, draft: Draft) -> bool:
    """Ask back where a question says what it wants but not of what; False where it says something."""
    intent = question.intent
    asks = intent.why or intent.change or intent.fell or intent.rose or intent.trend
    words = telling(without_intent(question.folded), question.units.spans)
    if not asks or words or (question.mentions and any(m.metrics for m in question.mentions)):
        return False
    bare = _DATE.sub("", without(question.folded, question.units.spans)).strip(" ,的")
    _ask_back(question.reports[-_MOST_OFFERED:], f"“三公”经费{bare}", draft)
    return True


_DATE = re.compile(r"(?:20)?\d\d年(?:度)?|[去今前上]年")


def _ask_back(reports: Sequence[ReportInfo], asked: str, draft: Draft) -> None:
    """Ask back with whole questions on some reports to choose from."""
    draft.status = "clarify"
    draft.add("没有说明问的是哪个单位、哪一年的哪一项，请补充。")
    draft.options.extend(f"{info.unit} {info.year}年{asked}" for info in reports)


_NOISE = re.compile(r"[呃嗯啊额哦唉]+|那个|算了|随便|没事|万元?|亿元?")


def say_missing(question: Question, evidence: Evidence, draft: Draft) -> None:
    """Say that the reports do not answer, and what they have; nothing where a quotation answers."""
    if question.undisclosed and all(_is_quoted(term, draft) for term in question.undisclosed):
        return
    draft.status = "not_found"
    names = "、".join(f"{r.unit} {r.year} 年度" for r in question.reports)
    asked = [*question.undisclosed, *(statements.name(m) for m in question.metrics)]
    dated = question.units.units and question.years.years
    if asked and question.reports:
        marks = _beside(question, evidence, draft, asked[0])
        also = f"，相关情况见{marks}" if marks else ""
        wanted = "”“".join(question.undisclosed or asked[:1])
        draft.add(f"{names}的报告没有单独披露“{wanted}”{also}。")
        if question.undisclosed:
            draft.add("决算说明通常只披露汇总数，明细在所附决算报表中。")
    elif not (dated or telling(_NOISE.sub(" ", question.folded), question.units.spans)):
        _ask_back(question.reports[-_MOST_OFFERED:], "“三公”经费是多少？", draft)
        return
    elif question.intent.in_field or question.units.units:
        draft.add(
            f"在{'这份报告' if len(question.reports) == 1 else '已收录的报告'}中{NOTHING_FOUND}。"
        )
    else:
        draft.status = "refused"
        draft.add(
            "我只回答部门决算公开报告中的问题，例如某单位某年度的“三公”经费、收支、人员、采购、资产和绩效。"
        )
    draft.add(texts.what_is_there(evidence.reports))


def _is_quoted(term: str, draft: Draft) -> bool:
    """Whether a quotation has an amount right behind most of a term: 采购预算为7390.00万元."""
    quoted = (longest_run(fold(term), fold(quote)) for quote in draft.quotes)
    return any(
        len(run) >= _LEAST_RUN and re.search(rf"{re.escape(run)}[^,。;\d]{{0,4}}\d", fold(quote))
        for run, quote in zip(quoted, draft.quotes, strict=True)
    )


_LEAST_RUN = 4


def _beside(question: Question, evidence: Evidence, draft: Draft, term: str) -> str:
    """Return the marks of where a report tells of the kind of thing that it does not disclose."""
    marks: dict[str, None] = {}
    for info in question.reports if len(question.reports) <= _FEW else ():
        for metric in kin(term):
            fact = statements.main_fact(evidence, info, metric)
            if fact is not None:
                marks[draft.cite(info, fact)] = None
    return "".join(list(marks)[:_FEW])


_FEW = 2
