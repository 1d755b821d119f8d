"""名词解释: one definition for each entry, whatever its numbering."""

from __future__ import annotations

import re

import pytest

from index.glossary import read_definitions
from index.model import Definition, Place, Report, Section
from index.normalise import compact

# The five reports define the same fourteen terms in the same order.
TERMS = [
    "财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
    "年初结转和结余",
    "年末结转和结余",
    "基本支出",
    "项目支出",
    "经营支出",
    "对附属单位补助支出",
    "“三公”经费",
    "机关运行经费",
]
KEYS = ["2021", "2022", "2023", "高新", "2024"]


def read(text: str) -> list[Definition]:
    section = Section(("第三部分 名词解释",), "名词解释", 1, Place(0, 0), Place(0, len(text)))
    return list(read_definitions(compact(text, 0, len(text)), section))


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (
            "财政拨款收入：指同级财政当年拨付的资金。\n\n事业收入：指开展专业业务活动\n\n取得的收入。",
            [
                ("财政拨款收入", "指同级财政当年拨付的资金。"),
                ("事业收入", "指开展专业业务活动取得的收入。"),
            ],
        ),
        (
            "一、财政拨款收入：指拨付的资金。\n十一、经营支出：指经营活动的支出。",
            [("财政拨款收入", "指拨付的资金。"), ("经营支出", "指经营活动的支出。")],
        ),
        (
            "（一）基本支出：指保障运转的支出。（二）项目支出：指特定任务的支出。",
            [("基本支出", "指保障运转的支出。"), ("项目支出", "指特定任务的支出。")],
        ),
        (
            "1.基本支出：指保障运转的支出。\n2、项目支出：指特定任务的支出。",
            [("基本支出", "指保障运转的支出。"), ("项目支出", "指特定任务的支出。")],
        ),
        (
            "一、“三公”经费：指因公出国（境）费、公务用车费和公务接待费。其中，因公出国（境）费反映旅费；"
            "公务接待费反映接待费用。\n二、机关运行经费：指公用经费。",
            [
                (
                    "“三公”经费",
                    "指因公出国（境）费、公务用车费和公务接待费。其中，因公出国（境）费反映旅费；公务接待费反映接待费用。",
                ),
                ("机关运行经费", "指公用经费。"),
            ],
        ),
        (
            "机关运行经费：为保障运行的各项资金，包括办公费、邮电费以及其他费用。",
            [("机关运行经费", "为保障运行的各项资金，包括办公费、邮电费以及其他费用。")],
        ),
        ("", []),
        ("本单位无名词解释。", []),
    ],
)
def test_definitions(text: str, entries: list[tuple[str, str]]) -> None:
    found = read(text)
    assert [(d.term, d.text) for d in found] == entries
    for definition in found:
        quote = re.sub(r"\s", "", text[definition.place.start : definition.place.end])
        assert quote.startswith(definition.term)
        assert quote.endswith(definition.text)


def test_definitions_without_a_colon() -> None:
    found = read(
        "一、财政拨款收入是指同级财政当年拨付的资金。\n二、事业收入是指业务活动取得的收入。"
    )
    assert [(d.term, d.text) for d in found] == [
        ("财政拨款收入", "是指同级财政当年拨付的资金。"),
        ("事业收入", "是指业务活动取得的收入。"),
    ]


@pytest.mark.parametrize("key", KEYS)
def test_every_term_of_a_report(examined: dict[str, Report], key: str) -> None:
    report = examined[key]
    assert [d.term for d in report.definitions] == TERMS
    for definition in report.definitions:
        quote = re.sub(r"\s", "", report.quote(definition.place))
        assert quote == f"{definition.term}：{definition.text}"
        assert definition.text.endswith("。")
        assert definition.text.startswith(("指", "为保障行政单位", "行政单位和参照公务员法"))
