"""What is reckoned of numbers that a report tells together, in its words or in its tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import opened
from sound import check

from assistant import Assistant

ROOT = Path(__file__).parents[1]
FOLDERS = (
    "dev6",
    "dev7",
    "dev9",
    "dev11",
    "dev16",
    "dev21",
    "held4",
    "held13",
    "dev38",
    "dev42",
    "dev43",
    "dev44",
    "dev46",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over reports that tell numbers side by side."""
    folders = [ROOT / "evals" / "reports" / folder for folder in FOLDERS]
    with opened(tmp_path_factory.mktemp("reckoning"), ROOT / "corpus", *folders) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # what one of something comes to: of one sentence, of one table, of what is named beside it
        ("岑江市人社局2022帮农民工讨薪，平均每人追回多少钱", "约 11,928.98 元"),
        ("2021政务局专家评审经费，平均开一场标花多少钱", "约 5,306.67 元"),
        ("市政府中心机房2023年维保一次平均花多少钱", "约 3,105.26 元"),
        ("昌吉12345云呼叫平台发短信合多少钱一条", "约 1.00 元"),
        # a named amount by the count that is called, not by another one beside it
        ("碧禾县法院按审结的案子算，每件摊多少项目支出", "约 1,243.62 元"),
        ("碧禾县法院平均一个陪审员参审几件案子", "约 7.28 件"),
        ("碧禾县法院的司法救助金平均到每个困难当事人手里多少钱", "约 8,333.33 元"),
        ("老干部局老年大学办学项目摊到每个学员人次是多少元", "约 890.01 元"),
        ("洣岸市总工会培训一个基层工会主席花几多", "约 273.72 元"),
        ("滏岭堤防处堤防水闸日常维护的钱平摊到每公里堤防是多少", "约 79,421.30 元"),
        # the first of a numbered list, and what it is of the whole; a sum and its share
        ("碧禾县法院那五项专项支出里最大的一项占项目支出的几成？", "63.86%"),
        ("提租补贴和公积金加起来占栖湾血站财政拨款支出百分之几", "合计 216.34 万元"),
        # what the parts of a list are of their whole; the largest of a list within a list
        ("沩阳融媒中心其他收入里处置废旧设备的占几成", "59.57%"),
        ("梓栖博物馆一级二级三级文物各占珍贵文物几成", "75.17%"),
        ("澧桑县气象局公用经费列出来的几项里哪项最大，占几成", "22.42%"),
        # who visits, and who comes from abroad, is none of the guests that are counted
        ("梓栖博物馆平均接待一个观众花多少钱（按本年支出）", "约 33.74 元"),
        ("琼浦机关事务局外事接待平均一个人次花多少", "约 807.69 元"),
        # posts by their kinds; what projects with one budget each leave
        ("浉岭信访局缺编几个人", "相差 2 人"),
        ("澧桑县气象局三个项目总共剩多少没花", "143,800.00 元"),
        # what items differ by from their budgets, together; what a project was overspent by
        ("滏岭堤防处有几个科目没把预算花完，合起来结余多少", "合计少于预算 39.88 万元"),
        ("洣岸市总工会哪个项目花超了预算，超了多少", "多 11.47 万元"),
        # the year before, of the only report
        ("老干部局机关运行经费上一年是多少", "61.54 万元"),
        # by the days of a year, over its months
        ("岐原县公安局2023年平均一天接警多少起", "平均每天约 67.40 起"),
        ("2024数字化发展局最多跑一次专项平均每月寄2083件，一年合多少件？", "24,996 件"),
        # a part of a whole, what is left without some
        ("岑江人社2022年劳动争议案还有多少件没办结，办结率算下来多少", "相差 17 件"),
        ("澜川州公路局管的路里国道占多少，百分比", "38.85%"),
        (
            "临屿交通局查处的违法案子里非法营运占几成？除了非法营运和超限还有多少起",
            "扣除后还有 1,461 起",
        ),
        # what was planned, in words and in a table
        ("茅洲县粮储局2021抽检样品比计划少多少份，完成计划的几成", "88.15%"),
        ("乌市机关事务局统管的经营性房屋计划615处实际才128处，差多少处、完成了几成", "20.81%"),
        ("写政府工作报告的那个起草小组2023年吃饭标准超了没有，超多少", "相差 5 元/人/天"),
        # a price times what it is of
        ("2023信访局聘律师200块一天，按实际干的298.5天算该付多少律师费", "59,700 元"),
        # by a rate: of the whole, or back to it; before a change
        (
            "浑岭市司法局2024调解成功的矛盾纠纷是多少件？报告里只写了总数和成功率",
            "约 12,468 件",
        ),
        ("溱原卫健委2023年65岁以上老人体检6.18万，倒推全县该体检的老人有多少", "约 8.33 万人"),
        ("岷江省2021年森林草原火灾有多少起？（按2022年报告倒推）", "53 起"),
    ],
)
def test_numbers_told_together_are_reckoned_with(desk: Assistant, question: str, told: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check(answer, question)
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        (
            "浑岭市司法局2024年戒毒人员每天在所多少人",
            "按全年数除以",
        ),  # people are there all the year
        (
            "临屿交通局2024年收入多少？财政拨款占几成？",
            "7.83%",
        ),  # a share of the accounts is theirs
        ("滦溪县检察院平均办一件案子多少钱", "追回国有土地出让金"),  # another amount beside a count
    ],
)
def test_what_only_stands_beside_is_not_reckoned_with(
    desk: Assistant, question: str, untold: str
) -> None:
    assert untold not in desk.ask(question).answer
