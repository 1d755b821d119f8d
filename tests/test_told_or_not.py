"""What a report tells in words and what it does not: reasons, guests, members, duties, denials, single details."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened
from sound import says

from assistant import Assistant

REPORT = """青坪县园林局 2023 年度部门决算公开说明

第一部分 部门概况

一、主要职能
（一）负责城市绿化规划；负责古树名木的普查和挂牌；会同有关部门对古树的移植进行审批。
（二）受理和核实毁绿行为的投诉举报，发现违法建设及时向城管部门报告。

二、机构设置及人员情况
纳入青坪县园林局 2023 年度部门决算编制范围的单位共2个，分别是：青坪县园林局（本级）、青坪县苗圃。
与上年相比，原青坪县花木站于2022年底撤销，纳入决算编报的单位减少1个。

第二部分 部门决算情况说明

一、收入支出决算总体情况说明
2023 年度收入总计 900.00 万元，支出总计 900.00 万元。收入支出总体与上年相比，
减少 90.00 万元，下降 9.09%，主要原因是：滨河公园一期已于上年完工。

二、收入决算情况说明
本年收入 880.00 万元，其中：财政拨款收入 800.00 万元，占 90.91%；其他收入 80.00 万元，占 9.09%。
其他收入包括：苗木销售 50.00 万元，场地租金 30.00 万元。

三、支出决算情况说明
本年支出 860.00 万元，其中：基本支出 460.00 万元，占 53.49%；项目支出 400.00 万元，占 46.51%。
年末结转和结余 40.00 万元。主要为北坡绿道工程尚未办理竣工决算，尾款按合同约定于下年支付。

四、财政拨款收入支出决算总体情况说明
2023 年度财政拨款收入总计 820.00 万元，财政拨款支出总计 820.00 万元。财政拨款收入支出总体与上年相比，
减少 80.00 万元，下降 8.89%。

五、财政拨款“三公”经费支出决算情况说明
2023 年度因公出国（境）费支出 3.00 万元。全年组织团组1个，赴日本考察花木栽培。
决算小于预算的原因是原定赴荷兰团组因签证未办妥取消。
公务接待费支出 1.20 万元。全年国内公务接待 6 批次，40 人次。
主要用于接待省厅检查组和兄弟县考察团。公务接待一律在机关食堂安排。
2023 年度未购置车辆，本单位没有机关运行经费。公用经费 40.00 万元。
养老保险缴费支出 30.00 万元，事业单位医疗支出 12.00 万元。

六、预算绩效的情况说明
本部门组织对4个项目开展绩效自评。本年度未组织开展部门评价项目。年内调出2人。

第三部分 名词解释

一、其他收入：指除财政拨款收入以外的收入。
"""


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("told"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "status", "wanted"),
    [
        # who was received and where, in part or whole
        ("园林局接待的都是谁，客人在哪吃的", "answered", ["省厅检查组", "机关食堂"]),
        ("园林局接待了哪些单位，在哪家饭店吃的", "answered", ["兄弟县考察团", "没有写在哪家饭店"]),
        # the units in the accounts
        ("园林局决算比上年少了哪家单位，为什么", "answered", ["花木站", "撤销"]),
        # duties: each clause has its own, neighbours on the same thing go together
        ("古树归不归园林局管", "answered", ["古树名木的普查和挂牌", "古树的移植进行审批"]),
        ("毁绿投诉归谁受理，园林局看到违建能处罚吗", "answered", ["投诉举报", "向城管部门报告"]),
        # reasons: under a neighbouring heading, of what did not happen, of what stayed
        ("园林局财政拨款支出总计为什么少了80万", "answered", ["没有单独说明", "滨河公园"]),
        ("园林局出国花了多少，荷兰咋没去成", "answered", ["3.00", "签证未办妥"]),
        ("园林局年末结转的40万卡在哪了", "answered", ["尚未办理竣工决算"]),
        # what a sum is made of, and what is denied
        ("园林局80万其他收入都是什么钱", "answered", ["苗木销售", "场地租金"]),
        ("园林局2023年搞部门评价了吗", "answered", ["未组织开展部门评价"]),
        ("园林局买车了没有，花了多少", "answered", ["未购置车辆"]),
        ("园林局其他收入比机关运行经费多多少", "answered", ["80.00", "没有机关运行经费"]),
        # the guests came in groups: one 回 is one of them
        ("园林局接待了几回客人，一回平均花多少", "answered", ["6 批次", "2,000.00 元"]),
        ("园林局结转的钱准备干啥用", "answered", ["40.00", "北坡绿道工程"]),
        # single details that are not told
        ("园林局办公楼装修花了多少", "not_found", []),
        ("园林局调出的2个人调到哪个单位去了", "not_found", []),
        ("园林局北坡绿道是哪几家公司做的", "not_found", []),
    ],
)
def test_told_or_not(bureau: Assistant, question: str, status: str, wanted: list[str]) -> None:
    answer = bureau.ask(question)
    assert answer.status == status, answer.answer
    assert [one for one in wanted if not says(answer.answer, one)] == [], answer.answer
