"""Questions of two or three parts: the later one is told from beside what the first one is told of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import Assistant, Settings, open_assistant
from index import Home, update

pytest_plugins = ("built",)

REPORT = """梅川县文物局 2023 年度部门决算公开说明

第一部分 部门概况

一、主要职能
1.负责全县文物保护。受理破坏文物的举报。并对违法行为进行查处。
2.承担博物馆管理工作。

第二部分 2023 年度部门决算情况说明

一、收入支出决算总体情况说明

2023 年度收入总计 900.00 万元，支出总计 900.00 万元。
1.本年支出 870.00 万元。
2.结余分配 6.00 万元。结余分配事项：提取职工福利基金。与上年相比，增加 6.00 万元，变动原因：上年未提取。
3.年末结转和结余 24.00 万元。

二、收入决算情况说明

本年收入 880.00 万元，其中：财政拨款收入 800.00 万元，占 90.91%；
事业收入 60.00 万元，占 6.82%；其他收入 20.00 万元，占 2.27%。

三、其他重要事项的情况说明

培训费支出 3.60 万元。培训费主要用于讲解员培训和田野文物安全员培训。
截至 2023 年 12 月 31 日，共有车辆 5 辆，其中：特种专业技术用车 2 辆、其他用车 3 辆，
其他用车主要是巡查用车。特种专业技术用车为流动展览车、文物运输车。
单价 100 万元以上设备（不含车辆）1 台（套），为三维扫描仪。
"""


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over one invented report."""
    folder = tmp_path_factory.mktemp("parts")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    home = folder / "index"
    assert [o.status for o in update(Home(home), [folder], None)] == ["indexed"]
    assistant = open_assistant(Settings(home))
    yield assistant
    assistant.evidence.close()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("梅川文物局2023年培训费多少，培训了啥", ("3.60 万元", "讲解员培训")),
        ("梅川文物局结余分配的6万分到哪去了，上年也有吗", ("职工福利基金", "为 0.00 万元")),
        ("梅川县文物局2023特种车几辆都是啥车，百万设备是什么", ("2 辆", "流动展览车")),
        ("梅川文物局有几台一百万以上的设备，是啥玩意", ("1 台", "三维扫描仪")),
        ("梅川文物局事业收入和其他收入各多少，合起来占本年收入几成", ("80.00 万元", "9.09%")),
        ("在梅川，有违法行为文物局管不管？职责第几条", ("受理破坏文物的举报", "进行查处")),
    ],
)
def test_a_later_part_is_told_from_beside_the_figure(
    bureau: Assistant, question: str, words: tuple[str, ...]
) -> None:
    _holds(bureau, question, words)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("政务局21年硒鼓买了几个 为啥没得满分", ("113个", "办公正常损耗率")),
        ("聘用人员里本科以下的几个，占比达标了吗，乌市政务中心2021", ("11位", "67.65%")),
        ("政务服务中心2024印红头文件省了多少，咋省的", ("300 元", "三方询价")),
        ("数字化局2024年信息化运维项目最后给了多少，只干成了哪件事", ("6.78 万元", "磁带库系统")),
        ("数字化发展局2024年公平性审查了几个招标文件，开展率多少", ("111个", "62.36%")),
        (
            "Urumqi municipal government 2023: how many batches of guests, and how many people?",
            ("304", "3,752"),
        ),
    ],
)
def test_a_later_part_is_told_from_the_same_table(
    desk: Assistant, question: str, words: tuple[str, ...]
) -> None:
    _holds(desk, question, words)


def _holds(assistant: Assistant, question: str, words: tuple[str, ...]) -> None:
    """Assert that a question is answered with all of these words."""
    answer = assistant.ask(question)
    assert answer.status == "answered"
    for word in words:
        assert word in answer.answer, answer.answer
