"""One file per format: a path → the text that everything else works on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.readers.text import read_text

READERS: dict[str, Callable[[Path], str]] = {".txt": read_text, ".md": read_text}
