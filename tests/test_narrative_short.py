"""Sentences → figures and reasons where reports shorten names or tell of two things at once."""

from __future__ import annotations

import pytest
from test_narrative import (
    ADJUSTED,
    APPROPRIATION,
    ASSETS,
    BUDGET,
    CAPITAL,
    COUNT,
    DELTA,
    DONE,
    FUND,
    GAP,
    GENERAL,
    INITIAL,
    NOW,
    PURCHASE,
    RATE,
    RESULTS,
    SHARE,
    STAFF,
    THREE,
    THREE_PUBLIC,
    TOTAL,
    Row,
    read,
    rows,
)

WHOLE = "一般公共预算财政拨款支出"
OTHERS = "十一、一般性支出情况"
KEPT = "公务用车保有量"

FIGURES: list[tuple[str, str, list[Row]]] = [
    (
        "（二）部门资金收支情况",
        "年末结转14.70万元。其中一般公共预算结转11.12万元、政府性基金结转2.40万元、捐赠资金结转1.18万元。",
        [
            ("年末结转", NOW, "14.70", "万元"),
            ("一般公共预算结转", NOW, "11.12", "万元"),
            ("政府性基金结转", NOW, "2.40", "万元"),
            ("捐赠资金结转", NOW, "1.18", "万元"),
        ],
    ),
    (
        RESULTS,
        "（一）河道管护项目。全年安排资金9.00万元，支出9.00万元，其中：清淤疏浚5.00万元，垃圾打捞4.00万元。（二）水质监测项目。年初安排3.00万元，支出2.00万元。",
        [
            ("项目:河道管护", ADJUSTED, "9.00", "万元"),
            ("项目:河道管护", "全年执行数", "9.00", "万元"),
            ("清淤疏浚", NOW, "5.00", "万元"),
            ("垃圾打捞", NOW, "4.00", "万元"),
            ("项目:水质监测", INITIAL, "3.00", "万元"),
            ("项目:水质监测", "全年执行数", "2.00", "万元"),
        ],
    ),
    (
        TOTAL,
        "收支总规模与2022年相比增加12.50万元，增长5.00%。",
        [
            (side, aspect, value, measure)
            for side in ("收入总计", "支出总计")
            for aspect, value, measure in ((DELTA, "12.50", "万元"), (RATE, "5.00", "%"))
        ],
    ),
    (
        APPROPRIATION,
        "财政拨款支出总计90.00万元，当年列支80.00万元，年末财政拨款结转和结余10.00万元。",
        [
            ("财政拨款支出总计", NOW, "90.00", "万元"),
            ("财政拨款支出", NOW, "80.00", "万元"),
            ("年末财政拨款结转和结余", NOW, "10.00", "万元"),
        ],
    ),
    (
        GENERAL,
        "一般公共预算财政拨款全年支出80.00万元，为本年支出合计的95.24%。",
        [(WHOLE, NOW, "80.00", "万元"), (WHOLE, SHARE, "95.24", "%")],
    ),
    (
        GENERAL,
        "年初预算共安排75.00万元，全年决算80.00万元，完成年初预算的106.67%。",
        [
            (WHOLE, INITIAL, "75.00", "万元"),
            (WHOLE, NOW, "80.00", "万元"),
            (WHOLE, DONE, "106.67", "%"),
        ],
    ),
    (GENERAL, "与年初预算相比，年初预算数75.00万元，决算数80.00万元。", []),
    (
        FUND,
        "政府性基金当年收入30.00万元，当年支出28.00万元。",
        [
            ("政府性基金预算财政拨款收入", NOW, "30.00", "万元"),
            ("本年支出", NOW, "28.00", "万元"),
        ],
    ),
    (CAPITAL, "当年支出2.00万元。", [("本年支出", NOW, "2.00", "万元")]),
    (
        THREE,
        "“三公”合计全年预算数20.00万元，决算数18.00万元，预决算差异率-10.00%。",
        [
            (THREE_PUBLIC, ADJUSTED, "20.00", "万元"),
            (THREE_PUBLIC, NOW, "18.00", "万元"),
            (THREE_PUBLIC, GAP, "-10.00", "%"),
        ],
    ),
    (
        THREE,
        "出国（境）费预算5.00万元、决算4.00万元；购车费预算和决算都是0.00万元。",
        [
            ("因公出国（境）费", BUDGET, "5.00", "万元"),
            ("因公出国（境）费", NOW, "4.00", "万元"),
            ("公务用车购置费", BUDGET, "0.00", "万元"),
            ("公务用车购置费", NOW, "0.00", "万元"),
        ],
    ),
    (
        THREE,
        "因公出国（境）费支出0万元，全年安排团组0个，累计0人次。运行维护费19.00万元。",
        [
            ("因公出国（境）费", NOW, "0", "万元"),
            ("因公出国（境）团组数", COUNT, "0", "个"),
            ("因公出国（境）人次", COUNT, "0", "人次"),
            ("公务用车运行维护费", NOW, "19.00", "万元"),
        ],
    ),
    (
        OTHERS,
        "开支会议费4.00万元，用于召开工作会，参会120人；开支培训费9.00万元，用于干部培训，参训300人。",
        [
            ("会议费", NOW, "4.00", "万元"),
            ("参会人数", COUNT, "120", "人"),
            ("培训费", NOW, "9.00", "万元"),
            ("参训人数", COUNT, "300", "人"),
        ],
    ),
    (
        PURCHASE,
        "政府采购支出总额60.00万元，分为货物类10.00万元、工程类20.00万元、服务类30.00万元。"
        "与中小企业签订合同50.00万元，占政府采购支出总额的83.33%；这里面小微企业得到40.00万元。",
        [
            ("政府采购支出总额", NOW, "60.00", "万元"),
            ("政府采购货物支出", NOW, "10.00", "万元"),
            ("政府采购工程支出", NOW, "20.00", "万元"),
            ("政府采购服务支出", NOW, "30.00", "万元"),
            ("授予中小企业合同金额", NOW, "50.00", "万元"),
            ("授予中小企业合同金额", SHARE, "83.33", "%"),
            ("授予小微企业合同金额", NOW, "40.00", "万元"),
        ],
    ),
    (
        ASSETS,
        "房屋面积120.00平方米，账面30.00万元。车辆4辆，账面50.00万元。百万元以上的设备1套。",
        [
            ("房屋", COUNT, "120.00", "平方米"),
            ("房屋价值", NOW, "30.00", "万元"),
            ("车辆", COUNT, "4", "辆"),
            ("车辆价值", NOW, "50.00", "万元"),
            ("单价100万元（含）以上设备（不含车辆）", COUNT, "1", "套"),
        ],
    ),
    (
        STAFF,
        "2023年末全局实有50人，按类别分为：在职人员30人、退休人员20人。",
        [
            ("实有人数", COUNT, "50", "人"),
            ("在职人员", COUNT, "30", "人"),
            ("退休人员", COUNT, "20", "人"),
        ],
    ),
    (STAFF, "实有50人，另聘用6人。", []),
    (
        RESULTS,
        "对8个项目开展绩效自评，涉及财政资金300.00万元。",
        [
            ("预算绩效评价项目", COUNT, "8", "个"),
            ("预算绩效评价项目", BUDGET, "300.00", "万元"),
        ],
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), FIGURES)
def test_figures(title: str, text: str, expected: list[Row]) -> None:
    facts, _ = read(title, text)
    assert rows(facts) == sorted(expected)


REASONS = [
    (
        THREE,
        "“三公”经费支出9.00万元，比上年减少1.00万元，降下来是因为上年购置车辆1辆，本年没有。",
        [(THREE_PUBLIC, "上年", "上年购置车辆1辆，本年没有")],
    ),
    (
        GENERAL,
        "一般公共预算财政拨款支出8.00万元。年初预算数7.00万元，决算数8.00万元，"
        "预决算差异率14.29%，差异来自年中追加补助。",
        [(WHOLE, "预算", "年中追加补助")],
    ),
    (
        THREE,
        "公务接待费支出2.00万元，比上年增加2.00万元，上年无此项支出，不计算增长比例，主要原因是：考察增多。",
        [("公务接待费", "上年", "考察增多")],
    ),
    (
        ASSETS,
        "共有车辆9辆，其中：其他用车2辆；其中2辆客车费用由事业收入负担，不计入财政拨款公务用车保有量。",
        [
            (metric, "差异", "2辆客车费用由事业收入负担，不计入财政拨款公务用车保有量")
            for metric in ("车辆", KEPT)
        ],
    ),
    (
        THREE,
        "年末公务用车保有量5辆。资产账上车辆为7辆，多出的部分是：2辆作业车由项目资金负担，不在保有量中统计。",
        [
            (metric, "差异", "2辆作业车由项目资金负担，不在保有量中统计")
            for metric in ("车辆", KEPT)
        ],
    ),
]


@pytest.mark.parametrize(("title", "text", "expected"), REASONS)
def test_reasons(title: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    _, reasons = read(title, text)
    assert [(reason.metric, reason.basis, reason.text) for reason in reasons] == expected


def test_vehicles_that_are_not_kept_are_no_second_number_of_vehicles() -> None:
    facts, _ = read(*REASONS[-1][:2])
    assert rows(facts) == [(KEPT, COUNT, "5", "辆"), ("车辆", COUNT, "7", "辆")]


def test_a_kind_of_vehicles_that_is_not_kept_is_a_figure_too() -> None:
    text = "车辆20辆，其中特种专业技术用车15辆。15辆特种专业技术用车由事业收入保障，未计入公务用车保有量。"
    facts, reasons = read(ASSETS, text)
    assert [f.amount.text for f in facts if f.metric == "特种专业技术用车"] == ["15", "15"]
    assert {reason.basis for reason in reasons} == {"差异"}
