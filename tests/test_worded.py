"""What is reckoned of numbers that only stand in a report's words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import opened
from sound import check

from assistant import Assistant

REPORTS = Path(__file__).parents[1] / "evals" / "reports"
FOLDERS = ("dev", "dev3", "dev14", "dev16", "dev17", "dev19", "dev20", "held7")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over reports that tell much in words."""
    with opened(
        tmp_path_factory.mktemp("worded"), *(REPORTS / folder for folder in FOLDERS)
    ) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # one thing against another, of one report or of two years
        ("蓬岭县中医医院开放床位比编制床位多几张", "相差 66 张"),
        ("巴渠法院聘用制书记员比员额法官多几个", "多 12 人"),
        ("岱川检验检测中心在编加聘用一共多少人", "合计 163 人"),
        ("砚溪交通局2022、2023两年查处超限车辆一共多少辆", "合计 585 辆"),
        ("砚溪交通局渡运旅客2023比2022多了几万人次", "相差 1.5 万人次"),
        # each of what is counted, in the section that counts both
        ("乌拉岱旗敬老院平均一个护理员照顾几个老人", "约 4.92 人"),
        ("岱川检测中心减免小微企业检验费平均每家多少", "约 1,788.87 元"),
        # two numbers of one sentence: a goal and its result, a whole and its part, then and now
        (
            "淮盐市云台湾经济开发区管理委员会利用外资差多少没完成目标，完成率多少",
            "完成数相当于目标数的 87.17%",
        ),
        ("巴渠区法院2023年受理的案子还有多少件没结掉", "相差 527 件"),
        ("岱川检测中心食品抽检不合格率算下来多少？", "2.36%"),
        ("浑岭司法局在所戒毒人员一年里少了多少人，降了几成", "相差 33.69%"),
    ],
)
def test_numbers_in_words_are_reckoned_with(desk: Assistant, question: str, told: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check(answer, question)
    assert told in answer.answer


def test_a_mean_that_the_report_tells_is_quoted(desk: Assistant) -> None:
    answer = desk.ask("巴渠法院平均一个员额法官一年办结多少件")
    assert "员额法官人均结案236.9件" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "蓬岭县中医医院给小微企业的采购合同有多少，占采购总额几成？",  # figures of the ledger
        "樟源县审计局编制多少，在职多少",
    ],
)
def test_nothing_is_reckoned_of_other_words(desk: Assistant, question: str) -> None:
    answer = desk.ask(question).answer
    assert "两者相差" not in answer
    assert "后者相当于前者" not in answer
