"""Does the built-in model give the vectors that sentence-transformers gives, and say who it is?"""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from indexer.embedding import BUILTIN_MODEL, SentenceTransformerEmbedder, StaticEmbedder
from indexer.embedding.static import WEIGHTS_FILE, is_static_model
from indexer.errors import EmbedderUnavailable
from indexer.ports import Embedder

TEXTS = (
    "生产经营单位的主要负责人对本单位的安全生产工作全面负责。",
    "危险性较大的分部分项工程专项施工方案的论证专家不得少于５名",
    "老板拖欠工钱怎么办？",
    "GB 50656-2011",
    "安全" * 3000,
    "",
    "，。！",
)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return StaticEmbedder()


def test_rows_have_unit_length(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors[:5], axis=1), 1, atol=1e-6)


@pytest.mark.parametrize("text", ["", " \n", "，。！", "😀", "ᚠᛇᚻ", "qzxjqzxj"])
def test_a_text_without_known_features_gives_a_zero_row(embedder: Embedder, text: str) -> None:
    vectors = embedder.embed([text, "安全生产"])
    assert not vectors[0].any()
    assert np.isfinite(vectors).all()


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimension)


def test_a_row_does_not_depend_on_its_neighbours(embedder: Embedder) -> None:
    many = [*TEXTS, *(f"第{i}号脚手架坍塌事故的调查报告" for i in range(300))]
    alone = np.concatenate([embedder.embed([text]) for text in many])
    np.testing.assert_allclose(embedder.embed(many), alone, atol=1e-6)


def test_related_texts_lie_closer_than_unrelated_ones(embedder: Embedder) -> None:
    query, near, far = embedder.embed(
        ["工地发生事故后多久上报", "事故现场有关人员应当立即向本单位负责人报告", "商标注册申请人"]
    )
    assert query @ near > query @ far + 0.1


@pytest.mark.torch
def test_it_agrees_with_sentence_transformers(embedder: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        str(BUILTIN_MODEL), trust_remote_code=True, local_files_only=True, device="cpu"
    )
    theirs = model.encode(list(TEXTS), show_progress_bar=False)
    np.testing.assert_allclose(embedder.embed(TEXTS), theirs, atol=1e-5)


def test_the_fingerprint_follows_weights_and_words(tmp_path: Path, embedder: Embedder) -> None:
    copy = tmp_path / BUILTIN_MODEL.name
    shutil.copytree(BUILTIN_MODEL, copy)
    assert StaticEmbedder(copy).fingerprint == embedder.fingerprint
    assert embedder.fingerprint.startswith("zhiku-static:")

    tensors = load_file(copy / WEIGHTS_FILE)
    tensors["emb_layer.weight"][-1, 0] += 1
    save_file(tensors, copy / WEIGHTS_FILE)
    other_weights = StaticEmbedder(copy).fingerprint

    words = (copy / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    words[-1], words[-2] = words[-2], words[-1]
    (copy / "vocabulary.txt").write_text("\n".join(words), encoding="utf-8", newline="\n")
    assert len({embedder.fingerprint, other_weights, StaticEmbedder(copy).fingerprint}) == 3


def test_a_missing_or_damaged_model_says_so_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="语义模型无法读取"):
        StaticEmbedder(tmp_path / "nowhere")
    damaged = tmp_path / "damaged"
    shutil.copytree(BUILTIN_MODEL, damaged)
    (damaged / "vocabulary.txt").write_text("\n安全\n", encoding="utf-8")
    with pytest.raises(EmbedderUnavailable, match="词表有 3 行"):
        StaticEmbedder(damaged)
    (damaged / WEIGHTS_FILE).write_bytes(b"not weights")
    with pytest.raises(EmbedderUnavailable, match="语义模型无法读取"):
        StaticEmbedder(damaged)


def test_queries_need_neither_torch_nor_transformers() -> None:
    script = (
        "import sys\n"
        "from indexer.embedding import StaticEmbedder\n"
        "StaticEmbedder().embed(['安全生产'])\n"
        "print({'torch', 'sentence_transformers', 'transformers', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    assert done.stdout.strip() == "set()"


def test_the_model_fits_into_30_megabytes() -> None:
    assert is_static_model(BUILTIN_MODEL)
    files = [path for path in BUILTIN_MODEL.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 30_000_000


def test_it_finds_articles_for_lay_questions(test_data: Path, embedder: Embedder) -> None:
    from indexer.embedding.training.evaluation import measure, read_benchmark

    found = measure(embedder, read_benchmark(test_data / "bench/stard"))
    assert found.recall_10 >= 0.455
    assert found.recall_100 >= 0.711


@pytest.mark.torch
def test_any_sentence_transformers_folder_serves(tmp_path: Path) -> None:
    folder = _foreign_model(tmp_path / "foreign")
    model: Embedder = SentenceTransformerEmbedder(folder)
    vectors = model.embed(["safety first", "unknown", ""])
    assert vectors.shape == (3, model.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0], atol=1e-6)
    assert model.embed([]).shape == (0, model.dimension)
    assert model.fingerprint == SentenceTransformerEmbedder(str(folder)).fingerprint
    assert model.fingerprint.startswith("foreign:")


def _foreign_model(folder: Path) -> Path:
    """Save a tiny model of the library's own modules, its rows not of unit length."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, WordEmbeddings
    from sentence_transformers.sentence_transformer.modules.tokenizer import WhitespaceTokenizer

    words = WordEmbeddings(
        WhitespaceTokenizer(["[PAD]", "safety", "first"]),
        np.arange(12, dtype=np.float32).reshape(3, 4),
    )
    model = SentenceTransformer(modules=[words, Pooling(4, "mean")], device="cpu")
    model.save(str(folder), create_model_card=False)
    return folder


def test_a_folder_that_is_not_there_never_reaches_for_the_network(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="没有这个目录"):
        SentenceTransformerEmbedder(tmp_path / "nowhere")
    with pytest.raises(EmbedderUnavailable, match="没有这个目录"):
        SentenceTransformerEmbedder("./no/such/folder")


def test_missing_libraries_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderUnavailable, match=r'pip install "zhiku\[models\]"'):
        SentenceTransformerEmbedder(tmp_path)


@pytest.mark.torch
def test_a_folder_without_a_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="加载失败"):
        SentenceTransformerEmbedder(tmp_path)
