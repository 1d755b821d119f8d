"""Scoring: what counts as said, which outcome a reply has, and what is measured over many."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.model import Answer, Citation, Figure, Warning
from evals import measures
from evals.cases import Case, discover, group, load, ranges
from evals.quick import FLOORS, shortfalls
from evals.results import misses
from evals.run import OURS, Run
from evals.said import Said
from evals.score import Score, score

SOURCE = "三公经费 8.15 万元，比上年减少 1.76 万元。"
SOURCES = {"a.txt": SOURCE}
GOOD = Citation(1, "r", "甲局", 2023, "七、", SOURCE[:12], "/corpus/a.txt", 0, 12)


def case(status: str = "answered", **fields: object) -> Case:
    return Case("x1", "问？", "value", status, **fields)  # type: ignore[arg-type]


def figure(text: str, outcome: str = "supported", formula: str | None = None) -> Figure:
    return Figure(text, Decimal(text), "万元", outcome, 1, formula)


def reply(text: str = "是 8.15 万元[1]。", status: str = "answered", **fields: object) -> Answer:
    cited = {"citations": (GOOD,), "figures": (figure("8.15"),)} if status == "answered" else {}
    return Answer("问？", status, text, **{**cited, **fields})  # type: ignore[arg-type]


def outcome(expected: Case, given: Answer) -> str:
    return score(expected, given, SOURCES).outcome


# -- said -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("共 1,488.29 万元", "1488.29"),
        ("共 1488.29 万元", "1,488.29"),
        ("共１，４８８.29 万元", "488.29"),
        ("人均 35.00 元", "35"),
        ("比上年 -95.91 万元", "95.91"),
        ("减少 95.91 万元", "-95.91"),
        ("人均 196.46 元", "196"),
        ("原文“1,488.\n29 万元”", "1488.29"),
        ("占 30.26%", "95.91|30.26%"),
        ("因为**厉行 节约**", "厉行节约"),
        ("12.15 日完成验收", "12.15日完成"),
    ],
)
def test_said(text: str, wanted: str) -> None:
    assert Said.of(text).says(wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("共 11,488.29 万元", "1488.29"),
        ("共 1488.291 万元", "1488.29"),
        ("人均 35.06 元", "35"),
        ("一辆[12]", "12"),
        ("占 130.26%", "95.91|30.26%"),
        ("第 3.5.8 节", "5.8"),
        ("没有说", "厉行节约"),
    ],
)
def test_not_said(text: str, wanted: str) -> None:
    assert not Said.of(text).says(wanted)


# -- outcomes ---------------------------------------------------------------------------------


def test_an_answer_with_all_that_is_due_is_right() -> None:
    due = case(must=("8.15",), must_not=("1.76",), cite=(("a.txt", "8.15 万元"),))
    assert outcome(due, reply()) == "right"


@pytest.mark.parametrize(
    ("expected", "why"),
    [
        (case(must=("1.76",)), "missing"),
        (case(warning=True), "no warning"),
        (case(cite=(("a.txt", "减少 1.76"),)), "not cited"),
        (case(cite=(("gone.txt", "8.15"),)), "not cited"),
    ],
)
def test_an_answer_that_lacks_something_is_incomplete(expected: Case, why: str) -> None:
    given = score(expected, reply(), SOURCES)
    assert given.outcome == "incomplete"
    assert why in given.why


def test_a_due_warning_that_is_given_is_enough() -> None:
    assert outcome(case(warning=True), reply(warnings=(Warning("sum", "不符"),))) == "right"


@pytest.mark.parametrize("bad", ["contradicted", "unfounded"])
def test_an_unchecked_figure_is_wrong(bad: str) -> None:
    assert outcome(case(), reply(figures=(figure("8.15", bad),))) == "wrong"


def test_a_forbidden_figure_is_wrong() -> None:
    assert outcome(case(must_not=("8.15",)), reply()) == "wrong"


@pytest.mark.parametrize(
    ("expected", "given", "outcome_"),
    [
        ("answered", "clarify", "refused"),
        ("answered", "not_found", "refused"),
        ("answered", "refused", "refused"),
        ("refused", "answered", "wrong"),
        ("refused", "clarify", "right"),
        ("refused", "not_found", "right"),
        ("not_found", "answered", "wrong"),
        ("not_found", "refused", "right"),
        ("not_found", "clarify", "refused"),
        ("clarify", "clarify", "right"),
        ("clarify", "not_found", "refused"),
        ("clarify", "answered", "wrong"),
    ],
)
def test_status_against_what_is_expected(expected: str, given: str, outcome_: str) -> None:
    assert outcome(case(expected), reply(status=given)) == outcome_


def test_an_open_question_may_be_answered_for_all_its_readings() -> None:
    assert outcome(case("clarify", must=("8.15",)), reply()) == "right"
    assert outcome(case("clarify", must=("8.15", "4.99")), reply()) == "wrong"
    assert outcome(case("clarify", must=("8.15",), must_not=("8.15",)), reply()) == "wrong"


def test_a_refusal_that_tells_what_it_must_not_is_wrong() -> None:
    assert outcome(case("refused", must_not=("8.15",)), reply(status="refused")) == "wrong"


# -- citations --------------------------------------------------------------------------------


def test_a_good_citation_has_no_fault() -> None:
    assert score(case(), reply(), SOURCES).faults == ()


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (reply("是 8.15 万元。"), "[1] unused"),
        (reply(citations=(Citation(1, "r", "", 1, "", "八", "a.txt", 0, 1),)), "quote differs"),
        (reply(citations=(Citation(1, "r", "", 1, "", "八", "b.txt", 0, 1),)), "quote differs"),
        (reply(figures=(figure("1.76"),)), "does not hold ['1.76']"),
        (reply(figures=(figure("6.39", "derived", "3.2 + 1.76"),)), "does not hold"),
    ],
)
def test_faults_of_citations(given: Answer, fault: str) -> None:
    (found,) = score(case(), given, SOURCES).faults
    assert fault in found


def test_a_computed_figure_needs_one_operand_in_the_quote() -> None:
    assert (
        score(case(), reply(figures=(figure("6.39", "derived", "8.15 - 1.76"),)), SOURCES).faults
        == ()
    )


# -- many -------------------------------------------------------------------------------------


def scores() -> list[Score]:
    expected = [
        (case(cite=(("a.txt", "8.15"), ("a.txt", "1.76"))), reply(elapsed_ms=1.0)),
        (case(), reply(status="not_found", elapsed_ms=3.0)),
        (case("refused"), reply("是 8.15 万元。", elapsed_ms=2.0)),
        (case("clarify"), reply(status="clarify", elapsed_ms=9.0)),
    ]
    return [score(c, a, SOURCES) for c, a in expected]


def test_counts_and_shares() -> None:
    given = scores()
    assert measures.outcomes(given) == {"right": 1, "incomplete": 1, "wrong": 1, "refused": 1}
    assert measures.completeness(given) == (1, 2)
    assert measures.precision(given) == (1, 2)
    assert measures.figures(given)["supported"] == 2
    assert measures.withheld(given) == (1, 2)
    assert measures.wrongly_withheld(given) == (1, 2)
    assert measures.latency(given) == (3.0, 9.0)
    assert measures.share((0, 0)) is None


def test_the_quick_check_names_what_fails() -> None:
    found = shortfalls(scores())
    assert found[0].startswith("x1 is wrong")
    assert len(found) == 1 + len(FLOORS)
    assert shortfalls(scores()[3:]) == []


def test_every_miss_is_listed_with_its_reason() -> None:
    text = misses(Run("tuned", {OURS: scores()}, {}, {}))
    assert text.count("\n- **x1** (value, ") == 3
    assert "status not_found" in text
    assert "- **x1** citation [1] unused" in text


# -- files ------------------------------------------------------------------------------------


def test_a_case_may_have_a_history_and_a_corpus(tmp_path: Path) -> None:
    entry = {"id": "a", "question": "问", "kind": "value", "status": "answered"}
    entry |= {"must": [], "must_not": [], "cite": [], "warning": False}  # type: ignore[dict-item]
    more = {**entry, "history": ["先问"], "corpus": "other"}
    path = tmp_path / "tuned.jsonl"
    path.write_text(f"{json.dumps(entry)}\n\n{json.dumps(more)}\n", encoding="utf-8")
    plain, full = load(path)
    assert (plain.history, plain.corpus) == ((), "five")
    assert (full.history, full.corpus) == (("先问",), "other")


def test_question_files_are_discovered_in_order(tmp_path: Path) -> None:
    for name in ("unseen", "tuned10", "tuned2", "tuned", "tuned-b"):
        (tmp_path / f"{name}.jsonl").touch()
    found = list(discover(tmp_path))
    assert found == ["tuned", "tuned2", "tuned10", "tuned-b", "unseen"]
    assert [group(name) for name in found] == ["tuned"] * 4 + ["unseen"]


def test_a_file_of_neither_kind_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").touch()
    with pytest.raises(ValueError, match="other"):
        discover(tmp_path)


def test_every_place_of_a_text_is_found() -> None:
    assert ranges("aXaXa", "aX") == [(0, 2), (2, 4)]
    assert ranges("abc", "x") == []
