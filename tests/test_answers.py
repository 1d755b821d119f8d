"""Answers over the index of the five reports: what they say, and what holds for every one.

The questions stand in `asked`; `sound` checks what holds for every answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from asked import ALL, REPORTS, TALKS, Ask, Talk
from sound import check, check_words

from assistant import Assistant, Settings, open_assistant
from index import Home, update

pytest_plugins = ("built",)

ROOT = Path(__file__).parents[1]


def _params() -> list[object]:
    return [
        pytest.param(
            ask,
            id=f"{kind}-{number}",
        )
        for kind, asks in ALL.items()
        for number, ask in enumerate(asks)
    ]


@pytest.mark.parametrize("ask", _params())
def test_answers(desk: Assistant, ask: Ask) -> None:
    answer = desk.ask(ask.question)
    assert answer.status == ask.status, answer.answer
    check_words(answer, ask.must, ask.must_not)
    unit, year = REPORTS[ask.report] if ask.report else (None, None)
    check(answer, ask.question, unit, year)
    codes = {warning.code for warning in answer.warnings}
    assert not ask.warning or ask.warning in codes, codes


def test_whatever_is_asked_the_answer_is_sound(desk: Assistant) -> None:
    unit, year = REPORTS["22"]
    synonyms = json.loads((ROOT / "index/data/synonyms.json").read_text(encoding="utf-8"))
    for word in {word for words in synonyms.values() for word in words}:
        question = f"{unit}{year}年{word}多少？"
        check(desk.ask(question), question)


def test_the_same_question_has_the_same_answer(desk: Assistant) -> None:
    first, second = (desk.ask("2023年三公经费为什么下降？") for _ in range(2))
    assert (first.answer, first.citations, first.figures) == (
        second.answer,
        second.citations,
        second.figures,
    )


def test_a_trend_has_its_table(desk: Assistant) -> None:
    (table,) = desk.ask("近三年三公经费趋势").tables
    assert [row[0] for row in table.rows] == ["2022", "2023", "2023", "2024"]
    assert {row[2] for row in table.rows} == {"4.99", "221.04", "0.00", "11.92"}
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_a_doubtful_figure_names_its_finding(desk: Assistant) -> None:
    answer = desk.ask("乌鲁木齐市政务服务管理局2021年机关运行经费多少？")
    figure, *_ = [f for f in answer.figures if f.text == "127.89 元"]
    assert (figure.outcome, figure.finding) == ("supported", "unit-slip")
    (warning,) = [w for w in answer.warnings if w.code == "unit-slip"]
    assert warning.citation == figure.citation


@pytest.mark.parametrize(
    "question",
    [
        "昌吉政务局2022年三公经费多少？",
        "市政府2023年接待费怎么涨了4.6倍？",
        "数发局2024年三公经费多少？",
        "高新区政务局2023年本年支出怎么构成？",
    ],
)
def test_no_warning_where_the_report_is_right(desk: Assistant, question: str) -> None:
    assert desk.ask(question).warnings == ()


@pytest.mark.parametrize(
    "question",
    [
        "机关运行经费是什么意思？",
        "基本支出指什么？",
        "市政府2023年三公经费为什么下降？",
        "“三公”经费是什么意思？",
    ],
)
def test_quotes_and_brackets_are_in_pairs(desk: Assistant, question: str) -> None:
    for paragraph in desk.ask(question).answer.split("\n"):
        for left, right in ("“”", "（）", "「」"):
            assert paragraph.count(left) == paragraph.count(right)


# -- conversations ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(
            talk,
            id=f"talk-{number}",
        )
        for number, talk in enumerate(TALKS)
    ],
)
def test_conversations(desk: Assistant, talk: Talk) -> None:
    answer = desk.ask(talk.question, talk.history)
    assert answer.status == talk.status, answer.answer
    check_words(answer, talk.must, talk.must_not)
    unit, year = REPORTS[talk.report] if talk.report else (None, None)
    check(answer, talk.question, unit, year)


def test_a_full_question_is_answered_alike_in_any_conversation(desk: Assistant) -> None:
    question = "昌吉政务局2022年三公经费多少？"
    alone = desk.ask(question)
    after = desk.ask(question, ("数发局2024年接待费为什么减少？", "市政府呢？"))
    assert alone.answer == after.answer
    assert alone.citations == after.citations


# -- other provinces --------------------------------------------------------------------------

# Unit, year, 公务接待费, and by how much it fell: other places and offices than the corpus has.
ELSEWHERE = (
    ("浙江省杭州市余杭区教育局", 2022, "3.10", "0.40"),
    ("四川省成都市武侯区卫生健康局（本级）", 2023, "4.20", "0.50"),
    ("广州市公安局", 2023, "5.30", "0.60"),
    ("上海市普陀区规划和自然资源局", 2024, "6.40", "0.70"),
    ("云南省大理白族自治州民政局", 2022, "7.50", "0.80"),
    ("河南省平顶山市财政局", 2022, "8.60", "0.90"),
    ("内蒙古自治区兴安盟水利局", 2024, "9.70", "1.00"),
)
_FORM = """{unit}{year}年度部门决算公开说明

第一部分 单位概况

一、主要职能

贯彻执行国家有关方针政策。

二、机构设置及人员情况

{unit}{year}年度，实有人数20人，其中：在职人员15人，离休人员0人，退休人员5人。

第二部分 部门决算情况说明

三、支出决算情况说明

{year}年度本年支出100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%。

七、财政拨款“三公”经费支出决算情况说明

{year}年度财政拨款“三公”经费支出{spent}万元，比上年减少{fell}万元，主要原因是：{unit}厉行节约。
其中：因公出国（境）费支出0.00万元，公务用车购置及运行维护费支出0.00万元，
公务接待费支出{spent}万元，比上年减少{fell}万元，主要原因是：来访的单位少了。

第三部分 专业名词解释

财政拨款收入：指同级财政当年拨付的资金。
"""


@pytest.fixture(scope="module")
def far_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over seven invented reports of other provinces."""
    folder = tmp_path_factory.mktemp("elsewhere")
    for number, (unit, year, spent, fell) in enumerate(ELSEWHERE):
        words = _FORM.format(unit=unit, year=year, spent=spent, fell=fell)
        (folder / f"{number}.txt").write_text(words, encoding="utf-8")
    update(Home(folder / "index"), [folder], None)
    assistant = open_assistant(Settings(folder / "index"))
    yield assistant
    assistant.evidence.close()


@pytest.mark.parametrize(
    ("question", "number", "words"),
    [
        ("余杭区教育局2022年三公经费多少？", 0, ()),
        ("浙江省杭州市余杭区教育局2022年接待费多少？", 0, ()),
        ("武侯区卫健局2023年接待费为什么下降？", 1, ("0.50", "来访的单位少了")),
        ("广州市公安局2023年请客吃饭花了多少？", 2, ()),
        ("普陀规资局2024年三公为什么少了？", 3, ("0.70", "厉行节约")),
        ("大理州民政局2022年三公经费多少？", 4, ()),
        ("平顶山财政局2022年三公经费多少？", 5, ()),
        ("兴安盟水利局接待费多少？", 6, ()),
    ],
)
def test_units_of_other_provinces(
    far_desk: Assistant, question: str, number: int, words: tuple[str, ...]
) -> None:
    unit, year, spent, _ = ELSEWHERE[number]
    rest = [other for _, _, other, _ in ELSEWHERE if other != spent]
    answer = far_desk.ask(question)
    assert answer.status == "answered", answer.answer
    check_words(answer, (spent, *words), rest)
    check(answer, question, unit, year)
    assert answer.warnings == ()


def test_too_many_candidates_are_asked_back(far_desk: Assistant) -> None:
    question = "三公经费多少？"
    answer = far_desk.ask(question)
    assert answer.status == "clarify"
    assert (answer.figures, answer.citations) == ((), ())
    assert 2 <= len(answer.options) <= 5
    assert "7" in answer.answer
    check(answer, question)
    for option, (unit, year, spent, _) in zip(
        answer.options, sorted(ELSEWHERE, key=lambda e: (e[1], e[0])), strict=False
    ):
        chosen = far_desk.ask(option)
        check_words(chosen, (spent,), ())
        check(chosen, option, unit, year)


def test_up_to_five_candidates_are_answered_each(far_desk: Assistant) -> None:
    question = "2022年三公经费多少？"
    answer = far_desk.ask(question)
    check_words(answer, ("3.10", "7.50", "8.60"), ("4.20", "6.40"))
    check(answer, question, year=2022)


def test_the_highest_of_all(far_desk: Assistant) -> None:
    answer = far_desk.ask("哪个单位接待费最高？")
    check_words(answer, ("最高的是内蒙古自治区兴安盟水利局", "9.70"), ())
    check(answer, "哪个单位接待费最高？")


@pytest.mark.parametrize(
    "question",
    [
        "西湖区教育局2022年三公经费多少？",
        "乌鲁木齐市数字化发展局2024年三公经费多少？",
        "北京市公安局2023年三公经费多少？",
        "广州市公安局2021年三公经费多少？",
    ],
)
def test_other_places_and_years_are_not_answered(far_desk: Assistant, question: str) -> None:
    answer = far_desk.ask(question)
    assert answer.status == "not_found", answer.answer
    check_words(answer, ("没有收录",), [spent for _, _, spent, _ in ELSEWHERE])
    check(answer, question)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("市政府2023年节能环保支出", "16.64"),
        ("2023年市政府机关服务支出多少", "121.15"),
        ("数发局2024年债务付息支出是多少", "7,443.77"),
        ("市政府2023年培训费", "5.97"),
        ("市政府2023年抚恤金", "5,847.84"),
        ("昌吉政务局2022年退休费", "577.84"),
    ],
)
def test_a_subject_of_the_classification_is_nothing_that_sounds_like_it(
    desk: Assistant, question: str, other: str
) -> None:
    answer = desk.ask(question)
    assert answer.status == "not_found", answer.answer
    check_words(answer, ("没有单独披露",), (other,))
    check(answer, question)


@pytest.mark.parametrize(
    "question",
    [
        "数发局2024年比2021年多支出多少万（改组前后）",
        "数字化发展局2024年的总支出比2021年多了几千万",
    ],
)
def test_a_year_held_against_an_earlier_one_is_not_held_against_the_last(
    desk: Assistant, question: str
) -> None:
    answer = desk.ask(question)
    check_words(answer, ("2116.48", "7,443.77", "5,327.29"), ("375.71", "比上年"))
    check(answer, question)


def test_the_purchase_of_cars_is_not_their_upkeep(desk: Assistant) -> None:
    question = "市政府2023年公车采购费用是多少"
    answer = desk.ask(question)
    check_words(answer, ("公务用车购置费", "0.00"), ("147.33", "1,473,300"))
    check(answer, question)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("昌吉政务局2022年会议费、培训费分别是多少", ("会议费", "培训费"), ()),
        ("数发局2024年收入总计跟支出总计一样吗", ("两者相等",), ()),
        ("昌吉政务局2022年本年收入减本年支出是多少", ("115.50",), ("扣除",)),
        ("昌吉政务局2022年财政拨款收入减去支出后还剩多少", ("1,363.45",), ("结转",)),
        ("市政府2023年的项目里有没有没执行完的", ("11.96%", "22.99"), ("2,290.69",)),
        ("政务局2021年哪些科目超过年初预算", ("没有写各科目的预算数",), ("2116.48",)),
        ("昌吉政务局2022年离退休人员有几个", ("离休人员", "退休人员", "5"), ()),
        ("市政府2023年结余分配什么意思，是多少", ("没有解释它的意思", "267.68"), ()),
        ("数字化发展局跟原来的政务服务局比，人多了还是少了", ("70", "131", "61"), ()),
        ("新市区政务局2023年为什么预算没花完", ("212.65", "183.99", "人员减少"), ("1.30",)),
        ("昌吉政务局2022年哪个项目最不靠谱", ("77.08",), ()),
        ("昌吉政务局2022年绩效自评发现什么问题，怎么改", ("意识有待增强", "加强学习"), ("公告费",)),
    ],
)
def test_all_that_is_asked_and_nothing_else(
    desk: Assistant, question: str, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, said, unsaid)
    check(answer, question)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("昌吉政务局2022年三公经费里花得最多的是哪一项", ("最多的是公务用车", "4.79"), ()),
        ("数发局2024年本年收入中最多的是哪一块", ("最多的是财政拨款收入", "7,090.99"), ()),
        ("数发局2024年一般公共预算支出比年初预算多了多少", ("3,294.36",), ("4,966.54",)),
    ],
)
def test_the_part_that_is_most_and_what_is_asked_against_the_budget(
    desk: Assistant, question: str, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, said, unsaid)
    check(answer, question)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("为什么超预算这么多", "clarify"),
        ("那笔资金花了多少", "clarify"),
        ("就知道公款吃喝，滚！", "refused"),
        ("数发局2024年局长一年的工资奖金多少", "not_found"),
        ("数发局2024年站长一个月能拿多少工资", "not_found"),
        ("政务局2021年书记叫什么，年薪多少", "not_found"),
        ("昌吉政务局2022年会议费多少，公务接待费里没有吗", "not_found"),
    ],
)
def test_what_is_not_to_be_answered(desk: Assistant, question: str, status: str) -> None:
    assert desk.ask(question).status == status
