"""What pieces of a question ask that stands in the prose alone, beside what figures answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sound import check, says

from assistant import Assistant, Settings, open_assistant
from index import Home, update

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
年末结转和结余 30.00 万元。

二、支出决算情况说明

2023 年度本年支出合计 1,770.00 万元，其中：基本支出 700.00 万元，占 39.55%；项目支出 1,070.00 万元，占 60.45%。

三、财政拨款“三公”经费支出决算情况说明

2023 年度“三公”经费支出预算为 12.00 万元，支出决算为 9.00 万元，完成预算的 75.00%。
其中：公务用车购置及运行维护费 8.00 万元，公务接待费 1.00 万元，
共接待国内来访团组 9 个、85 人次。

四、政府采购支出情况

2023 年度政府采购支出总额 60.00 万元，其中：政府采购货物支出 20.00 万元、政府采购工程支出 0 万元、
政府采购服务支出 40.00 万元。
授予小微企业合同金额 30.00 万元，占政府采购支出总额的 50.00%。

五、重点工作完成情况

一是造林绿化。全年完成人工造林 1.2 万亩，栽植苗木 86 万株，组织义务植树 14 场。
二是森林防火。接到火警 17 起，比上年少 5 起；
其中查处野外用火 63 起，向 48 户受损农户每户发放补助 2000 元。

第三部分 名词解释

一、郁闭度：指林冠覆盖面积与地表面积的比例。

二、“三公”经费：指因公出国（境）费、公务用车购置及运行维护费和公务接待费。
"""


@pytest.fixture(scope="module")
def forestry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("forestry")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    home = tmp_path_factory.mktemp("home")
    assert update(Home(home), [folder], None)[0].status == "indexed"
    assistant = open_assistant(Settings(home))
    yield assistant
    assistant.evidence.close()


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("林草局政府采购花了多少，小微企业拿了多少，工程有没有", ["60.00", "30.00", "工程支出 0"]),
        ("林草局在职多少人？编外护林员几个？", ["41", "120"]),
        ("林草局三公花了多少？接到火警几起？", ["9.00", "17"]),
        ("林草局2023年基本支出多少，人工造林多少亩", ["700.00", "1.2 万亩"]),
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
