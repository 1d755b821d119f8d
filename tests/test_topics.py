"""What no figure answers: duties, members, work of the year, and what no report discloses."""

from __future__ import annotations

from pathlib import Path

import pytest
from sound import says

from assistant import Assistant, Settings, open_assistant
from index import Home, update

pytest_plugins = ("built",)

REPORTS = Path(__file__).parents[1] / "evals" / "reports"


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    home = tmp_path_factory.mktemp("others") / "index"
    update(Home(home), [REPORTS / "dev", REPORTS / "dev3"], None)
    return open_assistant(Settings(home))


@pytest.mark.parametrize(
    ("question", "status", "must", "must_not"),
    [
        ("市政府办公厅负责不负责政府门户网站？", "answered", ("门户网站",), ("106.40",)),
        ("乌鲁木齐市人民政府汇总都包含哪些单位？", "answered", ("信访局",), ()),
        ("高新区政务局2023年做了哪些工作？", "answered", ("取得的成效",), ()),
        ("红山接待中心2023年一共收入多少？", "not_found", ("没有单独披露",), ("24,214.48",)),
        ("2021年公共资源交易中心单独花了多少钱？", "not_found", ("没有单独披露",), ("264.44",)),
        ("专家评审专项经费是用来干什么的？", "answered", ("发放评审费用",), ()),
        ("数字化发展局2025年花了多少？我只找到2024年的", "not_found", (), ("7,443.77",)),
        ("qwrtpsd", "clarify", (), ()),
        ("88888", "clarify", (), ()),
    ],
)  # fmt: skip
def test_five(
    desk: Assistant, question: str, status: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    _check(desk, question, status, must, must_not)


@pytest.mark.parametrize(
    ("question", "status", "must", "must_not"),
    [
        ("砚溪县交通局2023年做了哪些工作？", "answered", ("35.8", "危桥8座"), ()),
        ("青竹镇2022年有哪些重点工作？", "answered", ("9.4公里", "公厕3座"), ()),
        ("巴渠法院2023年主要做了哪些工作？", "answered", ("742件",), ()),
        ("汀南文旅局旅游投诉归不归他们管？", "answered", ("受理旅游投诉",), ()),
        ("云泷水务局2023年水费一共收了多少？", "not_found", ("水费",), ("12,384.01",)),
        ("沅宁市第二中学2024年花了多少钱？", "not_found", ("没有单独披露",), ("45,443.33",)),
        ("砚溪县交通局2023年修路出了几起事故？", "not_found", ("没有披露",), ("2,146.80",)),
        ("云泷水务局2023年出国去了哪个国家？", "answered", ("荷兰",), ()),
        ("巴渠法院的其他收入主要是什么？", "answered", ("手续费返还",), ()),
        ("云泷水务局鹤岭水厂的概算总投资，报告披露了吗？", "not_found", (), ()),
    ],
)  # fmt: skip
def test_invented(
    others: Assistant, question: str, status: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    _check(others, question, status, must, must_not)


def _check(
    assistant: Assistant,
    question: str,
    status: str,
    must: tuple[str, ...],
    must_not: tuple[str, ...],
) -> None:
    answer = assistant.ask(question)
    assert answer.status == status, answer.answer
    assert all(says(answer.answer, wanted) for wanted in must), answer.answer
    assert not any(says(answer.answer, unwanted) for unwanted in must_not), answer.answer
