"""The assistant as a library: `open_assistant()`, then `ask`; its parts are loaded when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.assistant import Assistant, open_assistant
    from assistant.model import Answer
    from assistant.settings import Settings

__all__ = ["Answer", "Assistant", "Settings", "open_assistant"]

_HOMES = {
    "Answer": "assistant.model",
    "Assistant": "assistant.assistant",
    "Settings": "assistant.settings",
    "open_assistant": "assistant.assistant",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for; the command line must be able to start before all parts are there."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
