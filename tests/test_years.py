"""Years in every form that people write them."""

from __future__ import annotations

import pytest

from assistant.understand.years import find_years
from index.normalise import fold

INDEXED = (2021, 2022, 2023, 2023, 2024)


def years(text: str, indexed: tuple[int, ...] = INDEXED) -> tuple[int, ...]:
    return find_years(fold(text), indexed).years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年三公", 2023),
        ("2023三公经费", 2023),
        ("2023年度三公", 2023),
        ("2023 年三公", 2023),
        ("23年三公", 2023),
        ("23年度三公", 2023),
        ("２０２３年三公", 2023),
        ("２３年三公", 2023),
        ("二〇二三年三公", 2023),
        ("二零二三年三公", 2023),
        ("二○二三年三公", 2023),
        ("二三年三公", 2023),
        ("截至2023年12月31日的固定资产", 2023),
        ("2023年底有多少人", 2023),
        ("2023年第三季度", 2023),
        ("三公（2023）", 2023),
        ("12年三公", 2012),
        ("2019年三公", 2019),
        ("1999年三公", 1999),
        ("08年三公", 2008),
    ],
)
def test_one_year(text: str, year: int) -> None:
    match = find_years(fold(text), INDEXED)
    assert match.years == (year,)
    assert match.relative is None
    assert not match.several


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022到2024年的三公", (2022, 2023, 2024)),
        ("2022年到2024年的三公", (2022, 2023, 2024)),
        ("2022至2024年三公", (2022, 2023, 2024)),
        ("2022-2024年三公", (2022, 2023, 2024)),
        ("2022—2024年三公", (2022, 2023, 2024)),
        ("2022～2024年三公", (2022, 2023, 2024)),
        ("２０２２－２０２４年三公", (2022, 2023, 2024)),
        ("2022年度至2024年度", (2022, 2023, 2024)),
        ("22到24年三公", (2022, 2023, 2024)),
        ("2023~24年", (2023, 2024)),
        ("2021年和2023年", (2021, 2023)),
        ("2021年与2023年的接待费", (2021, 2023)),
        ("2021、2022年", (2021, 2022)),
        ("2021/2022年", (2021, 2022)),
        ("21年和23年", (2021, 2023)),
        ("2023年比2022年多多少", (2023, 2022)),
        ("2024与2021年相比", (2024, 2021)),
        ("21和22年的三公", (2021, 2022)),
        ("21、22、23年的三公", (2021, 2022, 2023)),
        ("二〇二一年到二〇二三年", (2021, 2022, 2023)),
    ],
)
def test_several_years(text: str, expected: tuple[int, ...]) -> None:
    match = find_years(fold(text), INDEXED)
    assert match.years == expected
    assert match.several


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年一共花了多少", (2024,)),
        ("上年三公多少", (2024,)),
        ("上一年三公", (2024,)),
        ("今年三公", (2024,)),
        ("最新的三公", (2024,)),
        ("最近一年三公", (2024,)),
        ("本年度三公", (2024,)),
        ("前年三公", (2023,)),
        ("去年三公多少,前年呢", (2024, 2023)),
        ("前年一分没花?去年花了多少", (2024, 2023)),
        ("近三年三公", (2022, 2023, 2024)),
        ("最近三年三公", (2022, 2023, 2024)),
        ("近3年三公", (2022, 2023, 2024)),
        ("过去两年三公", (2023, 2024)),
        ("这两年三公", (2023, 2024)),
        ("近五年三公", (2020, 2021, 2022, 2023, 2024)),
        ("大前年三公", (2022,)),
        ("过去10年三公", tuple(range(2015, 2025))),
        ("近十年三公", tuple(range(2015, 2025))),
    ],
)
def test_relative_years_are_taken_from_the_newest_and_said_so(
    text: str, expected: tuple[int, ...]
) -> None:
    match = find_years(fold(text), INDEXED)
    assert match.years == expected
    assert match.several == (len(expected) > 1)
    assert match.relative
    assert str(expected[-1]) in match.relative
    assert str(expected[0]) in match.relative


@pytest.mark.parametrize("text", ["历年三公", "逐年", "每年的接待费", "近几年", "这几年", "各年"])
def test_all_years(text: str) -> None:
    match = find_years(fold(text), INDEXED)
    assert match.years == ()
    assert match.several


@pytest.mark.parametrize(
    "text",
    [
        "三公经费多少",
        "比去年多多少",
        "和去年相比变化多少",
        "跟上年相比",
        "较上年增长多少",
        "比上年下降了吗",
        "上年结转多少",
        "上年结转和结余",
        "年初结转和结余",
        "一年花多少",
        "100万元以上设备",
        "50万元以上的设备",
        "2010101行政运行",
        "2080505养老保险",
        "12345热线花了多少",
        "2,023.5万元的项目",
        "30天",
        "3个月",
        "15年以上",
        "",
        "花了2023.5万元的是哪个",
        "得分80到90的有几个",
    ],
)
def test_no_year(text: str) -> None:
    match = find_years(fold(text), INDEXED)
    assert (match.years, match.several, match.relative) == ((), False, None)


def test_a_named_year_beats_a_relative_one() -> None:
    assert years("去年即2022年的三公") == (2022,)


def test_nothing_indexed() -> None:
    assert years("去年三公", ()) == ()
    assert years("2022年三公", ()) == (2022,)


def test_the_newest_year_is_that_of_the_index() -> None:
    assert years("去年三公", (2017, 2019)) == (2019,)
    assert years("近两年三公", (2017, 2019)) == (2018, 2019)


def test_each_year_once_in_order() -> None:
    assert years("2023年和2021年，特别是2023年") == (2023, 2021)
