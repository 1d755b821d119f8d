"""A filled draft in English: the same figures, marks and quotations, paragraph by paragraph.

The forms of sentences are data (`data/english.json`). Figures are copied as they are printed, with
their marks, in the order of the Chinese; where a form is not known, the figures of a paragraph are
told one by one from its references, or the paragraph stays in Chinese.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from assistant.compose.draft import Derivation, Draft, Reference, shown
from assistant.compose.statements import name
from assistant.lexicon import OTHER_FUNDS
from assistant.vocabulary import item_name
from index.amounts import quantities
from index.model import Fact
from index.normalise import fold

_MARKS = r"(?: ?\[\d+\])*"
_FIGURE = (
    r"[-−]?\d[\d,]*(?:\.\d+)? ?(?:%|个百分点|万平方米|平方米|万人次|万元|亿元|元|人次|人|批次|批|"
    r"辆|台|套|家|次|件|户|名|个|分|㎡|倍)?"
)
_HEAD = r"\*\*(?P<u>[^*]+)\*\* (?P<y>\d{4}) 年度"
_QUOTE = "\ue000{}\ue001"
_LEAST_QUOTE = 6  # Han characters that make words a quotation; 165万元 stands elsewhere too
_HAN = re.compile(r"[\u3400-\u9fff]")
_LEFT_SO = "In the report’s words: "
_OURS = "In Chinese: "

Rule = tuple[re.Pattern[str], str]


@dataclass(frozen=True, slots=True)
class _Terms:
    """The names that may stand beside a figure (any where `known` is None), and units in English."""

    known: frozenset[str] | None
    unit: Callable[[str], str]


class _NoForm(Exception):  # noqa: N818  # it is how a rule says that it does not fit
    """Words have no English form here."""


@cache
def _answer() -> Mapping[str, object]:
    text = files("assistant").joinpath("data/english.json").read_text(encoding="utf-8")
    loaded: Mapping[str, object] = json.loads(text)["answer"]
    return loaded


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    """Return the tables of words: metrics, aspects, measures, words."""
    tables = {name: table for name, table in _answer().items() if isinstance(table, dict)}
    return cast(Mapping[str, Mapping[str, str]], tables)


def _forms(kind: str) -> Sequence[Sequence[str]]:
    """Return the (wording, English) pairs of one kind of sentences."""
    return cast(Sequence[Sequence[str]], _answer()[kind])


@cache
def _rules(kind: str) -> Sequence[Rule]:
    """Return the compiled rules of one kind, with short signs for figures, marks and quotations."""
    signs = {
        "{f}": f"(?P<f>{_FIGURE})",
        "{g}": f"(?P<g>{_FIGURE})",
        "{m}": f"(?P<m>{_MARKS})",
        "{q}": "(?P<q>\ue000\\d+\ue001)",
        "{F}": _FIGURE,
        "{M}": _MARKS,
        "{H}": _HEAD,
    }
    found = []
    for pattern, template in _forms(kind):
        for sign, meaning in signs.items():
            pattern = pattern.replace(sign, meaning)
        found.append((re.compile(pattern), template))
    return found


# -- the draft --------------------------------------------------------------------------------


def in_english(draft: Draft, unit: Callable[[str], str]) -> None:
    """Rewrite a filled draft's paragraphs in English; figures, marks and quotations stay.

    `unit` returns a unit's name in English, or an empty string where it knows none.
    """
    terms = _Terms(frozenset(_known(draft)), unit)
    told = _told_by(draft)
    paragraphs = []
    for paragraph, used in zip(draft.paragraphs, told, strict=True):
        paragraphs.append(_paragraph(paragraph, draft, terms, used))
    legend = _legend(paragraphs)
    draft.paragraphs = [*paragraphs, legend] if legend else paragraphs


def _known(draft: Draft) -> Iterator[str]:
    """Yield the names that the draft's figures go by."""
    references = [*draft.references, *(r for d in draft.derivations for r in d.operands)]
    for fact in {id(r.fact): r.fact for r in references}.values():
        yield fact.metric
        yield item_name(fact.metric)
        yield name(fact.metric, fact)
        yield name(item_name(fact.metric), fact)
        yield fact.metric.rpartition("/")[2]
    for citation in draft.citations:
        yield citation.unit


def _paragraph(
    text: str, draft: Draft, terms: _Terms, used: Sequence[tuple[_Number, Reference | Derivation]]
) -> str:
    """Return one paragraph in English: by its form, else figure by figure, else as it is."""
    masked, quotes = _masked(text, draft.quotes)
    try:
        english = _unmasked(_translated(masked, terms), quotes)
    except _NoForm:
        english = ""
    if english and _same_numbers(text, english):
        return english
    if used and not quotes:
        return _listed(used, draft, terms)
    return (_LEFT_SO if quotes else _OURS) + text


def _same_numbers(chinese: str, english: str) -> bool:
    """Whether a translation holds the same figures and marks in the same order."""
    return _signs(chinese) == _signs(english)


def _signs(text: str) -> list[str]:
    """Return the figures and marks of a text in their order."""
    found = [(m.start(), m.group()) for m in re.finditer(r"\[\d+\]", text)]
    found += [(q.start, text[q.start : q.end]) for q in quantities(fold(text))]
    return [sign for _, sign in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Number:
    """A figure of a paragraph, its measure, and the next mark (else the last one before)."""

    text: str
    measure: str
    mark: int | None


def _numbers(text: str) -> list[_Number]:
    marks = [(m.start(), int(m[1])) for m in re.finditer(r"\[(\d+)\]", text)]
    found = []
    for quantity in quantities(fold(text)):
        after = [mark for at, mark in marks if at >= quantity.end]
        before = [mark for at, mark in marks if at < quantity.start]
        mark = after[0] if after else before[-1] if before else None
        words = text[quantity.start : quantity.end]
        found.append(_Number(words, quantity.amount.measure, mark))
    return found


def _masked(text: str, quotes: Sequence[str]) -> tuple[str, list[str]]:
    """Return a paragraph with its quotations replaced by signs, and the quotations."""
    found: list[str] = []
    for quote in sorted(set(quotes), key=len, reverse=True):
        long = len(_HAN.findall(quote)) >= _LEAST_QUOTE
        if quote and quote in text and (long or f"原文：“{quote}" in text):
            text = text.replace(quote, _QUOTE.format(len(found)))
            found.append(quote)
    return text, found


def _unmasked(text: str, quotes: Sequence[str]) -> str:
    return re.sub("\ue000(\\d+)\ue001", lambda m: quotes[int(m[1])], text)


def _legend(paragraphs: Sequence[str]) -> str:
    """Return what the measures of an answer mean, each once."""
    measures = _data()["measures"]
    used = dict.fromkeys(n.measure for text in paragraphs for n in _numbers(text))
    known = [f"{measure} = {measures[measure]}" for measure in used if measure in measures]
    return f"Measures: {'; '.join(known)}." if known else ""


# -- paragraphs by form -----------------------------------------------------------------------


def _translated(text: str, terms: _Terms) -> str:
    """Return a paragraph in English; raises _NoForm where a part of it has none."""
    row = _row(text)
    if row:
        return row
    whole = _by_rule(text, _rules("whole"), terms)
    if whole is not None:
        return whole
    # （并没有下降，而是增加了。） stands as a sentence of its own.
    text = re.sub(rf"（([^（）]*(?:（[^（）]*）)?[^（）]*)。({_MARKS})）", r"\1。\2", text)
    told = [_sentence(s, m, terms) for s, m in _sentences(text)]
    return " ".join(_capital(sentence) for sentence in told)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentences(text: str) -> Iterator[tuple[str, str]]:
    """Yield (sentence without its full stop, the marks after it)."""
    for match in re.finditer(rf"(?P<s>[^。]+)(?:。|$)(?P<m>{_MARKS})", text):
        body = match["s"]
        marks = re.search(rf"{_MARKS}$", body)
        own = marks.group() if marks is not None and not match["m"] else ""
        if body.strip():
            yield body.removesuffix(own).strip() if own else body.strip(), own or match["m"]


def _sentence(text: str, marks: str, terms: _Terms) -> str:
    known = _by_rule(text, _rules("sentences"), terms)
    if known is not None:
        return _closed(known, marks)
    lead = ""
    head = re.match(_HEAD, text)
    if head is not None:
        lead, text = _head(head, terms), text[head.end() :]
    # Leads stand before lists: of which: …; the largest items: ….
    for pattern, template in _rules("leads"):
        match = pattern.match(text)
        if match is not None:
            try:
                lead += _filled(template, match, terms)
            except _NoForm:
                continue
            text = text[match.end() :]
            break
    if not text and lead:
        return _closed(lead.rstrip(), marks)
    return _closed(lead + _clauses(text, terms), marks)


def _closed(text: str, marks: str) -> str:
    """Return a sentence with its marks, and a full stop where it has none yet."""
    end = "" if text.endswith((".", ":", "?")) else "."
    return f"{text}{end} {marks.strip()}".rstrip() if marks.strip() else text + end


def _clauses(text: str, terms: _Terms) -> str:
    told = ""
    for part, mark in _parts(text):
        clause = _clause(part, terms)
        told += clause + {"，": ", ", "；": "; ", "": ""}[mark]
    return told


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield (clause, the stop after it); stops inside brackets and titles part nothing."""
    depth, start = 0, 0
    for at, char in enumerate(text):
        depth += (char in "（「“") - (char in "）」”")
        if char in "，；" and depth == 0:
            yield text[start:at], char
            start = at + 1
    yield text[start:], ""


def _clause(text: str, terms: _Terms) -> str:
    marks = re.search(rf"{_MARKS}$", text)
    own = marks.group() if marks is not None else ""
    body = text.removesuffix(own) if own else text
    for words in (body, text):
        told = _by_rule(words, _rules("clauses"), terms)
        if told is not None:
            return f"{told} {own.strip()}" if own and words == body else told
    raise _NoForm(text)


def _by_rule(text: str, rules: Sequence[Rule], terms: _Terms) -> str | None:
    """Return the English of words by the first rule that fits them, or None."""
    for pattern, template in rules:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        try:
            return _filled(template, match, terms)
        except _NoForm:
            continue
    return None


def _filled(template: str, match: re.Match[str], terms: _Terms) -> str:
    """Return a rule's English with the words of a match in it; [[…]] goes where it lacks some."""
    groups = match.groupdict()
    # Beside a figure only a name of the draft's own figures is sure to be one.
    names = terms if groups.get("f") is not None else _Terms(None, terms.unit)

    def value(key: str) -> str:
        if key == "h":
            return _head(match, terms) if groups.get("u") else ""
        words = groups.get(key) or ""
        if key == "v" and words and _is_zero(groups.get("f") or ""):
            return f"changed by ({words})"
        return _FORMS.get(key[0], _as_is)(words, names)

    def optional(part: re.Match[str]) -> str:
        keys = re.findall(r"\{(\w+)\}", part[1])
        return part[1] if all(groups.get(key) for key in keys) else ""

    template = re.sub(r"\[\[(.*?)\]\]", optional, template)
    told = re.sub(r"\{(\w+)\}", lambda m: value(m[1]), template)
    return re.sub(r" {2,}", " ", told)


def _is_zero(figure: str) -> bool:
    digits = re.sub(r"\D", "", figure)
    return bool(digits) and not digits.strip("0")


# -- words ------------------------------------------------------------------------------------


def _head(match: re.Match[str], terms: _Terms) -> str:
    return f"**{_unit(match['u'], terms)}**, {match['y']}: "


def _unit(unit: str, terms: _Terms) -> str:
    english = terms.unit(unit)
    return f"{english} ({unit})" if english else unit


_SCOPED = re.compile(r"(?P<base>.+?)（(?P<scope>[^（）]+)）")


def _metric(words: str, terms: _Terms) -> str:
    """Return a metric as `English 〔official〕`; raises _NoForm where the words are no metric's.

    The official name stands in brackets of its own kind: in round ones the verifier takes a name
    for an aside, and would not hold the figure against it.
    """
    words = words.strip()
    words = words[1:-1] if words.startswith("“") and words.endswith("”") else words
    if words.startswith("「") and words.endswith("」"):
        return words
    if (english := _english(words)) is not None:
        return f"{english} 〔{words}〕"
    aspect = next((a for a in _data()["aspects"] if words.endswith(a) and words != a), "")
    whole = words.removesuffix(aspect)
    if aspect and (_english(whole) is not None or whole in (terms.known or ())):
        return f"{_metric(whole, terms)}, {_aspect(aspect, terms)}"
    scoped = _SCOPED.fullmatch(words)
    base = scoped["base"] if scoped else words
    for fund in OTHER_FUNDS:
        base = base.removeprefix(f"{fund}预算")
    english = _english(base) if base != words else None
    if english is None and terms.known is not None and words not in terms.known:
        raise _NoForm(words)
    return f"{english or ('item' if terms.known else '')} 〔{words}〕".lstrip()


def _english(official: str) -> str | None:
    return _data()["metrics"].get(official)


def _metrics(words: str, terms: _Terms) -> str:
    return ", ".join(_metric(word, terms) for word in _split(words))


def _joined(words: str, terms: _Terms) -> str:
    """Return metrics that share one figure: the official names as one list, read as a whole."""
    each = [_metric(word, terms).rpartition(" 〔")[0] for word in _split(words)]
    return f"{', '.join(dict.fromkeys(each))} 〔{words}〕"


def _split(words: str) -> list[str]:
    return [word for word in re.split(r"、|”“", words) if word]


def _aspect(words: str, terms: _Terms) -> str:
    english = _data()["aspects"].get(words)
    return f"{english} ({words})" if english else _metric(words, terms)


def _word(words: str, _: _Terms) -> str:
    return _data()["words"].get(words, words)


def _as_is(words: str, _: _Terms) -> str:
    return words


def _figure(words: str, _: _Terms) -> str:
    return words.strip()


def _mark(words: str, _: _Terms) -> str:
    return f" {words.strip()}" if words.strip() else ""


def _where(words: str, terms: _Terms) -> str:
    """Return reports named one after the other: unit, year."""
    told = [
        re.sub(
            r"^(?:\*\*)?(.+?)(?:\*\*)? (\d{4}) 年度$",
            lambda m: f"{_unit(m[1], terms)}, {m[2]}",
            part,
        )
        for part in re.split(r"(?<=年度)、", words)
    ]
    return "; ".join(told)


def _indexed(words: str, terms: _Terms) -> str:
    words, more = re.subn(r"等 (\d+) 份报告$", r"", words)
    found = re.findall(r"(.+?)（(\d{4}) 年度）(?:、|$)", words)
    told = "; ".join(f"{_unit(unit, terms)} ({year})" for unit, year in found)
    return f"{told} and others" if more else told


_FORMS: Mapping[str, Callable[[str, _Terms], str]] = {
    "n": _metric,
    "k": _metric,
    "l": _metrics,
    "j": _joined,
    "a": _aspect,
    "b": _aspect,
    "v": _word,
    "x": _word,
    "u": _unit,
    "m": _mark,
    "f": _figure,
    "g": _figure,
    "d": _figure,
    "w": _where,
    "i": _indexed,
}


def _row(text: str) -> str:
    """Return an indicator's row in English, or nothing: its cells are quoted as they are."""
    match = _rules_of_row().fullmatch(text)
    if match is None:
        return ""
    told = f"「{match['t']}」: target (目标) “{match['q']}”, achieved (实际完成) “{match['r']}”"
    if match["f"]:
        told += f", weight (分值) {match['f']}, score (得分) {match['g']}"
    if match["l"]:
        lost = match["l"] == "偏差原因"
        lead = "Reason stated for the deviation" if lost else "Note of the report"
        told += f"; {lead} (in Chinese): “{match['s']}”"
    if match["n"]:
        told += "; the report gives no reason for the lost points"
    if match["d"]:
        told += "; ⚠ this row contradicts itself or is doubtful, see the warnings"
    return f"{told} {match['m'].strip()}"


@cache
def _rules_of_row() -> re.Pattern[str]:
    pattern = _forms("row")[0][0]
    return re.compile(pattern.replace("{F}", _FIGURE).replace("{M}", _MARKS))


# -- figure by figure -------------------------------------------------------------------------


def _told_by(draft: Draft) -> list[list[tuple[_Number, Reference | Derivation]]]:
    """Return, for each paragraph, its numbers with what the writer took them from, in order.

    A paragraph with a number that is neither taken nor computed (one in quoted words) gets none.
    """
    references, derivations = list(draft.references), list(draft.derivations)
    found: list[list[tuple[_Number, Reference | Derivation]]] = []
    for paragraph in draft.paragraphs:
        own: list[tuple[_Number, Reference | Derivation]] = []
        stated = _numbers(paragraph)
        for number in stated:
            source = _taken(references, number) or _computed(derivations, number)
            if source is not None:
                own.append((number, source))
        found.append(own if len(own) == len(stated) else [])
    return found


def _taken(references: list[Reference], number: _Number) -> Reference | None:
    for at, reference in enumerate(references):
        if _plain(shown(reference.fact)) == _plain(number.text):
            del references[: at + 1]
            return reference
    return None


def _computed(derivations: list[Derivation], number: _Number) -> Derivation | None:
    for at, derivation in enumerate(derivations):
        if _plain(derivation.text) == _plain(number.text):
            del derivations[: at + 1]
            return derivation
    return None


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text).lstrip("-")


def _listed(
    used: Sequence[tuple[_Number, Reference | Derivation]], draft: Draft, terms: _Terms
) -> str:
    """Return the figures of a paragraph one by one, each with unit, year, name and mark."""
    by_mark = {citation.mark: citation for citation in draft.citations}
    told: list[str] = []
    head = ""
    for number, source in used:
        first = source if isinstance(source, Reference) else next(iter(source.operands), None)
        if first is None:
            continue  # reckoned of what only words tell
        mark = number.mark or first.mark
        cited = by_mark[mark]
        what = _stated(first.fact, terms)
        if source is not first:
            what = f"computed (重算) from {_named(first.fact, terms)} and others:"
        about = f"**{_unit(cited.unit, terms)}**, {cited.year}: "
        told.append(f"{about if about != head else ''}{what} {number.text} [{mark}]")
        head = about
    return "; ".join(told)


def _stated(fact: Fact, terms: _Terms) -> str:
    """Return what a fact is: its metric, and its aspect where that is not the value itself."""
    told = _named(fact, terms)
    if fact.aspect in ("决算数", "数量"):
        return told
    if fact.aspect.startswith("比上年"):
        return f"{told} {_word('减少' if fact.amount.value < 0 else '增加', terms)}"
    return f"{told} {_aspect(fact.aspect, terms)}"


def _named(fact: Fact, terms: _Terms) -> str:
    project, _, row = fact.metric.partition("/")
    if project.startswith("项目:") and not row:
        return f"「{project.removeprefix('项目:')}」"
    return _metric(name(item_name(fact.metric), fact), terms)
