"""Tables of the units in the accounts with their posts and staff, in one line a row or a cell."""

from __future__ import annotations

import pytest

from index.model import Place, Section
from index.staffed import read_units, staff_facts

_HEAD = "单位名称　经费性质　人员编制数　在职人数"
_ROWS = (
    "某某市林业局（本级）　财政核拨　31　28",
    "某某市木材检验站　财政核补　12　9",
    "合计　　43　37",
)


def _section(text: str) -> Section:
    return Section(("二、部门决算单位基本情况",), "机构", 2, Place(0, 0), Place(0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([_HEAD, *_ROWS]),
        "\n".join("　".join([_HEAD, *_ROWS]).split("　")).replace("\n\n", "\n"),
        "序号 单位名称 单位性质 核定编制数 年末在职人员数\n1 某某市林业局（本级） 行政单位 31 28\n"
        "2 某某市木材检验站 事业单位 12 9\n合计 43 37",
    ],
)
def test_units_are_read_with_their_posts_and_staff(text: str) -> None:
    section = _section(text)
    rows = read_units(text, section)
    assert [row.name for row in rows] == ["某某市林业局（本级）", "某某市木材检验站", ""]
    told = {(f.entity, f.metric): str(f.amount.value) for f in staff_facts(rows, section)}
    assert told["汇总", "编制人数"] == "43"
    assert told["汇总", "在职人员"] == "37"
    assert told["某某市木材检验站", "在职人员"] == "9"
    assert told["本级", "编制人数"] == "31"


@pytest.mark.parametrize(
    "text", ["单位名称：某某市林业局", "单位名称 备注\n某某市林业局 无", "本部门编制31人。"]
)
def test_other_tables_and_sentences_are_no_table_of_units(text: str) -> None:
    assert read_units(text, _section(text)) == []


def test_units_are_read_with_their_money() -> None:
    text = (
        "| 序号 | 单位名称 | 单位性质 | 编制人数 | 本年收入（万元） | 本年支出（万元） |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| 1 | 某某县农业局本级 | 行政 | 72 | 6,210.33 | 6188.07 |\n"
        "| 2 | 某某县农机中心 | 全额事业 | 19 | 271.94 | 271.94 |\n| 合计 | | | 91 | 6482.27 | 6460.01 |\n"
    )
    section = _section(text)
    facts = staff_facts(read_units(text, section), section)
    told = {(f.entity, f.metric): f"{f.amount.value}{f.amount.measure}" for f in facts}
    assert told["本级", "本年收入"] == "6210.33万元"
    assert told["某某县农机中心", "本年支出"] == "271.94万元"
    assert told["汇总", "编制人数"] == "91人"


def test_the_measure_may_stand_above_and_a_dash_tells_nothing() -> None:
    text = (
        "（金额单位：万元）\n序号  单位名称  本年收入  其中：财政拨款  本年支出  在职人数  学生数\n"
        "1  某某市教育局机关  9.10  9.00  9.20  7  —\n2  某某市第一中学  8.00  7.50  7.90  41  1,386\n"
        "合计  17.10  16.50  17.10  48  1,386\n"
    )
    section = _section(text)
    facts = list(staff_facts(read_units(text, section), section))
    told = {(f.entity, f.metric): f"{f.amount.value}{f.amount.measure}" for f in facts}
    assert told["某某市第一中学", "本年支出"] == "7.90万元"
    assert told["某某市第一中学", "在校学生"] == "1386人"
    assert told["汇总", "财政拨款收入"] == "16.50万元"
    assert ("本级", "在校学生") not in told
