"""Two or three things asked at once: each part is told, in the part's own way."""

from __future__ import annotations

import pytest
from sound import check, check_words

from assistant import Assistant
from assistant.understand.english import from_pinyin

pytest_plugins = ("built",)


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        # how a figure moved, and why, beside what one costs or what share it has
        (
            "市政府2023年接待一批客人要花多少钱？接待费为啥涨这么多",
            ("2,424.67", "460.96%", "增加公务接待次数"),
            (),
        ),
        (
            "昌吉局2022年政务公用经费占基本支出几成？比上年少了是因为啥",
            ("27.50%", "减少劳务费支出"),
            (),
        ),
        # the year before of what has just been spoken of
        (
            "数发局的养老保险缴费涨了六成，上年是多少",
            ("192.71", "119.56"),
            ("按已收录的最新年度算",),
        ),
        # several classes, each with its share
        (
            "数发局2024年一般公共服务、科学技术各多少，占比多少",
            ("5,144.58", "72.55%", "1,702.83", "24.01%"),
            ("468.35",),
        ),
        # what no appropriation paid
        ("昌吉局2022年花的钱里有多少不是财政拨款？这钱哪来的", ("124.84", "115.50", "9.34"), ()),
        # a fund's money: what it is, and its budget
        ("数发局2024年的政府性基金54.20万元是干什么用的", ("数字城管",), ()),
        # money for the retired, not their number
        ("数发局2024年给退休职工的支出一共多少", ("3.15", "9.67", "12.82"), ("16 人",)),
        # rank by rank
        ("几家单位里谁的固定资产原值最多？谁的实有人数最少", ("98,078.06", "10 人"), ()),
        # a share of money, not of the count beside it
        ("市政府2023年涉密项目的金额占绩效评价项目预算金额的几成", ("51.01%",), ("89.47%",)),
    ],
)
def test_each_part_is_told(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, must, must_not)
    assert answer.status == "answered"
    check(answer, question)


@pytest.mark.parametrize(
    ("question", "must", "must_not"),
    [
        # a member unit by its seat or short name, with its own projects and figures
        ("红山办公区计划在职几个人、实际几个？", ("142人", "55人"), ("272",)),
        ("北京联络处的那笔经费都花到哪些开支上了", ("水费", "9.4万元", "4.45万元"), ()),
        ("公共资源交易中心2021年有几辆车，账面值多少", ("2 辆", "56.18"), ("39.24",)),
        ("市信访局请的公岗人员一个月给多少", ("1250元/人/月",), ()),
        # projects of two units
        (
            "高新区2023年的雇员经费和昌吉2022年的公告费，哪个花得多，差多少",
            ("66.09", "3.57", "62.52"),
            (),
        ),
        # what was done, what it cost, where points were lost
        (
            "昌吉2022年“放管服”改革优化营商环境运维费实际干成了什么",
            ("印刷“放管服”改革简报3000册",),
            ("一级指标",),
        ),
        ("昌吉2022年电子档案系统的钱都花在哪几项上", ("130万元", "40万元", "30万元"), ()),
        ("高新区2023年整体支出自评丢了0.98分，丢在哪", ("0.2 分", "0.24 分", "0.54 分"), ()),
        ("昌吉2022年有哪几个项目没花完，各剩多少", ("3.33", "1.50", "6.43", "7.95"), ()),
        ("2021年政务局的项目里哪些成本超了，各超多少", ("33 万元", "47.57", "8.12"), ()),
        ("红山办公区2023年维修费超了多少，职工数又差在哪", ("2.1 万元", "142人"), ()),
    ],
)
def test_a_project_is_told_as_it_is_asked(
    desk: Assistant, question: str, must: tuple[str, ...], must_not: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    check_words(answer, must, must_not)
    check(answer, question)


@pytest.mark.parametrize(
    ("question", "status", "must"),
    [
        ("市政府2023年接待里头烟酒花了多少", "not_found", ("73.71", "烟酒", "就餐费用")),
        ("昌吉局2022年接待的什么人，一批合多少钱", "answered", ("666.67", "上级领导")),
        ("昌吉2022年12345热线一共接了多少个来电", "not_found", ()),
    ],
)
def test_what_is_not_told_apart_is_said_to_be_so(
    desk: Assistant, question: str, status: str, must: tuple[str, ...]
) -> None:
    answer = desk.ask(question)
    assert answer.status == status
    check_words(answer, must, ())


@pytest.mark.parametrize(
    ("question", "wrong", "stated"),
    [
        ("帮忙看看有没有写错：昌吉局2022年三公经费4.99万元，降了0.04%", 1, "0.40%"),
        ("我材料里写数发局2024年实有131人、在职151人、退休16人，哪个数抄错了", 1, "115"),
        ("请校对“市政府2023年采购总额123.79万元，其中货物2.46万元”", 1, "2.64"),
    ],
)
def test_a_text_is_checked_however_it_is_given(
    desk: Assistant, question: str, wrong: int, stated: str
) -> None:
    answer = desk.ask(question)
    assert answer.answer.count("与原文不符") == wrong, answer.answer
    check_words(answer, (stated,), ())


@pytest.mark.parametrize(
    ("history", "question", "must"),
    [
        (("数发局2024年有几辆车，值多少钱？",), "一辆合多少？", ("20.47",)),
        (("昌吉局2022年三公花了多少？",), "里头接待的占几成？", ("4.01%",)),
    ],
)
def test_what_goes_on_takes_its_whole_from_before(
    desk: Assistant, history: tuple[str, ...], question: str, must: tuple[str, ...]
) -> None:
    answer = desk.ask(question, history)
    check_words(answer, must, ())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("公wu接待花了多少qian", "公务接待花了多少钱"),
        ("三公jing费多少", "三公经费多少"),
        ("LED大屏维修", "LED大屏维修"),
    ],
)
def test_letters_that_complete_a_word_are_read(said: str, meant: str) -> None:
    assert from_pinyin(said, ["公务接待", "三公经费"]) == meant
