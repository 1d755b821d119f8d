"""Compact text → clauses: where a run of words ends, and what stands around it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.clauses import clauses

TEXT = st.text(st.sampled_from("收入支出元人辆%0123456789,;。:、()."), max_size=60)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("收入总计10.00万元,支出总计10.00万元。", ["收入总计10.00万元", "支出总计10.00万元"]),
        ("甲;乙:丙。丁,戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("", []),
        ("。;,", []),
        ("甲,,乙", ["甲", "乙"]),
        # a comma inside a number does not cut; one behind a number does
        ("收入1,488.29万元,支出1,488.29万元", ["收入1,488.29万元", "支出1,488.29万元"]),
        ("收入12,345,678.90元", ["收入12,345,678.90元"]),
        ("2023,收入总计", ["2023", "收入总计"]),
        ("上年为0,基数为0,无可比性", ["上年为0", "基数为0", "无可比性"]),
        # 、 cuts behind a figure, not inside a list of names
        ("工资、津贴、奖金", ["工资、津贴、奖金"]),
        ("基本支出4,938.96万元、项目支出10万元", ["基本支出4,938.96万元", "项目支出10万元"]),
        ("基本支出占20%、项目支出占80%", ["基本支出占20%", "项目支出占80%"]),
        ("车辆2辆、台式机3台、团组2个、8批次、95人次", ["车辆2辆", "台式机3台", "团组2个", "8批次", "95人次"]),
        ("公务接待费(12000元)、出国费(0元)", ["公务接待费(12000元)", "出国费(0元)"]),
        ("公务接待费(1.20万元)、出国费(0.00万元)", ["公务接待费(1.20万元)", "出国费(0.00万元)"]),
    ],
)  # fmt: skip
def test_parts(text: str, parts: list[str]) -> None:
    assert [clause.text for clause in clauses(text)] == parts


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("甲", [("。", "。")]),
        ("甲。乙", [("。", "。"), ("。", "。")]),
        ("甲,乙;丙:丁", [("。", ","), (",", ";"), (";", ":"), (":", "。")]),
        ("甲1元、乙", [("。", "、"), ("、", "。")]),
        ("甲,,乙", [("。", ","), (",", "。")]),
        ("甲:。乙", [("。", ":"), ("。", "。")]),  # the full stop between them outweighs the colon
        ("甲;。乙", [("。", ";"), ("。", "。")]),
        (",甲", [("。", "。")]),
    ],
)
def test_what_stands_around(text: str, around: list[tuple[str, str]]) -> None:
    assert [(clause.opens, clause.closes) for clause in clauses(text)] == around


@settings(max_examples=150, deadline=None, database=None)
@given(TEXT)
def test_clauses_keep_their_places(text: str) -> None:
    found = list(clauses(text))
    for clause in found:
        assert text[clause.start : clause.end] == clause.text != ""
    for clause, following in pairwise(found):
        assert clause.end < following.start
    kept = "".join(clause.text for clause in found)
    left = text
    for clause in reversed(found):
        left = left[: clause.start] + left[clause.end :]
    assert set(left) <= set(",;。:、")
    assert len(kept) + len(left) == len(text)
