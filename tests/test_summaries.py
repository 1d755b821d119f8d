"""Lists of projects printed as a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.extract import examine_text
from index.model import Report

HEAD = "某县卫生健康局2023年度部门决算\n第二部分 2023年度部门决算情况说明\n一、预算绩效情况说明\n"
LIST = (
    "项目绩效自评结果汇总表\n单位：万元\n序号 项目名称 全年预算数 执行数 执行率 自评得分 等级\n"
    "1 村卫生室补助 20.00 19.00 95.00% 97.5 优\n2 设备购置 60.00 42.00 70% 82 良\n"
    "合计 80.00 61.00 76.25% - -\n"
)


def report(text: str) -> Report:

    return examine_text(text, Path("某县卫生健康局.txt"))


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        LIST.replace("1 村", "村").replace("2 设", "设").replace("序号 ", ""),
        LIST.replace("等级", "扣分原因").replace(" 优", " 培训推迟").replace(" 良", ""),
        "\n".join(
            "| " + " | ".join(line.split()) + " |" if " " in line else line
            for line in LIST.split("\n")
        ),
    ],
)
def test_a_line_a_project(text: str) -> None:
    found = report(HEAD + "2023年对2个项目开展自评。\n" + text)
    told = [
        (fact.metric, fact.aspect, fact.amount.text, fact.amount.measure)
        for fact in found.facts
        if fact.metric.startswith("项目:")
    ]
    assert told == [
        ("项目:村卫生室补助", "全年预算数", "20.00", "万元"),
        ("项目:村卫生室补助", "全年执行数", "19.00", "万元"),
        ("项目:村卫生室补助", "执行率", "95.00", "%"),
        ("项目:村卫生室补助", "得分", "97.5", "分"),
        ("项目:设备购置", "全年预算数", "60.00", "万元"),
        ("项目:设备购置", "全年执行数", "42.00", "万元"),
        ("项目:设备购置", "执行率", "70", "%"),
        ("项目:设备购置", "得分", "82", "分"),
    ]
    for fact in found.facts:
        if fact.metric.startswith("项目:"):
            assert found.text[fact.place.start : fact.place.end] == fact.amount.text


def test_other_columns_are_left() -> None:
    text = "序号 项目名称 建设地点 投资规模\n1 甲桥 乙乡 20.00\n2 丙桥 丁乡 30.00\n"
    found = report(HEAD + "2023年对2个项目开展自评。\n" + text)
    assert not [fact for fact in found.facts if fact.metric.startswith("项目:")]


TOLD = (
    "其中：委托中介审计预算180.00万元、支出172.36万元；审计业务专项预算106.00万元、支出99.12万元。"
    "自评得分分别为95.83分、97.60分。"
)
COUNTED = "2个项目支出情况为：妇女“两癌”检查138.20万元，妇女干部培训4.18万元。"
TABLE = (
    "序号\t项目名称\t全年预算数（万元）\t全年执行数（万元）\t自评得分\t等次\n"
    "1\t城乡医疗救助\t508.00\t470.68\t95.27\t优\n2\t困难群众参保\t36.00\t36.00\t99.00\t优\n"
)
MARKDOWN = (
    "| 序号 | 项目名称 | 全年预算数（万元） | 全年执行数（万元） | 执行率 | 自评得分 |\n"
    "| --- | --- | --- | --- | --- | --- |\n"
    "| 1 | 丙建设 | 42.00 | 41.26 | 98.24% | 97.5 |\n| 2 | 丁监测 | 60.00 | 54.20 | 90.33% | 94.03 |\n"
)


@pytest.mark.parametrize(
    ("text", "metric", "expected"),
    [
        (TOLD, "项目:审计业务专项", ["106.00", "99.12", "97.60"]),
        (COUNTED, "项目:妇女“两癌”检查", ["138.20"]),
        (COUNTED.replace("2个", "3个"), "项目:妇女干部培训", []),
        (TABLE, "项目:城乡医疗救助", ["508.00", "470.68", "95.27"]),
        (MARKDOWN, "项目:丁监测", ["60.00", "54.20", "90.33", "94.03"]),
    ],
)
def test_projects_listed_in_other_ways(text: str, metric: str, expected: list[str]) -> None:
    report = examine_text(f"{HEAD}十、预算绩效情况说明\n{text}", Path("x.txt"))
    assert [f.amount.text for f in report.facts if f.metric == metric] == expected
