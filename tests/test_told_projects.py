"""Projects whose scores a report tells in its text alone, and what it says of its own management."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import FOREST, opened
from sound import check, says

from assistant import Assistant
from index.extract import examine_text

UNIT = "青浦县林业局"
REPORT = f"""{FOREST}（一）绩效自评结果。本部门对 3 个项目开展了绩效自评，平均得分 90.00 分。\
自评结果为“优”的2个、“良”的1个（苗木补贴项目）。对林下种菌试点项目开展了抽查，得分 72.00 分。\
部门整体支出绩效自评得分 93.50 分，等级为“优”。
主要扣分点：一是采购计划滞后，扣 4 分；二是档案不全，扣 2.50 分。

1.苗木补贴项目，全年预算数 80.00 万元，执行数 60.00 万元，自评得分 81.00 分；

2.防火巡护项目，全年预算数 40.00 万元，执行数 40.00 万元，自评得分 99.00 分；

3.古树复壮项目，全年预算数 20.00 万元，执行数 19.00 万元，自评得分 90.00 分。

苗木补贴项目得分较低，主要原因是春季干旱，补植推迟。

（二）存在的问题。

一是苗木采购偏晚；二是指标不够细化；三是林下种菌试点因场地渍水，出菌不足。

（三）下一步改进措施。

提前三个月招标，按月通报进度。

三、机关运行经费支出情况说明

2023 年度机关运行经费支出 30.00 万元。

四、财政拨款“三公”经费支出决算情况说明

2023 年度“三公”经费支出决算 6.00 万元，小于年初预算数的主要原因是无公函不接待。
“三公”经费支出决算比上年减少 9.00 万元，下降 60.00%。其中：公务用车购置费减少 8.00 万元；公务接待费减少 1.00 万元。
公务用车购置费减少的主要原因是上年更新了巡护车；公务接待费减少的主要原因是来访减少。
公务用车购置及运行维护费支出决算 5.00 万元，公务接待费支出决算 1.00 万元。

五、一般公共预算财政拨款支出决算情况说明

1.节能环保（类）支出 21.00 万元，年初预算为 18.00 万元。
主要用于：天然林保护支出 12.00 万元，退耕还林还草支出 9.00 万元。决算数大于年初预算数的主要原因是追加管护资金。

第三部分 名词解释

一、财政拨款收入：指单位当年从本级财政取得的拨款。
"""


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("forest"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("words", "must", "must_not"),
    [
        ("苗木补贴项目花了多少，自评几分？", ("60.00", "81.00"), ("99.00",)),
        ("苗木补贴为什么只有81分？", ("81.00", "春季干旱"), ("99.00",)),
        ("哪个项目自评分垫底，哪个最高？", ("苗木补贴", "81.00", "防火巡护", "99.00"), ("90.00",)),
        ("哪个项目得分最低，卡在哪？", ("苗木补贴", "81.00", "春季干旱"), ("99.00",)),
        ("得分低于95分的项目有哪些？", ("81.00", "90.00"), ("99.00",)),
        ("古树复壮项目预算执行率多少？", ("20.00", "19.00", "95.00%"), ()),
        ("几个项目自评平均得分是多少？", ("90.00",), ("81.00",)),
        ("部门整体绩效评了多少分，什么等级？", ("93.50", "“优”"), ()),
        ("部门整体绩效的6.5分扣在哪了？", ("93.50", "采购计划滞后", "档案不全"), ()),
        ("三公经费为什么比上年少了？", ("9.00", "更新了巡护车", "来访减少"), ("无公函",)),
        ("节能环保支出为什么超了年初预算？", ("18.00", "21.00", "追加管护资金"), ()),
        ("几个项目评了优，没评上优的是哪个？", ("“优”的2个", "苗木补贴"), ("72.00",)),
        ("林下种菌试点那个项目得了多少分，为啥这么低？", ("72.00", "场地渍水"), ("81.00",)),
        ("绩效管理有什么问题？", ("苗木采购偏晚",), ("招标",)),
        ("绩效方面下一步打算怎么改？", ("提前三个月招标",), ("苗木采购偏晚",)),
    ],
)
def test_told_in_the_text(
    forest: Assistant, words: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    question = f"{UNIT}2023年{words}"
    answer = forest.ask(question)
    assert answer.status == "answered", answer.answer
    assert [w for w in must if not says(answer.answer, w)] == [], answer.answer
    assert [w for w in must_not if says(answer.answer, w)] == [], answer.answer
    check(answer, question, UNIT, 2023)


LOWEST = """青浦县水务局 2023 年度部门决算公开说明

第一部分 单位概况

一、主要职能

青浦县水务局负责全县水务工作。

第二部分 2023 年度部门决算情况说明

一、收入支出决算总体情况说明

2023 年度收入总计 900.00 万元，支出总计 900.00 万元。

二、预算绩效管理情况说明

部门整体支出绩效自评得分 91.46 分。
自评得分最低的项目为灌区管网改造，得分 76.20 分，主要原因是承包单位更换，停工四个月；
得分最高的是“水质监测”项目，得分 99.50 分。防洪预警项目财政重点评价得分 88.00 分。

部门整体支出绩效自评表
一级指标 二级指标 权重 得分
投入 预算编制 40 36
产出 任务完成 60 53.46
合计 100 89.46

项目支出绩效自评表
项目名称 防洪预警
主管部门 青浦县水务局 实施单位 青浦县水务局
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 80.00 80.00 72.00 10 90.00% 9.0
三级指标 分值 目标值 完成值 得分 偏差原因
新建预警站点 90 ≥9个 9个 90
总分 100 99.0

第三部分 名词解释

一、财政拨款收入：指单位当年从本级财政取得的拨款。
"""


def test_the_least_and_the_most_points_that_only_a_sentence_tells() -> None:
    report = examine_text(LOWEST, Path("2023-青浦县水务局.txt"))
    told = {
        (fact.metric, fact.amount.text)
        for fact in report.facts
        if fact.aspect == "得分" and "/" not in fact.metric
    }
    assert ("项目:灌区管网改造", "76.20") in told
    assert ("项目:水质监测", "99.50") in told
    assert ("整体支出", "76.20") not in told
    reasons = {reason.metric: reason.text for reason in report.reasons}
    assert reasons["项目:灌区管网改造"] == "承包单位更换，停工四个月"


def test_a_score_in_the_text_is_held_against_its_table_but_not_that_of_others() -> None:
    report = examine_text(LOWEST, Path("2023-青浦县水务局.txt"))
    said = [finding.message for finding in report.findings if "自评表" in finding.message]
    assert len(said) == 1
    assert "正文为 91.46 分，自评表为 89.46 分" in said[0]
