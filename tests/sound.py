"""What must hold for every answer, whatever was asked: checked here without the code's own eyes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from assistant.model import Answer, Figure

STATUSES = {"answered", "clarify", "not_found", "refused"}
_MARK = re.compile(r"\[(\d+)\]")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MEASURES = (
    "个百分点|万平方米|平方米|㎡|万人次|万元|亿元|元|人次|批次|%|人|名|辆|台（套）|台|套"
    "|批|个|家|次|件|户|分|倍"
)
# Thresholds (100万元以上设备), spans (5个月) and prices (340元/套) are no figures of a report, and
# 分 counts only as a score.
_NO_FIGURE = re.compile(
    r"[（(]?含?[)）]?及?以[上下内]|[（(]含|月|工作日|年|/|[钟别之析配行级类成期散组批为]"
)
_FIGURE = re.compile(rf"(?<![\d.,A-Za-z\-−])[-−]?{_NUMBER}\s?[(（]?(?:{_MEASURES})[)）]?")
_FACTOR = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_OPERAND = re.compile(rf"(?P<number>[-−]?{_NUMBER})\s?(?P<measure>{_MEASURES})?")


@cache
def source(file: str) -> str:
    """A report as it lies on disk, newlines untouched."""
    return Path(file).read_bytes().decode("utf-8")


def flat(text: str) -> str:
    """Text without white space, commas and emphasis, for comparing wordings."""
    return re.sub(r"[\s,，]|\*\*", "", text)


def says(text: str, wanted: str) -> bool:
    """Whether a text holds a fragment; a number only counts as a whole number."""
    said, wanted = flat(text), flat(wanted)
    if re.fullmatch(r"[\d.]+%?", wanted):
        return re.search(rf"(?<![\d.]){re.escape(wanted)}(?!\d|\.\d)", said) is not None
    return wanted in said


def prints(quote: str, digits: str) -> bool:
    """Whether a quote prints a number as a whole; a line break may stand inside it."""
    wrapped = r"(?:\s*\n\s*)?".join(map(re.escape, digits))
    found = re.search(rf"(?<![\d.]){wrapped}(?!\d|\.\d)", quote.replace(",", ""))
    return found is not None or says(quote, digits)


def figures_in(text: str) -> list[str]:
    """The numbers with a measure in a text, in order, read afresh."""
    blank = _MARK.sub(lambda m: " " * len(m.group()), text)
    found = []
    for match in _FIGURE.finditer(blank):
        words = match.group()
        if _NO_FIGURE.match(blank, match.end()) and not words.endswith("%"):
            continue
        if words.count("(") + words.count("（") != words.count(")") + words.count("）"):
            words = words[:-1] if words[-1] in ")）" else words
        found.append(flat(words))
    return found


def _value(words: str) -> Decimal:
    return Decimal(words.replace(",", "").replace("−", "-"))


_TERM = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(万元|亿元|元|[^\s\d()+−×÷]*)")


def _has_measure(formula: str) -> bool:
    return any(measure in _FACTOR for _, measure in _TERM.findall(formula))


def _computed(formula: str) -> Decimal | None:
    """What a formula with brackets comes to, by Python's own arithmetic on decimals."""

    def number(match: re.Match[str]) -> str:
        factor = _FACTOR.get(match[2], Decimal(1))
        return f"(Decimal('{match[1].replace(',', '')}') * Decimal('{factor}'))"

    code = _TERM.sub(number, formula)
    for sign, meaning in (("−", "-"), ("×", "*"), ("÷", "/")):
        code = code.replace(sign, meaning)
    if re.sub(r"Decimal\('[\d.E+]+'\)|[\s()+*/-]", "", code):
        return None  # something in it that is no arithmetic
    return Decimal(eval(code, {"__builtins__": {}, "Decimal": Decimal}))


def arithmetic_holds(formula: str) -> bool:
    """Whether a formula's left side gives its right side, rounded as the right side is printed."""
    left, equals, right = formula.partition(" = ")
    if not equals:
        return False
    result = _OPERAND.fullmatch(right)
    total = _computed(left)
    if result is None or total is None:
        return False
    if result["measure"] == "%":
        total *= 100
    else:
        total /= _FACTOR.get(result["measure"] or "", Decimal(1)) if _has_measure(left) else 1
    printed = _value(result["number"])
    return total.quantize(Decimal(1).scaleb(printed.as_tuple().exponent), ROUND_HALF_UP) == printed


def _check_marks(answer: Answer) -> None:
    marks = [int(m) for m in _MARK.findall(answer.answer)]
    first = list(dict.fromkeys(marks))
    numbered = list(range(1, len(first) + 1))
    assert first == numbered, f"marks do not run 1..n in order of first appearance: {first}"
    cited = [c.mark for c in answer.citations]
    assert cited == numbered, f"marks {numbered} but citations {cited}"
    for warning in answer.warnings:
        assert warning.citation is None or warning.citation in cited, f"dangling {warning}"


def _check_citations(answer: Answer, unit: str | None, year: int | None) -> None:
    for citation in answer.citations:
        text = source(citation.file)
        assert text[citation.start : citation.end] == citation.quote, f"quote is not {citation}"
        assert citation.quote.strip(), f"empty quote {citation}"
        assert unit is None or citation.unit == unit, f"asked for {unit}, cites {citation.unit}"
        assert year is None or citation.year == year, f"asked for {year}, cites {citation.year}"


def _check_figure(figure: Figure, answer: Answer) -> None:
    quotes = {c.mark: c.quote for c in answer.citations}
    assert figure.outcome in ("supported", "derived"), f"{figure.outcome}: {figure}"
    assert figure.citation in quotes, f"no citation: {figure}"
    assert isinstance(figure.value, Decimal), f"not a Decimal: {figure}"
    if figure.outcome == "supported":
        assert figure.formula is None, f"supported with a formula: {figure}"
        number = re.match(rf"[-−]?({_NUMBER})", figure.text)
        assert number is not None, f"no number: {figure}"
        digits = flat(number[1])
        quote = quotes[figure.citation]
        assert prints(quote, digits), f"{digits} is not printed in “{quote}”"
        return
    assert figure.formula, f"derived without a formula: {figure}"
    assert arithmetic_holds(figure.formula), f"wrong arithmetic: {figure.formula}"
    result = _OPERAND.fullmatch(figure.formula.partition(" = ")[2])
    assert result is not None, f"no result: {figure.formula}"
    assert _value(result["number"]) == figure.value, f"{figure.formula} is not {figure.value}"
    for operand in _OPERAND.finditer(figure.formula.partition(" = ")[0]):
        digits = flat(operand["number"]).lstrip("-−")
        if digits in _GIVEN and not operand["measure"]:
            continue  # months or days of a year, a rate's hundred: no report need print them
        if digits == _WAN and _is_in_wan(figure.formula[: operand.start()], quotes.values()):
            continue
        cited = any(prints(quote, digits) for quote in quotes.values())
        assert cited, f"operand {digits} of {figure.formula} is not cited"


_GIVEN = {"12", "100", "365", "366"}
_WAN = "10000"


def _is_in_wan(before: str, quotes: Iterable[str]) -> bool:
    """Whether what stands before “× 10,000” is a number that a quote prints in 万 (1.92万人)."""
    number = re.search(rf"\(({_NUMBER}) × $", before)
    if number is None:
        return False
    printed = re.compile(rf"(?<![\d.]){re.escape(flat(number[1]))}万(?!元)")
    return any(printed.search(flat(quote)) for quote in quotes)


def _check_figures(answer: Answer) -> None:
    at = 0
    for figure in answer.figures:
        found = answer.answer.find(figure.text, at)
        assert found >= 0, f"{figure.text} is not in the text after {at}"
        at = found + len(figure.text)
        _check_figure(figure, answer)
    listed = [flat(figure.text) for figure in answer.figures]
    printed = figures_in(answer.answer)
    assert listed == printed, f"figures {listed} but the text says {printed}"


def _check_shape(answer: Answer, asked: str) -> None:
    assert answer.question == asked, f"question is {answer.question!r}"
    assert answer.status in STATUSES, answer.status
    assert answer.answer.strip(), "empty answer"
    assert not re.search(r"</?[A-Za-z!]", answer.answer), "markup in the answer"
    assert answer.model is None, f"no model is configured: {answer.model}"
    assert answer.elapsed_ms >= 0, f"took {answer.elapsed_ms} ms"
    paragraphs = answer.answer.split("\n")
    twice = {p for p in paragraphs if paragraphs.count(p) > 1}
    assert not twice, f"said twice: {twice}"
    if answer.status == "answered":
        assert answer.citations, "answered without a citation"
    elif answer.status != "not_found":  # which may quote what the report says instead
        assert not answer.figures, f"{answer.status} with figures"


def check(answer: Answer, asked: str, unit: str | None = None, year: int | None = None) -> None:
    """Assert what holds for every answer; `unit` and `year` are those that the question names."""
    _check_shape(answer, asked)
    _check_marks(answer)
    _check_citations(answer, unit, year)
    _check_figures(answer)


def check_words(answer: Answer, must: Sequence[str], must_not: Sequence[str]) -> None:
    """Assert that an answer says these fragments and figures and not those."""
    missing = [wanted for wanted in must if not says(answer.answer, wanted)]
    wrong = [unwanted for unwanted in must_not if says(answer.answer, unwanted)]
    assert not missing, f"missing {missing} in: {answer.answer}"
    assert not wrong, f"said {wrong} in: {answer.answer}"


def check_answered(
    answer: Answer,
    asked: str,
    must: Sequence[str],
    must_not: Sequence[str],
    unit: str | None = None,
    year: int | None = None,
) -> None:
    """Assert that an answer is found, holds, and says these fragments and not those."""
    assert answer.status == "answered", answer.answer
    check(answer, asked, unit, year)
    check_words(answer, must, must_not)
