"""Whose figures a sentence tells: the report's, the head office's, or those of a unit under it."""

from __future__ import annotations

import pytest

from index.clauses import clauses
from index.scopes import Owner, Scopes

OWN = ("某某市财政局(汇总)", "某某市财政局")
MEMBERS = ("某某市财政局（本级）", "某某市国库支付中心", "某某市会计学校")
PAY, SCHOOL = "某某市国库支付中心", "某某市会计学校"


@pytest.fixture
def scopes() -> Scopes:
    return Scopes(OWN, MEMBERS)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("经费10万元", ["汇总"]),
        ("某某市财政局收入3万元", ["汇总"]),
        ("某某市财政局(汇总)收入3万元", ["汇总"]),
        # a named unit, until the sentence ends
        ("某某市会计学校收入3万元,支出2万元。共5万元", [SCHOOL, SCHOOL, "汇总"]),
        ("2023年某某市国库支付中心3万元", [PAY]),
        ("1.某某市国库支付中心3万元", [PAY]),
        ("按单位看,某某市会计学校3万元", ["汇总", SCHOOL]),
        ("某某市国库支付中心、某某市会计学校共3万元", ["汇总"]),
        ("某某市档案馆2023年收入3万元", ["某某市档案馆"]),
        ("某某市档案馆(事业单位)本年收入3万元", ["某某市档案馆"]),
        # 本级
        ("其中:局本级6万元,某某市国库支付中心4万元", ["汇总", "本级", PAY]),
        ("某某市财政局收入3万元,某某市财政局本级收入2万元", ["汇总", "本级"]),
        ("机关本级3万元", ["本级"]),
        # of more than one
        ("某某市财政局本级和所属的某某市国库支付中心3万元", ["汇总"]),
        ("某某市国库支付中心和某某市会计学校3万元", ["汇总"]),
        ("某某市国库支付中心与上年相比减少3万元", [PAY]),
        ("本级财政拨款3万元", ["汇总"]),  # the government's own level
        ("本级预算3万元", ["汇总"]),
    ],
)
def test_owner(scopes: Scopes, text: str, owners: list[str]) -> None:
    owner, found = Owner(), []
    for clause in clauses(text):
        assert not scopes.follow(owner, clause)
        found.append(owner.entity)
    assert found == owners


def test_a_paragraph_is_opened_for_a_unit(scopes: Scopes) -> None:
    owner = Owner()
    text = "某某市交易中心截至2023年12月31日,车辆2辆。设备3台;局本级1台。设备5台"
    found = [(scopes.follow(owner, clause), owner.entity) for clause in clauses(text)]
    unit = "某某市交易中心"
    assert found == [(True, unit), (False, unit), (False, unit), (False, "本级"), (False, unit)]
    assert owner.paragraph == unit


def test_a_paragraph_of_the_report_itself(scopes: Scopes) -> None:
    owner = Owner()
    (clause,) = clauses("某某市财政局截至2023年12月31日车辆2辆")
    assert not scopes.follow(owner, clause)
    assert (owner.entity, owner.paragraph) == ("汇总", "汇总")


@pytest.mark.parametrize(
    ("label", "stripped"),
    [
        ("某某市财政局机关运行经费", "机关运行经费"),
        ("某某市财政局(汇总)收入总计", "收入总计"),
        ("某某市国库支付中心机关运行经费", "机关运行经费"),
        ("局本级公用经费", "公用经费"),
        ("其中:本级公用经费", "公用经费"),
        ("某某市档案馆收入", "收入"),
        ("本级财政拨款", "本级财政拨款"),
        ("收入总计", "收入总计"),
        ("", ""),
    ],
)
def test_strip(scopes: Scopes, label: str, stripped: str) -> None:
    assert scopes.strip(label) == stripped


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("某某市国库支付中心机关运行经费", True),
        ("2023年度某某市会计学校收入", True),
        ("局本级公用经费", True),
        ("某某市财政局本级公用经费", True),
        ("某某市财政局机关运行经费", False),
        ("机关运行经费", False),
        ("接待某某市会计学校", False),
    ],
)
def test_starts(scopes: Scopes, text: str, starts: bool) -> None:
    assert scopes.starts(text) is starts


def test_a_report_of_no_known_units() -> None:
    nothing = Scopes((), ())
    assert nothing.strip("收入总计") == "收入总计"
    assert nothing.starts("本级收入")
    assert not nothing.starts("某某市会计学校收入")
