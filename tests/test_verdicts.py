"""Whether goals were met and rates have a base, said where a question wants that judged."""

from __future__ import annotations

import pytest
from sound import check, check_words

from assistant import Assistant

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        ("高新区政务局2023年全程网办比例目标达到了吗？", ("未达到目标",), ()),
        ("高新区政务局2023年全年办件量完成目标了吗", ("达到了目标",), ("未达到",)),
        # who asks which were missed, or why, knows
        ("高新区政务局2023年整体自评哪些指标没达标", ("83.22%",), ("未达到目标",)),
        ("高新区政务局2023年全程网办比例多少", ("83.22%",), ("未达到目标",)),
        ("数发局2024年政府性基金差异率100%有意义吗", ("无法计算百分比",), ()),
        ("昌吉政务局2022年住房公积金增长100%，是翻了一番吗？", ("上年为0", "无法计算百分比"), ()),
        ("昌吉政务局2022年住房公积金为什么增加", ("37.84",), ("无法计算百分比",)),
        ("昌吉政务局2022年事业运行增长342.61%，是真的吗？", ("342.61%",), ("无法计算百分比",)),
    ],
)
def test_what_is_judged(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, must, must_not)
    check(answer, question)
