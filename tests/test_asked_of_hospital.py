"""Where money comes from, numbered units, incomes of a report's own naming, costs that none tells."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened
from sound import check, says

from assistant import Assistant
from assistant.understand.years import find_years

UNIT = "河湾市第三人民医院"
REPORT = """河湾市第三人民医院 2023 年度单位决算公开

第一部分 单位概况

一、主要职能

河湾市第三人民医院承担全市基本医疗服务。

第二部分 2023 年度单位决算情况说明

一、收入支出决算总体情况说明

2023 年度收入、支出决算总计 900.00 万元。
结余分配 12.00 万元。结余分配事项：按规定提取职工福利基金。

二、收入决算情况说明

2023 年度本年收入决算合计 800.00 万元，其中：
财政拨款收入 100.00 万元，占 12.50%；财政专户管理教育收费 0.00 万元，占 0%；
事业收入（不含专户管理教育收费）680.00 万元，占 85.00%；其他收入 20.00 万元，占 2.50%。
事业收入主要为医疗收入，其中门急诊收入 300.00 万元、住院收入 380.00 万元。

三、支出决算情况说明

2023 年度本年支出决算合计 790.00 万元，其中：基本支出 700.00 万元，占 88.61%；项目支出 90.00 万元，占 11.39%。

四、政府性基金预算支出决算情况说明

2023 年度政府性基金预算支出决算 40.00 万元。与上年相比，减少 60.00 万元，下降 60.00%，变动原因：上年安排了新院区建设。
本年度发生支出的政府性基金科目为：其他支出（类）其他政府性基金及对应专项债务收入安排的支出（款）其他地方自行试点项目收益专项债券收入安排的支出（项），
年初预算 0 万元，支出决算 40.00 万元，主要用于发热门诊楼建设。

五、人员情况说明

2023 年末实有在职人员 200 人，其中在编人员 150 人、编外聘用制人员 50 人。

六、国有资产占用情况说明

截至 2023 年 12 月 31 日，本单位共有车辆 6 辆，其中：特种专业技术用车 6 辆；
特种专业技术用车主要是救护车 4 辆、采血车 2 辆。
"""


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("hospital"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("三院的钱主要从哪来", ["680.00", "85.00%", "100.00"]),
        ("三院主要靠什么来钱", ["680.00"]),
        ("市三院门急诊和住院哪块赚得多", ["300.00", "380.00"]),
        ("三院住院一年挣了多少", ["380.00"]),
        ("三院有几辆救护车", ["4"]),
        ("三院编外的有多少人，占在职的几成", ["50", "200", "25.00%"]),
        ("三院结余分配怎么分的", ["提取职工福利基金"]),
        ("三院专项债花在哪了，比上年少多少", ["40.00", "60.00", "发热门诊楼"]),
    ],
)
def test_answer(hospital: Assistant, question: str, wanted: list[str]) -> None:
    answer = hospital.ask(question)
    assert answer.status == "answered"
    assert [one for one in wanted if not says(answer.answer, one)] == [], answer.answer
    check(answer, question, UNIT, 2023)


def test_parts_that_add_up_are_not_doubted(hospital: Assistant) -> None:
    answer = hospital.ask("三院一共收了多少钱，由哪些构成")
    assert "对不上" not in answer.answer


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        ("三院住院病人伙食花了多少钱", ["380.00"]),
        ("三院采血车一共花了多少钱", []),
        ("三院门诊楼电费多少", ["40.00"]),
        ("三院固定资产净值多少", []),
    ],
)
def test_what_is_only_named_has_no_amount(
    hospital: Assistant, question: str, untold: list[str]
) -> None:
    answer = hospital.ask(question)
    assert answer.status == "not_found", answer.answer
    assert [one for one in untold if says(answer.answer, one)] == []


def test_a_cost_of_its_own_is_not_the_total_asked_before(hospital: Assistant) -> None:
    answer = hospital.ask("耗材费一共多少", ("三院2023年支出多少",))
    assert answer.status == "not_found"
    assert "790" not in answer.answer


def test_a_year_that_another_is_compared_with() -> None:
    assert find_years("去年接待费怎么比前年多", [2023, 2022]).years == (2023,)
    assert find_years("前年接待费多少", [2023, 2022]).years == (2022,)
