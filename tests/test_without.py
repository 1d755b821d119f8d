"""A whole without one of its parts: what is left of it, how that moved, what it was before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import opened

from assistant import Assistant

REPORTS = Path(__file__).parents[1] / "evals" / "reports"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over reports that tell the changes of the parts in different ways."""
    with opened(
        tmp_path_factory.mktemp("without"),
        *(REPORTS / name for name in ("held7", "dev10", "dev3", "dev6")),
    ) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "left", "moved", "before"),
    [
        # all other parts state how they moved
        ("岱川市检验检测中心2024年三公不算买车那笔，比上年升还是降？", "20.35", "减少 3.29", "23.64"),
        ("岱川市检验检测中心2024年要是没买车的话三公比上年少多少", "20.35", "减少 3.29", "23.64"),
        # one of the others states nothing: the whole's change without that of all cars, and upkeep
        ("涂阳城管局2022年三公扣掉买的两辆车，比上年多还是少", "106.76", "减少 7.41", "114.17"),
        # the part states its own change
        ("巴渠区法院2023年三公刨掉新买的执法车，比上年涨没涨", "90.01", "减少 14.34", "104.35"),
        # a source of the year's income that is not stated is no 0
        ("岑江人社局2022年本年收入扣除事业收入，比上年增加多少", "5,027.49", "增加 370.29", "4,657.20"),
    ],
)  # fmt: skip
def test_what_is_left_and_how_it_moved(
    desk: Assistant, question: str, left: str, moved: str, before: str
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert f"后为 {left} 万元" in answer.answer
    assert f"扣除后比上年{moved} 万元" in answer.answer
    assert f"扣除后的上年数为 {before} 万元" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "岱川市检验检测中心2024年三公多少，比上年多还是少",
        "涂阳城管局2022年公务用车购置费不算三公吗",
    ],
)
def test_nothing_is_taken_off_where_that_is_not_asked(desk: Assistant, question: str) -> None:
    assert "扣除后" not in desk.ask(question).answer
