"""A report in Markdown with stops of half width: what is read of it, and what answers tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import opened
from sound import says

from assistant import Assistant
from index.extract import examine_text

REPORT = """# 甲沽县文物局2023年度部门决算公开说明

## 一、单位基本情况

**（一）主要职能。** 负责文物保护。

**（二）机构情况。** 所属二级预算单位2个：甲沽县博物馆、甲沽县文物勘探中心。

**（三）人员情况。** 年末编制20名，实有在职18人（局本级8人，博物馆10人）。

## 二、收入支出情况

### （一）收入情况

2023年总收入560.00万元,其中:财政拨款收入540.00万元;其他收入20.00万元.

### （二）支出情况

2023年总支出520.00万元,其中:①基本支出300.00万元;②项目支出220.00万元.
分单位看：甲沽县文物局（本级）200.00万元；甲沽县博物馆220.00万元；甲沽县文物勘探中心100.00万元。

### （三）一般公共预算支出

一般公共预算支出510.00万元，年初预算500.00万元。

| 科目 | 年初预算 | 决算 | 说明 |
|---|---|---|---|
| 207 文化旅游体育与传媒支出 | 410.00 | 430.00 | 追加抢险经费 |
| 221 住房保障支出 | 90.00 | 80.00 | 2人调出 |

## 三、“三公”经费情况

“三公”经费决算9.00万元,上年决算8.00万元,增加1.00万元,全部为公务用车运行维护费.公务用车保有量3辆.

## 四、国有资产情况

车辆4辆：应急保障用车3辆、其他用车1辆（文物巡查车）。
"""
UNIT = "甲沽县文物局"


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(tmp_path_factory.mktemp("layouts"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "各单位分别花了多少？",
            ("（本级）200.00万元", "（甲沽县博物馆）220.00万元", "100.00万元"),
        ),
        ("哪些支出没花到预算数，原因是什么？", ("住房保障支出年初预算数90.00万元", "2人调出")),
        ("2022年三公经费多少？", ("“三公”经费为8.00万元",)),
        ("公务用车运行维护费多少？", ("公务用车运行维护费9.00万元",)),
        ("有几辆车，都是什么车？", ("车辆4辆", "应急保障用车3辆", "文物巡查车")),
        ("财政拨款占收入的几成？", ("占96.43%",)),
    ],
)
def test_answers(museum: Assistant, question: str, said: tuple[str, ...]) -> None:
    answer = museum.ask(UNIT + question)
    assert answer.status == "answered", answer.answer
    assert all(says(answer.answer, words) for words in said), answer.answer


def test_all_that_came_in_and_all_that_was_spent_are_of_the_year() -> None:
    report = examine_text(REPORT, Path("甲.txt"))
    told = {(f.metric, f.entity): str(f.amount.value) for f in report.facts if f.aspect == "决算数"}
    assert told["本年收入", "汇总"] == "560.00"
    assert told["本年支出", "汇总"] == "520.00"
    assert not [finding for finding in report.findings if finding.severity == "error"]
    staff = [f.amount.text for f in report.facts if f.metric == "在职人员"]
    assert staff == ["18"]
