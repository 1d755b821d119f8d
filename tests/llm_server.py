"""A server on loopback that speaks /v1/chat/completions, with replies given beforehand.

with LLMServer("第一个回答", Status(500), "第二个回答") as server:
    model = OpenAIModel(LLMSettings(server.url, "test"))
"""

from __future__ import annotations

import json
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Text:
    """A text that is more than itself.

    `pieces`: how a stream cuts it, where not three characters each. `finish`: why it ends, None
    where it does not say. `wait`: seconds before it; `trickle` sends blank lines meanwhile, as
    real servers do. `cut`: the connection is closed before the end is told.
    """

    text: str
    pieces: tuple[str, ...] = ()
    finish: str | None = "stop"
    wait: float = 0
    trickle: bool = False
    cut: bool = False


@dataclass(frozen=True)
class Status:
    """An HTTP error with a message."""

    code: int
    message: str = "no"


@dataclass(frozen=True)
class Raw:
    """A body as it stands, with status 200."""

    body: str


@dataclass(frozen=True)
class Drop:
    """A connection that is closed without an answer."""


Answer = str | Text | Status | Raw | Drop
Given = Answer | Callable[[Body], Answer]


@dataclass(frozen=True)
class Request:
    """What was asked: the path, the headers by lower-case name, and the body."""

    path: str
    headers: dict[str, str]
    body: Body


class LLMServer:
    """The server; `replies` are used once each, then `otherwise` (without one, HTTP 418).

    A reply may be a function from a request's body. A character costs one token.
    """

    def __init__(self, *replies: Given, otherwise: Given | None = None) -> None:
        self.replies = deque(replies)
        self.otherwise = Status(418, "no reply is left") if otherwise is None else otherwise
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"on": self}))
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def __enter__(self) -> LLMServer:
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    on: LLMServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # small writes would wait 40 ms each

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.on.requests.append(Request(self.path, headers, body))
        given = self.on.replies.popleft() if self.on.replies else self.on.otherwise
        answer = given(body) if callable(given) else given
        if self.path != "/v1/chat/completions":
            answer = Status(404, "no such path")
        try:
            self._answer(Text(answer) if isinstance(answer, str) else answer, body)
        except OSError:  # the client had enough
            self.close_connection = True

    def _answer(self, answer: Text | Status | Raw | Drop, body: Body) -> None:
        if isinstance(answer, Drop):
            self._drop()
        elif isinstance(answer, Status):
            self._head(answer.code, "application/json")
            self._chunk(json.dumps({"error": {"message": answer.message}}))
            self._chunk("")
        else:
            wait, trickle = (
                (0.0, False) if isinstance(answer, Raw) else (answer.wait, answer.trickle)
            )
            self.on.closing.wait(0 if trickle else wait)
            self._head(200, "text/event-stream" if body.get("stream") else "application/json")
            for _ in range(round(wait / 0.05) if trickle else 0):
                self._chunk("\n")
                self.on.closing.wait(0.05)
            for part in _parts(answer, body):
                self._chunk(part)
            if isinstance(answer, Text) and answer.cut:
                self._drop()
            else:
                self._chunk("")

    def _head(self, code: int, kind: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


def _parts(answer: Text | Raw, body: Body) -> Iterator[str]:
    """Yield the body of a response: one JSON object, or the events of a stream."""
    if isinstance(answer, Raw):
        yield answer.body
        return
    text, end = answer.text, {"index": 0, "finish_reason": answer.finish}
    prompt = sum(len(message["content"]) for message in body["messages"])
    usage = {"prompt_tokens": prompt, "completion_tokens": len(text), "total_tokens": 0}
    if not body.get("stream"):
        choice = {**end, "message": {"role": "assistant", "content": text}}
        yield json.dumps({"id": "1", "choices": [choice], "usage": usage})
        return
    for piece in answer.pieces or [text[i : i + 3] for i in range(0, len(text), 3)]:
        yield _event([{"index": 0, "delta": {"content": piece}, "finish_reason": None}])
    if not answer.cut:
        yield _event([{**end, "delta": {}}])
        if body.get("stream_options", {}).get("include_usage"):
            yield _event([], usage=usage)
        yield "data: [DONE]\n\n"


def _event(choices: list[dict[str, Any]], **more: object) -> str:
    return f"data: {json.dumps({'id': '1', 'choices': choices, **more})}\n\n"
