"""Indicator rows in text wrapped at a fixed width, told by the signs of target and result."""

from __future__ import annotations

from index.indicators import read_indicators

TABLE = """项目支出绩效自评表
项目名称 甲工程
三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及
改进措施
新建渠道长度 >=3.5 公里 =3.5 公里 15
15
安装闸门数量 >=40 座 =36 座 15
13.5 一处闸门与道路交叉，改线未批
工程合格率 =100% =100% 10 10
按期完工率 =100% =90% 10 9 入冬封冻较早
封冻，2 个标段顺延
亩均投资 <=900 元/亩 =880 元/亩 10
10
总分 60 57.5
"""


def cells(text: str) -> list[tuple[str, ...]]:
    return [
        (row.name, row.target, row.result, row.weight, row.score, row.deviation, row.doubt)
        for row in read_indicators(text, 0, len(text))
    ]


def test_rows_that_run_over_lines() -> None:
    assert cells(TABLE) == [
        ("新建渠道长度", ">=3.5公里", "=3.5公里", "15", "15", "", ""),
        ("安装闸门数量", ">=40座", "=36座", "15", "13.5", "一处闸门与道路交叉，改线未批", ""),
        ("工程合格率", "=100%", "=100%", "10", "10", "", ""),
        ("按期完工率", "=100%", "=90%", "10", "9", "入冬封冻较早封冻，2个标段顺延", ""),
        ("亩均投资", "<=900元/亩", "=880元/亩", "10", "10", "", ""),
    ]


def test_places_hold_the_cells() -> None:
    rows = read_indicators(TABLE, 0, len(TABLE))
    for row in rows:
        for told, place in ((row.target, row.target_place), (row.result, row.result_place)):
            assert "".join(TABLE[place.start : place.end].split()) == told


def test_a_score_above_its_weight_is_kept_with_a_doubt() -> None:
    told = cells(TABLE.replace("=100% =100% 10 10", "=100% =100% 10 12"))
    assert told[2][4:] == ("12", "", "得分高于分值")


def test_another_layout_where_a_result_has_no_sign() -> None:
    assert cells(TABLE.replace("=3.5 公里 15", "3.5 公里 15", 1)) != cells(TABLE)
