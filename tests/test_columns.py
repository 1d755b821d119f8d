"""Tables that stand among the sentences of a section: heads, rows, reasons, and what is none."""

from __future__ import annotations

import pytest

from index.columns import Columned, read_columns
from index.model import Place, Section
from index.normalise import tabbed
from index.sections import kind_of

ITEMS = "（三）一般公共预算财政拨款支出决算具体情况"
THREE = "六、财政拨款“三公”经费支出决算情况说明"
INCOME = "二、收入决算情况说明"
WHOLE = "一般公共预算财政拨款支出"


def told(title: str, text: str) -> Columned:
    section = Section((title,), kind_of(title), 3, Place(0, 0), Place(0, len(text)))
    return read_columns(tabbed(text), section, [])


@pytest.mark.parametrize(
    ("title", "text", "figures"),
    [
        (  # blanks between the cells, the measure from the sentence above
            ITEMS,
            "年初预算20.00万元，支出25.00万元，见下表：\n科目名称 年初预算 支出决算 完成率 差异原因\n"
            "行政单位医疗 10.00 9.00 90.00% 调出1人\n住房公积金 10.00 16.00 160.00% 基数 上调\n"
            "合计 20.00 25.00 125.00%",
            [
                ("行政单位医疗(项)", "年初预算数", "10.00", "万元"),
                ("行政单位医疗(项)", "决算数", "9.00", "万元"),
                ("行政单位医疗(项)", "完成率", "90.00", "%"),
                ("住房公积金(项)", "年初预算数", "10.00", "万元"),
                ("住房公积金(项)", "决算数", "16.00", "万元"),
                ("住房公积金(项)", "完成率", "160.00", "%"),
                (WHOLE, "年初预算数", "20.00", "万元"),
                (WHOLE, "决算数", "25.00", "万元"),
                (WHOLE, "完成率", "125.00", "%"),
            ],
        ),
        (  # bars between the cells; a whole has no share of itself, a dash tells nothing
            INCOME,
            "| 来源 | 金额（元） | 占比 |\n|---|---|---|\n| 事业收入 | 1,200.00 | 60.00% |\n"
            "| 其他收入 | 800.00 | — |\n| 合计 | 2,000.00 | 100.00% |",
            [
                ("事业收入", "决算数", "1200.00", "元"),
                ("事业收入", "占比", "60.00", "%"),
                ("其他收入", "决算数", "800.00", "元"),
                ("本年收入", "决算数", "2000.00", "元"),
            ],
        ),
        (
            THREE,
            "单位：万元\n项目 全年预算数 决算数 上年决算数 完成预算% 比上年增减\n"
            "合计 8.00 6.00 7.00 75.00% -1.00\n其中：公务用车购置费 0.00 0.00 0.00 - 0.00\n"
            "公务接待费 8.00 6.00 7.00 75.00% -1.00",
            [
                ("“三公”经费", "全年预算数", "8.00", "万元"),
                ("“三公”经费", "决算数", "6.00", "万元"),
                ("“三公”经费", "上年数", "7.00", "万元"),
                ("“三公”经费", "完成率", "75.00", "%"),
                ("“三公”经费", "比上年增减额", "-1.00", "万元"),
                ("公务用车购置费", "全年预算数", "0.00", "万元"),
                ("公务用车购置费", "决算数", "0.00", "万元"),
                ("公务用车购置费", "上年数", "0.00", "万元"),
                ("公务用车购置费", "比上年增减额", "0.00", "万元"),
                ("公务接待费", "全年预算数", "8.00", "万元"),
                ("公务接待费", "决算数", "6.00", "万元"),
                ("公务接待费", "上年数", "7.00", "万元"),
                ("公务接待费", "完成率", "75.00", "%"),
                ("公务接待费", "比上年增减额", "-1.00", "万元"),
            ],
        ),
        (  # names that wrap before their numbers; amounts that the ledger does not keep
            ITEMS,
            "单位：万元\n科目编码 科目名称 年初预算数 决算数合计 人员经费 项目支出\n"
            "2010302 一般行政管理事\n务 5.00 4.00 0.00 4.00\n2010301 行政运行 9.00 9.50 9.50 0.00",
            [
                ("一般行政管理事务(项)", "年初预算数", "5.00", "万元"),
                ("一般行政管理事务(项)", "决算数", "4.00", "万元"),
                ("行政运行(项)", "年初预算数", "9.00", "万元"),
                ("行政运行(项)", "决算数", "9.50", "万元"),
            ],
        ),
        (  # two budgets: what was done of the second is no rate of the first
            ITEMS,
            "单位：万元\n科目编码 科目名称 年初预算 调整后预算 决算 完成调整后预算\n"
            "2010301 行政运行 9.00 10.00 9.50 95.00%\n2210201 住房公积金 2.00 2.00 2.00 100.00%",
            [
                ("行政运行(项)", "年初预算数", "9.00", "万元"),
                ("行政运行(项)", "全年预算数", "10.00", "万元"),
                ("行政运行(项)", "决算数", "9.50", "万元"),
                ("住房公积金(项)", "年初预算数", "2.00", "万元"),
                ("住房公积金(项)", "全年预算数", "2.00", "万元"),
                ("住房公积金(项)", "决算数", "2.00", "万元"),
            ],
        ),
        (  # two years; the names of the rows have no head
            THREE,
            "单位：万元\n2022年决算 2021年决算 增减额 增减率\n公务接待费 6.00 8.00 -2.00 -25.00%\n"
            "合　计 6.00 8.00 -2.00 -25.00%",
            [
                ("公务接待费", "决算数", "6.00", "万元"),
                ("公务接待费", "上年数", "8.00", "万元"),
                ("公务接待费", "比上年增减额", "-2.00", "万元"),
                ("公务接待费", "比上年增减率", "-25.00", "%"),
                ("“三公”经费", "决算数", "6.00", "万元"),
                ("“三公”经费", "上年数", "8.00", "万元"),
                ("“三公”经费", "比上年增减额", "-2.00", "万元"),
                ("“三公”经费", "比上年增减率", "-25.00", "%"),
            ],
        ),
        # no measure is told; a column that is not known; one row alone
        (INCOME, "来源 金额 占比\n事业收入 1.00 50.00%\n其他收入 1.00 50.00%", []),
        (INCOME, "单位：万元\n来源 金额 位次\n事业收入 1.00 1\n其他收入 1.00 2", []),
        (INCOME, "单位：万元\n来源 金额 占比\n事业收入 1.00 50.00%", []),
    ],
)
def test_figures(title: str, text: str, figures: list[tuple[str, str, str, str]]) -> None:
    facts = told(title, text).facts
    assert [(f.metric, f.aspect, str(f.amount.value), f.amount.measure) for f in facts] == figures
    assert all(text[f.place.start : f.place.end].strip("%") == f.amount.text for f in facts)


def test_the_last_column_gives_the_reasons() -> None:
    text = (
        "单位：万元\n| 科目 | 年初预算 | 决算 | 说明 |\n|---|---|---|---|\n"
        "| 210 卫生健康支出 | 9.00 | 8.00 | 2名干部调离 |\n| 221 住房保障支出 | 7.00 | 7.00 | 持平 |"
    )
    reasons = told(ITEMS, text).reasons
    assert [(r.metric, r.basis, r.text) for r in reasons] == [
        ("卫生健康支出(类)", "预算", "2名干部调离")
    ]


def test_a_name_with_its_class_in_brackets() -> None:
    text = (
        "单位：万元\n科目 年初预算 决算 差异原因\n行政运行（政府办公厅（室）及相关机构事务） 9.00 8.00 2人调出\n"
        "住房公积金 7.00 7.00 "
    )
    assert [f.metric for f in told(ITEMS, text).facts][:2] == ["行政运行(项)"] * 2
