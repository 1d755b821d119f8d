"""Amounts that only stand in words: what is asked for, what holds it, what adds up to a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.plan.breakdown import _adds_up
from assistant.plan.counted import Counted
from assistant.plan.tallied import _pieces
from assistant.understand.intent import read_intent
from assistant.understand.units import find_units
from index.store import ReportInfo

_DID = "救助流浪人员215人,发放救助金38.60万元,为困难群众追回欠款120.4万元,受理投诉96起。"


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("救了多少流浪人员、发了多少救助金", 2),
        ("受理投诉几起,追回欠款多少钱,种树多少棵", 2),
        ("处理了多少次投诉", 1),
        ("修了多少公里路、通了几座桥", 0),
    ],
)
def test_the_amounts_asked_for_are_found_by_their_characters(question: str, held: int) -> None:
    pieces = list(_pieces(question))
    assert sum(piece.share(_DID) >= 0.6 for piece in pieces) == held


@pytest.mark.parametrize(
    ("text", "whole", "adds"),
    [
        ("其中:接待甲单位1.20万元、乙单位2.30万元、丙单位0.50万元", "40000", True),
        ("用于道路维修90.00万元、路灯更换10.00万元;余款5.00万元结转", "1000000", True),
        ("年初预算50.00万元,决算数48.00万元", "480000", False),
        ("全部用于房屋维修48.00万元", "480000", False),
    ],
)
def test_a_sentence_breaks_a_figure_down_where_its_amounts_add_up(
    text: str, whole: str, adds: bool
) -> None:
    assert _adds_up(text, Decimal(whole)) is adds


def test_incidents_are_counted_in_any_of_their_measures() -> None:
    asked = Counted.asked("去年出了多少次事故")
    assert asked is not None
    assert not asked.told("发生事故12起")
    assert asked.loosely.told("发生事故12起")


@pytest.mark.parametrize(
    ("question", "personal"),
    [
        ("有几个派出所,叫什么名字", False),
        ("下属单位叫什么名字", False),
        ("办了多少张身份证", False),
        ("局长叫什么名字", True),
        ("他的身份证号是多少", True),
    ],
)
def test_names_of_bodies_are_no_personal_details(question: str, personal: bool) -> None:
    assert read_intent(question).personal is personal


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("占街道政府采购总额多少", 1),
        ("街道办接待费多少", 1),
        ("旁边那条街道多长", 0),
        ("接待费多少", 0),
    ],
)
def test_a_street_is_the_one_office_that_is_indexed(question: str, units: int) -> None:
    unit = "某某市柳荫街道办事处"
    info = ReportInfo("1", unit, 2023, "a.txt", "", (), (), 0)
    assert len(find_units(question, [info]).units) == units
