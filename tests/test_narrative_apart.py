"""What stands apart from its amount: changes behind what income is, staff in all, funds reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import HEAD

from index.extract import examine_text
from index.model import Report

INCOME = "二、收入决算情况说明\n2023年度收入合计100.00万元，其中：事业收入18.65万元，占18.65%。"
OFFICE = "甲县财政局2023年度部门决算公开说明\n一、机构设置\n{told}\n第二部分 部门决算情况说明\n"
REVIEW = "十、预算绩效情况说明\n"
FUND = (
    "八、政府性基金预算财政拨款支出决算情况说明\n"
    "2023年度政府性基金预算财政拨款支出年初预算为0.00万元，支出决算为24.60万元。"
)
Figure = tuple[str, str, str, str]


def read(text: str) -> Report:
    return examine_text(text if "一、机构设置" in text else HEAD + text, Path("x.txt"))


def figures(text: str) -> list[Figure]:
    return [(f.metric, f.aspect, str(f.amount.value), f.fund) for f in read(text).facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            INCOME + "事业收入为场地服务收入，比上年减少3.65万元，主要原因是闭馆维修。",
            [("事业收入", "比上年增减额", "-3.65", "全部")],
        ),
        (
            OFFICE.format(told="核定事业编制52人，2023年末在职在编47人，比上年减少1人；退休39人。"),
            [("在职人员", "数量", "47", "全部"), ("在职人员", "比上年增减额", "-1", "全部")],
        ),
        (
            OFFICE.format(
                told="编制9名，其中：行政编制4名，事业编制5名。截至2023年12月31日，"
                "年末实有人员12人，其中：在职人员8人，离退休人员4人。"
            ),
            [("实有人数", "数量", "12", "全部")],
        ),
        (
            OFFICE.format(
                told="年末在职33人；另聘用编外辅助人员5人，下设甲中心和乙中心2个事业单位。"
            ),
            [("编外辅助人员", "数量", "5", "全部")],
        ),
        (
            "七、财政拨款“三公”经费情况说明\n国内公务接待支出0.38万元，共接待国内来访团组6个、来访人员42人次。",
            [("国内公务接待人次", "数量", "42", "财政拨款")],
        ),
        (
            "四、财政拨款收入支出决算总体情况说明\n2023年度财政拨款收入总计9.00万元、支出总计9.00万元。",
            [("财政拨款支出总计", "决算数", "9.00", "财政拨款")],
        ),
        (
            FUND + "与上年度相比，增加24.60万元，上年度无此项支出。",
            [("政府性基金预算财政拨款支出", "比上年增减额", "24.60", "政府性基金")],
        ),
        (
            REVIEW + "项目支出全面开展绩效自评，共涉及33个项目，涉及资金69.00万元。"
            "从评价情况来看，32个项目达到了预期目标，1个项目（甲项目）未达到预期目标。"
            "同时，市财政局对甲项目开展了评价，评价得分91.5分。",
            [
                ("预算绩效评价项目", "数量", "33", "全部"),
                ("预算绩效评价项目", "预算数", "69.00", "全部"),
            ],
        ),
        (
            REVIEW + "组织对项目支出开展绩效自评，共涉及项目11个；"
            "组织对政府性基金项目开展绩效自评，涉及项目1个。",
            [
                ("预算绩效评价项目", "数量", "11", "全部"),
                ("预算绩效评价项目", "数量", "1", "政府性基金"),
            ],
        ),
        (
            REVIEW + "农村妇女“两癌”检查项目自评得分95.33分，部门整体绩效自评得分97.83分。",
            [("项目:农村妇女“两癌”检查", "得分", "95.33", "全部")],
        ),
        (
            "七、财政拨款“三公”经费情况说明\n公务用车运行维护费5.63万元，其中基本支出安排4.15万元，项目支出安排1.48万元。",
            [
                ("公务用车运行维护费/基本支出", "决算数", "4.15", "财政拨款"),
                ("公务用车运行维护费/项目支出", "决算数", "1.48", "财政拨款"),
            ],
        ),
    ],
)
def test_figures(text: str, expected: list[Figure]) -> None:
    metrics = {metric for metric, *_ in expected}
    aspects = {aspect for _, aspect, *_ in expected}
    found = [one for one in figures(text) if one[0] in metrics and one[1] in aspects]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            INCOME + "事业收入为场地服务收入，比上年减少3.65万元，主要原因是闭馆维修。",
            [("事业收入", "说明", "场地服务收入"), ("事业收入", "上年", "闭馆维修")],
        ),
        (
            "七、财政拨款“三公”经费情况说明\n公务接待费2.40万元，比上年减少0.40万元，为全年预算的68.57%，"
            "国内公务接待22批次，接待人数176人次。主要原因是业务交流减少。",
            [("公务接待费", "上年", "业务交流减少")],
        ),
        (
            FUND + "年初无预算、年中追加的主要原因：省级资金30.00万元于5月下达。",
            [("政府性基金预算财政拨款支出", "预算", "省级资金30.00万元于5月下达")],
        ),
    ],
)
def test_reasons(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(r.metric, r.basis, r.text) for r in read(text).reasons] == expected


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("年末实有人员82人，其中：在职人员58人，离退休人员26人。", ["people-kinds"]),
        ("年末实有人员84人，其中：在职人员58人，离退休人员26人。", []),
        ("年末实有人员58人，其中：在职人员58人；离退休人员26人。", []),
        ("年末实有42人（其中在职在编40人，聘用2人），离退休18人。空编5名。", []),
        ("年末实有人员58人，在职人员58人，离退休人员26人。", []),
        ("实有人员118人，其中行政23人、事业97人。退休人员61人。", ["staff-kinds"]),
        (
            "编制158名（行政16名、事业142名），在职147人，其中行政15人、事业132人；另有编外教练员21人。",
            [],
        ),
        ("编制22名，其中行政编制20名（含工勤编制2名）、事业编制3名。", ["staff-kinds"]),
        ("离退休人员26人，其中离休1人、退休24人；编外用工9人。", ["staff-kinds"]),
        ("在职人员91人，其中法官38人、法官助理24人、书记员20人。", []),
        ("在职214人，其中行政人员55人、参公人员91人、其他事业人员68人，比上年减少5人。", []),
    ],
)
def test_all_staff_is_the_sum_of_its_kinds(told: str, wanted: list[str]) -> None:
    found = read(OFFICE.format(told=told)).findings
    assert [f.rule for f in found if f.rule != "missing-content"] == wanted
