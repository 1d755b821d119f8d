"""The web page: widgets and the server around an assistant, no logic of its own."""

from __future__ import annotations

import errno
import inspect
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.model import Answer, Citation, Passage
from assistant.ui import html
from assistant.ui.html import ReportInfo
from index.errors import InputError

# Before the import: gradio reads these when it is loaded, and would go to the internet without.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"


@contextmanager
def _no_stub_files() -> Iterator[None]:
    """Import gradio without it comparing, and rewriting, the type stubs of its own components.

    That is half of its import time; a class without a source file is passed over.
    """
    find = inspect.getfile

    def getfile(object: Any) -> str:
        if isinstance(object, type) and object.__module__.startswith("gradio."):
            raise OSError("no file wanted")
        return find(object)

    inspect.getfile = getfile
    try:
        yield
    finally:
        inspect.getfile = find


with _no_stub_files():
    import gradio as gr

LONGEST_QUESTION = 1000  # characters
TURNS_KEPT = 30  # per conversation: older ones leave the page and the server's memory
AT_ONCE = 4  # questions worked on at the same time; the others wait in line

HERE = Path(__file__).parent
REFUSALS = {
    errno.EADDRINUSE: "端口已被占用",
    errno.EACCES: "没有权限使用这个端口",
    errno.EADDRNOTAVAIL: "这台机器没有这个地址，请检查 --host",
}
FONTS = (
    "system-ui",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
EVIDENCE = """<aside class="evidence" aria-label="原文出处">
<div class="bar"><h2 tabindex="-1">原文出处</h2>
<button type="button" data-close aria-label="关闭原文">关闭</button></div>
<p class="hint">点回答里的 [1]，或回答下面的出处，这里显示报告原文，引用的句子会标出来。</p>
<div class="content" aria-live="polite"></div></aside>"""

log = logging.getLogger(__name__)


class Assistant(Protocol):
    """What the page needs; called from several threads at once."""

    def stream(self, text: str, history: Sequence[str] = ()) -> Iterator[str | Answer]:
        """Sentences as they stand, then the answer to `text` after the questions in `history`."""
        ...

    def passage(self, citation: Citation) -> Passage:
        """The cited quote in its surroundings."""
        ...

    def reports(self) -> Sequence[ReportInfo]:
        """What is indexed."""
        ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and what the page shows for it."""

    number: int
    question: str
    html: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Server:
    """A page that is being served."""

    url: str
    close: Callable[[], None]


def launch(assistant: Assistant, host: str, port: int, *, block: bool = True) -> Server:
    """Serve the page; with `block`, until Ctrl-C. Port 0 takes any free one.

    Raises InputError where the address cannot be listened on.
    """
    port = _claim(host, port)
    _bypass_proxy(host)
    page = build(assistant)
    try:
        page.launch(
            server_name=f"[{host}]" if ":" in host else host,  # IPv6, as in a URL
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            ssr_mode=False,
            pwa=False,
            mcp_server=False,
            enable_monitoring=False,
            run_history=False,  # else each browser would keep every question and answer
            footer_links=[],
            max_file_size="1b",  # nothing is uploaded here
            theme=gr.themes.Base(font=FONTS, font_mono=("ui-monospace", "monospace")),
            css_paths=HERE / "page.css",
        )
    except OSError as error:  # taken between the check and now
        raise InputError(_unusable(host, port, REFUSALS[errno.EADDRINUSE])) from error
    server = Server(page.local_url, lambda: page.close(verbose=False))
    if block:
        _serve(server)
    return server


def build(assistant: Assistant) -> Any:
    """The page as a gradio Blocks, not yet served."""

    def header() -> str:
        return html.header(assistant.reports())

    def welcome() -> str:
        return html.welcome(assistant.reports())

    def send(text: str, turns: list[Turn]) -> Iterator[tuple[Any, ...]]:
        for shown, kept in converse(assistant, text, turns):
            # The box is emptied once: by the second time the next question may stand in it.
            yield shown, kept, "" if kept is turns else gr.skip()

    def pick(turns: list[Turn], event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        yield from converse(assistant, str(event.text), turns)

    # The header and the examples are functions, so that each visit sees the index as it is now.
    with gr.Blocks(title="决算问答", analytics_enabled=False, fill_width=True) as page:
        turns = gr.State([])  # one per browser session: conversations never meet
        with gr.Row(elem_id="board"):
            with gr.Column(elem_id="chat"):
                gr.HTML(header, elem_id="head", apply_default_css=False)
                talk = gr.HTML(
                    welcome,
                    elem_id="talk",
                    apply_default_css=False,
                    js_on_load=(HERE / "page.js").read_text(encoding="utf-8"),
                )
                with gr.Row(elem_id="composer"):
                    box = gr.Textbox(
                        label="输入问题",
                        show_label=False,
                        container=False,
                        placeholder="输入问题，按回车发送",
                        lines=1,
                        max_lines=4,
                        max_length=LONGEST_QUESTION,
                        autofocus=True,
                        elem_id="box",
                    )
                    ask = gr.Button("发送", variant="primary", elem_id="send", min_width=0)
                    clear = gr.Button("清空", elem_id="clear", min_width=0)
            with gr.Column(elem_id="side"):
                gr.HTML(EVIDENCE, elem_id="evidence", apply_default_css=False, js_on_load=None)
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        gr.on(
            [box.submit, ask.click],
            send,
            [box, turns],
            [talk, turns, box],
            trigger_mode="once",
            concurrency_id="ask",
            concurrency_limit=AT_ONCE,
            **quiet,
        )
        talk.ask(pick, turns, [talk, turns], trigger_mode="once", concurrency_id="ask", **quiet)
        clear.click(lambda: (welcome(), []), None, [talk, turns], **quiet)
    page.queue(api_open=False)
    return page


def converse(
    assistant: Assistant, text: str, turns: list[Turn]
) -> Iterator[tuple[str, list[Turn]]]:
    """The conversation with the question in it, then with its answer."""
    text = text.strip()
    before = "".join(turn.html for turn in turns)
    yield before + html.pending(text), turns
    said: list[str] = []
    for item in _turn(assistant, text, turns):
        if isinstance(item, str):  # a sentence that a model wrote and that was checked
            said.append(item)
            yield before + html.pending(text, said), turns
        else:
            kept = [*turns, item][-TURNS_KEPT:]
            yield "".join(turn.html for turn in kept), kept


def _turn(assistant: Assistant, text: str, turns: Sequence[Turn]) -> Iterator[str | Turn]:
    """Yield the sentences of an answer as they stand, where they come one by one, then the turn."""
    number = turns[-1].number + 1 if turns else 1
    if len(text) > LONGEST_QUESTION:
        message = f"问题太长：最多 {LONGEST_QUESTION} 个字，请缩短后再问。"
        text = f"{text[:80]}…"
        yield Turn(number, text, html.trouble(text, message), answered=False)
        return
    history = [turn.question for turn in turns if turn.answered]
    try:
        for item in assistant.stream(text, history):
            if isinstance(item, str):
                yield item
            else:
                shown = html.answer(number, item, lambda citation: _passage(assistant, citation))
                yield Turn(number, text, shown, answered=bool(text))
    except Exception:  # the face of the program: whatever it was, the visitor gets a sentence
        log.exception("question failed: %r", text)
        yield Turn(number, text, html.trouble(text), answered=False)


def _passage(assistant: Assistant, citation: Citation) -> Passage:
    try:
        return assistant.passage(citation)
    except Exception:  # an answer is worth showing without the surroundings of its quotes
        log.exception("passage failed: %r", citation)
        return Passage("", "（上下文暂时打不开，这里只有引用的句子。）\n\n", citation.quote, "")


def _claim(host: str, port: int) -> int:
    """The port, once it is known that it can be listened on."""
    if not 0 <= port <= 65535:
        raise InputError(_unusable(host, port, "端口号应在 0 到 65535 之间"))
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise InputError(f"地址 {host} 无法解析。换一个地址，例如 --host 127.0.0.1") from error
    with socket.socket(family, kind, proto) as trial:
        # As the server itself does: a port that was closed a moment ago is free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
            trial.listen()
        except OSError as error:
            reason = REFUSALS.get(error.errno or 0, f"系统拒绝（{error.strerror}）")
            raise InputError(_unusable(host, port, reason)) from error
        return int(trial.getsockname()[1])


def _unusable(host: str, port: int, reason: str) -> str:
    other = port + 1 if 1024 <= port < 65535 else 7861
    return f"无法在 {host}:{port} 打开网页：{reason}。换一个端口：--port {other}"


def _bypass_proxy(host: str) -> None:
    """Keep gradio's start-up request to itself away from a configured proxy."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [part for part in os.environ.get(name, "").split(",") if part]
        wanted = ["127.0.0.1", "localhost", host]
        os.environ[name] = ",".join(dict.fromkeys([*known, *wanted]))


def _serve(server: Server) -> None:
    try:
        print(f"网页已就绪：{server.url} （按 Ctrl-C 结束）", file=sys.stderr)
        while not threading.Event().wait(3600):
            pass
    except KeyboardInterrupt:
        print("\n网页已关闭。", file=sys.stderr)
    finally:
        server.close()
