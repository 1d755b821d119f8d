"""The articulation rules as a whole: cases for every rule, what findings say, what is counted."""

from __future__ import annotations

import re

import pytest
from checked import (
    ABROAD,
    ADJUSTED,
    BUDGET,
    CARS,
    COUNT,
    CUT,
    DELTA,
    DONE,
    FAILS,
    GAP,
    HOLDS,
    HOSTING,
    INITIAL,
    LAST,
    MICRO,
    NOW,
    RATE,
    SMALL,
    THREE,
    UNKNOWN,
    budget,
    change,
    done,
    each,
    finding,
    parts,
    people,
    running,
    said,
    share,
    three,
    total,
    twice,
)
from test_checks_counts import COUNTED
from test_checks_meant import MEANT
from test_checks_ratios import ORDER, RATIOS
from test_checks_sums import TOTALS
from test_checks_tables import TABLES
from test_checks_texts import TEXTS

from index.checks import RULES, Figures, check, coverage, findings
from index.model import Fact

# Rules that look for what is wrong, and owe nothing where nothing is.
SILENT = {"stale-year", "residue", "shifted-cells", "printed-twice", "counts-told", "listed-count"}
PROSE = [code for code in RULES if code != "missing-content"]
# What is computed from several printed figures: one may be missing, and digits may be cut.
EQUATIONS = {
    *("income-total", "expenditure-total", "balance", "income-parts", "expenditure-parts"),
    *("basic-parts", "function-sum", "function-rollup", "three-public-parts"),
    *("vehicle-cost-parts", "hospitality-parts", "procurement-parts", "people-kinds"),
    "graded-projects",
    *("vehicle-kinds", "change-sum", "running-cost", "share", "share-sum", "change-rate"),
    *("change-amount", "budget-rate", "completion-rate", "repeats", "table-rate"),
    *("table-funding", "table-weights", "table-scores", "projects"),
}


def test_every_rule_has_a_case_that_holds_and_one_that_fails() -> None:
    """And every equation one that cannot be told, and one that cut digits explain."""
    seen: dict[str, set[str]] = {code: set() for code in RULES}
    for rule, _, _, wanted in [*TOTALS, *RATIOS, *ORDER, *TABLES, *TEXTS, *COUNTED, *MEANT]:
        seen[rule] |= set(wanted.split())
    missing = {
        code: {HOLDS, FAILS, *((CUT, UNKNOWN) if code in EQUATIONS else ())} - found
        for code, found in seen.items()
        if code not in SILENT
    }
    never = {code: {UNKNOWN} for code in ("change-amount", "repeats", "share-sum", "table-funding")}
    never |= {
        code: {CUT} for code in ("people-kinds", "graded-projects", "vehicle-kinds")
    }  # counts are never cut
    assert {code: lacks for code, lacks in missing.items() if lacks} == never
    assert all(FAILS in seen[code] for code in SILENT)


# A figure that the report gives, and what the others make of it.
SAID = [
    ("income-total", total("1,488.92", "1,372.79", "0.00", "115.50"), "error", "1488.92 万元", "1488.29 万元"),
    ("income-total", total("1,288.29", "1,372.79"), "error", "1288.29 万元", "1372.79 万元"),
    ("balance", parts("收入总计", "支出总计", "9.00", "8.00"), "error", "9.00 万元", "8.00 万元"),
    ("balance", parts("收入总计", "支出总计", "9.00", "8.00", aspect=INITIAL), "warning", "9.00 万元", "8.00 万元"),
    ("people-kinds", people("655人", "272人", "4人", "378人"), "error", "655 人", "654 人"),
    ("change-sum", three("-1.76", "0", "-1.76", "-0.05", aspect=DELTA), "error", "-1.76 万元", "-1.81 万元"),
    ("change-rate", change("2116.48", "-375.71", "-17.75%"), "error", "-17.75%", "-15.08%"),
    ("change-rate", change("2155.93", "-444.09", "-20.6%"), "error", "-20.6%", "-17.08%"),
    ("change-rate", change("0.10", "-0.02", "-50%"), "error", "-50%", "-16.67%"),
    ("change-amount", said(HOSTING, {NOW: "8.15", LAST: "9.91", DELTA: "-1.67"}), "error", "-1.67 万元", "-1.76 万元"),
    ("share", share("0.06", "1.44%"), "error", "1.44%", "0.74%"),
    ("budget-rate", budget(INITIAL, "9.22", "8.15", "11.61%"), "error", "11.61%", "-11.61%"),
    ("budget-rate", budget(INITIAL, "0.29", "0.06", "0.79%"), "error", "0.79%", "-79.31%"),
    ("completion-rate", done(BUDGET, "2,039.11", NOW, "2,155.93", "100%"), "error", "100%", "105.73%"),
    ("unit-slip", change("127.89元", "34.55", "37.02%"), "error", "127.89 元", "127.89 万元"),
    ("repeats", twice(HOSTING, "0.06", "0"), "error", "0 万元", "0.06 万元"),
    ("repeats", twice("在职人员", "115人", "116人", COUNT), "warning", "116 人", "115 人"),
    ("small-firms", each(NOW, {SMALL: "31.03", MICRO: "31.30"}), "error", "31.30 万元", "≤ 31.03 万元"),
    ("contracts", each(NOW, {"政府采购支出总额": "4.00", SMALL: "9.00"}), "warning", "9.00 万元", "≤ 4.00 万元"),
    ("zero-base", change("192.47", "192.47", "100.00%"), "info", "100.00%", "无可比性"),
    ("running-cost", running("90.00", "15.58", "150.58"), "warning", "150.58 万元", "105.58 万元"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "given", "severity", "stated", "computed"),
    SAID,
    ids=[f"{rule}: {stated}" for rule, _, _, stated, _ in SAID],
)
def test_what_a_finding_says(
    rule: str, given: list[Fact], severity: str, stated: str, computed: str
) -> None:
    found = finding(given, rule)
    assert (found.severity, found.stated, found.computed) == (severity, stated, computed)


def test_parts_of_another_section_need_a_person() -> None:
    listed = each(NOW, {ABROAD: "1.00", CARS: "1.00", HOSTING: "1.00"}, at=5, section="九")
    found = finding([*each(NOW, {THREE: "221.04"}), *listed], "three-public-parts")
    assert found.severity == "warning"


def test_a_printed_figure_is_quoted_in_its_own_measure() -> None:
    found = finding(parts("收入总计", "支出总计", "1,235.56", "1,235.56元"), "balance")
    assert "1235.56 元" in found.message


def test_a_repeated_figure_is_held_against_the_one_that_is_said_most() -> None:
    facts = [
        fact
        for at, printed in enumerate(("9.00", "5.00", "5.00"))
        for fact in each(NOW, {HOSTING: printed}, at=at)
    ]
    assert finding(facts, "repeats").stated == "9.00 万元"


@pytest.mark.parametrize(("aspect", "rate"), [(DONE, "98.33%"), (GAP, "-1.67%")])
def test_which_budget_is_divided_by_is_not_told(aspect: str, rate: str) -> None:
    facts = said(HOSTING, {INITIAL: "100.00", ADJUSTED: "120.00", NOW: "118.00", aspect: rate})
    assert findings(check(Figures(facts), PROSE)) == ()


def test_a_rate_on_a_budget_of_0() -> None:
    facts = budget(INITIAL, "0.00", "192.47", "100.00%")
    (found,) = findings(check(Figures(facts), PROSE))
    assert (found.rule, found.severity, found.stated) == ("zero-base", "info", "100.00%")


def test_only_the_rules_that_are_asked_for() -> None:
    figures = Figures(change("2116.48", "-375.71", "-17.75%"))
    assert {one.rule for one in check(figures, ["unit-slip", "share"])} == {"unit-slip"}
    assert [found.rule for found in findings(check(figures, PROSE))] == ["change-rate"]


def test_nothing_is_owed_to_nothing() -> None:
    assert check(Figures(()), PROSE) == []


def test_a_figure_for_income_and_spending_is_told_of_once() -> None:
    income, spending = (
        said(name, {NOW: "8.00", DELTA: "2.00", RATE: "50.00%"}, fund="全部")
        for name in ("收入总计", "支出总计")
    )
    found = check(Figures([*income, *spending]), ["change-rate"])
    assert [one.outcome for one in found] == ["fails", "fails"]
    assert len(findings(found)) == 1


def test_findings_stand_in_the_order_of_the_source() -> None:
    facts = [
        *said(CARS, {NOW: "8.00", DELTA: "2.00", RATE: "50.00%"}, at=3),
        *said(HOSTING, {NOW: "8.00", LAST: "6.00", DELTA: "1.00", RATE: "20.00%"}, at=1),
    ]
    found = findings(check(Figures(facts), ["change-rate", "change-amount"]))
    starts = [one.places[0].start for one in found]
    assert starts == sorted(starts)
    assert [one.metric for one in found] == [HOSTING, HOSTING, CARS]


def test_coverage_counts_every_check_once() -> None:
    facts = [
        *change("2116.48", "-375.71", "-17.75%"),
        *said(CARS, {NOW: "8.00", DELTA: "2.00", RATE: "33.33%"}, at=1),
        *each(RATE, {ABROAD: "50.00%"}, at=2),
    ]
    found = check(Figures(facts), ["change-rate", "change-direction"])
    counts = {one.rule: one for one in coverage(found)}
    assert list(counts) == [code for code in RULES if code in counts]
    rate = counts["change-rate"]
    assert (rate.holds, rate.truncated, rate.fails, rate.not_evaluable) == (1, 0, 1, 1)
    assert (rate.owed, rate.run) == (3, 2)
    assert sum(one.owed for one in counts.values()) == len(found) == 5


def test_every_rule_has_a_name_and_its_official_wording() -> None:
    for code, rule in RULES.items():
        assert rule.code == code
        assert rule.name
        assert re.search("[\u4e00-\u9fff]", rule.wording)
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
