"""The sentences of a report: found by words, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sound import flat

from assistant import Assistant, Settings, open_assistant
from assistant.sentences import Sentence, Sentences, telling, terms
from index import Home, update
from index.model import Place
from index.normalise import fold

pytest_plugins = ("built",)

REPORT = """河东县水利局2023年度部门决算公开说明

第一部分 单位概况

一、主要职能

负责水库安全和防汛抗旱工作。

二、机构设置及人员情况

河东县水利局2023年度，实有人数20人，其中：在职人员15人，离休人员0人，退休人员5人。

第二部分 部门决算情况说明

三、支出决算情况说明

2023年度本年支出100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。

十、其他重要事项的情况说明

（一）预算绩效的情况说明

取得的成效：一是修复了三座水
库。二是疏浚了灌渠。三是补种了护岸林。存在的问题：一是资料归档不全；二是验收偏晚；三是培训偏少。
改进的办法：一要早验收。三要勤归档。
今后的打算：一是扩建泵站。泵站用地已经落实。二是更新闸门。闸门三年未换。经费尚缺。厂家已经停产。三是安装水尺。
今后将一如既往地努力。
水库管护由各乡镇承担。

（二）国有资产占用情况说明

水库管护由各乡镇承担。

第三部分 专业名词解释

财政拨款收入：指同级财政当年拨付的资金。
"""


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sentences]:
    """The sentences of an invented report."""
    folder = tmp_path_factory.mktemp("river")
    (folder / "河东.txt").write_text(REPORT, encoding="utf-8")
    update(Home(folder / "index"), [folder], None)
    assistant = open_assistant(Settings(folder / "index"))
    evidence = assistant.evidence
    yield evidence.sentences(evidence.reports[0])
    evidence.close()


def one(text: Sentences, words: str) -> Sentence:
    (found,) = {s.text: s for s in text.all if words in s.text}.values()
    return found


def shown(sentence: Sentence) -> str:
    """What stands in the source at a sentence's place."""
    return REPORT[sentence.place.start : sentence.place.end]


def test_each_sentence_stands_in_its_place(text: Sentences) -> None:
    for sentence in text.all:
        assert flat(shown(sentence)) == flat(sentence.text)
        assert sentence.section


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("疏浚了哪些灌渠", "疏浚了灌渠"),
        ("谁负责防汛抗旱", "负责水库安全和防汛抗旱工作"),
        ("护岸林补种了吗", "补种了护岸林"),
        ("资料归档有什么问题", "资料归档不全"),
    ],
)
def test_the_best_sentence_comes_first(text: Sentences, question: str, words: str) -> None:
    matches = text.find(telling(fold(question)))
    assert words in matches[0].sentence.text
    coverages = [match.coverage for match in matches]
    assert coverages == sorted(coverages, reverse=True)
    assert 0 < coverages[0] <= 1


def test_rare_words_weigh_more(text: Sentences) -> None:
    assert text.weight("灌渠") > text.weight("水库")
    (match,) = text.find({"水库", "灌渠"}, 1)
    assert "灌渠" in match.sentence.text
    assert match.coverage > 0.5


def test_a_word_that_stands_nowhere_lowers_the_coverage(text: Sentences) -> None:
    (known,) = text.find({"灌渠"}, 1)
    (half,) = text.find({"灌渠", "潜艇"}, 1)
    assert known.coverage == pytest.approx(1)
    assert half.coverage < 0.8
    assert not text.holds("潜艇")
    assert text.holds("灌渠")


def test_nothing_is_found_for_nothing(text: Sentences) -> None:
    assert text.find(set()) == text.find({"潜艇"}) == []


def test_kinds_can_be_left_out(text: Sentences) -> None:
    words = telling("同级财政当年拨付的资金")
    assert text.find(words, 1)[0].sentence.kind == "名词解释"
    found = text.find(words, 5, without=("名词解释",))
    assert "名词解释" not in {match.sentence.kind for match in found}


def test_around_a_place_stands_its_sentence(text: Sentences) -> None:
    at = REPORT.index("灌渠")
    found = text.around(Place(at, at + 2))
    assert found is not None
    assert found.text == "二是疏浚了灌渠。"
    assert text.around(Place(len(REPORT) + 5, len(REPORT) + 6)) is None


def test_before_and_after_stay_in_the_section(text: Sentences) -> None:
    middle = one(text, "疏浚了灌渠")
    earlier, later = text.before(middle), text.after(middle)
    assert earlier is not None
    assert later is not None
    assert earlier.text.endswith("修复了三座水库。")
    assert later.text == "三是补种了护岸林。"
    assert text.after(one(text, "防汛抗旱")) is None
    assert text.before(one(text, "实有人数")) is None


def test_an_enumeration_comes_whole(text: Sentences) -> None:
    whole = text.whole(one(text, "三座水库"))
    assert whole.text == "取得的成效：一是修复了三座水库。二是疏浚了灌渠。三是补种了护岸林。"
    assert flat(shown(whole)) == whole.text


@pytest.mark.parametrize("words", ["存在的问题", "疏浚了灌渠", "一如既往", "防汛抗旱"])
def test_what_opens_no_enumeration_stays(text: Sentences, words: str) -> None:
    sentence = one(text, words)
    assert text.whole(sentence) == sentence


def test_an_enumeration_ends_where_a_number_is_missing(text: Sentences) -> None:
    assert text.whole(one(text, "早验收")).text == "改进的办法：一要早验收。"


def test_an_enumeration_may_go_on_between_its_numbers(text: Sentences) -> None:
    """One sentence or two between two numbers are of the first; three end the list."""
    whole = text.whole(one(text, "扩建泵站"))
    assert whole.text == "今后的打算：一是扩建泵站。泵站用地已经落实。二是更新闸门。"
    assert flat(shown(whole)) == whole.text


def test_sentences_that_say_the_same(text: Sentences) -> None:
    first, second = (s for s in text.all if s.text == "水库管护由各乡镇承担。")
    assert text.alike(first) == [second]
    assert text.alike(second) == [first]
    assert text.alike(one(text, "疏浚了灌渠")) == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("请问2022年到底花了多少钱呢", set()),
        ("办了多少件", {"办件"}),
        ("大厅搬迁了吗", {"大厅", "厅搬", "搬迁"}),
        ("12345热线怎么样", {"12345", "热线"}),
        ("", set()),
    ],
)
def test_telling_words(question: str, words: set[str]) -> None:
    assert telling(fold(question)) == words


def test_what_is_known_already_tells_nothing() -> None:
    question = "昌吉政务局的大厅"
    assert telling(question, [(0, 5)]) == {"大厅"}
    assert "昌吉" in telling(question)


def test_terms_are_pairs_and_numbers() -> None:
    assert terms("大厅搬迁，３.５万 EMS") == ["大厅", "厅搬", "搬迁", "3.5", "ems"]


def test_rows_of_tables_are_sentences(desk: Assistant) -> None:
    evidence = desk.evidence
    (info,) = [info for info in evidence.reports if info.year == 2021]
    (match,) = evidence.sentences(info).find(telling("绿植养护多少盆"), 1)
    assert match.sentence.kind == "自评表"
    assert flat(match.sentence.text).startswith("大厅需养护的绿植数量>=80盆20盆30.75")
