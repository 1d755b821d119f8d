"""Other bureaus in the style of the five: words of their field, their projects, cars, funds, slips."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import opened

from assistant import Assistant

_REPORTS = Path(__file__).parents[1] / "evals" / "reports"


@pytest.fixture(scope="module")
def bureaus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(
        tmp_path_factory.mktemp("style"),
        *(_REPORTS / name for name in ("dev31", "dev32", "dev33", "dev34")),
    ) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(
        tmp_path_factory.mktemp("others"),
        *(_REPORTS / name for name in ("dev47", "dev48", "dev57")),
    ) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        # the field of a unit is not what it paid for
        ("博兰图州医保局平台2024年宕机多少小时，怎么回事", ("=11小时", "断电"), "行政单位医疗"),
        ("博兰图州医保局2024年给职工交的医保花了多少", ("31.06", "47.12"), "「"),
        # everyday names of projects and people
        ("喀兰木县公安局辅警一个月多少钱，一共多少人", ("4500", "165"), "编外"),
        ("乌尔坦市第二中学贫困生一年补多少，补了多少人", ("2000", "634"), "实有人数"),
        # a price times its count
        ("喀兰木县公安局监控一路一年租金多少，租了几路，乘起来多少", ("208.32",), "没有"),
        ("博兰图州医保局专线一条一个月多少，46条一年大概多少钱", ("99.36", "十二个月"), "8.28"),
        # each verb is of the fund
        (
            "乌尔坦市第二中学政府性基金收了多少用了多少结了多少",
            ("55.00", "32.45", "22.55"),
            "4,108.47",
        ),
        # the cars that were bought
        ("喀兰木县公安局2021年新买了几辆车，什么车", ("4 辆", "囚车"), "机要通信用车"),
        # a word of an item that no term is stated of, and the year before the last one
        ("阿克萨依县市监局前年抚恤一分没花？去年花多少", ("26.00", "0.00"), "没有收录"),
        # points that do not follow from the results
        (
            "乌尔坦市第二中学哪些指标没达标却给了满分",
            ("「聘用专职保安人数」", "「校园安全事故数」"),
            "扣分的指标",
        ),
        # a part beside one that asks for persons
        ("阿克萨依县市监局招待费比上年涨了多少？来的都是谁？人均吃多少", ("34.04%", "88.73"), "□"),
        # what a finding holds against a whole
        ("博兰图州医保局实有人数87是怎么来的", ("74 人", "14 人", "88 人"), "一致"),
        ("博兰图州医保局2024年基本支出里公用经费多少", ("78.92",), "没有披露"),
        # which items moved, and which of two moved more
        ("博兰图州医保局哪些支出比上年下降了", ("信息化建设减少 371.70", "0.38"), "事业运行"),
        ("乌尔坦市第二中学初中和高中教育哪个涨得多", ("增加 91.54", "增加 231.45"), "比后者少"),
        # why money was not paid, from the table's own words
        ("喀兰木县公安局视频监控租赁费为啥没付", ("对账",), "没有找到"),
        # what became of the rest of a project
        ("阿克萨依县市监局知识产权奖补的钱剩的去哪了", ("年底由财政收回",), "没有找到"),
    ],
)
def test_other_bureaus(
    bureaus: Assistant, question: str, says: tuple[str, ...], never: str
) -> None:
    answer = bureaus.ask(question)
    assert answer.status == "answered", answer.answer
    for one in says:
        assert one in answer.answer, answer.answer
    assert never not in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        # a fund behind the name of a town, what a code, a class with its items and a list of them say
        ("苏木海镇政府性基金收支情况怎么样", ("230.00", "70.00"), "2,410.55"),
        ("苏木海镇2130505决算是多少", ("生产发展", "304.60"), "本年支出"),
        ("苏木海镇哪些科目支出比上年下降了", ("对村民委员会", "40.24", "1.58"), "没有能够"),
        (
            "博州文旅局住房保障支出里住房公积金和卫生健康支出里行政单位医疗合计多少",
            ("352.10",),
            "567.50",
        ),
        # of the accounts, and of no indicators of these names
        ("博州文旅局图书馆比上年少了多少，博物馆呢", ("61.25", "94.80"), "万人次"),
        # of the projects, and not of all that was spent
        ("博州文旅局评价了几个项目，一共花了多少", ("16 个", "5,610.40"), "本年支出"),
        # what a rate is of is no item; units of a kind; an order without what ended
        ("克孜勒托别县卫健委孕产妇死亡率降到多少", ("12.6/10",), "432.20 万元，比上年"),
        ("克孜勒托别县卫健委下面有几个卫生院？分别叫什么", ("卫生院 **3** 个",), "2,240.00"),
        (
            "塔勒德苏市退役军人局下降幅度最大的科目是什么（归零的不算）",
            ("退役士兵安置比上年下降 30.42%",),
            "其他支出",
        ),
    ],
)
def test_towns_and_councils(
    others: Assistant, question: str, says: tuple[str, ...], never: str
) -> None:
    test_other_bureaus(others, question, says, never)


def test_a_share_of_what_two_questions_were_on(others: Assistant) -> None:
    first = "克孜勒托别县卫健委2024年基本公共卫生服务支出多少？"
    answer = others.ask("这两项加起来占本年支出多少？", (first, "重大公共卫生服务呢？")).answer
    assert "2,045.00" in answer
    assert "14.59%" in answer
    assert "100.00%" not in answer
