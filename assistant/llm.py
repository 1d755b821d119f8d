"""A language model behind an OpenAI-compatible server: one call, counted, with one more try.

Nothing heavy is imported before the first call: llama-index takes seconds, and a question that
needs no model must not pay for them.
"""

from __future__ import annotations

import ipaddress
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar
from urllib.parse import urlsplit

from assistant.settings import LLMSettings
from index.errors import JuesuanError

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

_CONNECT = 5.0  # seconds: a machine that is not there must not use up the whole timeout
_DETAIL = 200  # characters of what a server says that are passed on
_REFUSED = (400, 422)  # what servers answer to a parameter that they do not know
_OPEN, _CLOSE = "<think>", "</think>"
# Where the bodies of a stream that is being opened are put, so that it can close them.
_OPENED: ContextVar[list[httpx.SyncByteStream] | None] = ContextVar("_OPENED", default=None)


class LanguageModelError(JuesuanError):
    """The language model cannot be reached, or what it gave cannot be used."""


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what a model is shown."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model says, without its thoughts, and the tokens it cost; 0 where not told."""

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used so far: calls, requests beyond the first of a call, and tokens as told."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    retries: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.retries + other.retries,
        )


class LanguageModel(Protocol):
    """Anything that answers messages with text."""

    @property
    def name(self) -> str:
        """The model's name, as shown to people."""
        ...

    def complete(self, messages: Sequence[Message], *, json: bool = False) -> Reply:
        """Return the reply, where `json` as one JSON object; raises LanguageModelError."""
        ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the reply in pieces as they come; raises LanguageModelError, also midway."""
        ...


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why a request failed: what to tell, whether it may pass, the HTTP status."""

    message: str
    passing: bool = False
    status: int | None = None


class OpenAIModel:
    """A model behind an OpenAI-compatible server, through llama-index; safe between threads.

    A call takes at most two attempts of `timeout` seconds each: one more after a lost connection,
    a timeout, 429 or 5xx, none after another 4xx. An attempt that trickles ends with the first
    bytes that come too late.
    """

    def __init__(self, settings: LLMSettings, pause: float = 0.5) -> None:
        """Keep the settings; connects to nothing. `pause`: seconds before the second attempt."""
        self.name = settings.model
        self._settings = settings
        self._pause = pause
        self._lock = threading.Lock()
        self._usage = Usage()

    def __repr__(self) -> str:
        return f"OpenAIModel({self.name!r}, {self._settings.url!r})"

    @property
    def usage(self) -> Usage:
        """What was used since this object was made."""
        return self._usage

    def complete(self, messages: Sequence[Message], *, json: bool = False) -> Reply:
        """Return the reply; raises LanguageModelError, also where it is empty or cut off.

        `json` asks for one JSON object, and is asked for no longer where the server refuses.
        """
        self._count(Usage(calls=1))
        extras = {"response_format": {"type": "json_object"}} if json else {}
        return self._send(lambda extras: self._reply(messages, extras), extras)

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the reply in pieces as they come; raises LanguageModelError.

        What was yielded cannot be taken back, so there is a second try up to the first piece only.
        """
        self._count(Usage(calls=1))

        def begin(extras: Mapping[str, Any]) -> tuple[str, Iterator[str]]:
            pieces = self._pieces(messages, extras)
            return next(pieces), pieces

        first, rest = self._send(begin, {"stream_options": {"include_usage": True}})
        yield first
        try:
            yield from rest
        except Exception as error:  # as in _send
            failure = self._failure(error)
        else:
            return
        raise LanguageModelError(failure.message)

    def _send(self, request: Callable[[Mapping[str, Any]], T], extras: Mapping[str, Any]) -> T:
        """Return what a request gives; `extras` are parameters that a server may refuse."""
        again = True
        while True:
            try:
                return request(extras)
            except Exception as error:  # llama-index, openai, httpx, pydantic: each has its own
                failure = self._failure(error)
            # Raised out here, for a chained error would carry what a server or library said.
            if extras and failure.status in _REFUSED:
                extras = {}
            elif again and failure.passing:
                again = False
                time.sleep(self._pause)
            else:
                raise LanguageModelError(failure.message)
            self._count(Usage(retries=1))

    def _reply(self, messages: Sequence[Message], extras: Mapping[str, Any]) -> Reply:
        response = self._client.chat(_llama(messages), **self._options, **extras)
        reply = Reply(_spoken(response.message.content or ""), *_tokens(response))
        self._count(Usage(0, reply.prompt_tokens, reply.completion_tokens))
        self._check(reply.text, _finish(response))
        return reply

    def _pieces(self, messages: Sequence[Message], extras: Mapping[str, Any]) -> Iterator[str]:
        """Yield the reply's pieces, the first without leading space; check the whole at the end."""
        prompt = completion = 0
        finish: str | None = None
        opened: list[httpx.SyncByteStream] = []

        def deltas() -> Iterator[str]:
            nonlocal prompt, completion, finish
            _OPENED.set(opened)
            for chunk in self._client.stream_chat(_llama(messages), **self._options, **extras):
                # Some servers repeat a running total, others tell it once.
                told = _tokens(chunk)
                prompt, completion = max(prompt, told[0]), max(completion, told[1])
                finish = _finish(chunk) or finish
                yield chunk.delta or ""

        begun = ""
        try:
            for piece in without_thoughts(deltas()):
                shown = piece if begun else piece.lstrip()
                if shown:
                    begun = begun or shown
                    yield shown
        finally:
            # Left to the garbage collector, a body may be closed while its own pool is locked.
            for body in opened:
                body.close()
            _OPENED.set(None)
            self._count(Usage(0, prompt, completion))
        if finish is None:  # a gateway that lost its server may end a stream in good order
            raise LanguageModelError(f"{self._who}的回答中断了。请稍后再试，或查看服务端的日志。")
        self._check(begun, finish)

    def _check(self, text: str, finish: str | None) -> None:
        if finish == "length":
            raise LanguageModelError(
                f"{self._who}的回答被截断。请调大服务端的生成长度或上下文长度，或换一个模型。"
            )
        if not text:
            raise LanguageModelError(
                f"{self._who}返回了空的回答。请换一个模型，或调大服务端的生成长度。"
            )

    def _count(self, more: Usage) -> None:
        with self._lock:
            self._usage += more

    @cached_property
    def _client(self) -> Any:
        """The client of llama-index, which never learns the key: its own repr would tell it."""
        try:
            from llama_index.llms.openai_like import OpenAILike

            return OpenAILike(
                model=self._settings.model,
                api_base=self._settings.url,
                api_key="unused",
                temperature=0,
                is_chat_model=True,
                max_retries=0,
                http_client=_http_client(self._settings),
            )
        except (ImportError, ValueError) as error:  # a model or a proxy that they do not support
            reason = self._detail(error)
        raise LanguageModelError(
            f"无法使用{self._who}：{reason}。请检查 JUESUAN_LLM_MODEL 和代理设置。"
        )

    @property
    def _options(self) -> dict[str, Any]:
        import httpx

        seconds = self._settings.timeout
        return {"timeout": httpx.Timeout(seconds, connect=min(seconds, _CONNECT))}

    @property
    def _who(self) -> str:
        return f"语言模型 {self.name}（{self._settings.url}）"

    def _hidden(self, text: str) -> str:
        """Return text without the key, which some servers repeat when they refuse it."""
        return text.replace(self._settings.key, "***") if self._settings.key else text

    def _failure(self, error: Exception) -> _Failure:
        if isinstance(error, LanguageModelError):
            return _Failure(str(error))

        import httpx
        import openai

        who = self._who
        if isinstance(error, openai.APIStatusError):
            return self._status(error.status_code, self._detail(error))
        if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
            return _Failure(
                f"{who}在 {self._settings.timeout:g} 秒内没有答完。"
                "请稍后再试，或调大 JUESUAN_LLM_TIMEOUT。",
                passing=True,
            )
        if isinstance(error, openai.APIConnectionError | httpx.TransportError):
            return _Failure(
                f"无法连接{who}，或连接中断：{self._detail(error.__cause__ or error)}。"
                "请确认服务已启动，JUESUAN_LLM_URL 正确。",
                passing=True,
            )
        return _Failure(
            f"{who}的回答无法使用：{self._detail(error)}。"
            "请确认 JUESUAN_LLM_URL 指向兼容 OpenAI 的服务（通常以 /v1 结尾）。"
        )

    def _status(self, status: int, detail: str) -> _Failure:
        advice = {
            401: "请检查 JUESUAN_LLM_KEY。",
            403: "请检查 JUESUAN_LLM_KEY 的权限。",
            404: "请检查 JUESUAN_LLM_MODEL，以及 JUESUAN_LLM_URL（通常以 /v1 结尾）。",
            429: "请求过多或额度用完，请稍后再试。",
        }.get(status, "请稍后再试。" if status >= 500 else "请检查模型和服务端的设置。")
        return _Failure(
            f"{self._who}拒绝或未能完成请求（HTTP {status}）：{detail}。{advice}",
            passing=status == 429 or status >= 500,
            status=status,
        )

    def _detail(self, error: BaseException) -> str:
        """Return what an error says, in one short line; the key goes before the line is cut."""
        body = getattr(error, "body", None)
        said = body.get("message") if isinstance(body, dict) else None
        line = " ".join(self._hidden(str(said or error)).split()) or type(error).__name__
        return line.rstrip("。.") if len(line) <= _DETAIL else line[:_DETAIL] + "…"


def without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """Yield a stream without its <think> blocks, wherever it is cut; an open one ends it.

    Raises LanguageModelError at an end without a beginning, where text was yielded before: that
    was thought too. (Some servers keep the opening tag for themselves.)

    >>> "".join(without_thoughts(["<th", "ink>1<2</thi", "nk>1 <", " 2"]))
    '1 < 2'
    """
    held, thinking, spoken = "", False, False
    for piece in pieces:
        held += piece
        while found := re.search(f"{_OPEN}|{_CLOSE}", held):
            before, held = held[: found.start()], held[found.end() :]
            if not thinking and found[0] == _CLOSE:
                if spoken or before.strip():
                    raise LanguageModelError(
                        f"模型把思考过程当作回答输出（缺少 {_OPEN}）。"
                        "请在服务端启用思考内容解析，或换一个模型。"
                    )
            elif not thinking and before:
                spoken = spoken or bool(before.strip())
                yield before
            thinking = found[0] == _OPEN
        keep = _started(held)
        if len(held) > keep and not thinking:
            before = held[: len(held) - keep]
            spoken = spoken or bool(before.strip())
            yield before
        held = held[len(held) - keep :]
    if held and not thinking:
        yield held


def _started(text: str) -> int:
    """Return how many characters at the end of a text may be the beginning of a tag."""
    longest = min(len(text), len(_CLOSE) - 1)
    return next(
        (n for n in range(longest, 0, -1) if any(t.startswith(text[-n:]) for t in (_OPEN, _CLOSE))),
        0,
    )


def _spoken(text: str) -> str:
    """Return a whole reply without its thoughts, also where their opening tag is missing."""
    told = re.sub(f"{_OPEN}.*?({_CLOSE}|\\Z)", "", text, flags=re.DOTALL)
    return told.rpartition(_CLOSE)[2].strip()


def _llama(messages: Sequence[Message]) -> list[Any]:
    from llama_index.core.llms import ChatMessage

    return [ChatMessage(role=message.role, content=message.content) for message in messages]


def _tokens(response: Any) -> tuple[int, int]:
    """Return the tokens of prompt and completion; 0 where the server tells none."""
    told = response.additional_kwargs
    return told.get("prompt_tokens") or 0, told.get("completion_tokens") or 0


def _finish(response: Any) -> str | None:
    """Return why the model stopped; None where it does not say."""
    choices = response.raw.choices
    return choices[0].finish_reason if choices else None


def _http_client(settings: LLMSettings) -> httpx.Client:
    """Return an HTTP client that carries the key, keeps the total time and follows no redirect.

    A proxy of the environment is not asked for this very machine, which it could not reach.
    """
    import httpx

    class Timed(httpx.SyncByteStream):
        """A body that ends when its time is up.

        A read timeout alone would let a server that sends a blank line now and then go on for ever.
        """

        def __init__(self, body: httpx.SyncByteStream, deadline: float) -> None:
            self._body = body
            self._deadline = deadline

        def __iter__(self) -> Iterator[bytes]:
            for chunk in self._body:
                if time.monotonic() > self._deadline:
                    raise httpx.ReadTimeout("total time")
                yield chunk

        def close(self) -> None:
            self._body.close()

    def sent(request: httpx.Request) -> None:
        request.extensions["deadline"] = time.monotonic() + settings.timeout
        request.headers.pop("Authorization", None)
        if settings.key:
            request.headers["Authorization"] = f"Bearer {settings.key}"

    def answered(response: httpx.Response) -> None:
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = Timed(response.stream, response.request.extensions["deadline"])
        opened = _OPENED.get()
        if opened is not None:
            opened.append(response.stream)

    return httpx.Client(
        trust_env=not _loopback(urlsplit(settings.url).hostname or ""),
        event_hooks={"request": [sent], "response": [answered]},
    )


def _loopback(host: str) -> bool:
    """Return whether a host is this machine.

    >>> [_loopback(host) for host in ("localhost", "127.0.0.2", "::1", "10.0.0.1", "a.cn")]
    [True, True, True, False, False]
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
