"""What answers say where one name has figures of two scopes: basic expenditure, one fund."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened

from assistant import Assistant

REPORT = """甲沽市文物局2023年度部门决算
第一部分 部门概况
一、主要职能
负责文物保护。
第二部分 2023年度部门决算表
表一 收入支出决算总表
编制部门：甲沽市文物局　　金额单位：万元
收入 | 决算数 | 支出 | 决算数
一、一般公共预算财政拨款收入 | 500.00 | 一、文化旅游体育与传媒支出 | 460.00
二、政府性基金预算财政拨款收入 | 60.00 | 二、城乡社区支出 | 60.00
本年收入合计 | 560.00 | 本年支出合计 | 520.00
第三部分 2023年度部门决算情况说明
五、一般公共预算财政拨款支出决算情况说明
2023年度一般公共预算财政拨款支出年初预算450.00万元，支出决算460.00万元。其中：
1.文化旅游体育与传媒支出（类）文物（款）文物保护（项）。年初预算为200.00万元，支出决算为210.00万元。
2.文化旅游体育与传媒支出（类）文物（款）行政运行（项）。年初预算为250.00万元，支出决算为250.00万元。
六、一般公共预算财政拨款基本支出决算情况说明
一般公共预算财政拨款基本支出250.00万元。其中：人员经费220.00万元；公用经费30.00万元，主要包括办公费4.00万元、公务接待费1.25万元。
八、政府性基金预算财政拨款收入支出决算情况说明
2023年度政府性基金预算财政拨款年初结转和结余0.00万元，本年收入60.00万元，本年支出48.00万元，年末结转和结余12.00万元。
四、财政拨款收入支出决算总体情况说明
2023年度财政拨款收、支总计均为590.00万元。其中，年初财政拨款结转和结余30.00万元，年末财政拨款结转和结余20.00万元。
七、财政拨款“三公”经费支出决算情况说明
公务接待费预算4.00万元，支出决算3.75万元，完成预算的93.75%。
"""


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(tmp_path_factory.mktemp("museum"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("甲沽市文物局接待费花了多少？", "3.75 万元", "1.25"),
        ("甲沽市文物局公用经费里的接待费有多少？", "1.25 万元", "3.75"),
        ("甲沽市文物局政府性基金2023年收入多少？", "60.00 万元", "560.00"),
        ("甲沽市文物局政府性基金收支情况？", "48.00 万元", "590.00"),
        ("甲沽市文物局文物保护占比多少？", "45.65%", "本年支出"),
        ("甲沽市文物局年底还剩多少钱？", "20.00 万元", "30.00"),
        ("甲沽市文物局一般公共预算财政拨款支出由哪些部分构成？", "210.00 万元", "60.00 万元，占"),
    ],
)
def test_scopes_are_kept_apart(museum: Assistant, question: str, said: str, unsaid: str) -> None:
    answer = museum.ask(question)
    assert said in answer.answer, answer.answer
    assert unsaid not in answer.answer.replace("460.00", ""), answer.answer
    assert not answer.warnings
