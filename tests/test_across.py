"""Several reports at once: which of them, in what order, together; and threads that go on from there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sound import says

from assistant import Assistant, Settings, open_assistant
from assistant.understand.corrected import corrected
from index import Home, update

REPORT = """{unit}{year}年度部门决算公开说明

第一部分 部门概况

一、机构设置及人员情况

{unit}{year}年度，实有人数{people}人，其中：在职人员{people}人，离休人员0人，退休人员0人。

第二部分 部门决算情况说明

一、收入支出决算总体情况说明

{year}年度收入总计{total}万元，支出总计{total}万元。

二、财政拨款“三公”经费支出决算情况说明

{year}年度“三公”经费支出决算{three}万元，全年预算数{planned}万元，比上年{moved}，主要原因是：{why}。
其中：公务用车运行维护费支出{cars}万元；公务接待费支出{guests}万元。
公务用车保有量{owned}辆。国内公务接待{visits}批次，{persons}人次。

三、机关运行经费支出情况说明

{year}年度机关运行经费支出{running}，比上年增加1.00万元，增长{grew}%，主要原因是：印刷费增加。
"""
HEAD = (
    *("unit", "year", "people", "total", "three", "planned", "moved", "why"),
    *("cars", "guests", "owned", "visits", "persons", "running", "grew"),
)
ROWS = [
    "青禾县水务局 2022 30 500.00 9.00 8.00 增加1.00万元，增长12.50% 巡河增加 6.00 3.00 3 20 200 50.00万元 2.04",
    "青禾县水务局 2023 28 520.00 7.00 8.00 减少2.00万元，下降22.22% 巡河减少 5.00 2.00 3 15 150 52.00万元 1.96",
    "白榆县林业局 2023 40 800.00 4.00 5.00 减少1.50万元，下降27.27% 合并用车 4.00 0.00 2 0 0 60.00元 1.69",
    "红柳县档案馆 2023 12 90.00 1.20 1.00 增加0.20万元，增长20.00% 来馆学习增多 0.00 1.20 0 9 80 10.00万元 11.11",
]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over invented reports of three units, one of them of two years."""
    folder = tmp_path_factory.mktemp("county")
    for row in ROWS:
        words = dict(zip(HEAD, row.split(), strict=True))
        path = folder / f"{words['year']}-{words['unit']}.txt"
        path.write_text(REPORT.format(**words), encoding="utf-8")
    update(Home(folder / "index"), [folder], None)
    assistant = open_assistant(Settings(folder / "index"))
    yield assistant
    assistant.evidence.close()


@pytest.mark.parametrize(
    ("thread", "wanted", "unwanted"),
    [
        ("哪家2023年没有公务接待费", ["公务接待费为零的：**白榆县林业局**"], []),
        ("2023年有没有哪家没有公车", ["为零的：**红柳县档案馆**"], []),
        ("哪几家2023年三公超了预算", ["决算超过预算的：**红柳县档案馆**"], []),
        ("谁2023年的三公比上年涨了", ["比上年增加的：**红柳县档案馆**"], []),
        ("2023年谁的三公降幅最大", ["幅度最大的是 **白榆县林业局**"], []),
        ("2023年哪家三公降得最多", ["减少最多的是 **青禾县水务局**"], []),
        ("2023年三公谁最高，谁最低", ["最高的是 **青禾县水务局**", "1.20"], []),
        ("2023年哪家机关运行经费最低", ["最低的是 **红柳县档案馆**", "计量单位疑误"], []),
        ("2023年三家单位一共多少在职人员", ["合计 80 人"], []),
        ("2023年三公平均一家多少", ["4.07"], []),
        ("除了水务局，哪些单位有公务接待费", ["有公务接待费的：**红柳县档案馆**"], ["水务局"]),
        ("水务局在职人数这两年少了几个", ["少 2 人"], []),
        ("2023年谁的三公最高 | 它接待了多少人", ["150"], ["80"]),
        ("2023年谁的三公最高 | 为什么降了", ["巡河减少"], ["合并用车"]),
        ("2023年谁的三公最高 | 它接待了多少人 | 第二名是谁", ["4.00"], []),
        ("水务局2023年接待费多少 | 档案馆的呢 | 谁的接待费高", ["2.00", "1.20"], ["林业局"]),
        ("水务局2023年三公预算多少 | 不对，我问的是决算", ["7.00"], []),
        ("水务局2023年三公多少 | 我说的是林业局，不是水务局", ["4.00"], ["7.00"]),
        ("水务局2023年三公多少 | 换成元", ["70,000"], []),
        ("水务局2023年在职多少人 | 比上年少了几个", ["30", "2"], []),
    ],
)
def test_thread(county: Assistant, thread: str, wanted: list[str], unwanted: list[str]) -> None:
    *history, question = thread.split(" | ")
    answer = county.ask(question, history)
    assert answer.status == "answered", answer.answer
    assert [one for one in wanted if not says(answer.answer, one)] == [], answer.answer
    assert [one for one in unwanted if says(answer.answer, one)] == [], answer.answer


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("不对,我问的是决算,不是预算", "决算"),
        ("我说的是部门不是本级", "部门"),
        ("你搞错了,我要的是退休人员", "退休人员"),
        ("不是预算,是决算", "决算"),
        ("我问的是花了多少,不是预算多少", "花了多少"),
        ("不是说三公降了吗", "不是说三公降了吗"),
        ("是不是算错了", "是不是算错了"),
    ],
)
def test_what_was_not_meant_is_left_out(said: str, meant: str) -> None:
    assert corrected(said) == meant
