"""Points that a review in prose gives part by part."""

from __future__ import annotations

from decimal import Decimal

import pytest

from index.graded import read_graded
from index.model import Amount, Fact, Place, Section
from index.normalise import compact

BRACKETS = """三、部门整体绩效分析
（一）履职效能（满分50分，得分46分）。任务按期完成；设备到货偏晚，扣4分。
（二）预算管理（满分30分，得分28.5分）。进度不均衡，扣1分；支付较慢，扣0.5分。
（三）资产管理（满分20分，得分20分）。账实相符。"""
REVERSED = "本单位整体绩效：履职效能得分46分（满分50分），支出不均衡，扣4分；预算管理得分30分（满分30分）。"


def graded(text: str, title: str) -> list[tuple[str, str, str, str]]:
    clean = compact(text, 0, len(text), ())
    section = Section((title,), "绩效", 2, Place(0, 0), Place(0, len(text)))
    rows = [row for _, graded in read_graded([(section, clean)], ()) for row in graded]
    for row in rows:
        assert text[row.score_place.start : row.score_place.end] == row.score
    return [(row.name, row.weight, row.score, row.deviation) for row in rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            BRACKETS,
            [
                ("履职效能", "50", "46", "设备到货偏晚，扣4分"),
                ("预算管理", "30", "28.5", "进度不均衡，扣1分；支付较慢，扣0.5分"),
                ("资产管理", "20", "20", ""),
            ],
        ),
        (
            REVERSED,
            [("履职效能", "50", "46", "支出不均衡，扣4分"), ("预算管理", "30", "30", "")],
        ),
        (
            "整体支出自评得分95分。其中决策（满分20分）得19分，过程（满分80分）得76分。主要失分点：进度偏慢，扣5分。",
            [("决策", "20", "19", ""), ("过程", "80", "76", "")],
        ),
        (
            "整体支出自评得分94分。预算编制20分，得19分；预算执行80分，得75分。",
            [("预算编制", "20", "19", ""), ("预算执行", "80", "75", "")],
        ),
        (
            "整体支出评价得分91分。其中：决策9.2分（满分20分）、产出81.8分（满分80分）。",
            [("决策", "20", "9.2", ""), ("产出", "80", "81.8", "")],
        ),
    ],
)
def test_parts_with_their_points(text: str, rows: list[tuple[str, str, str, str]]) -> None:
    assert graded(text, "部门整体绩效分析") == rows


def test_nothing_of_other_reviews() -> None:
    text = BRACKETS.replace("部门整体", "甲项目")
    assert graded(text, "甲项目绩效分析") == []
    assert graded("部门整体绩效自评得分93分。", "预算绩效") == []


def test_parts_behind_the_figures_of_a_project_are_its_own() -> None:
    text = "甲工程项目预算9万元，评价得分91分。其中：决策得分18分（满分20分）、产出得分73分（满分80分）。"
    section = Section(("项目评价",), "绩效", 2, Place(0, 0), Place(0, len(text)))
    amount = Amount(Decimal(9), Decimal(1), "万元", "9")
    place = Place(8, 9)
    told = Fact(section.label, "全部", "汇总", "项目:甲工程", "预算数", amount, place, place)
    (found,) = read_graded([(section, compact(text, 0, len(text), ()))], [told])
    assert found[0].metric == "项目:甲工程"
    assert [row.name for row in found[1]] == ["决策", "产出"]
