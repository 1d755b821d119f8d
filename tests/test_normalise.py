"""Clean text: what is dropped, what stays, and that every character knows its place."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Place
from index.normalise import compact, fold, join, lines, noise, tabbed

# What reports are made of, and what may break them.
TEXT = st.text(
    st.one_of(
        st.sampled_from(
            "决算收入支出万元占，。；：、（）“”《》\n\n \t　**<p>-—–,.%０１９％.第页序号"
        ),
        st.sampled_from("0123456789"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=120,
)


def clean(text: str) -> str:
    return compact(text, 0, len(text), noise(text)).text


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("０１２３４５６７８９", "0123456789"),
        ("１，４８８．２９", "1,488.29"),
        ("（项）", "(项)"),
        ("－12.87％", "-12.87%"),
        ("−0.20﹪", "-0.20%"),
        ("＞＝９０％", ">=90%"),
        ("乌财预【2021】47号", "乌财预[2021]47号"),
        ("财预〔2021〕47号", "财预[2021]47号"),
        ("部⻔", "部门"),
        ("ＥＭＳ", "EMS"),
        ("“三公”经费、《办法》。", "“三公”经费、《办法》。"),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded
    assert len(fold(printed)) == len(printed)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # hard wraps inside words and numbers
        ("在职人员\n\n10 人，离休人员 0 人", "在职人员10人,离休人员0人"),
        ("减少 5\n\n0 万元", "减少50万元"),
        ("占\n\n0%；经营", "占0%;经营"),
        ("1,2\n\n34.56 万元", "1,234.56万元"),
        ("100.0\n0%", "100.00%"),
        ("12\n\n.5 万元", "12.5万元"),
        # two numbers on one line stay two
        ("60.00 66.09 66.09", "60.00 66.09 66.09"),
        ("10\t100%", "10 100%"),
        ("分值 10 100.00% 10.00 分", "分值10 100.00% 10.00分"),
        ("10　20", "10 20"),
        # white space of every kind
        (" 第二部分\u3000部门\u200b决算\ufeff", "第二部分部门决算"),
        ("占 %", "占%"),
        # residue of Markdown and HTML
        ("**与上年相比**，减少", "与上年相比,减少"),
        ("<p>一、<br/>二</p>", "一、二"),
        ("- 1.一般公共服务支出(类)", "1.一般公共服务支出(类)"),
        (" - (一) 机关运行经费", "(一)机关运行经费"),
        # a minus sign is no bullet, and a comparison is no tag
        ("差异率 -12.87%", "差异率-12.87%"),
        ("<=2 万元", "<=2万元"),
        ("", ""),
        (" \n\n\t", ""),
    ],
)
def test_compact(source: str, text: str) -> None:
    assert clean(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # page numbers
        ("预算资\n\n\n\n22\n\n\n\n金结余", "预算资金结余"),
        ("预算资\n\n- 12 -\n\n金结余", "预算资金结余"),
        ("预算资\n— 3 —\n金结余", "预算资金结余"),
        ("预算资\n第 12 页\n金结余", "预算资金结余"),
        ("预算资\n第 12 页 共 30 页\n金结余", "预算资金结余"),
        ("支出总计 1,2\n\n\n7\n\n\n34.56 万元", "支出总计1,234.56万元"),
        # numbers that stand alone and are figures
        ("支出总计\n1675\n万元", "支出总计1675万元"),
        ("增加\n\n72.92\n\n分", "增加72.92分"),
        ("预算数\n0\n0\n0", "预算数000"),
    ],
)
def test_page_numbers(source: str, text: str) -> None:
    assert clean(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("预算资\n某某市财政局2023年度部门决算 第 12 页\n金结余", "预算资金结余"),
        ("预算资\n第12页 某某市财政局\n金结余", "预算资金结余"),
        ("1,2\n某某市财政局 第 3 页 共 20 页\n34.56 万元", "1,234.56万元"),
        # sentences that speak of a page
        ("见第 3 页。\n结余", "见第3页。结余"),
        ("> 项目甲\n>\n> 预算5万元", "项目甲预算5万元"),
        (">=90% 95%", ">=90% 95%"),
        ("某某" * 30 + "第 3 页\n结余", "某某" * 30 + "第3页结余"),
        ("公务接待费0.50万元（见第 3 页）\n结余", "公务接待费0.50万元(见第3页)结余"),
    ],
)
def test_running_heads(source: str, text: str) -> None:
    assert clean(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("支出1万元\n1.接待费", "支出1万元。1.接待费"),
        ("支出1万元\n12、接待费", "支出1万元。12、接待费"),
        ("支出1万元\n1．“三公”经费", "支出1万元。1.“三公”经费"),
        ("支出1万元\n（二） 接待费", "支出1万元。(二)接待费"),
        ("支出1万元\n(2)接待费", "支出1万元。(2)接待费"),
        ("支出1万元\n- 1.接待费", "支出1万元。1.接待费"),
        ("其中：①甲1万元②乙2万元；③丙", "其中:甲1万元;乙2万元;丙"),
        # stops of half width, beside those of numbers and ordinals
        ("比上年增3%.其中:甲1.5万元.", "比上年增3%。其中:甲1.5万元。"),
        ("二.收支情况(一)收入", "二.收支情况(一)收入"),
        ("支出1万元\n\n\n3\n\n\n1.接待费", "支出1万元。1.接待费"),
        # a stop is there already
        ("支出1万元。\n1.接待费", "支出1万元。1.接待费"),
        ("支出1万元，\n1.接待费", "支出1万元,1.接待费"),
        ("其中：\n（一）接待费", "其中:(一)接待费"),
        # no numbered line
        ("1.接待费", "1.接待费"),
        ("支出1万元 1.接待费", "支出1万元1.接待费"),
        ("支出\n1.5万元", "支出1.5万元"),
        ("支出1万元\n123.接待费", "支出1万元123.接待费"),
        ("部门（\n一）接待费", "部门(一)接待费"),
    ],
)
def test_a_numbered_line_ends_the_sentence_before_it(source: str, text: str) -> None:
    result = compact(source, 0, len(source), noise(source), stops=True)
    assert result.text == text
    assert all(a < b for a, b in pairwise(result.at))
    assert len(result.text) == len(result.shown) == len(result.at)


def test_page_numbers_that_count_upwards() -> None:
    page = "本单位厉行节约严格执行预算" * 40
    source = "".join(f"{page}\n\n{number}\n\n" for number in range(1, 5))
    assert not re.search(r"\d", clean(source))


def test_lone_numbers_that_do_not_count_upwards_stay() -> None:
    page = "本单位厉行节约严格执行预算" * 40
    source = "".join(f"{page}\n\n{number}\n\n" for number in (229, 77, 153, 304)) + "完"
    assert re.findall(r"\d+", clean(source)) == ["229", "77", "153", "304"]


def test_a_name_list_dropped_into_a_sentence() -> None:
    source = (
        "主要减少原因为\n\n"
        "序号 单位名称 单位性质\n\n1\n乌鲁木齐市政务服务中心 全额事业单位\n\n2\n"
        "乌鲁木齐市公共资源交易中心（乌鲁木\n\n齐市政府采购中心）\n\n差额事业单位\n"
        " 中心申报 2020 年预算时实有人数 37 人，申报。"
    )
    assert clean(source) == "主要减少原因为中心申报2020年预算时实有人数37人,申报。"


def test_places_point_back_into_the_source() -> None:
    source = "甲：支出\n\n总计 １,\n488.29 万元。"
    text = compact(source, 2, len(source))
    start = text.text.index("1,488.29")
    place = text.place(start, start + len("1,488.29万元"))
    assert source[place.start : place.end] == "１,\n488.29 万元"
    assert text.shown[start : start + 8] == "１,488.29"
    assert text.place(0, 2) == Place(2, 4)


def test_compact_keeps_to_its_range_and_skips() -> None:
    source = "前文支出总计100万元后文"
    assert compact(source, 2, 11, [(4, 6)]).text == "支出100万元"
    assert compact(source, 3, 3).text == ""


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("| 总分 | 100 |", "  总分 \t 100  "),
        ("| --- | :-: |", "             "),
        ("|a||b|", " a\t\tb "),
        ("甲|乙", "甲|乙"),  # no row
        ("项目|甲\n单位|乙|丙\n注|丁\n戊", "项目\t甲\n单位\t乙\t丙\n注\t丁\n戊"),
        ("无。", "无。"),
    ],
)
def test_tabbed(line: str, read: str) -> None:
    assert tabbed(line) == read
    assert len(read) == len(line)


def test_lines() -> None:
    source = "一\n\n \n二\n三\n"
    found = [(line.text, line.blanks) for line in lines(source)]
    assert found == [("一", 0), ("二", 2), ("三", 0)]
    assert all(source[line.start : line.end] == line.text for line in lines(source))


@pytest.mark.parametrize(
    ("quote", "read"),
    [
        ("比上年增加 5\n\n0 万元", "比上年增加 50 万元"),
        ("财政拨款“三\n\n公”经费", "财政拨款“三公”经费"),
        ("**财政拨款支出总计 22,899.09 万元**", "财政拨款支出总计 22,899.09 万元"),
        ("预算  数\t10", "预算 数 10"),
        ("  年初　预算 \n", "年初 预算"),
    ],
)
def test_join(quote: str, read: str) -> None:
    assert join(quote) == read


@settings(max_examples=150, deadline=None, database=None)
@given(TEXT, st.data())
def test_offsets_rise_and_stay_in_range(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    result = compact(source, start, end, noise(source))
    assert len(result.text) == len(result.shown) == len(result.at)
    assert all(a < b for a, b in pairwise(result.at))
    assert all(start <= offset < end for offset in result.at)
    for char, shown, offset in zip(result.text, result.shown, result.at, strict=True):
        if char == " ":
            assert source[offset].isspace() or source[offset] in "\u200b\ufeff"
        else:
            assert source[offset] == shown
            assert fold(shown) == char


@settings(max_examples=150, deadline=None, database=None)
@given(TEXT)
def test_noise_is_sorted_and_in_range(source: str) -> None:
    ranges = noise(source)
    assert ranges == sorted(ranges)
    assert all(0 <= start < end <= len(source) for start, end in ranges)


@settings(max_examples=100, deadline=None, database=None)
@given(TEXT)
def test_nothing_but_white_space_and_noise_is_dropped(source: str) -> None:
    result = compact(source, 0, len(source), noise(source))
    skipped = {i for start, end in noise(source) for i in range(start, end)}
    kept = set(result.at)
    for offset, char in enumerate(source):
        if offset not in skipped and not char.isspace() and char not in "\u200b\ufeff":
            assert offset in kept


def test_page_numbers_without_blank_lines() -> None:
    page = "\n".join("本年支出增加，主要原因是人员经费增加。" * 2 for _ in range(20))
    numbered = f"{page}支出决算为53.75 万\n1\n元。\n{page}\n2\n{page}\n3\n{page}\n4\n{page}"
    assert "53.75万元。" in clean(numbered)
    assert not re.search(r"(?m)^\d$", numbered) or not re.search(r"[。万]\d本", clean(numbered))
    short = "\n".join(["表中一格", "1", "表中一格", "2", "表中一格", "3", "表中一格", "4"])
    assert "1" in clean(short)  # no page lies between them
