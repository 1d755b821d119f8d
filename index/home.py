"""Where the index lives: generations, of which one is current.

    HOME/current                 the name of the current generation
    HOME/generations/NAME/       ledger.sqlite and vectors/
    HOME/lock                    held by the one process that writes

A writer makes a new generation beside the current one and then switches the pointer, so a kill at
any moment leaves the old index working. Readers look at the pointer before each question.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from index.errors import IndexUnavailableError, InputError

SCHEMA = "3"  # raised when an older index can no longer be read
LEDGER = "ledger.sqlite"
VECTORS = "vectors"
# A reader may have opened the generation before the current one: keep it until the next update.
_KEPT = 2


class Home:
    """One index directory."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def _pointer(self) -> Path:
        return self.path / "current"

    @property
    def _generations(self) -> Path:
        return self.path / "generations"

    def current(self) -> Path | None:
        """Return the current generation's directory, or None where there is no index."""
        try:
            name = self._pointer.read_text(encoding="utf-8").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise IndexUnavailableError(
                f"无法读取索引 {self._pointer}：{error.strerror}。"
            ) from error
        directory = self._generations / name
        return directory if name and directory.is_dir() else None

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; raises InputError where another process holds it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = open(self.path / "lock", "w", encoding="utf-8")  # noqa: SIM115 - held below
        except OSError as error:
            raise InputError(
                f"无法写入索引目录 {self.path}：{error.strerror}。请检查权限，或用 --home 指定其他目录。"
            ) from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise InputError(
                    f"另一个进程正在更新索引 {self.path}。请等它完成后再试。"
                ) from error
            yield

    def begin(self) -> Path:
        """Make an empty generation directory; leftovers of killed writers are removed."""
        current = self.current()
        numbers = [0]
        if self._generations.is_dir():
            for entry in self._generations.iterdir():
                if entry.name.isdigit():
                    numbers.append(int(entry.name))
        if current is not None:
            for entry in self._generations.iterdir():
                if entry.name.isdigit() and int(entry.name) > int(current.name):
                    shutil.rmtree(entry, ignore_errors=True)
        directory = self._generations / f"{max(numbers) + 1:06d}"
        directory.mkdir(parents=True)
        return directory

    def switch(self, directory: Path) -> None:
        """Make `directory` current, atomically, and remove generations that no reader needs."""
        waiting = self.path / "current.new"
        with open(waiting, "w", encoding="utf-8") as file:
            file.write(directory.name + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(waiting, self._pointer)
        kept = sorted(
            (e for e in self._generations.iterdir() if e.name <= directory.name), reverse=True
        )
        for old in kept[_KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
