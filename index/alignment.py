"""What the layouts of indicator rows share: the words that name their columns and levels, and the
least-cost alignment of pieces, in reading order, to columns in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import add

from index.normalise import fold


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def spaced(word: str) -> str:
    """Return a pattern for a word that may wrap anywhere."""
    return r"\s*".join(map(re.escape, word))


_HEADINGS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "target": "年度指标值 预期指标值 全年指标值 年初指标值 计划指标值 指标值 年度目标值 预期目标值 "
    "年初目标值 目标值",
    "basis": "指标值设定依据 设定依据",
    "result": "实际完成指标值 实际完成值 全年实际完成值 年度实际完成值 全年完成值 完成指标值 全年实际值 "
    "完成值 实际值",
    "weight": "分值权重 分值(权重) 权重(分值) 指标分值 分值 权重",
    "score": "自评得分 得分",
    "deviation": "偏差原因分析及改进措施 偏差原因分析和改进措施 偏差原因及改进措施 偏差原因分析 "
    "偏差分析及改进措施 未完成原因分析及改进措施 未完成原因和改进措施 未完成原因及改进措施 "
    "未完成原因分析 偏差原因 偏差分析 未完成原因 备注",
}
COLUMN = {word: column for column, words in _HEADINGS.items() for word in words.split()}
_SIDE = _set("年度绩效指标完成情况 年度绩效指标 绩效指标完成情况 绩效指标")
_LEVEL1 = _set("产出指标 效益指标 满意度指标 成本指标 投入指标 过程指标 管理指标 效果指标")
LEVEL2 = _set(
    "数量指标 质量指标 时效指标 成本指标 经济成本指标 社会成本指标 生态成本指标 生态环境成本指标 "
    "经济效益指标 社会效益指标 生态效益指标 环境效益指标 可持续影响指标 可持续发展指标 满意度指标 "
    "服务对象满意度指标 受益对象满意度指标 社会公众满意度指标 社会公众或服务对象满意度指标"
)
LABELS = _SIDE | _LEVEL1 | LEVEL2
# Levels without the word 指标, each in a cell of its own.
BARE_LEVELS1 = _set("产出 效益 满意度 成本 投入 过程 管理 效果 决策")
BARE_LEVELS = BARE_LEVELS1 | _set(
    "数量 质量 时效 经济效益 社会效益 生态效益 可持续影响 服务对象 服务对象满意度 经济成本 社会成本"
)
# These may also be names: they are first levels only before a label.
BARE1 = _set("运行成本 管理效率 履职效能 履职效果 社会效应 可持续发展能力 服务对象满意度")
HEADING = "|".join(map(spaced, sorted(COLUMN, key=len, reverse=True)))
NUMBER = re.compile(r"(\d{1,3}(?:\.\d+)?)分?")
SIGN = re.compile("[<>=≥≤≧≦]")
TEXTS = ("name", "target", "basis", "result")
# How targets and results in words begin.
GRADE = re.compile(
    "有效|显著|明显|持续|长期|高效|不断|逐步|稳步|稳定|大幅|切实|充分|全面|进一步|有所|得到|良好|优秀"
    "|合格|正常|提升|提高|改善|增强|加强|增加|减少|降低|保障|保持|保证|促进|推动|推进|满足|规范|及时"
    "|按时|按期|完全|基本|部分|达到|达成|完成|未达|未完"
)
_ORDINAL = re.compile(r"^[(（]?[一二三四五六七八九十]{1,2}[)）、.]+")
_POINTS = re.compile(r"[(（]\d{1,3}分?[)）]$")
# Costs: 1 is a hint, 3 or 4 speak against, 6 and more rule out unless nothing else is left.
NEVER = 10_000


def as_number(text: str) -> Decimal | None:
    """Return a weight or a score as a number; None where it is none."""
    match = NUMBER.fullmatch(fold(text))
    return Decimal(match[1]) if match else None


def unspaced(text: str) -> str:
    """Return the text without white space."""
    return re.sub(r"\s+", "", text)


def level_of(text: str) -> str:
    """Return a level's label without the points that stand in its cell; any other text as it is.

    >>> level_of("产出指标（50分）")
    '产出指标'
    """
    bare = _POINTS.sub("", _ORDINAL.sub("", text))
    return bare if bare != text and (bare in LABELS or bare in BARE1) else text


def joint(before: str, after: str) -> bool:
    """Tell whether a space only parts a number or a Latin word from Chinese."""
    a, b = before[-1], after[0]
    return (wide(a) and b.isascii() and b.isalnum()) or (a.isascii() and a.isalnum() and wide(b))


def wide(char: str) -> bool:
    """Tell whether a character is Chinese."""
    return "\u3400" <= char <= "\u9fff"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a cell: folded and printed text, source range, and how it follows the last one.

    `gap` is `space`, `cell` (one line break), `wrap` (a blank line) or `page`; `width` that of its
    line up to its end, within what may be one cell; `mixed`: its line holds several cells; `at`:
    its column in a tab-separated line.
    """

    text: str
    shown: str
    start: int
    end: int
    gap: str = "cell"
    width: int = 0
    mixed: bool = False
    at: int = 0


@dataclass(slots=True)
class TableRow:
    """A row while it is read: its cells as pieces, and notes on where they are not sure."""

    level1: str = ""
    level2: str = ""
    cells: dict[str, list[Piece]] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, column: str, *pieces: Piece) -> None:
        self.cells.setdefault(column, []).extend(pieces)

    def text(self, column: str) -> str:
        return "".join(piece.shown for piece in self.cells.get(column, ()))

    def number(self, column: str) -> Decimal | None:
        return as_number(self.text(column))


def next_levels(levels: tuple[str, str], labels: Sequence[str]) -> tuple[str, str]:
    """Return the levels after these labels; what they do not name stays."""
    for above, word, after in zip(["", *labels], labels, [*labels[1:], ""], strict=False):
        first = word in _LEVEL1 or word in BARE1
        first |= word in BARE_LEVELS1 and (word != "成本" or after in BARE_LEVELS)
        if word in _LEVEL1 and word in LEVEL2:  # 成本指标 and 满意度指标 name both levels
            alone = above not in _LEVEL1 and above not in BARE1 and word != levels[0]
            first = after.endswith(word) or (alone and word == "满意度指标")
        if first:
            levels = word, ""
        elif word not in _SIDE:
            levels = levels[0], word
    return levels


def align(
    count: int,
    states: int,
    move: Callable[[int, int, int], float],
    stay: Callable[[int, int], float],
    finish: Callable[[int], float],
) -> tuple[list[int], list[float]]:
    """Return the cheapest state for each of `count` pieces, and what the next best would add.

    States never go back. `move(i, r, s)` is the cost of piece i opening state s after state r (-1
    at the beginning).
    """
    if not count:
        return [], []
    steps = [[[move(0, -1, state)] for state in range(states)]]  # steps[i][s][r]
    ahead = [[step[0] for step in steps[0]]]
    for piece in range(1, count):
        steps.append(
            [
                [*(move(piece, other, state) for other in range(state)), stay(piece, state)]
                for state in range(states)
            ]
        )
        ahead.append([min(map(add, ahead[-1], step)) for step in steps[-1]])
    rest = [finish(state) for state in range(states)]
    state = min(range(states), key=lambda last: ahead[-1][last] + rest[last])
    least = ahead[-1][state] + rest[state]
    path, slack = [], []
    for piece in range(count - 1, -1, -1):
        others = (ahead[piece][s] + rest[s] for s in range(states) if s != state)
        path.append(state)
        slack.append(min(others, default=NEVER) - least)
        if piece:
            step = steps[piece]
            state = min(range(state, -1, -1), key=lambda r: ahead[piece - 1][r] + step[state][r])
            rest = [min(step[s][r] + rest[s] for s in range(r, states)) for r in range(states)]
    return path[::-1], slack[::-1]
