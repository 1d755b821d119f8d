"""What several small questions ask wholly: both ends of an order, what most went to, last year's car."""

from __future__ import annotations

import pytest

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("昌吉政务局2022年花的钱是不是大头都拿去养人了？", ("基本支出", "项目支出")),
        (
            "数发局2024年写一小段政府采购情况的说明，要有总额和中小企业占比",
            ("货物", "服务", "中小企业"),
        ),
        ("市政府2023年有没有更新公务用车？去年呢", ("购置",)),
        ("昌吉政务局2022年动用了多少以前的结余", ("115.50 万元", "年初结转和结余 0.00 万元")),
        (
            "政务服务管理局2021年三公8.15万，改成数字化发展局后2024年是多少，涨了还是跌了？",
            ("8.15 万元", "11.92 万元", "多 3.77 万元，是上升的", "不完全可比"),
        ),
        ("数字化发展局2024年政府采购九成都是买东西的，是不是？", ("41.30 万元，占 90.08%",)),
        (
            "2021年底市政务服务管理局和公共资源交易中心各有多少辆车、各值多少？",
            ("车辆 2 辆", "39.24 万元", "56.18 万元"),
        ),
        ("乌鲁木齐市政府2023政府性基金花在哪了，多少钱？", ("192.47 万元", "项目土地补偿金")),
        ("2024数字化发展局政府性基金那54.2万花出去了吗？哪来的", ("54.20万元", "年初结转资金")),
        (
            "2021年公共资源交易中心（乌鲁木齐）有几辆车？值多少？是做什么用的车",
            ("车辆（乌鲁木齐市公共资源交易中心） 2 辆", "56.18 万元", "一般公务用车"),
        ),
        ("市政务服务管理局2021年那些车是干什么用的", ("其他用车主要是：一般公务用车",)),
        (
            "How much did the Urumqi Digital Development Bureau spend on official vehicles in 2024, "
            "how many vehicles does it keep, and why did the cost rise?",
            ("11.85", "维修维护成本增加"),
        ),
        ("市政府2023年年初结转多少，年末又剩多少", ("2,492.68 万元", "2,290.69 万元")),
    ],
)
def test_the_answer_holds_all_that_is_asked(
    desk: Assistant, question: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    for word in words:
        assert word in answer.answer, answer.answer
