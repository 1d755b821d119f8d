"""Parts of a question that leave out their noun: what a bare word is taken to mean."""

from __future__ import annotations

import pytest

from assistant.understand.frames import filled, of_each_fund
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
        ("", "采购里工程多少?服务占几成", "采购里工程多少?政府采购服务支出占几成"),
        ("", "公车几辆、花了多少钱", "公车几辆、公车费多少"),
        ("", "政府性基金收入多少,支出呢", "政府性基金收入多少,政府性基金预算财政拨款支出呢"),
        (
            "",
            "政府性基金进来多少,用了多少,结了多少",
            "政府性基金预算财政拨款收入多少,政府性基金用了多少,政府性基金预算财政拨款年末结转和结余多少",
        ),
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
