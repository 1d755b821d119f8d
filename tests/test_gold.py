"""Gold tables: hand-written figures of whole reports and of other provinces' wordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.gold import compare, load, rows_missed
from index import examine

GOLD = Path(__file__).parents[1] / "evals" / "gold"
CORPUS = Path(__file__).parents[1] / "corpus"


def source(name: str) -> Path:
    own = GOLD / f"{name}.txt"
    return own if own.exists() else next(CORPUS.glob(f"{name}-*.txt"))


@pytest.mark.parametrize("name", sorted(p.stem for p in GOLD.glob("*.tsv") if p.stem.isdigit()))
def test_every_figure_of_a_whole_report_is_read(name: str) -> None:
    compared = compare(examine(source(name)), load(GOLD / f"{name}.tsv"))
    assert compared.missed == ()
    assert compared.scope == ()
    # The tables leave out how many offices a unit has.
    assert [fact.metric for fact in compared.extra if fact.metric not in ("处室", "科室")] == []


@pytest.mark.parametrize("name", ["2022", "2024"])
def test_every_indicator_row_is_read_cell_for_cell(name: str) -> None:
    count, missed = rows_missed(examine(source(name)), GOLD / f"{name}-rows.tsv")
    assert count > 80
    assert missed == []


@pytest.mark.parametrize("name", sorted(p.stem for p in GOLD.glob("clauses-?.tsv")))
def test_the_wordings_of_other_provinces(name: str) -> None:
    gold = load(GOLD / f"{name}.tsv")
    compared = compare(examine(source(name)), gold)
    assert len(gold) > 200
    assert compared.recall >= 0.985
    assert compared.precision >= 0.995
    assert compared.scope == ()


def test_a_table_that_does_not_fit_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gold.tsv"
    lines = (GOLD / "2022.tsv").read_text(encoding="utf-8").splitlines()[:3]
    wrong = lines[1].replace("\t38\t", "\t83\t")
    path.write_text("\n".join([lines[0], wrong, lines[2]]), encoding="utf-8")
    compared = compare(examine(source("2022")), load(path))
    assert [figure.value for figure in compared.missed] == ["83"]
    assert compared.recall == 0.5
