"""The chat page: what it writes, and how it behaves in a real browser."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from assistant.model import Answer, Citation, Figure, Passage, Table, Warning
from assistant.ui import html, page
from index.errors import InputError

# gradio's own: it uses options of pandas that will go.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio")

ROOT = Path(__file__).parent.parent
UNIT = "某市档案馆"
EVIL = "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>${1+1}{{x}}"
FORMULA = "−156.48 + 60.57 = −95.91"
LOOKUP = f"{UNIT}2023年公务接待费多少？"
WHY = "公务接待费为什么增加？"


@dataclass(frozen=True)
class Report:
    unit: str
    year: int


REPORTS = (Report(UNIT, 2022), Report(UNIT, 2023), Report("某市图书馆", 2023))


def citation(mark: int, quote: str, **places: Any) -> Citation:
    section = "第二部分 › 七、“三公”经费"
    return Citation(mark, "r", UNIT, 2023, section, quote, "/somewhere/报告.txt", 10, 20, **places)


def figure(text: str, outcome: str = "supported", **more: Any) -> Figure:
    return Figure(text, Decimal("1"), "万元", outcome, 1, **more)


FULL = Answer(
    "三公经费为什么下降？",
    "answered",
    f"**{UNIT}** 公车费减少 156.48 万元 [1]，接待费增加 60.57 万元 [2]。\n合计减少 95.91 万元。",
    citations=(
        citation(1, "公务用车费比上年减少 156.48 万元"),
        citation(2, "公务接待费比上年增加 60.57 万元", page=5, sheet="三公", cell="C7"),
    ),
    figures=(
        figure("156.48 万元"),
        figure("60.57 万元"),
        figure("95.91 万元", "derived", formula=FORMULA),
    ),
    warnings=(Warning("scope", "统计范围变了，两年不完全可比。", 1),),
    tables=(Table("构成", ("项目", "金额"), (("公车", "147.33"), ("<b>接待</b>", "73.71 [2]"))),),
    next=(WHY,),
)


def passage(cite: Citation) -> Passage:
    return Passage("", "前文。\n" * 200, cite.quote, "后文 <b>不是标签</b>。" * 200)


@dataclass
class Fake:
    """An assistant with fixed answers, which remembers what it was asked."""

    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def ask(self, text: str, history: Sequence[str] = ()) -> Answer:
        self.asked.append((text, tuple(history)))
        if "故障" in text:
            raise RuntimeError("an inner detail")
        if text == "接待费多少？":
            return Answer(text, "clarify", "您问的是哪一年？", options=(LOOKUP,))
        if not text:
            return Answer(text, "refused", "请输入问题。")
        if "script" in text:
            return Answer(text, "not_found", f"没有找到：{text}", options=(text,), next=(text,))
        return Answer(**{**_fields(FULL), "question": text})

    def stream(self, text: str, history: Sequence[str] = ()) -> Iterator[str | Answer]:
        yield self.ask(text, history)

    def passage(self, citation: Citation) -> Passage:
        return passage(citation)

    def reports(self) -> Sequence[Report]:
        return REPORTS


def _fields(answer: Answer) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in Answer.__slots__}


def shown(reply: Answer) -> str:
    return html.answer(1, reply, passage)


# ---- what is written


def test_an_answer_has_its_parts() -> None:
    text = shown(FULL)
    assert f"<strong>{UNIT}</strong>" in text
    assert 'href="#cite-1-1"' in text
    assert 'data-cite="cite-1-2"' in text
    assert 'id="cite-1-2"' in text
    assert f"[2]</b> {UNIT} 2023年 · 第二部分 › 七、“三公”经费" in text
    assert "<mark>公务用车费比上年减少 156.48 万元</mark>" in text
    assert "⚠ 统计范围变了" in text
    assert f"3 个数字：2 个与原文一致，1 个推算（{FORMULA}）" in text
    assert html.CHECKED in text
    assert f'data-ask="{WHY}"' in text


def test_a_place_is_named_but_not_the_folder() -> None:
    text = shown(FULL)
    assert "文件：报告.txt · 第 5 页 · 工作表 三公 · 单元格 C7" in text
    assert "somewhere" not in text


def test_tables_are_tables() -> None:
    text = shown(FULL)
    assert '<th scope="col">金额</th>' in text
    assert '<td class="number">147.33</td>' in text
    assert "&lt;b&gt;接待&lt;/b&gt;" in text


def test_everything_from_outside_is_escaped() -> None:
    bad = Answer(
        EVIL,
        EVIL,
        f"{EVIL} [1] 1.00 万元",
        citations=(Citation(1, EVIL, EVIL, 2023, EVIL, EVIL, EVIL, 0, 1),),
        figures=(figure("1.00 万元", "derived", formula=f"\"'{EVIL} [1] **"),),
        warnings=(Warning(EVIL, EVIL, 1),),
        options=(f'"{EVIL}',),
        tables=(Table(EVIL, (EVIL,), ((EVIL,),)),),
        next=(EVIL,),
        model=EVIL,
    )
    text = html.answer(1, bad, lambda _: Passage(EVIL, EVIL, EVIL, EVIL))
    text += html.header([Report(EVIL, 2023)]) + html.welcome([Report(EVIL, 2023)])
    text += html.pending(EVIL) + html.trouble(EVIL)
    assert "<script" not in text
    assert "<img" not in text
    assert 'data-ask="&quot;&lt;script' in text
    assert "推算：&quot;&#x27;&lt;script" in text


def test_a_mark_without_a_citation_is_no_link() -> None:
    text = shown(Answer("问", "answered", "见 [7]。"))
    assert "见 [7]。" in text
    assert "href" not in text


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        ((), ""),
        ((figure("1 元"),), "1 个数字：1 个与原文一致"),
        ((figure("1 元", finding="F"),), "1 个数字：1 个与原文一致（其中 1 个原文疑误）"),
        ((figure("1 元", "derived"),), "1 个数字：1 个推算"),
        ((figure("1 元", "unfounded"),), "<strong>1 个未能核实</strong>"),
    ],
)
def test_the_check_line(figures: tuple[Figure, ...], line: str) -> None:
    text = shown(Answer("问", "answered", "1 元", figures=figures))
    assert line in text
    assert ("个数字" in text) == bool(figures)


def test_many_formulas_are_folded() -> None:
    figures = tuple(figure("1 元", "derived", formula=f"{n} + 1") for n in range(4))
    text = shown(Answer("问", "answered", "1 元", figures=figures))
    assert "<details><summary>推算过程</summary><ul><li>0 + 1</li>" in text


@pytest.mark.parametrize(
    ("status", "figures", "label"),
    [
        ("answered", (), html.CHECKED),
        ("answered", (figure("1 元"),), html.CHECKED),
        ("refused", (), html.NO_FIGURES),
        ("clarify", (figure("1 元"),), html.CHECKED),
        ("answered", (figure("1 元", "contradicted"),), html.UNCHECKED),
    ],
)
def test_the_label_claims_no_check_that_was_not_made(
    status: str, figures: tuple[Figure, ...], label: str
) -> None:
    assert f'<p class="label">{label}</p>' in shown(Answer("问", status, "1 元", figures=figures))


def test_lists_and_repeated_numbers() -> None:
    reply = Answer(
        "问",
        "answered",
        "如下：\n- 甲 1.00 万元\n- 乙 1.00 万元",
        figures=(figure("1.00 万元"), figure("1.00 万元", "derived", formula="2 − 1")),
    )
    assert (
        "<p>如下：</p><ul><li>甲 1.00 万元</li>"
        '<li>乙 <span class="derived" title="推算：2 − 1">1.00 万元</span></li></ul>'
    ) in shown(reply)


def test_examples_come_from_the_reports() -> None:
    assert html.examples(REPORTS)[0] == f"{UNIT}2023年三公经费多少？"
    assert "2023年哪个单位的公务接待费最高？" in html.examples(REPORTS)
    assert html.examples(()) == ()
    assert "juesuan index" in html.welcome(())


# ---- a conversation


def answer_to(fake: Any, text: str, turns: list[page.Turn]) -> tuple[str, list[page.Turn]]:
    return list(page.converse(fake, text, turns))[-1]


def test_the_question_shows_before_the_answer() -> None:
    first, last = page.converse(Fake(), " 三公经费？ ", [])
    assert "正在查账核对" in first[0]
    assert first[1] == []
    assert "正在查账核对" not in last[0]
    assert html.CHECKED in last[0]


def test_earlier_questions_are_passed_on_but_not_those_that_failed() -> None:
    fake = Fake()
    turns: list[page.Turn] = []
    for text in ("一？", "故障？", "", "二？"):
        _, turns = answer_to(fake, text, turns)
    assert fake.asked[-1] == ("二？", ("一？",))


def test_a_failure_is_a_polite_sentence_and_a_log(caplog: pytest.LogCaptureFixture) -> None:
    text, _ = answer_to(Fake(), "故障？", [])
    assert html.TROUBLE in text
    assert "an inner detail" not in text
    assert "an inner detail" in caplog.text


def test_an_answer_outlives_its_passages(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Fake):
        def passage(self, citation: Citation) -> Passage:
            raise OSError(f"{citation.mark} is gone")

    text, _ = answer_to(Broken(), "三公经费？", [])
    assert "上下文暂时打不开" in text
    assert f"<mark>{FULL.citations[0].quote}</mark>" in text
    assert "1 is gone" in caplog.text


def test_a_very_long_question_is_not_asked() -> None:
    fake = Fake()
    text, _ = answer_to(fake, "问" * 5000, [])
    assert "问题太长" in text
    assert fake.asked == []


def test_old_turns_leave_and_ids_stay_apart() -> None:
    turns: list[page.Turn] = []
    for n in range(page.TURNS_KEPT + 3):
        text, turns = answer_to(Fake(), f"{n}？", turns)
    assert len(turns) == page.TURNS_KEPT
    assert len({turn.number for turn in turns}) == page.TURNS_KEPT
    assert text.count("<article") == page.TURNS_KEPT


# ---- the server


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=rf"127.0.0.1:{port}.*端口已被占用.*--port \d+"):
            page.launch(Fake(), "127.0.0.1", port, block=False)


@pytest.mark.parametrize(
    ("host", "port", "message"),
    [
        ("127.0.0.1", 70000, "端口号"),
        ("192.0.2.1", 0, "没有这个地址"),
        ("no such host", 0, "无法解析"),
    ],
)
def test_an_impossible_address_is_explained(host: str, port: int, message: str) -> None:
    with pytest.raises(InputError, match=message):
        page.launch(Fake(), host, port, block=False)


def test_ctrl_c_ends_quietly() -> None:
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from tests.test_page import Fake, page\n"
        "page.launch(Fake(), '127.0.0.1', 0)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    assert "http://127.0.0.1:" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors.strip()) == (0, "网页已关闭。")


@pytest.fixture(scope="module")
def fake() -> Fake:
    return Fake()


@pytest.fixture(scope="module")
def url(fake: Fake) -> Iterator[str]:
    server = page.launch(fake, "127.0.0.1", 0, block=False)
    yield server.url
    server.close()


def test_no_file_is_served_or_taken(url: str) -> None:
    with httpx.Client(base_url=url, trust_env=False) as client:
        secret = client.get(f"gradio_api/file={ROOT / 'pyproject.toml'}")
        upload = client.post("gradio_api/upload", files={"files": ("a.txt", b"much too long")})
    assert secret.status_code in (403, 404)
    assert upload.status_code >= 400


# ---- in a browser

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no Chromium here: install the Debian package `chromium`")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("no playwright here: install the `dev` extra (and Debian's `chromium`)")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield opened
        opened.close()


@dataclass
class Visit:
    """One visitor's page, and everything that it requested."""

    tab: Any
    requests: list[str]

    def ask(self, text: str) -> Any:
        """Type a question, press Enter, and wait for its answer."""
        before = self.tab.locator(".turn").count()
        box = self.tab.get_by_label("输入问题")
        box.fill(text)
        box.press("Enter")
        return self.reply(before)

    def reply(self, before: int) -> Any:
        last = self.tab.locator(".turn").nth(before)
        last.locator(".reply:not(.waiting)").wait_for()
        return last


def visit(browser: Any, url: str, size: dict[str, int]) -> Visit:
    tab = browser.new_context(viewport=size).new_page()
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(url)
    tab.locator(".welcome button").first.wait_for()
    return Visit(tab, requests)


@pytest.fixture
def visitor(request: pytest.FixtureRequest, browser: Any, url: str) -> Iterator[Visit]:
    opened = visit(browser, url, getattr(request, "param", WIDE))
    yield opened
    opened.tab.context.close()


def in_view(tab: Any, selector: str) -> bool:
    """Whether the element can be seen within the scrolled box it stands in."""
    found = tab.evaluate(
        """(selector) => {
            const node = document.querySelector(selector), box = node.parentElement;
            const a = node.getBoundingClientRect(), b = box.getBoundingClientRect();
            return a.top >= b.top && a.top < b.bottom && a.top < innerHeight;
        }""",
        selector,
    )
    return bool(found)


@pytest.mark.parametrize("visitor", [WIDE, PHONE], ids=["wide", "phone"], indirect=True)
def test_ask_and_open_the_quote(visitor: Visit) -> None:
    tab = visitor.tab
    assert tab.title() == "决算问答"
    assert tab.evaluate("document.documentElement.lang") == "zh-CN"
    turn = visitor.ask("三公经费为什么下降？")
    assert "合计减少 95.91 万元" in turn.inner_text()
    assert "统计范围变了" in turn.locator(".warnings").inner_text()
    assert FORMULA in turn.locator(".check").inner_text()
    assert tab.get_by_label("输入问题").input_value() == ""

    turn.locator(".text a.mark").nth(1).click()
    evidence = tab.locator("#evidence")
    assert evidence.locator("mark").inner_text() == FULL.citations[1].quote
    assert f"{UNIT} · 2023年" in evidence.inner_text()
    assert "后文 <b>不是标签</b>。" in evidence.inner_text()
    assert in_view(tab, "#evidence mark")

    tab.keyboard.press("Escape")
    assert evidence.locator("mark").count() == 0
    turn.locator(".cites button").first.click()
    assert evidence.locator("mark").inner_text() == FULL.citations[0].quote
    wide = tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide, "the page must not scroll sideways"


def test_the_keyboard_opens_a_quote(visitor: Visit) -> None:
    turn = visitor.ask("三公经费为什么下降？")
    turn.locator(".text a.mark").first.press("Space")
    assert visitor.tab.locator("#evidence mark").inner_text() == FULL.citations[0].quote
    visitor.tab.keyboard.press("Escape")
    assert visitor.tab.evaluate("document.activeElement.className") == "mark"


def test_options_and_examples_ask(visitor: Visit, fake: Fake) -> None:
    turn = visitor.ask("接待费多少？")
    turn.get_by_role("button", name=LOOKUP).click()
    visitor.reply(1).get_by_role("button", name=WHY).click()
    visitor.reply(2)
    assert fake.asked[-2:] == [
        (LOOKUP, ("接待费多少？",)),
        (WHY, ("接待费多少？", LOOKUP)),
    ]
    visitor.tab.get_by_role("button", name="清空").click()
    visitor.tab.locator(".welcome button").first.click()
    visitor.reply(0)
    assert fake.asked[-1] == (html.examples(REPORTS)[0], ())


def test_a_script_is_only_text(visitor: Visit) -> None:
    turn = visitor.ask(EVIL)
    assert turn.locator(".question").inner_text() == EVIL
    assert EVIL in turn.locator(".text").inner_text()
    turn.locator(".asks.options button").click()
    assert visitor.reply(1).locator(".question").inner_text() == EVIL
    assert visitor.tab.evaluate("window.hacked") is None


def test_a_failure_shows_a_sentence(visitor: Visit) -> None:
    turn = visitor.ask("故障？")
    assert turn.locator(".trouble").inner_text() == html.TROUBLE
    assert "an inner detail" not in visitor.tab.content()
    assert "请输入问题" in visitor.ask("").inner_text()


def test_conversations_do_not_meet(browser: Any, url: str, fake: Fake) -> None:
    one, two = visit(browser, url, WIDE), visit(browser, url, WIDE)
    one.ask("第一个人的问题？")
    turn = two.ask("第二个人的问题？")
    assert fake.asked[-1] == ("第二个人的问题？", ())
    assert two.tab.locator(".turn").count() == 1
    assert "第一个人" not in turn.inner_text()
    one.tab.context.close()
    two.tab.context.close()


def test_nothing_leaves_this_machine(visitor: Visit) -> None:
    visitor.ask("三公经费为什么下降？").locator("a.mark").first.click()
    time.sleep(0.5)  # whatever the page would fetch late
    hosts = {urlsplit(url).hostname for url in visitor.requests if not url.startswith("data:")}
    assert hosts == {"127.0.0.1"}
