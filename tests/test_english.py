"""English questions: understood through a Chinese one, answered in English with the same figures."""

from __future__ import annotations

import pytest

from assistant.answer import _facts_for, _no_report, _note
from assistant.compose.draft import Draft
from assistant.compose.english import in_english
from assistant.compose.texts import what_is_there
from assistant.numbers import numbers
from assistant.plan import plan, say_later
from assistant.retrieve import Evidence
from assistant.understand import understand
from assistant.understand.english import from_pinyin, is_english, to_chinese, unit_in_english
from assistant.verify import verify
from index import Home, Outcome, open_ledger

UNITS = (
    "青禾市人民政府（汇总）",
    "青禾市数字化发展局（部门）",
    "新疆昌吉州政务服务和公共资源交易管理局",
    "乌鲁木齐市财政局",
)


@pytest.fixture(scope="module")
def evidence(indexed: tuple[Home, list[Outcome]]) -> Evidence:
    """What the corpus gives."""
    directory, ledger = open_ledger(indexed[0], None)

    def load() -> object:
        from index.embedding import load_embedder

        return load_embedder(None)

    return Evidence(ledger, directory, load)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why did the three public expenses fall in 2023?", True),
        ("How much did the government spend on banquets?", True),
        ("What is 三公经费 in 2023?", True),
        ("乌鲁木齐市人民政府（汇总） 2023年：Why did spending fall?", True),
        ("And 2022?", True),
        ("2023年三公经费为什么下降？", False),
        ("GDP是多少", False),
        ("sangong jingfei duoshao", False),
        ("UPS电源和LED屏的采购花了多少", False),
        ("asdf qwer zxcv", False),
        ("", False),
    ],
)
def test_language(text: str, expected: bool) -> None:
    assert is_english(text) is expected


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        # several questions are read one by one; unit and year stand before the first
        (
            "How many batches of visitors came in 2022, and what did the Qinghe government spend on cars?",
            "2022年青禾市人民政府的国内公务接待批次多少，公务用车购置及运行维护费多少？",
        ),
        (
            "How many calls were answered in 2024, and how happy were residents?",
            "2024年来电接听多少？群众满意度多少？",
        ),
        (
            "How much was spent on community correction in 2023, and why below budget?",
            "2023年社区矫正花了多少钱？低于预决算差异的原因是什么？",
        ),
        ("How much was spent on flowers in 2023?", "2023年花了多少钱 flowers？"),
        ("And how much of that was fiscal appropriation?", "其中财政拨款收入多少？"),
        ("What share of spending was personnel?", "人员经费占比多少？"),
        (
            "What is the agency operating cost and how much was spent on it in 2022?",
            "2022年，什么是机关运行经费，多少？",
        ),
        ("Why did the three public expenses fall in 2023?", "2023年“三公”经费为什么下降？"),
        (
            "How much did the Qinghe Digital Development Bureau spend on official receptions?",
            "青禾市数字化发展局的公务接待费多少？",
        ),
        (
            "official meals of the Bureau of Finance of Urumqi, 2022",
            "2022年乌鲁木齐市财政局的公务接待费多少？",
        ),
        (
            "How many official cars did the Changji government services bureau have in 2022?",
            "2022年新疆昌吉州政务服务和公共资源交易管理局的公务用车保有量多少？",
        ),
        ("Which unit has the highest personnel costs?", "哪个单位人员经费最高？"),
        ("What is the agency operating cost?", "什么是机关运行经费？"),
        ("What was fuel cost per car in 2023?", "2023年公务用车运行维护费平均每辆多少？"),
        ("By how much did total income rise in 2022?", "2022年总收入增加了多少？"),
        (
            "Three public expenses from 2021 to 2024: what is the trend?",
            "2021到2024年“三公”经费变化趋势？",
        ),
        ("salaries of the Qinghe government last year", "去年青禾市人民政府的人员经费多少？"),
        ("How much did Lhasa Education Bureau spend in 2022?", "2022年拉萨教育局的总支出多少？"),
        (
            "procurement of goods, works and services",
            "政府采购货物支出和政府采购工程支出和政府采购服务支出多少？",
        ),
        ("Why was actual project expenditure different from the budget?", None),
        ("How do 2023 and 2022 compare in basic expenditure?", "2023年、2022年基本支出相差多少？"),
        ("Did the three public expenses go up or down?", "“三公”经费增加还是减少？"),
        ("How many batches of guests in 2023?", "2023年国内公务接待批次多少？"),
        ("Why was the execution rate below 100%?", "为什么执行率低于100%？"),
        ("Which project scored lowest in 2024?", "2024年哪个项目得分最低？"),
        (
            "What was the hospitality expense in 2024, how many guests, and why did the cost fall?",
            "2024年公务接待费多少，国内公务接待人次多少，为什么下降？",
        ),
    ],
)
def test_to_chinese(text: str, chinese: str | None) -> None:
    told = to_chinese(text, UNITS)
    assert told == chinese if chinese else "为什么" in told or "原因" in told


def test_unknown_words_stay() -> None:
    """What no table knows must not get lost: the question would seem to ask for less."""
    assert "zebras" in to_chinese("How much did the bureau spend on zebras in 2023?", UNITS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sangong经费多少", "三公经费多少"),
        ("2023年jiedai费", "2023年接待费"),
        ("wu lu mu qi的sangong", "乌鲁木齐的三公"),
        ("UPS电源多少钱", "UPS电源多少钱"),
        ("三公经费多少", "三公经费多少"),
        ("sangongs经费", "sangongs经费"),
    ],
)
def test_from_pinyin(text: str, expected: str) -> None:
    assert from_pinyin(text, ["三公", "接待", "乌鲁木齐"]) == expected


@pytest.mark.parametrize(
    ("unit", "english"),
    [
        ("乌鲁木齐市财政局", "Urumqi City Finance Bureau"),
        ("昌吉州教育局", "Changji Prefecture Education Bureau"),
        ("青禾市某某局", ""),
    ],
)
def test_unit_in_english(unit: str, english: str) -> None:
    assert unit_in_english(unit) == english


QUESTIONS = (
    "Why did the three public expenses fall in 2023?",
    "How much did the Urumqi people's government spend on official receptions in 2023?",
    "How many official cars did the Urumqi Digital Development Bureau have in 2024?",
    "Which unit has the highest three public expenses?",
    "What is the agency operating cost?",
    "How much did Urumqi spend on hospitality per guest in 2023?",
    "What share of three public expenses was official reception in 2023?",
    "How much was left unspent at the end of 2024 in the Urumqi digital development bureau?",
    "Compare the three public expenses in 2024 and 2022.",
    "How much was procured in goods, works and services in 2023 in the high-tech zone?",
    "How many people were retired at the Changji bureau in 2022?",
    "Which project scored lowest in 2024?",
    "What is the 12345 hotline performance score in 2024?",
    "Which indicators lost points in 2024?",
    "Why did the actual differ from the budget for fiscal appropriation in 2023?",
    "Did total income increase or decrease in 2022 compared with the previous year?",
    "How have the three public expenses developed from 2021 to 2024?",
    "What are the main responsibilities of the Urumqi digital development bureau?",
    "How much was awarded to small and micro firms?",
    "What is the floor area of the Urumqi people's government in 2023?",
    "Why did personnel costs rise in 2021?",
    "What was fuel cost per car in 2023 for the Urumqi government?",
    "What is the breakdown of headcount in 2021?",
    "What is the breakdown of total income in 2024?",
    "What is the breakdown of general public budget expenditure in 2023?",
    "How much did the Finance Bureau of Hohhot spend in 2022?",
    "Who was invited to the official banquets in 2023?",
    "Three public expenses excluding official cars in 2024, in yuan",
    "How much did Urumqi spend in 2020?",
    "What did the Urumqi government services administration spend in total in 2021?",
    "Is the headcount of 2021 correct?",
    "How much did they spend on zebras?",
)


def _draft(text: str, evidence: Evidence) -> tuple[Draft, list[str], list[str]]:
    """Return the English draft of a question, its Chinese paragraphs, and bad figures."""
    units = [info.unit for info in evidence.known_units]
    chinese = to_chinese(text, units)
    question = understand(chinese, evidence.known_units, evidence.vocabulary, evidence.projects)
    draft = Draft(evidence.ledger)
    if question.reports:
        _note(question, draft)
        plan(question, evidence, draft)
    elif not say_later(question, evidence, draft):
        draft.status = "not_found"
        draft.add(_no_report(question), what_is_there(evidence.reports))
    before = list(draft.paragraphs)
    in_english(draft, unit_in_english)
    facts = _facts_for(question, draft, evidence)
    judged = verify(
        draft.text,
        draft.citations,
        draft.references,
        draft.derivations,
        facts,
        draft.quotes,
        evidence.reports,
    )
    bad = [f"{f.text} {f.outcome}" for f in judged if f.outcome not in ("supported", "derived")]
    return draft, before, bad


@pytest.mark.parametrize("text", QUESTIONS)
def test_answers_hold(text: str, evidence: Evidence) -> None:
    """Every figure of an English answer stands, and is one of the Chinese answer with its mark."""
    draft, before, bad = _draft(text, evidence)
    assert not bad, draft.text
    said = [(n.text, n.mark) for n in numbers(draft.text)]
    assert said == [(n.text, n.mark) for n in numbers("\n".join(before))]
    assert all(mark is not None for _, mark in said)
    assert not any(
        p.startswith(("In Chinese:", "In the report’s words:")) for p in draft.paragraphs
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (QUESTIONS[0], "Reason stated in the report (in Chinese): “"),
        (
            QUESTIONS[0],
            "“three public” expenses 〔“三公”经费〕: 221.04 万元, down (减少) 95.91 万元",
        ),
        (QUESTIONS[0], "There was no such change"),
        (QUESTIONS[0], "万元 = 10,000 yuan"),
        (QUESTIONS[20], "The report gives no reason."),
        (QUESTIONS[25], "No report of Hohhot Finance Bureau (呼和浩特财政局) is indexed."),
        (QUESTIONS[26], "do not disclose such details"),
        (QUESTIONS[4], "(in Chinese): “"),
    ],
)
def test_words(text: str, words: str, evidence: Evidence) -> None:
    draft, _, _ = _draft(text, evidence)
    assert words in draft.text


def test_unknown_form_stays(evidence: Evidence) -> None:
    """A paragraph without an English form is kept in Chinese rather than lost."""
    draft = Draft(evidence.ledger)
    draft.add("这一段没有英文写法。")
    in_english(draft, unit_in_english)
    assert draft.paragraphs == ["In Chinese: 这一段没有英文写法。"]
