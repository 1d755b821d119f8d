"""Make the default embedding model from the field's vocabulary (`make embedding`).

The model is a mean of token vectors (`StaticEmbedding`), trained so that a citizen's question
lies near the passage, term or definition that it is about. It learns from
`evals/embedding_vocabulary.json` and `index/data/synonyms.json` alone, never from a report, so
that evals can hold whole reports out.

One thread and fixed seeds: the same machine and the same versions of torch and tokenizers give
the same bytes. Another processor may round the last bits differently, so the files are committed.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers
from torch import Tensor, nn

from index.embedding import default_model_dir

VOCABULARY = Path(__file__).with_name("embedding_vocabulary.json")
SYNONYMS = Path(__file__).parents[1] / "index" / "data" / "synonyms.json"

SEED = 20240601
DIMENSION = 128
# Few steps: more of them fit the frames better and unseen wordings worse.
STEPS = 300
BATCH = 256
LEARNING_RATE = 0.02
TEMPERATURE = 0.06
WORD_MIN_COUNT = 3
WORD_MIN_COHESION = 20
UNKNOWN = "[UNK]"

# How often each kind of pair is drawn.
MIX = {"term": 0.5, "section": 0.24, "define": 0.1, "project": 0.16}

HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a passage that answers it; passages that share `topic` are no negatives."""

    question: str
    passage: str
    topic: str
    covers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The training data, joined: official terms with their everyday words, sections, frames."""

    data: Mapping[str, Any]
    words: Mapping[str, Sequence[str]]

    def strings(self) -> list[str]:
        """Return every piece of prose in the data, for counting characters and words."""
        found = [word for words in self.words.values() for word in words] + list(self.words)
        pending: list[Any] = [value for key, value in self.data.items() if key != "about"]
        while pending:
            item = pending.pop()
            if isinstance(item, str):
                found.append(item)
            elif isinstance(item, Mapping):
                pending.extend(item.values())
            elif isinstance(item, Sequence):
                pending.extend(item)
        return found


def read_vocabulary() -> Vocabulary:
    """Read the two data files; every term must stand in both."""
    data = json.loads(VOCABULARY.read_text(encoding="utf-8"))
    synonyms = json.loads(SYNONYMS.read_text(encoding="utf-8"))
    if set(data["terms"]) != set(synonyms):
        raise ValueError(f"terms differ: {set(data['terms']) ^ set(synonyms)}")
    words = {term: [*synonyms[term], *data["more_words"].get(term, ())] for term in synonyms}
    return Vocabulary(data, words)


# --- tokens ---------------------------------------------------------------------------------


def gb2312() -> list[str]:
    """Return the 6,763 characters of GB2312 levels 1 and 2, in code order."""
    found = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:  # the five unassigned cells at the end of level 1
                continue
    return found


def frequent_words(strings: Sequence[str]) -> dict[str, int]:
    """Return pairs of Han characters that recur and hold together, with their counts."""
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in sorted(set(strings)):
        for run in HAN_RUN.findall(text):
            singles.update(run)
            pairs.update(run[at : at + 2] for at in range(len(run) - 1))
    total = singles.total()
    return {
        pair: count
        for pair, count in sorted(pairs.items())
        if count >= WORD_MIN_COUNT
        # far oftener than the two would meet by chance
        and count * total > WORD_MIN_COHESION * singles[pair[0]] * singles[pair[1]]
    }


def make_tokenizer(strings: Sequence[str]) -> Tokenizer:
    """Return a unigram tokenizer over words, Han characters, letters and digits.

    Anything else (punctuation, rare characters) is the unknown token, whose vector is zero.
    """
    words = frequent_words(strings)
    characters = sorted({*gb2312(), *"0123456789abcdefghijklmnopqrstuvwxyz", *han(strings)})
    total = sum(words.values())
    pieces: list[tuple[str, float]] = [(UNKNOWN, 0.0)]
    # A lone character costs more than any word, so that words win wherever they fit.
    pieces += [(character, -20.0) for character in characters]
    pieces += [(word, round(math.log(n / total), 4)) for word, n in sorted(words.items())]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    # Reports wrap lines inside words, so blanks separate nothing.
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(r"\s+"), "")]
    )
    return tokenizer


def han(strings: Sequence[str]) -> set[str]:
    """Return the Han characters in these strings."""
    return {character for text in strings for run in HAN_RUN.findall(text) for character in run}


# --- pairs ----------------------------------------------------------------------------------


class Sampler:
    """Draws pairs of question and passage from the vocabulary, with made-up figures."""

    def __init__(self, vocabulary: Vocabulary, seed: int) -> None:
        self.data = vocabulary.data
        self.words = vocabulary.words
        self.random = random.Random(seed)
        self.terms = sorted(vocabulary.words)
        self.sections = sorted(self.data["sections"])
        self.defined = [term for term in self.terms if "definition" in self.data["terms"][term]]
        self.printed = {term: printed(term) for term in self.terms}
        self.characters = gb2312()
        self.makers: Mapping[str, Callable[[], Pair]] = {
            "term": self.term_pair,
            "section": self.section_pair,
            "define": self.define_pair,
            "project": self.project_pair,
        }

    def batch(self, size: int) -> list[Pair]:
        """Return `size` pairs of mixed kinds."""
        kinds = self.random.choices(list(MIX), weights=list(MIX.values()), k=size)
        return [self.makers[kind]() for kind in kinds]

    def term_pair(self) -> Pair:
        """Return an everyday question on a term with a sentence, row or section that states it."""
        term = self.pick(self.terms)
        entry = self.data["terms"][term]
        section = entry["section"]
        # The term's own name is one wording among its everyday words.
        word = self.pick([*self.words[term], term])
        question = self.fill(self.pick(self.data["question_frames"][entry["kind"]]), word=word)
        name = self.printed[term]
        holding = [text for text in self.data["sections"][section]["passages"] if name in text]
        draw = self.random.random()
        if draw < 0.12:
            passage = term
        elif draw < 0.35 and holding:
            passage = self.pick(holding)
        else:
            passage = self.pick(self.data["passage_frames"][entry["kind"]]).replace("{term}", name)
        return self.pair(question, passage, section, topic=term, covers={term})

    def section_pair(self) -> Pair:
        """Return a question on a whole section with its title or a passage of it."""
        section = self.pick(self.sections)
        entry = self.data["sections"][section]
        question = self.pick([*entry["questions"], *entry["titles"]])
        passage = self.pick([*entry["passages"], *entry["passages"], *entry["titles"]])
        return self.pair(self.fill(question), passage, section, topic=section, covers=set())

    def define_pair(self) -> Pair:
        """Return a question on a word's meaning with the definition of its term."""
        term = self.pick(self.defined)
        word = self.pick([*self.words[term][:3], term, term])
        question = self.fill(self.pick(self.data["question_frames"]["define"]), word=word)
        mark = self.pick(["：", "：指", "，是指"])
        passage = f"{self.printed[term]}{mark}{self.data['terms'][term]['definition']}"
        return self.pair(question, passage, "名词解释", topic=f"define:{term}", covers=set())

    def project_pair(self) -> Pair:
        """Return a question and a passage on one made-up name.

        Names of random characters teach every character, also one that no text here holds, to
        stand for itself.
        """
        projects = self.data["projects"]
        letters = "".join(self.random.choices(self.characters, k=self.random.randint(2, 6)))
        name = letters + self.pick(projects["kinds"])
        question = self.fill(self.pick(projects["questions"])).replace("{name}", name)
        passage = self.pick(projects["passages"]).replace("{name}", name)
        return self.pair(question, passage, "绩效自评表", topic=name, covers={name})

    def pair(
        self, question: str, passage: str, section: str, *, topic: str, covers: set[str]
    ) -> Pair:
        """Return the pair, its passage filled, often headed like a stored passage."""
        text = self.fill(passage)
        if self.random.random() < 0.5:
            title = self.pick(self.data["sections"][section]["titles"])
            text = self.fill("{unit} · {year} · ") + f"{title}\n{text}"
        held = {term for term, name in self.printed.items() if name in text}
        if section == "名词解释" and topic.startswith("define:"):
            held = set()  # a definition mentions other terms but answers nothing about them
        return Pair(question, text, topic, frozenset({section, topic, *covers, *held}))

    def pick(self, items: Sequence[str]) -> str:
        """Return one of these."""
        return self.random.choice(items)

    def fill(self, text: str, word: str = "") -> str:
        """Replace each blank in `text` by a drawn value of its own."""
        return re.sub(r"\{(\w+)\}", lambda match: self.value(match[1], match[0], word), text)

    def value(self, kind: str, original: str, word: str) -> str:
        """Return a made-up value for a blank; blanks filled elsewhere stay as they are."""
        match kind:
            case "word":
                return word
            case "unit":
                return self.pick(self.data["units"])
            case "reason":
                return self.pick(self.data["reasons"])
            case "year":
                return str(self.random.randint(2015, 2030))
            case "n":
                return f"{self.random.lognormvariate(4, 2):.2f}"
            case "p":
                return f"{self.random.uniform(0, 130):.2f}"
            case "k":
                return str(self.random.randint(0, 300))
        return original


def printed(term: str) -> str:
    """Return a term as it stands in a sentence, without a bracket that only tells it apart."""
    return re.sub(r"（(?:国有资产占用情况|类款项|单位)）", "", term)


# --- training -------------------------------------------------------------------------------


class Bag:
    """Turns texts into token ids in which a word stands beside its characters.

    A word's vector is its own plus those of its characters, so that wordings which share
    characters are near from the start; `collapse` adds them up into one row per token.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        ids = tokenizer.get_vocab()
        self.parts: list[list[int]] = [
            [at] if len(token) == 1 or token == UNKNOWN else [at, *(ids[one] for one in token)]
            for token, at in sorted(ids.items(), key=lambda item: item[1])
        ]

    def __call__(self, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
        """Return token ids and the offset of each text, as EmbeddingBag takes them."""
        flat: list[int] = []
        offsets = []
        for encoding in self.tokenizer.encode_batch(list(texts), add_special_tokens=False):
            offsets.append(len(flat))
            for at in encoding.ids:
                flat.extend(self.parts[at])
        return torch.tensor(flat), torch.tensor(offsets)

    def collapse(self, weight: Tensor) -> Tensor:
        """Return one row per token; the unknown token's is zero."""
        rows = torch.stack([weight[parts].sum(dim=0) for parts in self.parts])
        rows[0] = 0.0
        return rows


def no_negative(pairs: Sequence[Pair]) -> Tensor:
    """Return a matrix that is true where passage j must not count against question i."""
    asking: dict[str, list[int]] = {}
    for row, pair in enumerate(pairs):
        asking.setdefault(pair.topic, []).append(row)
    mask = np.zeros((len(pairs), len(pairs)), dtype=bool)
    for column, pair in enumerate(pairs):
        for topic in pair.covers & asking.keys():
            mask[asking[topic], column] = True
    np.fill_diagonal(mask, False)
    return torch.from_numpy(mask)


def train(vocabulary: Vocabulary, tokenizer: Tokenizer, steps: int) -> NDArray[np.float32]:
    """Return one vector per token, trained with in-batch negatives in both directions."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    bag = Bag(tokenizer)
    embedding = nn.EmbeddingBag(len(bag.parts), DIMENSION, mode="sum")
    nn.init.normal_(embedding.weight, std=1 / math.sqrt(DIMENSION))
    words = [token for token, parts in enumerate(bag.parts) if len(parts) > 1]
    with torch.no_grad():
        # A word starts near the sum of its characters and moves where the data pull it.
        embedding.weight[words] *= 0.3
        embedding.weight[0] = 0.0
    optimizer = torch.optim.Adam(embedding.parameters(), lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, total_iters=steps)
    sampler = Sampler(vocabulary, SEED)
    for step in range(steps):
        pairs = sampler.batch(BATCH)
        questions = nn.functional.normalize(embedding(*bag([pair.question for pair in pairs])))
        passages = nn.functional.normalize(embedding(*bag([pair.passage for pair in pairs])))
        scores = (questions @ passages.T / TEMPERATURE).masked_fill(no_negative(pairs), -1e4)
        target = torch.arange(len(pairs))
        loss = nn.functional.cross_entropy(scores, target)
        loss = (loss + nn.functional.cross_entropy(scores.T, target)) / 2
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 50 == 0 or step == steps - 1:
            print(f"step {step:4d}  loss {loss.item():.4f}", file=sys.stderr)
    with torch.no_grad():
        rows = bag.collapse(embedding.weight)
    return np.ascontiguousarray(rows.numpy(), dtype=np.float32)


# --- files ----------------------------------------------------------------------------------


def write(directory: Path, tokenizer: Tokenizer, weights: NDArray[np.float32]) -> None:
    """Write the model so that both `SentenceTransformer(directory)` and `index` load it."""
    directory.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    # float16 would halve the file, but there Normalize turns an empty text into NaN.
    save_file({"embedding.weight": weights}, directory / "model.safetensors")
    (directory / "model.safetensors").chmod(0o644)
    package = "sentence_transformers.models"
    write_json(
        directory / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": f"{package}.StaticEmbedding"},
            {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{package}.Normalize"},
        ],
    )
    write_json(
        directory / "config_sentence_transformers.json",
        {"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )


def write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def make(directory: Path, steps: int = STEPS) -> None:
    """Train the model and write it into `directory`."""
    vocabulary = read_vocabulary()
    tokenizer = make_tokenizer(vocabulary.strings())
    weights = train(vocabulary, tokenizer, steps)
    write(directory, tokenizer, weights)
    size = sum(path.stat().st_size for path in directory.iterdir() if path.is_file())
    print(f"{len(weights)} tokens, {weights.shape[1]} dimensions, {size / 1e6:.2f} MB")


def main() -> None:
    """Read the arguments and make the model."""
    parser = argparse.ArgumentParser(description="Make the default embedding model.")
    parser.add_argument("--output", type=Path, default=default_model_dir())
    parser.add_argument("--steps", type=int, default=STEPS)
    arguments = parser.parse_args()
    make(arguments.output, arguments.steps)


if __name__ == "__main__":
    main()
