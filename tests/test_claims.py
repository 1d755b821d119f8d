"""What a number in a text is said to be: metric, aspect, direction, unit, year."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.claims import Claim, Names, Reader
from assistant.verify import examine
from index.normalise import fold

pytest_plugins = ("built",)

NAMES = Names(
    [
        "“三公”经费",
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务接待费",
        "公用经费",
        "在职人员",
        "退休人员",
        "因公出国（境）费",
        "项目:暖气费",
        "项目:暖气费/预算执行",
        "项目:暖气费/指标:居民满意度",
        "教育支出(类)普通教育(款)小学教育(项)",
        "本年支出",
    ]
)
UNIT = "某市某局"


def read(text: str) -> list[Claim]:
    folded = fold(text)
    at = folded.find(UNIT)
    units = [(at, at + len(UNIT), frozenset({UNIT}))] if at >= 0 else []
    return Reader(text, NAMES, units, (), ["本级"]).claims()


def test_the_year_before_with_its_number() -> None:
    (claim,) = read("据某市某局 2021 年度报告，上年（2020 年度）本年支出为 8 万元。")
    assert claim.aspects == frozenset({"上年数"})
    assert claim.year == 2020
    after = read(
        "据某市某局 2021 年度报告，上年（2020 年度）本年支出为 8 万元。\n三公经费 8 万元。"
    )
    assert [claim.year for claim in after] == [2020, 2021]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("三公经费 8 万元", "“三公”经费"),
        ("“三公”经费支出决算 8 万元", "“三公”经费"),
        ("公务用车购置及运行维护费 8 万元", "公务用车购置及运行维护费"),
        ("公务用车购置费为 8 万元", "公务用车购置费"),
        ("三公经费 8 万元，其中：接待费 1 万元", "公务接待费"),
        ("公务接待费 1 万元，占三公经费的 12.50%", "公务接待费"),
        ("公用经费（机关运行经费情况所列） 8 万元", "公用经费"),
        ("小学教育支出 8 万元", "教育支出(类)普通教育(款)小学教育(项)"),
        ("「暖气费」项目：年初预算数 8 万元", "项目:暖气费"),
        ("「暖气费」项目：执行率 100%，预算执行得 10 分", "项目:暖气费/预算执行"),
        ("「暖气费」项目：预算执行得 10 分；自评总分 90 分", "项目:暖气费"),
        ("「居民满意度」：目标 90%", "项目:暖气费/指标:居民满意度"),
        ("8 万元的三公经费", "“三公”经费"),
    ],
)
def test_the_metric_named_nearest(text: str, metric: str) -> None:
    assert read(text)[-1].metrics == (frozenset({metric}),)


@pytest.mark.parametrize(
    "text", ["办公费 8 万元", "三公经费 9 万元，燃油费 8 万元", "「别的」：8 万元"]
)
def test_a_name_that_no_report_states_is_no_other(text: str) -> None:
    assert read(text)[-1].metrics == (frozenset(),)


def test_a_list_is_read_as_a_whole_or_one_by_one() -> None:
    (both,) = read("公务接待费、因公出国（境）费均为 0.00 万元")
    assert both.metrics == (frozenset({"公务接待费"}), frozenset({"因公出国（境）费"}))
    first, second = read("在职人员、退休人员分别为 3 人、5 人")
    assert first.metrics == (frozenset({"在职人员"}),)
    assert second.metrics == (frozenset({"退休人员"}),)


@pytest.mark.parametrize(
    ("text", "aspect", "sign"),
    [
        ("三公经费 8 万元", None, None),
        ("三公经费年初预算数 8 万元", "年初预算数", None),
        ("三公经费全年预算数 8 万元", "全年预算数", None),
        ("三公经费比上年减少 8 万元", "比上年增减额", -1),
        ("三公经费较上年增加 8 万元", "比上年增减额", 1),
        ("三公经费同比下降 8%", "比上年增减率", -1),
        ("三公经费比年初预算下降 8%", "预决算差异率", -1),
        ("三公经费，占 8%", "占比", None),
        ("三公经费执行率 8%", "执行率", None),
        ("三公经费完成年初预算的 8%", "完成率", None),
        ("三公经费没有变化（0 万元）", "比上年增减额", 0),
        ("三公经费由上年的 8 万元", "上年数", None),
        ("「居民满意度」：目标 90%", "指标值", None),
        ("「居民满意度」：目标 好，实际完成 90%", "完成值", None),
        ("「暖气费」自评总分（满分 100 分）", "分值", None),
        ("得分由低到高：「暖气费」64 分", "得分", None),
    ],
)
def test_aspect_and_direction(text: str, aspect: str | None, sign: int | None) -> None:
    (claim,) = read(text)
    assert (claim.aspects, claim.sign) == (aspect and frozenset({aspect}), sign)


def test_risen_to_is_a_value() -> None:
    assert "决算数" in (read("三公经费增加到 8 万元")[0].aspects or ())


def test_unit_and_year_are_carried_on() -> None:
    first, second = read(f"{UNIT}2023年三公经费 8 万元。公务接待费比2022年增加 1 万元。")
    assert (first.units, first.year) == (frozenset({UNIT}), 2023)
    assert (second.units, second.year) == (frozenset({UNIT}), 2023)


def test_what_a_reason_names_ends_with_it() -> None:
    text = "公务接待费 8 万元。原因：在职人员增加 3 人，2020年公用经费转入。比上年增加 1 万元"
    last = read(text)[-1]
    assert last.metrics == (frozenset({"公务接待费"}),)
    assert last.year is None


def test_a_part_of_the_unit_is_named_beside_the_metric() -> None:
    assert read("三公经费（本级） 8 万元")[0].entity == "本级"
    assert read("本级三公经费 8 万元")[0].entity == "本级"
    name = "某市某局（本级）"
    units = [(0, len(name), frozenset({name}))]
    (claim,) = Reader(f"{name}三公经费 8 万元", NAMES, units, (), ["本级"]).claims()
    assert claim.entity == ""


# -- free text against the corpus -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("2023年市政府三公经费221.04万元，比上年减少95.91万元", "ss"),
        ("2023年市政府三公经费221.04万元，比上年增加95.91万元", "sc"),
        ("2023年市政府三公经费2210400元", "s"),
        ("2023年市政府三公经费8.15万元", "c"),
        ("2022年市政府三公经费221.04万元", "u"),
        ("昌吉政务局2023年三公经费221.04万元", "u"),
        ("2023年市政府公务接待费221.04万元", "c"),
        ("2023年市政府燃油费221.04万元", "u"),
        ("克拉玛依市政务服务局2022年三公经费3万元", "u"),
        ("2022年昌吉政务局在职人员、退休人员分别为33人、5人", "ss"),
        ("2022年昌吉政务局在职人员、退休人员分别为5人、33人", "cc"),
        ("数发局2024年三公经费11.92万元。其中公务接待费0.07万元。", "ss"),
        ("市政府2023年暖气费项目全年执行数16.64万元，执行率100%，自评得分90分", "sss"),
        ("没有数字", ""),
    ],
)
def test_free_text(desk: Assistant, text: str, outcomes: str) -> None:
    judged = examine(text, desk.evidence)
    assert "".join(j.outcome[0] for j in judged) == outcomes
    assert all(text[j.start : j.start + len(j.text)] == j.text for j in judged)
    assert all((j.fact is not None) == (j.outcome == "supported") for j in judged)


def test_what_the_ledger_has_instead_is_told(desk: Assistant) -> None:
    (judged,) = examine("2023年市政府三公经费8.15万元", desk.evidence)
    assert judged.expected is not None
    assert (judged.expected.metric, judged.expected.amount.text) == ("“三公”经费", "221.04")
    assert judged.report in {info.id for info in desk.evidence.reports if info.year == 2023}
