"""Sentences → figures and reasons in the wording of other provinces' templates."""

from __future__ import annotations

import pytest
from test_narrative import (
    ADJUSTED,
    AGENCY,
    APPROPRIATION,
    ASSETS,
    BEFORE,
    BUDGET,
    CARS,
    COUNT,
    DELTA,
    DONE,
    GENERAL,
    HOSTING,
    INCOME,
    INITIAL,
    NOW,
    PURCHASE,
    RATE,
    RESULTS,
    STAFF,
    THREE,
    THREE_PUBLIC,
    Row,
    read,
    rows,
)

from index.glossary import read_definitions
from index.model import Place, Section
from index.normalise import compact
from index.sections import read_sections

FIGURES: list[tuple[str, str, list[Row]]] = [
    (  # the fund between the metric and its tail
        THREE,
        "“三公”经费一般公共预算财政拨款支出年初预算为4.00万元，全年预算为3.00万元，支出决算为2.10万元，完成全年预算的70.00%。",
        [
            (THREE_PUBLIC, INITIAL, "4.00", "万元"),
            (THREE_PUBLIC, ADJUSTED, "3.00", "万元"),
            (THREE_PUBLIC, NOW, "2.10", "万元"),
            (THREE_PUBLIC, DONE, "70.00", "%"),
        ],
    ),
    (
        THREE,
        "公务接待费一般公共预算及政府性基金预算财政拨款支出决算1.20万元，比上年决算少0.30万元。",
        [(HOSTING, NOW, "1.20", "万元"), (HOSTING, DELTA, "-0.30", "万元")],
    ),
    (  # what is less than the budget does not end the subject
        THREE,
        "“三公”经费财政拨款支出预算9.00万元，支出决算8.10万元，比预算少0.90万元，完成预算的90.00%；与上年决算数7.50万元相比，增加0.60万元，增幅8.00%。",
        [
            (THREE_PUBLIC, BUDGET, "9.00", "万元"),
            (THREE_PUBLIC, NOW, "8.10", "万元"),
            (THREE_PUBLIC, DONE, "90.00", "%"),
            (THREE_PUBLIC, BEFORE, "7.50", "万元"),
            (THREE_PUBLIC, DELTA, "0.60", "万元"),
            (THREE_PUBLIC, RATE, "8.00", "%"),
        ],
    ),
    (  # foreign guests go on over a full stop, as long as they were not counted
        THREE,
        "国内公务接待4批次，30人次。其中：外事接待支出0万元，主要用于外宾来访。接待0批次，累计0人次。",
        [
            ("国内公务接待批次", COUNT, "4", "批次"),
            ("国内公务接待人次", COUNT, "30", "人次"),
            ("外事接待费", NOW, "0", "万元"),
            ("外事接待批次", COUNT, "0", "批次"),
            ("外事接待人次", COUNT, "0", "人次"),
        ],
    ),
    (
        THREE,
        "本单位公务用车购置量1辆，发生公务用车购置经费支出16.80万元。出国人员2人次。",
        [
            ("公务用车购置数", COUNT, "1", "辆"),
            ("公务用车购置费", NOW, "16.80", "万元"),
            ("因公出国（境）人次", COUNT, "2", "人次"),
        ],
    ),
    (
        APPROPRIATION,
        "2023年财政拨款总收入66.00万元，财政拨款总支出66.00万元。",
        [
            ("财政拨款收入总计", NOW, "66.00", "万元"),
            ("财政拨款支出总计", NOW, "66.00", "万元"),
        ],
    ),
    (
        AGENCY,
        "机构运行经费支出30.00万元，较上年决算的32.00万元减少2.00万元。其中办公费9.00万元，差旅费6.00万元，其他商品和服务支出3.00万元。",
        [
            ("机关运行经费", NOW, "30.00", "万元"),
            ("机关运行经费", BEFORE, "32.00", "万元"),
            ("机关运行经费", DELTA, "-2.00", "万元"),
            ("机关运行经费/办公费", NOW, "9.00", "万元"),
            ("机关运行经费/差旅费", NOW, "6.00", "万元"),
            ("机关运行经费/其他商品和服务支出", NOW, "3.00", "万元"),
        ],
    ),
    (
        PURCHASE,
        "政府采购预算50.00万元，实际采购金额46.00万元，其中货物类10.00万元，服务类36.00万元。",
        [
            ("政府采购预算", BUDGET, "50.00", "万元"),
            ("政府采购支出总额", NOW, "46.00", "万元"),
            ("政府采购货物支出", NOW, "10.00", "万元"),
            ("政府采购服务支出", NOW, "36.00", "万元"),
        ],
    ),
    (
        RESULTS,
        "对项目支出全面开展绩效自评，共7个项目，涉及资金88.00万元。",
        [
            ("预算绩效评价项目", COUNT, "7", "个"),
            ("预算绩效评价项目", BUDGET, "88.00", "万元"),
        ],
    ),
    (
        RESULTS,
        "1．图书采购项目自评综述：全年预算数20.00万元，执行数19.00万元。自评得分97.50分。",
        [
            ("项目:图书采购", ADJUSTED, "20.00", "万元"),
            ("项目:图书采购", "全年执行数", "19.00", "万元"),
            ("项目:图书采购", "得分", "97.50", "分"),
        ],
    ),
    (  # the budget right behind the name; how many were good is no number of projects
        RESULTS,
        "对6个项目开展自评，涉及资金50万元，其中5个为优、1个为良。整体支出自评95分。渡船改造项目预算18万元，执行9万元，自评78分。",
        [
            ("预算绩效评价项目", COUNT, "6", "个"),
            ("预算绩效评价项目", BUDGET, "50", "万元"),
            ("整体支出", "得分", "95", "分"),
            ("项目:渡船改造", BUDGET, "18", "万元"),
            ("项目:渡船改造", "全年执行数", "9", "万元"),
            ("项目:渡船改造", "得分", "78", "分"),
        ],
    ),
    (
        INCOME,
        "本年收入50万元。其中一般公共预算拨款42万元，政府性基金预算拨款8万元。",
        [
            ("本年收入", NOW, "50", "万元"),
            ("一般公共预算财政拨款收入", NOW, "42", "万元"),
            ("政府性基金预算财政拨款收入", NOW, "8", "万元"),
        ],
    ),
    (  # held against the budget, as the amounts show
        GENERAL,
        "1.公路养护（2140106）支出31万元，年初预算32万元，减少1万元。",
        [("公路养护(项)", NOW, "31", "万元"), ("公路养护(项)", INITIAL, "32", "万元")],
    ),
    (
        THREE,
        "公务用车费9万元，其中购置费0万元，运行维护费9万元（预算10万元），比上年下降2%。",
        [
            (CARS, NOW, "9", "万元"),
            ("公务用车购置费", NOW, "0", "万元"),
            ("公务用车运行维护费", NOW, "9", "万元"),
            ("公务用车运行维护费", BUDGET, "10", "万元"),
            ("公务用车运行维护费", RATE, "-2", "%"),
        ],
    ),
    (
        STAFF,
        "行政编制18名，实有17人；事业编制26名，实有25人，其中参公人员2人。",
        [
            ("行政编制", COUNT, "18", "人"),
            ("行政编制实有人数", COUNT, "17", "人"),
            ("事业编制", COUNT, "26", "人"),
            ("事业编制实有人数", COUNT, "25", "人"),
            ("参公人员", COUNT, "2", "人"),
        ],
    ),
    (
        ASSETS,
        "固定资产原值90万元，其中房屋562平方米，原值60万元；车辆5辆，原值30万元。",
        [
            ("固定资产原值", NOW, "90", "万元"),
            ("房屋", COUNT, "562", "平方米"),
            ("房屋原值", NOW, "60", "万元"),
            ("车辆", COUNT, "5", "辆"),
            ("车辆原值", NOW, "30", "万元"),
        ],
    ),
    (
        "十二、会议费情况",
        "会议费3.10万元，召开三类会议2个，参会160人。",
        [("会议费", NOW, "3.10", "万元"), ("参会人数", COUNT, "160", "人")],
    ),
    (  # what one fund gave is no figure of its own
        AGENCY,
        "机关运行经费支出决算5万元（其中：一般公共预算支出5万元），与上年决算数相同。",
        [("机关运行经费", NOW, "5", "万元")],
    ),
    (  # the class stands in a heading of its own
        APPROPRIATION,
        "财政拨款支出决算9万元。其中：（一）教育支出（类）。1.普通教育（款）小学教育（项）。支出决算8万元。（二）卫生健康支出（类）。1.公共卫生（款）妇幼保健机构（项）。支出决算1万元。",
        [
            ("财政拨款支出", NOW, "9", "万元"),
            ("教育支出(类)普通教育(款)小学教育(项)", NOW, "8", "万元"),
            ("卫生健康支出(类)公共卫生(款)妇幼保健机构(项)", NOW, "1", "万元"),
        ],
    ),
    (
        THREE,
        "会议费支出决算0.80万元，完成预算的80%，差异原因：会期缩短。全年召开会议2个，参加会议85人次。",
        [
            ("会议费", NOW, "0.80", "万元"),
            ("会议费", DONE, "80", "%"),
            ("参会人数", COUNT, "85", "人次"),
        ],
    ),
    (  # the list behind a reason is told of all vehicles
        ASSETS,
        "共有车辆5辆，比上年减少1辆，主要是报废旧车1辆，其中：机要通信用车2辆，其他用车3辆。",
        [
            ("车辆", COUNT, "5", "辆"),
            ("车辆", DELTA, "-1", "辆"),
            ("机要通信用车", COUNT, "2", "辆"),
            ("其他用车", COUNT, "3", "辆"),
        ],
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), FIGURES)
def test_figures(title: str, text: str, expected: list[Row]) -> None:
    facts, _ = read(title, text)
    assert rows(facts) == sorted(expected)


REASONS: list[tuple[str, str, list[tuple[str, str, str]]]] = [
    (
        INCOME,
        "本年收入合计90万元，其中：事业收入70万元，其他收入2万元。事业收入主要是挂号费和检查费；其他收入来源于存款利息。",
        [("事业收入", "说明", "挂号费和检查费"), ("其他收入", "说明", "存款利息")],
    ),
    (
        THREE,
        "“三公”经费支出9万元，完成预算75%，较上年减少1万元。决算数小于预算数的主要原因是压减接待；较上年减少的主要原因是车辆维修减少。",
        [(THREE_PUBLIC, "预算", "压减接待"), (THREE_PUBLIC, "上年", "车辆维修减少")],
    ),
    (
        THREE,
        "“三公”经费支出9万元，与上年相比增加1万元。公务接待费2万元，与上年相比增加0.2万元。“三公”经费增加的原因：协作来访增多。",
        [(THREE_PUBLIC, "上年", "协作来访增多")],
    ),
    (
        AGENCY,
        "机关运行经费30万元，比上年减少2万元。其中办公费9万元，差旅费6万元。减少的主要原因是压缩办公开支。",
        [("机关运行经费", "上年", "压缩办公开支")],
    ),
    (  # who came is no reason
        THREE,
        "公务接待费6万元，比上年下降21%，共接待74批次582人次，主要是上级检查。",
        [],
    ),
    (
        RESULTS,
        "渡船改造项目预算18万元，执行9万元，自评78分，扣分原因是资质审批延误。",
        [("项目:渡船改造", "说明", "资质审批延误")],
    ),
    (  # each comparison has its own reason
        GENERAL,
        "一般公共预算财政拨款支出90万元，与上年相比减少5万元，主要原因是工程完工；与年初预算数相比增加4万元，主要原因是追加演出经费。",
        [
            ("一般公共预算财政拨款支出", "上年", "工程完工"),
            ("一般公共预算财政拨款支出", "预算", "追加演出经费"),
        ],
    ),
]


def test_headings_whose_text_goes_on_behind_a_colon() -> None:
    text = (
        "二、决算情况\n（一）收入情况：本年收入5万元。\n（二）“三公”经费情况：支出1万元。\n"
        "（三）会议费情况：无。\n三、名词解释\n（一）机关运行经费：指日常公用经费。\n"
    )
    found = [(section.title, section.kind) for section in read_sections(text)]
    assert found == [
        ("二、决算情况", "其他"),
        ("（一）收入情况", "收入"),
        ("（二）“三公”经费情况", "三公"),
        ("（三）会议费情况", "其他"),
        ("三、名词解释", "名词解释"),
    ]


@pytest.mark.parametrize(
    ("printed", "term"),
    [
        ("财政拨款收入  指县级财政当年拨付的资金。", "财政拨款收入"),
        ("“三公”经费，是指用财政拨款安排的三项费用。", "“三公”经费"),
        ("2.车购税补助资金——指从车购税中安排的资金。", "车购税补助资金"),
        ("【机关运行经费】为保障运行用于购买货物的资金。", "机关运行经费"),
    ],
)
def test_terms_without_a_colon(printed: str, term: str) -> None:
    section = Section(("名词解释",), "名词解释", 1, Place(0, 0), Place(0, len(printed)))
    (found,) = read_definitions(compact(printed, 0, len(printed)), section)
    assert found.term == term


@pytest.mark.parametrize(("title", "text", "expected"), REASONS)
def test_reasons(title: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    _, reasons = read(title, text)
    assert [(reason.metric, reason.basis, reason.text) for reason in reasons] == expected
