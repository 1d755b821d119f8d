"""Embedding: the default model without torch, the same vectors with it, any other by folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embedding import Embedder, default_model_dir, load_embedder
from index.errors import InputError

ROOT = Path(__file__).parents[1]

PASSAGES = {
    "接待": "公务接待费支出1.20万元，国内公务接待6批次，48人次。",
    "用车": "公务用车运行维护费3.00万元，公务用车保有量2辆。",
    "出国": "因公出国（境）费支出0.00万元，全年安排因公出国（境）团组0个。",
    "结转": "年末结转和结余51.55万元。",
    "人员": "单位实有人数52人，其中：在职38人，退休14人。",
    "职能": "主要职能：贯彻执行有关法律法规和方针政策，拟订发展规划并组织实施。",
    "采购": "政府采购支出总额1560.00万元，其中：政府采购货物支出210.00万元。",
    "中小": "授予中小企业合同金额1200.00万元，占政府采购支出总额的76.92%。",
    "资产": "房屋3200.00平方米，价值900.00万元；单价100万元（含）以上设备12台。",
    "绩效": "项目支出绩效自评表 产出指标 效益指标 服务对象满意度 得分",
    "运行": "机关运行经费支出101.20万元，比上年减少8.80万元，下降8.00%。",
    "养老": "机关事业单位基本养老保险缴费支出95.00万元。",
    "取暖": "取暖费18.00万元，物业管理费26.50万元。",
    "基金": "政府性基金预算财政拨款支出70.00万元。",
}

QUESTIONS = [
    ("请客吃饭花了多少", "接待"),
    ("公款吃喝有多少", "接待"),
    ("油钱和修车一共多少", "用车"),
    ("有没有人去国外考察", "出国"),
    ("没花完的钱还剩多少", "结转"),
    ("现在有多少员工", "人员"),
    ("这个局是干嘛的", "职能"),
    ("招标买东西花了多少", "采购"),
    ("小公司拿到多少订单", "中小"),
    ("办公楼有多大", "资产"),
    ("老百姓满意吗，打了几分", "绩效"),
    ("行政成本为什么降了", "运行"),
    ("给职工交的养老钱", "养老"),
    ("冬天暖气花了多少", "取暖"),
    ("卖地的钱花了多少", "基金"),
]

ODD_TEXTS = [
    "",
    " \n",
    "！？%…",
    "𠮷",
    "“三公”经费",
    "ＡＢｃ１２ hotline",
    "2023年公务\n接待费1,234.50万元",
    "".join(PASSAGES.values()) * 20,
]


@pytest.fixture(scope="module")
def default() -> Embedder:
    return load_embedder(None)


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model of four characters, with vectors of different lengths."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models

    pieces = [("[UNK]", 0.0), *((character, -1.0) for character in "公务接待")]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    weights = np.array([[0, 0, 0], [3, 0, 0], [0, 2, 0], [0, 0, 5], [1, 1, 0]], dtype=np.float32)
    folder = tmp_path_factory.mktemp("models") / "tiny"
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    SentenceTransformer(modules=[module]).save(str(folder))
    return folder


def test_default_model_gives_unit_rows(default: Embedder) -> None:
    vectors = default.encode(list(PASSAGES.values()))
    assert vectors.shape == (len(PASSAGES), default.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_default_identity_names_the_content(default: Embedder) -> None:
    name, _, digest = default.identity.partition(":")
    assert name == "juesuan-static-1"
    assert len(digest) == 12
    assert load_embedder("").identity == default.identity


def test_texts_without_a_known_word_are_zero(default: Embedder) -> None:
    vectors = default.encode(["", " \n", "！？%…", "𠮷"])
    assert not vectors.any()
    assert default.encode([]).shape == (0, default.dimension)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢ１２", "ab12"),
        ("公务接\n待费", "公务接待费"),
        ("“三公”经费", "三公经费"),
        ("因公出国（境）费", "因公出国(境)费"),
    ],
)
def test_spelling_does_not_matter(default: Embedder, one: str, other: str) -> None:
    left, right = default.encode([one, other])
    np.testing.assert_allclose(left, right, atol=1e-6)


def test_every_common_character_is_known(default: Embedder) -> None:
    assert default.encode(list("乌鲁圳衢亳濮鬟")).any(axis=1).all()


@pytest.mark.parametrize(("question", "wanted"), QUESTIONS)
def test_everyday_words_find_official_ones(default: Embedder, question: str, wanted: str) -> None:
    scores = default.encode(list(PASSAGES.values())) @ default.encode([question])[0]
    assert list(PASSAGES)[int(scores.argmax())] == wanted


def test_sentence_transformers_computes_the_same_vectors(default: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    texts = [*PASSAGES.values(), *(question for question, _ in QUESTIONS), *ODD_TEXTS]
    model = SentenceTransformer(str(default_model_dir()), local_files_only=True)
    theirs = model.encode(texts, show_progress_bar=False)
    np.testing.assert_allclose(default.encode(texts), theirs, atol=2e-7)


def test_default_model_does_without_torch() -> None:
    code = (
        "import sys; from index.embedding import load_embedder; "
        "load_embedder(None).encode(['三公']); "
        "heavy = {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_model_from_a_folder(tiny_model: Path) -> None:
    embedder = load_embedder(str(tiny_model))
    assert embedder.identity == "st:tiny:3"
    assert embedder.dimension == 3
    vectors = embedder.encode(["公", "公务", "", "？"])
    assert vectors.dtype == np.float32
    long, short = 3 / 13**0.5, 2 / 13**0.5
    np.testing.assert_allclose(
        vectors, [[1, 0, 0], [long, short, 0], [0, 0, 0], [0, 0, 0]], atol=1e-6
    )
    assert embedder.encode([]).shape == (0, 3)


@pytest.mark.parametrize(
    ("spec", "where"),
    [
        ("juesuan-tests/no-such-model", "HF_HUB_OFFLINE=0"),
        ("no-such-model", "hf download no-such-model"),
        ("not a name", "模型文件夹"),
        ("./no/such/folder", "找不到向量模型文件夹"),
        ("/no/such/folder", "找不到向量模型文件夹"),
    ],
)
def test_missing_model_says_what_to_do(
    spec: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    with pytest.raises(InputError) as raised:
        load_embedder(spec)
    assert spec in str(raised.value)
    assert where in str(raised.value)


def test_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"modules\.json"):
        load_embedder(str(tmp_path))


def test_default_model_stays_small() -> None:
    assert sum(path.stat().st_size for path in default_model_dir().iterdir()) < 4_500_000


def test_making_the_model_is_reproducible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    from evals import make_embedding

    one, two = tmp_path / "one", tmp_path / "two"
    make_embedding.make(one, steps=2)
    make_embedding.make(two, steps=2)
    for path in sorted(default_model_dir().iterdir()):
        made = (one / path.name).read_bytes()
        assert made == (two / path.name).read_bytes(), path.name
        # All but the weights follow from the data at once: a change there wants `make embedding`.
        if path.name != "model.safetensors":
            assert made == path.read_bytes(), path.name
