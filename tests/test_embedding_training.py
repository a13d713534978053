"""Does the training learn from statute text alone, the same way every time?"""

import json
import lzma
import sys
from pathlib import Path

import numpy as np
import pytest

from indexer.embedding import StaticEmbedder
from indexer.embedding.features import default_extractor
from indexer.embedding.training.articles import Article, read_articles
from indexer.embedding.training.evaluation import Benchmark, measure, read_benchmark
from indexer.embedding.training.pairs import PairSettings, PairSource
from indexer.embedding.training.speech import Speech, read_glossary
from indexer.embedding.training.vocabulary import Vocabulary

pytestmark = pytest.mark.once


SUBJECTS = ("脚手架", "基坑", "塔式起重机", "消防设施", "施工图", "安全帽", "招标文件", "监理日志")
ARTICLES = tuple(
    Article(
        f"{subject}管理条例",
        f"第{number}条",
        f"{subject}的使用",
        f"{subject}的{act}应当由{who}负责，{subject}{act}不合格的，责令停止使用，并处{fine}以下罚款。",
    )
    for subject in SUBJECTS
    for number, act, who, fine in (
        ("一", "安装", "施工单位", "一万元"),
        ("二", "验收", "监理单位", "二万元"),
        ("三", "检查", "建设单位", "三万元"),
    )
)


def test_articles_are_read_with_their_headings(tmp_path: Path) -> None:
    rows = [
        {"law": "中华人民共和国建筑法", "short": "建筑法", "no": "第一条", "text": " 甲\n",
         "path": ["第一章 总则", "第二节 许可"]},
        {"law": "乙条例", "text": "  "},
        {"law": "丙条例", "text": "丁"},
    ]  # fmt: skip
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    plain, packed = tmp_path / "articles.jsonl", tmp_path / "articles.jsonl.xz"
    plain.write_text(text, encoding="utf-8")
    packed.write_bytes(lzma.compress(text.encode()))
    expected = [Article("建筑法", "第一条", "总则 许可", "甲"), Article("丙条例", "", "", "丁")]
    assert read_articles(plain) == read_articles(packed) == expected


def test_equal_seeds_draw_equal_pairs() -> None:
    settings = PairSettings(headings_share=0.2, spoken_share=0.5, plain_share=0.5)
    first = PairSource(ARTICLES, settings, seed=7).draw(12)
    assert first == PairSource(ARTICLES, settings, seed=7).draw(12)
    assert first != PairSource(ARTICLES, settings, seed=8).draw(12)
    assert all(question.strip() and answer.strip() for question, answer in first)


def test_a_passage_is_taken_out_of_its_article() -> None:
    settings = PairSettings(
        title_share=0, headings_share=0, title_before_rest=0, spoken_share=0, plain_share=0
    )
    texts = {article.text for article in ARTICLES}
    for passage, rest in PairSource(ARTICLES, settings, seed=1).draw(10):
        head, tail = rest.split(" ")
        assert head + passage + tail in texts


def test_plain_words_replace_statutory_ones() -> None:
    speech = Speech(np.random.default_rng(1), words=0)
    plain = speech.plainly("用人单位应付劳动报酬")
    assert "用人单位" not in plain
    assert any(word in plain for word in read_glossary()["用人单位"])
    assert speech.plainly("丈量") == "丈量"
    assert "安全" in speech.around("安全")


def test_the_glossary_is_well_formed() -> None:
    glossary = read_glossary()
    assert len(glossary) > 200
    assert all(key.strip() == key and key for key in glossary)
    assert all(word.strip() == word and word for plain in glossary.values() for word in plain)


def test_a_vocabulary_leaves_out_rare_features_and_pads_with_its_first() -> None:
    vocabulary = Vocabulary.of(["安全", "安全生产", "安全帽"], default_extractor(), at_least=3)
    assert vocabulary.words[0] == ""
    assert set(vocabulary.words[1:]) == {"安全", "安", "全"}
    np.testing.assert_allclose(vocabulary.idf, 0)
    bags = vocabulary.encode(["安全安全", "", "罚款"])
    assert len(bags) == 3
    assert bags.starts.tolist() == [0, 6, 6, 6]
    assert 0 not in bags.ids


def test_measures_follow_their_definitions() -> None:
    class Letters:
        dimension, fingerprint = 26, "letters"

        def embed(self, texts):  # type: ignore[no-untyped-def]
            rows = [[float(chr(97 + i) in text) for i in range(26)] for text in texts]
            return np.array(rows, np.float32) / np.maximum(1, np.linalg.norm(rows, axis=1))[:, None]

    articles = ("ab", "a", "c", *("z",) * 120)
    both = measure(Letters(), Benchmark(articles, ("a", "c"), (frozenset({0}), frozenset({2, 1}))))
    assert both.mrr_10 == pytest.approx((1 / 2 + 1) / 2)
    assert both.recall_10 == pytest.approx(1)


def test_a_benchmark_is_read_with_its_judgements(tmp_path: Path) -> None:
    corpus = [{"_id": "A", "title": "题", "text": "文"}, {"_id": "B", "title": "目", "text": "章"}]
    (tmp_path / "corpus.jsonl").write_text(
        "\n".join(json.dumps(row) for row in corpus), encoding="utf-8"
    )
    (tmp_path / "queries.dev.jsonl").write_text('{"_id": "Q", "text": "问"}\n', encoding="utf-8")
    (tmp_path / "qrels.dev.tsv").write_text("q\tc\ts\nQ\tB\t1\nQ\tA\t0\n", encoding="utf-8")
    found = read_benchmark(tmp_path)
    assert found == Benchmark(("题 文", "目 章"), ("问",), (frozenset({1}),))
    assert read_benchmark(tmp_path, titles=False).articles == ("文", "章")


@pytest.mark.torch
def test_training_teaches_what_belongs_together(tmp_path: Path) -> None:
    from indexer.embedding.training.loop import TrainingSettings, train
    from indexer.embedding.training.saving import save

    settings = TrainingSettings(dimension=16, steps=20, batch=16, at_least=1)
    trained = train(ARTICLES, settings)
    again = train(ARTICLES, settings)
    np.testing.assert_array_equal(trained.rows, again.rows)
    assert trained.rows.dtype == np.float16
    assert not trained.rows[0].any()

    save(trained, tmp_path / "model")
    embedder = StaticEmbedder(tmp_path / "model")
    query, near, far = embedder.embed(["塔式起重机安装", ARTICLES[6].text, ARTICLES[0].text])
    assert query @ near > query @ far


@pytest.mark.torch
def test_tiny_numbers_are_back_after_training() -> None:
    from indexer.embedding.training.loop import flushing

    with flushing():
        assert sys.float_info.min / 2 == 0
    assert sys.float_info.min / 2 > 0
