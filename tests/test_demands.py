"""What is asked of each term that a question names, read from left to right, and told in full."""

from __future__ import annotations

import pytest
from sound import check, check_words

from assistant import Assistant
from assistant.answer import _understand
from assistant.understand.demands import demands_of

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("questions", "wanted"),
    [
        # no stops between what is asked
        ("昌吉局22年三公多少上年多少年初批了多少", ["value", "prior", "budget"]),
        ("昌吉局22年三公今年多少为啥变了", ["value", "why"]),
        # what is held against what goes on until another is named
        ("昌吉局22年三公比上年差多少、比年初预算差多少", ["change", "gap"]),
        ("昌吉局22年三公跟预算对不上的原因和跟上年比变动的原因", ["unplanned", "why"]),
        ("昌吉局22年三公为什么和上年不同，又为什么和预算不同", ["why", "unplanned"]),
        ("昌吉局22年三公决算比预算多还是少，多少钱，什么缘故", ["value", "gap", "unplanned"]),
        # a word that asks is of its own term, or of both
        ("昌吉局22年三公占比多少、同比涨幅", ["share", "rate"]),
        ("昌吉局22年三公、人员经费各多少，两项合计和差额", ["value", "value", "sum", "apart"]),
        ("昌吉局22年三公除以人员经费，折成百分比", ["ratio"]),
        ("三公是啥，昌吉局22年花了几万", ["meaning", "value"]),
        ("昌吉局22年三公决算报告里怎么解释", ["meaning"]),
        # what is left out is of the question before
        ("昌吉局22年三公年初预算 || 差异原因也说下", ["unplanned"]),
        ("昌吉局22年三公比上年增减额 || 换成百分比呢", ["rate"]),
        ("昌吉局22年三公多少 || 人员经费多少 || 两个差几何，加一块呢", ["apart", "sum"]),
    ],
)
def test_demands_are_read(desk: Assistant, questions: str, wanted: list[str]) -> None:
    question = None
    for text in questions.split(" || "):
        question = _understand(text, desk.evidence, question)
    assert question is not None
    assert [demand.kind for demand in demands_of(question)] == wanted


@pytest.mark.parametrize(
    ("questions", "must"),
    [
        ("市政府2023年接待费为什么跟上年不一样？", ("460.96%", "增加公务接待次数")),
        ("上年三公是多少、2023年比它差多少钱，乌市政府", ("316.95", "95.91")),
        ("昌吉局2022年采购总额跟接待费的总和、相差各是几", ("55.71", "55.31")),
        ("昌吉局22年人员经费，折合公用经费的百分之多少", ("人员经费相当于公用经费的",)),
        ("其他收入是啥，数发局24年有多少", ("「其他收入」", "0.77")),
        ("昌吉局22年三公决算、年初预算列一下 || 差异原因请说明", ("预决算差异原因",)),
        ("高新区政务局2023年机关运行经费较上年增减额 || 换成百分比呢", ("71.36%",)),
        ("昌吉局2022年三公经费多少 || 上年多少，变动多少", ("5.01", "0.02")),
        ("昌吉局2022年政府采购一共多少 || 里头服务是多少", ("32.19",)),
    ],
)
def test_what_is_asked_is_told(desk: Assistant, questions: str, must: tuple[str, ...]) -> None:
    *before, last = questions.split(" || ")
    answer = desk.ask(last, before)
    assert answer.status == "answered", answer.answer
    check(answer, last)
    check_words(answer, must, ())
