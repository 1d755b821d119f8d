"""Doubts over two numbers, how a rate or points came about, and projects that everyday words point to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened
from sound import check

from assistant import Assistant
from index.funding import read_inline

pytest_plugins = ("built",)

REPORT = """新疆白杨沟县农业农村局2023年度部门决算公开说明

一、单位职能
承担农业生产的指导。

二、收支情况
2023年度本年收入500.00万元，其中：财政拨款收入490.00万元，占98.00%。本年支出480.00万元。
2023年度一般公共预算财政拨款支出480.00万元。
三、一般公共预算财政拨款支出决算具体情况
1.农林水支出（类）农业农村（款）病虫害控制（项）：年初预算为20.00万元，支出决算为38.50万元，完成年初预算的192.50%，决算数大于年初预算数的主要原因是：年中追加疫苗款。
四、政府性基金预算财政拨款支出决算情况
2023年度政府性基金预算财政拨款支出72.00万元。2022年度政府性基金预算财政拨款支出为60.00万元。
公务用车保有量3辆。截至2023年12月31日，共有车辆9辆。

五、绩效情况
2023年度整体支出绩效自评得分93.60分，评价等级为“优”。自评结果为“优”的4个、“良”的2个。
项目支出绩效自评表
（2023年度）
项目名称 基层动物防疫
主管部门 白杨沟县农业农村局 实施单位 白杨沟县农业农村局
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 30.00 42.00 38.50 10 91.67% 9.17分
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 免疫牲畜数量 >=20000头 =21000头 90 90
总分 100 99.17分
项目支出绩效自评表
（2023年度）
项目名称 社区工作者薪酬
主管部门 白杨沟县农业农村局 实施单位 白杨沟县农业农村局
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 20.00 20.00 20.00 10 100.00% 10.00分
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 发放次数 >=12次 =12次 90 90
总分 100 100.00分

六、名词解释
基本支出：指日常支出。
"""


def test_points_for_the_execution_stand_in_the_row_that_names_their_weight() -> None:
    row = "预算执行情况(10分):年初预算数0.00万元;全年预算数80.00万元;全年执行数77.75万元;执行率97.19%;得分9.72分"
    cells = {aspect: number.text for aspect, number in read_inline(row).items()}
    assert (cells["分值"], cells["得分"], cells["执行率"]) == ("10", "9.72", "97.19")


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("farm"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "words"),
    [
        # two numbers of one kind: what they differ by; two rates: what each is of
        ("公车说是3辆，资产里写车辆9辆，怎么回事", ("相差 6 辆",)),
        (
            "动物防疫科目那里完成192.50%，自评表执行率91.67%，这两个数怎么回事",
            ("38.50 万元", "20.00 万元", "42.00 万元", "100.83 个百分点"),
        ),
        # how a rate and its points came about
        ("基层动物防疫的91.67%和9.17分怎么算的", ("÷", "42.00 万元", "分值 10 分，乘以执行率应为 9.17 分")),
        ("社区工作者薪酬项目发放次数扣的分怎么算的", ("「社区工作者薪酬」",)),
        # everyday words before 项目, and the item that a project is booked under
        ("给社区工作者发工资的项目花了多少", ("「社区工作者薪酬」", "20.00 万元")),
        ("给牲口打防疫针的项目花了多少", ("「基层动物防疫」", "38.50 万元")),
        ("基层动物防疫科目里年初预算是多少", ("病虫害控制", "20.00 万元")),
        # texts of the asker's own
        ("核对：基层动物防疫全年预算42万元，执行38.50万元，比全年预算少花3.50万元", ("**3** 处与原文一致",)),
        ("核对：基层动物防疫全年预算42万元，执行38.50万元，比全年预算少花5.50万元", ("得 3.50 万元",)),
        ("核对：政府性基金支出72万元，比上年增加12万元，增长16.67%", ("增加 20.00%",)),
        ("核对：整体支出自评得分93.60分，等级良，优4个、良3个", ("等级与原文不符", "“良”的2个")),
        ("核对：基层动物防疫年初预算42万元，执行38.50万元", ("年初预算数为 30.00 万元",)),
        ("核对：基层动物防疫执行38.50万元，执行率91.67%，得9.71分", ("得分为 9.17 分",)),
        ("核对：社区工作者薪酬全年预算20万元，支出20万元，占本年支出480万元的4.17%", ("**4** 处与原文一致",)),
    ],
)  # fmt: skip
def test_doubts_rates_and_projects(farm: Assistant, question: str, words: tuple[str, ...]) -> None:
    answer = farm.ask(question)
    check(answer, question)
    assert answer.status == "answered"
    for word in words:
        assert word in answer.answer, answer.answer
