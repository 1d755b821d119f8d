"""Saying something for each of several reports."""

from __future__ import annotations

from collections.abc import Iterable


def said(told: Iterable[bool]) -> bool:
    """Whether any is true, after all have been said: `any` would stop at the first."""
    return max(told, default=False)
