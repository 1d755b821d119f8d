"""Final-account tables in other layouts: tabs with blanks, names beside amounts, titles in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import HEAD

from index.extract import examine_text
from index.model import Report


def read(tables: str) -> Report:
    return examine_text(
        HEAD.replace("第二部分", f"第二部分 决算表\n{tables}第三部分"), Path("x.txt")
    )


def told(tables: str) -> dict[tuple[str, str], str]:
    return {
        (f.metric, f.aspect): f"{f.amount.text}{f.amount.measure}·{f.fund}"
        for f in read(tables).facts
        if f.section.endswith("表")
    }


def test_tabs_keep_the_columns_of_blank_cells() -> None:
    found = told(
        "二、收入决算表\n部门：甲县财政局\t\t单位：万元\n"
        "本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入\n"
        "31.50\t27.00\t\t\t\t\t4.50\n"
        "三、支出决算表\n部门：甲县财政局\t\t单位：万元\n"
        "本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出\n"
        "30.00\t20.00\t10.00\t\t\t\n"
        "四、财政拨款收入支出决算总表\n部门：甲县财政局\t\t单位：万元\n"
        "项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\n"
        "本年收入\t27.00\t25.00\t2.00\n年末财政拨款结转和结余\t0.75\t0.75\t\n"
        "七、政府性基金预算财政拨款收入支出决算表\n部门：甲县财政局\t\t单位：万元\n"
        "科目编码\t科目名称\t年初结转和结余\t本年收入\t本年支出\t年末结转和结余\n"
        "2120803\t城市建设支出\t\t2.00\t2.00\t\n"
    )
    assert found == {
        ("本年收入", "决算数"): "31.50万元·全部",
        ("财政拨款收入", "决算数"): "27.00万元·财政拨款",
        ("其他收入", "决算数"): "4.50万元·全部",
        ("本年支出", "决算数"): "30.00万元·全部",
        ("基本支出", "决算数"): "20.00万元·全部",
        ("项目支出", "决算数"): "10.00万元·全部",
        ("年末财政拨款结转和结余", "决算数"): "0.75万元·财政拨款",
        ("城市建设支出(项)", "决算数"): "2.00万元·政府性基金",
    }


@pytest.mark.parametrize(
    "rows",
    [
        "九、财政拨款“三公”经费支出决算表\n部门：甲县财政局\t\t单位：万元\n"
        "\t合计\t因公出国（境）费\t公务用车购置费\t公务用车运行维护费\t公务接待费\n"
        "预算数\t9.50\t\t\t6.50\t3.00\n决算数\t6.95\t\t\t5.63\t1.32\n",
        "财政拨款“三公”经费支出决算表\n公开09表 金额单位：万元\n"
        "预算数 合计 9.50 因公出国（境）费 0.00 公务用车购置费 0.00 公务用车运行费 6.50 公务接待费 3.00\n"
        "决算数 合计 6.95 因公出国（境）费 0.00 公务用车购置费 0.00 公务用车运行费 5.63 公务接待费 1.32\n",
        "九、财政拨款“三公”经费支出决算表（公开09表）  单位：万元\n"
        "预算数：合计 9.50  因公出国（境）费 0.00  公务用车运行维护费 6.50  公务接待费 3.00\n"
        "决算数：合计  6.95  因公出国（境）费 0.00  公务用车运行维护费  5.63  公务接待费 1.32\n",
    ],
)
def test_three_public_in_other_layouts(rows: str) -> None:
    found = told(rows)
    assert found["“三公”经费", "预算数"] == "9.50万元·财政拨款"
    assert found["公务用车运行维护费", "决算数"] == "5.63万元·财政拨款"
    assert found["公务接待费", "预算数"] == "3.00万元·财政拨款"
    assert found["公务接待费", "决算数"] == "1.32万元·财政拨款"


def test_named_amounts_are_read_though_they_do_not_add_up() -> None:
    """决算数 合计 2.86 … 公务接待费 0.83: the names are certain, so that the sum is a finding."""
    report = read(
        "财政拨款“三公”经费支出决算表\n公开09表 金额单位：万元\n"
        "决算数 合计 2.86 因公出国（境）费 0.00 公务用车购置费 0.00 公务用车运行费 2.48 公务接待费 0.83\n"
    )
    assert [f.rule for f in report.findings if f.rule != "missing-content"] == [
        "three-public-parts"
    ]


def test_amounts_beside_their_names_under_a_title_with_its_measure() -> None:
    found = told(
        "收入支出决算总表 公开01表 单位：万元\n"
        "五、事业收入 4.00 五、教育支出 9.00\n本年收入合计 14.00 本年支出合计 13.00\n"
        "年初结转和结余 1.00 年末结转和结余 2.00\n总计 15.00 总计 15.00\n"
        "支出决算表（公开03表）  单位：万元\n"
        "本年支出合计  13.00  基本支出  9.00  项目支出  4.00  经营支出 0.00\n"
        "财政拨款收入支出决算总表（公开04表）  单位：万元\n"
        "本年收入合计  9.00  年初财政拨款结转和结余  1.00  本年支出合计  8.00  总计  10.00\n"
    )
    assert found["教育支出(类)", "决算数"] == "9.00万元·全部"
    assert found["年初结转和结余", "决算数"] == "1.00万元·全部"
    assert found["收入总计", "决算数"] == found["支出总计", "决算数"] == "15.00万元·全部"
    assert found["基本支出", "决算数"] == "9.00万元·全部"
    assert found["财政拨款支出", "决算数"] == "8.00万元·财政拨款"
    assert found["财政拨款收入总计", "决算数"] == "10.00万元·财政拨款"


def test_a_row_without_its_name_is_no_whole_of_a_table_of_items() -> None:
    """A PDF leaves the amounts of an item on a line of their own."""
    found = told(
        "一般公共预算财政拨款支出决算表\n单位：万元\n科目编码 科目名称 合计 基本支出 项目支出\n"
        "208 社会保障和就业支出 7.00 7.00 0.00\n2080506\n职业年金缴费支\n3.50 3.50 0.00\n"
        "合计 7.00 7.00 0.00\n"
    )
    assert found["一般公共预算财政拨款支出", "决算数"] == "7.00万元·一般公共预算"


def test_items_without_sections_beside_the_year_before() -> None:
    found = told(
        "一般公共预算财政拨款支出决算表\n单位：万元\n科目编码\t科目名称\t本年支出\t基本支出\t项目支出\t上年决算数\n"
        "208\t社会保障和就业支出\t7.00\t7.00\t0.00\t6.00\n2080502\t事业单位离退休\t7.00\t7.00\t0.00\t6.00\n"
    )
    assert found["事业单位离退休(项)", "决算数"] == "7.00万元·一般公共预算"
    assert found["社会保障和就业支出(类)", "决算数"] == "7.00万元·一般公共预算"


def test_a_fund_whose_spending_is_all_on_projects() -> None:
    found = told(
        "政府性基金预算财政拨款收入支出决算表\n单位：元\n"
        "功能分类科目编码  科目名称  年初结转  本年收入  本年支出  其中：项目支出  年末结转\n"
        "2296002  用于社会福利的彩票公益金支出  0.00  138.00  112.00  112.00  26.00\n"
    )
    assert found["用于社会福利的彩票公益金支出(项)", "决算数"] == "112.00元·政府性基金"


def test_three_public_by_years() -> None:
    found = told(
        "财政拨款“三公”经费支出决算表\n单位：万元\n项目\t2024年预算数\t2024年决算数\t2023年决算数\n"
        "合计\t7.00\t5.00\t4.00\n4.公务接待费\t1.50\t0.90\t0.80\n"
    )
    assert found["公务接待费", "预算数"] == "1.50万元·财政拨款"
    assert found["公务接待费", "决算数"] == "0.90万元·财政拨款"
