"""Words → Question: reports, terms and carry-over, over invented units."""

from __future__ import annotations

import pytest

from assistant.understand import Question, understand
from assistant.vocabulary import Vocabulary
from index.store import ReportInfo

EDUCATION, POLICE = "浙江省杭州市余杭区教育局", "广州市公安局"
OLD, NEW = "深圳市政务服务数据管理局", "深圳市政务服务和数据管理局"


def _report(unit: str, year: int, **more: tuple[str, ...]) -> ReportInfo:
    return ReportInfo(
        f"{unit[-4:]}{year}",
        unit,
        year,
        "报告.txt",
        "0",
        more.get("former", ()),
        more.get("members", ()),
        1,
    )


REPORTS = (
    _report(EDUCATION, 2021),
    _report(EDUCATION, 2022, members=("余杭区实验小学",)),
    _report(POLICE, 2022),
    _report(OLD, 2022),
    _report(NEW, 2024, former=(OLD,)),
)
THREE, GUESTS, CARS = "“三公”经费", "公务接待费", "公务用车购置及运行维护费"
WORDS = Vocabulary(
    [THREE, GUESTS, CARS, "本年支出", "支出总计", "机关运行经费", "实有人数", "整体支出"]
)
CAMPUS, RUN = "智慧校园建设项目", "运行经费"
PROJECTS = (
    (REPORTS[1].id, CAMPUS),
    (REPORTS[1].id, RUN),
    (REPORTS[2].id, "天网摄像头维护"),
)


def ask(text: str, earlier: Question | None = None) -> Question:
    return understand(text, REPORTS, WORDS, PROJECTS, earlier)


def talk(*texts: str) -> Question:
    question: Question | None = None
    for text in texts:
        question = ask(text, question)
    assert question is not None
    return question


def chosen(question: Question) -> set[tuple[str, int]]:
    return {(report.unit, report.year) for report in question.reports}


@pytest.mark.parametrize(
    ("text", "reports", "metrics"),
    [
        ("余杭区教育局2022年三公经费多少？", {(EDUCATION, 2022)}, (THREE,)),
        ("余杭教育局21年招待费", {(EDUCATION, 2021)}, (GUESTS,)),
        ("余杭区教育局的公车费", {(EDUCATION, 2021), (EDUCATION, 2022)}, (CARS,)),
        ("2022年广州的三公和接待费", {(POLICE, 2022)}, (THREE, GUESTS)),
        ("2022年三公", {(EDUCATION, 2022), (POLICE, 2022), (OLD, 2022)}, (THREE,)),
        ("三公经费", {(r.unit, r.year) for r in REPORTS}, (THREE,)),
        ("2020年三公", set(), (THREE,)),
        ("广州市公安局2021年三公", set(), (THREE,)),
        ("喀什教育局2022年三公", set(), (THREE,)),
        ("余杭区教育局和喀什教育局2022年三公", {(EDUCATION, 2022)}, (THREE,)),
        ("余杭区实验小学2022年三公", {(EDUCATION, 2022)}, (THREE,)),
        # 去年 is the newest year of the unit that is meant
        ("余杭区教育局去年三公", {(EDUCATION, 2022)}, (THREE,)),
        ("去年三公", {(NEW, 2024)}, (THREE,)),
        # a renamed unit answers for the years in which it bore its other name
        ("深圳市政务服务和数据管理局2022年三公", {(OLD, 2022)}, (THREE,)),
        ("深圳市政务服务数据管理局2024年三公", {(NEW, 2024)}, (THREE,)),
        ("深圳市政务服务数据管理局2022年三公", {(OLD, 2022)}, (THREE,)),
        ("深圳市政务服务数据管理局历年三公", {(OLD, 2022), (NEW, 2024)}, (THREE,)),
        # everyday words for totals count where nothing else is named
        ("余杭区教育局2022年花了多少钱", {(EDUCATION, 2022)}, ("本年支出",)),
        ("余杭区教育局2022年接待花了多少钱", {(EDUCATION, 2022)}, (GUESTS,)),
        ("广州公安局2022年有多少人", {(POLICE, 2022)}, ("实有人数",)),
        # slips of the same sound, in places and in short names
        ("余航教育局2022年三公", {(EDUCATION, 2022)}, (THREE,)),
        ("余杭区教浴局2022年三公", {(EDUCATION, 2022)}, (THREE,)),
        ("广洲公安局2022年招代费", {(POLICE, 2022)}, (GUESTS,)),
        # verbs and function words that no name begins with
        ("翻市公安局2022年三公", {(POLICE, 2022)}, (THREE,)),
        ("余杭区教育局的数只是局机关还是全部", {(EDUCATION, 2021), (EDUCATION, 2022)}, ()),
        ("余杭区消防大队2022年三公", set(), (THREE,)),
    ],
)
def test_reports_and_metrics(
    text: str, reports: set[tuple[str, int]], metrics: tuple[str, ...]
) -> None:
    question = ask(text)
    assert chosen(question) == reports
    assert question.metrics == metrics


@pytest.mark.parametrize(
    ("text", "projects", "metrics"),
    [
        ("余杭区教育局智慧校园建设项目得分", (CAMPUS,), ()),
        ("智慧校园项目花了多少", (CAMPUS,), ()),
        ("运行经费项目执行率", (RUN,), ()),
        # a project's name inside a longer term is that term
        ("余杭区教育局2022年机关运行经费多少", (), ("机关运行经费",)),
        ("余杭区教育局2022年三公经费多少", (), (THREE,)),
        # another unit's project is not this one's
        ("广州市公安局智慧校园建设项目得分", (), ()),
    ],
)
def test_projects(text: str, projects: tuple[str, ...], metrics: tuple[str, ...]) -> None:
    question = ask(text)
    assert (question.projects, question.metrics) == (projects, metrics)


def test_a_project_chooses_its_report() -> None:
    assert chosen(ask("智慧校园建设项目花了多少")) == {(EDUCATION, 2022)}
    assert chosen(ask("天网摄像头维护项目花了多少")) == {(POLICE, 2022)}


@pytest.mark.parametrize(
    ("text", "undisclosed"),
    [("余杭区教育局差旅费", ("差旅费",)), ("车补多少", ("其他交通费用",)), ("三公多少", ())],
)
def test_terms_that_no_report_states(text: str, undisclosed: tuple[str, ...]) -> None:
    assert ask(text).undisclosed == undisclosed


@pytest.mark.parametrize(
    ("texts", "reports", "metrics"),
    [
        (
            ("余杭区教育局2022年三公经费多少？", "那接待费呢？"),
            {(EDUCATION, 2022)},
            (GUESTS,),
        ),
        (
            ("余杭区教育局2022年三公经费多少？", "那2021年呢？"),
            {(EDUCATION, 2021)},
            (THREE,),
        ),
        (("余杭区教育局2022年三公经费多少？", "广州呢？"), {(POLICE, 2022)}, (THREE,)),
        (("余杭区教育局2022年三公经费多少？", "为什么？"), {(EDUCATION, 2022)}, (THREE,)),
        (
            ("余杭区教育局2022年三公经费多少？", "那接待费呢？", "为什么涨了？"),
            {(EDUCATION, 2022)},
            (GUESTS,),
        ),
        (
            ("余杭区教育局2022年三公经费多少？", "公车费呢？", "广州呢？"),
            {(POLICE, 2022)},
            (CARS,),
        ),
        # a question that says all itself takes nothing from before
        (
            ("余杭区教育局2022年三公经费多少？", "广州市公安局2022年接待费多少？"),
            {(POLICE, 2022)},
            (GUESTS,),
        ),
        # a year that is held against the one spoken of
        (
            ("余杭区教育局2022年三公经费多少？", "和2021年比较呢？"),
            {(EDUCATION, 2021), (EDUCATION, 2022)},
            (THREE,),
        ),
        # another term held against the year before is not held against what was spoken of
        (
            ("余杭区教育局2022年三公经费多少？", "接待费呢，比去年高了还是低了"),
            {(EDUCATION, 2022)},
            (GUESTS,),
        ),
        # money after people is all the unit's
        (
            ("余杭区教育局2022年实有人数多少？", "全年花了多少钱"),
            {(EDUCATION, 2022)},
            ("本年支出",),
        ),
        # an unknown unit is not replaced by the one before
        (("余杭区教育局2022年三公经费多少？", "喀什呢？"), set(), (THREE,)),
    ],
)
def test_conversations(
    texts: tuple[str, ...], reports: set[tuple[str, int]], metrics: tuple[str, ...]
) -> None:
    question = talk(*texts)
    assert chosen(question) == reports
    assert question.metrics == metrics


def test_what_is_wanted_is_carried_on_with_the_metric() -> None:
    question = talk("余杭区教育局2022年三公经费为什么下降？", "广州呢？")
    assert (question.intent.why, question.intent.fell) == (True, True)
    assert talk("余杭区教育局2022年三公经费多少？", "为什么？").intent.why


def test_a_project_is_carried_on() -> None:
    question = talk("余杭区教育局智慧校园建设项目花了多少", "得了多少分？")
    assert question.projects == (CAMPUS,)


@pytest.mark.parametrize(
    ("first", "second", "flag"),
    [
        ("余杭区教育局智慧校园建设项目花了多少", "得了多少分？", "performance"),
        ("余杭区教育局2022年公车费多少", "平均一辆多少？", "unit_cost"),
        ("2022年三公经费多少", "哪家最高？", "rank"),
    ],
)
def test_what_a_follow_up_wants_itself_stays(first: str, second: str, flag: str) -> None:
    assert getattr(talk(first, second).intent, flag)


def test_the_text_is_kept_and_folded_apart() -> None:
    question = ask("  余杭区教育局２０２２年三公（经费）？ ")
    assert question.text == "  余杭区教育局２０２２年三公（经费）？ "
    assert question.folded.startswith("余杭区教育局2022年三公(经费)")


def test_nothing_is_indexed() -> None:
    question = understand("2022年三公经费多少", (), Vocabulary(()), ())
    assert (question.reports, question.metrics, question.projects) == ((), (), ())
    assert question.years.years == (2022,)
