"""Questions on words: what a glossary says of a term, whether one term is a part of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import texts
from assistant.compose.draft import Draft, subject
from assistant.compose.quotes import say_quote
from assistant.plan.prose.meaning import MEANS
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.parts import asking_clauses, clauses_asked
from index.normalise import fold
from index.store import ReportInfo
from index.terms import parts_of


def answer_definition(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say what glossaries say of the terms named; False where something else is asked of them."""
    # What comes from the question before has no place in this one.
    words = [m.official for m in question.mentions] + [
        question.folded[m.start : m.end] for m in question.mentions if m.end > m.start
    ]
    asks_why = question.intent.why and re.search(r"原因|为什么|为啥|为何", question.folded)
    moved = question.intent.fell or question.intent.rose
    moves = question.intent.change or asks_why or (question.intent.why and moved)
    if moves and not _means_apart(question):
        return False
    across = _ACROSS.search(question.folded) or not question.reports
    reports = evidence.reports if across else question.reports
    asked = [[m.official, question.folded[m.start : m.end]] for m in question.mentions]
    found = [e for pair in asked for e in texts.find_definition(evidence, pair, reports)]
    entries = list(dict.fromkeys(found))
    if not entries:
        entries = texts.find_definition(evidence, _terms_in(question, evidence), reports)
    if entries:
        say_belongs(question, draft)
        _say_meaning(question, draft)
        texts.say_definition(draft, entries)
        return True
    inner = texts.find_inner_definition(evidence, [*words, *question.metrics], reports)
    if not inner:
        return _no_definition(question, evidence, draft)
    info, _, words_found, _ = inner[0]
    same = [found for found in inner if found[2] == words_found]
    marks = "".join(f"[{draft.mark(i, entry.section, place)}]" for i, entry, _, place in same)
    draft.add(f"{draft.quoted(words_found)}。{marks}（{info.unit} {info.year} 年度报告）")
    return True


# 解释了哪些名词: the terms themselves.
_OF_GLOSSARY = re.compile(
    r"(?:哪些|哪几个|几个|多少个?|什么)(?:专业)?(?:名词|术语)|(?:名词|术语)(?:解释)?[^,。?]{0,8}(?:哪些|有哪|几个|多少|列)|列[^,。?]{0,10}(?:名词|术语)"
)


def answer_glossary(
    question: Question, evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo]
) -> bool:
    """Answer with the terms that a report's glossary explains; False where something else is asked."""
    if not _OF_GLOSSARY.search(question.words) or len(reports) != 1 or question.metrics:
        return False
    info = reports[0]
    entries = [entry for report, entry in evidence.definitions if report == info.id]
    named = "、".join(
        f"{draft.quoted(entry.term)}[{draft.mark(info, entry.section, entry.place)}]"
        for entry in entries
    )
    draft.add(f"{subject(info)}名词解释有 **{len(entries)}** 条：{named}。" if entries else "")
    return bool(entries)


def _means_apart(question: Question) -> bool:
    """Whether one part of a question asks what a term means, and only another what became of it."""
    clauses = asking_clauses(question.folded)
    alone = (c for c in clauses if _SURELY.search(c))
    return len(clauses) > 1 and any(
        not (i.change or i.why or i.fell or i.rose) for i in map(read_intent, alone)
    )


_ACROSS = re.compile(r"[几各]份|其他(?:的)?(?:报告|年|单位|几)|各家|都怎么解释")
_BELONGS = re.compile(
    r"包不包括|包括不包括|含不含|算不算|(?<![预决清核结])[算属含](?:不[算属含])?(?:在|于|进|到)?.{0,12}(?:三公|采购|基本支出|项目支出|拨款)"
    r"|是不是|(?:计|列|归|并|放)(?:入|进|到|在).{0,14}[吗没么]|(?:里头?|中)(?:面)?(?:有没有|包括?|含)"
)
# Of what is named they hold nothing but their parts; other wholes have parts of many kinds.
_CLOSED = ("“三公”经费", "公务用车购置及运行维护费", "财政拨款收入")


def say_belongs(question: Question, draft: Draft) -> None:
    """车补算三公吗: say whether one term is a part of the other one that a clause names."""
    for clause in clauses_asked(question.folded):
        if _BELONGS.search(clause):
            start = max(question.folded.find(clause), 0)
            _say_part_of(question, draft, start, start + len(clause))


def _say_part_of(question: Question, draft: Draft, low: int, high: int) -> None:
    """Say of each term between two places, or taken up from before, whether it is a part of a whole."""
    named = [
        m
        for m in question.mentions
        if not (m.topic or m.aspect) and (m.start == m.end or low <= m.start < high)
    ]
    officials = dict.fromkeys(m.official for m in named if m.official != "实有人数")
    whole = next((term for term in officials if term in parts_of()), None)
    if whole is None:
        return
    if set(officials) == {whole}:  # 车补多少,算不算三公
        named += [m for m in question.mentions if m.start < low and not (m.topic or m.aspect)]
    parts = _all_parts(whole)
    for mention in named:
        term, word = mention.official, question.folded[mention.start : mention.end]
        word = word or term
        if term in (whole, "实有人数") or not (term in parts or whole in _CLOSED):
            continue
        also = "" if word == term else f"（一般记在“{term}”）"
        verb = "属于" if term in parts else "不属于"
        said = f"“{word}”{also}{verb}{whole}，后者只包括{'、'.join(parts_of()[whole])}。"
        if said not in draft.text:
            draft.add(said)


def _all_parts(whole: str) -> set[str]:
    parts = set(parts_of().get(whole, ()))
    return parts.union(*(_all_parts(part) for part in parts))


def _say_meaning(question: Question, draft: Draft) -> None:
    """车补算三公吗: say which official term an everyday word stands for."""
    for mention in question.mentions:
        word = question.folded[mention.start : mention.end]
        if mention.official in question.undisclosed and word != mention.official:
            draft.add(f"“{word}”一般指“{mention.official}”，报告没有单独披露。名词解释中：")


# Where the words before a term end: 报告里说的, 那个.
_LEADS = re.compile(
    r"的(?=[^的]{2,}$)|[说写提讲]到?的?|里头?面?|报告中?|决算中?|[那这]个?|到底|究竟|请问|解释|科普|一下|下|对|看"
)
# 占大头的是啥 asks for no meaning.
_SURELY = re.compile(
    r"意思|含义|定义|概念|何谓|(?:什么|啥)[叫是]|[指叫]的?是?(?:什么|啥|哪)|[”\"](?:到底|究竟)?是(?:个)?(?:什么|啥|哪)"
)
_SAID = re.compile(r"[“\"](?P<term>[^“”\"]{2,})[”\"]")
_NEAR = 4  # characters in a row that make two terms near: 一般公共预算财政拨款, 财政拨款收入


def _no_definition(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that nothing explains a term, where its meaning is all that is asked."""
    term = _term_asked(question)
    if not _SURELY.search(question.folded) or not term:
        return False
    reports = question.reports or evidence.reports
    if _say_unexplained(evidence, draft, reports, term):
        return True
    draft.add(f"已收录报告的名词解释中没有“{term}”。")
    if question.metrics and re.search(r"多少|几", question.folded):
        return False  # its figure is asked for too
    least = max(_NEAR, len(term) // 2)
    near = [d for _, d in evidence.definitions if _common(d.term, term) >= least]
    if near:
        best = max(near, key=lambda d: _common(d.term, term)).term
        texts.say_definition(draft, texts.find_definition(evidence, [best], evidence.reports))
        return True
    draft.status = "not_found"
    terms = dict.fromkeys(d.term for _, d in evidence.definitions)
    draft.add(f"有解释的词：{'、'.join(list(terms)[:14])}。")
    return True


def _term_asked(question: Question) -> str:
    """Return the term whose meaning is asked: in quotation marks, known, or the clause's own words."""
    said = _SAID.search(question.folded)
    if said is not None:
        return said["term"]
    named = [m.official for m in question.mentions if not (m.aspect or m.topic)]
    clause = next((c for c in asking_clauses(question.words) if MEANS.search(c)), question.words)
    asked = MEANS.search(clause)
    if named or asked is None:
        return named[0] if named else ""
    before = _LEADS.split(clause[: asked.start()].rstrip("是叫指"))[-1]
    behind = _LEADS.split(clause[asked.end() :])[-1]
    return max(before, behind, key=len).strip("“”\"'?,。 吗呢啊")


def _say_unexplained(
    evidence: Evidence, draft: Draft, reports: Sequence[ReportInfo], term: str
) -> bool:
    """Quote where a report's prose explains a word, or say that it uses it unexplained; False for neither."""
    explained = re.compile(
        rf"{re.escape(term)}[”\"]?(?:\(?(?:是指|指的是|即|系指|,即|,指)|[是指](?:对|由|以|按|国家))"
    )
    if any(term in d.term for _, d in evidence.definitions):
        return False
    for info in reports:
        using = [s for s in evidence.sentences(info).all if term in fold(s.text)]
        told = next((s for s in using if explained.search(fold(s.text))), None)
        if told is not None:
            say_quote(draft, evidence, info, told)
            return True
        if using:
            mark = draft.mark(info, using[0].section, using[0].place)
            draft.status = "not_found"
            draft.add(f"报告提到“{term}”，但没有解释它的意思。[{mark}]")
            return True
    return False


def _common(one: str, other: str) -> int:
    """Return the length of the longest run of characters that two terms share."""
    runs = (j - i for i in range(len(one)) for j in range(i + 1, len(one) + 1) if one[i:j] in other)
    return max(runs, default=0)


def _terms_in(question: Question, evidence: Evidence) -> list[str]:
    """Return the glossary terms that stand in a question, longest first."""
    text = re.sub(r"[“”\"]", "", question.folded)
    terms = {d.term.strip("“”") for _, d in evidence.definitions}
    return sorted((t for t in terms if re.sub(r"[“”\"]", "", t) in text), key=len, reverse=True)
