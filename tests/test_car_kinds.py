"""Cars of a kind, as people call it, and of which kind there are most."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened

from assistant import Assistant

_REPORT = """某某市青石镇人民政府2023年度部门决算公开说明
一、收入支出决算总体情况说明
某某市青石镇人民政府2023年度收入支出总计900.00万元。
十、其他重要事项的情况说明
（三）国有资产占用情况说明
截至2023年12月31日，共有车辆14辆，比上年减少1辆，主要是报废采血车1辆，其中：机要通信用车1辆、执法执勤用车3辆、特种专业技术用车8辆（垃圾清运车）、其他用车2辆，其他用车为送餐车；单价100万元以上设备（不含车辆）0台（套）。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("cars"), _REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("青石镇拉垃圾的车有几辆？", "特种专业技术用车8辆", "14 辆"),
        ("青石镇送饭的车有吗，几辆？", "其他用车 2 辆", "14 辆"),
        ("青石镇哪一类车最多？", "最多的一类车是特种专业技术用车 8 辆", "最多的一类车是其他"),
        ("青石镇采血车有几辆？", "14 辆", "送餐车"),
        ("青石镇有没有房、有没有车？", "14 辆", "送餐车"),
    ],
)
def test_cars_by_what_they_are_for(
    assistant: Assistant, question: str, says: str, never: str
) -> None:
    answer = assistant.ask(question)
    assert says in answer.answer
    assert never not in answer.answer
