"""Signs and words of the field that many modules look for."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files

HAN = r"[\u4e00-\u9fff]"
HAN_CHAR = re.compile(HAN)
HAN_RUN = re.compile(rf"{HAN}+")
QUOTES = re.compile(r"[“”\"'‘’]")
CLAUSE = re.compile(r"[^,，;；。?？!！]+")
STOPS = re.compile(r"[,，。;；?？!！、]")
CITED = re.compile(r"\[\d+\]")  # the mark of a place in an answer
DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
HOW_MUCH = re.compile(r"多少|几(?!乎)")
OF_MONEY = re.compile(r"钱|花|元|款|资金|经费|费用|支出|开支|收入|预算|金额")
LEVEL = re.compile(r"\([类款项]\)")
LEVELS = ("(类)", "(款)", "(项)")
YEAR_HEAD = re.compile(r"^20\d\d年度?")
OF_UNITS = re.compile(r"哪(?:一?家|个(?:单位|局|部门))|谁")
SUM_OF_MONEY = r"\d[\d,.]*\s?万?元"
CENT = Decimal("0.01")
FULL = Decimal(100)  # per cent
SMALL_NUMBERS = {"两": 2, "十": 10, **{c: n for n, c in enumerate("一二三四五六七八九", 1)}}
TENS = {"十": 10, "百": 100, "千": 1_000}
# The two funds that most units have nothing of, beside 一般公共预算.
OTHER_FUNDS = ("政府性基金", "国有资本经营")
BALANCE_AT_END = "年末结转和结余"
CAR_COUNTS = ("车辆", "公务用车保有量")
CAR_UPKEEP = "公务用车运行维护费"
# Kinds of sections whose sentences tell nothing of the year; and those that are tables besides.
NO_ACCOUNT = ("自评表", "名词解释", "职能")
NO_PROSE = (*NO_ACCOUNT, "决算报表")


@cache
def spoken() -> Mapping[str, Sequence[str]]:
    """Return everyday word → the words that reports tell the same thing in."""
    text = files("assistant").joinpath("data/spoken.json").read_text(encoding="utf-8")
    table: Mapping[str, Sequence[str]] = json.loads(text)
    return table
