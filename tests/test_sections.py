"""Headings → sections: by titles and words, in the skeletons of several provinces."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model import Report
from index.normalise import fold
from index.sections import kind_of, read_sections

COMMON = [
    *("概况", "职能", "机构", "说明", "收支总体", "收入", "支出", "财政拨款总体"),
    "一般公共预算支出",
]
ITEMS = ["一般公共预算支出"] * 3
FUNDS = ["政府性基金", "国有资本经营"]
OTHER = ["其他重要事项", "机关运行经费", "政府采购", "国有资产", "绩效"]
BACK = ["名词解释", "决算报表"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("第一部分 单位概况", "概况"),
        ("主要职能", "职能"),
        ("部门职责", "职能"),
        ("机构设置及人员情况", "机构"),
        ("机构设置和决算编制范围", "机构"),
        ("年度重点工作", "职能"),
        ("部门决算单位构成", "机构"),
        ("内设机构", "机构"),
        ("收入支出决算总体情况说明", "收支总体"),
        ("2023年度收入支出总体情况说明", "收支总体"),
        ("收入决算情况说明", "收入"),
        ("支出决算情况说明", "支出"),
        ("财政拨款收入支出决算总体情况说明", "财政拨款总体"),
        ("一般公共预算财政拨款支出决算情况说明", "一般公共预算支出"),
        ("一般公共预算财政拨款支出决算具体情况", "一般公共预算支出"),
        ("一般公共预算财政拨款基本支出决算情况说明", "一般公共预算基本支出"),
        ("财政拨款“三公”经费支出决算情况说明", "三公"),
        ("“三公”经费财政拨款支出决算情况说明", "三公"),
        ("政府性基金预算财政拨款收入支出决算情况说明", "政府性基金"),
        ("国有资本经营预算财政拨款收入支出决算情况说明", "国有资本经营"),
        ("其他重要事项的情况说明", "其他重要事项"),
        ("其他需说明的事项", "其他重要事项"),
        ("机关运行经费支出情况", "机关运行经费"),
        ("机关运行经费及公用经费支出情况", "机关运行经费"),
        ("政府采购支出情况", "政府采购"),
        ("国有资产占有使用情况", "国有资产"),
        ("预算绩效的情况说明", "绩效"),
        ("预算绩效管理情况", "绩效"),
        ("项目支出绩效自评表", "自评表"),
        ("部门（单位）整体支出绩效目标自评表", "自评表"),
        ("专业名词解释", "名词解释"),
        ("专业术语", "名词解释"),
        ("名词释义", "名词解释"),
        ("收入分析", "收入"),
        ("支出构成", "支出"),
        ("钱从哪里来", "收入"),
        ("采购与资产", "其他重要事项"),
        ("纳入决算的单位", "机构"),
        ("第四部分 部门决算报表（见附表）", "决算报表"),
        ("春天里", "其他"),
    ],
)
def test_kind(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def titles(source: str) -> list[tuple[int, str]]:
    return [(s.level, s.title) for s in read_sections(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("第二部分 部门决算情况说明\n文。", [(1, "第二部分 部门决算情况说明")]),
        ("第二部分部门决算情况说明\n文。", [(1, "第二部分部门决算情况说明")]),
        (" 十一、预算绩效的情况说明\n文。", [(2, "十一、预算绩效的情况说明")]),
        ("一．收入决算情况说明\n文。", [(2, "一．收入决算情况说明")]),
        ("## 二、收入决算情况说明\n文。", [(2, "二、收入决算情况说明")]),
        ("**二、收入决算情况说明**\n文。", [(2, "二、收入决算情况说明")]),
        ("(一)机关运行经费支出情况\n文。", [(3, "(一)机关运行经费支出情况")]),
        ("（二） 政府采购情况\n文。", [(3, "（二）政府采购情况")]),
        ("项目支出绩效自评表\n(2021 年度)\n", [(4, "项目支出绩效自评表")]),
        ("部门整体支出绩效自评表\n", [(4, "部门整体支出绩效自评表")]),
        (
            "附表1　2023年度项目支出绩效自评表\n项目名称 甲\n",
            [(4, "附表12023年度项目支出绩效自评表")],
        ),
        ("项目支出绩效自评表（二）\n项目名称 甲\n", [(4, "项目支出绩效自评表（二）")]),
        ("表2：项目绩效自评表\n项目名称 甲\n", [(4, "表2：项目绩效自评表")]),
        ("三、机构设置和决算编制范围\n文。", [(2, "三、机构设置和决算编制范围")]),
        # wrapped headings
        (
            "七、一般公共预算财政拨款“三公”经费支出决算情况\n\n说明\n\n文。",
            [(2, "七、一般公共预算财政拨款“三公”经费支出决算情况说明")],
        ),
        (
            "五、一般公共预算财政拨款支出决算情况说\n明\n文。",
            [(2, "五、一般公共预算财政拨款支出决算情况说明")],
        ),
        # a full stop behind the title of a known section
        ("一、收入决算情况说明。\n文。", [(2, "一、收入决算情况说明。")]),
        ("（一）机关运行经费支出情况。\n文。", [(3, "（一）机关运行经费支出情况。")]),
        # other numbering: chapters, 第一节, 1.2, 【】; an ordinal without its mark, or that goes on
        (
            "第一章　单位概况\n第一节　单位职责\n文。",
            [(1, "第一章 单位概况"), (2, "第一节 单位职责")],
        ),
        ("一  部门概貌\n1.1  职责\n文。", [(2, "一 部门概貌"), (3, "1.1 职责")]),
        ("【人员情况】\n在职5人。", [(3, "【人员情况】")]),
        (
            "六、机关运行经费分析\n文。\n七、采购与资产\n采购支出5万元，车辆2辆，均为其他用车。",
            [(2, "六、机关运行经费分析"), (2, "七、采购与资产")],
        ),
        (
            "（二）机构与预算单位\n内设甲办公室、乙办公室、丙办公室、丁办公室",
            [(3, "（二）机构与预算单位")],
        ),
        ("七、预算绩效\n（一）自评结果\n文。", [(2, "七、预算绩效"), (3, "（一）自评结果")]),
        # no headings
        ("单价\n86.9 万元\n文。", [(1, "正文")]),
        ("七、采购与资产\n采购支出5万元，车辆2辆，均为其他用车。", [(1, "正文")]),
        ("（一）工作开展情况。\n文。", [(1, "正文")]),
        ("（一）具体情况。\n文。", [(1, "正文")]),
        ("一、情况说明。\n文。", [(1, "正文")]),
        ("二、收入决算情况说明。2023年收入1万元。\n文。", [(1, "正文")]),
        ("一、本年度追加在职人员人工工资；二、追加职业年金\n", [(1, "正文")]),
        ("（四）统筹数据资源整合共享和开发利用；建立和完善全市\n文。", [(1, "正文")]),
        ("一、《收入支出决算总表》\n二、《收入决算表》\n", [(1, "正文")]),
        ("1.一般公共服务支出(类)19,208.99 万元,占 90.07%。\n", [(1, "正文")]),
        ("一、财政拨款收入：指同级财政当年拨付的资金。\n", [(1, "正文")]),
        ("项目支出绩效自评表随本说明公开。\n", [(1, "正文")]),
        ("", []),
    ],
)
def test_headings(source: str, expected: list[tuple[int, str]]) -> None:
    assert titles(source) == expected


PUBLIC, FUND = "七、“三公”经费支出决算情况说明\n", "八、政府性基金情况说明\n"


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        (PUBLIC + "（一）具体情况\n文。", ["三公", "三公"]),
        (PUBLIC + "（二）具体情况说明\n文。", ["三公", "三公"]),
        (PUBLIC + "（一）总体情况说明\n文。", ["三公", "三公"]),
        # a title of its own outweighs the parent, and holds until the next of the parent's level
        (PUBLIC + "（一）政府采购情况\n文。\n（二）构成\n文。", ["三公", "政府采购", "三公"]),
        (FUND + "（一）构成\n九、国有资本经营情况\n文。", ["政府性基金"] * 2 + ["国有资本经营"]),
        # 财政拨款支出决算 says no more than the title above it
        (
            "五、一般公共预算财政拨款支出决算情况说明\n（一）财政拨款支出决算总体情况\n文。\n"
            "（二）财政拨款支出决算结构情况\n文。\n十一、一般性支出情况\n文。",
            ["一般公共预算支出"] * 3 + ["其他重要事项"],
        ),
        # frames lend their kind to nothing
        ("第二部分 部门决算情况说明\n一、具体情况\n文。", ["说明", "其他"]),
        ("十、其他重要事项的情况说明\n（一）具体情况\n文。", ["其他重要事项", "其他"]),
    ],
)
def test_a_kind_goes_on_below(source: str, kinds: list[str]) -> None:
    assert [section.kind for section in read_sections(source)] == kinds


def test_the_table_of_contents_is_no_section() -> None:
    source = (
        "某某局2023年度部门决算公开说明\n目 录\n第一部分 单位概况\n一、主要职能\n"
        "第二部分 部门决算情况说明\n- 一、收入决算情况说明\n- 二、支出决算情况说明\n"
        "第一部分 单位概况\n一、主要职能\n负责政务。\n"
        "第二部分 部门决算情况说明\n一、收入决算情况说明\n收入1万元。\n"
        "二、支出决算情况说明\n支出1万元。\n"
    )
    sections = read_sections(source)
    assert [s.title for s in sections] == [
        "正文",
        "第一部分 单位概况",
        "一、主要职能",
        "第二部分 部门决算情况说明",
        "一、收入决算情况说明",
        "二、支出决算情况说明",
    ]
    assert source[sections[-1].body.start : sections[-1].body.end].strip() == "支出1万元。"


def test_a_section_lies_in_its_part() -> None:
    source = (
        "第二部分 部门决算情况说明\n十、其他重要事项的情况说明\n（一）机关运行经费支出情况\n文。\n"
        "（二）政府采购情况\n文。\n十一、预算绩效的情况说明\n文。\n第三部分 名词解释\n文。\n"
    )
    part, other = "第二部分 部门决算情况说明", "十、其他重要事项的情况说明"
    assert [s.path for s in read_sections(source)] == [
        (part,),
        (part, other),
        (part, other, "（一）机关运行经费支出情况"),
        (part, other, "（二）政府采购情况"),
        (part, "十一、预算绩效的情况说明"),
        ("第三部分 名词解释",),
    ]
    assert read_sections(source)[2].label == f"{part} › {other} › （一）机关运行经费支出情况"


def tiles(source: str) -> None:
    sections = read_sections(source)
    for section in sections:
        assert 0 <= section.heading.start <= section.heading.end == section.body.start
        assert section.body.start <= section.body.end <= len(source)
    for section, following in pairwise(sections):
        assert section.body.end == following.heading.start
    if source.strip():
        assert not source[: sections[0].heading.start].strip()
        assert sections[-1].body.end == len(source)
    else:
        assert sections == ()


LINES = st.lists(
    st.sampled_from(
        [
            "第一部分 单位概况",
            "第二部分 部门决算情况说明",
            "一、收入支出决算总体情况说明",
            "二、收入决算情况",
            "说明",
            "（一）机关运行经费支出情况",
            "项目支出绩效自评表",
            "- 三、支出决算情况说明",
            "收入总计1.00万元。",
            "",
            "　",
            "12",
            "一、",
            "第部分",
        ]
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None, database=None)
@given(LINES)
def test_sections_tile_any_text(parts: list[str]) -> None:
    tiles("\n".join(parts))


@pytest.mark.parametrize(
    ("key", "kinds"),
    [
        ("2021", [*COMMON, "一般公共预算基本支出", "三公", *FUNDS, *OTHER, *["自评表"] * 6, *BACK]),
        (
            "2022",
            [
                *("其他", *COMMON, *ITEMS, "一般公共预算基本支出", "三公", *FUNDS, *OTHER),
                *("自评表",) * 9,
                *BACK,
            ],
        ),
        (
            "2023",
            [
                *("其他", *COMMON, *ITEMS, "一般公共预算基本支出", "三公", *FUNDS, *OTHER),
                *("自评表",) * 20,
                *("其他重要事项", *BACK),
            ],
        ),
        (
            "高新",
            [
                *(*COMMON, *ITEMS, "一般公共预算基本支出", "三公", *FUNDS, *OTHER),
                *("自评表",) * 3,
                *("其他重要事项", *BACK),
            ],
        ),
        (
            "2024",
            [
                *(*COMMON, *ITEMS, "一般公共预算基本支出", *FUNDS, "三公", *OTHER),
                *("自评表",) * 12,
                *("其他重要事项", *BACK),
            ],
        ),
    ],
)
def test_the_sections_of_each_report(
    examined: dict[str, Report], key: str, kinds: list[str]
) -> None:
    report = examined[key]
    assert [section.kind for section in report.sections] == kinds
    tiles(report.text)
    for section in report.sections:
        if section.title != "正文":
            printed = re.sub(r"\s", "", fold(report.quote(section.heading)))
            assert printed == re.sub(r"\s", "", fold(section.title))


def test_a_part_whose_title_stands_on_the_next_line() -> None:
    text = "第一部分\n某局概况\n一、部门职责\n负责工作。\n第四部分\n名词解释\n一、收入：指收入。\n"
    found = read_sections(text)
    assert [(s.kind, s.path[0]) for s in found] == [
        ("概况", "第一部分 某局概况"),
        ("职能", "第一部分 某局概况"),
        ("名词解释", "第四部分 名词解释"),
    ]


@pytest.mark.parametrize(
    ("before", "kind"),
    [("一、主要职能\n负责工作。\n", "机构"), ("一、重点工作\n完成任务。\n", "职能")],
)
def test_who_belongs_to_a_unit_stands_beside_its_duties(before: str, kind: str) -> None:
    found = read_sections(f"第一部分 概况\n{before}二、部门基本情况\n编制9人。\n")
    assert found[-1].kind == kind


def test_a_review_among_other_matters_is_a_section_of_its_own() -> None:
    text = "六、其他相关情况说明\n（一）政府采购。总额5万元。\n（二）预算绩效。自评项目6个。\n"
    assert [section.kind for section in read_sections(text)] == ["说明", "绩效"]
