"""Make the model of `assistant/relevance.py` from the tuned questions (`make relevance`).

Each question that a report answers says, through the places that its reader chose, which sentences
of the report are meant; each that no report answers says that none is. The unseen questions and the
reports that only they are about are never read.

One thread and fixed seeds: the same machine and the same versions give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from torch import Tensor, nn

from assistant import Assistant
from assistant.answer import read
from assistant.relevance import FEATURES, features, spoken, tokens
from evals.cases import Case, discover, group, load, ranges
from evals.corpora import Corpora
from index.store import ReportInfo

OUTPUT = Path(__file__).parents[1] / "assistant" / "data"
SEED = 20261123
DIMENSION = 64
EPOCHS = 2
BATCH = 32
LEARNING_RATE = 3e-3
OF_COUNTED = 1e-2
SLOWER = 0.6  # after each epoch
FORGET = 0.2  # share of a question's words that are left out, so that no single one decides
LEAST_ASKED, LEAST_TOLD = 3, 5  # questions, sentences in which a word has to stand
MOST_REPORTS = 3
FOLDS = 5
FIVE = "five"  # the corpus of the real reports
BY_WORDS = 1  # the column of `features` that weighs the words shared


@dataclass(frozen=True, slots=True)
class Text:
    """The sentences of one report as the model sees them: their words and their kinds."""

    words: Sequence[Sequence[str]]
    kinds: Sequence[str]


@dataclass(frozen=True, slots=True)
class Example:
    """A question asked of one report; `answers` are the numbers of its sentences, empty for none."""

    corpus: str
    case: str
    report: str
    asked: Sequence[str]
    counted: NDArray[np.float32]
    answers: Sequence[int]


def texts_of(name: str, assistant: Assistant) -> dict[tuple[str, str], Text]:
    """Return the sentences of each report of a corpus."""
    found = {}
    for info in assistant.reports():
        every = assistant.evidence.sentences(info).all
        words = [tokens(spoken(sentence)) for sentence in every]
        found[name, info.id] = Text(words, [sentence.kind for sentence in every])
    return found


def examples_of(name: str, assistant: Assistant, cases: Iterable[Case]) -> Iterator[Example]:
    """Yield each question with the sentences that answer it; what is asked back has none to learn."""
    evidence = assistant.evidence
    files = {Path(info.file).name: info for info in assistant.reports()}
    for case in cases:
        if case.status not in ("answered", "not_found"):
            continue
        question = read(case.question, evidence, case.history)
        for info in question.reports[:MOST_REPORTS]:
            answers = sorted(_answers(assistant, info, case, files))
            if bool(answers) == (case.status == "answered"):
                counted = features(question, evidence, info)
                yield Example(name, case.id, info.id, tokens(question.folded), counted, answers)


def _answers(
    assistant: Assistant, info: ReportInfo, case: Case, files: Mapping[str, ReportInfo]
) -> set[int]:
    source = assistant.evidence.ledger.text(info.id)
    places = [
        place
        for file, text in case.cite
        if file in files and files[file].id == info.id
        for place in ranges(source, text)
    ]
    return {
        number
        for number, sentence in enumerate(assistant.evidence.sentences(info).all)
        if any(sentence.place.start < end and start < sentence.place.end for start, end in places)
    }


class Learner(nn.Module):
    """The model of `assistant/relevance.py` as torch learns it."""

    def __init__(self, asked: Sequence[str], told: Sequence[str], kinds: Sequence[str]) -> None:
        """Number the words; row 0 stands for those that are not known."""
        super().__init__()
        self.asked_words, self.told_words, self.kind_names = list(asked), list(told), list(kinds)
        self._asked = {word: at for at, word in enumerate(asked, 1)}
        self._told = {word: at for at, word in enumerate(told, 1)}
        self._kinds = {kind: at for at, kind in enumerate(kinds)}
        self.asked = nn.EmbeddingBag(len(asked) + 1, DIMENSION, mode="sum")
        self.told = nn.EmbeddingBag(len(told) + 1, DIMENSION, mode="mean")
        self.kinds = nn.EmbeddingBag(len(asked) + 1, len(kinds), mode="sum")
        nn.init.normal_(self.asked.weight, 0, 0.1)
        nn.init.normal_(self.told.weight, 0, 0.1)
        nn.init.zeros_(self.kinds.weight)
        self.counted = nn.Parameter(torch.ones(FEATURES))
        self.none = nn.Parameter(torch.zeros(DIMENSION))
        self.none_counted = nn.Parameter(torch.zeros(FEATURES))
        self.none_bias = nn.Parameter(torch.zeros(1))

    def rows(self, words: Sequence[str]) -> Tensor:
        """Return the rows of the words of a question."""
        return torch.tensor([self._asked[w] for w in words if w in self._asked] or [0])

    def packed(self, text: Text) -> tuple[Tensor, Tensor, Tensor]:
        """Return the rows of all sentences of a report, where each begins, and their kinds."""
        rows = [[self._told[w] for w in words if w in self._told] or [0] for words in text.words]
        starts = np.cumsum([0, *(len(own) for own in rows)])[:-1]
        kinds = [self._kinds.get(kind, 0) for kind in text.kinds]
        flat = torch.tensor([row for own in rows for row in own])
        return flat, torch.tensor(starts), torch.tensor(kinds)

    def forward(self, rows: Tensor, text: tuple[Tensor, Tensor, Tensor], counted: Tensor) -> Tensor:
        """Return the score of each sentence, and behind them that of none."""
        flat, starts, kinds = text
        asked = self.asked(rows.unsqueeze(0))[0]
        told = nn.functional.normalize(self.told(flat, starts), dim=1)
        scores = told @ asked + self.kinds(rows.unsqueeze(0))[0][kinds] + counted @ self.counted
        none = asked @ self.none + counted.amax(0) @ self.none_counted + self.none_bias[0]
        return torch.cat([scores, none.unsqueeze(0)])

    def save(self, folder: Path) -> None:
        """Write the two files that `assistant/relevance.py` reads, weights in half precision."""
        words = {"asked": self.asked_words, "told": self.told_words, "kinds": self.kind_names}
        line = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        (folder / "relevance.json").write_text(line + "\n", encoding="utf-8")
        weights = {
            "asked": self.asked.weight,
            "told": self.told.weight,
            "kinds": self.kinds.weight,
            "counted": self.counted,
            "none": self.none,
            "none_counted": self.none_counted,
            "none_bias": self.none_bias,
        }
        plain = {name: value.detach().numpy().astype(np.float16) for name, value in weights.items()}
        save_file(plain, folder / "relevance.safetensors")


def learn(
    examples: Sequence[Example], texts: Mapping[tuple[str, str], Text], epochs: int = EPOCHS
) -> Learner:
    """Return what can be learned from these examples, always the same from the same ones."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    order = random.Random(SEED)
    read = {(example.corpus, example.report) for example in examples}
    asked = Counter(word for example in examples for word in set(example.asked))
    told = Counter(
        word for key in sorted(read) for words in texts[key].words for word in set(words)
    )
    kinds = sorted({kind for key in read for kind in texts[key].kinds})
    learner = Learner(
        sorted(word for word, n in asked.items() if n >= LEAST_ASKED),
        sorted(word for word, n in told.items() if n >= LEAST_TOLD),
        kinds,
    )
    packed = {key: learner.packed(texts[key]) for key in sorted(read)}
    rows = [learner.rows(example.asked) for example in examples]
    plain = [parameter for name, parameter in learner.named_parameters() if "." not in name]
    words = [parameter for name, parameter in learner.named_parameters() if "." in name]
    optimizer = torch.optim.Adam(
        [{"params": words, "lr": LEARNING_RATE}, {"params": plain, "lr": OF_COUNTED}]
    )
    for epoch in range(epochs):
        numbers = list(range(len(examples)))
        order.shuffle(numbers)
        lost = 0.0
        for step, number in enumerate(numbers, 1):
            example, own = examples[number], rows[number]
            kept = own[torch.rand(len(own)) > FORGET]
            text = packed[example.corpus, example.report]
            scores = learner(kept if len(kept) else own, text, torch.from_numpy(example.counted))
            right = list(example.answers) or [len(scores) - 1]
            loss = torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)
            loss.backward()
            lost += loss.item()
            if step % BATCH == 0 or step == len(numbers):
                optimizer.step()
                optimizer.zero_grad()
        for parameters in optimizer.param_groups:
            parameters["lr"] *= SLOWER
        print(f"epoch {epoch + 1}: loss {lost / len(examples):.3f}", file=sys.stderr)
    return learner


def print_held_out(examples: Sequence[Example], texts: Mapping[tuple[str, str], Text]) -> None:
    """Print how often a sentence that answers is ranked first, or among three, in unlearned reports.

    Each fold of corpora is ranked by what is learned from the others, and by the words shared alone.
    """
    hits: Counter[tuple[str, str, int]] = Counter()
    asked: Counter[str] = Counter()
    for fold in range(FOLDS):
        ours = {e.corpus for e in examples if zlib.crc32(e.corpus.encode()) % FOLDS == fold}
        learner = learn([e for e in examples if e.corpus not in ours], texts).eval()
        for example in (e for e in examples if e.corpus in ours and e.answers):
            text = learner.packed(texts[example.corpus, example.report])
            with torch.no_grad():
                counted = torch.from_numpy(example.counted)
                scores = learner(learner.rows(example.asked), text, counted)[:-1].numpy()
            where = "the five" if example.corpus == FIVE else "invented"
            asked[where] += 1
            for name, ranked in (("learned", scores), ("words", example.counted[:, BY_WORDS])):
                order = np.argsort(-ranked, kind="stable").tolist()
                for most in (1, 3):
                    hits[where, name, most] += any(n in example.answers for n in order[:most])
    for (where, name, most), count in sorted(hits.items()):
        print(f"{where}, {name}: hit@{most} {count / asked[where]:.1%} of {asked[where]}")


def gather() -> tuple[list[Example], dict[tuple[str, str], Text]]:
    """Return what the tuned questions teach, with the sentences of their reports."""
    cases: dict[str, list[Case]] = defaultdict(list)
    for name, path in discover().items():
        if group(name) == "tuned":
            for case in load(path):
                cases[case.corpus].append(case)
    examples: list[Example] = []
    texts: dict[tuple[str, str], Text] = {}
    with tempfile.TemporaryDirectory() as directory:
        corpora = Corpora(Path(directory))
        for name in sorted(cases):
            assistant = corpora[name].assistant
            examples += examples_of(name, assistant, cases[name])
            texts |= texts_of(name, assistant)
        corpora.close()
    return examples, texts


def main() -> None:
    """Read the arguments and make the model."""
    parser = argparse.ArgumentParser(description="Make the model of relevance.")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--held-out", action="store_true", help="measure it instead")
    arguments = parser.parse_args()
    examples, texts = gather()
    if arguments.held_out:
        print_held_out(examples, texts)
        return
    learn(examples, texts).save(arguments.output)
    print(f"{len(examples)} examples of {len(texts)} reports")


if __name__ == "__main__":
    main()
