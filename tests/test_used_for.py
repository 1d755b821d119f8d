"""What has no figure of its own: the item whose use names it, and only that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened

from assistant import Assistant

_REPORT = """某某市青石街道办事处2023年度部门决算公开说明
一、收入支出决算总体情况说明
某某市青石街道办事处2023年度收入支出总计900.00万元。
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
一般公共预算财政拨款支出年初预算为880.00万元，支出决算为900.00万元，完成年初预算的102.27%。其中：
1.“公共安全支出（类）司法（款）公共法律服务（项）”31.50万元，主要用于：社区内法律援助、社区矫正等。年初预算为30.00万元，支出决算为31.50万元。
2.“节能环保支出（类）污染减排（款）减排专项支出（项）”120.00万元，主要用于：生活垃圾分类长效管理。年初预算为0，支出决算为120.00万元。
3.教育支出（类）进修及培训（款）培训支出（项）。主要用于：委托高校举办干部轮训班。年初预算为9.00万元，支出决算为8.00万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over an invented report."""
    with opened(tmp_path_factory.mktemp("uses"), _REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("青石街道社区矫正和法律援助花了多少钱？", "31.50", "120.00"),
        ("青石街道生活垃圾分类长效管理用了多少钱？", "120.00", "31.50"),
        ("青石街道委托高校办干部轮训班花了多少钱？", "8.00", "31.50"),
        ("青石街道电梯改造花了多少钱？", "", "31.50"),
    ],
)
def test_what_an_item_was_used_for(
    assistant: Assistant, question: str, says: str, never: str
) -> None:
    answer = assistant.ask(question)
    assert says in answer.answer
    assert never not in answer.answer
    assert (answer.status == "answered") == bool(says)
