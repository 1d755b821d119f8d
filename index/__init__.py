"""From a file to checked knowledge: build an index, open it, or examine one file.

`update` writes, `open_ledger` reads, `examine` looks at one file and stores nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import IndexMismatchError, IndexUnavailableError
from index.home import LEDGER, SCHEMA, Home
from index.store import Ledger

if TYPE_CHECKING:  # the writing half imports the vector store: readers of the ledger do without
    from index.build import Outcome, update
    from index.extract import examine

__all__ = ["Home", "Outcome", "examine", "open_ledger", "update"]


def __getattr__(name: str) -> object:
    if name in ("update", "Outcome"):
        from index import build

        return getattr(build, name)
    if name == "examine":
        from index.extract import examine

        return examine
    raise AttributeError(name)


def open_ledger(home: Home, embed_model: str | None) -> tuple[Path, Ledger]:
    """Open the current generation for reading; return its directory and its ledger.

    Raises IndexUnavailableError where there is none, IndexMismatchError where another version of
    the program or another embedding model made it.
    """
    directory = home.current()
    if directory is None:
        raise IndexUnavailableError(
            f"还没有索引（{home.path}）。请先运行：juesuan index 报告所在目录"
        )
    ledger = Ledger(directory / LEDGER)
    meta = ledger.meta
    if meta.get("schema") != SCHEMA:
        raise IndexMismatchError(
            f"索引 {home.path} 由另一版本的程序建立（版本 {meta.get('schema', '未知')}，需要 {SCHEMA}）。"
            "请重新运行 juesuan index。"
        )
    if meta.get("embed_model") != (embed_model or ""):
        raise IndexMismatchError(
            f"索引 {home.path} 由嵌入模型“{meta.get('embed_model') or '内置模型'}”建立，"
            f"现在要用的是“{embed_model or '内置模型'}”。请恢复 JUESUAN_EMBED_MODEL，或重新运行 juesuan index。"
        )
    return directory, ledger
