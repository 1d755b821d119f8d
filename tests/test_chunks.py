"""Passages: headed, cut at sentence ends, nothing lost, every one with its place."""

from __future__ import annotations

import re

import pytest

from index.chunks import make_chunks
from index.glossary import read_definitions
from index.model import Chunk, Definition, Report, Sheet
from index.normalise import compact, noise
from index.performance import read_performance
from index.sections import read_sections

KEYS = ["2021", "2022", "2023", "高新", "2024"]
HEAD = "某某市财政局 · 2023年度"
LONGEST = 500


def chunks(source: str) -> tuple[Chunk, ...]:
    sections = read_sections(source)
    skip = noise(source)
    sheets: list[Sheet] = []
    definitions: list[Definition] = []
    for section in sections:
        body = section.body
        if section.kind == "自评表":
            sheets.extend(
                s for s, _ in read_performance(source, body.start, body.end, section.label, skip)
            )
        if section.kind == "名词解释":
            definitions.extend(
                read_definitions(compact(source, body.start, body.end, skip), section)
            )
    return make_chunks(source, "r1", HEAD, sections, sheets, definitions, skip)


def test_a_section_is_one_passage() -> None:
    source = "一、收入决算情况说明\n\n本年收入 1.00 万\n\n元。其中：其他收入 1.00 万元。\n"
    (chunk,) = chunks(source)
    assert chunk.text == "本年收入1.00万元。其中：其他收入1.00万元。"
    assert chunk.header == f"{HEAD} · 一、收入决算情况说明"
    assert (chunk.section, chunk.kind) == ("一、收入决算情况说明", "收入")
    assert source[chunk.place.start : chunk.place.end] == source[12:-1]


@pytest.mark.parametrize("mark", ["。", "；"])
def test_prose_is_cut_at_sentence_ends(mark: str) -> None:
    sentence = "本单位厉行节约严格执行预算" * 10 + mark
    source = "一、收入决算情况说明\n" + sentence * 8
    found = chunks(source)
    assert len(found) == 3
    assert all(chunk.text.endswith(mark) and len(chunk.text) <= LONGEST for chunk in found)
    assert "".join(chunk.text for chunk in found) == sentence * 8


def test_a_sentence_without_end_is_cut_at_the_limit() -> None:
    prose = "本单位厉行节约" * 200
    found = chunks("一、收入决算情况说明\n" + prose)
    assert [len(chunk.text) for chunk in found] == [500, 500, 400]
    assert "".join(chunk.text for chunk in found) == prose


def test_a_table_stays_whole() -> None:
    source = (
        "项目支出绩效自评表\n(2023 年度)\n项目名称\t公告费\n主管部门\t某某局\t实施单位\t某某局\n"
        "项目资金\n年度资金总额\t10.00\t10.00\t3.57\t10\t35.70%\t3.57 分\n"
        + "数量指标\t开办宣传专栏数\t>=2次\t2次\t6\t6\n" * 60
        + "总分\t100\t88.77 分\n"
    )
    (chunk,) = chunks(source)
    assert chunk.kind == "自评表"
    assert chunk.section == "项目支出绩效自评表：公告费"
    assert chunk.text.startswith("项目名称 公告费 主管部门 某某局")
    assert chunk.text.endswith("总分 100 88.77 分")
    assert chunk.text.count("开办宣传专栏数") == 60


def test_a_glossary_is_one_passage_for_each_term() -> None:
    source = "第三部分 名词解释\n一、事业收入：指取得的收入。\n二、经营收入：指经营的收入。\n"
    assert [(c.kind, c.text) for c in chunks(source)] == [
        ("名词解释", "事业收入：指取得的收入。"),
        ("名词解释", "经营收入：指经营的收入。"),
    ]


def test_ids_follow_the_report_and_the_place() -> None:
    source = "一、收入决算情况说明\n收入。\n二、支出决算情况说明\n支出。\n"
    sections = read_sections(source)
    first, again, other = (
        [c.id for c in make_chunks(source, report, HEAD, sections, (), (), ())]
        for report in ("r1", "r1", "r2")
    )
    assert first == again
    assert not set(first) & set(other)
    assert len(set(first)) == 2


@pytest.mark.parametrize("key", KEYS)
def test_the_passages_of_a_report(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    assert len({chunk.id for chunk in report.chunks}) == len(report.chunks)
    labels = {section.label for section in report.sections}
    for chunk in report.chunks:
        assert chunk.header == f"{report.unit} · {report.year}年度 · {chunk.section}"
        assert 0 <= chunk.place.start < chunk.place.end <= len(report.text)
        assert chunk.text.strip()
        assert chunk.kind == "自评表" or chunk.section in labels
        assert chunk.kind in ("自评表", "名词解释") or len(chunk.text) <= LONGEST


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_lost(examined: dict[str, Report], key: str) -> None:
    """Every word outside headings lies in a passage; what is dropped is layout, seen by eye."""
    report = examined[key]
    covered = [False] * len(report.text)
    for place in [s.heading for s in report.sections] + [c.place for c in report.chunks]:
        covered[place.start : place.end] = [True] * (place.end - place.start)
    rest = "".join(c if hit is False else "\n" for c, hit in zip(report.text, covered, strict=True))
    left = set(re.sub(r"[ \t]", "", rest).split("\n")) - {""}
    # What stands before a table's first row, or numbers a definition.
    assert all(
        re.fullmatch(
            r"[(（]?20\d\d年?度?[)）]?|部门[(（]单位[)）]|名称|[一二三四五六七八九十]+、|-|\*\*|\d{1,2}",
            line,
        )
        for line in left
    ), left
