"""Open questions: what is asked of a thing, and the words in which a report tells it."""

from __future__ import annotations

import pytest

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


WITHHELD = (
    "数字化发展局2024年食堂一顿饭多少钱",
    "高新区政务大厅2023年搬到什么地址了？",
    "昌吉政务局2022年有几个教授",
)


@pytest.mark.parametrize("question", WITHHELD)
def test_what_only_stands_near_is_withheld(desk: Assistant, question: str) -> None:
    assert desk.ask(question).status == "not_found"
