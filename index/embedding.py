"""Texts to vectors: the default model without torch, any sentence-transformers model with it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import InputError

WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"


class Embedder(Protocol):
    """What turns texts into vectors; an index only fits the embedder that made it."""

    @property
    def identity(self) -> str:
        """A name that changes whenever the vectors would."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, of length 1, or all zero where the model knows no word of it.

        Shape: (len(texts), dimension).
        """


def default_model_dir() -> Path:
    """Return the folder of the model that comes with the program (`evals/make_embedding.py`)."""
    return Path(__file__).parent / "data" / "embedding"


def load_embedder(spec: str | None) -> Embedder:
    """Return the default model, or the sentence-transformers model in a folder or on the hub.

    A hub model is taken from the local cache; only with HF_HUB_OFFLINE=0 is it downloaded.
    Raises InputError where there is no such model.
    """
    if not spec:
        return load_static(default_model_dir())
    return load_sentence_transformer(spec)


@dataclass(frozen=True, slots=True)
class StaticEmbedder:
    """The mean of token vectors: what `StaticEmbedding` and `Normalize` compute, in numpy."""

    identity: str
    tokenizer: Any
    weights: NDArray[np.float32]

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self.weights.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, as `Embedder.encode` says."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        encodings = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        for row, encoding in enumerate(encodings):
            if encoding.ids:
                vectors[row] = self.weights[encoding.ids].mean(axis=0)
        return normalised(vectors)


def load_static(directory: Path) -> StaticEmbedder:
    """Load a saved `StaticEmbedding` without torch, which alone would take seconds.

    Raises InputError where a file is missing.
    """
    from safetensors.numpy import load
    from tokenizers import Tokenizer

    try:
        weights = (directory / WEIGHTS).read_bytes()
        tokenizer = (directory / TOKENIZER).read_bytes()
    except OSError as error:
        raise InputError(
            f"默认向量模型不完整：无法读取 {error.filename}。"
            "请重新安装本程序，或运行 make embedding 重新生成。"
        ) from error
    digest = hashlib.sha256(weights + tokenizer).hexdigest()[:12]
    return StaticEmbedder(
        identity=f"juesuan-static-1:{digest}",
        tokenizer=Tokenizer.from_str(tokenizer.decode("utf-8")),
        weights=load(weights)["embedding.weight"],
    )


@dataclass(frozen=True, slots=True)
class SentenceTransformerEmbedder:
    """Any sentence-transformers model, its vectors brought to length 1."""

    identity: str
    dimension: int
    model: Any

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row per text, as `Embedder.encode` says."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self.model.encode(
            list(texts), convert_to_numpy=True, show_progress_bar=False
        ).astype(np.float32)
        # A half-precision model that normalises by itself divides an empty text by zero.
        return normalised(np.nan_to_num(vectors))


def load_sentence_transformer(spec: str) -> SentenceTransformerEmbedder:
    """Load a model from a folder, from the local hub cache or, where allowed, from the hub.

    Raises InputError where there is none.
    """
    # Before the import below, which takes seconds: a missing model must fail at once.
    folder = find_folder(spec)

    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(str(folder or spec), local_files_only=folder is not None)
    except Exception as error:  # the library raises many kinds, none of its own
        cause = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise InputError(
            f"无法加载向量模型 {spec}（{cause}）。请给出一个 sentence-transformers 模型"
            "（文件夹中应有 modules.json 和模型权重）。"
            if folder
            else f"无法下载向量模型 {spec}（{cause}）。请检查网络和模型名，或改用本地文件夹。"
        ) from error
    dimension = int(model.get_embedding_dimension())
    name = Path(spec).expanduser().resolve().name if is_folder(spec) else spec
    return SentenceTransformerEmbedder(f"st:{name}:{dimension}", dimension, model)


def load_reranker(spec: str) -> Callable[[str, Sequence[str]], list[float]]:
    """Return how near texts are to a question, by a cross-encoder given by name or folder.

    Raises InputError where there is none.
    """
    folder = find_folder(spec)

    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(str(folder or spec), local_files_only=folder is not None)
    except Exception as error:  # the library raises many kinds, none of its own
        cause = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise InputError(f"无法加载重排模型 {spec}（{cause}）。请给出一个交叉编码器。") from error

    def scores(question: str, texts: Sequence[str]) -> list[float]:
        return list(model.predict([(question, text) for text in texts]).tolist())

    return scores


def find_folder(spec: str) -> Path | None:
    """Return the folder that holds the model, or None where it is to be downloaded.

    Raises InputError where it is neither here nor allowed to be downloaded: asking a hub that
    cannot be reached would take a minute to fail.
    """
    if is_folder(spec):
        return Path(spec).expanduser()
    # A hub name is `name` or `owner/name`.
    if spec.startswith((".", "/", "~")) or "\\" in spec or spec.count("/") > 1:
        raise InputError(
            f"找不到向量模型文件夹：{spec}。请检查路径，或改用模型名（如 BAAI/bge-small-zh-v1.5）。"
        )

    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(spec, local_files_only=True))
    except (OSError, ValueError) as error:
        if os.environ.get("HF_HUB_OFFLINE") == "0":
            return None
        raise InputError(
            f"本机没有向量模型 {spec}：既不是文件夹，也不在 Hugging Face 缓存中。"
            f"请先运行 hf download {spec}，或设置 HF_HUB_OFFLINE=0 允许联网下载，"
            "或改用本地模型文件夹。"
        ) from error


def is_folder(spec: str) -> bool:
    """Tell whether this is a folder on this machine."""
    return Path(spec).expanduser().is_dir()


def normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows at length 1; a zero row stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: NDArray[np.float32] = vectors / np.maximum(lengths, np.float32(1e-12))
    return result
