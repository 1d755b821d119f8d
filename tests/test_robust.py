"""Nothing that is read ends in a crash, and nothing is invented: torn, doubled and garbled reports."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import examine
from index.errors import JuesuanError, NotAReportError
from index.extract import examine_text
from index.model import Report

CORPUS = Path(__file__).parents[1] / "corpus"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
HEAD = "某某县林业局2023年度部门决算公开说明\n\n"
PIECES = [
    *(
        "万元",
        "元",
        "%",
        "(",
        ")",
        "（",
        "）",
        "。",
        "，",
        "；",
        "、",
        "：",
        "占",
        "比上年",
        "增加",
    ),
    *(
        "减少",
        "（项）",
        "（类）",
        "\t",
        "\n",
        "\n\n\n",
        "0",
        "1,",
        "3.",
        "９",
        "−",
        "-",
        "由",
        "至",
    ),
    *(
        "项目名称 ",
        "总分 100 ",
        "年度资金总额 ",
        "一级指标 三级指标 ",
        "“",
        "”项目",
        "其中：",
        "本级",
    ),
    *(
        "序号 单位名称\n1\n",
        "与上年持平",
        "主要原因是",
        "\x00",
        "\u200b",
        "😀",
        "的",
        "为",
        "9" * 40,
    ),
]


def read(text: str) -> Report | None:
    """Read a text; whatever it gives lies inside it."""
    try:
        report = examine_text(text, Path("x.txt"))
    except JuesuanError:
        return None
    for fact in report.facts:
        assert 0 <= fact.place.start < fact.place.end <= len(text)
        assert fact.aspect
        assert fact.metric
    for finding in report.findings:
        assert finding.places
        assert all(0 <= place.start <= place.end <= len(text) for place in finding.places)
    return report


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "x.txt"
    path.write_bytes(data)
    with pytest.raises(JuesuanError):
        examine(path)


@given(st.lists(st.sampled_from(PIECES), max_size=120).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_run_of_what_reports_are_made_of(text: str) -> None:
    read(HEAD + text)


@given(st.integers(0, len(TEXTS) - 1), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_torn_and_shuffled_reports(number: int, chance: random.Random) -> None:
    text = TEXTS[number]
    start = chance.randrange(len(text))
    lines = text[start : start + 6_000].split("\n")
    chance.shuffle(lines)
    torn = list("\n".join(lines))
    for _ in range(chance.randrange(80)):
        torn[chance.randrange(len(torn))] = chance.choice(PIECES)
    read(text[:1_200] + "".join(torn))


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_report_printed_twice_gives_its_figures_twice(number: int) -> None:
    once, twice = read(TEXTS[number]), read(TEXTS[number] + "\n" + TEXTS[number])
    assert once is not None
    assert twice is not None
    assert (twice.unit, twice.year) == (once.unit, once.year)
    assert len(twice.facts) == 2 * len(once.facts)
    known = {(f.rule, f.message) for f in once.findings}
    told = {(f.rule, f.message) for f in twice.findings if f.severity == "error"}
    assert told <= known


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_report_that_lacks_a_section_is_not_accused(number: int) -> None:
    text = TEXTS[number]
    whole = read(text)
    assert whole is not None
    for section in whole.sections:
        if section.level == 2:
            rest = read(text[: section.heading.start] + text[section.body.end :])
            assert rest is not None, section.title
            assert [f.message for f in rest.findings if f.severity == "error"] == []


def test_one_section_under_a_title_is_kept_and_the_rest_is_said_to_be_missing() -> None:
    report = read(
        HEAD + "七、财政拨款“三公”经费支出决算情况说明\n2023年度“三公”经费支出决算4.99万元。\n"
    )
    assert report is not None
    assert [(f.metric, str(f.amount.value)) for f in report.facts] == [("“三公”经费", "4.99")]
    (missing,) = report.findings
    assert missing.rule == "missing-content"
    for content in ("机关运行经费", "政府采购", "国有资产占用", "预算绩效"):
        assert content in missing.message


BUDGET = (
    "某某市民政局2024年部门预算公开说明\n\n一、收支预算总体情况说明\n2024年收入预算1,200.00万元。上年决算11.00万元，"
    "决算、决算。\n二、“三公”经费预算情况说明\n2024年“三公”经费预算12.00万元。\n"
)
NEWS = (
    "某某市财政局召开2023年度部门决算布置会\n\n会议要求，决算数据真实准确。2022年全市三公经费支出1,200.00万元，"
    "下降12.5%。部门决算编审要做到及时公开决算。\n"
)


@pytest.mark.parametrize(("text", "words"), [(BUDGET, "预算"), (NEWS, "不像部门决算")])
def test_other_kinds_of_pages_are_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(NotAReportError, match=words):
        examine_text(text, Path("x.txt"))
