"""The client of a language model, over a real server on loopback; and its settings."""

from __future__ import annotations

import gc
import json
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from llm_server import Drop, Given, LLMServer, Raw, Status, Text

from assistant.llm import (
    LanguageModel,
    LanguageModelError,
    Message,
    OpenAIModel,
    Reply,
    Usage,
    without_thoughts,
)
from assistant.settings import LLMSettings, Settings
from index.errors import InputError

KEY = "sk-test.0123456789"
ASKED = [Message("system", "只答一句。"), Message("user", "收入多少？")]  # ten characters
VARIABLES = ("URL", "MODEL", "KEY", "TIMEOUT")


def model_at(server: LLMServer, timeout: float = 10.0, key: str | None = KEY) -> OpenAIModel:
    return OpenAIModel(LLMSettings(server.url, "test", key, timeout), pause=0.01)


def complete(model: LanguageModel) -> str:
    return model.complete(ASKED).text


def stream(model: LanguageModel) -> str:
    return "".join(model.stream(ASKED))


both = pytest.mark.parametrize("call", [complete, stream])


def failing(call: Callable[[], object]) -> LanguageModelError:
    """The error of a call; whatever went wrong, nothing that is printed of it tells the key."""
    with pytest.raises(LanguageModelError) as caught:
        call()
    assert KEY not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__context__ is None
    return caught.value


def test_a_reply_comes_with_its_tokens() -> None:
    with LLMServer("收入为5万元。", lambda body: body["messages"][1]["content"]) as server:
        model = model_at(server)
        assert model.complete(ASKED) == Reply("收入为5万元。", 10, 7)
        assert complete(model) == "收入多少？"
    assert model.name == "test"
    assert model.usage == Usage(calls=2, prompt_tokens=20, completion_tokens=12)
    body = server.requests[0].body
    assert (body["model"], body["temperature"], body.get("stream", False)) == ("test", 0, False)
    assert body["messages"] == [{"role": m.role, "content": m.content} for m in ASKED]
    assert "response_format" not in body


def test_a_stream_comes_in_order_and_as_it_is_made() -> None:
    with LLMServer("收入为五万元，支出为四万元。") as server:
        model = model_at(server)
        pieces = list(model.stream(ASKED))
    assert pieces == ["收入为", "五万元", "，支出", "为四万", "元。"]
    assert model.usage == Usage(calls=1, prompt_tokens=10, completion_tokens=14)


def test_a_stream_that_is_left_leaves_the_model_usable() -> None:
    with LLMServer("收入为五万元。", "第二个") as server:
        model = model_at(server)
        pieces = model.stream(ASKED)
        assert next(pieces) == "收入为"
        del pieces
        assert complete(model) == "第二个"


def test_a_stream_that_is_left_is_closed_without_the_garbage_collector() -> None:
    """The collector may run while the pool of connections is locked, and would wait for ever."""
    gc.disable()
    try:
        with LLMServer("收入为五万元。", "第二个") as server:
            model = model_at(server)
            pieces = model.stream(ASKED)
            next(pieces)
            pool = model._client._http_client._transport._pool
            assert len(pool._requests) == 1
            del pieces
            assert not pool._requests
    finally:
        gc.enable()


@both
@pytest.mark.parametrize("first", [Status(429), Status(500), Status(503), Drop()])
def test_what_may_pass_is_tried_once_more(
    call: Callable[[LanguageModel], str], first: Given
) -> None:
    with LLMServer(first, "第二次") as server:
        model = model_at(server)
        assert call(model) == "第二次"
    assert len(server.requests) == 2
    assert (model.usage.calls, model.usage.retries) == (1, 1)


@pytest.mark.parametrize(
    ("reply", "requests", "words"),
    [
        (Status(500, "out of memory"), 2, "HTTP 500.*out of memory.*请稍后再试"),
        (Status(429), 2, "HTTP 429.*额度"),
        (Drop(), 2, "连接中断.*JUESUAN_LLM_URL"),
        (Status(400, "context too long"), 1, "HTTP 400.*context too long"),
        (Status(401, f"wrong key {KEY}"), 1, r"HTTP 401.*wrong key \*\*\*.*JUESUAN_LLM_KEY"),
        (Status(401, f"{'x' * 190} {KEY}"), 1, r"HTTP 401.*x \*\*\*"),
        (Status(403), 1, "HTTP 403.*JUESUAN_LLM_KEY"),
        (Status(404), 1, "HTTP 404.*JUESUAN_LLM_MODEL"),
        (Raw('{"choices": [{"mess'), 1, "无法使用"),
        (Raw("<html>welcome</html>"), 1, "无法使用.*/v1"),
        (Raw("{}"), 1, "无法使用"),
        (Raw('{"choices": []}'), 1, "无法使用"),
        (Raw('{"choices": [{"message": {"role": "assistant", "content": 5}}]}'), 1, "无法使用"),
        (Raw('{"choices": [{"message": {"role": "assistant", "content": null}}]}'), 1, "空的"),
        ("", 1, "空的"),
        (" \n", 1, "空的"),
        ("<think>收入……</think>\n", 1, "空的"),
        ("<think>收入……", 1, "空的"),
        (Text("收入为1,4", finish="length"), 1, "截断"),
    ],
)
def test_a_failure_says_what_where_and_what_to_do(reply: Given, requests: int, words: str) -> None:
    with LLMServer(otherwise=reply) as server:
        error = failing(lambda: model_at(server).complete(ASKED))
    assert len(server.requests) == requests
    assert error.exit_code
    assert f"语言模型 test（{server.url}）" in str(error)
    assert "请" in str(error)
    with pytest.raises(LanguageModelError, match=words):
        raise error


EVENT = 'data: {"choices": [{"index": 0, "delta": {"content": "收入"}, "finish_reason": null}]}\n\n'


@pytest.mark.parametrize(
    ("reply", "given", "words"),
    [
        (Text("收入为五万元。", ("收入", "为五"), cut=True), "收入为五", "连接中断"),
        (Raw(EVENT), "收入", "中断"),
        (Raw(EVENT + "data: {broken\n\n"), "收入", "无法使用"),
        (Raw(EVENT + 'data: {"error": {"message": "crashed"}}\n\n'), "收入", "无法使用：crashed"),
        (Text("收入为1,4", finish="length"), "收入为1,4", "截断"),
        (Raw("<html>welcome</html>"), "", "中断"),
        (Status(401, KEY), "", "HTTP 401"),
        ("", "", "空的"),
        ("<think>收入</think>", "", "空的"),
        (Text("收入……</think>五万元", ("收入……", "</think>五万元")), "收入……", "思考过程"),
    ],
)
def test_a_stream_never_ends_in_silence(reply: Given, given: str, words: str) -> None:
    pieces: list[str] = []

    def read(model: LanguageModel) -> None:
        for piece in model.stream(ASKED):
            pieces.append(piece)  # what came before the error is kept

    with LLMServer(reply) as server:
        error = failing(lambda: read(model_at(server)))
    assert "".join(pieces) == given
    assert len(server.requests) == 1
    with pytest.raises(LanguageModelError, match=words):
        raise error


@both
@pytest.mark.parametrize("trickle", [False, True])
def test_a_slow_server_is_given_up(call: Callable[[LanguageModel], str], trickle: bool) -> None:
    begun = time.monotonic()
    with LLMServer(otherwise=Text("slow", wait=30, trickle=trickle)) as server:
        model = model_at(server, timeout=0.3)
        error = failing(lambda: call(model))
    assert time.monotonic() - begun < 10
    assert len(server.requests) == 2
    assert "0.3 秒" in str(error)


def test_an_answer_after_a_timeout_counts() -> None:
    with LLMServer(Text("slow", wait=30), "第二次") as server:
        assert complete(model_at(server, timeout=0.5)) == "第二次"


@both
def test_a_dead_port_fails_at_once(call: Callable[[LanguageModel], str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    begun = time.monotonic()
    error = failing(lambda: call(OpenAIModel(LLMSettings(url, "test", KEY), pause=0.01)))
    assert time.monotonic() - begun < 10
    assert "无法连接" in str(error)


@both
def test_the_key_is_sent_in_its_header_alone(
    call: Callable[[LanguageModel], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    with LLMServer(otherwise="好") as server:
        model = model_at(server)
        call(model)
        call(model_at(server, key=None))
    with_key, without = server.requests
    assert with_key.headers.pop("authorization") == f"Bearer {KEY}"
    assert KEY not in json.dumps([with_key.headers, with_key.body, with_key.path])
    assert "authorization" not in without.headers
    shown = [model, vars(model), model._client, model._client.to_dict()]
    assert KEY not in repr(shown)


def refusing(parameter: str) -> Callable[[dict[str, Any]], Status | str]:
    return lambda body: Status(400, f"unknown: {parameter}") if parameter in body else "{}"


def test_json_is_asked_for() -> None:
    with LLMServer("{}") as server:
        assert model_at(server).complete(ASKED, json=True).text == "{}"
    assert server.requests[0].body["response_format"] == {"type": "json_object"}


@pytest.mark.parametrize(
    ("parameter", "call"),
    [
        ("response_format", lambda model: model.complete(ASKED, json=True).text),
        ("stream_options", stream),
    ],
)
def test_a_parameter_that_is_refused_is_left_out(
    parameter: str, call: Callable[[LanguageModel], str]
) -> None:
    with LLMServer(otherwise=refusing(parameter)) as server:
        model = model_at(server)
        assert call(model) == "{}"
    assert [parameter in request.body for request in server.requests] == [True, False]
    assert model.usage.retries == 1


def test_a_request_that_is_refused_all_the_same_fails() -> None:
    with LLMServer(otherwise=Status(400, "context too long")) as server:
        error = failing(lambda: model_at(server).complete(ASKED, json=True))
    assert len(server.requests) == 2
    assert "context too long" in str(error)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<think>五？四？</think>\n\n收入为五万元。", "收入为五万元。"),
        ("收入<think>五？</think>为五万元。<think></think>", "收入为五万元。"),
        ("a < b，<thin>，</th", "a < b，<thin>，</th"),
        ("收入为五万元。<think>还有", "收入为五万元。"),
        ("\n</think>\n收入", "收入"),
        ("<think>a<think>b</think>收入", "收入"),
    ],
)
def test_thoughts_are_not_said(text: str, said: str) -> None:
    with LLMServer(otherwise=text) as server:
        assert complete(model_at(server)) == said
        assert stream(model_at(server)) == said
    for size in range(1, len(text) + 1):
        pieces = (text[i : i + size] for i in range(0, len(text), size))
        assert "".join(without_thoughts(pieces)).strip() == said


def test_thoughts_without_their_beginning_are_not_said_either() -> None:
    with LLMServer("五？四？</think>\n收入为五万元。") as server:
        assert complete(model_at(server)) == "收入为五万元。"


@both
def test_a_proxy_is_not_asked_for_this_machine(
    call: Callable[[LanguageModel], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with LLMServer("好") as server:
        assert call(model_at(server)) == "好"


def test_a_proxy_that_cannot_be_used_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "strange://127.0.0.1:9")
    model = OpenAIModel(LLMSettings("http://llm.invalid/v1", "test", KEY))
    assert "代理" in str(failing(lambda: model.complete(ASKED)))


def test_a_wrong_base_is_an_error_that_names_it() -> None:
    with LLMServer("好") as server:
        model = OpenAIModel(LLMSettings(server.url.removesuffix("/v1"), "test"))
        assert "/v1 结尾" in str(failing(lambda: model.complete(ASKED)))


def test_nothing_heavy_is_imported_before_the_first_call() -> None:
    code = (
        "import sys; from assistant.llm import OpenAIModel; from assistant.settings import *;"
        "OpenAIModel(LLMSettings('http://127.0.0.1:1/v1', 'm'));"
        "print([m for m in ('llama_index', 'openai', 'httpx') if m in sys.modules])"
    )
    run = [sys.executable, "-c", code]
    root = Path(__file__).parents[1]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"


URL, MODEL = "http://127.0.0.1:11434/v1", "qwen3"


def settings_of(monkeypatch: pytest.MonkeyPatch, **values: str) -> LLMSettings | None:
    for name in VARIABLES:
        monkeypatch.delenv(f"JUESUAN_LLM_{name}", raising=False)
    for name, value in values.items():
        monkeypatch.setenv(f"JUESUAN_LLM_{name}", value)
    return Settings.from_environment().llm


@pytest.mark.parametrize(
    ("values", "settings"),
    [
        ({}, None),
        ({"URL": "", "MODEL": " ", "TIMEOUT": "x"}, None),
        ({"KEY": KEY}, None),
        ({"URL": URL, "MODEL": MODEL}, LLMSettings(URL, MODEL, None, 30.0)),
        ({"URL": f" {URL}/ ", "MODEL": MODEL, "KEY": ""}, LLMSettings(URL, MODEL)),
        (
            {"URL": "https://[::1]/v1", "MODEL": MODEL, "KEY": KEY, "TIMEOUT": "2.5"},
            LLMSettings("https://[::1]/v1", MODEL, KEY, 2.5),
        ),
    ],
)
def test_settings_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], settings: LLMSettings | None
) -> None:
    found = settings_of(monkeypatch, **values)
    assert found == settings
    assert KEY not in repr(found)
    assert found is None or type(found.timeout) is float


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"URL": URL}, "没有设置 JUESUAN_LLM_MODEL"),
        ({"MODEL": MODEL}, "没有设置 JUESUAN_LLM_URL"),
        *(
            ({"URL": URL, "MODEL": MODEL, "TIMEOUT": bad}, f"JUESUAN_LLM_TIMEOUT.*{bad}")
            for bad in ("x", "0", "-1", "nan", "inf", "1e999999999", "4000", "30s")
        ),
        *(
            ({"URL": bad, "MODEL": MODEL}, "JUESUAN_LLM_URL 不是可用的地址")
            for bad in (
                *("127.0.0.1:11434", "ftp://a.cn", "http://", "http://a.cn:x/v1", "http://[::1/v1"),
                *(f"http://me:{KEY}@a.cn/v1", f"http://a.cn/v1?key={KEY}", "http://a.cn/v 1"),
            )
        ),
        *(
            ({"URL": URL, "MODEL": MODEL, "KEY": f"{KEY}{bad}"}, "JUESUAN_LLM_KEY")
            for bad in ("\nX: y", " x", "密", '"', "\\")
        ),
    ],
)
def test_settings_that_cannot_be_used_are_bad_usage(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], words: str
) -> None:
    with pytest.raises(InputError, match=words) as caught:
        settings_of(monkeypatch, **values)
    assert caught.value.exit_code == 2
    assert KEY not in "".join(traceback.format_exception(caught.value))
