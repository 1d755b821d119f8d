"""The posts and people of a unit: those of all kinds that one sentence lists are the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.checks.figures import Figures
from index.checks.sums import judge_sum
from index.checks.verdict import unknown
from index.model import Check, Fact
from index.normalise import fold

_BY_STATUS = re.compile(r"行政|事业|参公|参照|工勤|政法专项")
# Whole → the kinds that are all of it together.
_KINDS = {
    "编制人数": _BY_STATUS,
    "人员编制": _BY_STATUS,
    "实有人数": _BY_STATUS,
    "在职人员": _BY_STATUS,
    "离退休人员": re.compile(r"^(?:离休|退休)人员$"),
}
_OPENS = re.compile(r"\s*(?:(?P<inside>\()|[,:]\s*(?:按[^,:]{1,8}分)?(?:其\s*中|包括|分为|分别为))")
_NESTED = re.compile(r"\([^()]*\)")
_COUNT = re.compile(r"(?<![增减加少])(?<!\d)\d[\d,]*(?=[人名])")
_LEAST, _LONGEST = 2, 300


def staff_kinds(figures: Figures) -> Iterator[Check]:
    """编制（在职、离退休）人数 = 同一句中列明的各类人数之和."""
    for metric in _KINDS:
        for whole in figures.named(metric, "数量"):
            kinds, every = _listed(figures, whole)
            if len(kinds) < _LEAST:
                continue
            judged = judge_sum("staff-kinds", "error", whole, kinds)
            yield judged if every else unknown("staff-kinds", whole, *kinds)


def _listed(figures: Figures, whole: Fact) -> tuple[Sequence[Fact], bool]:
    """Return the kinds that the sentence of a whole goes on to list, and whether all were read.

    What stands in brackets within the list is a part of a kind: 行政编制22人(含工勤编制2人).
    """
    first = whole.place.end
    behind = fold(figures.text[first : first + _LONGEST]).partition("。")[0]
    opens = _OPENS.match(behind)
    if opens is None:
        return (), False
    if opens["inside"]:
        start = opens.end("inside")
        listed = " " * start + behind[start : _closing(behind, start)]
    else:
        listed = behind
    plain = _NESTED.sub(lambda match: " " * len(match.group()), listed)
    kinds: list[Fact] = []
    every = True
    for part in re.finditer("[^;]+", plain):
        low, high = first + part.start(), first + part.end()
        told = [f for f in figures.section(whole.section) if low <= f.place.start < high]
        told = [f for f in told if plain[f.place.start - first].strip() and f.aspect == "数量"]
        own = [f for f in told if _KINDS[whole.metric].search(f.metric)]
        if (kinds and len(own) < len(told)) or not own:
            break  # ;另有编外人员9人
        counts = [first + match.start() for match in _COUNT.finditer(plain, *part.span())]
        every = every and all(any(k.place.start <= at < k.place.end for k in own) for at in counts)
        kinds += own
    return kinds, every


def _closing(text: str, start: int) -> int:
    """Return where the bracket closes that is open at `start`."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return len(text)
