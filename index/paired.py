"""Lines of a final-account table in which each amount stands beside its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from index.amounts import parse_number
from index.normalise import fold

Span = tuple[int, int]

_AMOUNT = r"(?P<cell>\d[\d,]*\.\d+)"
_NUMBERED_TABLE = re.compile(r"\s*:?(?:公开\d{1,2}表)?\s*")
_PAIR = re.compile(rf"(?P<name>[^\d\s,:;、][^\d,:;、]{{0,28}}?)\s*{_AMOUNT}(?=[,、;\s]|$)")
_BASIC = re.compile(rf"\s*(?P<name>人员经费|公用经费)合计\s*{_AMOUNT}\s*[:(](?:其中:?)?")


def basic_list(line: str, items: Iterable[str]) -> Mapping[str, Span]:
    """公用经费合计 9.00:办公费 4.00,水费 5.00 → metric → where its amount stands in the line.

    Nothing where the parts do not add up to the whole; `items` are the economic items.
    """
    head = _BASIC.match(line)
    parts = _pairs(line, head.end()) if head else {}
    if head is None or not _adds_up(line, head.span("cell"), parts.values()):
        return {}
    printed = {fold(item): item for item in items}
    named = {printed.get(name, name): span for name, span in parts.items()}
    return {head["name"]: head.span("cell")} | named


def named_items(line: str, items: Iterable[str]) -> Mapping[str, Span]:
    """基本工资 9.00 办公费 4.00: the amounts of a line by economic item; nothing where a name is another's."""
    printed = {fold(item): item for item in items}
    parts = _pairs(line, 0)
    rest = _PAIR.sub("", line)
    fit = bool(parts) and not rest.strip() and all(name in printed for name in parts)
    return {printed[name]: span for name, span in parts.items()} if fit else {}


def named_amounts(line: str, names: Mapping[str, str], at: int = 0) -> Mapping[str, Span]:
    """本年收入合计 5.00 财政拨款收入 4.00 …: the amounts of a line by metric, three of them at least.

    `names` are the words of a table → metrics. Nothing where a name is another's or stands twice.
    """
    head = _NUMBERED_TABLE.match(line, at)
    found = list(_PAIR.finditer(line, head.end() if head else at)) if names else []
    told = {names.get(re.sub(r"\s", "", pair["name"]), ""): pair.span("cell") for pair in found}
    return told if len(told) == len(found) > 2 and "" not in told else {}


def three_named(line: str, at: int, columns: Sequence[str]) -> Mapping[str, Span]:
    """合计 5.00 因公出国(境)费 0.00 …: the amounts of “三公” from `at` on, by metric.

    `columns` are the metrics, the whole first. Nothing where a name is another's, or tells less
    than the whole and all that it is made of.
    """
    total, abroad, cars, _, running, guests = columns
    told = named_amounts(line, _printed(columns), at)
    whole = {total, abroad, guests} <= told.keys() and {cars, running} & told.keys()
    return told if whole else {}


def three_columns(line: str, columns: Sequence[str]) -> Sequence[str]:
    """Return the metrics of a line that is just the heads of columns: 合计, 因公出国(境)费, …."""
    printed = _printed(columns)
    words = line.split()
    words = words[1:] if words and words[0] in ("项目", "年度", "类别", "口径") else words
    metrics = [printed.get(word) or _in_short(word, columns) for word in words]
    fit = len(metrics) > 3 and metrics[0] == columns[0] and len(set(metrics)) == len(metrics)
    return metrics if fit and "" not in metrics else ()


# 三公合计, 公车小计, 会议费: what a narrow column calls “三公”, its parts and the costs beside them.
_SHORT = (
    r"[“\"]?三公[”\"]?(?:经费)?(?:合计|小计|总额)?|合计",
    r"(?:因公)?出国(?:\(境\))?(?:费用?)?",
    r"(?:公务用?车|公车|车辆)(?:费用?|购置及运[行维](?:维护)?费?)?(?:小计|合计)?|小计",
    r"(?:公务用?车|公车|车辆)购置费?|购置费?|购车费?",
    r"(?:公务用?车|公车|车辆)运[行维](?:维护)?费?|运[行维](?:维护)?费?",
    r"公务接待(?:费用?)?|接待费?",
)
BESIDE = ("会议费", "培训费")


def _in_short(word: str, columns: Sequence[str]) -> str:
    if word in BESIDE:
        return word
    names = zip(_SHORT, columns, strict=True)
    return next((metric for words, metric in names if re.fullmatch(words, word)), "")


def _printed(columns: Sequence[str]) -> Mapping[str, str]:
    """Return the words for the columns of “三公” → metrics."""
    printed = {fold(name): name for name in columns} | {"合计": columns[0]}
    return printed | {name.replace("维护", ""): metric for name, metric in printed.items()}


def _pairs(line: str, at: int) -> dict[str, Span]:
    found = _PAIR.finditer(line, at)
    return {re.sub(r"\s", "", pair["name"]): pair.span("cell") for pair in found}


def _adds_up(line: str, whole: Span, parts: Collection[Span]) -> bool:
    amounts = [parse_number(line[start:end]) for start, end in parts]
    return bool(amounts) and sum(amounts, Decimal(0)) == parse_number(line[slice(*whole)])
