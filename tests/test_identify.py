"""Whose report and for which year: read from the text alone."""

from __future__ import annotations

import pytest

from index.errors import NotAReportError
from index.identify import Identity, identify
from index.normalise import noise
from index.sections import read_sections

BODY = (
    "第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n"
    "{year}年度收入总计185.29万元，支出总计185.29万元。与{before}年度相比，减少69.21万元。\n"
    "二、收入决算情况说明\n本年收入185.29万元，其中：财政拨款收入185.29万元，占100.00%。\n"
    "三、支出决算情况说明\n本年支出183.99万元。\n"
)


def read(source: str) -> Identity:
    return identify(source, read_sections(source), noise(source))


def report(head: str, year: int = 2023, tail: str = "") -> str:
    return f"{head}\n{BODY.format(year=year, before=year - 1)}{tail}"


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("某某市财政局2023年度部门决算公开说明", "某某市财政局"),
        ("某某市财政局\n2023年度部门决算公开说明", "某某市财政局"),
        ("教育部2023年度部门决算公开说明", "教育部"),
        ("某某市财政局 2023 年度\n部门决算", "某某市财政局"),
        ("**新疆昌吉州某某交易管理\n局 2023 年度部门决算公开说明**", "新疆昌吉州某某交易管理局"),
        ("某某市人民政府（汇总）\n2023年度部门决算公开说明", "某某市人民政府（汇总）"),
        ("2023年度某某市财政局部门决算公开说明", "某某市财政局"),
        ("附件：某某省教育厅2023年度部门决算公开文本", "某某省教育厅"),
        ("2023年度某某市财政局部门决算", "某某市财政局"),
        ("2023年度某某市财政局部门决算信息公开", "某某市财政局"),
        (
            "二、机构设置及人员情况\n某某高新区（新市区）某某管\n\n理局 2023 年度，"
            "实有人数 10 人。",
            "某某高新区（新市区）某某管理局",
        ),
        (
            "二、机构设置及人员情况\n纳入某某市财政局2023年度部门决算编制范围的单位包括：",
            "某某市财政局",
        ),
        (
            "二、机构设置及人员情况\n从部门决算单位构成看，某某市财政局部门决算包括：某某市财政局决算。",
            "某某市财政局",
        ),
    ],
)
def test_unit(head: str, unit: str) -> None:
    found = read(report(head))
    assert (found.unit, found.year) == (unit, 2023)


@pytest.mark.parametrize("year", [2015, 2021, 2024])
def test_year(year: int) -> None:
    source = report(f"某某市财政局{year}年度部门决算公开说明", year)
    assert read(source).year == year


def test_a_year_that_is_only_mentioned_is_not_the_year() -> None:
    tail = (
        "根据财预〔2021〕47号，2021年末收回2021年预算结余，2021年除执行年初预算外支付2020年结转。\n"
        * 3
    )
    assert read(report("某某市财政局2022年度部门决算公开说明", 2022, tail)).year == 2022


def test_the_unit_stands_in_most_places() -> None:
    head = (
        "二、机构设置及人员情况\n某某市财政局2023年度，实有人数10人。\n"
        "纳入某某市财政局2023年度部门决算编制范围的单位：某某市国库支付中心。"
    )
    tail = "（一）机关运行经费支出情况\n某某市国库支付中心2023年度支出总额1万元。\n"
    assert read(report(head, tail=tail)).unit == "某某市财政局"


def test_former_names() -> None:
    tail = "主要原因是：机构改革，原某某市政务服务管理局改组，成立某某市数字化发展局，人员增加。\n"
    found = read(report("某某市数字化发展局（部门）2023年度部门决算公开说明", tail=tail))
    assert found.former == ("某某市政务服务管理局",)


@pytest.mark.parametrize(
    "tail",
    [
        "主要原因是：原工信局部分人员转入我部门，经费增加。\n",
        "主要原因是：原某某市规划局撤销，成立某某市自然资源局。\n",  # another unit's history
        "",
    ],
)
def test_no_former_names(tail: str) -> None:
    assert read(report("某某市数字化发展局2023年度部门决算公开说明", tail=tail)).former == ()


def test_members() -> None:
    head = (
        "某某市财政局（汇总）2023年度部门决算公开说明\n二、机构设置及人员情况\n"
        "纳入某某市财政局（汇总）2023年度部门决算编制范围的下属预算单位包括：\n\n"
        "1. 某某市财政局\n\n2. 某某市国库支付中心\n\n"
        "3. 某某市 12345 热线中心（某某市政府采购中\n\n心）\n"
    )
    assert read(report(head)).members == (
        "某某市财政局",
        "某某市国库支付中心",
        "某某市12345热线中心（某某市政府采购中心）",
    )


def test_members_whose_names_wrap_around_their_number() -> None:
    head = (
        "某某市林业局2023年度部门决算\n二、部门决算单位构成\n"
        "纳入某某市林业局2023年度部门决算编\n"
        "制范围的单位包括：\n序号 单位名称 备注\n1 某某市林业局（本级）\n"
        "某某市林业局执法大队\n2\n（下属参公事业单位）\n"
        "某某市林业种苗管理服务中\n3\n心（下属事业单位）\n4 某某市林场\n"
    )
    assert read(report(head)).members == (
        "某某市林业局（本级）",
        "某某市林业局执法大队",
        "某某市林业种苗管理服务中心",
        "某某市林场",
    )


@pytest.mark.parametrize(
    ("sentence", "members"),
    [
        (
            "纳入2023年度决算汇总范围的单位有：某某市财政局本级、某某市会计学校。",
            ("某某市财政局本级", "某某市会计学校"),
        ),
        (
            "从决算单位构成看，某某市财政局部门决算包括：局机关决算、某某市会计学校决算。",
            ("局机关", "某某市会计学校"),
        ),
        (
            "纳入2023年度部门决算编报范围的单位共15个：局机关1个（行政单位）；市会计学校及13个乡镇财政所共14个。",
            ("局机关", "市会计学校"),
        ),
        (
            "本部门共有预算单位3个，包括局本级和2个所属单位，分别为：市会计学校、市国库中心。",
            ("市会计学校", "市国库中心"),
        ),
        (
            "纳入2023年部门决算汇总公开的单位共3家，包括：局本级、市会计学校、市国库中心。",
            ("局本级", "市会计学校", "市国库中心"),
        ),
        (
            "纳入决算范围的下属事业单位2个，分别是：市会计学校、市国库中心。",
            ("市会计学校", "市国库中心"),
        ),
        (
            "纳入本部门2023年度部门决算编制范围的单位共3个，具体是：1.某某市财政局本级；2.某某市会计学校；\n3.某某市国库\n支付中心（汇总2个分中心）。",
            ("某某市财政局本级", "某某市会计学校", "某某市国库支付中心"),
        ),
        (
            "纳入本部门决算编报范围的单位共2个，其中行政单位1个、事业单位1个。分别是：1.某某市财政局机关；2.市会计学校（公益一类）。",
            ("某某市财政局机关", "市会计学校"),
        ),
        (
            "纳入本部门2023年度部门决算编制范围的单位共3个，包括本级及所属2个二级预算单位：1.某某市财政局本级；2.市会计学校；3.市国库中心。",
            ("某某市财政局本级", "市会计学校", "市国库中心"),
        ),
        (
            "纳入决算编制范围的单位共2个，包括本级及所属1个二级预算单位：\n"
            "序号 单位名称\n1 某某市财政局（本级）\n2 市会计学校\n比上年减少1个。",
            ("某某市财政局（本级）", "市会计学校"),
        ),
        (
            "纳入决算编制范围的预算单位共2个，分别是：\n1.某某市财政局（本级），行政单位；\n2.市会计学校，公益一类事业单位。",
            ("某某市财政局（本级）", "市会计学校"),
        ),
        ("纳入决算汇总范围的单位有：办公室、财务科。", ()),
    ],
)
def test_members_in_one_sentence(sentence: str, members: tuple[str, ...]) -> None:
    head = f"某某市财政局2023年度部门决算公开说明\n二、机构设置及人员情况\n{sentence}\n"
    assert read(report(head)).members == members


def test_no_members() -> None:
    head = (
        "某某市财政局2023年度部门决算公开说明\n二、机构设置及人员情况\n"
        "单位无下属预算单位，下设2个科室，分别是：\n1. 办公室\n2. 财务科\n"
    )
    assert read(report(head)).members == ()


@pytest.mark.parametrize(
    "source",
    [
        "今天天气很好。",
        "某某市财政局2023年度工作总结\n一、工作开展情况\n完成任务。\n",
        "决算决算决算决算",
        # a budget, not a final account
        "某某市财政局2023年度部门预算公开说明\n一、收入预算情况说明\n1万元。\n二、支出预算情况说明\n1万元。\n",
        # sections, but neither unit nor year
        "一、收入决算情况说明\n收入1万元。\n二、支出决算情况说明\n支出1万元。\n三、“三公”经费支出决算情况说明\n无。\n",
    ],
)
def test_no_report(source: str) -> None:
    with pytest.raises(NotAReportError):
        read(source)


ONE = "一、收入情况\n某某局收入1万元。\n"  # too little to be a report by its sections


@pytest.mark.parametrize(
    "title",
    [
        "某某市财政局2023年度部门决算公开说明",
        "某某市财政局2023年部门决算",
        "**某某市财政局 2023 年度部门决算**",
        "# 某某市财政局2023年度单位决算公开",
        "附件1：某某市财政局2023年度部门决算编制说明",
        "某某市财政局2023年度部门决算和“三公”经费公开",
        "目录\n\n某某市财政局2023年度部门决算公开报告",
        "2023年度\n某某市财政局部门决算",
        "某某市财政局\n2023年度\n部门决算公开",
    ],
)
def test_a_title_line_makes_a_report(title: str) -> None:
    found = read(f"{title}\n{ONE}")
    assert (found.unit, found.year) == ("某某市财政局", 2023)


def test_a_title_that_stands_too_low_makes_no_report() -> None:
    with pytest.raises(NotAReportError):
        read("文。\n" * 6 + f"某某市财政局2023年度部门决算公开说明\n{ONE}")


@pytest.mark.parametrize(
    "title",
    [
        "某某市财政局2023年度部门预算公开说明",
        "某某市财政局2023年部门预算",
        "某某市财政局 2023 年度 预算公开 情况",
        "某某市财政局\n2023年部门预算草案报告",
        "2023年度某某市财政局部门预算公开说明",
        "某某市财政局2023年度部门预算和“三公”经费预算公开",
    ],
)
def test_a_budget_is_refused_with_the_reason(title: str) -> None:
    with pytest.raises(NotAReportError, match="这是部门预算"):
        read(report(title))


def test_a_final_account_that_mentions_a_budget_is_no_budget() -> None:
    found = read(report("某某市财政局2023年度部门决算公开说明\n附：2024年部门预算公开"))
    assert (found.unit, found.year) == ("某某市财政局", 2023)


NAMELESS = (
    "一、收入支出决算总体情况说明\n收入1万元，支出1万元。\n二、收入决算情况说明\n收入1万元。\n"
    "三、支出决算情况说明\n2023年度支出1万元。\n项目支出绩效自评表\n(2023年度)\n"
)


@pytest.mark.parametrize(
    "table",
    [
        "主管部门 某某市财政局 实施单位 某某市国库支付中心\n",
        "主管部门\t某某市财政局\t实施单位\t某某市国库支付中心\n",
        "主 管 部 门 某某市财政局 实 施 单 位 某某市国库支付中心\n",
        "主管\n部门  某某市财\n政局  实施\n单位 某某市国库支付中心\n",
        "主管部门 某某市教育局 实施单位 某某学校\n" + "主管部门 某某市财政局 实施单位 某某中心\n" * 2,
    ],
)  # fmt: skip
def test_the_department_in_charge_names_the_unit_where_nothing_else_does(table: str) -> None:
    assert read(NAMELESS + table).unit == "某某市财政局"
    for head in ("某某市教育局2023年度部门决算公开说明\n", "某某市教育局\n"):
        assert read(head + NAMELESS + table * 3).unit == "某某市教育局"


def test_the_totals_of_a_unit_name_it_before_the_department_in_charge() -> None:
    own = NAMELESS.replace(
        "收入1万元，支出1万元。", "某某市敬老院2023年度收入、支出决算总计均为1万元。"
    )
    assert read(own + "主管部门 某某市民政局 实施单位 某某市敬老院\n").unit == "某某市敬老院"


def test_no_unit() -> None:
    with pytest.raises(NotAReportError, match="单位名称"):
        read(NAMELESS)


def test_members_listed_behind_a_sentence() -> None:
    text = (
        "甲市教育局2024年度部门决算\n二、机构设置及决算单位构成\n"
        "决算公开单位包括甲市教育局本级以及所属2个二级预算单位。分别为：\n"
        "1.甲市教育局（本级）\n2.甲市考试院（参照公务员法管理）\n3.甲市第一中学\n"
        "三、支出决算情况说明\n2024年度支出合计1万元。\n"
    )
    found = identify(text, read_sections(text), noise(text))
    assert found.members == ("甲市教育局（本级）", "甲市考试院", "甲市第一中学")


def test_members_listed_behind_their_kinds() -> None:
    text = (
        "丙县林业局2023年度部门决算\n二、机构设置及决算单位构成\n"
        "纳入丙县林业局2023年度部门决算编报的单位共3个。其中：行政单位1个，其他事业单位2个。分别是：\n"
        "1.丙县林业局（机关）\n2.丙县林木种苗站（参照公务员法管理）\n3.丙县国有林场\n"
        "与上年相比，纳入部门决算编报的单位减少1个。\n三、支出决算情况说明\n2023年度支出合计1万元。\n"
    )
    found = identify(text, read_sections(text), noise(text))
    assert found.members == ("丙县林业局（机关）", "丙县林木种苗站", "丙县国有林场")


PLAIN = (
    "第三部分 2023年度部门决算情况说明\n一、收入支出决算总体情况说明\n2023年度收入1万元。\n"
    "二、收入决算情况说明\n收入1万元。\n三、支出决算情况说明\n2023年度支出决算1万元。\n"
)


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("第一部分 某某市城市照明中心概况\n一、主要职能\n无。\n", "某某市城市照明中心"),
        ("第一部分某某市照明中心概况\n第二部分某某市照明中心2023年度部门决算表\n", "某某市照明中心"),
        (
            "2023年度部门决算公开说明-管理处.pdf\n某某区堤防管理处 2023 年度决算公开说明 (目录) 第一部分:基本情况\n",
            "某某区堤防管理处",
        ),
        ("目录\n第一部分单位概况\n二、机构设置\n某某县农业技术中心下设办公室、财务室。\n", "某某县农业技术中心"),
        ("[发布机构] | 财政局\n|某某市民政局2023年度部门决算情况说明\n", "某某市民政局"),
        ("关于公开某某市民政局2023年度部门决算的说明\n", "某某市民政局"),
    ],
)  # fmt: skip
def test_the_unit_where_no_title_stands_alone(head: str, unit: str) -> None:
    found = read(head + PLAIN)
    assert (found.unit, found.year) == (unit, 2023)


def test_members_behind_their_kinds_in_one_sentence() -> None:
    text = (
        "甲市教育局2024年度部门决算\n二、机构设置及决算单位构成\n"
        "纳入甲市教育局2024年度部门决算编制范围的预算单位共3家，其中行政单位1家，事业单位2家，"
        "分别是：甲市教育局机关、甲市考试中心、甲市第一中学。\n"
        "三、支出决算情况说明\n2024年度支出合计1万元。\n"
    )
    assert read(text).members == ("甲市教育局机关", "甲市考试中心", "甲市第一中学")


def test_members_that_make_up_the_accounts() -> None:
    text = (
        "甲县医保局2024年度部门决算\n二、机构设置及决算单位构成\n"
        "（二）决算单位构成。甲县医保局2024年部门决算汇总公开单位构成包括：甲县医保局本级、甲县医保中心。\n"
        "三、支出决算情况说明\n2024年度支出合计1万元。\n"
    )
    assert read(text).members == ("甲县医保局本级", "甲县医保中心")
