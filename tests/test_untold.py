"""What pieces of a question ask that stands in the prose alone, beside what figures answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened
from sound import check, says

from assistant import Assistant

UNIT = "澜溪县林业和草原局"
REPORT = """澜溪县林业和草原局 2023 年度部门决算公开

第一部分 部门概况

一、主要职能

澜溪县林业和草原局负责全县林业和草原的监督管理，组织开展造林绿化。

二、机构设置

本部门核定编制 45 人，年末在职人员 41 人，
另聘用编外护林员 120 人。

第二部分 2023 年度部门决算情况说明

一、收入支出决算总体情况说明

2023 年度收入、支出决算总计 1,800.00 万元。与上年相比，增加 100.00 万元，增长 5.88%，主要原因是：退耕还林补助增加。

二、收入决算情况说明

2023 年度本年收入合计 1,760.00 万元，其中：财政拨款收入 1,745.00 万元，占 99.15%；其他收入 15.00 万元，占 0.85%。
其他收入主要为护林站旧房出租款。

三、支出决算情况说明

2023 年度本年支出合计 1,770.00 万元，其中：基本支出 700.00 万元，占 39.55%；项目支出 1,070.00 万元，占 60.45%。

四、一般公共预算财政拨款支出决算情况说明

2023 年度一般公共预算财政拨款支出年初预算为 1,500.00 万元，支出决算为 1,650.00 万元，完成年初预算的 110.00%。其中：
1.农林水支出（类）林业和草原（款）行政运行（项）。年初预算为 600.00 万元，支出决算为 620.00 万元。
决算数大于年初预算数的主要原因是：工资调整。
2.农林水支出（类）林业和草原（款）森林资源培育（项）。年初预算为 900.00 万元，支出决算为 1,030.00 万元。
决算数大于年初预算数的主要原因是：年中下达造林补助。

五、政府性基金预算财政拨款收入支出决算情况说明

2023 年度政府性基金预算财政拨款年初结转和结余 0 万元，本年收入 40.00 万元，本年支出 40.00 万元，年末结转和结余 0 万元。
本年支出与上年相比增加 25.00 万元，增长 166.67%，主要原因是：新增彩票公益金。

六、财政拨款“三公”经费支出决算情况说明

2023 年度“三公”经费支出预算为 12.00 万元，支出决算为 9.00 万元，完成预算的 75.00%。
其中：公务用车购置及运行维护费 8.00 万元，公务接待费 1.00 万元，
公务用车购置费 5.00 万元，更新购置 1 辆森林消防皮卡车。共接待国内来访团组 9 个、85 人次。

七、政府采购支出情况说明

2023 年度政府采购支出总额 60.00 万元，其中：政府采购货物支出 20.00 万元、政府采购工程支出 0 万元、
政府采购服务支出 40.00 万元。
授予小微企业合同金额 30.00 万元，占政府采购支出总额的 50.00%。

八、重点工作完成情况

一是造林绿化。全年完成人工造林 1.2 万亩，栽植苗木 86 万株，组织义务植树 14 场。
二是森林防火。接到火警 17 起，比上年少 5 起；
其中查处野外用火 63 起，向 48 户受损农户每户发放补助 2000 元。

发现的问题：林区道路巡护站未能按期建成。下一步改进措施：2024 年续建 3 座巡护站。

第三部分 名词解释

一、郁闭度：指林冠覆盖面积与地表面积的比例。

二、“三公”经费：指因公出国（境）费、公务用车购置及运行维护费和公务接待费。
"""


@pytest.fixture(scope="module")
def forestry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(tmp_path_factory.mktemp("forestry"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("林草局政府采购花了多少，小微企业拿了多少，工程有没有", ["60.00", "30.00", "工程支出 0"]),
        ("林草局在职多少人？编外护林员几个？", ["41", "120"]),
        ("林草局三公花了多少？接到火警几起？", ["9.00", "17"]),
        ("林草局2023年基本支出多少，人工造林多少亩", ["700.00", "1.2 万亩"]),
        ("林草局2023年决算比年初预算多了多少，多出来的主要是哪一项", ["150.00", "130.00"]),
        ("林草局决算为什么比年初预算多，主要是哪一项多的", ["造林补助"]),
        ("林草局旧房出租的款收了多少", ["15.00"]),
        ("林草局三公多少，巡护站没建完怎么办", ["9.00", "续建 3 座"]),
        ("林草局2023年本年支出多少，比上年多了多少，为什么", ["1,770.00", "退耕还林补助增加"]),
        ("林草局项目支出多少，受损农户每户能领多少补助", ["1,070.00", "2000 元"]),
    ],
)
def test_each_piece_is_told(forestry: Assistant, question: str, wanted: list[str]) -> None:
    answer = forestry.ask(question)
    assert answer.status == "answered"
    assert [one for one in wanted if not says(answer.answer, one)] == [], answer.answer
    check(answer, question, UNIT, 2023)


@pytest.mark.parametrize(
    "question", ["林草局三公花了多少，批了多少", "林草局一共花了多少，项目支出占几成"]
)
def test_nothing_is_added_to_what_figures_answer(forestry: Assistant, question: str) -> None:
    assert "报告原文" not in forestry.ask(question).answer


def test_the_change_of_a_small_fund_is_not_that_of_the_whole(forestry: Assistant) -> None:
    answer = forestry.ask("林草局2023年一共花了多少，比上年多多少").answer
    assert "166.67" not in answer
    assert "25.00 万元" in forestry.ask("林草局政府性基金支出比上年多了多少").answer
