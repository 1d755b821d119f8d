"""Questions in Traditional characters and with slips of the same sound."""

from __future__ import annotations

import pytest
from asked import REPORTS
from sound import check, check_words

from assistant import Assistant
from assistant.wording import Sounds, simplified

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("公務接待費多少", "公务接待费多少"),
        ("決算與預算的差異", "决算与预算的差异"),
        ("機關運行經費為什麼減少？", "机关运行经费为什么减少？"),
        ("2023年 EMS 寄遞", "2023年 EMS 寄递"),
    ],
)
def test_traditional_characters(text: str, meant: str) -> None:
    assert simplified(text) == meant


@pytest.mark.parametrize("text", ["公务接待费多少？", "plain 12.5%", "", "“三公”经费（含）"])
def test_simplified_text_is_left_alone(text: str) -> None:
    assert simplified(text) == text


SOUNDS = Sounds(["公务接待费", "机关运行经费", "实有人数", "公务用车购置费", "三公", "3D打印费用"])


def corrected(text: str, open_chars: str | None = None) -> str:
    """A text put right where all, or only some, of its characters are unexplained."""
    unknown = text if open_chars is None else open_chars
    return SOUNDS.corrected(text, [i for i, char in enumerate(text) if char in unknown])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("公务接代费多少", "公务接待费多少"),
        ("公务接待废多少", "公务接待费多少"),
        ("工务接待费多少", "公务接待费多少"),
        ("实有人树", "实有人数"),
        ("公务用车够置费", "公务用车购置费"),
        ("基关云行经费", "机关运行经费"),  # two of six
        ("绩笑自评", "绩效自评"),  # short words of the field
        ("公车彩购", "公车采购"),
        ("借待费", "接待费"),
    ],
)
def test_slips_of_the_same_sound(text: str, meant: str) -> None:
    assert corrected(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费多少",  # nothing is wrong
        "指出问题",  # a word of its own, not 支出
        "借贷多少",  # not 接待
        "石油人书",  # three of four are wrong
        "公务街舞费",  # another sound
        "天气怎么样",
        "",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert corrected(text) == text


def test_what_is_explained_is_not_put_right() -> None:
    assert corrected("实有人树", "") == "实有人树"
    assert corrected("实有人树多少", "多少") == "实有人树多少"
    assert corrected("实有人树多少", "树") == "实有人数多少"


def test_digits_and_letters_have_no_sound() -> None:
    assert corrected("3D打印费永") == "3D打印费永"


@pytest.mark.parametrize(
    ("question", "report", "words"),
    [
        ("昌吉政務局2022年三公經費多少？", "22", ("“三公”经费4.99万元",)),
        ("數發局2024年公務用車保有量多少輛？", "24", ("6 辆",)),
        ("高新區政務局2023年機關運行經費為什麼漲了？", "区", ("3.77", "1.57", "政务大厅搬迁")),
        ("昌吉政务局2022年公务接代费多少？", "22", ("公务接待费0.20万元",)),
        ("昌吉政务局2022年实有人树多少？", "22", ("实有人数38人",)),
        ("市政府2023年固定资产元值多少？", "23", ("98,078.06",)),
    ],
)
def test_answers_to_what_was_meant(
    desk: Assistant, question: str, report: str, words: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered", answer.answer
    check_words(answer, words, ())
    check(answer, question, *REPORTS[report])
