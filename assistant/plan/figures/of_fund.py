"""彩票的钱收了多少、还剩多少: flows asked of what a fund pays are those of that fund, not of all money."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from assistant.lexicon import OTHER_FUNDS
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.vocabulary import Mention
from index.normalise import fold

# What is asked of a fund by the words for all money, and what each is called of a fund.
_FLOWS = {
    "本年收入": "收入",
    "本年支出": "支出",
    "年初结转和结余": "年初结转和结余",
    "年末结转和结余": "年末结转和结余",
}
_OF_ALL = re.compile(r"全[局院校部年]|总|一共|整个|单位|部门|占|比(?!年初|上年)")
_ITEM = ("(项)", "(款)")
_SPENT, _CAME = "支出", "收入"
_BUDGETS = ("年初预算数", "全年预算数", "预算数")


def of_one_fund(question: Question) -> Question:
    """政府性基金2024年收入多少: of what came in or was spent from the fund that is named beside it."""
    mentions = list(question.mentions)
    for fund in question.mentions:
        bare = _BARE_FUND.fullmatch(question.folded[fund.start : fund.end])
        for whole in question.mentions if bare and len(fund.metrics) == 1 else ():
            between = question.folded[min(fund.end, whole.end) : max(fund.start, whole.start)]
            side = _SIDES.get(whole.metrics)
            if side is None or whole not in mentions or _STOP.search(between):
                continue
            metric = fund.metrics[0].removesuffix("支出") + side
            place = mentions.index(whole)
            mentions[place] = replace(whole, official=metric, metrics=(metric,))
            if question.folded[whole.start : whole.end] not in _BOTH_SIDES:
                mentions = [m for m in mentions if m is not fund]
    return replace(question, mentions=tuple(mentions))


_BARE_FUND = re.compile(r"(?:政府性?基金|国有?资本(?:经营)?)(?:预算)?(?:财政拨款)?的?")
_SIDES: Mapping[tuple[str, ...], str] = {
    ("本年收入",): "收入",
    ("本年支出",): "支出",
    ("收入总计",): "收入",
}
_BOTH_SIDES = ("收支", "收入支出")  # what was spent is asked as well
_STOP = re.compile(r"[,，;；。?？、]|和|与|跟|占|比")


def of_appropriations_left(question: Question) -> Question:
    """财政拨款年初剩多少: of the balance of appropriations, not of what came in nor of all that was left."""
    mentions = list(question.mentions)
    merged: Mention | None = None
    for before, left in pairwise(question.mentions):
        balance = next((m for m in left.metrics if m in _BALANCES), "")
        between = question.folded[before.end : left.start]
        opens = question.folded[before.start : before.end] == _APPROPRIATIONS
        if balance and (
            (opens and between in ("", "的")) or (before is merged and len(between) < 2)
        ):
            own = balance.replace("结转", f"{_APPROPRIATIONS}结转")
            mentions[mentions.index(left)] = replace(left, official=own, metrics=(own,))
            mentions = [m for m in mentions if m is not before or not opens]
            merged = left
    return replace(question, mentions=tuple(mentions))


_APPROPRIATIONS = "财政拨款"
_BALANCES = ("年初结转和结余", "年末结转和结余")


def of_funds_named(question: Question, evidence: Evidence) -> Question:
    """Return a question whose flows are those of the fund by whose item they are asked."""
    named = [m for m in question.mentions if m.metrics and m.end > m.start]
    mentions, fund = [], ""
    for mention in question.mentions:
        if mention in named and all(metric.endswith(_ITEM) for metric in mention.metrics):
            fund = _fund_of(mention, question, evidence)
            mention = _as_told(mention, fund, question, evidence)
        elif fund and mention in named:
            flow = next((_FLOWS[m] for m in mention.metrics if m in _FLOWS), "")
            metric = _called(fund, flow)
            if flow and not _of_all(question, mention) and _is_told((metric,), question, evidence):
                mention = replace(mention, official=metric, metrics=(metric,))
        mentions.append(mention)
    return replace(question, mentions=tuple(mentions))


def _called(fund: str, flow: str) -> str:
    return f"{fund}预算财政拨款{flow}"


def _is_told(metrics: Iterable[str], question: Question, evidence: Evidence) -> bool:
    return any(evidence.facts(info, metric) for info in question.reports for metric in metrics)


def _is_planned(metric: str, question: Question, evidence: Evidence) -> bool:
    return any(evidence.one(info, metric, *_BUDGETS) for info in question.reports)


def _fund_of(mention: Mention, question: Question, evidence: Evidence) -> str:
    """Return the fund that items are paid from in the reports asked about, else in any; or nothing."""
    for infos in (question.reports, evidence.reports):
        funds = {
            f.fund for i in infos for metric in mention.metrics for f in evidence.facts(i, metric)
        }
        if own := [fund for fund in OTHER_FUNDS if fund in funds]:
            return own[0] if len(funds) == 1 else ""
        if funds and "一般公共预算" in funds:
            return ""
    return OTHER_FUNDS[0] if mention.official.endswith(_BY_NATURE) else ""


_BY_NATURE = ("公益金安排的支出", "使用权出让收入安排的支出", "后期扶持基金支出")


def _as_told(mention: Mention, fund: str, question: Question, evidence: Evidence) -> Mention:
    """Return what is spent from a fund for an item without a figure that its section speaks of."""
    if not fund or _is_told(mention.metrics, question, evidence):
        return mention
    spent, came = _called(fund, _SPENT), _called(fund, _CAME)
    budgets = question.intent.budget and not _is_planned(spent, question, evidence)
    metric = came if budgets and _is_planned(came, question, evidence) else spent
    said = fold(mention.official).removesuffix("安排的支出").removesuffix(_SPENT)
    for info in question.reports:
        for fact in evidence.facts(info, metric):
            around = evidence.sentences(info).around(fact.place)
            if around is not None and said in fold(around.text):
                return replace(mention, official=metric, metrics=(metric,))
    return mention


def _of_all(question: Question, mention: Mention) -> bool:
    """Whether a flow is asked of all money, though a fund was named before: 全年一共花了多少."""
    low = max(question.folded.rfind(stop, 0, mention.start) for stop in ",。?;、") + 1
    return _OF_ALL.search(question.folded[low : mention.end]) is not None
