"""The few settings there are, from the environment, each with its reason."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import urlsplit

from index.errors import InputError

# What a bearer token is made of; nothing that would be escaped when a library quotes it.
_KEY = re.compile(r"[\w.~+/=:|@-]+", re.ASCII)
_SHORTEST, _LONGEST = Decimal("0.1"), Decimal(3600)


@dataclass(frozen=True, slots=True)
class LLMSettings:
    """A language model behind an OpenAI-compatible server.

    `url`: JUESUAN_LLM_URL, the base such as http://127.0.0.1:11434/v1. `model`:
    JUESUAN_LLM_MODEL, its name on that server. `key`: JUESUAN_LLM_KEY, never shown; None for a
    server that asks for none. `timeout`: JUESUAN_LLM_TIMEOUT, seconds for one attempt as a whole.

    Raises InputError where the URL, the key or the timeout cannot be used.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 30.0

    def __post_init__(self) -> None:
        if not _usable(self.url):
            # Not echoed: what is wrong may be a password in it.
            raise InputError(
                "JUESUAN_LLM_URL 不是可用的地址：应形如 http://127.0.0.1:11434/v1，"
                "不带用户名、密码和 ? 之后的参数（密钥请放在 JUESUAN_LLM_KEY）。"
            )
        if self.key is not None and not _KEY.fullmatch(self.key):
            raise InputError(
                "JUESUAN_LLM_KEY 含有密钥中不会出现的字符（空格、引号、中文等）。请重新复制密钥。"
            )
        if not _SHORTEST <= self.timeout <= _LONGEST:
            raise _bad_timeout(str(self.timeout))

    @classmethod
    def from_environment(cls) -> LLMSettings | None:
        """Read the settings; None where no model is set.

        Raises InputError where only one of URL and model is set, or a value cannot be used.
        """
        url, model = _given("JUESUAN_LLM_URL"), _given("JUESUAN_LLM_MODEL")
        if not url and not model:
            return None
        if not url or not model:
            there, missing = "JUESUAN_LLM_URL", "JUESUAN_LLM_MODEL"
            if not url:
                there, missing = missing, there
            raise InputError(
                f"设置了 {there}，但没有设置 {missing}。请两个都设置（启用语言模型），"
                "或两个都不设置（不用语言模型）。"
            )
        timeout = _seconds(_given("JUESUAN_LLM_TIMEOUT") or "30")
        return cls(url.rstrip("/"), model, _given("JUESUAN_LLM_KEY") or None, timeout)


def _given(name: str) -> str:
    return os.environ.get(name, "").strip()


def _usable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    extras = (parts.username, parts.password, parts.query, parts.fragment)
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and port != 0
        and not any(extras)
        and not re.search(r"\s", url)
    )


def _seconds(text: str) -> float:
    try:
        value = Decimal(text)
        fits = _SHORTEST <= value <= _LONGEST
    except InvalidOperation:  # no number, or one that cannot be compared
        fits = False
    if not fits:
        raise _bad_timeout(text)
    numerator, denominator = value.as_integer_ratio()
    return numerator / denominator


def _bad_timeout(text: str) -> InputError:
    return InputError(
        f"JUESUAN_LLM_TIMEOUT 应为 {_SHORTEST} 到 {_LONGEST} 之间的秒数，不能是“{text}”。"
        "例如：JUESUAN_LLM_TIMEOUT=30"
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the index lives, and which models are used.

    `home`: JUESUAN_HOME, default `.juesuan` in the working directory, so that a checkout keeps
    its index to itself. `embed_model`: JUESUAN_EMBED_MODEL, a sentence-transformers model by name
    or folder; None is the model that ships with the project. `llm`: the language model; None
    where none is set, and everything works without. `rerank_model`: JUESUAN_RERANK_MODEL, a
    cross-encoder that puts retrieved passages in order; None keeps the fused order.
    """

    home: Path
    embed_model: str | None = None
    llm: LLMSettings | None = None
    rerank_model: str | None = None

    @classmethod
    def from_environment(cls, home: Path | None = None) -> Settings:
        """Read the settings; `home` given on the command line wins.

        Raises InputError where those of the language model cannot be used.
        """
        place = home or Path(os.environ.get("JUESUAN_HOME") or ".juesuan")
        embed_model = os.environ.get("JUESUAN_EMBED_MODEL") or None
        rerank_model = os.environ.get("JUESUAN_RERANK_MODEL") or None
        return cls(place, embed_model, LLMSettings.from_environment(), rerank_model)
