"""Which units a question names: invented units of many provinces, and the five of the corpus."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.understand.unit_names import bare_name, place_names
from assistant.understand.units import UnitMatch, find_units
from index.normalise import fold
from index.store import ReportInfo

pytest_plugins = ("built",)


def report(
    unit: str, year: int, former: tuple[str, ...] = (), members: tuple[str, ...] = ()
) -> ReportInfo:
    return ReportInfo(f"{unit}-{year}", unit, year, "报告.txt", "0", former, members, 1)


EDUCATION = "浙江省杭州市余杭区教育局"
HEALTH = "四川省成都市武侯区卫生健康局（本级）"
POLICE = "广州市公安局"
LAND = "上海市普陀区规划和自然资源局"
DATA = "深圳市政务服务和数据管理局"
OFFICE = "河南省平顶山市人民政府办公室（汇总）"
UNITS = (
    report(EDUCATION, 2022),
    report(HEALTH, 2023, members=("成都市武侯区疾病预防控制中心", "成都市武侯区第三人民医院")),
    report(POLICE, 2023),
    report(LAND, 2024),
    report(DATA, 2024, former=("深圳市政务服务数据管理局",)),
    report(OFFICE, 2023),
)


def find(text: str) -> UnitMatch:
    return find_units(fold(text), UNITS)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        # full names, with and without what stands in brackets
        ("浙江省杭州市余杭区教育局2022年三公经费多少？", EDUCATION),
        ("四川省成都市武侯区卫生健康局（本级）2023年花了多少", HEALTH),
        ("四川省成都市武侯区卫生健康局(本级)2023年花了多少", HEALTH),
        ("四川省成都市武侯区卫生健康局2023年花了多少", HEALTH),
        ("为什么广州市公安局的接待费下降", POLICE),
        ("上海市普陀区规划和自然资源局本年收入", LAND),
        ("深圳市政务服务和数据管理局有多少人", DATA),
        ("河南省平顶山市人民政府办公室（汇总）三公", OFFICE),
        ("平顶山市人民政府办公室三公", OFFICE),
        # without province or city
        ("杭州市余杭区教育局三公", EDUCATION),
        ("余杭区教育局三公", EDUCATION),
        ("请问余杭教育局的接待费", EDUCATION),
        ("武侯区卫生健康局花了多少", HEALTH),
        ("普陀区规划和自然资源局收入", LAND),
        # characters left out, order kept
        ("武侯卫健局2023年三公", HEALTH),
        ("武侯区卫健局花了多少", HEALTH),
        ("成都卫健局花了多少", HEALTH),
        ("广州公安局接待费", POLICE),
        ("普陀规划资源局收入", LAND),
        ("普陀区规资局收入", LAND),
        ("深圳政数局收入", DATA),
        ("平顶山市政府办公室三公", OFFICE),
        ("平顶山政府办三公", OFFICE),
        # by kind of organisation alone, where only one has it
        ("教育局三公", EDUCATION),
        ("公安局三公", POLICE),
        ("那卫生健康局呢", HEALTH),
        # by place alone
        ("余杭2022年接待费多少", EDUCATION),
        ("余杭区的接待费", EDUCATION),
        ("杭州三公", EDUCATION),
        ("浙江省三公", EDUCATION),
        ("武侯区花了多少", HEALTH),
        ("四川的三公", HEALTH),
        ("广州的三公", POLICE),
        ("普陀2024年的三公", LAND),
        ("上海三公", LAND),
        ("平顶山呢", OFFICE),
        # a former name stands for the present unit
        ("深圳市政务服务数据管理局2024年收入", DATA),
        ("深圳市政务服务数据管理局为什么三公下降", DATA),
        # members stand in their department's report
        ("武侯区疾病预防控制中心花了多少", HEALTH),
        ("成都市武侯区第三人民医院花了多少", HEALTH),
    ],
)
def test_a_known_unit(text: str, unit: str) -> None:
    match = find(text)
    assert match.units == (unit,)
    assert match.unknown == ()


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("武侯区疾病预防控制中心花了多少", "武侯区疾病预防控制中心"),
        ("成都市武侯区第三人民医院有多少人", "成都市武侯区第三人民医院"),
        ("第三人民医院花了多少", "第三人民医院"),
        ("区三院花了多少", "区三院"),
    ],
)
def test_a_member_is_told_as_one(text: str, member: str) -> None:
    match = find(text)
    assert (match.members, match.units) == ((member,), (HEALTH,))
    start, end = match.member_spans[0]
    assert fold(text)[start:end] == member


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("余杭教育局跟广州公安局哪个三公多", {EDUCATION, POLICE}),
        ("公安局和教育局的三公", {EDUCATION, POLICE}),
        ("武侯区卫生健康局和广州市公安局三公分别多少", {HEALTH, POLICE}),
        ("余杭、武侯、普陀三家的三公", {EDUCATION, HEALTH, LAND}),
    ],
)
def test_several_known_units(text: str, units: set[str]) -> None:
    match = find(text)
    assert set(match.units) == units
    assert match.unknown == ()


@pytest.mark.parametrize(
    "text",
    [
        "三公经费多少",
        "教育支出多少",
        "卫生健康支出多少",
        "公安经费为什么下降",
        "财政拨款收入多少",
        "哪个局三公最高",
        "各单位三公",
        "这个单位有多少人",
        "信息公开工作",
        "规划编制项目得分",
        "自然资源事务支出",
        pytest.param(
            "办事大厅搬迁花了多少",
        ),
    ],
)
def test_no_unit(text: str) -> None:
    match = find(text)
    assert (match.units, match.unknown, match.members) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # another place, the same kind of office
        ("杭州市西湖区教育局三公", "西湖区教育局"),
        ("上海市浦东新区规划和自然资源局三公", "浦东新区规划和自然资源局"),
        ("北京市公安局三公", "北京市公安局"),
        ("喀什教育局三公", "喀什教育局"),
        ("南京市教育局三公", "南京市教育局"),
        ("朝阳区教育局花了多少", "朝阳区教育局"),
        # the same place, another office
        ("广州市财政局三公", "财政局"),
        ("余杭区民政局三公", "民政局"),
        ("平顶山市财政局三公", "财政局"),
        ("杭州市余杭区人民法院三公", "人民法院"),
        ("余杭高级中学三公", "高级中学"),
        # neither
        ("广东省教育厅三公", "广东省教育厅"),
        ("清华大学三公", "清华大学"),
        ("某某局三公", "某某局"),
        # places that no indexed unit lies in
        ("武汉三公多少", "武汉"),
        ("绍兴市三公", "绍兴"),
        ("中山花了多少", "中山"),
        # a known place and a known kind of office, but not together
        ("成都市武侯区教育局三公", "教育局"),
        ("广州市教育局三公", "教育局"),
        ("余杭区公安局三公", "公安局"),
        ("普陀区卫生健康局三公", "卫生健康局"),
        ("深圳市公安局三公", "公安局"),
        ("余杭区公共资源交易中心三公", "公共资源交易中心"),
    ],
)
def test_an_unknown_unit_is_said_to_be_unknown(text: str, name: str) -> None:
    match = find(text)
    assert match.units == ()
    assert any(name in unknown for unknown in match.unknown)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("余杭区政府2022年三公经费", "余杭区政府"),
        ("武侯区人大2023年花了多少", "武侯区人大"),
    ],
)
def test_the_government_of_a_place_is_none_of_its_bureaus(text: str, name: str) -> None:
    assert (find(text).units, find(text).unknown) == ((), (name,))


@pytest.mark.parametrize("text", ["一个局一年才花一百来块", "里面医院花了多少", "下属学校的支出"])
def test_words_that_only_point_at_units_name_none(text: str) -> None:
    assert find(text).unknown == ()


def test_a_known_and_an_unknown_unit() -> None:
    match = find("余杭区教育局和喀什教育局的三公")
    assert match.units == (EDUCATION,)
    assert match.unknown == ("喀什教育局",)


def test_a_blocked_range_names_no_unit() -> None:
    text = fold("北京冬训经费项目花了多少")
    assert find_units(text, UNITS).unknown == ("北京",)
    assert find_units(text, UNITS, [(0, 8)]).unknown == ()


def test_renamed_units_are_told_with_both_names() -> None:
    old = report("深圳市政务服务数据管理局", 2021)
    match = find_units("深圳市政务服务数据管理局近几年的三公", [old, *UNITS])
    assert match.units == (old.unit,)
    assert match.related == (DATA,)
    assert match.renamed == ((old.unit, DATA),)


@pytest.mark.parametrize(
    "text",
    ["余杭区教育局的三公", "余杭的三公", "成都市武侯区第三人民医院的三公", "深圳政数局的三公"],
)
def test_spans_end_where_the_name_ends(text: str) -> None:
    spans = find(text).spans
    assert [text[start:end] for start, end in spans] == [text.removesuffix("的三公")]


@pytest.mark.parametrize(
    ("unit", "bare"),
    [
        ("四川省成都市武侯区卫生健康局（本级）", "四川省成都市武侯区卫生健康局"),
        ("某市人民政府（汇总）", "某市人民政府"),
        ("某市数据局(部门)", "某市数据局"),
        ("某开发区（某区）财政局", "某开发区(某区)财政局"),
    ],
)
def test_bare_name(unit: str, bare: str) -> None:
    assert bare_name(unit) == bare


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("大理白族自治州三公", "云南省大理白族自治州民政局"),
        ("大理三公", "云南省大理白族自治州民政局"),
        ("恩施州三公", "湖北省恩施土家族苗族自治州财政局"),
        ("高新区三公", "合肥高新技术产业开发区财政局"),
        ("合肥三公", "合肥高新技术产业开发区财政局"),
    ],
)
def test_places_written_short(text: str, unit: str) -> None:
    assert find_units(text, [report(unit, 2022), report(EDUCATION, 2022)]).units == (unit,)


@pytest.mark.parametrize(
    ("unit", "places"),
    [
        ("浙江省杭州市余杭区教育局", {"浙江省", "浙江", "杭州市", "杭州", "余杭区", "余杭"}),
        ("内蒙古自治区兴安盟财政局", {"内蒙古自治区", "内蒙古", "兴安盟", "兴安"}),
        ("云南省大理白族自治州民政局", {"云南省", "云南", "大理白族自治州", "大理"}),
        ("合肥高新技术产业开发区财政局", {"高新区", "高新"}),
    ],
)
def test_place_names(unit: str, places: set[str]) -> None:
    found = set(place_names(unit))
    assert places <= found
    assert not any("局" in place for place in found)


# -- the units of the corpus ------------------------------------------------------------------

OLD = "乌鲁木齐市政务服务管理局"
CHANGJI = "新疆昌吉州政务服务和公共资源交易管理局"
CITY = "乌鲁木齐市人民政府（汇总）"
DISTRICT = "乌鲁木齐高新技术产业开发区（乌鲁木齐市新市区）政务服务管理局"
DIGITAL = "乌鲁木齐市数字化发展局（部门）"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (OLD, {OLD}),
        (CHANGJI, {CHANGJI}),
        ("昌吉回族自治州政务服务和公共资源交易管理局", {CHANGJI}),
        ("昌吉政务局", {CHANGJI}),
        ("昌吉的政务局", {CHANGJI}),
        ("昌吉州", {CHANGJI}),
        ("昌吉", {CHANGJI}),
        (CITY, {CITY}),
        ("乌鲁木齐市人民政府", {CITY}),
        ("乌鲁木齐市政府", {CITY}),
        ("市政府", {CITY}),
        (DISTRICT, {DISTRICT}),
        ("高新区（新市区）政务服务管理局", {DISTRICT}),
        ("高新区政务局", {DISTRICT}),
        ("新市区政务局", {DISTRICT}),
        ("高新区", {DISTRICT}),
        (DIGITAL, {DIGITAL}),
        ("乌鲁木齐市数字化发展局", {DIGITAL}),
        ("数字化发展局", {DIGITAL}),
        ("数发局", {DIGITAL}),
        ("乌鲁木齐市信访局", {CITY}),
        ("市机关事务管理局", {CITY}),
        ("红山接待中心", {CITY}),
        ("12345政务服务热线中心", {DIGITAL}),
        ("乌鲁木齐市政务服务中心", {OLD, DIGITAL}),
        ("政务服务管理局", {OLD, CHANGJI, DISTRICT}),
        ("乌鲁木齐市", {OLD, CITY, DISTRICT, DIGITAL}),
    ],
)
def test_units_of_the_corpus(desk: Assistant, text: str, units: set[str]) -> None:
    match = desk.understand(f"{text}的三公经费多少？").units
    assert set(match.units) == units
    assert match.unknown == ()


@pytest.mark.parametrize(
    "text",
    [
        "乌鲁木齐市公安局",
        "昌吉州财政局",
        "克拉玛依市政务服务管理局",
        "喀什地区政务服务管理局",
        "天山区政务服务管理局",
        "伊犁州政府",
        "沙依巴克区政府",
        "南京市人民政府",
        "北京市人民政府",
        "自治区人民政府",
        "昌吉市政府",
        "昌吉州数字化发展局",
        "高新区数字化发展局",
    ],
)
def test_units_that_the_corpus_does_not_have(desk: Assistant, text: str) -> None:
    match = desk.understand(f"{text}的三公经费多少？").units
    assert match.units == ()
    assert match.unknown


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("环保局2023年三公多少", "滨河县生态环境局"),
        ("县环保局有几辆车", "滨河县生态环境局"),
        ("二中的人员经费", "滨河县第二中学"),
        ("二院2023年收入多少", "滨河县第二人民医院"),
    ],
)
def test_a_name_that_everyone_uses(text: str, unit: str) -> None:
    units = ("滨河县生态环境局", "滨河县第二中学", "滨河县第二人民医院", "滨河县第一人民医院")
    found = find_units(fold(text), [report(one, 2023) for one in units])
    assert found.units == (unit,)
    assert not found.unknown


STREET = "上海市普陀区人民政府宜川路街道办事处"
LIBRARY = "江汀市图书馆"
MANY = (
    report(STREET, 2025),
    report("上海市普陀区人民政府石泉路街道办事处", 2025),
    report("嵊浦市青塘街道办事处", 2023),
    report(LIBRARY, 2024),
    report("海澜市汀南区文化和旅游局", 2024, members=("海澜市汀南区图书馆",)),
    report("溱原县卫生健康委员会", 2023),
    report("澜坝县卫生健康局", 2022),
    report("西南大学", 2023),
    report(CITY, 2023),
)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("宜川路街道三公花了多少", STREET),
        ("请问宜川街道那年总支出多少", STREET),
        ("接待费宜川路街道办用了多少", STREET),
        ("江汀图书馆去年花了多少", LIBRARY),
        ("溱原县卫生局三公多少", "溱原县卫生健康委员会"),
        ("溱原卫计委三公多少", "溱原县卫生健康委员会"),
        ("澜坝卫生局三公多少", "澜坝县卫生健康局"),
        ("西大教育支出多少", "西南大学"),
        ("请问乌市市政府接待费多少", CITY),
        ("接待费乌市市政府用了多少", CITY),
    ],
)
def test_short_names_among_many_units(text: str, unit: str) -> None:
    found = find_units(fold(text), MANY)
    assert (found.units, found.unknown) == ((unit,), ())
