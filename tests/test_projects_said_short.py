"""Projects and indicators as people call them: shortened, several at once, gone on from, all of them."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_words

from assistant import Assistant

pytest_plugins = ("built",)

_FLAG = "市政府2023年升旗仪式及烈士纪念日纪念活动经费"
_NOTICES = "昌吉政务局2022年公告费"


@pytest.mark.parametrize(
    ("history", "question", "report", "words"),
    [
        ((f"{_FLAG}花了多少？",), "那全年预算多少、剩多少", "23", ("165.50", "38.50 万元")),
        ((f"{_FLAG}花了多少？",), "结余呢", "23", ("38.50 万元",)),
        ((f"{_FLAG}花了多少？",), "还有多少没用", "23", ("38.50 万元",)),
        ((f"{_NOTICES}里电视台业务公告成本完成多少",), "满分是几分", "22", ("电视台", "分值 6 分")),
        ((f"{_NOTICES}里电视台业务公告成本完成多少",), "当初定的目标是多少", "22", ("<=8万元",)),
        (
            (f"{_NOTICES}里电视台业务公告成本目标多少", "实际呢"),
            "得几分",
            "22",
            ("电视台", "得分 1.2 分"),
        ),
        (("市政府2023年公务用车保有量几辆",), "那运行维护费花了多少", "23", ("147.33",)),
        (
            (f"{_FLAG}花了多少？",),
            "这项目打几分，哪里扣的",
            "23",
            ("88.21", "「烈士纪念日活动经费」"),
        ),
        ((f"{_NOTICES}里电视台业务公告成本完成多少",), "整个项目花了多少", "22", ("3.57 万元",)),
        (("数发局2024年公务接待费多少",), "国内公务接待了几批", "24", ("1 批次",)),
    ],
)
def test_what_goes_on_from_a_project(
    desk: Assistant, history: tuple[str, ...], question: str, report: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question, history)
    assert answer.status == "answered", answer.answer
    check_words(answer, words, ("没有写",))
    check(answer, question, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "report", "words"),
    [
        (f"{_FLAG}全年预算比执行数多多少", "23", ("38.50 万元",)),
        (f"{_FLAG}，全年预算 执行数 剩余", "23", ("38.50 万元",)),
        (f"请计算{_FLAG}的结余资金", "23", ("38.50 万元",)),
        ("市政府2023年律师服务经费执行率多少？公务用车保有量多少辆？", "23", ("100.00%", "77 辆")),
        ("市政府2023年律师服务经费执行率多少公务用车保有量多少辆", "23", ("100.00%", "77 辆")),
        ("市政府2023年公务接待费和律师服务经费分别花了多少", "23", ("73.71", "6.00 万元")),
        (f"{_NOTICES}的执行率以及公务接待费", "22", ("35.70%", "0.20 万元")),
        ("请列示数发局2024年公务接待费决算数、上年数", "24", ("0.07", "0.10")),
        (
            "昌吉政务局2022年事项最小颗粒度梳理和访惠聚工作队各花了多少钱",
            "22",
            ("100.00 万元", "4.16", "7.12"),
        ),
        ("昌吉政务局2022年公告费有没有没得满分的指标，是哪些", "22", ("电视台业务公告成本",)),
        ("请列示昌吉政务局2022年公告费得分低于分值的指标", "22", ("电视台业务公告成本",)),
        ("市政府2023年最费钱的项目是啥", "23", ("物业及餐饮服务费", "5,518.23")),
        ("市政府2023年哪个项目全年预算最大", "23", ("全年预算数最高",)),
        (
            "高新区政务局2023年所有项目和整体支出的自评里，哪些指标扣了分",
            "区",
            ("「资金发放及时率」", "「预算经费」"),
        ),
        (
            "把昌吉政务局2022年公告费的指标都列出来",
            "22",
            ("「制作宣传页数量」", "「电视台业务公告成本」"),
        ),
        ("昌吉政务局2022年公告费里得分最差的一项是啥", "22", ("「电视台业务公告成本」",)),
        ("昌吉政务局2022年公告费电视台业务公告成本失分多少", "22", ("4.8 分",)),
        ("高新区政务局2023年整体支出自评得分和雇员经费自评得分各多少", "区", ("99.02", "98.18")),
        ("数发局2024年公务用车有几台，运行维护费预算多少决算多少", "24", ("6 辆", "11.85")),
        ("市政府2023年离退休各多少人", "23", ("离休人员 4 人", "退休人员 379 人")),
    ],
)
def test_what_is_said_of_projects_at_once(
    desk: Assistant, question: str, report: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check_words(answer, words, ())
    check(answer, question, *REPORTS[report])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("数字化局云服务花了多少", "1,050.00 万元"),
        ("数字化局云服务项目花了多少", "1,050.00 万元"),
        ("市政府2023年花在维修上多少钱", "22.99 万元"),
        ("市政府2023年援疆花了多少钱", "34.01 万元"),
    ],
)
def test_money_is_said_to_go_on_what_a_project_is_called_by(
    desk: Assistant, question: str, said: str
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert said in answer.answer
