"""What citizens ask of an ordinary report: the other end of a ranking, prices told in words, a name's own head."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened

from assistant import Assistant

pytest_plugins = ("built",)

REPORT = """新疆白杨沟湿地自然保护区管理中心2023年度部门决算公开说明

一、单位职能
承担保护区的巡护和监测。

二、收支情况
2023年度本年收入500.00万元，其中：财政拨款收入490.00万元，占98.00%。本年支出480.00万元。
2023年度一般公共预算财政拨款支出480.00万元。
1.节能环保支出（类）380.00万元，占79.17%；
2.住房保障支出（类）100.00万元，占20.83%。
公务用车购置及运行维护费15.00万元，其中：公务用车购置费11.00万元，公务用车运行维护费4.00万元。
本年开支会议费1.80万元，用于召开工作会2次，人数240人；开支培训费6.00万元，用于开展培训3期，人数150人。

三、绩效情况
项目支出绩效自评表
（2023年度）
项目名称 牧民补助
主管部门 白杨沟湿地自然保护区管理中心 实施单位 白杨沟湿地自然保护区管理中心
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 50.00 50.00 40.00 10 80.00% 8.00分
年度总体目标
预期目标 实际完成情况
向牧民发放补助。 慰问牧民家庭200户，每户500元。
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 慰问牧民家庭 >=200户 =200户 50 50
满意度指标 服务对象满意度指标 牧民满意度 >=90% =85% 40 30 发放较晚
总分 100 88.00分
项目支出绩效自评表
（2023年度）
项目名称 鸟类监测
主管部门 白杨沟湿地自然保护区管理中心 实施单位 白杨沟湿地自然保护区管理中心
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 20.00 20.00 20.00 10 100.00% 10.00分
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 监测次数 >=12次 =12次 90 90
总分 100 100.00分

四、名词解释
宣教包：发给学生的用品，内有望远镜和图册。
"""


@pytest.fixture(scope="module")
def reserve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("ordinary"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("白杨沟保护区公车花了多少", ["15.00", "11.00", "4.00"], ""),  # bought, and run
        ("慰问一户牧民家庭给多少钱", ["每户500元"], "相除"),  # a price told is no quotient
        ("参加培训的有多少人", ["参训人数 150 人"], "240"),
        ("白杨沟会议费多少，多少人参会", ["1.80", "参会人数 240 人"], "150"),
        ("宣教包里面都有啥", ["望远镜"], ""),
    ],
)
def test_told_as_the_report_tells(
    reserve: Assistant, question: str, told: list[str], untold: str
) -> None:
    answer = reserve.ask(question)
    assert answer.status == "answered"
    assert all(words in answer.answer for words in told)
    assert not untold or untold not in answer.answer


def test_the_other_end_of_a_ranking(reserve: Assistant) -> None:
    answer = reserve.ask("那最高的呢", ["2023年哪个项目得分最低"])
    assert "「鸟类监测」" in answer.answer
    assert "「牧民补助」" not in answer.answer


@pytest.mark.parametrize("said", ["白杨沟", "白杨沟湿地", "白杨沟保护区", "白杨沟湿地中心"])
def test_the_head_of_a_name(reserve: Assistant, said: str) -> None:
    found = reserve.understand(f"{said}2023年三公经费多少").units
    assert found.units
    assert not found.unknown


def test_an_amount_is_no_year(reserve: Assistant) -> None:
    assert reserve.understand("预算2086和支出2092对得上吗").years.years == ()


ROADS = """白杨沟县公路养护中心2024年度单位决算公开说明

一、单位职责
承担县道的养护。高速公路的养护由省交投集团负责。

二、人员情况
年末在职人员30人，编外养护工12人。

三、收支情况
2024年度本年支出500.00万元，其中人员经费200.00万元。
2024年度一般公共预算财政拨款支出480.00万元，其中：
1.交通运输支出（类）公路水路运输（款）公路养护（项）。年初预算60.00万元，支出决算90.00万元，完成年初预算的150.00%。决算数大于年初预算数的主要原因是：新增病害3处。

四、政府采购情况
2024年度政府采购支出总额100.00万元。授予中小企业合同金额80.00万元，占政府采购支出总额的80.00%，其中：授予小微企业合同金额20.00万元，占授予中小企业合同金额的25.00%。

五、预算绩效情况
（1）抢险保通项目
年初预算40.00万元，调整后预算50.00万元，执行48.00万元，执行率96.00%，自评得分94.2分，结论为优秀。
指标名称 | 目标值 | 实际值 | 权重 | 得分 | 未达标原因
养护里程 | 86公里 | 86公里 | 50 | 50 |
抢通时间 | ≤24小时 | 31小时 | 40 | 31 | 设备不足
出行满意度 | ≥90% | 91.3% | 10 | 10 |
（2）公路养护项目
全年预算95.00万元，执行90.00万元，执行率94.74%，自评得分86.5分。主要问题：伸缩缝到货晚。
委托第三方对国道大中修工程开展评价，涉及资金186.00万元，评价得分89.1分。
"""


@pytest.fixture(scope="module")
def roads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report that tells its projects' budgets in sentences."""
    with opened(tmp_path_factory.mktemp("roads"), ROADS) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("抢通时间达标没，为什么", ["≤24小时", "31小时", "设备不足"], "|"),  # below its budget
        ("公路养护项目花了多少，得了多少分", ["90.00", "86.5"], "186"),  # below a table
        ("公路养护项目为什么超预算", ["60.00", "新增病害3处"], "186"),  # as its item
        ("授予小微企业合同金额占比多少", ["25", "授予中小企业合同金额 80.00", "20.00%"], ""),
        ("编外养护工有多少人，工资一个月多少", ["12人", "没有写“编外养护工”的工资"], ""),
        ("高速公路是公路养护中心养护吗", ["省交投集团"], ""),
    ],
)
def test_projects_told_in_sentences(
    roads: Assistant, question: str, told: list[str], untold: str
) -> None:
    answer = roads.ask(question).answer
    assert all(words in answer for words in told), answer
    assert not untold or untold not in answer
