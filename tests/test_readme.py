"""The READMEs promise only commands that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from assistant.cli import app

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```", re.M | re.S)


def text(readme: str) -> str:
    return (ROOT / readme).read_text(encoding="utf-8")


def targets() -> set[str]:
    """The targets of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w-]*):(?!=)", makefile, re.M))


def _code(readme: str) -> Iterator[str]:
    """The lines of code blocks and the words in backticks, comments left out."""
    whole = text(readme)
    for block in _BLOCK.findall(whole):
        yield from (line.partition(" #")[0].strip() for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", _BLOCK.sub("", whole))


def _calls(readme: str) -> list[list[str]]:
    """The arguments of every juesuan command that a README shows."""
    found = []
    for line in _code(readme):
        match = re.match(r"(?:\S*/)?juesuan(?:\s+(.*))?$", line)
        if match and match[1]:
            found.append(re.sub(r"\"[^\"]*\"", "Q", match[1]).split())
    return found


@pytest.mark.parametrize("readme", READMES)
def test_every_make_target_exists(readme: str) -> None:
    named = {m[1] for line in _code(readme) if (m := re.match(r"make\s+([a-z][\w-]*)", line))}
    assert {"chat", "test"} <= named
    assert named <= targets()


@pytest.mark.parametrize("readme", READMES)
def test_every_juesuan_command_and_option_exists(readme: str) -> None:
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]
    calls = _calls(readme)
    assert {"index", "ask", "facts", "reports", "chat"} <= {call[0] for call in calls}
    for call in calls:
        if call[0] in ("--home",):
            call = call[2:]
        assert call[0] in commands
        options = {o for p in commands[call[0]].params for o in p.opts}
        assert {word for word in call if word.startswith("--")} <= options


@pytest.mark.parametrize("readme", READMES)
def test_every_option_in_the_prose_exists(readme: str) -> None:
    group = typer.main.get_command(app)
    commands = [group, *group.commands.values()]  # type: ignore[attr-defined]
    options = {option for command in commands for p in command.params for option in p.opts}
    named = {word for line in _code(readme) for word in re.findall(r"(?<!\S)--[a-z-]+", line)}
    assert named - {"--help"} <= options


@pytest.mark.parametrize("readme", READMES)
def test_two_commands_set_everything_up(readme: str) -> None:
    first = _BLOCK.search(text(readme))
    assert first is not None
    commands = [line.partition("#")[0].strip() for line in first[1].splitlines() if line.strip()]
    assert commands == ["make chat", "make test"]
    before = text(readme)[: first.start()]
    assert not re.search(r"`[^`]*(?:make|pip|juesuan|python)\s", before)
