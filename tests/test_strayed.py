"""Numbers that stand on the line below their sentence: put back, or the file refused."""

from __future__ import annotations

import pytest

from index.errors import InputError
from index.strayed import rejoined

SENTENCES = """一、收入支出决算总体情况说明
某某市林业局 年度收入支出总计 万元。与 年度相比，收入
2024 3210.45 2023
支出总计减少 万元，下降 。主要原因：人员退休，
45.10 1.39%
本年支出合计 万元，其中：基本支出 万元，占 ；项目支出
3150.20 2100.10 66.67%
万元，占 ；
1050.10 33.33%
、农林水支出（类）林业和草原（款）行政运行（项）。年初预算为 万元，支出决算为
1 810.00
万元。决算数小于预算数。人员经费 万元，公用经费 万元，维修费 。
803.20 1800.00 300.10
三公 经费年初预算为 万元，支出决算为 万元，完成预算的
“ ” 5.00 4.00
。公务接待费 万元，其中国内接待 万元。编报项目 个，涉及金额 万元。
80.00% 1.00 1.00 9 820.50
"""


def test_numbers_return_to_their_sentences() -> None:
    told = rejoined(SENTENCES, "某某.txt")
    for words in (
        "某某市林业局2024年度收入支出总计3210.45万元。与2023年度相比，收入\n",
        "支出总计减少45.10万元，下降1.39%。主要原因",
        "本年支出合计3150.20万元，其中：基本支出2100.10万元，占66.67%；项目支出\n1050.10万元，占33.33%；",
        "1、农林水支出（类）林业和草原（款）行政运行（项）。年初预算为810.00万元，支出决算为\n803.20万元。",
        "人员经费1800.00万元，公用经费300.10万元，维修费 。",  # the third gap is no number's
        "“三公”经费年初预算为5.00万元，支出决算为4.00万元，完成预算的\n80.00%。",
        "编报项目9个，涉及金额820.50万元。",
    ):
        assert words in told, words


def test_a_number_that_fits_no_gap_is_left_out() -> None:
    odd = SENTENCES + "水费 万元，电费 万元。\n1.00 2.00 3.00 4.00\n"
    assert rejoined(odd, "某某.txt").endswith("水费 万元，电费 万元。\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "收入总计 3210.45 万元。\n" * 12,
        "单位：万元\n项目 金额（万元）\n合计\n5.00\n" * 12,
        "公务接待费 万元。\n",
    ],
    ids=["whole", "tables", "a blank"],
)
def test_any_other_text_stays(text: str) -> None:
    assert rejoined(text, "某某.txt") == text


def test_a_text_that_lost_its_numbers_is_refused() -> None:
    with pytest.raises(InputError, match="错了行"):
        rejoined("收入 万元，支出 万元，结转 万元。\n" * 5, "某某.txt")
