"""Open questions: what is asked of a thing, and the words in which a report tells it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opening import opened

from assistant import Assistant
from assistant.plan.prose.asked_for import asked_of
from assistant.plan.prose.heard import Stretch, Stretches
from assistant.sentences import Sentence
from index.model import Place

pytest_plugins = ("built",)

KINDS = (
    ("护林员多大岁数", "年龄"),
    ("新楼什么时候盖好的", "时间"),
    ("自评小组谁牵头", "承担者"),
    ("院长是谁", "人"),
    ("哪个科室管骨灰寄存", "机构"),
    ("举报电话多少", "电话"),
    ("没用完的钱去哪了", "去向"),
    ("哪项业务最挣钱", "哪项最多"),
    ("几台车", "数量"),
    ("食堂承包收了多少钱", "金额"),
    ("挂的牌子", "其他"),
    ("在建的综合楼面积算进校舍了没", "算在内"),
    ("中央给的钱在不在这份决算里", "算在内"),
    ("派遣工占不占编制", "算在内"),
    ("护堤员的补助县里出吗", "承担者"),
    ("退休的工资谁发", "承担者"),
    ("超的那块钱从哪来", "来源"),
    ("没用完的退回去了没有", "去向"),
    ("罚款是不是自己花了", "去向"),
    ("项目慢是什么闹的", "原因"),
)


@pytest.mark.parametrize(("clause", "kind"), KINDS)
def test_what_is_asked_is_told_by_its_words(clause: str, kind: str) -> None:
    assert asked_of(clause).name == kind


HEARD = (
    ("骨灰格子", "骨灰存放格位21,500个,已使用17,846个"),
    ("卖树苗", "事业收入75.20万元,系销售苗木取得"),
    ("喷头", "改造消防管网1.8公里,安装喷淋头640个"),
)


@pytest.mark.parametrize(("words", "text"), HEARD)
def test_the_stretch_that_says_most_comes_first(words: str, text: str) -> None:
    texts = [told for _, told in HEARD] + ["本年支出3,366.92万元", "接待12批98人次"]
    sentences = [Sentence("", "", told, frozenset(), Place(0, 1, None)) for told in texts]
    own = Stretches(Stretch(sentence, sentence.text, "") for sentence in sentences)
    assert own.nearest(own.units(words, str))[0].stretch.text == text


REPORT = """栖山县敬老院 2023 年度单位决算公开说明

第一部分 单位概况

一、主要职能
本院收养特困老人。

二、人员情况
编制20名，年末实有18人。另有中央编制人员3人，工资不由本决算列支。护理员12人由彩票公益金负担，不占编制。退休2人，由养老保险基金发放待遇。

第二部分 2023 年度单位决算情况说明

一、收入支出决算总体情况说明
2023 年度收入总计 520.00 万元，支出总计 520.00 万元。年末结转和结余 20.00 万元。其中财政拨款12.00万元，系锅炉分期付款；
非财政拨款8.00万元，系捐赠尾款。

二、收入决算情况说明
本年收入 500.00 万元，其中：财政拨款收入 470.00 万元，其他收入 30.00 万元。另收取门面租金 6.00 万元。

三、财政拨款“三公”经费支出决算情况说明
“三公”经费支出 5.00 万元，全部为公务用车运行维护费。

四、国有资产占用情况说明
洗衣房两次流标，未能改造。救护车已付款，2024年1月交付，2023年末未计入本院车辆。护工流失率21.5%。
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with opened(tmp_path_factory.mktemp("home"), REPORT) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "status", "wanted"),
    [
        ("敬老院那几个中央编制的人，工资在这份决算里吗", "answered", "不由本决算列支"),
        ("敬老院护理员的钱谁出", "answered", "由彩票公益金负担"),
        ("敬老院退休的工资谁发", "answered", "由养老保险基金发放"),
        ("敬老院救护车付了钱，怎么没算进车辆里", "answered", "2024年1月交付"),
        ("敬老院年末结转是些什么钱", "answered", "系捐赠尾款"),
        ("敬老院车补算在三公里吗", "answered", "不属于“三公”经费"),
        ("敬老院护工为什么留不住", "not_found", "没有说明原因"),
        ("敬老院门面租金花到哪里去了", "not_found", "没有写收来的钱用在了哪里"),
        ("敬老院护理员一年工资多少", "not_found", "没有单独披露"),
    ],
)
def test_what_one_sentence_tells_is_found(
    home: Assistant, question: str, status: str, wanted: str
) -> None:
    answer = home.ask(question)
    assert answer.status == status, answer.answer
    assert wanted in answer.answer


WITHHELD = (
    "数字化发展局2024年食堂一顿饭多少钱",
    "高新区政务大厅2023年搬到什么地址了？",
    "昌吉政务局2022年有几个教授",
)


@pytest.mark.parametrize("question", WITHHELD)
def test_what_only_stands_near_is_withheld(desk: Assistant, question: str) -> None:
    assert desk.ask(question).status == "not_found"
