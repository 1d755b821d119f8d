"""Numbers in running text with the words that say what they count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.stated import stated_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在校生3550人,其中高中2386人", [(3550, "人", "在校生"), (2386, "人", "高中")]),
        ("接待1批次,20人次", [(1, "批次", "接待"), (20, "人次", "接待批次")]),
        ("清运垃圾17.92万吨", [(179200, "吨", "清运垃圾")]),
        ("采集血小板5036治疗量", [(5036, "治疗量", "采集血小板")]),
        ("会议4次,人数520人", [(4, "次", "会议"), (520, "人", "会议4次")]),
        ("2023年12月31日有9辆车", [(9, "辆", "车")]),
        ("罚没3,276.50万元", [(Decimal("32765000"), "元", "罚没")]),
        ("单价50万元以上设备3台(套)", [(3, "台", "单价设备")]),
    ],
)
def test_what_each_number_counts(text: str, expected: list[tuple[Decimal, str, str]]) -> None:
    found = list(stated_in(text))
    assert [(one.value, one.measure) for one in found] == [entry[:2] for entry in expected]
    for one, (_, _, words) in zip(found, expected, strict=True):
        assert set(words) <= set(one.words)


@pytest.mark.parametrize(
    ("said", "told", "same"),
    [
        ("1.2万人", "12048人", True),
        ("12人", "12.4人", True),
        ("48260个", "48260人次", True),
        ("96家", "96个", True),
        ("96人", "96辆", False),
        ("3.1万元", "3.2万元", False),
    ],
)
def test_whether_a_number_may_be_another(said: str, told: str, same: bool) -> None:
    one, other = next(stated_in(said)), next(stated_in(told))
    assert (one.may_be(other) and one.is_as_much(other)) is same
