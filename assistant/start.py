"""The command `juesuan`: it can be interrupted from its first moment, before its parts are loaded."""

from __future__ import annotations

import os
import signal
from types import FrameType

INTERRUPTED, INTERRUPTED_NOTE = 130, "已中断。"


def main() -> None:
    """Load and run the command line; Ctrl-C while it is being loaded ends it with one line."""
    before = signal.signal(signal.SIGINT, _leave)
    from assistant.cli import main as run

    signal.signal(signal.SIGINT, before)
    run()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os.write(2, f"{INTERRUPTED_NOTE}\n".encode())
    os._exit(INTERRUPTED)  # nothing is open yet
