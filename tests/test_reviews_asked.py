"""Projects of a list with remarks: by grade, by what they fell short for, by how far a plan was missed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import FOREST, opened

from assistant import Assistant

REPORT = f"""{FOREST}对 3 个项目开展自评，结果如下：
单位：万元
项目名称\t全年预算\t执行数\t执行率\t自评得分\t扣分原因\t等级
苗木补贴\t80.00\t60.00\t75.00%\t81.00\t苗木车辆未在11月底前到货\t良
防火巡护\t40.00\t40.00\t100.00%\t99.00\t无\t优
古树复壮\t20.00\t19.00\t95.00%\t90.00\t容器苗目标620株，实际583株\t优

苗木补贴。补植红豆杉和银杏，林农满意率 88%，低于 90% 的目标，林农嫌苗小。
防火巡护。处罚野外用火 7 起、罚款 3,500 元（上缴国库）。原定编写的巡护手册没有印成，出版社退稿。

第三部分 名词解释

一、财政拨款收入：指单位当年从本级财政取得的拨款。
"""


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("reviews"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("哪个项目因为车没到货被扣分", ("「苗木补贴」", "81.00", "苗木车辆未在11月底前到货")),
        ("哪个项目只评了个良", ("评为“良”的有 **1** 个", "「苗木补贴」")),
        ("几个项目自评拿了优", ("评为“优”的有 **2** 个", "「防火巡护」", "「古树复壮」")),
        ("三个项目哪个分最高，哪个最低，差多少分", ("99.00 分", "81.00 分", "多 18.00 分")),
        ("容器苗少种了多少株", ("620株", "两者相差 37 株")),
        ("林农满意率差几个百分点没达标", ("88%", "两者相差 2 个百分点")),
        ("防火巡护罚了多少钱", ("罚款 3,500 元",)),
        ("哪个项目要印的手册没印成", ("出版社退稿", "「防火巡护」")),
        ("三个项目一共预算多少，花了多少，执行率多少", ("140.00", "119.00", "85.00%")),
    ],
)
def test_what_a_list_tells(forest: Assistant, words: str, says: tuple[str, ...]) -> None:
    answer = forest.ask(f"青浦林业局2023年{words}？")
    assert answer.status == "answered", answer.answer
    plain = answer.answer.replace(" ", "")
    assert [one for one in says if one.replace(" ", "") not in plain] == []
