"""How likely each sentence of a report answers a question: a small model learned from read places.

People and reports use other words for the same thing (保安 and 安保人员, 卖了多少钱 and 处置收入). What
belongs together was learned from questions to each of which a reader has named the place in the
source that answers it (`evals/make_relevance.py`): a vector for each word of a question, one for each
word of a sentence, which kinds of section a word asks for, and the weight of what can be counted
(shared words, figures of the metric that is named). No report and no answer is stored in it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve import Evidence, once
from assistant.sentences import Sentence, telling, terms
from assistant.understand import Question
from index.normalise import fold
from index.store import ReportInfo

Floats = NDArray[np.float32]
FEATURES = 12
_NUMBER = re.compile(r"\d[\d,.]*")
_TOKEN = re.compile(r"#%|#[万亿]?元|#[\u4e00-\u9fff]?|[a-z]+|[\u4e00-\u9fff]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCALE = 10.0  # brings sums of weights and lengths near to one


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with the probability that it is one of those that answer the question."""

    report: ReportInfo
    sentence: Sentence
    probability: float


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: `asked` and `told` map words to rows, the first row is of none."""

    asked: Mapping[str, int]
    told: Mapping[str, int]
    kinds: Mapping[str, int]
    weights: Mapping[str, Floats]


def tokens(text: str) -> list[str]:
    """Return the characters, pairs and kinds of numbers of a text, in which no number stands itself.

    >>> tokens("花3.5万元")
    ['花', '#万元', '#']
    """
    found: list[str] = []
    for run in _TOKEN.findall(_NUMBER.sub("#", fold(text).lower())):
        if run[0] == "#":
            found += [run, "#"] if len(run) > 1 else [run]
        elif run.isascii():
            found.append(run)
        else:
            found += [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
    return found


def rows_of(text: str, known: Mapping[str, int]) -> list[int]:
    """Return the rows of the words of a text that are known, or that of none."""
    return [known[token] for token in tokens(text) if token in known] or [0]


def spoken(sentence: Sentence) -> str:
    """Return a sentence behind the title that it stands under."""
    return f"{sentence.section.rpartition(' › ')[2]} {sentence.text}"


def features(question: Question, evidence: Evidence, info: ReportInfo) -> Floats:
    """Return what can be counted of each sentence of a report; shape (sentences, FEATURES)."""
    sentences = evidence.sentences(info)
    count = len(sentences.all)
    found = np.zeros((count, FEATURES), dtype=np.float32)
    asked = set(terms(question.words))
    for column, words in (
        (0, asked),
        (3, telling(question.folded, question.units.spans)),
        (4, set(terms(question.context or question.folded))),
    ):
        held = np.zeros(count, dtype=np.float32)
        for word in words:
            holding = sentences.holding(word)
            if holding:
                held[list(holding)] += sentences.weight(word)
        found[:, column] = held / held.max(initial=1.0)
        if column == 0:
            found[:, 1] = held / _SCALE
            found[:, 2] = held / max(sum(map(sentences.weight, words)), 1.0)
    numbers = {n for n in terms(question.words) if n[0].isdigit() and not _YEAR.fullmatch(n)}
    for number in numbers:
        found[list(sentences.holding(number)), 5] += 1
    _mark_named(question, evidence, info, found)
    found[:, 9:] = _own(evidence, info)
    return found


def _mark_named(question: Question, evidence: Evidence, info: ReportInfo, found: Floats) -> None:
    """Mark the sentences with figures of a metric, of a project's table, or with a term that is named."""
    sentences = evidence.sentences(info)
    for metric in question.metrics:
        for fact in evidence.facts(info, metric):
            if (at := sentences.number_at(fact.place)) is not None:
                found[at, 6] = 1
    sheets = [s.place for r, s in evidence.sheets if r == info.id and s.title in question.projects]
    names = {fold(m.official) for m in question.mentions if m.official and not m.weak}
    if sheets or names:
        texts = _texts(evidence, info)
        for at, sentence in enumerate(sentences.all):
            found[at, 7] = any(place.opens(sentence.place) for place in sheets)
            found[at, 8] = any(name in texts[at] for name in names)


@once
def _texts(evidence: Evidence, info: ReportInfo) -> list[str]:
    return [fold(sentence.text) for sentence in evidence.sentences(info).all]


@once
def _own(evidence: Evidence, info: ReportInfo) -> Floats:
    """Return what is countable of each sentence whatever is asked; shape (sentences, 3)."""
    every = evidence.sentences(info).all
    rows = [
        (math.log(1 + len(s.text)) / _SCALE, bool(_NUMBER.search(s.text)), s.kind == "自评表")
        for s in every
    ]
    return np.array(rows, dtype=np.float32).reshape(len(every), 3)


@cache
def model() -> Model:
    """Return what was learned, from the two files that come with the program."""
    from safetensors.numpy import load

    data = files("assistant") / "data"
    words: Mapping[str, Sequence[str]] = json.loads(
        (data / "relevance.json").read_text(encoding="utf-8")
    )
    weights = {
        name: value.astype(np.float32)
        for name, value in load((data / "relevance.safetensors").read_bytes()).items()
    }
    asked, told = (_numbered(words[name], first=1) for name in ("asked", "told"))
    return Model(asked, told, _numbered(words["kinds"], first=0), weights)


def _numbered(words: Sequence[str], first: int) -> dict[str, int]:
    return {word: at for at, word in enumerate(words, first)}


@once
def _vectors(evidence: Evidence, info: ReportInfo) -> tuple[Floats, NDArray[Any]]:
    """Return the vector of each sentence and the number of its kind."""
    learned = model()
    every = evidence.sentences(info).all
    vectors = np.zeros((len(every), learned.weights["told"].shape[1]), dtype=np.float32)
    for at, sentence in enumerate(every):
        vectors[at] = learned.weights["told"][rows_of(spoken(sentence), learned.told)].mean(axis=0)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    kinds = np.array([learned.kinds.get(s.kind, 0) for s in every], dtype=np.int64)
    return vectors / np.maximum(lengths, 1e-12), kinds


def rank(question: Question, evidence: Evidence, info: ReportInfo) -> list[Ranked]:
    """Return the sentences of a report, likeliest first; what is left of 1 is that none answers."""
    every = evidence.sentences(info).all
    if not every:
        return []
    learned = model()
    weights = learned.weights
    asked = rows_of(question.folded, learned.asked)
    vector = weights["asked"][asked].sum(axis=0)
    vectors, kinds = _vectors(evidence, info)
    counted = features(question, evidence, info)
    scores = vectors @ vector + weights["kinds"][asked].sum(axis=0)[kinds]
    scores = scores + counted @ weights["counted"]
    none = vector @ weights["none"] + counted.max(axis=0) @ weights["none_counted"]
    none += weights["none_bias"][0]
    odds = np.exp(np.append(scores, none) - max(scores.max(), none))
    shares = (odds / odds.sum())[:-1]
    order = np.argsort(-shares, kind="stable")
    return [Ranked(info, every[at], shares[at].item()) for at in order]
