"""The path a question takes: guard → understand → plan → compose → verify. Nothing else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.assisted.answer import write_answer
from assistant.assisted.parse import is_hard, known_names, rephrase
from assistant.compose.doubts import say_unsure
from assistant.compose.draft import Draft
from assistant.compose.english import in_english
from assistant.compose.places import cite_again
from assistant.compose.texts import what_is_there
from assistant.lexicon import HAN_CHAR
from assistant.llm import LanguageModel, LanguageModelError
from assistant.model import Answer, Citation, Figure, Warning
from assistant.numbers import numbers
from assistant.plan import plan, say_later
from assistant.plan.across.foremost import of_foremost
from assistant.plan.figures.demanded import say_demanded
from assistant.plan.figures.sibling import of_sibling
from assistant.plan.listed.driven import say_driven
from assistant.plan.listed.of_each import say_of_each
from assistant.plan.missing.likely import say_likeliest, say_likely
from assistant.plan.missing.openly import say_better, say_heard
from assistant.plan.missing.unanswered import say_unanswered
from assistant.plan.missing.withheld import OF_WHOLE, asks_more
from assistant.plan.projects.by_meaning import of_project_meant
from assistant.plan.projects.explained import say_whose_project
from assistant.plan.projects.roughly import meant_by_amounts
from assistant.plan.projects.rows_owed import say_rows_owed
from assistant.plan.projects.within import within_project
from assistant.plan.prose.absent import say_absent
from assistant.plan.prose.beside import say_beside
from assistant.plan.prose.spoken_of import of_one_report
from assistant.plan.prose.told_why import say_told_why
from assistant.plan.prose.topics import COMPARABLE
from assistant.plan.prose.untold import say_untold
from assistant.plan.split.parts import say_parts
from assistant.plan.split.pieces import is_served
from assistant.plan.sums.completing import say_computed
from assistant.plan.sums.of_ranked import answer_of_ranked_before, say_of_ranked
from assistant.plan.sums.periods import say_by_period
from assistant.plan.sums.reckoning import say_told_together
from assistant.plan.sums.worded import say_worded
from assistant.retrieve import Evidence
from assistant.understand import Question, understand
from assistant.understand.english import from_pinyin, is_english, to_chinese, unit_in_english
from assistant.understand.intent import read_intent
from assistant.understand.parts import members_asked, parts_of_question
from assistant.understand.unit_names import bare_name
from assistant.verify import verify
from index.model import Fact, Finding
from index.normalise import fold

LONGEST_QUESTION = 500
_EXAMPLE = "例如：“2023年三公经费为什么下降？”“昌吉政务局2022年接待费多少？”"
_IN_ENGLISH = (
    "\nI answer questions on the final accounts of the indexed departments, for example: "
    "“Why did the three public expenses go down in 2023?”"
)
_NOT_WRITTEN = (
    f"我只回答部门决算公开报告中的问题，不代写诗文、信函、诉状、代码，也不翻译。{_EXAMPLE}"
)
_WITHOUT_PLACE = ("renamed", "dropped", "model")
_GREETS = re.compile(
    r"(?:你好|您好|早上好|下午好|晚上好|在吗|在不在|谢谢|多谢|感谢|再见|拜拜|你是谁|你叫什么(?:名字)?|你是(?:什么|啥|机器人|ai)+"
    r"|你(?:能|会|可以)(?:干|做|回答|帮我做|问)*(?:些)?(?:什么|啥|哪些)(?:问题)?|怎么(?:用|使用|问)(?:你)?|帮助|help|hi|hello)[啊呀吗呢的了]*",
    re.IGNORECASE,
)
_OFF_TASK = re.compile(
    r"(?:写|作|编|来)(?:一|几)?(?:首|篇|个|段)?[^,，。?？]{0,12}(?:诗|[五七]言|[五七]?律诗?(?=$|[,，。!！?？])|[五七]?绝句|歌词?(?!舞|剧)|作文|小说|故事|笑话|代码|段子|相声|小品|快板|对联)(?!项目)|(?:讲|说)个?(?:笑话|故事)"
    r"|^(?!.*(?:多少|为什么|占比)).*(?:写|拟|起草)(?![了过的])[^,，。?？了多几]{0,12}(?:[诉判]状|判决书|辩护词|(?:辞职|举报|投诉|感谢|表扬|道歉|求职)(?:信|报告|书)|请假条|检讨书?|保证书"
    r"|遗[嘱书]|悼词|讣告|简历|情书|[借欠]条|(?:合同|协议书?)(?=[,，。!！]|$)|申请书|论文|演讲稿|祝福语?|贺词|主持词|邀请函|倡议书|启事"
    r"|广告|文案|软文|推文|剧本|脚本)"
)
_WRITES = re.compile(
    r"(?:[帮替给为代]我?|请|麻烦|劳驾)[^,，。]{0,20}(?:写|起草|草拟|拟)(?![了过成])|^(?:写|起草|拟)"
)
# What may be written of accounts, also without a term.
_ON_ACCOUNTS = re.compile(
    r"算|账|钱|收支|经费|支出|收入|财|绩效|资|采购|项目|情况|数|说明|分析|人员|车|概况|职|机构|介绍|段|[这那]"
)
# 教我怎么入账不被查出来
_EVADES = re.compile(
    r"(?=.*(?:教|帮)(?:一?下)?我|.*(?:怎么|如何|咋)(?:样)?(?:才能|能|做|改|弄|写|报))"
    r".*(?:不被(?:人)?(?:查|发现|审计|看出)|查不出来?|瞒(?:过|住)|蒙混|糊弄|假账|虚报|套取|造假|(?:逃避|规避|避开|躲过|绕过)(?:审计|检查|监管|巡察))"
)
_LATIN = re.compile(r"[A-Za-z]{3}")
# A blank behind words that ask stands for a comma: 请谁吃饭 来了几个人 一人多少.
_BLANK = re.compile(
    r"((?:多少|[几啥谁吗呢哪咋]|什么|怎么|没有|为何)[^,，。;；?？\s]*)\s+(?=[\u4e00-\u9fff])"
)


def answer(
    text: str,
    evidence: Evidence,
    history: Sequence[str] = (),
    model: LanguageModel | None = None,
    say: Callable[[str], None] | None = None,
) -> Answer:
    """Return the answer to one question; `history` holds the earlier questions of its thread.

    With a `model`, it reads hard questions and writes; `say` then gets each sentence that stands.
    """
    started = time.perf_counter()
    english = is_english(text)
    asked = _in_chinese(text, evidence)
    refusal = _guard(asked)
    if refusal:
        words = _IN_ENGLISH.strip() if english else refusal
        return _finish(_plain(text, "refused", words), started)
    if not HAN_CHAR.search(asked) and not read_intent(fold(text)).injection:
        # What is in English and of another field is refused; what says nothing is asked back.
        words = f"没有看懂这个问题，请说明单位、年度和要问的内容。{_EXAMPLE}"
        if english:
            words = _IN_ENGLISH.strip()
        elif _LATIN.search(asked):
            words += _IN_ENGLISH
        return _finish(_plain(text, "refused" if english else "clarify", words), started)
    earlier = _before(history, evidence)
    question = _understand(asked, evidence, earlier)
    notes: list[Warning] = []
    if model is not None and is_hard(question):
        question = _with_model(question, evidence, earlier, model, notes)
    if question.intent.injection and _asks_nothing_else(question):
        words = (
            "我只依据已收录的决算报告回答，不执行问题中的其他指令，也没有可以透露的提示词或密钥。"
        )
        return _finish(_plain(text, "refused", words + _EXAMPLE), started)
    if earlier is None and _writes_of_nothing(question):
        return _finish(_plain(text, "refused", _NOT_WRITTEN), started)
    draft = Draft(evidence.ledger)
    if not question.reports and say_later(question, evidence, draft):
        say_demanded(question, evidence, draft, question.later)
    elif not question.reports:
        draft.status = "not_found"
        draft.add(_no_report(question), what_is_there(evidence.reports))
    else:
        _note(question, draft)
        noted = len(draft.paragraphs)
        if not answer_of_ranked_before(plan, question, evidence, draft):
            plan(question, evidence, draft)
        say_later(question, evidence, draft)
        personal = question.intent.personal and not asks_more(question, evidence)
        aside = question.intent.injection or personal
        parts: list[Question] = []
        if not (draft.complete or aside):
            served = say_rows_owed(question, evidence, draft)
            parts = _parts(question, evidence, earlier)
            ranked = say_of_ranked(question, evidence, draft)
            parts = [
                part
                for part in parts
                if not (is_served(part.folded, served) or part.folded in ranked)
            ]
            say_parts(plan, question, parts, evidence, draft)
            if parts:
                say_rows_owed(question, evidence, draft)
            say_demanded(question, evidence, draft)
            say_of_each(question, evidence, draft)
            say_computed(question, evidence, draft)
            say_by_period(question, evidence, draft)
            say_driven(question, evidence, draft)
            say_untold(question, evidence, draft)
            say_absent(question, evidence, draft)
            say_told_why(question, evidence, draft)
            say_better(question, evidence, draft)
            say_beside(question, evidence, draft)
            say_worded(question, evidence, draft)
        if not aside:
            say_told_together(question, evidence, draft)
        if not (draft.complete or aside):
            say_unanswered(question, evidence, draft)
            say_likely(question, parts, evidence, draft)
        if not (draft.complete or question.intent.injection):
            say_heard(question, evidence, draft, noted)
            say_likeliest(question, evidence, draft)
            say_whose_project(question, evidence, draft)
    say_unsure(draft, evidence)
    cite_again(draft, evidence)
    result = _checked(text, question, draft, evidence)
    if english:
        result = _translated(text, question, draft, evidence, result)
    if model is not None and result.citations and not notes:
        result = _in_words_of(model, text, question, draft, evidence, result, say)
    return _finish(replace(result, warnings=(*result.warnings, *notes)), started)


def read(text: str, evidence: Evidence, history: Sequence[str] = ()) -> Question:
    """Return what a question is taken to ask after the earlier ones of its thread."""
    return _understand(_in_chinese(text, evidence), evidence, _before(history, evidence))


def _before(history: Sequence[str], evidence: Evidence) -> Question | None:
    """Return the last question of a thread as it was understood, or None where it begins."""
    earlier: Question | None = None
    for old in (_in_chinese(entry, evidence) for entry in history[-5:]):
        if not _guard(old) and HAN_CHAR.search(old):
            earlier = _understand(old, evidence, earlier)
    return earlier


def _in_chinese(text: str, evidence: Evidence) -> str:
    """Return a question as the rules read it: English and pinyin put into Chinese."""
    if not _LATIN.search(text):
        return _BLANK.sub(r"\1，", text)
    units = [name for info in evidence.known_units for name in (info.unit, *info.former)]
    if is_english(text):
        return to_chinese(text, units)
    return from_pinyin(text, evidence.vocabulary.words)


def _translated(
    text: str, question: Question, draft: Draft, evidence: Evidence, result: Answer
) -> Answer:
    """Return an answer in English, its numbers checked again; the Chinese one where one fails."""
    spoken = replace(draft, paragraphs=draft.paragraphs[:])
    in_english(spoken, unit_in_english)
    checked = _checked(text, question, spoken, evidence)
    return checked if len(checked.figures) >= len(result.figures) else result


def _with_model(
    question: Question,
    evidence: Evidence,
    earlier: Question | None,
    model: LanguageModel,
    notes: list[Warning],
) -> Question:
    """Return a hard question as the model reads it, where that names something that is known."""
    names = [m for info in question.reports[:3] for m in evidence.metrics(info) if "/" not in m]
    known = known_names(evidence.reports, [name.removeprefix("项目:") for name in names])
    try:
        words = rephrase(question, known, model)
    except LanguageModelError as error:
        notes.append(Warning("model", f"没有使用语言模型：{error}"))
        return question
    return replace(_understand(words, evidence, earlier), text=question.text) if words else question


def _in_words_of(
    model: LanguageModel,
    text: str,
    question: Question,
    draft: Draft,
    evidence: Evidence,
    result: Answer,
    say: Callable[[str], None] | None,
) -> Answer:
    """Return the model's answer where it stands; else the rules' one with a note."""
    facts = _facts_for(question, draft, evidence)
    outcome = write_answer(question, draft, evidence, facts, model, say)
    if outcome.draft is not None:
        written = _checked(text, question, outcome.draft, evidence, trusted=False)
        if written.status == result.status and written.answer:
            result = replace(written, model=model.name)
    note = (outcome.note,) if outcome.note is not None else ()
    return replace(result, warnings=(*result.warnings, *note))


def _understand(text: str, evidence: Evidence, earlier: Question | None) -> Question:
    units, words = evidence.known_units, evidence.vocabulary
    asked = of_one_report(understand(text, units, words, evidence.projects, earlier), evidence)
    asked = of_sibling(of_foremost(asked, evidence, plan), evidence)
    asked = of_project_meant(asked, evidence)
    meant = meant_by_amounts(asked, evidence)
    return meant if meant is not asked else within_project(asked, evidence, plan)


def _parts(question: Question, evidence: Evidence, earlier: Question | None) -> list[Question]:
    """Return the parts of a question, each read as going on from the one before it.

    Of projects in a list, those are parts too that only their own words name.
    """
    read: list[Question] = []
    for words in parts_of_question(question):
        earlier = _understand(words, evidence, earlier)
        if question.units.units and not earlier.units.units:  # 破了多少案, 追回多少, 甲局
            units = replace(earlier.units, units=question.units.units)
            earlier = replace(earlier, units=units, reports=question.reports)
        read.append(earlier)
    if question.projects and not question.by_rows:
        before = read[-1] if read else question
        members = (_understand(words, evidence, before) for words in members_asked(question))
        read += [one for one in members if set(one.projects) - set(question.projects)]
    return read


def _asks_nothing_else(question: Question) -> bool:
    """Whether a question with orders for the program in it holds no question on the reports."""
    plain = _CODE.sub(" ", question.folded)
    clauses = [c for c in re.split(r"[,，。;；!！?？\n]+", plain) if not read_intent(c).injection]
    rest = " ".join(clauses)
    named = [question.folded[m.start : m.end] for m in question.mentions if m.metrics]
    told = any(word in rest for word in named) or any(fold(p) in rest for p in question.projects)
    # What is dressed in code may be a bare heading; beside an order there must be a question.
    only_code = not read_intent(plain).injection
    return not told or not (only_code or _ASKS.search(rest))


def _writes_of_nothing(question: Question) -> bool:
    """Whether a text is to be written that has nothing to do with any accounts."""
    named = question.metrics or question.topics or question.undisclosed or question.projects
    text = question.folded
    return bool(_WRITES.search(text)) and not (named or _ON_ACCOUNTS.search(text))


_CODE = re.compile(
    r"<script.*?</script>|<[^<>]*>|\b(?:drop|delete|insert|update|select)\b[^\u4e00-\u9fff;<]*",
    re.IGNORECASE | re.DOTALL,
)
_ASKS = re.compile(r"多少|几|为什么|为啥|怎么|咋|吗|呢|如何|哪|是不是|有没有")


def _guard(text: str) -> str:
    """Return why a question is not taken up, or an empty string."""
    if not text.strip():
        return f"问题是空的。请输入一个关于部门决算的问题，{_EXAMPLE}"
    if len(text) > LONGEST_QUESTION:
        return f"问题太长（{len(text)} 字，上限 {LONGEST_QUESTION} 字）。请缩短后再问。"
    if _GREETS.fullmatch(re.sub(r"[\s,，。.!！?？~～]", "", text)):
        return f"您好，我是决算问答，只回答已收录的部门决算公开报告中的问题，数字都注明出处。{_EXAMPLE}"
    if _OFF_TASK.search(text):
        return _NOT_WRITTEN
    if _EVADES.search(fold(text)):
        return f"我只说报告里写了什么，不帮助改账、隐瞒或规避审计；怎样合规处理请咨询财务或审计部门。{_EXAMPLE}"
    return ""


def _no_report(question: Question) -> str:
    if question.units.unknown and not question.units.units:
        return f"没有收录“{'”“'.join(question.units.unknown)}”的决算报告。"
    years = "、".join(str(year) for year in question.years.years)
    who = "、".join(question.units.units) or "任何单位"
    return f"没有收录{who} {years} 年度的决算报告。"


def _note(question: Question, draft: Draft) -> None:
    """Say how what was left open was taken."""
    if question.years.relative:
        draft.add(question.years.relative)
    for said, meant in question.units.mistyped:
        draft.add(f"“{said}”按“{meant}”理解。")
    if question.units.unknown:
        draft.add(
            f"没有收录“{'”“'.join(question.units.unknown)}”的决算报告，以下只涉及已收录的单位。"
        )
    if question.units.members and not question.projects:
        names = "、".join(question.units.members)
        draft.add(f"“{names}”是下属单位，报告一般只披露部门汇总数，{OF_WHOLE}")
    used = {info.unit for info in question.reports}
    bare = {bare_name(unit) for unit in used}
    for former, present in question.units.renamed:
        both = bare_name(former) in bare or COMPARABLE.search(question.folded)
        if question.units.units and present in used and both:
            words = f"“{former}”已改组为“{present}”，改组前后的机构和统计范围不同，数据不完全可比。"
            draft.warn("renamed", words)
            draft.add(words)


def _facts_for(question: Question, draft: Draft, evidence: Evidence) -> dict[str, Sequence[Fact]]:
    """Return the facts of the reports that a question or its draft speaks of."""
    wanted = {info.id for info in (*question.reports, *question.later)}
    wanted |= {citation.report for citation in draft.citations}
    return {report: evidence.all_facts(evidence.by_id[report]) for report in wanted}


def _checked(
    text: str, question: Question, draft: Draft, evidence: Evidence, *, trusted: bool = True
) -> Answer:
    """Verify the draft's text; a paragraph with a number that fails is dropped with a warning.

    What a model wrote is not `trusted`: its references do not narrow what a number may be.
    """
    facts = _facts_for(question, draft, evidence)
    judged = verify(
        draft.text,
        draft.citations,
        draft.references if trusted else (),
        draft.derivations,
        facts,
        draft.quotes,
        evidence.reports,
    )
    kept, figures, dropped = _without_bad(draft, judged)
    body = "\n".join(kept)
    if dropped:
        draft.warn("dropped", "有一句话中的数字没有通过核对，已略去。")
    if not kept:
        draft.status = "not_found"
        body = "没有能够核对无误的内容可以回答这个问题。"
    found = _doubts(draft, evidence)
    body, citations, renumber = _renumber(body, draft.citations)
    if draft.status == "answered" and not citations:  # nothing of it can be opened
        draft.status = "not_found"
    figures = [_remark(figure, renumber, found) for figure in figures]
    warnings = [
        replace(w, citation=renumber.get(w.citation) if w.citation else None)
        for w in draft.warnings
    ]
    return Answer(
        question=text,
        status=draft.status,
        answer=body,
        citations=tuple(citations),
        figures=tuple(figures),
        warnings=tuple(w for w in warnings if w.citation or w.code in _WITHOUT_PLACE),
        options=tuple(draft.options),
        tables=tuple(draft.tables),
        next=tuple(draft.next),
    )


def _doubts(draft: Draft, evidence: Evidence) -> dict[int, str]:
    """Warn of the findings that the answer's figures take part in; return rule by mark."""
    by_mark: dict[int, str] = {}
    reports = evidence.by_id
    several = len({reference.report for reference in draft.references}) > 1
    for reference in draft.references:
        info = reports[reference.report]
        for finding in evidence.findings(info):
            if finding.severity != "info" and _takes_part(reference.fact, finding):
                by_mark[reference.mark] = finding.rule
                where = f"{info.unit} {info.year} 年度：" if several else ""
                draft.warn(finding.rule, where + finding.message, reference.mark)
    for citation in draft.citations:
        for finding in evidence.findings(reports[citation.report]):
            if (
                finding.rule == _OF_LISTS
                and citation.start <= finding.places[0].start < citation.end
            ):
                draft.warn(finding.rule, finding.message, citation.mark)
    return by_mark


def _takes_part(fact: Fact, finding: Finding) -> bool:
    """Whether a finding is on a figure, or on the words of the sentence that states it."""
    if finding.rule == _OF_WORDS:
        return any(0 <= place.start - fact.place.end < _BESIDE for place in finding.places)
    return finding.metric == fact.metric and fact.place in finding.places


_OF_LISTS = "listed-count"
_OF_WORDS, _BESIDE = "residue", 12  # 减少371.70万元,增长(下降)72.56%


def _without_bad(draft: Draft, judged: Sequence[Figure]) -> tuple[list[str], list[Figure], bool]:
    """Return the paragraphs whose numbers all hold, their figures, and whether any was dropped."""
    kept: list[str] = []
    figures: list[Figure] = []
    waiting = list(judged)
    for paragraph in draft.paragraphs:
        count = len(numbers(paragraph))
        own, waiting = waiting[:count], waiting[count:]
        if all(figure.outcome in ("supported", "derived") for figure in own):
            kept.append(paragraph)
            figures += own
    return kept, figures, len(kept) < len(draft.paragraphs)


def _renumber(
    text: str, citations: Sequence[Citation]
) -> tuple[str, list[Citation], dict[int, int]]:
    """Number the marks in the order of their first appearance; citations that no mark names go."""
    order: dict[int, int] = {}
    for match in re.finditer(r"\[(\d+)\]", text):
        order.setdefault(int(match[1]), len(order) + 1)
    by_mark = {citation.mark: citation for citation in citations}
    body = re.sub(r"\[(\d+)\]", lambda m: f"[{order[int(m[1])]}]", text)
    kept = []
    for old, new in order.items():
        kept.append(replace(by_mark[old], mark=new))
    return body, kept, order


def _remark(figure: Figure, renumber: Mapping[int, int], found: Mapping[int, str]) -> Figure:
    mark = renumber.get(figure.citation) if figure.citation else None
    finding = found.get(figure.citation) if figure.citation else None
    return replace(figure, citation=mark, finding=finding)


def _plain(text: str, status: str, words: str) -> Answer:
    return Answer(question=text, status=status, answer=words)


def _finish(result: Answer, started: float) -> Answer:
    return replace(result, elapsed_ms=round((time.perf_counter() - started) * 1000, 2))
