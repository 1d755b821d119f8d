"""Parts of a question that leave out their noun: what a bare word is taken to mean."""

from __future__ import annotations

import pytest

from assistant.understand.frames import filled, in_full, of_each_fund
from assistant.vocabulary import Vocabulary

WORDS = Vocabulary(
    [
        "“三公”经费",
        "公务接待费",
        "公务用车购置及运行维护费",
        "公务用车保有量",
        "国内公务接待批次",
        "国内公务接待人次",
        "政府采购支出总额",
        "政府采购货物支出",
        "政府采购服务支出",
        "政府性基金预算财政拨款收入",
        "政府性基金预算财政拨款支出",
        "本年支出",
        "在职人员",
        "实有人数",
        "房屋",
        "房屋价值",
    ]
)


@pytest.mark.parametrize(
    ("before", "text", "meant"),
    [
        ("", "招待了几批?多少人?花了多少", "招待了几批?接待多少人次?接待费多少"),
        ("", "招待了几个团?几个人", "招待了几个团?接待多少人次"),
        ("", "来客接待几批几人", "来客接待几批接待多少人次"),
        ("", "买货物采购多少 工程多少", "买货物采购多少 政府采购工程支出多少"),
        ("", "公车几辆、花了多少钱", "公车几辆、公车费多少"),
        ("", "政府性基金收入多少,支出呢", "政府性基金收入多少,政府性基金预算财政拨款支出呢"),
        ("", "房子多大,值多少", "房子多大,房屋价值多少"),
        ("", "三公是啥意思?花了多少", "三公是啥意思?三公花了多少"),
        ("房屋值多少", "车呢", "车辆呢"),
        ("三公多少", "那车呢", "那公车呢"),
        ("采购总额多少", "服务呢", "政府采购服务支出呢"),
        ("接待费多少", "那几个人", "那接待多少人次"),
        ("政府采购服务支出呢", "工程呢", "政府采购工程支出呢"),
    ],
)
def test_a_bare_word_takes_the_noun_spoken_of(before: str, text: str, meant: str) -> None:
    assert filled(text, before, WORDS) == meant


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("", "接待几批,在职几人"),
        ("", "三公批了多少,花了多少"),
        ("", "接待费多少,全局花了多少"),
        ("", "接待费多少,政务服务怎么样"),
        ("", "采购货物、工程、服务各多少,在职几人"),
        ("三公多少", "支出呢"),
        ("在职多少人", "花了多少"),
        ("", "几个人"),
    ],
)
def test_what_names_its_own_is_left_alone(before: str, text: str) -> None:
    kept = filled(text, before, WORDS)
    assert kept.replace("政府采购工程支出", "工程").replace("政府采购服务支出", "服务") == text


_INCOME = "一般公共预算财政拨款收入、政府性基金预算财政拨款收入"


@pytest.mark.parametrize(
    ("before", "text", "meant"),
    [
        ("", "基金和国有资本经营预算支出各多少", "政府性基金预算财政拨款支出、国有资本经营预算财政拨款支出各多少"),
        ("", "一般公共预算、基金分别收了多少,花了多少", f"{_INCOME}分别多少,{_INCOME.replace('收入', '支出')}各多少"),
        ("财政拨款收入多少", "一般公共预算和基金各是多少", f"{_INCOME}各是多少"),
        ("财政拨款收入多少", "一般公共预算和基金的项目各是多少", "一般公共预算和基金的项目各是多少"),
        ("", "一般公共预算财政拨款支出和政府性基金支出各多少", "一般公共预算财政拨款支出和政府性基金支出各多少"),
        ("", "住房公积金多少", "住房公积金多少"),
    ],
)  # fmt: skip
def test_funds_in_a_list_have_what_is_asked_of_all(before: str, text: str, meant: str) -> None:
    assert of_each_fund(text, before) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("有没有房子和车", "有没有房屋和车辆"),
        ("校舍、宿舍、车各有多少", "校舍、宿舍、车辆各有多少"),
        ("公车和房租各多少", "公车和房租各多少"),
        ("三公总额、车和接待各多少", "三公总额、车和接待各多少"),
        ("为什么会有好几次没送到", "为什么没送到"),
        ("养一个民警一年要花多少钱", "人员经费平均一个在职人员多少钱"),
        ("养一个老人多少钱", "养一个老人多少钱"),
        ("预算外收入有多少", "事业收入、经营收入、其他收入有多少"),
    ],
)
def test_few_characters_in_full(text: str, meant: str) -> None:
    assert in_full(text) == meant
