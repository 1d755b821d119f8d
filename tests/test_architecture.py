"""The shape of the house, read from the sources: who imports whom, and what may not be there."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("index", "assistant", "evals")
LONGEST = 650


@cache
def sources() -> dict[str, Path]:
    """Module name → file, of everything that is ours."""
    found = {}
    for package in OURS:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(sources()[module].read_text(encoding="utf-8"))


def _imported(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            name = node.module or ""
            for alias in node.names:
                whole = f"{name}.{alias.name}"
                yield whole if whole in sources() else name


@cache
def imports(module: str) -> frozenset[str]:
    """What a module imports anywhere in its text, with our own modules by their full name."""
    return frozenset(_imported(module))


def inside(module: str, *packages: str) -> bool:
    return any(module == p or module.startswith(f"{p}.") for p in packages)


def importers(name: str) -> set[str]:
    """The modules elsewhere that import a module or anything below it."""
    found = {m for m in sources() if any(inside(i, name) for i in imports(m))}
    return {m for m in found if not inside(m, name)}


MODULES = sorted(sources())


def test_the_house_is_found() -> None:
    assert {"index.model", "index.build", "assistant.answer", "assistant.cli"} <= set(MODULES)
    assert "index.store" in imports("index.build")
    assert "assistant.understand.unit_names" in imports("assistant.understand")


@pytest.mark.parametrize(
    ("package", "never"), [("index", ("assistant", "evals")), ("assistant", ("evals",))]
)
def test_imports_run_one_way(package: str, never: tuple[str, ...]) -> None:
    wrong = {
        (module, name)
        for module in MODULES
        if inside(module, package)
        for name in imports(module)
        if inside(name, *never)
    }
    assert wrong == set()


# What a stage may import of ours; `index.*` of what reads a report is the small middle alone.
_MIDDLE = (
    *("index.model", "index.normalise", "index.amounts", "index.terms", "index.errors"),
    "index.measures",
)
_WORDS = (
    "assistant.lexicon",
    "index.normalise",
    "index.store",
    "index.model",
    "index.terms",
    "index.amounts",
)
ALLOWED = {
    "index.model": (),
    "index.errors": (),
    "index.normalise": ("index.model",),
    "index.amounts": ("index.model",),
    "index.terms": ("index.normalise",),
    "index.readers": ("index.errors", "index.readers"),
    "index.sections": (*_MIDDLE, "index.titles"),
    "index.identify": (*_MIDDLE, "index.staffed"),
    "index.staffed": _MIDDLE,
    "index.clauses": (),
    "index.phrases": ("index.model", "index.amounts"),
    "index.items": ("index.normalise",),
    "index.scopes": ("index.clauses", "index.items", "index.normalise"),
    "index.metrics": (*_MIDDLE, "index.items"),
    "index.reasons": (),
    "index.told": (*_MIDDLE, "index.clauses", "index.metrics", "index.phrases"),
    "index.narrative": (
        *(*_MIDDLE, "index.clauses", "index.metrics", "index.phrases", "index.scopes"),
        *("index.reasons", "index.told", "index.openings", "index.causes", "index.within"),
        *("index.opened", "index.turns", "index.following", "index.pointing", "index.reviewed"),
    ),
    "index.following": (
        *(*_MIDDLE, "index.clauses", "index.metrics", "index.phrases", "index.told"),
        *("index.reasons", "index.openings", "index.within", "index.opened", "index.turns"),
        *("index.pointing", "index.telling"),
    ),
    "index.pointing": (*_MIDDLE, "index.clauses", "index.phrases", "index.told"),
    "index.reviewed": (*_MIDDLE, "index.clauses", "index.metrics", "index.told"),
    "index.pointed": (*_MIDDLE, "index.reasons", "index.told"),
    "index.measures": ("index.normalise",),
    "index.leaders": (*_MIDDLE, "index.columns", "index.metrics", "index.openings"),
    "index.opened": (
        *(*_MIDDLE, "index.clauses", "index.metrics", "index.phrases"),
        *("index.reasons", "index.told", "index.openings", "index.causes"),
    ),
    "index.causes": (
        *(*_MIDDLE, "index.clauses", "index.metrics", "index.phrases", "index.scopes"),
        *("index.reasons", "index.told", "index.openings", "index.pointing"),
    ),
    "index.openings": (
        *(*_MIDDLE, "index.clauses", "index.metrics", "index.phrases", "index.told"),
        "index.items",
    ),
    "index.within": (*_MIDDLE, "index.clauses", "index.metrics", "index.reasons", "index.told"),
    "index.summaries": _MIDDLE,
    "index.tables": (*_MIDDLE, "index.items", "index.paired", "index.coded", "index.table_titles"),
    "index.table_titles": _MIDDLE,
    "index.coded": (*_MIDDLE, "index.items"),
    "index.paired": _MIDDLE,
    "index.alignment": _MIDDLE,
    "index.wrapped": (*_MIDDLE, "index.alignment"),
    "index.lined": (*_MIDDLE, "index.alignment"),
    "index.flowing": (*_MIDDLE, "index.alignment"),
    "index.celled": (*_MIDDLE, "index.alignment"),
    "index.funding": _MIDDLE,
    "index.indicators": (
        *(*_MIDDLE, "index.alignment"),
        *("index.celled", "index.flowing", "index.lined", "index.ordered", "index.wrapped"),
    ),
    "index.ordered": (*_MIDDLE, "index.alignment"),
    "index.performance": (
        *(*_MIDDLE, "index.funding", "index.indicators", "index.lined", "index.ordered"),
        *("index.celled", "index.titles"),
    ),
    "index.titles": _MIDDLE,
    "index.sheets": (
        *(*_MIDDLE, "index.alignment", "index.indicators", "index.ordered", "index.performance"),
        "index.remarks",
    ),
    "index.remarks": (*_MIDDLE, "index.alignment", "index.indicators"),
    "index.glossary": _MIDDLE,
    "index.chunks": _MIDDLE,
    "index.checks": (*_MIDDLE, "index.checks"),
    "index.home": ("index.errors",),
    "index.embedding": ("index.errors",),
    "index.schema": ("index.model",),
    "index.store": ("index.errors", "index.model", "index.normalise", "index.schema"),
    "index.vectors": ("index.errors", "index.model"),
    "assistant.model": (),
    "assistant.settings": ("index.errors",),
    "assistant.llm": ("index.errors", "assistant.settings"),
    "assistant.wording": (),
    "assistant.lexicon": (),
    "assistant.vocabulary": ("index.normalise", "index.terms", "assistant.wording"),
    "assistant.expressions": ("index.amounts",),
    "assistant.calculate": ("index.amounts", "index.model", "assistant.expressions"),
    "assistant.recompute": (
        *("index.amounts", "index.model", "assistant.calculate", "assistant.expressions"),
    ),
    "assistant.sentences": _WORDS,
    "assistant.tallies": (*_WORDS, "assistant.sentences"),
    "assistant.stated": (*_WORDS, "assistant.sentences", "assistant.tallies"),
    "assistant.understand": (
        *(*_WORDS, "assistant.understand", "assistant.vocabulary", "assistant.wording"),
    ),
    "assistant.relevance": (
        *(*_WORDS, "assistant.retrieve", "assistant.sentences", "assistant.understand"),
        "assistant.vocabulary",
    ),
    "assistant.retrieve": (
        *("index", "assistant.vocabulary", "assistant.sentences", "assistant.tallies"),
        *("assistant.lexicon", "assistant.stated"),
    ),
    "assistant.compose": (
        *(*_WORDS, "assistant.compose", "assistant.calculate", "assistant.retrieve"),
        *("assistant.model", "assistant.vocabulary", "index.checks"),
        *("assistant.recompute", "assistant.sentences"),
    ),
    # of a report's knowledge the plan sees what evidence holds; the sentences are compose's
    "assistant.plan": (
        *(*_WORDS, "assistant.plan", "assistant.compose", "assistant.calculate"),
        *("assistant.claims", "assistant.recompute", "assistant.retrieve", "assistant.sentences"),
        *("assistant.understand", "assistant.verify", "assistant.vocabulary", "assistant.tallies"),
        *("assistant.relevance", "assistant.stated"),
    ),
    # table by table: the rows, then one indicator or one table, then all projects of a report
    "assistant.compose.rows": (
        *(*_WORDS, "assistant.retrieve", "assistant.sentences", "index.checks.rows"),
    ),
    "assistant.assisted": (
        *(*_WORDS, "assistant.assisted", "assistant.llm", "assistant.model", "assistant.retrieve"),
        *("assistant.compose.draft", "assistant.sentences", "assistant.understand"),
        "assistant.verify",
    ),
    "assistant.numbers": _WORDS,
    "assistant.claims": (*_WORDS, "assistant.numbers", "assistant.understand"),
    # the check knows what a draft is and how to recompute, and nothing of how it was written
    "assistant.verify": (
        *(*_WORDS, "assistant.model", "assistant.compose.draft", "assistant.calculate"),
        *("assistant.claims", "assistant.numbers", "assistant.understand"),
    ),
    "assistant.listing": ("assistant.render", "assistant.understand.unit_names", "index"),
    "assistant.render": (*_WORDS, "assistant.model"),
    "assistant.ui": ("assistant.model", "assistant.ui", "index.errors"),
}


@pytest.mark.parametrize("stage", ALLOWED)
def test_stages_do_not_reach_for_each_other(stage: str) -> None:
    assert any(inside(module, stage) for module in MODULES)
    wrong = {
        (module, name)
        for module in MODULES
        if inside(module, stage)
        for name in imports(module)
        if inside(name, *OURS) and not inside(name, *ALLOWED[stage])
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("index.extract", {"index", "index.build", "evals.mutations", "evals.ledger"}),
        ("index.build", {"index"}),
        ("index.checks.years", {"index.build"}),
        ("index.narrative", {"index.extract"}),
        ("index.vectors", {"index.build", "assistant.retrieve"}),
        ("assistant.answer", {"assistant.assistant", "evals.make_relevance"}),
        ("assistant.plan", {"assistant.answer", "evals.corruptions"}),
        (
            "assistant.verify",
            {
                *(
                    "assistant.answer",
                    "assistant.assisted.answer",
                    "assistant.plan.doubts.checking",
                    "assistant.plan.doubts.reworded",
                    "assistant.plan.doubts.spoken",
                ),
                "evals.corruptions",
            },
        ),
        ("assistant.assisted", {"assistant.answer"}),
        ("assistant.cli", {"assistant.start"}),
        ("assistant.ui.page", {"assistant.cli"}),
        ("assistant.llamaindex", set()),
    ],
)
def test_who_puts_the_parts_together(name: str, by: set[str]) -> None:
    assert importers(name) <= by


VENDORS = {
    "chromadb": {"index.vectors"},
    "llama_index": {"index.vectors", "assistant.llamaindex", "assistant.llm"},
    "openai": {"assistant.llm"},
    "httpx": {"assistant.llm"},
    "opencc": {"assistant.wording"},
    "pypinyin": {"assistant.wording", "assistant.understand.english"},
    "pydantic": {"assistant.assisted.parse"},
    "sentence_transformers": {"index.embedding"},
    "tokenizers": {"index.embedding"},
    "safetensors": {"index.embedding", "assistant.relevance"},
    "huggingface_hub": {"index.embedding"},
    "numpy": {"index.embedding", "index.vectors", "assistant.relevance"},
    "sqlalchemy": {"index.store", "index.schema"},
    "typer": {"assistant.cli"},
    "gradio": {"assistant.ui.page"},
}


def _vendors(module: str) -> set[str]:
    roots = {name.partition(".")[0] for name in imports(module)}
    return roots - set(sys.stdlib_module_names) - set(OURS)


@pytest.mark.parametrize("module", [m for m in MODULES if not inside(m, "evals")])
def test_each_vendor_lives_in_its_own_file(module: str) -> None:
    wrong = {vendor for vendor in _vendors(module) if module not in VENDORS.get(vendor, ())}
    assert wrong == set()


@pytest.mark.parametrize("vendor", sorted(VENDORS))
def test_no_vendor_is_listed_for_nothing(vendor: str) -> None:
    assert {m for m in MODULES if vendor in _vendors(m) and not inside(m, "evals")}


@pytest.mark.parametrize("module", [m for m in MODULES if not inside(m, "evals")])
def test_no_float_touches_money(module: str) -> None:
    calls = [
        node.lineno
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "float"
    ]
    assert calls == []


@pytest.mark.parametrize("module", MODULES)
def test_no_error_is_swallowed(module: str) -> None:
    silent = [
        handler.lineno
        for handler in ast.walk(tree(module))
        if isinstance(handler, ast.ExceptHandler)
        and (
            handler.type is None
            or all(isinstance(statement, ast.Pass) for statement in handler.body)
        )
    ]
    assert silent == []


@pytest.mark.parametrize("module", MODULES)
def test_every_file_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(tree(module))


@pytest.mark.parametrize("module", MODULES)
def test_no_file_is_too_long(module: str) -> None:
    assert len(sources()[module].read_text(encoding="utf-8").splitlines()) <= LONGEST


def _spoken(module: str) -> Iterator[str]:
    """The string constants of a module that are not docstrings."""
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree(module))
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


# Examples that are shown to people may name a unit; nothing else may.
_EXAMPLES = {"assistant.answer", "assistant.ui.html", "assistant.ui.page"}


@pytest.mark.parametrize("module", [m for m in MODULES if not inside(m, "evals", *_EXAMPLES)])
def test_no_unit_of_the_corpus_is_built_in(module: str) -> None:
    names = re.compile(r"乌鲁木齐|昌吉|数字化发展|数发局|益民大厦|红山")
    assert [words for words in _spoken(module) if names.search(words)] == []


@pytest.mark.parametrize("module", ["index.model", "assistant.model"])
def test_what_passes_between_modules_is_frozen(module: str) -> None:
    classes = [node for node in tree(module).body if isinstance(node, ast.ClassDef)]
    assert classes
    for node in classes:
        assert [ast.unparse(d) for d in node.decorator_list] == [
            "dataclass(frozen=True, slots=True)"
        ]


def _with_examples() -> list[str]:
    return [
        module
        for module in MODULES
        if not inside(module, "evals") and ">>> " in sources()[module].read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("module", _with_examples())
def test_examples_in_docstrings_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted > 0
    assert result.failed == 0
