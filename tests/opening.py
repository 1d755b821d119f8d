"""An assistant over any reports, for the fixtures of tests that bring their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant import Assistant, Settings, open_assistant
from index import Home, update

# The opening of a report of an invented bureau, up to what it tells of its projects.
FOREST = """青浦县林业局 2023 年度部门决算公开说明

第一部分 单位概况

一、主要职能

青浦县林业局负责全县造林绿化和森林防火工作。

第二部分 2023 年度部门决算情况说明

一、收入支出决算总体情况说明

2023 年度收入总计 900.00 万元，支出总计 900.00 万元。

二、预算绩效管理情况说明

"""


@contextmanager
def opened(folder: Path, *reports: str | Path) -> Iterator[Assistant]:
    """Open an assistant over reports, texts or paths, with its index in an empty folder."""
    paths = [report for report in reports if isinstance(report, Path)]
    for text in (report for report in reports if isinstance(report, str)):
        paths.append(folder / f"{len(paths)}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    outcomes = update(Home(folder / "index"), paths, None)
    assert {outcome.status for outcome in outcomes} == {"indexed"}
    assistant = open_assistant(Settings(folder / "index"))
    yield assistant
    assistant.evidence.close()
