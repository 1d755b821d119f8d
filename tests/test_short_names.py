"""Long names of items and projects, said with words left out; a section's items as one."""

from __future__ import annotations

import pytest

from assistant.plan.listed.sections import _SECTION
from assistant.understand.projects import names_pointed_at
from assistant.vocabulary import Vocabulary

SETTLED = "社会保障和就业支出(类)退役安置(款)军队移交政府的离退休人员安置(项)"
VETERANS = "社会保障和就业支出(类)抚恤(款)在乡复员、退伍军人生活补助(项)"
VILLAGES = "农林水支出(类)农村综合改革(款)对村民委员会和村党支部的补助(项)"
WATER = "农林水(类)"
LEDGER = ("本年支出", "离休人员", "退休人员", SETTLED, VETERANS, VILLAGES, WATER)
PROJECTS = (
    "青石河中型灌区续建配套项目",
    "城区段河道清淤整治",
    "城区段河道清淤整治项目",
    "农村饮水安全维修养护项目",
)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("军队移交离退休人员安置花了多少", SETTLED),
        ("军队移交政府离退休人员安置为什么超了", SETTLED),
        ("在乡复员军人的补助今年多少", VETERANS),
        ("对村委会和村党支部的补助花了多少", VILLAGES),
        ("农林水支出年初预算和决算差多少", WATER),
    ],
)
def test_an_item_named_with_words_left_out(text: str, metric: str) -> None:
    found = [m for m in Vocabulary(LEDGER).find(text) if m.metrics]
    assert metric in found[0].metrics


def test_words_of_no_item() -> None:
    found = Vocabulary(LEDGER).find("离退休人员有多少")
    assert all(SETTLED not in m.metrics for m in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("灌区那个项目执行率多少", {PROJECTS[0]}),
        ("清淤整治这个项目花了多少", {PROJECTS[1], PROJECTS[2]}),
        ("农村饮水的那个项目得了几分", {PROJECTS[3]}),
        ("最低的那个项目得了几分", set()),
        ("维护那个项目得了几分", set()),
    ],
)
def test_a_project_pointed_at(text: str, names: set[str]) -> None:
    assert set(names_pointed_at(text, PROJECTS)) == names


@pytest.mark.parametrize(
    ("metric", "name"),
    [
        (VETERANS, "抚恤"),
        ("卫生健康支出(类)行政事业单位医疗(款)行政单位医疗(项)", "行政事业单位医疗"),
        (
            "一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)行政运行(项)",
            "政府办公厅(室)及相关机构事务",
        ),
    ],
)
def test_the_section_of_an_item(metric: str, name: str) -> None:
    match = _SECTION.match(metric)
    assert match is not None
    assert match["name"] == name
