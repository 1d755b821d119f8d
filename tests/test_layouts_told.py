"""Sentences and tables as reports of other hands put them: orders told, words that point back, reviews."""

from __future__ import annotations

import pytest
from test_narrative import GENERAL, INCOME, RESULTS, SPENDING, THREE_PUBLIC, TOTAL, read
from test_tables_layouts import told

# title, text, (metric, aspect, value) that must be among the figures
FIGURES = [
    (
        TOTAL,
        "收入总计9.00万元，支出总计9.00万元，两项均较2022年的8.00万元上浮1.00万元，幅度12.50%。",
        [("收入总计", "比上年增减率", "12.50"), ("支出总计", "上年数", "8.00")],
    ),
    (
        TOTAL,
        "上年收入总计、支出总计均为8.00万元，两者同步回落1.00万元。",
        [("支出总计", "上年数", "8.00"), ("收入总计", "比上年增减额", "-1.00")],
    ),
    (
        TOTAL,
        "本馆收入合计9.00万元、支出合计9.00万元，分别较2022年增加2.00万元和2.00万元。",
        [("收入总计", "决算数", "9.00"), ("支出总计", "比上年增减额", "2.00")],
    ),
    (
        TOTAL,
        "全年收入7.00万元，加上年初结转2.00万元，收入方合计9.00万元。",
        [("本年收入", "决算数", "7.00"), ("收入总计", "决算数", "9.00")],
    ),
    (
        SPENDING,
        "基本支出5.00万元，项目支出4.00万元。前者较上年增加1.00万元，后者较上年减少2.00万元。",
        [("基本支出", "比上年增减额", "1.00"), ("项目支出", "比上年增减额", "-2.00")],
    ),
    (
        SPENDING,
        "基本支出8.00万元、项目支出2.00万元，二者占比为80.00%和20.00%。",
        [("基本支出", "占比", "80.00"), ("项目支出", "占比", "20.00")],
    ),
    (
        SPENDING,
        "项目支出9.00万元。项目支出里，5.00万元由财政拨款安排，4.00万元由其他收入安排。",
        [("财政拨款项目支出", "决算数", "5.00")],
    ),
    (SPENDING, "项目支出比上年多2.00万元（+10.17%）。", [("项目支出", "比上年增减率", "10.17")]),
    (
        INCOME,
        "事业收入9.00万元，占比4.73%。其中文创销售5.00万元、研学收费4.00万元。该项较上年减收1.00万元。",
        [("事业收入", "比上年增减额", "-1.00")],
    ),
    (
        GENERAL,
        "逐项列示（括号内依次为年初预算数、决算数、完成率）：1.教育支出（类）普通教育（款）小学教育（项）（5.00万元；6.00万元；120.00%）。",
        [
            ("教育支出(类)普通教育(款)小学教育(项)", "年初预算数", "5.00"),
            ("教育支出(类)普通教育(款)小学教育(项)", "完成率", "120.00"),
        ],
    ),
    (
        GENERAL,
        "1.教育支出（类）普通教育（款）小学教育（项）。支出决算8.00万元，少于年初预算10.00万元，完成年初预算的80.00%。",
        [("教育支出(类)普通教育(款)小学教育(项)", "年初预算数", "10.00")],
    ),
    (
        THREE_PUBLIC,
        "运行维护费支出4.00万元。公务接待费支出1.00万元。以上合计5.00万元，占预算6.00万元的83.33%。",
        [("“三公”经费", "决算数", "5.00"), ("“三公”经费", "完成率", "83.33")],
    ),
    (
        RESULTS,
        "1.展厅改造。该项目年初预算300.00万元，年中调增240.00万元至540.00万元，全年支付512.36万元，自评91.6分。",
        [
            ("项目:展厅改造", "全年预算数", "540.00"),
            ("项目:展厅改造", "全年执行数", "512.36"),
            ("项目:展厅改造", "得分", "91.6"),
        ],
    ),
    (
        RESULTS,
        "“残疾人之家”运营补贴全年预算18.50万元，执行18.50万元，自评得分97.50分。",
        [("项目:“残疾人之家”运营补贴", "全年执行数", "18.50")],
    ),
    (
        RESULTS,
        "2.流动展览。该项目预算160.00万元，全部支付，自评98分。",
        [("项目:流动展览", "全年执行数", "160.00")],
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), FIGURES)
def test_figures(title: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    facts, _ = read(title, text)
    assert set(expected) <= {(f.metric, f.aspect, str(f.amount.value)) for f in facts}


# title, text, and all (metric, value) of what was spent: nothing else is a figure of it
NO_OTHERS = [
    (
        GENERAL,
        "②防汛（项）：年初预算210.00万元，决算276.13万元。超出66.13万元，其中55.00万元是省级补助，11.13万元是县级追加。",
        [("防汛(项)", "276.13")],
    ),
    (
        RESULTS,
        "1.送温暖。预算9.00万元，执行9.00万元。（三）重点评价。财政局委托评价，评分81.2分。",
        [],
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), NO_OTHERS)
def test_parts_are_no_figures_of_the_whole(
    title: str, text: str, expected: list[tuple[str, str]]
) -> None:
    facts, _ = read(title, text)
    assert [(f.metric, str(f.amount.value)) for f in facts if f.aspect == "决算数"] == expected
    assert not [f for f in facts if f.aspect == "得分"]


REASONS = [
    (THREE_PUBLIC, "因更新快检车1辆，决算数比2022年度的34.15万元多15.45万元。", []),
    (
        GENERAL,
        "1.教育支出（类）普通教育（款）小学教育（项）。因年中调入7名教师，支出决算9.00万元，多于年初预算8.00万元。",
        [("教育支出(类)普通教育(款)小学教育(项)", "预算", "年中调入7名教师")],
    ),
    (
        GENERAL,
        "1.教育支出（类）普通教育（款）小学教育（项）。年初预算9.00万元，支出决算8.00万元，完成88.89%。2名教师年中退休。",
        [("教育支出(类)普通教育(款)小学教育(项)", "预算", "2名教师年中退休")],
    ),
    (
        THREE_PUBLIC,
        "公务接待费1.00万元，较上年增加0.20万元，是接待外省跟岗教师用餐。",
        [("公务接待费", "上年", "接待外省跟岗教师用餐")],
    ),
    (
        THREE_PUBLIC,
        "接待费减少，系上级检查改为视频巡检。",
        [("公务接待费", "上年", "上级检查改为视频巡检")],
    ),
    (
        THREE_PUBLIC,
        "接待费下滑四成多，系外省考察团组压减；出国费同比归零，因上年赴外参会。",
        [
            ("公务接待费", "上年", "外省考察团组压减"),
            ("因公出国（境）费", "上年", "上年赴外参会"),
        ],
    ),
    (
        THREE_PUBLIC,
        "“三公”经费9.00万元，上年为4.00万元，上升的5.00万元都是购车造成的。",
        [("“三公”经费", "上年", "购车造成的")],
    ),
    (  # of what moved, not of the balance told last
        TOTAL,
        "本年收入9.00万元，同比下降2.61%；本年支出8.00万元，同比下降5.75%；年末结转结余1.00万元。收支同比下降的缘由：运维费不再列支。",
        [("本年收入", "上年", "运维费不再列支"), ("本年支出", "上年", "运维费不再列支")],
    ),
    (
        INCOME,
        "事业收入9.00万元，占14.20%，全部来自培训和场地服务，同比增长12.18%。",
        [("事业收入", "说明", "全部来自培训和场地服务")],
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), REASONS)
def test_reasons(title: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    _, reasons = read(title, text)
    assert set(expected) <= {(r.metric, r.basis, r.text) for r in reasons}


TWO_YEARS = """收入支出决算总表
单位：万元
收入 本年数 上年数 支出 本年数 上年数
事业收入 9.00 8.00 教育支出 5.00 4.00
本年收入合计 9.00 8.00 本年支出合计 5.00 4.00
"""
WITH_BUDGET = """表2 一般公共预算支出决算表 金额单位：万元
科目 支出合计 基本支出 项目支出 年初预算
2050202小学教育 9.00 4.00 5.00 8.00
总计 9.00 4.00 5.00 8.00
"""
NARROW = """财政拨款“三公”经费及会议费、培训费支出决算表
单位：万元
项目 三公合计 因公出国（境） 公务接待 公车小计 公车购置 公车运行 会议费
培训费
预算数 7.00 0.00 3.00 4.00 0.00 4.00 2.00 8.00
"""
TABLES = [
    (TWO_YEARS, {("事业收入", "决算数"): "9.00", ("教育支出(类)", "上年数"): "4.00"}),
    (WITH_BUDGET, {("小学教育(项)", "决算数"): "9.00", ("小学教育(项)", "年初预算数"): "8.00"}),
    (NARROW, {("“三公”经费", "预算数"): "7.00", ("培训费", "预算数"): "8.00"}),
]


@pytest.mark.parametrize(("table", "expected"), TABLES)
def test_tables(table: str, expected: dict[tuple[str, str], str]) -> None:
    found = {key: value.partition("万元")[0] for key, value in told(table).items()}
    assert expected.items() <= found.items()
