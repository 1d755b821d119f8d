"""Questions on words: what a glossary says of a term, whether one term is a part of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import texts
from assistant.compose.draft import Draft, subject
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.understand.intent import read_intent
from assistant.understand.parts import asking_clauses
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
        _say_belongs(question, draft)
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
    alone = (c for c in clauses if _MEANING.search(c))
    return len(clauses) > 1 and any(
        not (i.change or i.why or i.fell or i.rose) for i in map(read_intent, alone)
    )


_ACROSS = re.compile(r"[几各]份|其他(?:的)?(?:报告|年|单位|几)|各家|都怎么解释")
_BELONGS = re.compile(
    r"包不包括|包括不包括|含不含|算不算|[算属含](?:不[算属含])?(?:在|于|进)?.{0,12}(?:三公|采购|基本支出|项目支出)|是不是"
)


def _say_belongs(question: Question, draft: Draft) -> None:
    """车补算三公吗: say whether one term is a part of the other one that is named."""
    if not _BELONGS.search(question.folded):
        return
    named = list(dict.fromkeys(m.official for m in question.mentions if not m.topic))
    whole = next((term for term in named if term in parts_of() and term != "实有人数"), None)
    if whole is None:
        return
    parts = _all_parts(whole)
    for mention in question.mentions:
        term, word = mention.official, question.folded[mention.start : mention.end]
        word = word or term
        if term == whole or mention.topic or term in ("实有人数",):
            continue
        also = "" if word == term else f"（一般记在“{term}”）"
        verb = "属于" if term in parts else "不属于"
        draft.add(f"“{word}”{also}{verb}{whole}，后者只包括{'、'.join(parts_of()[whole])}。")


def _all_parts(whole: str) -> set[str]:
    parts = set(parts_of().get(whole, ()))
    return parts.union(*(_all_parts(part) for part in parts))


def _say_meaning(question: Question, draft: Draft) -> None:
    """车补算三公吗: say which official term an everyday word stands for."""
    for mention in question.mentions:
        word = question.folded[mention.start : mention.end]
        if mention.official in question.undisclosed and word != mention.official:
            draft.add(f"“{word}”一般指“{mention.official}”，报告没有单独披露。名词解释中：")


_MEANING = re.compile(r"什么意思|啥意思|什么是|啥是|什么叫|啥叫|含义|定义")
_FRAME = re.compile(_MEANING.pattern + r"|请问|[是的呢啊吗?？]|报告|里面?|中")
_NEAR = 4  # characters in a row that make two terms near: 一般公共预算财政拨款, 财政拨款收入


def _no_definition(question: Question, evidence: Evidence, draft: Draft) -> bool:
    """Say that no glossary explains a term, where its meaning is all that is asked."""
    named = [m.official for m in question.mentions if not (m.aspect or m.topic)]
    term = _FRAME.sub("", question.folded).strip('“”"?,。 ')
    term = named[0] if named else term
    if not _MEANING.search(question.folded) or not term:
        return False
    draft.add(f"已收录报告的名词解释中没有“{term}”。")
    if question.metrics and re.search(r"多少|几", question.folded):
        return False  # its figure is asked for too
    near = [d for _, d in evidence.definitions if _common(d.term, term) >= _NEAR]
    if near:
        best = max(near, key=lambda d: _common(d.term, term)).term
        texts.say_definition(draft, texts.find_definition(evidence, [best], evidence.reports))
        return True
    draft.status = "not_found"
    terms = dict.fromkeys(d.term for _, d in evidence.definitions)
    draft.add(f"有解释的词：{'、'.join(list(terms)[:14])}。")
    return True


def _common(one: str, other: str) -> int:
    """Return the length of the longest run of characters that two terms share."""
    runs = (j - i for i in range(len(one)) for j in range(i + 1, len(one) + 1) if one[i:j] in other)
    return max(runs, default=0)


def _terms_in(question: Question, evidence: Evidence) -> list[str]:
    """Return the glossary terms that stand in a question, longest first."""
    text = re.sub(r"[“”\"]", "", question.folded)
    terms = {d.term.strip("“”") for _, d in evidence.definitions}
    return sorted((t for t in terms if re.sub(r"[“”\"]", "", t) in text), key=len, reverse=True)
