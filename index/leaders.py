"""Lines that are a name and an amount alone, one below the other → Fact.

本年收入        10,964,200.00
  一般公共预算拨款   10,364,200.00
Such a list stands among the sentences of a section and has no head of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.amounts import NUMBER, parse_number, quantum
from index.columns import Columned, lines_between, metric_of
from index.measures import declared_unit, usual_measure
from index.metrics import Namer
from index.model import Amount, Fact, Place, Section
from index.normalise import Clean, fold
from index.openings import own_fund

_LINE = re.compile(
    rf"\s*(?:[-–•●◆]\s*)?(?P<name>(?:2\d{{2,6}}\s+)?[\u4e00-\u9fff“”（）()、]{{2,40}}?)"
    rf"(?:\s{{1,}}|[.…·—\-]{{3,}}\s*)(?P<number>-?{NUMBER})\s*"
)
_KINDS = frozenset(
    {"收支总体", "收入", "支出", "财政拨款总体", "一般公共预算支出", "一般公共预算基本支出", "三公"}
)

_FEWEST = 3


def read_leaders(source: str, section: Section, skip: Sequence[tuple[int, int]]) -> Columned:
    """Return the figures of the lists in a section whose lines end in their amount."""
    found = Columned()
    if section.kind not in _KINDS:
        return found
    usual = declared_unit(source) or usual_measure(source)
    namer = Namer(section.kind, lambda label: label, Clean("", "", ()))
    run: list[tuple[int, re.Match[str]]] = []
    for start, line in [*lines_between(source, section, skip), (section.body.end, "")]:
        row = _LINE.fullmatch(fold(line))
        if row is not None and "." in row["number"]:
            run.append((start, row))
            continue
        if row is None and run and re.fullmatch(r"[^\d。,;]{2,16}", line.strip()):
            continue  # a line that only names what follows
        if len(run) >= _FEWEST:
            _tell(found, section, namer, run, usual)
        run = []
    return found


def _tell(
    found: Columned,
    section: Section,
    namer: Namer,
    run: Sequence[tuple[int, re.Match[str]]],
    usual: str,
) -> None:
    found.ranges.append((run[0][0], run[-1][0] + run[-1][1].end("number")))
    for start, row in run:
        metric = metric_of(namer, section, row["name"], usual)
        if not metric:
            continue
        amount = Amount(
            parse_number(row["number"].lstrip("-")), quantum(row["number"]), usual, row["number"]
        )
        place = Place(start + row.start("number"), start + row.end("number"))
        context = Place(start + row.start("name"), place.end)
        of = section.label, own_fund(section), "汇总", metric, "决算数"
        found.facts.append(Fact(*of, amount, place, context))
