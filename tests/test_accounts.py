"""Projects told in prose, each in a stretch of its own: no reason of one is told of another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened
from sound import check, says

from assistant import Assistant

REPORT = """青浦县园林所 2024 年度单位决算公开说明

第一部分 单位概况

一、主要职能

青浦县园林所负责全县公园绿地的养护。

第二部分 2024 年度单位决算情况说明

一、收入支出决算总体情况说明

2024 年度收入总计 900.00 万元，支出总计 900.00 万元。

二、预算绩效管理情况说明

（一）项目支出绩效

3个项目纳入自评。

| 项目 | 全年预算（万元） | 执行（万元） | 执行率 | 得分 |
| --- | --- | --- | --- | --- |
| 湖心亭修缮 | 80.00 | 78.00 | 97.50% | 96.80 |
| 行道树补植 | 50.00 | 41.20 | 82.40% | 88.20 |
| 步道路面翻新 | 60.00 | 55.50 | 92.50% | 90.50 |

1.湖心亭修缮。更换木柱12根，3月底完工。扣分原因是油饰工持证率为92%，已安排补训。

2.行道树补植。每棵补助300元，目标500棵，实际412棵。未完成原因是苗圃二期5月才供苗。

3.步道路面翻新。翻新步道3,180平方米；计划9月完工，实际11月28日完工，滞后的原因是汛期停工26天。

（二）自评组织

自评由绩效工作组负责。组长：沈若溪（所长）。

（三）存在问题

一是绿篱修剪机超期服役；二是行道树补植选种偏晚。

三、机关运行经费支出情况说明

本单位为事业单位，无机关运行经费。
"""


@pytest.fixture(scope="module")
def gardens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(tmp_path_factory.mktemp("gardens"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("asked", "must", "never"),
    [
        (("湖心亭修缮为什么扣分？",), ("持证率为92%",), ("停工26天", "供苗")),
        (("行道树补植定了500棵，种了多少，为什么没完成？",), ("412棵", "供苗"), ("持证率",)),
        (("步道路面翻新拖到哪天才完工，为啥拖？",), ("11月28日", "停工26天"), ("持证率", "供苗")),
        (("步道路面翻新实际花了多少？",), ("55.50",), ("78.00",)),
        (("行道树补植得几分？", "那它为啥没做完"), ("供苗",), ("持证率",)),
        (("湖心亭修缮得几分？", "步道那个呢"), ("90.50",), ("96.80",)),
        (("绩效自评谁牵头？",), ("沈若溪",), ("得分最低",)),
    ],
)
def test_a_project_is_told_by_its_own_words(
    gardens: Assistant, asked: tuple[str, ...], must: tuple[str, ...], never: tuple[str, ...]
) -> None:
    *history, question = asked
    answer = gardens.ask(question, history)
    check(answer, question)
    assert all(says(answer.answer, words) for words in must), answer.answer
    assert not any(says(answer.answer, words) for words in never), answer.answer
