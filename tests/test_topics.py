"""What no figure answers: duties, members, work of the year, and what no report discloses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import opened
from sound import says

from assistant import Assistant

pytest_plugins = ("built",)

REPORTS = Path(__file__).parents[1] / "evals" / "reports"


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(tmp_path_factory.mktemp("others"), REPORTS / "dev", REPORTS / "dev3") as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "status", "must", "must_not"),
    [
        ("市政府办公厅负责不负责政府门户网站？", "answered", ("门户网站",), ("106.40",)),
        ("乌鲁木齐市人民政府汇总都包含哪些单位？", "answered", ("信访局",), ()),
        ("高新区政务局2023年做了哪些工作？", "answered", ("取得的成效",), ()),
        ("红山接待中心2023年一共收入多少？", "not_found", ("没有单独披露",), ("24,214.48",)),
        ("2021年公共资源交易中心单独花了多少钱？", "not_found", ("没有单独披露",), ("264.44",)),
        ("专家评审专项经费是用来干什么的？", "answered", ("发放评审费用",), ()),
        ("数字化发展局2024年的职责里写没写数据要素？", "answered", ("数据要素",), ()),
        ("昌吉政务局2022年矿业权交易额有多少？", "not_found", (), ("9个处室",)),
        ("环保督察组进驻期间，住宿、伙食、场租各用了多少？", "answered", ("71.81", "27.45"), ("0.06",)),
        ("翻开市政府2023年决算，接待费多少？", "answered", ("73.71",), ("没有收录",)),
        ("市政府2023年经营支出多少，是做什么用的？", "answered", ("0.00",), ("综合协调",)),
        ("数字化发展局2024年机构改革是咋回事？", "answered", ("改组",), ()),
        ("市政府2023年合同都给了哪些公司？", "not_found", (), ()),
        ("昌吉政务局2022年有哪些成效？", "answered", ("资金的高效使用",), ()),
        ("昌吉政务局里管矿业权的是哪个科？", "answered", ("矿业权及产权交易服务科",), ()),
        ("政务服务管理局2021年编制范围里的单位都是什么性质？", "answered", ("差额事业单位",), ()),
        ("昌吉政务局2022年有几家单位？下设的处室有哪些？", "answered", ("无下属预算单位",), ()),
        ("信访局的钱是不是也算在2023年乌市政府汇总决算里？", "answered", ("信访局",), ()),
        ("高新区政务局2023年都做了啥？", "answered", ("72.3万件",), ("40万件",)),
        ("2021年和2024年的定义里，机关运行经费的解释一样吗？", "answered", ("购买货物和服务",), ()),
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
        ("云泷水务局出国那趟是谁让去的，花了多少？", "answered", ("4.86",), ()),
        ("沅宁教育局哪些学校的决算纳进来了？", "answered", ("特殊教育学校",), ()),
        ("沅宁教育局公用经费包括些什么？", "answered", (), ("人员经费合计",)),
        ("汀南文旅局请第三方暗访了几次？", "answered", ("11次",), ()),
        ("汀南文旅局的音乐季都请了哪些歌手？", "not_found", (), ("201.72",)),
        ("汀南文旅局购房补贴都发给谁了？", "answered", ("职工",), ()),
        ("云泷水务局2023年决算共有几个单位？", "answered", ("单位共4个",), ()),
        ("云泷水务局的决算是只有局里自己的还是下面也算？", "answered", ("青藤坑",), ("没有收录",)),
        ("汀南文旅局2024年决算包括哪些单位，什么性质？", "answered", ("公益一类事业单位",), ()),
        ("沅宁教育局的机关运行经费包不包括学校的？", "answered", ("不含所属学校",), ()),
        ("沅宁教育局2024年车费为啥少了？", "answered", ("报废老旧公务用车2辆",), ()),
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
