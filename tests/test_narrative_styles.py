"""Sentences → figures and reasons in wordings that counties and townships publish."""

from __future__ import annotations

import pytest
from test_narrative import (
    ABROAD,
    AGENCY,
    ASSETS,
    BEFORE,
    BUDGET,
    CARS,
    COUNT,
    DELTA,
    DONE,
    GAP,
    GENERAL,
    HOSTING,
    INITIAL,
    NOW,
    RATE,
    STAFF,
    THREE,
    THREE_PUBLIC,
    Row,
    read,
    rows,
)

from index.sections import read_sections

OTHERS = "十一、一般性支出情况"

KEPT, BOUGHT = "公务用车保有量", "公务用车购置数"
BUYING, RUNNING = "公务用车购置费", "公务用车运行维护费"
WHOLE = "一般公共预算财政拨款支出"

FIGURES: list[tuple[str, str, list[Row]]] = [
    # -- names and their tails ----------------------------------------------------------------
    (
        THREE,
        "2023年度“三公”经费合计支出18.60万元，其中：公务接待6.10万元，公车运行及维护12.50万元，因公出国0万元。",
        [
            (HOSTING, NOW, "6.10", "万元"),
            (RUNNING, NOW, "12.50", "万元"),
            (ABROAD, NOW, "0", "万元"),
            (THREE_PUBLIC, NOW, "18.60", "万元"),
        ],
    ),
    (
        THREE,
        "全县安排的“三公”经费决算支出数为820.50万元，公务用车购置及运维费决算支出510.20万元。",
        [(CARS, NOW, "510.20", "万元"), (THREE_PUBLIC, NOW, "820.50", "万元")],
    ),
    (
        THREE,
        "公务用车保有量3辆，购置及运行维护费8.20万元。车辆购置支出0万元。",
        [
            (KEPT, COUNT, "3", "辆"),
            (CARS, NOW, "8.20", "万元"),
            (BUYING, NOW, "0", "万元"),
        ],
    ),
    (
        THREE,
        "公务接待费2023年支出7万元，2022年支出9.5万元，对比减少2.5万元。",
        [
            (HOSTING, NOW, "7", "万元"),
            (HOSTING, BEFORE, "9.5", "万元"),
            (HOSTING, DELTA, "-2.5", "万元"),
        ],
    ),
    (THREE, "单位共有公务用车6辆。", [(KEPT, COUNT, "6", "辆")]),
    (
        THREE,
        "2023年公务用车购置数及保有量分别为2辆和41辆。",
        [(BOUGHT, COUNT, "2", "辆"), (KEPT, COUNT, "41", "辆")],
    ),
    (
        THREE,
        "因公出国(境)团组12个，人均因公出国(境)费用3.1万元。",
        [
            ("因公出国（境）团组数", COUNT, "12", "个"),
            ("人均因公出国（境）费", NOW, "3.1", "万元"),
        ],
    ),
    # -- what a change starts from, and what it is on ----------------------------------------
    (
        THREE,
        "公务接待支出61万元，比上年累计支出75万元下降14万元，下降18.67%。",
        [
            (HOSTING, NOW, "61", "万元"),
            (HOSTING, BEFORE, "75", "万元"),
            (HOSTING, DELTA, "-14", "万元"),
            (HOSTING, RATE, "-18.67", "%"),
        ],
    ),
    (
        THREE,
        "公务接待费9万元，比上年预算数字下降30.5%，比上年决算数字下降12.3%。",
        [(HOSTING, NOW, "9", "万元"), (HOSTING, RATE, "-12.3", "%")],
    ),
    (
        GENERAL,
        "2023年度一般公共预算支出数为5600万元，占调整预算数98.2%，增支310万元，增长5.86%。",
        [
            (WHOLE, NOW, "5600", "万元"),
            (WHOLE, DONE, "98.2", "%"),
            (WHOLE, DELTA, "310", "万元"),
            (WHOLE, RATE, "5.86", "%"),
        ],
    ),
    (
        THREE,
        "公务接待费支出4.50万元，完成年初预算的90%，下降10%。",
        [
            (HOSTING, NOW, "4.50", "万元"),
            (HOSTING, DONE, "90", "%"),
            (HOSTING, GAP, "-10", "%"),
        ],
    ),
    # -- parts of a budget, and of the year before ------------------------------------------
    (
        THREE,
        "2023年我镇“三公”经费预算为16万元，其中：公务接待费7万元，公务用车运行维护费9万元。"
        "2023年“三公”经费支出共计8.40万元。",
        [
            (THREE_PUBLIC, BUDGET, "16", "万元"),
            (HOSTING, BUDGET, "7", "万元"),
            (RUNNING, BUDGET, "9", "万元"),
            (THREE_PUBLIC, NOW, "8.40", "万元"),
        ],
    ),
    (
        THREE,
        "2022年的“三公”经费决算数合计为90.10万元，其中：公务用车购置费40.10万元、公务接待费50.00万元。",
        [
            (THREE_PUBLIC, BEFORE, "90.10", "万元"),
            (BUYING, BEFORE, "40.10", "万元"),
            (HOSTING, BEFORE, "50.00", "万元"),
        ],
    ),
    (
        THREE,
        "“三公”经费预算为16万元，支出决算为9万元，其中：公务接待费4万元，公务用车运行维护费5万元。",
        [
            (THREE_PUBLIC, BUDGET, "16", "万元"),
            (THREE_PUBLIC, NOW, "9", "万元"),
            (HOSTING, NOW, "4", "万元"),
            (RUNNING, NOW, "5", "万元"),
        ],
    ),
    # -- what ranks first is what the figures behind are of ---------------------------------
    (
        THREE,
        "“三公”经费支出3.2亿元。公务接待费降幅最大，2023年决算数1180万元，相比年初预算数2950万元下降60%；"
        "因公出国（境）次之，共0.9亿元。",
        [
            (THREE_PUBLIC, NOW, "3.2", "亿元"),
            (HOSTING, NOW, "1180", "万元"),
            (HOSTING, INITIAL, "2950", "万元"),
            (HOSTING, GAP, "-60", "%"),
            (ABROAD, NOW, "0.9", "亿元"),
        ],
    ),
    (
        THREE,
        "“三公”经费支出5万元。其中，因公出国支出决算比预算无增减变化，比去年无增减变化。",
        [(THREE_PUBLIC, NOW, "5", "万元"), (ABROAD, DELTA, "0", "万元")],
    ),
]


# -- what stands within brackets and lists -------------------------------------------------------
FIGURES += [
    (  # shares by fund are no figures of the whole report
        THREE,
        "公务接待费支出预算3.20万元（其中：一般公共预算支出3.20万元；政府性基金预算支出0万元），"
        "支出决算2.60万元（其中：一般公共预算支出2.60万元），完成调整后预算的81.25%。",
        [
            (HOSTING, BUDGET, "3.20", "万元"),
            (HOSTING, NOW, "2.60", "万元"),
            (HOSTING, DONE, "81.25", "%"),
        ],
    ),
    (
        THREE,
        "公务用车购置及运行费320万元（公务用车购置费120万元，比上年增加20万元；"
        "公务用车运行维护费200万元，比上年减少5万元。）比上年增加15万元，增长4.92%。",
        [
            (CARS, NOW, "320", "万元"),
            (BUYING, NOW, "120", "万元"),
            (BUYING, DELTA, "20", "万元"),
            (RUNNING, NOW, "200", "万元"),
            (RUNNING, DELTA, "-5", "万元"),
            (CARS, DELTA, "15", "万元"),
            (CARS, RATE, "4.92", "%"),
        ],
    ),
    (
        THREE,
        "2023年公务用车运行维护费中，公务用车加油4.10万元，公务用车保险1.90万元，其他支出0.50万元。",
        [
            (f"{RUNNING}/公务用车加油", NOW, "4.10", "万元"),
            (f"{RUNNING}/公务用车保险", NOW, "1.90", "万元"),
            (f"{RUNNING}/其他支出", NOW, "0.50", "万元"),
        ],
    ),
    (
        THREE,
        "全年更新购置公务用车3辆，其中：轿车1辆、越野车2辆。单位共有公务用车9辆，其中：轿车4辆。",
        [
            (BOUGHT, COUNT, "3", "辆"),
            ("购置轿车", COUNT, "1", "辆"),
            ("购置越野车", COUNT, "2", "辆"),
            (KEPT, COUNT, "9", "辆"),
            ("轿车", COUNT, "4", "辆"),
        ],
    ),
    (
        THREE,
        "公务接待费6万元，公务接待31批次，人数402人。外事接待0人，0批次。",
        [
            (HOSTING, NOW, "6", "万元"),
            ("国内公务接待批次", COUNT, "31", "批次"),
            ("国内公务接待人次", COUNT, "402", "人"),
            ("外事接待人次", COUNT, "0", "人"),
            ("外事接待批次", COUNT, "0", "批次"),
        ],
    ),
    (
        STAFF,
        "人员编制60人，其中行政编制20人、事业编制40人；实有人员57人，其中行政19人、事业38人。",
        [
            ("编制人数", COUNT, "60", "人"),
            ("行政编制", COUNT, "20", "人"),
            ("事业编制", COUNT, "40", "人"),
            ("实有人数", COUNT, "57", "人"),
            ("行政人员", COUNT, "19", "人"),
            ("事业人员", COUNT, "38", "人"),
        ],
    ),
    (
        ASSETS,
        "处置车辆3辆，账面原值41.20万元；报废报损资产12项，账面原值8.60万元。",
        [
            ("处置车辆", COUNT, "3", "辆"),
            ("处置车辆账面原值", NOW, "41.20", "万元"),
            ("报废报损资产账面原值", NOW, "8.60", "万元"),
        ],
    ),
    (
        ASSETS,
        "共有车辆5台，共计93.40万元。",
        [("车辆", COUNT, "5", "台"), ("车辆价值", NOW, "93.40", "万元")],
    ),
    (
        AGENCY,
        "行政运行经费支出合计152.40万元，比上年增加2.40万元。",
        [("机关运行经费", NOW, "152.40", "万元"), ("机关运行经费", DELTA, "2.40", "万元")],
    ),
    (
        OTHERS,
        "财政拨款会议费支出预算4万元，支出决算3万元。",
        [("会议费", BUDGET, "4", "万元"), ("会议费", NOW, "3", "万元")],
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), FIGURES)
def test_figures(title: str, text: str, expected: list[Row]) -> None:
    facts, _ = read(title, text)
    assert rows(facts) == sorted(expected)


REASONS = [
    (  # one reason behind both comparisons
        "“三公”经费9万元，较上年减少3万元，下降25%；较年初预算数减少4万元，下降30.77%。主要是压减一般性开支。",
        [
            (THREE_PUBLIC, "预算", "压减一般性开支"),
            (THREE_PUBLIC, "上年", "压减一般性开支"),
        ],
    ),
    (  # it says itself that it is on the budget
        "公务接待费9万元，较上年减少3万元，决算数小于预算数4万元，主要原因是来访批次少。",
        [(HOSTING, "预算", "来访批次少")],
    ),
    (
        "公务接待费3万元。公务接待费低于预算数的主要原因为来访批次少。"
        "公务用车购置及运行维护费高于预算数的主要原因是更新了执法车辆。",
        [(HOSTING, "预算", "来访批次少"), (CARS, "预算", "更新了执法车辆")],
    ),
    (
        "公务用车运行维护费3万元，比去年增加1万元，主要原因是检测任务多；"
        "公务接待费支出决算比预算无增减变化，比去年增加0.4万元，主要原因是调研多。",
        [(RUNNING, "上年", "检测任务多"), (HOSTING, "上年", "调研多")],
    ),
    (
        "公务用车运行维护费3万元，比上年下降26%，主要是车改后车辆减少，2023年公务用车保有量为4辆。",
        [(RUNNING, "上年", "车改后车辆减少")],
    ),
    (
        "公务接待费3万元，完成年初预算100%，决算数大于预算数，主要原因：年中追加。",
        [(HOSTING, "预算", "年中追加")],
    ),
    (
        "公务接待费支出预算3万元，支出决算2万元，决算数与预算数的差异原因：来访减少。",
        [(HOSTING, "预算", "来访减少")],
    ),
    (
        "公务接待费2万元，决算数较2022年减少1万元。决算数较年初预算数减少的主要原因是来访减少。",
        [(HOSTING, "预算", "来访减少")],
    ),
    (  # each reason is of the cost that it names
        "“三公”经费比2022年减少0.4万元，其中：公务用车运行维护费减少0.5万元，公务接待费增加0.1万元。"
        "公务用车运行维护费支出减少的主要原因是出车减少。公务接待费支出增加的主要原因是调研增多。",
        [(RUNNING, "上年", "出车减少"), (HOSTING, "上年", "调研增多")],
    ),
    (
        "2023年度“三公”经费支出12万元。其中：公务接待费增加3万元。"
        "2023年度一般公共预算财政拨款“三公”经费支出决算增加的主要原因是下乡检查增多。",
        [(THREE_PUBLIC, "上年", "下乡检查增多")],
    ),
    (
        "公务接待费支出21万元，与2022年度相比，减少9万元，公务接待210批次，人数2829人。下降原因是厉行节约。",
        [(HOSTING, "上年", "厉行节约")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REASONS)
def test_reasons(text: str, expected: list[tuple[str, str, str]]) -> None:
    _, reasons = read(THREE, text)
    assert [(reason.metric, reason.basis, reason.text) for reason in reasons] == expected


def test_a_cost_alone_on_its_line_is_a_heading() -> None:
    text = "七、“三公”经费支出说明\n（一）因公出国（境）经费\n无。\n（二）公务接待费\n支出3万元。\n"
    titles = [section.title for section in read_sections(text)]
    assert titles[1:] == ["（一）因公出国（境）经费", "（二）公务接待费"]
