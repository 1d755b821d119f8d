"""Functional items at the end of a label, in the ways in which reports mark their levels."""

from __future__ import annotations

import pytest

from index.items import Item, classes, find_item

PENSION = "社会保障和就业支出(类)行政事业单位养老支出(款)行政单位离退休(项)"
TRAINING = "教育支出(类)进修及培训(款)培训支出(项)"
OFFICES = "一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)机关服务(项)"


@pytest.mark.parametrize(
    ("label", "metric", "lead"),
    [
        # marked levels
        (PENSION, PENSION, ""),
        (OFFICES, OFFICES, ""),  # (室) is part of a name
        ("行政运行(项)", "行政运行(项)", ""),
        ("财政事务(款)", "财政事务(款)", ""),
        ("教育支出(类)支出", "教育支出(类)", ""),
        ("教育支出(类)科目", "教育支出(类)", ""),
        (TRAINING + "支出决算数", TRAINING, ""),
        (TRAINING + "财政拨款支出", TRAINING, ""),
        # what stands before the name
        ("1." + TRAINING, TRAINING, ""),
        ("(一)" + TRAINING, TRAINING, ""),
        ("12、教育支出(类)", "教育支出(类)", ""),
        ("主要是" + TRAINING, TRAINING, ""),
        ("用于教育支出(类)普通教育(款)", "教育支出(类)普通教育(款)", ""),
        ("其中:教育支出(类)", "教育支出(类)", "其中:"),
        # in quotes: the whole name, or each level
        (f"“{TRAINING}”", TRAINING, ""),
        (f"3.「{TRAINING}」", TRAINING, ""),
        (f"“{TRAINING}”支出决算", TRAINING, ""),
        (f"其中:“{TRAINING}”", TRAINING, "其中:"),
        ("“教育支出”(类)“进修及培训”(款)“培训支出”(项)", TRAINING, ""),
        # dashes, slashes and arrows between the levels
        ("教育支出-进修及培训-培训支出", TRAINING, ""),
        ("教育支出—进修及培训—培训支出", TRAINING, ""),
        ("教育支出/进修及培训/培训支出", TRAINING, ""),
        ("教育支出→进修及培训→培训支出", TRAINING, ""),
        ("教育支出>进修及培训", "教育支出(类)进修及培训(款)", ""),
        ("其中:教育支出-进修及培训", "教育支出(类)进修及培训(款)", "其中:"),
    ],
)
def test_levels(label: str, metric: str, lead: str) -> None:
    assert find_item(label) == Item(metric, lead)


@pytest.mark.parametrize(
    ("label", "metric", "code"),
    [
        ("2010301行政运行", "行政运行(项)", "2010301"),
        ("2010301-行政运行", "行政运行(项)", "2010301"),
        ("(2010301)行政运行", "行政运行(项)", "2010301"),
        ("[2010301]行政运行支出决算数", "行政运行(项)", "2010301"),
        ("20103政府办公厅(室)及相关机构事务", "政府办公厅(室)及相关机构事务(款)", "20103"),
        ("201一般公共服务支出", "一般公共服务支出(类)", "201"),
        (TRAINING + "(2050803)", TRAINING, "2050803"),
        ("2010301行政运行(项)", "行政运行(项)", "2010301"),
        # the code behind the name
        ("行政运行(2010301)", "行政运行(项)", "2010301"),
        ("行政运行[2010301]", "行政运行(项)", "2010301"),
        ("行政运行(2010301)支出", "行政运行(项)", "2010301"),
        ("行政运行(2010301)支出决算", "行政运行(项)", "2010301"),
        # the code inside the mark
        ("教育(205类)支出", "教育(类)", "205"),
        (
            "社会保障和就业支出(208类)行政事业单位养老支出(05款)行政单位离退休(01项)",
            PENSION,
            "2080501",
        ),
    ],
)
def test_codes(label: str, metric: str, code: str) -> None:
    found = find_item(label)
    assert found is not None
    assert (found.metric, found.code, found.lead) == (metric, code, "")


def test_spaces_between_the_levels() -> None:
    label = "教育支出进修及培训培训支出"
    assert find_item(label, (4, 9)) == Item(TRAINING, "")
    assert find_item(label) is None


@pytest.mark.parametrize(
    "label",
    [
        "",
        "教育支出",
        "公务接待费",
        "2022行政运行",  # a year is no code of four digits
        "行政运行2010301",
        "12010301行政运行",
        "收入-支出",  # no class opens it
        "因公出国(境)费",
        "教育支出-2023-培训",
    ],
)
def test_no_item(label: str) -> None:
    assert find_item(label) is None


def test_longer_classes_come_first() -> None:
    lengths = [len(name) for name in classes()]
    assert lengths == sorted(lengths, reverse=True)
    assert {"一般公共服务支出", "教育支出", "卫生健康支出"} <= set(classes())
