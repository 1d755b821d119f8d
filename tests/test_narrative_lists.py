"""What a change or a count behind a list is of, and figures that only look like the report's."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.extract import examine_text

HEAD = "甲市乙局2023年度部门决算\n第三部分 2023年度部门决算情况说明\n"
OVERALL = "一、收入支出决算总体情况说明\n"
STAFF = "三、人员情况\n"
REVIEW = "十三、预算绩效情况说明\n"
ASSETS = "十二、国有资产占用情况说明\n"


@pytest.mark.parametrize(
    ("text", "metric", "aspect", "value"),
    [
        (OVERALL + "本年度收入总计、支出总计均为90.00万元，较上年增加5.00万元。", "收入总计", "决算数", "90.00"),
        (OVERALL + "本年度收入总计、支出总计均为90.00万元，较上年增加5.00万元。", "支出总计", "比上年增减额", "5.00"),
        (
            "四、财政拨款收入支出决算总体情况说明\n收入总计、支出总计均为70.00万元。",
            "财政拨款支出总计",
            "决算数",
            "70.00",
        ),
        (
            OVERALL + "财政拨款支出总计60.00万元，其中本年支出50.00万元、年末财政拨款结转和结余10.00万元。",
            "财政拨款支出",
            "决算数",
            "50.00",
        ),
        (
            OVERALL + "财政拨款收入总计60.00万元，其中一般公共预算财政拨款51.00万元、年初财政拨款结转和结余9.00万元。",
            "一般公共预算财政拨款收入",
            "决算数",
            "51.00",
        ),
        (
            OVERALL + "年末结转和结余9.00万元，其中财政拨款结转6.00万元，非财政拨款结转3.00万元。"
            "较2022年决算减少2.00万元。",
            "年末结转和结余",
            "比上年增减额",
            "2.00",
        ),
        (
            STAFF + "本部门编制38名，其中行政18名、事业20名；年末在职实有35人，"
            "其中行政人员16人、事业人员19人，比上年减少5人。",
            "在职人员",
            "比上年增减额",
            "5",
        ),
        (STAFF + "编制38人；实有35人，其中行政16人、事业19人。", "实有人数", "数量", "35"),
        (STAFF + "编制38人；实有35人，其中行政16人、事业19人。", "事业人员", "数量", "19"),
        (STAFF + "在职人员35人。另有警务辅助人员12人。", "警务辅助人员", "数量", "12"),
        (STAFF + "离退休人员74人；编外用工13人。", "编外用工", "数量", "13"),
        (
            REVIEW + "部门整体支出自评得分91.50分。自评得分最低的项目为机房搬迁，得分76.20分。",
            "项目:机房搬迁",
            "得分",
            "76.20",
        ),
    ],
)  # fmt: skip
def test_figure_is_of(text: str, metric: str, aspect: str, value: str) -> None:
    facts = examine_text(HEAD + text + "\n", Path("x.txt")).facts
    assert [f.amount.text for f in facts if (f.metric, f.aspect) == (metric, aspect)] == [value]


def test_change_of_what_is_no_figure_of_the_report() -> None:
    text = REVIEW + "部门整体支出自评得分93.45分，等级为优。破获案件463起，同比上升8.43%。\n"
    facts = examine_text(HEAD + text, Path("x.txt")).facts
    assert {(f.metric, f.aspect) for f in facts} == {("整体支出", "得分")}


def test_what_was_bought_does_not_contradict_what_there_is() -> None:
    text = ASSETS + (
        "共有车辆8辆；单价100万元以上的设备（不含车辆）2台（套）。"
        "当年购置车辆1辆，购置单价100万元以上的设备0台（套）。\n"
    )
    report = examine_text(HEAD + text, Path("x.txt"))
    assert not [f for f in report.findings if f.rule == "repeats"]
