"""What must hold in one indicator row of a performance table."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from index.amounts import NUMBER, parse_number
from index.model import Row
from index.normalise import fold

_CELL = re.compile(rf"(?P<sign>>=|<=|≥|≤|=|>|<)?(?P<number>-?{NUMBER})(?P<unit>[^\d]{{0,8}})")
_NOTHING = frozenset({"", "无", "无。", "无偏差", "-", "—", "/"})
_LOW = re.compile(r"成本|费用|支出|投诉|事故|涨幅|降低|减少|控制|死亡|时限|天数|逾期")
_MANY = 10  # several times a small number is nothing odd
_FAR = 5  # times the target: likelier a slip of the pen than an achievement


def row_doubts(row: Row, executed: Decimal | None = None) -> list[str]:
    """Return what is odd about a row, in Chinese: score against target and result.

    `executed` is the table's 全年执行数 in 万元, where it is stated.
    """
    doubts = []
    target, result = _CELL.fullmatch(fold(row.target)), _CELL.fullmatch(fold(row.result))
    if target is not None and result is not None and _alike(target["unit"], result["unit"]):
        doubts += _against_score(row, target, result)
    if executed is not None and "总成本" in row.name and result is not None:
        spent = parse_number(result["number"])
        if result["unit"] == "万元" and spent != executed:
            doubts.append(f"“{row.name}”的完成值 {row.result} 与全年执行数 {executed} 万元不一致。")
    return doubts


def fell_short(row: Row) -> bool | None:
    """Whether a result plainly misses its target, of rows that have no weight; None where unsure.

    A target without a sign is the least that is wanted, unless the row tells what should be low.
    """
    target, result = _CELL.fullmatch(fold(row.target)), _CELL.fullmatch(fold(row.result))
    if target is None or result is None or not _alike(target["unit"], result["unit"]):
        return None
    wanted, done = parse_number(target["number"]), parse_number(result["number"])
    sign = (target["sign"] or "").replace("≥", ">=").replace("≤", "<=")
    if sign in ("<=", "<"):
        return done > wanted if sign == "<=" else done >= wanted
    if sign in (">=", ">"):
        return done < wanted if sign == ">=" else done <= wanted
    return None if _LOW.search(row.name + row.level) else done < wanted


def _against_score(row: Row, target: re.Match[str], result: re.Match[str]) -> list[str]:
    wanted, done = parse_number(target["number"]), parse_number(result["number"])
    sign = (target["sign"] or "").replace("≥", ">=").replace("≤", "<=")
    met = {">=": done >= wanted, "<=": done <= wanted, "=": _reached(row, wanted, done)}.get(sign)
    lost = _lost(row)
    if met is None or lost is None:
        return []
    told = row.deviation.strip() not in _NOTHING
    if met and lost and not told:
        return [
            f"“{row.name}”已达到目标（{row.target}，完成 {row.result}）却扣了分，且没有说明原因。"
        ]
    if not met and not lost and not told:
        return [f"“{row.name}”未达到目标（{row.target}，完成 {row.result}）却得了满分。"]
    if sign == ">=" and wanted >= _MANY and done >= wanted * _FAR:
        return [f"“{row.name}”的完成值 {row.result} 是目标值 {row.target} 的数倍，疑有笔误。"]
    return []


def _reached(row: Row, wanted: Decimal, done: Decimal) -> bool | None:
    """Whether a target that is one number was met; None where more, or cheaper, may be as good.

    More than none is never as good: =0起, 1起.
    """
    if done == wanted:
        return True
    if not wanted:
        return False
    better = done < wanted if "成本" in row.level else done > wanted
    return None if better else False


def _alike(left: str, right: str) -> bool:
    return left == right or not left or not right


def _lost(row: Row) -> bool | None:
    try:
        return Decimal(row.score) < Decimal(row.weight)
    except InvalidOperation:
        return None
