"""Amounts that only stand in words: what is asked for, what holds it, what adds up to a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.plan.listed.breakdown import _adds_up
from assistant.plan.projects.counted import Counted
from assistant.plan.prose.tallied import best_for, read_piece
from assistant.sentences import Sentence
from assistant.tallies import Tallies
from assistant.understand.intent import read_intent
from assistant.understand.units import find_units
from index.model import Place
from index.store import ReportInfo

_DID = (
    "救助流浪乞讨人员215人,发放救助金38.60万元,为困难群众挽回损失120.4万元,受理投诉96起;"
    "其中非法客运7起、超限运输31起"
)
_TABLE = "护理床位建设数≥300张282张"


def _said(text: str, kind: str = "其他") -> Sentence:
    return Sentence("", kind, text, frozenset(), Place(0, len(text)))


_ROWS = {Place(0, len(_TABLE))}


class _Report:
    """Sentences as `Tallies` takes them."""

    all = (_said(_DID), _said(_TABLE, "自评表"))


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("救了多少流浪汉", "救助流浪乞讨人员215人"),
        ("追回多少钱", "为困难群众挽回损失120.4万元"),
        ("受理投诉几起", "受理投诉96起"),
        ("黑车多少", "其中非法客运7起"),
        ("超载的几起", "超限运输31起"),
        ("护理床位建了多少张", _TABLE),
        ("种树多少棵", ""),
        ("修了多少公里路", ""),
    ],
)
def test_the_clause_that_tells_an_amount_is_found_in_official_words(
    words: str, clause: str
) -> None:
    tallies = Tallies(_Report(), _ROWS)  # type: ignore[arg-type]
    piece = read_piece(words, (), tallies)
    found = best_for(tallies, piece, 0.7) if piece is not None else []
    assert [told.text for told in found] == ([clause] if clause else [])


def test_a_number_that_the_ledger_knows_is_no_amount_in_words() -> None:
    tallies = Tallies(_Report(), _ROWS, [(_DID.index("96"), "96")])  # type: ignore[arg-type]
    assert not any("投诉" in told.text for told in tallies.all)


@pytest.mark.parametrize("words", ["差异率多少", "年初批了多少", "占几成", "编制多少人"])
def test_words_of_the_accounts_alone_ask_for_no_amount_in_words(words: str) -> None:
    assert read_piece(words, (), Tallies(_Report(), _ROWS)) is None  # type: ignore[arg-type]


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
