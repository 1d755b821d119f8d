"""The lines that open performance tables, and the projects that they name."""

from __future__ import annotations

import pytest

from index.normalise import lines
from index.titles import table_title, titles_in, without_title

CELLS = "\n主管部门 甲局\n年度资金总额 5 5 5\n一级指标 二级指标 三级指标 分值 得分\n"
UNITS = ("甲县水利局", "乙县民政局")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("项目支出绩效自评表", ""),
        ("附表1　2023年度项目支出绩效自评表", ""),
        ("甲县水利局2023年度市级部门预算项目支出绩效自评表（二）", ""),
        ("2023年度养老服务体系建设项目自评表", "养老服务体系建设项目"),
        ("附件2　农村公路养护专项绩效自评表", "农村公路养护专项"),
        ("附件3-1：甲县水利局2024年度河道清淤工程项目支出绩效自评表", "河道清淤工程项目"),
        ("3.危房改造补助资金绩效目标自评表（2022年度）", "危房改造补助资金"),
        ("项目支出绩效自评表（高龄津贴发放）", "高龄津贴发放"),
        ("2022年度项目支出绩效自评表——高龄津贴发放", "高龄津贴发放"),
        ("山洪灾害防治绩效目标完成情况表", "山洪灾害防治"),
        ("水质监测项目绩效评价表 单位：万元", "水质监测项目"),
        ("项目支出绩效自评表　项目：法庭改造　单位：万元", "法庭改造"),
        ("2023年度乙县民政局部门整体绩效自评表", "整体支出"),
        ("（一）单位整体支出绩效自评表（2024年度）", "整体支出"),
        ("2023年度街道整体支出绩效自评表", "整体支出"),
    ],
)
def test_names(title: str, name: str) -> None:
    found = titles_in(f"上文到此为止。\n{title}{CELLS}")
    assert [one.named(UNITS) for _, one in found] == [name]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("养老服务项目绩效指标完成情况：", "养老服务项目"),
        ("（1）县道养护项目\n全年预算5.00万元，执行4.00万元，执行率80%。", "县道养护项目"),
        ("2.项目绩效自评情况", None),
    ],
)
def test_headings_above_columns(heading: str, name: str | None) -> None:
    columns = "一级指标 二级指标 三级指标 目标值 实际值 分值 得分"
    found = titles_in(f"上文到此为止。\n{heading}\n{columns}\n产出指标 数量指标 户数 5 5 9 9\n")
    assert [one.named(UNITS) for _, one in found] == ([name] if name else [])


@pytest.mark.parametrize(
    "text",
    [
        "养老服务体系建设项目自评表\n第五部分 名词解释\n一、财政拨款收入：指拨款。\n",
        f"附件：项目支出绩效自评表、部门整体支出绩效自评表{CELLS}",
        f"我局公开了养老服务项目自评表。{CELLS}",
        f"养老服务项目情况表{CELLS}",
    ],
)
def test_no_titles(text: str) -> None:
    assert titles_in(text) == []


def test_a_title_torn_where_its_line_is_full() -> None:
    opening = "2023年度甲县水利局农村饮水安全巩固提升"
    cells = CELLS.replace(" 三级指标 分值", "\n分值")
    rows = lines(f"{'本' * len(opening)}\n{opening}\n工程项目自评表{cells}")
    title = table_title(rows, 1)
    assert title is not None
    assert (title.lines, title.named(UNITS)) == (2, "农村饮水安全巩固提升工程项目")


def test_a_table_ends_before_the_title_of_the_next() -> None:
    assert without_title("总分 100 95\n附件3\n项目支出绩效自评表\n（2023年度）\n") == "总分 100 95"
    assert without_title("总分 100 95\n偏差原因：天气。\n") == "总分 100 95\n偏差原因：天气。"
